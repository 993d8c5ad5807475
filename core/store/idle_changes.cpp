// SPDX-License-Identifier: Apache-2.0
#include "core/store/idle_changes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <type_traits>
#include <utility>

namespace netready {

namespace {

std::string nameOf(const Subject& subject)
{
    return "subject " + subject.key.text();
}

std::string nameOf(const Waiver& waiver)
{
    return "waiver " + waiver.rule + " " + waiver.subject.text();
}

std::string nameOf(const Note& note)
{
    return "note " + note.id;
}

std::string nameOf(const Attachment& attachment)
{
    return "attachment " + attachment.id;
}

std::string nameOf(const WorkItem& item)
{
    return "work item " + item.about.text();
}

std::string nameOf(const FactsChange& change)
{
    return "facts " + change.key.text();
}

template <class Record>
std::string nameOf(const RecordChange<Record>& change)
{
    return nameOf(change.before ? *change.before : change.after.value());
}

bool isIdle(const Change& change)
{
    return std::visit([](const auto& item) { return item.before == item.after; }, change);
}

/// True if the last change of each record ends where its first one began.
bool endsWhereItBegan(const std::vector<Change>& changes)
{
    std::map<std::string, std::pair<const Change*, const Change*>> ends;
    for (const Change& change : changes) {
        const std::string name = std::visit([](const auto& item) { return nameOf(item); }, change);
        ends.try_emplace(name, &change, &change).first->second.second = &change;
    }
    return std::all_of(ends.begin(), ends.end(), [](const auto& item) {
        return std::visit(
            [&](const auto& first) {
                using Item = std::decay_t<decltype(first)>;
                return first.before == std::get<Item>(*item.second.second).after;
            },
            *item.second.first);
    });
}

} // namespace

Edit withoutIdleChanges(const Edit& edit)
{
    Edit result{edit.title, edit.author, edit.time, {}};
    std::copy_if(edit.changes.begin(),
                 edit.changes.end(),
                 std::back_inserter(result.changes),
                 [](const Change& change) { return !isIdle(change); });
    if (endsWhereItBegan(result.changes)) {
        result.changes.clear();
    }
    return result;
}

} // namespace netready
