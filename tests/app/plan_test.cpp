// SPDX-License-Identifier: Apache-2.0
#include "app/client/host.h"
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/plan/plan_column.h"
#include "app/desktop/theme.h"
#include "app/desktop/widgets/paint.h"
#include "app/desktop/workspace.h"
#include "core/assessment/remedies.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QSlider>
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
        QTest::mouseClick(find<QAbstractButton>("planBySteps"), Qt::LeftButton);
    }
    void openBoard(const QString& name, const QString& start)
    {
        open(name, start);
        QTest::mouseClick(find<QAbstractButton>("planAsBoard"), Qt::LeftButton);
        QTRY_VERIFY(find<QLabel>("planSummary")->text().contains("reach"));
    }
    [[nodiscard]] QListView* cards(const QString& column) const
    {
        return m_window->findChild<QListView*>("planCards" + column);
    }
    [[nodiscard]] ClientDocument& document() const { return *m_window->document(); }
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

    void theBoardShowsThePlanOfTheCommandLine()
    {
        openBoard("e.netready", "brownfield-enterprise");
        PlanOptions options;
        options.assess.today = today();
        const Plan plan =
            makePlan(document().packs(), document().facts(), Planner::Greedy, options);
        for (std::size_t phase = 0; phase < plan.outcomes.size(); ++phase) {
            QCOMPARE(cards(QString::number(phase))->model()->rowCount(),
                     static_cast<int>(PlanBoard::inPhase(plan.solution.choice, phase).size()));
        }
        QVERIFY(find<QLabel>("planSummary")
                    ->text()
                    .contains(scoreText(plan.outcomes.back().numbers.site)));
    }

    void aCardIsMovedPinnedAndDroppedByKeysAndUndone()
    {
        openBoard("f.netready", "brownfield-enterprise");
        QListView* first = cards("0");
        QVERIFY(first->model()->rowCount() > 0);
        const QString title = first->model()->index(0, 0).data().toString();
        first->setFocus();
        first->setCurrentIndex(first->model()->index(0, 0));
        const auto titlesIn = [&](const QString& column) {
            QStringList titles;
            for (int row = 0; row < cards(column)->model()->rowCount(); ++row) {
                titles << cards(column)->model()->index(row, 0).data().toString();
            }
            return titles;
        };
        const FactBase before = document().facts();
        QTest::keyClick(first, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(document().facts().workItems().size(), std::size_t(1));
        const WorkItem moved = document().facts().workItems().begin()->second;
        QVERIFY(!moved.phase.empty());
        QTRY_VERIFY(titlesIn("1").contains(title));
        QTRY_COMPARE(m_window->focusWidget(), cards("1"));
        QTest::keyClick(cards("1"), Qt::Key_Space); // no longer pinned
        QVERIFY(document().facts().workItems().begin()->second.phase.empty());
        document().undo();
        document().undo();
        QVERIFY(document().facts() == before);
        QTRY_VERIFY(titlesIn("0").contains(title));
        first->setFocus();
        first->setCurrentIndex(
            first->model()->index(static_cast<int>(titlesIn("0").indexOf(title)), 0));
        QTest::keyClick(first, Qt::Key_Delete);
        QVERIFY(document().facts().workItems().begin()->second.status == WorkStatus::Dropped);
        QTRY_VERIFY(titlesIn("None").contains(title));
    }

    void keepingThePlanIsOneStep()
    {
        openBoard("g.netready", "brownfield-enterprise");
        const auto edits = document().history().size();
        int planned = 0;
        for (const QString& column : {QString("0"), QString("1"), QString("2")}) {
            planned += cards(column) == nullptr ? 0 : cards(column)->model()->rowCount();
        }
        QTest::mouseClick(find<QAbstractButton>("planKeep"), Qt::LeftButton);
        QCOMPARE(document().history().size(), edits + 1);
        QCOMPARE(static_cast<int>(document().facts().workItems().size()), planned);
        document().undo();
        QVERIFY(document().facts().workItems().empty());
    }

    void lessMoneyPlansLess()
    {
        openBoard("h.netready", "brownfield-enterprise");
        const QString before = find<QLabel>("planSummary")->text();
        auto* budget = find<QSlider>("planBudget");
        budget->setFocus();
        QTest::keyClick(budget, Qt::Key_Home);
        QTRY_VERIFY(find<QLabel>("planSummary")->text() != before);
        for (const QString& column : {QString("0"), QString("1"), QString("2")}) {
            for (int row = 0; row < cards(column)->model()->rowCount(); ++row) {
                const QString cost =
                    cards(column)->model()->index(row, 0).data(PlanCards::CostText).toString();
                QVERIFY2(cost == "not known" || cost == "$0", qPrintable(cost));
            }
        }
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
