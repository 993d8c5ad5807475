// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/demand_spec.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/answer.h"
#include "app/client/host.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "reports/json/demand_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string workload;
    std::string spec;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "FILE", options.client.file, "The client file");
    addPackOptions(verb, options.client.packs);
    addPositional(verb, "WORKLOAD", options.workload, "Only this workload");
    verb.add_option("--workload", options.spec, "A workload as YAML instead; - for stdin")
        ->option_text("SPEC");
    addJsonOption(verb, options.json);
}

void printFlows(const std::vector<Flow>& flows)
{
    TextTable table(2);
    table.add({"flow", "from – to", "mean", "burst", "budget", "class"});
    for (const Flow& flow : flows) {
        if (flow.burst.range().high() == DataRate()) {
            continue;
        }
        table.add({flow.id,
                   std::string(toString(flow.from)) + " – " + std::string(toString(flow.to)),
                   rangeInWords(flow.mean, "Gb/s"),
                   rangeInWords(flow.burst, "Gb/s"),
                   flow.latencyBudget ? rangeInWords(*flow.latencyBudget, "ms") : "",
                   std::string(toString(flow.loss))});
    }
    table.print();
}

void printQuantities(const std::vector<DerivedQuantity>& quantities)
{
    constexpr std::size_t kTitleWidth = 64;
    for (const DerivedQuantity& quantity : quantities) {
        printLine("  " + padded(quantity.title, kTitleWidth) +
                  rangeInWords(quantity.value.range(), quantity.dimension, quantity.unit));
        printLine("    " +
                  inked(Ink::Faint, wrapped(quantity.formula + " [" + quantity.source + "]", 4)));
    }
}

void printAssumptions(const std::vector<FactView>& inputs)
{
    TextTable table(2);
    for (const FactView& view : inputs) {
        if (view.typical != nullptr) {
            table.add(
                {view.attribute->symbol, view.attribute->title, toString(view.typical->value)});
        }
    }
    if (!table.empty()) {
        printLine(inked(Ink::Bold, "Assumed, for nobody said it"));
        table.print();
        printLine();
    }
}

void printDemand(const WorkloadDemand& workload)
{
    printLine(inked(Ink::Bold,
                    workload.subject.text() +
                        (workload.workloadClass.empty() ? "" : ", " + workload.workloadClass)));
    if (workload.workloadClass.empty()) {
        printLine("  " + inked(Ink::Amber, "? its class is not known"));
        printLine();
        return;
    }
    if (!workload.problem.empty()) {
        printLine("  " + inked(Ink::Red, "! " + workload.problem));
        printLine();
        return;
    }
    printLine();
    printFlows(workload.demand.flows);
    printLine();
    printLine(inked(Ink::Bold, "How it comes about"));
    printQuantities(workload.demand.quantities);
    printLine();
    printAssumptions(workload.inputs);
}

ExitCode print(std::vector<WorkloadDemand> demands, const Options& options)
{
    if (!options.json) {
        for (const WorkloadDemand& workload : demands) {
            printDemand(workload);
        }
        return ExitCode::Fine;
    }
    if (!options.spec.empty()) {
        printJson(demandJson(demands.front()));
        return ExitCode::Fine;
    }
    auto list = nlohmann::ordered_json::array();
    for (const WorkloadDemand& workload : demands) {
        list.push_back(demandJson(workload));
    }
    printJson(list);
    return ExitCode::Fine;
}

ExitCode run(const Options& options)
{
    if (options.client.file.empty() == options.spec.empty()) {
        throw CLI::RequiredError("either FILE or --workload");
    }
    if (!options.spec.empty()) {
        const auto knowledge = openKnowledge(options.client.packs);
        const InputText input = readInput(options.spec);
        const FactBase facts = readDemandSpec(input, *knowledge);
        std::vector<WorkloadDemand> demands = LiveAssessment(knowledge, facts).demands();
        if (!demands.front().problem.empty()) {
            throw Error(ErrorCode::InvalidInput, demands.front().problem, {input.name, 0, 0});
        }
        return print(std::move(demands), options);
    }
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    std::vector<WorkloadDemand> demands = client.live(today()).demands();
    if (!options.workload.empty()) {
        const SubjectKey only = parseSubject(client, options.workload);
        std::erase_if(demands,
                      [&](const WorkloadDemand& workload) { return workload.subject != only; });
        if (demands.empty()) {
            throw Error(ErrorCode::InvalidInput, inQuotes(only.text()) + " is no workload");
        }
    }
    return print(std::move(demands), options);
}

} // namespace

Verb demandVerb()
{
    return makeVerb<Options>(
        {"demand",
         "Network",
         "Show what workloads ask of the network",
         "Means and bursts are over all ends of a flow together, per direction. What nobody said "
         "is\n"
         "taken as what is typical for the class, and listed.\n\n"
         "Examples:\n"
         "  netready demand client.netready\n"
         "  netready demand client.netready workload/chat --json\n"
         "  echo '{ class: pre-training, N: 70e9, n: 512 }' | netready demand --workload -"},
        addOptions,
        run);
}

} // namespace netready
