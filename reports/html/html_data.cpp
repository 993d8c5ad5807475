// SPDX-License-Identifier: Apache-2.0
#include "reports/html/html_data.h"

#include "core/base/overloaded.h"
#include "reports/html/html_writer.h"

namespace netready {

namespace {

using kainjow::mustache::data;

data list()
{
    return data{data::type::list};
}

/// A text, or false where there is none, so that a section of the template is left out.
data optional(const std::string& text)
{
    return text.empty() ? data(false) : data(text);
}

data optionalProse(const std::string& text)
{
    return text.empty() ? data(false) : data(prose(text));
}

data cellData(const Cell& cell, const Column& column)
{
    data item;
    item.set("textHtml", prose(cell.text));
    item.set("detailHtml", optionalProse(cell.detail));
    item.set("icon",
             cell.verdict  ? data(verdictIcon(*cell.verdict))
             : cell.origin ? data(originIcon(*cell.origin))
                           : data(false));
    item.set("chip",
             cell.gate == Gate::Blocker ? data("BLOCKER")
             : cell.gate == Gate::Major ? data("MAJOR")
                                        : data(false));
    item.set("chipClass", cell.gate == Gate::Blocker ? "full" : "outline");
    item.set("notKnown", data(cell.notKnown));
    item.set("strong", data(cell.strong));
    item.set("link", optional(cell.link));
    item.set("number", data(column.number));
    item.set("label", column.name);
    return item;
}

data tableData(const Table& table)
{
    data item;
    item.set("isTable", true);
    item.set("id", table.id);
    item.set("titleHtml", optionalProse(table.title));
    item.set("whatHtml", optionalProse(table.what));
    item.set("noteHtml", optionalProse(table.note));
    item.set("hasRows", data(!table.rows.empty()));
    item.set("span", std::to_string(table.columns.size()));
    data columns = list();
    for (const Column& column : table.columns) {
        data head;
        head.set("name", column.name + (column.unit.empty() ? "" : ", " + column.unit));
        head.set("description", column.description);
        head.set("width", column.width > 0 ? data(coordinate(column.width / 1.76)) : data(false));
        head.set("number", data(column.number));
        columns << head;
    }
    item.set("columns", columns);
    data rows = list();
    std::string group;
    for (const Row& row : table.rows) {
        if (row.group) { // stands in the row that follows, so that no page ends between them
            group = row.cells.empty() ? "" : row.cells.front().text;
            continue;
        }
        data line;
        line.set("groupHtml", optionalProse(group));
        data cells = list();
        for (std::size_t i = 0; i < row.cells.size() && i < table.columns.size(); ++i) {
            data cell = cellData(row.cells[i], table.columns[i]);
            cell.set("groupHtml", i == 0 ? optionalProse(group) : data(false));
            cells << cell;
        }
        line.set("cells", cells);
        rows << line;
        group.clear();
    }
    item.set("rows", rows);
    return item;
}

data partsData(const std::vector<LabelledText>& parts)
{
    data items = list();
    for (const LabelledText& part : parts) {
        data item;
        item.set("label", part.label);
        item.set("textHtml", optionalProse(part.text));
        item.set("hasItems", data(!part.items.empty()));
        data lines = list();
        for (const std::string& line : part.items) {
            lines << data{"itemHtml", prose(line)};
        }
        item.set("items", lines);
        items << item;
    }
    return items;
}

data figureData(const Figure& figure)
{
    data item;
    item.set("isFigure", true);
    item.set("id", figure.id);
    item.set("titleHtml", optionalProse(figure.title));
    item.set("whatHtml", optionalProse(figure.what));
    item.set("captionHtml", optionalProse(figure.caption));
    item.set("figureSvg", drawWide(figure.chart));
    item.set("narrowSvg", optional(drawNarrow(figure.chart)));
    item.set("kind",
             std::visit(Overloaded{[](const WeaveChart&) { return "weave"; },
                                   [](const DimensionBarsChart&) { return "bars"; },
                                   [](const HeatMapChart&) { return "map"; },
                                   [](const RadarChart&) { return "radar"; },
                                   [](const StackChart&) { return "stack"; },
                                   [](const TrafficContrastChart&) { return "contrast"; },
                                   [](const SequenceChart&) { return "sequence"; },
                                   [](const GanttChart&) { return "gantt"; },
                                   [](const FrontierChart&) { return "frontier"; },
                                   [](const TopologyChart&) { return "topology"; },
                                   [](const LoadDurationChart&) { return "duration"; }},
                        figure.chart));
    return item;
}

data keyNumbersData(const KeyNumbers& numbers)
{
    data item;
    item.set("isKeyNumbers", true);
    data items = list();
    for (const KeyNumber& number : numbers.numbers) {
        data one;
        one.set("label", number.label);
        one.set("value", number.value);
        one.set("verdictIcon", number.verdict ? data(verdictIcon(*number.verdict)) : data(false));
        one.set("verdictText", number.verdictText);
        data counts = list();
        for (const auto& [verdict, text] : number.counts) {
            data count;
            count.set("icon", verdictIcon(verdict));
            count.set("count", text);
            count.set("word", std::string(toString(verdict)));
            counts << count;
        }
        one.set("hasCounts", data(!number.counts.empty()));
        one.set("counts", counts);
        data lines = list();
        for (const std::string& line : number.lines) {
            lines << data{"lineHtml", prose(line)};
        }
        one.set("lines", lines);
        items << one;
    }
    item.set("numbers", items);
    return item;
}

data questionsData(const QuestionList& questions)
{
    data item;
    item.set("isQuestions", true);
    item.set("titleHtml", prose(questions.title));
    item.set("noteHtml", optionalProse(questions.note));
    data items = list();
    for (const QuestionItem& question : questions.items) {
        data one;
        one.set("questionHtml", prose(question.question));
        one.set("detailHtml", prose(question.detail));
        one.set("effect", question.effect);
        items << one;
    }
    item.set("items", items);
    return item;
}

data findingData(const FindingCard& card)
{
    data item;
    item.set("isFinding", true);
    item.set("id", card.id);
    item.set("number", card.number);
    item.set("title", card.title);
    item.set("subject", card.subject);
    item.set("chip", optional(card.gateText));
    item.set("chipClass",
             !card.gateFails              ? "may"
             : card.gate == Gate::Blocker ? "full"
                                          : "outline");
    item.set("severity", card.severity);
    item.set("status", card.status);
    item.set("pointsHtml", optionalProse(card.points));
    item.set("waiverHtml", optionalProse(card.waiver));
    item.set("parts", partsData(card.parts));
    item.set("originIcon", card.origin ? data(originIcon(*card.origin)) : data(false));
    item.set("originText", card.originText);
    data sources = list();
    for (std::size_t i = 0; i < card.sources.size(); ++i) {
        data source;
        source.set("source", std::to_string(card.sources[i]));
        source.set("comma", data(i > 0));
        sources << source;
    }
    item.set("hasSources", data(!card.sources.empty()));
    item.set("manySources", data(card.sources.size() > 1));
    item.set("sources", sources);
    return item;
}

data workloadData(const WorkloadCard& card)
{
    data item;
    item.set("isWorkload", true);
    item.set("id", card.id);
    item.set("title", card.title);
    item.set("detail", card.detail);
    item.set("verdictIcon", verdictIcon(card.verdict));
    item.set("verdictText", card.verdictText);
    item.set("rangeHtml", prose(card.range));
    item.set(
        "barSvg",
        miniBar(card.score, card.uncapped, card.known, "Score range on a scale from 0 to 100"));
    item.set("parts", partsData(card.parts));
    return item;
}

data contradictionData(const ContradictionCard& card)
{
    static const std::vector<Column> kColumns{{"Value", "", "", 0, false},
                                              {"Origin", "", "", 0, false},
                                              {"By whom, when", "", "", 0, false},
                                              {"Evidence", "", "", 0, false}};
    data item;
    item.set("isContradiction", true);
    item.set("title", card.title);
    item.set("effectHtml", prose(card.effect));
    data rows = list();
    for (const Row& row : card.facts) {
        data line;
        data cells = list();
        for (std::size_t i = 0; i < row.cells.size() && i < kColumns.size(); ++i) {
            data cell = cellData(row.cells[i], kColumns[i]);
            cells << cell;
        }
        line.set("cells", cells);
        rows << line;
    }
    item.set("rows", rows);
    return item;
}

data originsData(const OriginChart& chart)
{
    data item;
    item.set("isOrigins", true);
    data levels = list();
    for (const OriginChart::Level& level : chart.levels) {
        data one;
        one.set("icon", originIcon(level.origin));
        one.set("word", std::string(toString(level.origin)));
        one.set("help", level.help);
        one.set("count", std::to_string(level.count));
        one.set("share", coordinate(level.share));
        one.set("assumed", data(level.origin == Origin::Assumed));
        levels << one;
    }
    item.set("levels", levels);
    return item;
}

data sourcesData(const SourceList& sources)
{
    data item;
    item.set("isSources", true);
    data items = list();
    for (const SourceItem& source : sources.sources) {
        data one;
        one.set("number", std::to_string(source.number));
        one.set("textHtml", prose(source.text));
        const bool web = source.url.starts_with("https://") || source.url.starts_with("http://");
        one.set("url", web ? data(source.url) : data(false));
        one.set("status", source.status);
        items << one;
    }
    item.set("items", items);
    return item;
}

data paragraphData(const Paragraph& paragraph)
{
    data item;
    item.set("isParagraph", true);
    item.set("style",
             paragraph.style == ParagraphStyle::Lead   ? "lead"
             : paragraph.style == ParagraphStyle::Note ? "note"
                                                       : "body");
    item.set("strongHtml", optionalProse(paragraph.strong));
    item.set("textHtml", prose(paragraph.text));
    return item;
}

data blockData(const Block& block)
{
    return std::visit(Overloaded{
                          [](const Paragraph& value) { return paragraphData(value); },
                          [](const Heading& value) {
                              data item;
                              item.set("isHeading", true);
                              item.set("id", optional(value.id));
                              item.set("titleHtml", prose(value.title));
                              item.set("whatHtml", optionalProse(value.what));
                              return item;
                          },
                          [](const Table& value) { return tableData(value); },
                          [](const Figure& value) { return figureData(value); },
                          [](const OriginChart& value) { return originsData(value); },
                          [](const KeyNumbers& value) { return keyNumbersData(value); },
                          [](const QuestionList& value) { return questionsData(value); },
                          [](const FindingCard& value) { return findingData(value); },
                          [](const WorkloadCard& value) { return workloadData(value); },
                          [](const ContradictionCard& value) { return contradictionData(value); },
                          [](const SourceList& value) { return sourcesData(value); },
                          [](const MainAndSide& value) {
                              data item;
                              item.set("isColumns", true);
                              item.set("main", blocksData(value.main));
                              item.set("side", blocksData(value.side));
                              return item;
                          },
                      },
                      block.value);
}

} // namespace

data blocksData(const std::vector<Block>& blocks)
{
    data items = list();
    for (const Block& block : blocks) {
        data item = blockData(block);
        for (const char* kind : {"isParagraph",
                                 "isHeading",
                                 "isTable",
                                 "isFigure",
                                 "isOrigins",
                                 "isKeyNumbers",
                                 "isQuestions",
                                 "isFinding",
                                 "isWorkload",
                                 "isContradiction",
                                 "isSources",
                                 "isColumns"}) {
            if (item.get(kind) == nullptr) {
                item.set(kind, false);
            }
        }
        items << item;
    }
    return items;
}

std::string drawForCover(const Chart& chart)
{
    const auto* bars = std::get_if<DimensionBarsChart>(&chart);
    return bars == nullptr ? drawWide(chart) : drawCoverBars(*bars);
}

std::string drawWide(const Chart& chart)
{
    return std::visit(
        Overloaded{[](const WeaveChart& value) { return drawWeave(value); },
                   [](const DimensionBarsChart& value) { return drawDimensionBars(value); },
                   [](const HeatMapChart& value) { return drawHeatMap(value); },
                   [](const RadarChart& value) { return drawRadar(value); },
                   [](const StackChart& value) { return drawStack(value); },
                   [](const TrafficContrastChart& value) { return drawTrafficContrast(value); },
                   [](const SequenceChart& value) { return drawSequence(value); },
                   [](const GanttChart& value) { return drawGantt(value); },
                   [](const FrontierChart& value) { return drawFrontier(value); },
                   [](const TopologyChart& value) { return drawTopology(value); },
                   [](const LoadDurationChart& value) { return drawLoadDuration(value); }},
        chart);
}

std::string drawNarrow(const Chart& chart)
{
    const auto* bars = std::get_if<DimensionBarsChart>(&chart);
    return bars == nullptr ? "" : drawNarrowDimensionBars(*bars);
}

} // namespace netready
