// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/live_assessment.h"
#include "core/assessment/topics.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>
#include <utility>

namespace netready {

namespace {

WaiverState waiverOf(const Finding& finding, const FactBase& facts, std::int32_t today)
{
    const auto found = facts.waivers().find({finding.rule->id, finding.subject});
    if (found == facts.waivers().end()) {
        return WaiverState::None;
    }
    if (found->second.expires < today) {
        return WaiverState::Expired;
    }
    const bool moot = finding.status == Status::Pass || finding.status == Status::NotApplicable;
    return moot ? WaiverState::Stale : WaiverState::Waived;
}

/// Why a rule is broken, or why it does not apply although `applies_when` does not say so.
std::string problemOf(const Model::Instance& instance, Model& model)
{
    model.context.clear();
    const std::span<const ExprValue> inputs = model.variables(*instance.row);
    for (const Program* program : {&instance.rule->appliesWhen, &instance.rule->value}) {
        if (program->empty()) {
            continue;
        }
        const ExprValue value = evaluate(*program, inputs, model.context);
        if (value.isError()) {
            return std::string(value.string());
        }
        if (value.kind == ExprKind::Bool && value.truth == Truth::False &&
            program == &instance.rule->appliesWhen) {
            return "";
        }
    }
    return "";
}

Finding makeFinding(std::uint32_t index,
                    Model& model,
                    const std::vector<SlotId>& missing,
                    const LiveAssessment::Impl& live)
{
    const Model::Instance& instance = model.instances()[index];
    const InstanceState& state = instance.state;
    Finding finding;
    finding.rule = instance.rule;
    finding.subject = model.subjectOf(*instance.row);
    finding.status = statusOf(state);
    finding.applies = state.applies;
    finding.score = state.score;
    finding.uncredited = state.raw;
    finding.gate = model.gateState(instance);
    if (state.origin != 0) {
        finding.weakest = static_cast<Origin>(state.origin);
    }
    finding.missing = model.keysOf(missing);
    if (state.contradicted) {
        for (const SlotId slot : model.slotsOf(index)) {
            if (model.isContradicted(slot)) {
                finding.contradicted.push_back(model.keyOf(slot));
            }
        }
        std::sort(finding.contradicted.begin(), finding.contradicted.end());
    }
    if (finding.status == Status::Broken || finding.status == Status::NotApplicable) {
        finding.problem = problemOf(instance, model);
    } else {
        finding.text = filled(instance.rule->found, model, *instance.row);
    }
    finding.waiver = waiverOf(finding, *live.facts, live.options.today);
    return finding;
}

/// Sums of weights for coverage and evidence.
struct Tally
{
    double all = 0;
    double decided = 0;
    EvidenceMix mix;

    void add(const Finding& finding)
    {
        const double weight = finding.rule->weight;
        if (finding.applies == Truth::False || finding.status == Status::Broken) {
            return;
        }
        all += weight;
        if (!finding.missing.empty() || finding.applies == Truth::Open) {
            return;
        }
        decided += weight;
        if (!finding.weakest) {
            return;
        }
        switch (*finding.weakest) {
        case Origin::Assumed:
        case Origin::Stated:
            mix.assumedOrStated += weight;
            break;
        case Origin::Documented:
        case Origin::Observed:
            mix.documentedOrObserved += weight;
            break;
        case Origin::Imported:
        case Origin::Measured:
            mix.importedOrMeasured += weight;
            break;
        }
    }

    [[nodiscard]] double coverage() const { return all > 0 ? decided / all : 0; }

