// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "reports/json/assessment_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string rule;
    std::string subject;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "RULE", options.rule, "The rule")->required();
    addPositional(verb, "SUBJECT", options.subject, "For this subject; not needed if there is one");
    addJsonOption(verb, options.json);
}

Ink inkOf(ExplanationNode::Kind kind)
{
    switch (kind) {
    case ExplanationNode::Kind::Finding:
        return Ink::Bold;
    case ExplanationNode::Kind::Missing:
        return Ink::Amber;
    case ExplanationNode::Kind::Problem:
        return Ink::Red;
    case ExplanationNode::Kind::Source:
        return Ink::Faint;
    case ExplanationNode::Kind::Score:
    case ExplanationNode::Kind::Applies:
    case ExplanationNode::Kind::Formula:
    case ExplanationNode::Kind::Input:
    case ExplanationNode::Kind::Constant:
    case ExplanationNode::Kind::Threshold:
        break;
    }
    return Ink::Plain;
}

std::string_view prefixOf(ExplanationNode::Kind kind)
{
    switch (kind) {
    case ExplanationNode::Kind::Missing:
        return "? ";
    case ExplanationNode::Kind::Problem:
        return "! ";
    case ExplanationNode::Kind::Source:
        return "source: ";
    case ExplanationNode::Kind::Finding:
    case ExplanationNode::Kind::Score:
    case ExplanationNode::Kind::Applies:
    case ExplanationNode::Kind::Formula:
    case ExplanationNode::Kind::Input:
    case ExplanationNode::Kind::Constant:
    case ExplanationNode::Kind::Threshold:
        break;
    }
    return "";
}

/// What stands between a label and its value: an expression comes to a value, the rest has one.
std::string_view sign(ExplanationNode::Kind kind)
{
    const bool comesTo =
        kind == ExplanationNode::Kind::Formula || kind == ExplanationNode::Kind::Applies;
    return comesTo ? " → " : ": ";
}

std::string lineOf(const ExplanationNode& node)
{
    std::string line = std::string(prefixOf(node.kind)) + node.label;
    // A constant is its own value.
    if (!node.value.empty() && node.kind != ExplanationNode::Kind::Constant) {
        line += std::string(sign(node.kind)) + node.value;
    }
    if (!node.origin.empty()) {
        line += " [" + node.origin + "]";
    }
    if (!node.from.empty() && node.kind != ExplanationNode::Kind::Finding) {
        line += " (" + node.from + ")";
    }
    return line;
}

/// Prints one node behind `first`, its further lines and parts behind `rest`.
void printTree(const ExplanationNode& node, const std::string& first, const std::string& rest)
{
    const std::size_t indent = displayWidth(first);
    const std::string under = rest + (node.parts.empty() ? "    " : "│   ");
    std::string text = wrapped(lineOf(node), 0, kPageWidth > indent + 4 ? kPageWidth - indent : 40);
    std::string lines;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        lines += lines.empty() ? first : "\n" + under;
        lines += inked(inkOf(node.kind), text.substr(start, end - start));
        start = end + 1;
    }
    printLine(lines);
    for (const ExplanationNode& part : node.parts) {
        const bool last = &part == &node.parts.back();
        printTree(part, rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
    }
}

void printExplanation(const ExplanationNode& root)
{
    printTree(root, "", "");
    if (!root.from.empty()) {
        printLine();
        printLine(wrapped(root.from, 0));
    }
}

std::vector<SubjectKey> subjectsOf(const LiveAssessment& live, const Rule& rule)
{
    std::vector<SubjectKey> subjects;
    for (const Finding& finding : live.result().findings) {
        if (finding.rule == &rule) {
            subjects.push_back(finding.subject);
        }
    }
    return subjects;
}

void listFindings(const LiveAssessment& live, const Rule& rule)
{
    TextTable table(2);
    const Assessment assessment = live.result();
    for (const Finding& finding : assessment.findings) {
        if (finding.rule != &rule) {
            continue;
        }
        const bool counts =
            finding.status != Status::NotApplicable && finding.status != Status::Broken;
        table.add({finding.subject.text(),
                   std::string(toString(finding.status)),
                   counts ? toReadable(finding.score) : "",
                   counts ? finding.text : finding.problem});
    }
    printLine(rule.title);
    table.print();
    note("name one of these subjects to see its explanation");
}

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    const Rule& rule = parseRule(*client.knowledge, options.rule);
    const LiveAssessment live = client.live(today());
    std::vector<SubjectKey> subjects;
    if (options.subject.empty()) {
        subjects = subjectsOf(live, rule);
    } else {
        subjects.push_back(parseSubject(client, options.subject));
    }
    if (subjects.empty()) {
        throw Error(ErrorCode::NotFound,
                    "rule " + rule.id + " has nothing to judge: there is no " +
                        client.knowledge->schema.kinds()[rule.kind].kind.id);
    }
    if (options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const SubjectKey& subject : subjects) {
            list.push_back(explanationJson(explain(live, rule.id, subject)));
        }
        printJson(options.subject.empty() ? list : list.front());
    } else if (subjects.size() == 1) {
        printExplanation(explain(live, rule.id, subjects.front()));
    } else {
        listFindings(live, rule);
    }
    return ExitCode::Fine;
}

} // namespace

Verb explainVerb()
{
    return makeVerb<Options>(
        {"explain",
         "Results",
         "Show how a finding came about: formula, inputs, thresholds, sources",
         "With --json and no SUBJECT: a list with the explanation for each subject.\n\n"
         "Examples:\n"
         "  netready explain acme.netready backend-oversubscription\n"
         "  netready explain acme.netready backend-oversubscription fabric/backend --json"},
        addOptions,
        run);
}

} // namespace netready
