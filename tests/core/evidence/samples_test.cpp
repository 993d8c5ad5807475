// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

struct Figure
{
    std::string metric;
    EvidenceStat stat;
    std::vector<std::string> parts; ///< of scope and conditions
    double value;
    EvidenceQuality quality;
};

struct Counts
{
    int nodes = 0, ports = 0, links = 0, racks = 0, feeds = 0, flows = 0;
};

/// What the list of samples says of a file.
struct Row
{
    std::string path;
    std::string format;
    std::string refusal = {}; ///< code of the error, empty if it imports
    Counts counts = {};
    std::vector<Figure> figures = {};
    std::vector<std::string> diagnostics = {}; ///< codes that must be there
    int records = -1;                          ///< -1: as many as there are
};

using Stat = EvidenceStat;
constexpr auto A = EvidenceQuality::A;
constexpr auto B = EvidenceQuality::B;
constexpr auto C = EvidenceQuality::C;
constexpr auto D = EvidenceQuality::D;
constexpr double kMiB = 1048576;

const std::vector<Row>& rows()
{
    static const std::vector<Row> kRows = {
        {"cabling-csv/cables.csv", "cable-list", "", {14, 0, 48}, {}, {}, 0},
        {"cabling-csv/cables_excel_semicolon_bom.csv", "cable-list", "", {6, 0, 5}, {}, {}, 0},
        {"cabling-csv/cables_problems.csv",
         "cable-list",
         "",
         {5, 0, 4},
         {},
         {"end-used-twice", "self-link", "not-a-number", "short-row", "formula"},
         0},
        // Two problems; the link with one end is left out, the one to a missing node is kept.
        {"containerlab/dangling_node.clab.yml",
         "containerlab",
         "",
         {1, 0, 1},
         {},
         {"unknown-node", "one-ended"}},
        {"containerlab/demo-fabric.clab.yml", "containerlab", "", {14, 0, 48}},
        {"containerlab/links_extended_form.clab.yml", "containerlab", "", {3, 0, 3}},
        {"dcgm/demo_metrics.prom",
         "metric-page",
         "",
         {},
         {{"gpu.util", Stat::Mean, {"gpu01"}, 0.935, A},
          {"gpu.util", Stat::Mean, {"gpu02"}, 0.445, A},
          {"gpu.fault", Stat::Last, {"gpu02 GPU 3"}, 79, A},
          {"gpu.tensor_active", Stat::Mean, {"gpu01"}, 0.415, A}}},
        {"elbencho/elbencho_3_1_trimmed.csv",
         "elbencho",
         "",
         {},
         {{"sto.write_bw", Stat::Mean, {"operation=WRITE", "slowest"}, 2941 * kMiB, A},
          {"sto.write_bw", Stat::Max, {"operation=WRITE"}, 3494 * kMiB, A},
          {"sto.lat", Stat::Max, {}, 0.120903, A}}},
        {"ethtool/demo_mlx5_congested.txt",
         "ethtool",
         "",
         {},
         {{"pfc.frames", Stat::Last, {"counter=rx_prio3_pause;"}, 184213377, B},
          {"net.drops", Stat::Last, {"counter=rx_discards_phy"}, 1288, B},
          {"net.drops", Stat::Last, {"counter=rx_out_of_buffer"}, 17, B},
          {"pfc.pause_time", Stat::Last, {"counter=rx_prio3_pause_duration"}, 1289.493639, B}}},
        {"ethtool/demo_mlx5_healthy.txt",
         "ethtool",
         "",
         {},
         {{"pfc.frames", Stat::Last, {"counter=rx_prio3_pause;"}, 0, B},
          {"net.drops", Stat::Last, {"counter=rx_discards_phy"}, 0, B},
          {"net.drops", Stat::Last, {"counter=rx_out_of_buffer"}, 0, B}}},
        {"ethtool/demo_rdma_statistic.json",
         "rdma-statistic",
         "",
         {},
         {{"cnp.count", Stat::Last, {"counter=rp_cnp_handled"}, 99231, B},
          {"net.drops", Stat::Last, {"counter=out_of_buffer"}, 17, B},
          {"rdma.events", Stat::Last, {"counter=out_of_sequence"}, 44, B}}},
        {"fio/error_perm.json", "fio-json", "failed-run"},
        {"fio/randread_4k.json",
         "fio-json",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {"job=randread4k"}, 463.0e6, A},
          {"sto.iops", Stat::Mean, {}, 113031, A},
          {"sto.lat", Stat::P99, {}, 485376e-9, A}}},
        {"fio/randrw_16k_jsonplus.json",
         "fio-json",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {}, 460.8e6, A},
          {"sto.iops", Stat::Mean, {"direction=read"}, 28123, A},
          {"sto.lat", Stat::P99, {"direction=read"}, 358400e-9, A},
          {"sto.write_bw", Stat::Mean, {}, 197.2e6, A},
          {"sto.iops", Stat::Mean, {"direction=write"}, 12033, A},
          {"sto.lat", Stat::P99, {"direction=write"}, 399360e-9, A}}},
        {"fio/seqread_1m_grouped.json",
         "fio-json",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {}, 1413.1e6, A},
          {"sto.iops", Stat::Mean, {}, 1348, A},
          {"sto.lat", Stat::P99, {}, 73924608e-9, A}}},
        {"fio/seqread_normal.txt",
         "fio",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {}, 1331 * kMiB, B},
          {"sto.iops", Stat::Mean, {}, 1331, B},
          {"sto.lat", Stat::P99, {}, 15270e-6, B}}},
        {"fio/seqread_terse.txt",
         "fio-terse",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {}, 1700182.0 * 1024, B},
          {"sto.iops", Stat::Mean, {}, 1660, B},
          {"sto.lat", Stat::P99, {}, 806e-6, B}}},
        {"fio/short_run_eta_maxint.json",
         "fio-json",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {}, 1342.2e6, D},
          {"sto.iops", Stat::Mean, {}, 1280, D},
          {"sto.lat", Stat::P99, {}, 14352384e-9, D}},
         {"too-short"}},
        {"fio/status_interval_multi.json",
         "fio-json",
         "",
         {},
         {{"sto.read_bw", Stat::Mean, {"job=rate"}, 1560.9e6, B},
          {"sto.iops", Stat::Mean, {}, 11909, B},
          {"sto.lat", Stat::P99, {}, 610304e-9, B}},
         {"several-documents"}},
        {"fio/two_jobs_nogroup.json",
         "fio-json",
         "",
         {},
         {{"sto.write_bw", Stat::Mean, {"job=a"}, 7476.3e6, B},
          {"sto.lat", Stat::P99, {"job=a"}, 244736e-9, B},
          {"sto.read_bw", Stat::Mean, {"job=b"}, 1390.3e6, B},
          {"sto.iops", Stat::Mean, {"job=b"}, 1326, B},
          {"sto.lat", Stat::P99, {"job=b"}, 17432576e-9, B}}},
        {"ib/iblinkinfo.txt",
         "iblinkinfo",
         "",
         {22, 0, 31},
         {{"link.speed", Stat::Last, {"leaf03:7 - spine02:5"}, 50e9, A},
          {"link.speed", Stat::Last, {"leaf02:6 - spine01:4"}, 100e9, A},
          {"topo.nodes", Stat::Sum, {"of=switches"}, 6, A},
          {"topo.nodes", Stat::Sum, {"of=hosts"}, 16, A}}},
        {"ib/iblinkinfo_line.txt",
         "iblinkinfo",
         "",
         {22, 0, 31},
         {{"link.width", Stat::Last, {"leaf03:7 - spine02:5"}, 1, A},
          {"topo.nodes", Stat::Sum, {"of=switches"}, 6, A},
          {"topo.nodes", Stat::Sum, {"of=hosts"}, 16, A}}},
        {"ib/ibnetdiscover.txt",
         "ibnetdiscover",
         "",
         {22, 0, 31},
         {{"link.width", Stat::Last, {"leaf03:7 - spine02:5"}, 1, A},
          {"link.speed", Stat::Last, {"leaf02:6 - spine01:4", "EDR"}, 100e9, A},
          {"topo.nodes", Stat::Sum, {"of=switches"}, 6, A},
          {"topo.nodes", Stat::Sum, {"of=hosts"}, 16, A},
          {"topo.links", Stat::Sum, {}, 31, A}}},
        {"ib/ibnetdiscover_ports.txt",
         "ibnetdiscover-ports",
         "",
         {22, 0, 31},
         {{"link.width", Stat::Last, {"leaf03:7 - spine02:5"}, 1, A},
          {"topo.links", Stat::Sum, {}, 31, A}}},
        {"ib/ibqueryerrors.txt",
         "ibqueryerrors",
         "",
         {},
         {{"link.errors", Stat::Last, {"leaf03:5", "SymbolError"}, 4312, B},
          {"link.flaps", Stat::Last, {"leaf03:5"}, 7, B},
          {"link.wait", Stat::Last, {"leaf01:5"}, 88123456, B},
          {"net.drops", Stat::Last, {"gpu07:1"}, 120, B}},
         {},
         4},
        {"ib/ibstat.txt",
         "ibstat",
         "",
         {0, 1},
         {{"link.speed", Stat::Last, {"ibsim0/1"}, 104e9, D}}},
        {"ib/perfquery.txt",
         "perfquery",
         "",
         {},
         {{"net.bytes", Stat::Last, {"PortXmitData"}, 310752.0 * 4, B},
          {"link.errors", Stat::Last, {"SymbolErrorCounter"}, 0, B}}},
        {"ib/perfquery_x.txt",
         "perfquery",
         "",
         {},
         {{"net.bytes", Stat::Last, {"PortXmitData"}, 310752.0 * 4, B}},
         {},
         2},
        {"iperf3/error_connrefused.json", "iperf3-json", "failed-run"},
        {"iperf3/interrupted.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 19.336e9, D},
          {"tcp.retransmits", Stat::Sum, {}, 25, D}},
         {"interrupted", "not-heard", "loopback"}},
        {"iperf3/server_side.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 19.647e9, D}},
         {"loopback"}},
        {"iperf3/tcp_1stream.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 20.237e9, D},
          {"tcp.retransmits", Stat::Sum, {}, 33, D}},
         {"loopback"}},
        {"iperf3/tcp_4stream.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 27.262e9, D},
          {"tcp.retransmits", Stat::Sum, {}, 28, D}},
         {"loopback"}},
        {"iperf3/tcp_bidir.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 19.529e9, D},
          {"tcp.retransmits", Stat::Sum, {"to the server"}, 107, D},
          {"tcp.rate", Stat::Mean, {"from the server"}, 2.100e9, D}},
         {"loopback"}},
        {"iperf3/tcp_getserveroutput.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 18.640e9, D},
          {"tcp.retransmits", Stat::Sum, {}, 22, D}},
         {"loopback"}},
        {"iperf3/tcp_reverse.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"from the server"}, 19.940e9, D},
          {"tcp.retransmits", Stat::Sum, {}, 49, D}},
         {"loopback"}},
        {"iperf3/tcp_text_verbose.txt",
         "iperf3",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"streams=2"}, 20.3e9, D}},
         {"loopback"}},
        {"iperf3/udp_500m.json",
         "iperf3-json",
         "",
         {},
         {{"udp.rate", Stat::Mean, {}, 0.5e9, D},
          {"udp.loss", Stat::Mean, {}, 0, D},
          {"udp.jitter", Stat::Mean, {}, 0.0065e-3, D}},
         {"loopback"}},
        {"iperf3/udp_unlimited_2stream.json",
         "iperf3-json",
         "",
         {},
         {{"udp.rate", Stat::Mean, {}, 5.822e9, D},
          {"udp.loss", Stat::Mean, {}, 0.26451, D},
          {"udp.jitter", Stat::Mean, {}, 0.06954e-3, D}},
         {"loopback"}},
        {"iperf3/v3_21_stream_error.jsonl", "iperf3-json", "failed-run"},
        {"iperf3/v3_21_stream_tcp.jsonl",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 18.977e9, D}},
         {"loopback"}},
        {"iperf3/v3_21_tcp_bidir_2x2.json",
         "iperf3-json",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {"to the server"}, 21.168e9, D},
          {"tcp.rate", Stat::Mean, {"from the server"}, 18.899e9, D}},
         {"loopback"}},
        {"k8s/nodes.json",
         "kubernetes-nodes",
         "",
         {8},
         {{"gpu.count", Stat::Last, {"gpu07", "built in"}, 8, A},
          {"gpu.count", Stat::Last, {"gpu07", "offered"}, 7, A}},
         {},
         16},
        {"lldp/demo-fabric/leaf1.json", "lldp-json", "", {11, 12, 12}, {}, {"observer-guessed"}},
        {"lldp/demo-fabric/leaf2.json", "lldp-json", "", {11, 12, 12}},
        {"lldp/demo-fabric/leaf3.json", "lldp-json", "", {11, 11, 11}},
        {"lldp/demo-fabric/leaf4.json", "lldp-json", "", {11, 12, 12}},
        {"lldp/lldpctl.xml", "lldp-xml", "", {3, 0, 2}},
        {"lldp/lldpctl_keyvalue.txt", "lldp-keyvalue", "", {3, 0, 2}},
        {"lldp/lldpctl_one_neighbor.json", "lldp-json", "", {2, 0, 1}},
        {"lldp/lldpctl_plain.txt", "lldp-plain", "", {3, 0, 2}},
        {"lldp/lldpctl_two_neighbors.json", "lldp-json", "", {3, 0, 2}},
        {"lldp/lldpctl_two_neighbors_json0.json", "lldp-json", "", {3, 0, 2}},
        {"llm/genai_perf_constructed.json",
         "genai-perf",
         "",
         {},
         {{"llm.ttft", Stat::P99, {"demo"}, 0.190, A},
          {"llm.itl", Stat::P50, {}, 0.015, A},
          {"llm.out_tps", Stat::Mean, {}, 396.8, A}}},
        {"llm/llmperf_summary_anyscale_70b.json",
         "llmperf",
         "",
         {},
         {{"llm.ttft", Stat::P50, {"Llama-2-70b"}, 0.21282956, A},
          {"llm.ttft", Stat::P99, {}, 0.47453053, A},
          {"llm.itl", Stat::P99, {}, 0.03873540, A},
          {"llm.out_tps", Stat::Mean, {}, 207.52121, A},
          {"llm.failed", Stat::Mean, {}, 0, A}}},
        {"llm/sglang_bench_serving_constructed.jsonl",
         "serving-bench",
         "",
         {},
         {{"llm.ttft", Stat::P50, {}, 0.0988, A},
          {"llm.e2e", Stat::P50, {}, 3.822, A},
          {"llm.out_tps", Stat::Mean, {}, 1024, A}}},
        {"llm/vllm_bench_serve_constructed.json",
         "serving-bench",
         "",
         {},
         {{"llm.ttft", Stat::P50, {"Llama-3.1-70B", "request_rate=inf"}, 0.3012, A},
          {"llm.ttft", Stat::P99, {}, 1.8943, A},
          {"llm.itl", Stat::P99, {}, 0.311, A},
          {"llm.completed", Stat::Sum, {}, 509, A},
          {"llm.failed", Stat::Mean, {}, 3.0 / 512, A}}},
        {"minisign/key.pub", "minisign", "not-evidence"},
        {"minisign/pack.json", "rule-pack", "not-evidence"},
        {"minisign/pack.json.minisig", "minisign", "not-evidence"},
        {"minisign/pack_tampered.json", "rule-pack", "not-evidence"},
        {"mlperf-storage/ddn_cosmoflow_h100_summary.json",
         "mlperf-storage",
         "",
         {},
         {{"sto.au", Stat::Mean, {"accelerators=64", "hosts=16"}, 0.702636397, A},
          {"sto.sample_rate", Stat::Mean, {}, 12556.64483, A},
          {"sto.read_bw", Stat::Mean, {}, 33870.97750831802 * kMiB, A}}},
        {"nccl-tests/all_reduce_perf_v3_constructed.json",
         "nccl-tests-json",
         "",
         {},
         {{"coll.busbw", Stat::Mean, {"size=17179869184", "out-of-place"}, 450.001875e9, A},
          {"coll.busbw", Stat::Mean, {"as the tool prints it"}, 298.2252e9, C},
          {"coll.wrong", Stat::Sum, {}, 0, A},
          {"coll.ranks", Stat::Last, {"16 ranks on 2 hosts"}, 16, A},
          {"coll.ranks", Stat::Last, {"ratio"}, 16, B}},
         {"secret-removed"}},
        {"nccl-tests/all_reduce_perf_v3_constructed_faulty.json",
         "nccl-tests-json",
         "",
         {},
         {{"coll.wrong", Stat::Sum, {}, 12, B},
          {"coll.ranks", Stat::Last, {"ratio"}, 16, B},
          {"coll.busbw", Stat::Mean, {"size=16777216", "in-place"}, 111.38799504950495e9, D}},
         {"failed-run", "one-device", "not-a-number"}},
        {"nccl-tests/all_reduce_perf_v3_constructed_truncated.json",
         "nccl-tests-json",
         "broken-json"},
        {"nccl-tests/gb200_72gpu_readme.log",
         "nccl-tests",
         "",
         {},
         {{"coll.busbw", Stat::Max, {}, 846.82e9, A},
          {"coll.busbw", Stat::Mean, {"as the tool prints it"}, 745.53e9, C},
          {"coll.busbw", Stat::Mean, {"size=8589934592", "out-of-place"}, 834.57e9, A},
          {"coll.ranks", Stat::Last, {}, 72, A},
          {"coll.wrong", Stat::Sum, {}, 0, A}}},
        // The list of samples counts 34 rows with the five of zero bytes, which say nothing.
        {"nccl-tests/superbench_a100_allgather.log",
         "nccl-tests",
         "",
         {},
         {{"coll.busbw", Stat::Mean, {"size=8589934592", "out-of-place"}, 223.39e9, A},
          {"coll.busbw", Stat::Mean, {"size=8589934592", "in-place"}, 230.07e9, A},
          {"coll.busbw", Stat::Mean, {"as the tool prints it"}, 58.2651e9, C},
          {"coll.ranks", Stat::Last, {}, 8, A}},
         {"not-checked"}},
        // The list counts class 0x0302 in targets of NVLink too; the file has four GPUs.
        {"nccl-topo/azure_ncv4-topo.xml",
         "nccl-topology",
         "",
         {1},
         {{"gpu.count", Stat::Sum, {"processors=4"}, 4, A}},
         {"no-nic"},
         1},
        {"netbox/cables_page1.json", "netbox", "", {0, 0, 25}, {}, {"more-pages"}},
        {"netbox/cables_page2.json", "netbox", "", {0, 0, 23}},
        {"netbox/cursor_page.json", "netbox", "", {2}, {}, {"more-pages"}},
        {"netbox/devices_page1.json", "netbox", "", {14}},
        {"netbox/error_403.json", "netbox", "access"},
        {"netbox/error_invalid_token_403.json", "netbox", "access"},
        {"netbox/interfaces_page1.json", "netbox", "", {0, 50}, {}, {"more-pages"}},
        {"netbox/interfaces_page2.json", "netbox", "", {0, 50}, {}, {"more-pages"}},
        {"netbox/interfaces_page3.json", "netbox", "", {0, 4}},
        {"netbox/login_page_instead_of_json.html", "", "unknown-format"},
        {"netbox/power_feeds.json",
         "netbox",
         "",
         {0, 0, 0, 0, 6},
         {{"power.feed_kw", Stat::Last, {"R2-A"}, 17736, B},
          {"power.feed_kw", Stat::Last, {"R1-A"}, 34918, B}}},
        {"netbox/racks.json", "netbox", "", {0, 0, 0, 3}},
        {"netbox/sites.json", "netbox", "", {}, {}, {}, 0},
        {"nos-cli/eos_roce_leaf.txt",
         "switch-config",
         "",
         {1, 2},
         {{"link.mtu", Stat::Last, {"Ethernet2/1"}, 1500, B},
          {"link.speed", Stat::Last, {"Ethernet1/1"}, 400e9, B}}},
        {"nos-cli/nxos_roce_leaf.txt",
         "switch-config",
         "",
         {1, 2},
         {{"link.mtu", Stat::Last, {"Ethernet1/1"}, 9216, B}}},
        {"nvidia-smi-topo/constructed_h100_8gpu_9nic.txt",
         "nvidia-topology",
         "",
         {1},
         {{"gpu.count", Stat::Sum, {}, 8, A},
          {"gpu.nic_affinity", Stat::Mean, {}, 7.0 / 8, A},
          {"gpu.nic_affinity", Stat::Last, {"GPU3", "class=NODE"}, 0, A}},
         {"far-nic", "nic-of-none"}},
        {"perftest/superbench_ib_write_bw_8M.log",
         "perftest",
         "",
         {},
         {{"rdma.bw", Stat::Mean, {"size=8388608"}, 201.80e9, D}},
         {"loopback"}},
        {"prometheus-demo/pause_counter_raw_with_reset_range.json",
         "prometheus-answer",
         "",
         {},
         {{"pfc.frames", Stat::Sum, {"ens1f0np0"}, 7500, A}},
         {"counter-reset"}},
        {"prometheus-demo/uplink_utilisation_range.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Max, {"leaf1:Ethernet128"}, 0.62, B}},
         {"gap", "missing-values", "query-unknown"}},
        {"prometheus-demo/warnings_and_infos.json",
         "prometheus-answer",
         "",
         {},
         {},
         {"prometheus-warning", "prometheus-info", "empty"},
         0},
        {"prometheus/alerts.json", "prometheus-answer", "", {}, {}, {"no-figures"}, 0},
        {"prometheus/buildinfo.json", "prometheus-answer", "", {}, {}, {"no-figures"}, 0},
        {"prometheus/metadata.json", "prometheus-answer", "", {}, {}, {"no-figures"}, 0},
        {"prometheus/node_exporter_metrics.txt",
         "metric-page",
         "",
         {0, 5},
         {{"link.speed", Stat::Last, {"leaf1-e1"}, 10e9, A}},
         {"missing-values"}},
        {"prometheus/query_empty.json", "prometheus-answer", "", {}, {}, {"empty"}, 0},
        {"prometheus/query_inf.json", "prometheus-answer", "", {}, {}, {"missing-values"}, 0},
        {"prometheus/query_matrix_instant.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Max, {"node_load1"}, 0.42, B}}},
        {"prometheus/query_mtu.json",
         "prometheus-answer",
         "",
         {},
         {{"link.mtu", Stat::Last, {"leaf1-e1"}, 9000, A}},
         {},
         6},
        {"prometheus/query_nan_inf.json", "prometheus-answer", "", {}, {}, {"missing-values"}, 0},
        {"prometheus/query_parse_error.json", "prometheus-answer", "query-failed"},
        {"prometheus/query_range_empty.json", "prometheus-answer", "", {}, {}, {"empty"}, 0},
        {"prometheus/query_range_matrix.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Max, {"leaf1-e1"}, 8925295926, B}}},
        {"prometheus/query_range_too_many_points.json", "prometheus-answer", "query-failed"},
        {"prometheus/query_range_up.json",
         "prometheus-answer",
         "",
         {},
         {{"scrape.up", Stat::Mean, {"127.0.0.1:9999"}, 0, A},
          {"scrape.up", Stat::Mean, {"127.0.0.1:9101"}, 1, A}}},
        {"prometheus/query_scalar.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Last, {}, 3, B}}},
        {"prometheus/query_speed.json",
         "prometheus-answer",
         "",
         {},
         {{"link.speed", Stat::Last, {"leaf1-e1"}, 10e9, A}},
         {"missing-values"},
         2},
        {"prometheus/query_string.json", "prometheus-answer", "", {}, {}, {"text-result"}, 0},
        {"prometheus/query_subquery_p95.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Last, {"leaf1-e1"}, 7.712362e9, B}}},
        {"prometheus/query_subquery_p99.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Last, {"leaf1-e1"}, 8.282138e9, B}}},
        {"prometheus/query_timeout.json", "prometheus-answer", "query-failed"},
        {"prometheus/query_vector_rate.json",
         "prometheus-answer",
         "",
         {},
         {{"prom.value", Stat::Last, {"leaf1-e1"}, 430477919.03571427, B}}},
        {"prometheus/query_vector_up.json",
         "prometheus-answer",
         "",
         {},
         {{"scrape.up", Stat::Last, {"127.0.0.1:9999"}, 0, A}},
         {},
         3},
        {"prometheus/rules.json", "prometheus-answer", "", {}, {}, {"no-figures"}, 0},
        {"prometheus/series.json", "prometheus-answer", "", {}, {}, {"no-figures"}, 0},
        {"prometheus/targets.json",
         "prometheus-answer",
         "",
         {},
         {{"scrape.up", Stat::Last, {"127.0.0.1:9999"}, 0, A}},
         {},
         3},
        {"qperf/qperf.txt",
         "qperf",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {}, 1.47e9 * 8, B},
          {"tcp.lat", Stat::Mean, {}, 42e-6, B},
          {"udp.rate", Stat::Mean, {}, 7.39e9 * 8, B},
          {"udp.lat", Stat::Mean, {}, 36.6e-6, B}}},
        {"qperf/qperf_verbose.txt",
         "qperf",
         "",
         {},
         {{"tcp.rate", Stat::Mean, {}, 1.41e9 * 8, B}, {"tcp.lat", Stat::Mean, {}, 27e-6, B}}},
        {"sockperf/full_log.csv",
         "sockperf",
         "",
         {},
         {{"udp.lat", Stat::P99, {}, 116.929e-6, B}},
         {"too-short"}},
        {"sockperf/ping_pong_udp.txt",
         "sockperf",
         "",
         {},
         {{"udp.lat", Stat::P99, {}, 44.442e-6, D}, {"udp.lat", Stat::Mean, {}, 3.844e-6, D}},
         {"loopback"}},
        {"sockperf/throughput.txt",
         "sockperf",
         "",
         {},
         {{"udp.rate", Stat::Mean, {}, 884.803 * kMiB * 8, D}},
         {"loopback"}},
        {"sockperf/under_load.txt",
         "sockperf",
         "",
         {},
         {{"udp.lat", Stat::Mean, {}, 32.831e-6, D}},
         {"loopback"}},
        {"sonic/demo-fabric/leaf1_config_db.json",
         "sonic-config",
         "",
         {1, 12, 12},
         {{"link.mtu", Stat::Last, {"leaf1:Ethernet0"}, 9216, B}}},
        {"sonic/demo-fabric/leaf2_config_db.json", "sonic-config", "", {1, 12, 12}},
        {"sonic/demo-fabric/leaf3_config_db.json", "sonic-config", "", {1, 12, 12}},
        {"sonic/demo-fabric/leaf4_config_db.json",
         "sonic-config",
         "",
         {1, 12, 12},
         {{"link.speed", Stat::Last, {"leaf4:Ethernet40"}, 200e9, B},
          {"link.mtu", Stat::Last, {"leaf4:Ethernet0"}, 1500, B}}},
        {"sonic/truncated_config_db.json", "sonic-config", "broken-json"},
        {"threat-dragon/v2-threat-model.json",
         "threat-dragon",
         "",
         {7, 0, 0, 0, 0, 10},
         {},
         {"boundaries"},
         0},
    };
    return kRows;
}

void checkFigures(const Row& row, const EvidenceResult& result)
{
    for (const Figure& figure : row.figures) {
        CAPTURE(figure.metric, figure.parts);
        const EvidenceRecord* const record =
            findRecord(result, figure.metric, figure.stat, figure.parts);
        REQUIRE(record != nullptr);
        // The list of samples rounds to four digits or so.
        CHECK(record->value == Approx(figure.value).epsilon(6e-4));
        CHECK(record->quality == figure.quality);
    }
}

} // namespace

