# SPDX-License-Identifier: GPL-3.0-or-later
"""Ceilings, stops at any moment, full disks, directories in use: the build keeps what it has and says what to do."""
import fcntl
import json
import pathlib
import random
import shutil
import signal
import subprocess

from harness import PROGRAM, SLOW, Case, needs_sandbox, unittest

SAMPLE = ("build", "--template", "todo", "--model", "demo")


@needs_sandbox
class Ceilings(Case):
    def settled(self, build):
        return [e["payload"] for e in self.events(build) if e["type"] == "budget.settled"]

    def paused(self, *ceiling):
        result = self.json_bw(*SAMPLE, *ceiling, expect=4)
        self.assertEqual((result["status"], result["reason"]), ("paused", "budget"))
        self.assertTrue(result["demonstration"])
        self.assert_nothing_left()
        return result

    def test_tokens_and_going_on_with_more(self):
        result = self.paused("--budget-tokens", "120000")
        used = sum(s["tokens"] for s in self.settled(result["build"]))
        self.assertGreater(used, 0)
        self.assertLessEqual(used, 120_000)
        self.assertEqual(self.json_bw("resume", result["build"], expect=4)["status"], "paused")
        self.assertEqual(sum(s["tokens"] for s in self.settled(result["build"])), used)
        again = self.json_bw("resume", result["build"], "--budget-tokens", "100000000")
        self.assertEqual((again["status"], again["build"]), ("completed", result["build"]))

    def test_dollars(self):
        result = self.paused("--budget-usd", "0.60")
        self.assertGreater(result["cost_usd"], 0)
        self.assertLessEqual(result["cost_usd"], 0.60)
        self.assertIsNotNone(result["artifact"])
        self.assertFalse(result["artifact"]["complete"])

    def test_a_ceiling_below_the_first_call_makes_no_call(self):
        result = self.paused("--budget-usd", "0.0001")
        self.assertEqual(self.settled(result["build"]), [])
        self.assertEqual(result["cost_usd"], 0)

    def test_time(self):
        result = self.json_bw(*SAMPLE, "--time-limit", "2s", expect=4)
        self.assertEqual((result["status"], result["reason"]), ("paused", "budget"))
        self.assert_nothing_left()

    def test_a_recording_that_runs_out(self):
        path = self.top / "short.jsonl"
        path.write_text(json.dumps({"buildwright_recording": 1, "name": "short", "model": "claude-opus-5-5"}) + "\n" + json.dumps(
            {"for": {"purpose": "plan"}, "stop_reason": "tool_use", "content": [
                {"type": "tool_use", "id": "toolu_1", "name": "list_files", "input": {"path": "."}}],
             "usage": {"input_tokens": 10, "output_tokens": 10}}) + "\n")
        result = self.json_bw("build", "--template", "todo", "--model", f"recording:{path.name}", expect=1)
        self.assertEqual((result["status"], result["reason"]), ("failed", "recording_ended"))
        self.assert_nothing_left()


