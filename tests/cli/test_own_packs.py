# SPDX-License-Identifier: Apache-2.0
"""Packs of one's own: begun with packs new, taught in rules/README.md, and in the place of what others declare."""
import re

from support import BAD_INPUT, FILE_PROBLEM, FULL, TOP, USAGE, CliTest

FILES = ["pack.yaml", "attributes.yaml", "questions.yaml", "cold-leaf-switch.yaml"]


class OwnPacks(CliTest):
    def setUp(self):
        super().setUp()
        self.env["NETREADY_DATA"] = str(FULL)

    def begun(self):
        self.netready("packs", "new", "acme", "--title", "Rules of our firm", err=None)
        return self.folder / "acme"

    def test_what_is_begun_is_what_the_readme_shows(self):
        folder = self.begun()
        readme = (TOP / "rules" / "README.md").read_text()
        shown = dict(re.findall(r"`acme/([a-z.-]+)`\n\n```yaml\n(.*?)```", readme, re.S))
        self.assertEqual(sorted(shown), sorted(FILES))
        for name, text in shown.items():
            self.assertEqual((folder / name).read_text(), text)

    def test_it_passes_every_check_and_scores(self):
        self.begun()
        self.assertIn("0 errors, 0 warnings", self.netready("packs", "check", "--quick", "--packs", "acme").out)
        self.netready("packs", "test", "--quick", "--packs", "acme")
        self.netready("new", "a.netready", "--packs", "acme", "-q")
        self.netready("set", "a.netready", "site/main.cold_leaf_switches", "0", "--packs", "acme", "-q")
        findings = self.netready("assess", "a.netready", "--json", "--packs", "acme").json["findings"]
        self.assertEqual([f["status"] for f in findings if f["rule"] == "cold-leaf-switch"], ["fail"])

    def test_folders_of_the_environment_are_read(self):
        self.env["NETREADY_PACKS"] = str(self.begun())
        self.assertIn("Rules of our firm", self.netready("packs", "check", "--quick").out)

    def test_a_rule_that_is_overridden_is_named_and_counts(self):
        folder = self.begun()
        rule = (FULL / "rules" / "foundation" / "physical" / "power-feeds.yaml").read_text()
        (folder / "power-feeds.yaml").write_text(rule.replace("title: A rack has two", "title: Our racks have two"))
        refused = self.netready("packs", "check", "--quick", "--packs", "acme", code=BAD_INPUT).out
        self.assertIn('"power-feeds" is declared a second time', refused)
        with (folder / "pack.yaml").open("a") as pack:
            pack.write("overrides: [power-feeds]\n")
        out = self.netready("packs", "check", "--quick", "--packs", "acme").out
        self.assertIn("acme overrides power-feeds of netready-foundation-rules", out)
        self.netready("new", "a.netready", "--packs", "acme", "-q")
        self.netready("set", "a.netready", "site/main.power_feeds", "1", "--packs", "acme", "-q")
        self.assertIn("Our racks have two", self.netready("explain", "a.netready", "power-feeds", "--packs", "acme").out)

    def test_an_override_of_nothing_is_refused(self):
        folder = self.begun()
        with (folder / "pack.yaml").open("a") as pack:
            pack.write("overrides: [power-feed]\n")
        out = self.netready("packs", "check", "--quick", "--packs", "acme", code=BAD_INPUT).out
        self.assertIn('acme/pack.yaml:6:13: error: no other pack declares "power-feed"', out)

    def test_what_is_there_is_not_touched(self):
        self.begun()
        self.assertIn("is there already", self.refused("packs", "new", "acme", code=BAD_INPUT))
        self.assertIn("small letters", self.refused("packs", "new", "Our Rules", code=BAD_INPUT))

    def test_a_folder_that_cannot_be_made_is_refused(self):
        (self.folder / "file").write_text("")
        self.assertIn('"file/acme" cannot be made', self.refused("packs", "new", "file/acme", code=FILE_PROBLEM))
        self.netready("packs", "new", code=USAGE, err=None)
