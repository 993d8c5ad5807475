// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/fabric_load.h"
#include "core/network/bottleneck.h"
#include "core/network/failures.h"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A case with its network, laid out once to be looked at in several ways.
struct LaidOut
{
    FabricCase end;
    NetworkLoad network;

    explicit LaidOut(const FabricCase& fabricCase)
        : end(fabricCase)
        , network(fabricCase.network())
    {}
};

/// The loads of one case at a moment, after a failure if one is given.
struct FabricView
{
    const LaidOut& laid;
    Moment moment = Moment::Mean;
    const Failure* lost = nullptr;

    [[nodiscard]] UseOptions use() const { return {moment, laid.end.efficiency}; }
    /// As fullestByTier.
    [[nodiscard]] std::vector<LinkUse> byTier() const;
};

/// The use of a tier in a list of fullestByTier; null if it has no working links.
[[nodiscard]] const LinkUse* ofTier(const std::vector<LinkUse>& uses, std::uint32_t tier);

/// `leaf 2 → spine 1`.
[[nodiscard]] std::string directionName(const Topology& topology, LinkDirection at);

/// What single element is lost.
enum class LossKind : std::uint8_t
{
    Core,
    Spine,
    SpineUplink, ///< one cable between spine and core
    Uplink,      ///< one cable between leaf and spine
    Leaf,
    NodeLink, ///< one cable of a server
    Plane,
    Feed
};
inline constexpr std::array<LossKind, 8> kLossKinds{LossKind::Core,
                                                    LossKind::Spine,
                                                    LossKind::SpineUplink,
                                                    LossKind::Uplink,
                                                    LossKind::Leaf,
                                                    LossKind::NodeLink,
                                                    LossKind::Plane,
                                                    LossKind::Feed};
[[nodiscard]] std::string_view toString(LossKind kind); ///< `spine`, `uplink`, `node-link`, …

/// All failures of a kind; elements that are alike stand once. None if the fabric has no such
/// element; power feeds only where each switch hangs on one of two.
[[nodiscard]] std::vector<Failure> failuresOf(const LaidOut& laid, LossKind kind);

/// The worst that the loss of one element of a kind does to a case.
///
/// Model:  every element is tried. One that stops a job is worse than one that does not; then what
///         loses most; then what leaves the fullest link
struct WorstLoss
{
    Failure failure;
    FailureEffect effect;
    bool stopsJob = false; ///< servers of a job cannot reach each other any more
    std::size_t tried = 0;
};

/// Called before each failure with what has been tried; cancels by returning false.
using GoOn = std::function<bool(std::size_t done)>;

/// Nothing if there is no such element, or if it was cancelled.
/// Errors: as effectOf
[[nodiscard]] std::optional<WorstLoss> worstLoss(const LaidOut& laid,
                                                 const std::vector<Failure>& failures,
                                                 Moment moment,
                                                 const GoOn& goOn = {});

} // namespace netready
