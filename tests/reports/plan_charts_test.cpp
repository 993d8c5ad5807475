// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/frontier.h"
#include "reports/charts/gantt.h"
#include "reports/charts/sequence.h"
#include "reports/charts/stack.h"
#include "reports/charts/svg.h"
#include "reports/charts/time_axis.h"
#include "reports/charts/topology.h"
#include "reports/charts/traffic_contrast.h"

#include <limits>

#include "tests/reports/support/picture.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

const std::string kHostile = "<script>\"&'</text> \xFF\x01 עברית " + std::string(10000, 'x');
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinite = std::numeric_limits<double>::infinity();

/// A score, different for each number.
ScoreRange scoreOf(std::size_t i)
{
    const double low = static_cast<double>(i % 7) / 10;
    return {low, low + 0.25};
}

SequenceChart sequence(std::size_t count, const std::string& name)
{
    SequenceChart chart;
    chart.title = "Steps " + name;
    for (std::size_t i = 0; i < count; ++i) {
        chart.steps.push_back({name + " " + std::to_string(i),
                               static_cast<SequenceChart::State>(i % 5),
                               "word " + name,
                               "text " + name + std::to_string(i),
                               i % 2 == 0 ? "" : "→ phase " + name});
    }
    chart.early = {{count, 0, name}, {2, 0, "bought " + name}, {1, 1, name}};
    return chart;
}

GanttChart gantt(std::size_t phases, std::size_t bars, const std::string& name)
{
    GanttChart chart;
    chart.title = "Plan " + name;
    chart.days = 600;
    chart.firstMonth = "2026-11";
    chart.today = {0.12, 0.36};
    for (std::size_t p = 0; p < phases; ++p) {
        const double begin = 600.0 * static_cast<double>(p) / static_cast<double>(phases);
        const double sum = static_cast<double>(p + 1);
        GanttChart::PlanPhaseRow row{name + " " + std::to_string(p),
                                     begin,
                                     begin + 100,
                                     "€45–80 k " + name,
                                     scoreOf(p),
                                     "17–3" + std::to_string(p),
                                     p == 0 ? "cap 39: " + name : "",
                                     0.39,
                                     45 * sum,
                                     80 * sum,
                                     "€" + std::to_string(p) + " M " + name,
                                     {},
                                     p};
        for (std::size_t i = 0; i < bars; ++i) {
            const double from = begin + static_cast<double>(i);
            row.bars.push_back({std::to_string(p) + "." + std::to_string(i),
                                "Action " + name,
                                from,
                                from + 40,
                                from + 70,
                                "test " + std::to_string(i) + name});
        }
        chart.phases.push_back(row);
    }
    return chart;
}

StackChart stack(std::size_t layers, const std::string& name)
{
    StackChart chart;
    chart.title = "Stack " + name;
    chart.note = "Note " + name;
    chart.security = {"Security " + name, {0.38, 0.56}, Verdict::NotReady, true};
    chart.observability = {"Observability", {0, 1}, Verdict::CannotTell, false};
    for (std::size_t i = 0; i < layers; ++i) {
        const auto verdict = static_cast<Verdict>(i % 4);
        chart.layers.push_back({name + " " + std::to_string(i),
                                std::vector<std::string>(i % 4, "fact " + name),
                                scoreOf(i),
                                verdict,
                                i != 1});
        chart.seams.emplace_back();
        for (std::size_t k = 0; k < i % 3; ++k) {
            chart.seams.back().push_back({"Seam " + name,
                                          "burst 800 Gb/s " + name,
                                          scoreOf(i + k),
                                          verdict,
                                          k != 1,
                                          static_cast<SeamCover>(i % 4),
                                          static_cast<SeamCover>((i + k) % 4)});
        }
    }
    return chart;
}

TrafficContrastChart contrast(double times, const std::string& name)
{
    return {{name, 60e9, 110e9, 18e9, 30e9, "60–110 Gb/s " + name, "18–30 Gb/s " + name, true},
            {"Client",
             60e9 * times,
             110e9 * times,
             5e9,
             12e9,
             "east " + name,
             "5–12 Gb/s " + name,
             true},
            "Traffic " + name};
}

FrontierChart frontier(std::size_t count, const std::string& name)
{
    FrontierChart chart;
    chart.title = "Frontier " + name;
    for (std::size_t i = 0; i < count; ++i) {
        const double cost = 45 * static_cast<double>(i / 2);
        chart.points.push_back({cost,
                                cost * 1.4,
                                "€" + std::to_string(i) + " k " + name,
                                scoreOf(i),
                                "1" + std::to_string(i) + "–36",
                                "Step " + name,
                                i == 2});
    }
    return chart;
}

