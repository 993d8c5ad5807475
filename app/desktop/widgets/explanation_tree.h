// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/models/explanation_model.h"

#include <QTreeView>

namespace netready::desktop {

/// The explanation of a finding as a tree with guides; asks for what is open.
class ExplanationTree : public QTreeView
{
    Q_OBJECT

public:
    explicit ExplanationTree(ClientDocument& document, QWidget* parent = nullptr);
    /// Keeps what is open and selected while it is the same finding.
    void showFinding(const Finding* finding);
    [[nodiscard]] const ExplanationModel& steps() const { return *m_model; }

Q_SIGNALS:
    void askWanted(const netready::FactKey& key);
    /// The user goes left out of the tree.
    void left();

protected:
    void
    drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    void spanRows(const QModelIndex& parent);
    void ask(const QModelIndex& index);

    ExplanationModel* m_model;
};

} // namespace netready::desktop
