// SPDX-License-Identifier: Apache-2.0
#include "tests/core/expr/expr_world.h"

#include "core/base/text.h"
#include "core/units/measure.h"

#include <algorithm>
#include <bitset>
#include <cmath>

namespace netready {

namespace {

template <class T>
std::string rangeText(T low, T high, bool isPoint)
{
    const auto text = [](T end) {
        if constexpr (std::is_same_v<T, double>) {
            return std::isnan(end) ? std::string("NaN") : toText(end);
        } else {
            return std::to_string(end);
        }
    };
    return isPoint ? text(low) : "[" + text(low) + ", " + text(high) + "]";
}

std::string missingText(MissingHandle missing,
                        const EvalContext& context,
                        const std::vector<std::string>& slots)
{
    if (slots.empty()) {
        return "";
    }
    std::vector<std::string> texts;
    for (const SlotId slot : context.missing.slots(missing)) {
        texts.push_back(slots.at(slot));
    }
    return texts.empty() ? "" : "{" + join(texts, ", ") + "}";
}

std::string
bareText(const ExprValue& value, const EvalContext& context, const std::vector<std::string>& slots)
{
    std::vector<std::string> parts;
    switch (value.kind) {
    case ExprKind::Null:
        return "null";
    case ExprKind::Bool:
        return value.truth == Truth::Open ? "open" : value.truth == Truth::True ? "true" : "false";
    case ExprKind::Int:
        return rangeText(value.ints.low, value.ints.high, value.isExact());
    case ExprKind::Date:
        return "day " + rangeText(value.ints.low, value.ints.high, value.isExact());
    case ExprKind::Double:
        return rangeText(value.doubles.low, value.doubles.high, value.isExact()) + "d";
    case ExprKind::Quantity:
        return rangeText(value.doubles.low, value.doubles.high, value.isExact()) + " " +
               toString(value.dimension);
    case ExprKind::String:
        return "'" + std::string(value.string()) + "'";
    case ExprKind::Type:
        return std::string(value.string());
    case ExprKind::List:
        for (const ExprValue& item : value.list()) {
            parts.push_back(show(item, context, slots) + (item.optional ? "?" : ""));
        }
        return "[" + join(parts, ", ") + "]";
    case ExprKind::Map:
        for (const MapEntry& entry : value.map()) {
            parts.push_back(show(entry.key, context, slots) + ": " +
                            show(entry.value, context, slots));
        }
        return "{" + join(parts, ", ") + "}";
    case ExprKind::Object:
        return std::string(value.object->id);
    case ExprKind::Choice:
        return "options " + std::bitset<4>(value.options.possible).to_string();
    case ExprKind::Choices:
        return "options " + std::bitset<4>(value.options.certain).to_string() + " to " +
               std::bitset<4>(value.options.possible).to_string();
    case ExprKind::Error:
        return value.notApplicable ? "not applicable" : "error";
    case ExprKind::Unknown:
        return "unknown";
    }
    return "";
}

Attribute makeAttribute(std::string kind, std::string name, AttributeType type)
{
    Attribute attribute;
    attribute.id = kind + "." + name;
    attribute.kind = std::move(kind);
    attribute.name = std::move(name);
    attribute.type = type;
    return attribute;
}

Attribute number(std::string kind,
                 std::string name,
                 AttributeType type,
                 std::string_view domain,
                 std::string unit)
{
    Attribute attribute = makeAttribute(std::move(kind), std::move(name), type);
    const Measure range = parseMeasure(domain);
    attribute.dimension = range.dimension;
    attribute.domainLow = range.low;
    attribute.domainHigh = range.high;
    attribute.unit = std::move(unit);
    return attribute;
}

Attribute
options(std::string kind, std::string name, AttributeType type, const std::vector<std::string>& ids)
{
    Attribute attribute = makeAttribute(std::move(kind), std::move(name), type);
    for (const std::string& id : ids) {
        attribute.options.push_back({id, "Title of " + id, ""});
    }
    return attribute;
}

std::vector<Attribute> sampleAttributes()
{
    using enum AttributeType;
    std::vector<Attribute> all{
        number("fabric", "port_speed", AttributeType::Quantity, "0 Gb/s .. 2 Tb/s", "Gb/s"),
        number("fabric", "uplink_speed", AttributeType::Quantity, "0 Gb/s .. 2 Tb/s", "Gb/s"),
        number("fabric", "latency", AttributeType::Quantity, "0 s .. 1 s", "µs"),
        number("fabric", "buffer", AttributeType::Quantity, "0 B .. 1 GB", "MB"),
        number("fabric", "switches", Count, "0..1000", ""),
        number("fabric", "oversubscription", Ratio, "1:1..10:1", ":1"),
        makeAttribute("fabric", "managed", Boolean),
        makeAttribute("fabric", "redundant", Boolean),
        options("fabric", "transport", AttributeType::Choice, {"rocev2", "infiniband", "tcp"}),
        options("fabric", "features", Choices, {"pfc", "ecn", "spraying"}),
        makeAttribute("fabric", "vendor", AttributeType::Text),
        makeAttribute("fabric", "installed", AttributeType::Date),
        number("workload", "accelerators", Count, "0..100000", ""),
        options("workload", "stage", AttributeType::Choice, {"training", "inference"}),
        makeAttribute("workload", "fabric", AttributeType::Reference),
        number("site", "power", AttributeType::Quantity, "0 kW .. 10 MW", "kW"),
    };
    all[all.size() - 2].targetKind = "fabric";
    return all;
}

} // namespace

std::string
show(const ExprValue& value, const EvalContext& context, const std::vector<std::string>& slots)
{
    const bool isContainer = value.kind == ExprKind::List || value.kind == ExprKind::Map;
    return bareText(value, context, slots) +
           (isContainer ? "" : missingText(value.missing, context, slots));
}

void Variables::add(const std::string& name, ExprValue value, ExprType type)
{
    if (!value.isExact() && value.kind != ExprKind::List && value.kind != ExprKind::Map) {
        value.missing = MissingSets::leaf(static_cast<SlotId>(names.size()));
    }
    environment.declare(name, std::move(type));
    names.push_back(name);
    values.push_back(value);
}

ExprValue Variables::evaluated(std::string_view source, CompileOptions options)
{
    options.limitCost = false;
    return evaluate(compile(source, environment, {}, options), values, context);
}

std::string Variables::text(std::string_view source)
{
    // The program must outlive the value.
    const Program program = compile(source, environment, {}, {.limitCost = false});
    return show(evaluate(program, values, context), context, names);
}

World::World()
    : kinds{{"fabric", "fabrics", "Fabric", "", false},
            {"site", "sites", "Site", "", true},
            {"workload", "workloads", "Workload", "", false}}
    , attributes(sampleAttributes())
    , schema(kinds, attributes)
{
    m_objects.resize(kinds.size());
    for (const std::string subject : {"fabric/main",
                                      "fabric/spare",
                                      "site/main",
                                      "workload/chat",
                                      "workload/search",
                                      "workload/train"}) {
        const SubjectKey key = SubjectKey::parse(subject);
        const std::uint32_t kind = *schema.kindIndex(key.kind);
        Row& added = m_rows[subject];
        added.row.kind = kind;
        added.row.index = static_cast<std::uint32_t>(m_objects[kind].size());
        const std::size_t count = schema.kinds()[kind].fields.size();
        added.facts.resize(count);
        added.has.resize(count);
        added.fields.resize(count);
        added.row.fields = added.fields.data();
        const std::string& name = m_rows.find(subject)->first;
        added.row.id = std::string_view(name).substr(name.find('/') + 1);
        m_objects[kind].push_back(ExprValue::ofObject(&added.row));
    }
    fill();
}

World::Row& World::row(std::string_view subject)
{
    return m_rows.find(subject)->second;
}

const Attribute& World::attribute(std::string_view id) const
{
    return *std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& candidate) {
        return candidate.id == id;
    });
}

