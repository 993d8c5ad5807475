// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/prover/checks.h"
#include "core/prover/program_edit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace netready {

namespace {

Position rootOf(const Program& program)
{
    return positionOf(program.impl(), program.impl().root);
}

bool anyWith(const Tried& tried, Status status)
{
    return std::any_of(tried.outcomes.begin(), tried.outcomes.end(), [&](const Outcome& outcome) {
        return outcome.status == status;
    });
}

/// The attribute that a node reads; null if it is something else.
const Attribute* attributeAt(const Program::Impl& code, NodeIndex node)
{
    const CodeNode& made = code.nodes[node];
    const bool isField =
        made.operation == Operation::Field || made.operation == Operation::SelectField;
    return isField ? code.attributes[made.c] : nullptr;
}

Operation mirrored(Operation sign)
{
    return sign == Operation::Less           ? Operation::Greater
           : sign == Operation::LessEqual    ? Operation::GreaterEqual
           : sign == Operation::Greater      ? Operation::Less
           : sign == Operation::GreaterEqual ? Operation::LessEqual
                                             : sign;
}

/// Whether numbers of the domain lie on either side of the sign.
bool divides(Operation sign, const Attribute& attribute, double number)
{
    const double low = attribute.domainLow;
    const double high = attribute.domainHigh;
    if (sign == Operation::Less || sign == Operation::GreaterEqual) {
        return low < number && number <= high;
    }
    if (sign == Operation::LessEqual || sign == Operation::Greater) {
        return low <= number && number < high;
    }
    return low <= number && number <= high;
}

bool proveComparison(const Program::Impl& code, NodeIndex node, Proof& proof)
{
    const CodeNode& made = code.nodes[node];
    NodeIndex left = behindNames(code, made.a);
    NodeIndex right = behindNames(code, made.b);
    Operation sign = made.operation;
    if (code.nodes[left].operation == Operation::Constant) {
        std::swap(left, right);
        sign = mirrored(sign);
    }
    const Attribute* attribute = attributeAt(code, left);
    if (attribute == nullptr || !attribute->isNumber() ||
        code.nodes[right].operation != Operation::Constant) {
        return true;
    }
    const auto number = numbersOf(code.constants[code.nodes[right].a]);
    if (!number || divides(sign, *attribute, number->low)) {
        return true;
    }
    refuse(proof,
           "threshold-out-of-reach",
           positionOf(code, node),
           inQuotes(code.textOf(node)) + " is the same for every number in the domain of " +
               attribute->id);
    return false;
}

bool proveCurve(const Tried& tried, Proof& proof)
{
    const ScoreCurve& curve = *tried.formula.curve;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (std::size_t i = 0; i < tried.outcomes.size(); ++i) {
        if (tried.outcomes[i].decides()) {
            tried.trials.put(tried.trials.all()[i]);
            if (const auto number = numbersOf(tried.trials.value(tried.formula.value))) {
                low = std::min(low, number->low);
                high = std::max(high, number->high);
            }
        }
    }
    bool isReached = true;
    const auto check =
        [&](double number, const std::string& text, const char* key, const Position& where) {
            constexpr double kTolerance = 1e-9;
            const double slack = kTolerance * std::abs(number);
            if (low > high || (number >= low - slack && number <= high + slack)) {
                return;
            }
            isReached = false;
            refuseIfComplete(tried,
                             proof,
                             "threshold-out-of-reach",
                             where,
                             "the value never comes to " + std::string(key) + " " + inQuotes(text));
        };
    check(curve.failAt, curve.failAtText, "fail_at", curve.failAtWhere);
    check(curve.target, curve.targetText, "target", curve.targetWhere);
    return isReached;
}

/// Both answers of a condition.
bool proveAnswersOf(const Tried& tried, Proof& proof)
{
    bool isSound = true;
    for (const Truth truth : {Truth::False, Truth::True}) {
        const auto isIt = [&](const Outcome& outcome) {
            return outcome.options == static_cast<std::uint64_t>(truth);
        };
        if (std::none_of(tried.outcomes.begin(), tried.outcomes.end(), isIt)) {
            isSound = false;
            refuseIfComplete(tried,
                             proof,
                             "result-unreachable",
                             rootOf(tried.formula.value),
                             "no inputs let " + tried.name + " be " +
                                 (truth == Truth::True ? "true" : "false"));
        }
    }
    return isSound;
}

/// The choices of a variable from less to more; no before yes.
std::vector<std::uint16_t> ascending(const ProofVariable& variable)
{
    std::vector<std::uint16_t> order(variable.size());
    std::iota(order.begin(), order.end(), std::uint16_t{0});
    const auto sizeOf = [&](std::uint16_t choice) {
        const ExprValue& value = variable.values[choice];
        const auto number = numbersOf(value);
        return number ? number->low : value.truth == Truth::True ? 1.0 : 0.0;
    };
    std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) {
        return sizeOf(a) < sizeOf(b);
    });
    return order;
}

