// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/traffic_contrast.h"

#include "reports/charts/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace netready {

namespace {

using Panel = TrafficContrastChart::Panel;

constexpr double kWidth = 1760;
constexpr double kPanelWidth = 852;
constexpr double kPanelHeight = 560;
constexpr double kWidest = 230; // of an arrow
constexpr double kThinnest = 5;
constexpr double kLine = 30;

double rate(double value)
{
    return std::isfinite(value) ? std::max(0.0, value) : 0.0;
}

/// `500 Gb/s`, to two digits.
std::string rateText(double value)
{
    constexpr std::array<std::pair<double, std::string_view>, 5> kUnits{
        {{1e15, "Pb/s"}, {1e12, "Tb/s"}, {1e9, "Gb/s"}, {1e6, "Mb/s"}, {1e3, "kb/s"}}};
    const double place = value > 0 ? std::pow(10, std::floor(std::log10(value)) - 1) : 1;
    value = std::round(value / place) * place;
    for (const auto& [unit, name] : kUnits) {
        if (value >= unit) {
            return coordinate(value / unit) + " " + std::string(name);
        }
    }
    return coordinate(value) + " b/s";
}

/// The largest of 1, 2, 5, 10, … that is not above a rate.
double roundBelow(double value)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
}

std::string description(const TrafficContrastChart& chart)
{
    std::string text;
    for (const Panel* panel : {&chart.conventional, &chart.client}) {
        text += panel->name + ": east–west " + panel->eastWestText + ", north–south " +
                panel->northSouthText + (panel->known ? ". " : "; not all is known. ");
    }
    return text;
}

/// An arrow with a head at both ends; its shaft is `width` wide.
struct Arrow
{
    ChartPoint centre;
    double length = 0;
    double width = 0;
    double head = 0; ///< length of a head
    bool upright = false;
};

std::vector<ChartPoint> corners(const Arrow& arrow)
{
    constexpr double kLeastHead = 15;
    const double half = arrow.width / 2;
    const double reach = std::max(half, kLeastHead);
    const double tip = arrow.length / 2;
    const double neck = tip - arrow.head;
    std::vector<ChartPoint> points;
    for (const auto& [along, across] : {std::pair(-tip, 0.0),
                                        std::pair(-neck, -reach),
                                        std::pair(-neck, -half),
                                        std::pair(neck, -half),
                                        std::pair(neck, -reach),
                                        std::pair(tip, 0.0),
                                        std::pair(neck, reach),
                                        std::pair(neck, half),
                                        std::pair(-neck, half),
                                        std::pair(-neck, reach)}) {
        points.push_back({arrow.centre.x + (arrow.upright ? across : along),
                          arrow.centre.y + (arrow.upright ? along : across)});
    }
    return points;
}

class Drawing
{
public:
    explicit Drawing(const TrafficContrastChart& chart)
        : m_chart(chart)
    {
        for (const Panel* panel : {&chart.conventional, &chart.client}) {
            m_most = std::max({m_most,
                               rate(panel->eastWestLow),
                               rate(panel->eastWestHigh),
                               rate(panel->northSouthLow),
                               rate(panel->northSouthHigh)});
        }
    }

    std::string draw()
    {
        drawPanel(m_chart.conventional, 0);
        drawPanel(m_chart.client, kWidth - kPanelWidth);
        double base = kPanelHeight + 36;
        for (const std::string& line : wrapped(words(), kWidth, 6.6, 400, 2)) {
            m_svg.text({0, base}, line, {6.6, 400, kInk2});
            base += kLine;
        }
        return Svg::picture(
            {kWidth, base - 14}, m_chart.title, description(m_chart) + words(), m_svg);
    }

private:
    [[nodiscard]] double scaled(double value) const
    {
        return m_most > 0 ? rate(value) / m_most * kWidest : 0;
    }

    [[nodiscard]] std::string words() const
    {
        std::string text = "The width of an arrow is its mean rate, on one scale in both; dark to "
                           "the low end of the range, pale to the high end.";
        if (m_thin) {
            text += " What is below " + rateText(m_most * kThinnest / kWidest) + " is drawn " +
                    coordinate(kThinnest / 10) + " mm wide, wider than its share.";
        }
        return text;
    }

