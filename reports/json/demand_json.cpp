// SPDX-License-Identifier: Apache-2.0
#include "reports/json/demand_json.h"

#include <nlohmann/json.hpp>

namespace netready {

namespace {

nlohmann::ordered_json rangeJson(Interval<double> range)
{
    if (range.isPoint()) {
        return range.low();
    }
    return {{"low", range.low()}, {"high", range.high()}};
}

nlohmann::ordered_json bytesPerSecond(const Traced<DataRate>& rate)
{
    return rangeJson({inBytesPerSecond(rate.range().low()), inBytesPerSecond(rate.range().high())});
}

nlohmann::ordered_json inSecondsJson(const Traced<Duration>& time)
{
    return rangeJson({inSeconds(time.range().low()), inSeconds(time.range().high())});
}

nlohmann::ordered_json flowJson(const Flow& flow)
{
    return {
        {"id", flow.id},
        {"title", flow.title},
        {"pattern", toString(flow.pattern)},
        {"from", toString(flow.from)},
        {"to", toString(flow.to)},
        {"mean_Bps", bytesPerSecond(flow.mean)},
        {"burst_Bps", bytesPerSecond(flow.burst)},
        {"burst_s", inSecondsJson(flow.burstLength)},
        {"latency_budget_s",
         flow.latencyBudget ? inSecondsJson(*flow.latencyBudget) : nlohmann::ordered_json(nullptr)},
        {"loss_class", toString(flow.loss)},
        {"isolation", toString(flow.isolation)},
        {"direction", toString(flow.direction)},
        {"why", flow.formula + " [" + flow.source + "]"}};
}

/// Data in bytes, all else in base units, with the unit beside.
nlohmann::ordered_json quantityJson(const DerivedQuantity& quantity)
{
    const bool isData = quantity.dimension.data == 1;
    const double factor = isData ? kBitsPerByte : 1;
    const Interval<double> range = quantity.value.range();
    const std::string_view unit = quantity.dimension == kDataRate ? "B/s"
                                  : quantity.dimension == kDataSize
                                      ? "B"
                                      : defaultUnit(quantity.dimension);
    return {{"value", rangeJson({range.low() / factor, range.high() / factor})},
            {"unit", unit},
            {"title", quantity.title},
            {"why", quantity.formula + " [" + quantity.source + "]"}};
}

} // namespace

nlohmann::ordered_json demandJson(const WorkloadDemand& workload)
{
    auto flows = nlohmann::ordered_json::array();
    for (const Flow& flow : workload.demand.flows) {
        flows.push_back(flowJson(flow));
    }
    auto quantities = nlohmann::ordered_json::object();
    for (const DerivedQuantity& quantity : workload.demand.quantities) {
        quantities[quantity.id] = quantityJson(quantity);
    }
    auto assumed = nlohmann::ordered_json::object();
    for (const FactView& view : workload.inputs) {
        if (view.typical != nullptr) {
            assumed[view.attribute->symbol] = toString(view.typical->value);
        }
    }
    nlohmann::ordered_json json{{"workload", workload.subject.text()},
                                {"class", workload.workloadClass},
                                {"flows", std::move(flows)},
                                {"quantities", std::move(quantities)},
                                {"assumed", std::move(assumed)}};
    if (!workload.problem.empty()) {
        json["problem"] = workload.problem;
    }
    return json;
}

} // namespace netready
