// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/theme.h"

#include "app/desktop/plurals.h"

#include <QTest>

using namespace netready;
using namespace netready::desktop;

class ThemeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void contrast_ratio_is_that_of_the_guideline()
    {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrast(Qt::white, Qt::white), 1.0);
        // WCAG's own example of the least grey for text on white.
        QVERIFY(contrast(QColor(0x767676), Qt::white) > 4.5);
        QVERIFY(contrast(QColor(0x787878), Qt::white) < 4.5);
    }

    void every_pair_of_both_schemes_has_its_contrast()
    {
        QVERIFY(colourPairs().size() > 30);
        for (const Tokens* scheme : {&lightTokens(), &darkTokens()}) {
            for (const ColourPair& pair : colourPairs()) {
                const double reached = contrast(scheme->*pair.front, scheme->*pair.ground);
                QVERIFY2(reached >= pair.least,
                         qPrintable(QStringLiteral("%1, %2: %3")
                                        .arg(scheme->dark ? "dark" : "light")
                                        .arg(qstr(pair.name))
                                        .arg(reached)));
            }
        }
    }

    void plural_forms_follow_the_number()
    {
        const Plurals plurals;
        const char* source = "%n finding(s) (is|are) open";
        QCOMPARE(plurals.translate("", source, nullptr, 1), QStringLiteral("%n finding is open"));
        QCOMPARE(plurals.translate("", source, nullptr, 0), QStringLiteral("%n findings are open"));
        QCOMPARE(plurals.translate("", source, nullptr, -1), QString());
    }

    void zoom_scales_lengths_and_stays_in_its_bounds()
    {
        theme().setZoom(150);
        QCOMPARE(px(14), 21);
        theme().setZoom(10);
        QCOMPARE(theme().zoom(), 80);
        theme().setZoom(100);
        QCOMPARE(px(14), 14);
    }
};

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
