// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/settings.h"
#include "app/desktop/theme.h"
#include "core/base/error.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QTimer>

#include <cstdio>

using namespace netready;
using namespace netready::desktop;

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("netready"));
    QApplication::setApplicationDisplayName(QStringLiteral("Netready"));
    QApplication::setApplicationVersion(QStringLiteral(NETREADY_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(QApplication::translate("main", "AI network readiness"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QApplication::translate("main", "The client file to open"),
                                 QStringLiteral("[FILE]"));
    const QCommandLineOption exitOption(
        QStringLiteral("exit-after-startup"),
        QApplication::translate("main", "End once the window is up; for checks of an installation"));
    parser.addOption(exitOption);
    parser.process(application);

    theme().setScheme(Settings::scheme());
    theme().setZoom(Settings::zoom());
    theme().install(application);
    PacksInUse packs;
    try {
        packs = loadPacks({});
    } catch (const Error& error) {
        std::fprintf(stderr, "netready-desktop: %s\n", error.message().c_str());
        QMessageBox::critical(nullptr, QStringLiteral("Netready"), qstr(error.message()));
        return 3;
    }
    MainWindow window(std::move(packs));
    constexpr QSize kFirstSize(1440, 900);
    if (Settings::state(QStringLiteral("window")).isEmpty()) {
        window.resize(kFirstSize);
    }
    window.show();
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty()) {
        window.openFile(files.front());
    }
    if (parser.isSet(exitOption)) {
        QTimer::singleShot(0, &application, &QApplication::quit);
    }
    return QApplication::exec();
}
