// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/page.h"

#include <QWidget>

#include <string>
#include <vector>

namespace netready::desktop {

/// What the rail says of one page.
struct RailState
{
    QString count;                   ///< `31/34`, `23 open`
    double progress = 0;             ///< 0 to 1, as a ring
    std::optional<ScoreRange> score; ///< weakest of the page's dimensions
    int blocks = 0;                  ///< of findings
    int mayBlock = 0;
    int caps = 0;
    QString note;                    ///< instead of a bar
};

/// The steps of the planning sequence, with what each has come to.
class Rail : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(ClientDocument& document, QWidget* parent = nullptr);
    void refresh();
    void setCurrent(const std::string& page);
    /// Shows numbers only.
    void setNarrow(bool narrow);

Q_SIGNALS:
    void chosen(const std::string& page);

private:
    class Row;
    [[nodiscard]] RailState stateOf(const PageInfo& page) const;

    ClientDocument& m_document;
    std::vector<Row*> m_rows; ///< one a page
};

} // namespace netready::desktop
