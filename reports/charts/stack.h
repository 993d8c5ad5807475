// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <string>
#include <vector>

namespace netready {

/// How security or observability covers a seam.
enum class SeamCover
{
    Full,
    Part,
    None,
    Unknown
};

/// The layers of an estate, the network as the seams between them, and what runs through all.
struct StackChart
{
    struct Layer
    {
        std::string name;
        std::vector<std::string> facts; ///< at most two lines
        ScoreRange score;
        Verdict verdict = Verdict::CannotTell;
        bool known = true; ///< false: nothing is decided
    };
    struct Seam
    {
        std::string name;
        std::string text; ///< need against have
        ScoreRange score;
        Verdict verdict = Verdict::CannotTell;
        bool known = true;
        SeamCover security = SeamCover::Unknown;
        SeamCover observability = SeamCover::Unknown;
    };
    struct Pillar
    {
        std::string name;
        ScoreRange score;
        Verdict verdict = Verdict::CannotTell;
        bool known = true;
    };
    std::vector<Layer> layers;            ///< top to bottom
    std::vector<std::vector<Seam>> seams; ///< seams[i] lie under layers[i]; may be empty
    Pillar security;
    Pillar observability;
    std::string title;
    std::string note;
};

/// Draws it, 176 mm wide and as high as the layers need.
[[nodiscard]] std::string drawStack(const StackChart& chart);

} // namespace netready
