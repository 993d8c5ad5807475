// SPDX-License-Identifier: Apache-2.0
#include "reports/content/words.h"

#include "core/assessment/score.h"
#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace netready {

namespace {

constexpr std::array<std::string_view, 13> kNumbers{"no",
                                                    "one",
                                                    "two",
                                                    "three",
                                                    "four",
                                                    "five",
                                                    "six",
                                                    "seven",
                                                    "eight",
                                                    "nine",
                                                    "ten",
                                                    "eleven",
                                                    "twelve"};
constexpr std::array<std::string_view, 12> kMonths{"January",
                                                   "February",
                                                   "March",
                                                   "April",
                                                   "May",
                                                   "June",
                                                   "July",
                                                   "August",
                                                   "September",
                                                   "October",
                                                   "November",
                                                   "December"};
constexpr std::string_view kNarrowSpace = "\u202F";
constexpr std::size_t kDayLength = 10;

std::string optionTitle(const Attribute& attribute, const std::string& id)
{
    const std::optional<std::size_t> index = attribute.optionIndex(id);
    return index && !attribute.options[*index].title.empty() ? attribute.options[*index].title : id;
}

std::vector<std::string> optionTitles(const Attribute& attribute,
                                      const std::vector<std::string>& ids)
{
    std::vector<std::string> titles;
    titles.reserve(ids.size());
    for (const std::string& id : ids) {
        titles.push_back(optionTitle(attribute, id));
    }
    return titles;
}

std::string choicesText(const Attribute& attribute, const ChoiceSet& set)
{
    std::vector<std::string> open;
    for (const std::string& id : set.possible) {
        if (std::find(set.certain.begin(), set.certain.end(), id) == set.certain.end()) {
            open.push_back(optionTitle(attribute, id));
        }
    }
    std::string text = set.certain.empty() ? "none" : listed(optionTitles(attribute, set.certain));
    return open.empty() ? text : text + "; perhaps " + listed(open);
}

std::string measureText(const Attribute& attribute, Measure measure)
{
    const bool isComputed = !attribute.computed.empty() || !attribute.derived.empty();
    if (isComputed) {
        measure = withoutDomainEnd(attribute, measure);
    }
    if (attribute.type != AttributeType::Quantity && measure.unit.empty() && measure.low >= 0 &&
        std::isfinite(measure.high)) {
        // What a formula gives is not known to its last digit; a count is.
        const bool isRounded = isComputed && attribute.type != AttributeType::Count;
        const auto textOf = [&](double end) {
            return grouped(isRounded ? toReadable(Measure{end, end, kNone, Currency::None, ""})
                                     : toText(end));
        };
        const std::string low = textOf(measure.low);
        const std::string high = textOf(measure.high);
        return low == high ? high : low + "–" + high;
    }
    if (measure.unit.empty()) {
        measure.unit = attribute.unit;
    }
    return toReadable(measure);
}

} // namespace

std::string numberWord(std::size_t count)
{
    return count < kNumbers.size() ? std::string(kNumbers[count]) : std::to_string(count);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many)
{
    const std::string number = count == 0 ? "no" : std::to_string(count);
    return number + " " + std::string(count <= 1 ? one : many);
}

std::string inWords(std::size_t count, std::string_view one, std::string_view many)
{
    return numberWord(count) + " " + std::string(count <= 1 ? one : many);
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

std::string listed(const std::vector<std::string>& parts)
{
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        text += i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string sentence(std::string text)
{
    const bool ends =
        text.empty() || text.back() == '.' || text.back() == '?' || text.back() == '!';
    return ends ? text : text + ".";
}

std::size_t wordCount(std::string_view text)
{
    std::size_t count = 0;
    for (const std::string_view word : split(text, ' ')) {
        count += word.empty() ? 0U : 1U;
    }
    return count;
}

std::string shortened(std::string_view text, std::size_t most)
{
    std::size_t points = 0;
    std::size_t cutAt = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) {
            continue;
        }
        if (points + 1 == most) {
            cutAt = i;
        }
        if (++points > most) {
            return std::string(trimmed(text.substr(0, cutAt))) + "…";
        }
    }
    return std::string(text);
}

std::string firstOf(std::vector<std::string> names, std::size_t most)
{
    const std::size_t rest = names.size() > most ? names.size() - most : 0;
    names.resize(names.size() - rest);
    return join(names, "; ") + (rest > 0 ? "; and " + std::to_string(rest) + " more" : "");
}

