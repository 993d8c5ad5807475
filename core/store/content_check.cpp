// SPDX-License-Identifier: Apache-2.0
#include "core/store/content_check.h"

#include "core/base/overloaded.h"

#include <bit>
#include <charconv>

namespace netready {

namespace {

/// Eight bytes at a time, little-endian on every machine; compilers make one load of it.
std::uint64_t wordAt(std::string_view text)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8 && i < text.size(); ++i) {
        word |= std::uint64_t{static_cast<unsigned char>(text[i])} << (8U * i);
    }
    return word;
}

/// The finaliser of MurmurHash3 (Appleby, 2011): every bit of the input reaches every bit.
std::uint64_t mixed(std::uint64_t x)
{
    x ^= x >> 33U;
    x *= 0xff51afd7ed558ccdU;
    x ^= x >> 33U;
    x *= 0xc4ceb9fe1a85ec53U;
    x ^= x >> 33U;
    return x;
}

void add(Digest& digest, const std::vector<std::string>& texts)
{
    digest.add(std::uint64_t{texts.size()});
    for (const std::string& text : texts) {
        digest.add(text);
    }
}

void add(Digest& digest, Dimension dimension)
{
    for (const std::int8_t exponent : {dimension.data,
                                       dimension.time,
                                       dimension.length,
                                       dimension.power,
                                       dimension.money,
                                       dimension.temperature,
                                       dimension.mass}) {
        digest.add(std::int64_t{exponent});
    }
}

void add(Digest& digest, const Value& value)
{
    // The order of the alternatives of Value is part of the file format: new ones go to the end.
    digest.add(std::uint64_t{value.index()});
    std::visit(Overloaded{
                   [](const NotKnown&) {},
                   [&](const NotApplicable& none) { digest.add(none.reason); },
                   [&](bool yes) { digest.add(std::uint64_t{yes ? 1U : 0U}); },
                   [&](const Measure& measure) {
                       digest.add(measure.low).add(measure.high);
                       add(digest, measure.dimension);
                       digest.add(std::uint64_t{static_cast<std::uint8_t>(measure.currency)});
                       digest.add(measure.unit);
                   },
                   [&](const Choice& choice) { add(digest, choice.remaining); },
                   [&](const ChoiceSet& set) {
                       add(digest, set.certain);
                       add(digest, set.possible);
                   },
                   [&](const Text& text) { digest.add(text.text); },
                   [&](const Reference& reference) { digest.add(reference.id); },
                   [&](const Date& date) {
                       digest.add(std::int64_t{date.firstDay}).add(std::int64_t{date.lastDay});
                   },
               },
               value);
}

void add(Digest& digest, const std::optional<Measure>& amount)
{
    digest.add(std::uint64_t{amount ? 1U : 0U});
    if (amount) {
        digest.add(amount->low).add(amount->high);
        digest.add(std::uint64_t{static_cast<std::uint8_t>(amount->currency)});
        digest.add(amount->unit);
    }
}

template <class Record>
std::uint64_t checkOf(const std::optional<Record>& record)
{
    return record ? contentCheck(*record) : 0;
}

} // namespace

Digest& Digest::add(std::uint64_t number)
{
    m_state = (std::rotl(m_state, 5) ^ number) * 0x9E3779B97F4A7C15U;
    m_state ^= m_state >> 29U;
    return *this;
}

Digest& Digest::add(std::string_view text)
{
    add(std::uint64_t{text.size()});
    for (; !text.empty(); text.remove_prefix(text.size() < 8 ? text.size() : 8)) {
        add(wordAt(text));
    }
    return *this;
}

Digest& Digest::add(double number)
{
    return add(std::bit_cast<std::uint64_t>(number + 0.0));
}

std::uint64_t Digest::value() const
{
    return mixed(m_state);
}

std::string checkText(std::uint64_t check)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned shift = 64; shift > 0; shift -= 4) {
        text += kDigits[(check >> (shift - 4)) & 0xFU];
    }
    return text;
}

std::optional<std::uint64_t> checkFromText(std::string_view text)
{
    constexpr int kHexadecimal = 16;
    std::uint64_t check = 0;
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, check, kHexadecimal);
    return text.size() == 16 && result.ec == std::errc{} && result.ptr == end ? std::optional(check)
                                                                              : std::nullopt;
}

std::uint64_t contentCheck(const FactKey& key, const std::vector<Fact>& facts)
{
    if (facts.empty()) {
        return 0;
    }
    Digest digest;
    digest.add("fact").add(key.subject.kind).add(key.subject.id).add(key.attribute);
    for (const Fact& fact : facts) {
        add(digest, fact.value);
        digest.add(std::uint64_t{static_cast<std::uint8_t>(fact.origin)});
        digest.add(fact.author).add(fact.time).add(fact.note);
        digest.add(fact.evidence).add(fact.withdrawn);
    }
    return digest.value();
}

std::uint64_t contentCheck(const Subject& subject)
{
    Digest digest;
    digest.add("subject").add(subject.key.kind).add(subject.key.id).add(subject.title);
    return digest.value();
}

std::uint64_t contentCheck(const Waiver& waiver)
{
    Digest digest;
    digest.add("waiver").add(waiver.rule).add(waiver.subject.kind).add(waiver.subject.id);
    digest.add(waiver.reason).add(waiver.author);
    digest.add(std::int64_t{waiver.granted}).add(std::int64_t{waiver.expires});
    digest.add(waiver.evidence).add(waiver.compensation);
    return digest.value();
}

std::uint64_t contentCheck(const Note& note)
{
    Digest digest;
    digest.add("note").add(note.id).add(note.about).add(note.text).add(note.author).add(note.time);
    return digest.value();
}

std::uint64_t contentCheck(const Attachment& attachment)
{
    Digest digest;
    digest.add("attachment").add(attachment.id).add(attachment.name).add(attachment.mediaType);
    digest.add(attachment.sha256).add(attachment.bytes).add(attachment.note);
    return digest.value();
}

std::uint64_t contentCheck(const WorkItem& item)
{
    Digest digest;
    digest.add("work item").add(std::uint64_t{static_cast<std::uint8_t>(item.about.kind)});
    digest.add(item.about.id).add(item.about.subject.kind).add(item.about.subject.id);
    digest.add(std::uint64_t{static_cast<std::uint8_t>(item.status)}).add(item.owner);
    digest.add(std::uint64_t{item.due ? 1U : 0U}).add(std::int64_t{item.due.value_or(0)});
    digest.add(item.phase);
    add(digest, item.cost);
    add(digest, item.effort);
    digest.add(item.note);
    return digest.value();
}

std::uint64_t checkDifference(const Change& change)
{
    return std::visit(
        Overloaded{
            [](const FactsChange& facts) {
                return contentCheck(facts.key, facts.after) - contentCheck(facts.key, facts.before);
            },
            [](const auto& record) { return checkOf(record.after) - checkOf(record.before); },
        },
        change);
}

} // namespace netready
