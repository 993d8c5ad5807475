// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <string_view>

namespace netready {

namespace {

/// Traffic between servers for each bit with users in a conventional estate. A judgement: web and
/// business applications call each other a few times for each request of a user.
constexpr double kConventionalLow = 2;
constexpr double kConventionalHigh = 6;

std::size_t workloadsWhere(const ReportPlan& plan, bool (*is)(const WorkloadScore&))
{
    const auto& all = plan.result().workloads;
    return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), is));
}

std::size_t subjectsOf(const ReportPlan& plan, std::string_view kind)
{
    std::size_t count = 0;
    for (const auto& [key, subject] : plan.input.facts.subjects()) {
        count += key.kind == kind ? 1U : 0U;
    }
    return count;
}

/// Sum of a number over all workloads, and how many of them are not known.
struct Sum
{
    Interval<double> range{0.0};
    std::size_t told = 0;
    std::size_t open = 0;
};

Sum sumOf(const ReportPlan& plan, std::string_view attribute)
{
    Sum sum;
    double low = 0;
    double high = 0;
    for (const WorkloadScore& workload : plan.result().workloads) {
        if (const auto number = plan.number(workload.subject, attribute)) {
            low += number->low();
            high += number->high();
            ++sum.told;
        } else {
            ++sum.open;
        }
    }
    sum.range = {low, high};
    return sum;
}

/// Something is known of a sum if all of it is, or if what is known is more than nothing.
bool isTold(const Sum& sum)
{
    return sum.told > 0 && (sum.open == 0 || sum.range.low() > 0);
}

std::string rateText(const Sum& sum)
{
    if (!isTold(sum)) {
        return "not known";
    }
    const double high = sum.open == 0 ? sum.range.high() : sum.range.low();
    return (sum.open == 0 ? "" : "at least ") +
           toReadable(Measure{sum.range.low(), high, kDataRate, Currency::None, "Gb/s"});
}

/// One line on what a layer holds, from facts.
std::vector<std::string> factsOf(const Topic& topic, const ReportPlan& plan)
{
    const auto& subjects = plan.input.facts.subjects();
    std::vector<std::string> lines;
    if (topic.id == "layer-applications") {
        lines.push_back(
            counted(plan.result().workloads.size(), "workload", "workloads") + ", " +
            std::to_string(workloadsWhere(
                plan, [](const WorkloadScore& w) { return w.mustRun == Truth::True; })) +
            " must run");
    } else if (topic.id == "layer-compute") {
        const auto accelerators = sumOf(plan, "workload.accelerators");
        if (accelerators.told > 0) {
            lines.push_back(toReadable(Measure{accelerators.range.low(),
                                               accelerators.range.high(),
                                               kNone,
                                               Currency::None,
                                               ""}) +
                            " accelerators in all workloads" +
                            (accelerators.open > 0
                                 ? "; " + std::to_string(accelerators.open) + " not known"
                                 : ""));
        }
        lines.push_back(counted(subjectsOf(plan, "fabric"), "fabric", "fabrics"));
    } else if (topic.id == "layer-storage") {
        std::vector<std::string> names;
        for (const auto& [key, subject] : subjects) {
            if (key.kind == "storage") {
                names.push_back(shortened(subjectTitle(key, plan.input.facts), 40));
            }
        }
        if (!names.empty()) {
            lines.push_back(firstOf(std::move(names), 2));
        }
    }
    if (lines.empty()) {
        lines.push_back(topic.text);
    }
    return lines;
}

bool isKnown(const TopicResult& topic)
{
    return topic.state == TopicResult::State::Answered && topic.score.width() < 1;
}

/// How a pillar covers what crosses a seam: judged as a whole, as rules speak of the estate.
SeamCover coverOf(const StackChart::Pillar& pillar)
{
    if (!pillar.known || pillar.verdict == Verdict::CannotTell) {
        return SeamCover::Unknown;
    }
    return pillar.verdict == Verdict::Ready     ? SeamCover::Full
           : pillar.verdict == Verdict::ReadyIf ? SeamCover::Part
                                                : SeamCover::None;
}

/// What weighs most on a part: the finding with the fewest points, in few words.
std::string seamText(const TopicResult& topic, const ReportPlan& plan)
{
    const Finding* worst = nullptr;
    for (const std::size_t index : topic.findings) {
        const Finding& finding = plan.result().findings[index];
        if (worst == nullptr || std::pair(finding.score.high, finding.score.low) <
                                    std::pair(worst->score.high, worst->score.low)) {
            worst = &finding;
        }
    }
    constexpr std::size_t kLetters = 42;
    return worst == nullptr || worst->score.low >= kReadyFrom
               ? ""
               : shortened(worst->rule->title, kLetters);
}

