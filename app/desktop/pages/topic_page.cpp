// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/topic_page.h"

#include "app/client/answer.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/widgets/fact_form.h"
#include "app/desktop/widgets/finding_row.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

namespace netready::desktop {

namespace {

bool contains(const std::vector<std::string>& ids, const std::string& id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

TopicPage::TopicPage(ClientDocument& document, const PageInfo& info, QWidget* parent)
    : Page(document, parent)
    , m_info(info)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head = makeHead(info.title);
    if (info.kinds.front() == "storage") {
        QPushButton* more =
            makePrimary(tr("Add storage system"), QStringLiteral("plus"), QStringLiteral("A"));
        more->setObjectName(QStringLiteral("addSubject"));
        more->setShortcut(Qt::Key_A);
        connect(more, &QPushButton::clicked, this, &TopicPage::add);
        m_head.actions->addWidget(more);
    }
    column->addWidget(m_head.widget);
    column->addWidget(makeLine());
    auto* split = new QSplitter;
    split->addWidget(makeList());
    split->addWidget(makeForm());
    QWidget* side = makeResults();
    split->addWidget(side);
    setSide(side);
    split->setStretchFactor(1, 1);
    split->setSizes({px(262), px(584), px(352)});
    split->setChildrenCollapsible(false);
    m_stack = new QStackedWidget;
    m_stack->addWidget(split);
    m_stack->addWidget(makeNothing());
    column->addWidget(m_stack, 1);
    refresh();
}

QWidget* TopicPage::makeNothing()
{
    auto* nothing = new QWidget;
    auto* around = new QVBoxLayout(nothing);
    around->setContentsMargins(px(64), px(64), px(64), px(64));
    if (m_info.kinds.front() != "storage") {
        around->addWidget(makeEmpty(m_info.icon, tr("There is nothing to be said here yet.")));
        return nothing;
    }
    QPushButton* first =
        makePrimary(tr("Add storage system"), QStringLiteral("plus"), QStringLiteral("A"));
    first->setObjectName(QStringLiteral("firstSubject"));
    connect(first, &QPushButton::clicked, this, &TopicPage::add);
    around->addWidget(makeEmpty(
        m_info.icon,
        tr("No storage system yet. Add the first (A): what feeds the accelerators, and what keeps "
           "their checkpoints?"),
        first));
    return nothing;
}

QWidget* TopicPage::makeList()
{
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("subjects"));
    m_list->setAccessibleName(tr("What it is about"));
    m_list->setMinimumWidth(px(180));
    m_list->setSpacing(0);
    m_list->setProperty("role", "sunken");
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0 && row < static_cast<int>(m_subjects.size())) {
            m_current = m_subjects[static_cast<std::size_t>(row)];
            showCurrent();
        }
    });
    return m_list;
}

QWidget* TopicPage::makeForm()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QWidget;
    head->setFixedHeight(px(64));
    auto* words = new QVBoxLayout(head);
    words->setContentsMargins(px(24), px(10), px(16), px(10));
    words->setSpacing(0);
    m_title = makeElided({}, 16, Weight::SemiBold);
    m_subtitle = makeElided({}, 12, Weight::Regular, TextInk::Note);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    column->addWidget(head);
    column->addWidget(makeLine());
    m_form = new FactForm(document());
    m_form->setObjectName(QStringLiteral("topicForm"));
    connect(m_form, &FactForm::asked, this, [this](const FactKey& key) {
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    });
    column->addWidget(m_form, 1);
    return pane;
}

QWidget* TopicPage::makeResults()
{
    auto* area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus); // its rows take the focus
    QFrame* pane = makePane("sunken");
    m_results = new QVBoxLayout(pane);
    m_results->setContentsMargins(0, 0, 0, px(16));
    m_results->setSpacing(0);
    area->setWidget(pane);
    return area;
}

std::vector<SubjectKey> TopicPage::subjects() const
{
    std::vector<SubjectKey> keys;
    for (const std::string& kind : m_info.kinds) {
        if (dimensionGroups(document(), kind, m_info.dimensions).empty()) {
            continue;
        }
        for (const auto& [key, subject] : document().facts().subjects()) {
            if (key.kind == kind) {
                keys.push_back(key);
            }
        }
    }
    return keys;
}

