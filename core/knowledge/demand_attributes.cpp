// SPDX-License-Identifier: Apache-2.0
// What ties attributes to the demand models: inputs, results and typical values.
#include "core/base/text.h"
#include "core/demand/demand.h"
#include "core/knowledge/map_reader.h"
#include "core/knowledge/resolve.h"
#include "core/network/fabric_quantities.h"

#include <algorithm>
#include <map>
#include <string>

namespace netready {

namespace {

constexpr std::string_view kWorkload = "workload";
constexpr std::string_view kFabric = "fabric";

void checkSymbol(const Declared<Attribute>& declared,
                 std::map<std::string, const Declared<Attribute>*, std::less<>>& seen)
{
    const Attribute& attribute = declared.value;
    const YamlNode& node = *declared.node->find("symbol");
    FileProblems& file = *declared.file;
    const std::optional<Input> input = inputFromSymbol(attribute.symbol);
    if (!input) {
        std::vector<std::string> symbols;
        for (const InputInfo& info : inputInfos()) {
            symbols.emplace_back(info.symbol);
        }
        file.error("unknown-symbol",
                   node,
                   "the demand models have no input " + inQuotes(attribute.symbol) +
                       didYouMean(attribute.symbol, symbols));
        return;
    }
    const auto [first, isNew] = seen.emplace(attribute.symbol, &declared);
    if (!isNew) {
        file.error("duplicate-symbol",
                   node,
                   inQuotes(attribute.symbol) + " is given by " +
                       inQuotes(first->second->value.id) + " already");
    }
    const InputInfo& info = infoOf(*input);
    const bool isChoice = attribute.type == AttributeType::Choice;
    bool fits = attribute.kind == kWorkload;
    if (info.options.empty()) {
        fits = fits && attribute.isNumber() && attribute.dimension == info.dimension;
    } else if (isChoice) {
        fits = fits && std::equal(attribute.options.begin(),
                                  attribute.options.end(),
                                  info.options.begin(),
                                  info.options.end(),
                                  [](const Option& option, std::string_view id) {
                                      return option.id == id;
                                  });
    } else {
        fits = fits && attribute.type == AttributeType::Boolean && info.options.size() == 2;
    }
    if (!fits) {
        file.error("symbol-does-not-fit",
                   node,
                   inQuotes(attribute.id) + " cannot give " + inQuotes(attribute.symbol) +
                       " of a workload (" + std::string(info.title) +
                       "): kind, type, unit or options differ");
        return;
    }
    const Interval<double> range = DemandInputs().range(*input);
    constexpr double kRounding = 1e-9;
    if (info.options.empty() && (attribute.domainLow < range.low() * (1 - kRounding) ||
                                 attribute.domainHigh > range.high() * (1 + kRounding))) {
        file.error("symbol-does-not-fit",
                   node,
                   "the domain of " + inQuotes(attribute.id) + " goes beyond that of the input " +
                       inQuotes(attribute.symbol) + ", which is " +
                       toReadable({range.low(),
                                   range.high(),
                                   info.dimension,
                                   Currency::None,
                                   std::string(info.unit)}));
    }
}

void refuseResult(const Declared<Attribute>& declared,
                  std::string_view models,
                  const std::vector<std::string>& known)
{
    const std::string& id = declared.value.derived;
    declared.file->error("unknown-result",
                         *declared.node->find("derived"),
                         std::string(models) + " give no " + inQuotes(id) + didYouMean(id, known));
}

void refuseUnfit(const Declared<Attribute>& declared, const std::string& what)
{
    declared.file->error("result-does-not-fit",
                         *declared.node->find("derived"),
                         inQuotes(declared.value.derived) + " is a " + what +
                             ": the attribute must be a quantity of it or a ratio, and not be "
                             "computed by an expression too");
}

void checkDerivedOfFabric(const Declared<Attribute>& declared)
{
    const Attribute& attribute = declared.value;
    const auto quantity = fabricQuantityFromId(attribute.derived);
    if (!quantity) {
        std::vector<std::string> ids;
        for (const FabricQuantityInfo& info : fabricQuantityInfos()) {
            ids.emplace_back(info.id);
        }
        refuseResult(declared, "the loads of fabrics", ids);
        return;
    }
    const Dimension dimension =
        fabricQuantityInfos()[static_cast<std::size_t>(*quantity)].dimension;
    const AttributeType wanted =
        dimension == kNone ? AttributeType::Ratio : AttributeType::Quantity;
    if (!attribute.computed.empty() || attribute.type != wanted ||
        attribute.dimension != dimension) {
        refuseUnfit(declared, toString(dimension) + " of a fabric");
    }
}

void checkDerived(const Declared<Attribute>& declared)
{
    const Attribute& attribute = declared.value;
    if (attribute.kind == kFabric) {
        checkDerivedOfFabric(declared);
        return;
    }
    const std::vector<QuantityInfo>& quantities = demandQuantities();
    const auto found =
        std::find_if(quantities.begin(), quantities.end(), [&](const QuantityInfo& quantity) {
            return quantity.id == attribute.derived;
        });
    if (found == quantities.end()) {
        refuseResult(declared, "the demand models", idsOf(quantities));
        return;
    }
    const bool fits =
        attribute.kind == kWorkload && attribute.computed.empty() &&
        (attribute.type == AttributeType::Quantity || attribute.type == AttributeType::Ratio) &&
        attribute.dimension == found->dimension;
    if (!fits) {
        refuseUnfit(declared, toString(found->dimension) + " of a workload");
    }
}

/// `T` is a WorkloadClass or a UseCase.
template <class T>
void readTypicalValues(T& holder, const Declared<T>& declared, const Knowledge& knowledge)
{
    const YamlNode* list = declared.node->find("typical");
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < holder.typical.size(); ++i) {
        TypicalValue& typical = holder.typical[i];
        const YamlNode& item = list->items()[i];
        const YamlNode* name = item.find("attribute");
        const YamlNode* value = item.find("value");
        if (name == nullptr || value == nullptr || typical.attribute.empty()) {
            continue; // reported when the file was read
        }
        const Attribute* attribute = knowledge.findAttribute(typical.attribute);
        if (attribute == nullptr) {
            reportUnknownAttribute(typical.attribute, *name, knowledge, *declared.file);
            continue;
        }
        if (attribute->kind != kWorkload) {
            declared.file->error("typical-of-no-workload",
                                 *name,
                                 inQuotes(attribute->id) + " is no attribute of a workload");
            continue;
        }
        if (!seen.insert(attribute->id).second) {
            declared.file->error("duplicate-id",
                                 *name,
                                 "there is a typical value of " + inQuotes(attribute->id) +
                                     " already");
        }
        if (const auto read = readFactValue(*value, *attribute, *declared.file)) {
            typical.value = *read;
        }
    }
}

} // namespace

