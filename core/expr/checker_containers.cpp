// SPDX-License-Identifier: Apache-2.0
#include "core/expr/checker.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

/// What is inside a list or map literal: its parts and all inside them.
void addInner(Checked& whole, const Checked& source)
{
    addPlaces(whole.inner, source.places);
    addPlaces(whole.inner, source.inner);
}

} // namespace

Checked Checker::index(const AstNode& node, Use use)
{
    Checked container = check(node.parts[0], Use::Path);
    Checked key = check(node.parts[1], Use::Whole);
    const bool isList = container.type.is(TypeKind::List);
    const bool isMap = container.type.is(TypeKind::Map);
    const bool fits = container.type.isDyn() || key.type.isDyn() ||
                      (isList && key.type.is(TypeKind::Int)) ||
                      (isMap && canEqual(container.type.element(), key.type));
    if (!fits || !(isList || isMap || container.type.isDyn())) {
        return failing(node, "a " + typeText(container) + " has no item for a " + typeText(key));
    }
    const ExprType type = isList || isMap
                              ? (container.type.item == nullptr ? ExprType{} : *container.type.item)
                              : ExprType{};
    CodeNode made;
    made.operation = Operation::Index;
    made.a = container.node;
    made.b = key.node;
    Checked parts;
    parts.inner = container.inner;
    parts.places = container.inner;
    for (const Place& place : container.places) {
        Place item = place;
        item.type = place.type.element();
        if (place.type.is(TypeKind::List)) {
            item.path.steps.push_back({ReadStep::kAllItems});
        }
        addPlaces(parts.places, {std::move(item)});
    }
    record(parts.places, use == Use::Whole);
    const SizeBound bound{container.bound.inner, container.bound.inner, container.bound.weight};
    const std::uint64_t walk = saturatedSum(
        container.bound.size,
        std::min(saturatedProduct(container.bound.size, key.bound.weight), container.bound.weight));
    Checked checked = emit(node, made, type, saturatedSum(container.cost, key.cost));
    checked.cost = saturatedSum(checked.cost, walk);
    checked.bound = bound;
    checked.places = std::move(parts.places);
    checked.inner = std::move(parts.inner);
    return checked;
}

Checked Checker::list(const AstNode& node)
{
    std::vector<Checked> items;
    SizeBound bound{node.parts.size(), 0, 0};
    Checked parts;
    ExprType item;
    for (const std::uint32_t index : node.parts) {
        items.push_back(check(index, Use::Whole));
        const Checked& last = items.back();
        item = items.size() == 1 ? last.type : joined(item, last.type);
        bound.inner = std::max({bound.inner, last.bound.size, last.bound.inner});
        bound.weight = saturatedSum(bound.weight, saturatedSum(1, last.bound.weight));
        addInner(parts, last);
    }
    CodeNode made;
    made.operation = Operation::MakeList;
    Checked checked = emitMany(node, made, ExprType::list(item), items);
    checked.bound = bound;
    checked.inner = std::move(parts.inner);
    return checked;
}

Checked Checker::map(const AstNode& node)
{
    std::vector<Checked> items;
    SizeBound bound{node.parts.size() / 2, 0, 0};
    Checked parts;
    std::array<ExprType, 2> types; // of keys, of values
    for (std::size_t i = 0; i < node.parts.size(); ++i) {
        items.push_back(check(node.parts[i], Use::Whole));
        const Checked& last = items.back();
        ExprType& type = types.at(i % 2);
        const bool isKeyType = last.type.isDyn() || last.type.is(TypeKind::String) ||
                               last.type.is(TypeKind::Int) || last.type.is(TypeKind::Bool);
        if (i % 2 == 0 && !isKeyType) {
            return failing(m_ast->nodes[node.parts[i]],
                           "keys of a map are texts, whole numbers, true or false, not a " +
                               typeText(last));
        }
        type = i < 2 ? last.type : joined(type, last.type);
        bound.inner = std::max({bound.inner, last.bound.size, last.bound.inner});
        bound.weight = saturatedSum(bound.weight, saturatedSum(1, last.bound.weight));
        addInner(parts, last);
    }
    // Each key is compared with those before it.
    const std::uint64_t walk = saturatedProduct(bound.size, bound.weight);
    CodeNode made;
    made.operation = Operation::MakeMap;
    Checked checked = emitMany(node, made, ExprType::map(types[0], types[1]), items);
    checked.cost = saturatedSum(checked.cost, walk);
    checked.bound = bound;
    checked.inner = std::move(parts.inner);
    return checked;
}

} // namespace netready
