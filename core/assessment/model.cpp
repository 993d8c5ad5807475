// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/model.h"

#include "core/assessment/subject_facts.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

Truth both(Truth a, Truth b)
{
    if (a == Truth::False || b == Truth::False) {
        return Truth::False;
    }
    return a == Truth::True && b == Truth::True ? Truth::True : Truth::Open;
}

bool sameValue(const ExprValue& a, const ExprValue& b)
{
    if (a.kind != b.kind || a.missing != b.missing || a.origin != b.origin || a.truth != b.truth ||
        a.notApplicable != b.notApplicable) {
        return false;
    }
    switch (a.kind) {
    case ExprKind::Bool:
    case ExprKind::Null:
    case ExprKind::Unknown:
        return true;
    case ExprKind::Int:
    case ExprKind::Date:
        return a.ints.low == b.ints.low && a.ints.high == b.ints.high;
    case ExprKind::Double:
    case ExprKind::Quantity:
        return a.doubles.low == b.doubles.low && a.doubles.high == b.doubles.high;
    case ExprKind::Choice:
    case ExprKind::Choices:
        return a.options.certain == b.options.certain && a.options.possible == b.options.possible;
    case ExprKind::Object:
        return a.object == b.object;
    case ExprKind::String:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Type:
    case ExprKind::Error:
        return false;
    }
    return false;
}

} // namespace

SlotId Model::firstSlot(const ObjectRow& row) const
{
    return static_cast<SlotId>(row.fields - m_values.data());
}

std::string_view Model::kept(const std::string& text)
{
    return *m_texts.insert(text).first;
}

std::span<const ExprValue> Model::variables(const ObjectRow& row) const
{
    return m_variables[m_firstRow[row.kind] + row.index];
}

SubjectKey Model::subjectOf(const ObjectRow& row) const
{
    return m_tables[row.kind].subjects[row.index];
}

bool Model::isPlaceholder(const ObjectRow& row) const
{
    return m_tables[row.kind].placeholder;
}

std::optional<SlotId> Model::slotOf(const FactKey& key) const
{
    const auto found = m_slots.find(key);
    return found == m_slots.end() ? std::nullopt : std::optional(found->second);
}

const Attribute& Model::attributeOf(SlotId slot) const
{
    std::size_t kind = m_tables.size() - 1;
    while (m_tables[kind].firstSlot > slot || m_tables[kind].rows.empty()) {
        --kind;
    }
    const auto& fields = m_knowledge.schema.kinds()[kind].fields;
    return *fields[(slot - m_tables[kind].firstSlot) % fields.size()];
}

FactKey Model::keyOf(SlotId slot) const
{
    const Attribute& attribute = attributeOf(slot);
    const std::uint32_t kind = *m_knowledge.schema.kindIndex(attribute.kind);
    const std::size_t fields = m_knowledge.schema.kinds()[kind].fields.size();
    return {m_tables[kind].subjects[(slot - m_tables[kind].firstSlot) / fields], attribute.id};
}

std::vector<SlotId> Model::slotsOf(std::uint32_t instance) const
{
    std::vector<SlotId> slots = m_instanceSlots[instance];
    std::vector<std::uint8_t> expanded(m_computed.size(), 0);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const std::int32_t at = m_computedAt[slots[i]];
        if (at >= 0 && expanded[static_cast<std::size_t>(at)] == 0) {
            expanded[static_cast<std::size_t>(at)] = 1;
            const std::vector<SlotId>& more = m_computed[static_cast<std::size_t>(at)].reads;
            slots.insert(slots.end(), more.begin(), more.end());
        }
    }
    sortOnce(slots);
    return slots;
}

std::vector<std::uint32_t> Model::readersOf(SlotId slot) const
{
    std::vector<std::uint32_t> instances;
    std::vector<SlotId> read{slot};
    std::vector<std::uint8_t> seen(m_computed.size(), 0);
    for (std::size_t i = 0; i < read.size(); ++i) {
        for (const Reader& reader : m_readers[read[i]]) {
            if (reader.isInstance) {
                instances.push_back(reader.index);
            } else if (seen[reader.index] == 0) {
                seen[reader.index] = 1;
                read.push_back(m_computed[reader.index].slot);
            }
        }
    }
    std::sort(instances.begin(), instances.end());
    instances.erase(std::unique(instances.begin(), instances.end()), instances.end());
    return instances;
}

