// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/workshop.h"

#include "app/client/questions.h"
#include "app/desktop/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace netready::desktop {

namespace {

constexpr std::string_view kParked = "Parked: "; // part of the file format; do not change
constexpr double kMinutesOfUnwritten = 2;

double minutesOf(const RankedQuestion& ranked)
{
    return ranked.question == nullptr ? kMinutesOfUnwritten : ranked.question->minutes;
}

} // namespace

QString stateName(QuestionState state)
{
    switch (state) {
    case QuestionState::Open:
        return Workshop::tr("open");
    case QuestionState::Answered:
        return Workshop::tr("answered");
    case QuestionState::NotKnown:
        return Workshop::tr("not known");
    case QuestionState::Skipped:
        return Workshop::tr("skipped");
    case QuestionState::Parked:
        return Workshop::tr("parked");
    }
    return {};
}

QString roleName(const std::string& role)
{
    static const std::array<std::pair<const char*, const char*>, 7> kRoles{{
        {"network", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "network engineer")},
        {"storage", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "storage engineer")},
        {"operations", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "operations engineer")},
        {"security", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "security engineer")},
        {"data-science", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "data scientist")},
        {"facilities", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "facility manager")},
        {"executive", QT_TRANSLATE_NOOP("netready::desktop::Workshop", "executive")},
    }};
    const auto found = std::find_if(
        kRoles.begin(), kRoles.end(), [&](const auto& entry) { return role == entry.first; });
    return found == kRoles.end() ? qstr(role) : Workshop::tr(found->second);
}

bool isParkingNote(const Note& note)
{
    return note.text.starts_with(kParked);
}

Workshop::Workshop(ClientDocument& document)
    : QObject(&document)
    , m_document(document)
    , m_dimensions(dimensionsByAttribute(document.knowledge()))
{}

Workshop& Workshop::of(ClientDocument& document)
{
    auto* workshop = document.findChild<Workshop*>(QString(), Qt::FindDirectChildrenOnly);
    return workshop == nullptr ? *new Workshop(document) : *workshop;
}

void Workshop::enter(const std::optional<FactKey>& key)
{
    m_current = key;
    enterSection();
    Q_EMIT changed();
}

void Workshop::show(const FactKey& key)
{
    if (m_current == key) {
        return;
    }
    if (m_current) {
        m_way.push_back(*m_current);
    }
    enter(key);
}

void Workshop::goNext()
{
    if (const RankedQuestion* best = next()) {
        const FactKey key = best->key;
        show(key);
    } else if (m_current) {
        m_way.push_back(*m_current);
        enter(std::nullopt);
    }
}

void Workshop::goBack()
{
    while (!m_way.empty()) {
        const FactKey key = m_way.back();
        m_way.pop_back();
        // The subject may have gone since.
        if (m_document.facts().hasSubject(key.subject)) {
            enter(key);
            return;
        }
    }
}

void Workshop::skip()
{
    if (m_current) {
        m_skipped.insert(*m_current);
        goNext();
    }
}

void Workshop::takeUpSkipped()
{
    m_skipped.clear();
    goNext();
}

const Note* Workshop::parkingNote(const FactKey& key) const
{
    const std::string about = key.text();
    for (const auto& [id, note] : m_document.facts().notes()) {
        if (note.about == about && isParkingNote(note)) {
            return &note;
        }
    }
    return nullptr;
}

void Workshop::park()
{
    if (!m_current) {
        return;
    }
    if (const Note* note = parkingNote(*m_current)) {
        m_document.apply(removeNoteEdit(m_document.facts(), note->id, m_document.signature()));
        return;
    }
    const std::string text = std::string(kParked) + utf8(qstr(wording(questionOf(*m_current))));
    if (m_document.apply(addNoteEdit(
            m_document.facts(), m_current->text(), text, m_document.signature()))) {
        goNext();
    }
}

bool Workshop::answer(const QString& typed, QString* why)
{
    if (!m_current) {
        return false;
    }
    const std::string keyboard = m_document.author();
    m_document.setAuthor(person());
    const FactKey key = *m_current;
    m_answered.insert(key);
    m_skipped.erase(key);
    m_document.set(key, typed, m_origin, {}, why);
    m_document.setAuthor(keyboard);
    return why == nullptr || why->isEmpty();
}

const std::string& Workshop::person() const
{
    return m_person.empty() ? m_document.author() : m_person;
}

void Workshop::setPerson(const std::string& person)
{
    m_person = person == m_document.author() ? std::string() : person;
    Q_EMIT changed();
}

