// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

class QFrame;
class QLabel;
class QLineEdit;
class QListView;
class QModelIndex;

namespace netready::desktop {

class MainWindow;
class PaletteModel;

/// Searches commands, subjects, questions, findings, rules and sources, over the whole window.
/// Closes and deletes itself.
class CommandPalette : public QWidget
{
    Q_OBJECT

public:
    explicit CommandPalette(MainWindow& window);
    /// Takes the place of a palette that is open already: then that one is closed.
    void open();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QWidget* makeField();
    [[nodiscard]] QWidget* makeFoot();
    [[nodiscard]] bool takeKey(QKeyEvent& event);
    void search(const QString& text);
    void step(int by);
    void stepGroup(int by);
    void setRow(int row);
    void place();
    void dismiss();
    void run(const QModelIndex& index, bool stay);

    MainWindow& m_window;
    PaletteModel* m_model = nullptr;
    QFrame* m_frame = nullptr;
    QLineEdit* m_field = nullptr;
    QLabel* m_count = nullptr;
    QListView* m_list = nullptr;
    QPointer<QWidget> m_before; ///< had the focus
};

} // namespace netready::desktop
