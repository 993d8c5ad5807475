// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/units/interval.h"
#include "core/units/quantity.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace netready {

// Physical sums around a fabric: power, racks, cooling, cables, optics, lossless buffers. A formula
// is a template over Point or Interval. Source keys are those of README.md in this folder.

[[nodiscard]] inline double lowEnd(double value)
{
    return value;
}
[[nodiscard]] inline double lowEnd(Interval<double> value)
{
    return value.low();
}

/// Errors:  InvalidInput if the value is not surely above zero
template <class Value>
void requireAboveZero(std::string_view name, Value value)
{
    if (!(lowEnd(value) > 0)) {
        throw Error(ErrorCode::InvalidInput, "the " + std::string(name) + " must be above zero");
    }
}

/// Power of a rack.
///
/// Units:   power of one server and of one switch
/// Shape:   nothing negative
/// Limits:  no fans, pumps or losses of the rack's own
template <template <class> class V>
[[nodiscard]] V<Power>
rackPower(std::int64_t servers, V<Power> ofServer, std::int64_t switches, V<Power> ofSwitch)
{
    return static_cast<double>(servers) * ofServer + static_cast<double>(switches) * ofSwitch;
}

/// Racks for servers of which none may be split over two.
///
/// Model:   servers / floor(power of a rack / power of a server), rounded up
/// Shape:   a whole number
/// Errors:  InvalidInput if a power is not above zero or a rack cannot surely feed one server
/// Limits:  power only; space and mass are not looked at
template <template <class> class V>
[[nodiscard]] V<double> racksNeeded(std::int64_t servers, V<Power> ofServer, V<Power> ofRack)
{
    // 40.8 kW hold four servers of 10.2 kW, whatever the last binary digit says.
    constexpr double kSlack = 1e-9;
    requireAboveZero("power of a server", ofServer / V<Power>(watts(1)));
    const V<double> each =
        rising([](double ratio) { return std::floor(ratio + kSlack); }, ofRack / ofServer);
    requireAboveZero("number of servers that a rack can feed", each);
    const V<double> racks = rising([](double ratio) { return std::ceil(ratio - kSlack); },
                                   static_cast<double>(servers) / each);
    // Also in a rack of unlimited power.
    return larger(racks, V<double>(servers > 0 ? 1.0 : 0.0));
}

/// What takes the heat out of a rack, each good for more than the one before.
enum class CoolingClass
{
    RoomAir,     ///< the air of the room alone
    RearDoor,    ///< a heat exchanger in the rear door
    DirectLiquid ///< liquid to the chips
};

/// The mildest cooling that is usual for a rack of this power.
///
/// Model:   up to 30 kW room air, up to 60 kW rear door, above direct liquid
/// Source:  air ceiling of 25-30 kW second-hand (study guides); the rear-door band is judgement
/// Limits:  bands overlap in practice; makers ship air-cooled systems of which four make a rack of
///          40 to 56 kW (NV-H100, NV-B300X), which the room must then carry off
[[nodiscard]] CoolingClass coolingClass(Power ofRack);
[[nodiscard]] Interval<CoolingClass> coolingClass(Interval<Power> ofRack);

enum class Signalling
{
    Pam4At100G, ///< 100 Gb/s a lane: 400G in four lanes, 800G in eight
    Pam4At200G  ///< 200 Gb/s a lane: XDR, 1.6T in eight
};

enum class Medium
{
    PassiveCopper,
    LinearActiveCopper,
    Multimode,
    SingleMode100m,
    SingleMode500m,
    SingleMode2km
};

struct CableMedium
{
    Medium medium = Medium::PassiveCopper;
    std::string_view name;
    Length reach;
    std::optional<Power> power; ///< of the module at an 800G end (1.6T at 200G a lane), at most
    std::string_view source;    ///< keys, and what is judgement
};

/// The medium of the shortest sufficient reach; nothing beyond 2 km or below zero.
///
/// Source:  NV-LINKX, NV-NS, NV-NM; XDR limits NV-XDR; each entry names its own
/// Limits:  active electrical cables to 5-7 m and reaches beyond 2 km are left out; NV-NM gives its
///          500 m between switches only
[[nodiscard]] std::optional<CableMedium> mediumFor(Length length, Signalling signalling);

