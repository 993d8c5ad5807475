// SPDX-License-Identifier: Apache-2.0
#include "tests/core/store/sample_client.h"

#include <limits>

namespace netready {

namespace {

constexpr const char* kWorkshop = "2026-11-25T10:00:00Z";

Fact fact(Value value, Origin origin = Origin::Stated)
{
    Fact result;
    result.value = std::move(value);
    result.origin = origin;
    result.author = "anna";
    result.time = kWorkshop;
    return result;
}

Edit edit(const std::string& title, std::vector<Change> changes)
{
    return {title, "anna", kWorkshop, std::move(changes)};
}

Change facts(const std::string& key, std::vector<Fact> facts)
{
    return FactsChange{FactKey::parse(key), {}, std::move(facts)};
}

std::vector<Change> factsOfAllKinds()
{
    Fact measured =
        fact(Measure{390e9, 392.5e9, kDataRate, Currency::None, "Gb/s"}, Origin::Measured);
    measured.note = "iperf3, 60 s, both directions\nsecond run";
    measured.evidence = "switch-inventory-csv";
    Fact withdrawn = fact(Measure{800e9, 800e9, kDataRate, Currency::None, "Gb/s"});
    withdrawn.author = "ben";
    withdrawn.withdrawn = "that is the other fabric";
    const double infinity = std::numeric_limits<double>::infinity();
    return {
        facts(
            "fabric/main.port_speed",
            {fact(Measure{400e9, 400e9, kDataRate, Currency::None, "Gb/s"}), measured, withdrawn}),
        facts("fabric/main.load_balancing", {fact(Choice{{"static-hash", "spraying"}})}),
        facts("fabric/main.lossless", {fact(ChoiceSet{{"pfc"}, {"pfc", "ecn"}})}),
        facts("fabric/main.rdma", {fact(true, Origin::Documented)}),
        facts("fabric/main.storage", {fact(Reference{"array-1"}, Origin::Observed)}),
        facts("fabric/main.price",
              {fact(Measure{0.1, 1.0 / 3, kMoneyRate, Currency::Eur, "EUR/h"}, Origin::Imported)}),
        facts("site/main.name", {fact(Text{"Zürich “Nord” 😀"})}),
        facts("site/main.move_date", {fact(Date{20782, 20850})}),
        facts("site/main.cooling", {fact(NotApplicable{"all racks are air-cooled"})}),
        facts("site/main.floor_load", {fact(NotKnown{})}),
        facts("site/main.spare_power",
              {fact(Measure{132e3, infinity, kPower, Currency::None, "kW"}, Origin::Assumed)}),
    };
}

} // namespace

Edit noteEdit(const std::string& id, const std::string& text)
{
    const Note note{id, "", text, "anna", kWorkshop};
    return edit("Add note " + id, {RecordChange<Note>{std::nullopt, note}});
}

void writeSampleClient(const std::filesystem::path& path)
{
    ClientFile file = ClientFile::create(path, kSampleInfo);
    file.setPacks({{"core", "1.0.0", "sha256:00"}, {"vendor", "0.2.0", "sha256:ff"}});
    file.apply(
        edit("Describe the estate",
             {RecordChange<Subject>{std::nullopt, Subject{{"site", "main"}, "Zürich"}},
              RecordChange<Subject>{std::nullopt, Subject{{"fabric", "main"}, ""}},
              RecordChange<Subject>{std::nullopt, Subject{{"storage", "array-1"}, "Array"}}}));
    file.apply(edit("Answer the first questions", factsOfAllKinds()));
    file.snapshot("first workshop", kWorkshop, {{"core", "1.0.0", "sha256:00"}});
    file.apply(edit("Attach the inventory",
                    {file.attach("switch,port\nleaf-1,48\n", "Switch inventory.csv", "text/csv")}));
    file.apply(edit("Waive the MTU rule",
                    {RecordChange<Waiver>{std::nullopt,
                                          Waiver{"fabric-mtu-mismatch",
                                                 {"fabric", "main"},
                                                 "replaced in spring",
                                                 "anna",
                                                 20782,
                                                 20900,
                                                 "switch-inventory-csv",
                                                 "jumbo frames are off"}}}));
    file.apply(noteEdit("n1", "Ask about the second room."));
    file.apply(edit("Remove the array", removeSubject(file.facts(), {"storage", "array-1"})));
    file.apply(noteEdit("n2", "Taken back."));
    file.apply(noteEdit("n3", "Taken back too."));
    file.undo();
    file.undo();
    WorkItem item;
    item.about = WorkKey::parse("action/add-uplinks@fabric/main");
    item.status = WorkStatus::InProgress;
    item.owner = "ben";
    item.due = 20800;
    item.phase = "year-2";
    item.cost = Measure{0.1, 1.0 / 3, kMoney, Currency::Eur, "EUR"};
    item.effort = Measure{86400, 7 * 86400.0, kTime, Currency::None, "d"};
    item.note = "offer 7, \"final\"";
    file.apply(edit("Assign the uplinks", {RecordChange<WorkItem>{std::nullopt, item}}));
    WorkItem plain;
    plain.about = WorkKey::parse("finding/fabric-mtu-mismatch@fabric/main");
    plain.status = WorkStatus::Done;
    file.apply(edit("Close the MTU", {RecordChange<WorkItem>{std::nullopt, plain}}));
    file.apply(noteEdit("n4", "Taken back at the end."));
    file.undo();
    file.snapshot("second workshop", kWorkshop, {});
}

} // namespace netready
