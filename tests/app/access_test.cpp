// SPDX-License-Identifier: Apache-2.0
// Every page, walked by keyboard and read as a screen reader does.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/widgets/pressable.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

#include <algorithm>
#include <set>

using namespace netready;
using namespace netready::desktop;

namespace {

template <class... Classes>
bool isOneOf(const QObject* object)
{
    return ((qobject_cast<const Classes*>(object) != nullptr) || ...);
}

/// Of buttons that exclude each other Tab reaches the chosen one, arrows the others.
bool isByArrows(const QWidget* widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return button != nullptr && button->group() != nullptr && button->group()->exclusive() &&
           !button->isChecked();
}

/// Belongs to another control, which has the keyboard: the button in a field, the head of a table.
bool isPartOfAControl(const QWidget* widget)
{
    return widget->focusProxy() != nullptr || isOneOf<QScrollBar, QHeaderView>(widget) ||
           isOneOf<QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QMenuBar, QHeaderView>(
               widget->parentWidget());
}

/// Whatever a person can act on, and all that Tab stops at.
bool isInteractive(const QWidget* widget)
{
    const bool acts = isOneOf<QAbstractButton,
                              QComboBox,
                              QLineEdit,
                              QAbstractItemView,
                              QTextEdit,
                              QPlainTextEdit,
                              QAbstractSpinBox,
                              QTabBar,
                              Pressable>(widget);
    return (acts || (widget->focusPolicy() & Qt::TabFocus) != 0) && !isByArrows(widget) &&
           !isPartOfAControl(widget) && widget->isVisible() && widget->isEnabled();
}

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 \"%2\" in %3")
        .arg(QLatin1String(widget->metaObject()->className()),
             widget->objectName(),
             widget->parentWidget() == nullptr ? QString() : widget->parentWidget()->objectName());
}

/// From the window down to the widget.
std::vector<const QWidget*> wayTo(const QWidget* widget)
{
    std::vector<const QWidget*> way;
    for (; widget != nullptr; widget = widget->parentWidget()) {
        way.insert(way.begin(), widget);
    }
    return way;
}

/// `second` may be read after `first`: where the ways to the two part, it lies below or to the
/// right. What lies over the other has no order.
bool isReadAfter(const QWidget* first, const QWidget* second)
{
    const auto one = wayTo(first);
    const auto other = wayTo(second);
    const auto part = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    if (part.first == one.end() || part.second == other.end()) {
        return part.first == one.end(); // what holds the other comes first
    }
    constexpr int kFrame = 2; // neighbours that share a line
    const QRect a = (*part.first)->geometry().adjusted(kFrame, kFrame, -kFrame, -kFrame);
    const QRect b = (*part.second)->geometry().adjusted(kFrame, kFrame, -kFrame, -kFrame);
    return a.intersects(b) || b.top() >= a.bottom() || b.left() >= a.right();
}

} // namespace

class AccessTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    QStringList m_unseen; ///< had the focus and was out of view

    /// The id of the template that holds most; empty: of nothing.
    static QString templateOf(const QString& client, const Knowledge& knowledge)
    {
        const auto found = std::max_element(
            knowledge.templates.begin(),
            knowledge.templates.end(),
            [](const auto& a, const auto& b) { return a.facts.size() < b.facts.size(); });
        return client == QStringLiteral("empty") ? QString() : qstr(found->id);
    }
    static void eachPage()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("page");
        for (const char* client : {"empty", "fullest"}) {
            for (const QSize size : {QSize(1280, 720), QSize(2560, 1440)}) {
                for (const PageInfo& page : pages()) {
                    QTest::addRow("%s client, %d wide, %s", client, size.width(), page.id.c_str())
                        << QString(client) << size << qstr(page.id);
                }
            }
        }
    }
    void openPage()
    {
        QFETCH(QString, client);
        QFETCH(QSize, size);
        QFETCH(QString, page);
        const QString path = m_folder.filePath(client + ".netready");
        if (m_window->document() == nullptr ||
            qstr(m_window->document()->file().path().string()) != path) {
            const PacksInUse packs = loadPacks({});
            QVERIFY(QFile::exists(path)
                        ? m_window->openFile(path)
                        : m_window->newFile(path, templateOf(client, *packs.knowledge)));
            QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->rankingIsFresh(), 60000);
        }
        m_window->resize(size);
        m_window->go({utf8(page), {}, {}, {}});
        constexpr int kLaidOut = 120;
        QTest::qWait(kLaidOut);
    }
    [[nodiscard]] std::vector<QWidget*> controls() const
    {
        std::vector<QWidget*> found;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (widget->window() == m_window.get() && isInteractive(widget)) {
                found.push_back(widget);
            }
        }
        return found;
    }
    /// Where the focus comes by the key, from one place until there again. What keeps the key for
    /// its own parts, such as the map, may do so for a while.
    std::vector<QWidget*> walk(Qt::Key key)
    {
        std::vector<QWidget*> way;
        constexpr int kMost = 3000;
        for (int i = 0; i < kMost; ++i) {
            QWidget* focus = QApplication::focusWidget();
            if (focus == nullptr) {
                focus = m_window.get();
            } else if (!way.empty() && focus == way.front() && way.size() > 1) {
                return way;
            } else if (way.empty() || way.back() != focus) {
                way.push_back(focus);
                if (focus->visibleRegion().isEmpty()) {
                    m_unseen << nameOf(focus);
                }
            }
            QTest::keyClick(focus, key);
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(*qApp);
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanupTestCase() { m_window.reset(); }

    void every_control_has_a_name_and_a_role_data() { eachPage(); }
    void every_control_has_a_name_and_a_role()
    {
        openPage();
        int seen = 0;
        for (QWidget* widget : controls()) {
            QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(told != nullptr, qPrintable(nameOf(widget)));
            QVERIFY2(!told->text(QAccessible::Name).trimmed().isEmpty(),
                     qPrintable(QStringLiteral("no name: ") + nameOf(widget)));
            // The preview is a frame of the web engine, whose document has roles of its own.
            QVERIFY2(widget->inherits("QQuickWidget") || (told->role() != QAccessible::NoRole &&
                                                          told->role() != QAccessible::Client),
                     qPrintable(QStringLiteral("no role: ") + nameOf(widget)));
            ++seen;
        }
        QVERIFY2(seen > 20, qPrintable(QString::number(seen)));
    }

    void tab_reaches_every_control_in_reading_order_data() { eachPage(); }
    void tab_reaches_every_control_in_reading_order()
    {
        openPage();
        m_unseen.clear();
        QWidget* first = m_window->findChild<QWidget*>("search");
        first->setFocus();
        const std::vector<QWidget*> way = walk(Qt::Key_Tab);
        QVERIFY2(!way.empty(),
                 qPrintable("the focus stays at " + nameOf(QApplication::focusWidget())));
        QVERIFY2(m_unseen.isEmpty(), qPrintable("out of view: " + m_unseen.join(", ")));
        QStringList wrong;
        const std::set<QWidget*> reached(way.begin(), way.end());
        QCOMPARE(reached.size(), way.size());
        for (const QWidget* widget : controls()) {
            if (!reached.contains(const_cast<QWidget*>(widget))) {
                wrong << "not reached: " + nameOf(widget);
            }
        }
        for (std::size_t i = 0; i < way.size(); ++i) {
            for (std::size_t j = i + 1; j < way.size(); ++j) {
                if (!isReadAfter(way[i], way[j])) {
                    wrong << nameOf(way[j]) + " comes after " + nameOf(way[i]);
                }
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.mid(0, 20).join(QLatin1Char('\n'))));
        std::vector<QWidget*> back = walk(Qt::Key_Backtab);
        std::reverse(back.begin() + 1, back.end());
        QVERIFY(back == way);
    }
};

QTEST_MAIN(AccessTest)
#include "access_test.moc"
