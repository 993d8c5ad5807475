// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"
#include "core/units/measure.h"

#include <QWidget>

#include <optional>

namespace netready::desktop {

/// Where a judged number lies between the limit of full points and that of none.
class ValueAxis : public QWidget
{
    Q_OBJECT

public:
    explicit ValueAxis(QWidget* parent = nullptr);
    /// Nothing for the value: not known.
    void setValue(const ScoreCurve& curve,
                  const std::optional<Measure>& value,
                  const QString& text,
                  bool settled);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double place(double value) const;

    ScoreCurve m_curve;
    std::optional<Measure> m_value;
    QString m_text;
    bool m_settled = false;
    double m_from = 0;
    double m_to = 1;
    bool m_isLogarithmic = false;
};

} // namespace netready::desktop
