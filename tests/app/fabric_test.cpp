// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/fabric/fabric_work.h"
#include "app/desktop/fabric/rows_table.h"
#include "app/desktop/main_window.h"
#include "app/desktop/workspace.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace netready::desktop {

namespace {

/// Answers every question for a name.
class Answers : public Dialogs
{
public:
    QString lineOfText(QWidget*, const QString&, const QString&, const QString&) override
    {
        return QStringLiteral("Training fabric");
    }
};

} // namespace

/// The fabric page, driven by keys.
class FabricTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    Answers m_answers;
    std::unique_ptr<MainWindow> m_window;

    template <class W>
    W* find(const char* name)
    {
        W* widget = m_window->workspace()->page()->findChild<W*>(QLatin1String(name));
        if (widget == nullptr) {
            qFatal("there is no %s", name);
        }
        return widget;
    }
    FabricWork& work() { return FabricWork::of(*m_window->document()); }
    void type(const char* field, const char* text)
    {
        auto* edit = find<QLineEdit>(field);
        edit->setFocus(Qt::TabFocusReason);
        QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(edit, QLatin1String(text));
    }
    void key(int key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QWidget* focus = m_window->focusWidget();
        QTest::keyClick(focus == nullptr ? m_window.get() : focus, static_cast<Qt::Key>(key), with);
    }
    /// A picture for people, where a folder is given.
    void grab(const char* name)
    {
        const QString folder = qEnvironmentVariable("NETREADY_GRABS");
        if (!folder.isEmpty()) {
            QTest::qWait(300);
            m_window->grab().save(folder + QLatin1Char('/') + QLatin1String(name) +
                                  QStringLiteral(".png"));
        }
    }
    void open(const QString& templateId)
    {
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        const QString file =
            m_folder.filePath(QStringLiteral("%1.netready").arg(QTest::currentTestFunction()));
        QVERIFY(m_window->newFile(file, templateId));
        m_window->go({"fabric", {}, {}, {}});
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    /// The value of the only fabric's attribute, as text.
    std::string value(const char* attribute)
    {
        const FactView* view = m_window->document()->factView({*work().fabric(), attribute});
        return view == nullptr ? "" : netready::toString(view->resolution.value);
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(*qApp);
        Dialogs::set(&m_answers);
    }
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { Dialogs::set(nullptr); }

    void aFabricIsSizedKeptAndTakenBackByKeys()
    {
        open({});
        QVERIFY(find<QPushButton>("firstFabric")->isVisible());
        grab("fabric-empty");
        m_window->workspace()->page()->setFocus();
        find<QPushButton>("firstFabric")->setFocus();
        key(Qt::Key_A);
        QCOMPARE(work().fabrics().size(), std::size_t(1));
        QTRY_VERIFY(work().today().study);
        grab("fabric-added");
        QVERIFY(!find<QPushButton>("fillWhatIf")->isEnabled());
        type("size:gpus", "1024");
        type("size:gpus_per_node", "8");
        type("size:nics_per_node", "8");
        type("size:nic_speed", "400");
        type("size:switch_ports", "64");
        type("size:port_speed", "400 Gb/s");
        QVERIFY(find<QPushButton>("fillWhatIf")->isEnabled());
        const std::size_t edits = m_window->document()->history().size();
        key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(work().hasWhatIf());
        QTRY_VERIFY_WITH_TIMEOUT(work().whatIf().study && work().whatIf().study->sketch, 20000);
        QCOMPARE(work().whatIf().study->sketch->switches[1], 32U);
        QCOMPARE(work().whatIf().study->sketch->switches[2], 16U);
        // Nothing is written before it is kept.
        QCOMPARE(m_window->document()->history().size(), edits);
        grab("fabric-sized");
        auto* keep = find<QPushButton>("keepWhatIf");
        keep->setFocus(Qt::TabFocusReason);
        QTest::keyClick(keep, Qt::Key_Space);
        QVERIFY(!work().hasWhatIf());
        QCOMPARE(value("fabric.leaf_count"), std::string("32"));
        QCOMPARE(value("fabric.spine_count"), std::string("16"));
        QCOMPARE(value("fabric.leaf_uplink_speed"), std::string("400 Gb/s"));
        QCOMPARE(m_window->document()->history().size(), edits + 1);
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study && work().today().study->sketch, 20000);
        grab("fabric-kept");
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(value("fabric.leaf_count"), std::string("not known"));
        QTRY_VERIFY(work().today().study && !work().today().study->sketch);
    }

    void aWhatIfIsTypedAndDropped()
    {
        open(QStringLiteral("inference-platform"));
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study && work().today().study->isTried, 60000);
        find<QWidget>("fabricToday")->setFocus();
        key(Qt::Key_W);
        QVERIFY(work().hasWhatIf());
        QVERIFY(find<QLineEdit>("whatIf:fabric.tiers")->hasFocus());
        type("whatIf:fabric.spine_count", "2");
        key(Qt::Key_Tab);
        QCOMPARE(work().whatIfValues().size(), std::size_t(1));
        QTRY_VERIFY_WITH_TIMEOUT(work().whatIf().study && work().whatIf().study->isTried, 60000);
        QCOMPARE(work().whatIf().study->sketch->switches[2], 2U);
        grab("fabric-what-if");
        auto* drop = find<QPushButton>("dropWhatIf");
        drop->setFocus(Qt::TabFocusReason);
        QTest::keyClick(drop, Qt::Key_Space);
        QVERIFY(!work().hasWhatIf());
    }

    void everyLossIsTriedAndTheWorstIsDrawn()
    {
        open(QStringLiteral("inference-platform"));
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study && work().today().study->isTried, 60000);
        const LossOutcome* spine = work().today().study->loss(LossKind::Spine);
        QVERIFY(spine != nullptr);
        QCOMPARE(spine->tried, std::size_t(work().today().study->sketch->switches[2]));
        auto* table = find<RowsTable>("fabricLosses");
        table->setFocus();
        for (int row = 0; row < table->rows().rowCount(); ++row) {
            if (table->rows().row(row).id == static_cast<int>(LossKind::Spine)) {
                table->setCurrentIndex(table->rows().index(row, 0));
            }
        }
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(work().loss() == LossKind::Spine);
        grab("fabric-spine-lost");
        QVERIFY(find<QPushButton>("loseOne")->text().contains(QStringLiteral("spine")));
        QTest::keyClick(table, Qt::Key_X, Qt::ShiftModifier);
        QVERIFY(!work().loss());
    }

    void planesAndLayersAreDrawnAsTheyAre()
    {
        open(QStringLiteral("inference-platform"));
        ClientDocument& document = *m_window->document();
        const SubjectKey fabric = *work().fabric();
        const auto say = [&](const char* attribute, const char* text) {
            static_cast<void>(document.unset({fabric, attribute}));
            QString why;
            QVERIFY2(
                document.set({fabric, attribute}, QLatin1String(text), Origin::Measured, {}, &why),
                qPrintable(why));
        };
        say("fabric.planes", "2");
        say("fabric.leaf_downlink_speed", "200 Gb/s");
        say("fabric.leaf_count", "16");
        say("fabric.spine_count", "8");
        say("fabric.load_balancing", "per-packet");
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study && work().today().study->sketch &&
                                     work().today().study->sketch->planes == 2,
                                 60000);
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study->loss(LossKind::Plane) != nullptr, 120000);
        work().setLoss(LossKind::Plane);
        const Sketch& lost = work().today().study->loss(LossKind::Plane)->sketch;
        QVERIFY(std::any_of(lost.blocks.begin(), lost.blocks.end(), [](const SketchBlock& block) {
            return block.lost == block.count;
        }));
        grab("fabric-planes");
        work().setLoss(std::nullopt);
        say("fabric.planes", "1");
        say("fabric.leaf_downlink_speed", "400 Gb/s");
        say("fabric.tiers", "3");
        say("fabric.pod_count", "2");
        say("fabric.core_count", "4");
        say("fabric.spine_uplinks", "32");
        say("fabric.spine_uplink_speed", "400 Gb/s");
        QTRY_VERIFY_WITH_TIMEOUT(
            work().today().study->sketch && work().today().study->sketch->switches[3] == 4, 60000);
        grab("fabric-three-layers");
    }

    void theTableSaysWhatThePictureShows()
    {
        open(QStringLiteral("superpod-h100-4su"));
        QTRY_VERIFY_WITH_TIMEOUT(work().today().study && work().today().study->sketch, 60000);
        find<QWidget>("fabricToday")->setFocus();
        key(Qt::Key_T);
        auto* table = find<RowsTable>("fabricLinks");
        QVERIFY(table->isVisible());
        QVERIFY(table->rows().rowCount() > 32);
        const QModelIndex first = table->rows().index(0, 1);
        QVERIFY(!table->rows().data(first, Qt::AccessibleTextRole).toString().isEmpty());
        grab("fabric-table");
        key(Qt::Key_T);
        QVERIFY(!table->isVisible());
        for (QToolButton* button : find<QWidget>("fabricView")->findChildren<QToolButton*>()) {
            if (button->text() == QStringLiteral("Facts")) {
                button->setFocus();
                QTest::keyClick(button, Qt::Key_Space);
            }
        }
        QVERIFY(find<QWidget>("fabricFacts")->isVisible());
        grab("fabric-facts");
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::FabricTest)
#include "fabric_test.moc"
