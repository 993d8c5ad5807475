// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/pages/report_page.h"

#include "app/client/host.h"
#include "app/desktop/dialogs.h"
#include "app/desktop/preview/preview.h"
#include "app/desktop/widgets/labels.h"
#include "core/base/error.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLibrary>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QScrollArea>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QUrl>

namespace netready::desktop {

namespace {

enum Shows
{
    Waiting,
    NoPreview,
    Shown
};

/// The function that makes previews: beside the program, where it is installed, or in the build.
MakePreview findPreview()
{
    if (qEnvironmentVariableIsSet("NETREADY_NO_PREVIEW")) {
        return nullptr;
    }
    const QDir folder(QCoreApplication::applicationDirPath());
    for (const char* place :
         {"", "../lib/netready/", "../libexec/netready/", "../../app/desktop/"}) {
        // The library tells its name with the ending once it is loaded: not asked for here.
        const QString path =
            folder.filePath(QLatin1String(place) + QStringLiteral("netready-preview"));
        if (!QFileInfo::exists(path + QStringLiteral(".so"))) {
            continue;
        }
        QLibrary library(path);
        if (const QFunctionPointer made = library.resolve(kMakePreview)) {
            return reinterpret_cast<MakePreview>(made);
        }
    }
    return nullptr;
}

QString coverText(const ClientDocument& document, const char* name)
{
    return document.property(name).toString();
}

} // namespace

ReportPage::ReportPage(ClientDocument& document, QWidget* parent)
    : Page(document, parent)
    , m_kind(&reportKinds().front())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const Head head = makeHead(tr("Report"));
    m_state = head.state;
    column->addWidget(head.widget);
    column->addWidget(makeLine());
    auto* panes = new QSplitter;
    panes->setChildrenCollapsible(false);
    panes->addWidget(makeSections());
    panes->addWidget(makePreviewPane());
    panes->addWidget(makeOptions());
    panes->setStretchFactor(1, 1);
    panes->setSizes({px(176), px(704), px(320)});
    column->addWidget(panes, 1);

    constexpr int kQuiet = 400;
    m_delay = new QTimer(this);
    m_delay->setSingleShot(true);
    m_delay->setInterval(kQuiet);
    connect(m_delay, &QTimer::timeout, this, &ReportPage::compose);
    m_composer = new ReportWriter(this);
    connect(m_composer, &ReportWriter::composed, this, &ReportPage::showSections);
    connect(m_composer, &ReportWriter::ended, this, &ReportPage::previewWritten);
    m_exporter = new ReportWriter(this);
    connect(m_exporter, &ReportWriter::progressed, this, [this](int percent, const QString& step) {
        m_bar->setValue(percent);
        m_step->setText(tr("%1, %2 %").arg(step).arg(percent));
    });
    connect(m_exporter, &ReportWriter::ended, this, &ReportPage::exportEnded);
}

ReportPage::~ReportPage() = default;

QWidget* ReportPage::makeSections()
{
    QFrame* pane = makePane("sunken");
    pane->setMinimumWidth(px(144));
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, px(16), 0, 0);
    column->setSpacing(px(8));
    QLabel* head = makeLabel(tr("Sections"), 12, Weight::SemiBold, TextInk::Note);
    head->setContentsMargins(px(16), 0, px(16), 0);
    column->addWidget(head);
    m_sections = new QListWidget;
    m_sections->setObjectName(QStringLiteral("reportSections"));
    m_sections->setAccessibleName(tr("Sections of the report"));
    m_sections->setProperty("role", "sunken");
    m_sections->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto go = [this](QListWidgetItem* item) {
        if (m_preview != nullptr && item != nullptr) {
            m_preview->goTo(item->data(Qt::UserRole).toString());
        }
    };
    connect(m_sections, &QListWidget::currentItemChanged, this, go);
    connect(m_sections, &QListWidget::itemClicked, this, go);
    column->addWidget(m_sections, 1);
    return pane;
}

