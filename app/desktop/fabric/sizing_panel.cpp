// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/sizing_panel.h"

#include "app/desktop/fabric/fabric_text.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/value_edit.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/facts/attribute.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLocale>

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

QString labelOf(std::string_view field)
{
    const std::map<std::string_view, QString> labels{
        {"gpus", SizingPanel::tr("Accelerators")},
        {"gpus_per_node", SizingPanel::tr("Accelerators a node")},
        {"nics_per_node", SizingPanel::tr("Links a node")},
        {"nic_speed", SizingPanel::tr("Link speed")},
        {"switch_ports", SizingPanel::tr("Switch ports")},
        {"port_speed", SizingPanel::tr("Port speed")},
        {"oversubscription", SizingPanel::tr("Oversubscription")},
        {"planes", SizingPanel::tr("Planes")},
        {"rails", SizingPanel::tr("Rails")},
        {"nodes", SizingPanel::tr("Nodes, instead of accelerators")},
        {"nodes_per_unit", SizingPanel::tr("Nodes a unit")},
        {"reserved_nodes", SizingPanel::tr("Reserved nodes")},
        {"manager_cables", SizingPanel::tr("Cables of the manager")},
        {"tiers", SizingPanel::tr("Layers of switches")},
        {"minimum_spines", SizingPanel::tr("Spines at least")},
    };
    const auto found = labels.find(field);
    return found == labels.end() ? qstr(field) : found->second;
}

/// What counts while a field is empty.
QString ifEmpty(std::string_view field)
{
    const std::map<std::string_view, QString> words{
        {"planes", QStringLiteral("1")},
        {"rails", SizingPanel::tr("as links")},
        {"nodes_per_unit", SizingPanel::tr("as fit")},
        {"reserved_nodes", QStringLiteral("0")},
        {"manager_cables", SizingPanel::tr("as needed")},
        {"tiers", SizingPanel::tr("as few as do")},
        {"minimum_spines", SizingPanel::tr("as few as do")},
        {"oversubscription", QStringLiteral("1")},
        {"nodes", SizingPanel::tr("from above")},
    };
    const auto found = words.find(field);
    return found == words.end() ? SizingPanel::tr("needed") : found->second;
}

QString unitOf(const FabricField& field)
{
    return field.form == FabricField::Form::Rate    ? QStringLiteral("Gb/s")
           : field.form == FabricField::Form::Ratio ? SizingPanel::tr("to 1")
                                                    : QString();
}

/// The text with its unit, if only a number was typed.
std::string withUnit(const FabricField& field, const QString& typed)
{
    const QString text = typed.trimmed();
    bool isNumber = false;
    static_cast<void>(text.toDouble(&isNumber));
    return utf8(isNumber && field.form == FabricField::Form::Rate ? text + QStringLiteral(" Gb/s")
                                                                  : text);
}

} // namespace

SizingPanel::SizingPanel(FabricWork& work, QWidget* parent)
    : QWidget(parent)
    , m_work(work)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(12));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(tr("Sizing assistant"), 16, Weight::SemiBold));
    column->addWidget(makeWrapped(
        tr("Type what you need; the smallest fabric follows"), 12, Weight::Regular, TextInk::Note));
    column->addWidget(makeFields({"gpus",
                                  "gpus_per_node",
                                  "nics_per_node",
                                  "nic_speed",
                                  "switch_ports",
                                  "port_speed",
                                  "oversubscription"}));
    m_moreLink = makeLink(tr("Planes, rails, units, layers"));
    m_moreLink->setObjectName(QStringLiteral("sizingMore"));
    column->addWidget(m_moreLink);
    m_more = makeFields({"planes",
                         "rails",
                         "nodes",
                         "nodes_per_unit",
                         "reserved_nodes",
                         "manager_cables",
                         "tiers",
                         "minimum_spines"});
    m_more->hide();
    column->addWidget(m_more);
    connect(m_moreLink, &QPushButton::clicked, this, [this] {
        m_more->setVisible(m_more->isHidden());
        m_moreLink->setText(m_more->isHidden() ? tr("Planes, rails, units, layers")
                                               : tr("Fewer fields"));
    });
    column->addWidget(makeLine());
    column->addWidget(makeResult());
}