    [[nodiscard]] EvidenceMix shares() const
    {
        const double sum = mix.assumedOrStated + mix.documentedOrObserved + mix.importedOrMeasured;
        if (sum <= 0) {
            return {};
        }
        return {mix.assumedOrStated / sum,
                mix.documentedOrObserved / sum,
                mix.importedOrMeasured / sum};
    }
};

/// The findings of one dimension.
DimensionScore makeDimension(const ScoredDimension& dimension,
                             const std::optional<MeanBounds>& bounds,
                             const std::vector<const Finding*>& findings)
{
    DimensionScore result;
    result.dimension = &dimension;
    Tally tally;
    for (const Finding* finding : findings) {
        tally.add(*finding);
        const Gate gate = finding->rule->gate;
        result.blockers += finding->gate == GateState::Fails && gate == Gate::Blocker ? 1U : 0U;
        result.majors += finding->gate == GateState::Fails && gate == Gate::Major ? 1U : 0U;
        result.mayBlock += finding->gate == GateState::MayFail ? 1U : 0U;
    }
    result.coverage = tally.coverage();
    if (bounds) {
        result.applies = bounds->sure ? Truth::True : Truth::Open;
        result.score = bounds->score;
    }
    return result;
}

void addConditions(WorkloadScore& workload,
                   const std::vector<Finding>& findings,
                   const Knowledge& knowledge)
{
    std::set<FactKey> resolved;
    const auto add = [&](Condition::Kind kind, const Finding& finding, std::string text) {
        workload.conditions.push_back(
            {kind, finding.rule->id, finding.subject, std::nullopt, std::move(text)});
    };
    for (const std::size_t index : workload.findings) {
        const Finding& finding = findings[index];
        const std::string where = finding.rule->title + " (" + finding.subject.text() + ")";
        if (finding.status == Status::Broken && finding.rule->gate != Gate::None) {
            add(Condition::Kind::RepairRule, finding, "Repair the rule: " + where);
            continue;
        }
        for (const FactKey& key : finding.contradicted) {
            if (finding.gate != GateState::None && resolved.insert(key).second) {
                workload.conditions.push_back(
                    {Condition::Kind::ResolveContradiction,
                     finding.rule->id,
                     finding.subject,
                     key,
                     "Resolve the contradiction: " + titled(key, knowledge)});
            }
        }
        switch (finding.gate) {
        case GateState::Fails:
            add(Condition::Kind::ClearGate, finding, "Clear: " + where);
            break;
        case GateState::MayFail:
            add(Condition::Kind::SettleGate, finding, "Settle: " + where);
            break;
        case GateState::PassesOnClaims:
            add(Condition::Kind::MeasureClaim,
                finding,
                "Measure or document what is only stated: " + where);
            break;
        case GateState::None:
        case GateState::Passes:
            break;
        }
    }
    if (workload.conditions.empty() && workload.score.low < kReadyFrom) {
        workload.conditions.push_back({Condition::Kind::RaiseScore,
                                       "",
                                       std::nullopt,
                                       std::nullopt,
                                       "Raise the lower end of the score to 70"});
    }
    std::stable_sort(workload.conditions.begin(),
                     workload.conditions.end(),
                     [](const Condition& a, const Condition& b) { return a.kind < b.kind; });
}

/// The numbers that any edit may move, also of another workload's facts.
void takeScores(WorkloadScore& workload, const Model::WorkloadState& state)
{
    workload.mustRun = state.mustRun;
    workload.uncapped = state.uncapped;
    workload.score = state.score;
    workload.capLow = state.capLow;
    workload.capHigh = state.capHigh;
    workload.verdict = state.verdict;
}

void makeWorkload(WorkloadScore& workload,
                  const Model& model,
                  const Model::WorkloadState& state,
                  const std::vector<Finding>& findings)
{
    const std::vector<std::string> classes = model.remainingClasses(*state.row);
    workload.workloadClass = classes.size() == 1 ? classes.front() : "";
    takeScores(workload, state);
    workload.findings.clear();
    workload.dimensions.clear();
    workload.conditions.clear();
    Tally tally;
    std::vector<const Finding*> own;
    for (std::uint32_t d = 0; d < state.dimensions.size(); ++d) {
        own.clear();
        for (const Model::Member& member : state.members[d]) {
            const Finding& finding = findings[member.instance];
            workload.findings.push_back(member.instance);
            own.push_back(&finding);
            tally.add(finding);
        }
        workload.dimensions.push_back(
            makeDimension(model.knowledge().dimensions[d], state.dimensions[d], own));
        workload.dimensions.back().weight =
            classes.size() == 1 ? model.weightOf(classes.front(), d) : 1;
    }
    std::sort(workload.findings.begin(), workload.findings.end());
    workload.coverage = tally.coverage();
    addConditions(workload, findings, model.knowledge());
}

std::string titleOf(const SubjectKey& key, const FactBase& facts)
{
    const auto subject = facts.subjects().find(key);
    return subject == facts.subjects().end() || subject->second.title.empty()
               ? key.id
               : subject->second.title;
}

std::vector<Contradiction> contradictionsOf(Model& model, const FactBase& facts)
{
    std::vector<Contradiction> result;
    for (SlotId slot = 0; slot < model.values().size(); ++slot) {
        if (!model.isContradicted(slot)) {
            continue;
        }
        const FactKey key = model.keyOf(slot);
        const std::vector<Fact>& all = facts.facts(key);
        const Resolution& resolution = model.resolution(slot);
        for (const std::size_t against : resolution.against) {
            result.push_back({key, all[resolution.used.front()], all[against]});
        }
        // Contradicted without a fact against it: formula and fact differ.
        if (resolution.against.empty() && !resolution.used.empty()) {
            const ExprValue value = model.formulaValue(slot);
            Fact computed;
            computed.value = valueOf(model.attributeOf(slot), value);
            computed.origin =
                value.origin == 0 ? Origin::Assumed : static_cast<Origin>(value.origin);
            computed.author = "computed";
            const Fact& fact = all[resolution.used.front()];
            result.push_back(model.isComputed(slot) ? Contradiction{key, computed, fact}
                                                    : Contradiction{key, fact, computed});
        }
    }
    std::sort(result.begin(), result.end(), [](const Contradiction& a, const Contradiction& b) {
        return a.key < b.key;
    });
    return result;
}

/// The three findings whose passing would raise the site score most.
std::vector<Lever> leversOf(Model& model)
{
    std::vector<Lever> levers;
    const ScoreRange before = model.siteScore();
    for (std::uint32_t i = 0; i < model.instances().size(); ++i) {
        const InstanceState state = model.instances()[i].state;
        if (state.broken || state.applies == Truth::False || state.score.low >= 1) {
            continue;
        }
        InstanceState passed = state;
        passed.applies = Truth::True;
        passed.raw = {1, 1};
        passed.score = {1, 1};
        passed.open = false;
        model.setState(i, passed);
        const ScoreRange after = model.siteScore();
        model.setState(i, state);
        if (after.low + after.high > before.low + before.high) {
            levers.push_back({i, after});
        }
    }
    std::stable_sort(levers.begin(), levers.end(), [](const Lever& a, const Lever& b) {
        return a.siteScore.low + a.siteScore.high > b.siteScore.low + b.siteScore.high;
    });
    constexpr std::size_t kMost = 3;
    levers.resize(std::min(levers.size(), kMost));
    return levers;
}

Assessment::Site siteOf(const Model& model, const std::vector<WorkloadScore>& workloads)
{
    Assessment::Site site;
    site.verdict = model.siteVerdict();
    site.score = model.siteScore();
    site.band = band(site.score);
    const WorkloadScore* weakest = nullptr;
    for (const WorkloadScore& workload : workloads) {
        ++site.workloadsByVerdict[static_cast<std::size_t>(workload.verdict.verdict)];
        site.mustRun += workload.mustRun == Truth::True ? 1U : 0U;
    }
    for (const WorkloadScore& workload : workloads) {
        const bool counts = site.mustRun == 0 || workload.mustRun == Truth::True;
        if (counts &&
            (weakest == nullptr || std::pair(workload.score.low, workload.score.high) <
                                       std::pair(weakest->score.low, weakest->score.high))) {
            weakest = &workload;
        }
    }
    site.decidedBy = weakest == nullptr ? "" : weakest->subject.text();
    return site;
}

void makeFindings(Assessment& result,
                  LiveAssessment::Impl& live,
                  std::span<const std::uint32_t> due)
{
    Model& model = *live.model;
    result.findings.resize(model.instances().size());
    for (const std::uint32_t index : due) {
        result.findings[index] = makeFinding(index, model, model.missingSlots(index), live);
    }
}

void makeWorkloads(Assessment& result,
                   LiveAssessment::Impl& live,
                   const std::vector<std::uint8_t>& due)
{
    const Model& model = *live.model;
    result.workloads.resize(model.workloads().size());
    for (std::size_t w = 0; w < model.workloads().size(); ++w) {
        const Model::WorkloadState& state = model.workloads()[w];
        WorkloadScore& workload = result.workloads[w];
        if (due[w] == 0) {
            takeScores(workload, state);
            continue;
        }
        workload.subject = model.subjectOf(*state.row);
        workload.title = titleOf(workload.subject, *live.facts);
        makeWorkload(workload, model, state, result.findings);
        workload.openReferences = model.keysOf(state.openReferences);
    }
}

/// Counts, dimensions and topics over all findings.
void summarise(Assessment& result, const Model& model)
{
    const Knowledge& knowledge = model.knowledge();
    Tally tally;
    std::vector<std::vector<const Finding*>> byDimension(knowledge.dimensions.size());
    result.waived = result.expiredWaivers = result.staleWaivers = 0;
    result.notApplicable = result.broken = result.blockers = result.majors = 0;
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        const Finding& finding = result.findings[i];
        byDimension[model.instances()[i].dimension].push_back(&finding);
        tally.add(finding);
        result.waived += finding.waiver == WaiverState::Waived ? 1U : 0U;
        result.expiredWaivers += finding.waiver == WaiverState::Expired ? 1U : 0U;
        result.staleWaivers += finding.waiver == WaiverState::Stale ? 1U : 0U;
        result.notApplicable += finding.status == Status::NotApplicable ? 1U : 0U;
        result.broken += finding.status == Status::Broken ? 1U : 0U;
        const bool fails = finding.gate == GateState::Fails;
        result.blockers += fails && finding.rule->gate == Gate::Blocker ? 1U : 0U;
        result.majors += fails && finding.rule->gate == Gate::Major ? 1U : 0U;
    }
    result.coverage = tally.coverage();
    result.evidence = tally.shares();
    result.dimensions.clear();
    for (std::size_t d = 0; d < model.dimensions().size(); ++d) {
        result.dimensions.push_back(
            makeDimension(knowledge.dimensions[d], model.dimensions()[d], byDimension[d]));
    }
    result.topics = topicResults(knowledge, result.findings);
}

void bringUpToDate(Assessment& result, LiveAssessment::Impl& live)
{
    Model& model = *live.model;
    std::vector<std::uint32_t> touched = model.takeTouched();
    std::vector<std::uint8_t> workloads(model.workloads().size(), 0);
    if (live.isRebuilt) {
        touched.resize(model.instances().size());
        std::iota(touched.begin(), touched.end(), 0U);
        std::fill(workloads.begin(), workloads.end(), std::uint8_t{1});
        result.packs = live.knowledge->packs;
    } else {
        for (const std::uint32_t instance : touched) {
            for (const std::uint32_t workload : model.workloadsOf(instance)) {
                workloads[workload] = 1;
            }
        }
    }
    makeFindings(result, live, touched);
    if (live.waiversChanged) {
        for (Finding& finding : result.findings) {
            finding.waiver = waiverOf(finding, *live.facts, live.options.today);
        }
    }
    makeWorkloads(result, live, workloads);
    summarise(result, model);
    result.contradictions = contradictionsOf(model, *live.facts);
    result.site = siteOf(model, result.workloads);
    live.isRebuilt = false;
    live.waiversChanged = false;
}

} // namespace

