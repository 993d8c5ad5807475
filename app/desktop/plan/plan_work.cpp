// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_work.h"

#include "app/client/host.h"
#include "app/client/plan_edits.h"
#include "app/desktop/theme.h"
#include "core/base/error.h"

#include <algorithm>
#include <atomic>
#include <exception>

namespace netready::desktop {

/// One state of the client with all that is worked out for it.
struct PlanWork::Run
{
    std::shared_ptr<const Knowledge> knowledge;
    FactBase facts;
    PlanOptions options;
    std::stop_source stop;
    std::unique_ptr<PlanBoard> trialBoard; // of the thread of trials only
    std::atomic<std::uint64_t> wantedTrial = 0;
};

double PlanNews::gap() const
{
    const double bound =
        best ? std::min(best->solution.bound, greedy.solution.bound) : greedy.solution.bound;
    return bound > 0 ? std::max(0.0, (bound - plan().solution.gain) / bound) : 0;
}

std::optional<std::size_t> PlanNews::find(const WorkKey& about) const
{
    for (std::size_t i = 0; i < candidates.all.size(); ++i) {
        if (candidates.all[i].about == about) {
            return i;
        }
    }
    return std::nullopt;
}

PlanWork::PlanWork(ClientDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
    for (QThreadPool* pool : {&m_plans, &m_trials, &m_targets}) {
        pool->setMaxThreadCount(1);
    }
}

PlanWork::~PlanWork()
{
    if (m_run) {
        m_run->stop.request_stop();
        ++m_run->wantedTrial;
    }
    m_seeking.request_stop();
}

void PlanWork::refresh()
{
    if (m_revision != m_document.revision()) {
        start();
    }
}

void PlanWork::setPath(std::optional<PlanPath> path)
{
    if (m_path != path) {
        m_path = path;
        start();
    }
}

void PlanWork::setBudget(std::optional<double> budget)
{
    if (m_budget != budget) {
        m_budget = budget;
        start();
    }
}

void PlanWork::setBest(bool isBest)
{
    m_isBest = isBest;
    if (m_news && m_news->isBest != isBest) {
        m_news->isBest = isBest;
        endTrial();
        Q_EMIT planned();
    }
}

template <class Work>
void PlanWork::deliver(const std::shared_ptr<Run>& run, const Work& work)
{
    QMetaObject::invokeMethod(this, [this, run, work] {
        if (m_run == run) {
            work();
        }
    });
}

void PlanWork::start()
{
    if (m_run) {
        m_run->stop.request_stop();
        ++m_run->wantedTrial;
    }
    m_seeking.request_stop();
    m_target.reset();
    m_trial.reset();
    m_revision = m_document.revision();
    m_run = std::make_shared<Run>();
    m_run->knowledge = m_document.packs();
    m_run->facts = m_document.facts();
    m_run->options.assess.today = netready::today();
    m_run->options.path = m_path;
    m_run->options.budget = m_budget;
    m_step = tr("Planning");
    const auto work = [this, run = m_run] {
        const std::stop_token stop = run->stop.get_token();
        QString wrong;
        try {
            if (stop.stop_requested()) {
                return;
            }
            PlanBoard board(run->knowledge, run->facts, run->options);
            PlanNews news;
            news.phases = board.phases();
            news.candidates = board.candidates();
            news.now = board.now();
            news.greedy = board.make(Planner::Greedy);
            news.problems = board.problemsOf(news.greedy.solution.choice);
            deliver(run, [this, news] { take(news, tr("Searching for the best plan")); });
            Plan best = board.make(Planner::Best, stop);
            if (best.solution.choice.size() == news.greedy.solution.choice.size()) {
                news.best = std::move(best);
            }
            const bool isEnough = stop.stop_requested();
            deliver(run, [this, news, isEnough] {
                take(news, isEnough ? QString() : tr("Working out what money reaches"));
            });
            if (!isEnough) {
                news.frontier = costFrontier(board, stop);
                deliver(run, [this, news] { take(news, {}); });
            }
        } catch (const Error& error) {
            wrong = qstr(error.message());
        } catch (const std::exception& error) { // the edge of a worker thread
            wrong = QString::fromUtf8(error.what());
        }
        if (!wrong.isEmpty()) {
            deliver(run, [this, wrong] {
                m_step.clear();
                Q_EMIT progressed();
                Q_EMIT problem(wrong);
            });
        }
    };
    m_plans.start(work);
    Q_EMIT progressed();
}

void PlanWork::take(PlanNews news, const QString& step)
{
    const bool isFirst = !news.best;
    news.isBest = m_isBest;
    if (m_news && m_news->plan().solution.choice != news.plan().solution.choice) {
        m_trial.reset(); // it was about another plan
    }
    m_news = std::move(news);
    m_step = step;
    if (isFirst) {
        predict({}, m_news->plan().solution.choice); // so that the first real one is quick
    }
    Q_EMIT planned();
    Q_EMIT progressed();
}

void PlanWork::stop()
{
    if (m_run) {
        m_run->stop.request_stop();
    }
    m_seeking.request_stop();
}

void PlanWork::predict(PlanTrial trial, const PlanChoice& choice)
{
    const std::uint64_t wanted = ++m_run->wantedTrial;
    m_trials.start([this, run = m_run, wanted, trial, choice]() mutable {
        if (run->wantedTrial != wanted && run->trialBoard) {
            return;
        }
        try {
            if (!run->trialBoard) {
                run->trialBoard =
                    std::make_unique<PlanBoard>(run->knowledge, run->facts, run->options);
            }
            trial.outcomes = run->trialBoard->predict(choice);
            trial.problems = run->trialBoard->problemsOf(choice);
        } catch (const Error& error) {
            trial.problems = {error.message()};
        } catch (const std::exception& error) { // the edge of a worker thread
            trial.problems = {error.what()};
        }
        deliver(run, [this, run, wanted, trial] {
            if (run->wantedTrial == wanted && !trial.about.id.empty()) {
                m_trial = trial;
                Q_EMIT tried();
            }
        });
    });
}

void PlanWork::tryMove(const WorkKey& about, std::optional<std::size_t> phase)
{
    const std::optional<std::size_t> index = m_news ? m_news->find(about) : std::nullopt;
    const bool isStale = m_revision != m_document.revision();
    if (!index || isStale || (phase && *phase >= m_news->phases.size())) {
        return;
    }
    PlanChoice choice = m_news->plan().solution.choice;
    choice[*index] = phase;
    predict({about, phase, {}, {}}, choice);
}

void PlanWork::endTrial()
{
    if (m_run) {
        ++m_run->wantedTrial;
    }
    if (m_trial) {
        m_trial.reset();
        Q_EMIT tried();
    }
}

void PlanWork::seek(double score)
{
    if (!m_run) {
        return;
    }
    m_seeking.request_stop();
    m_seeking = std::stop_source();
    m_targets.start([this, run = m_run, score, token = m_seeking.get_token()] {
        if (token.stop_requested()) {
            return;
        }
        QString wrong;
        TargetNews news{score, {}};
        try {
            PlanBoard board(run->knowledge, run->facts, run->options);
            PlanTarget target;
            target.score = score;
            news.set = cheapestSet(board, target, token);
        } catch (const Error& error) {
            wrong = qstr(error.message());
        } catch (const std::exception& error) { // the edge of a worker thread
            wrong = QString::fromUtf8(error.what());
        }
        deliver(run, [this, news, wrong, token] {
            if (token.stop_requested()) {
                return;
            }
            if (!wrong.isEmpty()) {
                Q_EMIT problem(wrong);
                return;
            }
            m_target = news;
            Q_EMIT sought();
        });
    });
}

const PlanCandidate* PlanWork::candidate(const WorkKey& about) const
{
    const std::optional<std::size_t> index = m_news ? m_news->find(about) : std::nullopt;
    return index ? &m_news->candidates.all[*index] : nullptr;
}

bool PlanWork::move(const WorkKey& about, std::size_t phase)
{
    if (candidate(about) == nullptr || phase >= m_news->phases.size()) {
        return false;
    }
    const PlannedPhase& to = m_news->phases[phase];
    return m_document.apply(pinEdit(m_document.facts(),
                                    "move " + about.text() + " to " + to.title,
                                    {{about, to.id}},
                                    m_document.signature()));
}

bool PlanWork::togglePin(const WorkKey& about)
{
    const PlanCandidate* action = candidate(about);
    if (action == nullptr) {
        return false;
    }
    if (action->pinnedByHand) {
        return m_document.apply(pinEdit(
            m_document.facts(), "unpin " + about.text(), {{about, {}}}, m_document.signature()));
    }
    const std::optional<std::size_t> phase = m_news->phaseOf(*m_news->find(about));
    return phase && m_document.apply(pinEdit(m_document.facts(),
                                             "pin " + about.text(),
                                             {{about, m_news->phases[*phase].id}},
                                             m_document.signature()));
}

bool PlanWork::toggleDrop(const WorkKey& about)
{
    const PlanCandidate* action = candidate(about);
    return action != nullptr && m_document.apply(dropEdit(m_document.facts(),
                                                          about,
                                                          action->state != CandidateState::Dropped,
                                                          m_document.signature()));
}

bool PlanWork::keepAll()
{
    std::vector<ActionPin> pins;
    for (std::size_t i = 0; m_news && i < m_news->candidates.all.size(); ++i) {
        const std::optional<std::size_t> phase = m_news->phaseOf(i);
        if (phase) {
            pins.push_back({m_news->candidates.all[i].about, m_news->phases[*phase].id});
        }
    }
    return !pins.empty() && m_document.apply(pinEdit(
                                m_document.facts(), "keep the plan", pins, m_document.signature()));
}

bool PlanWork::addPhases()
{
    return m_document.apply(
        addPhasesEdit(m_document.facts(), m_document.knowledge(), m_document.signature()));
}

} // namespace netready::desktop
