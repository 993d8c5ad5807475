// SPDX-License-Identifier: Apache-2.0
#include "core/facts/fact_base.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace netready {

namespace {

[[noreturn]] void conflict(const std::string& what)
{
    throw Error(ErrorCode::Conflict,
                what + " is not as the edit found it; somebody else changed it");
}

const SubjectKey& keyOf(const Subject& subject)
{
    return subject.key;
}

std::pair<std::string, SubjectKey> keyOf(const Waiver& waiver)
{
    return {waiver.rule, waiver.subject};
}

const std::string& keyOf(const Note& note)
{
    return note.id;
}

const std::string& keyOf(const Attachment& attachment)
{
    return attachment.id;
}

const WorkKey& keyOf(const WorkItem& item)
{
    return item.about;
}

template <class Record>
const Record& either(const RecordChange<Record>& change)
{
    if (!change.before && !change.after) {
        throw Error(ErrorCode::InvalidInput, "a change of the edit names no record");
    }
    return change.before ? *change.before : *change.after;
}

template <class Map, class Record>
void applyRecord(Map& map, const RecordChange<Record>& change, const std::string& name)
{
    const auto& key = keyOf(either(change));
    if (change.after && !(keyOf(*change.after) == key)) {
        throw Error(ErrorCode::InvalidInput,
                    name + " cannot be renamed: remove it and add it under the new name");
    }
    const auto found = map.find(key);
    const bool same =
        change.before ? found != map.end() && found->second == *change.before : found == map.end();
    if (!same) {
        conflict(name);
    }
    if (change.after) {
        map.insert_or_assign(key, *change.after);
    } else {
        map.erase(key);
    }
}

} // namespace

std::size_t FactKeyHash::operator()(const FactKey& key) const
{
    const std::hash<std::string_view> hash;
    return hash(key.subject.id) * 31U ^ hash(key.attribute);
}

void FactBase::apply(const FactsChange& change)
{
    const auto found = m_facts.find(change.key);
    const bool stands = found != m_facts.end();
    if (stands ? found->second != change.before : !change.before.empty()) {
        conflict(change.key.text());
    }
    if (stands && change.after.empty()) {
        m_facts.erase(found);
    } else if (stands) {
        found->second = change.after;
    } else if (!change.after.empty()) {
        m_facts.emplace(change.key, change.after);
    }
}

void FactBase::apply(const RecordChange<Subject>& change)
{
    applyRecord(m_subjects, change, either(change).key.text());
}

void FactBase::apply(const RecordChange<Waiver>& change)
{
    applyRecord(m_waivers, change, "the waiver of " + either(change).rule);
}

void FactBase::apply(const RecordChange<Note>& change)
{
    applyRecord(m_notes, change, "note " + either(change).id);
}

void FactBase::apply(const RecordChange<Attachment>& change)
{
    applyRecord(m_attachments, change, "attachment " + either(change).id);
}

void FactBase::apply(const RecordChange<WorkItem>& change)
{
    if (change.after) {
        checkWorkItem(*change.after);
    }
    applyRecord(m_workItems, change, "the work item " + either(change).about.text());
}

/// Looks at the end of the edit only, so the order inside it is free and its inverse is as valid.
void FactBase::checkSubjects(const Edit& edit) const
{
    std::set<SubjectKey> gone;
    for (const Change& change : edit.changes) {
        if (const auto* facts = std::get_if<FactsChange>(&change)) {
            const SubjectKey& subject = facts->key.subject;
            if (!hasSubject(subject) && m_facts.contains(facts->key)) {
                throw Error(ErrorCode::NotFound, "there is no " + subject.text());
            }
        } else if (const auto* subject = std::get_if<RecordChange<Subject>>(&change)) {
            if (!hasSubject(either(*subject).key)) {
                gone.insert(either(*subject).key);
            }
        }
    }
    if (gone.empty()) {
        return;
    }
    for (const auto& [key, facts] : m_facts) {
        if (gone.contains(key.subject)) {
            throw Error(ErrorCode::Conflict,
                        key.subject.text() + " cannot be removed while there are facts about it");
        }
    }
}

