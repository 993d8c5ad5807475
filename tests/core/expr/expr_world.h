// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/program.h"
#include "core/facts/resolution.h"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// Writes a value for comparing in tests: `true`, `5`, `[1, 5]{x}`, `open{x, y}`, `unknown{x}`,
/// `'text'`, `error`, `not applicable`; after the value what is missing, if there are names for it.
[[nodiscard]] std::string
show(const ExprValue& value, const EvalContext& context, const std::vector<std::string>& slots);

/// Free variables by name, without a schema.
class Variables
{
public:
    /// Adds a variable; a value that is open misses the variable itself.
    void add(const std::string& name, ExprValue value, ExprType type = {});
    [[nodiscard]] std::string text(std::string_view source);
    [[nodiscard]] ExprValue evaluated(std::string_view source, CompileOptions options = {});

    Schema schema;
    Environment environment{schema};
    std::vector<std::string> names;
    std::vector<ExprValue> values;
    EvalContext context;
};

/// A small client: two fabrics, three workloads, one site.
class World
{
public:
    World();

    /// Sets a fact as it is typed: `set("fabric/main.port_speed", "400 Gb/s")`.
    void set(std::string_view key, std::string_view value, Origin origin = Origin::Documented);
    /// What an expression about one subject comes to.
    [[nodiscard]] std::string text(std::string_view source,
                                   std::string_view subject = "fabric/main");
    [[nodiscard]] ExprValue evaluated(std::string_view source, std::string_view subject);
    [[nodiscard]] Program compiled(std::string_view source, std::string_view kind = "fabric") const;
    /// The error that compiling gives, with its place; empty if there is none.
    [[nodiscard]] std::string problem(std::string_view source,
                                      std::string_view kind = "fabric") const;
    [[nodiscard]] std::vector<ExprValue> variables(std::string_view subject);
    [[nodiscard]] const Attribute& attribute(std::string_view id) const;

    std::vector<SubjectKind> kinds;
    std::vector<Attribute> attributes;
    Schema schema;
    std::vector<std::string> slots;
    EvalContext context;

private:
    struct Row
    {
        ObjectRow row;
        std::vector<Fact> facts; ///< the last one of each field, parallel to the fields
        std::vector<bool> has;
        std::vector<ExprValue> fields;
        std::deque<Resolution> resolutions;
    };

    [[nodiscard]] Row& row(std::string_view subject);
    void fill();

    std::map<std::string, Row, std::less<>> m_rows; ///< by kind/id
    std::vector<std::vector<ExprValue>> m_objects;  ///< by kind
};

} // namespace netready
