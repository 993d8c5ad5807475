// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"
#include "app/client/edits.h"
#include "core/assessment/assessment.h"
#include "core/knowledge/knowledge.h"
#include "core/store/client_file.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// An open client with the packs that say what it means.
struct Client
{
    std::shared_ptr<const Knowledge> knowledge; ///< the packs that the file was made with
    ClientFile file;

    [[nodiscard]] const FactBase& facts() const { return file.facts(); }
    /// The assessment that follows this client, which must stay where it is.
    [[nodiscard]] LiveAssessment live(std::int32_t today) const;
};

/// Loads the packs of the program and those of the options; warnings go to stderr.
/// Errors: InvalidInput with the place of the first fault; Io if a folder cannot be read
[[nodiscard]] std::shared_ptr<const Knowledge> openKnowledge(const PackOptions& options);

/// The step that all verbs with a client file share.
[[nodiscard]] Client openClient(const ClientOptions& options, OpenMode mode);

/// The packs that count for a file (knowledgeOf); what is to be said of them goes to stderr.
[[nodiscard]] std::shared_ptr<const Knowledge>
openKnowledgeOf(const ClientFile& file, const std::shared_ptr<const Knowledge>& current);

/// Errors: NotFound naming the kinds that exist
[[nodiscard]] const SubjectKind& parseKind(const Knowledge& knowledge, std::string_view id);
/// Names an attribute of a subject that is there.
/// Errors: InvalidInput, NotFound naming the nearest subject or attribute that exists
[[nodiscard]] FactKey parseFactKey(const Client& client, std::string_view text);
/// Errors: InvalidInput, NotFound naming the nearest subject that exists
[[nodiscard]] SubjectKey parseSubject(const Client& client, std::string_view text);
/// Errors: NotFound naming the nearest rule that exists
[[nodiscard]] const Rule& parseRule(const Knowledge& knowledge, std::string_view id);
/// Errors: InvalidInput naming the option and the origins
[[nodiscard]] Origin parseOrigin(std::string_view text);
/// The author of the options, now.
[[nodiscard]] Signature signature(const EditOptions& options);

/// Applies an edit and says how the site score moved, in one line that begins with its title.
void applyAndTell(Client& client, const Edit& edit, const EditOptions& options);

/// Takes the last edit back (ClientFile::undo) or does it again (redo), and says so.
/// Errors: InvalidInput if there is nothing to do
void stepAndTell(Client& client,
                 std::optional<Edit> (ClientFile::*step)(),
                 const std::string& word,
                 const EditOptions& options);

/// Site score and verdict as they stand at one time.
struct Standing
{
    ScoreRange score;
    VerdictResult verdict;
};
[[nodiscard]] Standing standing(const LiveAssessment& live);
/// `site 12–36 → 15–36, not ready`.
[[nodiscard]] std::string moved(const Standing& before, const Standing& after);

/// Prints what an edit was and how the site score moved.
void tellMove(const EditOptions& options,
              const std::string& title,
              const Standing& before,
              const Standing& after);

/// Prints JSON with two spaces of indentation; bytes that are not UTF-8 are replaced.
void printJson(const nlohmann::ordered_json& json);

} // namespace netready
