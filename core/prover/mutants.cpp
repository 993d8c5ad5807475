// SPDX-License-Identifier: Apache-2.0
#include "core/prover/mutants.h"

#include "core/base/text.h"
#include "core/prover/program_edit.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <set>
#include <tuple>

namespace netready {

namespace {

constexpr double kShare = 0.01; // by which a threshold is moved

/// What was written, wherever it is used: a part that has a name stands in several places.
using WrittenAs = std::tuple<const SourceText*, std::uint32_t, std::uint32_t, Operation>;

WrittenAs writtenAs(const Program::Impl& code, NodeIndex node)
{
    const NodeSource& place = code.places[node];
    return {code.sources[place.source].get(), place.begin, place.end, code.nodes[node].operation};
}

using Change = std::function<void(Program::Impl&, NodeIndex)>;

Program changed(const Program& program, const WrittenAs& what, const Change& change)
{
    if (program.empty()) {
        return program;
    }
    std::shared_ptr<Program::Impl> code;
    for (const NodeIndex node : reachable(program)) {
        if (writtenAs(program.impl(), node) == what) {
            code = code == nullptr ? editableCopy(program) : code;
            change(*code, node);
        }
    }
    return code == nullptr ? program : Program(code);
}

/// One end of a curve.
struct CurveEnd
{
    std::string_view key;
    double ScoreCurve::*number;
    Position ScoreCurve::*where;
};

/// Collects the changes of one formula, each of what was written once.
class Mutants
{
public:
    explicit Mutants(const Formula& formula)
        : m_formula(formula)
    {}

    void addAll(bool branchesOnly);
    [[nodiscard]] std::vector<Mutant> take() { return std::move(m_mutants); }

private:
    void addNode(const Program::Impl& code, NodeIndex node, bool branchesOnly);
    void addComparison(const Program::Impl& code, NodeIndex node);
    void addThreshold(const Program::Impl& code, NodeIndex node, bool left);
    void addClauses(const Program::Impl& code, NodeIndex node);
    void addArms(const Program::Impl& code, NodeIndex node);
    void addOptions(const Program::Impl& code, NodeIndex node);
    void addNumber(const Program::Impl& code, NodeIndex node);
    void addCurve();
    void addCurve(const CurveEnd& end);
    void addApplies();
    void add(MutantKind kind,
             std::string what,
             const Program::Impl& code,
             NodeIndex node,
             const Change& change);

