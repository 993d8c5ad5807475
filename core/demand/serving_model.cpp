// SPDX-License-Identifier: Apache-2.0
#include "core/demand/class_model.h"
#include "core/demand/inference.h"
#include "core/demand/training.h"

#include <algorithm>

namespace netready {

namespace {

constexpr const char* kMooncake = "Qin et al., Mooncake (FAST 2025)";
constexpr double kTextBytesPerToken = 4;
constexpr double kEnvelopeBytes = 1000;
/// A streamed token travels with about 200 bytes of event framing.
constexpr double kStreamedBytesPerToken = 204;
/// Share of the time to the first token that the network may take.
constexpr double kNetworkShareOfFirstToken = 0.05;

/// How many requests come, and what they carry.
struct Requests
{
    PerSecond mean;
    Number peak;
    Number promptTokens;
    Number answerTokens;
    Size extra; ///< media of a request
};

Requests requestsOf(ClassModel& model)
{
    return {model.as<Frequency>(Input::Requests),
            model.number(Input::PeakFactor),
            model.number(Input::PromptTokens),
            model.number(Input::AnswerTokens),
            exactly(DataSize())};
}

Time networkBudget(ClassModel& model)
{
    return model.quantity({"network_budget",
                           "Time that the network may take before the first token",
                           "ms",
                           "0.05 TTFT",
                           kJudgement},
                          kNetworkShareOfFirstToken * model.as<Duration>(Input::FirstTokenTarget));
}

void requestFlows(ClassModel& model, const Requests& requests)
{
    const Time budget = networkBudget(model);
    const Size up =
        (kTextBytesPerToken * requests.promptTokens + kEnvelopeBytes) * exactly(bytes(1)) +
        requests.extra;
    const Size down = kStreamedBytesPerToken * requests.answerTokens * exactly(bytes(1));
    const auto add = [&](Flow flow, const Size& bytes, std::string formula) {
        flow.mean = requests.mean * bytes;
        flow.burst = requests.peak * flow.mean;
        flow.latencyBudget = budget;
        flow.formula = std::move(formula);
        model.flow(std::move(flow));
    };
    Flow in = makeFlow("requests",
                       "Requests of users",
                       TrafficPattern::UserAccess,
                       FlowEnd::Users,
                       FlowEnd::Applications);
    in.direction = Direction::NorthSouth;
    in.isolation = Isolation::Untrusted;
    add(in, up, "lambda (4 tokens_in + 1 kB + media)");
    Flow out = makeFlow("answers",
                        "Answers to users",
                        TrafficPattern::UserAccess,
                        FlowEnd::Applications,
                        FlowEnd::Users);
    out.direction = Direction::NorthSouth;
    add(out, down, "lambda tokens_out 204 B");
    Flow prompts = makeFlow("prompts",
                            "Prompts from applications to the model",
                            TrafficPattern::ApplicationToModel,
                            FlowEnd::Applications,
                            FlowEnd::Servers);
    prompts.isolation = Isolation::Tenant;
    add(prompts, up, "lambda (4 tokens_in + 1 kB + media)");
}

Size keyValueOf(ClassModel& model)
{
    return model.quantity(
        {"kv_per_token", "Key-value cache of a token", "kB", "2 L k_v d_h w_kv", kMooncake},
        keyValueBytes<Traced>(model.number(Input::Layers),
                              model.number(Input::KeyValueHeads),
                              model.number(Input::HeadWidth),
                              model.as<DataSize>(Input::BytesPerKeyValue)));
}

void cacheFlows(ClassModel& model, const Requests& requests, const Size& perToken)
{
    const Number hits = model.number(Input::CacheHits);
    const double shared = model.choice(Input::CacheTier) == 1 ? 1 : 0;
    const auto add = [&](std::string id,
                         std::string title,
                         FlowEnd from,
                         FlowEnd to,
                         const Number& share,
                         std::string formula) {
        Flow flow =
            makeFlow(std::move(id), std::move(title), TrafficPattern::ServerToStorage, from, to);
        flow.mean = (shared * (requests.mean * requests.promptTokens * share * perToken))
                        .restingOn(only(Input::CacheTier));
        flow.burst = requests.peak * flow.mean;
        flow.latencyBudget =
            kNetworkShareOfFirstToken * model.as<Duration>(Input::FirstTokenTarget);
        flow.formula = std::move(formula);
        flow.source = std::string(kMooncake);
        model.flow(std::move(flow));
    };
    add("cache-write",
        "New caches to the shared tier",
        FlowEnd::Servers,
        FlowEnd::Storage,
        1.0 - hits,
        "lambda tokens_in (1 - rho) kappa_kv");
    add("cache-read",
        "Caches from the shared tier",
        FlowEnd::Storage,
        FlowEnd::Servers,
        hits,
        "lambda tokens_in rho kappa_kv");
}

/// All-reduces of every decoded token between servers that share a model.
void decodeExchange(ClassModel& model, const Requests& requests)
{
    const Number layers = model.number(Input::Layers);
    const Number tensor = model.number(Input::Tensor);
    const Number inDomain = smaller(tensor, model.number(Input::DomainAccelerators));
    const Number perRank = 2.0 * fabricShare<Traced>(inDomain, tensor);
    Flow flow = makeFlow("decode-exchange",
                         "Exchange for every decoded token",
                         TrafficPattern::AcceleratorToAccelerator,
                         FlowEnd::Accelerators,
                         FlowEnd::Accelerators);
    flow.mean = requests.mean * requests.answerTokens * tensor * 2.0 * layers * perRank *
                model.number(Input::Hidden) * model.as<DataSize>(Input::BytesPerWeight);
    flow.burst = requests.peak * flow.mean;
    flow.latencyBudget = model.quantity(
        {"decode_budget",
         "Time for one all-reduce while a token is decoded",
         "µs",
         "0.2 TPOT / (2 L)",
         kJudgement},
        decodeReduceBudget<Traced>(model.as<Duration>(Input::TokenTarget), exactly(0.2), layers));
    flow.loss = LossClass::Lossless;
    flow.isolation = Isolation::Dedicated;
    flow.formula = "lambda tokens_out t 2 L 2 (1/r - 1/t) h w, r = min(t, g)";
    flow.source = "nccl-tests PERFORMANCE.md; arithmetic";
    model.flow(std::move(flow));
}

void prefillToDecode(ClassModel& model, const Requests& requests, const Size& perToken)
{
    const Number copies = model.quantity(
        {"kv_copies", "Copies of the cache over tensor ranks", "", "max(1, t / k_v)", "arithmetic"},
        keyValueCopies<Traced>(model.number(Input::Tensor), model.number(Input::KeyValueHeads)));
    const Number computed = requests.promptTokens * (1.0 - model.number(Input::CacheHits));
    Flow flow = makeFlow("prefill-to-decode",
                         "Caches from prefill to decode servers",
                         TrafficPattern::AcceleratorToAccelerator,
                         FlowEnd::Accelerators,
                         FlowEnd::Accelerators);
    flow.mean = keyValueTransferRate<Traced>(requests.mean, computed, perToken, copies);
    const Rate server =
        model.number(Input::DomainAccelerators) * model.as<DataRate>(Input::AdapterRate);
    flow.burst = larger(requests.peak * flow.mean, server);
    const Size perRequest = model.quantity({"kv_per_request",
                                            "Cache of a prompt that moves",
                                            "GB",
                                            "tokens_in kappa_kv max(1, t/k_v)",
                                            kMooncake},
                                           requests.promptTokens * copies * perToken);
    flow.burstLength = perRequest / server;
    flow.latencyBudget = kNetworkShareOfFirstToken * model.as<Duration>(Input::FirstTokenTarget);
    flow.loss = LossClass::Lossless;
    flow.isolation = Isolation::Dedicated;
    flow.formula = "lambda tokens_in (1 - rho) kappa_kv max(1, t/k_v)";
    flow.source = std::string(kMooncake);
    static_cast<void>(model.quantity({"kv_rate_needed",
                                      "Bandwidth of a server that moves one cache in its budget",
                                      "Gb/s",
                                      "tokens_in kappa_kv max(1, t/k_v) / (0.05 TTFT)",
                                      kMooncake},
                                     perRequest / *flow.latencyBudget));
    model.flow(std::move(flow));
    const Number heads = model.number(Input::Hidden) /
                         (model.number(Input::HeadWidth) * model.number(Input::KeyValueHeads));
    static_cast<void>(model.quantity(
        {"prefix_reuse_rate",
         "Bandwidth of a server above which reading a cached prefix beats computing it",
         "GB/s",
         "2 G w / (gqa (4 p + 22 h))",
         std::string(kMooncake) + ", equation 2"},
        prefixReuseRate<Traced>(model.number(Input::DomainAccelerators) *
                                    model.as<Frequency>(Input::PeakFlops),
                                larger(exactly(1.0), heads),
                                requests.promptTokens,
                                model.number(Input::Hidden),
                                model.as<DataSize>(Input::BytesPerKeyValue))));
}

Number serversOf(ClassModel& model)
{
    return larger(exactly(1.0),
                  model.number(Input::Accelerators) / model.number(Input::DomainAccelerators));
}

void serve(ClassModel& model, const Requests& requests, Serving serving)
{
    requestFlows(model, requests);
    const Size perToken = keyValueOf(model);
    if (serving == Serving::ManyServers) {
        decodeExchange(model, requests);
    }
    if (serving == Serving::Disaggregated) {
        prefillToDecode(model, requests, perToken);
    }
    cacheFlows(model, requests, perToken);
    modelLoad(model);
    surroundings(model, serversOf(model));
}

} // namespace

void servingModel(ClassModel& model, Serving serving)
{
    serve(model, requestsOf(model), serving);
}

void multimodalModel(ClassModel& model)
{
    Requests requests = requestsOf(model);
    const Number images = model.number(Input::Images);
    requests.extra = images * model.as<DataSize>(Input::ImageBytes);
    requests.promptTokens = requests.promptTokens + images * model.number(Input::ImageTokens);
    serve(model, requests, Serving::OneServer);
    Flow copies = makeFlow("media-store",
                           "Copies of media to storage",
                           TrafficPattern::ServerToStorage,
                           FlowEnd::Applications,
                           FlowEnd::Storage);
    copies.mean = requests.mean * requests.extra;
    copies.burst = requests.peak * copies.mean;
    copies.formula = "lambda images image_bytes";
    copies.source = "arithmetic";
    model.flow(std::move(copies));
    Flow encoded = makeFlow("encoder",
                            "Encoded media to the model",
                            TrafficPattern::AcceleratorToAccelerator,
                            FlowEnd::Accelerators,
                            FlowEnd::Accelerators);
    encoded.mean = requests.mean * images * model.number(Input::ImageTokens) *
                   model.number(Input::Hidden) * model.as<DataSize>(Input::BytesPerWeight);
    encoded.burst = requests.peak * encoded.mean;
    encoded.formula = "lambda images image_tokens h w, if encoders run on servers of their own";
    encoded.source = "SGLang and Mooncake, encoder disaggregation (pattern)";
    model.flow(std::move(encoded));
    Flow streams = makeFlow("streams",
                            "Audio and video streams",
                            TrafficPattern::UserAccess,
                            FlowEnd::Users,
                            FlowEnd::Applications);
    streams.mean = model.number(Input::Streams) * model.as<DataRate>(Input::StreamRate);
    streams.burst = streams.mean;
    streams.direction = Direction::NorthSouth;
    streams.isolation = Isolation::Untrusted;
    // One-way delay and jitter of conversation: 150 ms and 30 ms are common engineering limits.
    streams.latencyBudget = exactly(seconds(0.150));
    streams.formula = "streams stream";
    model.flow(std::move(streams));
}

void agentModel(ClassModel& model)
{
    const Number calls = model.number(Input::Calls);
    const PerSecond tasks = model.as<Frequency>(Input::Tasks);
    const Number read = model.quantity(
        {"agent_tokens",
         "Tokens that a task reads without a cache",
         "",
         "C c_0 + Delta C (C - 1)/2",
         "arithmetic"},
        agentPromptTokens<Traced>(
            calls, model.number(Input::FirstContext), model.number(Input::ContextGrowth)));
    Requests requests{tasks * calls,
                      model.number(Input::FanOut),
                      read / calls,
                      model.number(Input::AnswerTokens),
                      exactly(DataSize())};
    static_cast<void>(model.quantity({"model_calls", "Model calls", "/s", "tasks C", "definition"},
                                     requests.mean));
    serve(model, requests, Serving::Disaggregated);
    const Size answer = model.as<DataSize>(Input::ToolBytes);
    const Number external = model.number(Input::ExternalShare);
    const auto tools = [&](std::string id,
                           std::string title,
                           FlowEnd from,
                           const Number& share,
                           Direction direction,
                           std::string formula) {
        Flow flow = makeFlow(std::move(id),
                             std::move(title),
                             TrafficPattern::ModelToTool,
                             from,
                             FlowEnd::Applications);
        flow.mean = requests.mean * share * answer;
        flow.burst = requests.peak * flow.mean;
        flow.latencyBudget = exactly(seconds(0.010));
        flow.direction = direction;
        flow.isolation = Isolation::Untrusted;
        flow.formula = std::move(formula);
        model.flow(std::move(flow));
    };
    tools("tools",
          "Answers of tools inside",
          FlowEnd::Tools,
          1.0 - external,
          Direction::EastWest,
          "tasks C (1 - external) tool_bytes");
    tools("outside-tools",
          "Answers of tools outside",
          FlowEnd::ExternalServices,
          external,
          Direction::NorthSouth,
          "tasks C external tool_bytes");
}

void externalModel(ClassModel& model)
{
    const Requests requests = requestsOf(model);
    const auto add = [&](std::string id,
                         std::string title,
                         FlowEnd from,
                         FlowEnd to,
                         const Number& perRequest,
                         std::string formula) {
        Flow flow =
            makeFlow(std::move(id), std::move(title), TrafficPattern::ApplicationToModel, from, to);
        flow.mean = requests.mean * perRequest * exactly(bytes(1));
        flow.burst = requests.peak * flow.mean;
        flow.latencyBudget =
            kNetworkShareOfFirstToken * model.as<Duration>(Input::FirstTokenTarget);
        flow.direction = Direction::NorthSouth;
        flow.isolation = Isolation::Untrusted;
        flow.formula = std::move(formula);
        model.flow(std::move(flow));
    };
    add("outside-prompts",
        "Prompts to the outside model",
        FlowEnd::Applications,
        FlowEnd::ExternalServices,
        kTextBytesPerToken * requests.promptTokens + kEnvelopeBytes,
        "lambda (4 tokens_in + 1 kB)");
    add("outside-answers",
        "Answers of the outside model",
        FlowEnd::ExternalServices,
        FlowEnd::Applications,
        kStreamedBytesPerToken * requests.answerTokens,
        "lambda tokens_out 204 B");
}

void batchInferenceModel(ClassModel& model)
{
    const Number requests = model.number(Input::BatchRequests);
    const Time window = model.as<Duration>(Input::Window);
    const Size media = model.number(Input::Images) * model.as<DataSize>(Input::ImageBytes);
    const auto add = [&](std::string id,
                         std::string title,
                         FlowEnd from,
                         FlowEnd to,
                         const Size& perRequest,
                         std::string formula) {
        Flow flow =
            makeFlow(std::move(id), std::move(title), TrafficPattern::ServerToStorage, from, to);
        flow.mean = requests * perRequest / window;
        flow.burst = 3.0 * flow.mean;
        flow.formula = std::move(formula);
        flow.source = "arithmetic; the burst is judgement";
        model.flow(std::move(flow));
    };
    const auto text = [](const Number& tokens) {
        return kTextBytesPerToken * tokens * exactly(bytes(1));
    };
    add("batch-input",
        "Inputs from storage",
        FlowEnd::Storage,
        FlowEnd::Servers,
        text(model.number(Input::PromptTokens)) + media,
        "batch_requests (4 tokens_in + media) / T_w");
    add("batch-output",
        "Results to storage",
        FlowEnd::Servers,
        FlowEnd::Storage,
        text(model.number(Input::AnswerTokens)),
        "batch_requests 4 tokens_out / T_w");
    modelLoad(model);
    surroundings(model, serversOf(model));
}

} // namespace netready
