// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/fact_base.h"
#include "core/store/database.h"

#include <cstdint>
#include <string>
#include <vector>

namespace netready {

/// A pack as it was when the client was last assessed or a snapshot was taken.
struct PackVersion
{
    std::string id;
    std::string version;
    std::string digest;
    bool operator==(const PackVersion&) const = default;
};

/// A frozen, named copy of all facts, without the facts.
struct Snapshot
{
    std::string name;
    std::string time;
    std::vector<PackVersion> packs;
    bool operator==(const Snapshot&) const = default;
};

struct SnapshotList
{
    std::vector<Snapshot> snapshots; ///< in the order in which they were taken
    std::uint64_t check = 0;         ///< sum of the digests of their rows
};

[[nodiscard]] SnapshotList readSnapshots(const Database& database);

/// Errors: NotFound if there is none of that name; Corrupt if it is not what was written
[[nodiscard]] FactBase readSnapshotFacts(const Database& database, const std::string& name);

/// Writes a snapshot and returns what that adds to the check of all.
/// Errors: Conflict if the name is taken; InvalidInput if it is empty
std::uint64_t writeSnapshot(Database& database, const Snapshot& snapshot, const FactBase& facts);

} // namespace netready
