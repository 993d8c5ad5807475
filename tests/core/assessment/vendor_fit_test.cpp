// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/vendor_fit.h"

#include <algorithm>
#include <random>

#include "random_client.h"
#include "shipped_packs.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

VendorFits fitsOf(const FactBase& facts, std::int32_t today = 20000)
{
    AssessOptions options;
    options.today = today;
    return vendorFits(LiveAssessment(shippedPacks(), facts, options));
}

void approve(FactBase& facts, const std::string& day)
{
    const std::string id(kRequirementsApproved);
    Fact fact;
    fact.value = parseValue(shippedPacks()->attribute(id), day);
    facts.load({{"organisation", "main"}, id}, {fact});
}

const VendorFit& fitOf(const VendorFits& fits, const Vendor* vendor)
{
    return *std::find_if(fits.fits.begin(), fits.fits.end(), [&](const VendorFit& fit) {
        return fit.vendor == vendor;
    });
}

} // namespace

TEST_CASE("vendors are in order of fit only after the requirements were approved", "[vendors]")
{
    FactBase facts;
    facts.load(Subject{{"organisation", "main"}, "Main"});
    facts.load(Subject{{"workload", "w"}, "W"});
    const auto byTitle = [](const VendorFit& a, const VendorFit& b) {
        return a.vendor->title < b.vendor->title;
    };
    const VendorFits before = fitsOf(facts);
    CHECK(before.fits.size() == shippedPacks()->vendors.size());
    CHECK_FALSE(before.isRanked);
    CHECK(before.whyNot.find("approved") != std::string::npos);
    CHECK(std::is_sorted(before.fits.begin(), before.fits.end(), byTitle));
    approve(facts, "2024-10-05"); // one day after day 20,000
    CHECK_FALSE(fitsOf(facts).isRanked);
    approve(facts, "2024-10-04");
    const VendorFits after = fitsOf(facts);
    CHECK(after.isRanked);
    CHECK(std::is_sorted(after.fits.begin(), after.fits.end(), [](const auto& a, const auto& b) {
        return a.fit.low + a.fit.high > b.fit.low + b.fit.high;
    }));
}

TEST_CASE("the fit of a vendor holds whatever the open answers are", "[vendors]")
{
    std::mt19937 random(5);
    for (int round = 0; round < 10; ++round) {
        FactBase facts = randomClient(random, *shippedPacks(), 0.3);
        const VendorFits wide = fitsOf(facts);
        const auto subjects = facts.subjects();
        for (const Attribute& attribute : shippedPacks()->attributes) {
            const bool isAsked = attribute.computed.empty() && attribute.derived.empty();
            for (const auto& [subject, entry] : subjects) {
                const FactKey key{subject, attribute.id};
                if (attribute.kind == subject.kind && isAsked && facts.facts(key).empty()) {
                    Fact fact;
                    fact.value = randomValue(random, attribute, facts);
                    facts.load(key, {fact});
                }
            }
        }
        for (const VendorFit& exact : fitsOf(facts).fits) {
            const VendorFit& range = fitOf(wide, exact.vendor);
            INFO(exact.vendor->id);
            REQUIRE(range.fit.low <= exact.fit.low);
            REQUIRE(exact.fit.high <= range.fit.high);
            for (std::size_t i = 0; i < exact.reasons.size(); ++i) {
                INFO(exact.reasons[i].criterion->id);
                const bool isKept = range.reasons[i].holds == Truth::Open ||
                                    range.reasons[i].holds == exact.reasons[i].holds;
                REQUIRE(isKept);
                REQUIRE(range.reasons[i].missing.empty() ==
                        (range.reasons[i].holds != Truth::Open));
            }
        }
    }
}
