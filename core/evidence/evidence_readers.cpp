// SPDX-License-Identifier: Apache-2.0
#include "core/evidence/evidence_reader.h"

namespace netready {

std::span<const EvidenceReader> evidenceReaders()
{
    static const std::vector<EvidenceReader> kReaders = [] {
        std::vector<EvidenceReader> all;
        for (const auto& list : {cablingReaders(),
                                 lldpReaders(),
                                 lldpSwitchReaders(),
                                 ncclReaders(),
                                 prometheusReaders(),
                                 metricPageReaders(),
                                 sonicReaders(),
                                 switchTextReaders(),
                                 netboxReaders(),
                                 infinibandTopologyReaders(),
                                 infinibandCounterReaders(),
                                 perftestReaders(),
                                 iperfReaders(),
                                 fioReaders(),
                                 fioTextReaders(),
                                 storageBenchmarkReaders(),
                                 gpuTopologyReaders(),
                                 servingReaders(),
                                 kubernetesReaders(),
                                 latencyReaders(),
                                 nicCounterReaders(),
                                 containerlabReaders(),
                                 diagramReaders(),
                                 foreignReaders()}) {
            all.insert(all.end(), list.begin(), list.end());
        }
        return all;
    }();
    return kReaders;
}

} // namespace netready
