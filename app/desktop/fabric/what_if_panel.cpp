// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/what_if_panel.h"

#include "app/client/answer.h"
#include "app/desktop/fabric/fabric_text.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/value_edit.h"
#include "core/base/error.h"

#include <QBoxLayout>
#include <QGridLayout>

#include <array>

namespace netready::desktop {

namespace {

constexpr std::array<std::string_view, 14> kAttributes{"fabric.tiers",
                                                       "fabric.leaf_count",
                                                       "fabric.leaf_downlinks",
                                                       "fabric.leaf_downlink_speed",
                                                       "fabric.leaf_uplinks",
                                                       "fabric.leaf_uplink_speed",
                                                       "fabric.spine_count",
                                                       "fabric.planes",
                                                       "fabric.rails",
                                                       "fabric.leaf_homing",
                                                       "fabric.switch_feeds",
                                                       "fabric.load_balancing",
                                                       "fabric.transport",
                                                       "fabric.mtu"};

} // namespace

WhatIfPanel::WhatIfPanel(FabricWork& work, QWidget* parent)
    : QWidget(parent)
    , m_work(work)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(4));
    column->addWidget(makeLabel(tr("Values of the what-if"), 12, Weight::SemiBold, TextInk::Note));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(px(4));
    const Knowledge& knowledge = work.document().knowledge();
    for (const std::string_view id : kAttributes) {
        const Attribute* attribute = knowledge.findAttribute(id);
        if (attribute == nullptr) {
            continue;
        }
        const int row = grid->rowCount();
        QLabel* label = makeLabel(qstr(attribute->title));
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setToolTip(label->text());
        auto* edit = new ValueLine;
        edit->setObjectName(QStringLiteral("whatIf:") + qstr(id));
        edit->setAccessibleName(tr("%1 in the what-if").arg(label->text()));
        edit->setPlaceholderText(tr("not known"));
        edit->setFixedWidth(px(128));
        label->setBuddy(edit);
        grid->addWidget(label, row, 0);
        grid->addWidget(edit, row, 1);
        const Field field{attribute, edit, label};
        m_fields.push_back(field);
        connect(edit, &QLineEdit::editingFinished, this, [this, field] { take(field); });
        connect(edit, &QLineEdit::textEdited, edit, [edit] { edit->setModified(true); });
    }
    grid->setColumnStretch(0, 1);
    column->addLayout(grid);
    m_problem = makeWrapped({}, 12, Weight::Medium, TextInk::Bad);
    m_problem->hide();
    column->addWidget(m_problem);
}

void WhatIfPanel::refresh()
{
    for (const Field& field : m_fields) {
        if (field.edit->isModified() && field.edit->hasFocus()) {
            continue;
        }
        const std::optional<Value> value = m_work.valueOf(field.attribute->id);
        const ShownValue shown = value ? shownValue(*field.attribute, *value) : ShownValue();
        field.edit->setUnit(qstr(shown.unit));
        if (field.edit->text() != qstr(shown.text)) {
            field.edit->setText(qstr(shown.text));
            field.edit->setCursorPosition(0);
        }
        const QString now =
            m_work.fabric()
                ? factText(m_work.document().factView({*m_work.fabric(), field.attribute->id}))
                : QString();
        field.edit->setToolTip(tr("Today: %1").arg(now));
    }
}

void WhatIfPanel::begin()
{
    if (!m_fields.empty()) {
        m_fields.front().edit->setFocus(Qt::ShortcutFocusReason);
        m_fields.front().edit->selectAll();
    }
}

void WhatIfPanel::take(const Field& field)
{
    if (!field.edit->isModified()) {
        return;
    }
    field.edit->setModified(false);
    const std::string typed = asValueText(*field.attribute, utf8(field.edit->text().trimmed()));
    try {
        Value value = typed.empty()
                          ? Value(NotKnown{})
                          : parseFactValue(m_work.document().facts(), *field.attribute, typed);
        if (m_work.valueOf(field.attribute->id) == value) {
            return;
        }
        m_problem->hide();
        m_work.layIntoWhatIf({{field.attribute->id, std::move(value)}});
    } catch (const Error& error) {
        field.edit->setModified(true);
        m_problem->setText(qstr(error.message()));
        m_problem->show();
    }
}

} // namespace netready::desktop
