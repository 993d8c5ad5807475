// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace netready {

/// Prints rows in aligned columns; the last column is wrapped.
class TextTable
{
public:
    explicit TextTable(std::size_t indent = 0)
        : m_indent(indent)
    {}

    void add(std::vector<std::string> cells) { m_rows.push_back(std::move(cells)); }
    [[nodiscard]] bool empty() const { return m_rows.empty(); }
    void print() const;

private:
    std::size_t m_indent;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace netready
