// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/theme.h"
#include "core/assessment/assessment.h"
#include "core/facts/fact.h"

#include <QIcon>
#include <QPainter>
#include <QPixmap>
#include <QRectF>
#include <QString>

#include <optional>

namespace netready::desktop {

/// What a range bar shows; all by the engine.
struct RangeLook
{
    std::optional<ScoreRange> score;  ///< nothing: does not apply
    std::optional<ScoreRange> before; ///< former range, as a bracket below
    bool settled = false;             ///< no answer can move it to another class
    bool capped = false;              ///< a gate holds it down
};

/// Draws a range on a track from 0 to 100 with notches at 40, 70 and 90; the bar is `bar` high,
/// its caps `cap`, both in the middle of the rectangle.
void paintRange(QPainter& painter, const QRectF& area, const RangeLook& look, double bar, double cap);

/// Disc with tick, half filled ring, square with cross, dashed ring with "?".
void paintBadge(QPainter& painter, const QRectF& square, Verdict verdict);

/// Six rising bars, filled to the level; nothing known: all empty.
void paintOrigin(QPainter& painter, const QRectF& area, std::optional<Origin> origin);

/// What a finding does to the score.
enum class Effect
{
    Blocks,   ///< certainly stops a workload
    MayBlock, ///< may stop it, open
    Caps,     ///< caps the score at 69
    Lowers,   ///< takes points
    Open,     ///< cannot be told, and may cap or lower
    Passes,
    Waived
};
[[nodiscard]] Effect effectOf(const Finding& finding);
/// `Stops a workload`, …
[[nodiscard]] QString effectName(Effect effect);
void paintEffect(QPainter& painter, const QRectF& square, Effect effect);

/// Width of text in which every digit takes as much as "0"; of numbers that stand in columns or
/// change in place.
[[nodiscard]] double numberWidth(const QFont& font, const QString& text);
/// Draws such text, aligned in the rectangle, on one line.
void paintNumber(QPainter& painter, const QRectF& area, Qt::Alignment align, const QString& text);

/// Draws one line of text, elided where it does not fit; vertically in the middle.
void paintLine(QPainter& painter,
               const QRectF& area,
               const QString& text,
               Qt::Alignment align = Qt::AlignLeft);

/// Lines of 45° in a colour on nothing, for what is open.
void fillHatch(QPainter& painter, const QRectF& area, const QColor& colour);

/// An icon of the program by its name, in a colour.
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, const QColor& colour, double ratio);
/// In the colour of second text, and faint when disabled.
[[nodiscard]] QIcon icon(const QString& name);
[[nodiscard]] QIcon icon(const QString& name, const QColor& colour);
void paintIcon(QPainter& painter, const QRectF& square, const QString& name, const QColor& colour);

/// `12–36`, `70`, `–` where it does not apply.
[[nodiscard]] QString scoreText(const std::optional<ScoreRange>& score);
/// The ink of the number: that of its class if it cannot leave it, else the second text.
[[nodiscard]] QColor scoreColour(const std::optional<ScoreRange>& score, bool settled);
/// Whether both ends lie in one class.
[[nodiscard]] bool isOneClass(const ScoreRange& score);

/// `Ready`, `Cannot tell`, … as a heading.
[[nodiscard]] QString verdictWord(Verdict verdict);
/// Title of a dimension, short enough for a cell.
[[nodiscard]] QString shortTitle(const ScoredDimension& dimension);

} // namespace netready::desktop
