// SPDX-License-Identifier: Apache-2.0
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/client/host.h"
#include "app/cli/text_table.h"
#include "app/cli/verbs/verbs.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <optional>

namespace netready {

namespace {

struct Options
{
    ClientOptions client;
    std::string subject;
    bool json = false;
};

void addOptions(CLI::App& verb, Options& options)
{
    addClientOptions(verb, options.client);
    addPositional(verb, "SUBJECT", options.subject, "Only this subject");
    addJsonOption(verb, options.json);
}

std::string_view word(Knowing knowing)
{
    switch (knowing) {
    case Knowing::NeverAsked:
        return "never_asked";
    case Knowing::AskedNotKnown:
        return "asked_not_known";
    case Knowing::NotApplicable:
        return "not_applicable";
    case Knowing::Known:
        return "known";
    }
    return "";
}

bool contains(const std::vector<std::size_t>& indices, std::size_t index)
{
    return std::find(indices.begin(), indices.end(), index) != indices.end();
}

/// A computed range that is narrower than everything possible tells something.
bool hasValue(const FactView& view)
{
    if (view.resolution.knowing == Knowing::Known ||
        view.resolution.knowing == Knowing::NotApplicable) {
        return true;
    }
    const auto* measure = std::get_if<Measure>(&view.resolution.value);
    return view.computed && measure != nullptr &&
           (measure->low > view.attribute->domainLow || measure->high < view.attribute->domainHigh);
}

std::string valueText(const FactView& view)
{
    const auto* measure = std::get_if<Measure>(&view.resolution.value);
    return view.computed && measure != nullptr
               ? toReadable(withoutDomainEnd(*view.attribute, *measure))
               : toString(view.resolution.value);
}

std::string saidBy(const Fact& fact)
{
    std::vector<std::string> parts;
    for (const std::string& part :
         {fact.author, fact.time.substr(0, 10), fact.evidence, fact.note}) {
        if (!part.empty()) {
            parts.push_back(part);
        }
    }
    return join(parts, ", ");
}

/// Says of a fact that it is too old to count in full.
std::string ageMark(const FactView& view, std::size_t fact)
{
    return view.resolution.isOutdated(fact) ? outdatedNote(*view.attribute) + ": " : "";
}

/// The rows of one attribute: what stands, then the single facts where there are several.
void addRows(TextTable& table, const FactView& view, const std::vector<Fact>& facts)
{
    const Resolution& resolution = view.resolution;
    const bool clash = resolution.contradicted();
    const bool single = facts.size() == 1 && !view.computed;
    const std::string mark = clash ? inked(Ink::Red, "!") : " ";
    const std::string origin =
        view.computed ? "computed"
                      : (hasValue(view) ? std::string(toString(resolution.origin)) : "asked");
    table.add(
        {mark,
         view.attribute->name,
         hasValue(view) ? valueText(view) : inked(Ink::Amber, "? not known"),
         hasValue(view) || view.typical == nullptr ? origin
                                                   : "typical " + toString(view.typical->value),
         single ? ageMark(view, 0) + saidBy(facts.front()) : (resolution.disagreement ? "people disagree" : "")});
    if (single && facts.front().withdrawn.empty()) {
        return;
    }
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Fact& fact = facts[i];
        std::string state = contains(resolution.against, i) ? inked(Ink::Red, "contradicts: ") : "";
        state = fact.withdrawn.empty() ? state : "withdrawn (" + fact.withdrawn + "): ";
        table.add({" ",
                   "",
                   "  " + toString(fact.value),
                   std::string(toString(fact.origin)),
                   state + ageMark(view, i) + saidBy(fact)});
    }
}

class Page
{
public:
    Page(const Client& client, const LiveAssessment& live, std::optional<SubjectKey> only)
        : m_client(client)
        , m_only(std::move(only))
        , m_readers(live.findingsReading())
    {
        const std::vector<Contradiction> contradictions = live.result().contradictions;
        for (FactView& view : live.factViews()) {
            markContradictions(view, contradictions);
            m_views[view.key.subject].push_back(std::move(view));
        }
    }

