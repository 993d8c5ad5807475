// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/units/measure.h"
#include "reports/charts/svg.h"
#include "reports/html/html_writer.h"

#include <string_view>
#include <vector>

namespace netready {

namespace {

bool startsNumber(std::string_view word)
{
    for (const std::string_view sign : {"(", "€", "$", "£", "−", "-"}) {
        if (word.starts_with(sign)) {
            word.remove_prefix(sign.size());
        }
    }
    return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

/// True for `Gb/s`, also with a mark of punctuation behind it.
bool isUnit(std::string_view word)
{
    while (!word.empty() &&
           std::string_view(".,;:)?").find(word.back()) != std::string_view::npos) {
        word.remove_suffix(1);
    }
    return !word.empty() && (word == "%" || word == "points" || unitDimension(word).has_value());
}

} // namespace

std::string prose(std::string_view text)
{
    constexpr std::string_view kNoBreak = "\u00A0";
    const std::vector<std::string_view> words = split(text, ' ');
    std::string html;
    for (std::size_t i = 0; i < words.size(); ++i) {
        html += i == 0 ? "" : " ";
        if (!startsNumber(words[i])) {
            html += escaped(words[i]);
            continue;
        }
        std::string quantity = escaped(words[i]);
        const bool unit = i + 1 < words.size() && isUnit(words[i + 1]);
        if (unit) {
            ++i;
            quantity += std::string(kNoBreak) + escaped(words[i]);
        }
        const bool breakable =
            quantity.find("–") != std::string::npos || quantity.find('/') != std::string::npos;
        html += breakable ? "<span class=\"q\">" + quantity + "</span>" : quantity;
    }
    return html;
}

} // namespace netready
