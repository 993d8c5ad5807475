// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/vendor_fit.h"

#include "core/assessment/live_assessment.h"

#include <algorithm>
#include <tuple>

namespace netready {

namespace {

CriterionResult resultOf(const VendorCriterion& criterion, Model& model, const ObjectRow& row)
{
    CriterionResult result;
    result.criterion = &criterion;
    model.context.clear();
    const ExprValue value = evaluate(criterion.when, model.variables(row), model.context);
    if (value.isError()) {
        result.holds = Truth::False; // what it asks for does not apply
        return result;
    }
    result.holds = value.kind == ExprKind::Bool ? value.truth : Truth::Open;
    if (result.holds == Truth::Open) {
        for (const SlotId slot : model.inputsBehind(model.context.missing.slots(value.missing))) {
            result.missing.push_back(model.keyOf(slot));
        }
        std::sort(result.missing.begin(), result.missing.end());
    }
    return result;
}

ScoreRange fitOf(const std::vector<CriterionResult>& reasons)
{
    int all = 0;
    int least = 0;
    int most = 0;
    for (const CriterionResult& reason : reasons) {
        const int points = reason.criterion->points;
        all += std::max(0, points);
        const bool surely = reason.holds == Truth::True;
        const bool perhaps = reason.holds != Truth::False;
        least += (points > 0 ? surely : perhaps) ? points : 0;
        most += (points > 0 ? perhaps : surely) ? points : 0;
    }
    if (all == 0) {
        return {0, 0};
    }
    const auto share = [&](int points) {
        return std::clamp(static_cast<double>(points) / all, 0.0, 1.0);
    };
    return {share(least), share(most)};
}

/// Why the list is not in order of fit; empty if it may be.
std::string requirementsMissing(const Model& model, std::int32_t today)
{
    const SubjectKey organisation{std::string(kOrganisation), std::string(kSingletonId)};
    const auto slot = model.slotOf({organisation, std::string(kRequirementsApproved)});
    if (!slot || model.resolution(*slot).knowing != Knowing::Known ||
        model.values()[*slot].kind != ExprKind::Date) {
        return "nobody has said when the requirements for the network were approved";
    }
    if (model.values()[*slot].ints.high > today) {
        return "the requirements for the network are not approved yet";
    }
    return "";
}

} // namespace

VendorFits vendorFits(const LiveAssessment& live)
{
    Model& model = *live.impl().model;
    const ObjectRow* row = model.rowOf({std::string(kOrganisation), std::string(kSingletonId)});
    VendorFits all;
    all.whyNot = requirementsMissing(model, live.impl().options.today);
    all.isRanked = all.whyNot.empty();
    if (row == nullptr) {
        return all;
    }
    for (const Vendor& vendor : live.impl().knowledge->vendors) {
        VendorFit fit;
        fit.vendor = &vendor;
        for (const VendorCriterion& criterion : vendor.criteria) {
            fit.reasons.push_back(resultOf(criterion, model, *row));
        }
        fit.fit = fitOf(fit.reasons);
        all.fits.push_back(std::move(fit));
    }
    std::sort(all.fits.begin(), all.fits.end(), [&](const VendorFit& a, const VendorFit& b) {
        const auto key = [&](const VendorFit& fit) {
            const double middle = all.isRanked ? fit.fit.low + fit.fit.high : 0;
            return std::tuple(-middle, std::string_view(fit.vendor->title));
        };
        return key(a) < key(b);
    });
    return all;
}

std::vector<const VendorFit*> shortlist(const VendorFits& fits, std::string_view role)
{
    std::vector<const VendorFit*> list;
    for (const VendorFit& fit : fits.fits) {
        const std::vector<std::string>& roles = fit.vendor->roles;
        const bool hasRole = std::find(roles.begin(), roles.end(), role) != roles.end();
        const bool hasReason =
            std::any_of(fit.reasons.begin(), fit.reasons.end(), [](const CriterionResult& reason) {
                return reason.holds == Truth::True && reason.criterion->points > 0;
            });
        if (hasRole && hasReason) {
            list.push_back(&fit);
        }
    }
    return list;
}

} // namespace netready
