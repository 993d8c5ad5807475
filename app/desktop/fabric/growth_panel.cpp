// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/growth_panel.h"

#include "app/desktop/fabric/fabric_text.h"
#include "app/desktop/widgets/labels.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QPainter>

#include <algorithm>

namespace netready::desktop {

namespace {

constexpr double kMost = 1.5;

const FactView* factOf(const FabricSide& side, const char* name)
{
    const auto found = side.facts.find(name);
    return found == side.facts.end() ? nullptr : &found->second;
}

} // namespace

PhaseLoadBar::PhaseLoadBar(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PhaseLoadBar::setLoad(const std::optional<LoadRange>& load)
{
    m_load = load;
    setToolTip(loadText(load));
    update();
}

QSize PhaseLoadBar::sizeHint() const
{
    return {px(80), px(20)};
}

void PhaseLoadBar::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens& t = tokens();
    const QRectF track(1, height() / 2.0 - px(3), width() - 2, px(6));
    const auto at = [&](double load) {
        return track.left() + track.width() * std::clamp(load / kMost, 0.0, 1.0);
    };
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.track);
    painter.drawRoundedRect(track, 2, 2);
    if (m_load) {
        const double high = m_load->isOpen ? kMost : m_load->high;
        const std::array<double, 4> ends{0, 0.7, 1, kMost};
        for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
            const double from = std::max(m_load->low, ends.at(i));
            const double to = std::min(std::max(high, m_load->low), ends.at(i + 1));
            if (to > from) {
                QColor fill = loadFill(loadClass((from + to) / 2));
                if (loadClass(m_load->low) != loadClass(high)) {
                    fill.setAlphaF(t.dark ? 0.62F : 0.46F);
                }
                painter.fillRect(QRectF(at(from), track.top(), at(to) - at(from), track.height()),
                                 fill);
            }
        }
    } else {
        fillHatch(painter, track, t.edge);
    }
    for (const double mark : {0.7, 1.0}) {
        painter.fillRect(QRectF(at(mark) - 0.5, track.top(), 1, track.height()), t.surface);
    }
    if (m_load) {
        const double half = px(6);
        for (const double cap : {m_load->low, m_load->isOpen ? m_load->low : m_load->high}) {
            painter.fillRect(QRectF(at(cap) - 1, height() / 2.0 - half, 2, 2 * half), t.text);
        }
    }
}

GrowthPanel::GrowthPanel(FabricWork& work, QWidget* parent)
    : QWidget(parent)
    , m_work(work)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(16));
    column->setSpacing(px(8));
    m_title = makeLabel({}, 12, Weight::SemiBold, TextInk::Note);
    column->addWidget(m_title);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(px(8));
    grid->setVerticalSpacing(0);
    const std::array<QString, 3> names{tr("Now"), tr("Next year"), tr("Year 3")};
    for (int i = 0; i < 3; ++i) {
        Row& row = m_rows.at(static_cast<std::size_t>(i));
        row.name = makeLabel(names.at(static_cast<std::size_t>(i)));
        row.bar = new PhaseLoadBar;
        row.load = makeLabel({}, 14, Weight::SemiBold);
        row.load->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row.ports = makeLabel({}, 12, Weight::Regular, TextInk::Note);
        grid->addWidget(row.name, 2 * i, 0);
        grid->addWidget(row.bar, 2 * i, 1);
        grid->addWidget(row.load, 2 * i, 2);
        grid->addWidget(row.ports, 2 * i + 1, 1, 1, 2);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    column->addWidget(makeLabel(tr("Drawn at the left"), 12, Weight::Regular, TextInk::Note));
    m_phase = new Segments({names[0], names[1], names[2]});
    m_phase->setObjectName(QStringLiteral("fabricPhase"));
    m_phase->setAccessibleName(tr("Phase that is drawn"));
    column->addWidget(m_phase, 0, Qt::AlignLeft);
    connect(m_phase, &Segments::chosen, this, [this](int index) {
        m_work.setPhase(kPhases.at(static_cast<std::size_t>(index)));
    });
}

void GrowthPanel::refresh()
{
    const bool isWhatIf = m_work.hasWhatIf() && !m_work.whatIf().facts.empty();
    const FabricSide& side = isWhatIf ? m_work.whatIf() : m_work.today();
    m_title->setText(isWhatIf ? tr("Growth with this what-if: fullest link on average")
                              : tr("Growth: fullest link on average"));
    constexpr std::array<const char*, 3> kLoads{
        "link_mean", "link_mean_next_year", "link_mean_year_3"};
    constexpr std::array<const char*, 3> kPorts{
        "ports_needed", "ports_needed_next_year", "ports_needed_year_3"};
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const std::optional<LoadRange> load = loadOf(factOf(side, kLoads.at(i)));
        m_rows.at(i).bar->setLoad(load);
        m_rows.at(i).bar->setAccessibleName(
            QStringLiteral("%1, %2").arg(m_rows.at(i).name->text(), loadText(load)));
        m_rows.at(i).load->setText(loadText(load));
        m_rows.at(i).ports->setText(
            tr("%1 of %2 ports")
                .arg(factText(factOf(side, kPorts.at(i))), factText(factOf(side, "server_ports"))));
    }
    m_phase->setCurrent(static_cast<int>(m_work.phase()));
}

} // namespace netready::desktop
