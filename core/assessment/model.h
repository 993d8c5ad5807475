// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/assessment/assessment.h"
#include "core/assessment/fabric_numbers.h"
#include "core/assessment/rule_state.h"
#include "core/assessment/score.h"
#include "core/demand/demand.h"
#include "core/demand/growth.h"
#include "core/expr/program.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace netready {

inline constexpr std::string_view kWorkloadKind = "workload";
inline constexpr std::string_view kClassAttribute = "workload.class";
inline constexpr std::string_view kUseCaseAttribute = "workload.use_case";
inline constexpr std::string_view kFabricKind = "fabric";

/// A workload in one phase, as the fabrics see it.
struct PhaseDemand
{
    const ObjectRow* row = nullptr;
    Truth present = Truth::True; ///< in this phase
    std::string workloadClass;   ///< empty while it is open
    DemandInputs taken;
    Demand demand; ///< without flows while its class is open or its inputs contradict each other
    std::vector<SlotId> timing; ///< what was said of its beginning, and its growth where it counts
};

/// Facts, rules and subjects bound together: values in slots, rules as instances over them, and who
/// reads what. The numbers of an assessment, without texts.
///
/// A slot is one attribute of one subject. Changing facts re-evaluates what reads their slots;
/// changing subjects or references needs a new Model.
class Model
{
public:
    Model(const Knowledge& knowledge, const FactBase& facts, const AssessOptions& options);
    Model(const Model&) = delete; // rows point into values
    Model& operator=(const Model&) = delete;

    struct Instance
    {
        const Rule* rule = nullptr;
        const ObjectRow* row = nullptr;
        std::uint32_t dimension = 0;
        InstanceState state;
    };

    /// An instance that counts for a workload, perhaps.
    struct Member
    {
        std::uint32_t instance = 0;
        Truth uses = Truth::True; ///< whether the workload uses the subject of the instance
    };

    struct WorkloadState
    {
        const ObjectRow* row = nullptr;
        std::vector<std::vector<Member>> members;   ///< by dimension
        std::vector<std::vector<Weighted>> entries; ///< what the members bring to the mean
        std::vector<Member> gated;                  ///< members whose rules are gates
        std::uint32_t readOpen = 0;                 ///< members that may read something open
        std::vector<std::optional<MeanBounds>> dimensions;
        std::vector<SlotId> openReferences; ///< references that leave open what it uses
        ScoreRange uncapped;
        ScoreRange score;
        Gate capLow = Gate::None;
        Gate capHigh = Gate::None;
        Truth mustRun = Truth::True;
        VerdictResult verdict;
    };

    /// True if a change of this attribute changes what is bound to what. The class of a workload
    /// and its use case choose what is typical for it.
    [[nodiscard]] static bool isStructural(const Attribute& attribute)
    {
        return attribute.type == AttributeType::Reference || attribute.id == kClassAttribute ||
               attribute.id == kUseCaseAttribute;
    }

    /// Evaluates everything anew over the values that stand.
    void evaluateAll();
    /// Reads the facts of a slot again and brings everything up to date.
    void refresh(SlotId slot, const std::vector<Fact>& facts) { refresh({{slot, &facts}}); }
    /// The same for several at once, each once: what reads more than one is evaluated once.
    void refresh(const std::vector<std::pair<SlotId, const std::vector<Fact>*>>& slots);
    /// Puts a value into a slot for a trial and brings everything up to date, but for the loads of
    /// fabrics while it is only a demand that moves, or one of many workloads: they are too slow
    /// for all answers to all questions.
    void tryValue(SlotId slot, const ExprValue& value);
    /// Replaces the state of an instance for a trial; the next change of an input undoes it.
    void setState(std::uint32_t instance, const InstanceState& state);

    [[nodiscard]] std::optional<SlotId> slotOf(const FactKey& key) const;
    [[nodiscard]] FactKey keyOf(SlotId slot) const;
    [[nodiscard]] const Attribute& attributeOf(SlotId slot) const;
    [[nodiscard]] SubjectKey subjectOf(const ObjectRow& row) const;
    [[nodiscard]] SlotId firstSlot(const ObjectRow& row) const;
    /// The slot of an attribute of a row by its name; nothing if the kind has none.
    [[nodiscard]] std::optional<SlotId> fieldSlot(const ObjectRow& row,
                                                  std::string_view name) const;
    [[nodiscard]] std::span<const ExprValue> variables(const ObjectRow& row) const;

