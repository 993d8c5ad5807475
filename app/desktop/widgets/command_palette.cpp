// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/command_palette.h"

#include "app/desktop/main_window.h"
#include "app/desktop/models/findings_model.h"
#include "app/desktop/models/palette_index.h"
#include "app/desktop/widgets/labels.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace netready::desktop {

namespace {

/// The title with what fits in bold and underlined; where it ends.
double
paintMarked(QPainter& painter, const QRectF& area, const QString& title, const PaletteMatch& match)
{
    const Tokens& t = tokens();
    const QFont plain = textFont(14);
    const QFont bold = textFont(14, Weight::SemiBold);
    painter.setPen(t.text);
    const double whole = QFontMetricsF(bold).horizontalAdvance(title);
    if (match.marks.isEmpty() || whole > area.width()) {
        painter.setFont(plain);
        paintLine(painter, area, title);
        return area.left() + std::min(whole, area.width());
    }
    double x = area.left();
    const auto put = [&](const QString& text, bool isMarked) {
        painter.setFont(isMarked ? bold : plain);
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(text);
        painter.drawText(QRectF(x, area.top(), width + 1, area.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         text);
        if (isMarked) {
            painter.fillRect(QRectF(x, area.center().y() + px(8), width, 2), t.accent);
        }
        x += width;
    };
    qsizetype at = 0;
    for (const auto& [start, length] : match.marks) {
        if (start < at) {
            continue;
        }
        put(title.mid(at, start - at), false);
        put(title.mid(start, length), true);
        at = start + length;
    }
    put(title.mid(at), false);
    return x;
}

/// A key in a small box, its right edge given; where it begins.
double paintKey(QPainter& painter, double right, double middle, const QString& key)
{
    const Tokens& t = tokens();
    painter.setFont(textFont(12));
    const double width =
        std::max<double>(px(18), QFontMetricsF(painter.font()).horizontalAdvance(key) + px(10));
    const QRectF box(right - width, middle - px(10), width, px(20));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.lineStrong, 1));
    painter.setBrush(t.surface);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(3), px(3));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(t.text2);
    painter.drawText(box, Qt::AlignCenter, key);
    return box.left();
}

class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& /*option*/,
                                 const QModelIndex& index) const override
    {
        return {px(200), px(index.data(PaletteModel::HeadRole).toBool() ? 34 : 40)};
    }

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override
    {
        const auto* model = qobject_cast<const PaletteModel*>(index.model());
        const PaletteMatch* match = model->match(index);
        const Tokens& t = tokens();
        const QRectF area(option.rect);
        painter->save();
        if (match == nullptr) {
            painter->setFont(textFont(12, Weight::SemiBold));
            painter->setPen(t.text3);
            paintLine(*painter, area.adjusted(px(20), px(6), -px(20), 0), index.data().toString());
            painter->restore();
            return;
        }
        paintRowGround(*painter, option);
        const PaletteEntry& entry = *match->entry;
        const QRectF mark(area.left() + px(20), area.center().y() - px(9), px(18), px(18));
        if (entry.effect) {
            paintEffect(*painter, mark.adjusted(1, 1, -1, -1), *entry.effect);
        } else if (!entry.icon.isEmpty()) {
            paintIcon(*painter, mark, entry.icon, t.text2);
        }
        double right = area.right() - px(20);
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        const QString detail = index.data(PaletteModel::DetailRole).toString();
        if (entry.action != nullptr && !detail.isEmpty()) {
            right = paintKey(*painter, right, area.center().y(), detail) - px(12);
        } else if (isSelected) {
            right =
                paintKey(*painter, right, area.center().y(), CommandPalette::tr("Enter")) - px(12);
        }
        const double left = mark.right() + px(12);
        const double end =
            paintMarked(*painter,
                        QRectF(left, area.top(), (right - left) * 0.78, area.height()),
                        index.data().toString(),
                        *match);
        if (entry.action == nullptr) {
            painter->setFont(textFont(12));
            painter->setPen(t.text3);
            paintLine(*painter,
                      QRectF(end + px(16), area.top(), right - end - px(16), area.height()),
                      detail,
                      Qt::AlignRight);
        }
        painter->restore();
    }
};