    void print() const
    {
        for (const auto& [key, subject] : m_client.facts().subjects()) {
            if (!m_only || *m_only == key) {
                printSubject(subject);
            }
        }
        printRecords();
    }

    [[nodiscard]] nlohmann::ordered_json json() const
    {
        nlohmann::ordered_json json;
        json["client"] = m_client.file.info().title;
        json["subjects"] = nlohmann::ordered_json::array();
        for (const auto& [key, subject] : m_client.facts().subjects()) {
            if (!m_only || *m_only == key) {
                json["subjects"].push_back(subjectJson(subject));
            }
        }
        addRecords(json);
        return json;
    }

private:
    /// A computed value is no fact, so its resolution does not say which facts contradict it.
    void markContradictions(FactView& view, const std::vector<Contradiction>& contradictions) const
    {
        const std::vector<Fact>& facts = m_client.facts().facts(view.key);
        for (const Contradiction& contradiction : contradictions) {
            for (std::size_t i = 0; i < facts.size() && contradiction.key == view.key; ++i) {
                if (facts[i] == contradiction.against && !contains(view.resolution.against, i)) {
                    view.resolution.against.push_back(i);
                    std::erase(view.resolution.used, i);
                }
            }
        }
    }

    [[nodiscard]] std::vector<FactView> views(const SubjectKey& key) const
    {
        const auto found = m_views.find(key);
        return found == m_views.end() ? std::vector<FactView>{} : found->second;
    }

    [[nodiscard]] bool isAbout(std::string_view about) const
    {
        return !m_only || about == m_only->text() || about.starts_with(m_only->text() + ".");
    }

    void printSubject(const Subject& subject) const
    {
        const std::string title = subject.title.empty() ? "" : " – " + subject.title;
        printLine(inked(Ink::Bold, subject.key.text()) + title);
        TextTable table(1);
        std::vector<std::string> open;
        for (const FactView& view : views(subject.key)) {
            const std::vector<Fact>& facts = m_client.facts().facts(view.key);
            if (facts.empty() && !hasValue(view)) {
                open.push_back(view.attribute->name);
            } else {
                addRows(table, view, facts);
            }
        }
        table.print();
        if (!open.empty()) {
            printLine(
                inked(Ink::Faint, "   " + wrapped("? not asked yet: " + join(open, ", "), 5)));
        }
        printUnknownAttributes(subject.key);
        printLine();
    }

    /// Facts of packs that are not loaded are kept, so they are shown.
    void printUnknownAttributes(const SubjectKey& subject) const
    {
        for (const FactKey& key : m_client.facts().keys()) {
            if (key.subject == subject &&
                m_client.knowledge->findAttribute(key.attribute) == nullptr) {
                for (const Fact& fact : m_client.facts().facts(key)) {
                    printLine("   " + key.attribute + " = " + toString(fact.value) +
                              " (no loaded pack knows it)");
                }
            }
        }
    }

    void printRecords() const
    {
        for (const auto& [id, waiver] : m_client.facts().waivers()) {
            if (isAbout(waiver.subject.text())) {
                printLine(wrapped("waived until " + dayText(waiver.expires) + ": " + waiver.rule +
                                      " for " + waiver.subject.text() + " (" + waiver.author +
                                      "): " + waiver.reason,
                                  2));
            }
        }
        for (const auto& [id, text] : m_client.facts().notes()) {
            if (isAbout(text.about)) {
                printLine(wrapped(id + (text.about.empty() ? "" : " about " + text.about) + " (" +
                                      text.author + ", " + text.time.substr(0, 10) +
                                      "): " + text.text,
                                  2));
            }
        }
        for (const auto& [id, attachment] : m_client.facts().attachments()) {
            if (!m_only) {
                printLine("attachment " + id + ": " + attachment.name + ", " +
                          std::to_string(attachment.bytes) + " bytes");
            }
        }
    }

