// SPDX-License-Identifier: Apache-2.0
#include "app/cli/verb.h"

#include <utility>

namespace netready {

CLI::App* attachVerb(CLI::App& app, const Verb& verb)
{
    CLI::App* command = app.add_subcommand(verb.text.name, verb.text.summary);
    command->group(verb.text.group);
    command->footer(verb.text.details);
    verb.addOptions(*command);
    return command;
}

Verb makeVerbGroup(VerbText text, std::vector<Verb> verbs)
{
    Verb group;
    group.text = std::move(text);
    for (const Verb& verb : verbs) {
        group.parts.push_back(verb.text.name);
    }
    // Shared: CLI11 says which verb was written, run comes later.
    const auto chosen = std::make_shared<std::function<ExitCode()>>();
    group.addOptions = [chosen, verbs = std::move(verbs)](CLI::App& app) {
        app.require_subcommand(1);
        for (const Verb& verb : verbs) {
            attachVerb(app, verb)->callback([chosen, run = verb.run] { *chosen = run; });
        }
    };
    group.run = [chosen] { return (*chosen)(); };
    return group;
}

} // namespace netready
