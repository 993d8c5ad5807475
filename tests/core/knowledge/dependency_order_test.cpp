// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/dependency_order.h"

#include "tests/support/catch.h"

using namespace netready;

using Items = std::vector<std::size_t>;

TEST_CASE("each item stands after those it needs, lower numbers first", "[knowledge]")
{
    CHECK(dependencyOrder({}).sorted.empty());
    CHECK(dependencyOrder({{}, {}, {}}).sorted == Items{0, 1, 2});
    CHECK(dependencyOrder({{2}, {}, {1}}).sorted == Items{1, 2, 0});
    CHECK(dependencyOrder({{3}, {0, 3}, {}, {}}).sorted == Items{2, 3, 0, 1});
    CHECK(dependencyOrder({{2}, {}, {1}}).cycles.empty());
}

TEST_CASE("a cycle is told once and what hangs on it is left out", "[knowledge]")
{
    CHECK(dependencyOrder({{0}}).cycles == std::vector<Items>{{0}});
    const DependencyOrder order = dependencyOrder({{1}, {2}, {1}, {}, {0}});
    CHECK(order.sorted == Items{3});
    CHECK(order.cycles == std::vector<Items>{{1, 2}});
    CHECK(dependencyOrder({{1}, {0}, {3}, {2}}).cycles == std::vector<Items>{{0, 1}, {2, 3}});
}

TEST_CASE("a chain of a hundred thousand needs no stack", "[knowledge]")
{
    constexpr std::size_t kCount = 100000;
    std::vector<Items> needs(kCount);
    for (std::size_t i = 0; i + 1 < kCount; ++i) {
        needs[i] = {i + 1};
    }
    CHECK(dependencyOrder(needs).sorted.size() == kCount);
    needs.back() = {0};
    CHECK(dependencyOrder(needs).cycles.front().size() == kCount);
}
