// SPDX-License-Identifier: Apache-2.0
#include "app/client/evidence_import.h"

#include "app/client/evidence_placement.h"
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/evidence/evidence_source.h"
#include "core/evidence/evidence_unit.h"
#include "core/evidence/inventory_figures.h"
#include "core/evidence/read_number.h"
#include "core/evidence/secrets.h"
#include "core/facts/resolution.h"
#include "core/plan/test_sheets.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <tuple>

namespace netready {

namespace {

constexpr std::size_t kShownDigest = 12;
constexpr int kDigits = 4; ///< significant digits that a measurement is worth

std::string plain(std::string text)
{
    if (!isPlainUtf8(text)) {
        for (char& c : text) {
            c = c >= ' ' && c <= '~' ? c : '?';
        }
    }
    return text;
}

bool meets(const EvidenceRecord& record, const std::string& condition)
{
    const bool isAbsent = condition.starts_with('!');
    const std::size_t equals = condition.find('=');
    const std::string name =
        condition.substr(isAbsent ? 1 : 0, equals == std::string::npos ? equals : equals);
    const auto found = record.conditions.find(name);
    if (isAbsent) {
        return found == record.conditions.end();
    }
    return found != record.conditions.end() &&
           (equals == std::string::npos ||
            lowered(found->second) == lowered(condition.substr(equals + 1)));
}

bool gives(const MeasuredBy& by, const EvidenceRecord& record)
{
    return record.metric == by.metric &&
           (by.stat.empty() || by.stat == textOf(kEvidenceStats, record.stat)) &&
           std::all_of(by.where.begin(), by.where.end(), [&](const std::string& condition) {
               return meets(record, condition);
           });
}

Origin originOf(const EvidenceRecord& record)
{
    const EvidenceMetric* const metric = findEvidenceMetric(record.metric);
    if (metric == nullptr || !isSetting(*metric)) {
        return Origin::Measured;
    }
    const auto basis = record.conditions.find("basis");
    const bool isDesign = basis != record.conditions.end() &&
                          basis->second == textOf(kInventoryBases, InventoryBasis::Design);
    return isDesign ? Origin::Documented : Origin::Imported;
}

/// Keeps of each file only what was measured with the largest value of a condition.
void keepLargest(std::vector<EvidenceRecord>& records, const std::string& condition)
{
    const auto sizeOf = [&](const EvidenceRecord& record) {
        const auto found = record.conditions.find(condition);
        return found == record.conditions.end() ? -1.0 : readNumber(found->second).value_or(-1.0);
    };
    std::map<std::string, double> largest;
    for (const EvidenceRecord& record : records) {
        const auto [at, isNew] = largest.emplace(record.fileSha256, sizeOf(record));
        at->second = std::max(at->second, sizeOf(record));
    }
    std::erase_if(records, [&](const EvidenceRecord& record) {
        return sizeOf(record) < largest.at(record.fileSha256);
    });
}

/// A number in a unit as a measurement is worth it; the values are those of the text.
Measure rounded(double base, const Attribute& attribute)
{
    std::array<char, 64> digits{};
    const auto end = std::to_chars(digits.data(),
                                   digits.data() + digits.size(),
                                   base / unitFactor(attribute.unit),
                                   std::chars_format::general,
                                   kDigits);
    double inUnit = 0;
    std::from_chars(digits.data(), end.ptr, inUnit);
    Measure measure;
    measure.low = inUnit * unitFactor(attribute.unit);
    measure.high = measure.low;
    measure.dimension = attribute.dimension;
    measure.unit = attribute.unit;
    return measure;
}

/// A value that evidence gives, or why it gives none.
struct Made
{
    std::optional<Value> value;
    std::string reason;
    bool isAtLeast = false;
    bool isAtMost = false;
    const EvidenceRecord* decided = nullptr;
};

/// The figure that counts of several, and the record that decided it.
std::pair<double, const EvidenceRecord*> figureOf(const MeasuredBy& by,
                                                  const std::vector<EvidenceRecord>& records)
{
    const auto [least, most] =
        std::minmax_element(records.begin(), records.end(), [](const auto& a, const auto& b) {
            return a.value < b.value;
        });
    double sum = 0;
    for (const EvidenceRecord& record : records) {
        sum += record.value;
    }
    switch (by.take) {
    case FigureChoice::Lowest:
        return {least->value, &*least};
    case FigureChoice::Highest:
        return {most->value, &*most};
    case FigureChoice::Mean:
        return {sum / static_cast<double>(records.size()), &records.front()};
    case FigureChoice::Sum:
        break;
    }
    return {sum, &records.front()};
}

Made makeValue(const Attribute& attribute,
               const MeasuredBy& by,
               const std::vector<EvidenceRecord>& records)
{
    const EvidenceMetric& metric = *findEvidenceMetric(by.metric);
    Made made;
    const auto [figure, decided] = figureOf(by, records);
    made.decided = decided;
    if (attribute.type == AttributeType::Boolean) {
        if (metric.unit == "ratio" || figure > 0) {
            made.value = metric.unit == "ratio" ? figure >= 1 : true;
        } else {
            made.reason = "a count of 0 does not tell that it is off";
        }
        return made;
    }
    const double base =
        (by.isComplement ? 1 - figure : figure) * by.factor * unitFactor(unitOf(metric));
    Measure measure = rounded(base, attribute);
    made.isAtLeast = by.isAtLeast || decided->bound == EvidenceBound::AtLeast;
    made.isAtMost = by.isAtMost || decided->bound == EvidenceBound::AtMost;
    if (attribute.type == AttributeType::Count && measure.low != std::floor(measure.low)) {
        made.reason = toText(measure.low) + " is no whole number";
        return made;
    }
    if (measure.low < attribute.domainLow || measure.low > attribute.domainHigh) {
        made.reason = toReadable(measure) + " lies outside of what " + attribute.id + " can be";
        return made;
    }
    measure.low = made.isAtMost ? attribute.domainLow : measure.low;
    measure.high = made.isAtLeast ? attribute.domainHigh : measure.high;
    made.value = measure;
    return made;
}

std::string
noteOf(const MeasuredBy& by, const std::vector<EvidenceRecord>& records, const Made& made)
{
    const EvidenceRecord& record = *made.decided;
    std::string text = record.metric + " " + std::string(textOf(kEvidenceStats, record.stat));
    if (!record.scope.name.empty()) {
        text += " of " + record.scope.name;
    }
    if (records.size() > 1) {
        text += ", ";
        text += by.take == FigureChoice::Lowest    ? "lowest"
                : by.take == FigureChoice::Highest ? "highest"
                : by.take == FigureChoice::Mean    ? "mean"
                                                   : "sum";
        text += " of " + std::to_string(records.size()) + " figures";
    }
    if (record.windowSeconds) {
        text += ", over " + toText(*record.windowSeconds) + " s";
    }
    if (record.samples) {
        text += ", " + grouped(*record.samples) + " samples";
    }
    text += ", quality " + std::string(textOf(kEvidenceQualities, record.quality)) + ".";
    if (!by.because.empty()) {
        text += " " + by.because;
    }
    if (!record.capturedAt.empty() && !record.capturedAt.ends_with('Z')) {
        text += " Taken at " + record.capturedAt + ", in a time zone that is not known.";
    }
    if (record.timeSource == EvidenceTimeSource::File) {
        text += " The file does not say when; its own time is taken.";
    }
    constexpr std::size_t kMostWarnings = 3;
    for (std::size_t i = 0; i < std::min(kMostWarnings, record.warnings.size()); ++i) {
        text += (i == 0 ? " Reader: " : "; ") + record.warnings[i];
    }
    return plain(std::move(text));
}

Fact factOf(const MeasuredBy& by,
            const std::vector<EvidenceRecord>& records,
            const Made& made,
            const Signature& author)
{
    const EvidenceRecord& record = *made.decided;
    Fact fact;
    fact.value = *made.value;
    fact.origin = originOf(record);
    fact.author = author.author;
    fact.time = record.capturedAt.ends_with('Z') ? record.capturedAt : author.time;
    fact.note = noteOf(by, records, made);
    std::string place = record.fileName;
    if (record.line > 0) {
        place += ", line " + std::to_string(record.line);
    }
    fact.evidence = plain(place + " (SHA-256 " + record.fileSha256.substr(0, kShownDigest) + ")");
    return fact;
}

class Import
{
public:
    Import(const FactBase& facts, const Knowledge& knowledge, const ImportOptions& options)
        : m_facts(facts)
        , m_knowledge(knowledge)
        , m_options(options)
    {
        m_preview.by = options.by;
        m_about.all = options.about;
    }

