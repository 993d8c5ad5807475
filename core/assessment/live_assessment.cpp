// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/live_assessment.h"

#include "core/base/overloaded.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace netready {

LiveAssessment::LiveAssessment(std::shared_ptr<const Knowledge> knowledge,
                               const FactBase& facts,
                               AssessOptions options)
    : m_impl(std::make_unique<Impl>(std::move(knowledge), facts, std::move(options)))
{}

LiveAssessment::~LiveAssessment() = default;
LiveAssessment::LiveAssessment(LiveAssessment&& other) noexcept = default;
LiveAssessment& LiveAssessment::operator=(LiveAssessment&& other) noexcept = default;

void LiveAssessment::rebuild()
{
    m_impl->model = std::make_unique<Model>(*m_impl->knowledge, *m_impl->facts, m_impl->options);
    m_impl->isRebuilt = true;
}

void LiveAssessment::update(const Edit& edit)
{
    std::vector<std::pair<SlotId, const FactKey*>> slots;
    bool structural = false;
    for (const Change& change : edit.changes) {
        std::visit(Overloaded{
                       [&](const FactsChange& item) {
                           const auto slot = m_impl->model->slotOf(item.key);
                           if (slot && Model::isStructural(m_impl->model->attributeOf(*slot))) {
                               structural = true;
                           } else if (slot) {
                               slots.emplace_back(*slot, &item.key);
                           }
                       },
                       [&](const RecordChange<Subject>&) { structural = true; },
                       [&](const RecordChange<Waiver>&) { m_impl->waiversChanged = true; },
                       [](const auto&) {},
                   },
                   change);
    }
    if (structural) {
        rebuild();
        return;
    }
    // An edit may change the same facts twice.
    std::sort(
        slots.begin(), slots.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::pair<SlotId, const std::vector<Fact>*>> changed;
    for (const auto& [slot, key] : slots) {
        if (changed.empty() || changed.back().first != slot) {
            changed.emplace_back(slot, &m_impl->facts->facts(*key));
        }
    }
    if (!changed.empty()) {
        m_impl->model->refresh(changed);
    }
}

ScoreRange LiveAssessment::siteScore() const
{
    return m_impl->model->siteScore();
}

VerdictResult LiveAssessment::siteVerdict() const
{
    return m_impl->model->siteVerdict();
}

Assessment assess(const std::shared_ptr<const Knowledge>& knowledge,
                  const FactBase& facts,
                  AssessOptions options)
{
    return LiveAssessment(knowledge, facts, std::move(options)).result();
}

} // namespace netready
