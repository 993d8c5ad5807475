// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/document.h"

#include "app/client/packs.h"
#include "app/desktop/theme.h"
#include "core/base/error.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace netready;
using namespace netready::desktop;

class DocumentTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    PacksInUse m_packs;
    std::unique_ptr<ClientDocument> m_document;

    [[nodiscard]] std::filesystem::path path(const char* name) const
    {
        return utf8(m_folder.filePath(QLatin1String(name)));
    }
    [[nodiscard]] ScoreRange freshScore() const
    {
        return assess(m_document->packs(), m_document->facts()).site.score;
    }

private Q_SLOTS:
    void initTestCase() { m_packs = loadPacks({}); }
    void init()
    {
        m_document.reset();
        QFile::remove(m_folder.filePath("a.netready"));
        m_document =
            ClientDocument::create(path("a.netready"),
                                   m_packs,
                                   m_packs.knowledge->findTemplate("brownfield-enterprise"),
                                   {});
    }

    void an_edit_is_on_the_disk_and_moves_the_score_and_undo_takes_it_back()
    {
        const FactKey key = FactKey::parse("site/main.rack_power_available");
        const Assessment before = m_document->assessment();
        QVERIFY(m_document->set(key, "24 kW"));
        QVERIFY(before.site.score == m_document->lastEdit().before.site);
        QVERIFY(m_document->assessment().site.score == freshScore());
        const auto second = ClientDocument::open(path("a.netready"), m_packs, OpenMode::ReadOnly);
        QVERIFY(second->facts() == m_document->facts());
        m_document->undo();
        QVERIFY(m_document->assessment().site.score == before.site.score);
        m_document->redo();
        QVERIFY(m_document->assessment().site.score == freshScore());
    }

    void what_is_typed_is_read_in_many_forms()
    {
        const FactKey key = FactKey::parse("fabric/leaf-spine.port_speed");
        const auto standing = [&] { return m_document->factView(key)->resolution; };
        const auto numbers = [&] {
            const auto& measure = std::get<Measure>(standing().value);
            return std::pair(std::round(measure.low / 1e9), std::round(measure.high / 1e9));
        };
        m_document->unset(key);
        QVERIFY(m_document->set(key, "0.4 Tb/s"));
        QCOMPARE(numbers(), std::pair(400.0, 400.0));
        QVERIFY(m_document->set(key, "100"));
        QCOMPARE(numbers(), std::pair(100.0, 100.0));
        QVERIFY(m_document->set(key, "100 to 400 Gb/s"));
        QCOMPARE(numbers(), std::pair(100.0, 400.0));
        QVERIFY(m_document->set(key, "about 100"));
        QCOMPARE(numbers(), std::pair(90.0, 110.0));
        QVERIFY(m_document->set(key, "?"));
        QCOMPARE(standing().knowing, Knowing::AskedNotKnown);
        QVERIFY(m_document->set(key, "n/a because there is none"));
        QCOMPARE(standing().knowing, Knowing::NotApplicable);
    }

    void what_makes_no_sense_is_refused_in_words_and_changes_nothing_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("word");
        QTest::newRow("unit nobody heard of") << "5 fortnights"
                                              << "fortnights";
        QTest::newRow("other dimension") << "400 GB"
                                         << "data size";
        QTest::newRow("comma") << "0,4 Tb/s"
                               << "decimal point";
        QTest::newRow("empty") << ""
                               << "missing";
        QTest::newRow("right to left") << QString::fromUtf8("\u05d0\u05e8\u05d1\u05e2") << "";
        QTest::newRow("emoji") << QString::fromUtf8("\U0001F680") << "";
        QTest::newRow("a megabyte") << QString(1 << 20, QLatin1Char('x')) << "";
        QTest::newRow("control characters") << QString::fromUtf8("4\x01 Gb/s") << "";
        QTest::newRow("not a number") << "nan Gb/s"
                                      << "";
        QTest::newRow("negative") << "-1 Gb/s"
                                  << "";
    }
    void what_makes_no_sense_is_refused_in_words_and_changes_nothing()
    {
        QFETCH(QString, typed);
        QFETCH(QString, word);
        const FactBase before = m_document->facts();
        QString why;
        QVERIFY(!m_document->set(
            FactKey::parse("fabric/leaf-spine.port_speed"), typed, Origin::Stated, {}, &why));
        QVERIFY(!why.isEmpty());
        QVERIFY2(why.contains(word), qPrintable(why));
        QVERIFY(m_document->facts() == before);
    }

    void names_of_any_kind_give_an_id_that_is_free_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id");
        QTest::newRow("plain") << "Chat assistant"
                               << "chat-assistant";
        QTest::newRow("accents") << QString::fromUtf8("R\u00e9sum\u00e9 \u2013 caf\u00e9")
                                 << "resume-cafe";
        QTest::newRow("taken") << "Agents"
                               << "agents-2";
        QTest::newRow("digits first") << "70B tuning"
                                      << "workload-70b-tuning";
        QTest::newRow("right to left")
            << QString::fromUtf8("\u05e2\u05d5\u05d6\u05e8") << "workload";
        QTest::newRow("emoji") << QString::fromUtf8("\U0001F916") << "workload";
        QTest::newRow("long") << QString(10000, QLatin1Char('a')) << QString(40, QLatin1Char('a'));
    }
    void names_of_any_kind_give_an_id_that_is_free()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        const auto added = m_document->addSubject("workload", name);
        QVERIFY(added);
        QCOMPARE(qstr(added->id), id);
        QCOMPARE(m_document->titleOf(*added), name.trimmed());
        QVERIFY(m_document->assessment().site.score == freshScore());
    }

    void the_second_to_open_a_file_hears_who_has_it_and_may_read()
    {
        try {
            static_cast<void>(
                ClientDocument::open(path("a.netready"), m_packs, OpenMode::ReadWrite));
            QFAIL("opened twice");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Conflict);
        }
        const auto reader = ClientDocument::open(path("a.netready"), m_packs, OpenMode::ReadOnly);
        QVERIFY(reader->isReadOnly());
        QSignalSpy problems(reader.get(), &ClientDocument::problem);
        QVERIFY(!reader->set(FactKey::parse("site/main.rack_power_available"), "30 kW"));
        QCOMPARE(problems.count(), 1);
    }

    void a_deleted_file_is_said_once_and_the_work_can_be_saved_elsewhere()
    {
        const FactKey key = FactKey::parse("site/main.rack_power_available");
        QVERIFY(m_document->set(key, "24 kW"));
        QVERIFY(QFile::remove(m_folder.filePath("a.netready")));
        const FactBase before = m_document->facts();
        QSignalSpy problems(m_document.get(), &ClientDocument::problem);
        QVERIFY(!m_document->set(key, "30 kW"));
        QCOMPARE(problems.count(), 1);
        QVERIFY(m_document->facts() == before);
        QVERIFY(m_document->saveCopy(path("b.netready")));
        const auto copy = ClientDocument::open(path("b.netready"), m_packs, OpenMode::ReadWrite);
        QVERIFY(copy->facts() == m_document->facts());
        QCOMPARE(copy->history().size(), m_document->history().size());
        QVERIFY(copy->set(key, "30 kW"));
        QFile::remove(m_folder.filePath("b.netready"));
    }

    void a_copy_replaces_another_file_but_never_the_one_that_is_open()
    {
        QSignalSpy problems(m_document.get(), &ClientDocument::problem);
        QVERIFY(!m_document->saveCopy(path("a.netready")));
        QCOMPARE(problems.count(), 1);
        const FactKey key = FactKey::parse("site/main.rack_power_available");
        QVERIFY(m_document->set(key, "24 kW")); // the file is still there
        QFile other(m_folder.filePath("b.netready"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.write("old") == 3);
        other.close();
        QVERIFY(m_document->saveCopy(path("b.netready")));
        QVERIFY(ClientDocument::open(path("b.netready"), m_packs, OpenMode::ReadOnly)->facts() ==
                m_document->facts());
        QVERIFY(!QFile::exists(m_folder.filePath("b.netready.part")));
        QVERIFY(!m_document->saveCopy(path("no/such/folder/c.netready")));
        QCOMPARE(problems.count(), 2);
        QFile::remove(m_folder.filePath("b.netready"));
    }

    void history_goes_back_and_forth()
    {
        const FactKey key = FactKey::parse("site/main.rack_power_available");
        QVERIFY(m_document->set(key, "24 kW"));
        QVERIFY(m_document->set(key, "30 kW"));
        const FactBase last = m_document->facts();
        const auto entries = m_document->history();
        m_document->goToHistory(entries.front().sequence);
        QVERIFY(m_document->assessment().site.score == freshScore());
        QVERIFY(!(m_document->facts() == last));
        m_document->goToHistory(entries.back().sequence);
        QVERIFY(m_document->facts() == last);
    }

    void questions_are_ranked_beside_the_interface()
    {
        QSignalSpy ranked(m_document.get(), &ClientDocument::ranked);
        QVERIFY(ranked.wait(20000));
        QVERIFY(m_document->rankingIsFresh());
        QVERIFY(!m_document->questions().empty());
    }

    void a_document_may_go_while_its_questions_are_ranked()
    {
        QTest::qWait(200); // the ranking has begun
        m_document.reset();
        QTest::qWait(50);
        QVERIFY(m_document == nullptr);
    }
};

QTEST_MAIN(DocumentTest)
#include "document_test.moc"
