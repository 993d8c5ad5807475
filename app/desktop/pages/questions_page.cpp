// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/questions_page.h"

#include "app/desktop/settings.h"
#include "app/desktop/widgets/answer_dock.h"
#include "app/desktop/widgets/answer_edit.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/question_card.h"
#include "app/desktop/widgets/question_list.h"
#include "app/desktop/widgets/section_clock.h"
#include "app/desktop/workshop.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QProgressBar>
#include <QShortcut>
#include <QSplitter>

#include <cmath>
#include <map>

namespace netready::desktop {

namespace {

QString minutesText(double minutes)
{
    return QuestionsPage::tr("about %1 min")
        .arg(QLocale().toString(static_cast<int>(std::ceil(minutes))));
}

} // namespace

QuestionsPage::QuestionsPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_workshop(Workshop::of(document))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeadRow());
    column->addWidget(makeLine());
    m_splitter = new QSplitter;
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_listPane = makeListPane();
    m_card = new QuestionCard(document);
    m_card->setMinimumWidth(px(300));
    m_card->setFocusPolicy(Qt::StrongFocus);
    m_card->setAccessibleName(tr("Question"));
    m_dock = new AnswerDock(document);
    m_splitter->addWidget(m_listPane);
    m_splitter->addWidget(m_card);
    m_splitter->addWidget(m_dock);
    setSide(m_dock);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    column->addWidget(m_splitter, 1);
    makeKeys();
    connect(&m_workshop, &Workshop::changed, this, &QuestionsPage::follow);
    connect(&document, &ClientDocument::ranked, this, [this] {
        if (m_wantsNext && !m_workshop.current()) {
            m_wantsNext = false;
            m_workshop.goNext();
        }
        refresh();
        relist();
    });
    relist();
    refresh();
}

QWidget* QuestionsPage::makeHeadRow()
{
    const Head head = makeHead(tr("Questions"));
    m_state = head.state;
    m_state->setObjectName(QStringLiteral("questionsState"));
    m_orders = new Segments({tr("Best first"), tr("By dimension"), tr("By role"), tr("List")});
    m_orders->setAccessibleName(tr("Order of the questions"));
    static const char* const kNames[] = {"orderBest", "orderDimension", "orderRole", "orderList"};
    for (int i = 0; i < 4; ++i) {
        m_orders->button(i)->setObjectName(QLatin1String(kNames[i]));
    }
    connect(m_orders, &Segments::chosen, this, &QuestionsPage::relist);
    head.actions->addWidget(m_orders);
    m_room = makeButton({}, QStringLiteral("people"));
    m_room->setObjectName(QStringLiteral("rolesInRoom"));
    m_roles = new QMenu(m_room);
    m_room->setMenu(m_roles);
    fillRoles();
    head.actions->addWidget(m_room);
    m_full = makeButton(tr("Full screen"), QStringLiteral("presenter"), QStringLiteral("F5"));
    m_full->setObjectName(QStringLiteral("fullScreen"));
    connect(m_full, &QPushButton::clicked, this, [this] {
        for (QAction* action : window()->actions()) {
            if (action->objectName() == QStringLiteral("present")) {
                action->trigger();
            }
        }
    });
    head.actions->addWidget(m_full);
    return head.widget;
}

void QuestionsPage::fillRoles()
{
    std::map<QString, std::string> roles;
    for (const Question& question : document().knowledge().questions) {
        roles.emplace(roleName(question.role), question.role);
    }
    for (const auto& entry : roles) {
        QAction* action = m_roles->addAction(entry.first);
        action->setCheckable(true);
        action->setChecked(m_workshop.roles().contains(entry.second));
        connect(action, &QAction::toggled, this, [this, role = entry.second](bool on) {
            std::set<std::string> inRoom = m_workshop.roles();
            if (on) {
                inRoom.insert(role);
            } else {
                inRoom.erase(role);
            }
            m_workshop.setRoles(std::move(inRoom));
            relist();
        });
    }
}

