// SPDX-License-Identifier: Apache-2.0
// Writes a picture of every page, in every size, zoom and scheme that is asked for.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"
#include "core/base/error.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QThreadPool>

#include <cstdio>

using namespace netready;
using namespace netready::desktop;

namespace {

struct Look
{
    QSize size;
    int zoom = 100;
    bool dark = false;
};

void settle(MainWindow& window)
{
    constexpr int kMost = 20000;
    constexpr int kQuiet = 250;
    QElapsedTimer clock;
    clock.start();
    while (window.document() != nullptr && !window.document()->rankingIsFresh() &&
           clock.elapsed() < kMost) {
        QApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    // What works beside the window may begin after a moment, and be shown after another.
    constexpr int kRounds = 4;
    for (int round = 0; round < kRounds; ++round) {
        QThreadPool::globalInstance()->waitForDone(kMost);
        clock.restart();
        while (clock.elapsed() < kQuiet) {
            QApplication::processEvents(QEventLoop::AllEvents, 50);
        }
    }
}

void shoot(MainWindow& window, const QDir& folder, const QString& name)
{
    settle(window);
    if (name.startsWith(QStringLiteral("report"))) {
        // The engine of the preview is another program, which says nothing when it has painted.
        constexpr int kPainted = 4000;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < kPainted) {
            QApplication::processEvents(QEventLoop::AllEvents, 50);
        }
    }
    window.grab().save(folder.filePath(name + QStringLiteral(".png")));
}

/// What is to be shown: pages by id, and buttons that are pressed on them first, by name.
struct Wanted
{
    QStringList pages;
    QStringList buttons;
};

void shootAll(MainWindow& window, const QDir& folder, const Wanted& wanted, const Look& look)
{
    theme().setScheme(look.dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    theme().setZoom(look.zoom);
    window.resize(look.size);
    const QString suffix = QStringLiteral("-%1-%2-%3")
                               .arg(look.size.width())
                               .arg(look.zoom)
                               .arg(look.dark ? QStringLiteral("dark") : QStringLiteral("light"));
    if (window.document() == nullptr) {
        shoot(window, folder, QStringLiteral("start") + suffix);
        return;
    }
    for (const PageInfo& page : pages()) {
        const QString id = qstr(page.id);
        if (wanted.pages.isEmpty() || wanted.pages.contains(id)) {
            window.go({page.id, {}, {}, {}});
            QString name = id;
            for (const QString& button : wanted.buttons) {
                auto* found = window.findChild<QAbstractButton*>(button);
                if (found != nullptr && found->isVisible()) {
                    settle(window);
                    found->click();
                    name += QLatin1Char('-') + button;
                }
            }
            shoot(window, folder, name + suffix);
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument("FOLDER", "where the pictures go");
    parser.addPositionalArgument("FILE", "the client to show; none: the start page", "[FILE]");
    parser.addOption({"pages", "ids with commas; all if not given", "IDS"});
    parser.addOption({"press", "names of buttons to press first, with commas", "NAMES"});
    parser.addOption({"size", "width x height; may be given several times", "WxH"});
    parser.addOption({"zoom", "percent; may be given several times", "PERCENT"});
    parser.addOption({"scheme", "light or dark; both if not given", "SCHEME"});
    parser.process(application);
    if (parser.positionalArguments().isEmpty()) {
        parser.showHelp(2);
    }
    QDir folder(parser.positionalArguments().first());
    folder.mkpath(".");
    std::vector<QSize> sizes;
    for (const QString& text : parser.values("size")) {
        const QStringList ends = text.split('x');
        sizes.emplace_back(ends.value(0).toInt(), ends.value(1).toInt());
    }
    if (sizes.empty()) {
        sizes = {QSize(1280, 720), QSize(2560, 1440)};
    }
    QList<int> zooms;
    for (const QString& text : parser.values("zoom")) {
        zooms.push_back(text.toInt());
    }
    if (zooms.isEmpty()) {
        zooms = {100, 150};
    }
    try {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(application);
        MainWindow window(loadPacks({}));
        window.show();
        if (parser.positionalArguments().size() > 1 &&
            !window.openFile(parser.positionalArguments().at(1))) {
            std::fprintf(stderr, "the client could not be opened\n");
            return 4;
        }
        const auto listed = [&](const QString& option) {
            return parser.isSet(option) ? parser.value(option).split(',') : QStringList();
        };
        const Wanted wanted{listed("pages"), listed("press")};
        for (const QSize& size : sizes) {
            for (const int zoom : zooms) {
                for (const bool dark : {false, true}) {
                    if (!parser.isSet("scheme") || (parser.value("scheme") == "dark") == dark) {
                        shootAll(window, folder, wanted, {size, zoom, dark});
                    }
                }
            }
        }
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.message().c_str());
        return 3;
    }
    return 0;
}
