// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence_source.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace netready {

namespace {

void appendCode(std::string& out, std::uint32_t code)
{
    const auto put = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0 | code >> 6);
        put(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        put(0xE0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    } else {
        put(0xF0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3F));
        put(0x80 | (code >> 6 & 0x3F));
        put(0x80 | (code & 0x3F));
    }
}

std::string fromUtf16(std::string_view bytes, bool isBig)
{
    std::string out;
    out.reserve(bytes.size());
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]);
        const auto second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(isBig ? first << 8 | second : second << 8 | first);
    };
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < bytes.size()) {
            const std::uint32_t low = unit(at + 2);
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        appendCode(out, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    }
    return out;
}

/// Length of the UTF-8 sequence at `at`, 0 if it is none.
std::size_t sequenceAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    const bool isOverlong =
        (lead == 0xE0 && byte(at + 1) < 0xA0) || (lead == 0xF0 && byte(at + 1) < 0x90);
    const bool isSurrogate = lead == 0xED && byte(at + 1) >= 0xA0;
    return isOverlong || isSurrogate || (lead == 0xF4 && byte(at + 1) >= 0x90) ? 0 : length;
}

/// The first place that is not UTF-8; npos if there is none.
std::size_t notUtf8(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = 0;
        if (at + sizeof(eight) <= text.size()) {
            std::memcpy(&eight, text.data() + at, sizeof(eight));
            if ((eight & 0x8080808080808080U) == 0) {
                at += sizeof(eight);
                continue;
            }
        }
        const std::size_t length = sequenceAt(text, at);
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return std::string_view::npos;
}

/// Without escape sequences of terminals.
std::string withoutColours(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\x1b') {
            out.push_back(text[i]);
            continue;
        }
        if (i + 1 < text.size() && text[i + 1] == '[') {
            i += 2;
            while (i < text.size() && !(text[i] >= '@' && text[i] <= '~')) {
                ++i;
            }
        } else {
            ++i;
        }
    }
    return out;
}

} // namespace

EvidenceSource::EvidenceSource(std::string_view name, std::string_view bytes)
    : m_name(name)
{
    decode(bytes);
    if (!m_unreadable.empty()) {
        m_text = {};
        return;
    }
    m_lines.reserve(static_cast<std::size_t>(std::count(m_text.begin(), m_text.end(), '\n')) + 1);
    for (std::size_t start = 0; start < m_text.size();) {
        const std::size_t end = std::min(m_text.find('\n', start), m_text.size());
        std::string_view line = m_text.substr(start, end - start);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        m_lines.push_back(line);
        start = end + 1;
    }
    findJson();
}

std::string EvidenceSource::stem() const
{
    std::string_view stem = m_name;
    stem = stem.substr(stem.find_last_of("/\\") + 1);
    return std::string(stem.substr(0, stem.find('.')));
}

void EvidenceSource::decode(std::string_view bytes)
{
    constexpr std::size_t kMost = 1U << 31; // offsets of trees are 32 bits
    if (bytes.size() > kMost) {
        m_unreadable = "the file is larger than 2 GiB";
        return;
    }
    const bool isBig = bytes.starts_with("\xFE\xFF");
    const bool isLittle = bytes.starts_with("\xFF\xFE");
    const bool looksLittle =
        bytes.size() >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
    if (isBig || isLittle || looksLittle) {
        m_changed = fromUtf16(bytes.substr(looksLittle && !isLittle ? 0 : 2), isBig);
        m_repairs.emplace_back("the text was written in UTF-16");
        if (bytes.size() % 2 != 0) {
            m_repairs.emplace_back("the file ends inside a character");
        }
        m_text = m_changed;
    } else {
        m_text = bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
        const std::size_t wrong = notUtf8(m_text);
        if (wrong != std::string_view::npos && m_text.size() - wrong < 4 &&
            sequenceAt(m_text, wrong) == 0 && static_cast<unsigned char>(m_text[wrong]) >= 0xC2) {
            m_text = m_text.substr(0, wrong);
            m_repairs.emplace_back("the file ends inside a character");
        } else if (wrong != std::string_view::npos) {
            std::string changed;
            changed.reserve(m_text.size() + 64);
            for (const char c : m_text) {
                appendCode(changed, static_cast<unsigned char>(c));
            }
            m_changed = std::move(changed);
            m_text = m_changed;
            m_repairs.emplace_back("the text is not UTF-8 and was read as Latin-1");
        }
    }
    if (m_text.find('\0') != std::string_view::npos) {
        m_unreadable = "the file holds zero bytes, so it is no text";
        return;
    }
    if (m_text.find('\x1b') != std::string_view::npos) {
        m_changed = withoutColours(m_text);
        m_text = m_changed;
    }
    // Old line ends of one carriage return alone.
    if (m_text.find('\n') == std::string_view::npos &&
        m_text.find('\r') != std::string_view::npos) {
        m_changed = std::string(m_text);
        std::replace(m_changed.begin(), m_changed.end(), '\r', '\n');
        m_text = m_changed;
    }
}

void EvidenceSource::findJson()
{
    const std::size_t first = m_text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return;
    }
    std::size_t start = std::string_view::npos;
    const auto nextAfter = [this](std::size_t at) {
        const std::size_t next = m_text.find_first_not_of(" \t\r\n", at + 1);
        return next == std::string_view::npos ? '\0' : m_text[next];
    };
    if (m_text[first] == '{' ||
        (m_text[first] == '[' &&
         (nextAfter(first) == '{' || nextAfter(first) == ']' || nextAfter(first) == '\0'))) {
        start = first;
    } else {
        // Tools print lines before their document; it starts a line of its own.
        std::size_t at = 0;
        while (at != std::string_view::npos && at < head().size()) {
            if (m_text[at] == '{' && (nextAfter(at) == '"' || nextAfter(at) == '}')) {
                start = at;
                break;
            }
            at = m_text.find('\n', at);
            at = at == std::string_view::npos ? at : at + 1;
        }
    }
    if (start == std::string_view::npos) {
        return;
    }
    m_isJson = true;
    m_linesBefore = static_cast<int>(
        std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(start), '\n'));
    if (m_text.find_first_not_of(" \t\r\n") == start) {
        m_linesBefore = 0;
    }
    m_json.parse(m_text, start, {});
}

std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (true) {
        at = line.find_first_not_of(" \t", at);
        if (at == std::string_view::npos) {
            return words;
        }
        const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
        words.push_back(line.substr(at, end - at));
        at = end;
    }
}

std::string_view between(std::string_view text, std::string_view before, std::string_view after)
{
    const std::size_t start = text.find(before);
    if (start == std::string_view::npos) {
        return {};
    }
    const std::size_t from = start + before.size();
    const std::size_t end = text.find(after, from);
    return end == std::string_view::npos ? std::string_view() : text.substr(from, end - from);
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

} // namespace netready
