// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/json_tree.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// The bytes of a file as text in UTF-8, without byte order mark and terminal colours, and what
/// readers need of it; made once, shared by recognition and reading.
class EvidenceSource
{
public:
    EvidenceSource(std::string_view name, std::string_view bytes);
    EvidenceSource(const EvidenceSource&) = delete;
    EvidenceSource& operator=(const EvidenceSource&) = delete;

    [[nodiscard]] const std::string& name() const { return m_name; }
    /// Name without folders and without everything from the first point on.
    [[nodiscard]] std::string stem() const;
    [[nodiscard]] std::string_view text() const { return m_text; }
    /// The first 64 KiB, in which a format must show itself.
    [[nodiscard]] std::string_view head() const { return m_text.substr(0, 65536); }
    [[nodiscard]] bool headHas(std::string_view part) const
    {
        return head().find(part) != std::string_view::npos;
    }
    [[nodiscard]] const std::vector<std::string_view>& lines() const { return m_lines; }
    /// True if the last line has no line end, so that it may be cut.
    [[nodiscard]] bool endsInLine() const { return !m_text.empty() && m_text.back() != '\n'; }

    /// True if the text is JSON, perhaps broken, perhaps after lines of something else.
    [[nodiscard]] bool isJson() const { return m_isJson; }
    [[nodiscard]] const JsonTree& json() const { return m_json; }
    /// The first document, also where it is broken; missing if this is no JSON.
    [[nodiscard]] JsonValue root() const
    {
        return m_json.size() > 0 ? m_json.document(0) : JsonValue();
    }
    /// Lines before the first document.
    [[nodiscard]] int linesBefore() const { return m_linesBefore; }

    /// What was repaired while the text was made, each in one sentence.
    [[nodiscard]] const std::vector<std::string>& repairs() const { return m_repairs; }
    /// What keeps the bytes from being text; empty if nothing does.
    [[nodiscard]] const std::string& unreadable() const { return m_unreadable; }

private:
    void decode(std::string_view bytes);
    void findJson();

    std::string m_name;
    std::string m_changed; ///< the text, where it differs from the bytes
    std::string_view m_text;
    std::vector<std::string_view> m_lines;
    JsonTree m_json;
    bool m_isJson = false;
    int m_linesBefore = 0;
    std::vector<std::string> m_repairs;
    std::string m_unreadable;
};

/// The words of a line between blanks and tabs.
[[nodiscard]] std::vector<std::string_view> wordsOf(std::string_view line);
/// What stands between two texts; empty if they are not there.
[[nodiscard]] std::string_view
between(std::string_view text, std::string_view before, std::string_view after);
[[nodiscard]] bool contains(std::string_view text, std::string_view part);
/// ASCII letters in lower case.
[[nodiscard]] std::string lowered(std::string_view text);

} // namespace netready
