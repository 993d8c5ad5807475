// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/secrets.h"

#include "core/evidence/evidence_source.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace netready {

namespace {

constexpr auto kWords = std::to_array<std::string_view>({"password",
                                                         "passwd",
                                                         "secret",
                                                         "token",
                                                         "community",
                                                         "credential",
                                                         "private_key",
                                                         "privatekey",
                                                         "api_key",
                                                         "apikey",
                                                         "access_key",
                                                         "client-key-data",
                                                         "client_key",
                                                         "bearer",
                                                         "auth-password",
                                                         "priv-password",
                                                         "key-string",
                                                         "authorization"});

/// Two letters that lie near the start of each word, so that one pass finds candidates.
constexpr std::array<bool, 65536> makePairs()
{
    std::array<bool, 65536> pairs{};
    for (const std::string_view word : kWords) {
        const auto lower = static_cast<unsigned char>(word[0]);
        const auto next = static_cast<unsigned char>(word[1]);
        const auto upper = static_cast<unsigned>(lower - 'a' + 'A');
        const auto nextUpper = next >= 'a' && next <= 'z' ? static_cast<unsigned>(next - 'a' + 'A')
                                                          : static_cast<unsigned>(next);
        pairs[static_cast<std::size_t>(lower) << 8 | next] = true;
        pairs[static_cast<std::size_t>(upper) << 8 | next] = true;
        pairs[static_cast<std::size_t>(upper) << 8 | nextUpper] = true;
    }
    return pairs;
}
constexpr std::array<bool, 65536> kPairs = makePairs();

bool isWordAt(std::string_view text, std::size_t at, std::string_view word)
{
    if (at + word.size() > text.size()) {
        return false;
    }
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = text[at + i];
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (lower != word[i] && !(word[i] == '_' && lower == '-')) {
            return false;
        }
    }
    return true;
}

bool isValueEnd(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '"' || c == '\'' || c == ',' ||
           c == ';' || c == '}' || c == ']';
}

bool isNamePart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// Commands of switches in which a secret follows its word after a blank.
bool isSwitchCommand(std::string_view line)
{
    static constexpr auto kCommands = std::to_array<std::string_view>({"snmp-server",
                                                                       "username",
                                                                       "enable",
                                                                       "neighbor",
                                                                       "password",
                                                                       "secret",
                                                                       "tacacs-server",
                                                                       "radius-server",
                                                                       "key-string",
                                                                       "aaa",
                                                                       "ip ",
                                                                       "authentication",
                                                                       "peer",
                                                                       "key "});
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    return std::any_of(kCommands.begin(), kCommands.end(), [line](std::string_view command) {
        return line.starts_with(command);
    });
}

/// Values after the word, up to three of them, for switches write `password 7 0822455D0A16`; none
/// where the word only stands in a sentence or in a longer one such as "tokenizer".
void takeValues(std::string_view text,
                std::size_t word,
                std::size_t at,
                std::vector<std::string>& values)
{
    if (at < text.size() && isNamePart(text[at]) && text[at] != '_' && text[at] != '-') {
        return;
    }
    while (at < text.size() && isNamePart(text[at])) {
        ++at; // the rest of the name
    }
    const std::size_t lineEnd = std::min(text.find('\n', at), text.size());
    std::size_t mark = at;
    while (mark < lineEnd && (text[mark] == '"' || text[mark] == '\'' || text[mark] == ' ')) {
        ++mark;
    }
    const bool isAssigned = mark < lineEnd && (text[mark] == '=' || text[mark] == ':');
    const std::size_t lineStart =
        text.rfind('\n', word) == std::string_view::npos ? 0 : text.rfind('\n', word) + 1;
    const bool isBearer = isWordAt(text, word, "bearer");
    if (!isAssigned && !isBearer &&
        !isSwitchCommand(text.substr(lineStart, word - lineStart + 20))) {
        return;
    }
    at = isAssigned ? mark + 1 : at;
    for (int taken = 0; taken < 3 && at < lineEnd;) {
        while (at < lineEnd && (isValueEnd(text[at]) || text[at] == '=' || text[at] == ':')) {
            if ((text[at] == ',' || text[at] == '}') && taken > 0) {
                return;
            }
            ++at;
        }
        std::size_t end = at;
        while (end < lineEnd && !isValueEnd(text[end])) {
            ++end;
        }
        if (end > at) {
            values.emplace_back(text.substr(at, end - at));
            ++taken;
        }
        at = end;
        if (at < lineEnd && (text[at] == '"' || text[at] == ',')) {
            return;
        }
    }
}

