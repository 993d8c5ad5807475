// SPDX-License-Identifier: Apache-2.0
#include "core/remote/prometheus_queries.h"

#include "core/base/text.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace netready {

namespace {

constexpr std::int64_t kLeastWindow = 300; ///< two scrapes a minute apart are in it for sure
constexpr std::string_view kNode = "node_exporter";
constexpr std::string_view kEthtool = "node_exporter with the ethtool collector";
constexpr std::string_view kRdma = "node_exporter 1.11 or newer on hosts with RDMA";
constexpr std::string_view kSnmp = "snmp_exporter with if_mib, or an exporter for SONiC";

/// Leaves out ports that are no wire.
constexpr std::string_view kWires =
    R"(device!~"lo|veth.*|docker.*|br-.*|virbr.*|cali.*|cni.*|flannel.*|cilium.*|lxc.*|tap.*|tun.*|kube.*|dummy.*|vxlan.*")";

/// Series of any of these names, of real ports.
std::string named(const std::vector<std::string>& names)
{
    return R"({__name__=~")" + join(names, "|") + R"(",)" + std::string(kWires) + "}";
}

std::string labelled(std::string promql, std::string_view label, std::string_view value)
{
    return "label_replace(" + std::move(promql) + ", \"" + std::string(label) + "\", \"" +
           std::string(value) + "\", \"\", \"\")";
}

std::string either(const std::vector<std::string>& promql)
{
    return join(promql, " or ");
}

class QuerySet
{
public:
    explicit QuerySet(std::int64_t step)
        : m_window("[" + std::to_string(std::max(step, kLeastWindow)) + "s]")
    {}

    std::vector<PrometheusQuery> all()
    {
        addLoads();
        addLosses();
        addPauses();
        addMarks();
        addOrder();
        addLinks();
        addAccelerators();
        addStorage();
        add({"scrapes", "scrapes that succeeded", "", 1, "up", "every Prometheus"});
        return std::move(m_queries);
    }

private:
    void add(PrometheusQuery query) { m_queries.push_back(std::move(query)); }

    [[nodiscard]] std::string rate(std::string_view series) const
    {
        return "rate(" + std::string(series) + m_window + ")";
    }

    static std::string hourly(std::string_view series)
    {
        return "rate(" + std::string(series) + "[1h])";
    }

    /// Traffic of both directions over speed, by the labels that name a port.
    [[nodiscard]] std::string load(std::string_view port,
                                   std::string_view sent,
                                   std::string_view received,
                                   std::string_view speed) const
    {
        std::vector<std::string> directions;
        for (const auto& [series, direction] :
             {std::pair(sent, "sent"), std::pair(received, "received")}) {
            const std::string by = "max by (" + std::string(port) + ") (";
            std::string share = by;
            share += rate(series) + ") / ";
            share += by;
            share += std::string(speed) + " > 0)";
            directions.push_back(labelled(std::move(share), "direction", direction));
        }
        return either(directions);
    }

    void addLoads()
    {
        const std::string wires = "{" + std::string(kWires) + "}";
        const std::string ethernet = load("instance, device",
                                          "node_network_transmit_bytes_total" + wires,
                                          "node_network_receive_bytes_total" + wires,
                                          "node_network_speed_bytes");
        const std::string infiniband = load("instance, device, port",
                                            "node_infiniband_port_data_transmitted_bytes_total",
                                            "node_infiniband_port_data_received_bytes_total",
                                            "node_infiniband_rate_bytes_per_second");
        add({"server-port-load",
             "the load of server ports",
             "net.util",
             1,
             labelled(either({ethernet, infiniband}), "at", "server port"),
             std::string(kNode)});
        const std::string snmp =
            load("instance, ifName", "ifHCOutOctets", "ifHCInOctets", "(125000 * ifHighSpeed)");
        const std::string sonic = load("instance, device",
                                       "sonic_interface_transmit_bytes_total",
                                       "sonic_interface_receive_bytes_total",
                                       "sonic_interface_speed_bytes");
        const std::string fabric = load("guid, port, switch",
                                        "infiniband_switch_port_transmit_data_bytes_total",
                                        "infiniband_switch_port_receive_data_bytes_total",
                                        "infiniband_switch_port_rate_bytes_per_second");
        add({"switch-port-load",
             "the load of switch ports",
             "net.util",
             1,
             either({snmp, sonic, fabric}),
             std::string(kSnmp)});
    }

    void addLosses()
    {
        add({"drops",
             "dropped packets",
             "",
             1,
             named({"node_network_(receive|transmit)_drop_total",
                    "node_ethtool_(received|transmitted)_discards_phy",
                    "node_ethtool_received_out_of_buffer",
                    "node_infiniband_out_of_buffer_drops_total",
                    "node_infiniband_port_discards_transmitted_total",
                    "if(In|Out)Discards",
                    "sonic_queue_dropped_packets_total",
                    "infiniband_switch_port_transmit_discards_total"}),
             std::string(kNode)});
        const auto share =
            [](std::string_view by, const std::string& drops, const std::string& packets) {
                const std::string sum = "sum by (" + std::string(by) + ") (";
                const std::string dropped = sum + hourly(drops) + ")";
                return dropped + " / (" + dropped + " + " + sum + hourly(packets) + ") > 0)";
            };
        const std::string adapter = share("instance, device",
                                          "node_ethtool_received_discards_phy",
                                          "node_ethtool_received_packets_phy");
        const std::string queue = share("instance, device, queue",
                                        "sonic_queue_dropped_packets_total",
                                        "sonic_queue_packets_total");
        add({"drop-share",
             "the share of dropped packets",
             "net.drop_share",
             1,
             labelled(either({adapter, queue}), "window", "1h"),
             std::string(kEthtool)});
        add({"link-errors",
             "errors of links",
             "",
             1,
             named({"node_network_(receive|transmit)_errs_total",
                    "if(In|Out)Errors",
                    "node_infiniband_symbol_error_total",
                    "infiniband_switch_port_symbol_error_total"}),
             std::string(kNode)});
    }