TopologyChart topology(std::size_t count, const std::string& name)
{
    TopologyChart chart;
    chart.title = "Fabric " + name;
    if (count == 0) {
        return chart;
    }
    chart.tiers = {{"Spine", {count == 1 ? name : "2 switches"}, {}}, {"Leaf", {name, name}, {}}};
    for (std::size_t i = 0; i < count; ++i) {
        const DrawnLoad load{
            0.1 * static_cast<double>(i), 0.45 * static_cast<double>(i), i != 1, i == 4};
        for (TopologyChart::Tier& tier : chart.tiers) {
            tier.boxes.push_back(name + std::to_string(i));
        }
        chart.bundles.push_back({0, 0, i, load});
        chart.bundles.push_back({0, i, 0, load});
        chart.feet.push_back({name, "8 servers " + name, {0, i}, load});
        chart.uplinks.push_back(load);
    }
    chart.bottleneck = name;
    return chart;
}

LoadDurationChart duration(double most, const std::string& name)
{
    return {{0.2, most / 2}, {most / 3, most}, "Duration " + name, most > 1 ? name : ""};
}

void checkAll(const std::string& text, std::initializer_list<const char*> values)
{
    for (const char* value : values) {
        INFO(value << " in " << text);
        CHECK(text.find(value) != std::string::npos);
    }
}

} // namespace

TEST_CASE("charts of estate and plan are well formed and stay inside, whatever they show",
          "[reports]")
{
    std::string name = GENERATE(
        std::string("Bandwidth"),
        std::string("A name of many words that does not fit where it should stand, ever, at all"),
        kHostile,
        std::string());
    const std::size_t count = GENERATE(std::size_t{0},
                                       std::size_t{1},
                                       std::size_t{2},
                                       std::size_t{5},
                                       std::size_t{9},
                                       std::size_t{60});
    if (count > 5 && name.size() > 500) { // tens of megabytes would tell no more
        name.resize(500);
    }
    for (const std::string& svg : {drawSequence(sequence(count, name)),
                                   drawGantt(gantt(1, count, name)),
                                   drawGantt(gantt(count, 1, name)),
                                   drawStack(stack(count, name)),
                                   drawTrafficContrast(contrast(static_cast<double>(count), name)),
                                   drawFrontier(frontier(count, name)),
                                   drawTopology(topology(count, name)),
                                   drawLoadDuration(duration(static_cast<double>(count), name))}) {
        INFO(svg.substr(0, 300));
        CHECK(pictureFault(svg) == "");
    }
}

TEST_CASE("charts of estate and plan hold all values in their description", "[reports]")
{
    checkAll(pictureDescription(drawSequence(sequence(3, "n"))),
             {"1 n 0: word n; text n0. ",
              "2 n 1: word n; text n1; → phase n. ",
              "Step 3 came before step 1: bought n. "});
    checkAll(pictureDescription(drawGantt(gantt(2, 2, "n"))),
             {"Today: 12–36. ",
              "n 0, day 0 to 100: €45–80 k n; cost so far €0 M n; site then 17–30, cap 39: n. ",
              "n 1, day 300 to 400",
              "1.1 Action n: day 301 to 341, latest 371; proven by test 1n. ",
              "And 1 more. "});
    checkAll(pictureDescription(drawStack(stack(5, "n"))),
             {"n 0: not ready, 0–25. ",
              "n 1: cannot tell, not known; fact n. ",
              "Network, Seam n: cannot tell, 10–35; burst 800 Gb/s n; security in part, "
              "observability in part. ",
              "security not covered, observability not known",
              "Security n: not ready, 38–56. Observability: cannot tell, not known. Note n"});
    checkAll(pictureDescription(drawTrafficContrast(contrast(10, "n"))),
             {"n: east–west 60–110 Gb/s n, north–south 18–30 Gb/s n. ",
              "Client: east–west east n, north–south 5–12 Gb/s n. "});
    checkAll(pictureDescription(drawFrontier(frontier(3, "n"))),
             {"1 Step n: €0 k n, site 10–36. ", "3 Step n: €2 k n, site 12–36, chosen. "});
    checkAll(pictureDescription(drawTopology(topology(5, "n"))),
             {"Spine: n0, n1, n2, n3, n4. ",
              "n0 to n1: not known. ",
              "n0 to n3: 30–135 %. ",
              "n, 8 servers n: at least 40 %. "});
    checkAll(pictureDescription(drawLoadDuration(duration(3, "n"))),
             {"At the least 150 % at burst, 20 % on average; ",
              "at the most 300 % at burst, 100 % on average. n"});
}

TEST_CASE("charts of estate and plan say that there is nothing to show", "[reports]")
{
    checkAll(drawSequence({}), {"No step is described yet.</text>"});
    checkAll(drawGantt({}), {"No phase is planned yet.</text>"});
    checkAll(drawStack({}), {"No layer is described yet.</text>"});
    checkAll(drawTrafficContrast({}), {"?</text>"});
    checkAll(drawFrontier({}), {"No step has a cost yet.</text>"});
    checkAll(drawTopology({}), {"No switches are known yet.</text>"});
}

