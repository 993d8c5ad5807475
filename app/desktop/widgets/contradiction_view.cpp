// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/contradiction_view.h"

#include "app/client/host.h"
#include "app/desktop/widgets/paint.h"
#include "reports/content/words.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QGridLayout>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready::desktop {

namespace {

QString originWord(const Fact& fact)
{
    return qstr(netready::toString(fact.origin));
}

QString whoAndWhen(const Fact& fact)
{
    const QString day = fact.time.empty() ? QString() : qstr(shortDay(fact.time));
    return fact.author.empty() ? day
           : day.isEmpty()     ? qstr(fact.author)
                               : ContradictionView::tr("%1, %2").arg(qstr(fact.author), day);
}

/// The facts without the claim, or without what is used against it.
FactBase factsWithout(const FactBase& facts, const Contradiction& contradiction, bool withoutClaim)
{
    FactBase copy = facts;
    FactBase::Facts list = facts.facts(contradiction.key);
    for (Fact& fact : list) {
        const bool goes =
            withoutClaim ? fact == contradiction.against : fact.origin == contradiction.used.origin;
        if (goes && fact.withdrawn.empty()) {
            fact.withdrawn = "what if";
        }
    }
    copy.load(contradiction.key, std::move(list));
    return copy;
}

/// Steps of 1, 2 or 5 that give at most six numbers on the axis.
double niceStep(double range)
{
    const double rough = range / 5;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= rough) {
            return factor * power;
        }
    }
    return 10 * power;
}

} // namespace

ContradictionAxis::ContradictionAxis(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("contradictionAxis"));
    setFixedHeight(px(72));
}

void ContradictionAxis::setValues(const Attribute& attribute, const Contradiction& contradiction)
{
    const auto* used = std::get_if<Measure>(&contradiction.used.value);
    const auto* against = std::get_if<Measure>(&contradiction.against.value);
    const bool shows = used != nullptr && against != nullptr &&
                       used->dimension == against->dimension && std::isfinite(used->high) &&
                       std::isfinite(against->high) && used->low >= 0 && against->low >= 0;
    setVisible(shows);
    if (!shows) {
        return;
    }
    m_used = *used;
    m_against = *against;
    m_tolerance = attribute.tolerance;
    m_unit = qstr(used->unit);
    m_usedWord = tr("%1 %2, tolerance %3 %")
                     .arg(originWord(contradiction.used), qstr(netready::toReadable(*used)))
                     .arg(std::lround(m_tolerance * 100));
    m_againstWord =
        tr("%1 %2").arg(originWord(contradiction.against), qstr(netready::toReadable(*against)));
    setAccessibleName(tr("%1; %2").arg(m_usedWord, m_againstWord));
    update();
}

