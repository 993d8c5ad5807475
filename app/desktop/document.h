// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"
#include "app/client/evidence_import.h"
#include "app/client/holder.h"
#include "app/client/packs.h"
#include "core/assessment/assessment.h"
#include "core/assessment/fabric_load.h"
#include "core/store/client_file.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace netready::desktop {

/// Site and dimensions at one time.
struct Scores
{
    ScoreRange site;
    VerdictResult verdict;
    std::vector<std::optional<ScoreRange>> dimensions; ///< in their order; nothing: does not apply
    double coverage = 0;
};

[[nodiscard]] Scores scoresOf(const Assessment& assessment);

/// What the last edit did.
struct LastEdit
{
    QString title; ///< empty before the first edit
    Scores before;
    Scores after;
    std::vector<std::string> newFailures; ///< titles of findings that fail now and did not
    std::vector<std::string> cleared;     ///< that failed and do no more
};

/// The open client: its file, its facts, and what follows from them.
///
/// Every change goes through apply(), undo() and redo(); each is on the disk when it returns.
/// Errors:  what a person did wrong or the disk refuses comes as problem(), and nothing has changed
/// Threads: the interface thread; ranking questions and laying flows over fabrics run beside it
class ClientDocument : public QObject
{
    Q_OBJECT

public:
    ClientDocument(ClientFile file, std::shared_ptr<const Knowledge> knowledge);
    ~ClientDocument() override;

    /// Opens a file with the packs that it keeps.
    /// Errors: as ClientFile::open
    [[nodiscard]] static std::unique_ptr<ClientDocument>
    open(const std::filesystem::path& path, const PacksInUse& packs, OpenMode mode);
    /// Makes a file, empty or from a template.
    /// Errors: as ClientFile::create
    [[nodiscard]] static std::unique_ptr<ClientDocument> create(const std::filesystem::path& path,
                                                                const PacksInUse& packs,
                                                                const Template* start,
                                                                const std::string& title);

    [[nodiscard]] const Knowledge& knowledge() const { return *m_knowledge; }
    [[nodiscard]] const std::shared_ptr<const Knowledge>& packs() const { return m_knowledge; }
    [[nodiscard]] const FactBase& facts() const { return m_file.facts(); }
    [[nodiscard]] const ClientFile& file() const { return m_file; }
    [[nodiscard]] bool isReadOnly() const { return m_file.mode() == OpenMode::ReadOnly; }
    [[nodiscard]] const LiveAssessment& live() const { return m_live; }
    [[nodiscard]] const Assessment& assessment() const { return m_assessment; }
    [[nodiscard]] const LastEdit& lastEdit() const { return m_lastEdit; }
    /// Counts changes; what was made from an older one is stale.
    [[nodiscard]] std::uint64_t revision() const { return m_revision; }

    /// What stands for every attribute of every subject, by key; made at the first call after an
    /// edit.
    [[nodiscard]] const std::map<FactKey, FactView>& factViews() const;
    /// Nothing if there is no such attribute of the subject.
    [[nodiscard]] const FactView* factView(const FactKey& key) const;
    /// The traffic of each workload, by subject; made at the first call after an edit.
    [[nodiscard]] const std::vector<WorkloadDemand>& demands() const;
    /// Null if there is no such workload; until the next edit.
    [[nodiscard]] const WorkloadDemand* demandOf(const SubjectKey& workload) const;
    /// The loads of all fabrics; made at the first call after an edit.
    [[nodiscard]] const std::vector<FabricLoad>& fabricLoads(Phase phase) const;

    /// Open questions, best first, as they were when they were last ranked; see rankingIsFresh().
    [[nodiscard]] const std::vector<RankedQuestion>& questions() const { return m_questions; }
    /// The state for which they were ranked; 0: not yet.
    [[nodiscard]] std::uint64_t rankedRevision() const { return m_rankedRevision; }
    [[nodiscard]] bool rankingIsFresh() const { return m_rankedRevision == m_revision; }

