// SPDX-License-Identifier: Apache-2.0
#include "core/knowledge/open_world.h"

#include <array>
#include <span>

namespace netready {

OpenWorld::OpenWorld(const Schema& schema)
    : m_schema(&schema)
{
    const std::size_t count = schema.kinds().size();
    SlotId slot = 0;
    m_fields.resize(count);
    m_rows.resize(count);
    std::vector<ExprValue> objects;
    for (std::uint32_t kind = 0; kind < count; ++kind) {
        for (const Attribute* attribute : schema.kinds()[kind].fields) {
            m_fields[kind].push_back(toExprValue(*attribute, Resolution(), slot++));
        }
        m_rows[kind].kind = kind;
        m_rows[kind].fields = m_fields[kind].data();
        m_rows[kind].id = kSingletonId;
        objects.push_back(ExprValue::ofObject(&m_rows[kind]));
    }
    std::vector<std::span<const ExprValue>> subjects;
    subjects.reserve(count);
    for (const ExprValue& object : objects) {
        subjects.emplace_back(&object, 1);
    }
    for (std::uint32_t kind = 0; kind < count; ++kind) {
        m_variables.push_back(subjectVariables(schema, objects[kind], subjects));
        m_kinds.emplace_back();
        for (ExprValue& variable : m_variables.back()) {
            const bool isList = variable.kind == ExprKind::List;
            const ExprValue& object = isList ? variable.list()[0] : variable;
            m_kinds.back().push_back(object.object->kind);
            if (isList) {
                variable = ExprValue::unknown(MissingSets::leaf(slot++)); // any number of subjects
            }
        }
    }
}

std::optional<bool> OpenWorld::certainTruth(const Program& program, std::uint32_t kind) const
{
    EvalContext context;
    const ExprValue value = evaluate(program, m_variables[kind], context);
    if (value.kind != ExprKind::Bool || value.truth == Truth::Open) {
        return std::nullopt;
    }
    return value.truth == Truth::True;
}

void OpenWorld::addReads(const Program& program, std::uint32_t kind, AttributeSet& attributes) const
{
    for (const ReadPath& path : program.reads()) {
        std::uint32_t object = m_kinds[kind].at(path.variable);
        for (const ReadStep& step : path.steps) {
            if (step.field == ReadStep::kAllItems) {
                continue;
            }
            const Attribute* attribute = m_schema->kinds().at(object).fields.at(step.field);
            attributes.insert(attribute);
            if (attribute->type == AttributeType::Reference) {
                object = m_schema->kindIndex(attribute->targetKind).value_or(object);
            }
        }
    }
}

} // namespace netready
