// SPDX-License-Identifier: Apache-2.0
#include "app/client/fabric_sizing.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/units/measure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace netready {

namespace {

using Form = FabricField::Form;
constexpr std::array<FabricField, 16> kFields{{
    {"gpus_per_node", Form::Whole, true},
    {"nodes"},
    {"gpus"},
    {"nics_per_node", Form::Whole, true},
    {"nic_speed", Form::Rate, true},
    {"planes"},
    {"rails"},
    {"nodes_per_unit"},
    {"reserved_nodes"},
    {"manager_cables"},
    {"switch_ports", Form::Whole, true},
    {"port_speed", Form::Rate, true},
    {"oversubscription", Form::Ratio},
    {"tiers"},
    {"minimum_spines"},
    {"technology", Form::Text},
}};

[[noreturn]] void refuse(const FabricField& field, const std::string& text, const char* why)
{
    throw Error(ErrorCode::InvalidInput,
                inQuotes(field.name) + " is " + inQuotes(text) + "; " + why);
}

std::int64_t whole(const FabricField& field, const std::string& text)
{
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec == std::errc::result_out_of_range) {
        refuse(field, text, "that is too large");
    }
    if (read.ec != std::errc{} || read.ptr != end) {
        refuse(field, text, "a whole number is needed");
    }
    return number;
}

double measured(const FabricField& field, const std::string& text)
{
    const bool isRate = field.form == Form::Rate;
    try {
        const Measure value =
            isRate ? parseMeasure(text, kDataRate, "Gb/s") : parseMeasure(text, kNone, ":1");
        if (value.isPoint()) {
            return value.low;
        }
    } catch (const Error& error) {
        throw Error(ErrorCode::InvalidInput, inQuotes(field.name) + ": " + error.message());
    }
    refuse(field, text, "one value is needed");
}

Value count(std::int64_t number)
{
    const auto value = static_cast<double>(number);
    return Measure{value, value, kNone, Currency::None, ""};
}

Value rate(DataRate speed)
{
    return Measure{speed.base(), speed.base(), kDataRate, Currency::None, "Gb/s"};
}

/// The exact or largest number that stands for an attribute.
std::optional<double>
known(const std::map<FactKey, FactView>& facts, const SubjectKey& subject, const std::string& name)
{
    const auto found = facts.find({subject, subject.kind + "." + name});
    if (found == facts.end() || found->second.resolution.knowing != Knowing::Known) {
        return std::nullopt;
    }
    const auto* measure = std::get_if<Measure>(&found->second.resolution.value);
    return measure != nullptr && std::isfinite(measure->high) ? std::optional(measure->high)
                                                              : std::nullopt;
}

bool uses(const std::map<FactKey, FactView>& facts,
          const SubjectKey& workload,
          const SubjectKey& fabric)
{
    const auto found = facts.find({workload, "workload.fabric"});
    if (found == facts.end()) {
        return false;
    }
    const auto* reference = std::get_if<Reference>(&found->second.resolution.value);
    return reference != nullptr && reference->id == fabric.id;
}

std::string asRate(double base)
{
    return inGigabits(DataRate::fromBase(base));
}

} // namespace

std::span<const FabricField> fabricFields()
{
    return kFields;
}

const FabricField* findFabricField(std::string_view name)
{
    const auto* const found = std::find_if(
        kFields.begin(), kFields.end(), [&](const FabricField& f) { return f.name == name; });
    return found == kFields.end() ? nullptr : &*found;
}

void setField(FabricRequirement& requirement, const FabricField& field, const std::string& text)
{
    const std::string_view name = field.name;
    if (field.form == Form::Text) {
        requirement.technology = text;
    } else if (field.form == Form::Rate) {
        (name == "nic_speed" ? requirement.nicSpeed : requirement.portSpeed) =
            DataRate::fromBase(measured(field, text));
    } else if (field.form == Form::Ratio) {
        requirement.oversubscription = measured(field, text);
    } else {
        const std::int64_t number = whole(field, text);
        const std::array<std::pair<std::string_view, std::int64_t*>, 5> plain{{
            {"gpus_per_node", &requirement.gpusPerNode},
            {"nics_per_node", &requirement.nicsPerNode},
            {"planes", &requirement.planes},
            {"reserved_nodes", &requirement.reservedNodes},
            {"switch_ports", &requirement.switchPorts},
        }};
        const std::array<std::pair<std::string_view, std::optional<std::int64_t>*>, 7> optional{{
            {"nodes", &requirement.nodes},
            {"gpus", &requirement.gpus},
            {"rails", &requirement.rails},
            {"nodes_per_unit", &requirement.nodesPerUnit},
            {"manager_cables", &requirement.managerCables},
            {"tiers", &requirement.tiers},
            {"minimum_spines", &requirement.minimumSpines},
        }};
        for (const auto& [id, value] : plain) {
            *value = id == name ? number : *value;
        }
        for (const auto& [id, value] : optional) {
            *value = id == name ? std::optional(number) : *value;
        }
    }
}

