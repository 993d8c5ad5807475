// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/svg.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace netready {

namespace {

std::string attribute(std::string_view name, std::string_view value)
{
    return " " + std::string(name) + "=\"" + std::string(value) + "\"";
}

std::string attribute(std::string_view name, double value)
{
    return attribute(name, coordinate(value));
}

std::string fillAttributes(Colour fill)
{
    return attribute("class", "f-" + std::string(fill.name)) + attribute("fill", fill.hex);
}

std::string strokeAttributes(const Stroke& stroke)
{
    std::string text = attribute("class", "s-" + std::string(stroke.colour.name)) +
                       " fill=\"none\"" + attribute("stroke", stroke.colour.hex) +
                       attribute("stroke-width", stroke.width * kPoint);
    if (!stroke.dashes.empty()) {
        text += attribute("stroke-dasharray", stroke.dashes);
    }
    if (stroke.round) {
        text += R"( stroke-linecap="round" stroke-linejoin="round")";
    }
    return text;
}

/// Length in bytes of the UTF-8 sequence at the start of the text; 0 if it is none.
std::size_t sequenceLength(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t length = byte(0) < 0x80                       ? 1
                               : byte(0) >= 0xC2 && byte(0) <= 0xDF ? 2
                               : byte(0) >= 0xE0 && byte(0) <= 0xEF ? 3
                               : byte(0) >= 0xF0 && byte(0) <= 0xF4 ? 4
                                                                    : 0;
    if (length == 0 || length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    // Overlong forms, surrogates and what lies beyond Unicode.
    const bool bad = (byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xED && byte(1) > 0x9F) ||
                     (byte(0) == 0xF0 && byte(1) < 0x90) || (byte(0) == 0xF4 && byte(1) > 0x8F);
    return bad ? 0 : length;
}

/// Widths of Inter from the space on, in hundredths of an em; digits as tabular figures.
// clang-format off
constexpr std::array<int, 95> kWidths{
    28, 28, 40, 63, 64, 81, 64, 22, 36, 36, 50, 66, 28, 46, 28, 36, 63, 63, 63,
    63, 63, 63, 63, 63, 63, 63, 28, 28, 66, 66, 66, 51, 94, 68, 65, 73, 72, 60,
    59, 74, 74, 26, 54, 65, 56, 89, 75, 76, 63, 76, 64, 64, 64, 74, 68, 95, 64,
    66, 62, 36, 36, 36, 47, 45, 50, 56, 62, 56, 62, 58, 36, 61, 59, 24, 24, 54,
    24, 87, 59, 60, 61, 61, 37, 52, 36, 58, 56, 81, 54, 56, 54, 36, 33, 36, 66,
};
// clang-format on

double characterWidth(std::string_view sequence, int weight)
{
    constexpr double kSemiBold = 1.045; // wider than regular
    constexpr double kOther = 0.60;     // Latin with accents, dashes, quotes
    constexpr double kWideScript = 1.0;
    const auto byte = static_cast<unsigned char>(sequence.front());
    double em = byte < 0xE3 ? kOther : kWideScript;
    if (byte >= 0x20 && byte < 0x7F) {
        em = kWidths[byte - 0x20U] / 100.0;
    }
    return weight >= 600 ? em * kSemiBold : em;
}

std::vector<std::string_view> words(std::string_view text)
{
    std::vector<std::string_view> found;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            found.push_back(word);
        }
    }
    return found;
}

/// The text cut so that it fits with "…" at its end.
std::string cut(std::string_view text, double width, double size, int weight)
{
    if (textWidth(text, size, weight) <= width) {
        return std::string(text);
    }
    std::string kept;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, sequenceLength(text));
        const std::string next = kept + std::string(text.substr(0, length));
        if (textWidth(next + "…", size, weight) > width) {
            break;
        }
        kept = next;
        text.remove_prefix(length);
    }
    return std::string(trimmed(kept)) + "…";
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        const std::string_view sequence = text.substr(0, std::max<std::size_t>(1, length));
        if (length == 0) {
            result += "\xEF\xBF\xBD";
        } else if (sequence == "&") {
            result += "&amp;";
        } else if (sequence == "<") {
            result += "&lt;";
        } else if (sequence == ">") {
            result += "&gt;";
        } else if (sequence == "\"") {
            result += "&quot;";
        } else if (sequence == "'") {
            result += "&#39;";
        } else if (length == 1 && static_cast<unsigned char>(sequence[0]) < 0x20) {
            result += sequence == "\t" || sequence == "\n" ? " " : "";
        } else if (sequence != "\x7F" && sequence != "\xEF\xBF\xBE" && sequence != "\xEF\xBF\xBF") {
            result += sequence;
        }
        text.remove_prefix(sequence.size());
    }
    return result;
}

std::string coordinate(double value)
{
    if (!std::isfinite(value)) {
        return "0";
    }
    constexpr double kHundredths = 100;
    const double rounded = std::round(value * kHundredths) / kHundredths;
    return toText(rounded == 0 ? 0 : rounded); // no minus zero
}

double textWidth(std::string_view text, double size, int weight)
{
    double em = 0;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, sequenceLength(text));
        em += characterWidth(text.substr(0, length), weight);
        text.remove_prefix(length);
    }
    return em * size * kPoint;
}

