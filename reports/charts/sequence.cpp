// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/sequence.h"

#include "core/base/text.h"
#include "reports/charts/svg.h"

#include <algorithm>
#include <numeric>

namespace netready {

namespace {

using State = SequenceChart::State;
using Step = SequenceChart::Step;
using TooEarly = SequenceChart::TooEarly;

constexpr double kWidth = 1760;
constexpr std::size_t kPerLine = 9;
constexpr double kMark = 20; // radius
constexpr double kGap = 22;  // between columns
constexpr double kNameSize = 7.4;
constexpr double kTextSize = 6.6;
constexpr double kNameLine = 31;
constexpr double kTextLine = 28;
constexpr double kArcHeight = 50;

/// How many lines a name and a text may have.
struct Lines
{
    std::size_t name = 2;
    std::size_t text = 2;
};

std::string description(const SequenceChart& chart)
{
    std::string text;
    for (std::size_t i = 0; i < chart.steps.size(); ++i) {
        const Step& step = chart.steps[i];
        text += std::to_string(i + 1) + " " + step.name + ": " + step.word;
        text += step.text.empty() ? "" : "; " + step.text;
        text += step.phase.empty() ? ". " : "; " + step.phase + ". ";
    }
    for (const TooEarly& early : chart.early) {
        text += "Step " + std::to_string(early.from + 1) + " came before step " +
                std::to_string(early.to + 1) + ": " + early.text + ". ";
    }
    return text.empty() ? "No step is described yet." : text;
}

bool fits(std::string_view text, double width, double size, int weight, std::size_t lines)
{
    for (const std::string_view word : split(text, ' ')) {
        if (textWidth(word, size, weight) > width) {
            return false;
        }
    }
    return wrapped(text, width, size, weight, lines + 1).size() <= lines;
}

/// The least width in which nothing of a step is cut.
double need(const Step& step, Lines lines)
{
    constexpr double kLeast = 110;
    constexpr double kMost = 420;
    constexpr double kStep = 6;
    double width = kLeast;
    while (width < kMost && !(fits(step.name, width, kNameSize, 600, lines.name) &&
                              fits(step.word, width, kTextSize, 600, 1) &&
                              fits(step.text, width, kTextSize, 400, lines.text) &&
                              fits(step.phase, width, kTextSize, 600, 1))) {
        width += kStep;
    }
    return width;
}

Colour wordColour(State state)
{
    return state == State::Repair ? kBadText : state == State::Planned ? kInk2 : kAccent;
}

class Drawing
{
public:
    explicit Drawing(const SequenceChart& chart)
        : m_chart(chart)
    {}

    std::string draw()
    {
        double top = 0;
        for (std::size_t first = 0; first < m_chart.steps.size(); first += kPerLine) {
            top = drawLine(first, std::min(first + kPerLine, m_chart.steps.size()), top) + 30;
        }
        if (m_chart.steps.empty()) {
            m_svg.text({0, 40}, "No step is described yet.", {8, 400, kInk2});
            top = 90;
        }
        return Svg::picture({kWidth, top - 16}, m_chart.title, description(m_chart), m_svg);
    }

private:
    /// Left ends of the columns of one line of steps, each as wide as its words need.
    void placeColumns(std::size_t first, std::size_t last)
    {
        const auto count = static_cast<double>(last - first);
        const double room = kWidth - kGap * (count - 1);
        std::vector<double> widths;
        for (const Lines lines : {Lines{2, 2}, Lines{2, 3}, Lines{3, 3}, Lines{3, 4}}) {
            m_lines = lines;
            widths.clear();
            for (std::size_t i = first; i < last; ++i) {
                widths.push_back(need(m_chart.steps[i], lines));
            }
            if (std::accumulate(widths.begin(), widths.end(), 0.0) <= room) {
                break;
            }
        }
        const double sum = std::accumulate(widths.begin(), widths.end(), 0.0);
        m_lefts.clear();
        m_widths.clear();
        double left = 0;
        for (const double width : widths) {
            // What is left over goes to all alike; what lacks is taken from the wide ones.
            const double own = sum <= room ? width + (room - sum) / count : width * room / sum;
            m_lefts.push_back(left);
            m_widths.push_back(own);
            left += own + kGap;
        }
    }

    double drawLine(std::size_t first, std::size_t last, double top)
    {
        placeColumns(first, last);
        std::vector<TooEarly> arcs;
        for (const TooEarly& early : m_chart.early) {
            if (std::min(early.from, early.to) >= first && std::max(early.from, early.to) < last &&
                early.from != early.to) {
                arcs.push_back({early.from - first, early.to - first, early.text});
            }
        }
        const double middle =
            top + kMark + 6 +
            (arcs.empty() ? 0 : 26 + kArcHeight * static_cast<double>(arcs.size()));
        m_svg.line(
            {centre(0), middle}, {centre(last - first - 1), middle}, Stroke{kLink, 1, {}, false});
        drawArcs(arcs, middle);
        double bottom = middle;
        std::size_t names = 1;
        std::size_t texts = 0;
        for (std::size_t i = first; i < last; ++i) {
            const Step& step = m_chart.steps[i];
            const double width = m_widths[i - first];
            names = std::max(names, nameOf(step, width).size());
            texts = std::max(texts, textOf(step, width).size());
        }
        for (std::size_t i = first; i < last; ++i) {
            drawMark(m_chart.steps[i].state, i + 1, {centre(i - first), middle});
            bottom = std::max(bottom,
                              drawWords(m_chart.steps[i], i - first, middle + 64, {names, texts}));
        }
        return bottom;
    }

