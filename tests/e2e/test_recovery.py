# SPDX-License-Identifier: GPL-3.0-or-later
"""Named and thinned checkpoints, old zips, builds made again, tried again, found again after a crash, stopped in circles."""
import hashlib
import json
import pathlib
import subprocess
import zipfile

from harness import Case, needs_sandbox, unittest

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support" / "crash"
SMALL = ("--spec", SUPPORT / "crash_spec.xml", "--model", f"recording:{SUPPORT / 'crash.jsonl'}")


def turn(purpose, feature, *blocks):
    tools = [b for b in blocks if b["type"] == "tool_use"]
    where = {"purpose": purpose, "feature": feature} if feature else {"purpose": purpose}
    return {"for": where, "content": list(blocks), "stop_reason": "tool_use" if tools else "end_turn",
            "usage": {"input_tokens": 100, "output_tokens": 20}}


def text(words):
    return {"type": "text", "text": words}


def bash(number, command):
    return {"type": "tool_use", "id": f"toolu_bash_{number}", "name": "bash", "input": {"command": command}}


class Recovery(Case):
    def settings(self, **values):
        for key, value in values.items():
            done = self.run_bw("settings", "set", key.replace("__", "."), value)
            self.assertEqual(done.returncode, 0, done.stderr)

    def recording(self, *first):
        """One feature, whose coding session has these turns."""
        feature = {"id": "first", "category": "functional", "description": "first.txt is there", "steps": ["Look"], "priority": 1,
                   "blocking": False, "depends_on": [], "proof": [{"command": "grep -qx one first.txt", "cwd": "", "timeout_s": 20}]}
        plan = {"type": "tool_use", "id": "toolu_plan_1", "name": "propose_features", "input": {"features": [feature]}}
        lines = [{"buildwright_recording": 1, "name": "made", "model": "claude-opus-5-5"}, turn("plan", None, text("One."), plan),
                 turn("plan", None, text("Planned.")), *first]
        path = self.top / "made.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        return ("--spec", SUPPORT / "crash_spec.xml", "--features", 1, "--model", f"recording:{path}")

    def types(self, build, kind):
        return [e["payload"] for e in self.events(build) if e["type"] == kind]


@needs_sandbox
class Checkpoints(Recovery):
    def test_names_notes_and_zips_of_old_checkpoints(self):
        build = self.json_bw("build", *SMALL)
        before = self.lines_bw("checkpoints", "last")
        self.assertEqual([c["reason"] for c in before][:2], ["session", "plan"])
        half = next(c for c in before if c["verified"] == 1)
        self.json_bw("checkpoints", "last", "--name", half["checkpoint"], "--as", "half way", "--note", "looked good")
        named = next(c for c in self.lines_bw("checkpoints", "last") if c["name"])
        self.assertEqual((named["checkpoint"], named["name"], named["note"]), (half["checkpoint"], "half way", "looked good"))
        out = self.top / "half.zip"
        made = self.json_bw("artifact", "last", "--at", "half way", "--out", out)
        self.assertEqual(hashlib.sha256(out.read_bytes()).hexdigest(), made["sha256"])
        self.assertFalse(made["complete"])
        with zipfile.ZipFile(out) as zip_file:
            self.assertIn("first.txt", zip_file.namelist())
            self.assertNotIn("second.txt", zip_file.namelist())
            self.assertIn(b"incomplete", zip_file.comment)
        whole = self.json_bw("artifact", "last", "--at", "last", "--out", self.top / "whole.zip")
        self.assertEqual((whole["sha256"], whole["complete"]), (build["artifact"]["sha256"], True))
        for wrong in (("checkpoints", "last", "--name", "zzzz", "--as", "x"), ("checkpoints", "last", "--name", "first"),
                      ("checkpoints", "last", "--name", "first", "--as", "last"), ("artifact", "last", "--at", "last"),
                      ("artifact", "last", "--at", "nothing", "--out", out)):
            done = self.run_bw(*wrong)
            self.assertEqual(done.returncode, 2, f"{wrong}: {done.stdout}{done.stderr}")

    def test_old_checkpoints_are_thinned_and_their_contents_removed(self):
        self.settings(checkpoints__keep="0")
        whole = self.json_bw("build", *SMALL)
        all_of_them = self.lines_bw("checkpoints", whole["build"])
        self.assertGreater(len(all_of_them), 4)
        self.json_bw("delete", whole["build"], "--yes")
        self.assertEqual([p for p in (self.data / "blobs").rglob("*") if p.is_file()], [])
        self.settings(checkpoints__keep="1")
        build = self.json_bw("build", *SMALL)["build"]
        self.wait_for("the thinning", lambda: len(self.lines_bw("checkpoints", build)) == 4)
        left = self.lines_bw("checkpoints", build)
        # The first, the one that proofs were shown to fail on, that of the last feature, and the newest.
        self.assertEqual([c["reason"] for c in left], [all_of_them[n]["reason"] for n in (0, 1, -2, -1)])
        thinned = self.types(build, "checkpoint.thinned")
        self.assertEqual(len(thinned), len(all_of_them) - 4)
        gone = self.run_bw("restore", build, thinned[0]["checkpoint"], "--to", self.top / "gone")
        self.assertEqual(gone.returncode, 2, gone.stderr)
        # Nothing that is left was hurt, and the manifests of what went are gone.
        self.assertEqual(self.run_bw("doctor").returncode, 0)
        self.assertEqual(self.run_bw("doctor", "--rebuild").returncode, 0)
        manifests = {e["manifest_blob"] for e in self.types(build, "checkpoint.made")}
        lying = {m for m in manifests if (self.data / "blobs" / m[:2] / m[2:]).exists()}
        self.assertEqual(len(lying), 4)
        for number, checkpoint in enumerate(left):
            done = self.run_bw("restore", build, checkpoint["checkpoint"], "--to", self.top / f"left-{number}")
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_branch_from_finished_work_proves_it_first(self):
        build = self.json_bw("build", *SMALL)["build"]
        finished = next(c for c in self.lines_bw("checkpoints", build) if c["feature"] == "second")
        branched = self.json_bw("branch", build, finished["checkpoint"])
        self.assertEqual((branched["status"], branched["features"]["verified"]), ("completed", 2))
        self.assertEqual(branched["usage"]["calls"], 0)  # nothing was left to be built


