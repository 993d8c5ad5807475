// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/settings.h"
#include "app/desktop/start_page.h"

#include <QFile>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "tests/app/fake_dialogs.h"

namespace netready::desktop {

class StartTest : public QObject
{
    Q_OBJECT

private:
    PacksInUse m_packs;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDialogs> m_dialogs;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }

    void showWindow()
    {
        m_window = std::make_unique<MainWindow>(m_packs);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    template <class Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_window->findChild<Widget*>(name);
    }
    /// A client file that is closed again.
    void makeClient(const QString& name)
    {
        const auto document =
            ClientDocument::create(path(name).toStdString(), m_packs, nullptr, {});
        QVERIFY(document != nullptr);
    }
    void remember(const QString& name)
    {
        RecentFile file;
        file.path = path(name);
        file.verdict = "cannot tell";
        file.when = "2026-11-25T08:30:00Z";
        Settings::remember(file);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_packs = loadPacks({});
        theme().install(*qApp);
    }
    void init()
    {
        QFile::remove(qEnvironmentVariable("NETREADY_SETTINGS"));
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialogs = std::make_unique<FakeDialogs>();
    }
    void cleanup()
    {
        m_window.reset();
        m_dialogs.reset();
    }

    void makesAClientOfATemplateByKeyboard()
    {
        showWindow();
        m_dialogs->save = path("new.netready");
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QWidget* first = m_window->focusWidget();
        const auto& templates = m_packs.knowledge->templates;
        QCOMPARE(first->objectName(), "template:" + qstr(templates[0].id));
        QTest::keyClick(first, Qt::Key_Right);
        QWidget* second = m_window->focusWidget();
        QCOMPARE(second->objectName(), "template:" + qstr(templates[1].id));
        QTest::keyClick(second, Qt::Key_Return);
        QVERIFY(m_window->document() != nullptr);
        const FactBase& facts = m_window->document()->facts();
        for (const Subject& subject : templates[1].subjects) {
            QVERIFY(facts.hasSubject(subject.key));
        }
        QVERIFY(QFile::exists(path("new.netready")));
    }

    void makesAnEmptyClient()
    {
        showWindow();
        m_dialogs->save = path("empty.netready");
        QTest::mouseClick(find<QWidget>("template:empty"), Qt::LeftButton);
        QVERIFY(m_window->document() != nullptr);
        QCOMPARE(m_window->document()->facts().factCount(), std::size_t(0));
    }

    void givingUpTheFileNameMakesNothing()
    {
        showWindow();
        QTest::mouseClick(find<QWidget>("template:empty"), Qt::LeftButton);
        QVERIFY(m_window->document() == nullptr);
        QCOMPARE(m_dialogs->asked.size(), 1);
    }

    void saysWhatATemplateComesTo()
    {
        showWindow();
        auto* card = find<TemplateCard>("template:empty");
        QTRY_VERIFY_WITH_TIMEOUT(card->accessibleName().contains("Cannot tell"), 20000);
        QVERIFY(card->accessibleName().contains("0–100"));
    }

    void withoutAFileItOffersTheExample()
    {
        showWindow();
        QVERIFY(find<QPushButton>("emptyExample") != nullptr);
        QVERIFY(m_window->findChildren<RecentRow*>().isEmpty());
        QCOMPARE(m_window->focusWidget()->objectName(), QString("newClient"));
    }

    void opensAFileOfBeforeWithEnter()
    {
        makeClient("a.netready");
        makeClient("b.netready");
        remember("a.netready");
        remember("b.netready");
        showWindow();
        QWidget* first = m_window->focusWidget();
        QCOMPARE(first->objectName(), QString("recent:b.netready"));
        QTest::keyClick(first, Qt::Key_Down);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QVERIFY(m_window->document() != nullptr);
        QCOMPARE(qstr(m_window->document()->file().path().filename().string()),
                 QString("a.netready"));
        m_window->closeClient();
        QTRY_COMPARE(m_window->findChildren<RecentRow*>().size(), 2);
        QVERIFY(Settings::recentFiles().front().closedWell);
    }

    void deleteRemovesFromTheListOnly()
    {
        makeClient("a.netready");
        remember("a.netready");
        showWindow();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Delete);
        QVERIFY(Settings::recentFiles().empty());
        QVERIFY(QFile::exists(path("a.netready")));
        QVERIFY(m_window->focusWidget()->objectName().startsWith("template:"));
    }

    void aMissingFileCanBeFoundOrRemoved()
    {
        makeClient("moved.netready");
        remember("gone.netready");
        showWindow();
        auto* row = find<RecentRow>("recent:gone.netready");
        QTRY_COMPARE(row->state(), RecentRow::State::Missing);
        m_dialogs->open = path("moved.netready");
        QTest::mouseClick(find<QPushButton>("findFile"), Qt::LeftButton);
        QVERIFY(m_window->document() != nullptr);
        const auto files = Settings::recentFiles();
        QCOMPARE(files.size(), std::size_t(1));
        QCOMPARE(files.front().path, path("moved.netready"));
    }

    void aMissingFileCanBeRemoved()
    {
        remember("gone.netready");
        showWindow();
        QTRY_VERIFY(find<QPushButton>("removeFile") != nullptr);
        QTest::mouseClick(find<QPushButton>("removeFile"), Qt::LeftButton);
        QVERIFY(Settings::recentFiles().empty());
    }

    void aFileThatIsOpenElsewhereOpensReadOnly()
    {
        makeClient("busy.netready");
        remember("busy.netready");
        const ClientFile other = ClientFile::open(path("busy.netready").toStdString());
        showWindow();
        auto* row = find<RecentRow>("recent:busy.netready");
        QTRY_COMPARE(row->state(), RecentRow::State::Elsewhere);
        QTest::mouseClick(find<QPushButton>("openReadOnly"), Qt::LeftButton);
        QVERIFY(m_window->document() != nullptr);
        QVERIFY(m_window->document()->isReadOnly());
    }

    void whatIsInTheWayIsSaidWithWhatCanBeDone()
    {
        QFile file(path("text.netready"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("this is no client file");
        file.close();
        remember("text.netready");
        showWindow();
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QVERIFY(m_window->document() == nullptr);
        auto* bar = find<QFrame>("startProblem");
        QVERIFY(bar->isVisible());
        QVERIFY(find<QLabel>("startProblemText")->text().contains("text.netready"));
        QVERIFY(find<QPushButton>("startTryAgain")->isVisible());
        QTest::mouseClick(find<QPushButton>("startOpenAnother"), Qt::LeftButton);
        QCOMPARE(m_dialogs->asked.size(), 1);
        QTest::mouseClick(find<QPushButton>("startDismiss"), Qt::LeftButton);
        QVERIFY(!bar->isVisible());
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::StartTest)
#include "start_test.moc"
