// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/fabric_picture.h"

#include "app/desktop/fabric/fabric_text.h"
#include "app/desktop/widgets/paint.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace netready::desktop {

namespace {

constexpr double kEdge = 8;    // room for the focus ring
constexpr double kNames = 54;  // column of the tier names, with the edge
constexpr double kRatios = 84; // column of the ratios, with the edge
constexpr double kFootHeight = 46;
constexpr double kWorstHeight = 32;
constexpr double kGroupHeight = 18;

/// The place of one of several lines along the edge of a box.
double along(const QRectF& box, std::size_t index, std::size_t count, double share)
{
    const double part =
        (static_cast<double>(index) + 0.5) / static_cast<double>(std::max<std::size_t>(count, 1));
    return box.center().x() + box.width() * share * (part - 0.5);
}

/// A name is shown whole, without its letter, as a count, or not at all; the tooltip has it.
constexpr int kNoName = 3;
QString shortName(const SketchBlock& block, int form)
{
    const QString name = qstr(block.name);
    return form == 0         ? name
           : form == 1       ? name.mid(1)
           : form == kNoName ? QString()
                             : QStringLiteral("×%1").arg(block.count);
}

} // namespace

FabricPicture::FabricPicture(const ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAttribute(Qt::WA_Hover);
}

QSize FabricPicture::sizeHint() const
{
    return {px(480), px(340)};
}

QSize FabricPicture::minimumSizeHint() const
{
    return {px(260), px(180)};
}

void FabricPicture::setSketch(const std::optional<Sketch>& sketch, const QString& sentence)
{
    const bool isSameShape = m_sketch && sketch &&
                             m_sketch->blocks.size() == sketch->blocks.size() &&
                             m_sketch->feet.size() == sketch->feet.size();
    m_sketch = sketch;
    m_sentence = sentence;
    if (!isSameShape) {
        m_chosen.reset();
    }
    layOut();
    QString words = m_sentence;
    if (m_sketch && m_sketch->worst) {
        words = tr("Fullest: %1, %2").arg(qstr(m_sketch->worstLink), loadText(m_sketch->worst));
    }
    setAccessibleDescription(words);
    update();
}

std::size_t FabricPicture::rows() const
{
    return m_sketch->switches.at(3) > 0 ? 3 : m_sketch->switches.at(2) > 0 ? 2 : 1;
}

void FabricPicture::layOut()
{
    m_items.clear();
    if (!m_sketch) {
        return;
    }
    m_items.resize(m_sketch->blocks.size());
    const bool hasGroups =
        std::any_of(m_sketch->blocks.begin(), m_sketch->blocks.end(), [](const SketchBlock& block) {
            return block.plane > 0 || block.pod > 0;
        });
    const double top = hasGroups ? px(kGroupHeight) + px(4) : px(kEdge);
    const double end = height() - px(kWorstHeight) - px(kFootHeight) - px(8);
    const double box = px(32);
    const auto count = static_cast<double>(rows());
    // The feet hang a little nearer than the tiers stand apart.
    const double step = (end - top - box) / (count - 1 + 0.55);
    for (std::uint32_t tier = 1; tier <= rows(); ++tier) {
        layRow(tier, top + (count - tier) * std::max(step, box + px(12)));
    }
    layFeet(end);
    m_feetAtBlock.assign(m_sketch->blocks.size(), 0);
    for (const SketchFoot& foot : m_sketch->feet) {
        for (const std::size_t leaf : foot.leaves) {
            ++m_feetAtBlock[leaf];
        }
    }
}

