// SPDX-License-Identifier: Apache-2.0
#include "core/network/physical.h"

#include <array>
#include <cmath>
#include <limits>
#include <string_view>
#include <tuple>

#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a rack's power is that of what stands in it", "[network]")
{
    CHECK(rackPower<Point>(4, watts(14'300), 2, watts(1'125)) == watts(59'450));
    const auto between =
        rackPower<Interval>(4, Interval(watts(14'300)), 2, Interval(watts(540), watts(1'125)));
    CHECK(between == Interval(watts(58'280), watts(59'450)));
}

TEST_CASE("racks hold whole servers", "[network]")
{
    CHECK(racksNeeded<Point>(32, watts(10'200), watts(40'800)) == 8);
    CHECK(racksNeeded<Point>(33, watts(10'200), watts(40'800)) == 9);
    CHECK(racksNeeded<Point>(32, watts(10'200), watts(20'000)) == 32);
    CHECK(racksNeeded<Interval>(32,
                                Interval(watts(10'200)),
                                Interval(watts(20'000), watts(41'000))) == Interval(8.0, 32.0));
    const Power unlimited = watts(std::numeric_limits<double>::infinity());
    CHECK(racksNeeded<Interval>(32, Interval(watts(10'200)), Interval(watts(20'000), unlimited)) ==
          Interval(1.0, 32.0));
    CHECK(racksNeeded<Point>(0, watts(10'200), watts(40'800)) == 0);
    CHECK_THROWS_AS(racksNeeded<Point>(32, watts(10'200), watts(10'000)), Error);
    CHECK_THROWS_AS(racksNeeded<Point>(32, watts(0), watts(10'000)), Error);
    CHECK_THROWS_AS(
        racksNeeded<Interval>(32, Interval(watts(9'000), watts(11'000)), Interval(watts(10'000))),
        Error);
}

TEST_CASE("a denser rack never gets milder cooling", "[network]")
{
    CHECK(coolingClass(watts(10'000)) == CoolingClass::RoomAir);
    CHECK(coolingClass(watts(30'000)) == CoolingClass::RoomAir);
    CHECK(coolingClass(watts(41'000)) == CoolingClass::RearDoor);
    CHECK(coolingClass(watts(132'000)) == CoolingClass::DirectLiquid);
    CHECK(coolingClass(Interval(watts(25'000), watts(70'000))) ==
          Interval(CoolingClass::RoomAir, CoolingClass::DirectLiquid));
}

TEST_CASE("a cable's medium is the shortest that reaches", "[network]")
{
    const auto [length, medium] = GENERATE(table<double, Medium>({
        {0, Medium::PassiveCopper},
        {3, Medium::PassiveCopper},
        {3.1, Medium::LinearActiveCopper},
        {5, Medium::LinearActiveCopper},
        {30, Medium::Multimode},
        {50, Medium::Multimode},
        {51, Medium::SingleMode100m},
        {100, Medium::SingleMode100m},
        {500, Medium::SingleMode500m},
        {2000, Medium::SingleMode2km},
    }));
    const auto found = mediumFor(metres(length), Signalling::Pam4At100G);
    REQUIRE(found);
    CHECK(found->medium == medium);
    CHECK(metres(length) <= found->reach);
}

TEST_CASE("200G a lane has neither passive copper nor multimode", "[network]")
{
    for (const double length : {0.5, 2.0, 3.0, 20.0, 50.0, 400.0, 2000.0}) {
        const auto found = mediumFor(metres(length), Signalling::Pam4At200G);
        REQUIRE(found);
        CHECK(found->medium != Medium::PassiveCopper);
        CHECK(found->medium != Medium::Multimode);
        CHECK(metres(length) <= found->reach);
    }
    CHECK(mediumFor(metres(2), Signalling::Pam4At200G)->medium == Medium::LinearActiveCopper);
    CHECK_FALSE(mediumFor(metres(2), Signalling::Pam4At200G)->power); // nobody says
}

TEST_CASE("no medium is told for lengths that none reaches", "[network]")
{
    for (const Signalling signalling : {Signalling::Pam4At100G, Signalling::Pam4At200G}) {
        CHECK_FALSE(mediumFor(metres(2001), signalling));
        CHECK_FALSE(mediumFor(metres(-1), signalling));
        CHECK_FALSE(mediumFor(metres(std::numeric_limits<double>::quiet_NaN()), signalling));
    }
}

TEST_CASE("optics are counted in modules and watts", "[network]")
{
    CHECK(modulesFor(3072, 1) == 3072);
    CHECK(modulesFor(3071, 2) == 1536);
    CHECK(modulesFor(0, 2) == 0);
    CHECK_THROWS_AS(modulesFor(-1, 2), Error);
    CHECK_THROWS_AS(modulesFor(1, 0), Error);
    CHECK(opticsPower<Point>(1536, watts(17)) == watts(26'112));
    CHECK(opticsPower<Interval>(1536, Interval(watts(16), watts(17))) ==
          Interval(watts(24'576), watts(26'112)));
}

TEST_CASE("the rule of thumb for headroom", "[network]")
{
    const DataSize headroom =
        quickPfcHeadroom<Point>(gigabitsPerSecond(400), metres(100), bytes(9216), bytes(9216));
    CHECK(std::abs(inBytes(headroom) - (2 * 9216 + 3840 + 130 * 400)) < 1e-6);
    const auto between = quickPfcHeadroom<Interval>(Interval(gigabitsPerSecond(400)),
                                                    Interval(metres(3), metres(100)),
                                                    Interval(bytes(9216)),
                                                    Interval(bytes(1500), bytes(9216)));
    CHECK(between.high() == headroom);
    CHECK(between.low() < headroom);
}

TEST_CASE("headroom between two lengths contains that of a length between", "[network]")
{
    const PfcDelays delays = pfcDelays(gigabitsPerSecond(100));
    const auto at = [&](double length) {
        return pfcHeadroom<Point>({.rate = gigabitsPerSecond(100),
                                   .length = metres(length),
                                   .frame = bytes(9216),
                                   .interfaceDelay = delays.interfaceDelay,
                                   .peerResponse = delays.peerResponse});
    };
    const auto between = pfcHeadroom<Interval>({
        .rate = Interval(gigabitsPerSecond(100)),
        .length = Interval(metres(3), metres(300)),
        .frame = Interval(bytes(9216)),
        .interfaceDelay = Interval(delays.interfaceDelay),
        .peerResponse = Interval(delays.peerResponse),
    });
    CHECK(between == Interval(at(3), at(300)));
    CHECK(between.contains(at(100)));
}

TEST_CASE("pause delays are only told for rates that they are published for", "[network]")
{
    CHECK(pfcDelays(gigabitsPerSecond(25)).peerResponse == DataSize::fromBase(40'960));
    for (const double rate : {0.0, 50.0, 200.0, 800.0}) {
        CHECK_THROWS_AS(pfcDelays(gigabitsPerSecond(rate)), Error);
    }
}

TEST_CASE("a signal takes half a microsecond for 100 m", "[network]")
{
    CHECK(std::abs(cableDelay<Point>(metres(100)).base() - 0.5e-6) < 1e-15);
}

TEST_CASE("a share of no buffer is refused", "[network]")
{
    CHECK_THROWS_AS(losslessBufferShare<Point>(bytes(1), 64, 1, bytes(0)), Error);
    CHECK_THROWS_AS(
        losslessBufferShare<Interval>(Interval(bytes(1)), 64, 1, Interval(bytes(0), bytes(9))),
        Error);
}

} // namespace netready