@needs_sandbox
class MadeAgain(Recovery):
    def test_restart_makes_the_same_build_again(self):
        first = self.json_bw("build", *SMALL, "--memory", "1G", "--policy", "permissive")
        again = self.json_bw("restart", first["build"], "--out", self.top / "again.zip")
        self.assertNotEqual(again["build"], first["build"])
        self.assertEqual(again["status"], "completed")
        self.assertEqual(again["artifact"]["sha256"], first["artifact"]["sha256"])
        self.assertTrue((self.top / "again.zip").exists())
        one, two = (self.types(b["build"], "build.created")[0] for b in (first, again))
        self.assertEqual(two["options"], one["options"])
        self.assertEqual(two["copied_from"], {"build": first["build"], "how": "restart"})
        self.assertEqual(self.json_bw("show", first["build"])["events"], first["events"])
        self.assert_nothing_left()

    def test_a_clone_changes_what_it_is_told_and_nothing_else(self):
        first = self.json_bw("build", *SMALL, "--memory", "1G", "--policy", "permissive")
        clone = self.json_bw("clone", first["build"], "--budget-usd", "0.0001", "--policy", "balanced", expect=4)
        self.assertEqual((clone["status"], clone["reason"]), ("paused", "budget"))
        one, two = (self.types(b["build"], "build.created")[0]["options"] for b in (first, clone))
        self.assertEqual({k for k in two if two[k] != one.get(k)}, {"budget_usd", "policy"})
        self.assertEqual(self.run_bw("clone", first["build"], "--tier", "huge").returncode, 2)
        self.assertEqual(self.run_bw("clone", first["build"], "--spec", "x.md").returncode, 2)
        self.assertEqual(self.run_bw("restart", "zzzz").returncode, 2)
        self.json_bw("delete", first["build"], "--yes")
        self.assertEqual(self.json_bw("restart", clone["build"], expect=4)["status"], "paused")

    def test_a_build_from_a_sentence_is_made_again_from_its_specification(self):
        small = SUPPORT.parent / "messages" / "small.jsonl"
        first = self.json_bw("build", "--prompt", "greet people and count letters", "--model", f"recording:{small}")
        again = self.json_bw("restart", first["build"])
        self.assertEqual(again["artifact"]["sha256"], first["artifact"]["sha256"])
        self.assertEqual(self.types(again["build"], "spec.generated"), [])


