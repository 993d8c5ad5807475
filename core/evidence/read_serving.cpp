// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

struct Latency
{
    std::string_view metric;
    const char* key; ///< between `median_` and `_ms`
};
constexpr auto kLatencies = std::to_array<Latency>({{"llm.ttft", "ttft"},
                                                    {"llm.tpot", "tpot"},
                                                    {"llm.itl", "itl"},
                                                    {"llm.e2e", "e2el"},
                                                    {"llm.e2e", "e2e_latency"}});

struct NamedStat
{
    const char* name;
    EvidenceStat stat;
};
constexpr auto kBenchStats = std::to_array<NamedStat>({{"mean", EvidenceStat::Mean},
                                                       {"median", EvidenceStat::P50},
                                                       {"p90", EvidenceStat::P90},
                                                       {"p95", EvidenceStat::P95},
                                                       {"p99", EvidenceStat::P99}});

int recogniseBench(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    return root.has("median_ttft_ms") && (root.has("output_throughput") || root.has("completed"))
               ? 90
               : 0;
}

/// A time of zero or less between tokens means that the client saw batches, not tokens.
std::optional<double> milliseconds(JsonValue value)
{
    const auto number = value.number();
    return number && *number > 0 ? std::optional(*number / 1000) : std::nullopt;
}

void readBenchDocument(JsonValue root, EvidenceDraft& draft)
{
    std::string model = root["model_id"].text();
    const std::string backend = root["backend"].text();
    draft.tool = backend == "sglang" || root.has("median_e2e_latency_ms") ? "SGLang bench_serving"
                                                                          : "vLLM bench serve";
    if (const std::string time = isoTime(root["date"].text()); !time.empty()) {
        draft.capturedAt = time;
    }
    const EvidenceScope scope{EvidenceScopeKind::Service, model.empty() ? backend : model};
    std::map<std::string, std::string> conditions;
    for (const char* key : {"request_rate", "max_concurrency", "dataset_name"}) {
        if (const std::string value = root[key].text(); !value.empty()) {
            conditions[key] = value;
        }
    }
    const auto completed = root["completed"].number();
    const auto window = root["duration"].number();
    const auto add =
        [&](std::string_view metric, JsonValue at, std::optional<double> value, EvidenceStat stat) {
            draft.add({.metric = metric,
                       .value = value,
                       .stat = stat,
                       .line = at.line(),
                       .scope = scope,
                       .conditions = conditions,
                       .window = window,
                       .samples = root["completed"].integer()});
        };
    bool isBatched = false;
    for (const Latency& latency : kLatencies) {
        for (const NamedStat& stat : kBenchStats) {
            const JsonValue value = root[std::string(stat.name) + "_" + latency.key + "_ms"];
            isBatched = isBatched || (value.number() && !milliseconds(value));
            add(latency.metric, value, milliseconds(value), stat.stat);
        }
    }
    if (isBatched) {
        draft.remark(
            "batched",
            "some times between tokens are zero: the client saw batches, so they are missing");
    }
    add("llm.out_tps",
        root["output_throughput"],
        root["output_throughput"].number(),
        EvidenceStat::Mean);
    add("llm.req_rate",
        root["request_throughput"],
        root["request_throughput"].number(),
        EvidenceStat::Mean);
    add("llm.completed", root["completed"], completed, EvidenceStat::Sum);
    const auto failed = root["failed"].number();
    const auto asked = root["num_prompts"].number();
    if (failed && completed && *failed + *completed > 0) {
        add("llm.failed", root["failed"], *failed / (*failed + *completed), EvidenceStat::Mean);
    } else if (asked && completed && *asked >= *completed && *asked > 0) {
        add("llm.failed", root["num_prompts"], 1 - *completed / *asked, EvidenceStat::Mean);
    }
}

