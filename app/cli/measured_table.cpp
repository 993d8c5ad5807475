// SPDX-License-Identifier: Apache-2.0
#include "app/cli/measured_table.h"

#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "core/base/text.h"
#include "core/evidence/evidence_unit.h"

#include <nlohmann/json.hpp>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace netready {

namespace {

using Json = nlohmann::ordered_json;

struct MeasuredLine
{
    std::string file;
    std::string metric;
    std::set<std::string> places;
    std::map<EvidenceStat, const EvidenceRecord*> highest;
};

std::vector<MeasuredLine> linesOf(const ImportPreview& preview)
{
    std::vector<MeasuredLine> lines;
    for (const PreviewedFile& file : preview.files) {
        std::map<std::string, MeasuredLine> byMetric;
        for (const EvidenceRecord& record : file.result.records) {
            MeasuredLine& line = byMetric[record.metric];
            line.file = record.fileName;
            line.metric = record.metric;
            line.places.insert(record.scope.name);
            const EvidenceRecord*& highest = line.highest[record.stat];
            if (highest == nullptr || record.value > highest->value) {
                highest = &record;
            }
        }
        for (auto& [metric, line] : byMetric) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

/// `disk-read-time` of an answer of Prometheus, which says more than its metric.
std::string nameOf(const MeasuredLine& line)
{
    constexpr std::string_view kBefore = "prometheus-";
    constexpr std::string_view kAfter = ".json";
    return line.file.starts_with(kBefore) && line.file.ends_with(kAfter)
               ? line.file.substr(kBefore.size(), line.file.size() - kBefore.size() - kAfter.size())
               : line.metric;
}

std::string inWords(const EvidenceRecord& record)
{
    const EvidenceMetric* const metric = findEvidenceMetric(record.metric);
    const std::string_view unit = metric == nullptr         ? ""
                                  : metric->unit == "ratio" ? "%"
                                                            : unitOf(*metric);
    if (unit.empty()) {
        return toText(record.value);
    }
    Measure measure;
    measure.low = metric->unit == "ratio" ? record.value : record.value * unitFactor(unit);
    measure.high = measure.low;
    measure.dimension = *unitDimension(unit);
    measure.unit = unit;
    return toReadable(measure);
}

} // namespace

nlohmann::ordered_json measuredJson(const ImportPreview& preview)
{
    Json json = Json::array();
    for (const MeasuredLine& line : linesOf(preview)) {
        Json highest = Json::object();
        for (const auto& [stat, record] : line.highest) {
            highest[std::string(textOf(kEvidenceStats, stat))] = {
                {"value", record->value}, {"unit", record->unit}, {"scope", record->scope.name}};
        }
        json.push_back({{"file", line.file},
                        {"metric", line.metric},
                        {"places", line.places.size()},
                        {"highest", highest}});
    }
    return json;
}

void printMeasured(const ImportPreview& preview)
{
    TextTable table(2);
    for (const MeasuredLine& line : linesOf(preview)) {
        std::string values;
        const EvidenceRecord* most = nullptr;
        for (const EvidenceStat stat : {EvidenceStat::Mean,
                                        EvidenceStat::P95,
                                        EvidenceStat::P99,
                                        EvidenceStat::Max,
                                        EvidenceStat::Sum,
                                        EvidenceStat::Last}) {
            const auto found = line.highest.find(stat);
            if (found != line.highest.end()) {
                most = found->second;
                values += values.empty() ? "" : ", ";
                values += std::string(textOf(kEvidenceStats, stat)) + " " + inWords(*most);
            }
        }
        if (most != nullptr) {
            const EvidenceMetric* const metric = findEvidenceMetric(line.metric);
            table.add({nameOf(line),
                       std::to_string(line.places.size()) + "x",
                       values,
                       (metric == nullptr ? "" : std::string(metric->meaning)) +
                           (most->scope.name.empty() ? "" : "; most at " + most->scope.name)});
        }
    }
    if (!table.empty()) {
        printLine(inked(Ink::Bold, "Highest of what was measured"));
        table.print();
    }
}

} // namespace netready