@needs_sandbox
class TriedAgain(Recovery):
    def third_time(self):
        count = "n=$(cat tries 2>/dev/null || echo 0); n=$((n+1)); echo $n > tries; "
        return self.recording(turn("code", "first", bash(1, count + "test $n -lt 3 || echo one > first.txt")),
                              turn("code", "first", text("Done.")))

    def test_a_failed_build_is_tried_again_as_often_as_it_may(self):
        result = self.json_bw("build", *self.third_time(), "--retries", 1)
        self.assertEqual(result["status"], "completed")
        retried = self.types(result["build"], "build.retried")
        self.assertEqual([(r["try"], r["of"], r["reason"]) for r in retried], [(1, 1, "features_unverified")])
        self.assertIn("first", retried[0]["text"])
        states = [s["to"] for s in self.types(result["build"], "build.state")]
        self.assertEqual(states, ["initializing", "running", "failed", "initializing", "running", "completed"])
        self.assert_nothing_left()

    def test_without_the_option_it_rests_and_the_setting_counts(self):
        what = self.third_time()
        self.assertEqual(self.json_bw("build", *what, expect=1)["reason"], "features_unverified")
        self.settings(build__retries="2")
        result = self.json_bw("build", *what)
        self.assertEqual((result["status"], len(self.types(result["build"], "build.retried"))), ("completed", 1))
        self.assertEqual(self.run_bw("build", *what, "--retries", "99").returncode, 2)

    def test_what_cannot_pass_is_not_tried_again(self):
        result = self.json_bw("build", *self.recording(), "--retries", 3, expect=1)
        self.assertEqual(result["reason"], "recording_ended")
        self.assertEqual(self.types(result["build"], "build.retried"), [])

    def test_an_agent_that_runs_in_circles_twice_lets_the_build_pause(self):
        same = [turn("code", "first", bash(n, "cat nothing")) for n in range(6)]
        result = self.json_bw("build", *self.recording(*same), expect=7)
        self.assertEqual((result["status"], result["reason"]), ("paused", "stuck"))
        ended = [s["outcome"] for s in self.types(result["build"], "session.ended")]
        self.assertEqual(ended.count("stuck"), 2)
        self.assert_nothing_left()


@needs_sandbox
class AfterACrash(Recovery):
    def killed(self):
        child = self.start_bw("build", *self.recording(turn("code", "first", bash(1, "echo one > first.txt; sleep 3")),
                                                       turn("code", "first", text("Done."))))
        look = lambda: self.run_bw("events", "last", "--json").stdout
        self.wait_for("the command", lambda: child.poll() is not None or "command.started" in look())
        child.kill()
        child.wait()

    def test_a_start_says_what_was_interrupted_and_resume_goes_on(self):
        self.killed()
        said = self.run_bw("builds")
        self.assertIn("resume", said.stdout + said.stderr)
        self.assertEqual(self.json_bw("resume", "last")["status"], "completed")
        open_calls = [t for t in self.types("last", "tool.ended") if t["summary"] == "interrupted"]
        self.assertEqual(len(open_calls), 1)
        self.assert_nothing_left()

    def test_a_start_may_go_on_by_itself(self):
        self.settings(recovery__on_start="resume")
        self.killed()
        # Any owner: this one has something else to do, and waits for what goes on in it.
        other = self.json_bw("build", *SMALL)
        self.assertEqual(other["status"], "completed")
        self.assertEqual({b["status"] for b in self.lines_bw("builds")}, {"completed"})
        self.assert_nothing_left()

    def test_resume_of_what_goes_on_by_itself_follows_it(self):
        self.settings(recovery__on_start="resume")
        self.killed()
        self.assertEqual(self.json_bw("resume", "last")["status"], "completed")

    def test_a_start_may_leave_it_alone(self):
        self.settings(recovery__on_start="leave")
        self.killed()
        for command in (("builds",), ("build", *SMALL)):
            done = self.run_bw(*command)
            self.assertNotIn("resume", done.stdout + done.stderr)
        self.assertEqual({b["status"] for b in self.lines_bw("builds")}, {"interrupted", "completed"})

    def test_a_sandbox_that_nobody_owns_is_found_and_removed(self):
        self.json_bw("build", *SMALL)
        # What a machine that lost its power leaves: the folder of a sandbox whose owner is no more.
        orphan = self.data / "sandboxes" / "sb-orphan"
        orphan.mkdir(parents=True)
        (orphan / "left").write_text("over")
        subprocess.run(["chmod", "-R", "u+rwX", str(orphan)], check=True)
        self.run_bw("stop", "last")  # becomes the owner for a moment
        self.assert_nothing_left()


if __name__ == "__main__":
    unittest.main()