void FactBase::apply(const Edit& edit)
{
    std::size_t done = 0;
    const auto applyOne = [this](const Change& change) {
        std::visit([this](const auto& item) { apply(item); }, change);
    };
    try {
        for (; done < edit.changes.size(); ++done) {
            applyOne(edit.changes[done]);
        }
        checkSubjects(edit);
    } catch (...) {
        Edit undone;
        undone.changes.assign(edit.changes.begin(),
                              edit.changes.begin() + static_cast<std::ptrdiff_t>(done));
        for (const Change& change : inverse(undone).changes) {
            applyOne(change);
        }
        throw;
    }
}

void FactBase::load(const FactKey& key, Facts facts)
{
    m_facts.insert_or_assign(key, std::move(facts));
}

void FactBase::load(Subject subject)
{
    SubjectKey key = subject.key;
    m_subjects.insert_or_assign(std::move(key), std::move(subject));
}

void FactBase::load(Waiver waiver)
{
    std::pair key(waiver.rule, waiver.subject);
    m_waivers.insert_or_assign(std::move(key), std::move(waiver));
}

void FactBase::load(Note note)
{
    std::string id = note.id;
    m_notes.insert_or_assign(std::move(id), std::move(note));
}

void FactBase::load(Attachment attachment)
{
    std::string id = attachment.id;
    m_attachments.insert_or_assign(std::move(id), std::move(attachment));
}

void FactBase::load(WorkItem item)
{
    WorkKey key = item.about;
    m_workItems.insert_or_assign(std::move(key), std::move(item));
}

const FactBase::Facts& FactBase::facts(const FactKey& key) const
{
    static const Facts none;
    const auto found = m_facts.find(key);
    return found == m_facts.end() ? none : found->second;
}

std::vector<FactKey> FactBase::keys() const
{
    std::vector<FactKey> keys;
    keys.reserve(m_facts.size());
    for (const auto& [key, facts] : m_facts) {
        keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::size_t FactBase::factCount() const
{
    std::size_t count = 0;
    for (const auto& [key, facts] : m_facts) {
        count += facts.size();
    }
    return count;
}

FactsChange setFact(const FactBase& base, const FactKey& key, Fact fact)
{
    FactsChange change{key, base.facts(key), base.facts(key)};
    const auto same =
        std::find_if(change.after.begin(), change.after.end(), [&](const Fact& other) {
            return other.origin == fact.origin && other.author == fact.author &&
                   other.withdrawn.empty();
        });
    if (same == change.after.end()) {
        change.after.push_back(std::move(fact));
    } else {
        *same = std::move(fact);
    }
    return change;
}

std::vector<Change> removeSubject(const FactBase& base, const SubjectKey& key)
{
    const auto subject = base.subjects().find(key);
    if (subject == base.subjects().end()) {
        throw Error(ErrorCode::NotFound, "there is no " + key.text());
    }
    std::vector<Change> changes;
    for (const FactKey& fact : base.keys()) {
        if (fact.subject == key) {
            changes.emplace_back(FactsChange{fact, base.facts(fact), {}});
        }
    }
    for (const auto& [waived, waiver] : base.waivers()) {
        if (waived.second == key) {
            changes.emplace_back(RecordChange<Waiver>{waiver, {}});
        }
    }
    for (const auto& [id, note] : base.notes()) {
        if (note.about == key.text() || note.about.starts_with(key.text() + ".")) {
            changes.emplace_back(RecordChange<Note>{note, {}});
        }
    }
    for (const auto& [about, item] : base.workItems()) {
        if (about.subject == key) {
            changes.emplace_back(RecordChange<WorkItem>{item, {}});
        } else if (key.kind == kPhaseKind && item.phase == key.id) {
            WorkItem free = item;
            free.phase.clear();
            changes.emplace_back(RecordChange<WorkItem>{item, free});
        }
    }
    changes.emplace_back(RecordChange<Subject>{subject->second, {}});
    return changes;
}

} // namespace netready
