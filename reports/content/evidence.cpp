// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace netready {

namespace {

constexpr std::array<std::pair<Origin, std::string_view>, 6> kOrigins{{
    {Origin::Assumed, "taken as a default"},
    {Origin::Stated, "said in a workshop"},
    {Origin::Documented, "read in a document"},
    {Origin::Observed, "seen on a device"},
    {Origin::Imported, "read from a system"},
    {Origin::Measured, "measured by a test"},
}};

std::string whoAndWhen(const Fact& fact)
{
    std::string text = fact.author;
    if (!fact.time.empty()) {
        text += (text.empty() ? "" : ", ") + shortDay(fact.time);
    }
    return text;
}

std::string evidenceOf(const Fact& fact, const ReportPlan& plan)
{
    const auto& attachments = plan.input.facts.attachments();
    const auto found = attachments.find(fact.evidence);
    return shortened(found == attachments.end() ? fact.evidence : found->second.name, 120);
}

std::string contradictionEvidence(const Fact& fact, const ReportPlan& plan)
{
    const std::string evidence = evidenceOf(fact, plan);
    const bool both = !evidence.empty() && !fact.note.empty();
    return evidence + (both ? "; " : "") + shortened(fact.note, 120);
}

std::size_t readersOf(const FactView& view, const ReportPlan& plan)
{
    const auto found = plan.input.findingsReading.find(view.key);
    return found == plan.input.findingsReading.end() ? 0 : found->second;
}

Row rowOf(const FactView& view, const ReportPlan& plan)
{
    const std::vector<Fact>& facts = plan.input.facts.facts(view.key);
    const Resolution& resolution = view.resolution;
    const Fact* used = resolution.used.empty() || resolution.used.front() >= facts.size()
                           ? nullptr
                           : &facts[resolution.used.front()];
    Cell value{.text =
                   shortened(readable(resolution.value, *view.attribute, plan.input.facts), 120),
               .strong = true};
    Cell origin;
    Cell who;
    Cell evidence;
    if (view.computed) {
        origin = {.text = "computed",
                  .detail = "inputs " + std::string(toString(resolution.origin))};
    } else if (used != nullptr) {
        origin = {.text = std::string(toString(used->origin)), .origin = used->origin};
        who.text = shortened(whoAndWhen(*used), 80);
        who.detail = shortened(used->note, 120);
        evidence.text = evidenceOf(*used, plan);
    }
    if (resolution.disagreement) {
        who.detail = "several answers; the range holds them all" +
                     (who.detail.empty() ? "" : ". " + who.detail);
    }
    if (used != nullptr && resolution.isOutdated(resolution.used.front())) {
        origin.detail = outdatedNote(*view.attribute);
    }
    if (resolution.contradicted()) {
        value.detail = "contradicted, see Contradictions";
    }
    switch (resolution.knowing) {
    case Knowing::NeverAsked:
    case Knowing::AskedNotKnown:
        value = {.text = "not known", .notKnown = true};
        break;
    case Knowing::NotApplicable:
        value.strong = false;
        break;
    case Knowing::Known:
        break;
    }
    return {{Cell{.text = view.attribute->title},
             value,
             origin,
             who,
             evidence,
             Cell{.text = std::to_string(readersOf(view, plan))}},
            false};
}

std::vector<Column> factColumns()
{
    return {{"Fact", "", "What is known about the subject.", 44, false},
            {"Value", "", "The value that is used.", 35, false},
            {"Origin", "", "How well it is known, from assumed to measured.", 26, false},
            {"By whom, when", "", "Who gave the fact, and on which day.", 45, false},
            {"Evidence", "", "Document, attachment or note.", 0, false},
            {"Rules", "", "Number of findings that read the fact.", 10, true}};
}

/// Facts grouped by subject.
Table factTable(const ReportPlan& plan, bool (*belongs)(const FactView&, const ReportPlan&))
{
    Table table;
    table.columns = factColumns();
    const SubjectKey* last = nullptr;
    for (const FactView& view : plan.input.factViews) {
        if (view.attribute == nullptr || !belongs(view, plan)) {
            continue;
        }
        if (last == nullptr || *last != view.key.subject) {
            last = &view.key.subject;
            const SubjectKind* kind = plan.input.knowledge.findKind(last->kind);
            std::string title = plan.subject(*last);
            const std::string kindTitle = kind == nullptr ? last->kind : kind->title;
            if (title != kindTitle) {
                title.insert(0, kindTitle + ": ");
            }
            table.rows.push_back({{Cell{.text = std::move(title)}}, true});
        }
        table.rows.push_back(rowOf(view, plan));
    }
    return table;
}

bool isStanding(const FactView& view, const ReportPlan& plan)
{
    const bool isSideResult = view.computed && readersOf(view, plan) == 0;
    return view.resolution.knowing != Knowing::NeverAsked && !isSideResult;
}

bool isAssumption(const FactView& view, const ReportPlan& /*plan*/)
{
    return view.resolution.knowing == Knowing::Known && !view.computed &&
           view.resolution.origin == Origin::Assumed;
}

OriginChart originChart(const ReportPlan& plan)
{
    OriginChart chart;
    for (const auto& [origin, help] : kOrigins) {
        chart.levels.push_back({origin, std::string(help), 0, 0});
    }
    for (const FactKey& key : plan.input.facts.keys()) {
        for (const Fact& fact : plan.input.facts.facts(key)) {
            ++chart.levels[static_cast<std::size_t>(fact.origin) - 1].count;
        }
    }
    std::size_t most = 0;
    for (const OriginChart::Level& level : chart.levels) {
        most = std::max(most, level.count);
    }
    for (OriginChart::Level& level : chart.levels) {
        level.share = most == 0 ? 0 : static_cast<double>(level.count) / static_cast<double>(most);
    }
    return chart;
}

} // namespace

