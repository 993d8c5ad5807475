// SPDX-License-Identifier: Apache-2.0
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <array>

#include "tests/reports/support/markup.h"
#include "tests/reports/support/sample.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

Assessment withVerdicts(Verdict site, const std::vector<Verdict>& verdicts)
{
    Assessment result;
    result.site.verdict = {site, true};
    result.site.score = {0.2, 0.5};
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        WorkloadScore workload;
        workload.title = "Workload " + std::string(1, static_cast<char>('A' + i));
        workload.verdict = {verdicts[i], true};
        result.workloads.push_back(workload);
        ++result.site.workloadsByVerdict[static_cast<std::size_t>(verdicts[i])];
    }
    return result;
}

const Section& sectionOf(const ReportContent& content, std::string_view id)
{
    for (const Section& section : content.sections) {
        if (section.id == id) {
            return section;
        }
    }
    FAIL("no section " << id);
    return content.sections.front();
}

template <class T>
std::vector<T> blocksOf(const Section& section)
{
    std::vector<T> found;
    for (const Block& block : section.blocks) {
        if (const T* value = std::get_if<T>(&block.value)) {
            found.push_back(*value);
        }
    }
    return found;
}

} // namespace

TEST_CASE("the headline follows the engine's verdict", "[reports]")
{
    using V = Verdict;
    const auto [site, verdicts, headline] = GENERATE(table<V, std::vector<V>, std::string>({
        {V::CannotTell, {}, "No AI workload is described yet, so readiness cannot be judged."},
        {V::Ready, {V::Ready}, "Ready for the one AI workload that is planned."},
        {V::Ready, {V::Ready, V::Ready, V::Ready}, "Ready for all three AI workloads."},
        {V::Ready,
         {V::Ready, V::NotReady},
         "Ready for one of two AI workloads, Workload A; one is not ready."},
        {V::NotReady, {V::NotReady}, "Not ready for the one AI workload that is planned."},
        {V::NotReady, {V::NotReady, V::NotReady}, "Not ready for either of the two AI workloads."},
        {V::NotReady,
         {V::NotReady, V::Ready, V::ReadyIf},
         "Not ready for one of three AI workloads: Workload A."},
        {V::ReadyIf, {V::ReadyIf, V::ReadyIf}, "Ready only on conditions for both AI workloads."},
        {V::CannotTell,
         {V::CannotTell, V::CannotTell},
         "Too little is known to judge either of the two AI workloads."},
    }));
    const std::string text = headlineOf(withVerdicts(site, verdicts));
    CHECK(text == headline);
    CHECK(wordCount(text) <= 18);
}

TEST_CASE("ready is printed only where the engine says so", "[reports]")
{
    for (const Verdict site : {Verdict::NotReady, Verdict::CannotTell, Verdict::ReadyIf}) {
        Sample sample = readySample(); // scores above 70, yet another verdict of the engine
        sample.assessment.site.verdict = {site, true};
        sample.assessment.site.workloadsByVerdict = {};
        for (WorkloadScore& workload : sample.assessment.workloads) {
            workload.verdict = {site, true};
            ++sample.assessment.site.workloadsByVerdict[static_cast<std::size_t>(site)];
        }
        const ReportContent content = sample.content();
        CHECK(content.cover.columns.front().verdict == site);
        CHECK(content.cover.columns.front().verdictLine.starts_with(verdictWord(site)));
        CHECK_FALSE(
            content.sections.front().headline.starts_with("Ready for all four AI workloads."));
        for (const WorkloadCard& card : blocksOf<WorkloadCard>(sectionOf(content, "workloads"))) {
            CHECK(card.verdict == site);
            CHECK(card.verdictText == toString(site));
        }
    }
    CHECK(readySample().content().sections.front().headline == "Ready for all four AI workloads.");
}

TEST_CASE("every open finding has a card with its number, text and score", "[reports]")
{
    const Sample sample = brownfieldSample();
    const ReportContent content = sample.content();
    const auto cards = blocksOf<FindingCard>(sectionOf(content, "findings"));
    std::size_t expected = 0;
    for (const Finding& finding : sample.assessment.findings) {
        if (!isOpenMatter(finding)) {
            continue;
        }
        ++expected;
        const auto card = std::find_if(cards.begin(), cards.end(), [&](const FindingCard& one) {
            return one.title == finding.rule->title;
        });
        INFO(finding.rule->id);
        REQUIRE(card != cards.end());
        CHECK(card->number == "F" + std::to_string(card - cards.begin() + 1));
        CHECK(card->points == toReadable(finding.score) + " of 100");
        CHECK(card->parts.front().label == "Found");
        CHECK(card->parts.front().text == finding.text);
    }
    CHECK(cards.size() == expected);
    CHECK(cards.front().gate == Gate::Blocker);
    CHECK(cards.front().gateFails);
}

