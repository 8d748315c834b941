# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox at E2B while its build waits for a person; images with another Node.js; what is told before a build starts."""
import hashlib
import http.server
import io
import json
import pathlib
import shutil
import tarfile
import threading

from cloudserver import CloudServer
from harness import SLOW, Case, needs_sandbox, unittest

MESSAGES = pathlib.Path(__file__).resolve().parent.parent / "support/messages"
SMALL = ("--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}", "--sandbox", "e2b")


class Dist(http.server.BaseHTTPRequestHandler):
    """The folders of nodejs.org's dist; its Node.js says nothing but its version."""
    files = {}

    @classmethod
    def fill(cls):
        sums = ""
        for machine in ("x64", "arm64"):
            name, text = f"node-v22.9.1-linux-{machine}", b"#!/bin/sh\necho v22.9.1\n"
            entry = tarfile.TarInfo(f"{name}/bin/node")
            entry.size, entry.mode = len(text), 0o755
            packed = io.BytesIO()
            with tarfile.open(fileobj=packed, mode="w:gz") as archive:
                archive.addfile(entry, io.BytesIO(text))
            cls.files[f"/dist/latest-v22.x/{name}.tar.gz"] = packed.getvalue()
            sums += f"{hashlib.sha256(packed.getvalue()).hexdigest()}  {name}.tar.gz\n"
        cls.files["/dist/latest-v22.x/SHASUMS256.txt"] = sums.encode()

    def log_message(self, *_):
        pass

    def do_GET(self):
        found = self.files.get(self.path)
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(found or b"")))
        self.end_headers()
        self.wfile.write(found or b"")


class Cloud(Case):
    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)

    def states(self):
        return self.cloud.steer("/fake/states")

    def of(self, kind, build="last"):
        return [e["payload"] for e in self.events(build) if e["type"] == kind]

    def wait_for_review(self, *more):
        result = self.json_bw("build", *SMALL, "--gates", "features", *more, expect=7)
        self.assertEqual(result["status"], "awaiting_feature_review")
        [kept] = self.of("sandbox.kept")
        return kept["sandbox"]


class Refusals(Cloud):
    def test_a_template_that_is_not_there_is_told_before_the_build_starts(self):
        done = self.run_bw("build", *SMALL, "--template-image", "mine", "--json")
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertIn('"mine"', done.stderr)
        self.assertEqual(self.cloud.created(), [])
        self.assertEqual(self.lines_bw("builds"), [])

    def test_a_version_of_node_has_to_be_one_and_to_be_at_e2b(self):
        self.assertEqual(self.run_bw("build", *SMALL, "--node", "lts").returncode, 2)
        for option in ("--node", "--template-image"):
            done = self.run_bw("build", *SMALL[:-1], "local", option, "22")
            self.assertEqual(done.returncode, 2)
            self.assertIn("--sandbox e2b", done.stderr)
        self.assertEqual(self.lines_bw("builds"), [])

    def test_an_account_without_a_place_is_told_before_the_build_starts(self):
        self.run_bw("settings", "set", "cloud.tier", "hobby")
        self.cloud.steer("/fake/options", {"others": 20})
        done = self.run_bw("build", *SMALL)
        self.assertEqual(done.returncode, 3, done.stdout + done.stderr)
        self.assertIn("20 of the 20", done.stderr)
        self.assertEqual(self.lines_bw("builds"), [])


