// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/answer_edit.h"

#include "app/client/answer.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/value_edit.h"
#include "core/base/error.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>

namespace netready::desktop {

namespace {

void setWrong(QWidget* widget, bool wrong)
{
    if (widget->property("wrong").toBool() != wrong) {
        widget->setProperty("wrong", wrong);
        widget->style()->unpolish(widget);
        widget->style()->polish(widget);
    }
}

ValueLine* makeField(const QString& name, const QString& title)
{
    auto* field = new ValueLine;
    field->setObjectName(name);
    field->setAccessibleName(title);
    field->setFont(textFont(20, Weight::SemiBold));
    field->setProperty("tall", "big");
    field->setFixedHeight(px(48));
    field->setMinimumWidth(px(96));
    return field;
}

QIcon originIcon(Origin origin)
{
    constexpr int kRatio = 2;
    QPixmap pixmap(QSize(px(18), px(14)) * kRatio);
    pixmap.setDevicePixelRatio(kRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintOrigin(painter, QRectF(0, px(1), px(18), px(12)), origin);
    return pixmap;
}

bool hasLetter(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.isLetter() || c == QLatin1Char('%') || c == QLatin1Char(':');
    });
}

/// The unit at the end of a text: `60 s` → ` s`.
QString unitOf(const QString& text)
{
    const auto first = std::find_if(
        text.begin(), text.end(), [](QChar c) { return c.isLetter() || c == QLatin1Char('%'); });
    return QStringLiteral(" ") + text.mid(first - text.begin());
}

/// Both ends as one range; a unit that stands at one end only holds for both.
QString rangeText(QString low, QString high)
{
    low = low.trimmed();
    high = high.trimmed();
    if (low.isEmpty() || high.isEmpty()) {
        return low + high;
    }
    if (hasLetter(low) && !hasLetter(high)) {
        high += unitOf(low);
    }
    return QStringLiteral("%1 .. %2").arg(low, high);
}

/// One end of a range as its owner typed it, without the unit of the attribute.
QString endText(const Attribute& attribute, Measure measure, double end)
{
    measure.low = measure.high = end;
    return qstr(shownValue(attribute, measure).text);
}

} // namespace

AnswerEdit::AnswerEdit(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_workshop(Workshop::of(document))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    m_kinds = new QWidget;
    auto* kinds = new QHBoxLayout(m_kinds);
    kinds->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_kinds);
    makeFields();
    column->addWidget(m_fields);
    m_optionPane = new QWidget;
    m_optionColumn = new QVBoxLayout(m_optionPane);
    m_optionColumn->setContentsMargins(0, 0, 0, 0);
    m_optionColumn->setSpacing(px(4));
    column->addWidget(m_optionPane);
    m_wrong = makeWrapped({}, 14, Weight::Medium, TextInk::Bad);
    m_wrong->setObjectName(QStringLiteral("answerWrong"));
    column->addWidget(m_wrong);
    m_hint = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    m_hint->setObjectName(QStringLiteral("answerUnderstood"));
    column->addWidget(m_hint);
    makeSaid();
}

bool AnswerEdit::hasOptions() const
{
    return m_attribute != nullptr && OptionDraft::suits(*m_attribute);
}

bool AnswerEdit::hasRange() const
{
    return m_attribute->isNumber() || m_attribute->type == AttributeType::Date ||
           m_attribute->type == AttributeType::Choice;
}

