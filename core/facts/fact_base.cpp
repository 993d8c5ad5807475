// SPDX-License-Identifier: Apache-2.0
#include "core/facts/fact_base.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace netready {

namespace {

[[noreturn]] void conflict(const std::string& what)
{
    throw Error(ErrorCode::Conflict,
                what + " is not as the edit found it; somebody else changed it");
}

template <class Map, class Record>
void applyRecord(Map& map,
                 const typename Map::key_type& key,
                 const RecordChange<Record>& change,
                 const std::string& name)
{
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

template <class Record>
const Record& either(const RecordChange<Record>& change)
{
    return change.before ? *change.before : change.after.value();
}

} // namespace

std::size_t FactKeyHash::operator()(const FactKey& key) const
{
    const std::hash<std::string_view> hash;
    return hash(key.subject.id) * 31U ^ hash(key.attribute);
}

void FactBase::apply(const FactsChange& change)
{
    if (facts(change.key) != change.before) {
        conflict(change.key.text());
    }
    if (!hasSubject(change.key.subject) && !change.after.empty()) {
        throw Error(ErrorCode::NotFound, "there is no " + change.key.subject.text());
    }
    if (change.after.empty()) {
        m_facts.erase(change.key);
    } else {
        m_facts.insert_or_assign(change.key, change.after);
    }
}

void FactBase::apply(const RecordChange<Subject>& change)
{
    const SubjectKey& key = either(change).key;
    applyRecord(m_subjects, key, change, key.text());
}

void FactBase::apply(const RecordChange<Waiver>& change)
{
    const Waiver& waiver = either(change);
    applyRecord(m_waivers, {waiver.rule, waiver.subject}, change, "the waiver of " + waiver.rule);
}

void FactBase::apply(const RecordChange<Note>& change)
{
    applyRecord(m_notes, either(change).id, change, "note " + either(change).id);
}

void FactBase::apply(const RecordChange<Attachment>& change)
{
    applyRecord(m_attachments, either(change).id, change, "attachment " + either(change).id);
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
    } catch (const Error&) {
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
            return other.origin == fact.origin && other.author == fact.author;
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
            changes.push_back(FactsChange{fact, base.facts(fact), {}});
        }
    }
    for (const auto& [waived, waiver] : base.waivers()) {
        if (waived.second == key) {
            changes.push_back(RecordChange<Waiver>{waiver, {}});
        }
    }
    for (const auto& [id, note] : base.notes()) {
        if (note.about == key.text() || note.about.starts_with(key.text() + ".")) {
            changes.push_back(RecordChange<Note>{note, {}});
        }
    }
    changes.push_back(RecordChange<Subject>{subject->second, {}});
    return changes;
}

} // namespace netready
