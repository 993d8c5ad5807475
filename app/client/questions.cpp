// SPDX-License-Identifier: Apache-2.0
#include "app/client/questions.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/facts/resolution.h"
#include "core/units/measure.h"
#include "reports/json/assessment_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace netready {

namespace {

constexpr std::array kDepths{Depth::Executive, Depth::Workshop, Depth::Full};

/// `1 Gb/s to 1.6 Tb/s`: each end in the unit that suits it.
std::string domainText(const Attribute& attribute)
{
    const auto end = [&](double value) {
        return toReadable(
            Measure{value, value, attribute.dimension, Currency::None, attribute.unit});
    };
    return end(attribute.domainLow) + " to " + end(attribute.domainHigh);
}

} // namespace

QuestionFilter
parseFilter(const Knowledge& knowledge, const std::string& role, const std::string& depth)
{
    QuestionFilter filter{.role = role};
    std::set<std::string> roles;
    for (const Question& question : knowledge.questions) {
        roles.insert(question.role);
    }
    if (!role.empty() && !roles.contains(role)) {
        throw Error(ErrorCode::InvalidInput,
                    "--role: no question is for " + inQuotes(role) +
                        "; the roles are: " + join({roles.begin(), roles.end()}, ", "));
    }
    if (!depth.empty()) {
        const auto found = std::find_if(
            kDepths.begin(), kDepths.end(), [&](Depth known) { return toString(known) == depth; });
        if (found == kDepths.end()) {
            throw Error(ErrorCode::InvalidInput,
                        "--depth: " + inQuotes(depth) + " is none of executive, workshop, full");
        }
        filter.depth = *found;
    }
    return filter;
}

std::vector<RankedQuestion> openQuestions(LiveAssessment& live, const QuestionFilter& filter)
{
    std::vector<RankedQuestion> questions = live.rankQuestions();
    std::erase_if(questions, [&](const RankedQuestion& ranked) {
        const Question* question = ranked.question;
        return question == nullptr ? !filter.role.empty()
                                   : (!filter.role.empty() && question->role != filter.role) ||
                                         question->depth > filter.depth;
    });
    return questions;
}

std::string wording(const RankedQuestion& question)
{
    return question.question != nullptr ? question.question->text : question.attribute->title + "?";
}

std::string worth(const RankedQuestion& question)
{
    std::vector<std::string> parts;
    constexpr double kLeastShown = 0.05;
    if (question.points >= kLeastShown) {
        const double rounded = std::round(question.points * 10) / 10;
        parts.push_back("narrows the site score by about " + toText(rounded) +
                        (rounded == 1 ? " point" : " points"));
    }
    if (question.decidesVerdict) {
        parts.emplace_back("may decide a verdict");
    } else if (question.decidesGate) {
        parts.emplace_back("may decide a gate");
    }
    if (parts.empty() && question.findings > 0) {
        parts.push_back("leaves " + std::to_string(question.findings) +
                        (question.findings == 1 ? " finding open" : " findings open"));
    }
    return parts.empty() ? "decides which rules apply" : join(parts, ", ");
}

std::vector<AnswerOption> answerOptions(const Attribute& attribute, const FactBase& facts)
{
    std::vector<AnswerOption> options;
    switch (attribute.type) {
    case AttributeType::Boolean:
        return {{"yes", "yes", ""}, {"no", "no", ""}};
    case AttributeType::Choice:
    case AttributeType::Choices:
        for (const Option& option : attribute.options) {
            options.push_back({option.id, option.title, option.help});
        }
        return options;
    case AttributeType::Reference:
        for (const auto& [key, subject] : facts.subjects()) {
            if (key.kind == attribute.targetKind) {
                options.push_back({key.id, subject.title.empty() ? key.id : subject.title, ""});
            }
        }
        return options;
    case AttributeType::Quantity:
    case AttributeType::Count:
    case AttributeType::Ratio:
    case AttributeType::Text:
    case AttributeType::Date:
        break;
    }
    return options;
}

std::string answerForm(const Attribute& attribute)
{
    switch (attribute.type) {
    case AttributeType::Quantity:
        return "a value in " + attribute.unit + " or a range low..high " + attribute.unit +
               ", within " + domainText(attribute);
    case AttributeType::Count:
        return "a whole number or a range low..high, within " + domainText(attribute);
    case AttributeType::Ratio:
        return "a number, a ratio such as 3:1 or a range low..high, within " +
               domainText(attribute);
    case AttributeType::Boolean:
        return "yes or no";
    case AttributeType::Choice:
        return "a number or name from the list; \"a or b\" if it is one of several";
    case AttributeType::Choices:
        return "numbers or names from the list, with commas; a ? behind one that is not sure; none";
    case AttributeType::Text:
        return "free text";
    case AttributeType::Reference:
        return "a number or name from the list";
    case AttributeType::Date:
        return "a day such as 2026-11-25, or first..last";
    }
    return "";
}

nlohmann::ordered_json questionJson(const RankedQuestion& ranked, const FactBase& facts)
{
    nlohmann::ordered_json json = questionsJson({ranked}).front();
    const Attribute& attribute = *ranked.attribute;
    if (const Question* question = ranked.question) {
        json["why"] = question->why;
        json["typical"] = question->typical;
        json["depth"] = toString(question->depth);
        json["minutes"] = question->minutes;
    }
    json["type"] = toString(attribute.type);
    if (attribute.isNumber()) {
        json["unit"] = attribute.unit;
        json["domain"] = domainText(attribute);
    }
    for (const AnswerOption& option : answerOptions(attribute, facts)) {
        json["options"].push_back({{"value", option.value}, {"title", option.title}});
    }
    json["asked_before"] =
        resolve(attribute, facts.facts(ranked.key)).knowing == Knowing::AskedNotKnown;
    return json;
}

} // namespace netready
