// SPDX-License-Identifier: Apache-2.0
#include "core/network/explain_size.h"

#include "core/base/text.h"

#include <cmath>
#include <string_view>
#include <utility>

namespace netready {

namespace {

/// `1.067`: rounded for people.
std::string rounded(double value)
{
    return toText(std::round(value * 1000) / 1000);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return grouped(count) + " " + std::string(count == 1 ? one : many);
}

constexpr const char* kNothingAboveLeaf = "no tier above the leaf";
constexpr const char* kNothingAboveSpine = "no tier above the spine";

class Explanation
{
public:
    Explanation(const FabricRequirement& requirement, const FabricSize& size)
        : m_requirement(&requirement)
        , m_size(&size)
        , m_plane(&size.plane)
        , m_nicPorts(nicPorts(requirement))
    {}

    std::vector<SizeStep> steps()
    {
        addNodes();
        addNicPorts();
        addTiers();
        if (m_size->tiers > 1) {
            addLeaves();
        } else {
            addSingle();
        }
        addSpines();
        addCores();
        addCables();
        addOversubscription();
        addTotals();
        return std::move(m_steps);
    }

private:
    void add(std::string name, std::string value, std::string formula, std::string source)
    {
        m_steps.push_back(
            {std::move(name), std::move(value), std::move(formula), std::move(source)});
    }
    void add(std::string name, std::int64_t value, std::string formula, std::string source)
    {
        add(std::move(name), grouped(value), std::move(formula), std::move(source));
    }
    [[nodiscard]] std::int64_t nodesInUse() const
    {
        return nodeSlots(*m_requirement) - m_requirement->reservedNodes;
    }
    /// ` × 2 planes`, or nothing for one.
    [[nodiscard]] std::string timesPlanes() const
    {
        return m_requirement->planes == 1 ? "" : " × " + grouped(m_requirement->planes) + " planes";
    }
    [[nodiscard]] std::string ports() const { return grouped(m_requirement->switchPorts); }

    void addNodes();
    void addNicPorts();
    void addTiers();
    void addLeaves();
    void addSingle();
    void addSpines();
    void addCores();
    void addCables();
    void addOversubscription();
    void addTotals();

