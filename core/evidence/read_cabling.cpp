// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/csv_table.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <array>
#include <map>
#include <set>

namespace netready {

namespace {

struct Columns
{
    std::optional<std::size_t> aDevice, aPort, bDevice, bPort, speed, media, length, label;

    [[nodiscard]] bool areEnds() const { return aDevice && aPort && bDevice && bPort; }
};

/// Names of the same column in other people's lists, ours first.
constexpr std::array<std::array<std::string_view, 6>, 8> kNames = {{
    {"a_device", "startdevice", "device_a", "source device", "from device", "side a device"},
    {"a_port", "startport", "port_a", "source port", "from port", "side a port"},
    {"b_device", "enddevice", "device_b", "destination device", "to device", "side b device"},
    {"b_port", "endport", "port_b", "destination port", "to port", "side b port"},
    {"speed_gbps", "speed", "bandwidth", "speed (gb/s)", "speed_mbps", "rate"},
    {"media", "medium", "type", "cable type", "media type", "cable"},
    {"length_m", "length", "length (m)", "cable length", "len_m", "len"},
    {"label", "cable id", "cable_id", "id", "cable label", "name"},
}};

std::optional<std::size_t>
findColumn(const CsvTable& table, std::size_t which, const EvidenceOptions& options)
{
    for (const auto& [theirs, ours] : options.columns) {
        if (lowered(ours) == kNames[which][0]) {
            return table.column(theirs);
        }
    }
    for (const std::string_view name : kNames[which]) {
        if (const auto column = table.column(name)) {
            return column;
        }
    }
    return std::nullopt;
}

Columns columnsOf(const CsvTable& table, const EvidenceOptions& options)
{
    Columns columns;
    const std::array<std::optional<std::size_t>*, 8> all = {&columns.aDevice,
                                                            &columns.aPort,
                                                            &columns.bDevice,
                                                            &columns.bPort,
                                                            &columns.speed,
                                                            &columns.media,
                                                            &columns.length,
                                                            &columns.label};
    for (std::size_t i = 0; i < all.size(); ++i) {
        *all[i] = findColumn(table, i, options);
    }
    return columns;
}

int recogniseCabling(const EvidenceSource& source)
{
    const std::string_view head = source.head();
    return columnsOf(readCsv(head.substr(0, head.find('\n'))), {}).areEnds() ? 90 : 0;
}

/// A cell that a spreadsheet would run as a formula is kept as plain text without its sign.
std::string plainCell(std::string_view cell, bool& isFormula)
{
    cell = trimmed(cell);
    if (!cell.empty() && (cell.front() == '=' || cell.front() == '@')) {
        isFormula = true;
        cell.remove_prefix(1);
    }
    return std::string(cell);
}

class CablingReader
{
public:
    CablingReader(const CsvTable& table, const Columns& columns, EvidenceDraft& draft)
        : m_table(table)
        , m_columns(columns)
        , m_draft(draft)
        , m_isMegabit(columns.speed && contains(lowered(table.header[*columns.speed]), "mbps"))
        , m_saysUnit(columns.speed && contains(lowered(table.header[*columns.speed]), "g"))
    {}

    void readRow(const CsvRow& row)
    {
        const std::size_t needed =
            std::max({*m_columns.aDevice, *m_columns.aPort, *m_columns.bDevice, *m_columns.bPort});
        if (row.cells.size() <= needed || (row.isCut && row.cells.size() == needed + 1)) {
            skip(row,
                 "short-row",
                 "a row ends before both ends of the cable are named and was left out");
            return;
        }
        bool isFormula = false;
        InventoryLink link;
        link.a = {plainCell(row.cells[*m_columns.aDevice], isFormula),
                  plainCell(row.cells[*m_columns.aPort], isFormula)};
        link.b = {plainCell(row.cells[*m_columns.bDevice], isFormula),
                  plainCell(row.cells[*m_columns.bPort], isFormula)};
        link.line = row.line;
        if (isFormula) {
            m_draft.remark(
                "formula",
                "a name starts like a formula of a spreadsheet; it was kept as plain text",
                row.line);
        }
        if (link.a.node.empty() || link.b.node.empty()) {
            skip(row, "no-device", "a cable has an end without a device and was left out");
            return;
        }
        if (link.a == link.b) {
            skip(row,
                 "self-link",
                 "a cable joins " + inQuotes(link.a.node + ":" + link.a.port) +
                     " to itself and was left out");
            return;
        }
        for (const InventoryEnd& end : {link.a, link.b}) {
            const auto [place, isNew] = m_used.emplace(end, row.line);
            if (!isNew && !end.port.empty()) {
                m_draft.remark("end-used-twice",
                               inQuotes(end.node + ":" + end.port) +
                                   " is an end of this cable and of the one in line " +
                                   std::to_string(place->second),
                               row.line);
            }
        }
        link.speed = speed(row);
        link.length = number(row, m_columns.length, "length");
        link.medium = cell(row, m_columns.media);
        link.label = cell(row, m_columns.label);
        if (row.isCut) {
            m_draft.remark(
                "cut",
                "the last line has no line end, so what it ends with may be cut and was left out",
                row.line);
            if (row.cells.size() < m_table.header.size()) {
                m_draft.doubt(
                    EvidenceQuality::B, "cut", "the table ends in the middle of a row", row.line);
            }
        }
        m_draft.inventory.links.push_back(std::move(link));
    }

private:
    void skip(const CsvRow& row, std::string code, std::string message)
    {
        m_draft.remark(std::move(code), std::move(message), row.line);
    }

