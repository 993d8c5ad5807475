// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_board.h"

#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/plan_model.h"
#include "reports/content/words.h"

#include <QApplication>
#include <QBoxLayout>
#include <QScrollArea>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kColumnWidth = 196;

QString datesOf(const PlannedPhase& phase)
{
    const auto day = [](const std::optional<Date>& date) {
        return date ? qstr(shortDay(toString(Value(*date)))) : QString();
    };
    const QString begins = day(phase.begins);
    const QString ends = day(phase.ends);
    return begins.isEmpty() && ends.isEmpty() ? PlanBoardView::tr("no dates")
           : ends.isEmpty()                   ? PlanBoardView::tr("from %1").arg(begins)
           : begins.isEmpty()                 ? PlanBoardView::tr("until %1").arg(ends)
                                              : PlanBoardView::tr("%1 to %2").arg(begins, ends);
}

QString moneyText(const Interval<double>& dollars)
{
    Measure measure;
    measure.low = dollars.low();
    measure.high = dollars.high();
    measure.dimension = kMoney;
    measure.currency = Currency::Usd;
    measure.unit = "USD";
    return estimateText(measure);
}

} // namespace

PlanBoardView::PlanBoardView(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("planBoard"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* content = makePane("sunken");
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(px(16), px(12), px(16), px(12));
    m_row->setSpacing(px(12));
    scroll->setWidget(content);
    column->addWidget(scroll);
}

PlanBoardView::Column PlanBoardView::makeColumn(std::optional<std::size_t> phase)
{
    Column column;
    column.widget = new QWidget;
    column.widget->setMinimumWidth(px(kColumnWidth));
    auto* rows = new QVBoxLayout(column.widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(px(4));
    const QString number = phase ? QString::number(*phase) : QStringLiteral("None");
    column.title = makeLink({});
    column.title->setObjectName(QStringLiteral("planPhase%1").arg(number));
    rows->addWidget(column.title, 0, Qt::AlignLeft);
    column.dates = makeElided({}, 12, Weight::Regular, TextInk::Second);
    rows->addWidget(column.dates);
    column.verdict = new VerdictLabel;
    rows->addWidget(column.verdict);
    column.range = new RangeBar;
    rows->addWidget(column.range);
    column.cost = makeElided({}, 12, Weight::Regular, TextInk::Second);
    rows->addWidget(column.cost);
    column.verdict->setVisible(phase.has_value());
    column.range->setVisible(phase.has_value());
    rows->addSpacing(px(4));
    column.cards = new PlanCards(m_document, phase, this);
    column.view = new PlanColumn(column.cards);
    column.view->setObjectName(QStringLiteral("planCards%1").arg(number));
    rows->addWidget(column.view, 1);
    if (phase) {
        connect(column.title, &QPushButton::clicked, this, [this, index = *phase] {
            Q_EMIT phaseWanted(m_picture->phases[index].id);
        });
    } else {
        column.title->setEnabled(false);
    }
    connect(column.cards, &PlanCards::dropped, this, [this, phase](const WorkKey& about) {
        // After the drag, which still holds the card, has ended.
        QMetaObject::invokeMethod(
            this, [this, about, phase] { put(about, phase); }, Qt::QueuedConnection);
    });
    connect(column.view, &PlanColumn::chosen, this, [this](const WorkKey& about) {
        m_current = about;
        Q_EMIT chosen(about);
    });
    connect(column.view, &PlanColumn::moveWanted, this, &PlanBoardView::move);
    connect(column.view, &PlanColumn::pinWanted, this, &PlanBoardView::togglePin);
    connect(column.view, &PlanColumn::dropWanted, this, [this](const WorkKey& about) {
        put(about, std::nullopt);
    });
    connect(column.view, &PlanColumn::neighbourWanted, this, [this, view = column.view](int steps) {
        goToNeighbour(view, steps);
    });
    return column;
}

void PlanBoardView::makeColumns(std::size_t phases)
{
    for (const Column& column : m_columns) {
        delete column.widget;
        delete column.cards;
    }
    m_columns.clear();
    for (std::size_t phase = 0; phase <= phases; ++phase) {
        m_columns.push_back(
            makeColumn(phase < phases ? std::optional<std::size_t>(phase) : std::nullopt));
        m_row->addWidget(m_columns.back().widget, 1);
    }
}

void PlanBoardView::fillHead(Column& column, std::size_t index)
{
    const PlannedPhase& phase = m_picture->phases[index];
    const PhaseOutcome& outcome = m_picture->plan.outcomes[index];
    const AssessedNumbers& before =
        index == 0 ? m_picture->now : m_picture->plan.outcomes[index - 1].numbers;
    column.title->setText(tr("%1 %2").arg(index + 1).arg(qstr(phase.title)));
    column.title->setAccessibleName(
        tr("Phase %1, %2: its facts").arg(index + 1).arg(qstr(phase.title)));
    column.dates->setText(datesOf(phase));
    const VerdictResult& verdict = outcome.numbers.verdict;
    column.verdict->setVerdict(verdict.verdict, outcome.numbers.site, verdict.settled);
    column.range->setLook({outcome.numbers.site, before.site, verdict.settled, false},
                          tr("Site after the phase"));
    QString cost =
        phase.budget
            ? tr("%1 of %2").arg(moneyText(outcome.amounts.cost), estimateText(phase.budget))
            : moneyText(outcome.amounts.cost);
    if (!outcome.cleared.empty()) {
        cost += tr("; clears %n blocker(s)", nullptr, static_cast<int>(outcome.cleared.size()));
    }
    column.cost->setText(cost);
    column.view->setAccessibleName(
        tr("Actions of phase %1, %2").arg(index + 1).arg(qstr(phase.title)));
}

void PlanBoardView::setPicture(const std::shared_ptr<const PlanPicture>& picture)
{
    m_picture = picture;
    if (m_columns.size() != picture->phases.size() + 1) {
        makeColumns(picture->phases.size());
    }
    const bool hadFocus = std::any_of(m_columns.begin(), m_columns.end(), [](const Column& column) {
        return column.view->hasFocus();
    });
    const std::optional<WorkKey> current = m_current;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        column.cards->setPicture(picture);
        if (i < picture->phases.size()) {
            fillHead(column, i);
        } else {
            column.title->setText(tr("Not planned"));
            column.dates->setText(tr("%n action(s)", nullptr, column.cards->rowCount()));
            column.cost->setText(tr("adds nothing, does not fit, or was decided against"));
            column.view->setAccessibleName(tr("Actions that are not planned"));
        }
    }
    if (!current) {
        return;
    }
    for (const Column& column : m_columns) {
        if (const int row = column.cards->rowOf(*current); row >= 0) {
            column.view->setCurrentIndex(column.cards->index(row, 0));
            column.view->scrollTo(column.view->currentIndex());
            if (hadFocus) {
                column.view->setFocus(Qt::OtherFocusReason);
            }
        }
    }
}

void PlanBoardView::focusFirst()
{
    for (const Column& column : m_columns) {
        if (column.cards->rowCount() > 0) {
            if (!column.view->currentIndex().isValid()) {
                column.view->setCurrentIndex(column.cards->index(0, 0));
            }
            column.view->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

WorkItem PlanBoardView::itemOf(const WorkKey& about) const
{
    const auto& items = m_document.facts().workItems();
    const auto found = items.find(about);
    if (found != items.end()) {
        return found->second;
    }
    WorkItem item;
    item.about = about;
    return item;
}

std::size_t PlanBoardView::columnOf(const WorkKey& about) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].cards->rowOf(about) >= 0) {
            return i;
        }
    }
    return m_columns.size();
}