/// Plain words that stand after such a name without being secret.
bool isHarmless(std::string_view value)
{
    static constexpr auto kHarmless = std::to_array<std::string_view>(
        {"null",      "true",    "false",         "none",       "version", "public_key", "default",
         "encrypted", "hashed",  "privilege",     "tokens/sec", "tokens",  "throughput", "latency",
         "valid",     "invalid", "network-admin", "sha512",     "priv",    "auth"});
    if (value.size() < 5) {
        return true;
    }
    const std::string lower = lowered(value);
    if (std::find(kHarmless.begin(), kHarmless.end(), lower) != kHarmless.end()) {
        return true;
    }
    return std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-';
    });
}

void scrub(std::string& text, const std::vector<FoundSecret>& secrets)
{
    for (const FoundSecret& secret : secrets) {
        for (std::size_t at = text.find(secret.value); at != std::string::npos;
             at = text.find(secret.value, at)) {
            text.replace(at, secret.value.size(), "(removed)");
            at += 9; // behind what was put there
        }
    }
}

} // namespace

std::vector<FoundSecret> findSecrets(std::string_view text)
{
    std::vector<FoundSecret> found;
    constexpr std::size_t kMost = 500;
    const auto add = [&](std::string value, std::size_t at) {
        const auto same = [&value](const FoundSecret& other) { return other.value == value; };
        if (!isHarmless(value) && found.size() < kMost &&
            std::none_of(found.begin(), found.end(), same)) {
            const auto line =
                std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
            found.push_back({std::move(value), static_cast<int>(line)});
        }
    };
    std::vector<std::string> values;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto pair = static_cast<std::size_t>(static_cast<unsigned char>(text[i])) << 8 |
                          static_cast<unsigned char>(text[i + 1]);
        if (text[i] == '-' && text.substr(i, 11) == "-----BEGIN ") {
            const std::size_t start = std::min(text.find("-----", i + 11), text.size());
            const std::size_t end = std::min(text.find("-----END", start), text.size());
            for (std::size_t at = start; at < end;) {
                const std::size_t stop = std::min(text.find('\n', at), end);
                add(std::string(text.substr(at, stop - at)), at);
                at = stop + 1;
            }
            i = end;
            continue;
        }
        if (text[i] == 'n' && text.substr(i, 4) == "nbt_") {
            std::size_t end = i;
            while (end < text.size() && !isValueEnd(text[end])) {
                ++end;
            }
            add(std::string(text.substr(i, end - i)), i);
        }
        if (!kPairs[pair]) {
            continue;
        }
        for (const std::string_view word : kWords) {
            if (isWordAt(text, i, word)) {
                values.clear();
                takeValues(text, i, i + word.size(), values);
                for (std::string& value : values) {
                    add(std::move(value), i);
                }
                break;
            }
        }
    }
    // The longest first, so that none is left in part.
    std::sort(found.begin(), found.end(), [](const FoundSecret& a, const FoundSecret& b) {
        return a.value.size() != b.value.size() ? a.value.size() > b.value.size()
                                                : a.value < b.value;
    });
    return found;
}

std::string withoutSecrets(std::string_view text, const std::vector<FoundSecret>& secrets)
{
    std::string clean(text);
    scrub(clean, secrets);
    return clean;
}

void removeSecrets(const std::vector<FoundSecret>& secrets, EvidenceResult& result)
{
    if (secrets.empty()) {
        return;
    }
    for (EvidenceRecord& record : result.records) {
        scrub(record.scope.name, secrets);
        for (auto& [name, value] : record.conditions) {
            scrub(value, secrets);
        }
        for (std::string& warning : record.warnings) {
            scrub(warning, secrets);
        }
    }
    for (Diagnostic& diagnostic : result.diagnostics) {
        scrub(diagnostic.message, secrets);
    }
    for (InventoryNode& node : result.inventory.nodes) {
        for (std::string* text : {&node.name,
                                  &node.strongId,
                                  &node.role,
                                  &node.model,
                                  &node.status,
                                  &node.site,
                                  &node.rack,
                                  &node.driver}) {
            scrub(*text, secrets);
        }
    }
    for (InventoryPort& port : result.inventory.ports) {
        for (std::string* text : {&port.node, &port.name, &port.dscpMap, &port.mac, &port.fec}) {
            scrub(*text, secrets);
        }
    }
    for (InventoryLink& link : result.inventory.links) {
        for (std::string* text : {&link.a.node,
                                  &link.a.port,
                                  &link.b.node,
                                  &link.b.port,
                                  &link.medium,
                                  &link.status,
                                  &link.label}) {
            scrub(*text, secrets);
        }
    }
    for (InventoryRack& rack : result.inventory.racks) {
        scrub(rack.name, secrets);
    }
    for (InventoryFeed& feed : result.inventory.feeds) {
        scrub(feed.name, secrets);
    }
    for (InventoryFlow& flow : result.inventory.flows) {
        scrub(flow.name, secrets);
        scrub(flow.from, secrets);
        scrub(flow.to, secrets);
    }
}

} // namespace netready
