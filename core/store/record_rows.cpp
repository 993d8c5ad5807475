// SPDX-License-Identifier: Apache-2.0
#include "core/store/record_rows.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/base/text.h"
#include "core/store/content_check.h"
#include "core/store/record_json.h"

#include <limits>
#include <utility>

namespace netready {

namespace {

[[noreturn]] void damaged(const Database& database, const std::string& what)
{
    throw Error(ErrorCode::Corrupt,
                database.name() + " is damaged; restore it from a backup (" + what + ")");
}

/// Columns of a fact that only some kinds of value fill.
struct ValueColumns
{
    std::optional<double> low;
    std::optional<double> high;
    std::optional<std::string> dimension;
    std::optional<std::string_view> currency;
    std::optional<std::string_view> unit;
    std::optional<std::int32_t> firstDay;
    std::optional<std::int32_t> lastDay;
    std::optional<std::string_view> text;
    std::optional<std::string> options;
    std::optional<std::string> certain;
};

std::string listText(const std::vector<std::string>& items)
{
    return nlohmann::json(items).dump();
}

ValueColumns columnsOf(const Value& value)
{
    ValueColumns columns;
    std::visit(Overloaded{
                   [](const NotKnown&) {},
                   [&](const NotApplicable& none) { columns.text = none.reason; },
                   [&](bool yes) { columns.text = yes ? "yes" : "no"; },
                   [&](const Measure& measure) {
                       columns.low = measure.low;
                       columns.high = measure.high;
                       columns.dimension = dimensionText(measure.dimension);
                       columns.currency = currencyText(measure.currency);
                       columns.unit = measure.unit;
                   },
                   [&](const Choice& choice) { columns.options = listText(choice.remaining); },
                   [&](const ChoiceSet& set) {
                       columns.options = listText(set.possible);
                       columns.certain = listText(set.certain);
                   },
                   [&](const Text& text) { columns.text = text.text; },
                   [&](const Reference& reference) { columns.text = reference.id; },
                   [&](const Date& date) {
                       columns.firstDay = date.firstDay;
                       columns.lastDay = date.lastDay;
                   },
               },
               value);
    return columns;
}

constexpr std::string_view kSelectFacts =
    "select subject_kind, subject_id, attribute, value_kind, origin, author, time, note, evidence, "
    "withdrawn, low_base, high_base, dimension, currency, unit, first_day, last_day, text, "
    "options, certain from fact order by subject_kind, subject_id, attribute, position";

/// Columns of kSelectFacts.
enum FactColumn
{
    SubjectKindColumn,
    SubjectIdColumn,
    AttributeColumn,
    ValueKindColumn,
    OriginColumn,
    AuthorColumn,
    TimeColumn,
    NoteColumn,
    EvidenceColumn,
    WithdrawnColumn,
    LowColumn,
    HighColumn,
    DimensionColumn,
    CurrencyColumn,
    UnitColumn,
    FirstDayColumn,
    LastDayColumn,
    TextColumn,
    OptionsColumn,
    CertainColumn
};

class FactReader
{
public:
    explicit FactReader(const Database& database)
        : m_database(database)
        , m_rows(database.prepare(kSelectFacts))
    {}

    void readAll(LoadedFacts& loaded)
    {
        FactKey key;
        std::vector<Fact> facts;
        const auto finish = [&] {
            if (!facts.empty()) {
                loaded.check += contentCheck(key, facts);
                loaded.facts.load(key, std::move(facts));
                facts = {};
            }
        };
        while (m_rows.step()) {
            if (m_rows.view(AttributeColumn) != key.attribute ||
                m_rows.view(SubjectIdColumn) != key.subject.id ||
                m_rows.view(SubjectKindColumn) != key.subject.kind) {
                finish();
                readKey(key, loaded.facts);
            }
            facts.push_back(fact());
        }
        finish();
    }

private:
    void readKey(FactKey& key, const FactBase& base) const
    {
        SubjectKey subject{m_rows.text(SubjectKindColumn), m_rows.text(SubjectIdColumn)};
        if (subject != key.subject && !base.hasSubject(subject)) {
            damaged(m_database, "a fact about " + inQuotes(subject.text()) + ", which is missing");
        }
        key = {std::move(subject), m_rows.text(AttributeColumn)};
    }

