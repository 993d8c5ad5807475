// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"

#include <cstdint>
#include <random>
#include <string>

namespace netready {

/// Makes edits of every kind, with every kind of value, the same ones for the same seed.
class RandomEdits
{
public:
    explicit RandomEdits(std::uint64_t seed)
        : m_random(seed)
    {}

    /// One to four changes that fit the base, one after another; now and then none has an effect.
    [[nodiscard]] Edit next(const FactBase& base);
    [[nodiscard]] Value value();
    [[nodiscard]] std::string text();
    /// Below `end`.
    [[nodiscard]] std::size_t below(std::size_t end) { return m_random() % end; }

private:
    [[nodiscard]] std::string word();
    [[nodiscard]] std::vector<std::string> words();
    [[nodiscard]] double number();
    [[nodiscard]] Fact fact();
    [[nodiscard]] SubjectKey subject();
    [[nodiscard]] FactKey factKey(const FactBase& base);
    [[nodiscard]] std::vector<Change> changes(const FactBase& base);
    [[nodiscard]] Change subjectChange(const FactBase& base);
    [[nodiscard]] Change factsChange(const FactBase& base);
    [[nodiscard]] Change waiverChange(const FactBase& base);
    [[nodiscard]] Change noteChange(const FactBase& base);
    [[nodiscard]] Change workChange(const FactBase& base);

    std::mt19937_64 m_random;
    std::uint64_t m_count = 0;
};

} // namespace netready
