// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/edits.h"
#include "core/evidence/compare_inventories.h"
#include "core/evidence/read_evidence.h"
#include "core/remote/fetch_evidence.h"
#include "core/store/client_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// A file of a foreign tool, already read.
struct ImportFile
{
    std::string name; ///< last part of its path
    std::string bytes;
    std::string time;                                  ///< of the file, ISO 8601; empty if unknown
    std::optional<EvidenceQuery> query = std::nullopt; ///< before that of the options
    std::optional<SubjectKey> about = std::nullopt;    ///< likewise
    std::string asked = {};                            ///< kept in the note of the attachment
};

/// What a live system answered, to be imported as files are.
[[nodiscard]] std::vector<ImportFile> importFiles(std::vector<FetchedFile> fetched);

struct ImportOptions
{
    Signature by;
    std::string format;                         ///< of evidenceFormats(); else by content
    std::optional<EvidenceQuery> query;         ///< what a saved answer was asked for
    std::optional<SubjectKey> about;            ///< decides where subjects of its kind fit
    EvidenceQuality worst = EvidenceQuality::B; ///< figures below this give no facts
};

/// Whether the bytes of a file go into the client file.
enum class Keeping : std::uint8_t
{
    Original,
    Redacted, ///< without what looks like a secret
    Known,    ///< the same bytes are there already
    NotKept,  ///< refused, or it cannot be freed of secrets
};

struct PreviewedFile
{
    EvidenceResult result;
    Keeping keeping = Keeping::NotKept;
    std::string keptBytes; ///< of Original and Redacted
    std::string mediaType; ///< empty: by the content
    std::string asked;     ///< of a live system
};

/// What a fact from evidence is beside what stands.
enum class Novelty : std::uint8_t
{
    New,         ///< nothing was known
    Same,        ///< it stands already, from the same evidence
    Confirms,    ///< what stands can hold beside it
    Changes,     ///< it takes the place of an earlier import
    Contradicts, ///< what stands, or this, is outside of the tolerance
};
inline constexpr std::array<Word<Novelty>, 5> kNovelties = {{
    {Novelty::New, "new", "nothing was known"},
    {Novelty::Same, "same", "it stands already, from the same evidence"},
    {Novelty::Confirms, "confirms", "what stands can hold beside it"},
    {Novelty::Changes, "changes", "it takes the place of an earlier import"},
    {Novelty::Contradicts, "contradicts", "what stands lies outside of the tolerance"},
}};

/// A fact that the files give.
struct ProposedFact
{
    FactKey key;
    Fact fact;
    Novelty novelty = Novelty::New;
    std::vector<EvidenceRecord> records; ///< that it was chosen from; the first decided
    std::vector<Fact> before;            ///< what stands now
    std::vector<std::size_t> against;    ///< of `before`: what it cannot hold beside
};

/// Figures that give no fact.
struct UnplacedFigures
{
    std::string attribute; ///< that they would give
    std::string reason;
    std::vector<EvidenceRecord> records;
};

/// What an import would do.
///
/// Shape:  facts by key, then origin; figures by attribute, then reason; unused by metric
struct ImportPreview
{
    Signature by;
    std::vector<PreviewedFile> files; ///< in the order given
    std::vector<ProposedFact> facts;
    std::vector<UnplacedFigures> unplaced;
    std::map<std::string, std::size_t> unused; ///< metrics that no attribute takes, how many
    std::vector<InventoryContradiction> contradictions;

    [[nodiscard]] bool isRefused() const; ///< every file
};

/// Reads files and says which facts they give about which subjects. Changes nothing.
///
/// A subject is only taken if one fits: the one that options name, else the one whose name the file
/// uses, else the one whose role suits the figures; two that fit are left to people.
/// Limits:  a new figure takes the place of one that the same person imported before
[[nodiscard]] ImportPreview previewImport(const FactBase& facts,
                                          const Knowledge& knowledge,
                                          const std::vector<ImportFile>& files,
                                          const ImportOptions& options);

/// The one edit that adds facts and files; the bytes wait in the client file for it. A file that
/// was refused is kept only if the caller says so by its `keeping`.
///
/// Shape:  without changes if all of it stands already
[[nodiscard]] Edit importEdit(ClientFile& file, const ImportPreview& preview);

} // namespace netready
