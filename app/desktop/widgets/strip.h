// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/page.h"
#include "app/desktop/widgets/paint.h"
#include "app/desktop/widgets/pressable.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;

namespace netready::desktop {

class RangeBar;
class VerdictLabel;

/// Name, range bar and range of one dimension; goes to it when it is pressed.
class DimensionCell : public Pressable
{
    Q_OBJECT

public:
    explicit DimensionCell(const QString& name, QWidget* parent = nullptr);
    void setScore(const std::optional<ScoreRange>& score,
                  const std::optional<ScoreRange>& before,
                  bool capped);
    /// Shows a share instead of a range.
    void setShare(double share);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void describe();

    QString m_name;
    RangeLook m_look;
    std::optional<double> m_share;
    bool m_changed = false;
};

/// The live result over every page: verdict, dimensions, the last edit and the next best question.
class Strip : public QWidget
{
    Q_OBJECT

public:
    explicit Strip(ClientDocument& document, QWidget* parent = nullptr);
    void refresh();
    /// Shows the verdict, the weakest three dimensions and the question only.
    void setTight(bool tight);

Q_SIGNALS:
    void wanted(const netready::desktop::Place& place);

private:
    [[nodiscard]] QWidget* makeVerdict();
    [[nodiscard]] QWidget* makeCells();
    [[nodiscard]] QWidget* makeNews();
    void refreshQuestion();

    ClientDocument& m_document;
    QLabel* m_decider = nullptr;
    VerdictLabel* m_verdict = nullptr;
    RangeBar* m_bar = nullptr;
    bool m_tight = false;
    void showCells();
    std::vector<DimensionCell*> m_cells;
    DimensionCell* m_decided = nullptr;
    QLabel* m_edit = nullptr;
    QLabel* m_effect = nullptr;
    QPushButton* m_next = nullptr;
    QLabel* m_nextKind = nullptr;
    QLabel* m_nextText = nullptr;
};

} // namespace netready::desktop
