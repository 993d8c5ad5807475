# SPDX-License-Identifier: Apache-2.0
"""ask --interactive, through a pipe and through a terminal."""
import os
import pty
import select
import signal
import subprocess
import time

from support import FILE_PROBLEM, SECONDS, CliTest

FIRST = """\
a · site 9–53, cannot tell
? not known · na REASON does not apply · s skip · b back · h help · q quit

Question 1  Data centre  site/main.rack_power
How much power can a rack have?
  Why         Servers with accelerators need far more than others.
  Who knows   facilities
  Where       The label of the distribution board.
  Typical     5 to 17 kW
"""


class Piped(CliTest):
    def setUp(self):
        super().setUp()
        self.new()

    def ask(self, *lines, arguments=()):
        text = "".join(line + "\n" for line in lines)
        return self.netready("ask", "a.netready", "--interactive", *arguments, stdin=text.encode()).out

    def test_a_question_says_why_who_where_and_what_may_be_typed(self):
        told = self.ask("q")
        self.assertEqual(told[:len(FIRST)], FIRST)
        self.assertIn("\n  Brings      narrows the site score by about ", told)
        self.assertIn("\n  Answer      a value in kW or a range low..high kW, within 1 kW to 200 kW\n> q\n\n", told)
        self.assertTrue(told.endswith("\nuntil next time: 0 answers are in the file · site 9–53, cannot tell\n"))

    def test_an_answer_is_written_and_says_what_moved(self):
        told = self.ask("40 kW", "q", arguments=["--by", "Bob", "--origin", "documented"])
        self.assertIn("\n> 40 kW\n  ✓ site/main.rack_power = 40 kW · site 9–53 → 17–53, cannot tell\n", told)
        self.assertIn("\nQuestion 2  Chat assistant  workload/chat.accelerators\n", told)
        fact = self.facts("a.netready", "site/main", "rack_power")["facts"][0]
        self.assertEqual((fact["value"], fact["origin"], fact["author"]), ("40 kW", "documented", "Bob"))

    def test_the_end_of_the_input_is_as_quit(self):
        told = self.ask("40 kW")
        self.assertTrue(told.endswith("\nend of input: 1 answer is in the file · site 13–53, cannot tell\n"), told)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "40 kW")

    def test_a_wrong_answer_is_told_and_asked_again(self):
        told = self.ask("400 GB", "plenty", "500 kW", "", "17 kW", "q")
        self.assertIn('\n> 400 GB\n  site.rack_power: "400 GB" is a data size; a power is needed, such as kW\n> plenty\n', told)
        self.assertIn("lies outside 1–200 kW", told)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")

    def test_not_known_not_applicable_and_skip(self):
        told = self.ask("?", "na one room only", "s", "q")
        self.assertIn("✓ site/main.rack_power = not known", told)
        self.assertIn("  skipped\n", told)
        self.assertEqual(self.facts("a.netready", "site/main", "rack_power")["knowing"], "asked_not_known")
        history = [edit["title"] for edit in self.netready("history", "a.netready", "--json").json]
        self.assertEqual(len(history), 3)
        self.assertTrue(history[2].endswith("= not applicable: one room only"), history)
        self.assertNotIn("site/main.rack_power", self.ask("q"))

    def test_a_reason_is_needed_where_something_does_not_apply(self):
        self.assertIn("needs a reason", self.ask("na", "q"))

    def test_options_are_chosen_by_number_or_name(self):
        for typed, value in (("1", "[macsec]"), ("2,1?", "[ipsec, macsec?]"), ("ipsec", "[ipsec]"), ("none", "[]"),
                             ("[macsec]", "[macsec]")):
            with self.subTest(typed):
                told = self.ask(typed, "q", arguments=["--role", "security"])
                self.assertIn("    1  MACsec\n    2  IPsec\n", told)
                self.assertIn(f"✓ site/main.encryption = {value} ·", told)
                self.netready("undo", "a.netready", "-q")
        self.assertIn("is not one of its options", self.ask("3", "q", arguments=["--role", "security"]))

    def test_choices_references_and_yes_or_no(self):
        self.netready("add", "a.netready", "workload/search", "-q")
        self.netready("add", "a.netready", "fabric/backend", "--title", "Back end", "-q")
        answers = {"workload/search.class": "serving or training", "workload/search.must_run": "yes",
                   "workload/search.fabric": "leaf-spine", "fabric/backend.role": "general"}
        typed = {"workload/search.class": "1 or 2", "workload/search.must_run": "y", "workload/search.fabric": "2",
                 "fabric/backend.role": "2"}
        for _ in range(40):
            asked = self.ask("q").split("\n")
            question = [line.split("  ")[-1] for line in asked if line.startswith("Question ")]
            if not question:
                break
            answer = typed.get(question[0], "?")
            told = self.ask(answer, "q")
            if question[0] in answers:
                self.assertIn(f"✓ {question[0]} = {answers.pop(question[0])} ·", told)
        self.assertEqual(answers, {})
        self.assertIn("nothing else to ask now", self.ask())

    def test_back_takes_answers_and_skips_back(self):
        told = self.ask("40 kW", "s", "b", "b", "b", "17 kW", "q")
        self.assertIn("taken back: answer site/main.rack_power = 40 kW · site 13–53 → 9–53, cannot tell", told)
        self.assertIn("there is nothing to take back in this session", told)
        self.assertEqual([line.split()[1] for line in told.split("\n") if line.startswith("Question ")],
                         ["1", "2", "3", "2", "1", "2"])
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")
        self.assertEqual(len(self.netready("history", "a.netready", "--json").json), 2)

    def test_help_and_a_text_that_looks_like_a_command(self):
        told = self.ask("h", "= q", "q", arguments=["--role", "executive", "--next", "1"])
        self.assertIn("nothing else to ask now, 1 question stays open", told)
        self.netready("unset", "a.netready", "workload/chat.owner", "-q")
        told = self.ask("h", "= q", arguments=["--role", "executive", "--next", "1"])
        self.assertIn("\n  na REASON   does not apply, and why\n", told)
        self.assertIn("✓ workload/chat.owner = q ·", told)
        self.assertIn("\nenough for now: 1 answer is in the file", told)

    def test_it_says_when_the_verdict_is_settled(self):
        told = self.ask("5 kW", "q")
        self.assertIn("cannot tell → not ready, settled\n  The verdict is settled: no answer to an open question can change "
                      "it any more.", told)

    def test_a_second_session_goes_on_where_the_first_ended(self):
        self.ask("5..17 kW")
        self.assertIn("\nQuestion 1  Chat assistant  workload/chat.accelerators\n", self.ask("q"))
        self.ask("?", "?", "?")
        self.assertIn("\nnothing else to ask now, ", self.ask())
        told = self.ask("6 kW", "q", arguments=["--again"])
        self.assertIn("✓ site/main.rack_power = 6 kW ·", told)

    def test_the_file_is_held_while_it_is_asked(self):
        interview = self.start("ask", "a.netready", "--interactive")
        shown = b""
        while b"> " not in shown:
            shown += os.read(interview.stdout.fileno(), 65536)
        self.assertIn("is open in another", self.refused("set", "a.netready", "site/main.rack_power", "5 kW", code=FILE_PROBLEM))
        self.netready("assess", "a.netready")
        interview.communicate(b"17 kW\n", timeout=SECONDS)
        self.assertEqual(interview.returncode, 0)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "17 kW")


