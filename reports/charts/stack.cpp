// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/stack.h"

#include "reports/charts/marks.h"
#include "reports/charts/svg.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

using Layer = StackChart::Layer;
using Seam = StackChart::Seam;
using Pillar = StackChart::Pillar;

constexpr double kWidth = 1760;
constexpr double kComb = 46;
constexpr double kLayerLeft = 62;
constexpr double kLayerRight = 1146;
constexpr double kScoreRight = 1126;
constexpr double kVerdictLeft = 838;
constexpr double kPillarWidth = 282;
constexpr double kSecurityLeft = 1178;
constexpr double kObservabilityLeft = 1477;
constexpr double kLayerHeight = 122;
constexpr double kHeadHeight = 130; // of a pillar, above the first seam
constexpr double kAir = 12;
constexpr double kEdge = 32;

/// Colours of a verdict: edge and ground.
std::pair<Colour, Colour> coloursOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ready:
        return {kGoodMark, kGoodTint};
    case Verdict::ReadyIf:
        return {kWarn, kWarnTint};
    case Verdict::NotReady:
        return {kBad, kBadTint};
    case Verdict::CannotTell:
        break;
    }
    return {kHatch, kPaper};
}

std::string_view toWords(SeamCover cover)
{
    switch (cover) {
    case SeamCover::Full:
        return "covered";
    case SeamCover::Part:
        return "in part";
    case SeamCover::None:
        return "not covered";
    case SeamCover::Unknown:
        break;
    }
    return "not known";
}

template <class Part>
std::string verdictText(const Part& part)
{
    return std::string(toString(part.verdict)) + ", " + scoreText(part.score, part.known);
}

std::string description(const StackChart& chart)
{
    std::string text;
    for (std::size_t i = 0; i < std::max(chart.layers.size(), chart.seams.size()); ++i) {
        if (i < chart.layers.size()) {
            const Layer& layer = chart.layers[i];
            text += layer.name + ": " + verdictText(layer);
            for (const std::string& fact : layer.facts) {
                text += "; " + fact;
            }
            text += ". ";
        }
        if (i < chart.seams.size()) {
            for (const Seam& seam : chart.seams[i]) {
                text += "Network, " + seam.name + ": " + verdictText(seam) +
                        (seam.text.empty() ? "" : "; " + seam.text) + "; security " +
                        std::string(toWords(seam.security)) + ", observability " +
                        std::string(toWords(seam.observability)) + ". ";
            }
        }
    }
    text += text.empty() ? "No layer is described yet. " : "";
    for (const Pillar* pillar : {&chart.security, &chart.observability}) {
        if (!pillar->name.empty()) {
            text += pillar->name + ": " + verdictText(*pillar) + ". ";
        }
    }
    return text + chart.note;
}

class Drawing
{
public:
    explicit Drawing(const StackChart& chart)
        : m_chart(chart)
    {}

    std::string draw()
    {
        double top = 0;
        for (std::size_t i = 0; i < std::max(m_chart.layers.size(), m_chart.seams.size()); ++i) {
            if (i < m_chart.layers.size()) {
                drawLayer(m_chart.layers[i], top);
                top += kLayerHeight + kAir;
            }
            if (i < m_chart.seams.size() && !m_chart.seams[i].empty()) {
                top = i == 0 ? std::max(top, kHeadHeight + kAir) : top;
                for (const Seam& seam : m_chart.seams[i]) {
                    top = drawSeam(seam, top);
                }
                top += kAir - 3;
            }
        }
        if (m_chart.layers.empty()) {
            m_front.text({kLayerLeft, top + 50}, "No layer is described yet.", {8, 400, kInk2});
        }
        const double bottom = std::max(top - kAir, kHeadHeight);
        drawPillar(m_chart.security, kSecurityLeft, bottom);
        drawPillar(m_chart.observability, kObservabilityLeft, bottom);
        drawComb();
        const double end = drawFoot(bottom + 22);
        Svg all;
        all.add(m_back);
        all.add(m_front);
        return Svg::picture({kWidth, end}, m_chart.title, description(m_chart), all);
    }

private:
    static std::string firstLine(std::string_view text, double width, double size, int weight)
    {
        const auto lines = wrapped(text, width, size, weight, 1);
        return lines.empty() ? std::string() : lines.front();
    }