void ContradictionAxis::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& t = tokens();
    QPainter painter(this);
    const double factor = unitFactor(utf8(m_unit));
    const double most = std::max(m_used.high * (1 + m_tolerance), m_against.high) / factor * 1.08;
    if (most <= 0) {
        return;
    }
    const QRectF area = QRectF(rect()).adjusted(px(8), 0, -px(8), 0);
    painter.setFont(textFont(12));
    const double y = px(46);
    const double axisWidth = area.width() - px(40);
    const auto place = [&](double value) {
        return area.left() + axisWidth * std::clamp(value / most, 0.0, 1.0);
    };
    painter.fillRect(QRectF(area.left(), y, area.width(), 1), t.edge);
    painter.setPen(t.text2);
    const double step = niceStep(most);
    for (double tick = 0; tick <= most; tick += step) {
        painter.fillRect(QRectF(std::round(place(tick)), y, 1, px(5)), t.edge);
        painter.drawText(QRectF(place(tick) - px(40), y + px(6), px(80), px(16)),
                         Qt::AlignHCenter | Qt::AlignVCenter,
                         QLocale().toString(tick, 'g', 6));
    }
    painter.drawText(QRectF(area.left(), y + px(6), area.width(), px(16)),
                     Qt::AlignRight | Qt::AlignVCenter,
                     m_unit);
    const double low = m_used.low / factor;
    const double high = m_used.high / factor;
    const double bandLow = place(low * (1 - m_tolerance));
    const double bandHigh = place(high * (1 + m_tolerance));
    painter.fillRect(QRectF(bandLow, y - px(16), std::max(2.0, bandHigh - bandLow), px(16)),
                     t.accentLine);
    painter.fillRect(
        QRectF(place(low) - 1, y - px(20), std::max(2.0, place(high) - place(low)), px(20)),
        t.accent);
    const double against = (m_against.low + m_against.high) / 2 / factor;
    const QPointF centre(place(against), y - px(9));
    if (!m_against.isPoint()) {
        painter.fillRect(QRectF(place(m_against.low / factor),
                                centre.y() - 1,
                                place(m_against.high / factor) - place(m_against.low / factor),
                                2),
                         t.text);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.text, 2));
    painter.setBrush(t.surface);
    const double radius = px(7);
    painter.drawPolygon(QPolygonF({centre + QPointF(0, -radius),
                                   centre + QPointF(radius, 0),
                                   centre + QPointF(0, radius),
                                   centre + QPointF(-radius, 0)}));
    // Both words on one line above, each over its value as far as they leave room to each other.
    painter.setPen(t.text2);
    const double usedWidth = QFontMetricsF(painter.font()).horizontalAdvance(m_usedWord) + 2;
    const QFont strong = textFont(12, Weight::SemiBold);
    const double againstWidth = QFontMetricsF(strong).horizontalAdvance(m_againstWord) + 2;
    const auto inside = [&](double centreOf, double width) {
        return std::clamp(
            centreOf - width / 2, area.left(), std::max(area.left(), area.right() - width));
    };
    double usedLeft = inside((bandLow + bandHigh) / 2, usedWidth);
    double againstLeft = inside(centre.x(), againstWidth);
    const double gap = px(16);
    if (bandLow + bandHigh < 2 * centre.x()) {
        usedLeft = std::max(area.left(), std::min(usedLeft, againstLeft - gap - usedWidth));
        againstLeft = std::max(againstLeft, usedLeft + usedWidth + gap);
    } else {
        againstLeft = std::max(area.left(), std::min(againstLeft, usedLeft - gap - againstWidth));
        usedLeft = std::max(usedLeft, againstLeft + againstWidth + gap);
    }
    const double line = y - px(40);
    paintLine(painter, QRectF(usedLeft, line, usedWidth, px(16)), m_usedWord);
    painter.setFont(strong);
    painter.setPen(t.text);
    paintLine(painter, QRectF(againstLeft, line, againstWidth, px(16)), m_againstWord);
}

ContradictionView::ContradictionView(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", "surface");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(24), px(16), px(24), px(24));
    column->setSpacing(px(12));
    m_title = makeWrapped({}, 20, Weight::SemiBold, TextInk::Main);
    m_title->setObjectName(QStringLiteral("contradictionTitle"));
    column->addWidget(m_title);
    m_effect = makeWrapped({});
    column->addWidget(m_effect);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(px(24));
    sides->addWidget(makeSide(m_used, tr("Used now")), 1);
    sides->addWidget(makeLine(Qt::Vertical));
    sides->addWidget(makeSide(m_against, tr("Against it")), 1);
    column->addLayout(sides);
    m_axis = new ContradictionAxis;
    column->addWidget(m_axis);
    m_outcomes = new QGridLayout;
    m_outcomes->setHorizontalSpacing(px(16));
    m_outcomes->setVerticalSpacing(px(8));
    column->addLayout(m_outcomes);

    auto* ways = new QHBoxLayout;
    ways->setSpacing(px(8));
    m_use = makePrimary(tr("Use the measurement…"), QStringLiteral("check"), tr("Enter"));
    m_use->setObjectName(QStringLiteral("useMeasurement"));
    m_correct = makeButton(tr("Correct the statement…"), QStringLiteral("note"));
    m_correct->setObjectName(QStringLiteral("correctStatement"));
    m_measure = makeButton(tr("Measure again…"), QStringLiteral("gauge"));
    m_measure->setObjectName(QStringLiteral("measureAgain"));
    connect(m_use, &QPushButton::clicked, this, &ContradictionView::useWanted);
    connect(m_correct, &QPushButton::clicked, this, &ContradictionView::correctWanted);
    connect(m_measure, &QPushButton::clicked, this, &ContradictionView::measureWanted);
    for (QPushButton* button : {m_use, m_correct, m_measure}) {
        ways->addWidget(button);
    }
    ways->addStretch();
    column->addLayout(ways);
    column->addStretch(1);

    constexpr int kQuiet = 120;
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kQuiet);
    connect(m_delay, &QTimer::timeout, this, &ContradictionView::compare);
}

