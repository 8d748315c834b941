# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds in E2B's sandboxes: the fake control plane, real daemons, the programs as a user runs them."""
import json
import pathlib
import signal
import urllib.error
import urllib.request

from cloudserver import KEY, CloudServer
from harness import Case, needs_sandbox, unittest

MESSAGES = pathlib.Path(__file__).resolve().parent.parent / "support/messages"
SMALL = ("--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}", "--sandbox", "e2b")


class Cloud(Case):
    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)

    def assert_no_key_in_files(self):
        for path in self.top.rglob("*"):
            if path.is_file():
                self.assertNotIn(KEY.encode(), path.read_bytes(), path)


class Refusals(Cloud):
    def test_no_key_and_a_wrong_one_end_before_anything_is_made(self):
        for key in ("", "e2b_0123456789"):
            done = self.run_bw("build", *SMALL, "--json", env={"E2B_API_KEY": key})
            self.assertEqual(done.returncode, 5, done.stdout + done.stderr)
            self.assertIn("E2B", done.stderr)
            self.assertNotIn("--model demo", done.stderr)
        self.assertEqual(self.cloud.created(), [])
        self.assertEqual(self.lines_bw("builds"), [])
        self.assertEqual(self.run_bw("sandboxes", env={"E2B_API_KEY": ""}).returncode, 5)

    def test_another_place_is_refused(self):
        self.assertEqual(self.run_bw("build", *SMALL[:-1], "moon").returncode, 2)


@needs_sandbox
class Builds(Cloud):
    def test_a_build_completes_and_nothing_lives_after_it(self):
        result = self.json_bw("build", *SMALL)
        self.assertEqual(result["status"], "completed")
        self.assertEqual(self.cloud.living(), [])
        created = self.cloud.created()
        self.assertGreaterEqual(len(created), 2, "proofs have sandboxes of their own")
        for wanted in created:
            self.assertEqual((wanted["metadata"]["product"], wanted["metadata"]["build"]), ("buildwright", result["build"]))
            self.assertEqual(wanted["network"]["denyOut"], ["0.0.0.0/0"])
            self.assertFalse(wanted["network"]["allowPublicTraffic"])
            self.assertNotIn(KEY, json.dumps(wanted))
        events = self.events("last")
        self.assertEqual({e["payload"]["provider"] for e in events if e["type"] == "sandbox.created"}, {"e2b"})
        limits = next(e["payload"]["limits"] for e in events if e["type"] == "sandbox.limits")
        self.assertEqual(limits["memory"]["limit"], 512 << 20)
        priced = [e["payload"] for e in events if e["type"] == "budget.settled" and e["payload"].get("purpose") == "sandbox"]
        self.assertTrue(priced, "what sandboxes cost is settled")
        self.assert_no_key_in_files()
        self.assert_nothing_left()

    def test_it_proves_what_a_local_build_proves(self):
        cloud = self.json_bw("build", *SMALL)
        local = self.json_bw("build", *SMALL[:-1], "local")
        self.assertEqual(cloud["features"], local["features"])
        names = [{f["id"]: f["status"] for f in self.lines_bw("features", one["build"])} for one in (cloud, local)]
        self.assertEqual(names[0], names[1])

    def test_a_sandbox_that_dies_is_made_anew(self):
        child = self.start_bw("build", *SMALL, "--json")
        first = self.wait_for("a sandbox", self.cloud.living)[0]
        self.wait_for("work in it", lambda: sum(r["plane"] == "data" and r["target"].endswith("/Start")
                                                for r in self.cloud.steer("/fake/requests")) >= 4)
        try:
            self.cloud.steer(f"/fake/kill/{first}", {})
        except urllib.error.HTTPError:
            pass  # it ended by itself meanwhile
        out, err = child.communicate(timeout=120)
        self.assertEqual(child.returncode, 0, out + err)
        self.assertEqual(self.cloud.living(), [])

    def test_what_a_killed_process_leaves_is_ended_by_the_next_start(self):
        # Somebody else's, made with the same key.
        request = urllib.request.Request(self.cloud.api + "/v2/sandboxes", data=b'{"templateID":"base"}', headers={"X-API-Key": KEY})
        with urllib.request.urlopen(request, timeout=20) as answer:
            stranger = json.loads(answer.read())["sandboxID"]
        child = self.start_bw("build", *SMALL, "--json")
        self.wait_for("a sandbox of the build", lambda: len(self.cloud.living()) > 1)
        child.send_signal(signal.SIGKILL)
        child.wait()
        rows = {r["sandbox"]: r for r in self.lines_bw("sandboxes")}
        self.assertNotIn(stranger, rows)
        self.assertTrue(rows and all(r["orphan"] and r["this_data_directory"] for r in rows.values()), rows)
        self.assertEqual(self.run_bw("sandboxes", "--end", stranger).returncode, 2)
        result = self.json_bw("resume", "last")
        self.assertEqual(result["status"], "completed")
        self.wait_for("the end of the orphans", lambda: self.cloud.living() == [stranger], 20)

    def test_orphans_are_ended_by_hand(self):
        child = self.start_bw("build", *SMALL, "--json")
        self.wait_for("a sandbox", self.cloud.living)
        self.assertEqual(self.json_bw("sandboxes", "--end-orphans"), {"ended_orphans": 0})
        child.send_signal(signal.SIGKILL)
        child.wait()
        left = len(self.cloud.living())
        self.assertGreaterEqual(left, 1)
        self.assertEqual(self.json_bw("sandboxes", "--end-orphans"), {"ended_orphans": left})
        self.assertEqual(self.cloud.living(), [])


if __name__ == "__main__":
    unittest.main()
