// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace netready {

/// An action of the packs that helps with findings of a client.
struct Remedy
{
    const Action* action = nullptr;
    SubjectKey subject;             ///< that it is done to
    Truth applies = Truth::True;    ///< never False
    std::optional<Measure> effort;  ///< nothing: rests on facts that are not known
    std::optional<Measure> cost;    ///< the same
    std::vector<std::size_t> fails; ///< indices of findings that fail, wholly or in part
    std::vector<std::size_t> open;  ///< of those that may fail
};

/// The actions that remedy findings which fail or may fail and are not waived.
///
/// Model:  an action about a subject helps with the findings about it of the rules that it
///         remedies, and with those about subjects of other kinds that read what it sets
/// Shape:  by step of the planning sequence, then by what fails, most first, then action, subject
/// Limits: no order by what actions need, no scores afterwards
[[nodiscard]] std::vector<Remedy> remedies(const LiveAssessment& live,
                                           const std::vector<Finding>& findings);

} // namespace netready
