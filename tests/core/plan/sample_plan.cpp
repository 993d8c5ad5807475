// SPDX-License-Identifier: Apache-2.0
#include "tests/core/plan/sample_plan.h"

#include "tests/core/assessment/shipped_packs.h"

namespace netready {

FactBase templateFacts(const char* id)
{
    FactBase facts;
    facts.apply(
        editFor(*shippedPacks()->findTemplate(id), *shippedPacks(), "2026-11-25T08:30:00Z"));
    return facts;
}

FactBase limitedFacts()
{
    FactBase facts = templateFacts("brownfield-enterprise");
    const auto set = [&](const char* phase, const char* attribute, const char* text) {
        Fact fact;
        fact.value = parseValue(shippedPacks()->attribute(attribute), text);
        facts.load(FactKey{{"phase", phase}, attribute}, {fact});
    };
    facts.load(Subject{{"phase", "autumn"}, "Autumn"});
    facts.load(Subject{{"phase", "spring"}, "Spring"});
    set("spring", "phase.begins", "2027-01-01");
    set("spring", "phase.budget", "400000 USD");
    set("spring", "phase.effort_network", "200 d");
    set("autumn", "phase.begins", "2027-07-01");
    set("autumn", "phase.budget", "900000 USD");
    return facts;
}

} // namespace netready
