// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>

namespace netready {

struct NetworkSource
{
    std::string_view key; ///< as in SizeStep::source and in the docstrings of this folder
    std::string_view title;
    std::string_view address;
};

/// The documents that the rules of this folder were checked against.
inline constexpr std::array<NetworkSource, 9> kNetworkSources{{
    {"NV-H100",
     "NVIDIA DGX SuperPOD Reference Architecture, DGX H100, RA-11333-001 V11, 2023",
     "https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-h100/"
     "latest/network-fabrics.html"},
    {"NV-B200",
     "NVIDIA DGX SuperPOD Reference Architecture, DGX B200",
     "https://docs.nvidia.com/dgx-superpod/reference-architecture-scalable-infrastructure-b200/"
     "latest/dgx-superpod-architecture.html"},
    {"NV-B300E",
     "NVIDIA DGX SuperPOD Reference Architecture, DGX B300, Spectrum-4 Ethernet",
     "https://docs.nvidia.com/dgx-superpod/reference-architecture/scalable-infrastructure-b300/"
     "latest/"},
    {"NV-B300X",
     "NVIDIA DGX SuperPOD Reference Architecture, DGX B300, XDR InfiniBand",
     "https://docs.nvidia.com/dgx-superpod/reference-architecture/"
     "scalable-infrastructure-b300-xdr/latest/dgx-superpod-architecture.html"},
    {"NV-RUBIN8",
     "NVIDIA DGX SuperPOD Reference Architecture, DGX Rubin NVL8",
     "https://docs.nvidia.com/dgx-superpod/reference-architecture/"
     "scalable-infrastructure-rubinx86/latest/"},
    {"HPN",
     "Qian et al., Alibaba HPN: A Data Center Network for Large Language Model Training, "
     "SIGCOMM 2024",
     "https://doi.org/10.1145/3651890.3672265"},
    {"MEGASCALE",
     "Jiang et al., MegaScale: Scaling Large Language Model Training to More Than 10,000 GPUs, "
     "NSDI 2024",
     "https://arxiv.org/abs/2402.15627"},
    {"AMD-RD",
     "AMD Instinct MI3XX Reference Design",
     "https://instinct.docs.amd.com/projects/MI3XX-reference/latest/overview.html"},
    {"JN-WEKA",
     "Juniper Validated Design: AI Data Center with Apstra, NVIDIA GPUs and WEKA",
     "https://www.juniper.net/documentation/us/en/software/jvd/jvd-ai-dc-apstra-nvidia-weka/"},
}};

} // namespace netready
