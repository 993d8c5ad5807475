// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/source_text.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace netready {

enum class AstKind : std::uint8_t
{
    Null,
    Bool,
    Int,
    Double,
    String,
    Name,       ///< `text`; `rooted` with a leading dot
    Select,     ///< parts: operand; `text`: field
    Index,      ///< parts: operand, index
    Call,       ///< `text`: function; parts: arguments, the receiver first if `member`
    List,       ///< parts: items
    Map,        ///< parts: key, value, key, value, …
    Not,        ///< parts: operand
    Negate,     ///< parts: operand
    Binary,     ///< `text`: sign; parts: left, right
    And,        ///< parts: two or more
    Or,         ///< parts: two or more
    Conditional ///< parts: condition, then, else
};

/// What was written, before names and types are looked at.
struct AstNode
{
    AstKind kind = AstKind::Null;
    bool member = false;
    bool rooted = false;
    bool truth = false;    ///< of Bool
    std::size_t begin = 0; ///< span in the source, without brackets around it
    std::size_t end = 0;
    std::size_t at = 0; ///< the token to point at in messages
    std::size_t depth = 1;
    std::int64_t whole = 0; ///< of Int
    double fraction = 0;    ///< of Double
    std::string text;
    std::vector<std::uint32_t> parts;
};

struct Ast
{
    std::shared_ptr<const SourceText> source;
    std::vector<AstNode> nodes;
    std::uint32_t root = 0;
};

/// Reads an expression of the CEL grammar.
///
/// Errors: InvalidInput with the place: not the grammar, a feature that is not supported, or more
/// than the limits of program.h.
[[nodiscard]] Ast parse(std::shared_ptr<const SourceText> source);

} // namespace netready
