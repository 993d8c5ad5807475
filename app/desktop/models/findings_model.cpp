// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/findings_model.h"

#include <QDate>
#include <QLocale>
#include <QPainter>
#include <QWidget>

#include <algorithm>
#include <map>
#include <set>

namespace netready::desktop {

namespace {

constexpr int kBarWidth = 88;

/// Rank of an effect: what stops a workload comes first.
int rankOf(Effect effect)
{
    switch (effect) {
    case Effect::Blocks:
        return 0;
    case Effect::MayBlock:
        return 1;
    case Effect::Caps:
        return 2;
    case Effect::Lowers:
        return 3;
    case Effect::Open:
        return 4;
    case Effect::Waived:
        return 5;
    case Effect::Passes:
        break;
    }
    return 6;
}

constexpr int kDoesNotApply = 7;

int rankOf(const Finding& finding)
{
    return finding.status == Status::NotApplicable && finding.waiver != WaiverState::Waived
               ? kDoesNotApply
               : rankOf(effectOf(finding));
}

bool counts(const Finding& finding)
{
    return finding.status != Status::NotApplicable && finding.status != Status::Broken;
}

bool cites(const Rule& rule, const std::string& source)
{
    return std::any_of(rule.references.begin(),
                       rule.references.end(),
                       [&](const Citation& citation) { return citation.source == source; });
}

QString dayOf(std::int32_t day)
{
    return QLocale().toString(QDate(1970, 1, 1).addDays(day), QLocale::ShortFormat);
}

/// `Bandwidth` → `bandwidth`, `RDMA and NICs` stays.
QString lowered(QString title)
{
    if (title.size() > 1 && title[1].isLower()) {
        title[0] = title[0].toLower();
    }
    return title;
}

} // namespace

FindingKey keyOf(const Finding& finding)
{
    return {finding.rule->id, finding.subject};
}

const Finding* findFinding(const Assessment& assessment, const FindingKey& key)
{
    const auto found = std::find_if(
        assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
            return finding.rule->id == key.first && finding.subject == key.second;
        });
    return found == assessment.findings.end() ? nullptr : &*found;
}

QString dimensionTitle(const Knowledge& knowledge, const std::string& id, bool inside)
{
    for (const ScoredDimension& dimension : knowledge.dimensions) {
        if (dimension.id == id) {
            return inside ? lowered(shortTitle(dimension)) : shortTitle(dimension);
        }
    }
    return qstr(id);
}

FindingsModel::FindingsModel(ClientDocument& document, QObject* parent)
    : QAbstractListModel(parent)
    , m_document(document)
{}

void FindingsModel::setGroups(FindingGroups groups)
{
    m_groups = groups;
    refresh();
}

void FindingsModel::setOrder(FindingOrder order)
{
    m_order = order;
    refresh();
}

void FindingsModel::setFilter(const FindingFilter& filter)
{
    m_filter = filter;
    refresh();
}

bool FindingsModel::passes(const Finding& finding) const
{
    const Effect effect = effectOf(finding);
    if (m_filter.openOnly && effect == Effect::Passes) {
        return false;
    }
    if (m_filter.gatesOnly && rankOf(effect) > rankOf(Effect::Caps)) {
        return false;
    }
    if ((!m_filter.dimension.empty() && finding.rule->dimension != m_filter.dimension) ||
        (!m_filter.rule.empty() && finding.rule->id != m_filter.rule) ||
        (!m_filter.source.empty() && !cites(*finding.rule, m_filter.source))) {
        return false;
    }
    const QStringList words = m_filter.text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty()) {
        return true;
    }
    const QString text =
        QStringList{qstr(finding.rule->title),
                    m_document.titleOf(finding.subject),
                    dimensionTitle(m_document.knowledge(), finding.rule->dimension),
                    qstr(finding.text),
                    qstr(finding.rule->id),
                    qstr(finding.subject.text())}
            .join(QLatin1Char('\n'));
    return std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

bool FindingsModel::comesBefore(int a, int b) const
{
    const std::vector<Finding>& all = m_document.assessment().findings;
    const Finding& x = all[static_cast<std::size_t>(a)];
    const Finding& y = all[static_cast<std::size_t>(b)];
    switch (m_order) {
    case FindingOrder::Effect:
        if (rankOf(x) != rankOf(y)) {
            return rankOf(x) < rankOf(y);
        }
        break;
    case FindingOrder::Score:
        break;
    case FindingOrder::Width:
        if (x.score.width() != y.score.width()) {
            return x.score.width() > y.score.width();
        }
        break;
    case FindingOrder::Title:
        return x.rule->title == y.rule->title ? a < b : x.rule->title < y.rule->title;
    }
    if (x.score.high != y.score.high) {
        return x.score.high < y.score.high;
    }
    return x.score.low == y.score.low ? a < b : x.score.low < y.score.low;
}

