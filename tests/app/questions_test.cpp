// SPDX-License-Identifier: Apache-2.0
// Answers questions by the keyboard alone, on the page and on the presenter.
#include "app/desktop/dialogs.h"
#include "app/desktop/main_window.h"
#include "app/desktop/presenter.h"
#include "app/desktop/theme.h"
#include "app/desktop/workshop.h"
#include "app/desktop/workspace.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QtTest>

using namespace netready;
using namespace netready::desktop;

namespace {

const SubjectKey kFabric{"fabric", "leaf-spine"};

/// Where somebody wants to look at it.
void keepPicture(QWidget& widget, const QString& name)
{
    const QString folder = qEnvironmentVariable("NETREADY_PICTURES");
    if (!folder.isEmpty()) {
        constexpr int kLaidOut = 200;
        QTest::qWait(kLaidOut);
        widget.grab().save(QStringLiteral("%1/%2.png").arg(folder, name));
    }
}

class Answers : public Dialogs
{
public:
    QString lineOfText(QWidget* /*parent*/,
                       const QString& /*title*/,
                       const QString& /*label*/,
                       const QString& /*start*/) override
    {
        return line;
    }

    QString line;
};

} // namespace

class QuestionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aNumberIsTakenInAnotherUnit();
    void aRangeIsTaken();
    void notKnownAndNotApplicable();
    void aWrongUnitIsRefusedInWordsAndStays();
    void aChoiceByItsNumber();
    void severalOptionsCertainAndPerhaps();
    void yesAndNo();
    void twoPersonsDisagree();
    void undoTakesAnAnswerBack();
    void skipParkAndBack();
    void whatWasAnsweredStaysUntilNext();
    void presenterAnswersOne();
    void presenterFits_data();
    void presenterFits();
    void anEmptyClientSaysSo();

private:
    void ask(const SubjectKey& subject, const char* attribute);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString& text);
    void waitForRanking();
    [[nodiscard]] const Value& value(const SubjectKey& subject, const char* attribute);
    [[nodiscard]] QString state(const char* name);
    template <class W>
    W* child(const char* name)
    {
        return m_window->workspace()->page()->findChild<W*>(QLatin1String(name));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;
    Answers m_answers;
    Dialogs* m_before = nullptr;
    int m_number = 0;
};

