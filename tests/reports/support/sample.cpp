// SPDX-License-Identifier: Apache-2.0
#include "tests/reports/support/sample.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

struct RuleRow
{
    const char* id;
    const char* title;
    const char* dimension;
    Severity severity;
    Gate gate;
    const char* subject;
    Status status;
    ScoreRange score;
    GateState state;
    const char* found;
    const char* missing; ///< attribute; empty if none
};

// clang-format off
constexpr std::array<RuleRow, 32> kRows{{
    {"training-fabric-oversubscription", "The fabric between training servers is not oversubscribed", "oversubscription", Severity::Critical, Gate::Blocker, "workload/fine-tuning", Status::Fail, {0, 0}, GateState::Fails, "The leaf switches carry 3:1 down for each unit up; full fine-tuning of a 70B model asks for 1:1 to 1.1:1.", ""},
    {"checkpoint-write-time", "A checkpoint is written within the pause that is allowed", "storage", Severity::Critical, Gate::Blocker, "workload/fine-tuning", Status::Fail, {0, 0.08}, GateState::Fails, "A checkpoint of 988 GB takes 70–112 s at 8.8–14.1 GB/s; the pause that is allowed is 60 s.", ""},
    {"agent-egress-control", "Agents reach approved destinations only", "security", Severity::Critical, Gate::Blocker, "workload/service-agents", Status::Fail, {0, 0}, GateState::Fails, "Outgoing calls are limited by any destination; confidential data are in reach.", ""},
    {"accelerator-fabric-port-speed", "Ports of the accelerator fabric run at 400 Gb/s or more", "bandwidth", Severity::High, Gate::Major, "fabric/leaf-spine", Status::Fail, {0, 0}, GateState::Fails, "The fastest port runs at 100 Gb/s.", ""},
    {"rail-layout", "Ports of a server are spread over rails", "oversubscription", Severity::High, Gate::Major, "fabric/leaf-spine", Status::Fail, {0, 0}, GateState::Fails, "All ports of a server end on 1 leaf switch.", ""},
    {"roce-loss-protection", "RDMA traffic is protected from loss", "bandwidth", Severity::Critical, Gate::Blocker, "fabric/leaf-spine", Status::Unknown, {0, 1}, GateState::MayFail, "Priority flow control is not known, congestion marking is off.", "fabric.pfc"},
    {"storage-read-rate", "The storage reads as fast as the servers ask", "storage", Severity::High, Gate::Major, "workload/fine-tuning", Status::Unknown, {0.2, 1}, GateState::MayFail, "The system reads 10–40 GB/s; four servers ask for 16 GB/s.", "storage.read_rate"},
    {"tenant-isolation", "Tenants are kept apart by routing or partition", "security", Severity::High, Gate::Major, "fabric/leaf-spine", Status::Unknown, {0, 1}, GateState::MayFail, "Separation of tenants is not known.", "fabric.tenant_isolation"},
    {"rack-power-for-plan", "A rack position can feed the servers that are planned", "physical", Severity::High, Gate::Major, "site/main", Status::Partial, {0.35, 0.5}, GateState::None, "12 kW are available for a rack; 24 kW are planned.", ""},
    {"link-telemetry-interval", "Links are measured often enough to see bursts", "bandwidth", Severity::High, Gate::None, "fabric/leaf-spine", Status::Fail, {0, 0.1}, GateState::None, "Counters are read every 300 s; the bursts last 8–15 s.", ""},
    {"accelerator-fabric-efficiency", "Load balancing lets the fabric deliver its nominal rate", "bandwidth", Severity::High, Gate::None, "fabric/leaf-spine", Status::Fail, {0, 0}, GateState::None, "Traffic is spread by static hashing (ECMP); the model expects that a factor of 0.6 of the nominal rate is delivered.", ""},
    {"front-end-server-bandwidth", "A server has a front end of 100 Gb/s or more", "bandwidth", Severity::Medium, Gate::None, "workload/knowledge", Status::Partial, {0.25, 0.25}, GateState::None, "Servers have 25 Gb/s for users, data and management.", ""},
    {"internet-line-headroom", "Internet lines keep headroom at the busiest time", "bandwidth", Severity::Medium, Gate::None, "site/main", Status::Partial, {0.5, 0.8}, GateState::None, "2 lines of 10 Gb/s; the busiest hour asks for 4–7 Gb/s.", ""},
    {"serving-survives-leaf-loss", "Serving survives the loss of one leaf switch", "oversubscription", Severity::High, Gate::None, "workload/knowledge", Status::Partial, {0.5, 0.5}, GateState::None, "When one leaf is lost, servers keep part of their rate.", ""},
    {"spine-redundancy", "The loss of one spine leaves enough capacity", "oversubscription", Severity::Medium, Gate::None, "fabric/leaf-spine", Status::Partial, {0.4, 0.4}, GateState::None, "With 3 of 4 spines left the fabric is 4:1.", ""},
    {"growth-ports", "Free ports cover the growth that is planned", "oversubscription", Severity::Medium, Gate::None, "fabric/leaf-spine", Status::Unknown, {0, 1}, GateState::None, "Free ports are not known; growth needs 64.", "fabric.growth_ports_free"},
    {"storage-network-separate", "Storage traffic has its own network", "storage", Severity::Medium, Gate::None, "storage/file", Status::Fail, {0, 0}, GateState::None, "Storage traffic shares the ports of the servers.", ""},
    {"vector-search-latency", "A vector search stays within its budget", "storage", Severity::Medium, Gate::None, "workload/knowledge", Status::Unknown, {0, 1}, GateState::None, "The time of one search is not known.", "workload.search_latency"},
    {"model-load-time", "A model is loaded within a minute", "storage", Severity::Medium, Gate::None, "workload/service-agents", Status::Partial, {0.6, 0.75}, GateState::None, "141 GB to each of 2 servers take 64–88 s.", ""},
    {"storage-protocol", "The storage protocol uses RDMA", "storage", Severity::Medium, Gate::None, "storage/file", Status::Fail, {0, 0}, GateState::None, "Servers use NFS over TCP.", ""},
    {"encryption-between-sites", "Traffic that leaves the site is encrypted", "security", Severity::High, Gate::Major, "workload/code", Status::Pass, {0.5, 1}, GateState::PassesOnClaims, "All traffic to the service is encrypted, as stated.", ""},
    {"external-use-approved", "The external use of the data is approved", "security", Severity::High, Gate::None, "workload/code", Status::Unknown, {0, 1}, GateState::None, "Whether security and legal have approved it is not known.", "workload.external_use_approved"},
    {"secrets-in-vault", "Keys are kept in a secret store", "security", Severity::Medium, Gate::None, "workload/service-agents", Status::Partial, {0.5, 0.5}, GateState::None, "Keys are kept in configuration files.", ""},
    {"audit-retention", "Logs are kept for a year", "security", Severity::Medium, Gate::None, "site/main", Status::Partial, {0.25, 0.25}, GateState::None, "Logs are kept for 90 d.", ""},
    {"fibre-reach", "The fibre between halls carries 400 Gb/s optics", "physical", Severity::High, Gate::None, "site/main", Status::Unknown, {0, 1}, GateState::None, "The fibre is multimode OM4 or single-mode OS2.", "site.fibre_between_halls"},
    {"cooling-for-density", "Cooling fits the density of the racks", "physical", Severity::High, Gate::None, "site/main", Status::Partial, {0.5, 0.6}, GateState::None, "Room air cools racks of 24 kW.", ""},
    {"floor-load", "The floor carries the racks", "physical", Severity::Medium, Gate::None, "site/main", Status::Pass, {1, 1}, GateState::None, "The floor carries 1500 kg/m2; a rack needs 1100 kg/m2.", ""},
    {"power-feeds", "Racks have two independent feeds", "physical", Severity::Medium, Gate::None, "site/main", Status::Pass, {1, 1}, GateState::None, "2 independent feeds.", ""},
    {"inlet-temperature", "The inlet temperature stays below 27 degrees", "physical", Severity::Low, Gate::None, "site/main", Status::Pass, {1, 1}, GateState::None, "The highest inlet temperature was 24 degrees.", ""},
    {"uplinks-evenly-spread", "Uplinks are spread evenly over the spines", "oversubscription", Severity::Low, Gate::None, "fabric/leaf-spine", Status::Pass, {1, 1}, GateState::None, "8 uplinks of a leaf go to 4 spines.", ""},
    {"oob-separation", "The management network is separated", "security", Severity::Medium, Gate::None, "fabric/leaf-spine", Status::Pass, {1, 1}, GateState::None, "Separated by VLAN or VRF.", ""},
    {"prompt-cache-transfer", "The prompt cache moves in time", "bandwidth", Severity::Medium, Gate::None, "workload/code", Status::NotApplicable, {0, 1}, GateState::None, "", ""},
}};
// clang-format on

