// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/demand/inputs.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// Traffic patterns of an AI estate.
enum class TrafficPattern
{
    AcceleratorToAccelerator,
    ServerToStorage,
    ModelToVectorStore,
    ApplicationToModel,
    ModelToTool,
    Telemetry,
    Management,
    Backup,
    UserAccess,
    DataIngest,
    ModelDistribution
};
[[nodiscard]] std::string_view
toString(TrafficPattern pattern); ///< `accelerator-to-accelerator`, …

/// Where a flow begins or ends.
enum class FlowEnd
{
    Accelerators,
    Servers, ///< that hold accelerators, or run the job
    Storage,
    VectorStore,
    Applications,
    Users,
    Tools,
    ExternalServices,
    Monitoring,
    Management,
    BackupStore,
    Repository, ///< of models and images
    DataSources
};
[[nodiscard]] std::string_view toString(FlowEnd end); ///< `accelerators`, …

enum class LossClass
{
    Lossless, ///< at most 1e-6: RDMA that goes back on loss
    Tolerant, ///< at most 1e-4: selective repeat, TCP
    BestEffort
};
[[nodiscard]] std::string_view toString(LossClass loss); ///< `lossless`, `tolerant`, `best-effort`

enum class Direction
{
    EastWest,
    NorthSouth
};
[[nodiscard]] std::string_view toString(Direction direction); ///< `east-west`, `north-south`

/// What must not share a path or a rule set with the flow.
enum class Isolation
{
    None,
    Dedicated, ///< a fabric or class of its own
    Tenant,    ///< kept apart for each tenant
    Untrusted, ///< what is at the other end cannot be trusted
    OutOfBand  ///< its own management network
};
[[nodiscard]] std::string_view toString(Isolation isolation); ///< `none`, `dedicated`, …

/// One kind of traffic of a workload, over all its ends together.
///
/// Rates are per direction. A flow that may not exist has a mean and a burst that begin at 0.
struct Flow
{
    std::string id;    ///< stable within the class: `data-parallel`
    std::string title; ///< `Exchange of gradients and weights`
    TrafficPattern pattern = TrafficPattern::AcceleratorToAccelerator;
    FlowEnd from = FlowEnd::Accelerators;
    FlowEnd to = FlowEnd::Accelerators;
    Traced<DataRate> mean;
    Traced<DataRate> burst;
    Traced<Duration> burstLength;
    std::optional<Traced<Duration>> latencyBudget; ///< nothing where only the rate matters
    LossClass loss = LossClass::Tolerant;
    Isolation isolation = Isolation::None;
    Direction direction = Direction::EastWest;
    bool betweenNeighbours = false; ///< each accelerator talks to the next one only
    std::string formula;            ///< of the mean, in symbols
    std::string source;             ///< where the formula comes from
};

/// A named intermediate result.
struct DerivedQuantity
{
    std::string id;       ///< `step_time`
    std::string title;    ///< `Time of a training step`
    Traced<double> value; ///< in base units
    Dimension dimension;
    std::string unit; ///< in which it is shown
    std::string formula;
    std::string source;
};

struct Demand
{
    std::vector<DerivedQuantity> quantities;
    std::vector<Flow> flows;
};

/// The traffic of a workload of a class (`pre-training`, `rag`, …) and what leads to it.
///
/// An input that is not given takes all values it can have; an open choice gives the hull over its
/// options.
/// Shape:  quantities and flows in a fixed order for each class
/// Errors: NotFound if there is no such class; InvalidInput naming the symbols of inputs that
///         contradict each other
[[nodiscard]] Demand demandOf(std::string_view workloadClass, const DemandInputs& inputs);

/// A result that some class gives.
struct QuantityInfo
{
    std::string id;
    Dimension dimension;
};

/// Every quantity that the models can give, by id. Beside those of the classes: `accelerator_mean`,
/// `accelerator_burst` and so for `storage_read`, `storage_write`, `east_west`, `north_south`; a
/// burst is the largest one while all other flows run at their mean.
[[nodiscard]] const std::vector<QuantityInfo>& demandQuantities();

/// Ids of the classes that have a model, in the order of the mission.
[[nodiscard]] std::vector<std::string_view> demandClasses();

/// The inputs that the model of a class reads, in the order of the enumeration.
/// Errors: NotFound if there is no such class
[[nodiscard]] std::vector<Input> inputsOf(std::string_view workloadClass);
/// The same as a set.
[[nodiscard]] const InputSet& inputSetOf(std::string_view workloadClass);

} // namespace netready
