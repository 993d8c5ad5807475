// SPDX-License-Identifier: Apache-2.0
#include "core/expr/schema.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace netready {

namespace {

std::uint64_t mask(const Attribute& attribute, const std::vector<std::string>& options)
{
    std::uint64_t bits = 0;
    for (const std::string& option : options) {
        if (const auto index = attribute.optionIndex(option)) {
            bits |= std::uint64_t{1} << *index;
        }
    }
    return bits;
}

std::uint64_t allOptions(const Attribute& attribute)
{
    constexpr std::size_t kBits = 64;
    return attribute.options.size() >= kBits ? ~std::uint64_t{0}
                                             : (std::uint64_t{1} << attribute.options.size()) - 1;
}

std::int64_t wholeNumber(double value)
{
    constexpr double kBeyond = 9223372036854775808.0; // 2^63
    if (value >= kBeyond) {
        return std::numeric_limits<std::int64_t>::max();
    }
    if (value <= -kBeyond) {
        return std::numeric_limits<std::int64_t>::min();
    }
    return static_cast<std::int64_t>(value);
}

ExprValue number(const Attribute& attribute, double low, double high)
{
    switch (attribute.type) {
    case AttributeType::Count:
        return ExprValue::ofInt(wholeNumber(std::ceil(low)), wholeNumber(std::floor(high)));
    case AttributeType::Quantity:
        return ExprValue::ofQuantity(low, high, attribute.dimension);
    case AttributeType::Ratio:
    case AttributeType::Boolean:
    case AttributeType::Choice:
    case AttributeType::Choices:
    case AttributeType::Text:
    case AttributeType::Reference:
    case AttributeType::Date:
        break;
    }
    return ExprValue::ofDouble(low, high);
}

/// Everything that the attribute could be.
ExprValue domain(const Attribute& attribute)
{
    switch (attribute.type) {
    case AttributeType::Quantity:
    case AttributeType::Count:
    case AttributeType::Ratio:
        return number(attribute, attribute.domainLow, attribute.domainHigh);
    case AttributeType::Boolean:
        return ExprValue::openBool(0);
    case AttributeType::Choice:
        return ExprValue::ofChoice(allOptions(attribute));
    case AttributeType::Choices:
        return ExprValue::ofChoices(0, allOptions(attribute));
    case AttributeType::Text:
    case AttributeType::Reference:
    case AttributeType::Date:
        break;
    }
    return ExprValue::unknown(0);
}

/// The value of a fact. One that does not fit the attribute, as after a change of the packs, says
/// nothing: the whole domain.
ExprValue known(const Attribute& attribute, const Value& value)
{
    const AttributeType type = attribute.type;
    return std::visit(
        Overloaded{
            [&](const NotKnown&) { return domain(attribute); },
            [&](const NotApplicable& none) { return ExprValue::ofError(none.reason, true); },
            [&](bool yes) {
                return type == AttributeType::Boolean ? ExprValue::ofBool(yes) : domain(attribute);
            },
            [&](const Measure& measure) {
                const bool fits = attribute.isNumber() && measure.dimension == attribute.dimension;
                return fits ? number(attribute, measure.low, measure.high) : domain(attribute);
            },
            [&](const Choice& choice) {
                const std::uint64_t bits = mask(attribute, choice.remaining);
                return type == AttributeType::Choice && bits != 0 ? ExprValue::ofChoice(bits)
                                                                  : domain(attribute);
            },
            [&](const ChoiceSet& set) {
                return type == AttributeType::Choices
                           ? ExprValue::ofChoices(mask(attribute, set.certain),
                                                  mask(attribute, set.possible))
                           : domain(attribute);
            },
            [&](const Text& text) {
                return type == AttributeType::Text ? ExprValue::ofString(text.text)
                                                   : domain(attribute);
            },
            [&](const Reference&) {
                return type == AttributeType::Reference ? ExprValue() : domain(attribute);
            },
            [&](const Date& date) {
                return type == AttributeType::Date ? ExprValue::ofDate(date.firstDay, date.lastDay)
                                                   : domain(attribute);
            },
        },
        value);
}

} // namespace

