// SPDX-License-Identifier: Apache-2.0
#include <zlib.h>

#include <array>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;
using Stat = EvidenceStat;

namespace {

const std::string kNcclHeader =
    "#  size  count  type  redop  root  time  algbw  busbw #wrong  time  algbw  busbw #wrong\n"
    "#   (B) (elements)              (us) (GB/s) (GB/s)        (us) (GB/s) (GB/s)\n";
const std::string kNcclEnd = "# Out of bounds values : 0 OK\n# Avg bus bandwidth    : 10.0\n";

std::string deflated(const std::string& text)
{
    z_stream stream{};
    REQUIRE(
        deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) ==
        Z_OK);
    std::string in = text;
    std::string out(text.size() + 256, '\0');
    void* const from = in.data();
    void* const to = out.data();
    stream.next_in = static_cast<Bytef*>(from);
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = static_cast<Bytef*>(to);
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

std::string base64(const std::string& bytes)
{
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned value = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            value =
                value << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        }
        for (unsigned k = 0; k < 4; ++k) {
            out.push_back(i + k > bytes.size() ? '=' : kLetters[value >> (18 - 6 * k) & 63]);
        }
    }
    return out;
}

} // namespace

TEST_CASE("a pasted log of nccl-tests is read through prefixes and colours", "[evidence]")
{
    const std::string row =
        "8388608 2097152 float sum -1 200.0 41.94 78.64 0 210.0 39.95 74.90 0\n";
    const std::string plain = kNcclHeader + row + kNcclEnd;
    const EvidenceResult expected = readEvidence("run.log", plain);
    REQUIRE(findRecord(expected, "coll.busbw", Stat::Mean, {"size=8388608", "out-of-place"}) !=
            nullptr);
    for (const std::string& prefix : {std::string("0: "),
                                      std::string("[1,0]<stdout>:"),
                                      std::string("  "),
                                      std::string("\x1b[32m")}) {
        CAPTURE(prefix);
        std::string text = "some line of a launcher\n";
        for (const std::string& line :
             {kNcclHeader.substr(0, kNcclHeader.find('\n') + 1), row, kNcclEnd}) {
            text += prefix + line;
        }
        const EvidenceResult result = readEvidence("run.log", text);
        const EvidenceRecord* const record =
            findRecord(result, "coll.busbw", Stat::Mean, {"size=8388608", "in-place"});
        REQUIRE(record != nullptr);
        CHECK(record->value == 74.90e9);
        CHECK(record->quality == EvidenceQuality::A);
    }
}

TEST_CASE("rows of all-to-all have no redop and fewer words", "[evidence]")
{
    const EvidenceResult result = readEvidence(
        "run.log",
        kNcclHeader + "8388608 2097152 float -1 200.0 41.94 36.70 0 210.0 39.95 34.95 N/A\n" +
            kNcclEnd);
    const EvidenceRecord* const record =
        findRecord(result, "coll.busbw", Stat::Mean, {"out-of-place"});
    REQUIRE(record != nullptr);
    CHECK(record->value == 36.70e9);
}

TEST_CASE("an all-reduce whose bus bandwidth is below its algorithm bandwidth cannot be",
          "[evidence]")
{
    std::string text = "# Collective test starting: all_reduce_perf\n";
    for (int rank = 0; rank < 8; ++rank) {
        text += "#  Rank " + std::to_string(rank) + " Group 0 Pid 1 on host" +
                std::to_string(rank / 4) + " device 0 [0x00] GPU\n";
    }
    text += kNcclHeader + "8388608 2097152 float sum -1 200.0 41.94 20.00 0 210.0 39.95 69.91 0\n" +
            kNcclEnd;
    const EvidenceResult result = readEvidence("run.log", text);
    CHECK(hasDiagnostic(result, "impossible"));
    const EvidenceRecord* const wrong =
        findRecord(result, "coll.busbw", Stat::Mean, {"out-of-place"});
    REQUIRE(wrong != nullptr);
    CHECK(wrong->quality == EvidenceQuality::D);
    const EvidenceRecord* const right =
        findRecord(result, "coll.busbw", Stat::Mean, {"in-place", "8 ranks on 2 hosts"});
    REQUIRE(right != nullptr);
    CHECK(right->quality == EvidenceQuality::A);
}