void proveDirection(
    const Better& better, Trials& trials, std::size_t variable, const Tried& tried, Proof& proof)
{
    const std::vector<std::uint16_t> order = ascending(trials.variables()[variable]);
    for (const Combination& combination : trials.all()) {
        if (combination[variable] != order.front()) {
            continue;
        }
        trials.put(combination);
        std::optional<double> last;
        for (const std::uint16_t choice : order) {
            trials.put(variable, choice);
            const Outcome outcome = trials.outcome(tried.formula);
            if (!outcome.decides()) {
                continue;
            }
            constexpr double kTolerance = 1e-9;
            const double change = last ? outcome.low - *last : 0;
            if (better.more ? change < -kTolerance : change > kTolerance) {
                Combination where = combination;
                where[variable] = choice;
                refuse(proof,
                       "not-monotone",
                       better.where,
                       "more of " + better.attribute + (better.more ? " lowers" : " raises") +
                           " the result of " + tried.name + " at " + trials.describe(where));
                return;
            }
            last = outcome.low;
        }
    }
    if (!trials.isComplete()) {
        leaveOpen(proof,
                  better.where,
                  tried.name + " gets " + (better.more ? "better" : "worse") + " with more of " +
                      better.attribute + " everywhere");
    }
}

/// What the evaluator gives while all is open bounds every result, unless it says nothing.
bool isCertainlyCovered(const Tried& tried)
{
    for (const Scene scene : {Scene::One, Scene::Two, Scene::Shared, Scene::None}) {
        tried.trials.putOpen(scene);
        for (const Program* program : tried.formula.programs()) {
            const ExprKind kind = tried.trials.value(*program).kind;
            if (kind == ExprKind::Unknown || kind == ExprKind::Error) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

void refuse(Proof& proof, std::string_view code, const Position& where, std::string message)
{
    proof.diagnostics.push_back(
        {DiagnosticSeverity::Error, std::string(code), std::move(message), where});
}

void remark(Proof& proof, std::string_view code, const Position& where, std::string message)
{
    proof.diagnostics.push_back(
        {DiagnosticSeverity::Warning, std::string(code), std::move(message), where});
}

void leaveOpen(Proof& proof, const Position& where, const std::string& message)
{
    ++proof.notProven;
    remark(proof, "not-proven", where, "a sample of inputs leaves it open whether " + message);
}

void refuseIfComplete(const Tried& tried,
                      Proof& proof,
                      std::string_view code,
                      const Position& where,
                      std::string message)
{
    if (tried.trials.isComplete()) {
        refuse(proof, code, where, std::move(message));
        return;
    }
    leaveOpen(proof, where, message);
}

void proveCovered(const Tried& tried, Proof& proof)
{
    for (std::size_t i = 0; i < tried.outcomes.size(); ++i) {
        const Status status = tried.outcomes[i].status;
        if (status != Status::Broken && status != Status::Unknown) {
            continue;
        }
        const Combination& combination = tried.trials.all()[i];
        std::string why = "stays open";
        Position where = rootOf(tried.formula.value);
        if (status == Status::Broken) {
            tried.trials.put(combination);
            for (const Program* program : tried.formula.programs()) {
                const ExprValue value = tried.trials.value(*program);
                if (value.isError()) {
                    why = "fails (" + std::string(value.string()) + ")";
                    where = rootOf(*program);
                }
            }
        }
        refuse(proof,
               "uncovered-combination",
               where,
               tried.name + " " + why + " for " + tried.trials.describe(combination));
        return;
    }
    if (!tried.trials.isComplete() && !isCertainlyCovered(tried)) {
        leaveOpen(proof,
                  rootOf(tried.formula.value),
                  tried.name + " has a result for each combination of its inputs");
    }
}

bool proveThresholds(const Tried& tried, Proof& proof)
{
    bool isSound = true;
    std::vector<Position> seen; // a let may be used in several places
    for (const Program* program : tried.formula.programs()) {
        const Program::Impl& code = program->impl();
        for (const NodeIndex node : reachable(*program)) {
            const Operation operation = code.nodes[node].operation;
            if (operation < Operation::Equal || operation > Operation::GreaterEqual) {
                continue;
            }
            const Position where = positionOf(code, node);
            if (std::find(seen.begin(), seen.end(), where) == seen.end()) {
                seen.push_back(where);
                isSound = proveComparison(code, node, proof) && isSound;
            }
        }
    }
    return (!tried.formula.curve || proveCurve(tried, proof)) && isSound;
}

bool proveReachable(const Tried& tried, Proof& proof)
{
    const Formula& formula = tried.formula;
    if (!formula.isRule) {
        return !formula.value.type().is(TypeKind::Bool) || proveAnswersOf(tried, proof);
    }
    bool isSound = true;
    const auto need = [&](bool isReached, const std::string& what, const Position& where) {
        if (!isReached) {
            isSound = false;
            refuseIfComplete(tried,
                             proof,
                             "status-unreachable",
                             where,
                             "no inputs let " + tried.name + " " + what);
        }
    };
    const Position value = rootOf(formula.value);
    need(anyWith(tried, Status::Pass), "pass", value);
    need(anyWith(tried, Status::Fail) || anyWith(tried, Status::Partial), "fail", value);
    if (!formula.appliesWhen.empty()) {
        need(anyWith(tried, Status::NotApplicable), "not apply", rootOf(formula.appliesWhen));
    }
    tried.trials.putOpen(Scene::One);
    need(tried.trials.outcome(formula).status == Status::Unknown, "be unknown", value);
    return isSound;
}

void proveDirections(const Knowledge& knowledge,
                     const Rule& rule,
                     const std::vector<ProofSeed>& seeds,
                     const Tried& tried,
                     Proof& proof)
{
    std::unique_ptr<Trials> followed;
    for (const Better& better : rule.better) {
        const auto variableIn = [&](const Trials& trials) {
            const auto& variables = trials.variables();
            return static_cast<std::size_t>(std::find_if(variables.begin(),
                                                         variables.end(),
                                                         [&](const ProofVariable& variable) {
                                                             return !variable.isScene &&
                                                                    variable.slot.attribute->id ==
                                                                        better.attribute;
                                                         }) -
                                            variables.begin());
        };
        Trials* trials = &tried.trials;
        std::size_t variable = variableIn(*trials);
        if (variable == trials->variables().size()) {
            if (followed == nullptr) {
                followed = std::make_unique<Trials>(
                    knowledge, std::vector{tried.formula}, seeds, Computing::Followed);
            }
            trials = followed.get();
            variable = variableIn(*trials);
        }
        if (variable == trials->variables().size()) {
            refuse(proof,
                   "better-not-read",
                   better.where,
                   tried.name + " does not read " + inQuotes(better.attribute));
            continue;
        }
        proveDirection(better, *trials, variable, tried, proof);
    }
}

} // namespace netready
