# SPDX-License-Identifier: GPL-3.0-or-later
"""Stop, Ctrl+C, kill -9 and the next start, one owner and its followers."""
import json
import os
import signal
import time

from harness import SLOW, Case, needs_sandbox, unittest


@needs_sandbox
class Life(Case):
    def start_build(self, *more):
        child = self.start_bw(*SLOW, "--json", *more)
        self.wait_for("the first verified feature", lambda: child.poll() is not None or self.verified() >= 1)
        self.assertIsNone(child.poll(), "the build ended before it could be disturbed")
        return child

    def verified(self):
        done = self.run_bw("builds", "--json")
        lines = done.stdout.splitlines()
        return json.loads(lines[0])["features"]["verified"] if lines else 0

    def finish(self, child):
        out, err = child.communicate(timeout=60)
        return child.returncode, out, err

    def test_ctrl_c_stops_cleanly_and_resume_goes_on(self):
        child = self.start_build()
        started = time.monotonic()
        child.send_signal(signal.SIGINT)
        code, out, err = self.finish(child)
        self.assertLess(time.monotonic() - started, 10)
        self.assertEqual(code, 1, err)
        result = json.loads(out)
        self.assertEqual(result["status"], "cancelled")
        self.assertIsNotNone(result["artifact"])
        self.assertFalse(result["artifact"]["complete"])
        self.assert_nothing_left()
        again = self.json_bw("resume", result["build"])
        self.assertEqual(again["status"], "completed")
        self.assertEqual(again["features"]["verified"], again["features"]["total"])
        self.assert_nothing_left()

    def test_sigterm_acts_as_ctrl_c(self):
        child = self.start_build()
        child.send_signal(signal.SIGTERM)
        code, out, _ = self.finish(child)
        self.assertEqual((code, json.loads(out)["status"]), (1, "cancelled"))
        self.assert_nothing_left()

    def test_stop_from_another_process(self):
        child = self.start_build()
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        code, out, _ = self.finish(child)
        self.assertEqual((code, json.loads(out)["status"]), (1, "cancelled"))
        self.assert_nothing_left()

    def test_pause_rests_at_a_safe_point_and_keeps_nothing_that_costs(self):
        child = self.start_build()
        paused = self.run_bw("pause", "last", "--because", "lunch")
        self.assertEqual(paused.returncode, 0, paused.stderr)
        code, out, err = self.finish(child)
        result = json.loads(out)
        self.assertEqual((code, result["status"], result["reason"]), (7, "paused", "person"), err)
        self.assert_nothing_left()
        events = self.events("last")
        self.assertTrue([e for e in events if e["type"] == "build.note" and "lunch" in e["payload"]["text"]])
        # Between features: every one that was begun was also judged.
        begun = [e["payload"]["feature"] for e in events if e["type"] == "feature.started"]
        judged = [e["payload"]["feature"] for e in events if e["type"] == "feature.status"]
        self.assertEqual(begun, list(dict.fromkeys(judged)))  # some were proved again beside new ones
        self.assertEqual(self.run_bw("pause", "last").returncode, 2)
        # What is still to come is missing only when nothing comes any more.
        features = self.json_bw("show", "last")["features"]
        self.assertLess(features["verified"], features["total"])
        self.assertEqual(features["missing"], [])
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        shown = self.json_bw("show", "last")
        self.assertEqual(shown["status"], "cancelled")
        self.assertEqual(len(shown["features"]["missing"]), features["total"] - features["verified"])

    def test_after_kill_9_the_next_start_says_so_and_goes_on(self):
        child = self.start_build()
        child.kill()
        child.wait()
        before = [json.loads(line) for line in self.run_bw("events", "last", "--json").stdout.splitlines()]
        self.assertEqual([e["seq"] for e in before], list(range(1, len(before) + 1)))
        said = self.run_bw("builds")
        self.assertIn("interrupted", said.stdout + said.stderr)
        self.assertEqual(self.run_bw("doctor", "--rebuild").returncode, 0)
        self.assertEqual(self.run_bw("doctor").returncode, 0)
        result = self.json_bw("resume", "last")
        self.assertEqual(result["status"], "completed")
        after = self.events(result["build"])
        self.assertEqual([(e["seq"], e["type"]) for e in after[:len(before)]], [(e["seq"], e["type"]) for e in before])
        self.assert_nothing_left()

    def test_a_second_build_runs_in_the_owner_and_is_followed(self):
        first = self.start_build()
        second = self.json_bw(*SLOW)
        self.assertEqual(second["status"], "completed")
        code, out, err = self.finish(first)
        self.assertEqual((code, json.loads(out)["status"]), (0, "completed"), err)
        self.assertNotEqual(json.loads(out)["build"], second["build"])
        self.assert_nothing_left()

    def test_detach_returns_at_once_and_the_build_goes_on(self):
        result = self.json_bw(*SLOW, "--detach")
        self.assertIn(result["status"], ("pending", "initializing", "running"))
        self.wait_for("the end of the build", lambda: self.json_bw("show", result["build"])["status"] == "completed")
        self.assert_nothing_left()

    def test_delete_stops_a_running_build(self):
        child = self.start_build()
        self.assertEqual(self.run_bw("delete", "last", "--yes").returncode, 0)
        self.finish(child)
        self.assertEqual(self.run_bw("builds", "--json").stdout, "")
        self.assert_nothing_left()


@needs_sandbox
class Secrets(Case):
    def test_a_planted_key_is_nowhere(self):
        key = "sk-ant-planted-0123456789abcdef"
        done = self.run_bw(*SLOW, "--verbose",
                           env={"ANTHROPIC_API_KEY": key, "E2B_API_KEY": "e2b_00112233445566778899"})
        self.assertEqual(done.returncode, 0, done.stderr)
        for folder, _, files in os.walk(self.top):
            for name in files:
                with open(os.path.join(folder, name), "rb") as file:
                    content = file.read()
                self.assertNotIn(key.encode(), content, os.path.join(folder, name))
                self.assertNotIn(b"e2b_00112233445566778899", content, os.path.join(folder, name))
        self.assertNotIn(key, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
