// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/widgets/start_buttons.h"

#include <QWidget>

class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace netready::desktop {

/// What is there before a client is open: files of before, templates, and how to begin.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    explicit StartPage(const PacksInUse& packs, QWidget* parent = nullptr);

    void showProblem(const QString& sentence);
    /// Brings the templates into the keyboard's focus.
    void askForNew();
    /// Small, because what is decoration goes when it is low.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// A new client of a template; empty: of nothing.
    void newWanted(const QString& templateId);
    void openWanted(const QString& path, bool readOnly);
    void openAsked();
    void exampleAsked();

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    [[nodiscard]] QWidget* makeLeft();
    [[nodiscard]] QWidget* makeRight();
    [[nodiscard]] QWidget* makeProblemBar();
    [[nodiscard]] QWidget* makeRecent();
    [[nodiscard]] QWidget* makeTemplates();
    void fillRecent();
    [[nodiscard]] RecentRow* makeRow(const RecentFile& file);
    void forget(RecentRow* row);
    void find(RecentRow* row);
    void checkRecent();
    void assessTemplates();
    void placeCards();
    void step(QWidget* from, int right, int down);
    void open(const QString& path, bool readOnly);

    const PacksInUse& m_packs;
    QWidget* m_left = nullptr;
    QWidget* m_drop = nullptr;
    QWidget* m_faint = nullptr;
    QFrame* m_problemBar = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_again = nullptr;
    QString m_tried; ///< path that was last to be opened from here
    QVBoxLayout* m_recent = nullptr;
    QLabel* m_recentHint = nullptr;
    std::vector<RecentRow*> m_rows;
    QWidget* m_cardsPane = nullptr;
    QGridLayout* m_cardGrid = nullptr;
    std::vector<TemplateCard*> m_cards;
    int m_columns = 0;
    QTimer* m_later = nullptr; ///< looks at files and templates once the page has stayed a moment
};

} // namespace netready::desktop