    [[nodiscard]] const Knowledge& knowledge() const { return m_knowledge; }
    [[nodiscard]] const std::vector<ExprValue>& values() const { return m_values; }
    [[nodiscard]] const Resolution& resolution(SlotId slot) const { return m_resolutions[slot]; }
    [[nodiscard]] bool isComputed(SlotId slot) const { return m_isComputed[slot] != 0; }
    [[nodiscard]] bool isContradicted(SlotId slot) const { return m_contradicted[slot] != 0; }
    [[nodiscard]] bool isPlaceholder(const ObjectRow& row) const;
    [[nodiscard]] const std::vector<Instance>& instances() const { return m_instances; }
    [[nodiscard]] const std::vector<WorkloadState>& workloads() const { return m_workloads; }
    [[nodiscard]] const std::vector<std::optional<MeanBounds>>& dimensions() const
    {
        return m_dimensions;
    }
    [[nodiscard]] ScoreRange siteScore() const { return m_siteScore; }
    [[nodiscard]] const VerdictResult& siteVerdict() const { return m_siteVerdict; }

    /// Instances whose state or text an input has touched since this was last asked, ascending.
    [[nodiscard]] std::vector<std::uint32_t> takeTouched();
    /// Workloads that an instance counts for, ascending.
    [[nodiscard]] std::vector<std::uint32_t> workloadsOf(std::uint32_t instance) const;

    /// Slots that an instance may read, those behind computed ones included, ascending.
    [[nodiscard]] std::vector<SlotId> slotsOf(std::uint32_t instance) const;
    /// Instances that read a slot, directly or through computed attributes, ascending.
    [[nodiscard]] std::vector<std::uint32_t> readersOf(SlotId slot) const;
    /// What stands in for an attribute of a workload in the demand models while nobody said it;
    /// null if it is said or nothing is typical for the class.
    [[nodiscard]] const TypicalValue* typical(SlotId slot) const;
    /// What the demand models take for a workload: its facts, and what is typical where none stand.
    [[nodiscard]] DemandInputs demandInputs(const ObjectRow& workload) const;
    /// The demand of a workload; null while its class is open or its inputs contradict each other.
    [[nodiscard]] const Demand* demand(const ObjectRow& workload);
    [[nodiscard]] const std::string& demandProblem(const ObjectRow& workload);
    /// Id of the class of a workload; empty while it is open.
    [[nodiscard]] std::string classOf(const ObjectRow& workload) const;
    /// The result of the demand models behind a slot; null if there is none.
    [[nodiscard]] const DerivedQuantity* derivedQuantity(SlotId slot);
    /// Every workload in a phase: those of later phases are absent, those that grow are larger.
    [[nodiscard]] std::vector<const PhaseDemand*> demandsIn(Phase phase);
    /// The number of a fabric behind a slot; nothing if the slot is none.
    [[nodiscard]] std::optional<FabricQuantity> fabricQuantity(SlotId slot) const;
    /// What the number of a fabric behind a slot rests on, ascending.
    [[nodiscard]] std::vector<SlotId> fabricInputs(SlotId slot, const ObjectRow& fabric);
    /// The row of a subject; null if there is none.
    [[nodiscard]] const ObjectRow* rowOf(const SubjectKey& subject) const;
    /// Slots of a workload that give the inputs of a set, ascending.
    [[nodiscard]] std::vector<SlotId> slotsOf(const ObjectRow& workload,
                                              const InputSet& inputs) const;
    /// What the formula of a slot gives by itself; an Error if it has none. Lives until the context
    /// is cleared.
    [[nodiscard]] ExprValue formulaValue(SlotId slot);
    /// The given slots with each open computed one replaced by the open inputs of its formula.
    [[nodiscard]] std::vector<SlotId> inputsBehind(std::vector<SlotId> slots);
    /// What leaves an instance open, sorted.
    [[nodiscard]] std::vector<FactKey> missing(std::uint32_t index);
    /// The same as slots, ascending.
    [[nodiscard]] std::vector<SlotId> missingSlots(std::uint32_t index);
    /// Keys of slots, sorted.
    [[nodiscard]] std::vector<FactKey> keysOf(const std::vector<SlotId>& slots) const;
    /// The same of any formula over a subject, in the state that it has there.
    [[nodiscard]] std::vector<FactKey>
    missing(const RuleFormula& formula, const ObjectRow& row, const InstanceState& state);
    [[nodiscard]] std::vector<SlotId>
    missingSlots(const RuleFormula& formula, const ObjectRow& row, const InstanceState& state);
    [[nodiscard]] GateState gateState(const Instance& instance) const;
    /// Ids of the workload classes that are still possible; empty if the packs have no classes.
    [[nodiscard]] std::vector<std::string> remainingClasses(const ObjectRow& workload) const;
    [[nodiscard]] double weightOf(std::string_view workloadClass, std::uint32_t dimension) const;