    [[nodiscard]] nlohmann::ordered_json subjectJson(const Subject& subject) const
    {
        nlohmann::ordered_json json{{"subject", subject.key.text()}, {"title", subject.title}};
        json["attributes"] = nlohmann::ordered_json::array();
        for (const FactView& view : views(subject.key)) {
            nlohmann::ordered_json entry{{"attribute", view.attribute->name},
                                         {"knowing", word(view.resolution.knowing)},
                                         {"value", nullptr},
                                         {"origin", nullptr},
                                         {"computed", view.computed},
                                         {"contradicted", view.resolution.contradicted()},
                                         {"disagreement", view.resolution.disagreement},
                                         {"rules", rulesReading(view.key)}};
            if (hasValue(view)) {
                entry["value"] = valueText(view);
                entry["origin"] = toString(view.resolution.origin);
            }
            entry["facts"] = factsJson(view);
            json["attributes"].push_back(std::move(entry));
        }
        return json;
    }

    [[nodiscard]] std::size_t rulesReading(const FactKey& key) const
    {
        const auto found = m_readers.find(key);
        return found == m_readers.end() ? 0 : found->second;
    }

    [[nodiscard]] nlohmann::ordered_json factsJson(const FactView& view) const
    {
        auto list = nlohmann::ordered_json::array();
        const std::vector<Fact>& facts = m_client.facts().facts(view.key);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const Fact& fact = facts[i];
            list.push_back({{"value", toString(fact.value)},
                            {"origin", toString(fact.origin)},
                            {"author", fact.author},
                            {"time", fact.time},
                            {"note", fact.note},
                            {"evidence", fact.evidence},
                            {"withdrawn", fact.withdrawn},
                            {"used", contains(view.resolution.used, i)},
                            {"against", contains(view.resolution.against, i)},
                            {"outdated", view.resolution.isOutdated(i)}});
        }
        return list;
    }

    void addRecords(nlohmann::ordered_json& json) const
    {
        json["waivers"] = nlohmann::ordered_json::array();
        for (const auto& [id, waiver] : m_client.facts().waivers()) {
            if (isAbout(waiver.subject.text())) {
                json["waivers"].push_back({{"rule", waiver.rule},
                                           {"subject", waiver.subject.text()},
                                           {"reason", waiver.reason},
                                           {"author", waiver.author},
                                           {"granted", dayText(waiver.granted)},
                                           {"expires", dayText(waiver.expires)},
                                           {"evidence", waiver.evidence},
                                           {"compensation", waiver.compensation}});
            }
        }
        json["notes"] = nlohmann::ordered_json::array();
        for (const auto& [id, text] : m_client.facts().notes()) {
            if (isAbout(text.about)) {
                json["notes"].push_back({{"id", id},
                                         {"about", text.about},
                                         {"text", text.text},
                                         {"author", text.author},
                                         {"time", text.time}});
            }
        }
    }

    const Client& m_client;
    std::optional<SubjectKey> m_only;
    std::map<FactKey, std::size_t> m_readers;
    std::map<SubjectKey, std::vector<FactView>> m_views;
};

ExitCode run(const Options& options)
{
    const Client client = openClient(options.client, OpenMode::ReadOnly);
    const LiveAssessment live = client.live(today());
    std::optional<SubjectKey> only;
    if (!options.subject.empty()) {
        only = parseSubject(client, options.subject);
    }
    const Page page(client, live, only);
    if (options.json) {
        printJson(page.json());
    } else {
        page.print();
    }
    return ExitCode::Fine;
}

} // namespace

Verb showVerb()
{
    return makeVerb<Options>({"show",
                              "Facts",
                              "Show what is known, who says so, and what contradicts",
                              "Examples:\n"
                              "  netready show acme.netready\n"
                              "  netready show acme.netready fabric/backend --json"},
                             addOptions,
                             run);
}

} // namespace netready
