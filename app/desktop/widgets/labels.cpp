// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QVariantAnimation>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace netready::desktop {

namespace {

constexpr int kSlideTime = 120;

void setInk(QLabel* label, TextInk ink)
{
    static const char* const names[] = {"1", "2", "3", "accent", "bad"};
    label->setProperty("ink", names[static_cast<int>(ink)]);
}

class ElidedLabel : public QLabel
{
public:
    ElidedLabel()
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.setFont(font());
        const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, width());
        painter.drawText(rect(), static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
        setToolTip(shown == text() ? QString() : text());
    }
};

/// A push button that shows its key.
class KeyButton : public QPushButton
{
public:
    KeyButton(const QString& text, QString key)
        : QPushButton(text)
        , m_key(std::move(key))
    {
        makeRoom(!m_key.isEmpty());
    }
    /// The word stays whole; the key gives way.
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        const QSize size = QPushButton::sizeHint();
        return m_shows ? QSize(size.width() - keyWidth() - px(kGap), size.height()) : size;
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QSize size = QPushButton::sizeHint();
        return m_shows || m_key.isEmpty()
                   ? size
                   : QSize(size.width() + keyWidth() + px(kGap), size.height());
    }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        // Outside of dialogs a push button leaves Enter alone; people press it all the same.
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
            click();
        } else {
            QPushButton::keyPressEvent(event);
        }
    }
    void resizeEvent(QResizeEvent* event) override
    {
        QPushButton::resizeEvent(event);
        makeRoom(!m_key.isEmpty() && width() >= sizeHint().width());
    }
    void paintEvent(QPaintEvent* event) override
    {
        QPushButton::paintEvent(event);
        if (!m_shows) {
            return;
        }
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box(
            width() - keyWidth() - px(10), (height() - px(18)) / 2.0, keyWidth(), px(18));
        const bool primary = property("primary").toBool() && isEnabled();
        const Tokens& t = tokens();
        QColor line = primary ? t.onAccent : t.lineStrong;
        if (primary) {
            line.setAlphaF(0.6F);
        }
        painter.setPen(QPen(line, 1));
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3));
        painter.setFont(textFont(12));
        painter.setPen(primary ? t.onAccent : t.text3);
        painter.drawText(box, Qt::AlignCenter, m_key);
    }

private:
    static constexpr int kGap = 6;

    [[nodiscard]] int keyWidth() const
    {
        return std::max(px(18), QFontMetrics(textFont(12)).horizontalAdvance(m_key) + px(8));
    }
    void makeRoom(bool shows)
    {
        if (shows != m_shows) {
            m_shows = shows;
            setStyleSheet(
                shows ? QStringLiteral("padding-right: %1px").arg(keyWidth() + px(12 + kGap))
                      : QString());
        }
    }

    QString m_key;
    bool m_shows = false;
};

} // namespace

void setButtonIcon(QAbstractButton* button, const QString& name, const QColor& colour)
{
    // Styles set icon and word closer than the look does: the gap is part of the picture.
    const QSize size(px(22), px(16));
    QIcon padded;
    for (const double ratio : {1.0, 2.0}) {
        for (const bool enabled : {true, false}) {
            QPixmap pixmap(size * ratio);
            pixmap.setDevicePixelRatio(ratio);
            pixmap.fill(Qt::transparent);
            QPainter painter(&pixmap);
            paintIcon(
                painter, QRectF(0, 0, px(16), px(16)), name, enabled ? colour : tokens().text3);
            painter.end();
            padded.addPixmap(pixmap, enabled ? QIcon::Normal : QIcon::Disabled);
        }
    }
    button->setIcon(padded);
    button->setIconSize(size);
}

QLabel* makeLabel(const QString& text, int size, Weight weight, TextInk ink)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setFont(textFont(size, weight));
    setInk(label, ink);
    return label;
}

QLabel* makeElided(const QString& text, int size, Weight weight, TextInk ink)
{
    auto* label = new ElidedLabel;
    label->setText(text);
    label->setFont(textFont(size, weight));
    setInk(label, ink);
    return label;
}

