// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/store/client_file.h"

#include <utility>

namespace netready {

namespace {

// SQLite holds at most 1 GB in one value, and a client file is mailed around.
constexpr std::size_t kLargestAttachmentBytes = std::size_t{256} * 1024 * 1024;

/// `Switch inventory (2).csv` becomes `switch-inventory-2-csv`.
std::string idFromName(const std::string& name)
{
    std::string id;
    for (const char c : name) {
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9')) {
            id += lower;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (id.ends_with('-')) {
        id.pop_back();
    }
    return isKebabCase(id) ? id : "file" + (id.empty() ? id : "-" + id);
}

} // namespace

RecordChange<Attachment>
ClientFile::attach(std::string bytes, const std::string& name, const std::string& mediaType)
{
    if (bytes.size() > kLargestAttachmentBytes) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(name) + " is larger than 256 MiB and cannot be attached");
    }
    const std::string base = idFromName(name);
    const auto isTaken = [this](const std::string& id) {
        return m_facts.attachments().contains(id) || m_pendingIds.contains(id);
    };
    std::string id = base;
    for (int i = 2; isTaken(id); ++i) {
        id = base + "-" + std::to_string(i);
    }
    Attachment attachment{
        id, name, mediaType, sha256(bytes), static_cast<std::int64_t>(bytes.size()), ""};
    m_pendingBytes.insert_or_assign(attachment.sha256, std::move(bytes));
    m_pendingIds.insert(id);
    return {std::nullopt, std::move(attachment)};
}

void ClientFile::storeBlob(const Attachment& attachment)
{
    const Database& database = m_storage->database;
    Statement known = database.prepare("select 1 from blob where sha256 = ?");
    if (known.bind(attachment.sha256).step()) {
        return;
    }
    const auto pending = m_pendingBytes.find(attachment.sha256);
    if (pending == m_pendingBytes.end()) {
        throw Error(ErrorCode::NotFound,
                    "the bytes of " + inQuotes(attachment.name) +
                        " are missing: attach them first");
    }
    database.prepare("insert into blob (sha256, bytes) values (?, ?)")
        .run(attachment.sha256, BlobView{pending->second});
}

std::string ClientFile::attachmentBytes(const std::string& id) const
{
    const auto attachment = m_facts.attachments().find(id);
    if (attachment == m_facts.attachments().end()) {
        throw Error(ErrorCode::NotFound, "there is no attachment " + inQuotes(id));
    }
    const Database& database = m_storage->database;
    Statement row = database.prepare("select bytes from blob where sha256 = ?");
    std::string bytes;
    if (row.bind(attachment->second.sha256).step()) {
        bytes = row.blob(0);
    }
    if (sha256(bytes) != attachment->second.sha256) {
        throw Error(ErrorCode::Corrupt,
                    database.name() + " is damaged: attachment " + inQuotes(id) +
                        " is not as it was written");
    }
    return bytes;
}

} // namespace netready