    [[nodiscard]] double centre(std::size_t column) const { return m_lefts[column] + kMark + 1; }

    [[nodiscard]] std::vector<std::string> nameOf(const Step& step, double width) const
    {
        return wrapped(step.name, width, kNameSize, 600, m_lines.name);
    }

    [[nodiscard]] std::vector<std::string> textOf(const Step& step, double width) const
    {
        return wrapped(step.text, width, kTextSize, 400, m_lines.text);
    }

    /// Names and texts take as many lines as the longest of the row, so that all words align.
    double drawWords(const Step& step, std::size_t column, double base, Lines lines)
    {
        const double left = m_lefts[column];
        const double width = m_widths[column];
        const auto put = [&](const std::vector<std::string>& all, double line, TextStyle style) {
            double at = base;
            for (const std::string& text : all) {
                m_svg.text({left, at}, text, style);
                at += line;
            }
        };
        put(nameOf(step, width), kNameLine, {kNameSize, 600, kInk});
        base += kNameLine * static_cast<double>(lines.name) + 6;
        put(wrapped(step.word, width, kTextSize, 600, 1),
            kTextLine,
            {kTextSize, 600, wordColour(step.state)});
        base += kTextLine + 4;
        put(textOf(step, width), kTextLine, {kTextSize, 400, kInk2});
        base += kTextLine * static_cast<double>(lines.text) + 6;
        put(wrapped(step.phase, width, kTextSize, 600, 1), kTextLine, {kTextSize, 600, kInk});
        return base + 6;
    }

    void drawMark(State state, std::size_t number, ChartPoint centre)
    {
        Colour digits = kInk;
        if (state != State::Repair) {
            m_svg.circle(centre, kMark, kPaper);
        }
        switch (state) {
        case State::Done:
            m_svg.circle(centre, kMark, kAccent);
            digits = kPaper;
            break;
        case State::InPart: {
            const double reach = kMark - 2.5;
            m_svg.ring(centre, reach, Stroke{kAccentMid, 0.8, {}, false});
            const std::string radius = coordinate(reach);
            m_svg.path("M" + coordinate(centre.x) + " " + coordinate(centre.y - reach) + "A" +
                           radius + " " + radius + " 0 0 1 " + coordinate(centre.x) + " " +
                           coordinate(centre.y + reach),
                       Stroke{kAccent, 2, {}, false});
            break;
        }
        case State::Open:
            m_svg.ring(centre, kMark - 2, Stroke{kAccent, 1, {}, false});
            break;
        case State::Repair:
            m_svg.rect({centre.x - kMark, centre.y - kMark, 2 * kMark, 2 * kMark}, kBad, 2);
            digits = kOnDark;
            break;
        case State::Planned:
            m_svg.ring(centre, kMark - 2, Stroke{kInk2, 0.8, "7 4", false});
            break;
        }
        m_svg.text(
            {centre.x, centre.y + 8.6}, std::to_string(number), {6.8, 700, digits, "middle"});
    }

    void drawArcs(std::vector<TooEarly> arcs, double middle)
    {
        // The shortest lies lowest, so that arcs cross as little as they can.
        const auto span = [&](const TooEarly& early) {
            return std::max(early.from, early.to) - std::min(early.from, early.to);
        };
        std::stable_sort(arcs.begin(), arcs.end(), [&](const TooEarly& a, const TooEarly& b) {
            return span(a) < span(b);
        });
        constexpr double kCorner = 26;
        const double foot = middle - kMark - 8;
        double level = middle - kMark - 26;
        std::vector<std::pair<double, TooEarly>> levels;
        for (const TooEarly& early : arcs) {
            levels.emplace_back(level, early);
            level -= kArcHeight;
        }
        for (const auto& [y, early] : levels) {
            const double from = centre(early.from);
            const double to = centre(early.to);
            const double turn = from > to ? -kCorner : kCorner;
            m_svg.path("M" + coordinate(from) + " " + coordinate(foot) + "L" + coordinate(from) +
                           " " + coordinate(y + 10) + "Q" + coordinate(from) + " " + coordinate(y) +
                           " " + coordinate(from + turn) + " " + coordinate(y) + "L" +
                           coordinate(to - turn) + " " + coordinate(y) + "Q" + coordinate(to) +
                           " " + coordinate(y) + " " + coordinate(to) + " " + coordinate(y + 10) +
                           "L" + coordinate(to) + " " + coordinate(foot - 10),
                       Stroke{kBadText, 0.8, "9 6", false});
            m_svg.polygon({{to - 8, foot - 12}, {to + 8, foot - 12}, {to, foot + 2}}, kBadText);
        }
        for (const auto& [y, early] : levels) {
            const auto lines = wrapped(early.text, kWidth - 20, kTextSize, 400, 1);
            if (lines.empty()) {
                continue;
            }
            const double width = textWidth(lines.front(), kTextSize);
            const double wanted = (centre(early.from) + centre(early.to)) / 2;
            const double at = std::clamp(wanted, width / 2 + 4, kWidth - width / 2 - 4);
            TextStyle style{kTextSize, 400, kBadText, "middle"};
            style.boxed = true;
            m_svg.text({at, y - 9}, lines.front(), style);
        }
    }

    const SequenceChart& m_chart;
    Svg m_svg;
    Lines m_lines;
    std::vector<double> m_lefts;
    std::vector<double> m_widths;
};

} // namespace

std::string drawSequence(const SequenceChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