std::string percent(double share)
{
    constexpr double kHundred = 100;
    double value = std::isfinite(share) ? std::round(std::clamp(share, 0.0, 1.0) * kHundred) : 0;
    if (share > 0 && value < 1) {
        value = 1;
    }
    if (share < 1 && value > 99) {
        value = 99;
    }
    return toText(value) + std::string(kNarrowSpace) + "%";
}

std::vector<int> percentages(std::span<const double> shares)
{
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    std::vector<int> whole(shares.size(), 0);
    if (!(sum > 0)) {
        return whole;
    }
    constexpr double kHundred = 100;
    std::vector<std::pair<double, std::size_t>> rest;
    int left = static_cast<int>(kHundred);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const double exact = shares[i] / sum * kHundred;
        whole[i] = static_cast<int>(std::floor(exact));
        left -= whole[i];
        rest.emplace_back(exact - std::floor(exact), i);
    }
    std::stable_sort(
        rest.begin(), rest.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (std::size_t i = 0; i < rest.size() && left > 0; ++i, --left) {
        ++whole[rest[i].second];
    }
    return whole;
}

std::optional<std::int32_t> isoDay(std::string_view iso)
{
    try {
        return parseDay(iso);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::string dayForPeople(std::string_view iso)
{
    try {
        const std::string day = dayText(parseDay(iso.substr(0, std::min(kDayLength, iso.size()))));
        const auto month = static_cast<std::size_t>((day[5] - '0') * 10 + day[6] - '0');
        const std::string number = day[8] == '0' ? day.substr(9) : day.substr(8);
        return number + " " + std::string(kMonths.at(month - 1)) + " " + day.substr(0, 4);
    } catch (const Error&) { // not a day: printed as it was given
        return std::string(iso);
    }
}

std::string shortDay(std::string_view iso)
{
    constexpr std::size_t kMonthLetters = 3;
    const std::string day = dayForPeople(iso);
    const std::size_t month = day.find(' ');
    const std::size_t year = day.rfind(' ');
    return day == iso || month == year
               ? day
               : day.substr(0, month + 1 + kMonthLetters) + day.substr(year);
}

std::string roleText(std::string_view role)
{
    std::string text(role);
    std::replace(text.begin(), text.end(), '-', ' ');
    return text;
}

std::string subjectTitle(const SubjectKey& key, const FactBase& facts)
{
    const auto found = facts.subjects().find(key);
    if (found != facts.subjects().end() && !found->second.title.empty()) {
        return found->second.title;
    }
    return capitalised(key.id == kSingletonId ? key.kind : key.id);
}

std::string readable(const Value& value, const Attribute& attribute, const FactBase& facts)
{
    return std::visit(Overloaded{
                          [](const NotKnown&) -> std::string { return "not known"; },
                          [](const NotApplicable& none) {
                              return none.reason.empty() ? std::string("not applicable")
                                                         : "not applicable: " + none.reason;
                          },
                          [](bool yes) -> std::string { return yes ? "yes" : "no"; },
                          [&](const Measure& measure) { return measureText(attribute, measure); },
                          [&](const Choice& choice) {
                              return join(optionTitles(attribute, choice.remaining), " or ");
                          },
                          [&](const ChoiceSet& set) { return choicesText(attribute, set); },
                          [](const Text& text) { return text.text; },
                          [&](const Reference& reference) {
                              return subjectTitle({attribute.targetKind, reference.id}, facts);
                          },
                          [](const Date& date) {
                              const std::string first = dayForPeople(dayText(date.firstDay));
                              return date.firstDay == date.lastDay
                                         ? first
                                         : first + " to " + dayForPeople(dayText(date.lastDay));
                          },
                      },
                      value);
}

std::string factTitle(const FactKey& key, const Knowledge& knowledge, const FactBase& facts)
{
    const Attribute* attribute = knowledge.findAttribute(key.attribute);
    const std::string title =
        attribute == nullptr || attribute->title.empty() ? key.attribute : attribute->title;
    return title + " (" + subjectTitle(key.subject, facts) + ")";
}

std::string verdictWord(Verdict verdict)
{
    return capitalised(std::string(toString(verdict)));
}

std::string statusWord(SourceStatus status)
{
    switch (status) {
    case SourceStatus::Read:
        return "Read";
    case SourceStatus::SecondHand:
        return "Second-hand";
    case SourceStatus::VendorClaim:
        return "Vendor claim";
    case SourceStatus::Judgement:
        return "Judgement";
    }
    return "";
}

} // namespace netready
