// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/report_job.h"

#include "app/desktop/theme.h"
#include "core/base/error.h"
#include "reports/html/html_writer.h"
#include "reports/pdf/pdf_writer.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <exception>

namespace netready::desktop {

namespace {

constexpr int kComposed = 40; // percent
constexpr int kLaidOut = 60;
constexpr int kNumbered = 85;

/// The helper speaks English; the window says it in its own words.
QString stepOfHelper(const std::string& step)
{
    return step == "laying out the pages"  ? ReportWriter::tr("Laying out the pages")
           : step == "adding page numbers" ? ReportWriter::tr("Adding page numbers")
                                           : qstr(step);
}

} // namespace

ReportContent ReportJob::content() const
{
    AssessOptions assess;
    assess.today = today;
    LiveAssessment live(knowledge, *facts, assess);
    return composeReport(*kind, knowledge, *facts, live, options);
}

ReportWriter::~ReportWriter()
{
    if (m_stop != nullptr) {
        *m_stop = true;
    }
}

void ReportWriter::stop()
{
    if (m_stop != nullptr) {
        *m_stop = true;
        m_stop.reset();
        Q_EMIT ended(m_path, {}, true);
    }
}

void ReportWriter::start(const ReportJob& job, const QString& path)
{
    m_stop = std::make_shared<std::atomic<bool>>(false);
    m_path = path;
    Q_EMIT progressed(0, tr("Composing"));
    const auto work = [self = QPointer<ReportWriter>(this),
                       application = QCoreApplication::instance(),
                       stop = m_stop,
                       job,
                       path] {
        const auto say = [&](const std::function<void(ReportWriter&)>& what) {
            QMetaObject::invokeMethod(application, [self, stop, what] {
                if (self != nullptr && self->m_stop == stop) {
                    what(*self);
                }
            });
        };
        const auto progress = [&](int percent, const QString& step) {
            say([percent, step](ReportWriter& writer) { Q_EMIT writer.progressed(percent, step); });
        };
        QString problem;
        try {
            const ReportContent content = job.content();
            const ReportLook look = loadLook(findReportData());
            std::vector<ReportSection> sections;
            for (const Section& section : content.sections) {
                sections.push_back({qstr(section.id), qstr(section.name)});
            }
            say([sections](ReportWriter& writer) { Q_EMIT writer.composed(sections); });
            if (*stop) {
                return;
            }
            progress(kComposed, tr("Writing"));
            if (path.endsWith(QStringLiteral(".pdf"), Qt::CaseInsensitive)) {
                PdfOptions pdf;
                pdf.stopped = [stop] { return stop->load(); };
                pdf.progress = [&](const std::string& step) {
                    progress(step == "adding page numbers" ? kNumbered : kLaidOut,
                             stepOfHelper(step));
                };
                writePdf(content, look, utf8(path), pdf);
            } else {
                writeHtml(content, look, utf8(path));
            }
        } catch (const Error& error) {
            problem = qstr(error.message());
        } catch (const std::exception& error) { // the edge of a worker thread
            problem = QString::fromUtf8(error.what());
        }
        say([path, problem](ReportWriter& writer) {
            writer.m_stop.reset();
            Q_EMIT writer.ended(path, problem, false);
        });
    };
    QThreadPool::globalInstance()->start(work);
}

} // namespace netready::desktop
