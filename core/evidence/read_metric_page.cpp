// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/metric_names.h"
#include "core/evidence/read_number.h"

#include <array>

namespace netready {

namespace {

// The text exposition format: `name{label="value",…} value [milliseconds]`.

int recognisePage(const EvidenceSource& source)
{
    if (source.isJson()) {
        return 0;
    }
    const bool hasType = source.headHas("# TYPE ") && source.headHas("# HELP ");
    return hasType || source.headHas("\n# TYPE ") || source.text().starts_with("# TYPE ") ? 85 : 0;
}

/// Reads the labels between braces; false if they are broken.
bool takeLabels(std::string_view& rest, std::map<std::string, std::string>& labels)
{
    rest.remove_prefix(1);
    while (!rest.empty() && rest.front() != '}') {
        const std::size_t equals = rest.find("=\"");
        if (equals == std::string_view::npos) {
            return false;
        }
        const std::string name(trimmed(rest.substr(0, equals)));
        rest.remove_prefix(equals + 2);
        std::string value;
        while (!rest.empty() && rest.front() != '"') {
            if (rest.front() == '\\' && rest.size() > 1) {
                rest.remove_prefix(1);
            }
            value.push_back(rest.front());
            rest.remove_prefix(1);
        }
        if (rest.empty()) {
            return false;
        }
        rest.remove_prefix(1);
        labels[name] = value;
        if (!rest.empty() && rest.front() == ',') {
            rest.remove_prefix(1);
        }
    }
    if (rest.empty()) {
        return false;
    }
    rest.remove_prefix(1);
    return true;
}

struct Means
{
    double sum = 0;
    std::int64_t count = 0;
};

class PageReader
{
public:
    explicit PageReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void readLine(std::string_view line, int number)
    {
        if (line.empty() || line.front() == '#') {
            return;
        }
        const std::size_t end = line.find_first_of("{ \t");
        if (end == std::string_view::npos) {
            return;
        }
        const std::string_view name = line.substr(0, end);
        if (name.starts_with("DCGM_")) {
            m_draft.tool = "dcgm-exporter";
        } else if (name.starts_with("node_") && m_draft.tool.empty()) {
            m_draft.tool = "node_exporter";
        }
        const MetricMeaning* const meaning = findMetricMeaning(name);
        if (meaning == nullptr) {
            return;
        }
        std::string_view rest = line.substr(end);
        std::map<std::string, std::string> labels;
        if (rest.front() == '{' && !takeLabels(rest, labels)) {
            m_draft.remark("broken-line", "a line has broken labels and was left out", number);
            return;
        }
        const std::vector<std::string_view> words = wordsOf(rest);
        const auto raw = words.empty() ? std::nullopt : readNumber(words[0]);
        const auto value = raw ? meaningfulValue(*meaning, *raw) : std::nullopt;
        if (!value) {
            ++m_missing;
            return;
        }
        write(*meaning, labels, *value, number);
    }

    void finish()
    {
        for (const auto& [key, means] : m_means) {
            m_draft.add({.metric = key.second,
                         .value = means.sum / static_cast<double>(means.count),
                         .stat = EvidenceStat::Mean,
                         .scope = {EvidenceScopeKind::Node, key.first},
                         .samples = means.count});
        }
        if (m_missing > 0) {
            m_draft.remark(
                "missing-values",
                std::to_string(m_missing) +
                    " values are not numbers or stand for \"unknown\"; they are missing, not zero");
        }
        if (m_draft.recordCount() == 0) {
            m_draft.remark("no-figures", "the page holds no metric that is known here");
        }
    }

private:
    void write(const MetricMeaning& meaning,
               const std::map<std::string, std::string>& labels,
               double value,
               int number)
    {
        std::map<std::string, std::string> conditions;
        conditions["series"] = meaning.name;
        for (const char* label : {"device", "port", "queue", "modelName", "ifAlias"}) {
            if (const auto found = labels.find(label); found != labels.end()) {
                conditions[label] = found->second;
            }
        }
        EvidenceReading reading{.metric = meaning.metric,
                                .value = value,
                                .stat = EvidenceStat::Last,
                                .line = number,
                                .scope = scopeOfLabels(labels),
                                .conditions = conditions};
        if (meaning.isCounter) {
            reading.quality = EvidenceQuality::B;
            reading.warnings = {
                "a total since the counter was cleared; a second page is needed for a rate"};
        }
        if (isSaturated(meaning, value)) {
            reading.bound = EvidenceBound::AtLeast;
            reading.warnings.emplace_back("the counter stands at its ceiling");
        }
        if (reading.scope.kind == EvidenceScopeKind::Port && reading.scope.name.ends_with(":lo")) {
            return;
        }
        m_draft.add(reading);
        const auto host = labels.find("Hostname");
        if (host != labels.end() &&
            (meaning.metric == "gpu.util" || meaning.metric == "gpu.tensor_active")) {
            Means& means = m_means[{host->second, std::string(meaning.metric)}];
            means.sum += value;
            ++means.count;
        }
        if (meaning.metric == "link.speed" || meaning.metric == "link.mtu") {
            notePort(meaning, labels, value, number);
        }
    }

    void notePort(const MetricMeaning& meaning,
                  const std::map<std::string, std::string>& labels,
                  double value,
                  int number)
    {
        const auto device = labels.find("device");
        if (device == labels.end() || device->second == "lo") {
            return;
        }
        auto& ports = m_draft.inventory.ports;
        const auto [place, isNew] = m_ports.emplace(device->second, ports.size());
        if (isNew) {
            InventoryPort port;
            port.node = m_draft.options().observer;
            port.name = device->second;
            port.line = number;
            ports.push_back(std::move(port));
        }
        InventoryPort& port = ports[place->second];
        (meaning.metric == "link.speed" ? port.speed : port.mtu) = value;
    }

    EvidenceDraft& m_draft;
    std::map<std::pair<std::string, std::string>, Means> m_means;
    std::map<std::string, std::size_t> m_ports;
    std::size_t m_missing = 0;
};

void readPage(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.inventory.basis = InventoryBasis::Observed;
    draft.scope = {EvidenceScopeKind::Node, draft.options().observer};
    PageReader reader(draft);
    WholeLines lines(source, draft);
    while (lines.next()) {
        reader.readLine(lines.text(), lines.number());
    }
    reader.finish();
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"metric-page", "a page of Prometheus metrics", recognisePage, readPage}});

} // namespace

std::span<const EvidenceReader> metricPageReaders()
{
    return kReaders;
}

} // namespace netready
