// SPDX-License-Identifier: Apache-2.0
#include "tests/core/store/failing_disk.h"

#include <sqlite3.h>

#include <limits>
#include <stdexcept>

namespace netready {

namespace {

constexpr int kNever = std::numeric_limits<int>::max();

// One disk at a time: SQLite calls back without a place for data of ours.
sqlite3_vfs* realDisk = nullptr;
int stepsLeft = kNever;
bool failed = false;
bool locksRefused = false;
FailingDisk::Failure kind = FailingDisk::Failure::Broken;

/// The file of the real disk lies behind this one in memory.
struct WrappedFile
{
    sqlite3_file base;
};

sqlite3_file* realFile(sqlite3_file* file)
{
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<WrappedFile*>(file) + 1);
}

/// Counts a step; true if it has to fail.
bool fails(bool grows)
{
    if (stepsLeft == kNever) {
        return false;
    }
    if (kind == FailingDisk::Failure::Full && !grows) {
        return false;
    }
    if (stepsLeft > 0) {
        --stepsLeft;
        return false;
    }
    failed = true;
    if (kind == FailingDisk::Failure::Once) {
        stepsLeft = kNever;
    }
    return true;
}

int code(int detail)
{
    return kind == FailingDisk::Failure::Full ? SQLITE_FULL : detail;
}

int closeFile(sqlite3_file* file)
{
    return realFile(file)->pMethods->xClose(realFile(file));
}

int readFile(sqlite3_file* file, void* data, int size, sqlite3_int64 offset)
{
    return realFile(file)->pMethods->xRead(realFile(file), data, size, offset);
}

int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset)
{
    sqlite3_int64 length = 0;
    realFile(file)->pMethods->xFileSize(realFile(file), &length);
    if (fails(offset + size > length)) {
        // A disk that fills up takes the first part of what it is given.
        if (kind == FailingDisk::Failure::Full && size > 1) {
            realFile(file)->pMethods->xWrite(realFile(file), data, size / 2, offset);
        }
        return code(SQLITE_IOERR_WRITE);
    }
    return realFile(file)->pMethods->xWrite(realFile(file), data, size, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    return fails(false) ? code(SQLITE_IOERR_TRUNCATE)
                        : realFile(file)->pMethods->xTruncate(realFile(file), size);
}

int syncFile(sqlite3_file* file, int flags)
{
    return fails(false) ? code(SQLITE_IOERR_FSYNC)
                        : realFile(file)->pMethods->xSync(realFile(file), flags);
}

int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return realFile(file)->pMethods->xFileSize(realFile(file), size);
}

int lockFile(sqlite3_file* file, int lock)
{
    if (locksRefused && lock >= SQLITE_LOCK_RESERVED) {
        return SQLITE_BUSY;
    }
    return realFile(file)->pMethods->xLock(realFile(file), lock);
}

int unlockFile(sqlite3_file* file, int lock)
{
    return realFile(file)->pMethods->xUnlock(realFile(file), lock);
}

int checkReservedLock(sqlite3_file* file, int* result)
{
    return realFile(file)->pMethods->xCheckReservedLock(realFile(file), result);
}

int fileControl(sqlite3_file* file, int operation, void* argument)
{
    return realFile(file)->pMethods->xFileControl(realFile(file), operation, argument);
}

int sectorSize(sqlite3_file* file)
{
    return realFile(file)->pMethods->xSectorSize(realFile(file));
}

int deviceCharacteristics(sqlite3_file* file)
{
    return realFile(file)->pMethods->xDeviceCharacteristics(realFile(file));
}

const sqlite3_io_methods kMethods{1,
                                  closeFile,
                                  readFile,
                                  writeFile,
                                  truncateFile,
                                  syncFile,
                                  fileSize,
                                  lockFile,
                                  unlockFile,
                                  checkReservedLock,
                                  fileControl,
                                  sectorSize,
                                  deviceCharacteristics,
                                  nullptr,
                                  nullptr,
                                  nullptr,
                                  nullptr,
                                  nullptr,
                                  nullptr};

int openFile(sqlite3_vfs* /*disk*/, const char* name, sqlite3_file* file, int flags, int* outFlags)
{
    file->pMethods = nullptr;
    if ((flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 && fails(true)) {
        return SQLITE_CANTOPEN;
    }
    const int result = realDisk->xOpen(realDisk, name, realFile(file), flags, outFlags);
    if (result == SQLITE_OK) {
        file->pMethods = &kMethods;
    }
    return result;
}

int deleteFile(sqlite3_vfs* /*disk*/, const char* name, int syncFolder)
{
    return fails(false) ? code(SQLITE_IOERR_DELETE) : realDisk->xDelete(realDisk, name, syncFolder);
}

sqlite3_vfs failingDisk{};

} // namespace

FailingDisk::FailingDisk()
{
    realDisk = sqlite3_vfs_find(nullptr);
    if (realDisk == nullptr || realDisk == &failingDisk) {
        throw std::runtime_error("there is a failing disk already");
    }
    failingDisk = *realDisk;
    failingDisk.zName = "failing";
    failingDisk.szOsFile = static_cast<int>(sizeof(WrappedFile)) + realDisk->szOsFile;
    failingDisk.xOpen = openFile;
    failingDisk.xDelete = deleteFile;
    sqlite3_vfs_register(&failingDisk, 1);
    repair();
}

FailingDisk::~FailingDisk()
{
    sqlite3_vfs_unregister(&failingDisk);
    sqlite3_vfs_register(realDisk, 1);
}

void FailingDisk::failAfter(int steps, Failure failure)
{
    stepsLeft = steps;
    kind = failure;
    failed = false;
}

void FailingDisk::repair()
{
    stepsLeft = kNever;
    failed = false;
    locksRefused = false;
}

void FailingDisk::refuseLocks()
{
    locksRefused = true;
}

bool FailingDisk::hasFailed() const
{
    return failed;
}

} // namespace netready
