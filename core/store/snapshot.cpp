// SPDX-License-Identifier: Apache-2.0
#include "core/store/snapshot.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/store/content_check.h"
#include "core/store/record_json.h"

namespace netready {

namespace {

using nlohmann::json;

std::string packsText(const std::vector<PackVersion>& packs)
{
    json list = json::array();
    for (const PackVersion& pack : packs) {
        list.push_back({{"id", pack.id}, {"version", pack.version}, {"digest", pack.digest}});
    }
    return list.dump();
}

std::vector<PackVersion> packsFromText(const Database& database, std::string_view text)
{
    try {
        std::vector<PackVersion> packs;
        for (const json& item : json::parse(text)) {
            packs.push_back({item.at("id"), item.at("version"), item.at("digest")});
        }
        return packs;
    } catch (const json::exception&) {
        throw Error(ErrorCode::Corrupt,
                    database.name() + " is damaged: the packs of a snapshot cannot be read");
    }
}

std::string digestText(std::string_view content)
{
    return checkText(Digest().add(content).value());
}

std::uint64_t
rowCheck(const Snapshot& snapshot, std::string_view packs, std::string_view contentDigest)
{
    Digest digest;
    digest.add("snapshot").add(snapshot.name).add(snapshot.time).add(packs).add(contentDigest);
    return digest.value();
}

} // namespace

SnapshotList readSnapshots(const Database& database)
{
    SnapshotList list;
    Statement rows =
        database.prepare("select name, time, packs, content_check from snapshot order by sequence");
    while (rows.step()) {
        const Snapshot snapshot{rows.text(0), rows.text(1), packsFromText(database, rows.view(2))};
        list.check += rowCheck(snapshot, rows.view(2), rows.view(3));
        list.snapshots.push_back(snapshot);
    }
    return list;
}

FactBase readSnapshotFacts(const Database& database, const std::string& name)
{
    Statement row = database.prepare("select content, content_check from snapshot where name = ?");
    if (!row.bind(name).step()) {
        throw Error(ErrorCode::NotFound, "there is no snapshot " + inQuotes(name));
    }
    if (digestText(row.view(0)) != row.view(1)) {
        throw Error(ErrorCode::Corrupt,
                    database.name() + " is damaged: its snapshot " + inQuotes(name) +
                        " is not as it was written");
    }
    return factBaseFromJson(row.view(0));
}

std::uint64_t writeSnapshot(Database& database, const Snapshot& snapshot, const FactBase& facts)
{
    if (trimmed(snapshot.name).empty()) {
        throw Error(ErrorCode::InvalidInput, "a snapshot needs a name");
    }
    Statement taken = database.prepare("select 1 from snapshot where name = ?");
    if (taken.bind(snapshot.name).step()) {
        throw Error(ErrorCode::Conflict,
                    "there is a snapshot " + inQuotes(snapshot.name) +
                        " already; choose another name");
    }
    const std::string packs = packsText(snapshot.packs);
    const std::string content = toJson(facts).dump();
    const std::string contentDigest = digestText(content);
    database
        .prepare("insert into snapshot (sequence, name, time, packs, content, content_check) "
                 "values ((select coalesce(max(sequence), 0) + 1 from snapshot), ?, ?, ?, ?, ?)")
        .run(snapshot.name, snapshot.time, packs, content, contentDigest);
    return rowCheck(snapshot, packs, contentDigest);
}

} // namespace netready
