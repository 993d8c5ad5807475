// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "app/client/host.h"
#include "core/assessment/fabric_study.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/units/measure.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <optional>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string fabric;
    std::optional<std::string> without;
    std::string phase = "now";
    bool eachFailure = false;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "FABRIC", options.fabric, "Only this fabric");
    verb.add_option("--without",
                    options.without,
                    "As if this had failed, such as \"spine 1\", \"plane 2\" or \"feed 1\"")
        ->option_text("ELEMENT");
    verb.add_option("--phase",
                    options.phase,
                    "With what begins by then and with growth: now, next-year or year-3")
        ->option_text("PHASE")
        ->default_str("now");
    verb.add_flag("--each-failure",
                  options.eachFailure,
                  "Try the loss of each switch, cable, plane and feed");
    addJsonOption(verb, options.json);
}

constexpr std::array<std::string_view, 3> kTiers{
    "server to leaf", "leaf to spine", "spine to core"};

std::string range(double low, double high)
{
    return wholePercent(low) == wholePercent(high)
               ? wholePercent(low)
               : toText(std::round(low * 100)) + "–" + wholePercent(high);
}

/// The failure of an element that is named as the program names it.
Failure namedFailure(const Topology& topology, const std::string& element)
{
    for (auto& failures :
         {switchFailures(topology), planeFailures(topology), feedFailures(topology)}) {
        for (const Failure& failure : failures) {
            if (failure.name == element) {
                return failure;
            }
        }
    }
    throw Error(ErrorCode::NotFound,
                "there is no switch, plane or feed " + inQuotes(element) + "; the first one is " +
                    inQuotes(name(topology, switchNode(0))));
}

void printCauses(const FabricView& view)
{
    const std::vector<LinkUse> uses = view.byTier();
    const auto full = bottleneck(uses);
    if (!full) {
        return;
    }
    const NetworkLoad& network = view.laid.network;
    const LinkLoad load = network.loads().at(full->at);
    printLine("  " + inked(Ink::Bold, "Fullest: ") + directionName(network.topology(), full->at) +
              ", " + wholePercent(full->utilisation) + " of what it can carry, " +
              toReadable({load.at(view.moment).base(),
                          load.at(view.moment).base(),
                          kDataRate,
                          Currency::None,
                          "Gb/s"}));
    constexpr std::size_t kShown = 5;
    TextTable table(4);
    std::size_t shown = 0;
    for (const Cause& cause : causes(network, full->at, view.moment)) {
        if (shown++ == kShown || cause.share < 0.005) {
            break;
        }
        table.add({wholePercent(cause.share), network.flows()[cause.flow].name});
    }
    table.print();
}

void printFailures(const LaidOut& end)
{
    const NetworkLoad& network = end.network;
    std::vector<Failure> failures = switchFailures(network.topology());
    const auto add = [&](std::vector<Failure> more) {
        failures.insert(failures.end(),
                        std::make_move_iterator(more.begin()),
                        std::make_move_iterator(more.end()));
    };
    add(cableFailures(network));
    add(planeFailures(network.topology()));
    if (end.end.feedsSplit) {
        add(feedFailures(network.topology()));
    }
    const FailureStudy study =
        studyFailures(network,
                      failures,
                      {Moment::Burst, end.end.efficiency},
                      [](std::size_t done, std::size_t all) {
                          if (notesAreWatched() && (done % 50 == 0 || done + 1 == all)) {
                              note("Trying " + std::to_string(done + 1) + " of " +
                                   std::to_string(all) + " failures");
                          }
                          return true;
                      });
    printLine("  " + inked(Ink::Bold, "Single failures: ") +
              grouped(static_cast<std::int64_t>(failures.size())) + " tried");
    if (study.fullest) {
        const FailureEffect& effect = study.effects[*study.fullest];
        printLine("    highest load without " + failures[*study.fullest].name + ": " +
                  wholePercent(effect.fullest ? effect.fullest->utilisation : 0));
    }
    if (study.mostLost) {
        const FailureEffect& effect = study.effects[*study.mostLost];
        printLine("    most lost without " + failures[*study.mostLost].name + ": " +
                  grouped(static_cast<std::int64_t>(effect.cutOff.size())) +
                  " server ports are cut off");
    }
}

