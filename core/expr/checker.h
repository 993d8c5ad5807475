// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/ast.h"
#include "core/expr/code.h"
#include "core/expr/environment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// Bounds on the size of a value, for the static cost.
struct SizeBound
{
    std::uint64_t size = 0;   ///< bytes of a text, items of a list or map
    std::uint64_t inner = 0;  ///< the same of anything inside it
    std::uint64_t weight = 0; ///< cost of comparing all of it
};

[[nodiscard]] SizeBound boundOf(const ExprType& type);
[[nodiscard]] SizeBound boundOf(const ExprValue& value);

/// A place in the variables that a value may come from.
struct Place
{
    ReadPath path;
    ExprType type;
};

/// Adds places, each once: macros over macros would double them each time.
void addPlaces(std::vector<Place>& into, const std::vector<Place>& from);

/// A checked part of an expression.
struct Checked
{
    NodeIndex node = 0;
    ExprType type;
    SizeBound bound;
    std::uint64_t cost = 0;
    std::vector<Place> places; ///< where the value may come from
    std::vector<Place> inner;  ///< where what is inside it may come from
};

/// Turns a parsed expression into nodes: finds names, works out types, folds constants, adds up
/// costs and what is read.
class Checker
{
public:
    Checker(const Environment& environment, const CompileOptions& options, Program::Impl& code)
        : m_environment(environment.impl())
        , m_schema(environment.schema())
        , m_options(options)
        , m_code(code)
    {}

    void run(const Ast& ast);

private:
    /// What the asker does with a value: uses it, or only follows it further.
    enum class Use : std::uint8_t
    {
        Whole,
        Path
    };

    struct Scope
    {
        std::string name;
        std::uint32_t local;
        Checked variable;
    };

    // checker.cpp
    Checked check(std::uint32_t index, Use use);
    Checked dispatch(const AstNode& node, Use use);
    Checked constant(const AstNode& node, ExprValue value, ExprType type);
    Checked literal(const AstNode& node);
    Checked part(const AstNode& node, std::uint32_t index, Use use);
    Checked variable(const AstNode& node, std::uint32_t index);
    /// Adds a node; `operands` is their cost.
    Checked emit(const AstNode& ast, CodeNode node, ExprType type, std::uint64_t operands);
    Checked emitMany(const AstNode& ast,
                     CodeNode node,
                     ExprType type,
                     const std::vector<Checked>& operands);
    void fold(const AstNode& ast, std::size_t mark, Checked& checked);
    [[nodiscard]] ExprValue keep(const ExprValue& value);
    std::uint32_t addConstant(const ExprValue& value);
    std::uint32_t addText(std::string_view text);
    std::uint32_t addAttribute(const Attribute& attribute);
    void record(const std::vector<Place>& places, bool isWhole);
    void finishReads();
    [[nodiscard]] std::string unitOf(const ExprType& type) const;
    [[noreturn]] void refuse(const AstNode& node, const std::string& message) const;
    /// Refuses; in an expression that is not checked, a node that fails when it is evaluated.
    Checked failing(const AstNode& node, const std::string& message);
    [[nodiscard]] bool isConstant(const Checked& checked) const;
    [[nodiscard]] const ExprValue* constantOf(const Checked& checked) const;
    [[nodiscard]] std::string typeText(const Checked& checked) const;
    void checkLevels(const AstNode& node) const;

    // checker_names.cpp
    Checked name(const AstNode& node, Use use);
    Checked select(const AstNode& node, Use use);
    Checked selectField(const AstNode& node, const Checked& operand, bool onlyHas);
    Checked selectAttribute(const AstNode& node, const Checked& operand, bool onlyHas);
    Checked selectName(const AstNode& node, const Checked& operand, bool onlyHas);
    [[noreturn]] void refuseAttribute(const AstNode& node, const Schema::Kind& kind) const;
    Checked has(const AstNode& node);
    [[nodiscard]] std::vector<Place> fieldPlaces(const Checked& operand,
                                                 const std::string& field) const;
    [[nodiscard]] std::string dottedName(const AstNode& node) const;
    [[nodiscard]] const Scope* findScope(std::string_view name) const;
    [[nodiscard]] std::string didYouMean(std::string_view name) const;

    // checker_operators.cpp
    Checked binary(const AstNode& node);
    [[nodiscard]] std::optional<ExprType>
    arithmeticType(Operation operation, const ExprType& a, const ExprType& b) const;
    Checked arithmetic(const AstNode& node, const Checked& left, const Checked& right);
    Checked equal(const AstNode& node, Checked left, Checked right);
    Checked order(const AstNode& node, const Checked& left, const Checked& right);
    Checked in(const AstNode& node, const Checked& left, const Checked& right);
    Checked inChoices(const AstNode& node, const Checked& left, const Checked& right);
    Checked choiceInList(const AstNode& node, const Checked& choice, const Checked& options);
    Checked choiceIs(const AstNode& node,
                     const Checked& choice,
                     const Checked& options,
                     std::uint64_t mask);
    Checked asOption(const AstNode& node, const Checked& text, const Attribute& attribute);
    [[nodiscard]] std::uint64_t
    optionBit(const AstNode& node, const Attribute& attribute, std::string_view id) const;
    Checked unary(const AstNode& node);
    Checked logic(const AstNode& node);
    Checked conditional(const AstNode& node, Use use);

    // checker_containers.cpp
    Checked index(const AstNode& node, Use use);
    Checked list(const AstNode& node);
    Checked map(const AstNode& node);

    // checker_calls.cpp
    Checked call(const AstNode& node);
    Checked macro(const AstNode& node, Operation operation);
    Checked macroBody(const AstNode& node, std::uint32_t body, bool isPredicate);
    [[nodiscard]] Scope macroScope(const AstNode& node, const Checked& range) const;
    Checked function(const AstNode& node, const FunctionEntry& entry, std::size_t firstPart);
    Checked literalFunction(const AstNode& node, Function function, const AstNode& argument);
    [[nodiscard]] std::optional<ExprType> resultType(Function function,
                                                     const std::vector<Checked>& arguments) const;
    [[nodiscard]] std::optional<ExprType> extremeType(const std::vector<Checked>& arguments) const;
    [[nodiscard]] std::uint64_t callCost(Function function,
                                         const std::vector<Checked>& arguments) const;
    Checked unknownFunction(const AstNode& node, const std::string& name);

    const Environment::Impl& m_environment;
    const Schema& m_schema;
    CompileOptions m_options;
    Program::Impl& m_code;
    const Ast* m_ast = nullptr;
    std::uint32_t m_source = 0;
    std::size_t m_level = 0;
    std::size_t m_count = 0;
    std::vector<Scope> m_scopes;
    std::size_t m_firstScope = 0; ///< a part sees no variable of the macros around its use
    std::vector<std::pair<ReadPath, bool>> m_reads;
    std::vector<const Attribute*> m_attributes; ///< read, in the order of the source
};

/// Sum and product that stay at the largest number instead of wrapping round.
[[nodiscard]] std::uint64_t saturatedSum(std::uint64_t a, std::uint64_t b);
[[nodiscard]] std::uint64_t saturatedProduct(std::uint64_t a, std::uint64_t b);

/// Size of what nothing is known about.
inline constexpr std::uint64_t kUnbounded = std::uint64_t{1} << 60U;

} // namespace netready
