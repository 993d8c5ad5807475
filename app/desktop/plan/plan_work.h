// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "core/plan/plan_study.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace netready::desktop {

/// The plan that is shown, and all that belongs to it: one state of the client, one value.
struct PlanNews
{
    std::vector<PlannedPhase> phases;
    Candidates candidates;
    AssessedNumbers now;
    Plan greedy;
    std::optional<Plan> best;            ///< nothing until it is found
    bool isBest = false;                 ///< whether the best is shown once it is found
    std::vector<std::string> problems;   ///< what pins break, each a sentence
    std::vector<FrontierPoint> frontier; ///< empty until it is known

    /// The one that is shown.
    [[nodiscard]] const Plan& plan() const { return isBest && best ? *best : greedy; }
    /// How much better the best plan may be, 0 to 1.
    [[nodiscard]] double gap() const;
    /// Phase of a candidate; nothing: it is not planned.
    [[nodiscard]] std::optional<std::size_t> phaseOf(std::size_t candidate) const
    {
        return plan().solution.choice[candidate];
    }
    [[nodiscard]] std::optional<std::size_t> find(const WorkKey& about) const;
};

/// A change of one action that has only been tried.
struct PlanTrial
{
    WorkKey about;
    std::optional<std::size_t> phase; ///< that it would be in; nothing: left out
    std::vector<PhaseOutcome> outcomes;
    std::vector<std::string> problems; ///< what it would break, each a sentence
};

/// The cheapest actions that reach a score.
struct TargetNews
{
    double score = 0; ///< 0 to 1
    CheapestSet set;
};

/// What the plan page works on. Each edit, path, budget and planner makes a new plan: the greedy
/// one at once, then the search for the best, then what each amount of money reaches. A result of
/// an older state is dropped.
///
/// Threads: the interface thread; planning, trying and searching run beside it, each on a copy
class PlanWork : public QObject
{
    Q_OBJECT

public:
    explicit PlanWork(ClientDocument& document, QObject* parent = nullptr);
    ~PlanWork() override;

    /// Plans anew if the client, the path, the budget or the planner is another one.
    void refresh();
    void setPath(std::optional<PlanPath> path);
    /// Most that all phases may cost together, in US dollars; nothing: as the phases say.
    void setBudget(std::optional<double> budget);
    /// Whether the best plan is shown once it is found, or the greedy one.
    void setBest(bool isBest);
    [[nodiscard]] bool isBest() const { return m_isBest; }
    [[nodiscard]] std::optional<double> budget() const { return m_budget; }

    /// Null until there is a plan.
    [[nodiscard]] const PlanNews* news() const { return m_news ? &*m_news : nullptr; }
    /// What goes on beside the interface; empty: nothing.
    [[nodiscard]] QString step() const { return m_step; }
    /// Ends the search; what is known by then stays.
    void stop();

    /// Predicts what the plan would lead to with an action in another phase, or left out.
    void tryMove(const WorkKey& about, std::optional<std::size_t> phase);
    void endTrial();
    [[nodiscard]] const std::optional<PlanTrial>& trial() const { return m_trial; }

    /// Looks for the cheapest actions that reach a score of the site with its lower end.
    void seek(double score);
    [[nodiscard]] const std::optional<TargetNews>& target() const { return m_target; }

    // Edits; each is one step of undo, and false if it changed nothing.
    bool move(const WorkKey& about, std::size_t phase);
    bool togglePin(const WorkKey& about);
    bool toggleDrop(const WorkKey& about);
    /// Pins every planned action where it is.
    bool keepAll();
    bool addPhases();

Q_SIGNALS:
    void planned();
    void progressed();
    void tried();
    void sought();
    /// Something went wrong that a person should know, as a sentence.
    void problem(const QString& sentence);

private:
    struct Run;
    void start();
    void predict(PlanTrial trial, const PlanChoice& choice);
    /// Calls from a worker thread: what is of an older run is dropped.
    template <class Work>
    void deliver(const std::shared_ptr<Run>& run, const Work& work);
    void take(PlanNews news, const QString& step);
    [[nodiscard]] const PlanCandidate* candidate(const WorkKey& about) const;

    ClientDocument& m_document;
    std::optional<PlanPath> m_path;
    std::optional<double> m_budget;
    bool m_isBest = false;
    std::uint64_t m_revision = 0; ///< of the client that is planned for
    std::shared_ptr<Run> m_run;   // shared with the threads that work on it
    std::optional<PlanNews> m_news;
    std::optional<PlanTrial> m_trial;
    std::optional<TargetNews> m_target;
    QString m_step;
    std::stop_source m_seeking;
    QThreadPool m_plans; // the pools come last: they wait for what uses the rest
    QThreadPool m_trials;
    QThreadPool m_targets;
};

} // namespace netready::desktop
