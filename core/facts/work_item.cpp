// SPDX-License-Identifier: Apache-2.0
#include "core/facts/work_item.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <array>
#include <cmath>
#include <utility>

namespace netready {

namespace {

constexpr std::array<std::pair<WorkStatus, std::string_view>, 5> kStatusNames{{
    {WorkStatus::Open, "open"},
    {WorkStatus::InProgress, "in-progress"},
    {WorkStatus::Done, "done"},
    {WorkStatus::Blocked, "blocked"},
    {WorkStatus::Dropped, "dropped"},
}};

void checkAmount(const WorkItem& item,
                 const std::optional<Measure>& amount,
                 Dimension dimension,
                 const char* what)
{
    if (!amount) {
        return;
    }
    const bool isRange = std::isfinite(amount->low) && std::isfinite(amount->high) &&
                         amount->low >= 0 && amount->low <= amount->high;
    if (!isRange || amount->dimension != dimension) {
        throw Error(ErrorCode::InvalidInput,
                    "the work item " + inQuotes(item.about.text()) + " needs " + what);
    }
}

} // namespace

std::string_view toString(WorkKind kind)
{
    return kind == WorkKind::Action ? "action" : "finding";
}

std::string_view toString(WorkStatus status)
{
    for (const auto& [known, text] : kStatusNames) {
        if (known == status) {
            return text;
        }
    }
    return "";
}

std::optional<WorkStatus> workStatusFromText(std::string_view text)
{
    for (const auto& [status, known] : kStatusNames) {
        if (known == text) {
            return status;
        }
    }
    return std::nullopt;
}

WorkKey WorkKey::parse(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::size_t at = text.find('@');
    const std::string_view kind = text.substr(0, slash);
    if (slash == std::string_view::npos || at == std::string_view::npos || at <= slash + 1 ||
        (kind != "action" && kind != "finding")) {
        throw Error(ErrorCode::InvalidInput,
                    inQuotes(text) + " is not action/ID@KIND/ID or finding/RULE@KIND/ID");
    }
    return {kind == "action" ? WorkKind::Action : WorkKind::Finding,
            std::string(text.substr(slash + 1, at - slash - 1)),
            SubjectKey::parse(text.substr(at + 1))};
}

std::string WorkKey::text() const
{
    return std::string(toString(kind)) + "/" + id + "@" + subject.text();
}

void checkWorkItem(const WorkItem& item)
{
    checkAmount(item, item.cost, kMoney, "a cost in money that is not negative");
    checkAmount(item, item.effort, kTime, "an effort in time that is not negative");
}

} // namespace netready
