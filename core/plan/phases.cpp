// SPDX-License-Identifier: Apache-2.0
#include "core/plan/phases.h"

#include "core/demand/growth.h"
#include "core/facts/resolution.h"
#include "core/knowledge/words.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace netready {

namespace {

/// What stands for an attribute of a phase; nothing if it is not known or not declared.
template <class T>
std::optional<T> known(const FactBase& facts,
                       const Knowledge& knowledge,
                       const SubjectKey& phase,
                       const std::string& name)
{
    const FactKey key{phase, phase.kind + "." + name};
    const Attribute* attribute = knowledge.findAttribute(key.attribute);
    if (attribute == nullptr) {
        return std::nullopt;
    }
    const Resolution resolution = resolve(*attribute, facts.facts(key));
    const T* value = std::get_if<T>(&resolution.value);
    return value == nullptr ? std::nullopt : std::optional(*value);
}

std::string capacityName(std::string_view role)
{
    std::string name = "effort_" + std::string(role);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

std::vector<PlannedPhase> usualPhases()
{
    std::vector<PlannedPhase> phases;
    for (const Phase phase : kPhases) {
        PlannedPhase usual;
        usual.id = toString(phase);
        usual.title = phase == Phase::Now        ? "Now"
                      : phase == Phase::NextYear ? "Next year"
                                                 : "By the third year";
        usual.capacity.resize(kRoles.size());
        phases.push_back(std::move(usual));
    }
    return phases;
}

} // namespace

std::vector<PlannedPhase> phasesOf(const FactBase& facts, const Knowledge& knowledge)
{
    std::vector<PlannedPhase> phases;
    for (const auto& [key, subject] : facts.subjects()) {
        if (key.kind != kPhaseKind) {
            continue;
        }
        PlannedPhase phase;
        phase.id = key.id;
        phase.title = subject.title.empty() ? key.id : subject.title;
        phase.begins = known<Date>(facts, knowledge, key, "begins");
        phase.ends = known<Date>(facts, knowledge, key, "ends");
        phase.budget = known<Measure>(facts, knowledge, key, "budget");
        for (const std::string_view role : kRoles) {
            phase.capacity.push_back(known<Measure>(facts, knowledge, key, capacityName(role)));
        }
        phases.push_back(std::move(phase));
    }
    if (phases.empty()) {
        return usualPhases();
    }
    std::stable_sort(
        phases.begin(), phases.end(), [](const PlannedPhase& a, const PlannedPhase& b) {
            constexpr std::int32_t kLast = std::numeric_limits<std::int32_t>::max();
            const auto day = [](const PlannedPhase& phase) {
                return phase.begins ? phase.begins->firstDay : kLast;
            };
            return std::pair(day(a), a.id) < std::pair(day(b), b.id);
        });
    return phases;
}

} // namespace netready
