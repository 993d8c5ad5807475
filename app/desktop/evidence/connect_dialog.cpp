// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/evidence/connect_dialog.h"

#include "app/desktop/dialogs.h"
#include "app/desktop/evidence/token_store.h"
#include "app/desktop/widgets/labels.h"
#include "core/base/error.h"

#include <QCheckBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>

#include <utility>

namespace netready::desktop {

namespace {

constexpr int kUsualDays = 7;
constexpr int kMostDays = 90;
constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kPoints = 2016; // of a week in steps of five minutes

/// So many days until now, in at most as many points as a week has.
FetchPeriod lastDays(int days)
{
    FetchPeriod period = lastWeek(QDateTime::currentSecsSinceEpoch());
    const std::int64_t length = days * kDay;
    constexpr std::int64_t kMinute = 60;
    period.step = (length + kPoints * kMinute - 1) / (kPoints * kMinute) * kMinute;
    period.to -= period.to % period.step;
    period.from = period.to - length;
    return period;
}

} // namespace

ConnectDialog::ConnectDialog(QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Ask a live system"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(24), px(20), px(24), px(20));
    column->setSpacing(px(12));
    column->addWidget(
        makeWrapped(tr("What it answers is shown first and written only when you take "
                       "it over. The token goes to this server and is not kept in "
                       "the client file.")));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(px(16));
    form->setVerticalSpacing(px(8));
    m_system = new ChoiceBox;
    m_system->setObjectName(QStringLiteral("connectSystem"));
    m_system->addItem(tr("Prometheus: measurements over time"));
    m_system->addItem(tr("NetBox: devices, ports and cables as planned"));
    form->addRow(tr("System"), m_system);
    m_url = new QLineEdit;
    m_url->setObjectName(QStringLiteral("connectUrl"));
    m_url->setPlaceholderText(QStringLiteral("https://prometheus.example.org"));
    m_url->setMinimumWidth(px(360));
    form->addRow(tr("Address"), m_url);
    m_token = new QLineEdit;
    m_token->setObjectName(QStringLiteral("connectToken"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(tr("none"));
    form->addRow(tr("Token"), m_token);
    m_keep = new QCheckBox(tr("Keep the token in the keychain of this computer"));
    m_keep->setObjectName(QStringLiteral("connectKeep"));
    m_keep->setVisible(TokenStore::isThere());
    form->addRow({}, m_keep);
    m_daysName = makeLabel(tr("Last days"));
    m_days = new QSpinBox;
    m_days->setObjectName(QStringLiteral("connectDays"));
    m_days->setAccessibleName(tr("Last days"));
    m_days->setRange(1, kMostDays);
    m_days->setValue(kUsualDays);
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons); // the arrow keys do the same
    form->addRow(m_daysName, m_days);
    auto* authorities = new QWidget;
    auto* row = new QHBoxLayout(authorities);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    m_caFile = new QLineEdit;
    m_caFile->setObjectName(QStringLiteral("connectCaFile"));
    m_caFile->setAccessibleName(tr("Authorities"));
    m_caFile->setPlaceholderText(tr("those of this computer"));
    row->addWidget(m_caFile, 1);
    QPushButton* browse = makeButton(tr("Choose…"));
    browse->setObjectName(QStringLiteral("connectBrowse"));
    browse->setAutoDefault(false);
    connect(browse, &QPushButton::clicked, this, &ConnectDialog::chooseCaFile);
    row->addWidget(browse);
    form->addRow(tr("Authorities"), authorities);
    m_plainHttp = new QCheckBox(tr("Allow http without encryption: everyone on the way can read "
                                   "the token"));
    m_plainHttp->setObjectName(QStringLiteral("connectPlainHttp"));
    form->addRow({}, m_plainHttp);
    column->addLayout(form);
    m_problem = makeWrapped({}, 14, Weight::Medium, TextInk::Bad);
    m_problem->setObjectName(QStringLiteral("connectProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    QPushButton* cancel = makeButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("connectCancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    buttons->addWidget(cancel);
    m_ask = makePrimary(tr("Ask"), QStringLiteral("download"));
    m_ask->setObjectName(QStringLiteral("connectAsk"));
    m_ask->setDefault(true);
    connect(m_ask, &QPushButton::clicked, this, &ConnectDialog::accept);
    buttons->addWidget(m_ask);
    column->addLayout(buttons);
    connect(m_system, &QComboBox::currentIndexChanged, this, &ConnectDialog::follow);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectDialog::follow);
    connect(m_url, &QLineEdit::editingFinished, this, &ConnectDialog::askKeychain);
    follow();
    m_url->setFocus();
}

void ConnectDialog::follow()
{
    const bool isOverTime = m_system->currentIndex() == 0;
    m_days->setVisible(isOverTime);
    m_daysName->setVisible(isOverTime);
    m_ask->setEnabled(!m_url->text().trimmed().isEmpty());
}

void ConnectDialog::askKeychain()
{
    const QString url = m_url->text();
    if (!TokenStore::isThere() || url.trimmed().isEmpty() || !m_token->text().isEmpty()) {
        return;
    }
    TokenStore::read(url, this, [this, url](const QString& token) {
        if (!token.isEmpty() && m_url->text() == url && m_token->text().isEmpty()) {
            m_token->setText(token);
            m_keep->setChecked(true);
        }
    });
}

void ConnectDialog::chooseCaFile()
{
    const QString path = Dialogs::instance().fileToOpen(
        this, tr("Authorities in PEM"), tr("Certificates (*.pem *.crt *.cer);;All files (*)"));
    if (!path.isEmpty()) {
        m_caFile->setText(path);
    }
}

FetchOptions ConnectDialog::typed() const
{
    FetchOptions options;
    options.system =
        m_system->currentIndex() == 0 ? RemoteSystem::Prometheus : RemoteSystem::Netbox;
    options.url = utf8(m_url->text().trimmed());
    if (!m_token->text().trimmed().isEmpty()) {
        options.token = AccessToken(utf8(m_token->text()));
    }
    options.caFile = utf8(m_caFile->text().trimmed());
    options.allowsPlainHttp = m_plainHttp->isChecked();
    if (options.system == RemoteSystem::Prometheus) {
        options.period = lastDays(m_days->value());
    }
    return options;
}

void ConnectDialog::accept()
{
    try {
        m_options = typed();
    } catch (const Error& error) {
        m_problem->setText(qstr(error.message()));
        m_problem->show();
        return;
    }
    if (m_keep->isVisible() && m_keep->isChecked()) {
        TokenStore::write(m_url->text(), m_token->text().trimmed(), parent(), [](const QString&) {
            // The token is asked for again next time.
        });
    }
    QDialog::accept();
}

} // namespace netready::desktop
