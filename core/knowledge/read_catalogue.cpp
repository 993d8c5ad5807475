// SPDX-License-Identifier: Apache-2.0
// Reads the short declarations: packs, kinds, dimensions, sources, classes, questions.
#include "core/base/text.h"
#include "core/evidence/evidence.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/version.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready {

namespace {

constexpr int kPackSchema = 1;
constexpr double kLatestSchema = 1e6;
constexpr double kEarliestYear = 1900;
constexpr double kLatestYear = 2200;
constexpr double kLargestWeight = 1000;
constexpr double kMostMinutes = 480;
constexpr double kMostDays = 3650;

Position placeOf(const YamlNode& node, std::string_view key, const FileProblems& file)
{
    const YamlNode* value = node.find(key);
    return file.at(value == nullptr ? node : *value);
}

/// Shape: `otherwise` if the key is absent or its value is reported.
int wholeNumber(const MapReader& reader,
                std::string_view key,
                std::pair<double, double> range,
                int otherwise,
                FileProblems& file)
{
    const double number = reader.number(key, range.first, range.second, otherwise);
    if (number != std::floor(number)) {
        file.error("bad-number", *reader.find(key), inQuotes(key) + " must be a whole number");
        return otherwise;
    }
    return static_cast<int>(number);
}

/// Names and reasons; the values are read when the attributes are known.
std::vector<TypicalValue> typicalValues(const MapReader& reader, FileProblems& file)
{
    std::vector<TypicalValue> values;
    if (reader.find("typical") == nullptr) {
        return values;
    }
    for (const YamlNode& item : reader.list("typical")) {
        const MapReader typical(item, kTypicalFormat, file);
        values.push_back({typical.text("attribute"), NotKnown{}, typical.text("because")});
    }
    return values;
}

} // namespace

Pack readPack(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kPackFormat, file);
    Pack pack;
    pack.where = placeOf(node, "pack", file);
    pack.id = reader.kebabId("pack");
    pack.title = reader.text("title");
    pack.version = reader.text("version");
    pack.requiresEngine = reader.text("requires_engine");
    pack.overrides = textList(reader, "overrides", file);
    pack.schema = wholeNumber(reader, "schema", {0, kLatestSchema}, kPackSchema, file);
    if (pack.schema != kPackSchema) {
        file.error("unsupported-schema",
                   *reader.find("schema"),
                   "the pack is written in schema " + inQuotes(std::to_string(pack.schema)) +
                       "; this program reads schema " + std::to_string(kPackSchema));
    }
    for (const auto& [key, text] :
         {std::pair("version", pack.version), std::pair("requires_engine", pack.requiresEngine)}) {
        if (!text.empty() && !versionFromText(text)) {
            file.error("bad-version",
                       *reader.find(key),
                       inQuotes(text) + " is not a version of three numbers, such as 1.0.0");
        }
    }
    const std::optional<Version> needed = versionFromText(pack.requiresEngine);
    if (needed && *needed > engineVersion()) {
        file.error("engine-too-old",
                   *reader.find("requires_engine"),
                   "the pack needs version " + inQuotes(pack.requiresEngine) +
                       " of the program or later; this is " + toString(engineVersion()));
    }
    return pack;
}

SubjectKind readKind(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kKindFormat, file);
    SubjectKind kind;
    kind.id = reader.snakeId("id");
    kind.plural = reader.snakeId("plural");
    kind.title = reader.text("title");
    kind.help = reader.text("help");
    kind.singleton = reader.word("singleton", kYesNoWords, false);
    return kind;
}

ScoredDimension readDimension(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kDimensionFormat, file);
    ScoredDimension dimension;
    dimension.where = placeOf(node, "id", file);
    dimension.id = reader.kebabId("id");
    dimension.code = reader.text("code");
    dimension.title = reader.text("title");
    dimension.help = reader.text("help");
    return dimension;
}

