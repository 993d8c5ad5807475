// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/metric_names.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace netready {

namespace {

struct Sample
{
    double time = 0;
    std::optional<double> value;
};

std::map<std::string, std::string> labelsOf(JsonValue metric)
{
    std::map<std::string, std::string> labels;
    for (const JsonValue label : metric) {
        labels[label.key()] = label.text();
    }
    return labels;
}

std::optional<Sample> sampleOf(JsonValue pair)
{
    const JsonValue time = pair.first();
    if (!pair.isList() || pair.size() != 2 || !time.number()) {
        return std::nullopt;
    }
    const JsonValue value = *++pair.begin();
    return Sample{*time.number(), value.number()};
}

double percentile(std::vector<double> sorted, double share)
{
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const std::size_t high = std::min(low + 1, sorted.size() - 1);
    return sorted[low] + (place - static_cast<double>(low)) * (sorted[high] - sorted[low]);
}

class AnswerReader
{
public:
    explicit AnswerReader(EvidenceDraft& draft)
        : m_draft(draft)
    {}

    void read(JsonValue data)
    {
        const std::string type = data["resultType"].text();
        const JsonValue result = data["result"];
        if (type == "scalar" || type == "string") {
            readSingle(type, result);
            return;
        }
        if (!result.first()) {
            m_draft.remark(
                "empty", "the answer is empty: what was asked for is not monitored", result.line());
            return;
        }
        const std::size_t total = result.size();
        std::size_t done = 0;
        for (const JsonValue series : result) {
            m_draft.step(done++, total);
            readSeries(series, type == "matrix");
        }
        if (m_missing > 0) {
            m_draft.remark(
                "missing-values",
                std::to_string(m_missing) +
                    " values are not numbers or stand for \"unknown\"; they are missing, not zero");
        }
        if (m_unknown && !m_draft.options().query) {
            m_draft.doubt(
                EvidenceQuality::B,
                "query-unknown",
                "the answer does not say what was asked, so some values have no meaning yet");
        }
    }

private:
    void readSingle(const std::string& type, JsonValue result)
    {
        const auto sample = sampleOf(result);
        if (type == "string" || !sample) {
            m_draft.remark(
                "text-result", "the answer is a text, which is no figure", result.line());
            return;
        }
        m_draft.capturedAt = isoTime(sample->time);
        MetricMeaning meaning = meaningOf("");
        m_draft.add(
            {.metric = meaning.metric,
             .value = sample->value ? meaningfulValue(meaning, *sample->value) : std::nullopt,
             .stat = stat(EvidenceStat::Last),
             .line = result.line()});
        if (!m_draft.options().query) {
            m_draft.doubt(
                EvidenceQuality::B,
                "query-unknown",
                "the answer does not say what was asked, so its value has no meaning yet");
        }
    }

    [[nodiscard]] EvidenceStat stat(EvidenceStat otherwise) const
    {
        return m_draft.options().query ? m_draft.options().query->stat : otherwise;
    }

    MetricMeaning meaningOf(std::string_view name)
    {
        if (m_draft.options().query &&
            findEvidenceMetric(m_draft.options().query->metric) != nullptr) {
            return {name,
                    findEvidenceMetric(m_draft.options().query->metric)->id,
                    m_draft.options().query->factor};
        }
        if (const MetricMeaning* known = findMetricMeaning(name)) {
            return *known;
        }
        m_unknown = true;
        return {name, "prom.value"};
    }

    std::optional<double> take(const MetricMeaning& meaning, const std::optional<double>& value)
    {
        if (meaning.metric == "prom.value" && value) {
            return value;
        }
        return value ? meaningfulValue(meaning, *value) : std::nullopt;
    }

    void readSeries(JsonValue series, bool isRange)
    {
        const auto labels = labelsOf(series["metric"]);
        const auto named = labels.find("__name__");
        const std::string name = named == labels.end() ? "" : named->second;
        const MetricMeaning meaning = meaningOf(name);
        const EvidenceScope scope = scopeOfLabels(labels);
        std::map<std::string, std::string> conditions;
        for (const auto& [label, value] : labels) {
            if (label != "job") {
                conditions[label == "__name__" ? "series" : label] = value;
            }
        }
        if (m_draft.options().query) {
            conditions["query"] = m_draft.options().query->text;
        }
        const int line = series.line();
        if (!isRange) {
            const auto sample = sampleOf(series["value"]);
            const auto value = sample ? take(meaning, sample->value) : std::nullopt;
            m_missing += value ? 0U : 1U;
            if (sample) {
                m_draft.capturedAt = std::max(m_draft.capturedAt, isoTime(sample->time));
            }
            m_draft.add({.metric = meaning.metric,
                         .value = value,
                         .stat = stat(EvidenceStat::Last),
                         .line = line,
                         .scope = scope,
                         .conditions = conditions,
                         .quality = meaning.isCounter ? EvidenceQuality::B : EvidenceQuality::A,
                         .bound = value && isSaturated(meaning, *value) ? EvidenceBound::AtLeast
                                                                        : EvidenceBound::Exact});
            return;
        }
        std::vector<Sample> samples;
        for (const JsonValue pair : series["values"]) {
            const auto sample = sampleOf(pair);
            if (sample) {
                samples.push_back({sample->time, take(meaning, sample->value)});
            }
        }
        writeRange(meaning,
                   samples,
                   {.metric = meaning.metric,
                    .value = {},
                    .line = line,
                    .scope = scope,
                    .conditions = conditions});
    }

