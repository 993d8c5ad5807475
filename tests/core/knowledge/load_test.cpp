// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/knowledge.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

using Errors = std::vector<std::string>;

std::shared_ptr<const Knowledge> loaded(const std::vector<PackFile>& files)
{
    const LoadedKnowledge result = loadKnowledge(files);
    INFO(describe(result.diagnostics));
    REQUIRE(result.knowledge);
    REQUIRE(result.diagnostics.empty());
    return result.knowledge;
}

Errors errors(const std::vector<PackFile>& files)
{
    return errorsOf(loadKnowledge(files).diagnostics);
}

} // namespace

TEST_CASE("the minimal pack loads without a word", "[knowledge]")
{
    const auto knowledge = loaded(minimalPack());
    CHECK(knowledge->packs.size() == 1);
    CHECK(knowledge->kinds.size() == 3);
    CHECK(knowledge->attributes.size() == 11);
    CHECK(knowledge->questions.size() == 10);
    CHECK(knowledge->rules.size() == 3);
    CHECK(knowledge->templates.size() == 1);
    CHECK(std::is_sorted(knowledge->attributes.begin(),
                         knowledge->attributes.end(),
                         [](const Attribute& a, const Attribute& b) { return a.id < b.id; }));
}

TEST_CASE("a rule holds what its file says", "[knowledge]")
{
    const auto knowledge = loaded(minimalPack());
    const Rule& rule = *knowledge->findRule("port-speed");
    CHECK(rule.title == "Ports of the accelerator fabric are fast");
    CHECK(rule.dimension == "bandwidth");
    CHECK(rule.severity == Severity::High);
    CHECK(rule.gate == Gate::Major);
    CHECK(rule.weight == 5);
    CHECK(knowledge->kinds[rule.kind].id == "fabric");
    CHECK_FALSE(rule.appliesWhen.empty());
    CHECK(rule.lets.size() == 2);
    CHECK(rule.lets[0].first == "speed");
    REQUIRE(rule.curve);
    CHECK(rule.curve->failAt == 100e9);
    CHECK(rule.curve->target == 400e9);
    CHECK(rule.curve->logarithmic);
    CHECK(rule.curve->targetText == "400 Gb/s");
    CHECK(rule.fullCreditNeeds == Origin::Documented);
    REQUIRE(rule.found.parts.size() == 3);
    CHECK(rule.found.parts[0].text == "The ports run at ");
    CHECK(rule.found.parts[1].place.source() == "ratio");
    CHECK(rule.found.parts[2].text == ".");
    CHECK(rule.found.parts[2].place.empty());
    CHECK(rule.effort == Effort::Months);
    CHECK(rule.cost == CostClass::High);
    CHECK(rule.references[0].source == "example-guide");
    CHECK(rule.references[1].rationale == "A quarter of the target.");
    CHECK(rule.tests.size() == 5);
    CHECK(rule.where == Position{"rules/port-speed.yaml", 1, 7});
}

TEST_CASE("an attribute holds what its file says", "[knowledge]")
{
    const auto knowledge = loaded(minimalPack());
    const Attribute& speed = *knowledge->findAttribute("fabric.port_speed");
    CHECK(speed.kind == "fabric");
    CHECK(speed.name == "port_speed");
    CHECK(speed.dimension == kDataRate);
    CHECK(speed.domainLow == 1e9);
    CHECK(speed.domainHigh == 1.6e12);
    CHECK(speed.tolerance == 0.05);
    CHECK(speed.source.locator == "page 3");
    CHECK(knowledge->findAttribute("fabric.downlinks")->tolerance == 0.1);
    CHECK(knowledge->findAttribute("workload.fabric")->targetKind == "fabric");
    CHECK(knowledge->findAttribute("fabric.role")->options[0].help == "Carries nothing else.");
    CHECK(knowledge->findKind("site")->singleton);
    CHECK_FALSE(knowledge->findKind("fabric")->singleton);
}

