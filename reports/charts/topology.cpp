// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/topology.h"

#include "reports/charts/svg.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready {

namespace {

constexpr double kWidth = 1760;
constexpr double kLeft = 330; // of the boxes
constexpr double kTierHeight = 54;
constexpr double kTierGap = 210;
constexpr double kFootHeight = 84;
constexpr double kBarsHeight = 330;
constexpr double kAir = 24; // between boxes
constexpr double kWidest = 230;
constexpr double kMostDrawn = 4; // times what links can use; more is cut and said in words

double finite(double value)
{
    return std::isfinite(value) ? std::max(0.0, value) : 0.0;
}

std::string wholeNumber(double share)
{
    return std::to_string(std::lround(std::min(finite(share) * 100, 1e9)));
}

bool isOver(const DrawnLoad& load)
{
    return load.known && finite(load.high) > 1;
}

/// Where the boxes of a row stand.
class RowPlaces
{
public:
    explicit RowPlaces(std::size_t count)
        : m_step((kWidth - kLeft) / static_cast<double>(std::max<std::size_t>(1, count)))
    {}
    [[nodiscard]] double middle(std::size_t box) const
    {
        return kLeft + m_step * (static_cast<double>(box) + 0.5);
    }
    [[nodiscard]] double width() const
    {
        return std::max(m_step * 0.5, std::min(kWidest, m_step - kAir));
    }

private:
    double m_step = 0;
};

std::string description(const TopologyChart& chart)
{
    std::string text;
    for (const TopologyChart::Tier& tier : chart.tiers) {
        text += tier.name + ": ";
        for (std::size_t i = 0; i < tier.boxes.size(); ++i) {
            text += (i == 0 ? "" : ", ") + tier.boxes[i];
        }
        text += ". ";
    }
    for (const TopologyChart::Bundle& bundle : chart.bundles) {
        if (bundle.upperTier + 1 < chart.tiers.size()) {
            text += chart.tiers[bundle.upperTier].boxes[bundle.above] + " to " +
                    chart.tiers[bundle.upperTier + 1].boxes[bundle.below] + ": " +
                    loadText(bundle.burst) + ". ";
        }
    }
    for (const TopologyChart::Foot& foot : chart.feet) {
        text += foot.name + ", " + foot.line + ": " + loadText(foot.burst) + ". ";
    }
    return text.empty() ? "No switches are known yet." : text;
}

class Drawing
{
public:
    explicit Drawing(const TopologyChart& chart)
        : m_chart(chart)
    {}

    std::string draw()
    {
        if (m_chart.tiers.empty()) {
            m_svg.text({0, 40}, "No switches are known yet.", {7.6, 400, kInk2});
        }
        for (const bool over : {false, true}) { // what is overfull lies on top
            for (const TopologyChart::Bundle& bundle : m_chart.bundles) {
                if (isOver(bundle.burst) == over) {
                    drawBundle(bundle);
                }
            }
        }
        for (std::size_t tier = 0; tier < m_chart.tiers.size(); ++tier) {
            drawTier(tier);
        }
        drawLegend();
        double bottom = top(m_chart.tiers.size()) - kTierGap + kTierHeight + 20;
        bottom = std::max(bottom, kTierHeight);
        bottom = drawFeet(bottom);
        bottom = drawBars(bottom);
        return Svg::picture({kWidth, bottom}, m_chart.title, description(m_chart), m_svg);
    }

private:
    [[nodiscard]] static double top(std::size_t tier)
    {
        return (kTierHeight + kTierGap) * static_cast<double>(tier);
    }
    [[nodiscard]] RowPlaces places(std::size_t tier) const
    {
        return RowPlaces(m_chart.tiers[tier].boxes.size());
    }

    void drawTier(std::size_t tier)
    {
        const TopologyChart::Tier& row = m_chart.tiers[tier];
        const RowPlaces places(row.boxes.size());
        const double y = top(tier);
        for (std::size_t i = 0; i < row.boxes.size(); ++i) {
            m_svg.rect(
                {places.middle(i) - places.width() / 2, y, places.width(), kTierHeight}, kInk, 4);
            const double room = places.width() - 8;
            const double size = textWidth(row.boxes[i], 7.6, 600) <= room ? 7.6 : 6.2;
            const auto name = wrapped(row.boxes[i], room, size, 600, 1);
            if (!name.empty()) {
                m_svg.text(
                    {places.middle(i), y + 36}, name.front(), {size, 600, kOnDark, "middle"});
            }
        }
        drawLabel(row.name, row.lines, y + 22);
    }