void AnswerEdit::makeKinds()
{
    delete m_segments;
    const auto unknownKey = m_draft.options().size() + 1;
    const bool byNumber = hasOptions();
    const QString secondName =
        m_attribute->type == AttributeType::Choice ? tr("One of several") : tr("Range");
    const auto named = [](const QString& name, const QString& key) {
        return key.isEmpty() ? name : QStringLiteral("%1   %2").arg(name, key);
    };
    m_segments = new Segments(
        byNumber ? QStringList{named(m_attribute->type == AttributeType::Choice ? tr("One")
                                                                                : tr("Answer"),
                                     {}),
                               secondName,
                               named(tr("Not known"),
                                     unknownKey <= 9 ? QString::number(unknownKey)
                                                     : QStringLiteral("?")),
                               named(tr("Not applicable"), QStringLiteral("0"))}
                 : QStringList{named(tr("Value"), QStringLiteral("1")),
                               named(secondName, QStringLiteral("2")),
                               named(tr("Not known"), QStringLiteral("3")),
                               named(tr("Not applicable"), QStringLiteral("4"))});
    static const char* const kNames[] = {
        "kindValue", "kindRange", "kindNotKnown", "kindNotApplicable"};
    for (int i = 0; i < 4; ++i) {
        m_segments->button(i)->setObjectName(QLatin1String(kNames[i]));
        m_segments->button(i)->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        m_segments->button(i)->setEnabled(!m_document.isReadOnly());
    }
    m_segments->button(1)->setVisible(hasRange());
    m_segments->setAccessibleName(tr("Kind of answer"));
    connect(m_segments, &Segments::chosen, this, [this](int index) {
        setKind(static_cast<AnswerKind>(index));
    });
    m_kinds->layout()->addWidget(m_segments);
}

void AnswerEdit::makeFields()
{
    m_fields = new QWidget;
    auto* row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(12));
    m_value = makeField(QStringLiteral("answerValue"), tr("Answer"));
    m_to = makeLabel(tr("to"), 14, Weight::Regular, TextInk::Second);
    m_high = makeField(QStringLiteral("answerHigh"), tr("Upper end"));
    m_reason = makeField(QStringLiteral("answerReason"), tr("Why it does not apply"));
    m_reason->setFont(textFont(14));
    m_reason->setPlaceholderText(tr("Why does it not apply? Then Enter"));
    row->addWidget(m_value, 1);
    row->addWidget(m_to);
    row->addWidget(m_high, 1);
    row->addWidget(m_reason, 2);
    for (ValueLine* field : {m_value, m_high, m_reason}) {
        connect(field, &QLineEdit::returnPressed, this, [this, field] {
            if (field == m_value && m_kind == AnswerKind::Range && m_high->text().isEmpty()) {
                m_high->setFocus(Qt::TabFocusReason);
            } else {
                commit();
            }
        });
        connect(field, &QLineEdit::textEdited, this, [this, field] {
            setWrong(field, false);
            m_wrong->hide();
            showHint();
        });
    }
}

void AnswerEdit::makeSaid()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    m_origin = new ChoiceBox;
    m_origin->setObjectName(QStringLiteral("answerOrigin"));
    m_origin->setAccessibleName(tr("How well it is known"));
    m_origin->setFixedHeight(px(36));
    m_origin->setIconSize(QSize(px(18), px(14)));
    for (int level = static_cast<int>(Origin::Assumed); level <= static_cast<int>(Origin::Measured);
         ++level) {
        const auto origin = static_cast<Origin>(level);
        m_origin->addItem(originIcon(origin), qstr(toString(origin)), level);
    }
    connect(m_origin, &QComboBox::activated, this, [this] {
        m_workshop.setOrigin(static_cast<Origin>(m_origin->currentData().toInt()));
    });
    m_person = new ChoiceBox;
    m_person->setObjectName(QStringLiteral("answerPerson"));
    m_person->setAccessibleName(tr("Who says it"));
    m_person->setFixedHeight(px(36));
    m_person->setIconSize(QSize(px(16), px(16)));
    m_person->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_person->setMinimumContentsLength(14);
    connect(m_person, &QComboBox::activated, this, [this](int index) {
        QString name = m_person->itemData(index).toString();
        if (name.isEmpty()) {
            name = Dialogs::instance().lineOfText(
                this, tr("Someone else's answer"), tr("Name or role of the person"), {});
        }
        if (!name.isEmpty()) {
            m_workshop.setPerson(utf8(name));
        }
        showPeople();
    });
    m_record = makePrimary(tr("Record"), QStringLiteral("check"), tr("Enter"));
    m_record->setObjectName(QStringLiteral("recordAnswer"));
    m_record->setAutoDefault(true); // Enter presses it
    connect(m_record, &QPushButton::clicked, this, &AnswerEdit::commit);
    row->addWidget(m_origin);
    row->addWidget(m_person, 1);
    row->addWidget(m_record);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void AnswerEdit::makeOptions()
{
    clearLayout(m_optionColumn);
    m_cells.clear();
    m_draft = OptionDraft(*m_attribute, m_document.facts());
    for (std::size_t i = 0; i < m_draft.options().size(); ++i) {
        const AnswerOption& option = m_draft.options()[i];
        auto* cell = new OptionCell(
            i < 9 ? QString::number(i + 1) : QString(), qstr(option.title), qstr(option.help), 14);
        cell->setObjectName(QStringLiteral("option:") + qstr(option.value));
        cell->setEnabled(!m_document.isReadOnly());
        connect(cell, &QAbstractButton::clicked, this, [this, i] { press(i); });
        m_optionColumn->addWidget(cell);
        m_cells.push_back(cell);
    }
    m_add = nullptr;
    if (m_attribute->type == AttributeType::Reference) {
        const SubjectKind* kind = m_document.knowledge().findKind(m_attribute->targetKind);
        m_add =
            makeLink(tr("Add one: %1…")
                         .arg(kind == nullptr ? qstr(m_attribute->targetKind) : qstr(kind->title)));
        m_add->setObjectName(QStringLiteral("addSubject"));
        connect(m_add, &QPushButton::clicked, this, &AnswerEdit::addSubject);
        m_optionColumn->addWidget(m_add);
    }
}

