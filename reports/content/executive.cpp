// SPDX-License-Identifier: Apache-2.0
#include "reports/content/executive.h"

#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

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

} // namespace

ReportContent executiveReport(const ReportInput& input, const ReportOptions& options)
{
    ReportOptions named = options;
    named.client = clientOf(input, options);
    const ReportPlan plan = planReport(input, named);
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
    content.contentsHeadline = "What this report says, section by section.";
    content.sections = {summarySection(plan),
                        workloadsSection(plan),
                        dimensionsSection(plan),
                        findingsSection(plan),
                        contradictionsSection(plan),
                        questionsSection(plan),
                        factsSection(plan),
                        assumptionsSection(plan),
                        sourcesSection(plan),
                        methodSection(plan)};
    return content;
}

} // namespace netready
