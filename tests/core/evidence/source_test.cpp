// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/csv_table.h"
#include "core/evidence/evidence_source.h"
#include "core/evidence/foreign_yaml.h"
#include "core/evidence/inventory.h"
#include "core/evidence/read_number.h"
#include "core/evidence/time_text.h"

#include <tuple>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

std::string utf16(std::string_view text, bool isBig)
{
    std::string out = isBig ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : text) {
        out += isBig ? std::string{'\0', c} : std::string{c, '\0'};
    }
    return out;
}

} // namespace

TEST_CASE("numbers are read whole or not at all", "[evidence]")
{
    CHECK(readNumber(" 12.5 ") == 12.5);
    CHECK(readNumber("-1e-3") == -1e-3);
    CHECK(readNumber("+7") == 7);
    for (const char* text : {"",
                             "nan",
                             "-nan",
                             "inf",
                             "+Inf",
                             "NaN",
                             "1,5",
                             "12 Gb/s",
                             "0x10",
                             "5.924e 06",
                             "1e999",
                             "--1",
                             "-"}) {
        CAPTURE(text);
        CHECK_FALSE(readNumber(text));
    }
    CHECK(readCommaNumber("3,5") == 3.5);
    CHECK_FALSE(readCommaNumber("1.000,5"));
    CHECK(readQuantity("1k") == 1000.0);
    CHECK(readQuantity("2Ki") == 2048.0);
    CHECK_FALSE(readQuantity("1 k"));
    CHECK(readInteger("42") == 42);
    CHECK_FALSE(readInteger("42.0"));
    CHECK(readHexadecimal("0x1f") == 31U);
}

TEST_CASE("times are written in one form", "[evidence]")
{
    CHECK(isoTime(1795334182.0) == "2026-11-22T07:56:22Z");
    CHECK(isoTime(951782400.0) == "2000-02-29T00:00:00Z");
    CHECK(isoTime(-1.0).empty());
    const auto [text, expected] = GENERATE(table<std::string, std::string>({
        {"2026-03-02 10:00:00", "2026-03-02T10:00:00"},
        {"2026-03-02T10:00:00.123Z", "2026-03-02T10:00:00Z"},
        {"Sun Nov 22 07:57:14 2026", "2026-11-22T07:57:14"},
        {"Sun, 22 Nov 2026 07:56:22 GMT", "2026-11-22T07:56:22Z"},
        {"20260302-101500", "2026-03-02T10:15:00"},
        {"2026-13-02 10:00:00", ""},
        {"2026-03-02 25:00:00", ""},
        {"yesterday", ""},
        {"", ""},
    }));
    CHECK(isoTime(text) == expected);
}

TEST_CASE("a table keeps quotes, lines in cells and other separators", "[evidence]")
{
    const CsvTable table = readCsv("a;b;c\r\n\"x;1\";\"two\nlines\";3\r\n\r\n4;5;6");
    CHECK(table.separator == ';');
    CHECK(table.header == std::vector<std::string>{"a", "b", "c"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells == std::vector<std::string>{"x;1", "two lines", "3"});
    CHECK(table.rows[0].line == 2);
    CHECK_FALSE(table.rows[0].isCut);
    CHECK(table.rows[1].isCut);
    CHECK(table.rows[1].line == 5);
    CHECK(readCsv("").rows.empty());
}

TEST_CASE("the same cable list imports in any encoding", "[evidence]")
{
    const std::string text =
        "a_device,a_port,b_device,b_port,speed_gbps\ngpu01,rail1,leaf1,Ethernet0,400\n";
    const std::vector<InventoryLink> plain = readEvidence("cables.csv", text).inventory.links;
    REQUIRE(plain.size() == 1);
    CHECK(plain[0].speed == 400e9);
    for (const std::string& bytes :
         {utf16(text, false), utf16(text, true), "\xEF\xBB\xBF" + text}) {
        CHECK(readEvidence("cables.csv", bytes).inventory.links == plain);
    }
    const EvidenceResult latin =
        readEvidence("cables.csv", "a_device,a_port,b_device,b_port\nM\xFCnchen,1,leaf1,2\n");
    CHECK(hasDiagnostic(latin, "repaired"));
    REQUIRE(latin.inventory.links.size() == 1);
    CHECK(latin.inventory.links[0].a.node == "M\xC3\xBCnchen");
    CHECK(hasDiagnostic(readEvidence("x", std::string("ab\0\0c", 5)), "not-text"));
    CHECK(hasDiagnostic(readEvidence("x", ""), "unknown-format"));
    CHECK(hasDiagnostic(readEvidence("x", "  \n"), "unknown-format"));
}

TEST_CASE("a format is known by content, whatever the file is called", "[evidence]")
{
    if (!sampleFolder()) {
        return;
    }
    for (const std::string& path : samplePaths()) {
        CAPTURE(path);
        CHECK(readEvidence("file", sampleBytes(path)).format == readSample(path).format);
    }
}

TEST_CASE("foreign YAML becomes a tree with lines; aliases are refused", "[evidence]")
{
    const std::string text = "name: x\nlist:\n  - {a: 1, b: \"two\"}\n  - three\n";
    const JsonTree tree = readForeignYaml(text);
    REQUIRE(tree.size() == 1);
    const JsonValue root = tree.document(0);
    CHECK(root["name"].text() == "x");
    CHECK(root["list"].size() == 2);
    CHECK(root["list"].first()["b"].text() == "two");
    CHECK(root["list"].first()["a"].number() == 1.0);
    CHECK(root["list"].first().line() == 3);
    CHECK(readForeignYaml("a: &x 1\nb: *x\n").problem());
    CHECK(readForeignYaml("a: [1, 2\nb: 3\n").problem());
}

TEST_CASE("a feed carries what its parts say, or nothing is known", "[evidence]")
{
    InventoryFeed feed;
    feed.volts = 400;
    feed.amperes = 32;
    feed.phases = 3;
    CHECK_FALSE(usablePower(feed));
    feed.usableShare = 0.8;
    CHECK(*usablePower(feed) == Approx(17736).epsilon(1e-4)); // 400 x 32 x 1.732 x 0.8
    feed.phases = 1;
    CHECK(*usablePower(feed) == Approx(10240));
}

TEST_CASE("a read can be stopped and tells how far it is", "[evidence]")
{
    std::string text = "a_device,a_port,b_device,b_port\n";
    for (int i = 0; i < 20000; ++i) {
        text += "gpu" + std::to_string(i) + ",1,leaf1," + std::to_string(i) + "\n";
    }
    EvidenceOptions options;
    std::stop_source stop;
    options.stop = stop.get_token();
    int calls = 0;
    options.progress = [&](std::size_t done, std::size_t total) {
        CHECK(done <= total);
        if (++calls == 2) {
            stop.request_stop();
        }
    };
    const EvidenceResult result = readEvidence("cables.csv", text, options);
    CHECK(hasDiagnostic(result, "stopped"));
    CHECK(result.inventory.isEmpty());
    CHECK(calls == 2);
}

TEST_CASE("metrics are sorted, so that they are found", "[evidence]")
{
    std::string_view before;
    for (const EvidenceMetric& metric : evidenceMetrics()) {
        CHECK(before < metric.id);
        before = metric.id;
        CHECK(findEvidenceMetric(metric.id) == &metric);
    }
    CHECK(findEvidenceMetric("nothing") == nullptr);
}

} // namespace netready
