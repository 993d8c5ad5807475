// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/start_page.h"

#include "app/client/holder.h"
#include "app/client/host.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/widgets/drop_area.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QPointer>
#include <QScrollArea>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace netready::desktop {

namespace {

/// A faint fabric at the foot of the left column.
class FaintFabric : public QWidget
{
public:
    FaintFabric() { setFixedHeight(px(132)); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        constexpr int kSpines = 4;
        constexpr int kLeaves = 8;
        QPainter painter(this);
        paintLeafSpine(painter,
                       QRectF(rect()).adjusted(1, 2, -1, -2),
                       kSpines,
                       kLeaves,
                       tokens().lineStrong,
                       false);
    }
};

QLabel* makeWordmark()
{
    QLabel* name = makeLabel(QStringLiteral("Netready"), 32, Weight::SemiBold);
    name->setAccessibleName(QStringLiteral("Netready"));
    return name;
}

/// The mark on its square.
class Mark : public QWidget
{
public:
    Mark() { setFixedSize(px(48), px(48)); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().accent);
        painter.drawRoundedRect(QRectF(rect()), px(10), px(10));
        paintIcon(painter,
                  QRectF(px(8), px(8), px(32), px(32)),
                  QStringLiteral("logo"),
                  tokens().onAccent);
    }
};

/// An exact count that a template states; 0 if it does not.
int countIn(const Template& start, const SubjectKey& subject, const std::string& attribute)
{
    for (const auto& [key, fact] : start.facts) {
        const auto* measure = std::get_if<Measure>(&fact.value);
        if (key.subject == subject && key.attribute == attribute && measure != nullptr &&
            measure->isPoint()) {
            return static_cast<int>(measure->low);
        }
    }
    return 0;
}

/// The picture is that of its first fabric whose switches are counted.
TemplateLook lookOf(const Template& start)
{
    TemplateLook look;
    look.id = qstr(start.id);
    look.description = qstr(start.description);
    const qsizetype end = look.description.indexOf(QStringLiteral(". "));
    look.line = end < 0 ? look.description : look.description.left(end + 1);
    const QString title = qstr(start.title);
    const qsizetype colon = title.indexOf(QStringLiteral(": "));
    look.kind = colon < 0 ? StartPage::tr("Template") : title.left(colon);
    look.title = colon < 0 ? title : title.mid(colon + 2);
    if (!look.title.isEmpty()) {
        look.title[0] = look.title[0].toUpper();
    }
    for (const Subject& subject : start.subjects) {
        if (subject.key.kind == "fabric" && look.leaves == 0) {
            look.leaves = countIn(start, subject.key, "fabric.leaf_count");
            look.spines = countIn(start, subject.key, "fabric.spine_count");
        }
    }
    return look;
}

TemplateLook emptyLook()
{
    TemplateLook look;
    look.kind = StartPage::tr("From nothing");
    look.title = StartPage::tr("Empty client");
    look.line = StartPage::tr("Begins with one question: what should AI do here?");
    look.description = look.line;
    return look;
}

struct TemplateScore
{
    QString id;
    VerdictResult verdict;
    ScoreRange score;
};

/// Kept while the packs are the same, so that another zoom does not assess again.
struct ScoreCache
{
    std::shared_ptr<const Knowledge> packs;
    std::vector<TemplateScore> scores;
};
ScoreCache& scoreCache()
{
    static ScoreCache cache;
    return cache;
}

TemplateScore assessed(const std::shared_ptr<const Knowledge>& packs, const Template* start)
{
    FactBase facts;
    facts.apply(newClientEdit(*packs, {}, start, {"netready", timeNow()}));
    AssessOptions options;
    options.today = today();
    const LiveAssessment live(packs, facts, options);
    return {start == nullptr ? QString() : qstr(start->id), live.siteVerdict(), live.siteScore()};
}

QLabel* makeSectionHead(const QString& title, const QString& hint, QBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(px(12));
    row->addWidget(makeLabel(title, 16, Weight::SemiBold));
    QLabel* words = makeElided(hint, 14, Weight::Regular, TextInk::Second);
    row->addWidget(words, 1);
    column->addLayout(row);
    return words;
}

} // namespace

StartPage::StartPage(const PacksInUse& packs, QWidget* parent)
    : QWidget(parent)
    , m_packs(packs)
{
    setAccessibleName(tr("Start"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = makeLeft();
    row->addWidget(m_left);
    row->addWidget(makeLine(Qt::Vertical));
    row->addWidget(makeRight(), 1);
    // Not while a client is about to be opened: that comes first.
    constexpr int kMoment = 150;
    m_later = new QTimer(this);
    m_later->setSingleShot(true);
    m_later->setInterval(kMoment);
    connect(m_later, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            checkRecent();
            assessTemplates();
        }
    });
}