Section factsSection(const ReportPlan& plan)
{
    const OriginChart chart = originChart(plan);
    std::size_t all = 0;
    for (const OriginChart::Level& level : chart.levels) {
        all += level.count;
    }
    const std::size_t strong = chart.levels[4].count + chart.levels[5].count;
    const std::size_t against = plan.result().contradictions.size();
    std::string headline = all == 0 ? "No fact is recorded yet."
                                    : capitalised(inWords(all, "fact carries", "facts carry")) +
                                          " this report; " + inWords(strong, "is", "are") +
                                          " measured or imported";
    if (all > 0 && strong == 0) {
        headline = capitalised(inWords(all, "fact carries", "facts carry")) +
                   " this report; none is measured or imported";
    }
    if (all > 0) {
        headline += against == 0   ? "."
                    : against == 1 ? ", one contradicts another."
                                   : ", " + numberWord(against) + " contradict others.";
    }
    Section section{"facts", "Annex: facts", headline, {}};
    section.blocks.push_back(
        {Heading{"", "How well it is known", "number of facts by origin, weakest to strongest"}});
    section.blocks.push_back({chart});
    Table table = factTable(plan, isStanding);
    table.id = "fact-table";
    table.note =
        "The better origin is used. People who disagree at the same level give the range of "
        "their answers. Rules: number of findings that read the fact.";
    if (table.rows.empty()) {
        section.blocks.push_back({Paragraph{
            "Facts appear here as soon as the first one is recorded.", ParagraphStyle::Body, ""}});
    } else {
        section.blocks.push_back({std::move(table)});
    }
    return section;
}

namespace {

/// Typical values that the demand models take where nobody answered, by workload.
Table typicalTable(const ReportPlan& plan)
{
    Table table;
    table.id = "typical-table";
    table.title = "Typical values";
    table.what = "taken inside the models, by workload";
    table.columns = {{"Input", "", "What the demand models read.", 58, false},
                     {"Taken as", "", "What is typical for the class of the workload.", 54, false},
                     {"Because", "", "Where the typical value comes from.", 0, false}};
    const SubjectKey* last = nullptr;
    for (const FactView& view : plan.input.factViews) {
        if (view.attribute == nullptr || view.typical == nullptr) {
            continue;
        }
        if (last == nullptr || *last != view.key.subject) {
            last = &view.key.subject;
            table.rows.push_back({{Cell{.text = plan.subject(*last)}}, true});
        }
        table.rows.push_back(
            {{Cell{.text = view.attribute->title},
              Cell{.text = readable(view.typical->value, *view.attribute, plan.input.facts)},
              Cell{.text = view.typical->because}},
             false});
    }
    return table;
}

std::size_t entriesOf(const Table& table)
{
    return static_cast<std::size_t>(std::count_if(
        table.rows.begin(), table.rows.end(), [](const Row& row) { return !row.group; }));
}

std::string assumptionsHeadline(std::size_t assumed, std::size_t typical)
{
    const std::string values = assumed == 0
                                   ? std::string("No value is")
                                   : capitalised(inWords(assumed, "value is", "values are"));
    if (typical == 0) {
        return assumed == 0
                   ? "Nothing in this report rests on an assumption."
                   : values + " assumed; a fact may replace " + (assumed == 1 ? "it." : "each.");
    }
    return values + " assumed by people; " +
           inWords(typical, "typical value stands", "typical values stand") +
           " in for answers that nobody gave.";
}

} // namespace

