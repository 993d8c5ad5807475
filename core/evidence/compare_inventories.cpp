// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/compare_inventories.h"

#include "core/base/text.h"
#include "core/evidence/evidence_source.h"
#include "core/evidence/infiniband.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace netready {

namespace {

constexpr double kSpeedTolerance = 0.99;

struct NodeKnowledge
{
    const InventoryNode* design = nullptr;
    std::string designSource;
    const InventoryNode* observed = nullptr; ///< of a scheduler
    std::string observedSource;
    const InventoryNode* configured = nullptr;
    std::string configuredSource;
};

struct PortKnowledge
{
    std::optional<double> designSpeed;
    std::optional<double> designMtu;
    std::string designSource;
    const InventoryPort* configured = nullptr;
    std::string configuredSource;
    std::optional<double> observedSpeed;
    std::optional<double> observedMtu;
    std::string observedSource;
};

struct LinkKnowledge
{
    InventoryEnd a;
    InventoryEnd b;
    std::optional<double> speed;
    std::string source;
};

std::string shown(const InventoryEnd& end)
{
    return end.port.empty() ? end.node : end.node + ":" + end.port;
}

std::string gigabits(double bits)
{
    return grouped(toText(std::round(bits / 1e7) / 100)) + " Gb/s";
}

std::string listed(const std::vector<std::string>& parts)
{
    constexpr std::size_t kMost = 4;
    if (parts.size() <= kMost) {
        return join(parts, ", ");
    }
    const std::vector<std::string> first(parts.begin(), parts.begin() + kMost);
    return join(first, ", ") + " and " + std::to_string(parts.size() - kMost) + " more";
}

/// Compares without case; a domain is cut where no two names would become one.
class Names
{
public:
    explicit Names(std::span<const Inventory> inventories)
    {
        std::map<std::string, std::set<std::string>> longOf;
        for (const Inventory& inventory : inventories) {
            for (const InventoryNode& node : inventory.nodes) {
                note(node.name, longOf);
            }
            for (const InventoryLink& link : inventory.links) {
                note(link.a.node, longOf);
                note(link.b.node, longOf);
            }
        }
        for (const auto& [shortName, names] : longOf) {
            std::set<std::string> domains;
            for (const std::string& name : names) {
                if (name != shortName) {
                    domains.insert(name);
                }
            }
            m_mayCut[shortName] = domains.size() <= 1;
        }
    }

    [[nodiscard]] std::string operator()(const std::string& name) const
    {
        const std::string lower = lowered(trimmed(name));
        const std::string cut = withoutDomain(lower);
        const auto found = m_mayCut.find(cut);
        return found != m_mayCut.end() && found->second ? cut : lower;
    }

    [[nodiscard]] InventoryEnd operator()(const InventoryEnd& end) const
    {
        return {(*this)(end.node), std::string(trimmed(end.port))};
    }

private:
    /// Addresses have points too, and keep them.
    static std::string withoutDomain(const std::string& name)
    {
        const bool isAddress =
            !name.empty() && name.find_first_not_of("0123456789.:abcdef") == std::string::npos;
        return isAddress ? name : name.substr(0, name.find('.'));
    }

    static void note(const std::string& name, std::map<std::string, std::set<std::string>>& longOf)
    {
        const std::string lower = lowered(trimmed(name));
        longOf[withoutDomain(lower)].insert(lower);
    }

    std::map<std::string, bool> m_mayCut;
};

class Comparison
{
public:
    Comparison(std::span<const Inventory> inventories, const InventoryClaims& claims)
        : m_inventories(inventories)
        , m_claims(claims)
        , m_names(inventories)
    {}