    ImportPreview run(const std::vector<ImportFile>& files)
    {
        read(files);
        std::vector<EvidenceRecord> records;
        for (const EvidenceResult& result : m_results) {
            records.insert(records.end(), result.records.begin(), result.records.end());
        }
        std::vector<EvidenceRecord> figures = inventoryFigures(m_results);
        std::move(figures.begin(), figures.end(), std::back_inserter(records));
        const EvidencePlacement placement(m_facts, m_knowledge, m_about, m_results);
        std::set<std::string> used;
        for (const Attribute& attribute : m_knowledge.attributes) {
            for (const MeasuredBy& by : attribute.measuredBy) {
                used.insert(by.metric);
            }
            propose(attribute, records, placement);
        }
        for (const EvidenceRecord& record : records) {
            if (!used.contains(record.metric)) {
                ++m_preview.unused[record.metric];
            }
        }
        std::vector<Inventory> inventories;
        for (const EvidenceResult& result : m_results) {
            if (!result.inventory.isEmpty()) {
                inventories.push_back(result.inventory);
            }
        }
        m_preview.contradictions = compareInventories(inventories);
        for (std::size_t i = 0; i < m_results.size(); ++i) {
            m_preview.files[i].result = std::move(m_results[i]);
        }
        std::sort(m_preview.facts.begin(), m_preview.facts.end(), [](const auto& a, const auto& b) {
            return std::tie(a.key, a.fact.origin) < std::tie(b.key, b.fact.origin);
        });
        return std::move(m_preview);
    }

private:
    void read(const std::vector<ImportFile>& files)
    {
        std::set<std::string> seen;
        for (const ImportFile& file : files) {
            // What names the test is not what the tool wrote.
            const std::string_view bytes = withoutSheetLine(file.bytes);
            EvidenceOptions options;
            options.format = m_options.format;
            options.query = file.query ? file.query : m_options.query;
            options.fileTime = file.time;
            PreviewedFile previewed;
            previewed.asked = file.asked;
            EvidenceResult result = readEvidence(file.name, bytes, options);
            // A file that is given twice counts once.
            if (!result.isRefused() && !seen.insert(result.fileSha256).second) {
                result.records.clear();
                result.inventory = {};
                result.diagnostics.push_back({DiagnosticSeverity::Warning,
                                              "given-twice",
                                              "the same bytes were given before; they count once",
                                              {file.name, 0, 0}});
            } else if (!result.isRefused()) {
                if (file.about) {
                    m_about.ofFile.emplace(result.fileSha256, *file.about);
                }
                keep(bytes, result, previewed);
            }
            m_results.push_back(std::move(result));
            m_preview.files.push_back(std::move(previewed));
        }
    }