QSize StartPage::minimumSizeHint() const
{
    return {px(640), px(360)};
}

QWidget* StartPage::makeLeft()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(32), px(32), px(24), px(16));
    column->setSpacing(0);
    auto* brand = new QHBoxLayout;
    brand->setSpacing(px(16));
    brand->addWidget(new Mark);
    brand->addWidget(makeWordmark(), 1);
    column->addLayout(brand);
    column->addSpacing(px(12));
    column->addWidget(makeWrapped(tr("Plan the network before the accelerators."), 16));
    column->addSpacing(px(28));

    const auto add = [&](const char* name, StartAction* action) {
        action->setObjectName(QLatin1String(name));
        column->addWidget(action);
        connect(action, &StartButton::stepped, this, [this, action](int right, int down) {
            step(action, right, down);
        });
        return action;
    };
    connect(add("newClient",
                new StartAction(
                    tr("New client"), QStringLiteral("plus"), QStringLiteral("Ctrl N"), true)),
            &QAbstractButton::clicked,
            this,
            &StartPage::askForNew);
    column->addSpacing(px(8));
    connect(add("openFile",
                new StartAction(tr("Open…"), QStringLiteral("folder"), QStringLiteral("Ctrl O"))),
            &QAbstractButton::clicked,
            this,
            &StartPage::openAsked);
    connect(add("openExample",
                new StartAction(
                    tr("Open the example"), QStringLiteral("book"), QStringLiteral("Ctrl E"))),
            &QAbstractButton::clicked,
            this,
            &StartPage::exampleAsked);
    column->addSpacing(px(20));
    auto* drop = new DropArea(tr("Drop a client file here"));
    drop->setMinimumHeight(px(88));
    drop->setMaximumHeight(px(120));
    connect(drop, &DropArea::dropped, this, [this](const QStringList& paths) {
        open(paths.front(), false);
    });
    m_drop = drop;
    column->addWidget(m_drop, 1);
    column->addStretch(1);
    m_faint = new FaintFabric;
    column->addWidget(m_faint);
    column->addSpacing(px(12));
    column->addWidget(makeWrapped(
        tr("Works offline. Nothing leaves this computer."), 12, Weight::Regular, TextInk::Note));
    return pane;
}

