// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"
#include "core/assessment/assessment.h"
#include "core/network/sizing.h"

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace netready {

/// A value of a fabric requirement as people write it.
struct FabricField
{
    enum class Form
    {
        Whole,
        Rate,
        Ratio,
        Text
    };
    std::string_view name; ///< as in YAML: `gpus_per_node`
    Form form = Form::Whole;
    bool needed = false;
};

/// All of them, in the order in which they are read.
[[nodiscard]] std::span<const FabricField> fabricFields();
/// Null if there is none of that name.
[[nodiscard]] const FabricField* findFabricField(std::string_view name);

/// Reads one value, such as `400 Gb/s`, into a requirement.
/// Errors: InvalidInput naming the field and the text
void setField(FabricRequirement& requirement, const FabricField& field, const std::string& text);

/// The facts of a fabric of that size, by the name of the attribute, in the order of the form.
///
/// Shape: counts over all planes where the attributes count so; what the fabric does not have does
///        not apply
[[nodiscard]] NewValues sizedFacts(const FabricRequirement& requirement, const FabricSize& size);

/// What facts say of a requirement, by field, as it would be typed; nothing where they say nothing.
///
/// Model:  accelerators, adapters and rates of the workloads that use the fabric, at their most;
///         switches, planes and rails of the fabric itself
[[nodiscard]] std::map<std::string, std::string, std::less<>>
requirementOfFacts(const SubjectKey& fabric,
                   const std::vector<WorkloadDemand>& demands,
                   const std::map<FactKey, FactView>& facts);

} // namespace netready