std::vector<FactKey> missingOf(const Assessment& assessment, const WorkloadScore& workload)
{
    std::vector<FactKey> missing = workload.openReferences;
    for (const std::size_t index : workload.findings) {
        const std::vector<FactKey>& own = assessment.findings[index].missing;
        missing.insert(missing.end(), own.begin(), own.end());
    }
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return missing;
}

std::string titled(const FactKey& key, const Knowledge& knowledge)
{
    const Attribute* attribute = knowledge.findAttribute(key.attribute);
    return key.subject.text() + ": " + (attribute == nullptr ? key.attribute : attribute->title);
}

namespace {

/// What a text may say of a value that is still open.
struct Telling
{
    bool worth = true;  ///< people or models narrowed it down
    bool usual = false; ///< typical values stand in for some answers
};

/// A range that people gave is worth telling, and what models make of it; the whole domain of what
/// nobody answered is not.
void tell(Model& model, const std::vector<SlotId>& open, bool insideModels, Telling& telling)
{
    for (const SlotId slot : open) {
        if (model.resolution(slot).knowing == Knowing::Known) {
            continue;
        }
        if (insideModels && model.typical(slot) != nullptr) {
            telling.usual = true;
        } else if (model.isComputed(slot)) {
            const bool derived =
                model.derivedQuantity(slot) != nullptr || model.fabricQuantity(slot).has_value();
            const ExprValue value = model.formulaValue(slot);
            tell(model, model.context.missing.slots(value.missing), derived, telling);
        } else {
            telling.worth = false;
        }
    }
}

/// A range over more than two orders of magnitude is no news.
bool isTelling(const ExprValue& value)
{
    constexpr double kWidest = 100;
    const bool isRange = value.kind == ExprKind::Double || value.kind == ExprKind::Quantity;
    return !isRange || value.doubles.high <= kWidest * value.doubles.low;
}

} // namespace