const Fact* AnswerEdit::ownFact() const
{
    const auto& facts = m_document.facts().facts(m_key);
    const auto own = std::find_if(facts.rbegin(), facts.rend(), [&](const Fact& fact) {
        return fact.author == m_workshop.person() && fact.withdrawn.empty();
    });
    return own == facts.rend() ? nullptr : &*own;
}

void AnswerEdit::refresh()
{
    const std::optional<FactKey>& key = m_workshop.current();
    setVisible(key.has_value());
    if (!key) {
        m_key = {};
        m_attribute = nullptr;
        return;
    }
    const bool isNew = *key != m_key;
    const bool typing = !isNew && (m_value->isModified() || m_high->isModified() ||
                                   m_reason->isModified() || m_touched);
    m_key = *key;
    m_attribute = m_document.knowledge().findAttribute(m_key.attribute);
    if (isNew) {
        m_workshop.setOrigin(Origin::Stated);
        makeOptions();
        makeKinds();
    } else if (m_attribute->type == AttributeType::Reference &&
               answerOptions(*m_attribute, m_document.facts()).size() != m_draft.options().size()) {
        makeOptions();
    }
    showPeople();
    if (!typing) {
        showOwnAnswer();
    }
}

void AnswerEdit::showPeople()
{
    const QSignalBlocker quiet(m_person);
    m_person->clear();
    for (const std::string& name : m_workshop.people()) {
        m_person->addItem(icon(QStringLiteral("person")), qstr(name), qstr(name));
    }
    m_person->addItem(icon(QStringLiteral("plus")), tr("Someone else…"), QString());
    m_person->setCurrentIndex(m_person->findData(qstr(m_workshop.person())));
    m_person->setToolTip(m_person->currentText());
    m_origin->setCurrentIndex(static_cast<int>(m_workshop.origin()) - 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_person),
                            static_cast<QWidget*>(m_origin),
                            static_cast<QWidget*>(m_record),
                            static_cast<QWidget*>(m_value),
                            static_cast<QWidget*>(m_high),
                            static_cast<QWidget*>(m_reason)}) {
        widget->setEnabled(!m_document.isReadOnly());
    }
}