void FabricPicture::layRow(std::uint32_t tier, double top)
{
    std::vector<std::size_t> own;
    std::size_t breaks = 0;
    for (std::size_t i = 0; i < m_sketch->blocks.size(); ++i) {
        const SketchBlock& block = m_sketch->blocks[i];
        if (block.tier != tier) {
            continue;
        }
        if (!own.empty()) {
            const SketchBlock& before = m_sketch->blocks[own.back()];
            breaks += before.plane != block.plane || before.pod != block.pod ? 1 : 0;
        }
        own.push_back(i);
    }
    const double left = px(kNames);
    const double width = this->width() - left - px(kRatios);
    const double gap = own.size() > 8 || this->width() < px(480) ? px(3) : px(6);
    const double wide = px(12);
    const double cell =
        (width - static_cast<double>(breaks) * wide) / static_cast<double>(own.size());
    const double box = std::max(4.0, std::min(cell - gap, double(px(96))));
    double x = left;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const SketchBlock& block = m_sketch->blocks[own[i]];
        if (i > 0) {
            const SketchBlock& before = m_sketch->blocks[own[i - 1]];
            x += before.plane != block.plane || before.pod != block.pod ? wide : 0;
        }
        Item& item = m_items[own[i]];
        item.box = QRectF(x + (cell - box) / 2, top, box, px(32));
        item.index = own[i];
        item.row = tier;
        x += cell;
    }
    // All names of a row are shortened alike.
    const QFontMetricsF metrics(textFont(12, Weight::Medium));
    int& form = m_nameForm.at(tier);
    form = 0;
    for (const std::size_t block : own) {
        while (form < kNoName &&
               metrics.horizontalAdvance(shortName(m_sketch->blocks[block], form)) > box - 2) {
            ++form;
        }
    }
}

void FabricPicture::layFeet(double top)
{
    const std::vector<SketchFoot>& feet = m_sketch->feet;
    // Boxes that are many use the columns beside the tiers too.
    const bool isTight = this->width() < px(480);
    const double left = isTight ? px(kEdge) : px(kNames);
    const double width = this->width() - left - (isTight ? px(kEdge) : px(kRatios));
    std::vector<double> shares;
    for (const SketchFoot& foot : feet) {
        shares.push_back(std::sqrt(static_cast<double>(foot.ports)) + 4);
    }
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    const double least = std::min(double(px(84)), width / static_cast<double>(feet.size()));
    const double rest = width - least * static_cast<double>(feet.size());
    double x = left;
    for (std::size_t i = 0; i < feet.size(); ++i) {
        const double own = least + std::max(0.0, rest) * shares[i] / sum;
        Item item;
        item.isFoot = true;
        item.index = i;
        item.box = QRectF(x + px(3), top, own - px(6), px(kFootHeight));
        m_items.push_back(item);
        x += own;
    }
}

const FabricPicture::Item* FabricPicture::itemAt(const QPointF& at) const
{
    const auto found = std::find_if(
        m_items.begin(), m_items.end(), [&](const Item& item) { return item.box.contains(at); });
    return found == m_items.end() ? nullptr : &*found;
}

QString FabricPicture::textOf(const Item& item) const
{
    if (!item.isFoot) {
        return blockText(m_sketch->blocks[item.index]);
    }
    const SketchFoot& foot = m_sketch->feet[item.index];
    const FootText text = footText(m_document, foot);
    QString words = tr("%1, %2: fullest port %3").arg(text.title, text.more, loadText(foot.burst));
    if (foot.lost > 0) {
        words = tr("%1, %n port(s) cut off", nullptr, static_cast<int>(foot.lost)).arg(words);
    }
    return words;
}

void FabricPicture::choose(std::optional<std::size_t> item)
{
    m_chosen = item;
    if (m_chosen) {
        setAccessibleDescription(textOf(m_items[*m_chosen]));
    }
    update();
}

void FabricPicture::focusInEvent(QFocusEvent* event)
{
    // The ring follows the keyboard only.
    m_hasRing = event->reason() == Qt::TabFocusReason ||
                event->reason() == Qt::BacktabFocusReason ||
                event->reason() == Qt::ShortcutFocusReason;
    QWidget::focusInEvent(event);
}

