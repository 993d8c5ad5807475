// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/map_dock.h"

#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace netready::desktop {

namespace {

constexpr std::array<FlowEnd, 13> kEnds{FlowEnd::Applications,
                                        FlowEnd::Users,
                                        FlowEnd::Storage,
                                        FlowEnd::VectorStore,
                                        FlowEnd::Tools,
                                        FlowEnd::ExternalServices,
                                        FlowEnd::Repository,
                                        FlowEnd::DataSources,
                                        FlowEnd::BackupStore,
                                        FlowEnd::Monitoring,
                                        FlowEnd::Management,
                                        FlowEnd::Servers,
                                        FlowEnd::Accelerators};

/// Dimensions whose rules speak of what the map shows.
const std::set<std::string_view>& mapDimensions()
{
    static const std::set<std::string_view> dimensions{
        "bandwidth", "oversubscription", "latency", "storage", "congestion", "lossless"};
    return dimensions;
}

/// Its title, with the workload where another flow of the list has the same.
QString flowName(const TrafficMap& map, const std::vector<std::size_t>& list, std::size_t flow)
{
    const MapFlow& own = map.flows[flow];
    const bool isAlone = std::none_of(list.begin(), list.end(), [&](std::size_t other) {
        return other != flow && map.flows[other].flow.title == own.flow.title;
    });
    return isAlone ? qstr(own.flow.title)
                   : MapDock::tr("%1: %2").arg(qstr(own.title), qstr(own.flow.title));
}

} // namespace

LinkLoadBar::LinkLoadBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LinkLoadBar::setUse(const std::optional<Interval<double>>& use)
{
    m_use = use;
    setAccessibleName(use ? tr("Load %1 of capacity, limit 70 %").arg(qstr(useText(*use)))
                          : tr("Load over capacity is not known"));
    update();
}

QSize LinkLoadBar::sizeHint() const
{
    return {px(240), px(42)};
}

void LinkLoadBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    const Tokens& t = tokens();
    const double most = !m_use || m_use->high() <= 1 ? 1 : 3;
    const QRectF track(0, px(5), width() - 1, px(14));
    const auto at = [&](double share) {
        return std::round(track.left() + track.width() * std::min(share, most) / most);
    };
    painter.fillRect(track, t.track);
    painter.setFont(textFont(12));
    if (!m_use) {
        fillHatch(painter, track, t.lineStrong);
    } else {
        const QColor ink = loadInk(loadState(m_use));
        const QRectF open(QPointF(at(m_use->low()), track.top()),
                          QPointF(at(m_use->high()), track.bottom()));
        painter.fillRect(open, t.surface);
        fillHatch(painter, open, ink);
        painter.fillRect(
            QRectF(track.left(), track.top(), at(m_use->low()) - track.left(), track.height()),
            ink);
        for (const double end : {m_use->low(), m_use->high()}) {
            const double x = std::clamp(at(end) - 1, 0.0, track.right() - 2);
            painter.fillRect(QRectF(x, track.top() - px(3), 2, track.height() + px(6)), t.text);
        }
    }
    painter.setPen(QPen(t.text, 1.5, Qt::DotLine));
    const double limit = at(0.7);
    painter.drawLine(QPointF(limit, track.top() - px(3)), QPointF(limit, track.bottom() + px(3)));
    painter.setPen(t.text3);
    const QRectF axis(0, track.bottom() + px(4), width(), px(16));
    painter.drawText(axis, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("0"));
    painter.drawText(axis, Qt::AlignRight | Qt::AlignVCenter, most > 1 ? tr("300 %") : tr("100 %"));
    const QString word = tr("70 limit");
    const double half = painter.fontMetrics().horizontalAdvance(word) / 2.0;
    painter.drawText(QRectF(limit - half, axis.top(), half * 2 + 2, axis.height()),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     word);
    if (most > 1) {
        painter.drawText(QRectF(at(2) - px(24), axis.top(), px(48), axis.height()),
                         Qt::AlignCenter,
                         QStringLiteral("200"));
    }
}

