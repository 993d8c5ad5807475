// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/marks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace netready {

namespace {

struct Band
{
    double from;
    double to;
    Colour bar;
};
constexpr std::array<Band, 4> kBands{{
    {0, 0.40, kBad},
    {0.40, 0.70, kWarn},
    {0.70, 0.90, kGood},
    {0.90, 1, kBest},
}};

std::string icon(double width, double height, const Svg& content)
{
    return R"(<svg class="mark" aria-hidden="true" focusable="false" viewBox="0 0 )" +
           coordinate(width) + " " + coordinate(height) +
           "\" style=\"width:" + coordinate(width / 30) + "em\">" + content.fragment() + "</svg>";
}

std::string at(ChartPoint centre, double dx, double dy)
{
    return coordinate(centre.x + dx) + " " + coordinate(centre.y + dy);
}

} // namespace

Svg verdictMark(Verdict verdict, ChartPoint centre)
{
    Svg mark;
    switch (verdict) {
    case Verdict::Ready:
        mark.circle(centre, 14, kGoodMark);
        mark.path("M" + at(centre, -6.5, 0.5) + "L" + at(centre, -1.8, 5) + "L" +
                      at(centre, 6.8, -5),
                  Stroke{kOnDark, 1, {}, true});
        break;
    case Verdict::ReadyIf:
        mark.circle(centre, 13.4, kPaper);
        mark.path("M" + at(centre, 0, -12.5) + "A12.5 12.5 0 0 0 " + at(centre, 0, 12.5) + "Z",
                  kWarn);
        mark.ring(centre, 12.5, Stroke{kWarnText, 0.75, {}, false});
        break;
    case Verdict::NotReady:
        mark.rect({centre.x - 13.5, centre.y - 13.5, 27, 27}, kBad, 1.5);
        mark.path("M" + at(centre, -6, -6) + "L" + at(centre, 6, 6) + "M" + at(centre, -6, 6) +
                      "L" + at(centre, 6, -6),
                  Stroke{kOnDark, 1, {}, true});
        break;
    case Verdict::CannotTell:
        mark.circle(centre, 13.4, kPaper);
        mark.ring(centre, 12.4, Stroke{kInk2, 0.65, "5.2 2.6", false});
        mark.text({centre.x, centre.y + 6.6}, "?", {5.2, 700, kInk2, "middle"});
        break;
    }
    return mark;
}

Svg blockerMark(ChartPoint centre)
{
    Svg mark;
    mark.rect({centre.x - 12, centre.y - 11, 24, 4.4}, kBad);
    mark.polygon({{centre.x, centre.y - 3.6},
                  {centre.x + 11, centre.y + 12},
                  {centre.x - 11, centre.y + 12}},
                 kBad);
    return mark;
}

Svg originBars(Origin origin, ChartPoint corner)
{
    constexpr int kLevels = 6;
    constexpr double kStep = 11;
    constexpr double kWidth = 8.6;
    constexpr double kTallest = 24;
    Svg bars;
    for (int level = 1; level <= kLevels; ++level) {
        const double height = kTallest * (0.18 + 0.82 * level / kLevels);
        bars.rect({corner.x + kStep * (level - 1), corner.y + kTallest - height, kWidth, height},
                  level <= static_cast<int>(origin) ? kAccent : kHair);
    }
    return bars;
}

std::string verdictIcon(Verdict verdict)
{
    return icon(30, 30, verdictMark(verdict, {15, 15}));
}

std::string blockerIcon()
{
    return icon(26, 26, blockerMark({13, 13}));
}

std::string originIcon(Origin origin)
{
    return icon(65, 26, originBars(origin, {0, 1}));
}

double place(double score, BarScale scale)
{
    return scale.left + scale.width * std::clamp(std::isfinite(score) ? score : 0.0, 0.0, 1.0);
}

std::string scoreText(ScoreRange score, bool known)
{
    if (!known || !std::isfinite(score.low) || !std::isfinite(score.high)) {
        return "not known";
    }
    return toReadable(
        ScoreRange{std::clamp(score.low, 0.0, 1.0), std::clamp(score.high, 0.0, 1.0)});
}

Svg intervalBar(ScoreRange score, bool known, BarScale scale)
{
    constexpr double kStandsOut = 5.5;
    Svg bar;
    const double left = place(score.low, scale);
    const double right = place(score.high, scale);
    const double top = scale.middle - scale.height / 2;
    if (!known) {
        const Box box{left, top, right - left, scale.height};
        bar.rect(box, kPaper);
        bar.hatch(box);
        bar.frame(box, Stroke{kInk2, 0.5, "9 6", false});
        return bar;
    }
    if (right - left < 4) {
        const double middle = (left + right) / 2;
        const double reach = scale.height * 0.55;
        bar.polygon({{middle, scale.middle - reach},
                     {middle + reach, scale.middle},
                     {middle, scale.middle + reach},
                     {middle - reach, scale.middle}},
                    kInk);
        return bar;
    }
    for (const Band& band : kBands) {
        const double from = std::max(left, place(band.from, scale));
        const double to = std::min(right, place(band.to, scale));
        if (to > from) {
            bar.rect({from, top, to - from, scale.height}, band.bar);
        }
    }
    for (const double end : {left, right}) {
        bar.line({end, top - kStandsOut},
                 {end, top + scale.height + kStandsOut},
                 Stroke{kInk, 0.9, {}, false});
    }
    return bar;
}

std::string miniBar(ScoreRange score, ScoreRange uncapped, bool known, std::string_view title)
{
    const BarScale scale{.left = 6, .width = 500, .middle = 22, .height = 21};
    Svg content;
    content.line({scale.left, scale.middle},
                 {scale.left + scale.width, scale.middle},
                 Stroke{kRule, 0.6, {}, false});
    for (const double tick : {0.0, kNotReadyBelow, kReadyFrom, 0.9, 1.0}) {
        const bool ready = tick == kReadyFrom;
        content.line({place(tick, scale), scale.middle - (ready ? 17 : 8)},
                     {place(tick, scale), scale.middle + (ready ? 17 : 8)},
                     Stroke{ready ? kInk : kRule, 0.6, {}, false});
    }
    content.add(intervalBar(score, known, scale));
    if (known && uncapped.high > score.high + 0.005) { // the ghost of what the gate takes away
        const double from = place(score.high, scale);
        const double to = place(uncapped.high, scale);
        content.frame({from, scale.middle - scale.height / 2, to - from, scale.height},
                      Stroke{kInk3, 0.5, "7 5", false});
        content.line(
            {from, scale.middle - 17}, {from, scale.middle + 17}, Stroke{kBad, 1.8, {}, false});
    }
    return Svg::picture({512, 44}, title, toReadable(score) + " of 100", content);
}

} // namespace netready