void readBench(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonTree& json = source.json();
    const std::size_t whole = json.size() - (json.problem() && json.size() > 0 ? 1 : 0);
    if (whole == 0) {
        draft.refuse("broken-json",
                     "this looks like a result of a serving benchmark, but is broken: " +
                         json.problem()->message,
                     json.lineAt(json.problem()->offset),
                     json.columnAt(json.problem()->offset));
    }
    if (json.problem()) {
        draft.doubt(EvidenceQuality::B,
                    "cut",
                    "the last line is broken and was left out",
                    json.lineAt(json.problem()->offset));
    }
    for (std::size_t i = 0; i < whole; ++i) {
        draft.step(i, whole);
        readBenchDocument(json.document(i), draft);
    }
}

int recogniseGenai(const EvidenceSource& source)
{
    const JsonValue first = source.root()["time_to_first_token"];
    return first.isMap() && first.has("unit") ? 90 : 0;
}

void readGenai(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    draft.tool = "genai-perf";
    const JsonValue input = root["input_config"];
    const JsonValue model = input["model"];
    draft.scope = {EvidenceScopeKind::Service,
                   model.isList() ? model.first().text() : model.text()};
    std::map<std::string, std::string> conditions;
    if (const std::string concurrency = input["stimulus"]["concurrency"].text();
        !concurrency.empty()) {
        conditions["max_concurrency"] = concurrency;
    }
    static constexpr auto kStats = std::to_array<NamedStat>({{"avg", EvidenceStat::Mean},
                                                             {"p50", EvidenceStat::P50},
                                                             {"p90", EvidenceStat::P90},
                                                             {"p95", EvidenceStat::P95},
                                                             {"p99", EvidenceStat::P99},
                                                             {"min", EvidenceStat::Min},
                                                             {"max", EvidenceStat::Max}});
    for (const auto& [key, metric] :
         {std::pair<const char*, std::string_view>{"time_to_first_token", "llm.ttft"},
          {"inter_token_latency", "llm.itl"},
          {"request_latency", "llm.e2e"},
          {"output_token_throughput", "llm.out_tps"},
          {"request_throughput", "llm.req_rate"}}) {
        const JsonValue values = root[key];
        const std::string unit = values["unit"].text();
        const bool isTime = metric != "llm.out_tps" && metric != "llm.req_rate";
        const double factor = !isTime                        ? 1
                              : unit == "ms"                 ? 1e-3
                              : unit == "s" || unit == "sec" ? 1
                              : unit == "us"                 ? 1e-6
                              : unit == "ns"                 ? 1e-9
                                                             : 0;
        if (values && factor == 0) {
            draft.remark("unit-unknown",
                         "the unit " + inQuotes(unit) + " is not known, so " + key +
                             " was left out",
                         values.line());
            continue;
        }
        for (const NamedStat& stat : kStats) {
            const auto value = values[stat.name].number();
            draft.add({.metric = metric,
                       .value = value ? std::optional(*value * factor) : std::nullopt,
                       .stat = stat.stat,
                       .line = values.line(),
                       .conditions = conditions});
        }
    }
}

int recogniseLlmperf(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    return root.has("results_ttft_s_quantiles_p50") || root.has("ttft_s_quantiles_p50") ? 90 : 0;
}

void readLlmperf(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue root = source.root();
    draft.tool = "llmperf";
    draft.toolVersion = root["version"].text();
    draft.capturedAt = isoTime(root["timestamp"].number().value_or(0));
    draft.scope = {EvidenceScopeKind::Service, root["model"].text()};
    const std::string prefix = root.has("results_ttft_s_quantiles_p50") ? "results_" : "";
    std::map<std::string, std::string> conditions;
    if (const std::string concurrency = root["num_concurrent_requests"].text();
        !concurrency.empty()) {
        conditions["max_concurrency"] = concurrency;
    }
    const auto add = [&](std::string_view metric, const std::string& key, EvidenceStat stat) {
        const JsonValue value = root[prefix + key];
        draft.add({.metric = metric,
                   .value = value.number(),
                   .stat = stat,
                   .line = value.line(),
                   .conditions = conditions,
                   .samples = root[prefix + "num_completed_requests"].integer()});
    };
    static constexpr auto kStats = std::to_array<NamedStat>({{"quantiles_p50", EvidenceStat::P50},
                                                             {"quantiles_p90", EvidenceStat::P90},
                                                             {"quantiles_p95", EvidenceStat::P95},
                                                             {"quantiles_p99", EvidenceStat::P99},
                                                             {"mean", EvidenceStat::Mean},
                                                             {"max", EvidenceStat::Max}});
    for (const auto& [key, metric] :
         {std::pair<const char*, std::string_view>{"ttft_s_", "llm.ttft"},
          {"inter_token_latency_s_", "llm.itl"},
          {"end_to_end_latency_s_", "llm.e2e"}}) {
        for (const NamedStat& stat : kStats) {
            add(metric, std::string(key) + stat.name, stat.stat);
        }
    }
    add("llm.out_tps", "mean_output_throughput_token_per_s", EvidenceStat::Mean);
    add("llm.failed", "error_rate", EvidenceStat::Mean);
    add("llm.completed", "num_completed_requests", EvidenceStat::Sum);
}

