// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace netready {

/// A made-up pack with rules of all forms over few attributes, from a seed.
[[nodiscard]] std::shared_ptr<const Knowledge> randomKnowledge(std::mt19937& random,
                                                               std::size_t rules);
/// The text of its rule files, for tests that vary them.
[[nodiscard]] std::vector<PackFile> randomPack(std::mt19937& random, std::size_t rules);
/// Loads a pack that must be right; fails the test with its diagnostics otherwise.
[[nodiscard]] std::shared_ptr<const Knowledge> loaded(const std::vector<PackFile>& files);

/// A client with some subjects and some of the facts known, in part or not at all.
[[nodiscard]] FactBase
randomClient(std::mt19937& random, const Knowledge& knowledge, double shareKnown);

/// A value of the domain of an attribute, exact.
[[nodiscard]] Value
randomValue(std::mt19937& random, const Attribute& attribute, const FactBase& facts);

/// An edit that sets, changes or removes a fact.
[[nodiscard]] Edit
randomEdit(std::mt19937& random, const Knowledge& knowledge, const FactBase& facts);

} // namespace netready
