// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_board.h"

#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/plan_model.h"
#include "app/desktop/widgets/pressable.h"
#include "reports/content/words.h"

#include <QApplication>
#include <QBoxLayout>
#include <QDate>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextLayout>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kCardHeight = 112;
constexpr int kHeadHeight = 142;
constexpr int kColumnWidth = 168;
constexpr int kHoverDelay = 180; // ms

/// At most two lines, the first shorter by something that stands beside it, the second elided.
void paintTwoLines(QPainter& painter, const QRectF& area, const QString& text, double beside)
{
    const double line = area.height() / 2;
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(area.width() - beside);
    layout.endLayout();
    const int length = first.textLength();
    paintLine(
        painter, QRectF(area.left(), area.top(), area.width(), line), text.left(length).trimmed());
    paintLine(painter,
              QRectF(area.left(), area.top() + line, area.width(), line),
              text.mid(length).trimmed());
}

QString stateText(const PlanCandidate& candidate)
{
    switch (candidate.state) {
    case CandidateState::Pinned:
        return candidate.pinnedByHand ? PlanBoardView::tr("pinned") : PlanBoardView::tr("needed");
    case CandidateState::Done:
        return PlanBoardView::tr("done");
    case CandidateState::Dropped:
        return PlanBoardView::tr("dropped");
    case CandidateState::HeldUp:
        return PlanBoardView::tr("held up");
    case CandidateState::Free:
        break;
    }
    return {};
}

QString stateIcon(CandidateState state)
{
    switch (state) {
    case CandidateState::Pinned:
        return QStringLiteral("pin");
    case CandidateState::Done:
        return QStringLiteral("check");
    case CandidateState::Dropped:
        return QStringLiteral("close");
    case CandidateState::HeldUp:
        return QStringLiteral("alert");
    case CandidateState::Free:
        break;
    }
    return {};
}

} // namespace

QString dollarText(const Interval<double>& range)
{
    return qstr(toReadable(Measure{range.low(), range.high(), kMoney, Currency::Usd, "USD"}, 2));
}

QString phaseDays(const PlannedPhase& phase)
{
    const auto day = [](std::int32_t number) { return QDate(1970, 1, 1).addDays(number); };
    const auto month = [](const QDate& date, bool withYear = true) {
        return QLocale().toString(date,
                                  withYear ? QStringLiteral("MMM yyyy") : QStringLiteral("MMM"));
    };
    if (!phase.begins) {
        return phase.ends ? PlanBoardView::tr("until %1").arg(month(day(phase.ends->lastDay)))
                          : QString();
    }
    const QDate first = day(phase.begins->firstDay);
    if (!phase.ends) {
        return PlanBoardView::tr("from %1").arg(month(first));
    }
    const QDate last = day(phase.ends->lastDay);
    return PlanBoardView::tr("%1–%2").arg(month(first, first.year() != last.year()), month(last));
}

QString PlanCard::sentence() const
{
    QStringList parts{title, subject, effectName(effect), lifts, cost, takes, role};
    if (!state.isEmpty()) {
        parts << state;
    }
    return parts.join(QStringLiteral(", "));
}

