// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/graph_layout.h"

#include <QStandardPaths>

namespace netready::desktop {

namespace {

constexpr int kLongest = 20000;

} // namespace

GraphLayout::GraphLayout(QObject* parent)
    : QObject(parent)
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(kLongest);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        finishWith(tr("The layout took too long and was stopped."));
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            finishWith(tr("The program dot of Graphviz could not be started."));
        }
    });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        m_limit.stop();
        if (m_isOver) {
            return;
        }
        const std::string plain = m_process.readAllStandardOutput().toStdString();
        const auto places = code == 0 && status == QProcess::NormalExit
                                ? placesFromPlain(m_map, plain)
                                : std::nullopt;
        if (!places) {
            finishWith(tr("Graphviz could not lay out the map."));
            return;
        }
        m_isOver = true;
        Q_EMIT placed(m_map, *places);
    });
}

void GraphLayout::start(const TrafficMap& map, Moment moment)
{
    stop();
    m_map = map;
    m_isOver = false;
    const QString program = QStandardPaths::findExecutable(QStringLiteral("dot"));
    if (program.isEmpty()) {
        finishWith(tr("Graphviz is not installed."));
        return;
    }
    m_process.start(program, {QStringLiteral("-Tplain")});
    m_process.write(QByteArray::fromStdString(toDot(map, moment)));
    m_process.closeWriteChannel();
    m_limit.start();
}

void GraphLayout::stop()
{
    m_isOver = true;
    m_limit.stop();
    if (isBusy()) {
        m_process.kill();
        m_process.waitForFinished(1000);
    }
}

void GraphLayout::finishWith(const QString& sentence)
{
    if (!m_isOver) {
        stop();
        Q_EMIT failed(sentence);
    }
}

} // namespace netready::desktop
