// SPDX-License-Identifier: Apache-2.0
#include "app/cli/fabric_spec.h"

#include "core/base/text.h"
#include "core/knowledge/map_reader.h"
#include "core/units/measure.h"

#include <array>
#include <charconv>
#include <string_view>

namespace netready {

namespace {

constexpr std::array<KeyFormat, 16> kSpecKeys{{
    {"gpus_per_node", true},
    {"nodes"},
    {"gpus"},
    {"nics_per_node", true},
    {"nic_speed", true},
    {"planes"},
    {"rails"},
    {"nodes_per_unit"},
    {"reserved_nodes"},
    {"manager_cables"},
    {"switch_ports", true},
    {"port_speed", true},
    {"oversubscription"},
    {"tiers"},
    {"minimum_spines"},
    {"technology"},
}};
constexpr MapFormat kSpecFormat{"fabric requirement", kSpecKeys};

/// Reads the values of one map, each by its key.
class SpecReader
{
public:
    SpecReader(const YamlNode& root, FileProblems& problems)
        : m_map(root, kSpecFormat, problems)
        , m_problems(&problems)
    {}

    [[nodiscard]] std::string text(std::string_view key) const { return m_map.text(key); }
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view key) const
    {
        const std::string text = m_map.text(key);
        if (text.empty()) {
            return std::nullopt;
        }
        std::int64_t number = 0;
        const char* const end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, number);
        if (read.ec != std::errc{} || read.ptr != end) {
            const bool isLarge = read.ec == std::errc::result_out_of_range;
            refuse(key,
                   inQuotes(key) + " is " + inQuotes(text) +
                       (isLarge ? "; that is too large" : "; a whole number is needed"));
            return std::nullopt;
        }
        return number;
    }
    [[nodiscard]] std::optional<double>
    measure(std::string_view key, Dimension dimension, std::string_view unit) const
    {
        const std::string text = m_map.text(key);
        if (text.empty()) {
            return std::nullopt;
        }
        try {
            const Measure value = parseMeasure(text, dimension, unit);
            if (value.isPoint()) {
                return value.low;
            }
            refuse(key, inQuotes(key) + " is " + inQuotes(text) + "; one value is needed");
        } catch (const Error& error) {
            refuse(key, inQuotes(key) + ": " + error.message());
        }
        return std::nullopt;
    }

private:
    void refuse(std::string_view key, const std::string& message) const
    {
        m_problems->error("bad-value", *m_map.find(key), message);
    }

    MapReader m_map;
    FileProblems* m_problems;
};

FabricRequirement requirementOf(const SpecReader& reader)
{
    FabricRequirement requirement;
    requirement.gpusPerNode = reader.whole("gpus_per_node").value_or(0);
    requirement.nodes = reader.whole("nodes");
    requirement.gpus = reader.whole("gpus");
    requirement.nicsPerNode = reader.whole("nics_per_node").value_or(0);
    requirement.nicSpeed =
        DataRate::fromBase(reader.measure("nic_speed", kDataRate, "Gb/s").value_or(0));
    requirement.planes = reader.whole("planes").value_or(1);
    requirement.rails = reader.whole("rails");
    requirement.nodesPerUnit = reader.whole("nodes_per_unit");
    requirement.reservedNodes = reader.whole("reserved_nodes").value_or(0);
    requirement.managerCables = reader.whole("manager_cables");
    requirement.switchPorts = reader.whole("switch_ports").value_or(0);
    requirement.portSpeed =
        DataRate::fromBase(reader.measure("port_speed", kDataRate, "Gb/s").value_or(0));
    requirement.oversubscription = reader.measure("oversubscription", kNone, ":1").value_or(1);
    requirement.tiers = reader.whole("tiers");
    requirement.minimumSpines = reader.whole("minimum_spines");
    requirement.technology = reader.text("technology");
    return requirement;
}

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
    FabricRequirement requirement = requirementOf(SpecReader(root, file));
    throwFirst(std::move(problems));
    for (const KeyFormat& key : kSpecKeys) {
        const YamlNode* value = root.find(key.name);
        requirement.places.emplace(key.name, file.at(value == nullptr ? root : *value));
    }
    return requirement;
}

} // namespace netready
