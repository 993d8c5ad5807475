// SPDX-License-Identifier: Apache-2.0
// What the desktop program needs from the start to the first frame, from an edit to the picture,
// and of memory. Runs without a display.
#include "app/client/edits.h"
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"
#include "core/facts/subject.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr int kWorkloads = 200;
constexpr int kEdits = 200;

void report(const char* what, double reached, double target, const char* unit)
{
    std::printf("%-58s %9.1f %s  (target %.0f %s)%s\n",
                what,
                reached,
                unit,
                target,
                unit,
                reached <= target ? "" : "  MISSED");
    std::fflush(stdout);
}

double residentMegabytes()
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) {
            constexpr double kKilo = 1024;
            return std::stod(line.substr(6)) / kKilo;
        }
    }
    return 0;
}

/// The brownfield example with many more workloads, of all classes by turns.
void makeLarge(const QString& path, const PacksInUse& packs)
{
    const auto document = ClientDocument::create(
        utf8(path), packs, packs.knowledge->findTemplate("brownfield-enterprise"), "large");
    Edit edit = changeFactsEdit("many workloads", {}, document->signature());
    edit.changes.clear();
    const auto& classes = packs.knowledge->classes;
    for (int i = 0; i < kWorkloads; ++i) {
        const SubjectKey key{"workload", "load-" + std::to_string(i)};
        const auto& own = classes[static_cast<std::size_t>(i) % classes.size()];
        const Edit one =
            addSubjectEdit({key, "Workload " + std::to_string(i)},
                           {{"workload.class", Choice{{own.id}}},
                            {"workload.fabric", Reference{"leaf-spine"}},
                            {"workload.accelerators",
                             parseValue(packs.knowledge->attribute("workload.accelerators"),
                                        std::to_string(1 + i % 8))}},
                           Origin::Stated,
                           document->signature());
        edit.changes.insert(edit.changes.end(), one.changes.begin(), one.changes.end());
    }
    document->apply(edit);
}

void draw(MainWindow& window)
{
    QApplication::processEvents(QEventLoop::AllEvents);
    window.repaint();
}

/// From the edit to the picture, in milliseconds, sorted.
std::vector<double> timeEdits(MainWindow& window,
                              const std::vector<std::pair<FactKey, std::vector<QString>>>& what)
{
    std::vector<double> times;
    for (int i = 0; i < kEdits; ++i) {
        const auto& [key, values] = what[static_cast<std::size_t>(i) % what.size()];
        const QString value =
            values[static_cast<std::size_t>(i / static_cast<int>(what.size())) % values.size()];
        QElapsedTimer clock;
        clock.start();
        window.document()->set(key, value);
        window.repaint();
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        QApplication::processEvents(QEventLoop::AllEvents);
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QTemporaryDir folder;
    qputenv("NETREADY_SETTINGS", folder.filePath("settings.ini").toUtf8());
    const QString example = folder.filePath("example.netready");
    const QString large = folder.filePath("large.netready");
    {
        const PacksInUse packs = loadPacks({});
        static_cast<void>(
            ClientDocument::create(utf8(example),
                                   packs,
                                   packs.knowledge->findTemplate("brownfield-enterprise"),
                                   "example"));
        makeLarge(large, packs);
    }

    QElapsedTimer clock;
    clock.start();
    QApplication application(argc, argv);
    theme().install(application);
    MainWindow window(loadPacks({}));
    window.resize(1440, 900);
    window.show();
    window.openFile(example);
    draw(window);
    report("start to the first frame with the example",
           static_cast<double>(clock.elapsed()),
           500,
           "ms");

    clock.restart();
    window.openFile(large);
    draw(window);
    std::printf(
        "%-58s %9.1f ms\n", "opening the large client", static_cast<double>(clock.elapsed()));
    const Assessment& assessment = window.document()->assessment();
    std::size_t flows = 0;
    for (const WorkloadDemand& demand : window.document()->demands()) {
        flows += demand.demand.flows.size();
    }
    std::printf("large client: %zu workloads, %zu flows, %zu findings\n",
                assessment.workloads.size(),
                flows,
                assessment.findings.size());

    const std::vector<std::pair<FactKey, std::vector<QString>>> own = {
        {FactKey::parse("workload/load-3.must_run"), {"yes", "no"}},
        {FactKey::parse("workload/load-17.encrypted_between_sites"), {"yes", "no"}},
        {FactKey::parse("workload/load-40.egress_control"), {"allow-list", "open"}},
    };
    const std::vector<std::pair<FactKey, std::vector<QString>>> shared = {
        {FactKey::parse("fabric/leaf-spine.spare_optics"), {"2", "0"}},
        {FactKey::parse("site/main.rack_power_available"), {"12 kW", "30 kW"}},
        {FactKey::parse("organisation/main.fabric_engineers"), {"0", "4"}},
    };
    const std::vector<std::pair<FactKey, std::vector<QString>>> demand = {
        {FactKey::parse("workload/load-0.accelerators"), {"8", "16"}},
        {FactKey::parse("fabric/leaf-spine.leaf_uplinks"), {"4", "8"}},
    };
    const auto p99 = [](const std::vector<double>& times) {
        return times[times.size() * 99 / 100];
    };
    for (const char* page : {"portfolio", "findings", "questions"}) {
        window.go({page, {}, {}, {}});
        draw(window);
        const std::string on = std::string(" to the picture, ") + page + ", 99 of 100";
        report(("edit of a workload" + on).c_str(), p99(timeEdits(window, own)), 16, "ms");
        report(("edit of site, fabric, people" + on).c_str(),
               p99(timeEdits(window, shared)),
               16,
               "ms");
    }
    report("edit that moves flows and loads, 99 of 100", p99(timeEdits(window, demand)), 16, "ms");
    report("memory with the large client open", residentMegabytes(), 200, "MB");
    return 0;
}