    void drawLabel(const std::string& name, const std::vector<std::string>& lines, double y)
    {
        const auto bold = wrapped(name, kLeft - 20, 7.6, 600, 1);
        if (!bold.empty()) {
            m_svg.text({0, y}, bold.front(), {7.6, 600, kInk});
        }
        for (const std::string& line : lines) {
            for (const std::string& part : wrapped(line, kLeft - 20, 6.6, 400, 2)) {
                m_svg.text({0, y += 29}, part, {6.6, 400, kInk2});
            }
        }
    }

    void drawBundle(const TopologyChart::Bundle& bundle)
    {
        if (bundle.upperTier + 1 >= m_chart.tiers.size()) {
            return;
        }
        const double x0 = places(bundle.upperTier).middle(bundle.above);
        const double x1 = places(bundle.upperTier + 1).middle(bundle.below);
        const double y0 = top(bundle.upperTier) + kTierHeight;
        const double y1 = top(bundle.upperTier + 1);
        const double bend = (y1 - y0) / 2;
        const std::string path = "M" + coordinate(x0) + " " + coordinate(y0) + "C" +
                                 coordinate(x0) + " " + coordinate(y0 + bend) + " " +
                                 coordinate(x1) + " " + coordinate(y1 - bend) + " " +
                                 coordinate(x1) + " " + coordinate(y1);
        drawLine(path, bundle.burst);
    }

    /// Overfull: a double line. Not known: dashed.
    void drawLine(const std::string& path, const DrawnLoad& load)
    {
        if (isOver(load)) {
            m_svg.path(path, Stroke{kBad, 2.6, {}, false});
            m_svg.path(path, Stroke{kPaper, 0.6, {}, false});
        } else if (load.known) {
            m_svg.path(path, Stroke{kAccentMid, 0.9, {}, false});
        } else {
            m_svg.path(path, Stroke{kHatch, 0.7, "8 6", false});
        }
    }

    void drawLegend()
    {
        if (m_chart.tiers.size() < 2) {
            return;
        }
        double y = kTierHeight + 78;
        const auto row = [&](const DrawnLoad& like, const std::string& words) {
            drawLine("M0 " + coordinate(y) + "h48", like);
            m_svg.text({60, y + 8}, words, {6.6, 400, kInk2});
            y += 32;
        };
        const auto any = [&](const auto& is) {
            return std::any_of(m_chart.bundles.begin(), m_chart.bundles.end(), is);
        };
        if (any([](const auto& bundle) { return isOver(bundle.burst); })) {
            row({0, 2, true, false}, "asked for more than it can use");
        }
        if (any([](const auto& bundle) { return bundle.burst.known && !isOver(bundle.burst); })) {
            row({0, 0, true, false}, "within what it can use");
        }
        if (any([](const auto& bundle) { return !bundle.burst.known; })) {
            row({0, 0, false, false}, "load not known");
        }
        for (const std::string& line : wrapped(m_chart.bottleneck, kLeft - 20, 7.2, 600, 3)) {
            m_svg.text({0, y + 14}, line, {7.2, 600, kBadText});
            y += 30;
        }
    }

    double drawFeet(double y)
    {
        if (m_chart.feet.empty() || m_chart.tiers.empty()) {
            return y;
        }
        const RowPlaces leaves = places(m_chart.tiers.size() - 1);
        const RowPlaces feet(m_chart.feet.size());
        constexpr double kGap = 70;
        for (std::size_t i = 0; i < m_chart.feet.size(); ++i) {
            const TopologyChart::Foot& foot = m_chart.feet[i];
            for (const std::size_t leaf : foot.leaves) {
                if (leaf < m_chart.tiers.back().boxes.size()) {
                    drawLine("M" + coordinate(leaves.middle(leaf)) + " " + coordinate(y - 20) +
                                 "L" + coordinate(feet.middle(i)) + " " + coordinate(y + kGap),
                             foot.burst);
                }
            }
        }
        for (std::size_t i = 0; i < m_chart.feet.size(); ++i) {
            const TopologyChart::Foot& foot = m_chart.feet[i];
            const Box box{feet.middle(i) - feet.width() / 2, y + kGap, feet.width(), kFootHeight};
            m_svg.rect(box, kPaper, 4);
            m_svg.frame(box, Stroke{isOver(foot.burst) ? kBad : kRule, 1, {}, false});
            const auto name = wrapped(foot.name, box.width - 12, 6.6, 600, 1);
            const auto line = wrapped(foot.line, box.width - 12, 6.2, 400, 1);
            if (!name.empty()) {
                m_svg.text({feet.middle(i), box.y + 34}, name.front(), {6.6, 600, kInk, "middle"});
            }
            if (!line.empty()) {
                m_svg.text({feet.middle(i), box.y + 64}, line.front(), {6.2, 400, kInk2, "middle"});
            }
        }
        drawLabel("Below the leaves", {}, y + kGap + 34);
        return y + kGap + kFootHeight + 20;
    }

