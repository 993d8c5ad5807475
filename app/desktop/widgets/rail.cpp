// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/rail.h"

#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/pressable.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace netready::desktop {

/// One step: number with a ring, name, count, bar.
class Rail::Row : public Pressable
{
public:
    Row(const PageInfo& page, int number)
        : m_page(page)
        , m_number(number)
    {
        setObjectName(QStringLiteral("rail:") + qstr(page.id));
        setMinimumHeight(px(number == 0 ? 28 : 22));
        setMaximumHeight(px(number == 0 ? 56 : 44));
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
    }

    void setState(RailState state)
    {
        m_state = std::move(state);
        QStringList parts{m_page.title, m_state.count};
        if (m_state.score) {
            parts << scoreText(m_state.score);
        }
        setAccessibleName(parts.join(QStringLiteral(", ")));
        setToolTip(accessibleName());
        update();
    }
    void setCurrent(bool current)
    {
        m_current = current;
        update();
    }
    void setNarrow(bool narrow)
    {
        m_narrow = narrow;
        update();
    }
    [[nodiscard]] const std::string& page() const { return m_page.id; }

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if (event->key() == Qt::Key_Down) {
            focusNextChild();
        } else if (event->key() == Qt::Key_Up) {
            focusPreviousChild();
        } else {
            Pressable::keyPressEvent(event);
        }
    }
    void paintEvent(QPaintEvent* /*event*/) override
    {
        const Tokens& t = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (m_current) {
            painter.fillRect(rect(), t.surface);
            painter.fillRect(QRect(0, 0, px(3), height()), t.accent);
        } else if (underMouse()) {
            painter.fillRect(rect(), t.neutralSoft);
        }
        if (hasFocus()) {
            painter.setPen(QPen(t.accent, 2));
            painter.drawRect(QRectF(rect()).adjusted(2, 2, -2, -2));
        }
        paintMark(painter);
        if (m_narrow) {
            return;
        }
        const double left = px(48);
        const double right = width() - px(16);
        const double countWidth =
            QFontMetricsF(textFont(12)).horizontalAdvance(m_state.count) + px(4);
        // The bar and what stands for it keep to the lower edge, however high the row is.
        const bool low = height() < px(36);
        const double top = m_number == 0 ? (height() - px(20)) / 2.0 : low ? 0 : px(5);
        const double second = height() - px(low ? 10 : 17);
        painter.setFont(textFont(14, m_current ? Weight::SemiBold : Weight::Medium));
        painter.setPen(t.text);
        paintLine(
            painter, QRectF(left, top, right - left - countWidth - px(4), px(20)), m_page.title);
        painter.setFont(textFont(12));
        painter.setPen(t.text2);
        painter.drawText(QRectF(right - countWidth, top, countWidth, px(20)),
                         Qt::AlignRight | Qt::AlignVCenter,
                         m_state.count);
        const QRectF below(left, second, right - left, px(10));
        if (m_state.score) {
            paintRange(painter,
                       below,
                       {m_state.score, {}, isOneClass(*m_state.score), false},
                       px(4),
                       px(8));
        } else if (low) {
            return;
        } else if (!m_state.note.isEmpty()) {
            painter.setPen(t.text2);
            painter.drawText(QRectF(left, second - px(3), right - left, px(16)),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             m_state.note);
        } else if (m_state.blocks + m_state.mayBlock + m_state.caps > 0) {
            paintGates(painter, QPointF(left, second - px(2)));
        }
    }

private:
    void paintMark(QPainter& painter) const
    {
        const Tokens& t = tokens();
        const QPointF centre(m_narrow ? width() / 2.0 : px(26),
                             m_number == 0 || m_narrow ? height() / 2.0
                                                       : std::min<double>(px(16), height() / 2.0));
        if (m_number == 0) {
            const double size = px(18);
            paintIcon(painter,
                      QRectF(centre.x() - size / 2, centre.y() - size / 2, size, size),
                      m_page.icon,
                      m_current ? t.accent : t.text2);
            return;
        }
        const double radius = px(10);
        const QRectF ring(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(t.lineStrong, 1.5));
        painter.drawEllipse(ring);
        painter.setPen(QPen(m_current ? t.accent : t.text2, 2));
        constexpr int kFull = 360 * 16;
        painter.drawArc(ring, 90 * 16, -static_cast<int>(kFull * m_state.progress));
        painter.setFont(textFont(12, Weight::SemiBold));
        painter.setPen(m_current ? t.accent : t.text2);
        painter.drawText(ring, Qt::AlignCenter, QString::number(m_number));
    }
    void paintGates(QPainter& painter, QPointF at) const
    {
        painter.setFont(textFont(12));
        const QFontMetricsF metrics(painter.font());
        for (const auto& [effect, count] : {std::pair(Effect::Blocks, m_state.blocks),
                                            std::pair(Effect::MayBlock, m_state.mayBlock),
                                            std::pair(Effect::Caps, m_state.caps)}) {
            if (count == 0) {
                continue;
            }
            paintEffect(painter, QRectF(at, QSizeF(px(12), px(12))), effect);
            const QString number = QString::number(count);
            painter.setPen(tokens().text2);
            painter.drawText(QRectF(at.x() + px(16), at.y() - px(2), px(30), px(16)),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             number);
            at.rx() += px(16) + metrics.horizontalAdvance(number) + px(10);
        }
    }

    const PageInfo& m_page;
    int m_number;
    RailState m_state;
    bool m_current = false;
    bool m_narrow = false;
};