Measure measure(const char* text)
{
    return parseMeasure(text);
}

std::shared_ptr<Knowledge> knowledge()
{
    auto made = std::make_shared<Knowledge>();
    made->packs = {
        {"netready-foundation-questions",
         "2026.1.0",
         "Foundation: what to ask about workloads, network, storage, security and rooms",
         1,
         "0.1.0",
         {},
         "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567",
         "",
         {}},
        {"netready-foundation-rules",
         "2026.1.0",
         "Foundation: bandwidth, topology, storage networking, security and physical readiness",
         1,
         "0.1.0",
         {},
         "9f3c71aa02d84b5c6d7e8f90123456789abcdef0",
         "",
         {}}};
    const auto kind = [&](const char* id, const char* plural, const char* title, bool singleton) {
        made->kinds.push_back({id, plural, title, "", singleton});
    };
    kind("organisation", "organisations", "Organisation", true);
    kind("site", "sites", "Site", true);
    kind("fabric", "fabrics", "Network fabric", false);
    kind("storage", "storages", "Storage system", false);
    kind("workload", "workloads", "AI workload", false);
    made->dimensions = {{"bandwidth",
                         "D1",
                         "Bandwidth",
                         "Whether ports, adapters and lines carry what the workloads send.",
                         {}},
                        {"oversubscription",
                         "D2",
                         "Oversubscription and topology",
                         "Whether the layers of switches pass on what the servers send.",
                         {}},
                        {"storage",
                         "D8",
                         "Storage networking",
                         "Whether data, models and checkpoints arrive in the time that is allowed.",
                         {}},
                        {"security",
                         "D10",
                         "Security and multi-tenancy",
                         "Whether tenants, management and outside destinations are kept apart.",
                         {}},
                        {"physical",
                         "D11",
                         "Physical readiness",
                         "Whether power, cooling, floor, space and cabling can take the servers.",
                         {}}};
    made->classes = {{"agentic", "Agents", "", {}, {}, {}},
                     {"external-api", "Use of an external model service", "", {}, {}, {}},
                     {"full-fine-tuning", "Full fine-tuning", "", {}, {}, {}},
                     {"rag", "Retrieval-augmented generation", "", {}, {}, {}}};
    made->sources = {{"hpn",
                      "Alibaba HPN: a data center network for large language model training",
                      "Qian et al., SIGCOMM",
                      2024,
                      "section 4, table 1",
                      "https://doi.org/10.1145/3651890.3672265",
                      SourceStatus::Read,
                      {}},
                     {"mlcommons-storage",
                      "Storage benchmark rules, checkpoint workload",
                      "MLCommons",
                      2025,
                      "section 2",
                      "https://mlcommons.org/benchmarks/storage/",
                      SourceStatus::Read,
                      {}},
                     {"superpod",
                      "DGX H100 SuperPOD reference architecture RA-11333-001",
                      "NVIDIA",
                      2023,
                      "network fabrics",
                      "",
                      SourceStatus::VendorClaim,
                      {}},
                     {"uccl",
                      "UCCL: throughput of hardware RDMA under loss",
                      "arXiv 2504.17307",
                      2025,
                      "figure 3",
                      "",
                      SourceStatus::SecondHand,
                      {}}};
    const auto attribute =
        [&](const char* id, AttributeType type, const char* unit, const char* title) {
            Attribute added;
            added.id = id;
            added.kind = added.id.substr(0, added.id.find('.'));
            added.name = added.id.substr(added.id.find('.') + 1);
            added.type = type;
            added.unit = unit;
            added.title = title;
            made->attributes.push_back(added);
        };
    using enum AttributeType;
    attribute("fabric.ecn", Boolean, "", "Congestion marking is on");
    attribute("fabric.growth_ports_free", Count, "", "Server ports that are free");
    attribute("fabric.leaf_count", Count, "", "Leaf switches");
    attribute("fabric.leaf_downlink_speed",
              AttributeType::Quantity,
              "Gb/s",
              "Speed of a leaf port towards servers");
    attribute("fabric.leaf_downlinks", Count, "", "Ports of a leaf switch towards servers");
    attribute(
        "fabric.leaf_uplink_speed", AttributeType::Quantity, "Gb/s", "Speed of a leaf uplink");
    attribute("fabric.leaf_uplinks", Count, "", "Ports of a leaf switch towards the spines");
    attribute("fabric.oversubscription", Ratio, "", "Oversubscription of the leaf switches");
    attribute("fabric.pfc", Boolean, "", "Priority flow control is on");
    attribute("fabric.spine_count", Count, "", "Spine switches");
    attribute("fabric.tenant_isolation",
              AttributeType::Choice,
              "",
              "Separation of tenants on the fabric");
    made->attributes.back().options = {{"none", "no separation", ""},
                                       {"vlan", "VLANs", ""},
                                       {"vrf", "a routing table for each tenant (VRF)", ""}};
    attribute("site.cooling", AttributeType::Choice, "", "Cooling of the accelerator racks");
    made->attributes.back().options = {{"air", "Room air", ""},
                                       {"direct-liquid", "Direct liquid cooling", ""}};
    attribute(
        "site.fibre_between_halls", AttributeType::Choice, "", "Fibre between rows and halls");
    made->attributes.back().options = {{"multimode", "Multimode OM4 or OM5", ""},
                                       {"single-mode", "Single-mode OS2", ""}};
    attribute(
        "site.rack_power_available", AttributeType::Quantity, "kW", "Power available for one rack");
    attribute(
        "storage.read_rate", AttributeType::Quantity, "GB/s", "Read rate of the whole system");
    attribute(
        "storage.write_rate", AttributeType::Quantity, "GB/s", "Write rate of the whole system");
    attribute("workload.accelerators", Count, "", "Accelerators");
    attribute("workload.external_use_approved",
              Boolean,
              "",
              "The external use of these data is approved");
    attribute("workload.fabric",
              AttributeType::Reference,
              "",
              "Fabric between its accelerators or servers");
    made->attributes.back().targetKind = "fabric";
    attribute("workload.parameters", Count, "", "Parameters of the model");
    attribute(
        "workload.search_latency", AttributeType::Quantity, "ms", "Time of one vector search");
    for (const RuleRow& row : kRows) {
        Rule rule;
        rule.id = row.id;
        rule.title = row.title;
        rule.dimension = row.dimension;
        rule.severity = row.severity;
        rule.gate = row.gate;
        rule.rationale = "In training all accelerators wait for the slowest transfer of every "
                         "step, so one tight layer decides the run time of the whole job.";
        rule.remedy = "Build a separate back-end fabric of two rail leaves with 400 Gb/s for each "
                      "accelerator, or keep jobs below one leaf until then";
        rule.effort = Effort::Months;
        rule.cost = CostClass::High;
        rule.limits = "Jobs that fit below one leaf switch do not meet this layer at all.";
        rule.references = {
            {"hpn", "target", "section 4", ""},
            {"superpod", "target", "network fabrics", ""},
            {"",
             "fail_at",
             "",
             "Twice the published ratio is where step time doubles in the model of the pack."}};
        if (rule.dimension == "storage") {
            rule.references[0].source = "mlcommons-storage";
        }
        if (rule.dimension == "security") {
            rule.references = {
                {"", "requirement", "", "Every audit standard for this data class asks for it."}};
        }
        made->rules.push_back(rule);
    }
    std::sort(made->rules.begin(), made->rules.end(), [](const Rule& a, const Rule& b) {
        return a.id < b.id;
    });
    const auto question = [&](const char* id,
                              const char* about,
                              const char* text,
                              const char* role,
                              const char* where,
                              double minutes) {
        Question added;
        added.id = id;
        added.attribute = about;
        added.text = text;
        added.role = role;
        added.placeOfAnswer = where;
        added.minutes = minutes;
        made->questions.push_back(added);
    };
    question("external-use-approved",
             "workload.external_use_approved",
             "Have security and legal approved that these data are sent to the service?",
             "security",
             "The register of approved external services, or the contract's annex on data.",
             60);
    question("fabric-growth-ports-free",
             "fabric.growth_ports_free",
             "How many server ports are free and already have uplinks?",
             "network",
             "The port list of the leaf switches.",
             10);
    question("fabric-pfc",
             "fabric.pfc",
             "Is priority flow control on for the RDMA class?",
             "network",
             "“show priority-flow-control” on one leaf switch.",
             5);
    question("fabric-tenant-isolation",
             "fabric.tenant_isolation",
             "How are departments and projects kept apart on the fabric?",
             "network",
             "The network design document, chapter on segments.",
             5);
    question("site-fibre",
             "site.fibre_between_halls",
             "Which fibre lies between the halls?",
             "facilities",
             "The cabling documentation, or the print on the cable.",
             20);
    question("storage-read-rate",
             "storage.read_rate",
             "How much can all servers together read for minutes?",
             "storage",
             "A read test with 16 readers, half a day.",
             240);
    question("workload-search-latency",
             "workload.search_latency",
             "How long does one vector search take for 99 of 100 searches?",
             "data-science",
             "The dashboard of the search service.",
             10);
    return made;
}

