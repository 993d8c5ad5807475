// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/models/findings_model.h"

#include <QFrame>

class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace netready::desktop {

/// Asks why and until when a finding is accepted, and takes that back.
class WaiverForm : public QFrame
{
    Q_OBJECT

public:
    explicit WaiverForm(ClientDocument& document, QWidget* parent = nullptr);
    /// Shows the form for a finding, with what is waived already.
    void start(const FindingKey& key);

Q_SIGNALS:
    void finished();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void waive();
    void unwaive();
    [[nodiscard]] QLineEdit*
    makeField(const char* name, const QString& label, QGridLayout& grid);

    ClientDocument& m_document;
    FindingKey m_key;
    QLineEdit* m_reason = nullptr;
    QLineEdit* m_expires = nullptr;
    QLineEdit* m_evidence = nullptr;
    QLineEdit* m_compensation = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_unwaive = nullptr;
};

} // namespace netready::desktop