    const Formula& m_formula;
    std::set<WrittenAs> m_seen;
    std::set<WrittenAs> m_compared; ///< numbers that have been moved with their comparison
    std::vector<Mutant> m_mutants;
};

void Mutants::add(MutantKind kind,
                  std::string what,
                  const Program::Impl& code,
                  NodeIndex node,
                  const Change& change)
{
    const WrittenAs written = writtenAs(code, node);
    Mutant mutant{kind, std::move(what), positionOf(code, node), m_formula, nullptr, 0, 0};
    mutant.formula.appliesWhen = changed(m_formula.appliesWhen, written, change);
    mutant.formula.value = changed(m_formula.value, written, change);
    m_mutants.push_back(std::move(mutant));
}

struct Sign
{
    Operation operation;
    std::string_view text;
    std::vector<Operation> others; ///< that are put in its place
};

const std::vector<Sign>& signs()
{
    static const std::vector<Sign> all{
        {Operation::Equal, "==", {Operation::NotEqual}},
        {Operation::NotEqual, "!=", {Operation::Equal}},
        {Operation::Less, "<", {Operation::LessEqual, Operation::GreaterEqual}},
        {Operation::LessEqual, "<=", {Operation::Less, Operation::Greater}},
        {Operation::Greater, ">", {Operation::GreaterEqual, Operation::LessEqual}},
        {Operation::GreaterEqual, ">=", {Operation::Greater, Operation::Less}},
    };
    return all;
}

const Sign* findSign(Operation operation)
{
    const auto found = std::find_if(signs().begin(), signs().end(), [&](const Sign& sign) {
        return sign.operation == operation;
    });
    return found == signs().end() ? nullptr : &*found;
}

void Mutants::addComparison(const Program::Impl& code, NodeIndex node)
{
    const Operation operation = code.nodes[node].operation;
    if (operation == Operation::ChoiceIs) {
        add(MutantKind::Comparison,
            "the opposite of " + inQuotes(code.textOf(node)),
            code,
            node,
            [](Program::Impl& copy, NodeIndex at) {
                copy.nodes[at].isNegated = !copy.nodes[at].isNegated;
            });
        addOptions(code, node);
        return;
    }
    if (operation == Operation::ChoicesHave) {
        add(MutantKind::Comparison,
            "the opposite of " + inQuotes(code.textOf(node)),
            code,
            node,
            [](Program::Impl& copy, NodeIndex at) { negate(copy, at); });
        return;
    }
    const Sign* sign = findSign(operation);
    if (sign == nullptr) {
        return;
    }
    for (const Operation other : sign->others) {
        add(MutantKind::Comparison,
            std::string(findSign(other)->text) + " for " + std::string(sign->text),
            code,
            node,
            [other](Program::Impl& copy, NodeIndex at) { copy.nodes[at].operation = other; });
    }
    addThreshold(code, node, true);
    addThreshold(code, node, false);
}

/// Leaves out each of several options in `x in [...]`.
void Mutants::addOptions(const Program::Impl& code, NodeIndex node)
{
    const std::uint64_t mask = code.constants[code.nodes[node].b].options.possible;
    const CodeNode& choice = code.nodes[behindNames(code, code.nodes[node].a)];
    const bool isField =
        choice.operation == Operation::Field || choice.operation == Operation::SelectField;
    if (std::popcount(mask) < 2 || !isField) {
        return;
    }
    const std::vector<Option>& options = code.attributes[choice.c]->options;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        if ((mask & bit) == 0) {
            continue;
        }
        add(MutantKind::Clause,
            inQuotes(options[i].id) + " left out",
            code,
            node,
            [mask, bit](Program::Impl& copy, NodeIndex at) {
                copy.constants.push_back(ExprValue::ofChoice(mask & ~bit));
                copy.nodes[at].b = static_cast<std::uint32_t>(copy.constants.size() - 1);
            });
    }
}

/// The number moved a step up or down; nothing if it is no number, or zero.
std::optional<ExprValue> moved(const ExprValue& value, int direction)
{
    ExprValue other = value;
    if (value.kind == ExprKind::Int || value.kind == ExprKind::Date) {
        other.ints = {value.ints.low + direction, value.ints.high + direction};
        return other;
    }
    const auto numbers = numbersOf(value);
    if (!numbers || numbers->low == 0) {
        return std::nullopt;
    }
    const double number = numbers->low + direction * kShare * std::abs(numbers->low);
    other.doubles = {number, number};
    return other;
}

std::string wordFor(const ExprValue& value, int direction)
{
    const std::string_view size = value.kind == ExprKind::Int    ? "one"
                                  : value.kind == ExprKind::Date ? "a day"
                                                                 : "1 %";
    return std::string(size) + (direction > 0 ? " higher" : " lower");
}

void Mutants::addThreshold(const Program::Impl& code, NodeIndex node, bool left)
{
    const NodeIndex side = behindNames(code, left ? code.nodes[node].a : code.nodes[node].b);
    if (code.nodes[side].operation != Operation::Constant) {
        return;
    }
    m_compared.insert(writtenAs(code, side));
    const ExprValue& value = code.constants[code.nodes[side].a];
    for (const int direction : {-1, 1}) {
        const std::optional<ExprValue> other = moved(value, direction);
        if (!other) {
            return;
        }
        add(MutantKind::Threshold,
            std::string(trimmed(code.textOf(side))) + " " + wordFor(value, direction),
            code,
            node,
            [left, other](Program::Impl& copy, NodeIndex at) {
                const NodeIndex there =
                    behindNames(copy, left ? copy.nodes[at].a : copy.nodes[at].b);
                replaceByConstant(copy, there, *other);
            });
    }
}

/// The part that a change takes away.
void standsAt(Mutant& mutant, const Program::Impl& code, NodeIndex node)
{
    const NodeSource& place = code.places[node];
    mutant.source = code.sources[place.source].get();
    mutant.begin = place.begin;
    mutant.end = place.end;
    mutant.where = mutant.source->position(place.begin);
}

void Mutants::addClauses(const Program::Impl& code, NodeIndex node)
{
    const std::vector<NodeIndex> clauses = childrenOf(code, node);
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        add(MutantKind::Clause,
            "without " + inQuotes(code.textOf(clauses[i])),
            code,
            node,
            [i](Program::Impl& copy, NodeIndex at) { dropOperand(copy, at, i); });
        standsAt(m_mutants.back(), code, clauses[i]);
    }
}

