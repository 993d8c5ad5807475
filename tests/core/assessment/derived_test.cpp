// SPDX-License-Identifier: Apache-2.0
// Results of the demand models as facts, and the flows of workloads over fabrics.
#include "core/assessment/assessment.h"
#include "core/assessment/capacity.h"
#include "core/assessment/fabric_study.h"
#include "core/network/bottleneck.h"
#include "core/network/failures.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <tuple>

#include "shipped_packs.h"
#include "tests/support/catch.h"

namespace netready {

namespace {

const SubjectKey kJob{"workload", "job"};

FactBase client(const std::string& workloadClass)
{
    FactBase facts;
    facts.load(Subject{kJob, "Job"});
    facts.load(Subject{{"fabric", "main"}, "Main"});
    Fact fact;
    fact.value = parseValue(shippedPacks()->attribute("workload.class"), workloadClass);
    facts.load({kJob, "workload.class"}, {fact});
    return facts;
}

Edit say(const FactBase& facts,
         const SubjectKey& subject,
         const std::string& id,
         const std::string& text,
         Origin origin = Origin::Stated)
{
    Fact fact;
    fact.value = parseValue(shippedPacks()->attribute(id), text);
    fact.origin = origin;
    return Edit{"", "", "", {setFact(facts, {subject, id}, fact)}};
}

const FactView& viewOf(const std::vector<FactView>& views, std::string_view id)
{
    const auto found = std::find_if(views.begin(), views.end(), [&](const FactView& view) {
        return view.key == FactKey{kJob, std::string(id)};
    });
    REQUIRE(found != views.end());
    return *found;
}

Measure measureOf(const LiveAssessment& live, const std::string& id)
{
    const std::vector<FactView> views = live.factViews();
    const auto* measure = std::get_if<Measure>(&viewOf(views, id).resolution.value);
    REQUIRE(measure != nullptr);
    return *measure;
}

} // namespace

TEST_CASE("a result of the demand models follows the facts and keeps to what is typical",
          "[assessment][derived]")
{
    FactBase facts = client("full-fine-tuning");
    LiveAssessment live(shippedPacks(), facts);
    const Measure before = measureOf(live, "workload.checkpoint_size");
    CHECK(before.low < before.high);
    const auto tell = [&](const std::string& id, const std::string& text) {
        const Edit edit = say(facts, kJob, id, text);
        facts.apply(edit);
        live.update(edit);
    };
    tell("workload.parameters", "70e9");
    tell("workload.state_per_parameter", "14 B");
    tell("workload.trained_parameters", "70e9");
    const Measure after = measureOf(live, "workload.checkpoint_size");
    CHECK(after.isPoint());
    CHECK(after.low == Approx(70e9 * 14 * 8));
    const std::vector<FactView> views = live.factViews();
    CHECK(viewOf(views, "workload.parameters").typical == nullptr);
    CHECK(viewOf(views, "workload.layers").typical != nullptr);
}

TEST_CASE("what is typical stands in inside the demand models and nowhere else",
          "[assessment][derived]")
{
    const FactBase facts = client("pre-training");
    const LiveAssessment live(shippedPacks(), facts);
    const std::vector<FactView> views = live.factViews();
    const FactView& layers = viewOf(views, "workload.layers");
    CHECK(layers.resolution.knowing == Knowing::NeverAsked);
    CHECK(layers.typical != nullptr);
    const std::vector<WorkloadDemand> demands = live.demands();
    REQUIRE(demands.size() == 1);
    const Interval<double> taken = demands[0].taken.range(Input::Layers);
    const auto* typical = std::get_if<Measure>(&layers.typical->value);
    REQUIRE(typical != nullptr);
    CHECK(taken == Interval<double>(typical->low, typical->high));
}

TEST_CASE("a result that rests on assumptions overrules no claim, one that rests on facts does",
          "[assessment][derived]")
{
    FactBase facts = client("online-inference-disaggregated");
    facts.apply(say(facts, kJob, "workload.kv_per_token", "100 kB"));
    const auto valueNow = [&] {
        return measureOf(LiveAssessment(shippedPacks(), facts), "workload.kv_per_token");
    };
    CHECK(valueNow().high == Approx(100e3 * 8));
    for (const auto& [id, text] : {std::pair("workload.layers", "80"),
                                   std::pair("workload.key_value_heads", "8"),
                                   std::pair("workload.head_width", "128"),
                                   std::pair("workload.bytes_per_cache_element", "2 B")}) {
        facts.apply(say(facts, kJob, id, text));
    }
    CHECK(valueNow().high == Approx(327680.0 * 8));
    const Assessment assessment = assess(shippedPacks(), facts);
    CHECK(std::any_of(assessment.contradictions.begin(),
                      assessment.contradictions.end(),
                      [](const Contradiction& contradiction) {
                          return contradiction.key.attribute == "workload.kv_per_token";
                      }));
}

TEST_CASE("a layout that needs more accelerators than there are is told, not computed",
          "[assessment][derived]")
{
    FactBase facts = client("pre-training");
    facts.apply(say(facts, kJob, "workload.accelerators", "16"));
    REQUIRE(LiveAssessment(shippedPacks(), facts).demands()[0].problem.empty());
    const auto knowledge = shippedPacks();
    std::string tensor;
    for (const Attribute& attribute : knowledge->attributes) {
        tensor = attribute.symbol == "t" ? attribute.id : tensor;
    }
    facts.apply(say(facts, kJob, tensor, "32"));
    CHECK(LiveAssessment(knowledge, facts).demands()[0].problem ==
          "n: the degrees t p c need at least 32 accelerators");
}

TEST_CASE("after any edits of inputs the demand equals that of a fresh assessment",
          "[assessment][derived]")
{
    std::mt19937 random(7);
    FactBase facts = client("agentic");
    LiveAssessment live(shippedPacks(), facts);
    std::vector<const Attribute*> inputs;
    for (const Attribute& attribute : shippedPacks()->attributes) {
        if (attribute.isNumber() && !attribute.symbol.empty()) {
            inputs.push_back(&attribute);
        }
    }
    for (int i = 0; i < 60; ++i) {
        const Attribute& attribute = *inputs[random() % inputs.size()];
        Fact fact;
        const double share = static_cast<double>(random() % 1000) / 1000;
        double value = attribute.domainLow + (attribute.domainHigh - attribute.domainLow) * share;
        value = attribute.type == AttributeType::Count ? std::floor(value) : value;
        fact.value = Measure{value, value, attribute.dimension, Currency::None, attribute.unit};
        const Edit edit{"", "", "", {setFact(facts, {kJob, attribute.id}, fact)}};
        facts.apply(edit);
        live.update(edit);
        const LiveAssessment fresh(shippedPacks(), facts);
        const WorkloadDemand now = live.demands()[0];
        const WorkloadDemand then = fresh.demands()[0];
        INFO(attribute.id);
        REQUIRE(now.problem == then.problem);
        REQUIRE(now.demand.flows.size() == then.demand.flows.size());
        for (std::size_t f = 0; f < now.demand.flows.size(); ++f) {
            REQUIRE(now.demand.flows[f].burst.range() == then.demand.flows[f].burst.range());
        }
        REQUIRE(live.siteScore() == fresh.siteScore());
    }
}

TEST_CASE("a fabric is loaded only when its switches are known, and fuller with fewer uplinks",
          "[assessment][derived]")
{
    FactBase facts = client("full-fine-tuning");
    const SubjectKey fabric{"fabric", "main"};
    const auto load = [&] { return fabricLoads(LiveAssessment(shippedPacks(), facts)).at(0); };
    CHECK_FALSE(load().kind);
    CHECK(load().missing.size() == 7);
    for (const auto& [id, text] : {std::pair("fabric.role", "accelerator"),
                                   std::pair("fabric.tiers", "2"),
                                   std::pair("fabric.leaf_count", "16"),
                                   std::pair("fabric.spine_count", "4"),
                                   std::pair("fabric.leaf_downlinks", "16"),
                                   std::pair("fabric.leaf_downlink_speed", "400 Gb/s"),
                                   std::pair("fabric.leaf_uplinks", "16"),
                                   std::pair("fabric.leaf_uplink_speed", "400 Gb/s")}) {
        facts.apply(say(facts, fabric, id, text));
    }
    for (const auto& [id, text] : {std::pair("workload.accelerators", "64"),
                                   std::pair("workload.accelerators_per_server", "8"),
                                   std::pair("workload.nic_speed", "400 Gb/s"),
                                   std::pair("workload.nics_per_accelerator", "1")}) {
        facts.apply(say(facts, kJob, id, text));
    }
    const auto headroom = [&] { return capacities(shippedPacks(), facts).at(0); };
    const Capacity roomy = headroom();
    CHECK(roomy.size.attribute == "workload.accelerators");
    CHECK(roomy.sure.factor <= roomy.possible.factor);
    // 16 leaves of 16 ports hold 256 accelerators with a port each, four times as many as there
    // are.
    CHECK(roomy.possible.factor == Approx(4).epsilon(0.03));
    CHECK(roomy.possible.limit.find("256") != std::string::npos);
    const auto harshest = [&] {
        const FabricLoad now = load();
        INFO(now.problem);
        REQUIRE(now.kind);
        REQUIRE(now.harsh);
        const auto of = [](const FabricCase& end) {
            const NetworkLoad network = end.network();
            return bottleneck(fullestByTier(network.topology(),
                                            network.loads(),
                                            {Moment::Burst, end.efficiency}))
                ->utilisation;
        };
        CHECK(of(*now.kind) <= of(*now.harsh));
        return of(*now.harsh);
    };
    const double wide = harshest();
    CHECK(wide >= 1);
    facts.apply(say(facts, fabric, "fabric.leaf_uplinks", "4"));
    CHECK(harshest() >= 3 * wide);
    CHECK(headroom().sure.factor <= roomy.sure.factor);
}

TEST_CASE("what is not known of a fabric or of another workload fits nothing surely",
          "[assessment][derived]")
{
    FactBase facts = client("full-fine-tuning");
    const auto first = [&] { return capacities(shippedPacks(), facts).at(0); };
    // Nothing is known of the switches.
    CHECK(first().sure.factor == 0);
    CHECK(first().sure.limit.find("fabric/main") != std::string::npos);
    CHECK(first().possible.isOpen);
    const SubjectKey fabric{"fabric", "main"};
    for (const auto& [id, text] : {std::pair("fabric.role", "accelerator"),
                                   std::pair("fabric.tiers", "2"),
                                   std::pair("fabric.leaf_count", "16"),
                                   std::pair("fabric.spine_count", "16"),
                                   std::pair("fabric.leaf_downlinks", "16"),
                                   std::pair("fabric.leaf_downlink_speed", "400 Gb/s"),
                                   std::pair("fabric.leaf_uplinks", "16"),
                                   std::pair("fabric.leaf_uplink_speed", "800 Gb/s")}) {
        facts.apply(say(facts, fabric, id, text));
    }
    // A second workload of which even the class is open uses the same fabric.
    facts.load(Subject{{"workload", "other"}, "Other"});
    const FabricLoad load = fabricLoads(LiveAssessment(shippedPacks(), facts)).at(0);
    CHECK(load.notCounted == std::vector<SubjectKey>{{"workload", "other"}});
    CHECK(first().sure.factor == 0);
    CHECK(first().sure.limit.find("workload/other") != std::string::npos);
}

namespace {

const SubjectKey kFabric{"fabric", "main"};

/// A job of 64 accelerators on a fabric of four leaves and two spines of which all is known.
FactBase loadedClient()
{
    FactBase facts = client("full-fine-tuning");
    for (const auto& [id, text] : {std::pair("fabric.role", "accelerator"),
                                   std::pair("fabric.tiers", "2"),
                                   std::pair("fabric.leaf_count", "4"),
                                   std::pair("fabric.spine_count", "2"),
                                   std::pair("fabric.leaf_downlinks", "32"),
                                   std::pair("fabric.leaf_downlink_speed", "400 Gb/s"),
                                   std::pair("fabric.leaf_uplinks", "16"),
                                   std::pair("fabric.leaf_uplink_speed", "400 Gb/s"),
                                   std::pair("fabric.load_balancing", "per-packet"),
                                   std::pair("fabric.rails", "1"),
                                   std::pair("fabric.planes", "1"),
                                   std::pair("fabric.leaf_homing", "1"),
                                   std::pair("fabric.switch_feeds", "both")}) {
        facts.apply(say(facts, kFabric, id, text));
    }
    for (const auto& [id, text] : {std::pair("workload.accelerators", "64"),
                                   std::pair("workload.accelerators_per_server", "8"),
                                   std::pair("workload.nic_speed", "400 Gb/s"),
                                   std::pair("workload.nics_per_accelerator", "1")}) {
        facts.apply(say(facts, kJob, id, text));
    }
    return facts;
}

/// The range that stands for a number of the fabric.
Interval<double> numberOf(const LiveAssessment& live, const std::string& id)
{
    for (const FactView& view : live.factViews()) {
        if (view.key == FactKey{kFabric, "fabric." + id}) {
            INFO(id << " " << toString(view.resolution.value));
            const auto* measure = std::get_if<Measure>(&view.resolution.value);
            REQUIRE(measure != nullptr);
            return {measure->low, measure->high};
        }
    }
    FAIL("no " << id);
    return Interval<double>(0.0);
}

double fullestOf(const FabricCase& end, Moment moment)
{
    const NetworkLoad network = end.network();
    return bottleneck(fullestByTier(network.topology(), network.loads(), {moment, end.efficiency}))
        ->utilisation;
}

} // namespace

TEST_CASE("the loads of a fabric are facts of it", "[assessment][derived]")
{
    FactBase facts = loadedClient();
    LiveAssessment live(shippedPacks(), facts);
    const FabricLoad load = fabricLoads(live).at(0);
    REQUIRE(load.kind);
    REQUIRE(load.harsh);
    CHECK(numberOf(live, "link_mean") == Interval<double>(fullestOf(*load.kind, Moment::Mean),
                                                          fullestOf(*load.harsh, Moment::Mean)));
    CHECK(numberOf(live, "link_burst").high() == fullestOf(*load.harsh, Moment::Burst));
    CHECK(numberOf(live, "ports_needed") == Interval<double>(64.0));
    CHECK(numberOf(live, "bisection_share") == Interval<double>(0.5));
    // Without one of two spines the links to the other carry twice as much.
    const Interval<double> whole = numberOf(live, "uplink_mean");
    const Interval<double> broken = numberOf(live, "link_mean_one_lost");
    CHECK(broken.high() == Approx(std::max(2 * whole.high(), numberOf(live, "link_mean").high())));

    const ExplanationNode why = explain(live, "fabric-link-load", kFabric);
    const auto mentions =
        [](const ExplanationNode& node, const std::string& text, auto&& self) -> bool {
        return node.label.find(text) != std::string::npos ||
               std::any_of(node.parts.begin(), node.parts.end(), [&](const ExplanationNode& part) {
                   return self(part, text, self);
               });
    };
    CHECK(mentions(why, "fabric/main.leaf_uplinks", mentions));
    CHECK(mentions(why, "workload/job", mentions));
}

namespace {

/// Share of its rate that the host that is hit hardest keeps in any of some failures.
double leastKept(const ClosShape& shape, const std::vector<Failure>& failures)
{
    const Topology topology = closTopology(shape);
    double least = 1;
    for (const Failure& failure : failures) {
        const std::vector<std::uint32_t> left = cablesLeft(topology, failure);
        std::map<std::uint32_t, std::pair<double, double>> hosts; // kept and all
        for (std::size_t i = 0; i < topology.links.size(); ++i) {
            const Link& link = topology.links[i];
            if (link.reachesEndpoint()) {
                auto& [kept, all] = hosts[link.a.index / shape.rails];
                kept += left[i] * link.speed.base();
                all += link.capacity().base();
            }
        }
        for (const auto& [host, rate] : hosts) {
            least = std::min(least, rate.first / rate.second);
        }
    }
    return least;
}

} // namespace

TEST_CASE("what a server keeps without a leaf or a feed is what the topology says",
          "[assessment][derived]")
{
    for (const auto& [planes, homing, rails] : {std::tuple(1U, 1U, 1U),
                                                std::tuple(2U, 1U, 1U),
                                                std::tuple(1U, 2U, 1U),
                                                std::tuple(1U, 1U, 4U),
                                                std::tuple(2U, 2U, 4U)}) {
        ClosShape shape;
        shape.planes = planes;
        shape.leavesPerEndpoint = homing;
        shape.rails = rails;
        shape.leaves = 2 * homing * rails;
        shape.spines = 2;
        shape.leafUplinks = 2;
        shape.endpointsPerLeaf = 4;
        shape.endpoints = 8 * rails;
        shape.endpointSpeed = gigabitsPerSecond(100);
        shape.leafUplinkSpeed = gigabitsPerSecond(200);
        std::vector<Failure> leaves = switchFailures(closTopology(shape));
        std::erase_if(leaves, [](const Failure& failure) {
            return failure.name.find("leaf") == std::string::npos;
        });
        FactBase facts = loadedClient();
        for (const auto& [id, text] : {std::pair("fabric.planes", std::to_string(planes)),
                                       std::pair("fabric.leaf_homing", std::to_string(homing)),
                                       std::pair("fabric.rails", std::to_string(rails)),
                                       std::pair("fabric.switch_feeds", std::string("split"))}) {
            facts.apply(say(facts, kFabric, id, text));
        }
        INFO(planes << " planes, " << homing << " leaves, " << rails << " rails");
        const LiveAssessment live(shippedPacks(), facts);
        CHECK(numberOf(live, "rate_leaf_lost").low() == Approx(leastKept(shape, leaves)));
        if (rails == 1) { // rails on feeds by turns keep half, which the formula leaves out
            CHECK(numberOf(live, "rate_feed_lost").low() ==
                  Approx(leastKept(shape, feedFailures(closTopology(shape)))));
        }
    }
}

TEST_CASE("a lost plane or feed doubles the load of what is left", "[assessment][derived]")
{
    const auto lost = [](const std::string& id, const std::string& text, const char* portSpeed) {
        FactBase facts = loadedClient();
        facts.apply(say(facts, kFabric, "fabric.spine_count", "8"));
        facts.apply(say(facts, kFabric, "fabric.leaf_count", "16"));
        facts.apply(say(facts, kFabric, "fabric.leaf_downlinks", "128"));
        facts.apply(say(facts, kFabric, "fabric.leaf_downlink_speed", portSpeed));
        facts.apply(say(facts, kJob, "workload.accelerators", "384"));
        facts.apply(say(facts, kFabric, "fabric.leaf_homing", "2"));
        facts.apply(say(facts, kFabric, "fabric.switch_feeds", "both"));
        facts.apply(say(facts, kFabric, id, text));
        const LiveAssessment live(shippedPacks(), facts);
        return numberOf(live, "link_mean_one_lost").high() / numberOf(live, "uplink_mean").high();
    };
    CHECK(lost("fabric.planes", "2", "100 Gb/s") == Approx(2));
    CHECK(lost("fabric.switch_feeds", "split", "200 Gb/s") >= 2);
}

TEST_CASE("the worst loss of a kind is that of all elements tried", "[assessment][derived]")
{
    FactBase facts = loadedClient();
    facts.apply(say(facts, kFabric, "fabric.leaf_homing", "1"));
    const LiveAssessment live(shippedPacks(), facts);
    const FabricLoad load = fabricLoads(live).at(0);
    REQUIRE(load.harsh);
    const LaidOut laid(*load.harsh);
    for (const LossKind kind : kLossKinds) {
        const std::vector<Failure> failures = failuresOf(laid, kind);
        const auto worst = worstLoss(laid, failures, Moment::Burst);
        INFO(toString(kind));
        REQUIRE(worst.has_value() == !failures.empty());
        for (const Failure& failure : failures) {
            const FailureEffect effect =
                effectOf(laid.network, failure, {Moment::Burst, load.harsh->efficiency});
            CHECK(effect.lost <= worst->effect.lost);
        }
    }
    CHECK(worstLoss(laid, failuresOf(laid, LossKind::Leaf), Moment::Burst)->stopsJob);
    CHECK_FALSE(worstLoss(laid, failuresOf(laid, LossKind::Spine), Moment::Burst)->stopsJob);
    CHECK_FALSE(worstLoss(
        laid, failuresOf(laid, LossKind::Spine), Moment::Burst, [](std::size_t) { return false; }));
}

TEST_CASE("the switches of a fabric are known without a workload on it", "[assessment][derived]")
{
    FactBase facts = loadedClient();
    const LiveAssessment before(shippedPacks(), facts);
    const FabricShapes used = fabricShapes(before, kFabric);
    REQUIRE(used.kind);
    CHECK(*used.kind == fabricLoads(before).at(0).kindShape);
    facts.apply(say(facts, kJob, "workload.fabric", "not known"));
    facts.apply(say(facts, kFabric, "fabric.leaf_count", "not known"));
    const FabricShapes open = fabricShapes(LiveAssessment(shippedPacks(), facts), kFabric);
    CHECK_FALSE(open.kind);
    CHECK(open.missing == std::vector<FactKey>{{kFabric, "fabric.leaf_count"}});
}

TEST_CASE("phases add what begins by then and what grows", "[assessment][derived]")
{
    FactBase facts = loadedClient();
    facts.apply(say(facts, kJob, "workload.growth_next_year", "2"));
    facts.apply(say(facts, kJob, "workload.growth_year_3", "1..3"));
    facts.load(Subject{{"workload", "later"}, "Later"});
    const SubjectKey later{"workload", "later"};
    for (const auto& [id, text] : {std::pair("workload.class", "full-fine-tuning"),
                                   std::pair("workload.phase", "year-3"),
                                   std::pair("workload.accelerators", "16"),
                                   std::pair("workload.accelerators_per_server", "8"),
                                   std::pair("workload.nic_speed", "400 Gb/s"),
                                   std::pair("workload.nics_per_accelerator", "1")}) {
        facts.apply(say(facts, later, id, text));
    }
    const LiveAssessment live(shippedPacks(), facts);
    CHECK(numberOf(live, "ports_needed") == Interval<double>(64.0));
    CHECK(numberOf(live, "ports_needed_next_year") == Interval<double>(128.0));
    // The range of the growth is what leaves the third year open, and it is asked for.
    const std::vector<FactView> views = live.factViews();
    const auto third = std::find_if(views.begin(), views.end(), [](const FactView& view) {
        return view.key == FactKey{kFabric, "fabric.ports_needed_year_3"};
    });
    REQUIRE(third != views.end());
    CHECK(third->resolution.knowing != Knowing::Known);
    // One to three times 64, and 16 of a workload that has its own size when it begins.
    CHECK(numberOf(live, "ports_needed_year_3") == Interval<double>(80.0, 208.0));
    CHECK(fabricLoads(live, Phase::Now).at(0).kind->jobs.size() == 1);
    CHECK(fabricLoads(live, Phase::Year3).at(0).kind->jobs.size() == 2);
}

namespace {

/// Something that may be said of a fabric or a workload: options or a range, and what it may turn
/// out to be.
struct Openness
{
    SubjectKey subject;
    std::string id;
    std::vector<std::string> said; ///< one of them is said; empty: nothing
};

const SubjectKey kOther{"workload", "other"};

std::vector<Openness> opennesses()
{
    return {
        {kFabric, "fabric.role", {"accelerator", "converged", "accelerator or general"}},
        {kFabric, "fabric.tiers", {"1..2", "2", "2"}},
        {kFabric, "fabric.leaf_count", {"4", "4..6", "8"}},
        {kFabric, "fabric.spine_count", {"4", "2..4"}},
        {kFabric, "fabric.leaf_downlinks", {"32", "16..32"}},
        {kFabric, "fabric.leaf_downlink_speed", {"400 Gb/s", "400 Gb/s", "100 Gb/s"}},
        {kFabric, "fabric.leaf_uplinks", {"16", "8..16", "4..6"}},
        {kFabric, "fabric.leaf_uplink_speed", {"400 Gb/s", "400..800 Gb/s"}},
        {kFabric, "fabric.load_balancing", {"per-packet", "static-ecmp or flowlet"}},
        {kFabric, "fabric.rails", {"1", "8", "1..8", ""}},
        {kFabric, "fabric.planes", {"1", "2", "1..2", ""}},
        {kFabric, "fabric.leaf_homing", {"1", "2", "1..2", "", ""}},
        {kFabric, "fabric.switch_feeds", {"both", "split", "both or split"}},
        {kJob, "workload.accelerators", {"64", "16..64"}},
        {kJob, "workload.nic_speed", {"400 Gb/s", "100 Gb/s", "200..400 Gb/s"}},
        {kJob, "workload.batch_size", {"512", "256..1024"}},
        {kJob, "workload.topology_aware", {"yes", "no"}},
        {kJob, "workload.growth_next_year", {"1..2", "1.5"}},
        {kJob, "workload.growth_year_3", {"1..3", "2"}},
        {kOther, "workload.phase", {"now", "now or next-year", "year-3"}},
        {kOther, "workload.accelerators", {"8", "8..32"}},
        {kOther, "workload.fabric", {"main"}},
    };
}

/// One thing that was said, made exact.
std::string completed(std::mt19937& random, const Attribute& attribute, const std::string& said)
{
    if (said.empty()) {
        const char* const most = attribute.id == "fabric.rails" ? "8" : "2";
        return random() % 2 == 0 ? "1" : most;
    }
    const Value value = parseValue(attribute, said);
    if (const auto* measure = std::get_if<Measure>(&value)) {
        std::uniform_real_distribution<double> within(measure->low, measure->high);
        // Adapters and ports come in rates that fit each other.
        const bool atEnd = attribute.dimension == kDataRate || random() % 3 == 0;
        double taken = atEnd ? (random() % 2 == 0 ? measure->low : measure->high) : within(random);
        taken = attribute.type == AttributeType::Count ? std::round(taken) : taken;
        Measure exact = *measure;
        exact.low = exact.high = taken;
        return toString(Value(exact));
    }
    const std::size_t both = said.find(" or ");
    if (both == std::string::npos) {
        return said;
    }
    return random() % 2 == 0 ? said.substr(0, both) : said.substr(both + 4);
}

} // namespace

TEST_CASE("the numbers of a fabric contain those of every completion", "[assessment][derived]")
{
    std::mt19937 random(7);
    AssessOptions options;
    options.onlyRule = "fabric-link-load";
    std::size_t computed = 0;
    for (int round = 0; round < 100; ++round) {
        FactBase facts = client("full-fine-tuning");
        facts.load(Subject{kOther, "Other"});
        facts.apply(
            say(facts, kOther, "workload.class", random() % 2 == 0 ? "rag" : "pre-training"));
        facts.apply(say(facts, kJob, "workload.accelerators_per_server", "8"));
        facts.apply(say(facts, kJob, "workload.nics_per_accelerator", "1"));
        std::map<std::string, std::string> said;
        const std::vector<Openness> all = opennesses();
        for (const Openness& openness : all) {
            const std::string& text = openness.said[random() % openness.said.size()];
            said[openness.subject.text() + openness.id] = text;
            if (!text.empty()) {
                facts.apply(say(facts, openness.subject, openness.id, text));
            }
        }
        const auto numbers = [&](const FactBase& of) {
            const LiveAssessment live(shippedPacks(), of, options);
            std::map<std::string, Interval<double>> found;
            for (const FactView& view : live.factViews()) {
                const auto* measure = std::get_if<Measure>(&view.resolution.value);
                const bool isOfFabric = view.key.subject == kFabric && measure != nullptr;
                if (isOfFabric && !shippedPacks()->attribute(view.key.attribute).derived.empty()) {
                    found.emplace(view.key.attribute,
                                  Interval<double>(measure->low, measure->high));
                }
            }
            return found;
        };
        const auto wide = numbers(facts);
        for (int completion = 0; completion < 10; ++completion) {
            FactBase exact = facts;
            std::string told;
            for (const Openness& openness : all) {
                const std::string text = completed(random,
                                                   shippedPacks()->attribute(openness.id),
                                                   said.at(openness.subject.text() + openness.id));
                exact.apply(say(exact, openness.subject, openness.id, text));
                told += openness.id + " " + text + "; ";
            }
            for (const auto& [id, range] : numbers(exact)) {
                const auto outer = wide.find(id);
                if (outer == wide.end()) {
                    continue;
                }
                INFO(told << "\n"
                          << id << " " << range.low() << " to " << range.high() << " in "
                          << outer->second.low() << " to " << outer->second.high());
                const double slack = 1e-9 * std::abs(range.high());
                REQUIRE(range.low() >= outer->second.low() - slack);
                REQUIRE(range.high() <= outer->second.high() + slack);
                ++computed;
            }
        }
    }
    CHECK(computed > 5000);
}

TEST_CASE("loads that follow edits equal fresh ones", "[assessment][derived]")
{
    FactBase facts = loadedClient();
    facts.load(Subject{{"workload", "other"}, "Other"});
    LiveAssessment live(shippedPacks(), facts);
    const std::vector<std::tuple<SubjectKey, std::string, std::string>> edits{
        {kFabric, "fabric.leaf_uplinks", "8"},
        {kJob, "workload.batch_size", "512"},
        {kJob, "workload.growth_next_year", "2"},
        {kJob, "workload.phase", "next-year"},
        {kFabric, "fabric.load_balancing", "static-ecmp or per-packet"},
        {kJob, "workload.topology_aware", "yes"},
        {{"workload", "other"}, "workload.class", "rag"},
        {kJob, "workload.accelerators", "32..64"},
        {kJob, "workload.phase", "now"},
        {kFabric, "fabric.tiers", "1"},
        {kFabric, "fabric.leaf_count", "1"},
    };
    for (const auto& [subject, id, text] : edits) {
        const Edit edit = say(facts, subject, id, text);
        facts.apply(edit);
        live.update(edit);
        if (id == "workload.topology_aware") {
            static_cast<void>(live.rankQuestions()); // tries answers and takes them back
        }
        const LiveAssessment fresh(shippedPacks(), facts);
        INFO(id << " " << text);
        REQUIRE(live.siteScore() == fresh.siteScore());
        const std::vector<FactView> now = live.factViews();
        const std::vector<FactView> then = fresh.factViews();
        REQUIRE(now.size() == then.size());
        for (std::size_t i = 0; i < now.size(); ++i) {
            INFO(now[i].key.text());
            REQUIRE(toString(now[i].resolution.value) == toString(then[i].resolution.value));
        }
    }
}

} // namespace netready