    void keep(std::string_view bytes, const EvidenceResult& result, PreviewedFile& previewed) const
    {
        const bool hasSecret = std::any_of(
            result.diagnostics.begin(), result.diagnostics.end(), [](const Diagnostic& diagnostic) {
                return diagnostic.code == "secret-removed";
            });
        const std::vector<FoundSecret> secrets = findSecrets(bytes);
        // This result holds the whole environment of its process, and any name may be a secret.
        const bool hasEnvironment =
            result.format == "nccl-tests-json" && bytes.find("\"env\"") != std::string_view::npos;
        if (hasEnvironment || (hasSecret && secrets.empty())) {
            return;
        }
        previewed.keptBytes = withoutSecrets(bytes, secrets);
        const std::string digest = sha256(previewed.keptBytes);
        const auto& attachments = m_facts.attachments();
        const bool isKnown =
            std::any_of(attachments.begin(), attachments.end(), [&](const auto& entry) {
                return entry.second.sha256 == digest;
            });
        previewed.keeping = isKnown           ? Keeping::Known
                            : secrets.empty() ? Keeping::Original
                                              : Keeping::Redacted;
    }

    void leave(const Attribute& attribute, const std::string& reason, const EvidenceRecord& record)
    {
        const auto same = std::find_if(
            m_preview.unplaced.begin(), m_preview.unplaced.end(), [&](const auto& other) {
                return other.attribute == attribute.id && other.reason == reason;
            });
        if (same == m_preview.unplaced.end()) {
            m_preview.unplaced.push_back({attribute.id, reason, {record}});
        } else if (same->records.back().id != record.id) {
            same->records.push_back(record);
        }
    }

    using Target = std::pair<SubjectKey, Origin>;

