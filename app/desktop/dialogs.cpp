// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/dialogs.h"

#include "app/desktop/evidence/connect_dialog.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <utility>

namespace netready::desktop {

namespace {

Dialogs*& current()
{
    static Dialogs own;
    static Dialogs* used = &own;
    return used;
}

} // namespace

QString Dialogs::fileToOpen(QWidget* parent, const QString& title, const QString& filter)
{
    return QFileDialog::getOpenFileName(parent, title, {}, filter);
}

QString Dialogs::fileToSave(QWidget* parent,
                            const QString& title,
                            const QString& name,
                            const QString& filter)
{
    return QFileDialog::getSaveFileName(parent, title, name, filter);
}

QString Dialogs::lineOfText(QWidget* parent,
                            const QString& title,
                            const QString& label,
                            const QString& start)
{
    return QInputDialog::getText(parent, title, label, QLineEdit::Normal, start);
}

std::optional<FetchOptions> Dialogs::connection(QWidget* parent)
{
    ConnectDialog dialog(parent);
    return dialog.exec() == QDialog::Accepted ? dialog.options() : std::nullopt;
}

int Dialogs::choice(QWidget* parent,
                    const QString& title,
                    const QString& sentence,
                    const QStringList& buttons)
{
    QMessageBox box(parent);
    box.setWindowTitle(title);
    box.setText(title);
    box.setInformativeText(sentence);
    for (const QString& button : buttons) {
        box.addButton(button, QMessageBox::AcceptRole);
    }
    QPushButton* giveUp = box.addButton(QMessageBox::Cancel);
    box.setEscapeButton(giveUp);
    box.exec();
    return static_cast<int>(buttons.indexOf(box.clickedButton()->text()));
}

Dialogs& Dialogs::instance()
{
    return *current();
}

Dialogs* Dialogs::set(Dialogs* dialogs)
{
    return std::exchange(current(), dialogs);
}

} // namespace netready::desktop
