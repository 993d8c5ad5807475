// SPDX-License-Identifier: Apache-2.0
// A short run of every target, the same one each time; tests/fuzz/run is the long one.
#include <algorithm>
#include <array>
#include <random>

#include "tests/fuzz/fuzz_targets.h"
#include "tests/support/catch.h"

using namespace netready::testing;

namespace {

/// Damages an input the way that finds most: bytes changed, parts taken out, doubled or exchanged
/// with those of another, odd numbers put in, the end cut off.
class Mutator
{
public:
    explicit Mutator(unsigned seed)
        : m_random(seed)
    {}

    std::string mutate(std::string bytes, const std::string& other)
    {
        for (std::size_t left = 1 + below(4); left > 0; --left) {
            mutateOnce(bytes, other);
        }
        return bytes;
    }

private:
    std::size_t below(std::size_t count) { return count == 0 ? 0 : m_random() % count; }

    std::string_view partOf(std::string_view bytes)
    {
        const std::size_t at = below(bytes.size() + 1);
        return bytes.substr(at, below(std::min<std::size_t>(64, bytes.size() - at) + 1));
    }

    void mutateOnce(std::string& bytes, const std::string& other)
    {
        static constexpr std::array<std::string_view, 12> kOdd = {"-1",
                                                                  "nan",
                                                                  "1e309",
                                                                  "18446744073709551616",
                                                                  "\xff\xfe",
                                                                  "\0",
                                                                  "{",
                                                                  "]",
                                                                  "\"",
                                                                  "\r\n\r\n",
                                                                  "null",
                                                                  "\xe2\x80\xae"};
        const std::size_t at = below(bytes.size() + 1);
        switch (below(6)) {
        case 0:
            if (at < bytes.size()) {
                bytes[at] = static_cast<char>(below(256));
            }
            break;
        case 1:
            bytes.erase(at, below(64));
            break;
        case 2:
            bytes.insert(at, std::string(partOf(bytes)));
            break;
        case 3:
            bytes.insert(at, std::string(partOf(other)));
            break;
        case 4:
            bytes.insert(at, kOdd[below(kOdd.size())]);
            break;
        default:
            bytes.resize(at);
            break;
        }
    }

    std::mt19937 m_random;
};

} // namespace

TEST_CASE("readers, expressions and client files stand damaged input", "[fuzz]")
{
    constexpr std::size_t kRuns = 150;
    constexpr std::size_t kLargest = 64 * 1024; // of a seed: many small ones find more
    for (const FuzzTarget& target : fuzzTargets()) {
        INFO("target " << target.name);
        std::vector<std::string> seeds =
            fuzzSeeds(target, {NETREADY_SOURCE_DIR "/tests/data/evidence"});
        std::erase_if(seeds, [](const std::string& seed) { return seed.size() > kLargest; });
        if (seeds.empty()) {
            seeds.emplace_back("{\"a\": 1}"); // those whose samples are not ours to keep here
        }
        Mutator mutator(20260601);
        for (std::size_t run = 0; run < kRuns; ++run) {
            const std::string& seed = seeds[run % seeds.size()];
            target.run(mutator.mutate(seed, seeds[(run * 7 + 3) % seeds.size()]));
        }
        SUCCEED(target.name << " ended each of " << kRuns << " runs");
    }
}