void FabricPicture::keyPressEvent(QKeyEvent* event)
{
    m_hasRing = true;
    const int key = event->key();
    const bool isArrow =
        key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (key == Qt::Key_Escape && m_chosen) {
        choose(std::nullopt);
        return;
    }
    if (!isArrow || m_items.empty() || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    if (!m_chosen) {
        choose(0);
        return;
    }
    const Item& from = m_items[*m_chosen];
    const bool isSideways = key == Qt::Key_Left || key == Qt::Key_Right;
    const bool isForward = key == Qt::Key_Right || key == Qt::Key_Down;
    std::optional<std::size_t> next;
    double best = 0;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const Item& to = m_items[i];
        const double x = to.box.center().x() - from.box.center().x();
        const double rowsUp = static_cast<double>(to.row) - from.row;
        const bool isAhead = isSideways ? rowsUp == 0 && (isForward ? x > 0 : x < 0)
                                        : (isForward ? rowsUp < 0 : rowsUp > 0);
        const double distance = isSideways ? std::abs(x) : std::abs(rowsUp) * 1e6 + std::abs(x);
        if (isAhead && (!next || distance < best)) {
            next = i;
            best = distance;
        }
    }
    if (next) {
        choose(next);
    }
}

void FabricPicture::mousePressEvent(QMouseEvent* event)
{
    const Item* item = itemAt(event->position());
    choose(item == nullptr ? std::nullopt
                           : std::optional(static_cast<std::size_t>(item - m_items.data())));
}

bool FabricPicture::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && m_sketch) {
        auto* help = static_cast<QHelpEvent*>(event);
        const Item* item = itemAt(help->pos());
        if (item == nullptr) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), textOf(*item), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void FabricPicture::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void FabricPicture::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    if (!m_sketch) {
        painter.setPen(QPen(t.edge, 1, Qt::DashLine));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(8), px(8));
        painter.setFont(textFont(14));
        painter.setPen(t.text2);
        painter.drawText(rect().adjusted(px(24), px(8), -px(24), -px(8)),
                         Qt::AlignCenter | Qt::TextWordWrap,
                         m_sentence);
    } else {
        paintBundles(painter);
        paintPorts(painter);
        if (m_sketch->feet.empty()) {
            paintNoFeet(painter);
        }
        for (const Item& item : m_items) {
            item.isFoot ? paintFoot(painter, item) : paintBlock(painter, item);
        }
        paintTierNames(painter);
        paintRatios(painter);
        paintWorst(painter);
    }
    if (hasFocus() && m_hasRing) {
        painter.setPen(QPen(t.accent, m_chosen ? 1 : 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), px(6), px(6));
    }
}

