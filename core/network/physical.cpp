// SPDX-License-Identifier: Apache-2.0
#include "core/network/physical.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <span>

namespace netready {

namespace {

constexpr Power kMostRoomAir = watts(30'000);
constexpr Power kMostRearDoor = watts(60'000);

constexpr std::array<CableMedium, 6> kMediaAt100G{{
    {Medium::PassiveCopper, "passive copper (DAC)", metres(3), watts(0.1), "NV-LINKX"},
    {Medium::LinearActiveCopper, "linear active copper (LACC)", metres(5), watts(1.5), "NV-LINKX"},
    {Medium::Multimode, "multimode fibre (SR)", metres(50), watts(17), "NV-LINKX"},
    {Medium::SingleMode100m, "single-mode fibre (DR, 100 m)", metres(100), watts(17), "NV-NS"},
    {Medium::SingleMode500m, "single-mode fibre (DR, 500 m)", metres(500), watts(17), "NV-NM"},
    {Medium::SingleMode2km,
     "single-mode fibre (FR, 2 km)",
     metres(2000),
     watts(17),
     "NV-LINKX; its power is judgement"},
}};

// NV-XDR lists neither passive copper nor multimode. It does not say how far its active copper
// goes: half of the way at 100G a lane is assumed. Nobody published the power of that copper.
constexpr std::array<CableMedium, 3> kMediaAt200G{{
    {Medium::LinearActiveCopper,
     "linear active copper (LACC)",
     metres(2.5),
     std::nullopt,
     "NV-XDR; its reach is judgement"},
    {Medium::SingleMode500m,
     "single-mode fibre (DR, 500 m)",
     metres(500),
     watts(30),
     "NV-XDR; its reach and power are judgement"},
    {Medium::SingleMode2km,
     "single-mode fibre (FR, 2 km)",
     metres(2000),
     watts(30),
     "NV-XDR; its reach and power are judgement"},
}};

std::span<const CableMedium> mediaOf(Signalling signalling)
{
    if (signalling == Signalling::Pam4At200G) {
        return kMediaAt200G;
    }
    return kMediaAt100G;
}

struct PfcEntry
{
    DataRate rate;
    PfcDelays delays;
};

constexpr DataSize bitTimes(double count)
{
    return DataSize::fromBase(count);
}

constexpr std::array<PfcEntry, 5> kPfcDelays{{
    {gigabitsPerSecond(10), {bitTimes(8'192), bitTimes(30'720)}},
    {gigabitsPerSecond(25), {bitTimes(6'144), bitTimes(40'960)}},
    {gigabitsPerSecond(40), {bitTimes(24'576), bitTimes(60'416)}},
    {gigabitsPerSecond(100), {bitTimes(122'880), bitTimes(201'728)}},
    {gigabitsPerSecond(400), {bitTimes(122'880), bitTimes(463'360)}},
}};

} // namespace

CoolingClass coolingClass(Power ofRack)
{
    if (ofRack <= kMostRoomAir) {
        return CoolingClass::RoomAir;
    }
    return ofRack <= kMostRearDoor ? CoolingClass::RearDoor : CoolingClass::DirectLiquid;
}

Interval<CoolingClass> coolingClass(Interval<Power> ofRack)
{
    return {coolingClass(ofRack.low()), coolingClass(ofRack.high())};
}

std::optional<CableMedium> mediumFor(Length length, Signalling signalling)
{
    const std::span<const CableMedium> media = mediaOf(signalling);
    const auto found = std::find_if(media.begin(), media.end(), [&](const CableMedium& medium) {
        return Length() <= length && length <= medium.reach;
    });
    return found == media.end() ? std::nullopt : std::optional(*found);
}

std::int64_t modulesFor(std::int64_t cableEnds, std::int64_t portsPerModule)
{
    if (cableEnds < 0 || portsPerModule < 1) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(std::to_string(cableEnds)) +
                        " cable ends cannot be put into modules of " +
                        inQuotes(std::to_string(portsPerModule)) + " ports");
    }
    return cableEnds / portsPerModule + (cableEnds % portsPerModule == 0 ? 0 : 1);
}

PfcDelays pfcDelays(DataRate rate)
{
    for (const PfcEntry& entry : kPfcDelays) {
        if (entry.rate == rate) {
            return entry.delays;
        }
    }
    throw Error(ErrorCode::InvalidInput,
                "there are no published pause delays for " +
                    inQuotes(toText(rate.base() / 1e9) + " Gb/s") +
                    "; there are for 10, 25, 40, 100 and 400 Gb/s");
}

} // namespace netready
