// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/score.h"

#include <QColor>
#include <QFont>
#include <QObject>
#include <QString>

#include <string>
#include <string_view>
#include <vector>

class QApplication;
class QPainter;
class QRectF;

namespace netready::desktop {

/// The colours of one scheme; the words are those of the look.
struct Tokens
{
    bool dark = false;
    QColor window, rail, sunken, surface, track;
    QColor line, lineStrong, edge;
    QColor text, text2, text3;
    QColor accent, accentHover, onAccent, accentSoft, accentLine;
    QColor notReady, notReadySoft;
    QColor readyIfText, readyIf, readyIfSoft;
    QColor readyText, ready, readySoft;
    QColor strong, strongSoft;
    QColor neutral, neutralSoft;
    QColor scrim;
};

[[nodiscard]] const Tokens& lightTokens();
[[nodiscard]] const Tokens& darkTokens();

/// Two colours that some widget puts on each other, and the contrast that they need.
struct ColourPair
{
    std::string_view name;
    QColor Tokens::*front;
    QColor Tokens::*ground;
    double least = 4.5; ///< 4.5 for text, 3 for marks
};
[[nodiscard]] const std::vector<ColourPair>& colourPairs();
/// Contrast of two colours, 1 to 21.
/// Source: WCAG 2.1, relative luminance and contrast ratio
[[nodiscard]] double contrast(const QColor& a, const QColor& b);

/// Scheme and zoom of the whole program. Widgets read it when they are made and painted.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Scheme
    {
        System,
        Light,
        Dark
    };

    [[nodiscard]] const Tokens& tokens() const { return *m_tokens; }
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// Percent, 80 to 200.
    [[nodiscard]] int zoom() const { return m_zoom; }
    [[nodiscard]] bool movesReduced() const { return m_movesReduced; }

    /// Takes fonts, palette and style sheet into use.
    void install(QApplication& application);
    void setScheme(Scheme scheme);
    void setZoom(int percent);
    void setMovesReduced(bool reduced);

Q_SIGNALS:
    void schemeChanged();
    /// Sizes have changed: whoever set any in its constructor has to be made anew.
    void zoomChanged();

private:
    void apply();

    const Tokens* m_tokens = &lightTokens();
    Scheme m_scheme = Scheme::System;
    int m_zoom = 100;
    bool m_movesReduced = false;
    bool m_systemIsDark = false;
    QApplication* m_application = nullptr;
};

/// The theme of the program.
[[nodiscard]] Theme& theme();
[[nodiscard]] inline const Tokens& tokens()
{
    return theme().tokens();
}

/// A length of the look, which is drawn at 100 %, on the screen.
[[nodiscard]] int px(double length);

enum class Weight
{
    Regular = QFont::Normal,
    Medium = QFont::Medium,
    SemiBold = QFont::DemiBold
};
/// Inter, from 20 px on Inter Display; the size is one of the look: 12, 14, 16, 20, 28 …
[[nodiscard]] QFont textFont(int size, Weight weight = Weight::Regular);
/// For formulas and log text.
[[nodiscard]] QFont monospace(int size = 12);

/// Colours of the class in which a score lies.
struct ScoreInk
{
    QColor text;
    QColor fill;
    QColor soft;
};
[[nodiscard]] ScoreInk scoreInk(double score);
[[nodiscard]] ScoreInk verdictInk(Verdict verdict);

[[nodiscard]] inline QString qstr(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}
[[nodiscard]] inline std::string utf8(const QString& text)
{
    return text.toStdString();
}

} // namespace netready::desktop