QLabel* makeWrapped(const QString& text, int size, Weight weight, TextInk ink)
{
    QLabel* label = makeLabel(text, size, weight, ink);
    label->setWordWrap(true);
    return label;
}

QFrame* makeLine(Qt::Orientation orientation)
{
    auto* line = new QFrame;
    line->setProperty("role", orientation == Qt::Horizontal ? "line" : "upright");
    return line;
}

QFrame* makePane(const char* role)
{
    auto* pane = new QFrame;
    pane->setProperty("role", role);
    return pane;
}

QPushButton* makeButton(const QString& text, const QString& iconName, const QString& key)
{
    auto* button = new KeyButton(text, key);
    if (!iconName.isEmpty()) {
        setButtonIcon(button, iconName, tokens().text2);
    }
    button->setAccessibleName(text);
    if (!key.isEmpty()) {
        button->setToolTip(QStringLiteral("%1 (%2)").arg(text, key));
    }
    return button;
}

QPushButton* makePrimary(const QString& text, const QString& iconName, const QString& key)
{
    QPushButton* button = makeButton(text, {}, key);
    button->setProperty("primary", true);
    if (!iconName.isEmpty()) {
        setButtonIcon(button, iconName, tokens().onAccent);
    }
    return button;
}

QPushButton* makeLink(const QString& text)
{
    auto* button = new QPushButton(text);
    button->setProperty("link", true);
    button->setCursor(Qt::PointingHandCursor);
    button->setAccessibleName(text);
    return button;
}

QToolButton* makeSquare(const QString& iconName, const QString& name)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setProperty("square", true);
    button->setProperty("small", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void ChoiceBox::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    paintIcon(painter,
              QRectF(width() - px(24), (height() - px(16)) / 2.0, px(16), px(16)),
              QStringLiteral("chevron-down"),
              isEnabled() ? tokens().text2 : tokens().text3);
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

Segments::Segments(const QStringList& names, QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < names.size(); ++i) {
        auto* segment = new QToolButton;
        segment->setText(names[i]);
        segment->setAccessibleName(names[i]);
        segment->setCheckable(true);
        segment->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        segment->setFocusPolicy(Qt::StrongFocus);
        segment->setProperty("segment", true);
        segment->setProperty("first", i == 0);
        segment->setProperty("last", i == names.size() - 1);
        m_group->addButton(segment, i);
        row->addWidget(segment);
    }
    setCurrent(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

int Segments::current() const
{
    return m_group->checkedId();
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton* segment = m_group->button(index)) {
        segment->setChecked(true);
    }
}

QToolButton* Segments::button(int index) const
{
    return qobject_cast<QToolButton*>(m_group->button(index));
}

RangeBar::RangeBar(double bar, double cap, QWidget* parent)
    : QWidget(parent)
    , m_bar(bar)
    , m_cap(cap)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void RangeBar::setLook(const RangeLook& look, const QString& name)
{
    setAccessibleName(QStringLiteral("%1, %2").arg(name, scoreText(look.score)));
    const std::optional<ScoreRange> from = m_shown;
    m_look = look;
    m_shown = look.score;
    const bool moves = from && look.score && !(*from == *look.score) && isVisible() &&
                       !theme().movesReduced() &&
                       style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0;
    if (moves) {
        auto* slide = new QVariantAnimation(this);
        slide->setDuration(kSlideTime);
        slide->setStartValue(0.0);
        slide->setEndValue(1.0);
        slide->setEasingCurve(QEasingCurve::OutCubic);
        connect(slide, &QVariantAnimation::valueChanged, this, [this, from](const QVariant& value) {
            const double part = value.toDouble();
            if (m_look.score) {
                m_shown = ScoreRange{from->low + (m_look.score->low - from->low) * part,
                                     from->high + (m_look.score->high - from->high) * part};
            }
            update();
        });
        slide->start(QAbstractAnimation::DeleteWhenStopped);
    }
    update();
}

void RangeBar::setSizes(double bar, double cap)
{
    m_bar = bar;
    m_cap = cap;
    updateGeometry();
    update();
}

QSize RangeBar::sizeHint() const
{
    return {px(80), px(m_cap) + 4};
}

void RangeBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    RangeLook look = m_look;
    look.score = m_shown;
    paintRange(painter, QRectF(rect()), look, px(m_bar), px(m_cap));
}

