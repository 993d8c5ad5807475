// SPDX-License-Identifier: Apache-2.0
// netready-pdf JOB.json OUT.pdf: turns the HTML of a job into a PDF with furniture and outline.
#include "reports/pdf/pdf_finish.h"
#include "reports/pdf/web_printer.h"

#include <QGuiApplication>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>

namespace {

constexpr int kWrongUse = 2;
constexpr int kBadJob = 3;
constexpr int kFailed = 4;

netready::PdfJob readJob(const char* path)
{
    std::ifstream file(path);
    const nlohmann::json json = nlohmann::json::parse(file);
    netready::PdfJob job;
    job.html = json.at("html").get<std::string>();
    job.furnitureCss = json.at("furniture_css").get<std::string>();
    job.headLeft = json.at("head_left").get<std::string>();
    job.headRight = json.at("head_right").get<std::string>();
    job.foot = json.at("foot").get<std::string>();
    job.title = json.at("title").get<std::string>();
    job.language = json.at("language").get<std::string>();
    job.date = json.at("date").get<std::string>();
    for (const nlohmann::json& entry : json.at("outline")) {
        job.outline.push_back({entry.at("id").get<std::string>(),
                               entry.at("title").get<std::string>(),
                               entry.at("level").get<int>()});
    }
    return job;
}

/// Chromium reads these before the application starts. Root may not use the sandbox.
void setEnvironment()
{
    std::string flags = "--disable-gpu --disable-software-rasterizer --disable-extensions "
                        "--disable-background-networking --font-render-hinting=none "
                        "--disable-features=NetworkServiceSandbox --log-level=3";
    if (::geteuid() == 0) {
        flags += " --no-sandbox";
    }
    ::setenv("QTWEBENGINE_CHROMIUM_FLAGS", flags.c_str(), 1);
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    ::setenv("QT_QUICK_BACKEND", "software", 1);
    ::setenv("QT_LOGGING_RULES", "*=false", 1);
    ::setenv("LC_ALL", "C.UTF-8", 1);
    ::setenv("TZ", "UTC", 1);
}

void progress(const char* text)
{
    std::cerr << "progress: " << text << std::endl;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::cerr << "usage: netready-pdf JOB.json OUT.pdf\n";
        return kWrongUse;
    }
    netready::PdfJob job;
    try {
        job = readJob(argv[1]);
    } catch (const std::exception& error) {
        std::cerr << "error: the job is damaged: " << error.what() << std::endl;
        return kBadJob;
    }
    setEnvironment();
    int count = 1;
    QGuiApplication application(count, argv);
    int code = 0;
    try {
        netready::WebPrinter printer;
        progress("laying out the pages");
        const std::string body = printer.print(job.html, netready::PageKind::Body);
        const netready::BodyPages pages = netready::readBody(body);
        progress("adding page numbers");
        const std::string furniture =
            printer.print(netready::furnitureHtml(job, pages), netready::PageKind::Furniture);
        netready::finishPdf(job, body, furniture, argv[2]);
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what() << std::endl;
        code = kFailed;
    }
    std::fflush(nullptr);
    // Tearing Chromium down takes longer than the report; the file is complete and closed.
    ::_exit(code);
}
