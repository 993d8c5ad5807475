// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/model.h"
#include "core/assessment/subject_facts.h"

#include <algorithm>

namespace netready {

namespace {

/// Whether what an attribute refers to is used by the workload that uses its subject.
bool isFollowed(const Attribute& attribute)
{
    return attribute.type == AttributeType::Reference && attribute.targetKind != kWorkloadKind;
}

} // namespace

Model::Model(const Knowledge& knowledge, const FactBase& facts, const AssessOptions& options)
    : m_knowledge(knowledge)
    , m_today(options.today)
{
    if (const auto kind = knowledge.schema.kindIndex(kWorkloadKind)) {
        m_classField = knowledge.schema.fieldIndex(*kind, "class");
        m_mustRunField = knowledge.schema.fieldIndex(*kind, "must_run");
    }
    makeTables(facts);
    makeDemands(facts);
    fillValues(facts);
    makeInstances(options.onlyRule);
    makeReaders();
    makeWorkloads();
    evaluateAll();
}

void Model::evaluateAll()
{
    for (DemandState& state : m_demands) {
        state.stale = true;
    }
    for (FabricState& state : m_fabrics) {
        state.stale = true;
    }
    m_dirtyDimensions.assign(m_dimensions.size(), 1);
    m_dirtyWorkloads.assign(m_workloads.size(), 1);
    m_dirtyPairs.assign(m_workloads.size() * m_dimensions.size(), 1);
    for (ComputedSlot& computed : m_computed) {
        static_cast<void>(computeSlot(computed));
    }
    for (std::uint32_t i = 0; i < m_instances.size(); ++i) {
        evaluateInstance(i);
    }
    settle();
}

void Model::makeTables(const FactBase& facts)
{
    const std::vector<Schema::Kind>& kinds = m_knowledge.schema.kinds();
    m_tables.resize(kinds.size());
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        if (kinds[k].kind.singleton) {
            m_tables[k].subjects.push_back({kinds[k].kind.id, std::string(kSingletonId)});
        }
    }
    for (const auto& [key, subject] : facts.subjects()) {
        const auto kind = m_knowledge.schema.kindIndex(key.kind);
        if (kind && !kinds[*kind].kind.singleton) {
            m_tables[*kind].subjects.push_back(key);
        }
    }
    // What a subject refers to exists, even before anybody described it.
    for (bool added = true; added;) {
        added = false;
        for (std::size_t k = 0; k < kinds.size(); ++k) {
            for (const Attribute* attribute : kinds[k].fields) {
                const auto target = m_knowledge.schema.kindIndex(attribute->targetKind);
                if (attribute->type == AttributeType::Reference && !m_tables[k].subjects.empty() &&
                    target && m_tables[*target].subjects.empty()) {
                    m_tables[*target].subjects.push_back(
                        {attribute->targetKind, std::string(kPlaceholderId)});
                    m_tables[*target].placeholder = true;
                    added = true;
                }
            }
        }
    }
    SlotId slots = 0;
    std::size_t rows = 0;
    for (std::size_t k = 0; k < kinds.size(); ++k) {
        m_tables[k].firstSlot = slots;
        m_firstRow.push_back(rows);
        rows += m_tables[k].subjects.size();
        slots += static_cast<SlotId>(m_tables[k].subjects.size() * kinds[k].fields.size());
    }
    m_values.resize(slots);
    m_resolutions.resize(slots);
    m_isComputed.assign(slots, 0);
    m_contradicted.assign(slots, 0);
    m_computedAt.assign(slots, -1);
    m_readers.resize(slots);
    m_textReaders.resize(slots);
    m_slots.reserve(slots);
    for (std::uint32_t k = 0; k < kinds.size(); ++k) {
        Table& table = m_tables[k];
        const std::size_t fields = kinds[k].fields.size();
        table.rows.resize(table.subjects.size());
        for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
            const SlotId first = table.firstSlot + static_cast<SlotId>(i * fields);
            table.rows[i].kind = k;
            table.rows[i].index = i;
            table.rows[i].fields = m_values.data() + first;
            table.rows[i].id = table.subjects[i].id;
            table.objects.push_back(ExprValue::ofObject(&table.rows[i]));
            for (std::size_t f = 0; f < fields; ++f) {
                m_slots.emplace(FactKey{table.subjects[i], kinds[k].fields[f]->id},
                                first + static_cast<SlotId>(f));
            }
        }
    }
}

void Model::bindReference(SlotId slot)
{
    const Attribute& attribute = attributeOf(slot);
    const auto target = m_knowledge.schema.kindIndex(attribute.targetKind);
    const Resolution& resolution = m_resolutions[slot];
    if (!target || resolution.knowing == Knowing::NotApplicable) {
        return;
    }
    const Table& table = m_tables[*target];
    const auto* reference = std::get_if<Reference>(&resolution.value);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        // A reference can only name what exists: with one candidate there is nothing to ask.
        const bool named =
            reference != nullptr ? table.subjects[i].id == reference->id : table.rows.size() == 1;
        if (named) {
            m_values[slot] = table.objects[i];
            m_values[slot].origin =
                reference != nullptr ? static_cast<std::uint8_t>(resolution.origin) : 0;
            return;
        }
    }
    m_values[slot] = ExprValue::unknown(MissingSets::leaf(slot));
}

