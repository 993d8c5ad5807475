// SPDX-License-Identifier: Apache-2.0
#include "core/plan/schedule.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace netready {

std::vector<std::optional<ActionTime>> scheduleOf(const Candidates& candidates,
                                                  const PlanChoice& choice)
{
    constexpr double kDay = 86400; // s
    if (choice.size() != candidates.all.size()) {
        throw Error(ErrorCode::InvalidInput,
                    "a choice of " + std::to_string(choice.size()) + " phases does not fit " +
                        std::to_string(candidates.all.size()) + " candidates");
    }
    std::vector<std::optional<ActionTime>> times(choice.size());
    for (std::size_t index = 0; index < choice.size(); ++index) {
        if (!choice[index]) {
            continue;
        }
        const PlanCandidate& candidate = candidates.all[index];
        ActionTime time;
        for (const CandidateNeed& need : candidate.needs) {
            // What is needed has a lower rank, so its time stands by now.
            if (need.state == NeedState::Candidate && need.candidate < index &&
                choice[need.candidate] == choice[index]) {
                time.begin = std::max(time.begin, times[need.candidate]->latest);
            }
        }
        const Measure& duration = candidate.remedy.action->duration;
        time.planned = time.begin + duration.low / kDay;
        time.latest = time.begin + duration.high / kDay;
        times[index] = time;
    }
    return times;
}

} // namespace netready
