// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/fabric_work.h"

#include "app/client/host.h"
#include "core/base/error.h"

#include <algorithm>
#include <utility>

namespace netready::desktop {

namespace {

constexpr std::string_view kFabric = "fabric";

/// The views that the page shows of a fabric and the workloads on it.
void takeViews(FabricSide& side, const std::map<FactKey, FactView>& views, const SubjectKey& fabric)
{
    side.facts.clear();
    side.networkIdle.clear();
    for (auto at = views.lower_bound({fabric, ""});
         at != views.end() && at->first.subject == fabric;
         ++at) {
        side.facts.emplace(at->second.attribute->name, at->second);
    }
    for (const auto& [key, view] : views) {
        if (key.attribute != "workload.fabric") {
            continue;
        }
        const auto* reference = std::get_if<Reference>(&view.resolution.value);
        const auto idle = views.find({key.subject, "workload.network_idle"});
        if (reference != nullptr && reference->id == fabric.id && idle != views.end()) {
            side.networkIdle.emplace(key.subject, idle->second);
        }
    }
}

std::map<FactKey, FactView> byKey(std::vector<FactView> list)
{
    std::map<FactKey, FactView> views;
    for (FactView& view : list) {
        FactKey key = view.key;
        views.emplace(std::move(key), std::move(view));
    }
    return views;
}

} // namespace

/// What a run in the background reads; nothing of it changes but the wish to stop.
struct FabricWork::Run
{
    std::atomic<bool> isStopped = false; ///< nobody waits for it
    std::atomic<bool> isEnough = false;  ///< no further losses are to be tried
    SubjectKey fabric;
    Phase phase = Phase::Now;
    bool withToday = false;
    FabricShapes shapes; ///< of today
    FabricLoad load;
    bool withWhatIf = false;
    std::shared_ptr<const Knowledge> knowledge; ///< shared with the document, which may close
    FactBase facts;                             ///< of the what-if
};

FabricWork& FabricWork::of(ClientDocument& document)
{
    auto* work = document.findChild<FabricWork*>(QString(), Qt::FindDirectChildrenOnly);
    return work != nullptr ? *work : *new FabricWork(document);
}

FabricWork::FabricWork(ClientDocument& document)
    : QObject(&document)
    , m_document(document)
{
    m_pool.setMaxThreadCount(1);
}

FabricWork::~FabricWork()
{
    if (m_run) {
        m_run->isStopped = true;
    }
    m_pool.waitForDone();
}

void FabricWork::setFabric(const SubjectKey& fabric)
{
    if (m_fabric != fabric) {
        m_fabric = fabric;
        m_values.reset();
        m_today = {};
        m_whatIf = {};
        refresh();
    }
}

void FabricWork::setPhase(Phase phase)
{
    if (m_phase != phase) {
        m_phase = phase;
        m_whatIf.study.reset();
        refresh();
    }
}

void FabricWork::setLoss(std::optional<LossKind> loss)
{
    m_loss = loss;
    Q_EMIT changed();
}

const NewValues& FabricWork::whatIfValues() const
{
    static const NewValues none;
    return m_values ? *m_values : none;
}

void FabricWork::layIntoWhatIf(const NewValues& values)
{
    if (!m_fabric) {
        return;
    }
    if (!m_values) {
        m_values.emplace();
    }
    for (const auto& [attribute, value] : values) {
        const std::string& id = attribute;
        const auto same = std::find_if(
            m_values->begin(), m_values->end(), [&](const auto& own) { return own.first == id; });
        if (same == m_values->end()) {
            m_values->emplace_back(attribute, value);
        } else {
            same->second = value;
        }
    }
    m_whatIf.scores = m_whatIf.scores.dimensions.empty() ? m_today.scores : m_whatIf.scores;
    start(false, true);
    Q_EMIT changed();
}

void FabricWork::dropWhatIf()
{
    m_values.reset();
    m_whatIf = {};
    start(m_today.study && !m_today.study->isTried, false);
    Q_EMIT changed();
}

Edit FabricWork::whatIfEdit(const std::string& title) const
{
    const Signature by = m_document.signature();
    Edit edit = changeFactsEdit(title, {}, by);
    edit.changes.clear();
    const FactBase& facts = m_document.facts();
    for (const auto& [attribute, value] : *m_values) {
        const FactKey key{*m_fabric, attribute};
        const FactBase::Facts& before = facts.facts(key);
        Fact fact;
        fact.value = value;
        fact.author = by.author;
        fact.time = by.time;
        fact.note = "From a what-if";
        // It is to be so from now on, whoever measured what was before.
        const bool isSameValue = before.size() == 1 && before.front().value == value;
        if (!isSameValue) {
            edit.changes.emplace_back(FactsChange{key, before, {fact}});
        }
    }
    return edit;
}

bool FabricWork::keepWhatIf()
{
    if (!m_values || !m_fabric) {
        return false;
    }
    const Edit edit = whatIfEdit("keep the what-if of " + m_fabric->text());
    const std::optional<NewValues> values = std::exchange(m_values, std::nullopt);
    const bool isKept = !edit.changes.empty() && m_document.apply(edit);
    if (isKept) {
        m_whatIf = {};
    } else {
        m_values = values;
    }
    Q_EMIT changed();
    return isKept;
}

std::optional<Value> FabricWork::valueOf(const std::string& attribute) const
{
    for (const auto& [id, value] : whatIfValues()) {
        if (id == attribute) {
            return value;
        }
    }
    const FactView* view = m_fabric ? m_document.factView({*m_fabric, attribute}) : nullptr;
    return view != nullptr && view->resolution.knowing != Knowing::NeverAsked
               ? std::optional(view->resolution.value)
               : std::nullopt;
}

void FabricWork::stop()
{
    if (m_run) {
        m_run->isEnough = true;
    }
}

void FabricWork::abandon()
{
    if (m_run) {
        m_run->isStopped = true;
    }
    m_progress.reset();
}

void FabricWork::takeFacts()
{
    takeViews(m_today, m_document.factViews(), *m_fabric);
    m_today.scores = scoresOf(m_document.assessment());
}

void FabricWork::refresh()
{
    m_fabrics.clear();
    for (const auto& [key, subject] : m_document.facts().subjects()) {
        if (key.kind == kFabric) {
            m_fabrics.push_back(key);
        }
    }
    const bool isThere =
        m_fabric && std::find(m_fabrics.begin(), m_fabrics.end(), *m_fabric) != m_fabrics.end();
    if (!isThere) {
        m_values.reset();
        m_today = {};
        m_whatIf = {};
        m_fabric = m_fabrics.empty() ? std::nullopt : std::optional(m_fabrics.front());
    }
    if (!m_fabric) {
        abandon();
        Q_EMIT changed();
        return;
    }
    takeFacts();
    const std::vector<FabricLoad>& loads = m_document.fabricLoads(m_phase);
    const auto load = std::find_if(loads.begin(), loads.end(), [&](const FabricLoad& candidate) {
        return candidate.fabric == *m_fabric;
    });
    if (load == loads.end()) {
        Q_EMIT changed();
        return;
    }
    const FabricShapes shapes = fabricShapes(m_document.live(), *m_fabric);
    const bool isKnown =
        m_today.study && m_today.study->isTried && isSame(*m_today.study, shapes, *load);
    start(!isKnown, m_values.has_value());
    Q_EMIT changed();
}

void FabricWork::start(bool withToday, bool withWhatIf)
{
    // A run that is replaced has perhaps not drawn what it should.
    const bool isRunning = m_progress.has_value();
    withToday = withToday || (isRunning && m_run && m_run->withToday);
    abandon();
    if (!withToday && !(withWhatIf && m_values)) {
        return;
    }
    auto run = std::make_shared<Run>();
    run->fabric = *m_fabric;
    run->phase = m_phase;
    run->knowledge = m_document.packs();
    run->withToday = withToday;
    run->withWhatIf = withWhatIf && m_values;
    if (withToday) {
        run->shapes = fabricShapes(m_document.live(), *m_fabric);
        for (const FabricLoad& load : m_document.fabricLoads(m_phase)) {
            run->load = load.fabric == *m_fabric ? load : run->load;
        }
    }
    if (run->withWhatIf) {
        run->facts = m_document.facts();
        run->facts.apply(whatIfEdit("what-if"));
    }
    m_run = run;
    m_progress = 0;
    const auto deliver = [this](const std::shared_ptr<Run>& of, FabricSide side, bool isWhatIf) {
        QMetaObject::invokeMethod(
            this, [this, of, side = std::move(side), isWhatIf] { take(*of, side, isWhatIf); });
    };
    const auto tell = [this](const std::shared_ptr<Run>& of, std::optional<int> percent) {
        QMetaObject::invokeMethod(this, [this, of, percent] {
            if (m_run == of && !of->isStopped && m_progress != percent) {
                m_progress = percent;
                Q_EMIT progressed();
            }
        });
    };
    m_pool.start([run, deliver, tell] {
        const auto study = [&](const FabricShapes& shapes,
                               const FabricLoad& load,
                               FabricSide side,
                               bool isWhatIf) {
            int last = -1;
            try {
                side.study = studyFabric(
                    shapes,
                    load,
                    [&](const FabricStudy& drawn) {
                        side.study = drawn;
                        deliver(run, side, isWhatIf);
                    },
                    [&](std::size_t done, std::size_t all) {
                        const auto percent =
                            static_cast<int>(100 * done / std::max<std::size_t>(all, 1));
                        if (percent != last) {
                            last = percent;
                            tell(run, percent);
                        }
                        return !run->isStopped && !run->isEnough;
                    });
            } catch (const Error& error) {
                side.study.emplace();
                side.study->load = load;
                side.study->load.kind.reset();
                side.study->load.harsh.reset();
                side.study->load.problem = error.message();
                side.study->isTried = true;
            }
            if (!run->isStopped) {
                deliver(run, std::move(side), isWhatIf);
            }
        };
        if (run->withToday && !run->isStopped) {
            study(run->shapes, run->load, {}, false);
        }
        if (run->withWhatIf && !run->isStopped) {
            AssessOptions options;
            options.today = netready::today();
            const LiveAssessment live(run->knowledge, run->facts, options);
            FabricSide side;
            side.scores = scoresOf(live.result());
            takeViews(side, byKey(live.factViews()), run->fabric);
            for (const FabricLoad& load : fabricLoads(live, run->phase)) {
                if (load.fabric == run->fabric) {
                    study(fabricShapes(live, run->fabric), load, std::move(side), true);
                    break;
                }
            }
        }
        tell(run, std::nullopt);
    });
    Q_EMIT progressed();
}

void FabricWork::take(const Run& run, FabricSide side, bool isWhatIf)
{
    if (m_run.get() != &run || run.isStopped) {
        return;
    }
    if (isWhatIf) {
        m_whatIf = std::move(side);
    } else {
        m_today.study = std::move(side.study);
    }
    Q_EMIT changed();
}

} // namespace netready::desktop
