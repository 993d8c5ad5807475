// SPDX-License-Identifier: Apache-2.0
#include "core/expr/compare.h"

#include "core/expr/operation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <compare>

namespace netready {

namespace {

using Ints = ExprValue::Ints;
using Doubles = ExprValue::Doubles;

/// Compares exactly: a double cannot hold every int.
std::partial_ordering compareMixed(std::int64_t whole, double real)
{
    constexpr double kBeyond = 9223372036854775808.0; // 2^63
    if (std::isnan(real)) {
        return std::partial_ordering::unordered;
    }
    if (real >= kBeyond) {
        return std::partial_ordering::less;
    }
    if (real < -kBeyond) {
        return std::partial_ordering::greater;
    }
    const auto truncated = static_cast<std::int64_t>(real);
    if (whole != truncated) {
        return whole <=> truncated;
    }
    return 0.0 <=> real - static_cast<double>(truncated);
}

std::partial_ordering reversed(std::partial_ordering order)
{
    if (std::is_lt(order)) {
        return std::partial_ordering::greater;
    }
    return std::is_gt(order) ? std::partial_ordering::less : order;
}

/// How the ends of two ranges lie: the highest of a to the lowest of b, and the lowest to the
/// highest.
struct Ends
{
    std::partial_ordering highToLow = std::partial_ordering::unordered;
    std::partial_ordering lowToHigh = std::partial_ordering::unordered;
};

Ends endsOf(const ExprValue& a, const ExprValue& b)
{
    const bool aIsInt = a.kind == ExprKind::Int;
    const bool bIsInt = b.kind == ExprKind::Int;
    if (aIsInt && bIsInt) {
        return {a.ints.high <=> b.ints.low, a.ints.low <=> b.ints.high};
    }
    if (aIsInt) {
        return {compareMixed(a.ints.high, b.doubles.low), compareMixed(a.ints.low, b.doubles.high)};
    }
    if (bIsInt) {
        return {reversed(compareMixed(b.ints.low, a.doubles.high)),
                reversed(compareMixed(b.ints.high, a.doubles.low))};
    }
    return {a.doubles.high <=> b.doubles.low, a.doubles.low <=> b.doubles.high};
}

Ints wholes(const ExprValue& value)
{
    if (value.kind == ExprKind::Bool) {
        return {value.truth == Truth::True ? 1 : 0, value.truth == Truth::False ? 0 : 1};
    }
    return value.ints;
}

bool isNumber(const ExprValue& value)
{
    return value.kind == ExprKind::Int || value.kind == ExprKind::Double;
}

bool isReal(const ExprValue& value)
{
    return value.kind == ExprKind::Double || value.kind == ExprKind::Quantity;
}

Truth decide(Order operation, Ends ends)
{
    const bool isNaN = ends.highToLow == std::partial_ordering::unordered ||
                       ends.lowToHigh == std::partial_ordering::unordered;
    if (isNaN) {
        return Truth::False;
    }
    bool always = false;
    bool never = false;
    switch (operation) {
    case Order::Less:
        always = std::is_lt(ends.highToLow);
        never = std::is_gteq(ends.lowToHigh);
        break;
    case Order::LessEqual:
        always = std::is_lteq(ends.highToLow);
        never = std::is_gt(ends.lowToHigh);
        break;
    case Order::Greater:
        always = std::is_gt(ends.lowToHigh);
        never = std::is_lteq(ends.highToLow);
        break;
    case Order::GreaterEqual:
        always = std::is_gteq(ends.lowToHigh);
        never = std::is_lt(ends.highToLow);
        break;
    }
    return always ? Truth::True : never ? Truth::False : Truth::Open;
}

Truth equalRanges(Ends ends, bool exact)
{
    if (std::is_lt(ends.highToLow) || std::is_gt(ends.lowToHigh) ||
        ends.highToLow == std::partial_ordering::unordered ||
        ends.lowToHigh == std::partial_ordering::unordered) {
        return Truth::False;
    }
    return exact ? Truth::True : Truth::Open;
}

Truth equalOptions(const ExprValue& a, const ExprValue& b)
{
    if (a.kind == ExprKind::Choice) {
        const std::uint64_t both = a.options.possible & b.options.possible;
        return both == 0 ? Truth::False : a.isExact() && b.isExact() ? Truth::True : Truth::Open;
    }
    const bool differ = (a.options.certain & ~b.options.possible) != 0 ||
                        (b.options.certain & ~a.options.possible) != 0;
    return differ ? Truth::False : a.isExact() && b.isExact() ? Truth::True : Truth::Open;
}

Answer equalTexts(const ExprValue& a, const ExprValue& b, std::uint64_t& cost)
{
    cost += textCost(std::min(a.text.size, b.text.size));
    return {truthOf(a.string() == b.string()), 0};
}

/// Adds the answer for one more part: all must be true. False if that decides it.
bool addPart(Answer& all, const Answer& part, MissingSets& missing)
{
    if (part.truth == Truth::False) {
        all = {};
        return false;
    }
    if (part.truth == Truth::Open) {
        all = {Truth::Open, missing.join(all.missing, part.missing)};
    }
    return true;
}

Answer equalLists(const ExprValue& a, const ExprValue& b, MissingSets& missing, std::uint64_t& cost)
{
    if (a.truth == Truth::Open || b.truth == Truth::Open) {
        const bool aIsLonger = a.truth != Truth::Open && a.items.size > b.items.size;
        const bool bIsLonger = b.truth != Truth::Open && b.items.size > a.items.size;
        if (aIsLonger || bIsLonger) {
            return {};
        }
        return {Truth::Open, missing.join(a.missing, b.missing)};
    }
    if (a.items.size != b.items.size) {
        return {};
    }
    Answer all{Truth::True, 0};
    for (std::size_t i = 0; i < a.items.size; ++i) {
        ++cost;
        if (!addPart(all, equality(a.items.data[i], b.items.data[i], missing, cost), missing)) {
            break;
        }
    }
    return all;
}

Answer equalMaps(const ExprValue& a, const ExprValue& b, MissingSets& missing, std::uint64_t& cost)
{
    if (a.entries.size != b.entries.size) {
        return {};
    }
    Answer all{Truth::True, 0};
    for (const MapEntry& entry : a.map()) {
        const auto others = b.map();
        const auto found = std::find_if(others.begin(), others.end(), [&](const MapEntry& other) {
            ++cost;
            return equality(entry.key, other.key, missing, cost).truth == Truth::True;
        });
        if (found == others.end()) {
            return {};
        }
        if (!addPart(all, equality(entry.value, found->value, missing, cost), missing)) {
            break;
        }
    }
    return all;
}

Answer withMissing(Truth truth, const ExprValue& a, const ExprValue& b, MissingSets& missing)
{
    return {truth, truth == Truth::Open ? missing.join(a.missing, b.missing) : 0};
}

Answer
equalOfOneKind(const ExprValue& a, const ExprValue& b, MissingSets& missing, std::uint64_t& cost)
{
    switch (a.kind) {
    case ExprKind::Null:
        return {Truth::True, 0};
    case ExprKind::Bool:
    case ExprKind::Date: {
        const Ints x = wholes(a);
        const Ints y = wholes(b);
        const bool exact = x.low == x.high && y.low == y.high;
        return withMissing(equalRanges({x.high <=> y.low, x.low <=> y.high}, exact), a, b, missing);
    }
    case ExprKind::Quantity:
        if (a.dimension != b.dimension) {
            return {};
        }
        return withMissing(equalRanges(endsOf(a, b), a.isExact() && b.isExact()), a, b, missing);
    case ExprKind::String:
    case ExprKind::Type:
        return equalTexts(a, b, cost);
    case ExprKind::List:
        return equalLists(a, b, missing, cost);
    case ExprKind::Map:
        return equalMaps(a, b, missing, cost);
    case ExprKind::Object:
        return {truthOf(a.object->kind == b.object->kind && a.object->index == b.object->index), 0};
    case ExprKind::Choice:
    case ExprKind::Choices:
        return withMissing(equalOptions(a, b), a, b, missing);
    case ExprKind::Int:
    case ExprKind::Double:
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    return {};
}

/// The value itself if both are the same, else Unknown.
ExprValue same(const ExprValue& a, const ExprValue& b, MissingSets& missing)
{
    std::uint64_t cost = 0;
    const bool isSame = a.isExact() && b.isExact() && a.kind != ExprKind::Error &&
                        equality(a, b, missing, cost).truth == Truth::True;
    return isSame ? a : ExprValue::unknown(0);
}

ExprValue hullOfOneKind(const ExprValue& a, const ExprValue& b, MissingSets& missing)
{
    switch (a.kind) {
    case ExprKind::Bool: {
        ExprValue result = a;
        result.truth = a.truth == b.truth ? a.truth : Truth::Open;
        return result;
    }
    case ExprKind::Int:
    case ExprKind::Date: {
        ExprValue result = a;
        result.ints = {std::min(a.ints.low, b.ints.low), std::max(a.ints.high, b.ints.high)};
        return result;
    }
    case ExprKind::Double:
    case ExprKind::Quantity: {
        const bool oneIsNaN = std::isnan(a.doubles.low) != std::isnan(b.doubles.low);
        if (oneIsNaN || a.dimension != b.dimension) {
            return ExprValue::unknown(0);
        }
        ExprValue result = a;
        result.doubles = {std::min(a.doubles.low, b.doubles.low),
                          std::max(a.doubles.high, b.doubles.high)};
        return result;
    }
    case ExprKind::Choice:
        return ExprValue::ofChoice(a.options.possible | b.options.possible);
    case ExprKind::Choices:
        return ExprValue::ofChoices(a.options.certain & b.options.certain,
                                    a.options.possible | b.options.possible);
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Object:
    case ExprKind::Type:
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    return same(a, b, missing);
}

} // namespace

std::string_view
order(Order operation, const ExprValue& a, const ExprValue& b, MissingSets& missing, Answer& answer)
{
    if (a.kind == ExprKind::Quantity && b.kind == ExprKind::Quantity &&
        a.dimension != b.dimension) {
        return "the two quantities have different dimensions";
    }
    Ends ends;
    if ((a.kind == b.kind && isReal(a)) || (isNumber(a) && isNumber(b))) {
        ends = endsOf(a, b);
    } else if (a.kind == b.kind && (a.kind == ExprKind::Bool || a.kind == ExprKind::Date)) {
        const Ints x = wholes(a);
        const Ints y = wholes(b);
        ends = {x.high <=> y.low, x.low <=> y.high};
    } else if (a.kind == ExprKind::String && b.kind == ExprKind::String) {
        const std::partial_ordering texts = a.string() <=> b.string();
        ends = {texts, texts};
    } else {
        return "values of these types have no order";
    }
    answer = withMissing(decide(operation, ends), a, b, missing);
    return {};
}

Answer equality(const ExprValue& a, const ExprValue& b, MissingSets& missing, std::uint64_t& cost)
{
    if (a.kind == ExprKind::Unknown || b.kind == ExprKind::Unknown) {
        return {Truth::Open, missing.join(a.missing, b.missing)};
    }
    if (isNumber(a) && isNumber(b)) {
        return withMissing(equalRanges(endsOf(a, b), a.isExact() && b.isExact()), a, b, missing);
    }
    return a.kind == b.kind ? equalOfOneKind(a, b, missing, cost) : Answer{};
}

ExprValue hull(const ExprValue& a, const ExprValue& b, MissingHandle open, MissingSets& missing)
{
    if (a.kind == ExprKind::Double && b.kind == ExprKind::Double &&
        a.doubles.low <= a.doubles.high && b.doubles.low <= b.doubles.high) {
        // The shortest way for the scores of rules.
        ExprValue result = a;
        result.doubles = {std::min(a.doubles.low, b.doubles.low),
                          std::max(a.doubles.high, b.doubles.high)};
        result.origin = weakest(a.origin, b.origin);
        result.missing = result.doubles.low < result.doubles.high
                             ? missing.join(open, missing.join(a.missing, b.missing))
                             : 0;
        return result;
    }
    ExprValue result = ExprValue::unknown(0);
    const bool isUnknown = a.kind == ExprKind::Unknown || b.kind == ExprKind::Unknown;
    if (a.kind == b.kind && !isUnknown) {
        result = hullOfOneKind(a, b, missing);
    }
    result.origin = weakest(a.origin, b.origin);
    result.missing = 0;
    if (!result.isExact()) {
        // Branches that are exact miss nothing of their own.
        result.missing = missing.join(open, missing.join(a.missing, b.missing));
    }
    return result;
}

} // namespace netready
