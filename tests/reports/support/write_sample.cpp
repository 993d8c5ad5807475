// SPDX-License-Identifier: Apache-2.0
// usage: report_sample brownfield|ready|empty OUT.html|OUT.pdf: a report for pdf_test.py.
#include "core/base/error.h"
#include "reports/pdf/pdf_writer.h"

#include <iostream>
#include <string_view>

#include "tests/reports/support/sample.h"

int main(int argc, char** argv)
{
    using namespace netready;
    if (argc != 3) {
        return 2;
    }
    try {
        const std::string_view name = argv[1];
        const Sample sample = name == "ready"   ? readySample()
                              : name == "empty" ? emptySample()
                                                : brownfieldSample();
        const std::filesystem::path out = argv[2];
        const ReportLook look = loadLook(findReportData());
        if (out.extension() == ".pdf") {
            writePdf(sample.content(), look, out);
        } else {
            writeHtml(sample.content(), look, out);
        }
    } catch (const Error& error) {
        std::cerr << error.what() << "\n";
        return 4;
    }
    return 0;
}
