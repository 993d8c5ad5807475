// SPDX-License-Identifier: Apache-2.0
// The executive report of the bundled brownfield template. Targets: content and HTML 100 ms, PDF
// 1.5 s for 20 pages.
#include "core/base/error.h"
#include "reports/content/report.h"
#include "reports/pdf/pdf_writer.h"

#include <benchmark/benchmark.h>

#include <filesystem>
#include <iostream>
#include <memory>

using namespace netready;

namespace {

constexpr double kHtmlTarget = 0.1; // seconds
constexpr double kPdfTarget = 1.5;

struct Client
{
    std::shared_ptr<const Knowledge> knowledge;
    FactBase facts;
    std::unique_ptr<LiveAssessment> live;
    ReportLook look;

    Client()
    {
        const std::string source = NETREADY_SOURCE_DIR;
        knowledge = loadKnowledge(std::vector<std::string>{source + "/questionnaires/foundation",
                                                           source + "/rules/foundation"})
                        .knowledge;
        const Template* start =
            knowledge == nullptr ? nullptr : knowledge->findTemplate("brownfield-enterprise");
        if (start == nullptr) {
            throw Error(ErrorCode::NotFound, "the bundled packs do not load");
        }
        facts.apply(editFor(*start, *knowledge, "2026-10-20T09:00:00Z"));
        live = std::make_unique<LiveAssessment>(knowledge, facts);
        look = loadLook(findReportData());
    }

    [[nodiscard]] ReportContent content()
    {
        return composeReport(
            reportKind("technical"), knowledge, facts, *live, {"", "", "2026-10-20", "bench", ""});
    }
};

Client& client()
{
    static Client made;
    return made;
}

void html(benchmark::State& state)
{
    client();
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(toHtml(client().content(), client().look));
    }
    state.counters["target_s"] = kHtmlTarget;
}
BENCHMARK(html)->Unit(benchmark::kMillisecond);

void pdf(benchmark::State& state)
{
    if (findPdfHelper().empty()) {
        state.SkipWithError("netready-pdf is not built");
        return;
    }
    const ReportContent content = client().content();
    const std::filesystem::path out = std::filesystem::temp_directory_path() / "netready-bench.pdf";
    for ([[maybe_unused]] auto _ : state) {
        writePdf(content, client().look, out);
    }
    std::filesystem::remove(out);
    state.counters["target_s"] = kPdfTarget;
}
BENCHMARK(pdf)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

} // namespace
