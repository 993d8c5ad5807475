// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/knowledge/words.h"

#include <array>
#include <span>
#include <string_view>

namespace netready {

/// A key that may stand in a map of a pack file.
struct KeyFormat
{
    std::string_view name;
    bool isRequired = false;
    std::span<const std::string_view> words = {}; ///< if only these are allowed
};

/// The keys of one kind of map. The JSON Schemas beside the packs say the same; a test compares.
struct MapFormat
{
    std::string_view name;
    std::span<const KeyFormat> keys;
};

inline constexpr auto kSourceStatusTexts = textsOf(kSourceStatusWords);
inline constexpr auto kDepthTexts = textsOf(kDepthWords);
inline constexpr auto kSeverityTexts = textsOf(kSeverityWords);
inline constexpr auto kGateTexts = textsOf(kGateWords);
inline constexpr auto kEffortTexts = textsOf(kEffortWords);
inline constexpr auto kCostTexts = textsOf(kCostWords);
inline constexpr auto kCurveTexts = textsOf(kCurveWords);
inline constexpr auto kTopicKindTexts = textsOf(kTopicKindWords);
inline constexpr auto kPlanPathTexts = textsOf(kPlanPathWords);
inline constexpr auto kStatementTexts = textsOf(kStatementWords);
inline constexpr auto kYesNoTexts = textsOf(kYesNoWords);
inline constexpr auto kFigureChoiceTexts = textsOf(kFigureChoiceWords);
inline constexpr auto kFigureBoundTexts = textsOf(kFigureBoundWords);

inline constexpr std::array<KeyFormat, 6> kPackKeys{{
    {"pack", true},
    {"version", true},
    {"schema", true},
    {"requires_engine", true},
    {"title", true},
    {"overrides", false},
}};
inline constexpr std::array<KeyFormat, 5> kKindKeys{{
    {"id", true},
    {"plural", true},
    {"title", true},
    {"help", true},
    {"singleton", false, kYesNoTexts},
}};
inline constexpr std::array<KeyFormat, 4> kDimensionKeys{{
    {"id", true},
    {"code", true},
    {"title", true},
    {"help", true},
}};
inline constexpr std::array<KeyFormat, 7> kSourceKeys{{
    {"id", true},
    {"title", true},
    {"publisher", true},
    {"year"},
    {"locator"},
    {"url"},
    {"status", true, kSourceStatusTexts},
}};
inline constexpr std::array<KeyFormat, 3> kEvidenceAgeKeys{{
    {"id", true},
    {"days", true},
    {"because", true},
}};
inline constexpr std::array<KeyFormat, 14> kAttributeKeys{{
    {"id", true},
    {"type", true, kAttributeTypeTexts},
    {"unit"},
    {"domain"},
    {"tolerance"},
    {"options"},
    {"target"},
    {"computed"},
    {"symbol"},
    {"derived"},
    {"measured_by"},
    {"title", true},
    {"help", true},
    {"source", true},
}};
/// How figures of evidence give the value of an attribute.
inline constexpr std::array<KeyFormat, 9> kMeasuredByKeys{{
    {"metric", true},
    {"stat"},
    {"take", false, kFigureChoiceTexts},
    {"where"},
    {"largest"},
    {"factor"},
    {"complement", false, kYesNoTexts},
    {"bound", false, kFigureBoundTexts},
    {"because"},
}};
inline constexpr std::array<KeyFormat, 3> kOptionKeys{{
    {"id", true},
    {"title", true},
    {"help"},
}};
/// Where the domain of an attribute comes from.
inline constexpr std::array<KeyFormat, 4> kCitationKeys{{
    {"source"},
    {"locator"},
    {"judgement", false, kYesNoTexts},
    {"rationale"},
}};
inline constexpr std::array<KeyFormat, 10> kQuestionKeys{{
    {"id", true},
    {"attribute", true},
    {"text", true},
    {"why", true},
    {"role", true, kRoles},
    {"where"},
    {"typical"},
    {"depth", false, kDepthTexts},
    {"minutes"},
    {"ask_when"},
}};
inline constexpr std::array<KeyFormat, 5> kClassKeys{{
    {"id", true},
    {"title", true},
    {"help", true},
    {"weights"},
    {"typical"},
}};
inline constexpr std::array<KeyFormat, 5> kUseCaseKeys{{
    {"id", true},
    {"title", true},
    {"help", true},
    {"class", true},
    {"typical"},
}};
inline constexpr std::array<KeyFormat, 3> kTypicalKeys{{
    {"attribute", true},
    {"value", true},
    {"because", true},
}};
inline constexpr std::array<KeyFormat, 19> kRuleKeys{{
    {"rule", true},
    {"title", true},
    {"dimension", true},
    {"severity", true, kSeverityTexts},
    {"gate", true, kGateTexts},
    {"weight", true},
    {"per", true},
    {"applies_when"},
    {"let"},
    {"requirement"},
    {"score"},
    {"better"},
    {"evidence"},
    {"found", true},
    {"rationale", true},
    {"remediation", true},
    {"limits", true},
    {"references", true},
    {"tests", true},
}};
inline constexpr std::array<KeyFormat, 5> kTopicKeys{{
    {"id", true},
    {"title", true},
    {"text", true},
    {"kind", true, kTopicKindTexts},
    {"rules", true},
}};
inline constexpr std::array<KeyFormat, 16> kActionKeys{{
    {"action", true},
    {"title", true},
    {"per", true},
    {"step", true, kSteps},
    {"path", true, kPlanPathTexts},
    {"role", true, kRoles},
    {"applies_when"},
    {"remedies"},
    {"sets", true},
    {"needs"},
    {"effort", true},
    {"cost", true},
    {"duration", true},
    {"risk", true},
    {"acceptance", true},
    {"references", true},
}};
inline constexpr std::array<KeyFormat, 3> kActionFactKeys{{
    {"attribute", true},
    {"value"},
    {"formula"},
}};
inline constexpr std::array<KeyFormat, 4> kEstimateKeys{{
    {"value"},
    {"low"},
    {"high"},
    {"basis", true},
}};
inline constexpr std::array<KeyFormat, 4> kAcceptanceKeys{{
    {"tool", true},
    {"command"},
    {"threshold", true},
    {"duration"},
}};
inline constexpr std::array<KeyFormat, 5> kActionReferenceKeys{{
    {"source"},
    {"locator"},
    {"judgement", false, kYesNoTexts},
    {"rationale"},
    {"supports", true, kActionSupported},
}};
inline constexpr std::array<KeyFormat, 9> kVendorKeys{{
    {"vendor", true},
    {"title", true},
    {"roles", true},
    {"help", true},
    {"products", true},
    {"fits", true},
    {"against"},
    {"risks", true},
    {"questions", true},
}};
inline constexpr std::array<KeyFormat, 4> kProductKeys{{
    {"title", true},
    {"for", true},
    {"status", true, kStatementTexts},
    {"source"},
}};
inline constexpr std::array<KeyFormat, 5> kCriterionKeys{{
    {"id", true},
    {"when", true},
    {"points", true},
    {"why", true},
    {"status", true, kStatementTexts},
}};
inline constexpr std::array<KeyFormat, 4> kScoreKeys{{
    {"value", true},
    {"fail_at", true},
    {"target", true},
    {"curve", false, kCurveTexts},
}};
inline constexpr std::array<KeyFormat, 2> kEvidenceKeys{{
    {"full_credit_needs", false, kOriginTexts},
    {"stated_credit"},
}};
inline constexpr std::array<KeyFormat, 3> kRemediationKeys{{
    {"text", true},
    {"effort", true, kEffortTexts},
    {"cost", true, kCostTexts},
}};
/// As a citation, and which key of the rule it covers.
inline constexpr std::array<KeyFormat, 5> kReferenceKeys{{
    {"source"},
    {"locator"},
    {"judgement", false, kYesNoTexts},
    {"rationale"},
    {"supports", true, kSupported},
}};
inline constexpr std::array<KeyFormat, 4> kRuleTestKeys{{
    {"name", true},
    {"given"},
    {"subjects"},
    {"expect", true},
}};
inline constexpr std::array<KeyFormat, 3> kExpectKeys{{
    {"status", true, kTestStatuses},
    {"score"},
    {"missing"},
}};
/// The long form of a value in a rule test.
inline constexpr std::array<KeyFormat, 2> kGivenFactKeys{{
    {"value", true},
    {"origin", true, kOriginTexts},
}};
inline constexpr std::array<KeyFormat, 5> kTemplateKeys{{
    {"template", true},
    {"title", true},
    {"description", true},
    {"subjects", true},
    {"facts"},
}};
inline constexpr std::array<KeyFormat, 2> kTemplateSubjectKeys{{
    {"id", true},
    {"title", true},
}};
inline constexpr std::array<KeyFormat, 6> kTemplateFactKeys{{
    {"set", true},
    {"value", true},
    {"origin", true, kOriginTexts},
    {"by"},
    {"note"},
    {"evidence"},
}};

inline constexpr MapFormat kPackFormat{"pack", kPackKeys};
inline constexpr MapFormat kKindFormat{"kind", kKindKeys};
inline constexpr MapFormat kDimensionFormat{"dimension", kDimensionKeys};
inline constexpr MapFormat kSourceFormat{"source", kSourceKeys};
inline constexpr MapFormat kEvidenceAgeFormat{"evidence age", kEvidenceAgeKeys};
inline constexpr MapFormat kAttributeFormat{"attribute", kAttributeKeys};
inline constexpr MapFormat kMeasuredByFormat{"measured_by", kMeasuredByKeys};
inline constexpr MapFormat kOptionFormat{"option", kOptionKeys};
inline constexpr MapFormat kCitationFormat{"citation", kCitationKeys};
inline constexpr MapFormat kQuestionFormat{"question", kQuestionKeys};
inline constexpr MapFormat kClassFormat{"class", kClassKeys};
inline constexpr MapFormat kUseCaseFormat{"use case", kUseCaseKeys};
inline constexpr MapFormat kTypicalFormat{"typical value", kTypicalKeys};
inline constexpr MapFormat kRuleFormat{"rule", kRuleKeys};
inline constexpr MapFormat kTopicFormat{"topic", kTopicKeys};
inline constexpr MapFormat kActionFormat{"action", kActionKeys};
inline constexpr MapFormat kActionFactFormat{"fact of an action", kActionFactKeys};
inline constexpr MapFormat kEstimateFormat{"estimate", kEstimateKeys};
inline constexpr MapFormat kAcceptanceFormat{"acceptance", kAcceptanceKeys};
inline constexpr MapFormat kActionReferenceFormat{"reference", kActionReferenceKeys};
inline constexpr MapFormat kVendorFormat{"vendor", kVendorKeys};
inline constexpr MapFormat kProductFormat{"product", kProductKeys};
inline constexpr MapFormat kCriterionFormat{"criterion", kCriterionKeys};
inline constexpr MapFormat kScoreFormat{"score", kScoreKeys};
inline constexpr MapFormat kEvidenceFormat{"evidence", kEvidenceKeys};
inline constexpr MapFormat kRemediationFormat{"remediation", kRemediationKeys};
inline constexpr MapFormat kReferenceFormat{"reference", kReferenceKeys};
inline constexpr MapFormat kRuleTestFormat{"test", kRuleTestKeys};
inline constexpr MapFormat kExpectFormat{"expect", kExpectKeys};
inline constexpr MapFormat kGivenFactFormat{"fact", kGivenFactKeys};
inline constexpr MapFormat kTemplateFormat{"template", kTemplateKeys};
inline constexpr MapFormat kTemplateSubjectFormat{"subject", kTemplateSubjectKeys};
inline constexpr MapFormat kTemplateFactFormat{"template fact", kTemplateFactKeys};

/// The first keys of pack files: what a file holds.
inline constexpr std::array<std::string_view, 14> kFileKeys{"pack",
                                                            "kinds",
                                                            "dimensions",
                                                            "sources",
                                                            "evidence_ages",
                                                            "attributes",
                                                            "questions",
                                                            "classes",
                                                            "use_cases",
                                                            "rule",
                                                            "topics",
                                                            "action",
                                                            "vendor",
                                                            "template"};

} // namespace netready
