// SPDX-License-Identifier: Apache-2.0
#include "core/store/content_check.h"

#include "core/base/sha256.h"

#include <set>
#include <string>
#include <tuple>

#include "tests/core/store/random_edits.h"
#include "tests/support/catch.h"

namespace netready {

TEST_CASE("SHA-256 gives the published digests", "[store]")
{
    // NIST, Cryptographic Standards and Guidelines, SHA-256 example values; the last one is the
    // million-letter message of FIPS 180-2, appendix B.3.
    const auto [text, digest] = GENERATE(table<std::string, std::string>({
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(1000000, 'a'),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    }));
    CHECK(sha256(text) == digest);
}

TEST_CASE("SHA-256 tells lengths around a block apart", "[store]")
{
    std::set<std::string> digests;
    for (std::size_t length = 0; length < 200; ++length) {
        digests.insert(sha256(std::string(length, '\0')));
    }
    CHECK(digests.size() == 200);
}

TEST_CASE("a check value is read back", "[store]")
{
    CHECK(checkText(0) == "0000000000000000");
    CHECK(checkText(0x0123456789abcdefU) == "0123456789abcdef");
    CHECK(checkFromText("0123456789abcdef") == 0x0123456789abcdefU);
    CHECK(checkFromText("ffffffffffffffff") == ~std::uint64_t{0});
    CHECK_FALSE(checkFromText(""));
    CHECK_FALSE(checkFromText("123"));
    CHECK_FALSE(checkFromText("0123456789abcdeg"));
    CHECK_FALSE(checkFromText("-123456789abcdef"));
}

TEST_CASE("a digest is part of the file format and stays what it is", "[store]")
{
    CHECK(checkText(Digest().value()) == "b768d1628e4b8c92");
    CHECK(checkText(Digest().add("netready").value()) == "49e7bfaf9673d254");
    CHECK(checkText(Digest().add(0.1).add(std::int64_t{-1}).add("x").value()) ==
          "26dfaa4303733d7e");
    CHECK(Digest().add(-0.0).value() == Digest().add(0.0).value());
}

TEST_CASE("texts do not run into each other in a digest", "[store]")
{
    CHECK(Digest().add("ab").add("c").value() != Digest().add("a").add("bc").value());
    CHECK(Digest().add("").add("a").value() != Digest().add("a").add("").value());
    CHECK(Digest().add(std::string_view("a\0", 2)).value() != Digest().add("a").value());
}

TEST_CASE("every part of a fact is in its check", "[store]")
{
    const FactKey key{{"fabric", "main"}, "fabric.port_speed"};
    std::vector<std::vector<Fact>> variants(1);
    for (int i = 0; i < 8; ++i) {
        Fact fact;
        fact.value = i == 1 ? Value(Text{"a"}) : Value(NotKnown{});
        fact.origin = i == 2 ? Origin::Measured : Origin::Stated;
        fact.author = i == 3 ? "a" : "";
        fact.time = i == 4 ? "a" : "";
        fact.note = i == 5 ? "a" : "";
        fact.evidence = i == 6 ? "a" : "";
        fact.withdrawn = i == 7 ? "a" : "";
        variants.push_back({fact});
        variants.push_back({fact, fact});
    }
    std::set<std::uint64_t> checks;
    for (const std::vector<Fact>& facts : variants) {
        checks.insert(contentCheck(key, facts));
    }
    CHECK(checks.size() == variants.size());
    CHECK(contentCheck(key, {}) == 0);
}

TEST_CASE("a change and its inverse add up to nothing", "[store]")
{
    RandomEdits random(7);
    FactBase base;
    std::uint64_t sum = 0;
    for (int i = 0; i < 300; ++i) {
        const Edit edit = random.next(base);
        const Edit back = inverse(edit);
        std::uint64_t there = 0;
        for (const Change& change : edit.changes) {
            there += checkDifference(change);
        }
        std::uint64_t andBack = 0;
        for (const Change& change : back.changes) {
            andBack += checkDifference(change);
        }
        REQUIRE(there + andBack == 0);
        base.apply(edit);
        sum += there;
    }
    std::uint64_t whole = 0;
    for (const FactKey& key : base.keys()) {
        whole += contentCheck(key, base.facts(key));
    }
    for (const auto& [key, subject] : base.subjects()) {
        whole += contentCheck(subject);
    }
    for (const auto& [key, waiver] : base.waivers()) {
        whole += contentCheck(waiver);
    }
    for (const auto& [id, note] : base.notes()) {
        whole += contentCheck(note);
    }
    for (const auto& [about, item] : base.workItems()) {
        whole += contentCheck(item);
    }
    CHECK(sum == whole);
}

} // namespace netready