    void propose(const Attribute& attribute,
                 const std::vector<EvidenceRecord>& records,
                 const EvidencePlacement& placement)
    {
        std::map<Target, std::pair<Made, std::size_t>> proposed; // with the index of the fact
        for (const MeasuredBy& by : attribute.measuredBy) {
            std::map<Target, std::vector<EvidenceRecord>> targets;
            for (const EvidenceRecord& record : records) {
                if (!gives(by, record)) {
                    continue;
                }
                if (record.quality > m_options.worst) {
                    leave(attribute,
                          "quality " + std::string(textOf(kEvidenceQualities, record.quality)) +
                              " is not enough: " +
                              (record.warnings.empty() ? std::string("see the remarks of the file")
                                                       : record.warnings.front()),
                          record);
                    continue;
                }
                const FoundSubject place = placement.place(attribute, record);
                if (!place.subject) {
                    leave(attribute, place.reason, record);
                    continue;
                }
                targets[{*place.subject, originOf(record)}].push_back(record);
            }
            for (auto& [target, chosen] : targets) {
                if (!by.largest.empty()) {
                    keepLargest(chosen, by.largest);
                }
                proposeOne(attribute, by, target, chosen, proposed);
            }
        }
        // From the back, so that the places of the others stay.
        std::vector<std::pair<std::size_t, bool>> places;
        for (const auto& [target, made] : proposed) {
            places.emplace_back(made.second, made.first.isAtLeast || made.first.isAtMost);
        }
        std::sort(places.rbegin(), places.rend());
        for (const auto& [place, isEnd] : places) {
            ProposedFact& fact = m_preview.facts[place];
            weigh(attribute, fact);
            // A better known end would hide the value that it leaves possible.
            if (isEnd && fact.novelty == Novelty::Confirms) {
                leave(attribute,
                      "it is only an end of the range, and what stands can hold beside it",
                      fact.records.front());
                m_preview.facts.erase(m_preview.facts.begin() + static_cast<std::ptrdiff_t>(place));
            }
        }
    }

    void proposeOne(const Attribute& attribute,
                    const MeasuredBy& by,
                    const Target& target,
                    const std::vector<EvidenceRecord>& chosen,
                    std::map<Target, std::pair<Made, std::size_t>>& proposed)
    {
        const Made made = makeValue(attribute, by, chosen);
        if (!made.value) {
            leave(attribute, made.reason, *made.decided);
            return;
        }
        const auto standing = proposed.find(target);
        if (standing != proposed.end()) {
            narrow(standing->second.first, made, m_preview.facts[standing->second.second]);
            return;
        }
        ProposedFact fact;
        fact.key = {target.first, attribute.id};
        fact.fact = factOf(by, chosen, made, m_options.by);
        fact.records.push_back(*made.decided);
        for (const EvidenceRecord& record : chosen) {
            if (&record != made.decided) {
                fact.records.push_back(record);
            }
        }
        proposed.emplace(target, std::pair(made, m_preview.facts.size()));
        m_preview.facts.push_back(std::move(fact));
    }

    /// A lower and an upper end make a range.
    static void narrow(Made& first, const Made& second, ProposedFact& fact)
    {
        auto* const range = std::get_if<Measure>(&fact.fact.value);
        const auto* const end = std::get_if<Measure>(&*second.value);
        if (range == nullptr || end == nullptr) {
            return;
        }
        if (first.isAtMost && second.isAtLeast && end->low <= range->high) {
            range->low = end->low;
            first.isAtMost = false;
        } else if (first.isAtLeast && second.isAtMost && end->high >= range->low) {
            range->high = end->high;
            first.isAtLeast = false;
        }
    }

    /// Says what the fact is beside those that stand.
    void weigh(const Attribute& attribute, ProposedFact& proposed) const
    {
        proposed.before = m_facts.facts(proposed.key);
        Fact& fact = proposed.fact;
        for (const Fact& standing : proposed.before) {
            // Whoever imports it again, and whenever: the same evidence says the same.
            if (standing.withdrawn.empty() && standing.value == fact.value &&
                standing.origin == fact.origin && standing.evidence == fact.evidence) {
                proposed.novelty = Novelty::Same;
                return;
            }
        }
        std::vector<Fact> standing = proposed.before;
        std::erase_if(standing, [](const Fact& other) { return !other.withdrawn.empty(); });
        if (resolve(attribute, standing).knowing == Knowing::NeverAsked) {
            return;
        }
        const std::vector<Fact> after = setFact(m_facts, proposed.key, fact).after;
        const Resolution resolution = resolve(attribute, after);
        for (std::size_t i = 0; i < proposed.before.size(); ++i) {
            const Fact& other = proposed.before[i];
            const auto at = std::find(after.begin(), after.end(), other);
            if (at == after.end()) {
                proposed.novelty = Novelty::Changes; // replaced
            } else if (std::find(resolution.against.begin(),
                                 resolution.against.end(),
                                 static_cast<std::size_t>(at - after.begin())) !=
                           resolution.against.end() ||
                       (other.origin == fact.origin && other.withdrawn.empty() &&
                        !std::holds_alternative<NotKnown>(other.value) &&
                        !compatible(attribute, fact.value, other.value))) {
                proposed.against.push_back(i);
            }
        }
        const auto own = std::find(after.begin(), after.end(), fact);
        const bool isOwnAgainst =
            std::find(resolution.against.begin(),
                      resolution.against.end(),
                      static_cast<std::size_t>(own - after.begin())) != resolution.against.end();
        if (isOwnAgainst) {
            for (const std::size_t used : resolution.used) {
                const auto at =
                    std::find(proposed.before.begin(), proposed.before.end(), after[used]);
                if (at != proposed.before.end()) {
                    proposed.against.push_back(
                        static_cast<std::size_t>(at - proposed.before.begin()));
                }
            }
        }
        if (!proposed.against.empty()) {
            proposed.novelty = Novelty::Contradicts;
        } else if (proposed.novelty != Novelty::Changes) {
            proposed.novelty = Novelty::Confirms;
        }
    }