void Model::fillValues(const FactBase& facts)
{
    for (const Table& table : m_tables) {
        for (const ObjectRow& row : table.rows) {
            const auto& fields = m_knowledge.schema.kinds()[row.kind].fields;
            const SlotId first = firstSlot(row);
            for (std::size_t f = 0; f < fields.size(); ++f) {
                const SlotId slot = first + static_cast<SlotId>(f);
                m_resolutions[slot] = resolve(
                    *fields[f], facts.facts({table.subjects[row.index], fields[f]->id}), m_today);
                m_values[slot] = toExprValue(*fields[f], m_resolutions[slot], slot);
                m_contradicted[slot] = m_resolutions[slot].contradicted() ? 1 : 0;
                if (fields[f]->type == AttributeType::Reference) {
                    bindReference(slot);
                }
            }
        }
    }
    std::vector<std::span<const ExprValue>> lists;
    lists.reserve(m_tables.size());
    for (const Table& table : m_tables) {
        lists.emplace_back(table.objects);
    }
    for (const Table& table : m_tables) {
        for (const ExprValue& object : table.objects) {
            m_variables.push_back(subjectVariables(m_knowledge.schema, object, lists));
        }
    }
    for (const ComputedAttribute& computed : m_knowledge.computed) {
        const std::uint32_t kind = *m_knowledge.schema.kindIndex(computed.attribute->kind);
        const std::uint32_t field = *m_knowledge.schema.fieldIndex(kind, computed.attribute->name);
        for (const ObjectRow& row : m_tables[kind].rows) {
            const SlotId slot = firstSlot(row) + field;
            m_computedAt[slot] = static_cast<std::int32_t>(m_computed.size());
            m_computed.push_back({slot, &computed.program, &row});
        }
    }
}

void Model::makeInstances(const std::string& onlyRule)
{
    m_dimensions.resize(m_knowledge.dimensions.size());
    m_entries.resize(m_knowledge.dimensions.size());
    for (const Rule& rule : m_knowledge.rules) {
        if (!onlyRule.empty() && rule.id != onlyRule) {
            continue;
        }
        const auto dimension = std::find_if(
            m_knowledge.dimensions.begin(),
            m_knowledge.dimensions.end(),
            [&](const ScoredDimension& candidate) { return candidate.id == rule.dimension; });
        const auto index = static_cast<std::uint32_t>(dimension - m_knowledge.dimensions.begin());
        for (const ObjectRow& row : m_tables[rule.kind].rows) {
            m_position.push_back(static_cast<std::uint32_t>(m_entries[index].size()));
            m_instances.push_back({&rule, &row, index, {}});
            m_entries[index].push_back(weighted(m_instances.back(), Truth::True));
        }
    }
}

void Model::collectPath(const ExprValue& value,
                        std::span<const ReadStep> steps,
                        std::vector<SlotId>& slots) const
{
    if (steps.empty()) {
        return;
    }
    if (value.kind == ExprKind::List) {
        if (steps.front().field == ReadStep::kAllItems) {
            for (const ExprValue& item : value.list()) {
                collectPath(item, steps.subspan(1), slots);
            }
        }
        return;
    }
    if (value.kind == ExprKind::Object && steps.front().field != ReadStep::kAllItems) {
        const SlotId slot = firstSlot(*value.object) + steps.front().field;
        slots.push_back(slot);
        collectPath(m_values[slot], steps.subspan(1), slots);
    }
}

void Model::collectReads(const Program& program,
                         const ObjectRow& row,
                         std::vector<SlotId>& slots) const
{
    if (program.empty()) {
        return;
    }
    const std::span<const ExprValue> inputs = variables(row);
    for (const ReadPath& path : program.reads()) {
        collectPath(inputs[path.variable], path.steps, slots);
    }
}

