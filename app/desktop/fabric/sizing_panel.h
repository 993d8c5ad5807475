// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/fabric_sizing.h"
#include "app/desktop/fabric/fabric_work.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace netready::desktop {

/// What a fabric needs, in a few fields, and the smallest fabric that gives it.
class SizingPanel : public QWidget
{
    Q_OBJECT

public:
    explicit SizingPanel(FabricWork& work, QWidget* parent = nullptr);
    /// Takes what the facts say into fields that nobody has typed in.
    void refresh();
    /// Lays the size into the what-if. False if there is none.
    bool fill();

private:
    struct Field
    {
        const FabricField* field = nullptr;
        QLineEdit* edit = nullptr;
    };

    [[nodiscard]] QWidget* makeFields(const std::vector<std::string>& names);
    [[nodiscard]] QWidget* makeResult();
    void compute();
    void showSize();
    void showWhy();

    FabricWork& m_work;
    std::optional<SubjectKey> m_fabric; ///< whose facts the fields hold
    std::vector<Field> m_fields;
    QWidget* m_more = nullptr;
    std::vector<QLabel*> m_numbers;
    std::vector<QLabel*> m_names;
    QLabel* m_problem = nullptr;
    QVBoxLayout* m_why = nullptr;
    QPushButton* m_moreLink = nullptr;
    QPushButton* m_whyLink = nullptr;
    QPushButton* m_fill = nullptr;
    bool m_allSteps = false; ///< are wanted
    bool m_allShown = false;
    std::vector<SizeStep> m_shownSteps;
    FabricRequirement m_requirement;
    std::optional<FabricSize> m_size;
};

} // namespace netready::desktop
