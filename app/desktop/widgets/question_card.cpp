// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/question_card.h"

#include "app/client/answer.h"
#include "app/client/host.h"
#include "app/client/questions.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/widgets/answer_axis.h"
#include "app/desktop/widgets/answer_edit.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDateTime>
#include <QPointer>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QThreadPool>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr int kWidest = 720;

/// Where the eye reads first: time of today, day of any other.
QString whenText(const std::string& time)
{
    const QDateTime when = QDateTime::fromString(qstr(time), Qt::ISODate).toLocalTime();
    if (!when.isValid()) {
        return qstr(time);
    }
    const QDateTime now = QDateTime::fromString(qstr(timeNow()), Qt::ISODate).toLocalTime();
    return when.date() == now.date() ? QLocale().toString(when.time(), QLocale::ShortFormat)
                                     : QLocale().toString(when.date(), QLocale::ShortFormat);
}

QString statusWord(Status status)
{
    switch (status) {
    case Status::Pass:
        return QuestionCard::tr("passes");
    case Status::Partial:
        return QuestionCard::tr("passes in part");
    case Status::Fail:
        return QuestionCard::tr("fails");
    case Status::Unknown:
        return QuestionCard::tr("stays open");
    case Status::NotApplicable:
        return QuestionCard::tr("does not apply");
    case Status::Broken:
        return QuestionCard::tr("cannot be computed");
    }
    return {};
}

/// Each end in the unit that suits it.
QString usedText(const Attribute& attribute, const Value& value)
{
    const auto* measure = std::get_if<Measure>(&value);
    if (measure == nullptr || measure->isPoint()) {
        return qstr(valueInWords(attribute, value));
    }
    const auto end = [&](double at) {
        Measure point = *measure;
        point.low = point.high = at;
        return qstr(toReadable(point));
    };
    return QuestionCard::tr("%1 to %2").arg(end(measure->low), end(measure->high));
}

/// The rule that says most about a number of this subject.
const Rule* limitFor(const ClientDocument& document, const FactKey& key, const Attribute& attribute)
{
    const Rule* best = nullptr;
    for (const Rule* rule : rulesOnValue(document.knowledge(), attribute)) {
        const auto& findings = document.assessment().findings;
        const bool applies =
            std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
                return finding.rule == rule && finding.subject == key.subject &&
                       finding.applies != Truth::False;
            });
        if (applies && (best == nullptr || rule->gate > best->gate)) {
            best = rule;
        }
    }
    return best;
}

} // namespace

QuestionCard::QuestionCard(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_workshop(Workshop::of(document))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", "surface");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_stack = new QStackedWidget;
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setWidget(makeContent());
    m_stack->addWidget(m_scroll);
    m_stack->addWidget(makeDone());
    column->addWidget(m_stack, 1);
    column->addWidget(makeActions());
    connect(
        m_edit, &AnswerEdit::recorded, this, [this] { m_next->setFocus(Qt::OtherFocusReason); });
}

QWidget* QuestionCard::makeContent()
{
    auto* outer = new QFrame;
    outer->setProperty("role", "surface");
    auto* row = new QHBoxLayout(outer);
    row->setContentsMargins(px(24), px(20), px(24), px(12));
    auto* content = new QWidget;
    content->setMaximumWidth(px(kWidest));
    row->addWidget(content, 100);
    row->addStretch(1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(14));
    m_path = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    m_path->setObjectName(QStringLiteral("questionPath"));
    column->addWidget(m_path);
    m_text = makeWrapped({}, 28, Weight::SemiBold, TextInk::Main);
    m_text->setObjectName(QStringLiteral("questionText"));
    column->addWidget(m_text);
    m_edit = new AnswerEdit(m_document);
    column->addWidget(m_edit);
    m_axis = new AnswerAxis;
    column->addWidget(m_axis);
    m_disagreement = makeDisagreement();
    column->addWidget(m_disagreement);
    auto* answers = new QVBoxLayout;
    answers->setSpacing(0);
    m_answers = answers;
    column->addLayout(answers);
    auto* notes = new QVBoxLayout;
    notes->setSpacing(px(4));
    m_notes = notes;
    column->addLayout(notes);
    column->addStretch();
    return outer;
}

