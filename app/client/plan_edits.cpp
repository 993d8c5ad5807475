// SPDX-License-Identifier: Apache-2.0
#include "app/client/plan_edits.h"

#include "core/base/error.h"
#include "core/plan/phases.h"

namespace netready {

WorkItem workItemOf(const FactBase& facts, const WorkKey& about)
{
    const auto standing = facts.workItems().find(about);
    if (standing != facts.workItems().end()) {
        return standing->second;
    }
    WorkItem item;
    item.about = about;
    return item;
}

Edit pinEdit(const FactBase& facts,
             const std::string& title,
             const std::vector<ActionPin>& pins,
             const Signature& by)
{
    Edit edit{title, by.author, by.time, {}};
    for (const ActionPin& pin : pins) {
        WorkItem item = workItemOf(facts, pin.about);
        item.phase = pin.phase;
        item.status = item.status == WorkStatus::Dropped ? WorkStatus::Open : item.status;
        const Edit one = workEdit(facts, item, by);
        edit.changes.insert(edit.changes.end(), one.changes.begin(), one.changes.end());
    }
    return edit;
}

Edit dropEdit(const FactBase& facts, const WorkKey& about, bool isDropped, const Signature& by)
{
    WorkItem item = workItemOf(facts, about);
    item.status = isDropped ? WorkStatus::Dropped : WorkStatus::Open;
    item.phase.clear();
    Edit edit = workEdit(facts, item, by);
    edit.title = (isDropped ? "drop " : "take up ") + about.text();
    return edit;
}

Edit addPhasesEdit(const FactBase& facts, const Knowledge& knowledge, const Signature& by)
{
    constexpr std::int32_t kYear = 365;
    constexpr std::size_t kDayLetters = 10;
    Edit edit{"add phases", by.author, by.time, {}};
    std::int32_t day = parseDay(by.time.substr(0, kDayLetters));
    for (const PlannedPhase& phase : phasesOf(facts, knowledge)) {
        const SubjectKey key{std::string(kPhaseKind), phase.id};
        if (facts.subjects().contains(key)) {
            throw Error(ErrorCode::InvalidInput, "there are phases already");
        }
        // The order of phases is that of their first days, so each needs one.
        const NewValues days{{"phase.begins", Date{day, day}},
                             {"phase.ends", Date{day + kYear - 1, day + kYear - 1}}};
        day += kYear;
        const Edit one = addSubjectEdit({key, phase.title}, days, Origin::Stated, by);
        edit.changes.insert(edit.changes.end(), one.changes.begin(), one.changes.end());
    }
    return edit;
}

} // namespace netready
