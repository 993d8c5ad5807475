// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/json_tree.h"

#include <nlohmann/json.hpp>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

JsonTree parsed(std::string_view text, bool isTolerant = false)
{
    JsonTree tree;
    tree.parse(text, 0, {.isTolerant = isTolerant});
    return tree;
}

/// The tree as the library that everybody uses would have it.
nlohmann::json converted(JsonValue value)
{
    switch (value.kind()) {
    case JsonValue::Kind::Missing:
    case JsonValue::Kind::Null:
        return nullptr;
    case JsonValue::Kind::Bool:
        return *value.truth();
    case JsonValue::Kind::Number:
        return *value.number();
    case JsonValue::Kind::Text:
        return value.text();
    case JsonValue::Kind::List: {
        nlohmann::json list = nlohmann::json::array();
        for (const JsonValue child : value) {
            list.push_back(converted(child));
        }
        return list;
    }
    case JsonValue::Kind::Map: {
        nlohmann::json map = nlohmann::json::object();
        for (const JsonValue child : value) {
            map[child.key()] = converted(child);
        }
        return map;
    }
    }
    return nullptr;
}

} // namespace

TEST_CASE("JSON samples read as nlohmann reads them, and what it refuses is refused", "[evidence]")
{
    for (const std::string& path : samplePaths()) {
        if (!path.ends_with(".json")) {
            continue;
        }
        CAPTURE(path);
        const std::string text = sampleBytes(path);
        const nlohmann::json theirs = nlohmann::json::parse(text, nullptr, false);
        const JsonTree tree = parsed(text);
        const bool isOne = !tree.problem() && tree.size() == 1 && !tree.foreignText();
        CHECK(isOne == !theirs.is_discarded());
        if (isOne && !theirs.is_discarded()) {
            CHECK(converted(tree.document(0)) == theirs);
        }
    }
}

TEST_CASE("texts that are no JSON are refused with their place", "[evidence]")
{
    for (const char* text : {"{",
                             "[",
                             "{\"a\"",
                             "{\"a\":",
                             "{\"a\":1",
                             "{\"a\":1,",
                             "{\"a\":1,}",
                             "[1,]",
                             "[1 2]",
                             "{\"a\" 1}",
                             "{a:1}",
                             "[tru]",
                             "[\"x]",
                             "[1.2.3]",
                             "[5.9e 06]",
                             "[-]"}) {
        CAPTURE(text);
        const JsonTree tree = parsed(text);
        CHECK(tree.problem());
    }
    const JsonTree tree = parsed("{\n \"a\": 1,\n \"b\": x\n}");
    REQUIRE(tree.problem());
    CHECK(tree.lineAt(tree.problem()->offset) == 3);
    CHECK(tree.columnAt(tree.problem()->offset) == 7);
    CHECK(parsed(std::string(100000, '[')).problem());
}

TEST_CASE("escapes, not-numbers and repeated keys are read as they should be", "[evidence]")
{
    const JsonTree tree = parsed(
        R"({"a": "x\n\u00e9\ud83d\ude00\"", "n": nan, "i": -inf, "k": 1, "k": 2, "t": "true", "q": " 4 "})");
    const JsonValue root = tree.document(0);
    CHECK(root["a"].text() == "x\n\xC3\xA9\xF0\x9F\x98\x80\"");
    CHECK_FALSE(root["n"].number());
    CHECK_FALSE(root["i"].number());
    CHECK(root["k"].number() == 2.0);
    CHECK(root["t"].truth() == true);
    CHECK(root["q"].number() == 4.0);
    CHECK_FALSE(root["nothing"]["in"]["it"].number());
    CHECK(root["nothing"].line() == 0);
}

TEST_CASE("several documents and lines between them are kept apart", "[evidence]")
{
    const JsonTree tree = parsed("{\"a\":1}\nsome text\n{\"a\":2}\n{\"a\":3");
    REQUIRE(tree.problem());
    REQUIRE(tree.size() == 3);
    CHECK(tree.document(1)["a"].number() == 2.0);
    CHECK(tree.foreignText() == 8U);
}

TEST_CASE("names without quotation marks are read only where that is asked for", "[evidence]")
{
    const char* const text = "{\n test_info: {\n  test: Write_BW,\n },\n results: {\n  MsgSize: "
                             "8388608,\n  BW_average: 24056.72,\n }\n}\n";
    CHECK(parsed(text).problem());
    const JsonTree tree = parsed(text, true);
    REQUIRE_FALSE(tree.problem());
    CHECK(tree.document(0)["results"]["MsgSize"].number() == 8388608.0);
    CHECK(tree.document(0)["test_info"]["test"].text() == "Write_BW");
}

} // namespace netready
