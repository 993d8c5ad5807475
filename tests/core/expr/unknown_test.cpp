// SPDX-License-Identifier: Apache-2.0
// The rules of unknown propagation, each point of knowledge: rules-and-scoring 3.1.
#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

struct Row
{
    std::string source;
    std::string expected;
};

/// u, v: nothing is known; b: an open yes or no; t, f: true, false; n: 1..5; m: 3..9; r: a measured
/// range, which nobody can be asked about; na: does not apply.
void fill(Variables& variables)
{
    variables.add("u", ExprValue::unknown(0));
    variables.add("v", ExprValue::unknown(0));
    variables.add("b", ExprValue::openBool(0));
    variables.add("t", ExprValue::ofBool(true));
    variables.add("f", ExprValue::ofBool(false));
    variables.add("n", ExprValue::ofInt(1, 5));
    variables.add("m", ExprValue::ofInt(3, 9));
    variables.add("x", ExprValue::ofDouble(1, 5));
    variables.add("r", ExprValue::ofDouble(90, 110));
    variables.values.back().missing = 0;
    variables.add("na", ExprValue::ofError("it is air-cooled", true));
}

void check(const std::vector<Row>& rows)
{
    Variables variables;
    fill(variables);
    for (const Row& row : rows) {
        INFO(row.source);
        CHECK(variables.text(row.source) == row.expected);
    }
}

} // namespace

TEST_CASE("an absorbing value wins over unknowns and errors, and an unknown over an error",
          "[expr][unknown]")
{
    check({
        {"u || t", "true"},
        {"t || u", "true"},
        {"u && f", "false"},
        {"f && u", "false"},
        {"1/0 > 0 || t", "true"},
        {"1/0 > 0 && f", "false"},
        {"u && 1/0 > 0", "open{u}"},
        {"1/0 > 0 || u", "open{u}"},
        {"1/0 > 0 || b", "open{b}"},
        {"1/0 > 0 && t", "error"},
        {"u && f && 1/0 > 0", "false"},
        {"u || 1/0 > 0 || t", "true"},
    });
}

TEST_CASE("only what is on the critical path is missing", "[expr][unknown]")
{
    check({
        {"(u || true) && v", "open{v}"},
        {"(u || t) && v", "open{v}"},
        {"u || v", "open{u, v}"},
        {"u && v", "open{u, v}"},
        {"u && t", "open{u}"},
        {"u || f || v", "open{u, v}"},
        {"!(u && v)", "open{u, v}"},
        {"u == v", "open{u, v}"},
        {"(u && f) || b", "open{b}"},
        {"n > 0 && u", "open{u}"},
        {"n > 3 && u", "open{u, n}"},
        {"(n > 9) == u", "open{u}"},
    });
}

TEST_CASE("outside && and || an error wins over an unknown", "[expr][unknown]")
{
    check({
        {"u + 1/0", "error"},
        {"1/0 + u", "error"},
        {"u == 1/0", "error"},
        {"1/0 < u", "error"},
        {"!(1/0 > 0)", "error"},
        {"[u, 1/0]", "error"},
        {"{'a': u, 'b': 1/0}", "error"},
        {"math.least(u, 1/0)", "error"},
        {"u + 1", "unknown{u}"},
        {"u + v", "unknown{u, v}"},
        {"u < 5", "open{u}"},
        {"u != 5", "open{u}"},
        {"u.a", "unknown{u}"},
        {"has(u.a)", "open{u}"},
        {"u[0]", "unknown{u}"},
        {"[1][u]", "unknown{u}"},
        {"size(u)", "unknown{u}"},
        {"u in [1, 2]", "open{u}"},
        {"1 in u", "open{u}"},
        {"u in []", "false"},
    });
}

TEST_CASE("not applicable is weaker than a real error and stronger than an unknown",
          "[expr][unknown]")
{
    check({
        {"na", "not applicable"},
        {"na + 1", "not applicable"},
        {"na + u", "not applicable"},
        {"u + na", "not applicable"},
        {"na + 1/0", "error"},
        {"1/0 + na", "error"},
        {"na && f", "false"},
        {"na || t", "true"},
        {"na && t", "not applicable"},
        {"na && u", "open{u}"},
        {"na && 1/0 > 0", "error"},
        {"1/0 > 0 && na", "error"},
        {"na > 3 || na < 2", "not applicable"},
        {"t ? na : 1", "not applicable"},
        {"b ? na : 1", "unknown{b}"},
    });
}

