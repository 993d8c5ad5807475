// SPDX-License-Identifier: Apache-2.0
#include "core/store/record_json.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

namespace netready {

namespace {

using nlohmann::json;

constexpr std::array<std::pair<std::string_view, std::int8_t Dimension::*>, 7> kBaseNames{{
    {"data", &Dimension::data},
    {"time", &Dimension::time},
    {"length", &Dimension::length},
    {"power", &Dimension::power},
    {"money", &Dimension::money},
    {"temperature", &Dimension::temperature},
    {"mass", &Dimension::mass},
}};

constexpr std::array<std::pair<Currency, std::string_view>, 5> kCurrencies{{
    {Currency::None, ""},
    {Currency::Usd, "USD"},
    {Currency::Eur, "EUR"},
    {Currency::Gbp, "GBP"},
    {Currency::Chf, "CHF"},
}};

[[noreturn]] void unreadable(const std::string& what)
{
    throw Error(ErrorCode::Corrupt, "the client file holds " + what + ", which cannot be read");
}

/// JSON has no infinity, and an open end of a range may be one.
json numberJson(double number)
{
    if (std::isnan(number)) {
        throw Error(ErrorCode::InvalidInput, "a number of the change is none");
    }
    if (std::isinf(number)) {
        return number > 0 ? "inf" : "-inf";
    }
    return number + 0.0;
}

double numberFromJson(const json& node)
{
    if (node.is_string()) {
        const double infinity = std::numeric_limits<double>::infinity();
        const auto& text = node.get_ref<const std::string&>();
        if (text == "inf") {
            return infinity;
        }
        if (text == "-inf") {
            return -infinity;
        }
    }
    return node.get<double>();
}

Value valueFromJson(const json& node)
{
    const std::string kind = node.at("kind");
    if (kind == "not_known") {
        return NotKnown{};
    }
    if (kind == "not_applicable") {
        return NotApplicable{node.at("reason")};
    }
    if (kind == "boolean") {
        return node.at("yes").get<bool>();
    }
    if (kind == "measure") {
        return Measure{numberFromJson(node.at("low")),
                       numberFromJson(node.at("high")),
                       dimensionFromText(node.at("dimension").get<std::string>()),
                       currencyFromText(node.at("currency").get<std::string>()),
                       node.at("unit")};
    }
    if (kind == "choice") {
        return Choice{node.at("options").get<std::vector<std::string>>()};
    }
    if (kind == "choices") {
        return ChoiceSet{node.at("certain").get<std::vector<std::string>>(),
                         node.at("options").get<std::vector<std::string>>()};
    }
    if (kind == "text") {
        return Text{node.at("text")};
    }
    if (kind == "reference") {
        return Reference{node.at("id")};
    }
    if (kind == "date") {
        return Date{node.at("first_day"), node.at("last_day")};
    }
    unreadable("a value of the kind " + inQuotes(kind));
}

json factJson(const Fact& fact)
{
    json node{{"value", toJson(fact.value)},
              {"origin", toString(fact.origin)},
              {"author", fact.author},
              {"time", fact.time}};
    // What is empty for nearly every fact is left out.
    for (const auto& [name, text] : {std::pair("note", &fact.note),
                                     std::pair("evidence", &fact.evidence),
                                     std::pair("withdrawn", &fact.withdrawn)}) {
        if (!text->empty()) {
            node[name] = *text;
        }
    }
    return node;
}

std::vector<Fact> factsFromJson(const json& node)
{
    std::vector<Fact> facts;
    for (const json& item : node) {
        const std::string originText = item.at("origin");
        const std::optional<Origin> origin = originFromText(originText);
        if (!origin) {
            unreadable("the origin " + inQuotes(originText));
        }
        facts.push_back({valueFromJson(item.at("value")),
                         *origin,
                         item.at("author"),
                         item.at("time"),
                         item.value("note", ""),
                         item.value("evidence", ""),
                         item.value("withdrawn", "")});
    }
    return facts;
}

void read(const json& node, Subject& subject)
{
    subject = {SubjectKey::parse(node.at("key").get<std::string>()), node.at("title")};
}

void read(const json& node, Waiver& waiver)
{
    waiver = {node.at("rule"),
              SubjectKey::parse(node.at("subject").get<std::string>()),
              node.at("reason"),
              node.at("author"),
              node.at("granted_day"),
              node.at("expires_day"),
              node.at("evidence"),
              node.at("compensation")};
}

void read(const json& node, Note& note)
{
    note = {node.at("id"), node.at("about"), node.at("text"), node.at("author"), node.at("time")};
}

void read(const json& node, Attachment& attachment)
{
    attachment = {node.at("id"),
                  node.at("name"),
                  node.at("media_type"),
                  node.at("sha256"),
                  node.at("size_bytes"),
                  node.at("note")};
}

std::optional<Measure> measureFromJson(const json& node)
{
    if (node.is_null()) {
        return std::nullopt;
    }
    return std::get<Measure>(valueFromJson(node));
}

json measureJson(const std::optional<Measure>& measure)
{
    return measure ? toJson(Value(*measure)) : json();
}

void read(const json& node, WorkItem& item)
{
    const std::string statusText = node.at("status");
    const std::optional<WorkStatus> status = workStatusFromText(statusText);
    if (!status) {
        unreadable("the status " + inQuotes(statusText));
    }
    item.about = WorkKey::parse(node.at("about").get<std::string>());
    item.status = *status;
    item.owner = node.at("owner");
    if (!node.at("due_day").is_null()) {
        item.due = node.at("due_day").get<std::int32_t>();
    }
    item.phase = node.at("phase");
    item.cost = measureFromJson(node.at("cost"));
    item.effort = measureFromJson(node.at("effort"));
    item.note = node.at("note");
    checkWorkItem(item);
}

/// Runs a reader; whatever it dislikes about the text is damage of the file.
template <class Reader>
auto reading(const Reader& reader)
{
    try {
        return reader();
    } catch (const json::exception& exception) {
        unreadable("a record (" + std::string(exception.what()) + ")");
    } catch (const Error& error) {
        if (error.code() == ErrorCode::Corrupt) {
            throw;
        }
        unreadable("a record (" + error.message() + ")");
    }
}

/// Errors: InvalidInput if the text is not UTF-8
std::string dumped(const json& node)
{
    try {
        return node.dump();
    } catch (const json::exception&) {
        throw Error(ErrorCode::InvalidInput, "a text of the change is not UTF-8");
    }
}

/// The text of a key, which must be read back as the same key.
/// Errors: InvalidInput
template <class Key>
std::string keyText(const Key& key)
{
    std::string text = key.text();
    if (!(Key::parse(text) == key)) {
        throw Error(ErrorCode::InvalidInput, inQuotes(text) + " cannot be used as a name");
    }
    return text;
}

std::string keyText(const Subject& subject)
{
    return keyText(subject.key);
}

std::string keyText(const Waiver& waiver)
{
    return waiver.rule + " " + keyText(waiver.subject);
}

std::string keyText(const Note& note)
{
    return note.id;
}

std::string keyText(const Attachment& attachment)
{
    return attachment.id;
}

std::string keyText(const WorkItem& item)
{
    return keyText(item.about);
}

constexpr std::string_view recordName(const Subject* /*type*/)
{
    return "subject";
}

constexpr std::string_view recordName(const Waiver* /*type*/)
{
    return "waiver";
}

constexpr std::string_view recordName(const Note* /*type*/)
{
    return "note";
}

constexpr std::string_view recordName(const Attachment* /*type*/)
{
    return "attachment";
}

constexpr std::string_view recordName(const WorkItem* /*type*/)
{
    return "work_item";
}

template <class Record>
ChangeText recordText(const RecordChange<Record>& change)
{
    ChangeText text;
    text.record = recordName(static_cast<const Record*>(nullptr));
    if (change.before) {
        text.key = keyText(*change.before);
        text.before = dumped(toJson(*change.before));
    }
    if (change.after) {
        text.key = keyText(*change.after);
        text.after = dumped(toJson(*change.after));
    }
    return text;
}

template <class Record>
std::optional<Record> recordFromText(const std::optional<std::string>& text)
{
    if (!text) {
        return std::nullopt;
    }
    Record record;
    read(json::parse(*text), record);
    return record;
}

template <class Record>
Change recordChange(const ChangeText& text)
{
    RecordChange<Record> change{recordFromText<Record>(text.before),
                                recordFromText<Record>(text.after)};
    if (!change.before && !change.after) {
        unreadable("an empty change");
    }
    return change;
}

Change readChange(const ChangeText& text)
{
    if (text.record == "facts") {
        return FactsChange{FactKey::parse(text.key),
                           factsFromJson(json::parse(text.before.value_or("[]"))),
                           factsFromJson(json::parse(text.after.value_or("[]")))};
    }
    if (text.record == "subject") {
        return recordChange<Subject>(text);
    }
    if (text.record == "waiver") {
        return recordChange<Waiver>(text);
    }
    if (text.record == "note") {
        return recordChange<Note>(text);
    }
    if (text.record == "attachment") {
        return recordChange<Attachment>(text);
    }
    if (text.record == "work_item") {
        return recordChange<WorkItem>(text);
    }
    unreadable("a change of the kind " + inQuotes(text.record));
}

template <class Map>
json listOf(const Map& records)
{
    json list = json::array();
    for (const auto& [key, record] : records) {
        list.push_back(toJson(record));
    }
    return list;
}

template <class Record>
void loadAll(const json& list, FactBase& base)
{
    for (const json& node : list) {
        Record record;
        read(node, record);
        base.load(std::move(record));
    }
}

FactBase readFactBase(std::string_view text)
{
    const json node = json::parse(text);
    FactBase base;
    loadAll<Subject>(node.at("subjects"), base);
    for (const json& item : node.at("facts")) {
        base.load(FactKey::parse(item.at("key").get<std::string>()),
                  factsFromJson(item.at("facts")));
    }
    loadAll<Waiver>(node.at("waivers"), base);
    loadAll<Note>(node.at("notes"), base);
    loadAll<Attachment>(node.at("attachments"), base);
    // Snapshots of schema 1 have none.
    loadAll<WorkItem>(node.value("work_items", json::array()), base);
    return base;
}

} // namespace

std::string dimensionText(Dimension dimension)
{
    std::string text;
    for (const auto& [name, member] : kBaseNames) {
        const std::int8_t exponent = dimension.*member;
        if (exponent != 0) {
            text += (text.empty() ? "" : " ") + std::string(name) + "^" + std::to_string(exponent);
        }
    }
    return text;
}

Dimension dimensionFromText(std::string_view text)
{
    Dimension dimension;
    if (text.empty()) {
        return dimension;
    }
    for (const std::string_view part : split(text, ' ')) {
        const std::size_t mark = std::min(part.find('^'), part.size());
        const std::string_view digits = part.substr(std::min(mark + 1, part.size()));
        int exponent = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
        bool found = false;
        for (const auto& [name, member] : kBaseNames) {
            if (name == part.substr(0, mark)) {
                dimension.*member = static_cast<std::int8_t>(exponent);
                found = true;
            }
        }
        if (!found || result.ec != std::errc{} || result.ptr != digits.data() + digits.size() ||
            exponent != static_cast<std::int8_t>(exponent)) {
            unreadable("the dimension " + inQuotes(text));
        }
    }
    return dimension;
}

std::string_view currencyText(Currency currency)
{
    for (const auto& [known, text] : kCurrencies) {
        if (known == currency) {
            return text;
        }
    }
    return "";
}

Currency currencyFromText(std::string_view text)
{
    for (const auto& [currency, known] : kCurrencies) {
        if (known == text) {
            return currency;
        }
    }
    unreadable("the currency " + inQuotes(text));
}

std::string_view valueKind(const Value& value)
{
    static constexpr std::array<std::string_view, std::variant_size_v<Value>> kKinds{
        "not_known",
        "not_applicable",
        "boolean",
        "measure",
        "choice",
        "choices",
        "text",
        "reference",
        "date"};
    return kKinds.at(value.index());
}

json toJson(const Value& value)
{
    json node{{"kind", valueKind(value)}};
    std::visit(Overloaded{
                   [](const NotKnown&) {},
                   [&](const NotApplicable& none) { node["reason"] = none.reason; },
                   [&](bool yes) { node["yes"] = yes; },
                   [&](const Measure& measure) {
                       node["low"] = numberJson(measure.low);
                       node["high"] = numberJson(measure.high);
                       node["dimension"] = dimensionText(measure.dimension);
                       node["currency"] = currencyText(measure.currency);
                       node["unit"] = measure.unit;
                   },
                   [&](const Choice& choice) { node["options"] = choice.remaining; },
                   [&](const ChoiceSet& set) {
                       node["certain"] = set.certain;
                       node["options"] = set.possible;
                   },
                   [&](const Text& text) { node["text"] = text.text; },
                   [&](const Reference& reference) { node["id"] = reference.id; },
                   [&](const Date& date) {
                       node["first_day"] = date.firstDay;
                       node["last_day"] = date.lastDay;
                   },
               },
               value);
    return node;
}

json toJson(const std::vector<Fact>& facts)
{
    json list = json::array();
    for (const Fact& fact : facts) {
        list.push_back(factJson(fact));
    }
    return list;
}

json toJson(const Subject& subject)
{
    return {{"key", subject.key.text()}, {"title", subject.title}};
}

json toJson(const Waiver& waiver)
{
    return {{"rule", waiver.rule},
            {"subject", waiver.subject.text()},
            {"reason", waiver.reason},
            {"author", waiver.author},
            {"granted_day", waiver.granted},
            {"expires_day", waiver.expires},
            {"evidence", waiver.evidence},
            {"compensation", waiver.compensation}};
}

json toJson(const Note& note)
{
    return {{"id", note.id},
            {"about", note.about},
            {"text", note.text},
            {"author", note.author},
            {"time", note.time}};
}

json toJson(const Attachment& attachment)
{
    return {{"id", attachment.id},
            {"name", attachment.name},
            {"media_type", attachment.mediaType},
            {"sha256", attachment.sha256},
            {"size_bytes", attachment.bytes},
            {"note", attachment.note}};
}

json toJson(const WorkItem& item)
{
    return {{"about", item.about.text()},
            {"status", toString(item.status)},
            {"owner", item.owner},
            {"due_day", item.due ? json(*item.due) : json()},
            {"phase", item.phase},
            {"cost", measureJson(item.cost)},
            {"effort", measureJson(item.effort)},
            {"note", item.note}};
}

json toJson(const FactBase& base)
{
    json facts = json::array();
    for (const FactKey& key : base.keys()) {
        facts.push_back({{"key", key.text()}, {"facts", toJson(base.facts(key))}});
    }
    return {{"subjects", listOf(base.subjects())},
            {"facts", std::move(facts)},
            {"waivers", listOf(base.waivers())},
            {"notes", listOf(base.notes())},
            {"attachments", listOf(base.attachments())},
            {"work_items", listOf(base.workItems())}};
}

void requireUtf8(const std::string& text)
{
    static_cast<void>(dumped(text));
}

FactBase factBaseFromJson(std::string_view text)
{
    return reading([&] { return readFactBase(text); });
}

ChangeText toText(const Change& change)
{
    return std::visit(Overloaded{
                          [](const FactsChange& facts) {
                              return ChangeText{"facts",
                                                keyText(facts.key),
                                                dumped(toJson(facts.before)),
                                                dumped(toJson(facts.after))};
                          },
                          [](const auto& record) { return recordText(record); },
                      },
                      change);
}

Change changeFromText(const ChangeText& text)
{
    return reading([&] { return readChange(text); });
}

} // namespace netready