PlanCard cardOf(const ClientDocument& document, const PlanCandidate& candidate)
{
    const Remedy& remedy = candidate.remedy;
    PlanCard card;
    card.about = candidate.about;
    card.title = qstr(remedy.action->title);
    card.subject = document.titleOf(remedy.subject);
    card.role = qstr(roleText(remedy.action->role));
    if (candidate.work && !candidate.work->owner.empty()) {
        card.role = PlanBoardView::tr("%1, %2").arg(card.role, qstr(candidate.work->owner));
    }
    card.cost = candidate.cost && candidate.cost->high <= 0 ? PlanBoardView::tr("no money")
                                                            : estimateText(candidate.cost);
    card.takes = estimateText(remedy.action->duration);
    const auto fails = static_cast<int>(remedy.fails.size());
    const auto open = static_cast<int>(remedy.open.size());
    card.lifts =
        open == 0 ? PlanBoardView::tr("%n failing", nullptr, fails)
        : fails == 0
            ? PlanBoardView::tr("%n open", nullptr, open)
            : PlanBoardView::tr("%1, %2").arg(PlanBoardView::tr("%n failing", nullptr, fails),
                                              PlanBoardView::tr("%n open", nullptr, open));
    card.state = stateText(candidate);
    card.mark = stateIcon(candidate.state);
    card.isFaint =
        candidate.state == CandidateState::Dropped || candidate.state == CandidateState::Done;
    card.effect = Effect::Waived;
    const std::vector<Finding>& findings = document.assessment().findings;
    for (const auto* indices : {&remedy.fails, &remedy.open}) {
        for (const std::size_t index : *indices) {
            if (index < findings.size()) {
                card.effect = std::min(card.effect, effectOf(findings[index]));
            }
        }
    }
    return card;
}

void PlanCards::set(std::vector<PlanCard> cards)
{
    beginResetModel();
    m_cards = std::move(cards);
    endResetModel();
}

int PlanCards::rowOf(const WorkKey& about) const
{
    const auto found = std::find_if(
        m_cards.begin(), m_cards.end(), [&](const PlanCard& card) { return card.about == about; });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

int PlanCards::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_cards.size());
}

QVariant PlanCards::data(const QModelIndex& index, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return at(index.row()).title;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return at(index.row()).sentence();
    default:
        return {};
    }
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                             const QModelIndex& /*index*/) const
{
    return {px(120), px(kCardHeight)};
}

void CardDelegate::paint(QPainter* painter,
                         const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const auto* cards = qobject_cast<const PlanCards*>(index.model());
    const PlanCard& card = cards->at(index.row());
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    const QRectF frame = QRectF(option.rect).adjusted(px(8), px(4), -px(8), -px(4));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(hasFocus     ? QPen(t.accent, 2)
                    : isSelected ? QPen(t.accent, 1)
                                 : QPen(t.lineStrong, 1));
    painter->setBrush(isSelected ? t.accentSoft : card.isFaint ? t.sunken : t.surface);
    painter->drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), px(4), px(4));
    const QRectF area = frame.adjusted(px(10), px(7), -px(10), -px(6));
    const bool isPinned = card.mark == QStringLiteral("pin");
    double right = area.right();
    if (!card.mark.isEmpty()) {
        right -= px(16);
        paintIcon(*painter,
                  QRectF(right, area.top() + px(2), px(16), px(16)),
                  card.mark,
                  card.mark == QStringLiteral("alert") ? t.notReady : t.text2);
        right -= px(4);
    }
    painter->setFont(textFont(14, Weight::Medium));
    painter->setPen(card.isFaint ? t.text2 : t.text);
    constexpr int kLine = 19;
    paintTwoLines(*painter,
                  QRectF(area.left(), area.top(), area.width(), px(2 * kLine)),
                  card.title,
                  area.right() - right);
    painter->setFont(textFont(12));
    painter->setPen(t.text2);
    double y = area.top() + px(2 * kLine + 3);
    paintEffect(*painter, QRectF(area.left(), y + px(1), px(14), px(14)), card.effect);
    const double takes = numberWidth(painter->font(), card.takes);
    paintLine(*painter,
              QRectF(area.left() + px(20), y, area.width() - px(28) - takes, px(17)),
              isPinned || card.state.isEmpty()
                  ? card.lifts
                  : PlanBoardView::tr("%1; %2").arg(card.state, card.lifts));
    paintLine(*painter, QRectF(area.left(), y, area.width(), px(17)), card.takes, Qt::AlignRight);
    y += px(18);
    paintLine(*painter, QRectF(area.left(), y, area.width(), px(17)), card.subject);
    y += px(18);
    painter->setFont(textFont(12, Weight::SemiBold));
    const double cost = QFontMetricsF(painter->font()).horizontalAdvance(card.cost) + px(2);
    painter->setPen(t.text);
    paintLine(*painter, QRectF(area.left(), y, area.width(), px(17)), card.cost, Qt::AlignRight);
    painter->setFont(textFont(12));
    painter->setPen(t.text2);
    paintLine(*painter,
              QRectF(area.left(), y, std::max(0.0, area.width() - cost - px(6)), px(17)),
              card.role);
    painter->restore();
}

