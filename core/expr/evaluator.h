// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/arithmetic.h"
#include "core/expr/code.h"
#include "core/expr/compare.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace netready {

inline constexpr std::string_view kTooDear = "the evaluation costs more than its limit";

/// Evaluates the nodes of one checked expression.
class Evaluator
{
public:
    Evaluator(const Program::Impl& code, std::span<const ExprValue> variables, EvalContext& context)
        : m_code(code)
        , m_nodes(code.nodes.data())
        , m_constants(code.constants.data())
        , m_variables(variables)
        , m_context(context)
    {}

    /// Evaluates the whole and charges the cost to the context.
    [[nodiscard]] ExprValue run();

    /// The value of a node; it stands in `scratch` or lives elsewhere, at least as long.
    [[nodiscard]] const ExprValue& value(NodeIndex index, ExprValue& scratch);

    /// Binds the variable of a macro.
    void bind(std::uint32_t local, const ExprValue& item) { m_locals[local] = &item; }
    /// The item as the body of a macro sees it: that it may be absent is the list's business.
    [[nodiscard]] static const ExprValue& present(const ExprValue& item, ExprValue& copy);

    [[nodiscard]] std::uint64_t cost() const { return m_cost; }
    void resetCost() { m_cost = 0; }

    /// Items of a list, keys of a map; empty for everything else.
    [[nodiscard]] std::span<const ExprValue> itemsOf(const ExprValue& range);

private:
    /// What the body of a macro says of one item. Wanted: what decides the macro.
    enum class Verdict : std::uint8_t
    {
        Other,
        Wanted,
        Perhaps,
        Failed,
        PerhapsFailed ///< fails only if the item is there
    };

    /// What the verdicts on the items come to.
    struct Verdicts
    {
        bool isOpen = false;
        MissingHandle missing = 0; ///< of those that are open
        std::uint8_t origin = 0;
        MissingHandle lastMissing = 0;
        std::uint8_t lastOrigin = 0;
        ExprValue error; ///< Null while there is none

        [[nodiscard]] bool failed() const { return error.kind == ExprKind::Error; }
        void addError(const ExprValue& found)
        {
            if (!failed() || (error.notApplicable && !found.notApplicable)) {
                error = found;
            }
        }
    };

    /// The answer of a node that is asked for a yes or no: Unknown counts as open; what is neither
    /// stands in `other`.
    Answer ask(NodeIndex index, ExprValue& other);

    // evaluator_truth.cpp
    Answer answer(const CodeNode& node, ExprValue& other);
    Answer has(const CodeNode& node, ExprValue& other);
    Answer isNot(const CodeNode& node, ExprValue& other);
    Answer compare(Order operation, const CodeNode& node, ExprValue& other);
    Answer compareComputed(Order operation, const CodeNode& node, ExprValue& other);
    Answer compareValues(Order operation,
                         const CodeNode& node,
                         const ExprValue& a,
                         const ExprValue& b,
                         ExprValue& other);
    Answer equal(const CodeNode& node, bool isNegated, ExprValue& other);
    Answer in(const CodeNode& node, ExprValue& other);
    Answer inItems(const ExprValue& needle, const ExprValue& container);
    Answer compareOthers(Order operation,
                         const CodeNode& node,
                         const ExprValue& a,
                         const ExprValue& b,
                         ExprValue& other);
    Answer logic(const CodeNode& node, Truth absorbing, ExprValue& other);
    const ExprValue* logicError(const CodeNode& operand, const ExprValue* before, ExprValue& other);
    Answer choiceIs(const CodeNode& node, ExprValue& other);
    Answer choicesHave(const CodeNode& node, ExprValue& other);
    Answer settled(std::span<const ExprValue* const> operands, ExprValue& other);
    Answer failed(const CodeNode& node, std::string_view message, ExprValue& other);
    [[nodiscard]] static Answer asAnswer(const ExprValue& value, ExprValue& other);

    /// The value of a node that needs no work, or nothing.
    [[nodiscard]] const ExprValue* atHand(NodeIndex index) const;

