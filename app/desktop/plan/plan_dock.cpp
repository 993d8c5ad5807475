// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_dock.h"

#include "app/desktop/plan/frontier_view.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/plan_model.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSlider>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr int kSteps = 50; // of the budget
constexpr int kDelay = 150;

QString dollars(double low, double high)
{
    Measure measure;
    measure.low = low;
    measure.high = high;
    measure.dimension = kMoney;
    measure.currency = Currency::Usd;
    measure.unit = "USD";
    return estimateText(measure);
}

} // namespace

PlanDock::PlanDock(QWidget* parent)
    : QWidget(parent)
    , m_delay(new QTimer(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(20), px(16), px(20), px(8));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(tr("Cost against readiness"), 14, Weight::SemiBold));
    m_frontier = new FrontierView;
    column->addWidget(m_frontier);
    m_budget = makeSlider("planBudget", tr("Budget"), m_budgetValue);
    m_budget->setRange(0, kSteps);
    m_budget->setValue(kSteps);
    m_target = makeSlider("planTarget", tr("Target"), m_targetValue);
    m_target->setRange(0, 100);
    for (const QSlider* slider : {m_budget, m_target}) {
        connect(slider, &QSlider::valueChanged, this, &PlanDock::follow);
    }
    m_summary = makeWrapped({}, 14, Weight::SemiBold, TextInk::Main);
    m_summary->setObjectName(QStringLiteral("planSummary"));
    column->addWidget(m_summary);
    m_second = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    column->addWidget(m_second);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kDelay);
    connect(m_delay, &QTimer::timeout, this, &PlanDock::wishChanged);
    describe();
}

QSlider* PlanDock::makeSlider(const char* name, const QString& title, QLabel*& value)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(px(12));
    QLabel* label = makeLabel(title);
    label->setMinimumWidth(px(56));
    row->addWidget(label);
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setObjectName(QString::fromLatin1(name));
    slider->setAccessibleName(title);
    label->setBuddy(slider);
    row->addWidget(slider, 1);
    value = makeLabel({}, 14, Weight::SemiBold);
    value->setMinimumWidth(px(96));
    value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(value);
    qobject_cast<QVBoxLayout*>(layout())->addLayout(row);
    return slider;
}

void PlanDock::follow()
{
    m_wish.budget = m_budget->value() == kSteps
                        ? std::nullopt
                        : std::optional(m_most * m_budget->value() / kSteps);
    constexpr double kHundred = 100;
    m_wish.target =
        m_target->value() == 0 ? std::nullopt : std::optional(m_target->value() / kHundred);
    describe();
    m_delay->start();
}

void PlanDock::setPlanner(Planner planner)
{
    m_wish.planner = planner;
    Q_EMIT wishChanged();
}

void PlanDock::describe()
{
    m_budgetValue->setText(m_wish.budget ? dollars(*m_wish.budget, *m_wish.budget)
                                         : tr("as the phases say"));
    m_targetValue->setText(m_wish.target ? QLocale().toString(m_target->value())
                                         : tr("as high as can be"));
}

void PlanDock::setCounting(bool isCounting)
{
    if (isCounting) {
        m_second->setText(tr("Counting…"));
    }
}

void PlanDock::setPicture(const std::shared_ptr<const PlanPicture>& picture)
{
    m_picture = picture;
    m_frontier->setPicture(picture);
    if (!m_wish.budget) {
        double most = 0;
        for (const PlanCandidate& candidate : picture->candidates.all) {
            most += candidate.cost ? candidate.cost->high : 0;
        }
        m_most = most;
    }
    const PlanChoice& choice = picture->plan.solution.choice;
    const auto planned = static_cast<int>(std::count_if(
        choice.begin(), choice.end(), [](const auto& phase) { return phase.has_value(); }));
    if (picture->plan.outcomes.empty()) {
        m_summary->setText(tr("There is no phase to plan."));
        m_second->clear();
        return;
    }
    const PhaseOutcome& last = picture->plan.outcomes.back();
    QString sentence = tr("%n action(s) (reaches|reach) %1 for %2", nullptr, planned)
                           .arg(scoreText(last.numbers.site),
                                dollars(last.sofar.cost.low(), last.sofar.cost.high()));
    if (last.sofar.openCosts > 0) {
        sentence += tr(", %n of unknown cost", nullptr, static_cast<int>(last.sofar.openCosts));
    }
    m_summary->setText(sentence);
    QStringList second;
    if (picture->cheapest && !picture->cheapest->isReached) {
        second << tr("No choice of actions reaches the target; this comes nearest.");
    }
    constexpr double kHundred = 100;
    second << tr("At most %1 % below the best possible sum of gains.")
                  .arg(QLocale().toString(std::ceil(picture->plan.solution.gap() * kHundred * 10) /
                                          10));
    for (const std::string& problem : picture->problems) {
        second << qstr(problem);
    }
    m_second->setText(second.join(QStringLiteral(" ")));
}

} // namespace netready::desktop
