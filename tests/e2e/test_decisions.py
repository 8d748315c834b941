# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person decides about features: accepted, sent back, left out, tried again. Nothing of it counts as verified."""
import zipfile

from harness import Case, needs_sandbox, unittest
from test_lying import HONEST, RIGHT, SPEC, TEST, WRONG, Recording, feature

OTHER = feature("other", "node --test tests/other.test.js", 2)
MANUAL = dict(feature("paper", [], 2), manual="Paper cannot be read by a program: print the sum and look at it.")


@needs_sandbox
class Decisions(Case):
    def build(self, recording, expect=1):
        path, spec = self.top / "played.jsonl", self.top / "spec.md"
        path.write_text(recording.text())
        spec.write_text(SPEC)
        return self.json_bw("build", "--spec", spec, "--model", f"recording:{path}", "--policy", "permissive", "--network", "none",
                            expect=expect)

    def good(self):
        return Recording(feature(), MANUAL).code({TEST: HONEST, "lib/add.js": RIGHT}).code({"print.js": RIGHT}, name="paper")

    def statuses(self, build):
        return {f["id"]: f["status"] for f in self.lines_bw("features", build)}

    def test_what_no_command_proves_waits_for_a_person_who_accepts_it(self):
        result = self.build(self.good())
        self.assertEqual((result["status"], result["reason"], result["features"]["verified"]), ("failed", "needs_you", 1))
        self.assertEqual(result["features"]["needs_you"], ["paper"])
        self.assertIn("Paper cannot be read", self.run_bw("show", "last").stdout)
        self.assertEqual(self.run_bw("accept", "last").returncode, 2)
        done = self.json_bw("accept", "last", "--because", "it is on the paper", "--out", self.top / "out.zip")
        self.assertEqual((done["status"], done["features"]["verified"], done["features"]["accepted"]), ("completed", 1, 1))
        self.assertEqual((done["features"]["total"], done["features"]["missing"]), (2, []))
        for command in (("show", "last"), ("builds",)):
            self.assertIn("1 accepted by you", self.run_bw(*command).stdout)
        self.assertEqual(self.statuses("last"), {"it": "verified", "paper": "accepted"})
        with zipfile.ZipFile(self.top / "out.zip") as archive:
            self.assertIn(b"1 accepted", archive.comment)
            self.assertIn(b'"accepted"', archive.read("feature_list.json"))
        decided = [e["payload"] for e in self.events(done["build"]) if e["type"] == "feature.decided"]
        self.assertEqual([(d["feature"], d["decision"], d["text"]) for d in decided], [("paper", "accept", "it is on the paper")])
        # Completed is final.
        for command in (("accept", "last", "it", "--because", "x"), ("skip", "last", "it"), ("retry", "last", "it"),
                        ("reject", "last", "it", "--because", "x")):
            refused = self.run_bw(*command)
            self.assertEqual(refused.returncode, 2, refused.stderr)
            self.assertIn("branch", refused.stderr)
        self.assert_nothing_left()

    def test_what_is_left_out_is_missing_with_what_stands_on_it(self):
        recording = Recording(feature(), OTHER, feature("onit", "node --test tests/onit.test.js", 3, depends_on=["other"]))
        recording.code({TEST: HONEST, "lib/add.js": RIGHT}).code(name="other").code(name="onit")
        self.assertEqual(self.build(recording)["features"]["missing"], ["other", "onit"])
        self.assertEqual(self.run_bw("skip", "last", "nobody").returncode, 2)
        done = self.json_bw("skip", "last", "other", "--because", "later")
        self.assertEqual((done["status"], done["features"]["verified"], done["features"]["skipped"]), ("completed", 1, 2))
        self.assertEqual(done["features"]["missing"], ["other", "onit"])
        self.assertIn("missing: other, onit", self.run_bw("show", "last").stdout)

    def test_what_is_sent_back_is_built_again_and_the_agent_reads_why(self):
        result = self.build(self.good())
        self.assertEqual(self.run_bw("reject", "last", "it").returncode, 2)
        again = self.json_bw("reject", "last", "it", "--because", "it must add slowly", expect=1)
        self.assertEqual(again["features"]["needs_you"], ["paper"])
        events = self.events(result["build"])
        started = [e["payload"]["feature"] for e in events if e["type"] == "feature.started"]
        self.assertEqual(started, ["it", "paper", "it"])
        self.assertEqual(self.statuses("last")["it"], "verified")

    def test_a_feature_is_tried_once_more(self):
        result = self.build(Recording(feature()).code({TEST: HONEST, "lib/add.js": WRONG}))
        self.assertEqual(result["reason"], "features_unverified")
        before = [e["type"] for e in self.events(result["build"])].count("feature.started")
        self.assertEqual(self.json_bw("retry", "last", "it", expect=1)["features"]["missing"], ["it"])
        after = [e["type"] for e in self.events(result["build"])].count("feature.started")
        self.assertGreater(after, before)
        done = self.json_bw("accept", "last", "it", "--because", "wrong, but it will do")
        self.assertEqual((done["status"], done["features"]["accepted"], done["features"]["verified"]), ("completed", 1, 0))


if __name__ == "__main__":
    unittest.main()
