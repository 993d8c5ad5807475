// SPDX-License-Identifier: Apache-2.0
#include "core/plan/candidates.h"

#include "core/base/text.h"
#include "core/facts/resolution.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace netready {

namespace {

constexpr std::string_view kStateAttribute = "workload.state";
constexpr std::string_view kPlanned = "planned";

bool isSingleton(const Knowledge& knowledge, std::uint32_t kind)
{
    return knowledge.schema.kinds()[kind].kind.singleton;
}

/// Subjects of a kind that a subject refers to, or that refer to it.
std::vector<SubjectKey> related(const FactBase& facts,
                                const Knowledge& knowledge,
                                const SubjectKey& subject,
                                const std::string& kind)
{
    std::set<SubjectKey> found;
    for (const Attribute& attribute : knowledge.attributes) {
        if (attribute.type != AttributeType::Reference) {
            continue;
        }
        const auto targetOf = [&](const SubjectKey& from) -> std::optional<SubjectKey> {
            const Resolution stands = resolve(attribute, facts.facts({from, attribute.id}));
            const auto* reference = std::get_if<Reference>(&stands.value);
            return reference == nullptr
                       ? std::nullopt
                       : std::optional(SubjectKey{attribute.targetKind, reference->id});
        };
        if (attribute.kind == subject.kind && attribute.targetKind == kind) {
            if (const auto target = targetOf(subject)) {
                found.insert(*target);
            }
        } else if (attribute.kind == kind && attribute.targetKind == subject.kind) {
            for (const auto& [key, other] : facts.subjects()) {
                if (key.kind == kind && targetOf(key) == subject) {
                    found.insert(key);
                }
            }
        }
    }
    if (found.empty()) {
        for (const auto& [key, other] : facts.subjects()) {
            if (key.kind == kind) {
                found.insert(key);
            }
        }
    }
    return {found.begin(), found.end()};
}

class Collector
{
public:
    Collector(LiveAssessment& live,
              const FactBase& facts,
              const Knowledge& knowledge,
              const std::vector<PlannedPhase>& phases)
        : m_live(live)
        , m_facts(facts)
        , m_knowledge(knowledge)
        , m_phases(phases)
    {}

    Candidates run(std::optional<PlanPath> path)
    {
        m_result.pathByHand = path.has_value();
        m_result.path = path ? *path : pathOf(m_facts, m_knowledge);
        Assessment assessed;
        m_live.refresh(assessed); // without levers, which take long and are not looked at
        for (Remedy& remedy : remedies(m_live, assessed.findings)) {
            const PlanPath own = remedy.action->path;
            if (own == PlanPath::Both || m_result.path == PlanPath::Both || own == m_result.path) {
                add(std::move(remedy));
            }
        }
        for (std::size_t i = 0; i < m_result.all.size(); ++i) {
            m_index[{m_result.all[i].about.id, m_result.all[i].about.subject}] = i;
        }
        for (PlanCandidate& candidate : m_result.all) {
            findNeeds(candidate);
        }
        sortByRank();
        holdUp();
        pinNeeds();
        sayUnplaced();
        return std::move(m_result);
    }

private:
    void remark(std::string sentence) { m_result.remarks.push_back(std::move(sentence)); }

    /// Amounts of people in another currency cannot be added to those of the packs.
    std::optional<Measure> inDollars(const WorkItem& item)
    {
        const Measure& cost = *item.cost;
        if (cost.currency == Currency::Usd || cost.currency == Currency::None) {
            return cost;
        }
        remark("The cost of " + item.about.text() + " is " + toString(cost) +
               ", which cannot be added to US dollars, so it counts as not known.");
        return std::nullopt;
    }

    void add(Remedy remedy)
    {
        PlanCandidate candidate;
        candidate.about = {WorkKind::Action, remedy.action->id, remedy.subject};
        candidate.cost = remedy.cost;
        candidate.effort = remedy.effort;
        candidate.remedy = std::move(remedy);
        const auto found = m_facts.workItems().find(candidate.about);
        if (found != m_facts.workItems().end()) {
            decide(candidate, found->second);
        }
        m_result.all.push_back(std::move(candidate));
    }

