// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/presenter.h"

#include "app/client/answer.h"
#include "app/client/questions.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/option_cell.h"
#include "app/desktop/widgets/section_clock.h"
#include "app/desktop/widgets/value_edit.h"
#include "core/base/error.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QScreen>
#include <QStyle>
#include <QWindow>

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

constexpr int kSide = 64;

/// Names of the bands, each in the middle of its part of the bar.
class BandNames : public QWidget
{
public:
    BandNames() { setFixedHeight(px(28)); }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        struct Band
        {
            double low;
            double high;
            QString name;
        };
        const std::array<Band, 4> bands{{{0, 0.4, Presenter::tr("not ready")},
                                         {0.4, 0.7, Presenter::tr("ready if")},
                                         {0.7, 0.9, Presenter::tr("ready")},
                                         {0.9, 1, Presenter::tr("strong")}}};
        QPainter painter(this);
        painter.setFont(textFont(20));
        painter.setPen(tokens().text2);
        const QFontMetricsF metrics(painter.font());
        for (const Band& band : bands) {
            const double wide = metrics.horizontalAdvance(band.name);
            const double middle = width() * (band.low + band.high) / 2;
            const double left = std::clamp(middle - wide / 2, 0.0, width() - wide);
            painter.drawText(QRectF(left, 0, wide + 1, height()), Qt::AlignVCenter, band.name);
        }
    }
};

/// A key in a box.
QLabel* makeKey(const QString& name)
{
    QLabel* key = makeLabel(name, 20, Weight::Medium, TextInk::Second);
    key->setAlignment(Qt::AlignCenter);
    key->setMinimumWidth(px(28));
    key->setProperty("role", "card");
    key->setContentsMargins(px(6), 0, px(6), 0);
    return key;
}

/// Sizes that are tried until all fits.
struct Fit
{
    int question;
    int option;
    bool lead;
    int bar; ///< of the dimension; 0: hidden
    bool bands;
};
constexpr std::array<Fit, 10> kFits{{{64, 32, true, 40, true},
                                     {56, 32, true, 40, true},
                                     {48, 28, true, 40, true},
                                     {40, 28, true, 32, true},
                                     {32, 24, true, 24, true},
                                     {28, 20, false, 24, true},
                                     {28, 20, false, 16, false},
                                     {20, 20, false, 12, false},
                                     {20, 20, false, 0, false},
                                     {20, 16, false, 0, false}}};

} // namespace

