// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QElapsedTimer>
#include <QObject>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace netready::desktop {

enum class QuestionState
{
    Open,
    Answered,
    NotKnown,
    Skipped, ///< in this session
    Parked   ///< a note of the client keeps it
};
/// `open`, `not known`, …
[[nodiscard]] QString stateName(QuestionState state);
/// `network engineer` for `network`; a role that is not known stays as it is.
[[nodiscard]] QString roleName(const std::string& role);
/// Begins the notes that are the parking lot.
[[nodiscard]] bool isParkingNote(const Note& note);

/// What is known of the way to the end.
struct FinishLine
{
    bool settled = false;      ///< the site verdict can no longer change
    std::size_t open = 0;      ///< questions that the filter lets through
    double minutes = 0;        ///< of those
    std::size_t deciding = 0;  ///< that may decide a verdict
    double decidingMinutes = 0;
};

/// A workshop of this session: the question that is on, what was skipped, who is in the room. Page
/// and presenter share it, so that both show the same.
class Workshop : public QObject
{
    Q_OBJECT

public:
    /// The workshop of a document; made at the first call, goes with the document.
    [[nodiscard]] static Workshop& of(ClientDocument& document);

    [[nodiscard]] const std::optional<FactKey>& current() const { return m_current; }
    void show(const FactKey& key);
    /// Goes to the next best question; none is left: nothing is on.
    void goNext();
    [[nodiscard]] bool canGoBack() const { return !m_way.empty(); }
    void goBack();
    void skip();
    /// Puts the question into the parking lot and goes on; one that is parked comes out of it.
    void park();
    /// Asks again what was skipped.
    void takeUpSkipped();
    [[nodiscard]] std::size_t skipped() const { return m_skipped.size(); }

    /// Records what the person in charge says about the question that is on.
    /// False if it was refused; then `why` holds the sentence.
    bool answer(const QString& typed, QString* why);
    [[nodiscard]] const std::string& person() const;
    void setPerson(const std::string& person);
    /// Who has answered anything so far, and who is at the keyboard.
    [[nodiscard]] std::vector<std::string> people() const;
    [[nodiscard]] Origin origin() const { return m_origin; }
    void setOrigin(Origin origin) { m_origin = origin; }

    /// Roles in the room; empty: all.
    [[nodiscard]] const std::set<std::string>& roles() const { return m_roles; }
    void setRoles(std::set<std::string> roles);
    [[nodiscard]] Depth depth() const { return m_depth; }
    void setDepth(Depth depth);

    /// The question as the packs ask it, with its rank if it is open.
    [[nodiscard]] RankedQuestion questionOf(const FactKey& key) const;
    [[nodiscard]] QuestionState stateOf(const FactKey& key) const;
    [[nodiscard]] bool passes(const Question* question) const;
    /// Open questions that the filter lets through, best first.
    [[nodiscard]] std::vector<const RankedQuestion*> open() const;
    /// The one to ask next; null if none is left that was not yet dealt with.
    [[nodiscard]] const RankedQuestion* next() const;
    [[nodiscard]] FinishLine finishLine() const;
    /// The dimension that a question is about, first of several; null if no rule reads it.
    [[nodiscard]] const ScoredDimension* dimensionOf(const FactKey& key) const;

    /// The clock of the present dimension.
    [[nodiscard]] bool isRunning() const { return m_clock.isValid(); }
    void setRunning(bool runs);
    [[nodiscard]] const ScoredDimension* section() const { return m_section; }
    [[nodiscard]] int elapsedSeconds() const;
    [[nodiscard]] int plannedMinutes() const; ///< of its questions that were open at its start

Q_SIGNALS:
    /// Another question, filter or person.
    void changed();

private:
    explicit Workshop(ClientDocument& document);
    void enter(const std::optional<FactKey>& key);
    void enterSection();
    [[nodiscard]] const Note* parkingNote(const FactKey& key) const;

    ClientDocument& m_document;
    std::map<const Attribute*, std::vector<std::size_t>> m_dimensions;
    std::optional<FactKey> m_current;
    std::vector<FactKey> m_way; ///< questions that were on before
    std::set<FactKey> m_skipped;
    std::set<FactKey> m_answered; ///< in this session
    std::set<std::string> m_roles;
    Depth m_depth = Depth::Full;
    Origin m_origin = Origin::Stated;
    std::string m_person; ///< empty: who is at the keyboard

    const ScoredDimension* m_section = nullptr;
    std::map<const ScoredDimension*, qint64> m_spent; ///< milliseconds, without the running clock
    std::map<const ScoredDimension*, int> m_planned;
    QElapsedTimer m_clock; ///< valid while it runs
};

} // namespace netready::desktop
