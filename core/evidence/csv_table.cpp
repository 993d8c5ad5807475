// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/csv_table.h"

#include "core/base/text.h"
#include "core/evidence/evidence_source.h"

#include <algorithm>

namespace netready {

namespace {

char separatorOf(std::string_view text)
{
    const std::string_view line = text.substr(0, text.find('\n'));
    char best = ',';
    std::ptrdiff_t most = 0;
    for (const char c : {',', ';', '\t'}) {
        const std::ptrdiff_t count = std::count(line.begin(), line.end(), c);
        if (count > most) {
            most = count;
            best = c;
        }
    }
    return best;
}

} // namespace

std::optional<std::size_t> CsvTable::column(std::string_view name) const
{
    const std::string wanted = lowered(name);
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (lowered(trimmed(header[i])) == wanted) {
            return i;
        }
    }
    return std::nullopt;
}

CsvTable readCsv(std::string_view text)
{
    CsvTable table;
    table.separator = separatorOf(text);
    CsvRow row;
    std::string cell;
    int line = 1;
    row.line = 1;
    bool isQuoted = false;
    const auto endCell = [&] {
        row.cells.push_back(std::move(cell));
        cell.clear();
    };
    const auto endRow = [&](bool isCut) {
        endCell();
        const bool isEmpty = row.cells.size() == 1 && trimmed(row.cells[0]).empty();
        row.isCut = isCut;
        if (!isEmpty && table.header.empty()) {
            table.header = std::move(row.cells);
        } else if (!isEmpty) {
            table.rows.push_back(std::move(row));
        }
        row = {};
        row.line = line;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted) {
            if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
                cell.push_back('"');
                ++i;
            } else if (c == '"') {
                isQuoted = false;
            } else {
                line += c == '\n' ? 1 : 0;
                cell.push_back(c == '\n' || c == '\r' ? ' ' : c);
            }
        } else if (c == '"' && trimmed(cell).empty()) {
            isQuoted = true;
            cell.clear();
        } else if (c == table.separator) {
            endCell();
        } else if (c == '\n') {
            ++line;
            endRow(false);
        } else if (c != '\r') {
            cell.push_back(c);
        }
    }
    if (!cell.empty() || !row.cells.empty()) {
        endRow(true);
    }
    return table;
}

} // namespace netready
