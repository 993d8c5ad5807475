// SPDX-License-Identifier: Apache-2.0
#include "core/plan/plan_state.h"

namespace netready {

namespace {

constexpr const char* kAuthor = "plan";

} // namespace

Fact plannedFact(const Value& value)
{
    Fact fact;
    fact.value = value;
    fact.origin = Origin::Stated;
    fact.author = kAuthor;
    return fact;
}

PlanState::PlanState(std::shared_ptr<const Knowledge> knowledge,
                     const FactBase& facts,
                     const AssessOptions& options)
    : m_base(facts)
    , m_facts(facts)
    , m_live(std::make_unique<LiveAssessment>(std::move(knowledge), m_facts, options))
{}

std::vector<Fact> PlanState::factsAt(const FactKey& key, const Overlay& overlay) const
{
    const auto found = overlay.find(key);
    return found == overlay.end() ? m_base.facts(key) : std::vector{plannedFact(found->second)};
}

Edit PlanState::between(const Overlay& before, const Overlay& after) const
{
    Edit edit;
    auto a = before.begin();
    auto b = after.begin();
    const auto change = [&](const FactKey& key) {
        FactsChange item{key, factsAt(key, before), factsAt(key, after)};
        if (item.before != item.after) {
            edit.changes.emplace_back(std::move(item));
        }
    };
    while (a != before.end() || b != after.end()) {
        if (b == after.end() || (a != before.end() && a->first < b->first)) {
            change(a->first);
            ++a;
        } else if (a == before.end() || b->first < a->first) {
            change(b->first);
            ++b;
        } else {
            if (!(a->second == b->second)) {
                change(a->first);
            }
            ++a;
            ++b;
        }
    }
    return edit;
}

void PlanState::become(const Overlay& overlay)
{
    const Edit edit = between(m_overlay, overlay);
    m_facts.apply(edit);
    m_live->update(edit);
    m_overlay = overlay;
}

} // namespace netready