    void decide(PlanCandidate& candidate, const WorkItem& item)
    {
        candidate.work = item;
        candidate.cost = item.cost ? inDollars(item) : candidate.cost;
        candidate.effort = item.effort ? item.effort : candidate.effort;
        if (item.status == WorkStatus::Done) {
            candidate.state = CandidateState::Done;
            remark(item.about.text() +
                   " is done by its work item, but what it mends still fails or is open; record "
                   "the facts that it made.");
        } else if (item.status == WorkStatus::Dropped) {
            candidate.state = CandidateState::Dropped;
        } else if (!item.phase.empty()) {
            const auto phase = std::find_if(m_phases.begin(), m_phases.end(), [&](const auto& p) {
                return p.id == item.phase;
            });
            if (phase == m_phases.end()) {
                remark(item.about.text() + " is pinned to " + inQuotes(item.phase) +
                       ", which is no phase of the plan; the pin does not count.");
                return;
            }
            candidate.state = CandidateState::Pinned;
            candidate.pinned = static_cast<std::size_t>(phase - m_phases.begin());
            candidate.pinnedByHand = true;
        } else if (item.status == WorkStatus::InProgress && !m_phases.empty()) {
            candidate.state = CandidateState::Pinned;
            candidate.pinned = 0; // it has begun
            candidate.pinnedByHand = true;
        }
        if (item.status == WorkStatus::Blocked) {
            remark(item.about.text() + " is blocked; the plan counts on it all the same.");
        }
    }

    void findNeeds(PlanCandidate& candidate)
    {
        for (const std::string& id : candidate.remedy.action->needs) {
            const Action* needed = m_knowledge.findAction(id);
            if (needed == nullptr) {
                continue;
            }
            const std::string& kind = m_knowledge.schema.kinds()[needed->kind].kind.id;
            const SubjectKey& own = candidate.about.subject;
            std::vector<SubjectKey> subjects;
            if (kind == own.kind) {
                subjects = {own};
            } else if (isSingleton(m_knowledge, needed->kind)) {
                subjects = {{kind, std::string(kSingletonId)}};
            } else {
                subjects = related(m_facts, m_knowledge, own, kind);
            }
            for (const SubjectKey& subject : subjects) {
                candidate.needs.push_back(needOf(*needed, subject));
            }
        }
    }

    CandidateNeed needOf(const Action& needed, const SubjectKey& subject)
    {
        CandidateNeed need{&needed, subject, NeedState::NothingToMend, 0};
        const auto work = m_facts.workItems().find({WorkKind::Action, needed.id, subject});
        const bool hasWork = work != m_facts.workItems().end();
        const auto found = m_index.find({needed.id, subject});
        if (hasWork && work->second.status == WorkStatus::Done) {
            need.state = NeedState::Done;
        } else if (hasWork && work->second.status == WorkStatus::Dropped) {
            need.state = NeedState::Dropped;
        } else if (found != m_index.end()) {
            need.state = NeedState::Candidate;
            need.candidate = found->second;
        } else if (isInPlace(m_live, needed, subject)) {
            need.state = NeedState::Done;
        } else if (appliesTo(m_live, needed, subject) == Truth::False) {
            need.state = NeedState::NotApplicable;
        }
        return need;
    }

    /// After what it needs; among those that could come next, by step, action and subject. A circle
    /// is cut where it is first met.
    void sortByRank()
    {
        std::vector<PlanCandidate>& all = m_result.all;
        std::vector<std::size_t> order(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            order[i] = i;
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto key = [&](std::size_t i) {
                return std::tuple(all[i].remedy.action->step,
                                  std::string_view(all[i].about.id),
                                  all[i].about.subject);
            };
            return key(a) < key(b);
        });
        std::vector<std::uint8_t> seen(all.size());
        std::vector<std::size_t> ranked;
        const auto visit = [&](const auto& self, std::size_t i) -> void {
            if (seen[i] != 0) {
                return;
            }
            seen[i] = 1;
            for (const CandidateNeed& need : all[i].needs) {
                if (need.state == NeedState::Candidate) {
                    self(self, need.candidate);
                }
            }
            ranked.push_back(i);
        };
        for (const std::size_t i : order) {
            visit(visit, i);
        }
        std::vector<std::size_t> place(all.size());
        std::vector<PlanCandidate> sorted;
        for (std::size_t i = 0; i < ranked.size(); ++i) {
            place[ranked[i]] = i;
            sorted.push_back(std::move(all[ranked[i]]));
            sorted.back().rank = i;
        }
        all = std::move(sorted);
        for (PlanCandidate& candidate : all) {
            for (CandidateNeed& need : candidate.needs) {
                if (need.state == NeedState::Candidate) {
                    need.candidate = place[need.candidate];
                }
            }
        }
    }