void TopicPage::fillList()
{
    std::vector<SubjectKey> keys = subjects();
    if (keys != m_subjects) {
        m_subjects = std::move(keys);
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (std::size_t i = 0; i < m_subjects.size(); ++i) {
            m_list->addItem(new QListWidgetItem);
        }
        if (!m_current ||
            std::find(m_subjects.begin(), m_subjects.end(), *m_current) == m_subjects.end()) {
            m_current = m_subjects.empty() ? std::nullopt : std::optional(m_subjects.front());
        }
    }
    const QSignalBlocker quiet(m_list);
    for (std::size_t i = 0; i < m_subjects.size(); ++i) {
        const SubjectKind* kind = document().knowledge().findKind(m_subjects[i].kind);
        QListWidgetItem* item = m_list->item(static_cast<int>(i));
        item->setText(
            QStringLiteral("%1\n%2").arg(document().titleOf(m_subjects[i]), qstr(kind->title)));
        item->setSizeHint({px(200), px(56)});
        item->setToolTip(qstr(kind->help));
        if (m_current == m_subjects[i]) {
            m_list->setCurrentRow(static_cast<int>(i));
        }
    }
}

void TopicPage::refresh()
{
    fillList();
    m_stack->setCurrentIndex(m_subjects.empty() ? 1 : 0);
    showCurrent();
    const auto open =
        std::count_if(document().assessment().findings.begin(),
                      document().assessment().findings.end(),
                      [&](const Finding& finding) {
                          const Effect effect = effectOf(finding);
                          return contains(m_info.dimensions, finding.rule->dimension) &&
                                 effect != Effect::Passes && effect != Effect::Waived;
                      });
    m_head.state->setText(tr("%n finding(s) (is|are) open", nullptr, static_cast<int>(open)));
}

void TopicPage::showCurrent()
{
    if (m_current) {
        const SubjectKind* kind = document().knowledge().findKind(m_current->kind);
        m_title->setText(document().titleOf(*m_current));
        m_subtitle->setText(qstr(kind->help));
        m_form->setGroups(dimensionGroups(document(), m_current->kind, m_info.dimensions));
        m_form->setSubject(*m_current);
    } else {
        m_title->setText(tr("Nothing yet"));
        m_subtitle->setText(tr("Add the first with A."));
        m_form->setGroups({});
    }
    showResults();
}

void TopicPage::showResults()
{
    clearLayout(m_results);
    const Assessment& now = document().assessment();
    const auto padded = [&](QWidget* widget, int top, int bottom) {
        auto* around = new QWidget;
        auto* box = new QVBoxLayout(around);
        box->setContentsMargins(px(16), px(top), px(16), px(bottom));
        box->setSpacing(px(4));
        box->addWidget(widget);
        m_results->addWidget(around);
    };
    padded(makeLabel(tr("What follows"), 16, Weight::SemiBold), 14, 4);
    for (const DimensionScore& dimension : now.dimensions) {
        if (!contains(m_info.dimensions, dimension.dimension->id) ||
            dimension.applies == Truth::False) {
            continue;
        }
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(makeLabel(shortTitle(*dimension.dimension), 14, Weight::Medium));
        auto* bar = new RangeBar;
        bar->setLook({dimension.score, {}, isOneClass(dimension.score), dimension.blockers > 0},
                     shortTitle(*dimension.dimension));
        row->addWidget(bar, 1);
        QLabel* score =
            makeLabel(scoreText(dimension.score), 14, Weight::SemiBold, TextInk::Second);
        row->addWidget(score);
        padded(line, 2, 6);
    }
    std::vector<const Finding*> findings;
    for (const Finding& finding : now.findings) {
        const bool aboutThis =
            m_current && (finding.subject == *m_current || finding.subject.kind == "workload");
        if (contains(m_info.dimensions, finding.rule->dimension) && aboutThis) {
            findings.push_back(&finding);
        }
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding* a, const Finding* b) {
        return effectOf(*a) < effectOf(*b);
    });
    for (const Finding* finding : findings) {
        m_results->addWidget(makeLine());
        auto* row = new FindingRow(document(), *finding);
        connect(row,
                &FindingRow::pressed,
                this,
                [this, rule = finding->rule->id, subject = finding->subject] {
                    Q_EMIT wanted({"findings", subject, {}, rule});
                });
        m_results->addWidget(row);
    }
    m_results->addStretch();
}

void TopicPage::select(const SubjectKey& subject)
{
    const auto found = std::find(m_subjects.begin(), m_subjects.end(), subject);
    if (found != m_subjects.end()) {
        m_list->setCurrentRow(static_cast<int>(found - m_subjects.begin()));
    }
}

void TopicPage::show(const Place& place)
{
    if (place.subject) {
        select(*place.subject);
        if (!place.attribute.empty()) {
            m_form->edit(place.attribute);
        }
    } else if (!m_subjects.empty()) {
        m_list->setFocus(Qt::OtherFocusReason);
    }
}

void TopicPage::add()
{
    const QString name = Dialogs::instance().lineOfText(
        this, tr("Add a storage system"), tr("What do people call it?"), tr("Shared file storage"));
    if (name.trimmed().isEmpty()) {
        return;
    }
    if (const auto added = document().addSubject(m_info.kinds.front(), name)) {
        fillList();
        select(*added);
    }
}

} // namespace netready::desktop
