// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/subject.h"
#include "core/units/measure.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// What a work item is about. Stored; do not change the numbers.
enum class WorkKind : std::uint8_t
{
    Action = 1, ///< an action of the packs, done to a subject
    Finding = 2 ///< the finding of a rule about a subject
};
[[nodiscard]] std::string_view toString(WorkKind kind); ///< `action`, `finding`

/// How far it is. Stored; do not change the numbers.
enum class WorkStatus : std::uint8_t
{
    Open = 1,
    InProgress = 2,
    Done = 3,
    Blocked = 4,
    Dropped = 5 ///< decided not to do it
};
[[nodiscard]] std::string_view toString(WorkStatus status); ///< `open`, `in-progress`, …
[[nodiscard]] std::optional<WorkStatus> workStatusFromText(std::string_view text);

/// Names an action or a finding of one subject: `action/widen-leaf-uplinks@fabric/main`.
struct WorkKey
{
    WorkKind kind = WorkKind::Action;
    std::string id; ///< of the action or the rule
    SubjectKey subject;

    /// Errors: InvalidInput if the text is not `action/id@kind/id` or `finding/id@kind/id`.
    [[nodiscard]] static WorkKey parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    auto operator<=>(const WorkKey&) const = default;
};

/// What people decided about an action or a finding: who does it, when, how far it is.
struct WorkItem
{
    WorkKey about;
    WorkStatus status = WorkStatus::Open;
    std::string owner;               ///< empty: nobody yet
    std::optional<std::int32_t> due; ///< day since 1970-01-01
    std::string phase;               ///< id of the phase it is pinned to; empty: the plan chooses
    std::optional<Measure> cost;     ///< money; stands in for the estimate of the packs
    std::optional<Measure> effort;   ///< time of one person; likewise
    std::string note;
    bool operator==(const WorkItem&) const = default;
};

/// Errors: InvalidInput if cost is no money, effort no time, or one of them is negative or no
/// range.
void checkWorkItem(const WorkItem& item);

/// The kind of subject that a phase of the plan is.
inline constexpr std::string_view kPhaseKind = "phase";

} // namespace netready
