// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/palette_index.h"

#include "app/desktop/models/findings_model.h"
#include "reports/content/words.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QLocale>

#include <algorithm>
#include <map>
#include <set>

namespace netready::desktop {

namespace {

constexpr std::size_t kMostInGroup = 6;
constexpr std::size_t kMostAlone = 200;

QString words(const char* text)
{
    return QCoreApplication::translate("netready::desktop::palette", text);
}

/// What is wanted most often comes first while nothing is typed.
int rankOfCommand(const QString& name)
{
    static const QStringList kFirst{QStringLiteral("nextQuestion"),
                                    QStringLiteral("undo"),
                                    QStringLiteral("present"),
                                    QStringLiteral("findingsPanel"),
                                    QStringLiteral("snapshot"),
                                    QStringLiteral("keys")};
    const auto found = kFirst.indexOf(name);
    return found < 0 ? static_cast<int>(kFirst.size()) : static_cast<int>(found);
}

QString iconOf(const std::string& kind)
{
    static const std::map<std::string, const char*> kIcons{{"workload", "portfolio"},
                                                           {"fabric", "fabric"},
                                                           {"endpoint", "server"},
                                                           {"storage", "storage"},
                                                           {"site", "building"},
                                                           {"organisation", "people"}};
    const auto found = kIcons.find(kind);
    return QLatin1String(found == kIcons.end() ? "target" : found->second);
}

QString startingSmall(QString title)
{
    if (title.size() > 1 && title[1].isLower()) {
        title[0] = title[0].toLower();
    }
    return title;
}

bool isKnown(const FactView& view)
{
    return view.resolution.knowing == Knowing::Known ||
           view.resolution.knowing == Knowing::NotApplicable;
}

/// Start of the word in which all letters of another stand in order, from its first letter on.
qsizetype scatteredAt(const QString& text, const QString& word)
{
    for (qsizetype start = text.indexOf(word[0]); start >= 0;
         start = text.indexOf(word[0], start + 1)) {
        if (start > 0 && text[start - 1].isLetterOrNumber()) {
            continue;
        }
        qsizetype letter = 1;
        for (qsizetype i = start + 1;
             i < text.size() && text[i].isLetterOrNumber() && letter < word.size();
             ++i) {
            letter += text[i] == word[letter] ? 1 : 0;
        }
        if (letter == word.size()) {
            return start;
        }
    }
    return -1;
}

/// Best place of a word: at the start of a word before inside of one.
qsizetype bestPlace(const QString& text, const QString& word)
{
    qsizetype inside = -1;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (at == 0 || !text[at - 1].isLetterOrNumber()) {
            return at;
        }
        inside = inside < 0 ? at : inside;
    }
    return inside;
}

} // namespace

QString paletteGroupName(PaletteGroup group)
{
    switch (group) {
    case PaletteGroup::Do:
        return words("Do");
    case PaletteGroup::GoTo:
        return words("Go to");
    case PaletteGroup::Questions:
        return words("Questions");
    case PaletteGroup::Findings:
        return words("Findings, rules and sources");
    }
    return {};
}

std::optional<PaletteMatch> matched(const PaletteEntry& entry, const QStringList& typed)
{
    constexpr int kAtStart = 100;
    constexpr int kWord = 80;
    constexpr int kInside = 50;
    constexpr int kAbout = 30;
    constexpr int kScattered = 15;
    constexpr qsizetype kLeastScattered = 3;
    PaletteMatch match{&entry, -entry.handicap - static_cast<int>(entry.title.size()) / 16, {}};
    for (const QString& word : typed) {
        const qsizetype at = bestPlace(entry.folded, word);
        if (at >= 0) {
            const bool startsWord = at == 0 || !entry.folded[at - 1].isLetterOrNumber();
            match.score += at == 0 ? kAtStart : startsWord ? kWord : kInside;
            match.marks.push_back({at, word.size()});
            continue;
        }
        if (entry.foldedAbout.contains(word)) {
            match.score += kAbout;
            continue;
        }
        if (word.size() < kLeastScattered || scatteredAt(entry.folded, word) < 0) {
            return std::nullopt;
        }
        match.score += kScattered;
    }
    std::sort(match.marks.begin(), match.marks.end());
    return match;
}

PaletteIndex::PaletteIndex(ClientDocument& document)
    : QObject(&document)
{}

