# SPDX-License-Identifier: Apache-2.0
"""Whatever the program acknowledged is in the file, however it ended."""
import os
import random
import signal
import subprocess
import time

from support import FINE, LONG, CliTest

ROUNDS = 200 if LONG else 6

SCRIPT = r"""
n=0
while :; do
    n=$((n + 1))
    "$PROGRAM" set a.netready workload/chat.accelerators "$n" --quiet && echo "$n" >>acknowledged
done
"""


class Killed(CliTest):
    def acknowledged(self):
        lines = (self.folder / "acknowledged").read_text().split("\n")
        return int(lines[-2]) if len(lines) > 1 else 0

    def check(self, at_least, at_most):
        value = int(self.value("a.netready", "workload/chat", "accelerators") or 0)
        self.assertGreaterEqual(value, at_least)
        self.assertLessEqual(value, at_most)
        self.netready("export", "a.netready")
        self.netready("set", "a.netready", "workload/chat.owner", f"after {value}", "--quiet")

    def test_edits_of_a_script_survive_a_kill_at_a_random_moment(self):
        chance = random.Random(20261125)
        self.new()
        for _ in range(ROUNDS):
            (self.folder / "acknowledged").write_text("")
            script = subprocess.Popen(["sh", "-c", SCRIPT], cwd=self.folder, env={**self.env, "PROGRAM": self.program},
                                      start_new_session=True, stderr=subprocess.DEVNULL)
            while self.acknowledged() < 1:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, 0.15))
            os.killpg(script.pid, signal.SIGKILL)
            script.wait()
            done = self.acknowledged()
            self.check(done, done + 1)
            self.netready("unset", "a.netready", "workload/chat.accelerators", "--quiet")

    def test_answers_of_an_interview_survive_a_kill_at_a_random_moment(self):
        chance = random.Random(4)
        for number in range(ROUNDS):
            self.new(f"{number}.netready")
            interview = self.start("ask", f"{number}.netready", "--interactive")
            told = b""
            interview.stdin.write(b"?\n" * 100)
            interview.stdin.flush()
            deadline = time.monotonic() + chance.uniform(0, 0.1)
            while time.monotonic() < deadline or told.count("✓".encode()) < 1:
                more = os.read(interview.stdout.fileno(), 400)
                if not more:
                    break
                told += more
            interview.kill()
            told += interview.stdout.read()
            interview.wait()
            for stream in (interview.stdin, interview.stdout, interview.stderr):
                stream.close()
            answers = sum("? not" not in line and "✓" in line for line in told.decode(errors="replace").split("\n"))
            history = self.netready("history", f"{number}.netready", "--json").json
            recorded = [edit for edit in history if edit["title"].startswith("answer ")]
            self.assertGreaterEqual(len(recorded), answers)
            self.assertLessEqual(len(recorded), answers + 1)

    def test_two_programs_that_edit_at_once_lose_nothing(self):
        self.new()
        writers = [self.start("set", "a.netready", "workload/chat.accelerators", str(n + 1), "--by", f"P{n}", "--quiet")
                   for n in range(4)]
        codes = []
        for writer in writers:
            writer.communicate(timeout=60)
            codes.append(writer.returncode)
        done = codes.count(FINE)
        self.assertEqual(codes.count(4), len(codes) - done)
        self.assertEqual(len(self.facts("a.netready", "workload/chat", "accelerators")["facts"]), done)
