// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/theme.h"

#include "app/desktop/plurals.h"
#include "app/desktop/style.h"
#include "app/desktop/widgets/pressable.h"

#include <QApplication>
#include <QDir>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

#include <algorithm>
#include <cmath>

// Resources of a static library; the macro must stand outside of any namespace.
static void initResources()
{
    Q_INIT_RESOURCE(icons);
#ifdef NETREADY_FONTS
    Q_INIT_RESOURCE(fonts);
#endif
}

namespace netready::desktop {

namespace {

Tokens makeLight()
{
    Tokens t;
    t.window = QColor(0xF2F4F6);
    t.rail = QColor(0xE8ECEF);
    t.sunken = QColor(0xF7F9FA);
    t.surface = QColor(0xFFFFFF);
    t.track = QColor(0xDFE4E8);
    t.line = QColor(0xD8DEE3);
    t.lineStrong = QColor(0xB5BFC8);
    t.edge = QColor(0x78838E);
    t.text = QColor(0x15202B);
    t.text2 = QColor(0x43505C);
    t.text3 = QColor(0x586470);
    t.accent = QColor(0x0B4F7D);
    t.accentHover = QColor(0x093F64);
    t.onAccent = QColor(0xFFFFFF);
    t.accentSoft = QColor(0xE2ECF3);
    t.accentLine = QColor(0xA6C3D7);
    t.notReady = QColor(0xA63C25);
    t.notReadySoft = QColor(0xF6E3DD);
    t.readyIfText = QColor(0x80560A);
    t.readyIf = QColor(0xAD7714);
    t.readyIfSoft = QColor(0xFAEFD8);
    t.readyText = QColor(0x23674F);
    t.ready = QColor(0x3A8A71);
    t.readySoft = QColor(0xE3F0EA);
    t.strong = QColor(0x1F5F4A);
    t.strongSoft = QColor(0xD5E8E0);
    t.neutral = QColor(0x626D78);
    t.neutralSoft = QColor(0xEAEEF1);
    t.scrim = QColor(16, 24, 32, 97);
    return t;
}

Tokens makeDark()
{
    Tokens t;
    t.dark = true;
    t.window = QColor(0x0E1317);
    t.rail = QColor(0x0A0E11);
    t.sunken = QColor(0x11171B);
    t.surface = QColor(0x151B20);
    t.track = QColor(0x29323A);
    t.line = QColor(0x29323A);
    t.lineStrong = QColor(0x44505A);
    t.edge = QColor(0x6A7681);
    t.text = QColor(0xE8EDF1);
    t.text2 = QColor(0xB6C1CA);
    t.text3 = QColor(0x919DA8);
    t.accent = QColor(0x79B8E8);
    t.accentHover = QColor(0x9CCBEF);
    t.onAccent = QColor(0x06131D);
    t.accentSoft = QColor(0x12293A);
    t.accentLine = QColor(0x2C587A);
    t.notReady = QColor(0xF28B73);
    t.notReadySoft = QColor(0x3A1D16);
    t.readyIfText = QColor(0xE3B25C);
    t.readyIf = QColor(0xE3B25C);
    t.readyIfSoft = QColor(0x33280F);
    t.readyText = QColor(0x5FC4A3);
    t.ready = QColor(0x5FC4A3);
    t.readySoft = QColor(0x10302A);
    t.strong = QColor(0xA3E2CD);
    t.strongSoft = QColor(0x14392F);
    t.neutral = QColor(0x98A4AF);
    t.neutralSoft = QColor(0x1E262C);
    t.scrim = QColor(0, 0, 0, 130);
    return t;
}

double luminance(const QColor& colour)
{
    const auto linear = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

QPalette palette(const Tokens& t)
{
    QPalette p;
    p.setColor(QPalette::Window, t.window);
    p.setColor(QPalette::WindowText, t.text);
    p.setColor(QPalette::Base, t.surface);
    p.setColor(QPalette::AlternateBase, t.sunken);
    p.setColor(QPalette::Text, t.text);
    p.setColor(QPalette::PlaceholderText, t.text3);
    p.setColor(QPalette::Button, t.surface);
    p.setColor(QPalette::ButtonText, t.text);
    p.setColor(QPalette::Highlight, t.accentSoft);
    p.setColor(QPalette::HighlightedText, t.text);
    p.setColor(QPalette::Link, t.accent);
    p.setColor(QPalette::LinkVisited, t.accent);
    p.setColor(QPalette::ToolTipBase, t.surface);
    p.setColor(QPalette::ToolTipText, t.text);
    p.setColor(QPalette::Light, t.surface);
    p.setColor(QPalette::Midlight, t.line);
    p.setColor(QPalette::Mid, t.lineStrong);
    p.setColor(QPalette::Dark, t.edge);
    p.setColor(QPalette::Shadow, t.edge);
    for (const QPalette::ColorRole role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, t.text3);
    }
    return p;
}

} // namespace

const Tokens& lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const std::vector<ColourPair>& colourPairs()
{
    using T = Tokens;
    constexpr double kMark = 3;
    static const std::vector<ColourPair> pairs = {
        {"text on surface", &T::text, &T::surface},
        {"text on window", &T::text, &T::window},
        {"text on rail", &T::text, &T::rail},
        {"text on a selected row", &T::text, &T::accentSoft},
        {"second text on surface", &T::text2, &T::surface},
        {"second text on rail", &T::text2, &T::rail},
        {"second text on a selected row", &T::text2, &T::accentSoft},
        {"notes on surface", &T::text3, &T::surface},
        {"notes on sunken", &T::text3, &T::sunken},
        {"notes on window", &T::text3, &T::window},
        {"notes on rail", &T::text3, &T::rail},
        {"notes on a selected row", &T::text3, &T::accentSoft},
        {"accent on surface", &T::accent, &T::surface},
        {"accent on window", &T::accent, &T::window},
        {"accent on rail", &T::accent, &T::rail},
        {"accent on a selected row", &T::accent, &T::accentSoft},
        {"text on accent", &T::onAccent, &T::accent},
        {"text on accent, hovered", &T::onAccent, &T::accentHover},
        {"not ready on surface", &T::notReady, &T::surface},
        {"not ready on window", &T::notReady, &T::window},
        {"not ready on rail", &T::notReady, &T::rail},
        {"not ready on its ground", &T::notReady, &T::notReadySoft},
        {"text on the ground of not ready", &T::text, &T::notReadySoft},
        {"ready if on surface", &T::readyIfText, &T::surface},
        {"ready if on window", &T::readyIfText, &T::window},
        {"ready if on rail", &T::readyIfText, &T::rail},
        {"ready if on its ground", &T::readyIfText, &T::readyIfSoft},
        {"text on the ground of ready if", &T::text, &T::readyIfSoft},
        {"ready on surface", &T::readyText, &T::surface},
        {"ready on window", &T::readyText, &T::window},
        {"ready on its ground", &T::readyText, &T::readySoft},
        {"strong on surface", &T::strong, &T::surface},
        {"strong on its ground", &T::strong, &T::strongSoft},
        {"edge of a field", &T::edge, &T::surface, kMark},
        {"edge of a field on window", &T::edge, &T::window, kMark},
        {"fill of ready if", &T::readyIf, &T::surface, kMark},
        {"fill of ready if on rail", &T::readyIf, &T::rail, kMark},
        {"fill of ready", &T::ready, &T::surface, kMark},
        {"fill of ready on rail", &T::ready, &T::rail, kMark},
        {"neutral mark on surface", &T::neutral, &T::surface, kMark},
        {"neutral mark on window", &T::neutral, &T::window, kMark},
    };
    return pairs;
}

double contrast(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Theme& theme()
{
    static Theme theme;
    return theme;
}

void Theme::install(QApplication& application)
{
    initResources();
    installAccessibility();
    application.installTranslator(new Plurals(&application));
    m_application = &application;
    m_systemIsDark = application.palette().color(QPalette::Window).lightnessF() < 0.5;
    const QDir fonts(QStringLiteral(":/fonts"));
    for (const QString& file : fonts.entryList(QDir::Files, QDir::Name)) {
        QFontDatabase::addApplicationFont(fonts.filePath(file));
    }
    application.setStyle(new Style);
    apply();
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    apply();
    Q_EMIT schemeChanged();
}

void Theme::setZoom(int percent)
{
    constexpr int kLeast = 80;
    constexpr int kMost = 200;
    percent = std::clamp(percent, kLeast, kMost);
    if (percent != m_zoom) {
        m_zoom = percent;
        apply();
        Q_EMIT zoomChanged();
    }
}

void Theme::setMovesReduced(bool reduced)
{
    m_movesReduced = reduced;
}

void Theme::apply()
{
    const bool dark = m_scheme == Scheme::System ? m_systemIsDark : m_scheme == Scheme::Dark;
    m_tokens = dark ? &darkTokens() : &lightTokens();
    if (m_application != nullptr) {
        m_application->setFont(textFont(14));
        m_application->setPalette(palette(*m_tokens));
        m_application->setStyleSheet(styleSheet(*m_tokens));
    }
}

int px(double length)
{
    constexpr double kPercent = 100;
    return static_cast<int>(std::lround(length * theme().zoom() / kPercent));
}

QFont textFont(int size, Weight weight)
{
    constexpr int kDisplayFrom = 20;
    QFont result(size >= kDisplayFrom
                     ? QStringList{QStringLiteral("Inter Display"), QStringLiteral("Inter")}
                     : QStringList{QStringLiteral("Inter")});
    result.setPixelSize(px(size));
    result.setWeight(static_cast<QFont::Weight>(weight));
    result.setStyleHint(QFont::SansSerif);
    return result;
}

QFont monospace(int size)
{
    QFont result(QStringLiteral("JetBrains Mono"));
    result.setPixelSize(px(size));
    result.setStyleHint(QFont::Monospace);
    return result;
}

ScoreInk scoreInk(double score)
{
    const Tokens& t = tokens();
    constexpr double kStrongFrom = 0.9;
    if (score < kNotReadyBelow) {
        return {t.notReady, t.notReady, t.notReadySoft};
    }
    if (score < kReadyFrom) {
        return {t.readyIfText, t.readyIf, t.readyIfSoft};
    }
    return score < kStrongFrom ? ScoreInk{t.readyText, t.ready, t.readySoft}
                               : ScoreInk{t.strong, t.strong, t.strongSoft};
}

ScoreInk verdictInk(Verdict verdict)
{
    const Tokens& t = tokens();
    switch (verdict) {
    case Verdict::NotReady:
        return {t.notReady, t.notReady, t.notReadySoft};
    case Verdict::ReadyIf:
        return {t.readyIfText, t.readyIf, t.readyIfSoft};
    case Verdict::Ready:
        return {t.readyText, t.ready, t.readySoft};
    case Verdict::CannotTell:
        break;
    }
    return {t.text2, t.neutral, t.neutralSoft};
}

} // namespace netready::desktop
