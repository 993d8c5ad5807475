// SPDX-License-Identifier: Apache-2.0
#include "app/client/owed_tests.h"

#include <algorithm>

namespace netready {

namespace {

/// Of claims, and of every action that could be planned.
std::vector<TestSheet> owedTests(const std::shared_ptr<const Knowledge>& knowledge,
                                 const FactBase& facts,
                                 const AssessOptions& options)
{
    PlanOptions planned;
    planned.assess = options;
    const PlanBoard board(knowledge, facts, planned);
    const PlanChoice all(board.candidates().all.size(), 0);
    return testSheets(assess(knowledge, facts, options), *knowledge, board.candidates(), all);
}

} // namespace

std::vector<AnsweredTest> answeredTests(const std::shared_ptr<const Knowledge>& knowledge,
                                        const FactBase& facts,
                                        const AssessOptions& options,
                                        std::vector<ImportFile>& files)
{
    std::vector<AnsweredTest> answered;
    std::vector<TestSheet> owed;
    for (ImportFile& file : files) {
        const std::optional<std::string> id = answeredSheet(file.name, file.bytes);
        if (!id) {
            continue;
        }
        if (answered.empty()) {
            owed = owedTests(knowledge, facts, options);
        }
        AnsweredTest one{file.name, *id, std::nullopt};
        const auto found = std::find_if(
            owed.begin(), owed.end(), [&](const TestSheet& sheet) { return sheet.id == *id; });
        if (found != owed.end()) {
            one.sheet = *found;
            file.about = found->subject;
        }
        answered.push_back(std::move(one));
    }
    return answered;
}

} // namespace netready