void printFabric(const FabricLoad& load, const Options& options)
{
    const std::string title = inked(Ink::Bold, load.fabric.text()) + "  " + load.title;
    if (!load.kind) {
        printLine(title);
        printLine("  " + inked(Ink::Amber, "? " + load.problem));
        for (const FactKey& key : load.missing) {
            printLine("    " + key.text());
        }
        printLine();
        return;
    }
    const LaidOut kind(*load.kind);
    const LaidOut harsh(load.harsh ? *load.harsh : *load.kind);
    std::optional<Failure> failure;
    if (options.without) {
        failure = namedFailure(harsh.network.topology(), *options.without);
    }
    const Failure* const lost = failure ? &*failure : nullptr;
    printLine(title);
    TextTable table(2);
    table.add({"links", "mean", "all bursts at once"});
    const auto at = [&](const LaidOut& end, Moment moment) {
        return FabricView{end, moment, lost}.byTier();
    };
    const auto kindMean = at(kind, Moment::Mean);
    const auto harshMean = at(harsh, Moment::Mean);
    const auto kindBurst = at(kind, Moment::Burst);
    const auto harshBurst = at(harsh, Moment::Burst);
    for (std::uint32_t tier = 0; tier < kTiers.size(); ++tier) {
        const LinkUse* const mean = ofTier(harshMean, tier);
        const LinkUse* const burst = ofTier(harshBurst, tier);
        const LinkUse* const meanLow = ofTier(kindMean, tier);
        const LinkUse* const burstLow = ofTier(kindBurst, tier);
        if (mean != nullptr && burst != nullptr && meanLow != nullptr && burstLow != nullptr) {
            table.add({std::string(kTiers.at(tier)),
                       range(meanLow->utilisation, mean->utilisation),
                       range(burstLow->utilisation, burst->utilisation)});
        }
    }
    table.print();
    if (harsh.end.anyPort) {
        printLine("  " + inked(Ink::Amber,
                               "? sizes are open, so jobs may stand in other ways than these two; "
                               "netready show gives the bounds"));
    }
    for (const Excess& excess : harsh.end.excesses) {
        const auto surely =
            std::find_if(load.kind->excesses.begin(),
                         load.kind->excesses.end(),
                         [&](const Excess& other) { return other.workload == excess.workload; });
        const bool isSure = surely != load.kind->excesses.end();
        printLine("  " + inked(isSure ? Ink::Red : Ink::Amber,
                               (isSure ? "! " : "? ") + excess.workload.text() +
                                   (isSure ? " asks" : " may ask") + " on average for up to " +
                                   grouped(static_cast<std::int64_t>(std::ceil(excess.ratio))) +
                                   " times what the ports of its servers carry"));
    }
    if (!load.harsh) {
        printLine("  " + inked(Ink::Amber, "? " + load.problem + "; only the least load is shown"));
    }
    if (lost == nullptr) {
        printCauses({harsh, Moment::Burst});
    }
    if (options.eachFailure) {
        printFailures(harsh);
    }
    for (const SubjectKey& workload : load.notCounted) {
        printLine(
            "  " +
            inked(Ink::Amber, "? " + workload.text() + " is not counted: its flows are not known"));
    }
    printLine();
}

nlohmann::ordered_json usesJson(const LaidOut& end, Moment moment, const Failure* failure)
{
    auto list = nlohmann::ordered_json::array();
    for (const LinkUse& use : FabricView{end, moment, failure}.byTier()) {
        list.push_back({{"tier", kTiers.at(use.tier)},
                        {"link", directionName(end.network.topology(), use.at)},
                        {"utilisation", use.utilisation}});
    }
    return list;
}

