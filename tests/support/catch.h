// SPDX-License-Identifier: Apache-2.0
#pragma once

// The subset common to Catch2 2.13 and 3.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using Catch::Approx; // as 2.13 has it
#else
#include <catch2/catch.hpp>
#endif
