// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

#include "tests/app/fake_dialogs.h"

namespace netready::desktop {

class EvidenceTest : public QObject
{
    Q_OBJECT

private:
    PacksInUse m_packs;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDialogs> m_dialogs;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] ClientDocument& document() const { return *m_window->document(); }
    [[nodiscard]] QAbstractButton* button(const QString& name) const
    {
        return m_window->findChild<QAbstractButton*>(name);
    }
    [[nodiscard]] const std::vector<Contradiction>& contradictions() const
    {
        return document().assessment().contradictions;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_packs = loadPacks({});
        theme().install(*qApp);
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialogs = std::make_unique<FakeDialogs>();
        m_window = std::make_unique<MainWindow>(m_packs);
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(m_window->newFile(m_folder->filePath("a.netready"), "brownfield-enterprise"));
        m_window->go({"evidence", {}, {}, {}});
        QVERIFY(!contradictions().empty());
    }
    void cleanup()
    {
        m_window.reset();
        m_dialogs.reset();
    }

    void keepsAFileAndANoteAboutIt()
    {
        QFile log(m_folder->filePath("ib_write_bw.log"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write("98 Gb/s");
        log.close();
        m_dialogs->open = log.fileName();
        QTest::mouseClick(button("addFiles"), Qt::LeftButton);
        const auto& files = document().facts().attachments();
        QCOMPARE(files.size(), std::size_t(1));
        QCOMPARE(qstr(files.begin()->second.name), QString("ib_write_bw.log"));
        QCOMPARE(files.begin()->second.bytes, std::int64_t(7));

        auto* note = m_window->findChild<QLineEdit*>("fileNote");
        QTest::keyClicks(note, "node 3 to 11");
        QTest::keyClick(note, Qt::Key_Return);
        QCOMPARE(qstr(files.begin()->second.note), QString("node 3 to 11"));
        document().undo();
        QVERIFY(files.begin()->second.note.empty());

        m_dialogs->save = m_folder->filePath("copy.log");
        QTest::mouseClick(button("saveFile"), Qt::LeftButton);
        QFile copy(m_dialogs->save);
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), QByteArray("98 Gb/s"));

        QTest::mouseClick(button("removeFile"), Qt::LeftButton);
        QVERIFY(files.empty());
        document().undo();
        QCOMPARE(files.size(), std::size_t(1));
    }

    void ctrlOAddsAFileHere()
    {
        QVERIFY(m_window->focusWidget() != nullptr);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_O, Qt::ControlModifier);
        QCOMPARE(m_dialogs->asked, QStringList{"Add a file to the client"});
    }

    void usingTheMeasurementWithdrawsTheClaim()
    {
        const std::size_t before = contradictions().size();
        const Contradiction first = contradictions().front();
        m_dialogs->line = "The measurement counts";
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Return);
        QCOMPARE(contradictions().size(), before - 1);
        const auto& facts = document().facts().facts(first.key);
        QVERIFY(std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
            return fact.withdrawn == "The measurement counts";
        }));
        document().undo();
        QCOMPARE(contradictions().size(), before);
        QVERIFY(contradictions().front().against == first.against);
    }

    void givingUpTheReasonChangesNothing()
    {
        const std::uint64_t revision = document().revision();
        QTest::mouseClick(button("useMeasurement"), Qt::LeftButton);
        QCOMPARE(m_dialogs->asked.size(), 1);
        QCOMPARE(document().revision(), revision);
    }

    void correctingTheStatementKeepsWhoSaidIt()
    {
        const std::size_t before = contradictions().size();
        const Contradiction first = contradictions().front();
        m_dialogs->line = QString::fromStdString(toString(first.used.value));
        QTest::mouseClick(button("correctStatement"), Qt::LeftButton);
        QCOMPARE(contradictions().size(), before - 1);
        const auto& facts = document().facts().facts(first.key);
        QVERIFY(std::any_of(facts.begin(), facts.end(), [&](const Fact& fact) {
            return fact.author == first.against.author && fact.origin == first.against.origin &&
                   fact.value == first.used.value;
        }));
        document().undo();
        QCOMPARE(contradictions().size(), before);
    }

    void nonsenseIsRefusedInWords()
    {
        const std::uint64_t revision = document().revision();
        QString said;
        connect(&document(), &ClientDocument::problem, this, [&](const QString& sentence) {
            said = sentence;
        });
        m_dialogs->line = "a great deal";
        QTest::mouseClick(button("correctStatement"), Qt::LeftButton);
        QCOMPARE(document().revision(), revision);
        QVERIFY(said.contains("a great deal"));
    }

    void measuringAgainKeepsBothAndSaysSo()
    {
        const std::size_t before = contradictions().size();
        const std::size_t notes = document().facts().notes().size();
        const FactKey key = contradictions().front().key;
        m_dialogs->line = "The storage lead, until Friday";
        QTest::mouseClick(button("measureAgain"), Qt::LeftButton);
        QCOMPARE(contradictions().size(), before);
        QCOMPARE(document().facts().notes().size(), notes + 1);
        const auto& all = document().facts().notes();
        QVERIFY(std::any_of(all.begin(), all.end(), [&](const auto& entry) {
            return entry.second.about == key.text();
        }));
    }

    void listsAllFactsByOrigin()
    {
        QTest::mouseClick(button("viewFacts"), Qt::LeftButton);
        auto* table = m_window->findChild<QAbstractItemView*>("factTable");
        QVERIFY(table->isVisible());
        const int all = table->model()->rowCount();
        QCOMPARE(all, static_cast<int>(document().facts().factCount()));
        auto* bars = m_window->findChild<QWidget*>("originBars");
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_Down);
        QVERIFY(table->model()->rowCount() < all);
        QTest::keyClick(bars, Qt::Key_Escape);
        QCOMPARE(table->model()->rowCount(), all);
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::EvidenceTest)
#include "evidence_test.moc"
