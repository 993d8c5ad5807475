// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/theme.h"

#include <QProxyStyle>

namespace netready::desktop {

/// Fusion with a focus ring that follows the keyboard only.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    Style();
    void drawPrimitive(PrimitiveElement element,
                       const QStyleOption* option,
                       QPainter* painter,
                       const QWidget* widget) const override;
    int styleHint(StyleHint hint,
                  const QStyleOption* option,
                  const QWidget* widget,
                  QStyleHintReturn* data) const override;
    int pixelMetric(PixelMetric metric,
                    const QStyleOption* option,
                    const QWidget* widget) const override;
};

/// The one style sheet, made from the tokens.
[[nodiscard]] QString styleSheet(const Tokens& tokens);

} // namespace netready::desktop