    EvalContext context;

private:
    struct Table
    {
        std::vector<SubjectKey> subjects;
        std::vector<ObjectRow> rows;
        std::vector<ExprValue> objects;
        SlotId firstSlot = 0;
        bool placeholder = false;
    };
    /// Re-evaluates something when an input changes: a computed slot, or an instance.
    struct Reader
    {
        bool isInstance = true;
        std::uint32_t index = 0;
    };
    /// Where the score of an instance stands in the mean of a workload.
    struct Place
    {
        std::uint32_t workload = 0;
        std::uint32_t dimension = 0;
        std::uint32_t position = 0;
    };
    /// Rows of subjects and whether a workload uses them.
    using UsedRows = std::unordered_map<const ObjectRow*, Truth>;
    struct ComputedSlot
    {
        SlotId slot = 0;
        const Program* program = nullptr;
        const ObjectRow* row = nullptr;
        std::vector<SlotId> reads{}; ///< directly, ascending
        bool readsOpen = false;      ///< some slot that it reads, directly or not, is open
        bool contradicted = false;   ///< the same
    };
    /// What is to be done with a reader while a slot changes.
    enum class Due : std::uint8_t
    {
        No,
        Touched, ///< something behind what it reads has changed, nothing that it reads
        Changed
    };
    /// What a list of slots holds, with all that is behind the computed ones.
    struct Behind
    {
        bool open = false;
        bool contradicted = false;
    };

    /// What the demand models give for a workload, as of the last change of their inputs.
    struct DemandState
    {
        bool stale = true;
        std::optional<Demand> demand;
        std::string problem;                                           ///< why there is none
        std::array<std::optional<PhaseDemand>, kPhases.size()> phases; ///< once they are asked for
    };

    /// The numbers of a fabric, as of the last change of their inputs.
    struct FabricState
    {
        bool stale = true;
        FabricNumbers numbers;
        FabricCases cases;
    };

    /// Values do not own their texts; the same text for as long as the model lives.
    [[nodiscard]] std::string_view kept(const std::string& text);
    void makeTables(const FactBase& facts);
    void makeDemands(const FactBase& facts);
    [[nodiscard]] const FabricState& fabricState(const ObjectRow& fabric);
    [[nodiscard]] FabricNumber fabricNumber(FabricQuantity quantity, const ObjectRow& fabric);
    [[nodiscard]] ExprValue fabricValue(const ComputedSlot& computed);
    void addLoadReads(const ObjectRow& row, std::vector<SlotId>& slots) const;
    /// Slots that can move the numbers of a fabric.
    [[nodiscard]] std::vector<SlotId> fabricReads(const ObjectRow& fabric) const;
    /// What was said of a ratio, else what is typical for the class, else its domain; nothing if it
    /// does not apply.
    [[nodiscard]] std::optional<Interval<double>> ratioOf(SlotId slot) const;
    /// Lets a value be as open and as well founded as the slots it rests on.
    void restOn(ExprValue& value, const std::vector<SlotId>& slots);
    [[nodiscard]] Truth isPresent(const ObjectRow& workload, Phase phase) const;
    /// The slot of the growth that counts until a phase; nothing if none does.
    [[nodiscard]] std::optional<SlotId> growthSlot(const ObjectRow& workload, Phase phase) const;
    void markStale(const ObjectRow& row);
    /// After a change of when a workload begins or how it grows.
    void forgetPhases(SlotId slot);
    [[nodiscard]] DemandState& demandState(const ObjectRow& workload);
    [[nodiscard]] PhaseDemand phaseDemand(const ObjectRow& workload, Phase phase);
    [[nodiscard]] ExprValue derivedValue(const ComputedSlot& computed);
    void fitLayout(const ObjectRow& workload, DemandInputs& inputs) const;
    void fillValues(const FactBase& facts);
    void bindReference(SlotId slot);
    void makeInstances(const std::string& onlyRule);
    void makeReaders();
    void makeWorkloads();
    /// Everything that a workload reaches over references, itself included.
    [[nodiscard]] UsedRows rowsUsedBy(const ObjectRow& workload) const;
    /// What a reference may mean: any subject of its kind while it is open.
    [[nodiscard]] std::span<const ObjectRow> targetsOf(const ObjectRow& from,
                                                       std::size_t field) const;
    /// References that are followed and open, ascending.
    [[nodiscard]] std::vector<SlotId> openReferences(const UsedRows& used) const;
    void addMembers(WorkloadState& workload, const UsedRows& used);
    void
    collectReads(const Program& program, const ObjectRow& row, std::vector<SlotId>& slots) const;
    void collectPath(const ExprValue& value,
                     std::span<const ReadStep> steps,
                     std::vector<SlotId>& slots) const;

