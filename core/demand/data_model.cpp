// SPDX-License-Identifier: Apache-2.0
#include "core/demand/class_model.h"
#include "core/demand/inference.h"
#include "core/demand/training.h"

namespace netready {

namespace {

constexpr const char* kArithmetic = "arithmetic";

void searches(ClassModel& model)
{
    const PerSecond queries = model.as<Frequency>(Input::Requests);
    const Number peak = model.number(Input::PeakFactor);
    const Time budget = model.as<Duration>(Input::SearchTarget);
    const auto add = [&](std::string id,
                         std::string title,
                         FlowEnd from,
                         FlowEnd to,
                         const Size& perQuery,
                         std::string formula) {
        Flow flow =
            makeFlow(std::move(id), std::move(title), TrafficPattern::ModelToVectorStore, from, to);
        flow.mean = queries * perQuery;
        flow.burst = peak * flow.mean;
        flow.latencyBudget = budget;
        flow.formula = std::move(formula);
        flow.source = kArithmetic;
        model.flow(std::move(flow));
    };
    const Number width = model.number(Input::VectorWidth);
    add("query-vectors",
        "Query vectors to all parts of the index",
        FlowEnd::Applications,
        FlowEnd::VectorStore,
        width * model.number(Input::Shards) * exactly(bytes(4)),
        "lambda dim 4 B shards");
    // Each candidate comes with about half a kilobyte of metadata.
    add("candidates",
        "Passages found",
        FlowEnd::VectorStore,
        FlowEnd::Applications,
        model.number(Input::Candidates) *
            (model.as<DataSize>(Input::PassageBytes) + exactly(bytes(500))),
        "lambda k_pre (chunk + 500 B)");
}

void indexBuild(ClassModel& model)
{
    const Size index = model.quantity({"index_size",
                                       "Size of the vector index",
                                       "GB",
                                       "vectors dim 4 B index_overhead",
                                       "arithmetic"},
                                      vectorIndexBytes<Traced>(model.number(Input::Vectors),
                                                               model.number(Input::VectorWidth),
                                                               model.number(Input::IndexOverhead)));
    const Time refresh = model.as<Duration>(Input::RefreshTime);
    Flow build = makeFlow("index-build",
                          "Text and vectors to the index while it is rebuilt",
                          TrafficPattern::ModelToVectorStore,
                          FlowEnd::Storage,
                          FlowEnd::VectorStore);
    build.mean = exactly(DataRate());
    build.burst =
        (model.as<DataSize>(Input::CorpusBytes) + index * model.number(Input::IndexReplicas)) /
        refresh;
    build.burstLength = refresh;
    build.formula = "0, only during a rebuild: (corpus + index index_replicas) / t_refresh";
    build.source = kArithmetic;
    model.flow(std::move(build));
}

} // namespace

void retrievalModel(ClassModel& model, bool withModel)
{
    searches(model);
    indexBuild(model);
    if (!withModel) {
        surroundings(model, model.number(Input::Nodes));
        return;
    }
    const PerSecond queries = model.as<Frequency>(Input::Requests);
    const Number peak = model.number(Input::PeakFactor);
    const Size passage = model.as<DataSize>(Input::PassageBytes);
    Flow ranking = makeFlow("ranking",
                            "Candidates to the ranking model",
                            TrafficPattern::ApplicationToModel,
                            FlowEnd::Applications,
                            FlowEnd::Servers);
    ranking.mean = queries * model.number(Input::Candidates) * passage;
    ranking.burst = peak * ranking.mean;
    // Ranking takes about 50 ms of the time to the first token.
    ranking.latencyBudget = exactly(seconds(0.005));
    ranking.formula = "lambda k_pre chunk";
    ranking.source = kArithmetic;
    model.flow(std::move(ranking));
    servingModel(model, Serving::OneServer);
    Flow context = makeFlow("passages",
                            "Passages to the model",
                            TrafficPattern::ApplicationToModel,
                            FlowEnd::Applications,
                            FlowEnd::Servers);
    context.mean = queries * model.number(Input::Results) * passage;
    context.burst = peak * context.mean;
    context.latencyBudget = exactly(seconds(0.005));
    context.formula = "lambda k chunk";
    context.source = kArithmetic;
    model.flow(std::move(context));
}

void analyticsModel(ClassModel& model)
{
    const Size input = model.as<DataSize>(Input::InputBytes);
    const Time window = model.as<Duration>(Input::Window);
    const Number nodes = model.number(Input::Nodes);
    const Rate adapter = model.as<DataRate>(Input::AdapterRate);
    // The stage that exchanges takes about a third of a run.
    constexpr double kShuffleShareOfRun = 0.3;
    const auto add = [&](Flow flow, const Size& bytes, std::string formula) {
        flow.mean = bytes / window;
        flow.burst = larger(flow.mean, 3.0 * flow.mean);
        flow.burstLength = window;
        flow.formula = std::move(formula);
        flow.source = kArithmetic;
        return flow;
    };
    model.flow(add(makeFlow("scan",
                            "Input from storage",
                            TrafficPattern::ServerToStorage,
                            FlowEnd::Storage,
                            FlowEnd::Servers),
                   input,
                   "input / T_w"));
    const Size exchanged =
        model.quantity({"shuffle_bytes",
                        "Exchanged between the servers of a run",
                        "TB",
                        "sigma input (1 - 1/nodes)",
                        "arithmetic"},
                       model.number(Input::ShuffleShare) * othersShare(nodes) * input);
    Flow shuffle = add(makeFlow("shuffle",
                                "Exchange between all servers of the job",
                                TrafficPattern::AcceleratorToAccelerator,
                                FlowEnd::Servers,
                                FlowEnd::Servers),
                       exchanged,
                       "sigma input (1 - 1/nodes) / T_w");
    const Number exists = isAbove(0, exchanged / exactly(bytes(1)));
    shuffle.burst = larger(shuffle.mean, exists * nodes * adapter);
    shuffle.burstLength = kShuffleShareOfRun * window;
    shuffle.isolation = Isolation::Dedicated;
    model.flow(std::move(shuffle));
    model.flow(add(makeFlow("results",
                            "Results to storage",
                            TrafficPattern::ServerToStorage,
                            FlowEnd::Servers,
                            FlowEnd::Storage),
                   model.number(Input::OutputShare) * model.number(Input::Copies) * input,
                   "output copies input / T_w"));
    surroundings(model, nodes);
}

} // namespace netready