TEST_CASE("every sample imports as the list of samples says, or is refused as it says",
          "[evidence]")
{
    if (!sampleFolder()) {
        WARN("skipped: there is no folder of samples beside the source tree");
        return;
    }
    for (const Row& row : rows()) {
        CAPTURE(row.path);
        if (areSamplesPartial() && !std::filesystem::exists(*sampleFolder() / row.path)) {
            WARN("skipped, as it came from a public repository: " + row.path);
            continue;
        }
        const EvidenceResult result = readSample(row.path);
        for (const Diagnostic& diagnostic : result.diagnostics) {
            UNSCOPED_INFO(toString(diagnostic.where) + ": " + diagnostic.message);
        }
        CHECK(result.format == row.format);
        CHECK(result.isRefused() == !row.refusal.empty());
        if (result.isRefused()) {
            CHECK(hasDiagnostic(result, row.refusal));
            CHECK(result.records.empty());
            CHECK(result.inventory.isEmpty());
            continue;
        }
        const Inventory& found = result.inventory;
        CHECK(found.nodes.size() == static_cast<std::size_t>(row.counts.nodes));
        CHECK(found.ports.size() == static_cast<std::size_t>(row.counts.ports));
        CHECK(found.links.size() == static_cast<std::size_t>(row.counts.links));
        CHECK(found.racks.size() == static_cast<std::size_t>(row.counts.racks));
        CHECK(found.feeds.size() == static_cast<std::size_t>(row.counts.feeds));
        CHECK(found.flows.size() == static_cast<std::size_t>(row.counts.flows));
        if (row.records >= 0) {
            CHECK(result.records.size() == static_cast<std::size_t>(row.records));
        }
        for (const std::string& code : row.diagnostics) {
            CAPTURE(code);
            CHECK(hasDiagnostic(result, code));
        }
        checkFigures(row, result);
    }
}

