// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/expr/evaluator.h"
#include "core/expr/number_text.h"
#include "core/expr/source_text.h"
#include "core/facts/value.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <vector>

namespace netready {

namespace {

constexpr std::string_view kNoOverload = "the function does not take a value of this type";

std::string_view typeName(ExprKind kind)
{
    switch (kind) {
    case ExprKind::Null:
        return "null_type";
    case ExprKind::Bool:
        return "bool";
    case ExprKind::Int:
        return "int";
    case ExprKind::Double:
        return "double";
    case ExprKind::Quantity:
        return "quantity";
    case ExprKind::String:
        return "string";
    case ExprKind::List:
        return "list";
    case ExprKind::Map:
        return "map";
    case ExprKind::Object:
        return "subject";
    case ExprKind::Choice:
        return "choice";
    case ExprKind::Choices:
        return "choices";
    case ExprKind::Date:
        return "date";
    case ExprKind::Type:
        return "type";
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    return "unknown";
}

std::string_view toInt(const ExprValue& value, ExprValue& out)
{
    if (value.kind == ExprKind::Int) {
        out = value;
        return {};
    }
    if (value.kind == ExprKind::String) {
        const auto whole = wholeFromText(value.string(), false);
        if (!whole) {
            return "the text is not a whole number";
        }
        out = ExprValue::ofInt(*whole, *whole);
        return {};
    }
    if (value.kind != ExprKind::Double) {
        return kNoOverload;
    }
    constexpr double kBeyond = 9223372036854775808.0; // 2^63; CEL refuses both ends
    const auto [low, high] = value.doubles;
    if (std::isnan(low) || low >= kBeyond || high <= -kBeyond) {
        return "the number is beyond the range of int (64 bits)";
    }
    if (low <= -kBeyond || high >= kBeyond) {
        out = ExprValue::unknown(value.missing);
    } else {
        setInts(
            out, {static_cast<std::int64_t>(low), static_cast<std::int64_t>(high)}, value.missing);
    }
    return {};
}

std::string_view toDouble(const ExprValue& value, ExprValue& out)
{
    if (value.kind == ExprKind::Double || value.kind == ExprKind::Int) {
        setDoubles(out, asDoubles(value), kNone, value.missing);
        return {};
    }
    if (value.kind != ExprKind::String) {
        return kNoOverload;
    }
    const auto number = doubleFromText(value.string());
    if (!number) {
        return "the text is not a number";
    }
    out = ExprValue::ofDouble(*number, *number);
    return {};
}

std::string_view toBool(const ExprValue& value, ExprValue& out)
{
    if (value.kind == ExprKind::Bool) {
        out = value;
        return {};
    }
    if (value.kind != ExprKind::String) {
        return kNoOverload;
    }
    const std::string_view text = value.string();
    for (const std::string_view yes : {"1", "t", "true", "TRUE", "True"}) {
        if (text == yes) {
            out = ExprValue::ofBool(true);
            return {};
        }
    }
    for (const std::string_view no : {"0", "f", "false", "FALSE", "False"}) {
        if (text == no) {
            out = ExprValue::ofBool(false);
            return {};
        }
    }
    return "the text is neither true nor false";
}

std::string_view rounded(Function function, const ExprValue& value, ExprValue& out)
{
    if (value.kind == ExprKind::Int) {
        out = value;
        return {};
    }
    if (value.kind != ExprKind::Double) {
        return kNoOverload;
    }
    const auto round = [function](double number) {
        return function == Function::Ceil ? std::ceil(number) : std::floor(number);
    };
    setDoubles(out, {round(value.doubles.low), round(value.doubles.high)}, kNone, value.missing);
    return {};
}

std::string_view log2Of(const ExprValue& value, ExprValue& out)
{
    if (value.kind != ExprKind::Int && value.kind != ExprKind::Double) {
        return kNoOverload;
    }
    const auto [low, high] = asDoubles(value);
    if (high <= 0) {
        return "math.log2 needs a number above 0";
    }
    if (low <= 0) {
        out = ExprValue::unknown(value.missing);
    } else {
        setDoubles(out, {std::log2(low), std::log2(high)}, kNone, value.missing);
    }
    return {};
}

/// Least or greatest of numbers or quantities; ints beside doubles count as doubles.
class Extreme
{
public:
    Extreme(bool least, MissingSets& missing)
        : m_least(least)
        , m_missing(missing)
    {}

    std::string_view compute(std::span<const ExprValue* const> values, ExprValue& out)
    {
        if (values.empty()) {
            return "math.least and math.greatest need at least one number";
        }
        bool allInts = true;
        for (const ExprValue* value : values) {
            const bool isQuantity = value->kind == ExprKind::Quantity;
            if ((!isQuantity && value->kind != ExprKind::Int && value->kind != ExprKind::Double) ||
                value->dimension != values.front()->dimension) {
                return kNoOverload;
            }
            allInts = allInts && value->kind == ExprKind::Int;
        }
        allInts ? ints(values, out) : doubles(values, out);
        return {};
    }

private:
    template <class T>
    [[nodiscard]] T pick(T a, T b) const
    {
        return m_least ? std::min(a, b) : std::max(a, b);
    }

    /// True if a range can reach into the result; else what it misses does not matter.
    template <class Range>
    [[nodiscard]] bool matters(Range range, Range result) const
    {
        return m_least ? range.low < result.high : range.high > result.low;
    }

    void ints(std::span<const ExprValue* const> values, ExprValue& out)
    {
        ExprValue::Ints result = values.front()->ints;
        for (const ExprValue* value : values) {
            result = {pick(result.low, value->ints.low), pick(result.high, value->ints.high)};
        }
        MissingHandle open = 0;
        for (const ExprValue* value : values) {
            open = m_missing.join(open, matters(value->ints, result) ? value->missing : 0);
        }
        setInts(out, result, open);
    }

    void doubles(std::span<const ExprValue* const> values, ExprValue& out)
    {
        ExprValue::Doubles result = asDoubles(*values.front());
        for (const ExprValue* value : values) {
            const ExprValue::Doubles range = asDoubles(*value);
            if (std::isnan(range.low)) {
                return setDoubles(out, range, value->dimension, 0);
            }
            result = {pick(result.low, range.low), pick(result.high, range.high)};
        }
        MissingHandle open = 0;
        for (const ExprValue* value : values) {
            open = m_missing.join(open, matters(asDoubles(*value), result) ? value->missing : 0);
        }
        setDoubles(out, result, values.front()->dimension, open);
    }

    bool m_least;
    MissingSets& m_missing;
};

} // namespace

void Evaluator::call(const CodeNode& node, ExprValue& out)
{
    // The arguments of nearly all calls fit here.
    constexpr std::size_t kFew = 4;
    std::array<ExprValue, kFew> fewScratch;
    std::array<const ExprValue*, kFew> fewArguments{};
    std::vector<ExprValue> manyScratch;
    std::vector<const ExprValue*> manyArguments;
    std::span<ExprValue> scratch(fewScratch);
    std::span<const ExprValue*> arguments(fewArguments);
    if (node.b > kFew) {
        manyScratch.resize(node.b);
        manyArguments.resize(node.b);
        scratch = manyScratch;
        arguments = manyArguments;
    }
    arguments = arguments.subspan(0, node.b);
    for (std::uint32_t i = 0; i < node.b; ++i) {
        arguments[i] = &value(m_code.operands[node.a + i], scratch[i]);
    }
    if (settle(arguments, out)) {
        return;
    }
    std::uint8_t origin = 0;
    for (const ExprValue* argument : arguments) {
        origin = weakest(origin, argument->origin);
    }
    const std::string_view problem = apply(node, arguments, out);
    out.origin = origin;
    out.optional = false;
    if (!problem.empty()) {
        fail(node, problem, out);
    }
}

std::string_view
Evaluator::apply(const CodeNode& node, std::span<const ExprValue* const> arguments, ExprValue& out)
{
    const ExprValue& first = *arguments.front();
    switch (node.function) {
    case Function::Size:
        return size(first, out);
    case Function::Contains:
    case Function::StartsWith:
    case Function::EndsWith:
        return searchText(node.function, first, *arguments[1], out);
    case Function::ToInt:
        m_cost += first.kind == ExprKind::String ? textCost(first.text.size) : 0;
        return toInt(first, out);
    case Function::ToDouble:
        m_cost += first.kind == ExprKind::String ? textCost(first.text.size) : 0;
        return toDouble(first, out);
    case Function::ToString:
        return toText(node, first, out);
    case Function::ToBool:
        return toBool(first, out);
    case Function::ToDyn:
        out = first;
        return {};
    case Function::TypeOf:
        out = ExprValue::ofType(typeName(first.kind));
        return {};
    case Function::Quantity:
    case Function::Date:
        return "q and date need a text that stands in the expression";
    case Function::Least:
    case Function::Greatest: {
        Extreme extreme(node.function == Function::Least, m_context.missing);
        if (arguments.size() > 1 || first.kind != ExprKind::List) {
            return extreme.compute(arguments, out);
        }
        m_cost += first.items.size;
        std::vector<const ExprValue*> items;
        for (const ExprValue& item : first.list()) {
            items.push_back(&item);
        }
        if (first.truth == Truth::Open) {
            out = ExprValue::unknown(first.missing);
            return {};
        }
        return settle(items, out) ? std::string_view{} : extreme.compute(items, out);
    }
    case Function::Ceil:
    case Function::Floor:
        return rounded(node.function, first, out);
    case Function::Log2:
        return log2Of(first, out);
    }
    return kNoOverload;
}

std::string_view Evaluator::size(const ExprValue& value, ExprValue& out)
{
    const auto exactly = [&out](std::size_t size) {
        out = ExprValue::ofInt(static_cast<std::int64_t>(size), static_cast<std::int64_t>(size));
        return std::string_view{};
    };
    switch (value.kind) {
    case ExprKind::String:
        m_cost += textCost(value.text.size);
        return exactly(codePoints(value.string()));
    case ExprKind::Map:
        return exactly(value.entries.size);
    case ExprKind::Choices:
        setInts(out,
                {std::popcount(value.options.certain), std::popcount(value.options.possible)},
                value.missing);
        return {};
    case ExprKind::List: {
        if (value.truth != Truth::Open) {
            return exactly(value.items.size);
        }
        m_cost += value.items.size;
        std::int64_t certain = 0;
        MissingHandle missing = 0;
        for (const ExprValue& item : value.list()) {
            certain += item.optional ? 0 : 1;
            missing = m_context.missing.join(missing, item.optional ? item.missing : 0);
        }
        setInts(out, {certain, static_cast<std::int64_t>(value.items.size)}, missing);
        return {};
    }
    case ExprKind::Null:
    case ExprKind::Bool:
    case ExprKind::Int:
    case ExprKind::Double:
    case ExprKind::Quantity:
    case ExprKind::Object:
    case ExprKind::Choice:
    case ExprKind::Date:
    case ExprKind::Type:
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    return kNoOverload;
}

std::string_view Evaluator::searchText(Function function,
                                       const ExprValue& text,
                                       const ExprValue& part,
                                       ExprValue& out)
{
    if (text.kind != ExprKind::String || part.kind != ExprKind::String) {
        return kNoOverload;
    }
    const std::string_view whole = text.string();
    if (function == Function::Contains) {
        m_cost += textCost(text.text.size) + textCost(part.text.size);
        out = ExprValue::ofBool(whole.find(part.string()) != std::string_view::npos);
        return {};
    }
    m_cost += textCost(part.text.size);
    out = ExprValue::ofBool(function == Function::StartsWith ? whole.starts_with(part.string())
                                                             : whole.ends_with(part.string()));
    return {};
}

std::string_view Evaluator::toText(const CodeNode& node, const ExprValue& value, ExprValue& out)
{
    if (value.kind == ExprKind::String) {
        out = value;
        return {};
    }
    if (!value.isExact()) {
        out = ExprValue::unknown(value.missing);
        return {};
    }
    if (value.kind == ExprKind::Int) {
        out = ExprValue::ofString(copyText(std::to_string(value.ints.low)));
    } else if (value.kind == ExprKind::Double) {
        out = ExprValue::ofString(copyText(netready::toText(value.doubles.low)));
    } else if (value.kind == ExprKind::Bool) {
        out = ExprValue::ofString(value.truth == Truth::True ? "true" : "false");
    } else if (value.kind == ExprKind::Date) {
        out = ExprValue::ofString(copyText(dayText(static_cast<std::int32_t>(value.ints.low))));
    } else if (value.kind == ExprKind::Choice && node.c != kNoNode) {
        const auto option = static_cast<std::size_t>(std::countr_zero(value.options.possible));
        out = ExprValue::ofString(m_code.attributes[node.c]->options.at(option).id);
    } else {
        return kNoOverload;
    }
    return {};
}

} // namespace netready
