// SPDX-License-Identifier: Apache-2.0
#include "core/expr/tagged_json.h"

#include "core/base/error.h"

#include <nlohmann/json.hpp>

#include <string>

#include "tests/support/catch.h"

using namespace netready;
using nlohmann::json;

namespace {

json evaluated(const std::string& expression, const json& bindings, const json& unknowns)
{
    json result = evaluateCase(
        {{"id", 1}, {"expr", expression}, {"bindings", bindings}, {"unknowns", unknowns}});
    CHECK(result.at("id") == 1);
    result.erase("id");
    return result;
}

json whole(int value)
{
    return {{"t", "int"}, {"v", std::to_string(value)}};
}

json list(const json& items)
{
    return {{"t", "list"}, {"v", items}};
}

} // namespace

TEST_CASE("tagged values are read back as they were written", "[expr][json]")
{
    const std::string text =
        GENERATE(as<std::string>(),
                 R"({"t":"null"})",
                 R"({"t":"bool","v":true})",
                 R"({"t":"int","v":"-9223372036854775808"})",
                 R"({"hi":"5","t":"int","v":"1"})",
                 R"({"t":"double","v":1.5})",
                 R"({"t":"double","v":"NaN"})",
                 R"({"t":"double","v":"-Infinity"})",
                 R"({"hi":2.5,"t":"double","v":1.5})",
                 R"({"t":"string","v":"ä\u0000b"})",
                 R"({"t":"list","v":[{"t":"int","v":"1"},{"t":"null"}]})",
                 R"({"t":"map","v":[[{"t":"string","v":"a"},{"t":"int","v":"1"}]]})",
                 R"({"dim":"data_rate","t":"quantity","v":400000000000.0})",
                 R"({"dim":"data_size","hi":16.0,"t":"quantity","v":8.0})",
                 R"({"t":"date","v":"2026-11-25"})",
                 R"({"t":"type","v":"int"})");
    EvalContext context;
    const json value = json::parse(text);
    CHECK(toTaggedJson(fromTaggedJson(value, context)) == value);
}

TEST_CASE("data sizes are bytes outside and bits inside", "[expr][json]")
{
    EvalContext context;
    const ExprValue size =
        fromTaggedJson({{"t", "quantity"}, {"v", 100}, {"dim", "data_size"}}, context);
    CHECK(size.doubles.low == 800);
    CHECK(evaluated("q('1 kB')", {}, {}) ==
          json{{"value", {{"t", "quantity"}, {"v", 1000.0}, {"dim", "data_size"}}}});
    CHECK(evaluated("q('1 kb/s')", {}, {}) ==
          json{{"value", {{"t", "quantity"}, {"v", 1000.0}, {"dim", "data_rate"}}}});
}

TEST_CASE("values that are wrong or not supported are refused", "[expr][json]")
{
    const std::string text = GENERATE(as<std::string>(),
                                      R"(1)",
                                      R"({"v":1})",
                                      R"({"t":"int"})",
                                      R"({"t":"int","v":"1.5"})",
                                      R"({"t":"int","v":1.5})",
                                      R"({"t":"int","v":"5","hi":"1"})",
                                      R"({"t":"uint","v":"1"})",
                                      R"({"t":"bytes","v":"YQ=="})",
                                      R"({"t":"timestamp","v":{"s":"0","n":0}})",
                                      R"({"t":"bool","v":"true"})",
                                      R"({"t":"string","v":1})",
                                      R"({"t":"list","v":1})",
                                      R"({"t":"map","v":[1]})",
                                      R"({"t":"map","v":[[{"t":"null"},{"t":"null"}]]})",
                                      R"({"t":"quantity","v":1})",
                                      R"({"t":"quantity","v":1,"dim":"speed"})",
                                      R"({"t":"date","v":"2026-02-30"})");
    EvalContext context;
    INFO(text);
    CHECK_THROWS_AS(fromTaggedJson(json::parse(text), context), Error);
}

