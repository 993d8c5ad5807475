// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/model.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace netready {

/// Ascending, each once.
inline void sortOnce(std::vector<SlotId>& slots)
{
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
}

/// Reads facts of one subject as numbers, and notes down which.
class SubjectFacts
{
public:
    SubjectFacts(const Model& model, const ObjectRow& row, std::vector<SlotId>& read)
        : m_model(model)
        , m_row(row)
        , m_read(read)
    {}

    [[nodiscard]] const ExprValue* find(std::string_view name) const
    {
        const auto slot = m_model.fieldSlot(m_row, name);
        if (slot) {
            m_read.push_back(*slot);
        }
        return slot ? &m_model.values()[*slot] : nullptr;
    }
    [[nodiscard]] FactKey key(std::string_view name) const
    {
        SubjectKey subject = m_model.subjectOf(m_row);
        std::string attribute = subject.kind + "." + std::string(name);
        return {std::move(subject), std::move(attribute)};
    }
    /// Shape: nothing if nobody said anything
    [[nodiscard]] std::optional<Interval<double>> number(std::string_view name) const
    {
        const ExprValue* value = find(name);
        const auto slot = m_model.fieldSlot(m_row, name);
        if (value == nullptr || (value->missing != 0 && !isSaid(*slot))) {
            return std::nullopt;
        }
        if (value->kind == ExprKind::Int) {
            return Interval<double>(static_cast<double>(value->ints.low),
                                    static_cast<double>(value->ints.high));
        }
        const bool isNumber = value->kind == ExprKind::Double || value->kind == ExprKind::Quantity;
        return isNumber ? std::optional(Interval<double>(value->doubles.low, value->doubles.high))
                        : std::nullopt;
    }
    /// Whether anybody said something; does not count as reading it.
    [[nodiscard]] bool isSaid(std::string_view name) const
    {
        const auto slot = m_model.fieldSlot(m_row, name);
        return slot && isSaid(*slot);
    }
    [[nodiscard]] Truth truth(std::string_view name) const
    {
        const ExprValue* value = find(name);
        return value == nullptr || value->kind != ExprKind::Bool
                   ? (value != nullptr && value->isError() ? Truth::False : Truth::Open)
                   : value->truth;
    }
    /// Ids of the options that remain; all of them if nothing is known.
    [[nodiscard]] std::vector<std::string> options(std::string_view name) const
    {
        std::vector<std::string> ids;
        const ExprValue* value = find(name);
        if (value == nullptr) {
            return ids;
        }
        const Attribute& attribute = m_model.attributeOf(*m_model.fieldSlot(m_row, name));
        for (std::size_t i = 0; i < attribute.options.size(); ++i) {
            if (value->kind != ExprKind::Choice || ((value->options.possible >> i) & 1U) != 0) {
                ids.push_back(attribute.options[i].id);
            }
        }
        return ids;
    }

private:
    [[nodiscard]] bool isSaid(SlotId slot) const
    {
        return m_model.resolution(slot).knowing == Knowing::Known || m_model.isComputed(slot);
    }

    const Model& m_model;
    const ObjectRow& m_row;
    std::vector<SlotId>& m_read;
};

} // namespace netready
