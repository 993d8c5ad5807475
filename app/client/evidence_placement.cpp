// SPDX-License-Identifier: Apache-2.0
#include "app/client/evidence_placement.h"

#include "core/base/text.h"
#include "core/evidence/evidence_source.h"
#include "core/evidence/evidence_unit.h"
#include "core/facts/resolution.h"

#include <algorithm>
#include <utility>

namespace netready {

namespace {

bool isOption(const Value& value, std::initializer_list<std::string_view> options)
{
    const auto* choice = std::get_if<Choice>(&value);
    return choice != nullptr &&
           std::all_of(choice->remaining.begin(), choice->remaining.end(), [&](const auto& one) {
               return std::find(options.begin(), options.end(), one) != options.end();
           });
}

bool isFalse(const Value& value)
{
    const bool* const truth = std::get_if<bool>(&value);
    return truth != nullptr && !*truth;
}

/// Figures that only the network between accelerators gives.
bool isOfAccelerators(const Attribute& attribute, const EvidenceRecord& record)
{
    static constexpr auto kPrefixes =
        std::to_array<std::string_view>({"rdma.", "coll.", "pfc.", "ecn.", "cnp."});
    return attribute.name.starts_with("rdma_") ||
           std::any_of(kPrefixes.begin(), kPrefixes.end(), [&](std::string_view prefix) {
               return record.metric.starts_with(prefix);
           });
}

} // namespace

EvidencePlacement::EvidencePlacement(const FactBase& facts,
                                     const Knowledge& knowledge,
                                     const AboutEvidence& about,
                                     std::span<const EvidenceResult> results)
    : m_facts(facts)
    , m_knowledge(knowledge)
    , m_about(about)
{
    for (const EvidenceResult& result : results) {
        for (const InventoryNode& node : result.inventory.nodes) {
            m_hasAccelerators = m_hasAccelerators || node.gpus.value_or(0) > 0 ||
                                contains(lowered(node.role), "gpu");
        }
    }
}

Value EvidencePlacement::valueOf(const SubjectKey& subject, std::string_view attribute) const
{
    const Attribute* const known = m_knowledge.findAttribute(attribute);
    return known == nullptr
               ? Value(NotKnown{})
               : resolve(*known, m_facts.facts({subject, std::string(attribute)})).value;
}

std::optional<SubjectKey> EvidencePlacement::referenceOf(const SubjectKey& subject,
                                                         std::string_view attribute) const
{
    const Value value = valueOf(subject, attribute);
    const auto* const reference = std::get_if<Reference>(&value);
    if (reference == nullptr) {
        return std::nullopt;
    }
    SubjectKey target{m_knowledge.findAttribute(attribute)->targetKind, reference->id};
    return m_facts.hasSubject(target) ? std::optional(std::move(target)) : std::nullopt;
}

std::optional<SubjectKey> EvidencePlacement::aboutOf(const EvidenceRecord& record) const
{
    const auto own = m_about.ofFile.find(record.fileSha256);
    return own == m_about.ofFile.end() ? m_about.all : std::optional(own->second);
}

/// What the choice of a person says about subjects of a kind: itself, or what it refers to.
std::optional<SubjectKey> EvidencePlacement::byChoice(const std::string& kind,
                                                      const EvidenceRecord& record) const
{
    const std::optional<SubjectKey> about = aboutOf(record);
    if (!about) {
        return std::nullopt;
    }
    return about->kind == kind ? about : referenceOf(*about, about->kind + "." + kind);
}

bool EvidencePlacement::fits(const SubjectKey& subject,
                             const Attribute& attribute,
                             const EvidenceRecord& record) const
{
    if (subject.kind == "fabric") {
        const Value role = valueOf(subject, "fabric.role");
        return !isOption(role, {"management"}) &&
               (!(isOfAccelerators(attribute, record) || m_hasAccelerators) ||
                !isOption(role, {"general", "storage"}));
    }
    if (subject.kind == "workload") {
        const auto fabric = referenceOf(subject, "workload.fabric");
        const auto about = aboutOf(record);
        return !isFalse(valueOf(subject, "workload.own_accelerators")) &&
               !std::holds_alternative<NotApplicable>(valueOf(subject, "workload.accelerators")) &&
               (!about || about->kind != "fabric" || !fabric || *fabric == *about);
    }
    return true;
}

FoundSubject EvidencePlacement::place(const Attribute& attribute,
                                      const EvidenceRecord& record) const
{
    const std::string& kind = attribute.kind;
    const SubjectKind* const declared = m_knowledge.findKind(kind);
    if (declared != nullptr && declared->singleton) {
        return {SubjectKey{kind, std::string(kSingletonId)}, ""};
    }
    if (auto chosen = byChoice(kind, record)) {
        return {std::move(chosen), ""};
    }
    std::vector<SubjectKey> all;
    std::vector<SubjectKey> named;
    std::vector<SubjectKey> fitting;
    const std::string scope = lowered(record.scope.name);
    for (const auto& [key, subject] : m_facts.subjects()) {
        if (key.kind != kind) {
            continue;
        }
        all.push_back(key);
        if (!scope.empty() && (scope == lowered(key.id) || scope == lowered(subject.title))) {
            named.push_back(key);
        }
        if (fits(key, attribute, record)) {
            fitting.push_back(key);
        }
    }
    if (named.size() == 1) {
        return {named.front(), ""};
    }
    if (fitting.size() == 1) {
        return {fitting.front(), ""};
    }
    if (all.empty()) {
        return {std::nullopt, "there is no " + kind + " that it could be about; add one first"};
    }
    if (fitting.empty()) {
        return {std::nullopt, "no " + kind + " fits; say which it is about"};
    }
    std::vector<std::string> names;
    for (const SubjectKey& key : fitting) {
        names.push_back(key.text());
    }
    return {std::nullopt,
            std::to_string(names.size()) + " subjects fit, " + join(names, ", ") +
                "; say which it is about"};
}

} // namespace netready
