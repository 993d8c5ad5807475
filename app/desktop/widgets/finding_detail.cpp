// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/finding_detail.h"

#include "app/client/notes.h"
#include "app/desktop/widgets/explanation_tree.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/value_axis.h"
#include "app/desktop/widgets/waiver_form.h"
#include "core/base/error.h"
#include "reports/content/words.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QGridLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QScrollArea>

#include <algorithm>

namespace netready::desktop {

class EffectMark : public QWidget
{
public:
    EffectMark() { setFixedSize(px(20), px(24)); }
    void setEffect(Effect effect)
    {
        m_effect = effect;
        setToolTip(effectName(effect));
        setAccessibleName(effectName(effect));
        update();
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        paintEffect(painter, QRectF(0, px(2), px(20), px(20)), m_effect);
    }

private:
    Effect m_effect = Effect::Open;
};

namespace {

/// What is kept when an action is assigned to a finding.
std::string actionNote(const Action& action, const std::string& rule)
{
    return std::string(kActionWord) + action.title + " (" + action.id + ", " + rule + ")";
}

std::vector<const Action*> remediesOf(const Knowledge& knowledge, const std::string& rule)
{
    std::vector<const Action*> actions;
    for (const Action& action : knowledge.actions) {
        if (std::find(action.remedies.begin(), action.remedies.end(), rule) !=
            action.remedies.end()) {
            actions.push_back(&action);
        }
    }
    return actions;
}

bool isAssigned(const FactBase& facts, const Action& action, const FindingKey& key)
{
    return std::any_of(facts.notes().begin(), facts.notes().end(), [&](const auto& entry) {
        return entry.second.about == key.second.text() &&
               entry.second.text == actionNote(action, key.first);
    });
}

QString effortWords(Effort effort)
{
    switch (effort) {
    case Effort::Hours:
        return FindingDetail::tr("takes hours");
    case Effort::Days:
        return FindingDetail::tr("takes days");
    case Effort::Weeks:
        return FindingDetail::tr("takes weeks");
    case Effort::Months:
        return FindingDetail::tr("takes months");
    }
    return {};
}

QString costWords(CostClass cost)
{
    switch (cost) {
    case CostClass::None:
        return FindingDetail::tr("costs nothing but work");
    case CostClass::Low:
        return FindingDetail::tr("costs little");
    case CostClass::Medium:
        return FindingDetail::tr("costs a medium sum");
    case CostClass::High:
        return FindingDetail::tr("costs much");
    }
    return {};
}

QString sourceLines(const Rule& rule, const Knowledge& knowledge)
{
    QStringList lines;
    for (const Citation& citation : rule.references) {
        const Source* source = knowledge.findSource(citation.source);
        const QString line =
            source == nullptr
                ? FindingDetail::tr("Judgement: %1").arg(qstr(citation.rationale))
                : FindingDetail::tr("%1, %2 (%3)")
                      .arg(qstr(source->title),
                           qstr(citation.locator.empty() ? source->locator : citation.locator),
                           qstr(statusWord(source->status)));
        if (!lines.contains(line)) {
            lines << line;
        }
    }
    return lines.join(QLatin1Char('\n'));
}

QWidget* makePart(const QString& head, QLabel* text)
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(4));
    column->addWidget(makeLabel(head, 12, Weight::SemiBold, TextInk::Note));
    text->setAlignment(Qt::AlignTop);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(text);
    column->addStretch();
    return part;
}

} // namespace

