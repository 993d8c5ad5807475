// SPDX-License-Identifier: Apache-2.0
#include "core/demand/growth.h"

#include "core/base/words.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

constexpr std::array<Word<Phase>, 3> kPhaseWords{{
    {Phase::Now, "now", "What runs today, or begins first."},
    {Phase::NextYear, "next-year", "With what begins next year."},
    {Phase::Year3, "year-3", "With what begins by the third year."},
}};

struct Grows
{
    Input input;
    bool isWhole;
};

constexpr std::array<Grows, 13> kGrows{{
    {Input::Accelerators, true},
    {Input::Replicas, true},
    {Input::Nodes, true},
    {Input::Requests, false},
    {Input::BatchRequests, false},
    {Input::Tasks, false},
    {Input::Streams, false},
    {Input::Users, false},
    {Input::InputBytes, false},
    {Input::CorpusBytes, false},
    {Input::Vectors, false},
    {Input::IngestBytes, false},
    {Input::BackupBytes, false},
}};

} // namespace

std::string_view toString(Phase phase)
{
    return textOf(kPhaseWords, phase);
}

DemandInputs grown(DemandInputs inputs, Interval<double> factor)
{
    for (const auto& [input, isWhole] : kGrows) {
        if (!inputs.has(input)) {
            continue;
        }
        const Interval<double> now = inputs.range(input);
        const Interval<double> all = DemandInputs().range(input);
        const auto end = [&, whole = isWhole](double value, double times) {
            // 8 accelerators times 1.0 stay 8, whatever the last binary digit says.
            constexpr double kSlack = 1e-9;
            const double size = value * times;
            return std::clamp(whole ? std::ceil(size - kSlack) : size, all.low(), all.high());
        };
        inputs.set(input, end(now.low(), factor.low()), end(now.high(), factor.high()));
    }
    return inputs;
}

} // namespace netready
