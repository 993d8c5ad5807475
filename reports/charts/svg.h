// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A colour of the look: its name is the class that a style sheet may override (dark screens).
struct Colour
{
    std::string_view name;
    std::string_view hex;
    bool operator==(const Colour&) const = default;
};

inline constexpr Colour kInk{"ink", "#15202B"};
inline constexpr Colour kInk2{"ink2", "#46535F"};
inline constexpr Colour kInk3{"ink3", "#66727D"};
inline constexpr Colour kRule{"rule", "#B9C3CB"};
inline constexpr Colour kHair{"hair", "#DFE4E8"};
inline constexpr Colour kWash{"wash", "#F4F6F8"};
inline constexpr Colour kPaper{"paper", "#FFFFFF"};
inline constexpr Colour kAccent{"accent", "#0B4F7D"};
inline constexpr Colour kAccentMid{"mid", "#7FA6C2"};
inline constexpr Colour kAccentTint{"tint", "#DDE8F0"};
inline constexpr Colour kLink{"link", "#9DB6C8"};
inline constexpr Colour kBad{"bad", "#A63C25"};
inline constexpr Colour kWarn{"warn", "#D9992B"};
inline constexpr Colour kWarnCell{"warncell", "#E6B562"};
inline constexpr Colour kWarnText{"warntext", "#80560A"};
inline constexpr Colour kGood{"good", "#3E8E75"};
inline constexpr Colour kGoodCell{"goodcell", "#CBE3D8"};
inline constexpr Colour kGoodMark{"goodmark", "#23674F"};
inline constexpr Colour kBest{"best", "#1F5F4A"};
inline constexpr Colour kBestCell{"bestcell", "#EAF4EF"};
inline constexpr Colour kBadText{"badtext", "#A63C25"};
inline constexpr Colour kBadTint{"badtint", "#F6E3DD"};
inline constexpr Colour kWarnTint{"warntint", "#FAEFD8"};
inline constexpr Colour kGoodTint{"goodtint", "#E3F0EA"};
inline constexpr Colour kHatch{"hatch", "#8A96A1"};
inline constexpr Colour kOnDark{"ondark", "#FFFFFF"};     ///< text on a dark fill, in any scheme
inline constexpr Colour kOnStatus{"onstatus", "#15202B"}; ///< text on a light status colour

/// One point in units of the drawing, 0.1 mm.
inline constexpr double kPoint = 3.5278;

/// How a text is set. Sizes in points, as in the look.
struct TextStyle
{
    double size = 7.6;
    int weight = 400;
    Colour colour = kInk;
    std::string_view anchor = "start"; ///< start, middle, end
    double turned = 0;                 ///< degrees, about its own point
    bool boxed = false;                ///< on a box of paper colour, to stand above lines
};

/// A line: colour, width in points, dashes in units (empty: solid).
struct Stroke
{
    Colour colour = kInk;
    double width = 0.8;
    std::string_view dashes;
    bool round = false;
};

struct ChartPoint
{
    double x = 0;
    double y = 0;
};

/// A box: left, top, width, height.
struct Box
{
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

/// Builds one SVG picture; the unit is 0.1 mm. All texts are escaped; a number that is not finite
/// is written as 0.
class Svg
{
public:
    /// Writes the picture: role `img`, title (what it is), description (all values in order).
    [[nodiscard]] static std::string picture(ChartPoint size,
                                             std::string_view title,
                                             std::string_view description,
                                             const Svg& content);

    void rect(Box box, Colour fill, double radius = 0);
    void frame(Box box, Stroke stroke);
    void line(ChartPoint from, ChartPoint to, Stroke stroke);
    void circle(ChartPoint centre, double radius, Colour fill);
    void ring(ChartPoint centre, double radius, Stroke stroke);
    void polygon(const std::vector<ChartPoint>& corners, Colour fill);
    void path(std::string_view commands, Colour fill, double opacity = 1);
    void path(std::string_view commands, Stroke stroke);
    void text(ChartPoint at, std::string_view text, TextStyle style);
    /// Lines of 45 degrees inside a box, for what is not known.
    void hatch(Box box);
    void add(const Svg& part) { m_text += part.m_text; }

    [[nodiscard]] const std::string& fragment() const { return m_text; }

private:
    std::string m_text;
};

/// Escapes text for XML and HTML, elements and attributes; drops what XML forbids and replaces
/// bytes that are not UTF-8.
[[nodiscard]] std::string escaped(std::string_view text);

/// A coordinate with at most two digits after the point.
[[nodiscard]] std::string coordinate(double value);

/// Width to reserve for a text in units: 0.49 em a letter, 0.63 em a digit, more from weight 600.
[[nodiscard]] double textWidth(std::string_view text, double size, int weight = 400);

/// Breaks a text into at most `most` lines of the width; the last is cut with "…" if it must.
[[nodiscard]] std::vector<std::string>
wrapped(std::string_view text, double width, double size, int weight, std::size_t most);

} // namespace netready