TEST_CASE("a log without its closing lines, and one with an ellipsis, are worth less", "[evidence]")
{
    const std::string row =
        "8388608 2097152 float sum -1 200.0 41.94 78.64 0 210.0 39.95 74.90 0\n";
    const EvidenceResult open = readEvidence("run.log", kNcclHeader + row);
    CHECK(findRecord(open, "coll.busbw", Stat::Mean, {"in-place"})->quality == EvidenceQuality::B);
    const EvidenceResult elided = readEvidence("run.log", kNcclHeader + "...\n" + row + kNcclEnd);
    CHECK(findRecord(elided, "coll.busbw", Stat::Mean, {"in-place"})->quality ==
          EvidenceQuality::C);
    CHECK(readEvidence("run.log", kNcclHeader).isRefused());
}

TEST_CASE("JSON of perftest proves its unit or has none", "[evidence]")
{
    const auto text = [](const std::string& average, const std::string& rate) {
        return "{\n\"test_info\": {\"test\": \"Write_BW\", \"Connection_type\": "
               "\"RC\"},\n\"results\": {\"MsgSize\": 8388608, \"n_iterations\": 5000, \"BW_peak\": "
               "0, \"BW_average\": " +
               average + ", \"MsgRate\": " + rate + "}\n}\n";
    };
    const EvidenceResult mebibytes = readEvidence("bw.json", text("24056.72", "0.003007"));
    REQUIRE(findRecord(mebibytes, "rdma.bw", Stat::Mean) != nullptr);
    CHECK(findRecord(mebibytes, "rdma.bw", Stat::Mean)->value == Approx(201.80e9).epsilon(1e-3));
    const EvidenceResult gigabits = readEvidence("bw.json", text("201.80", "0.003007"));
    CHECK(findRecord(gigabits, "rdma.bw", Stat::Mean)->value == Approx(201.80e9).epsilon(1e-3));
    const EvidenceResult unknown = readEvidence("bw.json", text("55.5", "0.003007"));
    CHECK(findRecord(unknown, "rdma.bw", Stat::Mean) == nullptr);
    CHECK(hasDiagnostic(unknown, "unit-unknown"));

    const EvidenceResult old = readEvidence(
        "bw.json",
        "{\ntest_info: {\ntest: Write_BW,\n},\nresults: {\nMsgSize: 8388608,\nn_iterations: "
        "5000,\nBW_peak: 24057,\nBW_average: 24056.72,\nMsgRate: 0.003007,\n}\n}\n");
    REQUIRE(findRecord(old, "rdma.bw", Stat::Mean) != nullptr);
    CHECK(findRecord(old, "rdma.bw", Stat::Mean)->quality == EvidenceQuality::B);
    CHECK(hasDiagnostic(old, "mended"));
}

TEST_CASE("a latency table of perftest gives its percentiles in seconds", "[evidence]")
{
    const EvidenceResult result = readEvidence(
        "lat.log",
        "                    RDMA_Write Latency Test\n"
        " #bytes #iterations    t_min[usec]    t_max[usec]  t_typical[usec]    t_avg[usec]    "
        "t_stdev[usec]   99% percentile[usec]   99.9% percentile[usec] \n"
        " 2       1000          1.50           4.87         1.55               1.56           0.05 "
        "           1.75                    4.87   \n");
    REQUIRE(findRecord(result, "rdma.lat", Stat::P99) != nullptr);
    CHECK(findRecord(result, "rdma.lat", Stat::P99)->value == Approx(1.75e-6));
    CHECK(findRecord(result, "rdma.lat", Stat::P999)->value == Approx(4.87e-6));
    CHECK(findRecord(result, "rdma.lat", Stat::P50)->value == Approx(1.55e-6));
    CHECK(findRecord(result, "rdma.lat", Stat::Mean)->samples == 1000);
}

TEST_CASE("neighbours of EOS and NX-OS are read from their tables", "[evidence]")
{
    const EvidenceResult eos =
        readEvidence("leaf1.txt",
                     "leaf1#show lldp neighbors\n"
                     "Last table change time   : 0:01:00 ago\n"
                     "Port          Neighbor Device ID       Neighbor Port ID    TTL\n"
                     "---------- ------------------------ ---------------------- ---\n"
                     "Et1/1         spine1.example.net       Ethernet3/1         120\n"
                     "Et2/1         gpu01                    0c42.a1b2.c3d4      120\n");
    CHECK(eos.inventory.observer == "leaf1");
    REQUIRE(eos.inventory.links.size() == 2);
    CHECK(eos.inventory.links[0].a.port == "Ethernet1/1");
    CHECK(eos.inventory.links[0].b.node == "spine1.example.net");

    const EvidenceResult nexus =
        readEvidence("leaf2.txt",
                     "leaf2# show lldp neighbors\n"
                     "Capability codes:\n"
                     "Device ID            Local Intf      Hold-time  Capability  Port ID\n"
                     "spine1               Eth1/49         120        BR          Ethernet1/2\n"
                     "a-very-long-name-of-a-host.example.net\n"
                     "                     Eth1/1          120                    rail1\n"
                     "Total entries displayed: 2\n");
    REQUIRE(nexus.inventory.links.size() == 2);
    CHECK(nexus.inventory.links[1].a.port == "Ethernet1/1");
    CHECK(nexus.inventory.links[1].b.node == "a-very-long-name-of-a-host.example.net");
    CHECK(nexus.inventory.links[1].b.port == "rail1");
}