    Fact fact()
    {
        const std::int64_t origin = m_rows.integer(OriginColumn);
        if (origin < static_cast<int>(Origin::Assumed) ||
            origin > static_cast<int>(Origin::Measured)) {
            damaged(m_database, "a fact of unknown origin");
        }
        return {value(),
                static_cast<Origin>(origin),
                m_rows.text(AuthorColumn),
                m_rows.text(TimeColumn),
                m_rows.text(NoteColumn),
                m_rows.text(EvidenceColumn),
                m_rows.text(WithdrawnColumn)};
    }

    Value value()
    {
        const std::string_view kind = m_rows.view(ValueKindColumn);
        if (kind == "measure") {
            return Measure{m_rows.real(LowColumn),
                           m_rows.real(HighColumn),
                           dimension(),
                           currencyFromText(m_rows.view(CurrencyColumn)),
                           m_rows.text(UnitColumn)};
        }
        if (kind == "choice") {
            return Choice{list(OptionsColumn)};
        }
        if (kind == "boolean") {
            return m_rows.view(TextColumn) == "yes";
        }
        if (kind == "text") {
            return Text{m_rows.text(TextColumn)};
        }
        if (kind == "reference") {
            return Reference{m_rows.text(TextColumn)};
        }
        if (kind == "choices") {
            return ChoiceSet{list(CertainColumn), list(OptionsColumn)};
        }
        if (kind == "date") {
            return Date{day(FirstDayColumn), day(LastDayColumn)};
        }
        if (kind == "not_known") {
            return NotKnown{};
        }
        if (kind == "not_applicable") {
            return NotApplicable{m_rows.text(TextColumn)};
        }
        damaged(m_database, "a value of the kind " + inQuotes(kind));
    }

    Dimension dimension()
    {
        const std::string_view text = m_rows.view(DimensionColumn);
        if (text != m_lastDimensionText) {
            m_lastDimension = dimensionFromText(text);
            m_lastDimensionText = text;
        }
        return m_lastDimension;
    }

    [[nodiscard]] std::int32_t day(int column) const
    {
        const std::int64_t day = m_rows.integer(column);
        if (day < std::numeric_limits<std::int32_t>::min() ||
            day > std::numeric_limits<std::int32_t>::max()) {
            damaged(m_database, "a day out of range");
        }
        return static_cast<std::int32_t>(day);
    }

    [[nodiscard]] std::vector<std::string> list(int column) const
    {
        const std::string_view text = m_rows.view(column);
        // Nearly all choices are one plain option, which needs no JSON parser.
        if (text.size() > 4 && text.starts_with("[\"") && text.ends_with("\"]")) {
            const std::string_view inner = text.substr(2, text.size() - 4);
            if (inner.find_first_of("\"\\") == std::string_view::npos) {
                return {std::string(inner)};
            }
        }
        try {
            return nlohmann::json::parse(text).get<std::vector<std::string>>();
        } catch (const nlohmann::json::exception&) {
            damaged(m_database, "a list of options");
        }
    }

