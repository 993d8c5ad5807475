# SPDX-License-Identifier: Apache-2.0
"""Damaged, foreign, locked and unwritable files; values and names that cannot be used."""
import contextlib
import os
import shutil
import sqlite3
import subprocess
import unittest

from support import BAD_INPUT, FILE_PROBLEM, SECONDS, CliTest

READING = (["show"], ["assess"], ["ask"], ["history"], ["export"], ["explain", "rack-power"], ["snapshot", "--list"])
WRITING = (["set", "site/main.rack_power", "5 kW"], ["undo"], ["add", "workload/x"], ["snapshot", "now"],
           ["ask", "--interactive"])


class Files(CliTest):
    def everywhere(self, said, verbs=READING + WRITING, name="a.netready"):
        for verb, *rest in verbs:
            with self.subTest(verb):
                self.assertRegex(self.refused(verb, name, *rest, code=FILE_PROBLEM), said)

    def test_a_file_that_is_not_there(self):
        self.everywhere(r'\Athere is no file "a\.netready"\Z')
        self.assertEqual(os.listdir(self.folder), [])

    def test_a_folder(self):
        (self.folder / "a.netready").mkdir()
        self.everywhere(r'\A"a\.netready" is a folder or device, not a file\Z')

    def test_a_text_file_named_netready(self):
        (self.folder / "a.netready").write_text("Dear all,\n\nhere is our network.\n" * 100)
        self.everywhere(r'\A"a\.netready" is not a Netready client file\Z')
        self.assertTrue((self.folder / "a.netready").read_text().startswith("Dear all"))

    def test_an_empty_file(self):
        (self.folder / "a.netready").write_text("")
        self.everywhere(r'\A"a\.netready" is empty, so it is not a Netready client file\Z')

    def test_a_database_of_somebody_else(self):
        with contextlib.closing(sqlite3.connect(self.folder / "a.netready")) as other:
            other.execute("create table t (x)")
            other.commit()
        self.everywhere(r'\A"a\.netready" is not a Netready client file\Z')

    def test_a_truncated_file(self):
        self.new()
        whole = (self.folder / "a.netready").read_bytes()
        for size in (len(whole) // 2, len(whole) - 4096, 4096, 1000, 50):
            (self.folder / "a.netready").write_bytes(whole[:size])
            self.everywhere(r'"a\.netready" is (damaged|not )', verbs=(["show"], ["set", "site/main.rack_power", "5 kW"]))
            self.assertEqual((self.folder / "a.netready").read_bytes(), whole[:size])

    def test_a_file_of_which_a_page_was_overwritten(self):
        self.new()
        whole = (self.folder / "a.netready").read_bytes()
        for page in range(1, len(whole) // 4096):
            (self.folder / "a.netready").write_bytes(whole[:page * 4096] + b"\xa5" * 4096 + whole[(page + 1) * 4096:])
            result = self.run_only("export", "a.netready")
            self.assertIn(result.code, (0, FILE_PROBLEM), result.err)

    def test_a_file_of_a_newer_schema(self):
        self.new()
        with contextlib.closing(sqlite3.connect(self.folder / "a.netready")) as file:
            file.execute("pragma user_version = 999")
            file.commit()
        self.everywhere(r'\A"a\.netready" has schema 999, and this Netready knows schemas up to \d+: open it with a newer Netready\Z')

    def test_a_file_that_another_program_writes(self):
        self.new()
        with contextlib.closing(sqlite3.connect(self.folder / "a.netready", isolation_level=None)) as other:
            other.execute("begin immediate")
            self.everywhere("is open in another", verbs=(["set", "site/main.rack_power", "5 kW"],))
            self.netready("assess", "a.netready")
            other.execute("rollback")
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")

    def test_a_file_opened_twice(self):
        self.new()
        holder = self.start("ask", "a.netready", "--interactive")
        shown = b""
        while b"> " not in shown:
            shown += os.read(holder.stdout.fileno(), 65536)
        self.everywhere('is open in another', verbs=WRITING[:1])
        for verb, *rest in READING:
            self.netready(verb, "a.netready", *rest)
        holder.communicate(timeout=SECONDS)
        self.netready("set", "a.netready", "site/main.rack_power", "5 kW", "-q")

    def as_nobody(self, *arguments):
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", self.program, *arguments]
        return subprocess.run(command, cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=SECONDS)

    def test_a_read_only_folder(self):
        self.new()
        (self.folder / "a.netready").chmod(0o444)
        self.folder.chmod(0o555)
        self.addCleanup(self.folder.chmod, 0o755)
        if os.geteuid() != 0:
            run = self.run_only
        elif shutil.which("setpriv") and os.access("/", os.X_OK):
            def run(*arguments):
                done = self.as_nobody(*arguments)
                return type("Done", (), {"code": done.returncode, "out": done.stdout, "err": done.stderr})
            if run("--version").code != 0:
                self.skipTest("another user cannot run the program")
        else:
            self.skipTest("root writes everywhere and setpriv is not here")
        before = (self.folder / "a.netready").read_bytes()
        result = run("assess", "a.netready")
        if result.code != 0 and "rules and questionnaires" in result.err:
            self.skipTest("another user cannot read the packs")
        self.assertEqual((result.code, result.err), (0, ""))
        for arguments in (["set", "a.netready", "site/main.rack_power", "5 kW"], ["new", "b.netready"],
                          ["report", "a.netready", "-o", "a.json"]):
            with self.subTest(arguments):
                result = run(*arguments)
                self.assertEqual(result.code, FILE_PROBLEM, result.err)
                self.assertRegex(result.err, r'\Anetready: "[ab]\.(netready|json)" cannot be (written|made)[^\n]*\n\Z')
        self.assertEqual((self.folder / "a.netready").read_bytes(), before)
        self.assertEqual(os.listdir(self.folder), ["a.netready"])

    @unittest.skipUnless(os.geteuid() == 0, "only root can mount a small disk")
    def test_a_full_disk(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, text=True)
        if mounted.returncode != 0:
            self.skipTest("no small disk can be mounted: " + mounted.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", "-l", str(disk)], check=False)
        self.new("disk/a.netready")
        kept = 0
        for number in range(2000):
            result = self.run_only("note", "disk/a.netready", f"note {number} " + "x" * 2000, "-q")
            if result.code != 0:
                break
            kept += 1
        self.assertEqual(result.code, FILE_PROBLEM)
        self.assertEqual(result.err, 'netready: "disk/a.netready" cannot grow because the disk is full: free some space and do '
                                     'the last step again\n')
        notes = self.netready("show", "disk/a.netready", "--json").json["notes"]
        self.assertEqual(len(notes), kept)
        with contextlib.suppress(OSError), open(disk / "filler", "ab", buffering=0) as filler:
            while filler.write(b"x" * 4096):
                pass
        self.assertIn("disk is full", self.refused("report", "disk/a.netready", "-o", "disk/a.json", code=FILE_PROBLEM))
        self.refused("new", "disk/b.netready", code=FILE_PROBLEM)
        (disk / "filler").unlink()
        self.assertEqual(sorted(os.listdir(disk)), ["a.netready"])
        self.netready("show", "disk/a.netready")

    def test_a_folder_that_is_not_there(self):
        self.assertRegex(self.refused("new", "nowhere/a.netready", code=FILE_PROBLEM),
                         r'\A"nowhere/a\.netready" cannot be made: No such file or directory\Z')


class Values(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    CASES = (
        ("fabric/leaf-spine.port_speed", "400 GB",
         'fabric.port_speed: "400 GB" is a data size; a data rate is needed, such as Gb/s'),
        ("fabric/leaf-spine.port_speed", "400 G", '"400 G"'),
        ("fabric/leaf-spine.port_speed", "400", "fabric.port_speed: "),
        ("fabric/leaf-spine.port_speed", "400..100 Gb/s", "fabric.port_speed: "),
        ("fabric/leaf-spine.port_speed", "2 Pb/s", 'fabric.port_speed: "2 Pb/s" lies outside '),
        ("fabric/leaf-spine.port_speed", "", "fabric.port_speed: a value is missing"),
        ("fabric/leaf-spine.port_speed", "not applicable", "fabric.port_speed: "),
        ("fabric/leaf-spine.uplinks", "2.5", 'fabric.uplinks: "2.5" is not a whole number'),
        ("fabric/leaf-spine.role", "acelerator", 'fabric.role: "acelerator" is not one of its options: accelerator, general'),
        ("workload/chat.must_run", "maybe", 'workload.must_run: "maybe" is neither yes nor no'),
        ("site/main.audited", "2026-02-30", 'site.audited: "2026-02-30" is not a day of the calendar'),
        ("workload/chat.owner", "a\x07b", "workload.owner: the text is too long or holds control characters"),
        ("fabric/leaf-spine.port_sped", "1 Gb/s", 'there is no attribute "fabric.port_sped"; did you mean "fabric.port_speed"?'),
        ("fabric/leafspine.port_speed", "1 Gb/s", 'there is no fabric/leafspine in a.netready; did you mean "fabric/leaf-spine"?'),
        ("fabrics/leaf-spine.port_speed", "1 Gb/s", 'there is no kind "fabrics"; the kinds are site, fabric, workload'),
        ("fabric/leaf-spine", "1 Gb/s", '"fabric/leaf-spine" does not name an attribute'),
        ("port_speed", "1 Gb/s", '"port_speed" does not name an attribute'),
        ("Fabric/x.port_speed", "1 Gb/s", '"Fabric/x" is not a subject'),
    )

    def test_each_is_refused_in_one_sentence_and_changes_nothing(self):
        before = (self.folder / "a.netready").read_bytes()
        for key, value, said in self.CASES:
            with self.subTest(f"{key} {value}"):
                self.assertIn(said, self.refused("set", "a.netready", key, value, code=BAD_INPUT))
        self.assertEqual((self.folder / "a.netready").read_bytes(), before)

    def test_an_origin_that_is_none(self):
        self.assertEqual(self.refused("set", "a.netready", "site/main.rack_power", "5 kW", "--origin", "guessed", code=BAD_INPUT),
                         '--origin: "guessed" is none of assumed, stated, documented, observed, imported, measured')

    def test_text_that_is_not_utf8(self):
        for option in ("--note", "--by", "--evidence"):
            with self.subTest(option):
                process = subprocess.run([self.program.encode(), b"set", b"a.netready", b"site/main.rack_power", b"5 kW",
                                          option.encode(), b"\xff\xfe"], cwd=self.folder, env=self.env, capture_output=True,
                                         timeout=SECONDS)
                self.assertEqual(process.returncode, BAD_INPUT)
                self.assertEqual(process.stderr.decode(),
                                 f"netready: {option}: the text is not UTF-8 or holds control characters\n")
