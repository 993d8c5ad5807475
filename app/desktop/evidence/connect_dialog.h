// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/remote/fetch_evidence.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace netready::desktop {

/// Asks which live system is to be asked, and how to get in.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget* parent = nullptr);
    /// What was typed; nothing before it was accepted.
    [[nodiscard]] const std::optional<FetchOptions>& options() const { return m_options; }

    void accept() override;

private:
    void follow();
    void askKeychain();
    void chooseCaFile();
    [[nodiscard]] FetchOptions typed() const;

    std::optional<FetchOptions> m_options;
    QComboBox* m_system = nullptr;
    QLineEdit* m_url = nullptr;
    QLineEdit* m_token = nullptr;
    QCheckBox* m_keep = nullptr;
    QLineEdit* m_caFile = nullptr;
    QCheckBox* m_plainHttp = nullptr;
    QSpinBox* m_days = nullptr;
    QLabel* m_daysName = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_ask = nullptr;
};

} // namespace netready::desktop
