// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace netready {

/// `data^1 time^-1`, empty for plain numbers; how a dimension is written in the file.
[[nodiscard]] std::string dimensionText(Dimension dimension);
/// Errors: Corrupt if dimensionText did not write the text
[[nodiscard]] Dimension dimensionFromText(std::string_view text);
/// `USD`, empty for none.
[[nodiscard]] std::string_view currencyText(Currency currency);
/// Errors: Corrupt if currencyText did not write the text
[[nodiscard]] Currency currencyFromText(std::string_view text);

/// `quantity`, `choice`, …: the name of the kind of a value in the file.
[[nodiscard]] std::string_view valueKind(const Value& value);

/// JSON forms of the history, of snapshots and of the text export (core/store/README.md). Keys are
/// in alphabetical order; reading gives back exactly what was written.
[[nodiscard]] nlohmann::json toJson(const Value& value);
[[nodiscard]] nlohmann::json toJson(const std::vector<Fact>& facts);
[[nodiscard]] nlohmann::json toJson(const Subject& subject);
[[nodiscard]] nlohmann::json toJson(const Waiver& waiver);
[[nodiscard]] nlohmann::json toJson(const Note& note);
[[nodiscard]] nlohmann::json toJson(const Attachment& attachment);
[[nodiscard]] nlohmann::json toJson(const WorkItem& item);
[[nodiscard]] nlohmann::json toJson(const FactBase& base);

/// Errors: Corrupt if the text is not what toJson() wrote
[[nodiscard]] FactBase factBaseFromJson(std::string_view text);

/// Errors: InvalidInput if the text is not UTF-8
void requireUtf8(const std::string& text);

/// A change as it is kept in the history.
struct ChangeText
{
    std::string record; ///< `facts`, `subject`, `waiver`, `note`, `attachment` or `work_item`
    std::string key;    ///< what it is about
    std::optional<std::string> before;
    std::optional<std::string> after;
};

/// Errors: InvalidInput if a text is not UTF-8, a number is none or a name is not well-formed
[[nodiscard]] ChangeText toText(const Change& change);
/// Errors: Corrupt if the text is not what toText() wrote
[[nodiscard]] Change changeFromText(const ChangeText& text);

} // namespace netready
