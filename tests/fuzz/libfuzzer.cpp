// SPDX-License-Identifier: Apache-2.0
// One target of libFuzzer, chosen by NETREADY_FUZZ_TARGET; `tests/fuzz/run` calls it.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "tests/fuzz/fuzz_targets.h"

using namespace netready::testing;

namespace {

const FuzzTarget& chosenTarget()
{
    const char* const name = std::getenv("NETREADY_FUZZ_TARGET");
    for (const FuzzTarget& target : fuzzTargets()) {
        if (name != nullptr && target.name == name) {
            return target;
        }
    }
    std::fputs("NETREADY_FUZZ_TARGET is to be one of:", stderr);
    for (const FuzzTarget& target : fuzzTargets()) {
        std::fprintf(stderr, " %s", std::string(target.name).c_str());
    }
    std::fputs("\n", stderr);
    std::exit(2);
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/)
{
    const FuzzTarget& target = chosenTarget();
    const char* const folder = std::getenv("NETREADY_FUZZ_SEEDS");
    const char* const roots[] = {NETREADY_SOURCE_DIR "/tests/data/evidence",
                                 NETREADY_SOURCE_DIR "/../shared/samples"};
    if (folder != nullptr) {
        int number = 0;
        for (const std::string& seed : fuzzSeeds(target, {std::begin(roots), std::end(roots)})) {
            std::ofstream(std::string(folder) + "/seed-" + std::to_string(number++),
                          std::ios::binary)
                << seed;
        }
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const FuzzTarget& target = chosenTarget();
    const void* const bytes = data;
    target.run({static_cast<const char*>(bytes), size});
    return 0;
}
