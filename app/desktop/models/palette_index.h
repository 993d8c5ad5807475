// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"
#include "app/desktop/widgets/paint.h"

#include <QAbstractListModel>
#include <QList>
#include <QPointer>

#include <array>
#include <optional>
#include <utility>
#include <vector>

class QAction;

namespace netready::desktop {

enum class PaletteGroup
{
    Do,
    GoTo,
    Questions,
    Findings
};
inline constexpr std::array kPaletteGroups{
    PaletteGroup::Do, PaletteGroup::GoTo, PaletteGroup::Questions, PaletteGroup::Findings};
[[nodiscard]] QString paletteGroupName(PaletteGroup group);

/// Something that the palette can find: a command, or a place to go to.
struct PaletteEntry
{
    PaletteGroup group = PaletteGroup::Do;
    QString title;
    QString about; ///< whose it is; searched, but never before the title
    QString icon;
    std::optional<Effect> effect; ///< of a finding, in place of an icon
    Place place;
    std::optional<FactKey> fact; ///< whose value is shown beside it
    QPointer<QAction> action;    ///< of a command; else null
    int handicap = 0;            ///< stands behind others that fit as well
    QString folded = {};         ///< title in small letters
    QString foldedAbout = {};
};

/// Everything of a client that can be found; made once for each state of it.
class PaletteIndex : public QObject
{
    Q_OBJECT

public:
    /// The index of a document, up to date.
    [[nodiscard]] static const std::vector<PaletteEntry>& of(ClientDocument& document);

private:
    explicit PaletteIndex(ClientDocument& document);
    void fill(ClientDocument& document);

    std::uint64_t m_revision = 0;
    bool m_isRanked = false;
    std::vector<PaletteEntry> m_entries;
};

/// Commands as entries; those that cannot be used now are left out.
[[nodiscard]] std::vector<PaletteEntry> commandEntries(const QList<QAction*>& commands);

/// How well an entry fits what was typed, and where the title does.
struct PaletteMatch
{
    const PaletteEntry* entry = nullptr;
    int score = 0;
    QList<std::pair<qsizetype, qsizetype>> marks; ///< start and length in the title, ascending
};
/// Nothing if some word is nowhere in it.
[[nodiscard]] std::optional<PaletteMatch> matched(const PaletteEntry& entry,
                                                  const QStringList& words);

/// What was found, with a head before each group.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        HeadRole = Qt::UserRole,
        DetailRole
    };

    /// `document` may be null; entries of the client are then left out.
    PaletteModel(ClientDocument* document, std::vector<PaletteEntry> commands, QObject* parent);

    /// Takes what was typed; `>`, `?` and `#` in front of it narrow to a group.
    void search(const QString& typed);
    [[nodiscard]] std::size_t found() const { return m_found; }
    [[nodiscard]] std::size_t all() const;
    /// Null for a head.
    [[nodiscard]] const PaletteMatch* match(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        QString head; ///< empty: a match
        PaletteMatch match;
    };

    [[nodiscard]] QString detail(const PaletteEntry& entry) const;

    ClientDocument* m_document;
    std::vector<PaletteEntry> m_commands;
    std::vector<Row> m_rows;
    std::size_t m_found = 0;
};

} // namespace netready::desktop
