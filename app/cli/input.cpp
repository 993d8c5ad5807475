// SPDX-License-Identifier: Apache-2.0
#include "app/cli/input.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/knowledge/yaml_node.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <system_error>

namespace netready {

namespace {

std::string readAll(std::istream& stream)
{
    std::string text(kMostPackFileBytes + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

} // namespace

InputText readInput(const std::string& path)
{
    if (path == "-") {
        return {"stdin", readAll(std::cin)};
    }
    const auto refuse = [&](const std::string& why) {
        return Error(ErrorCode::Io, inQuotes(path) + " cannot be read: " + why);
    };
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        throw refuse("it is a folder");
    }
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw refuse(std::generic_category().message(errno));
    }
    InputText input{path, readAll(stream)};
    if (stream.bad()) {
        throw refuse("reading it failed");
    }
    return input;
}

} // namespace netready