    /// The fullest uplink of each leaf, over what it can use.
    double drawBars(double y)
    {
        if (m_chart.uplinks.empty() || m_chart.tiers.empty()) {
            return y;
        }
        const RowPlaces leaves = places(m_chart.tiers.size() - 1);
        double most = 1.2;
        for (const DrawnLoad& load : m_chart.uplinks) {
            most = std::max(most, std::min(finite(load.high) * 1.1, kMostDrawn));
        }
        const double top = y + 50;
        const double bottom = top + kBarsHeight;
        const auto at = [&](double share) {
            return bottom - kBarsHeight * std::min(finite(share), most) / most;
        };
        const double usable = at(1);
        m_svg.line({kLeft, bottom}, {kWidth, bottom}, Stroke{kInk, 0.8, {}, false});
        m_svg.line({kLeft, usable}, {kWidth, usable}, Stroke{kInk, 0.7, {}, false});
        m_svg.text({kLeft - 12, usable + 8}, "100 %", {6.6, 600, kInk, "end"});
        m_svg.text({kLeft - 12, bottom + 8}, "0", {6.6, 400, kInk2, "end"});
        drawLabel(
            "Fullest uplink of each", {"at burst, over what it can use, one direction"}, top + 10);
        const double width = std::min(60.0, leaves.width() * 0.4);
        for (std::size_t i = 0; i < m_chart.uplinks.size(); ++i) {
            const DrawnLoad& load = m_chart.uplinks[i];
            const double x = leaves.middle(i) - width / 2;
            if (load.known) {
                const Colour fill = isOver(load) ? kBad : kAccentMid;
                m_svg.rect({x, at(load.low), width, bottom - at(load.low)}, fill);
                if (at(load.high) < at(load.low)) {
                    m_svg.rect({x, at(load.high), width, at(load.low) - at(load.high)}, kPaper);
                    m_svg.hatch({x, at(load.high), width, at(load.low) - at(load.high)});
                    m_svg.frame({x, at(load.high), width, at(load.low) - at(load.high)},
                                Stroke{fill, 0.7, {}, false});
                }
                for (const double end : {load.low, load.high}) {
                    m_svg.line(
                        {x - 5, at(end)}, {x + width + 5, at(end)}, Stroke{kInk, 0.9, {}, false});
                }
            } else {
                m_svg.hatch({x, at(1), width, bottom - at(1)});
            }
            const std::string words = loadText(load);
            const double size = textWidth(words, 7, 600) <= leaves.width() + kAir ? 7 : 6.2;
            const auto text = wrapped(words, leaves.width() + kAir, size, 600, 1);
            const double above = load.known ? at(load.high) : at(1);
            if (!text.empty()) {
                const double last = kWidth - textWidth(text.front(), size, 600) / 2 - 4;
                m_svg.text({std::min(leaves.middle(i), last), above - 14},
                           text.front(),
                           {size, 600, isOver(load) ? kBadText : kInk, "middle", 0, true});
            }
        }
        return bottom + 24;
    }

    const TopologyChart& m_chart;
    Svg m_svg;
};

/// How long a link can be at or above a load, at most.
double longest(const LoadDurationChart::End& end, double load)
{
    if (finite(load) > finite(end.burst)) {
        return 0;
    }
    return load <= 0 ? 1 : std::min(1.0, finite(end.mean) / load);
}

} // namespace

std::string loadText(const DrawnLoad& load)
{
    const std::string unit = "\u202F%";
    if (!load.known) {
        return "not known";
    }
    if (load.open) {
        return "at least " + wholeNumber(load.low) + unit;
    }
    const std::string low = wholeNumber(load.low);
    const std::string high = wholeNumber(load.high);
    return (low == high ? low : low + "–" + high) + unit;
}