QWidget* SizingPanel::makeFields(const std::vector<std::string>& names)
{
    auto* pane = new QWidget;
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(px(4));
    grid->setHorizontalSpacing(px(8));
    for (const std::string& name : names) {
        const FabricField* field = findFabricField(name);
        const int row = grid->rowCount();
        QLabel* label = makeLabel(labelOf(name));
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setToolTip(label->text());
        auto* edit = new ValueLine;
        edit->setObjectName(QStringLiteral("size:") + qstr(name));
        edit->setAccessibleName(label->text());
        edit->setPlaceholderText(ifEmpty(name));
        edit->setUnit(unitOf(*field));
        edit->setFixedWidth(px(128));
        label->setBuddy(edit);
        grid->addWidget(label, row, 0);
        grid->addWidget(edit, row, 1);
        m_fields.push_back({field, edit});
        connect(edit, &QLineEdit::textChanged, this, &SizingPanel::compute);
        connect(edit, &QLineEdit::textEdited, edit, [edit] { edit->setModified(true); });
    }
    grid->setColumnStretch(0, 1);
    return pane;
}

QWidget* SizingPanel::makeResult()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, px(4), 0, 0);
    column->setSpacing(px(8));
    auto* numbers = new QGridLayout;
    numbers->setVerticalSpacing(0);
    for (int i = 0; i < 4; ++i) {
        m_numbers.push_back(makeLabel({}, 20, Weight::SemiBold));
        m_names.push_back(makeLabel({}, 12, Weight::Regular, TextInk::Note));
        numbers->addWidget(m_numbers.back(), 0, i);
        numbers->addWidget(m_names.back(), 1, i);
    }
    column->addLayout(numbers);
    m_problem = makeWrapped({}, 12, Weight::Medium, TextInk::Bad);
    m_problem->setObjectName(QStringLiteral("sizingProblem"));
    column->addWidget(m_problem);
    m_why = new QVBoxLayout;
    m_why->setSpacing(px(4));
    column->addLayout(m_why);
    m_whyLink = makeLink(tr("Why"));
    m_whyLink->setObjectName(QStringLiteral("sizingWhy"));
    m_whyLink->setToolTip(tr("Every step with its formula and source"));
    connect(m_whyLink, &QPushButton::clicked, this, [this] {
        m_allSteps = !m_allSteps;
        showWhy();
    });
    column->addWidget(m_whyLink, 0, Qt::AlignLeft);
    m_fill = makeButton(tr("Fill the what-if"), QStringLiteral("branch"), tr("Ctrl+Enter"));
    m_fill->setObjectName(QStringLiteral("fillWhatIf"));
    connect(m_fill, &QPushButton::clicked, this, &SizingPanel::fill);
    column->addWidget(m_fill);
    return pane;
}

void SizingPanel::refresh()
{
    if (!m_work.fabric()) {
        return;
    }
    const bool isOther = m_fabric != m_work.fabric();
    m_fabric = m_work.fabric();
    const ClientDocument& document = m_work.document();
    const auto known = requirementOfFacts(*m_fabric, document.demands(), document.factViews());
    for (const Field& field : m_fields) {
        if (field.edit->isModified() && !isOther) {
            continue;
        }
        const auto found = known.find(field.field->name);
        QString text = found == known.end() ? QString() : qstr(found->second);
        const QString unit = QLatin1Char(' ') + unitOf(*field.field);
        if (unit.size() > 1 && text.endsWith(unit)) {
            text.chop(unit.size());
        }
        if (field.edit->text() != text) {
            field.edit->setText(text);
        }
    }
    compute();
}

