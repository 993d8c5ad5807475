// SPDX-License-Identifier: Apache-2.0
// A whole workshop in the real window, once by keyboard only and once with the mouse: from a new
// client to the PDF. The file it leaves is the one that the same commands of netready leave.
#include "app/desktop/workshop.h"

#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"
#include "core/demand/demand.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

#include "tests/app/fake_dialogs.h"

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr int kLong = 120000;
const QString kFile = QStringLiteral("workshop.netready");

} // namespace

class WorkshopTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<FakeDialogs> m_dialogs;
    std::unique_ptr<MainWindow> m_window;
    QList<QStringList> m_commands; ///< the same by command line
    bool m_mouse = false;

    [[nodiscard]] ClientDocument& document() const { return *m_window->document(); }

    void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus == nullptr ? m_window.get() : focus, key, with);
    }
    void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }

    QWidget* find(const QString& name)
    {
        for (QWidget* widget : m_window->findChildren<QWidget*>(name)) {
            if (widget->isVisible()) {
                return widget;
            }
        }
        qFatal("nothing to be seen is named %s", qPrintable(name));
    }
    /// By mouse: clicks the widget. By keyboard: presses the key.
    void act(const QString& name, Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        if (m_mouse) {
            QTest::mouseClick(find(name), Qt::LeftButton);
        } else {
            press(key, with);
        }
    }
    /// One notch down.
    static void turnWheel(QWidget* over)
    {
        auto* area = qobject_cast<QAbstractScrollArea*>(over);
        QWidget* target = area == nullptr ? over : area->viewport();
        const QPointF at = target->rect().center();
        constexpr int kNotch = 120;
        QWheelEvent event(at,
                          target->mapToGlobal(at),
                          {},
                          {0, -kNotch},
                          Qt::NoButton,
                          Qt::NoModifier,
                          Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(target, &event);
    }
    void tabTo(const QString& name)
    {
        constexpr int kMost = 400;
        for (int i = 0; i < kMost; ++i) {
            if (QApplication::focusWidget() != nullptr &&
                QApplication::focusWidget()->objectName() == name) {
                return;
            }
            press(Qt::Key_Tab);
        }
        QFAIL(qPrintable(QStringLiteral("Tab does not reach ") + name));
    }
    /// A command line for what the robot has just recorded for a key.
    void noteSet(const FactKey& key)
    {
        const auto& facts = document().facts().facts(key);
        QCOMPARE(facts.size(), std::size_t{1});
        m_commands << QStringList{
            "set", kFile, qstr(key.text()), qstr(netready::toString(facts.front().value))};
    }

    void makeClient()
    {
        m_dialogs->save = m_folder->filePath(kFile);
        press(Qt::Key_N, Qt::ControlModifier);
        if (m_mouse) {
            QTest::mouseClick(find("template:empty"), Qt::LeftButton);
        } else {
            for (int i = 0; i < 10 && QApplication::focusWidget()->objectName() != "template:empty";
                 ++i) {
                press(Qt::Key_Right);
            }
            press(Qt::Key_Return);
        }
        QVERIFY(m_window->document() != nullptr);
        m_commands << QStringList{"new", kFile};
    }

    void addWorkloads()
    {
        const QStringList names{"Support assistant", "Policy chatbot"};
        for (int i = 0; i < names.size(); ++i) {
            m_dialogs->line = names[i];
            act("addWorkload", Qt::Key_A);
            const UseCase& use = document().knowledge().useCases[static_cast<std::size_t>(i)];
            if (m_mouse) {
                QTest::mouseClick(find("choose:" + qstr(use.id)), Qt::LeftButton);
            } else {
                for (int step = 0; step < i; ++step) {
                    press(Qt::Key_Tab);
                }
                press(Qt::Key_Return);
            }
            QCOMPARE(document().assessment().workloads.size(), std::size_t(i + 1));
            const QString key = qstr(document().freeKey("workload", names[i]).id);
            m_commands << QStringList{"add",
                                      kFile,
                                      "workload/" + QString(names[i]).toLower().replace(' ', '-'),
                                      "--use-case",
                                      qstr(use.id),
                                      "--title",
                                      names[i]};
        }
    }

    void addEndpoints()
    {
        act("rail:flows", Qt::Key_2, Qt::AltModifier);
        for (int i = 0; i < 8; ++i) {
            const QString name = QStringLiteral("Place %1").arg(i);
            QWidget* canvas = m_window->findChild<QWidget*>("mapCanvas");
            if (canvas->isVisible()) {
                canvas->setFocus(); // where it is after each edit
            }
            press(Qt::Key_A);
            QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("addRole"));
            press(i % 2 == 0 ? Qt::Key_D : Qt::Key_U);
            press(Qt::Key_Tab);
            type(name);
            act("addConfirm", Qt::Key_Return);
            const SubjectKey key{"endpoint", "place-" + std::to_string(i)};
            QVERIFY(document().facts().hasSubject(key));
            const auto& role = document().facts().facts({key, "endpoint.role"});
            QCOMPARE(role.size(), std::size_t{1});
            m_commands << QStringList{"add",
                                      kFile,
                                      qstr(key.text()),
                                      "role=" + qstr(netready::toString(role.front().value)),
                                      "--title",
                                      name};
        }
    }

    void addFabric()
    {
        act("rail:fabric", Qt::Key_3, Qt::AltModifier);
        m_dialogs->line = "Training fabric";
        act("firstFabric", Qt::Key_A);
        QVERIFY(document().facts().hasSubject({"fabric", "training-fabric"}));
        m_commands << QStringList{
            "add", kFile, "fabric/training-fabric", "--title", "Training fabric"};
    }

    void answer(const Attribute& attribute)
    {
        switch (attribute.type) {
        case AttributeType::Quantity:
        case AttributeType::Count:
        case AttributeType::Ratio:
            press(Qt::Key_1);
            type(qstr(netready::toString(Measure{attribute.domainLow,
                                                 attribute.domainLow,
                                                 attribute.dimension,
                                                 Currency::None,
                                                 attribute.unit})));
            press(Qt::Key_Return);
            break;
        case AttributeType::Boolean:
        case AttributeType::Choice:
            press(Qt::Key_1);
            break;
        case AttributeType::Choices:
            press(Qt::Key_1);
            press(Qt::Key_Return);
            break;
        case AttributeType::Text:
        case AttributeType::Reference:
        case AttributeType::Date:
            press(Qt::Key_S); // not part of the ten
            break;
        }
    }

    void answerTen()
    {
        act("rail:questions", Qt::Key_Q, Qt::AltModifier);
        Workshop& workshop = Workshop::of(document());
        constexpr int kMost = 40;
        int answered = 0;
        for (int i = 0; i < kMost && answered < 10; ++i) {
            QTRY_VERIFY_WITH_TIMEOUT(document().rankingIsFresh(), kLong);
            act("questionNext", Qt::Key_N);
            QTRY_VERIFY_WITH_TIMEOUT(workshop.current().has_value(), kLong);
            const FactKey key = *workshop.current();
            const std::size_t edits = document().history().size();
            answer(document().knowledge().attribute(key.attribute));
            if (document().history().size() > edits) {
                QCOMPARE(document().history().size(), edits + 1);
                noteSet(key);
                ++answered;
            }
        }
        QCOMPARE(answered, 10);
    }

    /// Typed into the form of the site, where somebody takes kilowatts for megawatts.
    void makeAndUndoAMistake()
    {
        const FactBase before = document().facts();
        const FactKey key = FactKey::parse("site/main.rack_power_available");
        act("rail:physical", Qt::Key_7, Qt::AltModifier);
        const QString field = QStringLiteral("edit:") + qstr(key.attribute);
        if (m_mouse) {
            QWidget* edit = find(field);
            for (int i = 0; i < 100 && edit->visibleRegion().isEmpty(); ++i) {
                turnWheel(find("topicForm"));
            }
            QVERIFY(!edit->visibleRegion().isEmpty());
            QTest::mouseClick(edit, Qt::LeftButton);
        } else {
            tabTo(field);
        }
        QCOMPARE(QApplication::focusWidget()->objectName(), field);
        type("3 kW");
        press(Qt::Key_Return);
        QVERIFY(!(document().facts() == before));
        noteSet(key);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().facts() == before);
        m_commands << QStringList{"undo", kFile};
    }

    void checkFindings()
    {
        act("rail:findings", Qt::Key_0, Qt::AltModifier);
        auto* list = qobject_cast<QAbstractItemView*>(find("findingList"));
        QVERIFY(list->model()->rowCount() > 0);
    }

    void writePdf()
    {
        act("rail:report", Qt::Key_PageDown, Qt::ControlModifier);
        if (!m_mouse) {
            press(Qt::Key_PageDown, Qt::ControlModifier);
        }
        QCOMPARE(m_window->workspace()->place().page, std::string("report"));
        const QString pdf = m_folder->filePath("workshop.pdf");
        m_dialogs->save = pdf;
        if (m_mouse) {
            QTest::mouseClick(find("exportPdf"), Qt::LeftButton);
        } else {
            tabTo("exportPdf");
            press(Qt::Key_Return);
        }
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(pdf), kLong);
        QFile file(pdf);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.read(5) == "%PDF-");
    }

    /// What `netready export` says of a file.
    QByteArray exported(const QString& folder) { return run(folder, {"export", kFile}); }
    QByteArray run(const QString& folder, const QStringList& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(folder);
        process.start(qEnvironmentVariable("NETREADY_PROGRAM"), arguments);
        process.waitForFinished(kLong);
        if (process.exitCode() != 0) {
            qWarning("%s: %s",
                     qPrintable(arguments.join(' ')),
                     process.readAllStandardError().constData());
        }
        return process.readAllStandardOutput();
    }

    void holdWorkshop(bool mouse)
    {
        m_mouse = mouse;
        m_commands.clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_dialogs = std::make_unique<FakeDialogs>();
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        for (void (WorkshopTest::*step)() : {&WorkshopTest::makeClient,
                                             &WorkshopTest::addWorkloads,
                                             &WorkshopTest::addEndpoints,
                                             &WorkshopTest::addFabric,
                                             &WorkshopTest::answerTen,
                                             &WorkshopTest::makeAndUndoAMistake,
                                             &WorkshopTest::checkFindings,
                                             &WorkshopTest::writePdf}) {
            (this->*step)();
            if (QTest::currentTestFailed()) {
                return;
            }
        }
        m_window.reset();
        QTemporaryDir other;
        for (const QStringList& command : m_commands) {
            run(other.path(), command);
        }
        QCOMPARE(QString::fromUtf8(exported(m_folder->path())),
                 QString::fromUtf8(exported(other.path())));
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("NETREADY_NOW", "2026-11-25T08:30:00Z");
        qputenv("NETREADY_AUTHOR", "robot");
        theme().install(*qApp);
        QVERIFY(!qEnvironmentVariableIsEmpty("NETREADY_PROGRAM"));
    }
    void cleanup()
    {
        m_window.reset();
        m_dialogs.reset();
    }

    void by_keyboard_only() { holdWorkshop(false); }
    void with_the_mouse() { holdWorkshop(true); }
};

QTEST_MAIN(WorkshopTest)
#include "workshop_test.moc"
