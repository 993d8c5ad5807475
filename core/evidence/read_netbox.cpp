// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/read_number.h"

#include <algorithm>
#include <array>

namespace netready {

namespace {

// NetBox and Nautobot: pages of `{count, next, previous, results}`.

/// Text of a field that is bare, or an object with a name, model or value.
std::string named(JsonValue value)
{
    if (!value.isMap()) {
        return value.text();
    }
    for (const char* key : {"value", "name", "model", "display", "label"}) {
        if (const JsonValue member = value[key];
            member.isText() || member.kind() == JsonValue::Kind::Number) {
            return member.text();
        }
    }
    return {};
}

std::string labelled(JsonValue value)
{
    return value.isMap() && value.has("name") ? value["name"].text() : named(value);
}

/// What the objects of a page are: by their address, else by their fields.
std::string kindOf(JsonValue object)
{
    const std::string url = object["url"].text();
    for (const char* kind : {"interfaces",
                             "devices",
                             "cables",
                             "racks",
                             "power-feeds",
                             "sites",
                             "locations",
                             "device-types",
                             "power-panels"}) {
        if (contains(url, "/" + std::string(kind) + "/")) {
            return kind;
        }
    }
    if (object.has("a_terminations") || object.has("termination_a")) {
        return "cables";
    }
    if (object.has("device_type")) {
        return "devices";
    }
    if (object.has("device") &&
        (object.has("mgmt_only") || object.has("form_factor") || object.has("enabled"))) {
        return "interfaces";
    }
    if (object.has("amperage")) {
        return "power-feeds";
    }
    if (object.has("u_height") && object.has("site")) {
        return "racks";
    }
    return object.has("slug") ? "sites" : "";
}

int recogniseNetbox(const EvidenceSource& source)
{
    const JsonValue root = source.root();
    if (root.has("results") && root.has("next") && root.has("previous") &&
        root["results"].isList()) {
        return 80;
    }
    return root.isMap() && root.size() == 1 && root["detail"].isText() ? 70 : 0;
}

/// `400gbase-x-osfp`, `2.5gbase-t`, `1000base-t`, `infiniband-ndr`: what the port is able to.
std::optional<double> speedOfType(std::string_view type)
{
    struct Lane
    {
        std::string_view name;
        double gigabits;
    };
    static constexpr auto kLanes = std::to_array<Lane>({{"sdr", 8},
                                                        {"ddr", 16},
                                                        {"qdr", 32},
                                                        {"fdr10", 40},
                                                        {"fdr", 56},
                                                        {"edr", 100},
                                                        {"hdr", 200},
                                                        {"ndr", 400},
                                                        {"xdr", 800}});
    if (type.starts_with("infiniband-")) {
        for (const Lane& lane : kLanes) {
            if (type.substr(11) == lane.name) {
                return lane.gigabits * 1e9;
            }
        }
        return std::nullopt;
    }
    const auto number = takeNumber(type);
    if (!number) {
        return std::nullopt;
    }
    if (type.starts_with("gbase") || type.starts_with("gfc-sfp")) {
        return type.starts_with("gbase") ? std::optional(*number * 1e9) : std::nullopt;
    }
    return type.starts_with("base") ? std::optional(*number * 1e6) : std::nullopt;
}

class PageReader
{
public:
    explicit PageReader(EvidenceDraft& draft)
        : m_draft(draft)
        , m_inventory(draft.inventory)
    {}

    void read(JsonValue object, const std::string& kind)
    {
        if (kind == "devices") {
            readDevice(object);
        } else if (kind == "interfaces") {
            readInterface(object);
        } else if (kind == "cables") {
            readCable(object);
        } else if (kind == "racks") {
            readRack(object);
        } else if (kind == "power-feeds") {
            readFeed(object);
        }
    }

private:
    void readDevice(JsonValue object)
    {
        InventoryNode node;
        node.name = object["name"].text();
        if (node.name.empty()) {
            node.name = object["display"].text().empty() ? object["display_name"].text()
                                                         : object["display"].text();
        }
        if (node.name.empty()) {
            m_draft.remark("no-name", "a device without a name was left out", object.line());
            return;
        }
        const JsonValue role = object.has("role") ? object["role"] : object["device_role"];
        node.role = labelled(role);
        node.model = object["device_type"]["model"].text();
        node.status = named(object["status"]);
        node.site = labelled(object.has("site") ? object["site"] : object["location"]);
        node.rack = labelled(object["rack"]);
        node.strongId = object["serial"].text();
        node.line = object.line();
        m_inventory.nodes.push_back(std::move(node));
    }

    void readInterface(JsonValue object)
    {
        InventoryPort port;
        port.node = labelled(object["device"]);
        port.name = object["name"].text();
        port.line = object.line();
        if (port.node.empty() || port.name.empty()) {
            m_draft.remark(
                "no-name", "an interface without a device or a name was left out", port.line);
            return;
        }
        const JsonValue type = object.has("type") ? object["type"] : object["form_factor"];
        const auto speed = object["speed"].number();
        port.speed = speed && *speed > 0 ? std::optional(*speed * 1e3) : speedOfType(named(type));
        const auto mtu = object["mtu"].number();
        port.mtu = mtu && *mtu > 0 ? mtu : std::nullopt;
        port.isEnabled = object["enabled"].truth();
        port.mac = object["mac_address"].text();
        m_inventory.ports.push_back(std::move(port));
    }