    /// Draws the range of a flow. Returns the width that it takes.
    double drawFlow(Arrow arrow, double low, double high, bool known)
    {
        low = rate(low);
        high = std::max(low, rate(high));
        const double slope = 0.62; // length of a head for its width
        const double longest = arrow.length * 0.32;
        if (high <= 0 && (!known || m_most <= 0)) {
            arrow.width = 60;
            arrow.head = std::min(longest, 46.0);
            const auto points = corners(arrow);
            std::string commands;
            for (const ChartPoint point : points) {
                commands += (commands.empty() ? "M" : "L") + coordinate(point.x) + " " +
                            coordinate(point.y);
            }
            m_svg.path(commands + "Z", Stroke{kInk2, 0.7, "9 6", false});
            m_svg.text({arrow.centre.x, arrow.centre.y + 9}, "?", {7.6, 600, kInk2, "middle"});
            return arrow.width;
        }
        if (scaled(high) < kThinnest) {
            m_thin = true;
            arrow.width = kThinnest;
            arrow.head = 24;
            m_svg.polygon(corners(arrow), kAccent);
            return 30;
        }
        const double length = arrow.length;
        const double outer = scaled(high);
        arrow.width = outer;
        arrow.head = std::clamp(outer * slope, 24.0, longest);
        const double head = arrow.head;
        m_svg.polygon(corners(arrow), kAccentMid);
        // Same slope inside, so that the necks of both lie on one line.
        const double inner = std::max(2.0, scaled(low));
        arrow.width = inner;
        arrow.head = std::max(std::min(head, 24.0), head * inner / outer);
        arrow.length = length - 2 * (head - arrow.head);
        if (outer <= 30) { // a head of its own would hide the outer one
            arrow.head = 0;
            arrow.length = length - 2 * head;
            m_svg.rect(arrow.upright ? Box{arrow.centre.x - inner / 2,
                                           arrow.centre.y - arrow.length / 2,
                                           inner,
                                           arrow.length}
                                     : Box{arrow.centre.x - arrow.length / 2,
                                           arrow.centre.y - inner / 2,
                                           arrow.length,
                                           inner},
                       kAccent);
        } else {
            m_svg.polygon(corners(arrow), kAccent);
        }
        return std::max(30.0, outer);
    }

    void drawWords(ChartPoint at,
                   std::string_view name,
                   std::string_view text,
                   double room,
                   std::string_view anchor)
    {
        m_svg.text(at, name, {7.2, 600, kInk, anchor});
        double base = at.y + kLine;
        for (const std::string& line : wrapped(text, room, 7.2, 400, 2)) {
            m_svg.text({at.x, base}, line, {7.2, 400, kInk, anchor});
            base += kLine;
        }
    }

    void drawPanel(const Panel& panel, double left)
    {
        const Box hall{left + 120, 150, 690, 386};
        m_svg.rect({left, 0, kPanelWidth, kPanelHeight}, kWash);
        m_svg.rect(hall, kPaper);
        m_svg.frame(hall, Stroke{kInk3, 0.6, {}, false});
        const double middle = hall.x + hall.width / 2;
        const auto name = wrapped(panel.name, middle - left - 18 - kWidest / 2 - 10, 8, 600, 2);
        double base = 42;
        for (const std::string& line : name) {
            m_svg.text({left + 18, base}, line, {8, 600, kInk});
            base += 34;
        }
        m_svg.text({hall.x + 12, hall.y + 30}, "data hall", {6.6, 400, kInk2});
        const double taken = drawFlow({{middle, 104}, 172, 0, 0, true},
                                      panel.northSouthLow,
                                      panel.northSouthHigh,
                                      panel.known);
        const double words = middle + taken / 2 + 20;
        drawWords({words, 42},
                  "north–south",
                  panel.northSouthText,
                  left + kPanelWidth - 10 - words,
                  "start");
        const double axis = hall.y + 184;
        const double high = drawFlow({{middle, axis}, hall.width - 60, 0, 0, false},
                                     panel.eastWestLow,
                                     panel.eastWestHigh,
                                     panel.known);
        drawWords({middle, axis + high / 2 + 36},
                  "east–west",
                  panel.eastWestText,
                  hall.width - 40,
                  "middle");
        drawScaleBar({left + 26, kPanelHeight - 24});
    }

    void drawScaleBar(ChartPoint foot)
    {
        if (m_most <= 0) {
            return;
        }
        constexpr double kTallest = 110;
        const double shown = roundBelow(m_most * kTallest / kWidest);
        const double height = scaled(shown);
        m_svg.rect({foot.x - 4, foot.y - height, 6, height}, kInk);
        const std::string text = rateText(shown);
        const std::size_t gap = text.find(' ');
        m_svg.text({foot.x + 14, foot.y - 28}, text.substr(0, gap), {6.6, 400, kInk2});
        m_svg.text({foot.x + 14, foot.y - 2}, text.substr(gap + 1), {6.6, 400, kInk2});
    }

    const TrafficContrastChart& m_chart;
    Svg m_svg;
    double m_most = 0;
    bool m_thin = false;
};

} // namespace

std::string drawTrafficContrast(const TrafficContrastChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
