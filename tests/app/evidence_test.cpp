// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/evidence/connect_dialog.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>

#include "tests/app/fake_dialogs.h"

namespace netready::desktop {

namespace {

constexpr const char* kWriteBandwidth =
    "---------------------------------------------------------------------------------------\n"
    "                    RDMA_Write BW Test\n"
    " Dual-port       : OFF          Device         : mlx5_0\n"
    " Number of qps   : 1            Transport type : IB\n"
    " Connection type : RC           Using SRQ      : OFF\n"
    " Use CUDA memory on GPU device 0\n"
    " Mtu             : 4096[B]\n"
    " Link type       : Ethernet\n"
    "---------------------------------------------------------------------------------------\n"
    " local address: LID 0000 QPN 0x0112 PSN 0x36a3f9\n"
    " GID: 00:00:00:00:00:00:00:00:00:00:255:255:10:00:01:11\n"
    " remote address: LID 0000 QPN 0x0113 PSN 0x5a1c02\n"
    " GID: 00:00:00:00:00:00:00:00:00:00:255:255:10:00:01:12\n"
    "---------------------------------------------------------------------------------------\n"
    " #bytes     #iterations    BW peak[Gb/sec]    BW average[Gb/sec]   MsgRate[Mpps]\n"
    " 65536      5000             98.11              98.02              0.186958\n"
    " 8388608    5000             98.31              98.04              0.001461\n"
    "---------------------------------------------------------------------------------------\n";

/// All that a view shows, cell by cell.
QString textsOf(const QAbstractItemView& view)
{
    QStringList texts;
    for (int row = 0; row < view.model()->rowCount(); ++row) {
        for (int column = 0; column < view.model()->columnCount(); ++column) {
            texts << view.model()->index(row, column).data().toString();
        }
    }
    return texts.join('\n');
}

} // namespace

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
        QTRY_VERIFY(button("importTake")->isEnabled());
        QVERIFY(files.empty()); // nothing is written before
        QCOMPARE(button("importTake")->text(), QString("Keep the files"));
        QTest::mouseClick(button("importTake"), Qt::LeftButton);
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

    void showsWhatAFileWouldBringAndTakesItOverInOneStep()
    {
        QFile log(m_folder->filePath("ib_write_bw.log"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(kWriteBandwidth);
        log.close();
        m_dialogs->open = log.fileName();
        QTest::mouseClick(button("addFiles"), Qt::LeftButton);
        auto* values = m_window->findChild<QAbstractItemView*>("importValues");
        auto* remarks = m_window->findChild<QAbstractItemView*>("importRemarks");
        QTRY_VERIFY(button("importTake")->isEnabled());
        QCOMPARE(values->model()->rowCount(), 0); // several workloads fit
        QVERIFY(textsOf(*remarks).contains("say which it is about"));

        auto* about = m_window->findChild<QComboBox*>("importAbout");
        about->setFocus();
        QTest::keyClicks(about, "Fine");
        QTRY_COMPARE(values->model()->rowCount(), 2);
        QVERIFY(textsOf(*values).contains("98 Gb/s, measured"));
        QTRY_COMPARE(m_window->focusWidget(), values);
        QVERIFY(values->isVisible()); // letters choose an entry and go nowhere else
        QCOMPARE(button("importTake")->text(), QString("Take over 2 values"));
        QTest::keyClick(values, Qt::Key_Space);
        QCOMPARE(button("importTake")->text(), QString("Take over 1 value"));
        QTest::keyClick(values, Qt::Key_Space);

        const FactBase before = document().facts();
        const auto edits = document().history().size();
        QTest::mouseClick(button("importTake"), Qt::LeftButton);
        QVERIFY(!values->isVisible());
        QCOMPARE(document().history().size(), edits + 1);
        QCOMPARE(document().facts().attachments().size(), std::size_t(1));
        const auto& rate =
            document().facts().facts(FactKey::parse("workload/fine-tuning.pair_rate"));
        QVERIFY(std::any_of(rate.begin(), rate.end(), [](const Fact& fact) {
            return fact.origin == Origin::Measured;
        }));
        document().undo();
        QVERIFY(document().facts() == before);
    }

    void givingUpAnImportChangesNothing()
    {
        const std::uint64_t revision = document().revision();
        QFile log(m_folder->filePath("ib_write_bw.log"));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(kWriteBandwidth);
        log.close();
        m_dialogs->open = log.fileName();
        QTest::mouseClick(button("addFiles"), Qt::LeftButton);
        QTest::keyClick(m_window->focusWidget(), Qt::Key_Escape);
        auto* values = m_window->findChild<QAbstractItemView*>("importValues");
        QVERIFY(!values->isVisible());
        QTest::qWait(200);
        QVERIFY(!values->isVisible());
        QCOMPARE(document().revision(), revision);
    }

    void aSystemThatDoesNotAnswerIsSaid()
    {
        FetchOptions nobody;
        nobody.url = "http://127.0.0.1:9";
        nobody.allowsPlainHttp = true;
        nobody.tries = 1;
        nobody.period = lastWeek(1790000000);
        m_dialogs->connect = nobody;
        QTest::mouseClick(button("connectSystem"), Qt::LeftButton);
        auto* state = m_window->findChild<QLabel*>("importState");
        QTRY_VERIFY_WITH_TIMEOUT(state->text().contains("127.0.0.1"), 20000);
        QVERIFY(!button("importTake")->isEnabled());
    }

    void theConnectionIsCheckedAsItIsTyped()
    {
        ConnectDialog dialog;
        dialog.show();
        auto* ask = dialog.findChild<QPushButton*>("connectAsk");
        auto* token = dialog.findChild<QLineEdit*>("connectToken");
        QVERIFY(!ask->isEnabled());
        QTest::keyClicks(dialog.findChild<QLineEdit*>("connectUrl"), "https://netbox.example.org");
        QVERIFY(ask->isEnabled());
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        QTest::keyClicks(token, "short");
        QTest::mouseClick(ask, Qt::LeftButton);
        auto* problem = dialog.findChild<QLabel*>("connectProblem");
        QVERIFY(problem->isVisible());
        QVERIFY(!problem->text().contains("short"));
        QVERIFY(!dialog.options());
        token->clear();
        QTest::keyClicks(token, "0123456789abcdef");
        dialog.findChild<QComboBox*>("connectSystem")->setCurrentIndex(1);
        QTest::mouseClick(ask, Qt::LeftButton);
        QVERIFY(dialog.options());
        QVERIFY(dialog.options()->system == RemoteSystem::Netbox);
        QCOMPARE(dialog.options()->url, std::string("https://netbox.example.org"));
        QVERIFY(!dialog.options()->token.isEmpty());
        QVERIFY(!dialog.options()->allowsPlainHttp);
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
