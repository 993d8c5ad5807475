// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace netready {

/// Joins lambdas into one visitor for std::visit.
template <class... Callables>
struct Overloaded : Callables...
{
    using Callables::operator()...;
};
template <class... Callables>
Overloaded(Callables...) -> Overloaded<Callables...>;

} // namespace netready
