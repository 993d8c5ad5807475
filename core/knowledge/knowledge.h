// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/diagnostics.h"
#include "core/expr/program.h"
#include "core/facts/attribute.h"
#include "core/facts/fact_base.h"
#include "core/knowledge/action.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace netready {

enum class SourceStatus
{
    Read,
    SecondHand,
    VendorClaim,
    Judgement
};
[[nodiscard]] std::string_view toString(SourceStatus status);

/// A published source that a rule or an attribute may cite.
struct Source
{
    std::string id;
    std::string title;
    std::string publisher;
    int year = 0;
    std::string locator;
    std::string url;
    SourceStatus status = SourceStatus::Read;
    Position where;
};

/// A scored capability, in the order of the packs.
struct ScoredDimension
{
    std::string id;
    std::string code; ///< D1 … D13 of the mission
    std::string title;
    std::string help;
    Position where;
};

/// How long one kind of evidence counts in full.
struct EvidenceAge
{
    std::string
        id; ///< first part of the metrics of evidence (`net` of `net.util`), or kAnyEvidence
    std::int32_t days = 0;
    std::string because;
    Position where;
};
/// Of attributes that no metric gives.
inline constexpr std::string_view kAnyEvidence = "any";

/// What an attribute of a workload usually is, for as long as nobody said it.
struct TypicalValue
{
    std::string attribute;
    Value value;
    std::string because;
};

struct WorkloadClass
{
    std::string id;
    std::string title;
    std::string help;
    std::map<std::string, double> weights; ///< by dimension; 1 where absent
    std::vector<TypicalValue> typical;     ///< in the order of the file
    Position where;
};

/// What people call a workload: a class with typical values of its own.
struct UseCase
{
    std::string id;
    std::string title;
    std::string help;
    std::string workloadClass;
    std::vector<TypicalValue> typical; ///< where it differs from its class
    Position where;
};

enum class Depth
{
    Executive,
    Workshop,
    Full
};
[[nodiscard]] std::string_view toString(Depth depth);

/// How an attribute is asked.
struct Question
{
    std::string id;
    std::string attribute;
    std::string text;
    std::string why;
    std::string role;
    std::string placeOfAnswer; ///< `where` in the pack
    std::string typical;
    Depth depth = Depth::Workshop;
    double minutes = 2;
    Program askWhen; ///< over a subject of the attribute's kind; empty means always
    Position where;
};

enum class Severity
{
    Low,
    Medium,
    High,
    Critical
};
enum class Gate
{
    None,
    Major,
    Blocker
};
enum class Effort
{
    Hours,
    Days,
    Weeks,
    Months
};
enum class CostClass
{
    None,
    Low,
    Medium,
    High
};
[[nodiscard]] std::string_view toString(Severity severity);
[[nodiscard]] std::string_view toString(Gate gate);
[[nodiscard]] std::string_view toString(Effort effort);
[[nodiscard]] std::string_view toString(CostClass cost);

/// Points as a function of a value: 0 at failAt or beyond, 1 at target or beyond, monotone between.
struct ScoreCurve
{
    double failAt = 0; ///< base units; which of the two is larger gives the direction
    double target = 1;
    bool logarithmic = false;
    std::string failAtText; ///< as written, for people
    std::string targetText;
    Position failAtWhere = {};
    Position targetWhere = {};
};

/// Which way an input makes a rule better, as its pack states; the prover checks it.
struct Better
{
    std::string attribute;
    bool more = true; ///< false: less of it is better
    Position where;
};

/// Text with `{name}` places that are expressions.
struct TextTemplate
{
    struct Part
    {
        std::string text; ///< before the place
        Program place;    ///< empty at the end
    };
    std::vector<Part> parts;
    std::string source;
};

/// An example inside a rule.
struct RuleTest
{
    std::string name;
    std::vector<std::pair<FactKey, Fact>> given;
    std::vector<Subject> subjects;
    std::string status; ///< pass, partial, fail, unknown, not_applicable
    std::optional<std::pair<double, double>> score;
    std::optional<std::vector<std::string>> missing; ///< attributes, sorted
    Position where;
};

/// One requirement for each subject of a kind.
struct Rule
{
    std::string id;
    std::string title;
    std::string dimension;
    Severity severity = Severity::Medium;
    Gate gate = Gate::None;
    double weight = 1;
    std::uint32_t kind = 0;          ///< `per`: index in the schema
    Program appliesWhen;             ///< empty: always
    Program value;                   ///< `requirement` (yes or no) or `score.value`
    std::optional<ScoreCurve> curve; ///< of a score
    std::vector<std::pair<std::string, Program>> lets; ///< for explanations, in order
    std::vector<Better> better;                        ///< in the order of the file
    Origin fullCreditNeeds = Origin::Documented;
    double statedCredit = 0.5;
    TextTemplate found;
    std::string rationale;
    std::string remedy;
    Effort effort = Effort::Days;
    CostClass cost = CostClass::Low;
    std::string limits;
    std::vector<Citation> references;
    std::vector<RuleTest> tests;
    std::vector<const Attribute*> reads; ///< by any of its expressions, sorted by id
    Position where;
};

/// What a report answers from rules.
enum class TopicKind
{
    Question, ///< has an answer with a score
    Mistake,  ///< is found or not
    Layer,    ///< of the estate, from users to storage; has a score and a verdict
    Seam,     ///< traffic between two layers: the network; likewise
    Pillar    ///< what stands beside all layers; likewise
};
[[nodiscard]] std::string_view toString(TopicKind kind);

