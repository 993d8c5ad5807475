# SPDX-License-Identifier: Apache-2.0
"""Help, wrong usage, and streams that are closed."""
import os
import subprocess

from support import BAD_INPUT, FILE_PROBLEM, FINE, USAGE, CliTest

VERBS = ("new set unset add remove show note undo redo history ask assess explain report waive unwaive snapshot diff "
         "export packs eval fabric").split()


class Help(CliTest):
    def test_version(self):
        self.assertRegex(self.netready("--version").out, r"\Anetready \d+\.\d+\.\d+\n\Z")

    def test_the_program_lists_every_verb(self):
        text = self.netready("--help").out
        for verb in VERBS:
            self.assertIn(f"\n  {verb} ", text)

    def test_every_verb_explains_itself_with_an_example_within_100_columns(self):
        for verb in VERBS:
            with self.subTest(verb):
                text = self.netready(verb, "--help").out
                self.assertIn("Example", text)
                self.assertIn(f"  netready {verb} ", text)
                for line in text.split("\n"):
                    self.assertLessEqual(len(line), 100, line)


class WrongUsage(CliTest):
    def usage(self, *arguments):
        result = self.netready(*arguments, code=USAGE, err=None)
        self.assertEqual(result.out, "")
        return result.err

    def test_no_verb(self):
        self.assertIn("A subcommand is required", self.usage())

    def test_a_misspelt_verb_gets_a_suggestion(self):
        self.assertEqual(self.usage("asess", "a.netready"),
                         'netready: there is no verb "asess"; did you mean "assess"?\n'
                         '"netready --help" explains what is possible.\n')

    def test_a_misspelt_part_of_a_verb_gets_a_suggestion(self):
        self.assertIn('there is no verb "fabric sise"; did you mean "fabric size"?\n', self.usage("fabric", "sise", "a.yaml"))
        self.assertIn('"netready fabric size --help" explains', self.usage("fabric", "size"))

    def test_each_verb_needs_its_arguments(self):
        for verb in VERBS:
            with self.subTest(verb):
                self.assertIn(f'"netready {verb} --help"', self.usage(verb))

    def test_an_unknown_option(self):
        self.assertIn("--colour", self.usage("assess", "a.netready", "--colour"))

    def test_values_that_are_none_of_a_list(self):
        self.usage("assess", "a.netready", "--fail-on", "minor")
        self.usage("packs", "polish")
        self.usage("report", "a.netready", "--kind", "poem", "-o", "a.html")
        self.usage("ask", "a.netready", "--next", "0")
        self.usage("ask", "a.netready", "--interactive", "--json")


class Streams(CliTest):
    def test_a_reader_that_stops_early_is_no_error(self):
        self.new()
        reader, writer = os.pipe()
        os.close(reader)
        for arguments in (["export", "a.netready"], ["--help"], ["new", "--list"]):
            with self.subTest(arguments):
                result = self.run_only(*arguments, stdout=writer)
                self.assertEqual((result.code, result.err), (FINE, ""))
        os.close(writer)

    def test_a_batch_ends_when_nobody_reads(self):
        reader, writer = os.pipe()
        process = self.start("eval", "--batch", stdout=writer)
        os.close(writer)
        os.close(reader)
        try:
            process.stdin.write(b'{"id":1,"expr":"1+1"}\n' * 100000)
        except BrokenPipeError:
            pass
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
        self.assertEqual(process.wait(timeout=60), FINE)
        self.assertEqual(process.stderr.read(), b"")
        process.stderr.close()

    def test_a_full_disk_behind_stdout_is_an_error(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("there is no /dev/full")
        self.new()
        for arguments in (["export", "a.netready"], ["--help"], ["packs", "check"]):
            with self.subTest(arguments), open("/dev/full", "wb") as full:
                result = self.run_only(*arguments, stdout=full)
                self.assertEqual(result.code, FILE_PROBLEM)
                self.assertEqual(result.err, "netready: the output cannot be written: No space left on device\n")

    def test_closed_streams_do_no_harm(self):
        self.new()
        script = f'"{self.program}" set a.netready site/main.rack_power "17 kW" <&- >&- 2>&-'
        self.assertEqual(subprocess.run(["sh", "-c", script], cwd=self.folder, env=self.env, timeout=60).returncode, FINE)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")
        script = f'"{self.program}" ask a.netready --interactive <&-'
        ended = subprocess.run(["sh", "-c", script], cwd=self.folder, env=self.env, timeout=60, capture_output=True)
        self.assertEqual(ended.returncode, FINE)
        self.assertIn(b"end of input", ended.stdout)

    def test_control_characters_of_a_file_never_reach_the_terminal(self):
        self.new()
        self.assertEqual(self.refused("note", "a.netready", "red \x1b[31m alert", code=BAD_INPUT),
                         "TEXT: the text is not UTF-8 or holds control characters")

    def test_a_clock_that_is_none_is_refused(self):
        self.new()
        self.env["NETREADY_NOW"] = "yesterday"
        self.assertEqual(self.refused("set", "a.netready", "site/main.rack_power", "5 kW", code=BAD_INPUT),
                         'NETREADY_NOW: "yesterday" is not a time such as 2026-11-25T08:30:00Z')

    def test_data_that_is_not_there_is_told(self):
        self.env["NETREADY_DATA"] = str(self.folder)
        said = self.refused("packs", "check", code=FILE_PROBLEM)
        self.assertIn("does not hold the folders rules and questionnaires", said)
