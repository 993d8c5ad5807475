// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/map_legend.h"

#include "app/desktop/map/map_picture.h"

#include <QPainter>

namespace netready::desktop {

namespace {

std::vector<MapPicture::Load> samples()
{
    return {{LoadState::Fine, 0.12, 0.12, MapLegend::tr("12 %"), true},
            {LoadState::Fine, 0.6, 0.6, MapLegend::tr("60 %"), true},
            {LoadState::High, 0.85, 0.85, MapLegend::tr("over 70 %"), true},
            {LoadState::Over, 1, 1.8, MapLegend::tr("100–180 %"), true},
            {LoadState::Unknown, 0, 0, MapLegend::tr("not known"), true}};
}

} // namespace

MapLegend::MapLegend(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(
        tr("The casing of a link is its capacity, its fill the load: solid to the "
           "low end, hatched to the high end; above 100 % it bursts the casing. "
           "One chevron: over 70 %. Two: over 100 %. Grey hatch: not known."));
    setToolTip(accessibleDescription());
}

std::vector<QRect> MapLegend::places(int width) const
{
    const QFontMetrics metrics(textFont(12));
    const QFontMetrics bold(textFont(12, Weight::SemiBold));
    std::vector<QRect> all;
    const int line = px(36);
    int x = px(14);
    int y = px(4);
    const auto put = [&](int itemWidth) {
        if (x + itemWidth > width - px(8) && x > px(14)) {
            x = px(14);
            y += line;
        }
        all.emplace_back(x, y, itemWidth, line);
        x += itemWidth + px(14);
    };
    put(bold.horizontalAdvance(tr("Load")));
    for (const MapPicture::Load& sample : samples()) {
        put(px(34) + px(6) + metrics.horizontalAdvance(sample.text));
    }
    int right = 0;
    for (const QRect& rect : all) {
        right = std::max(right, rect.right());
    }
    all.emplace_back(0, 0, std::min(width, right + px(14)), y + line + px(4));
    return all;
}

QSize MapLegend::sizeHint() const
{
    return places(px(2000)).back().size();
}

QSize MapLegend::minimumSizeHint() const
{
    return {px(160), px(44)};
}

int MapLegend::heightForWidth(int width) const
{
    return places(width).back().height();
}

void MapLegend::paintEvent(QPaintEvent* /*event*/)
{
    const std::vector<QRect> all = places(width());
    const Tokens& t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(t.line, 1));
    painter.setBrush(t.surface);
    const double height = all.back().height();
    const QRectF card(0.5, this->height() - height + 0.5, all.back().width() - 1, height - 1);
    painter.drawRoundedRect(card, px(8), px(8));
    painter.translate(0, card.top());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(textFont(12, Weight::SemiBold));
    painter.setPen(t.text2);
    painter.drawText(all[0], Qt::AlignVCenter, tr("Load"));
    painter.setFont(textFont(12));
    std::size_t i = 1;
    for (const MapPicture::Load& sample : samples()) {
        const QRectF rect(all[i++]);
        paintSample(painter, QRectF(rect.left(), rect.top(), px(34), rect.height()), sample);
        painter.setPen(t.text2);
        painter.drawText(rect.adjusted(px(40), 0, px(4), 0), Qt::AlignVCenter, sample.text);
    }
}

} // namespace netready::desktop
