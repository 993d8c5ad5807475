// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/knowledge/action.h"

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Whether a criterion holds for the client.
struct CriterionResult
{
    const VendorCriterion* criterion = nullptr;
    Truth holds = Truth::Open;
    std::vector<FactKey> missing; ///< what would settle it, sorted
};

/// How well a vendor fits what the client needs.
struct VendorFit
{
    const Vendor* vendor = nullptr;
    ScoreRange fit;                       ///< 0 to 1
    std::vector<CriterionResult> reasons; ///< in the order of the pack
};

struct VendorFits
{
    bool isRanked = false; ///< in order of fit; else by title, for requirements come first
    std::string whyNot;    ///< empty if it is ranked
    std::vector<VendorFit> fits;
};

/// The fit of every vendor of the packs.
///
/// Formula: (points of criteria for it that hold - points of those against it that hold) over the
///          points of all criteria for it, between 0 and 1. What is open counts as bad at the lower
///          end and as good at the upper one
/// Shape:   ranked by the middle of the range, ties by title, once the requirements were approved
///          on or before the day of the assessment
/// Limits:  says how much of what a vendor is made for the client needs; no price, no product, no
///          delivery
[[nodiscard]] VendorFits vendorFits(const LiveAssessment& live);

/// The date of the approval.
inline constexpr std::string_view kRequirementsApproved = "organisation.requirements_approved";

/// The vendors of a role for which something certainly speaks, in the order of the list.
[[nodiscard]] std::vector<const VendorFit*> shortlist(const VendorFits& fits,
                                                      std::string_view role);

} // namespace netready
