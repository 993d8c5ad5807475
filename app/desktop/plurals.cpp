// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plurals.h"

#include <QRegularExpression>

namespace netready::desktop {

QString Plurals::translate(const char* /*context*/,
                           const char* source,
                           const char* /*disambiguation*/,
                           int n) const
{
    if (n < 0 || source == nullptr) {
        return {}; // the source text counts
    }
    const bool one = n == 1;
    QString text = QString::fromUtf8(source);
    text.replace(QStringLiteral("(s)"), one ? QString() : QStringLiteral("s"));
    static const QRegularExpression either(QStringLiteral("\\(([^()|]*)\\|([^()|]*)\\)"));
    return text.replace(either, one ? QStringLiteral("\\1") : QStringLiteral("\\2"));
}

} // namespace netready::desktop