/// The head of a column: what the phase costs and what comes of it.
class PhaseHead : public Pressable
{
    Q_OBJECT

public:
    using Pressable::Pressable;

    /// The last column has no phase.
    void setNothing(int count)
    {
        m_outcome.reset();
        m_title = PlanBoardView::tr("Not planned");
        m_cost = PlanBoardView::tr("%n action(s)", nullptr, count);
        setAccessibleName(QStringLiteral("%1, %2").arg(m_title, m_cost));
        update();
    }
    void setPhase(const PlannedPhase& phase, std::size_t number, bool isEmpty)
    {
        m_isEmpty = isEmpty;
        m_title = PlanBoardView::tr("%1 %2").arg(number).arg(qstr(phase.title));
        m_days = phaseDays(phase);
        m_budget = phase.budget ? std::optional(phase.budget->low) : std::nullopt;
    }
    /// What comes of it, and the range that a bracket stands for.
    void setOutcome(const PhaseOutcome& outcome, const ScoreRange& before, bool isTrial)
    {
        m_outcome = outcome;
        m_before = before;
        m_isTrial = isTrial;
        m_cost = dollarText(outcome.amounts.cost);
        if (outcome.amounts.cost.high() <= 0) {
            m_cost = m_isEmpty && !isTrial ? PlanBoardView::tr("nothing planned")
                                           : PlanBoardView::tr("no money");
        }
        if (m_budget) {
            m_cost =
                PlanBoardView::tr("%1 of %2").arg(m_cost, dollarText(Interval<double>(*m_budget)));
        }
        const auto blockers = static_cast<int>(outcome.cleared.size());
        m_blockers = PlanBoardView::tr("%n blocker(s) (falls|fall)", nullptr, blockers);
        if (blockers == 0) {
            m_blockers = PlanBoardView::tr("no blocker falls");
        }
        const QString open = outcome.amounts.openCosts == 0
                                 ? QString()
                                 : PlanBoardView::tr("%n cost(s) not known",
                                                     nullptr,
                                                     static_cast<int>(outcome.amounts.openCosts));
        QStringList parts{m_title,
                          m_days,
                          desktop::verdictWord(outcome.numbers.verdict.verdict),
                          scoreText(outcome.numbers.site),
                          m_cost,
                          isOver() ? PlanBoardView::tr("over budget") : QString(),
                          open,
                          m_blockers};
        parts.removeAll(QString());
        if (m_isTrial) {
            parts << PlanBoardView::tr("tried; the plan has %1").arg(scoreText(before));
        }
        const QString all = parts.join(QStringLiteral(", "));
        setAccessibleName(all);
        QStringList tip{all};
        for (const FailedGate& gate : outcome.cleared) {
            tip << qstr(gate.rule->title);
        }
        setToolTip(tip.join(QLatin1Char('\n')));
        update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {px(kColumnWidth), px(kHeadHeight)}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Tokens& t = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillRect(rect(), underMouse() ? t.rail : t.sunken);
        const QRectF area = QRectF(rect()).adjusted(px(12), px(8), -px(12), -px(4));
        const auto line = [&](double y, double height = 18) {
            return QRectF(area.left(), area.top() + px(y), area.width(), px(height));
        };
        painter.setFont(textFont(12));
        const double days = QFontMetricsF(painter.font()).horizontalAdvance(m_days);
        painter.setFont(textFont(14, Weight::SemiBold));
        const double title = QFontMetricsF(painter.font()).horizontalAdvance(m_title);
        const bool isOneLine = title + days + px(8) < area.width();
        painter.setPen(t.text);
        paintLine(painter, line(0, 20), m_title);
        painter.setFont(textFont(12));
        painter.setPen(t.text3);
        if (isOneLine) {
            paintLine(painter, line(0, 20), m_days, Qt::AlignRight);
        }
        if (!m_outcome) {
            paintLine(painter, line(24), m_cost);
            paintFocus(painter);
            return;
        }
        const AssessedNumbers& numbers = m_outcome->numbers;
        const QRectF verdict = line(24, 20);
        paintBadge(painter,
                   QRectF(verdict.left(), verdict.top() + px(2), px(16), px(16)),
                   numbers.verdict.verdict);
        const bool isSettled = isOneClass(numbers.site);
        painter.setFont(textFont(14, Weight::SemiBold));
        painter.setPen(m_isTrial ? t.accent : scoreColour(numbers.site, isSettled));
        const QString score =
            m_isTrial && scoreText(numbers.site) != scoreText(m_before)
                ? PlanBoardView::tr("%1 → %2").arg(scoreText(m_before), scoreText(numbers.site))
                : scoreText(numbers.site);
        paintLine(painter, verdict, score, Qt::AlignRight);
        const double taken = QFontMetricsF(painter.font()).horizontalAdvance(score);
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(t.text);
        paintLine(painter,
                  verdict.adjusted(px(22), 0, -taken - px(6), 0),
                  desktop::verdictWord(numbers.verdict.verdict));
        RangeLook look;
        look.score = numbers.site;
        look.before = m_before;
        look.settled = isSettled;
        paintRange(painter, line(47, 18), look, px(8), px(14));
        painter.setFont(textFont(12));
        painter.setPen(isOver() ? t.notReady : t.text2);
        const QString over = isOver() ? PlanBoardView::tr("%1, over").arg(m_cost) : m_cost;
        paintLine(painter, line(68), over);
        if (m_budget) {
            const QRectF track = line(87, 4);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.track);
            painter.drawRoundedRect(track, 2, 2);
            const double share =
                *m_budget > 0 ? std::min(1.0, m_outcome->amounts.cost.high() / *m_budget) : 1;
            painter.setBrush(isOver() ? t.notReady : t.accent);
            painter.drawRoundedRect(
                QRectF(track.topLeft(), QSizeF(track.width() * share, track.height())), 2, 2);
        }
        painter.setPen(t.text2);
        paintLine(painter, line(m_budget ? 95 : 88), m_blockers);
        if (!isOneLine) {
            painter.setPen(t.text3);
            paintLine(painter, line(m_budget ? 112 : 106), m_days);
        }
        paintFocus(painter);
    }

