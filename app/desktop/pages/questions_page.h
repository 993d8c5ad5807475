// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

namespace netready::desktop {

class QuestionsPage : public Page
{
    Q_OBJECT

public:
    explicit QuestionsPage(ClientDocument& document, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
};

} // namespace netready::desktop
