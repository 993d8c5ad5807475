// SPDX-License-Identifier: Apache-2.0
#include "core/prover/program_edit.h"

namespace netready {

std::vector<NodeIndex> childrenOf(const Program::Impl& code, NodeIndex index)
{
    const CodeNode& node = code.nodes[index];
    switch (node.operation) {
    case Operation::Constant:
    case Operation::Variable:
    case Operation::Local:
    case Operation::Field:
    case Operation::Fail:
        return {};
    case Operation::Part:
    case Operation::HasField:
    case Operation::HasName:
    case Operation::Not:
    case Operation::ChoiceIs:
    case Operation::ChoicesHave:
    case Operation::SelectField:
    case Operation::SelectName:
    case Operation::Negate:
    case Operation::ToOptions:
        return {node.a};
    case Operation::Equal:
    case Operation::NotEqual:
    case Operation::Less:
    case Operation::LessEqual:
    case Operation::Greater:
    case Operation::GreaterEqual:
    case Operation::In:
    case Operation::Index:
    case Operation::Add:
    case Operation::Subtract:
    case Operation::Multiply:
    case Operation::Divide:
    case Operation::Modulo:
    case Operation::All:
    case Operation::Exists:
    case Operation::ExistsOne:
    case Operation::Filter:
        return {node.a, node.b};
    case Operation::Map:
        return node.extra == kNoNode ? std::vector<NodeIndex>{node.a, node.b}
                                     : std::vector<NodeIndex>{node.a, node.extra, node.b};
    case Operation::Conditional:
        return {node.a, node.b, node.c};
    case Operation::And:
    case Operation::Or:
    case Operation::MakeList:
    case Operation::MakeMap:
    case Operation::Call: {
        const auto first = code.operands.begin() + node.a;
        return {first, first + node.b};
    }
    }
    return {};
}

namespace {

void addReachable(const Program::Impl& code, NodeIndex node, std::vector<NodeIndex>& nodes)
{
    for (const NodeIndex child : childrenOf(code, node)) {
        addReachable(code, child, nodes);
    }
    nodes.push_back(node);
}

} // namespace

std::vector<NodeIndex> reachable(const Program& program)
{
    std::vector<NodeIndex> nodes;
    if (!program.empty()) {
        addReachable(program.impl(), program.impl().root, nodes);
    }
    return nodes;
}

Position positionOf(const Program::Impl& code, NodeIndex node)
{
    const NodeSource& place = code.places[node];
    return code.sources[place.source]->position(place.at);
}

NodeIndex behindNames(const Program::Impl& code, NodeIndex node)
{
    while (code.nodes[node].operation == Operation::Part) {
        node = code.nodes[node].a;
    }
    return node;
}

std::shared_ptr<Program::Impl> editableCopy(const Program& program)
{
    const Program::Impl& from = program.impl();
    auto copy = std::make_shared<Program::Impl>();
    copy->nodes = from.nodes;
    copy->operands = from.operands;
    copy->constants = from.constants;
    copy->attributes = from.attributes;
    copy->places = from.places;
    copy->sources = from.sources;
    copy->root = from.root;
    copy->type = from.type;
    copy->reads = from.reads;
    copy->staticCost = from.staticCost;
    copy->unit = from.unit;
    copy->schema = from.schema;
    return copy;
}

void replaceByConstant(Program::Impl& code, NodeIndex node, const ExprValue& value)
{
    code.constants.push_back(value);
    CodeNode made;
    made.operation = Operation::Constant;
    made.a = static_cast<std::uint32_t>(code.constants.size() - 1);
    code.nodes[node] = made;
}

void replaceByNode(Program::Impl& code, NodeIndex node, NodeIndex other)
{
    CodeNode made;
    made.operation = Operation::Part;
    made.a = other;
    code.nodes[node] = made;
}

void dropOperand(Program::Impl& code, NodeIndex node, std::size_t operand)
{
    std::vector<NodeIndex> kept = childrenOf(code, node);
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(operand));
    code.nodes[node].a = static_cast<std::uint32_t>(code.operands.size());
    code.nodes[node].b = static_cast<std::uint32_t>(kept.size());
    code.operands.insert(code.operands.end(), kept.begin(), kept.end());
}

void negate(Program::Impl& code, NodeIndex node)
{
    code.nodes.push_back(code.nodes[node]);
    code.places.push_back(code.places[node]);
    CodeNode made;
    made.operation = Operation::Not;
    made.cost = costOf(Operation::Not);
    made.a = static_cast<NodeIndex>(code.nodes.size() - 1);
    code.nodes[node] = made;
}

Program negated(const Program& program)
{
    const std::shared_ptr<Program::Impl> code = editableCopy(program);
    negate(*code, code->root);
    return Program(code);
}

} // namespace netready
