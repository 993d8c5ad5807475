// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/assessment.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "random_client.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

constexpr double kRounding = 1e-9;

bool inside(ScoreRange inner, ScoreRange outer)
{
    return inner.low >= outer.low - kRounding && inner.high <= outer.high + kRounding;
}

std::set<FactKey> openInputs(const Assessment& assessment)
{
    std::set<FactKey> open;
    for (const Finding& finding : assessment.findings) {
        open.insert(finding.missing.begin(), finding.missing.end());
    }
    for (const WorkloadScore& workload : assessment.workloads) {
        const std::vector<FactKey> missing = missingOf(assessment, workload);
        open.insert(missing.begin(), missing.end());
    }
    return open;
}

void answer(FactBase& facts, const FactKey& key, const Value& value)
{
    Fact fact;
    fact.value = value;
    fact.origin = Origin::Measured;
    facts.load(key, {fact});
}

/// Answers every attribute that has no fact, so that nothing is open any more.
FactBase completed(std::mt19937& random, const Knowledge& knowledge, const FactBase& facts)
{
    FactBase complete = facts;
    for (const auto& [key, subject] : facts.subjects()) {
        for (const Attribute& attribute : knowledge.attributes) {
            const FactKey fact{key, attribute.id};
            if (attribute.kind == key.kind && attribute.computed.empty() &&
                facts.facts(fact).empty()) {
                answer(complete, fact, randomValue(random, attribute, facts));
            }
        }
    }
    return complete;
}

const Finding* find(const Assessment& assessment, const Finding& like)
{
    for (const Finding& finding : assessment.findings) {
        if (finding.rule->id == like.rule->id && finding.subject == like.subject) {
            return &finding;
        }
    }
    return nullptr;
}

void checkBounded(ScoreRange range)
{
    REQUIRE(range.low >= 0);
    REQUIRE(range.low <= range.high);
    REQUIRE(range.high <= 1);
}

/// Every range of `after` lies inside that of `before`.
void checkNarrower(const Assessment& before, const Assessment& after)
{
    for (std::size_t i = 0; i < before.findings.size(); ++i) {
        const Finding& a = before.findings[i];
        const Finding& b = after.findings[i];
        if (b.applies == Truth::True) {
            REQUIRE(a.applies != Truth::False);
            INFO(a.rule->id << " " << a.subject.text());
            REQUIRE(inside(b.score, a.score));
        }
        if (a.status == Status::Pass || a.status == Status::Fail) {
            REQUIRE(b.status == a.status);
        }
    }
    for (std::size_t d = 0; d < before.dimensions.size(); ++d) {
        if (after.dimensions[d].applies == Truth::True) {
            REQUIRE(before.dimensions[d].applies != Truth::False);
            REQUIRE(inside(after.dimensions[d].score, before.dimensions[d].score));
        }
    }
    for (std::size_t w = 0; w < before.workloads.size(); ++w) {
        REQUIRE(inside(after.workloads[w].score, before.workloads[w].score));
    }
    REQUIRE(inside(after.site.score, before.site.score));
}

} // namespace

TEST_CASE("scores are bounded and a client without answers is wholly open", "[assessment]")
{
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        const auto knowledge = randomKnowledge(random, 6 + random() % 6);
        const Assessment nothing = assess(knowledge, randomClient(random, *knowledge, 0));
        CHECK(nothing.coverage == 0);
        for (const Finding& finding : nothing.findings) {
            if (finding.rule->curve == std::nullopt && finding.applies == Truth::True) {
                REQUIRE(finding.score == ScoreRange{0, 1});
            }
        }
        for (const double share : {0.3, 0.7, 1.0}) {
            const Assessment assessment =
                assess(knowledge, randomClient(random, *knowledge, share));
            checkBounded(assessment.site.score);
            for (const DimensionScore& dimension : assessment.dimensions) {
                checkBounded(dimension.score);
            }
            for (const WorkloadScore& workload : assessment.workloads) {
                checkBounded(workload.score);
                checkBounded(workload.uncapped);
            }
        }
    }
}