    const FactBase& m_facts;
    const Knowledge& m_knowledge;
    const ImportOptions& m_options;
    std::vector<EvidenceResult> m_results;
    AboutEvidence m_about;
    ImportPreview m_preview;
};

std::string mediaTypeOf(const PreviewedFile& file)
{
    if (!file.mediaType.empty()) {
        return file.mediaType;
    }
    const std::size_t first = file.keptBytes.find_first_not_of(" \t\r\n");
    const char c = first == std::string::npos ? ' ' : file.keptBytes[first];
    return c == '{' || c == '[' ? "application/json" : c == '<' ? "application/xml" : "text/plain";
}

} // namespace

bool ImportPreview::isRefused() const
{
    return std::all_of(files.begin(), files.end(), [](const PreviewedFile& file) {
        return file.result.isRefused();
    });
}

std::vector<ImportFile> importFiles(std::vector<FetchedFile> fetched)
{
    std::vector<ImportFile> files;
    for (FetchedFile& one : fetched) {
        ImportFile file;
        file.name = std::move(one.name);
        file.bytes = std::move(one.bytes);
        file.query = std::move(one.query);
        file.asked = std::move(one.asked);
        files.push_back(std::move(file));
    }
    return files;
}

ImportPreview previewImport(const FactBase& facts,
                            const Knowledge& knowledge,
                            const std::vector<ImportFile>& files,
                            const ImportOptions& options)
{
    return Import(facts, knowledge, options).run(files);
}

Edit importEdit(ClientFile& file, const ImportPreview& preview)
{
    Edit edit;
    edit.author = preview.by.author;
    edit.time = preview.by.time;
    std::size_t facts = 0;
    FactBase base = file.facts();
    for (const ProposedFact& proposed : preview.facts) {
        if (proposed.novelty == Novelty::Same) {
            continue;
        }
        Edit step;
        step.changes.emplace_back(setFact(base, proposed.key, proposed.fact));
        base.apply(step);
        edit.changes.push_back(std::move(step.changes.front()));
        ++facts;
    }
    std::vector<std::string> names;
    bool areRead = false;
    for (const PreviewedFile& one : preview.files) {
        areRead = areRead || !one.result.isRefused();
        if (!one.result.isRefused() || one.keeping != Keeping::NotKept) {
            names.push_back(plain(one.result.inventory.source));
        }
        if (one.keeping != Keeping::Original && one.keeping != Keeping::Redacted) {
            continue;
        }
        RecordChange<Attachment> change =
            file.attach(one.keptBytes, plain(one.result.inventory.source), mediaTypeOf(one));
        if (!one.result.isRefused()) {
            change.after->note = "evidence, read as " + one.result.format;
        }
        if (one.keeping == Keeping::Redacted) {
            change.after->note +=
                "; what looked like a secret was taken out, SHA-256 of the file " +
                one.result.fileSha256;
        }
        if (!one.asked.empty()) {
            change.after->note += "; asked: " + one.asked;
        }
        edit.changes.emplace_back(std::move(change));
    }
    const std::string what =
        names.size() == 1 ? names.front() : std::to_string(names.size()) + " files";
    edit.title = areRead ? "import " + what + ": " + std::to_string(facts) +
                               (facts == 1 ? " value" : " values")
                         : "attach " + what;
    return edit;
}

} // namespace netready