    /// Empty where the column is missing, the row is short, or the cell is the last of a cut row.
    [[nodiscard]] std::string cell(const CsvRow& row, std::optional<std::size_t> column) const
    {
        if (!column || *column >= row.cells.size() ||
            (row.isCut && *column + 1 == row.cells.size())) {
            return {};
        }
        bool isFormula = false;
        return plainCell(row.cells[*column], isFormula);
    }

    std::optional<double>
    number(const CsvRow& row, std::optional<std::size_t> column, std::string_view what)
    {
        const std::string text = cell(row, column);
        if (text.empty()) {
            return std::nullopt;
        }
        const std::optional<double> value =
            m_table.separator == ';' ? readCommaNumber(text) : readNumber(text);
        if (!value || *value < 0) {
            m_draft.remark("not-a-number",
                           "the " + std::string(what) + " " + inQuotes(text) +
                               " is not a number and stays unknown",
                           row.line);
            return std::nullopt;
        }
        return value;
    }

    std::optional<double> speed(const CsvRow& row)
    {
        const std::optional<double> value = number(row, m_columns.speed, "speed");
        if (!value || *value == 0) {
            return std::nullopt;
        }
        constexpr double kMostGigabits = 6400;
        if (m_isMegabit || (!m_saysUnit && *value >= 1000 && *value > kMostGigabits)) {
            if (!m_isMegabit) {
                m_draft.remark("unit-guessed",
                               "speeds above 6,400 without a unit were read as Mb/s",
                               row.line);
            }
            return *value * 1e6;
        }
        if (*value > kMostGigabits) {
            m_draft.remark("speed-too-large",
                           "a speed of " + toText(*value) + " Gb/s is no port's; it stays unknown",
                           row.line);
            return std::nullopt;
        }
        return *value * 1e9;
    }

    const CsvTable& m_table;
    const Columns& m_columns;
    EvidenceDraft& m_draft;
    bool m_isMegabit;
    bool m_saysUnit;
    std::map<InventoryEnd, int> m_used;
};

void readCabling(const EvidenceSource& source, EvidenceDraft& draft)
{
    const CsvTable table = readCsv(source.text());
    const Columns columns = columnsOf(table, draft.options());
    if (!columns.areEnds()) {
        draft.refuse("columns",
                     "the table has no columns for the device and port of both ends; name them",
                     1);
    }
    draft.tool = "cable list";
    draft.inventory.basis = InventoryBasis::Design;
    CablingReader reader(table, columns, draft);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        draft.step(i, table.rows.size());
        reader.readRow(table.rows[i]);
    }
    std::set<std::string> nodes;
    for (const InventoryLink& link : draft.inventory.links) {
        nodes.insert(link.a.node);
        nodes.insert(link.b.node);
    }
    for (const std::string& name : nodes) {
        InventoryNode node;
        node.name = name;
        draft.inventory.nodes.push_back(std::move(node));
    }
}

constexpr auto kReaders =
    std::to_array<EvidenceReader>({{"cable-list", "a cable list", recogniseCabling, readCabling}});

} // namespace

std::span<const EvidenceReader> cablingReaders()
{
    return kReaders;
}

} // namespace netready
