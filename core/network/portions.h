// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/attachments.h"
#include "core/network/route.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace netready {

/// The part of a flow that goes from one port of a cell to one port of another.
struct Portion
{
    std::size_t from = 0; ///< cell
    std::size_t fromPort = 0;
    std::size_t to = 0; ///< cell
    std::size_t toPort = 0;
    double share = 0; ///< of the whole flow
};

/// Calls `visit(portion, fromLeaf, toLeaf)` for all parts of a flow that have a path.
///
/// `distances` holds the distances to each leaf by switch, and nothing for other switches.
/// Shape: what has no path, as a share of the flow; with the portions it adds up to 1
template <class Visit>
double forEachPortion(const CellFlow& flow,
                      const Attachments& attachments,
                      const std::vector<const std::vector<Distance>*>& distances,
                      Visit visit)
{
    using Port = Attachments::Port;
    double lost = 0;
    const auto split = [&](Portion portion, std::span<const Port> from, std::span<const Port> to) {
        const auto distance = [&](const Port& a, const Port& b) {
            return (*distances[b.leaf])[a.leaf];
        };
        const auto distanceFrom = [&](const Port& port) {
            Distance least = kUnreachable;
            for (const Port& other : from) {
                least = std::min(least, distance(other, port));
            }
            return least;
        };
        Distance nearest = kUnreachable;
        for (const Port& port : to) {
            nearest = std::min(nearest, distanceFrom(port));
        }
        if (nearest == kUnreachable) {
            lost += portion.share;
            return;
        }
        double arriving = 0;
        for (const Port& port : to) {
            arriving += distanceFrom(port) == nearest ? port.capacity : 0;
        }
        for (std::size_t j = 0; j < to.size(); ++j) {
            double leaving = 0;
            for (const Port& port : from) {
                leaving += distance(port, to[j]) == nearest ? port.capacity : 0;
            }
            for (std::size_t i = 0; i < from.size(); ++i) {
                if (distance(from[i], to[j]) == nearest) {
                    Portion part = portion;
                    part.fromPort = i;
                    part.toPort = j;
                    part.share *= to[j].capacity / arriving * (from[i].capacity / leaving);
                    visit(part, from[i].leaf, to[j].leaf);
                }
            }
        }
    };
    flow.forEachPair([&](std::size_t from, std::size_t to, double share) {
        split({from, 0, to, 0, share},
              attachments.ports(flow.cells()[from].group),
              attachments.ports(flow.cells()[to].group));
    });
    return lost;
}

} // namespace netready