MapDock::MapDock(ClientDocument& document, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
{
    setObjectName(QStringLiteral("mapDock"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(16), px(16), px(16));
    column->setSpacing(px(10));
    column->addWidget(makeDetails());
    column->addWidget(makeForm());
    m_finding = new QPushButton;
    m_finding->setObjectName(QStringLiteral("mapFinding"));
    m_finding->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_finding->setMinimumHeight(px(40));
    m_finding->setProperty("role", "warning");
    m_finding->setStyleSheet(QStringLiteral("text-align: left"));
    connect(m_finding, &QPushButton::clicked, this, &MapDock::openFinding);
    column->addWidget(m_finding);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(px(8));
    m_open = makeButton(tr("Open finding"), QStringLiteral("flag"), tr("Enter"));
    m_open->setObjectName(QStringLiteral("mapOpenFinding"));
    connect(m_open, &QPushButton::clicked, this, &MapDock::openFinding);
    m_ask = makeButton(tr("Ask"), {}, QStringLiteral("Q"));
    m_ask->setObjectName(QStringLiteral("mapAsk"));
    connect(m_ask, &QPushButton::clicked, this, &MapDock::ask);
    for (QPushButton* button : {m_open, m_ask}) {
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    buttons->addWidget(m_open);
    buttons->addWidget(m_ask);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addStretch();
}

QWidget* MapDock::makeDetails()
{
    auto* pane = new QWidget;
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(6));
    auto* head = new QHBoxLayout;
    head->setSpacing(px(10));
    m_icon = new IconLabel(QStringLiteral("link"), 20);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(px(2));
    m_title = makeWrapped({}, 16, Weight::SemiBold, TextInk::Main);
    m_title->setObjectName(QStringLiteral("mapDockTitle"));
    m_subtitle = makeWrapped({}, 12, Weight::Regular, TextInk::Second);
    words->addWidget(m_title);
    words->addWidget(m_subtitle);
    head->addLayout(words, 1);
    column->addLayout(head);
    m_useRow = new QWidget;
    auto* use = new QHBoxLayout(m_useRow);
    use->setContentsMargins(0, 0, 0, 0);
    m_use = makeLabel({}, 20, Weight::SemiBold);
    m_use->setObjectName(QStringLiteral("mapDockUse"));
    m_useOf = makeLabel({}, 12, Weight::Regular, TextInk::Second);
    m_useOf->setMinimumWidth(1);
    use->addWidget(m_use);
    use->addStretch();
    use->addWidget(m_useOf, 0, Qt::AlignBottom);
    column->addWidget(m_useRow);
    m_bar = new LinkLoadBar;
    column->addWidget(m_bar);
    m_rows = new QGridLayout;
    m_rows->setHorizontalSpacing(px(8));
    m_rows->setVerticalSpacing(px(4));
    m_rows->setColumnStretch(0, 1);
    column->addLayout(m_rows);
    return pane;
}

QWidget* MapDock::makeForm()
{
    m_form = new QWidget;
    auto* form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(px(10));
    form->setVerticalSpacing(px(6));
    const auto field = [&](const QString& name, const char* objectName) {
        auto* edit = new QLineEdit;
        edit->setObjectName(QLatin1String(objectName));
        edit->setAccessibleName(name);
        QLabel* label = makeLabel(name, 12, Weight::Regular, TextInk::Second);
        label->setBuddy(edit);
        form->addRow(label, edit);
        return edit;
    };
    const auto box = [&](const QString& name, const char* objectName) {
        auto* combo = new ChoiceBox;
        combo->setObjectName(QLatin1String(objectName));
        combo->setAccessibleName(name);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
        QLabel* label = makeLabel(name, 12, Weight::Regular, TextInk::Second);
        label->setBuddy(combo);
        form->addRow(label, combo);
        return combo;
    };
    m_name = field(tr("Name"), "endpointName");
    m_role = box(tr("Role"), "endpointRole");
    for (const FlowEnd end : kEnds) {
        m_role->addItem(qstr(titleOf(end)), qstr(toString(end)));
    }
    m_fabric = box(tr("Fabric"), "endpointFabric");
    m_zone = field(tr("Zone"), "endpointZone");
    m_hosts = field(tr("Hosts"), "endpointHosts");
    m_speed = field(tr("Links"), "endpointSpeed");
    m_speed->setPlaceholderText(tr("such as 100 Gb/s"));
    m_wrong = makeWrapped({}, 12, Weight::Regular, TextInk::Bad);
    form->addRow(m_wrong);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        const QString name = m_name->text().trimmed();
        if (m_endpoint && !name.isEmpty() && name != m_document.titleOf(*m_endpoint)) {
            m_document.renameSubject(*m_endpoint, name);
        }
    });
    connect(m_role, &QComboBox::activated, this, [this] {
        if (m_endpoint) {
            m_document.set({*m_endpoint, "endpoint.role"},
                           Choice{{utf8(m_role->currentData().toString())}});
        }
    });
    connect(m_fabric, &QComboBox::activated, this, [this] {
        if (!m_endpoint) {
            return;
        }
        const FactKey key{*m_endpoint, "endpoint.fabric"};
        const QString id = m_fabric->currentData().toString();
        id.isEmpty() ? m_document.unset(key) : m_document.set(key, Reference{utf8(id)});
    });
    connect(m_zone, &QLineEdit::editingFinished, this, [this] { commit("endpoint.zone", m_zone); });
    connect(
        m_hosts, &QLineEdit::editingFinished, this, [this] { commit("endpoint.hosts", m_hosts); });
    connect(m_speed, &QLineEdit::editingFinished, this, [this] {
        commit("endpoint.link_speed", m_speed);
    });
    return m_form;
}

