// SPDX-License-Identifier: Apache-2.0
#include "core/expr/evaluator.h"

#include <algorithm>
#include <utility>

namespace netready {

namespace {

// An explanation beyond this is not read by people; its nodes stay without parts.
constexpr std::size_t kMostTraceNodes = 20000;

class Tracer
{
public:
    Tracer(const Program::Impl& code, std::span<const ExprValue> variables, EvalContext& context)
        : m_code(code)
        , m_variables(variables)
        , m_evaluator(code, variables, context)
    {}

    TraceNode trace(NodeIndex index)
    {
        const CodeNode& node = m_code.nodes[index];
        TraceNode result;
        result.source = m_code.textOf(index);
        result.value = valueOf(index);
        if (++m_count < kMostTraceNodes) {
            addParts(node, result);
        }
        return result;
    }

private:
    ExprValue valueOf(NodeIndex index)
    {
        // Each node has the whole budget, as it has on its own.
        m_evaluator.resetCost();
        ExprValue scratch;
        ExprValue value = m_evaluator.value(index, scratch);
        value.optional = false;
        return value;
    }

    void addPart(NodeIndex index, TraceNode& result) { result.parts.push_back(trace(index)); }

    void addOperands(const CodeNode& node, TraceNode& result)
    {
        for (std::uint32_t i = node.a; i < node.a + node.b; ++i) {
            addPart(m_code.operands[i], result);
        }
    }

    void addOption(const CodeNode& node, TraceNode& result)
    {
        TraceNode option;
        option.source = m_code.textOf(node.c);
        option.value = m_code.constants[node.b];
        option.isConstant = true;
        result.parts.push_back(std::move(option));
    }

    /// Marks a field as an input; the way to its subject is a part if a fact led there.
    void addField(const CodeNode& node, const ExprValue& object, TraceNode& result)
    {
        result.attribute = m_code.attributes[node.c];
        if (object.kind == ExprKind::Object) {
            result.isInput = true;
            result.subject = object.object;
        }
        if (node.operation == Operation::SelectField &&
            m_code.nodes[node.a].operation > Operation::Local) {
            addPart(node.a, result);
        }
    }

    void addHas(const CodeNode& node, TraceNode& result)
    {
        const ExprValue object = valueOf(node.a);
        if (node.operation == Operation::HasField && object.kind == ExprKind::Object) {
            TraceNode held;
            held.source = result.source;
            held.value = object.object->fields[node.b];
            held.isInput = true;
            held.subject = object.object;
            held.attribute = m_code.attributes[node.c];
            result.parts.push_back(std::move(held));
        }
        if (m_code.nodes[node.a].operation > Operation::Local) {
            addPart(node.a, result);
        }
    }

    void addMacro(const CodeNode& node, TraceNode& result)
    {
        addPart(node.a, result);
        const ExprValue range = valueOf(node.a);
        for (const ExprValue& item : m_evaluator.itemsOf(range)) {
            ExprValue copy;
            m_evaluator.bind(node.c, Evaluator::present(item, copy));
            if (node.operation == Operation::Map && node.extra != kNoNode) {
                addPart(node.extra, result);
            }
            addPart(node.b, result);
        }
    }

    void addParts(const CodeNode& node, TraceNode& result)
    {
        switch (node.operation) {
        case Operation::Constant:
            result.isConstant = true;
            break;
        case Operation::Variable:
        case Operation::Local:
        case Operation::Fail:
            break;
        case Operation::Field:
            addField(node, m_variables[node.a], result);
            break;
        case Operation::SelectField:
            addField(node, valueOf(node.a), result);
            break;
        case Operation::HasField:
        case Operation::HasName:
            addHas(node, result);
            break;
        case Operation::Part:
        case Operation::SelectName:
        case Operation::Not:
        case Operation::Negate:
        case Operation::ToOptions:
            addPart(node.a, result);
            break;
        case Operation::ChoiceIs:
        case Operation::ChoicesHave:
            addPart(node.a, result);
            addOption(node, result);
            break;
        case Operation::Index:
        case Operation::Add:
        case Operation::Subtract:
        case Operation::Multiply:
        case Operation::Divide:
        case Operation::Modulo:
        case Operation::Equal:
        case Operation::NotEqual:
        case Operation::Less:
        case Operation::LessEqual:
        case Operation::Greater:
        case Operation::GreaterEqual:
        case Operation::In:
            addPart(node.a, result);
            addPart(node.b, result);
            break;
        case Operation::Conditional:
            addPart(node.a, result);
            addPart(node.b, result);
            addPart(node.c, result);
            break;
        case Operation::And:
        case Operation::Or:
        case Operation::MakeList:
        case Operation::MakeMap:
        case Operation::Call:
            addOperands(node, result);
            break;
        case Operation::All:
        case Operation::Exists:
        case Operation::ExistsOne:
        case Operation::Map:
        case Operation::Filter:
            addMacro(node, result);
            break;
        }
    }

    const Program::Impl& m_code;
    std::span<const ExprValue> m_variables;
    Evaluator m_evaluator;
    std::size_t m_count = 0;
};

} // namespace

TraceNode trace(const Program& program, std::span<const ExprValue> variables, EvalContext& context)
{
    const ExprValue value = evaluate(program, variables, context);
    TraceNode result = Tracer(program.impl(), variables, context).trace(program.impl().root);
    result.value = value;
    return result;
}

} // namespace netready
