// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <optional>

class QLineEdit;
class QListView;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace netready::desktop {

class DemandPanel;
class FactForm;
class Segments;
class WorkloadModel;

/// The workloads as cards or as a table, a form for the chosen one, and what it asks of the
/// network.
class PortfolioPage : public Page
{
    Q_OBJECT

public:
    explicit PortfolioPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
    void toggleTable() override;

private:
    [[nodiscard]] QWidget* makeHeadRow();
    [[nodiscard]] QWidget* makeList();
    [[nodiscard]] QWidget* makeForm();
    [[nodiscard]] QWidget* makeAdd();
    [[nodiscard]] std::optional<SubjectKey> current() const;
    void select(const SubjectKey& workload);
    void showCurrent();
    void openAdd();
    void add(const std::string& workloadClass, const std::string& useCase, const QString& title);
    void remove();
    void rename();
    void takeTypical();

    Head m_head;
    Segments* m_view = nullptr;
    WorkloadModel* m_model = nullptr;
    QStackedWidget* m_stack = nullptr; ///< cards with form, table, empty, add
    QListView* m_cards = nullptr;
    QTableView* m_table = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    FactForm* m_form = nullptr;
    DemandPanel* m_demand = nullptr;
    std::optional<SubjectKey> m_shown;
};

} // namespace netready::desktop
