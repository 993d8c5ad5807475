// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "reports/html/html_writer.h"
#include "reports/json/assessment_json.h"
#include "reports/pdf/pdf_writer.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/reports/support/markup.h"
#include "tests/reports/support/sample.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

const ReportLook& look()
{
    static const ReportLook kLook = loadLook(NETREADY_REPORT_DATA_FOLDER);
    return kLook;
}

std::string htmlOf(const Sample& sample)
{
    return toHtml(sample.content(), look());
}

std::string withoutStyle(const std::string& html)
{
    return html.substr(0, html.find("<style>")) + html.substr(html.find("</style>"));
}

Sample hostileSample()
{
    Sample sample = brownfieldSample();
    sample.options.client = "<script>alert(1)</script> & \"Söhne\" \xFF\x02 עברית";
    sample.options.title = std::string(10000, 'x');
    sample.assessment.workloads[0].title = std::string(10000, 'w');
    sample.assessment.workloads[1].title = "</td></style><img src=x onerror=alert(1)> {{css}} عربي";
    for (Finding& finding : sample.assessment.findings) {
        finding.text = "{{#sections}} <b>bold</b> &amp; " + std::string(10000, 'z');
    }
    return sample;
}

} // namespace

TEST_CASE("the HTML is well formed and needs nothing from outside", "[reports]")
{
    const Sample sample = GENERATE(from_range(
        std::vector<Sample>{brownfieldSample(), readySample(), emptySample(), hostileSample()}));
    const std::string html = htmlOf(sample);
    CHECK(markupFault(html) == "");
    CHECK(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">"));
    const std::string body = withoutStyle(html);
    CHECK(body.find("<script") == std::string::npos);
    CHECK(body.find("<img") == std::string::npos);
    CHECK(body.find("<link") == std::string::npos);
    const bool hostile = sample.options.title.size() > 1000; // holds braces of its own
    CHECK((hostile || body.find("{{") == std::string::npos));
    CHECK((hostile || body.find(" src=") == std::string::npos));
    CHECK(html.find("@import") == std::string::npos);
    CHECK(occurrences(html, "url(") == occurrences(html, "url(data:font/woff2;base64,"));
    CHECK(occurrences(body, "<h1") == 1);
}

TEST_CASE("headings step down one level at a time", "[reports]")
{
    const std::string html = withoutStyle(htmlOf(brownfieldSample()));
    char last = '0';
    for (std::size_t at = html.find("<h"); at != std::string::npos; at = html.find("<h", at + 1)) {
        const char level = html[at + 2];
        if (level < '1' || level > '6') {
            continue;
        }
        INFO(html.substr(at, 80));
        CHECK(level <= last + 1);
        last = level;
    }
}

TEST_CASE("ids are unique and links inside the report resolve", "[reports]")
{
    const Sample sample =
        GENERATE(from_range(std::vector<Sample>{brownfieldSample(), readySample(), emptySample()}));
    const std::string html = withoutStyle(htmlOf(sample));
    const std::vector<std::string> ids = attributeValues(html, "id");
    const std::set<std::string> known(ids.begin(), ids.end());
    CHECK(known.size() == ids.size());
    for (const std::string& target : attributeValues(html, "href")) {
        INFO(target);
        const bool inside = target.starts_with("#");
        CHECK((inside ? known.contains(target.substr(1)) : target.starts_with("https://")));
    }
    for (const std::string& target : attributeValues(html, "aria-labelledby")) {
        CHECK(known.contains(target));
    }
}

TEST_CASE("every finding stands in the HTML with its numbers", "[reports]")
{
    const Sample sample = brownfieldSample();
    const std::string text = plainText(htmlOf(sample));
    for (const Finding& finding : sample.assessment.findings) {
        INFO(finding.text);
        CHECK(text.find(finding.text) != std::string::npos);
    }
}

TEST_CASE("hostile text is printed as text", "[reports]")
{
    const std::string html = htmlOf(hostileSample());
    CHECK(html.find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
    CHECK(html.find("\xFF") == std::string::npos);
    CHECK(plainText(html).find("{{css}}") != std::string::npos);
}

TEST_CASE("quantities and ranges stay on one line", "[reports]")
{
    CHECK(prose("takes 70–112 s, not 60 s.") ==
          "takes <span class=\"q\">70–112\u00A0s,</span> not 60\u00A0s.");
    CHECK(prose("at 100 Gb/s now") == "at <span class=\"q\">100\u00A0Gb/s</span> now");
    CHECK(prose("2 independent feeds") == "2 independent feeds");
    CHECK(prose("a < b & c") == "a &lt; b &amp; c");
    CHECK(prose("").empty());
}

TEST_CASE("the same content gives the same bytes", "[reports]")
{
    CHECK(htmlOf(brownfieldSample()) == htmlOf(brownfieldSample()));
    CHECK(assessmentJson(brownfieldSample().assessment).dump(2) ==
          assessmentJson(brownfieldSample().assessment).dump(2));
}

TEST_CASE("the JSON of an assessment has the members that others build on", "[reports]")
{
    const auto json = assessmentJson(brownfieldSample().assessment);
    CHECK(json["site"]["verdict"] == "not ready");
    CHECK(json["site"]["low"] == 12);
    CHECK(json["site"]["high"] == 36);
    CHECK(json["site"]["band"] == "D");
    CHECK(json["site"]["settled"] == true);
    CHECK(json["workloads"].size() == 4);
    CHECK(json["dimensions"].size() == 5);
    CHECK(json["findings"].size() == 32);
    CHECK(json["coverage"] == 0.68);
    CHECK(json["packs"][0]["version"] == "2026.1.0");
    const auto& finding = json["findings"][0];
    std::vector<std::string> names;
    for (const auto& [name, value] : finding.items()) {
        names.push_back(name);
    }
    names.resize(7);
    CHECK(names ==
          std::vector<std::string>{"rule", "subject", "status", "low", "high", "gate", "missing"});
}

TEST_CASE("an explanation leaves out what is empty", "[reports]")
{
    ExplanationNode leaf;
    leaf.kind = ExplanationNode::Kind::Input;
    leaf.label = "Speed of a leaf uplink";
    leaf.value = "100 Gb/s";
    leaf.origin = "observed";
    ExplanationNode root;
    root.kind = ExplanationNode::Kind::Finding;
    root.label = "The fabric is not oversubscribed";
    root.parts = {leaf};
    CHECK(
        explanationJson(root).dump() ==
        R"({"kind":"finding","label":"The fabric is not oversubscribed","parts":[{"kind":"input",)"
        R"("label":"Speed of a leaf uplink","value":"100 Gb/s","origin":"observed"}]})");
}

TEST_CASE("a report that cannot be written leaves nothing behind", "[reports]")
{
    const ReportContent content = brownfieldSample().content();
    CHECK_THROWS_AS(writeHtml(content, look(), "/nowhere/at/all.html"), Error);
    CHECK_THROWS_AS(
        writePdf(content, look(), "/nowhere/at/all.pdf", {.helper = "/bin/true", .progress = {}}),
        Error);
    const std::filesystem::path out = std::filesystem::path(NETREADY_TEST_OUTPUT_DIR) / "never.pdf";
    CHECK_THROWS_AS(writePdf(content, look(), out, {.helper = "/bin/false", .progress = {}}),
                    Error);
    CHECK_THROWS_AS(writePdf(content, look(), out, {.helper = "/no/such/program", .progress = {}}),
                    Error);
    CHECK_FALSE(std::filesystem::exists(out));
    CHECK_THROWS_AS(loadLook("/nowhere"), Error);
}
