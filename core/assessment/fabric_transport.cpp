// SPDX-License-Identifier: Apache-2.0
// What distance and loss make of a fabric.
#include "core/assessment/fabric_load.h"
#include "core/assessment/subject_facts.h"
#include "core/network/transport.h"

#include <algorithm>

namespace netready {

namespace {

template <class Q>
std::optional<Interval<Q>> as(const std::optional<Interval<double>>& number)
{
    if (!number) {
        return std::nullopt;
    }
    return Interval<Q>(Q::fromBase(number->low()), Q::fromBase(number->high()));
}

std::optional<Interval<Duration>> pathOf(const SubjectFacts& facts)
{
    const auto layers = facts.number("tiers");
    const auto ofSwitch = as<Duration>(facts.number("switch_latency"));
    const auto ofAdapter = as<Duration>(facts.number("adapter_latency"));
    const auto length = as<Length>(facts.number("longest_path"));
    if (!layers || !ofSwitch || !ofAdapter || !length) {
        return std::nullopt;
    }
    const Interval<double> switches(2 * layers->low() - 1, 2 * layers->high() - 1);
    return pathLatency<Interval>(switches, *ofSwitch, *ofAdapter, *length);
}

std::optional<Interval<double>> goBack(const SubjectFacts& facts, Interval<double> loss)
{
    const auto path = pathOf(facts);
    const auto rate = as<DataRate>(facts.number("leaf_downlink_speed"));
    const auto packet = as<DataSize>(facts.number("rdma_payload"));
    if (!path || !rate || !packet) {
        return std::nullopt;
    }
    return goBackGoodput<Interval>(loss, *rate, 2.0 * *path, *packet);
}

FabricNumber goodputOf(const SubjectFacts& facts)
{
    const std::vector<std::string> transports = facts.options("transport");
    if (transports == std::vector<std::string>{"tcp"}) {
        return {std::nullopt, "TCP repairs losses at a rate of its own", true, {}};
    }
    const auto drops = facts.number("rdma_drops");
    if (!drops) {
        return {};
    }
    constexpr double kMostLoss = 0.999999; // nothing arrives at 1
    const Interval<double> loss(std::min(drops->low(), kMostLoss),
                                std::min(drops->high(), kMostLoss));
    std::optional<Interval<double>> share;
    for (const std::string& recovery : facts.options("loss_recovery")) {
        const auto one = recovery == "single-packets"
                             ? std::optional(selectiveGoodput<Interval>(loss))
                             : goBack(facts, loss);
        if (!one) {
            return {};
        }
        share = share ? hull(*share, *one) : *one;
    }
    return {share, {}, false, {}};
}

void finish(FabricNumber& number, std::vector<SlotId> inputs)
{
    sortOnce(inputs);
    number.inputs = std::move(inputs);
}

} // namespace

FabricNumber pathLatencyNumber(const Model& model, const ObjectRow& fabric)
{
    std::vector<SlotId> inputs;
    const auto path = pathOf(SubjectFacts(model, fabric, inputs));
    FabricNumber number;
    if (path) {
        number.range = Interval<double>(path->low().base(), path->high().base());
    }
    finish(number, std::move(inputs));
    return number;
}

FabricNumber goodputNumber(const Model& model, const ObjectRow& fabric)
{
    std::vector<SlotId> inputs;
    FabricNumber number = goodputOf(SubjectFacts(model, fabric, inputs));
    finish(number, std::move(inputs));
    return number;
}

} // namespace netready