/// A question, a mistake or a part of the estate of which several rules speak together.
struct Topic
{
    std::string id; ///< `q7`, `m1`, `layer-storage`
    std::string title;
    std::string text; ///< the question, what the mistake is, what the part holds
    TopicKind kind = TopicKind::Question;
    std::vector<std::string> rules; ///< ids
    Position where;
};

/// A client file to start from.
struct Template
{
    std::string id;
    std::string title;
    std::string description;
    std::vector<Subject> subjects;
    std::vector<std::pair<FactKey, Fact>> facts;
    Position where;
};

struct Pack
{
    std::string id;
    std::string version;
    std::string title;
    int schema = 1;
    std::string requiresEngine;
    std::vector<std::string> overrides; ///< ids of other packs that this one declares anew
    std::string digest; ///< SHA-256 of `bytes`, hexadecimal, first 12 digits are shown
    std::string bytes;  ///< the pack's files in one, from which packFiles() makes files again
    Position where;
};

/// A declaration of one pack that takes the place of that of another.
struct Override
{
    std::string id;
    std::string pack;       ///< whose declaration counts
    std::string overridden; ///< whose does not
    Position where;
};

/// A derived attribute: overrules what is stated when it can be computed.
struct ComputedAttribute
{
    const Attribute* attribute = nullptr;
    Program program; ///< over a subject of the attribute's kind; empty if the demand models give it
    std::vector<const Attribute*> reads; ///< what it rests on, sorted by id
};

/// The loaded, checked packs. Immutable; shared by all who read it.
///
/// Shape: everything sorted by id, dimensions, kinds and computed attributes in their order (a
/// computed attribute stands after those it reads).
class Knowledge
{
public:
    std::vector<Pack> packs;
    std::vector<SubjectKind> kinds;
    std::vector<Override> overrides; ///< by id
    std::vector<Attribute> attributes;
    std::vector<Source> sources;
    std::vector<ScoredDimension> dimensions;
    std::vector<EvidenceAge> evidenceAges;
    std::vector<WorkloadClass> classes;
    std::vector<UseCase> useCases;
    std::vector<Question> questions;
    std::vector<Rule> rules;
    std::vector<Topic> topics;
    std::vector<Action> actions;
    std::vector<Vendor> vendors;
    std::vector<Template> templates;
    std::vector<ComputedAttribute> computed;
    Schema schema; ///< refers to `kinds` and `attributes`

    Knowledge() = default;
    Knowledge(const Knowledge&) = delete; // schema and programs refer to members
    Knowledge& operator=(const Knowledge&) = delete;

    [[nodiscard]] const Attribute* findAttribute(std::string_view id) const;
    [[nodiscard]] const SubjectKind* findKind(std::string_view id) const;
    [[nodiscard]] const Rule* findRule(std::string_view id) const;
    [[nodiscard]] const Source* findSource(std::string_view id) const;
    [[nodiscard]] const Question* questionFor(std::string_view attribute) const;
    [[nodiscard]] const WorkloadClass* findClass(std::string_view id) const;
    [[nodiscard]] const UseCase* findUseCase(std::string_view id) const;
    [[nodiscard]] const Action* findAction(std::string_view id) const;
    [[nodiscard]] const Template* findTemplate(std::string_view id) const;

    /// Errors: NotFound naming the nearest known attribute of the kind.
    [[nodiscard]] const Attribute& attribute(std::string_view id) const;
};

/// The scored dimensions whose rules read an attribute, straight or by what is computed from it.
/// Shape:  for each attribute that some rule reads, indices of dimensions, ascending
[[nodiscard]] std::map<const Attribute*, std::vector<std::size_t>>
dimensionsByAttribute(const Knowledge& knowledge);

/// The rules whose points are a curve over the value of an attribute as it stands: the limits of
/// the curve are limits of the attribute. Shape:  by id
[[nodiscard]] std::vector<const Rule*> rulesOnValue(const Knowledge& knowledge,
                                                    const Attribute& attribute);

/// What loading gave: knowledge if nothing is wrong (warnings aside), and all that is wrong.
struct LoadedKnowledge
{
    std::shared_ptr<const Knowledge> knowledge; ///< null if there is an error
    Diagnostics diagnostics;                    ///< by file, line, column
};

/// One file of a pack, already read; the path is only shown.
struct PackFile
{
    std::string path;
    std::string content;
};

/// Loads and checks packs from files in memory. The text of each file says what it holds.
[[nodiscard]] LoadedKnowledge loadKnowledge(const std::vector<PackFile>& files);

/// The files of a pack from its bytes, in a folder of the name given.
/// Errors: Corrupt if they are no bytes of a pack
[[nodiscard]] std::vector<PackFile> packFiles(std::string_view bytes, std::string_view folder);

/// Loads every `*.yaml` below the folders, sorted by path. A folder that holds `pack.yaml` is a
/// pack. Errors: Io if a folder cannot be read.
[[nodiscard]] LoadedKnowledge loadKnowledge(const std::vector<std::string>& folders);

/// The edit that fills an empty client file from a template; facts get the time given.
[[nodiscard]] Edit
editFor(const Template& start, const Knowledge& knowledge, std::string_view time);

} // namespace netready
