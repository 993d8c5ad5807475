// SPDX-License-Identifier: Apache-2.0
// Damaged packs give diagnostics with a place; they never crash or throw (run under the
// sanitizers).
#include "core/knowledge/knowledge.h"

#include <random>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

/// Loads the minimal pack with one content changed and checks that all that is said has a place.
void loadDamaged(std::size_t index, const std::string& content)
{
    std::vector<PackFile> files = minimalPack();
    files[index].content = content;
    const LoadedKnowledge loaded = loadKnowledge(files);
    bool isFine = (loaded.knowledge != nullptr) != hasErrors(loaded.diagnostics);
    for (const Diagnostic& diagnostic : loaded.diagnostics) {
        isFine = isFine && !diagnostic.code.empty() && !diagnostic.message.empty();
        isFine = isFine && !diagnostic.where.file.empty() && diagnostic.where.line > 0 &&
                 diagnostic.where.column > 0;
    }
    if (!isFine) {
        INFO(content);
        INFO(describe(loaded.diagnostics));
        CHECK(isFine);
    }
}

} // namespace

TEST_CASE("every prefix of every file is loaded or refused", "[knowledge]")
{
    // All of the short files, every seventh of the long ones; the last is the file itself.
    const std::vector<PackFile>& files = minimalPack();
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string& content = files[i].content;
        const std::size_t step = content.size() < 500 ? 1 : 7;
        for (std::size_t length = content.size() % step; length <= content.size(); length += step) {
            loadDamaged(i, content.substr(0, length));
        }
    }
    SUCCEED();
}

TEST_CASE("files with flipped bytes are loaded or refused", "[knowledge]")
{
    std::mt19937 random(20261125); // NOLINT: the same on every run
    const std::vector<PackFile>& files = minimalPack();
    for (int round = 0; round < 2000; ++round) {
        const std::size_t index = random() % files.size();
        std::string content = files[index].content;
        for (std::size_t flips = 1 + random() % 3; flips > 0; --flips) {
            content[random() % content.size()] = static_cast<char>(random() % 256);
        }
        loadDamaged(index, content);
    }
    SUCCEED();
}

TEST_CASE("files with pieces cut out, doubled or swapped are loaded or refused", "[knowledge]")
{
    std::mt19937 random(7); // NOLINT: the same on every run
    const std::vector<PackFile>& files = minimalPack();
    for (int round = 0; round < 2000; ++round) {
        const std::size_t index = random() % files.size();
        std::string content = files[index].content;
        const std::size_t from = random() % content.size();
        const std::string piece = content.substr(from, 1 + random() % 40);
        if (random() % 2 == 0) {
            content.erase(from, piece.size());
        }
        if (random() % 2 == 0) {
            content.insert(random() % (content.size() + 1), piece);
        }
        loadDamaged(index, content);
    }
    SUCCEED();
}

TEST_CASE("an expression of a hundred thousand characters is refused", "[knowledge]")
{
    std::string sum = "size(site.encryption)";
    while (sum.size() < 100000) {
        sum += " + 1";
    }
    const LoadedKnowledge loaded = loadKnowledge(minimalPackWith(
        "rules/encryption.yaml", "requirement: size(site.encryption)", "requirement: " + sum));
    INFO(describe(loaded.diagnostics));
    CHECK(errorsOf(loaded.diagnostics) ==
          std::vector<std::string>{"bad-expression rules/encryption.yaml:8:14"});
}
