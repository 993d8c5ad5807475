// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/widgets/fact_form.h"

#include "app/client/answer.h"
#include "app/desktop/widgets/labels.h"
#include "app/desktop/widgets/value_edit.h"

#include <QBoxLayout>

#include <algorithm>
#include <set>

namespace netready::desktop {

namespace {

constexpr int kLabelWidth = 130;
constexpr int kValueWidth = 220;
constexpr int kLeastValue = 168;
constexpr int kOriginWidth = 112;
constexpr int kLeastOrigin = 20;

/// `Ada 10–15 s, Bob 60 s`: the answers of people who differ.
QString differing(const ClientDocument& document, const FactView& view)
{
    QStringList parts;
    const auto& facts = document.facts().facts(view.key);
    for (const std::size_t index : view.resolution.used) {
        if (index < facts.size()) {
            parts << QStringLiteral("%1 %2").arg(
                qstr(facts[index].author), qstr(valueInWords(*view.attribute, facts[index].value)));
        }
    }
    return parts.join(QStringLiteral(", "));
}

bool isAsked(const ClientDocument& document, const Attribute& attribute)
{
    return document.knowledge().questionFor(attribute.id) != nullptr;
}

} // namespace

/// One attribute.
class FactForm::Row : public QWidget
{
public:
    Row(FactForm& form, ClientDocument& document, const Attribute& attribute)
        : m_form(form)
        , m_document(document)
        , m_attribute(attribute)
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(px(24), 0, px(16), 0);
        column->setSpacing(0);
        auto* row = new QHBoxLayout;
        row->setSpacing(px(8));
        m_label = makeWrapped(qstr(attribute.title), 14, Weight::Regular, TextInk::Main);
        m_label->setMinimumWidth(px(kLabelWidth));
        m_label->setToolTip(qstr(attribute.help.empty() ? attribute.title : attribute.help));
        row->addWidget(m_label, 3);
        const bool isComputed = !attribute.computed.empty() || !attribute.derived.empty();
        if (isComputed) {
            m_value = makeLabel({}, 14, Weight::SemiBold);
            m_value->setMinimumWidth(px(kLeastValue));
            m_value->setMaximumWidth(px(kValueWidth));
            m_value->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
            row->addWidget(m_value, 2);
        } else {
            m_edit = new ValueEdit(document, attribute);
            m_edit->setMinimumWidth(px(kLeastValue));
            m_edit->setMaximumWidth(px(kValueWidth));
            m_label->setBuddy(m_edit);
            row->addWidget(m_edit, 2);
            connect(m_edit, &ValueEdit::refused, this, [this](const QString& sentence) {
                m_wrong = sentence;
                showHint();
            });
        }
        m_origin = new OriginLabel;
        m_origin->setMinimumWidth(px(kLeastOrigin));
        m_origin->setMaximumWidth(px(kOriginWidth));
        m_origin->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        row->addWidget(m_origin, 1);
        m_ask = makeLink(tr("Ask"));
        m_ask->setObjectName(QStringLiteral("ask:") + qstr(attribute.id));
        QSizePolicy kept = m_ask->sizePolicy();
        kept.setRetainSizeWhenHidden(true);
        m_ask->setSizePolicy(kept);
        m_ask->setVisible(false);
        connect(m_ask, &QPushButton::clicked, this, [this] {
            Q_EMIT m_form.asked({m_form.m_subject, m_attribute.id});
        });
        row->addWidget(m_ask);
        column->addLayout(row);
        m_hint = makeWrapped({}, 12, Weight::Regular, TextInk::Note);
        m_hint->setAlignment(Qt::AlignRight);
        m_hint->setContentsMargins(0, 0, 0, px(4));
        m_hint->hide();
        column->addWidget(m_hint);
        setMinimumHeight(px(38));
    }

    void show(const SubjectKey& subject)
    {
        const FactView* view = m_document.factView({subject, m_attribute.id});
        if (view == nullptr) {
            return;
        }
        const Resolution& standing = view->resolution;
        if (m_edit != nullptr) {
            m_edit->setSubject(subject);
        } else {
            m_value->setText(standing.knowing == Knowing::Known
                                 ? qstr(valueInWords(m_attribute, standing.value))
                                 : tr("not known"));
        }
        const bool known = standing.knowing == Knowing::Known;
        if (view->computed) {
            m_origin->setOrigin(known ? std::optional(standing.origin) : std::nullopt,
                                tr("computed"));
        } else if (known) {
            const auto& facts = m_document.facts().facts(view->key);
            const QString by = standing.used.empty() || standing.used.front() >= facts.size()
                                   ? QString()
                                   : qstr(facts[standing.used.front()].author);
            m_origin->setOrigin(standing.origin, qstr(toString(standing.origin)), by);
        } else if (view->typical != nullptr && standing.knowing != Knowing::NotApplicable) {
            m_origin->setOrigin(Origin::Assumed, tr("typical"));
            m_origin->setToolTip(qstr(view->typical->because));
        } else {
            m_origin->setOrigin(std::nullopt, tr("open"));
        }
        m_ask->setVisible(!known && m_edit != nullptr &&
                          standing.knowing != Knowing::NotApplicable &&
                          isAsked(m_document, m_attribute));
        m_note = standing.disagreement ? tr("They differ: %1").arg(differing(m_document, *view))
                                       : QString();
        showHint();
    }

