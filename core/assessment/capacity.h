// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// How far a workload can grow, as a multiple of its present size.
struct Headroom
{
    double factor = 0;   ///< 0: not even the smallest size that was tried
    bool isOpen = false; ///< no limit up to kLargestGrowth
    std::string limit;   ///< what is full first; empty if open
};

/// The reverse reading: how much of one workload fits while all others stay as they are.
///
/// Model:  the size of the workload (requests, tasks, accelerators, input) is scaled, and all that
///         follows is computed anew: demand, loads of fabrics, findings. A limit is a link that is
///         full on average, a server that is asked for more than its ports carry, too few ports, or
///         a blocker that fails. Surely fits what passes at the harsh end of the facts, certainly
///         does not what fails at the kind end
/// Shape:  `sure.factor` at most `possible.factor`
/// Limits: that of fabricLoads; limits that fall with size are not looked for
struct Capacity
{
    SubjectKey workload;
    FactKey size;        ///< the attribute that is scaled
    Measure now;         ///< its present range
    Headroom sure;       ///< up to here it fits whatever the open answers are
    Headroom possible;   ///< beyond this it does not fit whatever they are
    std::string problem; ///< why nothing can be said; empty if something can
};

inline constexpr double kSmallestGrowth = 1.0 / 1024;
inline constexpr double kLargestGrowth = 1024;

/// The capacity for each workload, by subject. `goOn` is called before each workload with the
/// number done and all; it cancels by returning false.
[[nodiscard]] std::vector<Capacity>
capacities(const std::shared_ptr<const Knowledge>& knowledge,
           const FactBase& facts,
           AssessOptions options = {},
           const std::function<bool(std::size_t, std::size_t)>& goOn = {});

} // namespace netready
