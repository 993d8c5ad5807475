// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/desktop/document.h"

#include <QScrollArea>

#include <string>
#include <vector>

class QVBoxLayout;

namespace netready::desktop {

/// A group of attributes of one kind of subject, under a heading.
struct FormGroup
{
    QString title;
    QString note; ///< beside the title
    std::vector<const Attribute*> attributes;
};

/// A form of facts: label, value, how well it is known, and what is to be said of it.
///
/// Shows one subject at a time; changing the subject keeps the widgets. Attributes that are
/// computed are shown and cannot be typed.
class FactForm : public QScrollArea
{
    Q_OBJECT

public:
    explicit FactForm(ClientDocument& document, QWidget* parent = nullptr);

    /// Makes the rows. The same groups again change nothing.
    void setGroups(const std::vector<FormGroup>& groups);
    /// Brings all rows up to date for a subject, which must be of the kind of the attributes.
    void setSubject(const SubjectKey& subject);
    /// Scrolls to an attribute and puts the cursor there. False if it is not in the form.
    bool edit(const std::string& attribute);

Q_SIGNALS:
    void asked(const netready::FactKey& key);

private:
    class Row;

    ClientDocument& m_document;
    QVBoxLayout* m_column = nullptr;
    std::vector<Row*> m_rows;
    std::vector<std::vector<const Attribute*>> m_attributes; ///< of the groups that are shown
    SubjectKey m_subject;
};

/// The groups of a workload's form: what its class needs for the demand, then what rules read.
[[nodiscard]] std::vector<FormGroup> workloadGroups(const ClientDocument& document,
                                                    const SubjectKey& workload);
/// Attributes of a kind that count for some dimensions, grouped by dimension.
[[nodiscard]] std::vector<FormGroup> dimensionGroups(const ClientDocument& document,
                                                     const std::string& kind,
                                                     const std::vector<std::string>& dimensions);

} // namespace netready::desktop
