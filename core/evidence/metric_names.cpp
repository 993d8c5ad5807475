// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/metric_names.h"

#include "core/base/text.h"

#include <array>

namespace netready {

namespace {

constexpr auto kMeanings = std::to_array<MetricMeaning>({
    {"up", "scrape.up"},
    {"node_network_speed_bytes", "link.speed", 8},
    {"node_network_mtu_bytes", "link.mtu"},
    {"node_network_carrier_changes_total", "link.flaps", 1, true},
    {"node_network_receive_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"node_network_transmit_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"node_network_receive_drop_total", "net.drops", 1, true},
    {"node_network_transmit_drop_total", "net.drops", 1, true},
    {"node_network_receive_errs_total", "net.errors", 1, true},
    {"node_network_transmit_errs_total", "net.errors", 1, true},
    {"node_ethtool_received_discards_phy", "net.drops", 1, true},
    {"node_ethtool_transmitted_discards_phy", "net.drops", 1, true},
    {"node_ethtool_received_out_of_buffer", "net.drops", 1, true},
    {"node_ethtool_received_prio3_pause", "pfc.frames", 1, true, "pfc.rx_rate"},
    {"node_ethtool_received_prio4_pause", "pfc.frames", 1, true, "pfc.rx_rate"},
    {"node_ethtool_received_prio3_pause_duration",
     "pfc.pause_time",
     1e-6,
     true,
     "pfc.pause_fraction"},
    {"node_ethtool_received_prio4_pause_duration",
     "pfc.pause_time",
     1e-6,
     true,
     "pfc.pause_fraction"},
    {"node_infiniband_rate_bytes_per_second", "link.speed", 8},
    {"node_infiniband_port_data_received_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"node_infiniband_port_data_transmitted_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"node_infiniband_link_downed_total", "link.flaps", 1, true},
    {"node_infiniband_symbol_error_total", "link.errors", 1, true},
    {"node_infiniband_port_discards_transmitted_total", "net.drops", 1, true},
    {"node_infiniband_port_transmit_wait_total", "link.wait", 1, true},
    {"node_infiniband_out_of_buffer_drops_total", "net.drops", 1, true},
    {"node_infiniband_np_cnp_packets_sent_total", "cnp.count", 1, true, "cnp.rate"},
    {"node_infiniband_rp_cnp_packets_handled_total", "cnp.count", 1, true, "cnp.rate"},
    {"node_infiniband_np_ecn_marked_roce_packets_received_total", "ecn.marked", 1, true},
    {"node_infiniband_out_of_sequence_packets_received_total", "rdma.events", 1, true},
    {"node_infiniband_packet_sequence_errors_total", "rdma.events", 1, true},
    {"node_infiniband_local_ack_timeout_errors_total", "rdma.events", 1, true},
    {"infiniband_switch_port_rate_bytes_per_second", "link.speed", 8},
    {"infiniband_switch_port_link_downed_total", "link.flaps", 1, true},
    {"infiniband_switch_port_symbol_error_total", "link.errors", 1, true},
    {"infiniband_switch_port_transmit_discards_total", "net.drops", 1, true},
    {"infiniband_switch_port_transmit_wait_total", "link.wait", 1, true},
    {"ifHighSpeed", "link.speed", 1e6},
    {"ifMtu", "link.mtu"},
    {"ifHCInOctets", "net.bytes", 1, true, "net.rate"},
    {"ifHCOutOctets", "net.bytes", 1, true, "net.rate"},
    {"ifInDiscards", "net.drops", 1, true},
    {"ifOutDiscards", "net.drops", 1, true},
    {"ifInErrors", "net.errors", 1, true},
    {"ifOutErrors", "net.errors", 1, true},
    {"sonic_interface_speed_bytes", "link.speed", 8},
    {"sonic_interface_mtu_bytes", "link.mtu"},
    {"sonic_interface_receive_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"sonic_interface_transmit_bytes_total", "net.bytes", 1, true, "net.rate"},
    {"sonic_queue_dropped_packets_total", "net.drops", 1, true},
    {"DCGM_FI_DEV_GPU_UTIL", "gpu.util", 0.01},
    {"DCGM_FI_PROF_PIPE_TENSOR_ACTIVE", "gpu.tensor_active"},
    {"DCGM_FI_DEV_POWER_USAGE", "gpu.power"},
    {"DCGM_FI_DEV_XID_ERRORS", "gpu.fault"},
});

/// Values that DCGM writes for "not supported", each with a few of its neighbours.
bool isDcgmBlank(double value)
{
    return value >= 9.2233720368e18 || (value >= 2147483632.0 && value <= 2147483647.0) ||
           (value >= 140737488355328.0 && value <= 140737488355331.0);
}

std::string label(const std::map<std::string, std::string>& labels,
                  std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names) {
        const auto found = labels.find(std::string(name));
        if (found != labels.end() && !found->second.empty()) {
            return found->second;
        }
    }
    return {};
}

} // namespace

const MetricMeaning* findMetricMeaning(std::string_view name)
{
    static const std::map<std::string_view, const MetricMeaning*> kByName = [] {
        std::map<std::string_view, const MetricMeaning*> all;
        for (const MetricMeaning& meaning : kMeanings) {
            all.emplace(meaning.name, &meaning);
        }
        return all;
    }();
    const auto found = kByName.find(name);
    return found == kByName.end() ? nullptr : found->second;
}

std::optional<double> meaningfulValue(const MetricMeaning& meaning, double value)
{
    if (meaning.name.starts_with("DCGM_") && isDcgmBlank(value)) {
        return std::nullopt;
    }
    // Only counters and shares may be zero; a speed or MTU of zero or less is one that nobody
    // knows.
    const bool isSize = meaning.metric == "link.speed" || meaning.metric == "link.mtu";
    if (value < 0 || (isSize && value == 0) ||
        (meaning.name == "DCGM_FI_DEV_GPU_UTIL" && value > 100) ||
        (meaning.metric == "gpu.tensor_active" && value > 1)) {
        return std::nullopt;
    }
    return value * meaning.factor;
}

bool isSaturated(const MetricMeaning& meaning, double value)
{
    constexpr double kCeiling = 4294967295.0;
    return meaning.metric == "link.wait" && value == kCeiling;
}

EvidenceScope scopeOfLabels(const std::map<std::string, std::string>& labels)
{
    const std::string node =
        label(labels, {"Hostname", "hostname", "node", "switch", "instance", "host", "guid"});
    const std::string gpu = label(labels, {"gpu"});
    const std::string interface =
        label(labels, {"interface", "ifName", "ifDescr", "device", "port", "ifname"});
    const bool hasPair = label(labels, {"interface", "ifName"}) == interface && node.empty();
    const std::string owner = hasPair ? label(labels, {"device"}) : node;
    if (!gpu.empty()) {
        return {EvidenceScopeKind::Node, owner + " GPU " + gpu};
    }
    if (!interface.empty()) {
        return {EvidenceScopeKind::Port, owner.empty() ? interface : owner + ":" + interface};
    }
    if (!owner.empty()) {
        return {EvidenceScopeKind::Node, owner};
    }
    return {};
}

} // namespace netready
