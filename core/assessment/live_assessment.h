// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/assessment/model.h"

#include <memory>
#include <string>

namespace netready {

/// What stands behind LiveAssessment; for the other files of this folder.
class LiveAssessment::Impl
{
public:
    Impl(std::shared_ptr<const Knowledge> packs, const FactBase& base, AssessOptions chosen)
        : knowledge(std::move(packs))
        , facts(&base)
        , options(std::move(chosen))
        , model(std::make_unique<Model>(*knowledge, base, options))
    {}

    std::shared_ptr<const Knowledge> knowledge;
    const FactBase* facts;
    AssessOptions options;
    std::unique_ptr<Model> model;

    /// For refresh(): what has happened since a result was made.
    bool isRebuilt = true;
    bool waiversChanged = false;
};

/// Fills the places of a text with values; what is open reads "not known".
[[nodiscard]] std::string filled(const TextTemplate& text, Model& model, const ObjectRow& row);

/// `fabric/main: Oversubscription of the leaf switches`.
[[nodiscard]] std::string titled(const FactKey& key, const Knowledge& knowledge);

} // namespace netready