void addFact(FactBase& facts,
             const char* key,
             Value value,
             Origin origin,
             const char* author,
             const char* evidence = "")
{
    const FactKey parsed = FactKey::parse(key);
    FactBase::Facts all = facts.facts(parsed);
    all.push_back({std::move(value), origin, author, "2026-10-08T09:30:00Z", "", evidence, ""});
    facts.load(parsed, all);
}

void addSubjects(FactBase& facts)
{
    const auto subject = [&](const char* key, const char* title) {
        facts.load(Subject{SubjectKey::parse(key), title});
    };
    subject("organisation/main", "Regional bank");
    subject("site/main", "Central data centre");
    subject("fabric/leaf-spine", "Leaf-spine of the data centre");
    subject("storage/file", "Two-controller file storage");
    subject("workload/code", "Code assistant");
    subject("workload/fine-tuning", "Full fine-tuning, 70B");
    subject("workload/knowledge", "Knowledge assistant");
    subject("workload/service-agents", "Service-desk agents");
}

std::vector<FactView> viewsOf(const FactBase& facts, const Knowledge& knowledge)
{
    std::vector<FactView> views;
    for (const FactKey& key : facts.keys()) {
        const Attribute* attribute = knowledge.findAttribute(key.attribute);
        FactView view;
        view.key = key;
        view.attribute = attribute;
        view.resolution = resolve(*attribute, facts.facts(key));
        views.push_back(view);
    }
    return views;
}

