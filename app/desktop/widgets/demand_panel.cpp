// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/demand_panel.h"

#include "app/client/answer.h"
#include "app/desktop/widgets/labels.h"
#include "core/demand/inputs.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QScrollBar>

#include <algorithm>

namespace netready::desktop {

namespace {

/// Those that speak for themselves come first; sums over flows stand in the table below.
bool isSum(const DerivedQuantity& quantity)
{
    return quantity.id.ends_with("_mean") || quantity.id.ends_with("_burst");
}

const FactView* inputOf(const WorkloadDemand& demand, std::size_t input)
{
    const std::string_view symbol = infoOf(static_cast<Input>(input)).symbol;
    const auto found =
        std::find_if(demand.inputs.begin(), demand.inputs.end(), [&](const FactView& view) {
            return view.attribute->symbol == symbol;
        });
    return found == demand.inputs.end() ? nullptr : &*found;
}

} // namespace

/// One result: name and value, and when opened formula, inputs and source.
class DemandPanel::Result : public QWidget
{
public:
    Result(DemandPanel& panel, const DerivedQuantity& quantity, const WorkloadDemand& demand)
        : m_panel(panel)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(px(16), px(8), px(12), px(8));
        column->setSpacing(px(6));
        auto* row = new QHBoxLayout;
        QLabel* name = makeWrapped(qstr(quantity.title), 14, Weight::Regular, TextInk::Main);
        row->addWidget(name, 1);
        row->addWidget(
            makeLabel(qstr(rangeInWords(quantity.value.range(), quantity.dimension, quantity.unit)),
                      14,
                      Weight::SemiBold));
        const bool open = panel.m_open.contains(quantity.id);
        QToolButton* why =
            makeSquare(open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                       tr("Why: %1").arg(qstr(quantity.title)));
        why->setObjectName(QStringLiteral("why:") + qstr(quantity.id));
        why->setProperty("flat2", true);
        connect(
            why, &QToolButton::clicked, this, [this, id = quantity.id, subject = demand.subject] {
                if (m_panel.m_open.erase(id) == 0) {
                    m_panel.m_open.insert(id);
                }
                m_panel.show(subject);
            });
        row->addWidget(why);
        column->addLayout(row);
        if (open) {
            addWay(column, quantity, demand);
        }
    }

private:
    void addWay(QVBoxLayout* column, const DerivedQuantity& quantity, const WorkloadDemand& demand)
    {
        QLabel* formula = makeWrapped(qstr(quantity.formula), 12, Weight::Regular, TextInk::Main);
        formula->setFont(monospace());
        column->addWidget(formula);
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(px(8));
        grid->setVerticalSpacing(px(2));
        grid->setColumnStretch(0, 1);
        int line = 0;
        for (std::size_t i = 0; i < kInputCount; ++i) {
            if (!quantity.value.from().test(i)) {
                continue;
            }
            const FactView* view = inputOf(demand, i);
            if (view == nullptr) {
                continue;
            }
            addInput(grid, line++, infoOf(static_cast<Input>(i)), *view);
        }
        column->addLayout(grid);
        QLabel* source = makeWrapped(
            tr("Formula: %1").arg(qstr(quantity.source)), 12, Weight::Regular, TextInk::Note);
        column->addWidget(source);
    }
    void addInput(QGridLayout* grid, int line, const InputInfo& info, const FactView& view)
    {
        QPushButton* name =
            makeLink(QStringLiteral("%1, %2").arg(qstr(info.symbol), qstr(view.attribute->title)));
        name->setFont(textFont(12));
        name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(name, &QPushButton::clicked, this, [this, key = view.key] {
            Q_EMIT m_panel.wanted(key);
        });
        grid->addWidget(name, line, 0);
        const bool known = view.resolution.knowing == Knowing::Known;
        const Value* value = known                     ? &view.resolution.value
                             : view.typical != nullptr ? &view.typical->value
                                                       : nullptr;
        QLabel* shown = makeLabel(value == nullptr ? tr("not known")
                                                   : qstr(valueInWords(*view.attribute, *value)),
                                  12,
                                  Weight::SemiBold);
        grid->addWidget(shown, line, 1, Qt::AlignRight);
        auto* origin = new OriginLabel;
        if (known) {
            origin->setOrigin(view.resolution.origin, qstr(toString(view.resolution.origin)));
        } else if (value != nullptr) {
            origin->setOrigin(Origin::Assumed, tr("typical"));
        } else {
            origin->setOrigin(std::nullopt, tr("open"));
        }
        grid->addWidget(origin, line, 2);
    }

