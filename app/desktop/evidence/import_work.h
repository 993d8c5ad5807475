// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/owed_tests.h"
#include "app/desktop/document.h"
#include "core/remote/fetch_evidence.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace netready::desktop {

/// What files or a live system would bring; nothing is written yet.
struct FoundEvidence
{
    std::vector<ImportFile> files; ///< to look at them again
    std::vector<AnsweredTest> tests;
    ImportPreview preview;
    QStringList remarks;
};

/// Reads evidence beside the interface, on a copy of the client. A new start ends the one before.
class ImportWork : public QObject
{
    Q_OBJECT

public:
    explicit ImportWork(const ClientDocument& document, QObject* parent = nullptr);
    ~ImportWork() override;

    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Files, or folders with all that is below them.
    void read(const QStringList& paths);
    void fetch(const FetchOptions& options);
    /// The same files as the client is now, about a subject where several fit.
    void lookAgain(const FoundEvidence& found, const std::optional<SubjectKey>& about);
    /// Nothing is told any more.
    void stop();

Q_SIGNALS:
    /// `all` is 0 where it is not known.
    void progressed(const QString& what, int done, int all);
    void found(const std::shared_ptr<const netready::desktop::FoundEvidence>& evidence);
    void failed(const QString& sentence);

private:
    using Told = std::function<void(const QString& what, std::size_t done, std::size_t all)>;
    /// Fills files and remarks.
    using Get = std::function<void(FoundEvidence& into, const Told& told, std::stop_token stop)>;
    void start(const std::optional<SubjectKey>& about, Get get);

    const ClientDocument& m_document;
    std::stop_source m_stop;
    bool m_isBusy = false;
};

} // namespace netready::desktop