/// Modules for so many cable ends; a cage of two ports holds one module for both.
///
/// Source:  NV-H100: 1,536 transceivers for 3,072 switch ports; read
[[nodiscard]] std::int64_t modulesFor(std::int64_t cableEnds, std::int64_t portsPerModule);

/// Power of all modules.
template <template <class> class V>
[[nodiscard]] V<Power> opticsPower(std::int64_t modules, V<Power> ofModule)
{
    return static_cast<double>(modules) * ofModule;
}

using DelayPerLength = decltype(Duration() / Length());
inline constexpr DelayPerLength kCableDelay = seconds(5e-9) / metres(1);

/// Time that light or a signal needs from one end of a cable to the other.
///
/// Model:   5 ns/m
/// Source:  HEADRM; read
template <template <class> class V>
[[nodiscard]] V<Duration> cableDelay(V<Length> length)
{
    return length * V<DelayPerLength>(kCableDelay);
}

inline constexpr DataSize kPauseFrame = bytes(64);
inline constexpr DataSize kFrameGap = bytes(20); ///< preamble and gap: 9,216 B are 73,888 bit times

/// Worst delays in the two ends of a link, as data that flows meanwhile.
struct PfcDelays
{
    DataSize interfaceDelay; ///< of one end
    DataSize peerResponse;
};

/// The delays of a link of 10, 25, 40, 100 or 400 Gb/s.
///
/// Errors:  InvalidInput for other rates
/// Source:  HEADRM, parts of IEEE 802.3; read
/// Limits:  at 400 Gb/s the interface delay is that of 100 Gb/s, so the headroom is a lower bound
[[nodiscard]] PfcDelays pfcDelays(DataRate rate);

template <template <class> class V>
struct PfcLink
{
    V<DataRate> rate;
    V<Length> length;
    V<DataSize> frame; ///< the largest
    V<DataSize> interfaceDelay;
    V<DataSize> peerResponse;
};

/// Buffer that one lossless class of one port needs after it has told the peer to pause.
///
/// Model:   largest frame already under way at each end + pause frame + 2 interface delays
///          + 2 * 5 ns/m * length * rate + peer response
/// Units:   frames without preamble and gap, which are added
/// Source:  HEADRM; the formula read, the sums at 400 Gb/s derived
/// Limits:  as pfcDelays; shipped profiles take five times as much (SONIC: 612,140 B)
template <template <class> class V>
[[nodiscard]] V<DataSize> pfcHeadroom(const PfcLink<V>& link)
{
    const V<DataSize> frames =
        2.0 * (link.frame + V<DataSize>(kFrameGap)) + V<DataSize>(kPauseFrame + kFrameGap);
    return frames + 2.0 * link.interfaceDelay + 2.0 * (cableDelay<V>(link.length) * link.rate) +
           link.peerResponse;
}

/// The same by a rule of thumb.
///
/// Model:   frame sent + frame received + 3,840 B + 130 B for each 100 m and Gb/s
/// Source:  HEADRM (note that cites a Cisco paper); read
template <template <class> class V>
[[nodiscard]] V<DataSize> quickPfcHeadroom(V<DataRate> rate,
                                           V<Length> length,
                                           V<DataSize> sentFrame,
                                           V<DataSize> receivedFrame)
{
    const V<double> hundreds = length / V<Length>(metres(100));
    const V<double> gigabits = rate / V<DataRate>(gigabitsPerSecond(1));
    return sentFrame + receivedFrame + V<DataSize>(bytes(3840)) +
           hundreds * gigabits * V<DataSize>(bytes(130));
}

/// Share of a switch's buffer that the headroom of all ports takes.
///
/// Shape:   above 1 if the switch cannot hold it
/// Errors:  InvalidInput if the buffer is not above zero
/// Source:  arithmetic
template <template <class> class V>
[[nodiscard]] V<double> losslessBufferShare(V<DataSize> headroom,
                                            std::int64_t ports,
                                            std::int64_t classes,
                                            V<DataSize> buffer)
{
    requireAboveZero("buffer of a switch", buffer / V<DataSize>(bytes(1)));
    return static_cast<double>(ports * classes) * headroom / buffer;
}

} // namespace netready
