// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/heat_map.h"

#include "core/base/text.h"
#include "reports/charts/marks.h"
#include "reports/charts/svg.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace netready {

namespace {

using Cell = HeatMapChart::Cell;
using Row = HeatMapChart::Row;

constexpr double kWidth = 1760;
constexpr double kCellsLeft = 412;
constexpr double kCellsRight = 1572;
constexpr double kVerdictLeft = 1594;
constexpr double kCellHeight = 90;
constexpr double kRowHeight = 96;
constexpr double kGap = 5;
constexpr double kWidest = 232;    // of a cell
constexpr double kLevelFrom = 150; // cells this wide have level names
constexpr double kNameSize = 7;
constexpr double kTurned = -52;
constexpr double kLegendHeight = 84;

struct CellColours
{
    Colour fill;
    Colour text;
};

/// Colours of the band that a score lies in.
CellColours coloursOf(double score)
{
    const std::string letter = band({score, score});
    if (letter == "D") {
        return {kBad, kOnDark};
    }
    if (letter == "C") {
        return {kWarnCell, kOnStatus};
    }
    return letter == "B" ? CellColours{kGoodCell, kOnStatus} : CellColours{kBestCell, kOnStatus};
}

std::string description(const HeatMapChart& chart)
{
    std::string text;
    const auto add = [&](const Row& row) {
        text += row.name + ": " + row.verdictText + ", " + row.range;
        for (std::size_t i = 0; i < row.cells.size() && i < chart.dimensions.size(); ++i) {
            const Cell& cell = row.cells[i];
            text += "; " + chart.dimensions[i] + " " +
                    (cell.applies ? cell.range + (cell.blocker ? " with a blocker" : "")
                                  : std::string("does not apply"));
        }
        text += ". ";
    };
    for (const Row& row : chart.mustRun) {
        add(row);
    }
    for (const Row& row : chart.others) {
        add(row);
    }
    if (chart.hasSite) {
        add(chart.site);
    }
    return text.empty() ? "No workload is described yet." : text;
}

class Drawing
{
public:
    explicit Drawing(const HeatMapChart& chart)
        : m_chart(chart)
    {
        const auto count = static_cast<double>(std::max<std::size_t>(1, chart.dimensions.size()));
        m_pitch = std::min(kWidest, (kCellsRight - kCellsLeft) / count);
    }

    std::string draw()
    {
        double top = drawHead();
        const bool both = !m_chart.mustRun.empty() && !m_chart.others.empty();
        top = both ? drawGroupName("must run", top) : top;
        top = drawGroup(m_chart.mustRun, top);
        if (!m_chart.mustRun.empty() && !m_chart.others.empty()) {
            top = drawRule(top);
        }
        top = both ? drawGroupName("may wait, or not known whether it must run", top) : top;
        top = drawGroup(m_chart.others, top);
        if (m_chart.mustRun.empty() && m_chart.others.empty()) {
            m_svg.text({0, top + 55}, "No workload is described yet.", {8, 400, kInk2});
            top += kRowHeight;
        }
        if (m_chart.hasSite) {
            top = drawRule(top);
            drawRow(m_chart.site, top);
            top += kRowHeight;
        }
        drawLegend(top + 26);
        return Svg::picture(
            {kWidth, top + kLegendHeight}, m_chart.title, description(m_chart), m_svg);
    }

private:
    [[nodiscard]] double cellLeft(std::size_t column) const
    {
        return kCellsLeft + m_pitch * static_cast<double>(column);
    }

    double drawHead()
    {
        const double bottom = namesFit() ? drawLevelNames() : drawTurnedNames();
        m_svg.text({0, bottom - 14}, "Workload, class", {6.9, 600, kInk2});
        m_svg.text({kWidth, bottom - 14}, "Verdict", {6.9, 600, kInk2, "end"});
        m_svg.line({0, bottom}, {kWidth, bottom}, Stroke{kInk, 0.8, {}, false});
        return bottom + 9;
    }

    [[nodiscard]] bool namesFit() const
    {
        for (const std::string& name : m_chart.dimensions) {
            for (const std::string_view word : split(name, ' ')) {
                if (textWidth(word, kNameSize, 600) > m_pitch - kGap) {
                    return false;
                }
            }
        }
        return m_pitch >= kLevelFrom;
    }

    double drawLevelNames()
    {
        constexpr std::size_t kLines = 3;
        constexpr double kLine = 31;
        std::vector<std::vector<std::string>> names;
        std::size_t most = 1;
        for (const std::string& name : m_chart.dimensions) {
            names.push_back(wrapped(name, m_pitch - kGap, kNameSize, 600, kLines));
            most = std::max(most, names.back().size());
        }
        const double bottom = kLine * static_cast<double>(most) + 18;
        for (std::size_t i = 0; i < names.size(); ++i) {
            double base = bottom - 14 - kLine * static_cast<double>(names[i].size() - 1);
            for (const std::string& line : names[i]) {
                m_svg.text({cellLeft(i) + (m_pitch - kGap) / 2, base},
                           line,
                           {kNameSize, 600, kInk, "middle"});
                base += kLine;
            }
        }
        return bottom;
    }

    double drawTurnedNames()
    {
        constexpr double kLongest = 330;
        double longest = 0;
        std::vector<std::string> names;
        for (const std::string& name : m_chart.dimensions) {
            const auto lines = wrapped(name, kLongest, kNameSize, 400, 1);
            names.push_back(lines.empty() ? "" : lines.front());
            longest = std::max(longest, textWidth(names.back(), kNameSize));
        }
        const double rise = std::sin(-kTurned * std::numbers::pi / 180);
        const double bottom = longest * rise + 40;
        for (std::size_t i = 0; i < names.size(); ++i) {
            TextStyle style{kNameSize + 0.2, 400, kInk};
            style.turned = kTurned;
            m_svg.text({cellLeft(i) + m_pitch / 2 + 4, bottom - 14}, names[i], style);
        }
        return bottom;
    }

