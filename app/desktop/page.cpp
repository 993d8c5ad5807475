// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/page.h"

#include "app/desktop/pages/evidence_page.h"
#include "app/desktop/pages/fabric_page.h"
#include "app/desktop/pages/findings_page.h"
#include "app/desktop/pages/flows_page.h"
#include "app/desktop/pages/plan_page.h"
#include "app/desktop/pages/portfolio_page.h"
#include "app/desktop/pages/questions_page.h"
#include "app/desktop/pages/report_page.h"
#include "app/desktop/pages/topic_page.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QLabel>

#include <algorithm>

namespace netready::desktop {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("netready::desktop::pages", text);
}

template <class P>
std::function<Page*(ClientDocument&)> makerOf()
{
    return [](ClientDocument& document) -> Page* { return new P(document); };
}

std::function<Page*(ClientDocument&)> topicMaker(std::string id)
{
    return [id = std::move(id)](ClientDocument& document) -> Page* {
        return new TopicPage(document, *findPage(id));
    };
}

std::vector<PageInfo> makePages()
{
    return {
        {"questions", tr("Questions"), "question", {}, {}, makerOf<QuestionsPage>()},
        {"portfolio", tr("Portfolio"), "portfolio", {}, {"workload"}, makerOf<PortfolioPage>()},
        {"flows",
         tr("Data flows"),
         "flows",
         {"bandwidth", "latency"},
         {"endpoint"},
         makerOf<FlowsPage>()},
        {"fabric",
         tr("Fabric"),
         "fabric",
         {"oversubscription", "lossless", "congestion", "fabric-choice", "adapters"},
         {"fabric"},
         makerOf<FabricPage>()},
        {"storage", tr("Storage"), "storage", {"storage"}, {"storage"}, topicMaker("storage")},
        {"observability",
         tr("Observability"),
         "gauge",
         {"observability"},
         {"fabric", "site", "organisation"},
         topicMaker("observability")},
        {"security",
         tr("Security"),
         "shield",
         {"security"},
         {"workload", "fabric", "site", "organisation"},
         topicMaker("security")},
        {"physical",
         tr("Physical"),
         "rack",
         {"physical"},
         {"site", "fabric"},
         topicMaker("physical")},
        {"operations",
         tr("Operations, strategy"),
         "wrench",
         {"operations", "strategy"},
         {"organisation", "fabric", "site"},
         topicMaker("operations")},
        {"evidence", tr("Evidence"), "evidence", {}, {}, makerOf<EvidencePage>()},
        {"findings", tr("Findings"), "findings", {}, {}, makerOf<FindingsPage>()},
        {"plan", tr("Plan"), "board", {}, {}, makerOf<PlanPage>()},
        {"report", tr("Report"), "report", {}, {}, makerOf<ReportPage>()},
    };
}

} // namespace

Page::Page(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{}

void Page::show(const Place& /*place*/) {}

void Page::setTight(bool tight)
{
    if (m_side != nullptr) {
        m_side->setVisible(!tight);
    }
}

void Page::toggleSide()
{
    if (m_side != nullptr) {
        m_side->setVisible(m_side->isHidden());
    }
}

Page::Head Page::makeHead(const QString& title)
{
    Head head;
    head.widget = makePane("window");
    head.widget->setFixedHeight(px(56));
    auto* row = new QHBoxLayout(head.widget);
    row->setContentsMargins(px(24), 0, px(12), 0);
    row->setSpacing(px(10));
    row->addWidget(makeLabel(title, 20, Weight::SemiBold));
    head.state = makeElided({}, 14, Weight::Regular, TextInk::Second);
    row->addWidget(head.state, 1);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(px(8));
    row->addLayout(actions);
    head.actions = actions;
    setAccessibleName(title);
    return head;
}

const std::vector<PageInfo>& pages()
{
    static const std::vector<PageInfo> pages = makePages();
    return pages;
}

const PageInfo* findPage(std::string_view id)
{
    const auto found = std::find_if(
        pages().begin(), pages().end(), [&](const PageInfo& page) { return page.id == id; });
    return found == pages().end() ? nullptr : &*found;
}

std::string pageOf(const SubjectKey& subject)
{
    const auto found = std::find_if(pages().begin(), pages().end(), [&](const PageInfo& page) {
        return !page.kinds.empty() && page.kinds.front() == subject.kind;
    });
    return found != pages().end()           ? found->id
           : subject.kind == "site"         ? "physical"
           : subject.kind == "organisation" ? "operations"
                                            : "questions";
}

} // namespace netready::desktop
