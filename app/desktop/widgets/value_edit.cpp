// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/value_edit.h"

#include "app/client/answer.h"
#include "app/client/questions.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QMenu>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>

namespace netready::desktop {

namespace {

void setFlag(QWidget* widget, const char* name, bool on)
{
    if (widget->property(name).toBool() != on) {
        widget->setProperty(name, on);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

QString typicalText(const FactView& view)
{
    return view.typical == nullptr ? QString()
                                   : qstr(valueInWords(*view.attribute, view.typical->value));
}

} // namespace

ValueLine::ValueLine(QWidget* parent)
    : QLineEdit(parent)
{
    setFixedHeight(px(30));
    constexpr int kMostLetters = 20000;
    setMaxLength(kMostLetters);
}

void ValueLine::setUnit(const QString& unit)
{
    m_unit = unit;
    makeRoom();
}

void ValueLine::setConflict(const QString& conflict)
{
    m_conflict = conflict;
    setFlag(this, "conflict", !conflict.isEmpty());
    makeRoom();
}

void ValueLine::makeRoom()
{
    const QFontMetrics metrics(textFont(14));
    int room = m_unit.isEmpty() ? 0 : metrics.horizontalAdvance(m_unit) + px(10);
    room += m_conflict.isEmpty()
                ? 0
                : QFontMetrics(textFont(12)).horizontalAdvance(m_conflict) + px(28);
    setTextMargins(0, 0, room, 0);
    update();
}

void ValueLine::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    double right = width() - px(10);
    painter.setFont(textFont(14));
    painter.setPen(tokens().text3);
    painter.drawText(QRectF(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, m_unit);
    if (m_conflict.isEmpty()) {
        return;
    }
    right -= m_unit.isEmpty() ? 0 : QFontMetricsF(painter.font()).horizontalAdvance(m_unit) + px(8);
    painter.setFont(textFont(12));
    painter.setPen(tokens().notReady);
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(m_conflict);
    painter.drawText(QRectF(0, 0, right, height()), Qt::AlignRight | Qt::AlignVCenter, m_conflict);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF mark(right - wide - px(18), (height() - px(14)) / 2.0, px(14), px(14));
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().notReady);
    painter.drawRoundedRect(mark, px(2), px(2));
    paintIcon(painter, mark.adjusted(px(1), px(1), -px(1), -px(1)), "not-equal", tokens().surface);
}

ValueEdit::ValueEdit(ClientDocument& document, const Attribute& attribute, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_attribute(attribute)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(4));
    switch (attribute.type) {
    case AttributeType::Boolean:
    case AttributeType::Choice:
    case AttributeType::Reference:
        makeChoice();
        break;
    case AttributeType::Choices:
        makeChoices();
        break;
    case AttributeType::Quantity:
    case AttributeType::Count:
    case AttributeType::Ratio:
    case AttributeType::Text:
    case AttributeType::Date:
        makeLineEdit();
        break;
    }
    makeButtons();
}

void ValueEdit::makeLineEdit()
{
    m_line = new ValueLine;
    m_line->setObjectName(QStringLiteral("edit:") + qstr(m_attribute.id));
    m_line->setAccessibleName(qstr(m_attribute.title));
    m_line->setToolTip(qstr(answerForm(m_attribute)));
    layout()->addWidget(m_line);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::editingFinished, this, &ValueEdit::commitLine);
    connect(m_line, &QLineEdit::textEdited, this, [this] { setFlag(m_line, "wrong", false); });
}

void ValueEdit::makeChoice()
{
    m_choice = new ChoiceBox;
    m_choice->setObjectName(QStringLiteral("edit:") + qstr(m_attribute.id));
    m_choice->setAccessibleName(qstr(m_attribute.title));
    m_choice->setFixedHeight(px(30));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(8);
    m_choice->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(m_choice);
    setFocusProxy(m_choice);
    connect(m_choice, &QComboBox::activated, this, &ValueEdit::commitChoice);
}

void ValueEdit::makeChoices()
{
    m_choices = new QToolButton;
    m_choices->setObjectName(QStringLiteral("edit:") + qstr(m_attribute.id));
    m_choices->setAccessibleName(qstr(m_attribute.title));
    m_choices->setFixedHeight(px(30));
    m_choices->setStyleSheet(QStringLiteral("min-height: 0px; text-align: left"));
    m_choices->setPopupMode(QToolButton::InstantPopup);
    m_choices->setFocusPolicy(Qt::StrongFocus);
    m_choices->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_menu = new QMenu(m_choices);
    m_choices->setMenu(m_menu);
    for (const Option& option : m_attribute.options) {
        QAction* action = m_menu->addAction(qstr(option.title));
        action->setCheckable(true);
        action->setToolTip(qstr(option.help));
        connect(action, &QAction::triggered, this, &ValueEdit::commitChoices);
    }
    layout()->addWidget(m_choices);
    setFocusProxy(m_choices);
}

