// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/fuzz_formats.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    return netready::testing::fuzzFormats(data, size, {"threat-dragon", "drawio"});
}
