// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/value.h"
#include "core/network/clos_topology.h"
#include "core/network/fabric_quantities.h"
#include "core/network/routing.h"
#include "core/units/interval.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace netready {

struct FabricCase;
struct FabricLoad;

/// A computed number of a fabric. Without a range it is open, or a problem says why there is none.
struct FabricNumber
{
    std::optional<Interval<double>> range;
    std::string problem;
    bool notApplicable = false;      ///< the problem is none of the client's
    std::vector<SlotId> inputs = {}; ///< what it rests on, ascending
};

/// By FabricQuantity.
using FabricNumbers = std::array<FabricNumber, kFabricQuantityCount>;

/// What a case comes to; nothing where the fabric has no such links.
struct CaseNumbers
{
    std::optional<double> linkMean;
    std::optional<double> linkBurst;
    std::optional<double> uplinkMean;
    std::optional<double> uplinkBurst;
    std::optional<double> linkMeanOneLost;
};

/// The cases that were computed last, for they come back: most edits move one end of one phase, and
/// an answer that is only tried is taken back.
class FabricCases
{
public:
    FabricCases();
    ~FabricCases();
    FabricCases(FabricCases&& other) noexcept;
    FabricCases& operator=(FabricCases&& other) noexcept;

    /// What a case comes to, computed if it is not among them; what it comes to when something is
    /// lost only if asked for. Lives until the next call.
    [[nodiscard]] const CaseNumbers& of(const FabricCase& end, bool withLoss);

    /// Bisection of a topology as a share of the full one, likewise.
    [[nodiscard]] double bisectionShare(const ClosShape& shape);

private:
    struct Known;
    std::vector<Known> m_known; ///< the latest first
    std::vector<std::pair<ClosShape, double>> m_shapes;
};

/// The numbers of a fabric from its loads in the three phases.
///
/// Shape:  from the kind to the harsh end; what is not counted or does not fit leaves the upper end
///         of a load open, at kMostLoad
[[nodiscard]] FabricNumbers fabricNumbers(std::span<const FabricLoad, 3> byPhase,
                                          FabricCases& cases);

/// What the fullest link between switches carries of what it can, at the mean or while everything
/// bursts, in the phase of the load.
///
/// Shape:  as fabricNumbers; not applicable for a single layer
[[nodiscard]] FabricNumber uplinkUse(const FabricLoad& load, Moment moment, FabricCases& cases);

inline constexpr double kMostLoad = 1e6;

} // namespace netready