TEST_CASE("the age of evidence is that of its kind, else that of any", "[knowledge]")
{
    const auto with = [](const std::string& ages) {
        std::vector<PackFile> files = minimalPack();
        files.push_back({"rules/ages.yaml", "evidence_ages:\n" + ages});
        files.push_back({"rules/measured.yaml",
                         "attributes:\n  - { id: fabric.drop_share, type: ratio, domain: 0..100 %, "
                         "measured_by: [{ metric: net.drop_share }], title: T, help: H, "
                         "source: { judgement: yes, rationale: R. } }\n"});
        return files;
    };
    const LoadedKnowledge both = loadKnowledge(with("  - { id: net, days: 90, because: B. }\n"
                                                    "  - { id: any, days: 365, because: B. }\n"));
    INFO(describe(both.diagnostics));
    REQUIRE(both.knowledge);
    CHECK(both.knowledge->findAttribute("fabric.drop_share")->ageLimit == 90);
    CHECK(both.knowledge->findAttribute("fabric.port_speed")->ageLimit == 365);
    const LoadedKnowledge one = loadKnowledge(with("  - { id: net, days: 90, because: B. }\n"));
    REQUIRE(one.knowledge);
    CHECK(one.knowledge->findAttribute("fabric.port_speed")->ageLimit == 0);
    CHECK(errors(with("  - { id: nett, days: 90, because: B. }\n")).size() == 1);
    CHECK(errors(with("  - { id: net, days: 0, because: B. }\n")).size() == 1);
    CHECK(errors(with("  - { id: net, days: 1.5, because: B. }\n")).size() == 1);
    CHECK(errors(with("  - { id: net, days: 90 }\n")).size() == 1);
    CHECK(errors(with("  - { id: net, days: 90, because: B. }\n"
                      "  - { id: net, days: 91, because: B. }\n"))
              .size() == 1);
}

TEST_CASE("a question holds what its file says and has defaults", "[knowledge]")
{
    const auto knowledge = loaded(minimalPack());
    const Question& role = *knowledge->questionFor("fabric.role");
    CHECK(role.id == "fabric-role");
    CHECK(role.role == "network");
    CHECK(role.depth == Depth::Executive);
    CHECK(role.placeOfAnswer == "The design document.");
    CHECK(role.askWhen.empty());
    const Question& speed = *knowledge->questionFor("fabric.port_speed");
    CHECK(speed.depth == Depth::Workshop);
    CHECK(speed.minutes == 2);
    CHECK_FALSE(speed.askWhen.empty());
}

TEST_CASE("computed attributes stand after those they read", "[knowledge]")
{
    // The first by id reads the last.
    const auto knowledge =
        loaded(withFiles(minimalPackWith("rules/port-speed.yaml",
                                         "ratio: fabric.over",
                                         "\"on\": fabric.blocking\n  ratio: fabric.over"),
                         {{"more.yaml",
                           "attributes:\n"
                           "  - id: fabric.blocking\n"
                           "    type: boolean\n"
                           "    title: Blocking\n"
                           "    help: The uplinks carry less than the servers send.\n"
                           "    computed: fabric.oversubscription > 1.0\n"
                           "    source: { judgement: true, rationale: By definition. }\n"}}));
    REQUIRE(knowledge->computed.size() == 2);
    CHECK(knowledge->computed[0].attribute->id == "fabric.oversubscription");
    CHECK(knowledge->computed[1].attribute->id == "fabric.blocking");
}

TEST_CASE("the order of files changes nothing", "[knowledge]")
{
    std::vector<PackFile> files = minimalPack();
    std::reverse(files.begin(), files.end());
    const auto one = loaded(minimalPack());
    const auto other = loaded(files);
    CHECK(one->packs[0].digest == other->packs[0].digest);
    REQUIRE(one->rules.size() == other->rules.size());
    for (std::size_t i = 0; i < one->rules.size(); ++i) {
        CHECK(one->rules[i].id == other->rules[i].id);
    }
    CHECK(one->dimensions[0].id == other->dimensions[0].id);
}

TEST_CASE("the digest covers names and contents and not the place of the pack", "[knowledge]")
{
    const auto digest = [](const std::vector<PackFile>& files) {
        return loaded(files)->packs[0].digest;
    };
    const std::string plain = digest(minimalPack());
    CHECK(plain.size() == 64);
    std::vector<PackFile> moved = minimalPack();
    for (PackFile& file : moved) {
        file.path = "somewhere/else/" + file.path;
    }
    CHECK(digest(moved) == plain);
    CHECK(digest(minimalPackWith("pack.yaml", "A small", "a small")) != plain);
    std::vector<PackFile> renamed = minimalPack();
    for (PackFile& file : renamed) {
        if (file.path == "template.yaml") {
            file.path = "templates.yaml";
        }
    }
    CHECK(digest(renamed) != plain);
}

