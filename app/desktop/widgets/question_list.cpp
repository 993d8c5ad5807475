// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/question_list.h"

#include "app/client/questions.h"
#include "app/desktop/widgets/paint.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace netready::desktop {

namespace {

constexpr int kBlocks = 5;
constexpr int kHeadingHeight = 28;
constexpr int kRowHeight = 62;
constexpr int kSide = 16;

double minutesOf(const QuestionRow& row)
{
    return row.question.question == nullptr ? 0 : row.question.question->minutes;
}

QString minutesText(double minutes)
{
    return QuestionList::tr("%1 min").arg(QLocale().toString(minutes, 'g', 3));
}

QString roleText(const QuestionRow& row)
{
    return row.question.question == nullptr ? QuestionList::tr("anyone")
                                            : roleName(row.question.question->role);
}

/// The best comes to all five blocks, the others to their share of it.
int blocksOf(double gain, double best)
{
    return gain <= 0 || best <= 0
               ? 0
               : std::clamp(static_cast<int>(std::ceil(kBlocks * gain / best)), 1, kBlocks);
}

/// Breaks text into at most two lines; the second ends with dots if there is more.
QStringList twoLines(const QString& text, const QFont& typeface, double width)
{
    QTextLayout layout(text, typeface);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(width);
    const auto first = static_cast<qsizetype>(line.textLength());
    layout.endLayout();
    if (first >= text.size()) {
        return {text};
    }
    return {text.left(first).trimmed(),
            QFontMetricsF(typeface).elidedText(text.mid(first), Qt::ElideRight, width)};
}

} // namespace

class QuestionRows : public QAbstractListModel
{
public:
    QuestionRows(ClientDocument& document, Workshop& workshop, QObject* parent)
        : QAbstractListModel(parent)
        , m_document(document)
        , m_workshop(workshop)
    {}

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(rows.size());
    }

    [[nodiscard]] const QuestionRow& at(const QModelIndex& index) const
    {
        return rows[static_cast<std::size_t>(index.row())];
    }

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override
    {
        return at(index).heading.isEmpty() ? Qt::ItemIsEnabled | Qt::ItemIsSelectable
                                           : Qt::ItemIsEnabled;
    }

    [[nodiscard]] QString stateText(const QuestionRow& row) const
    {
        const FactKey& key = row.question.key;
        const QuestionState state = m_workshop.stateOf(key);
        if (state != QuestionState::Answered) {
            return state == QuestionState::Open ? QString() : stateName(state);
        }
        const auto& facts = m_document.facts().facts(key);
        const auto people = static_cast<int>(facts.size());
        return people > 1 ? QuestionList::tr("answered, %n people", nullptr, people)
                          : stateName(state);
    }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override
    {
        const QuestionRow& row = at(index);
        if (role == Qt::DisplayRole) {
            return row.heading.isEmpty() ? row.text : row.heading;
        }
        if (role == Qt::ToolTipRole && row.heading.isEmpty()) {
            return QStringLiteral("%1\n%2").arg(row.text,
                                                m_document.titleOf(row.question.key.subject));
        }
        if (role == Qt::AccessibleTextRole) {
            if (!row.heading.isEmpty()) {
                return row.heading;
            }
            const QString state = stateText(row);
            QStringList parts{row.text,
                              m_document.titleOf(row.question.key.subject),
                              roleText(row),
                              minutesText(minutesOf(row)),
                              state.isEmpty() ? stateName(QuestionState::Open) : state};
            if (row.blocks > 0) {
                parts << QuestionList::tr("settles %1 of 5").arg(row.blocks);
            }
            return parts.join(QStringLiteral(", "));
        }
        return {};
    }

    void replace(std::vector<QuestionRow> fresh)
    {
        beginResetModel();
        rows = std::move(fresh);
        endResetModel();
    }

    std::vector<QuestionRow> rows;

private:
    ClientDocument& m_document;
    Workshop& m_workshop;
};

namespace {

class QuestionDelegate : public QStyledItemDelegate
{
public:
    QuestionDelegate(const QuestionRows& rows, Workshop& workshop, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_rows(rows)
        , m_workshop(workshop)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& index) const override
    {
        return {px(200), px(m_rows.at(index).heading.isEmpty() ? kRowHeight : kHeadingHeight)};
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const QuestionRow& row = m_rows.at(index);
        painter->save();
        const QRectF area(option.rect);
        if (row.heading.isEmpty()) {
            paintQuestion(*painter, area, option, row);
        } else {
            paintHeading(*painter, area, row);
        }
        painter->restore();
    }

private:
    static void paintHeading(QPainter& painter, const QRectF& area, const QuestionRow& row)
    {
        const QRectF inner = area.adjusted(px(kSide), px(4), -px(kSide), 0);
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(tokens().text3);
        const double head = QFontMetricsF(painter.font()).horizontalAdvance(row.heading) + px(8);
        paintLine(painter, inner, row.heading);
        painter.setFont(textFont(12));
        paintLine(painter, inner.adjusted(head, 0, 0, 0), row.note, Qt::AlignRight);
    }

