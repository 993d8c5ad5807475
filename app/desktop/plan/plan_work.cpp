// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/plan/plan_work.h"

#include "app/client/host.h"
#include "core/base/error.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <functional>
#include <utility>

namespace netready::desktop {

namespace {

/// One at a time: what no longer counts stops soon.
QThreadPool& planThreads()
{
    static auto* const pool = [] {
        auto* made = new QThreadPool(QCoreApplication::instance());
        made->setMaxThreadCount(1);
        return made;
    }();
    return *pool;
}

std::shared_ptr<PlanPicture>
pictureOf(PlanBoard& board, const PlanWish& wish, const std::stop_token& stop)
{
    auto picture = std::make_shared<PlanPicture>();
    picture->wish = wish;
    picture->phases = board.phases();
    picture->candidates = board.candidates();
    picture->now = board.now();
    if (wish.target) {
        PlanTarget target;
        target.score = *wish.target;
        picture->cheapest = cheapestSet(board, target, stop);
        picture->plan = board.makeOf(picture->cheapest->candidates, wish.planner, stop);
    } else {
        picture->plan = board.make(wish.planner, stop);
    }
    picture->problems = board.problemsOf(picture->plan.solution.choice);
    return picture;
}

} // namespace

PlanWork::PlanWork(const ClientDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{}

PlanWork::~PlanWork()
{
    m_stop.request_stop();
}

void PlanWork::start(const PlanWish& wish)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_isBusy = true;
    PlanOptions options;
    options.assess.today = today();
    options.budget = wish.budget;
    planThreads().start([self = QPointer<PlanWork>(this),
                         application = QCoreApplication::instance(),
                         knowledge = m_document.packs(),
                         facts = std::make_shared<const FactBase>(m_document.facts()),
                         options,
                         wish,
                         stop = m_stop.get_token()] {
        const auto say = [&](const std::function<void(PlanWork&)>& what) {
            QMetaObject::invokeMethod(application, [self, stop, what] {
                if (self != nullptr && !stop.stop_requested()) {
                    what(*self);
                }
            });
        };
        const auto tell = [&](std::shared_ptr<const PlanPicture> picture) {
            say([picture = std::move(picture)](PlanWork& work) { Q_EMIT work.made(picture); });
        };
        try {
            if (stop.stop_requested()) {
                return;
            }
            PlanBoard board(knowledge, *facts, options);
            const auto first = pictureOf(board, wish, stop);
            first->knowledge = knowledge;
            tell(first);
            if (!stop.stop_requested()) {
                const auto whole = std::make_shared<PlanPicture>(*first);
                whole->frontier = costFrontier(board, stop);
                tell(whole);
            }
        } catch (const Error&) {
            // Without phases or with limits that are no numbers there is no plan to show.
        }
        say([](PlanWork& work) {
            work.m_isBusy = false;
            Q_EMIT work.ended();
        });
    });
}

} // namespace netready::desktop