    std::vector<InventoryContradiction> run()
    {
        collect();
        compareLinks();
        compareSpeeds();
        compareWidths();
        compareMtu();
        compareClasses();
        compareGuards();
        compareNodes();
        comparePower();
        std::sort(m_found.begin(),
                  m_found.end(),
                  [](const InventoryContradiction& a, const InventoryContradiction& b) {
                      return std::tie(a.kind, a.subject, a.parts, a.sentence) <
                             std::tie(b.kind, b.subject, b.parts, b.sentence);
                  });
        m_found.erase(std::unique(m_found.begin(), m_found.end()), m_found.end());
        return std::move(m_found);
    }

private:
    void collect()
    {
        for (const Inventory& inventory : m_inventories) {
            for (const auto& [kind, page] : inventory.pages) {
                if (kind == "cables") {
                    m_cablesHere += page.here;
                    m_cablesTotal =
                        page.total ? std::max(m_cablesTotal, *page.total) : m_cablesTotal;
                    m_isPageMissing = m_isPageMissing || (!page.isLast && !page.total);
                }
            }
            for (const InventoryNode& node : inventory.nodes) {
                collectNode(inventory, node);
            }
            for (const InventoryPort& port : inventory.ports) {
                collectPort(inventory, port);
            }
        }
        for (const Inventory& inventory : m_inventories) {
            if (inventory.basis != InventoryBasis::Observed) {
                collectLinks(inventory, "");
            }
        }
        for (const Inventory& inventory : m_inventories) {
            if (inventory.basis == InventoryBasis::Observed) {
                collectLinks(inventory, observerOf(inventory));
            }
        }
    }

    /// The device that looked. One that was only guessed and is in no design is the one documented
    /// device whose ports have most of the neighbours that were seen.
    [[nodiscard]] std::string observerOf(const Inventory& inventory) const
    {
        std::string said = m_names(inventory.observer);
        if (!inventory.isGuessed || isDesigned(said) || inventory.links.empty()) {
            return said;
        }
        std::map<std::string, std::size_t> votes;
        for (const InventoryLink& link : inventory.links) {
            const std::string neighbour = m_names(link.b.node);
            for (const auto& [end, documented] : m_design) {
                // Leaves of a fabric see the same hosts; which port of them tells the leaves apart.
                if (end.port == link.a.port && documented.b.node == neighbour) {
                    votes[end.node] += documented.b.port == link.b.port ? 2U : 1U;
                }
            }
        }
        const auto most =
            std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        const auto isAsGood = [&most](const auto& vote) { return vote.second == most->second; };
        const bool isClear = most != votes.end() && most->second > inventory.links.size() &&
                             std::count_if(votes.begin(), votes.end(), isAsGood) == 1;
        return isClear ? most->first : said;
    }

    void collectNode(const Inventory& inventory, const InventoryNode& node)
    {
        NodeKnowledge& known = m_nodes[m_names(node.name)];
        if (inventory.basis == InventoryBasis::Design) {
            // The richer of two designs: only NetBox has a status.
            if (known.design == nullptr || (known.design->status.empty() && !node.status.empty())) {
                known.design = &node;
                known.designSource = inventory.source;
            }
        } else if (inventory.basis == InventoryBasis::Configured) {
            known.configured = &node;
            known.configuredSource = inventory.source;
        } else if (node.isReady || node.gpusUsable) {
            known.observed = &node;
            known.observedSource = inventory.source;
        }
    }

    void collectPort(const Inventory& inventory, const InventoryPort& port)
    {
        PortKnowledge& known = m_ports[m_names({port.node, port.name})];
        if (inventory.basis == InventoryBasis::Design) {
            known.designSpeed = port.speed ? port.speed : known.designSpeed;
            known.designMtu = port.mtu ? port.mtu : known.designMtu;
            known.designSource = inventory.source;
        } else if (inventory.basis == InventoryBasis::Configured) {
            known.configured = &port;
            known.configuredSource = inventory.source;
        } else {
            known.observedSpeed = port.speed ? port.speed : known.observedSpeed;
            known.observedMtu = port.mtu ? port.mtu : known.observedMtu;
            known.observedSource = inventory.source;
        }
    }

