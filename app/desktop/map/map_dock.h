// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"
#include "app/desktop/map/map_picture.h"
#include "app/desktop/page.h"

#include <QWidget>

#include <optional>
#include <vector>

class QBoxLayout;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace netready::desktop {

class IconLabel;

/// The load of a link over its capacity, with the limit at 70 %.
class LinkLoadBar : public QWidget
{
    Q_OBJECT

public:
    explicit LinkLoadBar(QWidget* parent = nullptr);
    void setUse(const std::optional<Interval<double>>& use);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::optional<Interval<double>> m_use;
};

/// What is known of the link, fabric or node that is picked on the map.
class MapDock : public QWidget
{
    Q_OBJECT

public:
    explicit MapDock(ClientDocument& document, QWidget* parent = nullptr);
    void showPicked(const MapPicture& picture,
                    const MapSelection& selection,
                    const std::vector<FabricLoad>& loads);
    /// Goes to the finding or the question about what is picked, if there is one.
    void openFinding();
    void ask();
    /// The field for the name of the endpoint.
    void rename();

Q_SIGNALS:
    void wanted(const netready::desktop::Place& place);

private:
    QWidget* makeDetails();
    QWidget* makeForm();
    void showLink(const MapPicture& picture, std::size_t link);
    void
    showFabric(const MapPicture& picture, std::size_t node, const std::vector<FabricLoad>& loads);
    void showNode(const MapPicture& picture, std::size_t node);
    void showNothing(const QString& title, const QString& sentence);
    void showUse(const std::optional<Interval<double>>& use, Moment moment);
    void showFlows(std::vector<std::pair<QString, DataRate>> flows, const QString& head);
    void showFindingOf(const std::vector<SubjectKey>& subjects);
    void showForm(const SubjectKey& endpoint);
    void addRow(const QString& name, const QString& value, std::optional<Origin> origin = {});
    void commit(const char* attribute, QLineEdit* field);
    [[nodiscard]] std::optional<Origin> weakest(const std::vector<FactKey>& keys) const;
    [[nodiscard]] std::optional<FactKey> firstOpen(const std::vector<FactKey>& keys) const;

    ClientDocument& m_document;
    IconLabel* m_icon = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_subtitle = nullptr;
    QWidget* m_useRow = nullptr;
    QLabel* m_use = nullptr;
    QLabel* m_useOf = nullptr;
    LinkLoadBar* m_bar = nullptr;
    QGridLayout* m_rows = nullptr;
    int m_rowCount = 0;
    QLabel* m_flowsHead = nullptr;
    QPushButton* m_finding = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_ask = nullptr;
    QWidget* m_form = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_role = nullptr;
    QComboBox* m_fabric = nullptr;
    QLineEdit* m_zone = nullptr;
    QLineEdit* m_hosts = nullptr;
    QLineEdit* m_speed = nullptr;
    QLabel* m_wrong = nullptr;
    std::optional<SubjectKey> m_endpoint; ///< in the form
    std::optional<Place> m_findingPlace;
    std::optional<Place> m_question;
};

} // namespace netready::desktop