    void addPauses()
    {
        std::vector<std::string> frames;
        std::vector<std::string> times;
        for (int priority = 0; priority < 8; ++priority) {
            const std::string number = std::to_string(priority);
            const std::string series = "node_ethtool_received_prio" + number + "_pause";
            frames.push_back(labelled(rate(series), "priority", number));
            times.push_back(labelled(hourly(series + "_duration"), "priority", number));
        }
        add({"pause-frames",
             "pause frames",
             "pfc.rx_rate",
             1,
             either(frames),
             std::string(kEthtool)});
        // The counter is in microseconds.
        add({"pause-time",
             "the time in which ports are paused",
             "pfc.pause_fraction",
             1e-6,
             labelled(either(times), "window", "1h"),
             std::string(kEthtool)});
    }

    void addMarks()
    {
        const std::string marked = "node_infiniband_np_ecn_marked_roce_packets_received_total";
        add({"marked-packets",
             "marked packets",
             "ecn.marked",
             1,
             "increase(" + marked + m_window + ")",
             std::string(kRdma)});
        add({"marked-share",
             "the share of marked packets",
             "ecn.marked_fraction",
             1,
             rate(marked) + " / (" + rate("node_infiniband_port_packets_received_total") + " > 0)",
             std::string(kRdma)});
        add({"notifications",
             "congestion notifications",
             "cnp.rate",
             1,
             either(
                 {labelled(rate("node_infiniband_rp_cnp_packets_handled_total"), "of", "handled"),
                  labelled(rate("node_infiniband_np_cnp_packets_sent_total"), "of", "sent")}),
             std::string(kRdma)});
    }

    void addOrder()
    {
        add({"out-of-sequence",
             "packets out of sequence",
             "rdma.oos_ppm",
             1,
             labelled(hourly("node_infiniband_out_of_sequence_packets_received_total") + " / (" +
                          hourly("node_infiniband_port_packets_received_total") + " > 0)",
                      "window",
                      "1h"),
             std::string(kRdma)});
    }

    void addLinks()
    {
        add({"link-flaps",
             "links that went down",
             "",
             1,
             named({"node_network_carrier_changes_total",
                    "node_infiniband_link_downed_total",
                    "infiniband_switch_port_link_downed_total"}),
             std::string(kNode)});
        add({"packet-limits",
             "largest packets of ports",
             "",
             1,
             named({"node_network_mtu_bytes", "ifMtu", "sonic_interface_mtu_bytes"}),
             std::string(kNode)});
    }

    void addAccelerators()
    {
        add({"accelerator-load",
             "the time in which accelerators work",
             "gpu.util",
             0.01,
             "avg by (Hostname, instance) (DCGM_FI_DEV_GPU_UTIL < 101)",
             "dcgm-exporter"});
        add({"tensor-load",
             "the cycles in which tensor units work",
             "gpu.tensor_active",
             1,
             "avg by (Hostname, instance) (DCGM_FI_PROF_PIPE_TENSOR_ACTIVE <= 1)",
             "dcgm-exporter"});
    }

    void addStorage()
    {
        add({"nfs-read-rate",
             "the rate at which clients read files",
             "sto.read_bw",
             1,
             "sum(" + rate("node_mountstats_nfs_total_read_bytes_total") + ")",
             "node_exporter with the mountstats collector"});
        add({"nfs-write-rate",
             "the rate at which clients write files",
             "sto.write_bw",
             1,
             "sum(" + rate("node_mountstats_nfs_total_write_bytes_total") + ")",
             "node_exporter with the mountstats collector"});
        for (const auto& [direction, verb] :
             {std::pair("read", "reads"), std::pair("write", "writes")}) {
            const std::string device = "{device!~\"(loop|ram|zram|sr|dm-).*\"}";
            add({"disk-" + std::string(direction) + "-time",
                 "the time that disks of servers take to " + std::string(direction),
                 "sto.lat",
                 1,
                 labelled(
                     rate("node_disk_" + std::string(direction) + "_time_seconds_total" + device) +
                         " / (" +
                         rate("node_disk_" + std::string(verb) + "_completed_total" + device) +
                         " > 0)",
                     "direction",
                     direction),
                 std::string(kNode)});
        }
    }

    std::string m_window;
    std::vector<PrometheusQuery> m_queries;
};

} // namespace

std::vector<PrometheusQuery> prometheusQueries(std::int64_t step)
{
    return QuerySet(step).all();
}

} // namespace netready
