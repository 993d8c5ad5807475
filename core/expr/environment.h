// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/ast.h"
#include "core/expr/program.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

struct Environment::Impl
{
    struct Variable
    {
        std::string name; ///< empty if another of that name came first
        ExprType type;
    };
    struct Part
    {
        Ast ast;
        ExprType type;
    };
    struct Meaning
    {
        bool isPart = false;
        std::uint32_t index = 0;
    };

    std::vector<Variable> variables;
    std::vector<Part> parts;
    std::map<std::string, Meaning, std::less<>> names;
    bool hasDottedNames = false; ///< some variable is called `a.b`

    [[nodiscard]] const Meaning* find(std::string_view name) const;
};

} // namespace netready