QWidget* QuestionCard::makeDisagreement()
{
    QFrame* box = makePane("hint");
    box->setObjectName(QStringLiteral("disagreement"));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(px(12), px(8), px(12), px(8));
    row->setSpacing(px(12));
    row->addWidget(new IconLabel(QStringLiteral("people"), 18), 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(px(2));
    m_differ = makeWrapped({}, 14, Weight::SemiBold, TextInk::Main);
    m_differ->setObjectName(QStringLiteral("disagreementTitle"));
    m_because = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    words->addWidget(m_differ);
    words->addWidget(m_because);
    row->addLayout(words, 1);
    return box;
}

QWidget* QuestionCard::makeActions()
{
    auto* pane = new QWidget;
    auto* row = new QHBoxLayout(pane);
    row->setContentsMargins(px(24), px(12), px(24), px(16));
    row->setSpacing(px(8));
    m_back = makeSquare(QStringLiteral("arrow-left"), tr("Question before (Alt+Left)"));
    m_back->setProperty("small", false);
    m_back->setObjectName(QStringLiteral("questionBack"));
    connect(m_back, &QToolButton::clicked, &m_workshop, &Workshop::goBack);
    QPushButton* note = makeButton(tr("Note"), QStringLiteral("note"));
    note->setObjectName(QStringLiteral("questionNote"));
    note->setToolTip(tr("Keep a note about this question (Ctrl+M)"));
    connect(note, &QPushButton::clicked, this, &QuestionCard::addNote);
    QToolButton* attachment =
        makeSquare(QStringLiteral("attachment"), tr("Attach a file to this answer"));
    attachment->setProperty("small", false);
    attachment->setObjectName(QStringLiteral("questionAttach"));
    connect(attachment, &QToolButton::clicked, this, &QuestionCard::attach);
    m_park = makeButton(tr("Park"), QStringLiteral("park"), QStringLiteral("P"));
    m_park->setObjectName(QStringLiteral("questionPark"));
    connect(m_park, &QPushButton::clicked, &m_workshop, &Workshop::park);
    m_skip = makeButton(tr("Skip"), {}, QStringLiteral("S"));
    m_skip->setObjectName(QStringLiteral("questionSkip"));
    connect(m_skip, &QPushButton::clicked, &m_workshop, &Workshop::skip);
    m_next = makePrimary(tr("Next best"), QStringLiteral("arrow-right"), QStringLiteral("N"));
    m_next->setObjectName(QStringLiteral("questionNext"));
    connect(m_next, &QPushButton::clicked, &m_workshop, &Workshop::goNext);
    for (QPushButton* button : {note, m_park, m_skip, m_next}) {
        button->setAutoDefault(true); // Enter presses it
    }
    row->addWidget(m_back);
    row->addWidget(note);
    row->addWidget(attachment);
    row->addStretch();
    row->addWidget(m_park);
    row->addWidget(m_skip);
    row->addWidget(m_next);
    return pane;
}

QWidget* QuestionCard::makeDone()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    m_again = makeButton(tr("Ask the skipped ones again"), QStringLiteral("redo"));
    m_again->setObjectName(QStringLiteral("askSkipped"));
    connect(m_again, &QPushButton::clicked, &m_workshop, &Workshop::takeUpSkipped);
    QWidget* empty = makeEmpty(QStringLiteral("flag"), {}, m_again);
    m_done = empty->findChild<QLabel*>();
    m_done->setObjectName(QStringLiteral("questionsDone"));
    m_done->setFont(textFont(16));
    column->addWidget(empty);
    return pane;
}

