# SPDX-License-Identifier: GPL-3.0-or-later
"""From a line of the specification to the evidence, what drifted, and what waits for a person."""
import json

from harness import SLOW, Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC


@needs_sandbox
class Trace(Case):
    def build(self, spec=SMALL_SPEC, expect=0):
        return self.json_bw("build", "--spec", spec, "--model", f"recording:{SMALL}", expect=expect)

    def trace(self, build, *more, expect=0):
        return self.json_bw("trace", build, *more, expect=expect)

    def test_every_feature_leads_to_its_lines_files_commits_and_evidence(self):
        result = self.build()
        trace = self.trace(result["build"])
        self.assertEqual([f["feature"] for f in trace["features"]], ["greet", "count"])
        lines = SMALL_SPEC.read_text().splitlines()
        events = {e["seq"]: e for e in self.events(result["build"])}
        sessions = {e["payload"]["session"] for e in events.values() if e["type"] == "session.started"}
        for feature in trace["features"]:
            self.assertEqual(feature["status"], "verified")
            first = feature["spec"]["first_line"]
            self.assertIn(feature["feature"], " ".join(lines[first - 1:feature["spec"]["last_line"]]))
            self.assertIn(f"{feature['feature']}.sh", feature["files"])
            self.assertTrue(feature["sessions"] and set(feature["sessions"]) <= sessions)
            self.assertTrue(feature["commits"], feature)
            self.assertEqual(feature["changed_since_proof"], [])
            self.assertFalse(feature["spec_changed"])
            good = [e for e in feature["evidence"] if e["exit_code"] == 0]
            self.assertTrue(good)
            for run in feature["evidence"]:
                self.assertEqual(events[run["event"]]["type"], "evidence.recorded")
                self.assertEqual(events[run["event"]]["payload"]["feature"], feature["feature"])
        self.assertEqual(trace["drift"], {"spec_changed": False, "unplanned": [], "unasked_files": []})
        self.assertTrue(trace["demonstration"])
        one = self.trace(result["build"], "count")
        self.assertEqual([f["feature"] for f in one["features"]], ["count"])
        self.assertEqual(self.run_bw("trace", result["build"], "nothing").returncode, 2)
        said = self.run_bw("trace", result["build"]).stdout
        self.assertIn("Nothing drifted", said)
        self.assertIn("count.sh", said)

    def test_a_specification_that_changed_is_a_drift(self):
        result = self.build()
        changed = self.top / "spec.xml"
        text = SMALL_SPEC.read_text()
        passage = self.trace(result["build"])["features"][1]["spec"]["text"]
        changed.write_text(text.replace(passage, "Something wholly different shall be done here"))
        self.assertNotEqual(changed.read_text(), text)
        trace = self.trace(result["build"], "--spec", changed)
        self.assertTrue(trace["drift"]["spec_changed"])
        self.assertEqual([f["spec_changed"] for f in trace["features"]], [False, True])
        self.assertEqual([p["text"] for p in trace["drift"]["unplanned"]], ["Something wholly different shall be done here"])
        self.assertFalse(self.trace(result["build"])["drift"]["spec_changed"])

    def test_a_newer_specification_of_the_same_name_is_seen(self):
        result = self.build()
        changed = self.top / "spec.xml"
        changed.write_text(SMALL_SPEC.read_text() + "\n<!-- one more word -->\n")
        self.build(changed)
        trace = self.trace(result["build"])
        self.assertTrue(trace["drift"]["spec_changed"])
        self.assertNotEqual(trace["newest_spec"], trace["spec"])

    def test_an_unplanned_build_has_an_empty_trace(self):
        path = self.top / "none.jsonl"
        path.write_text(json.dumps({"buildwright_recording": 1, "name": "none", "model": "claude-opus-5-5"}) + "\n")
        result = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{path}", expect=1)
        self.assertEqual(self.trace(result["build"])["features"], [])


@needs_sandbox
class Inbox(Case):
    def inbox(self):
        done = self.run_bw("inbox", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_nothing_waits(self):
        for _ in range(2):
            done = self.run_bw("inbox")
            self.assertEqual((done.returncode, done.stdout), (0, ""))
            self.assertIn("Nothing waits for you", done.stderr)
            self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}")

    def test_a_gate_is_there_until_it_is_decided(self):
        build = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}", "--gates", "features", expect=7)["build"]
        (entry,) = self.inbox()
        self.assertEqual((entry["build"], entry["kind"], entry["state"]), (build, "gate", "awaiting_feature_review"))
        self.assertEqual([c.split()[1] for c in entry["commands"]], ["review", "approve", "reject"])
        for command in entry["commands"][:2]:
            self.assertEqual(self.run_bw(*command.split()[1:]).returncode, 0)
        self.assertEqual(self.json_bw("show", build)["status"], "completed")
        self.assertEqual(self.inbox(), [])

    def test_a_killed_build_is_there(self):
        child = self.start_bw(*SLOW, "--json")
        self.wait_for("work", lambda: len(self.run_bw("events", "last", "--json").stdout.splitlines()) > 10)
        child.kill()
        child.wait()
        (entry,) = self.inbox()
        self.assertEqual((entry["kind"], entry["reason"]), ("interrupted", "crash"))
        self.assertEqual(entry["commands"], [f"buildwright resume {entry['build']}"])
        self.run_bw("stop", "last")
        self.assert_nothing_left()

    def test_builds_that_rest_say_what_to_do_and_the_command_works(self):
        sample = ("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}")
        paused = self.json_bw(*sample, "--budget-usd", "0.0001", expect=4)["build"]
        short = self.top / "short.jsonl"
        short.write_text(json.dumps({"buildwright_recording": 1, "name": "short", "model": "claude-opus-5-5"}) + "\n")
        failed = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{short}", expect=1)["build"]
        entries = {e["build"]: e for e in self.inbox()}
        self.assertEqual(set(entries), {paused, failed})
        self.assertEqual((entries[paused]["kind"], entries[paused]["reason"]), ("paused", "budget"))
        self.assertEqual(entries[failed]["kind"], "failed")
        for entry in entries.values():
            self.assertTrue(entry["text"])
            for command in entry["commands"]:
                self.assertTrue(command.startswith("buildwright "))
                self.assertIn(entry["build"], command)
        words = entries[paused]["commands"][0].replace("X", "5").split()[1:]
        self.assertEqual(self.json_bw(*words)["status"], "completed")
        self.assertEqual([e["build"] for e in self.inbox()], [failed])


if __name__ == "__main__":
    unittest.main()