void QuestionsTest::initTestCase()
{
    theme().setScheme(Theme::Scheme::Light);
    theme().install(*qobject_cast<QApplication*>(QCoreApplication::instance()));
    m_before = Dialogs::set(&m_answers);
    m_window = std::make_unique<MainWindow>(loadPacks({}));
    m_window->resize(1440, 900);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void QuestionsTest::init()
{
    const QString path = m_folder.filePath(QStringLiteral("client-%1.netready").arg(++m_number));
    QVERIFY(m_window->newFile(path, QStringLiteral("brownfield-enterprise")));
    m_window->document()->setAuthor("Ada");
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void QuestionsTest::cleanup()
{
    m_window->closeClient();
}

void QuestionsTest::ask(const SubjectKey& subject, const char* attribute)
{
    m_window->go({"questions", subject, attribute, {}});
    QCOMPARE(Workshop::of(*m_window->document()).current(), (FactKey{subject, attribute}));
}

void QuestionsTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = QApplication::focusWidget();
    QVERIFY(focus != nullptr);
    QTest::keyClick(focus, key, modifiers);
}

void QuestionsTest::type(const QString& text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void QuestionsTest::waitForRanking()
{
    QTRY_VERIFY_WITH_TIMEOUT(m_window->document()->rankingIsFresh(), 60000);
}

const Value& QuestionsTest::value(const SubjectKey& subject, const char* attribute)
{
    static const Value kNone = Text{"no fact"};
    const auto& facts = m_window->document()->facts().facts({subject, attribute});
    const auto own = std::find_if(
        facts.begin(), facts.end(), [](const Fact& fact) { return fact.author == "Ada"; });
    return own == facts.end() ? kNone : own->value;
}

QString QuestionsTest::state(const char* name)
{
    return child<QLabel>(name)->text();
}

void QuestionsTest::aNumberIsTakenInAnotherUnit()
{
    ask(kFabric, "fabric.port_speed");
    press(Qt::Key_1);
    type(QStringLiteral("0.4 Tb/s"));
    QVERIFY(state("answerUnderstood").contains(QStringLiteral("400")));
    press(Qt::Key_Return);
    const auto* measure = std::get_if<Measure>(&value(kFabric, "fabric.port_speed"));
    QVERIFY(measure != nullptr);
    QCOMPARE(measure->low, 400e9);
    QCOMPARE(measure->high, 400e9);
    const auto undo = m_window->document()->nextUndo();
    QCOMPARE(qstr(undo->title),
             QStringLiteral("set fabric/leaf-spine.fabric.port_speed = 0.4 Tb/s (stated, Ada)")
                 .replace(QStringLiteral("fabric/leaf-spine.fabric.port_speed"),
                          qstr(FactKey{kFabric, "fabric.port_speed"}.text())));
}

void QuestionsTest::aRangeIsTaken()
{
    ask(kFabric, "fabric.telemetry_interval");
    press(Qt::Key_2);
    type(QStringLiteral("10"));
    press(Qt::Key_Return);
    type(QStringLiteral("60 s"));
    press(Qt::Key_Return);
    const auto* measure = std::get_if<Measure>(&value(kFabric, "fabric.telemetry_interval"));
    QVERIFY(measure != nullptr);
    QCOMPARE(measure->low, 10.0);
    QCOMPARE(measure->high, 60.0);
}

void QuestionsTest::notKnownAndNotApplicable()
{
    ask(kFabric, "fabric.discard_share");
    press(Qt::Key_3);
    QVERIFY(std::holds_alternative<NotKnown>(value(kFabric, "fabric.discard_share")));
    ask(kFabric, "fabric.rails");
    press(Qt::Key_4);
    press(Qt::Key_Return);
    QVERIFY(state("answerWrong").contains(QStringLiteral("reason")));
    type(QStringLiteral("no accelerators here"));
    press(Qt::Key_Return);
    const auto* none = std::get_if<NotApplicable>(&value(kFabric, "fabric.rails"));
    QVERIFY(none != nullptr);
    QCOMPARE(qstr(none->reason), QStringLiteral("no accelerators here"));
}

void QuestionsTest::aWrongUnitIsRefusedInWordsAndStays()
{
    ask(kFabric, "fabric.port_speed");
    const auto edits = m_window->document()->history().size();
    press(Qt::Key_1);
    type(QStringLiteral("400 GB"));
    press(Qt::Key_Return);
    QCOMPARE(m_window->document()->history().size(), edits);
    QCOMPARE(child<QLineEdit>("answerValue")->text(), QStringLiteral("400 GB"));
    QVERIFY(child<QLabel>("answerWrong")->isVisible());
    QVERIFY(state("answerWrong").contains(QStringLiteral("data size")));
    keepPicture(*m_window, "questions-wrong");
}

void QuestionsTest::aChoiceByItsNumber()
{
    const Attribute& attribute =
        m_window->document()->knowledge().attribute("fabric.second_source");
    ask(kFabric, "fabric.second_source");
    press(Qt::Key_2);
    const auto* choice = std::get_if<Choice>(&value(kFabric, "fabric.second_source"));
    QVERIFY(choice != nullptr);
    QCOMPARE(choice->remaining, std::vector<std::string>{attribute.options[1].id});
    keepPicture(*m_window, "questions-choice");
}

void QuestionsTest::severalOptionsCertainAndPerhaps()
{
    const Attribute& attribute =
        m_window->document()->knowledge().attribute("fabric.choice_reasons");
    ask(kFabric, "fabric.choice_reasons");
    press(Qt::Key_1);
    press(Qt::Key_2);
    press(Qt::Key_2);
    press(Qt::Key_Return);
    const auto* set = std::get_if<ChoiceSet>(&value(kFabric, "fabric.choice_reasons"));
    QVERIFY(set != nullptr);
    QCOMPARE(set->certain, std::vector<std::string>{attribute.options[0].id});
    QCOMPARE(set->possible,
             (std::vector<std::string>{attribute.options[0].id, attribute.options[1].id}));
}

void QuestionsTest::yesAndNo()
{
    ask({"organisation", "main"}, "organisation.segmentation_owner");
    press(Qt::Key_1);
    QVERIFY(value({"organisation", "main"}, "organisation.segmentation_owner") == Value(true));
    press(Qt::Key_2);
    QVERIFY(value({"organisation", "main"}, "organisation.segmentation_owner") == Value(false));
    press(Qt::Key_3);
    QVERIFY(std::holds_alternative<NotKnown>(
        value({"organisation", "main"}, "organisation.segmentation_owner")));
}

void QuestionsTest::twoPersonsDisagree()
{
    ask(kFabric, "fabric.telemetry_interval");
    if (!m_window->document()->facts().facts({kFabric, "fabric.telemetry_interval"}).empty()) {
        m_window->document()->unset({kFabric, "fabric.telemetry_interval"});
    }
    press(Qt::Key_1);
    type(QStringLiteral("5 s"));
    press(Qt::Key_Return);
    m_answers.line = QStringLiteral("Storage engineer");
    auto* person = child<QComboBox>("answerPerson");
    person->setFocus();
    press(Qt::Key_End);
    Q_EMIT person->activated(person->count() - 1);
    child<QWidget>("questionNext")->setFocus();
    press(Qt::Key_1);
    type(QStringLiteral("300 s"));
    press(Qt::Key_Return);
    const auto& facts = m_window->document()->facts().facts({kFabric, "fabric.telemetry_interval"});
    QCOMPARE(facts.size(), std::size_t(2));
    QCOMPARE(facts[0].author, std::string("Ada"));
    QCOMPARE(facts[1].author, std::string("Storage engineer"));
    QTRY_VERIFY_WITH_TIMEOUT(state("disagreementTitle").contains(QStringLiteral("2 ")), 60000);
    keepPicture(*m_window, "questions-disagree");
    QCOMPARE(m_window->document()->author(), std::string("Ada"));
    QCOMPARE(child<QWidget>("disagreement")->isVisible(), true);
}

void QuestionsTest::undoTakesAnAnswerBack()
{
    ask({"organisation", "main"}, "organisation.segmentation_owner");
    const auto before = m_window->document()->facts();
    press(Qt::Key_1);
    QVERIFY(!(m_window->document()->facts() == before));
    press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(m_window->document()->facts() == before);
    press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!(m_window->document()->facts() == before));
}

void QuestionsTest::skipParkAndBack()
{
    m_window->go({"questions", {}, "next", {}});
    waitForRanking();
    Workshop& workshop = Workshop::of(*m_window->document());
    QTRY_VERIFY(workshop.current().has_value());
    const FactKey first = *workshop.current();
    press(Qt::Key_S);
    QCOMPARE(workshop.stateOf(first), QuestionState::Skipped);
    QVERIFY(workshop.current() != first);
    const FactKey second = *workshop.current();
    press(Qt::Key_P);
    QCOMPARE(workshop.stateOf(second), QuestionState::Parked);
    const auto& notes = m_window->document()->facts().notes();
    QVERIFY(std::any_of(notes.begin(), notes.end(), [&](const auto& note) {
        return note.second.about == second.text() && isParkingNote(note.second);
    }));
    press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(workshop.current(), second);
    press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(workshop.current(), first);
}

void QuestionsTest::whatWasAnsweredStaysUntilNext()
{
    m_window->go({"questions", {}, "next", {}});
    waitForRanking();
    Workshop& workshop = Workshop::of(*m_window->document());
    QTRY_VERIFY(workshop.current().has_value());
    const FactKey first = *workshop.current();
    QString why;
    QVERIFY(workshop.answer(QStringLiteral("?"), &why));
    QCOMPARE(workshop.current(), first);
    waitForRanking();
    QCOMPARE(workshop.current(), first);
    press(Qt::Key_N);
    QVERIFY(workshop.current() != first);
}

void QuestionsTest::presenterAnswersOne()
{
    ask({"organisation", "main"}, "organisation.segmentation_owner");
    Presenter presenter(*m_window->document());
    presenter.resize(1280, 720);
    presenter.show();
    QVERIFY(QTest::qWaitForWindowExposed(&presenter));
    presenter.setFocus();
    QTest::keyClick(&presenter, Qt::Key_1);
    QVERIFY(value({"organisation", "main"}, "organisation.segmentation_owner") == Value(true));
    QCOMPARE(Workshop::of(*m_window->document()).current(),
             (FactKey{{"organisation", "main"}, "organisation.segmentation_owner"}));
    keepPicture(presenter, "presenter-yes");
    QTest::keyClick(&presenter, Qt::Key_0);
    auto* field = presenter.findChild<QLineEdit*>(QStringLiteral("presenterField"));
    QVERIFY(field->isVisible());
    QTest::keyClicks(field, QStringLiteral("no segments"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(std::holds_alternative<NotApplicable>(
        value({"organisation", "main"}, "organisation.segmentation_owner")));
    Workshop::of(*m_window->document()).show({kFabric, "fabric.port_speed"});
    QTest::keyClick(&presenter, Qt::Key_4);
    QTest::keyClicks(field, QStringLiteral("00"));
    keepPicture(presenter, "presenter-number");
    QTest::keyClick(field, Qt::Key_Return);
    const auto* measure = std::get_if<Measure>(&value(kFabric, "fabric.port_speed"));
    QVERIFY(measure != nullptr);
    QCOMPARE(measure->low, 400e9);
}

void QuestionsTest::presenterFits_data()
{
    QTest::addColumn<QSize>("size");
    QTest::newRow("1280") << QSize(1280, 720);
    QTest::newRow("1920") << QSize(1920, 1080);
}

void QuestionsTest::presenterFits()
{
    QFETCH(QSize, size);
    Presenter presenter(*m_window->document());
    presenter.resize(size);
    presenter.show();
    constexpr int kPadding = 6; // of a cell, above and below its words
    int asked = 0;
    Workshop::of(*m_window->document()).show({kFabric, "fabric.choice_reasons"});
    keepPicture(presenter, QStringLiteral("presenter-choices-%1").arg(size.width()));
    for (const auto& [key, view] : m_window->document()->factViews()) {
        if (m_window->document()->knowledge().questionFor(key.attribute) == nullptr ||
            ++asked % 7 != 0) {
            continue;
        }
        Workshop::of(*m_window->document()).show(key);
        for (const QWidget* child : presenter.findChildren<QWidget*>()) {
            if (child->isVisible() && child->inherits("QAbstractButton")) {
                const QPoint corner = child->mapTo(&presenter, child->rect().bottomRight());
                QVERIFY2(presenter.rect().contains(corner), key.text().c_str());
                QVERIFY2(child->height() + kPadding >= child->heightForWidth(child->width()),
                         qPrintable(QStringLiteral("%1: %2 of %3")
                                        .arg(qstr(key.text()))
                                        .arg(child->height())
                                        .arg(child->heightForWidth(child->width()))));
            }
        }
    }
}

void QuestionsTest::anEmptyClientSaysSo()
{
    m_window->closeClient();
    QVERIFY(m_window->newFile(m_folder.filePath(QStringLiteral("empty.netready")), {}));
    m_window->go({"questions", {}, {}, {}});
    waitForRanking();
    QVERIFY(!state("finishLine").isEmpty());
    keepPicture(*m_window, "questions-empty");
    QVERIFY(Workshop::of(*m_window->document()).current().has_value() ||
            !state("questionsDone").isEmpty());
}

QTEST_MAIN(QuestionsTest)
#include "questions_test.moc"
