// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <set>

#include "tests/core/expr/expr_world.h"
#include "tests/support/catch.h"

using namespace netready;

namespace {

/// Writes what is read as `0.port_speed` or `2.*.accelerators`: number of the variable, fields.
std::vector<std::string> readsOf(const World& world, const Program& program)
{
    // Variables of a rule per fabric: fabric, then the lists fabrics, sites, workloads, then site.
    const std::vector<std::string> names{"fabric", "fabrics", "sites", "workloads", "site"};
    const std::vector<std::uint32_t> kinds{0, 0, 1, 2, 1};
    std::vector<std::string> result;
    for (const ReadPath& path : program.reads()) {
        std::string text = names.at(path.variable);
        std::uint32_t kind = kinds.at(path.variable);
        for (const ReadStep& step : path.steps) {
            if (step.field == ReadStep::kAllItems) {
                text += "[*]";
                continue;
            }
            const Attribute& attribute = *world.schema.kinds().at(kind).fields.at(step.field);
            text += "." + attribute.name;
            kind = world.schema.kindIndex(attribute.targetKind).value_or(kind);
        }
        result.push_back(text);
    }
    return result;
}

} // namespace

TEST_CASE("a program knows every path that it may read", "[expr][reads]")
{
    World world;
    const auto [source, expected] = GENERATE(table<std::string, std::string>({
        {"1 + 1", ""},
        {"fabric.managed", "fabric.managed"},
        {"fabric.managed && fabric.managed", "fabric.managed"},
        {"true || fabric.managed", "fabric.managed"},
        {"has(fabric.vendor)", "fabric.vendor"},
        {"size(workloads)", "workloads"},
        {"workloads.exists(w, true)", "workloads[*]"},
        {"workloads.exists(w, w.accelerators > 1)", "workloads[*].accelerators"},
        {"workloads.exists(w, w.fabric == fabric)", "fabric workloads[*].fabric"},
        {"workloads.exists(w, w.fabric.managed)", "workloads[*].fabric.managed"},
        {"workloads[0].fabric.managed", "workloads[*].fabric.managed"},
        {"workloads.filter(w, w.accelerators > 1).exists(v, v.fabric.managed)",
         "workloads[*].accelerators workloads[*].fabric.managed"},
        {"workloads.map(w, w.fabric).exists(f, f.managed)",
         "workloads[*].fabric workloads[*].fabric.managed"},
        {"(fabric.managed ? fabric : fabrics[0]).vendor == ''",
         "fabric.managed fabric.vendor fabrics[*].vendor"},
        {"[fabric, fabrics[1]].exists(f, f.managed)",
         "fabric fabric.managed fabrics[*] fabrics[*].managed"},
        {"{'a': fabric}['a'].managed", "fabric fabric.managed"},
        {"(fabrics + fabrics)[0].managed", "fabrics fabrics[*].managed"},
        {"dyn(fabric).managed", "fabric fabric.managed"},
        {"site.power > q('1 kW')", "site.power"},
        {"fabric", "fabric"},
    }));
    INFO(source);
    CHECK(join(readsOf(world, world.compiled(source)), " ") == expected);
}

TEST_CASE("parts read what they are made of", "[expr][reads]")
{
    World world;
    Environment environment(world.schema);
    environment.declareSubject(0);
    environment.define("speed", "fabric.port_speed", {});
    environment.define("f", "fabric", {});
    CHECK(join(readsOf(world, compile("speed > q('1 Gb/s')", environment)), " ") ==
          "fabric.port_speed");
    CHECK(join(readsOf(world, compile("f.managed", environment)), " ") == "fabric.managed");
}

TEST_CASE("changing what is not read changes no result", "[expr][reads]")
{
    // Each field in turn is set; a program whose result changes must have that field in its reads.
    const std::vector<std::string> sources{
        "fabric.managed && fabric.port_speed > q('100 Gb/s')",
        "workloads.exists(w, w.accelerators > 64)",
        "workloads.filter(w, w.accelerators > 8).exists(w, w.fabric.managed)",
        "workloads.map(w, w.fabric).exists(f, f.redundant)",
        "(fabric.managed ? fabric : fabrics[1]).vendor == 'v'",
        "[fabric, fabrics[1]].exists(f, f.redundant)",
        "size(workloads) > 2 && 'pfc' in fabric.features",
        "[fabric, site].exists(o, has(o.power))",
        "{'a': fabrics}['a'].exists(f, f.managed)",
        "workloads.exists(w, [w.fabric, fabric].all(f, f.redundant))",
    };
    const std::vector<std::pair<std::string, std::string>> edits{
        {"fabric/main.managed", "yes"},
        {"fabric/main.managed", "no"},
        {"fabric/spare.managed", "yes"},
        {"fabric/main.redundant", "yes"},
        {"fabric/spare.redundant", "no"},
        {"fabric/main.port_speed", "400 Gb/s"},
        {"fabric/main.vendor", "v"},
        {"fabric/spare.vendor", "w"},
        {"fabric/main.features", "[pfc]"},
        {"workload/chat.accelerators", "128"},
        {"workload/chat.fabric", "main"},
        {"workload/train.fabric", "spare"},
        {"site/main.power", "1 MW"},
    };
    World world;
    std::vector<std::string> results;
    for (const std::string& source : sources) {
        results.push_back(world.text(source));
    }
    for (const auto& [key, value] : edits) {
        world.set(key, value);
        const std::string field = key.substr(key.find('.') + 1);
        for (std::size_t i = 0; i < sources.size(); ++i) {
            const std::string now = world.text(sources[i]);
            const std::string read = join(readsOf(world, world.compiled(sources[i])), " ") + " ";
            INFO(sources[i] << " after " << key << ": " << results[i] << " -> " << now << "; reads "
                            << read);
            CHECK((now == results[i] || read.find("." + field) != std::string::npos));
            results[i] = now;
        }
    }
}

TEST_CASE("the unit of a result is that of the first attribute of its kind", "[expr][reads]")
{
    World world;
    CHECK(world.compiled("fabric.port_speed * 2").unit() == "Gb/s");
    CHECK(world.compiled("fabric.latency + q('1 s')").unit() == "µs");
    CHECK(world.compiled("q('1 s')").unit() == "s");
    CHECK(world.compiled("fabric.oversubscription * 2.0").unit() == ":1");
    CHECK(world.compiled("fabric.port_speed / fabric.uplink_speed").unit().empty());
    CHECK(world.compiled("fabric.buffer / fabric.port_speed").unit() == "s");
    CHECK(world.compiled("fabric.managed").unit().empty());
}
