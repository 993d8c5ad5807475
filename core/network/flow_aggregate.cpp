// SPDX-License-Identifier: Apache-2.0
#include "core/network/flow_aggregate.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/network/topology.h"

#include <algorithm>

namespace netready {

namespace {

class FlowCheck
{
public:
    FlowCheck(const FlowAggregate& flow, std::size_t endpoints)
        : m_flow(flow)
        , m_endpoints(endpoints)
    {}

    void rate(const char* field, DataRate value) const
    {
        require(value.base() >= 0 && value <= kMaxRate,
                std::string(field) + " is " + inQuotes(toText(value.base())) + " bit/s");
    }
    void group(const char* field, std::vector<std::uint32_t> group) const
    {
        require(!group.empty(), std::string(field) + " is empty");
        std::sort(group.begin(), group.end());
        require(group.back() < m_endpoints,
                std::string(field) + " holds endpoint " + std::to_string(group.back()) +
                    ", but there are " + std::to_string(m_endpoints));
        const auto twice = std::adjacent_find(group.begin(), group.end());
        require(twice == group.end(), std::string(field) + " holds an endpoint twice");
    }
    void require(bool holds, const std::string& message) const
    {
        if (!holds) {
            throw Error(ErrorCode::InvalidInput, "flow " + inQuotes(m_flow.name) + ": " + message);
        }
    }

private:
    const FlowAggregate& m_flow;
    std::size_t m_endpoints;
};

} // namespace

void check(const FlowAggregate& flow, std::size_t endpoints)
{
    const FlowCheck check(flow, endpoints);
    check.rate("mean", flow.mean);
    check.rate("burst", flow.burst);
    check.require(flow.burst >= flow.mean, "burst is below mean");
    check.group("sources", flow.sources);
    if (flow.pattern == Pattern::Ring) {
        check.require(flow.destinations.empty(), "destinations is not empty, but it is a ring");
        check.require(flow.sources.size() > 1, "sources holds one endpoint, but it is a ring");
        return;
    }
    check.group("destinations", flow.destinations);
    // With one destination, a source that is this destination would send to nobody.
    check.require(flow.destinations.size() > 1 ||
                      std::find(flow.sources.begin(),
                                flow.sources.end(),
                                flow.destinations.front()) == flow.sources.end(),
                  "sources holds the only destination");
}

} // namespace netready
