// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/live_assessment.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace netready {

namespace {

constexpr double kMustRunImportance = 3;
constexpr double kSiteImportance = 4;
constexpr double kDimensionImportance = 0.5;
/// What deciding a verdict or a gate is worth beside shrinkage, in the same unit.
constexpr double kDecisionBonus = 0.1;
constexpr std::uint64_t kMostOptionsTried = 16;

/// Width of all ranges, weighted by importance. Smaller means more is known.
double openness(const Model& model)
{
    double sum = kSiteImportance * model.siteScore().width();
    for (const Model::WorkloadState& workload : model.workloads()) {
        sum += (workload.mustRun == Truth::False ? 1 : kMustRunImportance) * workload.score.width();
    }
    for (const std::optional<MeanBounds>& dimension : model.dimensions()) {
        sum += dimension ? kDimensionImportance * dimension->score.width() : 0;
    }
    return sum;
}

std::vector<GateState> gatesOf(const Model& model, const std::vector<std::uint32_t>& readers)
{
    std::vector<GateState> gates;
    gates.reserve(readers.size());
    for (const std::uint32_t reader : readers) {
        gates.push_back(model.gateState(model.instances()[reader]));
    }
    return gates;
}

std::vector<VerdictResult> verdictsOf(const Model& model)
{
    std::vector<VerdictResult> verdicts;
    verdicts.reserve(model.workloads().size());
    for (const Model::WorkloadState& workload : model.workloads()) {
        verdicts.push_back(workload.verdict);
    }
    return verdicts;
}

void collectConstants(const TraceNode& node,
                      const Attribute& attribute,
                      std::vector<double>& breaks)
{
    const ExprValue& value = node.value;
    if (node.isConstant && value.kind == ExprKind::Int) {
        breaks.push_back(static_cast<double>(value.ints.low));
    } else if (node.isConstant &&
               (value.kind == ExprKind::Double || value.kind == ExprKind::Quantity) &&
               value.dimension == attribute.dimension) {
        breaks.push_back(value.doubles.low);
    }
    for (const TraceNode& part : node.parts) {
        collectConstants(part, attribute, breaks);
    }
}

/// Thresholds that readers of the slot may compare it with.
std::vector<double> breaksOf(Model& model, SlotId slot, const std::vector<std::uint32_t>& readers)
{
    const Attribute& attribute = model.attributeOf(slot);
    std::vector<double> breaks;
    std::set<const Rule*> seen;
    for (const std::uint32_t reader : readers) {
        const Model::Instance& instance = model.instances()[reader];
        if (!seen.insert(instance.rule).second) {
            continue;
        }
        model.context.clear();
        for (const Program* program : {&instance.rule->appliesWhen, &instance.rule->value}) {
            if (!program->empty()) {
                collectConstants(trace(*program, model.variables(*instance.row), model.context),
                                 attribute,
                                 breaks);
            }
        }
        const ExprType& type = instance.rule->value.type();
        if (instance.rule->curve && type.dimension == attribute.dimension) {
            breaks.push_back(instance.rule->curve->failAt);
            breaks.push_back(instance.rule->curve->target);
        }
    }
    return breaks;
}

/// One number between each two thresholds inside the range that is open.
std::vector<double> numbersToTry(double low, double high, std::vector<double> breaks)
{
    breaks.push_back(low);
    breaks.push_back(high);
    if (breaks.size() == 2) {
        breaks.push_back(low > 0 ? std::sqrt(low * high) : (low + high) / 2);
    }
    std::sort(breaks.begin(), breaks.end());
    std::vector<double> numbers;
    for (std::size_t i = 0; i + 1 < breaks.size(); ++i) {
        const double a = std::max(breaks[i], low);
        const double b = std::min(breaks[i + 1], high);
        if (a < b) {
            numbers.push_back(a > 0 ? std::sqrt(a) * std::sqrt(b) : (a + b) / 2);
        }
    }
    return numbers;
}

/// Answers to try for a slot, each exact; empty if none can be tried.
std::vector<ExprValue>
answersTo(Model& model, SlotId slot, const std::vector<std::uint32_t>& readers)
{
    const ExprValue now = model.values()[slot];
    std::vector<ExprValue> answers;
    switch (now.kind) {
    case ExprKind::Bool:
        answers = {ExprValue::ofBool(true), ExprValue::ofBool(false)};
        break;
    case ExprKind::Choice:
        for (std::uint64_t i = 0; i < 64; ++i) {
            if (((now.options.possible >> i) & 1U) != 0 && answers.size() < kMostOptionsTried) {
                ExprValue answer = now;
                answer.options = {0, std::uint64_t{1} << i};
                answers.push_back(answer);
            }
        }
        break;
    case ExprKind::Choices:
        for (const std::uint64_t chosen : {now.options.certain, now.options.possible}) {
            ExprValue answer = now;
            answer.options = {chosen, chosen};
            answers.push_back(answer);
        }
        break;
    case ExprKind::Int:
        for (const double number : numbersToTry(static_cast<double>(now.ints.low),
                                                static_cast<double>(now.ints.high),
                                                breaksOf(model, slot, readers))) {
            const auto whole = std::clamp(
                static_cast<std::int64_t>(std::llround(number)), now.ints.low, now.ints.high);
            answers.push_back(ExprValue::ofInt(whole, whole));
        }
        break;
    case ExprKind::Double:
    case ExprKind::Quantity:
        for (const double number :
             numbersToTry(now.doubles.low, now.doubles.high, breaksOf(model, slot, readers))) {
            ExprValue answer = now;
            answer.doubles = {number, number};
            answers.push_back(answer);
        }
        break;
    case ExprKind::Null:
    case ExprKind::String:
    case ExprKind::List:
    case ExprKind::Map:
    case ExprKind::Object:
    case ExprKind::Date:
    case ExprKind::Type:
    case ExprKind::Error:
    case ExprKind::Unknown:
        break;
    }
    for (ExprValue& answer : answers) {
        answer.missing = 0;
        answer.origin = static_cast<std::uint8_t>(Origin::Documented);
    }
    return answers;
}

/// False only if the question certainly is not to be asked of this subject now.
bool isAsked(Model& model, SlotId slot, const Question* question)
{
    if (question == nullptr || question->askWhen.empty()) {
        return true;
    }
    const FactKey key = model.keyOf(slot);
    const Attribute& attribute = model.attributeOf(slot);
    const auto kind = model.knowledge().schema.kindIndex(attribute.kind);
    const auto field =
        kind ? model.knowledge().schema.fieldIndex(*kind, attribute.name) : std::nullopt;
    for (const Model::Instance& instance : model.instances()) {
        if (field && instance.row->kind == *kind &&
            model.firstSlot(*instance.row) + *field == slot) {
            model.context.clear();
            const ExprValue asked =
                evaluate(question->askWhen, model.variables(*instance.row), model.context);
            return asked.kind != ExprKind::Bool || asked.truth != Truth::False;
        }
    }
    return true;
}

/// What the model says before an answer is tried.
struct Baseline
{
    double openness = 0;
    double siteWidth = 0;
    VerdictResult siteVerdict;
    std::vector<VerdictResult> verdicts;
};

Baseline baselineOf(const Model& model)
{
    return {openness(model), model.siteScore().width(), model.siteVerdict(), verdictsOf(model)};
}

/// Whether one of the gates may fail before and not after.
bool decidesGate(const std::vector<GateState>& before, const std::vector<GateState>& after)
{
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == GateState::MayFail && after[i] != GateState::MayFail) {
            return true;
        }
    }
    return false;
}