std::string drawTopology(const TopologyChart& chart)
{
    return Drawing(chart).draw();
}

std::string drawLoadDuration(const LoadDurationChart& chart)
{
    constexpr double kPlotLeft = 330;
    constexpr double kPlotRight = kWidth - 20;
    constexpr double kTop = 40;
    constexpr double kBottom = 420;
    constexpr int kSteps = 100;
    const double most = std::max(
        1.2,
        std::min(kMostDrawn, 1.1 * std::max(finite(chart.most.burst), finite(chart.least.burst))));
    const auto x = [&](double share) { return kPlotLeft + (kPlotRight - kPlotLeft) * share; };
    const auto y = [&](double load) {
        return kBottom - (kBottom - kTop) * std::min(finite(load), most) / most;
    };
    // Load over share of time, downwards: from the burst to where it may be all the time.
    const auto curve = [&](const LoadDurationChart::End& end) {
        std::vector<ChartPoint> points{{x(0), y(end.burst)}};
        for (int i = 0; i <= kSteps; ++i) {
            const double load = finite(end.burst) * (1 - static_cast<double>(i) / kSteps);
            points.push_back({x(longest(end, load)), y(load)});
        }
        return points;
    };
    const std::vector<ChartPoint> high = curve(chart.most);
    const std::vector<ChartPoint> low = curve(chart.least);
    Svg svg;
    std::vector<ChartPoint> band = high;
    band.insert(band.end(), low.rbegin(), low.rend());
    svg.polygon(band, chart.crossing.empty() ? kAccentTint : kBadTint);
    const auto drawCurve = [&](const std::vector<ChartPoint>& points) {
        std::string path;
        for (const ChartPoint& point : points) {
            path += (path.empty() ? "M" : "L") + coordinate(point.x) + " " + coordinate(point.y);
        }
        svg.path(path, Stroke{chart.crossing.empty() ? kAccent : kBad, 1.1, {}, false});
    };
    drawCurve(high);
    drawCurve(low);
    svg.line({kPlotLeft, kBottom}, {kPlotRight, kBottom}, Stroke{kInk, 0.8, {}, false});
    svg.line({kPlotLeft, y(1)}, {kPlotRight, y(1)}, Stroke{kInk, 0.7, {}, false});
    svg.text({kPlotRight, y(1) - 10}, "what it can use", {6.6, 600, kInk, "end", 0, true});
    svg.text({kPlotLeft - 12, y(1) + 8}, "100 %", {6.6, 600, kInk, "end"});
    svg.text({kPlotLeft - 12, kBottom + 8}, "0", {6.6, 400, kInk2, "end"});
    for (const int share : {0, 25, 50, 75, 100}) {
        const double at = x(share / 100.0);
        svg.line({at, kBottom}, {at, kBottom + 8}, Stroke{kInk, 0.7, {}, false});
        svg.text({at, kBottom + 34},
                 std::to_string(share),
                 {6.6, 400, kInk2, share == 100 ? "end" : "middle"});
    }
    svg.text({(kPlotLeft + kPlotRight) / 2, kBottom + 66},
             "share of all hours at or above this load, at most, %",
             {6.6, 400, kInk2, "middle"});
    svg.text({0, kTop + 10}, "Load of the link", {7.6, 600, kInk});
    svg.text({0, kTop + 39}, "over what it can use", {6.6, 400, kInk2});
    if (!chart.crossing.empty()) {
        const double left = x(longest(chart.least, 1));
        const double right = x(longest(chart.most, 1));
        svg.line({left, y(1)}, {right, y(1)}, Stroke{kInk, 2, {}, false});
        for (const double end : {left, right}) {
            svg.line({end, y(1) - 10}, {end, y(1) + 10}, Stroke{kInk, 1, {}, false});
        }
        for (const std::string& line : wrapped(chart.crossing, 640, 7, 600, 2)) {
            svg.text({std::min(right + 16, kPlotRight - 660), y(1) + 30},
                     line,
                     {7, 600, kInk, "start", 0, true});
        }
    }
    const auto words = [&](const LoadDurationChart::End& end) {
        return loadText({end.burst, end.burst, true, false}) + " at burst, " +
               loadText({end.mean, end.mean, true, false}) + " on average";
    };
    return Svg::picture({kWidth, kBottom + 84},
                        chart.title,
                        "At the least " + words(chart.least) + "; at the most " +
                            words(chart.most) + ". " + chart.crossing,
                        svg);
}

} // namespace netready
