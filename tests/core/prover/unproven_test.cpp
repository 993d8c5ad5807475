// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/data/packs/unproven holds one planted fault on top of the minimal pack and
// tests/data/packs/sound, and in expected.txt what the prover must say: code, file, line, column.
#include "core/assessment/assessment.h"
#include "core/base/text.h"
#include "core/prover/proof.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

constexpr const char* kSound = NETREADY_SOURCE_DIR "/tests/data/packs/sound";
constexpr const char* kUnproven = NETREADY_SOURCE_DIR "/tests/data/packs/unproven";

std::vector<std::string> unprovenPacks()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(kUnproven)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::shared_ptr<const Knowledge> soundPackWith(const std::vector<PackFile>& files)
{
    const LoadedKnowledge loaded =
        loadKnowledge(withFiles(withFiles(minimalPack(), filesBelow(kSound)), files));
    INFO(describe(loaded.diagnostics));
    REQUIRE(loaded.knowledge != nullptr);
    return loaded.knowledge;
}

std::vector<std::string> expectedFaults(const std::string& name)
{
    std::vector<std::string> lines;
    const std::string text = readFile(std::string(kUnproven) + "/" + name + "/expected.txt");
    for (const std::string_view line : split(trimmed(text), '\n')) {
        lines.emplace_back(line);
    }
    return lines;
}

std::string replaced(std::string text, std::string_view what, std::string_view by)
{
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

/// What the prover says, and where the faulty pack is about examples, which changes survive them.
std::vector<std::string> faultsOf(const std::shared_ptr<const Knowledge>& knowledge)
{
    std::vector<std::string> faults = errorsOf(provePacks(knowledge).diagnostics);
    if (faults.empty()) {
        for (const Survivor& survivor : mutateRules(knowledge).survivors) {
            faults.push_back("survivor " + toString(survivor.where));
        }
    }
    return faults;
}

/// Codes that the prover's sources name.
std::set<std::string> codesInSources()
{
    std::set<std::string> codes;
    const std::string folder = NETREADY_SOURCE_DIR "/core/prover";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string text = readFile(entry.path().string());
        for (std::size_t quote = text.find('"'); quote != std::string::npos;) {
            const std::size_t close = text.find('"', quote + 1);
            const std::string_view word =
                std::string_view(text).substr(quote + 1, close - quote - 1);
            if (word.find('-') != std::string::npos && isKebabCase(word)) {
                codes.emplace(word);
            }
            quote = text.find('"', close + 1);
        }
    }
    return codes;
}

} // namespace

TEST_CASE("nothing is wrong with the sound pack, and its examples notice every change", "[prover]")
{
    const std::shared_ptr<const Knowledge> knowledge = soundPackWith({});
    const Proof proof = provePacks(knowledge);
    INFO(describe(proof.diagnostics));
    CHECK(proof.diagnostics.empty());
    CHECK(proof.notProven == 0);
    CHECK(proof.formulas == 6); // four rules, a computed attribute, an ask_when
    for (const RuleTestResult& result : runRuleTests(knowledge)) {
        INFO(result.rule->id << ": " << result.test->name);
        CHECK(result.failure.empty());
    }
    const MutationScore score = mutateRules(knowledge);
    CHECK(score.killed == 30);
    CHECK(score.survivors.empty());
    CHECK(score.share() == 1);
}

TEST_CASE("each planted fault is found with exactly the code and place that are expected",
          "[prover]")
{
    CHECK(unprovenPacks().size() >= 30);
    for (const std::string& name : unprovenPacks()) {
        DYNAMIC_SECTION(name)
        {
            const std::shared_ptr<const Knowledge> knowledge =
                soundPackWith(filesBelow(std::string(kUnproven) + "/" + name));
            INFO(describe(provePacks(knowledge).diagnostics));
            CHECK(faultsOf(knowledge) == expectedFaults(name));
        }
    }
}

TEST_CASE("each code of the prover has a pack that shows it", "[prover]")
{
    std::set<std::string> shown;
    for (const std::string& name : unprovenPacks()) {
        for (const std::string& line : expectedFaults(name)) {
            shown.insert(line.substr(0, line.find(' ')));
        }
    }
    // Remarks, which refuse nothing; tested below.
    const std::set<std::string> elsewhere{"not-proven", "options-alike", "answer-only-compared"};
    const std::set<std::string> known = codesInSources();
    CHECK(known.size() > 10);
    for (const std::string& code : known) {
        INFO(code);
        CHECK((shown.contains(code) || elsewhere.contains(code)));
    }
}

TEST_CASE("every message of the prover is one line about the fault", "[prover]")
{
    for (const std::string& name : unprovenPacks()) {
        const std::shared_ptr<const Knowledge> knowledge =
            soundPackWith(filesBelow(std::string(kUnproven) + "/" + name));
        for (const Diagnostic& diagnostic : provePacks(knowledge).diagnostics) {
            INFO(diagnostic.message);
            CHECK(diagnostic.message.size() > 15);
            CHECK(diagnostic.message.find('\n') == std::string::npos);
            CHECK(isKebabCase(diagnostic.code));
        }
    }
}

