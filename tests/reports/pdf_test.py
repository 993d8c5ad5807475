# SPDX-License-Identifier: Apache-2.0
"""The PDF as a reader gets it: text, numbers, fonts, outline, pages. Needs poppler-utils."""
import os
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["NETREADY_REPORT_SAMPLE"]


def run(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


class Pdf(unittest.TestCase):
    """Three reports are written once for all tests."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.paths = {}
        for name in ("brownfield", "ready", "empty"):
            path = os.path.join(cls.folder.name, name + ".pdf")
            subprocess.run([PROGRAM, name, path], check=True)
            cls.paths[name] = path

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def pages(self, name):
        return run("pdftotext", "-layout", self.paths[name], "-").split("\f")[:-1]

    def test_no_page_is_empty(self):
        for name in self.paths:
            for number, page in enumerate(self.pages(name), 1):
                lines = [line for line in page.splitlines() if line.strip()]
                self.assertGreater(len(lines), 5, f"{name}, page {number}")

    def test_pages_are_numbered_but_not_the_cover(self):
        for name in self.paths:
            pages = self.pages(name)
            self.assertNotIn(f"1 of {len(pages)}", pages[0])
            for number, page in enumerate(pages[1:], 2):
                self.assertIn(f"{number} of {len(pages)}", page)

    def test_contents_give_the_page_of_each_section(self):
        pages = self.pages("brownfield")
        for section in ("Executive summary", "Workloads", "Findings", "Not known yet", "Annex: method"):
            number = re.search(rf"^\s*{section} .*?(\d+)$", pages[1], re.MULTILINE)
            self.assertTrue(number, section)
            self.assertIn(section, pages[int(number.group(1)) - 1])

    def test_findings_are_text(self):
        text = re.sub(r"\s+", " ", " ".join(self.pages("brownfield")))
        for words in ("988 GB takes 70–112 s", "Outgoing calls are limited by any destination",
                      "The fastest port runs at 100 Gb/s", "12–36 of 100"):
            self.assertIn(words, text)

    def test_fonts_are_embedded_truetype(self):
        for path in self.paths.values():
            for line in run("pdffonts", path).splitlines()[2:]:
                self.assertIn("CID TrueType", line)
                self.assertRegex(line, r"yes yes yes")

    def test_there_is_no_bitmap(self):
        for path in self.paths.values():
            self.assertEqual(run("pdfimages", "-list", path).splitlines()[2:], [])

    def test_title_language_and_date_are_set(self):
        info = run("env", "TZ=UTC", "pdfinfo", self.paths["brownfield"])
        self.assertRegex(info, r"Title: +AI network readiness assessment: Regional bank")
        self.assertRegex(info, r"CreationDate: +Tue Oct 20 00:00:00 2026")
        self.assertRegex(info, r"Page size: .*A4")
        self.assertRegex(info, r"JavaScript: +no")

    def test_sections_are_destinations_and_stand_in_the_outline(self):
        destinations = run("pdfinfo", "-dests", self.paths["brownfield"])
        for name in ("summary", "workloads", "findings", "finding-1", "method"):
            self.assertIn(f'"{name}"', destinations)
        with open(self.paths["brownfield"], "rb") as file:
            self.assertIn(b"/Type /Catalog", self.uncompressed(file.read()))

    def uncompressed(self, data):
        """All streams of the file unpacked: catalogue and outline lie in object streams."""
        import zlib
        parts = [data]
        for match in re.finditer(rb"stream\r?\n", data):
            try:
                parts.append(zlib.decompressobj().decompress(data[match.end():]))
            except zlib.error:
                continue
        return b"".join(parts)

    def test_outline_has_every_section(self):
        with open(self.paths["brownfield"], "rb") as file:
            data = self.uncompressed(file.read())
        self.assertIn(b"/Outlines", data)
        for title in (b"Executive summary", b"Findings", b"Annex: method"):
            self.assertIn(b"/Title (" + title + b")", data)

    def test_the_same_report_gives_the_same_bytes(self):
        again = os.path.join(self.folder.name, "again.pdf")
        subprocess.run([PROGRAM, "brownfield", again], check=True)
        with open(again, "rb") as first, open(self.paths["brownfield"], "rb") as second:
            self.assertEqual(first.read(), second.read())


if __name__ == "__main__":
    unittest.main()
