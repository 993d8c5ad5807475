// SPDX-License-Identifier: Apache-2.0
#include "core/demand/growth.h"

#include "tests/support/catch.h"

using namespace netready;

TEST_CASE("growth: requests and accelerators grow, the model stays", "[demand]")
{
    DemandInputs inputs;
    inputs.set(Input::Accelerators, 16, 24);
    inputs.set(Input::Requests, 2, 3);
    inputs.set(Input::Layers, 32, 32);
    const DemandInputs later = grown(inputs, {1.5, 2.2});
    CHECK(later.range(Input::Accelerators) == Interval<double>(24, 53));
    CHECK(later.range(Input::Requests).low() == Approx(3));
    CHECK(later.range(Input::Requests).high() == Approx(6.6));
    CHECK(later.range(Input::Layers) == Interval<double>(32.0));
    CHECK_FALSE(later.has(Input::Tasks));
}

TEST_CASE("growth: a factor of one changes nothing, and nothing leaves its range", "[demand]")
{
    DemandInputs inputs;
    inputs.set(Input::Accelerators, 7, 8);
    CHECK(grown(inputs, Interval<double>(1.0)).range(Input::Accelerators) ==
          Interval<double>(7, 8));
    const Interval<double> all = DemandInputs().range(Input::Accelerators);
    CHECK(grown(inputs, Interval<double>(1e9)).range(Input::Accelerators) ==
          Interval<double>(all.high()));
    CHECK(grown(inputs, Interval<double>(1e-9)).range(Input::Accelerators) ==
          Interval<double>(all.low()));
}
