// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/client.h"
#include "app/client/questions.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

struct InterviewOptions
{
    QuestionFilter filter;
    Origin origin = Origin::Stated;
    std::string author;
    std::int32_t today = 0;
    std::size_t mostQuestions = 0; ///< ends after so many; 0: no limit
    bool again = false;            ///< also what was answered with "not known" or a range before
};

/// Asks the open questions in the terminal, best first, and writes each answer through.
///
/// Reads lines from stdin, from a person or from a pipe. Ends when told to, when nothing is open
/// any more, at the end of the input or with Ctrl-C; whatever was answered is in the file.
class Interview
{
public:
    Interview(Client& client, InterviewOptions options);

    /// Runs to its end.
    void run();

private:
    enum class Next
    {
        Question, ///< choose the best one
        SameAgain ///< ask the same again
    };
    struct Step
    {
        FactKey key;
        bool edited = false; ///< else skipped
    };

    [[nodiscard]] std::optional<RankedQuestion> chooseQuestion();
    void showQuestion(const RankedQuestion& question) const;
    void showHelp(const RankedQuestion& question) const;
    /// Nothing if the interview ends.
    [[nodiscard]] std::optional<Next> take(const RankedQuestion& question, std::string_view line);
    [[nodiscard]] Next answer(const RankedQuestion& question, const std::string& text);
    [[nodiscard]] Next goBack();
    void record(const RankedQuestion& question, Value value);
    void sayGoodbye(std::string_view why) const;

    Client& m_client;
    InterviewOptions m_options;
    LiveAssessment m_live;
    std::set<FactKey> m_dealtWith;   ///< answered or skipped in this session
    std::vector<Step> m_steps;       ///< for going back
    std::optional<FactKey> m_wanted; ///< asked next whatever its rank
    std::size_t m_asked = 0;
    std::size_t m_answers = 0;
};

/// What a person typed as parseValue reads it: numbers stand for options, y and n for yes and no.
[[nodiscard]] std::string answerText(const Attribute& attribute,
                                     const std::vector<AnswerOption>& options,
                                     std::string_view typed);

} // namespace netready
