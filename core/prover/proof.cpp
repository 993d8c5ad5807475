// SPDX-License-Identifier: Apache-2.0
#include "core/prover/proof.h"

#include "core/base/text.h"
#include "core/knowledge/problems.h"
#include "core/prover/checks.h"
#include "core/prover/examples.h"

namespace netready {

namespace {

Tried tried(const Formula& formula, Trials& trials, std::string name)
{
    Tried made{formula, trials, {}, std::move(name)};
    for (const Combination& combination : trials.all()) {
        trials.put(combination);
        made.outcomes.push_back(trials.outcome(formula));
    }
    return made;
}

/// What depends on a threshold or status that cannot be reached is not reported again.
void proveFormula(const Tried& tried, Proof& proof)
{
    ++proof.formulas;
    proveCovered(tried, proof);
    if (proveThresholds(tried, proof) && proveReachable(tried, proof)) {
        proveBranches(tried, proof);
    }
}

Reader proveRule(const std::shared_ptr<const Knowledge>& knowledge, const Rule& rule, Proof& proof)
{
    const std::vector<ProofSeed> seeds = RuleExamples(knowledge, rule).seeds();
    const Formula formula = asFormula(rule);
    Trials trials(*knowledge, {formula}, seeds);
    const Tried made = tried(formula, trials, inQuotes(rule.id));
    const std::size_t before = proof.diagnostics.size();
    proveFormula(made, proof);
    if (proof.diagnostics.size() == before) {
        proveLets(rule, made, proof);
    }
    proveDirections(*knowledge, rule, seeds, made, proof);
    Reader reader;
    reader.rule = &rule;
    reader.reads = influences(made);
    return reader;
}

Reader proveExpression(const Knowledge& knowledge,
                       const Program& program,
                       std::uint32_t kind,
                       const std::string& name,
                       Proof& proof)
{
    const Formula formula = asFormula(program, kind, {});
    Trials trials(knowledge, {formula}, {});
    const Tried made = tried(formula, trials, name);
    proveFormula(made, proof);
    Reader reader;
    reader.reads = influences(made);
    return reader;
}

} // namespace

Proof provePacks(const std::shared_ptr<const Knowledge>& knowledge)
{
    Proof proof;
    std::vector<Reader> readers;
    for (const Rule& rule : knowledge->rules) {
        readers.push_back(proveRule(knowledge, rule, proof));
    }
    for (const ComputedAttribute& computed : knowledge->computed) {
        if (!computed.program.empty()) {
            const Attribute& attribute = *computed.attribute;
            readers.push_back(proveExpression(*knowledge,
                                              computed.program,
                                              *knowledge->schema.kindIndex(attribute.kind),
                                              inQuotes(attribute.id),
                                              proof));
            readers.back().computes = &attribute;
        }
    }
    for (const Question& question : knowledge->questions) {
        const Attribute* attribute = knowledge->findAttribute(question.attribute);
        if (!question.askWhen.empty() && attribute != nullptr) {
            readers.push_back(proveExpression(*knowledge,
                                              question.askWhen,
                                              *knowledge->schema.kindIndex(attribute->kind),
                                              inQuotes(question.id),
                                              proof));
            readers.back().question = &question;
        }
    }
    proveAnswers(*knowledge, readers, proof);
    proveDisagreement(knowledge, proof);
    sortByPlace(proof.diagnostics);
    return proof;
}

} // namespace netready
