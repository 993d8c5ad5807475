// SPDX-License-Identifier: Apache-2.0
#include "core/prover/candidates.h"

#include "core/prover/program_edit.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace netready {

namespace {

constexpr auto kDocumented = static_cast<std::uint8_t>(Origin::Documented);
constexpr std::uint64_t kOne = 1;
/// The ends of a domain that values can stand for.
std::pair<double, double> endsOf(const Attribute& attribute)
{
    constexpr double kLargestCount = 1e18; // beyond it a count does not fit
    constexpr double kLargestNumber = 1e300;
    const double most = attribute.type == AttributeType::Count ? kLargestCount : kLargestNumber;
    return {std::max(attribute.domainLow, -most), std::min(attribute.domainHigh, most)};
}

void addConstant(const ExprValue& value, Landmarks& landmarks)
{
    if (value.kind == ExprKind::Date) {
        landmarks.days.push_back(value.ints.low);
    } else if (const auto numbers = numbersOf(value)) {
        const bool isQuantity = value.kind == ExprKind::Quantity;
        landmarks.numbers.emplace_back(isQuantity ? value.dimension : kNone, numbers->low);
    } else if (value.kind == ExprKind::String) {
        landmarks.texts.push_back(value.string());
    } else if (value.kind == ExprKind::List) {
        for (const ExprValue& item : value.list()) {
            addConstant(item, landmarks);
        }
    }
}

bool comparesWhole(Operation operation)
{
    return operation == Operation::Equal || operation == Operation::NotEqual ||
           operation == Operation::In || operation == Operation::ToOptions;
}

void addProgram(const Program& program, Landmarks& landmarks)
{
    const Program::Impl& code = program.impl();
    for (const NodeIndex index : reachable(program)) {
        const CodeNode& node = code.nodes[index];
        if (node.operation == Operation::Constant) {
            addConstant(code.constants[node.a], landmarks);
        } else if (node.operation == Operation::ChoiceIs ||
                   node.operation == Operation::ChoicesHave) {
            landmarks.options.push_back(code.constants[node.b].options.possible);
        } else if (comparesWhole(node.operation)) {
            landmarks.comparesOptions = true;
        }
    }
}

void addNumber(const Attribute& attribute, double number, std::set<double>& numbers)
{
    const auto [low, high] = endsOf(attribute);
    if (number >= low && number <= high) {
        numbers.insert(number);
    }
}

void addBeside(const Attribute& attribute, double number, std::set<double>& numbers)
{
    if (attribute.type == AttributeType::Count) {
        for (const double whole : {std::floor(number), std::ceil(number)}) {
            for (const double step : {-1.0, 0.0, 1.0}) {
                addNumber(attribute, whole + step, numbers);
            }
        }
        return;
    }
    for (const double factor : {1 - kBeside, 1.0, 1 + kBeside}) {
        addNumber(attribute, number * factor, numbers);
    }
}

std::vector<ExprValue> numbersFor(const Attribute& attribute, const Landmarks& landmarks)
{
    std::set<double> numbers;
    const auto [low, high] = endsOf(attribute);
    addNumber(attribute, low, numbers);
    addNumber(attribute, high, numbers);
    addNumber(attribute, 1, numbers);
    for (const auto& [dimension, number] : landmarks.numbers) {
        if (dimension == attribute.dimension) {
            addBeside(attribute, number, numbers);
        }
    }
    constexpr std::size_t kFew = 5;
    if (numbers.size() < kFew) {
        const bool whole = attribute.type == AttributeType::Count;
        const double middle = low > 0 ? std::sqrt(low * high) : low + (high - low) / 2;
        addNumber(attribute, whole ? std::floor(middle) : middle, numbers);
        const double upper = low + (high - low) / 2;
        addNumber(attribute, whole ? std::floor(upper) : upper, numbers);
        addNumber(attribute, whole ? low + 1 : low + (high - low) / 10, numbers);
    }
    std::vector<ExprValue> values;
    if (numbers.empty()) { // a domain of counts that are too large for it
        numbers.insert(low);
    }
    values.reserve(numbers.size());
    for (const double number : numbers) {
        values.push_back(numberOf(attribute, number));
    }
    return values;
}

/// One option of each set that the masks do not tell apart.
std::vector<ExprValue> optionsFor(const Attribute& attribute, const Landmarks& landmarks)
{
    std::vector<ExprValue> values;
    std::set<std::vector<bool>> seen;
    for (std::size_t i = 0; i < attribute.options.size(); ++i) {
        std::vector<bool> signature;
        for (const std::uint64_t mask : landmarks.options) {
            signature.push_back((mask >> i & kOne) != 0);
        }
        if (landmarks.comparesOptions || seen.insert(signature).second) {
            values.push_back(ExprValue::ofChoice(kOne << i));
        }
    }
    return values;
}

std::vector<ExprValue> optionSetsFor(const Attribute& attribute)
{
    const std::size_t count = attribute.options.size();
    std::set<std::uint64_t> masks{0};
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < count; ++i) {
        prefix |= kOne << i;
        masks.insert(prefix);
        masks.insert(kOne << i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        masks.insert(prefix & ~(kOne << i));
    }
    std::vector<ExprValue> values;
    values.reserve(masks.size());
    for (const std::uint64_t mask : masks) {
        values.push_back(ExprValue::ofChoices(mask, mask));
    }
    return values;
}

std::vector<ExprValue> daysFor(const Landmarks& landmarks)
{
    std::set<std::int64_t> days;
    for (const std::int64_t day : landmarks.days) {
        days.insert({day - 1, day, day + 1});
    }
    if (days.empty()) {
        days = {0, 1};
    }
    std::vector<ExprValue> values;
    values.reserve(days.size());
    for (const std::int64_t day : days) {
        values.push_back(ExprValue::ofDate(day, day));
    }
    return values;
}

std::vector<ExprValue> textsFor(const Landmarks& landmarks)
{
    std::vector<ExprValue> values{ExprValue::ofString("something else")};
    const std::set<std::string_view> texts(landmarks.texts.begin(), landmarks.texts.end());
    for (const std::string_view text : texts) {
        values.push_back(ExprValue::ofString(text));
    }
    return values;
}

std::vector<ExprValue> anyOf(const Attribute& attribute, const Landmarks& landmarks)
{
    switch (attribute.type) {
    case AttributeType::Quantity:
    case AttributeType::Count:
    case AttributeType::Ratio:
        return numbersFor(attribute, landmarks);
    case AttributeType::Boolean:
        return {ExprValue::ofBool(true), ExprValue::ofBool(false)};
    case AttributeType::Choice:
        return optionsFor(attribute, landmarks);
    case AttributeType::Choices:
        return optionSetsFor(attribute);
    case AttributeType::Text:
        return textsFor(landmarks);
    case AttributeType::Date:
        return daysFor(landmarks);
    case AttributeType::Reference:
        break;
    }
    return {};
}

} // namespace

