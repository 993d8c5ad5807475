// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"
#include "core/assessment/remedies.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace netready::desktop {

class PlanTest : public QObject
{
    Q_OBJECT

private:
    PacksInUse m_packs;
    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    void open(const QString& name, const QString& start)
    {
        m_window = std::make_unique<MainWindow>(m_packs);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(m_window->newFile(m_folder.filePath(name), start));
        m_window->go({"plan", {}, {}, {}});
    }
    template <class Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_window->findChild<Widget*>(name);
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_packs = loadPacks({});
        theme().install(*qApp);
    }
    void cleanup() { m_window.reset(); }

    void listsWhatTheFindingsAskFor()
    {
        open("a.netready", "brownfield-enterprise");
        const auto all =
            remedies(m_window->document()->live(), m_window->document()->assessment().findings);
        auto* list = find<QListView>("planList");
        QCOMPARE(list->model()->rowCount(), static_cast<int>(all.size()));
        QCOMPARE(find<QLabel>("planTitle")->text(), qstr(all.front().action->title));
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(m_window->findChildren<QLabel*>("planTitle").last()->text(),
                 qstr(all[1].action->title));
    }

    void narrowsToOnePathAndSortsAsATable()
    {
        open("b.netready", "brownfield-enterprise");
        auto* list = find<QListView>("planList");
        const int all = list->model()->rowCount();
        QTest::mouseClick(find<QAbstractButton>("planPath2"), Qt::LeftButton);
        QVERIFY(list->model()->rowCount() < all);
        QTest::mouseClick(find<QAbstractButton>("planPath0"), Qt::LeftButton);
        QCOMPARE(list->model()->rowCount(), all);
        QTest::mouseClick(find<QAbstractButton>("planAsTable"), Qt::LeftButton);
        auto* table = find<QTableView>("planTable");
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(), all);
    }

    void followsAnEditAndKeepsTheChosenAction()
    {
        open("c.netready", "brownfield-enterprise");
        auto* list = find<QListView>("planList");
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Down);
        const QString chosen = list->currentIndex().data().toString();
        QVERIFY(m_window->document()->addSubject("workload", "Helpdesk").has_value());
        QCOMPARE(list->currentIndex().data().toString(), chosen);
        m_window->document()->undo();
        QCOMPARE(list->currentIndex().data().toString(), chosen);
    }

    void anEmptyClientIsIntended()
    {
        open("d.netready", {});
        const bool isEmpty =
            remedies(m_window->document()->live(), m_window->document()->assessment().findings)
                .empty();
        QCOMPARE(find<QAbstractButton>("planNextQuestion")->isVisible(), isEmpty);
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::PlanTest)
#include "plan_test.moc"
