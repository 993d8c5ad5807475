// SPDX-License-Identifier: Apache-2.0
// Random expressions over partly known inputs, against every completion of them.
#include <cmath>
#include <random>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

/// A variable and what it can be.
struct Input
{
    std::string name;
    ExprType type;
    ExprValue partial;
    std::vector<ExprValue> completions;
};

class Generator
{
public:
    explicit Generator(unsigned seed, bool mayFail = true)
        : m_random(seed)
        , m_mayFail(mayFail)
    {}

    std::size_t below(std::size_t count) { return m_random() % count; }
    bool oneIn(std::size_t count) { return below(count) == 0; }

    std::vector<Input> inputs()
    {
        std::vector<Input> all;
        for (const std::string name : {"i", "j", "k"}) {
            const auto low = static_cast<std::int64_t>(below(7)) - 3;
            const auto high = low + static_cast<std::int64_t>(below(3));
            Input input{name, ExprType::of(TypeKind::Int), ExprValue::ofInt(low, high), {}};
            for (std::int64_t value = low; value <= high; ++value) {
                input.completions.push_back(ExprValue::ofInt(value, value));
            }
            all.push_back(input);
        }
        for (const std::string name : {"x", "y"}) {
            const double low = static_cast<double>(below(9)) / 2 - 2;
            const double high = low + static_cast<double>(below(3)) / 2;
            Input input{name, ExprType::of(TypeKind::Double), ExprValue::ofDouble(low, high), {}};
            for (const double value : {low, (low + high) / 2, high}) {
                input.completions.push_back(ExprValue::ofDouble(value, value));
            }
            all.push_back(input);
        }
        for (const std::string name : {"b", "c"}) {
            Input input{name, ExprType::of(TypeKind::Bool), ExprValue::openBool(0), {}};
            input.completions = {ExprValue::ofBool(false), ExprValue::ofBool(true)};
            if (oneIn(3)) {
                input.partial = ExprValue::ofBool(oneIn(2));
                input.completions = {input.partial};
            }
            all.push_back(input);
        }
        Input unknown{"u", {}, ExprValue::unknown(0), {}};
        unknown.completions = {ExprValue::ofInt(0, 0), ExprValue::ofInt(2, 2)};
        all.push_back(unknown);
        return all;
    }

    std::string truth(int depth)
    {
        if (depth == 0 || oneIn(8)) {
            return pick({"b", "c", "true", "false", "(i < 2)", "(x > 0.5)", "(u == 2)"});
        }
        switch (below(9)) {
        case 0:
            return "(" + truth(depth - 1) + " && " + truth(depth - 1) + ")";
        case 1:
            return "(" + truth(depth - 1) + " || " + truth(depth - 1) + ")";
        case 2:
            return "!" + truth(depth - 1);
        case 3:
            return "(" + whole(depth - 1) + order() + whole(depth - 1) + ")";
        case 4:
            return "(" + real(depth - 1) + order() + real(depth - 1) + ")";
        case 5:
            return list(depth - 1) + pick({".all(e, ", ".exists(e, ", ".exists_one(e, "}) + "e" +
                   order() + whole(0) + ")";
        case 6:
            return "(" + whole(depth - 1) + " in " + list(depth - 1) + ")";
        case 7:
            return "(" + list(depth - 1) + pick({" == ", " != "}) + list(depth - 1) + ")";
        default:
            return conditional(truth(depth - 1), truth(depth - 1), truth(depth - 1));
        }
    }

    std::string whole(int depth)
    {
        if (depth == 0 || oneIn(6)) {
            return pick({"i", "j", "k", "0", "1", "3", "-2"});
        }
        switch (below(m_mayFail ? 6 : 4)) {
        case 0:
            return "size(" + list(depth - 1) + ")";
        case 1:
            return conditional(truth(depth - 1), whole(depth - 1), whole(depth - 1));
        case 2:
            return pick({"math.least(", "math.greatest("}) + whole(depth - 1) + ", " +
                   whole(depth - 1) + ")";
        case 3:
            return m_mayFail ? "int(" + real(depth - 1) + ")"
                             : "(" + whole(depth - 1) + pick({" + ", " - ", " * "}) +
                                   whole(depth - 1) + ")";
        case 4:
            return list(depth - 1) + "[" + whole(depth - 1) + "]";
        default:
            return "(" + whole(depth - 1) + pick({" + ", " - ", " * ", " / ", " % "}) +
                   whole(depth - 1) + ")";
        }
    }

