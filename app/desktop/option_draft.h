// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/client/questions.h"

#include <string>
#include <vector>

namespace netready::desktop {

enum class OptionMark
{
    None,
    Perhaps, ///< one of several that remain, or possibly among those that hold
    Chosen
};

/// The options of an attribute while somebody chooses among them.
class OptionDraft
{
public:
    OptionDraft() = default;
    OptionDraft(const Attribute& attribute, const FactBase& facts);
    /// Whether an attribute is answered by options: yes and no, choices, references.
    [[nodiscard]] static bool suits(const Attribute& attribute);

    [[nodiscard]] const std::vector<AnswerOption>& options() const { return m_options; }
    [[nodiscard]] OptionMark mark(std::size_t option) const { return m_marks[option]; }
    /// Several may be marked before it is recorded.
    [[nodiscard]] bool takesSeveral() const;
    /// Of a choice: several options remain, one of them holds.
    void setSeveralRemain(bool remain);
    [[nodiscard]] bool severalRemain() const { return m_severalRemain; }
    void clear();
    /// Marks what a value says.
    void load(const Value& value);
    /// Marks an option, or takes the mark away; true if nothing more is to be marked.
    bool press(std::size_t option);
    /// As parseValue reads it; empty if a choice has no mark.
    [[nodiscard]] std::string text() const;

private:
    AttributeType m_type = AttributeType::Text;
    std::vector<AnswerOption> m_options;
    std::vector<OptionMark> m_marks;
    bool m_severalRemain = false;
};

} // namespace netready::desktop