@needs_sandbox
class Stops(Case):
    def events_so_far(self):
        return len(self.run_bw("events", "last", "--json").stdout.splitlines())

    def test_stop_at_any_moment(self):
        choice = random.Random(20)
        for number in range(6):
            after = choice.randrange(1, 120)
            with self.subTest(number=number, events=after):
                child = self.start_bw(*SAMPLE, "--json", "--data", self.data / str(number))
                look = ("events", "last", "--json", "--data", self.data / str(number))
                self.wait_for("the moment", lambda: child.poll() is not None
                              or len(self.run_bw(*look).stdout.splitlines()) >= after)
                child.send_signal(signal.SIGINT)
                out, err = child.communicate(timeout=20)
                self.assertEqual(child.returncode, 1, out + err)
                self.assertEqual(json.loads(out)["status"], "cancelled")
                self.assertEqual(list((self.data / str(number) / "sandboxes").glob("*")), [])
                self.assertEqual(self.run_bw("doctor", "--data", self.data / str(number)).returncode, 0)
        self.assertEqual(self.sandbox_processes(), [])

    def test_a_second_ctrl_c_ends_at_once_and_the_next_start_says_so(self):
        child = self.start_bw(*SAMPLE, "--json")
        self.wait_for("work", lambda: self.events_so_far() > 30)
        child.send_signal(signal.SIGINT)
        child.send_signal(signal.SIGTERM)
        child.communicate(timeout=5)
        said = self.run_bw("builds")
        self.assertEqual(said.returncode, 0)
        if child.returncode == 130:
            self.assertIn("interrupted", said.stdout + said.stderr)
        self.run_bw("stop", "last")
        self.assert_nothing_left()

    def test_a_follower_of_a_killed_owner_does_not_wait_for_ever(self):
        owner = self.start_bw(*SAMPLE, "--json")
        self.wait_for("work", lambda: self.events_so_far() > 10)
        follower = self.start_bw(*SAMPLE, "--json")
        self.wait_for("the second build", lambda: len(self.run_bw("builds", "--json").stdout.splitlines()) == 2)
        owner.kill()
        owner.wait()
        out, err = follower.communicate(timeout=20)
        self.assertEqual(follower.returncode, 7, out + err)
        self.assertEqual(json.loads(out)["status"], "interrupted")
        self.run_bw("stop", "last")
        self.assert_nothing_left()

    def test_a_copy_that_fails_is_said_and_the_zip_stays(self):
        place = self.top / "place"
        place.mkdir()
        child = self.start_bw(*SLOW, "--json", "--out", place / "todo.zip")
        self.wait_for("work", lambda: self.events_so_far() > 10)
        place.rmdir()
        out, err = child.communicate(timeout=120)
        result = json.loads(out)
        self.assertEqual((child.returncode, result["status"]), (2, "completed"), err)
        self.assertIn("todo.zip", result["error"]["message"])
        self.assertTrue(pathlib.Path(result["artifact"]["path"]).exists())


class DataDirectories(Case):
    def test_one_in_use_by_something_that_does_not_answer(self):
        self.run_bw("builds")
        self.data.mkdir(mode=0o700, exist_ok=True)
        with open(self.data / "owner.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            done = self.run_bw(*SAMPLE, "--json")
        self.assertEqual(done.returncode, 8, done.stderr)
        self.assertEqual(json.loads(done.stdout)["error"]["code"], "data_dir_in_use")
        self.assertIn(str(self.data), done.stderr)

    def test_a_damaged_database_is_left_as_it_is(self):
        self.assertEqual(self.run_bw("stop", "last").returncode, 2)
        self.data.mkdir(mode=0o700, exist_ok=True)
        path = self.data / "buildwright.db"
        path.write_bytes(b"SQLite format 3\0" + b"\xff" * 8176)
        before = path.read_bytes()
        for command in (("builds",), ("doctor",), SAMPLE):
            done = self.run_bw(*command)
            self.assertEqual(done.returncode, 8, f"{command}: {done.stdout}{done.stderr}")
            self.assertIn("buildwright.db", done.stderr)
        self.assertEqual(path.read_bytes(), before)

    @needs_sandbox
    def test_a_full_disk_is_said(self):
        # A small tmpfs of its own stands in for a disk that fills while the build runs.
        self.data.mkdir(mode=0o700)
        for size in (200_000, 3_000_000):
            with self.subTest(size=size):
                done = subprocess.run([shutil.which("bwrap"), "--dev-bind", "/", "/", "--size", str(size), "--tmpfs", str(self.data),
                                       "--", PROGRAM, *SAMPLE, "--json"], env=self.env, cwd=self.top, stdin=subprocess.DEVNULL,
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=100)
                self.assertEqual(done.returncode, 8, done.stdout + done.stderr)
                self.assertEqual(len(done.stdout.splitlines()), 1)
                self.assertNotEqual(json.loads(done.stdout)["status"], "completed")
                self.assertNotEqual(done.stderr, "")
        self.assertEqual(self.sandbox_processes(), [])


if __name__ == "__main__":
    unittest.main()
