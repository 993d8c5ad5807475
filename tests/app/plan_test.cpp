// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/plan/plan_board.h"
#include "app/desktop/plan/plan_work.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"
#include "core/assessment/remedies.h"

#include <QAbstractButton>
#include <QLabel>
#include <QListView>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

namespace netready::desktop {

class PlanTest : public QObject
{
    Q_OBJECT

private:
    static constexpr int kPatience = 60000; // ms
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
    void openList(const QString& name)
    {
        open(name, "brownfield-enterprise");
        QTest::mouseClick(find<QAbstractButton>("planBySteps"), Qt::LeftButton);
    }
    /// On the board, once there is a plan.
    void openBoard(const QString& name)
    {
        open(name, "brownfield-enterprise");
        QTRY_VERIFY_WITH_TIMEOUT(work().news() != nullptr, kPatience);
        QVERIFY(column(0)->cards().rowCount() > 1);
        QTRY_VERIFY(column(1)->parentWidget()->x() >= column(0)->width()); // laid out
    }
    template <class Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_window->findChild<Widget*>(name);
    }
    [[nodiscard]] PlanWork& work() const { return *m_window->findChild<PlanWork*>(); }
    [[nodiscard]] CardList* column(int number) const
    {
        return find<CardList>(QStringLiteral("planColumn%1").arg(number));
    }
    [[nodiscard]] const FactBase& facts() const { return m_window->document()->facts(); }
    [[nodiscard]] std::string pinOf(const WorkKey& about) const
    {
        const auto found = facts().workItems().find(about);
        return found == facts().workItems().end() ? std::string() : found->second.phase;
    }
    [[nodiscard]] std::size_t history() const { return m_window->document()->history().size(); }
    [[nodiscard]] WorkKey focusFirstCard() const
    {
        column(0)->setFocus();
        column(0)->setCurrentIndex(column(0)->cards().index(0));
        return column(0)->current()->about;
    }

    /// A picture for people, where they ask for one.
    void grab(const QString& name) const
    {
        const QString folder = qEnvironmentVariable("NETREADY_PICTURES");
        if (!folder.isEmpty()) {
            QTest::qWait(300);
            m_window->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
        }
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
        openList("a.netready");
        const auto all =
            remedies(m_window->document()->live(), m_window->document()->assessment().findings);
        auto* list = find<QListView>("planList");
        QCOMPARE(list->model()->rowCount(), static_cast<int>(all.size()));
        QCOMPARE(m_window->findChildren<QLabel*>("planTitle").last()->text(),
                 qstr(all.front().action->title));
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(m_window->findChildren<QLabel*>("planTitle").last()->text(),
                 qstr(all[1].action->title));
    }

