// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/map_export.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

namespace netready::desktop {

/// Lets the program `dot` of Graphviz lay out a map, beside the interface thread.
class GraphLayout : public QObject
{
    Q_OBJECT

public:
    explicit GraphLayout(QObject* parent = nullptr);
    void start(const TrafficMap& map, Moment moment);
    [[nodiscard]] bool isBusy() const { return m_process.state() != QProcess::NotRunning; }
    void stop();

Q_SIGNALS:
    /// The places of the nodes that the map had at the start.
    void placed(const netready::TrafficMap& map, const std::vector<netready::MapPoint>& places);
    /// `dot` is not there, failed or took too long; a sentence says which.
    void failed(const QString& sentence);

private:
    void finishWith(const QString& sentence);

    QProcess m_process;
    QTimer m_limit;
    TrafficMap m_map;
    bool m_isOver = true; ///< what comes is no longer wanted
};

} // namespace netready::desktop
