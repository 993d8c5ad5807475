// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

std::string capText(Gate gate)
{
    return toReadable(ScoreRange{cap(gate), cap(gate)});
}

Table verdictTable()
{
    Table table;
    table.id = "verdict-table";
    table.title = "The four verdicts";
    table.columns = {{"Verdict", "", "The engine's word.", 34, false},
                     {"When it is given", "", "The rule behind it.", 0, false}};
    const auto row = [&](Verdict verdict, std::string text) {
        Cell name{.text = std::string(toString(verdict)), .strong = true};
        name.verdict = verdict;
        table.rows.push_back({{name, Cell{.text = std::move(text)}}, false});
    };
    row(Verdict::Ready,
        "Even the worst case reaches 70, no contradiction is open on what its gates read, and no "
        "gate passes on stated claims alone.");
    row(Verdict::ReadyIf,
        "The worst case reaches 40, but one of these conditions is open; they are listed with the "
        "workload.");
    row(Verdict::CannotTell,
        "The worst case lies below 40 and the best case does not: what is missing decides.");
    row(Verdict::NotReady, "A blocker certainly fails, or even the best case stays below 40.");
    return table;
}

Table packTable(const ReportPlan& plan)
{
    Table table;
    table.id = "pack-table";
    table.title = "Versions";
    table.what = "the same facts and packs give the same report, byte for byte";
    table.columns = {
        {"Part", "", "Program or pack.", 0, false},
        {"Version", "", "Its version.", 30, false},
        {"Digest", "", "SHA-256 over the files of the pack, first twelve digits.", 38, false}};
    table.rows.push_back(
        {{Cell{.text = "Netready", .detail = "program that assessed and wrote this report"},
          Cell{.text = plan.options.toolVersion},
          Cell{.text = "–"}},
         false});
    for (const Pack& pack : plan.result().packs) {
        table.rows.push_back(
            {{Cell{.text = pack.title.empty() ? pack.id : pack.title, .detail = pack.id},
              Cell{.text = pack.version},
              Cell{.text = pack.digest.substr(0, 12)}},
             false});
    }
    return table;
}

std::string sourceText(const Source& source)
{
    std::vector<std::string> parts;
    const auto add = [&](const std::string& part) {
        if (!part.empty()) {
            parts.push_back(part);
        }
    };
    add(source.publisher);
    add(source.title);
    add(source.year > 0 ? std::to_string(source.year) : "");
    add(source.locator);
    return sentence(join(parts, ", "));
}

} // namespace

Section sourcesSection(const ReportPlan& plan)
{
    const std::size_t count = plan.sources.size();
    const auto read = static_cast<std::size_t>(
        std::count_if(plan.sources.begin(), plan.sources.end(), [](const Source* source) {
            return source->status == SourceStatus::Read;
        }));
    std::string headline = "No published source stands behind these findings.";
    if (count > 0) {
        headline =
            capitalised(inWords(count, "published source stands", "published sources stand")) +
            " behind the findings; " +
            (read == count ? std::string(count == 1 ? "it was read." : "all were read.")
                           : inWords(read, "was", "were") + " read.");
        if (read == 0) {
            headline =
                capitalised(inWords(count, "published source stands", "published sources stand")) +
                " behind the findings; none was read at first hand.";
        }
    }
    Section section{"sources", "Annex: published sources", headline, {}};
    SourceList list;
    for (std::size_t i = 0; i < plan.sources.size(); ++i) {
        const Source& source = *plan.sources[i];
        list.sources.push_back({i + 1, sourceText(source), source.url, statusWord(source.status)});
    }
    section.blocks.push_back({std::move(list)});
    section.blocks.push_back({Paragraph{
        "Read: we read the source itself. Second-hand: another source reports it. Vendor claim: a "
        "maker says so about its own product. Judgement: nobody published a figure; the finding "
        "gives "
        "the reason for ours.",
        ParagraphStyle::Note,
        ""}});
    return section;
}

Section methodSection(const ReportPlan& plan)
{
    Section section{"method",
                    "Annex: method",
                    "A score is a range; what is not known widens it and is never counted as zero.",
                    {}};
    const std::string weakest = percent(kWeakestShare);
    const auto add = [&](std::string strong, std::string text) {
        section.blocks.push_back(
            {Paragraph{std::move(text), ParagraphStyle::Body, std::move(strong)}});
    };
    add("Requirement.",
        "Each requirement gives 0 to 100 points for each thing that it concerns. A number between "
        "the "
        "value that fails and the target gets points in between. An input that is not known leaves "
        "the whole range of what it could be. A value that is only stated, where a document or a "
        "measurement is asked for, raises the worst case by half only.");
    add("Dimension.",
        "Weighted mean of the requirements that apply, with exact bounds where it is open whether "
        "one "
        "applies. A dimension to which nothing applies is left out; it is neither 0 nor 100.");
    add("Workload.",
        weakest + " of the score is its weakest dimension, the rest the weighted mean of all "
                  "(weakest share 0.5). Good work in one place cannot hide a hole in another.");
    add("Gates.",
        "A failed major requirement caps the score at " + capText(Gate::Major) +
            ", a failed blocker at " + capText(Gate::Blocker) +
            ". What certainly fails caps the best case; what may fail caps the worst case.");
    add("Site.",
        "As ready as its weakest workload that must run; never an average over workloads.");
    add("Bands.",
        "D 0–39, C 40–69, B 70–89, A 90–100. Two letters: the range crosses a border. "
        "“?”: it crosses two or more.");
    section.blocks.push_back({verdictTable()});
    section.blocks.push_back({packTable(plan)});
    section.blocks.push_back({Paragraph{
        "Not covered: what the packs do not ask. A requirement is as good as its source and its "
        "limits, which stand with each finding.",
        ParagraphStyle::Note,
        ""}});
    return section;
}

} // namespace netready
