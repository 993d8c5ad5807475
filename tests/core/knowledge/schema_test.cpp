// SPDX-License-Identifier: Apache-2.0
// The JSON Schemas that help editors say the same as the loader's tables.
#include "core/knowledge/format.h"

#include <nlohmann/json.hpp>

#include <set>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using nlohmann::json;

namespace {

struct SchemaCase
{
    std::string file; ///< below the top of the sources
    std::string part; ///< name in `$defs`; empty for the file itself
    const MapFormat* format;
};

const std::vector<SchemaCase>& schemaCases()
{
    static const std::vector<SchemaCase> cases{
        {"rules/schema/pack.schema.json", "", &kPackFormat},
        {"rules/schema/dimensions.schema.json", "dimension", &kDimensionFormat},
        {"rules/schema/sources.schema.json", "source", &kSourceFormat},
        {"rules/schema/rule.schema.json", "", &kRuleFormat},
        {"rules/schema/rule.schema.json", "score", &kScoreFormat},
        {"rules/schema/rule.schema.json", "evidence", &kEvidenceFormat},
        {"rules/schema/rule.schema.json", "remediation", &kRemediationFormat},
        {"rules/schema/rule.schema.json", "reference", &kReferenceFormat},
        {"rules/schema/rule.schema.json", "test", &kRuleTestFormat},
        {"rules/schema/rule.schema.json", "expect", &kExpectFormat},
        {"rules/schema/rule.schema.json", "fact", &kGivenFactFormat},
        {"rules/schema/action.schema.json", "", &kActionFormat},
        {"rules/schema/action.schema.json", "action_fact", &kActionFactFormat},
        {"rules/schema/action.schema.json", "estimate", &kEstimateFormat},
        {"rules/schema/action.schema.json", "acceptance", &kAcceptanceFormat},
        {"rules/schema/action.schema.json", "reference", &kActionReferenceFormat},
        {"rules/schema/vendor.schema.json", "", &kVendorFormat},
        {"rules/schema/vendor.schema.json", "product", &kProductFormat},
        {"rules/schema/vendor.schema.json", "criterion", &kCriterionFormat},
        {"rules/schema/topics.schema.json", "topic", &kTopicFormat},
        {"questionnaires/schema/kinds.schema.json", "kind", &kKindFormat},
        {"questionnaires/schema/evidence-ages.schema.json", "evidence_age", &kEvidenceAgeFormat},
        {"questionnaires/schema/attributes.schema.json", "attribute", &kAttributeFormat},
        {"questionnaires/schema/attributes.schema.json", "measured_by", &kMeasuredByFormat},
        {"questionnaires/schema/attributes.schema.json", "option", &kOptionFormat},
        {"questionnaires/schema/attributes.schema.json", "citation", &kCitationFormat},
        {"questionnaires/schema/questions.schema.json", "question", &kQuestionFormat},
        {"questionnaires/schema/classes.schema.json", "class", &kClassFormat},
        {"questionnaires/schema/use-cases.schema.json", "use_case", &kUseCaseFormat},
        {"questionnaires/schema/template.schema.json", "", &kTemplateFormat},
        {"questionnaires/schema/template.schema.json", "subject", &kTemplateSubjectFormat},
        {"questionnaires/schema/template.schema.json", "template_fact", &kTemplateFactFormat},
    };
    return cases;
}

json schemaFile(const std::string& file)
{
    return json::parse(netready::testing::readFile(NETREADY_SOURCE_DIR "/" + file));
}

std::set<std::string> allKeys(const MapFormat& format)
{
    std::set<std::string> names;
    for (const KeyFormat& key : format.keys) {
        names.emplace(key.name);
    }
    return names;
}

std::set<std::string> requiredKeys(const MapFormat& format)
{
    std::set<std::string> names;
    for (const KeyFormat& key : format.keys) {
        if (key.isRequired) {
            names.emplace(key.name);
        }
    }
    return names;
}

/// Words as YAML text: true and false stand unquoted in the schema.
std::set<std::string> wordsOf(const json& schema)
{
    std::set<std::string> words;
    for (const json& word : schema.value("enum", json::array())) {
        words.insert(word.is_string() ? word.get<std::string>() : word.dump());
    }
    return words;
}

} // namespace

TEST_CASE("schema and loader know the same keys and words", "[knowledge]")
{
    for (const SchemaCase& item : schemaCases()) {
        DYNAMIC_SECTION(item.file << " " << item.part)
        {
            const json file = schemaFile(item.file);
            CHECK(file.at("$schema") == "https://json-schema.org/draft/2020-12/schema");
            const json schema = item.part.empty() ? file : file.at("$defs").at(item.part);
            CHECK(schema.at("type") == "object");
            CHECK(schema.at("additionalProperties") == false);
            std::set<std::string> keys;
            for (const auto& [key, value] : schema.at("properties").items()) {
                INFO(key);
                keys.insert(key);
                CHECK_FALSE(value.value("description", "").empty());
            }
            CHECK(keys == allKeys(*item.format));
            const auto required = schema.at("required").get<std::set<std::string>>();
            CHECK(required == requiredKeys(*item.format));
            for (const KeyFormat& key : item.format->keys) {
                INFO(key.name);
                const std::set<std::string> words(key.words.begin(), key.words.end());
                const std::string name(key.name);
                if (schema.at("properties").contains(name)) {
                    CHECK(wordsOf(schema.at("properties").at(name)) == words);
                }
            }
        }
    }
}

TEST_CASE("a file that holds a list has a schema of its one key", "[knowledge]")
{
    for (const auto& [file, key] : std::vector<std::pair<std::string, std::string>>{
             {"rules/schema/dimensions.schema.json", "dimensions"},
             {"rules/schema/sources.schema.json", "sources"},
             {"rules/schema/topics.schema.json", "topics"},
             {"questionnaires/schema/kinds.schema.json", "kinds"},
             {"questionnaires/schema/attributes.schema.json", "attributes"},
             {"questionnaires/schema/questions.schema.json", "questions"},
             {"questionnaires/schema/classes.schema.json", "classes"},
             {"questionnaires/schema/use-cases.schema.json", "use_cases"}}) {
        INFO(file);
        const json schema = schemaFile(file);
        CHECK(schema.at("required") == json::array({key}));
        CHECK(schema.at("properties").size() == 1);
        CHECK(schema.at("properties").at(key).at("type") == "array");
        CHECK(schema.at("additionalProperties") == false);
    }
}
