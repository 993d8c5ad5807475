// SPDX-License-Identifier: Apache-2.0
#include "app/cli/pack_scaffold.h"

#include <string>

namespace netready {

namespace {

constexpr std::string_view kAttributes = R"(attributes:
  - id: site.cold_leaf_switches
    type: count
    domain: 0 .. 1000
    title: Leaf switches in stock
    help: Configured leaf switches that stand ready at the site.
    source: { judgement: true, rationale: "From none to more than any site keeps." }
)";

constexpr std::string_view kQuestions = R"(questions:
  - id: site-cold-leaf-switches
    attribute: site.cold_leaf_switches
    text: How many configured leaf switches stand ready at the site?
    why: A switch in stock is in service in an hour, one that is ordered in days.
    role: operations
    where: The list of spare parts.
    typical: "1"
    depth: workshop
    minutes: 2
)";

constexpr std::string_view kRule = R"(rule: cold-leaf-switch
title: A leaf switch stands ready
dimension: operations
severity: medium
gate: none
weight: 1
per: site
requirement: site.cold_leaf_switches >= 1
found: "Leaf switches in stock: {site.cold_leaf_switches}."
rationale: Our customers wait longest for switches that nobody keeps.
remediation: { text: Buy one leaf switch and keep its configuration up to date., effort: weeks, cost: medium }
limits: One switch in stock does not help if two fail.
references:
  - { judgement: true, supports: requirement, rationale: "One covers the failure of one." }
tests:
  - name: exactly one
    given: { site.cold_leaf_switches: 1 }
    expect: { status: pass, score: 1 }
  - name: several
    given: { site.cold_leaf_switches: 3 }
    expect: { status: pass, score: 1 }
  - name: none
    given: { site.cold_leaf_switches: 0 }
    expect: { status: fail, score: 0 }
  - name: not asked
    given: { site.power_feeds: 2 }
    expect: { status: unknown, score: [0, 1], missing: [site.cold_leaf_switches] }
  - name: none or one
    given: { site.cold_leaf_switches: 0..1 }
    expect: { status: unknown, score: [0, 1] }
)";

} // namespace

std::vector<PackFile> packScaffold(std::string_view id, std::string_view title)
{
    const std::string pack =
        "pack: " + std::string(id) +
        "\nversion: 0.1.0\nschema: 1\nrequires_engine: 0.1.0\ntitle: " + std::string(title) + "\n";
    return {{"pack.yaml", pack},
            {"attributes.yaml", std::string(kAttributes)},
            {"questions.yaml", std::string(kQuestions)},
            {"cold-leaf-switch.yaml", std::string(kRule)}};
}

} // namespace netready