void addFacts(FactBase& facts)
{
    addFact(facts,
            "fabric/leaf-spine.leaf_count",
            measure("6"),
            Origin::Imported,
            "inventory export",
            "E-03");
    addFact(facts,
            "fabric/leaf-spine.spine_count",
            measure("4"),
            Origin::Imported,
            "inventory export",
            "E-03");
    addFact(facts,
            "fabric/leaf-spine.leaf_downlinks",
            measure("24"),
            Origin::Imported,
            "inventory export",
            "E-03");
    addFact(facts,
            "fabric/leaf-spine.leaf_uplinks",
            measure("8"),
            Origin::Imported,
            "inventory export",
            "E-03");
    addFact(facts,
            "fabric/leaf-spine.leaf_uplink_speed",
            measure("100 Gb/s"),
            Origin::Observed,
            "configuration, workshop 2",
            "E-07");
    addFact(facts,
            "fabric/leaf-spine.leaf_downlink_speed",
            measure("100 Gb/s"),
            Origin::Documented,
            "as-built plan, revision 7",
            "E-02, p. 31");
    addFact(facts, "fabric/leaf-spine.ecn", false, Origin::Imported, "configurations", "E-05");
    addFact(facts, "fabric/leaf-spine.pfc", NotKnown{}, Origin::Stated, "network lead");
    addFact(facts,
            "site/main.rack_power_available",
            measure("12 kW"),
            Origin::Documented,
            "as-built plan, revision 7",
            "E-02, p. 44");
    addFact(facts, "site/main.cooling", Choice{{"air"}}, Origin::Stated, "facility lead");
    addFact(facts,
            "site/main.fibre_between_halls",
            Choice{{"multimode"}},
            Origin::Stated,
            "facility lead");
    addFact(facts,
            "site/main.fibre_between_halls",
            Choice{{"single-mode"}},
            Origin::Stated,
            "network lead");
    addFact(facts,
            "storage/file.write_rate",
            measure("8.8..14.1 GB/s"),
            Origin::Measured,
            "write test, three runs",
            "E-11");
    addFact(facts,
            "storage/file.write_rate",
            measure("20 GB/s"),
            Origin::Stated,
            "storage lead, workshop 1",
            "note 14");
    addFact(facts,
            "storage/file.read_rate",
            measure("10..40 GB/s"),
            Origin::Stated,
            "storage lead, workshop 1");
    addFact(facts,
            "workload/fine-tuning.accelerators",
            measure("32"),
            Origin::Documented,
            "order of 14 May",
            "E-14");
    addFact(facts,
            "workload/fine-tuning.fabric",
            Reference{"leaf-spine"},
            Origin::Stated,
            "AI lead, workshop 1");
    addFact(facts,
            "workload/fine-tuning.parameters",
            measure("70600000000"),
            Origin::Documented,
            "model card",
            "E-15");
    addFact(facts,
            "workload/knowledge.search_latency",
            NotKnown{},
            Origin::Stated,
            "AI lead, workshop 1");
    addFact(facts,
            "workload/service-agents.accelerators",
            measure("16"),
            Origin::Assumed,
            "default of the class");
    addFact(facts,
            "workload/code.accelerators",
            NotApplicable{"an external service runs the model"},
            Origin::Stated,
            "AI lead, workshop 1");
}

