// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/evidence/import_panel.h"

#include "app/desktop/evidence/import_model.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QListView>
#include <QProgressBar>
#include <QStringListModel>
#include <QTableView>

#include <algorithm>
#include <array>
#include <string_view>

namespace netready::desktop {

namespace {

/// Kinds of subjects that a file may be about without saying so.
constexpr std::array<std::string_view, 3> kKinds{"workload", "fabric", "storage"};
constexpr int kMostRemarks = 3; ///< of one file

} // namespace

ImportPanel::ImportPanel(ClientDocument& document, QWidget* parent)
    : QFrame(parent)
    , m_document(document)
    , m_work(new ImportWork(document, this))
    , m_model(new ImportModel(document, this))
    , m_lines(new QStringListModel(this))
{
    setProperty("role", "surface");
    setObjectName(QStringLiteral("importPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(24), px(16), px(24), px(16));
    column->setSpacing(px(12));
    column->addWidget(makeHead());
    m_progress = new QProgressBar;
    m_progress->setObjectName(QStringLiteral("importProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(px(4));
    column->addWidget(m_progress);
    m_state = makeWrapped({}, 14, Weight::Regular, TextInk::Second);
    m_state->setObjectName(QStringLiteral("importState"));
    column->addWidget(m_state);

    m_values = new QTableView;
    m_values->setObjectName(QStringLiteral("importValues"));
    m_values->setAccessibleName(tr("Values that would be taken over"));
    m_values->setModel(m_model);
    m_values->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_values->setSelectionMode(QAbstractItemView::SingleSelection);
    m_values->setShowGrid(false);
    m_values->setTabKeyNavigation(false);
    m_values->setWordWrap(false);
    m_values->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_values->verticalHeader()->hide();
    m_values->verticalHeader()->setDefaultSectionSize(px(30));
    QHeaderView* head = m_values->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setHighlightSections(false);
    constexpr std::array kWidths{104, 160, 112, 128, 112, 112};
    for (std::size_t i = 0; i < kWidths.size(); ++i) {
        head->resizeSection(static_cast<int>(i), px(kWidths[i]));
    }
    head->setSectionResizeMode(ImportModel::Fact, QHeaderView::Stretch);
    connect(m_model, &ImportModel::dataChanged, this, &ImportPanel::countTaken);
    column->addWidget(m_values, 1);

    column->addWidget(makeLabel(tr("Files and what has no place"), 14, Weight::SemiBold));
    m_remarks = new QListView;
    m_remarks->setObjectName(QStringLiteral("importRemarks"));
    m_remarks->setAccessibleName(tr("Files and what has no place"));
    m_remarks->setModel(m_lines);
    m_remarks->setWordWrap(true);
    m_remarks->setResizeMode(QListView::Adjust);
    m_remarks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_remarks->setMaximumHeight(px(200));
    column->addWidget(m_remarks);

    connect(m_work, &ImportWork::progressed, this, &ImportPanel::showProgress);
    connect(m_work, &ImportWork::found, this, &ImportPanel::showFound);
    connect(m_work, &ImportWork::failed, this, &ImportPanel::showFailure);
}

QWidget* ImportPanel::makeHead()
{
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    m_title = makeElided({}, 16, Weight::SemiBold);
    m_title->setObjectName(QStringLiteral("importTitle"));
    row->addWidget(m_title, 1);
    QLabel* about = makeLabel(tr("About"), 12, Weight::Regular, TextInk::Second);
    row->addWidget(about);
    m_about = new ChoiceBox;
    m_about->setObjectName(QStringLiteral("importAbout"));
    m_about->setAccessibleName(tr("What the files are about"));
    m_about->setProperty("takesLetters", true);
    m_about->setFixedWidth(px(192));
    about->setBuddy(m_about);
    connect(m_about, &QComboBox::activated, this, [this](int index) {
        if (m_found != nullptr) {
            const auto found = m_found;
            begin(tr("Looking again"));
            m_work->lookAgain(*found,
                              index <= 0
                                  ? std::nullopt
                                  : std::optional(m_subjects[static_cast<std::size_t>(index) - 1]));
        }
    });
    row->addWidget(m_about);
    m_cancel = makeButton(tr("Cancel"), QStringLiteral("close"), tr("Esc"));
    m_cancel->setObjectName(QStringLiteral("importCancel"));
    connect(m_cancel, &QPushButton::clicked, this, &ImportPanel::giveUp);
    row->addWidget(m_cancel);
    m_take = makePrimary(tr("Take over"), QStringLiteral("check"));
    m_take->setObjectName(QStringLiteral("importTake"));
    connect(m_take, &QPushButton::clicked, this, &ImportPanel::takeOver);
    row->addWidget(m_take);
    return head;
}

void ImportPanel::read(const QStringList& paths)
{
    fillSubjects();
    begin(tr("Reading"));
    m_work->read(paths);
}

void ImportPanel::fetch(const FetchOptions& options)
{
    fillSubjects();
    begin(tr("Asking %1").arg(qstr(options.url)));
    m_work->fetch(options);
}

void ImportPanel::fillSubjects()
{
    m_subjects.clear();
    m_about->clear();
    m_about->addItem(tr("as the files say"));
    for (const auto& [key, subject] : m_document.facts().subjects()) {
        if (std::find(kKinds.begin(), kKinds.end(), key.kind) != kKinds.end()) {
            m_subjects.push_back(key);
            m_about->addItem(m_document.titleOf(key));
        }
    }
}

void ImportPanel::begin(const QString& what)
{
    m_model->setEvidence(nullptr);
    m_lines->setStringList({});
    m_found = nullptr;
    m_title->setText(what);
    m_state->setText(tr("Nothing is written yet."));
    m_progress->setRange(0, 0);
    m_progress->show();
    m_about->setEnabled(false);
    m_take->setEnabled(false);
    m_take->setText(tr("Take over"));
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void ImportPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        giveUp();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void ImportPanel::showProgress(const QString& what, int done, int all)
{
    m_title->setText(all > 0 ? tr("%1, %2 of %3").arg(what).arg(std::min(done + 1, all)).arg(all)
                             : what);
    m_progress->setRange(0, all);
    m_progress->setValue(done);
}

QStringList ImportPanel::remarks(const FoundEvidence& evidence) const
{
    QStringList lines;
    for (const PreviewedFile& file : evidence.preview.files) {
        const QString name = qstr(file.result.inventory.source);
        if (file.result.isRefused()) {
            lines << tr("%1 cannot be read as evidence: %2")
                         .arg(name, qstr(file.result.diagnostics.front().message));
            continue;
        }
        QString line = tr("%1, read as %2: %n figure(s)",
                          nullptr,
                          static_cast<int>(file.result.records.size()))
                           .arg(name, qstr(file.result.format));
        line += file.keeping == Keeping::Known      ? tr("; the file is kept already")
                : file.keeping == Keeping::Redacted ? tr("; kept without what looks like a secret")
                : file.keeping == Keeping::NotKept  ? tr("; the file itself is not kept")
                                                    : QString();
        int shown = 0;
        for (const Diagnostic& remark : file.result.diagnostics) {
            if (++shown <= kMostRemarks) {
                line += QStringLiteral("; ") + qstr(remark.message);
            }
        }
        if (shown > kMostRemarks) {
            line += tr("; %n more remark(s)", nullptr, shown - kMostRemarks);
        }
        lines << line;
    }
    for (const AnsweredTest& test : evidence.tests) {
        lines << (test.sheet
                      ? tr("Came back for test %1: %2").arg(qstr(test.id), qstr(test.sheet->title))
                      : tr("Names test %1, which this client does not owe").arg(qstr(test.id)));
    }
    for (const InventoryContradiction& one : evidence.preview.contradictions) {
        lines << tr("The files contradict each other: %1").arg(qstr(one.sentence));
    }
    for (const UnplacedFigures& one : evidence.preview.unplaced) {
        const Attribute* attribute = m_document.knowledge().findAttribute(one.attribute);
        lines << tr("%n figure(s) without a place", nullptr, static_cast<int>(one.records.size())) +
                     tr(", for %1: %2")
                         .arg(attribute == nullptr ? qstr(one.attribute) : qstr(attribute->title),
                              qstr(one.reason));
    }
    if (!evidence.preview.unused.empty()) {
        QStringList metrics;
        for (const auto& [metric, count] : evidence.preview.unused) {
            metrics << qstr(metric);
        }
        lines << tr("No question asks for %1").arg(metrics.join(QStringLiteral(", ")));
    }
    return lines + evidence.remarks;
}

void ImportPanel::showFound(const std::shared_ptr<const FoundEvidence>& evidence)
{
    m_found = evidence;
    m_progress->hide();
    m_about->setEnabled(true);
    m_title->setText(tr("%n file(s)", nullptr, static_cast<int>(evidence->preview.files.size())));
    m_model->setEvidence(evidence);
    m_lines->setStringList(remarks(*evidence));
    const auto contradicting =
        std::count_if(evidence->preview.facts.begin(),
                      evidence->preview.facts.end(),
                      [](const auto& fact) { return fact.novelty == Novelty::Contradicts; });
    m_state->setText(
        evidence->preview.isRefused()
            ? tr("Nothing in this can be read as evidence. The files can be kept, for people to "
                 "look at.")
        : m_model->rowCount() == 0
            ? tr("The files give no value that a question asks for; they can still be kept.")
        : contradicting > 0
            ? tr("%n value(s) contradict what stands. Both are kept; which one counts is decided "
                 "under Contradictions.",
                 nullptr,
                 static_cast<int>(contradicting))
            : tr("Nothing contradicts what stands. Untick what is not to be taken over."));
    countTaken();
    QWidget* first = m_model->rowCount() > 0 ? static_cast<QWidget*>(m_values) : m_remarks;
    first->setFocus(Qt::OtherFocusReason);
    if (m_model->rowCount() > 0) {
        m_values->setCurrentIndex(m_model->index(0, 0));
    }
}

void ImportPanel::showFailure(const QString& sentence)
{
    m_progress->hide();
    m_title->setText(tr("Nothing was read"));
    m_state->setText(sentence);
    m_cancel->setFocus(Qt::OtherFocusReason);
}

void ImportPanel::countTaken()
{
    const bool canTake = m_found != nullptr && !m_found->preview.files.empty();
    m_take->setEnabled(canTake && !m_document.isReadOnly());
    m_take->setText(m_model->taken() == 0 && canTake
                        ? tr("Keep the files")
                        : tr("Take over %n value(s)", nullptr, m_model->taken()));
}

void ImportPanel::takeOver()
{
    if (m_found == nullptr) {
        return;
    }
    if (m_document.importEvidence(m_model->chosen())) {
        Q_EMIT closed();
    } else {
        m_state->setText(tr("Nothing was changed: all of it stands already, or the file could not "
                            "be written."));
    }
}

void ImportPanel::giveUp()
{
    m_work->stop();
    m_found = nullptr;
    m_model->setEvidence(nullptr);
    Q_EMIT closed();
}

} // namespace netready::desktop
