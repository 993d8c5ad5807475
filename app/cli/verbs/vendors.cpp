// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/assessment/vendor_fit.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/knowledge/words.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string vendor;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "VENDOR", options.vendor, "Everything about this vendor");
    addJsonOption(verb, options.json);
}

std::string titleOf(std::string_view role)
{
    std::string title(role);
    std::replace(title.begin(), title.end(), '-', ' ');
    return title;
}

/// `? ` open, `+ ` for, `- ` against, `· ` does not hold.
std::string sign(const CriterionResult& reason)
{
    if (reason.holds == Truth::Open) {
        return "? ";
    }
    if (reason.holds == Truth::False) {
        return "· ";
    }
    return reason.criterion->points > 0 ? "+ " : "- ";
}

std::string told(const CriterionResult& reason)
{
    const std::string status = " [" + std::string(toString(reason.criterion->status)) + "]";
    return sign(reason) + reason.criterion->why + status;
}

/// The weightiest reasons that hold, those against it first.
std::vector<const CriterionResult*> mainReasons(const VendorFit& fit)
{
    constexpr std::size_t kShown = 3;
    std::vector<const CriterionResult*> reasons;
    for (const CriterionResult& reason : fit.reasons) {
        if (reason.holds == Truth::True) {
            reasons.push_back(&reason);
        }
    }
    std::stable_sort(reasons.begin(), reasons.end(), [](const auto* a, const auto* b) {
        const auto key = [](const CriterionResult& reason) {
            const int points = reason.criterion->points;
            return points < 0 ? points - 100 : -points;
        };
        return key(*a) < key(*b);
    });
    reasons.resize(std::min(reasons.size(), kShown));
    return reasons;
}

void printRanking(const VendorFits& fits)
{
    if (fits.isRanked) {
        printLine("In order of fit. The requirements are approved.");
    } else {
        printLine(wrapped(inked(Ink::Amber, "Not in order of fit: ") + fits.whyNot +
                              ". Requirements come before vendors, so the order is that of the "
                              "names.",
                          0));
    }
    printLine("A fit says how much of what a vendor is made for you need, not how good it is.");
    printLine();
}

void printRole(const std::vector<const VendorFit*>& list, std::string_view role)
{
    printLine(inked(Ink::Bold, titleOf(role)));
    TextTable table(2);
    for (const VendorFit* fit : list) {
        const auto open = std::count_if(fit->reasons.begin(), fit->reasons.end(), [](auto& reason) {
            return reason.holds == Truth::Open;
        });
        bool isFirst = true;
        for (const CriterionResult* reason : mainReasons(*fit)) {
            table.add({isFirst ? fit->vendor->title : "",
                       isFirst ? toReadable(fit->fit) : "",
                       told(*reason)});
            isFirst = false;
        }
        if (open > 0) {
            table.add({"", "", inked(Ink::Faint, "? " + std::to_string(open) + " more open")});
        }
    }
    table.print();
    printLine();
}

void printVendor(const VendorFit& fit)
{
    const Vendor& vendor = *fit.vendor;
    printLine(inked(Ink::Bold, vendor.title) + "  fit " + toReadable(fit.fit) + " of 100");
    printLine(wrapped(vendor.help, 0));
    printLine();
    TextTable table(2);
    for (const CriterionResult& reason : fit.reasons) {
        table.add({std::to_string(reason.criterion->points), told(reason)});
        for (const FactKey& key : reason.missing) {
            table.add({"", inked(Ink::Faint, "    " + key.text())});
        }
    }
    table.print();
    const auto printList = [](std::string_view title, const std::vector<std::string>& lines) {
        printLine();
        printLine(inked(Ink::Bold, title));
        for (const std::string& line : lines) {
            printLine("  " + wrapped(line, 4));
        }
    };
    std::vector<std::string> products;
    for (const VendorProduct& product : vendor.products) {
        products.push_back(product.title + ": " + product.purpose + " [" +
                           std::string(toString(product.status)) +
                           (product.source.empty() ? "" : ", " + product.source) + "]");
    }
    printList("Products", products);
    printList("Risks", vendor.risks);
    printList("To ask before the shortlist", vendor.questions);
}

std::string_view word(Truth truth)
{
    return truth == Truth::Open ? "open" : (truth == Truth::True ? "yes" : "no");
}

nlohmann::ordered_json vendorJson(const VendorFit& fit)
{
    auto criteria = nlohmann::ordered_json::array();
    for (const CriterionResult& reason : fit.reasons) {
        auto missing = nlohmann::ordered_json::array();
        for (const FactKey& key : reason.missing) {
            missing.push_back(key.text());
        }
        criteria.push_back({{"id", reason.criterion->id},
                            {"points", reason.criterion->points},
                            {"holds", word(reason.holds)},
                            {"why", reason.criterion->why},
                            {"status", toString(reason.criterion->status)},
                            {"missing", std::move(missing)}});
    }
    return {{"vendor", fit.vendor->id},
            {"title", fit.vendor->title},
            {"roles", fit.vendor->roles},
            {"low", 100 * fit.fit.low},
            {"high", 100 * fit.fit.high},
            {"criteria", std::move(criteria)}};
}

nlohmann::ordered_json fitsJson(const VendorFits& fits)
{
    nlohmann::ordered_json json{{"ranked", fits.isRanked}};
    if (!fits.isRanked) {
        json["why_not"] = fits.whyNot;
    }
    auto shortlists = nlohmann::ordered_json::object();
    for (const std::string_view role : kVendorRoles) {
        auto ids = nlohmann::ordered_json::array();
        for (const VendorFit* fit : shortlist(fits, role)) {
            ids.push_back(fit->vendor->id);
        }
        shortlists[std::string(role)] = std::move(ids);
    }
    json["shortlists"] = std::move(shortlists);
    auto vendors = nlohmann::ordered_json::array();
    for (const VendorFit& fit : fits.fits) {
        vendors.push_back(vendorJson(fit));
    }
    json["vendors"] = std::move(vendors);
    return json;
}

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    VendorFits fits = vendorFits(client.live(today()));
    if (!options.vendor.empty()) {
        std::erase_if(fits.fits,
                      [&](const VendorFit& fit) { return fit.vendor->id != options.vendor; });
        if (fits.fits.empty()) {
            throw Error(ErrorCode::NotFound,
                        "there is no vendor " + inQuotes(options.vendor) +
                            "; netready vendors FILE --json lists them");
        }
    }
    if (options.json) {
        printJson(fitsJson(fits));
        return ExitCode::Fine;
    }
    if (!options.vendor.empty()) {
        printVendor(fits.fits.front());
        return ExitCode::Fine;
    }
    printRanking(fits);
    for (const std::string_view role : kVendorRoles) {
        const auto list = shortlist(fits, role);
        if (!list.empty()) {
            printRole(list, role);
        }
    }
    return ExitCode::Fine;
}

} // namespace

Verb vendorsVerb()
{
    return makeVerb<Options>(
        {"vendors",
         "Results",
         "Which vendors fit the requirements, and why",
         "Lists the vendors of each role for which something speaks, with what "
         "holds for this client,\n"
         "what speaks against them and what is still open. They are put in "
         "order only after the\n"
         "requirements were approved. A statement that was not read in a "
         "source says so.\n\n"
         "Examples:\n"
         "  netready vendors acme.netready\n"
         "  netready vendors acme.netready arista\n"
         "  netready vendors acme.netready --json"},
        addOptions,
        run);
}

} // namespace netready