void PlanBoardView::change(const WorkItem& item)
{
    m_current = item.about;
    m_document.apply(workEdit(m_document.facts(), item, m_document.signature()));
}

void PlanBoardView::put(const WorkKey& about, std::optional<std::size_t> phase)
{
    if (m_document.isReadOnly()) {
        return;
    }
    WorkItem item = itemOf(about);
    item.status = !phase                               ? WorkStatus::Dropped
                  : item.status == WorkStatus::Dropped ? WorkStatus::Open
                                                       : item.status;
    item.phase = phase ? m_picture->phases[*phase].id : std::string();
    change(item);
}

void PlanBoardView::move(const WorkKey& about, int steps)
{
    const auto to = static_cast<std::ptrdiff_t>(columnOf(about)) + steps;
    if (to < 0 || to >= static_cast<std::ptrdiff_t>(m_columns.size())) {
        return;
    }
    put(about, m_columns[static_cast<std::size_t>(to)].cards->phase());
}

void PlanBoardView::togglePin(const WorkKey& about)
{
    const std::size_t column = columnOf(about);
    if (m_document.isReadOnly() || column >= m_columns.size()) {
        return;
    }
    WorkItem item = itemOf(about);
    const std::optional<std::size_t>& phase = m_columns[column].cards->phase();
    if (item.status == WorkStatus::Dropped) {
        item.status = WorkStatus::Open;
    } else if (phase) {
        item.phase = item.phase.empty() ? m_picture->phases[*phase].id : std::string();
    }
    change(item);
}

void PlanBoardView::keepAll()
{
    Edit all = changeFactsEdit("keep this plan", {}, m_document.signature());
    all.changes.clear();
    for (std::size_t i = 0; i < m_picture->candidates.all.size(); ++i) {
        const std::optional<std::size_t>& phase = m_picture->plan.solution.choice[i];
        const PlanCandidate& candidate = m_picture->candidates.all[i];
        WorkItem item = itemOf(candidate.about);
        if (!phase || candidate.state == CandidateState::Done ||
            item.phase == m_picture->phases[*phase].id) {
            continue;
        }
        item.phase = m_picture->phases[*phase].id;
        const Edit one = workEdit(m_document.facts(), item, m_document.signature());
        all.changes.insert(all.changes.end(), one.changes.begin(), one.changes.end());
    }
    if (!all.changes.empty()) {
        m_document.apply(all);
    }
}

void PlanBoardView::goToNeighbour(const PlanColumn* from, int steps)
{
    const auto own = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column& column) {
        return column.view == from;
    });
    for (auto at = (own - m_columns.begin()) + steps;
         at >= 0 && at < static_cast<std::ptrdiff_t>(m_columns.size());
         at += steps) {
        const Column& column = m_columns[static_cast<std::size_t>(at)];
        if (column.cards->rowCount() > 0) {
            const int row = std::clamp(from->currentIndex().row(), 0, column.cards->rowCount() - 1);
            column.view->setCurrentIndex(column.cards->index(row, 0));
            column.view->setFocus(Qt::OtherFocusReason);
            return;
        }
    }
}

} // namespace netready::desktop
