// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <random>

#include "tests/core/evidence/sample_files.h"
#include "tests/support/catch.h"

namespace netready {

using namespace netready::testing;

namespace {

std::string keyOf(const EvidenceRecord& record)
{
    std::string key = record.metric + "|" + std::string(textOf(kEvidenceStats, record.stat)) + "|" +
                      record.scope.name;
    for (const auto& [name, value] : record.conditions) {
        key += "|" + name + "=" + value;
    }
    return key;
}

/// Figures of the whole file, to hold those of a cut one against.
struct Whole
{
    std::map<std::string, std::vector<const EvidenceRecord*>> records;
    EvidenceQuality best = EvidenceQuality::D;
    const EvidenceResult* result = nullptr;
};

Whole wholeOf(const EvidenceResult& result)
{
    Whole whole;
    whole.result = &result;
    for (const EvidenceRecord& record : result.records) {
        whole.records[keyOf(record)].push_back(&record);
        whole.best = std::min(whole.best, record.quality);
    }
    return whole;
}

bool isNoteOfCut(const Diagnostic& diagnostic)
{
    return diagnostic.code == "cut" || diagnostic.code == "no-end" ||
           diagnostic.code == "one-sided" || diagnostic.code == "odd-row" ||
           diagnostic.code == "odd-line" || diagnostic.code == "short-row" ||
           diagnostic.code == "no-port";
}

/// A figure of a cut file is one of the whole file, or is over fewer points, or the file says that
/// it was cut.
void checkCut(const Whole& whole, const EvidenceResult& cut)
{
    const bool isNoted =
        cut.isRefused() || std::any_of(cut.diagnostics.begin(), cut.diagnostics.end(), isNoteOfCut);
    for (const EvidenceRecord& record : cut.records) {
        CHECK(record.quality >= whole.best);
        if (isNoted) {
            continue;
        }
        const auto same = whole.records.find(keyOf(record));
        const bool isKnown =
            same != whole.records.end() &&
            std::any_of(
                same->second.begin(), same->second.end(), [&record](const EvidenceRecord* other) {
                    return other->value == record.value || other->samples != record.samples;
                });
        if (!isKnown) {
            CAPTURE(keyOf(record), record.value);
            FAIL_CHECK("a cut file tells a figure that the whole one does not have");
        }
    }
    if (isNoted) {
        return;
    }
    const std::vector<InventoryLink>& links = whole.result->inventory.links;
    for (const InventoryLink& link : cut.inventory.links) {
        const bool isKnown =
            std::any_of(links.begin(), links.end(), [&link](const InventoryLink& other) {
                return other.a == link.a && other.b == link.b &&
                       (!link.speed || other.speed == link.speed);
            });
        if (!isKnown) {
            CAPTURE(link.a.node, link.a.port, link.b.node, link.b.port);
            FAIL_CHECK("a cut file tells a link that the whole one does not have");
        }
    }
}

} // namespace

TEST_CASE("no cut of a sample crashes or invents a figure", "[evidence]")
{
    for (const std::string& path : samplePaths()) {
        CAPTURE(path);
        const std::string bytes = sampleBytes(path);
        const EvidenceResult result = readSample(path);
        const Whole whole = wholeOf(result);
        // All positions of small files; of others a prime stride, so that all kinds of places are
        // met.
        const std::size_t stride = bytes.size() <= 2000 ? 1 : bytes.size() <= 12000 ? 13 : 397;
        for (std::size_t length = 0; length < bytes.size(); length += stride) {
            CAPTURE(length);
            checkCut(whole,
                     readEvidence(path.substr(path.rfind('/') + 1),
                                  std::string_view(bytes).substr(0, length)));
        }
    }
}

TEST_CASE("a number cut in its middle is never a smaller number", "[evidence]")
{
    const std::string csv =
        "a_device,a_port,b_device,b_port,speed_gbps\ngpu01,1,leaf1,1,400\ngpu02,1,leaf1,2,40";
    const EvidenceResult table = readEvidence("cables.csv", csv);
    REQUIRE(table.inventory.links.size() == 2);
    CHECK(table.inventory.links[0].speed == 400e9);
    CHECK_FALSE(table.inventory.links[1].speed);
    const EvidenceResult page = readEvidence("page.prom",
                                             "# TYPE ifHighSpeed gauge\nifHighSpeed{ifName=\"e1\"} "
                                             "400000\nifHighSpeed{ifName=\"e2\"} 4000");
    CHECK(page.records.size() == 1);
    CHECK(hasDiagnostic(page, "cut"));
    const EvidenceResult config =
        readEvidence("leaf.cfg", "hostname a\ninterface Ethernet1\n   mtu 92");
    REQUIRE(config.inventory.ports.size() == 1);
    CHECK_FALSE(config.inventory.ports[0].mtu);
}

TEST_CASE("changed bytes in samples never crash and never give a broken figure", "[evidence]")
{
    std::mt19937 random(20261201);
    const std::vector<std::string> paths = samplePaths();
    static constexpr char kText[] = "\0\n\r\t {}[]\":,;=<>&\\0919.eE+-xXna\x1b\x80\xff\xc3";
    static constexpr std::string_view kBytes(kText, sizeof(kText) - 1);
    for (const std::string& path : paths) {
        CAPTURE(path);
        const std::string bytes = sampleBytes(path);
        const int rounds = bytes.size() > 20000 ? 8 : 40;
        for (int round = 0; round < rounds; ++round) {
            std::string changed = bytes;
            const auto edits = 1 + random() % 6;
            for (unsigned i = 0; i < edits && !changed.empty(); ++i) {
                const std::size_t at = random() % changed.size();
                switch (random() % 4) {
                case 0:
                    changed[at] = kBytes[random() % kBytes.size()];
                    break;
                case 1:
                    changed.erase(at, 1 + random() % 40);
                    break;
                case 2:
                    changed.insert(at, changed.substr(random() % changed.size(), random() % 60));
                    break;
                default:
                    changed[at] = static_cast<char>(random() % 256);
                    break;
                }
            }
            const EvidenceResult result = readEvidence("changed", changed);
            for (const EvidenceRecord& record : result.records) {
                CHECK(std::isfinite(record.value));
                CHECK(findEvidenceMetric(record.metric) != nullptr);
            }
            if (result.isRefused()) {
                CHECK(result.records.empty());
                CHECK(result.diagnostics.size() == 1);
            }
        }
    }
}

TEST_CASE("deep and endless texts end", "[evidence]")
{
    CHECK(readEvidence("deep.json", "{\"lldp\": " + std::string(200000, '[')).isRefused());
    CHECK(readEvidence("deep.yml", "topology:\n  links: " + std::string(2000, '[') + "\n")
              .isRefused());
    std::string xml = "<system><cpu>";
    for (int i = 0; i < 5000; ++i) {
        xml += "<pci class=\"0x060400\">";
    }
    for (int i = 0; i < 5000; ++i) {
        xml += "</pci>";
    }
    CHECK(readEvidence("deep.xml", xml + "</cpu></system>").isRefused());
    CHECK(readEvidence("one.txt", std::string(4U << 20, 'x')).isRefused());
}

} // namespace netready