DimensionScore dimension(const Knowledge& knowledge,
                         std::size_t index,
                         ScoreRange score,
                         double coverage,
                         std::size_t blockers = 0,
                         std::size_t mayBlock = 0)
{
    DimensionScore made;
    made.dimension = &knowledge.dimensions[index];
    made.applies = Truth::True;
    made.score = score;
    made.coverage = coverage;
    made.blockers = blockers;
    made.mayBlock = mayBlock;
    return made;
}

WorkloadScore workload(const char* key,
                       const char* title,
                       const char* classId,
                       Truth mustRun,
                       ScoreRange uncapped,
                       ScoreRange score,
                       VerdictResult verdict)
{
    WorkloadScore made;
    made.subject = SubjectKey::parse(key);
    made.title = title;
    made.workloadClass = classId;
    made.mustRun = mustRun;
    made.uncapped = uncapped;
    made.score = score;
    made.verdict = verdict;
    made.coverage = 0.68;
    return made;
}

void addFindings(Sample& sample)
{
    for (const RuleRow& row : kRows) {
        Finding finding;
        finding.rule = sample.knowledge->findRule(row.id);
        finding.subject = SubjectKey::parse(row.subject);
        finding.status = row.status;
        finding.applies = row.status == Status::NotApplicable ? Truth::False : Truth::True;
        finding.score = row.score;
        finding.uncredited = row.score;
        finding.gate = row.state;
        finding.text = row.found;
        const std::size_t letters = finding.text.size();
        finding.weakest = static_cast<Origin>(1 + letters % 6);
        if (*row.missing != '\0') {
            finding.missing = {FactKey{finding.subject, row.missing}};
        }
        if (finding.rule->id == "checkpoint-write-time") {
            finding.contradicted = {FactKey::parse("storage/file.write_rate")};
        }
        sample.assessment.findings.push_back(finding);
    }
    std::sort(sample.assessment.findings.begin(),
              sample.assessment.findings.end(),
              [](const Finding& a, const Finding& b) {
                  return std::pair(a.rule->id, a.subject) < std::pair(b.rule->id, b.subject);
              });
}

