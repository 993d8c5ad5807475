// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "reports/charts/dimension_bars.h"
#include "reports/charts/frontier.h"
#include "reports/charts/gantt.h"
#include "reports/charts/heat_map.h"
#include "reports/charts/radar.h"
#include "reports/charts/sequence.h"
#include "reports/charts/stack.h"
#include "reports/charts/topology.h"
#include "reports/charts/traffic_contrast.h"
#include "reports/charts/weave.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace netready {

/// One place of a table: a mark or chip, the text, a quieter second line.
struct Cell
{
    std::string text{};
    std::string detail{};
    std::optional<Verdict> verdict{};
    std::optional<Origin> origin{};
    Gate gate = Gate::None; ///< chip
    bool notKnown = false;  ///< chip "? not known" instead of the text
    bool strong = false;
    std::string link{}; ///< id of a place in the report
};

struct Column
{
    std::string name{};
    std::string unit{};        ///< empty if the values carry it
    std::string description{}; ///< one sentence
    double width = 0;          ///< mm of 176; 0: what is left
    bool number = false;       ///< set to the right
};

struct Row
{
    std::vector<Cell> cells{};
    bool group = false; ///< a heading over the rows that follow; one cell
};

/// Title: a bold finding, then quieter what is shown.
struct Table
{
    std::string id{};
    std::string title{};
    std::string what{};
    std::vector<Column> columns{};
    std::vector<Row> rows{};
    std::string note{};
};

enum class ParagraphStyle
{
    Body,
    Lead,
    Note
};

struct Paragraph
{
    std::string text;
    ParagraphStyle style = ParagraphStyle::Body;
    std::string strong; ///< bold words before the text
};

struct Heading
{
    std::string id; ///< empty if nothing links to it
    std::string title;
    std::string what;
};

/// How many facts have each origin, weakest first.
struct OriginChart
{
    struct Level
    {
        Origin origin = Origin::Assumed;
        std::string help;
        std::size_t count = 0;
        double share = 0; ///< of the largest count, 0 to 1
    };
    std::vector<Level> levels;
};

using Chart = std::variant<WeaveChart,
                           DimensionBarsChart,
                           HeatMapChart,
                           RadarChart,
                           StackChart,
                           TrafficContrastChart,
                           SequenceChart,
                           GanttChart,
                           FrontierChart,
                           TopologyChart,
                           LoadDurationChart>;

struct Figure
{
    std::string id;
    std::string title;
    std::string what;
    Chart chart;
    std::string caption;
};

struct KeyNumber
{
    std::string label;
    std::string value;
    std::optional<Verdict> verdict;
    std::string verdictText; ///< after the mark
    std::vector<std::string> lines;
    std::vector<std::pair<Verdict, std::string>> counts;
};
struct KeyNumbers
{
    std::vector<KeyNumber> numbers;
};

/// A question and what its answer would bring.
struct QuestionItem
{
    std::string question;
    std::string detail;
    std::string effect;
};
struct QuestionList
{
    std::string title;
    std::vector<QuestionItem> items;
    std::string note;
};

/// One labelled part of a card.
struct LabelledText
{
    std::string label;
    std::string text;
    std::vector<std::string> items; ///< a list after the text
};

/// One finding with all that a reader asks about it.
struct FindingCard
{
    std::string id;
    std::string number; ///< `F1`
    std::string title;
    std::string subject;
    Gate gate = Gate::None;
    bool gateFails = false; ///< the chip is full only then
    std::string gateText;   ///< words of the chip
    std::string severity;   ///< `high severity`
    std::string status;     ///< `fails`, `in part`, `not known`, …
    std::string points;     ///< `0–27`
    std::string waiver;     ///< empty if none
    std::vector<LabelledText> parts;
    std::optional<Origin> origin; ///< weakest it rests on
    std::string originText;
    std::vector<std::size_t> sources; ///< numbers in the list of sources
};

/// One workload with its verdict and conditions.
struct WorkloadCard
{
    std::string id;
    std::string title;
    std::string detail;
    Verdict verdict = Verdict::CannotTell;
    std::string verdictText;
    std::string range;
    ScoreRange score;
    ScoreRange uncapped;
    bool known = true;
    std::vector<LabelledText> parts;
};

/// Two facts that cannot both be true.
struct ContradictionCard
{
    std::string title;
    std::vector<Row> facts; ///< value, origin, by whom, evidence
    std::string effect;
};

struct SourceItem
{
    std::size_t number = 0;
    std::string text;
    std::string url;
    std::string status; ///< `Read`, `Second-hand`, `Vendor claim`, `Judgement`
};
struct SourceList
{
    std::vector<SourceItem> sources;
};

struct Block;
/// A wide column of 119 mm and a narrow one of 50 mm.
struct MainAndSide
{
    std::vector<Block> main;
    std::vector<Block> side;
};
struct Block
{
    std::variant<Paragraph,
                 Heading,
                 Table,
                 Figure,
                 OriginChart,
                 KeyNumbers,
                 QuestionList,
                 FindingCard,
                 WorkloadCard,
                 ContradictionCard,
                 SourceList,
                 MainAndSide>
        value;
};

/// One section: starts a page, is listed in the contents.
struct Section
{
    std::string id;
    std::string name;     ///< above the headline and in the contents
    std::string headline; ///< the answer, a full sentence
    std::vector<Block> blocks;
};

struct CoverColumn
{
    std::string label;
    std::vector<std::string> lines;
    std::optional<Verdict> verdict; ///< then `verdictLine` is set large beside the mark
    std::string verdictLine;
};

struct Cover
{
    std::string kind; ///< `Executive assessment`
    std::string title;
    std::string subtitle;
    std::optional<Chart> chart;
    std::string caption;
    std::vector<CoverColumn> columns;
};

/// A whole report; all that the writers print. They compute nothing.
struct ReportContent
{
    std::string title; ///< of the document
    std::string client;
    std::string date;     ///< for people
    std::string isoDate;  ///< 2026-11-25, of the file's metadata
    std::string language; ///< BCP 47
    std::string headLeft; ///< running head and foot
    std::string headRight;
    std::string foot;
    Cover cover;
    std::string contentsHeadline;
    std::vector<Section> sections;
};

} // namespace netready