std::vector<std::uint32_t> Model::takeTouched()
{
    std::vector<std::uint32_t> instances;
    for (std::uint32_t i = 0; i < m_touched.size(); ++i) {
        if (m_touched[i] != 0) {
            instances.push_back(i);
            m_touched[i] = 0;
        }
    }
    return instances;
}

std::vector<std::uint32_t> Model::workloadsOf(std::uint32_t instance) const
{
    std::vector<std::uint32_t> workloads;
    for (const Place& place : m_countsFor[instance]) {
        workloads.push_back(place.workload);
    }
    std::sort(workloads.begin(), workloads.end());
    workloads.erase(std::unique(workloads.begin(), workloads.end()), workloads.end());
    return workloads;
}

ExprValue Model::directValue(SlotId slot)
{
    return toExprValue(attributeOf(slot), m_resolutions[slot], slot);
}

void Model::refresh(const std::vector<std::pair<SlotId, const std::vector<Fact>*>>& slots)
{
    std::vector<SlotId> changed;
    std::vector<SlotId> said;
    for (const auto& [slot, facts] : slots) {
        m_resolutions[slot] = resolve(attributeOf(slot), *facts, m_today);
        if (m_computedAt[slot] >= 0) {
            said.push_back(slot);
            continue;
        }
        m_values[slot] = directValue(slot);
        m_contradicted[slot] = m_resolutions[slot].contradicted() ? 1 : 0;
        changed.push_back(slot);
    }
    slotsChanged(changed, said);
    settle();
}

void Model::tryValue(SlotId slot, const ExprValue& value)
{
    // What each one of a crowd says of itself moves the loads as little as its demand does.
    constexpr std::size_t kCrowd = 50;
    const bool isOfCrowd = m_workloads.size() > kCrowd && attributeOf(slot).kind == kWorkloadKind;
    const bool follows = m_isReadByLoads[slot] != 0 && !isOfCrowd;
    m_values[slot] = value;
    slotsChanged({slot}, {}, follows ? Loads::Follow : Loads::Stay);
    settle();
}

void Model::setState(std::uint32_t instance, const InstanceState& state)
{
    replaceState(instance, state);
    settle();
}

Model::Behind Model::behind(const std::vector<SlotId>& slots) const
{
    Behind result;
    for (const SlotId slot : slots) {
        const std::int32_t at = m_computedAt[slot];
        const ComputedSlot* more = at < 0 ? nullptr : &m_computed[static_cast<std::size_t>(at)];
        result.open =
            result.open || m_values[slot].missing != 0 || (more != nullptr && more->readsOpen);
        result.contradicted = result.contradicted || m_contradicted[slot] != 0 ||
                              (more != nullptr && more->contradicted);
    }
    return result;
}

