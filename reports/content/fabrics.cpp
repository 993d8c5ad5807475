// SPDX-License-Identifier: Apache-2.0
// Each fabric as a picture: its switches, how full its links are, and what the loss of one element
// does.
#include "core/base/text.h"
#include "reports/content/sections.h"
#include "reports/content/words.h"

#include <algorithm>
#include <cmath>

namespace netready {

namespace {

constexpr std::size_t kMostFabrics = 4;
constexpr std::size_t kMostNames = 3;
constexpr std::size_t kNameLetters = 40;

DrawnLoad drawn(const std::optional<LoadRange>& load)
{
    return load ? DrawnLoad{load->low, load->high, true, load->isOpen}
                : DrawnLoad{0, 0, false, false};
}

std::string countText(std::uint32_t least, std::uint32_t most)
{
    return least == most ? std::to_string(most)
                         : std::to_string(least) + "–" + std::to_string(most);
}

std::string tierName(std::uint32_t tier)
{
    return tier == 1 ? "Leaf" : tier == 2 ? "Spine" : "Core";
}

std::string linksName(std::uint32_t tier)
{
    return tier == 0 ? "Server to leaf" : tier == 1 ? "Leaf to spine" : "Spine to core";
}

std::string lossText(LossKind kind)
{
    switch (kind) {
    case LossKind::Core:
        return "One core switch";
    case LossKind::Spine:
        return "One spine";
    case LossKind::SpineUplink:
        return "One cable between spine and core";
    case LossKind::Uplink:
        return "One cable between leaf and spine";
    case LossKind::Leaf:
        return "One leaf";
    case LossKind::NodeLink:
        return "One cable of a server";
    case LossKind::Plane:
        return "One plane";
    case LossKind::Feed:
        return "One power feed of the switches";
    }
    return {};
}

std::string footTitle(const SketchFoot& foot, const ReportPlan& plan)
{
    if (foot.end == OtherEnd::Storage) {
        return "Storage";
    }
    if (foot.end == OtherEnd::Outside) {
        return "Outside";
    }
    std::vector<std::string> names;
    for (const std::string_view id : split(foot.owner, '\n')) {
        names.push_back(shortened(plan.subject({"workload", std::string(id)}), kNameLetters));
    }
    return firstOf(std::move(names), kMostNames);
}

std::string footLine(const SketchFoot& foot)
{
    const std::string ports = counted(foot.ports, "port", "ports");
    return foot.end == OtherEnd::Servers ? counted(foot.servers, "server", "servers") + ", " + ports
                                         : ports;
}

/// Boxes of each tier, from the top, and where each block of the sketch stands among them.
struct Rows
{
    std::vector<TopologyChart::Tier> tiers;
    std::vector<std::size_t> places; ///< by block
};

Rows rowsOf(const Sketch& sketch)
{
    Rows rows;
    rows.places.resize(sketch.blocks.size());
    for (std::uint32_t tier = 3; tier > 0; --tier) {
        TopologyChart::Tier row{tierName(tier), {}, {}};
        for (std::size_t i = 0; i < sketch.blocks.size(); ++i) {
            if (sketch.blocks[i].tier == tier) {
                rows.places[i] = row.boxes.size();
                row.boxes.push_back(sketch.blocks[i].name);
            }
        }
        if (row.boxes.empty()) {
            continue;
        }
        row.lines.push_back(countText(sketch.switches.at(tier), sketch.most.at(tier)) +
                            " switches");
        if (sketch.perBlock.at(tier) > 1) {
            row.lines.push_back("up to " + std::to_string(sketch.perBlock.at(tier)) + " in a box");
        }
        rows.tiers.push_back(std::move(row));
    }
    return rows;
}

TopologyChart topologyOf(const FabricStudy& study, const ReportPlan& plan)
{
    const Sketch& sketch = *study.sketch;
    TopologyChart chart;
    chart.title = "Switches of " + study.load.title + " and how full their links are";
    Rows rows = rowsOf(sketch);
    chart.tiers = std::move(rows.tiers);
    const std::uint32_t lowest = 1;
    chart.uplinks.assign(chart.tiers.empty() ? 0 : chart.tiers.back().boxes.size(),
                         DrawnLoad{0, 0, false, false});
    bool hasUplinks = false;
    for (const SketchBundle& bundle : sketch.bundles) {
        const SketchBlock& above = sketch.blocks[bundle.above];
        const SketchBlock& below = sketch.blocks[bundle.below];
        const std::size_t upperTier = chart.tiers.size() - above.tier;
        chart.bundles.push_back(
            {upperTier, rows.places[bundle.above], rows.places[bundle.below], drawn(bundle.burst)});
        if (below.tier == lowest && bundle.burst) {
            hasUplinks = true;
            DrawnLoad& own = chart.uplinks[rows.places[bundle.below]];
            const DrawnLoad load = drawn(bundle.burst);
            own = own.known ? DrawnLoad{std::max(own.low, load.low),
                                        std::max(own.high, load.high),
                                        true,
                                        load.open}
                            : load;
        }
    }
    if (!hasUplinks) {
        chart.uplinks.clear();
    }
    for (const SketchFoot& foot : sketch.feet) {
        std::vector<std::size_t> leaves;
        for (const std::size_t leaf : foot.leaves) {
            leaves.push_back(rows.places[leaf]);
        }
        chart.feet.push_back(
            {footTitle(foot, plan), footLine(foot), std::move(leaves), drawn(foot.burst)});
    }
    if (sketch.worst && sketch.worst->high > 1) {
        chart.bottleneck = "Bottleneck: " + sketch.worstLink;
    }
    return chart;
}

Table loadsTable(const FabricStudy& study, const std::string& id)
{
    const Sketch& sketch = *study.sketch;
    Table table;
    table.id = id;
    table.title = "How full the fullest link of each tier is";
    table.what = "over what it can use, from the least to the most that the facts allow";
    table.columns = {{"Links", "", "Between which tiers.", 0, false},
                     {"On average", "", "With every flow at its mean rate.", 34, true},
                     {"All bursts at once", "", "With every flow at its burst.", 38, true},
                     {"Down over up", "", "Capacity below the lower switch over above.", 32, true}};
    for (const auto& [tier, burst] : sketch.burst) {
        const auto mean = sketch.mean.find(tier);
        const auto ratio = std::find_if(sketch.ratios.begin(),
                                        sketch.ratios.end(),
                                        [&, of = tier](const auto& r) { return r.tier == of; });
        std::string down = "–";
        if (ratio != sketch.ratios.end() && std::isfinite(ratio->high)) {
            const std::string low = toText(std::round(ratio->low * 100) / 100);
            const std::string high = toText(std::round(ratio->high * 100) / 100);
            down = (low == high ? low : low + "–" + high) + " : 1";
        }
        table.rows.push_back(
            {{Cell{.text = linksName(tier), .strong = true},
              Cell{.text = mean == sketch.mean.end() ? "–" : loadText(drawn(mean->second))},
              Cell{.text = loadText(drawn(burst)), .strong = burst.high > 1},
              Cell{.text = down}},
             false});
    }
    if (table.rows.empty()) {
        table.note = "No load is known: " + sentence(study.load.problem);
    }
    return table;
}

std::string stopsText(const LossOutcome& loss)
{
    switch (loss.stops) {
    case Truth::True:
        return "yes";
    case Truth::Open:
        return "perhaps";
    case Truth::False:
        return "no";
    }
    return {};
}

Table lossesTable(const FabricStudy& study, const std::string& id)
{
    Table table;
    table.id = id;
    table.title = "What the loss of one element does";
    table.what = "every one is tried; the row is the worst of its kind, at burst";
    table.columns = {{"Lost", "", "The kind, and the worst of it.", 0, false},
                     {"Tried", "", "Elements that differ.", 14, true},
                     {"Stops a job", "", "Servers of a job reach each other no more.", 24, false},
                     {"Ports cut off", "", "Of servers.", 25, true},
                     {"Fullest link then", "", "Over what it can use.", 36, true}};
    for (const LossOutcome& loss : study.losses) {
        Cell what{.text = lossText(loss.kind), .detail = loss.sketch.lost, .strong = true};
        if (loss.exists == Truth::Open) {
            what.detail += "; whether the switches hang so is not known";
        }
        table.rows.push_back({{what,
                               Cell{.text = std::to_string(loss.tried)},
                               Cell{.text = stopsText(loss), .strong = loss.stops == Truth::True},
                               Cell{.text = std::to_string(loss.cutOff)},
                               Cell{.text = loadText(drawn(loss.sketch.worst))}},
                              false});
    }
    return table;
}

/// How long the fullest link between switches may be overfull; nothing if its load is open.
std::optional<Figure> durationOf(const FabricStudy& study, const std::string& id)
{
    const std::vector<SketchLink>& links = study.sketch->links;
    if (links.empty() || !links.front().mean || !links.front().burst ||
        links.front().burst->isOpen || !(links.front().burst->high > 0)) {
        return std::nullopt;
    }
    const SketchLink& link = links.front();
    LoadDurationChart chart;
    chart.title = "For how long " + link.name + " is how full";
    chart.least = {link.mean->low, link.burst->low};
    chart.most = {link.mean->high, link.burst->high};
    if (chart.most.burst > 1) {
        const double least = chart.least.burst > 1 ? std::min(1.0, chart.least.mean) : 0;
        const double most = std::min(1.0, chart.most.mean);
        chart.crossing = "overfull for at most " +
                         loadText({least, std::max(least, most), true, false}) + " of all hours";
    }
    return Figure{id,
                  "For how long " + link.name + " may be full",
                  "the fullest link between switches",
                  std::move(chart),
                  "A mean over time bounds how long a load can last: nothing is said of when."};
}

/// What stands between these numbers and certainty.
std::vector<std::string> limitsOf(const FabricStudy& study, const ReportPlan& plan)
{
    const FabricLoad& load = study.load;
    std::vector<std::string> sentences;
    if (!load.problem.empty()) {
        sentences.push_back(sentence(capitalised(load.problem)));
    }
    if (!study.shapes.problem.empty() && study.shapes.problem != load.problem) {
        sentences.push_back(sentence(capitalised(study.shapes.problem)));
    }
    std::vector<std::string> missing;
    for (const FactKey& key : load.missing) {
        missing.push_back(factTitle(key, plan.input.knowledge, plan.input.facts));
    }
    if (!missing.empty()) {
        sentences.push_back("Not known: " + firstOf(std::move(missing), 4) + ".");
    }
    std::vector<std::string> uncounted;
    for (const SubjectKey& workload : load.notCounted) {
        uncounted.push_back(shortened(plan.subject(workload), kNameLetters));
    }
    if (!uncounted.empty()) {
        sentences.push_back("Not counted, because their flows are not known: " +
                            firstOf(std::move(uncounted), kMostNames) + ".");
    }
    if (load.harsh && load.harsh->anyPort) {
        sentences.emplace_back("Sizes are open, so jobs may stand in other ways than the two that "
                               "are drawn; the findings give the bounds.");
    }
    const std::optional<FabricCase>& harsh = load.harsh ? load.harsh : load.kind;
    if (harsh) {
        for (const Excess& excess : harsh->excesses) {
            sentences.push_back(shortened(plan.subject(excess.workload), kNameLetters) +
                                " may ask on average for up to " +
                                std::to_string(std::lround(std::ceil(excess.ratio))) +
                                " times what the ports of its servers carry.");
        }
    }
    return sentences;
}

void addFabric(Section& section,
               const FabricStudy& study,
               std::size_t number,
               const ReportPlan& plan)
{
    const std::string id = "fabric-" + std::to_string(number);
    const std::string title =
        shortened(study.load.title.empty() ? study.load.fabric.id : study.load.title, kNameLetters);
    section.blocks.push_back({Heading{id, title, "switches, loads and single failures"}});
    if (study.sketch) {
        section.blocks.push_back({Figure{id + "-picture",
                                         title + " and its load when all bursts come at once",
                                         study.load.kind ? "" : "its switches; no load is known",
                                         topologyOf(study, plan),
                                         ""}});
        section.blocks.push_back({loadsTable(study, id + "-loads")});
        if (auto duration = durationOf(study, id + "-duration")) {
            section.blocks.push_back({std::move(*duration)});
        }
    }
    if (!study.losses.empty()) {
        section.blocks.push_back({lossesTable(study, id + "-losses")});
    }
    const std::vector<std::string> limits = limitsOf(study, plan);
    if (!limits.empty()) {
        section.blocks.push_back({Paragraph{join(limits, " "), ParagraphStyle::Note, ""}});
    }
}

/// The study whose fullest link is fullest; null if no load is known.
const FabricStudy* fullest(const std::vector<FabricStudy>& fabrics)
{
    const FabricStudy* worst = nullptr;
    for (const FabricStudy& study : fabrics) {
        if (study.sketch && study.sketch->worst &&
            (worst == nullptr || study.sketch->worst->high > worst->sketch->worst->high)) {
            worst = &study;
        }
    }
    return worst;
}

std::string headline(const std::vector<FabricStudy>& fabrics)
{
    if (fabrics.empty()) {
        return "No fabric is described yet.";
    }
    const FabricStudy* const worst = fullest(fabrics);
    if (worst == nullptr) {
        return "The load of no fabric can be computed yet.";
    }
    const LoadRange& load = *worst->sketch->worst;
    const std::string range = loadText(drawn(load));
    const std::string link = worst->sketch->worstLink;
    if (load.low > 1) {
        return "The bottleneck is " + link + ": bursts ask for " + range + " of what it can use.";
    }
    if (load.high > 1 || load.isOpen) {
        return "The bottleneck may be " + link + ": bursts ask for " + range +
               " of what it can use.";
    }
    return "The fabrics carry what is asked of them; the fullest link reaches " + range + ".";
}

} // namespace

Section fabricsSection(const ReportPlan& plan)
{
    const std::vector<FabricStudy>& fabrics = *plan.input.fabrics;
    Section section{"fabrics", "Fabrics", headline(fabrics), {}};
    for (std::size_t i = 0; i < fabrics.size() && i < kMostFabrics; ++i) {
        addFabric(section, fabrics[i], i + 1, plan);
    }
    if (fabrics.size() > kMostFabrics) {
        section.blocks.push_back(
            {Paragraph{"The first " + std::to_string(kMostFabrics) + " of " +
                           std::to_string(fabrics.size()) + " fabrics are drawn.",
                       ParagraphStyle::Note,
                       ""}});
    }
    if (fabrics.empty()) {
        section.blocks.push_back(
            {Paragraph{"Once a fabric is described, its switches, the loads of their links and "
                       "single failures stand here.",
                       ParagraphStyle::Body,
                       ""}});
    }
    return section;
}

} // namespace netready