QWidget* ContradictionView::makeSide(Side& side, const QString& head)
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(4));
    column->addWidget(makeLabel(head, 12, Weight::SemiBold, TextInk::Note));
    side.origin = new OriginLabel;
    side.origin->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(side.origin);
    side.value = makeWrapped({}, 28, Weight::SemiBold, TextInk::Main);
    column->addWidget(side.value);
    side.note = makeWrapped({}, 12, Weight::Regular, TextInk::Note);
    column->addWidget(side.note);
    column->addStretch();
    return pane;
}

void ContradictionView::fill(const Side& side, const Fact& fact, const Attribute& attribute)
{
    const QString value = qstr(readable(fact.value, attribute, m_document.facts()));
    constexpr qsizetype kLong = 40;
    side.value->setFont(textFont(value.size() > kLong ? 16 : 28, Weight::SemiBold));
    side.value->setText(value);
    side.origin->setOrigin(fact.origin, originWord(fact), whoAndWhen(fact));
    const auto attachment = m_document.facts().attachments().find(fact.evidence);
    QStringList parts;
    if (attachment != m_document.facts().attachments().end()) {
        parts << qstr(attachment->second.name);
    } else if (!fact.evidence.empty()) {
        parts << qstr(fact.evidence);
    }
    if (!fact.note.empty()) {
        parts << qstr(fact.note);
    }
    side.note->setText(parts.join(QStringLiteral(" · ")));
    side.note->setVisible(!parts.isEmpty());
}

void ContradictionView::setContradiction(const Contradiction& contradiction)
{
    m_contradiction = contradiction;
    const Attribute& attribute = m_document.knowledge().attribute(contradiction.key.attribute);
    m_title->setText(
        tr("%1, %2").arg(qstr(attribute.title), m_document.titleOf(contradiction.key.subject)));
    int held = 0;
    for (const WorkloadScore& workload : m_document.assessment().workloads) {
        held += std::any_of(workload.conditions.begin(),
                            workload.conditions.end(),
                            [&](const Condition& condition) {
                                return condition.kind == Condition::Kind::ResolveContradiction &&
                                       condition.fact == contradiction.key;
                            })
                    ? 1
                    : 0;
    }
    m_effect->setText(
        held == 0
            ? tr("Holds up no workload; the value that is better known counts.")
            : tr("Keeps %n workload(s) from “ready” until someone resolves it.", nullptr, held));
    fill(m_used, contradiction.used, attribute);
    fill(m_against, contradiction.against, attribute);
    m_axis->setValues(attribute, contradiction);
    m_use->setText(contradiction.used.origin == Origin::Measured ? tr("Use the measurement…")
                                                                 : tr("Use what is better known…"));
    m_use->setAccessibleName(m_use->text());
    m_correct->setText(tr("Correct the %1 value…").arg(originWord(contradiction.against)));
    m_correct->setAccessibleName(m_correct->text());
    const auto& list = m_document.facts().facts(contradiction.key);
    const bool isFact = std::find(list.begin(), list.end(), contradiction.against) != list.end();
    for (QPushButton* button : {m_use, m_correct}) {
        button->setEnabled(isFact && !m_document.isReadOnly());
        button->setToolTip(isFact ? button->text()
                                  : tr("What stands against it is computed from other facts; "
                                       "correct those"));
    }
    m_measure->setEnabled(!m_document.isReadOnly());
    compareLater();
}

void ContradictionView::compareLater()
{
    if (m_outcomes->count() == 0) {
        m_outcomes->addWidget(
            makeLabel(tr("Comparing what follows from each…"), 12, Weight::Regular, TextInk::Note),
            0,
            0);
    }
    m_delay->start();
}

/// Assesses the client twice beside the interface: with only the one value, and only the other.
void ContradictionView::compare()
{
    AssessOptions options;
    options.today = today();
    const auto& list = m_document.facts().facts(m_contradiction.key);
    const bool isFact = std::find(list.begin(), list.end(), m_contradiction.used) != list.end();
    QThreadPool::globalInstance()->start(
        [self = QPointer<ContradictionView>(this),
         application = QCoreApplication::instance(),
         knowledge = m_document.packs(),
         facts = std::make_shared<const FactBase>(m_document.facts()),
         revision = m_document.revision(),
         contradiction = m_contradiction,
         options,
         isFact] {
            const auto outcome = [&](bool withoutClaim) {
                const Assessment result =
                    assess(knowledge, factsWithout(*facts, contradiction, withoutClaim), options);
                Outcome one{result.site.score, result.site.verdict, {}};
                for (const DimensionScore& dimension : result.dimensions) {
                    one.dimensions.push_back(dimension.applies == Truth::False
                                                 ? std::nullopt
                                                 : std::optional(dimension.score));
                }
                return one;
            };
            const std::optional<Outcome> used = outcome(true);
            const std::optional<Outcome> against =
                isFact ? std::optional(outcome(false)) : std::nullopt;
            QMetaObject::invokeMethod(application, [self, used, against, contradiction, revision] {
                if (self != nullptr && self->m_document.revision() == revision &&
                    self->m_contradiction.key == contradiction.key) {
                    self->showOutcomes(used, against);
                }
            });
        });
}