EvidenceAge readEvidenceAge(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kEvidenceAgeFormat, file);
    EvidenceAge age;
    age.where = placeOf(node, "id", file);
    age.id = reader.kebabId("id");
    age.days = wholeNumber(reader, "days", {1, kMostDays}, 0, file);
    age.because = reader.text("because");
    const auto metrics = evidenceMetrics();
    const bool isKind = age.id == kAnyEvidence ||
                        std::any_of(metrics.begin(), metrics.end(), [&](const auto& metric) {
                            return evidenceKind(metric.id) == age.id;
                        });
    if (!age.id.empty() && !isKind) {
        file.error("unknown-evidence",
                   *reader.find("id"),
                   inQuotes(age.id) +
                       " is no kind of evidence: write the first part of a metric, "
                       "such as net, or " +
                       std::string(kAnyEvidence));
    }
    return age;
}

Source readSource(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kSourceFormat, file);
    Source source;
    source.where = placeOf(node, "id", file);
    source.id = reader.kebabId("id");
    source.title = reader.text("title");
    source.publisher = reader.text("publisher");
    source.locator = reader.text("locator");
    source.url = reader.text("url");
    source.status = reader.word("status", kSourceStatusWords, SourceStatus::Read);
    source.year = wholeNumber(reader, "year", {kEarliestYear, kLatestYear}, 0, file);
    if (!source.url.empty() && !source.url.starts_with("https://") &&
        !source.url.starts_with("http://")) {
        file.error("bad-url",
                   *reader.find("url"),
                   inQuotes(source.url) + " is not a web address: it must start with https://");
    }
    return source;
}

WorkloadClass readClass(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kClassFormat, file);
    WorkloadClass workloadClass;
    workloadClass.where = placeOf(node, "id", file);
    workloadClass.id = reader.kebabId("id");
    workloadClass.title = reader.text("title");
    workloadClass.help = reader.text("help");
    workloadClass.typical = typicalValues(reader, file);
    const YamlNode* weights = reader.find("weights");
    if (weights == nullptr || !checkIsMap(*weights, "weights", file)) {
        return workloadClass;
    }
    for (const YamlEntry& entry : weights->entries()) {
        const std::string text = scalarText(entry.value, entry.key.text, file);
        const std::optional<double> weight = plainNumber(text);
        if (weight && *weight >= 0 && *weight <= kLargestWeight) {
            workloadClass.weights.emplace(entry.key.text, *weight);
        } else if (!text.empty()) {
            file.error("number-out-of-range",
                       entry.value,
                       inQuotes(text) + " is not a weight: it must be a number between 0 and 1000");
        }
    }
    return workloadClass;
}

UseCase readUseCase(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kUseCaseFormat, file);
    UseCase useCase;
    useCase.where = placeOf(node, "id", file);
    useCase.id = reader.kebabId("id");
    useCase.title = reader.text("title");
    useCase.help = reader.text("help");
    useCase.workloadClass = reader.text("class");
    useCase.typical = typicalValues(reader, file);
    return useCase;
}

Question readQuestion(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kQuestionFormat, file);
    Question question;
    question.where = placeOf(node, "id", file);
    question.id = reader.kebabId("id");
    question.attribute = reader.text("attribute");
    question.text = reader.text("text");
    question.why = reader.text("why");
    question.role = reader.word("role");
    question.placeOfAnswer = reader.text("where");
    question.typical = reader.text("typical");
    question.depth = reader.word("depth", kDepthWords, Depth::Workshop);
    question.minutes = reader.number("minutes", 0, kMostMinutes, question.minutes);
    if (question.minutes <= 0) {
        file.error("number-out-of-range",
                   *reader.find("minutes"),
                   "\"0\" is not a number of minutes: it must be more than 0");
    }
    if (reader.find("ask_when") != nullptr) {
        (void)reader.text("ask_when"); // reports what is no text
    }
    return question;
}

} // namespace netready
