// SPDX-License-Identifier: Apache-2.0
#include "tests/reports/support/picture.h"

#include "reports/charts/svg.h"

#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

#include "tests/reports/support/markup.h"

namespace netready {

namespace {

std::string_view between(std::string_view text, std::string_view from, std::string_view to)
{
    const std::size_t begin = text.find(from);
    if (begin == std::string_view::npos) {
        return {};
    }
    text.remove_prefix(begin + from.size());
    return text.substr(0, text.find(to));
}

std::string_view valueOf(std::string_view tag, std::string_view name)
{
    return between(tag, " " + std::string(name) + "=\"", "\"");
}

std::optional<double> numberIn(std::string_view text)
{
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number)
                                                                    : std::nullopt;
}

double number(std::string_view tag, std::string_view name)
{
    return numberIn(valueOf(tag, name)).value_or(0);
}

/// Left, right, top and bottom of an element.
struct Ends
{
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
};

Ends endsOfText(std::string_view tag, std::string_view words)
{
    const double units = number(tag, "font-size");
    const double x = number(tag, "x");
    const double y = number(tag, "y");
    if (tag.find("rotate") != std::string_view::npos) {
        return {x, x, y, y};
    }
    const int weight = static_cast<int>(numberIn(valueOf(tag, "font-weight")).value_or(400));
    const double width = textWidth(plainText(words), units / kPoint, weight);
    const std::string_view anchor = valueOf(tag, "text-anchor");
    const double left = anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x;
    return {left, left + width, y - 0.75 * units, y + 0.22 * units};
}

/// All pairs of coordinates of a polygon.
Ends endsOfPolygon(std::string_view points)
{
    Ends ends{1e9, -1e9, 1e9, -1e9};
    while (!points.empty()) {
        const std::string_view pair = points.substr(0, points.find(' '));
        points.remove_prefix(std::min(points.size(), pair.size() + 1));
        const std::size_t comma = pair.find(',');
        const double x = numberIn(pair.substr(0, comma)).value_or(1e9);
        const double y = numberIn(pair.substr(comma + 1)).value_or(1e9);
        ends = {std::min(ends.left, x),
                std::max(ends.right, x),
                std::min(ends.top, y),
                std::max(ends.bottom, y)};
    }
    return ends;
}

std::optional<Ends> endsOf(std::string_view tag, std::string_view words)
{
    const double x = number(tag, "x");
    const double y = number(tag, "y");
    if (tag.starts_with("<rect")) {
        return Ends{x, x + number(tag, "width"), y, y + number(tag, "height")};
    }
    if (tag.starts_with("<text")) {
        return endsOfText(tag, words);
    }
    if (tag.starts_with("<circle")) {
        const double radius = number(tag, "r");
        return Ends{number(tag, "cx") - radius,
                    number(tag, "cx") + radius,
                    number(tag, "cy") - radius,
                    number(tag, "cy") + radius};
    }
    if (tag.starts_with("<line")) {
        return Ends{std::min(number(tag, "x1"), number(tag, "x2")),
                    std::max(number(tag, "x1"), number(tag, "x2")),
                    std::min(number(tag, "y1"), number(tag, "y2")),
                    std::max(number(tag, "y1"), number(tag, "y2"))};
    }
    return tag.starts_with("<polygon") ? std::optional(endsOfPolygon(valueOf(tag, "points")))
                                       : std::nullopt;
}

std::string elementFault(std::string_view tag, std::string_view words, double width, double height)
{
    constexpr double kAir = 2;
    constexpr double kSmallest = 6.2 * kPoint - 0.01;
    const std::string what = std::string(tag.substr(0, 200)) + std::string(words.substr(0, 80));
    // The "?" of a verdict belongs to its mark.
    if (tag.starts_with("<text") && words != "?" && number(tag, "font-size") < kSmallest) {
        return "small type: " + what;
    }
    const std::optional<Ends> ends = endsOf(tag, words);
    const bool inside = !ends || (ends->left >= -kAir && ends->right <= width + kAir &&
                                  ends->top >= -kAir && ends->bottom <= height + kAir);
    return inside ? "" : "outside of the view box: " + what;
}

} // namespace

std::string pictureFault(std::string_view svg)
{
    if (std::string fault = markupFault(svg); !fault.empty()) {
        return fault;
    }
    for (const char* word : {"nan", "inf\"", "inf ", "<script", " id=", "href", "url(", "<image"}) {
        if (svg.find(word) != std::string_view::npos) {
            return std::string("contains ") + word;
        }
    }
    for (const char* word : {"role=\"img\"", "<title>", "<desc>"}) {
        if (svg.find(word) == std::string_view::npos) {
            return std::string("lacks ") + word;
        }
    }
    const std::string_view box = valueOf(svg, "viewBox");
    const std::size_t last = box.rfind(' ');
    const double height = numberIn(box.substr(last + 1)).value_or(0);
    const double width = numberIn(between(box, "0 0 ", " ")).value_or(0);
    if (width != 1760 || height < 40) {
        return "the view box is " + std::string(box);
    }
    std::size_t at = svg.find("</desc>");
    while ((at = svg.find('<', at + 1)) != std::string_view::npos) {
        const std::size_t end = svg.find('>', at);
        const std::string_view tag = svg.substr(at, end - at);
        const std::string_view words = svg.substr(end + 1, svg.find('<', end) - end - 1);
        if (std::string fault = elementFault(tag, words, width, height); !fault.empty()) {
            return fault;
        }
    }
    return "";
}

std::string pictureDescription(std::string_view svg)
{
    return plainText(between(svg, "<desc>", "</desc>"));
}

} // namespace netready
