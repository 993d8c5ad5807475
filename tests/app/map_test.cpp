// SPDX-License-Identifier: Apache-2.0
// The page of data flows by keyboard and by mouse.
#include "app/client/host.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/map/map_canvas.h"
#include "app/desktop/pages/flows_page.h"
#include "app/desktop/theme.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace netready;
using namespace netready::desktop;

namespace {

/// Answers every dialog with the same text.
class FixedAnswer : public Dialogs
{
public:
    QString answer;

    QString lineOfText(QWidget*, const QString&, const QString&, const QString&) override
    {
        return answer;
    }
    QString fileToSave(QWidget*, const QString&, const QString&, const QString&) override
    {
        return answer;
    }
};

std::size_t endpoints(const ClientDocument& document)
{
    std::size_t count = 0;
    for (const auto& [key, subject] : document.facts().subjects()) {
        count += key.kind == "endpoint" ? 1U : 0U;
    }
    return count;
}

} // namespace

class MapTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    PacksInUse m_packs;
    FixedAnswer m_answer;
    std::unique_ptr<ClientDocument> m_document;
    std::unique_ptr<FlowsPage> m_page;
    MapCanvas* m_canvas = nullptr;
    int m_number = 0;

    void open(const char* start)
    {
        m_page.reset();
        const QString path = m_folder.filePath(QStringLiteral("%1.netready").arg(++m_number));
        m_document = ClientDocument::create(
            utf8(path), m_packs, m_packs.knowledge->findTemplate(start), "Test");
        m_page = std::make_unique<FlowsPage>(*m_document);
        Page& page = *m_page;
        connect(
            m_document.get(), &ClientDocument::changed, m_page.get(), [&page] { page.refresh(); });
        m_page->resize(1200, 760);
        m_page->refresh();
        static_cast<QWidget&>(*m_page).show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->activateWindow();
        m_canvas = m_page->findChild<MapCanvas*>(QStringLiteral("mapCanvas"));
        m_canvas->setFocus();
    }
    [[nodiscard]] std::size_t node(const char* id) const
    {
        return m_canvas->picture().map.find(id).value();
    }
    [[nodiscard]] QString dockTitle() const
    {
        return m_page->findChild<QLabel*>(QStringLiteral("mapDockTitle"))->text();
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().install(*qobject_cast<QApplication*>(QCoreApplication::instance()));
        m_packs = loadPacks({});
        Dialogs::set(&m_answer);
    }
    void cleanupTestCase()
    {
        m_page.reset();
        m_document.reset();
    }

    void emptyClientOffersTheFirstEndpoint()
    {
        open("");
        auto* start = m_page->findChild<QWidget*>(QStringLiteral("emptyAddEndpoint"));
        QVERIFY(start->isVisible());
        QTest::mouseClick(start, Qt::LeftButton);
        QTest::keyClick(m_page->findChild<QComboBox*>(QStringLiteral("addRole")), Qt::Key_U);
        auto* name = m_page->findChild<QLineEdit*>(QStringLiteral("addName"));
        QTest::keyClicks(name, QStringLiteral("Head office"));
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(endpoints(*m_document), std::size_t{1});
        QVERIFY(m_canvas->isVisible());
        QCOMPARE(dockTitle(), QStringLiteral("Head office"));
    }

    void eightEndpointsByKeyboard()
    {
        open("brownfield-enterprise");
        const auto edits = m_document->history().size();
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(m_canvas, Qt::Key_A);
            QWidget* role = QApplication::focusWidget();
            QCOMPARE(role->objectName(), QStringLiteral("addRole"));
            QTest::keyClick(role, i % 2 == 0 ? Qt::Key_D : Qt::Key_T);
            QTest::keyClick(role, Qt::Key_Tab);
            QWidget* name = QApplication::focusWidget();
            QCOMPARE(name->objectName(), QStringLiteral("addName"));
            QTest::keyClicks(name,
                             QStringLiteral("Acl %1").arg(i)); // letters of shortcuts stay text
            QTest::keyClick(name, Qt::Key_Return);
            QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(m_canvas));
        }
        QCOMPARE(endpoints(*m_document), std::size_t{8});
        QCOMPARE(m_document->history().size(), edits + 8);
        // The last one is picked: connect it, move it, take both back.
        QTest::keyClick(m_canvas, Qt::Key_C);
        auto* to = m_page->findChild<QComboBox*>(QStringLiteral("connectTo"));
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(to));
        QTest::keyClick(to, Qt::Key_Return);
        const FactKey fabric = FactKey::parse("endpoint/acl-7.fabric");
        QCOMPARE(m_document->facts().facts(fabric).size(), std::size_t{1});
        const MapRect before = m_canvas->picture().layout.nodes[node("endpoint/acl-7")];
        QTest::keyClick(m_canvas, Qt::Key_Right);
        QTest::keyClick(m_canvas, Qt::Key_Down, Qt::ShiftModifier);
        const MapRect after = m_canvas->picture().layout.nodes[node("endpoint/acl-7")];
        QCOMPARE(after.x, before.x + 8);
        QCOMPARE(after.y, before.y + 64);
        const FactKey place = FactKey::parse("endpoint/acl-7.place");
        QCOMPARE(m_document->facts().facts(place).size(), std::size_t{1});
        m_document->undo();
        m_document->undo();
        QVERIFY(m_document->facts().facts(place).empty());
        m_document->undo();
        QVERIFY(m_document->facts().facts(fabric).empty());
        QCOMPARE(endpoints(*m_document), std::size_t{8});
    }

    void tabWalksTheNodes()
    {
        open("brownfield-enterprise");
        m_canvas->select({});
        std::set<std::size_t> seen;
        for (std::size_t i = 0; i < m_canvas->picture().map.nodes.size(); ++i) {
            QTest::keyClick(m_canvas, Qt::Key_Tab);
            const auto nodes = m_canvas->chosenNodes();
            QCOMPARE(nodes.size(), std::size_t{1});
            seen.insert(nodes.front());
        }
        QVERIFY(seen.size() + 1 >= m_canvas->picture().map.nodes.size());
        QTest::keyClick(m_canvas, Qt::Key_Period);
        QVERIFY(m_canvas->selection().link.has_value());
    }

    void groupCopyPasteAlignRemove()
    {
        open("brownfield-enterprise");
        m_canvas->select({{node("tools")}, {}});
        m_answer.answer = QStringLiteral("Second data centre");
        QTest::keyClick(m_canvas, Qt::Key_G, Qt::ControlModifier);
        const std::size_t tools = node("endpoint/tools");
        QCOMPARE(m_canvas->picture().map.nodes[tools].zone, std::string("Second data centre"));
        m_canvas->select({{tools}, {}});
        QTest::keyClick(m_canvas, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(m_canvas, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(endpoints(*m_document), std::size_t{2});
        m_canvas->select({{node("endpoint/tools"), node("endpoint/tools-2")}, {}});
        QTest::keyClick(m_canvas, Qt::Key_Left, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m_canvas->picture().layout.nodes[node("endpoint/tools")].x,
                 m_canvas->picture().layout.nodes[node("endpoint/tools-2")].x);
        m_canvas->select({{node("endpoint/tools-2")}, {}});
        QTest::keyClick(m_canvas, Qt::Key_Delete);
        QCOMPARE(endpoints(*m_document), std::size_t{1});
    }

    void dragOfANode()
    {
        open("brownfield-enterprise");
        const std::size_t storage = node("storage/shared-files");
        const QPoint at = m_canvas->nodeRect(storage).center();
        const auto edits = m_document->history().size();
        QTest::mousePress(m_canvas, Qt::LeftButton, {}, at);
        QTest::mouseMove(m_canvas, at + QPoint(10, 10));
        QTest::mouseMove(m_canvas, at + QPoint(40, 60));
        QTest::mouseRelease(m_canvas, Qt::LeftButton, {}, at + QPoint(40, 60));
        QCOMPARE(m_document->history().size(), edits + 1);
        const FactKey place = FactKey::parse("storage/shared-files.place");
        QCOMPARE(m_document->facts().facts(place).size(), std::size_t{1});
        QVERIFY(m_document->facts().facts(place)[0].origin == Origin::Stated);
        m_document->undo();
        QVERIFY(m_document->facts().facts(place).empty());
    }

    void clickOnALinkShowsItsFlows()
    {
        open("brownfield-enterprise");
        const MapPicture& picture = m_canvas->picture();
        std::size_t wanted = 0;
        for (std::size_t i = 0; i < picture.map.links.size(); ++i) {
            if (picture.map.nodes[picture.map.links[i].a].id == "storage/shared-files") {
                wanted = i;
            }
        }
        m_canvas->select({});
        QTest::mouseClick(m_canvas, Qt::LeftButton, {}, m_canvas->linkPoint(wanted));
        QVERIFY(m_canvas->selection().link == wanted);
        QCOMPARE(dockTitle(), QStringLiteral("Shared file storage"));
        QCOMPARE(m_page->findChild<QLabel*>(QStringLiteral("mapDockUse"))->text(),
                 qstr(useText(*picture.map.links[wanted].use(Moment::Burst))));
        std::optional<Place> gone;
        connect(m_page.get(), &Page::wanted, this, [&](const Place& place) { gone = place; });
        QTest::keyClick(m_canvas, Qt::Key_Return);
        QVERIFY(gone.has_value());
        QCOMPARE(gone->page, std::string("findings"));
    }

    void tableHoldsTheSameFlows()
    {
        open("inference-platform");
        m_page->toggleTable();
        auto* table = m_page->findChild<QTableView*>(QStringLiteral("flowsTable"));
        QVERIFY(table->isVisible());
        QCOMPARE(table->model()->rowCount(),
                 static_cast<int>(m_canvas->picture().map.flows.size()));
        QCOMPARE(table->model()->columnCount(), 10);
        table->selectRow(0);
        QVERIFY(m_canvas->selection().link.has_value());
        m_page->toggleTable();
        QVERIFY(m_canvas->isVisible());
    }

    void layersSwitchWithSpace()
    {
        open("brownfield-enterprise");
        m_canvas->select({{node("workload/fine-tuning")}, {}});
        QVERIFY(m_canvas->picture().layer.empty());
        QTest::keyClick(m_canvas, Qt::Key_Space);
        QVERIFY(!m_canvas->picture().layer.empty());
    }

    void layOutIsOneEdit()
    {
        open("brownfield-enterprise");
        const auto edits = m_document->history().size();
        QTest::keyClick(m_canvas, Qt::Key_L);
        QTRY_VERIFY_WITH_TIMEOUT(m_page->findChild<QWidget*>(QStringLiteral("layOut"))->isEnabled(),
                                 25000);
        QVERIFY(m_document->history().size() <= edits + 1);
        if (m_document->history().size() > edits) {
            m_document->undo();
            QCOMPARE(endpoints(*m_document), std::size_t{0});
        }
    }

    void exportsAreWritten()
    {
        open("brownfield-enterprise");
        for (int i = 0; i < 5; ++i) {
            m_answer.answer = m_folder.filePath(QStringLiteral("map%1").arg(i) +
                                                (i == 1 ? QStringLiteral(".png") : QString()));
            m_page->findChild<QAction*>(QStringLiteral("exportMap%1").arg(i))->trigger();
            QFile file(m_answer.answer);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.size() > 500);
        }
    }
};

QTEST_MAIN(MapTest)
#include "map_test.moc"
