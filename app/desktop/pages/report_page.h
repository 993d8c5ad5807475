// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"
#include "app/desktop/report_job.h"

#include <QTemporaryDir>

#include <memory>

class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace netready::desktop {

class Preview;

/// The report as it will look, what stands on its cover, and its export.
class ReportPage : public Page
{
    Q_OBJECT

public:
    explicit ReportPage(ClientDocument& document, QWidget* parent = nullptr);
    ~ReportPage() override;
    void refresh() override;
    void show(const Place& place) override;

private:
    [[nodiscard]] QWidget* makeSections();
    [[nodiscard]] QWidget* makePreviewPane();
    [[nodiscard]] QWidget* makeNoPreview();
    [[nodiscard]] QWidget* makeOptions();
    [[nodiscard]] QWidget* makeExport();
    [[nodiscard]] QLineEdit* makeField(const char* name, const QString& label, const QString& hint);
    [[nodiscard]] ReportJob job() const;
    /// The day that was typed; nothing if it is none.
    [[nodiscard]] std::optional<std::int32_t> day() const;
    void coverChanged();
    void composeLater();
    void compose();
    void previewWritten(const QString& path, const QString& problem);
    void showSections(const std::vector<ReportSection>& sections);
    void exportAs(const QString& ending);
    void exportEnded(const QString& path, const QString& problem, bool wasStopped);
    void openInBrowser();

    const ReportKind* m_kind = nullptr;
    QLabel* m_state = nullptr;
    QListWidget* m_sections = nullptr;
    QStackedWidget* m_place = nullptr;
    QLabel* m_waiting = nullptr;
    std::unique_ptr<Preview> m_preview;
    bool m_triedPreview = false;
    QLineEdit* m_title = nullptr;
    QLineEdit* m_basis = nullptr;
    QLineEdit* m_date = nullptr;
    QLabel* m_dateProblem = nullptr;
    QPushButton* m_pdf = nullptr;
    QPushButton* m_html = nullptr;
    QWidget* m_progress = nullptr;
    QProgressBar* m_bar = nullptr;
    QLabel* m_step = nullptr;
    QWidget* m_result = nullptr;
    QLabel* m_resultText = nullptr;
    QPushButton* m_openFile = nullptr;
    QPushButton* m_openFolder = nullptr;
    QString m_written;
    QTimer* m_delay = nullptr;
    ReportWriter* m_composer = nullptr; ///< of the preview
    ReportWriter* m_exporter = nullptr;
    QTemporaryDir m_folder;
    bool m_isStale = false; ///< changed while it was being composed
};

} // namespace netready::desktop
