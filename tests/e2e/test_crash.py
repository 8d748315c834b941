# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at random moments of whole builds. Whatever the moment: `resume` completes the build, no event is lost, no feature is
done twice, and the tree and the zip equal those of a build that nobody disturbed."""
import concurrent.futures
import json
import os
import pathlib
import random
import signal
import subprocess
import tempfile
import time

from harness import LONG, PROGRAM, Case, needs_sandbox, unittest

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support" / "crash"
SEED = int(os.environ.get("BW_CRASH_SEED", "20260601"))
AT_ONCE = 2
# In memory where that is possible: a killed process loses nothing that the kernel was given, so the disk adds nothing but time.
if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ:
    tempfile.tempdir = "/dev/shm"


class Crash(Case):
    def bw(self, data, *args):
        return subprocess.run([PROGRAM, *map(str, args), "--data", str(data)], env=self.env_of(data), cwd=self.top,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=LONG)

    def env_of(self, data):
        return dict(self.env, BUILDWRIGHT_DATA=str(data))

    def lines(self, data, *args):
        done = self.bw(data, *args, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def build(self, data):
        done = self.bw(data, "build", *self.what, "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def tree(self, data, events):
        """The last checkpoint, but for git's own list of what it has looked at: that one holds times and inodes of a disk."""
        newest = [e for e in events if e["type"] == "checkpoint.made"][-1]["payload"]["manifest_blob"]
        manifest = json.loads((data / "blobs" / newest[:2] / newest[2:]).read_text())
        return {json.dumps(e, sort_keys=True) for e in manifest["entries"] if e.get("path") != ".git/index"}

    def kill_after(self, data, seconds):
        """The moment is a time, as a person's or the kernel's kill -9 is: nothing of the program chooses it."""
        child = subprocess.Popen([PROGRAM, "build", *map(str, self.what), "--json", "--data", str(data)], env=self.env_of(data),
                                 cwd=self.top, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.wait()

    def finished(self, events):
        """How often the work on each feature was kept."""
        feature, times = None, {}
        for event in events:
            if event["type"] == "feature.started":
                feature = event["payload"]["feature"]
            if event["type"] == "checkpoint.made" and event["payload"]["reason"] == "feature":
                times[feature] = times.get(feature, 0) + 1
        return times

    def one(self, number, seconds):
        data = self.top / f"data-{number}"
        self.kill_after(data, seconds)
        builds = self.bw(data, "builds", "--json").stdout
        before = self.lines(data, "events", "last") if builds else []
        self.assertEqual([e["seq"] for e in before], list(range(1, len(before) + 1)))
        if builds:
            done = self.bw(data, "resume", "last", "--json")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            result = json.loads(done.stdout)
        else:
            result = self.build(data)  # it had not been taken on yet
        self.assertEqual(result["status"], "completed")
        self.assertEqual(result["features"]["verified"], result["features"]["total"])
        after = self.lines(data, "events", "last")
        self.assertEqual(after[:len(before)], before)
        self.assertEqual(set(self.finished(after).values()), {1}, self.finished(after))
        self.assertEqual(self.tree(data, after) ^ self.expected_tree, set())
        self.assertEqual(result["artifact"]["sha256"], self.expected_zip)
        self.assertEqual(list((data / "sandboxes").glob("*")), [])
        self.check_calls(after)
        if number % 10 == 0:
            doctor = self.bw(data, "doctor")
            self.assertEqual(doctor.returncode, 0, doctor.stdout + doctor.stderr)
        subprocess.run(["rm", "-rf", str(data)], check=True)
        return bool(before) and not (before[-1]["type"] == "build.state" and before[-1]["payload"]["to"] == "completed")

    def check_calls(self, events):
        """Every call of a tool has an end, whoever wrote it."""
        begun = [e["payload"]["tool_use_id"] for e in events if e["type"] == "tool.started"]
        ended = [e["payload"]["tool_use_id"] for e in events if e["type"] == "tool.ended"]
        self.assertEqual(sorted(begun), sorted(ended))
        begun = [e["payload"]["session"] for e in events if e["type"] == "session.started"]
        ended = [e["payload"]["session"] for e in events if e["type"] == "session.ended"]
        self.assertEqual(sorted(begun), sorted(ended))

    def crash(self, what, points, undisturbed):
        self.what = what
        data, took = self.top / "undisturbed", float("inf")
        for number in range(undisturbed):
            began = time.monotonic()
            reference = self.build(data)
            # The fastest: on a busy machine a build is then killed too early, and never after its end.
            took = min(took, time.monotonic() - began)
            self.assertEqual(reference["status"], "completed")
            tree = self.tree(data, self.lines(data, "events", "last"))
            if number > 0:
                self.assertEqual(reference["artifact"]["sha256"], self.expected_zip)
                self.assertEqual(tree ^ self.expected_tree, set())
            self.expected_zip, self.expected_tree = reference["artifact"]["sha256"], tree
        choice = random.Random(SEED)
        moments = [choice.uniform(0, took) for _ in range(points)]
        print(f"\nseed {SEED}, {points} moments of {took:.2f} s", flush=True)
        seen, wrong = [], []
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            running = {pool.submit(self.one, n, s): (n, s) for n, s in enumerate(moments)}
            for future in concurrent.futures.as_completed(running):
                try:
                    seen.append(future.result())
                except Exception as error:  # the others go on: all that is wrong is shown at once
                    wrong.append(f"moment {running[future][0]}, after {running[future][1]:.3f} s: {error}")
        self.assertEqual(wrong, [], "\n\n".join(wrong[:5]))
        # Most of them hurt: the build had been taken on, and had not ended.
        self.assertGreater(sum(seen), points // 2)


@needs_sandbox
class RecordedBuild(Crash):
    def test_300_moments_of_a_small_build(self):
        self.crash(("--spec", SUPPORT / "crash_spec.xml", "--model", f"recording:{SUPPORT / 'crash.jsonl'}"), 300, 4)


@needs_sandbox
class Demonstration(Crash):
    def test_10_moments_of_the_demonstration(self):
        self.crash(("--template", "todo", "--model", "demo"), 10, 1)


if __name__ == "__main__":
    unittest.main()
