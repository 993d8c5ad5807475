// SPDX-License-Identifier: Apache-2.0
#include "core/expr/checker.h"

#include "core/base/text.h"
#include "core/expr/evaluator.h"

#include <algorithm>
#include <utility>

namespace netready {

namespace {

constexpr std::uint64_t kTextBytes = 100000; // the longest text of a fact

bool isPrefix(const ReadPath& shorter, const ReadPath& longer)
{
    return shorter.variable == longer.variable && shorter.steps.size() < longer.steps.size() &&
           std::equal(shorter.steps.begin(), shorter.steps.end(), longer.steps.begin());
}

bool isBefore(const ReadPath& a, const ReadPath& b)
{
    if (a.variable != b.variable) {
        return a.variable < b.variable;
    }
    return std::lexicographical_compare(
        a.steps.begin(),
        a.steps.end(),
        b.steps.begin(),
        b.steps.end(),
        [](const ReadStep& x, const ReadStep& y) { return x.field < y.field; });
}

} // namespace

std::uint64_t saturatedSum(std::uint64_t a, std::uint64_t b)
{
    return std::min(a, kUnbounded) + std::min(b, kUnbounded);
}

std::uint64_t saturatedProduct(std::uint64_t a, std::uint64_t b)
{
    return a != 0 && b > kUnbounded / a ? kUnbounded : a * b;
}

SizeBound boundOf(const ExprType& type)
{
    switch (type.kind) {
    case TypeKind::String:
        return {kTextBytes, 0, 1 + textCost(kTextBytes)};
    case TypeKind::List:
        return type.element().is(TypeKind::Object)
                   ? SizeBound{kMostSubjectsOfAKind, 0, kMostSubjectsOfAKind}
                   : SizeBound{kUnbounded, kUnbounded, kUnbounded};
    case TypeKind::Dyn:
    case TypeKind::Map:
        return {kUnbounded, kUnbounded, kUnbounded};
    case TypeKind::Null:
    case TypeKind::Bool:
    case TypeKind::Int:
    case TypeKind::Double:
    case TypeKind::Quantity:
    case TypeKind::Object:
    case TypeKind::Choice:
    case TypeKind::Choices:
    case TypeKind::Date:
    case TypeKind::Type:
        break;
    }
    return {1, 0, 1};
}

SizeBound boundOf(const ExprValue& value)
{
    SizeBound bound{1, 0, 1};
    const auto add = [&bound](const ExprValue& item) {
        const SizeBound one = boundOf(item);
        bound.inner = std::max({bound.inner, one.size, one.inner});
        bound.weight += 1 + one.weight;
    };
    if (value.kind == ExprKind::String) {
        return {value.text.size, 0, 1 + textCost(value.text.size)};
    }
    if (value.kind == ExprKind::List) {
        bound.size = value.items.size;
        for (const ExprValue& item : value.list()) {
            add(item);
        }
    } else if (value.kind == ExprKind::Map) {
        bound.size = value.entries.size;
        for (const MapEntry& entry : value.map()) {
            add(entry.key);
            add(entry.value);
        }
    }
    return bound;
}

void Checker::refuse(const AstNode& node, const std::string& message) const
{
    m_ast->source->refuse(node.at, message);
}

Checked Checker::failing(const AstNode& node, const std::string& message)
{
    if (m_options.check) {
        refuse(node, message);
    }
    CodeNode fail;
    fail.operation = Operation::Fail;
    fail.a = addText(message);
    return emit(node, fail, {}, 0);
}

bool Checker::isConstant(const Checked& checked) const
{
    return m_code.nodes[checked.node].operation == Operation::Constant;
}

const ExprValue* Checker::constantOf(const Checked& checked) const
{
    const CodeNode& node = m_code.nodes[checked.node];
    return node.operation == Operation::Constant ? &m_code.constants[node.a] : nullptr;
}

std::string Checker::typeText(const Checked& checked) const
{
    return toString(checked.type, m_schema);
}

ExprValue Checker::keep(const ExprValue& value)
{
    ExprValue kept = value;
    if (value.kind == ExprKind::String || value.kind == ExprKind::Type) {
        auto* const copy = static_cast<char*>(m_code.storage.allocate(value.text.size, 1));
        std::copy_n(value.text.data, value.text.size, copy);
        kept.text = {copy, value.text.size};
    } else if (value.kind == ExprKind::List) {
        auto* const copy = static_cast<ExprValue*>(
            m_code.storage.allocate(value.items.size * sizeof(ExprValue), alignof(ExprValue)));
        std::transform(value.list().begin(),
                       value.list().end(),
                       copy,
                       [this](const ExprValue& item) { return keep(item); });
        kept.items = {copy, value.items.size};
    } else if (value.kind == ExprKind::Map) {
        auto* const copy = static_cast<MapEntry*>(
            m_code.storage.allocate(value.entries.size * sizeof(MapEntry), alignof(MapEntry)));
        std::transform(value.map().begin(), value.map().end(), copy, [this](const MapEntry& entry) {
            return MapEntry{keep(entry.key), keep(entry.value)};
        });
        kept.entries = {copy, value.entries.size};
    }
    return kept;
}

std::uint32_t Checker::addConstant(const ExprValue& value)
{
    m_code.constants.push_back(keep(value));
    return static_cast<std::uint32_t>(m_code.constants.size() - 1);
}

std::uint32_t Checker::addText(std::string_view text)
{
    return addConstant(ExprValue::ofString(text));
}

std::uint32_t Checker::addAttribute(const Attribute& attribute)
{
    m_code.attributes.push_back(&attribute);
    return static_cast<std::uint32_t>(m_code.attributes.size() - 1);
}

Checked Checker::emit(const AstNode& ast, CodeNode node, ExprType type, std::uint64_t operands)
{
    Checked checked;
    node.cost = costOf(node.operation);
    checked.cost = saturatedSum(node.cost, operands);
    checked.type = m_options.check ? std::move(type) : ExprType{};
    checked.bound = boundOf(checked.type);
    checked.node = static_cast<NodeIndex>(m_code.nodes.size());
    m_code.nodes.push_back(node);
    m_code.places.push_back({m_source,
                             static_cast<std::uint32_t>(ast.begin),
                             static_cast<std::uint32_t>(ast.end),
                             static_cast<std::uint32_t>(ast.at)});
    return checked;
}

Checked Checker::emitMany(const AstNode& ast,
                          CodeNode node,
                          ExprType type,
                          const std::vector<Checked>& operands)
{
    std::uint64_t cost = 0;
    node.a = static_cast<std::uint32_t>(m_code.operands.size());
    node.b = static_cast<std::uint32_t>(operands.size());
    for (const Checked& operand : operands) {
        m_code.operands.push_back(operand.node);
        cost = saturatedSum(cost, operand.cost);
    }
    return emit(ast, node, std::move(type), cost);
}

void Checker::fold(const AstNode& ast, std::size_t mark, Checked& checked)
{
    // Folding stops where it would build something large; the limits on cost deal with that.
    constexpr std::uint64_t kMostFoldingCost = 1000;
    constexpr std::uint64_t kMostFoldedWeight = 10000;
    EvalContext context;
    context.costLimit = kMostFoldingCost;
    Evaluator evaluator(m_code, {}, context);
    ExprValue scratch;
    ExprValue value = evaluator.value(checked.node, scratch);
    if (value.isError() || !value.isExact() || evaluator.cost() > context.costLimit ||
        boundOf(value).weight > kMostFoldedWeight) {
        return;
    }
    value.optional = false;
    const std::uint32_t index = addConstant(value);
    // The nodes of the operands are the last ones.
    m_code.nodes.resize(mark);
    m_code.places.resize(mark);
    ExprType type = checked.type;
    CodeNode node;
    node.operation = Operation::Constant;
    node.a = index;
    checked = emit(ast, node, std::move(type), 0);
    checked.bound = boundOf(value);
}

Checked Checker::constant(const AstNode& node, ExprValue value, ExprType type)
{
    CodeNode made;
    made.operation = Operation::Constant;
    made.a = addConstant(value);
    Checked checked = emit(node, made, std::move(type), 0);
    checked.bound = boundOf(value);
    return checked;
}

Checked Checker::literal(const AstNode& node)
{
    switch (node.kind) {
    case AstKind::Bool:
        return constant(node, ExprValue::ofBool(node.truth), ExprType::of(TypeKind::Bool));
    case AstKind::Int:
        return constant(
            node, ExprValue::ofInt(node.whole, node.whole), ExprType::of(TypeKind::Int));
    case AstKind::Double:
        return constant(node,
                        ExprValue::ofDouble(node.fraction, node.fraction),
                        ExprType::of(TypeKind::Double));
    case AstKind::String:
        return constant(node, ExprValue::ofString(node.text), ExprType::of(TypeKind::String));
    case AstKind::Null:
    case AstKind::Name:
    case AstKind::Select:
    case AstKind::Index:
    case AstKind::Call:
    case AstKind::List:
    case AstKind::Map:
    case AstKind::Not:
    case AstKind::Negate:
    case AstKind::Binary:
    case AstKind::And:
    case AstKind::Or:
    case AstKind::Conditional:
        break;
    }
    return constant(node, ExprValue(), ExprType::of(TypeKind::Null));
}

void Checker::checkLevels(const AstNode& node) const
{
    if (m_level > kMostLevelsWithParts) {
        refuse(node,
               "with the parts that it uses, the expression is nested more than " +
                   std::to_string(kMostLevelsWithParts) + " levels deep");
    }
    if (m_count > kMostNodes) {
        refuse(node,
               "with the parts that it uses, the expression has more than " +
                   std::to_string(kMostNodes) + " parts");
    }
}

Checked Checker::check(std::uint32_t index, Use use)
{
    const AstNode& node = m_ast->nodes[index];
    const std::size_t mark = m_code.nodes.size();
    ++m_level;
    ++m_count;
    checkLevels(node);
    Checked checked = dispatch(node, use);
    --m_level;
    const Operation operation = m_code.nodes[checked.node].operation;
    const bool isMade =
        operation > Operation::Part && operation != Operation::Fail && !isLoop(operation);
    // Post-order: if all that was emitted since are this node and constants, it folds.
    const bool overConstants =
        isMade &&
        std::all_of(m_code.nodes.begin() + static_cast<std::ptrdiff_t>(mark),
                    m_code.nodes.end() - 1,
                    [](const CodeNode& part) { return part.operation == Operation::Constant; });
    if (overConstants) {
        fold(node, mark, checked);
    }
    if (use == Use::Whole) {
        record(checked.places, true);
    }
    return checked;
}

Checked Checker::dispatch(const AstNode& node, Use use)
{
    switch (node.kind) {
    case AstKind::Null:
    case AstKind::Bool:
    case AstKind::Int:
    case AstKind::Double:
    case AstKind::String:
        return literal(node);
    case AstKind::Name:
        return name(node, use);
    case AstKind::Select:
        return select(node, use);
    case AstKind::Index:
        return index(node, use);
    case AstKind::Call:
        return call(node);
    case AstKind::List:
        return list(node);
    case AstKind::Map:
        return map(node);
    case AstKind::Not:
    case AstKind::Negate:
        return unary(node);
    case AstKind::Binary:
        return binary(node);
    case AstKind::And:
    case AstKind::Or:
        return logic(node);
    case AstKind::Conditional:
        return conditional(node, use);
    }
    return literal(node);
}

Checked Checker::variable(const AstNode& node, std::uint32_t index)
{
    const ExprType& type = m_environment.variables[index].type;
    CodeNode made;
    made.operation = Operation::Variable;
    made.a = index;
    Checked checked = emit(node, made, type, 0);
    checked.places.push_back({{index, {}}, type});
    return checked;
}

Checked Checker::part(const AstNode& node, std::uint32_t index, Use use)
{
    const Environment::Impl::Part& definition = m_environment.parts[index];
    const Ast* const outerAst = std::exchange(m_ast, &definition.ast);
    const auto source = std::find(m_code.sources.begin(), m_code.sources.end(), m_ast->source);
    const std::uint32_t outerSource =
        std::exchange(m_source, static_cast<std::uint32_t>(source - m_code.sources.begin()));
    if (source == m_code.sources.end()) {
        m_code.sources.push_back(m_ast->source);
    }
    const std::size_t outerScope = std::exchange(m_firstScope, m_scopes.size());
    Checked body = check(m_ast->root, use);
    m_firstScope = outerScope;
    m_source = outerSource;
    m_ast = outerAst;
    CodeNode made;
    made.operation = Operation::Part;
    made.a = body.node;
    Checked checked = emit(node, made, body.type, body.cost);
    checked.bound = body.bound;
    checked.places = std::move(body.places);
    checked.inner = std::move(body.inner);
    return checked;
}

void addPlaces(std::vector<Place>& into, const std::vector<Place>& from)
{
    for (const Place& place : from) {
        const bool isKnown = std::any_of(into.begin(), into.end(), [&](const Place& known) {
            return known.path == place.path && known.type == place.type;
        });
        if (!isKnown) {
            into.push_back(place);
        }
    }
}

void Checker::record(const std::vector<Place>& places, bool isWhole)
{
    for (const Place& place : places) {
        m_reads.emplace_back(place.path, isWhole);
    }
}

void Checker::finishReads()
{
    // Sorted, a path stands right before those that lead further.
    std::sort(m_reads.begin(), m_reads.end(), [](const auto& a, const auto& b) {
        return isBefore(a.first, b.first) || (a.first == b.first && a.second && !b.second);
    });
    for (std::size_t i = 0; i < m_reads.size(); ++i) {
        const auto& [path, isWhole] = m_reads[i];
        if (!m_code.reads.empty() && m_code.reads.back() == path) {
            continue;
        }
        std::size_t next = i + 1;
        while (next < m_reads.size() && m_reads[next].first == path) {
            ++next;
        }
        // A path that is only followed further is read where it leads.
        const bool isFollowed =
            !isWhole && next < m_reads.size() && isPrefix(path, m_reads[next].first);
        if (!isFollowed) {
            m_code.reads.push_back(path);
        }
    }
}

std::string Checker::unitOf(const ExprType& type) const
{
    for (const Attribute* attribute : m_attributes) {
        if (typeOf(*attribute, m_schema) == type) {
            return attribute->unit;
        }
    }
    return type.is(TypeKind::Quantity) ? std::string(defaultUnit(type.dimension)) : "";
}

void Checker::run(const Ast& ast)
{
    m_ast = &ast;
    m_code.sources.push_back(ast.source);
    const Checked root = check(ast.root, Use::Whole);
    m_code.root = root.node;
    m_code.type = root.type;
    m_code.staticCost = root.cost;
    m_code.unit = unitOf(root.type);
    finishReads();
    if (m_options.limitCost && root.cost > kMostStaticCost) {
        constexpr std::uint64_t kWorthPrinting = 1000000000000;
        const std::string cost =
            root.cost > kWorthPrinting ? "without bound" : std::to_string(root.cost) + " units";
        ast.source->refuse(0,
                           "evaluating this can cost " + cost + "; the limit is " +
                               std::to_string(kMostStaticCost));
    }
}

} // namespace netready