@needs_sandbox
class Waiting(Cloud):
    def test_a_sandbox_waits_paused_and_goes_on_with_its_build(self):
        sandbox = self.wait_for_review()
        self.assertEqual(self.states(), {sandbox: "paused"})
        self.assertEqual(self.of("sandbox.paused"), [{"sandbox": sandbox}])
        [row] = self.lines_bw("sandboxes")
        self.assertEqual((row["sandbox"], row["state"], row["waits"], row["orphan"]), (sandbox, "paused", True, False))
        self.assertEqual(self.json_bw("sandboxes", "--end-orphans"), {"ended_orphans": 0})
        # Another build, and with it another owner of the data directory, leaves it alone.
        self.assertEqual(self.json_bw("build", *SMALL)["status"], "completed")
        self.assertEqual(self.states(), {sandbox: "paused"})
        build = self.lines_bw("builds")[1]["build"]
        result = self.json_bw("approve", build)
        self.assertEqual(result["status"], "completed")
        self.assertEqual([e["sandbox"] for e in self.of("sandbox.resumed", build)], [sandbox])
        self.assertEqual(self.of("sandbox.restored", build), [])
        self.assertEqual(self.states(), {})
        self.assert_nothing_left()

    def test_a_build_that_was_paused_goes_on_in_the_sandbox_it_had(self):
        child = self.start_bw(*SLOW, "--sandbox", "e2b", "--json")
        self.wait_for("a first feature", lambda: self.run_bw("events", "last").returncode == 0 and self.of("feature.status"))
        self.json_bw("pause", "last")
        child.communicate(timeout=120)
        self.assertEqual(child.returncode, 7)
        [kept] = self.of("sandbox.kept")
        self.assertEqual(self.states(), {kept["sandbox"]: "paused"})
        self.assertEqual(self.json_bw("resume", "last")["status"], "completed")
        self.assertEqual([e["sandbox"] for e in self.of("sandbox.resumed")], [kept["sandbox"]])
        self.assertEqual(self.states(), {})

    def test_one_that_is_gone_is_made_anew_from_the_checkpoint(self):
        sandbox = self.wait_for_review()
        self.cloud.steer(f"/fake/kill/{sandbox}", {})
        self.assertEqual(self.json_bw("approve", "last")["status"], "completed")
        self.assertEqual([e["sandbox"] for e in self.of("sandbox.lost")], [sandbox])
        self.assertEqual(len(self.of("sandbox.restored")), 1)
        self.assertEqual(self.states(), {})

    def test_it_goes_when_its_build_is_cancelled_or_removed(self):
        for command in (("stop", "last"), ("delete", "last", "--yes")):
            sandbox = self.wait_for_review()
            self.assertEqual(self.states(), {sandbox: "paused"})
            done = self.run_bw(*command)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.states(), {}, command)

    def test_one_that_could_not_be_paused_is_paused_by_the_next_process(self):
        self.cloud.steer("/fake/fault", {"method": "POST", "path": "/sandboxes/[^/]+/pause", "times": 4, "status": 500})
        sandbox = self.wait_for_review()
        self.assertEqual(self.states(), {sandbox: "running"})
        self.assertEqual(self.json_bw("build", *SMALL)["status"], "completed")
        self.assertEqual(self.states(), {sandbox: "paused"})
        build = self.lines_bw("builds")[1]["build"]
        self.assertEqual(self.of("sandbox.paused", build), [{"sandbox": sandbox}])
        self.assertEqual(self.json_bw("approve", build)["status"], "completed")
        self.assertEqual(self.states(), {})

    def test_a_local_sandbox_is_given_up_as_ever(self):
        self.json_bw("build", *SMALL[:-1], "local", "--gates", "features", expect=7)
        self.assertEqual(self.of("sandbox.kept"), [])
        self.assert_nothing_left()
        self.assertEqual(self.json_bw("approve", "last")["status"], "completed")


@needs_sandbox
@unittest.skipUnless(shutil.which("curl"), "the sandboxes of the fake have this machine's programs, and it has no curl")
class Images(Cloud):
    def setUp(self):
        super().setUp()
        Dist.fill()
        self.dist = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Dist)
        threading.Thread(target=self.dist.serve_forever, daemon=True).start()
        self.addCleanup(self.dist.server_close)
        self.addCleanup(self.dist.shutdown)
        self.run_bw("settings", "set", "cloud.node_source", f"http://127.0.0.1:{self.dist.server_address[1]}/dist")

    def test_the_second_build_starts_from_what_the_first_prepared(self):
        result = self.json_bw("build", *SMALL, "--node", "22")
        self.assertEqual(result["status"], "completed")
        [prepared] = self.of("sandbox.prepared")
        self.assertEqual((prepared["template"], prepared["node"], prepared["how"]), ("base", "22", "made"))
        purposes = [e["purpose"] for e in self.of("sandbox.created")]
        self.assertEqual(purposes.count("prepare"), 1)
        ended = {e["sandbox"] for e in self.of("sandbox.destroyed")}
        self.assertEqual({e["sandbox"] for e in self.of("sandbox.created")} - ended, set())
        self.assertEqual({c["templateID"] for c in self.cloud.created()}, {"base", prepared["image"]})
        self.json_bw("build", *SMALL, "--node", "22")
        [again] = self.of("sandbox.prepared")
        self.assertEqual((again["image"], again["how"]), (prepared["image"], "cached"))
        self.assertNotIn("prepare", [e["purpose"] for e in self.of("sandbox.created")])
        self.assertEqual(self.states(), {})


if __name__ == "__main__":
    unittest.main()
