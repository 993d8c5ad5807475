// SPDX-License-Identifier: Apache-2.0
#include "core/demand/storage.h"

#include <array>

namespace netready {

namespace {

struct StorageLevel
{
    StorageClass name;
    DataRate read;
    DataRate write;
};

constexpr std::array<StorageLevel, 3> kPodLevels{{
    {StorageClass::Best, gigabytesPerSecond(500), gigabytesPerSecond(250)},
    {StorageClass::Better, gigabytesPerSecond(160), gigabytesPerSecond(80)},
    {StorageClass::Good, gigabytesPerSecond(60), gigabytesPerSecond(30)},
}};

} // namespace

StorageClass storageClassOfPod(DataRate read, DataRate write)
{
    for (const StorageLevel& level : kPodLevels) {
        if (read >= level.read && write >= level.write) {
            return level.name;
        }
    }
    return StorageClass::BelowGood;
}

} // namespace netready