void QuestionCard::refresh()
{
    const std::optional<FactKey>& key = m_workshop.current();
    m_stack->setCurrentIndex(key ? 0 : 1);
    m_edit->refresh();
    m_back->setEnabled(m_workshop.canGoBack());
    const RankedQuestion* next = m_workshop.next();
    m_next->setEnabled(next != nullptr || key);
    m_next->setText(next == nullptr && key && m_document.rankingIsFresh() ? tr("Finish")
                                                                          : tr("Next best"));
    for (QPushButton* button : {m_park, m_skip}) {
        button->setEnabled(key.has_value());
    }
    for (const char* name : {"questionNote", "questionAttach"}) {
        findChild<QWidget*>(QLatin1String(name))
            ->setEnabled(key.has_value() && !m_document.isReadOnly());
    }
    if (!key) {
        m_key = {};
        refreshDone();
        return;
    }
    const bool isNew = m_key != *key;
    m_key = *key;
    const RankedQuestion question = m_workshop.questionOf(m_key);
    m_park->setText(m_workshop.stateOf(m_key) == QuestionState::Parked ? tr("Take back")
                                                                       : tr("Park"));
    const ScoredDimension* dimension = m_workshop.dimensionOf(m_key);
    QStringList path;
    if (dimension != nullptr) {
        path << shortTitle(*dimension);
    }
    path << m_document.titleOf(m_key.subject);
    if (question.question != nullptr) {
        path << tr("ask the %1").arg(roleName(question.question->role));
    }
    m_path->setText(path.join(QStringLiteral("  ·  ")));
    m_text->setText(qstr(wording(question)));
    m_text->setAccessibleName(m_text->text());
    // A long question leaves room for its answer.
    constexpr int kLong = 80;
    m_text->setFont(textFont(m_text->text().size() > kLong ? 20 : 28, Weight::SemiBold));
    if (isNew) {
        m_scroll->verticalScrollBar()->setValue(0);
    }
    refreshAxis();
    refreshAnswers();
    refreshNotes();
}

void QuestionCard::refreshAxis()
{
    const Attribute& attribute = *m_document.knowledge().findAttribute(m_key.attribute);
    AxisScene scene;
    const FactView* view = m_document.factView(m_key);
    const auto& facts = m_document.facts().facts(m_key);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const auto* measure = std::get_if<Measure>(&facts[i].value);
        if (measure != nullptr && facts[i].withdrawn.empty()) {
            const bool used = view != nullptr && std::find(view->resolution.used.begin(),
                                                           view->resolution.used.end(),
                                                           i) != view->resolution.used.end();
            scene.answers.push_back({qstr(facts[i].author), *measure, used});
        }
    }
    if (view != nullptr) {
        const auto* used = std::get_if<Measure>(&view->resolution.value);
        if (used != nullptr && view->resolution.knowing == Knowing::Known) {
            scene.used = *used;
        }
        if (view->typical != nullptr) {
            if (const auto* typical = std::get_if<Measure>(&view->typical->value)) {
                scene.typical = *typical;
            }
        }
    }
    if (const Rule* rule = limitFor(m_document, m_key, attribute)) {
        scene.limit = &*rule->curve;
        scene.limitRule = qstr(rule->title);
    }
    m_axis->setScene(attribute, std::move(scene));
}

QWidget* QuestionCard::makeAnswerRow(const Fact& fact, bool isUsed)
{
    const Attribute& attribute = *m_document.knowledge().findAttribute(m_key.attribute);
    auto* row = new QWidget;
    row->setObjectName(QStringLiteral("answerRow"));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, px(4), 0, px(4));
    line->setSpacing(px(12));
    line->addWidget(new IconLabel(QStringLiteral("person"), 16));
    line->addWidget(makeElided(qstr(fact.author)), 3);
    line->addWidget(makeElided(qstr(valueInWords(attribute, fact.value)), 14, Weight::SemiBold), 4);
    auto* origin = new OriginLabel;
    const QString more = !fact.withdrawn.empty() ? tr("withdrawn: %1").arg(qstr(fact.withdrawn))
                         : isUsed                ? QString()
                                                 : tr("does not count");
    origin->setOrigin(fact.origin, qstr(toString(fact.origin)), more);
    origin->setMinimumWidth(px(24));
    line->addWidget(origin, 3);
    QString when = whenText(fact.time);
    if (!fact.evidence.empty()) {
        when = tr("%1, file").arg(when);
    }
    if (!fact.note.empty()) {
        when = tr("%1, note").arg(when);
    }
    QLabel* time = makeLabel(when, 12, Weight::Regular, TextInk::Second);
    time->setToolTip(qstr(fact.note));
    line->addWidget(time);
    QToolButton* withdraw =
        makeSquare(QStringLiteral("eye-off"), tr("Withdraw what %1 said…").arg(qstr(fact.author)));
    withdraw->setObjectName(QStringLiteral("withdrawAnswer"));
    withdraw->setEnabled(fact.withdrawn.empty() && !m_document.isReadOnly());
    connect(withdraw, &QToolButton::clicked, this, [this, fact] { changeFact(fact, true); });
    QToolButton* remove =
        makeSquare(QStringLiteral("trash"), tr("Remove what %1 said").arg(qstr(fact.author)));
    remove->setObjectName(QStringLiteral("removeAnswer"));
    remove->setEnabled(!m_document.isReadOnly());
    connect(remove, &QToolButton::clicked, this, [this, fact] { changeFact(fact, false); });
    line->addWidget(withdraw);
    line->addWidget(remove);
    return row;
}