private:
    [[nodiscard]] bool isOver() const
    {
        constexpr double kRounding = 1 + 1e-9;
        return m_budget && m_outcome && m_outcome->amounts.cost.high() > *m_budget * kRounding;
    }
    void paintFocus(QPainter& painter) const
    {
        if (hasFocus()) {
            painter.setPen(QPen(tokens().accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(2, 2, -2, -2), px(4), px(4));
        }
    }

    QString m_title;
    QString m_days;
    QString m_cost;
    QString m_blockers;
    std::optional<double> m_budget;
    std::optional<PhaseOutcome> m_outcome;
    ScoreRange m_before;
    bool m_isTrial = false;
    bool m_isEmpty = false;
};

CardList::CardList(PlanBoardView& board, std::size_t column)
    : m_board(board)
    , m_column(column)
{
    setModel(&m_cards);
    setItemDelegate(new CardDelegate(this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
}

const PlanCard* CardList::current() const
{
    return currentIndex().isValid() ? &m_cards.at(currentIndex().row()) : nullptr;
}

void CardList::keyPressEvent(QKeyEvent* event)
{
    const PlanCard* card = current();
    const bool isCtrl = (event->modifiers() & Qt::ControlModifier) != 0;
    const int key = event->key();
    if (key == Qt::Key_Escape && m_isDragging) {
        m_isDragging = false;
        m_board.endDrag();
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const int step = key == Qt::Key_Left ? -1 : 1;
        if (!isCtrl) {
            m_board.goSideways(m_column, step);
        } else if (card != nullptr && (step > 0 || m_column > 0)) {
            m_board.ask(m_column, step > 0 ? m_column + 1 : m_column - 1, card->about);
        }
    } else if (key == Qt::Key_Space && card != nullptr) {
        Q_EMIT m_board.pinWanted(card->about);
    } else if ((key == Qt::Key_Delete || key == Qt::Key_Backspace) && card != nullptr) {
        Q_EMIT m_board.dropWanted(card->about);
    } else {
        QListView::keyPressEvent(event);
    }
}

void CardList::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->pos();
    m_isDragging = false;
    QListView::mousePressEvent(event);
}

void CardList::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) == 0) {
        const QModelIndex index = indexAt(event->pos());
        m_board.hover(index.isValid() ? &m_cards.at(index.row()) : nullptr, m_column);
        return;
    }
    const bool isFar =
        (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    if (current() != nullptr && (m_isDragging || (isFar && indexAt(m_pressed).isValid()))) {
        m_isDragging = true;
        m_board.drag(*this, viewport()->mapToGlobal(event->pos()));
    }
}

