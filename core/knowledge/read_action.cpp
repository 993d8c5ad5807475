// SPDX-License-Identifier: Apache-2.0
// Reads topics, actions and vendors; what refers to other declarations is left to
// resolve_action.cpp.
#include "core/base/text.h"
#include "core/knowledge/declarations.h"
#include "core/knowledge/map_reader.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

constexpr double kMostPoints = 3;

/// Reports a map that has neither the one nor the other, or both.
void needOneOf(const MapReader& reader,
               const YamlNode& node,
               std::string_view one,
               std::string_view other,
               FileProblems& file)
{
    if ((reader.find(one) != nullptr) == (reader.find(other) != nullptr)) {
        file.error("value-or-formula",
                   node,
                   inQuotes(one) + " or " + inQuotes(other) + " is needed, and only one of them");
    }
}

Estimate readEstimate(const MapReader& reader, std::string_view key, FileProblems& file)
{
    Estimate estimate;
    const YamlNode* node = reader.find(key);
    if (node == nullptr) {
        return estimate;
    }
    const MapReader parts(*node, kEstimateFormat, file);
    needOneOf(parts, *node, "value", "low", file);
    if ((parts.find("low") != nullptr) != (parts.find("high") != nullptr)) {
        file.error("value-or-formula", *node, R"("low" and "high" belong together)");
    }
    estimate.basis = parts.text("basis");
    return estimate;
}

AcceptanceTest readAcceptance(const MapReader& reader, FileProblems& file)
{
    AcceptanceTest test;
    if (const YamlNode* node = reader.find("acceptance")) {
        const MapReader parts(*node, kAcceptanceFormat, file);
        test.tool = parts.text("tool");
        test.command = parts.text("command");
        test.threshold = parts.text("threshold");
        test.duration = parts.text("duration");
    }
    return test;
}

void readCriteria(Vendor& vendor, const MapReader& reader, std::string_view key, FileProblems& file)
{
    if (reader.find(key) == nullptr) {
        return;
    }
    const int sign = key == "against" ? -1 : 1;
    for (const YamlNode& item : reader.list(key)) {
        const MapReader parts(item, kCriterionFormat, file);
        VendorCriterion criterion;
        criterion.id = parts.kebabId("id");
        (void)parts.text("when");
        const double points = parts.number("points", 1, kMostPoints, 1);
        if (points != std::floor(points)) {
            file.error("bad-number", *parts.find("points"), "points are a whole number");
        }
        criterion.points = sign * static_cast<int>(points);
        criterion.why = parts.text("why");
        criterion.status = parts.word("status", kStatementWords, StatementStatus::Judgement);
        vendor.criteria.push_back(std::move(criterion));
    }
}

} // namespace

Topic readTopic(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kTopicFormat, file);
    Topic topic;
    const YamlNode* id = reader.find("id");
    topic.where = file.at(id == nullptr ? node : *id);
    topic.id = reader.kebabId("id");
    topic.title = reader.text("title");
    topic.text = reader.text("text");
    topic.kind = reader.word("kind", kTopicKindWords, TopicKind::Question);
    topic.rules = textList(reader, "rules", file);
    return topic;
}

Action readAction(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kActionFormat, file);
    Action action;
    const YamlNode* id = reader.find("action");
    action.where = file.at(id == nullptr ? node : *id);
    action.id = reader.kebabId("action");
    action.title = reader.text("title");
    const std::string step = reader.word("step");
    const auto found = std::find(kSteps.begin(), kSteps.end(), step);
    action.step = found == kSteps.end() ? std::uint8_t{1}
                                        : static_cast<std::uint8_t>(found - kSteps.begin() + 1);
    action.path = reader.word("path", kPlanPathWords, PlanPath::Both);
    action.role = reader.word("role");
    action.remedies = textList(reader, "remedies", file);
    action.needs = textList(reader, "needs", file);
    for (const YamlNode& item : reader.list("sets")) {
        const MapReader parts(item, kActionFactFormat, file);
        needOneOf(parts, item, "value", "formula", file);
        action.sets.push_back({parts.text("attribute"), NotKnown{}, {}});
    }
    action.effort = readEstimate(reader, "effort", file);
    action.cost = readEstimate(reader, "cost", file);
    action.risk = reader.text("risk");
    action.acceptance = readAcceptance(reader, file);
    for (const std::string_view key : {"per", "applies_when", "duration"}) {
        (void)reader.text(key); // reports what is no text
    }
    for (const YamlNode& item : reader.list("references")) {
        action.references.push_back(readCitation(item, kActionReferenceFormat, file));
    }
    for (const std::string_view key : {"effort", "cost", "acceptance"}) {
        const auto covers = [&](const Citation& citation) { return citation.supports == key; };
        if (reader.find(key) != nullptr &&
            std::none_of(action.references.begin(), action.references.end(), covers)) {
            file.error("threshold-without-source",
                       *reader.find(key),
                       "no reference supports " + inQuotes(key) +
                           ": name a source, or say judgement and why");
        }
    }
    return action;
}

Vendor readVendor(const YamlNode& node, FileProblems& file)
{
    const MapReader reader(node, kVendorFormat, file);
    Vendor vendor;
    const YamlNode* id = reader.find("vendor");
    vendor.where = file.at(id == nullptr ? node : *id);
    vendor.id = reader.kebabId("vendor");
    vendor.title = reader.text("title");
    vendor.help = reader.text("help");
    vendor.roles = textList(reader, "roles", file);
    for (std::size_t i = 0; i < vendor.roles.size(); ++i) {
        if (std::find(kVendorRoles.begin(), kVendorRoles.end(), vendor.roles[i]) ==
            kVendorRoles.end()) {
            file.error("unknown-word",
                       reader.list("roles")[i],
                       inQuotes(vendor.roles[i]) + " is no role of a vendor" +
                           didYouMean(vendor.roles[i], {kVendorRoles.begin(), kVendorRoles.end()}));
        }
    }
    for (const YamlNode& item : reader.list("products")) {
        const MapReader parts(item, kProductFormat, file);
        VendorProduct product{parts.text("title"),
                              parts.text("for"),
                              parts.word("status", kStatementWords, StatementStatus::Recalled),
                              parts.text("source")};
        const bool isSourced = product.status == StatementStatus::Read ||
                               product.status == StatementStatus::SecondHand;
        if (isSourced != (parts.find("source") != nullptr)) {
            file.error("statement-without-source",
                       item,
                       isSourced ? "what was read needs its source"
                                 : "what is recalled or judged has no source");
        }
        vendor.products.push_back(std::move(product));
    }
    readCriteria(vendor, reader, "fits", file);
    readCriteria(vendor, reader, "against", file);
    vendor.risks = textList(reader, "risks", file);
    vendor.questions = textList(reader, "questions", file);
    return vendor;
}

std::string_view toString(TopicKind kind)
{
    return textOf(kTopicKindWords, kind);
}

std::string_view toString(PlanPath path)
{
    return textOf(kPlanPathWords, path);
}

std::string_view toString(StatementStatus status)
{
    return textOf(kStatementWords, status);
}

} // namespace netready
