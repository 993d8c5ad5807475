// SPDX-License-Identifier: Apache-2.0
#include "core/assessment/live_assessment.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <map>
#include <utility>

namespace netready {

namespace {

using Step = ExplanationNode;

std::string joined(std::initializer_list<std::string> parts)
{
    std::vector<std::string> present;
    for (const std::string& part : parts) {
        if (!part.empty()) {
            present.push_back(part);
        }
    }
    return join(present, ", ");
}

/// Facts behind an input, the used ones first, then those that contradict them.
void addFacts(Step& node,
              const FactKey& key,
              const Attribute& attribute,
              const Resolution& resolution,
              const std::vector<Fact>& facts)
{
    const auto told = [&](std::size_t index) {
        const Fact& fact = facts[index];
        const std::string old = resolution.isOutdated(index) ? std::string(toString(fact.origin)) +
                                                                   ", " + outdatedNote(attribute)
                                                             : "";
        return joined({old, fact.author, fact.time, fact.evidence, fact.note});
    };
    const auto add = [&](std::size_t index, bool used) {
        const Fact& fact = facts[index];
        Step part;
        part.kind = Step::Kind::Input;
        part.label = used ? "used" : "not used, contradicts";
        part.value = toString(fact.value);
        part.origin = toString(fact.origin);
        part.from = told(index);
        part.key = key;
        node.parts.push_back(std::move(part));
    };
    if (resolution.used.size() == 1 && resolution.against.empty()) {
        node.from = told(resolution.used.front());
        return;
    }
    for (const std::size_t index : resolution.used) {
        add(index, true);
    }
    for (const std::size_t index : resolution.against) {
        add(index, false);
    }
}

class Explainer
{
public:
    Explainer(Model& model, const FactBase& facts)
        : m_model(model)
        , m_facts(facts)
    {}

    [[nodiscard]] Step
    formula(const Program& program, const ObjectRow& row, std::string label, Step::Kind kind)
    {
        m_model.context.clear();
        const TraceNode traced = trace(program, m_model.variables(row), m_model.context);
        Step node = converted(traced, program, 0);
        if (node.kind == Step::Kind::Input || node.kind == Step::Kind::Constant) {
            Step wrapped;
            wrapped.value = node.value;
            wrapped.parts.push_back(std::move(node));
            node = std::move(wrapped);
        }
        node.kind = kind;
        node.label = std::move(label);
        return node;
    }

private:
    static constexpr int kDeepest = 12;

    [[nodiscard]] std::string shown(const ExprValue& value, const Program& program) const
    {
        if (value.isError()) {
            return std::string(value.string());
        }
        const bool open = value.kind == ExprKind::Unknown ||
                          (value.kind == ExprKind::Bool && value.truth == Truth::Open);
        return open ? "not known" : toReadable(value, ExprType{}, program.unit());
    }

    [[nodiscard]] Step converted(const TraceNode& traced, const Program& program, int depth)
    {
        Step node;
        node.label = traced.source;
        node.value = shown(traced.value, program);
        if (traced.isInput && traced.subject != nullptr && traced.attribute != nullptr) {
            return input(traced);
        }
        if (traced.isConstant) {
            node.kind = Step::Kind::Constant;
            return node;
        }
        if (depth < kDeepest) {
            for (const TraceNode& part : traced.parts) {
                node.parts.push_back(converted(part, program, depth + 1));
            }
        }
        return node;
    }

    [[nodiscard]] Step input(const TraceNode& traced)
    {
        const FactKey key{m_model.subjectOf(*traced.subject), traced.attribute->id};
        const SlotId slot = m_model.slotOf(key).value();
        const ExprValue& value = m_model.values()[slot];
        Step node;
        node.kind = Step::Kind::Input;
        node.key = key;
        node.label = key.text() + " – " + traced.attribute->title;
        if (m_model.isComputed(slot) && m_model.derivedQuantity(slot) != nullptr) {
            return derived(*traced.subject, slot, std::move(node));
        }
        if (m_model.isComputed(slot) && m_model.fabricQuantity(slot)) {
            return ofLoads(*traced.subject, slot, std::move(node));
        }
        if (m_model.isComputed(slot)) {
            for (const ComputedAttribute& computed : m_model.knowledge().computed) {
                if (computed.attribute == traced.attribute) {
                    Step formulaNode =
                        formula(computed.program, *traced.subject, node.label, Step::Kind::Input);
                    formulaNode.key = key;
                    formulaNode.origin = "computed";
                    formulaNode.from = traced.attribute->computed;
                    formulaNode.value = readable(slot);
                    return formulaNode;
                }
            }
        }
        const Resolution& resolution = m_model.resolution(slot);
        const bool known =
            resolution.knowing == Knowing::Known || resolution.knowing == Knowing::NotApplicable;
        if (known) {
            node.value = toString(resolution.value);
            node.origin = toString(resolution.origin);
            addFacts(node, key, *traced.attribute, resolution, m_facts.facts(key));
        }
        if (!known || value.missing != 0) {
            const Question* question = m_model.knowledge().questionFor(key.attribute);
            Step missing;
            missing.kind = Step::Kind::Missing;
            missing.label = question == nullptr ? "not known" : question->text;
            missing.value = known ? "" : "not known";
            missing.from =
                question == nullptr ? "" : joined({question->role, question->placeOfAnswer});
            missing.key = key;
            node.value = known ? node.value : "not known";
            node.parts.push_back(std::move(missing));
        }
        return node;
    }