TEST_CASE("macros decide item by item: one known item can settle the whole", "[expr][unknown]")
{
    check({
        {"[u, 128].exists(w, w > 64)", "true"},
        {"[u, 8].exists(w, w > 64)", "open{u}"},
        {"[u, 8].all(w, w > 64)", "false"},
        {"[u, 128].all(w, w > 64)", "open{u}"},
        {"[u, v].exists(w, w > 64)", "open{u, v}"},
        {"[1, 2].exists(w, w > 64)", "false"},
        {"u.exists(w, w > 64)", "open{u}"},
        {"u.map(w, w)", "unknown{u}"},
        {"[1/0 > 0, t].exists(w, w)", "error"},
        {"[0, 2].exists(w, 4 / w == 2)", "true"},
        {"[0, 1].exists(w, 4 / w == 2)", "error"},
        {"[0, u].exists(w, 4 / w == 2)", "open{u}"},
        {"[7, 7, u].exists_one(w, w == 7)", "false"},
        {"[7, u].exists_one(w, w == 7)", "open{u}"},
        {"[7, 8].exists_one(w, w == 7)", "true"},
        {"[n, 20].exists_one(w, w > 3)", "open{n}"},
        {"[n, 0].exists_one(w, w > 3)", "open{n}"},
        {"[u, 3].map(w, w + 1)", "[unknown{u}, 4]"},
        {"[u, 3].map(w, w + 1)[1]", "4"},
        {"size([u, 3])", "2"},
        {"3 in [u, 3]", "true"},
        {"4 in [u, 3]", "open{u}"},
        {"[u, 3] == [1, 4]", "false"},
        {"[u, 3] == [1, 3]", "open{u}"},
        {"{'a': u, 'b': 2}.b", "2"},
        {"{'a': u, 'b': 2}.a", "unknown{u}"},
        {"{'a': u} == {'b': 1}", "false"},
    });
}

TEST_CASE("a filter that is undecided keeps what may be there as perhaps there", "[expr][unknown]")
{
    check({
        {"[1, 2, 3].filter(w, w > n)", "[2{n}?, 3{n}?]"},
        {"size([1, 2, 3].filter(w, w > n))", "[0, 2]{n}"},
        {"size([1, 9].filter(w, w > n))", "1"},
        {"size([1, 9, u].filter(w, w > 5))", "[1, 2]{u}"},
        {"[1, 2, 3].filter(w, w > n).exists(w, w == 1)", "false"},
        {"[1, 2, 3].filter(w, w > n).exists(w, w == 3)", "open{n}"},
        {"[1, 9].filter(w, w > n).exists(w, w == 9)", "true"},
        {"[1, 2, 3].filter(w, w > n).all(w, w > 1)", "true"},
        {"[1, 2, 3].filter(w, w > n).all(w, w > 2)", "open{n}"},
        {"[2, 3].filter(w, w > n).map(w, w * 2)", "[4{n}?, 6{n}?]"},
        {"size([2, 3].map(w, w > n, w * 2))", "[0, 2]{n}"},
        {"3 in [2, 3].filter(w, w > n)", "open{n}"},
        {"5 in [2, 3].filter(w, w > n)", "false"},
        {"[2, 3].filter(w, w > n)[0]", "unknown{n}"},
        {"[2, 3].filter(w, w > n) == [3]", "open{n}"},
        {"[2, 3].filter(w, w > n) == [1, 2, 3]", "false"},
        {"[2, 0].filter(w, w > n).map(w, 1 / (w - 2))", "unknown{n}"},
        {"[6, 0].filter(w, w > n).map(w, 1 / (w - 6))", "error"},
        {"[2, 3].filter(w, w > n).filter(w, w > 2).size()", "[0, 1]{n}"},
    });
}

TEST_CASE("ranges go through arithmetic and are compared to true, false or open", "[expr][unknown]")
{
    check({
        {"n + m", "[4, 14]{n, m}"},
        {"n - m", "[-8, 2]{n, m}"},
        {"n * m", "[3, 45]{n, m}"},
        {"n * 0", "0"},
        {"-n", "[-5, -1]{n}"},
        {"10 / n", "[2, 10]{n}"},
        {"n % 10", "[1, 5]{n}"},
        {"m % 4", "[0, 3]{m}"},
        {"x * 2.0", "[2, 10]d{x}"},
        {"1.0 / x", "[0.2, 1]d{x}"},
        {"double(n)", "[1, 5]d{n}"},
        {"int(x)", "[1, 5]{x}"},
        {"n < 1", "false"},
        {"n <= 1", "open{n}"},
        {"n < 6", "true"},
        {"n == 7", "false"},
        {"n == 3", "open{n}"},
        {"n != 7", "true"},
        {"n == n", "open{n}"},
        {"n < x", "open{n, x}"},
        {"n < 5.5", "true"},
        {"x >= 1", "true"},
        {"r > 100.0", "open"},
        {"r > 80.0", "true"},
        {"x > 3.0 || r > 100.0", "open{x}"},
        {"math.least(n, 0)", "0"},
        {"math.least(n, m)", "[1, 5]{n, m}"},
        {"math.greatest(n, 2)", "[2, 5]{n}"},
        {"math.greatest(n, m, 20)", "20"},
        {"math.ceil(x / 2.0)", "[1, 3]d{x}"},
        {"math.log2(x)", "[0, 2.321928094887362]d{x}"},
        {"[10, 20, 30, 40, 50, 60][n]", "[20, 60]{n}"},
        {"[10, 20][n]", "unknown{n}"},
        {"[10][n]", "error"},
    });
}