void Mutants::addArms(const Program::Impl& code, NodeIndex node)
{
    for (const bool first : {true, false}) {
        const CodeNode& made = code.nodes[node];
        add(MutantKind::Arm,
            inQuotes(code.textOf(first ? made.b : made.c)) + " never counts",
            code,
            node,
            [first](Program::Impl& copy, NodeIndex at) {
                replaceByNode(copy, at, first ? copy.nodes[at].c : copy.nodes[at].b);
            });
        standsAt(m_mutants.back(), code, first ? made.b : made.c);
    }
}

void Mutants::addNode(const Program::Impl& code, NodeIndex node, bool branchesOnly)
{
    const bool isNumber = code.nodes[node].operation == Operation::Constant;
    if (isNumber || !m_seen.insert(writtenAs(code, node)).second) {
        return;
    }
    const Operation operation = code.nodes[node].operation;
    if (operation == Operation::And || operation == Operation::Or) {
        addClauses(code, node);
    } else if (operation == Operation::Conditional) {
        addArms(code, node);
    } else if (!branchesOnly) {
        addComparison(code, node);
    }
}

/// A number that something is worked out with.
void Mutants::addNumber(const Program::Impl& code, NodeIndex node)
{
    const WrittenAs written = writtenAs(code, node);
    if (code.nodes[node].operation != Operation::Constant || m_compared.contains(written) ||
        !m_seen.insert(written).second) {
        return;
    }
    const ExprValue& value = code.constants[code.nodes[node].a];
    for (const int direction : {-1, 1}) {
        if (const std::optional<ExprValue> other = moved(value, direction)) {
            add(MutantKind::Number,
                std::string(trimmed(code.textOf(node))) + " " + wordFor(value, direction),
                code,
                node,
                [other](Program::Impl& copy, NodeIndex at) {
                    replaceByConstant(copy, at, *other);
                });
        }
    }
}

void Mutants::addCurve()
{
    addCurve({"fail_at", &ScoreCurve::failAt, &ScoreCurve::failAtWhere});
    addCurve({"target", &ScoreCurve::target, &ScoreCurve::targetWhere});
}

void Mutants::addCurve(const CurveEnd& end)
{
    const bool whole = m_formula.value.type().is(TypeKind::Int);
    const double number = (*m_formula.curve).*end.number;
    if (!whole && number == 0) {
        return;
    }
    for (const int direction : {-1, 1}) {
        Mutant mutant{MutantKind::Threshold, "", {}, m_formula, nullptr, 0, 0};
        ScoreCurve& curve = *mutant.formula.curve;
        curve.*end.number += whole ? direction : direction * kShare * std::abs(number);
        if (curve.failAt == curve.target) {
            continue;
        }
        const std::string_view size = whole ? " one" : " 1 %";
        mutant.what =
            std::string(end.key) + std::string(size) + (direction > 0 ? " higher" : " lower");
        mutant.where = curve.*end.where;
        m_mutants.push_back(std::move(mutant));
    }
}

void Mutants::addApplies()
{
    const Program::Impl& code = m_formula.appliesWhen.impl();
    for (const bool drops : {true, false}) {
        Mutant mutant{
            MutantKind::Applies, "", positionOf(code, code.root), m_formula, nullptr, 0, 0};
        mutant.what = drops ? "without applies_when" : "the opposite of applies_when";
        mutant.formula.appliesWhen = drops ? Program() : negated(m_formula.appliesWhen);
        m_mutants.push_back(std::move(mutant));
    }
}

void Mutants::addAll(bool branchesOnly)
{
    for (const Program* program : m_formula.programs()) {
        for (const NodeIndex node : reachable(*program)) {
            addNode(program->impl(), node, branchesOnly);
        }
    }
    if (branchesOnly) {
        return;
    }
    for (const Program* program : m_formula.programs()) {
        for (const NodeIndex node : reachable(*program)) {
            addNumber(program->impl(), node);
        }
    }
    if (m_formula.curve) {
        addCurve();
    }
    if (!m_formula.appliesWhen.empty()) {
        addApplies();
    }
}

} // namespace

std::vector<Mutant> mutantsOf(const Formula& formula)
{
    Mutants mutants(formula);
    mutants.addAll(false);
    return mutants.take();
}

std::vector<Mutant> branchesOf(const Formula& formula)
{
    Mutants mutants(formula);
    mutants.addAll(true);
    std::vector<Mutant> branches = mutants.take();
    std::stable_sort(branches.begin(), branches.end(), [](const Mutant& a, const Mutant& b) {
        return a.end - a.begin > b.end - b.begin;
    });
    return branches;
}

} // namespace netready
