// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/text.h"

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace netready {

/// A validated kebab-case identifier; two kinds of identifier never compare.
template <class Tag>
class KebabId
{
public:
    KebabId() = default;

    /// Errors: InvalidInput if the text is not kebab-case.
    [[nodiscard]] static KebabId parse(std::string_view text)
    {
        if (!isKebabCase(text)) {
            throw Error(ErrorCode::InvalidInput,
                        inQuotes(text) +
                            " is not an identifier: use lowercase letters, digits and hyphens");
        }
        KebabId id;
        id.m_text = text;
        return id;
    }

    [[nodiscard]] const std::string& text() const { return m_text; }
    [[nodiscard]] bool empty() const { return m_text.empty(); }
    auto operator<=>(const KebabId&) const = default;

private:
    std::string m_text;
};

} // namespace netready