    /// The status edge and the ground of a box.
    static void drawGround(Svg& svg, Box box, Box edge, Verdict verdict)
    {
        const auto [strong, pale] = coloursOf(verdict);
        svg.rect(box, pale);
        if (verdict == Verdict::CannotTell) {
            svg.hatch(edge);
            svg.frame({box.x + 1, box.y + 1, box.width - 2, box.height - 2},
                      Stroke{kHatch, 0.6, "9 6", false});
        } else {
            svg.rect(edge, strong);
        }
    }

    void drawLayer(const Layer& layer, double top)
    {
        constexpr double kTextLeft = kLayerLeft + kEdge + 20;
        constexpr double kRoom = kVerdictLeft - 24 - kTextLeft;
        drawGround(m_front,
                   {kLayerLeft, top, kLayerRight - kLayerLeft, kLayerHeight},
                   {kLayerLeft, top, kEdge, kLayerHeight},
                   layer.verdict);
        std::vector<std::string> facts;
        if (layer.facts.size() == 1) {
            facts = wrapped(layer.facts.front(), kRoom, 6.8, 400, 2);
        } else {
            for (std::size_t i = 0; i < layer.facts.size() && i < 2; ++i) {
                facts.push_back(firstLine(layer.facts[i], kRoom, 6.8, 400));
            }
        }
        double base = top + (facts.size() > 1 ? 40 : facts.size() == 1 ? 53 : 70);
        m_front.text({kTextLeft, base}, firstLine(layer.name, kRoom, 8.4, 600), {8.4, 600, kInk});
        base += 5;
        for (const std::string& fact : facts) {
            base += 30;
            m_front.text({kTextLeft, base}, fact, {6.8, 400, kInk2});
        }
        m_front.add(verdictMark(layer.verdict, {kVerdictLeft + 14, top + 36}));
        m_front.text({kVerdictLeft + 40, top + 46}, toString(layer.verdict), {7.4, 600, kInk});
        m_front.text({kScoreRight, top + 46},
                     layer.known ? scoreText(layer.score) : "?",
                     {7.4, 600, kInk, "end"});
        const BarScale scale{kVerdictLeft, kScoreRight - kVerdictLeft, top + 87, 20};
        m_front.line({place(0, scale), scale.middle},
                     {place(1, scale), scale.middle},
                     Stroke{kInk3, 0.6, {}, false});
        for (const double tick : {0.0, kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
            const double reach = tick == kReadyFrom ? 17 : 8;
            m_front.line({place(tick, scale), scale.middle - reach},
                         {place(tick, scale), scale.middle + reach},
                         Stroke{tick == kReadyFrom ? kInk : kInk3, 0.6, {}, false});
        }
        m_front.add(intervalBar(layer.score, layer.known, scale));
    }

    /// A mark on a ground of its own, to stand on the accent.
    void drawMark(Verdict verdict, ChartPoint centre)
    {
        constexpr double kHalf = 17.5;
        if (verdict == Verdict::NotReady) {
            m_front.rect({centre.x - kHalf, centre.y - kHalf, 2 * kHalf, 2 * kHalf}, kPaper, 3);
        } else {
            m_front.circle(centre, kHalf, kPaper);
        }
        m_front.add(verdictMark(verdict, centre));
    }

    double drawSeam(const Seam& seam, double top)
    {
        constexpr double kNameLeft = 114;
        constexpr double kTextRight = 988;
        constexpr double kMostName = 480;
        const std::string name = firstLine(seam.name, kMostName, 7.4, 600);
        const double room = kTextRight - kNameLeft - textWidth(name, 7.4, 600) - 30;
        const auto lines = wrapped(seam.text, room, 6.6, 400, 2);
        const double height = lines.size() > 1 ? 80 : 64;
        const double middle = top + height / 2;
        m_seamsTop = m_seamsBottom == 0 ? top : m_seamsTop;
        m_seamsBottom = top + height;
        m_front.rect({0, top, kWidth, height}, kAccent);
        drawMark(seam.verdict, {76, middle});
        m_front.text({kNameLeft, middle + 9}, name, {7.4, 600, kPaper});
        double base = middle + 8 - 14 * static_cast<double>(lines.size() - (lines.empty() ? 0 : 1));
        for (const std::string& line : lines) {
            m_front.text({kTextRight, base}, line, {6.6, 400, kPaper, "end"});
            base += 28;
        }
        m_front.text({kScoreRight, middle + 9},
                     seam.known ? scoreText(seam.score) : "?",
                     {7.4, 600, kPaper, "end"});
        drawCover(m_front, seam.security, {kSecurityLeft + kPillarWidth / 2, middle}, kPaper);
        drawCover(
            m_front, seam.observability, {kObservabilityLeft + kPillarWidth / 2, middle}, kPaper);
        return top + height + 3;
    }

    static void drawCover(Svg& svg, SeamCover cover, ChartPoint centre, Colour colour)
    {
        constexpr double kRadius = 17;
        switch (cover) {
        case SeamCover::Full:
            svg.circle(centre, kRadius + 2, colour);
            break;
        case SeamCover::Part:
            svg.ring(centre, kRadius, Stroke{colour, 1.1, {}, false});
            svg.path("M" + coordinate(centre.x) + " " + coordinate(centre.y - kRadius) +
                         "A17 17 0 0 0 " + coordinate(centre.x) + " " +
                         coordinate(centre.y + kRadius) + "Z",
                     colour);
            break;
        case SeamCover::None:
            svg.ring(centre, kRadius, Stroke{colour, 1.1, {}, false});
            break;
        case SeamCover::Unknown:
            svg.ring(centre, kRadius, Stroke{colour, 0.9, "6 4", false});
            svg.text({centre.x, centre.y + 8}, "?", {6.4, 600, colour, "middle"});
            break;
        }
    }

    void drawPillar(const Pillar& pillar, double left, double bottom)
    {
        constexpr double kLid = 20;
        if (pillar.name.empty()) {
            return;
        }
        drawGround(
            m_back, {left, 0, kPillarWidth, bottom}, {left, 0, kPillarWidth, kLid}, pillar.verdict);
        m_front.text(
            {left + 16, 60}, firstLine(pillar.name, kPillarWidth - 32, 8.4, 600), {8.4, 600, kInk});
        m_front.add(verdictMark(pillar.verdict, {left + 30, 92}));
        m_front.text({left + 52, 101}, toString(pillar.verdict), {7, 600, kInk});
        const std::string score = pillar.known ? scoreText(pillar.score) : "?";
        const double room = kPillarWidth - 52 - 12 - textWidth(toString(pillar.verdict), 7, 600);
        const double base = textWidth(score, 7, 600) + 16 <= room ? 101 : 60;
        m_front.text({left + kPillarWidth - 12, base}, score, {7, 600, kInk, "end"});
    }

    void drawComb()
    {
        if (m_seamsBottom == 0) {
            return;
        }
        m_back.rect({0, m_seamsTop, kComb, m_seamsBottom - m_seamsTop}, kAccent);
        constexpr std::string_view kText = "Network fabric";
        if (m_seamsBottom - m_seamsTop > textWidth(kText, 7.4, 600) + 30) {
            TextStyle style{7.4, 600, kPaper, "middle"};
            style.turned = -90;
            m_front.text({kComb / 2 + 9, (m_seamsTop + m_seamsBottom) / 2}, kText, style);
        }
    }

    double drawFoot(double top)
    {
        constexpr std::array<std::pair<SeamCover, std::string_view>, 4> kKeys{
            {{SeamCover::Full, "seam covered"},
             {SeamCover::Part, "in part"},
             {SeamCover::None, "not covered"},
             {SeamCover::Unknown, "not known"}}};
        double left = 0;
        for (const auto& [cover, words] : kKeys) {
            drawCover(m_front, cover, {left + 20, top + 20}, kAccent);
            m_front.text({left + 48, top + 28}, words, {6.6, 400, kInk2});
            left += 48 + textWidth(words, 6.6) + 36;
        }
        const double room = kWidth - left - 20;
        if (textWidth(m_chart.note, 6.6, 600) <= room) {
            m_front.text({kWidth, top + 28}, m_chart.note, {6.6, 600, kInk, "end"});
            return top + 48;
        }
        double base = top + 74;
        for (const std::string& line : wrapped(m_chart.note, kWidth, 6.8, 600, 3)) {
            m_front.text({0, base}, line, {6.8, 600, kInk});
            base += 30;
        }
        return base - 14;
    }

    const StackChart& m_chart;
    Svg m_back;
    Svg m_front;
    double m_seamsTop = 0;
    double m_seamsBottom = 0;
};

} // namespace

std::string drawStack(const StackChart& chart)
{
    return Drawing(chart).draw();
}

} // namespace netready