std::vector<std::string> Workshop::people() const
{
    std::set<std::string> names{person(), m_document.author()};
    for (const FactKey& key : m_document.facts().keys()) {
        for (const Fact& fact : m_document.facts().facts(key)) {
            if (!fact.author.empty()) {
                names.insert(fact.author);
            }
        }
    }
    return {names.begin(), names.end()};
}

void Workshop::setRoles(std::set<std::string> roles)
{
    m_roles = std::move(roles);
    Q_EMIT changed();
}

void Workshop::setDepth(Depth depth)
{
    m_depth = depth;
    Q_EMIT changed();
}

RankedQuestion Workshop::questionOf(const FactKey& key) const
{
    const auto& ranked = m_document.questions();
    const auto found = std::find_if(ranked.begin(), ranked.end(), [&](const RankedQuestion& other) {
        return other.key == key;
    });
    if (found != ranked.end()) {
        return *found;
    }
    RankedQuestion question;
    question.key = key;
    question.attribute = m_document.knowledge().findAttribute(key.attribute);
    question.question = m_document.knowledge().questionFor(key.attribute);
    return question;
}

QuestionState Workshop::stateOf(const FactKey& key) const
{
    if (parkingNote(key) != nullptr) {
        return QuestionState::Parked;
    }
    const FactView* view = m_document.factView(key);
    const Knowing knowing = view == nullptr ? Knowing::NeverAsked : view->resolution.knowing;
    if (knowing == Knowing::Known || knowing == Knowing::NotApplicable) {
        return QuestionState::Answered;
    }
    if (m_skipped.contains(key)) {
        return QuestionState::Skipped;
    }
    return knowing == Knowing::AskedNotKnown ? QuestionState::NotKnown : QuestionState::Open;
}

bool Workshop::passes(const Question* question) const
{
    return question == nullptr
               ? m_roles.empty()
               : (m_roles.empty() || m_roles.contains(question->role)) && question->depth <= m_depth;
}

std::vector<const RankedQuestion*> Workshop::open() const
{
    std::vector<const RankedQuestion*> questions;
    for (const RankedQuestion& ranked : m_document.questions()) {
        // The list may be older than the facts for a moment.
        if (passes(ranked.question) && m_document.facts().hasSubject(ranked.key.subject)) {
            questions.push_back(&ranked);
        }
    }
    return questions;
}

const RankedQuestion* Workshop::next() const
{
    for (const RankedQuestion* ranked : open()) {
        const QuestionState state = stateOf(ranked->key);
        const bool dealtWith = state == QuestionState::Skipped || state == QuestionState::Parked ||
                               (state != QuestionState::Open && m_answered.contains(ranked->key));
        if (!dealtWith && ranked->key != m_current) {
            return ranked;
        }
    }
    return nullptr;
}

FinishLine Workshop::finishLine() const
{
    FinishLine line;
    line.settled = m_document.assessment().site.verdict.settled;
    for (const RankedQuestion* ranked : open()) {
        ++line.open;
        line.minutes += minutesOf(*ranked);
        if (ranked->decidesVerdict) {
            ++line.deciding;
            line.decidingMinutes += minutesOf(*ranked);
        }
    }
    return line;
}

const ScoredDimension* Workshop::dimensionOf(const FactKey& key) const
{
    const auto found = m_dimensions.find(m_document.knowledge().findAttribute(key.attribute));
    return found == m_dimensions.end() || found->second.empty()
               ? nullptr
               : &m_document.knowledge().dimensions[found->second.front()];
}

void Workshop::enterSection()
{
    const ScoredDimension* section = m_current ? dimensionOf(*m_current) : nullptr;
    if (section == nullptr || section == m_section) {
        return;
    }
    const bool runs = isRunning();
    setRunning(false);
    m_section = section;
    if (!m_planned.contains(section)) {
        double minutes = 0;
        for (const RankedQuestion* ranked : open()) {
            minutes += dimensionOf(ranked->key) == section ? minutesOf(*ranked) : 0;
        }
        m_planned[section] = static_cast<int>(std::ceil(minutes));
    }
    setRunning(runs);
}

void Workshop::setRunning(bool runs)
{
    if (m_clock.isValid()) {
        m_spent[m_section] += m_clock.elapsed();
        m_clock.invalidate();
    }
    if (runs && m_section != nullptr) {
        m_clock.start();
    }
}

int Workshop::elapsedSeconds() const
{
    constexpr qint64 kSecond = 1000;
    const auto spent = m_spent.find(m_section);
    return static_cast<int>(((spent == m_spent.end() ? 0 : spent->second) +
                             (m_clock.isValid() ? m_clock.elapsed() : 0)) /
                            kSecond);
}

int Workshop::plannedMinutes() const
{
    const auto planned = m_planned.find(m_section);
    return planned == m_planned.end() ? 0 : planned->second;
}

} // namespace netready::desktop
