// SPDX-License-Identifier: Apache-2.0
#include "tests/core/store/temporary_folder.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace netready {

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "netready-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    m_path = name;
    // Others may enter, for the tests that give up the rights of root.
    std::filesystem::permissions(m_path, std::filesystem::perms(0755));
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::permissions(m_path, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(m_path, ignored);
}

std::string readBytes(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void writeBytes(const std::filesystem::path& path, const std::string& bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes;
    if (!file.flush()) {
        throw std::runtime_error("cannot write " + path.string());
    }
}

AsNobody::AsNobody()
    : m_wasRoot(::geteuid() == 0)
{
    constexpr uid_t kNobody = 65534;
    if (m_wasRoot && ::seteuid(kNobody) != 0) {
        throw std::runtime_error("cannot become nobody");
    }
}

AsNobody::~AsNobody()
{
    if (m_wasRoot && ::seteuid(0) != 0) {
        std::abort();
    }
}

} // namespace netready
