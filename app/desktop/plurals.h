// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QTranslator>

namespace netready::desktop {

/// English plural forms of source texts, so that no translation file is needed for the language in
/// which they are written: `%n finding(s) (is|are) open`.
class Plurals : public QTranslator
{
    Q_OBJECT

public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString translate(const char* context,
                                    const char* source,
                                    const char* disambiguation,
                                    int n) const override;
    [[nodiscard]] bool isEmpty() const override { return false; }
};

} // namespace netready::desktop