    [[nodiscard]] ExprValue directValue(SlotId slot);
    [[nodiscard]] bool computeSlot(ComputedSlot& computed);
    [[nodiscard]] Behind behind(const std::vector<SlotId>& slots) const;
    enum class Loads
    {
        Follow,
        Stay
    };
    /// `said`: computed slots whose facts changed, which may stay what they are.
    void slotsChanged(const std::vector<SlotId>& slots,
                      const std::vector<SlotId>& said = {},
                      Loads loads = Loads::Follow);
    void evaluateInstance(std::uint32_t index);
    [[nodiscard]] InstanceState evaluated(const Instance& instance,
                                          const std::vector<SlotId>& slots);
    [[nodiscard]] static Weighted weighted(const Instance& instance, Truth uses);
    void replaceState(std::uint32_t index, const InstanceState& state);
    void settle();
    /// The score of a workload without its gates: the hull over the classes that remain.
    [[nodiscard]] ScoreRange uncappedScore(const WorkloadState& workload,
                                           const std::vector<std::string>& classes);
    void settleWorkload(WorkloadState& workload);
    void settleSite();
    [[nodiscard]] Truth truthOf(const WorkloadState& workload,
                                std::optional<std::uint32_t> field) const;

    const Knowledge& m_knowledge;
    std::int32_t m_today = 0;    ///< as AssessOptions::today
    std::vector<Table> m_tables; ///< by kind
    std::vector<ExprValue> m_values;
    std::vector<Resolution> m_resolutions;
    std::vector<std::uint8_t> m_isComputed;
    std::vector<std::uint8_t> m_contradicted;
    std::unordered_map<FactKey, SlotId, FactKeyHash> m_slots;
    std::vector<std::vector<ExprValue>> m_variables; ///< by row, tables one after the other
    std::vector<std::size_t> m_firstRow;             ///< of each table in m_variables
    std::vector<ComputedSlot> m_computed;            ///< each after those it reads
    std::vector<std::int32_t> m_computedAt;          ///< by slot, -1 if none
    std::vector<std::vector<Reader>> m_readers;      ///< by slot: those that read it directly
    std::vector<std::vector<std::uint32_t>>
        m_textReaders;                   ///< likewise: instances whose text reads it
    std::vector<std::uint8_t> m_touched; ///< by instance
    std::vector<Instance> m_instances;
    std::vector<std::vector<SlotId>> m_instanceSlots; ///< that it reads directly, ascending
    std::vector<std::vector<Place>> m_countsFor;      ///< by instance
    std::vector<WorkloadState> m_workloads;
    std::vector<std::vector<Weighted>> m_entries; ///< by dimension, one for each instance
    std::vector<std::uint32_t> m_position;        ///< of an instance in its dimension
    std::vector<std::optional<MeanBounds>> m_dimensions;
    std::vector<std::uint8_t> m_dirtyDimensions;
    std::vector<std::uint8_t> m_dirtyWorkloads; ///< by workload
    std::vector<std::uint8_t> m_dirtyPairs;     ///< workload * dimensions + dimension
    std::vector<Weighted> m_scratch;
    std::vector<std::uint32_t> m_due;           ///< instances, while a slot changes
    std::vector<Due> m_dueComputed;             ///< by computed slot, likewise
    std::vector<DemandState> m_demands;         ///< by workload row
    std::vector<FabricState> m_fabrics;         ///< by fabric row
    std::set<std::string, std::less<>> m_texts; ///< of values that are errors
    std::vector<std::uint8_t> m_isReadByLoads;  ///< by slot: beside the inputs of the demand
    std::vector<const TypicalValue*> m_usual;   ///< by slot of a workload; null if nothing is usual
    SlotId m_firstUsual = 0;
    std::array<std::int32_t, kInputCount> m_inputField{}; ///< field of the workload, -1 if none
    std::optional<std::uint32_t> m_classField;
    std::optional<std::uint32_t> m_mustRunField;
    ScoreRange m_siteScore;
    VerdictResult m_siteVerdict;
};

inline constexpr std::string_view kPlaceholderId = "not-described";

} // namespace netready