std::vector<FindingsModel::Group> FindingsModel::grouped(const std::vector<int>& findings) const
{
    const Assessment& now = m_document.assessment();
    const auto at = [&](int i) -> const Finding& {
        return now.findings[static_cast<std::size_t>(i)];
    };
    std::vector<Group> groups;
    const auto add = [&](QString title, std::optional<Effect> mark, const auto& belongs) {
        Group group{std::move(title), mark, {}};
        std::copy_if(findings.begin(), findings.end(), std::back_inserter(group.findings), belongs);
        if (!group.findings.empty()) {
            groups.push_back(std::move(group));
        }
    };
    switch (m_groups) {
    case FindingGroups::None:
        groups.push_back({{}, {}, findings});
        break;
    case FindingGroups::Effect:
        add(effectName(Effect::Blocks), Effect::Blocks, [&](int i) {
            return rankOf(at(i)) <= rankOf(Effect::MayBlock);
        });
        for (const Effect effect :
             {Effect::Caps, Effect::Lowers, Effect::Open, Effect::Waived, Effect::Passes}) {
            add(effectName(effect), effect, [&](int i) { return rankOf(at(i)) == rankOf(effect); });
        }
        add(tr("Does not apply"), {}, [&](int i) { return rankOf(at(i)) == kDoesNotApply; });
        break;
    case FindingGroups::Dimension:
        for (const ScoredDimension& dimension : m_document.knowledge().dimensions) {
            add(shortTitle(dimension), {}, [&](int i) {
                return at(i).rule->dimension == dimension.id;
            });
        }
        break;
    case FindingGroups::Workload: {
        std::set<int> placed;
        for (const WorkloadScore& workload : now.workloads) {
            const std::set<std::size_t> mine(workload.findings.begin(), workload.findings.end());
            add(qstr(workload.title), {}, [&](int i) {
                return mine.contains(static_cast<std::size_t>(i));
            });
            placed.insert(workload.findings.begin(), workload.findings.end());
        }
        add(tr("No workload yet"), {}, [&](int i) { return !placed.contains(i); });
        break;
    }
    }
    return groups;
}

void FindingsModel::refresh()
{
    const Assessment& now = m_document.assessment();
    std::set<std::size_t> ofWorkload;
    for (const WorkloadScore& workload : now.workloads) {
        if (workload.subject.id == m_filter.workload) {
            ofWorkload.insert(workload.findings.begin(), workload.findings.end());
        }
    }
    std::vector<int> findings;
    for (std::size_t i = 0; i < now.findings.size(); ++i) {
        const bool isMine = m_filter.workload.empty() || ofWorkload.contains(i) ||
                            now.findings[i].subject == SubjectKey{"workload", m_filter.workload};
        if (isMine && passes(now.findings[i])) {
            findings.push_back(static_cast<int>(i));
        }
    }
    std::sort(findings.begin(), findings.end(), [&](int a, int b) { return comesBefore(a, b); });
    std::vector<Group> groups = grouped(findings);
    std::vector<Row> rows;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const auto group = static_cast<int>(g);
        if (!groups[g].title.isEmpty()) {
            rows.push_back({group, -1});
        }
        for (const int finding : groups[g].findings) {
            rows.push_back({group, finding});
        }
    }
    const bool same = rows == m_rows && groups.size() == m_all.size() &&
                      std::equal(groups.begin(), groups.end(), m_all.begin(), [](auto& a, auto& b) {
                          return a.title == b.title;
                      });
    if (same) {
        m_all = std::move(groups);
        if (!m_rows.empty()) {
            Q_EMIT dataChanged(index(0), index(static_cast<int>(m_rows.size()) - 1));
        }
        return;
    }
    beginResetModel();
    m_all = std::move(groups);
    m_rows = std::move(rows);
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags FindingsModel::flags(const QModelIndex& index) const
{
    return finding(index) == nullptr
               ? Qt::ItemNeverHasChildren
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

const Finding* FindingsModel::finding(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return nullptr;
    }
    const int finding = m_rows[static_cast<std::size_t>(index.row())].finding;
    const std::vector<Finding>& all = m_document.assessment().findings;
    // Between an edit and the refresh that follows it there may be fewer.
    return finding < 0 || finding >= static_cast<int>(all.size())
               ? nullptr
               : &all[static_cast<std::size_t>(finding)];
}

std::optional<Effect> FindingsModel::headMark(const QModelIndex& index) const
{
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    return m_all[static_cast<std::size_t>(row.group)].mark;
}

