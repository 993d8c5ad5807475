// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/settings.h"
#include "app/desktop/widgets/paint.h"

#include <QAbstractButton>
#include <QString>

#include <optional>

namespace netready::desktop {

/// A button of the start page that paints itself: Enter presses it, arrows go on to its neighbours.
class StartButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit StartButton(QWidget* parent = nullptr);

Q_SIGNALS:
    /// An arrow was pressed: columns to the right, rows down.
    void stepped(int right, int down);
    /// Delete was pressed.
    void removed();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    /// Ring for the keyboard's focus, on the inside of the widget.
    void paintFocus(QPainter& painter, double radius) const;
    [[nodiscard]] bool isReachedByKey() const { return m_byKey; }

private:
    bool m_byKey = false;
};

/// One of the ways to begin: icon, words, key.
class StartAction : public StartButton
{
    Q_OBJECT

public:
    StartAction(const QString& words, QString iconName, QString key, bool isPrimary = false);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_key;
    bool m_isPrimary;
};

/// A file that was open before.
class RecentRow : public StartButton
{
    Q_OBJECT

public:
    enum class State
    {
        There,
        Elsewhere, ///< another program has it
        Missing
    };

    explicit RecentRow(RecentFile file);
    [[nodiscard]] const RecentFile& file() const { return m_file; }
    [[nodiscard]] State state() const { return m_state; }
    /// `holder`: who has it where it is elsewhere, if that is known.
    void setState(State state, const QString& holder = {});
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void readOnlyWanted();
    void findWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QString detail() const;
    void paintScore(QPainter& painter, double left) const;
    void placeButtons();
    void describe();

    RecentFile m_file;
    State m_state = State::There;
    QString m_holder;
    QList<QWidget*> m_buttons; ///< what can be done while it is not there or not free
};

/// What a template looks like before it is chosen.
struct TemplateLook
{
    QString id; ///< empty: an empty client
    QString kind;
    QString title;
    QString line; ///< first sentence of its description
    QString description;
    int leaves = 0; ///< of its fabric for accelerators; 0: none is told
    int spines = 0;
};

class TemplateCard : public StartButton
{
    Q_OBJECT

public:
    explicit TemplateCard(TemplateLook look);
    [[nodiscard]] const TemplateLook& look() const { return m_look; }
    void setVerdict(const VerdictResult& verdict, const ScoreRange& score);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintFabric(QPainter& painter, const QRectF& area) const;
    void describe();

    TemplateLook m_look;
    std::optional<VerdictResult> m_verdict;
    ScoreRange m_score;
};

/// A fabric of leaves under spines, each connected to each; dashed: not there yet.
void paintLeafSpine(QPainter& painter,
                    const QRectF& area,
                    int spines,
                    int leaves,
                    const QColor& ink,
                    bool isDashed);

/// `today 14:31`, `yesterday`, `12 Mar`.
[[nodiscard]] QString whenText(const QString& iso);

} // namespace netready::desktop
