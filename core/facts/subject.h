// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Names a subject: `workload/chat-assistant`. Kinds are snake_case, ids kebab-case.
struct SubjectKey
{
    std::string kind;
    std::string id;

    /// Errors: InvalidInput if the text is not `kind/id`.
    [[nodiscard]] static SubjectKey parse(std::string_view text);
    [[nodiscard]] std::string text() const { return kind + "/" + id; }
    auto operator<=>(const SubjectKey&) const = default;
};

/// A thing that facts are about.
struct Subject
{
    SubjectKey key;
    std::string title;
    bool operator==(const Subject&) const = default;
};

/// A kind of subject, declared in a pack. A singleton kind has exactly the subject `kind/main`.
struct SubjectKind
{
    std::string id;
    std::string plural;
    std::string title;
    std::string help;
    bool singleton = false;
};

inline constexpr std::string_view kSingletonId = "main";

} // namespace netready
