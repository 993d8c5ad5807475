// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/plan/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// What somebody does to show that a claim holds, or that an action has done what it should.
struct TestSheet
{
    std::string
        id; ///< `nt-` and eight hexadecimal digits; the same test of the same subject has it
    SubjectKey subject;
    const Rule* rule = nullptr;     ///< whose claim it tests; null: the test of an action
    const Action* action = nullptr; ///< that it accepts, or whose test serves for the claim
    std::string title;
    std::string why; ///< one sentence
    AcceptanceTest test;
    bool givesFigures = false; ///< files of a tool come back; otherwise a record of what was done
    [[nodiscard]] bool operator==(const TestSheet& other) const { return id == other.id; }
};

/// The tests that a client owes: of each claim on which a gate rests, and of each action.
///
/// Shape:  claims by rule and subject, then the actions of `choice` in the order of the plan
[[nodiscard]] std::vector<TestSheet> testSheets(const Assessment& assessment,
                                                const Knowledge& knowledge,
                                                const Candidates& candidates,
                                                const PlanChoice& choice);

/// Markdown for the one who tests.
[[nodiscard]] std::string testSheetText(const TestSheet& sheet, std::string_view subjectTitle);

/// The id of the sheet that a file answers: in its name, or in a first line
/// `netready-test: nt-0123abcd`.
[[nodiscard]] std::optional<std::string> answeredSheet(std::string_view fileName,
                                                       std::string_view bytes);

/// The bytes of a file without the line that names its sheet.
[[nodiscard]] std::string_view withoutSheetLine(std::string_view bytes);

/// What a file that came back has done for a test.
enum class SheetOutcome
{
    Holds, ///< what is tested is settled, and it is fulfilled
    Fails, ///< what is tested is settled, and it is not
    Open   ///< the file did not give what decides it
};
[[nodiscard]] std::string_view toString(SheetOutcome outcome);

/// How it stands with a test in an assessment made with what came back.
[[nodiscard]] SheetOutcome outcomeOf(const TestSheet& sheet, const Assessment& assessment);

} // namespace netready
