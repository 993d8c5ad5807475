// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/dimension_bars.h"
#include "reports/charts/heat_map.h"
#include "reports/charts/marks.h"
#include "reports/charts/radar.h"
#include "reports/charts/svg.h"
#include "reports/charts/weave.h"

#include <limits>

#include "tests/reports/support/markup.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

const std::string kHostile = "<script>\"&'</text> \xFF\x01 עברית " + std::string(10000, 'x');

void checkPicture(const std::string& svg)
{
    INFO(svg.substr(0, 400));
    CHECK(markupFault(svg).empty());
    CHECK(svg.find("nan") == std::string::npos);
    CHECK(svg.find("inf") == std::string::npos);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find(" id=") == std::string::npos); // several pictures stand in one page
    CHECK(svg.find("role=\"img\"") != std::string::npos);
    CHECK(svg.find("<title>") != std::string::npos);
    CHECK(svg.find("<desc>") != std::string::npos);
    CHECK(svg.size() < 3'000'000);
}

std::string description(const std::string& svg)
{
    const std::size_t from = svg.find("<desc>") + 6;
    return svg.substr(from, svg.find("</desc>") - from);
}

DimensionBarsChart bars(std::size_t rows, const std::string& name)
{
    DimensionBarsChart chart;
    chart.title = "Readiness";
    for (std::size_t i = 0; i < rows; ++i) {
        const double low = static_cast<double>(i) / 20;
        chart.rows.push_back({name + std::to_string(i),
                              {low, low + 0.3},
                              toReadable(ScoreRange{low, low + 0.3}),
                              "68 %",
                              i != 2,
                              i != 1,
                              i == 0});
    }
    chart.site = {"Site", {0.12, 0.36}, "12–36", "68 %", true, true, false};
    return chart;
}

HeatMapChart heatMap(std::size_t workloads, std::size_t dimensions, const std::string& name)
{
    HeatMapChart chart;
    chart.title = "Workloads";
    for (std::size_t i = 0; i < dimensions; ++i) {
        chart.dimensions.push_back(name + std::to_string(i));
    }
    for (std::size_t w = 0; w < workloads; ++w) {
        HeatMapChart::Row row;
        row.name = name;
        row.verdict = static_cast<Verdict>(w % 4);
        row.verdictText = std::string(toString(row.verdict));
        row.range = "12–36";
        for (std::size_t i = 0; i < dimensions; ++i) {
            const ScoreRange score{static_cast<double>(i) / 14, static_cast<double>(i + 1) / 14};
            row.cells.push_back({i != 3, score, band(score), toReadable(score), i == 0});
        }
        (w < 2 ? chart.mustRun : chart.others).push_back(row);
    }
    chart.site = chart.mustRun.empty() ? HeatMapChart::Row{} : chart.mustRun.front();
    return chart;
}

} // namespace

TEST_CASE("charts are well formed, whatever they show", "[reports]")
{
    const std::string name = GENERATE(std::string("Bandwidth"), kHostile, std::string());
    const std::size_t count =
        GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{5}, std::size_t{13});
    checkPicture(drawDimensionBars(bars(count, name)));
    checkPicture(drawNarrowDimensionBars(bars(count, name)));
    checkPicture(drawCoverBars(bars(count, name)));
    checkPicture(drawHeatMap(heatMap(count, count, name)));
    RadarChart radar{{}, name};
    for (std::size_t i = 0; i < count; ++i) {
        radar.axes.push_back({name, "12–36", {0.12, 0.36}, i != 1});
    }
    checkPicture(drawRadar(radar));
}

TEST_CASE("charts hold all values in their description", "[reports]")
{
    const std::string text = description(drawDimensionBars(bars(5, "Dimension ")));
    for (const char* value :
         {"Dimension 0: 0–30", "68 % known", "a blocker lies here", "Site: 12–36"}) {
        INFO(value);
        CHECK(text.find(value) != std::string::npos);
    }
    const std::string map = description(drawHeatMap(heatMap(4, 5, "Name ")));
    for (const char* value : {"Name 1 7–14", "with a blocker", "does not apply", "not ready"}) {
        INFO(value);
        CHECK(map.find(value) != std::string::npos);
    }
}