Presenter::Presenter(ClientDocument& document, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_document(document)
    , m_workshop(Workshop::of(document))
{
    setObjectName(QStringLiteral("presenter"));
    setWindowTitle(tr("Netready – questions"));
    setAccessibleName(tr("Question, full screen"));
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", "surface");
    setFocusPolicy(Qt::StrongFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(makeLine());
    m_body = makeBody();
    column->addWidget(m_body, 1);
    m_dimension = makeDimension();
    column->addWidget(m_dimension);
    column->addWidget(makeKeys());
    connect(&m_document, &ClientDocument::changed, this, &Presenter::refresh);
    connect(&m_document, &ClientDocument::ranked, this, [this] {
        if (!m_workshop.current()) {
            m_workshop.goNext();
        }
        refresh();
    });
    connect(&m_workshop, &Workshop::changed, this, &Presenter::refresh);
    // The client may be closed under it.
    connect(&m_document, &QObject::destroyed, this, &QWidget::close);
    if (!m_workshop.current()) {
        m_workshop.goNext();
    }
    refresh();
}

void Presenter::showOn(const QWidget* window)
{
    const QList<QScreen*> screens = QGuiApplication::screens();
    for (QScreen* screen : screens) {
        if (window == nullptr || screen != window->screen()) {
            setGeometry(screen->geometry());
        }
    }
    showFullScreen();
    setFocus(Qt::OtherFocusReason);
}

QWidget* Presenter::makeTop()
{
    auto* top = new QWidget;
    top->setFixedHeight(px(72));
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(px(kSide), 0, px(kSide), 0);
    row->setSpacing(px(24));
    m_verdict = new VerdictLabel(36, 28);
    m_verdict->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(m_verdict);
    m_range = new RangeBar(12, 22);
    m_range->setFixedWidth(px(240));
    row->addWidget(m_range);
    row->addStretch();
    m_clock = new SectionClock(m_document, 20);
    m_clock->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_clock);
    return top;
}

QWidget* Presenter::makeBody()
{
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(px(kSide), px(20), px(kSide), px(12));
    column->setSpacing(px(12));
    m_role = makeLabel({}, 20, Weight::Regular, TextInk::Second);
    m_role->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    column->addWidget(m_role);
    m_text = makeWrapped({}, 64, Weight::SemiBold, TextInk::Main);
    m_text->setObjectName(QStringLiteral("presenterQuestion"));
    column->addWidget(m_text);
    m_lead = makeWrapped({}, 28);
    column->addWidget(m_lead);
    m_field = new ValueLine;
    m_field->setObjectName(QStringLiteral("presenterField"));
    m_field->setAccessibleName(tr("Answer"));
    m_field->setProperty("tall", "huge");
    m_field->setFixedHeight(px(72));
    m_field->setFont(textFont(32, Weight::SemiBold));
    m_field->setMaximumWidth(px(900));
    connect(m_field, &QLineEdit::returnPressed, this, &Presenter::commitLine);
    connect(m_field, &QLineEdit::textEdited, this, &Presenter::showAnswer);
    column->addWidget(m_field);
    m_grid = new QWidget;
    m_cellGrid = new QGridLayout(m_grid);
    m_cellGrid->setContentsMargins(0, 0, 0, 0);
    m_cellGrid->setSpacing(px(12));
    column->addWidget(m_grid);
    m_wrong = makeWrapped({}, 20, Weight::Medium, TextInk::Bad);
    m_wrong->setObjectName(QStringLiteral("presenterWrong"));
    column->addWidget(m_wrong);
    m_hint = makeWrapped({}, 20);
    m_hint->setObjectName(QStringLiteral("presenterHint"));
    column->addWidget(m_hint);
    m_person = new ChoiceBox;
    m_person->setObjectName(QStringLiteral("presenterPerson"));
    m_person->setAccessibleName(tr("Who says it"));
    m_person->setEditable(true);
    m_person->setInsertPolicy(QComboBox::NoInsert);
    m_person->setFont(textFont(20));
    m_person->setFixedHeight(px(48));
    m_person->setMaximumWidth(px(520));
    m_person->hide();
    connect(m_person->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        m_workshop.setPerson(utf8(m_person->currentText().trimmed()));
        m_person->hide();
        if (OptionDraft::suits(*m_attribute)) {
            setFocus(Qt::OtherFocusReason);
        } else {
            type(m_field->text(), false);
        }
        fit();
    });
    column->addWidget(m_person);
    column->addStretch();
    return body;
}

QWidget* Presenter::makeDimension()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(kSide), 0, px(kSide), px(4));
    column->setSpacing(px(4));
    auto* row = new QHBoxLayout;
    row->setSpacing(px(16));
    m_dimensionName = makeLabel({}, 28, Weight::SemiBold);
    m_dimensionWorth = makeLabel({}, 20, Weight::Regular, TextInk::Second);
    m_dimensionWorth->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_dimensionName);
    row->addWidget(m_dimensionWorth, 1);
    column->addLayout(row);
    m_dimensionBar = new RangeBar(40, 64);
    column->addWidget(m_dimensionBar);
    m_bands = new BandNames;
    column->addWidget(m_bands);
    return pane;
}

QWidget* Presenter::makeKeys()
{
    auto* pane = new QWidget;
    auto* row = new QHBoxLayout(pane);
    row->setContentsMargins(px(kSide), px(4), px(kSide), px(12));
    row->setSpacing(px(8));
    const auto add = [&](const QString& key, const QString& word) {
        row->addWidget(makeKey(key));
        row->addWidget(makeLabel(word, 20, Weight::Regular, TextInk::Second));
        row->addSpacing(px(14));
    };
    m_answerKeys = makeKey(QStringLiteral("1–9"));
    row->addWidget(m_answerKeys);
    row->addWidget(makeLabel(tr("answer"), 20, Weight::Regular, TextInk::Second));
    row->addSpacing(px(14));
    add(QStringLiteral("0"), tr("does not apply"));
    add(QStringLiteral("N"), tr("next"));
    add(QStringLiteral("S"), tr("skip"));
    add(QStringLiteral("P"), tr("park"));
    add(QStringLiteral("R"), tr("range, person"));
    row->addStretch();
    add(QStringLiteral("M"), tr("map"));
    add(tr("Esc"), tr("leave"));
    return pane;
}