int recogniseBlock(const EvidenceSource& source)
{
    return !source.isJson() &&
                   source.text().find("Serving Benchmark Result") != std::string_view::npos
               ? 90
               : 0;
}

/// The metric that a label of the block means; empty if it means none.
std::string_view metricOfLabel(const std::string& label)
{
    if (contains(label, "(ms)")) {
        if (label.starts_with("std")) {
            return {};
        }
        for (const Latency& latency : kLatencies) {
            if (contains(label, latency.key)) {
                return latency.metric;
            }
        }
        return {};
    }
    return label.starts_with("output token throughput") ? "llm.out_tps"
           : label.starts_with("request throughput")    ? "llm.req_rate"
           : label.starts_with("successful requests")   ? "llm.completed"
                                                        : std::string_view();
}

/// A line of the block: a label, a colon, a number.
void readBlockLine(std::string_view line, int number, EvidenceDraft& draft)
{
    const std::size_t colon = line.rfind(':');
    const auto value =
        colon == std::string_view::npos ? std::nullopt : readNumber(line.substr(colon + 1));
    const std::string label = lowered(line.substr(0, std::min(colon, line.size())));
    const std::string_view metric = metricOfLabel(label);
    const bool isTime = contains(label, "(ms)");
    if (!value || metric.empty() || (isTime && *value <= 0)) {
        return;
    }
    const EvidenceStat stat = metric == "llm.completed"     ? EvidenceStat::Sum
                              : label.starts_with("median") ? EvidenceStat::P50
                              : label.starts_with("p99")    ? EvidenceStat::P99
                                                            : EvidenceStat::Mean;
    draft.add(
        {.metric = metric, .value = isTime ? *value / 1000 : *value, .stat = stat, .line = number});
}

/// The block that serving benchmarks print.
void readBlock(const EvidenceSource& source, EvidenceDraft& draft)
{
    draft.tool = "serving benchmark";
    bool isIn = false;
    bool isClosed = false;
    const std::size_t count = source.lines().size() - (source.endsInLine() ? 1 : 0);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view line = trimmed(source.lines()[i]);
        if (contains(line, "Serving Benchmark Result")) {
            isIn = true;
            isClosed = false;
        } else if (isIn && line.starts_with("=====")) {
            isIn = false;
            isClosed = true;
        } else if (isIn) {
            readBlockLine(line, static_cast<int>(i + 1), draft);
        }
    }
    if (!isClosed) {
        draft.doubt(EvidenceQuality::B,
                    "no-end",
                    "the closing line of the block is missing, so figures may be missing");
    }
    if (draft.recordCount() == 0) {
        draft.refuse("no-rows", "the block holds no figure that is known here");
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"serving-bench", "a result of vLLM or SGLang", recogniseBench, readBench, true, true},
    {"genai-perf", "a result of genai-perf", recogniseGenai, readGenai, true},
    {"llmperf", "a summary of llmperf", recogniseLlmperf, readLlmperf, true},
    {"serving-text", "a block of a serving benchmark", recogniseBlock, readBlock},
});

} // namespace

std::span<const EvidenceReader> servingReaders()
{
    return kReaders;
}

} // namespace netready
