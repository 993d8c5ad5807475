// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/letter_keys.h"

#include "app/desktop/settings.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

#include <optional>

namespace netready::desktop {

namespace {

/// What the settings say; read once, for every key asks.
std::optional<bool>& chosen()
{
    static std::optional<bool> act;
    return act;
}

bool isLetter(const QKeyEvent& event)
{
    const Qt::KeyboardModifiers others =
        event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
    return others == Qt::NoModifier && event.key() >= Qt::Key_Exclam &&
           event.key() <= Qt::Key_AsciiTilde;
}

/// A field takes undo and redo for what is typed in it, also while there is nothing of the kind.
bool isOfTheClient(const QObject* watched, const QKeyEvent& event)
{
    const auto* field = qobject_cast<const QLineEdit*>(watched);
    return field != nullptr && ((event.matches(QKeySequence::Undo) && !field->isUndoAvailable()) ||
                                (event.matches(QKeySequence::Redo) && !field->isRedoAvailable()));
}

} // namespace

void LetterKeys::install()
{
    QCoreApplication* application = QCoreApplication::instance();
    if (application->findChild<LetterKeys*>(QString(), Qt::FindDirectChildrenOnly) == nullptr) {
        application->installEventFilter(new LetterKeys(application));
    }
}

bool LetterKeys::act()
{
    if (!chosen()) {
        chosen() = Settings::lettersAct();
    }
    return *chosen();
}

void LetterKeys::setAct(bool act)
{
    chosen() = act;
    Settings::setLettersAct(act);
}

bool LetterKeys::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride) {
        return QObject::eventFilter(watched, event);
    }
    const auto& key = *static_cast<QKeyEvent*>(event);
    if (isOfTheClient(watched, key)) {
        event->ignore(); // the key is the shortcut of the window
        return true;
    }
    if ((!act() || watched->property("takesLetters").toBool()) && isLetter(key)) {
        event->accept(); // the key goes to the widget as a plain key
        return true;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace netready::desktop
