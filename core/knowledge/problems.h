// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"
#include "core/knowledge/yaml_node.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace netready {

/// Collects what is wrong in one file.
class FileProblems
{
public:
    /// Both must outlive this.
    FileProblems(const std::string& path, Diagnostics& diagnostics)
        : m_path(&path)
        , m_diagnostics(&diagnostics)
    {}

    void error(std::string_view code, Position where, std::string message)
    {
        ++m_errors;
        m_diagnostics->push_back(
            {DiagnosticSeverity::Error, std::string(code), std::move(message), std::move(where)});
    }
    void error(std::string_view code, const YamlNode& node, std::string message)
    {
        error(code, at(node), std::move(message));
    }
    void warning(std::string_view code, const YamlNode& node, std::string message)
    {
        m_diagnostics->push_back(
            {DiagnosticSeverity::Warning, std::string(code), std::move(message), at(node)});
    }

    [[nodiscard]] Position at(const YamlNode& node) const
    {
        return {*m_path, node.line, node.column};
    }
    /// Place of the first character of a scalar's text.
    [[nodiscard]] Position textAt(const YamlNode& node) const
    {
        return {*m_path, node.textLine, node.textColumn};
    }
    /// The same file with its own count: for errors that leave a declaration usable.
    [[nodiscard]] FileProblems aside() const { return {*m_path, *m_diagnostics}; }
    [[nodiscard]] const std::string& path() const { return *m_path; }
    /// Errors so far: compare before and after to see whether a step went well.
    [[nodiscard]] std::size_t errors() const { return m_errors; }

private:
    const std::string* m_path;
    Diagnostics* m_diagnostics;
    std::size_t m_errors = 0;
};

/// Sorts by file, line and column; what stands at one place keeps its order.
inline void sortByPlace(Diagnostics& diagnostics)
{
    std::stable_sort(
        diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
            return std::tie(a.where.file, a.where.line, a.where.column) <
                   std::tie(b.where.file, b.where.line, b.where.column);
        });
}

} // namespace netready