QWidget* ReportPage::makePreviewPane()
{
    m_place = new QStackedWidget;
    m_place->setMinimumWidth(px(240));
    auto* waiting = makePane("window");
    auto* column = new QVBoxLayout(waiting);
    column->addStretch();
    m_waiting = makeWrapped(tr("Composing the report…"));
    m_waiting->setAlignment(Qt::AlignCenter);
    column->addWidget(m_waiting);
    column->addStretch();
    m_place->addWidget(waiting);
    m_place->addWidget(makeNoPreview());
    return m_place;
}

QWidget* ReportPage::makeNoPreview()
{
    auto* pane = makePane("window");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(24), px(24), px(24), px(24));
    QPushButton* browser = makeButton(tr("Open in the browser"), QStringLiteral("external"));
    browser->setObjectName(QStringLiteral("openInBrowser"));
    connect(browser, &QPushButton::clicked, this, &ReportPage::openInBrowser);
    column->addWidget(makeEmpty(QStringLiteral("report"),
                                tr("A preview inside the window needs Qt WebEngine, which is not "
                                   "installed here. The browser shows the report as well."),
                                browser));
    return pane;
}

QLineEdit* ReportPage::makeField(const char* name, const QString& label, const QString& hint)
{
    auto* field = new QLineEdit(coverText(document(), name));
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    field->setPlaceholderText(hint);
    connect(field, &QLineEdit::textChanged, this, &ReportPage::coverChanged);
    return field;
}

QWidget* ReportPage::makeOptions()
{
    QFrame* pane = makePane("surface");
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(px(20), px(16), px(20), px(16));
    column->setSpacing(px(4));
    QLabel* kindLabel = makeLabel(tr("Kind of report"), 12, Weight::SemiBold, TextInk::Note);
    column->addWidget(kindLabel);
    auto* kinds = new ChoiceBox;
    kinds->setObjectName(QStringLiteral("reportKind"));
    kinds->setAccessibleName(tr("Kind of report"));
    kindLabel->setBuddy(kinds);
    for (const ReportKind& kind : reportKinds()) {
        kinds->addItem(qstr(kind.title));
    }
    const QString kept = coverText(document(), "reportKind");
    if (!kept.isEmpty()) {
        m_kind = &reportKind(utf8(kept));
        kinds->setCurrentText(qstr(m_kind->title));
    }
    column->addWidget(kinds);
    QLabel* line = makeWrapped(qstr(m_kind->line), 12);
    column->addWidget(line);
    connect(kinds, &QComboBox::currentIndexChanged, this, [this, line](int index) {
        m_kind = &reportKinds().at(static_cast<std::size_t>(index));
        document().setProperty("reportKind", qstr(m_kind->id));
        line->setText(qstr(m_kind->line));
        composeLater();
    });
    column->addSpacing(px(16));
    column->addWidget(makeLabel(tr("On the cover"), 12, Weight::SemiBold, TextInk::Note));
    const auto add = [&](QLineEdit* field) {
        column->addSpacing(px(8));
        QLabel* label = makeLabel(field->accessibleName());
        label->setBuddy(field);
        column->addWidget(label);
        column->addWidget(field);
    };
    m_title = makeField(
        "reportTitle", tr("Question"), tr("Can the network carry the AI that is planned?"));
    add(m_title);
    m_basis = makeField("reportBasis", tr("Basis"), tr("Two workshops, October 2026"));
    add(m_basis);
    m_date = makeField("reportDate", tr("Date"), qstr(dayText(today())));
    add(m_date);
    m_dateProblem = makeWrapped(tr("Not a day; write it as %1").arg(qstr(dayText(today()))),
                                12,
                                Weight::Regular,
                                TextInk::Bad);
    m_dateProblem->hide();
    column->addWidget(m_dateProblem);
    column->addSpacing(px(4));
    column->addWidget(makeWrapped(
        tr("Waivers count as they stand on this day."), 12, Weight::Regular, TextInk::Note));
    column->addStretch(1);
    column->addWidget(makeExport());
    auto* scroll = new QScrollArea;
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(px(280));
    scroll->setWidget(pane);
    return scroll;
}

