// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/style.h"

#include <QPainter>
#include <QRegularExpression>
#include <QStyleFactory>
#include <QStyleOption>

#include <array>
#include <utility>

namespace netready::desktop {

namespace {

/// Names of the tokens in the style sheet below.
QString filled(QString sheet, const Tokens& t)
{
    const std::array<std::pair<const char*, QColor>, 22> colours{{
        {"@window", t.window},
        {"@rail", t.rail},
        {"@sunken", t.sunken},
        {"@surface", t.surface},
        {"@track", t.track},
        {"@lineStrong", t.lineStrong},
        {"@line", t.line},
        {"@edge", t.edge},
        {"@text2", t.text2},
        {"@text3", t.text3},
        {"@text", t.text},
        {"@accentHover", t.accentHover},
        {"@accentSoft", t.accentSoft},
        {"@accentLine", t.accentLine},
        {"@onAccent", t.onAccent},
        {"@accent", t.accent},
        {"@notReadySoft", t.notReadySoft},
        {"@notReady", t.notReady},
        {"@readyIfSoft", t.readyIfSoft},
        {"@readyIf", t.readyIf},
        {"@readySoft", t.readySoft},
        {"@neutralSoft", t.neutralSoft},
    }};
    for (const auto& [name, colour] : colours) {
        sheet.replace(QLatin1String(name), colour.name());
    }
    // Sizes are written as `14p` and follow the zoom.
    static const QRegularExpression size(QStringLiteral("\\b(\\d+)p\\b"));
    QString scaled;
    qsizetype end = 0;
    for (auto matches = size.globalMatch(sheet); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        scaled += QStringView(sheet).mid(end, match.capturedStart() - end);
        scaled += QString::number(px(match.capturedView(1).toInt())) + QStringLiteral("px");
        end = match.capturedEnd();
    }
    scaled += QStringView(sheet).mid(end);
    return scaled;
}

constexpr const char* kSheet = R"(
* { outline: none; }
QToolTip { background: @surface; color: @text; border: 1px solid @lineStrong; padding: 4p 8p; font-size: 12p; }
QMenuBar { background: @surface; color: @text2; spacing: 4p; }
QMenuBar::item { padding: 10p 10p; border-radius: 6p; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @accentSoft; color: @text; }
QMenu { background: @surface; border: 1px solid @lineStrong; padding: 4p; }
QMenu::item { padding: 6p 24p 6p 24p; border-radius: 4p; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @text3; }
QMenu::separator { height: 1px; background: @line; margin: 4p 8p; }

QPushButton, QToolButton { background: @surface; color: @text; border: 1px solid @lineStrong; border-radius: 6p;
    padding: 0px 12p; min-height: 30p; font-weight: 500; }
QPushButton:hover, QToolButton:hover { border-color: @edge; background: @sunken; }
QPushButton:pressed, QToolButton:pressed { background: @neutralSoft; }
QPushButton:disabled, QToolButton:disabled { color: @text3; background: @sunken; border-color: @line; }
QPushButton[primary="true"], QToolButton[primary="true"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[primary="true"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[primary="true"]:disabled { background: @track; color: @text3; border-color: @line; }
QPushButton[flat2="true"], QToolButton[flat2="true"] { background: transparent; border-color: transparent; }
QPushButton[flat2="true"]:hover, QToolButton[flat2="true"]:hover { background: @neutralSoft; }
QPushButton[link="true"] { background: transparent; border: none; color: @accent; padding: 0px; min-height: 20p; text-align: left; }
QPushButton[link="true"]:hover { color: @accentHover; text-decoration: underline; }
QToolButton[small="true"] { min-height: 26p; padding: 0px 6p; font-size: 12p; }
QToolButton[square="true"] { min-width: 28p; padding: 0px; }
QToolButton:checked { background: @accentSoft; color: @accent; border-color: @accentLine; font-weight: 600; }
QToolButton[segment="true"] { padding: 0px 9p; border-radius: 0px; border-color: @lineStrong; border-right-width: 0px; color: @text2; }
QToolButton[segment="true"][first="true"] { border-top-left-radius: 6p; border-bottom-left-radius: 6p; }
QToolButton[segment="true"][last="true"] { border-top-right-radius: 6p; border-bottom-right-radius: 6p; border-right-width: 1px; }
QToolButton[segment="true"]:checked { color: @accent; border-bottom: 2px solid @accent; }
QToolButton::menu-indicator { image: none; width: 0px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QSpinBox { background: @surface; color: @text; border: 1px solid @edge;
    border-radius: 6p; padding: 0px 8p; min-height: 28p; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit, QTextEdit { padding: 6p 8p; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 2px solid @accent; }
QLineEdit:disabled, QComboBox:disabled { background: @sunken; color: @text3; border-color: @line; }
QLineEdit[unknown="true"] { background: @sunken; border: 1px dashed @edge; }
QLineEdit[conflict="true"] { border: 1px solid @notReady; }
QLineEdit[wrong="true"] { border: 2px solid @notReady; }
QLineEdit[tall="big"] { min-height: 44p; }
QLineEdit[tall="huge"] { min-height: 68p; padding: 0px 16p; }
QLineEdit[bare="true"] { border: none; background: transparent; font-size: 20p; }
QComboBox::drop-down { border: none; width: 24p; }
QComboBox::down-arrow { image: none; }
QListWidget::item { padding: 6p 14p; border-bottom: 1px solid @line; }
QListWidget::item:selected { background: @surface; border-left: 3px solid @accent; color: @text; }
QListWidget[role="sunken"] { background: @sunken; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @lineStrong; selection-background-color: @accentSoft; selection-color: @text; }
QCheckBox, QRadioButton { spacing: 8p; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @text2; border: none; border-bottom: 2px solid transparent; padding: 9p 4p 7p 4p; margin-right: 20p; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @text; font-weight: 600; border-bottom-color: @accent; }
QTabBar QToolButton { min-height: 0px; padding: 0px 4p; }

QScrollArea, QAbstractScrollArea { border: none; background: transparent; }
QAbstractItemView { background: @surface; color: @text; selection-background-color: @accentSoft; selection-color: @text; border: none; }
QHeaderView::section { background: @surface; color: @text3; border: none; border-bottom: 1px solid @line; padding: 6p 8p; font-size: 12p; font-weight: 600; }
QHeaderView { background: @surface; border: none; }
QTableView { gridline-color: @line; }
QTableView QTableCornerButton::section { background: @surface; border: none; }
QScrollBar:vertical { background: transparent; width: 10p; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 10p; margin: 0px; }
QScrollBar::handle { background: @lineStrong; border-radius: 4p; min-height: 32p; min-width: 32p; margin: 2p; }
QScrollBar::handle:hover { background: @edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: @track; border: none; border-radius: 2p; max-height: 4p; min-height: 4p; }
QProgressBar::chunk { background: @accent; border-radius: 2p; }
QSlider { min-height: 20p; border: 2px solid transparent; padding: 0px 2p; }
QSlider::groove:horizontal { background: @track; height: 4p; border-radius: 2p; }
QSlider::sub-page:horizontal { background: @accent; height: 4p; border-radius: 2p; }
QSlider::handle:horizontal { background: @surface; border: 2px solid @accent; width: 12p; height: 12p; margin: -6p 0px; border-radius: 8p; }
QSlider::handle:horizontal:hover { background: @accentSoft; }
QSlider:focus { border: 2px solid @accent; border-radius: 4p; }
QMainWindow::separator { background: @line; height: 3p; }
QDockWidget { border: none; }
QStatusBar { background: @rail; color: @text2; border-top: 1px solid @line; }
QStatusBar::item { border: none; }

*[role="surface"] { background: @surface; }
*[role="sunken"] { background: @sunken; }
*[role="window"] { background: @window; }
*[role="rail"] { background: @rail; }
*[role="card"] { background: @surface; border: 1px solid @line; border-radius: 8p; }
*[role="chosen"] { background: @accentSoft; border: 1px solid @accentLine; border-radius: 8p; }
*[role="warning"] { background: @readyIfSoft; border-radius: 6p; }
*[role="problem"] { background: @notReadySoft; border-radius: 6p; }
*[role="hint"] { background: @neutralSoft; border-radius: 6p; }
*[role="palette"] { background: @surface; border: 1px solid @lineStrong; border-radius: 12p; }
QLabel[role="key"] { background: @surface; border: 1px solid @lineStrong; border-radius: 3p; padding: 1p 5p; }
*[role="dashed"] { background: @sunken; border: 1px dashed @edge; border-radius: 8p; }
QFrame[role="line"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="upright"] { background: @line; border: none; max-width: 1px; min-width: 1px; }
QLabel { background: transparent; color: @text; }
QLabel[ink="2"] { color: @text2; }
QLabel[ink="3"] { color: @text3; }
QLabel[ink="accent"] { color: @accent; }
QLabel[ink="bad"] { color: @notReady; }
)";

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{}

void Style::drawPrimitive(PrimitiveElement element,
                          const QStyleOption* option,
                          QPainter* painter,
                          const QWidget* widget) const
{
    if (element != PE_FrameFocusRect) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const auto* focus = qstyleoption_cast<const QStyleOptionFocusRect*>(option);
    if (focus == nullptr || (focus->state & State_KeyboardFocusChange) == 0) {
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(tokens().accent, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), px(4), px(4));
    painter->restore();
}

int Style::styleHint(StyleHint hint,
                     const QStyleOption* option,
                     const QWidget* widget,
                     QStyleHintReturn* data) const
{
    if (hint == SH_ItemView_ShowDecorationSelected) {
        return 1;
    }
    if (hint == SH_ItemView_ActivateItemOnSingleClick ||
        hint == SH_DialogButtonBox_ButtonsHaveIcons) {
        return 0;
    }
    return QProxyStyle::styleHint(hint, option, widget, data);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return metric == PM_SmallIconSize || metric == PM_ButtonIconSize
               ? px(16)
               : QProxyStyle::pixelMetric(metric, option, widget);
}

QString styleSheet(const Tokens& tokens)
{
    return filled(QString::fromLatin1(kSheet), tokens);
}

} // namespace netready::desktop