Condition condition(Condition::Kind kind, const char* rule, const char* subject)
{
    return {kind, rule, SubjectKey::parse(subject), std::nullopt, ""};
}

void addBrownfieldScores(Sample& sample)
{
    const Knowledge& k = *sample.knowledge;
    Assessment& result = sample.assessment;
    result.dimensions = {dimension(k, 0, {0.22, 0.46}, 0.78, 0, 1),
                         dimension(k, 1, {0.18, 0.33}, 0.86, 1, 0),
                         dimension(k, 2, {0.12, 0.39}, 0.61, 1, 1),
                         dimension(k, 3, {0.20, 0.58}, 0.55, 1, 1),
                         dimension(k, 4, {0.52, 0.71}, 0.62)};
    result.dimensions[0].majors = 1;
    result.dimensions[1].majors = 1;
    using enum Condition::Kind;
    WorkloadScore tuning = workload("workload/fine-tuning",
                                    "Full fine-tuning, 70B",
                                    "full-fine-tuning",
                                    Truth::True,
                                    {0.12, 0.48},
                                    {0.12, 0.36},
                                    {Verdict::NotReady, true});
    tuning.capHigh = Gate::Blocker;
    tuning.capLow = Gate::Blocker;
    tuning.dimensions = {dimension(k, 0, {0.05, 0.34}, 0.7, 0, 1),
                         dimension(k, 1, {0.0, 0.27}, 0.9, 1),
                         dimension(k, 2, {0.12, 0.33}, 0.6, 1),
                         dimension(k, 3, {0.48, 0.66}, 0.7),
                         dimension(k, 4, {0.20, 0.52}, 0.6)};
    tuning.conditions = {
        condition(ClearGate, "training-fabric-oversubscription", "workload/fine-tuning"),
        condition(ClearGate, "checkpoint-write-time", "workload/fine-tuning"),
        condition(ClearGate, "accelerator-fabric-port-speed", "fabric/leaf-spine"),
        condition(SettleGate, "roce-loss-protection", "fabric/leaf-spine"),
        condition(SettleGate, "storage-read-rate", "workload/fine-tuning"),
        {ResolveContradiction,
         "checkpoint-write-time",
         SubjectKey::parse("workload/fine-tuning"),
         FactKey::parse("storage/file.write_rate"),
         ""}};
    tuning.openReferences = {FactKey::parse("fabric/leaf-spine.pfc"),
                             FactKey::parse("storage/file.read_rate")};
    WorkloadScore agents = workload("workload/service-agents",
                                    "Service-desk agents",
                                    "agentic",
                                    Truth::True,
                                    {0.29, 0.57},
                                    {0.29, 0.39},
                                    {Verdict::NotReady, true});
    agents.capHigh = Gate::Blocker;
    agents.capLow = Gate::Blocker;
    agents.dimensions = {dimension(k, 0, {0.66, 0.82}, 0.8),
                         dimension(k, 1, {0.60, 0.69}, 0.9),
                         dimension(k, 2, {0.58, 0.74}, 0.6),
                         dimension(k, 3, {0.12, 0.28}, 0.7, 1),
                         dimension(k, 4, {0.55, 0.75}, 0.6)};
    agents.conditions = {condition(ClearGate, "agent-egress-control", "workload/service-agents"),
                         condition(SettleGate, "tenant-isolation", "fabric/leaf-spine")};
    WorkloadScore knowledgeAssistant = workload("workload/knowledge",
                                                "Knowledge assistant",
                                                "rag",
                                                Truth::True,
                                                {0.43, 0.60},
                                                {0.43, 0.60},
                                                {Verdict::ReadyIf, true});
    knowledgeAssistant.dimensions = {dimension(k, 0, {0.62, 0.80}, 0.8),
                                     dimension(k, 1, {0.58, 0.69}, 0.9),
                                     dimension(k, 2, {0.44, 0.66}, 0.6),
                                     dimension(k, 3, {0.40, 0.58}, 0.7),
                                     dimension(k, 4, {0.58, 0.76}, 0.6)};
    knowledgeAssistant.conditions = {
        condition(SettleGate, "tenant-isolation", "fabric/leaf-spine")};
    WorkloadScore code = workload("workload/code",
                                  "Code assistant",
                                  "external-api",
                                  Truth::False,
                                  {0.29, 0.76},
                                  {0.29, 0.76},
                                  {Verdict::CannotTell, false});
    code.dimensions = {dimension(k, 0, {0.90, 0.97}, 0.9),
                       dimension(k, 1, {0, 1}, 0),
                       dimension(k, 2, {0, 1}, 0),
                       dimension(k, 3, {0.08, 0.86}, 0.3, 0, 1),
                       dimension(k, 4, {0.90, 0.95}, 0.9)};
    code.dimensions[1].applies = Truth::False;
    code.dimensions[2].applies = Truth::False;
    code.conditions = {condition(MeasureClaim, "encryption-between-sites", "workload/code")};
    code.openReferences = {FactKey::parse("workload/code.external_use_approved")};
    result.workloads = {code, tuning, knowledgeAssistant, agents};
    result.site = {
        {Verdict::NotReady, true}, {0.12, 0.36}, "D", 3, {2, 1, 1, 0}, "workload/fine-tuning"};
    result.coverage = 0.68;
    result.evidence = {0.43, 0.28, 0.29};
    result.blockers = 3;
    result.majors = 2;
    result.notApplicable = 1;
    result.packs = k.packs;
    result.contradictions = {{FactKey::parse("storage/file.write_rate"),
                              sample.facts.facts(FactKey::parse("storage/file.write_rate"))[0],
                              sample.facts.facts(FactKey::parse("storage/file.write_rate"))[1]}};
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        if (result.findings[i].rule->id == "training-fabric-oversubscription") {
            result.levers.push_back({i, {0.17, 0.39}});
        }
    }
}

