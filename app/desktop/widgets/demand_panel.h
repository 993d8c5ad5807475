// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QScrollArea>

#include <set>
#include <string>

class QVBoxLayout;

namespace netready::desktop {

/// What a workload asks of the network: each result with the way to it, and its flows.
class DemandPanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit DemandPanel(const ClientDocument& document, QWidget* parent = nullptr);
    void show(const SubjectKey& workload);

Q_SIGNALS:
    void wanted(const netready::FactKey& input);

private:
    using QScrollArea::show;
    class Result;
    void addResult(const DerivedQuantity& quantity, const WorkloadDemand& demand);
    [[nodiscard]] QWidget* makeFlows(const WorkloadDemand& demand) const;

    const ClientDocument& m_document;
    QVBoxLayout* m_column = nullptr;
    std::set<std::string> m_open; ///< results whose way is shown
};

} // namespace netready::desktop