TEST_CASE("a number that is not finite does not leave the picture", "[reports]")
{
    const double bad = GENERATE(kNan, kInfinite, -kInfinite, -1e300, 1e300);
    GanttChart plan = gantt(2, 2, "n");
    plan.phases[0].begin = bad;
    plan.phases[0].costHigh = bad;
    plan.phases[0].capAt = bad;
    plan.phases[0].site = {bad, bad};
    plan.phases[1].end = bad;
    plan.phases[1].bars[0].begin = bad;
    plan.phases[1].bars[1].latest = bad;
    plan.today = {bad, 1};
    CHECK(pictureFault(drawGantt(plan)) == "");
    plan.days = bad;
    CHECK(pictureFault(drawGantt(plan)) == "");
    StackChart layers = stack(2, "n");
    layers.layers[0].score = {bad, bad};
    layers.security.score = {0, bad};
    CHECK(pictureFault(drawStack(layers)) == "");
    TrafficContrastChart traffic = contrast(10, "n");
    traffic.client.eastWestHigh = bad;
    traffic.conventional.northSouthLow = bad;
    CHECK(pictureFault(drawTrafficContrast(traffic)) == "");
    FrontierChart costs = frontier(3, "n");
    costs.points[1].costHigh = bad;
    costs.points[2].site = {bad, 2};
    CHECK(pictureFault(drawFrontier(costs)) == "");
    TopologyChart fabric = topology(3, "n");
    fabric.uplinks[1].high = bad;
    fabric.bundles[0].burst = {bad, bad, true, false};
    CHECK(pictureFault(drawTopology(fabric)) == "");
    CHECK(pictureFault(drawLoadDuration({{bad, 2}, {0.5, bad}, "n", "n"})) == "");
}

TEST_CASE("traffic that is too little for the scale is drawn, and the picture says so", "[reports]")
{
    CHECK(drawTrafficContrast(contrast(1, "n")).find("wider than its share") == std::string::npos);
    checkAll(drawTrafficContrast(contrast(1000, "n")),
             {"What is below 2.4 Tb/s is drawn 0.5 mm wide, wider than its share."});
}

TEST_CASE("the months of a time axis follow the calendar", "[reports]")
{
    const auto ticks = timeTicks(100, "2027-12", 3);
    REQUIRE(ticks.size() == 4);
    CHECK(ticks[0].month == "Dec");
    CHECK(ticks[0].year == "2027");
    CHECK(ticks[1].day == 31);
    CHECK(ticks[1].year == "2028");
    CHECK(ticks[3].day == 31 + 31 + 29); // a leap year
    CHECK(ticks[3].month == "Mar");

    for (const char* none : {"", "2027-13", "2027-00", "27-12", "2027/12", "abcd-ef"}) {
        INFO(none);
        const auto counted = timeTicks(100, none, 3);
        REQUIRE(counted.size() == 4);
        CHECK(counted[0].counted);
        CHECK(counted[0].month == "1");
        CHECK(counted[0].year == "Year 1");
        CHECK(counted[3].month == "4");
    }
}

TEST_CASE("a long time axis names fewer months, then only years", "[reports]")
{
    const auto quarters = timeTicks(1000, "2026-11", 1);
    REQUIRE(quarters.size() > 2);
    CHECK(quarters[0].month.empty());
    CHECK(quarters[1].month == "Jan");
    CHECK(quarters[2].month == "Apr");
    const auto years = timeTicks(36525, "2026-11", 0.03);
    CHECK(years.size() < 30);
    for (const TimeTick& tick : years) {
        CHECK(tick.month.empty());
        CHECK_FALSE(tick.year.empty());
    }
}

TEST_CASE("the check of pictures finds what is wrong", "[reports]")
{
    const auto fault = [](ChartPoint at, std::string_view anchor, double size) {
        Svg content;
        content.text(at, "words of some length", {size, 400, kInk, anchor});
        return pictureFault(Svg::picture({1760, 100}, "t", "d", content));
    };
    CHECK(fault({10, 50}, "start", 7) == "");
    CHECK(fault({10, 50}, "end", 7).find("outside") == 0);
    CHECK(fault({10, 50}, "middle", 7).find("outside") == 0);
    CHECK(fault({1700, 50}, "start", 7).find("outside") == 0);
    CHECK(fault({10, 130}, "start", 7).find("outside") == 0);
    CHECK(fault({10, 50}, "start", 6).find("small type") == 0);
    Svg content;
    content.polygon({{0, 0}, {10, 10}, {5, 110}}, kInk);
    CHECK(pictureFault(Svg::picture({1760, 100}, "t", "d", content)).find("outside") == 0);
}