QWidget* ReportPage::makeExport()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_result = new QWidget;
    auto* result = new QVBoxLayout(m_result);
    result->setContentsMargins(0, 0, 0, 0);
    result->setSpacing(px(8));
    m_resultText = makeWrapped({}, 14, Weight::Medium, TextInk::Main);
    m_resultText->setObjectName(QStringLiteral("exportResult"));
    result->addWidget(m_resultText);
    auto* opens = new QHBoxLayout;
    opens->setSpacing(px(8));
    m_openFile = makeButton(tr("Open the file"));
    m_openFile->setObjectName(QStringLiteral("openReport"));
    connect(m_openFile, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(m_written));
    });
    m_openFolder = makeButton(tr("Open the folder"));
    m_openFolder->setObjectName(QStringLiteral("openReportFolder"));
    connect(m_openFolder, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_written).absolutePath()));
    });
    opens->addWidget(m_openFile);
    opens->addWidget(m_openFolder);
    opens->addStretch();
    result->addLayout(opens);
    m_result->hide();
    column->addWidget(m_result);

    m_progress = new QWidget;
    auto* progress = new QVBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->setSpacing(px(8));
    auto* row = new QHBoxLayout;
    m_step = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    m_step->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_step, 1);
    QPushButton* stop = makeLink(tr("Stop"));
    stop->setObjectName(QStringLiteral("stopExport"));
    connect(stop, &QPushButton::clicked, this, [this] { m_exporter->stop(); });
    row->addWidget(stop);
    progress->addLayout(row);
    m_bar = new QProgressBar;
    m_bar->setObjectName(QStringLiteral("exportProgress"));
    m_bar->setAccessibleName(tr("Export"));
    m_bar->setTextVisible(false);
    progress->addWidget(m_bar);
    m_progress->hide();
    column->addWidget(m_progress);

    m_pdf = makePrimary(tr("Export PDF…"), QStringLiteral("export"), tr("Ctrl P"));
    m_pdf->setObjectName(QStringLiteral("exportPdf"));
    m_html = makeButton(tr("Export HTML…"), QStringLiteral("export"), tr("Ctrl Shift P"));
    m_html->setObjectName(QStringLiteral("exportHtml"));
    connect(m_pdf, &QPushButton::clicked, this, [this] { exportAs(QStringLiteral(".pdf")); });
    connect(m_html, &QPushButton::clicked, this, [this] { exportAs(QStringLiteral(".html")); });
    const auto key = [this](const QKeySequence& keys, QPushButton* button) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WindowShortcut);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    };
    key(QKeySequence::Print, m_pdf);
    key(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), m_html);
    for (QPushButton* button : {m_pdf, m_html}) {
        button->setFixedHeight(px(40));
        column->addWidget(button);
    }
    return pane;
}

std::optional<std::int32_t> ReportPage::day() const
{
    const QString typed = m_date->text().trimmed();
    if (typed.isEmpty()) {
        return today();
    }
    try {
        return parseDay(utf8(typed));
    } catch (const Error&) {
        return std::nullopt;
    }
}

ReportJob ReportPage::job() const
{
    ReportJob job;
    job.kind = m_kind;
    job.knowledge = document().packs();
    job.facts = std::make_shared<const FactBase>(document().facts());
    job.today = day().value_or(today());
    job.options.title = utf8(m_title->text().simplified());
    job.options.basis = utf8(m_basis->text().simplified());
    job.options.client = document().file().info().title;
    job.options.date = dayText(job.today);
    job.options.toolVersion = NETREADY_VERSION;
    return job;
}

