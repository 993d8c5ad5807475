// SPDX-License-Identifier: Apache-2.0
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

std::string headline(const Assessment& result)
{
    std::size_t applicable = 0;
    std::size_t ready = 0;
    std::size_t below = 0;
    for (const DimensionScore& dimension : result.dimensions) {
        if (dimension.applies == Truth::False) {
            continue;
        }
        ++applicable;
        const std::string low = band({dimension.score.low, dimension.score.low});
        const std::string high = band({dimension.score.high, dimension.score.high});
        ready += low == "A" || low == "B" ? 1U : 0U;
        below += high == "C" || high == "D" ? 1U : 0U;
    }
    if (applicable == 0) {
        return "No dimension applies to what is described so far.";
    }
    const std::string of = " of " + inWords(applicable, "dimension", "dimensions");
    if (ready == applicable) {
        return applicable == 1 ? "The one dimension reaches 70 even in the worst case."
                               : "All " + inWords(applicable, "dimension", "dimensions") +
                                     " reach 70 even in the worst case.";
    }
    if (below > 0) {
        return capitalised(numberWord(below)) + of + (below == 1 ? " stays" : " stay") +
               " below 70 even in the best case.";
    }
    return (ready == 0 ? "No" : capitalised(numberWord(ready))) +
           (ready == 0 ? " dimension reaches" : of + (ready == 1 ? " reaches" : " reach")) +
           " 70 in the worst case; in the best case all do.";
}

RadarChart radarOf(const Assessment& result)
{
    RadarChart chart;
    chart.title = "The dimensions of the site as a band between worst and best case";
    for (const DimensionScore& dimension : result.dimensions) {
        const bool applies = dimension.applies != Truth::False;
        chart.axes.push_back({dimension.dimension->title,
                              applies ? toReadable(dimension.score) : "does not apply",
                              dimension.score,
                              applies});
    }
    return chart;
}

Table dimensionTable(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Table table;
    table.id = "dimension-table";
    table.title = "The same in numbers";
    table.columns = {
        {"Dimension", "", "A scored capability, and the question it answers.", 0, false},
        {"Score", "", "Range from 0 to 100.", 17, true},
        {"Band", "", "D below 40, C below 70, B below 90, A above.", 14, true},
        {"Known", "", "Share of the weight that is decided.", 15, true},
        {"Blockers", "", "Blockers that certainly fail.", 16, true},
        {"Majors", "", "Major requirements that certainly fail.", 14, true},
        {"May fail", "", "Gates that open answers may still make fail.", 16, true}};
    for (const DimensionScore& dimension : result.dimensions) {
        Cell name{.text = dimension.dimension->title,
                  .detail = dimension.dimension->help,
                  .strong = true};
        if (dimension.applies == Truth::False) {
            table.rows.push_back(
                {{name, Cell{.text = "does not apply"}, Cell{}, Cell{}, Cell{}, Cell{}, Cell{}},
                 false});
            continue;
        }
        table.rows.push_back({{name,
                               Cell{.text = toReadable(dimension.score), .strong = true},
                               Cell{.text = band(dimension.score)},
                               Cell{.text = percent(dimension.coverage)},
                               Cell{.text = std::to_string(dimension.blockers)},
                               Cell{.text = std::to_string(dimension.majors)},
                               Cell{.text = std::to_string(dimension.mayBlock)}},
                              false});
    }
    return table;
}

Table leversTable(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Table table;
    table.id = "levers";
    table.columns = {{"Step", "", "The requirement, if it were met.", 0, false},
                     {"Subject", "", "What it concerns.", 44, false},
                     {"Site then", "", "Range of the site score if this alone were met.", 22, true},
                     {"Finding", "", "Number of the finding below.", 16, true}};
    for (const Lever& lever : result.levers) {
        const Finding& finding = result.findings[lever.finding];
        table.rows.push_back({{Cell{.text = finding.rule->title, .strong = true},
                               Cell{.text = shortened(plan.subject(finding.subject), 60)},
                               Cell{.text = toReadable(lever.siteScore), .strong = true},
                               Cell{.text = plan.findingNumber(lever.finding),
                                    .link = plan.findingId(lever.finding)}},
                              false});
    }
    table.title =
        table.rows.empty()
            ? "No single step raises the site score"
            : capitalised(inWords(table.rows.size(), "single step raises", "single steps raise")) +
                  " the site score most";
    table.what = "today " + toReadable(result.site.score);
    table.note = "Each step is taken alone and evaluated anew; the ranges do not add up.";
    return table;
}

} // namespace

Section dimensionsSection(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Section section{"dimensions", "Dimensions", headline(result), {}};
    section.blocks.push_back({Figure{
        "radar",
        "The site between worst and best case",
        "each axis from 0 to 100",
        radarOf(result),
        "Solid line and full dots: worst case. Dashed line and open dots: best case. Between them "
        "lies what is not known. Ready begins at the dark ring, 70."}});
    section.blocks.push_back({dimensionTable(plan)});
    if (!result.workloads.empty() && result.site.verdict.verdict != Verdict::Ready) {
        section.blocks.push_back({leversTable(plan)});
    }
    return section;
}

} // namespace netready
