// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact.h"
#include "core/units/dimension.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// A set of slots (inputs of the assessment), kept in MissingSets; 0 is the empty set.
using MissingHandle = std::uint32_t;
using SlotId = std::uint32_t;

/// Sets of missing inputs as a shared table of unions, so that a value carries four bytes.
class MissingSets
{
public:
    [[nodiscard]] static MissingHandle leaf(SlotId slot) { return slot + 1; }
    [[nodiscard]] MissingHandle join(MissingHandle a, MissingHandle b)
    {
        return a == b || b == 0 ? a : a == 0 ? b : joinTwo(a, b);
    }
    /// Shape: slots ascending, each once.
    [[nodiscard]] std::vector<SlotId> slots(MissingHandle handle) const;
    void clear() { m_unions.clear(); }

private:
    [[nodiscard]] MissingHandle joinTwo(MissingHandle a, MissingHandle b);

    std::vector<std::pair<MissingHandle, MissingHandle>> m_unions;
};

enum class ExprKind : std::uint8_t
{
    Null,
    Bool,     ///< false, true or open
    Int,      ///< closed range of 64-bit integers
    Double,   ///< closed range; NaN only as a point
    Quantity, ///< closed range in base units; the dimension is in the static type and in
              ///< `dimension`
    String,
    List,
    Map,
    Object,  ///< a subject: a row of fields
    Choice,  ///< options that remain, as bits
    Choices, ///< options that certainly and that possibly hold, as bits
    Date,    ///< range of days since 1970-01-01
    Type,
    Error,  ///< message; flagged where it means "not applicable"
    Unknown ///< anything; only `missing` is known
};

enum class Truth : std::uint8_t
{
    False,
    True,
    Open
};

struct ObjectRow;
struct MapEntry;

/// The value of an expression: exact, partly known (range, remaining options) or unknown.
///
/// A plain value without ownership: strings, lists, maps and rows live in the EvalContext or with
/// whoever filled the variables. `missing` is the set of inputs that leave it open, `origin` the
/// weakest origin of the facts it rests on (0: rests on none).
struct ExprValue
{
    struct Text
    {
        const char* data;
        std::size_t size;
    };
    struct Items
    {
        const ExprValue* data;
        std::size_t size;
    };
    struct Entries
    {
        const MapEntry* data;
        std::size_t size;
    };
    struct Doubles
    {
        double low;
        double high;
    };
    struct Ints
    {
        std::int64_t low;
        std::int64_t high;
    };
    struct Options
    {
        std::uint64_t certain; ///< Choice: unused
        std::uint64_t possible;
    };

    ExprKind kind = ExprKind::Null;
    Truth truth = Truth::False; ///< of Bool; of a List Open if some of its items are `optional`
    std::uint8_t origin = 0;    ///< Origin as a number, 0 for constants
    bool notApplicable = false; ///< of Error
    MissingHandle missing = 0;
    Dimension dimension;   ///< of Quantity
    bool optional = false; ///< of an item: perhaps it is not in its list; `missing` says why
    union {
        Ints ints;
        Doubles doubles;
        Options options;
        Text text; ///< of String, Type and Error
        Items items;
        Entries entries;
        const ObjectRow* object;
    };

    ExprValue()
        : ints{0, 0}
    {}

    [[nodiscard]] static ExprValue ofBool(bool value);
    [[nodiscard]] static ExprValue openBool(MissingHandle missing);
    [[nodiscard]] static ExprValue ofInt(std::int64_t low, std::int64_t high);
    [[nodiscard]] static ExprValue ofDouble(double low, double high);
    [[nodiscard]] static ExprValue ofQuantity(double low, double high, Dimension dimension);
    [[nodiscard]] static ExprValue ofString(std::string_view text); ///< does not copy
    [[nodiscard]] static ExprValue ofType(std::string_view name);   ///< does not copy
    [[nodiscard]] static ExprValue ofDate(std::int64_t firstDay, std::int64_t lastDay);
    [[nodiscard]] static ExprValue ofChoice(std::uint64_t remaining);
    [[nodiscard]] static ExprValue ofChoices(std::uint64_t certain, std::uint64_t possible);
    /// Shape: what the items miss is not joined; see EvalContext::listOf.
    [[nodiscard]] static ExprValue ofList(std::span<const ExprValue> items);
    [[nodiscard]] static ExprValue ofMap(std::span<const MapEntry> entries);
    [[nodiscard]] static ExprValue ofObject(const ObjectRow* row);
    [[nodiscard]] static ExprValue ofError(std::string_view message, bool notApplicable = false);
    [[nodiscard]] static ExprValue unknown(MissingHandle missing);

    [[nodiscard]] std::string_view string() const { return {text.data, text.size}; }
    [[nodiscard]] std::span<const ExprValue> list() const { return {items.data, items.size}; }
    [[nodiscard]] std::span<const MapEntry> map() const;
    [[nodiscard]] bool isError() const { return kind == ExprKind::Error; }
    /// True if nothing is open: no range, one option, no unknown part.
    [[nodiscard]] bool isExact() const;
};

/// A subject as the evaluator sees it: its fields in the order of the kind's schema.
struct ObjectRow
{
    std::uint32_t kind = 0;  ///< index of the kind in the Schema
    std::uint32_t index = 0; ///< number of the subject within its kind
    const ExprValue* fields = nullptr;
    std::string_view id;
};

struct MapEntry
{
    ExprValue key;
    ExprValue value;
};

inline std::span<const MapEntry> ExprValue::map() const
{
    return {entries.data, entries.size};
}

/// The weaker of two origins; 0 (rests on no fact) gives way.
[[nodiscard]] constexpr std::uint8_t weakest(std::uint8_t a, std::uint8_t b)
{
    // 0 wraps round to the largest number, so that one comparison does.
    const auto x = static_cast<std::uint8_t>(a - 1);
    const auto y = static_cast<std::uint8_t>(b - 1);
    return static_cast<std::uint8_t>((x < y ? x : y) + 1);
}

} // namespace netready