QWidget* StartPage::makeRight()
{
    auto* content = makePane("window");
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(px(40), px(32), px(40), px(32));
    column->setSpacing(px(12));
    column->addWidget(makeProblemBar());
    column->addWidget(makeRecent());
    column->addSpacing(px(20));
    column->addWidget(makeTemplates());
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("startScroll"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

QWidget* StartPage::makeProblemBar()
{
    m_problemBar = makePane("problem");
    m_problemBar->setObjectName(QStringLiteral("startProblem"));
    auto* row = new QHBoxLayout(m_problemBar);
    row->setContentsMargins(px(16), px(8), px(8), px(8));
    row->setSpacing(px(8));
    row->addWidget(new IconLabel(QStringLiteral("warning"), 18));
    m_problem = makeWrapped({}, 14, Weight::Medium, TextInk::Main);
    m_problem->setObjectName(QStringLiteral("startProblemText"));
    row->addWidget(m_problem, 1);
    m_again = makeButton(tr("Try again"), QStringLiteral("redo"));
    m_again->setObjectName(QStringLiteral("startTryAgain"));
    connect(m_again, &QPushButton::clicked, this, [this] { open(m_tried, false); });
    QPushButton* other = makeButton(tr("Open another…"), QStringLiteral("folder"));
    other->setObjectName(QStringLiteral("startOpenAnother"));
    connect(other, &QPushButton::clicked, this, &StartPage::openAsked);
    QPushButton* dismiss = makeButton(tr("Dismiss"), QStringLiteral("close"));
    dismiss->setObjectName(QStringLiteral("startDismiss"));
    connect(dismiss, &QPushButton::clicked, m_problemBar, &QWidget::hide);
    for (QPushButton* button : {m_again, other, dismiss}) {
        row->addWidget(button);
    }
    m_problemBar->hide();
    return m_problemBar;
}

void StartPage::showProblem(const QString& sentence)
{
    m_problem->setText(sentence);
    m_again->setVisible(!m_tried.isEmpty() && QFileInfo::exists(m_tried));
    m_problemBar->setVisible(!sentence.isEmpty());
}

QWidget* StartPage::makeRecent()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    m_recentHint = makeSectionHead(tr("Recent"), {}, column);
    m_recent = new QVBoxLayout;
    column->addLayout(m_recent);
    return pane;
}

void StartPage::fillRecent()
{
    clearLayout(m_recent);
    m_rows.clear();
    const std::vector<RecentFile> files = Settings::recentFiles();
    m_recentHint->setText(files.empty() ? QString() : tr("Enter opens, Del removes from the list"));
    if (files.empty()) {
        QPushButton* example =
            makeButton(tr("Open the example"), QStringLiteral("book"), tr("Ctrl E"));
        example->setObjectName(QStringLiteral("emptyExample"));
        connect(example, &QPushButton::clicked, this, &StartPage::exampleAsked);
        QWidget* empty = makeEmpty(
            QStringLiteral("file"),
            tr("No client yet. Start from a template below, or look at the example first."),
            example);
        empty->setMinimumHeight(px(176));
        m_recent->addWidget(empty);
        return;
    }
    QFrame* card = makePane("card");
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    for (const RecentFile& file : files) {
        if (!m_rows.empty()) {
            column->addWidget(makeLine());
        }
        m_rows.push_back(makeRow(file));
        column->addWidget(m_rows.back());
    }
    m_recent->addWidget(card);
    m_later->start();
}

RecentRow* StartPage::makeRow(const RecentFile& file)
{
    auto* row = new RecentRow(file);
    connect(row, &QAbstractButton::clicked, this, [this, row] {
        if (row->state() == RecentRow::State::Missing) {
            find(row);
        } else {
            open(row->file().path, row->state() == RecentRow::State::Elsewhere);
        }
    });
    connect(row, &RecentRow::readOnlyWanted, this, [this, row] { open(row->file().path, true); });
    connect(row, &RecentRow::findWanted, this, [this, row] { find(row); });
    connect(row, &StartButton::removed, this, [this, row] { forget(row); });
    connect(row, &StartButton::stepped, this, [this, row](int right, int down) {
        step(row, right, down);
    });
    return row;
}

void StartPage::open(const QString& path, bool readOnly)
{
    m_tried = path;
    m_problemBar->hide();
    Q_EMIT openWanted(path, readOnly);
}

void StartPage::forget(RecentRow* row)
{
    const auto at = std::find(m_rows.begin(), m_rows.end(), row) - m_rows.begin();
    Settings::forget(row->file().path);
    fillRecent();
    if (m_rows.empty()) {
        m_cards.front()->setFocus(Qt::OtherFocusReason);
    } else {
        const auto next = std::min<std::size_t>(static_cast<std::size_t>(at), m_rows.size() - 1);
        m_rows[next]->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::find(RecentRow* row)
{
    const QString path = Dialogs::instance().fileToOpen(
        this,
        tr("Where is %1?").arg(QFileInfo(row->file().path).fileName()),
        tr("Netready clients (*.netready)"));
    if (!path.isEmpty()) {
        Settings::forget(row->file().path);
        open(path, false);
    }
}

/// Whether files are there and free is asked beside the interface: a network drive may be slow.
void StartPage::checkRecent()
{
    QStringList paths;
    for (const RecentRow* row : m_rows) {
        paths << row->file().path;
    }
    QThreadPool::globalInstance()->start(
        [self = QPointer<StartPage>(this), application = QCoreApplication::instance(), paths] {
            QMap<QString, RecentRow::State> states;
            QMap<QString, QString> holders;
            for (const QString& path : paths) {
                states[path] = !QFileInfo::exists(path)     ? RecentRow::State::Missing
                               : isBeingWritten(utf8(path)) ? RecentRow::State::Elsewhere
                                                            : RecentRow::State::There;
                if (states[path] == RecentRow::State::Elsewhere) {
                    holders[path] = qstr(holderOf(utf8(path)));
                }
            }
            QMetaObject::invokeMethod(application, [self, states, holders] {
                if (self != nullptr) {
                    for (RecentRow* row : self->m_rows) {
                        const QString& path = row->file().path;
                        row->setState(states.value(path, row->state()), holders.value(path));
                    }
                }
            });
        });
}

QWidget* StartPage::makeTemplates()
{
    m_cardsPane = new QWidget;
    auto* column = new QVBoxLayout(m_cardsPane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(12));
    makeSectionHead(tr("Start from a template"),
                    tr("each value says where it comes from; change what is different with you"),
                    column);
    m_cardGrid = new QGridLayout;
    m_cardGrid->setSpacing(px(16));
    column->addLayout(m_cardGrid);
    std::vector<TemplateLook> looks;
    for (const Template& start : m_packs.knowledge->templates) {
        looks.push_back(lookOf(start));
    }
    looks.push_back(emptyLook());
    for (TemplateLook& look : looks) {
        auto* card = new TemplateCard(std::move(look));
        connect(card, &QAbstractButton::clicked, this, [this, card] {
            Q_EMIT newWanted(card->look().id);
        });
        connect(card, &StartButton::stepped, this, [this, card](int right, int down) {
            step(card, right, down);
        });
        m_cards.push_back(card);
    }
    placeCards();
    return m_cardsPane;
}

void StartPage::placeCards()
{
    const int count = static_cast<int>(m_cards.size());
    const int width = std::max(this->width() - m_left->width() - px(80), px(160));
    const int columns = std::clamp((width + px(16)) / px(168 + 16), 1, count);
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    for (int i = 0; i < count; ++i) {
        m_cardGrid->addWidget(m_cards[static_cast<std::size_t>(i)], i / columns, i % columns);
    }
    for (int column = 0; column < count; ++column) {
        m_cardGrid->setColumnStretch(column, column < columns ? 1 : 0);
    }
}

void StartPage::assessTemplates()
{
    const auto show = [](StartPage& page) {
        for (const TemplateScore& score : scoreCache().scores) {
            for (TemplateCard* card : page.m_cards) {
                if (card->look().id == score.id) {
                    card->setVerdict(score.verdict, score.score);
                }
            }
        }
    };
    if (scoreCache().packs == m_packs.knowledge) {
        show(*this);
        return;
    }
    QThreadPool::globalInstance()->start([self = QPointer<StartPage>(this),
                                          application = QCoreApplication::instance(),
                                          packs = m_packs.knowledge,
                                          show] {
        std::vector<TemplateScore> scores;
        for (const Template& start : packs->templates) {
            scores.push_back(assessed(packs, &start));
        }
        scores.push_back(assessed(packs, nullptr));
        QMetaObject::invokeMethod(application, [self, packs, show, scores = std::move(scores)] {
            scoreCache() = {packs, scores};
            if (self != nullptr) {
                show(*self);
            }
        });
    });
}

/// Goes on with the arrows: from the left column into the files, through them into the cards.
void StartPage::step(QWidget* from, int right, int down)
{
    std::vector<QWidget*> left;
    for (QWidget* action : m_left->findChildren<StartAction*>()) {
        left.push_back(action);
    }
    const auto find = [&](const auto& list) {
        return std::find(list.begin(), list.end(), from) - list.begin();
    };
    const auto go = [](const auto& list, std::ptrdiff_t index) {
        if (index >= 0 && index < static_cast<std::ptrdiff_t>(list.size())) {
            list[static_cast<std::size_t>(index)]->setFocus(Qt::TabFocusReason);
        }
    };
    const auto size = [](const auto& list) { return static_cast<std::ptrdiff_t>(list.size()); };
    if (const std::ptrdiff_t action = find(left); action < size(left)) {
        if (right > 0) {
            m_rows.empty() ? go(m_cards, 0) : go(m_rows, 0);
        } else {
            go(left, action + down);
        }
    } else if (const std::ptrdiff_t row = find(m_rows); row < size(m_rows)) {
        if (right < 0) {
            go(left, 0);
        } else if (down > 0 && row == size(m_rows) - 1) {
            go(m_cards, 0);
        } else {
            go(m_rows, row + down);
        }
    } else {
        const std::ptrdiff_t card = find(m_cards);
        if (right < 0 && card == 0) {
            go(left, 0);
        } else if (down < 0 && card < m_columns) {
            go(m_rows, size(m_rows) - 1);
        } else {
            go(m_cards, card + right + down * m_columns);
        }
    }
}

void StartPage::askForNew()
{
    m_cards.front()->setFocus(Qt::ShortcutFocusReason);
    if (auto* scroll = findChild<QScrollArea*>(QStringLiteral("startScroll"))) {
        scroll->ensureWidgetVisible(m_cards.front(), 0, px(24));
    }
}

void StartPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    fillRecent();
    m_later->start();
    if (!m_rows.empty()) {
        m_rows.front()->setFocus(Qt::OtherFocusReason);
    } else {
        m_left->findChild<StartAction*>()->setFocus(Qt::OtherFocusReason);
    }
}

void StartPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    constexpr double kShare = 0.3;
    m_left->setFixedWidth(std::clamp(static_cast<int>(width() * kShare), px(264), px(432)));
    placeCards();
}

} // namespace netready::desktop
