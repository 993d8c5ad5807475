// SPDX-License-Identifier: Apache-2.0
// The public CEL cases, read where they lie; this project holds no copy of them.
#include "core/expr/tagged_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/catch.h"

using nlohmann::json;

namespace {

std::filesystem::path casesFile()
{
    const char* const shared = std::getenv("NETREADY_SHARED"); // NOLINT: no threads here
    const std::filesystem::path folder =
        shared != nullptr ? std::filesystem::path(shared)
                          : std::filesystem::path(NETREADY_SOURCE_DIR) / ".." / "shared";
    return folder / "cel" / "minimal.json";
}

bool same(const json& a, const json& b);

bool sameEntries(const json& a, const json& b)
{
    return std::all_of(a.begin(), a.end(), [&](const json& entry) {
        return std::any_of(b.begin(), b.end(), [&](const json& other) {
            return same(entry[0], other[0]) && same(entry[1], other[1]);
        });
    });
}

/// NaN equals NaN, maps compare in any order, -0.0 differs from 0.0.
bool same(const json& a, const json& b)
{
    if (a.at("t") != b.at("t") || a.contains("hi") || b.contains("hi")) {
        return false;
    }
    const std::string tag = a.at("t");
    if (tag == "null") {
        return true;
    }
    const json& x = a.at("v");
    const json& y = b.at("v");
    if (tag == "double" && x.is_number() && y.is_number()) {
        return x.get<double>() == y.get<double>() &&
               std::signbit(x.get<double>()) == std::signbit(y.get<double>());
    }
    if (tag == "list") {
        return x.size() == y.size() && std::equal(x.begin(), x.end(), y.begin(), same);
    }
    if (tag == "map") {
        return x.size() == y.size() && sameEntries(x, y) && sameEntries(y, x);
    }
    return x == y;
}

} // namespace

TEST_CASE("every case of the minimal CEL conformance set gives what it expects",
          "[expr][conformance]")
{
    std::ifstream file(casesFile());
    if (!file) {
        WARN("skipped: there is no " << casesFile().string()
                                     << "; set NETREADY_SHARED to the folder that holds cel/");
        return;
    }
    const json cases = json::parse(file);
    CHECK(cases.size() == 604);
    for (const json& one : cases) {
        const json result = netready::evaluateCase(one);
        const json& expected = one.at("expected");
        INFO(one.at("id").get<std::string>() << ": " << one.at("expr").get<std::string>());
        INFO("got " << result.dump(-1, ' ', true));
        if (expected.contains("error")) {
            CHECK(result.contains("error"));
        } else {
            CHECK((result.contains("value") && same(result.at("value"), expected.at("value"))));
        }
    }
}

TEST_CASE("a feature of CEL that is not supported is an error that names it", "[expr][conformance]")
{
    struct Row
    {
        std::string source;
        std::string named;
    };
    const Row row = GENERATE(Row{"1u", "uint"},
                             Row{"0xFFu + 1u", "uint"},
                             Row{"uint(1)", "unsigned"},
                             Row{"b'abc'", "bytes"},
                             Row{"rb'abc'", "bytes"},
                             Row{"bytes('abc')", "bytes"},
                             Row{"'abc'.matches('a')", "regular expressions"},
                             Row{"timestamp('2026-11-25T00:00:00Z')", "timestamps"},
                             Row{"duration('5s')", "durations"},
                             Row{"Point{x: 1}", "messages"},
                             Row{"a.b.Point{x: 1}", "messages"},
                             Row{"x.?y", "optional"},
                             Row{"x?.y", "optional"},
                             Row{"[1][?0]", "optional"},
                             Row{"[?x]", "optional"},
                             Row{"{?'a': x}", "optional"},
                             Row{"optional.of(1)", "optional"},
                             Row{"[1].transformList(i, v, v)", "two variables"},
                             Row{"cel.bind(x, 1, x)", "cel.bind"},
                             Row{"'a b'.split(' ')", "not supported"},
                             Row{"base64.encode('a')", "not supported"});
    const bool isChecked = GENERATE(true, false);
    const json result =
        netready::evaluateCase({{"id", 1}, {"expr", row.source}, {"disable_check", !isChecked}});
    INFO(row.source << ": " << result.dump());
    REQUIRE(result.contains("error"));
    CHECK(result.at("error").get<std::string>().find(row.named) != std::string::npos);
}