void Presenter::refresh()
{
    const Assessment::Site& site = m_document.assessment().site;
    m_verdict->setVerdict(site.verdict.verdict, site.score, site.verdict.settled);
    m_range->setLook({site.score, std::nullopt, site.verdict.settled, false}, tr("Site"));
    m_clock->refresh();
    const std::optional<FactKey>& key = m_workshop.current();
    if (key && *key != m_key) {
        m_key = *key;
        m_attribute = m_document.knowledge().findAttribute(m_key.attribute);
        m_draft = OptionDraft(*m_attribute, m_document.facts());
        m_isReason = false;
        m_field->clear();
        m_wrong->clear();
        m_person->hide();
        makeCells();
        setFocus(Qt::OtherFocusReason);
    } else if (!key) {
        m_key = {};
        m_attribute = nullptr;
        m_draft = {};
        makeCells();
    }
    showQuestion();
    showAnswer();
    showDimension();
    fit();
}

void Presenter::showQuestion()
{
    if (m_attribute == nullptr) {
        const FinishLine line = m_workshop.finishLine();
        m_role->clear();
        m_text->setText(!m_document.rankingIsFresh() ? tr("Looking for the next question…")
                        : line.open == 0             ? tr("Nothing is left to ask.")
                                                     : tr("Nothing else to ask now."));
        m_lead->setText(line.open == 0
                            ? QString()
                            : tr("%n question(s) (stays|stay) open: skipped, parked or not known.",
                                 nullptr,
                                 static_cast<int>(line.open)));
        return;
    }
    const RankedQuestion question = m_workshop.questionOf(m_key);
    const QString subject = m_document.titleOf(m_key.subject);
    m_role->setText(question.question == nullptr
                        ? subject
                        : tr("For the %1  ·  %2").arg(roleName(question.question->role), subject));
    m_text->setText(qstr(wording(question)));
    m_lead->setText(qstr(m_attribute->help));
}

void Presenter::makeCells()
{
    clearLayout(m_cellGrid);
    m_cells.clear();
    const auto count = m_draft.options().size();
    const auto add = [&](std::size_t i, const QString& title, const QString& help) {
        auto* cell = new OptionCell(i < 9 ? QString::number(i + 1) : QString(), title, help, 32);
        cell->setObjectName(QStringLiteral("presenterOption%1").arg(i + 1));
        cell->setFocusPolicy(Qt::TabFocus);
        connect(
            cell, &QAbstractButton::clicked, this, [this, i] { digit(static_cast<int>(i) + 1); });
        m_cells.push_back(cell);
    };
    for (std::size_t i = 0; i < count; ++i) {
        add(i, qstr(m_draft.options()[i].title), qstr(m_draft.options()[i].help));
    }
    if (m_attribute != nullptr && OptionDraft::suits(*m_attribute)) {
        add(count, tr("Nobody here knows"), {});
    }
    m_answerKeys->setText(
        m_cells.empty() ? tr("type")
                        : QStringLiteral("1–%1").arg(std::min<std::size_t>(m_cells.size(), 9)));
}