void addLandmarks(const Formula& formula, Landmarks& landmarks)
{
    for (const Program* program : formula.programs()) {
        addProgram(*program, landmarks);
    }
    if (formula.curve) {
        const ExprType& type = formula.value.type();
        const Dimension dimension = type.is(TypeKind::Quantity) ? type.dimension : kNone;
        landmarks.numbers.emplace_back(dimension, formula.curve->failAt);
        landmarks.numbers.emplace_back(dimension, formula.curve->target);
    }
}

ExprValue numberOf(const Attribute& attribute, double number)
{
    ExprValue value;
    if (attribute.type == AttributeType::Count) {
        const auto whole = static_cast<std::int64_t>(number);
        value = ExprValue::ofInt(whole, whole);
    } else if (attribute.type == AttributeType::Quantity) {
        value = ExprValue::ofQuantity(number, number, attribute.dimension);
    } else {
        value = ExprValue::ofDouble(number, number);
    }
    value.origin = kDocumented;
    return value;
}

std::vector<ExprValue> candidates(const Attribute& attribute, const Landmarks& landmarks)
{
    std::vector<ExprValue> values = anyOf(attribute, landmarks);
    for (ExprValue& value : values) {
        value.origin = kDocumented;
    }
    return values;
}

} // namespace netready