QWidget* QuestionsPage::makeListPane()
{
    QFrame* pane = makePane("sunken");
    pane->setMinimumWidth(px(200));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* filter = new QHBoxLayout;
    filter->setContentsMargins(px(12), px(8), px(12), px(8));
    filter->setSpacing(px(8));
    m_search = new QLineEdit;
    m_search->setObjectName(QStringLiteral("questionSearch"));
    m_search->setAccessibleName(tr("Search the questions"));
    m_search->setPlaceholderText(tr("Search"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &QuestionsPage::relist);
    m_depth = new ChoiceBox;
    m_depth->setObjectName(QStringLiteral("questionDepth"));
    m_depth->setAccessibleName(tr("Depth"));
    m_depth->setToolTip(tr("How deep to ask: for executives, for a workshop, everything"));
    m_depth->addItems({tr("Executive"), tr("Workshop"), tr("Full")});
    m_depth->setCurrentIndex(static_cast<int>(m_workshop.depth()));
    connect(m_depth, &QComboBox::activated, this, [this](int index) {
        m_workshop.setDepth(static_cast<Depth>(index));
        relist();
    });
    filter->addWidget(m_search, 1);
    filter->addWidget(m_depth);
    column->addLayout(filter);
    column->addWidget(makeLine());
    m_list = new QuestionList(document());
    connect(m_list, &QuestionList::chosen, &m_workshop, &Workshop::show);
    column->addWidget(m_list, 1);
    column->addWidget(makeLine());
    column->addWidget(makeFinishLine());
    return pane;
}

QWidget* QuestionsPage::makeFinishLine()
{
    QFrame* pane = makePane("sunken");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(16), px(6), px(16), px(12));
    column->setSpacing(px(4));
    m_clock = new SectionClock(document(), 12);
    column->addWidget(m_clock, 0, Qt::AlignLeft);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(new IconLabel(QStringLiteral("flag"), 16));
    m_finish = makeLabel(tr("Finish line"), 14, Weight::SemiBold);
    row->addWidget(m_finish, 1);
    m_finishTime = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    row->addWidget(m_finishTime);
    column->addLayout(row);
    m_finishText = makeWrapped({}, 12);
    m_finishText->setObjectName(QStringLiteral("finishLine"));
    column->addWidget(m_finishText);
    auto* bar = new QProgressBar;
    bar->setObjectName(QStringLiteral("answersDecidedBar"));
    bar->setTextVisible(false);
    bar->setRange(0, 1000);
    m_finishBar = bar;
    column->addWidget(bar);
    return pane;
}

void QuestionsPage::makeKeys()
{
    const auto key = [this](const QKeySequence& sequence, const auto& run) {
        auto* shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    if (Settings::lettersAct()) {
        for (int digit = 0; digit <= 9; ++digit) {
            key(QKeySequence(Qt::Key_0 + digit), [this, digit] { m_card->edit().digit(digit); });
        }
        key(QKeySequence(Qt::Key_Question),
            [this] { m_card->edit().setKind(AnswerKind::NotKnown); });
        key(QKeySequence(Qt::Key_P), [this] { m_workshop.park(); });
        key(QKeySequence(Qt::Key_S), [this] { m_workshop.skip(); });
    }
    key(QKeySequence(Qt::Key_Escape), [this] { m_card->setFocus(Qt::OtherFocusReason); });
    key(QKeySequence(Qt::CTRL | Qt::Key_F),
        [this] { m_search->setFocus(Qt::ShortcutFocusReason); });
    key(QKeySequence(Qt::CTRL | Qt::Key_I), [this] {
        m_dockWanted = !m_dock->isVisible();
        m_dock->setVisible(m_dockWanted);
    });
}

/// The window's Alt+Left leaves the page; here it first goes back through the questions.
bool QuestionsPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Left && key->modifiers() == Qt::AltModifier &&
            m_workshop.canGoBack()) {
            if (event->type() == QEvent::KeyPress) {
                m_workshop.goBack();
            }
            event->accept();
            return true;
        }
    }
    return Page::event(event);
}

void QuestionsPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    fit();
}

void QuestionsPage::fit()
{
    constexpr int kWithList = 560;
    constexpr int kWithDock = 860;
    constexpr int kRoomy = 1120;
    constexpr int kWide = 1500;
    const bool roomy = width() >= px(kRoomy);
    const int room = static_cast<int>(width() >= px(kWithList)) +
                     static_cast<int>(width() >= px(kWithDock)) + static_cast<int>(roomy) +
                     static_cast<int>(width() >= px(kWide));
    if (room == m_layout) {
        return; // sizes that somebody chose stay
    }
    m_layout = room;
    m_listPane->setVisible(width() >= px(kWithList));
    m_dock->setVisible(m_dockWanted && width() >= px(kWithDock));
    m_full->setVisible(width() >= px(kWithDock));
    m_room->setVisible(width() >= px(kWithList));
    const int list = px(width() >= px(kWide) ? 340 : roomy ? 256 : 236);
    const int dock = m_dock->isVisibleTo(this) ? px(width() >= px(kWide) ? 400
                                                    : roomy              ? 304
                                                                         : 264)
                                               : 0;
    m_dock->setMinimumWidth(px(240));
    m_splitter->setSizes({list, std::max(px(300), width() - list - dock), dock});
}