TEST_CASE("a proof is the same each time", "[prover]")
{
    const auto knowledge = soundPackWith(filesBelow(std::string(kUnproven) + "/rules-agree"));
    CHECK(provePacks(knowledge).diagnostics == provePacks(knowledge).diagnostics);
}

TEST_CASE("a survivor is told with facts that show it", "[prover]")
{
    const auto knowledge =
        soundPackWith(filesBelow(std::string(kUnproven) + "/survivor-threshold"));
    const MutationScore score = mutateRules(knowledge);
    REQUIRE(score.survivors.size() == 1);
    const Survivor& survivor = score.survivors.front();
    CHECK(survivor.rule->id == "fault");
    CHECK(survivor.what == "4 one lower");
    CHECK(survivor.witness == "fabric.uplinks: 3");
    CHECK(survivor.was == "fail");
    CHECK(survivor.becomes == "pass");
    CHECK(score.share() < 1);
}

TEST_CASE("options that nothing tells apart are remarked, not refused", "[prover]")
{
    const auto knowledge = soundPackWith(
        {{"more-attributes.yaml",
          "attributes:\n"
          "  - id: fabric.size\n"
          "    type: choice\n"
          "    options: [{ id: small, title: S }, { id: middle, title: M }, { id: large, title: L "
          "}]\n"
          "    title: Size\n"
          "    help: How large it is.\n"
          "    source: { judgement: true, rationale: Three will do. }\n"},
         {"more-questions.yaml",
          "questions:\n"
          "  - id: fabric-size\n"
          "    attribute: fabric.size\n"
          "    text: How large is it?\n"
          "    why: Large ones need more.\n"
          "    role: network\n"
          "    ask_when: fabric.uplinks > 4\n"},
         {"rules/size.yaml",
          replaced(readFile(std::string(kUnproven) + "/survivor-sign/rules/fault.yaml"),
                   "fabric.uplinks >= 4",
                   "fabric.size == 'large' || fabric.downlinks > 8")}});
    const Proof proof = provePacks(knowledge);
    INFO(describe(proof.diagnostics));
    REQUIRE(proof.diagnostics.size() == 1);
    const Diagnostic& remark = proof.diagnostics.front();
    CHECK(remark.severity == DiagnosticSeverity::Warning);
    CHECK(remark.code == "options-alike");
    CHECK(remark.message == "no result tells \"middle\" from \"small\" of fabric.size");
    CHECK(toString(remark.where) == "more-questions.yaml:2:9");
    CHECK(proof.notProven == 0);
}

TEST_CASE("an answer that only contradicts what is computed is remarked, not refused", "[prover]")
{
    const auto knowledge = soundPackWith(
        {{"more-attributes.yaml",
          "attributes:\n"
          "  - id: fabric.even\n"
          "    type: boolean\n"
          "    computed: fabric.oversubscription <= 1.0\n"
          "    title: Even\n"
          "    help: As many uplinks as ports.\n"
          "    source: { judgement: true, rationale: By definition. }\n"},
         {"more-questions.yaml",
          "questions:\n"
          "  - id: fabric-even\n"
          "    attribute: fabric.even\n"
          "    text: Are there as many uplinks as ports?\n"
          "    why: It is compared with the numbers.\n"
          "    role: network\n"},
         {"rules/even.yaml",
          replaced(readFile(std::string(kUnproven) + "/survivor-sign/rules/fault.yaml"),
                   "This was found.",
                   "Even: {fabric.even}.")}});
    const Proof proof = provePacks(knowledge);
    INFO(describe(proof.diagnostics));
    REQUIRE(proof.diagnostics.size() == 1);
    CHECK(proof.diagnostics.front().severity == DiagnosticSeverity::Warning);
    CHECK(proof.diagnostics.front().code == "answer-only-compared");
    CHECK(toString(proof.diagnostics.front().where) == "more-questions.yaml:2:9");
}

TEST_CASE("what a sample cannot decide is said and counted", "[prover]")
{
    const auto knowledge = soundPackWith(
        {{"rules/many.yaml",
          replaced(readFile(std::string(kUnproven) + "/survivor-sign/rules/fault.yaml"),
                   "fabric.uplinks >= 4",
                   "(fabric.uplinks * 3 < fabric.downlinks * 7 && fabric.oversubscription < 9.0 && "
                   "fabric.port_speed > q('7 Gb/s')) || workloads.exists(w, w.must_run && "
                   "w.class == 'training' && w.owner != 'x' && w.fabric.uplinks > 9 && "
                   "(w.must_run || w.fabric.uplinks > 8))")}});
    const Proof proof = provePacks(knowledge);
    INFO(describe(proof.diagnostics));
    CHECK(proof.notProven == 1);
    REQUIRE(proof.diagnostics.size() == 1);
    CHECK(proof.diagnostics.front().severity == DiagnosticSeverity::Warning);
    CHECK(proof.diagnostics.front().code == "not-proven");
}
