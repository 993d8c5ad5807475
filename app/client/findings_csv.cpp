// SPDX-License-Identifier: Apache-2.0
#include "app/client/findings_csv.h"

#include "core/base/text.h"
#include "reports/content/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace netready {

namespace {

bool isNumber(std::string_view text)
{
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(number);
}

std::string line(const std::vector<std::string>& cells)
{
    std::vector<std::string> safe;
    for (const std::string& cell : cells) {
        safe.push_back(csvCell(cell));
    }
    return join(safe, ",") + "\r\n";
}

std::string dimensionTitle(const Knowledge& knowledge, const std::string& id)
{
    const auto found =
        std::find_if(knowledge.dimensions.begin(),
                     knowledge.dimensions.end(),
                     [&](const ScoredDimension& dimension) { return dimension.id == id; });
    return found == knowledge.dimensions.end() ? id : found->title;
}

std::string scoreCell(double score)
{
    constexpr double kPercent = 100;
    return toText(std::round(score * kPercent * kPercent) / kPercent);
}

std::vector<std::string>
cellsOf(const Finding& finding, const FactBase& facts, const Knowledge& knowledge)
{
    const bool counts = finding.status != Status::NotApplicable && finding.status != Status::Broken;
    std::vector<std::string> missing;
    for (const FactKey& key : finding.missing) {
        missing.push_back(key.text());
    }
    return {finding.rule->id,
            finding.subject.text(),
            finding.rule->title,
            subjectTitle(finding.subject, facts),
            dimensionTitle(knowledge, finding.rule->dimension),
            std::string(toString(finding.status)),
            counts ? scoreCell(finding.score.low) : "",
            counts ? scoreCell(finding.score.high) : "",
            std::string(toString(finding.rule->gate)),
            std::string(toString(finding.gate)),
            std::string(toString(finding.waiver)),
            finding.problem.empty() ? finding.text : finding.problem,
            finding.rule->remedy,
            finding.rule->limits,
            join(missing, " ")};
}

} // namespace

std::string csvCell(std::string_view text)
{
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    std::string cell(text);
    if (!cell.empty() && kFormulaStarts.find(cell.front()) != std::string_view::npos &&
        !isNumber(cell)) {
        cell.insert(cell.begin(), '\'');
    }
    if (cell.find_first_of(",\"\r\n") == std::string::npos) {
        return cell;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + "\"";
}

std::string findingsCsv(const std::vector<const Finding*>& findings,
                        const FactBase& facts,
                        const Knowledge& knowledge)
{
    std::string table = line({"rule",
                              "subject",
                              "title",
                              "subject_title",
                              "dimension",
                              "status",
                              "score_low",
                              "score_high",
                              "gate",
                              "gate_state",
                              "waiver",
                              "found",
                              "remedy",
                              "limits",
                              "missing"});
    for (const Finding* finding : findings) {
        table += line(cellsOf(*finding, facts, knowledge));
    }
    return table;
}

} // namespace netready
