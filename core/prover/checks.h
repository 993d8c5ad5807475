// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/prover/proof.h"
#include "core/prover/trials.h"

#include <string>
#include <string_view>
#include <vector>

namespace netready {

/// A formula with what it came to for each combination of its trials.
struct Tried
{
    const Formula& formula;
    Trials& trials;
    std::vector<Outcome> outcomes; ///< by combination
    std::string name;              ///< for messages
};

void refuse(Proof& proof, std::string_view code, const Position& where, std::string message);
/// Something that is legitimate and worth a look.
void remark(Proof& proof, std::string_view code, const Position& where, std::string message);
/// Something that a sample of inputs does not decide: it counts as not proven.
void leaveOpen(Proof& proof, const Position& where, const std::string& message);
/// Refuses where all combinations were tried; else it counts as not proven.
void refuseIfComplete(const Tried& tried,
                      Proof& proof,
                      std::string_view code,
                      const Position& where,
                      std::string message);

/// No input for which there is no result.
void proveCovered(const Tried& tried, Proof& proof);
/// Numbers that are compared with an attribute lie inside its domain; those of a curve where its
/// value can be. False if one does not.
bool proveThresholds(const Tried& tried, Proof& proof);
/// Each status of a rule, both answers of a condition. False if one cannot
/// be reached.
bool proveReachable(const Tried& tried, Proof& proof);
/// Each clause and arm changes some result.
void proveBranches(const Tried& tried, Proof& proof);
/// Each let is used, and changes some result or is shown.
void proveLets(const Rule& rule, const Tried& tried, Proof& proof);
/// Inputs work in the direction that the rule states.
void proveDirections(const Knowledge& knowledge,
                     const Rule& rule,
                     const std::vector<ProofSeed>& seeds,
                     const Tried& tried,
                     Proof& proof);

/// What one formula makes of the attributes it reads.
struct Influence
{
    const Attribute* attribute = nullptr;
    bool changes = false;    ///< some change of it changes the result
    bool isProven = false;   ///< if not: all was tried
    std::vector<int> groups; ///< of a choice: options with the same number are not told apart
};
[[nodiscard]] std::vector<Influence> influences(const Tried& tried);

/// A formula with what it feeds.
struct Reader
{
    const Rule* rule = nullptr;          ///< its result counts
    const Attribute* computes = nullptr; ///< counts if that attribute does
    const Question* question = nullptr;  ///< counts if the attribute it asks does
    std::vector<Influence> reads;
};
/// Each answer to a question changes some result, over all that reads it.
void proveAnswers(const Knowledge& knowledge, const std::vector<Reader>& readers, Proof& proof);

/// No two rules that judge by the same attributes always agree.
void proveDisagreement(const std::shared_ptr<const Knowledge>& knowledge, Proof& proof);

} // namespace netready
