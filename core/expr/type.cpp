// SPDX-License-Identifier: Apache-2.0
#include "core/expr/type.h"

#include "core/expr/schema.h"

#include <algorithm>

namespace netready {

namespace {

std::string dimensionText(Dimension dimension)
{
    std::string text = toString(dimension);
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

bool same(const std::shared_ptr<const ExprType>& a, const std::shared_ptr<const ExprType>& b)
{
    return a == b || (a != nullptr && b != nullptr && *a == *b);
}

ExprType orDyn(const std::shared_ptr<const ExprType>& type)
{
    return type == nullptr ? ExprType{} : *type;
}

bool isContainer(const ExprType& type)
{
    return type.is(TypeKind::List) || type.is(TypeKind::Map);
}

} // namespace

ExprType ExprType::of(TypeKind kind)
{
    ExprType type;
    type.kind = kind;
    return type;
}

ExprType ExprType::quantity(Dimension dimension)
{
    // A quantity without dimension is a plain number.
    ExprType type = of(dimension == kNone ? TypeKind::Double : TypeKind::Quantity);
    type.dimension = dimension;
    return type;
}

ExprType ExprType::object(std::uint32_t kind)
{
    ExprType type = of(TypeKind::Object);
    type.objectKind = kind;
    return type;
}

ExprType ExprType::list(ExprType item)
{
    ExprType type = of(TypeKind::List);
    type.item = std::make_shared<const ExprType>(std::move(item));
    return type;
}

ExprType ExprType::map(ExprType key, ExprType item)
{
    ExprType type = of(TypeKind::Map);
    type.key = std::make_shared<const ExprType>(std::move(key));
    type.item = std::make_shared<const ExprType>(std::move(item));
    return type;
}

ExprType ExprType::element() const
{
    return is(TypeKind::Map) ? orDyn(key) : orDyn(is(TypeKind::List) ? item : nullptr);
}

bool ExprType::operator==(const ExprType& other) const
{
    return kind == other.kind && dimension == other.dimension && objectKind == other.objectKind &&
           choices == other.choices && same(key, other.key) && same(item, other.item);
}

ExprType typeOf(const Attribute& attribute, const Schema& schema)
{
    ExprType type;
    switch (attribute.type) {
    case AttributeType::Quantity:
        return ExprType::quantity(attribute.dimension);
    case AttributeType::Count:
        return ExprType::of(TypeKind::Int);
    case AttributeType::Ratio:
        return ExprType::of(TypeKind::Double);
    case AttributeType::Boolean:
        return ExprType::of(TypeKind::Bool);
    case AttributeType::Choice:
        type = ExprType::of(TypeKind::Choice);
        type.choices = &attribute;
        return type;
    case AttributeType::Choices:
        type = ExprType::of(TypeKind::Choices);
        type.choices = &attribute;
        return type;
    case AttributeType::Text:
        return ExprType::of(TypeKind::String);
    case AttributeType::Reference:
        if (const auto kind = schema.kindIndex(attribute.targetKind)) {
            return ExprType::object(*kind);
        }
        return type;
    case AttributeType::Date:
        return ExprType::of(TypeKind::Date);
    }
    return type;
}

std::string toString(const ExprType& type, const Schema& schema)
{
    switch (type.kind) {
    case TypeKind::Dyn:
        return "value of any type";
    case TypeKind::Null:
        return "null";
    case TypeKind::Bool:
        return "yes or no";
    case TypeKind::Int:
        return "whole number (int)";
    case TypeKind::Double:
        return "number (double)";
    case TypeKind::Quantity:
        return dimensionText(type.dimension);
    case TypeKind::String:
        return "text";
    case TypeKind::List:
        return "list of " + toString(type.element(), schema);
    case TypeKind::Map:
        return "map";
    case TypeKind::Object:
        return schema.kinds().at(type.objectKind).kind.id;
    case TypeKind::Choice:
        return "choice" + (type.choices == nullptr ? "" : " of " + type.choices->id);
    case TypeKind::Choices:
        return "set of choices" + (type.choices == nullptr ? "" : " of " + type.choices->id);
    case TypeKind::Date:
        return "date";
    case TypeKind::Type:
        return "type";
    }
    return "";
}

bool canEqual(const ExprType& a, const ExprType& b)
{
    if (a.isDyn() || b.isDyn() || (a.isNumber() && b.isNumber())) {
        return true;
    }
    const auto pair = [&](TypeKind x, TypeKind y) {
        return (a.is(x) && b.is(y)) || (a.is(y) && b.is(x));
    };
    if (pair(TypeKind::Null, TypeKind::Object) || pair(TypeKind::Choice, TypeKind::String)) {
        return true;
    }
    if (a.kind != b.kind) {
        return false;
    }
    if (isContainer(a)) {
        return canEqual(orDyn(a.key), orDyn(b.key)) && canEqual(orDyn(a.item), orDyn(b.item));
    }
    return a.dimension == b.dimension && a.objectKind == b.objectKind && a.choices == b.choices;
}

bool hasJoin(const ExprType& a, const ExprType& b)
{
    if (a.isDyn() || b.isDyn() || a == b) {
        return true;
    }
    if (isContainer(a) && a.kind == b.kind) {
        return hasJoin(orDyn(a.key), orDyn(b.key)) && hasJoin(orDyn(a.item), orDyn(b.item));
    }
    return (a.is(TypeKind::Object) && b.is(TypeKind::Null)) ||
           (a.is(TypeKind::Null) && b.is(TypeKind::Object));
}

ExprType joined(const ExprType& a, const ExprType& b)
{
    if (a == b) {
        return a;
    }
    if (a.is(TypeKind::Object) && b.is(TypeKind::Null)) {
        return a;
    }
    if (b.is(TypeKind::Object) && a.is(TypeKind::Null)) {
        return b;
    }
    if (a.is(TypeKind::List) && b.is(TypeKind::List)) {
        return ExprType::list(joined(orDyn(a.item), orDyn(b.item)));
    }
    if (a.is(TypeKind::Map) && b.is(TypeKind::Map)) {
        return ExprType::map(joined(orDyn(a.key), orDyn(b.key)),
                             joined(orDyn(a.item), orDyn(b.item)));
    }
    return {};
}

} // namespace netready
