// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interval_bar.h"

#include "app/cli/console.h"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

namespace netready {

namespace {

// Where the bands of the engine begin, for the eye only; verdict and letter come from the engine.
constexpr std::size_t kAmberFrom = 16;
constexpr std::size_t kGreenFrom = 28;
constexpr std::size_t kStrongFrom = 36;
static_assert(kAmberFrom == static_cast<std::size_t>(kNotReadyBelow * kBarWidth));
static_assert(kGreenFrom == static_cast<std::size_t>(kReadyFrom * kBarWidth));

// Ends are cut to columns as numbers are cut to points; the margin is for rounding.
constexpr double kMargin = 1e-9;

bool isMark(std::size_t column)
{
    return column == kAmberFrom || column == kGreenFrom || column == kStrongFrom;
}

Ink inkOf(std::size_t column)
{
    return column < kAmberFrom ? Ink::Red : column < kGreenFrom ? Ink::Amber : Ink::Green;
}

} // namespace

std::string intervalBar(ScoreRange score)
{
    const auto columns = [](double end) {
        return static_cast<std::size_t>(std::floor(end * kBarWidth + kMargin));
    };
    const std::size_t certain = columns(score.low);
    const bool isOnePoint = toReadable(score) == toReadable(ScoreRange{score.low, score.low});
    const auto open = isOnePoint
                          ? certain
                          : static_cast<std::size_t>(std::ceil(score.high * kBarWidth - kMargin));
    std::string bar;
    for (std::size_t column = 0; column < kBarWidth; ++column) {
        if (column < certain) {
            bar += inked(inkOf(column), "█");
        } else if (column < open) {
            bar += inked(inkOf(column), "▒");
        } else {
            bar += inked(Ink::Faint, isMark(column) ? "┊" : "·");
        }
    }
    return bar;
}

std::string barScale()
{
    std::string scale = "0";
    for (const auto& [column, label] : std::array<std::pair<std::size_t, std::string_view>, 4>{
             {{kAmberFrom, "40"}, {kGreenFrom, "70"}, {kStrongFrom, "90"}, {kBarWidth, "100"}}}) {
        scale = padded(scale, column - (column == kBarWidth ? 2 : 0)) + std::string(label);
    }
    return scale;
}

} // namespace netready
