// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/models/findings_model.h"
#include "app/desktop/page.h"

#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace netready::desktop {

class ExplanationTree;
class ValueAxis;
class WaiverForm;

/// One finding: what it says, where its value lies, how it came about, what helps.
class FindingDetail : public QWidget
{
    Q_OBJECT

public:
    explicit FindingDetail(ClientDocument& document, QWidget* parent = nullptr);

    void showFinding(const FindingKey& key);
    /// Brings what is shown up to date.
    void refresh();
    [[nodiscard]] const std::optional<FindingKey>& shown() const { return m_key; }
    [[nodiscard]] ExplanationTree* tree() const { return m_tree; }

    void goToPlace();
    /// Asks for what the step that is selected leaves open, else for the first that is missing.
    void ask();
    void startWaiving();
    void startAssigning();
    void copy() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void wanted(const netready::desktop::Place& place);
    /// A form was closed; whoever opened it takes the focus back.
    void released();

private:
    [[nodiscard]] QWidget* makeTop();
    [[nodiscard]] QWidget* makeActions();
    [[nodiscard]] QWidget* makeFoot();
    void assign();
    void closeForms();
    /// Where there is little room a form takes that of the explanation.
    void makeRoom();
    [[nodiscard]] const Finding* finding() const;
    void refreshAxis(const Finding& finding);
    void refreshFoot(const Finding& finding);

    ClientDocument& m_document;
    std::optional<FindingKey> m_key;
    class EffectMark* m_mark = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_about = nullptr;
    QLabel* m_sentence = nullptr;
    QPushButton* m_goTo = nullptr;
    QPushButton* m_ask = nullptr;
    QPushButton* m_assign = nullptr;
    WaiverForm* m_waiver = nullptr;
    QWidget* m_actions = nullptr;
    QListWidget* m_actionList = nullptr;
    ValueAxis* m_axis = nullptr;
    ExplanationTree* m_tree = nullptr;
    QLabel* m_remedy = nullptr;
    QLabel* m_limits = nullptr;
    QLabel* m_rationale = nullptr;
    QLabel* m_sources = nullptr;
    QLabel* m_assigned = nullptr;
    QWidget* m_foot = nullptr;
};

} // namespace netready::desktop