void FabricPicture::paintLoadLine(QPainter& painter,
                                  const QLineF& line,
                                  const std::optional<LoadRange>& load,
                                  bool isLost,
                                  double scale) const
{
    const Tokens& t = tokens();
    if (isLost || !load) {
        QPen pen(isLost ? t.text3 : t.edge, 1);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawLine(line);
        return;
    }
    const auto width = [&](double of) { return (1 + 3 * std::min(of, 1.25)) * scale; };
    const LoadClass most = loadClass(load->high);
    const LoadClass least = loadClass(load->low);
    QColor outer = loadFill(most);
    if (most != least || load->isOpen) {
        outer.setAlphaF(t.dark ? 0.62F : 0.46F);
    }
    painter.setPen(QPen(outer, width(load->high), load->isOpen ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(line);
    if (most != least) {
        painter.setPen(QPen(loadFill(least), width(load->low)));
        painter.drawLine(line);
    }
}

void FabricPicture::paintBundles(QPainter& painter) const
{
    const std::vector<SketchBundle>& bundles = m_sketch->bundles;
    // The fullest on top.
    std::vector<std::size_t> order(bundles.size());
    std::iota(order.begin(), order.end(), 0);
    const auto load = [&](std::size_t i) {
        return bundles[i].lost == bundles[i].cables || !bundles[i].burst ? -1
                                                                         : bundles[i].burst->high;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return load(a) < load(b);
    });
    const double scale = bundles.size() > 96 ? 0.6 : 1;
    const std::size_t blocks = m_sketch->blocks.size();
    for (const std::size_t i : order) {
        const SketchBundle& bundle = bundles[i];
        const QRectF& below = m_items[bundle.below].box;
        const QRectF& above = m_items[bundle.above].box;
        const QLineF line(along(below, bundle.above, blocks, 0.5),
                          below.top(),
                          along(above, bundle.below, blocks, 0.7),
                          above.bottom());
        const bool isChosen = m_chosen && (*m_chosen == bundle.below || *m_chosen == bundle.above);
        if (isChosen) {
            QColor glow = tokens().accent;
            glow.setAlphaF(0.25F);
            painter.setPen(QPen(glow, px(8)));
            painter.drawLine(line);
        }
        paintLoadLine(painter, line, bundle.burst, bundle.lost == bundle.cables, scale);
        if (bundle.lost > 0 && bundle.lost < bundle.cables) {
            paintLoadLine(painter, line.translated(px(4), 0), std::nullopt, true, scale);
        }
    }
}

void FabricPicture::paintPorts(QPainter& painter) const
{
    const std::size_t blocks = m_sketch->blocks.size();
    for (const Item& item : m_items) {
        if (!item.isFoot) {
            continue;
        }
        const SketchFoot& foot = m_sketch->feet[item.index];
        for (std::size_t i = 0; i < foot.leaves.size(); ++i) {
            const QRectF& leaf = m_items[foot.leaves[i]].box;
            const SketchBlock& block = m_sketch->blocks[foot.leaves[i]];
            // Upright where the box stands above.
            const double x = leaf.center().x();
            const bool isAbove = m_feetAtBlock[foot.leaves[i]] == 1 &&
                                 x > item.box.left() + px(4) && x < item.box.right() - px(4);
            const double end = isAbove ? x : along(item.box, i, foot.leaves.size(), 0.9);
            const double start = isAbove ? x : along(leaf, item.index, m_sketch->feet.size(), 0.6);
            paintLoadLine(painter,
                          QLineF(start, leaf.bottom(), end, item.box.top()),
                          foot.burst,
                          block.lost == block.count,
                          blocks > 24 ? 0.6 : 1);
        }
    }
}

void FabricPicture::paintBlock(QPainter& painter, const Item& item) const
{
    const Tokens& t = tokens();
    const SketchBlock& block = m_sketch->blocks[item.index];
    const bool isLost = block.lost == block.count;
    const LoadClass of = block.fullest ? loadClass(*block.fullest) : LoadClass::Fine;
    QPen pen(isLost                  ? t.notReady
             : of == LoadClass::Fine ? t.edge
                                     : loadFill(of),
             of == LoadClass::Fine && !isLost ? 1 : 1.5);
    if (isLost || block.lost > 0) {
        pen.setDashPattern({3, 2});
    }
    painter.setPen(pen);
    const bool isTinted = !isLost && of != LoadClass::Fine;
    painter.setBrush(!isTinted               ? t.surface
                     : of == LoadClass::Over ? t.notReadySoft
                                             : t.readyIfSoft);
    painter.drawRoundedRect(item.box, px(4), px(4));
    if (isLost) {
        const double size = px(6);
        const QPointF middle = item.box.center();
        painter.setPen(QPen(t.notReady, 2));
        painter.drawLine(middle - QPointF(size, size), middle + QPointF(size, size));
        painter.drawLine(middle - QPointF(size, -size), middle + QPointF(size, -size));
    } else {
        const QString name = block.lost > 0 ? tr("%1 of %2 lost").arg(block.lost).arg(block.count)
                                            : qstr(block.name);
        painter.setFont(textFont(12, Weight::Medium));
        painter.setPen(t.text);
        const QFontMetricsF metrics(painter.font());
        const bool isLostNamed =
            block.lost > 0 && metrics.horizontalAdvance(name) <= item.box.width() - 2;
        painter.drawText(item.box,
                         Qt::AlignCenter,
                         isLostNamed ? name : shortName(block, m_nameForm.at(block.tier)));
    }
    if (m_chosen && &m_items[*m_chosen] == &item) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(item.box.adjusted(-3, -3, 3, 3), px(6), px(6));
    }
}