QWidget* makeHint(const QStringList& keys, const QString& words)
{
    auto* hint = new QWidget;
    auto* row = new QHBoxLayout(hint);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(4));
    for (const QString& key : keys) {
        QLabel* box = makeLabel(key, 12, Weight::Regular, TextInk::Second);
        box->setProperty("role", "key");
        box->setAlignment(Qt::AlignCenter);
        row->addWidget(box);
    }
    row->addWidget(makeLabel(words, 12, Weight::Regular, TextInk::Second));
    return hint;
}

} // namespace

CommandPalette::CommandPalette(MainWindow& window)
    : QWidget(&window)
    , m_window(window)
    , m_before(QApplication::focusWidget())
{
    setObjectName(QStringLiteral("commandPalette"));
    setAccessibleName(tr("Search or run a command"));
    m_model = new PaletteModel(window.document(), commandEntries(window.commands()), this);
    m_frame = makePane("palette");
    m_frame->setParent(this);
    auto* column = new QVBoxLayout(m_frame);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeField());
    column->addWidget(makeLine());
    m_list = new QListView;
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(
        m_list, &QListView::clicked, this, [this](const QModelIndex& index) { run(index, false); });
    column->addWidget(m_list, 1);
    column->addWidget(makeLine());
    column->addWidget(makeFoot());
    window.installEventFilter(this);
}

QWidget* CommandPalette::makeField()
{
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(px(20), px(12), px(20), px(12));
    line->setSpacing(px(12));
    line->addWidget(new IconLabel(QStringLiteral("search"), 20));
    m_field = new QLineEdit;
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->setPlaceholderText(tr("Search or run a command"));
    m_field->setProperty("bare", true);
    m_field->setFont(textFont(20));
    m_field->setMinimumHeight(px(38));
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::search);
    line->addWidget(m_field, 1);
    m_count = makeLabel({}, 14, Weight::Regular, TextInk::Note);
    m_count->setObjectName(QStringLiteral("paletteCount"));
    line->addWidget(m_count);
    return row;
}

QWidget* CommandPalette::makeFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(px(20), px(8), px(20), px(10));
    row->setSpacing(px(14));
    row->addWidget(makeHint({QStringLiteral("↑"), QStringLiteral("↓")}, tr("choose")));
    row->addWidget(makeHint({tr("Enter")}, tr("open")));
    row->addWidget(makeHint({tr("Ctrl"), tr("Enter")}, tr("keep open")));
    row->addWidget(makeHint({tr("Tab")}, tr("group")));
    row->addStretch();
    row->addWidget(makeHint({QStringLiteral(">")}, tr("actions")));
    row->addWidget(makeHint({QStringLiteral("?")}, tr("questions")));
    row->addWidget(makeHint({QStringLiteral("#")}, tr("findings")));
    return foot;
}

void CommandPalette::open()
{
    for (CommandPalette* other : m_window.findChildren<CommandPalette*>()) {
        if (other != this && !other->isHidden()) {
            other->dismiss();
            m_before = nullptr;
            deleteLater();
            return;
        }
    }
    search({});
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    setGeometry(m_window.rect());
    const int width = std::min(px(750), this->width() - px(48));
    const int top = std::min(px(88), this->height() / 10);
    int rows = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        rows += m_list->itemDelegate()->sizeHint({}, m_model->index(row)).height();
    }
    const int around = m_frame->sizeHint().height() - m_list->sizeHint().height();
    const int height = std::min(around + std::max(rows, px(40)) + px(8), this->height() - 2 * top);
    m_frame->setGeometry((this->width() - width) / 2, top, width, height);
}

