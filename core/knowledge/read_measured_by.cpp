// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence.h"
#include "core/evidence/evidence_unit.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"

namespace netready {

namespace {

constexpr double kLargestFactor = 1e12;

void checkMetric(const Attribute& attribute,
                 const MeasuredBy& by,
                 const MapReader& reader,
                 FileProblems& file)
{
    const EvidenceMetric* const metric = findEvidenceMetric(by.metric);
    if (metric == nullptr) {
        std::vector<std::string> names;
        for (const EvidenceMetric& known : evidenceMetrics()) {
            names.emplace_back(known.id);
        }
        file.error("unknown-metric",
                   *reader.find("metric"),
                   "no evidence gives the metric " + inQuotes(by.metric) +
                       didYouMean(by.metric, names));
        return;
    }
    const std::string_view unit = unitOf(*metric);
    const bool isPlain = attribute.type != AttributeType::Quantity;
    if (isPlain ? !unit.empty() : unitDimension(unit) != attribute.dimension) {
        file.error("metric-does-not-fit",
                   *reader.find("metric"),
                   inQuotes(by.metric) + " is given in " + std::string(metric->unit) +
                       ", which does not fit " + inQuotes(attribute.id));
    } else if (by.isComplement && metric->unit != "ratio") {
        file.error("metric-does-not-fit",
                   *reader.find("complement"),
                   inQuotes(by.metric) + " is no share, so nothing is missing to 1");
    }
}

void checkStat(const MeasuredBy& by, const MapReader& reader, FileProblems& file)
{
    if (by.stat.empty() || valueOf(kEvidenceStats, by.stat)) {
        return;
    }
    std::vector<std::string> stats;
    for (const auto& word : kEvidenceStats) {
        stats.emplace_back(word.text);
    }
    file.error("unknown-word",
               *reader.find("stat"),
               inQuotes(by.stat) + " is no statistic; allowed are " + join(stats, ", "));
}

} // namespace

std::vector<MeasuredBy>
readMeasuredBy(const Attribute& attribute, std::span<const YamlNode> items, FileProblems& file)
{
    std::vector<MeasuredBy> all;
    for (const YamlNode& item : items) {
        const MapReader reader(item, kMeasuredByFormat, file);
        MeasuredBy by;
        by.metric = reader.text("metric");
        by.stat = reader.text("stat");
        by.take = reader.word("take", kFigureChoiceWords, FigureChoice::Lowest);
        by.where = textList(reader, "where", file);
        by.largest = reader.text("largest");
        by.factor = reader.number("factor", -kLargestFactor, kLargestFactor, 1);
        by.isComplement = reader.word("complement", kYesNoWords, false);
        const FigureBound bound = reader.word("bound", kFigureBoundWords, FigureBound::Exact);
        by.isAtLeast = bound == FigureBound::AtLeast;
        by.isAtMost = bound == FigureBound::AtMost;
        by.because = reader.text("because");
        if (!by.metric.empty()) {
            checkMetric(attribute, by, reader, file);
            checkStat(by, reader, file);
        }
        all.push_back(std::move(by));
    }
    return all;
}

} // namespace netready
