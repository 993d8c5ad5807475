// SPDX-License-Identifier: Apache-2.0
#include "reports/html/html_writer.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "reports/html/html_data.h"

namespace netready {

namespace {

namespace mustache = kainjow::mustache;

constexpr std::size_t kLongTitle = 55; // bytes; longer ones are set smaller

mustache::data coverData(const Cover& cover)
{
    mustache::data data;
    data.set("kind", cover.kind);
    data.set("coverTitle", cover.title);
    data.set("longTitle", mustache::data(cover.title.size() > kLongTitle));
    data.set("subtitle", cover.subtitle);
    data.set("coverSvg", cover.chart ? drawForCover(*cover.chart) : std::string());
    data.set("coverNarrowSvg", cover.chart ? drawNarrow(*cover.chart) : std::string());
    data.set("coverCaption", prose(cover.caption));
    data.set("coverIsWeave",
             cover.chart && std::holds_alternative<WeaveChart>(*cover.chart)
                 ? mustache::data::type::bool_true
                 : mustache::data::type::bool_false);
    mustache::data columns{mustache::data::type::list};
    for (const CoverColumn& column : cover.columns) {
        mustache::data item;
        item.set("label", column.label);
        item.set("verdictIcon",
                 column.verdict ? mustache::data(verdictIcon(*column.verdict))
                                : mustache::data(false));
        item.set("verdictLine", prose(column.verdictLine));
        mustache::data lines{mustache::data::type::list};
        for (const std::string& line : column.lines) {
            lines << mustache::data{"line", prose(line)};
        }
        item.set("lines", lines);
        columns << item;
    }
    data.set("columns", columns);
    return data;
}

} // namespace

std::string toHtml(const ReportContent& content, const ReportLook& look, HtmlOptions options)
{
    mustache::data data;
    data.set("language", content.language);
    data.set("documentTitle", content.title);
    data.set("client", content.client);
    data.set("foot", content.foot);
    data.set("paged", mustache::data(options.paged));
    data.set("fonts", look.fontsCss);
    data.set("css", look.css);
    data.set("front", coverData(content.cover));
    data.set("contentsHeadline", content.contentsHeadline);
    mustache::data sections{mustache::data::type::list};
    for (const Section& section : content.sections) {
        mustache::data item;
        item.set("id", section.id);
        item.set("name", section.name);
        item.set("headline", prose(section.headline));
        item.set("blocks", blocksData(section.blocks));
        sections << item;
    }
    data.set("sections", sections);
    for (const auto& [name, text] : look.templates) {
        data.set(name, mustache::data{mustache::partial{[&text = text] { return text; }}});
    }
    mustache::mustache page{look.templates.at("report")};
    if (!page.is_valid()) {
        throw Error(ErrorCode::Corrupt, "the report template is damaged: " + page.error_message());
    }
    // The escaping of the library lets bytes through that are not UTF-8.
    page.set_custom_escape([](const std::string& text) { return escaped(text); });
    std::string html = page.render(data);
    if (!page.error_message().empty()) {
        throw Error(ErrorCode::Corrupt, "the report template is damaged: " + page.error_message());
    }
    return html;
}

void writeHtml(const ReportContent& content,
               const ReportLook& look,
               const std::filesystem::path& out)
{
    writeFileAtomically(out, toHtml(content, look));
}

} // namespace netready