    const FabricRequirement* m_requirement;
    const FabricSize* m_size;
    const FabricPlane* m_plane;
    NicPorts m_nicPorts;
    std::vector<SizeStep> m_steps;
};

void Explanation::addNodes()
{
    const std::int64_t reserved = m_requirement->reservedNodes;
    if (m_requirement->nodes) {
        add("node slots", nodeSlots(*m_requirement), "as required", "requirement");
    } else {
        add("node slots",
            nodeSlots(*m_requirement),
            grouped(*m_requirement->gpus) + " GPUs / " + grouped(m_requirement->gpusPerNode) +
                " a node, rounded up" +
                (reserved == 0 ? "" : ", + " + grouped(reserved) + " reserved"),
            "requirement");
    }
    add("GPUs",
        m_size->gpus,
        (reserved == 0 ? grouped(nodesInUse())
                       : "(" + grouped(nodeSlots(*m_requirement)) + " − " + grouped(reserved) +
                             " reserved for the fabric manager)") +
            " nodes × " + grouped(m_requirement->gpusPerNode),
        reserved == 0 ? "requirement" : "R10, NV-H100");
}

void Explanation::addNicPorts()
{
    const std::int64_t planes = m_requirement->planes;
    const DataRate share = m_requirement->nicSpeed / static_cast<double>(planes);
    if (planes > 1) {
        add("planes",
            planes,
            "separate fabrics; each NIC gives " + inGigabits(m_requirement->nicSpeed) + " / " +
                grouped(planes) + " = " + inGigabits(share) + " to each",
            "R7, NV-B300E, HPN");
    }
    if (m_nicPorts.portsPerNic > 1) {
        add("ports a NIC",
            m_nicPorts.portsPerNic,
            inGigabits(share) + " / " + inGigabits(m_requirement->portSpeed) + " a port",
            "requirement");
    }
    if (m_nicPorts.nicsPerPort > 1) {
        add("NICs a port",
            m_nicPorts.nicsPerPort,
            inGigabits(m_requirement->portSpeed) + " / " + inGigabits(share) +
                ": leaf ports are split, uplinks are not",
            "MEGASCALE");
    }
}

void Explanation::addTiers()
{
    const std::int64_t tiers = m_size->tiers;
    if (m_requirement->tiers) {
        add("tiers", tiers, "as required", "requirement");
    } else if (tiers == 1) {
        add("tiers", tiers, "all NICs of a plane fit one switch", "R11, AMD-RD");
    } else if (tiers == 2) {
        add("tiers",
            tiers,
            grouped(m_plane->leaves) + " leaves a plane, at most " + ports() +
                ", one for each port of a spine",
            "R2, NV-B200, NV-B300E");
    } else {
        add("tiers",
            tiers,
            grouped(m_plane->leaves) + " leaves a plane are more than the " + ports() +
                " ports of a spine",
            "R3, NV-B200, HPN");
    }
}

void Explanation::addSingle()
{
    const std::int64_t nodes = nodeSlots(*m_requirement);
    add("leaf ports used",
        m_nicPorts.portsFor(nodes * m_requirement->nicsPerNode),
        grouped(nodes) + " node slots × " + grouped(m_requirement->nicsPerNode) + " NICs, of " +
            ports() + " ports of a leaf",
        "arithmetic");
    add("leaf switches", m_size->leaf, "1" + timesPlanes(), "R11, AMD-RD");
    add("free leaf ports", m_size->freeLeafPorts, "leaf ports without a cable", "arithmetic");
}

void Explanation::addLeaves()
{
    const std::int64_t rails = railCount(*m_requirement);
    const std::int64_t nicsPerRail = m_requirement->nicsPerNode / rails;
    const std::int64_t slots = nodeSlots(*m_requirement);
    const bool isFull = slots % m_plane->nodesPerUnit == 0;
    add("nodes a unit",
        m_plane->nodesPerUnit,
        m_requirement->nodesPerUnit ? "as required"
                                    : grouped(m_plane->nicsPerLeaf) + " NICs a leaf / " +
                                          counted(nicsPerRail, "NIC", "NICs") + " of a node on it",
        "R6, NV-H100, NV-B300X");
    add("units",
        m_plane->units,
        grouped(slots) + " node slots / " + grouped(m_plane->nodesPerUnit) + " a unit" +
            (isFull ? "" : ", rounded up: the last is built in full and its spare ports stay free"),
        isFull ? "R6, NV-H100, NV-B300X" : "R9, NV-H100, NV-B200");
    add("leaf switches",
        m_size->leaf,
        counted(m_plane->units, "unit", "units") + " × " + counted(rails, "rail", "rails") +
            (m_plane->leavesPerRail == 1
                 ? ""
                 : " × " + grouped(m_plane->leavesPerRail) + " leaves a rail") +
            timesPlanes(),
        rails == 1 ? "R1, R11, AMD-RD" : "R1, R6, NV-H100, NV-B200");
    add("uplinks a leaf",
        m_plane->leaf.up,
        counted(m_plane->leaf.down, "port", "ports") + " down at " +
            rounded(m_requirement->oversubscription) + ":1 or better, of " + ports() + " ports",
        "R1, NV-H100, MEGASCALE");
    add("free leaf ports", m_size->freeLeafPorts, "leaf ports without a cable", "arithmetic");
}

void Explanation::addSpines()
{
    if (m_size->tiers == 1) {
        add("spine switches", 0, kNothingAboveLeaf, "arithmetic");
        return;
    }
    const std::string minimum = m_requirement->minimumSpines
                                    ? " and at least " + grouped(*m_requirement->minimumSpines)
                                    : "";
    if (m_size->tiers == 2) {
        add("spine switches",
            m_size->spine,
            "smallest divisor of the " + counted(m_plane->leaf.up, "uplink", "uplinks") +
                " of a leaf that is at least " + grouped(m_plane->leaves * m_plane->leaf.up) +
                " uplinks / " + ports() + " ports" + minimum +
                ", so that each leaf spreads evenly" + timesPlanes(),
            minimum.empty() ? "R5, NV-H100, NV-B200" : "R5, R12, NV-H100, JN-WEKA");
        return;
    }
    add("pods",
        m_plane->pods,
        grouped(m_plane->leaves) + " leaves / " + grouped(m_requirement->switchPorts / 2) +
            " (half the ports of a spine), rounded up",
        "R8, NV-B200");
    add("spine switches",
        m_size->spine,
        "a full pod has a spine for each of the " + grouped(m_plane->leaf.up) +
            " uplinks of a leaf, the last pod as few as spread evenly" + minimum + timesPlanes(),
        minimum.empty() ? "R8, NV-B200" : "R8, R12, NV-B200, JN-WEKA");
}

void Explanation::addCores()
{
    if (m_size->tiers < 3) {
        add("core switches", 0, kNothingAboveSpine, "arithmetic");
        return;
    }
    const std::int64_t least = roundedUp(m_plane->spineCoreCables, m_requirement->switchPorts);
    add("core switches",
        m_size->core,
        grouped(m_plane->spineCoreCables) + " spine uplinks / " + ports() +
            " ports = " + grouped(least) +
            (least == m_plane->cores
                 ? ""
                 : ", and " + grouped(m_plane->cores) + " so that each spine spreads evenly") +
            timesPlanes(),
        least == m_plane->cores ? "R8, NV-B200" : "R8, NV-B200; even spreading is judgement");
}

void Explanation::addCables()
{
    const std::int64_t manager = managerCables(*m_requirement);
    add("endpoint-leaf cables",
        m_size->cables.endpointLeaf,
        grouped(nodesInUse()) + " nodes × " + grouped(m_requirement->nicsPerNode) + " NICs" +
            (m_nicPorts.portsPerNic == 1 ? ""
                                         : " × " + grouped(m_nicPorts.portsPerNic) + " ports") +
            timesPlanes() +
            (manager == 0 ? "" : " + " + grouped(manager) + " of the fabric manager"),
        manager == 0 ? "R4, NV-H100" : "R4, R10, NV-H100");
    if (m_size->tiers == 1) {
        add("leaf-spine cables", 0, kNothingAboveLeaf, "arithmetic");
    } else {
        add("leaf-spine cables",
            m_size->cables.leafSpine,
            counted(m_plane->leaves, "leaf", "leaves") + " × " + grouped(m_plane->leaf.up) +
                " uplinks" + timesPlanes(),
            "R4, NV-H100");
    }
    if (m_size->tiers < 3) {
        add("spine-core cables", 0, kNothingAboveSpine, "arithmetic");
    } else {
        add("spine-core cables",
            m_size->cables.spineCore,
            "uplinks of all spines, half of their ports where a pod is full" + timesPlanes(),
            "R4, R8, NV-B200");
    }
}

void Explanation::addOversubscription()
{
    const TierOversubscription& ratio = m_size->oversubscription;
    if (m_size->tiers == 1) {
        add("oversubscription, leaf", rounded(ratio.leaf), kNothingAboveLeaf, "arithmetic");
    } else {
        add("oversubscription, leaf",
            rounded(ratio.leaf),
            rounded(m_nicPorts.load(m_plane->nicsPerLeaf)) + " ports' worth of NICs / " +
                counted(m_plane->leaf.up, "uplink", "uplinks") + " of a full leaf",
            "R1, NV-H100");
    }
    if (m_size->tiers < 3) {
        add("oversubscription, spine", rounded(ratio.spine), kNothingAboveSpine, "arithmetic");
    } else {
        add("oversubscription, spine",
            rounded(ratio.spine),
            grouped(m_plane->spine.down) + " ports down / " + grouped(m_plane->spine.up) +
                " up of the fullest spine",
            "R8, NV-B200");
    }
}

void Explanation::addTotals()
{
    const std::string port =
        m_nicPorts.nicsPerPort > 1   ? " × " + grouped(m_nicPorts.nicsPerPort) + " NICs a port"
        : m_nicPorts.portsPerNic > 1 ? " / " + grouped(m_nicPorts.portsPerNic) + " ports a NIC"
                                     : "";
    const std::string down =
        grouped(splitPorts(m_requirement->switchPorts, m_requirement->oversubscription).down);
    const std::string half = grouped(m_requirement->switchPorts / 2);
    const std::string formula =
        m_size->tiers == 1   ? ports() + " ports"
        : m_size->tiers == 2 ? ports() + " leaves × " + down + " ports down"
                             : ports() + " pods × " + half + " leaves × " + down + " ports down";
    add("most endpoints",
        m_size->maxEndpoints,
        formula + port + ", by this many tiers of this switch",
        m_size->tiers == 3 ? "R3, HPN" : "R2, NV-B200, NV-B300E");
    add("switches", m_size->switches(), "leaf + spine + core", "arithmetic");
    add("switch ports used",
        m_size->usedPorts,
        "of endpoint cables at one end, of the others at both; with optics each takes a "
        "transceiver, or half of one in a cage of two ports",
        "arithmetic; NV-H100 for cages of two");
}

} // namespace

std::vector<SizeStep> explainSize(const FabricRequirement& requirement, const FabricSize& size)
{
    return Explanation(requirement, size).steps();
}

} // namespace netready
