// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/weave.h"

#include "reports/charts/svg.h"

#include <algorithm>
#include <string>

namespace netready {

namespace {

constexpr double kWidth = 1760;
constexpr double kSpineTop = 0;
constexpr double kSpineHeight = 44;
constexpr double kLeafTop = 466;
constexpr double kLeafHeight = 48;
constexpr double kPortsEnd = 1000;
constexpr double kHeight = 1006;
constexpr std::size_t kMostLeafBlocks = 16;
constexpr std::size_t kMostSpineBlocks = 8;
constexpr std::size_t kMostLines = 400; // above it a line is a bundle
constexpr std::size_t kMostPortLines = 240;
constexpr std::size_t kBundles = 128; // lines below, if a line is not a port

std::size_t blocks(std::size_t count, std::size_t perBlock)
{
    return (count + perBlock - 1) / perBlock;
}

/// Middle of one of several blocks spread over a width.
double middleOf(std::size_t index, std::size_t count, double left, double width)
{
    return left + width * (static_cast<double>(index) + 0.5) / static_cast<double>(count);
}

/// A soft line from above to below, leaving and arriving upright.
std::string strand(ChartPoint from, ChartPoint to)
{
    const double bend = (to.y - from.y) * 0.55;
    return "M" + coordinate(from.x) + " " + coordinate(from.y) + "C" + coordinate(from.x) + " " +
           coordinate(from.y + bend) + " " + coordinate(to.x) + " " + coordinate(to.y - bend) +
           " " + coordinate(to.x) + " " + coordinate(to.y);
}

/// Place of one of several lines along the edge of a block.
double alongEdge(double middle, double width, std::size_t index, std::size_t count)
{
    return middle +
           width * 0.84 * ((static_cast<double>(index) + 0.5) / static_cast<double>(count) - 0.5);
}

std::string blockName(char letter, std::size_t index, std::size_t perBlock, std::size_t count)
{
    const std::size_t first = index * perBlock + 1;
    const std::size_t last = std::min(count, first + perBlock - 1);
    const std::string from = letter + std::to_string(first);
    return first == last ? from : from + "–" + std::to_string(last);
}

class Drawing
{
public:
    explicit Drawing(const WeaveChart& chart)
        : m_chart(chart)
        , m_scale(weaveScale(chart))
        , m_leaves(blocks(chart.leaves, m_scale.leavesPerBlock))
        , m_spines(blocks(chart.spines, m_scale.spinesPerBlock))
        , m_leafWidth(std::min(190.0, 0.82 * kWidth / static_cast<double>(m_leaves)))
        , m_spineWidth(std::min(240.0, 0.8 * kSpan / static_cast<double>(m_spines)))
    {}

    std::string draw()
    {
        drawPorts();
        drawUplinks();
        for (std::size_t i = 0; i < m_spines; ++i) {
            drawBlock({spineMiddle(i) - m_spineWidth / 2, kSpineTop, m_spineWidth, kSpineHeight},
                      blockName('S', i, m_scale.spinesPerBlock, m_chart.spines));
        }
        for (std::size_t i = 0; i < m_leaves; ++i) {
            drawBlock({leafMiddle(i) - m_leafWidth / 2, kLeafTop, m_leafWidth, kLeafHeight},
                      blockName('L', i, m_scale.leavesPerBlock, m_chart.leaves));
        }
        return Svg::picture({kWidth, kHeight}, m_chart.title, description(), m_svg);
    }

private:
    static constexpr double kSpan = 1270; // of the spines

    [[nodiscard]] double leafMiddle(std::size_t i) const
    {
        return middleOf(i, m_leaves, 0, kWidth);
    }
    [[nodiscard]] double spineMiddle(std::size_t i) const
    {
        return middleOf(i, m_spines, (kWidth - kSpan) / 2, kSpan);
    }

    [[nodiscard]] std::string description() const
    {
        return std::to_string(m_chart.spines) + " spine and " + std::to_string(m_chart.leaves) +
               " leaf switches; each leaf has " + std::to_string(m_chart.uplinks) +
               " links up and " + std::to_string(m_chart.downlinks) + " ports down.";
    }

