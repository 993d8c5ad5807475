// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/facts/fact_base.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace netready {

/// One state of a client that is compared.
struct ComparedState
{
    const FactBase& facts;
    const Assessment& assessment;
};

/// Something that stands differently in two states; an empty text means that it is not there.
struct Difference
{
    std::string name;
    std::string before;
    std::string after;
};

/// What differs between two states of a client.
struct Comparison
{
    std::vector<Difference> subjects; ///< titles; only those that came, went or were renamed
    std::vector<Difference> facts;    ///< `fabric/main.port_speed`: value and origin
    std::vector<Difference> waivers;
    std::vector<Difference> work;     ///< `action/id@subject`: status, owner, phase, …
    std::vector<Difference> scores;   ///< site, workloads, dimensions; only those that moved
    std::vector<Difference> findings; ///< `rule subject`: status

    [[nodiscard]] bool empty() const;
};

/// Shape:   each list by name; scores: site, workloads, dimensions
[[nodiscard]] Comparison compare(const ComparedState& before, const ComparedState& after);

[[nodiscard]] nlohmann::ordered_json comparisonJson(const Comparison& comparison);
void printComparison(const Comparison& comparison);

} // namespace netready
