// SPDX-License-Identifier: Apache-2.0
// Every page in a language whose texts are marked and 40 % longer.
#include "app/client/packs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/theme.h"
#include "app/desktop/workspace.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

using namespace netready;
using namespace netready::desktop;

namespace {

/// Every text in brackets and 40 % longer, so that what is not translated and what is cut off
/// shows.
class Pseudo : public QTranslator
{
public:
    using QTranslator::QTranslator;
    [[nodiscard]] QString
    translate(const char* /*context*/, const char* source, const char*, int) const override
    {
        const QString text = QString::fromUtf8(source);
        constexpr int kShare = 5; // 2 of 5 more
        return QStringLiteral("[%1%2]").arg(text,
                                            QString(text.size() * 2 / kShare, QLatin1Char('~')));
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 %2").arg(QLatin1String(widget->metaObject()->className()),
                                       widget->objectName());
}

bool isTranslated(const QString& text)
{
    return text.contains(QLatin1Char('[')) || text.contains(QLatin1Char('~'));
}

/// Names that the client or the packs gave, or keys, or numbers.
bool isData(const QAbstractButton* button)
{
    return button->objectName().contains(QLatin1Char(':')) || button->property("data").toBool() ||
           button->text().size() < 3;
}

} // namespace

class LanguageTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    Pseudo m_pseudo;
    std::unique_ptr<MainWindow> m_window;

private Q_SLOTS:
    void initTestCase()
    {
        theme().setScheme(Theme::Scheme::Light);
        theme().install(*qApp);
        QVERIFY(QCoreApplication::installTranslator(&m_pseudo));
        m_window = std::make_unique<MainWindow>(loadPacks({}));
        m_window->resize(1440, 900);
        m_window->show();
        QVERIFY(m_window->newFile(m_folder.filePath("a.netready"), "brownfield-enterprise"));
    }
    void cleanupTestCase() { m_window.reset(); }

    void every_command_is_translated()
    {
        for (const QAction* action : m_window->commands()) {
            QVERIFY2(isTranslated(action->text()), qPrintable(action->text()));
        }
    }

    void no_button_is_hard_coded_or_cut_data()
    {
        QTest::addColumn<QString>("page");
        for (const PageInfo& page : pages()) {
            QTest::newRow(page.id.c_str()) << qstr(page.id);
        }
    }
    void no_button_is_hard_coded_or_cut()
    {
        QFETCH(QString, page);
        m_window->go({utf8(page), {}, {}, {}});
        QTest::qWait(150);
        QStringList wrong;
        for (const auto* button : m_window->workspace()->page()->findChildren<QAbstractButton*>()) {
            if (!button->isVisible() || button->visibleRegion().isEmpty()) {
                continue;
            }
            if (!isData(button) && !isTranslated(button->text())) {
                wrong << QStringLiteral("not translated: %1 (%2)")
                             .arg(button->text(), nameOf(button));
            }
            constexpr int kWord = 3; // marks have a size of their own
            if (!isData(button) && button->text().size() >= kWord &&
                button->width() + 1 < button->minimumSizeHint().width()) {
                wrong << QStringLiteral("cut: %1 (%2), %3 of %4")
                             .arg(button->text(), nameOf(button))
                             .arg(button->width())
                             .arg(button->minimumSizeHint().width());
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