nlohmann::ordered_json caseJson(const FabricCase& fabricCase,
                                const std::optional<std::string>& without)
{
    const LaidOut end(fabricCase);
    const NetworkLoad& network = end.network;
    std::optional<Failure> failure;
    if (without) {
        failure = namedFailure(network.topology(), *without);
    }
    const Failure* const lost = failure ? &*failure : nullptr;
    nlohmann::ordered_json json{{"efficiency", fabricCase.efficiency},
                                {"mean", usesJson(end, Moment::Mean, lost)},
                                {"burst", usesJson(end, Moment::Burst, lost)}};
    const auto full = bottleneck(FabricView{end, Moment::Burst, nullptr}.byTier());
    auto list = nlohmann::ordered_json::array();
    if (full) {
        for (const Cause& cause : causes(network, full->at, Moment::Burst)) {
            list.push_back({{"flow", network.flows()[cause.flow].name}, {"share", cause.share}});
        }
    }
    json["causes"] = std::move(list);
    auto excesses = nlohmann::ordered_json::array();
    for (const Excess& excess : fabricCase.excesses) {
        excesses.push_back({{"workload", excess.workload.text()}, {"ratio", excess.ratio}});
    }
    json["beyond_ports"] = std::move(excesses);
    return json;
}

nlohmann::ordered_json fabricJson(const FabricLoad& load, const Options& options)
{
    nlohmann::ordered_json json{{"fabric", load.fabric.text()}};
    if (load.kind) {
        json["least"] = caseJson(*load.kind, options.without);
    }
    if (load.harsh) {
        json["most"] = caseJson(*load.harsh, options.without);
    }
    if (!load.problem.empty()) {
        json["problem"] = load.problem;
    }
    auto notCounted = nlohmann::ordered_json::array();
    for (const SubjectKey& workload : load.notCounted) {
        notCounted.push_back(workload.text());
    }
    json["not_counted"] = std::move(notCounted);
    auto missing = nlohmann::ordered_json::array();
    for (const FactKey& key : load.missing) {
        missing.push_back(key.text());
    }
    json["missing"] = std::move(missing);
    return json;
}

Phase phaseNamed(const std::string& name)
{
    std::vector<std::string> names;
    for (const Phase phase : kPhases) {
        if (name == toString(phase)) {
            return phase;
        }
        names.emplace_back(toString(phase));
    }
    throw Error(ErrorCode::InvalidInput,
                "--phase: there is no " + inQuotes(name) + "; there are " + join(names, ", "));
}

ExitCode run(const Options& options)
{
    const Phase phase = phaseNamed(options.phase);
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    std::vector<FabricLoad> loads = fabricLoads(client.live(today()), phase);
    if (!options.fabric.empty()) {
        const SubjectKey only = parseSubject(client, options.fabric);
        std::erase_if(loads, [&](const FabricLoad& load) { return load.fabric != only; });
        if (loads.empty()) {
            throw Error(ErrorCode::InvalidInput, inQuotes(only.text()) + " is no fabric");
        }
    }
    if (options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const FabricLoad& load : loads) {
            list.push_back(fabricJson(load, options));
        }
        printJson(list);
        return ExitCode::Fine;
    }
    for (const FabricLoad& load : loads) {
        printFabric(load, options);
    }
    return ExitCode::Fine;
}

} // namespace

Verb fabricLoadVerb()
{
    return makeVerb<Options>(
        {"load",
         "Verbs",
         "Lay the flows of all workloads over a fabric",
         "Shows how full the fullest link between each two layers is: at the mean and if all "
         "flows\n"
         "burst at once, from the least to the most that the facts allow. Where jobs run is no "
         "fact;\n"
         "the least assumes neighbours side by side, the most that they are spread.\n\n"
         "Examples:\n"
         "  netready fabric load client.netready\n"
         "  netready fabric load client.netready fabric/leaf-spine --without \"spine 1\"\n"
         "  netready fabric load client.netready --phase year-3\n"
         "  netready fabric load client.netready --each-failure --json"},
        addOptions,
        run);
}

} // namespace netready