/// Fills the fields with what the person said before; empty if nothing yet.
void AnswerEdit::showOwnAnswer()
{
    const Fact* own = ownFact();
    m_value->clear();
    m_high->clear();
    m_reason->clear();
    m_draft.clear();
    m_touched = false;
    m_kind = AnswerKind::Value;
    if (own != nullptr) {
        m_workshop.setOrigin(own->origin);
        m_origin->setCurrentIndex(static_cast<int>(own->origin) - 1);
        if (const auto* measure = std::get_if<Measure>(&own->value)) {
            m_kind = measure->isPoint() ? AnswerKind::Value : AnswerKind::Range;
            m_value->setText(endText(*m_attribute, *measure, measure->low));
            m_high->setText(measure->isPoint() ? QString()
                                               : endText(*m_attribute, *measure, measure->high));
        } else if (const auto* date = std::get_if<Date>(&own->value)) {
            m_kind = date->firstDay == date->lastDay ? AnswerKind::Value : AnswerKind::Range;
            m_value->setText(qstr(dayText(date->firstDay)));
            m_high->setText(date->firstDay == date->lastDay ? QString()
                                                            : qstr(dayText(date->lastDay)));
        } else if (const auto* words = std::get_if<Text>(&own->value)) {
            m_value->setText(qstr(words->text));
        } else if (const auto* none = std::get_if<NotApplicable>(&own->value)) {
            m_kind = AnswerKind::NotApplicable;
            m_reason->setText(qstr(none->reason));
        } else if (std::holds_alternative<NotKnown>(own->value)) {
            m_kind = AnswerKind::NotKnown;
        }
        m_draft.load(own->value);
        m_kind = m_draft.severalRemain() ? AnswerKind::Range : m_kind;
    }
    for (ValueLine* field : {m_value, m_high, m_reason}) {
        setWrong(field, false);
        field->setCursorPosition(0);
    }
    m_wrong->hide();
    showKind();
}

void AnswerEdit::showKind()
{
    m_segments->setCurrent(static_cast<int>(m_kind));
    const bool takesValue = m_kind == AnswerKind::Value || m_kind == AnswerKind::Range;
    const bool lines = !hasOptions() && takesValue;
    m_fields->setVisible(lines || m_kind == AnswerKind::NotApplicable);
    m_value->setVisible(lines);
    m_to->setVisible(lines && m_kind == AnswerKind::Range);
    m_high->setVisible(lines && m_kind == AnswerKind::Range);
    m_reason->setVisible(m_kind == AnswerKind::NotApplicable);
    m_optionPane->setVisible(hasOptions() && m_kind != AnswerKind::NotApplicable);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_cells[i]->setMark(takesValue ? m_draft.mark(i) : OptionMark::None);
    }
    m_record->setVisible(lines || m_kind == AnswerKind::NotApplicable ||
                         (m_draft.takesSeveral() && takesValue));
    const bool unitInText = hasLetter(m_value->text()) || hasLetter(m_high->text());
    const QString unit = unitInText ? QString() : qstr(m_attribute->unit);
    m_value->setUnit(m_kind == AnswerKind::Range ? QString() : unit);
    m_high->setUnit(unit);
    const FactView* view = m_document.factView(m_key);
    const bool typical = view != nullptr && view->typical != nullptr && m_kind == AnswerKind::Value;
    m_value->setPlaceholderText(
        typical ? tr("typical %1").arg(qstr(shownValue(*m_attribute, view->typical->value).text))
                : QString());
    showHint();
}

QString AnswerEdit::typed() const
{
    if (m_kind == AnswerKind::NotKnown) {
        return QStringLiteral("?");
    }
    if (m_kind == AnswerKind::NotApplicable) {
        return QStringLiteral("not applicable: %1").arg(m_reason->text().trimmed());
    }
    if (!hasOptions()) {
        return m_kind == AnswerKind::Range ? rangeText(m_value->text(), m_high->text())
                                           : m_value->text().trimmed();
    }
    return qstr(m_draft.text());
}

