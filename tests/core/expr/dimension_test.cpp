// SPDX-License-Identifier: Apache-2.0
#include "core/units/dimension.h"

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("quantities compare and combine by their dimension", "[expr][dimension]")
{
    const auto [source, expected] = GENERATE(table<std::string, std::string>({
        {"q('400 Gb/s')", "400000000000 data_rate"},
        {"q('0.1 GB/s') == q('0.8 Gb/s')", "true"},
        {"q('400 Gb/s') + q('100 Gb/s') > q('450 Gb/s')", "true"},
        {"q('400 Gb/s') - q('100 Gb/s') == q('300 Gb/s')", "true"},
        {"q('400 Gb/s') * 2 == q('800 Gb/s')", "true"},
        {"0.5 * q('400 Gb/s') == q('200 Gb/s')", "true"},
        {"q('400 Gb/s') / 4 == q('100 Gb/s')", "true"},
        {"q('400 Gb/s') / q('100 Gb/s')", "4d"},
        {"q('1 GB') / q('8 Gb/s') == q('1 s')", "true"},
        {"q('8 Gb/s') * q('2 s') == q('2 GB')", "true"},
        {"1.0 / q('2 s')", "0.5 frequency"},
        {"q('2 s') * q('3 s')", "6 s^2"},
        {"-q('2 s')", "-2 time"},
        {"math.greatest(q('1 Gb/s'), q('400 Mb/s'))", "1000000000 data_rate"},
        {"q('3:1')", "3d"},
        {"q('75 %')", "0.75d"},
        {"q('1 Gb/s') / q('0 Gb/s')", "error"},
        {"q('1 Gb/s') / 0.0", "error"},
        {"fabric.port_speed >= q('400 Gb/s')", "open{main.port_speed}"},
        {"fabric.port_speed <= q('2 Tb/s')", "true"},
        {"fabric.port_speed / fabric.uplink_speed", "unknown{main.port_speed, main.uplink_speed}"},
        {"fabric.buffer / fabric.port_speed < q('1 s')", "open{main.buffer, main.port_speed}"},
    }));
    World world;
    INFO(source);
    CHECK(world.text(source) == expected);
}

TEST_CASE("quantities of different dimensions are refused when loading", "[expr][dimension]")
{
    const auto [source, expected] = GENERATE(table<std::string, std::string>({
        {"fabric.port_speed > fabric.latency", "a data rate cannot be compared with a time"},
        {"fabric.port_speed == q('400 GB')", "a data rate cannot be compared with a data size"},
        {"fabric.port_speed + q('400 GB')", "cannot add a data rate and a data size"},
        {"fabric.port_speed - 1.0", "cannot subtract a data rate and a number (double)"},
        {"fabric.port_speed > 400", "q('400 Gb/s')"},
        {"fabric.port_speed < 'fast'", "cannot be compared with a text"},
        {"math.least(fabric.port_speed, fabric.latency)", "does not take a data rate and a time"},
        {"double(fabric.port_speed)", "divide it by a quantity"},
        {"[1] < [2]", "cannot be compared"},
        {"q('400')  > q('1 Gb/s')", "cannot be compared with a data rate"},
        {"q('400 Gq/s')", "Gq/s"},
        {"q('100..400 Gb/s')", "range"},
        {"q(fabric.vendor)", "q needs a text"},
        {"date('2026-13-01')", "2026-13-01"},
        {"fabric.installed > q('1 d')", "a date cannot be compared with a time"},
        {"fabric.installed + fabric.installed", "cannot add a date and a date"},
        {"fabric.managed + 1", "cannot add a yes or no and a whole number (int)"},
        {"fabric.managed == null", "cannot be compared with a null"},
        {"fabric.vendor == 3", "a text cannot be compared with a whole number"},
    }));
    World world;
    const std::string problem = world.problem(source);
    INFO(source << ": " << problem);
    CHECK(problem.find(expected) != std::string::npos);
}

TEST_CASE("exponents beyond reason are refused", "[expr][dimension]")
{
    World world;
    const std::string square = "(fabric.latency * fabric.latency)";
    const std::string fourth = "(" + square + " * " + square + ")";
    CHECK(world.problem(fourth + " * " + fourth).empty());
    CHECK_FALSE(world.problem(fourth + " * " + fourth + " * " + fourth + " * " + fourth).empty());
}

TEST_CASE("quantities of different dimensions meet an error where types are open",
          "[expr][dimension]")
{
    Variables variables;
    variables.add("rate", ExprValue::ofQuantity(1, 1, kDataRate));
    variables.add("time", ExprValue::ofQuantity(2, 2, kTime));
    CHECK(variables.text("rate < time") == "error");
    CHECK(variables.text("rate == time") == "error");
    CHECK(variables.text("rate + time") == "error");
    CHECK(variables.text("rate * time") == "2 data_size");
    CHECK(variables.text("rate + 1.0") == "error");
}
