// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/code.h"

#include <memory>
#include <vector>

namespace netready {

/// The nodes that a node is made of, in the order of the source.
[[nodiscard]] std::vector<NodeIndex> childrenOf(const Program::Impl& code, NodeIndex index);

/// Every node that an evaluation may come to, each after what it is made of.
[[nodiscard]] std::vector<NodeIndex> reachable(const Program& program);

/// Where a node stands in its file.
[[nodiscard]] Position positionOf(const Program::Impl& code, NodeIndex node);

/// The node behind names given by `let`.
[[nodiscard]] NodeIndex behindNames(const Program::Impl& code, NodeIndex node);

/// A copy to change; refers to the texts of the original, which must outlive it.
[[nodiscard]] std::shared_ptr<Program::Impl> editableCopy(const Program& program);

/// Puts a value in the place of a node.
void replaceByConstant(Program::Impl& code, NodeIndex node, const ExprValue& value);
/// Puts one node in the place of another.
void replaceByNode(Program::Impl& code, NodeIndex node, NodeIndex other);
/// Takes one operand out of an && or ||.
void dropOperand(Program::Impl& code, NodeIndex node, std::size_t operand);
/// Puts the opposite of a yes/no node in its place.
void negate(Program::Impl& code, NodeIndex node);
/// The opposite of a yes/no expression.
[[nodiscard]] Program negated(const Program& program);

} // namespace netready
