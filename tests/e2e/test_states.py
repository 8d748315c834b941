# SPDX-License-Identifier: GPL-3.0-or-later
"""A command in the wrong state says the state and what is possible in it, and every state has a command that leads on."""
import json
import re
import signal

from harness import SLOW, Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC

SMALL_BUILD = ("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}")
# What each command needs beside the build, so that only the state can be wrong.
REST = {"stop": (), "pause": (), "approve": (), "reject": ("--because", "no"), "answer": ("yes",), "accept": ("greet", "--because", "seen"),
        "skip": ("greet",), "retry": ("greet",), "tell": ("be careful",), "budget": ("--usd", "5")}


@needs_sandbox
class States(Case):
    def setUp(self):
        super().setUp()
        self.commands = re.findall(r"^  ([a-z]+)\b", self.run_bw("--help").stdout, re.M)

    def refused(self, build, command, state):
        done = self.run_bw(command, build, *REST[command], "--json")
        self.assertEqual(done.returncode, 2, command + done.stdout + done.stderr)
        error = json.loads(done.stdout)["error"]
        self.assertEqual(error["code"], "wrong_state", command)
        self.assertIn(state, error["message"])
        possible = error["message"].split("Possible now: ")[1].rstrip(".").split(", ")
        self.assertTrue(possible)
        self.assertNotIn(command, possible)
        for one in possible:
            self.assertIn(one, self.commands)
        self.assertIn(error["message"], done.stderr)
        return possible

    def test_completed(self):
        build = self.json_bw(*SMALL_BUILD)["build"]
        before = len(self.events(build))
        for command in ("stop", "pause", "approve", "reject", "answer", "accept", "skip", "tell", "budget"):
            with self.subTest(command):
                possible = self.refused(build, command, "completed")
                self.assertIn("branch", possible)
                self.assertIn("artifact", possible)
        self.assertEqual(len(self.events(build)), before, "a refused command leaves nothing behind")
        self.assertEqual(self.json_bw("resume", build)["status"], "completed")

    def test_who_follows_a_build_is_shown_what_was_denied(self):
        done = self.run_bw(*SMALL_BUILD, "--policy", "strict")
        self.assertEqual(done.returncode, 0, done.stderr)
        denied = [e["payload"] for e in self.events("last") if e["type"] == "policy.denied"]
        self.assertTrue(denied)
        shown = [line for line in done.stdout.splitlines() if "Command denied" in line]
        self.assertEqual(len(shown), len(denied))
        for line, payload in zip(shown, denied):
            self.assertIn(payload["what"], line)
            self.assertIn(payload["why"], line)

    def test_paused(self):
        build = self.json_bw(*SMALL_BUILD, "--budget-usd", "0.0001", expect=4)["build"]
        for command in ("pause", "approve", "reject", "answer"):
            with self.subTest(command):
                self.assertIn("resume", self.refused(build, command, "paused"))
        self.assertEqual(self.json_bw("resume", build, "--budget-usd", "5")["status"], "completed")

    def test_cancelled_and_failed(self):
        paused = self.json_bw(*SMALL_BUILD, "--budget-usd", "0.0001", expect=4)["build"]
        self.assertEqual(self.run_bw("stop", paused).returncode, 0)
        self.assertEqual(self.json_bw("show", paused)["status"], "cancelled")
        for command in ("stop", "pause", "approve", "reject", "answer", "budget"):
            with self.subTest(command):
                self.assertIn("resume", self.refused(paused, command, "cancelled"))
        self.assertEqual(self.json_bw("resume", paused, "--budget-usd", "5")["status"], "completed")
        short = self.top / "short.jsonl"
        short.write_text(json.dumps({"buildwright_recording": 1, "name": "short", "model": "claude-opus-5-5"}) + "\n")
        failed = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{short}", expect=1)["build"]
        for command in ("stop", "pause", "approve", "reject", "answer"):
            with self.subTest(command):
                self.assertIn("resume", self.refused(failed, command, "failed"))

    def test_interrupted(self):
        child = self.start_bw(*SLOW, "--json")
        self.wait_for("work", lambda: len(self.run_bw("events", "last", "--json").stdout.splitlines()) > 10)
        child.send_signal(signal.SIGKILL)
        child.wait()
        self.run_bw("settings", "set", "recovery.on_start", "leave")
        for command in ("pause", "approve", "reject", "answer"):
            with self.subTest(command):
                self.assertIn("resume", self.refused("last", command, "interrupted"))
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        self.assert_nothing_left()

    def test_waiting_in_the_queue(self):
        self.run_bw("settings", "set", "limits.builds_per_hour", "1")
        self.json_bw(*SMALL_BUILD)
        child = self.start_bw(*SMALL_BUILD, "--json")
        self.wait_for("the queue", lambda: '"pending"' in self.run_bw("show", "last", "--json").stdout)
        for command in ("approve", "reject", "answer", "accept", "skip", "retry"):
            with self.subTest(command):
                self.assertIn("pause", self.refused("last", command, "pending"))
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        out, err = child.communicate(timeout=20)
        self.assertEqual(json.loads(out)["status"], "cancelled", err)


if __name__ == "__main__":
    unittest.main()
