// SPDX-License-Identifier: Apache-2.0
#include "core/prover/trials.h"

#include "core/base/text.h"
#include "core/prover/program_edit.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace netready {

namespace {

constexpr std::size_t kMostComplete = 20000;
constexpr std::size_t kMostSampled = 6000;
constexpr std::size_t kMostSeeds = 24;
constexpr std::size_t kMostProbed = 40;   // combinations around which a threshold is looked for
constexpr std::size_t kMostCrossings = 4; // for each probe and variable
constexpr std::uint64_t kSeed = 20260101; // any number does, as long as it stays

bool isSameValue(const ExprValue& a, const ExprValue& b)
{
    if (a.kind != b.kind) {
        return false;
    }
    if (a.kind == ExprKind::Bool) {
        return a.truth == b.truth;
    }
    if (a.kind == ExprKind::Choice || a.kind == ExprKind::Choices) {
        return a.options.possible == b.options.possible;
    }
    if (a.kind == ExprKind::String) {
        return a.string() == b.string();
    }
    const auto x = numbersOf(a);
    const auto y = numbersOf(b);
    return x && y && x->low == y->low;
}

/// The number with the fewest digits between two.
double roundestBetween(double low, double high)
{
    const double middle = low + (high - low) / 2;
    if (middle == 0) {
        return 0;
    }
    constexpr int kDigits = 8;
    const int first = static_cast<int>(std::floor(std::log10(std::abs(middle))));
    for (int digits = 0; digits < kDigits; ++digits) {
        const double unit = std::pow(10.0, first - digits);
        const double rounded = std::round(middle / unit) * unit;
        if (rounded >= low && rounded <= high) {
            return rounded;
        }
    }
    return middle;
}

bool isInLoop(const Program::Impl& code, NodeIndex index)
{
    if (code.nodes[index].operation == Operation::Local) {
        return true;
    }
    const std::vector<NodeIndex> children = childrenOf(code, index);
    return std::any_of(
        children.begin(), children.end(), [&](NodeIndex child) { return isInLoop(code, child); });
}

/// Whether a formula gives another word, or another yes or no.
bool turns(const Formula& probe, const Outcome& a, const Outcome& b)
{
    return probe.isRule ? a.status != b.status : a.options != b.options;
}

bool isOrder(Operation operation)
{
    return operation >= Operation::Equal && operation <= Operation::GreaterEqual;
}

} // namespace

Trials::Trials(const Knowledge& knowledge,
               std::vector<Formula> formulas,
               const std::vector<ProofSeed>& seeds,
               Computing computing)
    : m_knowledge(knowledge)
    , m_formulas(std::move(formulas))
    , m_world(std::make_unique<ProofWorld>(knowledge.schema, m_formulas.front().kind))
    , m_computing(computing)
{
    addVariables();
    addSeeds(seeds);
    fill();
    refine();
    fill();
}

void Trials::addVariables()
{
    std::vector<ProofSlot> slots;
    Landmarks landmarks;
    bool hasLists = false;
    for (const Formula& formula : m_formulas) {
        addLandmarks(formula, landmarks);
        for (const Program* program : formula.programs()) {
            hasLists = m_world->addReads(*program, formula.kind, slots) || hasLists;
        }
    }
    if (m_computing == Computing::Followed) {
        addComputed(slots);
    }
    if (hasLists) {
        ProofVariable variable;
        variable.isScene = true;
        variable.scenes = {Scene::One, Scene::Two, Scene::Shared, Scene::None};
        m_variables.push_back(std::move(variable));
    }
    for (const ProofSlot& slot : slots) {
        ProofVariable variable;
        variable.slot = slot;
        variable.values = candidates(*slot.attribute, landmarks);
        m_variables.push_back(std::move(variable));
    }
}

/// Puts what computed attributes are made of in their place.
void Trials::addComputed(std::vector<ProofSlot>& slots)
{
    for (std::size_t i = m_knowledge.computed.size(); i-- > 0;) {
        const ComputedAttribute& computed = m_knowledge.computed[i];
        const auto isIt = [&](const ProofSlot& slot) {
            return slot.attribute == computed.attribute && slot.row == 0;
        };
        const auto found = std::find_if(slots.begin(), slots.end(), isIt);
        if (found == slots.end() || computed.program.empty()) {
            continue;
        }
        const ProofSlot slot = *found;
        slots.erase(found);
        m_followed.insert(m_followed.begin(), {slot, &computed.program});
        static_cast<void>(m_world->addReads(computed.program, slot.kind, slots));
    }
}

std::uint16_t Trials::choiceOf(ProofVariable& variable, const ExprValue& value)
{
    const auto found =
        std::find_if(variable.values.begin(), variable.values.end(), [&](const ExprValue& known) {
            return isSameValue(known, value);
        });
    const std::ptrdiff_t choice = found - variable.values.begin();
    if (found == variable.values.end()) {
        variable.values.push_back(value);
    }
    return static_cast<std::uint16_t>(choice);
}

