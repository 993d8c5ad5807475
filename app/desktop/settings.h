// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/theme.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace netready::desktop {

/// A client file that was open before.
struct RecentFile
{
    QString path;
    QString title;
    QString verdict; ///< word of the engine when it was closed
    double low = 0;  ///< 0 to 1
    double high = 1;
    bool settled = false; ///< the verdict, by the engine
    int open = 0;         ///< questions
    QString when;         ///< ISO 8601
    bool closedWell = true;
};

/// What the program remembers of its user; never anything of a client but the list of files.
/// Kept where the system keeps settings, or in the file of NETREADY_SETTINGS.
class Settings
{
public:
    [[nodiscard]] static std::vector<RecentFile> recentFiles();
    /// Puts a file in front of the list, at most twelve.
    static void remember(const RecentFile& file);
    static void forget(const QString& path);

    [[nodiscard]] static Theme::Scheme scheme();
    static void setScheme(Theme::Scheme scheme);
    [[nodiscard]] static int zoom();
    static void setZoom(int percent);
    [[nodiscard]] static QString author(); ///< empty: the login name
    static void setAuthor(const QString& author);
    [[nodiscard]] static bool lettersAct(); ///< keys without Ctrl act when no field has the focus
    static void setLettersAct(bool act);

    [[nodiscard]] static QByteArray state(const QString& name);
    static void setState(const QString& name, const QByteArray& state);
};

} // namespace netready::desktop
