// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/content/report_content.h"

#include <filesystem>
#include <map>
#include <string>

namespace netready {

/// What decides the look: templates, style sheets, fonts, read from a data folder.
struct ReportLook
{
    std::map<std::string, std::string> templates; ///< by name without `.mustache`
    std::string css;
    std::string furnitureCss;
    std::string fontsCss; ///< empty if the fonts were not there when this was built
};

/// Reads the look. The folder holds `templates/`, `style/` and perhaps `fonts/fonts.css`.
/// Errors: NotFound if the templates or the style sheet are not there.
[[nodiscard]] ReportLook loadLook(const std::filesystem::path& folder);

/// The data folder of this program: `NETREADY_REPORT_DATA`, else `share/netready/reports` beside
/// the program's folder (installed), else `reports/data` in a folder above it (build tree).
/// Errors: NotFound if there is none.
[[nodiscard]] std::filesystem::path findReportData();

struct HtmlOptions
{
    bool paged = false; ///< for the PDF: page numbers will be laid over the contents
};

/// The report as one HTML file without scripts and without references to anything outside it.
/// The same content and look give the same bytes.
[[nodiscard]] std::string
toHtml(const ReportContent& content, const ReportLook& look, HtmlOptions options = {});

/// Writes the HTML so that the file is either complete or not there.
/// Errors: Io if it cannot be written.
void writeHtml(const ReportContent& content,
               const ReportLook& look,
               const std::filesystem::path& out);

/// Writes bytes to a new file beside `out` and then renames it.
/// Errors: Io if it cannot be written.
void writeFileAtomically(const std::filesystem::path& out, std::string_view bytes);

/// Escapes a text and keeps quantities and ranges on one line.
[[nodiscard]] std::string prose(std::string_view text);

} // namespace netready
