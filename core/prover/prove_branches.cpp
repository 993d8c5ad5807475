// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/prover/checks.h"
#include "core/prover/mutants.h"
#include "core/prover/program_edit.h"

#include <algorithm>

namespace netready {

namespace {

bool differsAnywhere(const Tried& tried, const Formula& changed)
{
    for (std::size_t i = 0; i < tried.outcomes.size(); ++i) {
        tried.trials.put(tried.trials.all()[i]);
        if (!isSame(tried.trials.outcome(changed), tried.outcomes[i])) {
            return true;
        }
    }
    return false;
}

/// What the part of a program that a name stands for is made of; the place where the name is used.
std::vector<NodeIndex> usesOf(const Program& program, const Program& named)
{
    std::vector<NodeIndex> uses;
    if (program.empty()) {
        return uses;
    }
    const Program::Impl& code = program.impl();
    const Position where = named.impl().sources.front()->where;
    for (const NodeIndex node : reachable(program)) {
        if (code.nodes[node].operation == Operation::Part) {
            const NodeSource& place = code.places[code.nodes[node].a];
            if (code.sources[place.source]->where == where) {
                uses.push_back(node);
            }
        }
    }
    return uses;
}

bool isShown(const Rule& rule, const Program& named)
{
    return std::any_of(
        rule.found.parts.begin(), rule.found.parts.end(), [&](const TextTemplate::Part& part) {
            return !usesOf(part.place, named).empty();
        });
}

Program with(const Program& program, const Program& named, const ExprValue& value)
{
    const std::vector<NodeIndex> uses = usesOf(program, named);
    if (uses.empty()) {
        return program;
    }
    const std::shared_ptr<Program::Impl> code = editableCopy(program);
    for (const NodeIndex node : uses) {
        replaceByConstant(*code, node, value);
    }
    return Program(code);
}

/// Values that a part takes, and some that it does not.
std::vector<ExprValue> valuesOf(const Tried& tried, const Program& named)
{
    std::vector<ExprValue> values;
    const TypeKind kind = named.type().kind;
    if (kind == TypeKind::Bool) {
        return {ExprValue::ofBool(true), ExprValue::ofBool(false)};
    }
    std::optional<ExprValue> least;
    std::optional<ExprValue> most;
    const std::size_t step = std::max<std::size_t>(1, tried.outcomes.size() / 200);
    for (std::size_t i = 0; i < tried.outcomes.size(); i += step) {
        tried.trials.put(tried.trials.all()[i]);
        const ExprValue value = tried.trials.value(named);
        const auto number = numbersOf(value);
        if (!number) {
            continue;
        }
        if (!least || number->low < numbersOf(*least)->low) {
            least = value;
        }
        if (!most || number->low > numbersOf(*most)->low) {
            most = value;
        }
    }
    if (!least) {
        return {};
    }
    values = {*least, *most};
    ExprValue beyond = *most;
    if (beyond.kind == ExprKind::Int || beyond.kind == ExprKind::Date) {
        beyond.ints = {2 * beyond.ints.high + 1, 2 * beyond.ints.high + 1};
    } else {
        beyond.doubles = {2 * beyond.doubles.high + 1, 2 * beyond.doubles.high + 1};
    }
    values.push_back(beyond);
    return values;
}

using Let = std::pair<std::string, Program>;

/// Whether some value in the place of a name changes a result; true where none is known.
bool counts(const Tried& tried, const Program& named)
{
    const std::vector<ExprValue> values = valuesOf(tried, named);
    return values.empty() || std::any_of(values.begin(), values.end(), [&](const ExprValue& value) {
               Formula changed = tried.formula;
               changed.appliesWhen = with(changed.appliesWhen, named, value);
               changed.value = with(changed.value, named, value);
               return differsAnywhere(tried, changed);
           });
}

void proveLet(const Rule& rule, const Let& let, const Tried& tried, Proof& proof)
{
    const Program& named = let.second;
    const Position where = named.impl().sources.front()->where;
    const bool isUsed =
        !usesOf(rule.value, named).empty() || !usesOf(rule.appliesWhen, named).empty();
    const bool isInLet = std::any_of(rule.lets.begin(), rule.lets.end(), [&](const Let& other) {
        return !usesOf(other.second, named).empty();
    });
    if (!isUsed && !isInLet && !isShown(rule, named)) {
        refuse(proof, "dead-let", where, "nothing uses " + inQuotes(let.first));
    } else if (isUsed && !counts(tried, named)) {
        refuseIfComplete(tried,
                         proof,
                         "dead-let",
                         where,
                         tried.name + " is the same whatever " + inQuotes(let.first) + " is");
    }
}

} // namespace

void proveBranches(const Tried& tried, Proof& proof)
{
    std::vector<Mutant> dead;
    for (const Mutant& branch : branchesOf(tried.formula)) {
        const bool isInDead = std::any_of(dead.begin(), dead.end(), [&](const Mutant& whole) {
            return whole.source == branch.source && whole.begin <= branch.begin &&
                   branch.end <= whole.end;
        });
        if (isInDead || differsAnywhere(tried, branch.formula)) {
            continue;
        }
        const bool isArm = branch.kind == MutantKind::Arm;
        refuseIfComplete(tried,
                         proof,
                         isArm ? "dead-arm" : "dead-clause",
                         branch.where,
                         tried.name + " is the same " + (isArm ? "although " : "") + branch.what);
        dead.push_back(branch);
    }
}

void proveLets(const Rule& rule, const Tried& tried, Proof& proof)
{
    for (const Let& let : rule.lets) {
        proveLet(rule, let, tried, proof);
    }
}

} // namespace netready