void SizingPanel::compute()
{
    m_size.reset();
    m_requirement = {};
    QString problem;
    QStringList missing;
    const auto isGiven = [&](std::string_view name) {
        return std::any_of(m_fields.begin(), m_fields.end(), [&](const Field& field) {
            return field.field->name == name && !field.edit->text().trimmed().isEmpty();
        });
    };
    try {
        for (const Field& field : m_fields) {
            const bool isEmpty = field.edit->text().trimmed().isEmpty();
            // Nodes stand instead of accelerators.
            const bool isLeftOut = field.field->name == "gpus" && isGiven("nodes");
            if (!isEmpty && !isLeftOut) {
                setField(m_requirement, *field.field, withUnit(*field.field, field.edit->text()));
            } else if (isEmpty && (field.field->needed ||
                                   (field.field->name == "gpus" && !isGiven("nodes")))) {
                missing << labelOf(field.field->name);
            }
        }
        if (missing.isEmpty()) {
            m_size = sizeFabric(m_requirement);
        } else {
            problem = tr("Still needed: %1").arg(missing.join(QStringLiteral(", ")));
        }
    } catch (const Error& error) {
        problem = qstr(error.message());
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_problem->setProperty("ink", missing.isEmpty() ? "bad" : "3");
    m_problem->setStyleSheet(QString()); // reads the property anew
    m_fill->setEnabled(m_size.has_value());
    showSize();
    showWhy();
}

void SizingPanel::showSize()
{
    std::vector<std::pair<std::int64_t, QString>> shown;
    if (m_size) {
        shown = {{m_size->leaf, tr("leaves")}, {m_size->spine, tr("spines")}};
        if (m_size->core > 0) {
            shown.emplace_back(m_size->core, tr("cores"));
        }
        const CableCounts& cables = m_size->cables;
        shown.emplace_back(cables.endpointLeaf + cables.leafSpine + cables.spineCore, tr("cables"));
        if (shown.size() < m_numbers.size()) {
            shown.emplace_back(m_size->maxEndpoints, tr("at most"));
        }
    }
    for (std::size_t i = 0; i < m_numbers.size(); ++i) {
        const bool has = i < shown.size();
        m_numbers[i]->setText(has ? QLocale().toString(qlonglong(shown[i].first)) : QString());
        m_names[i]->setText(has ? shown[i].second : QString());
        m_numbers[i]->setVisible(has);
        m_names[i]->setVisible(has);
    }
}

void SizingPanel::showWhy()
{
    const std::vector<SizeStep> steps = m_size ? m_size->why : std::vector<SizeStep>();
    if (steps == m_shownSteps && m_allSteps == m_allShown) {
        return;
    }
    m_shownSteps = steps;
    m_allShown = m_allSteps;
    clearLayout(m_why);
    m_whyLink->setText(m_allSteps ? tr("Less") : tr("Why"));
    m_whyLink->setVisible(m_size.has_value());
    const std::array<std::string_view, 4> kMain{
        "tiers", "leaf switches", "spine switches", "oversubscription, leaf"};
    for (const SizeStep& step : steps) {
        const bool isMain = std::find(kMain.begin(), kMain.end(), step.name) != kMain.end();
        if (!isMain && !m_allSteps) {
            continue;
        }
        QLabel* line = makeWrapped(
            tr("%1 %2: %3").arg(qstr(step.name), qstr(step.value), qstr(step.formula)), 12);
        line->setToolTip(tr("By %1").arg(qstr(step.source)));
        m_why->addWidget(line);
    }
}

bool SizingPanel::fill()
{
    if (!m_size) {
        return false;
    }
    NewValues values = sizedFacts(m_requirement, *m_size);
    // Switches that were too slow are replaced.
    const FactView* fastest =
        m_fabric ? m_work.document().factView({*m_fabric, "fabric.port_speed"}) : nullptr;
    const auto* measure =
        fastest == nullptr ? nullptr : std::get_if<Measure>(&fastest->resolution.value);
    if (measure != nullptr && measure->low < m_requirement.portSpeed.base()) {
        const double speed = m_requirement.portSpeed.base();
        values.emplace_back("fabric.port_speed",
                            Measure{speed, speed, kDataRate, Currency::None, "Gb/s"});
    }
    m_work.layIntoWhatIf(values);
    return true;
}

} // namespace netready::desktop