    DemandPanel& m_panel;
};

DemandPanel::DemandPanel(const ClientDocument& document, QWidget* parent)
    : QScrollArea(parent)
    , m_document(document)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its fields take the focus
    QFrame* inner = makePane("sunken");
    m_column = new QVBoxLayout(inner);
    m_column->setContentsMargins(0, 0, 0, px(16));
    m_column->setSpacing(0);
    setWidget(inner);
}

void DemandPanel::show(const SubjectKey& workload)
{
    const int scrolled = verticalScrollBar()->value();
    clearLayout(m_column);
    auto* head = new QWidget;
    auto* words = new QVBoxLayout(head);
    words->setContentsMargins(px(16), px(14), px(16), px(10));
    words->setSpacing(0);
    words->addWidget(makeLabel(tr("Live demand"), 16, Weight::SemiBold));
    words->addWidget(
        makeWrapped(tr("Computed anew after every edit. The arrow shows the way to a number."),
                    12,
                    Weight::Regular,
                    TextInk::Note));
    m_column->addWidget(head);
    const WorkloadDemand* demand = m_document.demandOf(workload);
    if (demand == nullptr || demand->demand.flows.empty()) {
        const QString why =
            demand == nullptr || demand->workloadClass.empty()
                ? tr("Say of which class the workload is, and its traffic appears here.")
                : qstr(demand->problem);
        QWidget* empty = makeEmpty(QStringLiteral("flows"), why);
        auto* padded = new QWidget;
        auto* around = new QVBoxLayout(padded);
        around->setContentsMargins(px(16), px(16), px(16), px(16));
        around->addWidget(empty);
        m_column->addWidget(padded);
        m_column->addStretch();
        return;
    }
    for (const DerivedQuantity& quantity : demand->demand.quantities) {
        if (!isSum(quantity)) {
            addResult(quantity, *demand);
        }
    }
    m_column->addWidget(makeLine());
    m_column->addWidget(makeFlows(*demand));
    m_column->addStretch();
    widget()->layout()->activate();
    verticalScrollBar()->setValue(scrolled);
}

void DemandPanel::addResult(const DerivedQuantity& quantity, const WorkloadDemand& demand)
{
    m_column->addWidget(makeLine());
    m_column->addWidget(new Result(*this, quantity, demand));
}

QWidget* DemandPanel::makeFlows(const WorkloadDemand& demand) const
{
    auto* pane = new QWidget;
    auto* grid = new QGridLayout(pane);
    grid->setContentsMargins(px(16), px(10), px(16), px(8));
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(4));
    grid->setColumnStretch(0, 1);
    grid->addWidget(
        makeLabel(
            tr("%n flow(s), mean and burst", nullptr, static_cast<int>(demand.demand.flows.size())),
            12,
            Weight::SemiBold,
            TextInk::Note),
        0,
        0,
        1,
        2);
    int line = 1;
    for (const Flow& flow : demand.demand.flows) {
        QLabel* name = makeWrapped(qstr(flow.title), 12, Weight::Regular, TextInk::Main);
        name->setToolTip(QStringLiteral("%1 → %2, %3")
                             .arg(qstr(toString(flow.from)),
                                  qstr(toString(flow.to)),
                                  qstr(toString(flow.loss))));
        grid->addWidget(name, line, 0, Qt::AlignTop);
        auto* numbers = makeLabel(qstr(rangeInWords(flow.mean, "Gb/s")) + QLatin1Char('\n') +
                                      qstr(rangeInWords(flow.burst, "Gb/s")),
                                  12,
                                  Weight::Medium);
        numbers->setAlignment(Qt::AlignRight);
        grid->addWidget(numbers, line, 1);
        ++line;
    }
    return pane;
}

} // namespace netready::desktop
