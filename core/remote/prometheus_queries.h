// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace netready {

/// Something that Prometheus is asked for over a time.
struct PrometheusQuery
{
    std::string id;     ///< kebab-case, part of the name of the answer
    std::string title;  ///< of a progress line
    std::string metric; ///< one of evidenceMetrics(); empty where names of series say it
    double factor = 1;  ///< values times this are in its unit
    std::string promql;
    std::string from; ///< who gives such series
};

/// What evidence needs of Prometheus: load of ports, drops, pauses, marks and notifications, order,
/// links, accelerators, storage, and whether it scrapes.
///
/// Rates are over a step, or five minutes if that is longer. What attributes ask of "the busiest
/// hour" is a rate over an hour with the label `window="1h"`; loads of ports of servers, which are
/// no uplinks, have the label `at="server port"`.
/// Limits:  names of node_exporter, DCGM, SNMP (IF-MIB), InfiniBand and SONiC exporters only
[[nodiscard]] std::vector<PrometheusQuery> prometheusQueries(std::int64_t step);

} // namespace netready
