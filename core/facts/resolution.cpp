// SPDX-License-Identifier: Apache-2.0
#include "core/facts/resolution.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

template <class T>
bool contains(const std::vector<T>& items, const T& item)
{
    return std::find(items.begin(), items.end(), item) != items.end();
}

std::vector<std::string> inOrder(const Attribute& attribute,
                                 const std::vector<std::string>& a,
                                 const std::vector<std::string>& b,
                                 bool both)
{
    std::vector<std::string> result;
    for (const Option& option : attribute.options) {
        const bool inA = contains(a, option.id);
        const bool inB = contains(b, option.id);
        if (both ? inA && inB : inA || inB) {
            result.push_back(option.id);
        }
    }
    return result;
}

bool sameDimension(const Measure& a, const Measure& b)
{
    return a.dimension == b.dimension && a.currency == b.currency;
}

/// True if two people say the same, in whatever unit they say it.
bool sameAnswer(const Value& a, const Value& b)
{
    const auto* x = std::get_if<Measure>(&a);
    const auto* y = std::get_if<Measure>(&b);
    if (x != nullptr && y != nullptr) {
        return x->low == y->low && x->high == y->high && sameDimension(*x, *y);
    }
    return a == b;
}

/// Hull of two answers of the same attribute. Values that have no hull leave it not known.
Value hullOf(const Attribute& attribute, const Value& a, const Value& b)
{
    if (sameAnswer(a, b)) {
        return a;
    }
    if (const auto* x = std::get_if<Measure>(&a)) {
        if (const auto* y = std::get_if<Measure>(&b); y != nullptr && sameDimension(*x, *y)) {
            Measure hull = *x;
            hull.low = std::min(x->low, y->low);
            hull.high = std::max(x->high, y->high);
            return hull;
        }
    }
    if (const auto* x = std::get_if<Choice>(&a)) {
        if (const auto* y = std::get_if<Choice>(&b)) {
            return Choice{inOrder(attribute, x->remaining, y->remaining, false)};
        }
    }
    if (const auto* x = std::get_if<ChoiceSet>(&a)) {
        if (const auto* y = std::get_if<ChoiceSet>(&b)) {
            return ChoiceSet{inOrder(attribute, x->certain, y->certain, true),
                             inOrder(attribute, x->possible, y->possible, false)};
        }
    }
    if (const auto* x = std::get_if<Date>(&a)) {
        if (const auto* y = std::get_if<Date>(&b)) {
            return Date{std::min(x->firstDay, y->firstDay), std::max(x->lastDay, y->lastDay)};
        }
    }
    return NotKnown{};
}

bool subset(const std::vector<std::string>& part, const std::vector<std::string>& whole)
{
    return std::all_of(
        part.begin(), part.end(), [&](const std::string& item) { return contains(whole, item); });
}

Knowing knowingOf(const Value& value)
{
    // An answer of one person that an attribute does not apply, against a value of another, has no
    // hull.
    if (std::holds_alternative<NotKnown>(value)) {
        return Knowing::AskedNotKnown;
    }
    return std::holds_alternative<NotApplicable>(value) ? Knowing::NotApplicable : Knowing::Known;
}

} // namespace

bool compatible(const Attribute& attribute, const Value& better, const Value& claim)
{
    if (const auto* x = std::get_if<Measure>(&better)) {
        const auto* y = std::get_if<Measure>(&claim);
        const auto slack = [&](double end) { return std::abs(end) * attribute.tolerance; };
        return y != nullptr && sameDimension(*x, *y) && y->high >= x->low - slack(x->low) &&
               y->low <= x->high + slack(x->high);
    }
    if (const auto* x = std::get_if<Choice>(&better)) {
        const auto* y = std::get_if<Choice>(&claim);
        return y != nullptr && !inOrder(attribute, x->remaining, y->remaining, true).empty();
    }
    if (const auto* x = std::get_if<ChoiceSet>(&better)) {
        const auto* y = std::get_if<ChoiceSet>(&claim);
        return y != nullptr && subset(x->certain, y->possible) && subset(y->certain, x->possible);
    }
    if (const auto* x = std::get_if<Date>(&better)) {
        const auto* y = std::get_if<Date>(&claim);
        return y != nullptr && y->lastDay >= x->firstDay && y->firstDay <= x->lastDay;
    }
    return better == claim;
}

bool Resolution::isOutdated(std::size_t fact) const
{
    return contains(outdated, fact);
}

std::string outdatedNote(const Attribute& attribute)
{
    return "older than " + std::to_string(attribute.ageLimit) + " days, counts as stated";
}

std::optional<std::int32_t> ageOf(const Fact& fact, std::int32_t today)
{
    constexpr std::size_t kDate = 10;
    if (fact.time.size() < kDate) {
        return std::nullopt;
    }
    try {
        return today - parseDay(std::string_view(fact.time).substr(0, kDate));
    } catch (const Error&) {
        return std::nullopt;
    }
}

Origin originOn(const Attribute& attribute, const Fact& fact, std::int32_t today)
{
    if (fact.origin < Origin::Observed || attribute.ageLimit == 0 || today == 0) {
        return fact.origin;
    }
    const std::optional<std::int32_t> age = ageOf(fact, today);
    return age && *age > attribute.ageLimit ? Origin::Stated : fact.origin;
}

Resolution resolve(const Attribute& attribute, const std::vector<Fact>& facts, std::int32_t today)
{
    Resolution result;
    result.value = NotKnown{};
    bool asked = false;
    Origin best = Origin::Assumed;
    bool any = false;
    std::vector<Origin> origins;
    origins.reserve(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        origins.push_back(originOn(attribute, fact, today));
        if (!fact.withdrawn.empty()) {
            continue;
        }
        asked = true;
        if (!std::holds_alternative<NotKnown>(fact.value)) {
            best = any ? std::max(best, origins[i]) : origins[i];
            any = true;
        }
        if (origins[i] != fact.origin) {
            result.outdated.push_back(i);
        }
    }
    if (!any) {
        result.knowing = asked ? Knowing::AskedNotKnown : Knowing::NeverAsked;
        return result;
    }
    result.origin = best;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        if (!fact.withdrawn.empty() || origins[i] != best ||
            std::holds_alternative<NotKnown>(fact.value)) {
            continue;
        }
        if (result.used.empty()) {
            result.value = fact.value;
        } else if (!sameAnswer(result.value, fact.value)) {
            result.disagreement = true;
            result.value = hullOf(attribute, result.value, fact.value);
        }
        result.used.push_back(i);
    }
    result.knowing = knowingOf(result.value);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        const bool counts = fact.withdrawn.empty() && origins[i] < best &&
                            origins[i] != Origin::Assumed &&
                            !std::holds_alternative<NotKnown>(fact.value);
        if (counts && result.knowing != Knowing::AskedNotKnown &&
            !compatible(attribute, result.value, fact.value)) {
            result.against.push_back(i);
        }
    }
    return result;
}

} // namespace netready
