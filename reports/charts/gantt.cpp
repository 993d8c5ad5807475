// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/gantt.h"

#include "reports/charts/label_places.h"
#include "reports/charts/marks.h"
#include "reports/charts/svg.h"
#include "reports/charts/time_axis.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

using Bar = GanttChart::Bar;
using Phase = GanttChart::PlanPhaseRow;

constexpr double kWidth = 1760;
constexpr double kLeft = 520;      // of the axis
constexpr double kRight = 1642;    // of the axis
constexpr double kEnd = 1756;      // of what holds after the plan
constexpr double kLongest = 36525; // a hundred years
constexpr double kHead = 92;
constexpr double kNameSize = 7;
constexpr double kTestSize = 6.6;
constexpr double kRowHeight = 44;
constexpr double kLine = 28;

double finite(double value)
{
    return std::isfinite(value) ? value : 0.0;
}

std::string daysText(double from, double to)
{
    const auto whole = [](double day) {
        return std::to_string(std::lround(std::clamp(finite(day), 0.0, kLongest)));
    };
    return "day " + whole(from) + " to " + whole(to);
}

std::string description(const GanttChart& chart)
{
    std::string text = "Today: " + scoreText(chart.today) + ". ";
    for (const Phase& phase : chart.phases) {
        text += phase.name + ", " + daysText(phase.begin, phase.end) + ": " + phase.cost +
                "; cost so far " + phase.costSoFar + "; site then " + phase.siteText +
                (phase.cap.empty() ? "" : ", " + phase.cap) + ". ";
        for (const Bar& bar : phase.bars) {
            text += bar.number + " " + bar.name + ": " + daysText(bar.begin, bar.planned) +
                    ", latest " +
                    std::to_string(std::lround(std::clamp(finite(bar.latest), 0.0, kLongest))) +
                    (bar.acceptance.empty() ? "" : "; proven by " + bar.acceptance) + ". ";
        }
        if (phase.more > 0) {
            text += "And " + std::to_string(phase.more) + " more. ";
        }
    }
    return chart.phases.empty() ? text + "No phase is planned yet." : text;
}

class Drawing
{
public:
    explicit Drawing(const GanttChart& chart)
        : m_chart(chart)
    {
        m_days = std::clamp(finite(chart.days), 0.0, kLongest);
        if (m_days < 1) { // not told: as long as the plan
            m_days = 30;
            for (const Phase& phase : chart.phases) {
                m_days = std::max(m_days, std::min(kLongest, latestOf(phase)));
            }
        }
    }

    std::string draw()
    {
        double top = kHead + 6;
        for (const Phase& phase : m_chart.phases) {
            top = drawPhase(phase, top);
        }
        if (m_chart.phases.empty()) {
            m_over.text({0, top + 40}, "No phase is planned yet.", {8, 400, kInk2});
            top += 70;
        }
        top = drawScore(top + 40);
        const bool anyCost =
            std::any_of(m_chart.phases.begin(), m_chart.phases.end(), [](const Phase& phase) {
                return finite(phase.costHigh) > 0;
            });
        if (anyCost) {
            top = drawCost(top + 30);
        }
        drawAxis(top);
        Svg all;
        all.add(m_under);
        all.add(m_over);
        return Svg::picture({kWidth, top + 8}, m_chart.title, description(m_chart), all);
    }

private:
    [[nodiscard]] double x(double day) const
    {
        return kLeft + (kRight - kLeft) * std::clamp(finite(day), 0.0, m_days) / m_days;
    }

    /// The latest end of a phase: its own, or that of an action.
    static double latestOf(const Phase& phase)
    {
        double latest = finite(phase.end);
        for (const Bar& bar : phase.bars) {
            latest = std::max({latest, finite(bar.latest), finite(bar.planned)});
        }
        return latest;
    }