std::vector<std::string>
wrapped(std::string_view text, double width, double size, int weight, std::size_t most)
{
    std::vector<std::string> lines;
    std::string line;
    for (const std::string_view word : words(text)) {
        const std::string longer =
            line.empty() ? std::string(word) : line + " " + std::string(word);
        if (textWidth(longer, size, weight) <= width || line.empty()) {
            line = longer;
            continue;
        }
        if (lines.size() + 1 == most) {
            line = longer; // cut below
            break;
        }
        lines.push_back(cut(line, width, size, weight));
        line = word;
    }
    if (!line.empty()) {
        lines.push_back(cut(line, width, size, weight));
    }
    return lines;
}

std::string Svg::picture(ChartPoint size,
                         std::string_view title,
                         std::string_view description,
                         const Svg& content)
{
    return R"(<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 )" +
           coordinate(size.x) + " " + coordinate(size.y) + "\"" +
           attribute("width", coordinate(size.x / 10) + "mm") +
           attribute("height", coordinate(size.y / 10) + "mm") +
           " font-family=\"Inter, Arial, sans-serif\"><title>" + escaped(title) + "</title><desc>" +
           escaped(description) + "</desc>" + content.m_text + "</svg>";
}

void Svg::rect(Box box, Colour fill, double radius)
{
    m_text += "<rect" + attribute("x", box.x) + attribute("y", box.y) +
              attribute("width", std::max(0.0, box.width)) +
              attribute("height", std::max(0.0, box.height)) +
              (radius > 0 ? attribute("rx", radius) : "") + fillAttributes(fill) + "/>";
}

void Svg::frame(Box box, Stroke stroke)
{
    m_text += "<rect" + attribute("x", box.x) + attribute("y", box.y) +
              attribute("width", std::max(0.0, box.width)) +
              attribute("height", std::max(0.0, box.height)) + strokeAttributes(stroke) + "/>";
}

void Svg::line(ChartPoint from, ChartPoint to, Stroke stroke)
{
    m_text += "<line" + attribute("x1", from.x) + attribute("y1", from.y) + attribute("x2", to.x) +
              attribute("y2", to.y) + strokeAttributes(stroke) + "/>";
}

void Svg::circle(ChartPoint centre, double radius, Colour fill)
{
    m_text += "<circle" + attribute("cx", centre.x) + attribute("cy", centre.y) +
              attribute("r", radius) + fillAttributes(fill) + "/>";
}

void Svg::ring(ChartPoint centre, double radius, Stroke stroke)
{
    m_text += "<circle" + attribute("cx", centre.x) + attribute("cy", centre.y) +
              attribute("r", radius) + strokeAttributes(stroke) + "/>";
}

void Svg::polygon(const std::vector<ChartPoint>& corners, Colour fill)
{
    std::string points;
    for (const ChartPoint corner : corners) {
        points += (points.empty() ? "" : " ") + coordinate(corner.x) + "," + coordinate(corner.y);
    }
    m_text += "<polygon" + attribute("points", points) + fillAttributes(fill) + "/>";
}

void Svg::path(std::string_view commands, Colour fill, double opacity)
{
    m_text += "<path" + attribute("d", commands) + fillAttributes(fill) +
              (opacity < 1 ? attribute("fill-opacity", opacity) : "") + " fill-rule=\"evenodd\"/>";
}

void Svg::path(std::string_view commands, Stroke stroke)
{
    m_text += "<path" + attribute("d", commands) + strokeAttributes(stroke) + "/>";
}

void Svg::text(ChartPoint at, std::string_view text, TextStyle style)
{
    if (style.boxed) {
        const double width = textWidth(text, style.size, style.weight);
        const double left = style.anchor == "end"      ? at.x - width
                            : style.anchor == "middle" ? at.x - width / 2
                                                       : at.x;
        const double size = style.size * kPoint;
        rect({left, at.y - 0.8 * size, width, 1.05 * size}, kPaper);
    }
    m_text += "<text" + attribute("x", at.x) + attribute("y", at.y) +
              attribute("font-size", style.size * kPoint) +
              (style.weight == 400 ? "" : attribute("font-weight", style.weight)) +
              (style.anchor == "start" ? "" : attribute("text-anchor", style.anchor)) +
              (style.turned == 0 ? ""
                                 : attribute("transform",
                                             "rotate(" + coordinate(style.turned) + " " +
                                                 coordinate(at.x) + " " + coordinate(at.y) + ")")) +
              fillAttributes(style.colour) + ">" + escaped(text) + "</text>";
}

void Svg::hatch(Box box)
{
    constexpr double kStep = 17; // 1.2 mm between the lines
    constexpr double kWidth = 0.45;
    std::string lines;
    for (int index = 0; kStep * (index + 0.5) < box.width + box.height; ++index) {
        // The line x + y = start inside the box.
        const double start = kStep * (index + 0.5);
        const double fromX = std::min(start, box.width);
        const double toX = std::max(0.0, start - box.height);
        lines += "M" + coordinate(box.x + fromX) + " " + coordinate(box.y + start - fromX) + "L" +
                 coordinate(box.x + toX) + " " + coordinate(box.y + start - toX);
    }
    path(lines, Stroke{kHatch, kWidth, {}, false});
}

} // namespace netready
