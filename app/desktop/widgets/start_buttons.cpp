// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/start_buttons.h"

#include "app/desktop/widgets/labels.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLocale>
#include <QTextLayout>

#include <algorithm>
#include <array>
#include <utility>

namespace netready::desktop {

namespace {

/// Keys in small frames, right-aligned; returns where they begin.
double paintKeys(QPainter& painter, const QRectF& area, const QString& keys, const QColor& ink)
{
    painter.setFont(textFont(12));
    const QFontMetricsF metrics(painter.font());
    double right = area.right();
    const QStringList parts = keys.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (auto part = parts.crbegin(); part != parts.crend(); ++part) {
        const double width = std::max<double>(px(18), metrics.horizontalAdvance(*part) + px(10));
        const QRectF box(right - width, area.center().y() - px(9), width, px(18));
        QColor frame = ink;
        frame.setAlphaF(0.55F);
        painter.setPen(QPen(frame, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3));
        painter.setPen(ink);
        painter.drawText(box, Qt::AlignCenter, *part);
        right = box.left() - px(4);
    }
    return right;
}

/// At most so many lines, the last elided; returns where the next would begin.
double paintLines(QPainter& painter, const QRectF& area, const QString& text, int most)
{
    QTextLayout layout(text, painter.font());
    const QFontMetricsF metrics(painter.font());
    const double height = metrics.height();
    layout.beginLayout();
    double y = area.top();
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid()) {
            break;
        }
        line.setLineWidth(area.width());
        const bool isLast = i == most - 1;
        const QString words =
            isLast ? metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, area.width())
                   : text.mid(line.textStart(), line.textLength()).trimmed();
        painter.drawText(QRectF(area.left(), y, area.width(), height),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         words);
        y += height;
    }
    layout.endLayout();
    return y;
}

Verdict verdictOfWord(const QString& word)
{
    constexpr std::array kAll{
        Verdict::NotReady, Verdict::CannotTell, Verdict::ReadyIf, Verdict::Ready};
    const auto found = std::find_if(
        kAll.begin(), kAll.end(), [&](Verdict verdict) { return qstr(toString(verdict)) == word; });
    return found == kAll.end() ? Verdict::CannotTell : *found;
}

constexpr double kRow = 64;

} // namespace

QString whenText(const QString& iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate).toLocalTime();
    if (!time.isValid()) {
        return {};
    }
    const QLocale locale;
    const QDate today = QDate::currentDate();
    if (time.date() == today) {
        const QString format =
            locale.timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
        return RecentRow::tr("today %1").arg(locale.toString(time.time(), format));
    }
    if (time.date() == today.addDays(-1)) {
        return RecentRow::tr("yesterday");
    }
    return locale.toString(time.date(),
                           time.date().year() == today.year() ? QStringLiteral("d MMM")
                                                              : QStringLiteral("d MMM yyyy"));
}

void paintLeafSpine(
    QPainter& painter, const QRectF& area, int spines, int leaves, const QColor& ink, bool isDashed)
{
    const auto place = [&](int index, int count) {
        return area.left() + area.width() * (index + 0.5) / count;
    };
    const auto boxWidth = [&](int count, double most) {
        return std::clamp(area.width() / count * 0.62, 2.0, most);
    };
    const double spineHeight = area.height() * 0.18;
    const double leafHeight = area.height() * 0.18;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor faint = ink;
    // More cables, fainter ones: the picture stays a picture.
    constexpr double kCables = 60;
    faint.setAlphaF(static_cast<float>(std::clamp(kCables / (spines * leaves), 0.14, 0.6)));
    if (!isDashed) {
        painter.setPen(QPen(faint, std::max(1.0, px(1) * 0.9)));
        for (int spine = 0; spine < spines; ++spine) {
            for (int leaf = 0; leaf < leaves; ++leaf) {
                painter.drawLine(QPointF(place(spine, spines), area.top() + spineHeight),
                                 QPointF(place(leaf, leaves), area.bottom() - leafHeight));
            }
        }
    }
    QPen pen(ink, std::max(1.0, px(1) * 1.25));
    if (isDashed) {
        pen.setDashPattern({3, 2});
    }
    painter.setPen(pen);
    painter.setBrush(tokens().surface);
    const double radius = std::min<double>(px(3), area.width() / std::max(spines, leaves) / 5);
    for (int spine = 0; spine < spines; ++spine) {
        const double width = boxWidth(spines, area.width() * 0.13);
        painter.drawRoundedRect(
            QRectF(place(spine, spines) - width / 2, area.top(), width, spineHeight),
            radius,
            radius);
    }
    for (int leaf = 0; leaf < leaves; ++leaf) {
        const double width = boxWidth(leaves, area.width() * 0.08);
        painter.drawRoundedRect(
            QRectF(place(leaf, leaves) - width / 2, area.bottom() - leafHeight, width, leafHeight),
            radius,
            radius);
    }
    painter.restore();
}

