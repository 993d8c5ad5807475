// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/frontier.h"

#include "reports/charts/marks.h"
#include "reports/charts/svg.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace netready {

namespace {

using Point = FrontierChart::Point;

constexpr double kWidth = 1760;
constexpr double kLeft = 112; // of the plot
constexpr double kRight = 1010;
constexpr double kTop = 30;
constexpr double kBottom = 560;
constexpr double kBadge = 18; // radius
constexpr double kListLeft = 1062;
constexpr double kRow = 46;

double finite(double value)
{
    return std::isfinite(value) ? std::max(0.0, value) : 0.0;
}

std::string description(const FrontierChart& chart)
{
    std::string text;
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const Point& point = chart.points[i];
        text += std::to_string(i + 1) + " " + point.label + ": " + point.costText + ", site " +
                point.siteText + (point.chosen ? ", chosen" : "") + ". ";
    }
    return text.empty() ? "No step has a cost yet." : text;
}

class Drawing
{
public:
    explicit Drawing(const FrontierChart& chart)
        : m_chart(chart)
    {
        for (const Point& point : chart.points) {
            m_most = std::max({m_most, finite(point.costLow), finite(point.costHigh)});
        }
    }

    std::string draw()
    {
        drawScale();
        for (const Point& point : m_chart.points) {
            if (!point.chosen) {
                drawBox(point);
            }
        }
        for (const Point& point : m_chart.points) {
            if (point.chosen) {
                drawBox(point);
            }
        }
        drawBadges();
        const double bottom = std::max(kBottom + 84, drawList());
        return Svg::picture({kWidth, bottom}, m_chart.title, description(m_chart), m_svg);
    }

private:
    [[nodiscard]] double x(double cost) const
    {
        constexpr double kAir = 30;
        return m_most > 0
                   ? kLeft + (kRight - kLeft - kAir) * std::clamp(finite(cost) / m_most, 0.0, 1.0)
                   : kLeft;
    }

    static double y(double score)
    {
        return kBottom - (kBottom - kTop) * std::clamp(finite(score), 0.0, 1.0);
    }

    [[nodiscard]] Box boxOf(const Point& point) const
    {
        constexpr double kThinnest = 6;
        const double left = x(std::min(finite(point.costLow), finite(point.costHigh)));
        const double right = x(std::max(finite(point.costLow), finite(point.costHigh)));
        const double top = y(std::max(finite(point.site.low), finite(point.site.high)));
        const double bottom = y(std::min(finite(point.site.low), finite(point.site.high)));
        const double width = std::max(kThinnest, right - left);
        const double height = std::max(kThinnest, bottom - top);
        return {(left + right - width) / 2 < kLeft ? kLeft : (left + right - width) / 2,
                std::min(top, kBottom - height),
                width,
                height};
    }