/// Tries the answers that a slot may get; nothing if it is not to be asked for.
std::optional<RankedQuestion> rankSlot(Model& model, SlotId slot, const Baseline& before)
{
    const ExprValue now = model.values()[slot];
    if (now.missing == 0 || model.isComputed(slot)) {
        return std::nullopt;
    }
    RankedQuestion item;
    item.key = model.keyOf(slot);
    item.attribute = &model.attributeOf(slot);
    item.question = model.knowledge().questionFor(item.key.attribute);
    const std::vector<std::uint32_t> readers = model.readersOf(slot);
    const bool engineReads =
        item.attribute->kind == kWorkloadKind &&
        (item.attribute->name == "class" || item.attribute->name == "must_run");
    const auto isOpen = [&](std::uint32_t reader) { return model.instances()[reader].state.open; };
    item.findings = static_cast<std::size_t>(std::count_if(readers.begin(), readers.end(), isOpen));
    const bool structural = Model::isStructural(*item.attribute);
    if ((item.findings == 0 && !engineReads && !structural) ||
        !isAsked(model, slot, item.question)) {
        return std::nullopt;
    }
    const std::vector<GateState> gatesBefore = gatesOf(model, readers);
    const std::vector<ExprValue> answers = answersTo(model, slot, readers);
    double shrinkage = 0;
    double siteShrinkage = 0;
    double decisions = 0;
    for (const ExprValue& answer : answers) {
        model.tryValue(slot, answer);
        shrinkage += std::max(0.0, before.openness - openness(model));
        siteShrinkage += std::max(0.0, before.siteWidth - model.siteScore().width());
        const bool verdict =
            !(model.siteVerdict() == before.siteVerdict) || verdictsOf(model) != before.verdicts;
        const bool gate = decidesGate(gatesBefore, gatesOf(model, readers));
        item.decidesVerdict = item.decidesVerdict || verdict;
        item.decidesGate = item.decidesGate || gate;
        decisions += verdict || gate ? 1 : 0;
    }
    if (!answers.empty()) {
        model.tryValue(slot, now);
        const auto count = static_cast<double>(answers.size());
        const double minutes = item.question == nullptr ? 2 : std::max(0.5, item.question->minutes);
        item.gain = (shrinkage + kDecisionBonus * decisions) / count / minutes;
        item.points = 100 * siteShrinkage / count;
    }
    return item;
}

} // namespace

std::vector<RankedQuestion> LiveAssessment::rankQuestions(const std::stop_token& stop)
{
    Model& model = *m_impl->model;
    const Baseline before = baselineOf(model);
    std::vector<RankedQuestion> ranked;
    for (SlotId slot = 0; slot < model.values().size() && !stop.stop_requested(); ++slot) {
        if (std::optional<RankedQuestion> item = rankSlot(model, slot, before)) {
            ranked.push_back(std::move(*item));
        }
    }
    std::stable_sort(
        ranked.begin(), ranked.end(), [](const RankedQuestion& a, const RankedQuestion& b) {
            if (a.gain != b.gain) {
                return a.gain > b.gain;
            }
            return a.findings != b.findings ? a.findings > b.findings : a.key < b.key;
        });
    return ranked;
}

} // namespace netready
