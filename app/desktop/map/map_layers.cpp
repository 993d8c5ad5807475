// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/map/map_layers.h"

#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QListWidget>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>

namespace netready::desktop {

namespace {

constexpr int kIdRole = Qt::UserRole + 1;
constexpr int kIconRole = Qt::UserRole + 2;
constexpr int kCountRole = Qt::UserRole + 3;

constexpr std::array<const char*, 11> kPatternIcons{"chip",
                                                    "storage",
                                                    "database",
                                                    "chat",
                                                    "tools",
                                                    "gauge",
                                                    "gear",
                                                    "save",
                                                    "users",
                                                    "import",
                                                    "download"};

} // namespace

MapLayers::MapLayers(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, px(10), 0, 0);
    column->setSpacing(px(8));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(px(16), 0, px(16), 0);
    head->addWidget(makeElided(tr("Layers"), 14, Weight::SemiBold), 1);
    m_kind = new Segments({tr("Workload"), tr("Pattern")});
    m_kind->button(0)->setObjectName(QStringLiteral("layersByWorkload"));
    m_kind->button(1)->setObjectName(QStringLiteral("layersByPattern"));
    head->addWidget(m_kind);
    column->addLayout(head);
    m_list = new QListWidget;
    m_list->setObjectName(QStringLiteral("mapLayers"));
    m_list->setAccessibleName(tr("Layers of the map"));
    m_list->setItemDelegate(new LayerDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_list, 1);
    connect(m_kind, &Segments::chosen, this, [this] {
        m_chosen.clear();
        fill();
        Q_EMIT changed();
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (!m_isFilling) {
            m_chosen = item == nullptr ? "" : utf8(item->data(kIdRole).toString());
            Q_EMIT changed();
        }
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (m_isFilling) {
            return;
        }
        const std::string id = utf8(item->data(kIdRole).toString());
        if (item->checkState() == Qt::Checked) {
            m_hidden.erase(id);
        } else {
            m_hidden.insert(id);
        }
        Q_EMIT changed();
    });
}

const std::vector<MapLayer>& MapLayers::layers() const
{
    return m_kind->current() == 0 ? m_workloads : m_patterns;
}

void MapLayers::setMap(const TrafficMap& map)
{
    m_workloads.clear();
    m_patterns.clear();
    const auto put =
        [](std::vector<MapLayer>& layers, const std::string& id, std::size_t flow) -> MapLayer& {
        auto found = std::find_if(
            layers.begin(), layers.end(), [&](const MapLayer& layer) { return layer.id == id; });
        if (found == layers.end()) {
            layers.push_back({id, {}, {}, {}});
            found = layers.end() - 1;
        }
        found->flows.insert(flow);
        return *found;
    };
    for (std::size_t i = 0; i < map.flows.size(); ++i) {
        const MapFlow& flow = map.flows[i];
        MapLayer& workload = put(m_workloads, flow.workload.text(), i);
        if (workload.title.isEmpty()) {
            workload.title = qstr(flow.title.empty() ? flow.workload.id : flow.title);
            workload.icon = QStringLiteral("portfolio");
        }
        MapLayer& pattern = put(m_patterns, std::string(toString(flow.flow.pattern)), i);
        pattern.title = qstr(titleOf(flow.flow.pattern));
        pattern.icon = QLatin1String(kPatternIcons.at(static_cast<std::size_t>(flow.flow.pattern)));
    }
    fill();
}

void MapLayers::fill()
{
    m_isFilling = true;
    const auto& all = layers();
    const bool isSame = m_list->count() == static_cast<int>(all.size());
    if (!isSame) {
        m_list->clear();
    }
    int current = -1;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const MapLayer& layer = all[i];
        auto* item = isSame ? m_list->item(static_cast<int>(i)) : new QListWidgetItem(m_list);
        const auto count = tr("%n flow(s)", nullptr, static_cast<int>(layer.flows.size()));
        const bool isShown = !m_hidden.contains(layer.id);
        item->setText(layer.title);
        item->setToolTip(layer.title);
        item->setData(kIdRole, qstr(layer.id));
        item->setData(kIconRole, layer.icon);
        item->setData(kCountRole, count);
        item->setData(Qt::AccessibleTextRole,
                      isShown ? tr("%1, %2, shown").arg(layer.title, count)
                              : tr("%1, %2, hidden").arg(layer.title, count));
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(isShown ? Qt::Checked : Qt::Unchecked);
        if (layer.id == m_chosen) {
            current = static_cast<int>(i);
        }
    }
    m_list->setCurrentRow(current);
    m_isFilling = false;
}

