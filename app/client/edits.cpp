// SPDX-License-Identifier: Apache-2.0
#include "app/client/edits.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>

namespace netready {

namespace {

Edit begin(std::string title, const Signature& by)
{
    Edit edit;
    edit.title = std::move(title);
    edit.author = by.author;
    edit.time = by.time;
    return edit;
}

/// What is recorded again as it stands keeps its time, so that nothing changes.
void keepTime(Fact& fact, const std::vector<Fact>& standing)
{
    const auto same = std::find_if(standing.begin(), standing.end(), [&](const Fact& other) {
        Fact moved = other;
        moved.time = fact.time;
        return moved == fact;
    });
    fact.time = same == standing.end() ? fact.time : same->time;
}

std::string freeNoteId(const FactBase& facts)
{
    std::size_t number = facts.notes().size() + 1;
    while (facts.notes().contains("note-" + std::to_string(number))) {
        ++number;
    }
    return "note-" + std::to_string(number);
}

} // namespace

const std::string& plainText(const std::string& text, std::string_view field)
{
    if (!isPlainUtf8(text)) {
        throw Error(ErrorCode::InvalidInput,
                    std::string(field) + ": the text is not UTF-8 or holds control characters");
    }
    return text;
}

Value parseFactValue(const FactBase& facts, const Attribute& attribute, std::string_view text)
{
    Value value = parseValue(attribute, text);
    if (const auto* reference = std::get_if<Reference>(&value)) {
        const SubjectKey target{attribute.targetKind, reference->id};
        if (!facts.hasSubject(target)) {
            throw Error(ErrorCode::NotFound,
                        attribute.id + ": there is no " + target.text() +
                            "; add it first with netready add FILE " + target.text());
        }
    }
    return value;
}

Edit newClientEdit(const Knowledge& knowledge,
                   const std::string& file,
                   const Template* start,
                   const Signature& by)
{
    Edit edit = begin("new " + file, by);
    Edit brought;
    if (start != nullptr) {
        brought = editFor(*start, knowledge, edit.time);
        edit.title += " from " + start->id;
    }
    for (const SubjectKind& kind : knowledge.kinds) {
        const SubjectKey key{kind.id, std::string(kSingletonId)};
        const bool isBrought =
            std::any_of(brought.changes.begin(), brought.changes.end(), [&](const Change& change) {
                const auto* record = std::get_if<RecordChange<Subject>>(&change);
                return record != nullptr && record->after && record->after->key == key;
            });
        if (kind.singleton && !isBrought) {
            edit.changes.emplace_back(RecordChange<Subject>{{}, Subject{key, kind.title}});
        }
    }
    edit.changes.insert(edit.changes.end(), brought.changes.begin(), brought.changes.end());
    return edit;
}

Edit setFactEdit(const FactBase& facts, const FactKey& key, Fact fact, const Signature& by)
{
    fact.author = by.author;
    fact.time = by.time;
    keepTime(fact, facts.facts(key));
    Edit edit = begin("set " + key.text() + " = " + toString(fact.value) + " (" +
                          std::string(toString(fact.origin)) + ", " + fact.author + ")",
                      by);
    edit.changes.emplace_back(setFact(facts, key, std::move(fact)));
    return edit;
}

Edit changeFactsEdit(std::string title, FactsChange change, const Signature& by)
{
    Edit edit = begin(std::move(title), by);
    edit.changes.emplace_back(std::move(change));
    return edit;
}

SubjectKey
freeKey(const FactBase& facts, const std::string& kind, std::string_view title, const Edit* edit)
{
    std::string id;
    constexpr std::size_t kMostLetters = 40;
    for (const char c : title) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const char low = isUpper ? static_cast<char>(c - 'A' + 'a') : c;
        if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) {
            id += low;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    id = id.substr(0, kMostLetters);
    while (!id.empty() && id.back() == '-') {
        id.pop_back();
    }
    if (id.empty() || (id.front() >= '0' && id.front() <= '9')) {
        id = kind + (id.empty() ? "" : "-" + id);
        std::replace(id.begin(), id.end(), '_', '-');
    }
    SubjectKey key{kind, id};
    const auto isTaken = [&] {
        return facts.hasSubject(key) ||
               (edit != nullptr &&
                std::any_of(edit->changes.begin(), edit->changes.end(), [&](const Change& change) {
                    const auto* record = std::get_if<RecordChange<Subject>>(&change);
                    return record != nullptr && record->after && record->after->key == key;
                }));
    };
    for (int number = 2; isTaken(); ++number) {
        key.id = id + "-" + std::to_string(number);
    }
    return key;
}

Edit addSubjectEdit(const Subject& subject,
                    const NewValues& values,
                    Origin origin,
                    const Signature& by)
{
    Edit edit = begin("add " + subject.key.text(), by);
    edit.changes.emplace_back(RecordChange<Subject>{{}, subject});
    for (const auto& [attribute, value] : values) {
        Fact fact;
        fact.value = value;
        fact.origin = origin;
        fact.author = by.author;
        fact.time = by.time;
        edit.changes.emplace_back(FactsChange{{subject.key, attribute}, {}, {std::move(fact)}});
    }
    return edit;
}

std::vector<std::string> useCaseValues(const UseCase& useCase)
{
    return {"use_case=" + useCase.id, "class=" + useCase.workloadClass};
}

std::optional<FactKey>
referenceTo(const FactBase& facts, const Knowledge& knowledge, const SubjectKey& key)
{
    for (FactKey& other : facts.keys()) {
        const Attribute* attribute = knowledge.findAttribute(other.attribute);
        if (attribute == nullptr || attribute->targetKind != key.kind || other.subject == key) {
            continue;
        }
        const FactBase::Facts& said = facts.facts(other);
        if (std::any_of(said.begin(), said.end(), [&](const Fact& fact) {
                const auto* reference = std::get_if<Reference>(&fact.value);
                return reference != nullptr && reference->id == key.id;
            })) {
            return std::move(other);
        }
    }
    return std::nullopt;
}

Edit removeSubjectEdit(const FactBase& facts,
                       const Knowledge& knowledge,
                       const SubjectKey& key,
                       const Signature& by)
{
    if (const std::optional<FactKey> reference = referenceTo(facts, knowledge, key)) {
        throw Error(ErrorCode::InvalidInput,
                    reference->text() + " refers to " + key.text() + "; change or unset it first");
    }
    Edit edit = begin("remove " + key.text(), by);
    edit.changes = removeSubject(facts, key);
    return edit;
}

Edit waiveEdit(const FactBase& facts, const Waiver& waiver, const Signature& by)
{
    Edit edit = begin("waive " + waiver.rule + " for " + waiver.subject.text() + " until " +
                          dayText(waiver.expires),
                      by);
    const auto standing = facts.waivers().find({waiver.rule, waiver.subject});
    edit.changes.emplace_back(RecordChange<Waiver>{
        standing == facts.waivers().end() ? std::nullopt : std::optional(standing->second),
        waiver});
    return edit;
}

Edit unwaiveEdit(const FactBase& facts,
                 const std::string& rule,
                 const SubjectKey& subject,
                 const Signature& by)
{
    const auto found = facts.waivers().find({rule, subject});
    if (found == facts.waivers().end()) {
        throw Error(ErrorCode::NotFound,
                    "there is no waiver of " + rule + " for " + subject.text());
    }
    Edit edit = begin("unwaive " + rule + " for " + subject.text(), by);
    edit.changes.emplace_back(RecordChange<Waiver>{found->second, {}});
    return edit;
}

Edit workEdit(const FactBase& facts, const WorkItem& item, const Signature& by)
{
    checkWorkItem(item);
    Edit edit = begin("work " + item.about.text() + ": " + std::string(toString(item.status)), by);
    const auto standing = facts.workItems().find(item.about);
    edit.changes.emplace_back(RecordChange<WorkItem>{
        standing == facts.workItems().end() ? std::nullopt : std::optional(standing->second),
        item});
    return edit;
}

Edit removeWorkEdit(const FactBase& facts, const WorkKey& about, const Signature& by)
{
    const auto found = facts.workItems().find(about);
    if (found == facts.workItems().end()) {
        throw Error(ErrorCode::NotFound, "there is no work item " + about.text());
    }
    Edit edit = begin("remove work item " + about.text(), by);
    edit.changes.emplace_back(RecordChange<WorkItem>{found->second, {}});
    return edit;
}

Edit addNoteEdit(const FactBase& facts,
                 const std::string& about,
                 const std::string& text,
                 const Signature& by)
{
    const Note note{freeNoteId(facts), about, text, by.author, by.time};
    Edit edit = begin("add " + note.id + (about.empty() ? "" : " about " + about), by);
    edit.changes.emplace_back(RecordChange<Note>{{}, note});
    return edit;
}

Edit removeNoteEdit(const FactBase& facts, const std::string& id, const Signature& by)
{
    const auto found = facts.notes().find(id);
    if (found == facts.notes().end()) {
        throw Error(ErrorCode::NotFound, "there is no note " + inQuotes(id));
    }
    Edit edit = begin("remove " + id, by);
    edit.changes.emplace_back(RecordChange<Note>{found->second, {}});
    return edit;
}

} // namespace netready