TEST_CASE("a ternary with an open condition gives the hull of both branches", "[expr][unknown]")
{
    check({
        {"b ? 1 : 5", "[1, 5]{b}"},
        {"b ? 1.0 : 5.0", "[1, 5]d{b}"},
        {"u ? 1 : 5", "[1, 5]{u}"},
        {"b ? n : 9", "[1, 9]{b, n}"},
        {"b ? 3 : 3", "3"},
        {"b ? true : false", "open{b}"},
        {"b ? true : true", "true"},
        {"b ? t : n > 0", "true"},
        {"b ? 'a' : 'a'", "'a'"},
        {"b ? 'a' : 'c'", "unknown{b}"},
        {"t ? n : u", "[1, 5]{n}"},
        {"f ? u : 2", "2"},
        {"b ? 1/0 : 2", "unknown{b}"},
        {"b ? 1/0 : 2/0", "error"},
        {"(b ? 1 : 5) < 6", "true"},
        {"n > 3 ? n : 7", "[1, 7]{n}"},
        {"n > 3 ? m : 7", "[3, 9]{n, m}"},
        {"b ? [1] : [1]", "[1]"},
        {"1/0 > 0 ? 1 : 2", "error"},
        {"na ? 1 : 2", "not applicable"},
    });
}

TEST_CASE("bounds are outer bounds: what is read twice is not correlated", "[expr][unknown]")
{
    check({
        {"b || !b", "open{b}"},
        {"b && !b", "open{b}"},
        {"n - n", "[-4, 4]{n}"},
        {"n == n", "open{n}"},
    });
}

TEST_CASE("a missing answer is never an error, and dividing by what may be zero is open",
          "[expr][unknown]")
{
    check({
        {"10 / (n - 3)", "unknown{n}"},
        {"10 / (n - n)", "unknown{n}"},
        {"10 % (n - 3)", "unknown{n}"},
        {"1.0 / (x - 3.0)", "unknown{x}"},
        {"10 / (n * 0)", "error"},
        {"n / 0", "error"},
        {"x / 0.0", "infd"},
        {"9223372036854775807 + n", "error"},
        {"9223372036854775804 + n", "unknown{n}"},
        {"9223372036854775807 * n", "unknown{n}"},
        {"-9223372036854775807 - n", "unknown{n}"},
        {"-9223372036854775807 - m", "error"},
    });
}

TEST_CASE("exact results miss nothing", "[expr][unknown]")
{
    Variables variables;
    fill(variables);
    for (const std::string source : {"n * 0 + 3",
                                     "math.least(n, 1)",
                                     "b ? 2 : 2",
                                     "n < 9",
                                     "[n, 1].exists(w, w == 1)",
                                     "[2, 9].filter(w, w > n)[1] == 9 || true",
                                     "size([n])"}) {
        INFO(source);
        const ExprValue value = variables.evaluated(source);
        CHECK(value.isExact());
        CHECK(value.missing == 0);
    }
}

TEST_CASE("choices carry their remaining options", "[expr][unknown]")
{
    World world;
    CHECK(world.text("fabric.transport") == "options 0111{main.transport}");
    CHECK(world.text("fabric.transport == 'rocev2'") == "open{main.transport}");
    CHECK(world.text("fabric.transport in ['rocev2', 'infiniband', 'tcp']") == "true");
    world.set("fabric/main.transport", "rocev2 or tcp");
    CHECK(world.text("fabric.transport == 'infiniband'") == "false");
    CHECK(world.text("fabric.transport != 'infiniband'") == "true");
    CHECK(world.text("fabric.transport in ['rocev2', 'tcp']") == "true");
    CHECK(world.text("fabric.transport in ['rocev2', 'infiniband']") == "open{main.transport}");
    CHECK(world.text("fabric.managed ? fabric.transport : 'infiniband'") ==
          "options 0111{main.managed, main.transport}");
    CHECK(world.text("(fabric.managed ? 'tcp' : fabric.transport) != 'infiniband'") == "true");
    world.set("fabric/main.transport", "tcp");
    CHECK(world.text("fabric.transport") == "options 0100");
    CHECK(world.text("fabric.transport == 'tcp'") == "true");
    CHECK(world.text("string(fabric.transport) + '!'") == "'tcp!'");
    CHECK(world.text("fabric.transport == fabrics[1].transport") == "open{spare.transport}");
}

TEST_CASE("sets of choices hold for certain, perhaps or not", "[expr][unknown]")
{
    World world;
    CHECK(world.text("'pfc' in fabric.features") == "open{main.features}");
    CHECK(world.text("size(fabric.features)") == "[0, 3]{main.features}");
    world.set("fabric/main.features", "[pfc, ecn?]");
    CHECK(world.text("'pfc' in fabric.features") == "true");
    CHECK(world.text("'ecn' in fabric.features") == "open{main.features}");
    CHECK(world.text("'spraying' in fabric.features") == "false");
    CHECK(world.text("size(fabric.features)") == "[1, 2]{main.features}");
    CHECK(world.text("size(fabric.features) > 0") == "true");
}
