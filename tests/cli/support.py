# SPDX-License-Identifier: Apache-2.0
"""Runs the program in a temporary folder with a fixed clock, a fixed author and the packs of this folder."""
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parent.parent
SMALL = HERE / "data"
FULL = Path(os.environ.get("NETREADY_DATA", TOP))
LONG = os.environ.get("NETREADY_LONG") == "1"

FINE, FINDINGS, USAGE, BAD_INPUT, FILE_PROBLEM = 0, 1, 2, 3, 4
SECONDS = 300  # nothing here takes that long; a hanging program must not hang the suite


def program():
    named = os.environ.get("NETREADY_PROGRAM")
    if named:
        return str(Path(named).resolve())
    for preset in ("dev", "core", "release", "asan"):
        built = TOP / "build" / preset / "app" / "cli" / "netready"
        if built.is_file():
            return str(built)
    raise unittest.SkipTest("netready is not built; set NETREADY_PROGRAM")


def environment(**changes):
    kept = {name: value for name, value in os.environ.items()
            if name in ("PATH", "HOME", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LD_LIBRARY_PATH", "NETREADY_REPORT_DATA")}
    kept.update(LC_ALL="C.UTF-8", NETREADY_NOW="2026-11-25T08:30:00Z", NETREADY_AUTHOR="Ada", NETREADY_DATA=str(SMALL))
    kept.update(changes)
    return kept


class Result:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.program = program()
        self.folder = Path(tempfile.mkdtemp(prefix="netready-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.env = environment()

    def start(self, *arguments, **options):
        options = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([self.program, *arguments], cwd=self.folder, env=self.env, **options)

    def run_only(self, *arguments, stdin=b"", **options):
        process = self.start(*arguments, **options)
        try:
            out, err = process.communicate(stdin, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.fail(f"netready {' '.join(arguments)} hangs")
        return Result(process.returncode, (out or b"").decode(), (err or b"").decode())

    def netready(self, *arguments, code=FINE, err="", stdin=b"", **options):
        """Runs it; the exit code, and stderr unless err is None, must be exactly as given."""
        result = self.run_only(*arguments, stdin=stdin, **options)
        self.assertEqual(result.code, code, f"netready {' '.join(arguments)}\n{result.out}\n{result.err}")
        if err is not None:
            self.assertEqual(result.err, err)
        return result

    def refused(self, *arguments, code, **options):
        """Runs it; it must fail with one sentence on stderr, which is returned, and print nothing."""
        result = self.netready(*arguments, code=code, err=None, **options)
        self.assertEqual(result.out, "")
        self.assertEqual(result.err.count("\n"), 1, result.err)
        self.assertTrue(result.err.startswith("netready: "), result.err)
        return result.err[len("netready: "):-1]

    def new(self, name="a.netready", template="small-site"):
        self.netready("new", name, "--template", template, "--quiet")
        return name

    def facts(self, file, subject, attribute):
        shown = self.netready("show", file, subject, "--json").json
        for entry in shown["subjects"][0]["attributes"]:
            if entry["attribute"] == attribute:
                return entry
        return self.fail(f"{subject} has no {attribute}")

    def value(self, file, subject, attribute):
        return self.facts(file, subject, attribute)["value"]