    const Database& m_database;
    Statement m_rows;
    std::string m_lastDimensionText;
    Dimension m_lastDimension;
};

template <class Record>
void keep(Record record, LoadedFacts& loaded)
{
    loaded.check += contentCheck(record);
    loaded.facts.load(std::move(record));
}

void loadSubjects(const Database& database, LoadedFacts& loaded)
{
    Statement rows = database.prepare("select kind, id, title from subject");
    while (rows.step()) {
        keep(Subject{{rows.text(0), rows.text(1)}, rows.text(2)}, loaded);
    }
}

void loadWaivers(const Database& database, LoadedFacts& loaded)
{
    Statement rows = database.prepare("select rule, subject_kind, subject_id, reason, author, "
                                      "granted_day, expires_day, evidence, "
                                      "compensation from waiver");
    while (rows.step()) {
        keep(Waiver{rows.text(0),
                    {rows.text(1), rows.text(2)},
                    rows.text(3),
                    rows.text(4),
                    static_cast<std::int32_t>(rows.integer(5)),
                    static_cast<std::int32_t>(rows.integer(6)),
                    rows.text(7),
                    rows.text(8)},
             loaded);
    }
}

void loadNotes(const Database& database, LoadedFacts& loaded)
{
    Statement rows = database.prepare("select id, about, text, author, time from note");
    while (rows.step()) {
        keep(Note{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4)}, loaded);
    }
}

void loadAttachments(const Database& database, LoadedFacts& loaded)
{
    Statement rows =
        database.prepare("select id, name, media_type, sha256, size_bytes, note from attachment");
    while (rows.step()) {
        keep(Attachment{rows.text(0),
                        rows.text(1),
                        rows.text(2),
                        rows.text(3),
                        rows.integer(4),
                        rows.text(5)},
             loaded);
    }
}

std::optional<Measure>
amount(const Statement& rows, int firstColumn, Dimension dimension, Currency currency)
{
    if (rows.isNull(firstColumn) || rows.isNull(firstColumn + 1)) {
        return std::nullopt;
    }
    return Measure{rows.real(firstColumn),
                   rows.real(firstColumn + 1),
                   dimension,
                   currency,
                   rows.textOrNull(firstColumn + 2).value_or("")};
}

void loadWorkItems(const Database& database, LoadedFacts& loaded)
{
    Statement rows = database.prepare(
        "select about, id, subject_kind, subject_id, status, owner, due_day, phase, cost_low, "
        "cost_high, cost_unit, cost_currency, effort_low_s, effort_high_s, effort_unit, note from "
        "work_item");
    while (rows.step()) {
        const std::int64_t about = rows.integer(0);
        const std::int64_t status = rows.integer(4);
        if (about < static_cast<int>(WorkKind::Action) ||
            about > static_cast<int>(WorkKind::Finding) ||
            status < static_cast<int>(WorkStatus::Open) ||
            status > static_cast<int>(WorkStatus::Dropped)) {
            damaged(database, "a work item of unknown kind or status");
        }
        WorkItem item;
        item.about = {static_cast<WorkKind>(about), rows.text(1), {rows.text(2), rows.text(3)}};
        item.status = static_cast<WorkStatus>(status);
        item.owner = rows.text(5);
        if (!rows.isNull(6)) {
            item.due = static_cast<std::int32_t>(rows.integer(6));
        }
        item.phase = rows.text(7);
        item.cost = amount(rows, 8, kMoney, currencyFromText(rows.textOrNull(11).value_or("")));
        item.effort = amount(rows, 12, kTime, Currency::None);
        item.note = rows.text(15);
        keep(std::move(item), loaded);
    }
}

} // namespace

LoadedFacts loadFacts(const Database& database)
{
    LoadedFacts loaded;
    loadSubjects(database, loaded);
    FactReader(database).readAll(loaded);
    loadWaivers(database, loaded);
    loadNotes(database, loaded);
    loadAttachments(database, loaded);
    loadWorkItems(database, loaded);
    return loaded;
}

RecordWriter::RecordWriter(const Database& database)
    : m_database(database)
{}

Statement& RecordWriter::prepared(std::optional<Statement>& statement, std::string_view sql)
{
    if (!statement) {
        statement.emplace(m_database.prepare(sql));
    }
    return *statement;
}

void RecordWriter::write(const Change& change)
{
    std::visit([this](const auto& item) { write(item); }, change);
}

void RecordWriter::write(const FactsChange& change)
{
    const SubjectKey& subject = change.key.subject;
    prepared(m_deleteFacts,
             "delete from fact where subject_kind = ? and subject_id = ? and attribute = ?")
        .run(subject.kind, subject.id, change.key.attribute);
    Statement& insert =
        prepared(m_insertFact,
                 "insert into fact (subject_kind, subject_id, attribute, position, value_kind, "
                 "low_base, high_base, dimension, currency, unit, first_day, last_day, text, "
                 "options, certain, origin, author, time, note, evidence, withdrawn) values "
                 "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < change.after.size(); ++i) {
        const Fact& fact = change.after[i];
        const ValueColumns columns = columnsOf(fact.value);
        insert.run(subject.kind,
                   subject.id,
                   change.key.attribute,
                   i,
                   valueKind(fact.value),
                   columns.low,
                   columns.high,
                   columns.dimension,
                   columns.currency,
                   columns.unit,
                   columns.firstDay,
                   columns.lastDay,
                   columns.text,
                   columns.options,
                   columns.certain,
                   static_cast<int>(fact.origin),
                   fact.author,
                   fact.time,
                   fact.note,
                   fact.evidence,
                   fact.withdrawn);
    }
}