const std::vector<PaletteEntry>& PaletteIndex::of(ClientDocument& document)
{
    auto* index = document.findChild<PaletteIndex*>(QString(), Qt::FindDirectChildrenOnly);
    if (index == nullptr) {
        index = new PaletteIndex(document);
    }
    if (index->m_revision != document.revision() ||
        index->m_isRanked != document.rankingIsFresh()) {
        index->m_revision = document.revision();
        index->m_isRanked = document.rankingIsFresh();
        index->fill(document);
    }
    return index->m_entries;
}

void PaletteIndex::fill(ClientDocument& document)
{
    const Knowledge& knowledge = document.knowledge();
    const Assessment& now = document.assessment();
    m_entries.clear();
    const auto add = [&](PaletteEntry entry) {
        entry.folded = entry.title.toLower();
        entry.foldedAbout = entry.about.toLower();
        m_entries.push_back(std::move(entry));
    };
    for (const auto& [key, subject] : document.facts().subjects()) {
        const SubjectKind* kind = knowledge.findKind(key.kind);
        add({PaletteGroup::GoTo,
             document.titleOf(key),
             kind == nullptr ? qstr(key.kind) : qstr(kind->title),
             iconOf(key.kind),
             {},
             {pageOf(key), key, {}, {}},
             {},
             {}});
    }
    const auto addQuestion = [&](const FactKey& key, const Attribute& attribute, int handicap) {
        const Question* question = knowledge.questionFor(attribute.id);
        if (question != nullptr) {
            add({PaletteGroup::Questions,
                 qstr(question->text),
                 document.titleOf(key.subject),
                 QStringLiteral("question"),
                 {},
                 {"questions", key.subject, key.attribute, {}},
                 key,
                 {},
                 handicap});
        }
    };
    std::set<FactKey> ranked;
    for (const RankedQuestion& question : document.questions()) {
        if (question.question != nullptr && ranked.insert(question.key).second) {
            addQuestion(question.key, *question.attribute, 0);
        }
    }
    constexpr int kAnswered = 5;
    for (const auto& [key, view] : document.factViews()) {
        if (view.computed) {
            continue;
        }
        if (!ranked.contains(key)) {
            addQuestion(key, *view.attribute, kAnswered);
        }
        const bool isAsked = knowledge.questionFor(view.attribute->id) != nullptr;
        add({PaletteGroup::Do,
             words("Set %1…").arg(startingSmall(qstr(view.attribute->title))),
             document.titleOf(key.subject),
             QStringLiteral("sliders"),
             {},
             {isAsked ? "questions" : pageOf(key.subject), key.subject, key.attribute, {}},
             key,
             {},
             kAnswered});
    }
    for (const Effect effect : {Effect::Blocks,
                                Effect::MayBlock,
                                Effect::Caps,
                                Effect::Lowers,
                                Effect::Open,
                                Effect::Waived,
                                Effect::Passes}) {
        for (const Finding& finding : now.findings) {
            if (effectOf(finding) == effect && finding.status != Status::NotApplicable) {
                add({PaletteGroup::Findings,
                     qstr(finding.rule->title),
                     document.titleOf(finding.subject),
                     {},
                     effect,
                     {"findings", finding.subject, {}, finding.rule->id},
                     {},
                     {},
                     effect == Effect::Passes ? kAnswered : 0});
            }
        }
    }
    constexpr int kReference = 20;
    for (const Rule& rule : knowledge.rules) {
        add({PaletteGroup::Findings,
             qstr(rule.title),
             words("rule, %1").arg(dimensionTitle(knowledge, rule.dimension, true)),
             QStringLiteral("book"),
             {},
             {"findings", {}, {}, rule.id},
             {},
             {},
             kReference});
    }
    for (const Source& source : knowledge.sources) {
        add({PaletteGroup::Findings,
             qstr(source.title),
             words("source, %1").arg(qstr(source.publisher)),
             QStringLiteral("document"),
             {},
             {"findings", {}, "source:" + source.id, {}},
             {},
             {},
             kReference});
    }
}

std::vector<PaletteEntry> commandEntries(const QList<QAction*>& commands)
{
    std::vector<PaletteEntry> entries;
    for (QAction* action : commands) {
        if (!action->isEnabled() || action->objectName() == QStringLiteral("palette")) {
            continue;
        }
        PaletteEntry entry;
        entry.group = action->objectName().startsWith(QStringLiteral("go:")) ? PaletteGroup::GoTo
                                                                             : PaletteGroup::Do;
        entry.title = action->text();
        entry.title.remove(QLatin1Char('&'));
        entry.icon = action->property("iconName").toString();
        entry.action = action;
        entry.folded = entry.title.toLower();
        entries.push_back(std::move(entry));
    }
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return rankOfCommand(a.action->objectName()) < rankOfCommand(b.action->objectName());
    });
    return entries;
}