TEST_CASE("every completion of the open answers lies inside the ranges and the possible verdicts",
          "[assessment]")
{
    std::mt19937 random(12);
    for (int round = 0; round < 120; ++round) {
        const auto knowledge = randomKnowledge(random, 5 + random() % 8);
        const FactBase facts =
            randomClient(random, *knowledge, 0.2 + 0.2 * static_cast<double>(random() % 4));
        const Assessment open = assess(knowledge, facts);
        for (int completion = 0; completion < 12; ++completion) {
            const Assessment full = assess(knowledge, completed(random, *knowledge, facts));
            checkNarrower(open, full);
            for (std::size_t w = 0; w < open.workloads.size(); ++w) {
                const VerdictResult& before = open.workloads[w].verdict;
                const Verdict after = full.workloads[w].verdict.verdict;
                INFO(toString(before.verdict)
                     << " " << toString(before.worst) << " " << toString(before.best) << " -> "
                     << toString(after));
                REQUIRE(after >= before.worst);
                REQUIRE(after <= before.best);
                REQUIRE((!before.settled || after == before.verdict));
            }
            REQUIRE(full.site.verdict.verdict >= open.site.verdict.worst);
            REQUIRE(full.site.verdict.verdict <= open.site.verdict.best);
            REQUIRE((!open.site.verdict.settled ||
                     full.site.verdict.verdict == open.site.verdict.verdict));
        }
    }
}

TEST_CASE("answering one open question never widens a range or undecides a rule", "[assessment]")
{
    std::mt19937 random(13);
    for (int round = 0; round < 100; ++round) {
        const auto knowledge = randomKnowledge(random, 5 + random() % 8);
        FactBase facts = randomClient(random, *knowledge, 0.3);
        Assessment before = assess(knowledge, facts);
        for (int step = 0; step < 6; ++step) {
            const std::set<FactKey> open = openInputs(before);
            std::vector<FactKey> unanswered;
            std::copy_if(open.begin(),
                         open.end(),
                         std::back_inserter(unanswered),
                         [&](const FactKey& key) { return facts.hasSubject(key.subject); });
            if (unanswered.empty()) {
                break;
            }
            const FactKey key = unanswered[random() % unanswered.size()];
            answer(facts, key, randomValue(random, knowledge->attribute(key.attribute), facts));
            const Assessment after = assess(knowledge, facts);
            checkNarrower(before, after);
            before = after;
        }
    }
}

TEST_CASE("a certain blocker caps at 39, a possible one lets the lower end fall there",
          "[assessment]")
{
    std::mt19937 random(14);
    int certain = 0;
    int possible = 0;
    for (int round = 0; round < 150; ++round) {
        const auto knowledge = randomKnowledge(random, 10);
        const Assessment assessment = assess(knowledge, randomClient(random, *knowledge, 0.6));
        for (const WorkloadScore& workload : assessment.workloads) {
            for (const std::size_t index : workload.findings) {
                const Finding& finding = assessment.findings[index];
                if (finding.rule->gate != Gate::Blocker) {
                    continue;
                }
                const bool own =
                    finding.subject == workload.subject || finding.subject.kind == "site";
                if (finding.gate == GateState::Fails && own) {
                    ++certain;
                    REQUIRE(workload.score.high <= 0.39);
                    REQUIRE(workload.verdict.verdict == Verdict::NotReady);
                }
                if (finding.gate == GateState::MayFail || finding.gate == GateState::Fails) {
                    ++possible;
                    REQUIRE(workload.score.low <= 0.39);
                }
            }
        }
    }
    CHECK(certain > 10);
    CHECK(possible > 10);
}

TEST_CASE("removing a gate never lowers a bound", "[assessment]")
{
    std::mt19937 random(15);
    for (int round = 0; round < 60; ++round) {
        std::vector<PackFile> files = randomPack(random, 8);
        const auto gated = loaded(files);
        for (PackFile& file : files) {
            for (const std::string_view gate : {"gate: major", "gate: blocker"}) {
                const std::size_t at = file.content.find(gate);
                if (at != std::string::npos) {
                    file.content.replace(at, gate.size(), "gate: none");
                }
            }
        }
        const auto free = loaded(files);
        const FactBase facts = randomClient(random, *gated, 0.6);
        const Assessment a = assess(gated, facts);
        const Assessment b = assess(free, facts);
        for (std::size_t w = 0; w < a.workloads.size(); ++w) {
            REQUIRE(b.workloads[w].score.low >= a.workloads[w].score.low);
            REQUIRE(b.workloads[w].score.high >= a.workloads[w].score.high);
        }
    }
}