void MapDock::commit(const char* attribute, QLineEdit* field)
{
    if (!m_endpoint || !field->isModified()) {
        return;
    }
    field->setModified(false);
    const FactKey key{*m_endpoint, attribute};
    QString why;
    const bool isEmpty = field->text().trimmed().isEmpty();
    if (isEmpty && !m_document.facts().facts(key).empty()) {
        m_document.unset(key);
    } else if (!isEmpty) {
        m_document.set(key, field->text(), Origin::Stated, {}, &why);
    }
    m_wrong->setText(why);
    m_wrong->setVisible(!why.isEmpty());
    field->setProperty("wrong", !why.isEmpty());
    field->setStyleSheet(field->styleSheet());
}

void MapDock::rename()
{
    if (m_endpoint) {
        m_name->setFocus();
        m_name->selectAll();
    }
}

void MapDock::showForm(const SubjectKey& endpoint)
{
    const bool isOther = m_endpoint != endpoint;
    m_endpoint = endpoint;
    const auto fill = [&](QLineEdit* field, const QString& text) {
        if (isOther || !field->isModified()) { // a half-typed word stays
            field->setText(text);
            field->setModified(false);
            field->setProperty("wrong", false);
        }
    };
    const auto value = [&](const char* attribute) -> const Value* {
        const FactView* view = m_document.factView({endpoint, attribute});
        return view != nullptr && view->resolution.knowing == Knowing::Known
                   ? &view->resolution.value
                   : nullptr;
    };
    const auto text = [&](const char* attribute) {
        const Value* known = value(attribute);
        return known == nullptr ? QString() : qstr(toString(*known));
    };
    fill(m_name, m_document.titleOf(endpoint));
    fill(m_zone, text("endpoint.zone"));
    fill(m_hosts, text("endpoint.hosts"));
    fill(m_speed, text("endpoint.link_speed"));
    m_role->setCurrentIndex(m_role->findData(text("endpoint.role")));
    m_fabric->clear();
    m_fabric->addItem(tr("not known"), QString());
    for (const auto& [key, subject] : m_document.facts().subjects()) {
        if (key.kind == "fabric") {
            m_fabric->addItem(qstr(subject.title), qstr(key.id));
        }
    }
    const Value* fabric = value("endpoint.fabric");
    const auto* reference = fabric == nullptr ? nullptr : std::get_if<Reference>(fabric);
    m_fabric->setCurrentIndex(reference == nullptr ? 0 : m_fabric->findData(qstr(reference->id)));
    if (isOther) {
        m_wrong->hide();
    }
}

