#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Structure that no compiler checks: layers, licence lines, forbidden constructs, the top level."""
import re
import subprocess
import sys
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
LAYERS = {
    "base": set(),
    "units": {"base"},
    "evidence": {"base", "units"},
    "remote": {"base", "units", "evidence"},
    "facts": {"base", "units"},
    "demand": {"base", "units", "facts"},
    "network": {"base", "units", "facts", "demand"},
    "expr": {"base", "units", "facts"},
    "knowledge": {"base", "units", "facts", "demand", "network", "expr", "evidence"},
    "assessment": {"base", "units", "facts", "demand", "network", "expr", "knowledge"},
    "plan": {"base", "units", "facts", "demand", "network", "expr", "knowledge", "assessment"},
    "prover": {"base", "units", "facts", "demand", "network", "expr", "knowledge", "assessment"},
    "store": {"base", "units", "facts"},
    "demand": {"base", "units", "facts"},
    "network": {"base", "units", "facts", "demand"},
}
TOP_LEVEL = {
    "CMakeLists.txt", "CMakePresets.json", "app", "core", "rules", "questionnaires", "reports", "tests", "packaging",
    "README.md", "LICENSE",
}
FORBIDDEN = {
    r"\bstd::views::": "std::views breaks clang-tidy 14",
    r"\bstd::source_location\b": "std::source_location breaks clang-tidy 14",
    r"^\s*using namespace (?!netready(::(testing|desktop))?;)": "using namespace of something else",
    r"\bstd::regex\b": "std::regex recurses and backtracks",
    r"catch \(\.\.\.\)\s*\{\s*\}": "an empty catch",
}


def tracked():
    try:
        names = subprocess.run(
            ["git", "ls-files"], cwd=TOP, capture_output=True, text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        names = [str(p.relative_to(TOP)) for p in TOP.rglob("*") if p.is_file() and "build" not in p.parts]
    return [name for name in names if (TOP / name).is_file()]


class Style(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.sources = {
            name: (TOP / name).read_text(encoding="utf-8")
            for name in tracked() if name.endswith((".h", ".cpp"))
        }

    def test_no_two_headers_define_a_type_of_the_same_name(self):
        # Everything is linked into one program, in which two of them would be taken for one.
        where = {}
        wrong = []
        for name, text in self.sources.items():
            if name.startswith("tests/") or not name.endswith(".h"):
                continue
            for kind in re.findall(r"^(?:struct|class|enum class) ([A-Z]\w+)(?: final)?(?: :[^;{]*)?\n?\{", text, re.M):
                kind = "desktop::" + kind if name.startswith("app/desktop/") else kind
                if where.setdefault(kind, name) != name:
                    wrong.append(f"{kind}: {where[kind]} and {name}")
        self.assertGreater(len(where), 100)
        self.assertEqual(wrong, [])

    def test_there_is_something_to_check(self):
        self.assertGreater(len(self.sources), 50)

    def test_each_folder_of_core_includes_only_what_lies_below_it(self):
        wrong = []
        for name, text in self.sources.items():
            parts = name.split("/")
            if parts[0] != "core" or len(parts) < 3:
                continue
            for used in re.findall(r'#include "(\w+)/(\w+)/', text):
                allowed = used[0] == "core" and (used[1] == parts[1] or used[1] in LAYERS[parts[1]])
                if not allowed:
                    wrong.append(f"{name} includes {used[0]}/{used[1]}")
            if re.search(r"#include <Q[A-Z]", text):
                wrong.append(f"{name} includes Qt")
        self.assertEqual(wrong, [])

    def test_reports_do_not_include_the_programs(self):
        wrong = [name for name, text in self.sources.items()
                 if name.startswith("reports/") and '#include "app/' in text]
        self.assertEqual(wrong, [])

    def test_every_source_starts_with_the_licence_line(self):
        wrong = [name for name, text in self.sources.items()
                 if not text.startswith("// SPDX-License-Identifier: Apache-2.0\n")]
        self.assertEqual(wrong, [])

    def test_every_header_is_guarded(self):
        wrong = [name for name, text in self.sources.items() if name.endswith(".h") and "#pragma once" not in text]
        self.assertEqual(wrong, [])

    def test_forbidden_constructs_are_absent(self):
        wrong = []
        for name, text in self.sources.items():
            for number, line in enumerate(text.splitlines(), 1):
                for pattern, why in FORBIDDEN.items():
                    if re.search(pattern, line):
                        wrong.append(f"{name}:{number}: {why}")
        self.assertEqual(wrong, [])

    def test_headers_open_no_namespace(self):
        wrong = [name for name, text in self.sources.items()
                 if name.endswith(".h") and not name.startswith("tests/") and re.search(r"^using namespace", text, re.M)]
        self.assertEqual(wrong, [])

    def test_the_top_level_holds_only_what_is_designed(self):
        names = {name.split("/")[0] for name in tracked()}
        self.assertEqual({name for name in names if not name.startswith(".")} - TOP_LEVEL, set())


if __name__ == "__main__":
    sys.exit(unittest.main())
