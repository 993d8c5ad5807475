// SPDX-License-Identifier: Apache-2.0
#include "random_client.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

#include "tests/support/catch.h"

namespace netready {

namespace {

constexpr std::string_view kPackHeads = R"(pack: random-pack
version: 1.0.0
schema: 1
requires_engine: 0.1.0
title: Random pack
)";

constexpr std::string_view kKinds = R"(kinds:
  - { id: site, plural: sites, title: Site, help: The place., singleton: true }
  - { id: fabric, plural: fabrics, title: Fabric, help: A network. }
  - { id: workload, plural: workloads, title: Workload, help: What runs. }
)";

constexpr std::string_view kDimensions = R"(dimensions:
  - { id: alpha, code: D1, title: Alpha, help: First. }
  - { id: beta, code: D2, title: Beta, help: Second. }
  - { id: gamma, code: D3, title: Gamma, help: Third. }
)";

constexpr std::string_view kClasses = R"(classes:
  - { id: heavy, title: Heavy, help: Much traffic., weights: { alpha: 3, beta: 1 } }
  - { id: light, title: Light, help: Little traffic., weights: { gamma: 2 } }
)";

struct AttributeText
{
    std::string_view id;
    std::string_view rest;
};

constexpr std::array<AttributeText, 15> kAttributes{{
    {"site.ok", "type: boolean"},
    {"site.power", "type: quantity\n    unit: kW\n    domain: 1 kW .. 500 kW"},
    {"fabric.speed", "type: quantity\n    unit: Gb/s\n    domain: 1 Gb/s .. 1600 Gb/s"},
    {"fabric.ratio", "type: ratio\n    domain: 0.5 .. 10"},
    {"fabric.features",
     "type: choices\n    options: [{ id: pfc, title: PFC }, { id: ecn, title: ECN }, { id: dlb, "
     "title: DLB }]"},
    {"fabric.uplinks", "type: count\n    domain: 1 .. 32"},
    {"fabric.downlinks", "type: count\n    domain: 1 .. 64"},
    {"fabric.over",
     "type: ratio\n    domain: 0.01 .. 100\n    computed: double(fabric.downlinks) / "
     "double(fabric.uplinks)"},
    {"workload.class",
     "type: choice\n    options: [{ id: heavy, title: Heavy }, { id: light, title: Light }]"},
    {"workload.must_run", "type: boolean"},
    {"workload.size", "type: quantity\n    unit: Gb/s\n    domain: 1 Gb/s .. 1600 Gb/s"},
    {"workload.count", "type: count\n    domain: 0 .. 100"},
    {"workload.flag", "type: boolean"},
    {"workload.kind",
     "type: choice\n    options: [{ id: x, title: X }, { id: y, title: Y }, { id: z, title: Z }]"},
    {"workload.fabric", "type: reference\n    target: fabric"},
}};

template <std::size_t N>
std::string pick(std::mt19937& random, const std::array<std::string_view, N>& items)
{
    return std::string(items[random() % N]);
}

std::string number(std::mt19937& random, unsigned least, unsigned most)
{
    return std::to_string(least + random() % (most - least + 1));
}

std::string attributeFile()
{
    std::string text = "attributes:\n";
    for (const AttributeText& attribute : kAttributes) {
        text += "  - id: " + std::string(attribute.id) + "\n    " + std::string(attribute.rest) +
                "\n    title: " + std::string(attribute.id) + "\n    help: Some help.\n" +
                "    source: { judgement: true, rationale: made up for a test }\n";
    }
    return text;
}

std::string questionFile()
{
    std::string text = "questions:\n";
    for (const AttributeText& attribute : kAttributes) {
        if (attribute.rest.find("computed") != std::string_view::npos) {
            continue;
        }
        std::string id(attribute.id);
        std::replace(id.begin(), id.end(), '.', '-');
        std::replace(id.begin(), id.end(), '_', '-');
        text += "  - { id: " + id + ", attribute: " + std::string(attribute.id) +
                ", text: What is it?, why: It matters., role: network, where: Somewhere., typical: "
                "Something, "
                "depth: workshop, minutes: 2 }\n";
    }
    return text;
}

struct Formula
{
    std::string per;
    std::string score; ///< the lines of `requirement` or `score`
};

