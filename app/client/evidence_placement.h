// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/evidence/read_evidence.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/knowledge.h"

#include <map>
#include <optional>
#include <span>
#include <string>

namespace netready {

/// The subject that figures are about, or why nobody can tell.
struct FoundSubject
{
    std::optional<SubjectKey> subject;
    std::string reason; ///< empty if there is a subject
};

/// What people said that figures are about.
struct AboutEvidence
{
    std::optional<SubjectKey> all;
    std::map<std::string, SubjectKey> ofFile; ///< by SHA-256 of the file; goes before `all`
};

/// Finds the subjects that figures are about; see previewImport().
class EvidencePlacement
{
public:
    /// Everything given must outlive it.
    EvidencePlacement(const FactBase& facts,
                      const Knowledge& knowledge,
                      const AboutEvidence& about,
                      std::span<const EvidenceResult> results);

    [[nodiscard]] FoundSubject place(const Attribute& attribute,
                                     const EvidenceRecord& record) const;

private:
    [[nodiscard]] std::optional<SubjectKey> aboutOf(const EvidenceRecord& record) const;
    [[nodiscard]] std::optional<SubjectKey> byChoice(const std::string& kind,
                                                     const EvidenceRecord& record) const;
    [[nodiscard]] bool
    fits(const SubjectKey& subject, const Attribute& attribute, const EvidenceRecord& record) const;
    [[nodiscard]] Value valueOf(const SubjectKey& subject, std::string_view attribute) const;
    [[nodiscard]] std::optional<SubjectKey> referenceOf(const SubjectKey& subject,
                                                        std::string_view attribute) const;

    const FactBase& m_facts;
    const Knowledge& m_knowledge;
    const AboutEvidence& m_about;
    bool m_hasAccelerators = false; ///< the files describe servers with GPUs
};

} // namespace netready
