// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/model.h"
#include "core/prover/trials.h"

#include <memory>
#include <vector>

namespace netready {

/// The examples of a rule as clients of their own.
class RuleExamples
{
public:
    RuleExamples(const std::shared_ptr<const Knowledge>& knowledge, const Rule& rule);

    /// True if each example holds for a formula in the place of the rule's.
    [[nodiscard]] bool hold(const Formula& formula) const;
    [[nodiscard]] std::vector<ProofSeed> seeds() const;

private:
    [[nodiscard]] bool holds(const RuleTest& test, Model& model, const Formula& formula) const;
    [[nodiscard]] ProofSeed seed(const Model& model) const;

    const Knowledge& m_knowledge;
    const Rule& m_rule;
    std::vector<std::unique_ptr<Model>> m_models; ///< one a test
};

} // namespace netready
