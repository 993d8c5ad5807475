// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/widgets/paint.h"

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QButtonGroup;

namespace netready::desktop {

enum class TextInk
{
    Main,
    Second,
    Note,
    Accent,
    Bad
};
/// A label of the look; plain text only, wrapped if asked.
[[nodiscard]] QLabel* makeLabel(const QString& text,
                                int size = 14,
                                Weight weight = Weight::Regular,
                                TextInk ink = TextInk::Main);
[[nodiscard]] QLabel* makeWrapped(const QString& text,
                                  int size = 14,
                                  Weight weight = Weight::Regular,
                                  TextInk ink = TextInk::Second);
/// A label of one line that takes the room it gets, ends in "…" where that is too little and then
/// says all in its tooltip.
[[nodiscard]] QLabel* makeElided(const QString& text = {},
                                 int size = 14,
                                 Weight weight = Weight::Regular,
                                 TextInk ink = TextInk::Main);
/// A line of 1 px.
[[nodiscard]] QFrame* makeLine(Qt::Orientation orientation = Qt::Horizontal);
/// A plain widget with a ground: `surface`, `sunken`, `card`, `hint`, …
[[nodiscard]] QFrame* makePane(const char* role);

/// A button with an icon, a word and, at its right, the key that does the same.
[[nodiscard]] QPushButton*
makeButton(const QString& text, const QString& iconName = {}, const QString& key = {});
[[nodiscard]] QPushButton*
makePrimary(const QString& text, const QString& iconName = {}, const QString& key = {});
/// The icon before the word of a button, with the gap of the look.
void setButtonIcon(QAbstractButton* button, const QString& name, const QColor& colour);
/// Text that acts: in the accent, without a frame.
[[nodiscard]] QPushButton* makeLink(const QString& text);
/// A small square button; its name is the tooltip.
[[nodiscard]] QToolButton* makeSquare(const QString& iconName, const QString& name);

/// A combo box with the chevron of the look, which a style sheet cannot draw in the ink of the
/// scheme. A wheel that passes over it changes nothing.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
};

/// Buttons of which one is on, side by side.
class Segments : public QWidget
{
    Q_OBJECT

public:
    explicit Segments(const QStringList& names, QWidget* parent = nullptr);
    [[nodiscard]] int current() const;
    void setCurrent(int index);
    /// The button of a segment, to give it an icon or a shortcut.
    [[nodiscard]] QToolButton* button(int index) const;

Q_SIGNALS:
    void chosen(int index);

private:
    QButtonGroup* m_group = nullptr;
};

/// A range bar as a widget; slides to a new range.
class RangeBar : public QWidget
{
    Q_OBJECT

public:
    explicit RangeBar(double bar = 6, double cap = 12, QWidget* parent = nullptr);
    void setLook(const RangeLook& look, const QString& name);
    /// Other heights than those that it was made with.
    void setSizes(double bar, double cap);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    RangeLook m_look;
    std::optional<ScoreRange> m_shown;
    double m_bar;
    double m_cap;
};

/// Verdict mark, word and range.
class VerdictLabel : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictLabel(int mark = 16, int textSize = 14, QWidget* parent = nullptr);
    void setVerdict(Verdict verdict, const std::optional<ScoreRange>& score, bool settled);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Verdict m_verdict = Verdict::CannotTell;
    std::optional<ScoreRange> m_score;
    bool m_settled = false;
    int m_mark;
    int m_size;
};

/// Origin bars and the word beside them.
class OriginLabel : public QWidget
{
    Q_OBJECT

public:
    explicit OriginLabel(QWidget* parent = nullptr);
    /// `more` follows the word: who said it, or by which tool.
    void setOrigin(std::optional<Origin> origin, const QString& word, const QString& more = {});
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<Origin> m_origin;
    QString m_text;
};

/// An icon as a widget.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString& name, int size = 18, QWidget* parent = nullptr);
    void setIcon(const QString& name);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    int m_size;
};

/// What stands where nothing is yet: an icon, a sentence and one button.
[[nodiscard]] QWidget*
makeEmpty(const QString& iconName, const QString& sentence, QPushButton* button = nullptr);

/// Removes all widgets of a layout.
void clearLayout(QLayout* layout);

} // namespace netready::desktop