bool Model::computeSlot(ComputedSlot& computed)
{
    const SlotId slot = computed.slot;
    const Attribute& attribute = attributeOf(slot);
    const Resolution& direct = m_resolutions[slot];
    ExprValue value = formulaValue(slot);
    const bool broken = value.isError() && !value.notApplicable;
    const bool known = direct.knowing == Knowing::Known || direct.knowing == Knowing::NotApplicable;
    // What rests on assumptions overrules nobody.
    const bool assumed = value.origin == static_cast<std::uint8_t>(Origin::Assumed);
    const bool sure = !value.isError() && value.missing == 0 && value.kind != ExprKind::Unknown &&
                      !(known && assumed);
    const bool better = known && direct.origin >= Origin::Observed;
    bool contradicted = direct.contradicted();
    if (sure && direct.knowing == Knowing::Known) {
        const Value computedValue = valueOf(attribute, value);
        contradicted =
            contradicted || !(better ? compatible(attribute, direct.value, computedValue)
                                     : compatible(attribute, computedValue, direct.value));
    }
    m_isComputed[slot] = !better && (sure || (!known && !broken)) ? 1 : 0;
    if (m_isComputed[slot] == 0) {
        value = directValue(slot);
    } else if (value.kind == ExprKind::Unknown) {
        // The domain is known even where the formula says nothing.
        const MissingHandle missing = value.missing;
        value = toExprValue(attribute, Resolution{}, slot);
        value.missing = missing;
    } else if (value.missing != 0 &&
               (value.kind == ExprKind::Double || value.kind == ExprKind::Quantity)) {
        const double low = std::max(value.doubles.low, attribute.domainLow);
        const double high = std::min(value.doubles.high, attribute.domainHigh);
        if (low <= high) {
            value.doubles = {low, high};
        }
    }
    if (m_isComputed[slot] != 0 && value.missing != 0) {
        // Unions of the context do not outlive it: an open computed slot stands for its own inputs.
        value.missing = MissingSets::leaf(slot);
    }
    const Behind now = behind(computed.reads);
    const bool changed =
        !sameValue(value, m_values[slot]) || m_contradicted[slot] != (contradicted ? 1 : 0) ||
        computed.readsOpen != now.open || computed.contradicted != now.contradicted;
    computed.readsOpen = now.open;
    computed.contradicted = now.contradicted;
    m_values[slot] = value;
    m_contradicted[slot] = contradicted ? 1 : 0;
    return changed;
}

void Model::slotsChanged(const std::vector<SlotId>& slots,
                         const std::vector<SlotId>& said,
                         Loads loads)
{
    // Computed slots stand in an order in which each follows those it reads, so one pass is enough.
    m_due.clear();
    m_dueComputed.assign(m_computed.size(), Due::No);
    const auto wake = [&](SlotId read, Due due) {
        for (const std::uint32_t instance : m_textReaders[read]) {
            m_touched[instance] = 1;
        }
        for (const Reader& reader : m_readers[read]) {
            if (reader.isInstance) {
                m_touched[reader.index] = 1;
                if (due == Due::Changed) {
                    m_due.push_back(reader.index);
                }
                continue;
            }
            const ComputedSlot& computed = m_computed[reader.index];
            if (loads == Loads::Stay && fabricQuantity(computed.slot)) {
                continue;
            }
            m_dueComputed[reader.index] = std::max(m_dueComputed[reader.index], due);
            if (due == Due::Changed && computed.program->empty()) {
                markStale(*computed.row);
            }
        }
    };
    // The workloads whose class or need to run it is.
    const auto mark = [&](SlotId slot) {
        if (m_isReadByLoads[slot] != 0) {
            forgetPhases(slot);
        }
        for (std::size_t w = 0; w < m_workloads.size(); ++w) {
            const SlotId first = firstSlot(*m_workloads[w].row);
            const auto is = [&](std::optional<std::uint32_t> field) {
                return field && first + *field == slot;
            };
            if (is(m_classField) || is(m_mustRunField)) {
                m_dirtyWorkloads[w] = 1;
            }
        }
    };
    for (const SlotId slot : slots) {
        mark(slot);
        wake(slot, Due::Changed);
    }
    for (const SlotId slot : said) {
        m_dueComputed[static_cast<std::size_t>(m_computedAt[slot])] = Due::Changed;
    }
    for (std::size_t i = 0; i < m_computed.size(); ++i) {
        if (m_dueComputed[i] == Due::No) {
            continue;
        }
        const SlotId slot = m_computed[i].slot;
        const bool changed = m_dueComputed[i] == Due::Changed && computeSlot(m_computed[i]);
        if (changed && std::find(said.begin(), said.end(), slot) != said.end()) {
            mark(slot);
        }
        wake(slot, changed ? Due::Changed : Due::Touched);
    }
    std::sort(m_due.begin(), m_due.end());
    m_due.erase(std::unique(m_due.begin(), m_due.end()), m_due.end());
    for (const std::uint32_t instance : m_due) {
        evaluateInstance(instance);
    }
}

void Model::evaluateInstance(std::uint32_t index)
{
    m_touched[index] = 1;
    replaceState(index, evaluated(m_instances[index], m_instanceSlots[index]));
}