    std::string real(int depth)
    {
        if (depth == 0 || oneIn(6)) {
            return pick({"x", "y", "0.5", "2.0", "-1.0"});
        }
        switch (below(5)) {
        case 0:
            return "double(" + whole(depth - 1) + ")";
        case 1:
            return conditional(truth(depth - 1), real(depth - 1), real(depth - 1));
        case 2:
            return pick({"math.ceil(", "math.floor(", "-("}) + real(depth - 1) + ")";
        case 3:
            return pick({"math.least(", "math.greatest("}) + real(depth - 1) + ", " +
                   real(depth - 1) + ")";
        default:
            return "(" + real(depth - 1) + pick({" + ", " - ", " * ", " / "}) + real(depth - 1) +
                   ")";
        }
    }

    std::string list(int depth)
    {
        if (depth == 0 || oneIn(3)) {
            return "[" + whole(0) + ", " + whole(0) + pick({"", ", u", ", i"}) + "]";
        }
        switch (below(4)) {
        case 0:
            return list(depth - 1) + ".filter(e, e" + order() + whole(depth - 1) + ")";
        case 1:
            return list(depth - 1) + ".map(e, e" + pick({" + ", " * ", m_mayFail ? " / " : " - "}) +
                   whole(0) + ")";
        case 2:
            return list(depth - 1) + ".map(e, e" + order() + whole(0) + ", e + " + whole(0) + ")";
        default:
            return "(" + list(depth - 1) + " + " + list(depth - 1) + ")";
        }
    }

private:
    std::string pick(const std::vector<std::string>& choices)
    {
        return choices[below(choices.size())];
    }
    std::string order() { return pick({" < ", " <= ", " > ", " >= ", " == ", " != "}); }
    std::string
    conditional(const std::string& condition, const std::string& yes, const std::string& no)
    {
        return "(" + condition + " ? " + yes + " : " + no + ")";
    }

    std::mt19937 m_random;
    bool m_mayFail; ///< whether to make what can be an error: division, index, conversion
};

bool lies(const ExprValue& inner, const ExprValue& outer);

/// True if the inner list can be what the outer one comes to.
bool listLies(std::span<const ExprValue> inner, std::span<const ExprValue> outer)
{
    if (outer.empty()) {
        return inner.empty();
    }
    const bool taken = !inner.empty() && lies(inner.front(), outer.front()) &&
                       (!inner.front().optional || outer.front().optional) &&
                       listLies(inner.subspan(1), outer.subspan(1));
    return taken || (outer.front().optional && listLies(inner, outer.subspan(1)));
}

/// True if what the inner value may be is part of what the outer one may be. An open result may
/// turn out to be an error: nobody divides by zero knowingly.
bool lies(const ExprValue& inner, const ExprValue& outer)
{
    if (outer.kind == ExprKind::Error) {
        return inner.kind == ExprKind::Error;
    }
    if (outer.kind == ExprKind::Unknown || inner.kind == ExprKind::Error) {
        return true;
    }
    if (outer.kind != inner.kind) {
        return false;
    }
    if (outer.kind == ExprKind::Bool) {
        return outer.truth == Truth::Open || outer.truth == inner.truth;
    }
    if (outer.kind == ExprKind::Int) {
        return outer.ints.low <= inner.ints.low && inner.ints.high <= outer.ints.high;
    }
    if (outer.kind == ExprKind::Double) {
        return (std::isnan(inner.doubles.low) && std::isnan(outer.doubles.low)) ||
               (outer.doubles.low <= inner.doubles.low && inner.doubles.high <= outer.doubles.high);
    }
    return outer.kind == ExprKind::List && listLies(inner.list(), outer.list());
}

/// One expression with its inputs.
struct Trial
{
    std::vector<Input> inputs;
    std::string source;
    Program program;
    Schema schema;
    EvalContext context;
    std::vector<std::string> names;

    Trial(Generator& generator, std::size_t kind)
        : inputs(generator.inputs())
    {
        constexpr int kDepth = 3;
        source = kind == 0   ? generator.truth(kDepth)
                 : kind == 1 ? generator.whole(kDepth)
                 : kind == 2 ? generator.real(kDepth)
                             : generator.list(kDepth);
        Environment environment(schema);
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            environment.declare(inputs[i].name, inputs[i].type);
            names.push_back(inputs[i].name);
            if (!inputs[i].partial.isExact()) {
                inputs[i].partial.missing = MissingSets::leaf(static_cast<SlotId>(i));
            }
        }
        program = compile(source, environment, {}, {.limitCost = false});
    }

    [[nodiscard]] std::vector<ExprValue> partial() const
    {
        std::vector<ExprValue> values;
        for (const Input& input : inputs) {
            values.push_back(input.partial);
        }
        return values;
    }

    ExprValue evaluated(const std::vector<ExprValue>& values)
    {
        return evaluate(program, values, context);
    }

    std::string shown(const ExprValue& value) { return show(value, context, names); }
};

} // namespace

