// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence.h"

#include <algorithm>

namespace netready {

namespace {

constexpr auto kMetrics = std::to_array<EvidenceMetric>({
    {"cnp.count", "count", "congestion notifications since the counter was cleared"},
    {"cnp.rate", "1/s", "congestion notifications a second"},
    {"coll.algbw", "byte/s", "algorithm bandwidth of a collective"},
    {"coll.busbw", "byte/s", "bus bandwidth of a collective"},
    {"coll.drops", "count", "neighbouring sizes between which bus bandwidth falls by half"},
    {"coll.half_size", "byte", "smallest message that reaches half of the largest one's bandwidth"},
    {"coll.most_size", "byte", "smallest message that reaches 80 % of the largest one's bandwidth"},
    {"coll.ranks", "count", "ranks of a collective"},
    {"coll.wrong", "count", "wrong elements"},
    {"ecn.marked", "count", "marked packets since the counter was cleared"},
    {"ecn.marked_fraction", "ratio", "marked share of packets"},
    {"gpu.count", "count", "GPUs"},
    {"gpu.fault", "count", "last fault code (XID)"},
    {"gpu.nic_affinity", "ratio", "GPUs with a NIC behind the same PCIe switch, as a share of all"},
    {"gpu.power", "W", "power draw of a GPU"},
    {"gpu.tensor_active", "ratio", "share of cycles in which tensor units work"},
    {"gpu.util", "ratio", "share of time in which a kernel runs"},
    {"link.errors", "count", "bit errors, recoveries and bad packets of a link"},
    {"link.flaps", "count", "times that a link went down"},
    {"link.mtu", "byte", "largest packet"},
    {"link.speed", "bit/s", "speed of a link or port"},
    {"link.wait", "count", "ticks in which a port had data and no credit; ticks differ by device"},
    {"link.width", "count", "lanes"},
    {"llm.completed", "count", "requests that completed"},
    {"llm.e2e", "s", "time of a request from end to end"},
    {"llm.failed", "ratio", "share of requests that failed"},
    {"llm.itl", "s", "time between tokens"},
    {"llm.out_tps", "1/s", "output tokens a second"},
    {"llm.req_rate", "1/s", "requests a second"},
    {"llm.tpot", "s", "time per output token after the first"},
    {"llm.ttft", "s", "time to the first token"},
    {"net.bytes", "byte", "bytes since the counter was cleared"},
    {"net.drop_share", "ratio", "packets dropped, as a share of those that arrived or left"},
    {"net.drops", "count", "packets dropped"},
    {"net.errors", "count", "packets with errors"},
    {"net.imbalance", "ratio", "busiest uplink of a switch over the mean of its uplinks"},
    {"net.packets", "count", "packets since the counter was cleared"},
    {"net.rate", "bit/s", "traffic"},
    {"net.util", "ratio", "share of the link speed"},
    {"pfc.frames", "count", "pause frames since the counter was cleared"},
    {"pfc.pause_fraction", "ratio", "share of time paused"},
    {"pfc.pause_time", "s", "time paused since the counter was cleared"},
    {"pfc.rx_rate", "1/s", "pause frames received a second"},
    {"port.ecn", "ratio", "ports of a switch on which queues mark, as a share"},
    {"port.lossless_classes", "count", "classes with flow control on a port"},
    {"port.mtu", "byte", "smallest packet limit of the ports of a device that are in use"},
    {"port.pfc", "ratio", "ports of a switch with flow control for a class, as a share"},
    {"port.speed", "bit/s", "fastest port of a switch"},
    {"port.watchdog", "ratio", "ports of a switch with a pause watchdog, as a share"},
    {"power.feed_kw", "W", "what a feed may carry"},
    {"prom.value", "", "value of a query whose meaning nobody gave"},
    {"rack.feeds", "count", "power feeds of a rack"},
    {"rack.power", "W", "what a rack may draw with one feed lost"},
    {"rack.power_planned", "W", "what a rack is designed to draw"},
    {"rdma.bw", "bit/s", "RDMA bandwidth"},
    {"rdma.events", "count", "RDMA transport events: retries, time-outs, sequence errors"},
    {"rdma.lat", "s", "RDMA latency"},
    {"rdma.msg_rate", "1/s", "RDMA messages a second"},
    {"rdma.mtu", "byte", "data in one RDMA packet"},
    {"rdma.oos_ppm", "ratio", "packets out of sequence, as a share"},
    {"scrape.up", "ratio", "share of scrapes that succeeded"},
    {"sto.accelerators", "count", "accelerators of a storage test"},
    {"sto.au", "ratio", "accelerator utilisation of a storage test"},
    {"sto.iops", "1/s", "storage operations a second"},
    {"sto.lat", "s", "storage latency"},
    {"sto.read_bw", "byte/s", "read bandwidth"},
    {"sto.sample_rate", "1/s", "training samples a second"},
    {"sto.write_bw", "byte/s", "write bandwidth"},
    {"tcp.lat", "s", "TCP latency"},
    {"tcp.rate", "bit/s", "TCP goodput"},
    {"tcp.retransmits", "count", "TCP retransmissions"},
    {"topo.leaf_downlink_speed", "bit/s", "speed of a leaf port towards servers"},
    {"topo.leaf_downlinks", "count", "links of a leaf switch to servers"},
    {"topo.leaf_uplink_speed", "bit/s", "speed of a leaf port towards other switches"},
    {"topo.leaf_uplinks", "count", "links of a leaf switch to other switches"},
    {"topo.leaves", "count", "switches with servers"},
    {"topo.links", "count", "links"},
    {"topo.nodes", "count", "nodes"},
    {"topo.oversub", "ratio", "downlink speed over uplink speed of a switch"},
    {"topo.spines", "count", "switches that only have switches"},
    {"udp.jitter", "s", "UDP jitter"},
    {"udp.lat", "s", "UDP latency"},
    {"udp.loss", "ratio", "UDP packets lost"},
    {"udp.rate", "bit/s", "UDP goodput"},
});

} // namespace

std::span<const EvidenceMetric> evidenceMetrics()
{
    return kMetrics;
}

const EvidenceMetric* findEvidenceMetric(std::string_view id)
{
    const auto* const found = std::lower_bound(
        kMetrics.begin(),
        kMetrics.end(),
        id,
        [](const EvidenceMetric& metric, std::string_view text) { return metric.id < text; });
    return found != kMetrics.end() && found->id == id ? found : nullptr;
}

} // namespace netready
