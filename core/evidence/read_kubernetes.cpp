// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <array>

namespace netready {

namespace {

int recogniseNodes(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    const std::string kind = root["kind"].text();
    const bool isList = (kind == "List" || kind == "NodeList") && root["items"].isList();
    const bool isNodes = root["items"].first()["kind"].text() == "Node" || kind == "NodeList";
    return (isList && isNodes) || (kind == "Node" && root.has("status")) ? 90 : isList ? 50 : 0;
}

std::optional<int> gpusOf(JsonValue resources)
{
    const auto value = readQuantity(resources["nvidia.com/gpu"].text());
    constexpr double kMost = 1024;
    return value && *value >= 0 && *value <= kMost ? std::optional(static_cast<int>(*value))
                                                   : std::nullopt;
}

void readNode(JsonValue item, EvidenceDraft& draft)
{
    InventoryNode node;
    node.name = item["metadata"]["name"].text();
    node.line = item.line();
    if (node.name.empty()) {
        draft.remark("no-name", "a node without a name was left out", node.line);
        return;
    }
    const JsonValue labels = item["metadata"]["labels"];
    node.model = labels["nvidia.com/gpu.product"].text();
    node.driver = labels["nvidia.com/cuda.driver-version.full"].text();
    node.role = "kubernetes node";
    node.gpus = gpusOf(item["status"]["capacity"]);
    node.gpusUsable = gpusOf(item["status"]["allocatable"]);
    node.isSchedulable = !item["spec"]["unschedulable"].truth().value_or(false);
    for (const JsonValue condition : item["status"]["conditions"]) {
        if (condition["type"].text() == "Ready") {
            node.isReady = condition["status"].text() == "True";
        }
    }
    const EvidenceScope scope{EvidenceScopeKind::Node, node.name};
    draft.add({.metric = "gpu.count",
               .value = node.gpus ? std::optional<double>(*node.gpus) : std::nullopt,
               .stat = EvidenceStat::Last,
               .line = node.line,
               .scope = scope,
               .conditions = {{"of", "built in"}}});
    draft.add({.metric = "gpu.count",
               .value = node.gpusUsable ? std::optional<double>(*node.gpusUsable) : std::nullopt,
               .stat = EvidenceStat::Last,
               .line = node.line,
               .scope = scope,
               .conditions = {{"of", "offered to workloads"}}});
    draft.inventory.nodes.push_back(std::move(node));
}

void readNodes(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    draft.tool = "kubectl";
    draft.inventory.basis = InventoryBasis::Observed;
    if (root["kind"].text() == "Node") {
        readNode(root, draft);
    } else {
        const std::size_t total = root["items"].size();
        std::size_t done = 0;
        for (const JsonValue item : root["items"]) {
            draft.step(done++, total);
            if (item["kind"].text() == "Node") {
                readNode(item, draft);
            }
        }
    }
    if (draft.inventory.nodes.empty()) {
        draft.refuse("no-nodes",
                     "the list of Kubernetes holds no nodes; ask for kubectl get nodes -o json",
                     root["items"].line());
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"kubernetes-nodes", "nodes from kubectl", recogniseNodes, readNodes, true}});

} // namespace

std::span<const EvidenceReader> kubernetesReaders()
{
    return kReaders;
}

} // namespace netready
