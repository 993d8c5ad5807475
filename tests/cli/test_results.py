# SPDX-License-Identifier: Apache-2.0
"""assess, explain, ask and report."""
import json
import os
import pty
import re
import subprocess
import time

from support import BAD_INPUT, FILE_PROBLEM, FINDINGS, FULL, USAGE, CliTest

SUMMARY = """\
a                                                                                         2026-11-25

Site  CANNOT TELL  9–53 of 100  band D–C  not settled: open answers can give another verdict
      1 workload must run; of all workloads 1 cannot tell; weakest: workload/chat

Workloads                                                 0               40          70      90100
  Chat assistant                    cannot tell  9–53     ███▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒······┊·······┊···

Dimensions                          decided               0               40          70      90100
  Bandwidth                         100 %        37       ███████████████·┊···········┊·······┊···
  Security                          0 %          0–100    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
  Physical readiness                0 %          0–100    ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒
  █ certain   ▒ open   ┊ 40, 70, 90   ■ settled: no open answer changes it

Majors (1)
  ✗ The ports run at 100 Gb/s.
    port-speed fabric/leaf-spine

May still fail (1)
  ? blocker: A rack can feed one server with accelerators
    rack-power site/main

Contradictions (1)
  ! fabric/leaf-spine.port_speed: 100 Gb/s (measured, network lead) against 400 Gb/s (stated, chief
    information officer)

Holds the site score down most
"""


