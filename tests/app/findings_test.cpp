// SPDX-License-Identifier: Apache-2.0
// Findings, command palette and panels by keyboard only.
#include "app/client/findings_csv.h"
#include "app/client/host.h"
#include "app/client/notes.h"
#include "app/client/packs.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/letter_keys.h"
#include "app/desktop/main_window.h"
#include "app/desktop/models/explanation_model.h"
#include "app/desktop/models/findings_model.h"
#include "app/desktop/models/palette_index.h"
#include "app/desktop/workspace.h"

#include <QCheckBox>
#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>

using namespace netready;
using namespace netready::desktop;

namespace {

/// Answers with a path.
class SavingDialogs : public Dialogs
{
public:
    QString path;
    QString fileToSave(QWidget*, const QString&, const QString&, const QString&) override
    {
        return path;
    }
};

} // namespace

class FindingsTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    PacksInUse m_packs;
    std::unique_ptr<MainWindow> m_window;

    template <class W>
    W* find(const char* name)
    {
        W* widget = m_window->findChild<W*>(QLatin1String(name));
        if (widget == nullptr) {
            qFatal("there is no %s", name);
        }
        return widget;
    }
    /// A key for whoever has the focus.
    static void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    static void type(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    ClientDocument& document() { return *m_window->document(); }
    const Place& place() { return m_window->workspace()->place(); }
    const Finding* current()
    {
        auto* list = find<QListView>("findingList");
        return qobject_cast<FindingsModel*>(list->model())->finding(list->currentIndex());
    }
    /// A picture of the window, where someone wants to look at it.
    void grab(const QString& name)
    {
        const QString folder = qEnvironmentVariable("NETREADY_TEST_PICTURES");
        if (!folder.isEmpty()) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QTest::qWait(150);
            m_window->grab().save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
        }
    }
    void newClient(const char* name, const QString& start)
    {
        const QString path = m_folder.filePath(QLatin1String(name) + QStringLiteral(".netready"));
        QFile::remove(path);
        QVERIFY(m_window->newFile(path, start));
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(*qApp);
        m_packs = loadPacks({});
    }
    void init()
    {
        m_window = std::make_unique<MainWindow>(m_packs);
        m_window->resize(1440, 900);
        m_window->show();
        newClient("example", QStringLiteral("brownfield-enterprise"));
        m_window->go({"findings", {}, {}, {}});
    }
    void cleanup()
    {
        m_window.reset();
        LetterKeys::setAct(true);
    }

    void words_narrow_the_list_and_arrows_lead_through_the_tree()
    {
        auto* list = find<QListView>("findingList");
        QVERIFY(list->hasFocus());
        const int before = list->model()->rowCount();
        key(Qt::Key_F, Qt::ControlModifier);
        QVERIFY(find<QLineEdit>("findingFilter")->hasFocus());
        type(QStringLiteral("rack position"));
        QVERIFY(list->model()->rowCount() < before);
        QVERIFY(qobject_cast<FindingsModel*>(list->model())->shown().size() >= 2);
        key(Qt::Key_Return);
        QVERIFY(list->hasFocus());
        QVERIFY(current() != nullptr);
        auto* tree = find<QTreeView>("explanationTree");
        key(Qt::Key_Right);
        QVERIFY(tree->hasFocus());
        const QModelIndex top = tree->currentIndex();
        QVERIFY(!top.parent().isValid());
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QVERIFY(tree->currentIndex() != top);
        const QModelIndex step = tree->currentIndex();
        const bool wasOpen = tree->isExpanded(step);
        key(wasOpen ? Qt::Key_Left : Qt::Key_Right);
        QCOMPARE(tree->isExpanded(step), !wasOpen);
        tree->setCurrentIndex(top);
        key(Qt::Key_Left); // closes
        key(Qt::Key_Left); // leaves
        QVERIFY(list->hasFocus());
        grab(QStringLiteral("filtered"));
    }

    void groups_and_order_keep_the_finding_that_is_chosen()
    {
        key(Qt::Key_Down);
        const FindingKey chosen = keyOf(*current());
        for (const char* button : {"groupBy1", "groupBy2", "groupBy0"}) {
            QTest::mouseClick(find<QToolButton>(button), Qt::LeftButton);
            QVERIFY(current() != nullptr);
            QCOMPARE(keyOf(*current()).first, chosen.first);
            QVERIFY(keyOf(*current()) == chosen);
            grab(QStringLiteral("group-") + QLatin1String(button));
        }
    }

    void a_waiver_needs_a_reason_and_a_day_to_come()
    {
        const FindingKey chosen = keyOf(*current());
        key(Qt::Key_W);
        auto* reason = find<QLineEdit>("waiverReason");
        QVERIFY(reason->hasFocus());
        key(Qt::Key_Return);
        auto* problem = find<QLabel>("waiverProblem");
        QVERIFY(problem->isVisible());
        QVERIFY(document().facts().waivers().empty());
        type(QStringLiteral("moves in phase 2")); // letters stay letters
        auto* expires = find<QLineEdit>("waiverExpires");
        key(Qt::Key_Tab);
        QVERIFY(expires->hasFocus());
        expires->selectAll();
        type(QStringLiteral("2001-02-03"));
        key(Qt::Key_Return);
        QVERIFY(problem->isVisible());
        QVERIFY(problem->text().contains(QStringLiteral("past")));
        expires->selectAll();
        type(QStringLiteral("soon"));
        key(Qt::Key_Return);
        QVERIFY(problem->text().contains(QStringLiteral("soon")));
        QVERIFY(document().facts().waivers().empty());
        grab(QStringLiteral("waive-refused"));
        expires->selectAll();
        type(qstr(dayText(today() + 30)));
        key(Qt::Key_Return);
        QCOMPARE(document().facts().waivers().size(), 1U);
        QVERIFY(find<QListView>("findingList")->hasFocus());
        QVERIFY(keyOf(*current()) == chosen);
        QVERIFY(effectOf(*current()) == Effect::Waived);
        grab(QStringLiteral("waived"));
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().facts().waivers().empty());
        QVERIFY(keyOf(*current()) == chosen);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(document().facts().waivers().size(), 1U);
        key(Qt::Key_W);
        QTest::mouseClick(find<QPushButton>("waiverTakeBack"), Qt::LeftButton);
        QVERIFY(document().facts().waivers().empty());
    }

    void an_action_is_assigned_as_a_note()
    {
        const FindingKey chosen = keyOf(*current());
        const std::size_t before = document().facts().notes().size();
        key(Qt::Key_A);
        QVERIFY(find<QWidget>("actionList")->hasFocus());
        grab(QStringLiteral("assign"));
        key(Qt::Key_Return);
        QCOMPARE(document().facts().notes().size(), before + 1);
        bool found = false;
        for (const auto& [id, note] : document().facts().notes()) {
            found = found || (isAssigned(note.text) && note.about == chosen.second.text());
        }
        QVERIFY(found);
        QVERIFY(find<QLabel>("assignedActions")->isVisible());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().facts().notes().size(), before);
    }

    void keys_lead_to_the_place_and_to_the_question()
    {
        const SubjectKey subject = current()->subject;
        key(Qt::Key_G);
        QCOMPARE(place().page, pageOf(subject));
        QVERIFY(place().subject == subject);
        m_window->go({"findings", {}, {}, {}});
        auto* list = find<QListView>("findingList");
        while (current() != nullptr && current()->missing.empty()) {
            const int row = list->currentIndex().row();
            key(Qt::Key_Down);
            QVERIFY(list->currentIndex().row() > row);
        }
        const FactKey first = current()->missing.front();
        key(Qt::Key_Q);
        QCOMPARE(place().page, std::string("questions"));
        QVERIFY(place().subject == first.subject);
        QCOMPARE(place().attribute, first.attribute);
    }

    void places_choose_and_filter()
    {
        const Assessment& now = document().assessment();
        const Finding& some = now.findings[now.findings.size() / 2];
        const FindingKey chosen = keyOf(some);
        m_window->go({"findings", chosen.second, {}, chosen.first});
        QVERIFY(keyOf(*current()) == chosen);
        m_window->go({"findings", {}, "security", {}});
        auto* model = qobject_cast<FindingsModel*>(find<QListView>("findingList")->model());
        QVERIFY(!model->shown().empty());
        for (const Finding* finding : model->shown()) {
            QCOMPARE(finding->rule->dimension, std::string("security"));
        }
        m_window->go({"findings", now.workloads.front().subject, {}, {}});
        QCOMPARE(model->filter().workload, now.workloads.front().subject.id);
        QVERIFY(model->filter().dimension.empty());
        const std::string source = document().knowledge().sources.front().id;
        m_window->go({"findings", {}, "source:" + source, {}});
        QCOMPARE(model->filter().source, source);
    }

    void the_table_is_written_and_harmless()
    {
        QCOMPARE(csvCell("=1+1"), std::string("'=1+1"));
        QCOMPARE(csvCell("+49 30 1"), std::string("'+49 30 1"));
        QCOMPARE(csvCell("-3.5"), std::string("-3.5"));
        QCOMPARE(csvCell("+4"), std::string("+4"));
        QCOMPARE(csvCell("-cmd"), std::string("'-cmd"));
        QCOMPARE(csvCell("@sum"), std::string("'@sum"));
        QCOMPARE(csvCell("a, \"b\""), std::string("\"a, \"\"b\"\"\""));
        QCOMPARE(csvCell(""), std::string());
        SavingDialogs dialogs;
        dialogs.path = m_folder.filePath(QStringLiteral("findings.csv"));
        Dialogs* before = Dialogs::set(&dialogs);
        QTest::mouseClick(find<QPushButton>("exportFindings"), Qt::LeftButton);
        Dialogs::set(before);
        QFile file(dialogs.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray table = file.readAll();
        QVERIFY(table.startsWith("rule,subject,title,"));
        auto* model = qobject_cast<FindingsModel*>(find<QListView>("findingList")->model());
        QVERIFY(table.count("\r\n") >= static_cast<int>(model->shown().size()) + 1);
    }

    void the_palette_runs_a_command_and_opens_a_question()
    {
        auto* list = find<QListView>("findingList");
        key(Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("paletteField"));
        grab(QStringLiteral("palette-empty"));
        key(Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("paletteField"));
        key(Qt::Key_Escape);
        QVERIFY(list->hasFocus());
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);

        key(Qt::Key_K, Qt::ControlModifier);
        type(QStringLiteral(">history"));
        QCOMPARE(find<QListView>("paletteList")->currentIndex().data().toString(),
                 QStringLiteral("History"));
        key(Qt::Key_Return);
        QVERIFY(find<QWidget>("historyPanel")->isVisible());
        key(Qt::Key_Escape);

        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        key(Qt::Key_K, Qt::ControlModifier);
        type(QStringLiteral("uplink"));
        grab(QStringLiteral("palette"));
        key(Qt::Key_A, Qt::ControlModifier);
        type(QStringLiteral("?packets"));
        auto* found = find<QListView>("paletteList");
        const auto* model = qobject_cast<PaletteModel*>(found->model());
        QVERIFY(model->match(found->currentIndex()) != nullptr);
        const Place wanted = model->match(found->currentIndex())->entry->place;
        QVERIFY2(wanted.page == "questions",
                 qPrintable(find<QLineEdit>("paletteField")->text() + QStringLiteral(": ") +
                            found->currentIndex().data().toString()));
        key(Qt::Key_Return);
        QCOMPARE(place().page, std::string("questions"));
        QVERIFY(place().subject == wanted.subject);
        QCOMPARE(place().attribute, wanted.attribute);
    }

    void the_palette_stays_open_when_asked_and_steps_by_group()
    {
        key(Qt::Key_K, Qt::ControlModifier);
        type(QStringLiteral("storage"));
        auto* found = find<QListView>("paletteList");
        const auto* model = qobject_cast<PaletteModel*>(found->model());
        const PaletteGroup first = model->match(found->currentIndex())->entry->group;
        key(Qt::Key_Tab);
        QVERIFY(model->match(found->currentIndex())->entry->group != first);
        key(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(model->match(found->currentIndex())->entry->group == first);
        key(Qt::Key_A, Qt::ControlModifier);
        type(QStringLiteral("#rack"));
        const Place wanted = model->match(found->currentIndex())->entry->place;
        key(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(found->isVisible());
        QCOMPARE(place().rule, wanted.rule);
        key(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(!found->isVisible());
    }

    void matches_prefer_the_start_of_words_and_allow_for_missing_letters()
    {
        PaletteEntry entry;
        entry.title = QStringLiteral("Uplinks per leaf");
        entry.folded = entry.title.toLower();
        QVERIFY(matched(entry, {QStringLiteral("leaf")})->score >
                matched(entry, {QStringLiteral("link")})->score);
        QVERIFY(matched(entry, {QStringLiteral("link")})->score >
                matched(entry, {QStringLiteral("upks")})->score);
        QVERIFY(!matched(entry, {QStringLiteral("leaf"), QStringLiteral("spine")}));
        QCOMPARE(matched(entry, {QStringLiteral("leaf")})->marks.front().first, 12);
    }

    void history_goes_back_and_forth()
    {
        const SubjectKey site{"site", "main"};
        document().renameSubject(site, QStringLiteral("First"));
        document().renameSubject(site, QStringLiteral("Second"));
        key(Qt::Key_H, Qt::ControlModifier);
        auto* list = find<QTreeView>("historyList");
        QVERIFY(list->hasFocus());
        QCOMPARE(list->currentIndex().row(), 0);
        key(Qt::Key_Down);
        key(Qt::Key_Return);
        QCOMPARE(document().titleOf(site), QStringLiteral("First"));
        grab(QStringLiteral("history"));
        key(Qt::Key_Up);
        key(Qt::Key_Return);
        QCOMPARE(document().titleOf(site), QStringLiteral("Second"));
        auto* search = find<QLineEdit>("historySearch");
        search->setFocus();
        type(QStringLiteral("no such edit"));
        QCOMPARE(list->model()->rowCount(), 0);
        key(Qt::Key_Escape);
        QVERIFY(!list->isVisible());
    }

    void notes_are_added_visited_and_removed()
    {
        document().apply(addNoteEdit(document().facts(),
                                     "fabric/leaf-spine.transport",
                                     std::string(kParkedWord) + "Which transport?",
                                     document().signature()));
        const std::size_t before = document().facts().notes().size();
        m_window->findChild<QAction*>(QStringLiteral("notes"))->trigger();
        auto* list = find<QTreeView>("notesList");
        QVERIFY(list->hasFocus());
        auto* field = find<QLineEdit>("newNote");
        field->setFocus();
        type(QStringLiteral("Ask the facility manager"));
        key(Qt::Key_Return);
        QCOMPARE(document().facts().notes().size(), before + 1);
        QVERIFY(field->text().isEmpty());
        grab(QStringLiteral("notes"));
        list->setFocus();
        list->setCurrentIndex(list->model()->index(0, 0)); // parked ones come first
        key(Qt::Key_Return);
        QVERIFY(place().subject == (SubjectKey{"fabric", "leaf-spine"}));
        list->setFocus();
        key(Qt::Key_Delete);
        QCOMPARE(document().facts().notes().size(), before);
        document().undo();
        QCOMPARE(document().facts().notes().size(), before + 1);
    }

    void the_findings_panel_follows_and_leads_to_a_finding()
    {
        m_window->go({"portfolio", {}, {}, {}});
        m_window->workspace()->setFocus();
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        auto* list = find<QListView>("findingsPanelList");
        QVERIFY(list->hasFocus());
        grab(QStringLiteral("findings-panel"));
        const auto* model = qobject_cast<FindingsModel*>(list->model());
        QVERIFY(model->rowCount() > 1);
        key(Qt::Key_Down);
        const FindingKey chosen = keyOf(*model->finding(list->currentIndex()));
        const int before = model->rowCount();
        Waiver waiver;
        waiver.rule = chosen.first;
        waiver.subject = chosen.second;
        waiver.reason = "moves";
        waiver.granted = today();
        waiver.expires = today() + 1;
        document().apply(waiveEdit(document().facts(), waiver, document().signature()));
        QCOMPARE(model->rowCount(), before - 1);
        document().undo();
        QCOMPARE(model->rowCount(), before);
        list->setCurrentIndex(model->indexOf(chosen));
        list->setFocus();
        key(Qt::Key_Return);
        QCOMPARE(place().page, std::string("findings"));
        QVERIFY(keyOf(*current()) == chosen);
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        QVERIFY(!list->isVisible());
    }

    void letters_can_be_kept_from_acting()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F1);
        auto* dialog = find<QDialog>("keyList");
        QVERIFY(dialog->isVisible());
        auto* tree = find<QTreeWidget>("keyTable");
        QTest::keyClicks(find<QLineEdit>("keySearch"), QStringLiteral("waive"));
        int shown = 0;
        for (QTreeWidgetItemIterator it(tree, QTreeWidgetItemIterator::NotHidden); *it != nullptr;
             ++it) {
            shown += (*it)->childCount() == 0 ? 1 : 0;
        }
        QCOMPARE(shown, 1);
        find<QLineEdit>("keySearch")->clear();
        const QString folder = qEnvironmentVariable("NETREADY_TEST_PICTURES");
        if (!folder.isEmpty()) {
            dialog->grab().save(folder + QStringLiteral("/keys.png"));
        }
        find<QCheckBox>("lettersAct")->setChecked(false);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        auto* list = find<QListView>("findingList");
        list->setFocus();
        key(Qt::Key_G);
        key(Qt::Key_N);
        QCOMPARE(place().page, std::string("findings"));
        LetterKeys::setAct(true);
        list->setFocus();
        key(Qt::Key_N);
        QCOMPARE(place().page, std::string("questions"));
    }

    void an_empty_client_is_shown_as_intended()
    {
        newClient("empty", {});
        m_window->go({"findings", {}, {}, {}});
        grab(QStringLiteral("empty"));
        QTest::keyClick(m_window.get(), Qt::Key_F8);
        grab(QStringLiteral("empty-panel"));
        m_window->findChild<QAction*>(QStringLiteral("notes"))->trigger();
        grab(QStringLiteral("empty-notes"));
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        type(QStringLiteral("zzzz"));
        grab(QStringLiteral("empty-palette"));
        key(Qt::Key_Return);
        key(Qt::Key_Escape);
    }

    void edits_and_searches_are_instant()
    {
        QElapsedTimer clock;
        clock.start();
        m_window->workspace()->page()->refresh();
        qInfo("refresh of the page: %lld ms", clock.restart());
        const std::size_t entries = PaletteIndex::of(document()).size();
        qInfo("index of %zu entries: %lld ms", entries, clock.restart());
        PaletteModel model(&document(), commandEntries(m_window->commands()), nullptr);
        constexpr int kTimes = 10;
        for (int i = 0; i < kTimes; ++i) {
            model.search(QStringLiteral("leaf upl"));
        }
        qInfo("search: %.1f ms", static_cast<double>(clock.restart()) / kTimes);
        QVERIFY(model.found() > 0);
    }
};

QTEST_MAIN(FindingsTest)
#include "findings_test.moc"
