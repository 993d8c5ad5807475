// SPDX-License-Identifier: Apache-2.0
#include "reports/pdf/web_printer.h"

#include <QColor>
#include <QEventLoop>
#include <QMarginsF>
#include <QPageLayout>
#include <QPageSize>
#include <QTemporaryFile>
#include <QTimer>
#include <QUrl>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>

#include <stdexcept>

namespace netready {

namespace {

constexpr int kLongestWait = 120'000; // ms; a report takes about one second

/// Left, top, right, bottom in mm; the engine ignores the margins of the style sheet.
const QMarginsF kBodyMargins(18, 16, 16, 18);

} // namespace

/// Lets through only the page itself and data inside it.
class WebPrinter::Blocker : public QWebEngineUrlRequestInterceptor
{
public:
    void allow(const QUrl& page) { m_page = page; }

    void interceptRequest(QWebEngineUrlRequestInfo& info) override
    {
        const QUrl url = info.requestUrl();
        info.block(url.scheme() != QLatin1String("data") && url != m_page);
    }

private:
    QUrl m_page;
};

WebPrinter::WebPrinter()
    : m_blocker(std::make_unique<Blocker>())
    , m_profile(std::make_unique<QWebEngineProfile>()) // off the record: writes nothing to disk
    , m_page(std::make_unique<QWebEnginePage>(m_profile.get()))
{
    m_profile->setUrlRequestInterceptor(m_blocker.get());
    QWebEngineSettings* settings = m_page->settings();
    settings->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
    settings->setAttribute(QWebEngineSettings::PluginsEnabled, false);
    settings->setAttribute(QWebEngineSettings::LocalContentCanAccessRemoteUrls, false);
    settings->setAttribute(QWebEngineSettings::LocalContentCanAccessFileUrls, false);
    settings->setAttribute(QWebEngineSettings::LocalStorageEnabled, false);
    settings->setAttribute(QWebEngineSettings::PrintElementBackgrounds, true);
}

WebPrinter::~WebPrinter() = default;

std::string WebPrinter::print(const std::string& html, PageKind kind)
{
    QTemporaryFile file(QLatin1String("/tmp/netready-XXXXXX.html"));
    if (!file.open() || file.write(html.data(), static_cast<qint64>(html.size())) < 0 ||
        !file.flush()) {
        throw std::runtime_error("no temporary file can be written");
    }
    const QUrl url = QUrl::fromLocalFile(file.fileName());
    m_blocker->allow(url);
    m_page->setBackgroundColor(QColor(kind == PageKind::Furniture ? Qt::transparent : Qt::white));

    QEventLoop loop;
    bool loaded = false;
    bool crashed = false;
    QTimer::singleShot(kLongestWait, &loop, [&] { loop.exit(1); });
    QObject::connect(m_page.get(), &QWebEnginePage::loadFinished, &loop, [&](bool fine) {
        loaded = fine;
        loop.exit(fine ? 0 : 1);
    });
    QObject::connect(m_page.get(), &QWebEnginePage::renderProcessTerminated, &loop, [&] {
        crashed = true;
        loop.exit(1);
    });
    m_page->load(url);
    loop.exec();
    if (!loaded) {
        throw std::runtime_error(crashed ? "the page renderer ended unexpectedly"
                                         : "the page could not be laid out");
    }
    const QPageLayout layout(QPageSize(QPageSize::A4),
                             QPageLayout::Portrait,
                             kind == PageKind::Body ? kBodyMargins : QMarginsF(),
                             QPageLayout::Millimeter);
    QByteArray bytes;
    m_page->printToPdf(
        [&](const QByteArray& printed) {
            bytes = printed;
            loop.exit(0);
        },
        layout);
    loop.exec();
    if (bytes.isEmpty()) {
        throw std::runtime_error("the page could not be printed");
    }
    return bytes.toStdString();
}

} // namespace netready
