// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/evidence/import_work.h"

#include "app/client/host.h"
#include "app/client/import_files.h"
#include "app/desktop/theme.h"
#include "core/base/error.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <exception>
#include <utility>

namespace netready::desktop {

ImportWork::ImportWork(const ClientDocument& document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{}

ImportWork::~ImportWork()
{
    m_stop.request_stop();
}

void ImportWork::stop()
{
    m_stop.request_stop();
    m_isBusy = false;
}

void ImportWork::read(const QStringList& paths)
{
    std::vector<std::string> sources;
    for (const QString& path : paths) {
        sources.push_back(utf8(path));
    }
    start({}, [sources](FoundEvidence& into, const Told& told, const std::stop_token& stop) {
        into.files = readImportFiles(
            sources,
            [&](const std::string& name, std::size_t done, std::size_t all) {
                told(qstr(name), done, all);
            },
            stop);
    });
}

void ImportWork::fetch(const FetchOptions& options)
{
    start({}, [options](FoundEvidence& into, const Told& told, const std::stop_token& stop) {
        FetchedEvidence fetched = fetchEvidence(
            options,
            [&](const FetchProgress& progress) {
                told(qstr(progress.what), progress.done, progress.total);
            },
            stop);
        into.files = importFiles(std::move(fetched.files));
        for (const Diagnostic& remark : fetched.remarks) {
            into.remarks << qstr(remark.message);
        }
    });
}

void ImportWork::lookAgain(const FoundEvidence& found, const std::optional<SubjectKey>& about)
{
    start(about,
          [files = found.files,
           remarks = found.remarks](FoundEvidence& into, const Told&, const std::stop_token&) {
              into.files = files;
              into.remarks = remarks;
          });
}

void ImportWork::start(const std::optional<SubjectKey>& about, Get get)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_isBusy = true;
    ImportOptions how;
    how.by = m_document.signature();
    how.about = about;
    AssessOptions assessing;
    assessing.today = today();
    QThreadPool::globalInstance()->start([self = QPointer<ImportWork>(this),
                                          application = QCoreApplication::instance(),
                                          knowledge = m_document.packs(),
                                          facts = m_document.facts(),
                                          how,
                                          assessing,
                                          get = std::move(get),
                                          stop = m_stop.get_token()] {
        const auto say = [&](const std::function<void(ImportWork&)>& what) {
            QMetaObject::invokeMethod(application, [self, stop, what] {
                if (self != nullptr && !stop.stop_requested()) {
                    what(*self);
                }
            });
        };
        const Told told = [&](const QString& what, std::size_t done, std::size_t all) {
            say([=](ImportWork& work) {
                Q_EMIT work.progressed(what, static_cast<int>(done), static_cast<int>(all));
            });
        };
        try {
            auto evidence = std::make_shared<FoundEvidence>();
            get(*evidence, told, stop);
            if (stop.stop_requested()) {
                return;
            }
            told(tr("Comparing with the client"), 0, 0);
            evidence->tests = answeredTests(knowledge, facts, assessing, evidence->files);
            evidence->preview = previewImport(facts, *knowledge, evidence->files, how);
            say([evidence](ImportWork& work) {
                work.m_isBusy = false;
                Q_EMIT work.found(evidence);
            });
        } catch (const std::exception& error) { // the edge of a worker thread
            const auto* known = dynamic_cast<const Error*>(&error);
            const QString sentence =
                known == nullptr ? QString::fromUtf8(error.what()) : qstr(known->message());
            say([sentence](ImportWork& work) {
                work.m_isBusy = false;
                Q_EMIT work.failed(sentence);
            });
        }
    });
}

} // namespace netready::desktop
