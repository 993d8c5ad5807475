// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/program.h"
#include "core/expr/schema.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

namespace netready {

using AttributeSet = std::set<const Attribute*>;

/// A client of whom nothing is known: shows what an expression reads and what it comes to whatever
/// the answers will be.
class OpenWorld
{
public:
    /// The schema must outlive this.
    explicit OpenWorld(const Schema& schema);
    OpenWorld(const OpenWorld&) = delete; // the values refer to the rows
    OpenWorld& operator=(const OpenWorld&) = delete;

    /// The truth that a yes/no expression over a subject of the kind has for every completion;
    /// nothing if the answers decide.
    [[nodiscard]] std::optional<bool> certainTruth(const Program& program,
                                                   std::uint32_t kind) const;

    /// Adds the attributes that an evaluation of the expression may read.
    void addReads(const Program& program, std::uint32_t kind, AttributeSet& attributes) const;

private:
    const Schema* m_schema;
    std::vector<std::vector<ExprValue>> m_fields; ///< of each kind
    std::vector<ObjectRow> m_rows;
    std::vector<std::vector<ExprValue>> m_variables; ///< for a subject of each kind, all open
    std::vector<std::vector<std::uint32_t>> m_kinds; ///< of these variables
};

} // namespace netready
