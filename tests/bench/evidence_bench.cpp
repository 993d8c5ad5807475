// SPDX-License-Identifier: Apache-2.0
// Targets: 100 MB of mixed files 5 s, a log of nccl-tests of 10 MB 300 ms, the pages of a NetBox of
// 2,000 devices and 40,000 cables 3 s.
#include "core/evidence/compare_inventories.h"
#include "core/evidence/read_evidence.h"

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

using namespace netready;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::string ncclLog(std::size_t bytes)
{
    std::string text =
        "#  size  count  type  redop  root  time  algbw  busbw #wrong  time  algbw  busbw #wrong\n";
    for (int i = 0; text.size() < bytes; ++i) {
        if (i % 8 == 0) {
            text += "   8388608       2097152     float     sum      -1    200.0   41.94   78.64   "
                    "   0    210.0   39.95   74.90      0\n";
        } else {
            text += "gpu01:3442:3442 [" + std::to_string(i % 8) +
                    "] NCCL INFO Channel 00/0 : 0[0] -> 1[0] [send] via NET/IB/0/GDRDMA\n";
        }
    }
    return text + "# Out of bounds values : 0 OK\n# Avg bus bandwidth    : 70.0\n";
}

std::string page(const std::string& objects, std::size_t count)
{
    return "{\"count\": " + std::to_string(count) +
           ", \"next\": null, \"previous\": null, \"results\": [" + objects + "]}\n";
}

/// Pages as NetBox writes them: 2,000 devices, 80,000 interfaces, 40,000 cables.
Files netbox()
{
    constexpr int kDevices = 2000;
    constexpr int kPorts = 40;
    constexpr int kPage = 1000;
    const std::string rest =
        R"(, "tenant": null, "label": "", "color": "", "description": "", "owner": null, "comments": "", "tags": [], "custom_fields": {}, "created": "2026-03-01T09:00:00Z", "last_updated": "2026-03-01T09:00:00Z"})";
    const auto device = [](int i) {
        return "\"device\": {\"id\": " + std::to_string(i) +
               ", \"url\": \"https://netbox.example.net/api/dcim/devices/" + std::to_string(i) +
               "/\", \"display\": \"node" + std::to_string(i) + "\", \"name\": \"node" +
               std::to_string(i) + "\", \"description\": \"\"}";
    };
    std::vector<std::string> devices, interfaces, cables;
    for (int i = 0; i < kDevices; ++i) {
        devices.push_back(
            "{\"id\": " + std::to_string(i) +
            ", \"url\": \"https://netbox.example.net/api/dcim/devices/" + std::to_string(i) +
            "/\", \"name\": \"node" + std::to_string(i) +
            R"(", "device_type": {"id": 3, "manufacturer": {"name": "NVIDIA"}, "model": "DGX H100"}, "role": {"name": "GPU Node"}, "site": {"name": "DC1"}, "rack": {"name": "R1"}, "status": {"value": "active", "label": "Active"})" +
            rest);
        for (int p = 0; p < kPorts; ++p) {
            const int id = i * kPorts + p;
            interfaces.push_back(
                "{\"id\": " + std::to_string(id) +
                ", \"url\": \"https://netbox.example.net/api/dcim/interfaces/" +
                std::to_string(id) + "/\", \"display\": \"p" + std::to_string(p) + "\", " +
                device(i) + ", \"vdcs\": [], \"module\": null, \"name\": \"p" + std::to_string(p) +
                R"(", "type": {"value": "400gbase-x-osfp", "label": "OSFP"}, "enabled": true, )"
                R"("parent": null, "bridge": null, "lag": null, "mtu": 9000, "mac_address": null, )"
                R"("speed": 400000000, "duplex": null, "wwn": null, "mgmt_only": false, )"
                R"("mode": null, "mark_connected": false, "cable": null, "cable_end": "", )"
                R"("link_peers": [], "connected_endpoints": null, )"
                R"("connected_endpoints_reachable": null)" +
                rest);
            if (p % 2 == 0) {
                const int other = (i + 1 + p) % kDevices;
                const auto end = [&](int node, int port) {
                    return "[{\"object_type\": \"dcim.interface\", \"object_id\": " +
                           std::to_string(port) + ", \"object\": {\"id\": " + std::to_string(port) +
                           ", " + device(node) + ", \"name\": \"p" + std::to_string(port) +
                           "\", \"description\": \"\", \"_occupied\": true}}]";
                };
                cables.push_back(
                    "{\"id\": " + std::to_string(id) +
                    ", \"url\": \"https://netbox.example.net/api/dcim/cables/" +
                    std::to_string(id) + "/\", \"type\": \"dac-passive\", \"a_terminations\": " +
                    end(i, p) + ", \"b_terminations\": " + end(other, p + 1) +
                    R"(, "status": {"value": "connected", "label": "Connected"}, "length": 3.0, "length_unit": {"value": "m", "label": "Meters"})" +
                    rest);
            }
        }
    }
    Files files;
    for (const auto* objects : {&devices, &interfaces, &cables}) {
        for (std::size_t first = 0; first < objects->size(); first += kPage) {
            std::string joined;
            for (std::size_t i = first; i < std::min(first + kPage, objects->size()); ++i) {
                joined += (joined.empty() ? "" : ",") + (*objects)[i];
            }
            files.emplace_back("page.json", page(joined, objects->size()));
        }
    }
    return files;
}

