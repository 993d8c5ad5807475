// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"
#include "core/demand/demand.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready {

enum class Status
{
    Pass,
    Partial,
    Fail,
    Unknown,
    NotApplicable,
    Broken
};
[[nodiscard]] std::string_view toString(Status status); ///< `pass`, …, `not_applicable`, `broken`

enum class WaiverState
{
    None,
    Waived,
    Expired,
    Stale
}; ///< Stale: waived, but the rule passes
[[nodiscard]] std::string_view toString(WaiverState state);

enum class GateState
{
    None,
    Passes,
    PassesOnClaims,
    MayFail,
    Fails
};
[[nodiscard]] std::string_view toString(GateState state);

/// The result of one rule for one subject; its key (rule, subject) is stable over runs.
struct Finding
{
    const Rule* rule = nullptr;
    SubjectKey subject;
    Status status = Status::Unknown;
    WaiverState waiver = WaiverState::None;
    Truth applies = Truth::True;
    ScoreRange score;      ///< with evidence credit; this is what counts
    ScoreRange uncredited; ///< from the values alone
    GateState gate = GateState::None;
    std::optional<Origin> weakest;     ///< weakest origin it rests on; nothing if on none
    std::vector<FactKey> missing;      ///< what leaves it open, sorted
    std::vector<FactKey> contradicted; ///< what it reads and is contradicted, sorted
    std::string text;                  ///< the rule's `found`, filled in
    std::string problem;               ///< of Broken: what is wrong; of NotApplicable: why
};

struct DimensionScore
{
    const ScoredDimension* dimension = nullptr;
    Truth applies = Truth::False; ///< False: not applicable; then the range means nothing
    ScoreRange score;
    double coverage = 0;      ///< share of the applicable weight that is decided
    double weight = 1;        ///< in the mean of the workload
    std::size_t blockers = 0; ///< certain
    std::size_t majors = 0;   ///< certain
    std::size_t mayBlock = 0; ///< gates that may fail
};

/// A thing to do before a workload is ready.
struct Condition
{
    enum class Kind
    {
        ClearGate,
        SettleGate,
        MeasureClaim,
        ResolveContradiction,
        RepairRule,
        RaiseScore
    };
    Kind kind = Kind::ClearGate;
    std::string rule; ///< empty for RaiseScore
    std::optional<SubjectKey> subject;
    std::optional<FactKey> fact; ///< of ResolveContradiction
    std::string text;            ///< a sentence
};
[[nodiscard]] std::string_view toString(Condition::Kind kind);

struct WorkloadScore
{
    SubjectKey subject;
    std::string title;
    std::string workloadClass; ///< id; empty while it is not known
    Truth mustRun = Truth::Open;
    ScoreRange uncapped;
    ScoreRange score;
    Gate capLow = Gate::None;  ///< worst gate that may fail
    Gate capHigh = Gate::None; ///< worst gate that certainly fails
    VerdictResult verdict;
    double coverage = 0;
    std::vector<DimensionScore> dimensions; ///< all dimensions, in their order
    std::vector<Condition> conditions;
    std::vector<FactKey> openReferences; ///< that leave open what it uses, sorted
    std::vector<std::size_t> findings;   ///< indices of the findings that count for it
};

/// A rule that holds the site score down: what its ends would be if it passed.
struct Lever
{
    std::size_t finding = 0;
    ScoreRange siteScore;
};

/// Two facts that cannot both be true.
struct Contradiction
{
    FactKey key;
    Fact used; ///< of a computed attribute: the computed value
    Fact against;
};

struct EvidenceMix
{
    double assumedOrStated = 0;
    double documentedOrObserved = 0;
    double importedOrMeasured = 0; ///< shares of the decided weight; they add up to 1 or are all 0
};

