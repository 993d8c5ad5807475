// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/fabric/fabric_text.h"

#include "app/client/answer.h"
#include "app/desktop/theme.h"
#include "core/assessment/fabric_numbers.h"
#include "core/base/text.h"
#include "core/facts/attribute.h"
#include "core/units/measure.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace netready::desktop {

namespace {

QString tr(const char* text, int count = -1)
{
    return QCoreApplication::translate("netready::desktop::fabric", text, nullptr, count);
}

QString number(double value, int digits)
{
    const double scale = std::pow(10, digits);
    QString text = QLocale().toString(std::round(value * scale) / scale, 'f', digits);
    const QString point = QLocale().decimalPoint();
    while (text.contains(point) && (text.endsWith(QLatin1Char('0')) || text.endsWith(point))) {
        const bool isPoint = text.endsWith(point);
        text.chop(1);
        if (isPoint) {
            break;
        }
    }
    return text;
}

/// The measure of a fact that says something; a computed range as wide as the domain does not.
const Measure* measureOf(const FactView* view)
{
    const auto* measure = view == nullptr ? nullptr : std::get_if<Measure>(&view->resolution.value);
    const bool says =
        measure != nullptr && (view->resolution.knowing == Knowing::Known ||
                               (view->computed && (measure->low > view->attribute->domainLow ||
                                                   measure->high < view->attribute->domainHigh)));
    return says ? measure : nullptr;
}

} // namespace

LoadClass loadClass(double load)
{
    // By what is printed: 100.3 % reads 100 %.
    const double percent = std::round(load * 100);
    return percent > 100 ? LoadClass::Over : percent > 70 ? LoadClass::Tight : LoadClass::Fine;
}

QColor loadInk(LoadClass of)
{
    const Tokens& t = tokens();
    return of == LoadClass::Over ? t.notReady : of == LoadClass::Tight ? t.readyIfText : t.text;
}

QColor loadFill(LoadClass of)
{
    const Tokens& t = tokens();
    return of == LoadClass::Over ? t.notReady : of == LoadClass::Tight ? t.readyIf : t.neutral;
}

QString loadIcon(LoadClass of)
{
    return of == LoadClass::Over    ? QStringLiteral("chevrons-up")
           : of == LoadClass::Tight ? QStringLiteral("chevron-up")
                                    : QStringLiteral("check");
}

QString loadText(const std::optional<LoadRange>& load)
{
    if (!load) {
        return tr("not known");
    }
    const QString low = number(load->low * 100, 0);
    const QString high = number(load->high * 100, 0);
    if (load->isOpen) {
        return tr("at least %1 %").arg(low);
    }
    return low == high ? tr("%1 %").arg(low) : tr("%1–%2 %").arg(low, high);
}

std::optional<LoadRange> loadOf(const FactView* view)
{
    const Measure* measure = measureOf(view);
    if (measure == nullptr) {
        return std::nullopt;
    }
    const bool isOpen = !std::isfinite(measure->high) || measure->high >= kMostLoad;
    if (isOpen && measure->low <= 0) {
        return std::nullopt;
    }
    return LoadRange{measure->low, isOpen ? measure->low : measure->high, isOpen};
}

QString ratioText(double low, double high)
{
    if (!std::isfinite(high)) {
        return tr("no way up");
    }
    const QString from = number(low, 2);
    const QString to = number(high, 2);
    return from == to ? tr("%1:1").arg(to) : tr("%1–%2:1").arg(from, to);
}

QString factText(const FactView* view)
{
    if (view == nullptr) {
        return tr("not known");
    }
    if (view->resolution.knowing == Knowing::NotApplicable) {
        return tr("does not apply");
    }
    if (const Measure* measure = measureOf(view)) {
        if (view->attribute->unit == "%") {
            return loadText(loadOf(view));
        }
        const Measure shown = withoutDomainEnd(*view->attribute, *measure);
        const bool isCount = view->attribute->unit.empty() && std::isfinite(shown.high);
        return isCount ? countText(shown.low, shown.high) : qstr(toReadable(shown));
    }
    return view->resolution.knowing == Knowing::Known
               ? qstr(valueInWords(*view->attribute, view->resolution.value))
               : tr("not known");
}

QString countText(double low, double high)
{
    const QString from = number(low, 2);
    const QString to = number(high, 2);
    return from == to ? from : tr("%1–%2").arg(from, to);
}

QString lossName(LossKind kind)
{
    switch (kind) {
    case LossKind::Core:
        return tr("Any core");
    case LossKind::Spine:
        return tr("Any spine");
    case LossKind::SpineUplink:
        return tr("One spine uplink");
    case LossKind::Uplink:
        return tr("One uplink");
    case LossKind::Leaf:
        return tr("Any leaf");
    case LossKind::NodeLink:
        return tr("One node link");
    case LossKind::Plane:
        return tr("A plane");
    case LossKind::Feed:
        return tr("A power feed");
    }
    return {};
}

QString tierName(std::uint32_t tier)
{
    return tier == 1 ? tr("Leaf") : tier == 2 ? tr("Spine") : tr("Core");
}

QString linkTierName(std::uint32_t tier)
{
    return tier == 0 ? tr("Server to leaf") : tier == 1 ? tr("Leaf to spine") : tr("Spine to core");
}

QString speedText(double bitsPerSecond)
{
    return qstr(toReadable({bitsPerSecond, bitsPerSecond, kDataRate, Currency::None, "Gb/s"}));
}

FootText footText(const ClientDocument& document, const SketchFoot& foot)
{
    const QString ports = tr("%n port(s)", static_cast<int>(foot.ports));
    if (foot.end != OtherEnd::Servers) {
        return {foot.end == OtherEnd::Storage ? tr("Storage") : tr("Outside"), ports, ports};
    }
    const auto owners = split(foot.owner, '\n');
    const QString title = owners.size() == 1
                              ? document.titleOf({"workload", std::string(owners.front())})
                              : tr("%n workload(s)", static_cast<int>(owners.size()));
    const QString servers = tr("%n server(s)", static_cast<int>(foot.servers));
    return {title, tr("%1, %2").arg(servers, ports), servers};
}

QString blockText(const SketchBlock& block)
{
    QString text = block.count == 1
                       ? tr("%1 switch %2").arg(tierName(block.tier), qstr(block.name))
                       : tr("%1 switches %2, %n in one box", static_cast<int>(block.count))
                             .arg(tierName(block.tier), qstr(block.name));
    if (block.pod > 0) {
        text = block.lastPod > block.pod
                   ? tr("%1, pods %2–%3").arg(text).arg(block.pod).arg(block.lastPod)
                   : tr("%1, pod %2").arg(text).arg(block.pod);
    }
    if (block.plane > 0) {
        text = tr("%1, plane %2").arg(text).arg(block.plane);
    }
    if (block.lost > 0) {
        text = block.lost == block.count
                   ? tr("%1: lost").arg(text)
                   : tr("%1: %n of them lost", static_cast<int>(block.lost)).arg(text);
    } else if (block.fullest) {
        text = tr("%1: fullest link up to %2 %").arg(text, number(*block.fullest * 100, 0));
    }
    return text;
}

} // namespace netready::desktop
