// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace netready {

/// Which open questions are wanted.
struct QuestionFilter
{
    std::string role; ///< empty: any
    Depth depth = Depth::Full;
};

/// Reads the words of the command line.
/// Errors: InvalidInput naming what is possible
[[nodiscard]] QuestionFilter
parseFilter(const Knowledge& knowledge, const std::string& role, const std::string& depth);

/// The open questions that pass the filter, best first.
[[nodiscard]] std::vector<RankedQuestion> openQuestions(LiveAssessment& live,
                                                        const QuestionFilter& filter);

/// The wording of a question; made from the title of the attribute if the packs have none.
[[nodiscard]] std::string wording(const RankedQuestion& question);

/// What an answer would bring: `up to 12 points, decides the verdict`.
[[nodiscard]] std::string worth(const RankedQuestion& question);

/// An answer that can be chosen by its number.
struct AnswerOption
{
    std::string value; ///< as parseValue reads it
    std::string title;
    std::string help;
};

/// Options of a choice, yes and no, or the subjects that a reference may name; else empty.
[[nodiscard]] std::vector<AnswerOption> answerOptions(const Attribute& attribute,
                                                      const FactBase& facts);

/// Says what else may be typed: unit, range, several options.
[[nodiscard]] std::string answerForm(const Attribute& attribute);

/// The question in the form of questionsJson, with wording, options and unit for those who ask it.
[[nodiscard]] nlohmann::ordered_json questionJson(const RankedQuestion& ranked,
                                                  const FactBase& facts);

} // namespace netready
