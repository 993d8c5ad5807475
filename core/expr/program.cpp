// SPDX-License-Identifier: Apache-2.0
#include "core/expr/program.h"

#include "core/expr/checker.h"
#include "core/expr/code.h"
#include "core/expr/evaluator.h"

#include <utility>

namespace netready {

const std::string& Program::source() const
{
    return m_impl->sources.front()->text;
}

const ExprType& Program::type() const
{
    return m_impl->type;
}

const std::vector<ReadPath>& Program::reads() const
{
    return m_impl->reads;
}

std::uint64_t Program::staticCost() const
{
    return m_impl->staticCost;
}

std::string Program::unit() const
{
    return m_impl->unit;
}

Program compile(std::string_view source,
                const Environment& environment,
                Position where,
                CompileOptions options)
{
    constexpr std::size_t kMostBytes = kMostCodePoints * 4; // of UTF-8; more is not even copied
    auto text = std::make_shared<const SourceText>(
        SourceText{std::string(source.substr(0, kMostBytes + 1)), std::move(where)});
    const Ast ast = parse(std::move(text));
    auto code = std::make_shared<Program::Impl>();
    Checker(environment, options, *code).run(ast);
    return Program(std::move(code));
}

ExprValue
evaluate(const Program& program, std::span<const ExprValue> variables, EvalContext& context)
{
    return Evaluator(program.impl(), variables, context).run();
}

} // namespace netready
