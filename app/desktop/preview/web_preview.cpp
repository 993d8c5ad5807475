// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/preview/preview.h"

#include <QChildEvent>
#include <QDesktopServices>
#include <QKeyEvent>
#include <QLoggingCategory>
#include <QOpenGLContext>
#include <QPointF>
#include <QQuickWindow>
#include <QUrl>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineScript>
#include <QWebEngineSettings>
#include <QWebEngineUrlRequestInterceptor>
#include <QWebEngineView>

#include <dlfcn.h>
#include <unistd.h>

namespace netready::desktop {

namespace {

/// Lets through only the file that is shown and data inside it.
class OnlyTheFile : public QWebEngineUrlRequestInterceptor
{
public:
    using QWebEngineUrlRequestInterceptor::QWebEngineUrlRequestInterceptor;
    void allow(const QUrl& url) { m_url = url; }

    void interceptRequest(QWebEngineUrlRequestInfo& info) override
    {
        const QUrl url = info.requestUrl().adjusted(QUrl::RemoveFragment);
        info.block(url.scheme() != QLatin1String("data") && url != m_url);
    }

private:
    QUrl m_url;
};

/// Links inside the report jump; those of sources open in the browser of the system.
class ReportPageView : public QWebEnginePage
{
public:
    using QWebEnginePage::QWebEnginePage;

protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override
    {
        if (type == NavigationTypeLinkClicked && url.scheme().startsWith(QLatin1String("http"))) {
            QDesktopServices::openUrl(url);
            return false;
        }
        return QWebEnginePage::acceptNavigationRequest(url, type, isMainFrame);
    }
};

/// Tab comes to the report and goes on, without a stop at each of its links.
class ReportView : public QWebEngineView
{
public:
    using QWebEngineView::QWebEngineView;

protected:
    void childEvent(QChildEvent* event) override
    {
        // The engine paints and takes keys in a widget of its own.
        if (event->added() && event->child()->isWidgetType()) {
            event->child()->installEventFilter(this);
        }
        QWebEngineView::childEvent(event);
    }
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Show || event->type() == QEvent::FocusIn) {
            static_cast<QWidget*>(watched)->setAccessibleName(accessibleName());
        }
        if (event->type() == QEvent::KeyPress) {
            const int key = static_cast<QKeyEvent*>(event)->key();
            if (key == Qt::Key_Tab || key == Qt::Key_Backtab) {
                return focusNextPrevChild(key == Qt::Key_Tab);
            }
        }
        return QWebEngineView::eventFilter(watched, event);
    }
};

class WebPreview : public Preview
{
public:
    explicit WebPreview(QWidget* parent)
        : m_view(new ReportView(parent))
        , m_profile(new QWebEngineProfile(m_view)) // off the record: writes nothing to disk
        , m_only(new OnlyTheFile(m_profile))
        , m_page(new ReportPageView(m_profile, m_view))
    {
        m_profile->setUrlRequestInterceptor(m_only);
        QWebEngineSettings* settings = m_page->settings();
        settings->setAttribute(QWebEngineSettings::JavascriptEnabled, false);
        settings->setAttribute(QWebEngineSettings::PluginsEnabled, false);
        settings->setAttribute(QWebEngineSettings::LocalContentCanAccessRemoteUrls, false);
        settings->setAttribute(QWebEngineSettings::LocalContentCanAccessFileUrls, false);
        settings->setAttribute(QWebEngineSettings::LocalStorageEnabled, false);
        m_view->setPage(m_page);
        m_view->setContextMenuPolicy(Qt::NoContextMenu);
        QObject::connect(m_page, &QWebEnginePage::loadFinished, m_page, [this] {
            if (!m_place.isNull()) {
                scrollTo(m_place);
            }
        });
    }

    /// The page goes before its profile, as the engine wants it.
    ~WebPreview() override
    {
        delete m_page;
        delete m_view;
    }
    WebPreview(const WebPreview&) = delete;
    WebPreview& operator=(const WebPreview&) = delete;

    [[nodiscard]] QWidget* widget() override { return m_view; }

    void load(const QString& path) override
    {
        const QUrl url = QUrl::fromLocalFile(path);
        m_place = m_page->scrollPosition();
        m_only->allow(url);
        m_page->load(url);
    }

    void goTo(const QString& id) override
    {
        // A script of the program; those of the page stay off.
        m_page->runJavaScript(
            QStringLiteral(
                "{ const e = document.getElementById('%1'); if (e) e.scrollIntoView(); }")
                .arg(QString(id).remove(QLatin1Char('\'')).remove(QLatin1Char('\\'))),
            QWebEngineScript::ApplicationWorld);
    }

private:
    void scrollTo(const QPointF& place)
    {
        m_page->runJavaScript(
            QStringLiteral("window.scrollTo(%1, %2)").arg(place.x()).arg(place.y()),
            QWebEngineScript::ApplicationWorld);
    }

    ReportView* m_view;
    QWebEngineProfile* m_profile;
    OnlyTheFile* m_only;
    QWebEnginePage* m_page;
    QPointF m_place;
};

/// Makes the OpenGL context that the engine asks for, as Qt::AA_ShareOpenGLContexts would do at the
/// start of the program: there it takes 200 ms and 60 MB without a graphics card, for a preview
/// that may never be looked at. Qt has no public function for it; false if it has none at all.
bool shareOpenGl()
{
    using Set = void (*)(QOpenGLContext*);
    void* symbol = ::dlsym(RTLD_DEFAULT, "_Z30qt_gl_set_global_share_contextP14QOpenGLContext");
    if (symbol == nullptr) {
        return false;
    }
    if (QOpenGLContext::globalShareContext() == nullptr) {
        auto* context = new QOpenGLContext; // as long as the program
        context->create();
        reinterpret_cast<Set>(symbol)(context);
    }
    return true;
}

/// The engine reads these when it starts; a report needs no graphics card. Root may not use the
/// sandbox, and the preview shows nothing but what the program wrote.
void setEnvironment()
{
    if (qEnvironmentVariableIsEmpty("QTWEBENGINE_CHROMIUM_FLAGS")) {
        qputenv("QTWEBENGINE_CHROMIUM_FLAGS",
                "--disable-gpu --disable-extensions --disable-background-networking --log-level=3");
    }
    if (::geteuid() == 0) {
        qputenv("QTWEBENGINE_DISABLE_SANDBOX", "1");
    }
    qputenv("QT_QUICK_BACKEND", "software");
    QQuickWindow::setSceneGraphBackend(QStringLiteral("software"));
    QLoggingCategory::setFilterRules(QStringLiteral("qt.webenginecontext*=false"));
}

} // namespace

} // namespace netready::desktop

extern "C" Q_DECL_EXPORT netready::desktop::Preview* netreadyMakePreview(QWidget* parent);

netready::desktop::Preview* netreadyMakePreview(QWidget* parent)
{
    if (!netready::desktop::shareOpenGl()) {
        return nullptr;
    }
    netready::desktop::setEnvironment();
    return new netready::desktop::WebPreview(parent);
}
