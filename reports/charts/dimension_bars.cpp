// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/dimension_bars.h"

#include "reports/charts/marks.h"
#include "reports/charts/svg.h"

#include <array>
#include <utility>

namespace netready {

namespace {

using Row = DimensionBarsChart::Row;

/// Where everything stands in one of the three forms.
struct Layout
{
    double width = 1190;
    double scaleLeft = 456;
    double scaleWidth = 484;
    double scoreRight = 1090;
    double knownRight = 1188;
    double rowHeight = 53.5;
    double barHeight = 21;
    double nameSize = 7.6;
    bool nameAbove = false;
};

constexpr std::array<std::pair<std::string_view, double>, 4> kLetters{
    {{"D", 0.20}, {"C", 0.55}, {"B", 0.80}, {"A", 0.95}}};
constexpr double kHead = 46;
constexpr double kFoot = 88;

std::string description(const DimensionBarsChart& chart)
{
    std::string text;
    const auto add = [&](const Row& row) {
        text += (text.empty() ? "" : "; ") + row.name + ": " + row.scoreText +
                (row.applies ? ", " + row.knownText + " known" : "") +
                (row.blocker ? ", a blocker lies here" : "");
    };
    for (const Row& row : chart.rows) {
        add(row);
    }
    if (chart.hasSite) {
        add(chart.site);
    }
    return text.empty() ? "No dimension applies." : text + ".";
}

class Drawing
{
public:
    Drawing(const DimensionBarsChart& chart, Layout layout)
        : m_chart(chart)
        , m_layout(layout)
    {}

    std::string draw()
    {
        const std::size_t count = m_chart.rows.size();
        m_bottom =
            kHead + m_layout.rowHeight * static_cast<double>(count + (m_chart.hasSite ? 1 : 0));
        drawScale();
        double top = kHead;
        for (const Row& row : m_chart.rows) {
            drawRow(row, top, false);
            top += m_layout.rowHeight;
        }
        if (count == 0) {
            m_bottom = kHead + m_layout.rowHeight;
        }
        if (m_chart.hasSite) {
            m_svg.line({0, top}, {m_layout.width, top}, Stroke{kInk, 0.8, {}, false});
            drawRow(m_chart.site, top, true);
        }
        drawFoot();
        return Svg::picture(
            {m_layout.width, m_bottom + kFoot}, m_chart.title, description(m_chart), m_svg);
    }

private:
    [[nodiscard]] BarScale scaleAt(double middle) const
    {
        return {m_layout.scaleLeft, m_layout.scaleWidth, middle, m_layout.barHeight};
    }

    void drawScale()
    {
        const BarScale scale = scaleAt(0);
        const double ready = place(kReadyFrom, scale);
        if (m_layout.nameAbove) {
            m_svg.line({ready, m_bottom}, {ready, m_bottom + 18}, Stroke{kInk, 0.7, {}, false});
        } else {
            m_svg.rect({ready, kHead, place(1, scale) - ready, m_bottom - kHead}, kWash);
        }
        for (const double score : {0.0, kNotReadyBelow, 0.9, 1.0}) {
            const bool end = score == 0.0 || score == 1.0;
            if (!m_layout.nameAbove) {
                m_svg.line({place(score, scale), kHead},
                           {place(score, scale), m_bottom},
                           Stroke{kRule, 0.6, end ? "" : "4 6", false});
            }
        }
        if (!m_layout.nameAbove) {
            m_svg.line({ready, kHead}, {ready, m_bottom + 18}, Stroke{kInk, 0.7, {}, false});
        }
        for (const auto& [letter, score] : kLetters) {
            m_svg.text({place(score, scale), 30}, letter, {6.9, 600, kInk2, "middle"});
        }
        if (!m_layout.nameAbove) {
            m_svg.text({0, 30}, "Dimension", {6.9, 600, kInk2});
            m_svg.text({m_layout.scoreRight, 30}, "Score", {6.9, 600, kInk2, "end"});
            m_svg.text({m_layout.knownRight, 30}, "Known", {6.9, 600, kInk2, "end"});
        }
        m_svg.line({0, kHead}, {m_layout.width, kHead}, Stroke{kInk, 0.8, {}, false});
    }

