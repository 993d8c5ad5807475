// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/evidence/import_work.h"

#include <QFrame>

#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QStringListModel;
class QTableView;

namespace netready::desktop {

class ImportModel;

/// Shows what evidence would add, change and contradict, before it is taken over in one step.
class ImportPanel : public QFrame
{
    Q_OBJECT

public:
    explicit ImportPanel(ClientDocument& document, QWidget* parent = nullptr);

    void read(const QStringList& paths);
    void fetch(const FetchOptions& options);

Q_SIGNALS:
    /// It was taken over or given up.
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QWidget* makeHead();
    void begin(const QString& what);
    void showProgress(const QString& what, int done, int all);
    void showFound(const std::shared_ptr<const FoundEvidence>& evidence);
    void showFailure(const QString& sentence);
    void fillSubjects();
    void countTaken();
    void takeOver();
    void giveUp();
    [[nodiscard]] QStringList remarks(const FoundEvidence& evidence) const;

    ClientDocument& m_document;
    ImportWork* m_work = nullptr;
    ImportModel* m_model = nullptr;
    std::shared_ptr<const FoundEvidence> m_found;
    std::vector<SubjectKey> m_subjects; ///< of the box, after its first entry
    QLabel* m_title = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QComboBox* m_about = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_take = nullptr;
    QTableView* m_values = nullptr;
    QListView* m_remarks = nullptr;
    QStringListModel* m_lines = nullptr;
};

} // namespace netready::desktop
