// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/read_evidence.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready::testing {

/// The folder of samples: all of them beside the source tree, else those of tests/data, which lacks
/// the files that came from public repositories.
std::optional<std::filesystem::path> sampleFolder();

/// True if only the samples of tests/data are there.
bool areSamplesPartial();

/// Paths of all samples below the folder, with slashes, sorted.
std::vector<std::string> samplePaths();

std::string sampleBytes(const std::string& path);

/// A sample as it would be imported: its name is the last part of its path.
EvidenceResult readSample(const std::string& path, const EvidenceOptions& options = {});

/// The record of a metric and statistic whose scope and conditions hold all the parts; null if
/// there is none.
const EvidenceRecord* findRecord(const EvidenceResult& result,
                                 std::string_view metric,
                                 EvidenceStat stat,
                                 const std::vector<std::string>& parts = {});

bool hasDiagnostic(const EvidenceResult& result, std::string_view code);

/// Everything a result says, for searching.
std::string allText(const EvidenceResult& result);

} // namespace netready::testing
