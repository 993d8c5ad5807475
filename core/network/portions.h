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

/// Calls `visit(i, j, share)` for the port i of a sender and j of a receiver that are nearest to
/// each other; shares add up to 1. False if there is no path.
///
/// The receiver's ports take part by their capacity, and the sender's ports for each of them.
template <class Visit>
bool forEachPortPair(std::span<const Attachments::Port> from,
                     std::span<const Attachments::Port> to,
                     const std::vector<const std::vector<Distance>*>& distances,
                     Visit visit)
{
    const auto distance = [&](std::size_t i, std::size_t j) {
        return (*distances[to[j].leaf])[from[i].leaf];
    };
    Distance nearest = kUnreachable;
    for (std::size_t j = 0; j < to.size(); ++j) {
        for (std::size_t i = 0; i < from.size(); ++i) {
            nearest = std::min(nearest, distance(i, j));
        }
    }
    if (nearest == kUnreachable) {
        return false;
    }
    const auto leaving = [&](std::size_t j) {
        double capacity = 0;
        for (std::size_t i = 0; i < from.size(); ++i) {
            capacity += distance(i, j) == nearest ? from[i].capacity : 0;
        }
        return capacity;
    };
    double arriving = 0;
    for (std::size_t j = 0; j < to.size(); ++j) {
        arriving += leaving(j) > 0 ? to[j].capacity : 0;
    }
    for (std::size_t j = 0; j < to.size(); ++j) {
        const double share = to[j].capacity / arriving;
        const double capacity = leaving(j);
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (distance(i, j) == nearest) {
                visit(i, j, share * (from[i].capacity / capacity));
            }
        }
    }
    return true;
}

/// Calls `visit(portion, fromLeaf, toLeaf)` for all parts of a flow that have a path; with `marked`
/// cells, only for parts between one of them and another cell.
///
/// `distances` holds the distances to each leaf by switch, and nothing for other switches.
/// Shape: what has no path, as a share of the flow; with the portions of all cells it adds up to 1
template <class Visit>
double forEachPortion(const CellFlow& flow,
                      const std::vector<bool>& marked,
                      const Attachments& attachments,
                      const std::vector<const std::vector<Distance>*>& distances,
                      Visit visit)
{
    double lost = 0;
    flow.forEachPair(marked, [&](std::size_t from, std::size_t to, double share) {
        const auto sender = attachments.ports(flow.cells()[from].group);
        const auto receiver = attachments.ports(flow.cells()[to].group);
        const auto portPair = [&](std::size_t i, std::size_t j, double part) {
            visit(Portion{from, i, to, j, share * part}, sender[i].leaf, receiver[j].leaf);
        };
        lost += forEachPortPair(sender, receiver, distances, portPair) ? 0 : share;
    });
    return lost;
}

} // namespace netready