void ValueEdit::makeButtons()
{
    if (m_attribute.isNumber()) {
        m_range = makeSquare(QStringLiteral("range"), tr("Give a range (Ctrl+R)"));
        m_range->setObjectName(QStringLiteral("range:") + qstr(m_attribute.id));
        m_range->setShortcut({});
        connect(m_range, &QToolButton::clicked, this, &ValueEdit::askForRange);
        layout()->addWidget(m_range);
    }
    m_unknown = makeSquare({}, tr("Nobody here knows (Ctrl+.)"));
    m_unknown->setIcon({});
    m_unknown->setText(QStringLiteral("?"));
    m_unknown->setCheckable(true);
    m_unknown->setObjectName(QStringLiteral("unknown:") + qstr(m_attribute.id));
    connect(m_unknown, &QToolButton::clicked, this, [this](bool on) {
        if (on) {
            setNotKnown();
        } else {
            m_document.unset(key());
        }
    });
    layout()->addWidget(m_unknown);
    for (const auto& [sequence, run] :
         {std::pair<QKeySequence, void (ValueEdit::*)()>{QKeySequence(Qt::CTRL | Qt::Key_R),
                                                         &ValueEdit::askForRange},
          {QKeySequence(Qt::CTRL | Qt::Key_Period), &ValueEdit::setNotKnown}}) {
        auto* action = new QAction(this);
        action->setShortcut(sequence);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        addAction(action);
    }
}

void ValueEdit::setSubject(const SubjectKey& subject)
{
    const bool same = subject == m_subject;
    m_subject = subject;
    const FactView* view = m_document.factView(key());
    if (view == nullptr) {
        return;
    }
    m_unknown->setChecked(view->resolution.knowing == Knowing::AskedNotKnown && !view->computed);
    const bool editable = !m_document.isReadOnly();
    for (QWidget* widget : {static_cast<QWidget*>(m_line),
                            static_cast<QWidget*>(m_choice),
                            static_cast<QWidget*>(m_choices),
                            static_cast<QWidget*>(m_range),
                            static_cast<QWidget*>(m_unknown)}) {
        if (widget != nullptr) {
            widget->setEnabled(editable);
        }
    }
    if (m_line != nullptr) {
        const bool typing = same && m_line->hasFocus() && m_line->text() != m_shown;
        if (!typing && !(same && m_line->property("wrong").toBool())) {
            showLine(*view);
        }
    } else {
        showChoice(*view);
    }
}

void ValueEdit::showLine(const FactView& view)
{
    const Resolution& standing = view.resolution;
    const bool known = standing.knowing == Knowing::Known || view.computed;
    setFlag(m_line, "wrong", false);
    setFlag(m_line, "unknown", standing.knowing == Knowing::AskedNotKnown && !view.computed);
    Q_EMIT refused({});
    QString shown;
    if (known || standing.knowing == Knowing::NotApplicable) {
        const ShownValue value = shownValue(m_attribute, standing.value);
        shown = qstr(value.text);
        m_line->setUnit(qstr(value.unit));
        m_line->setPlaceholderText({});
    } else {
        m_line->setUnit(qstr(m_attribute.unit));
        const QString typical = typicalText(view);
        m_line->setPlaceholderText(standing.knowing == Knowing::AskedNotKnown
                                       ? tr("Not known, all counts")
                                   : typical.isEmpty() ? tr("not asked yet")
                                                       : tr("typical %1").arg(typical));
        if (!typical.isEmpty()) {
            m_line->setUnit({});
        }
    }
    const auto& said = m_document.facts().facts(key());
    QString conflict;
    if (standing.contradicted() && standing.against.front() < said.size()) {
        const Fact& against = said[standing.against.front()];
        conflict = tr("%1 %2").arg(qstr(toString(against.origin)),
                                   qstr(shownValue(m_attribute, against.value).text));
    }
    m_line->setConflict(conflict);
    m_shown = shown;
    // Also what is the same, so that undo is about the client from here on.
    if (m_line->text() != shown || m_line->isUndoAvailable()) {
        m_line->setText(shown);
        m_line->setCursorPosition(0);
    }
    if (m_range != nullptr) {
        const auto* measure = std::get_if<Measure>(&standing.value);
        m_range->setProperty("checkable", true);
        m_range->setChecked(known && measure != nullptr && !measure->isPoint());
    }
}

