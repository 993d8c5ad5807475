// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/models/findings_model.h"
#include "app/desktop/page.h"

class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace netready::desktop {

class FindingDetail;
class Segments;

/// All findings as a list, and one of them with its explanation.
class FindingsPage : public Page
{
    Q_OBJECT

public:
    explicit FindingsPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    /// A finding by rule and subject; else filters by dimension (attribute), source
    /// (`source:` and its id), workload or rule.
    void show(const Place& place) override;
    void setTight(bool tight) override;
    void toggleSide() override;

private:
    void fillHead(const Head& head);
    [[nodiscard]] QWidget* makeList();
    [[nodiscard]] QWidget* makeFilters();
    [[nodiscard]] QToolButton* makeChip(const char* name, const QString& text);
    void createKeys();
    void fillDimensionMenu();
    void fillWorkloadMenu();
    void changeFilter(const FindingFilter& filter);
    void clearFilter();
    void refreshChips();
    void refreshState();
    void restoreSelection();
    void selectRow(int row);
    void select(const FindingKey& key);
    void takeCurrent();
    void exportTable();
    /// Where there is little room list and finding take turns.
    void showSide(bool side);

    FindingsModel* m_model;
    QLabel* m_state = nullptr;
    Segments* m_groups = nullptr;
    QPushButton* m_waive = nullptr;
    QPushButton* m_export = nullptr;
    QToolButton* m_open = nullptr;
    QToolButton* m_dimension = nullptr;
    QToolButton* m_workload = nullptr;
    QToolButton* m_more = nullptr;
    QToolButton* m_order = nullptr;
    QLineEdit* m_text = nullptr;
    QListView* m_list = nullptr;
    QStackedWidget* m_listStack = nullptr;
    QLabel* m_emptyText = nullptr;
    QPushButton* m_emptyClear = nullptr;
    FindingDetail* m_detail = nullptr;
    QStackedWidget* m_detailStack = nullptr;
    std::optional<FindingKey> m_current;
    bool m_isRestoring = false;
    bool m_tight = false;
    QWidget* m_left = nullptr;
};

} // namespace netready::desktop