Formula randomFormula(std::mt19937& random)
{
    const auto requirement = [](std::string per, const std::string& text) {
        return Formula{std::move(per), "requirement: " + text + "\n"};
    };
    const auto score =
        [&](std::string per, const std::string& value, const std::string& a, const std::string& b) {
            const bool rising = random() % 2 == 0;
            return Formula{std::move(per),
                           "score: { value: " + value + ", fail_at: " + (rising ? a : b) +
                               ", target: " + (rising ? b : a) + ", curve: linear }\n"};
        };
    switch (random() % 10) {
    case 0:
        return requirement("workload", "workload.flag");
    case 1:
        return requirement("workload",
                           "workload.count > " + number(random, 1, 90) + " || workload.flag");
    case 2:
        return score("workload",
                     "workload.size",
                     number(random, 1, 200) + " Gb/s",
                     number(random, 300, 900) + " Gb/s");
    case 3:
        return requirement("workload",
                           "workload.fabric.speed >= q('" + number(random, 10, 800) + " Gb/s')");
    case 4:
        return score("workload", "workload.size / workload.fabric.speed", "0.25", "2.5");
    case 5:
        return requirement("fabric", "\"'pfc' in fabric.features && size(fabric.features) >= 2\"");
    case 6:
        return score("fabric", "fabric.over", "1.0", number(random, 2, 9) + ".0");
    case 7:
        return score("fabric",
                     "\"fabric.ratio * (fabric.speed > q('400 Gb/s') ? 1.0 : 2.0)\"",
                     "1.0",
                     "5.0");
    case 8:
        return requirement("site",
                           "site.ok || site.power > q('" + number(random, 50, 400) + " kW')");
    default:
        return score(
            "site", "site.power", number(random, 1, 100) + " kW", number(random, 150, 400) + " kW");
    }
}

std::string randomRule(std::mt19937& random, std::size_t index)
{
    constexpr std::array<std::string_view, 3> kDims{"alpha", "beta", "gamma"};
    constexpr std::array<std::string_view, 6> kGates{
        "none", "none", "none", "none", "major", "blocker"};
    constexpr std::array<std::string_view, 2> kNeeds{"documented", "measured"};
    const Formula formula = randomFormula(random);
    const std::string id = "rule-" + std::to_string(index);
    std::string applies;
    if (random() % 3 == 0) {
        applies =
            formula.per == "workload"
                ? (random() % 2 == 0 ? "workload.kind == 'x'" : "workload.kind != 'y' && site.ok")
                : "site.ok";
    }
    std::string text = "rule: " + id + "\ntitle: " + id + "\ndimension: " + pick(random, kDims) +
                       "\nseverity: medium\ngate: " + pick(random, kGates) +
                       "\nweight: " + number(random, 1, 5) + "\nper: " + formula.per + "\n";
    text += applies.empty() ? "" : "applies_when: \"" + applies + "\"\n";
    text +=
        formula.score + "evidence: { full_credit_needs: " + pick(random, kNeeds) +
        ", stated_credit: 0.5 }\n" +
        "found: Found something.\nrationale: Because.\n"
        "remediation: { text: Mend it., effort: days, cost: low }\nlimits: Made up.\nreferences:\n";
    const std::vector<std::string> thresholds = formula.score.starts_with("score")
                                                    ? std::vector<std::string>{"fail_at", "target"}
                                                    : std::vector<std::string>{"requirement"};
    for (const std::string& threshold : thresholds) {
        text +=
            "  - { judgement: true, supports: " + threshold + ", rationale: made up for a test }\n";
    }
    text += "tests:\n";
    for (const std::string_view status : {"pass", "fail", "unknown", "not_applicable", "pass"}) {
        if (status != "not_applicable" || !applies.empty()) {
            text += "  - { name: " + std::string(status) +
                    ", given: { site.ok: yes }, expect: { status: " + std::string(status) +
                    " } }\n";
        }
    }
    return text;
}

} // namespace

std::vector<PackFile> randomPack(std::mt19937& random, std::size_t rules)
{
    std::vector<PackFile> files{{"pack/pack.yaml", std::string(kPackHeads)},
                                {"pack/kinds.yaml", std::string(kKinds)},
                                {"pack/dimensions.yaml", std::string(kDimensions)},
                                {"pack/classes.yaml", std::string(kClasses)},
                                {"pack/attributes.yaml", attributeFile()},
                                {"pack/questions.yaml", questionFile()}};
    for (std::size_t i = 0; i < rules; ++i) {
        files.push_back({"pack/rules/rule-" + std::to_string(i) + ".yaml", randomRule(random, i)});
    }
    // Whatever the random rules leave unread is read here, without weight.
    files.push_back(
        {"pack/rules/reads-all.yaml",
         "rule: reads-all\ntitle: Reads all\ndimension: alpha\nseverity: low\ngate: none\nweight: "
         "0\n"
         "per: workload\nrequirement: \"workload.flag || workload.count > 1 || workload.size > "
         "q('1 Gb/s') || "
         "workload.kind == 'x' || workload.fabric.speed > q('1 Gb/s') || workload.fabric.ratio > "
         "1.0 || "
         "'pfc' in workload.fabric.features || workload.fabric.over > 1.0 || site.ok || site.power "
         "> q('1 kW')\"\n"
         "found: Reads.\nrationale: Because.\nremediation: { text: None., effort: days, cost: none "
         "}\n"
         "limits: Made up.\nreferences: [{ judgement: true, supports: requirement, rationale: made "
         "up }]\n"
         "tests:\n  - { name: a, given: { workload.flag: yes }, expect: { status: pass } }\n"
         "  - { name: b, given: { workload.flag: no }, expect: { status: fail } }\n"
         "  - { name: c, given: { site.power: 1 kW }, expect: { status: unknown } }\n"
         "  - { name: d, given: { workload.flag: yes }, expect: { status: pass } }\n"});
    return files;
}