void CardList::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_isDragging) {
        m_isDragging = false;
        m_board.drop(*this, viewport()->mapToGlobal(event->pos()));
        return;
    }
    QListView::mouseReleaseEvent(event);
}

void CardList::leaveEvent(QEvent* event)
{
    QListView::leaveEvent(event);
    m_board.hover(nullptr, m_column);
}

void CardList::paintEvent(QPaintEvent* event)
{
    QListView::paintEvent(event);
    const bool isTarget = m_board.m_target == m_column;
    if (!isTarget && m_cards.rowCount() > 0) {
        return;
    }
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    if (isTarget) {
        painter.setPen(QPen(tokens().accent, 2, Qt::DashLine));
        painter.drawRoundedRect(
            QRectF(viewport()->rect()).adjusted(px(4), 2, -px(4), -2), px(4), px(4));
        return;
    }
    const QRectF frame(px(8), px(4), viewport()->width() - px(16), px(kCardHeight - 8));
    painter.setPen(QPen(tokens().edge, 1, Qt::DashLine));
    painter.drawRoundedRect(frame, px(4), px(4));
    painter.setFont(textFont(14));
    painter.setPen(tokens().text2);
    painter.drawText(frame.adjusted(px(8), 0, -px(8), 0),
                     Qt::AlignCenter | Qt::TextWordWrap,
                     m_board.isPlanned(m_column) ? PlanBoardView::tr("Drop an action here")
                                                 : PlanBoardView::tr("Everything is planned"));
}

void CardList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid() && !m_board.m_isFilling) {
        m_board.m_chosen = m_cards.at(current.row()).about;
        for (const PlanBoardView::Column& column : m_board.m_columns) {
            if (column.list != this) {
                column.list->clearSelection();
            }
        }
        Q_EMIT m_board.chosen(*m_board.m_chosen);
    }
}

PlanBoardView::PlanBoardView(ClientDocument& document, QWidget* parent)
    : QScrollArea(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("planBoard"));
    setAccessibleName(tr("Plan by phase"));
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = makePane("sunken");
    m_row = new QHBoxLayout(content);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    setWidget(content);
    m_ghost = new QLabel(this);
    m_ghost->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_ghost->hide();
    m_hoverDelay.setSingleShot(true);
    m_hoverDelay.setInterval(kHoverDelay);
    connect(&m_hoverDelay, &QTimer::timeout, this, [this] {
        if (m_hovered) {
            Q_EMIT tryWanted(*m_hovered, isPlanned(m_hoveredIn) ? m_columns.size() - 1 : 0);
        }
    });
}