    void collectLinks(const Inventory& inventory, const std::string& observer)
    {
        const bool isSeen = inventory.basis == InventoryBasis::Observed;
        const bool isDesign = inventory.basis == InventoryBasis::Design;
        if (isSeen && !observer.empty()) {
            m_asked.insert(observer);
            m_askedIn[observer] = inventory.source;
        }
        if (isSeen && inventory.observer.empty() && !inventory.links.empty()) {
            // A subnet manager asks all.
            for (const InventoryNode& node : inventory.nodes) {
                m_asked.insert(m_names(node.name));
            }
        }
        for (const InventoryLink& link : inventory.links) {
            if (link.status == "planned" || link.status == "decommissioning") {
                continue;
            }
            InventoryEnd a = m_names(link.a);
            const InventoryEnd b = m_names(link.b);
            if (isSeen && !observer.empty() && a.node == m_names(inventory.observer)) {
                a.node = observer;
            }
            auto& links = isSeen ? m_seen : isDesign ? m_design : m_described;
            for (const auto& [from, to] : {std::pair(a, b), std::pair(b, a)}) {
                const auto [place, isNew] =
                    links.emplace(from, LinkKnowledge{from, to, link.speed, inventory.source});
                if (!isNew && isDesign && place->second.b != to) {
                    add({InventoryConflict::OtherEndDiffers,
                         shown(from),
                         shown(from) + " goes to " + shown(place->second.b) + " in " +
                             place->second.source + " and to " + shown(to) + " in " +
                             inventory.source,
                         {},
                         place->second.source,
                         inventory.source,
                         {},
                         {}});
                } else if (!isNew && link.speed && !place->second.speed) {
                    place->second.speed = link.speed;
                }
            }
        }
    }

    void compareLinks()
    {
        std::set<InventoryEnd> done;
        for (const auto& [end, documented] : m_design) {
            if (done.contains(end)) {
                continue;
            }
            done.insert(documented.b);
            compareLink(documented);
        }
        reportOtherEnds();
        const bool isComplete = !m_isPageMissing && m_cablesHere >= m_cablesTotal;
        if (m_design.empty() || !isComplete) {
            return;
        }
        for (const auto& [end, seen] : m_seen) {
            // Only what the asked device itself saw; ends of documented cables were compared above.
            if (m_asked.contains(end.node) && !m_design.contains(end) &&
                !m_design.contains(seen.b) && isDesigned(end.node)) {
                add({InventoryConflict::SeenNotDocumented,
                     shown(end),
                     shown(end) + " sees " + shown(seen.b) +
                         ", and no file documents a cable there",
                     {},
                     m_design.begin()->second.source,
                     seen.source,
                     {},
                     {}});
            }
        }
    }

    [[nodiscard]] bool isDesigned(const std::string& node) const
    {
        const auto found = m_nodes.find(node);
        return found != m_nodes.end() && found->second.design != nullptr;
    }

    void compareLink(const LinkKnowledge& documented)
    {
        for (const auto& [here, there] :
             {std::pair(documented.a, documented.b), std::pair(documented.b, documented.a)}) {
            if (!m_asked.contains(here.node)) {
                continue;
            }
            const auto seen = m_seen.find(here);
            if (seen != m_seen.end()) {
                if (seen->second.b.node != there.node ||
                    (seen->second.b.port != there.port && isPortOf(seen->second.b))) {
                    m_otherEnds[here] = {
                        there, seen->second.b, documented.source, seen->second.source};
                }
                return;
            }
        }
        const bool isAsked =
            m_asked.contains(documented.a.node) || m_asked.contains(documented.b.node);
        if (isAsked) {
            const bool isFirst = m_asked.contains(documented.a.node);
            reportUnseen(isFirst ? documented.a : documented.b,
                         isFirst ? documented.b : documented.a,
                         documented);
        }
    }

    /// A name that the design knows on that device; hosts often send MACs, which prove nothing.
    [[nodiscard]] bool isPortOf(const InventoryEnd& end) const
    {
        return m_design.contains(end) || m_ports.contains(end);
    }

    void reportUnseen(const InventoryEnd& here,
                      const InventoryEnd& there,
                      const LinkKnowledge& documented)
    {
        std::string sentence = "the cable from " + shown(here) + " to " + shown(there) +
                               " is documented and " + here.node + " does not see it";
        const auto ratio = ratioOf(here.node);
        if (ratio) {
            sentence += "; uplinks come to " + gigabits(ratio->first) + " against " +
                        gigabits(ratio->second) + " of downlinks, " +
                        toText(std::round(100 * ratio->second / ratio->first) / 100) + ":1";
        }
        const auto asked = m_askedIn.find(here.node);
        const std::string source = asked == m_askedIn.end() ? std::string() : asked->second;
        add({InventoryConflict::DocumentedNotSeen,
             shown(here),
             sentence,
             {},
             documented.source,
             source,
             {},
             {}});
    }

