# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds at E2B when something goes wrong: each ends in a state with a way out, and says what happened."""
import json
import pathlib

from cloudserver import KEY, CloudServer
from harness import SLOW, Case, needs_sandbox, unittest

MESSAGES = pathlib.Path(__file__).resolve().parent.parent / "support/messages"
SMALL = ("--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}", "--sandbox", "e2b")


@needs_sandbox
class Faults(Case):
    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)

    def fault(self, **wanted):
        self.cloud.steer("/fake/fault", {"method": "POST", **wanted})

    def data_fault(self, path, **wanted):
        self.fault(plane="data", path=path, **wanted)

    def slow_build_in_work(self):
        child = self.start_bw(*SLOW, "--sandbox", "e2b", "--json")
        self.wait_for("a sandbox", self.cloud.living)
        self.wait_for("work in it", lambda: any(e["type"] == "command.started" for e in self.events("last")))
        return child

    def assert_says(self, error):
        """Why it ended, in the log; what to do about it, in what a person reads."""
        said = [e["payload"]["error"] for e in self.events("last") if e["type"] == "build.error"]
        self.assertEqual(said[-1:], [error])
        shown = self.run_bw("show", "last").stdout
        self.assertIn("resume", shown)

    def assert_goes_on(self):
        """What failed can be resumed, and nothing is left behind."""
        self.assertEqual(self.json_bw("resume", "last")["status"], "completed")
        self.wait_for("the end of every sandbox", lambda: self.cloud.living() == [], 30)

    def test_broken_streams_do_not_disturb_a_build(self):
        child = self.slow_build_in_work()
        self.data_fault("/process.Process/Start", bytes=90, times=2)
        out, err = child.communicate(timeout=180)
        self.assertEqual(child.returncode, 0, out + err)
        asked = [r for r in self.cloud.steer("/fake/requests") if r["plane"] == "data"]
        self.assertTrue([r for r in asked if r["target"].endswith("/Connect")], "a broken stream is taken up again")
        self.assertEqual(self.cloud.living(), [])

    def test_a_gap_in_the_output_is_recorded(self):
        child = self.slow_build_in_work()
        for box in self.cloud.living():
            self.cloud.steer(f"/fake/cut/{box}", {})
        out, err = child.communicate(timeout=180)
        self.assertEqual(child.returncode, 0, out + err)
        ended = [e["payload"]["limits_hit"] for e in self.events("last") if e["type"] == "command.ended"]
        self.assertIn(["connection"], ended)

    def test_a_busy_service_is_waited_for(self):
        self.fault(path="/v2/sandboxes", status=503, times=2)
        self.fault(path="/v2/sandboxes", status=429, headers={"Retry-After": "1"})
        self.data_fault("/process.Process/Start", status=429, headers={"Retry-After": "1"}, times=2)
        self.assertEqual(self.json_bw("build", *SMALL)["status"], "completed")
        self.assertEqual(self.cloud.living(), [])

    def test_a_cut_create_makes_no_second_sandbox(self):
        self.fault(path="/v2/sandboxes", cut="after")
        self.assertEqual(self.json_bw("build", *SMALL)["status"], "completed")
        marks = [wanted["metadata"]["request"] for wanted in self.cloud.created()]
        self.assertEqual(len(marks), len(set(marks)), "nothing is asked for twice")
        self.wait_for("the end of every sandbox", lambda: self.cloud.living() == [], 30)

    def test_an_error_of_the_service_ends_a_build_that_can_go_on(self):
        for status in (500, 502):
            with self.subTest(status=status):
                self.fault(path="/v2/sandboxes", status=status)
                done = self.run_bw("build", *SMALL)
                self.assertEqual(done.returncode, 6, done.stdout + done.stderr)
                self.assertIn(f"E2B failed with status {status}", done.stdout)
                self.assert_says("server_error")
                self.assert_goes_on()

    def test_a_key_that_is_revoked_in_the_middle(self):
        child = self.slow_build_in_work()
        self.cloud.steer("/fake/options", {"key": "e2b_" + "f" * 40})
        for box in self.cloud.living():
            self.cloud.steer(f"/fake/kill/{box}", {})
        out, err = child.communicate(timeout=180)
        self.assertEqual(child.returncode, 5, out + err)
        self.assert_says("unauthorized")
        self.assertEqual(self.lines_bw("builds")[0]["status"], "failed")
        self.assertEqual(self.run_bw("resume", "last").returncode, 5, "still revoked")
        self.cloud.steer("/fake/options", {"key": KEY})
        self.assert_goes_on()

    def test_no_place_left_for_the_sandbox_of_the_proofs(self):
        self.cloud.steer("/fake/options", {"most": 1})
        done = self.run_bw("build", *SMALL)
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertIn("maximum number of concurrent E2B sandboxes (1)", done.stdout)
        self.assert_says("limit_hit")
        self.assertEqual(self.cloud.living(), [])
        self.cloud.steer("/fake/options", {"most": 100})
        self.assert_goes_on()

    def test_an_endless_answer_is_no_answer(self):
        child = self.slow_build_in_work()
        self.data_fault("/files", flood=1 << 30)
        out, err = child.communicate(timeout=180)
        if json.loads(out)["status"] == "completed":  # the flood met a tool of the agent, which was told
            return
        self.assert_says("too_large")
        self.assert_goes_on()


if __name__ == "__main__":
    unittest.main()
