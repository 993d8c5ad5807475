// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/client/packs.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/interview.h"
#include "app/client/questions.h"
#include "app/cli/verbs/verbs.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

constexpr std::size_t kListed = 10;

struct Options
{
    ClientOptions client;
    std::string role;
    std::string depth;
    std::size_t next = 0; ///< 0: not given
    bool json = false;
    bool interactive = false;
    bool again = false;
    std::string author;
    std::string origin = "stated";
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addOption(verb, "--role", "ROLE", options.role, "Only questions that this role can answer");
    addOption(verb, "--depth", "DEPTH", options.depth, "executive, workshop or full (full)");
    verb.add_option("--next", options.next, "How many; 10 in a list, no limit in an interview")
        ->option_text("N")
        ->check(CLI::Range(std::size_t{1}, std::size_t{100000}));
    addJsonOption(verb, options.json);
    verb.add_flag("-i,--interactive", options.interactive, "Ask them here and record the answers")
        ->excludes(verb.get_option("--json"));
    verb.add_flag("--again", options.again, "Interview: also what was answered as open before");
    addOption(verb, "--by", "NAME", options.author, "Who answers in the interview");
    addOption(verb, "--origin", "ORIGIN", options.origin, "Origin of the answers (stated)");
}

void printQuestion(const RankedQuestion& question, std::size_t number)
{
    const std::string start = std::to_string(number) + "  ";
    printLine(start + inked(Ink::Bold, wrapped(wording(question), start.size())));
    std::string line = question.key.text();
    if (question.question != nullptr) {
        line += ", " + question.question->role;
    }
    const std::string indent(start.size(), ' ');
    printLine(indent + inked(Ink::Faint, wrapped(line + " · " + worth(question), start.size())));
}

ExitCode interview(const Options& options)
{
    Client client = openClient(options.client, OpenMode::ReadWrite);
    keepPacks(client.file, *client.knowledge);
    Interview session(client,
                      {parseFilter(*client.knowledge, options.role, options.depth),
                       parseOrigin(options.origin),
                       plainText(options.author, "--by"),
                       today(),
                       options.next,
                       options.again});
    session.run();
    return ExitCode::Fine;
}

ExitCode run(const Options& options)
{
    if (options.interactive) {
        return interview(options);
    }
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    const QuestionFilter filter = parseFilter(*client.knowledge, options.role, options.depth);
    LiveAssessment live = client.live(today());
    std::vector<RankedQuestion> questions = openQuestions(live, filter);
    const std::size_t all = questions.size();
    questions.resize(std::min(all, options.next == 0 ? kListed : options.next));
    if (options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const RankedQuestion& question : questions) {
            list.push_back(questionJson(question, client.facts()));
        }
        printJson({{"open", all}, {"questions", std::move(list)}});
        return ExitCode::Fine;
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
        printQuestion(questions[i], i + 1);
    }
    printLine(std::to_string(questions.size()) + " of " + std::to_string(all) + " open questions" +
              (live.siteVerdict().settled ? "; the verdict is settled" : ""));
    return ExitCode::Fine;
}

} // namespace

Verb askVerb()
{
    return makeVerb<Options>({"ask",
                              "Results",
                              "List the open questions, best first, or ask them here",
                              "Examples:\n"
                              "  netready ask acme.netready --role network --next 5\n"
                              "  netready ask acme.netready --interactive --by Ada"},
                             addOptions,
                             run);
}

} // namespace netready
