// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/data/packs/faulty holds the files of the minimal pack that are changed, and
// in expected.txt what must be said about them: code, file, line and column.
#include "core/base/text.h"
#include "core/knowledge/knowledge.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/core/knowledge/pack_files.h"
#include "tests/support/catch.h"

using namespace netready;
using namespace netready::testing;

namespace {

constexpr const char* kFaulty = NETREADY_SOURCE_DIR "/tests/data/packs/faulty";

std::vector<std::string> faultyPacks()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(kFaulty)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> expectedErrors(const std::string& name)
{
    std::vector<std::string> lines;
    const std::string text = readFile(std::string(kFaulty) + "/" + name + "/expected.txt");
    for (const std::string_view line : split(trimmed(text), '\n')) {
        lines.emplace_back(line);
    }
    return lines;
}

/// Codes in the loader's sources: the first argument of what reports an error.
std::set<std::string> codesInSources()
{
    std::set<std::string> codes;
    const std::string folder = NETREADY_SOURCE_DIR "/core/knowledge";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".cpp") {
            continue;
        }
        const std::string text = readFile(entry.path().string());
        for (std::size_t at = text.find("error("); at != std::string::npos;
             at = text.find("error(", at + 1)) {
            const std::size_t end = std::min(text.find_first_of(",;", at), text.size());
            const std::string_view argument = std::string_view(text).substr(at, end - at);
            for (std::size_t quote = argument.find('"'); quote != std::string::npos;) {
                const std::size_t close = argument.find('"', quote + 1);
                const std::string_view word = argument.substr(quote + 1, close - quote - 1);
                if (word.find('-') != std::string::npos && isKebabCase(word)) {
                    codes.emplace(word);
                }
                quote = argument.find('"', close + 1);
            }
        }
    }
    return codes;
}

} // namespace

TEST_CASE("each faulty pack is refused with exactly the code and place that are expected",
          "[knowledge]")
{
    for (const std::string& name : faultyPacks()) {
        DYNAMIC_SECTION(name)
        {
            const LoadedKnowledge loaded = loadKnowledge(
                withFiles(minimalPack(), filesBelow(std::string(kFaulty) + "/" + name)));
            INFO(describe(loaded.diagnostics));
            CHECK(errorsOf(loaded.diagnostics) == expectedErrors(name));
            CHECK(loaded.knowledge == nullptr);
        }
    }
}

TEST_CASE("each code of the loader has a faulty pack that shows it", "[knowledge]")
{
    std::set<std::string> shown;
    for (const std::string& name : faultyPacks()) {
        for (const std::string& line : expectedErrors(name)) {
            shown.insert(line.substr(0, line.find(' ')));
        }
    }
    // Too large for a file here; tested in load_test.cpp and yaml_node_test.cpp.
    const std::set<std::string> elsewhere{
        "file-outside-pack", "no-pack", "file-too-large", "pack-too-costly"};
    const std::set<std::string> known = codesInSources();
    CHECK(known.size() > 60);
    for (const std::string& code : known) {
        INFO(code);
        CHECK((shown.contains(code) || elsewhere.contains(code)));
    }
}

TEST_CASE("every message is one sentence about the fault", "[knowledge]")
{
    for (const std::string& name : faultyPacks()) {
        const LoadedKnowledge loaded =
            loadKnowledge(withFiles(minimalPack(), filesBelow(std::string(kFaulty) + "/" + name)));
        for (const Diagnostic& diagnostic : loaded.diagnostics) {
            INFO(diagnostic.message);
            CHECK(diagnostic.message.size() > 15);
            CHECK(diagnostic.message.find('\n') == std::string::npos);
            CHECK(isKebabCase(diagnostic.code));
        }
    }
}