void MapDock::showPicked(const MapPicture& picture,
                         const MapSelection& selection,
                         const std::vector<FabricLoad>& loads)
{
    setUpdatesEnabled(false);
    clearLayout(m_rows);
    m_rowCount = 0;
    m_findingPlace.reset();
    m_question.reset();
    m_useRow->hide();
    m_bar->hide();
    m_form->hide();
    if (selection.link) {
        m_endpoint.reset();
        showLink(picture, *selection.link);
    } else if (selection.nodes.size() == 1) {
        const std::size_t node = *selection.nodes.begin();
        if (picture.map.nodes[node].kind != MapNode::Kind::Endpoint) {
            m_endpoint.reset();
        }
        if (picture.map.nodes[node].kind == MapNode::Kind::Fabric) {
            showFabric(picture, node, loads);
        } else {
            showNode(picture, node);
        }
    } else if (selection.nodes.empty()) {
        m_endpoint.reset();
        showNothing(tr("Nothing is picked"),
                    tr("Click a link, a fabric or a node to see its load. B goes to the fullest."));
    } else {
        m_endpoint.reset();
        showNothing(
            tr("%n node(s)", nullptr, static_cast<int>(selection.nodes.size())),
            tr("C connects them to a fabric, Ctrl+G makes a zone of them, arrows move them."));
    }
    m_finding->setVisible(m_findingPlace.has_value());
    m_open->setEnabled(m_findingPlace.has_value());
    m_ask->setEnabled(m_question.has_value());
    setUpdatesEnabled(true);
}

void MapDock::showNothing(const QString& title, const QString& sentence)
{
    m_icon->setIcon(QStringLiteral("map"));
    m_title->setText(title);
    m_subtitle->setText(sentence);
}

void MapDock::showUse(const std::optional<Interval<double>>& use, Moment moment)
{
    const LoadState state = loadState(use);
    m_use->setText(use ? qstr(useText(*use)) : tr("not known"));
    const QColor ink = state == LoadState::Over   ? tokens().notReady
                       : state == LoadState::High ? tokens().readyIfText
                                                  : tokens().text;
    m_use->setStyleSheet(QStringLiteral("color: %1").arg(ink.name()));
    m_useOf->setText(moment == Moment::Burst ? tr("of capacity at burst")
                                             : tr("of capacity on average"));
    m_bar->setUse(use);
    m_useRow->show();
    m_bar->show();
}

void MapDock::addRow(const QString& name, const QString& value, std::optional<Origin> origin)
{
    QLabel* label = makeElided(name, 14, Weight::Regular, TextInk::Second);
    label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label->setToolTip(name);
    m_rows->addWidget(label, m_rowCount, 0);
    m_rows->addWidget(makeLabel(value, 14, Weight::SemiBold), m_rowCount, 1, Qt::AlignRight);
    if (origin) {
        auto* mark = new OriginLabel;
        mark->setOrigin(origin, qstr(toString(*origin)));
        m_rows->addWidget(mark, m_rowCount + 1, 0, 1, 2, Qt::AlignRight);
        ++m_rowCount;
    }
    ++m_rowCount;
}

void MapDock::showFlows(std::vector<std::pair<QString, DataRate>> flows, const QString& head)
{
    constexpr std::size_t kShown = 6;
    std::stable_sort(flows.begin(), flows.end(), [](const auto& a, const auto& b) {
        return a.second > b.second;
    });
    m_rows->addWidget(makeLabel(head, 12, Weight::SemiBold, TextInk::Note), m_rowCount++, 0, 1, 2);
    for (std::size_t i = 0; i < std::min(kShown, flows.size()); ++i) {
        addRow(flows[i].first, tr("≤ %1").arg(qstr(rateText(Interval<DataRate>(flows[i].second)))));
    }
    if (flows.size() > kShown) {
        m_rows->addWidget(
            makeLabel(tr("%n more in the table", nullptr, static_cast<int>(flows.size() - kShown)),
                      12,
                      Weight::Regular,
                      TextInk::Note),
            m_rowCount++,
            0,
            1,
            2);
    }
}

