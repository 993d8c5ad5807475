// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan_model.h"

#include <cstdint>
#include <random>

namespace netready {

/// Makes plans to solve, the same for the same seed.
class RandomPlan
{
public:
    explicit RandomPlan(std::uint64_t seed)
        : m_random(seed)
    {}

    /// Some items earn nothing, some cost nothing, some need others or only fit later; some limits
    /// are missing.
    [[nodiscard]] PlanModel next(std::size_t items, std::size_t phases);
    [[nodiscard]] std::size_t below(std::size_t end) { return m_random() % end; }

private:
    /// 0 to 1
    [[nodiscard]] double share() { return static_cast<double>(below(1001)) / 1000; }

    std::mt19937_64 m_random;
};

/// The highest gain of all choices, by trying them.
[[nodiscard]] double exhaustiveGain(const PlanModel& model);

} // namespace netready