    /// What needs something dropped cannot be planned. Needs stand before those that need them.
    void holdUp()
    {
        for (PlanCandidate& candidate : m_result.all) {
            for (const CandidateNeed& need : candidate.needs) {
                const bool isHeldUp =
                    need.state == NeedState::Dropped ||
                    (need.state == NeedState::Candidate &&
                     m_result.all[need.candidate].state == CandidateState::HeldUp);
                if (!isHeldUp || candidate.state == CandidateState::Done ||
                    candidate.state == CandidateState::Dropped) {
                    continue;
                }
                if (candidate.state == CandidateState::Pinned) {
                    remark(candidate.about.text() + " is pinned, but needs " + need.action->id +
                           "@" + need.subject.text() + ", which is dropped or held up.");
                } else if (candidate.state == CandidateState::Free) {
                    candidate.state = CandidateState::HeldUp;
                }
            }
        }
    }

    void pinNeeds()
    {
        for (std::size_t i = m_result.all.size(); i-- > 0;) {
            const PlanCandidate& candidate = m_result.all[i];
            if (candidate.state != CandidateState::Pinned) {
                continue;
            }
            for (const CandidateNeed& need : candidate.needs) {
                if (need.state != NeedState::Candidate) {
                    continue;
                }
                PlanCandidate& needed = m_result.all[need.candidate];
                if (needed.state == CandidateState::Free ||
                    (needed.state == CandidateState::Pinned && !needed.pinnedByHand &&
                     *needed.pinned > *candidate.pinned)) {
                    needed.state = CandidateState::Pinned;
                    needed.pinned = candidate.pinned;
                } else if (needed.state == CandidateState::Pinned && needed.pinnedByHand &&
                           *needed.pinned > *candidate.pinned) {
                    remark(candidate.about.text() + " is pinned to a phase before " +
                           needed.about.text() + ", which it needs.");
                }
            }
        }
    }

    /// Decisions about actions that are no candidates any more are kept, and said.
    void sayUnplaced()
    {
        for (const auto& [about, item] : m_facts.workItems()) {
            if (about.kind == WorkKind::Action && !m_index.contains({about.id, about.subject}) &&
                !item.phase.empty() && item.status != WorkStatus::Done &&
                item.status != WorkStatus::Dropped) {
                remark(about.text() + " is pinned to " + inQuotes(item.phase) +
                       ", but nothing that it mends fails or is open, so it is not in the plan.");
            }
        }
    }

    LiveAssessment& m_live;
    const FactBase& m_facts;
    const Knowledge& m_knowledge;
    const std::vector<PlannedPhase>& m_phases;
    Candidates m_result;
    std::map<std::pair<std::string, SubjectKey>, std::size_t> m_index;
};

} // namespace

std::string_view toString(NeedState state)
{
    switch (state) {
    case NeedState::Candidate:
        return "candidate";
    case NeedState::Done:
        return "done";
    case NeedState::NotApplicable:
        return "not applicable";
    case NeedState::NothingToMend:
        return "nothing to mend";
    case NeedState::Dropped:
        return "dropped";
    }
    return "";
}

std::string_view toString(CandidateState state)
{
    switch (state) {
    case CandidateState::Free:
        return "free";
    case CandidateState::Pinned:
        return "pinned";
    case CandidateState::Done:
        return "done";
    case CandidateState::Dropped:
        return "dropped";
    case CandidateState::HeldUp:
        return "held up";
    }
    return "";
}

PlanPath pathOf(const FactBase& facts, const Knowledge& knowledge)
{
    const Attribute* attribute = knowledge.findAttribute(kStateAttribute);
    bool isOpen = attribute == nullptr;
    bool any = false;
    for (const auto& [key, subject] : facts.subjects()) {
        if (attribute == nullptr || key.kind != attribute->kind) {
            continue;
        }
        any = true;
        const Resolution stands = resolve(*attribute, facts.facts({key, attribute->id}));
        const auto* state = std::get_if<Choice>(&stands.value);
        if (state == nullptr) {
            isOpen = true;
            continue;
        }
        const auto& left = state->remaining;
        const bool mayBePlanned = std::find(left.begin(), left.end(), kPlanned) != left.end();
        if (!mayBePlanned) {
            return PlanPath::Brownfield;
        }
        isOpen = isOpen || left.size() > 1;
    }
    return isOpen || !any ? PlanPath::Both : PlanPath::Greenfield;
}

Candidates candidatesOf(LiveAssessment& live,
                        const FactBase& facts,
                        const Knowledge& knowledge,
                        const std::vector<PlannedPhase>& phases,
                        std::optional<PlanPath> path)
{
    return Collector(live, facts, knowledge, phases).run(path);
}

} // namespace netready