TEST_CASE("the order of files changes nothing", "[assessment]")
{
    std::mt19937 random(16);
    for (int round = 0; round < 20; ++round) {
        std::vector<PackFile> files = randomPack(random, 8);
        const auto first = loaded(files);
        std::reverse(files.begin(), files.end());
        const auto second = loaded(files);
        const FactBase facts = randomClient(random, *first, 0.5);
        const Assessment a = assess(first, facts);
        const Assessment b = assess(second, facts);
        REQUIRE(a.site.score == b.site.score);
        for (std::size_t w = 0; w < a.workloads.size(); ++w) {
            REQUIRE(a.workloads[w].score == b.workloads[w].score);
        }
        for (const Finding& finding : a.findings) {
            REQUIRE(find(b, finding) != nullptr);
            REQUIRE(find(b, finding)->score == finding.score);
        }
    }
}

TEST_CASE("writing an answer in another unit changes nothing", "[assessment]")
{
    std::mt19937 random(17);
    const auto knowledge = randomKnowledge(random, 10);
    FactBase a = randomClient(random, *knowledge, 0.5);
    FactBase b = a;
    const FactKey key{{"fabric", "f0"}, "fabric.speed"};
    const Attribute& attribute = knowledge->attribute("fabric.speed");
    answer(a, key, parseValue(attribute, "800 Gb/s"));
    answer(b, key, parseValue(attribute, "0.1 TB/s"));
    const Assessment x = assess(knowledge, a);
    const Assessment y = assess(knowledge, b);
    CHECK(x.site.score == y.site.score);
    for (std::size_t i = 0; i < x.findings.size(); ++i) {
        CHECK(x.findings[i].score == y.findings[i].score);
    }
}

TEST_CASE("a waiver changes the status and no number, an expired one changes nothing",
          "[assessment]")
{
    std::mt19937 random(18);
    int waived = 0;
    for (int round = 0; round < 30; ++round) {
        const auto knowledge = randomKnowledge(random, 8);
        const FactBase facts = randomClient(random, *knowledge, 0.9);
        const Assessment plain = assess(knowledge, facts);
        for (const Finding& finding : plain.findings) {
            FactBase accepted = facts;
            Waiver waiver;
            waiver.rule = finding.rule->id;
            waiver.subject = finding.subject;
            waiver.reason = "accepted";
            waiver.expires = 100;
            accepted.load(waiver);
            const Assessment now = assess(knowledge, accepted, {50, ""});
            const Assessment later = assess(knowledge, accepted, {101, ""});
            REQUIRE(now.site.score == plain.site.score);
            REQUIRE(now.site.verdict == plain.site.verdict);
            REQUIRE(find(later, finding)->waiver == WaiverState::Expired);
            REQUIRE(later.site.verdict == plain.site.verdict);
            const bool moot =
                finding.status == Status::Pass || finding.status == Status::NotApplicable;
            REQUIRE(find(now, finding)->waiver ==
                    (moot ? WaiverState::Stale : WaiverState::Waived));
            waived += moot ? 0 : 1;
        }
    }
    CHECK(waived > 10);
}

TEST_CASE("a workload lies between its weakest dimension and their mean, before caps",
          "[assessment]")
{
    std::mt19937 random(19);
    for (int round = 0; round < 60; ++round) {
        const auto knowledge = randomKnowledge(random, 9);
        std::mt19937 filling(static_cast<unsigned>(round));
        const FactBase facts = completed(filling, *knowledge, randomClient(random, *knowledge, 1));
        const Assessment assessment = assess(knowledge, facts);
        for (const WorkloadScore& workload : assessment.workloads) {
            double weakest = 1;
            double sum = 0;
            double weight = 0;
            for (const DimensionScore& dimension : workload.dimensions) {
                if (dimension.applies == Truth::True) {
                    weakest = std::min(weakest, dimension.score.low);
                    sum += dimension.weight * dimension.score.low;
                    weight += dimension.weight;
                }
            }
            if (weight > 0) {
                REQUIRE(workload.uncapped.low >= weakest - kRounding);
                REQUIRE(workload.uncapped.low <= sum / weight + kRounding);
            }
        }
    }
}

TEST_CASE("full information leaves no width beyond what claims cost", "[assessment]")
{
    std::mt19937 random(20);
    for (int round = 0; round < 40; ++round) {
        const auto knowledge = randomKnowledge(random, 8);
        FactBase facts = randomClient(random, *knowledge, 0);
        facts = completed(random, *knowledge, facts);
        const Assessment assessment = assess(knowledge, facts);
        CHECK(assessment.site.score.width() < kRounding);
        CHECK(assessment.site.verdict.settled);
        for (const Finding& finding : assessment.findings) {
            CHECK(finding.missing.empty());
            CHECK(finding.score.width() < kRounding);
        }
    }
}
