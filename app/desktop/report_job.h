// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "reports/content/report.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace netready::desktop {

/// All that a report is composed from: a copy, so that the client may change meanwhile.
struct ReportJob
{
    const ReportKind* kind = nullptr;
    std::shared_ptr<const Knowledge> knowledge;
    std::shared_ptr<const FactBase> facts;
    ReportOptions options;
    std::int32_t today = 0;

    /// Errors: NotFound if templates or style sheet are missing
    [[nodiscard]] ReportContent content() const;
};

/// Title and id of a section, to jump to.
struct ReportSection
{
    QString id;
    QString name;
};

/// Composes a report beside the interface and writes it to a file as HTML or, by its ending, PDF.
class ReportWriter : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    ~ReportWriter() override;

    [[nodiscard]] bool isBusy() const { return m_stop != nullptr; }
    void start(const ReportJob& job, const QString& path);
    /// Nothing is written then; ended() follows at once.
    void stop();

Q_SIGNALS:
    void progressed(int percent, const QString& step);
    /// What went wrong; empty if the file is there.
    void ended(const QString& path, const QString& problem, bool wasStopped);
    /// The sections of what was composed.
    void composed(const std::vector<netready::desktop::ReportSection>& sections);

private:
    std::shared_ptr<std::atomic<bool>> m_stop; ///< of the work that goes on
    QString m_path;
};

} // namespace netready::desktop
