// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/read_evidence.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/evidence/evidence_reader.h"
#include "core/evidence/secrets.h"

#include <algorithm>

namespace netready {

namespace {

/// The reader that is surest; null if none knows the text.
const EvidenceReader* readerOf(const EvidenceSource& source, const std::string& format)
{
    const EvidenceReader* best = nullptr;
    int sure = 0;
    for (const EvidenceReader& reader : evidenceReaders()) {
        if (!format.empty()) {
            if (reader.format == format) {
                return &reader;
            }
            continue;
        }
        const int confidence = reader.isJson && !source.isJson() ? 0 : reader.recognise(source);
        if (confidence > sure) {
            sure = confidence;
            best = &reader;
        }
    }
    return best;
}

std::string looksLike(const EvidenceSource& source)
{
    if (source.text().find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return "the file is empty";
    }
    if (source.isJson()) {
        const auto& problem = source.json().problem();
        return problem ? "the file is broken JSON: " + problem->message
                       : "the file is JSON of a shape that no reader knows";
    }
    const std::string head = lowered(source.head().substr(0, 2000));
    if (contains(head, "<html") || contains(head, "<!doctype html")) {
        return contains(head, "login") || contains(head, "password")
                   ? "the file is a web page that asks for a login, not an answer of an interface"
                   : "the file is a web page, not an answer of an interface";
    }
    return "no reader knows this text";
}

void readWith(const EvidenceReader& reader, const EvidenceSource& source, EvidenceDraft& draft)
{
    for (const std::string& repair : source.repairs()) {
        draft.remark("repaired", repair);
    }
    if (reader.isJson && !source.isJson()) {
        draft.refuse("not-json", "this is not JSON, so it is not " + std::string(reader.title), 1);
    }
    if (reader.isJson) {
        const auto& problem = source.json().problem();
        if (problem && !reader.readsBroken) {
            const int line = source.json().lineAt(problem->offset);
            draft.refuse("broken-json",
                         "this looks like " + std::string(reader.title) +
                             ", but is broken: " + problem->message,
                         line,
                         source.json().columnAt(problem->offset));
        }
        if (source.linesBefore() > 0) {
            draft.remark("foreign-lines",
                         std::to_string(source.linesBefore()) +
                             " lines before the document were left out",
                         1);
        }
        if (const auto foreign = source.json().foreignText()) {
            draft.remark("foreign-lines",
                         "text after the document was left out",
                         source.json().lineAt(*foreign));
        }
    }
    reader.read(source, draft);
}

} // namespace

std::vector<EvidenceFormat> evidenceFormats()
{
    std::vector<EvidenceFormat> formats;
    for (const EvidenceReader& reader : evidenceReaders()) {
        formats.push_back({reader.format, reader.title});
    }
    return formats;
}

EvidenceResult
readEvidence(std::string_view name, std::string_view bytes, const EvidenceOptions& options)
{
    EvidenceResult result;
    result.fileSha256 = sha256(bytes);
    result.inventory.source = name;
    const EvidenceSource source(name, bytes);
    const auto refuse = [&](std::string code, std::string message) {
        result.diagnostics.push_back({DiagnosticSeverity::Error,
                                      std::move(code),
                                      std::move(message),
                                      {std::string(name), 0, 0}});
    };
    if (!source.unreadable().empty()) {
        refuse("not-text", source.unreadable());
        return result;
    }
    const EvidenceReader* const reader = readerOf(source, options.format);
    if (reader == nullptr) {
        refuse("unknown-format", looksLike(source));
        if (source.isJson() && source.json().problem()) {
            const std::size_t offset = source.json().problem()->offset;
            result.diagnostics.back().where.line = source.json().lineAt(offset);
            result.diagnostics.back().where.column = source.json().columnAt(offset);
        }
        return result;
    }
    result.format = reader->format;
    const std::vector<FoundSecret> secrets = findSecrets(source.text());
    try {
        EvidenceDraft draft(source, options);
        readWith(*reader, source, draft);
        draft.finish(result);
    } catch (const EvidenceRefusal& refusal) {
        result.records.clear();
        result.inventory = {};
        result.inventory.source = name;
        result.diagnostics = {refusal.diagnostic};
    }
    removeSecrets(secrets, result);
    if (!secrets.empty() && !result.isRefused()) {
        const auto first =
            std::min_element(secrets.begin(), secrets.end(), [](const auto& a, const auto& b) {
                return a.line < b.line;
            });
        result.diagnostics.push_back({DiagnosticSeverity::Warning,
                                      "secret-removed",
                                      "the file holds what looks like a secret; it was not kept, "
                                      "but the file should not be passed on",
                                      {std::string(name), first->line, 0}});
    }
    return result;
}

} // namespace netready