std::set<std::size_t> MapLayers::chosen() const
{
    for (const MapLayer& layer : layers()) {
        if (layer.id == m_chosen) {
            return layer.flows;
        }
    }
    return {};
}

std::set<std::size_t> MapLayers::hidden() const
{
    std::set<std::size_t> flows;
    for (const auto* list : {&m_workloads, &m_patterns}) {
        for (const MapLayer& layer : *list) {
            if (m_hidden.contains(layer.id)) {
                flows.insert(layer.flows.begin(), layer.flows.end());
            }
        }
    }
    return flows;
}

void MapLayers::chooseNextOf(const std::vector<std::size_t>& flows)
{
    const auto& all = layers();
    const auto count = static_cast<int>(all.size());
    for (int step = 1; step <= count; ++step) {
        const int row =
            (std::max(m_list->currentRow(), m_list->currentRow() < 0 ? count - 1 : 0) + step) %
            count;
        const MapLayer& layer = all[static_cast<std::size_t>(row)];
        const bool has =
            flows.empty() || std::any_of(flows.begin(), flows.end(), [&](std::size_t flow) {
                return layer.flows.contains(flow);
            });
        if (has) {
            m_list->setCurrentRow(row);
            return;
        }
    }
}

void LayerDelegate::paint(QPainter* painter,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const Tokens& t = tokens();
    const QRectF row(option.rect);
    const bool isCurrent = (option.state & QStyle::State_Selected) != 0;
    const bool isShown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
    painter->save();
    if (isCurrent) {
        painter->fillRect(row, t.accentSoft);
        painter->fillRect(QRectF(row.left(), row.top(), 3, row.height()), t.accent);
    }
    const double mark = px(16);
    const double top = row.center().y() - mark / 2;
    const QColor ink = isCurrent ? t.accent : isShown ? t.text : t.text3;
    paintIcon(*painter,
              QRectF(row.left() + px(16), top, mark, mark),
              isShown ? QStringLiteral("eye") : QStringLiteral("eye-off"),
              isShown ? t.text2 : t.text3);
    paintIcon(*painter,
              QRectF(row.left() + px(42), top, mark, mark),
              index.data(kIconRole).toString(),
              isCurrent ? t.accent : t.text2);
    painter->setFont(textFont(12));
    const QString count = index.data(kCountRole).toString();
    const double width = painter->fontMetrics().horizontalAdvance(count) + 2;
    painter->setPen(t.text3);
    paintLine(*painter,
              QRectF(row.right() - px(16) - width, row.top(), width, row.height()),
              count,
              Qt::AlignRight);
    painter->setFont(textFont(14, isCurrent ? Weight::SemiBold : Weight::Regular));
    painter->setPen(ink);
    const double left = row.left() + px(66);
    paintLine(*painter,
              QRectF(left, row.top(), row.right() - px(24) - width - left, row.height()),
              index.data(Qt::DisplayRole).toString());
    if ((option.state & QStyle::State_HasFocus) != 0 &&
        (option.state & QStyle::State_KeyboardFocusChange) != 0) {
        painter->setPen(QPen(t.accent, 2));
        painter->drawRect(row.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QSize LayerDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                              const QModelIndex& /*index*/) const
{
    return {px(200), px(28)};
}

bool LayerDelegate::editorEvent(QEvent* event,
                                QAbstractItemModel* model,
                                const QStyleOptionViewItem& option,
                                const QModelIndex& index)
{
    const auto toggle = [&] {
        const bool isShown = index.data(Qt::CheckStateRole).toInt() == Qt::Checked;
        model->setData(index, isShown ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
        return true;
    };
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        return mouse->pos().x() < option.rect.left() + px(38) && toggle();
    }
    if (event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        return toggle();
    }
    return false;
}

} // namespace netready::desktop