TEST_CASE("a digest is the SHA-256 of paths, lengths and contents", "[knowledge]")
{
    // printf 'pack.yaml\\088\\0%s' "$content" | sha256sum
    const std::string content = "pack: p\nversion: 1.0.0\nschema: 1\nrequires_engine: 0.1.0\n"
                                "title: A pack of nothing at all\n";
    REQUIRE(content.size() == 88);
    CHECK(loaded({{"a/pack.yaml", content}})->packs[0].digest ==
          "07b0b18ade18070f30126a15c161105d80523ee9f297b5b60934fb8045fd71ff");
}

TEST_CASE("packs can refer to each other", "[knowledge]")
{
    std::vector<PackFile> files;
    for (PackFile file : minimalPack()) {
        const bool isRule = file.path.starts_with("rules/");
        file.path = (isRule ? "x/" : "y/") + file.path;
        files.push_back(file);
    }
    files.push_back({"x/pack.yaml",
                     "pack: rules-only\nversion: 1.0.0\nschema: 1\nrequires_engine: 0.1.0\n"
                     "title: Rules\n"});
    const auto knowledge = loaded(files);
    CHECK(knowledge->packs.size() == 2);
    CHECK(knowledge->packs[0].digest != knowledge->packs[1].digest);
}

TEST_CASE("a file outside every pack is refused with its path", "[knowledge]")
{
    std::vector<PackFile> files;
    for (PackFile file : minimalPack()) {
        file.path = "pack/" + file.path;
        files.push_back(file);
    }
    files.push_back({"elsewhere/kinds.yaml", "kinds: []\n"});
    files.push_back({"package/kinds.yaml", "kinds: []\n"});
    CHECK(errors(files) ==
          Errors{"file-outside-pack elsewhere/kinds.yaml", "file-outside-pack package/kinds.yaml"});
    CHECK(errors({}) == Errors{"no-pack "});
}

TEST_CASE("problems of several files are told at once, by place", "[knowledge]")
{
    std::vector<PackFile> files =
        minimalPackWith("rules/port-speed.yaml", "weight: 5", "weight: -5");
    files = withFiles(files, {{"questions2.yaml", "questions: 5\n"}});
    const auto pack = std::find_if(files.begin(), files.end(), [](const PackFile& file) {
        return file.path == "rules/encryption.yaml";
    });
    pack->content.replace(pack->content.find("severity: medium"), 16, "severity: middle");
    CHECK(errors(files) == Errors{"not-a-list questions2.yaml:1:12",
                                  "unknown-word rules/encryption.yaml:4:11",
                                  "number-out-of-range rules/port-speed.yaml:6:9"});
}

TEST_CASE("what a broken file might declare is not reported as missing", "[knowledge]")
{
    CHECK(errors(minimalPackWith("attributes.yaml", "type: date", "type: day")) ==
          Errors{"unknown-word attributes.yaml:46:11"});
    CHECK(errors(minimalPackWith("sources.yaml", "year: 2024", "year: [")) ==
          Errors{"yaml-syntax sources.yaml:7:8"});
    CHECK(errors(minimalPackWith("attributes.yaml", "attributes:", "attributes: [")).size() == 1);
    CHECK(errors(minimalPackWith("kinds.yaml", "plural: fabrics, ", "")).size() == 1);
    CHECK(errors(minimalPackWith("questions.yaml", "minutes: 2", "minutes: two")).size() == 1);
    CHECK(errors(minimalPackWith("rules/port-speed.yaml", "value: speed", "value: sped")).size() ==
          1);
}

TEST_CASE("an unknown key names the nearest one", "[knowledge]")
{
    const LoadedKnowledge result =
        loadKnowledge(minimalPackWith("rules/port-speed.yaml", "severity:", "severty:"));
    REQUIRE(result.diagnostics.size() == 2);
    CHECK(result.diagnostics[1].message ==
          "a rule has no key \"severty\"; did you mean \"severity\"?");
    CHECK(result.diagnostics[0].message == "a rule needs the key \"severity\"");
}

TEST_CASE("an id that stands twice names both places", "[knowledge]")
{
    const LoadedKnowledge result = loadKnowledge(
        withFiles(minimalPack(),
                  {{"dimensions2.yaml",
                    "dimensions:\n  - { id: security, code: D2, title: S, help: H. }\n"}}));
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(toString(result.diagnostics[0].where) == "dimensions2.yaml:2:11");
    CHECK(result.diagnostics[0].message ==
          "\"security\" is declared a second time, first in dimensions.yaml:3:11");
}

