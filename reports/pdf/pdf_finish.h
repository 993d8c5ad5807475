// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace netready {

struct OutlineEntry
{
    std::string id;
    std::string title;
    int level = 1;
};

/// What the helper is told (pdf_writer.h writes it). Texts of head and foot are markup already.
struct PdfJob
{
    std::string html;
    std::string furnitureCss;
    std::string headLeft;
    std::string headRight;
    std::string foot;
    std::string title;
    std::string language;
    std::string date;
    std::vector<OutlineEntry> outline;
};

/// A place in the printed body.
struct PagePlace
{
    std::size_t page = 0; ///< from 0
    double top = 0;       ///< points from the lower edge, as in PDF
};

/// What the printed body holds.
struct BodyPages
{
    std::size_t count = 0;
    std::map<std::string, PagePlace> destinations; ///< by id
    struct Link
    {
        PagePlace place; ///< upper edge of the link
        std::string target;
    };
    std::vector<Link> contents; ///< links of the contents pages, each target once
};

/// Reads pages, destinations and the links of the pages before the first section.
[[nodiscard]] BodyPages readBody(const std::string& bytes);

/// One box a page: running head, foot, number; none on the cover. Numbers beside the contents.
[[nodiscard]] std::string furnitureHtml(const PdfJob& job, const BodyPages& pages);

/// Lays the furniture over the body, adds outline and metadata and writes the file.
/// Errors: std::runtime_error with one sentence.
void finishPdf(const PdfJob& job,
               const std::string& body,
               const std::string& furniture,
               const char* out);

} // namespace netready
