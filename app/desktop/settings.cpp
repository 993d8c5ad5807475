// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/settings.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>
#include <memory>

namespace netready::desktop {

namespace {

std::unique_ptr<QSettings> store()
{
    const QString file = qEnvironmentVariable("NETREADY_SETTINGS");
    return file.isEmpty()
               ? std::make_unique<QSettings>(QStringLiteral("netready"), QStringLiteral("netready"))
               : std::make_unique<QSettings>(file, QSettings::IniFormat);
}

void write(const std::vector<RecentFile>& files)
{
    const auto settings = store();
    settings->remove(QStringLiteral("recent"));
    settings->beginWriteArray(QStringLiteral("recent"), static_cast<int>(files.size()));
    for (int i = 0; i < static_cast<int>(files.size()); ++i) {
        const RecentFile& file = files[static_cast<std::size_t>(i)];
        settings->setArrayIndex(i);
        settings->setValue(QStringLiteral("path"), file.path);
        settings->setValue(QStringLiteral("title"), file.title);
        settings->setValue(QStringLiteral("verdict"), file.verdict);
        settings->setValue(QStringLiteral("low"), file.low);
        settings->setValue(QStringLiteral("high"), file.high);
        settings->setValue(QStringLiteral("settled"), file.settled);
        settings->setValue(QStringLiteral("open"), file.open);
        settings->setValue(QStringLiteral("when"), file.when);
        settings->setValue(QStringLiteral("closedWell"), file.closedWell);
    }
    settings->endArray();
}

} // namespace

std::vector<RecentFile> Settings::recentFiles()
{
    const auto settings = store();
    std::vector<RecentFile> files;
    const int count = settings->beginReadArray(QStringLiteral("recent"));
    for (int i = 0; i < count; ++i) {
        settings->setArrayIndex(i);
        RecentFile file;
        file.path = settings->value(QStringLiteral("path")).toString();
        file.title = settings->value(QStringLiteral("title")).toString();
        file.verdict = settings->value(QStringLiteral("verdict")).toString();
        file.low = settings->value(QStringLiteral("low"), 0.0).toDouble();
        file.high = settings->value(QStringLiteral("high"), 1.0).toDouble();
        file.settled = settings->value(QStringLiteral("settled")).toBool();
        file.open = settings->value(QStringLiteral("open")).toInt();
        file.when = settings->value(QStringLiteral("when")).toString();
        file.closedWell = settings->value(QStringLiteral("closedWell"), true).toBool();
        files.push_back(std::move(file));
    }
    settings->endArray();
    return files;
}

void Settings::remember(const RecentFile& file)
{
    constexpr std::size_t kMost = 12;
    std::vector<RecentFile> files = recentFiles();
    std::erase_if(files, [&](const RecentFile& other) { return other.path == file.path; });
    files.insert(files.begin(), file);
    files.resize(std::min(files.size(), kMost));
    write(files);
}

void Settings::forget(const QString& path)
{
    std::vector<RecentFile> files = recentFiles();
    std::erase_if(files, [&](const RecentFile& other) { return other.path == path; });
    write(files);
}

Theme::Scheme Settings::scheme()
{
    const QString word = store()->value(QStringLiteral("scheme")).toString();
    return word == QStringLiteral("light")  ? Theme::Scheme::Light
           : word == QStringLiteral("dark") ? Theme::Scheme::Dark
                                            : Theme::Scheme::System;
}

void Settings::setScheme(Theme::Scheme scheme)
{
    store()->setValue(QStringLiteral("scheme"),
                      scheme == Theme::Scheme::Light  ? QStringLiteral("light")
                      : scheme == Theme::Scheme::Dark ? QStringLiteral("dark")
                                                      : QStringLiteral("system"));
}

int Settings::zoom()
{
    return store()->value(QStringLiteral("zoom"), 100).toInt();
}

void Settings::setZoom(int percent)
{
    store()->setValue(QStringLiteral("zoom"), percent);
}

QString Settings::author()
{
    return store()->value(QStringLiteral("author")).toString();
}

void Settings::setAuthor(const QString& author)
{
    store()->setValue(QStringLiteral("author"), author);
}

bool Settings::lettersAct()
{
    return store()->value(QStringLiteral("lettersAct"), true).toBool();
}

void Settings::setLettersAct(bool act)
{
    store()->setValue(QStringLiteral("lettersAct"), act);
}

QByteArray Settings::state(const QString& name)
{
    return store()->value(QStringLiteral("state/") + name).toByteArray();
}

void Settings::setState(const QString& name, const QByteArray& state)
{
    store()->setValue(QStringLiteral("state/") + name, state);
}

} // namespace netready::desktop