    /// Speed of uplinks that are seen and of all downlinks of a switch; empty where roles or speeds
    /// are not known.
    std::optional<std::pair<double, double>> ratioOf(const std::string& node)
    {
        double up = 0;
        double down = 0;
        for (auto link = m_design.lower_bound({node, ""});
             link != m_design.end() && link->first.node == node;
             ++link) {
            const auto speed = speedOf(link->second);
            if (!speed || roleOf(link->second.b.node).empty()) {
                return std::nullopt;
            }
            if (contains(roleOf(link->second.b.node), "spine") ||
                contains(roleOf(link->second.b.node), "core")) {
                up += m_seen.contains(link->first) ? *speed : 0;
            } else {
                down += *speed;
            }
        }
        return up > 0 && down > up ? std::optional(std::pair(up, down)) : std::nullopt;
    }

    std::optional<double> speedOf(const LinkKnowledge& link)
    {
        if (link.speed) {
            return link.speed;
        }
        const auto port = m_ports.find(link.a);
        return port == m_ports.end() ? std::nullopt : port->second.designSpeed;
    }

    [[nodiscard]] std::string roleOf(const std::string& node) const
    {
        const auto found = m_nodes.find(node);
        return found == m_nodes.end() || found->second.design == nullptr
                   ? std::string()
                   : lowered(found->second.design->role);
    }

    struct OtherEnd
    {
        InventoryEnd documented;
        InventoryEnd seen;
        std::string designSource;
        std::string seenSource;
    };

    /// Two ports that each see the other's neighbour are one mistake: swapped cables.
    void reportOtherEnds()
    {
        std::set<InventoryEnd> done;
        for (const auto& [here, other] : m_otherEnds) {
            if (done.contains(here)) {
                continue;
            }
            const auto& sought = other;
            const auto twin = std::find_if(
                m_otherEnds.begin(), m_otherEnds.end(), [&sought](const auto& candidate) {
                    return candidate.second.documented == sought.seen &&
                           candidate.second.seen == sought.documented;
                });
            if (twin != m_otherEnds.end() && twin->first != here) {
                done.insert(twin->first);
                std::vector<std::string> parts = {shown(here), shown(twin->first)};
                std::sort(parts.begin(), parts.end());
                const bool isOneNode = other.seen.node == other.documented.node;
                add({InventoryConflict::EndsSwapped,
                     isOneNode ? other.seen.node : parts[0],
                     shown(other.documented) + " and " + shown(other.seen) +
                         " are swapped: " + shown(here) + " sees " + shown(other.seen) + ", " +
                         shown(twin->first) + " sees " + shown(other.documented),
                     parts,
                     other.designSource,
                     other.seenSource,
                     {},
                     {}});
                continue;
            }
            add({InventoryConflict::OtherEndDiffers,
                 shown(here),
                 shown(here) + " should go to " + shown(other.documented) + " and sees " +
                     shown(other.seen),
                 {},
                 other.designSource,
                 other.seenSource,
                 {},
                 {}});
        }
    }

    void compareSpeeds()
    {
        for (const auto& [end, port] : m_ports) {
            const auto design = designSpeed(end, port);
            const bool isConfigured = port.configured != nullptr && port.configured->speed;
            const auto actual = port.observedSpeed ? port.observedSpeed
                                : isConfigured     ? port.configured->speed
                                                   : std::nullopt;
            if (design && actual && *actual < kSpeedTolerance * *design) {
                const bool isSeen = port.observedSpeed.has_value();
                add({InventoryConflict::SpeedBelowDesign,
                     shown(end),
                     shown(end) + " is planned for " + gigabits(*design) + " and " +
                         (isSeen ? "runs at " : "is configured for ") + gigabits(*actual),
                     {},
                     port.designSource,
                     isSeen ? port.observedSource : port.configuredSource,
                     design,
                     actual});
            }
        }
        for (const auto& [end, seen] : m_seen) {
            const auto documented = m_design.find(end);
            if (documented == m_design.end() || !seen.speed || seen.b < end) {
                continue;
            }
            const auto design = speedOf(documented->second);
            if (design && *seen.speed < kSpeedTolerance * *design) {
                add({InventoryConflict::SpeedBelowDesign,
                     shown(end) + " - " + shown(seen.b),
                     "the link from " + shown(end) + " to " + shown(seen.b) + " is planned for " +
                         gigabits(*design) + " and runs at " + gigabits(*seen.speed),
                     {},
                     documented->second.source,
                     seen.source,
                     design,
                     seen.speed});
            }
        }
    }