    // evaluator.cpp
    const ExprValue& leaf(const CodeNode& node, ExprValue& scratch);
    void compute(const CodeNode& node, ExprValue& out);
    void field(const CodeNode& node, const ExprValue& object, ExprValue& out);
    void selectName(const CodeNode& node, ExprValue& out);
    void index(const CodeNode& node, ExprValue& out);
    void
    indexList(const CodeNode& node, const ExprValue& list, const ExprValue& index, ExprValue& out);
    void indexMap(const CodeNode& node, const ExprValue& map, const ExprValue& key, ExprValue& out);
    void minus(const CodeNode& node, ExprValue& out);
    void compute(Arithmetic operation, const CodeNode& node, ExprValue& out);
    void conditional(const CodeNode& node, ExprValue& out);
    void makeList(const CodeNode& node, ExprValue& out);
    void makeMap(const CodeNode& node, ExprValue& out);
    void toOptions(const CodeNode& node, ExprValue& out);
    void concatenate(const CodeNode& node, const ExprValue& a, const ExprValue& b, ExprValue& out);

    // evaluator_macros.cpp
    Answer quantifier(const CodeNode& node, Truth absorbing, ExprValue& other);
    Answer existsOne(const CodeNode& node, ExprValue& other);
    void mapItems(const CodeNode& node, ExprValue& out);
    void filter(const CodeNode& node, ExprValue& out);
    bool macroRange(const CodeNode& node, const ExprValue& range, ExprValue& out);
    Verdict judge(NodeIndex body, const ExprValue& item, Truth wanted, Verdicts& all);
    bool transform(const CodeNode& node, const ExprValue& item, Verdicts& all, ExprValue& result);
    void setItems(const Verdicts& all, std::span<const ExprValue> items, ExprValue& out);

    // evaluator_functions.cpp
    void call(const CodeNode& node, ExprValue& out);
    std::string_view
    apply(const CodeNode& node, std::span<const ExprValue* const> arguments, ExprValue& out);
    std::string_view size(const ExprValue& value, ExprValue& out);
    std::string_view
    searchText(Function function, const ExprValue& text, const ExprValue& part, ExprValue& out);
    std::string_view toText(const CodeNode& node, const ExprValue& value, ExprValue& out);

    /// Settles the operands of a strict operation where one is an Error (a real one before "not
    /// applicable") or Unknown: true if `out` is the result.
    bool settle(std::span<const ExprValue* const> operands, ExprValue& out);
    bool settle(const ExprValue& a, ExprValue& out);
    bool settle(const ExprValue& a, const ExprValue& b, ExprValue& out);
    void fail(const CodeNode& node, std::string_view message, ExprValue& out);
    [[nodiscard]] bool overCost() const { return m_cost > m_context.costLimit; }
    [[nodiscard]] std::string_view copyText(std::string_view text);
    template <class T>
    [[nodiscard]] std::span<T> allocate(std::size_t count);
    void setList(ExprValue& out, std::span<const ExprValue> items);

    const Program::Impl& m_code;
    const CodeNode* m_nodes;
    const ExprValue* m_constants;
    std::span<const ExprValue> m_variables;
    EvalContext& m_context;
    std::uint64_t m_cost = 0;
    std::array<const ExprValue*, kMostNestedMacros> m_locals; // set before they are read
};

template <class T>
std::span<T> Evaluator::allocate(std::size_t count)
{
    auto* const data = static_cast<T*>(m_context.arena.allocate(count * sizeof(T), alignof(T)));
    return {data, count};
}

inline const ExprValue* Evaluator::atHand(NodeIndex index) const
{
    const CodeNode& node = m_nodes[index];
    if (node.operation == Operation::Field) {
        const ExprValue& object = m_variables[node.a];
        // The row of a rule's own subject rests on no fact.
        if (object.kind == ExprKind::Object && object.origin == 0) {
            return object.object->fields + node.b;
        }
    }
    return node.operation == Operation::Constant ? m_constants + node.a : nullptr;
}

inline const ExprValue& Evaluator::value(NodeIndex index, ExprValue& scratch)
{
    const CodeNode& node = m_nodes[index];
    m_cost += node.cost;
    if (const ExprValue* found = atHand(index)) {
        return *found;
    }
    if (node.operation <= Operation::Part) {
        return leaf(node, scratch);
    }
    compute(node, scratch);
    return scratch;
}

} // namespace netready
