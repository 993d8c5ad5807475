// SPDX-License-Identifier: Apache-2.0
// Frames of a map of 1,000 endpoints and 3,000 flows, offscreen; prints what was reached beside the
// target of 16 ms.
#include "app/desktop/map/map_canvas.h"
#include "app/desktop/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cstdio>

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr double kTarget = 16;

/// Twenty fabrics, fifty endpoints on each, and three flows from each to others.
TrafficMap largeMap()
{
    constexpr std::size_t kFabrics = 20;
    constexpr std::size_t kEach = 50;
    constexpr std::size_t kFlows = 3000;
    TrafficMap map;
    map.siteTitle = "Site";
    for (std::size_t f = 0; f < kFabrics; ++f) {
        MapNode node;
        node.id = "fabric/f" + std::to_string(f);
        node.kind = MapNode::Kind::Fabric;
        node.title = "Fabric " + std::to_string(f);
        node.detail = "16 leaves, 4 spines";
        node.place = MapPoint{0, 420.0 * static_cast<double>(f)};
        map.nodes.push_back(node);
        map.uplinks.push_back({f, Interval<double>(0.3, 0.9), Interval<double>(0.3, 1.2), {}, {}});
    }
    for (std::size_t i = 0; i < kFabrics * kEach; ++i) {
        MapNode node;
        node.id = "endpoint/e" + std::to_string(i);
        node.kind = MapNode::Kind::Endpoint;
        node.role = FlowEnd::Applications;
        node.title = "Application servers " + std::to_string(i);
        node.detail = "24 hosts";
        const std::size_t column = i % kEach;
        const double y = 420.0 * static_cast<double>(i / kEach) + (column % 2 == 0 ? 140 : -140);
        node.place = MapPoint{static_cast<double>(column) * 76, y};
        map.nodes.push_back(node);
        // Three links each: their own fabric and two others, as flows to them need.
        for (std::size_t k = 0; k < 3; ++k) {
            MapLink link;
            link.a = map.nodes.size() - 1;
            link.b = (i / kEach + k) % kFabrics;
            link.id = node.id + std::to_string(k);
            const double share = static_cast<double>((i * 7 + k * 13) % 140) / 100;
            link.toB.burst =
                Interval<DataRate>(gigabitsPerSecond(share * 50), gigabitsPerSecond(share * 100));
            link.toB.mean = link.toB.burst;
            if ((i + k) % 9 != 0) {
                link.toB.capacity = Interval<DataRate>(gigabitsPerSecond(100));
            }
            link.flows = {map.links.size()};
            map.links.push_back(link);
        }
    }
    for (std::size_t i = 0; i < kFlows; ++i) {
        MapFlow flow;
        flow.workload = {"workload", "w"};
        flow.from = {map.links[i].a};
        flow.to = {map.links[i].b};
        flow.links = {i};
        map.flows.push_back(flow);
    }
    return map;
}

void report(const char* what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const double p99 = times[times.size() * 99 / 100];
    std::printf("%-34s median %6.1f ms   p99 %6.1f ms   target %.0f ms   %s\n",
                what,
                times[times.size() / 2],
                p99,
                kTarget,
                p99 <= kTarget ? "reached" : "MISSED");
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    theme().setScheme(Theme::Scheme::Light);
    theme().install(application);
    MapPicture picture;
    picture.map = largeMap();
    std::vector<MapRect> rects;
    for (const MapNode& node : picture.map.nodes) {
        MapRect rect = nodeSize(node);
        rect.x = node.place->x;
        rect.y = node.place->y;
        rect.w = node.kind == MapNode::Kind::Fabric ? 76 * 50.0 : rect.w;
        rects.push_back(rect);
    }
    picture.layout = framed(picture.map, rects);
    finish(picture);
    MapCanvas canvas;
    canvas.resize(1600, 900);
    canvas.setPicture(std::move(picture));
    QImage image(canvas.size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer clock;
    constexpr int kFrames = 100;
    for (const double scale : {1.0, 0.6, 0.5, 0.36, 0.2, 0.1}) {
        std::vector<double> times;
        canvas.fit();
        canvas.setScale(scale);
        for (int i = 0; i < kFrames; ++i) {
            canvas.setScale(scale * (1 + i * 0.0005)); // zooms a little with each frame
            clock.start();
            canvas.render(&image);
            times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        }
        char name[64];
        std::snprintf(name, sizeof name, "frame at %.0f %%", scale * 100);
        report(name, times);
    }
    std::vector<double> times;
    for (int i = 0; i < kFrames; ++i) {
        std::vector<MapRect> moved = canvas.picture().layout.nodes;
        moved[30].x += i;
        clock.start();
        const MapLayout layout = framed(canvas.picture().map, std::move(moved));
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
    }
    report("drag of a node, routes anew", times);
    return 0;
}
