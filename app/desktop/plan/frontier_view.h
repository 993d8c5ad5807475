// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/plan/plan_work.h"

#include <QWidget>

#include <memory>

namespace netready::desktop {

/// What money reaches: the range of the site by the upper end of the cost, this plan among it.
class FrontierView : public QWidget
{
    Q_OBJECT

public:
    explicit FrontierView(QWidget* parent = nullptr);
    void setPicture(const std::shared_ptr<const PlanPicture>& picture);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::shared_ptr<const PlanPicture> m_picture;
};

} // namespace netready::desktop