void RecordWriter::write(const RecordChange<Subject>& change)
{
    if (change.after) {
        prepared(m_insertSubject,
                 "insert into subject (kind, id, title) values (?, ?, ?) "
                 "on conflict (kind, id) do update set title = excluded.title")
            .run(change.after->key.kind, change.after->key.id, change.after->title);
    } else if (change.before) {
        prepared(m_deleteSubject, "delete from subject where kind = ? and id = ?")
            .run(change.before->key.kind, change.before->key.id);
    }
}

void RecordWriter::write(const RecordChange<Waiver>& change)
{
    if (change.before) {
        prepared(m_deleteWaiver,
                 "delete from waiver where rule = ? and subject_kind = ? and subject_id = ?")
            .run(change.before->rule, change.before->subject.kind, change.before->subject.id);
    }
    if (change.after) {
        const Waiver& waiver = *change.after;
        prepared(m_insertWaiver,
                 "insert into waiver (rule, subject_kind, subject_id, reason, author, granted_day, "
                 "expires_day, evidence, compensation) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .run(waiver.rule,
                 waiver.subject.kind,
                 waiver.subject.id,
                 waiver.reason,
                 waiver.author,
                 waiver.granted,
                 waiver.expires,
                 waiver.evidence,
                 waiver.compensation);
    }
}

void RecordWriter::write(const RecordChange<Note>& change)
{
    if (change.before) {
        prepared(m_deleteNote, "delete from note where id = ?").run(change.before->id);
    }
    if (change.after) {
        const Note& note = *change.after;
        prepared(m_insertNote,
                 "insert into note (id, about, text, author, time) values (?, ?, ?, ?, ?)")
            .run(note.id, note.about, note.text, note.author, note.time);
    }
}

void RecordWriter::write(const RecordChange<Attachment>& change)
{
    if (change.before) {
        prepared(m_deleteAttachment, "delete from attachment where id = ?").run(change.before->id);
    }
    if (change.after) {
        const Attachment& attachment = *change.after;
        prepared(m_insertAttachment,
                 "insert into attachment (id, name, media_type, sha256, size_bytes, note) values "
                 "(?, ?, ?, ?, ?, ?)")
            .run(attachment.id,
                 attachment.name,
                 attachment.mediaType,
                 attachment.sha256,
                 attachment.bytes,
                 attachment.note);
    }
}

void RecordWriter::write(const RecordChange<WorkItem>& change)
{
    if (change.before) {
        const WorkKey& about = change.before->about;
        prepared(m_deleteWorkItem,
                 "delete from work_item where about = ? and id = ? and subject_kind = ? and "
                 "subject_id = ?")
            .run(static_cast<int>(about.kind), about.id, about.subject.kind, about.subject.id);
    }
    if (!change.after) {
        return;
    }
    const WorkItem& item = *change.after;
    // The columns refer to the texts of the values.
    const Value costValue = item.cost ? Value(*item.cost) : Value();
    const Value effortValue = item.effort ? Value(*item.effort) : Value();
    const ValueColumns cost = columnsOf(costValue);
    const ValueColumns effort = columnsOf(effortValue);
    prepared(m_insertWorkItem,
             "insert into work_item (about, id, subject_kind, subject_id, status, owner, due_day, "
             "phase, cost_low, cost_high, cost_unit, cost_currency, effort_low_s, effort_high_s, "
             "effort_unit, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .run(static_cast<int>(item.about.kind),
             item.about.id,
             item.about.subject.kind,
             item.about.subject.id,
             static_cast<int>(item.status),
             item.owner,
             item.due,
             item.phase,
             cost.low,
             cost.high,
             cost.unit,
             cost.currency,
             effort.low,
             effort.high,
             effort.unit,
             item.note);
}

} // namespace netready