void Presenter::showAnswer()
{
    const bool options = m_attribute != nullptr && OptionDraft::suits(*m_attribute);
    m_grid->setVisible(options);
    m_field->setVisible(m_attribute != nullptr && (!options || m_isReason));
    m_wrong->setVisible(!m_wrong->text().isEmpty());
    if (m_attribute == nullptr) {
        m_hint->hide();
        return;
    }
    const FactView* view = m_document.factView(m_key);
    const auto& facts = m_document.facts().facts(m_key);
    const auto own = std::find_if(facts.rbegin(), facts.rend(), [&](const Fact& fact) {
        return fact.author == m_workshop.person() && fact.withdrawn.empty();
    });
    if (options && own != facts.rend() && !m_draft.takesSeveral()) {
        m_draft.load(own->value);
    }
    const bool notKnown =
        own != facts.rend() && std::holds_alternative<NotKnown>(own->value) && options;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const bool isLast = i == m_draft.options().size();
        m_cells[i]->setMark(!isLast    ? m_draft.mark(i)
                            : notKnown ? OptionMark::Chosen
                                       : OptionMark::None);
    }
    m_field->setUnit(m_isReason || m_field->text().contains(QRegularExpression("[A-Za-z%]"))
                         ? QString()
                         : qstr(m_attribute->unit));
    m_field->setPlaceholderText(m_isReason ? tr("Why does it not apply?") : QString());
    QString hint;
    const QString typed = m_field->text().trimmed();
    if (m_isReason) {
        hint = tr("Enter records that it does not apply.");
    } else if (!options && !typed.isEmpty()) {
        try {
            hint = tr("Understood: %1")
                       .arg(qstr(valueInWords(
                           *m_attribute,
                           parseValue(*m_attribute, asValueText(*m_attribute, utf8(typed))))));
        } catch (const Error&) {
            // Perhaps not finished; Enter says what is wrong.
        }
    } else if (m_draft.takesSeveral()) {
        hint = m_attribute->type == AttributeType::Choices
                   ? tr("Press once for certainly, twice for perhaps; Enter records.")
                   : tr("Press all that remain possible; Enter records.");
    } else if (view != nullptr && !facts.empty()) {
        hint = tr("Recorded: %1").arg(qstr(valueInWords(*m_attribute, view->resolution.value)));
    } else if (!options) {
        hint = tr("Type %1; ? is not known.").arg(qstr(answerForm(*m_attribute)));
    }
    if (m_workshop.person() != m_document.author()) {
        hint = tr("%1 says: %2").arg(qstr(m_workshop.person()), hint);
    }
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

void Presenter::showDimension()
{
    const ScoredDimension* dimension =
        m_attribute == nullptr ? nullptr : m_workshop.dimensionOf(m_key);
    m_hasDimension = dimension != nullptr;
    m_dimension->setVisible(m_hasDimension);
    if (dimension == nullptr) {
        return;
    }
    const auto index =
        static_cast<std::size_t>(dimension - m_document.knowledge().dimensions.data());
    const LastEdit& edit = m_document.lastEdit();
    const auto& now = edit.after.dimensions[index];
    const auto& before = edit.before.dimensions[index];
    const QString name = shortTitle(*dimension);
    m_dimensionName->setText(QStringLiteral("%1 %2").arg(name, scoreText(now)));
    m_dimensionBar->setLook({now, before, now && isOneClass(*now), false}, name);
    const RankedQuestion question = m_workshop.questionOf(m_key);
    const bool open = m_workshop.stateOf(m_key) != QuestionState::Answered;
    const bool moved = before && now && scoreText(before) != scoreText(now);
    m_dimensionWorth->setText(moved                       ? tr("was %1").arg(scoreText(before))
                              : open && question.gain > 0 ? qstr(worth(question))
                                                          : QString());
}

void Presenter::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// Shrinks the type until the question and all its answers are on the screen.
void Presenter::fit()
{
    const int wide = width() - 2 * px(kSide);
    const bool hasLead = !m_lead->text().isEmpty();
    for (const Fit& sizes : kFits) {
        m_text->setFont(textFont(sizes.question, Weight::SemiBold));
        m_lead->setFont(textFont(sizes.question >= 48 ? 28 : 20));
        m_lead->setVisible(hasLead && sizes.lead);
        m_dimension->setVisible(m_hasDimension && sizes.bar > 0);
        m_dimensionBar->setSizes(sizes.bar, sizes.bar * 1.6);
        m_bands->setVisible(sizes.bands);
        const bool isShort =
            std::all_of(m_cells.begin(), m_cells.end(), [](const OptionCell* cell) {
                return cell->text().size() < 90;
            });
        const int columns = m_cells.size() > 8 && isShort ? 3 : m_cells.size() > 1 ? 2 : 1;
        for (std::size_t i = 0; i < m_cells.size(); ++i) {
            m_cells[i]->setTitleSize(sizes.option);
            m_cellGrid->addWidget(
                m_cells[i], static_cast<int>(i) / columns, static_cast<int>(i) % columns);
            m_cells[i]->show();
        }
        for (int c = 0; c < 3; ++c) {
            m_cellGrid->setColumnStretch(c, c < columns ? 1 : 0);
        }
        m_cellGrid->invalidate();
        m_body->layout()->invalidate();
        m_body->layout()->activate();
        const int around =
            px(72) + 1 + (m_dimension->isHidden() ? 0 : m_dimension->sizeHint().height()) + px(52);
        const int needed = m_body->layout()->totalHeightForWidth(wide + 2 * px(kSide));
        if (needed + around <= height()) {
            return;
        }
    }
}