    /// The scale beside one bar, where names stand above the bars.
    void drawTicks(double middle)
    {
        const BarScale scale = scaleAt(middle);
        m_svg.line(
            {place(0, scale), middle}, {place(1, scale), middle}, Stroke{kHair, 0.75, {}, false});
        for (const double score : {0.0, kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
            const bool ready = score == kReadyFrom;
            m_svg.line({place(score, scale), middle - 18},
                       {place(score, scale), middle + 18},
                       Stroke{ready ? kInk : kRule, 0.7, {}, false});
        }
    }

    void drawRow(const Row& row, double top, bool site)
    {
        const int weight = site ? 600 : 400;
        const double size = m_layout.nameSize;
        const double bottom = top + m_layout.rowHeight;
        const double middle =
            m_layout.nameAbove ? bottom - m_layout.barHeight - 3 : top + m_layout.rowHeight / 2;
        const double base = m_layout.nameAbove ? top + 40 : middle + size * 1.22;
        if (m_layout.nameAbove) {
            drawTicks(middle);
        }
        const double room =
            m_layout.nameAbove ? m_layout.scoreRight - 150 : m_layout.scaleLeft - 16;
        const std::vector<std::string> name =
            wrapped(row.name, room - (row.blocker ? 34 : 0), size, weight, 1);
        const std::string shown = name.empty() ? "" : name.front();
        m_svg.text({0, base}, shown, {size, weight, row.applies ? kInk : kInk3});
        if (row.blocker) {
            m_svg.add(blockerMark({textWidth(shown, size, weight) + 26, base - size * 1.25}));
        }
        if (row.applies) {
            m_svg.add(intervalBar(row.score, row.known, scaleAt(middle)));
            m_svg.text({m_layout.scoreRight, base}, row.scoreText, {size, weight, kInk, "end"});
            m_svg.text(
                {m_layout.knownRight, base}, row.knownText, {size - 0.4, weight, kInk2, "end"});
        } else {
            m_svg.text({m_layout.knownRight, base}, row.scoreText, {size - 0.4, 400, kInk3, "end"});
        }
        m_svg.line({0, bottom}, {m_layout.width, bottom}, Stroke{kHair, 0.75, {}, false});
    }

    void drawFoot()
    {
        const BarScale scale = scaleAt(0);
        const double base = m_bottom + 42;
        for (const auto& [label, score] : {std::pair("0", 0.0),
                                           std::pair("40", kNotReadyBelow),
                                           std::pair("70", kReadyFrom),
                                           std::pair("90", 0.9),
                                           std::pair("100", 1.0)}) {
            const bool edge = m_layout.nameAbove && (score == 0.0 || score == 1.0);
            const std::string_view anchor = !edge ? "middle" : score == 0.0 ? "start" : "end";
            m_svg.text({place(score, scale), base}, label, {6.6, 400, kInk2, anchor});
        }
        m_svg.text(
            {place(kReadyFrom, scale), base + 31}, "ready from 70", {6.6, 600, kInk, "middle"});
        const bool blockers = std::any_of(
            m_chart.rows.begin(), m_chart.rows.end(), [](const Row& row) { return row.blocker; });
        if (blockers && !m_layout.nameAbove) {
            m_svg.add(blockerMark({13, base - 8}));
            m_svg.text({34, base}, "a blocker lies here", {6.6, 400, kInk2});
        }
    }

    const DimensionBarsChart& m_chart;
    Layout m_layout;
    Svg m_svg;
    double m_bottom = 0;
};

} // namespace

std::string drawDimensionBars(const DimensionBarsChart& chart)
{
    // With few dimensions the rows breathe, so that the chart is as high as what stands beside it.
    constexpr std::size_t kFew = 8;
    Layout layout;
    layout.rowHeight = chart.rows.size() <= kFew ? 72 : layout.rowHeight;
    return Drawing(chart, layout).draw();
}

std::string drawNarrowDimensionBars(const DimensionBarsChart& chart)
{
    return Drawing(chart,
                   Layout{.width = 800,
                          .scaleLeft = 14,
                          .scaleWidth = 772,
                          .scoreRight = 660,
                          .knownRight = 798,
                          .rowHeight = 96,
                          .barHeight = 24,
                          .nameSize = 8.8,
                          .nameAbove = true})
        .draw();
}

std::string drawCoverBars(const DimensionBarsChart& chart)
{
    return Drawing(chart,
                   Layout{.width = 1760,
                          .scaleLeft = 560,
                          .scaleWidth = 860,
                          .scoreRight = 1620,
                          .knownRight = 1758,
                          .rowHeight = 96,
                          .barHeight = 34,
                          .nameSize = 9.4,
                          .nameAbove = false})
        .draw();
}

} // namespace netready
