// SPDX-License-Identifier: Apache-2.0
#include "core/prover/mutants.h"

#include <algorithm>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

std::vector<std::string> changesOf(std::string_view requirement)
{
    const LoadedKnowledge loaded =
        loadKnowledge(minimalPackWith("rules/workload-owner.yaml",
                                      "requirement: workload.owner != 'nobody'",
                                      "requirement: \"" + std::string(requirement) + "\""));
    INFO(describe(loaded.diagnostics));
    REQUIRE(loaded.knowledge != nullptr);
    Formula formula = asFormula(*loaded.knowledge->findRule("workload-owner"));
    formula.appliesWhen = {};
    std::vector<std::string> changes;
    for (const Mutant& mutant : mutantsOf(formula)) {
        changes.push_back(mutant.what);
    }
    return changes;
}

} // namespace

TEST_CASE("a comparison gets another sign, and its number moves", "[prover]")
{
    CHECK(changesOf("workload.fabric.uplinks <= 8") ==
          std::vector<std::string>{"< for <=", "> for <=", "8 one lower", "8 one higher"});
    CHECK(changesOf("workload.fabric.port_speed > q('100 Gb/s')") ==
          std::vector<std::string>{
              ">= for >", "<= for >", "q('100 Gb/s') 1 % lower", "q('100 Gb/s') 1 % higher"});
    CHECK(changesOf("workload.owner == 'finance'") == std::vector<std::string>{"!= for =="});
}

TEST_CASE("an option is turned into all others", "[prover]")
{
    CHECK(changesOf("workload.class == 'training'") ==
          std::vector<std::string>{"the opposite of \"workload.class == 'training'\""});
}

TEST_CASE("one of several options is left out, a set has what it lacked", "[prover]")
{
    CHECK(changesOf("workload.class in ['serving', 'training'] && workload.must_run") ==
          std::vector<std::string>{"the opposite of \"workload.class in ['serving', 'training']\"",
                                   "\"serving\" left out",
                                   "\"training\" left out",
                                   "without \"workload.class in ['serving', 'training']\"",
                                   "without \"workload.must_run\""});
    CHECK(changesOf("sites.exists(s, 'macsec' in s.encryption)") ==
          std::vector<std::string>{"the opposite of \"'macsec' in s.encryption\""});
}

TEST_CASE("arms take each other's place, numbers move wherever they stand", "[prover]")
{
    CHECK(changesOf("workload.fabric.uplinks > (workload.must_run ? 8 : 4)") ==
          std::vector<std::string>{"\"8\" never counts",
                                   "\"4\" never counts",
                                   ">= for >",
                                   "<= for >",
                                   "8 one lower",
                                   "8 one higher",
                                   "4 one lower",
                                   "4 one higher"});
}

TEST_CASE("each clause is left out once, whatever their number", "[prover]")
{
    const std::vector<std::string> changes =
        changesOf("workload.must_run || workload.class == 'training' || workload.owner == 'x'");
    CHECK(std::count_if(changes.begin(), changes.end(), [](const std::string& change) {
              return change.starts_with("without ");
          }) == 3);
}

TEST_CASE("a condition is left out and turned round, a curve moves at both ends", "[prover]")
{
    const LoadedKnowledge loaded = loadKnowledge(minimalPack());
    std::vector<std::string> changes;
    for (const Mutant& mutant : mutantsOf(asFormula(*loaded.knowledge->findRule("port-speed")))) {
        changes.push_back(mutant.what);
    }
    CHECK(changes == std::vector<std::string>{"the opposite of \"fabric.role == 'accelerator'\"",
                                              "fail_at 1 % lower",
                                              "fail_at 1 % higher",
                                              "target 1 % lower",
                                              "target 1 % higher",
                                              "without applies_when",
                                              "the opposite of applies_when"});
}

TEST_CASE("a part that is used twice changes in both places", "[prover]")
{
    const LoadedKnowledge loaded =
        loadKnowledge(minimalPackWith("rules/workload-owner.yaml",
                                      "requirement: workload.owner != 'nobody'",
                                      "let:\n  many: workload.fabric.uplinks >= 8\n"
                                      "requirement: many || (!many && workload.must_run)"));
    INFO(describe(loaded.diagnostics));
    REQUIRE(loaded.knowledge != nullptr);
    Formula formula = asFormula(*loaded.knowledge->findRule("workload-owner"));
    formula.appliesWhen = {};
    std::size_t signs = 0;
    for (const Mutant& mutant : mutantsOf(formula)) {
        signs += mutant.what == "> for >=" ? 1U : 0U;
    }
    CHECK(signs == 1);
}
