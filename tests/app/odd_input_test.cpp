// SPDX-License-Identifier: Apache-2.0
// What people type and paste that nobody thought of: taken or refused in words, and no crash. Also
// run under the sanitizers (preset asan-desktop).
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/widgets/value_edit.h"
#include "app/desktop/workspace.h"

#include <QApplication>
#include <QClipboard>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextEdit>

#include "tests/app/fake_dialogs.h"

using namespace netready;
using namespace netready::desktop;

namespace {

constexpr int kMegabyte = 1024 * 1024;

/// A table as a spreadsheet puts it on the clipboard.
QString largeTable()
{
    QString table;
    table.reserve(kMegabyte + 100);
    for (int row = 0; table.size() < kMegabyte; ++row) {
        table +=
            QStringLiteral("leaf-%1\tEthernet1/%2\t400 Gb/s\t=SUM(A1:A9)\n").arg(row).arg(row % 64);
    }
    return table;
}

QList<QPair<const char*, QString>> oddNames()
{
    const QChar embed(0x202E); // what follows runs from right to left
    return {
        {"10,000 letters", QString(10000, QLatin1Char('x'))},
        {"10,000 words", QString("word ").repeated(10000)},
        {"Hebrew and Arabic", QString::fromUtf8("שלום עולם مرحبا بالعالم 400G")},
        {"an override of direction", embed + QStringLiteral("txt.exe") + embed},
        {"emoji of several code points",
         QString::fromUtf8("👩‍👩‍👧‍👦 GPU 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ✅")},
        {"a mountain of accents", QStringLiteral("a") + QString(500, QChar(0x0301))},
        {"markup", QStringLiteral("<b>bold</b><img src=x onerror=alert(1)>&amp;")},
        {"marks of tr", QStringLiteral("%1 %n %L2 %%")},
        {"a formula", QStringLiteral("=cmd|' /C calc'!A0")},
        {"an ampersand", QStringLiteral("R&&D & QA")},
        {"half a code point", QString(QChar(0xD83D))},
        {"a line break and a tab", QStringLiteral("one\ntwo\tthree")},
        {"a zero byte", QStringLiteral("a") + QChar(0) + QStringLiteral("b")},
        {"spaces", QStringLiteral("     ")},
    };
}

QList<QPair<const char*, QString>> oddValues()
{
    return {
        {"a unit nobody heard of", QStringLiteral("12 parsecs/fortnight")},
        {"a comma for the point", QStringLiteral("1,5")},
        {"a comma and a unit", QStringLiteral("1,5 kW")},
        {"commas of thousands", QStringLiteral("1,234,567.8")},
        {"points of thousands", QStringLiteral("1.234.567,8")},
        {"Arabic digits", QString::fromUtf8("٣٤")},
        {"full width digits", QString::fromUtf8("４００ Gb/s")},
        {"too large", QStringLiteral("1e999")},
        {"not a number", QStringLiteral("NaN")},
        {"without end", QString::fromUtf8("∞")},
        {"another minus", QString::fromUtf8("−5")},
        {"a range upside down", QStringLiteral("9..3")},
        {"half a range", QStringLiteral("3..")},
        {"a list", QStringLiteral("[1, 2, 3]")},
        {"markup", QStringLiteral("<i>5</i>")},
        {"nothing but spaces", QStringLiteral("    ")},
        {"a megabyte", largeTable()},
        {"right to left", QString::fromUtf8("חמש")},
        {"emoji", QString::fromUtf8("5️⃣")},
    };
}

} // namespace

class OddInputTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    FakeDialogs m_dialogs;
    std::unique_ptr<MainWindow> m_window;

    [[nodiscard]] ClientDocument& document() const { return *m_window->document(); }
    void paste(QWidget* into, const QString& text)
    {
        QApplication::clipboard()->setText(text);
        QTest::keyClick(into, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(into, Qt::Key_V, Qt::ControlModifier);
    }
    void lookAt(const QString& page)
    {
        m_window->go({utf8(page), {}, {}, {}});
        m_window->grab();
    }

private Q_SLOTS:
    void initTestCase()
    {
        theme().install(*qApp);
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(m_window->newFile(m_folder.filePath("a.netready"), "brownfield-enterprise"));
    }
    void cleanupTestCase() { m_window.reset(); }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        for (const auto& [title, name] : oddNames()) {
            QTest::newRow(title) << name;
        }
    }
    /// Each kind of subject bears each name, or refuses it in words; all pages show it.
    void names()
    {
        QFETCH(QString, name);
        int taken = 0;
        for (const SubjectKind& kind : document().knowledge().kinds) {
            if (kind.singleton) {
                continue;
            }
            QSignalSpy problems(&document(), &ClientDocument::problem);
            const auto key = document().addSubject(kind.id, name);
            QCOMPARE(problems.count(), key ? 0 : 1);
            if (key) {
                ++taken;
                QCOMPARE(document().facts().subjects().at(*key).title, utf8(name.trimmed()));
            }
        }
        if (taken > 0) {
            for (const PageInfo& page : pages()) {
                lookAt(qstr(page.id));
            }
        }
        // What was taken is in the file as it was typed.
        const ClientFile read = ClientFile::open(document().file().path(), OpenMode::ReadOnly);
        QVERIFY(read.facts() == document().facts());
        while (taken-- > 0) {
            document().undo();
        }
    }

    void values_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto& [title, text] : oddValues()) {
            QTest::newRow(title) << text;
        }
    }
    /// In each field of two pages: recorded, or refused with a sentence and nothing recorded.
    void values()
    {
        QFETCH(QString, text);
        int tried = 0;
        for (const char* page : {"physical", "operations"}) {
            m_window->go({page, {}, {}, {}});
            for (auto* edit : m_window->workspace()->page()->findChildren<ValueEdit*>()) {
                auto* line = edit->findChild<ValueLine*>();
                if (line == nullptr || !line->isVisibleTo(m_window.get())) {
                    continue;
                }
                const auto before = document().facts().facts(edit->key());
                const auto edits = document().history().size();
                QSignalSpy refusals(edit, &ValueEdit::refused);
                line->setFocus();
                paste(line, text);
                QTest::keyClick(line, Qt::Key_Return);
                ++tried;
                const bool isRefused =
                    !refusals.isEmpty() && !refusals.last().at(0).toString().isEmpty();
                const bool isRecorded = document().history().size() != edits;
                QVERIFY2(!(isRefused && isRecorded), edit->key().text().c_str());
                if (isRefused) {
                    QVERIFY(document().facts().facts(edit->key()) == before);
                    QVERIFY2(refusals.last().at(0).toString().size() < 600,
                             qPrintable(refusals.last().at(0).toString()));
                }
                if (isRecorded) {
                    document().undo();
                }
                QTest::keyClick(line, Qt::Key_Escape);
            }
        }
        QVERIFY(tried > 10);
    }

    /// Into every line and text of every page, the search and the commands.
    void aTableIsPastedEverywhere()
    {
        const QString table = largeTable();
        for (const PageInfo& page : pages()) {
            lookAt(qstr(page.id));
            QList<QWidget*> fields;
            for (auto* line : m_window->findChildren<QLineEdit*>()) {
                fields << line;
            }
            for (auto* text : m_window->findChildren<QPlainTextEdit*>()) {
                fields << text;
            }
            for (auto* text : m_window->findChildren<QTextEdit*>()) {
                fields << text;
            }
            QStringList seen; // one of a kind is enough
            for (QPointer<QWidget> field : fields) {
                if (field == nullptr || !field->isVisible() || !field->isEnabled() ||
                    seen.contains(field->objectName().section(':', 0, 0))) {
                    continue;
                }
                seen << field->objectName().section(':', 0, 0);
                field->setFocus();
                paste(field, table);
                QApplication::processEvents();
                if (field != nullptr) {
                    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
                }
            }
            m_window->grab();
        }
    }
};

QTEST_MAIN(OddInputTest)
#include "odd_input_test.moc"
