// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reports/charts/svg.h"

#include <string_view>
#include <vector>

namespace netready {

/// Sets labels so that none lies on another one or leaves the room for them.
class LabelPlaces
{
public:
    explicit LabelPlaces(Box room)
        : m_room(room)
    {}

    /// Sets a text at the first place that is free, moved into the room sideways if it must be.
    /// False if none is: the text is left out then, and has to be in the description.
    bool put(Svg& svg,
             const std::vector<ChartPoint>& places,
             std::string_view text,
             const TextStyle& style);

    /// Keeps a place free.
    void keep(Box box) { m_taken.push_back(box); }

private:
    Box m_room;
    std::vector<Box> m_taken;
};

} // namespace netready
