// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <QWidget>

#include <map>
#include <string>

class QLabel;
class QStackedWidget;

namespace netready::desktop {

class Rail;
class Strip;

/// Strip, rail and pages of an open client. Pages are made when they are first visited.
class Workspace : public QWidget
{
    Q_OBJECT

public:
    explicit Workspace(ClientDocument& document, QWidget* parent = nullptr);

    void go(const Place& place);
    /// Back to the page before; false if there is none.
    bool goBack();
    [[nodiscard]] const Place& place() const { return m_place; }
    [[nodiscard]] Page* page() const;
    /// A bar under the strip; empty: takes it away.
    void showProblem(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void moved(const netready::desktop::Place& place);
    /// The user wants to save a copy elsewhere, because of the problem that is shown.
    void saveElsewhere();

private:
    [[nodiscard]] QWidget* makeProblemBar();
    void refresh();
    void fit();

    ClientDocument& m_document;
    Strip* m_strip = nullptr;
    Rail* m_rail = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_problemBar = nullptr;
    QLabel* m_problem = nullptr;
    std::map<std::string, Page*> m_pages;
    std::map<std::string, std::uint64_t> m_shownRevision;
    Place m_place;
    bool m_tight = false;
    std::vector<std::string> m_way; ///< pages visited, the present one last
};

} // namespace netready::desktop