    void drawBlock(Box box, const std::string& name)
    {
        m_svg.rect(box, kInk, 4);
        const double size = textWidth(name, 7.4, 600) < box.width - 12 ? 7.4 : 5.4;
        if (textWidth(name, size, 600) < box.width - 6) {
            m_svg.text({box.x + box.width / 2, box.y + box.height / 2 + size * 1.25},
                       name,
                       {size, 600, kPaper, "middle"});
        }
    }

    /// Uplinks of one leaf block to one spine block that are drawn.
    [[nodiscard]] std::size_t strands(std::size_t spine) const
    {
        if (!m_scale.everyUplink) {
            return 1;
        }
        // Uplinks that do not divide evenly go to the first spines.
        return m_chart.uplinks / m_spines + (spine < m_chart.uplinks % m_spines ? 1 : 0);
    }

    void drawUplinks()
    {
        std::string lines;
        std::size_t ofLeaf = 0;
        for (std::size_t spine = 0; spine < m_spines; ++spine) {
            ofLeaf += strands(spine);
        }
        for (std::size_t leaf = 0; leaf < m_leaves; ++leaf) {
            std::size_t index = 0;
            for (std::size_t spine = 0; spine < m_spines; ++spine) {
                const std::size_t count = strands(spine);
                for (std::size_t strandIndex = 0; strandIndex < count; ++strandIndex) {
                    const double top = alongEdge(spineMiddle(spine),
                                                 m_spineWidth,
                                                 leaf * count + strandIndex,
                                                 m_leaves * count);
                    const double bottom = alongEdge(leafMiddle(leaf), m_leafWidth, index++, ofLeaf);
                    lines += strand({top, kSpineTop + kSpineHeight}, {bottom, kLeafTop});
                }
            }
        }
        const bool many = m_leaves * ofLeaf > 160;
        m_svg.path(lines, Stroke{kAccent, many ? 0.6 : 1, {}, false});
    }

    void drawPorts()
    {
        const std::size_t perLeaf =
            m_scale.everyPort
                ? m_chart.downlinks
                : std::max<std::size_t>(4, std::min(m_chart.downlinks, kBundles / m_leaves));
        const double pitch = kWidth / static_cast<double>(m_leaves);
        std::string lines;
        for (std::size_t leaf = 0; leaf < m_leaves; ++leaf) {
            const double middle = leafMiddle(leaf);
            for (std::size_t port = 0; port < perLeaf; ++port) {
                const double top = alongEdge(middle, m_leafWidth, port, perLeaf);
                const double bottom = alongEdge(middle, pitch * 1.15, port, perLeaf);
                lines += strand({top, kLeafTop + kLeafHeight}, {bottom, kPortsEnd});
                m_svg.circle({bottom, kPortsEnd}, 2.6, kLink);
            }
        }
        m_svg.path(lines, Stroke{kLink, 0.45, {}, false});
    }

    const WeaveChart& m_chart;
    WeaveScale m_scale;
    std::size_t m_leaves;
    std::size_t m_spines;
    double m_leafWidth;
    double m_spineWidth;
    Svg m_svg;
};

} // namespace

WeaveScale weaveScale(const WeaveChart& chart)
{
    WeaveScale scale;
    scale.leavesPerBlock = std::max<std::size_t>(1, blocks(chart.leaves, kMostLeafBlocks));
    scale.spinesPerBlock = std::max<std::size_t>(1, blocks(chart.spines, kMostSpineBlocks));
    const bool grouped = scale.leavesPerBlock > 1 || scale.spinesPerBlock > 1;
    scale.everyUplink =
        !grouped && chart.leaves * chart.uplinks <= kMostLines && chart.uplinks >= chart.spines;
    scale.everyPort = !grouped && chart.leaves * chart.downlinks <= kMostPortLines;
    return scale;
}

std::string drawWeave(const WeaveChart& chart)
{
    if (chart.leaves == 0 || chart.spines == 0 || chart.downlinks == 0 || chart.uplinks == 0) {
        return "";
    }
    return Drawing(chart).draw();
}

} // namespace netready