std::optional<Origin> MapDock::weakest(const std::vector<FactKey>& keys) const
{
    std::optional<Origin> least;
    for (const FactKey& key : keys) {
        const FactView* view = m_document.factView(key);
        if (view != nullptr && view->resolution.knowing == Knowing::Known) {
            least = least ? std::min(*least, view->resolution.origin) : view->resolution.origin;
        }
    }
    return least;
}

std::optional<FactKey> MapDock::firstOpen(const std::vector<FactKey>& keys) const
{
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const FactKey& key) {
        const FactView* view = m_document.factView(key);
        const auto& questions = m_document.knowledge().questions;
        return view != nullptr && view->resolution.knowing != Knowing::Known &&
               std::any_of(questions.begin(), questions.end(), [&](const Question& question) {
                   return question.attribute == key.attribute;
               });
    });
    return found == keys.end() ? std::nullopt : std::optional(*found);
}

void MapDock::showLink(const MapPicture& picture, std::size_t index)
{
    const TrafficMap& map = picture.map;
    const MapLink& link = map.links[index];
    const Moment moment = picture.moment;
    m_icon->setIcon(QStringLiteral("link"));
    m_title->setText(qstr(map.nodes[link.a].title));
    m_subtitle->setText(
        tr("Link to %1, %2").arg(qstr(map.nodes[link.b].title), qstr(map.nodes[link.a].detail)));
    showUse(link.use(moment), moment);
    const MapTraffic& traffic = link.fuller(moment);
    if (traffic.capacity) {
        addRow(tr("Capacity"), qstr(rateText(*traffic.capacity)), weakest(link.capacityFrom));
    } else {
        addRow(tr("Capacity"), tr("not known"));
    }
    addRow(tr("To %1").arg(qstr(map.nodes[link.b].title)), qstr(rateText(link.toB.rate(moment))));
    addRow(tr("To %1").arg(qstr(map.nodes[link.a].title)), qstr(rateText(link.toA.rate(moment))));
    std::vector<std::pair<QString, DataRate>> flows;
    for (const std::size_t flow : link.flows) {
        flows.emplace_back(flowName(map, link.flows, flow), map.flows[flow].rate(moment).high());
    }
    showFlows(std::move(flows),
              moment == Moment::Burst ? tr("Flows on it at burst") : tr("Flows on it on average"));
    std::vector<SubjectKey> subjects;
    for (const std::size_t node : {link.a, link.b}) {
        if (map.nodes[node].subject) {
            subjects.push_back(*map.nodes[node].subject);
        }
    }
    showFindingOf(subjects);
    if (const auto key = firstOpen(link.capacityFrom)) {
        m_question = Place{"questions", key->subject, key->attribute, {}};
    }
}

