# SPDX-License-Identifier: Apache-2.0
"""plan --test-sheets and import: what is to be measured goes out, what comes back says what it has shown."""
import unittest

from support import FILE_PROBLEM, TOP, CliTest, environment
from test_import import WRITE_BW, counters

WORKLOAD = "workload/reasoning"
RULE = "rdma-drops"


class TestSheets(CliTest):
    def setUp(self):
        super().setUp()
        self.env = environment(NETREADY_DATA=str(TOP))

    def client(self, name="a.netready"):
        file = self.new(name, "inference-platform")
        self.netready("unset", file, "fabric/accelerators.rdma_drops", "--quiet")
        self.netready("set", file, "fabric/accelerators.rdma_drops", "0 %", "--quiet")
        return file

    def sheets(self, file):
        return self.netready("plan", file, "--test-sheets", "sheets", "--json").json["tests"]

    def sheet(self, file):
        return next(one for one in self.sheets(file) if one["rule"] == RULE and one["subject"] == WORKLOAD)

    def back(self, name, text):
        (self.folder / name).write_text(text)
        return name

    def test_each_claim_and_each_action_has_a_sheet(self):
        file = self.client()
        sheets = self.sheets(file)
        self.assertEqual(sheets, self.sheets(file))
        names = sorted(path.name for path in (self.folder / "sheets").iterdir())
        self.assertEqual(names, sorted(one["id"] + ".md" for one in sheets))
        claims = [one for one in sheets if one["rule"]]
        assessed = self.netready("assess", file, "--json").json
        self.assertEqual(sorted((one["rule"], one["subject"]) for one in claims),
                         sorted((one["rule"], one["subject"]) for one in assessed["findings"]
                                if one["gate_state"] == "passes on claims"))
        planned = [action for phase in self.netready("plan", file, "--json").json["phases"] for action in phase["actions"]]
        self.assertEqual(len(sheets) - len(claims), len(planned))
        sheet = self.sheet(file)
        text = (self.folder / "sheets" / (sheet["id"] + ".md")).read_text()
        for part in (sheet["command"], sheet["threshold"].rstrip("."), f"netready-test: {sheet['id']}"):
            self.assertIn(part, text)

    def test_a_file_that_comes_back_finds_its_subject_and_closes_the_test(self):
        for dropped, outcome, words in ((100000000, "fails", "does not hold"), (0, "holds", "it holds")):
            with self.subTest(outcome):
                file = self.client(f"{outcome}.netready")
                sheet = self.sheet(file)["id"]
                name = self.back(f"{sheet}.log", counters(dropped))
                tests = self.netready("import", file, name, "--json").json["tests"]
                self.assertEqual([(one["id"], one["outcome"], one["subject"]) for one in tests],
                                 [(sheet, outcome, WORKLOAD)])
                self.netready("undo", file, "--quiet")
                marked = self.back("rate.log", f"netready-test: {sheet}\n" + counters(dropped))
                out = self.netready("import", file, marked).out
                self.assertIn(sheet, out)
                self.assertIn(words, out)
                self.assertNotIn(sheet, [one["id"] for one in self.sheets(file)] if outcome == "holds" else [])

    def test_a_file_that_settles_nothing_leaves_the_test_open(self):
        file = self.client()
        sheet = self.sheet(file)["id"]
        name = self.back(f"{sheet}.txt", WRITE_BW)
        tests = self.netready("import", file, name, "--json").json["tests"]
        self.assertEqual([one["outcome"] for one in tests], ["open"])

    def test_an_unknown_sheet_is_said(self):
        file = self.client()
        name = self.back("nt-00000000.log", WRITE_BW)
        tests = self.netready("import", file, name, "--dry-run", "--json").json["tests"]
        self.assertEqual([(one["id"], one["title"]) for one in tests], [("nt-00000000", None)])
        self.assertIn("this client owes no such test", self.netready("import", file, name, "--dry-run").out)

    def test_a_folder_that_cannot_be_made_is_said(self):
        file = self.client()
        (self.folder / "taken").write_text("")
        self.assertIn("taken/sheets", self.refused("plan", file, "--test-sheets", "taken/sheets", code=FILE_PROBLEM))


if __name__ == "__main__":
    unittest.main()
