// SPDX-License-Identifier: Apache-2.0
#include "core/expr/environment.h"

#include "core/base/text.h"

#include <utility>

namespace netready {

namespace {

/// Copies of an environment share until one of them changes.
Environment::Impl& own(std::shared_ptr<Environment::Impl>& impl)
{
    if (impl.use_count() > 1) {
        impl = std::make_shared<Environment::Impl>(*impl);
    }
    return *impl;
}

void add(Environment::Impl& impl, std::string name, ExprType type)
{
    const auto index = static_cast<std::uint32_t>(impl.variables.size());
    impl.hasDottedNames |= name.find('.') != std::string::npos;
    impl.names.emplace(name, Environment::Impl::Meaning{false, index});
    impl.variables.push_back({std::move(name), std::move(type)});
}

void addIfFree(Environment::Impl& impl, const std::string& name, ExprType type)
{
    if (impl.names.contains(name)) {
        impl.variables.push_back({"", std::move(type)});
    } else {
        add(impl, name, std::move(type));
    }
}

} // namespace

const Environment::Impl::Meaning* Environment::Impl::find(std::string_view name) const
{
    const auto found = names.find(name);
    return found == names.end() ? nullptr : &found->second;
}

Environment::Environment(const Schema& schema)
    : m_schema(&schema)
    , m_impl(std::make_shared<Impl>())
{}

void Environment::declare(std::string name, ExprType type)
{
    if (m_impl->names.contains(name)) {
        throw Error(ErrorCode::InvalidInput, inQuotes(name) + " is declared twice");
    }
    add(own(m_impl), std::move(name), std::move(type));
}

void Environment::define(std::string name, std::string_view source, Position where)
{
    if (m_impl->names.contains(name)) {
        throw Error(
            ErrorCode::InvalidInput, inQuotes(name) + " is the name of something else", where);
    }
    const Program program = compile(source, *this, where);
    auto text =
        std::make_shared<const SourceText>(SourceText{std::string(source), std::move(where)});
    Impl& impl = own(m_impl);
    const auto index = static_cast<std::uint32_t>(impl.parts.size());
    impl.parts.push_back({parse(std::move(text)), program.type()});
    impl.names.emplace(std::move(name), Impl::Meaning{true, index});
}

void Environment::declareSubject(std::uint32_t kind)
{
    Impl& impl = own(m_impl);
    const std::vector<Schema::Kind>& kinds = m_schema->kinds();
    addIfFree(impl, kinds.at(kind).kind.id, ExprType::object(kind));
    for (std::uint32_t i = 0; i < kinds.size(); ++i) {
        addIfFree(impl, kinds[i].kind.plural, ExprType::list(ExprType::object(i)));
    }
    for (std::uint32_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].kind.singleton) {
            addIfFree(impl, kinds[i].kind.id, ExprType::object(i));
        }
    }
}

std::vector<ExprValue> subjectVariables(const Schema& schema,
                                        const ExprValue& subject,
                                        std::span<const std::span<const ExprValue>> subjectsByKind)
{
    std::vector<ExprValue> values{subject};
    for (const std::span<const ExprValue> subjects : subjectsByKind) {
        values.push_back(ExprValue::ofList(subjects));
    }
    for (std::size_t i = 0; i < schema.kinds().size(); ++i) {
        if (schema.kinds()[i].kind.singleton) {
            values.push_back(subjectsByKind[i].empty()
                                 ? ExprValue::ofError("there is no such subject", true)
                                 : subjectsByKind[i].front());
        }
    }
    return values;
}

} // namespace netready