void Model::makeReaders()
{
    m_isReadByLoads.assign(m_values.size(), 0);
    for (const Table& table : m_tables) {
        for (const ObjectRow& row : table.rows) {
            std::vector<SlotId> slots;
            addLoadReads(row, slots);
            for (const SlotId slot : slots) {
                m_isReadByLoads[slot] = 1;
            }
        }
    }
    for (std::uint32_t c = 0; c < m_computed.size(); ++c) {
        ComputedSlot& computed = m_computed[c];
        if (computed.program->empty()) {
            computed.reads = fabricQuantity(computed.slot)
                                 ? fabricReads(*computed.row)
                                 : slotsOf(*computed.row, InputSet().set());
        } else {
            collectReads(*computed.program, *computed.row, computed.reads);
        }
        sortOnce(computed.reads);
        for (const SlotId slot : computed.reads) {
            m_readers[slot].push_back({false, c});
        }
    }
    m_instanceSlots.resize(m_instances.size());
    for (std::uint32_t i = 0; i < m_instances.size(); ++i) {
        std::vector<SlotId>& slots = m_instanceSlots[i];
        collectReads(m_instances[i].rule->appliesWhen, *m_instances[i].row, slots);
        collectReads(m_instances[i].rule->value, *m_instances[i].row, slots);
        sortOnce(slots);
        for (const SlotId slot : slots) {
            m_readers[slot].push_back({true, i});
        }
        std::vector<SlotId> told;
        for (const TextTemplate::Part& part : m_instances[i].rule->found.parts) {
            if (!part.place.empty()) {
                collectReads(part.place, *m_instances[i].row, told);
            }
        }
        sortOnce(told);
        for (const SlotId slot : told) {
            m_textReaders[slot].push_back(i);
        }
    }
    m_touched.assign(m_instances.size(), 0);
}

std::span<const ObjectRow> Model::targetsOf(const ObjectRow& from, std::size_t field) const
{
    const Attribute& attribute = *m_knowledge.schema.kinds()[from.kind].fields[field];
    const ExprValue& value = from.fields[field];
    if (!isFollowed(attribute)) {
        return {};
    }
    if (value.kind == ExprKind::Object) {
        return {value.object, 1};
    }
    if (value.kind == ExprKind::Unknown) {
        return m_tables[*m_knowledge.schema.kindIndex(attribute.targetKind)].rows;
    }
    return {};
}

Model::UsedRows Model::rowsUsedBy(const ObjectRow& workload) const
{
    const std::vector<Schema::Kind>& kinds = m_knowledge.schema.kinds();
    UsedRows used{{&workload, Truth::True}};
    std::vector<const ObjectRow*> queue{&workload};
    for (const Table& table : m_tables) {
        if (!table.rows.empty() && kinds[table.rows.front().kind].kind.singleton) {
            used[&table.rows.front()] = Truth::True;
            queue.push_back(&table.rows.front());
        }
    }
    while (!queue.empty()) {
        const ObjectRow& from = *queue.back();
        queue.pop_back();
        const Truth reached = used.at(&from);
        for (std::size_t f = 0; f < kinds[from.kind].fields.size(); ++f) {
            const Truth uses = from.fields[f].kind == ExprKind::Object ? reached : Truth::Open;
            for (const ObjectRow& target : targetsOf(from, f)) {
                const auto [entry, isNew] = used.emplace(&target, uses);
                if (isNew || (uses == Truth::True && entry->second == Truth::Open)) {
                    entry->second = uses;
                    queue.push_back(&target);
                }
            }
        }
    }
    return used;
}

std::vector<SlotId> Model::openReferences(const UsedRows& used) const
{
    std::vector<SlotId> open;
    for (const auto& [row, uses] : used) {
        const std::vector<const Attribute*>& fields = m_knowledge.schema.kinds()[row->kind].fields;
        for (std::size_t f = 0; f < fields.size(); ++f) {
            if (isFollowed(*fields[f]) && row->fields[f].kind == ExprKind::Unknown) {
                open.push_back(firstSlot(*row) + static_cast<SlotId>(f));
            }
        }
    }
    std::sort(open.begin(), open.end());
    return open;
}

void Model::addMembers(WorkloadState& workload, const UsedRows& used)
{
    const auto index = static_cast<std::uint32_t>(m_workloads.size());
    for (std::uint32_t i = 0; i < m_instances.size(); ++i) {
        const auto found = used.find(m_instances[i].row);
        if (found != used.end()) {
            const Instance& instance = m_instances[i];
            std::vector<Member>& members = workload.members[instance.dimension];
            m_countsFor[i].push_back(
                {index, instance.dimension, static_cast<std::uint32_t>(members.size())});
            members.push_back({i, found->second});
            workload.entries[instance.dimension].push_back(weighted(instance, found->second));
            if (instance.rule->gate != Gate::None) {
                workload.gated.push_back(members.back());
            }
        }
    }
}

void Model::makeWorkloads()
{
    m_countsFor.resize(m_instances.size());
    const auto kind = m_knowledge.schema.kindIndex(kWorkloadKind);
    if (!kind) {
        return;
    }
    for (const ObjectRow& row : m_tables[*kind].rows) {
        WorkloadState workload;
        workload.row = &row;
        workload.members.resize(m_dimensions.size());
        workload.entries.resize(m_dimensions.size());
        workload.dimensions.resize(m_dimensions.size());
        const UsedRows used = rowsUsedBy(row);
        workload.openReferences = openReferences(used);
        addMembers(workload, used);
        m_workloads.push_back(std::move(workload));
    }
}

} // namespace netready
