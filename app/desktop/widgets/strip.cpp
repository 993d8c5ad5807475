// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/strip.h"

#include "app/client/questions.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/workshop.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace netready::desktop {

namespace {

/// `Storage network 31–88 → 31–62`: the dimension that moved most, then the site.
QString effectText(const ClientDocument& document)
{
    const LastEdit& edit = document.lastEdit();
    QStringList parts;
    double most = 0;
    QString dimension;
    for (std::size_t i = 0; i < edit.after.dimensions.size(); ++i) {
        const auto& before = edit.before.dimensions[i];
        const auto& after = edit.after.dimensions[i];
        if (!before || !after) {
            continue;
        }
        const double moved =
            std::abs(before->low - after->low) + std::abs(before->high - after->high);
        if (moved > most && scoreText(before) != scoreText(after)) {
            most = moved;
            dimension = QStringLiteral("%1 %2 → %3")
                            .arg(shortTitle(document.knowledge().dimensions[i]),
                                 scoreText(before),
                                 scoreText(after));
        }
    }
    if (!dimension.isEmpty()) {
        parts << dimension;
    }
    const QString before = scoreText(edit.before.site);
    const QString after = scoreText(edit.after.site);
    if (before != after) {
        parts << Strip::tr("site %1 → %2").arg(before, after);
    }
    return parts.isEmpty() ? Strip::tr("moves no score") : parts.join(QStringLiteral(", "));
}

} // namespace

DimensionCell::DimensionCell(const QString& name, QWidget* parent)
    : Pressable(parent)
    , m_name(name)
{
    describe();
}

void DimensionCell::setScore(const std::optional<ScoreRange>& score,
                             const std::optional<ScoreRange>& before,
                             bool capped)
{
    m_changed = before && score && scoreText(before) != scoreText(score);
    m_look = {score, m_changed ? before : std::nullopt, score && isOneClass(*score), capped};
    describe();
    update();
}

void DimensionCell::setShare(double share)
{
    m_share = share;
    describe();
    update();
}

void DimensionCell::describe()
{
    const QString value = m_share        ? tr("%1 %").arg(std::floor(*m_share * 100))
                          : m_look.score ? tr("%1 of 100").arg(scoreText(m_look.score))
                                         : tr("does not apply");
    setAccessibleName(QStringLiteral("%1, %2").arg(m_name, value));
    setToolTip(accessibleName());
}

QSize DimensionCell::sizeHint() const
{
    return {px(104), px(36)};
}

void DimensionCell::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF area = QRectF(rect());
    if (m_changed || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_changed ? t.accentSoft : t.neutralSoft);
        painter.drawRoundedRect(area, px(4), px(4));
    }
    if (hasFocus()) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(4), px(4));
    }
    const QRectF inner = area.adjusted(px(3), px(1), -px(2), -px(1));
    painter.setFont(textFont(12));
    painter.setPen(t.text2);
    paintLine(painter, QRectF(inner.left(), inner.top(), inner.width(), px(16)), m_name);
    const QFont numbers = textFont(14, Weight::SemiBold);
    painter.setFont(numbers);
    const QString value =
        m_share ? QStringLiteral("%1 %").arg(std::floor(*m_share * 100)) : scoreText(m_look.score);
    const double valueWidth = std::max<double>(px(44), numberWidth(numbers, value));
    const QRectF below(inner.left(), inner.top() + px(17), inner.width(), px(16));
    painter.setPen(m_share ? t.text : scoreColour(m_look.score, m_look.settled));
    paintNumber(painter, below, Qt::AlignRight, value);
    const QRectF bar(below.left(), below.top(), below.width() - valueWidth - px(4), below.height());
    if (m_share) {
        const QRectF track(bar.left(), bar.center().y() - px(3), bar.width(), px(6));
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.track);
        painter.drawRoundedRect(track, 2, 2);
        painter.setBrush(t.neutral);
        painter.drawRoundedRect(
            QRectF(track.topLeft(), QSizeF(track.width() * *m_share, track.height())), 2, 2);
    } else {
        paintRange(painter, bar, m_look, px(6), px(12));
    }
}

Strip::Strip(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", "surface");
    setFixedHeight(px(96));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(makeVerdict());
    row->addWidget(makeLine(Qt::Vertical));
    row->addWidget(makeCells());
    row->addWidget(makeNews(), 1);
    connect(&m_document, &ClientDocument::ranked, this, &Strip::refreshQuestion);
    connect(&Workshop::of(m_document), &Workshop::changed, this, &Strip::refreshQuestion);
    refresh();
}

QWidget* Strip::makeVerdict()
{
    auto* pane = new QWidget;
    pane->setFixedWidth(px(239));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(16), px(8), px(16), px(12));
    column->setSpacing(px(4));
    m_decider = makeElided({}, 12, Weight::Regular, TextInk::Second);
    column->addWidget(m_decider);
    m_verdict = new VerdictLabel(24, 20);
    column->addWidget(m_verdict);
    m_bar = new RangeBar(8, 14);
    column->addWidget(m_bar);
    return pane;
}

