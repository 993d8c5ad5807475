// SPDX-License-Identifier: Apache-2.0
#include "core/expr/operation.h"

#include <algorithm>
#include <utility>

namespace netready {

const std::array<OperationCost, kOperations>& operationCosts()
{
    static constexpr std::array<OperationCost, kOperations> kCosts{{
        {"constant", 0},     {"variable", 1},
        {"local", 1},        {"field", 2}, // the variable and the selection
        {"part", 0},         {"has_field", 1},
        {"has_name", 1},     {"not", 1},
        {"equal", 1},        {"not_equal", 1},
        {"less", 1},         {"less_equal", 1},
        {"greater", 1},      {"greater_equal", 1},
        {"in", 1},           {"and", 1},
        {"or", 1},           {"choice_is", 1},
        {"choices_have", 1}, {"all", 1},
        {"exists", 1},       {"exists_one", 1},
        {"select_field", 1}, {"select_name", 1},
        {"index", 1},        {"negate", 1},
        {"add", 1},          {"subtract", 1},
        {"multiply", 1},     {"divide", 1},
        {"modulo", 1},       {"conditional", 1},
        {"make_list", 10},   {"make_map", 30},
        {"to_options", 1},   {"map", 10},
        {"filter", 10},      {"call", 0}, // the function has a price of its own
        {"fail", 1},
    }};
    return kCosts;
}

std::uint8_t costOf(Operation operation)
{
    return operationCosts().at(static_cast<std::size_t>(operation)).cost.value_or(1);
}

const std::array<FunctionEntry, kFunctions>& functions()
{
    constexpr std::uint8_t kAny = 255;
    static constexpr std::array<FunctionEntry, kFunctions> kEntries{{
        {Function::Size, "size", true, true, 1, 1, 1},
        {Function::Contains, "contains", true, false, 2, 2, 1},
        {Function::StartsWith, "startsWith", true, false, 2, 2, 1},
        {Function::EndsWith, "endsWith", true, false, 2, 2, 1},
        {Function::ToInt, "int", false, true, 1, 1, 1},
        {Function::ToDouble, "double", false, true, 1, 1, 1},
        {Function::ToString, "string", false, true, 1, 1, 3},
        {Function::ToBool, "bool", false, true, 1, 1, 1},
        {Function::ToDyn, "dyn", false, true, 1, 1, 1},
        {Function::TypeOf, "type", false, true, 1, 1, 1},
        {Function::Quantity, "q", false, true, 1, 1, 1},
        {Function::Date, "date", false, true, 1, 1, 1},
        {Function::Least, "math.least", false, true, 1, kAny, 1},
        {Function::Greatest, "math.greatest", false, true, 1, kAny, 1},
        {Function::Ceil, "math.ceil", false, true, 1, 1, 1},
        {Function::Floor, "math.floor", false, true, 1, 1, 1},
        {Function::Log2, "math.log2", false, true, 1, 1, 2},
    }};
    return kEntries;
}

const FunctionEntry* findFunction(std::string_view name)
{
    const auto& all = functions();
    const auto* const found = std::find_if(
        all.begin(), all.end(), [&](const FunctionEntry& entry) { return entry.name == name; });
    return found == all.end() ? nullptr : found;
}

std::string_view unsupportedFunction(std::string_view name)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 41> kUnsupported{{
        {"matches", "regular expressions are not supported: use contains, startsWith or endsWith"},
        {"uint", "unsigned integers are not supported: use int"},
        {"bytes", "bytes are not supported"},
        {"timestamp", "timestamps are not supported: use date('2026-11-25')"},
        {"duration", "durations are not supported: use q('5 min')"},
        {"getFullYear", "timestamps are not supported"},
        {"getMonth", "timestamps are not supported"},
        {"getDate", "timestamps are not supported"},
        {"getDayOfMonth", "timestamps are not supported"},
        {"getDayOfWeek", "timestamps are not supported"},
        {"getDayOfYear", "timestamps are not supported"},
        {"getHours", "timestamps and durations are not supported"},
        {"getMinutes", "timestamps and durations are not supported"},
        {"getSeconds", "timestamps and durations are not supported"},
        {"getMilliseconds", "timestamps and durations are not supported"},
        {"transformList", "macros with two variables are not supported"},
        {"transformMap", "macros with two variables are not supported"},
        {"transformMapEntry", "macros with two variables are not supported"},
        {"existsOne", "write exists_one"},
        {"cel.bind", "cel.bind is not supported: use let"},
        {"cel.block", "cel.block is not supported"},
        {"cel.index", "cel.block is not supported"},
        {"optional.of", "optional values are not supported"},
        {"optional.none", "optional values are not supported"},
        {"optional.ofNonZeroValue", "optional values are not supported"},
        {"optMap", "optional values are not supported"},
        {"optFlatMap", "optional values are not supported"},
        {"orValue", "optional values are not supported"},
        {"hasValue", "optional values are not supported"},
        {"charAt", "functions that take texts apart are not supported"},
        {"indexOf", "functions that take texts apart are not supported"},
        {"lastIndexOf", "functions that take texts apart are not supported"},
        {"substring", "functions that take texts apart are not supported"},
        {"split", "functions that take texts apart are not supported"},
        {"replace", "functions that change texts are not supported"},
        {"lowerAscii", "functions that change texts are not supported"},
        {"upperAscii", "functions that change texts are not supported"},
        {"trim", "functions that change texts are not supported"},
        {"format", "functions that change texts are not supported"},
        {"base64.encode", "bytes are not supported"},
        {"base64.decode", "bytes are not supported"},
    }};
    for (const auto& [known, why] : kUnsupported) {
        if (known == name) {
            return why;
        }
    }
    return {};
}

} // namespace netready
