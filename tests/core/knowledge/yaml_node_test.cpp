// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/yaml_node.h"

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using netready::testing::describe;
using netready::testing::errorsOf;

namespace {

/// The nodes live in the document.
YamlDocument parsed(std::string_view text)
{
    YamlDocument document = parseYaml("f.yaml", text);
    INFO(describe(document.problems));
    REQUIRE(document.problems.empty());
    REQUIRE(document.root);
    return document;
}

std::vector<std::string> problems(std::string_view text)
{
    return errorsOf(parseYaml("f.yaml", text).problems);
}

using Errors = std::vector<std::string>;

} // namespace

TEST_CASE("scalars keep their text and say whether they were quoted", "[knowledge]")
{
    const YamlDocument document =
        parsed("a: yes\nb: 0x10\nc: '1.0'\nd: \"x\\ty\"\ne: 2026-11-25\nf:\n");
    const YamlNode& root = *document.root;
    REQUIRE(root.entries().size() == 6);
    CHECK(root.find("a")->text == "yes");
    CHECK_FALSE(root.find("a")->quoted);
    CHECK(root.find("b")->text == "0x10");
    CHECK(root.find("c")->text == "1.0");
    CHECK(root.find("c")->quoted);
    CHECK(root.find("d")->text == "x\ty");
    CHECK(root.find("e")->text == "2026-11-25");
    CHECK(root.find("f")->text.empty());
    CHECK(root.find("g") == nullptr);
    CHECK(root.find("a")->find("b") == nullptr);
}

TEST_CASE("places count lines and characters from 1", "[knowledge]")
{
    const YamlDocument document = parsed("# note\nkey: value\nµs: [é, { x: 1 }]\nq: 'text'\n");
    const YamlNode& root = *document.root;
    CHECK(root.line == 2);
    CHECK(root.column == 1);
    CHECK(root.find("key")->column == 6);
    const YamlNode& list = *root.find("µs");
    CHECK(list.line == 3);
    CHECK(list.column == 5);
    CHECK(list.items()[0].column == 6);
    CHECK(list.items()[1].column == 9);
    CHECK(list.items()[1].entries()[0].key.column == 11);
    CHECK(root.find("q")->column == 4);
    CHECK(root.find("q")->textColumn == 5);
}

TEST_CASE("the text of a block starts where its first line starts", "[knowledge]")
{
    const YamlDocument document =
        parsed("a: >-\n\n    folded\n    text\nb: |  # why\n  kept\nc: x\nd: >\n\n  last\n");
    const YamlNode& root = *document.root;
    CHECK(root.find("a")->text == "\nfolded text");
    CHECK(root.find("a")->line == 1);
    CHECK(root.find("a")->textLine == 3);
    CHECK(root.find("a")->textColumn == 5);
    CHECK(root.find("b")->text == "kept\n");
    CHECK(root.find("b")->textLine == 6);
    CHECK(root.find("b")->textColumn == 3);
    CHECK(root.find("d")->textLine == 10);
}

TEST_CASE("a byte order mark and Windows line ends are read", "[knowledge]")
{
    const YamlDocument document = parsed("\xEF\xBB\xBF"
                                         "a: 1\r\nb: >\r\n  text\r\n");
    const YamlNode& root = *document.root;
    CHECK(root.find("a")->text == "1");
    CHECK(root.find("b")->text == "text\n");
    CHECK(root.find("b")->textLine == 3);
    CHECK(root.find("b")->textColumn == 3);
}

TEST_CASE("what a strict reader does not know is refused with its place", "[knowledge]")
{
    CHECK(problems("a: &x 1\n") == Errors{"anchor f.yaml:1:4"});
    CHECK(problems("a: *x\n") == Errors{"alias f.yaml:1:4"});
    CHECK(problems("a: !!str 1\n") == Errors{"tag f.yaml:1:4"});
    CHECK(problems("a: ! x\n") == Errors{"tag f.yaml:1:4"});
    CHECK(problems("a: 1\nb: 2\na: 3\na: 4\n") ==
          Errors{"duplicate-key f.yaml:3:1", "duplicate-key f.yaml:4:1"});
    CHECK(problems("[a]: 1\n") == Errors{"key-not-text f.yaml:1:1"});
    CHECK(problems("1: x\n") == Errors{"key-not-text f.yaml:1:1"});
    CHECK(problems("-1.5e3: x\n") == Errors{"key-not-text f.yaml:1:1"});
    CHECK(problems("null: x\n") == Errors{"key-not-text f.yaml:1:1"});
    CHECK(problems("'1': x\n").empty());
    CHECK(problems("{ ? [], : x }\n").size() == 2);
    CHECK(problems("--- a\n--- b\n") == Errors{"several-documents f.yaml:2:1"});
    CHECK(problems("") == Errors{"empty-file f.yaml:1:1"});
    CHECK(problems("# only a comment\n") == Errors{"empty-file f.yaml:1:1"});
    CHECK(problems("a: \"\\0\"\n") == Errors{"control-character f.yaml:1:4"});
    CHECK(problems("a: b\x01\n") == Errors{"control-character f.yaml:1:5"});
    CHECK(problems("a: 1\nb: \xC3(\n") == Errors{"not-utf8 f.yaml:2:4"});
    CHECK(problems("a: \xED\xA0\x80\n") == Errors{"not-utf8 f.yaml:1:4"});
    CHECK(problems("a: b: c\n") == Errors{"yaml-syntax f.yaml:1:5"});
}

TEST_CASE("a value with a colon gets the hint to use quotation marks", "[knowledge]")
{
    const Diagnostics found = parseYaml("f.yaml", "a: not applicable: why\n").problems;
    REQUIRE(found.size() == 1);
    CHECK(found[0].message.find("needs quotation marks") != std::string::npos);
}

TEST_CASE("an alias bomb is refused without being expanded", "[knowledge]")
{
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 1; k < 10; ++k) {
            bomb += ", " + before;
        }
        bomb += "]\n";
    }
    const YamlDocument document = parseYaml("f.yaml", bomb);
    CHECK(document.problems.size() == 30 + 29 * 10);
}

TEST_CASE("32 levels are read and 33 are refused, however deep the file goes on", "[knowledge]")
{
    CHECK(problems(std::string(32, '[') + std::string(32, ']')).empty());
    CHECK(problems(std::string(33, '[') + std::string(33, ']')) == Errors{"too-deep f.yaml:1:33"});
    CHECK(problems(std::string(1000000, '[')) == Errors{"too-deep f.yaml:1:33"});
    std::string dashes;
    for (int i = 0; i < 100000; ++i) {
        dashes += "- ";
    }
    CHECK(problems(dashes) == Errors{"too-deep f.yaml:1:65"});
}

TEST_CASE("4 MiB are read and one byte more is refused", "[knowledge]")
{
    std::string text = "a: b\n#";
    text.resize(kMostPackFileBytes, 'x');
    CHECK(problems(text).empty());
    CHECK(problems(text + "x") == Errors{"file-too-large f.yaml"});
}

TEST_CASE("the first key is known although the rest is broken", "[knowledge]")
{
    const YamlDocument document = parseYaml("f.yaml", "rule: a\ntitle: [\n");
    CHECK_FALSE(document.root);
    CHECK(document.firstKey == "rule");
    CHECK(parseYaml("f.yaml", "- rule: a\n").firstKey.empty());
}