    std::optional<double> designSpeed(const InventoryEnd& end, const PortKnowledge& port)
    {
        if (port.designSpeed) {
            return port.designSpeed;
        }
        const auto link = m_design.find(end);
        return link == m_design.end() ? std::nullopt : link->second.speed;
    }

    struct LinkKinds
    {
        std::map<std::pair<int, std::string>, int> count; ///< by lanes and generation
        int all = 0;
    };

    /// Without a design, links of a fabric are held against the most usual of their kind: between
    /// switches, or to hosts. Hosts may have slower adapters on purpose, so only their lanes count.
    void compareWidths()
    {
        for (const Inventory& inventory : m_inventories) {
            if (inventory.basis != InventoryBasis::Observed) {
                continue;
            }
            std::set<std::string> switches;
            for (const InventoryNode& node : inventory.nodes) {
                if (node.role == "switch") {
                    switches.insert(node.name);
                }
            }
            std::map<bool, LinkKinds> kinds;
            const auto isBackbone = [&switches](const InventoryLink& link) {
                return switches.contains(link.a.node) && switches.contains(link.b.node);
            };
            for (const InventoryLink& link : inventory.links) {
                if (link.lanes) {
                    LinkKinds& kind = kinds[isBackbone(link)];
                    ++kind.count[{*link.lanes, link.generation}];
                    ++kind.all;
                }
            }
            for (const InventoryLink& link : inventory.links) {
                if (link.lanes && link.speed) {
                    compareWidth(inventory, link, kinds[isBackbone(link)], isBackbone(link));
                }
            }
        }
    }

