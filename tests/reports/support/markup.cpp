// SPDX-License-Identifier: Apache-2.0
#include "tests/reports/support/markup.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

bool isVoid(std::string_view name)
{
    static constexpr std::array<std::string_view, 5> kVoid{"meta", "col", "br", "img", "link"};
    return std::find(kVoid.begin(), kVoid.end(), name) != kVoid.end();
}

std::string_view nameOf(std::string_view tag)
{
    return tag.substr(0, tag.find_first_of(" \n/"));
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
}

} // namespace

std::string markupFault(std::string_view text)
{
    std::vector<std::string> open;
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '&') {
            const std::size_t end = text.find(';', at);
            if (end == std::string_view::npos || end - at > 8) {
                return "bare & at " + std::to_string(at);
            }
            at = end;
            continue;
        }
        if (text[at] != '<') {
            ++at;
            continue;
        }
        const std::size_t end = text.find('>', at);
        if (end == std::string_view::npos) {
            return "tag without end at " + std::to_string(at);
        }
        const std::string_view tag = text.substr(at + 1, end - at - 1);
        at = end + 1;
        if (tag.empty() || tag.find('<') != std::string_view::npos ||
            std::count(tag.begin(), tag.end(), '"') % 2 != 0) {
            return "broken tag <" + std::string(tag.substr(0, 60)) + ">";
        }
        if (tag[0] == '!') {
            continue;
        }
        if (tag[0] == '/') {
            if (open.empty() || open.back() != tag.substr(1)) {
                return "unexpected </" + std::string(tag.substr(1)) + ">" +
                       (open.empty() ? "" : " in <" + open.back() + ">");
            }
            open.pop_back();
            continue;
        }
        const std::string name(nameOf(tag));
        if (tag.back() == '/' || isVoid(name)) {
            continue;
        }
        open.push_back(name);
        if (name == "style") {
            at = text.find("</style>", at);
        }
    }
    return open.empty() ? "" : "not closed: <" + open.back() + ">";
}

std::vector<std::string> attributeValues(std::string_view text, std::string_view name)
{
    std::vector<std::string> values;
    const std::string start = " " + std::string(name) + "=\"";
    for (std::size_t at = text.find(start); at != std::string_view::npos;
         at = text.find(start, at + 1)) {
        const std::size_t from = at + start.size();
        values.emplace_back(text.substr(from, text.find('"', from) - from));
    }
    return values;
}

std::size_t occurrences(std::string_view text, std::string_view part)
{
    std::size_t count = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos;
         at = text.find(part, at + part.size())) {
        ++count;
    }
    return count;
}

std::string plainText(std::string_view html)
{
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (html.substr(at).starts_with("<style>")) {
            at = html.find("</style>", at);
        }
        if (html[at] == '<') {
            at = html.find('>', at) + 1;
            continue;
        }
        text += html[at++];
    }
    replaceAll(text, "\u00A0", " ");
    replaceAll(text, "\u202F", " ");
    replaceAll(text, "&lt;", "<");
    replaceAll(text, "&gt;", ">");
    replaceAll(text, "&quot;", "\"");
    replaceAll(text, "&#39;", "'");
    replaceAll(text, "&amp;", "&");
    replaceAll(text, "\n", " ");
    return text;
}

} // namespace netready
