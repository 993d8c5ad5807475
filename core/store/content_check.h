// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

/// A 64-bit digest of values fed one after another. Part of the file format. Finds damage, not
/// forgery.
class Digest
{
public:
    Digest& add(std::string_view text);
    Digest& add(std::uint64_t number);
    Digest& add(std::int64_t number) { return add(static_cast<std::uint64_t>(number)); }
    /// Zero has no sign here, nor in the file.
    Digest& add(double number);

    [[nodiscard]] std::uint64_t value() const;

private:
    std::uint64_t m_state = 0x4E524459;
};

/// Sixteen hexadecimal digits, as check values are kept in the file.
[[nodiscard]] std::string checkText(std::uint64_t check);
/// Nothing if the text is not a check value.
[[nodiscard]] std::optional<std::uint64_t> checkFromText(std::string_view text);

/// Digests of single records. The check of a whole file is their sum modulo 2^64, so that an edit
/// updates it by what it takes away and adds. Facts without any entry give 0.
[[nodiscard]] std::uint64_t contentCheck(const FactKey& key, const std::vector<Fact>& facts);
[[nodiscard]] std::uint64_t contentCheck(const Subject& subject);
[[nodiscard]] std::uint64_t contentCheck(const Waiver& waiver);
[[nodiscard]] std::uint64_t contentCheck(const Note& note);
[[nodiscard]] std::uint64_t contentCheck(const Attachment& attachment);
[[nodiscard]] std::uint64_t contentCheck(const WorkItem& item);

/// What a change adds to the check of the whole.
[[nodiscard]] std::uint64_t checkDifference(const Change& change);

} // namespace netready