    void compareWidth(const Inventory& inventory,
                      const InventoryLink& link,
                      const LinkKinds& kind,
                      bool isBackbone)
    {
        const auto most =
            std::max_element(kind.count.begin(),
                             kind.count.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        const auto& [lanes, generation] = most->first;
        const auto usual = infinibandSpeed(generation, lanes);
        const bool isNarrow = *link.lanes < lanes;
        const bool isUsual = 4 * most->second >= 3 * kind.all;
        if (!isUsual || (!isNarrow && !isBackbone) || !usual ||
            *link.speed >= kSpeedTolerance * *usual) {
            return;
        }
        const std::string name = shown(link.a) + " - " + shown(link.b);
        add({isNarrow ? InventoryConflict::WidthBelowDesign : InventoryConflict::SpeedBelowDesign,
             name,
             "the link " + name + " runs at " + std::to_string(*link.lanes) + "x" +
                 link.generation + ", while most links of its kind run at " +
                 std::to_string(lanes) + "x" + generation,
             {},
             inventory.source,
             inventory.source,
             usual,
             link.speed});
    }

    [[nodiscard]] std::optional<double> mtuOf(const InventoryEnd& end, std::string* source) const
    {
        const auto found = m_ports.find(end);
        if (found == m_ports.end()) {
            return std::nullopt;
        }
        const PortKnowledge& port = found->second;
        const bool isConfigured = port.configured != nullptr && port.configured->mtu;
        if (source != nullptr) {
            *source = isConfigured       ? port.configuredSource
                      : port.observedMtu ? port.observedSource
                                         : port.designSource;
        }
        return isConfigured       ? port.configured->mtu
               : port.observedMtu ? port.observedMtu
                                  : port.designMtu;
    }

    /// A switch may take larger packets than its hosts send, never smaller ones.
    void compareMtu()
    {
        struct Chain
        {
            std::vector<std::string> parts;
            std::optional<double> sent, taken;
            std::string sentSource, takenSource;
        };
        std::map<std::string, Chain> chains;
        for (const auto* links : {&m_design, &m_described}) {
            for (const auto& [end, link] : *links) {
                const auto port = m_ports.find(end);
                const bool isConfigured = port != m_ports.end() &&
                                          port->second.configured != nullptr &&
                                          port->second.configured->mtu;
                if (!isConfigured) {
                    continue;
                }
                std::string otherSource;
                const auto other = mtuOf(link.b, &otherSource);
                const double taken = *port->second.configured->mtu;
                if (!other || taken >= *other) {
                    continue;
                }
                Chain& chain = chains[end.node];
                if (std::find(chain.parts.begin(), chain.parts.end(), end.port) !=
                    chain.parts.end()) {
                    continue;
                }
                chain.parts.push_back(end.port);
                chain.sent = chain.sent ? std::max(*chain.sent, *other) : *other;
                chain.taken = chain.taken ? std::min(*chain.taken, taken) : taken;
                chain.sentSource = otherSource;
                chain.takenSource = port->second.configuredSource;
            }
        }
        for (auto& [node, chain] : chains) {
            std::sort(chain.parts.begin(), chain.parts.end());
            add({InventoryConflict::MtuChain,
                 node,
                 node + " takes packets of " + toText(*chain.taken) + " bytes on " +
                     listed(chain.parts) + ", while the other ends send up to " +
                     toText(*chain.sent),
                 chain.parts,
                 chain.sentSource,
                 chain.takenSource,
                 chain.sent,
                 chain.taken});
        }
    }

    struct SwitchClasses
    {
        std::map<std::vector<int>, std::vector<std::string>> portsOf; ///< by lossless classes
        std::string source;
        const InventoryNode* node = nullptr;
    };

    void compareClasses()
    {
        std::map<std::string, SwitchClasses> switches;
        for (const auto& [end, port] : m_ports) {
            if (port.configured == nullptr || !port.configured->losslessClasses) {
                continue;
            }
            SwitchClasses& entry = switches[end.node];
            entry.portsOf[*port.configured->losslessClasses].push_back(end.port);
            entry.source = port.configuredSource;
            entry.node = m_nodes[end.node].configured;
        }
        std::map<std::vector<int>, int> votes;
        for (const auto& [node, entry] : switches) {
            for (const auto& [classes, ports] : entry.portsOf) {
                votes[classes] += classes.empty() ? 0 : static_cast<int>(ports.size());
            }
        }
        const auto most =
            std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        for (auto& [node, entry] : switches) {
            for (auto& [classes, ports] : entry.portsOf) {
                if (most != votes.end() && most->second > 0 && classes != most->first) {
                    std::sort(ports.begin(), ports.end());
                    std::string own = node + " keeps ";
                    own.append(classes.empty() ? "no class" : "class " + numbers(classes));
                    own.append(" lossless on ").append(listed(ports));
                    own.append(", the rest of the fabric class ").append(numbers(most->first));
                    add({InventoryConflict::LosslessClassDiffers,
                         node,
                         own,
                         ports,
                         otherSource(switches, node),
                         entry.source,
                         {},
                         {}});
                }
                checkReach(node, entry, classes, ports);
            }
        }
    }

    static std::string numbers(const std::vector<int>& values)
    {
        std::vector<std::string> texts;
        texts.reserve(values.size());
        for (const int value : values) {
            texts.push_back(std::to_string(value));
        }
        return join(texts, " and ");
    }

    static std::string otherSource(const std::map<std::string, SwitchClasses>& switches,
                                   const std::string& node)
    {
        for (const auto& [name, entry] : switches) {
            if (name != node) {
                return entry.source;
            }
        }
        return {};
    }

    void checkReach(const std::string& node,
                    const SwitchClasses& entry,
                    const std::vector<int>& classes,
                    const std::vector<std::string>& ports)
    {
        if (entry.node == nullptr || classes.empty()) {
            return;
        }
        const auto port = m_ports.find({node, ports.front()});
        const auto map = port == m_ports.end() || port->second.configured == nullptr
                             ? entry.node->dscpToClass.end()
                             : entry.node->dscpToClass.find(port->second.configured->dscpMap);
        if (map == entry.node->dscpToClass.end()) {
            return;
        }
        for (const int lossless : classes) {
            const bool isReached =
                std::any_of(map->second.begin(), map->second.end(), [lossless](const auto& pair) {
                    return pair.second == lossless;
                });
            if (!isReached) {
                std::string used;
                for (const auto& [dscp, to] : map->second) {
                    if (to != 0 && used.empty()) {
                        used = "; DSCP " + std::to_string(dscp) + " leads to class " +
                               std::to_string(to);
                    }
                }
                add({InventoryConflict::LosslessClassUnreachable,
                     node,
                     node + " keeps class " + std::to_string(lossless) +
                         " lossless, but no DSCP value leads there" + used,
                     ports,
                     entry.source,
                     entry.source,
                     {},
                     {}});
            }
        }
    }

    struct Guards
    {
        std::vector<std::string> unguarded;
        std::vector<std::string> unmarked;
        std::string source;
    };

    /// Lossless ports without a watchdog or without marking, by switch.
    [[nodiscard]] std::map<std::string, Guards> collectGuards(std::string& markingSource) const
    {
        std::map<std::string, Guards> switches;
        for (const auto& [end, port] : m_ports) {
            const InventoryPort* const own = port.configured;
            if (own == nullptr || !own->losslessClasses || own->losslessClasses->empty()) {
                continue;
            }
            Guards& entry = switches[end.node];
            entry.source = port.configuredSource;
            if (own->hasWatchdog == false) {
                entry.unguarded.push_back(end.port);
            }
            if (own->ecnQueues && own->ecnQueues->empty()) {
                entry.unmarked.push_back(end.port);
            } else if (own->ecnQueues) {
                markingSource = port.configuredSource;
            }
        }
        return switches;
    }

    /// Watchdog and marking: claimed by the client, by the device's own flag, or on elsewhere.
    void compareGuards()
    {
        std::string markingSource;
        for (const auto& [node, entry] : collectGuards(markingSource)) {
            compareWatchdog(node, entry);
            compareMarking(node, entry, markingSource);
        }
    }

    void compareWatchdog(const std::string& node, const Guards& entry)
    {
        const InventoryNode* const own = m_nodes[node].configured;
        const bool isSaid = own != nullptr && own->saysWatchdog == true;
        if (entry.unguarded.empty() || !(isSaid || m_claims.hasWatchdog == true)) {
            return;
        }
        const std::string claim = isSaid ? node + " says that its pause watchdog is enabled, but"
                                         : "the pause watchdog is said to be on, but " + node;
        add({InventoryConflict::WatchdogMissing,
             node,
             claim + " configures none on " + listed(entry.unguarded),
             entry.unguarded,
             isSaid ? entry.source : "",
             entry.source,
             {},
             {}});
    }

    void
    compareMarking(const std::string& node, const Guards& entry, const std::string& markingSource)
    {
        if (entry.unmarked.empty() || (markingSource.empty() && m_claims.marksEcn != true)) {
            return;
        }
        const char* const claim =
            markingSource.empty() ? ", while ECN is said to be on" : ", while other switches do";
        add({InventoryConflict::EcnMissing,
             node,
             node + " marks no queue of " + listed(entry.unmarked) + claim,
             entry.unmarked,
             markingSource,
             entry.source,
             {},
             {}});
    }

    void compareNodes()
    {
        std::map<std::string, int> drivers;
        for (const auto& [name, node] : m_nodes) {
            if (node.observed != nullptr && !node.observed->driver.empty()) {
                ++drivers[node.observed->driver];
            }
        }
        const auto usual =
            std::max_element(drivers.begin(), drivers.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            });
        for (const auto& [name, node] : m_nodes) {
            if (node.observed == nullptr) {
                continue;
            }
            const InventoryNode& seen = *node.observed;
            const std::string status = node.design == nullptr ? "" : lowered(node.design->status);
            const bool isPlanned = status == "planned" || status == "staged" || status == "offline";
            if (isPlanned && seen.isReady == true) {
                add({InventoryConflict::StatusDiffers,
                     name,
                     name + " is " + status + " in the inventory and a ready node in Kubernetes",
                     {},
                     node.designSource,
                     node.observedSource,
                     {},
                     {}});
            }
            if (seen.isReady == false && !isPlanned) {
                add({InventoryConflict::NodeNotReady,
                     name,
                     name + " is not ready",
                     {},
                     node.designSource,
                     node.observedSource,
                     {},
                     {}});
            }
            if (seen.isSchedulable == false) {
                add({InventoryConflict::NodeUnschedulable,
                     name,
                     name + " was taken out of service and gets no work",
                     {},
                     node.designSource,
                     node.observedSource,
                     {},
                     {}});
            }
            if (seen.gpus && seen.gpusUsable && *seen.gpusUsable < *seen.gpus) {
                add({InventoryConflict::GpusMissing,
                     name,
                     name + " has " + std::to_string(*seen.gpus) + " GPUs and offers " +
                         std::to_string(*seen.gpusUsable),
                     {},
                     node.observedSource,
                     node.observedSource,
                     static_cast<double>(*seen.gpus),
                     static_cast<double>(*seen.gpusUsable)});
            }
            if (usual != drivers.end() && usual->second > 1 && !seen.driver.empty() &&
                seen.driver != usual->first && drivers[seen.driver] < usual->second) {
                add({InventoryConflict::DriverDiffers,
                     name,
                     name + " runs driver " + seen.driver + ", most nodes run " + usual->first,
                     {},
                     node.observedSource,
                     node.observedSource,
                     {},
                     {}});
            }
        }
    }

