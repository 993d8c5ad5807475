// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace netready {

/// The steps of planning on a line: which are done, which are open, and what came too early.
struct SequenceChart
{
    enum class State
    {
        Done,
        InPart,
        Open,
        Repair,
        Planned
    };
    struct Step
    {
        std::string name;
        State state = State::Open;
        std::string word;  ///< of the state: `in part`
        std::string text;  ///< at most two short lines
        std::string phase; ///< `→ phase 1`; may be empty
    };
    std::vector<Step> steps;
    std::string title;
    /// Step `from` was taken before step `to`; places in `steps`, from 0.
    struct TooEarly
    {
        std::size_t from = 0;
        std::size_t to = 0;
        std::string text;
    };
    std::vector<TooEarly> early;
};

/// Draws it, 176 mm wide; more than nine steps go on in a second line.
[[nodiscard]] std::string drawSequence(const SequenceChart& chart);

} // namespace netready
