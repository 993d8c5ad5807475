// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/words.h"
#include "core/knowledge/knowledge.h"

#include <array>
#include <string_view>

namespace netready {

inline constexpr std::array<Word<SourceStatus>, 4> kSourceStatusWords{{
    {SourceStatus::Read, "read", "The source itself was read."},
    {SourceStatus::SecondHand, "second-hand", "Known from somebody who cites it."},
    {SourceStatus::VendorClaim, "vendor-claim", "A vendor says so about its own product."},
    {SourceStatus::Judgement, "judgement", "The opinion of those who wrote the pack."},
}};

inline constexpr std::array<Word<Depth>, 3> kDepthWords{{
    {Depth::Executive, "executive", "Asked in an hour with executives."},
    {Depth::Workshop, "workshop", "Asked in a workshop of a day."},
    {Depth::Full, "full", "Asked in a full assessment."},
}};

inline constexpr std::array<Word<Severity>, 4> kSeverityWords{{
    {Severity::Low, "low", "Worth mending some time."},
    {Severity::Medium, "medium", "Costs time or money in use."},
    {Severity::High, "high", "Keeps a workload from what it needs."},
    {Severity::Critical, "critical", "Stops a workload or endangers the organisation."},
}};

inline constexpr std::array<Word<Gate>, 3> kGateWords{{
    {Gate::None, "none", "A failure caps nothing."},
    {Gate::Major, "major", "A failure caps the score at 69."},
    {Gate::Blocker, "blocker", "A failure caps the score at 39."},
}};

inline constexpr std::array<Word<Effort>, 4> kEffortWords{{
    {Effort::Hours, "hours", "Done within a day."},
    {Effort::Days, "days", "Done within two weeks."},
    {Effort::Weeks, "weeks", "Done within a quarter."},
    {Effort::Months, "months", "Takes longer than a quarter."},
}};

inline constexpr std::array<Word<CostClass>, 4> kCostWords{{
    {CostClass::None, "none", "Working time only."},
    {CostClass::Low, "low", "Out of the running budget."},
    {CostClass::Medium, "medium", "Needs a budget of its own."},
    {CostClass::High, "high", "Needs a decision of the executives."},
}};

inline constexpr std::array<Word<bool>, 2> kCurveWords{{
    {false, "linear", "Points grow with the value."},
    {true, "log", "Points grow with the logarithm of the value, for rates and sizes."},
}};

inline constexpr std::array<Word<FigureChoice>, 4> kFigureChoiceWords{{
    {FigureChoice::Lowest, "lowest", "The lowest figure of all."},
    {FigureChoice::Highest, "highest", "The highest figure of all."},
    {FigureChoice::Mean, "mean", "The mean of all figures."},
    {FigureChoice::Sum, "sum", "All figures together."},
}};

/// What a figure of evidence is for an attribute.
enum class FigureBound
{
    Exact,
    AtLeast,
    AtMost
};
inline constexpr std::array<Word<FigureBound>, 3> kFigureBoundWords{{
    {FigureBound::Exact, "exact", "The value itself."},
    {FigureBound::AtLeast, "at-least", "The value is this or more."},
    {FigureBound::AtMost, "at-most", "The value is this or less."},
}};

inline constexpr std::array<Word<bool>, 4> kYesNoWords{{
    {true, "true", "Yes."},
    {true, "yes", "Yes."},
    {false, "false", "No."},
    {false, "no", "No."},
}};

inline constexpr std::array<Word<bool>, 2> kMoreLessWords{{
    {true, "more", "More of it never earns fewer points."},
    {false, "less", "Less of it never earns fewer points."},
}};

inline constexpr std::array<Word<PlanPath>, 3> kPlanPathWords{{
    {PlanPath::Both, "both", "Whether accelerators run already or not."},
    {PlanPath::Greenfield, "greenfield", "Before accelerators run."},
    {PlanPath::Brownfield, "brownfield", "Where accelerators run already."},
}};

inline constexpr std::array<Word<StatementStatus>, 4> kStatementWords{{
    {StatementStatus::Read, "read", "A source that was read says so."},
    {StatementStatus::SecondHand, "second-hand", "Somebody who cites the source says so."},
    {StatementStatus::Recalled, "recalled", "From memory; to be checked with the vendor."},
    {StatementStatus::Judgement, "judgement", "The opinion of those who wrote the pack."},
}};

inline constexpr std::array<Word<TopicKind>, 5> kTopicKindWords{{
    {TopicKind::Question, "question", "A question that every report answers."},
    {TopicKind::Mistake, "mistake", "A mistake that is detected from facts."},
    {TopicKind::Layer, "layer", "A layer of the estate, listed from the users down."},
    {TopicKind::Seam, "seam", "The network between the layer listed before it and the next."},
    {TopicKind::Pillar, "pillar", "What stands beside all layers."},
}};

inline constexpr std::array<std::string_view, 9> kSteps{
    "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9"};

inline constexpr std::array<std::string_view, 18> kVendorRoles{"accelerators",
                                                               "switches",
                                                               "switch-silicon",
                                                               "adapters",
                                                               "dpus",
                                                               "optics",
                                                               "cables-connectors",
                                                               "retimers",
                                                               "optical-transport",
                                                               "servers",
                                                               "storage",
                                                               "network-operating-system",
                                                               "telemetry",
                                                               "verification",
                                                               "automation",
                                                               "aiops",
                                                               "cloud-networking",
                                                               "campus-edge"};

inline constexpr std::array<std::string_view, 7> kRoles{
    "executive", "network", "storage", "security", "facilities", "data-science", "operations"};

inline constexpr std::array<std::string_view, 5> kTestStatuses{
    "pass", "partial", "fail", "unknown", "not_applicable"};

/// Words of the expression language that cannot name a kind or a let.
inline constexpr std::array<std::string_view, 8> kExpressionWords{
    "in", "true", "false", "null", "q", "date", "has", "math"};

/// What a reference of a rule may support: the keys of the rule that hold a threshold.
inline constexpr std::array<std::string_view, 5> kSupported{
    "requirement", "fail_at", "target", "applies_when", "let"};

/// What a reference of an action may support.
inline constexpr std::array<std::string_view, 4> kActionSupported{
    "effort", "cost", "duration", "acceptance"};

// The words of core/facts; a test holds them against attributeTypeFromText and originFromText.
inline constexpr std::array<std::string_view, 9> kAttributeTypeTexts{
    "quantity", "count", "ratio", "boolean", "choice", "choices", "text", "reference", "date"};
inline constexpr std::array<std::string_view, 6> kOriginTexts{
    "assumed", "stated", "documented", "observed", "imported", "measured"};

} // namespace netready