StartButton::StartButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setCursor(Qt::PointingHandCursor);
}

void StartButton::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        break;
    case Qt::Key_Delete:
        Q_EMIT removed();
        break;
    case Qt::Key_Up:
        Q_EMIT stepped(0, -1);
        break;
    case Qt::Key_Down:
        Q_EMIT stepped(0, 1);
        break;
    case Qt::Key_Left:
        Q_EMIT stepped(-1, 0);
        break;
    case Qt::Key_Right:
        Q_EMIT stepped(1, 0);
        break;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void StartButton::focusInEvent(QFocusEvent* event)
{
    m_byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
              event->reason() == Qt::ShortcutFocusReason;
    QAbstractButton::focusInEvent(event);
    update();
}

void StartButton::focusOutEvent(QFocusEvent* event)
{
    m_byKey = false;
    QAbstractButton::focusOutEvent(event);
    update();
}

void StartButton::paintFocus(QPainter& painter, double radius) const
{
    if (hasFocus() && m_byKey) {
        painter.setPen(QPen(tokens().accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }
}

StartAction::StartAction(const QString& words, QString iconName, QString key, bool isPrimary)
    : m_icon(std::move(iconName))
    , m_key(std::move(key))
    , m_isPrimary(isPrimary)
{
    setText(words);
    setAccessibleName(words);
    setToolTip(QStringLiteral("%1 (%2)").arg(words, QString(m_key).replace(QLatin1Char(' '), '+')));
    setFixedHeight(px(48));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize StartAction::sizeHint() const
{
    return {px(240), px(48)};
}

void StartAction::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF area(rect());
    if (m_isPrimary || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(!m_isPrimary ? t.neutralSoft : underMouse() ? t.accentHover : t.accent);
        painter.drawRoundedRect(area, px(6), px(6));
    }
    if (m_isPrimary && hasFocus() && isReachedByKey()) {
        painter.setPen(QPen(t.onAccent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), px(4), px(4));
    } else {
        paintFocus(painter, px(6));
    }
    const double inset = m_isPrimary ? px(16) : px(2);
    const QColor ink = m_isPrimary ? t.onAccent : t.text;
    paintIcon(painter,
              QRectF(area.left() + inset, area.center().y() - px(9), px(18), px(18)),
              m_icon,
              m_isPrimary ? t.onAccent : t.text2);
    const QFont words = textFont(16, m_isPrimary ? Weight::SemiBold : Weight::Regular);
    const double left = area.left() + inset + px(34);
    const double wordsEnd = left + QFontMetricsF(words).horizontalAdvance(text());
    // Where it is narrow the key goes first; the tooltip has it.
    double right = area.right() - px(4);
    if (wordsEnd + px(96) <= area.right()) {
        right = paintKeys(painter,
                          area.adjusted(0, 0, m_isPrimary ? -px(16) : -px(4), 0),
                          m_key,
                          m_isPrimary ? t.onAccent : t.text2);
    }
    painter.setFont(words);
    painter.setPen(ink);
    paintLine(painter, QRectF(left, 0, right - left, height()), text());
}

RecentRow::RecentRow(RecentFile file)
    : m_file(std::move(file))
{
    setObjectName(QStringLiteral("recent:") + QFileInfo(m_file.path).fileName());
    setFixedHeight(px(kRow));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

QSize RecentRow::sizeHint() const
{
    return {px(320), px(kRow)};
}

void RecentRow::setState(State state, const QString& holder)
{
    if (state == m_state && holder == m_holder) {
        return;
    }
    m_state = state;
    m_holder = holder;
    qDeleteAll(m_buttons);
    m_buttons.clear();
    const auto add = [&](const char* name, const QString& words, void (RecentRow::*wanted)()) {
        QPushButton* button = makeButton(words);
        button->setObjectName(QLatin1String(name));
        button->setParent(this);
        button->setAccessibleName(tr("%1, %2").arg(words, QFileInfo(m_file.path).fileName()));
        connect(button, &QPushButton::clicked, this, wanted);
        m_buttons.push_back(button);
        button->show();
    };
    if (state == State::Elsewhere) {
        add("openReadOnly", tr("Open read-only"), &RecentRow::readOnlyWanted);
    } else if (state == State::Missing) {
        add("findFile", tr("Find it…"), &RecentRow::findWanted);
        add("removeFile", tr("Remove"), &RecentRow::removed);
    }
    placeButtons();
    describe();
    update();
}

void RecentRow::placeButtons()
{
    int right = width() - px(16);
    for (auto button = m_buttons.crbegin(); button != m_buttons.crend(); ++button) {
        const QSize size = (*button)->sizeHint();
        (*button)->setGeometry(
            right - size.width(), (height() - size.height()) / 2, size.width(), size.height());
        right -= size.width() + px(8);
    }
}

void RecentRow::resizeEvent(QResizeEvent* event)
{
    StartButton::resizeEvent(event);
    placeButtons();
}

QString RecentRow::detail() const
{
    switch (m_state) {
    case State::Elsewhere:
        return m_holder.isEmpty() ? tr("Open in another Netready")
                                  : tr("Open elsewhere: %1").arg(m_holder);
    case State::Missing:
        return tr("Not where it was last time");
    case State::There:
        break;
    }
    if (!m_file.closedWell) {
        return tr("Closed unexpectedly. Every edit is saved.");
    }
    const QString name = QFileInfo(m_file.path).completeBaseName();
    return m_file.title.isEmpty() || m_file.title == name
               ? QDir::toNativeSeparators(QFileInfo(m_file.path).absolutePath())
               : m_file.title;
}

void RecentRow::describe()
{
    QStringList parts{QFileInfo(m_file.path).fileName(), detail()};
    if (m_state == State::There) {
        parts << verdictWord(verdictOfWord(m_file.verdict))
              << tr("%1 of 100").arg(scoreText(ScoreRange{m_file.low, m_file.high}))
              << whenText(m_file.when);
    }
    setAccessibleName(parts.join(QStringLiteral(", ")));
    setToolTip(QDir::toNativeSeparators(m_file.path));
}

/// Verdict, bar, range, open questions and time in columns; the last ones go first when it is
/// narrow.
void RecentRow::paintScore(QPainter& painter, double left) const
{
    const Tokens& t = tokens();
    const Verdict verdict = verdictOfWord(m_file.verdict);
    const std::optional<ScoreRange> score = ScoreRange{m_file.low, m_file.high};
    const auto cell = [&](double width) {
        const QRectF area(left, 0, px(width), height());
        left += px(width) + px(16);
        return area;
    };
    painter.setFont(textFont(14, Weight::SemiBold));
    painter.setPen(verdictInk(verdict).text);
    paintLine(painter, cell(88), verdictWord(verdict));
    const double logical = width() * 100.0 / theme().zoom();
    if (logical > 620) {
        paintRange(painter, cell(100), {score, std::nullopt, m_file.settled, false}, px(6), px(12));
    }
    painter.setFont(textFont(14, Weight::SemiBold));
    painter.setPen(scoreColour(score, m_file.settled));
    paintNumber(painter, cell(48), Qt::AlignLeft, scoreText(score));
    painter.setFont(textFont(14));
    painter.setPen(t.text2);
    if (logical > 740) {
        const QRectF open = cell(64);
        if (m_file.closedWell) {
            paintLine(painter, open, tr("%n open", nullptr, m_file.open));
        }
    }
    if (logical > 560) {
        paintLine(painter, cell(96), whenText(m_file.when), Qt::AlignRight);
    }
}

void RecentRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF area(rect());
    if (hasFocus() || underMouse()) {
        painter.fillRect(area, hasFocus() ? t.accentSoft : t.sunken);
    }
    const QRectF mark(px(16), (height() - px(24)) / 2.0, px(24), px(24));
    if (m_state == State::There) {
        paintBadge(painter, mark, verdictOfWord(m_file.verdict));
    } else {
        paintIcon(painter,
                  mark.adjusted(px(2), px(2), -px(2), -px(2)),
                  m_state == State::Elsewhere ? QStringLiteral("lock") : QStringLiteral("file"),
                  t.text2);
    }
    const double logical = width() * 100.0 / theme().zoom();
    double scoreWidth = px(88 + 16 + 48 + 16);
    scoreWidth += logical > 620 ? px(100 + 16) : 0;
    scoreWidth += logical > 740 ? px(64 + 16) : 0;
    scoreWidth += logical > 560 ? px(96 + 16) : 0;
    double right = area.right() - scoreWidth;
    if (m_state == State::There) {
        paintScore(painter, right);
    } else if (!m_buttons.isEmpty()) {
        right = m_buttons.front()->x();
    }
    const double left = mark.right() + px(16);
    const double width = right - left - px(16);
    painter.setPen(m_state == State::Missing ? t.text2 : t.text);
    painter.setFont(textFont(16, Weight::SemiBold));
    paintLine(painter, QRectF(left, px(11), width, px(22)), QFileInfo(m_file.path).fileName());
    painter.setPen(t.text3);
    painter.setFont(textFont(12));
    paintLine(painter, QRectF(left, px(33), width, px(18)), detail());
    paintFocus(painter, px(6));
}

TemplateCard::TemplateCard(TemplateLook look)
    : m_look(std::move(look))
{
    setObjectName(QStringLiteral("template:") +
                  (m_look.id.isEmpty() ? QStringLiteral("empty") : m_look.id));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(px(252));
    setToolTip(m_look.description);
    describe();
}

QSize TemplateCard::sizeHint() const
{
    return {px(170), px(252)};
}

void TemplateCard::setVerdict(const VerdictResult& verdict, const ScoreRange& score)
{
    m_verdict = verdict;
    m_score = score;
    describe();
    update();
}

void TemplateCard::describe()
{
    QStringList parts{m_look.title, m_look.line};
    if (m_verdict) {
        parts << verdictWord(m_verdict->verdict) << tr("%1 of 100").arg(scoreText(m_score));
    }
    setAccessibleName(parts.join(QStringLiteral(", ")));
}

void TemplateCard::paintFabric(QPainter& painter, const QRectF& area) const
{
    const QRectF inner = area.adjusted(px(12), px(14), -px(12), -px(26));
    const bool isTold = m_look.leaves > 0 && m_look.spines > 0;
    constexpr int kSpines = 3;
    constexpr int kLeaves = 5;
    paintLeafSpine(painter,
                   inner,
                   isTold ? m_look.spines : kSpines,
                   isTold ? m_look.leaves : kLeaves,
                   isTold ? tokens().text2 : tokens().edge,
                   !isTold);
    painter.setFont(textFont(12));
    painter.setPen(tokens().text3);
    paintLine(painter,
              QRectF(area.left() + px(12), area.bottom() - px(21), area.width() - px(24), px(16)),
              isTold ? tr("%1 over %2")
                           .arg(tr("%n spine(s)", nullptr, m_look.spines),
                                tr("%n (leaf|leaves)", nullptr, m_look.leaves))
                     : tr("no fabric yet"));
}

void TemplateCard::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    const double pictureHeight = px(96);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.surface);
    painter.drawRoundedRect(area, px(8), px(8));
    painter.save();
    painter.setClipRect(QRectF(area.left(), area.top(), area.width(), pictureHeight));
    painter.setBrush(hasFocus() ? t.accentSoft : t.sunken);
    painter.drawRoundedRect(area, px(8), px(8));
    painter.restore();
    painter.fillRect(QRectF(area.left(), pictureHeight, area.width(), 1), t.line);
    paintFabric(painter, QRectF(area.left(), area.top(), area.width(), pictureHeight));

    const QRectF text = area.adjusted(px(12), pictureHeight + px(10), -px(12), -px(10));
    double y = text.top();
    painter.setFont(textFont(12));
    painter.setPen(t.text3);
    paintLine(painter, QRectF(text.left(), y, text.width(), px(16)), m_look.kind);
    y += px(18);
    painter.setFont(textFont(14, Weight::SemiBold));
    painter.setPen(t.text);
    y = paintLines(painter, QRectF(text.left(), y, text.width(), px(40)), m_look.title, 2);
    painter.setFont(textFont(12));
    painter.setPen(t.text2);
    paintLines(painter, QRectF(text.left(), y + px(4), text.width(), px(48)), m_look.line, 3);

    const QRectF foot(text.left(), text.bottom() - px(18), text.width(), px(18));
    if (m_verdict) {
        paintBadge(painter,
                   QRectF(foot.left(), foot.center().y() - px(7), px(14), px(14)),
                   m_verdict->verdict);
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(verdictInk(m_verdict->verdict).text);
        const QString range = scoreText(m_score);
        const double rangeWidth = numberWidth(painter.font(), range);
        paintLine(painter,
                  foot.adjusted(px(20), 0, -rangeWidth - px(4), 0),
                  verdictWord(m_verdict->verdict));
        painter.setPen(scoreColour(m_score, m_verdict->settled));
        paintNumber(painter, foot, Qt::AlignRight, range);
    } else {
        painter.setFont(textFont(12));
        painter.setPen(t.text3);
        paintLine(painter, foot, tr("assessing…"));
    }
    painter.setPen(QPen(underMouse() ? t.edge : t.line, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(area, px(8), px(8));
    paintFocus(painter, px(8));
}

} // namespace netready::desktop
