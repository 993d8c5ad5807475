// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/expr/limits.h"
#include "core/expr/schema.h"
#include "core/expr/type.h"
#include "core/expr/value.h"

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What names mean in an expression: variables in order, and parts that are defined by expressions.
class Environment
{
public:
    explicit Environment(const Schema& schema);

    /// Adds a variable; the n-th declared is the n-th of the values at evaluation.
    void declare(std::string name, ExprType type);
    /// Gives a name to a part (`let`); it is checked here and evaluated where it is used.
    /// Errors: as compile.
    void define(std::string name, std::string_view source, Position where);

    /// Adds what a rule `per: kind` sees: the subject under its kind's name, every singleton kind
    /// by name and every kind's subjects by the plural. Shape of the variables: see
    /// subjectVariables.
    void declareSubject(std::uint32_t kind);

    [[nodiscard]] const Schema& schema() const { return *m_schema; }

    struct Impl;
    [[nodiscard]] const Impl& impl() const { return *m_impl; }

private:
    const Schema* m_schema;
    std::shared_ptr<Impl> m_impl;
};

/// Values for Environment::declareSubject, in its order: the subject, then for each kind its list
/// of subjects, then for each singleton kind its subject.
[[nodiscard]] std::vector<ExprValue>
subjectVariables(const Schema& schema,
                 const ExprValue& subject,
                 std::span<const std::span<const ExprValue>> subjectsByKind);

/// One step of a path that an expression reads.
struct ReadStep
{
    static constexpr std::uint32_t kAllItems = 0xFFFFFFFF;
    std::uint32_t field = kAllItems; ///< field of the object, or every item of a list
    bool operator==(const ReadStep&) const = default;
};

struct ReadPath
{
    std::uint32_t variable = 0;
    std::vector<ReadStep> steps;
    bool operator==(const ReadPath&) const = default;
};

/// A checked expression, ready to be evaluated any number of times. A value; cheap to copy.
class Program
{
public:
    Program() = default;
    [[nodiscard]] bool empty() const { return m_impl == nullptr; }
    [[nodiscard]] const std::string& source() const;
    [[nodiscard]] const ExprType& type() const;
    /// Every path that any evaluation may read, sorted, each once.
    [[nodiscard]] const std::vector<ReadPath>& reads() const;
    /// Cost of the dearest evaluation that the schema allows.
    [[nodiscard]] std::uint64_t staticCost() const;
    /// Unit for showing the result: that of the first attribute of the same dimension it reads,
    /// else the dimension's default.
    [[nodiscard]] std::string unit() const;

    struct Impl;
    [[nodiscard]] const Impl& impl() const { return *m_impl; }
    explicit Program(std::shared_ptr<const Impl> impl)
        : m_impl(std::move(impl))
    {}

private:
    std::shared_ptr<const Impl> m_impl;
};

struct CompileOptions
{
    bool check = true;     ///< false: types are found out when evaluating
    bool macros = true;    ///< false: has, all, exists … are ordinary calls
    bool limitCost = true; ///< false for free-standing expressions over unbounded bindings
};

/// Parses and checks a CEL expression of the supported subset.
///
/// Errors: InvalidInput with file, line and column; `where` is the place of the first character.
/// A feature of CEL that is not supported is an error that names it.
[[nodiscard]] Program compile(std::string_view source,
                              const Environment& environment,
                              Position where = {},
                              CompileOptions options = {});

/// Working memory of evaluations; values returned live until clear().
class EvalContext
{
public:
    MissingSets missing;
    std::uint64_t cost = 0;                        ///< of all evaluations since clear()
    std::uint64_t costLimit = 2 * kMostStaticCost; ///< of one evaluation; beyond it is an Error
    std::pmr::monotonic_buffer_resource arena;

    /// Forgets all results and the cost so far.
    void clear();
};

/// Evaluates; never throws for what the data holds: an Error value is a broken expression or,
/// flagged, "not applicable". A result that is open carries what is missing on its critical path.
[[nodiscard]] ExprValue
evaluate(const Program& program, std::span<const ExprValue> variables, EvalContext& context);

/// One node of an explanation: what stands in the source, what it came to, what it was made of.
struct TraceNode
{
    std::string source;
    ExprValue value;
    bool isInput = false; ///< a field of a subject: `subject` and `attribute` say which
    const ObjectRow* subject = nullptr;
    const Attribute* attribute = nullptr;
    bool isConstant = false;
    std::vector<TraceNode> parts;
};

/// Evaluates again, recording every node, without short circuits. The value equals that of
/// evaluate().
[[nodiscard]] TraceNode
trace(const Program& program, std::span<const ExprValue> variables, EvalContext& context);

/// Writes a value for people: numbers with the unit, ranges with an en dash, choices by their
/// titles.
[[nodiscard]] std::string
toReadable(const ExprValue& value, const ExprType& type, std::string_view unit);

} // namespace netready