/// What is on the cover is kept while the program runs: a page is made anew with each zoom.
void ReportPage::coverChanged()
{
    for (const QLineEdit* field : {m_title, m_basis, m_date}) {
        document().setProperty(field->objectName().toLatin1().constData(), field->text());
    }
    const bool isDay = day().has_value();
    m_dateProblem->setVisible(!isDay);
    m_date->setProperty("wrong", !isDay);
    m_date->style()->unpolish(m_date);
    m_date->style()->polish(m_date);
    for (QPushButton* button : {m_pdf, m_html}) {
        button->setEnabled(isDay && !m_exporter->isBusy());
    }
    if (isDay) {
        composeLater();
    }
}

void ReportPage::refresh()
{
    composeLater();
}

void ReportPage::show(const netready::desktop::Place& /*place*/)
{
    m_sections->setFocus(Qt::OtherFocusReason);
}

void ReportPage::composeLater()
{
    if (m_composer->isBusy()) {
        m_isStale = true;
        return;
    }
    m_state->setText(tr("composing…"));
    m_delay->start();
}

void ReportPage::compose()
{
    m_isStale = false;
    m_composer->start(job(), m_folder.filePath(QStringLiteral("preview.html")));
}

void ReportPage::previewWritten(const QString& path, const QString& problem)
{
    if (!problem.isEmpty()) {
        m_state->setText(problem);
        m_waiting->setText(problem);
        return;
    }
    if (!m_triedPreview) {
        m_triedPreview = true;
        if (const MakePreview make = findPreview()) {
            m_preview.reset(make(m_place));
        }
        if (m_preview != nullptr) {
            m_preview->widget()->setObjectName(QStringLiteral("reportPreview"));
            m_preview->widget()->setAccessibleName(tr("Preview of the report"));
            m_place->addWidget(m_preview->widget());
        }
        m_place->setCurrentIndex(m_preview == nullptr ? NoPreview : Shown);
    }
    if (m_preview != nullptr) {
        m_preview->load(path);
    }
    m_state->setText(tr("follows each edit"));
    if (m_isStale) {
        composeLater();
    }
}

void ReportPage::showSections(const std::vector<ReportSection>& sections)
{
    const int row = m_sections->currentRow();
    const QSignalBlocker quiet(m_sections);
    m_sections->clear();
    for (const ReportSection& section : sections) {
        auto* item = new QListWidgetItem(section.name, m_sections);
        item->setData(Qt::UserRole, section.id);
        item->setToolTip(section.name);
        item->setSizeHint(QSize(px(120), px(34)));
    }
    m_sections->setCurrentRow(std::min(row, m_sections->count() - 1));
}

void ReportPage::exportAs(const QString& ending)
{
    const bool isPdf = ending == QStringLiteral(".pdf");
    const QString name = QFileInfo(qstr(document().file().path().string())).completeBaseName();
    QString path =
        Dialogs::instance().fileToSave(this,
                                       isPdf ? tr("Export as PDF") : tr("Export as HTML"),
                                       name + ending,
                                       isPdf ? tr("PDF (*.pdf)") : tr("HTML (*.html)"));
    if (path.isEmpty()) {
        return;
    }
    if (!path.endsWith(ending, Qt::CaseInsensitive)) {
        path += ending;
    }
    m_result->hide();
    m_progress->show();
    m_pdf->setEnabled(false);
    m_html->setEnabled(false);
    m_exporter->start(job(), path);
}

void ReportPage::exportEnded(const QString& path, const QString& problem, bool wasStopped)
{
    m_progress->hide();
    m_pdf->setEnabled(true);
    m_html->setEnabled(true);
    m_written = path;
    const bool isThere = problem.isEmpty() && !wasStopped;
    m_resultText->setText(wasStopped          ? tr("Stopped. Nothing was written.")
                          : problem.isEmpty() ? tr("Written: %1").arg(QFileInfo(path).fileName())
                                              : problem);
    m_openFile->setVisible(isThere);
    m_openFolder->setVisible(isThere);
    m_result->show();
}

void ReportPage::openInBrowser()
{
    QDesktopServices::openUrl(
        QUrl::fromLocalFile(m_folder.filePath(QStringLiteral("preview.html"))));
}

} // namespace netready::desktop