TEST_CASE("configurations of EOS and NX-OS tell which ports keep a class lossless", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const Inventory eos = readSample("nos-cli/eos_roce_leaf.txt").inventory;
    REQUIRE(eos.ports.size() == 2);
    CHECK(eos.ports[0].losslessClasses == std::vector<int>{3});
    CHECK(eos.ports[0].ecnQueues == std::vector<int>{3});
    CHECK(eos.ports[0].hasWatchdog == true);
    CHECK(eos.ports[1].losslessClasses == std::vector<int>{});
    CHECK(eos.ports[1].mtu == 1500.0);
    CHECK(eos.nodes[0].dscpToClass.at("global").at(26) == 3);

    const Inventory nexus = readSample("nos-cli/nxos_roce_leaf.txt").inventory;
    REQUIRE(nexus.ports.size() == 2);
    CHECK(nexus.ports[0].losslessClasses == std::vector<int>{3});
    CHECK(nexus.ports[0].ecnQueues == std::vector<int>{3});
    CHECK(nexus.ports[0].hasWatchdog == true);
    CHECK(nexus.ports[1].losslessClasses == std::vector<int>{});
    CHECK(nexus.nodes[0].dscpToClass.at("global").at(26) == 3);
}

TEST_CASE("a SONiC configuration tells classes, marking and watchdog of each port", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    const Inventory leaf = readSample("sonic/demo-fabric/leaf1_config_db.json").inventory;
    CHECK(leaf.ports[0].losslessClasses == std::vector<int>{3});
    CHECK(leaf.ports[0].ecnQueues == std::vector<int>{3});
    CHECK(leaf.ports[0].hasWatchdog == true);
    CHECK(leaf.nodes[0].saysWatchdog == true);
    CHECK(leaf.nodes[0].dscpToClass.at("ROCE").at(26) == 3);
    CHECK(readSample("sonic/demo-fabric/leaf3_config_db.json").inventory.ports[0].hasWatchdog ==
          false);
    CHECK(readSample("sonic/demo-fabric/leaf4_config_db.json").inventory.ports[0].ecnQueues ==
          std::vector<int>{});
    CHECK(readEvidence("appl.json",
                       R"({"PORT_TABLE:Ethernet0": {"speed": "400000"}, "QUEUE_TABLE:a": {}})")
              .isRefused());
}

TEST_CASE("a foreign cable list needs a mapping of its columns", "[evidence]")
{
    const std::string text = "Von,Buchse,Nach,Dose,Tempo\ngpu01,1,leaf1,2,100000\n";
    CHECK(hasDiagnostic(readEvidence("kabel.csv", text), "unknown-format"));
    EvidenceOptions options;
    options.format = "cable-list";
    options.columns = {{"von", "a_device"},
                       {"buchse", "a_port"},
                       {"nach", "b_device"},
                       {"dose", "b_port"},
                       {"tempo", "speed_gbps"}};
    const EvidenceResult result = readEvidence("kabel.csv", text, options);
    REQUIRE(result.inventory.links.size() == 1);
    CHECK(result.inventory.links[0].b.port == "2");
    CHECK(result.inventory.links[0].speed == 100e9);
    CHECK(hasDiagnostic(result, "unit-guessed"));
    const EvidenceResult lab =
        readEvidence("links.csv",
                     "StartDevice,StartPort,EndDevice,EndPort,BandWidth\nstr-7260,Ethernet4,fanout-"
                     "1,Ethernet8,100000\n");
    REQUIRE(lab.inventory.links.size() == 1);
    CHECK(lab.inventory.links[0].speed == 100e9);
}

TEST_CASE("a query gives a saved answer of Prometheus its meaning", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    EvidenceOptions options;
    options.query = EvidenceQuery{"quantile_over_time(…)", "net.util", Stat::P95, 1.0 / 10e9};
    const EvidenceResult result = readSample("prometheus/query_subquery_p95.json", options);
    const EvidenceRecord* const record =
        findRecord(result, "net.util", Stat::P95, {"leaf1-e1", "query=quantile"});
    REQUIRE(record != nullptr);
    CHECK(record->value == Approx(0.7712362).epsilon(1e-6));
    CHECK(record->quality == EvidenceQuality::A);
    CHECK_FALSE(hasDiagnostic(result, "query-unknown"));
}

