// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/answer_dock.h"

#include "app/client/questions.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QScrollArea>

#include <algorithm>
#include <cmath>

namespace netready::desktop {

namespace {

constexpr std::size_t kBars = 4; ///< three dimensions and the site

struct Moved
{
    QString name;
    ScoreRange before;
    ScoreRange after;
    bool settled = false;
    double by = 0;
};

/// The dimensions that moved most, then the site.
std::vector<Moved> moves(const ClientDocument& document)
{
    const LastEdit& edit = document.lastEdit();
    std::vector<Moved> dimensions;
    const auto add = [](std::vector<Moved>& list,
                        const QString& name,
                        const ScoreRange& before,
                        const ScoreRange& after,
                        bool settled) {
        if (scoreText(before) != scoreText(after)) {
            list.push_back({name,
                            before,
                            after,
                            settled,
                            std::abs(before.low - after.low) + std::abs(before.high - after.high)});
        }
    };
    for (std::size_t i = 0; i < edit.after.dimensions.size(); ++i) {
        const auto& before = edit.before.dimensions[i];
        const auto& after = edit.after.dimensions[i];
        if (before && after) {
            add(dimensions,
                shortTitle(document.knowledge().dimensions[i]),
                *before,
                *after,
                isOneClass(*after));
        }
    }
    std::stable_sort(dimensions.begin(), dimensions.end(), [](const Moved& a, const Moved& b) {
        return a.by > b.by;
    });
    dimensions.resize(std::min(dimensions.size(), kBars - 1));
    add(dimensions,
        AnswerDock::tr("Site"),
        edit.before.site,
        edit.after.site,
        edit.after.verdict.settled);
    return dimensions;
}

/// A button as large as what lies in it.
class CardButton : public QPushButton
{
public:
    CardButton()
    {
        QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
    }
    [[nodiscard]] QSize sizeHint() const override { return {px(200), heightForWidth(room())}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {0, heightForWidth(room())}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override
    {
        // The style keeps room for a frame and padding around the layout.
        return layout()->totalHeightForWidth(width - px(24)) + px(8);
    }

private:
    [[nodiscard]] int room() const { return std::max(width(), px(200)); }
};

} // namespace

void AnswerDock::Section::set(const QString& words) const
{
    text->setText(words);
    head->setVisible(!words.isEmpty());
    text->setVisible(!words.isEmpty());
}

AnswerDock::AnswerDock(ClientDocument& document, QWidget* parent)
    : QFrame(parent)
    , m_document(document)
    , m_workshop(Workshop::of(document))
{
    setProperty("role", "sunken");
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    QFrame* content = makePane("sunken");
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(px(16), px(16), px(16), px(8));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(tr("What this answer changed"), 16, Weight::SemiBold));
    m_quiet = makeWrapped({}, 14, Weight::Regular, TextInk::Second);
    m_quiet->setObjectName(QStringLiteral("answerEffect"));
    column->addWidget(m_quiet);
    for (std::size_t i = 0; i < kBars; ++i) {
        m_bars.push_back(makeBar(column));
    }
    auto* findings = new QVBoxLayout;
    findings->setSpacing(px(6));
    m_findings = findings;
    column->addLayout(findings);
    column->addWidget(makeLine());
    m_why = makeSection(column, tr("Why it matters"), "questionWhy");
    m_where = makeSection(column, tr("Where to find it"), "questionWhere");
    m_typical = makeSection(column, tr("Typical"), "questionTypical");
    m_worth = makeSection(column, tr("What an answer can settle"), "questionWorth");
    column->addStretch();
    scroll->setWidget(content);
    outer->addWidget(scroll, 1);

    auto* foot = new QWidget;
    auto* footColumn = new QVBoxLayout(foot);
    footColumn->setContentsMargins(px(16), px(8), px(16), px(16));
    auto* card = new CardButton;
    card->setObjectName(QStringLiteral("nextCard"));
    card->setProperty("role", "chosen");
    card->setAccessibleName(tr("Next best question"));
    auto* inner = new QVBoxLayout(card);
    inner->setContentsMargins(px(16), px(12), px(16), px(12));
    inner->setSpacing(px(4));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(8));
    head->addWidget(new IconLabel(QStringLiteral("target"), 16));
    head->addWidget(makeLabel(tr("Next best question"), 12, Weight::SemiBold, TextInk::Accent), 1);
    head->addWidget(makeLabel(QStringLiteral("N"), 12, Weight::Regular, TextInk::Second));
    inner->addLayout(head);
    m_nextText = makeWrapped({}, 16, Weight::SemiBold, TextInk::Main);
    m_nextWorth = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    inner->addWidget(m_nextText);
    inner->addWidget(m_nextWorth);
    for (QLabel* label : card->findChildren<QLabel*>()) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    connect(card, &QPushButton::clicked, &m_workshop, &Workshop::goNext);
    m_next = card;
    footColumn->addWidget(card);
    outer->addWidget(foot);
}