void QuestionCard::refreshAnswers()
{
    const auto& facts = m_document.facts().facts(m_key);
    const FactView* view = m_document.factView(m_key);
    if (m_shownFacts != facts || facts.empty()) {
        clearLayout(m_answers);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const bool used = view != nullptr && std::find(view->resolution.used.begin(),
                                                           view->resolution.used.end(),
                                                           i) != view->resolution.used.end();
            m_answers->addWidget(makeAnswerRow(facts[i], used));
            m_answers->addWidget(makeLine());
        }
        m_shownFacts = facts;
    }
    const bool differ =
        view != nullptr && (view->resolution.disagreement || view->resolution.contradicted());
    if (!differ) {
        m_disagreement->hide();
        m_compared = 0;
    } else if (m_compared != m_document.revision()) {
        compare();
    }
}

/// In the background, because each answer is an assessment of its own.
void QuestionCard::compare()
{
    m_compared = m_document.revision();
    m_differ->setText(tr("People differ"));
    m_because->setText(tr("Looking whether it matters…"));
    m_disagreement->show();
    AssessOptions options;
    options.today = today();
    QThreadPool::globalInstance()->start([self = QPointer<QuestionCard>(this),
                                          application = QCoreApplication::instance(),
                                          knowledge = m_document.packs(),
                                          facts = m_document.facts(),
                                          key = m_key,
                                          revision = m_compared,
                                          options]() mutable {
        Disagreement result = compareAnswers(knowledge, std::move(facts), key, options);
        QMetaObject::invokeMethod(application, [self, key, revision, result = std::move(result)] {
            if (self != nullptr && self->m_key == key && self->m_compared == revision) {
                self->showDisagreement(result);
            }
        });
    });
}

void QuestionCard::showDisagreement(const Disagreement& disagreement)
{
    const Attribute& attribute = *m_document.knowledge().findAttribute(m_key.attribute);
    const auto count = static_cast<int>(disagreement.answers.size());
    const FactView* view = m_document.factView(m_key);
    const QString used = view == nullptr ? QString() : usedText(attribute, view->resolution.value);
    const auto said = [&](std::size_t i) {
        return qstr(valueInWords(attribute, disagreement.answers[i].fact.value));
    };
    if (!disagreement.matters()) {
        m_differ->setText(tr("%n answers differ, and it does not matter here", nullptr, count));
        m_because->setText(
            tr("%1 counts. The verdict and every finding are the same under each answer alone.")
                .arg(used));
        return;
    }
    m_differ->setText(tr("%n answers differ, and it matters", nullptr, count));
    QStringList ways;
    if (disagreement.findings.empty()) {
        for (std::size_t i = 0; i < disagreement.answers.size(); ++i) {
            ways << tr("%1 with %2")
                        .arg(verdictWord(disagreement.answers[i].verdict.verdict), said(i));
        }
        m_because->setText(tr("The site is %1. Until it is cleared, %2 counts.")
                               .arg(ways.join(QStringLiteral(", ")), used));
        return;
    }
    const DisputedFinding& first = disagreement.findings.front();
    for (std::size_t i = 0; i < disagreement.answers.size(); ++i) {
        ways << tr("%1 with %2").arg(statusWord(first.status[i]), said(i));
    }
    const auto more = static_cast<int>(disagreement.findings.size()) - 1;
    QString text = tr("“%1” %2. Until it is cleared, %3 counts.")
                       .arg(qstr(first.rule->title), ways.join(QStringLiteral(", ")), used);
    if (more > 0) {
        text +=
            QStringLiteral(" ") + tr("%n more finding(s) (depends|depend) on it.", nullptr, more);
    }
    m_because->setText(text);
}