StackChart stackOf(const ReportPlan& plan)
{
    StackChart chart;
    chart.title = "The estate as a stack: readiness of each layer, and of the network between them";
    const auto pillar = [&](std::string_view id) {
        StackChart::Pillar own;
        for (const TopicResult& topic : plan.result().topics) {
            if (topic.topic->id == id) {
                own = {topic.topic->title, topic.score, topic.verdict.verdict, isKnown(topic)};
            }
        }
        return own;
    };
    chart.security = pillar("pillar-security");
    chart.observability = pillar("pillar-observability");
    for (const TopicResult& topic : plan.result().topics) {
        if (topic.state == TopicResult::State::NotApplicable) {
            continue;
        }
        if (topic.topic->kind == TopicKind::Layer) {
            chart.layers.push_back({topic.topic->title,
                                    factsOf(*topic.topic, plan),
                                    topic.score,
                                    topic.verdict.verdict,
                                    isKnown(topic)});
            chart.seams.emplace_back();
        } else if (topic.topic->kind == TopicKind::Seam && !chart.seams.empty()) {
            chart.seams.back().push_back({topic.topic->title,
                                          seamText(topic, plan),
                                          topic.score,
                                          topic.verdict.verdict,
                                          isKnown(topic),
                                          coverOf(chart.security),
                                          coverOf(chart.observability)});
        }
    }
    return chart;
}

TrafficContrastChart contrastOf(const Sum& eastWest, const Sum& northSouth)
{
    TrafficContrastChart chart;
    chart.title = "Traffic between servers and traffic with users, here and in a conventional "
                  "estate with as many users";
    const Sum usual{
        {northSouth.range.low() * kConventionalLow, northSouth.range.high() * kConventionalHigh},
        northSouth.told,
        northSouth.open};
    const auto panel = [](const char* name, const Sum& east, const Sum& north) {
        return TrafficContrastChart::Panel{name,
                                           east.range.low(),
                                           east.range.high(),
                                           north.range.low(),
                                           north.range.high(),
                                           rateText(east),
                                           rateText(north),
                                           isTold(east) && isTold(north)};
    };
    chart.conventional = panel("Conventional estate", usual, northSouth);
    chart.client = panel("This client", eastWest, northSouth);
    return chart;
}

std::string headline(const StackChart& stack)
{
    const StackChart::Seam* weakest = nullptr;
    std::size_t seams = 0;
    std::size_t ready = 0;
    for (const auto& under : stack.seams) {
        for (const StackChart::Seam& seam : under) {
            ++seams;
            ready += seam.verdict == Verdict::Ready ? 1U : 0U;
            if (weakest == nullptr || std::pair(seam.score.high, seam.score.low) <
                                          std::pair(weakest->score.high, weakest->score.low)) {
                weakest = &seam;
            }
        }
    }
    if (weakest == nullptr) {
        return "Between all layers lies the network; no layer is described yet.";
    }
    if (ready == seams) {
        return "Each seam between the layers is network, and each is ready.";
    }
    return "Each seam between the layers is network; the weakest is “" + weakest->name + "”.";
}

std::string contrastTitle(const Sum& eastWest, const Sum& northSouth)
{
    if (!isTold(eastWest) || eastWest.open > 0 || northSouth.range.high() <= 0) {
        return "How traffic turns east–west is not known yet";
    }
    constexpr double kAlmostNone = 1e3; // bit/s
    const double least = eastWest.range.low() / std::max(northSouth.range.high(), kAlmostNone);
    const double most = eastWest.range.high() / std::max(northSouth.range.low(), kAlmostNone);
    if (least <= 1) {
        return "Traffic between servers and with users is of one size, as far as is known";
    }
    constexpr double kHuge = 1e6;
    const std::string low = toReadable(Measure{least, least, kNone, Currency::None, ""}, 2);
    return most >= kHuge ? "Traffic between servers is at least " + low + " times that with users"
                         : "Traffic between servers is " +
                               toReadable(Measure{least, most, kNone, Currency::None, ""}, 2) +
                               " times that with users";
}

} // namespace

Section estateSection(const ReportPlan& plan)
{
    StackChart stack = stackOf(plan);
    const Sum eastWest = sumOf(plan, "workload.east_west_mean");
    const Sum northSouth = sumOf(plan, "workload.north_south_mean");
    Section section{"estate", "The estate", headline(stack), {}};
    section.blocks.push_back({Figure{"stack",
                                     "The stack, with the network as its fabric",
                                     "readiness of each layer and of each seam",
                                     std::move(stack),
                                     ""}});
    Figure contrast{"contrast",
                    contrastTitle(eastWest, northSouth),
                    "mean rate, same scale in both",
                    contrastOf(eastWest, northSouth),
                    "Sums over all workloads, each as if it ran alone. The conventional estate has "
                    "the same users and two to six times as much traffic between its servers: a "
                    "judgement, for comparison only."};
    if (eastWest.open > 0) {
        contrast.caption += " Of " + inWords(eastWest.open, "workload", "workloads") +
                            " the traffic is not known, or not to a thousandfold.";
    }
    section.blocks.push_back({std::move(contrast)});
    return section;
}

} // namespace netready