void MapDock::showFabric(const MapPicture& picture,
                         std::size_t node,
                         const std::vector<FabricLoad>& loads)
{
    const TrafficMap& map = picture.map;
    const Moment moment = picture.moment;
    m_icon->setIcon(QStringLiteral("fabric"));
    m_title->setText(qstr(map.nodes[node].title));
    m_subtitle->setText(qstr(map.nodes[node].detail));
    const SubjectKey& fabric = *map.nodes[node].subject;
    const auto uplinks =
        std::find_if(map.uplinks.begin(), map.uplinks.end(), [&](const MapUplinks& other) {
            return other.fabric == node;
        });
    const auto load = std::find_if(loads.begin(), loads.end(), [&](const FabricLoad& other) {
        return other.fabric == fabric;
    });
    if (uplinks != map.uplinks.end() && load != loads.end()) {
        showUse(uplinks->use(moment), moment);
        if (!uplinks->problem.empty()) {
            m_subtitle->setText(tr("Load of the uplinks: %1").arg(qstr(uplinks->problem)));
        }
        if (const auto key = firstOpen(uplinks->missing)) {
            m_question = Place{"questions", key->subject, key->attribute, {}};
        }
        if (const auto full = fullestUplink(*load, moment)) {
            addRow(tr("Fullest"), qstr(full->name));
            addRow(tr("Capacity"), qstr(rateText(Interval<DataRate>(full->capacity))));
            std::vector<std::pair<QString, DataRate>> flows;
            for (const auto& [name, rate] : full->flows) {
                const auto flow =
                    std::find_if(map.flows.begin(), map.flows.end(), [&](const MapFlow& other) {
                        return other.workload.id + "." + other.flow.id == name;
                    });
                flows.emplace_back(qstr(flow == map.flows.end() ? name : flow->flow.title), rate);
            }
            showFlows(std::move(flows), tr("Flows on it at the most"));
        }
    }
    showFindingOf({fabric});
}

void MapDock::showNode(const MapPicture& picture, std::size_t index)
{
    const TrafficMap& map = picture.map;
    const MapNode& node = map.nodes[index];
    m_icon->setIcon(iconOf(node));
    m_title->setText(qstr(node.title));
    m_subtitle->setText(
        node.kind == MapNode::Kind::Implied
            ? tr("The flows end here; nobody described it yet. Moving it makes it an endpoint.")
            : qstr(node.detail));
    for (std::size_t i = 0; i < map.links.size(); ++i) {
        const MapLink& link = map.links[i];
        if (link.a == index || link.b == index) {
            const std::size_t other = link.a == index ? link.b : link.a;
            addRow(qstr(map.nodes[other].title), picture.links[i].text);
            if (const auto key = firstOpen(link.capacityFrom); key && !m_question) {
                m_question = Place{"questions", key->subject, key->attribute, {}};
            }
        }
    }
    if (node.kind == MapNode::Kind::Endpoint) {
        showForm(*node.subject);
        m_form->show();
    }
    if (node.subject) {
        showFindingOf({*node.subject});
    }
}

void MapDock::showFindingOf(const std::vector<SubjectKey>& subjects)
{
    const Finding* worst = nullptr;
    for (const Finding& finding : m_document.assessment().findings) {
        const bool counts =
            std::find(subjects.begin(), subjects.end(), finding.subject) != subjects.end() &&
            mapDimensions().contains(finding.rule->dimension) && effectOf(finding) < Effect::Passes;
        if (counts && (worst == nullptr || effectOf(finding) < effectOf(*worst))) {
            worst = &finding;
        }
    }
    if (worst == nullptr) {
        return;
    }
    m_findingPlace = Place{"findings", worst->subject, {}, worst->rule->id};
    const Effect effect = effectOf(*worst);
    const int size = px(18);
    QPixmap mark(QSize(size, size) * devicePixelRatioF());
    mark.setDevicePixelRatio(devicePixelRatioF());
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    paintEffect(painter, QRectF(0, 0, size, size), effect);
    painter.end();
    m_finding->setIcon(QIcon(mark));
    m_finding->setIconSize(QSize(size, size));
    const QString title = qstr(worst->rule->title);
    const int room = std::max(px(120), m_finding->width() - px(60));
    m_finding->setText(
        QFontMetrics(textFont(14, Weight::Medium)).elidedText(title, Qt::ElideRight, room));
    m_finding->setToolTip(tr("%1\n%2").arg(title, effectName(effect)));
    m_finding->setAccessibleName(tr("%1, %2").arg(title, effectName(effect)));
}

void MapDock::openFinding()
{
    if (m_findingPlace) {
        Q_EMIT wanted(*m_findingPlace);
    }
}

void MapDock::ask()
{
    if (m_question) {
        Q_EMIT wanted(*m_question);
    } else if (m_endpoint) {
        m_speed->setFocus();
    }
}

} // namespace netready::desktop
