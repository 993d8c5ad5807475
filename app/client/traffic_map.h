// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/assessment/fabric_load.h"
#include "core/assessment/fabric_numbers.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace netready {

inline constexpr std::string_view kEndpointKind = "endpoint";

/// A point on the map, in its units.
struct MapPoint
{
    double x = 0;
    double y = 0;
    bool operator==(const MapPoint&) const = default;
};
/// Reads `120,-48`; nothing if it is something else.
[[nodiscard]] std::optional<MapPoint> parsePlace(std::string_view text);
[[nodiscard]] std::string placeText(MapPoint place);

/// A thing on the map: where data live, models run or users sit, or a fabric.
struct MapNode
{
    enum class Kind
    {
        Fabric,
        Pool,     ///< accelerators and servers of a workload
        Storage,  ///< a storage subject
        Endpoint, ///< an endpoint subject
        Implied   ///< an end of flows that nobody described, once per zone
    };
    std::string id; ///< stable: text of the subject, or the role of an implied one
    Kind kind = Kind::Implied;
    std::optional<SubjectKey> subject;
    FlowEnd role = FlowEnd::Servers; ///< of all but fabrics
    std::string title;
    std::string detail;             ///< one line of fact
    std::string zone;               ///< empty: the site itself
    std::optional<SubjectKey> home; ///< the fabric on which it hangs, if that is said
    std::optional<MapPoint> place;  ///< where somebody put it
};

/// One flow of a workload from node to node. Where several nodes could be its end and nobody said
/// which, each carries from nothing to all of it.
struct MapFlow
{
    SubjectKey workload;
    std::string title; ///< of the workload
    Flow flow;
    Interval<DataRate> mean; ///< from nothing if it may not be there
    Interval<DataRate> burst;
    std::vector<std::size_t> from; ///< nodes
    std::vector<std::size_t> to;
    std::vector<std::size_t> links; ///< that it crosses, in the order of the links

    [[nodiscard]] Interval<DataRate> rate(Moment moment) const
    {
        return moment == Moment::Mean ? mean : burst;
    }
};

/// What a link carries in one direction, and what it could.
struct MapTraffic
{
    Interval<DataRate> mean;
    Interval<DataRate> burst; ///< all flows burst at once
    std::optional<Interval<DataRate>> capacity;

    [[nodiscard]] Interval<DataRate> rate(Moment moment) const
    {
        return moment == Moment::Mean ? mean : burst;
    }
    /// Load over capacity; nothing while the capacity is not known.
    [[nodiscard]] std::optional<Interval<double>> use(Moment moment) const;
};

/// The links of a node to a fabric taken together, or what joins two nodes that share none.
struct MapLink
{
    std::string id;    ///< of both nodes
    std::size_t a = 0; ///< the node
    std::size_t b = 0; ///< the fabric, or the other node
    MapTraffic toB;
    MapTraffic toA;
    std::vector<std::size_t> flows;    ///< that cross it, ascending
    std::vector<FactKey> capacityFrom; ///< facts that the capacity rests on, or would

    /// Of the fuller direction.
    [[nodiscard]] std::optional<Interval<double>> use(Moment moment) const;
    [[nodiscard]] const MapTraffic& fuller(Moment moment) const;
};

/// Links between the switches of a fabric.
struct MapUplinks
{
    std::size_t fabric = 0;                ///< node
    std::optional<Interval<double>> mean;  ///< the fullest of them
    std::optional<Interval<double>> burst; ///< nothing: not known, or there are none
    std::string problem;                   ///< why there is no number
    std::vector<FactKey> missing;

    [[nodiscard]] const std::optional<Interval<double>>& use(Moment moment) const
    {
        return moment == Moment::Mean ? mean : burst;
    }
};

/// What flows where, and how full that makes what carries it.
///
/// Model:  exchange between servers of a workload crosses their links and its fabric. Other flows
///         go from end to end over the fabric of the workload if it is built for more than
///         accelerators, else over the only general one; storage with a network of its own over the
///         only storage fabric; management over the only management network; where there is none of
///         these, straight from node to node. Rates of flows on a link are added per direction,
///         bursts as if all came at once
/// Limits: a link stands for all links of a node together, filled evenly. An upper end of kMostLoad
///         is open
struct TrafficMap
{
    std::vector<MapNode> nodes;      ///< fabrics, pools, storage, endpoints, implied; each by id
    std::vector<MapLink> links;      ///< by nodes
    std::vector<MapFlow> flows;      ///< by workload, then as its class gives them
    std::vector<MapUplinks> uplinks; ///< of each fabric
    std::string siteTitle;
    std::string siteDetail; ///< `6 racks free, 12 kW each`; empty if not known

    [[nodiscard]] std::optional<std::size_t> find(std::string_view nodeId) const;
};

/// What the map is made of.
struct MapInput
{
    const FactBase& facts;
    const std::map<FactKey, FactView>& views;
    const std::vector<PhaseTraffic>& traffic;
    const std::vector<FabricLoad>& loads; ///< of the same phase
};
[[nodiscard]] TrafficMap trafficMap(const MapInput& input, FabricCases& cases);

/// What is fullest on the map: a link, or the uplinks of a fabric.
struct MapBottleneck
{
    bool isUplinks = false;
    std::size_t index = 0; ///< in links or uplinks
    Interval<double> use;
};
/// What is overloaded for certain comes first, then what may be, by what it carries for certain;
/// nothing if nothing is known.
[[nodiscard]] std::optional<MapBottleneck> bottleneck(const TrafficMap& map, Moment moment);

/// The fullest link between switches at the harsh end of a fabric's load, and what fills it.
struct FullestUplink
{
    std::string name; ///< `leaf 1 → spine 1`
    DataRate capacity;
    std::vector<std::pair<std::string, DataRate>> flows; ///< `workload.flow`, largest first
};
[[nodiscard]] std::optional<FullestUplink> fullestUplink(const FabricLoad& load, Moment moment);

/// `33–198 %`, `from 12 %` where the upper end is open, `0–1,000+ %` where it is far off.
[[nodiscard]] std::string useText(const Interval<double>& use);
/// `1.2–3.4 Gb/s`.
[[nodiscard]] std::string rateText(const Interval<DataRate>& rate);

/// `Users`, `Vector store`, … as a person reads it.
[[nodiscard]] std::string_view titleOf(FlowEnd end);
/// `User access`, …
[[nodiscard]] std::string_view titleOf(TrafficPattern pattern);

} // namespace netready