void PlanBoardView::makeColumns(const PlanNews& news)
{
    const std::size_t count = news.phases.size() + 1;
    if (m_columns.size() == count) {
        return;
    }
    clearLayout(m_row);
    m_columns.clear();
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) {
            m_row->addWidget(makeLine(Qt::Vertical));
        }
        Column column;
        column.widget = new QWidget;
        column.widget->setMinimumWidth(px(kColumnWidth));
        auto* stack = new QVBoxLayout(column.widget);
        stack->setContentsMargins(0, 0, 0, 0);
        stack->setSpacing(0);
        column.head = new PhaseHead;
        column.head->setObjectName(QStringLiteral("planPhase%1").arg(i));
        column.head->setFixedHeight(px(kHeadHeight));
        connect(column.head, &Pressable::pressed, this, [this, i] {
            if (isPlanned(i)) {
                Q_EMIT phaseWanted(i);
            } else {
                m_columns[i].list->setFocus(Qt::OtherFocusReason);
            }
        });
        column.list = new CardList(*this, i);
        column.list->setObjectName(QStringLiteral("planColumn%1").arg(i));
        stack->addWidget(column.head);
        stack->addWidget(column.list, 1);
        m_row->addWidget(column.widget, 1);
        m_columns.push_back(column);
    }
}

void PlanBoardView::show(const PlanNews& news)
{
    const bool hadFocus = QApplication::focusWidget() != nullptr &&
                          isAncestorOf(QApplication::focusWidget()) &&
                          qobject_cast<CardList*>(QApplication::focusWidget()) != nullptr;
    m_isFilling = true;
    makeColumns(news);
    std::vector<std::vector<PlanCard>> cards(m_columns.size());
    for (std::size_t i = 0; i < news.candidates.all.size(); ++i) {
        cards[news.phaseOf(i).value_or(m_columns.size() - 1)].push_back(
            cardOf(m_document, news.candidates.all[i]));
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const int scrolled = m_columns[i].list->verticalScrollBar()->value();
        const auto count = static_cast<int>(cards[i].size());
        if (isPlanned(i)) {
            m_columns[i].head->setPhase(news.phases[i], i + 1, count == 0);
            m_columns[i].list->setAccessibleName(
                tr("Actions of phase %1").arg(qstr(news.phases[i].title)));
        } else {
            m_columns[i].head->setNothing(count);
            m_columns[i].list->setAccessibleName(tr("Actions that are not planned"));
        }
        m_columns[i].list->cards().set(std::move(cards[i]));
        m_columns[i].list->verticalScrollBar()->setValue(scrolled);
    }
    showTrial(news, {});
    m_isFilling = false;
    if (m_chosen) {
        select(*m_chosen);
        if (hadFocus) {
            focusCard();
        }
    }
}

void PlanBoardView::showTrial(const PlanNews& news, const std::optional<PlanTrial>& trial)
{
    const std::vector<PhaseOutcome>& planned = news.plan().outcomes;
    for (std::size_t i = 0; i < planned.size() && i + 1 < m_columns.size(); ++i) {
        const bool isTrial = trial && i < trial->outcomes.size();
        const ScoreRange& before = isTrial ? planned[i].numbers.site
                                   : i > 0 ? planned[i - 1].numbers.site
                                           : news.now.site;
        m_columns[i].head->setOutcome(isTrial ? trial->outcomes[i] : planned[i], before, isTrial);
    }
}

std::size_t PlanBoardView::columnOf(const WorkKey& about) const
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(), [&](const Column& column) {
        return column.list->cards().rowOf(about) >= 0;
    });
    return static_cast<std::size_t>(found - m_columns.begin());
}

void PlanBoardView::select(const WorkKey& about)
{
    m_chosen = about;
    const std::size_t at = columnOf(about);
    m_isFilling = true;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        CardList* list = m_columns[i].list;
        if (i == at) {
            list->setCurrentIndex(list->cards().index(list->cards().rowOf(about)));
        } else {
            list->clearSelection();
        }
    }
    m_isFilling = false;
}

