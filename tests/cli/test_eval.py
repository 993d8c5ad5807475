# SPDX-License-Identifier: Apache-2.0
"""eval, alone and in batches, and packs."""
import json
import math
import os
import re
import shutil
import unittest
from pathlib import Path

from support import BAD_INPUT, FULL, SMALL, TOP, CliTest

CASES = Path(os.environ.get("NETREADY_CEL_CASES", TOP.parent / "shared" / "cel" / "minimal.json"))


def same(expected, found):
    """As the README beside the cases says: NaN equals NaN, maps in any order, types count."""
    if not isinstance(found, dict) or expected["t"] != found.get("t"):
        return False
    kind, left, right = expected["t"], expected.get("v"), found.get("v")
    if kind == "double":
        left, right = float(left), float(right)
        return (math.isnan(left) and math.isnan(right)) or (left == right and math.copysign(1, left) == math.copysign(1, right))
    if kind == "list":
        return len(left) == len(right) and all(map(same, left, right))
    if kind == "map":
        rest = list(right)
        for key, value in left:
            match = [entry for entry in rest if same(key, entry[0]) and same(value, entry[1])]
            if not match:
                return False
            rest.remove(match[0])
        return not rest
    return left == right


class Eval(CliTest):
    def result(self, *arguments):
        return self.netready("eval", *arguments).out

    def test_values_for_people(self):
        for arguments, said in (
                (["q('400 Gb/s') * 8.0"], "3.2 Tb/s"),
                (["1 + 2"], "3"),
                (["speed >= q('400 Gb/s')", "--bind", "speed=800 Gb/s"], "yes"),
                (["speed * 2.0", "--bind", "speed=100..200 Gb/s"], "200–400 Gb/s"),
                (["size * 2.0", "--bind", "size=4 GB"], "8 GB"),
                (["n + 1", "--bind", "n=8"], "9"),
                (["ratio * 2.0", "--bind", "ratio=3:1"], "6"),
                (["name + '!'", "--bind", "name=text"], "text!"),
                (["name + '!'", "--bind", "name='42'"], "42!"),
                (["day >= date('2026-01-01')", "--bind", "day=2026-11-25"], "yes"),
                (["a || b", "--bind", "a=?", "--bind", "b=no"], "? not known: a"),
                (["a || b", "--bind", "a=?", "--bind", "b=yes"], "yes"),
                (["[1, 2].map(x, x * 2)"], "2, 4")):
            with self.subTest(arguments):
                self.assertEqual(self.result(*arguments), said + "\n")

    def test_json_is_tagged(self):
        self.assertEqual(self.netready("eval", "--json", "q('400 Gb/s')").json,
                         {"value": {"t": "quantity", "v": 4e11, "dim": "data_rate"}})
        self.assertEqual(self.netready("eval", "--json", "a", "--bind", "a=?").json, {"unknown": ["a"]})

    def test_errors_are_bad_input(self):
        for arguments, said in (
                (["1 +"], "line 1"),
                (["q('400 Gb/s') + q('1 GB')"], ""),
                (["x", "--bind", "x"], '--bind: "x" is not NAME=VALUE, such as speed="400 Gb/s"'),
                (["x", "--bind", "x=400 G"], "400 G"),
                (["1 / 0"], "")):
            with self.subTest(arguments):
                self.assertIn(said, self.refused("eval", *arguments, code=BAD_INPUT))

    def test_a_very_long_expression_is_refused(self):
        self.assertIn("4096", self.refused("eval", "1" + "+1" * 50000, code=BAD_INPUT).replace(",", ""))
        self.refused("eval", "(" * 50000 + "1" + ")" * 50000, code=BAD_INPUT)