void World::set(std::string_view key, std::string_view value, Origin origin)
{
    const FactKey parsed = FactKey::parse(key);
    Row& changed = row(parsed.subject.text());
    const Attribute& declared = attribute(parsed.attribute);
    const std::uint32_t field = *schema.fieldIndex(changed.row.kind, declared.name);
    changed.facts[field].value = parseValue(declared, value);
    changed.facts[field].origin = origin;
    changed.has[field] = true;
    fill();
}

void World::fill()
{
    slots.clear();
    for (auto& [subject, filled] : m_rows) {
        filled.resolutions.clear();
        const auto& fields = schema.kinds()[filled.row.kind].fields;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto slot = static_cast<SlotId>(slots.size());
            slots.push_back(subject.substr(subject.find('/') + 1) + "." + fields[i]->name);
            std::vector<Fact> facts;
            if (filled.has[i]) {
                facts.push_back(filled.facts[i]);
            }
            filled.resolutions.push_back(resolve(*fields[i], facts));
            ExprValue value = toExprValue(*fields[i], filled.resolutions.back(), slot);
            if (value.kind == ExprKind::Null && fields[i]->type == AttributeType::Reference) {
                const std::string target =
                    fields[i]->targetKind + "/" + std::get<Reference>(filled.facts[i].value).id;
                const std::uint8_t origin = value.origin;
                value = ExprValue::ofObject(&row(target).row);
                value.origin = origin;
            }
            filled.fields[i] = value;
        }
    }
}

std::vector<ExprValue> World::variables(std::string_view subject)
{
    std::vector<std::span<const ExprValue>> lists;
    for (const std::vector<ExprValue>& objects : m_objects) {
        lists.emplace_back(objects);
    }
    return subjectVariables(schema, ExprValue::ofObject(&row(subject).row), lists);
}

Program World::compiled(std::string_view source, std::string_view kind) const
{
    Environment environment(schema);
    environment.declareSubject(*schema.kindIndex(kind));
    return compile(source, environment, {"rule.yaml", 7, 12});
}

std::string World::problem(std::string_view source, std::string_view kind) const
{
    try {
        (void)compiled(source, kind);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

ExprValue World::evaluated(std::string_view source, std::string_view subject)
{
    return evaluate(
        compiled(source, subject.substr(0, subject.find('/'))), variables(subject), context);
}

std::string World::text(std::string_view source, std::string_view subject)
{
    const Program program = compiled(source, subject.substr(0, subject.find('/')));
    return show(evaluate(program, variables(subject), context), context, slots);
}

} // namespace netready
