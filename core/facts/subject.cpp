// SPDX-License-Identifier: Apache-2.0
#include "core/facts/subject.h"

#include "core/base/error.h"
#include "core/base/text.h"

namespace netready {

SubjectKey SubjectKey::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) + " is not a subject: write kind/id, such as site/main");
    }
    SubjectKey key{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
    if (!isSnakeCase(key.kind) || !isKebabCase(key.id)) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) +
                        " is not a subject: use lowercase letters, digits and hyphens, "
                        "such as workload/chat");
    }
    return key;
}

} // namespace netready