TEST_CASE("a counter at its ceiling says at least", "[evidence]")
{
    const EvidenceResult result = readEvidence(
        "perfquery.txt",
        "# Port counters: Lid 4 port 7 (CapMask: "
        "0x1200)\nSymbolErrorCounter:..............65535\nLinkDownedCounter:...............254\n");
    CHECK(findRecord(result, "link.errors", Stat::Last, {"Lid 4 port 7"})->bound ==
          EvidenceBound::AtLeast);
    CHECK(findRecord(result, "link.flaps", Stat::Last)->bound == EvidenceBound::Exact);
    CHECK(hasDiagnostic(result, "saturated"));
}

TEST_CASE("a wait counter of 32 bits at its end says at least", "[evidence]")
{
    const EvidenceResult result = readEvidence(
        "page.prom",
        "# TYPE node_infiniband_port_transmit_wait_total counter\n"
        "node_infiniband_port_transmit_wait_total{device=\"mlx5_0\",port=\"1\"} 4.294967295e+09\n");
    REQUIRE(result.records.size() == 1);
    CHECK(result.records[0].bound == EvidenceBound::AtLeast);
}

TEST_CASE("every reader survives a text that is not its own", "[evidence]")
{
    for (const EvidenceFormat& format : evidenceFormats()) {
        CAPTURE(format.id);
        EvidenceOptions options;
        options.format = format.id;
        for (const char* text : {"",
                                 "\n",
                                 "x",
                                 "{",
                                 "{}",
                                 "[]",
                                 "[{}]",
                                 "a,b\n1,2\n",
                                 "<a/>",
                                 "size count algbw busbw\n1 2 3 4\n",
                                 "GPU0 GPU1 CPU Affinity\nGPU0 X\n"}) {
            CAPTURE(text);
            const EvidenceResult result = readEvidence("x", text, options);
            CHECK(result.format ==
                  (std::string_view(text).empty() && result.format.empty() ? "" : format.id));
        }
    }
}

TEST_CASE("pages of Nautobot and of old NetBox read by the same code", "[evidence]")
{
    const EvidenceResult nautobot = readEvidence(
        "devices.json",
        R"({"count": 1, "next": null, "previous": null, "results": [{"id": "0a1b", "url": "https://x/api/dcim/devices/0a1b/", "name": "gpu01",
        "device_type": {"model": "DGX"}, "role": {"name": "GPU"}, "location": {"name": "Hall 1"}, "rack": {"name": "R1"}, "status": {"id": "1", "name": "Active"}}]})");
    REQUIRE(nautobot.inventory.nodes.size() == 1);
    CHECK(nautobot.inventory.nodes[0].site == "Hall 1");
    CHECK(nautobot.inventory.nodes[0].status == "Active");
    const EvidenceResult old = readEvidence(
        "interfaces.json",
        R"({"count": 1, "next": null, "previous": null, "results": [{"id": 7, "device": {"name": "leaf1"}, "name": "xe-0",
        "form_factor": {"value": 1200, "label": "SFP+"}, "enabled": true, "mtu": null, "mgmt_only": false}]})");
    REQUIRE(old.inventory.ports.size() == 1);
    CHECK_FALSE(old.inventory.ports[0].mtu);
    CHECK_FALSE(old.inventory.ports[0].speed);
}

TEST_CASE("speeds follow from the type of an interface where none is set", "[evidence]")
{
    const auto [type, speed] = GENERATE(table<std::string, double>({{"400gbase-x-osfp", 400e9},
                                                                    {"2.5gbase-t", 2.5e9},
                                                                    {"1000base-t", 1e9},
                                                                    {"infiniband-ndr", 400e9},
                                                                    {"infiniband-hdr", 200e9},
                                                                    {"virtual", 0},
                                                                    {"lag", 0}}));
    CAPTURE(type);
    const EvidenceResult result = readEvidence(
        "i.json",
        R"({"count": 1, "next": null, "previous": null, "results": [{"url": "/api/dcim/interfaces/1/", "device": {"name": "a"}, "name": "p", "type": {"value": ")" +
            type + R"("}, "speed": null}]})");
    REQUIRE(result.inventory.ports.size() == 1);
    CHECK(result.inventory.ports[0].speed.value_or(0) == speed);
}

