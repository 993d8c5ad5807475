// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/expr/program.h"

#include <nlohmann/json_fwd.hpp>

namespace netready {

/// Reads a tagged value: `{"t": "int", "v": "42"}`, quantities `{"t": "quantity", "v": 4e11, "dim":
/// "data_rate"}` (data sizes in bytes), a range with its upper end as `"hi"`, dates as text.
///
/// Errors: InvalidInput for a type that is not supported or a value that does not fit its type.
[[nodiscard]] ExprValue fromTaggedJson(const nlohmann::json& json, EvalContext& context);

/// Writes a tagged value; fromTaggedJson reads it back. What is open and has no form of its own is
/// `{"t": "unknown"}`.
[[nodiscard]] nlohmann::json toTaggedJson(const ExprValue& value);

/// Evaluates one case `{id, expr, bindings, unknowns}`, where `unknowns` are paths (`x`, `x.y`,
/// `x[3].y`) into the bindings or names that are not bound. Also understands `type_env`,
/// `disable_check` and `disable_macros` of the public conformance cases. A binding that is a range
/// and named in `unknowns` stays that range and is missed where it matters.
///
/// Shape: `{id, value}`, `{id, error}` or `{id, unknown: [paths]}`; a range is a value with `hi`.
[[nodiscard]] nlohmann::json evaluateCase(const nlohmann::json& input);

} // namespace netready