    /// A rack with two feeds or more must live on one less: each feed that may be left must do.
    void comparePower()
    {
        std::map<std::string, std::pair<const InventoryRack*, std::string>> racks;
        std::map<std::string, std::vector<std::pair<const InventoryFeed*, std::string>>> feeds;
        for (const Inventory& inventory : m_inventories) {
            for (const InventoryRack& rack : inventory.racks) {
                racks.emplace(rack.name, std::pair(&rack, inventory.source));
            }
            for (const InventoryFeed& feed : inventory.feeds) {
                if (feed.status.empty() || feed.status == "active") {
                    feeds[feed.rack].emplace_back(&feed, inventory.source);
                }
            }
        }
        for (const auto& [name, entry] : racks) {
            const auto own = feeds.find(name);
            if (!entry.first->designPower || own == feeds.end()) {
                continue;
            }
            double all = 0;
            double largest = 0;
            bool isKnown = true;
            for (const auto& [feed, source] : own->second) {
                const auto power = usablePower(*feed);
                isKnown = isKnown && power.has_value();
                all += power.value_or(0);
                largest = std::max(largest, power.value_or(0));
            }
            const double left = own->second.size() > 1 ? all - largest : all;
            if (isKnown && left < *entry.first->designPower) {
                const auto kilowatts = [](double watts) {
                    return toText(std::round(watts / 100) / 10) + " kW";
                };
                add({InventoryConflict::FeedCannotCarryRack,
                     name,
                     "rack " + name + " is designed for " + kilowatts(*entry.first->designPower) +
                         ", and with one feed lost " + kilowatts(left) + " remain",
                     {},
                     entry.second,
                     own->second.front().second,
                     entry.first->designPower,
                     left});
            }
        }
    }

    void add(InventoryContradiction contradiction) { m_found.push_back(std::move(contradiction)); }

    std::span<const Inventory> m_inventories;
    const InventoryClaims& m_claims;
    Names m_names;
    std::map<std::string, NodeKnowledge> m_nodes;
    std::map<InventoryEnd, PortKnowledge> m_ports;
    std::map<InventoryEnd, LinkKnowledge> m_design;
    std::map<InventoryEnd, LinkKnowledge>
        m_described; ///< what devices are told of their neighbours
    std::map<InventoryEnd, LinkKnowledge> m_seen;
    std::set<std::string> m_asked;
    std::map<std::string, std::string> m_askedIn; ///< the file in which a device tells what it sees
    std::map<InventoryEnd, OtherEnd> m_otherEnds;
    std::int64_t m_cablesHere = 0;
    std::int64_t m_cablesTotal = 0;
    bool m_isPageMissing = false;
    std::vector<InventoryContradiction> m_found;
};

} // namespace

std::vector<InventoryContradiction> compareInventories(std::span<const Inventory> inventories,
                                                       const InventoryClaims& claims)
{
    return Comparison(inventories, claims).run();
}

} // namespace netready