std::shared_ptr<const Knowledge> loaded(const std::vector<PackFile>& files)
{
    const LoadedKnowledge result = loadKnowledge(files);
    for (const Diagnostic& diagnostic : result.diagnostics) {
        if (diagnostic.severity == DiagnosticSeverity::Error) {
            FAIL(toString(diagnostic.where) << ": " << diagnostic.message);
        }
    }
    REQUIRE(result.knowledge != nullptr);
    return result.knowledge;
}

std::shared_ptr<const Knowledge> randomKnowledge(std::mt19937& random, std::size_t rules)
{
    return loaded(randomPack(random, rules));
}

Value randomValue(std::mt19937& random, const Attribute& attribute, const FactBase& facts)
{
    const double share = static_cast<double>(random() % 1001) / 1000;
    switch (attribute.type) {
    case AttributeType::Boolean:
        return random() % 2 == 0;
    case AttributeType::Count: {
        const double value =
            attribute.domainLow + std::floor(share * (attribute.domainHigh - attribute.domainLow));
        return Measure{value, value, attribute.dimension, Currency::None, ""};
    }
    case AttributeType::Quantity:
    case AttributeType::Ratio: {
        const double value =
            attribute.domainLow + share * (attribute.domainHigh - attribute.domainLow);
        return Measure{value, value, attribute.dimension, Currency::None, attribute.unit};
    }
    case AttributeType::Choice:
        return Choice{{attribute.options[random() % attribute.options.size()].id}};
    case AttributeType::Choices: {
        std::vector<std::string> chosen;
        for (const Option& option : attribute.options) {
            if (random() % 2 == 0) {
                chosen.push_back(option.id);
            }
        }
        return ChoiceSet{chosen, chosen};
    }
    case AttributeType::Reference: {
        std::vector<std::string> ids;
        for (const auto& [key, subject] : facts.subjects()) {
            if (key.kind == attribute.targetKind) {
                ids.push_back(key.id);
            }
        }
        return ids.empty() ? Value(NotKnown{}) : Value(Reference{ids[random() % ids.size()]});
    }
    case AttributeType::Text:
    case AttributeType::Date:
        break;
    }
    return NotKnown{};
}

FactBase randomClient(std::mt19937& random, const Knowledge& knowledge, double shareKnown)
{
    FactBase facts;
    facts.load(Subject{{"site", "main"}, "Site"});
    for (std::size_t i = 0; i < 1 + random() % 2; ++i) {
        facts.load(Subject{{"fabric", "f" + std::to_string(i)}, "Fabric"});
    }
    for (std::size_t i = 0; i < 1 + random() % 2; ++i) {
        facts.load(Subject{{"workload", "w" + std::to_string(i)}, "Workload"});
    }
    for (const auto& [key, subject] : facts.subjects()) {
        for (const Attribute& attribute : knowledge.attributes) {
            const bool known = static_cast<double>(random() % 1000) < 1000 * shareKnown;
            if (attribute.kind == key.kind && attribute.computed.empty() && known) {
                Fact fact;
                fact.value = randomValue(random, attribute, facts);
                fact.origin = static_cast<Origin>(1 + random() % 6);
                facts.load({key, attribute.id}, {fact});
            }
        }
    }
    return facts;
}

Edit randomEdit(std::mt19937& random, const Knowledge& knowledge, const FactBase& facts)
{
    std::vector<SubjectKey> subjects;
    for (const auto& [key, subject] : facts.subjects()) {
        subjects.push_back(key);
    }
    const SubjectKey& subject = subjects[random() % subjects.size()];
    std::vector<const Attribute*> attributes;
    for (const Attribute& attribute : knowledge.attributes) {
        if (attribute.kind == subject.kind) {
            attributes.push_back(&attribute);
        }
    }
    const Attribute& attribute = *attributes[random() % attributes.size()];
    const FactKey key{subject, attribute.id};
    Edit edit{"random", "test", "", {}};
    if (random() % 12 == 0) {
        const SubjectKey added{"workload", "w" + std::to_string(random() % 5)};
        if (facts.hasSubject(added)) {
            edit.changes = removeSubject(facts, added);
        } else {
            edit.changes.push_back(RecordChange<Subject>{{}, Subject{added, "Added"}});
        }
    } else if (random() % 4 == 0) {
        edit.changes.push_back(FactsChange{key, facts.facts(key), {}});
    } else {
        Fact fact;
        fact.value = random() % 8 == 0 ? Value(NotKnown{}) : randomValue(random, attribute, facts);
        fact.origin = static_cast<Origin>(1 + random() % 6);
        fact.author = random() % 2 == 0 ? "a" : "b";
        edit.changes.push_back(setFact(facts, key, fact));
    }
    return edit;
}

} // namespace netready