    /// Statistics over the points of a range; gaps and missing values lower the quality.
    void writeRange(const MetricMeaning& meaning,
                    const std::vector<Sample>& samples,
                    EvidenceReading base)
    {
        if (samples.size() < 2) {
            if (!samples.empty()) {
                base.value = samples[0].value;
                base.stat = EvidenceStat::Last;
                m_draft.add(base);
            }
            return;
        }
        m_draft.capturedAt = std::max(m_draft.capturedAt, isoTime(samples.back().time));
        double step = samples[1].time - samples[0].time;
        for (std::size_t i = 1; i < samples.size(); ++i) {
            step = std::min(step, samples[i].time - samples[i - 1].time);
        }
        const double window = samples.back().time - samples.front().time;
        const double expected =
            step > 0 ? std::round(window / step) + 1 : static_cast<double>(samples.size());
        std::vector<double> values;
        for (const Sample& sample : samples) {
            if (sample.value) {
                values.push_back(*sample.value);
            } else {
                ++m_missing;
            }
        }
        base.window = window;
        const double gap = 1 - static_cast<double>(values.size()) / expected;
        constexpr double kMostGap = 0.02;
        if (gap > kMostGap) {
            base.quality = EvidenceQuality::B;
            base.warnings.push_back(wholePercent(gap) + " of the points are missing");
            m_draft.remark("gap", base.warnings.back(), base.line);
        }
        if (values.empty()) {
            return;
        }
        if (meaning.isCounter) {
            writeCounter(meaning, samples, base);
            return;
        }
        double sum = 0;
        for (const double value : values) {
            sum += value;
        }
        std::sort(values.begin(), values.end());
        base.samples = static_cast<std::int64_t>(values.size());
        const auto put = [&](EvidenceStat of, double value) {
            base.stat = of;
            base.value = value;
            m_draft.add(base);
        };
        put(EvidenceStat::Mean, sum / static_cast<double>(values.size()));
        put(EvidenceStat::P50, percentile(values, 0.5));
        put(EvidenceStat::P95, percentile(values, 0.95));
        put(EvidenceStat::P99, percentile(values, 0.99));
        put(EvidenceStat::Max, values.back());
        put(EvidenceStat::Min, values.front());
    }

    /// A counter that falls was reset and goes on from zero, so no step is negative.
    void writeCounter(const MetricMeaning& meaning,
                      const std::vector<Sample>& samples,
                      EvidenceReading base)
    {
        double increase = 0;
        double fastest = 0;
        int resets = 0;
        std::optional<Sample> before;
        std::int64_t count = 0;
        for (const Sample& sample : samples) {
            if (!sample.value) {
                continue;
            }
            ++count;
            if (before) {
                const bool isReset = *sample.value < *before->value;
                const double grown = isReset ? *sample.value : *sample.value - *before->value;
                resets += isReset ? 1 : 0;
                increase += grown;
                fastest = std::max(fastest, grown / (sample.time - before->time));
            }
            before = sample;
        }
        base.samples = count;
        if (resets > 0) {
            base.warnings.push_back("the counter was reset " + std::to_string(resets) +
                                    " times; what it counted in between may be missing");
            m_draft.remark("counter-reset", base.warnings.back(), base.line);
        }
        base.stat = EvidenceStat::Sum;
        base.value = increase;
        m_draft.add(base);
        if (!meaning.rate.empty() && base.window && *base.window > 0) {
            // Bytes become bits where the rate is one of traffic.
            const double factor = meaning.rate == "net.rate" ? 8 : 1;
            base.metric = meaning.rate;
            base.stat = EvidenceStat::Mean;
            base.value = factor * increase / *base.window;
            m_draft.add(base);
            base.stat = EvidenceStat::Max;
            base.value = factor * fastest;
            m_draft.add(base);
        }
    }

    EvidenceDraft& m_draft;
    bool m_unknown = false;
    std::size_t m_missing = 0;
};

int recognisePrometheus(const EvidenceSource& source)
{
    const std::string status = source.root()["status"].text();
    if (status == "error" && source.root().has("errorType")) {
        return 90;
    }
    return status == "success" && source.root().has("data") ? 85 : 0;
}

void readPrometheus(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    draft.tool = "Prometheus";
    if (root["status"].text() == "error") {
        draft.refuse("query-failed",
                     "Prometheus answered with an error (" + root["errorType"].text() +
                         "): " + root["error"].text(),
                     root["error"].line());
    }
    for (const JsonValue warning : root["warnings"]) {
        draft.doubt(EvidenceQuality::B, "prometheus-warning", warning.text(), warning.line());
    }
    for (const JsonValue info : root["infos"]) {
        draft.remark("prometheus-info", info.text(), info.line());
    }
    const JsonValue data = root["data"];
    if (data.has("resultType")) {
        AnswerReader(draft).read(data);
    } else if (data.has("activeTargets")) {
        for (const JsonValue target : data["activeTargets"]) {
            const bool isUp = target["health"].text() == "up";
            draft.capturedAt = std::max(draft.capturedAt, isoTime(target["lastScrape"].text()));
            draft.add({.metric = "scrape.up",
                       .value = isUp ? 1 : 0,
                       .stat = EvidenceStat::Last,
                       .line = target.line(),
                       .scope = {EvidenceScopeKind::Node, target["labels"]["instance"].text()}});
        }
    } else if (data.has("version") && data.has("goVersion")) {
        draft.toolVersion = data["version"].text();
        draft.remark("no-figures",
                     "the answer names the version of Prometheus and holds no figures");
    } else {
        draft.remark("no-figures", "the answer lists names, rules or alerts and holds no figures");
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({{"prometheus-answer",
                                                          "an answer of the Prometheus interface",
                                                          recognisePrometheus,
                                                          readPrometheus,
                                                          true}});

} // namespace

std::span<const EvidenceReader> prometheusReaders()
{
    return kReaders;
}

} // namespace netready
