// SPDX-License-Identifier: Apache-2.0
#include "core/facts/fact_base.h"

#include "core/base/error.h"

#include <optional>
#include <string>
#include <vector>

#include "tests/support/catch.h"

namespace netready {

namespace {

const SubjectKey kFabric{"fabric", "main"};
const FactKey kSpeed{kFabric, "fabric.port_speed"};
const FactKey kPorts{kFabric, "fabric.port_count"};

Fact fact(const std::string& text, Origin origin = Origin::Stated, const std::string& author = "a")
{
    Fact result;
    result.value = Text{text};
    result.origin = origin;
    result.author = author;
    return result;
}

Change addSubject(const SubjectKey& key, const std::string& title = "")
{
    return RecordChange<Subject>{std::nullopt, Subject{key, title}};
}

Change removeOnly(const SubjectKey& key)
{
    return RecordChange<Subject>{Subject{key, ""}, std::nullopt};
}

Edit edit(std::vector<Change> changes)
{
    return {"tested", "anna", "2026-11-25T10:00:00Z", std::move(changes)};
}

/// A fabric with a fact, a waiver, two notes and an attachment.
FactBase sample()
{
    FactBase base;
    base.apply(
        edit({addSubject(kFabric),
              addSubject({"site", "main"}),
              FactsChange{kSpeed, {}, {fact("400")}},
              RecordChange<Waiver>{{}, Waiver{"mtu", kFabric, "r", "a", 1, 2, "", ""}},
              RecordChange<Note>{{}, Note{"n1", "fabric/main", "t", "a", ""}},
              RecordChange<Note>{{}, Note{"n2", "fabric/main.port_speed", "t", "a", ""}},
              RecordChange<Note>{{}, Note{"n3", "site/main", "t", "a", ""}},
              RecordChange<Attachment>{{}, Attachment{"f", "f.csv", "text/csv", "0", 1, ""}}}));
    return base;
}

std::optional<ErrorCode> codeOf(FactBase& base, const Edit& tried)
{
    try {
        base.apply(tried);
        return std::nullopt;
    } catch (const Error& error) {
        return error.code();
    }
}

} // namespace

TEST_CASE("an edit adds what it says", "[facts]")
{
    const FactBase base = sample();
    CHECK(base.hasSubject(kFabric));
    CHECK(base.facts(kSpeed).size() == 1);
    CHECK(base.facts(kPorts).empty());
    CHECK(base.keys() == std::vector<FactKey>{kSpeed});
    CHECK(base.factCount() == 1);
    CHECK(base.waivers().size() == 1);
    CHECK(base.notes().size() == 3);
    CHECK(base.attachments().size() == 1);
}

TEST_CASE("the inverse of an edit takes it back", "[facts]")
{
    const FactBase before = sample();
    const std::vector<Edit> edits{
        edit({FactsChange{kSpeed, {fact("400")}, {fact("400"), fact("800", Origin::Measured)}}}),
        edit({FactsChange{kSpeed, {fact("400")}, {}}}),
        edit({FactsChange{kSpeed, {fact("400")}, {fact("100")}},
              FactsChange{kSpeed, {fact("100")}, {fact("200")}},
              FactsChange{kPorts, {}, {fact("32")}}}),
        edit({RecordChange<Subject>{Subject{kFabric, ""}, Subject{kFabric, "Fabric"}}}),
        edit(removeSubject(before, kFabric)),
        // The subject goes first and its facts after it: the inverse brings the facts first.
        edit({removeOnly(kFabric), FactsChange{kSpeed, {fact("400")}, {}}}),
    };
    for (const Edit& tried : edits) {
        FactBase base = before;
        base.apply(tried);
        CHECK_FALSE(base == before);
        base.apply(inverse(tried));
        CHECK(base == before);
        CHECK(inverse(inverse(tried)) == tried);
    }
}

TEST_CASE("an edit that does not fit changes nothing", "[facts]")
{
    FactBase base = sample();
    const FactBase before = base;
    // Each starts with a change that fits.
    const Change fits = FactsChange{kPorts, {}, {fact("32")}};
    const Note note{"n1", "fabric/main", "other", "a", ""};
    CHECK(codeOf(base, edit({fits, FactsChange{kSpeed, {}, {fact("1")}}})) == ErrorCode::Conflict);
    CHECK(codeOf(base, edit({fits, fits})) == ErrorCode::Conflict);
    CHECK(codeOf(base, edit({fits, addSubject(kFabric)})) == ErrorCode::Conflict);
    CHECK(codeOf(base, edit({fits, RecordChange<Note>{note, {}}})) == ErrorCode::Conflict);
    CHECK(codeOf(base, edit({fits, RecordChange<Note>{{}, note}})) == ErrorCode::Conflict);
    CHECK(codeOf(base, edit({fits, FactsChange{{{"fabric", "b"}, "fabric.x"}, {}, {fact("1")}}})) ==
          ErrorCode::NotFound);
    CHECK(base == before);
}

TEST_CASE("a subject does not go while facts about it stay", "[facts]")
{
    FactBase base = sample();
    const FactBase before = base;
    CHECK(codeOf(base, edit({removeOnly(kFabric)})) == ErrorCode::Conflict);
    CHECK(base == before);
}

TEST_CASE("a change without a record or with two keys is refused", "[facts]")
{
    FactBase base = sample();
    const FactBase before = base;
    CHECK(codeOf(base, edit({RecordChange<Note>{}})) == ErrorCode::InvalidInput);
    CHECK(codeOf(base,
                 edit({RecordChange<Subject>{Subject{{"site", "main"}, ""},
                                             Subject{{"site", "other"}, ""}}})) ==
          ErrorCode::InvalidInput);
    CHECK(base == before);
}

TEST_CASE("a fact replaces the one of the same author and origin", "[facts]")
{
    FactBase base = sample();
    const auto set = [&](const Fact& given) {
        base.apply(edit({setFact(base, kSpeed, given)}));
        return base.facts(kSpeed);
    };
    CHECK(set(fact("800")) == std::vector{fact("800")});
    CHECK(set(fact("390", Origin::Measured)).size() == 2);
    CHECK(set(fact("100", Origin::Stated, "ben")).size() == 3);
    CHECK(set(fact("391", Origin::Measured)) == std::vector{fact("800"),
                                                            fact("391", Origin::Measured),
                                                            fact("100", Origin::Stated, "ben")});
}

TEST_CASE("a withdrawn fact is kept when its author says something new", "[facts]")
{
    FactBase base = sample();
    Fact withdrawn = fact("400");
    withdrawn.withdrawn = "the measurement says otherwise";
    base.apply(edit({FactsChange{kSpeed, {fact("400")}, {withdrawn}}}));
    base.apply(edit({setFact(base, kSpeed, fact("100"))}));
    CHECK(base.facts(kSpeed) == std::vector{withdrawn, fact("100")});
}

TEST_CASE("a subject goes with all that is about it, and nothing else", "[facts]")
{
    FactBase base = sample();
    base.apply(edit(removeSubject(base, kFabric)));
    CHECK_FALSE(base.hasSubject(kFabric));
    CHECK(base.factCount() == 0);
    CHECK(base.waivers().empty());
    CHECK(base.notes().size() == 1);
    CHECK(base.notes().contains("n3"));
    CHECK(base.hasSubject({"site", "main"}));
    CHECK(base.attachments().size() == 1);
    CHECK_THROWS_AS(removeSubject(base, kFabric), Error);
}

TEST_CASE("work items go with their subject, and pins with their phase", "[facts]")
{
    FactBase base = sample();
    const SubjectKey phase{"phase", "spring"};
    WorkItem onFabric;
    onFabric.about = WorkKey::parse("action/add-uplinks@fabric/main");
    WorkItem onSite;
    onSite.about = WorkKey::parse("finding/rack-power@site/main");
    onSite.phase = "spring";
    onSite.owner = "ben";
    base.apply(edit({addSubject(phase),
                     RecordChange<WorkItem>{{}, onFabric},
                     RecordChange<WorkItem>{{}, onSite}}));
    const FactBase before = base;
    const Edit gone = edit(removeSubject(base, phase));
    base.apply(gone);
    CHECK(base.workItems().at(onSite.about).phase.empty());
    CHECK(base.workItems().at(onSite.about).owner == "ben");
    base.apply(edit(removeSubject(base, kFabric)));
    CHECK_FALSE(base.workItems().contains(onFabric.about));
    CHECK(base.workItems().size() == 1);
    base = before;
    base.apply(gone);
    base.apply(inverse(gone));
    CHECK(base == before);
}

TEST_CASE("an amount of a work item that is none is refused", "[facts]")
{
    FactBase base = sample();
    const FactBase before = base;
    WorkItem item;
    item.about = WorkKey::parse("action/add-uplinks@fabric/main");
    item.cost = Measure{1, 2, kTime, Currency::None, "d"};
    CHECK(codeOf(base, edit({RecordChange<WorkItem>{{}, item}})) == ErrorCode::InvalidInput);
    item.cost = Measure{-1, 2, kMoney, Currency::Usd, "USD"};
    CHECK(codeOf(base, edit({RecordChange<WorkItem>{{}, item}})) == ErrorCode::InvalidInput);
    item.cost = Measure{3, 2, kMoney, Currency::Usd, "USD"};
    CHECK(codeOf(base, edit({RecordChange<WorkItem>{{}, item}})) == ErrorCode::InvalidInput);
    CHECK(base == before);
}

TEST_CASE("the name of a work item is read as it is written", "[facts]")
{
    for (const char* text : {"action/add-uplinks@fabric/main", "finding/mtu@workload/chat"}) {
        CHECK(WorkKey::parse(text).text() == text);
    }
    for (const char* text :
         {"", "action", "action/@fabric/main", "act/x@fabric/main", "action/x", "action/x@main"}) {
        CHECK_THROWS_AS(WorkKey::parse(text), Error);
    }
    for (const WorkStatus status : {WorkStatus::Open,
                                    WorkStatus::InProgress,
                                    WorkStatus::Done,
                                    WorkStatus::Blocked,
                                    WorkStatus::Dropped}) {
        CHECK(workStatusFromText(toString(status)) == status);
    }
    CHECK_FALSE(workStatusFromText("ready"));
}

TEST_CASE("copies of a fact base are independent", "[facts]")
{
    FactBase base = sample();
    const FactBase copy = base;
    base.apply(edit({FactsChange{kSpeed, {fact("400")}, {}}}));
    CHECK_FALSE(base == copy);
    CHECK(copy.facts(kSpeed).size() == 1);
}

} // namespace netready
