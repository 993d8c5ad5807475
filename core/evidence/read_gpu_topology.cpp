// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace netready {

namespace {

int headerLine(const EvidenceSource& source)
{
    for (std::size_t i = 0; i < std::min<std::size_t>(source.lines().size(), 200); ++i) {
        const std::vector<std::string_view> words = wordsOf(source.lines()[i]);
        if (words.size() > 1 && words[0] == "GPU0" && contains(source.lines()[i], "Affinity")) {
            return static_cast<int>(i);
        }
        if (words.size() > 1 && words[0] == "GPU0" && words[1] != "X" &&
            words[1].starts_with("GPU")) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

int recogniseTopology(const EvidenceSource& source)
{
    return !source.isJson() && headerLine(source) >= 0 ? 85 : 0;
}

/// How near a GPU and a NIC are; the first is the best.
constexpr std::array<std::string_view, 5> kClasses = {"PIX", "PXB", "PHB", "NODE", "SYS"};

std::size_t classOf(std::string_view word)
{
    return static_cast<std::size_t>(std::find(kClasses.begin(), kClasses.end(), word) -
                                    kClasses.begin());
}

void readTopology(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "nvidia-smi topo -m";
    const int header = headerLine(source);
    if (header < 0) {
        draft.refuse("layout", "the matrix has no header line");
    }
    const std::vector<std::string_view> columns =
        wordsOf(source.lines()[static_cast<std::size_t>(header)]);
    const auto isNic = [](std::string_view name) {
        return name.starts_with("NIC") || name.starts_with("mlx5") || name.starts_with("bnxt") ||
               name.starts_with("ib");
    };
    const auto devices = static_cast<std::size_t>(
        std::count_if(columns.begin(), columns.end(), [&](std::string_view name) {
            return (name.starts_with("GPU") && name.size() > 3 && name[3] >= '0' &&
                    name[3] <= '9') ||
                   isNic(name);
        }));
    const std::string host = draft.options().observer;
    std::int64_t gpus = 0;
    std::int64_t near = 0;
    bool hasLegend = false;
    std::map<std::string, std::size_t> bestOfNic;
    for (std::size_t i = static_cast<std::size_t>(header) + 1; i < source.lines().size(); ++i) {
        const int number = static_cast<int>(i + 1);
        const std::vector<std::string_view> words = wordsOf(source.lines()[i]);
        if (!words.empty() && words[0] == "Legend:") {
            hasLegend = true;
            break;
        }
        if (words.empty() || !words[0].starts_with("GPU")) {
            continue;
        }
        if (words.size() < devices + 1 || (source.endsInLine() && i + 1 == source.lines().size())) {
            draft.doubt(EvidenceQuality::B,
                        "cut",
                        "a row of the matrix is not whole and was left out",
                        number);
            continue;
        }
        if (std::find(words.begin(), words.end(), "OK") != words.end() ||
            std::find(words.begin(), words.end(), "NS") != words.end()) {
            draft.refuse(
                "other-matrix",
                "this is the matrix of peer access (topo -p2p), not that of the topology (topo -m)",
                number);
        }
        ++gpus;
        std::size_t best = kClasses.size();
        std::string which;
        for (std::size_t c = 0; c < devices; ++c) {
            const std::size_t at = classOf(words[c + 1]);
            if (isNic(columns[c])) {
                auto [nic, isNew] = bestOfNic.emplace(std::string(columns[c]), at);
                nic->second = std::min(nic->second, at);
                if (at < best) {
                    best = at;
                    which = columns[c];
                }
            }
        }
        if (best == kClasses.size()) {
            continue; // no NIC in the matrix
        }
        near += best <= 1 ? 1 : 0;
        const EvidenceScope scope{EvidenceScopeKind::Node,
                                  (host.empty() ? "" : host + " ") + std::string(words[0])};
        draft.add({.metric = "gpu.nic_affinity",
                   .value = best <= 1 ? 1 : 0,
                   .stat = EvidenceStat::Last,
                   .line = number,
                   .scope = scope,
                   .conditions = {{"nearest", which}, {"class", std::string(kClasses[best])}}});
        if (best > 1) {
            draft.remark("far-nic",
                         std::string(words[0]) +
                             " has no NIC behind its own PCIe switch; the nearest is " + which +
                             " by " + std::string(kClasses[best]),
                         number);
        }
    }
    if (gpus == 0) {
        draft.refuse("no-rows", "the matrix has no row of a GPU");
    }
    for (const auto& [nic, best] : bestOfNic) {
        if (best > 1) {
            draft.remark("nic-of-none",
                         nic + " is near no GPU; it may serve storage or management");
        }
    }
    if (!hasLegend) {
        draft.doubt(EvidenceQuality::B, "no-end", "the legend is missing, so rows may be missing");
    }
    const EvidenceScope scope{EvidenceScopeKind::Node, host};
    draft.add({.metric = "gpu.count",
               .value = static_cast<double>(gpus),
               .stat = EvidenceStat::Sum,
               .scope = scope,
               .samples = gpus});
    if (bestOfNic.empty()) {
        draft.remark("no-nic", "the matrix shows no NIC, so which GPU has one nearby is not known");
    } else {
        draft.add({.metric = "gpu.nic_affinity",
                   .value = static_cast<double>(near) / static_cast<double>(gpus),
                   .stat = EvidenceStat::Mean,
                   .scope = scope,
                   .samples = gpus});
    }
    InventoryNode node;
    node.name = host;
    node.gpus = static_cast<int>(gpus);
    draft.inventory.basis = InventoryBasis::Observed;
    draft.inventory.nodes.push_back(std::move(node));
}

int recogniseNcclTopology(const EvidenceSource& source)
{
    const std::string_view head = source.head();
    if (contains(head, "<graphs")) {
        return 70;
    }
    return contains(head, "<system") && contains(head, "<cpu") && contains(head, "<pci") ? 90 : 0;
}

struct PciCount
{
    int gpus = 0;
    int nics = 0;
    int near = 0; ///< GPUs with a NIC under the same bridge
};

/// Counts below a bridge or processor; a GPU is near a NIC if one bridge holds both.
void countBelow(pugi::xml_node node, int depth, PciCount& all, EvidenceDraft& draft)
{
    constexpr int kMostDepth = 32;
    if (depth > kMostDepth) {
        draft.refuse("too-deep", "the file nests bridges deeper than any machine");
    }
    PciCount here;
    for (const pugi::xml_node pci : node.children("pci")) {
        const std::string_view kind = pci.attribute("class").value();
        if (kind.starts_with("0x0302")) {
            ++here.gpus;
        } else if (kind.starts_with("0x0207") || kind.starts_with("0x0200")) {
            ++here.nics;
        }
        countBelow(pci, depth + 1, here, draft);
    }
    const bool isBridge = std::string_view(node.name()) == "pci";
    if (isBridge && here.nics > 0 && here.near == 0) {
        here.near = here.gpus;
    }
    all.gpus += here.gpus;
    all.nics += here.nics;
    all.near += here.near;
}

void readNcclTopology(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "NCCL topology";
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        source.text().data(), source.text().size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) {
        const std::string_view before = source.text().substr(
            0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)));
        draft.refuse("broken-xml",
                     "the XML is broken: " + std::string(parsed.description()),
                     static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1);
    }
    if (!document.child("graphs").empty()) {
        draft.refuse("other-file",
                     "this is a graph that NCCL chose (NCCL_GRAPH_DUMP_FILE), not a topology");
    }
    PciCount all;
    int processors = 0;
    for (const pugi::xml_node cpu : document.child("system").children("cpu")) {
        ++processors;
        countBelow(cpu, 0, all, draft);
    }
    const std::string host = draft.options().observer;
    const EvidenceScope scope{EvidenceScopeKind::Node, host};
    draft.add({.metric = "gpu.count",
               .value = all.gpus,
               .stat = EvidenceStat::Sum,
               .scope = scope,
               .conditions = {{"processors", std::to_string(processors)}}});
    if (all.nics == 0) {
        draft.remark("no-nic",
                     "the file shows no NIC on PCIe, so which GPU has one nearby is not known");
    } else if (all.gpus > 0) {
        draft.add({.metric = "gpu.nic_affinity",
                   .value = static_cast<double>(all.near) / all.gpus,
                   .stat = EvidenceStat::Mean,
                   .scope = scope,
                   .samples = all.gpus});
    }
    InventoryNode node;
    node.name = host;
    node.gpus = all.gpus;
    draft.inventory.basis = InventoryBasis::Observed;
    draft.inventory.nodes.push_back(std::move(node));
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"nvidia-topology", "a matrix of nvidia-smi topo -m", recogniseTopology, readTopology},
    {"nccl-topology", "a topology of NCCL", recogniseNcclTopology, readNcclTopology},
});

} // namespace

std::span<const EvidenceReader> gpuTopologyReaders()
{
    return kReaders;
}

} // namespace netready