/// What the rules of a topic say together.
///
/// Shape:  a question has the range of the weighted mean of its findings; nothing applies: not
///         asked. A part of the estate has the same, capped by gates, with a verdict. A mistake is
///         found if a finding certainly earns no points
struct TopicResult
{
    enum class State
    {
        NotApplicable,
        Answered, ///< of a question or a part of the estate: its range says how well
        Found,    ///< of a mistake
        Possible, ///< of a mistake: open answers may show it
        NotFound
    };
    const Topic* topic = nullptr;
    State state = State::NotApplicable;
    ScoreRange score;                  ///< of a question or a part of the estate
    VerdictResult verdict;             ///< of a part of the estate
    std::vector<std::size_t> findings; ///< that apply or may, in the order of `findings`
    std::vector<std::size_t> causes;   ///< of a mistake: those that show it, or may
};

[[nodiscard]] std::string_view toString(TopicResult::State state); ///< `found`, `not_found`, …

struct Assessment
{
    struct Site
    {
        VerdictResult verdict;
        ScoreRange score;
        std::string band;
        std::size_t mustRun = 0;                         ///< workloads that certainly must run
        std::array<std::size_t, 4> workloadsByVerdict{}; ///< indexed by Verdict
        std::string decidedBy; ///< subject of the weakest must-run workload; empty if none
    };
    Site site;
    std::vector<WorkloadScore> workloads;      ///< by subject
    std::vector<DimensionScore> dimensions;    ///< over the whole site, in their order
    std::vector<Finding> findings;             ///< by rule, then subject
    std::vector<TopicResult> topics;           ///< in the order of the packs
    std::vector<Contradiction> contradictions; ///< by key
    std::vector<Lever> levers;                 ///< at most three, largest first
    double coverage = 0;
    EvidenceMix evidence;
    std::size_t waived = 0;
    std::size_t expiredWaivers = 0;
    std::size_t staleWaivers = 0;
    std::size_t notApplicable = 0;
    std::size_t broken = 0;
    std::size_t blockers = 0;
    std::size_t majors = 0;
    std::vector<Pack> packs;
};

/// What stands for one attribute of one subject after computing: for tables of facts.
struct FactView
{
    FactKey key;
    const Attribute* attribute = nullptr;
    Resolution resolution;
    bool computed = false; ///< the value was computed
    /// What the demand models take while nobody said it; null if it is said, or nothing is typical.
    const TypicalValue* typical = nullptr;
};

/// The traffic of one workload as its facts give it.
struct WorkloadDemand
{
    SubjectKey subject;
    std::string workloadClass; ///< id; empty while it is not known
    DemandInputs taken;        ///< what the model took: facts, and what is typical where none stand
    Demand demand;             ///< empty while the class is not known or something is wrong
    std::string problem;       ///< inputs that contradict each other
    std::vector<FactView> inputs; ///< facts that the model of the class reads, by key
};

struct AssessOptions
{
    std::int32_t today = 0; ///< day since 1970-01-01, for waivers and ages; core reads no clock
    std::string onlyRule;   ///< restricts to one rule; for the tests inside rules
};

/// An open question and what an answer would bring.
struct RankedQuestion
{
    FactKey key;
    const Attribute* attribute = nullptr;
    const Question* question = nullptr; ///< null if the packs do not ask it
    double gain = 0;             ///< expected shrinkage of the ranges per minute, weighted; >= 0
    double points = 0;           ///< expected shrinkage of the site range, 0 to 100
    bool decidesGate = false;    ///< some answer decides a gate
    bool decidesVerdict = false; ///< some answer changes the verdict of a workload or settles it
    std::size_t findings = 0;    ///< that it leaves open
};

/// The assessment of a client that follows its edits.
///
/// After any sequence of edits it equals a fresh one. Keeps a reference to the fact base, which
/// must outlive it and be changed before update() is called. Threads: one at a time.
class LiveAssessment
{
public:
    LiveAssessment(std::shared_ptr<const Knowledge> knowledge,
                   const FactBase& facts,
                   AssessOptions options = {});
    ~LiveAssessment();
    LiveAssessment(LiveAssessment&& other) noexcept;
    LiveAssessment& operator=(LiveAssessment&& other) noexcept;

    /// Follows an edit that has been applied to the fact base.
    void update(const Edit& edit);
    /// Evaluates everything anew.
    void rebuild();

    /// Site range and verdict, kept up to date by update().
    [[nodiscard]] ScoreRange siteScore() const;
    [[nodiscard]] VerdictResult siteVerdict() const;

