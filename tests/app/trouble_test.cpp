// SPDX-License-Identifier: Apache-2.0
// The file makes trouble: what the window says, how often, and that the work can go on elsewhere.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "tests/app/fake_dialogs.h"

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr int kLong = 30000;
const FactKey kRackPower = FactKey::parse("site/main.rack_power_available");

/// Root may write everywhere; while this lives, the program is nobody in particular.
class Unprivileged
{
public:
    Unprivileged() { set(65534); }
    ~Unprivileged() { set(0); }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

private:
    void set(uid_t user) const
    {
        if (m_isRoot && ::setresuid(user, user, 0) != 0) {
            qFatal("the user cannot be changed");
        }
    }

    const bool m_isRoot = ::getuid() == 0;
};

/// A file system of its own with little room; empty where it cannot be had.
class SmallDisk
{
public:
    explicit SmallDisk(const QString& folder)
        : m_folder(folder)
    {
        QDir().mkpath(folder);
        m_isThere =
            ::mount("netready", qUtf8Printable(folder), "tmpfs", 0, "size=6m,mode=0777") == 0;
    }
    ~SmallDisk()
    {
        if (m_isThere) {
            ::umount2(qUtf8Printable(m_folder), MNT_DETACH);
        }
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

    [[nodiscard]] bool isThere() const { return m_isThere; }
    [[nodiscard]] QString filler() const { return m_folder + QStringLiteral("/filler"); }
    void fill() const
    {
        QFile file(filler());
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        const QByteArray block(4096, 'x');
        while (file.write(block) == block.size()) {
        }
    }

private:
    QString m_folder;
    bool m_isThere = false;
};

} // namespace

class TroubleTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDialogs> m_dialogs;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] ClientDocument& document() const { return *m_window->document(); }
    template <class Widget = QWidget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_window->findChild<Widget*>(name);
    }
    /// The sentence in the bar of the window; empty: there is no bar.
    [[nodiscard]] QString said() const
    {
        auto* bar = find<QFrame>("problemBar");
        return bar->isVisible() ? bar->findChild<QLabel*>()->text() : QString();
    }

    void typePower(const QString& text)
    {
        m_window->go({"physical", kRackPower.subject, kRackPower.attribute, {}});
        QWidget* field = QApplication::focusWidget();
        QCOMPARE(field->objectName(), QStringLiteral("edit:") + qstr(kRackPower.attribute));
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// What was said last; the template documents another value.
    [[nodiscard]] QString power() const
    {
        const auto& facts = document().facts().facts(kRackPower);
        return facts.empty() ? QString() : qstr(netready::toString(facts.back().value));
    }
    /// Types what the file does not take, and finds it said once, with nothing changed.
    void typeInVain(const QString& text, const QString& words)
    {
        const FactBase before = document().facts();
        const auto edits = document().history().size();
        QSignalSpy problems(&document(), &ClientDocument::problem);
        typePower(text);
        QCOMPARE(problems.count(), 1);
        QVERIFY2(said().contains(words), qPrintable(said()));
        QCOMPARE(said().count(document().file().path().filename().string().c_str()), 1);
        QVERIFY(m_dialogs->asked.isEmpty());
        QVERIFY(document().facts() == before);
        QCOMPARE(document().history().size(), edits);
    }
    /// By the button of the bar; the edit that was refused comes along.
    void goOnElsewhere(const QString& copy, const QString& value)
    {
        FactBase facts = document().facts();
        const auto edits = document().history().size();
        m_dialogs->save = copy;
        QTest::mouseClick(find<QPushButton>("saveElsewhere"), Qt::LeftButton);
        QTRY_COMPARE(qstr(document().file().path().string()), copy);
        QCOMPARE(said(), QString());
        QVERIFY(!document().isReadOnly());
        QCOMPARE(document().history().size(), edits + 1);
        QCOMPARE(power(), value);
        document().undo();
        QVERIFY(document().facts() == facts);
        typePower("31 kW");
        QCOMPARE(power(), QString("31 kW"));
        const ClientFile read = ClientFile::open(utf8(copy), OpenMode::ReadOnly);
        QVERIFY(read.facts() == document().facts());
    }

private Q_SLOTS:
    void initTestCase() { theme().install(*qApp); }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(::chmod(qUtf8Printable(m_folder->path()), 0777) == 0);
        m_dialogs = std::make_unique<FakeDialogs>();
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup()
    {
        m_window.reset();
        m_dialogs.reset();
        m_folder.reset();
    }

    void who_has_a_file_is_said_and_it_can_be_read()
    {
        const QString file = path("a.netready");
        QVERIFY(m_window->newFile(file, "brownfield-enterprise"));
        const FactBase facts = document().facts();
        m_window->closeClient();
        QProcess other;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("NETREADY_AUTHOR", "Ada");
        environment.insert("NETREADY_SETTINGS", path("other.ini"));
        other.setProcessEnvironment(environment);
        other.start(qEnvironmentVariable("NETREADY_DESKTOP"), {file});
        QTRY_VERIFY_WITH_TIMEOUT(isBeingWritten(utf8(file)) && !holderOf(utf8(file)).empty(),
                                 kLong);

        m_dialogs->open = file;
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
        QVERIFY(m_window->document() == nullptr); // given up
        QCOMPARE(m_dialogs->said.size(), 1);
        QVERIFY2(m_dialogs->said.front().contains("that of Ada on "),
                 qPrintable(m_dialogs->said.front()));
        m_dialogs->button = 0;
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
        QVERIFY(m_window->document() != nullptr);
        QVERIFY(document().isReadOnly());
        QVERIFY(document().facts() == facts);
        m_window->go({"physical", kRackPower.subject, {}, {}});
        QVERIFY(
            !find<QLineEdit>(QStringLiteral("edit:") + qstr(kRackPower.attribute))->isEnabled());
        m_window->closeClient();

        other.kill();
        QVERIFY(other.waitForFinished(kLong));
        m_dialogs->asked.clear();
        QVERIFY(m_window->openFile(file));
        QVERIFY(m_dialogs->asked.isEmpty());
        QVERIFY(!document().isReadOnly());
        QVERIFY(document().facts() == facts);
        QVERIFY(!holderOf(utf8(file)).empty());
        m_window->closeClient();
        QVERIFY(holderOf(utf8(file)).empty());
    }

    void what_is_open_stays_open_if_another_cannot_be_opened()
    {
        QVERIFY(m_window->newFile(path("a.netready"), {}));
        QFile other(path("b.netready"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("this is no client file") > 0);
        other.close();
        m_dialogs->open = path("b.netready");
        QTest::keyClick(m_window.get(), Qt::Key_O, Qt::ControlModifier);
        QVERIFY(m_window->document() != nullptr);
        QVERIFY2(said().contains("b.netready"), qPrintable(said()));
    }

    void a_file_that_was_deleted()
    {
        QVERIFY(m_window->newFile(path("a.netready"), "brownfield-enterprise"));
        typePower("24 kW");
        QCOMPARE(power(), QString("24 kW"));
        QVERIFY(QFile::remove(path("a.netready")));
        typeInVain("30 kW", "was moved or deleted while it was open");
        goOnElsewhere(path("b.netready"), "30 kW");
    }

    void a_full_disk()
    {
        const SmallDisk disk(path("disk"));
        if (!disk.isThere()) {
            QSKIP("a small file system can only be mounted by root");
        }
        QVERIFY(m_window->newFile(path("disk/a.netready"), "brownfield-enterprise"));
        typePower("24 kW");
        disk.fill();
        typeInVain("30 kW", "the disk is full");
        m_dialogs->save = path("disk/b.netready");
        QTest::mouseClick(find<QPushButton>("saveElsewhere"), Qt::LeftButton);
        QApplication::processEvents(); // the answer comes after the click
        QVERIFY2(said().contains("b.netready"), qPrintable(said()));
        QVERIFY2(said().contains("the disk is full"), qPrintable(said()));
        QVERIFY(!QFile::exists(path("disk/b.netready")));
        QVERIFY(!QFile::exists(path("disk/b.netready.part")));
        m_dialogs->asked.clear();
        QVERIFY(QFile::remove(disk.filler()));
        typePower("26 kW"); // there is room again
        QCOMPARE(power(), QString("26 kW"));
        disk.fill();
        typeInVain("30 kW", "the disk is full");
        goOnElsewhere(path("c.netready"), "30 kW");
        m_window->closeClient();
    }

    void a_folder_that_cannot_be_written()
    {
        QDir(path({})).mkdir("closed");
        const QString file = path("closed/a.netready");
        QVERIFY(m_window->newFile(file, "brownfield-enterprise"));
        m_window->closeClient();
        QVERIFY(::chmod(qUtf8Printable(file), 0666) == 0);
        QVERIFY(::chmod(qUtf8Printable(path("closed")), 0555) == 0);
        const Unprivileged user;
        QVERIFY(m_window->openFile(file));
        typeInVain("30 kW", "copy it into a folder where you may write");
        goOnElsewhere(path("b.netready"), "30 kW");
        QVERIFY(!m_window->newFile(path("closed/new.netready"), {}));
        QVERIFY2(said().contains("new.netready"), qPrintable(said()));
        m_window->closeClient();
    }

    void a_file_that_cannot_be_written_can_be_read()
    {
        const QString file = path("a.netready");
        QVERIFY(m_window->newFile(file, "brownfield-enterprise"));
        const FactBase facts = document().facts();
        m_window->closeClient();
        QVERIFY(::chmod(qUtf8Printable(file), 0444) == 0);
        const Unprivileged user;
        m_dialogs->button = 0;
        QVERIFY(m_window->openFile(file));
        QCOMPARE(m_dialogs->said.size(), 1);
        QVERIFY2(m_dialogs->said.front().contains("cannot be written"),
                 qPrintable(m_dialogs->said.front()));
        QVERIFY(document().isReadOnly());
        m_dialogs->save = path("b.netready");
        QTest::keyClick(m_window.get(), Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(ClientFile::open(utf8(path("b.netready")), OpenMode::ReadOnly).facts() == facts);
        m_window->closeClient();
    }
};

QTEST_MAIN(TroubleTest)
#include "trouble_test.moc"
