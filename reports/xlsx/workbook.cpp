// SPDX-License-Identifier: Apache-2.0
#include "reports/xlsx/workbook.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/facts/work_item.h"
#include "reports/content/words.h"
#include "reports/html/html_writer.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>
#include <variant>

namespace netready {

namespace {

constexpr std::size_t kMostLetters = 16000; // a cell takes 32,767 UTF-16 units
constexpr double kPercent = 100;

using XlsxCell = std::variant<std::string, double>;

struct XlsxColumn
{
    std::string name; ///< with the unit
    double width = 12;
};

struct Sheet
{
    std::string name;
    std::vector<XlsxColumn> columns;
    std::vector<std::vector<XlsxCell>> rows;
    std::optional<std::size_t> status{}; ///< column to choose a status in
};

const WorkItem* workOf(const ReportInput& input, const WorkKey& about)
{
    const auto& items = input.facts.workItems();
    const auto found = items.find(about);
    return found == items.end() ? nullptr : &found->second;
}

/// Status, owner and day of what was decided about something.
std::array<XlsxCell, 3> decided(const ReportInput& input, const WorkKey& about)
{
    const WorkItem* item = workOf(input, about);
    return {std::string(toString(item == nullptr ? WorkStatus::Open : item->status)),
            item == nullptr ? std::string() : item->owner,
            item == nullptr || !item->due ? std::string() : dayText(*item->due)};
}

Sheet findingsSheet(const ReportInput& input)
{
    Sheet sheet{"Findings",
                {{"Id", 44},
                 {"Status of work", 14},
                 {"Owner", 16},
                 {"Due", 12},
                 {"Requirement", 44},
                 {"Subject", 28},
                 {"Dimension", 22},
                 {"Result", 14},
                 {"Points low (0-100)", 11},
                 {"Points high (0-100)", 11},
                 {"Gate", 10},
                 {"Found", 60},
                 {"What to do", 60},
                 {"Not known", 40}},
                {},
                1};
    for (const Finding& finding : input.assessment.findings) {
        if (finding.status == Status::NotApplicable) {
            continue;
        }
        const WorkKey about{WorkKind::Finding, finding.rule->id, finding.subject};
        auto [status, owner, due] = decided(input, about);
        std::vector<std::string> missing;
        for (const FactKey& key : finding.missing) {
            missing.push_back(factTitle(key, input.knowledge, input.facts));
        }
        const bool broken = finding.status == Status::Broken;
        sheet.rows.push_back({about.text(),
                              status,
                              owner,
                              due,
                              finding.rule->title,
                              subjectTitle(finding.subject, input.facts),
                              finding.rule->dimension,
                              std::string(toString(finding.status)),
                              broken ? XlsxCell() : XlsxCell(finding.score.low * kPercent),
                              broken ? XlsxCell() : XlsxCell(finding.score.high * kPercent),
                              finding.rule->gate == Gate::None
                                  ? std::string()
                                  : std::string(toString(finding.rule->gate)),
                              broken ? finding.problem : finding.text,
                              finding.rule->remedy,
                              join(missing, "; ")});
    }
    return sheet;
}

/// The ends of an estimate in a unit; nothing where it is not known.
std::array<XlsxCell, 2> ends(const std::optional<Measure>& measure, double unit)
{
    if (!measure) {
        return {};
    }
    return {measure->low / unit, measure->high / unit};
}

Sheet actionsSheet(const ReportInput& input)
{
    constexpr double kDay = 86400;
    Sheet sheet{"Actions",
                {{"Id", 44},
                 {"Status of work", 14},
                 {"Owner", 16},
                 {"Due", 12},
                 {"Phase", 16},
                 {"Step", 7},
                 {"Action", 48},
                 {"Subject", 28},
                 {"Role", 16},
                 {"Effort low (days)", 11},
                 {"Effort high (days)", 11},
                 {"Cost low (USD)", 12},
                 {"Cost high (USD)", 12},
                 {"Acceptance tool", 30},
                 {"Accepted when", 60},
                 {"Risk", 50}},
                {},
                1};
    if (input.plan == nullptr) {
        return sheet;
    }
    const PlanResults& plan = *input.plan;
    for (std::size_t i = 0; i < plan.candidates.all.size(); ++i) {
        const PlanCandidate& candidate = plan.candidates.all[i];
        const Action& action = *candidate.remedy.action;
        const std::optional<std::size_t> phase = plan.plan.solution.choice[i];
        auto [status, owner, due] = decided(input, candidate.about);
        const auto [effortLow, effortHigh] = ends(candidate.effort, kDay);
        const auto [costLow, costHigh] = ends(candidate.cost, 1);
        sheet.rows.push_back({candidate.about.text(),
                              status,
                              owner,
                              due,
                              phase ? plan.phases[*phase].title : std::string("not planned"),
                              "P" + std::to_string(action.step),
                              action.title,
                              subjectTitle(candidate.remedy.subject, input.facts),
                              roleText(action.role),
                              effortLow,
                              effortHigh,
                              costLow,
                              costHigh,
                              action.acceptance.tool,
                              action.acceptance.threshold,
                              action.risk});
    }
    return sheet;
}

Sheet flowsSheet(const ReportInput& input, const std::vector<WorkloadDemand>& demands)
{
    constexpr double kGiga = 1e9;
    Sheet sheet{"Flows",
                {{"Workload", 30},
                 {"Flow", 40},
                 {"Pattern", 26},
                 {"Direction", 14},
                 {"Mean low (Gb/s)", 12},
                 {"Mean high (Gb/s)", 12},
                 {"Burst low (Gb/s)", 12},
                 {"Burst high (Gb/s)", 12},
                 {"Loss class", 14},
                 {"Formula of the mean", 50},
                 {"Source", 50}},
                {}};
    for (const WorkloadDemand& demand : demands) {
        for (const Flow& flow : demand.demand.flows) {
            const auto mean = flow.mean.range();
            const auto burst = flow.burst.range();
            sheet.rows.push_back({subjectTitle(demand.subject, input.facts),
                                  flow.title,
                                  std::string(toString(flow.pattern)),
                                  std::string(toString(flow.direction)),
                                  mean.low().base() / kGiga,
                                  mean.high().base() / kGiga,
                                  burst.low().base() / kGiga,
                                  burst.high().base() / kGiga,
                                  std::string(toString(flow.loss)),
                                  flow.formula,
                                  flow.source});
        }
    }
    return sheet;
}

Sheet factsSheet(const ReportInput& input)
{
    Sheet sheet{"Facts",
                {{"Subject", 30},
                 {"Attribute", 34},
                 {"What it is", 44},
                 {"Value", 30},
                 {"Origin", 13},
                 {"By", 20},
                 {"Time", 22},
                 {"Note", 40},
                 {"Evidence", 30}},
                {}};
    for (const FactKey& key : input.facts.keys()) {
        const Attribute* attribute = input.knowledge.findAttribute(key.attribute);
        for (const Fact& fact : input.facts.facts(key)) {
            sheet.rows.push_back({key.subject.text(),
                                  key.attribute,
                                  attribute == nullptr ? std::string() : attribute->title,
                                  attribute == nullptr
                                      ? toString(fact.value)
                                      : readable(fact.value, *attribute, input.facts),
                                  std::string(toString(fact.origin)),
                                  fact.author,
                                  fact.time,
                                  fact.note,
                                  fact.evidence});
        }
    }
    return sheet;
}

[[noreturn]] void refuse(const std::string& path, lxw_error error)
{
    throw Error(ErrorCode::Io,
                inQuotes(path) + " cannot be written: " + std::string(lxw_strerror(error)));
}

void checked(const std::string& path, lxw_error error)
{
    if (error != LXW_NO_ERROR) {
        refuse(path, error);
    }
}

void offerStatus(lxw_worksheet* worksheet, const Sheet& sheet, const std::string& path)
{
    // The library takes texts that it could change, and changes none.
    std::vector<std::string> words;
    std::vector<char*> list;
    for (const WorkStatus status : {WorkStatus::Open,
                                    WorkStatus::InProgress,
                                    WorkStatus::Done,
                                    WorkStatus::Blocked,
                                    WorkStatus::Dropped}) {
        words.emplace_back(toString(status));
    }
    for (std::string& word : words) {
        list.push_back(word.data());
    }
    list.push_back(nullptr);
    std::string title = "Status";
    std::string hint = "One of " + join(words, ", ");
    lxw_data_validation validation{};
    validation.validate = LXW_VALIDATION_TYPE_LIST;
    validation.value_list = list.data();
    validation.error_title = title.data();
    validation.error_message = hint.data();
    const auto column = static_cast<lxw_col_t>(*sheet.status);
    checked(
        path,
        worksheet_data_validation_range(
            worksheet, 1, column, static_cast<lxw_row_t>(sheet.rows.size()), column, &validation));
}

void write(lxw_workbook* workbook, Sheet sheet, const std::string& path)
{
    lxw_worksheet* worksheet = workbook_add_worksheet(workbook, sheet.name.c_str());
    lxw_format* wrapped = workbook_add_format(workbook);
    format_set_text_wrap(wrapped);
    format_set_align(wrapped, LXW_ALIGN_VERTICAL_TOP);
    lxw_format* number = workbook_add_format(workbook);
    format_set_num_format(number, "#,##0.###");
    format_set_align(number, LXW_ALIGN_VERTICAL_TOP);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
            const XlsxCell& cell = sheet.rows[row][column];
            const auto r = static_cast<lxw_row_t>(row + 1);
            const auto c = static_cast<lxw_col_t>(column);
            if (const auto* value = std::get_if<double>(&cell)) {
                checked(path, worksheet_write_number(worksheet, r, c, *value, number));
            } else if (const std::string& text = std::get<std::string>(cell); !text.empty()) {
                const std::string fitting = shortened(text, kMostLetters);
                checked(path, worksheet_write_string(worksheet, r, c, fitting.c_str(), wrapped));
            }
        }
    }
    std::vector<lxw_table_column> heads(sheet.columns.size());
    std::vector<lxw_table_column*> list;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        heads[i].header = sheet.columns[i].name.data();
        list.push_back(&heads[i]);
        const auto c = static_cast<lxw_col_t>(i);
        checked(path, worksheet_set_column(worksheet, c, c, sheet.columns[i].width, nullptr));
    }
    list.push_back(nullptr);
    lxw_table_options options{};
    options.columns = list.data();
    options.style_type = LXW_TABLE_STYLE_TYPE_LIGHT;
    options.style_type_number = 1;
    checked(path,
            worksheet_add_table(worksheet,
                                0,
                                0,
                                static_cast<lxw_row_t>(std::max<std::size_t>(1, sheet.rows.size())),
                                static_cast<lxw_col_t>(heads.size() - 1),
                                &options));
    worksheet_freeze_panes(worksheet, 1, 1);
    worksheet_set_landscape(worksheet);
    worksheet_repeat_rows(worksheet, 0, 0);
    if (sheet.status && !sheet.rows.empty()) {
        offerStatus(worksheet, sheet, path);
    }
}

} // namespace