std::string filled(const TextTemplate& text, Model& model, const ObjectRow& row)
{
    std::string result;
    for (const TextTemplate::Part& part : text.parts) {
        result += part.text;
        if (part.place.empty()) {
            continue;
        }
        model.context.clear();
        const ExprValue value = evaluate(part.place, model.variables(row), model.context);
        const bool says = !value.isError() && value.kind != ExprKind::Unknown;
        const std::string shown =
            says ? toReadable(value, part.place.type(), part.place.unit()) : "";
        Telling telling;
        tell(model, model.context.missing.slots(value.missing), false, telling);
        const bool worth = telling.worth && (!telling.usual || isTelling(value));
        result +=
            says && worth ? shown + (telling.usual ? " (with typical values)" : "") : "not known";
    }
    return result;
}

std::string_view toString(Status status)
{
    switch (status) {
    case Status::Pass:
        return "pass";
    case Status::Partial:
        return "partial";
    case Status::Fail:
        return "fail";
    case Status::Unknown:
        return "unknown";
    case Status::NotApplicable:
        return "not_applicable";
    case Status::Broken:
        return "broken";
    }
    return "";
}

std::string_view toString(WaiverState state)
{
    switch (state) {
    case WaiverState::None:
        return "none";
    case WaiverState::Waived:
        return "waived";
    case WaiverState::Expired:
        return "expired";
    case WaiverState::Stale:
        return "stale";
    }
    return "";
}