AnswerDock::Bar AnswerDock::makeBar(QBoxLayout* column)
{
    Bar bar;
    bar.widget = new QWidget;
    auto* inner = new QVBoxLayout(bar.widget);
    inner->setContentsMargins(0, px(2), 0, px(2));
    inner->setSpacing(px(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(4));
    bar.name = makeLabel({}, 14);
    bar.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    bar.before = makeLabel({}, 14, Weight::Regular, TextInk::Second);
    bar.after = makeLabel({}, 14, Weight::SemiBold);
    row->addWidget(bar.name, 1);
    row->addWidget(bar.before);
    row->addWidget(bar.after);
    inner->addLayout(row);
    bar.bar = new RangeBar(8, 14);
    inner->addWidget(bar.bar);
    column->addWidget(bar.widget);
    return bar;
}

AnswerDock::Section
AnswerDock::makeSection(QBoxLayout* column, const QString& head, const char* name)
{
    Section section;
    section.head = makeLabel(head, 12, Weight::SemiBold, TextInk::Note);
    section.text = makeWrapped({}, 14);
    section.text->setObjectName(QLatin1String(name));
    column->addWidget(section.head);
    column->addWidget(section.text);
    column->addSpacing(px(4));
    return section;
}

void AnswerDock::refresh()
{
    refreshChange();
    refreshNext();
    const std::optional<FactKey>& key = m_workshop.current();
    if (!key) {
        for (const Section& section : {m_why, m_where, m_typical, m_worth}) {
            section.set({});
        }
        return;
    }
    const RankedQuestion ranked = m_workshop.questionOf(*key);
    const Question* question = ranked.question;
    m_why.set(qstr(question == nullptr ? ranked.attribute->help : question->why));
    m_where.set(question == nullptr ? QString() : qstr(question->placeOfAnswer));
    m_typical.set(question == nullptr ? QString() : qstr(question->typical));
    const bool open = m_workshop.stateOf(*key) != QuestionState::Answered;
    m_worth.set(open && m_document.rankingIsFresh() && ranked.gain > 0 ? qstr(worth(ranked))
                                                                       : QString());
}

void AnswerDock::refreshChange()
{
    const LastEdit& edit = m_document.lastEdit();
    const std::optional<FactKey>& key = m_workshop.current();
    const QString named = key ? qstr(key->text()) : QString();
    const bool isOurs =
        key && (edit.title.contains(named + QStringLiteral(" ")) || edit.title.endsWith(named));
    const std::vector<Moved> moved = isOurs ? moves(m_document) : std::vector<Moved>{};
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const Bar& bar = m_bars[i];
        bar.widget->setVisible(i < moved.size());
        if (i < moved.size()) {
            const Moved& now = moved[i];
            bar.name->setText(now.name);
            bar.before->setText(tr("%1 →").arg(scoreText(now.before)));
            bar.after->setText(scoreText(now.after));
            bar.bar->setLook({now.after, now.before, now.settled, false}, now.name);
        }
    }
    refreshFindings(edit, isOurs);
    const bool nothing = moved.empty() && edit.newFailures.empty() && edit.cleared.empty();
    m_quiet->setVisible(!isOurs || nothing);
    m_quiet->setText(!isOurs ? tr("It shows here as soon as somebody answers.")
                             : tr("No score and no finding moved."));
}

void AnswerDock::refreshFindings(const LastEdit& edit, bool isOurs)
{
    QStringList findings;
    for (const std::string& title : edit.newFailures) {
        findings << QStringLiteral("-") + qstr(title);
    }
    for (const std::string& title : edit.cleared) {
        findings << QStringLiteral("+") + qstr(title);
    }
    if (!isOurs) {
        findings.clear();
    }
    if (findings == m_shownFindings) {
        return;
    }
    m_shownFindings = findings;
    clearLayout(m_findings);
    constexpr qsizetype kMost = 5;
    for (const QString& finding : findings.mid(0, kMost)) {
        const bool fails = finding.startsWith(QLatin1Char('-'));
        auto* row = new QWidget;
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, px(2), 0, px(2));
        line->setSpacing(px(8));
        line->addWidget(
            new IconLabel(QString::fromLatin1(fails ? "gate-lowers" : "gate-passed"), 16),
            0,
            Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(0);
        words->addWidget(makeWrapped(finding.mid(1), 14, Weight::Medium, TextInk::Main));
        words->addWidget(makeLabel(
            fails ? tr("fails now") : tr("fails no more"), 12, Weight::Regular, TextInk::Second));
        line->addLayout(words, 1);
        m_findings->addWidget(row);
    }
    if (findings.size() > kMost) {
        m_findings->addWidget(makeLabel(
            tr("and %n more finding(s)", nullptr, static_cast<int>(findings.size() - kMost)),
            12,
            Weight::Regular,
            TextInk::Second));
    }
}

void AnswerDock::refreshNext()
{
    const RankedQuestion* next = m_workshop.next();
    m_next->setVisible(next != nullptr);
    if (next == nullptr) {
        return;
    }
    m_nextText->setText(qstr(wording(*next)));
    QStringList worthOfIt;
    if (next->question != nullptr) {
        worthOfIt << tr("%1, %2 min")
                         .arg(roleName(next->question->role),
                              QLocale().toString(next->question->minutes, 'g', 3));
    }
    worthOfIt << m_document.titleOf(next->key.subject);
    worthOfIt << qstr(worth(*next));
    m_nextWorth->setText(worthOfIt.join(QStringLiteral("  ·  ")));
}

} // namespace netready::desktop