QModelIndex FindingsModel::indexOf(const FindingKey& key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        const Finding* shown = finding(index(row));
        if (shown != nullptr && shown->subject == key.second && shown->rule->id == key.first) {
            return index(row);
        }
    }
    return {};
}

std::vector<const Finding*> FindingsModel::shown() const
{
    std::vector<const Finding*> findings;
    std::set<const Finding*> seen;
    for (int row = 0; row < rowCount(); ++row) {
        const Finding* one = finding(index(row));
        if (one != nullptr && seen.insert(one).second) {
            findings.push_back(one);
        }
    }
    return findings;
}

QString FindingsModel::countText(const Group& group) const
{
    if (group.mark != Effect::Blocks) {
        return QLocale().toString(static_cast<int>(group.findings.size()));
    }
    const std::vector<Finding>& all = m_document.assessment().findings;
    const auto certain = std::count_if(group.findings.begin(), group.findings.end(), [&](int i) {
        return effectOf(all[static_cast<std::size_t>(i)]) == Effect::Blocks;
    });
    const auto possible = static_cast<std::ptrdiff_t>(group.findings.size()) - certain;
    return tr("%1 certain, %2 possible").arg(certain).arg(possible);
}

QString FindingsModel::subtitle(const Finding& finding) const
{
    if (finding.waiver == WaiverState::Waived) {
        const auto& waivers = m_document.facts().waivers();
        const auto found = waivers.find({finding.rule->id, finding.subject});
        if (found != waivers.end()) {
            return tr("%1. Waived until %2: %3")
                .arg(m_document.titleOf(finding.subject),
                     dayOf(found->second.expires),
                     qstr(found->second.reason));
        }
    }
    const QString plain =
        tr("%1, %2").arg(m_document.titleOf(finding.subject),
                         dimensionTitle(m_document.knowledge(), finding.rule->dimension, true));
    return finding.waiver == WaiverState::Expired ? tr("%1. Its waiver has expired").arg(plain)
                                                  : plain;
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    const Finding* one = finding(index);
    if (one == nullptr) {
        if (!index.isValid() || index.row() >= rowCount()) {
            return {};
        }
        const Row& row = m_rows[static_cast<std::size_t>(index.row())];
        const Group& group = m_all[static_cast<std::size_t>(row.group)];
        switch (role) {
        case HeadRole:
            return true;
        case CountRole:
            return countText(group);
        case Qt::AccessibleTextRole:
            return tr("Group %1, %2").arg(group.title, countText(group));
        default:
            return role == Qt::DisplayRole ? group.title : QVariant();
        }
    }
    switch (role) {
    case Qt::DisplayRole:
        return qstr(one->rule->title);
    case SubtitleRole:
        return subtitle(*one);
    case HeadRole:
        return false;
    case Qt::ToolTipRole:
        return tr("%1\n%2").arg(qstr(one->rule->title),
                                qstr(counts(*one) ? one->text : one->problem));
    case Qt::AccessibleTextRole:
        return tr("%1: %2. %3, %4 of 100")
            .arg(effectName(effectOf(*one)),
                 qstr(one->rule->title),
                 subtitle(*one),
                 scoreText(counts(*one) ? std::optional(one->score) : std::nullopt));
    default:
        return {};
    }
}

FindingDelegate::FindingDelegate(bool compact, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_compact(compact)
{}

QSize FindingDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                                const QModelIndex& index) const
{
    const bool isHead = index.data(FindingsModel::HeadRole).toBool();
    return {px(200), px(m_compact ? 28 : isHead ? 32 : 48)};
}

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    const Tokens& t = tokens();
    const QRect& rect = option.rect;
    if ((option.state & QStyle::State_Selected) != 0) {
        painter.fillRect(rect, t.accentSoft);
        painter.fillRect(QRect(rect.left(), rect.top(), px(3), rect.height()), t.accent);
    } else if ((option.state & QStyle::State_MouseOver) != 0) {
        painter.fillRect(rect, t.sunken);
    }
}

