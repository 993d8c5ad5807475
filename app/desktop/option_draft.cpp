// SPDX-License-Identifier: Apache-2.0
#include "app/desktop/option_draft.h"

#include "core/base/text.h"

#include <algorithm>

namespace netready::desktop {

namespace {

bool has(const std::vector<std::string>& ids, const std::string& id)
{
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

} // namespace

OptionDraft::OptionDraft(const Attribute& attribute, const FactBase& facts)
    : m_type(attribute.type)
{
    if (suits(attribute)) {
        m_options = answerOptions(attribute, facts);
        m_marks.assign(m_options.size(), OptionMark::None);
    }
}

bool OptionDraft::suits(const Attribute& attribute)
{
    return !attribute.isNumber() && attribute.type != AttributeType::Text &&
           attribute.type != AttributeType::Date;
}

bool OptionDraft::takesSeveral() const
{
    return m_type == AttributeType::Choices ||
           (m_type == AttributeType::Choice && m_severalRemain);
}

void OptionDraft::setSeveralRemain(bool remain)
{
    if (m_severalRemain != remain) {
        m_severalRemain = remain;
        for (OptionMark& mark : m_marks) {
            if (mark != OptionMark::None) {
                mark = remain ? OptionMark::Perhaps : OptionMark::None;
            }
        }
    }
}

void OptionDraft::clear()
{
    std::fill(m_marks.begin(), m_marks.end(), OptionMark::None);
    m_severalRemain = false;
}

void OptionDraft::load(const Value& value)
{
    clear();
    const auto* choice = std::get_if<Choice>(&value);
    m_severalRemain = choice != nullptr && choice->remaining.size() > 1;
    for (std::size_t i = 0; i < m_options.size(); ++i) {
        const std::string& id = m_options[i].value;
        bool chosen = false;
        bool perhaps = false;
        if (const auto* yes = std::get_if<bool>(&value)) {
            chosen = (id == "yes") == *yes;
        } else if (choice != nullptr) {
            perhaps = has(choice->remaining, id);
            chosen = perhaps && !m_severalRemain;
        } else if (const auto* set = std::get_if<ChoiceSet>(&value)) {
            chosen = has(set->certain, id);
            perhaps = has(set->possible, id);
        } else if (const auto* reference = std::get_if<Reference>(&value)) {
            chosen = reference->id == id;
        }
        m_marks[i] = chosen    ? OptionMark::Chosen
                     : perhaps ? OptionMark::Perhaps
                               : OptionMark::None;
    }
}

bool OptionDraft::press(std::size_t option)
{
    OptionMark& mark = m_marks[option];
    if (m_type == AttributeType::Choices) {
        mark = mark == OptionMark::None     ? OptionMark::Chosen
               : mark == OptionMark::Chosen ? OptionMark::Perhaps
                                            : OptionMark::None;
        return false;
    }
    if (takesSeveral()) {
        mark = mark == OptionMark::None ? OptionMark::Perhaps : OptionMark::None;
        return false;
    }
    std::fill(m_marks.begin(), m_marks.end(), OptionMark::None);
    mark = OptionMark::Chosen;
    return true;
}

std::string OptionDraft::text() const
{
    std::vector<std::string> ids;
    const bool isSet = m_type == AttributeType::Choices;
    for (std::size_t i = 0; i < m_options.size(); ++i) {
        if (m_marks[i] != OptionMark::None) {
            const bool unsure = isSet && m_marks[i] == OptionMark::Perhaps;
            ids.push_back(m_options[i].value + (unsure ? "?" : ""));
        }
    }
    return isSet ? "[" + join(ids, ", ") + "]" : join(ids, " or ");
}

} // namespace netready::desktop
