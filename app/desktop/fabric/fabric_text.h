// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "core/assessment/fabric_trial.h"

#include <QString>

namespace netready::desktop {

/// How full a link is: within limits to 70 %, tight to 100 %, overfull above.
enum class LoadClass
{
    Fine,
    Tight,
    Over
};
[[nodiscard]] LoadClass loadClass(double load);
/// Ink of words and of lines.
[[nodiscard]] QColor loadInk(LoadClass of);
[[nodiscard]] QColor loadFill(LoadClass of);
/// The icon that says the same: a tick, one chevron, two.
[[nodiscard]] QString loadIcon(LoadClass of);

/// `100–245 %`, `at least 45 %`, `not known`.
[[nodiscard]] QString loadText(const std::optional<LoadRange>& load);
/// The range of a computed share, in percent; open where it has no upper end.
[[nodiscard]] std::optional<LoadRange> loadOf(const FactView* view);
/// `3:1`, `1–1.33:1`.
[[nodiscard]] QString ratioText(double low, double high);
/// What stands of a fact, with its unit, for people; `not known`.
[[nodiscard]] QString factText(const FactView* view);

/// `14–16`.
[[nodiscard]] QString countText(double low, double high);

/// `Any spine`, `One uplink`, …
[[nodiscard]] QString lossName(LossKind kind);
/// What is lost, within a sentence: `spine 2`.
[[nodiscard]] QString tierName(std::uint32_t tier);
/// `Server to leaf`, `Leaf to spine`, `Spine to core`.
[[nodiscard]] QString linkTierName(std::uint32_t tier);
[[nodiscard]] QString speedText(double bitsPerSecond);

/// Title and second line of what hangs below.
struct FootText
{
    QString title;
    QString more;
    QString less; ///< where that has no room
};
[[nodiscard]] FootText footText(const ClientDocument& document, const SketchFoot& foot);
/// A box in words, for the tooltip and the screen reader.
[[nodiscard]] QString blockText(const SketchBlock& block);

} // namespace netready::desktop
