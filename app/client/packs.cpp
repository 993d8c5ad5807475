// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"

#include "app/client/host.h"
#include "core/base/error.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace netready {

namespace {

std::string place(const Diagnostic& diagnostic)
{
    const std::string where = toString(diagnostic.where);
    return where.empty() ? "" : where + ": ";
}

} // namespace

PacksInUse loadPacks(const std::vector<std::string>& moreFolders)
{
    const LoadedKnowledge loaded = loadKnowledge(packFolders(moreFolders));
    std::vector<std::string> notes;
    std::size_t errors = 0;
    const Diagnostic* first = nullptr;
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        if (diagnostic.severity == DiagnosticSeverity::Warning) {
            notes.push_back(place(diagnostic) + diagnostic.message);
        } else {
            first = errors == 0 ? &diagnostic : first;
            ++errors;
        }
    }
    if (first != nullptr) {
        const std::string more =
            errors == 1 ? ""
                        : " (and " + std::to_string(errors - 1) + " more: netready packs check)";
        throw Error(ErrorCode::InvalidInput, first->message + more, first->where);
    }
    return {loaded.knowledge, std::move(notes)};
}

void keepPacks(ClientFile& file, const Knowledge& knowledge)
{
    std::map<std::string, std::string_view> bytes;
    for (const Pack& pack : knowledge.packs) {
        bytes.emplace(pack.digest, pack.bytes);
    }
    file.setPacks(packVersions(knowledge), bytes);
}

bool isOutdated(const ClientFile& file, const Knowledge& current)
{
    return std::any_of(current.packs.begin(), current.packs.end(), [&](const Pack& pack) {
        return std::any_of(file.packs().begin(), file.packs().end(), [&](const PackVersion& own) {
            return own.id == pack.id && own.digest != pack.digest;
        });
    });
}

PacksInUse knowledgeOf(const ClientFile& file, const std::shared_ptr<const Knowledge>& current)
{
    std::vector<PackFile> files;
    const auto add = [&](std::string_view bytes, const std::string& id) {
        std::vector<PackFile> more = packFiles(bytes, id);
        files.insert(files.end(),
                     std::make_move_iterator(more.begin()),
                     std::make_move_iterator(more.end()));
    };
    bool differs = false;
    std::set<std::string> added;
    for (const PackVersion& own : file.packs()) {
        const auto same =
            std::find_if(current->packs.begin(), current->packs.end(), [&](const Pack& pack) {
                return pack.id == own.id && pack.digest == own.digest;
            });
        added.insert(own.id);
        if (same != current->packs.end()) {
            add(same->bytes, own.id);
            continue;
        }
        differs = true;
        const std::optional<std::string> bytes = file.packBytes(own);
        if (!bytes) {
            return {current, {}}; // made before files kept their packs
        }
        add(*bytes, own.id);
    }
    if (!differs) {
        return {current, {}};
    }
    for (const Pack& pack : current->packs) {
        if (!added.contains(pack.id)) {
            add(pack.bytes, pack.id);
        }
    }
    LoadedKnowledge loaded = loadKnowledge(files);
    if (!loaded.knowledge) {
        return {current,
                {"the packs that the file keeps cannot be read by this program any more, so those "
                 "of the program count: " +
                 loaded.diagnostics.front().message}};
    }
    return {loaded.knowledge, {}};
}

std::vector<PackVersion> packVersions(const Knowledge& knowledge)
{
    std::vector<PackVersion> versions;
    for (const Pack& pack : knowledge.packs) {
        versions.push_back({pack.id, pack.version, pack.digest});
    }
    return versions;
}

} // namespace netready