void QuestionCard::refreshNotes()
{
    std::vector<Note> notes;
    const std::string about = m_key.text();
    for (const auto& [id, note] : m_document.facts().notes()) {
        if (note.about == about) {
            notes.push_back(note);
        }
    }
    if (notes == m_shownNotes) {
        return;
    }
    clearLayout(m_notes);
    for (const Note& note : notes) {
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(px(12));
        line->addWidget(
            new IconLabel(QString::fromLatin1(isParkingNote(note) ? "park" : "note"), 16),
            0,
            Qt::AlignTop);
        line->addWidget(makeWrapped(qstr(note.text), 14), 1);
        line->addWidget(
            makeLabel(QStringLiteral("%1, %2").arg(qstr(note.author), whenText(note.time)),
                      12,
                      Weight::Regular,
                      TextInk::Note));
        m_notes->addWidget(row);
    }
    m_shownNotes = std::move(notes);
}

void QuestionCard::refreshDone()
{
    const std::size_t open = m_workshop.open().size();
    const bool fresh = m_document.rankingIsFresh();
    m_again->setVisible(m_workshop.skipped() > 0);
    if (!fresh) {
        m_done->setText(tr("Looking for the questions that settle most…"));
    } else if (open == 0) {
        m_done->setText(m_document.questions().empty()
                            ? tr("Nothing is left to ask.")
                            : tr("Nothing is left to ask the people in the room."));
    } else {
        m_done->setText(tr("Nothing else to ask now. %n question(s) (stays|stay) open: skipped, "
                           "parked or not known. "
                           "Choose one in the list to ask it again.",
                           nullptr,
                           static_cast<int>(open)));
    }
}

void QuestionCard::addNote()
{
    const QString text = Dialogs::instance().lineOfText(
        this, tr("Add a note"), tr("About: %1").arg(m_text->text()), {});
    if (!text.isEmpty()) {
        m_document.apply(
            addNoteEdit(m_document.facts(), m_key.text(), utf8(text), m_document.signature()));
    }
}

void QuestionCard::attach()
{
    const QString path = Dialogs::instance().fileToOpen(this, tr("Attach a file"), {});
    if (path.isEmpty() || !m_document.attach(path, m_key.text())) {
        return;
    }
    // The newest answer of the person rests on it.
    FactsChange change{m_key, m_document.facts().facts(m_key), m_document.facts().facts(m_key)};
    const auto own =
        std::find_if(change.after.rbegin(), change.after.rend(), [&](const Fact& fact) {
            return fact.author == m_workshop.person() && fact.withdrawn.empty();
        });
    std::string newest;
    for (const auto& [id, attachment] : m_document.facts().attachments()) {
        if (attachment.note == m_key.text()) {
            newest = id;
        }
    }
    if (own != change.after.rend() && !newest.empty()) {
        own->evidence = newest;
        m_document.apply(changeFactsEdit(
            "evidence for " + m_key.text(), std::move(change), m_document.signature()));
    }
}

void QuestionCard::changeFact(const Fact& fact, bool keep)
{
    QString reason;
    if (keep) {
        reason = Dialogs::instance().lineOfText(
            this,
            tr("Withdraw an answer"),
            tr("Why does it not hold? It stays in the file, and counts no more."),
            {});
        if (reason.isEmpty()) {
            return;
        }
    }
    FactsChange change{m_key, m_document.facts().facts(m_key), m_document.facts().facts(m_key)};
    const auto found = std::find(change.after.begin(), change.after.end(), fact);
    if (found == change.after.end()) {
        return;
    }
    if (keep) {
        found->withdrawn = utf8(reason);
    } else {
        change.after.erase(found);
    }
    m_document.apply(changeFactsEdit(
        (keep ? "withdraw " : "unset ") + m_key.text(), std::move(change), m_document.signature()));
}

} // namespace netready::desktop
