// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace netready {

/// A disk that fails for all SQLite files that are opened while it lives.
///
/// Every write, sync, truncation, deletion and creation of a file counts as one step; the n-th step
/// and all after it fail, until the disk is repaired.
class FailingDisk
{
public:
    enum class Failure
    {
        Full,   ///< what would grow fails with SQLITE_FULL; what shrinks or syncs works
        Broken, ///< all steps fail with SQLITE_IOERR
        Once    ///< the one step fails, and the next works again
    };

    FailingDisk();
    FailingDisk(const FailingDisk&) = delete;
    FailingDisk& operator=(const FailingDisk&) = delete;
    ~FailingDisk();

    /// Lets `steps` more steps work.
    void failAfter(int steps, Failure failure);
    void repair();
    /// Refuses the next locks of a file, as if another program were quicker, until repaired.
    void refuseLocks();
    /// True if a step failed since failAfter().
    [[nodiscard]] bool hasFailed() const;
};

} // namespace netready