void FabricPicture::paintFoot(QPainter& painter, const Item& item) const
{
    const Tokens& t = tokens();
    const SketchFoot& foot = m_sketch->feet[item.index];
    const FootText text = footText(m_document, foot);
    painter.setPen(QPen(foot.lost > 0 ? t.notReady : t.lineStrong, 1));
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(item.box, px(4), px(4));
    const QRectF inner = item.box.adjusted(px(5), px(5), -px(5), -px(5));
    const QRectF first(inner.topLeft(), QSizeF(inner.width(), inner.height() / 2));
    painter.setFont(textFont(12, Weight::SemiBold));
    painter.setPen(t.text);
    paintLine(painter, first, text.title, Qt::AlignHCenter);
    painter.setFont(textFont(12));
    painter.setPen(foot.lost > 0 ? t.notReady : t.text2);
    QString more =
        foot.lost > 0 ? tr("%1 of %2 ports lost").arg(foot.lost).arg(foot.ports) : text.more;
    if (QFontMetricsF(painter.font()).horizontalAdvance(more) > first.width()) {
        more = foot.lost > 0 ? tr("%1 lost").arg(foot.lost) : text.less;
    }
    paintLine(painter, first.translated(0, first.height()), more, Qt::AlignHCenter);
    if (m_chosen && &m_items[*m_chosen] == &item) {
        painter.setPen(QPen(t.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(item.box.adjusted(-3, -3, 3, 3), px(6), px(6));
    }
}

void FabricPicture::paintNoFeet(QPainter& painter) const
{
    const Tokens& t = tokens();
    const QRectF box(px(kNames),
                     height() - px(kWorstHeight) - px(kFootHeight) - px(8),
                     width() - px(kNames) - px(kRatios),
                     px(kFootHeight));
    painter.setPen(QPen(t.edge, 1, Qt::DashLine));
    painter.setBrush(t.sunken);
    painter.drawRoundedRect(box, px(4), px(4));
    for (const Item& item : m_items) {
        if (item.row == 1) {
            const double x = item.box.center().x();
            paintLoadLine(
                painter, QLineF(x, item.box.bottom(), x, box.top()), std::nullopt, false, 1);
        }
    }
    painter.setFont(textFont(12));
    painter.setPen(t.text2);
    paintLine(painter, box, tr("No traffic is laid over it"), Qt::AlignHCenter);
}

void FabricPicture::paintTierNames(QPainter& painter) const
{
    const Tokens& t = tokens();
    painter.setFont(textFont(12));
    for (std::uint32_t tier = 1; tier <= rows(); ++tier) {
        const auto first = std::find_if(m_items.begin(), m_items.end(), [&](const Item& item) {
            return !item.isFoot && item.row == tier;
        });
        if (first == m_items.end()) {
            continue;
        }
        const QRectF line(px(kEdge), first->box.top(), px(kNames) - px(kEdge) - px(4), px(16));
        painter.setPen(t.text2);
        paintLine(painter, line, tierName(tier));
        painter.setPen(t.text3);
        paintLine(painter,
                  line.translated(0, px(15)),
                  QStringLiteral("× %1").arg(
                      countText(m_sketch->switches.at(tier),
                                std::max(m_sketch->most.at(tier), m_sketch->switches.at(tier)))));
    }
    // Names of planes and pods above the highest boxes of each.
    painter.setPen(t.text3);
    for (std::size_t i = 0; i < m_sketch->blocks.size(); ++i) {
        const SketchBlock& block = m_sketch->blocks[i];
        const bool isTop =
            block.tier == std::min<std::uint32_t>(2, static_cast<std::uint32_t>(rows()));
        if (!isTop || (block.plane == 0 && block.pod == 0)) {
            continue;
        }
        const bool isFirst = i == 0 || m_sketch->blocks[i - 1].tier != block.tier ||
                             m_sketch->blocks[i - 1].plane != block.plane ||
                             m_sketch->blocks[i - 1].pod != block.pod;
        if (!isFirst) {
            continue;
        }
        QStringList words;
        if (block.plane > 0) {
            words << tr("plane %1").arg(block.plane);
        }
        if (block.pod > 0) {
            words << (block.lastPod > block.pod ? tr("pods %1–%2").arg(block.pod).arg(block.lastPod)
                                                : tr("pod %1").arg(block.pod));
        }
        const QRectF& box = m_items[i].box;
        const QString text = words.join(QStringLiteral(", "));
        const double width = QFontMetricsF(painter.font()).horizontalAdvance(text) + px(4);
        const QRectF place(box.left(), box.top() - px(17), width, px(16));
        painter.fillRect(place, t.surface);
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void FabricPicture::paintRatios(QPainter& painter) const
{
    const Tokens& t = tokens();
    for (const SketchRatio& ratio : m_sketch->ratios) {
        const auto rowTop = [&](std::uint32_t tier) {
            const auto item = std::find_if(m_items.begin(), m_items.end(), [&](const Item& i) {
                return !i.isFoot && i.row == tier;
            });
            return item == m_items.end() ? 0.0 : item->box.center().y();
        };
        const double middle = (rowTop(ratio.tier) + rowTop(ratio.tier + 1)) / 2;
        const QRectF line(width() - px(kRatios), middle - px(14), px(kRatios) - px(kEdge), px(26));
        const auto load = m_sketch->burst.find(ratio.tier);
        const QString text = ratioText(ratio.low, ratio.high);
        const bool isShort =
            QFontMetricsF(textFont(20, Weight::SemiBold)).horizontalAdvance(text) <= line.width();
        painter.setFont(textFont(isShort ? 20 : 14, Weight::SemiBold));
        painter.setPen(load == m_sketch->burst.end() ? t.text
                                                     : loadInk(loadClass(load->second.high)));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
        const QString was = ratioText(ratio.wasLow, ratio.wasHigh);
        if (was != text) {
            painter.setFont(textFont(12));
            painter.setPen(t.text2);
            painter.drawText(line.translated(0, px(20)),
                             Qt::AlignRight | Qt::AlignVCenter,
                             tr("was %1").arg(was));
        }
    }
}

void FabricPicture::paintWorst(QPainter& painter) const
{
    const Tokens& t = tokens();
    const QRectF line(
        px(kEdge), height() - px(kWorstHeight) + px(2), width() - 2 * px(kEdge), px(22));
    if (m_chosen) {
        painter.setFont(textFont(14));
        painter.setPen(t.accent);
        paintLine(painter, line, textOf(m_items[*m_chosen]));
        return;
    }
    if (!m_sketch->worst) {
        paintIcon(
            painter, QRectF(line.left(), line.top() + px(2), px(18), px(18)), "unknown", t.text2);
        painter.setFont(textFont(14));
        painter.setPen(t.text2);
        paintLine(painter, line.adjusted(px(24), 0, 0, 0), m_sentence);
        return;
    }
    const LoadClass of = loadClass(m_sketch->worst->high);
    const bool isOpenBelow = m_sketch->worst->isOpen && of == LoadClass::Fine;
    const QColor ink = of == LoadClass::Fine ? t.readyText : loadInk(of);
    paintIcon(painter,
              QRectF(line.left(), line.top() + px(2), px(18), px(18)),
              isOpenBelow ? QStringLiteral("unknown") : loadIcon(of),
              isOpenBelow ? t.text2 : ink);
    const QString load = loadText(m_sketch->worst);
    const QFont bold = textFont(14, Weight::SemiBold);
    const double number = QFontMetricsF(bold).horizontalAdvance(load) + px(8);
    const QString rest =
        m_sketch->lost.empty() ? QString() : tr("with %1 lost").arg(qstr(m_sketch->lost));
    const double room = line.width() - px(24) - number;
    painter.setFont(bold);
    painter.setPen(t.text);
    const QString name = qstr(m_sketch->worstLink);
    const double nameWidth =
        std::min(QFontMetricsF(bold).horizontalAdvance(name) + 1, std::max(0.0, room));
    paintLine(painter, QRectF(line.left() + px(24), line.top(), nameWidth, line.height()), name);
    painter.setPen(of == LoadClass::Fine ? t.text : ink);
    paintLine(painter,
              QRectF(line.left() + px(24) + nameWidth + px(8), line.top(), number, line.height()),
              load);
    painter.setFont(textFont(14));
    painter.setPen(t.text2);
    const double left = line.left() + px(24) + nameWidth + number + px(4);
    paintLine(painter, QRectF(left, line.top(), line.right() - left, line.height()), rest);
}

} // namespace netready::desktop
