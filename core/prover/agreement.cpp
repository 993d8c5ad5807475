// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/prover/checks.h"
#include "core/prover/examples.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace netready {

namespace {

using Judged = std::pair<std::uint32_t, std::set<std::string>>;

Judged judgedBy(const Knowledge& knowledge, const Rule& rule)
{
    const ProofWorld world(knowledge.schema, rule.kind);
    std::vector<ProofSlot> slots;
    static_cast<void>(world.addReads(rule.value, rule.kind, slots));
    Judged judged{rule.kind, {}};
    for (const ProofSlot& slot : slots) {
        judged.second.insert(slot.attribute->id);
    }
    return judged;
}

void proveDisagreement(const std::shared_ptr<const Knowledge>& knowledge,
                       const Rule& first,
                       const Rule& second,
                       Proof& proof)
{
    const Formula a = asFormula(first);
    const Formula b = asFormula(second);
    std::vector<ProofSeed> seeds = RuleExamples(knowledge, first).seeds();
    const std::vector<ProofSeed> more = RuleExamples(knowledge, second).seeds();
    seeds.insert(seeds.end(), more.begin(), more.end());
    Trials trials(*knowledge, {a, b}, seeds);
    std::size_t both = 0;
    std::optional<Outcome> one;
    bool varies = false;
    for (const Combination& combination : trials.all()) {
        trials.put(combination);
        const Outcome x = trials.outcome(a);
        const Outcome y = trials.outcome(b);
        if (!x.decides() || !y.decides()) {
            continue;
        }
        if (!isSame(x, y)) {
            return;
        }
        ++both;
        varies = varies || (one && !isSame(*one, x));
        one = x;
    }
    if (both == 0 || !varies) {
        return; // they never judge the same
    }
    const std::string message = second.id + " and " + first.id + " agree wherever both apply (" +
                                std::to_string(both) + " combinations of what they read)";
    if (trials.isComplete()) {
        refuse(proof, "rules-agree", second.where, message);
    } else {
        leaveOpen(proof, second.where, message);
    }
}

} // namespace

void proveDisagreement(const std::shared_ptr<const Knowledge>& knowledge, Proof& proof)
{
    std::map<Judged, std::vector<const Rule*>> groups;
    for (const Rule& rule : knowledge->rules) {
        groups[judgedBy(*knowledge, rule)].push_back(&rule);
    }
    for (const auto& [judged, rules] : groups) {
        for (std::size_t i = 1; i < rules.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                proveDisagreement(knowledge, *rules[j], *rules[i], proof);
            }
        }
    }
}

} // namespace netready
