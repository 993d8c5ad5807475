// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/fuzz_targets.h"

#include "core/base/error.h"
#include "core/evidence/read_evidence.h"
#include "core/store/client_file.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/core/expr/expr_world.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"

namespace netready::testing {

namespace {

namespace fs = std::filesystem;

void readAs(std::string_view format, std::string_view bytes)
{
    EvidenceOptions options;
    options.format = format;
    const EvidenceResult result = readEvidence("fuzz", bytes, options);
    for (const EvidenceRecord& record : result.records) {
        if (!std::isfinite(record.value) || findEvidenceMetric(record.metric) == nullptr) {
            std::abort();
        }
    }
    if (result.isRefused() && (!result.records.empty() || !result.inventory.isEmpty())) {
        std::abort();
    }
}

/// Reads the bytes as each of the formats and as what they are recognised as.
std::function<void(std::string_view)> readers(std::vector<std::string_view> formats)
{
    return [formats = std::move(formats)](std::string_view bytes) {
        readAs({}, bytes);
        for (const std::string_view format : formats) {
            readAs(format, bytes);
        }
    };
}

void compileAndEvaluate(std::string_view source)
{
    static World world;
    try {
        const Program program = world.compiled(source);
        const std::vector<ExprValue> variables = world.variables("fabric/main");
        world.context.clear();
        static_cast<void>(evaluate(program, variables, world.context));
        static_cast<void>(trace(program, variables, world.context));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::InvalidInput) {
            std::abort();
        }
    }
}

void openClientFile(std::string_view bytes)
{
    static const TemporaryFolder folder;
    const fs::path path = folder / "fuzz.netready";
    for (const OpenMode mode : {OpenMode::ReadOnly, OpenMode::ReadWrite}) {
        for (const char* beside : {"", "-journal", "-wal"}) {
            fs::remove(path.string() + beside);
        }
        writeBytes(path, std::string(bytes));
        try {
            const ClientFile file = ClientFile::open(path, mode);
            static_cast<void>(file.exportText());
            static_cast<void>(file.history());
        } catch (const Error& error) {
            if (error.code() == ErrorCode::InvalidInput || error.code() == ErrorCode::NotFound) {
                std::abort();
            }
        }
    }
}

std::string sampleClientBytes()
{
    const TemporaryFolder folder;
    writeSampleClient(folder / "sample.netready");
    return readBytes(folder / "sample.netready");
}

/// Each kind of part at least once.
const std::vector<std::string>& sampleExpressions()
{
    static const std::vector<std::string> sources = {
        "fabric.port_speed >= q('400 Gb/s') && fabric.lossless",
        "has(fabric.port_speed) ? math.least(1, 2.5) : -3 % 2",
        "workloads.filter(w, w.accelerators > 8).map(w, w.accelerators * 2).size() in [1, 2, 3]",
        "workloads.exists_one(w, w.fabric == fabric) || workloads.all(w, !has(w.fabric))",
        "{'a': 1, \"b\\n\": 2u}['a'] + int('7') - double(\"1e3\") / 4.0",
        "r'raw' + b'bytes' + \"\"\"long\"\"\" // remark",
        "type(1) == int && 0x1F < 10u && null != true",
    };
    return sources;
}

} // namespace

const std::vector<FuzzTarget>& fuzzTargets()
{
    static const std::vector<FuzzTarget> targets = {
        {"cabling",
         {"cabling-csv", "elbencho", "containerlab"},
         readers({"cable-list", "elbencho", "containerlab"})},
        {"collective",
         {"nccl-tests", "perftest"},
         readers({"nccl-tests", "nccl-tests-json", "perftest", "perftest-json"})},
        {"configuration", {"sonic", "nos-cli"}, readers({"sonic-config", "switch-config"})},
        {"diagram", {"threat-dragon", "drawio"}, readers({"threat-dragon", "drawio"})},
        {"infiniband",
         {"ib"},
         readers({"ibnetdiscover",
                  "ibnetdiscover-ports",
                  "iblinkinfo",
                  "ibqueryerrors",
                  "perfquery",
                  "ibstat"})},
        {"inventory", {"netbox", "k8s"}, readers({"netbox", "kubernetes-nodes"})},
        {"neighbour",
         {"lldp", "nos-cli"},
         readers({"lldp-json", "lldp-xml", "lldp-keyvalue", "lldp-plain", "lldp-switch"})},
        {"node", {"nvidia-smi-topo", "nccl-topo"}, readers({"nvidia-topology", "nccl-topology"})},
        {"serving", {"llm"}, readers({"serving-bench", "genai-perf", "llmperf", "serving-text"})},
        {"storage",
         {"fio", "mlperf-storage"},
         readers({"fio-json", "fio-terse", "fio", "mlperf-storage"})},
        {"telemetry",
         {"prometheus", "prometheus-demo", "dcgm", "ethtool"},
         readers({"prometheus-answer", "metric-page", "ethtool", "rdma-statistic"})},
        {"throughput",
         {"iperf3", "sockperf", "qperf"},
         readers({"iperf3-json", "iperf3", "sockperf", "qperf"})},
        {"expression", {}, compileAndEvaluate},
        {"client-file", {}, openClientFile},
    };
    return targets;
}

std::vector<std::string> fuzzSeeds(const FuzzTarget& target, const std::vector<std::string>& roots)
{
    if (target.name == "expression") {
        return sampleExpressions();
    }
    if (target.name == "client-file") {
        return {sampleClientBytes()};
    }
    std::vector<fs::path> paths;
    for (const std::string& root : roots) {
        for (const std::string_view folder : target.seeds) {
            const fs::path path = fs::path(root) / folder;
            if (!fs::is_directory(path)) {
                continue;
            }
            for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path)) {
                if (entry.is_regular_file()) {
                    paths.push_back(entry.path());
                }
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> seeds;
    for (const fs::path& path : paths) {
        seeds.push_back(readBytes(path));
    }
    return seeds;
}

} // namespace netready::testing