VerdictLabel::VerdictLabel(int mark, int textSize, QWidget* parent)
    : QWidget(parent)
    , m_mark(mark)
    , m_size(textSize)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void VerdictLabel::setVerdict(Verdict verdict, const std::optional<ScoreRange>& score, bool settled)
{
    m_verdict = verdict;
    m_score = score;
    m_settled = settled;
    setAccessibleName(score ? QStringLiteral("%1, %2").arg(verdictWord(verdict), scoreText(score))
                            : verdictWord(verdict));
    updateGeometry();
    update();
}

QSize VerdictLabel::sizeHint() const
{
    const QFont words = textFont(m_size, Weight::SemiBold);
    const double number = m_score ? px(12) + numberWidth(words, scoreText(m_score)) : 0;
    return {static_cast<int>(px(m_mark) + px(8) +
                             QFontMetricsF(words).horizontalAdvance(verdictWord(m_verdict)) +
                             number) +
                2,
            std::max(px(m_mark), px(m_size + 6))};
}

void VerdictLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const QRectF mark(0, (height() - px(m_mark)) / 2.0, px(m_mark), px(m_mark));
    paintBadge(painter, mark, m_verdict);
    painter.setFont(textFont(m_size, Weight::SemiBold));
    painter.setPen(m_size >= 20 ? tokens().text : verdictInk(m_verdict).text);
    paintLine(painter, QRectF(mark.right() + px(8), 0, width(), height()), verdictWord(m_verdict));
    if (m_score) {
        painter.setPen(scoreColour(m_score, m_settled));
        paintNumber(painter, QRectF(rect()), Qt::AlignRight, scoreText(m_score));
    }
}

OriginLabel::OriginLabel(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void OriginLabel::setOrigin(std::optional<Origin> origin, const QString& word, const QString& more)
{
    m_origin = origin;
    m_text = more.isEmpty() ? word : QStringLiteral("%1, %2").arg(word, more);
    setAccessibleName(m_text);
    setToolTip(m_text);
    updateGeometry();
    update();
}

QSize OriginLabel::sizeHint() const
{
    return {px(24) + QFontMetrics(textFont(12)).horizontalAdvance(m_text) + 2, px(16)};
}

void OriginLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintOrigin(painter, QRectF(0, height() / 2.0 - px(5), px(18), px(10)), m_origin);
    painter.setFont(textFont(12));
    painter.setPen(tokens().text3);
    paintLine(painter, QRectF(px(24), 0, width() - px(24), height()), m_text);
}

IconLabel::IconLabel(const QString& name, int size, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_size(size)
{
    setFixedSize(px(size), px(size));
}

void IconLabel::setIcon(const QString& name)
{
    m_name = name;
    update();
}

QSize IconLabel::sizeHint() const
{
    return {px(m_size), px(m_size)};
}

void IconLabel::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintIcon(painter, QRectF(rect()), m_name, tokens().text2);
}

QWidget* makeEmpty(const QString& iconName, const QString& sentence, QPushButton* button)
{
    QFrame* frame = makePane("dashed");
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    column->setSpacing(px(12));
    column->addStretch();
    column->addWidget(new IconLabel(iconName, 32), 0, Qt::AlignHCenter);
    QLabel* words = makeWrapped(sentence);
    words->setAlignment(Qt::AlignHCenter);
    column->addWidget(words);
    if (button != nullptr) {
        column->addWidget(button, 0, Qt::AlignHCenter);
    }
    column->addStretch();
    return frame;
}

void clearLayout(QLayout* layout)
{
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        } else if (QLayout* inner = item->layout()) {
            clearLayout(inner);
        }
        delete item;
    }
}

} // namespace netready::desktop
