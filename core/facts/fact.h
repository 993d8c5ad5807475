// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/subject.h"
#include "core/facts/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// How well a fact is known, weakest first. Stored; do not change the numbers.
enum class Origin : std::uint8_t
{
    Assumed = 1,
    Stated = 2,
    Documented = 3,
    Observed = 4,
    Imported = 5,
    Measured = 6
};

[[nodiscard]] std::string_view toString(Origin origin);
[[nodiscard]] std::optional<Origin> originFromText(std::string_view text);

/// One value for one attribute of one subject, with where it comes from.
struct Fact
{
    Value value;
    Origin origin = Origin::Stated;
    std::string author;
    std::string time; ///< ISO 8601, UTC
    std::string note;
    std::string evidence;  ///< id of an attachment or a place in a document
    std::string withdrawn; ///< why the fact is kept but not used; empty while it stands

    bool operator==(const Fact&) const = default;
};

/// Names what a fact is about.
struct FactKey
{
    SubjectKey subject;
    std::string attribute; ///< `fabric.port_speed`
    auto operator<=>(const FactKey&) const = default;
    /// `fabric/main.port_speed`, as on the command line.
    [[nodiscard]] std::string text() const;
    /// Errors: InvalidInput if the text is not `kind/id.attribute`.
    [[nodiscard]] static FactKey parse(std::string_view text);
};

} // namespace netready