Rail::Rail(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("role", "rail");
    setFixedWidth(px(240));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    int number = 0;
    for (const PageInfo& page : pages()) {
        auto* row = new Row(page, number);
        connect(row, &Pressable::pressed, this, [this, id = page.id] { Q_EMIT chosen(id); });
        // Gaps before the fabric, the evidence and the plan: what is there, what is known of it,
        // what is done about it.
        if (number == 1) {
            column->addWidget(makeLine());
            column->addSpacing(px(8));
        } else if (number == 3 || number == 9 || number == 11) {
            column->addSpacing(px(8));
        }
        column->addWidget(row, 10);
        m_rows.push_back(row);
        ++number;
    }
    column->addStretch(1);
    connect(&document, &ClientDocument::ranked, this, &Rail::refresh);
    refresh();
}

RailState Rail::stateOf(const PageInfo& page) const
{
    const Assessment& now = m_document.assessment();
    RailState state;
    if (page.id == "questions") {
        const auto open = static_cast<int>(m_document.questions().size());
        state.count =
            m_document.rankedRevision() == 0 ? tr("looking…") : tr("%n open", nullptr, open);
    } else if (page.id == "portfolio") {
        const auto count = static_cast<int>(now.workloads.size());
        state.count = tr("%n workload(s)", nullptr, count);
        state.progress = now.coverage;
        state.score = count == 0 ? std::nullopt : std::optional(now.site.score);
    } else if (page.id == "evidence") {
        state.progress = now.evidence.importedOrMeasured;
        state.count =
            tr("%n file(s)", nullptr, static_cast<int>(m_document.facts().attachments().size()));
        state.note =
            now.contradictions.empty()
                ? tr("no contradiction")
                : tr("%n contradiction(s)", nullptr, static_cast<int>(now.contradictions.size()));
    } else if (page.id == "findings") {
        int open = 0;
        for (const Finding& finding : now.findings) {
            const Effect effect = effectOf(finding);
            state.blocks += effect == Effect::Blocks ? 1 : 0;
            state.mayBlock += effect == Effect::MayBlock ? 1 : 0;
            state.caps += effect == Effect::Caps ? 1 : 0;
            open += effect == Effect::Passes || effect == Effect::Waived ? 0 : 1;
        }
        const auto total = static_cast<double>(now.findings.size());
        state.progress = total == 0 ? 0 : 1 - open / total;
        state.count = tr("%n open", nullptr, open);
    } else if (!page.dimensions.empty()) {
        std::size_t applying = 0;
        for (const DimensionScore& dimension : now.dimensions) {
            const bool isMine = std::find(page.dimensions.begin(),
                                          page.dimensions.end(),
                                          dimension.dimension->id) != page.dimensions.end();
            if (!isMine || dimension.applies == Truth::False) {
                continue;
            }
            ++applying;
            state.progress += dimension.coverage;
            state.score = state.score
                              ? ScoreRange{std::min(state.score->low, dimension.score.low),
                                           std::min(state.score->high, dimension.score.high)}
                              : dimension.score;
        }
        state.progress = applying == 0 ? 0 : state.progress / static_cast<double>(applying);
        state.count = tr("%1 %").arg(static_cast<int>(state.progress * 100));
    }
    return state;
}

void Rail::refresh()
{
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        m_rows[i]->setState(stateOf(pages()[i]));
    }
}

void Rail::setNarrow(bool narrow)
{
    setFixedWidth(px(narrow ? 56 : 240));
    for (Row* row : m_rows) {
        row->setNarrow(narrow);
    }
}

void Rail::setCurrent(const std::string& page)
{
    for (Row* row : m_rows) {
        row->setCurrent(row->page() == page);
    }
}

} // namespace netready::desktop
