// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/html/html_writer.h"

#include <filesystem>
#include <functional>
#include <string>

namespace netready {

struct PdfOptions
{
    /// The helper program; empty: `NETREADY_PDF`, else beside this program or where it is
    /// installed.
    std::filesystem::path helper;
    /// Called with what is being done, for long work.
    std::function<void(const std::string&)> progress;
    /// Asked several times a second; true ends the helper, and what follows is an Error.
    std::function<bool()> stopped{};
};

/// Writes the report as PDF through the helper program `netready-pdf`, the only part that needs Qt.
/// The file is complete or not there.
///
/// Errors: Io if the helper is not installed, fails, or the file cannot be written.
void writePdf(const ReportContent& content,
              const ReportLook& look,
              const std::filesystem::path& out,
              const PdfOptions& options = {});

/// What the helper is told, as JSON: the page, the furniture, the outline, the metadata.
[[nodiscard]] std::string pdfJob(const ReportContent& content, const ReportLook& look);

/// Where the helper is; empty if it is not installed.
[[nodiscard]] std::filesystem::path findPdfHelper();

} // namespace netready
