// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/dependency_order.h"

#include <algorithm>
#include <set>

namespace netready {

namespace {

/// Follows needs that are still open from `start`; the cycle it ends in, empty if it runs into an
/// item that an earlier walk has seen.
std::vector<std::size_t> walk(std::size_t start,
                              const std::vector<std::vector<std::size_t>>& needs,
                              const std::vector<std::size_t>& open,
                              std::vector<bool>& seen)
{
    std::vector<std::size_t> path;
    std::size_t current = start;
    while (!seen[current]) {
        seen[current] = true;
        path.push_back(current);
        // An item that is open needs one that is open.
        current = *std::find_if(needs[current].begin(),
                                needs[current].end(),
                                [&](std::size_t need) { return open[need] > 0; });
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), current));
    return path;
}

} // namespace

DependencyOrder dependencyOrder(const std::vector<std::vector<std::size_t>>& needs)
{
    DependencyOrder order;
    std::vector<std::size_t> open(needs.size());
    std::vector<std::vector<std::size_t>> neededBy(needs.size());
    std::set<std::size_t> ready;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        open[i] = needs[i].size();
        for (const std::size_t need : needs[i]) {
            neededBy[need].push_back(i);
        }
        if (open[i] == 0) {
            ready.insert(i);
        }
    }
    while (!ready.empty()) {
        const std::size_t next = *ready.begin();
        ready.erase(ready.begin());
        order.sorted.push_back(next);
        for (const std::size_t item : neededBy[next]) {
            if (--open[item] == 0) {
                ready.insert(item);
            }
        }
    }
    std::vector<bool> seen(needs.size());
    for (std::size_t i = 0; i < needs.size(); ++i) {
        if (open[i] > 0 && !seen[i]) {
            std::vector<std::size_t> cycle = walk(i, needs, open, seen);
            if (!cycle.empty()) {
                order.cycles.push_back(std::move(cycle));
            }
        }
    }
    return order;
}

} // namespace netready
