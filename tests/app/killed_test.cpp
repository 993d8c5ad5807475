// SPDX-License-Identifier: Apache-2.0
// The program is killed while somebody types; on the next start everything but the half-typed word
// is there. NETREADY_KILLS says how often.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/widgets/value_edit.h"
#include "app/desktop/workspace.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>

#include "tests/app/fake_dialogs.h"

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr int kLong = 60000;
const QString kTypist = QStringLiteral("--typist");

/// All that the client knows, in a few letters.
QByteArray digestOf(const FactBase& facts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto& [key, subject] : facts.subjects()) {
        hash.addData(QByteArray::fromStdString(key.text() + "\n" + subject.title + "\n"));
    }
    for (const FactKey& key : facts.keys()) {
        for (const Fact& fact : facts.facts(key)) {
            hash.addData(QByteArray::fromStdString(key.text() + "\n" + fact.author + "\n" +
                                                   netready::toString(fact.value) + "\n"));
        }
    }
    return hash.result().toHex();
}

/// Says what is in the file, as somebody who looks over the typist's shoulder would.
void tell(const ClientDocument& document)
{
    std::printf("%zu %s\n", document.history().size(), digestOf(document.facts()).constData());
    std::fflush(stdout);
}

/// Types numbers into the fields of a page, without end.
int type(const QString& file)
{
    FakeDialogs dialogs;
    MainWindow window(loadPacks({}));
    window.resize(1440, 900);
    window.show();
    if (!QTest::qWaitForWindowActive(&window) || !window.openFile(file)) {
        return 1;
    }
    ClientDocument& document = *window.document();
    QObject::connect(&document, &ClientDocument::changed, &window, [&] { tell(document); });
    tell(document);
    const std::int64_t opened = document.nextUndo() ? document.nextUndo()->sequence : 0;
    const std::vector<std::string> places{"physical", "operations", "security", "portfolio"};
    for (std::size_t round = 0;; ++round) {
        window.go({places[round % places.size()], {}, {}, {}});
        const auto fields = window.workspace()->page()->findChildren<ValueLine*>();
        for (int i = 0; i < 3 && !fields.isEmpty(); ++i) {
            ValueLine* field = fields[QRandomGenerator::global()->bounded(fields.size())];
            field->setFocus();
            field->selectAll();
            const QString number = QString::number(QRandomGenerator::global()->bounded(1, 99));
            for (const QChar letter : number) {
                QTest::keyClick(field, letter.toLatin1());
                QTest::qWait(1);
            }
            QTest::keyClick(field, Qt::Key_Return);
            // Only what was typed: without what was there before, there is nothing to type into.
            const auto last = document.nextUndo();
            if (round % 3 == 0 && last && last->sequence > opened) {
                QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
            }
            QTest::qWait(1);
        }
    }
}

} // namespace

class KilledTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    /// The last state that the typist saw on the disk: edits in the history, digest; after an undo
    /// there may be no more edits than before.
    std::pair<std::size_t, QByteArray> killWhileTyping(const QString& file)
    {
        QProcess typist;
        typist.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        typist.start(QCoreApplication::applicationFilePath(), {kTypist, file});
        QByteArray told;
        const auto listen = [&](int time) {
            typist.waitForReadyRead(time);
            told += typist.readAllStandardOutput();
        };
        while (told.count('\n') < 2 && typist.state() != QProcess::NotRunning) {
            listen(kLong);
        }
        constexpr int kMost = 1500;
        QElapsedTimer clock;
        clock.start();
        for (const auto until = QRandomGenerator::global()->bounded(kMost);
             clock.elapsed() < until;) {
            listen(1);
        }
        typist.kill();
        typist.waitForFinished(kLong);
        told += typist.readAllStandardOutput();
        if (told.count('\n') < 2) {
            return {}; // nothing was typed
        }
        told.truncate(told.lastIndexOf('\n'));
        const QByteArray last = told.mid(told.lastIndexOf('\n') + 1);
        const qsizetype space = last.indexOf(' ');
        return {last.left(space).toULongLong(), last.mid(space + 1)};
    }

private Q_SLOTS:
    void initTestCase() { theme().install(*qApp); }

    void everything_but_the_half_typed_word_is_there()
    {
        const QString file = m_folder.filePath("a.netready");
        FakeDialogs dialogs;
        MainWindow window(loadPacks({}));
        QVERIFY(window.newFile(file, "brownfield-enterprise"));
        window.closeClient();
        constexpr int kFew = 4;
        const int kills = qEnvironmentVariableIsSet("NETREADY_KILLS")
                              ? qEnvironmentVariableIntValue("NETREADY_KILLS")
                              : kFew;
        std::size_t edits = 0;
        int betweenDiskAndWord = 0;
        for (int i = 0; i < kills; ++i) {
            const auto [seen, digest] = killWhileTyping(file);
            QVERIFY2(!digest.isEmpty(), "nothing was typed");
            QVERIFY(window.openFile(file));
            QVERIFY(dialogs.asked.isEmpty());
            ClientDocument& document = *window.document();
            edits = document.history().size();
            // What was on the disk before its author heard of it may be there; never less.
            QVERIFY2(edits == seen || edits == seen + 1,
                     qPrintable(QString("%1 of %2 edits").arg(edits).arg(seen)));
            if (digestOf(document.facts()) != digest) {
                ++betweenDiskAndWord;
                document.undo();
                if (digestOf(document.facts()) != digest) { // an undo was on the disk
                    document.redo();
                    document.redo();
                }
            }
            QCOMPARE(digestOf(document.facts()), digest);
            edits = document.history().size();
            window.closeClient();
        }
        qInfo("%d kills, %zu edits, %d between the disk and the screen",
              kills,
              edits,
              betweenDiskAndWord);
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() == 3 && arguments[1] == kTypist) {
        theme().install(application);
        return type(arguments[2]);
    }
    KilledTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "killed_test.moc"
