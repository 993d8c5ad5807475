// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/fabric_spec.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/text.h"
#include "core/network/sizing.h"
#include "core/network/sources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace netready {

namespace {

struct Options
{
    std::string spec;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addPositional(verb, "SPEC", options.spec, "The requirement as YAML; - for stdin")->required();
    addJsonOption(verb, options.json);
}

nlohmann::ordered_json sizeJson(const FabricSize& size)
{
    auto why = nlohmann::ordered_json::array();
    for (const SizeStep& step : size.why) {
        why.push_back({{"name", step.name},
                       {"value", step.value},
                       {"formula", step.formula},
                       {"source", step.source}});
    }
    return {{"tiers", size.tiers},
            {"gpus", size.gpus},
            {"leaf", size.leaf},
            {"spine", size.spine},
            {"core", size.core},
            {"cables",
             {{"endpoint_leaf", size.cables.endpointLeaf},
              {"leaf_spine", size.cables.leafSpine},
              {"spine_core", size.cables.spineCore}}},
            {"oversubscription",
             {{"leaf", size.oversubscription.leaf}, {"spine", size.oversubscription.spine}}},
            {"max_endpoints", size.maxEndpoints},
            {"why", std::move(why)}};
}

/// A table with a heading and three tiers, whose numbers stand below each other's last digit.
void printCounts(const std::array<std::string, 3>& names,
                 const std::array<std::int64_t, 3>& counts,
                 const std::string& heading)
{
    const std::int64_t sum = counts[0] + counts[1] + counts[2];
    const std::size_t width = grouped(sum).size();
    const auto number = [&](std::int64_t count) {
        const std::string text = grouped(count);
        return std::string(width - text.size(), ' ') + text;
    };
    TextTable table(2);
    for (std::size_t i = 0; i < names.size(); ++i) {
        table.add({padded(names[i], 16), number(counts[i]), ""});
    }
    table.add({padded("all", 16), number(sum), ""});
    printLine(inked(Ink::Bold, heading));
    table.print();
    printLine();
}

void printWhy(const std::vector<SizeStep>& why)
{
    TextTable table(2);
    for (const SizeStep& step : why) {
        table.add({step.name, step.value, step.formula + " [" + step.source + "]"});
    }
    printLine(inked(Ink::Bold, "Why"));
    table.print();
    printLine();
}

void printSources(const std::vector<SizeStep>& why)
{
    TextTable table(2);
    for (const NetworkSource& source : kNetworkSources) {
        const bool isUsed = std::any_of(why.begin(), why.end(), [&](const SizeStep& step) {
            return step.source.find(source.key) != std::string::npos;
        });
        if (isUsed) {
            table.add({std::string(source.key), std::string(source.title)});
        }
    }
    printLine(inked(Ink::Bold, "Sources"));
    table.print();
}

void printSize(const FabricRequirement& requirement, const FabricSize& size)
{
    constexpr std::array<std::string_view, 3> kTiers{"One tier", "Two tiers", "Three tiers"};
    const std::string technology =
        requirement.technology.empty() ? "" : ", " + requirement.technology;
    printLine(inked(Ink::Bold,
                    std::string(kTiers.at(static_cast<std::size_t>(size.tiers - 1))) + " for " +
                        grouped(size.gpus) + " GPUs in " +
                        grouped(nodeSlots(requirement) - requirement.reservedNodes) + " nodes" +
                        technology));
    printLine();
    printCounts({"leaf", "spine", "core"}, {size.leaf, size.spine, size.core}, "Switches");
    printCounts({"endpoint-leaf", "leaf-spine", "spine-core"},
                {size.cables.endpointLeaf, size.cables.leafSpine, size.cables.spineCore},
                "Cables");
    printWhy(size.why);
    printSources(size.why);
}

ExitCode run(const Options& options)
{
    const FabricRequirement requirement = readFabricSpec(readInput(options.spec));
    const FabricSize size = sizeFabric(requirement);
    if (options.json) {
        printJson(sizeJson(size));
    } else {
        printSize(requirement, size);
    }
    return ExitCode::Fine;
}

} // namespace

Verb fabricSizeVerb()
{
    return makeVerb<Options>(
        {"size",
         "Verbs",
         "Count the switches and cables that a fabric needs",
         "The requirement is a YAML map, such as\n\n"
         "  gpus_per_node: 8         # accelerators of a node\n"
         "  nodes: 128               # slots for nodes; or gpus: 1024\n"
         "  nics_per_node: 8\n"
         "  nic_speed: 400 Gb/s\n"
         "  switch_ports: 64         # as used: 64 cages of 800 Gb/s split in two are 128 ports\n"
         "  port_speed: 400 Gb/s     # of such a port\n\n"
         "and, where it is not what stands here,\n\n"
         "  planes: 1                # separate fabrics over which each NIC is split\n"
         "  rails: 8                 # leaves over which a node is spread, else nics_per_node; 1 "
         "is "
         "a tree\n"
         "  nodes_per_unit: 32       # else what a leaf per rail holds\n"
         "  reserved_nodes: 1        # slots whose leaf ports go to the fabric manager, else 0\n"
         "  manager_cables: 4        # of the fabric manager, else 4 if slots are reserved\n"
         "  oversubscription: 1      # of a leaf at most, down over up; 3:1 is 3\n"
         "  tiers: 2                 # 1, 2 or 3, else as few as are enough\n"
         "  minimum_spines: 4        # else as few as spread evenly\n"
         "  technology: InfiniBand   # text for the heading\n\n"
         "Examples:\n"
         "  netready fabric size pod.yaml\n"
         "  netready fabric size --json - < pod.yaml"},
        addOptions,
        run);
}

} // namespace netready
