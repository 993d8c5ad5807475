// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/labels.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QTimer;

namespace netready::desktop {

/// Two values on one axis: the one that is used with its tolerance, and the claim against it.
class ContradictionAxis : public QWidget
{
    Q_OBJECT

public:
    explicit ContradictionAxis(QWidget* parent = nullptr);
    /// Hides itself where the values are no numbers of one kind.
    void setValues(const Attribute& attribute, const Contradiction& contradiction);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Measure m_used;
    Measure m_against;
    double m_tolerance = 0;
    QString m_usedWord;
    QString m_againstWord;
    QString m_unit;
};

/// A contradiction side by side: both values, what the scores are if either holds, three ways out.
class ContradictionView : public QWidget
{
    Q_OBJECT

public:
    explicit ContradictionView(ClientDocument& document, QWidget* parent = nullptr);
    void setContradiction(const Contradiction& contradiction);
    [[nodiscard]] const Contradiction& contradiction() const { return m_contradiction; }

Q_SIGNALS:
    void useWanted();
    void correctWanted();
    void measureWanted();

private:
    /// Scores if only one of the two values were there.
    struct Outcome
    {
        ScoreRange site;
        VerdictResult verdict;
        std::vector<std::optional<ScoreRange>> dimensions;
    };
    struct Side
    {
        OriginLabel* origin = nullptr;
        QLabel* value = nullptr;
        QLabel* note = nullptr;
    };

    [[nodiscard]] QWidget* makeSide(Side& side, const QString& head);
    void fill(const Side& side, const Fact& fact, const Attribute& attribute);
    void compareLater();
    void compare();
    void showOutcomes(const std::optional<Outcome>& used, const std::optional<Outcome>& against);
    void addOutcome(int row,
                    const QString& name,
                    const QString& hint,
                    const Outcome& outcome,
                    const std::vector<std::size_t>& dimensions);

    ClientDocument& m_document;
    Contradiction m_contradiction;
    QLabel* m_title = nullptr;
    QLabel* m_effect = nullptr;
    Side m_used;
    Side m_against;
    ContradictionAxis* m_axis = nullptr;
    QGridLayout* m_outcomes = nullptr;
    QPushButton* m_use = nullptr;
    QPushButton* m_correct = nullptr;
    QPushButton* m_measure = nullptr;
    QTimer* m_delay = nullptr;
    std::uint64_t m_shownRevision = 0;
};

} // namespace netready::desktop
