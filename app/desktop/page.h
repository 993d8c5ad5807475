// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <string>

class QBoxLayout;
class QLabel;

namespace netready::desktop {

/// A place in the program that can be gone to.
struct Place
{
    std::string page;                  ///< id of a page: `portfolio`, `findings`, …
    std::optional<SubjectKey> subject; ///< to be selected there
    std::string attribute;             ///< of the subject, empty: none
    std::string rule;                  ///< of a finding about the subject, empty: none
};

/// One page of the main window. Shows the document and changes it only through it.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(ClientDocument& document, QWidget* parent = nullptr);

    /// Brings all that is shown up to date; called when the document changed while the page is
    /// visible, and when it becomes visible again after a change.
    virtual void refresh() = 0;
    /// Selects what the place names.
    virtual void show(const Place& place);
    /// A picture or table of the page's content, where it has both.
    virtual void toggleTable() {}
    /// Hides what stands at the side because there is little room, or shows it again.
    virtual void setTight(bool tight);
    /// Shows or hides the side.
    virtual void toggleSide();

Q_SIGNALS:
    /// The user wants to go elsewhere.
    void wanted(const netready::desktop::Place& place);

protected:
    [[nodiscard]] ClientDocument& document() const { return m_document; }
    using QWidget::show;

    /// The head of the page: title, one sentence of state, then what the caller adds at the right.
    struct Head
    {
        QWidget* widget = nullptr;
        QLabel* state = nullptr;
        QBoxLayout* actions = nullptr;
    };
    [[nodiscard]] Head makeHead(const QString& title);
    /// What setTight() and toggleSide() are about.
    void setSide(QWidget* side) { m_side = side; }

private:
    ClientDocument& m_document;
    QWidget* m_side = nullptr;
};

/// How a page is made; the order is that of the rail.
struct PageInfo
{
    std::string id;
    QString title;
    QString icon;
    std::vector<std::string> dimensions; ///< whose range the rail shows
    std::vector<std::string> kinds;      ///< of subjects that the page is about
    std::function<Page*(ClientDocument&)> make;
};
[[nodiscard]] const std::vector<PageInfo>& pages();
[[nodiscard]] const PageInfo* findPage(std::string_view id);
/// The page on which a fact can be seen and changed.
[[nodiscard]] std::string pageOf(const SubjectKey& subject);

} // namespace netready::desktop
