// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace netready {

/// What a node of a checked expression does.
enum class Operation : std::uint8_t
{
    Constant,
    Variable,
    Local, ///< variable of a macro
    Field, ///< field of an object variable
    Part,  ///< a name given by `let`; the last of those that compute nothing
    HasField,
    HasName,
    Not,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    In,
    And,
    Or,
    ChoiceIs,    ///< one of the options of a mask
    ChoicesHave, ///< that option
    All,
    Exists,
    ExistsOne,
    SelectField,
    SelectName, ///< by name, of a map or of an object whose kind is not known
    Index,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Conditional,
    MakeList,
    MakeMap,
    ToOptions, ///< a text as the option of that name
    Map,
    Filter,
    Call,
    Fail ///< an error that is known when loading, in an expression that is not checked
};

/// True if the result is a yes or no.
[[nodiscard]] constexpr bool answersTruth(Operation operation)
{
    return operation >= Operation::HasField && operation <= Operation::ExistsOne;
}

/// True for the macros that loop.
[[nodiscard]] constexpr bool isLoop(Operation operation)
{
    return (operation >= Operation::All && operation <= Operation::ExistsOne) ||
           operation == Operation::Map || operation == Operation::Filter;
}

inline constexpr std::size_t kOperations = static_cast<std::size_t>(Operation::Fail) + 1;

/// Cost of one execution; what walks a text or a list costs more by its length, and a loop costs
/// one more for each item (knowledge: rules-and-scoring 3.3).
struct OperationCost
{
    std::string_view name;
    std::optional<std::uint8_t> cost;
};

/// Shape: one entry an operation, in the order of the enum.
[[nodiscard]] const std::array<OperationCost, kOperations>& operationCosts();
[[nodiscard]] std::uint8_t costOf(Operation operation);

enum class Function : std::uint8_t
{
    Size,
    Contains,
    StartsWith,
    EndsWith,
    ToInt,
    ToDouble,
    ToString,
    ToBool,
    ToDyn,
    TypeOf,
    Quantity,
    Date,
    Least,
    Greatest,
    Ceil,
    Floor,
    Log2
};

inline constexpr std::size_t kFunctions = static_cast<std::size_t>(Function::Log2) + 1;

/// How a function is written, and what it costs.
struct FunctionEntry
{
    Function function;
    std::string_view name;
    bool isMember;               ///< can be written `x.f(…)`
    bool isGlobal;               ///< can be written `f(x, …)`
    std::uint8_t leastArguments; ///< the receiver included
    std::uint8_t mostArguments;
    std::optional<std::uint8_t> cost;
};

/// Shape: one entry a function, in the order of the enum.
[[nodiscard]] const std::array<FunctionEntry, kFunctions>& functions();
[[nodiscard]] const FunctionEntry* findFunction(std::string_view name);

/// Says why a function or macro that CEL knows is not there; empty if CEL does not know it either.
[[nodiscard]] std::string_view unsupportedFunction(std::string_view name);

/// Price of walking `bytes` bytes of text: a tenth a byte.
[[nodiscard]] constexpr std::uint64_t textCost(std::uint64_t bytes)
{
    constexpr std::uint64_t kBytesPerUnit = 10;
    return bytes / kBytesPerUnit;
}

} // namespace netready