    /// What stands for a computed attribute.
    [[nodiscard]] std::string readable(SlotId slot) const
    {
        const ExprValue& value = m_model.values()[slot];
        const Attribute& attribute = m_model.attributeOf(slot);
        const Value shown = valueOf(attribute, value);
        const auto* measure = std::get_if<Measure>(&shown);
        return measure != nullptr ? toReadable(withoutDomainEnd(attribute, *measure))
                                  : toReadable(value, ExprType{}, attribute.unit);
    }

    /// A result of the demand models: formula, source and what it was computed from.
    [[nodiscard]] Step derived(const ObjectRow& subject, SlotId slot, Step node)
    {
        const DerivedQuantity quantity = *m_model.derivedQuantity(slot);
        node.value = readable(slot);
        node.origin = "computed";
        node.from = quantity.formula;
        Step source;
        source.kind = Step::Kind::Source;
        source.label = quantity.source;
        node.parts.push_back(std::move(source));
        for (const SlotId from : m_model.slotsOf(subject, quantity.value.from())) {
            TraceNode traced;
            traced.isInput = true;
            traced.subject = &subject;
            traced.attribute = &m_model.attributeOf(from);
            node.parts.push_back(input(traced));
            if (const TypicalValue* typical = m_model.typical(from)) {
                node.parts.back().value = toString(typical->value);
                node.parts.back().origin = "assumed, typical of the class";
                node.parts.back().from = typical->because;
            }
        }
        return node;
    }

    /// A number from the loads of a fabric: formula, source, the facts of the fabric, and for each
    /// workload on it how much of its traffic is known.
    [[nodiscard]] Step ofLoads(const ObjectRow& fabric, SlotId slot, Step node)
    {
        const FabricQuantityInfo& info =
            fabricQuantityInfos()[static_cast<std::size_t>(*m_model.fabricQuantity(slot))];
        node.value = readable(slot);
        node.origin = "computed";
        node.from = info.formula;
        Step source;
        source.kind = Step::Kind::Source;
        source.label = info.source;
        node.parts.push_back(std::move(source));
        std::map<SubjectKey, std::pair<std::size_t, std::size_t>> knownOf;
        for (const SlotId from : m_model.fabricInputs(slot, fabric)) {
            const FactKey key = m_model.keyOf(from);
            if (key.subject.kind == kWorkloadKind) {
                auto& [known, all] = knownOf[key.subject];
                known += m_model.values()[from].missing == 0 ? 1U : 0U;
                ++all;
                continue;
            }
            TraceNode traced;
            traced.isInput = true;
            traced.subject = m_model.rowOf(key.subject);
            traced.attribute = &m_model.attributeOf(from);
            node.parts.push_back(input(traced));
        }
        for (const auto& [subject, count] : knownOf) {
            Step flows;
            flows.kind = Step::Kind::Input;
            flows.label = subject.text() + " – its flows";
            flows.value = std::to_string(count.first) + " of " + std::to_string(count.second) +
                          " inputs known";
            flows.origin = "computed";
            flows.from = "see the demand of the workload";
            node.parts.push_back(std::move(flows));
        }
        return node;
    }