    void drawAxis(double bottom)
    {
        Svg grid;
        const auto ticks = timeTicks(m_days, m_chart.firstMonth, (kRight - kLeft) / m_days);
        double yearEnd = 0;
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            const TimeTick& tick = ticks[i];
            const double left = x(tick.day);
            grid.line({left, kHead}, {left, bottom}, Stroke{kHair, 0.6, {}, false});
            const double next = i + 1 < ticks.size() ? x(ticks[i + 1].day) : kRight;
            const double width = textWidth(tick.month, 6.4);
            if (!tick.month.empty() && next - left >= width + 4) {
                m_over.text({(left + next) / 2, 74}, tick.month, {6.4, 400, kInk2, "middle"});
            }
            if (!tick.year.empty()) {
                // A first year of which little is left gives way to the next one.
                double room = kRight - left;
                for (std::size_t k = i + 1; k < ticks.size(); ++k) {
                    if (!ticks[k].year.empty()) {
                        room = x(ticks[k].day) - left;
                        break;
                    }
                }
                const double needed = textWidth(tick.year, 7, 600) + 16;
                m_over.line({left, 4}, {left, 40}, Stroke{kRule, 0.6, {}, false});
                if (room >= needed && left >= yearEnd) {
                    m_over.text({left + 8, 30}, tick.year, {7, 600, kInk});
                    yearEnd = left + needed;
                }
            }
        }
        grid.line({kRight, kHead}, {kRight, bottom}, Stroke{kRule, 0.6, {}, false});
        m_over.text({(kRight + kEnd) / 2, 74}, "after", {6.4, 400, kInk2, "middle"});
        if (ticks.empty() || ticks.front().counted) {
            m_over.text({0, 22}, "Months, counted from the start.", {6.6, 400, kInk2});
        }
        m_over.text({0, 49}, "Bar: to the planned end; line: to the latest.", {6.6, 400, kInk2});
        m_over.text({0, 76}, "Beside it the acceptance test.", {6.6, 400, kInk2});
        m_over.line({0, kHead}, {kEnd, kHead}, Stroke{kInk, 0.8, {}, false});
        grid.add(m_under);
        m_under = grid;
    }

    /// Words beside a bar: right of it, left of it, or false if neither side has room.
    bool putBeside(double from, double to, double base, std::string_view text, TextStyle style)
    {
        constexpr double kAway = 13;
        const double width = textWidth(text, style.size, style.weight);
        style.boxed = true;
        if (to + kAway + width <= kEnd) {
            m_over.text({to + kAway, base}, text, style);
            return true;
        }
        if (from - kAway - width >= kLeft + 4) {
            style.anchor = "end";
            m_over.text({from - kAway, base}, text, style);
            return true;
        }
        return false;
    }

    /// Words under a bar where there is no room beside it. Returns the next free height.
    double putUnder(double from, double top, std::string_view text, TextStyle style)
    {
        style.boxed = true;
        for (const std::string& line :
             wrapped(text, kEnd - kLeft - 8, style.size, style.weight, 2)) {
            const double width = textWidth(line, style.size, style.weight);
            const double left = std::max(kLeft + 4, std::min(from, kEnd - width));
            m_over.text({left, top + 20}, line, style);
            top += kLine;
        }
        return top + 8;
    }

    double drawPhase(const Phase& phase, double top)
    {
        const double from = x(phase.begin);
        const double to = std::max(from + 4, x(phase.end));
        const double middle = top + 27;
        const double bottom = drawName(phase.name, {0, top + 36}, kLeft - 20, {7.6, 600, kInk});
        m_over.rect({from, middle - 7, to - from, 13}, kInk);
        const double hook = std::min(14.0, (to - from) / 2);
        m_over.polygon({{from, middle + 5}, {from + hook, middle + 5}, {from, middle + 16}}, kInk);
        m_over.polygon({{to - hook, middle + 5}, {to, middle + 5}, {to, middle + 16}}, kInk);
        double free = top + 52;
        const TextStyle style{7.4, 600, kInk};
        if (!phase.cost.empty() && !putBeside(from, to, middle + 9, phase.cost, style)) {
            free = putUnder(from, free, phase.cost, style);
        }
        top = std::max(free, bottom + 10);
        double numbers = 0;
        for (const Bar& bar : phase.bars) {
            numbers = std::max(numbers, textWidth(bar.number, kNameSize) + 16);
        }
        numbers = std::min(numbers, 130.0);
        for (const Bar& bar : phase.bars) {
            top = drawBar(bar, top, numbers);
        }
        if (phase.more > 0) {
            m_over.text({numbers, top + 29},
                        "and " + std::to_string(phase.more) + " more",
                        {kTestSize, 400, kInk3});
            top += kRowHeight - 4;
        }
        m_over.line({0, top + 6}, {kEnd, top + 6}, Stroke{kRule, 0.6, {}, false});
        return top + 14;
    }

    /// A name in at most two lines. Returns where the last one ends.
    double drawName(std::string_view name, ChartPoint at, double width, TextStyle style)
    {
        double base = at.y;
        for (const std::string& line : wrapped(name, width, style.size, style.weight, 2)) {
            m_over.text({at.x, base}, line, style);
            base += kLine;
        }
        return std::max(at.y, base - kLine);
    }

    double drawBar(const Bar& bar, double top, double numbers)
    {
        const double from = x(bar.begin);
        const double planned = std::max(from + 3, x(bar.planned));
        const double latest = std::max(planned, x(bar.latest));
        const double middle = top + kRowHeight / 2;
        const auto number = wrapped(bar.number, numbers - 10, kNameSize, 400, 1);
        if (!number.empty()) {
            m_over.text({0, top + 30}, number.front(), {kNameSize, 400, kInk2});
        }
        const double last =
            drawName(bar.name, {numbers, top + 30}, kLeft - 20 - numbers, {kNameSize, 400, kInk});
        m_over.rect({from, middle - 11, planned - from, 22}, kAccentMid);
        if (latest > planned) {
            m_over.line({planned, middle}, {latest, middle}, Stroke{kInk, 0.9, {}, false});
            m_over.line({latest, middle - 9}, {latest, middle + 9}, Stroke{kInk, 0.9, {}, false});
        }
        double free = top + kRowHeight;
        const TextStyle style{kTestSize, 400, kInk2};
        if (!bar.acceptance.empty() &&
            !putBeside(from, latest, middle + 8, bar.acceptance, style)) {
            free = putUnder(from, free - 4, bar.acceptance, style);
        }
        return std::max(free, last + 12);
    }

    /// Anything is possible: nothing is known.
    static bool isOpen(ScoreRange site) { return finite(site.high) - finite(site.low) > 0.995; }

    /// While one range holds: until the plan changes it, and at the latest until when.
    struct Stretch
    {
        ScoreRange site;
        std::string text;
        double from = 0;
        double to = 0;
        double latest = 0;
        std::string cap;
        double capAt = 0;
    };

    [[nodiscard]] std::vector<Stretch> stretches() const
    {
        std::vector<Stretch> all{{m_chart.today, scoreText(m_chart.today), kLeft, 0, 0, "", 0}};
        double from = kLeft;
        for (const Phase& phase : m_chart.phases) {
            all.back().to = std::max(from, x(phase.end));
            all.back().latest = std::max(all.back().to, x(latestOf(phase)));
            from = all.back().latest;
            all.push_back({phase.site, phase.siteText, from, 0, 0, phase.cap, phase.capAt});
        }
        all.back().to = kEnd;
        all.back().latest = kEnd;
        return all;
    }

    [[nodiscard]] double y(double score) const
    {
        return m_zero - kScoreHeight * std::clamp(finite(score), 0.0, 1.0);
    }

    double drawScore(double top)
    {
        m_zero = top + kScoreHeight;
        m_under.rect({kLeft, y(1), kEnd - kLeft, y(kReadyFrom) - y(1)}, kGoodTint);
        for (const double score : {0.0, kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
            const bool ready = score == kReadyFrom;
            const bool end = score == 0.0 || score == 1.0;
            m_over.line({kLeft, y(score)},
                        {kEnd, y(score)},
                        Stroke{ready ? kInk : kRule, 0.6, ready || end ? "" : "4 6", false});
            m_over.text({kLeft - 12, y(score) + 8},
                        std::to_string(std::lround(score * 100)),
                        {6.6, 400, kInk2, "end"});
        }
        for (const auto& [letter, score] : {std::pair("D", 0.2),
                                            std::pair("C", 0.55),
                                            std::pair("B", 0.8),
                                            std::pair("A", 0.95)}) {
            m_over.text({kLeft - 76, y(score) + 8}, letter, {6.8, 600, kInk2, "middle"});
        }
        m_over.text({kLeft - 100, y(kReadyFrom) - 8}, "ready", {6.6, 600, kGoodMark, "end"});
        m_over.text({0, top + 26}, "Site readiness, predicted", {7.6, 600, kInk});
        double base = top + 220;
        for (const std::string& line :
             wrapped("From low to high, after the actions of each phase. Pale: between the planned "
                     "and the latest end.",
                     360,
                     6.6,
                     400,
                     5)) {
            m_over.text({0, base}, line, {6.6, 400, kInk2});
            base += kLine;
        }
        drawStretches();
        return m_zero + 14;
    }

    void drawStretches()
    {
        constexpr double kThinnest = 5;
        const auto all = stretches();
        LabelPlaces labels({kLeft, y(1) - 34, kEnd - kLeft, kScoreHeight + 44});
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Stretch& now = all[i];
            const double high = y(now.site.high);
            const double height = std::max(kThinnest, y(now.site.low) - high);
            if (now.latest > now.to && i + 1 < all.size()) {
                const double top = std::min(high, y(all[i + 1].site.high));
                const double bottom = std::max(y(now.site.low), y(all[i + 1].site.low));
                m_over.rect({now.to, top, now.latest - now.to, std::max(kThinnest, bottom - top)},
                            kAccentTint);
            }
            const Box box{now.from, high, now.to - now.from, height};
            if (isOpen(now.site)) {
                m_over.hatch(box);
                m_over.frame(box, Stroke{kInk2, 0.5, "9 6", false});
                continue;
            }
            m_over.rect(box, kAccentMid);
            for (const double edge : {high, high + height}) {
                m_over.line({now.from, edge}, {now.to, edge}, Stroke{kAccent, 1.2, {}, false});
            }
        }
        for (const Stretch& now : all) {
            const double high = y(now.site.high);
            const double low = std::max(high + kThinnest, y(now.site.low));
            const double middle = (now.from + now.to) / 2;
            const bool inside =
                textWidth(now.text, 7.4, 600) + 8 <= now.to - now.from && low - high > 30;
            TextStyle style{7.4, 600, kInk, "middle"};
            style.boxed = isOpen(now.site);
            if (inside) {
                labels.put(m_over, {{middle, (high + low) / 2 + 9}}, now.text, style);
            } else {
                labels.put(m_over, {{middle, low + 32}, {middle, high - 12}}, now.text, style);
            }
        }
        for (const Stretch& now : all) {
            if (now.cap.empty()) {
                continue;
            }
            const Colour colour = finite(now.capAt) < kNotReadyBelow ? kBadText : kWarnText;
            const double at = y(now.capAt);
            m_over.line({now.from, at}, {now.to, at}, Stroke{colour, 1.8, {}, false});
            m_over.line({now.to, at}, {now.latest, at}, Stroke{colour, 1.4, "8 6", false});
            const TextStyle style{6.6, 600, colour};
            // Rather over what was before than over what follows, which lies higher.
            const double left =
                std::min(now.from + 4, now.latest - textWidth(now.cap, style.size, 600) - 4);
            labels.put(m_over, {{left, at - 14}, {left, at - 44}, {left, at + 32}}, now.cap, style);
        }
    }

    double drawCost(double top)
    {
        constexpr double kHeight = 130;
        const double bottom = top + kHeight + 30;
        double most = 0;
        for (const Phase& phase : m_chart.phases) {
            most = std::max(most, finite(phase.costHigh));
        }
        const auto up = [&](double cost) {
            return bottom - kHeight * std::clamp(finite(cost) / most, 0.0, 1.0);
        };
        std::vector<ChartPoint> low{{kLeft, bottom}};
        std::vector<ChartPoint> high{{kLeft, bottom}};
        for (const Phase& phase : m_chart.phases) {
            const double from = std::max(low.back().x, x(phase.begin));
            const double to = std::max(from, x(phase.end));
            low.push_back({from, low.back().y});
            high.push_back({from, high.back().y});
            low.push_back({to, std::min(low.back().y, up(phase.costLow))});
            high.push_back({to, std::min(high.back().y, up(phase.costHigh))});
        }
        low.push_back({kEnd, low.back().y});
        high.push_back({kEnd, high.back().y});
        std::vector<ChartPoint> area = high;
        area.insert(area.end(), low.rbegin(), low.rend());
        m_over.polygon(area, kRule);
        m_over.line({kLeft, bottom}, {kEnd, bottom}, Stroke{kInk, 0.7, {}, false});
        m_over.text({0, top + 26}, "Cost so far, low to high", {7.6, 600, kInk});
        LabelPlaces labels({kLeft, top - 10, kEnd - kLeft, kHeight + 40});
        // From the last one: the whole sum must be there.
        for (std::size_t i = m_chart.phases.size(); i-- > 0;) {
            const ChartPoint at = high[2 * i + 2];
            labels.put(m_over,
                       {{at.x, at.y - 10}, {at.x, at.y - 38}},
                       m_chart.phases[i].costSoFar,
                       {7, 600, kInk, "end"});
        }
        return bottom;
    }

    static constexpr double kScoreHeight = 430;

    const GanttChart& m_chart;
    Svg m_under;
    Svg m_over;
    double m_days = 30;
    double m_zero = 0;
};

} // namespace

std::string drawGantt(const GanttChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
