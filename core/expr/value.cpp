// SPDX-License-Identifier: Apache-2.0
#include "core/expr/value.h"

#include <algorithm>
#include <bit>

namespace netready {

namespace {

// Handles with this bit are unions (index in the table), those without are slots plus one.
constexpr MissingHandle kUnionBit = 0x80000000U;

ExprValue ofKind(ExprKind kind)
{
    ExprValue value;
    value.kind = kind;
    return value;
}

bool allExact(std::span<const ExprValue> items)
{
    return std::all_of(items.begin(), items.end(), [](const ExprValue& item) {
        return !item.optional && item.isExact();
    });
}

bool allExact(std::span<const MapEntry> entries)
{
    return std::all_of(entries.begin(), entries.end(), [](const MapEntry& entry) {
        return entry.key.isExact() && entry.value.isExact();
    });
}

} // namespace

MissingHandle MissingSets::joinTwo(MissingHandle a, MissingHandle b)
{
    const auto holds = [this](MissingHandle whole, MissingHandle part) {
        if ((whole & kUnionBit) == 0) {
            return false;
        }
        const auto& [first, second] = m_unions[whole & ~kUnionBit];
        return first == part || second == part;
    };
    if (holds(a, b)) {
        return a;
    }
    if (holds(b, a)) {
        return b;
    }
    m_unions.emplace_back(a, b);
    return static_cast<MissingHandle>(m_unions.size() - 1) | kUnionBit;
}

std::vector<SlotId> MissingSets::slots(MissingHandle handle) const
{
    std::vector<SlotId> result;
    std::vector<bool> seen(m_unions.size());
    std::vector<MissingHandle> open{handle};
    while (!open.empty()) {
        const MissingHandle next = open.back();
        open.pop_back();
        if ((next & kUnionBit) == 0) {
            if (next != 0) {
                result.push_back(next - 1);
            }
        } else if (!seen[next & ~kUnionBit]) {
            seen[next & ~kUnionBit] = true;
            open.push_back(m_unions[next & ~kUnionBit].first);
            open.push_back(m_unions[next & ~kUnionBit].second);
        }
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

ExprValue ExprValue::ofBool(bool value)
{
    ExprValue result = ofKind(ExprKind::Bool);
    result.truth = value ? Truth::True : Truth::False;
    return result;
}

ExprValue ExprValue::openBool(MissingHandle missing)
{
    ExprValue result = ofKind(ExprKind::Bool);
    result.truth = Truth::Open;
    result.missing = missing;
    return result;
}

ExprValue ExprValue::ofInt(std::int64_t low, std::int64_t high)
{
    ExprValue result = ofKind(ExprKind::Int);
    result.ints = {low, high};
    return result;
}

ExprValue ExprValue::ofDouble(double low, double high)
{
    ExprValue result = ofKind(ExprKind::Double);
    result.doubles = {low, high};
    return result;
}

ExprValue ExprValue::ofQuantity(double low, double high, Dimension dimension)
{
    ExprValue result = ofKind(ExprKind::Quantity);
    result.doubles = {low, high};
    result.dimension = dimension;
    return result;
}

ExprValue ExprValue::ofString(std::string_view text)
{
    ExprValue result = ofKind(ExprKind::String);
    result.text = {text.data(), text.size()};
    return result;
}

ExprValue ExprValue::ofType(std::string_view name)
{
    ExprValue result = ofString(name);
    result.kind = ExprKind::Type;
    return result;
}

ExprValue ExprValue::ofDate(std::int64_t firstDay, std::int64_t lastDay)
{
    ExprValue result = ofKind(ExprKind::Date);
    result.ints = {firstDay, lastDay};
    return result;
}

ExprValue ExprValue::ofChoice(std::uint64_t remaining)
{
    ExprValue result = ofKind(ExprKind::Choice);
    result.options = {0, remaining};
    return result;
}

ExprValue ExprValue::ofChoices(std::uint64_t certain, std::uint64_t possible)
{
    ExprValue result = ofKind(ExprKind::Choices);
    result.options = {certain, possible};
    return result;
}

ExprValue ExprValue::ofList(std::span<const ExprValue> items)
{
    ExprValue result = ofKind(ExprKind::List);
    result.items = {items.data(), items.size()};
    return result;
}

ExprValue ExprValue::ofMap(std::span<const MapEntry> entries)
{
    ExprValue result = ofKind(ExprKind::Map);
    result.entries = {entries.data(), entries.size()};
    return result;
}

ExprValue ExprValue::ofObject(const ObjectRow* row)
{
    ExprValue result = ofKind(ExprKind::Object);
    result.object = row;
    return result;
}

ExprValue ExprValue::ofError(std::string_view message, bool notApplicable)
{
    ExprValue result = ofString(message);
    result.kind = ExprKind::Error;
    result.notApplicable = notApplicable;
    return result;
}

ExprValue ExprValue::unknown(MissingHandle missing)
{
    ExprValue result = ofKind(ExprKind::Unknown);
    result.missing = missing;
    return result;
}

bool ExprValue::isExact() const
{
    switch (kind) {
    case ExprKind::Bool:
        return truth != Truth::Open;
    case ExprKind::Int:
    case ExprKind::Date:
        return ints.low == ints.high;
    case ExprKind::Double:
    case ExprKind::Quantity:
        return !(doubles.low < doubles.high); // also for NaN, which is a point
    case ExprKind::Choice:
        return std::has_single_bit(options.possible);
    case ExprKind::Choices:
        return options.certain == options.possible;
    case ExprKind::List:
        return allExact(list());
    case ExprKind::Map:
        return allExact(map());
    case ExprKind::Unknown:
        return false;
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::Object:
    case ExprKind::Type:
    case ExprKind::Error:
        return true;
    }
    return true;
}

} // namespace netready
