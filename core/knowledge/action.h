// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/expr/program.h"
#include "core/facts/attribute.h"
#include "core/facts/fact.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace netready {

/// Whether a thing is done before accelerators run, after, or either way.
enum class PlanPath
{
    Both,
    Greenfield,
    Brownfield
};
[[nodiscard]] std::string_view toString(PlanPath path);

/// What is a fact when an action is done: a value, or a formula over the subject.
struct ActionFact
{
    std::string attribute;
    Value value;
    Program formula; ///< empty if there is a value
};

/// A range with its basis: a value, or two formulas over the subject.
struct Estimate
{
    std::optional<Measure> value;
    Program low; ///< empty if there is a value
    Program high;
    std::string basis;
};

/// How it is found out that an action did what it should.
struct AcceptanceTest
{
    std::string tool;
    std::string command;
    std::string threshold;
    std::string duration;
};

/// A remedy for findings, with the facts that it sets.
struct Action
{
    std::string id;
    std::string title;
    std::uint32_t kind = 0; ///< `per`: index in the schema
    std::uint8_t step = 1;  ///< of the planning sequence, 1 to 9
    PlanPath path = PlanPath::Both;
    std::string role;
    Program appliesWhen;               ///< empty: always
    std::vector<std::string> remedies; ///< ids of rules
    std::vector<ActionFact> sets;
    std::vector<std::string> needs; ///< ids of actions
    Estimate effort;                ///< time of one person
    Estimate cost;                  ///< money, without effort
    Measure duration;               ///< in the calendar
    std::string risk;
    AcceptanceTest acceptance;
    std::vector<Citation> references;
    Position where;
};

/// How well a statement about a vendor is known.
enum class StatementStatus
{
    Read,
    SecondHand,
    Recalled,
    Judgement
};
[[nodiscard]] std::string_view toString(StatementStatus status);

struct VendorProduct
{
    std::string title;
    std::string purpose; ///< `for` in the pack
    StatementStatus status = StatementStatus::Recalled;
    std::string source; ///< id; empty unless read or second-hand
};

/// The kind over which criteria of vendors are: the client as a whole.
inline constexpr std::string_view kOrganisation = "organisation";

/// Speaks for or against a vendor where an expression over the client's facts is true.
struct VendorCriterion
{
    std::string id;
    Program when;
    int points = 1; ///< 1 to 3, below 0 against
    std::string why;
    StatementStatus status = StatementStatus::Judgement;
};

struct Vendor
{
    std::string id;
    std::string title;
    std::vector<std::string> roles;
    std::string help;
    std::vector<VendorProduct> products;
    std::vector<VendorCriterion> criteria; ///< those for it first
    std::vector<std::string> risks;
    std::vector<std::string> questions;
    Position where;
};

} // namespace netready