    /// All results with texts.
    [[nodiscard]] Assessment result() const;

    /// Brings the last result of this assessment up to date after update() and makes anew only what
    /// the edits touched. Equal to result() but for the levers, which are left out; a result that
    /// is empty is filled.
    void refresh(Assessment& last);

    /// What stands for every attribute of every subject, by key.
    [[nodiscard]] std::vector<FactView> factViews() const;

    /// The same of one attribute; nothing if there is no such subject or attribute.
    [[nodiscard]] std::optional<FactView> factView(const FactKey& key) const;

    /// How many findings read each attribute of each subject, straight or through what is computed;
    /// none that nothing reads.
    [[nodiscard]] std::map<FactKey, std::size_t> findingsReading() const;

    /// What each workload asks of the network, by subject.
    [[nodiscard]] std::vector<WorkloadDemand> demands() const;
    /// The same of one workload; nothing if there is none of that name.
    [[nodiscard]] std::optional<WorkloadDemand> demandOf(const SubjectKey& workload) const;

    /// Open questions, best first; ties by key. Only those whose `ask_when` is not certainly false.
    /// Whoever stops it gets a part of them.
    [[nodiscard]] std::vector<RankedQuestion> rankQuestions(const std::stop_token& stop = {});

    class Impl;
    [[nodiscard]] const Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// The facts that leave a workload open, sorted.
[[nodiscard]] std::vector<FactKey> missingOf(const Assessment& assessment,
                                             const WorkloadScore& workload);

/// Assesses once.
[[nodiscard]] Assessment assess(const std::shared_ptr<const Knowledge>& knowledge,
                                const FactBase& facts,
                                AssessOptions options = {});

/// One step of an explanation, from the score down to facts, constants and sources.
struct ExplanationNode
{
    enum class Kind
    {
        Finding,
        Score,
        Applies,
        Formula,
        Input,
        Constant,
        Threshold,
        Source,
        Missing,
        Problem
    };
    Kind kind = Kind::Formula;
    std::string label;  ///< what it is: source text of the formula, title of the attribute, …
    std::string value;  ///< for people, with unit
    std::string origin; ///< of an input: `documented`, `computed`, …
    std::string from;   ///< of an input: author, time, evidence; of a source: locator and status
    std::optional<FactKey> key;
    std::vector<ExplanationNode> parts;
};

/// Explains one finding: number, formula, inputs with origin, threshold, source.
/// Errors: NotFound if the rule or a finding of it for the subject does not exist.
[[nodiscard]] ExplanationNode
explain(const LiveAssessment& live, std::string_view rule, const SubjectKey& subject);
/// The same for a finding of the present result, without assessing once more.
[[nodiscard]] ExplanationNode explain(const LiveAssessment& live, const Finding& finding);

/// The number that the curve of a rule turns into points, in its unit.
/// Shape:  nothing if the rule has no curve, does not apply, or nothing is known of the number
/// Errors: NotFound if there is no such finding
[[nodiscard]] std::optional<Measure> judgedValue(const LiveAssessment& live,
                                                 const Finding& finding);

/// The result of one example inside a rule.
struct RuleTestResult
{
    const Rule* rule = nullptr;
    const RuleTest* test = nullptr;
    std::string failure; ///< empty if it holds
};

/// Runs the examples of all rules. Shape: by rule, then in the order of the file.
[[nodiscard]] std::vector<RuleTestResult>
runRuleTests(const std::shared_ptr<const Knowledge>& knowledge);

/// Whether what an action sets makes a rule better that it remedies.
struct ActionTestResult
{
    const Action* action = nullptr;
    std::string rule;
    std::string failure; ///< empty if it does
};

/// Lays the facts of each action over the failing examples of each rule that it remedies: at least
/// one of them earns more points, or the rule applies no more. Shape: by action, then rule; rules
/// without such an example on a subject of the action are left out, and examples that give what is
/// otherwise computed are.
[[nodiscard]] std::vector<ActionTestResult>
runActionTests(const std::shared_ptr<const Knowledge>& knowledge);

} // namespace netready