FindingDetail::FindingDetail(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("findingDetail"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(makeLine());
    QFrame* axisPane = makePane("sunken");
    auto* axisColumn = new QVBoxLayout(axisPane);
    axisColumn->setContentsMargins(px(24), px(12), px(24), px(4));
    m_axis = new ValueAxis;
    axisColumn->addWidget(m_axis);
    axisPane->setObjectName(QStringLiteral("axisPane"));
    column->addWidget(axisPane);
    m_tree = new ExplanationTree(document);
    connect(m_tree, &ExplanationTree::askWanted, this, [this](const FactKey& key) {
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    });
    column->addWidget(m_tree, 1);
    column->addWidget(makeLine());
    m_foot = makeFoot();
    column->addWidget(m_foot);
}

void FindingDetail::makeRoom()
{
    constexpr int kEnough = 620;
    constexpr int kSome = 560;
    const bool hasForm = !m_waiver->isHidden() || !m_actions->isHidden();
    const bool isCovered = hasForm && height() < px(kEnough);
    m_tree->setVisible(!isCovered);
    m_foot->setVisible(!isCovered);
    m_foot->setFixedHeight(px(height() < px(kSome) ? 72 : 132));
    if (const Finding* one = finding()) {
        refreshAxis(*one);
    }
}

void FindingDetail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

QWidget* FindingDetail::makeTop()
{
    QFrame* top = makePane("surface");
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(px(24), px(12), px(24), px(12));
    column->setSpacing(px(8));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    m_mark = new EffectMark;
    row->addWidget(m_mark, 0, Qt::AlignTop);
    m_title = makeWrapped({}, 20, Weight::SemiBold, TextInk::Main);
    m_title->setObjectName(QStringLiteral("findingTitle"));
    row->addWidget(m_title, 1);
    column->addLayout(row);
    m_about = makeWrapped({}, 12, Weight::Regular, TextInk::Note);
    column->addWidget(m_about);
    m_sentence = makeWrapped({}, 14, Weight::Regular, TextInk::Second);
    m_sentence->setObjectName(QStringLiteral("findingSentence"));
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    column->addWidget(m_sentence);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(px(8));
    m_assign = makePrimary(tr("Assign action"), QStringLiteral("board"), QStringLiteral("A"));
    m_assign->setObjectName(QStringLiteral("assignAction"));
    connect(m_assign, &QPushButton::clicked, this, &FindingDetail::startAssigning);
    m_goTo = makeButton(tr("Go to place"), QStringLiteral("arrow-right"), QStringLiteral("G"));
    m_goTo->setObjectName(QStringLiteral("goToPlace"));
    connect(m_goTo, &QPushButton::clicked, this, &FindingDetail::goToPlace);
    m_ask = makeButton(tr("Ask"), QStringLiteral("question"), QStringLiteral("Q"));
    m_ask->setObjectName(QStringLiteral("askFinding"));
    connect(m_ask, &QPushButton::clicked, this, &FindingDetail::ask);
    QToolButton* copyButton =
        makeSquare(QStringLiteral("document"), tr("Copy this finding as text (Ctrl+C)"));
    copyButton->setObjectName(QStringLiteral("copyFinding"));
    connect(copyButton, &QToolButton::clicked, this, &FindingDetail::copy);
    buttons->addWidget(m_assign);
    buttons->addWidget(m_goTo);
    buttons->addWidget(m_ask);
    buttons->addWidget(copyButton);
    buttons->addStretch();
    column->addLayout(buttons);
    m_waiver = new WaiverForm(m_document);
    m_waiver->hide();
    connect(m_waiver, &WaiverForm::finished, this, &FindingDetail::closeForms);
    column->addWidget(m_waiver);
    m_actions = makeActions();
    m_actions->hide();
    column->addWidget(m_actions);
    return top;
}

QWidget* FindingDetail::makeActions()
{
    QFrame* frame = makePane("chosen");
    frame->setObjectName(QStringLiteral("actionForm"));
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(tr("Assign an action"), 16, Weight::SemiBold));
    column->addWidget(makeWrapped(
        tr("Actions of the catalogue that remedy this. What is assigned is kept as a note."), 12));
    m_actionList = new QListWidget;
    m_actionList->setObjectName(QStringLiteral("actionList"));
    m_actionList->setAccessibleName(tr("Actions that remedy this finding"));
    m_actionList->setFixedHeight(px(100));
    m_actionList->setWordWrap(true);
    connect(m_actionList, &QListWidget::itemActivated, this, &FindingDetail::assign);
    column->addWidget(m_actionList);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    QPushButton* assignButton = makePrimary(tr("Assign"), QStringLiteral("check"), tr("Enter"));
    assignButton->setObjectName(QStringLiteral("actionSave"));
    connect(assignButton, &QPushButton::clicked, this, &FindingDetail::assign);
    row->addWidget(assignButton);
    QPushButton* cancel = makeButton(tr("Cancel"), {}, tr("Esc"));
    cancel->setObjectName(QStringLiteral("actionCancel"));
    connect(cancel, &QPushButton::clicked, this, &FindingDetail::closeForms);
    auto* escape = new QAction(frame);
    escape->setShortcut(Qt::Key_Escape);
    escape->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QAction::triggered, this, &FindingDetail::closeForms);
    frame->addAction(escape);
    row->addWidget(cancel);
    row->addStretch();
    column->addLayout(row);
    return frame;
}

