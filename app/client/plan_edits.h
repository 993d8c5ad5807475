// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"

namespace netready {

/// The work item that stands for an action or a finding, or a new one.
[[nodiscard]] WorkItem workItemOf(const FactBase& facts, const WorkKey& about);

/// An action, and the id of the phase that it is pinned to; empty: the plan chooses.
struct ActionPin
{
    WorkKey about;
    std::string phase;
};
/// Pins actions to phases, as one edit; what was dropped is open again.
[[nodiscard]] Edit pinEdit(const FactBase& facts,
                           const std::string& title,
                           const std::vector<ActionPin>& pins,
                           const Signature& by);
/// Decides not to do an action, or takes that back; a pin goes either way.
[[nodiscard]] Edit
dropEdit(const FactBase& facts, const WorkKey& about, bool isDropped, const Signature& by);

/// Adds the usual phases as subjects, under the ids by which actions are pinned to them: a year
/// each, from the day of the signature on.
/// Errors: InvalidInput if there are phases
[[nodiscard]] Edit
addPhasesEdit(const FactBase& facts, const Knowledge& knowledge, const Signature& by);

} // namespace netready
