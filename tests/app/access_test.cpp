// SPDX-License-Identifier: Apache-2.0
// Every page, walked by keyboard and read as a screen reader does.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace netready;
using namespace netready::desktop;

namespace {

/// Of buttons that exclude each other Tab reaches the chosen one, arrows the others.
bool isByArrows(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button != nullptr && button->group() != nullptr && button->group()->exclusive() &&
           !button->isChecked();
}

bool isReached(const QWidget* widget)
{
    return !isByArrows(widget) && widget->isVisible() && widget->isEnabled() &&
           !widget->visibleRegion().isEmpty() && (widget->focusPolicy() & Qt::TabFocus) != 0 &&
           widget->focusProxy() == nullptr && qobject_cast<const QScrollBar*>(widget) == nullptr;
}

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 \"%2\" in %3")
        .arg(QLatin1String(widget->metaObject()->className()),
             widget->objectName(),
             widget->parentWidget() == nullptr ? QString() : widget->parentWidget()->objectName());
}

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    void openPage(const std::string& id)
    {
        m_window->go({id, {}, {}, {}});
        QTest::qWait(120);
    }
    static void eachPage()
    {
        QTest::addColumn<QString>("page");
        for (const PageInfo& page : pages()) {
            QTest::newRow(page.id.c_str()) << qstr(page.id);
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(*qApp);
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(m_window->newFile(m_folder.filePath("a.netready"), "brownfield-enterprise"));
        QSignalSpy ranked(m_window->document(), &ClientDocument::ranked);
        QVERIFY(ranked.wait(60000));
        m_window->activateWindow();
    }
    void cleanupTestCase() { m_window.reset(); }

    void every_control_has_a_name_and_a_role_data() { eachPage(); }
    void every_control_has_a_name_and_a_role()
    {
        QFETCH(QString, page);
        openPage(utf8(page));
        int controls = 0;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!isReached(widget)) {
                continue;
            }
            ++controls;
            QAccessibleInterface* seen =
                QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
            QVERIFY2(seen != nullptr, qPrintable(nameOf(widget)));
            QVERIFY2(!seen->text(QAccessible::Name).trimmed().isEmpty(),
                     qPrintable(QStringLiteral("no name: ") + nameOf(widget)));
            const bool scrolls = qobject_cast<const QScrollArea*>(widget) != nullptr;
            QVERIFY2(scrolls || (seen->role() != QAccessible::NoRole &&
                                 seen->role() != QAccessible::Client),
                     qPrintable(QStringLiteral("no role: ") + nameOf(widget)));
        }
        QVERIFY2(controls > 20, qPrintable(QString::number(controls)));
    }

    void tab_reaches_every_control_data() { eachPage(); }
    void tab_reaches_every_control()
    {
        QFETCH(QString, page);
        openPage(utf8(page));
        std::set<const QWidget*> wanted;
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (isReached(widget)) {
                wanted.insert(widget);
            }
        }
        std::set<const QWidget*> reached;
        constexpr int kMost = 1500;
        for (int i = 0;
             i < kMost &&
             !std::includes(reached.begin(), reached.end(), wanted.begin(), wanted.end());
             ++i) {
            const QWidget* focus = QApplication::focusWidget();
            if (focus != nullptr) {
                reached.insert(focus);
            }
            QTest::keyClick(m_window->window()->focusWidget() == nullptr
                                ? static_cast<QWidget*>(m_window.get())
                                : QApplication::focusWidget(),
                            Qt::Key_Tab);
        }
        for (const QWidget* widget : wanted) {
            // Scrolling to what has the focus may hide what was in view before.
            QVERIFY2(reached.contains(widget),
                     qPrintable(QStringLiteral("Tab does not reach ") + nameOf(widget)));
        }
    }
};

QTEST_MAIN(AccessTest)
#include "access_test.moc"
