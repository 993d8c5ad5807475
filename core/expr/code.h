// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/operation.h"
#include "core/expr/program.h"
#include "core/expr/source_text.h"

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

using NodeIndex = std::uint32_t;

inline constexpr NodeIndex kNoNode = 0xFFFFFFFF;

/// One node of a checked expression. What the numbers mean depends on the operation:
///
/// Constant: a constant. Variable, Local: a variable. Field: a variable, b field, c attribute.
/// SelectField, HasField: a object, b field, c attribute. SelectName, HasName: a operand, b
/// constant (name). ToOptions: a operand, c attribute. Not, Negate, Part: a. Binary: a, b.
/// Conditional: a, b, c. And, Or, MakeList, MakeMap: operands a … a + b - 1. Call: the same, c
/// attribute or kNoNode. ChoiceIs, ChoicesHave: a operand, b constant (mask), c the node it was
/// written as. All … Filter: a range, b body, c local; of Map extra is the filter or kNoNode. Fail:
/// a constant (error).
struct CodeNode
{
    Operation operation = Operation::Constant;
    Function function = Function::Size; ///< of Call
    std::uint8_t cost = 0;
    bool isNegated = false; ///< of ChoiceIs: is none of them
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::uint32_t c = 0;
    std::uint32_t extra = 0;
};

/// Where a node stands: for messages and explanations.
struct NodeSource
{
    std::uint32_t source = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t at = 0;
};

/// A checked expression.
struct Program::Impl
{
    std::vector<CodeNode> nodes;
    std::vector<NodeIndex> operands;
    std::vector<ExprValue> constants;
    std::vector<const Attribute*> attributes;
    std::vector<NodeSource> places; ///< of the nodes
    std::vector<std::shared_ptr<const SourceText>> sources;
    NodeIndex root = 0;
    ExprType type;
    std::vector<ReadPath> reads;
    std::uint64_t staticCost = 0;
    std::string unit;
    std::shared_ptr<const Schema> schema;        ///< only if fields are found by name
    std::pmr::monotonic_buffer_resource storage; ///< texts and lists of the constants

    [[nodiscard]] std::string_view textOf(NodeIndex node) const
    {
        const NodeSource& place = places[node];
        return std::string_view(sources[place.source]->text)
            .substr(place.begin, place.end - place.begin);
    }
};

} // namespace netready
