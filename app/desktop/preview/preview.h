// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QWidget;

namespace netready::desktop {

/// Shows a report as it looks. Made by a library of its own, which is loaded when a report is first
/// shown: the engine of the preview is large, and most of the work needs none.
class Preview
{
public:
    virtual ~Preview() = default;
    [[nodiscard]] virtual QWidget* widget() = 0;
    /// Shows a file, at the place to which the one before was scrolled.
    virtual void load(const QString& path) = 0;
    /// Scrolls to a place by its id.
    virtual void goTo(const QString& id) = 0;
};

/// What the library exports: a new preview under a parent; null if its engine cannot run.
using MakePreview = Preview* (*)(QWidget* parent);
inline constexpr const char* kMakePreview = "netreadyMakePreview";

} // namespace netready::desktop
