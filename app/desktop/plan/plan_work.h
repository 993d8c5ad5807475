// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "core/plan/plan.h"
#include "core/plan/plan_study.h"

#include <QObject>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace netready::desktop {

/// What is to be planned with.
struct PlanWish
{
    Planner planner = Planner::Greedy;
    std::optional<double> budget; ///< US dollars, of all phases together
    std::optional<double> target; ///< lower end of the site score, 0 to 1: only what reaches it
    bool operator==(const PlanWish&) const = default;
};

/// A plan with all that is shown of it, as of one state of the client.
struct PlanPicture
{
    std::shared_ptr<const Knowledge> knowledge; ///< keeps the actions
    PlanWish wish;
    std::vector<PlannedPhase> phases;
    Candidates candidates;
    AssessedNumbers now;
    Plan plan;
    std::optional<CheapestSet> cheapest; ///< of a target
    std::vector<FrontierPoint> frontier;
    std::vector<std::string> problems; ///< what pins break, each a sentence
};

/// Plans beside the interface, on a copy of the client. A new start ends the one before.
class PlanWork : public QObject
{
    Q_OBJECT

public:
    explicit PlanWork(const ClientDocument& document, QObject* parent = nullptr);
    ~PlanWork() override;

    void start(const PlanWish& wish);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }

Q_SIGNALS:
    /// The plan, then once more with what money reaches.
    void made(const std::shared_ptr<const netready::desktop::PlanPicture>& picture);
    void ended();

private:
    const ClientDocument& m_document;
    std::stop_source m_stop;
    bool m_isBusy = false;
};

} // namespace netready::desktop
