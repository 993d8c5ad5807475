// SPDX-License-Identifier: Apache-2.0
#include "core/network/fabric_quantities.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

constexpr std::string_view kFullest = "load of the fullest link over what it can carry; flows take "
                                      "all shortest paths evenly, between "
                                      "switches only the share that the load balancing can use";
constexpr std::string_view kRouting = "equal-cost multipath; usable share: model assumption, "
                                      "anchored on xAI Colossus and Alibaba HPN";
constexpr std::string_view kArithmetic = "arithmetic";

constexpr std::array<FabricQuantityInfo, kFabricQuantityCount> kInfos{{
    {FabricQuantity::PortsNeeded,
     "ports_needed",
     "Ports that the workloads need",
     kNone,
     "servers ports of a server, and ports for the bursts from and to storage and outside",
     kArithmetic},
    {FabricQuantity::PortDemand,
     "port_demand",
     "What a workload asks for over what its ports carry",
     kNone,
     "sum of the means of its flows in the busier direction / (accelerators rate of an adapter), "
     "largest of all workloads",
     kArithmetic},
    {FabricQuantity::LinkMean, "link_mean", "Fullest link on average", kNone, kFullest, kRouting},
    {FabricQuantity::LinkBurst,
     "link_burst",
     "Fullest link while all flows burst",
     kNone,
     kFullest,
     kRouting},
    {FabricQuantity::UplinkMean,
     "uplink_mean",
     "Fullest link between switches on average",
     kNone,
     kFullest,
     kRouting},
    {FabricQuantity::UplinkBurst,
     "uplink_burst",
     "Fullest link between switches while all flows burst",
     kNone,
     kFullest,
     kRouting},
    {FabricQuantity::LinkMeanOneLost,
     "link_mean_one_lost",
     "Fullest link on average with one element lost",
     kNone,
     "the same without one switch next to the fullest link between switches, without a plane, or "
     "without a power feed; the worst of them",
     kRouting},
    {FabricQuantity::PortsNeededNextYear,
     "ports_needed_next_year",
     "Ports that the workloads of next year need",
     kNone,
     "as today, with what begins by then and with growth",
     kArithmetic},
    {FabricQuantity::LinkMeanNextYear,
     "link_mean_next_year",
     "Fullest link on average next year",
     kNone,
     kFullest,
     kRouting},
    {FabricQuantity::PortsNeededYear3,
     "ports_needed_year_3",
     "Ports that the workloads of the third year need",
     kNone,
     "as today, with what begins by then and with growth",
     kArithmetic},
    {FabricQuantity::LinkMeanYear3,
     "link_mean_year_3",
     "Fullest link on average in the third year",
     kNone,
     kFullest,
     kRouting},
    {FabricQuantity::Bisection,
     "bisection_share",
     "Capacity between two halves of the servers over what they can send",
     kNone,
     "least capacity found between halves / rate of the ports of one half",
     "maximum flow over the topology"},
    {FabricQuantity::PathLatency,
     "path_latency",
     "Time from adapter to adapter on the longest path",
     kTime,
     "(2 layers - 1) switch + 2 adapter + 5 ns/m length",
     "arithmetic; 5 ns for a metre of fibre: besthub.dev, headroom for lossless Ethernet links"},
    {FabricQuantity::Goodput,
     "goodput",
     "Share of the rate that arrives after losses",
     kNone,
     "(1 - loss) / (1 - loss + loss W), W = rate 2 path / packet; 1 - loss if only what is lost is "
     "repeated",
     "efficiency of go-back-N"},
}};

constexpr std::array<std::string_view, 25> kReads{"fabric.role",
                                                  "fabric.tiers",
                                                  "fabric.leaf_count",
                                                  "fabric.leaf_downlinks",
                                                  "fabric.leaf_downlink_speed",
                                                  "fabric.spine_count",
                                                  "fabric.leaf_uplinks",
                                                  "fabric.leaf_uplink_speed",
                                                  "fabric.pod_count",
                                                  "fabric.core_count",
                                                  "fabric.spine_uplinks",
                                                  "fabric.spine_uplink_speed",
                                                  "fabric.rails",
                                                  "fabric.planes",
                                                  "fabric.leaf_homing",
                                                  "fabric.switch_feeds",
                                                  "fabric.load_balancing",
                                                  "workload.fabric",
                                                  "workload.storage",
                                                  "workload.nics_per_accelerator",
                                                  "workload.topology_aware",
                                                  "workload.phase",
                                                  "workload.growth_next_year",
                                                  "workload.growth_year_3",
                                                  "storage.separate_network"};

constexpr std::array<std::string_view, 9> kTransportReads{"fabric.tiers",
                                                          "fabric.switch_latency",
                                                          "fabric.adapter_latency",
                                                          "fabric.longest_path",
                                                          "fabric.transport",
                                                          "fabric.rdma_drops",
                                                          "fabric.loss_recovery",
                                                          "fabric.rdma_payload",
                                                          "fabric.leaf_downlink_speed"};

} // namespace

bool restsOnWorkloads(FabricQuantity quantity)
{
    return quantity != FabricQuantity::PathLatency && quantity != FabricQuantity::Goodput;
}

std::span<const std::string_view> fabricTransportReads()
{
    return kTransportReads;
}

std::span<const std::string_view> fabricLoadReads()
{
    return kReads;
}

std::span<const FabricQuantityInfo> fabricQuantityInfos()
{
    return kInfos;
}

std::optional<FabricQuantity> fabricQuantityFromId(std::string_view id)
{
    const auto found =
        std::find_if(kInfos.begin(), kInfos.end(), [&](const auto& info) { return info.id == id; });
    return found == kInfos.end() ? std::nullopt : std::optional(found->quantity);
}

} // namespace netready
