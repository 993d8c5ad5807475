// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fabric_spec.h"

#include "app/client/fabric_sizing.h"
#include "core/base/text.h"
#include "core/knowledge/map_reader.h"

#include <string>
#include <vector>

namespace netready {

namespace {

std::vector<KeyFormat> specKeys()
{
    std::vector<KeyFormat> keys;
    for (const FabricField& field : fabricFields()) {
        keys.push_back({field.name, field.needed});
    }
    return keys;
}

const std::vector<KeyFormat> kSpecKeys = specKeys();
const MapFormat kSpecFormat{"fabric requirement", kSpecKeys};

/// Reads the values of one map, each by its key.
class SpecReader
{
public:
    SpecReader(const YamlNode& root, FileProblems& problems)
        : m_map(root, kSpecFormat, problems)
        , m_problems(&problems)
    {}

    /// Reads all values into a requirement.
    [[nodiscard]] FabricRequirement requirement() const
    {
        FabricRequirement requirement;
        for (const FabricField& field : fabricFields()) {
            const std::string text = m_map.text(field.name);
            if (text.empty()) {
                continue;
            }
            try {
                setField(requirement, field, text);
            } catch (const Error& error) {
                m_problems->error("bad-value", *m_map.find(field.name), error.message());
            }
        }
        return requirement;
    }

private:
    MapReader m_map;
    FileProblems* m_problems;
};

void throwFirst(Diagnostics problems)
{
    if (problems.empty()) {
        return;
    }
    sortByPlace(problems);
    const std::string more =
        problems.size() == 1 ? "" : " (and " + std::to_string(problems.size() - 1) + " more)";
    throw Error(ErrorCode::InvalidInput, problems.front().message + more, problems.front().where);
}

} // namespace

FabricRequirement readFabricSpec(const InputText& input)
{
    YamlDocument document = parseYaml(input.name, input.text);
    throwFirst(document.problems);
    Diagnostics problems;
    FileProblems file(input.name, problems);
    const YamlNode& root = document.root.value();
    FabricRequirement requirement = SpecReader(root, file).requirement();
    throwFirst(std::move(problems));
    for (const KeyFormat& key : kSpecKeys) {
        const YamlNode* value = root.find(key.name);
        requirement.places.emplace(key.name, file.at(value == nullptr ? root : *value));
    }
    return requirement;
}

} // namespace netready