    double drawGroupName(std::string_view name, double top)
    {
        m_svg.text({0, top + 20}, name, {6.4, 600, kAccent});
        return top + 32;
    }

    double drawRule(double top)
    {
        m_svg.line({0, top + 3}, {kWidth, top + 3}, Stroke{kInk, 0.6, {}, false});
        return top + 14;
    }

    double drawGroup(const std::vector<Row>& rows, double top)
    {
        for (const Row& row : rows) {
            drawRow(row, top);
            top += kRowHeight;
        }
        return top;
    }

    void drawRow(const Row& row, double top)
    {
        constexpr double kRoom = kCellsLeft - 22;
        const std::vector<std::string> name = wrapped(row.name, kRoom, 7.6, 600, 2);
        const bool two = name.size() > 1;
        double base = top + (two ? 25 : 36);
        for (const std::string& line : name) {
            m_svg.text({0, base}, line, {7.6, 600, kInk});
            base += two ? 28 : 32;
        }
        const auto detail = wrapped(row.detail, kRoom, 6.6, 400, 1);
        if (!detail.empty()) {
            m_svg.text({0, base}, detail.front(), {6.6, 400, kInk2});
        }
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            drawCell(row.cells[i], cellLeft(i), top);
        }
        m_svg.add(verdictMark(row.verdict, {kVerdictLeft + 15, top + 25}));
        m_svg.text({kWidth, top + 35}, row.range, {7.8, 600, kInk, "end"});
        m_svg.text({kVerdictLeft, top + 72}, row.verdictText, {6.6, 400, kInk2});
        if (row.blocker) {
            m_svg.add(blockerMark({kWidth - 12, top + 64}));
        }
    }

    void drawCell(const Cell& cell, double left, double top)
    {
        constexpr double kLid = 13.5;
        const double width = m_pitch - kGap;
        const double middle = left + width / 2;
        const Box box{left, top, width, kCellHeight};
        if (!cell.applies) {
            m_svg.line(
                {middle - 12, top + 48}, {middle + 12, top + 48}, Stroke{kInk3, 0.7, {}, false});
            return;
        }
        Colour text = kInk;
        if (cell.letters == "?") {
            m_svg.rect(box, kPaper);
            m_svg.hatch(box);
            m_svg.frame({left + 1, top + 1, width - 2, kCellHeight - 2},
                        Stroke{kHatch, 0.5, {}, false});
            m_svg.rect({middle - 15, top + 22, 30, 30}, kPaper);
            const double room = textWidth(cell.range, 6.3) + 10;
            m_svg.rect({middle - room / 2, top + 54, room, 27}, kPaper);
        } else {
            const CellColours worst = coloursOf(cell.score.low);
            const CellColours best = coloursOf(cell.score.high);
            text = worst.text;
            m_svg.rect(box, worst.fill);
            if (best.fill != worst.fill) {
                m_svg.rect({left, top, width, kLid}, best.fill);
            } else if (worst.fill == kBestCell) {
                m_svg.frame({left + 1, top + 1, width - 2, kCellHeight - 2},
                            Stroke{kGoodCell, 0.6, {}, false});
            }
        }
        if (cell.blocker) {
            m_svg.frame({left + 2.6, top + 2.6, width - 5.2, kCellHeight - 5.2},
                        Stroke{kInk, 1.5, {}, false});
        }
        m_svg.text({middle, top + 47}, cell.letters, {7.4, 600, text, "middle"});
        m_svg.text({middle, top + 76}, cell.range, {6.3, 400, text, "middle"});
    }

    void drawLegend(double top)
    {
        double left = 0;
        const auto label = [&](std::string_view text) {
            m_svg.text({left, top + 27}, text, {6.6, 400, kInk2});
            left += textWidth(text, 6.6) + 30;
        };
        const auto sample = [&](double score, std::string_view letter, std::string_view words) {
            const CellColours colours = coloursOf(score);
            m_svg.rect({left, top, 54, 38}, colours.fill);
            if (colours.fill == kBestCell) {
                m_svg.frame({left + 1, top + 1, 52, 36}, Stroke{kGoodCell, 0.6, {}, false});
            }
            m_svg.text({left + 27, top + 27}, letter, {6.6, 600, colours.text, "middle"});
            left += 64;
            label(words);
        };
        sample(0, "D", "0–39");
        sample(kNotReadyBelow, "C", "40–69");
        sample(kReadyFrom, "B", "70–89");
        sample(1, "A", "90–100");
        m_svg.rect({left, top, 54, 38}, kBad);
        m_svg.rect({left, top, 54, 10}, kWarnCell);
        left += 64;
        label("fill worst case, lid best case");
        m_svg.hatch({left, top, 54, 38});
        m_svg.frame({left, top, 54, 38}, Stroke{kHatch, 0.5, {}, false});
        left += 64;
        label("cannot tell");
        m_svg.frame({left + 2.6, top + 2.6, 48.8, 32.8}, Stroke{kInk, 1.5, {}, false});
        m_svg.add(blockerMark({left + 27, top + 19}));
        left += 64;
        label("blocker");
        m_svg.line({left, top + 19}, {left + 24, top + 19}, Stroke{kInk3, 0.7, {}, false});
        left += 34;
        label("does not apply");
    }

    const HeatMapChart& m_chart;
    Svg m_svg;
    double m_pitch = 89;
};

} // namespace

std::string drawHeatMap(const HeatMapChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