TEST_CASE("a number that is not finite is not written", "[reports]")
{
    CHECK(coordinate(std::numeric_limits<double>::quiet_NaN()) == "0");
    CHECK(coordinate(std::numeric_limits<double>::infinity()) == "0");
    CHECK(coordinate(-0.001) == "0");
    CHECK(coordinate(1.005) == "1");
    CHECK(coordinate(12.349) == "12.35");
    DimensionBarsChart chart = bars(3, "x");
    chart.rows[0].score = {std::numeric_limits<double>::quiet_NaN(), 2};
    checkPicture(drawDimensionBars(chart));
}

TEST_CASE("the weave draws every link, or says that a line is a bundle", "[reports]")
{
    const WeaveChart small{6, 4, 24, 8, "Fabric"};
    const std::string svg = drawWeave(small);
    checkPicture(svg);
    CHECK(weaveScale(small).everyUplink);
    CHECK(weaveScale(small).everyPort);
    CHECK(description(svg) ==
          "4 spine and 6 leaf switches; each leaf has 8 links up and 24 ports down.");
    CHECK(occurrences(svg, "C") >= 6 * 8 + 6 * 24); // one curve a link

    const WeaveChart large{128, 64, 32, 32, "Fabric"};
    CHECK(weaveScale(large).leavesPerBlock == 8);
    CHECK(weaveScale(large).spinesPerBlock == 8);
    CHECK_FALSE(weaveScale(large).everyUplink);
    checkPicture(drawWeave(large));

    CHECK(drawWeave({0, 4, 24, 8, ""}).empty());
    checkPicture(drawWeave({1, 1, 1, 1, "One"}));
    checkPicture(drawWeave({20000, 5000, 1024, 1024, "Largest"}));
}

TEST_CASE("marks are small pictures of their own", "[reports]")
{
    for (const Verdict verdict :
         {Verdict::Ready, Verdict::ReadyIf, Verdict::NotReady, Verdict::CannotTell}) {
        CHECK(markupFault(verdictIcon(verdict)).empty());
    }
    CHECK(markupFault(blockerIcon()).empty());
    CHECK(markupFault(originIcon(Origin::Measured)).empty());
    checkPicture(miniBar({0.12, 0.36}, {0.12, 0.48}, true, "Score"));
    checkPicture(miniBar({0, 1}, {0, 1}, false, "Score"));
    checkPicture(miniBar({0.5, 0.5}, {0.5, 0.5}, true, "Score"));
}

TEST_CASE("escaping leaves nothing that XML forbids", "[reports]")
{
    CHECK(escaped("<a href=\"x\">&'") == "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
    CHECK(escaped("a\x01\x1F"
                  "b\tc\nd") == "ab c d");
    CHECK(escaped("\xFF\xC0\x80\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK(escaped("Größe 480–640 עברית 😀") == "Größe 480–640 עברית 😀");
}

TEST_CASE("text is wrapped at words and cut with an ellipsis", "[reports]")
{
    CHECK(wrapped("", 100, 8, 400, 2).empty());
    CHECK(wrapped("one two", 1000, 8, 400, 2) == std::vector<std::string>{"one two"});
    const auto lines = wrapped("Security and multi-tenancy of the whole estate", 200, 8, 400, 2);
    REQUIRE(lines.size() == 2);
    CHECK(lines[1].find("…") != std::string::npos);
    for (const std::string& line : lines) {
        CHECK(textWidth(line, 8) <= 200);
    }
    CHECK(textWidth(wrapped(std::string(10000, 'x'), 300, 8, 400, 1).front(), 8) <= 300);
}
