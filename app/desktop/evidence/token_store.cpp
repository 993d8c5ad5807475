// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/evidence/token_store.h"

#include <QUrl>

#ifdef NETREADY_KEYCHAIN
#include <qt6keychain/keychain.h>
#endif

#include <utility>

namespace netready::desktop {

#ifdef NETREADY_KEYCHAIN

namespace {

const QString kService = QStringLiteral("netready");

/// Scheme, host and port: a token belongs to a server, not to a path of it.
QString keyOf(const QString& url)
{
    const QUrl server(url.trimmed());
    return server.scheme() + QStringLiteral("://") + server.authority();
}

} // namespace

bool TokenStore::isThere()
{
    return true;
}

void TokenStore::read(const QString& url,
                      QObject* context,
                      std::function<void(const QString& token)> found)
{
    auto* job = new QKeychain::ReadPasswordJob(kService); // deletes itself
    job->setKey(keyOf(url));
    QObject::connect(job, &QKeychain::Job::finished, context, [job, found = std::move(found)] {
        found(job->error() == QKeychain::NoError ? job->textData() : QString());
    });
    job->start();
}

void TokenStore::write(const QString& url,
                       const QString& token,
                       QObject* context,
                       std::function<void(const QString& why)> failed)
{
    QKeychain::Job* job = nullptr;
    if (token.isEmpty()) {
        job = new QKeychain::DeletePasswordJob(kService);
    } else {
        auto* writing = new QKeychain::WritePasswordJob(kService);
        writing->setTextData(token);
        job = writing;
    }
    job->setKey(keyOf(url));
    QObject::connect(job, &QKeychain::Job::finished, context, [job, failed = std::move(failed)] {
        if (job->error() != QKeychain::NoError && job->error() != QKeychain::EntryNotFound) {
            failed(job->errorString());
        }
    });
    job->start();
}

#else

bool TokenStore::isThere()
{
    return false;
}

void TokenStore::read(const QString& /*url*/,
                      QObject* /*context*/,
                      std::function<void(const QString& token)> found)
{
    found({});
}

void TokenStore::write(const QString& /*url*/,
                       const QString& /*token*/,
                       QObject* /*context*/,
                       std::function<void(const QString& why)> /*failed*/)
{}

#endif

} // namespace netready::desktop
