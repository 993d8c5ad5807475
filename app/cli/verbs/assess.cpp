// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/client/host.h"
#include "app/client/questions.h"
#include "app/cli/summary.h"
#include "app/cli/verbs/verbs.h"
#include "reports/json/assessment_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    bool json = false;
    std::string failOn;
    std::string today;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addJsonOption(verb, options.json);
    addOption(
        verb, "--fail-on", "GATE", options.failOn, "major or blocker: exit with 1 if one fails")
        ->check(CLI::IsMember({"major", "blocker"}));
    addOption(verb, "--today", "DATE", options.today, "Look at waivers as on this day");
}

/// Certain failures that nobody accepted.
bool fails(const Assessment& assessment, const std::string& failOn)
{
    const Gate least = failOn == "blocker" ? Gate::Blocker : Gate::Major;
    return std::any_of(
        assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
            return finding.gate == GateState::Fails && finding.rule->gate >= least &&
                   finding.waiver != WaiverState::Waived;
        });
}

ExitCode run(const Options& options)
{
    const std::int32_t day = options.today.empty() ? today() : parseDay(options.today);
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    LiveAssessment live = client.live(day);
    const Assessment assessment = live.result();
    if (options.json) {
        printJson(assessmentJson(assessment));
    } else {
        const std::vector<RankedQuestion> questions = openQuestions(live, {});
        printSummary({assessment, questions, client.file.info().title, dayText(day)});
    }
    const bool failed = !options.failOn.empty() && fails(assessment, options.failOn);
    return failed ? ExitCode::Findings : ExitCode::Fine;
}

} // namespace

Verb assessVerb()
{
    return makeVerb<Options>({"assess",
                              "Results",
                              "Scores, verdicts and findings",
                              "--fail-on counts what certainly fails and is not waived; what may "
                              "fail does not count.\n\n"
                              "Examples:\n"
                              "  netready assess acme.netready\n"
                              "  netready assess acme.netready --json --fail-on blocker"},
                             addOptions,
                             run);
}

} // namespace netready
