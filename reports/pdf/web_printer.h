// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

class QWebEnginePage;
class QWebEngineProfile;

namespace netready {

enum class PageKind
{
    Body,     ///< margins of the report, white
    Furniture ///< no margins, transparent
};

/// Prints HTML to PDF bytes with Qt WebEngine: A4, no script, nothing loaded but the page itself.
///
/// Needs a QGuiApplication. Errors: std::runtime_error with one sentence.
class WebPrinter
{
public:
    WebPrinter();
    ~WebPrinter();
    WebPrinter(const WebPrinter&) = delete;
    WebPrinter& operator=(const WebPrinter&) = delete;

    [[nodiscard]] std::string print(const std::string& html, PageKind kind);

private:
    class Blocker;
    std::unique_ptr<Blocker> m_blocker;
    std::unique_ptr<QWebEngineProfile> m_profile;
    std::unique_ptr<QWebEnginePage> m_page;
};

} // namespace netready