Weighted Model::weighted(const Instance& instance, Truth uses)
{
    const InstanceState& state = instance.state;
    return {state.score,
            instance.rule->weight,
            state.broken ? Truth::False : both(uses, state.applies)};
}

InstanceState Model::evaluated(const Instance& instance, const std::vector<SlotId>& slots)
{
    context.clear();
    InstanceState state = stateOf(formulaOf(*instance.rule), variables(*instance.row), context);
    const Behind read = behind(slots);
    state.readsOpen = read.open;
    state.contradicted = read.contradicted;
    return state;
}

GateState Model::gateState(const Instance& instance) const
{
    const InstanceState& state = instance.state;
    if (instance.rule->gate == Gate::None || (state.applies == Truth::False && !state.broken)) {
        return GateState::None;
    }
    if (state.broken) {
        return GateState::MayFail;
    }
    if (state.raw.low > 0) {
        const bool claimed =
            state.origin != 0 && state.origin <= static_cast<std::uint8_t>(Origin::Stated);
        return claimed ? GateState::PassesOnClaims : GateState::Passes;
    }
    return state.raw.high <= 0 && state.applies == Truth::True ? GateState::Fails
                                                               : GateState::MayFail;
}

ExprValue Model::formulaValue(SlotId slot)
{
    context.clear();
    if (m_computedAt[slot] < 0) {
        return ExprValue::ofError("there is no formula");
    }
    const ComputedSlot& computed = m_computed[static_cast<std::size_t>(m_computedAt[slot])];
    if (computed.program->empty()) {
        return derivedValue(computed);
    }
    return evaluate(*computed.program, variables(*computed.row), context);
}

std::vector<SlotId> Model::inputsBehind(std::vector<SlotId> slots)
{
    std::vector<SlotId> inputs;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        const SlotId slot = slots[i];
        if (m_isComputed[slot] == 0) {
            inputs.push_back(slot);
            continue;
        }
        const ExprValue value = formulaValue(slot);
        for (const SlotId input : context.missing.slots(value.missing)) {
            if (std::find(slots.begin(), slots.end(), input) == slots.end()) {
                slots.push_back(input);
            }
        }
    }
    return inputs;
}

std::vector<FactKey> Model::missing(std::uint32_t index)
{
    return keysOf(missingSlots(index));
}

std::vector<SlotId> Model::missingSlots(std::uint32_t index)
{
    const Instance& instance = m_instances[index];
    return missingSlots(formulaOf(*instance.rule), *instance.row, instance.state);
}

std::vector<FactKey>
Model::missing(const RuleFormula& formula, const ObjectRow& row, const InstanceState& state)
{
    return keysOf(missingSlots(formula, row, state));
}

std::vector<SlotId>
Model::missingSlots(const RuleFormula& formula, const ObjectRow& row, const InstanceState& state)
{
    std::vector<SlotId> slots;
    const auto add = [&](const Program& program) {
        const std::vector<SlotId> found =
            context.missing.slots(evaluate(program, variables(row), context).missing);
        slots.insert(slots.end(), found.begin(), found.end());
    };
    if (!state.open) {
        return {};
    }
    context.clear();
    if (!formula.appliesWhen->empty()) {
        add(*formula.appliesWhen);
    }
    add(*formula.value);
    slots = inputsBehind(std::move(slots));
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    return slots;
}