void Trials::addSeeds(const std::vector<ProofSeed>& seeds)
{
    m_seeds.emplace_back(m_variables.size());
    for (const ProofSeed& seed : seeds) {
        Combination combination(m_variables.size());
        for (std::size_t i = 0; i < m_variables.size(); ++i) {
            ProofVariable& variable = m_variables[i];
            if (variable.isScene) {
                const auto found =
                    std::find(variable.scenes.begin(), variable.scenes.end(), seed.scene);
                combination[i] = static_cast<std::uint16_t>(found - variable.scenes.begin());
                continue;
            }
            for (const auto& [slot, value] : seed.values) {
                if (slot.attribute == variable.slot.attribute && slot.row == variable.slot.row) {
                    combination[i] = choiceOf(variable, value);
                }
            }
        }
        if (std::find(m_seeds.begin(), m_seeds.end(), combination) == m_seeds.end() &&
            m_seeds.size() < kMostSeeds) {
            m_seeds.push_back(std::move(combination));
        }
    }
}

void Trials::fill()
{
    m_all.clear();
    double count = 1;
    for (const ProofVariable& variable : m_variables) {
        count *= static_cast<double>(variable.size());
    }
    m_isComplete = count <= static_cast<double>(kMostComplete);
    if (m_isComplete) {
        addAll();
    } else {
        addSample();
    }
}

void Trials::addAll()
{
    Combination combination(m_variables.size());
    while (true) {
        m_all.push_back(combination);
        std::size_t i = 0;
        while (i < m_variables.size() && ++combination[i] == m_variables[i].size()) {
            combination[i++] = 0;
        }
        if (i == m_variables.size()) {
            return;
        }
    }
}

void Trials::addSample()
{
    std::set<Combination> known;
    const auto add = [&](const Combination& combination) {
        if (known.insert(combination).second) {
            m_all.push_back(combination);
        }
    };
    for (const Combination& seed : m_seeds) {
        add(seed);
        for (std::size_t i = 0; i < m_variables.size(); ++i) {
            Combination changed = seed;
            for (std::size_t c = 0; c < m_variables[i].size(); ++c) {
                changed[i] = static_cast<std::uint16_t>(c);
                add(changed);
            }
        }
    }
    std::mt19937_64 random(kSeed);
    const auto below = [&](std::size_t bound) {
        return static_cast<std::size_t>(random() % bound);
    };
    const auto change = [&](Combination& combination, std::size_t i) {
        combination[i] = static_cast<std::uint16_t>(below(m_variables[i].size()));
    };
    for (std::size_t n = 0; n < kMostSampled; ++n) {
        Combination combination = m_seeds[below(m_seeds.size())];
        const bool anew = n % 4 == 0;
        const std::size_t changes = anew ? m_variables.size() : 2 + n % 3;
        for (std::size_t i = 0; i < changes; ++i) {
            change(combination, anew ? i : below(m_variables.size()));
        }
        add(combination);
    }
}

/// What may turn at a number that stands nowhere: the formulas, and each comparison of something
/// that is worked out.
std::vector<Formula> Trials::probes() const
{
    std::vector<Formula> probes = m_formulas;
    for (const Formula& formula : m_formulas) {
        for (const Program* program : formula.programs()) {
            const Program::Impl& code = program->impl();
            for (const NodeIndex index : reachable(*program)) {
                if (!isOrder(code.nodes[index].operation) || isInLoop(code, index)) {
                    continue;
                }
                const std::shared_ptr<Program::Impl> part = editableCopy(*program);
                part->root = index;
                probes.push_back(asFormula(Program(part), formula.kind, {}));
            }
        }
    }
    return probes;
}

void Trials::refine()
{
    for (const Formula& probe : probes()) {
        std::vector<ProofSlot> read;
        for (const Program* program : probe.programs()) {
            static_cast<void>(m_world->addReads(*program, probe.kind, read));
        }
        for (std::size_t i = 0; i < m_variables.size(); ++i) {
            const ProofVariable& variable = m_variables[i];
            const bool isRead = m_computing == Computing::Followed ||
                                std::any_of(read.begin(), read.end(), [&](const ProofSlot& slot) {
                                    return slot.attribute == variable.slot.attribute &&
                                           slot.row == variable.slot.row;
                                });
            if (!variable.isScene && isRead && variable.slot.attribute->isNumber()) {
                refine(probe, i);
            }
        }
    }
}

