// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/prover/formula.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace netready {

/// How many subjects there are beside the one that is judged, and what they refer to.
enum class Scene : std::uint8_t
{
    One,    ///< one of each kind
    Two,    ///< two of each kind, the second refer to the second
    Shared, ///< two of each kind, all refer to the first
    None    ///< none of a kind to which nothing refers
};
inline constexpr std::size_t kScenes = 4;

/// One attribute of one of the subjects.
struct ProofSlot
{
    const Attribute* attribute = nullptr;
    std::uint32_t kind = 0;
    std::uint32_t row = 0;
    std::uint32_t field = 0;
};

/// A client put up for trials: at most two subjects of each kind, whose values are set one by one;
/// all is open at first.
class ProofWorld
{
public:
    static constexpr std::size_t kRows = 2;

    /// The schema must outlive this.
    ProofWorld(const Schema& schema, std::uint32_t kind);
    ProofWorld(const ProofWorld&) = delete; // rows point into values
    ProofWorld& operator=(const ProofWorld&) = delete;

    void set(Scene scene);
    void set(const ProofSlot& slot, const ExprValue& value)
    {
        m_values[slot.kind][slot.row][slot.field] = value;
    }
    /// For an expression over the first subject of the kind.
    [[nodiscard]] std::span<const ExprValue> variables(std::uint32_t kind) const
    {
        return m_variables[static_cast<std::size_t>(m_scene)][kind];
    }
    [[nodiscard]] std::span<const ExprValue> variables() const { return variables(m_kind); }

    /// Attributes that a program over the kind may read, of the first subjects and, where it goes
    /// through lists, of the second; true if it looks at lists.
    bool addReads(const Program& program, std::uint32_t kind, std::vector<ProofSlot>& slots) const;

private:
    void addVariables(Scene scene);
    void addPath(const ReadPath& path,
                 std::uint32_t object,
                 bool isList,
                 std::vector<ProofSlot>& slots) const;
    void bindReferences(Scene scene);
    [[nodiscard]] std::vector<bool> referredTo() const;

    const Schema& m_schema;
    std::uint32_t m_kind;
    Scene m_scene = Scene::One;
    std::vector<std::array<std::vector<ExprValue>, kRows>> m_values; ///< by kind
    std::vector<std::array<ObjectRow, kRows>> m_rows;
    std::vector<std::vector<ExprValue>> m_objects;
    std::array<std::vector<std::vector<ExprValue>>, kScenes> m_variables; ///< by kind
};

} // namespace netready
