// SPDX-License-Identifier: Apache-2.0
#include "core/plan/test_sheets.h"

#include <algorithm>
#include <set>

#include "tests/core/assessment/shipped_packs.h"
#include "tests/core/plan/sample_plan.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

std::vector<TestSheet> sheetsOf(const FactBase& facts)
{
    const PlanBoard board(shippedPacks(), facts);
    PlanChoice first(board.candidates().all.size());
    if (!first.empty()) {
        first.front() = 0;
    }
    return testSheets(assess(shippedPacks(), facts), *shippedPacks(), board.candidates(), first);
}

} // namespace

TEST_CASE("every claim that a gate rests on has one test, and so has a chosen action", "[plan]")
{
    const FactBase facts = templateFacts("brownfield-enterprise");
    const Assessment assessment = assess(shippedPacks(), facts);
    const auto claims = std::count_if(
        assessment.findings.begin(), assessment.findings.end(), [](const Finding& finding) {
            return finding.gate == GateState::PassesOnClaims;
        });
    REQUIRE(claims > 0);
    const std::vector<TestSheet> sheets = sheetsOf(facts);
    CHECK(sheets.size() == static_cast<std::size_t>(claims) + 1);
    std::set<std::string> ids;
    for (const TestSheet& sheet : sheets) {
        ids.insert(sheet.id);
        INFO(sheet.title);
        CHECK(answeredSheet(sheet.id + ".log", "") == sheet.id);
        CHECK_FALSE(sheet.test.tool.empty());
        CHECK_FALSE(sheet.test.threshold.empty());
        const std::string text = testSheetText(sheet, "");
        CHECK(text.find(sheet.id) != std::string::npos);
        CHECK(text.find("Passed if: ") != std::string::npos);
        CHECK((text.find("netready-test: " + sheet.id) != std::string::npos) == sheet.givesFigures);
        CHECK(outcomeOf(sheet, assessment) != SheetOutcome::Holds); // nothing came back yet
    }
    CHECK(ids.size() == sheets.size());
    CHECK(sheetsOf(facts) == sheets);
}

TEST_CASE("a file names its test in its name or its first line", "[plan]")
{
    CHECK(answeredSheet("nt-0123abcd.log", "") == "nt-0123abcd");
    CHECK(answeredSheet("rack 3, nt-0123abcd (2).json", "{}") == "nt-0123abcd");
    CHECK_FALSE(answeredSheet("nt-0123abcde.log", ""));
    CHECK_FALSE(answeredSheet("ant-0123abcd.log", ""));
    CHECK_FALSE(answeredSheet("nt-0123ABCD.log", ""));
    CHECK_FALSE(answeredSheet("nt-0123", ""));
    CHECK_FALSE(answeredSheet("", ""));

    const std::string marked = "# netready-test: nt-89abcdef\r\noutput\n";
    CHECK(answeredSheet("nt-0123abcd.log", marked) == "nt-89abcdef");
    CHECK(withoutSheetLine(marked) == "output\n");
    CHECK(withoutSheetLine("netready-test: nt-89abcdef").empty());
    for (const char* unmarked : {"netready-test: next week\noutput\n",
                                 "they said netready-test: nt-89abcdef\n",
                                 "output\nnetready-test: nt-89abcdef\n",
                                 ""}) {
        CHECK_FALSE(answeredSheet("a.log", unmarked));
        CHECK(withoutSheetLine(unmarked) == unmarked);
    }
}
