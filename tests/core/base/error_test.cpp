// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"

#include "core/base/diagnostics.h"
#include "core/base/kebab_id.h"

#include <string>

#include "tests/support/catch.h"

namespace netready {

TEST_CASE("a place prints only what is known of it", "[base]")
{
    CHECK(toString(Position{}).empty());
    CHECK(toString(Position{"a.yaml", 0, 0}) == "a.yaml");
    CHECK(toString(Position{"a.yaml", 3, 0}) == "a.yaml:3");
    CHECK(toString(Position{"a.yaml", 3, 7}) == "a.yaml:3:7");
    CHECK(toString(Position{"", 3, 7}) == "line 3:7");
}

TEST_CASE("an error says its place first", "[base]")
{
    const Error placed(ErrorCode::InvalidInput, "the key is there twice", {"a.yaml", 3, 7});
    CHECK(std::string(placed.what()) == "a.yaml:3:7: the key is there twice");
    CHECK(placed.message() == "the key is there twice");
    const Error plain(ErrorCode::Io, "the disk is full");
    CHECK(std::string(plain.what()) == "the disk is full");
    CHECK(plain.code() == ErrorCode::Io);
}

TEST_CASE("a warning alone is no error", "[base]")
{
    Diagnostics diagnostics{{DiagnosticSeverity::Warning, "old-form", "it is old", {}}};
    CHECK_FALSE(hasErrors(diagnostics));
    diagnostics.push_back({DiagnosticSeverity::Error, "unknown-key", "what is it", {}});
    CHECK(hasErrors(diagnostics));
    CHECK_FALSE(hasErrors({}));
}

TEST_CASE("an identifier is kebab-case or refused", "[base]")
{
    struct Tag;
    CHECK(KebabId<Tag>::parse("fabric-mtu").text() == "fabric-mtu");
    CHECK(KebabId<Tag>::parse("a") < KebabId<Tag>::parse("b"));
    CHECK(KebabId<Tag>().empty());
    CHECK_THROWS_AS(KebabId<Tag>::parse("Fabric"), Error);
    CHECK_THROWS_AS(KebabId<Tag>::parse(""), Error);
}

} // namespace netready