    void paintQuestion(QPainter& painter,
                       const QRectF& area,
                       const QStyleOptionViewItem& option,
                       const QuestionRow& row) const
    {
        const Tokens& t = tokens();
        const bool isOn = m_workshop.current() == row.question.key;
        painter.fillRect(area, isOn ? t.surface : t.sunken);
        if (!isOn && (option.state & QStyle::State_MouseOver) != 0) {
            painter.fillRect(area, t.neutralSoft);
        }
        if (isOn) {
            painter.fillRect(QRectF(area.topLeft(), QSizeF(px(3), area.height())), t.accent);
        }
        painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), t.line);
        const QRectF inner = area.adjusted(px(kSide), px(5), -px(kSide), -px(5));
        const QFont typeface = textFont(14, isOn ? Weight::SemiBold : Weight::Regular);
        painter.setFont(typeface);
        painter.setPen(t.text);
        const double lineHeight = px(18);
        const QStringList lines = twoLines(row.text, typeface, inner.width());
        for (int i = 0; i < lines.size(); ++i) {
            paintLine(painter,
                      QRectF(inner.left(), inner.top() + lineHeight * i, inner.width(), lineHeight),
                      lines[i]);
        }
        paintFoot(
            painter, QRectF(inner.left(), inner.bottom() - px(16), inner.width(), px(16)), row);
        if ((option.state & QStyle::State_HasFocus) != 0 &&
            (option.state & QStyle::State_KeyboardFocusChange) != 0) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(t.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), px(4), px(4));
        }
    }

    void paintFoot(QPainter& painter, const QRectF& area, const QuestionRow& row) const
    {
        const Tokens& t = tokens();
        double x = area.left();
        const QString state = m_rows.stateText(row);
        if (m_workshop.stateOf(row.question.key) == QuestionState::Answered) {
            paintIcon(painter, QRectF(x, area.top() + px(1), px(14), px(14)), "check", t.text2);
            x += px(20);
        } else {
            for (int i = 0; i < kBlocks; ++i) {
                painter.fillRect(QRectF(x, area.center().y() - px(4), px(6), px(8)),
                                 i < row.blocks ? t.accent : t.track);
                x += px(8);
            }
            x += px(5);
        }
        painter.setFont(textFont(12));
        painter.setPen(t.text2);
        const QString minutes =
            row.question.question == nullptr ? QString() : minutesText(minutesOf(row));
        const double right = QFontMetricsF(painter.font()).horizontalAdvance(minutes);
        paintNumber(painter, area, Qt::AlignRight, minutes);
        const QString words =
            state.isEmpty() ? roleText(row) : QuestionList::tr("%1, %2").arg(state, roleText(row));
        paintLine(
            painter, QRectF(x, area.top(), area.right() - right - px(8) - x, area.height()), words);
    }

    const QuestionRows& m_rows;
    Workshop& m_workshop;
};

/// All questions that the packs ask of the subjects that are there, open or not.
std::vector<QuestionRow> allQuestions(const ClientDocument& document, const Workshop& workshop)
{
    std::vector<QuestionRow> rows;
    std::map<FactKey, const RankedQuestion*> ranked;
    double best = 0;
    for (const RankedQuestion* question : workshop.open()) {
        ranked.emplace(question->key, question);
        best = std::max(best, question->gain);
    }
    const auto add = [&](const RankedQuestion& question) {
        rows.push_back({{}, {}, question, qstr(wording(question)), blocksOf(question.gain, best)});
    };
    for (const auto& [key, view] : document.factViews()) {
        const auto found = ranked.find(key);
        if (found != ranked.end()) {
            add(*found->second);
            continue;
        }
        const bool said =
            view.resolution.knowing != Knowing::NeverAsked && !document.facts().facts(key).empty();
        const Question* question = document.knowledge().questionFor(key.attribute);
        if (said && question != nullptr && workshop.passes(question)) {
            RankedQuestion answered;
            answered.key = key;
            answered.attribute = view.attribute;
            answered.question = question;
            add(answered);
        }
    }
    return rows;
}

std::vector<QuestionRow> bestFirst(const Workshop& workshop)
{
    std::vector<QuestionRow> rows;
    const auto open = workshop.open();
    const double best = open.empty() ? 0 : open.front()->gain;
    if (workshop.current()) {
        const RankedQuestion now = workshop.questionOf(*workshop.current());
        rows.push_back({QuestionList::tr("Now"), {}, {}, {}, 0});
        rows.push_back({{}, {}, now, qstr(wording(now)), blocksOf(now.gain, best)});
    }
    rows.push_back(
        {QuestionList::tr("Best first"), QuestionList::tr("settles most per minute"), {}, {}, 0});
    std::vector<QuestionRow> later; // skipped and parked ones come last
    for (const RankedQuestion* question : open) {
        if (workshop.current() == question->key) {
            continue;
        }
        const QuestionState state = workshop.stateOf(question->key);
        QuestionRow row{
            {}, {}, *question, qstr(wording(*question)), blocksOf(question->gain, best)};
        if (state == QuestionState::Skipped || state == QuestionState::Parked) {
            later.push_back(std::move(row));
        } else if (state != QuestionState::Answered) {
            rows.push_back(std::move(row));
        }
    }
    if (rows.back().heading == QuestionList::tr("Best first")) {
        rows.pop_back();
    }
    if (!later.empty()) {
        rows.push_back({QuestionList::tr("Skipped and parked"), {}, {}, {}, 0});
        rows.insert(rows.end(), later.begin(), later.end());
    }
    return rows;
}