TEST_CASE("a rule in a file of another name is a warning only", "[knowledge]")
{
    std::vector<PackFile> files = minimalPack();
    for (PackFile& file : files) {
        if (file.path == "rules/encryption.yaml") {
            file.path = "rules/cipher.yaml";
        }
    }
    const LoadedKnowledge result = loadKnowledge(files);
    CHECK(result.knowledge);
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == "file-name-differs");
    CHECK(result.diagnostics[0].severity == DiagnosticSeverity::Warning);
}

TEST_CASE("the expressions of a pack have a limit together", "[knowledge]")
{
    std::vector<PackFile> files = minimalPack();
    const auto rule = std::find_if(files.begin(), files.end(), [](const PackFile& file) {
        return file.path == "rules/workload-owner.yaml";
    });
    std::string text = rule->content;
    std::string dear = "workload.owner != 'nobody'";
    for (int i = 0; i < 8; ++i) {
        dear += " && workloads.exists(w, w.must_run)";
    }
    text.replace(text.find("requirement: ") + 13, 26, dear);
    for (int i = 0; i < 100; ++i) {
        const std::string id = "owner-" + std::to_string(i);
        files.push_back({"rules/" + id + ".yaml", "rule: " + id + text.substr(text.find('\n'))});
    }
    CHECK(errors(files) == Errors{"pack-too-costly pack.yaml:1:7"});
}

TEST_CASE("folders are read with all packs below them", "[knowledge]")
{
    const std::string folder = NETREADY_TEST_OUTPUT_DIR "/knowledge-folders";
    std::filesystem::remove_all(folder);
    for (const PackFile& file : minimalPack()) {
        const std::filesystem::path path = folder + "/packs/minimal/" + file.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << file.content;
    }
    std::ofstream(folder + "/packs/README.md") << "not read";
    const LoadedKnowledge result = loadKnowledge(std::vector<std::string>{folder + "/packs/"});
    INFO(describe(result.diagnostics));
    REQUIRE(result.knowledge);
    CHECK(result.knowledge->packs[0].digest == loaded(minimalPack())->packs[0].digest);
    CHECK(result.knowledge->packs[0].where.file == folder + "/packs/minimal/pack.yaml");

    // The same folder twice, one inside the other.
    CHECK(loadKnowledge(std::vector<std::string>{folder, folder + "/packs/minimal"}).knowledge);

    std::ofstream(folder + "/packs/minimal/lost.yml") << "rule: lost\n";
    const LoadedKnowledge warned = loadKnowledge(std::vector<std::string>{folder});
    CHECK(warned.knowledge);
    REQUIRE(warned.diagnostics.size() == 1);
    CHECK(warned.diagnostics[0].code == "file-not-read");

    CHECK_THROWS_AS(loadKnowledge(std::vector<std::string>{folder + "/none"}), Error);
}

TEST_CASE("the packs that ship load without an error", "[knowledge]")
{
    const std::string top = NETREADY_SOURCE_DIR;
    const LoadedKnowledge result =
        loadKnowledge(std::vector<std::string>{top + "/rules", top + "/questionnaires"});
    INFO(describe(result.diagnostics));
    CHECK(result.knowledge != nullptr);
}

TEST_CASE("topics, actions and vendors hold what their files say", "[knowledge]")
{
    const std::string folder = NETREADY_SOURCE_DIR "/tests/data/packs/remedies";
    const auto knowledge = loaded(withFiles(minimalPack(), filesBelow(folder)));
    REQUIRE(knowledge->topics.size() == 2);
    CHECK(knowledge->topics[0].kind == TopicKind::Question);
    CHECK(knowledge->topics[1].rules == std::vector<std::string>{"port-speed"});

    const Action* action = knowledge->findAction("widen-uplinks");
    REQUIRE(action != nullptr);
    CHECK(action->step == 5);
    CHECK(action->path == PlanPath::Both);
    CHECK(action->effort.value->high == Approx(20 * 86400.0));
    CHECK(action->cost.low.type().dimension == kMoney);
    CHECK(action->duration.low == Approx(4 * 7 * 86400.0));
    REQUIRE(action->sets.size() == 1);
    CHECK(action->sets[0].formula.source() == "fabric.downlinks");
    CHECK(action->acceptance.tool == "iperf3");

    REQUIRE(knowledge->vendors.size() == 1);
    const Vendor& vendor = knowledge->vendors[0];
    REQUIRE(vendor.criteria.size() == 2);
    CHECK(vendor.criteria[0].points == 2);
    CHECK(vendor.criteria[1].points == -1);
    CHECK(vendor.products[0].status == StatementStatus::Recalled);
}