NewValues sizedFacts(const FabricRequirement& requirement, const FabricSize& size)
{
    const FabricPlane& plane = size.plane;
    const DataRate ofNic = requirement.nicSpeed / static_cast<double>(requirement.planes);
    const auto from = [&](std::int64_t tiers, Value value) {
        return size.tiers >= tiers
                   ? std::move(value)
                   : Value(NotApplicable{size.tiers == 1 ? "a single layer of switches"
                                                         : "two layers of switches"});
    };
    // A port that several adapters share is counted as their ports, and one adapter on several
    // ports as one.
    return {{"fabric.tiers", count(size.tiers)},
            {"fabric.planes", count(requirement.planes)},
            {"fabric.rails", count(railCount(requirement))},
            {"fabric.leaf_homing", count(1)},
            {"fabric.leaf_count", count(size.leaf)},
            {"fabric.leaf_downlinks", count(plane.nicsPerLeaf)},
            {"fabric.leaf_downlink_speed", rate(ofNic)},
            {"fabric.spine_count", from(2, count(size.spine))},
            {"fabric.leaf_uplinks", from(2, count(plane.leaf.up))},
            {"fabric.leaf_uplink_speed", from(2, rate(requirement.portSpeed))},
            {"fabric.pod_count", from(3, count(plane.pods))},
            {"fabric.core_count", from(3, count(size.core))},
            {"fabric.spine_uplinks", from(3, count(plane.spine.up))},
            {"fabric.spine_uplink_speed", from(3, rate(requirement.portSpeed))}};
}

std::map<std::string, std::string, std::less<>>
requirementOfFacts(const SubjectKey& fabric,
                   const std::vector<WorkloadDemand>& demands,
                   const std::map<FactKey, FactView>& facts)
{
    double gpus = 0;
    double ofNode = 0;
    double nics = 0;
    double nicSpeed = 0;
    for (const WorkloadDemand& demand : demands) {
        if (!uses(facts, demand.subject, fabric) || !demand.taken.has(Input::Accelerators)) {
            continue;
        }
        const auto own = [&](const char* name) {
            return known(facts, demand.subject, name).value_or(0);
        };
        gpus += std::ceil(demand.taken.range(Input::Accelerators).high());
        ofNode = std::max(ofNode, own("accelerators_per_server"));
        nics =
            std::max(nics, std::ceil(own("nics_per_accelerator") * own("accelerators_per_server")));
        nicSpeed = std::max(nicSpeed, own("nic_speed"));
    }
    std::map<std::string, std::string, std::less<>> fields;
    const auto add = [&](const char* field, double value) {
        if (value > 0) {
            fields[field] = toText(value);
        }
    };
    add("gpus", gpus);
    add("gpus_per_node", ofNode);
    add("nics_per_node", nics);
    if (nicSpeed > 0) {
        fields["nic_speed"] = asRate(nicSpeed);
    }
    const auto down = known(facts, fabric, "leaf_downlinks");
    const auto up = known(facts, fabric, "leaf_uplinks");
    if (down && up) {
        add("switch_ports", *down + *up);
    }
    if (const auto speed = known(facts, fabric, "port_speed")) {
        fields["port_speed"] = asRate(*speed);
    } else if (const auto uplink = known(facts, fabric, "leaf_uplink_speed")) {
        fields["port_speed"] = asRate(*uplink);
    }
    add("planes", known(facts, fabric, "planes").value_or(0));
    add("rails", known(facts, fabric, "rails").value_or(0));
    return fields;
}

} // namespace netready
