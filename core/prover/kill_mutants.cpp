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

void mutate(const std::shared_ptr<const Knowledge>& knowledge,
            const Rule& rule,
            MutationScore& score)
{
    const RuleExamples examples(knowledge, rule);
    const Formula formula = asFormula(rule);
    std::unique_ptr<Trials> trials; // only if something survives
    for (const Mutant& mutant : mutantsOf(formula)) {
        if (!examples.hold(mutant.formula)) {
            ++score.killed;
            continue;
        }
        if (trials == nullptr) {
            trials = std::make_unique<Trials>(*knowledge, std::vector{formula}, examples.seeds());
        }
        const std::optional<Combination> shown = witness(*trials, formula, mutant.formula);
        if (!shown) {
            ++score.equivalent;
            continue;
        }
        trials->put(*shown);
        const std::string was = resultText(trials->outcome(formula));
        const std::string becomes = resultText(trials->outcome(mutant.formula));
        score.survivors.push_back(
            {&rule, mutant.where, mutant.what, trials->describe(*shown), was, becomes});
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
