// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/models/explanation_model.h"

#include "app/desktop/models/findings_model.h"
#include "core/base/error.h"
#include "reports/content/words.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <string_view>

namespace netready::desktop {

namespace {

using Step = ExplanationModel::Step;
using From = ExplanationModel::From;
using Kind = ExplanationNode::Kind;

void adopt(Step& parent, std::unique_ptr<Step> part)
{
    part->parent = &parent;
    part->row = static_cast<int>(parent.parts.size());
    parent.parts.push_back(std::move(part));
}

bool haveSameShape(const Step& a, const Step& b)
{
    return a.label == b.label && a.key == b.key &&
           std::equal(a.parts.begin(),
                      a.parts.end(),
                      b.parts.begin(),
                      b.parts.end(),
                      [](const auto& x, const auto& y) { return haveSameShape(*x, *y); });
}

/// What the score of the dimension is made of, as the engine weighs it.
struct Dimension
{
    QString title;
    std::optional<ScoreRange> score;
    int rules = 0;
    double weight = 0;
};

Dimension dimensionOf(const Finding& finding, const ClientDocument& document)
{
    const Assessment& now = document.assessment();
    Dimension result;
    const QString title = dimensionTitle(document.knowledge(), finding.rule->dimension);
    const auto add = [&](const Finding& other) {
        if (other.rule->dimension == finding.rule->dimension && other.applies != Truth::False) {
            ++result.rules;
            result.weight += other.rule->weight;
        }
    };
    const auto take = [&](const std::vector<DimensionScore>& scores) {
        for (const DimensionScore& score : scores) {
            if (score.dimension->id == finding.rule->dimension && score.applies != Truth::False) {
                result.score = score.score;
            }
        }
    };
    for (const WorkloadScore& workload : now.workloads) {
        if (workload.subject == finding.subject) {
            result.title =
                ExplanationModel::tr("%1, %2").arg(title, document.titleOf(finding.subject));
            take(workload.dimensions);
            for (const std::size_t index : workload.findings) {
                add(now.findings[index]);
            }
            return result;
        }
    }
    result.title = ExplanationModel::tr("%1, whole site").arg(title);
    take(now.dimensions);
    for (const Finding& other : now.findings) {
        add(other);
    }
    return result;
}

/// Times of the file as days for people.
QString withShortDays(QString text)
{
    static const QRegularExpression time(QStringLiteral("(\\d{4}-\\d\\d-\\d\\d)T[0-9:.]+Z"));
    for (QRegularExpressionMatch match = time.match(text); match.hasMatch();
         match = time.match(text)) {
        text.replace(
            match.capturedStart(), match.capturedLength(), qstr(shortDay(utf8(match.captured(1)))));
    }
    return text;
}

QString effectWords(const Finding& finding)
{
    switch (effectOf(finding)) {
    case Effect::Blocks:
        return ExplanationModel::tr("stops the workload");
    case Effect::MayBlock:
        return ExplanationModel::tr("may stop the workload");
    case Effect::Caps:
        return ExplanationModel::tr("caps the workload at 69");
    case Effect::Lowers:
        return ExplanationModel::tr("lowers the score");
    case Effect::Open:
        return finding.gate == GateState::MayFail
                   ? ExplanationModel::tr("may cap the workload at 69")
                   : ExplanationModel::tr("cannot be told yet");
    case Effect::Waived:
        return ExplanationModel::tr("waived, counts in the score");
    case Effect::Passes:
        return finding.status == Status::NotApplicable ? ExplanationModel::tr("does not apply")
                                                       : ExplanationModel::tr("passed");
    }
    return {};
}

} // namespace

ExplanationModel::ExplanationModel(ClientDocument& document, QObject* parent)
    : QAbstractItemModel(parent)
    , m_document(document)
    , m_root(std::make_unique<Step>())
{}

bool ExplanationModel::show(const Finding* finding)
{
    auto root = std::make_unique<Step>();
    if (finding != nullptr) {
        adopt(*root, made(*finding));
    }
    if (haveSameShape(*root, *m_root)) {
        // Indices refer to the steps, so these stay and take over what is shown.
        const auto take = [](Step& old, Step& fresh, const auto& self) -> void {
            old.value = fresh.value;
            old.from = fresh.from;
            old.tip = fresh.tip;
            old.kind = fresh.kind;
            old.origin = fresh.origin;
            for (std::size_t i = 0; i < old.parts.size(); ++i) {
                self(*old.parts[i], *fresh.parts[i], self);
            }
        };
        take(*m_root, *root, take);
        return true;
    }
    beginResetModel();
    m_root = std::move(root);
    endResetModel();
    return false;
}

std::unique_ptr<Step> ExplanationModel::made(const Finding& finding) const
{
    const Dimension dimension = dimensionOf(finding, m_document);
    auto top = std::make_unique<Step>();
    top->label = dimension.title;
    top->value = scoreText(dimension.score);
    if (finding.applies != Truth::False) {
        top->from = tr("%n rule(s), this one weighs %1 of %2", nullptr, dimension.rules)
                        .arg(QLocale().toString(finding.rule->weight),
                             QLocale().toString(dimension.weight));
    }
    auto own = std::make_unique<Step>();
    own->label = qstr(finding.rule->title);
    own->value = finding.status == Status::NotApplicable || finding.status == Status::Broken
                     ? scoreText({})
                     : scoreText(finding.score);
    own->from = effectWords(finding);
    try {
        for (const ExplanationNode& part : explain(m_document.live(), finding).parts) {
            adopt(*own, converted(part, finding));
        }
    } catch (const Error& error) {
        own->tip = qstr(error.message());
    }
    adopt(*top, std::move(own));
    return top;
}

QString ExplanationModel::readableValue(const ExplanationNode& node) const
{
    const Attribute* attribute =
        node.key ? m_document.knowledge().findAttribute(node.key->attribute) : nullptr;
    if (attribute != nullptr && node.origin != "computed" && !node.value.empty()) {
        try {
            return qstr(
                readable(parseValue(*attribute, node.value), *attribute, m_document.facts()));
        } catch (const Error&) {
            // It is in words already.
            return qstr(node.value);
        }
    }
    return qstr(node.value);
}

void ExplanationModel::convertInput(Step& step,
                                    const ExplanationNode& node,
                                    const Finding& finding) const
{
    if (node.key) {
        const Attribute* attribute = m_document.knowledge().findAttribute(node.key->attribute);
        const bool isFact = node.label.find(node.key->attribute) != std::string::npos ||
                            node.label.find(node.key->text()) != std::string::npos;
        if (attribute != nullptr && isFact) {
            step.label = node.key->subject == finding.subject
                             ? qstr(attribute->title)
                             : tr("%1, %2").arg(qstr(attribute->title),
                                                m_document.titleOf(node.key->subject));
        }
    }
    step.value = readableValue(node);
    step.tip = qstr(node.from);
    if (node.origin == "computed") {
        step.kind = From::Formula;
        step.from = qstr(node.from);
        return;
    }
    step.kind = From::Origin;
    const std::string_view word = std::string_view(node.origin).substr(0, node.origin.find(','));
    step.origin = originFromText(word);
    step.from = node.from.empty()
                    ? qstr(node.origin)
                    : tr("%1, %2").arg(qstr(node.origin), withShortDays(qstr(node.from)));
}

std::unique_ptr<Step> ExplanationModel::converted(const ExplanationNode& node,
                                                  const Finding& finding) const
{
    auto step = std::make_unique<Step>();
    step->label = qstr(node.label);
    step->value = qstr(node.value);
    step->from = qstr(node.from);
    step->tip = qstr(node.label);
    step->key = node.key;
    switch (node.kind) {
    case Kind::Applies:
        step->label = tr("Applies to the subject");
        step->from = qstr(finding.rule->appliesWhen.source());
        step->kind = From::Formula;
        break;
    case Kind::Score:
        step->label = node.label.starts_with("lower") ? qstr(node.label) : tr("Points");
        break;
    case Kind::Formula:
        step->isFormula = true;
        if (node.label == finding.rule->value.source()) {
            step->isFormula = false;
            step->label = finding.rule->curve ? tr("What is judged") : tr("What is required holds");
            step->from = qstr(node.label);
            step->kind = From::Formula;
        }
        break;
    case Kind::Constant:
        step->isFormula = true;
        step->value.clear();
        break;
    case Kind::Threshold:
        if (!finding.rule->curve) {
            step->label = tr("What is required");
            step->from = step->value;
            step->value.clear();
            step->kind = From::Formula;
        } else {
            step->label =
                node.label.starts_with("full") ? tr("Full points from") : tr("No points at");
        }
        break;
    case Kind::Source:
        step->kind = From::Source;
        break;
    case Kind::Missing:
        step->kind = From::Open;
        break;
    case Kind::Problem:
        step->kind = From::Problem;
        break;
    case Kind::Input:
        convertInput(*step, node, finding);
        break;
    case Kind::Finding:
        break;
    }
    for (const ExplanationNode& part : node.parts) {
        // What is open stands in the line of the input itself.
        if (node.kind == Kind::Input && part.kind == Kind::Missing) {
            step->kind = From::Open;
            step->from = node.origin.empty() ? qstr(part.from) : step->from;
            step->tip = qstr(part.label);
            continue;
        }
        adopt(*step, converted(part, finding));
    }
    return step;
}

const Step* ExplanationModel::step(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Step*>(index.internalPointer()) : m_root.get();
}

QModelIndex ExplanationModel::index(int row, int column, const QModelIndex& parent) const
{
    const Step* above = step(parent);
    if (row < 0 || row >= static_cast<int>(above->parts.size()) || column < 0 ||
        column >= ColumnCount) {
        return {};
    }
    return createIndex(row, column, above->parts[static_cast<std::size_t>(row)].get());
}

QModelIndex ExplanationModel::parent(const QModelIndex& index) const
{
    Step* above = index.isValid() ? step(index)->parent : nullptr;
    return above == nullptr || above == m_root.get() ? QModelIndex()
                                                     : createIndex(above->row, 0, above);
}

int ExplanationModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(step(parent)->parts.size());
}

int ExplanationModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QVariant ExplanationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant(section == ValueColumn ? Qt::AlignRight | Qt::AlignVCenter
                                               : Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == LabelColumn   ? tr("From the score to the source")
           : section == ValueColumn ? tr("Value")
                                    : tr("Formula or origin");
}

QVariant ExplanationModel::data(const QModelIndex& index, int role) const
{
    const Step& one = *step(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == LabelColumn   ? one.label
               : index.column() == ValueColumn ? one.value
                                               : one.from;
    case Qt::ToolTipRole:
        return index.column() == LabelColumn   ? one.label
               : index.column() == ValueColumn ? one.value
               : one.tip.isEmpty()             ? one.from
                                               : tr("%1\n%2").arg(one.from, one.tip);
    case Qt::AccessibleTextRole: {
        QStringList parts{one.label};
        for (const QString& part : {one.value, one.from}) {
            if (!part.isEmpty()) {
                parts << part;
            }
        }
        if (one.kind == From::Open) {
            parts << tr("can be asked");
        }
        return parts.join(QStringLiteral(", "));
    }
    default:
        return {};
    }
}

} // namespace netready::desktop