    void drawScale()
    {
        m_svg.rect({kLeft, y(1), kRight - kLeft, y(kReadyFrom) - y(1)}, kGoodTint);
        for (const double score : {0.0, kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
            const bool ready = score == kReadyFrom;
            m_svg.line({kLeft, y(score)},
                       {kRight, y(score)},
                       Stroke{ready || score == 0.0 ? kInk : kRule,
                              0.7,
                              ready || score == 0.0 || score == 1.0 ? "" : "4 6",
                              false});
            m_svg.text({kLeft - 12, y(score) + 8},
                       std::to_string(std::lround(score * 100)),
                       {6.6, 400, kInk2, "end"});
        }
        for (const auto& [letter, score] : {std::pair("D", 0.2),
                                            std::pair("C", 0.55),
                                            std::pair("B", 0.8),
                                            std::pair("A", 0.95)}) {
            m_svg.text({kLeft - 82, y(score) + 8}, letter, {6.8, 600, kInk2, "middle"});
        }
        m_svg.text({kRight - 8, y(kReadyFrom) + 28}, "ready from 70", {6.6, 600, kInk, "end"});
        m_svg.text({kLeft, kBottom + 34}, "0", {6.6, 400, kInk2, "middle"});
        m_svg.text({(kLeft + kRight) / 2, kBottom + 66},
                   "cost, low to high; upwards the readiness of the site, predicted",
                   {6.6, 400, kInk2, "middle"});
        const Point* dearest = nullptr;
        for (const Point& point : m_chart.points) {
            if (dearest == nullptr || finite(point.costHigh) > finite(dearest->costHigh)) {
                dearest = &point;
            }
        }
        if (dearest != nullptr && m_most > 0) { // the only cost that gives the scale in words
            const double left = x(dearest->costLow);
            const double right = x(dearest->costHigh);
            for (const double end : {left, right}) {
                m_svg.line({end, kBottom}, {end, kBottom + 8}, Stroke{kInk, 0.7, {}, false});
            }
            const auto text = wrapped(dearest->costText, 500, 6.6, 400, 1);
            if (!text.empty()) {
                const double half = textWidth(text.front(), 6.6) / 2;
                const double middle =
                    std::clamp((left + right) / 2, kLeft + 24 + half, kRight - half);
                m_svg.text({middle, kBottom + 34}, text.front(), {6.6, 400, kInk2, "middle"});
            }
        }
    }

    void drawBox(const Point& point)
    {
        const Box box = boxOf(point);
        const std::string outline = "M" + coordinate(box.x) + " " + coordinate(box.y) + "h" +
                                    coordinate(box.width) + "v" + coordinate(box.height) + "h" +
                                    coordinate(-box.width) + "Z";
        m_svg.path(outline, point.chosen ? kAccentMid : kAccentTint, 0.7);
        m_svg.frame(box,
                    point.chosen ? Stroke{kAccent, 1.6, {}, false}
                                 : Stroke{kAccent, 0.6, "8 4", false});
    }

    void drawBadges()
    {
        std::vector<ChartPoint> taken;
        for (std::size_t i = 0; i < m_chart.points.size(); ++i) {
            const Box box = boxOf(m_chart.points[i]);
            const ChartPoint middle{box.x + box.width / 2, box.y + box.height / 2};
            ChartPoint best{std::clamp(middle.x, kLeft + kBadge, kRight - kBadge),
                            std::clamp(middle.y, kTop + kBadge, kBottom - kBadge)};
            const ChartPoint first = best;
            // Rings round the middle of the box, until a place is free.
            constexpr std::array<std::pair<double, double>, 8> kWays{
                {{0, -1}, {1, 0}, {0, 1}, {-1, 0}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}};
            const auto isFree = [&](ChartPoint at) {
                return at.x >= kLeft + kBadge && at.x <= kRight - kBadge && at.y >= kTop + kBadge &&
                       at.y <= kBottom - kBadge &&
                       std::none_of(taken.begin(), taken.end(), [&](ChartPoint other) {
                           return std::hypot(at.x - other.x, at.y - other.y) < 2 * kBadge + 2;
                       });
            };
            bool found = isFree(best);
            for (double reach = 2 * kBadge + 2; !found && reach < 500; reach += 2 * kBadge + 2) {
                for (const auto& [dx, dy] : kWays) {
                    const ChartPoint at{first.x + dx * reach, first.y + dy * reach};
                    if (!found && isFree(at)) {
                        best = at;
                        found = true;
                    }
                }
            }
            if (found && (best.x != first.x || best.y != first.y)) {
                m_svg.line(first, best, Stroke{kAccent, 0.6, {}, false});
            }
            taken.push_back(best);
        }
        for (std::size_t i = 0; i < taken.size(); ++i) { // above all lines to them
            drawBadge(i, taken[i]);
        }
    }

    void drawBadge(std::size_t index, ChartPoint at)
    {
        const bool chosen = m_chart.points[index].chosen;
        m_svg.circle(at, kBadge, chosen ? kAccent : kPaper);
        m_svg.ring(at, kBadge - 1, Stroke{kAccent, 0.8, {}, false});
        m_svg.text({at.x, at.y + 8},
                   std::to_string(index + 1),
                   {6.4, 600, chosen ? kPaper : kInk, "middle"});
    }

    double drawList()
    {
        constexpr double kSiteRight = kWidth;
        constexpr double kCostRight = 1650;
        constexpr double kLabelLeft = kListLeft + 50;
        m_svg.text({kListLeft, 40}, "Step", {6.9, 600, kInk2});
        m_svg.text({kCostRight, 40}, "Cost", {6.9, 600, kInk2, "end"});
        m_svg.text({kSiteRight, 40}, "Site", {6.9, 600, kInk2, "end"});
        m_svg.line({kListLeft, 54}, {kWidth, 54}, Stroke{kInk, 0.8, {}, false});
        double top = 58;
        for (std::size_t i = 0; i < m_chart.points.size(); ++i) {
            const Point& point = m_chart.points[i];
            const int weight = point.chosen ? 600 : 400;
            const auto cost = wrapped(point.costText, 250, 7, weight, 1);
            const auto site = wrapped(point.siteText, 100, 7, weight, 1);
            const double costWidth = cost.empty() ? 0 : textWidth(cost.front(), 7, weight);
            const std::string label = point.label + (point.chosen ? " (chosen)" : "");
            const auto name =
                wrapped(label, kCostRight - costWidth - 20 - kLabelLeft, 7, weight, 2);
            drawBadge(i, {kListLeft + kBadge, top + kRow / 2});
            if (!cost.empty()) {
                m_svg.text({kCostRight, top + 31}, cost.front(), {7, weight, kInk, "end"});
            }
            if (!site.empty()) {
                m_svg.text({kSiteRight, top + 31}, site.front(), {7, weight, kInk, "end"});
            }
            double base = top + 31;
            for (const std::string& line : name) {
                m_svg.text({kLabelLeft, base}, line, {7, weight, kInk});
                base += 28;
            }
            top = std::max(top + kRow, base - 8);
            m_svg.line({kListLeft, top}, {kWidth, top}, Stroke{kHair, 0.75, {}, false});
            top += 2;
        }
        if (m_chart.points.empty()) {
            m_svg.text({kListLeft, top + 31}, "No step has a cost yet.", {7, 400, kInk2});
        }
        return top + 12;
    }

    const FrontierChart& m_chart;
    Svg m_svg;
    double m_most = 0;
};

} // namespace

std::string drawFrontier(const FrontierChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