void CommandPalette::search(const QString& text)
{
    m_model->search(text);
    const auto number = [](std::size_t count) {
        return QLocale().toString(static_cast<qulonglong>(count));
    };
    m_count->setText(tr("%1 of %2").arg(number(m_model->found()), number(m_model->all())));
    setRow(-1);
    step(1);
    place();
}

void CommandPalette::setRow(int row)
{
    const QModelIndex index = m_model->index(row);
    m_list->setCurrentIndex(index);
    if (!index.isValid()) {
        return;
    }
    // The head of the group comes with its first entry.
    if (row > 0 && m_model->match(m_model->index(row - 1)) == nullptr) {
        m_list->scrollTo(m_model->index(row - 1));
    }
    m_list->scrollTo(index);
    if (QAccessible::isActive()) {
        QAccessibleEvent event(m_list, QAccessible::Focus);
        event.setChild(row);
        QAccessible::updateAccessibility(&event);
    }
}

void CommandPalette::step(int by)
{
    const int count = m_model->rowCount();
    int row = m_list->currentIndex().row();
    for (int tries = 0; tries < count; ++tries) {
        row = (row + by + count) % count;
        if (m_model->match(m_model->index(row)) != nullptr) {
            setRow(row);
            return;
        }
    }
}

void CommandPalette::stepGroup(int by)
{
    std::vector<int> firsts;
    for (int row = 0; row + 1 < m_model->rowCount(); ++row) {
        if (m_model->match(m_model->index(row)) == nullptr) {
            firsts.push_back(row + 1);
        }
    }
    if (firsts.empty()) {
        return;
    }
    const int row = m_list->currentIndex().row();
    const auto next = std::upper_bound(firsts.begin(), firsts.end(), row);
    const auto count = static_cast<std::ptrdiff_t>(firsts.size());
    const std::ptrdiff_t here = std::max<std::ptrdiff_t>(0, next - firsts.begin() - 1);
    setRow(firsts[static_cast<std::size_t>((here + by + count) % count)]);
}

bool CommandPalette::takeKey(QKeyEvent& event)
{
    constexpr int kPage = 8;
    switch (event.key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        for (int i = 0; i < kPage; ++i) {
            step(event.key() == Qt::Key_PageDown ? 1 : -1);
        }
        return true;
    case Qt::Key_Tab:
        stepGroup(1);
        return true;
    case Qt::Key_Backtab:
        stepGroup(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex(), (event.modifiers() & Qt::ControlModifier) != 0);
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_K:
        if ((event.modifiers() & Qt::ControlModifier) != 0) {
            dismiss();
            return true;
        }
        return false;
    default:
        return false;
    }
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::ShortcutOverride) {
        // Nothing below acts while the palette is open.
        event->accept();
        return true;
    }
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        return takeKey(*static_cast<QKeyEvent*>(event));
    }
    if (watched == &m_window && event->type() == QEvent::Resize) {
        place();
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().scrim);
}

void CommandPalette::mousePressEvent(QMouseEvent* event)
{
    if (!m_frame->geometry().contains(event->pos())) {
        dismiss();
    }
}

void CommandPalette::dismiss()
{
    hide();
    if (m_before != nullptr) {
        m_before->setFocus(Qt::PopupFocusReason);
    }
    deleteLater();
}

void CommandPalette::run(const QModelIndex& index, bool stay)
{
    const PaletteMatch* match = m_model->match(index);
    if (match == nullptr) {
        return;
    }
    const QPointer<QAction> action = match->entry->action;
    const Place place = match->entry->place;
    // A command may close the client, and with it all that is listed here.
    if (action != nullptr) {
        dismiss();
        action->trigger();
        return;
    }
    if (!stay) {
        dismiss();
    }
    m_window.go(place);
    if (stay) {
        m_field->setFocus(Qt::PopupFocusReason);
    }
}

} // namespace netready::desktop