QWidget* Strip::makeCells()
{
    auto* pane = new QWidget;
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(px(14), px(8), px(8), px(8));
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(4));
    constexpr int kColumns = 7;
    const auto& dimensions = m_document.knowledge().dimensions;
    int index = 0;
    for (const ScoredDimension& dimension : dimensions) {
        auto* cell = new DimensionCell(shortTitle(dimension));
        cell->setObjectName(QStringLiteral("dimension:") + qstr(dimension.id));
        connect(cell, &DimensionCell::pressed, this, [this, id = dimension.id] {
            Place place{"findings", {}, {}, {}};
            place.attribute = id;
            Q_EMIT wanted(place);
        });
        grid->addWidget(cell, index / kColumns, index % kColumns);
        m_cells.push_back(cell);
        ++index;
    }
    m_decided = new DimensionCell(tr("Answers decided"));
    m_decided->setObjectName(QStringLiteral("answersDecided"));
    connect(m_decided, &DimensionCell::pressed, this, [this] {
        Q_EMIT wanted({"questions", {}, {}, {}});
    });
    grid->addWidget(m_decided, index / kColumns, index % kColumns);
    return pane;
}

QWidget* Strip::makeNews()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(8), px(8), px(16), px(8));
    column->setSpacing(px(4));
    m_edit = makeElided({}, 12, Weight::Regular, TextInk::Second);
    m_effect = makeElided({}, 12, Weight::SemiBold, TextInk::Second);
    column->addWidget(m_edit);
    column->addWidget(m_effect);
    m_next = new QPushButton;
    m_next->setObjectName(QStringLiteral("nextQuestion"));
    m_next->setAccessibleName(tr("Next best question"));
    m_next->setFixedHeight(px(42));
    m_next->setProperty("role", "chosen");
    auto* inner = new QHBoxLayout(m_next);
    inner->setContentsMargins(px(8), 0, px(8), 0);
    inner->addWidget(new IconLabel(QStringLiteral("target"), 18));
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->setContentsMargins(0, px(2), 0, px(2));
    m_nextKind = makeElided(tr("Next best question"), 12, Weight::SemiBold, TextInk::Accent);
    m_nextText = makeElided({}, 14, Weight::Medium);
    for (QLabel* label : {m_nextKind, m_nextText}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        words->addWidget(label);
    }
    inner->addLayout(words, 1);
    QLabel* key = makeLabel(QStringLiteral("N"), 12, Weight::Regular, TextInk::Second);
    key->setAttribute(Qt::WA_TransparentForMouseEvents);
    inner->addWidget(key);
    connect(m_next, &QPushButton::clicked, this, [this] {
        Q_EMIT wanted({"questions", {}, "next", {}});
    });
    column->addWidget(m_next);
    return pane;
}

void Strip::refresh()
{
    const Assessment& now = m_document.assessment();
    const LastEdit& edit = m_document.lastEdit();
    const Assessment::Site& site = now.site;
    m_decider->setText(site.decidedBy.empty()
                           ? tr("Site, no workload yet")
                           : tr("Site, worst must-run: %1")
                                 .arg(m_document.titleOf(SubjectKey::parse(site.decidedBy))));
    m_verdict->setVerdict(site.verdict.verdict, site.score, site.verdict.settled);
    const bool moved = scoreText(edit.before.site) != scoreText(edit.after.site);
    m_bar->setLook({site.score,
                    moved ? std::optional(edit.before.site) : std::nullopt,
                    site.verdict.settled,
                    false},
                   tr("Site"));
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i]->setScore(
            edit.after.dimensions[i], edit.before.dimensions[i], now.dimensions[i].blockers > 0);
    }
    m_decided->setShare(now.coverage);
    m_edit->setText(edit.title.isEmpty() ? tr("No edit yet in this session")
                                         : tr("Last edit: %1").arg(edit.title));
    m_effect->setText(edit.title.isEmpty() ? QString() : effectText(m_document));
    showCells();
    refreshQuestion();
}

void Strip::setTight(bool tight)
{
    m_tight = tight;
    setFixedHeight(px(tight ? 52 : 96));
    m_decider->setVisible(!tight);
    m_bar->setVisible(!tight);
    m_edit->setVisible(!tight);
    m_effect->setVisible(!tight);
    showCells();
}

void Strip::showCells()
{
    constexpr std::size_t kWeakest = 3;
    std::vector<std::size_t> order(m_cells.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto& scores = m_document.lastEdit().after.dimensions;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return scores[a].value_or(ScoreRange{1, 1}).low < scores[b].value_or(ScoreRange{1, 1}).low;
    });
    for (std::size_t i = 0; i < order.size(); ++i) {
        m_cells[order[i]]->setVisible(!m_tight || i < kWeakest);
    }
    m_decided->setVisible(!m_tight);
}

void Strip::refreshQuestion()
{
    const RankedQuestion* next = Workshop::of(m_document).next();
    if (next == nullptr) {
        m_nextKind->setText(tr("Next best question"));
        m_nextText->setText(m_document.rankingIsFresh() ? tr("Nothing is left to ask")
                                                        : tr("Looking for it…"));
        m_next->setEnabled(false);
        return;
    }
    const RankedQuestion& best = *next;
    m_next->setEnabled(true);
    m_nextKind->setText(best.decidesVerdict ? tr("Next best question, may decide a verdict")
                        : best.decidesGate  ? tr("Next best question, may decide a blocker")
                                            : tr("Next best question"));
    m_nextText->setText(qstr(wording(best)));
    m_next->setToolTip(m_nextText->text());
}

} // namespace netready::desktop