TEST_CASE("drawings of draw.io read plain and packed, with markup in labels", "[evidence]")
{
    const std::string model =
        R"(<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/><mxCell id="a" value="&lt;b&gt;GPU&lt;/b&gt; hall" vertex="1" parent="1"/>)"
        R"(<mxCell id="b" value="Storage" vertex="1" parent="1"/><mxCell id="e" value="reads" edge="1" source="a" target="b" parent="1"/><mxCell id="f" edge="1" source="a" parent="1"/></root></mxGraphModel>)";
    std::string escaped;
    for (const char c : model) {
        escaped += c == ' ' ? "%20" : c == '<' ? "%3C" : std::string(1, c);
    }
    const std::string packed =
        "<mxfile><diagram name=\"Page-1\">" + base64(deflated(escaped)) + "</diagram></mxfile>";
    for (const std::string& text :
         {model, "<mxfile><diagram>" + model + "</diagram></mxfile>", packed}) {
        const EvidenceResult result = readEvidence("flow.drawio", text);
        CHECK(result.format == "drawio");
        REQUIRE(result.inventory.flows.size() == 1);
        CHECK(result.inventory.flows[0].from == "GPU hall");
        CHECK(result.inventory.flows[0].to == "Storage");
        CHECK(hasDiagnostic(result, "open-flow"));
    }
}

TEST_CASE("a drawing that inflates without end is refused", "[evidence]")
{
    const std::string bomb = base64(deflated(std::string(70U << 20, ' ')));
    CHECK(readEvidence("bomb.drawio", "<mxfile><diagram>" + bomb + "</diagram></mxfile>")
              .isRefused());
}

TEST_CASE("other matrices and files of the same tools are refused", "[evidence]")
{
    CHECK(hasDiagnostic(readEvidence("p2p.txt", " \tGPU0\tGPU1\t\nGPU0\tX\tOK\t\nGPU1\tOK\tX\t\n"),
                        "other-matrix"));
    CHECK(hasDiagnostic(
        readEvidence("graph.xml", "<graphs version=\"1\"><graph id=\"0\"/></graphs>\n"),
        "other-file"));
    CHECK(hasDiagnostic(
        readEvidence("pods.json", R"({"kind": "List", "items": [{"kind": "Pod"}]})"), "no-nodes"));
    CHECK(hasDiagnostic(
        readEvidence("x.json", R"({"identifier": "nccl-tests structured output", "results": []})"),
        "other-shape"));
}

TEST_CASE("an external entity in XML is not followed", "[evidence]")
{
    const EvidenceResult result =
        readEvidence("l.xml",
                     "<?xml version=\"1.0\"?><!DOCTYPE lldp [<!ENTITY x SYSTEM "
                     "\"file:///etc/passwd\">]><lldp><interface name=\"e1\"><chassis><id "
                     "type=\"mac\">1</id><name>&x;</name></chassis><port><id "
                     "type=\"ifname\">p</id></port></interface></lldp>");
    CHECK(allText(result).find("root:") == std::string::npos);
}

TEST_CASE("the block of a serving benchmark is read by its labels", "[evidence]")
{
    const EvidenceResult result =
        readEvidence("out.txt",
                     "============ Serving Benchmark Result ============\n"
                     "Successful requests:                     509\n"
                     "Output token throughput (tok/s):         550.18\n"
                     "Median TTFT (ms):                        301.20\n"
                     "P99 TTFT (ms):                           1894.30\n"
                     "Mean ITL (ms):                           0.00\n"
                     "==================================================\n");
    CHECK(findRecord(result, "llm.ttft", Stat::P99)->value == Approx(1.8943));
    CHECK(findRecord(result, "llm.itl", Stat::Mean) == nullptr);
    CHECK(findRecord(result, "llm.completed", Stat::Sum)->value == 509);
}

TEST_CASE("two neighbours of one name are not merged silently", "[evidence]")
{
    const EvidenceResult result = readEvidence("leaf1.json", R"({"lldp": {"interface": [
        {"e1": {"via": "LLDP", "chassis": {"localhost": {"id": {"type": "mac", "value": "aa"}}}, "port": {"id": {"type": "ifname", "value": "p"}}}},
        {"e1": {"via": "CDPv2", "chassis": {"localhost": {"id": {"type": "mac", "value": "aa"}}}, "port": {"id": {"type": "ifname", "value": "p"}}}},
        {"e2": {"via": "LLDP", "chassis": {"localhost": {"id": {"type": "mac", "value": "bb"}}}, "port": {"id": {"type": "ifname", "value": "p"}}}}]}})");
    CHECK(result.inventory.links.size() == 2);
    CHECK(hasDiagnostic(result, "name-clash"));
}

} // namespace netready
