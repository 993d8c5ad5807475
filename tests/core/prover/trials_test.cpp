// SPDX-License-Identifier: Apache-2.0
#include "core/prover/trials.h"

#include <set>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

struct Loaded
{
    std::shared_ptr<const Knowledge> knowledge;
    Formula formula;
};

Loaded loadedWith(std::string_view requirement)
{
    const LoadedKnowledge loaded =
        loadKnowledge(minimalPackWith("rules/workload-owner.yaml",
                                      "requirement: workload.owner != 'nobody'",
                                      "requirement: " + std::string(requirement)));
    INFO(describe(loaded.diagnostics));
    REQUIRE(loaded.knowledge != nullptr);
    Formula formula = asFormula(*loaded.knowledge->findRule("workload-owner"));
    formula.appliesWhen = {};
    return {loaded.knowledge, formula};
}

std::set<double> numbersTried(const Trials& trials, std::string_view attribute)
{
    std::set<double> numbers;
    for (const ProofVariable& variable : trials.variables()) {
        if (!variable.isScene && variable.slot.attribute->id == attribute) {
            for (const ExprValue& value : variable.values) {
                numbers.insert(numbersOf(value)->low);
            }
        }
    }
    return numbers;
}

} // namespace

TEST_CASE("a count is tried at the ends of its domain, at a threshold and one beside it",
          "[prover]")
{
    const Loaded loaded = loadedWith("workload.fabric.uplinks >= 40");
    const Trials trials(*loaded.knowledge, {loaded.formula}, {});
    CHECK(trials.isComplete());
    const std::set<double> numbers = numbersTried(trials, "fabric.uplinks");
    for (const double number : {1.0, 39.0, 40.0, 41.0, 1024.0}) {
        CHECK(numbers.contains(number));
    }
}

TEST_CASE("a threshold that stands nowhere is found by halving", "[prover]")
{
    const Loaded loaded =
        loadedWith("workload.fabric.uplinks * 3 >= 100 + 2 * workload.fabric.uplinks");
    const Trials trials(*loaded.knowledge, {loaded.formula}, {});
    const std::set<double> numbers = numbersTried(trials, "fabric.uplinks");
    CHECK(numbers.contains(99));
    CHECK(numbers.contains(100));
}

TEST_CASE("options that nothing tells apart are tried once", "[prover]")
{
    const Loaded loaded = loadedWith("workload.fabric.role == 'general'");
    Trials trials(*loaded.knowledge, {loaded.formula}, {});
    REQUIRE(trials.variables().size() == 1);
    CHECK(trials.variables().front().size() == 2);
    CHECK(trials.all().size() == 2);
}

TEST_CASE("a list has no subject, one, or two", "[prover]")
{
    const Loaded loaded = loadedWith("size(fabrics) > 1");
    Trials trials(*loaded.knowledge, {loaded.formula}, {});
    std::set<Status> seen;
    for (const Combination& combination : trials.all()) {
        trials.put(combination);
        seen.insert(trials.outcome(loaded.formula).status);
    }
    CHECK(seen == std::set<Status>{Status::Pass, Status::Fail});
}

TEST_CASE("what is too much to try is sampled, the same each time", "[prover]")
{
    const Loaded loaded = loadedWith(
        "workloads.all(w, w.must_run && w.class == 'training' && w.owner != 'x' && "
        "w.fabric.uplinks * 2 < w.fabric.downlinks * 5 && w.fabric.port_speed > q('1 Gb/s') && "
        "w.fabric.oversubscription < 8.0)");
    const Trials one(*loaded.knowledge, {loaded.formula}, {});
    const Trials other(*loaded.knowledge, {loaded.formula}, {});
    CHECK_FALSE(one.isComplete());
    CHECK(one.all() == other.all());
}

TEST_CASE("computed attributes are free, or follow what they are computed from", "[prover]")
{
    const Loaded loaded = loadedWith("workload.fabric.oversubscription <= 2.0");
    Formula formula = loaded.formula;
    const Trials free(*loaded.knowledge, {formula}, {});
    CHECK(free.variables().size() == 1);
    const Trials followed(*loaded.knowledge, {formula}, {}, Computing::Followed);
    CHECK(followed.variables().size() == 2);
}