TEST_CASE("no sample is without a row", "[evidence]")
{
    std::set<std::string> known;
    for (const Row& row : rows()) {
        known.insert(row.path);
    }
    for (const std::string& path : samplePaths()) {
        CAPTURE(path);
        CHECK(known.count(path) == 1);
    }
}

TEST_CASE("every record names its file, metric, unit and a finite value", "[evidence]")
{
    for (const std::string& path : samplePaths()) {
        CAPTURE(path);
        const EvidenceResult result = readSample(path);
        std::set<std::string> ids;
        for (const EvidenceRecord& record : result.records) {
            CAPTURE(record.metric, record.scope.name, record.line);
            const EvidenceMetric* const metric = findEvidenceMetric(record.metric);
            REQUIRE(metric != nullptr);
            CHECK(record.unit == metric->unit);
            CHECK(std::isfinite(record.value));
            CHECK(record.value >= 0);
            CHECK(record.fileSha256.size() == 64);
            CHECK(record.importer == result.format);
            CHECK_FALSE(record.tool.empty());
            CHECK(ids.insert(record.id).second);
        }
        CHECK(readSample(path).records == result.records);
    }
}

TEST_CASE("sample positions of broken files are exact", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const EvidenceResult nccl =
        readSample("nccl-tests/all_reduce_perf_v3_constructed_truncated.json");
    CHECK(nccl.diagnostics[0].where.line == 160);
    CHECK(nccl.diagnostics[0].where.column == 5);
    const EvidenceResult sonic = readSample("sonic/truncated_config_db.json");
    CHECK(sonic.diagnostics[0].where.line == 118);
    CHECK(sonic.diagnostics[0].where.column == 13);
}

} // namespace netready
