// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/knowledge.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

namespace netready::desktop {

/// What stands on the axis of a number; values in base units.
struct AxisScene
{
    struct Answer
    {
        QString name;
        Measure value;
        bool used = true;
    };
    std::vector<Answer> answers;
    std::optional<Measure> used; ///< hull of those that count
    std::optional<Measure> typical;
    const ScoreCurve* limit = nullptr;
    QString limitRule; ///< title of the rule that sets it
};

/// One axis with what each person said, the range that counts, the limit of a rule and what is
/// typical.
class AnswerAxis : public QWidget
{
    Q_OBJECT

public:
    explicit AnswerAxis(QWidget* parent = nullptr);
    /// Nothing to draw: hides.
    void setScene(const Attribute& attribute, AxisScene scene);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double place(double value) const;
    [[nodiscard]] QString text(double low, double high) const;
    void findEnds();
    void paintLimit(QPainter& painter, double top, double bottom) const;
    void paintFullPoints(QPainter& painter, double bottom) const;
    void paintUsed(QPainter& painter, double top, double bottom) const;
    void paintAnswers(QPainter& painter, double top) const;
    void paintTicks(QPainter& painter, double y) const;

    const Attribute* m_attribute = nullptr;
    AxisScene m_scene;
    double m_low = 0;
    double m_high = 1;
    bool m_logarithmic = false;
};

} // namespace netready::desktop