void PlanBoardView::focusCard()
{
    std::size_t at = m_chosen ? columnOf(*m_chosen) : m_columns.size();
    for (std::size_t i = 0; at == m_columns.size() && i < m_columns.size(); ++i) {
        at = m_columns[i].list->cards().rowCount() > 0 ? i : at;
    }
    if (at < m_columns.size()) {
        CardList* list = m_columns[at].list;
        list->setFocus(Qt::OtherFocusReason);
        if (!list->currentIndex().isValid()) {
            list->setCurrentIndex(list->cards().index(0));
        }
        ensureWidgetVisible(m_columns[at].widget, 0, 0);
    }
}

void PlanBoardView::goSideways(std::size_t from, int step)
{
    const int row = std::max(0, m_columns[from].list->currentIndex().row());
    for (std::size_t to = from + static_cast<std::size_t>(step); to < m_columns.size();
         to += static_cast<std::size_t>(step)) {
        CardList* list = m_columns[to].list;
        if (list->cards().rowCount() > 0) {
            list->setFocus(Qt::OtherFocusReason);
            list->setCurrentIndex(list->cards().index(std::min(row, list->cards().rowCount() - 1)));
            ensureWidgetVisible(m_columns[to].widget, 0, 0);
            return;
        }
    }
}

void PlanBoardView::ask(std::size_t from, std::size_t to, const WorkKey& about)
{
    if (to >= m_columns.size() || to == from) {
        return;
    }
    m_chosen = about;
    if (isPlanned(to)) {
        Q_EMIT moveWanted(about, to);
    } else {
        Q_EMIT dropWanted(about);
    }
}

void PlanBoardView::drag(const CardList& list, const QPoint& global)
{
    const PlanCard* card = list.current();
    if (card == nullptr) {
        return;
    }
    if (m_ghost->isHidden()) {
        const QRect area = list.visualRect(list.currentIndex());
        m_ghost->setPixmap(list.viewport()->grab(area));
        m_ghost->adjustSize();
        m_ghost->show();
        m_ghost->raise();
        m_hovered.reset();
        m_hoverDelay.stop();
    }
    m_ghost->move(mapFromGlobal(global) + QPoint(px(6), px(6)));
    std::optional<std::size_t> target;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QWidget* widget = m_columns[i].widget;
        if (widget->rect().contains(widget->mapFromGlobal(global))) {
            target = i;
        }
    }
    if (m_target != target) {
        m_target = target;
        const std::size_t from = columnOf(card->about);
        if (target && *target != from) {
            Q_EMIT tryWanted(card->about, *target);
        } else {
            Q_EMIT tryEnded();
        }
        for (const Column& column : m_columns) {
            column.list->viewport()->update();
        }
    }
    const QPoint at = viewport()->mapFromGlobal(global);
    constexpr int kEdge = 24;
    const int step = at.x() < px(kEdge)                         ? -px(kEdge)
                     : at.x() > viewport()->width() - px(kEdge) ? px(kEdge)
                                                                : 0;
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + step);
}

void PlanBoardView::drop(const CardList& list, const QPoint& global)
{
    drag(list, global);
    const PlanCard* card = list.current();
    const std::optional<std::size_t> target = m_target;
    endDrag();
    if (card != nullptr && target) {
        ask(columnOf(card->about), *target, WorkKey(card->about));
    }
}

void PlanBoardView::endDrag()
{
    m_ghost->hide();
    m_target.reset();
    for (const Column& column : m_columns) {
        column.list->viewport()->update();
    }
    Q_EMIT tryEnded();
}

void PlanBoardView::hover(const PlanCard* card, std::size_t column)
{
    const std::optional<WorkKey> about =
        card == nullptr ? std::nullopt : std::optional(card->about);
    if (m_hovered == about || !m_ghost->isHidden()) {
        return;
    }
    m_hovered = about;
    m_hoveredIn = column;
    m_hoverDelay.stop();
    if (about) {
        m_hoverDelay.start();
    } else {
        Q_EMIT tryEnded();
    }
}

} // namespace netready::desktop

#include "plan_board.moc"
