// SPDX-License-Identifier: Apache-2.0
#include "core/demand/class_model.h"

namespace netready {

namespace {

/// Traffic in and out, of which only the rate matters.
Flow plainFlow(std::string id, std::string title, TrafficPattern pattern, FlowEnd from, FlowEnd to)
{
    Flow flow = makeFlow(std::move(id), std::move(title), pattern, from, to);
    flow.direction = Direction::NorthSouth;
    return flow;
}

void telemetry(ClassModel& model, const Number& servers)
{
    Flow flow = plainFlow("telemetry",
                          "Telemetry and logs",
                          TrafficPattern::Telemetry,
                          FlowEnd::Servers,
                          FlowEnd::Monitoring);
    flow.mean = servers * model.as<DataRate>(Input::TelemetryRate);
    flow.burst = 10.0 * flow.mean;
    flow.burstLength = exactly(seconds(1));
    flow.loss = LossClass::BestEffort;
    flow.formula = "servers telemetry";
    model.flow(std::move(flow));
}

void management(ClassModel& model, const Number& servers)
{
    Flow flow = plainFlow("management",
                          "Consoles and management ports",
                          TrafficPattern::Management,
                          FlowEnd::Management,
                          FlowEnd::Servers);
    // A console or a firmware image now and then; the port of a server is 1 Gb/s.
    const DataRate port = gigabitsPerSecond(1);
    flow.mean = servers * Rate(Interval<DataRate>(DataRate(), port * 0.001));
    flow.burst = servers * Rate(Interval<DataRate>(DataRate(), port));
    flow.burstLength = exactly(seconds(60));
    flow.loss = LossClass::BestEffort;
    flow.isolation = Isolation::OutOfBand;
    flow.formula = "servers, up to one port of 1 Gb/s each";
    model.flow(std::move(flow));
}

void images(ClassModel& model, const Number& servers)
{
    Flow flow = plainFlow("image-distribution",
                          "Container and system images",
                          TrafficPattern::ModelDistribution,
                          FlowEnd::Repository,
                          FlowEnd::Servers);
    flow.burstLength = model.as<Duration>(Input::ProvisionTime);
    flow.mean = exactly(DataRate());
    flow.burst = servers * model.as<DataSize>(Input::ImageSize) / flow.burstLength;
    flow.formula = "0, only when servers start: servers container / t_provision";
    model.flow(std::move(flow));
}

void backup(ClassModel& model)
{
    Flow flow = plainFlow(
        "backup", "Backup", TrafficPattern::Backup, FlowEnd::Storage, FlowEnd::BackupStore);
    const Size bytes = model.as<DataSize>(Input::BackupBytes);
    flow.burstLength = model.as<Duration>(Input::BackupWindow);
    flow.mean = bytes / exactly(seconds(86400));
    flow.burst = larger(flow.mean, bytes / flow.burstLength);
    flow.formula = "backup / day";
    model.flow(std::move(flow));
}

void ingest(ClassModel& model)
{
    Flow flow = plainFlow("data-ingest",
                          "New data",
                          TrafficPattern::DataIngest,
                          FlowEnd::DataSources,
                          FlowEnd::Storage);
    flow.mean = model.as<DataSize>(Input::IngestBytes) / exactly(seconds(86400));
    flow.burst = 3.0 * flow.mean;
    flow.burstLength = exactly(seconds(3600));
    flow.isolation = Isolation::Untrusted;
    flow.formula = "ingest / day";
    model.flow(std::move(flow));
}

void people(ClassModel& model)
{
    Flow flow = plainFlow("user-access",
                          "Notebooks, consoles and downloads",
                          TrafficPattern::UserAccess,
                          FlowEnd::Servers,
                          FlowEnd::Users);
    flow.mean = model.number(Input::Users) * model.as<DataRate>(Input::UserRate);
    flow.burst = 3.0 * flow.mean;
    flow.burstLength = exactly(seconds(60));
    flow.isolation = Isolation::Tenant;
    flow.formula = "users user_rate";
    model.flow(std::move(flow));
}

} // namespace

void surroundings(ClassModel& model, const Number& servers)
{
    images(model, servers);
    telemetry(model, servers);
    management(model, servers);
    backup(model);
    ingest(model);
    people(model);
}

void modelLoad(ClassModel& model)
{
    const Size size =
        model.quantity({"model_size", "Size of the model", "GB", "N w", "definition"},
                       model.number(Input::Parameters) * model.as<DataSize>(Input::BytesPerWeight));
    Flow flow = plainFlow("model-load",
                          "Weights to the servers",
                          TrafficPattern::ModelDistribution,
                          FlowEnd::Repository,
                          FlowEnd::Servers);
    flow.direction = Direction::EastWest;
    flow.burstLength = model.as<Duration>(Input::LoadTime);
    flow.mean = exactly(DataRate());
    flow.burst = model.quantity({"model_load",
                                 "Rate at which weights have to come when all copies start",
                                 "GB/s",
                                 "N w replicas / t_start",
                                 "arithmetic; load times: Run:ai Model Streamer, documentation"},
                                model.number(Input::Replicas) * size / flow.burstLength);
    flow.formula = "0, only at start: N w replicas / t_start";
    flow.source = "arithmetic";
    model.flow(std::move(flow));
}

} // namespace netready
