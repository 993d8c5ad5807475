// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/document.h"

#include "app/client/answer.h"
#include "app/client/host.h"
#include "app/desktop/theme.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace netready::desktop {

namespace {

AssessOptions optionsOfToday()
{
    AssessOptions options;
    options.today = today();
    return options;
}

/// Not the global pool: Qt paints large fills on that one, and a full one stops the picture.
QThreadPool& rankingThreads()
{
    static auto* const pool = new QThreadPool(QCoreApplication::instance());
    return *pool;
}

using Failures = std::vector<std::pair<std::string_view, SubjectKey>>;

/// Rule and subject of what fails, sorted. Lives as long as the packs.
Failures failures(const Assessment& assessment)
{
    Failures keys;
    for (const Finding& finding : assessment.findings) {
        if (finding.status == Status::Fail) {
            keys.emplace_back(finding.rule->id, finding.subject);
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// Titles of the rules that only the first list has.
std::vector<std::string>
titlesOfOnly(const Failures& some, const Failures& others, const Knowledge& knowledge)
{
    Failures only;
    std::set_difference(
        some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(only));
    std::vector<std::string> titles;
    titles.reserve(only.size());
    for (const auto& [rule, subject] : only) {
        titles.push_back(knowledge.findRule(rule)->title);
    }
    return titles;
}

} // namespace

Scores scoresOf(const Assessment& assessment)
{
    Scores scores;
    scores.site = assessment.site.score;
    scores.verdict = assessment.site.verdict;
    scores.coverage = assessment.coverage;
    for (const DimensionScore& dimension : assessment.dimensions) {
        scores.dimensions.push_back(
            dimension.applies == Truth::False ? std::nullopt : std::optional(dimension.score));
    }
    return scores;
}

ClientDocument::ClientDocument(ClientFile file, std::shared_ptr<const Knowledge> knowledge)
    : m_knowledge(std::move(knowledge))
    , m_file(std::move(file))
    , m_live(m_knowledge, m_file.facts(), optionsOfToday())
    , m_assessment(m_live.result())
{
    setAuthor({});
    m_lastEdit.before = m_lastEdit.after = scoresOf(m_assessment);
    // One ranking for a burst of edits.
    constexpr int kQuiet = 120;
    m_rankingDelay.setSingleShot(true);
    m_rankingDelay.setInterval(kQuiet);
    connect(&m_rankingDelay, &QTimer::timeout, this, &ClientDocument::startRanking);
    m_rankingDelay.start();
}

ClientDocument::~ClientDocument()
{
    m_ranking.request_stop();
}

std::unique_ptr<ClientDocument>
ClientDocument::open(const std::filesystem::path& path, const PacksInUse& packs, OpenMode mode)
{
    ClientFile file = openClientFile(path, mode);
    PacksInUse own = knowledgeOf(file, packs.knowledge);
    return std::make_unique<ClientDocument>(std::move(file), std::move(own.knowledge));
}

std::unique_ptr<ClientDocument> ClientDocument::create(const std::filesystem::path& path,
                                                       const PacksInUse& packs,
                                                       const Template* start,
                                                       const std::string& title)
{
    const Signature by{defaultAuthor(), timeNow()};
    const ClientInfo info{
        plainText(title.empty() ? path.stem().string() : title, "the name of the client"),
        "netready " NETREADY_VERSION,
        by.time};
    ClientFile file = ClientFile::create(path, info);
    keepPacks(file, *packs.knowledge);
    file.apply(newClientEdit(*packs.knowledge, path.filename().string(), start, by));
    return std::make_unique<ClientDocument>(std::move(file), packs.knowledge);
}

const std::map<FactKey, FactView>& ClientDocument::factViews() const
{
    if (!m_views) {
        m_views.emplace();
        for (FactView& view : m_live.factViews()) {
            FactKey key = view.key;
            m_views->emplace(std::move(key), std::move(view));
        }
    }
    return *m_views;
}

const FactView* ClientDocument::factView(const FactKey& key) const
{
    if (m_views) {
        const auto found = m_views->find(key);
        return found == m_views->end() ? nullptr : &found->second;
    }
    auto known = m_viewOf.find(key);
    if (known == m_viewOf.end()) {
        known = m_viewOf.emplace(key, m_live.factView(key)).first;
    }
    return known->second ? &*known->second : nullptr;
}

const std::vector<WorkloadDemand>& ClientDocument::demands() const
{
    if (!m_demands) {
        m_demands = m_live.demands();
    }
    return *m_demands;
}

const WorkloadDemand* ClientDocument::demandOf(const SubjectKey& workload) const
{
    auto known = m_demandOf.find(workload);
    if (known == m_demandOf.end()) {
        known = m_demandOf.emplace(workload, m_live.demandOf(workload)).first;
    }
    return known->second ? &*known->second : nullptr;
}

const std::vector<FabricLoad>& ClientDocument::fabricLoads(Phase phase) const
{
    const auto known = m_fabricLoads.find(phase);
    return known != m_fabricLoads.end()
               ? known->second
               : m_fabricLoads.emplace(phase, netready::fabricLoads(m_live, phase)).first->second;
}

std::optional<HistoryEntry> ClientDocument::nextUndo() const
{
    const std::vector<HistoryEntry> entries = history();
    const auto last = std::find_if(
        entries.rbegin(), entries.rend(), [](const HistoryEntry& entry) { return entry.done; });
    return last == entries.rend() ? std::nullopt : std::optional(*last);
}

std::optional<HistoryEntry> ClientDocument::nextRedo() const
{
    const std::vector<HistoryEntry> entries = history();
    const auto first = std::find_if(
        entries.begin(), entries.end(), [](const HistoryEntry& entry) { return !entry.done; });
    return first == entries.end() ? std::nullopt : std::optional(*first);
}

Signature ClientDocument::signature() const
{
    return {m_author, timeNow()};
}

void ClientDocument::setAuthor(std::string author)
{
    m_author = author.empty() ? defaultAuthor() : std::move(author);
    m_holder.reset();
    if (!isReadOnly()) {
        m_holder = noteHolder(m_file.path(), m_author);
    }
}

template <class Work>
bool ClientDocument::guarded(const Work& work)
{
    try {
        return work();
    } catch (const Error& error) {
        Q_EMIT problem(qstr(error.message()));
        return false;
    }
}

bool ClientDocument::apply(const Edit& edit)
{
    return guarded([&] {
        m_refused = edit; // until it is on the disk
        if (m_file.packs() != packVersions(*m_knowledge)) {
            keepPacks(m_file, *m_knowledge);
        }
        const bool changed = m_file.apply(edit);
        m_refused.reset();
        if (!changed) {
            return false;
        }
        follow(&edit, qstr(edit.title));
        return true;
    });
}

void ClientDocument::undo()
{
    guarded([&] {
        if (const std::optional<Edit> edit = m_file.undo()) {
            const Edit back = inverse(*edit);
            follow(&back, tr("Undone: %1").arg(qstr(edit->title)));
        }
        return true;
    });
}

void ClientDocument::redo()
{
    guarded([&] {
        if (const std::optional<Edit> edit = m_file.redo()) {
            follow(&*edit, tr("Done again: %1").arg(qstr(edit->title)));
        }
        return true;
    });
}

void ClientDocument::goToHistory(std::int64_t sequence)
{
    bool moved = false;
    guarded([&] {
        for (;;) {
            const std::optional<HistoryEntry> last = nextUndo();
            if (last && last->sequence > sequence) {
                moved = m_file.undo().has_value() || moved;
                continue;
            }
            const std::optional<HistoryEntry> next = nextRedo();
            if (!next || next->sequence > sequence) {
                return true;
            }
            moved = m_file.redo().has_value() || moved;
        }
    });
    // Also where the disk refused half way: what was done is in the file.
    if (moved) {
        follow(nullptr, tr("Went back in the history"));
    }
}

void ClientDocument::follow(const Edit* edit, const QString& title)
{
    const auto failing = failures(m_assessment);
    m_lastEdit = {title, scoresOf(m_assessment), {}, {}, {}};
    if (edit != nullptr) {
        m_live.update(*edit);
    } else {
        m_live.rebuild();
    }
    ++m_revision;
    m_views.reset();
    m_viewOf.clear();
    m_demands.reset();
    m_demandOf.clear();
    m_fabricLoads.clear();
    m_live.refresh(m_assessment);
    m_lastEdit.after = scoresOf(m_assessment);
    const auto failingNow = failures(m_assessment);
    m_lastEdit.newFailures = titlesOfOnly(failingNow, failing, *m_knowledge);
    m_lastEdit.cleared = titlesOfOnly(failing, failingNow, *m_knowledge);
    m_ranking.request_stop(); // of what no longer stands
    m_rankingDelay.start();
    Q_EMIT changed();
}

void ClientDocument::startRanking()
{
    if (m_isRanking) {
        return; // the end of the present one starts the next
    }
    m_isRanking = true;
    m_ranking = std::stop_source();
    // A copy of all that it reads; the document may change or go while it works.
    rankingThreads().start([self = QPointer<ClientDocument>(this),
                            application = QCoreApplication::instance(),
                            knowledge = m_knowledge,
                            facts = std::make_shared<const FactBase>(m_file.facts()),
                            options = optionsOfToday(),
                            stop = m_ranking.get_token(),
                            revision = m_revision] {
        LiveAssessment live(knowledge, *facts, options);
        auto questions = live.rankQuestions(stop);
        auto deliver = [self, stop, revision, questions = std::move(questions)]() mutable {
            if (self == nullptr) {
                return;
            }
            self->m_isRanking = false;
            if (stop.stop_requested()) {
                self->m_rankingDelay.start();
                return;
            }
            self->m_questions = std::move(questions);
            self->m_rankedRevision = revision;
            Q_EMIT self->ranked();
        };
        QMetaObject::invokeMethod(application, std::move(deliver));
    });
}

bool ClientDocument::set(
    const FactKey& key, const QString& typed, Origin origin, const std::string& note, QString* why)
{
    try {
        Fact fact;
        const Attribute& attribute = m_knowledge->attribute(key.attribute);
        fact.value = parseFactValue(facts(), attribute, asValueText(attribute, utf8(typed)));
        fact.origin = origin;
        fact.note = plainText(note, "the note");
        return apply(setFactEdit(facts(), key, std::move(fact), signature()));
    } catch (const Error& error) {
        if (why == nullptr) {
            Q_EMIT problem(qstr(error.message()));
        } else {
            *why = qstr(error.message());
        }
        return false;
    }
}

bool ClientDocument::set(const FactKey& key, Value value, Origin origin)
{
    return guarded([&] {
        checkValue(m_knowledge->attribute(key.attribute), value);
        Fact fact;
        fact.value = std::move(value);
        fact.origin = origin;
        return apply(setFactEdit(facts(), key, std::move(fact), signature()));
    });
}

bool ClientDocument::unset(const FactKey& key)
{
    return apply(
        changeFactsEdit("unset " + key.text(), {key, facts().facts(key), {}}, signature()));
}

SubjectKey ClientDocument::freeKey(const std::string& kind, const QString& title) const
{
    // Accents go, their letters stay.
    QString plain;
    for (const QChar letter : title.normalized(QString::NormalizationForm_KD)) {
        plain += letter.isMark() ? QString() : QString(letter);
    }
    return netready::freeKey(facts(), kind, utf8(plain));
}

std::optional<SubjectKey> ClientDocument::addSubject(const std::string& kind,
                                                     const QString& title,
                                                     const NewValues& values,
                                                     Origin origin)
{
    std::optional<SubjectKey> added;
    guarded([&] {
        const SubjectKey key = freeKey(kind, title);
        const Subject subject{key, plainText(utf8(title.trimmed()), "the name")};
        if (apply(addSubjectEdit(subject, values, origin, signature()))) {
            added = key;
        }
        return true;
    });
    return added;
}

bool ClientDocument::removeSubject(const SubjectKey& key)
{
    return guarded(
        [&] { return apply(removeSubjectEdit(facts(), *m_knowledge, key, signature())); });
}

bool ClientDocument::renameSubject(const SubjectKey& key, const QString& title)
{
    return guarded([&] {
        const auto found = facts().subjects().find(key);
        if (found == facts().subjects().end()) {
            return false;
        }
        Edit edit = changeFactsEdit("rename " + key.text(), {}, signature());
        edit.changes = {RecordChange<Subject>{
            found->second, Subject{key, plainText(utf8(title.trimmed()), "the name")}}};
        return apply(edit);
    });
}

QString ClientDocument::titleOf(const SubjectKey& subject) const
{
    const auto found = facts().subjects().find(subject);
    return found == facts().subjects().end() || found->second.title.empty()
               ? qstr(subject.id)
               : qstr(found->second.title);
}

bool ClientDocument::attach(const QString& path, const std::string& note)
{
    return guarded([&] {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            throw Error(ErrorCode::Io,
                        inQuotes(utf8(path)) + " cannot be read: " + utf8(file.errorString()));
        }
        const QString type = QMimeDatabase().mimeTypeForFile(path).name();
        RecordChange<Attachment> change = m_file.attach(
            file.readAll().toStdString(), utf8(QFileInfo(path).fileName()), utf8(type));
        change.after->note = plainText(note, "the note");
        Edit edit = changeFactsEdit("attach " + change.after->name, {}, signature());
        edit.changes = {std::move(change)};
        return apply(edit);
    });
}

bool ClientDocument::importEvidence(const ImportPreview& preview)
{
    return guarded([&] { return apply(importEdit(m_file, preview)); });
}

bool ClientDocument::saveCopy(const std::filesystem::path& path)
{
    return guarded([&] {
        std::error_code absent;
        if (std::filesystem::equivalent(path, m_file.path(), absent)) {
            throw Error(ErrorCode::InvalidInput,
                        inQuotes(path.string()) + " is the file that is open; choose another name");
        }
        // What has the name now goes only once the copy is whole.
        std::filesystem::path part = path;
        part += ".part";
        std::filesystem::remove(part, absent);
        m_file.writeCopy(part);
        std::error_code failure;
        std::filesystem::rename(part, path, failure);
        if (failure) {
            std::filesystem::remove(part, absent);
            throw Error(ErrorCode::Io,
                        inQuotes(path.string()) + " cannot be written: " + failure.message());
        }
        return true;
    });
}

bool ClientDocument::snapshot(const QString& name)
{
    return guarded([&] {
        m_file.snapshot(
            plainText(utf8(name.trimmed()), "the name"), timeNow(), packVersions(*m_knowledge));
        return true;
    });
}

} // namespace netready::desktop