std::string_view toString(GateState state)
{
    switch (state) {
    case GateState::None:
        return "none";
    case GateState::Passes:
        return "passes";
    case GateState::PassesOnClaims:
        return "passes on claims";
    case GateState::MayFail:
        return "may fail";
    case GateState::Fails:
        return "fails";
    }
    return "";
}

std::string_view toString(Condition::Kind kind)
{
    switch (kind) {
    case Condition::Kind::ClearGate:
        return "clear_gate";
    case Condition::Kind::SettleGate:
        return "settle_gate";
    case Condition::Kind::MeasureClaim:
        return "measure_claim";
    case Condition::Kind::ResolveContradiction:
        return "resolve_contradiction";
    case Condition::Kind::RepairRule:
        return "repair_rule";
    case Condition::Kind::RaiseScore:
        return "raise_score";
    }
    return "";
}

void LiveAssessment::refresh(Assessment& last)
{
    last.levers.clear();
    m_impl->isRebuilt = m_impl->isRebuilt || last.findings.empty();
    bringUpToDate(last, *m_impl);
}

Assessment LiveAssessment::result() const
{
    Model& model = *m_impl->model;
    Assessment result;
    result.levers = leversOf(model);
    m_impl->isRebuilt = true;
    bringUpToDate(result, *m_impl);
    m_impl->isRebuilt = true; // another result that is followed has not seen what was touched
    return result;
}

