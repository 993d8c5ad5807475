// SPDX-License-Identifier: Apache-2.0
#include "tests/core/store/random_edits.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace netready {

namespace {

std::int8_t exponent(std::uint64_t bits)
{
    return static_cast<std::int8_t>(static_cast<int>(bits % 7) - 3);
}

} // namespace

std::string RandomEdits::word()
{
    static const std::array<std::string, 6> words{"a", "pfc", "ecn", "static-hash", "b-2", "none"};
    return words[below(words.size())];
}

std::vector<std::string> RandomEdits::words()
{
    std::vector<std::string> result(below(4));
    std::generate(result.begin(), result.end(), [this] { return below(9) == 0 ? text() : word(); });
    return result;
}

std::string RandomEdits::text()
{
    static const std::array<std::string, 12> texts{"",
                                                   "anna",
                                                   "it's",
                                                   "\"quoted\" [\\back]",
                                                   "a\nb\tc",
                                                   "25 µs – 1 € 😀",
                                                   "null",
                                                   "[\"a\"]",
                                                   "'; drop table fact; --",
                                                   "2026-11-25T10:00:00Z",
                                                   "%s",
                                                   std::string(300, 'x')};
    return texts[below(texts.size())];
}

double RandomEdits::number()
{
    static const std::array<double, 10> numbers{0,
                                                1,
                                                400e9,
                                                0.1,
                                                1.0 / 3,
                                                1e300,
                                                std::numeric_limits<double>::denorm_min(),
                                                std::numeric_limits<double>::max(),
                                                std::numeric_limits<double>::infinity(),
                                                9007199254740993.0};
    if (below(2) == 0) {
        return numbers[below(numbers.size())];
    }
    const auto any = std::bit_cast<double>(m_random());
    return std::isnan(any) ? 1 : any;
}

Value RandomEdits::value()
{
    switch (below(std::variant_size_v<Value>)) {
    case 0:
        return NotKnown{};
    case 1:
        return NotApplicable{text()};
    case 2:
        return below(2) == 0;
    case 3: {
        const double a = number();
        const double b = below(2) == 0 ? number() : a;
        const std::uint64_t bits = m_random();
        return Measure{std::min(a, b),
                       std::max(a, b),
                       below(2) == 0 ? kDataRate
                                     : Dimension{exponent(bits),
                                                 exponent(bits >> 8U),
                                                 exponent(bits >> 16U),
                                                 exponent(bits >> 24U),
                                                 exponent(bits >> 32U),
                                                 exponent(bits >> 40U),
                                                 exponent(bits >> 48U)},
                       static_cast<Currency>(below(5)),
                       below(4) == 0 ? text() : "Gb/s"};
    }
    case 4:
        return Choice{words()};
    case 5:
        return ChoiceSet{words(), words()};
    case 6:
        return Text{text()};
    case 7:
        return Reference{below(4) == 0 ? text() : word()};
    default:
        return Date{static_cast<std::int32_t>(m_random()), static_cast<std::int32_t>(m_random())};
    }
}

Fact RandomEdits::fact()
{
    Fact fact;
    fact.value = value();
    fact.origin = static_cast<Origin>(1 + below(6));
    fact.author = text();
    fact.time = text();
    fact.note = text();
    fact.evidence = below(3) == 0 ? text() : "";
    fact.withdrawn = below(5) == 0 ? text() : "";
    return fact;
}

SubjectKey RandomEdits::subject()
{
    static const std::array<std::string, 3> kinds{"site", "fabric", "storage_pool"};
    return {kinds[below(kinds.size())], "s" + std::to_string(below(4))};
}

FactKey RandomEdits::factKey(const FactBase& base)
{
    auto subject = base.subjects().begin();
    std::advance(subject, static_cast<std::ptrdiff_t>(below(base.subjects().size())));
    const SubjectKey& key = subject->first;
    return {key, key.kind + ".attribute_" + std::to_string(below(5))};
}

