// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/fabric_study.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// A load from the kind to the harsh end, over what a link carries.
struct LoadRange
{
    double low = 0;
    double high = 0;
    bool isOpen = false; ///< may be more than `high`: something is not counted

    bool operator==(const LoadRange&) const = default;
};

/// Switches of one tier that are drawn as one box.
struct SketchBlock
{
    std::uint32_t tier = 1;
    std::uint32_t plane = 0; ///< 0: no planes
    std::uint32_t pod = 0;   ///< 0: no pods
    std::uint32_t lastPod = 0;
    std::uint32_t first = 0; ///< position of its first switch in the topology
    std::uint32_t count = 1;
    std::uint32_t lost = 0;
    std::string name;              ///< `L3`, `L1–4`
    std::optional<double> fullest; ///< highest load of a link at it, at the harsh end
};

/// All links between two blocks, drawn as one line.
struct SketchBundle
{
    std::size_t below = 0; ///< block
    std::size_t above = 0;
    std::uint64_t cables = 0;
    std::uint64_t lost = 0;
    std::optional<LoadRange> burst; ///< of the fullest of them
};

/// What hangs below the leaves.
struct SketchFoot
{
    OtherEnd end = OtherEnd::Servers;
    std::string owner; ///< id of the workload, of servers
    std::uint64_t servers = 0;
    std::uint64_t ports = 0; ///< of leaves
    std::uint64_t lost = 0;  ///< ports
    std::optional<LoadRange> burst;
    std::vector<std::size_t> leaves; ///< blocks, rising
};

/// Capacity down over up of the fullest switch of a tier.
struct SketchRatio
{
    std::uint32_t tier = 1;
    double low = 0;
    double high = 0; ///< infinite: a switch has no way up
    double wasLow = 0;
    double wasHigh = 0;
};

/// A link, or all links of a foot, as a row of a table.
struct SketchLink
{
    std::string name;
    std::uint32_t tier = 0;
    std::uint64_t cables = 1;
    double speed = 0; ///< of a cable, bits per second
    std::optional<LoadRange> mean;
    std::optional<LoadRange> burst;
};

/// A fabric ready to be drawn: values only, made beside the interface thread.
struct Sketch
{
    std::vector<SketchBlock> blocks; ///< by tier, then as in the topology
    std::vector<SketchBundle> bundles;
    std::vector<SketchFoot> feet;
    std::array<std::uint32_t, 4> switches{}; ///< by tier, at the harsh end, which is drawn
    std::array<std::uint32_t, 4> most{};     ///< at the kind end
    std::array<std::uint32_t, 4> perBlock{}; ///< most switches in a box, by tier
    std::vector<SketchRatio> ratios;
    std::map<std::uint32_t, LoadRange> mean; ///< of the fullest link, by tier of link
    std::map<std::uint32_t, LoadRange> burst;
    std::string worstLink; ///< name; empty: loads are not known
    std::optional<LoadRange> worst;
    std::vector<SketchLink> links; ///< fullest first, at most kMostLinks
    std::size_t allLinks = 0;      ///< that could stand there
    std::string lost;              ///< what is lost; empty: nothing
    std::uint32_t planes = 1;
};
inline constexpr std::size_t kMostLinks = 400;

/// What is drawn: two cases, or shapes alone where no loads are known.
struct SketchInput
{
    const LaidOut* kind = nullptr;
    const LaidOut* harsh = nullptr; ///< as kind if it is not known
    bool isOpen = false;            ///< loads may be higher than at the harsh end
    const ClosShape* kindShape = nullptr;
    const ClosShape* harshShape = nullptr;
    const Failure* kindLost = nullptr;
    const Failure* harshLost = nullptr;
    bool isNarrow = false; ///< fewer boxes
};
[[nodiscard]] Sketch makeSketch(const SketchInput& input);

} // namespace netready