/// A page of node_exporter, a saved range, a port list of a fabric, a cable list and logs.
Files mixed(std::size_t bytes)
{
    Files files;
    std::size_t made = 0;
    const auto add = [&](const char* name, std::string text) {
        made += text.size();
        files.emplace_back(name, std::move(text));
    };
    while (made < bytes) {
        add("run.log", ncclLog(4U << 20));
        std::string metrics = "# HELP x y\n# TYPE node_network_receive_bytes_total counter\n";
        for (int i = 0; metrics.size() < (4U << 20); ++i) {
            metrics += (i % 10 == 0 ? "node_network_receive_bytes_total{device=\"eth"
                                    : "node_cpu_seconds_total{cpu=\"") +
                       std::to_string(i) + "\",mode=\"idle\"} 1.23456789e+09\n";
        }
        add("metrics.prom", metrics);
        std::string range = R"({"status":"success","data":{"resultType":"matrix","result":[)";
        for (int s = 0; range.size() < (4U << 20); ++s) {
            range += (s == 0 ? "" : ",") +
                     std::string(R"({"metric":{"__name__":"node_load1","instance":"n)") +
                     std::to_string(s) + "\"},\"values\":[";
            for (int i = 0; i < 1000; ++i) {
                range += (i == 0 ? "" : ",") + std::string("[") +
                         std::to_string(1772445600 + 60 * i) + ",\"0." + std::to_string(i) + "\"]";
            }
            range += "]}";
        }
        add("range.json", range + "]}}");
        std::string cables = "a_device,a_port,b_device,b_port,speed_gbps,media,length_m,label\n";
        for (int i = 0; cables.size() < (4U << 20); ++i) {
            cables += "gpu" + std::to_string(i) + ",rail1,leaf" + std::to_string(i % 64) +
                      ",Ethernet" + std::to_string(i) + ",400,dac-passive,3.0,CBL-" +
                      std::to_string(i) + "\n";
        }
        add("cables.csv", cables);
    }
    return files;
}

void readAll(benchmark::State& state, const Files& files, const char* label)
{
    std::size_t bytes = 0;
    std::size_t found = 0;
    for (auto _ : state) {
        bytes = found = 0;
        for (const auto& [name, text] : files) {
            const EvidenceResult result = readEvidence(name, text);
            bytes += text.size();
            found += result.records.size() + result.inventory.ports.size() +
                     result.inventory.links.size() + result.inventory.nodes.size();
            if (result.isRefused()) {
                state.SkipWithError(result.diagnostics[0].message.c_str());
            }
        }
        benchmark::DoNotOptimize(found);
    }
    state.SetLabel(std::string(label) + "; " + std::to_string(bytes / 1000000) + " MB, " +
                   std::to_string(found) + " things");
}

void readNccl(benchmark::State& state)
{
    readAll(state, {{"run.log", ncclLog(10'000'000)}}, "target 300 ms");
}
BENCHMARK(readNccl)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void readMixed(benchmark::State& state)
{
    readAll(state, mixed(100'000'000), "target 5 s");
}
BENCHMARK(readMixed)->Unit(benchmark::kMillisecond)->Iterations(1);

void readNetbox(benchmark::State& state)
{
    static const Files kFiles = netbox();
    readAll(state, kFiles, "target 3 s");
}
BENCHMARK(readNetbox)->Unit(benchmark::kMillisecond)->Iterations(1);

void compareNetbox(benchmark::State& state)
{
    std::vector<Inventory> all;
    for (const auto& [name, text] : netbox()) {
        all.push_back(readEvidence(name, text).inventory);
    }
    std::size_t found = 0;
    for (auto _ : state) {
        found = compareInventories(all).size();
    }
    state.SetLabel("no target; 40,000 cables, " + std::to_string(found) + " contradictions");
}
BENCHMARK(compareNetbox)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
