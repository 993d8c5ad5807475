// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>

namespace netready {

namespace {

constexpr std::size_t kMostTitleLetters = 90;
constexpr std::size_t kDigestDigits = 8; // as many as fit the cover

/// A whole number that stands for an attribute of a subject, 0 if it is not known exactly.
std::size_t countOf(const ReportPlan& plan, const SubjectKey& subject, std::string_view attribute)
{
    const FactView* view = plan.view(subject, attribute);
    const auto* measure = view == nullptr || view->resolution.knowing != Knowing::Known
                              ? nullptr
                              : std::get_if<Measure>(&view->resolution.value);
    return measure != nullptr && measure->isPoint() && measure->low >= 1
               ? static_cast<std::size_t>(measure->low)
               : 0;
}

std::string textOf(const ReportPlan& plan, const SubjectKey& subject, std::string_view attribute)
{
    const FactView* view = plan.view(subject, attribute);
    return view != nullptr && view->resolution.knowing == Knowing::Known &&
                   isExact(view->resolution.value)
               ? readable(view->resolution.value, *view->attribute, plan.input.facts)
               : "";
}

/// The fabric that the deciding workload uses, if it is named; else nothing.
std::string fabricOfDecidingWorkload(const ReportPlan& plan)
{
    for (const FactView& view : plan.input.factViews) {
        if (view.key.subject.text() == plan.result().site.decidedBy &&
            view.key.attribute == "workload.fabric") {
            const auto* reference = std::get_if<Reference>(&view.resolution.value);
            return reference == nullptr ? "" : reference->id;
        }
    }
    return "";
}

struct Fabric
{
    SubjectKey key;
    WeaveChart chart;
};

/// The fabric to draw: that of the deciding workload, else the first whose counts are known.
std::optional<Fabric> fabricOf(const ReportPlan& plan)
{
    const std::string wanted = fabricOfDecidingWorkload(plan);
    std::optional<Fabric> first;
    for (const auto& [key, subject] : plan.input.facts.subjects()) {
        if (key.kind != "fabric") {
            continue;
        }
        const WeaveChart chart{countOf(plan, key, "fabric.leaf_count"),
                               countOf(plan, key, "fabric.spine_count"),
                               countOf(plan, key, "fabric.leaf_downlinks"),
                               countOf(plan, key, "fabric.leaf_uplinks"),
                               ""};
        if (chart.leaves == 0 || chart.spines == 0 || chart.downlinks == 0 || chart.uplinks == 0) {
            continue;
        }
        if (key.id == wanted) {
            return Fabric{key, chart};
        }
        if (!first) {
            first = Fabric{key, chart};
        }
    }
    return first;
}

std::string weaveCaption(const ReportPlan& plan, const Fabric& fabric)
{
    const WeaveScale scale = weaveScale(fabric.chart);
    const std::string speedUp = textOf(plan, fabric.key, "fabric.leaf_uplink_speed");
    const std::string speedDown = textOf(plan, fabric.key, "fabric.leaf_downlink_speed");
    const std::string ratio = textOf(plan, fabric.key, "fabric.oversubscription");
    const std::string title = subjectTitle(fabric.key, plan.input.facts);
    const std::string up = counted(fabric.chart.leaves * fabric.chart.uplinks, "uplink", "uplinks");
    const std::string down =
        counted(fabric.chart.leaves * fabric.chart.downlinks, "port", "ports") + " for servers";
    std::string text = "The fabric “" + shortened(title, 60) +
                       "” as it is described: " + counted(fabric.chart.spines, "spine", "spines") +
                       " above, " + counted(fabric.chart.leaves, "leaf switch", "leaf switches") +
                       " below. ";
    if (scale.leavesPerBlock > 1 || scale.spinesPerBlock > 1) {
        text += "A block stands for up to " + std::to_string(scale.leavesPerBlock) +
                (scale.leavesPerBlock == 1 ? " leaf or " : " leaves or ") +
                std::to_string(scale.spinesPerBlock) +
                (scale.spinesPerBlock == 1 ? " spine" : " spines") +
                ", a line for a bundle of links. ";
    } else if (!scale.everyUplink || !scale.everyPort) {
        text += "A line stands for a bundle of links. ";
    } else {
        text += "Every line is one link. ";
    }
    text += capitalised(down) + (speedDown.empty() ? "" : " at " + speedDown) +
            " come in from below, " + up + (speedUp.empty() ? "" : " at " + speedUp) +
            " go out above";
    return text + (ratio.empty() ? "." : ": an oversubscription of " + ratio + ".");
}

std::string coverSentence(const Assessment& result)
{
    if (result.workloads.empty()) {
        return "No workload is described yet.";
    }
    const std::string blockers =
        result.blockers == 0
            ? "No blocker is certain. "
            : capitalised(inWords(result.blockers, "blocker is", "blockers are")) + " certain. ";
    return blockers + workloadsSentence(result);
}

/// A name inside a sentence: `the enterprise` from `The enterprise`.
std::string inSentence(const std::string& name)
{
    return name.starts_with("The ") ? "the " + name.substr(4) : name;
}

std::string digest(const ReportPlan& plan)
{
    std::vector<std::string> parts;
    for (const Pack& pack : plan.result().packs) {
        if (!pack.digest.empty()) {
            parts.push_back(pack.digest.substr(0, kDigestDigits));
        }
    }
    return join(parts, ", ");
}

} // namespace

Cover coverOf(const ReportPlan& plan)
{
    const Assessment& result = plan.result();
    Cover cover;
    cover.title = plan.options.title.empty()
                      ? std::string("Can the network carry the AI that is planned?")
                      : shortened(plan.options.title, kMostTitleLetters);
    cover.subtitle = "AI network readiness assessment of " +
                     shortened(inSentence(plan.options.client), kMostTitleLetters);
    const std::optional<Fabric> fabric = fabricOf(plan);
    if (fabric) {
        WeaveChart chart = fabric->chart;
        chart.title = "Leaf and spine switches of the fabric and the links between them";
        cover.chart = chart;
        cover.caption = weaveCaption(plan, *fabric);
    } else {
        cover.chart = dimensionBarsOf(plan);
        cover.caption = "Each bar is the range in which a score lies. The wider it is, the more is "
                        "not known yet. A dimension is scored as soon as a requirement applies.";
    }

    CoverColumn verdict;
    verdict.label = "Verdict";
    verdict.verdict = result.site.verdict.verdict;
    verdict.verdictLine =
        verdictWord(result.site.verdict.verdict) +
        (result.workloads.empty() ? std::string()
                                  : ": " + toReadable(result.site.score) + " of 100");
    verdict.lines = {coverSentence(result)};

    std::size_t strong = 0;
    std::size_t facts = 0;
    for (const FactKey& key : plan.input.facts.keys()) {
        for (const Fact& fact : plan.input.facts.facts(key)) {
            ++facts;
            strong += fact.origin >= Origin::Imported ? 1U : 0U;
        }
    }
    CoverColumn basis{"Basis", {}, std::nullopt, ""};
    if (!plan.options.basis.empty()) {
        basis.lines.push_back(plan.options.basis);
    }
    basis.lines.push_back(facts == 0 ? std::string("No fact is recorded yet")
                                     : counted(facts, "fact", "facts") + ", " +
                                           std::to_string(strong) + " measured or imported");
    basis.lines.push_back(percent(result.coverage) + " of the weight decided");

    CoverColumn edition{"Edition", {}, std::nullopt, ""};
    if (!plan.options.date.empty()) {
        edition.lines.push_back(dayForPeople(plan.options.date));
    }
    edition.lines.push_back("Netready " + plan.options.toolVersion);
    std::vector<std::string> versions;
    for (const Pack& pack : result.packs) {
        if (std::find(versions.begin(), versions.end(), pack.version) == versions.end()) {
            versions.push_back(pack.version);
        }
    }
    if (!versions.empty()) {
        edition.lines.push_back("Rules " + join(versions, ", "));
    }
    if (!digest(plan).empty()) {
        edition.lines.push_back("Digest " + digest(plan));
    }
    CoverColumn reading{
        "How to read it",
        {"A score is a range. It is as wide as what is not known. What is not known "
         "is never counted as zero."},
        std::nullopt,
        ""};
    cover.columns = {verdict, basis, edition, reading};
    return cover;
}

} // namespace netready