    static std::optional<InventoryEnd> endOf(JsonValue terminations, JsonValue old)
    {
        const JsonValue object = terminations.isList() ? terminations.first()["object"] : old;
        InventoryEnd end{labelled(object["device"]), object["name"].text()};
        return end.node.empty() ? std::nullopt : std::optional(end);
    }

    void readCable(JsonValue object)
    {
        const auto a = endOf(object["a_terminations"], object["termination_a"]);
        const auto b = endOf(object["b_terminations"], object["termination_b"]);
        if (!a || !b) {
            m_draft.remark("open-cable",
                           "a cable has an end that is no device's port and was left out",
                           object.line());
            return;
        }
        if (object["a_terminations"].size() > 1 || object["b_terminations"].size() > 1) {
            m_draft.remark("breakout",
                           "a cable has several ports at one end; only the first was read",
                           object.line());
        }
        InventoryLink link;
        link.a = *a;
        link.b = *b;
        link.medium = named(object["type"]);
        link.status = named(object["status"]);
        link.label = object["label"].text();
        link.line = object.line();
        const auto length = object["length"].number();
        const std::string unit = named(object["length_unit"]);
        const double factor = unit == "m"    ? 1
                              : unit == "cm" ? 0.01
                              : unit == "km" ? 1000
                              : unit == "ft" ? 0.3048
                              : unit == "in" ? 0.0254
                                             : 0;
        if (length && factor > 0) {
            link.length = *length * factor;
        }
        m_inventory.links.push_back(std::move(link));
    }

    void readRack(JsonValue object)
    {
        InventoryRack rack;
        rack.name = object["name"].text();
        rack.site = labelled(object["site"]);
        rack.heightUnits = object["u_height"].number();
        rack.line = object.line();
        for (const JsonValue field : object["custom_fields"]) {
            const std::string key = lowered(field.key());
            const auto value = field.number();
            if (value && *value > 0 &&
                (key == "design_kw" || key == "power_kw" || key == "rack_kw")) {
                rack.designPower = *value * 1000;
            }
        }
        m_inventory.racks.push_back(std::move(rack));
    }

    void readFeed(JsonValue object)
    {
        InventoryFeed feed;
        feed.name = object["name"].text();
        feed.rack = labelled(object["rack"]);
        feed.volts = object["voltage"].number();
        feed.amperes = object["amperage"].number();
        const std::string phase = named(object["phase"]);
        feed.phases = phase == "three-phase"    ? std::optional(3)
                      : phase == "single-phase" ? std::optional(1)
                                                : std::nullopt;
        const auto share = object["max_utilization"].number();
        feed.usableShare = share ? std::optional(*share / 100) : std::nullopt;
        feed.kind = named(object["type"]);
        feed.status = named(object["status"]);
        feed.line = object.line();
        const auto power = usablePower(feed);
        m_draft.add({.metric = "power.feed_kw",
                     .value = power,
                     .stat = EvidenceStat::Last,
                     .line = feed.line,
                     .scope = {EvidenceScopeKind::Node, feed.name},
                     .conditions = {{"rack", feed.rack}, {"basis", "design"}},
                     .quality = EvidenceQuality::B});
        m_inventory.feeds.push_back(std::move(feed));
    }

    EvidenceDraft& m_draft;
    Inventory& m_inventory;
};

void readNetbox(const EvidenceSource& source, EvidenceDraft& draft)
{
    const JsonValue first = source.root();
    if (!first.has("results")) {
        draft.refuse(
            "access", "the interface refused the request: " + first["detail"].text(), first.line());
    }
    draft.tool = "NetBox";
    draft.inventory.basis = InventoryBasis::Design;
    PageReader reader(draft);
    bool isKnown = true;
    std::map<std::string, JsonValue> unread; // the next page of a kind that is not here
    for (std::size_t i = 0; i < source.json().size(); ++i) {
        const JsonValue root = source.json().document(i);
        const JsonValue results = root["results"];
        const std::string kind = kindOf(results.first());
        isKnown = isKnown && (!results.first() || !kind.empty());
        const std::size_t total = results.size();
        std::size_t done = 0;
        for (const JsonValue object : results) {
            draft.step(done++, total);
            reader.read(object, kind);
        }
        if (kind.empty()) {
            continue;
        }
        InventoryPage& page = draft.inventory.pages[kind];
        page.here += static_cast<std::int64_t>(total);
        page.isLast = root["next"].isNothing();
        if (const auto count = root["count"].integer()) {
            page.total = *count;
        }
        unread[kind] = root["next"];
    }
    for (const auto& [kind, next] : unread) {
        const InventoryPage& page = draft.inventory.pages[kind];
        if (!page.isLast) {
            draft.remark("more-pages",
                         "there are more pages; this one holds " + std::to_string(page.here) +
                             (page.total ? " of " + std::to_string(*page.total) : std::string()) +
                             " " + kind,
                         next.line());
        }
    }
    if (!isKnown) {
        draft.refuse("other-objects",
                     "the page holds objects of a kind that is not read here",
                     first["results"].line());
    }
}

constexpr auto kReaders = std::to_array<EvidenceReader>(
    {{"netbox", "a page of NetBox or Nautobot", recogniseNetbox, readNetbox, true}});

} // namespace

std::span<const EvidenceReader> netboxReaders()
{
    return kReaders;
}

} // namespace netready
