// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/fabric_trial.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

/// Both ends laid out; the harsh one is the kind one where only that is known.
struct Ends
{
    LaidOut kind;
    std::optional<LaidOut> own;

    explicit Ends(const FabricLoad& load)
        : kind(*load.kind)
    {
        const bool isSameEnd = load.harsh && load.harsh->shape == load.kind->shape &&
                               load.harsh->jobs == load.kind->jobs &&
                               load.harsh->efficiency == load.kind->efficiency &&
                               load.harsh->feedsSplit == load.kind->feedsSplit;
        if (load.harsh && !isSameEnd) {
            own.emplace(*load.harsh);
        }
    }
    [[nodiscard]] const LaidOut& harsh() const { return own ? *own : kind; }
};

SketchInput inputOf(const FabricStudy& study, const Ends* ends)
{
    SketchInput input;
    if (ends != nullptr) {
        input.kind = &ends->kind;
        input.harsh = &ends->harsh();
        input.kindShape = &ends->kind.end.shape;
        input.harshShape = &ends->harsh().end.shape;
        input.isOpen = !study.load.harsh || !study.load.notCounted.empty();
    } else {
        input.kindShape = &*study.shapes.kind;
        input.harshShape = &*study.shapes.harsh;
    }
    return input;
}

/// Failures of all kinds at one end.
using AllFailures = std::array<std::vector<Failure>, kLossKinds.size()>;
AllFailures allFailures(const LaidOut& laid)
{
    AllFailures all;
    for (std::size_t i = 0; i < kLossKinds.size(); ++i) {
        all.at(i) = failuresOf(laid, kLossKinds.at(i));
    }
    return all;
}

std::size_t sizeOf(const AllFailures& all)
{
    std::size_t size = 0;
    for (const std::vector<Failure>& failures : all) {
        size += failures.size();
    }
    return size;
}

const Failure* named(const std::vector<Failure>& failures, const std::string& name)
{
    const auto found = std::find_if(
        failures.begin(), failures.end(), [&](const Failure& f) { return f.name == name; });
    return found == failures.end() ? nullptr : &*found;
}

/// Tries all losses; false if it was cancelled.
bool tryLosses(FabricStudy& study,
               const Ends& ends,
               const std::function<void(const FabricStudy&)>& drawn,
               const std::function<bool(std::size_t, std::size_t)>& goOn)
{
    const AllFailures harsh = allFailures(ends.harsh());
    const AllFailures kind = ends.own ? allFailures(ends.kind) : AllFailures();
    const std::size_t all = sizeOf(harsh) + sizeOf(kind);
    std::size_t done = 0;
    const GoOn step = [&](std::size_t /*ofKind*/) { return goOn(done++, all); };
    for (std::size_t i = 0; i < kLossKinds.size(); ++i) {
        if (harsh.at(i).empty()) {
            continue;
        }
        const auto most = worstLoss(ends.harsh(), harsh.at(i), Moment::Burst, step);
        if (!most) {
            return false;
        }
        const auto least = ends.own ? worstLoss(ends.kind, kind.at(i), Moment::Burst, step) : most;
        if (!least && !kind.at(i).empty()) {
            return false;
        }
        SketchInput input = inputOf(study, &ends);
        input.harshLost = &most->failure;
        // The kind end loses the same element if it has it, for one picture shows one loss.
        const Failure* same = ends.own ? named(kind.at(i), most->failure.name) : &most->failure;
        input.kindLost = same != nullptr || !least ? same : &least->failure;
        LossOutcome outcome;
        outcome.kind = kLossKinds.at(i);
        outcome.exists = least ? Truth::True : Truth::Open;
        outcome.tried = most->tried;
        const bool surely = least && least->stopsJob;
        outcome.stops = !most->stopsJob ? Truth::False : surely ? Truth::True : Truth::Open;
        outcome.cutOff = most->effect.cutOff.size();
        outcome.sketch = makeSketch(input);
        input.isNarrow = true;
        outcome.narrow = makeSketch(input);
        study.losses.push_back(std::move(outcome));
        drawn(study);
    }
    return true;
}

bool isSameCase(const std::optional<FabricCase>& a, const std::optional<FabricCase>& b)
{
    return a.has_value() == b.has_value() &&
           (!a || (a->shape == b->shape && a->jobs == b->jobs && a->efficiency == b->efficiency &&
                   a->feedsSplit == b->feedsSplit && a->anyPort == b->anyPort));
}

} // namespace

const LossOutcome* FabricStudy::loss(LossKind kind) const
{
    const auto found = std::find_if(
        losses.begin(), losses.end(), [&](const LossOutcome& loss) { return loss.kind == kind; });
    return found == losses.end() ? nullptr : &*found;
}

bool isSame(const FabricStudy& study, const FabricShapes& shapes, const FabricLoad& load)
{
    return study.load.fabric == load.fabric && study.load.state == load.state &&
           study.load.problem == load.problem && study.load.missing == load.missing &&
           study.load.notCounted == load.notCounted && study.shapes.kind == shapes.kind &&
           study.shapes.harsh == shapes.harsh && study.shapes.problem == shapes.problem &&
           isSameCase(study.load.kind, load.kind) && isSameCase(study.load.harsh, load.harsh);
}

FabricStudy studyFabric(const FabricShapes& shapes,
                        const FabricLoad& load,
                        const std::function<void(const FabricStudy&)>& drawn,
                        const std::function<bool(std::size_t, std::size_t)>& goOn)
{
    FabricStudy study;
    study.shapes = shapes;
    study.load = load;
    std::optional<Ends> ends;
    if (load.kind) {
        ends.emplace(load);
    }
    if (ends || shapes.kind) {
        SketchInput input = inputOf(study, ends ? &*ends : nullptr);
        study.sketch = makeSketch(input);
        input.isNarrow = true;
        study.narrow = makeSketch(input);
    }
    drawn(study);
    study.isTried = !ends || tryLosses(study, *ends, drawn, goOn);
    return study;
}

} // namespace netready