class Batch(CliTest):
    def answers(self, text):
        return [json.loads(line) for line in self.netready("eval", "--batch", stdin=text).out.splitlines()]

    def test_each_line_is_answered_and_none_ends_the_batch(self):
        lines = [b'{"id": 1, "expr": "1 + 1"}', b"not json", b"[1]", b'{"id": 2}', b'{"id": 3, "expr": 4}',
                 b'{"id": 4, "expr": "x", "bindings": {"x": {"t": "uint", "v": "1"}}}', b'{"id": 5, "expr": "\xff"}', b"",
                 b'{"id": 6, "expr": "x.y", "unknowns": ["x"]}', b'{"id": 7, "expr": "' + b"+1" * 50000 + b'"}',
                 b'{"id": 8, "expr": "2 + 2"}']
        answers = self.answers(b"\n".join(lines))
        self.assertEqual(answers[0], {"id": 1, "value": {"t": "int", "v": "2"}})
        self.assertEqual(answers[-1], {"id": 8, "value": {"t": "int", "v": "4"}})
        self.assertEqual(answers[-3], {"id": 6, "unknown": ["x"]})
        self.assertEqual([answer["id"] for answer in answers], [1, None, None, 2, 3, 4, None, 6, 7, 8])
        for answer in answers[1:7] + answers[8:9]:
            self.assertTrue(answer["error"])

    def test_an_answer_comes_before_the_next_line_is_needed(self):
        process = self.start("eval", "--batch")
        for number in range(3):
            process.stdin.write(b'{"id": %d, "expr": "1"}\n' % number)
            process.stdin.flush()
            self.assertEqual(json.loads(process.stdout.readline())["id"], number)
        process.stdin.close()
        self.assertEqual(process.wait(timeout=60), 0)
        process.stdout.close()
        process.stderr.close()

    @unittest.skipUnless(CASES.is_file(), "the public conformance cases are not here: cel/minimal.json")
    def test_the_public_conformance_cases(self):
        cases = json.loads(CASES.read_text())
        answers = self.answers("\n".join(json.dumps(case) for case in cases).encode())
        self.assertEqual(len(answers), len(cases))
        wrong = []
        for case, answer in zip(cases, answers):
            expected = case["expected"]
            good = "error" in answer if "error" in expected else same(expected["value"], answer.get("value"))
            if not good or answer["id"] != case["id"]:
                wrong.append((case["id"], case["expr"], expected, answer))
        self.assertEqual(wrong, [])
        self.assertEqual(len(cases), 604)


