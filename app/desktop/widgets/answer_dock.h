// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/workshop.h"

#include <QFrame>

#include <vector>

class QBoxLayout;
class QLabel;

namespace netready::desktop {

class RangeBar;

/// Beside the question: what its answer changed, why it matters, where to find it, what comes next.
class AnswerDock : public QFrame
{
    Q_OBJECT

public:
    explicit AnswerDock(ClientDocument& document, QWidget* parent = nullptr);
    void refresh();

private:
    struct Bar
    {
        QWidget* widget = nullptr;
        QLabel* name = nullptr;
        QLabel* before = nullptr;
        QLabel* after = nullptr;
        RangeBar* bar = nullptr;
    };
    struct Section
    {
        QLabel* head = nullptr;
        QLabel* text = nullptr;
        void set(const QString& words) const;
    };
    [[nodiscard]] Bar makeBar(QBoxLayout* column);
    [[nodiscard]] Section makeSection(QBoxLayout* column, const QString& head, const char* name);
    void refreshChange();
    void refreshFindings(const LastEdit& edit, bool isOurs);
    void refreshNext();

    ClientDocument& m_document;
    Workshop& m_workshop;
    QLabel* m_quiet = nullptr;
    std::vector<Bar> m_bars;
    QBoxLayout* m_findings = nullptr;
    QStringList m_shownFindings;
    Section m_why;
    Section m_where;
    Section m_typical;
    Section m_worth;
    QWidget* m_next = nullptr;
    QLabel* m_nextText = nullptr;
    QLabel* m_nextWorth = nullptr;
};

} // namespace netready::desktop