class Terminal(CliTest):
    def setUp(self):
        super().setUp()
        self.new()
        self.leader, follower = pty.openpty()
        self.process = subprocess.Popen([self.program, "ask", "a.netready", "--interactive"], cwd=self.folder,
                                        env={**self.env, "TERM": "xterm"}, stdin=follower, stdout=follower, stderr=follower,
                                        start_new_session=True, preexec_fn=lambda: self.own(follower))
        os.close(follower)
        self.shown = b""

    @staticmethod
    def own(terminal):
        import fcntl
        import termios
        fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)

    def tearDown(self):
        self.process.kill()
        self.process.wait()
        os.close(self.leader)

    def wait_for(self, text):
        deadline = time.monotonic() + SECONDS
        while text.encode() not in self.shown:
            ready, _, _ = select.select([self.leader], [], [], max(0, deadline - time.monotonic()))
            try:
                more = os.read(self.leader, 65536) if ready else b""
            except OSError:
                more = b""
            if not more:
                self.fail(f"never shown: {text!r}\n{self.shown.decode(errors='replace')}")
            self.shown += more
        before, self.shown = self.shown.split(text.encode(), 1)
        return before.decode()

    def type(self, text):
        os.write(self.leader, text.encode())

    def test_answers_are_typed_one_by_one(self):
        self.wait_for("How much power can a rack have?")
        self.wait_for("> ")
        self.type("40 kW\n")
        self.wait_for("✓")
        self.wait_for("How many accelerators does it use at once?")
        self.type("8\n")
        self.wait_for("workload/chat.accelerators = 8")
        self.type("q\n")
        self.wait_for("2 answers are in the file")
        self.assertEqual(self.process.wait(timeout=SECONDS), 0)
        self.assertEqual(self.value("a.netready", "workload/chat", "accelerators"), "8")

    def test_control_c_ends_it_and_loses_nothing(self):
        self.wait_for("> ")
        self.type("40 kW\n")
        self.wait_for("How many accelerators")
        self.wait_for("> ")
        self.type("\x03")
        self.wait_for("stopped: 1 answer is in the file")
        self.assertEqual(self.process.wait(timeout=SECONDS), 0)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "40 kW")

    def test_control_d_ends_it(self):
        self.wait_for("> ")
        self.type("\x04")
        self.wait_for("end of input: 0 answers are in the file")
        self.assertEqual(self.process.wait(timeout=SECONDS), 0)

    def test_a_terminal_that_goes_away_loses_nothing(self):
        self.wait_for("> ")
        self.type("40 kW\n")
        self.wait_for("How many accelerators")
        os.kill(self.process.pid, signal.SIGHUP)
        self.process.wait(timeout=SECONDS)
        self.assertEqual(self.value("a.netready", "site/main", "rack_power"), "40 kW")
