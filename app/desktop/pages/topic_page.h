// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

namespace netready::desktop {

/// Subjects, a form of what counts for some dimensions, and what follows from it: storage,
/// observability, security, physical, operations and strategy.
class TopicPage : public Page
{
    Q_OBJECT

public:
    TopicPage(ClientDocument& document, const PageInfo& info, QWidget* parent = nullptr);
    void refresh() override;
    void show(const Place& place) override;
};

} // namespace netready::desktop
