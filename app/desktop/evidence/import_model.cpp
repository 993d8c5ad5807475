// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/evidence/import_model.h"

#include "app/client/answer.h"
#include "app/desktop/widgets/paint.h"

#include <QMimeDatabase>

#include <algorithm>
#include <array>
#include <utility>

namespace netready::desktop {

namespace {

QString effectWord(Novelty novelty)
{
    switch (novelty) {
    case Novelty::New:
        return ImportModel::tr("new");
    case Novelty::Same:
        return ImportModel::tr("stands already");
    case Novelty::Confirms:
        return ImportModel::tr("confirms");
    case Novelty::Changes:
        return ImportModel::tr("replaces");
    case Novelty::Contradicts:
        return ImportModel::tr("contradicts");
    }
    return {};
}

QString inWords(const Attribute& attribute, Value value)
{
    if (auto* const measure = std::get_if<Measure>(&value)) {
        *measure = withoutDomainEnd(attribute, *measure);
    }
    return qstr(valueInWords(attribute, value));
}

} // namespace

ImportModel::ImportModel(const ClientDocument& document, QObject* parent)
    : QAbstractTableModel(parent)
    , m_document(document)
{}

void ImportModel::setEvidence(std::shared_ptr<const FoundEvidence> evidence)
{
    beginResetModel();
    m_evidence = std::move(evidence);
    m_isTaken.assign(m_evidence == nullptr ? 0 : m_evidence->preview.facts.size(), true);
    for (std::size_t i = 0; i < m_isTaken.size(); ++i) {
        m_isTaken[i] = m_evidence->preview.facts[i].novelty != Novelty::Same;
    }
    endResetModel();
}

int ImportModel::taken() const
{
    return static_cast<int>(std::count(m_isTaken.begin(), m_isTaken.end(), true));
}

ImportPreview ImportModel::chosen() const
{
    ImportPreview preview = m_evidence->preview;
    preview.facts.clear();
    for (std::size_t i = 0; i < m_isTaken.size(); ++i) {
        if (m_isTaken[i]) {
            preview.facts.push_back(m_evidence->preview.facts[i]);
        }
    }
    // What no reader takes is kept for people to look at: a photograph, a data sheet.
    for (std::size_t i = 0; i < preview.files.size() && i < m_evidence->files.size(); ++i) {
        PreviewedFile& file = preview.files[i];
        if (file.result.isRefused()) {
            const ImportFile& given = m_evidence->files[i];
            file.keeping = Keeping::Original;
            file.keptBytes = given.bytes;
            file.mediaType = utf8(QMimeDatabase()
                                      .mimeTypeForFileNameAndData(
                                          qstr(given.name), QByteArray::fromStdString(given.bytes))
                                      .name());
        }
    }
    return preview;
}

const ProposedFact& ImportModel::proposed(int row) const
{
    return m_evidence->preview.facts[static_cast<std::size_t>(row)];
}

int ImportModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_isTaken.size());
}

int ImportModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ImportModel::standing(const ProposedFact& fact) const
{
    const Attribute& attribute = m_document.knowledge().attribute(fact.key.attribute);
    QStringList texts;
    for (std::size_t i = 0; i < fact.before.size(); ++i) {
        const bool isAgainst =
            std::find(fact.against.begin(), fact.against.end(), i) != fact.against.end();
        if ((fact.against.empty() || isAgainst) && fact.before[i].withdrawn.empty()) {
            texts << tr("%1, %2").arg(inWords(attribute, fact.before[i].value),
                                      qstr(toString(fact.before[i].origin)));
        }
    }
    return texts.isEmpty() ? tr("nothing") : texts.join(QStringLiteral("; "));
}

QString ImportModel::text(const ProposedFact& fact, int column) const
{
    const Attribute& attribute = m_document.knowledge().attribute(fact.key.attribute);
    switch (column) {
    case Effect:
        return effectWord(fact.novelty);
    case Fact:
        return qstr(attribute.title);
    case Subject:
        return m_document.titleOf(fact.key.subject);
    case NewValue:
        return tr("%1, %2").arg(inWords(attribute, fact.fact.value),
                                qstr(toString(fact.fact.origin)));
    case Standing:
        return standing(fact);
    case From:
        return qstr(fact.fact.evidence);
    default:
        return {};
    }
}

QVariant ImportModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const ProposedFact& fact = proposed(index.row());
    const bool isFirst = index.column() == Effect;
    switch (role) {
    case Qt::DisplayRole:
        return text(fact, index.column());
    case Qt::ToolTipRole:
        return index.column() == From ? qstr(fact.fact.note) : text(fact, index.column());
    case Qt::AccessibleTextRole:
        return isFirst ? QStringList{text(fact, Effect),
                                     text(fact, Fact),
                                     text(fact, Subject),
                                     text(fact, NewValue)}
                             .join(QStringLiteral(", "))
                       : text(fact, index.column());
    case Qt::CheckStateRole:
        return isFirst ? QVariant(m_isTaken[static_cast<std::size_t>(index.row())] ? Qt::Checked
                                                                                   : Qt::Unchecked)
                       : QVariant();
    case Qt::ForegroundRole:
        return isFirst && fact.novelty == Novelty::Contradicts ? verdictInk(Verdict::NotReady).text
                                                               : QVariant();
    default:
        return {};
    }
}

bool ImportModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::CheckStateRole || !(flags(index) & Qt::ItemIsUserCheckable)) {
        return false;
    }
    m_isTaken[static_cast<std::size_t>(index.row())] = value.toInt() == Qt::Checked;
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    return true;
}

Qt::ItemFlags ImportModel::flags(const QModelIndex& index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Effect &&
        proposed(index.row()).novelty != Novelty::Same) {
        flags |= Qt::ItemIsUserCheckable;
    }
    return flags;
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    const std::array<QString, ColumnCount> names{
        tr("Effect"), tr("Fact"), tr("About"), tr("New value"), tr("Stands so far"), tr("From")};
    return names.at(static_cast<std::size_t>(section));
}

} // namespace netready::desktop