    void edit()
    {
        if (m_edit != nullptr) {
            m_edit->edit();
        }
    }
    [[nodiscard]] const Attribute& attribute() const { return m_attribute; }

private:
    void showHint()
    {
        const QString words = m_wrong.isEmpty() ? m_note : m_wrong;
        m_hint->setText(words);
        const char* ink = m_wrong.isEmpty() ? "3" : "bad";
        if (m_hint->property("ink").toString() != QLatin1String(ink)) {
            m_hint->setProperty("ink", ink);
            m_hint->style()->unpolish(m_hint);
            m_hint->style()->polish(m_hint);
        }
        m_hint->setVisible(!words.isEmpty());
    }

    FactForm& m_form;
    ClientDocument& m_document;
    const Attribute& m_attribute;
    QLabel* m_label = nullptr;
    QLabel* m_value = nullptr;
    ValueEdit* m_edit = nullptr;
    OriginLabel* m_origin = nullptr;
    QPushButton* m_ask = nullptr;
    QLabel* m_hint = nullptr;
    QString m_wrong;
    QString m_note;
};

FactForm::FactForm(ClientDocument& document, QWidget* parent)
    : QScrollArea(parent)
    , m_document(document)
{
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its fields take the focus
    auto* inner = makePane("surface");
    m_column = new QVBoxLayout(inner);
    m_column->setContentsMargins(0, px(8), 0, px(24));
    m_column->setSpacing(px(2));
    setWidget(inner);
}

void FactForm::setGroups(const std::vector<FormGroup>& groups)
{
    std::vector<std::vector<const Attribute*>> attributes;
    attributes.reserve(groups.size());
    for (const FormGroup& group : groups) {
        attributes.push_back(group.attributes);
    }
    if (attributes == m_attributes) {
        return;
    }
    m_attributes = std::move(attributes);
    m_rows.clear();
    clearLayout(m_column);
    for (const FormGroup& group : groups) {
        auto* head = new QWidget;
        auto* row = new QHBoxLayout(head);
        row->setContentsMargins(px(24), px(14), px(16), px(6));
        row->setSpacing(px(8));
        row->addWidget(makeLabel(group.title, 14, Weight::SemiBold));
        row->addWidget(makeLabel(group.note, 12, Weight::Regular, TextInk::Note), 1);
        m_column->addWidget(head);
        for (const Attribute* attribute : group.attributes) {
            auto* line = new Row(*this, m_document, *attribute);
            m_column->addWidget(line);
            m_rows.push_back(line);
        }
    }
    m_column->addStretch();
}

void FactForm::setSubject(const SubjectKey& subject)
{
    m_subject = subject;
    for (Row* row : m_rows) {
        row->show(subject);
    }
}

bool FactForm::edit(const std::string& attribute)
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row* row) {
        return row->attribute().id == attribute;
    });
    if (found == m_rows.end()) {
        return false;
    }
    widget()->layout()->activate();
    ensureWidgetVisible(*found, 0, px(80));
    (*found)->edit();
    return true;
}

std::vector<FormGroup> workloadGroups(const ClientDocument& document, const SubjectKey& workload)
{
    const Knowledge& knowledge = document.knowledge();
    const WorkloadDemand* demand = document.demandOf(workload);
    FormGroup what{QObject::tr("What it is"), {}, {}};
    for (const char* id : {"workload.class", "workload.use_case", "workload.must_run"}) {
        if (const Attribute* attribute = knowledge.findAttribute(id)) {
            what.attributes.push_back(attribute);
        }
    }
    FormGroup demands{
        QObject::tr("What makes its traffic"), QObject::tr("inputs of the demand model"), {}};
    std::set<const Attribute*> seen(what.attributes.begin(), what.attributes.end());
    if (demand != nullptr) {
        for (const FactView& input : demand->inputs) {
            if (seen.insert(input.attribute).second) {
                demands.attributes.push_back(input.attribute);
            }
        }
    }
    FormGroup rest{
        QObject::tr("Where it runs and what it needs"), QObject::tr("read by rules"), {}};
    const auto isRead = dimensionsByAttribute(knowledge);
    for (const Attribute& attribute : knowledge.attributes) {
        if (attribute.kind == "workload" && attribute.computed.empty() &&
            attribute.derived.empty() && isRead.contains(&attribute) &&
            seen.insert(&attribute).second) {
            rest.attributes.push_back(&attribute);
        }
    }
    std::vector<FormGroup> groups{std::move(what), std::move(demands), std::move(rest)};
    std::erase_if(groups, [](const FormGroup& group) { return group.attributes.empty(); });
    return groups;
}

std::vector<FormGroup> dimensionGroups(const ClientDocument& document,
                                       const std::string& kind,
                                       const std::vector<std::string>& dimensions)
{
    const Knowledge& knowledge = document.knowledge();
    const auto counted = dimensionsByAttribute(knowledge);
    std::vector<FormGroup> groups;
    std::set<const Attribute*> seen;
    for (std::size_t i = 0; i < knowledge.dimensions.size(); ++i) {
        const ScoredDimension& dimension = knowledge.dimensions[i];
        if (std::find(dimensions.begin(), dimensions.end(), dimension.id) == dimensions.end()) {
            continue;
        }
        FormGroup group{qstr(dimension.title), {}, {}};
        for (const Attribute& attribute : knowledge.attributes) {
            const auto own = counted.find(&attribute);
            if (attribute.kind == kind && own != counted.end() &&
                std::find(own->second.begin(), own->second.end(), i) != own->second.end() &&
                seen.insert(&attribute).second) {
                group.attributes.push_back(&attribute);
            }
        }
        if (!group.attributes.empty()) {
            groups.push_back(std::move(group));
        }
    }
    return groups;
}

} // namespace netready::desktop