TEST_CASE("a gate that may fail is not called a blocker", "[reports]")
{
    for (const FindingCard& card :
         blocksOf<FindingCard>(sectionOf(brownfieldSample().content(), "findings"))) {
        CHECK((card.gateText == "BLOCKER") == (card.gateFails && card.gate == Gate::Blocker));
    }
}

TEST_CASE("what is not known is never printed as zero", "[reports]")
{
    const ReportContent content = brownfieldSample().content();
    bool seen = false;
    for (const Table& table : blocksOf<Table>(sectionOf(content, "facts"))) {
        for (const Row& row : table.rows) {
            if (row.cells.size() > 1 && row.cells[0].text == "Priority flow control is on") {
                seen = row.cells[1].notKnown && row.cells[1].text == "not known";
            }
        }
    }
    CHECK(seen);
}

TEST_CASE("a typical value that stands in for an answer is listed, and nothing claims otherwise",
          "[reports]")
{
    Sample sample = brownfieldSample();
    const std::string before = sectionOf(sample.content(), "assumptions").headline;
    CHECK(before.find("typical") == std::string::npos);
    const auto view =
        std::find_if(sample.views.begin(), sample.views.end(), [](const FactView& candidate) {
            return candidate.attribute != nullptr && candidate.attribute->isNumber();
        });
    REQUIRE(view != sample.views.end());
    const TypicalValue typical{view->key.attribute,
                               Measure{3, 7, view->attribute->dimension, Currency::None, ""},
                               "Judgement."};
    view->typical = &typical;
    const ReportContent content = sample.content();
    const Section& section = sectionOf(content, "assumptions");
    CHECK(section.headline.find("one typical value stands in") != std::string::npos);
    const std::vector<Table> tables = blocksOf<Table>(section);
    REQUIRE_FALSE(tables.empty());
    const Row& row = tables.back().rows.back();
    CHECK(row.cells[0].text == view->attribute->title);
    CHECK(row.cells[2].text == "Judgement.");
    for (const Paragraph& paragraph : blocksOf<Paragraph>(section)) {
        CHECK(paragraph.text.find("never filled in") == std::string::npos);
    }
}

TEST_CASE("a long list names the first and counts the rest", "[reports]")
{
    CHECK(firstOf({"a", "b", "c"}, 2) == "a; b; and 1 more");
    CHECK(firstOf({"a", "b"}, 2) == "a; b");
    CHECK(firstOf({}, 2).empty());
}

TEST_CASE("an empty client gives a report that says so", "[reports]")
{
    const ReportContent content = emptySample().content();
    CHECK(content.client == "the organisation");
    CHECK(content.sections.front().headline.starts_with("No AI workload is described yet"));
    for (const Section& section : content.sections) {
        INFO(section.id);
        CHECK_FALSE(section.headline.empty());
        CHECK_FALSE(section.blocks.empty());
    }
}

TEST_CASE("every column has a name and one sentence", "[reports]")
{
    for (const Section& section : brownfieldSample().content().sections) {
        for (const Table& table : blocksOf<Table>(section)) {
            for (const Column& column : table.columns) {
                INFO(table.id << ": " << column.name);
                CHECK_FALSE(column.name.empty());
                CHECK(column.description.ends_with("."));
            }
            for (const Row& row : table.rows) {
                CHECK(row.cells.size() == (row.group ? 1 : table.columns.size()));
            }
        }
    }
}

TEST_CASE("numbers and words read as people write them", "[reports]")
{
    CHECK(inWords(0, "blocker", "blockers") == "no blocker");
    CHECK(inWords(1, "blocker", "blockers") == "one blocker");
    CHECK(inWords(12, "blocker", "blockers") == "twelve blockers");
    CHECK(counted(32, "finding", "findings") == "32 findings");
    CHECK(listed({"a", "b", "c"}) == "a, b and c");
    CHECK(percent(0) == "0\u202F%");
    CHECK(percent(0.001) == "1\u202F%");
    CHECK(percent(0.999) == "99\u202F%");
    CHECK(percent(1) == "100\u202F%");
    const std::array<double, 3> thirds{1.0 / 3, 1.0 / 3, 1.0 / 3};
    CHECK(percentages(thirds) == std::vector<int>{34, 33, 33});
    CHECK(percentages(std::array<double, 2>{0, 0}) == std::vector<int>{0, 0});
    CHECK(dayForPeople("2026-10-08T09:30:00Z") == "8 October 2026");
    CHECK(dayForPeople("last week") == "last week");
    CHECK(shortDay("2026-10-08") == "8 Oct 2026");
    CHECK(shortDay("2026-05-08") == "8 May 2026");
    CHECK(shortened("Größe", 4) == "Grö…");
    CHECK(shortened("Größe", 5) == "Größe");
}
