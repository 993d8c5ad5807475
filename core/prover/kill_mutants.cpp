// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/prover/examples.h"
#include "core/prover/mutants.h"
#include "core/prover/proof.h"

#include <optional>

namespace netready {

namespace {

std::string resultText(const Outcome& outcome)
{
    std::string text(toString(outcome.status));
    if (outcome.status == Status::Partial) {
        text += " " + toText(outcome.low);
    }
    return text;
}

/// Facts that show a change: the ones nearest to an example come first.
std::optional<Combination> witness(Trials& trials, const Formula& formula, const Formula& changed)
{
    for (const Combination& combination : trials.all()) {
        trials.put(combination);
        if (!isSame(trials.outcome(formula), trials.outcome(changed))) {
            return combination;
        }
    }
    return std::nullopt;
}

/// Facts that show the change, and the results before and after; empty if the trials find none.
Survivor shown(Trials& trials, const Rule& rule, const Formula& formula, const Mutant& mutant)
{
    Survivor survivor{&rule, mutant.where, mutant.what, "", "", ""};
    if (const std::optional<Combination> found = witness(trials, formula, mutant.formula)) {
        trials.put(*found);
        survivor.witness = trials.describe(*found);
        survivor.was = resultText(trials.outcome(formula));
        survivor.becomes = resultText(trials.outcome(mutant.formula));
    }
    return survivor;
}

void mutate(const std::shared_ptr<const Knowledge>& knowledge,
            const Rule& rule,
            MutationScore& score)
{
    const RuleExamples examples(knowledge, rule);
    const Formula formula = asFormula(rule);
    for (const Mutant& mutant : mutantsOf(formula)) {
        if (!examples.hold(mutant.formula)) {
            ++score.killed;
            continue;
        }
        // What only the change tells apart, as an option that it leaves out, is tried as well.
        Trials trials(*knowledge, {formula, mutant.formula}, examples.seeds());
        Survivor survivor = shown(trials, rule, formula, mutant);
        std::vector<Survivor>& kind = survivor.witness.empty() ? score.equivalent : score.survivors;
        kind.push_back(std::move(survivor));
    }
}

} // namespace

double MutationScore::share() const
{
    const std::size_t all = killed + survivors.size();
    return all == 0 ? 1 : static_cast<double>(killed) / static_cast<double>(all);
}

MutationScore mutateRules(const std::shared_ptr<const Knowledge>& knowledge)
{
    MutationScore score;
    for (const Rule& rule : knowledge->rules) {
        mutate(knowledge, rule, score);
    }
    return score;
}

} // namespace netready