void ValueEdit::fillChoice()
{
    m_choice->clear();
    m_choice->addItem(tr("not asked yet"), QString());
    for (const AnswerOption& option : answerOptions(m_attribute, m_document.facts())) {
        m_choice->addItem(qstr(option.title), qstr(option.value));
        m_choice->setItemData(m_choice->count() - 1, qstr(option.help), Qt::ToolTipRole);
    }
}

void ValueEdit::showChoice(const FactView& view)
{
    const Resolution& standing = view.resolution;
    const bool said = standing.knowing != Knowing::NeverAsked || view.computed;
    const QString words = qstr(valueInWords(m_attribute, standing.value));
    const QString typical = typicalText(view);
    const QString unsaid = typical.isEmpty() ? tr("not asked yet") : tr("typical: %1").arg(typical);
    if (m_choices != nullptr) {
        const auto* set = std::get_if<ChoiceSet>(&standing.value);
        for (int i = 0; i < m_menu->actions().size(); ++i) {
            const std::string& id = m_attribute.options[static_cast<std::size_t>(i)].id;
            m_menu->actions()[i]->setChecked(
                set != nullptr &&
                std::find(set->certain.begin(), set->certain.end(), id) != set->certain.end());
        }
        m_choices->setText(QFontMetrics(m_choices->font())
                               .elidedText(said ? words : unsaid, Qt::ElideRight, px(150)));
        m_choices->setToolTip(said ? words : unsaid);
        return;
    }
    const QSignalBlocker quiet(m_choice);
    fillChoice();
    m_choice->setItemText(0, unsaid);
    int index = 0;
    if (said) {
        const QString value = qstr(toString(standing.value));
        index = m_choice->findData(value);
        if (index < 0) {
            m_choice->addItem(words, value);
            index = m_choice->count() - 1;
        }
    }
    m_choice->setCurrentIndex(index);
    m_choice->setToolTip(m_choice->currentText());
}

void ValueEdit::edit()
{
    setFocus(Qt::OtherFocusReason);
    if (m_line != nullptr) {
        m_line->selectAll();
    }
}

void ValueEdit::record(const QString& typed)
{
    const QString before = m_shown;
    if (m_line != nullptr) {
        m_shown = m_line->text(); // it is not being typed any more
    }
    QString why;
    // A claim typed here never takes the place of what was measured; it stands beside it.
    const bool changed = m_document.set(key(), typed, Origin::Stated, {}, &why);
    if (!changed && m_line != nullptr) {
        m_shown = before; // what the disk refused can be tried again
        setFlag(m_line, "wrong", !why.isEmpty());
    }
    Q_EMIT refused(why);
    if (!changed && m_line == nullptr) {
        setSubject(m_subject);
    }
}

void ValueEdit::commitLine()
{
    const QString typed = m_line->text().trimmed();
    if (typed == m_shown) {
        return;
    }
    if (typed.isEmpty()) {
        m_shown = typed;
        m_document.unset(key());
    } else {
        record(typed);
    }
}

void ValueEdit::commitChoice(int index)
{
    const QString value = m_choice->itemData(index).toString();
    if (value.isEmpty()) {
        m_document.unset(key());
    } else {
        record(value);
    }
}

void ValueEdit::commitChoices()
{
    QStringList ids;
    for (int i = 0; i < m_menu->actions().size(); ++i) {
        if (m_menu->actions()[i]->isChecked()) {
            ids << qstr(m_attribute.options[static_cast<std::size_t>(i)].id);
        }
    }
    record(QStringLiteral("[%1]").arg(ids.join(QStringLiteral(", "))));
}

void ValueEdit::setNotKnown()
{
    if (m_line != nullptr) {
        m_line->clear();
        m_shown.clear();
    }
    record(QStringLiteral("?"));
}

void ValueEdit::askForRange()
{
    if (m_line == nullptr) {
        return;
    }
    // The range is typed in the field itself; what is missing is put there and selected.
    QString text = m_line->text().trimmed();
    if (text == QStringLiteral("?")) {
        text.clear();
    }
    if (!text.contains(QStringLiteral("–")) && !text.contains(QStringLiteral(".."))) {
        text += QStringLiteral("–");
    }
    m_line->setText(text);
    m_line->setFocus(Qt::OtherFocusReason);
    m_line->setCursorPosition(static_cast<int>(text.indexOf(QStringLiteral("–"))) + 1);
}

} // namespace netready::desktop
