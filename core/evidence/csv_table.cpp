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

/// Takes a text character by character.
class CsvReader
{
public:
    explicit CsvReader(std::string_view text)
        : m_text(text)
    {
        m_table.separator = separatorOf(text);
    }

    CsvTable read()
    {
        m_row.line = 1;
        for (; m_at < m_text.size(); ++m_at) {
            if (m_isQuoted) {
                takeQuoted(m_text[m_at]);
            } else {
                takePlain(m_text[m_at]);
            }
        }
        if (!m_cell.empty() || !m_row.cells.empty()) {
            endRow(true);
        }
        return std::move(m_table);
    }

private:
    void takeQuoted(char c)
    {
        if (c == '"' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '"') {
            m_cell.push_back('"');
            ++m_at;
        } else if (c == '"') {
            m_isQuoted = false;
        } else {
            m_line += c == '\n' ? 1 : 0;
            m_cell.push_back(c == '\n' || c == '\r' ? ' ' : c);
        }
    }

    void takePlain(char c)
    {
        if (c == '"' && trimmed(m_cell).empty()) {
            m_isQuoted = true;
            m_cell.clear();
        } else if (c == m_table.separator) {
            endCell();
        } else if (c == '\n') {
            ++m_line;
            endRow(false);
        } else if (c != '\r') {
            m_cell.push_back(c);
        }
    }

    void endCell()
    {
        m_row.cells.push_back(std::move(m_cell));
        m_cell.clear();
    }

    void endRow(bool isCut)
    {
        endCell();
        const bool isEmpty = m_row.cells.size() == 1 && trimmed(m_row.cells[0]).empty();
        m_row.isCut = isCut;
        if (!isEmpty && m_table.header.empty()) {
            m_table.header = std::move(m_row.cells);
        } else if (!isEmpty) {
            m_table.rows.push_back(std::move(m_row));
        }
        m_row = {};
        m_row.line = m_line;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    CsvTable m_table;
    CsvRow m_row;
    std::string m_cell;
    int m_line = 1;
    bool m_isQuoted = false;
};

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
    return CsvReader(text).read();
}

} // namespace netready