Change RandomEdits::subjectChange(const FactBase& base)
{
    const SubjectKey key = subject();
    const auto found = base.subjects().find(key);
    RecordChange<Subject> change{std::nullopt, Subject{key, text()}};
    if (found != base.subjects().end()) {
        change.before = found->second;
    }
    return change;
}

Change RandomEdits::factsChange(const FactBase& base)
{
    const FactKey key = factKey(base);
    if (below(2) == 0) {
        return setFact(base, key, fact());
    }
    std::vector<Fact> after = base.facts(key);
    if (!after.empty() && below(2) == 0) {
        after.erase(after.begin() + static_cast<std::ptrdiff_t>(below(after.size())));
    } else if (below(2) == 0) {
        std::reverse(after.begin(), after.end());
    } else {
        after.push_back(fact());
    }
    return FactsChange{key, base.facts(key), after};
}

Change RandomEdits::waiverChange(const FactBase& base)
{
    if (!base.waivers().empty() && below(2) == 0) {
        const Waiver& waiver = base.waivers().begin()->second;
        Waiver other = waiver;
        other.reason = text();
        return RecordChange<Waiver>{waiver, below(2) == 0 ? std::nullopt : std::optional(other)};
    }
    const Waiver waiver{"rule-" + std::to_string(++m_count),
                        subject(),
                        text(),
                        text(),
                        static_cast<std::int32_t>(m_random()),
                        static_cast<std::int32_t>(m_random()),
                        text(),
                        text()};
    return RecordChange<Waiver>{std::nullopt, waiver};
}

Change RandomEdits::noteChange(const FactBase& base)
{
    if (!base.notes().empty() && below(2) == 0) {
        const Note& note = base.notes().begin()->second;
        Note other = note;
        other.text = text();
        return RecordChange<Note>{note, below(2) == 0 ? std::nullopt : std::optional(other)};
    }
    return RecordChange<Note>{
        std::nullopt,
        Note{"note-" + std::to_string(++m_count), subject().text(), text(), text(), text()}};
}

Change RandomEdits::workChange(const FactBase& base)
{
    if (!base.workItems().empty() && below(2) == 0) {
        const WorkItem& item = base.workItems().begin()->second;
        WorkItem other = item;
        other.status = static_cast<WorkStatus>(1 + below(5));
        other.owner = text();
        return RecordChange<WorkItem>{item, below(2) == 0 ? std::nullopt : std::optional(other)};
    }
    WorkItem item;
    item.about = {
        static_cast<WorkKind>(1 + below(2)), "thing-" + std::to_string(++m_count), subject()};
    item.status = static_cast<WorkStatus>(1 + below(5));
    item.owner = text();
    if (below(2) == 0) {
        item.due = static_cast<std::int32_t>(m_random());
    }
    item.phase = word();
    if (below(2) == 0) {
        item.cost =
            Measure{0.1, 1.0 / 3 + static_cast<double>(below(9)), kMoney, Currency::Eur, text()};
    }
    if (below(2) == 0) {
        item.effort = Measure{0, 86400.0 * 7, kTime, Currency::None, "d"};
    }
    item.note = text();
    return RecordChange<WorkItem>{std::nullopt, item};
}

std::vector<Change> RandomEdits::changes(const FactBase& base)
{
    if (base.subjects().empty()) {
        return {subjectChange(base)};
    }
    switch (below(10)) {
    case 0:
        return {subjectChange(base)};
    case 1:
        return {waiverChange(base)};
    case 2:
        return {noteChange(base)};
    case 3:
        if (base.subjects().size() > 3) {
            return removeSubject(base, factKey(base).subject);
        }
        return {noteChange(base)};
    case 4:
        return {workChange(base)};
    default:
        return {factsChange(base)};
    }
}

Edit RandomEdits::next(const FactBase& base)
{
    Edit edit{text(), text(), text(), {}};
    FactBase then = base;
    const std::size_t steps = 1 + below(4);
    for (std::size_t i = 0; i < steps; ++i) {
        Edit step;
        step.changes = changes(then);
        then.apply(step);
        edit.changes.insert(edit.changes.end(), step.changes.begin(), step.changes.end());
    }
    return edit;
}

} // namespace netready
