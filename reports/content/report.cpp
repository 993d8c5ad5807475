// SPDX-License-Identifier: Apache-2.0
#include "reports/content/report.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

constexpr std::size_t kMostClientLetters = 80; // in the running head

std::string footOf(const ReportPlan& plan)
{
    std::vector<std::string> parts{"Netready " + plan.options.toolVersion};
    for (const Pack& pack : plan.result().packs) {
        if (!pack.digest.empty()) {
            parts.push_back("rules " + pack.version + ", digest " + pack.digest.substr(0, 12));
            break;
        }
    }
    if (!plan.options.date.empty()) {
        parts.push_back("facts of " + dayForPeople(plan.options.date));
    }
    parts.emplace_back("confidential");
    return join(parts, "  ·  ");
}

std::string clientOf(const ReportInput& input, const ReportOptions& options)
{
    if (!options.client.empty()) {
        return options.client;
    }
    const auto& subjects = input.facts.subjects();
    const auto found = subjects.find({"organisation", std::string(kSingletonId)});
    return found == subjects.end() || found->second.title.empty() ? std::string("the organisation")
                                                                  : found->second.title;
}

using MakeSection = Section (*)(const ReportPlan&);

/// What a section needs beside the assessment; it is left out where that is not given.
enum class Needs
{
    Nothing,
    Plan,
    Fabrics
};
struct Part
{
    MakeSection make = nullptr;
    Needs needs = Needs::Nothing;
};

/// What a kind holds, in its order.
struct Make
{
    ReportKind kind;
    bool findingCards = false; ///< the numbers of findings lead to their cards
    std::vector<Part> parts;
};

const std::vector<Make>& makes()
{
    static const std::vector<Make> all{
        {{"executive",
          "Executive assessment",
          "For those who decide: verdict, answers, mistakes, plan and what is asked of them, on "
          "few pages."},
         false,
         {{summarySection},
          {estateSection},
          {portfolioSection},
          {answersSection},
          {planSection, Needs::Plan},
          {decisionsSection}}},
        {{"technical",
          "Technical assessment",
          "For those who build: every workload, dimension and finding with its reasons."},
         true,
         {{summarySection},
          {estateSection},
          {workloadsSection},
          {fabricsSection, Needs::Fabrics},
          {dimensionsSection},
          {answersSection},
          {findingsSection},
          {contradictionsSection},
          {questionsSection},
          {factsSection},
          {assumptionsSection},
          {sourcesSection},
          {methodSection}}},
        {{"plan",
          "Plan",
          "For those who do the work: phases, actions, owners, cost, acceptance tests, predicted "
          "scores."},
         false,
         {{planSection, Needs::Plan},
          {actionsSection, Needs::Plan},
          {predictionSection, Needs::Plan}}},
        {{"evidence",
          "Evidence annex",
          "For those who check: facts with origin, contradictions, assumptions, sources, method."},
         false,
         {{contradictionsSection},
          {factsSection},
          {assumptionsSection},
          {sourcesSection},
          {methodSection}}}};
    return all;
}

const Make& makeOf(const ReportKind& kind)
{
    return *std::find_if(
        makes().begin(), makes().end(), [&](const Make& make) { return make.kind.id == kind.id; });
}

} // namespace

const std::vector<ReportKind>& reportKinds()
{
    static const std::vector<ReportKind> kinds = [] {
        std::vector<ReportKind> all;
        for (const Make& make : makes()) {
            all.push_back(make.kind);
        }
        return all;
    }();
    return kinds;
}

const ReportKind& reportKind(std::string_view id)
{
    std::vector<std::string> names;
    for (const ReportKind& kind : reportKinds()) {
        if (kind.id == id) {
            return kind;
        }
        names.emplace_back(kind.id);
    }
    throw Error(ErrorCode::InvalidInput,
                "there is no report of the kind " + inQuotes(id) + "; there are " +
                    join(names, ", "));
}

ReportContent
composeReport(const ReportKind& kind, const ReportInput& input, const ReportOptions& options)
{
    const Make& make = makeOf(kind);
    ReportOptions named = options;
    named.client = clientOf(input, options);
    ReportPlan plan = planReport(input, named);
    plan.findingCards = make.findingCards;
    ReportContent content;
    content.title =
        "AI network readiness assessment: " + shortened(named.client, kMostClientLetters);
    content.client = named.client;
    content.date = dayForPeople(named.date);
    content.isoDate = named.date;
    content.language = "en-GB";
    content.headLeft = "AI network readiness assessment";
    content.headRight = shortened(named.client, kMostClientLetters);
    content.foot = footOf(plan);
    content.cover = coverOf(plan);
    content.cover.kind = kind.title;
    content.contentsHeadline = "What this report says, section by section.";
    for (const Part& part : make.parts) {
        const bool isThere = part.needs == Needs::Plan      ? input.plan != nullptr
                             : part.needs == Needs::Fabrics ? input.fabrics != nullptr
                                                            : true;
        if (isThere) {
            content.sections.push_back(part.make(plan));
        }
    }
    return content;
}

ReportContent composeReport(const ReportKind& kind,
                            const std::shared_ptr<const Knowledge>& knowledge,
                            const FactBase& facts,
                            LiveAssessment& live,
                            const ReportOptions& options)
{
    const Assessment assessment = live.result();
    const std::vector<FactView> views = live.factViews();
    const std::vector<RankedQuestion> questions = live.rankQuestions();
    const std::map<FactKey, std::size_t> readers = live.findingsReading();
    ReportInput input{*knowledge, facts, assessment, views, questions, readers};
    std::optional<PlanResults> plan;
    const auto needs = [&kind](Needs what) {
        const std::vector<Part>& parts = makeOf(kind).parts;
        return std::any_of(
            parts.begin(), parts.end(), [&](const Part& part) { return part.needs == what; });
    };
    std::vector<FabricStudy> fabrics;
    if (needs(Needs::Fabrics)) {
        for (const FabricLoad& load : fabricLoads(live)) {
            fabrics.push_back(studyFabric(
                fabricShapes(live, load.fabric),
                load,
                [](const FabricStudy&) {},
                [](std::size_t, std::size_t) { return true; }));
        }
        input.fabrics = &fabrics;
    }
    if (needs(Needs::Plan)) {
        PlanOptions planned;
        if (const auto day = isoDay(options.date)) {
            planned.assess.today = *day; // waivers end by the date of the report
        }
        plan = planResultsOf(knowledge, facts, planned);
        input.plan = &*plan;
    }
    return composeReport(kind, input, options);
}

} // namespace netready