namespace {

FactView viewOf(const Model& model, SlotId slot)
{
    FactView view;
    view.key = model.keyOf(slot);
    view.attribute = &model.attributeOf(slot);
    view.resolution = model.resolution(slot);
    view.typical = model.typical(slot);
    const ExprValue& value = model.values()[slot];
    const Value computed = valueOf(*view.attribute, value);
    if (model.isComputed(slot) && !std::holds_alternative<NotKnown>(computed)) {
        view.computed = true;
        view.resolution.knowing = value.missing == 0 ? Knowing::Known : view.resolution.knowing;
        view.resolution.value = computed;
        view.resolution.origin =
            value.origin == 0 ? Origin::Assumed : static_cast<Origin>(value.origin);
    }
    return view;
}

} // namespace

std::optional<FactView> LiveAssessment::factView(const FactKey& key) const
{
    const Model& model = *m_impl->model;
    const auto slot = model.slotOf(key);
    return slot ? std::optional(viewOf(model, *slot)) : std::nullopt;
}

std::vector<FactView> LiveAssessment::factViews() const
{
    const Model& model = *m_impl->model;
    std::vector<FactView> views;
    for (SlotId slot = 0; slot < model.values().size(); ++slot) {
        views.push_back(viewOf(model, slot));
    }
    std::sort(views.begin(), views.end(), [](const FactView& a, const FactView& b) {
        return a.key < b.key;
    });
    return views;
}

std::map<FactKey, std::size_t> LiveAssessment::findingsReading() const
{
    const Model& model = *m_impl->model;
    std::map<FactKey, std::size_t> counts;
    for (SlotId slot = 0; slot < model.values().size(); ++slot) {
        if (const std::size_t readers = model.readersOf(slot).size(); readers > 0) {
            counts.emplace(model.keyOf(slot), readers);
        }
    }
    return counts;
}

namespace {

WorkloadDemand workloadDemand(Model& model, const ObjectRow& row)
{
    WorkloadDemand result;
    result.subject = model.subjectOf(row);
    result.workloadClass = model.classOf(row);
    result.problem = model.demandProblem(row);
    if (const Demand* demand = model.demand(row)) {
        result.demand = *demand;
        result.taken = model.demandInputs(row);
        InputSet read;
        for (const Input input : inputsOf(result.workloadClass)) {
            read |= only(input);
        }
        for (const SlotId slot : model.slotsOf(row, read)) {
            result.inputs.push_back(viewOf(model, slot));
        }
    }
    return result;
}

} // namespace

std::vector<WorkloadDemand> LiveAssessment::demands() const
{
    Model& model = *m_impl->model;
    std::vector<WorkloadDemand> demands;
    for (const Model::WorkloadState& workload : model.workloads()) {
        demands.push_back(workloadDemand(model, *workload.row));
    }
    return demands;
}

std::optional<WorkloadDemand> LiveAssessment::demandOf(const SubjectKey& workload) const
{
    Model& model = *m_impl->model;
    const auto& workloads = model.workloads();
    const auto own = std::find_if(workloads.begin(), workloads.end(), [&](const auto& state) {
        return model.subjectOf(*state.row) == workload;
    });
    return own == workloads.end() ? std::nullopt : std::optional(workloadDemand(model, *own->row));
}

} // namespace netready
