// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/units/dimension.h"

#include <cstdint>
#include <memory>
#include <string>

namespace netready {

struct Attribute;
class Schema;

enum class TypeKind : std::uint8_t
{
    Dyn,
    Null,
    Bool,
    Int,
    Double,
    Quantity,
    String,
    List,
    Map,
    Object,
    Choice,
    Choices,
    Date,
    Type
};

/// Static type of an expression.
struct ExprType
{
    TypeKind kind = TypeKind::Dyn;
    Dimension dimension;                  ///< of Quantity
    std::uint32_t objectKind = 0;         ///< of Object: index in the Schema
    const Attribute* choices = nullptr;   ///< of Choice and Choices: whose options
    std::shared_ptr<const ExprType> key;  ///< of Map
    std::shared_ptr<const ExprType> item; ///< of List and Map

    [[nodiscard]] static ExprType of(TypeKind kind);
    [[nodiscard]] static ExprType quantity(Dimension dimension);
    [[nodiscard]] static ExprType object(std::uint32_t kind);
    [[nodiscard]] static ExprType list(ExprType item);
    [[nodiscard]] static ExprType map(ExprType key, ExprType item);

    [[nodiscard]] bool is(TypeKind other) const { return kind == other; }
    [[nodiscard]] bool isDyn() const { return kind == TypeKind::Dyn; }
    /// Int or Double.
    [[nodiscard]] bool isNumber() const { return is(TypeKind::Int) || is(TypeKind::Double); }
    /// Type of the items of a list, of the keys of a map; dyn of anything else.
    [[nodiscard]] ExprType element() const;

    bool operator==(const ExprType& other) const;
};

/// The type of a value of that attribute; references are objects of the kind they point to.
[[nodiscard]] ExprType typeOf(const Attribute& attribute, const Schema& schema);

/// Names the type for messages: `data rate`, `list of workload`, `yes or no`, …
[[nodiscard]] std::string toString(const ExprType& type, const Schema& schema);

/// True if values of both types can be equal at all; an open part (dyn) can.
[[nodiscard]] bool canEqual(const ExprType& a, const ExprType& b);

/// The type of "one of both"; dyn, as a whole or in part, where they differ.
[[nodiscard]] ExprType joined(const ExprType& a, const ExprType& b);

/// True if one type covers both: equal, open in part, or null beside an object. The branches of a
/// ternary must have one; the items of a list need not.
[[nodiscard]] bool hasJoin(const ExprType& a, const ExprType& b);

} // namespace netready
