// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/waiver_form.h"

#include "app/client/host.h"
#include "app/desktop/widgets/labels.h"
#include "core/base/error.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace netready::desktop {

namespace {

constexpr std::int32_t kUsualDays = 90;

/// Sets or takes away the red edge of a field.
void setWrong(QLineEdit* field, bool wrong)
{
    field->setProperty("wrong", wrong);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace

WaiverForm::WaiverForm(ClientDocument& document, QWidget* parent)
    : QFrame(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("waiverForm"));
    setAccessibleName(tr("Waive this finding"));
    setProperty("role", "chosen");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(12));
    column->setSpacing(px(8));
    column->addWidget(makeLabel(tr("Waive this finding"), 16, Weight::SemiBold));
    column->addWidget(
        makeWrapped(tr("It is accepted for a time. No score changes, and the report says who "
                       "accepted it and why."),
                    12));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(12));
    grid->setVerticalSpacing(px(8));
    m_reason = makeField("waiverReason", tr("Reason"), *grid);
    m_expires = makeField("waiverExpires", tr("Last day"), *grid);
    m_evidence = makeField("waiverEvidence", tr("Where it is written down"), *grid);
    m_compensation = makeField("waiverCompensation", tr("What is done instead"), *grid);
    m_expires->setPlaceholderText(QStringLiteral("2027-03-31"));
    column->addLayout(grid);
    m_problem = makeWrapped({}, 14, Weight::Medium, TextInk::Bad);
    m_problem->setObjectName(QStringLiteral("waiverProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    QPushButton* waiveButton = makePrimary(tr("Waive"), QStringLiteral("eye-off"), tr("Enter"));
    waiveButton->setObjectName(QStringLiteral("waiverSave"));
    connect(waiveButton, &QPushButton::clicked, this, &WaiverForm::waive);
    row->addWidget(waiveButton);
    m_unwaive = makeButton(tr("Take the waiver back"), QStringLiteral("undo"));
    m_unwaive->setObjectName(QStringLiteral("waiverTakeBack"));
    connect(m_unwaive, &QPushButton::clicked, this, &WaiverForm::unwaive);
    row->addWidget(m_unwaive);
    QPushButton* cancel = makeButton(tr("Cancel"), {}, tr("Esc"));
    cancel->setObjectName(QStringLiteral("waiverCancel"));
    connect(cancel, &QPushButton::clicked, this, &WaiverForm::finished);
    row->addWidget(cancel);
    row->addStretch();
    column->addLayout(row);
}

QLineEdit* WaiverForm::makeField(const char* name, const QString& label, QGridLayout& grid)
{
    auto* field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    QLabel* words = makeLabel(label, 14, Weight::Regular, TextInk::Second);
    words->setBuddy(field);
    const int row = grid.rowCount();
    grid.addWidget(words, row, 0);
    grid.addWidget(field, row, 1);
    connect(field, &QLineEdit::returnPressed, this, &WaiverForm::waive);
    connect(field, &QLineEdit::textEdited, this, [this, field] {
        setWrong(field, false);
        m_problem->hide();
    });
    return field;
}

void WaiverForm::start(const FindingKey& key)
{
    m_key = key;
    const auto& waivers = m_document.facts().waivers();
    const auto found = waivers.find(key);
    Waiver standing;
    if (found != waivers.end()) {
        standing = found->second;
    } else {
        standing.expires = today() + kUsualDays;
    }
    m_reason->setText(qstr(standing.reason));
    m_expires->setText(qstr(dayText(standing.expires)));
    m_evidence->setText(qstr(standing.evidence));
    m_compensation->setText(qstr(standing.compensation));
    m_unwaive->setVisible(found != waivers.end());
    m_problem->hide();
    setWrong(m_reason, false);
    setWrong(m_expires, false);
    show();
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void WaiverForm::waive()
{
    const auto refuse = [this](QLineEdit* field, const QString& sentence) {
        setWrong(field, true);
        m_problem->setText(sentence);
        m_problem->show();
        field->setFocus(Qt::OtherFocusReason);
    };
    Waiver waiver;
    waiver.rule = m_key.first;
    waiver.subject = m_key.second;
    waiver.reason = utf8(m_reason->text().trimmed());
    waiver.author = m_document.author();
    waiver.granted = today();
    waiver.evidence = utf8(m_evidence->text().trimmed());
    waiver.compensation = utf8(m_compensation->text().trimmed());
    if (waiver.reason.empty()) {
        refuse(m_reason, tr("A waiver needs a reason."));
        return;
    }
    try {
        waiver.expires = parseDay(utf8(m_expires->text().trimmed()));
    } catch (const Error&) {
        refuse(m_expires,
               tr("“%1” is no day. Write it as year, month and day: %2.")
                   .arg(m_expires->text(), qstr(dayText(waiver.granted + kUsualDays))));
        return;
    }
    if (waiver.expires < waiver.granted) {
        refuse(m_expires,
               tr("%1 is in the past. A waiver holds until a day to come.").arg(m_expires->text()));
        return;
    }
    const auto& waivers = m_document.facts().waivers();
    const auto standing = waivers.find(m_key);
    if ((standing != waivers.end() && standing->second == waiver) ||
        m_document.apply(waiveEdit(m_document.facts(), waiver, m_document.signature()))) {
        Q_EMIT finished();
    }
}

void WaiverForm::unwaive()
{
    if (m_document.facts().waivers().contains(m_key)) {
        m_document.apply(
            unwaiveEdit(m_document.facts(), m_key.first, m_key.second, m_document.signature()));
    }
    Q_EMIT finished();
}

void WaiverForm::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        Q_EMIT finished();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace netready::desktop