void resolveDemand(Resolving& resolving)
{
    std::map<std::string, const Declared<Attribute>*, std::less<>> seen;
    for (const Declared<Attribute>& declared : resolving.declared.attributes) {
        if (!declared.value.symbol.empty() && declared.isSound) {
            checkSymbol(declared, seen);
        }
        if (!declared.value.derived.empty() && declared.isSound) {
            checkDerived(declared);
        }
    }
    for (std::size_t i = 0; i < resolving.knowledge.classes.size(); ++i) {
        readTypicalValues(
            resolving.knowledge.classes[i], resolving.declared.classes[i], resolving.knowledge);
    }
    for (std::size_t i = 0; i < resolving.knowledge.useCases.size(); ++i) {
        readTypicalValues(
            resolving.knowledge.useCases[i], resolving.declared.useCases[i], resolving.knowledge);
    }
}

AttributeSet derivedReads(const Knowledge& knowledge, const Attribute& derived)
{
    const auto quantity =
        derived.kind == kFabric ? fabricQuantityFromId(derived.derived) : std::nullopt;
    std::span<const std::string_view> own;
    if (quantity) {
        own = restsOnWorkloads(*quantity) ? fabricLoadReads() : fabricTransportReads();
    }
    const bool readsDemand = !quantity || restsOnWorkloads(*quantity);
    AttributeSet reads;
    for (const Attribute& attribute : knowledge.attributes) {
        const bool isDemand = !attribute.symbol.empty() || attribute.id == "workload.class";
        if ((isDemand && readsDemand) ||
            std::find(own.begin(), own.end(), attribute.id) != own.end()) {
            reads.insert(&attribute);
        }
    }
    return reads;
}

} // namespace netready
