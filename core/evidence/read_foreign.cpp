// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence_reader.h"

#include <array>

namespace netready {

namespace {

// Files that people hand over by mistake: known, so that the refusal can say what they are.

int recogniseSignature(const EvidenceSource& source)
{
    return source.text().starts_with("untrusted comment: ") ? 60 : 0;
}

void refuseSignature(const EvidenceSource& /*source*/, EvidenceDraft& draft)
{
    draft.refuse("not-evidence", "this is a key or signature of minisign, not evidence", 1);
}

int recognisePack(const EvidenceSource& source)
{
    return source.root()["pack"].isText() && source.root()["version"].isText() ? 40 : 0;
}

void refusePack(const EvidenceSource& /*source*/, EvidenceDraft& draft)
{
    draft.refuse("not-evidence", "this is the description of a pack of rules, not evidence", 1);
}

int recogniseAccess(const EvidenceSource& source)
{
    return (source.headHas("apiVersion:") && source.headHas("kind: Config")) ||
                   source.headHas("client-key-data:")
               ? 60
               : 0;
}

void refuseAccess(const EvidenceSource& /*source*/, EvidenceDraft& draft)
{
    draft.refuse("not-evidence",
                 "this is an access file of Kubernetes with keys in it; nothing of it was kept, "
                 "and it should not be passed on",
                 1);
}

constexpr auto kReaders = std::to_array<EvidenceReader>({
    {"minisign", "a file of minisign", recogniseSignature, refuseSignature},
    {"rule-pack", "a pack of rules", recognisePack, refusePack, true, true},
    {"kubeconfig", "an access file of Kubernetes", recogniseAccess, refuseAccess},
});

} // namespace

std::span<const EvidenceReader> foreignReaders()
{
    return kReaders;
}

} // namespace netready
