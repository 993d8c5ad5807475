# SPDX-License-Identifier: Apache-2.0
"""upgrade: a client file keeps its packs until newer ones are accepted, and shows first what they change."""
import shutil

from support import SMALL, CliTest


class Upgrade(CliTest):
    def setUp(self):
        super().setUp()
        shutil.copytree(SMALL, self.folder / "data")
        self.env["NETREADY_DATA"] = str(self.folder / "data")
        self.new()

    def change(self, before, after):
        for path, old, new in (("rules/small/oversubscription.yaml", before, after),
                               ("rules/small/pack.yaml", "version: 1.0.0", "version: 1.1.0")):
            text = (self.folder / "data" / path).read_text()
            self.assertIn(old, text)
            (self.folder / "data" / path).write_text(text.replace(old, new))

    def status(self, file="a.netready", **options):
        findings = self.netready("assess", file, "--json", **options).json["findings"]
        return next(f["status"] for f in findings if f["rule"] == "oversubscription")

    def test_nothing_to_do(self):
        self.assertEqual(self.netready("upgrade", "a.netready").out, "the packs of the program are those of the file\n")

    def test_a_file_goes_by_its_own_packs_until_newer_ones_are_accepted(self):
        self.assertEqual(self.status(), "pass")
        self.change("requirement: fabric.oversubscription <= 3.0", "requirement: fabric.oversubscription <= 2.0")
        self.assertEqual(self.status(err=None), "pass")
        self.assertIn("netready upgrade a.netready", self.netready("assess", "a.netready", err=None).err)
        self.netready("set", "a.netready", "workload/chat.owner", "yes", "-q", err=None)  # an edit accepts nothing
        shown = self.netready("upgrade", "a.netready").out
        self.assertIn("small-rules 1.0.0 → 1.1.0", shown)
        self.assertIn("oversubscription fabric/leaf-spine: pass → fail", shown)
        self.assertIn("nothing is changed yet", shown)
        self.assertEqual(self.status(err=None), "pass")
        told = self.netready("upgrade", "a.netready", "--accept", "--json").json
        self.assertTrue(told["accepted"])
        self.assertIn({"name": "oversubscription fabric/leaf-spine", "before": "pass", "after": "fail"}, told["findings"])
        self.assertEqual(self.status(), "fail")
        self.assertEqual(self.netready("upgrade", "a.netready").out, "the packs of the program are those of the file\n")

    def test_what_is_the_same_is_said(self):
        self.change("rationale: What goes in must come out.", "rationale: What comes in goes out.")
        self.assertIn("no score and no finding changes", self.netready("upgrade", "a.netready").out)

    def test_a_pack_of_ones_own_stays_with_the_file(self):
        own = self.folder / "own"
        own.mkdir()
        text = (self.folder / "data" / "rules" / "small" / "oversubscription.yaml").read_text()
        (own / "uplinks.yaml").write_text(text.replace("rule: oversubscription", "rule: uplinks"))
        (own / "pack.yaml").write_text("pack: own\nversion: 1.0.0\nschema: 1\nrequires_engine: 0.1.0\ntitle: Own\n")
        self.netready("new", "b.netready", "--template", "small-site", "--packs", "own", "-q")
        rules = {f["rule"] for f in self.netready("assess", "b.netready", "--json").json["findings"]}
        self.assertIn("uplinks", rules)
        self.assertIn("own 1.0.0 is no longer there", self.netready("upgrade", "b.netready").out)

    def test_facts_that_newer_packs_do_not_know_are_named_and_kept(self):
        self.netready("new", "b.netready", "--template", "small-site", "-q")
        for path in (self.folder / "data").rglob("*.yaml"):
            path.write_text(path.read_text().replace("owner", "keeper"))
        told = self.netready("upgrade", "b.netready", err=None)  # the file of the rule has another name now
        self.assertIn("! workload/chat.owner is kept and no longer read", told.out)
