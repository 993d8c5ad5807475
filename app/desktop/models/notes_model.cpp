// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/notes_model.h"

#include "app/client/notes.h"
#include "app/desktop/widgets/paint.h"
#include "core/base/error.h"
#include "reports/content/words.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <optional>

namespace netready::desktop {

namespace {

/// Parked questions before assigned actions before notes.
int rankOf(const Note& note)
{
    return isParked(note.text) ? 0 : isAssigned(note.text) ? 1 : 2;
}

std::vector<Note> sorted(const FactBase& facts)
{
    std::vector<Note> notes;
    for (const auto& [id, note] : facts.notes()) {
        notes.push_back(note);
    }
    std::stable_sort(notes.begin(), notes.end(), [](const Note& a, const Note& b) {
        return rankOf(a) == rankOf(b) ? a.time > b.time : rankOf(a) < rankOf(b);
    });
    return notes;
}

std::optional<FactKey> factOf(const Note& note)
{
    try {
        return FactKey::parse(note.about);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<SubjectKey> subjectOf(const Note& note)
{
    try {
        return SubjectKey::parse(note.about);
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// The rule that an assigned action remedies: the last word of `… (action, rule)`.
std::string ruleOf(const Note& note)
{
    const std::size_t comma = note.text.rfind(", ");
    return !isAssigned(note.text) || comma == std::string::npos || note.text.back() != ')'
               ? std::string()
               : note.text.substr(comma + 2, note.text.size() - comma - 3);
}

QString shownText(const Note& note)
{
    std::string text = note.text;
    if (isParked(text)) {
        text.erase(0, kParkedWord.size());
    } else if (isAssigned(text)) {
        text.erase(0, kActionWord.size());
        const std::size_t bracket = text.rfind(" (");
        text =
            ruleOf(note).empty() || bracket == std::string::npos ? text : text.substr(0, bracket);
    }
    return qstr(text).simplified();
}

} // namespace

NotesModel::NotesModel(ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
    , m_notes(sorted(document.facts()))
{}

void NotesModel::refresh()
{
    std::vector<Note> notes = sorted(m_document.facts());
    if (notes == m_notes) {
        return;
    }
    beginResetModel();
    m_notes = std::move(notes);
    endResetModel();
}

const Note& NotesModel::note(int row) const
{
    return m_notes[static_cast<std::size_t>(row)];
}

int NotesModel::parked() const
{
    return static_cast<int>(std::count_if(
        m_notes.begin(), m_notes.end(), [](const Note& note) { return isParked(note.text); }));
}

Place NotesModel::place(int row) const
{
    const Note& one = note(row);
    if (const std::optional<FactKey> fact = factOf(one)) {
        const bool isAsked = m_document.knowledge().questionFor(fact->attribute) != nullptr;
        return {isAsked ? "questions" : pageOf(fact->subject), fact->subject, fact->attribute, {}};
    }
    const std::optional<SubjectKey> subject = subjectOf(one);
    if (!subject) {
        return {"portfolio", {}, {}, {}};
    }
    const std::string rule = ruleOf(one);
    return m_document.knowledge().findRule(rule) == nullptr
               ? Place{pageOf(*subject), subject, {}, {}}
               : Place{"findings", subject, {}, rule};
}

QString NotesModel::aboutText(const Note& note) const
{
    if (const std::optional<FactKey> fact = factOf(note)) {
        return qstr(factTitle(*fact, m_document.knowledge(), m_document.facts()));
    }
    const std::optional<SubjectKey> subject = subjectOf(note);
    return subject ? m_document.titleOf(*subject) : tr("the client as a whole");
}

int NotesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notes.size());
}

int NotesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NotesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == TextColumn     ? tr("Note")
           : section == AboutColumn  ? tr("About")
           : section == AuthorColumn ? tr("By")
                                     : tr("When");
}

QVariant NotesModel::data(const QModelIndex& index, int role) const
{
    const Note& one = note(index.row());
    const QString when = QLocale().toString(
        QDateTime::fromString(qstr(one.time), Qt::ISODate).toLocalTime(), QLocale::ShortFormat);
    const int rank = rankOf(one);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == TextColumn     ? shownText(one)
               : index.column() == AboutColumn  ? aboutText(one)
               : index.column() == AuthorColumn ? qstr(one.author)
                                                : when;
    case Qt::ToolTipRole:
        return index.column() == TextColumn ? qstr(one.text) : data(index, Qt::DisplayRole);
    case Qt::ForegroundRole:
        return index.column() == TextColumn ? tokens().text : tokens().text2;
    case Qt::DecorationRole:
        return index.column() != TextColumn ? QVariant()
                                            : icon(rank == 0   ? QStringLiteral("park")
                                                   : rank == 1 ? QStringLiteral("board")
                                                               : QStringLiteral("note"));
    case Qt::AccessibleTextRole:
        return tr("%1: %2. About %3, %4, %5")
            .arg(rank == 0   ? tr("Parked question")
                 : rank == 1 ? tr("Assigned action")
                             : tr("Note"),
                 shownText(one),
                 aboutText(one),
                 qstr(one.author),
                 when);
    default:
        return {};
    }
}

} // namespace netready::desktop
