// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "core/assessment/fabric_trial.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace netready::desktop {

/// One of the two pictures: the fabric as it is, or the what-if.
struct FabricSide
{
    std::optional<FabricStudy> study;
    std::map<std::string, FactView> facts;      ///< of the fabric, by the name of the attribute
    std::map<SubjectKey, FactView> networkIdle; ///< of the workloads on it
    Scores scores;
};

/// What the fabric page works on: the chosen fabric, what is lost, and the what-if. It belongs to
/// the document, so that it outlives the page.
///
/// Threads: the interface thread; drawing and trying losses run beside it
class FabricWork : public QObject
{
    Q_OBJECT

public:
    /// That of the document; made at the first call.
    [[nodiscard]] static FabricWork& of(ClientDocument& document);
    ~FabricWork() override;

    [[nodiscard]] const std::vector<SubjectKey>& fabrics() const { return m_fabrics; }
    /// Nothing only if there is no fabric.
    [[nodiscard]] const std::optional<SubjectKey>& fabric() const { return m_fabric; }
    void setFabric(const SubjectKey& fabric);
    [[nodiscard]] Phase phase() const { return m_phase; }
    void setPhase(Phase phase);
    [[nodiscard]] const std::optional<LossKind>& loss() const { return m_loss; }
    void setLoss(std::optional<LossKind> loss);

    [[nodiscard]] bool hasWhatIf() const { return m_values.has_value(); }
    [[nodiscard]] const NewValues& whatIfValues() const;
    /// Lays values into the what-if, which begins with the first; those it has stay.
    void layIntoWhatIf(const NewValues& values);
    void dropWhatIf();
    /// Writes it into the document as one edit. False if it was refused or changes nothing.
    bool keepWhatIf();

    [[nodiscard]] const FabricSide& today() const { return m_today; }
    [[nodiscard]] const FabricSide& whatIf() const { return m_whatIf; }
    /// What stands of an attribute in the what-if: its own value, or that of the document.
    [[nodiscard]] std::optional<Value> valueOf(const std::string& attribute) const;

    /// Percent of the losses that have been tried; nothing while none is being tried.
    [[nodiscard]] std::optional<int> progress() const { return m_progress; }
    /// Tries no further losses.
    void stop();
    /// Follows the document.
    void refresh();

    [[nodiscard]] ClientDocument& document() const { return m_document; }

Q_SIGNALS:
    /// What is shown has changed.
    void changed();
    void progressed();

private:
    explicit FabricWork(ClientDocument& document);
    struct Run;

    [[nodiscard]] Edit whatIfEdit(const std::string& title) const;
    void abandon();
    void takeFacts();
    void start(bool withToday, bool withWhatIf);
    void take(const Run& run, FabricSide side, bool isWhatIf);

    ClientDocument& m_document;
    QThreadPool m_pool;         ///< one run at a time
    std::shared_ptr<Run> m_run; ///< shared with its thread, which may end after it is replaced
    std::vector<SubjectKey> m_fabrics;
    std::optional<SubjectKey> m_fabric;
    Phase m_phase = Phase::Now;
    std::optional<LossKind> m_loss;
    std::optional<NewValues> m_values; ///< of the what-if
    FabricSide m_today;
    FabricSide m_whatIf;
    std::optional<int> m_progress;
};

} // namespace netready::desktop