void addQuestions(Sample& sample)
{
    const auto ask = [&](const char* key, double points, bool gate, bool verdict) {
        RankedQuestion ranked;
        ranked.key = FactKey::parse(key);
        ranked.attribute = sample.knowledge->findAttribute(ranked.key.attribute);
        ranked.question = sample.knowledge->questionFor(ranked.key.attribute);
        ranked.gain = points;
        ranked.points = points;
        ranked.decidesGate = gate;
        ranked.decidesVerdict = verdict;
        ranked.findings = 2;
        sample.questions.push_back(ranked);
    };
    ask("workload/code.external_use_approved", 0, false, true);
    ask("fabric/leaf-spine.pfc", 3.4, true, false);
    ask("fabric/leaf-spine.tenant_isolation", 0, true, false);
    ask("storage/file.read_rate", 5.6, false, false);
    ask("site/main.fibre_between_halls", 2.1, false, false);
    ask("fabric/leaf-spine.growth_ports_free", 1, false, false);
    ask("workload/knowledge.search_latency", 0, false, false);
}

} // namespace

Sample brownfieldSample()
{
    Sample sample;
    sample.knowledge = knowledge();
    addSubjects(sample.facts);
    addFacts(sample.facts);
    addFindings(sample);
    addBrownfieldScores(sample);
    addQuestions(sample);
    sample.views = viewsOf(sample.facts, *sample.knowledge);
    for (const FactView& view : sample.views) {
        sample.readers[view.key] = 1 + view.key.attribute.size() % 5;
    }
    sample.options = {"",
                      "Regional bank, central data centre",
                      "2026-10-20",
                      "1.0.0",
                      "Two workshops, October 2026"};
    return sample;
}