/// The values of a number in ascending order.
std::vector<double> Trials::numbersOfVariable(std::size_t variable) const
{
    std::vector<double> numbers;
    for (const ExprValue& value : m_variables[variable].values) {
        numbers.push_back(numbersOf(value)->low);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

/// What a formula comes to with a number in the place of one input.
Outcome Trials::outcomeAt(const Formula& probe, std::size_t variable, double number)
{
    const ProofSlot& slot = m_variables[variable].slot;
    m_world->set(slot, numberOf(*slot.attribute, number));
    follow();
    return outcome(probe);
}

/// Looks for the numbers at which a formula turns, around the seeds and some combinations.
void Trials::refine(const Formula& probe, std::size_t variable)
{
    const std::vector<double> numbers = numbersOfVariable(variable);
    const std::size_t most = numbers.size() + 3 * kMostCrossings;
    const std::size_t step = std::max<std::size_t>(1, m_all.size() / kMostProbed);
    std::vector<Combination> bases = m_seeds;
    for (std::size_t c = 0; c < m_all.size(); c += step) {
        bases.push_back(m_all[c]);
    }
    for (const Combination& base : bases) {
        put(base);
        Outcome last = outcomeAt(probe, variable, numbers.front());
        for (std::size_t i = 1; i < numbers.size(); ++i) {
            const Outcome now = outcomeAt(probe, variable, numbers[i]);
            if (turns(probe, last, now)) {
                halve(probe, variable, {numbers[i - 1], numbers[i]});
            }
            last = now;
            if (m_variables[variable].values.size() >= most) {
                return;
            }
        }
    }
}

/// Closes in on the number between two at which a formula turns.
void Trials::halve(const Formula& probe, std::size_t variable, ExprValue::Doubles between)
{
    constexpr double kClose = 0.004; // within the 1 % by which thresholds are moved
    constexpr int kMostHalvings = 80;
    const bool whole = m_variables[variable].slot.attribute->type == AttributeType::Count;
    const Outcome lower = outcomeAt(probe, variable, between.low);
    auto [low, high] = between;
    for (int n = 0; n < kMostHalvings && high - low > (whole ? 1 : kClose * std::abs(high)); ++n) {
        const double half = low + (high - low) / 2;
        const double middle = whole ? std::floor(half) : half;
        (turns(probe, lower, outcomeAt(probe, variable, middle)) ? high : low) = middle;
    }
    addNumber(variable, low);
    addNumber(variable, high);
    if (!whole) {
        addNumber(variable, roundestBetween(low, high));
    }
}

void Trials::addNumber(std::size_t variable, double number)
{
    ProofVariable& changed = m_variables[variable];
    static_cast<void>(choiceOf(changed, numberOf(*changed.slot.attribute, number)));
}

void Trials::put(const Combination& combination)
{
    for (std::size_t i = 0; i < m_variables.size(); ++i) {
        if (m_variables[i].isScene) {
            m_world->set(m_variables[i].scenes[combination[i]]);
        } else {
            m_world->set(m_variables[i].slot, m_variables[i].values[combination[i]]);
        }
    }
    follow();
}

void Trials::put(std::size_t variable, std::uint16_t choice)
{
    if (m_variables[variable].isScene) {
        m_world->set(m_variables[variable].scenes[choice]);
    } else {
        m_world->set(m_variables[variable].slot, m_variables[variable].values[choice]);
    }
    follow();
}

void Trials::putOpen(Scene scene)
{
    m_world->set(scene);
    SlotId slot = 0;
    for (const ProofVariable& variable : m_variables) {
        if (!variable.isScene) {
            m_world->set(variable.slot,
                         toExprValue(*variable.slot.attribute, Resolution(), slot++));
        }
    }
    follow();
}

void Trials::follow()
{
    for (const Followed& followed : m_followed) {
        m_context.clear();
        m_world->set(
            followed.slot,
            evaluate(*followed.program, m_world->variables(followed.slot.kind), m_context));
    }
}

Outcome Trials::outcome(const Formula& formula)
{
    return outcomeOf(formula, m_world->variables(formula.kind), m_context);
}

ExprValue Trials::value(const Program& program)
{
    m_context.clear();
    return evaluate(program, m_world->variables(), m_context);
}

std::string Trials::describe(const Combination& combination) const
{
    std::vector<std::string> parts;
    const bool isAlone = m_variables.empty() || !m_variables.front().isScene ||
                         m_variables.front().scenes[combination[0]] == Scene::One;
    for (std::size_t i = 0; i < m_variables.size(); ++i) {
        const ProofVariable& variable = m_variables[i];
        if (variable.isScene) {
            if (variable.scenes[combination[i]] == Scene::None) {
                parts.emplace_back("no other subjects");
            }
            continue;
        }
        if (isAlone && variable.slot.row > 0) {
            continue;
        }
        const Attribute& attribute = *variable.slot.attribute;
        const Value value = valueOf(attribute, variable.values[combination[i]]);
        parts.push_back((variable.slot.row > 0 ? "second " : "") + attribute.id + ": " +
                        toString(value));
    }
    return join(parts, ", ");
}

} // namespace netready
