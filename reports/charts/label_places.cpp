// SPDX-License-Identifier: Apache-2.0
#include "reports/charts/label_places.h"

#include <algorithm>

namespace netready {

namespace {

bool overlap(const Box& a, const Box& b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

} // namespace

bool LabelPlaces::put(Svg& svg,
                      const std::vector<ChartPoint>& places,
                      std::string_view text,
                      const TextStyle& style)
{
    constexpr double kAir = 4;
    const double width = textWidth(text, style.size, style.weight);
    const double size = style.size * kPoint;
    if (text.empty() || width > m_room.width) {
        return false;
    }
    const double before = style.anchor == "end" ? width : style.anchor == "middle" ? width / 2 : 0;
    for (const ChartPoint& place : places) {
        const double left = std::clamp(place.x - before, m_room.x, m_room.x + m_room.width - width);
        const Box box{left - kAir, place.y - 0.8 * size, width + 2 * kAir, 1.05 * size};
        const bool inside = box.y >= m_room.y && box.y + box.height <= m_room.y + m_room.height;
        if (inside && std::none_of(m_taken.begin(), m_taken.end(), [&](const Box& taken) {
                return overlap(box, taken);
            })) {
            svg.text({left + before, place.y}, text, style);
            m_taken.push_back(box);
            return true;
        }
    }
    return false;
}

} // namespace netready