/// Says what was understood while it is being typed.
void AnswerEdit::showHint()
{
    QString hint;
    const bool lines = m_fields->isVisibleTo(this) && m_kind != AnswerKind::NotApplicable;
    if (lines) {
        const bool unitInText = hasLetter(m_value->text()) || hasLetter(m_high->text());
        const QString unit = unitInText ? QString() : qstr(m_attribute->unit);
        m_value->setUnit(m_kind == AnswerKind::Range ? QString() : unit);
        m_high->setUnit(unit);
        hint = tr("Takes %1.").arg(qstr(answerForm(*m_attribute)));
        if (!typed().isEmpty()) {
            try {
                const Value value =
                    parseValue(*m_attribute, asValueText(*m_attribute, utf8(typed())));
                hint = tr("Understood: %1").arg(qstr(valueInWords(*m_attribute, value)));
            } catch (const Error&) {
                // Perhaps not finished; Enter says what is wrong.
            }
        }
    } else if (m_attribute->type == AttributeType::Reference && m_draft.options().empty()) {
        hint = tr("There is none yet. Add one, or say that it is not known.");
    } else if (m_attribute->type == AttributeType::Choices && m_kind == AnswerKind::Value) {
        hint = tr("Press once for certainly, twice for perhaps. Nothing chosen and recorded means "
                  "none of them.");
    } else if (m_attribute->type == AttributeType::Choice && m_kind == AnswerKind::Range) {
        hint = tr("Choose all that remain possible, then Enter.");
    } else if (m_kind == AnswerKind::NotKnown) {
        hint = tr("Asked, and nobody here knows. Everything that is possible counts.");
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void AnswerEdit::setKind(AnswerKind kind)
{
    if (m_attribute == nullptr || m_document.isReadOnly()) {
        return;
    }
    m_kind = kind;
    m_draft.setSeveralRemain(kind == AnswerKind::Range);
    m_wrong->hide();
    showKind();
    if (kind == AnswerKind::NotKnown) {
        commit();
    } else if (kind == AnswerKind::NotApplicable) {
        m_reason->setFocus(Qt::OtherFocusReason);
    } else if (!hasOptions()) {
        m_value->setFocus(Qt::OtherFocusReason);
        m_value->selectAll();
    }
}

void AnswerEdit::digit(int number)
{
    if (m_attribute == nullptr || m_document.isReadOnly()) {
        return;
    }
    if (!hasOptions()) {
        const bool isRange = number == 2;
        if (number >= 1 && number <= 4 && (!isRange || hasRange())) {
            setKind(static_cast<AnswerKind>(number - 1));
        }
        return;
    }
    const auto index = static_cast<std::size_t>(number - 1);
    if (number == 0) {
        setKind(AnswerKind::NotApplicable);
    } else if (index == m_draft.options().size()) {
        setKind(AnswerKind::NotKnown);
    } else if (index < m_draft.options().size()) {
        press(index);
    }
}

void AnswerEdit::press(std::size_t option)
{
    if (m_kind == AnswerKind::NotKnown || m_kind == AnswerKind::NotApplicable) {
        m_kind = AnswerKind::Value;
    }
    if (m_draft.press(option)) {
        commit();
        return;
    }
    m_touched = true;
    showKind();
    m_record->setFocus(Qt::OtherFocusReason);
}

void AnswerEdit::commit()
{
    const QString text = typed();
    if (text.isEmpty()) {
        m_wrong->setText(tr("Nothing is typed yet."));
        m_wrong->show();
        return;
    }
    record(text);
}

void AnswerEdit::record(const QString& text)
{
    // What the document tells of the change must find nothing half typed.
    m_touched = false;
    for (ValueLine* field : {m_value, m_high, m_reason}) {
        field->setModified(false);
    }
    const QString low = m_value->text();
    const QString high = m_high->text();
    QString why;
    if (!m_workshop.answer(text, &why)) {
        m_value->setModified(true);
        m_value->setText(low);
        m_high->setText(high);
        m_value->setModified(true);
        for (ValueLine* field : {m_value, m_high, m_reason}) {
            setWrong(field, field->isVisibleTo(this));
        }
        m_wrong->setText(why);
        m_wrong->show();
        return;
    }
    Q_EMIT recorded();
}

void AnswerEdit::addSubject()
{
    const SubjectKind* kind = m_document.knowledge().findKind(m_attribute->targetKind);
    const QString name = Dialogs::instance().lineOfText(
        this,
        tr("Add one"),
        kind == nullptr ? tr("Name") : tr("Name: %1").arg(qstr(kind->title)),
        {});
    if (name.isEmpty()) {
        return;
    }
    if (const auto added = m_document.addSubject(m_attribute->targetKind, name)) {
        record(qstr(added->id));
    }
}

} // namespace netready::desktop
