// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/fabric/fabric_work.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace netready::desktop {

class ValueLine;

/// The values of the what-if, to be typed.
class WhatIfPanel : public QWidget
{
    Q_OBJECT

public:
    explicit WhatIfPanel(FabricWork& work, QWidget* parent = nullptr);
    void refresh();
    /// Puts the cursor into the first field.
    void begin();

private:
    struct Field
    {
        const Attribute* attribute = nullptr;
        ValueLine* edit = nullptr;
        QLabel* today = nullptr;
    };
    void take(const Field& field);

    FabricWork& m_work;
    std::vector<Field> m_fields;
    QLabel* m_problem = nullptr;
};

} // namespace netready::desktop
