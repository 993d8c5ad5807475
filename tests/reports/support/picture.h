// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace netready {

/// What is wrong with an SVG picture; empty if nothing is: markup, role, title, description,
/// scripts and references, type below 6.2 pt outside of marks, something outside of the view box.
[[nodiscard]] std::string pictureFault(std::string_view svg);

/// The description of a picture, without entities.
[[nodiscard]] std::string pictureDescription(std::string_view svg);

} // namespace netready
