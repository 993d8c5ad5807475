// SPDX-License-Identifier: Apache-2.0
#include "core/network/load_balancing.h"

#include "core/base/error.h"

#include <cmath>

#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("published (Meta): 1000 flows on 16 links load the busiest 1.23 times the mean",
          "[network]")
{
    CHECK(std::abs(ecmpImbalance(16, 1000) - 1.23) <= 0.05);
    CHECK(ecmpImbalance(16, 1000) > 1.2);
}

TEST_CASE("the imbalance equals simulated values", "[network]")
{
    const auto [links, flows, simulated] =
        GENERATE(table<std::uint32_t, std::uint32_t, double>({{16, 1000, 1.23},
                                                              {16, 128, 1.67},
                                                              {32, 512, 1.56},
                                                              {8, 16, 2.09},
                                                              {16, 32, 2.42},
                                                              {8, 8, 2.60},
                                                              {4, 4, 2.15}}));
    CHECK(std::abs(ecmpImbalance(links, flows) - simulated) <= 0.03); // (4, 4) is 2.125 by hand
}

TEST_CASE("the imbalance of few flows is as counted by hand", "[network]")
{
    // Two flows on two links: half of the time together, E[max] = (2 + 1) / 2, mean 1.
    CHECK(std::abs(ecmpImbalance(2, 2) - 1.5) < 1e-9);
    // Three flows on two links: 2 of 8 ways all together (3), else 2: E[max] = 2.25, mean 1.5.
    CHECK(std::abs(ecmpImbalance(2, 3) - 1.5) < 1e-9);
    CHECK(std::abs(ecmpImbalance(7, 1) - 7) < 1e-9);
    CHECK(std::abs(ecmpImbalance(1, 5) - 1) < 1e-9);
    CHECK(std::abs(ecmpImbalance(1, 5000) - 1) < 1e-9);
}

TEST_CASE("more flows are balanced better, also where the model changes", "[network]")
{
    for (const std::uint32_t links : {2U, 16U, 64U, 1000U}) {
        double before = links;
        for (const std::uint32_t flows : {links, 8 * links, 64 * links, 1024 * links}) {
            const double imbalance = ecmpImbalance(links, flows);
            CHECK(std::isfinite(imbalance));
            CHECK(imbalance >= 1);
            CHECK(imbalance < before);
            before = imbalance;
        }
        const double exact = ecmpImbalance(links, kExactFlows);
        CHECK(std::abs(ecmpImbalance(links, kExactFlows + 1) / exact - 1) < 0.02);
    }
    CHECK(std::abs(ecmpImbalance(16, kMaxHashed) - 1) < 0.001);
}

TEST_CASE("no links, no flows and absurd numbers are refused by name", "[network]")
{
    const auto message = [](std::uint32_t links, std::uint32_t flows) {
        try {
            return std::to_string(ecmpImbalance(links, flows));
        } catch (const Error& error) {
            return error.message();
        }
    };
    CHECK(message(0, 5) == "links is 0");
    CHECK(message(5, 0) == "flows is 0");
    CHECK(message(5, kMaxHashed + 1) == "flows is 100000001");
}

TEST_CASE("the efficiency rises with how finely traffic is balanced", "[network]")
{
    CHECK(efficiency(LoadBalancing::StaticEcmp) == Interval(0.60));
    CHECK(efficiency(LoadBalancing::ManyFlows) == Interval(0.75, 0.80));
    CHECK(efficiency(LoadBalancing::PerPacket) == Interval(0.95));
}