TEST_CASE("the value of every completion lies inside what was said of the partly known inputs",
          "[expr][soundness]")
{
    Generator generator(1);
    std::size_t open = 0;
    std::size_t points = 0;
    for (std::size_t round = 0; round < 4000; ++round) {
        Trial trial(generator, round % 4);
        const ExprValue outer = trial.evaluated(trial.partial());
        INFO(trial.source << " is " << trial.shown(outer));
        open += outer.isExact() ? 0U : 1U;
        std::vector<std::size_t> chosen(trial.inputs.size());
        for (bool more = true; more;) {
            std::vector<ExprValue> values;
            for (std::size_t i = 0; i < chosen.size(); ++i) {
                values.push_back(trial.inputs[i].completions[chosen[i]]);
            }
            const ExprValue inner = trial.evaluated(values);
            ++points;
            if (!lies(inner, outer) || !inner.isExact() || inner.missing != 0) {
                FAIL("a completion gives " << trial.shown(inner));
            }
            std::size_t i = 0;
            while (i < chosen.size() && ++chosen[i] == trial.inputs[i].completions.size()) {
                chosen[i++] = 0;
            }
            more = i < chosen.size();
        }
    }
    CHECK(open > 1000);
    CHECK(points > 100000);
}

TEST_CASE("learning more never widens a result", "[expr][soundness]")
{
    // Learning that a branch or an item is an error leaves Unknown where an open condition stands
    // before it, so the statement is about expressions that cannot fail.
    Generator generator(2, false);
    for (std::size_t round = 0; round < 20000; ++round) {
        Trial trial(generator, round % 4);
        std::vector<ExprValue> values = trial.partial();
        ExprValue outer = trial.evaluated(values);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto& completions = trial.inputs[i].completions;
            values[i] = completions[generator.below(completions.size())];
            const ExprValue inner = trial.evaluated(values);
            if (!lies(inner, outer)) {
                FAIL(trial.source << ": once " << trial.names[i] << " is known "
                                  << trial.shown(outer) << " becomes " << trial.shown(inner));
            }
            outer = inner;
        }
    }
    SUCCEED();
}

TEST_CASE("once everything that is missing is known the result is decided", "[expr][soundness]")
{
    Generator generator(3);
    std::size_t open = 0;
    for (std::size_t round = 0; round < 20000; ++round) {
        Trial trial(generator, round % 4);
        std::vector<ExprValue> values = trial.partial();
        const ExprValue before = trial.evaluated(values);
        CHECK((before.isExact() || before.missing != 0));
        if (before.isExact()) {
            if (before.missing != 0) {
                FAIL(trial.source << " is exact and misses something: " << trial.shown(before));
            }
            continue;
        }
        ++open;
        for (const SlotId slot : trial.context.missing.slots(before.missing)) {
            const auto& completions = trial.inputs[slot].completions;
            values[slot] = completions[generator.below(completions.size())];
        }
        const ExprValue after = trial.evaluated(values);
        if (!after.isExact()) {
            FAIL(trial.source << " was " << trial.shown(before) << ", is " << trial.shown(after));
        }
    }
    CHECK(open > 5000);
}

TEST_CASE("no evaluation of a random expression costs more than its static cost",
          "[expr][soundness]")
{
    Generator generator(4);
    for (std::size_t round = 0; round < 20000; ++round) {
        Trial trial(generator, round % 4);
        (void)trial.evaluated(trial.partial());
        if (trial.context.cost > trial.program.staticCost()) {
            FAIL(trial.source << " cost " << trial.context.cost << " of "
                              << trial.program.staticCost());
        }
    }
    SUCCEED();
}

TEST_CASE("a trace of a random expression has the value of its evaluation", "[expr][soundness]")
{
    Generator generator(5);
    for (std::size_t round = 0; round < 5000; ++round) {
        Trial trial(generator, round % 4);
        const std::vector<ExprValue> values = trial.partial();
        const std::string direct = trial.shown(trial.evaluated(values));
        const std::string traced = trial.shown(trace(trial.program, values, trial.context).value);
        trial.context.clear();
        const std::string again = trial.shown(trial.evaluated(values));
        if (traced != direct || again != direct) {
            FAIL(trial.source << ": " << direct << ", traced " << traced << ", again " << again);
        }
    }
    SUCCEED();
}
