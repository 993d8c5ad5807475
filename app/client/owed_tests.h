// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/evidence_import.h"
#include "core/plan/test_sheets.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// A file that came back for a test.
struct AnsweredTest
{
    std::string file;
    std::string id;                 ///< as the file names it
    std::optional<TestSheet> sheet; ///< nothing: the client owes no such test
};

/// The tests that files answer; says of each file what its test is about.
[[nodiscard]] std::vector<AnsweredTest>
answeredTests(const std::shared_ptr<const Knowledge>& knowledge,
              const FactBase& facts,
              const AssessOptions& options,
              std::vector<ImportFile>& files);

} // namespace netready
