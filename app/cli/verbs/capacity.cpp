// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/capacity.h"

#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/units/measure.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addJsonOption(verb, options.json);
}

/// Two digits are all that the search gives.
std::string times(const Headroom& headroom)
{
    if (headroom.factor <= 0) {
        return "nothing";
    }
    const double digits = std::pow(10, 1 - std::floor(std::log10(headroom.factor)));
    return (headroom.isOpen ? "over × " : "× ") +
           toText(std::floor(headroom.factor * digits) / digits);
}

void printCapacity(const Capacity& capacity)
{
    printLine(inked(Ink::Bold, capacity.workload.text()));
    if (!capacity.problem.empty()) {
        printLine("  " + inked(Ink::Amber, "? " + capacity.problem));
        printLine();
        return;
    }
    printLine("  now " + capacity.size.attribute + " " + toReadable(capacity.now));
    TextTable table(2);
    table.add({"surely fits up to", times(capacity.sure), capacity.sure.limit});
    table.add({"does not fit beyond", times(capacity.possible), capacity.possible.limit});
    table.print();
    printLine();
}

nlohmann::ordered_json headroomJson(const Headroom& headroom)
{
    return {{"factor", headroom.factor}, {"open", headroom.isOpen}, {"limit", headroom.limit}};
}

nlohmann::ordered_json capacityJson(const Capacity& capacity)
{
    if (!capacity.problem.empty()) {
        return {{"workload", capacity.workload.text()}, {"problem", capacity.problem}};
    }
    return {{"workload", capacity.workload.text()},
            {"size", capacity.size.attribute},
            {"now", toString(capacity.now)},
            {"sure", headroomJson(capacity.sure)},
            {"possible", headroomJson(capacity.possible)}};
}

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    AssessOptions assess;
    assess.today = today();
    const auto all = capacities(
        client.knowledge, client.facts(), assess, [](std::size_t done, std::size_t count) {
            if (notesAreWatched()) {
                note("Workload " + std::to_string(done + 1) + " of " + std::to_string(count));
            }
            return true;
        });
    if (options.json) {
        auto list = nlohmann::ordered_json::array();
        for (const Capacity& capacity : all) {
            list.push_back(capacityJson(capacity));
        }
        printJson(list);
        return ExitCode::Fine;
    }
    for (const Capacity& capacity : all) {
        printCapacity(capacity);
    }
    return ExitCode::Fine;
}

} // namespace

Verb capacityVerb()
{
    return makeVerb<Options>({"capacity",
                              "Network",
                              "Show how much of each workload fits",
                              "Scales the size of one workload while all others stay as they are, "
                              "until a link is full on\n"
                              "average, a server is asked for more than its ports carry, ports run "
                              "out or a blocker fails.\n"
                              "Surely fits what passes whatever the open answers are.\n\n"
                              "Examples:\n"
                              "  netready capacity client.netready\n"
                              "  netready capacity client.netready --json"},
                             addOptions,
                             run);
}

} // namespace netready