void paintRowFocus(QPainter& painter, const QStyleOptionViewItem& option)
{
    const QWidget* widget = option.widget;
    if ((option.state & QStyle::State_HasFocus) == 0 || widget == nullptr ||
        !widget->window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
        return;
    }
    painter.setPen(QPen(tokens().accent, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(option.rect).adjusted(1, 1, -1, -1));
}

namespace {

void paintHead(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Tokens& t = tokens();
    const QRectF area(option.rect);
    painter.fillRect(area, t.sunken);
    double left = area.left() + px(24);
    const auto* model = qobject_cast<const FindingsModel*>(index.model());
    if (const std::optional<Effect> mark = model->headMark(index)) {
        paintEffect(painter, QRectF(left, area.center().y() - px(7), px(14), px(14)), *mark);
        left += px(26);
    }
    painter.setFont(textFont(14, Weight::SemiBold));
    painter.setPen(t.text);
    const QString title = index.data().toString();
    const double width = std::min(QFontMetricsF(painter.font()).horizontalAdvance(title) + 2,
                                  area.right() - left - px(16));
    paintLine(painter, QRectF(left, area.top(), width, area.height()), title);
    left += width + px(8);
    painter.setFont(textFont(12));
    painter.setPen(t.text3);
    paintLine(painter,
              QRectF(left, area.top(), area.right() - left - px(8), area.height()),
              index.data(FindingsModel::CountRole).toString());
}

/// Range bar and range at the right; where what is left of the row ends.
double paintScore(QPainter& painter, const QRectF& area, const Finding& finding)
{
    const Tokens& t = tokens();
    const double right = area.right() - px(16);
    const QFont numbers = textFont(14, Weight::SemiBold);
    const double numberLeft = right - std::max(numberWidth(numbers, QStringLiteral("00–100")),
                                               static_cast<double>(px(56)));
    const QRectF number(numberLeft, area.top(), right - numberLeft, area.height());
    const double barLeft = numberLeft - px(12) - px(kBarWidth);
    if (finding.waiver == WaiverState::Waived) {
        painter.setFont(textFont(12));
        painter.setPen(t.text3);
        painter.drawText(number.adjusted(-px(40), 0, 0, 0),
                         Qt::AlignRight | Qt::AlignVCenter,
                         FindingsModel::tr("waived"));
        return barLeft;
    }
    const bool scored = counts(finding);
    const std::optional<ScoreRange> score = scored ? std::optional(finding.score) : std::nullopt;
    const bool settled = scored && isOneClass(finding.score);
    paintRange(painter,
               QRectF(barLeft, area.top(), px(kBarWidth), area.height()),
               {score, {}, settled, false},
               px(6),
               px(12));
    painter.setFont(numbers);
    painter.setPen(scoreColour(score, settled));
    paintNumber(painter, number, Qt::AlignRight, scoreText(score));
    return barLeft;
}

} // namespace

void FindingDelegate::paint(QPainter* painter,
                            const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    const auto* model = qobject_cast<const FindingsModel*>(index.model());
    const Finding* finding = model->finding(index);
    const Tokens& t = tokens();
    const QRectF area(option.rect);
    painter->save();
    if (finding == nullptr) {
        paintHead(*painter, option, index);
    } else {
        paintRowGround(*painter, option);
        const Effect effect = effectOf(*finding);
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        const bool isFaint = effect == Effect::Waived || effect == Effect::Passes;
        paintEffect(*painter,
                    QRectF(area.left() + px(24), area.center().y() - px(8), px(16), px(16)),
                    effect);
        const double left = area.left() + px(50);
        const double right = paintScore(*painter, area, *finding) - px(12);
        painter->setFont(textFont(14, isSelected ? Weight::SemiBold : Weight::Regular));
        painter->setPen(isFaint ? t.text3 : t.text);
        const QString title = index.data().toString();
        const QString below = index.data(FindingsModel::SubtitleRole).toString();
        if (m_compact) {
            const double half =
                std::min(QFontMetricsF(painter->font()).horizontalAdvance(title) + px(4),
                         (right - left) * 0.7);
            paintLine(*painter, QRectF(left, area.top(), half, area.height()), title);
            painter->setFont(textFont(12));
            painter->setPen(t.text3);
            paintLine(
                *painter,
                QRectF(left + half + px(8), area.top(), right - left - half - px(8), area.height()),
                below);
        } else {
            paintLine(*painter, QRectF(left, area.top() + px(5), right - left, px(20)), title);
            painter->setFont(textFont(12));
            painter->setPen(t.text3);
            const double end = effect == Effect::Waived ? right + px(kBarWidth) : right;
            paintLine(*painter, QRectF(left, area.top() + px(26), end - left, px(16)), below);
        }
    }
    painter->setPen(t.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    paintRowFocus(*painter, option);
    painter->restore();
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + px(16), px(28)};
}

void RowDelegate::paint(QPainter* painter,
                        const QStyleOptionViewItem& option,
                        const QModelIndex& index) const
{
    QStyleOptionViewItem inner = option;
    if (index.column() == 0) {
        paintRowGround(*painter, option);
        inner.rect.adjust(px(8), 0, 0, 0);
    }
    QStyledItemDelegate::paint(painter, inner, index);
}

} // namespace netready::desktop