PaletteModel::PaletteModel(ClientDocument* document,
                           std::vector<PaletteEntry> commands,
                           QObject* parent)
    : QAbstractListModel(parent)
    , m_document(document)
    , m_commands(std::move(commands))
{}

std::size_t PaletteModel::all() const
{
    return m_commands.size() + (m_document == nullptr ? 0 : PaletteIndex::of(*m_document).size());
}

void PaletteModel::search(const QString& typed)
{
    QString text = typed.trimmed().toLower();
    std::optional<PaletteGroup> only;
    if (!text.isEmpty()) {
        only = text[0] == QLatin1Char('>')   ? std::optional(PaletteGroup::Do)
               : text[0] == QLatin1Char('?') ? std::optional(PaletteGroup::Questions)
               : text[0] == QLatin1Char('#') ? std::optional(PaletteGroup::Findings)
                                             : std::nullopt;
        text = only ? text.mid(1) : text;
    }
    const QStringList parts = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    std::map<PaletteGroup, std::vector<PaletteMatch>> found;
    m_found = 0;
    const auto collect = [&](const std::vector<PaletteEntry>& entries) {
        for (const PaletteEntry& entry : entries) {
            if (only && entry.group != *only) {
                continue;
            }
            if (std::optional<PaletteMatch> match = matched(entry, parts)) {
                // Without words the order of the index is the best there is.
                match->score = parts.isEmpty() ? 0 : match->score;
                found[entry.group].push_back(std::move(*match));
                ++m_found;
            }
        }
    };
    collect(m_commands);
    if (m_document != nullptr) {
        collect(PaletteIndex::of(*m_document));
    }
    const std::size_t most = found.size() < 2 ? kMostAlone : kMostInGroup;
    beginResetModel();
    m_rows.clear();
    for (auto& [group, matches] : found) {
        std::stable_sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
            return a.score > b.score;
        });
        const std::size_t shown = std::min(most, matches.size());
        m_rows.push_back(
            {shown == matches.size()
                 ? paletteGroupName(group)
                 : words("%1, %2 of %3")
                       .arg(paletteGroupName(group),
                            QLocale().toString(static_cast<qulonglong>(shown)),
                            QLocale().toString(static_cast<qulonglong>(matches.size()))),
             {}});
        for (std::size_t i = 0; i < shown; ++i) {
            m_rows.push_back({{}, std::move(matches[i])});
        }
    }
    endResetModel();
}

const PaletteMatch* PaletteModel::match(const QModelIndex& index) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return nullptr;
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    return row.match.entry == nullptr ? nullptr : &row.match;
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    return match(index) == nullptr
               ? Qt::ItemNeverHasChildren
               : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QString PaletteModel::detail(const PaletteEntry& entry) const
{
    if (entry.action != nullptr) {
        return entry.action->shortcut().toString(QKeySequence::NativeText);
    }
    const FactView* view =
        entry.fact && m_document != nullptr ? m_document->factView(*entry.fact) : nullptr;
    if (view != nullptr) {
        if (isKnown(*view)) {
            return words("%1, %2 now")
                .arg(entry.about,
                     qstr(readable(view->resolution.value, *view->attribute, m_document->facts())));
        }
        const Question* question = m_document->knowledge().questionFor(view->attribute->id);
        return question == nullptr || entry.group != PaletteGroup::Questions
                   ? words("%1, not known").arg(entry.about)
                   : words("%1, open, %2 min")
                         .arg(entry.about, QLocale().toString(question->minutes));
    }
    return entry.about;
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isHead = row.match.entry == nullptr;
    switch (role) {
    case HeadRole:
        return isHead;
    case Qt::DisplayRole:
        return isHead ? row.head : row.match.entry->title;
    case DetailRole:
        return isHead ? QString() : detail(*row.match.entry);
    case Qt::ToolTipRole:
        return isHead ? QVariant() : QVariant(row.match.entry->title);
    case Qt::AccessibleTextRole:
        return isHead ? row.head
                      : words("%1, %2. %3")
                            .arg(row.match.entry->title,
                                 detail(*row.match.entry),
                                 paletteGroupName(row.match.entry->group));
    default:
        return {};
    }
}

} // namespace netready::desktop
