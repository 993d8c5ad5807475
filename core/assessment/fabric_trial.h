// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/fabric_sketch.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// What the worst loss of one element of a kind does.
struct LossOutcome
{
    LossKind kind = LossKind::Spine;
    Truth exists = Truth::True; ///< Open: of feeds, where nobody said how switches hang on them
    std::size_t tried = 0;
    Truth stops = Truth::False; ///< that a job stops
    std::size_t cutOff = 0;     ///< ports of servers, at the harsh end
    Sketch sketch;              ///< with the worst of them lost
    Sketch narrow;              ///< the same with fewer boxes
};

/// A fabric as it is drawn and tried.
struct FabricStudy
{
    FabricShapes shapes;
    FabricLoad load;
    std::optional<Sketch> sketch; ///< nothing while its switches are not known
    std::optional<Sketch> narrow; ///< the same with fewer boxes
    std::vector<LossOutcome> losses;
    bool isTried = false; ///< all losses are there

    [[nodiscard]] const LossOutcome* loss(LossKind kind) const;
};

/// Whether both would be drawn and tried alike.
[[nodiscard]] bool
isSame(const FabricStudy& study, const FabricShapes& shapes, const FabricLoad& load);

/// Draws a fabric, then tries each loss.
///
/// `drawn` is called with what there is: with the picture before losses are tried, then after each
/// kind of them; `goOn(done, all)` before each loss, it cancels by returning false.
[[nodiscard]] FabricStudy
studyFabric(const FabricShapes& shapes,
            const FabricLoad& load,
            const std::function<void(const FabricStudy&)>& drawn,
            const std::function<bool(std::size_t done, std::size_t all)>& goOn);

} // namespace netready