QWidget* FindingDetail::makeFoot()
{
    auto* area = new QScrollArea;
    area->setObjectName(QStringLiteral("findingFoot"));
    area->setAccessibleName(tr("What helps, and how this may be wrong"));
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QFrame* foot = makePane("surface");
    auto* grid = new QGridLayout(foot);
    grid->setContentsMargins(px(24), px(12), px(24), px(12));
    grid->setHorizontalSpacing(px(24));
    grid->setVerticalSpacing(px(12));
    m_remedy = makeWrapped({});
    m_remedy->setObjectName(QStringLiteral("findingRemedy"));
    m_limits = makeWrapped({});
    m_rationale = makeWrapped({});
    m_sources = makeWrapped({}, 12, Weight::Regular, TextInk::Note);
    m_assigned = makeWrapped({}, 14, Weight::Medium, TextInk::Accent);
    m_assigned->setObjectName(QStringLiteral("assignedActions"));
    grid->addWidget(m_assigned, 0, 0, 1, 2);
    grid->addWidget(makePart(tr("What helps"), m_remedy), 1, 0);
    grid->addWidget(makePart(tr("How this may be wrong"), m_limits), 1, 1);
    grid->addWidget(makePart(tr("Why it matters"), m_rationale), 2, 0);
    grid->addWidget(makePart(tr("Sources"), m_sources), 2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    area->setWidget(foot);
    return area;
}

const Finding* FindingDetail::finding() const
{
    return m_key ? findFinding(m_document.assessment(), *m_key) : nullptr;
}

void FindingDetail::showFinding(const FindingKey& key)
{
    if (m_key != key) {
        m_key = key;
        closeForms();
    }
    refresh();
}

void FindingDetail::refresh()
{
    const Finding* one = finding();
    setEnabled(one != nullptr);
    if (one == nullptr) {
        m_tree->showFinding(nullptr);
        return;
    }
    m_mark->setEffect(effectOf(*one));
    m_title->setText(qstr(one->rule->title));
    m_about->setText(tr("%1, %2, %3")
                         .arg(m_document.titleOf(one->subject),
                              dimensionTitle(m_document.knowledge(), one->rule->dimension, true),
                              qstr(one->rule->id)));
    m_sentence->setText(one->problem.empty() ? qstr(one->text) : qstr(one->problem));
    m_ask->setEnabled(!one->missing.empty());
    m_ask->setToolTip(one->missing.empty() ? tr("Nothing is missing for this finding")
                                           : tr("Ask what is missing (Q)"));
    m_assign->setEnabled(!remediesOf(m_document.knowledge(), one->rule->id).empty());
    m_assign->setToolTip(m_assign->isEnabled()
                             ? tr("Assign an action that remedies this (A)")
                             : tr("The catalogue has no action that remedies this"));
    refreshAxis(*one);
    m_tree->showFinding(one);
    refreshFoot(*one);
}

void FindingDetail::refreshAxis(const Finding& one)
{
    const bool applies = one.status != Status::NotApplicable && one.status != Status::Broken;
    m_axis->parentWidget()->setVisible(one.rule->curve.has_value() && applies &&
                                       !m_tree->isHidden());
    if (!one.rule->curve || !applies) {
        return;
    }
    const std::optional<Measure> value = judgedValue(m_document.live(), one);
    const QString text = value ? qstr(toReadable(*value)) : QString();
    m_axis->setValue(*one.rule->curve, value, text, isOneClass(one.uncredited));
}

void FindingDetail::refreshFoot(const Finding& one)
{
    m_remedy->setText(
        tr("%1 It %2 and %3.")
            .arg(qstr(one.rule->remedy), effortWords(one.rule->effort), costWords(one.rule->cost)));
    m_limits->setText(qstr(one.rule->limits));
    m_rationale->setText(qstr(one.rule->rationale));
    m_sources->setText(sourceLines(*one.rule, m_document.knowledge()));
    QStringList assigned;
    for (const Action* action : remediesOf(m_document.knowledge(), one.rule->id)) {
        if (isAssigned(m_document.facts(), *action, *m_key)) {
            assigned << qstr(action->title);
        }
    }
    m_assigned->setVisible(!assigned.isEmpty());
    m_assigned->setText(tr("Assigned: %1").arg(assigned.join(QStringLiteral("; "))));
}

void FindingDetail::goToPlace()
{
    const Finding* one = finding();
    if (one == nullptr) {
        return;
    }
    Place place{pageOf(one->subject), one->subject, {}, {}};
    if (!one->missing.empty()) {
        place.subject = one->missing.front().subject;
        place.attribute = one->missing.front().attribute;
        place.page = pageOf(*place.subject);
    } else {
        for (const Attribute* attribute : one->rule->reads) {
            if (attribute->kind == one->subject.kind && attribute->computed.empty() &&
                attribute->derived.empty()) {
                place.attribute = attribute->id;
                break;
            }
        }
    }
    Q_EMIT wanted(place);
}

void FindingDetail::ask()
{
    const Finding* one = finding();
    if (one == nullptr) {
        return;
    }
    const ExplanationModel::Step* step = m_tree->steps().step(m_tree->currentIndex());
    if (m_tree->hasFocus() && step->kind == ExplanationModel::From::Open && step->key) {
        Q_EMIT wanted({"questions", step->key->subject, step->key->attribute, {}});
    } else if (!one->missing.empty()) {
        const FactKey& key = one->missing.front();
        Q_EMIT wanted({"questions", key.subject, key.attribute, {}});
    }
}

void FindingDetail::startWaiving()
{
    if (finding() != nullptr) {
        m_actions->hide();
        m_waiver->start(*m_key);
        makeRoom();
    }
}

void FindingDetail::startAssigning()
{
    const Finding* one = finding();
    const std::vector<const Action*> actions =
        one == nullptr ? std::vector<const Action*>()
                       : remediesOf(m_document.knowledge(), one->rule->id);
    if (actions.empty()) {
        return;
    }
    m_waiver->hide();
    m_actionList->clear();
    for (const Action* action : actions) {
        const bool isDone = isAssigned(m_document.facts(), *action, *m_key);
        auto* item = new QListWidgetItem(isDone ? tr("%1 (assigned)").arg(qstr(action->title))
                                                : qstr(action->title));
        item->setData(Qt::UserRole, qstr(action->id));
        item->setToolTip(qstr(action->risk));
        m_actionList->addItem(item);
    }
    m_actionList->setCurrentRow(0);
    m_actions->show();
    makeRoom();
    m_actionList->setFocus(Qt::ShortcutFocusReason);
}

void FindingDetail::assign()
{
    const QListWidgetItem* item = m_actionList->currentItem();
    const Action* action =
        item == nullptr
            ? nullptr
            : m_document.knowledge().findAction(utf8(item->data(Qt::UserRole).toString()));
    if (action == nullptr || !m_key) {
        return;
    }
    const FindingKey key = *m_key;
    if (isAssigned(m_document.facts(), *action, key) ||
        m_document.apply(addNoteEdit(m_document.facts(),
                                     key.second.text(),
                                     actionNote(*action, key.first),
                                     m_document.signature()))) {
        closeForms();
    }
}

void FindingDetail::closeForms()
{
    const bool wasOpen = m_waiver->isVisible() || m_actions->isVisible();
    m_waiver->hide();
    m_actions->hide();
    makeRoom();
    layout()->invalidate();
    layout()->activate();
    if (wasOpen) {
        Q_EMIT released();
    }
}

void FindingDetail::copy() const
{
    const Finding* one = finding();
    if (one == nullptr) {
        return;
    }
    QApplication::clipboard()->setText(
        tr("%1\n%2: %3 of 100. %4\n%5\nWhat helps: %6\nHow this may be wrong: %7")
            .arg(m_title->text(),
                 effectName(effectOf(*one)),
                 scoreText(one->score),
                 m_about->text(),
                 m_sentence->text(),
                 m_remedy->text(),
                 m_limits->text()));
}

} // namespace netready::desktop