Section assumptionsSection(const ReportPlan& plan)
{
    Table assumed = factTable(plan, isAssumption);
    assumed.id = "assumption-table";
    Table typical = typicalTable(plan);
    const std::size_t ofPeople = entriesOf(assumed);
    const std::size_t ofModels = entriesOf(typical);
    Section section{
        "assumptions", "Annex: assumptions", assumptionsHeadline(ofPeople, ofModels), {}};
    if (ofPeople > 0) {
        section.blocks.push_back({std::move(assumed)});
    }
    if (ofModels > 0) {
        section.blocks.push_back(
            {Paragraph{"What a workload asks of the network follows from inputs that nobody "
                       "answered yet. There the models take what is typical for its class. Such an "
                       "input stays an open question, its range widens the scores, and what rests "
                       "on it overrules no answer.",
                       ParagraphStyle::Body,
                       ""}});
        section.blocks.push_back({std::move(typical)});
    }
    if (ofPeople == 0 && ofModels == 0) {
        section.blocks.push_back(
            {Paragraph{"A value that nobody gave stays open and widens the scores; it is never "
                       "filled in silently.",
                       ParagraphStyle::Body,
                       ""}});
    }
    return section;
}

Section contradictionsSection(const ReportPlan& plan)
{
    const std::vector<Contradiction>& all = plan.result().contradictions;
    Section section{"contradictions",
                    "Contradictions",
                    all.empty()
                        ? "No fact contradicts another."
                        : capitalised(inWords(
                              all.size(), "fact contradicts another", "facts contradict others")) +
                              " and must be resolved before a verdict can be ready.",
                    {}};
    if (all.empty()) {
        section.blocks.push_back(
            {Paragraph{"A stated value that lies outside the tolerance of a measured, "
                       "imported or computed one would be listed here.",
                       ParagraphStyle::Body,
                       ""}});
    }
    for (const Contradiction& contradiction : all) {
        const Attribute* attribute =
            plan.input.knowledge.findAttribute(contradiction.key.attribute);
        if (attribute == nullptr) {
            continue;
        }
        ContradictionCard card;
        card.title = factTitle(contradiction.key, plan.input.knowledge, plan.input.facts);
        for (const auto& [fact, word] : {std::pair(&contradiction.used, "used"),
                                         std::pair(&contradiction.against, "not used")}) {
            Cell value{.text = readable(fact->value, *attribute, plan.input.facts),
                       .detail = word,
                       .strong = true};
            Cell origin{.text = std::string(toString(fact->origin)), .origin = fact->origin};
            card.facts.push_back({{value,
                                   origin,
                                   Cell{.text = whoAndWhen(*fact)},
                                   Cell{.text = contradictionEvidence(*fact, plan)}},
                                  false});
        }
        std::size_t readers = 0;
        for (const Finding& finding : plan.result().findings) {
            readers += std::binary_search(finding.contradicted.begin(),
                                          finding.contradicted.end(),
                                          contradiction.key)
                           ? 1U
                           : 0U;
        }
        const Question* question = plan.input.knowledge.questionFor(contradiction.key.attribute);
        card.effect = "The two values lie further apart than the tolerance allows. " +
                      capitalised(inWords(readers, "finding reads", "findings read")) +
                      " the value" +
                      (question == nullptr || question->role.empty()
                           ? "."
                           : "; the " + roleText(question->role) + " role can settle it.");
        section.blocks.push_back({std::move(card)});
    }
    return section;
}

} // namespace netready
