// SPDX-License-Identifier: Apache-2.0
#include "core/prover/world.h"

#include <algorithm>

namespace netready {

ProofWorld::ProofWorld(const Schema& schema, std::uint32_t kind)
    : m_schema(schema)
    , m_kind(kind)
{
    const std::vector<Schema::Kind>& kinds = schema.kinds();
    m_values.resize(kinds.size());
    m_rows.resize(kinds.size());
    m_objects.resize(kinds.size());
    SlotId slot = 0;
    for (std::uint32_t k = 0; k < kinds.size(); ++k) {
        const std::size_t rows = kinds[k].kind.singleton ? 1 : kRows;
        for (std::uint32_t r = 0; r < rows; ++r) {
            for (const Attribute* attribute : kinds[k].fields) {
                m_values[k].at(r).push_back(toExprValue(*attribute, Resolution(), slot++));
            }
            ObjectRow& row = m_rows[k].at(r);
            row.kind = k;
            row.index = r;
            row.fields = m_values[k].at(r).data();
            row.id = r == 0 ? "first" : "second";
            m_objects[k].push_back(ExprValue::ofObject(&row));
        }
    }
    for (const Scene scene : {Scene::One, Scene::Two, Scene::Shared, Scene::None}) {
        addVariables(scene);
    }
    bindReferences(Scene::One);
}

/// Kinds of which the model puts up a subject even if nobody described one.
std::vector<bool> ProofWorld::referredTo() const
{
    const std::vector<Schema::Kind>& kinds = m_schema.kinds();
    std::vector<bool> exists(kinds.size());
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        exists[k] = k == m_kind || kinds[k].kind.singleton;
    }
    for (bool added = true; added;) {
        added = false;
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            for (const Attribute* attribute : kinds[k].fields) {
                const auto target = m_schema.kindIndex(attribute->targetKind);
                if (exists[k] && attribute->type == AttributeType::Reference && target &&
                    !exists[*target]) {
                    exists[*target] = true;
                    added = true;
                }
            }
        }
    }
    return exists;
}

void ProofWorld::addVariables(Scene scene)
{
    const std::vector<bool> exists = referredTo();
    std::vector<std::span<const ExprValue>> lists;
    for (std::size_t k = 0; k < m_objects.size(); ++k) {
        const std::size_t all = m_objects[k].size();
        const std::size_t count = scene == Scene::One    ? 1
                                  : scene == Scene::None ? (exists[k] ? 1U : 0U)
                                                         : all;
        lists.emplace_back(m_objects[k].data(), count);
    }
    for (const std::vector<ExprValue>& objects : m_objects) {
        m_variables[static_cast<std::size_t>(scene)].push_back(
            subjectVariables(m_schema, objects.front(), lists));
    }
}

void ProofWorld::bindReferences(Scene scene)
{
    const std::vector<Schema::Kind>& kinds = m_schema.kinds();
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        for (std::size_t f = 0; f < kinds[k].fields.size(); ++f) {
            const auto target = m_schema.kindIndex(kinds[k].fields[f]->targetKind);
            if (kinds[k].fields[f]->type != AttributeType::Reference || !target) {
                continue;
            }
            for (std::size_t r = 0; r < m_objects[k].size(); ++r) {
                const std::size_t last = m_objects[*target].size() - 1;
                m_values[k].at(r)[f] =
                    m_objects[*target][scene == Scene::Two ? std::min(r, last) : 0];
            }
        }
    }
}

void ProofWorld::set(Scene scene)
{
    if (scene != m_scene) {
        bindReferences(scene);
        m_scene = scene;
    }
}

void ProofWorld::addPath(const ReadPath& path,
                         std::uint32_t object,
                         bool isList,
                         std::vector<ProofSlot>& slots) const
{
    for (const ReadStep& step : path.steps) {
        if (step.field == ReadStep::kAllItems) {
            continue;
        }
        const Attribute* attribute = m_schema.kinds()[object].fields[step.field];
        if (attribute->type == AttributeType::Reference) {
            object = m_schema.kindIndex(attribute->targetKind).value_or(object);
            continue;
        }
        const std::size_t rows = isList ? m_objects[object].size() : 1;
        for (std::uint32_t r = 0; r < static_cast<std::uint32_t>(rows); ++r) {
            const auto isIt = [&](const ProofSlot& slot) {
                return slot.attribute == attribute && slot.row == r;
            };
            if (std::none_of(slots.begin(), slots.end(), isIt)) {
                slots.push_back({attribute, object, r, step.field});
            }
        }
    }
}

bool ProofWorld::addReads(const Program& program,
                          std::uint32_t kind,
                          std::vector<ProofSlot>& slots) const
{
    bool hasLists = false;
    const std::span<const ExprValue> roots = m_variables[0][kind];
    for (const ReadPath& path : program.reads()) {
        const ExprValue& root = roots[path.variable];
        const bool isList = root.kind == ExprKind::List;
        hasLists = hasLists || isList;
        if (root.kind == ExprKind::Object) {
            addPath(path, root.object->kind, false, slots);
        } else if (isList && !root.list().empty()) {
            addPath(path, root.list()[0].object->kind, true, slots);
        }
    }
    return hasLists;
}

} // namespace netready
