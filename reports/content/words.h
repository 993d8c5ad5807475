// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// `no`, `one` … `twelve`, then digits.
[[nodiscard]] std::string numberWord(std::size_t count);
/// `1 blocker`, `3 blockers`, `no blocker`; the number in digits.
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// `one blocker`, `three blockers`, `no blocker`; the number in words.
[[nodiscard]] std::string inWords(std::size_t count, std::string_view one, std::string_view many);
/// With a capital first letter (ASCII).
[[nodiscard]] std::string capitalised(std::string text);
/// `a`, `a and b`, `a, b and c`.
[[nodiscard]] std::string listed(const std::vector<std::string>& parts);
/// With a full stop at its end if it has no mark there.
[[nodiscard]] std::string sentence(std::string text);
[[nodiscard]] std::size_t wordCount(std::string_view text);
/// At most so many code points, the last replaced by "…" if something was cut.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

/// The first names: `a; b; and 12 more`.
[[nodiscard]] std::string firstOf(std::vector<std::string> names, std::size_t most);

/// `68 %` with a narrow no-break space; 0 and 100 only if the share is exactly that.
[[nodiscard]] std::string percent(double share);
/// Whole percentages that add up to 100, largest remainder first; all 0 if all shares are 0.
[[nodiscard]] std::vector<int> percentages(std::span<const double> shares);

/// `25 November 2026` from `2026-11-25` or a longer ISO time; the text itself if it is none.
[[nodiscard]] std::string dayForPeople(std::string_view iso);

/// The day of an ISO date; nothing if the text is none.
[[nodiscard]] std::optional<std::int32_t> isoDay(std::string_view iso);

/// `8 Oct 2026`.
[[nodiscard]] std::string shortDay(std::string_view iso);

/// `data science` from `data-science`.
[[nodiscard]] std::string roleText(std::string_view role);

/// Title of a subject, its id if it has none.
[[nodiscard]] std::string subjectTitle(const SubjectKey& key, const FactBase& facts);
/// A value for people: options by title, references by title, ranges with an en dash.
[[nodiscard]] std::string
readable(const Value& value, const Attribute& attribute, const FactBase& facts);
/// `Speed of a leaf uplink (Leaf-spine)`.
[[nodiscard]] std::string
factTitle(const FactKey& key, const Knowledge& knowledge, const FactBase& facts);

/// Verdict as the engine says it, with a capital first letter.
[[nodiscard]] std::string verdictWord(Verdict verdict);
/// `Read`, `Second-hand`, `Vendor claim`, `Judgement`.
[[nodiscard]] std::string statusWord(SourceStatus status);

} // namespace netready