TEST_CASE("a value that is nested too deep is refused", "[expr][json]")
{
    json value = whole(1);
    for (int i = 0; i < 1000; ++i) {
        value = list(json::array({value}));
    }
    EvalContext context;
    CHECK_THROWS_AS(fromTaggedJson(value, context), Error);
    CHECK(evaluated("x", {{"x", value}}, {}).contains("error"));
}

TEST_CASE("an unknown names the paths that would decide it", "[expr][json]")
{
    CHECK(evaluated("x > 1", {}, {"x"}) == json{{"unknown", {"x"}}});
    CHECK(evaluated("x > 1 || true", {}, {"x"}) == json{{"value", {{"t", "bool"}, {"v", true}}}});
    CHECK(evaluated("(u || true) && v", {}, {"u", "v"}) == json{{"unknown", {"v"}}});
    CHECK(evaluated("u || v", {}, {"v", "u"}) == json{{"unknown", {"u", "v"}}});
    CHECK(evaluated("x.y + 1", {{"x", {{"t", "map"}, {"v", json::array()}}}}, {"x.y"}) ==
          json{{"unknown", {"x.y"}}});
    CHECK(evaluated("a.b > 1", {}, {"a.b"}) == json{{"unknown", {"a.b"}}});
    CHECK(evaluated("u + 1/0", {}, {"u"}).contains("error"));
}

TEST_CASE("an unknown leaf inside a list leaves the rest known", "[expr][json]")
{
    const json item = {{"t", "map"}, {"v", {{{{"t", "string"}, {"v", "gpus"}}, whole(128)}}}};
    const json bindings = {{"w", list({item, item})}};
    CHECK(evaluated("w.exists(x, x.gpus > 64)", bindings, {"w[0].gpus"}) ==
          json{{"value", {{"t", "bool"}, {"v", true}}}});
    CHECK(evaluated("w.all(x, x.gpus > 64)", bindings, {"w[0].gpus"}) ==
          json{{"unknown", {"w[0].gpus"}}});
    CHECK(evaluated("w.all(x, x.gpus < 64)", bindings, {"w[0]['gpus']"}) ==
          json{{"value", {{"t", "bool"}, {"v", false}}}});
    CHECK(evaluated("w[1].gpus", bindings, {"w[0]"}) == json{{"value", whole(128)}});
    CHECK(evaluated("w", bindings, {"w[0].gpus"}) == json{{"unknown", {"w[0].gpus"}}});
    CHECK(evaluated("w", bindings, {"w[7].gpus"}).contains("error"));
    CHECK(evaluated("w", bindings, {"w[x"}).contains("error"));
}

TEST_CASE("a range is a value with hi, and is missed where it matters", "[expr][json]")
{
    const json range = {{"t", "int"}, {"v", "1"}, {"hi", "5"}};
    CHECK(evaluated("n + 1", {{"n", range}}, {}) ==
          json{{"value", {{"t", "int"}, {"v", "2"}, {"hi", "6"}}}});
    CHECK(evaluated("n > 9", {{"n", range}}, {"n"}) ==
          json{{"value", {{"t", "bool"}, {"v", false}}}});
    CHECK(evaluated("n > 3", {{"n", range}}, {"n"}) == json{{"unknown", {"n"}}});
    CHECK(evaluated("n > 3 ? 1.0 : 2.0", {{"n", range}}, {"n"}) ==
          json{{"value", {{"t", "double"}, {"v", 1.0}, {"hi", 2.0}}}});
}

TEST_CASE("a case that is no case is an error, not a crash", "[expr][json]")
{
    CHECK(evaluateCase(json::array()).contains("error"));
    CHECK(evaluateCase(json::object()).contains("error"));
    CHECK(evaluateCase({{"id", 1}, {"expr", 5}}).contains("error"));
    CHECK(evaluateCase({{"id", 1}, {"expr", "1"}, {"bindings", 5}}).contains("error"));
    CHECK(evaluateCase({{"id", 1}, {"expr", "1"}, {"unknowns", {5}}}).contains("error"));
    CHECK(evaluateCase({{"id", "a"}, {"expr", "1 +"}}).at("error") ==
          "line 1:4: the expression ends too early");
}
