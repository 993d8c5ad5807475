# SPDX-License-Identifier: Apache-2.0
"""Verbs that change a client file or show what is in it."""
import json

from support import BAD_INPUT, FILE_PROBLEM, CliTest


class New(CliTest):
    def test_list_names_the_templates(self):
        self.assertEqual(self.netready("new", "--list").out,
                         "small-site  One fabric. A site with one fabric and one workload.\n")
        self.assertEqual(self.netready("new", "--list", "--json").json, [
            {"id": "small-site", "title": "One fabric", "description": "A site with one fabric and one workload.",
             "subjects": 3, "facts": 9}])

    def test_a_template_fills_the_file(self):
        made = self.netready("new", "a.netready", "--template", "small-site")
        self.assertEqual(made.out, "new a.netready from small-site · site 0–100 → 9–53, cannot tell\n")
        self.assertEqual(self.value("a.netready", "fabric/leaf-spine", "downlinks"), "48")

    def test_an_empty_file_holds_the_subjects_that_are_always_there(self):
        self.netready("new", "a.netready", "--title", "Acme")
        shown = self.netready("show", "a.netready", "--json").json
        self.assertEqual(shown["client"], "Acme")
        self.assertEqual([subject["subject"] for subject in shown["subjects"]], ["site/main"])

    def test_an_existing_file_is_never_replaced(self):
        self.new()
        before = (self.folder / "a.netready").read_bytes()
        self.assertEqual(self.refused("new", "a.netready", code=FILE_PROBLEM),
                         '"a.netready" exists already; choose another name or delete it')
        self.assertEqual((self.folder / "a.netready").read_bytes(), before)

    def test_an_unknown_template_is_refused_and_no_file_made(self):
        self.assertEqual(self.refused("new", "a.netready", "--template", "big-site", code=BAD_INPUT),
                         'there is no template "big-site"; the templates are: small-site')
        self.assertFalse((self.folder / "a.netready").exists())


class Set(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_one_line_says_what_was_set_and_how_the_score_moved(self):
        self.assertEqual(self.netready("set", "a.netready", "site/main.rack_power", "5 kW").out,
                         "set site/main.rack_power = 5 kW (stated, Ada) · site 9–53 → 9–39, cannot tell → not ready, settled\n")

    def test_origin_author_note_and_evidence_are_kept(self):
        self.netready("set", "a.netready", "site/main.rack_power", "17..20 kW", "--origin", "documented", "--by", "Bob",
                      "--note", "both feeds", "--evidence", "plan, page 3", "--quiet")
        self.assertEqual(self.facts("a.netready", "site/main", "rack_power")["facts"], [
            {"value": "17..20 kW", "origin": "documented", "author": "Bob", "time": "2026-11-25T08:30:00Z",
             "note": "both feeds", "evidence": "plan, page 3", "withdrawn": "", "used": True, "against": False, "outdated": False}])

    def test_json_gives_the_move_as_numbers(self):
        told = self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "--json").json
        self.assertEqual(told["edit"], "set site/main.rack_power = 5 kW (stated, Ada)")
        self.assertEqual(told["site"]["after"],
                         {"low": 9.38, "high": 39.0, "verdict": "not ready", "settled": True})

    def test_quiet_prints_nothing(self):
        self.assertEqual(self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q").out, "")

    def test_the_same_again_leaves_no_trace(self):
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")
        self.env["NETREADY_NOW"] = "2026-11-26T08:30:00Z"
        said = self.netready("set", "a.netready", "site/main.rack_power", "5 kW")
        self.assertTrue(said.out.startswith("nothing changed: "), said.out)
        self.assertEqual(len(self.netready("history", "a.netready", "--json").json), 2)

    def test_several_options_and_what_looks_like_a_list_stay_one_value(self):
        self.netready("set", "a.netready", "site/main.encryption", "[macsec, ipsec?]", "-q")
        self.assertEqual(self.value("a.netready", "site/main", "encryption"), "[macsec, ipsec?]")

    def test_a_reference_must_name_what_is_there(self):
        self.assertEqual(self.refused("set", "a.netready", "workload/chat.fabric", "backend", code=BAD_INPUT),
                         "workload.fabric: there is no fabric/backend; add it first with netready add FILE fabric/backend")

    def test_the_author_is_told_by_option_then_variable_then_login(self):
        del self.env["NETREADY_AUTHOR"]
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")
        author = self.facts("a.netready", "site/main", "rack_power")["facts"][0]["author"]
        self.assertNotEqual(author, "")
        self.assertNotEqual(author, "Ada")


class Unset(CliTest):
    def setUp(self):
        super().setUp()
        self.new()
        for name in ("Ada", "Bob"):
            self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "--by", name, "-q")

    def authors(self):
        return [fact["author"] for fact in self.facts("a.netready", "site/main", "rack_power")["facts"]]

    def test_all_values_go(self):
        self.netready("unset", "a.netready", "site/main.rack_power")
        self.assertEqual(self.authors(), [])

    def test_only_those_of_one_person_go(self):
        self.netready("unset", "a.netready", "site/main.rack_power", "--by", "Bob")
        self.assertEqual(self.authors(), ["Ada"])

    def test_a_reason_keeps_the_value_as_withdrawn(self):
        self.netready("unset", "a.netready", "site/main.rack_power", "--by", "Bob", "--reason", "old plan")
        withdrawn = [fact["withdrawn"] for fact in self.facts("a.netready", "site/main", "rack_power")["facts"]]
        self.assertEqual(withdrawn, ["", "old plan"])

    def test_nothing_to_unset_is_said(self):
        self.assertEqual(self.refused("unset", "a.netready", "site/main.audited", code=BAD_INPUT),
                         "nothing is recorded for site/main.audited")
        self.assertEqual(self.refused("unset", "a.netready", "site/main.rack_power", "--by", "Eve", code=BAD_INPUT),
                         "no such value is recorded for site/main.rack_power")


