// SPDX-License-Identifier: Apache-2.0
#include "core/store/snapshot.h"

#include "core/base/error.h"
#include "core/store/client_file.h"

#include <string>
#include <vector>

#include "tests/core/store/random_edits.h"
#include "tests/core/store/sample_client.h"
#include "tests/core/store/temporary_folder.h"
#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a snapshot keeps the facts as they were", "[store]")
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder / "a.netready";
    std::vector<FactBase> states;
    const std::vector<PackVersion> packs{{"core", "1.0", "abc"}};
    {
        ClientFile file = ClientFile::create(path, kSampleInfo);
        RandomEdits random(51);
        for (int i = 0; i < 60; ++i) {
            file.apply(random.next(file.facts()));
            if (i % 20 == 0) {
                file.snapshot("s" + std::to_string(i), "2026-11-25T10:00:00Z", packs);
                states.push_back(file.facts());
            }
        }
        while (file.undo()) {
        }
    }
    const ClientFile file = ClientFile::open(path, OpenMode::ReadOnly);
    const std::vector<Snapshot> snapshots = file.snapshots();
    REQUIRE(snapshots.size() == states.size());
    CHECK(snapshots[1] == Snapshot{"s20", "2026-11-25T10:00:00Z", packs});
    for (std::size_t i = 0; i < states.size(); ++i) {
        CHECK(file.snapshotFacts(snapshots[i].name) == states[i]);
    }
}

TEST_CASE("a snapshot has a name of its own", "[store]")
{
    const TemporaryFolder folder;
    ClientFile file = ClientFile::create(folder / "a.netready", kSampleInfo);
    file.snapshot("first", "", {});
    const auto code = [&](const std::string& name) {
        try {
            file.snapshot(name, "", {});
        } catch (const Error& error) {
            return error.code();
        }
        return ErrorCode::Io;
    };
    CHECK(code("first") == ErrorCode::Conflict);
    CHECK(code("") == ErrorCode::InvalidInput);
    CHECK(code(" ") == ErrorCode::InvalidInput);
    CHECK(code("\xC3(") == ErrorCode::InvalidInput);
    CHECK(file.snapshots().size() == 1);
    CHECK_THROWS_AS(file.snapshotFacts("second"), Error);
    CHECK(file.apply(noteEdit("n1")));
}

} // namespace netready