std::vector<FactKey> Model::keysOf(const std::vector<SlotId>& slots) const
{
    std::vector<FactKey> keys;
    keys.reserve(slots.size());
    for (const SlotId slot : slots) {
        keys.push_back(keyOf(slot));
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

void Model::replaceState(std::uint32_t index, const InstanceState& state)
{
    Instance& instance = m_instances[index];
    if (state == instance.state) {
        return;
    }
    const bool wasOpen = instance.state.readsOpen;
    instance.state = state;
    m_entries[instance.dimension][m_position[index]] = weighted(instance, Truth::True);
    m_dirtyDimensions[instance.dimension] = 1;
    for (const Place& place : m_countsFor[index]) {
        WorkloadState& workload = m_workloads[place.workload];
        const Member& member = workload.members[place.dimension][place.position];
        workload.entries[place.dimension][place.position] = weighted(instance, member.uses);
        workload.readOpen += state.readsOpen ? 1 : 0;
        workload.readOpen -= wasOpen ? 1 : 0;
        m_dirtyWorkloads[place.workload] = 1;
        m_dirtyPairs[place.workload * m_dimensions.size() + place.dimension] = 1;
    }
}

void Model::settle()
{
    bool any = false;
    for (std::size_t d = 0; d < m_dimensions.size(); ++d) {
        if (m_dirtyDimensions[d] != 0) {
            m_dirtyDimensions[d] = 0;
            m_dimensions[d] = weightedMean(m_entries[d]);
        }
    }
    for (std::size_t w = 0; w < m_workloads.size(); ++w) {
        if (m_dirtyWorkloads[w] == 0) {
            continue;
        }
        m_dirtyWorkloads[w] = 0;
        any = true;
        WorkloadState& workload = m_workloads[w];
        for (std::size_t d = 0; d < m_dimensions.size(); ++d) {
            std::uint8_t& dirty = m_dirtyPairs[w * m_dimensions.size() + d];
            if (dirty != 0) {
                dirty = 0;
                workload.dimensions[d] = weightedMean(workload.entries[d]);
            }
        }
        settleWorkload(workload);
    }
    if (any) {
        settleSite();
    }
}

std::vector<std::string> Model::remainingClasses(const ObjectRow& workload) const
{
    std::vector<std::string> remaining;
    if (!m_classField) {
        return remaining;
    }
    const ExprValue& value = workload.fields[*m_classField];
    const Attribute& attribute = *m_knowledge.schema.kinds()[workload.kind].fields[*m_classField];
    for (std::size_t i = 0; i < attribute.options.size(); ++i) {
        const bool possible =
            value.kind != ExprKind::Choice || ((value.options.possible >> i) & 1U) != 0;
        if (possible && !value.isError()) {
            remaining.push_back(attribute.options[i].id);
        }
    }
    return remaining;
}

double Model::weightOf(std::string_view workloadClass, std::uint32_t dimension) const
{
    const WorkloadClass* found = m_knowledge.findClass(workloadClass);
    if (found == nullptr) {
        return 1;
    }
    const auto weight = found->weights.find(m_knowledge.dimensions[dimension].id);
    return weight == found->weights.end() ? 1 : weight->second;
}

Truth Model::truthOf(const WorkloadState& workload, std::optional<std::uint32_t> field) const
{
    if (!field) {
        return Truth::True;
    }
    const ExprValue& value = workload.row->fields[*field];
    return value.kind == ExprKind::Bool ? value.truth
           : value.isError()            ? Truth::False
                                        : Truth::Open;
}

ScoreRange Model::uncappedScore(const WorkloadState& workload,
                                const std::vector<std::string>& classes)
{
    std::optional<ScoreRange> hull;
    for (const std::string& workloadClass : classes) {
        m_scratch.clear();
        for (std::uint32_t d = 0; d < m_dimensions.size(); ++d) {
            const std::optional<MeanBounds>& bounds = workload.dimensions[d];
            if (bounds) {
                m_scratch.push_back({bounds->score,
                                     weightOf(workloadClass, d),
                                     bounds->sure ? Truth::True : Truth::Open});
            }
        }
        const std::optional<MeanBounds> blend = weakestAndMean(m_scratch);
        const ScoreRange range = blend ? blend->score : ScoreRange{0, 1};
        hull = hull ? ScoreRange{std::min(range.low, hull->low), std::max(range.high, hull->high)}
                    : range;
    }
    return hull.value_or(ScoreRange{0, 1});
}

void Model::settleWorkload(WorkloadState& workload)
{
    // The class chooses the weights.
    std::vector<std::string> classes = remainingClasses(*workload.row);
    const bool classOpen = classes.size() > 1;
    if (classes.empty()) {
        classes.emplace_back();
    }
    workload.uncapped = uncappedScore(workload, classes);
    VerdictInput input;
    input.open = classOpen || !workload.openReferences.empty() || workload.readOpen != 0;
    workload.capLow = Gate::None;
    workload.capHigh = Gate::None;
    for (const Member& member : workload.gated) {
        const Instance& instance = m_instances[member.instance];
        const InstanceState& state = instance.state;
        const GateState gate = gateState(instance);
        input.conditionsMayArise = input.conditionsMayArise || state.readsOpen;
        if (gate == GateState::None) {
            continue;
        }
        const Gate kind = instance.rule->gate;
        if (gate == GateState::Fails || gate == GateState::MayFail) {
            workload.capLow = std::max(workload.capLow, kind);
        }
        if (gate == GateState::Fails && member.uses == Truth::True) {
            workload.capHigh = std::max(workload.capHigh, kind);
            input.blockerFails = input.blockerFails || kind == Gate::Blocker;
        }
        const bool claim = gate == GateState::PassesOnClaims;
        const bool condition = claim || state.contradicted || state.broken;
        const bool persists =
            condition && member.uses == Truth::True &&
            (!state.readsOpen || (state.contradicted && state.applies == Truth::True));
        input.conditions = input.conditions || condition;
        input.conditionsPersist = input.conditionsPersist || persists;
    }
    workload.score = {std::min(workload.uncapped.low, cap(workload.capLow)),
                      std::min(workload.uncapped.high, cap(workload.capHigh))};
    workload.mustRun = truthOf(workload, m_mustRunField);
    input.score = workload.score;
    workload.verdict = verdictOf(input);
}

void Model::settleSite()
{
    m_siteScore = {0, 1};
    m_siteVerdict = {};
    if (m_workloads.empty()) {
        return;
    }
    const auto counts = [this](Truth truth) {
        return std::any_of(
            m_workloads.begin(), m_workloads.end(), [&](const WorkloadState& workload) {
                return workload.mustRun == truth;
            });
    };
    const bool anySure = counts(Truth::True);
    const bool anyOpen = counts(Truth::Open);
    // Without a workload that must run, all count; while that is open, both readings are possible.
    const bool allMayCount = !anySure;
    ScoreRange site{1, anySure ? 1.0 : 0.0};
    double weakestHigh = 1;
    Verdict worst = Verdict::Ready;
    Verdict bestSure = Verdict::Ready;
    Verdict bestOpen = Verdict::NotReady;
    Verdict now = Verdict::Ready;
    bool openNotReady = false;
    Verdict bestAll = Verdict::Ready;
    for (const WorkloadState& workload : m_workloads) {
        bestAll = std::min(bestAll, workload.verdict.best);
        weakestHigh = std::min(weakestHigh, workload.score.high);
        if (workload.mustRun == Truth::False && !allMayCount) {
            continue;
        }
        site.low = std::min(site.low, workload.score.low);
        worst = std::min(worst, workload.verdict.worst);
        if (workload.mustRun == Truth::True) {
            site.high = std::min(site.high, workload.score.high);
            bestSure = std::min(bestSure, workload.verdict.best);
            now = std::min(now, workload.verdict.verdict);
        } else if (workload.mustRun == Truth::Open) {
            bestOpen = std::max(bestOpen, workload.verdict.best);
            openNotReady = openNotReady || workload.verdict.verdict == Verdict::NotReady;
            now = workload.verdict.verdict == Verdict::NotReady
                      ? now
                      : std::min(now, workload.verdict.verdict);
            if (!anySure) {
                site.high = std::max(site.high, workload.score.high);
            }
        } else if (!anyOpen) {
            now = std::min(now, workload.verdict.verdict);
        }
    }
    Verdict best = bestSure;
    if (!anySure) {
        site.high = anyOpen ? std::max(site.high, weakestHigh) : weakestHigh;
        best = anyOpen ? std::max(bestOpen, bestAll) : bestAll;
    }
    if (openNotReady && now != Verdict::NotReady) {
        now = Verdict::CannotTell;
    }
    m_siteScore = site;
    m_siteVerdict.verdict = now;
    m_siteVerdict.worst = worst;
    m_siteVerdict.best = best;
    m_siteVerdict.settled = m_siteVerdict.worst == m_siteVerdict.best;
    if (m_siteVerdict.settled) {
        m_siteVerdict.verdict = m_siteVerdict.worst;
    }
}

} // namespace netready
