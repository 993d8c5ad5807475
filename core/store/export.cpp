// SPDX-License-Identifier: Apache-2.0
#include "core/store/client_file.h"
#include "core/store/record_json.h"

namespace netready {

namespace {

using nlohmann::json;

json sideJson(const std::optional<std::string>& text)
{
    return text ? json::parse(*text) : json();
}

json editJson(const HistoryEntry& entry, const Edit& edit)
{
    json changes = json::array();
    for (const Change& change : edit.changes) {
        const ChangeText text = toText(change);
        changes.push_back({{"record", text.record},
                           {"key", text.key},
                           {"before", sideJson(text.before)},
                           {"after", sideJson(text.after)}});
    }
    return {{"sequence", entry.sequence},
            {"title", entry.title},
            {"author", entry.author},
            {"time", entry.time},
            {"done", entry.done},
            {"changes", std::move(changes)}};
}

json packsJson(const std::vector<PackVersion>& packs)
{
    json list = json::array();
    for (const PackVersion& pack : packs) {
        list.push_back({{"id", pack.id}, {"version", pack.version}, {"digest", pack.digest}});
    }
    return list;
}

} // namespace

std::string ClientFile::exportText() const
{
    checkUnchanged();
    json history = json::array();
    for (const HistoryEntry& entry : this->history()) {
        history.push_back(editJson(entry, recordedEdit(entry.sequence)));
    }
    json snapshots = json::array();
    for (const Snapshot& snapshot : this->snapshots()) {
        snapshots.push_back({{"name", snapshot.name},
                             {"time", snapshot.time},
                             {"packs", packsJson(snapshot.packs)},
                             {"content", toJson(snapshotFacts(snapshot.name))}});
    }
    const json all{
        {"format", "netready client"},
        {"schema", schemaSteps().back().version},
        {"client",
         {{"title", m_info.title}, {"created_by", m_info.createdBy}, {"created", m_info.created}}},
        {"packs", packsJson(m_packs)},
        {"content", toJson(m_facts)},
        {"history", std::move(history)},
        {"snapshots", std::move(snapshots)}};
    constexpr int kIndent = 2;
    return all.dump(kIndent) + "\n";
}

} // namespace netready