void writeWorkbook(const ReportInput& input,
                   const std::vector<WorkloadDemand>& demands,
                   const ReportOptions& options,
                   const std::string& path)
{
    const std::string partial = path + ".part";
    writeFileAtomically(partial, ""); // says what is wrong with the place; the library only prints
    lxw_workbook* workbook = workbook_new(partial.c_str());
    if (workbook == nullptr) {
        refuse(path, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    constexpr std::int64_t kSecondsOfDay = 86400;
    std::string title = "AI network readiness: " + options.client;
    std::string author = "Netready";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created =
        static_cast<time_t>(isoDay(options.date).value_or(1) * kSecondsOfDay); // no clock
    std::error_code failed;
    try {
        checked(path, workbook_set_properties(workbook, &properties));
        for (const Sheet& sheet : {findingsSheet(input),
                                   actionsSheet(input),
                                   flowsSheet(input, demands),
                                   factsSheet(input)}) {
            write(workbook, sheet, path);
        }
    } catch (...) { // the library frees its memory only when it closes
        static_cast<void>(workbook_close(workbook));
        std::filesystem::remove(partial, failed);
        throw;
    }
    const lxw_error closed = workbook_close(workbook);
    if (closed == LXW_NO_ERROR) {
        std::filesystem::rename(partial, path, failed);
    }
    if (closed != LXW_NO_ERROR || failed) {
        const std::string why = failed ? failed.message() : std::string(lxw_strerror(closed));
        std::filesystem::remove(partial, failed);
        throw Error(ErrorCode::Io, inQuotes(path) + " cannot be written: " + why);
    }
}

void writeWorkbook(const std::shared_ptr<const Knowledge>& knowledge,
                   const FactBase& facts,
                   LiveAssessment& live,
                   const ReportOptions& options,
                   const std::string& path)
{
    const Assessment assessment = live.result();
    const std::vector<FactView> views = live.factViews();
    const std::map<FactKey, std::size_t> readers = live.findingsReading();
    const std::vector<RankedQuestion> none;
    PlanOptions planned;
    planned.assess.today = isoDay(options.date).value_or(0);
    const PlanResults plan = planResultsOf(knowledge, facts, planned);
    writeWorkbook({*knowledge, facts, assessment, views, none, readers, &plan},
                  live.demands(),
                  options,
                  path);
}

} // namespace netready