class Subjects(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_a_subject_comes_with_its_values_in_one_edit(self):
        self.netready("add", "a.netready", "fabric/backend", "role=accelerator", "port_speed=400 Gb/s",
                      "--title", "Back end", "--origin", "documented", "-q")
        self.assertEqual(self.value("a.netready", "fabric/backend", "port_speed"), "400 Gb/s")
        self.netready("undo", "a.netready", "-q")
        self.assertEqual(self.refused("show", "a.netready", "fabric/backend", code=BAD_INPUT),
                         "there is no fabric/backend in a.netready")

    def test_what_cannot_be_added(self):
        for arguments, said in (
                (["fabric/leaf-spine"], "fabric/leaf-spine is there already in a.netready"),
                (["site/second"], "there is only one site: site/main"),
                (["rack/a"], 'there is no kind "rack"; the kinds are site, fabric, workload'),
                (["fabric/b", "port_speed"], '"port_speed" is not ATTRIBUTE=VALUE, such as accelerators=8'),
                (["fabric/b", "speed=1 Gb/s"], 'there is no attribute "fabric.speed"'),
                (["fabric/b", "uplinks=1", "uplinks=2"], "fabric/b.uplinks is given twice")):
            with self.subTest(arguments):
                self.assertIn(said, self.refused("add", "a.netready", *arguments, code=BAD_INPUT))

    def test_a_subject_goes_with_all_its_facts_and_comes_back_with_undo(self):
        self.netready("set", "a.netready", "workload/chat.accelerators", "8", "-q")
        self.netready("note", "a.netready", "workload/chat", "a note", "-q")
        before = self.netready("show", "a.netready", "--json").json
        self.netready("remove", "a.netready", "workload/chat")
        after = self.netready("show", "a.netready", "--json").json
        self.assertNotIn("workload/chat", json.dumps(after))
        self.netready("undo", "a.netready", "-q")
        self.assertEqual(self.netready("show", "a.netready", "--json").json, before)

    def test_what_cannot_be_removed(self):
        for subject, said in (
                ("site/main", "site/main is always there; it cannot be removed"),
                ("fabric/leaf-spine", "workload/chat.fabric refers to fabric/leaf-spine; change or unset it first"),
                ("fabric/leafspine", 'there is no fabric/leafspine in a.netready; did you mean "fabric/leaf-spine"?')):
            with self.subTest(subject):
                self.assertEqual(self.refused("remove", "a.netready", subject, code=BAD_INPUT), said)


class Show(CliTest):
    def test_values_origins_computed_contradictions_and_gaps(self):
        self.new()
        self.assertEqual(self.netready("show", "a.netready").out, """\
fabric/leaf-spine – Leaf and spine
    downlinks         48           documented  as-built plan, 2026-11-25
    oversubscription  3            computed
 !  port_speed        100 Gb/s     measured
                        100 Gb/s   measured    network lead, 2026-11-25, iperf
                        400 Gb/s   stated      contradicts: chief information officer, 2026-11-25
    role              accelerator  documented  as-built plan, 2026-11-25
    uplinks           16           documented  as-built plan, 2026-11-25

site/main – Data centre
   ? not asked yet: audited, encryption, rack_power

workload/chat – Chat assistant
    class     training     stated  AI lead, 2026-11-25
    fabric    leaf-spine   stated  network lead, 2026-11-25
    must_run  yes          stated  AI lead, 2026-11-25
    owner     ? not known  asked   AI lead, 2026-11-25
   ? not asked yet: accelerators

""")
        computed = self.facts("a.netready", "fabric/leaf-spine", "oversubscription")
        self.assertTrue(computed["computed"])
        self.assertTrue(self.facts("a.netready", "fabric/leaf-spine", "port_speed")["contradicted"])


    def test_a_claim_against_a_computed_value_is_marked(self):
        self.new()
        self.netready("set", "a.netready", "fabric/leaf-spine.oversubscription", "1:1", "-q")
        self.assertIn(""" !  oversubscription  3            computed
                        1:1        stated      contradicts: Ada, 2026-11-25
""", self.netready("show", "a.netready", "fabric/leaf-spine").out)
        entry = self.facts("a.netready", "fabric/leaf-spine", "oversubscription")
        self.assertEqual((entry["value"], entry["contradicted"], entry["facts"][0]["against"]), ("3", True, True))


class Notes(CliTest):
    def test_notes_are_added_shown_and_removed(self):
        self.new()
        self.netready("note", "a.netready", "Second workshop on Thursday", "-q")
        self.netready("note", "a.netready", "site/main.rack_power", "The label is missing", "-q")
        notes = self.netready("show", "a.netready", "--json").json["notes"]
        self.assertEqual([(note["about"], note["text"]) for note in notes],
                         [("", "Second workshop on Thursday"), ("site/main.rack_power", "The label is missing")])
        self.assertEqual(self.netready("note", "a.netready", "--remove", "note-1").out,
                         "remove note-1 · site 9–53, cannot tell\n")
        self.assertEqual(self.refused("note", "a.netready", "--remove", "note-1", code=BAD_INPUT),
                         'there is no note "note-1"')


class Waivers(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def waiver(self):
        findings = self.netready("assess", "a.netready", "--json").json["findings"]
        return [finding["waiver"] for finding in findings if finding["rule"] == "port-speed"]

    def test_a_waiver_changes_the_status_and_no_number(self):
        said = self.netready("waive", "a.netready", "port-speed", "fabric/leaf-spine", "--reason", "new switches in May",
                             "--expires", "2027-05-31", "--compensation", "no training before")
        self.assertEqual(said.out, "waive port-speed for fabric/leaf-spine until 2027-05-31 · site 9–53, cannot tell\n")
        self.assertEqual(self.waiver(), ["waived"])
        self.assertIn("no training before", self.netready("export", "a.netready").out)
        self.netready("unwaive", "a.netready", "port-speed", "fabric/leaf-spine", "-q")
        self.assertEqual(self.waiver(), ["none"])
        self.assertEqual(self.refused("unwaive", "a.netready", "port-speed", "fabric/leaf-spine", code=BAD_INPUT),
                         "there is no waiver of port-speed for fabric/leaf-spine")

    def test_what_cannot_be_waived(self):
        for rule, subject, expires, said in (
                ("portspeed", "fabric/leaf-spine", "2027-05-31", 'there is no rule "portspeed"; did you mean "port-speed"?'),
                ("port-speed", "site/main", "2027-05-31", "port-speed is a rule for a fabric, not for site/main"),
                ("port-speed", "fabric/leaf-spine", "2025-05-31", "--expires: 2025-05-31 is in the past"),
                ("port-speed", "fabric/leaf-spine", "31.5.2027", '"31.5.2027" is not a date such as 2026-11-25')):
            with self.subTest(said):
                self.assertEqual(self.refused("waive", "a.netready", rule, subject, "--reason", "r", "--expires", expires,
                                              code=BAD_INPUT), said)


class History(CliTest):
    def test_undo_and_redo_work_across_processes_and_a_new_edit_ends_the_redo(self):
        self.new()
        for value in ("5 kW", "17 kW", "40 kW"):
            self.netready("set", "a.netready", "site/main.rack_power", value, "-q")
        self.assertEqual(self.netready("undo", "a.netready").out,
                         "undo: set site/main.rack_power = 40 kW (stated, Ada) · site 13–53, cannot tell\n")
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")
        self.netready("undo", "a.netready", "-q")
        self.netready("redo", "a.netready", "-q")
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")
        listed = self.netready("history", "a.netready").out.split("\n")
        self.assertEqual(listed[3], "4  2026-11-25T08:30:00Z  Ada  set site/main.rack_power = 40 kW (stated, Ada) (undone)")
        self.netready("set", "a.netready", "site/main.rack_power", "20 kW", "-q")
        self.assertEqual(self.refused("redo", "a.netready", code=BAD_INPUT), "there is nothing to redo in a.netready")
        done = [entry["done"] for entry in self.netready("history", "a.netready", "--json").json]
        self.assertEqual(done, [True] * 4)

    def test_everything_can_be_undone(self):
        self.new()
        self.netready("undo", "a.netready", "-q")
        self.assertEqual(self.refused("undo", "a.netready", code=BAD_INPUT), "there is nothing to undo in a.netready")
        self.netready("redo", "a.netready", "-q")
        self.assertEqual(self.value("a.netready", "workload/chat", "class"), "training")


class Snapshots(CliTest):
    def test_two_states_are_compared(self):
        self.new()
        self.assertEqual(self.netready("snapshot", "a.netready", "first").out, "snapshot first of 9 facts\n")
        self.assertEqual(self.refused("snapshot", "a.netready", "first", code=BAD_INPUT),
                         'there is a snapshot "first" already; choose another name')
        self.assertEqual(self.netready("snapshot", "a.netready", "--list").out,
                         "first  2026-11-25T08:30:00Z  small-questions 1.0.0, small-rules 1.0.0\n")
        self.assertEqual(self.netready("diff", "a.netready", "first").out, "no difference\n")
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")
        self.netready("add", "a.netready", "workload/search", "-q")
        self.assertEqual(self.netready("diff", "a.netready", "first").out, """\
Scores
  ~ site: 9–53, cannot tell → 6–39, not ready, settled
  ~ workload/chat: 9–53, cannot tell → 9–39, not ready, settled
  + workload/search: 6–39, not ready, settled
  ~ physical: 0–100 → 0–50
Findings
  + owner workload/search: unknown
  ~ rack-power site/main: unknown → fail
  + size workload/search: unknown
Subjects
  + workload/search: search
Facts
  + site/main.rack_power: 5 kW (stated, Ada)
""")
        self.netready("snapshot", "a.netready")
        between = self.netready("diff", "a.netready", "first", "2026-11-25", "--json").json
        self.assertEqual(between["facts"], [
            {"name": "site/main.rack_power", "before": None, "after": "5 kW (stated, Ada)"}])

    def test_another_file_can_be_compared_with(self):
        self.new()
        self.new("b.netready")
        self.netready("set", "b.netready", "site/main.rack_power", "5 kW", "-q")
        self.assertEqual(self.netready("diff", "a.netready", "b.netready", "--json").json["facts"], [
            {"name": "site/main.rack_power", "before": "5 kW (stated, Ada)", "after": None}])
        self.assertEqual(self.refused("diff", "a.netready", "c.netready", code=BAD_INPUT),
                         '"c.netready" is neither a snapshot in a.netready nor a file; the file has no snapshots')


class Export(CliTest):
    def test_the_export_is_json_and_says_the_same_each_time(self):
        self.new()
        first = self.netready("export", "a.netready")
        self.assertIn("as-built plan", json.dumps(first.json))
        self.assertEqual(self.netready("export", "a.netready").out, first.out)