class Assess(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_the_summary_says_verdict_range_reasons_and_gaps(self):
        text = self.netready("assess", "a.netready").out
        self.assertEqual(text[:len(SUMMARY)], SUMMARY)
        for part in ("\nMissing most (5 open questions)\n  ? How much power can a rack have?\n    site/main.rack_power · ",
                     "\nBasis\n  62 % of the weight of the rules is decided; ", "  Packs: small-questions 1.0.0 ("):
            self.assertIn(part, text)
        for line in text.split("\n"):
            self.assertLessEqual(len(line), 100, line)

    def test_json_has_the_designed_form(self):
        result = self.netready("assess", "a.netready", "--json").json
        self.assertEqual(list(result)[:6], ["site", "workloads", "dimensions", "findings", "coverage", "packs"])
        site = result["site"]
        self.assertEqual((site["verdict"], site["settled"], site["band"]), ("cannot tell", False, "D–C"))
        self.assertEqual((site["low"], site["high"]), (9.38, 53.13))
        failing = [finding for finding in result["findings"] if finding["status"] == "fail"]
        self.assertEqual([(f["rule"], f["subject"], f["gate"], f["missing"]) for f in failing],
                         [("port-speed", "fabric/leaf-spine", "major", [])])

    def test_text_and_json_are_the_same_each_time(self):
        for arguments in ([], ["--json"]):
            first = self.netready("assess", "a.netready", *arguments).out
            self.assertEqual(self.netready("assess", "a.netready", *arguments).out, first)

    def test_fail_on_counts_what_certainly_fails_and_is_not_waived(self):
        self.netready("assess", "a.netready", "--fail-on", "major", code=FINDINGS)
        self.netready("assess", "a.netready", "--fail-on", "blocker")
        self.netready("waive", "a.netready", "port-speed", "fabric/leaf-spine", "--reason", "r", "--expires", "2026-12-31", "-q")
        self.netready("assess", "a.netready", "--fail-on", "major")
        self.netready("assess", "a.netready", "--fail-on", "major", "--today", "2027-01-01", code=FINDINGS)
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")
        self.netready("assess", "a.netready", "--fail-on", "blocker", "--json", code=FINDINGS)

    def test_a_day_that_is_none(self):
        self.assertEqual(self.refused("assess", "a.netready", "--today", "2026-02-30", code=BAD_INPUT),
                         '"2026-02-30" is not a day of the calendar')

    def test_it_does_not_change_the_file(self):
        before = (self.folder / "a.netready").read_bytes()
        self.netready("assess", "a.netready")
        self.netready("show", "a.netready")
        self.netready("explain", "a.netready", "port-speed")
        self.assertEqual((self.folder / "a.netready").read_bytes(), before)

    def on_terminal(self, **changes):
        leader, follower = pty.openpty()
        process = self.start("assess", "a.netready", stdout=follower, stderr=follower) if not changes else \
            subprocess.Popen([self.program, "assess", "a.netready"], cwd=self.folder, stdin=subprocess.DEVNULL,
                             stdout=follower, stderr=follower, env={**self.env, **changes})
        os.close(follower)
        shown = b""
        while True:
            try:
                more = os.read(leader, 65536)
            except OSError:
                break
            if not more:
                break
            shown += more
        os.close(leader)
        process.wait(timeout=60)
        return shown.decode()

    def test_colour_only_on_a_terminal_that_wants_it(self):
        plain = self.netready("assess", "a.netready").out
        self.assertNotIn("\x1b", plain)
        coloured = self.on_terminal(TERM="xterm")
        self.assertIn("\x1b[31m", coloured)
        self.assertEqual(re.sub(r"\x1b\[[0-9]*m", "", coloured).replace("\r\n", "\n"), plain)
        self.assertNotIn("\x1b", self.on_terminal(TERM="xterm", NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal(TERM="dumb"))


class TheBundledTemplates(CliTest):
    def test_each_can_be_assessed_and_explained(self):
        self.env["NETREADY_DATA"] = str(FULL)
        templates = self.netready("new", "--list", "--json").json
        self.assertGreaterEqual(len(templates), 2)
        for template in templates:
            name = template["id"] + ".netready"
            self.new(name, template["id"])
            start = time.monotonic()
            result = self.netready("assess", name, "--json").json
            self.assertLess(time.monotonic() - start, 5)
            self.assertIn(result["site"]["verdict"], ("not ready", "cannot tell", "ready if", "ready"))
            for line in self.netready("assess", name).out.split("\n"):
                self.assertLessEqual(len(line), 100, line)
            for finding in result["findings"][::15]:
                tree = self.netready("explain", name, finding["rule"], finding["subject"], "--json").json
                self.assertEqual(tree["kind"], "finding")


class Explain(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_a_tree_from_the_number_to_facts_thresholds_and_sources(self):
        text = self.netready("explain", "a.netready", "oversubscription", "fabric/leaf-spine").out
        for part in ("The fabric is hardly oversubscribed (fabric/leaf-spine): pass, 100 of 100\n",
                     "fabric.oversubscription <= 3.0 → yes\n",
                     "fabric/leaf-spine.oversubscription – Oversubscription: 3 [computed]",
                     "fabric/leaf-spine.downlinks – Ports towards servers: 48 [documented] (as-built plan,",
                     "source: Example design guide, Example, 2024, table 3, read",
                     "\nThe fabric carries 3 down for each unit up.\n"):
            self.assertIn(part, text)

    def test_the_subject_may_be_left_out_if_there_is_one(self):
        self.assertEqual(self.netready("explain", "a.netready", "rack-power").out,
                         self.netready("explain", "a.netready", "rack-power", "site/main").out)
        self.assertIn("? How much power can a rack have?", self.netready("explain", "a.netready", "rack-power").out)

    def test_several_subjects_are_listed(self):
        self.netready("add", "a.netready", "fabric/backend", "role=general", "-q")
        listed = self.netready("explain", "a.netready", "port-speed", err=None)
        self.assertEqual(listed.err, "name one of these subjects to see its explanation\n")
        self.assertRegex(listed.out, r"\n  fabric/backend     not_applicable\n")
        self.assertRegex(listed.out, r"\n  fabric/leaf-spine  fail            0  The ports run at 100 Gb/s\.\n")
        self.assertEqual(len(self.netready("explain", "a.netready", "port-speed", "--json").json), 2)

    def test_json_is_a_tree_or_a_list_of_trees(self):
        tree = self.netready("explain", "a.netready", "rack-power", "site/main", "--json").json
        self.assertEqual(tree["kind"], "finding")
        self.assertIn("site/main.rack_power", json.dumps(tree))
        self.assertEqual(self.netready("explain", "a.netready", "rack-power", "--json").json, [tree])

    def test_what_cannot_be_explained(self):
        self.assertEqual(self.refused("explain", "a.netready", "rackpower", code=BAD_INPUT),
                         'there is no rule "rackpower"; did you mean "rack-power"?')
        self.assertEqual(self.refused("explain", "a.netready", "rack-power", "workload/chat", code=BAD_INPUT),
                         'rule "rack-power" has no finding for "workload/chat"')
        self.netready("new", "empty.netready", "-q")
        self.assertEqual(self.refused("explain", "empty.netready", "port-speed", code=BAD_INPUT),
                         "rule port-speed has nothing to judge: there is no fabric")


class Ask(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_the_best_question_comes_first(self):
        text = self.netready("ask", "a.netready", "--next", "1").out
        self.assertRegex(text, r"\A1  How much power can a rack have\?\n   site/main\.rack_power, facilities · narrows the site "
                               r"score by about [\d.]+ points, may decide a\n   verdict\n1 of 5 open questions\n\Z")

    def test_json_says_how_to_ask(self):
        asked = self.netready("ask", "a.netready", "--json").json
        self.assertEqual(asked["open"], 5)
        first = asked["questions"][0]
        self.assertEqual((first["fact"], first["question"], first["role"], first["unit"], first["asked_before"]),
                         ("site/main.rack_power", "How much power can a rack have?", "facilities", "kW", False))
        owner = [question for question in asked["questions"] if question["fact"] == "workload/chat.owner"]
        self.assertTrue(owner[0]["asked_before"])

    def test_role_and_depth_choose(self):
        asked = self.netready("ask", "a.netready", "--role", "security", "--json").json
        self.assertEqual({question["role"] for question in asked["questions"]}, {"security"})
        self.assertEqual(self.netready("ask", "a.netready", "--role", "security", "--depth", "executive").out,
                         "0 of 0 open questions\n")
        self.assertEqual(self.refused("ask", "a.netready", "--role", "cook", code=BAD_INPUT),
                         '--role: no question is for "cook"; the roles are: data-science, executive, facilities, network, '
                         'security')
        self.assertEqual(self.refused("ask", "a.netready", "--depth", "deep", code=BAD_INPUT),
                         '--depth: "deep" is none of executive, workshop, full')


class Report(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def test_html_is_one_file_and_the_same_each_time(self):
        for name in ("a.html", "b.html"):
            self.assertEqual(self.netready("report", "a.netready", "--kind", "executive", "-o", name).out, "")
        page = (self.folder / "a.html").read_text()
        self.assertEqual(page, (self.folder / "b.html").read_text())
        self.assertIn("Chat assistant", page)
        self.assertNotIn("<script", page)

    def test_json_holds_the_assessment(self):
        self.netready("report", "a.netready", "-o", "a.json")
        report = json.loads((self.folder / "a.json").read_text())
        self.assertEqual(report["assessment"], self.netready("assess", "a.netready", "--json").json)
        self.assertEqual(report["date"], "2026-11-25")

    def test_what_cannot_be_written(self):
        self.assertEqual(self.refused("report", "a.netready", "-o", "a.docx", code=BAD_INPUT),
                         '--output: "a.docx" ends in none of .html, .pdf, .json, .xlsx')
        self.assertIn("cannot be written", self.refused("report", "a.netready", "-o", "none/a.html", code=FILE_PROBLEM))
        self.netready("report", "a.netready", code=USAGE, err=None)

    def test_without_the_helper_a_pdf_is_a_clear_error(self):
        self.env["NETREADY_PDF"] = str(self.folder / "nothing")
        self.assertIn("netready-pdf is not installed", self.refused("report", "a.netready", "-o", "a.pdf", code=FILE_PROBLEM))
        self.assertFalse((self.folder / "a.pdf").exists())

    def test_pdf(self):
        result = self.run_only("report", "a.netready", "-o", "a.pdf")
        if "netready-pdf is not installed" in result.err:
            self.skipTest("netready-pdf is not built")
        self.assertEqual((result.code, result.err), (0, ""))
        self.assertEqual((self.folder / "a.pdf").read_bytes()[:5], b"%PDF-")
