// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/demand.h"

#include <string>
#include <type_traits>
#include <utility>

namespace netready {

using Number = Traced<double>;
using Rate = Traced<DataRate>;
using Size = Traced<DataSize>;
using Time = Traced<Duration>;
using PerSecond = Traced<Frequency>;

/// How a quantity is named and explained.
struct Naming
{
    std::string id;
    std::string title;
    std::string unit;
    std::string formula;
    std::string source;
};

/// The models of the classes write down here what they find. Inputs that were read are kept, so
/// that it is known what a class asks for.
class ClassModel
{
public:
    explicit ClassModel(const DemandInputs& inputs)
        : m_inputs(inputs)
    {}

    [[nodiscard]] bool has(Input input);
    [[nodiscard]] Number number(Input input);
    /// The option of a choice; what follows from it has to be marked with restingOn().
    [[nodiscard]] std::size_t choice(Input input);
    template <class Q>
    [[nodiscard]] Traced<Q> as(Input input)
    {
        m_read |= only(input);
        return m_inputs.as<Q>(input);
    }

    /// Writes a result down and gives it back.
    template <class T>
    Traced<T> quantity(const Naming& naming, const Traced<T>& value)
    {
        const Interval<T> range = value.range();
        add(naming, dimensionOf<T>(), {base(range.low()), base(range.high())}, value.from());
        return value;
    }
    void flow(Flow flow) { m_demand.flows.push_back(std::move(flow)); }

    [[nodiscard]] const Demand& demand() const { return m_demand; }
    [[nodiscard]] const InputSet& read() const { return m_read; }

private:
    template <class T>
    [[nodiscard]] static constexpr Dimension dimensionOf()
    {
        if constexpr (std::is_same_v<T, double>) {
            return kNone;
        } else {
            return T::kDimension;
        }
    }
    void add(const Naming& naming, Dimension dimension, Interval<double> range, InputSet from);

    const DemandInputs& m_inputs;
    Demand m_demand;
    InputSet m_read;
};

/// A number that belongs to the model and not to the client.
[[nodiscard]] inline Number constant(double low, double high)
{
    return Number(Interval<double>(low, high));
}
template <class T>
[[nodiscard]] Traced<T> exactly(T value)
{
    return Traced<T>(value);
}
inline constexpr const char* kJudgement = "judgement";

/// A flow with its names; rates, formula and what differs from the common case come after: bursts
/// of ten minutes, tolerant of loss, inside the data centre, by judgement.
[[nodiscard]] inline Flow
makeFlow(std::string id, std::string title, TrafficPattern pattern, FlowEnd from, FlowEnd to)
{
    Flow flow;
    flow.id = std::move(id);
    flow.title = std::move(title);
    flow.pattern = pattern;
    flow.from = from;
    flow.to = to;
    flow.burstLength = exactly(seconds(600));
    flow.source = kJudgement;
    return flow;
}

// The models, one function for each family of classes.
void trainingModel(ClassModel& model, bool adapters);
void batchInferenceModel(ClassModel& model);
enum class Serving
{
    OneServer,
    ManyServers,
    Disaggregated
};
void servingModel(ClassModel& model, Serving serving);
void retrievalModel(ClassModel& model, bool withModel);
void agentModel(ClassModel& model);
void multimodalModel(ClassModel& model);
void analyticsModel(ClassModel& model);
void externalModel(ClassModel& model);

/// Telemetry, management, backup, user access, ingest and images: what a workload on so many
/// servers brings along.
void surroundings(ClassModel& model, const Number& servers);

/// Weights from the repository to the servers.
void modelLoad(ClassModel& model);

} // namespace netready
