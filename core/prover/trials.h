// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/prover/candidates.h"
#include "core/prover/world.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace netready {

/// Something that is varied: an attribute of a subject, or the scene.
struct ProofVariable
{
    bool isScene = false;
    ProofSlot slot;
    std::vector<ExprValue> values; ///< of the attribute
    std::vector<Scene> scenes;

    [[nodiscard]] std::size_t size() const { return isScene ? scenes.size() : values.size(); }
};

/// The choice of each variable.
using Combination = std::vector<std::uint16_t>;

/// Facts to begin with, as an example of a rule gives them.
struct ProofSeed
{
    Scene scene = Scene::One;
    std::vector<std::pair<ProofSlot, ExprValue>> values;
};

/// Whether computed attributes are free like others, or follow from what they are computed from.
enum class Computing
{
    Free,
    Followed
};

/// Combinations of inputs for some formulas over one subject: all of them where they are few, else
/// those around the seeds, two inputs changed at a time, and a fixed sample.
///
/// Shape: the same for the same formulas and seeds
class Trials
{
public:
    Trials(const Knowledge& knowledge,
           std::vector<Formula> formulas,
           const std::vector<ProofSeed>& seeds,
           Computing computing = Computing::Free);

    [[nodiscard]] const std::vector<ProofVariable>& variables() const { return m_variables; }
    [[nodiscard]] const std::vector<Combination>& all() const { return m_all; }
    /// True if every combination of the values is among them.
    [[nodiscard]] bool isComplete() const { return m_isComplete; }

    void put(const Combination& combination);
    /// Leaves open all attributes.
    void putOpen(Scene scene);
    /// Changes one variable of what was put.
    void put(std::size_t variable, std::uint16_t choice);
    [[nodiscard]] Outcome outcome(const Formula& formula);
    /// What a program over the first subject comes to; lives until the next call.
    [[nodiscard]] ExprValue value(const Program& program);

    /// The facts of a combination in words, the inputs that a formula reads.
    [[nodiscard]] std::string describe(const Combination& combination) const;

private:
    void addVariables();
    void addComputed(std::vector<ProofSlot>& slots);
    void addSeeds(const std::vector<ProofSeed>& seeds);
    [[nodiscard]] std::uint16_t choiceOf(ProofVariable& variable, const ExprValue& value);
    void fill();
    void addAll();
    void addSample();
    void refine();
    void refine(const Formula& probe, std::size_t variable);
    void halve(const Formula& probe, std::size_t variable, ExprValue::Doubles between);
    [[nodiscard]] std::vector<double> numbersOfVariable(std::size_t variable) const;
    [[nodiscard]] Outcome outcomeAt(const Formula& probe, std::size_t variable, double number);
    void addNumber(std::size_t variable, double number);
    [[nodiscard]] std::vector<Formula> probes() const;
    void follow();

    struct Followed
    {
        ProofSlot slot;
        const Program* program = nullptr;
    };

    const Knowledge& m_knowledge;
    std::vector<Formula> m_formulas;
    std::unique_ptr<ProofWorld> m_world;
    std::vector<ProofVariable> m_variables;
    std::vector<Followed> m_followed; ///< each after those it reads
    std::vector<Combination> m_seeds;
    std::vector<Combination> m_all;
    Computing m_computing;
    bool m_isComplete = false;
    EvalContext m_context;
};

} // namespace netready
