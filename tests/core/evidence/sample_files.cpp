// SPDX-License-Identifier: Apache-2.0
#include "tests/core/evidence/sample_files.h"

#include "core/base/text.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace netready::testing {

namespace {

const std::filesystem::path kSource = NETREADY_SOURCE_DIR;

} // namespace

bool areSamplesPartial()
{
    return !std::filesystem::is_directory(kSource / ".." / "shared" / "samples");
}

std::optional<std::filesystem::path> sampleFolder()
{
    const auto folder = areSamplesPartial() ? kSource / "tests" / "data" / "evidence"
                                            : kSource / ".." / "shared" / "samples";
    return std::filesystem::is_directory(folder) ? std::optional(folder) : std::nullopt;
}

std::vector<std::string> samplePaths()
{
    std::vector<std::string> paths;
    if (const auto folder = sampleFolder()) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(*folder)) {
            if (entry.is_regular_file() && entry.path().filename() != "SOURCES.md") {
                paths.push_back(std::filesystem::relative(entry.path(), *folder).generic_string());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string sampleBytes(const std::string& path)
{
    std::ifstream file(*sampleFolder() / path, std::ios::binary);
    std::stringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

EvidenceResult readSample(const std::string& path, const EvidenceOptions& options)
{
    return readEvidence(path.substr(path.rfind('/') + 1), sampleBytes(path), options);
}

const EvidenceRecord* findRecord(const EvidenceResult& result,
                                 std::string_view metric,
                                 EvidenceStat stat,
                                 const std::vector<std::string>& parts)
{
    for (const EvidenceRecord& record : result.records) {
        if (record.metric != metric || record.stat != stat) {
            continue;
        }
        std::string about = record.scope.name;
        for (const auto& [name, value] : record.conditions) {
            about += ";" + name + "=" + value + ";";
        }
        const bool isWanted =
            std::all_of(parts.begin(), parts.end(), [&about](const std::string& part) {
                return about.find(part) != std::string::npos;
            });
        if (isWanted) {
            return &record;
        }
    }
    return nullptr;
}

bool hasDiagnostic(const EvidenceResult& result, std::string_view code)
{
    return std::any_of(result.diagnostics.begin(),
                       result.diagnostics.end(),
                       [code](const Diagnostic& diagnostic) { return diagnostic.code == code; });
}

std::string allText(const EvidenceResult& result)
{
    std::string text;
    const auto put = [&text](const std::string& part) { text += part + '\n'; };
    for (const EvidenceRecord& record : result.records) {
        for (const std::string* part : {&record.fileName,
                                        &record.importer,
                                        &record.tool,
                                        &record.toolVersion,
                                        &record.capturedAt,
                                        &record.scope.name,
                                        &record.metric,
                                        &record.unit}) {
            put(*part);
        }
        for (const auto& [name, value] : record.conditions) {
            put(name + "=" + value);
        }
        for (const std::string& warning : record.warnings) {
            put(warning);
        }
    }
    const Inventory& inventory = result.inventory;
    for (const InventoryNode& node : inventory.nodes) {
        for (const std::string* part : {&node.name,
                                        &node.strongId,
                                        &node.role,
                                        &node.model,
                                        &node.status,
                                        &node.site,
                                        &node.rack,
                                        &node.driver}) {
            put(*part);
        }
    }
    for (const InventoryPort& port : inventory.ports) {
        for (const std::string* part :
             {&port.node, &port.name, &port.dscpMap, &port.mac, &port.fec}) {
            put(*part);
        }
    }
    for (const InventoryLink& link : inventory.links) {
        for (const std::string* part : {&link.a.node,
                                        &link.a.port,
                                        &link.b.node,
                                        &link.b.port,
                                        &link.generation,
                                        &link.medium,
                                        &link.status,
                                        &link.label}) {
            put(*part);
        }
    }
    for (const InventoryFlow& flow : inventory.flows) {
        put(flow.from + flow.to + flow.name);
    }
    for (const InventoryRack& rack : inventory.racks) {
        put(rack.name + rack.site);
    }
    for (const InventoryFeed& feed : inventory.feeds) {
        put(feed.name + feed.rack + feed.kind + feed.status);
    }
    for (const Diagnostic& diagnostic : result.diagnostics) {
        put(diagnostic.code + diagnostic.message);
    }
    put(inventory.observer);
    return text;
}

} // namespace netready::testing
