# SPDX-License-Identifier: Apache-2.0
"""Every kind of report of every template, in every format, as its readers get it."""
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree as xml
import zipfile
from html.parser import HTMLParser

from support import BAD_INPUT, FILE_PROBLEM, FULL, CliTest

TEMPLATES = ("brownfield-enterprise", "greenfield-training-pod", "inference-platform", "superpod-h100-4su")
KINDS = ("executive", "technical", "plan", "evidence")
HOSTILE = '=cmd|\' /C calc\'!A0 <script>alert(1)</script> "&\u202e'
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Places(HTMLParser):
    """Ids, links inside the document, and tags."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.tags, self.addresses = [], [], set(), []

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            if name == "href" and value.startswith("#"):
                self.links.append(value[1:])
            if name in ("src", "data", "srcset", "action") or (name == "href" and not value.startswith("#")):
                self.addresses.append((tag, value))


class Reports(CliTest):
    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(FULL)

    def report(self, kind, name, *more):
        self.netready("report", "a.netready", "--kind", kind, "-o", name, "--today", "2026-11-25", *more)
        return self.folder / name

    def each_template(self):
        for template in TEMPLATES:
            with self.subTest(template=template):
                self.new("a.netready", template)
                yield template

    def new(self, name, template):
        (self.folder / name).unlink(missing_ok=True)
        self.netready("new", name, "--template", template)

    def test_html_is_the_same_in_another_locale(self):
        self.new("a.netready", TEMPLATES[0])
        for kind in KINDS:
            first = self.report(kind, "a.html").read_bytes()
            self.env["LC_ALL"] = "de_DE.UTF-8"
            self.assertEqual(self.report(kind, "b.html").read_bytes(), first)
            self.env["LC_ALL"] = "C.UTF-8"

    def test_html_holds_together(self):
        for _ in self.each_template():
            for kind in KINDS:
                with self.subTest(kind=kind):
                    path = self.report(kind, "a.html")
                    text = path.read_text(encoding="utf-8")
                    page = Places()
                    page.feed(text)
                    self.assertEqual(len(page.ids), len(set(page.ids)))
                    self.assertEqual(set(page.links) - set(page.ids), set())
                    self.assertNotIn("script", page.tags)
                    self.assertEqual([a for a in page.addresses if not a[1].startswith(("https://", "data:"))], [])
                    self.assertNotIn("nan", re.sub(r"<[^>]*>", " ", text).split())

    def test_json_names_its_kind_and_is_the_same_twice(self):
        self.new("a.netready", TEMPLATES[0])
        for kind in KINDS:
            first = self.report(kind, "a.json").read_bytes()
            self.assertIn(f'"report": "{kind}"'.encode(), first)
            self.assertEqual(self.report(kind, "b.json").read_bytes(), first)

    @unittest.skipUnless(shutil.which("pdftotext"), "needs poppler-utils")
    def test_pdf_of_those_who_decide_is_short(self):
        for template in self.each_template():
            for kind in KINDS if template == TEMPLATES[0] else KINDS[:1]:
                with self.subTest(kind=kind):
                    result = self.run_only("report", "a.netready", "--kind", kind, "-o", "a.pdf")
                    if "netready-pdf is not installed" in result.err:
                        self.skipTest("built without Qt")
                    self.assertEqual((result.code, result.err), (0, ""))
                    pages = subprocess.run(["pdftotext", "-layout", self.folder / "a.pdf", "-"], check=True,
                                           capture_output=True, text=True).stdout.split("\f")[:-1]
                    for number, page in enumerate(pages, 1):
                        self.assertGreater(len(page.split()), 12, f"page {number}")
                    if kind == "executive":
                        self.assertLessEqual(len(pages), 8)

    def text_of(self, kind):
        page = re.sub(r"(?s)<style>.*?</style>", "", self.report(kind, "a.html").read_text(encoding="utf-8"))
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))

    def test_what_idle_accelerators_cost_is_printed_where_it_is_known_and_only_there(self):
        self.new("a.netready", "greenfield-training-pod")
        self.assertIn("What idle accelerators cost is not known yet", self.text_of("executive"))
        for workload in ("pre-training", "fine-tuning"):
            self.netready("set", "a.netready", f"workload/{workload}.accelerator_price", "2.5..3.5 USD/h",
                          "--origin", "documented", "-q")
        facts = {a["attribute"]: a["value"] for s in self.netready("show", "a.netready", "--json").json["subjects"]
                 if s["subject"] == "workload/pre-training" for a in s["attributes"]}
        self.assertRegex(facts["idle_cost"], r"^\$[1-9.0]+–")
        text = self.text_of("executive")
        self.assertIn("What accelerators cost while they wait", text)
        row = text[text.index("What accelerators cost while they wait"):]
        self.assertRegex(row, r" [1-9]\d*,\d00–[1-9]\d*,000 \$0\.3\d*–2\.\d+ M")
        self.assertRegex(text, r"Accelerators that wait cost \$\d+–\d+ k in a quarter")

    def test_a_plan_that_moves_no_score_does_not_say_it_does(self):
        self.netready("new", "a.netready")
        self.assertIn("Six actions help; the site stays at 0–100 until more is known.", self.text_of("plan"))

    def test_findings_of_the_technical_report_are_all_there(self):
        self.new("a.netready", TEMPLATES[0])
        text = self.report("technical", "a.html").read_text(encoding="utf-8")
        numbers = sorted({int(n) for n in re.findall(r'id="finding-(\d+)"', text)})
        self.assertEqual(numbers, list(range(1, len(numbers) + 1)))
        self.assertGreater(len(numbers), 100)

    def workbook(self, name):
        sheets = {}
        with zipfile.ZipFile(self.folder / name) as book:
            strings = ["".join(t.itertext()) for t in xml.fromstring(book.read("xl/sharedStrings.xml"))]
            names = [s.get("name") for s in xml.fromstring(book.read("xl/workbook.xml")).iter(SHEET + "sheet")]
            for number, title in enumerate(names, 1):
                sheet = xml.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
                self.assertEqual(list(sheet.iter(SHEET + "f")), [], "a live formula")
                rows = []
                for row in sheet.iter(SHEET + "row"):
                    cells = {}
                    for cell in row:
                        value = cell.find(SHEET + "v")
                        column = re.match("[A-Z]+", cell.get("r"))[0]
                        if value is not None:
                            cells[column] = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
                    rows.append(cells)
                sheets[title] = rows, sheet
            self.assertEqual(sum(n.startswith("xl/tables/") for n in book.namelist()), len(names))
        return sheets

    def test_spreadsheet_has_a_table_for_each_list(self):
        self.new("a.netready", TEMPLATES[0])
        result = self.netready("assess", "a.netready", "--json").json
        first = self.report("executive", "a.xlsx").read_bytes()
        sheets = self.workbook("a.xlsx")
        self.assertEqual(list(sheets), ["Findings", "Actions", "Flows", "Facts"])
        findings, sheet = sheets["Findings"]
        ids = [row["A"] for row in findings[1:]]
        self.assertEqual(set(ids), {f"finding/{f['rule']}@{f['subject']}" for f in result["findings"]
                                    if f["status"] != "not_applicable"})
        self.assertEqual(len(list(sheet.iter(SHEET + "dataValidation"))), 1)
        self.assertEqual(sheet.find(f".//{SHEET}pane").get("state"), "frozen")
        self.assertEqual({row["B"] for row in findings[1:]}, {"open"})
        self.assertGreater(len(sheets["Actions"][0]), 50)
        self.assertEqual(self.report("executive", "b.xlsx").read_bytes(), first)

    def test_what_was_decided_is_in_the_spreadsheet(self):
        self.new("a.netready", TEMPLATES[0])
        self.report("executive", "a.xlsx")
        action = self.workbook("a.xlsx")["Actions"][0][1]["A"]
        self.netready("work", "a.netready", action, "--status", "in-progress", "--owner", "Network team")
        self.report("executive", "a.xlsx")
        row = next(row for row in self.workbook("a.xlsx")["Actions"][0] if row["A"] == action)
        self.assertEqual((row["B"], row["C"]), ("in-progress", "Network team"))

    def test_hostile_names_stay_text(self):
        self.new("a.netready", TEMPLATES[0])
        self.netready("set", "a.netready", "workload/pre-training.must_run", "yes", "--note", HOSTILE, "-q")
        for kind in KINDS:
            page = Places()
            page.feed(self.report(kind, "a.html", "--title", HOSTILE, "--basis", HOSTILE).read_text(encoding="utf-8"))
            self.assertNotIn("script", page.tags)
        self.report("executive", "a.xlsx")
        notes = [row.get("H") for row in self.workbook("a.xlsx")["Facts"][0]]
        self.assertIn(HOSTILE, notes)

    def test_problems_are_said(self):
        self.new("a.netready", TEMPLATES[0])
        self.assertIn("none of .html, .pdf, .json, .xlsx",
                      self.refused("report", "a.netready", "-o", "a.odp", code=BAD_INPUT))
        self.assertIn("cannot be written", self.refused("report", "a.netready", "-o", "none/a.xlsx", code=FILE_PROBLEM))


if __name__ == "__main__":
    unittest.main()