void Presenter::type(const QString& first, bool isReason)
{
    m_isReason = isReason;
    m_field->setText(first);
    showAnswer();
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setCursorPosition(static_cast<int>(first.size()));
    fit();
}

void Presenter::digit(int number)
{
    const auto index = static_cast<std::size_t>(number - 1);
    if (m_attribute == nullptr || m_document.isReadOnly()) {
        return;
    }
    if (number == 0) {
        type({}, true);
    } else if (!OptionDraft::suits(*m_attribute)) {
        type(QString::number(number), false);
    } else if (index == m_draft.options().size()) {
        record(QStringLiteral("?"));
    } else if (index < m_draft.options().size()) {
        if (m_draft.press(index)) {
            record(qstr(m_draft.text()));
        } else {
            showAnswer();
            fit();
        }
    }
}

/// Several remaining options, or another person.
void Presenter::askForMore()
{
    if (m_attribute == nullptr) {
        return;
    }
    if (m_attribute->type == AttributeType::Choice) {
        m_draft.setSeveralRemain(!m_draft.severalRemain());
    }
    m_person->clear();
    for (const std::string& name : m_workshop.people()) {
        m_person->addItem(qstr(name));
    }
    m_person->setCurrentText(qstr(m_workshop.person()));
    m_person->show();
    showAnswer();
    fit();
    m_person->setFocus(Qt::OtherFocusReason);
    m_person->lineEdit()->selectAll();
}

void Presenter::commitLine()
{
    const QString typed = m_field->text().trimmed();
    if (m_isReason) {
        record(QStringLiteral("not applicable: %1").arg(typed));
    } else if (!typed.isEmpty()) {
        record(typed);
    }
}

void Presenter::record(const QString& typed)
{
    QString why;
    m_wrong->clear();
    if (m_workshop.answer(typed, &why)) {
        m_isReason = false;
        m_field->clear();
        m_draft.setSeveralRemain(false);
        setFocus(Qt::OtherFocusReason);
        refresh();
        return;
    }
    m_wrong->setText(why);
    showAnswer();
    fit();
}

void Presenter::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    const QString text = event->text();
    const bool plain = (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0;
    if (key == Qt::Key_Escape) {
        if (m_field->hasFocus() || m_person->isVisible()) {
            m_isReason = false;
            m_field->clear();
            m_wrong->clear();
            m_person->hide();
            setFocus(Qt::OtherFocusReason);
            refresh();
        } else {
            close();
        }
    } else if (event->matches(QKeySequence::Undo)) {
        m_document.undo();
    } else if (event->matches(QKeySequence::Redo)) {
        m_document.redo();
    } else if (!plain || m_field->hasFocus()) {
        QWidget::keyPressEvent(event);
    } else if (key >= Qt::Key_0 && key <= Qt::Key_9) {
        digit(key - Qt::Key_0);
    } else if (key == Qt::Key_S) {
        m_workshop.skip();
    } else if (key == Qt::Key_P) {
        m_workshop.park();
    } else if (key == Qt::Key_N) {
        m_workshop.goNext();
    } else if (key == Qt::Key_Backspace) {
        m_workshop.goBack();
    } else if (key == Qt::Key_R) {
        askForMore();
    } else if (key == Qt::Key_M) {
        Q_EMIT mapWanted();
        close();
    } else if (key == Qt::Key_Question) {
        record(QStringLiteral("?"));
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_attribute != nullptr) {
        if (m_draft.takesSeveral()) {
            record(qstr(m_draft.text()));
        } else if (m_workshop.stateOf(m_key) != QuestionState::Open) {
            m_workshop.goNext();
        } else if (!OptionDraft::suits(*m_attribute)) {
            type({}, false);
        }
    } else if (!text.isEmpty() && text.front().isPrint() && m_attribute != nullptr &&
               (m_attribute->type == AttributeType::Text || text.front().isPunct() ||
                text.front().isSymbol()) &&
               !OptionDraft::suits(*m_attribute)) {
        type(text, false);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace netready::desktop
