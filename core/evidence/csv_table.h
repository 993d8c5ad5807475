// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

struct CsvRow
{
    std::vector<std::string> cells;
    int line = 0;
    bool isCut = false; ///< the text ends inside its last cell, or may do so
};

/// Rows of a table of separated values; quotes may hold separators and line ends.
struct CsvTable
{
    char separator = ',';
    std::vector<std::string> header;
    std::vector<CsvRow> rows; ///< without the header and without empty lines

    /// Index of a column by name, without regard to case.
    [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const;
};

/// Reads a table; the separator is the one of `,`, `;` and tab that the first line has most of.
[[nodiscard]] CsvTable readCsv(std::string_view text);

} // namespace netready