void ContradictionView::showOutcomes(const std::optional<Outcome>& used,
                                     const std::optional<Outcome>& against)
{
    clearLayout(m_outcomes);
    // The two dimensions that differ most between the two.
    std::vector<std::pair<double, std::size_t>> moves;
    for (std::size_t i = 0; against && i < used->dimensions.size(); ++i) {
        const auto& a = used->dimensions[i];
        const auto& b = against->dimensions[i];
        if (a && b && scoreText(a) != scoreText(b)) {
            moves.emplace_back(-std::abs(a->low - b->low) - std::abs(a->high - b->high), i);
        }
    }
    std::sort(moves.begin(), moves.end());
    constexpr std::size_t kMost = 2;
    std::vector<std::size_t> dimensions;
    for (const auto& [move, index] : moves) {
        if (dimensions.size() < kMost) {
            dimensions.push_back(index);
        }
    }
    int column = 0;
    const auto head = [&](const QString& words) {
        m_outcomes->addWidget(makeLabel(words, 12, Weight::SemiBold, TextInk::Note), 0, column++);
    };
    head(tr("Verdict under each"));
    for (const std::size_t index : dimensions) {
        head(shortTitle(m_document.knowledge().dimensions[index]));
    }
    head(tr("Site"));
    m_outcomes->addWidget(makeLine(), 1, 0, 1, column + 1);
    const Attribute& attribute = m_document.knowledge().attribute(m_contradiction.key.attribute);
    const auto name = [&](const Fact& fact) {
        return tr("%1 holds")
            .arg(qstr(shortened(readable(fact.value, attribute, m_document.facts()), 32)));
    };
    addOutcome(2, name(m_contradiction.used), tr("used now"), *used, dimensions);
    if (against) {
        addOutcome(3, name(m_contradiction.against), {}, *against, dimensions);
    } else {
        m_outcomes->addWidget(
            makeWrapped(tr("The value that is used is computed from other facts. Withdraw the "
                           "claim, or correct what it is computed from.")),
            3,
            0,
            1,
            column + 1);
    }
    m_outcomes->setColumnStretch(0, 2);
    for (int i = 1; i <= column; ++i) {
        m_outcomes->setColumnStretch(i, 2);
    }
}

void ContradictionView::addOutcome(int row,
                                   const QString& name,
                                   const QString& hint,
                                   const Outcome& outcome,
                                   const std::vector<std::size_t>& dimensions)
{
    int column = 0;
    auto* words = new QWidget;
    auto* line = new QHBoxLayout(words);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(makeLabel(name, 14, hint.isEmpty() ? Weight::Regular : Weight::SemiBold));
    if (!hint.isEmpty()) {
        line->addWidget(makeLabel(hint, 12, Weight::Regular, TextInk::Note));
    }
    line->addStretch();
    m_outcomes->addWidget(words, row, column++);
    const auto addRange =
        [&](const std::optional<ScoreRange>& score, const QString& title, bool settled) {
            auto* cell = new QWidget;
            auto* cells = new QHBoxLayout(cell);
            cells->setContentsMargins(0, 0, 0, 0);
            auto* bar = new RangeBar(6, 12);
            bar->setLook({score, std::nullopt, settled, false}, title);
            cells->addWidget(bar, 1);
            QLabel* number = makeLabel(scoreText(score), 14, Weight::SemiBold, TextInk::Second);
            number->setMinimumWidth(px(48));
            cells->addWidget(number);
            m_outcomes->addWidget(cell, row, column++);
        };
    for (const std::size_t index : dimensions) {
        const auto& score = outcome.dimensions[index];
        addRange(score,
                 shortTitle(m_document.knowledge().dimensions[index]),
                 score && isOneClass(*score));
    }
    addRange(outcome.site, tr("Site"), outcome.verdict.settled);
    auto* verdict = new VerdictLabel(14, 14);
    verdict->setVerdict(outcome.verdict.verdict, std::nullopt, outcome.verdict.settled);
    m_outcomes->addWidget(verdict, row, column);
}

} // namespace netready::desktop
