// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/radar.h"

#include "reports/charts/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace netready {

namespace {

using Axis = RadarChart::Axis;

constexpr double kWidth = 1120;
constexpr double kHeight = 820;
constexpr double kRadius = 292;
constexpr ChartPoint kCentre{kWidth / 2, kHeight / 2 - 6};
constexpr std::size_t kFewest = 3; // axes that make an area

ChartPoint onAxis(double angle, double share)
{
    const double distance = kRadius * (std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0);
    return {kCentre.x + distance * std::sin(angle), kCentre.y - distance * std::cos(angle)};
}

std::string outline(const std::vector<ChartPoint>& corners)
{
    std::string path;
    for (const ChartPoint corner : corners) {
        path += (path.empty() ? "M" : "L") + coordinate(corner.x) + " " + coordinate(corner.y);
    }
    return path + "Z";
}

class Drawing
{
public:
    explicit Drawing(const RadarChart& chart)
        : m_chart(chart)
    {
        const auto count = static_cast<double>(std::max<std::size_t>(1, chart.axes.size()));
        for (std::size_t i = 0; i < chart.axes.size(); ++i) {
            m_angles.push_back(2 * std::numbers::pi * static_cast<double>(i) / count);
        }
    }

    std::string draw()
    {
        drawRings();
        drawBand();
        for (std::size_t i = 0; i < m_chart.axes.size(); ++i) {
            drawLabel(m_chart.axes[i], m_angles[i]);
        }
        drawScale();
        return Svg::picture({kWidth, kHeight}, m_chart.title, description(), m_svg);
    }

private:
    [[nodiscard]] std::string description() const
    {
        std::string text;
        for (const Axis& axis : m_chart.axes) {
            text += (text.empty() ? "" : "; ") + axis.name + ": " + axis.text;
        }
        return text.empty() ? "No dimension applies." : text + ".";
    }

    void drawRings()
    {
        const bool round = m_chart.axes.size() < kFewest;
        for (const double score : {kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
            const bool ready = score == kReadyFrom;
            const Stroke stroke{ready ? kInk : kRule,
                                ready ? 0.7 : 0.6,
                                score == kNotReadyBelow || score == 0.9 ? "4 6" : "",
                                false};
            if (round) {
                m_svg.ring(kCentre, kRadius * score, stroke);
                continue;
            }
            std::vector<ChartPoint> corners;
            for (const double angle : m_angles) {
                corners.push_back(onAxis(angle, score));
            }
            m_svg.path(outline(corners), stroke);
        }
        for (std::size_t i = 0; i < m_angles.size(); ++i) {
            m_svg.line(kCentre,
                       onAxis(m_angles[i], 1),
                       Stroke{m_chart.axes[i].applies ? kRule : kHair, 0.6, {}, false});
        }
    }

    void drawBand()
    {
        std::vector<ChartPoint> low;
        std::vector<ChartPoint> high;
        for (std::size_t i = 0; i < m_angles.size(); ++i) {
            if (m_chart.axes[i].applies) {
                low.push_back(onAxis(m_angles[i], m_chart.axes[i].score.low));
                high.push_back(onAxis(m_angles[i], m_chart.axes[i].score.high));
            }
        }
        if (high.size() >= kFewest) {
            m_svg.path(outline(high) + outline(low), kAccentMid, 0.45);
            m_svg.path(outline(high), Stroke{kAccent, 0.7, "10 6", false});
            m_svg.path(outline(low), Stroke{kAccent, 1.3, {}, true});
        }
        for (std::size_t i = 0; i < high.size(); ++i) {
            m_svg.line(
                low[i], high[i], Stroke{kAccent, high.size() < kFewest ? 3.0 : 0.7, {}, false});
            m_svg.circle(low[i], 7, kAccent);
            m_svg.circle(high[i], 7, kAccent);
            m_svg.circle(high[i], 4.5, kPaper);
        }
    }

    void drawLabel(const Axis& axis, double angle)
    {
        constexpr double kSize = 7.4;
        constexpr double kLine = 32;
        const ChartPoint at = onAxis(angle, 1);
        const double side = std::sin(angle);
        const bool middle = std::abs(side) < 0.2;
        const double x = at.x + side * 26;
        const double room = middle ? 420 : side > 0 ? kWidth - x : x;
        const std::vector<std::string> lines = wrapped(axis.name, room, kSize, 600, 3);
        const std::string_view anchor = middle ? "middle" : side > 0 ? "start" : "end";
        const double height = kLine * static_cast<double>(lines.size() + 1);
        const double up = std::cos(angle); // 1 at the top
        double base = at.y - 24 * up - height * (1 + up) / 2 + 25;
        for (const std::string& line : lines) {
            m_svg.text({x, base}, line, {kSize, 600, axis.applies ? kInk : kInk3, anchor});
            base += kLine;
        }
        m_svg.text({x, base}, axis.text, {kSize, 400, axis.applies ? kInk2 : kInk3, anchor});
    }

    void drawScale()
    {
        for (const auto& [label, score] :
             {std::pair("40", kNotReadyBelow), std::pair("70", kReadyFrom), std::pair("90", 0.9)}) {
            m_svg.text({kCentre.x + 8, kCentre.y - kRadius * score + 9},
                       label,
                       {6.4, score == kReadyFrom ? 600 : 400, kInk2, "start", 0, true});
        }
    }

    const RadarChart& m_chart;
    std::vector<double> m_angles;
    Svg m_svg;
};

} // namespace

std::string drawRadar(const RadarChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