Sample readySample()
{
    Sample sample = brownfieldSample();
    Assessment& result = sample.assessment;
    result.findings.erase(
        std::remove_if(result.findings.begin(),
                       result.findings.end(),
                       [](const Finding& finding) { return finding.status == Status::Unknown; }),
        result.findings.end());
    for (Finding& finding : result.findings) {
        finding.status = Status::Pass;
        finding.score = {1, 1};
        finding.gate = finding.rule->gate == Gate::None ? GateState::None : GateState::Passes;
        finding.contradicted.clear();
        finding.missing.clear();
        finding.weakest = Origin::Measured;
    }
    for (WorkloadScore& workload : result.workloads) {
        workload.conditions.clear();
        workload.openReferences.clear();
        workload.score = workload.uncapped = {0.86, 0.92};
        workload.capHigh = workload.capLow = Gate::None;
        workload.verdict = {Verdict::Ready, true};
        workload.coverage = 1;
        for (DimensionScore& dimension : workload.dimensions) {
            dimension.score = {0.9, 0.9};
            dimension.blockers = dimension.mayBlock = dimension.majors = 0;
        }
    }
    for (DimensionScore& dimension : result.dimensions) {
        dimension.score = {0.88, 0.95};
        dimension.coverage = 1;
        dimension.blockers = dimension.mayBlock = dimension.majors = 0;
    }
    result.site = {{Verdict::Ready, true}, {0.86, 0.92}, "B–A", 3, {0, 0, 0, 4}, "workload/code"};
    result.coverage = 1;
    result.evidence = {0, 0, 1};
    result.blockers = result.majors = 0;
    result.contradictions.clear();
    result.levers.clear();
    sample.questions.clear();
    return sample;
}

Sample emptySample()
{
    Sample sample;
    sample.knowledge = knowledge();
    for (const ScoredDimension& dimension : sample.knowledge->dimensions) {
        DimensionScore score;
        score.dimension = &dimension;
        sample.assessment.dimensions.push_back(score);
    }
    sample.assessment.site.verdict = {Verdict::CannotTell, false};
    sample.assessment.site.score = {0, 1};
    sample.assessment.packs = sample.knowledge->packs;
    sample.options = {"", "", "2026-10-20", "1.0.0", ""};
    return sample;
}

} // namespace netready
