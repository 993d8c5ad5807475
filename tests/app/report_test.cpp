// SPDX-License-Identifier: Apache-2.0
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <csignal>
#include <memory>

#include "tests/app/fake_dialogs.h"

namespace netready::desktop {

namespace {

constexpr int kLong = 60000;

} // namespace

class ReportTest : public QObject
{
    Q_OBJECT

private:
    PacksInUse m_packs;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDialogs> m_dialogs;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] QAbstractButton* button(const QString& name) const
    {
        return m_window->findChild<QAbstractButton*>(name);
    }
    [[nodiscard]] QLabel* result() const { return m_window->findChild<QLabel*>("exportResult"); }
    [[nodiscard]] QByteArray bytesOf(const QString& path) const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void writeHelper(const QByteArray& script)
    {
        QFile file(m_folder->filePath("helper"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        file.close();
        qputenv("NETREADY_PDF", file.fileName().toLocal8Bit());
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("NETREADY_NO_PREVIEW", "1");
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
        QVERIFY(m_window->newFile(m_folder->filePath("a.netready"), {}));
        m_window->go({"report", {}, {}, {}});
    }
    void cleanup()
    {
        qunsetenv("NETREADY_PDF");
        m_window.reset();
        m_dialogs.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

    void exportsHtmlWithTheCoverThatWasTyped()
    {
        QTest::keyClicks(m_window->findChild<QLineEdit*>("reportTitle"), "Is it ready for agents?");
        QTest::keyClicks(m_window->findChild<QLineEdit*>("reportBasis"), "One workshop");
        QTest::keyClicks(m_window->findChild<QLineEdit*>("reportDate"), "2026-11-25");
        m_dialogs->save = m_folder->filePath("report");
        QTest::mouseClick(button("exportHtml"), Qt::LeftButton);
        QVERIFY(m_window->findChild<QProgressBar*>("exportProgress")->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(result()->isVisible(), kLong);
        QCOMPARE(result()->text(), QString("Written: report.html"));
        QVERIFY(button("openReport")->isVisible());
        QVERIFY(button("openReportFolder")->isVisible());
        const QByteArray html = bytesOf(m_folder->filePath("report.html"));
        QVERIFY(html.contains("Is it ready for agents?"));
        QVERIFY(html.contains("One workshop"));
        QVERIFY(html.contains("25 November 2026"));
    }

    void listsTheSections()
    {
        auto* sections = m_window->findChild<QListWidget*>("reportSections");
        QTRY_VERIFY_WITH_TIMEOUT(sections->count() > 5, kLong);
        QTRY_VERIFY_WITH_TIMEOUT(button("openInBrowser")->isVisible(), kLong);
    }

    void stopEndsTheHelperAndWritesNothing()
    {
        const QString pidFile = m_folder->filePath("pid");
        writeHelper("echo $$ > " + pidFile.toLocal8Bit() +
                    "\necho 'progress: laying out the pages' >&2\nexec sleep 600\n");
        m_dialogs->save = m_folder->filePath("report.pdf");
        QTest::mouseClick(button("exportPdf"), Qt::LeftButton);
        auto* bar = m_window->findChild<QProgressBar*>("exportProgress");
        QTRY_VERIFY_WITH_TIMEOUT(bar->value() >= 60, kLong);
        QVERIFY(!button("exportPdf")->isEnabled());
        const pid_t helper = bytesOf(pidFile).trimmed().toInt();
        QVERIFY(helper > 0);
        QTest::mouseClick(button("stopExport"), Qt::LeftButton);
        QCOMPARE(result()->text(), QString("Stopped. Nothing was written."));
        QVERIFY(button("exportPdf")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(::kill(helper, 0) != 0, kLong);
        QVERIFY(!QFile::exists(m_folder->filePath("report.pdf")));
    }

    void aFailureIsSaidInWords()
    {
        writeHelper("echo 'error: there is no paper' >&2\nexit 4\n");
        m_dialogs->save = m_folder->filePath("report.pdf");
        QTest::mouseClick(button("exportPdf"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(result()->isVisible(), kLong);
        QVERIFY(result()->text().contains("there is no paper"));
        QVERIFY(!button("openReport")->isVisible());
    }

    void aDateThatIsNoneIsRefused()
    {
        auto* date = m_window->findChild<QLineEdit*>("reportDate");
        QTest::keyClicks(date, "tomorrow");
        QVERIFY(!button("exportHtml")->isEnabled());
        date->clear();
        QVERIFY(button("exportHtml")->isEnabled());
    }

    void theKindThatIsChosenIsExportedAndOutlivesAnotherZoom()
    {
        auto* kinds = m_window->findChild<QComboBox*>("reportKind");
        QCOMPARE(kinds->currentText(), QString("Executive assessment"));
        kinds->setFocus();
        QTest::keyClick(kinds, Qt::Key_End);
        QCOMPARE(kinds->currentText(), QString("Evidence annex"));
        theme().setZoom(120);
        QCOMPARE(m_window->findChild<QComboBox*>("reportKind")->currentText(),
                 QString("Evidence annex"));
        theme().setZoom(100);
        m_dialogs->save = m_folder->filePath("annex");
        QTest::mouseClick(button("exportHtml"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(result()->isVisible(), kLong);
        const QByteArray html = bytesOf(m_folder->filePath("annex.html"));
        QVERIFY(html.contains("Annex: method"));
        QVERIFY(!html.contains("Executive summary"));
    }

    void thePreviewIsFoundAgainAfterAnotherZoom()
    {
        qunsetenv("NETREADY_NO_PREVIEW");
        m_window->newFile(m_folder->filePath("b.netready"), {});
        m_window->go({"report", {}, {}, {}});
        QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget*>("reportPreview") != nullptr ||
                                     button("openInBrowser")->isVisible(),
                                 kLong);
        const bool isThere = m_window->findChild<QWidget*>("reportPreview") != nullptr;
        if (isThere) {
            theme().setZoom(120);
            QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<QWidget*>("reportPreview") != nullptr,
                                     kLong);
            theme().setZoom(100);
        }
        qputenv("NETREADY_NO_PREVIEW", "1");
        if (!isThere) {
            QSKIP("netready-preview is not built");
        }
    }

    void theCoverOutlivesAnotherZoom()
    {
        QTest::keyClicks(m_window->findChild<QLineEdit*>("reportTitle"), "Kept");
        theme().setZoom(120);
        QCOMPARE(m_window->findChild<QLineEdit*>("reportTitle")->text(), QString("Kept"));
        theme().setZoom(100);
    }
};

} // namespace netready::desktop

QTEST_MAIN(netready::desktop::ReportTest)
#include "report_test.moc"