    void narrowsToOnePathAndSortsAsATable()
    {
        openList("b.netready");
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
        openList("c.netready");
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

    void theBoardShowsThePlanOfTheEngine()
    {
        openBoard("e.netready");
        PlanBoard board(m_packs.knowledge, facts());
        const Plan plan = board.make(Planner::Greedy);
        QCOMPARE(work().news()->greedy.solution.choice, plan.solution.choice);
        std::size_t shown = 0;
        for (int i = 0; i <= static_cast<int>(board.phases().size()); ++i) {
            shown += static_cast<std::size_t>(column(i)->cards().rowCount());
        }
        QCOMPARE(shown, board.candidates().all.size());
        for (std::size_t i = 0; i < plan.outcomes.size(); ++i) {
            const QString head =
                find<QWidget>(QStringLiteral("planPhase%1").arg(i))->accessibleName();
            QVERIFY2(head.contains(scoreText(plan.outcomes[i].numbers.site)), qPrintable(head));
        }
    }

    void keysMovePinAndDropACard()
    {
        openBoard("f.netready");
        const WorkKey about = focusFirstCard();
        QTest::keyClick(column(0), Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(pinOf(about), work().news()->phases[1].id);
        QTRY_VERIFY_WITH_TIMEOUT(column(1)->cards().rowOf(about) >= 0, kPatience);
        QTRY_VERIFY(column(1)->hasFocus());
        QVERIFY(column(1)->current() != nullptr && column(1)->current()->about == about);

        QTest::keyClick(column(1), Qt::Key_Space);
        QCOMPARE(pinOf(about), std::string());
        m_window->document()->undo();
        QCOMPARE(pinOf(about), work().news()->phases[1].id);
        m_window->document()->undo();
        QVERIFY(!facts().workItems().contains(about));
        QTRY_VERIFY_WITH_TIMEOUT(column(0)->cards().rowOf(about) >= 0, kPatience);

        (void)focusFirstCard();
        column(0)->setCurrentIndex(column(0)->cards().index(column(0)->cards().rowOf(about)));
        QTest::keyClick(column(0), Qt::Key_Delete);
        QVERIFY(facts().workItems().at(about).status == WorkStatus::Dropped);
        const int last = static_cast<int>(work().news()->phases.size());
        QTRY_VERIFY_WITH_TIMEOUT(column(last)->cards().rowOf(about) >= 0, kPatience);
    }

    void arrowsGoFromCardToCard()
    {
        openBoard("g.netready");
        (void)focusFirstCard();
        QTest::keyClick(column(0), Qt::Key_Down);
        QCOMPARE(column(0)->currentIndex().row(), 1);
        QCOMPARE(m_window->findChildren<QLabel*>("planTitle").last()->text(),
                 column(0)->current()->title);
        QTest::keyClick(column(0), Qt::Key_Right);
        QVERIFY(!column(0)->hasFocus());
        auto* other = qobject_cast<CardList*>(QApplication::focusWidget());
        QVERIFY(other != nullptr);
        QTest::keyClick(other, Qt::Key_Left);
        QVERIFY(column(0)->hasFocus());
    }

    void draggingTriesAMoveAndDroppingMakesIt()
    {
        openBoard("h.netready");
        const WorkKey about = focusFirstCard();
        const std::size_t before = history();
        QWidget* from = column(0)->viewport();
        const QPoint start = column(0)->visualRect(column(0)->currentIndex()).center();
        const QPoint end = from->mapFromGlobal(column(1)->viewport()->mapToGlobal(QPoint(40, 60)));
        QTest::mousePress(from, Qt::LeftButton, {}, start);
        QTest::mouseMove(from, end);
        QMouseEvent move(QEvent::MouseMove,
                         end,
                         from->mapToGlobal(end),
                         Qt::NoButton,
                         Qt::LeftButton,
                         Qt::NoModifier);
        QCoreApplication::sendEvent(from, &move);
        QTRY_VERIFY_WITH_TIMEOUT(work().trial().has_value(), kPatience);
        QCOMPARE(history(), before);

        grab("plan-trial");
        PlanBoard board(m_packs.knowledge, facts());
        PlanChoice choice = work().news()->plan().solution.choice;
        choice[*work().news()->find(about)] = 1;
        const std::vector<PhaseOutcome> outcomes = board.predict(choice);
        QCOMPARE(work().trial()->about.text(), about.text());
        QVERIFY(work().trial()->phase == std::optional<std::size_t>(1));
        QVERIFY(work().trial()->outcomes == outcomes);

        QTest::mouseRelease(from, Qt::LeftButton, {}, end);
        QCOMPARE(history(), before + 1);
        QCOMPARE(pinOf(about), work().news()->phases[1].id);
        QVERIFY(!work().trial());
    }

    void keepingAllIsOneStepOfUndo()
    {
        openBoard("i.netready");
        const std::size_t before = history();
        const PlanChoice choice = work().news()->plan().solution.choice;
        QTest::mouseClick(find<QAbstractButton>("planKeep"), Qt::LeftButton);
        QCOMPARE(history(), before + 1);
        for (std::size_t i = 0; i < choice.size(); ++i) {
            const WorkKey& about = work().news()->candidates.all[i].about;
            QCOMPARE(pinOf(about),
                     choice[i] ? work().news()->phases[*choice[i]].id : std::string());
        }
        m_window->document()->undo();
        QVERIFY(facts().workItems().empty());
    }

    void lessMoneyBuysLess()
    {
        openBoard("j.netready");
        const double all = work().news()->plan().outcomes.back().sofar.cost.high();
        QVERIFY(all > 0);
        find<QSlider>("planBudget")->setValue(20);
        QTRY_VERIFY_WITH_TIMEOUT(
            work().budget() && work().news()->plan().outcomes.back().sofar.cost.high() <= 0.2 * all,
            kPatience);
    }

    void aTargetNamesItsCheapestActions()
    {
        openBoard("k.netready");
        find<QSlider>("planTarget")->setValue(100);
        QTRY_VERIFY_WITH_TIMEOUT(work().target().has_value(), kPatience);
        QCOMPARE(work().target()->set.isReached, work().target()->set.numbers.site.low >= 1);
        QVERIFY(find<QLabel>("planTellsMore")->text().contains("100"));
    }

    void theBestPlanComesAfterTheFirst()
    {
        openBoard("l.netready");
        QTRY_VERIFY_WITH_TIMEOUT(work().news()->best.has_value(), kPatience);
        QVERIFY(work().news()->gap() >= 0);
        const double greedy = work().news()->plan().solution.gain;
        QTest::keyClick(column(0), Qt::Key_B);
        QVERIFY(work().isBest());
        QVERIFY(work().news()->plan().solution.gain >= greedy - 1e-9);
        QTRY_VERIFY_WITH_TIMEOUT(!work().news()->frontier.empty(), kPatience);
        QVERIFY(work().step().isEmpty());
    }

    void theTimelineChoosesAnAction()
    {
        openBoard("n.netready");
        QTest::mouseClick(find<QAbstractButton>("planAsTimeline"), Qt::LeftButton);
        auto* timeline = find<QWidget>("planTimeline");
        QVERIFY(timeline->isVisible());
        QVERIFY(timeline->accessibleName().contains(
            scoreText(work().news()->plan().outcomes.front().numbers.site)));
        constexpr int kFourthRow = 32 + 26 * 3 + 13; // below the axis and the row of the phase
        QTest::mouseClick(timeline, Qt::LeftButton, {}, QPoint(80, kFourthRow));
        const QString title = m_window->findChildren<QLabel*>("planTitle").last()->text();
        const PlanChoice& choice = work().news()->plan().solution.choice;
        std::vector<std::string> actions;
        for (const std::size_t index : PlanBoard::inPhase(choice, 0)) {
            const Action& action = *work().news()->candidates.all[index].remedy.action;
            if (std::find(actions.begin(), actions.end(), action.title) == actions.end()) {
                actions.push_back(action.title);
            }
        }
        QCOMPARE(title, qstr(actions.at(2)));
    }

    void phasesAreAddedAndTheirFactsOpened()
    {
        openBoard("m.netready");
        QVERIFY(find<QAbstractButton>("planAddPhases")->isVisible());
        QTest::mouseClick(find<QAbstractButton>("planAddPhases"), Qt::LeftButton);
        QVERIFY(facts().subjects().contains(SubjectKey{"phase", "now"}));
        QVERIFY(!find<QAbstractButton>("planAddPhases")->isVisible());
        QVERIFY(find<QWidget>("planPhaseFacts")->isVisible());
        const auto phases = phasesOf(facts(), *m_packs.knowledge);
        QCOMPARE(phases.front().id, std::string("now"));
        QCOMPARE(phases.back().id, std::string("year-3"));
        QTest::mouseClick(find<QAbstractButton>("planBack"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(work().news()->phases.front().begins.has_value(), kPatience);
        QTest::mouseClick(find<QWidget>("planPhase1"), Qt::LeftButton);
        QCOMPARE(find<QLabel>("planPhaseTitle")->text(), qstr(phases[1].title));
        m_window->document()->undo();
        QVERIFY(!facts().subjects().contains(SubjectKey{"phase", "now"}));
        QVERIFY(find<QWidget>("planBoard")->isVisible());
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::PlanTest)
#include "plan_test.moc"