Schema::Schema(const std::vector<SubjectKind>& kinds, const std::vector<Attribute>& attributes)
{
    m_kinds.reserve(kinds.size());
    for (const SubjectKind& kind : kinds) {
        m_kinds.push_back({kind, {}});
    }
    for (const Attribute& attribute : attributes) {
        if (const auto kind = kindIndex(attribute.kind)) {
            m_kinds[*kind].fields.push_back(&attribute);
        }
    }
    for (Kind& kind : m_kinds) {
        std::sort(kind.fields.begin(),
                  kind.fields.end(),
                  [](const Attribute* a, const Attribute* b) { return a->id < b->id; });
    }
}

std::optional<std::uint32_t> Schema::kindIndex(std::string_view id) const
{
    const auto found = std::find_if(
        m_kinds.begin(), m_kinds.end(), [&](const Kind& kind) { return kind.kind.id == id; });
    return found == m_kinds.end()
               ? std::nullopt
               : std::optional(static_cast<std::uint32_t>(found - m_kinds.begin()));
}

std::optional<std::uint32_t> Schema::fieldIndex(std::uint32_t kind, std::string_view name) const
{
    // Ids of one kind share the prefix, so their order is that of the names.
    const std::vector<const Attribute*>& fields = m_kinds.at(kind).fields;
    const auto found = std::lower_bound(
        fields.begin(), fields.end(), name, [](const Attribute* field, std::string_view wanted) {
            return field->name < wanted;
        });
    return found == fields.end() || (*found)->name != name
               ? std::nullopt
               : std::optional(static_cast<std::uint32_t>(found - fields.begin()));
}

ExprValue toExprValue(const Attribute& attribute, const Resolution& resolution, SlotId slot)
{
    const bool isKnown = resolution.knowing == Knowing::Known;
    const bool applies = resolution.knowing != Knowing::NotApplicable;
    ExprValue value = isKnown || !applies ? known(attribute, resolution.value) : domain(attribute);
    if (resolution.used.empty() && !isKnown && applies) {
        value.origin = 0;
    } else {
        value.origin = static_cast<std::uint8_t>(resolution.origin);
    }
    const bool isMeasured = isKnown && resolution.origin >= Origin::Observed;
    if (!value.isExact() && (!isMeasured || value.kind == ExprKind::Unknown)) {
        value.missing = MissingSets::leaf(slot);
    }
    return value;
}

Value valueOf(const Attribute& attribute, const ExprValue& value)
{
    const auto options = [&](std::uint64_t bits) {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < attribute.options.size(); ++i) {
            if (((bits >> i) & 1U) != 0) {
                ids.push_back(attribute.options[i].id);
            }
        }
        return ids;
    };
    switch (value.kind) {
    case ExprKind::Bool:
        return value.truth == Truth::Open ? Value(NotKnown{}) : Value(value.truth == Truth::True);
    case ExprKind::Int:
        return Measure{static_cast<double>(value.ints.low),
                       static_cast<double>(value.ints.high),
                       attribute.dimension,
                       Currency::None,
                       attribute.unit};
    case ExprKind::Double:
    case ExprKind::Quantity:
        return Measure{value.doubles.low,
                       value.doubles.high,
                       attribute.dimension,
                       Currency::None,
                       attribute.unit};
    case ExprKind::Choice:
        return Choice{options(value.options.possible)};
    case ExprKind::Choices:
        return ChoiceSet{options(value.options.certain), options(value.options.possible)};
    case ExprKind::String:
        return Text{std::string(value.string())};
    case ExprKind::Object:
        return Reference{std::string(value.object->id)};
    case ExprKind::Date:
        return Date{static_cast<std::int32_t>(value.ints.low),
                    static_cast<std::int32_t>(value.ints.high)};
    case ExprKind::Null:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Type:
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    return NotKnown{};
}

} // namespace netready
