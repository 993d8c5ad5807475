// SPDX-License-Identifier: Apache-2.0
#include "app/client/map_edits.h"

#include <algorithm>

namespace netready {

namespace {

/// An id that neither the facts nor the edit have yet.
SubjectKey freeKey(const FactBase& facts, const Edit& edit, const std::string& title)
{
    std::string id;
    constexpr std::size_t kMostLetters = 40;
    for (const char c : title) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const char low = isUpper ? static_cast<char>(c - 'A' + 'a') : c;
        if ((low >= 'a' && low <= 'z') || (low >= '0' && low <= '9')) {
            id += low;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    id = id.substr(0, kMostLetters);
    while (!id.empty() && id.back() == '-') {
        id.pop_back();
    }
    if (id.empty() || (id.front() >= '0' && id.front() <= '9')) {
        id = "endpoint" + (id.empty() ? "" : "-" + id);
    }
    SubjectKey key{std::string(kEndpointKind), id};
    const auto isTaken = [&] {
        return facts.hasSubject(key) ||
               std::any_of(edit.changes.begin(), edit.changes.end(), [&](const Change& change) {
                   const auto* record = std::get_if<RecordChange<Subject>>(&change);
                   return record != nullptr && record->after && record->after->key == key;
               });
    };
    for (int number = 2; isTaken(); ++number) {
        key.id = id + "-" + std::to_string(number);
    }
    return key;
}

std::string manyText(std::size_t count, const std::string& one)
{
    return count == 1 ? one : std::to_string(count) + " " + one + "s";
}

} // namespace

Edit MapEditor::begin(std::string title) const
{
    Edit edit;
    edit.title = std::move(title);
    edit.author = by.author;
    edit.time = by.time;
    return edit;
}

Fact MapEditor::fact(Value value) const
{
    Fact fact;
    fact.value = std::move(value);
    fact.origin = origin;
    fact.author = by.author;
    fact.time = by.time;
    return fact;
}

void MapEditor::set(Edit& edit, const SubjectKey& subject, std::string_view name, Value value) const
{
    const FactKey key{subject, subject.kind + "." + std::string(name)};
    const FactBase::Facts& before = facts.facts(key);
    if (before.size() == 1 && before[0].value == value) {
        return;
    }
    edit.changes.emplace_back(FactsChange{key, before, {fact(std::move(value))}});
}

SubjectKey MapEditor::add(Edit& edit, const NewEndpoint& endpoint) const
{
    const Subject subject{freeKey(facts, edit, endpoint.title),
                          plainText(endpoint.title, "the name")};
    edit.changes.emplace_back(RecordChange<Subject>{{}, subject});
    set(edit, subject.key, "role", Choice{{std::string(toString(endpoint.role))}});
    if (!endpoint.zone.empty()) {
        set(edit, subject.key, "zone", Text{plainText(endpoint.zone, "the zone")});
    }
    if (endpoint.fabric) {
        set(edit, subject.key, "fabric", Reference{endpoint.fabric->id});
    }
    if (endpoint.place) {
        set(edit, subject.key, "place", Text{placeText(*endpoint.place)});
    }
    return subject.key;
}

SubjectKey MapEditor::described(Edit& edit, std::size_t node) const
{
    const MapNode& own = map.nodes[node];
    return own.subject ? *own.subject : add(edit, {own.title, own.role, own.zone, {}, {}});
}

Edit MapEditor::add(const std::vector<NewEndpoint>& endpoints, std::vector<SubjectKey>* added) const
{
    Edit edit = begin(endpoints.size() == 1 ? "add " + endpoints[0].title + " to the map"
                                            : "add " + manyText(endpoints.size(), "endpoint"));
    for (const NewEndpoint& endpoint : endpoints) {
        const SubjectKey key = add(edit, endpoint);
        if (added != nullptr) {
            added->push_back(key);
        }
    }
    return edit;
}

Edit MapEditor::move(const std::vector<std::pair<std::size_t, MapPoint>>& places) const
{
    Edit edit = begin(places.size() == 1 ? "move " + map.nodes[places[0].first].title
                                         : "move " + manyText(places.size(), "node"));
    for (const auto& [node, place] : places) {
        set(edit, described(edit, node), "place", Text{placeText(place)});
    }
    return edit;
}

Edit MapEditor::forgetPlaces() const
{
    Edit edit = begin("lay out the map");
    for (const MapNode& node : map.nodes) {
        if (node.subject) {
            const FactKey key{*node.subject, node.subject->kind + ".place"};
            if (!facts.facts(key).empty()) {
                edit.changes.emplace_back(FactsChange{key, facts.facts(key), {}});
            }
        }
    }
    return edit;
}

Edit MapEditor::connect(const std::vector<std::size_t>& nodes, const SubjectKey& fabric) const
{
    const auto subject = facts.subjects().find(fabric);
    Edit edit = begin("connect to " +
                      (subject == facts.subjects().end() ? fabric.id : subject->second.title));
    for (const std::size_t node : nodes) {
        const MapNode::Kind kind = map.nodes[node].kind;
        if (kind != MapNode::Kind::Fabric && kind != MapNode::Kind::Storage) {
            set(edit, described(edit, node), "fabric", Reference{fabric.id});
        }
    }
    return edit;
}

Edit MapEditor::group(const std::vector<std::size_t>& nodes, const std::string& zone) const
{
    Edit edit = begin(zone.empty() ? "move into the site" : "group as " + zone);
    for (const std::size_t node : nodes) {
        const MapNode::Kind kind = map.nodes[node].kind;
        if (kind == MapNode::Kind::Endpoint || kind == MapNode::Kind::Implied) {
            set(edit, described(edit, node), "zone", Text{plainText(zone, "the zone")});
        }
    }
    return edit;
}

Edit MapEditor::remove(const std::vector<std::size_t>& nodes) const
{
    Edit edit = begin("");
    std::vector<std::string> titles;
    for (const std::size_t node : nodes) {
        if (map.nodes[node].kind == MapNode::Kind::Endpoint) {
            titles.push_back(map.nodes[node].title);
            std::vector<Change> changes = removeSubject(facts, *map.nodes[node].subject);
            edit.changes.insert(edit.changes.end(), changes.begin(), changes.end());
        }
    }
    edit.title = titles.size() == 1 ? "remove " + titles[0] + " from the map"
                                    : "remove " + manyText(titles.size(), "endpoint");
    return edit;
}

std::optional<MapEditor::NewEndpoint> MapEditor::copyOf(std::size_t node, const MapRect& at) const
{
    const MapNode& own = map.nodes[node];
    if (own.kind != MapNode::Kind::Endpoint && own.kind != MapNode::Kind::Implied) {
        return std::nullopt;
    }
    return NewEndpoint{own.title, own.role, own.zone, own.home, MapPoint{at.x, at.y}};
}

std::vector<std::pair<std::size_t, MapPoint>>
aligned(const MapLayout& layout, const std::vector<std::size_t>& nodes, bool atLeft)
{
    std::vector<std::pair<std::size_t, MapPoint>> places;
    double edge = 0;
    for (const std::size_t node : nodes) {
        const MapRect& rect = layout.nodes[node];
        const double own = atLeft ? rect.x : rect.y;
        edge = places.empty() ? own : std::min(edge, own);
        places.emplace_back(node, MapPoint{rect.x, rect.y});
    }
    for (auto& [node, place] : places) {
        (atLeft ? place.x : place.y) = edge;
    }
    return places;
}

} // namespace netready