/// Puts a heading before each group; groups by their order, then by name.
template <class GroupOf>
std::vector<QuestionRow> grouped(std::vector<QuestionRow> rows, const GroupOf& groupOf)
{
    std::map<std::pair<std::ptrdiff_t, QString>, std::vector<QuestionRow>> groups;
    for (QuestionRow& row : rows) {
        groups[groupOf(row)].push_back(std::move(row));
    }
    std::vector<QuestionRow> result;
    for (auto& [group, members] : groups) {
        std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) {
            return a.blocks > b.blocks;
        });
        result.push_back(
            {group.second,
             QuestionList::tr("%n question(s)", nullptr, static_cast<int>(members.size())),
             {},
             {},
             0});
        std::move(members.begin(), members.end(), std::back_inserter(result));
    }
    return result;
}

} // namespace

QuestionList::QuestionList(ClientDocument& document, QWidget* parent)
    : QListView(parent)
    , m_document(document)
    , m_workshop(Workshop::of(document))
    , m_rows(new QuestionRows(document, m_workshop, this))
{
    setObjectName(QStringLiteral("questionList"));
    setAccessibleName(tr("Questions"));
    setModel(m_rows);
    setItemDelegate(new QuestionDelegate(*m_rows, m_workshop, this));
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    // The question that is on is painted; a selection of Qt's own would need rows that are laid out.
    setSelectionMode(QAbstractItemView::NoSelection);
    setProperty("role", "sunken");
    connect(this, &QListView::clicked, this, &QuestionList::choose);
    connect(this, &QListView::activated, this, &QuestionList::choose);
}

void QuestionList::choose(const QModelIndex& index)
{
    if (index.isValid() && m_rows->at(index).heading.isEmpty()) {
        const FactKey key = m_rows->at(index).question.key;
        Q_EMIT chosen(key);
    }
}

void QuestionList::setOrder(QuestionOrder order, const QString& searched)
{
    std::vector<QuestionRow> rows;
    if (order == QuestionOrder::BestFirst && searched.isEmpty()) {
        rows = bestFirst(m_workshop);
    } else {
        rows = allQuestions(m_document, m_workshop);
        std::erase_if(rows, [&](const QuestionRow& row) {
            return !searched.isEmpty() && !row.text.contains(searched, Qt::CaseInsensitive) &&
                   !m_document.titleOf(row.question.key.subject)
                        .contains(searched, Qt::CaseInsensitive);
        });
    }
    if (order == QuestionOrder::ByDimension) {
        rows = grouped(std::move(rows), [&](const QuestionRow& row) {
            const ScoredDimension* dimension = m_workshop.dimensionOf(row.question.key);
            const auto& all = m_document.knowledge().dimensions;
            return dimension == nullptr
                       ? std::pair(std::ptrdiff_t(all.size()), tr("No rule reads it itself"))
                       : std::pair(dimension - all.data(), shortTitle(*dimension));
        });
    } else if (order == QuestionOrder::ByRole) {
        rows = grouped(std::move(rows), [](const QuestionRow& row) {
            return std::pair(std::ptrdiff_t(0), roleText(row));
        });
    }
    const int scrolled = verticalScrollBar()->value();
    const bool isSame = m_shown == m_workshop.current();
    m_shown = m_workshop.current();
    m_rows->replace(std::move(rows));
    doItemsLayout();
    setCurrent(m_workshop.current());
    if (isSame) {
        verticalScrollBar()->setValue(scrolled);
    }
}

void QuestionList::setCurrent(const std::optional<FactKey>& key)
{
    for (int i = 0; key && i < m_rows->rowCount(); ++i) {
        const QModelIndex index = m_rows->index(i);
        if (m_rows->at(index).heading.isEmpty() && m_rows->at(index).question.key == *key) {
            setCurrentIndex(index);
            break;
        }
    }
    viewport()->update();
}

void QuestionList::refreshStates()
{
    viewport()->update();
}

std::size_t QuestionList::count() const
{
    return static_cast<std::size_t>(
        std::count_if(m_rows->rows.begin(), m_rows->rows.end(), [](const QuestionRow& row) {
            return row.heading.isEmpty();
        }));
}

} // namespace netready::desktop