    [[nodiscard]] std::vector<HistoryEntry> history() const { return m_file.history(); }
    [[nodiscard]] std::optional<HistoryEntry> nextUndo() const;
    [[nodiscard]] std::optional<HistoryEntry> nextRedo() const;

    /// The person at the keyboard, now; the person can be changed.
    [[nodiscard]] Signature signature() const;
    [[nodiscard]] const std::string& author() const { return m_author; }
    void setAuthor(std::string author);

    /// Applies an edit. False if it changed nothing or was refused.
    bool apply(const Edit& edit);
    /// The last edit if the disk refused it; it can still be applied to a copy.
    [[nodiscard]] const std::optional<Edit>& refusedEdit() const { return m_refused; }
    void undo();
    void redo();
    /// Undoes or does again until the entry is the last that is done; 0: before all.
    void goToHistory(std::int64_t sequence);

    /// Reads a value as typed and records it.
    /// False if it was refused; then `why` holds the sentence.
    bool set(const FactKey& key,
             const QString& typed,
             Origin origin = Origin::Stated,
             const std::string& note = {},
             QString* why = nullptr);
    bool set(const FactKey& key, Value value, Origin origin = Origin::Stated);
    /// Removes what is recorded for a key.
    bool unset(const FactKey& key);
    /// Adds a subject under an id made of its title; returns its key, nothing if it was refused.
    std::optional<SubjectKey> addSubject(const std::string& kind,
                                         const QString& title,
                                         const NewValues& values = {},
                                         Origin origin = Origin::Stated);
    bool removeSubject(const SubjectKey& key);
    bool renameSubject(const SubjectKey& key, const QString& title);
    /// An id of the kind that is free, made of a title: `Chat assistant` → `chat-assistant`.
    [[nodiscard]] SubjectKey freeKey(const std::string& kind, const QString& title) const;

    /// Its title, or its id if it has none.
    [[nodiscard]] QString titleOf(const SubjectKey& subject) const;

    /// Keeps a file's bytes with the client, about a fact or a subject.
    bool attach(const QString& path, const std::string& note);
    /// Takes over what a preview of evidence proposes, in one step.
    bool importEvidence(const ImportPreview& preview);
    bool snapshot(const QString& name);
    /// Writes a copy of the file with all that is in it; a file of that name is replaced. False if
    /// it was refused, as it is for the file itself.
    bool saveCopy(const std::filesystem::path& path);

Q_SIGNALS:
    /// After each change, when all results follow it.
    void changed();
    /// Questions have been ranked for the present state.
    void ranked();
    /// A sentence for a person: something was refused or the disk failed.
    void problem(const QString& sentence);

private:
    template <class Work>
    bool guarded(const Work& work);
    void follow(const Edit* edit, const QString& title);
    void startRanking();

    std::shared_ptr<const Knowledge> m_knowledge;
    HolderNote m_holder;
    ClientFile m_file;
    LiveAssessment m_live;
    Assessment m_assessment;
    LastEdit m_lastEdit;
    std::string m_author;
    std::optional<Edit> m_refused;
    std::uint64_t m_revision = 1;

    mutable std::optional<std::map<FactKey, FactView>> m_views;
    mutable std::map<FactKey, std::optional<FactView>> m_viewOf; ///< while m_views is not made
    mutable std::optional<std::vector<WorkloadDemand>> m_demands;
    mutable std::map<SubjectKey, std::optional<WorkloadDemand>> m_demandOf;
    mutable std::map<Phase, std::vector<FabricLoad>> m_fabricLoads;

    std::vector<RankedQuestion> m_questions;
    std::uint64_t m_rankedRevision = 0;
    QTimer m_rankingDelay;
    std::stop_source m_ranking; ///< stops the present one
    bool m_isRanking = false;
};

} // namespace netready::desktop