class Packs(CliTest):
    def test_good_packs(self):
        checked = self.netready("packs", "check")
        self.assertRegex(checked.out, r"\Asmall-questions 1\.0\.0  [0-9a-f]{12}  Questions for the tests of the command line\n")
        self.assertTrue(checked.out.endswith("13 attributes, 12 questions, 6 rules, 0 actions, 0 vendors, 1 source, 1 template\n"
                                             "7 formulas tried, 0 statements not proven\n0 errors, 0 warnings\n"))
        quick = self.netready("packs", "check", "--quick").out
        self.assertEqual(quick, checked.out.replace("7 formulas tried, 0 statements not proven\n", ""))
        self.assertEqual(self.netready("packs", "test").out,
                         "28 passed, 0 failed\n30 changes noticed, 0 not, 0 that change nothing: mutation score 100 %\n")
        self.assertEqual(self.netready("packs", "test", "--quick").out, "28 passed, 0 failed\n")

    def test_coverage_names_what_is_missing(self):
        covered = self.netready("packs", "coverage", "--json", code=BAD_INPUT).json
        rows = {row["id"]: row for row in covered["rows"]}
        self.assertEqual(len(rows), 2 + 13 + 11 + 8 + 9 + 1)
        self.assertTrue(rows["D3"]["gap"])
        self.assertEqual(covered["gaps"], sum(row["gap"] for row in covered["rows"]))

    def test_the_bundled_packs(self):
        self.env["NETREADY_DATA"] = str(FULL)
        self.assertRegex(self.netready("packs", "check").out, r"\n\d+ formulas tried, \d+ statements? not proven\n0 errors, \d+ warnings?\n\Z")
        self.assertRegex(self.netready("packs", "test").out, r"\A\d+ passed, 0 failed\n(.*\n)*.*: mutation score \d+(\.\d)? %\n\Z")

    def copied(self):
        shutil.copytree(SMALL, self.folder / "data")
        return self.folder / "data"

    def test_each_failing_example_is_a_line_with_its_place(self):
        rule = self.copied() / "rules/small/rack-power.yaml"
        rule.write_text(rule.read_text().replace("site.rack_power: 40 kW }\n    expect: { status: pass }",
                                                 "site.rack_power: 40 kW }\n    expect: { status: fail }"))
        self.env["NETREADY_DATA"] = str(self.folder / "data")
        lines = self.netready("packs", "test", code=BAD_INPUT).out.splitlines()
        self.assertRegex(lines[0], r"\A.*/rack-power\.yaml:\d+:\d+: rack-power, \"more\": .*fail")
        self.assertEqual(lines[1:], ["27 passed, 1 failed"])
        failures = self.netready("packs", "test", "--json", code=BAD_INPUT).json
        self.assertEqual([(entry["rule"], entry["test"]) for entry in failures["failures"]], [("rack-power", "more")])

    def test_a_change_that_no_example_notices_is_a_line_with_its_place(self):
        rules = self.copied() / "rules/small"
        for name, example in (("rack-power", "hardly too little"), ("oversubscription", "hardly above"),
                              ("encryption", "audited a day too early")):
            text = (rules / f"{name}.yaml").read_text()
            (rules / f"{name}.yaml").write_text(text[:text.index(f"  - name: {example}")])
        self.env["NETREADY_DATA"] = str(self.folder / "data")
        lines = self.netready("packs", "test", code=BAD_INPUT).out.splitlines()
        self.assertEqual(lines[0], "25 passed, 0 failed")
        self.assertRegex(lines[-2], r"/rack-power\.yaml:8:30: rack-power: no example notices q\('12 kW'\) 1 % lower; "
                                    r"site\.rack_power: 11\.88 kW would: fail becomes pass\Z")
        self.assertEqual(lines[-1], "26 changes noticed, 4 not, 0 that change nothing: mutation score 86.6 %")
        mutation = self.netready("packs", "test", "--json", code=BAD_INPUT).json["mutation"]
        self.assertEqual([mutation["killed"], mutation["equivalent"], len(mutation["survivors"])], [26, [], 4])
        self.assertEqual(mutation["survivors"][-1]["rule"], "rack-power")

    def test_more_packs_and_other_packs(self):
        folder = self.folder / "mine"
        shutil.copytree(SMALL / "rules/small", folder)
        for file in folder.glob("*.yaml"):
            if file.name not in ("pack.yaml", "owner.yaml"):
                file.unlink()
        (folder / "pack.yaml").write_text((folder / "pack.yaml").read_text().replace("small-rules", "my-rules"))
        (folder / "owner.yaml").rename(folder / "my-owner.yaml")
        (folder / "my-owner.yaml").write_text((folder / "my-owner.yaml").read_text().replace("rule: owner", "rule: my-owner"))
        self.assertIn("7 rules", self.netready("packs", "check", "--quick", "--packs", "mine").out)
        self.assertIn("[rules-agree]", self.netready("packs", "check", "--packs", "mine", code=BAD_INPUT).out)
        self.new()
        self.assertIn("workload/chat.owner", self.netready("explain", "a.netready", "my-owner", "--packs", "mine").out)
        alone = self.netready("packs", "check", "mine", code=BAD_INPUT).out
        self.assertRegex(alone, r"mine/my-owner\.yaml:\d+:\d+: error: ")
        self.assertIn("0 errors", self.netready("packs", "check", str(SMALL / "rules"), str(SMALL / "questionnaires")).out)

    def test_a_faulty_pack_stops_every_verb_with_the_place(self):
        self.new()
        rule = self.copied() / "rules/small/owner.yaml"
        rule.write_text(rule.read_text().replace("severity: low", "severity: lowest"))
        self.env["NETREADY_DATA"] = str(self.folder / "data")
        said = self.refused("assess", "a.netready", code=BAD_INPUT)
        self.assertRegex(said, r"owner\.yaml:4:\d+: .*lowest")

    FAULTS = (
        ("an unknown key", "severity: low", "severity: low\ncolour: red", r"owner\.yaml:5:1: error: .*colour"),
        ("a duplicate key", "severity: low", "severity: low\nseverity: high", r"owner\.yaml:5:1: error: .*severity"),
        ("an alias bomb", "severity: low", "x: &a [1, 1]\ny: &b [*a, *a]\nz: [*b, *b]", r"owner\.yaml:\d+:\d+: error: "),
        ("an unknown attribute", "workload.owner != 'nobody'", "workload.ownr != 'nobody'", r"owner\.yaml:8:\d+: error: .*ownr"),
        ("a wrong unit", "workload.owner != 'nobody'", "workload.owner != 'nobody' && site.rack_power > q('400 GB')",
         r"owner\.yaml:8:\d+: error: "),
        ("a threshold without source", "supports: requirement", "supports: fail_at", r"owner\.yaml:\d+:\d+: error: "),
        ("a very long expression", "workload.owner != 'nobody'", "workload.owner != 'nobody'" + " || true" * 12500,
         r"owner\.yaml:8:\d+: error: .*4,?096"),
        ("no YAML at all", "rule: owner", "rule: [owner", r"owner\.yaml:\d+:\d+: error: "),
    )

    def test_faults_are_diagnosed_with_file_line_and_column(self):
        data = self.copied()
        self.env["NETREADY_DATA"] = str(data)
        rule = data / "rules/small/owner.yaml"
        good = rule.read_text()
        for name, old, new, said in self.FAULTS:
            with self.subTest(name):
                self.assertIn(old, good)
                rule.write_text(good.replace(old, new, 1))
                checked = self.netready("packs", "check", code=BAD_INPUT).out
                self.assertRegex(checked, said)
                self.assertRegex(checked, r"\n[1-9]\d* errors?, \d+ warnings?\n\Z")
                listed = self.netready("packs", "check", "--json", code=BAD_INPUT).json
                self.assertEqual(listed["errors"], len([d for d in listed["diagnostics"] if d["severity"] == "error"]))

    def test_an_unreachable_question_is_diagnosed(self):
        data = self.copied()
        self.env["NETREADY_DATA"] = str(data)
        questions = data / "questionnaires/small/questions.yaml"
        text = questions.read_text()
        questions.write_text(text.replace("    text: How many ports lead to servers?",
                                          "    ask_when: fabric.uplinks > 2000\n"
                                          "    text: How many ports lead to servers?"))
        self.assertRegex(self.netready("packs", "check", code=BAD_INPUT).out, r"questions\.yaml:\d+:\d+: error: ")

    def test_a_folder_that_is_not_there(self):
        self.assertIn("nowhere", self.refused("packs", "check", "nowhere", code=4))

    def test_the_faulty_packs_of_the_core_tests_are_diagnosed_at_the_same_places(self):
        packs = TOP / "tests/data/packs"
        if not (packs / "faulty").is_dir():
            self.skipTest("tests/data/packs/faulty is not here")
        for fault in sorted((packs / "faulty").iterdir()):
            with self.subTest(fault.name):
                shutil.copytree(packs / "minimal", self.folder / fault.name)
                shutil.copytree(fault, self.folder / fault.name, dirs_exist_ok=True)
                result = self.netready("packs", "check", fault.name, code=BAD_INPUT)
                for line in (fault / "expected.txt").read_text().splitlines():
                    code, place = line.split(" ", 1)
                    self.assertRegex(result.out, rf"(?m)^{fault.name}/{re.escape(place)}: error: .* \[{code}\]$")

    def test_a_planted_fault_of_the_prover_is_diagnosed_at_the_same_place(self):
        packs = TOP / "tests/data/packs"
        if not (packs / "unproven").is_dir():
            self.skipTest("tests/data/packs/unproven is not here")
        for fault in sorted(folder for folder in (packs / "unproven").iterdir() if not folder.name.startswith("survivor")):
            with self.subTest(fault.name):
                for part in (packs / "minimal", packs / "sound", fault):
                    shutil.copytree(part, self.folder / fault.name, dirs_exist_ok=True)
                result = self.netready("packs", "check", fault.name, code=BAD_INPUT)
                code, place = (fault / "expected.txt").read_text().strip().split(" ", 1)
                self.assertRegex(result.out, rf"(?m)^{fault.name}/{re.escape(place)}: error: .* \[{code}\]$")
                self.assertTrue(result.out.endswith("\n1 error, 0 warnings\n"))
                self.netready("packs", "check", "--quick", fault.name)