void QuestionsPage::relist()
{
    m_list->setOrder(static_cast<QuestionOrder>(m_orders->current()), m_search->text().trimmed());
}

/// Another question is on, or the filter has changed.
void QuestionsPage::follow()
{
    m_wantsNext = false;
    refresh();
    relist();
    const bool typing = m_search->hasFocus() || m_list->hasFocus();
    if (!typing && isVisible()) {
        m_card->setFocus(Qt::OtherFocusReason);
    }
    if (m_workshop.current() && isVisible()) {
        Q_EMIT wanted(
            {"questions", m_workshop.current()->subject, m_workshop.current()->attribute, {}});
    }
}

void QuestionsPage::refresh()
{
    if (m_workshop.current() && !document().facts().hasSubject(m_workshop.current()->subject)) {
        m_workshop.goNext();
        return;
    }
    const auto open = static_cast<int>(m_workshop.open().size());
    QString state = tr("%n open", nullptr, open);
    if (!m_workshop.roles().empty() || m_workshop.depth() != Depth::Full) {
        state = tr("%1 of %2")
                    .arg(state,
                         QLocale().toString(static_cast<qlonglong>(document().questions().size())));
    }
    m_state->setText(document().rankingIsFresh() || open > 0 ? state
                                                             : tr("looking for questions…"));
    const auto roles = static_cast<int>(m_workshop.roles().size());
    m_room->setText(roles == 0 ? tr("In the room: all")
                               : tr("In the room: %n role(s)", nullptr, roles));
    m_room->setAccessibleName(m_room->text());
    m_card->refresh();
    m_dock->refresh();
    m_clock->refresh();
    m_list->refreshStates();
    refreshFinishLine();
}

void QuestionsPage::refreshFinishLine()
{
    const FinishLine line = m_workshop.finishLine();
    const auto open = static_cast<int>(line.open);
    const auto deciding = static_cast<int>(line.deciding);
    m_finishTime->clear();
    if (line.settled) {
        m_finishText->setText(open == 0 ? tr("The site verdict can no longer change.")
                                        : tr("The site verdict can no longer change. %n open "
                                             "question(s) only (narrows|narrow) the scores.",
                                             nullptr,
                                             open));
    } else if (!document().rankingIsFresh() && open == 0) {
        m_finishText->setText(tr("Looking for the questions that settle most…"));
    } else if (deciding > 0) {
        m_finishText->setText(tr("%n answer(s) may decide a verdict.", nullptr, deciding));
        m_finishTime->setText(minutesText(line.decidingMinutes));
    } else if (open > 0) {
        m_finishText->setText(
            tr("No single answer decides a verdict yet; %n question(s) (is|are) open.",
               nullptr,
               open));
        m_finishTime->setText(minutesText(line.minutes));
    } else {
        m_finishText->setText(tr("Nothing is left to ask here, and the verdict is still open."));
    }
    auto* bar = static_cast<QProgressBar*>(m_finishBar);
    bar->setValue(static_cast<int>(document().assessment().coverage * 1000));
    bar->setAccessibleName(
        tr("Answers decided: %1 %").arg(std::floor(document().assessment().coverage * 100)));
    bar->setToolTip(bar->accessibleName());
}

void QuestionsPage::show(const Place& place)
{
    fit();
    if (place.subject && !place.attribute.empty() &&
        document().knowledge().findAttribute(place.attribute) != nullptr) {
        m_workshop.show({*place.subject, place.attribute});
        m_card->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (place.attribute == "next" || !m_workshop.current()) {
        m_wantsNext = !document().rankingIsFresh() && m_workshop.next() == nullptr;
        if (!m_wantsNext) {
            m_workshop.goNext();
        }
    }
    m_card->setFocus(Qt::OtherFocusReason);
}

} // namespace netready::desktop
