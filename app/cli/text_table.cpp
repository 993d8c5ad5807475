// SPDX-License-Identifier: Apache-2.0
#include "app/cli/text_table.h"

#include "app/cli/console.h"

#include <algorithm>

namespace netready {

namespace {

constexpr std::size_t kGap = 2;
// A single long cell must not push all others off the page.
constexpr std::size_t kWidestColumn = 44;

} // namespace

void TextTable::print() const
{
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], std::min(displayWidth(row[i]), kWidestColumn));
        }
    }
    for (const auto& row : m_rows) {
        std::string line(m_indent, ' ');
        std::size_t start = m_indent;
        for (std::size_t i = 0; i + 1 < row.size(); ++i) {
            const std::size_t width = std::max(widths[i], displayWidth(row[i])) + kGap;
            line += padded(row[i], width);
            start += width;
        }
        line += row.empty() ? "" : wrapped(row.back(), start);
        line.erase(line.find_last_not_of(' ') + 1);
        printLine(line);
    }
}

} // namespace netready
