// SPDX-License-Identifier: Apache-2.0
#include "core/facts/fact.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <array>
#include <utility>

namespace netready {

namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 6> kOrigins{{
    {Origin::Assumed, "assumed"},
    {Origin::Stated, "stated"},
    {Origin::Documented, "documented"},
    {Origin::Observed, "observed"},
    {Origin::Imported, "imported"},
    {Origin::Measured, "measured"},
}};

} // namespace

std::string_view toString(Origin origin)
{
    for (const auto& [known, text] : kOrigins) {
        if (known == origin) {
            return text;
        }
    }
    return "";
}

std::optional<Origin> originFromText(std::string_view text)
{
    for (const auto& [origin, known] : kOrigins) {
        if (known == text) {
            return origin;
        }
    }
    return std::nullopt;
}

std::string FactKey::text() const
{
    return subject.text() + "." + attribute.substr(attribute.find('.') + 1);
}

FactKey FactKey::parse(std::string_view text)
{
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) +
                        " does not name an attribute: write kind/id.attribute, such as "
                        "site/main.rack_power");
    }
    FactKey key;
    key.subject = SubjectKey::parse(text.substr(0, dot));
    key.attribute = key.subject.kind + "." + std::string(text.substr(dot + 1));
    return key;
}

} // namespace netready