    Model& m_model;
    const FactBase& m_facts;
};

std::string sourceText(const Citation& citation, const Knowledge& knowledge)
{
    const Source* source = knowledge.findSource(citation.source);
    if (source == nullptr) {
        return "judgement: " + citation.rationale;
    }
    return joined({source->title,
                   source->publisher,
                   source->year == 0 ? "" : std::to_string(source->year),
                   citation.locator.empty() ? source->locator : citation.locator,
                   std::string(toString(source->status))});
}

void addThresholds(Step& node, const Rule& rule, const Knowledge& knowledge)
{
    const auto threshold =
        [&](const std::string& name, const std::string& label, const std::string& value) {
            Step part;
            part.kind = Step::Kind::Threshold;
            part.label = label;
            part.value = value;
            for (const Citation& citation : rule.references) {
                if (citation.supports == name) {
                    Step source;
                    source.kind = Step::Kind::Source;
                    source.label = sourceText(citation, knowledge);
                    const Source* found = knowledge.findSource(citation.source);
                    source.from = found == nullptr ? "" : found->url;
                    part.parts.push_back(std::move(source));
                }
            }
            node.parts.push_back(std::move(part));
        };
    if (rule.curve) {
        threshold("target", "full points from", rule.curve->targetText);
        threshold("fail_at", "no points at", rule.curve->failAtText);
    } else {
        threshold("requirement", "requirement", rule.value.source());
    }
}

std::string statusLine(const Finding& finding)
{
    std::string text = std::string(toString(finding.status));
    if (finding.status != Status::NotApplicable && finding.status != Status::Broken) {
        text += ", " + toReadable(finding.score) + " of 100";
    }
    if (finding.gate != GateState::None) {
        text += ", gate " + std::string(toString(finding.rule->gate)) + " " +
                std::string(toString(finding.gate));
    }
    if (finding.waiver != WaiverState::None) {
        text += ", waiver " + std::string(toString(finding.waiver));
    }
    return text;
}

/// Points, and what they count while they rest on claims.
Step pointsStep(const Finding& finding)
{
    Step score;
    score.kind = Step::Kind::Score;
    score.label = "points from the values";
    score.value = toReadable(finding.uncredited);
    if (!(finding.uncredited == finding.score)) {
        Step credit;
        credit.kind = Step::Kind::Score;
        credit.label = "lower end counts " + toText(finding.rule->statedCredit * 100) +
                       " % while it is only " + std::string(toString(*finding.weakest)) + "; " +
                       std::string(toString(finding.rule->fullCreditNeeds)) + " gives full credit";
        credit.value = toReadable(finding.score);
        score.parts.push_back(std::move(credit));
    }
    return score;
}

Error noFinding(std::string_view rule, const SubjectKey& subject)
{
    return {ErrorCode::NotFound,
            "rule " + inQuotes(rule) + " has no finding for " + inQuotes(subject.text())};
}

const Model::Instance& instanceOf(const Model& model, const Finding& finding)
{
    for (const Model::Instance& instance : model.instances()) {
        if (instance.rule == finding.rule && model.subjectOf(*instance.row) == finding.subject) {
            return instance;
        }
    }
    throw noFinding(finding.rule->id, finding.subject);
}

} // namespace

ExplanationNode
explain(const LiveAssessment& live, std::string_view rule, const SubjectKey& subject)
{
    const Model& model = *live.impl().model;
    const Knowledge& knowledge = model.knowledge();
    if (knowledge.findRule(rule) == nullptr) {
        std::vector<std::string> ids;
        for (const Rule& known : knowledge.rules) {
            ids.push_back(known.id);
        }
        const std::string near = nearest(rule, ids);
        throw Error(ErrorCode::NotFound,
                    "there is no rule " + inQuotes(rule) +
                        (near.empty() ? "" : "; did you mean " + inQuotes(near) + "?"));
    }
    const Assessment assessment = live.result();
    for (const Finding& finding : assessment.findings) {
        if (finding.rule->id == rule && finding.subject == subject) {
            return explain(live, finding);
        }
    }
    throw noFinding(rule, subject);
}

ExplanationNode explain(const LiveAssessment& live, const Finding& finding)
{
    Model& model = *live.impl().model;
    const Model::Instance& instance = instanceOf(model, finding);
    const Rule& rule = *finding.rule;
    Explainer explainer(model, *live.impl().facts);
    Step root;
    root.kind = Step::Kind::Finding;
    root.label = rule.title + " (" + finding.subject.text() + ")";
    root.value = statusLine(finding);
    root.from = finding.text;
    if (!finding.problem.empty()) {
        Step problem;
        problem.kind = Step::Kind::Problem;
        problem.label = finding.problem;
        root.parts.push_back(std::move(problem));
    }
    if (!rule.appliesWhen.empty()) {
        root.parts.push_back(explainer.formula(rule.appliesWhen,
                                               *instance.row,
                                               "applies when " + rule.appliesWhen.source(),
                                               Step::Kind::Applies));
    }
    if (instance.state.applies != Truth::False) {
        root.parts.push_back(pointsStep(finding));
        root.parts.push_back(
            explainer.formula(rule.value, *instance.row, rule.value.source(), Step::Kind::Formula));
    }
    addThresholds(root, rule, model.knowledge());
    return root;
}

std::optional<Measure> judgedValue(const LiveAssessment& live, const Finding& finding)
{
    Model& model = *live.impl().model;
    const Model::Instance& instance = instanceOf(model, finding);
    const Rule& rule = *finding.rule;
    if (!rule.curve || instance.state.applies == Truth::False) {
        return std::nullopt;
    }
    model.context.clear();
    const ExprValue value = evaluate(rule.value, model.variables(*instance.row), model.context);
    Measure measure;
    if (value.kind == ExprKind::Int) {
        measure.low = static_cast<double>(value.ints.low);
        measure.high = static_cast<double>(value.ints.high);
    } else if (value.kind == ExprKind::Double || value.kind == ExprKind::Quantity) {
        measure.low = value.doubles.low;
        measure.high = value.doubles.high;
        measure.dimension = value.kind == ExprKind::Quantity ? value.dimension : kNone;
    } else {
        return std::nullopt;
    }
    measure.unit = rule.value.unit();
    if (unitDimension(measure.unit) != measure.dimension) {
        measure.unit = defaultUnit(measure.dimension);
    }
    return measure;
}

} // namespace netready
