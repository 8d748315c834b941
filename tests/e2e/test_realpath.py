# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a real service, whole: recorded turns, over HTTP and SSE, from a server of ours that is strict about what it is
sent. Needs no internet."""
import json
import zipfile

from eventshape import shape
from harness import Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC, MessagesServer

# A key that can be found again, wherever it should not be.
KEY = "sk-ant-test-Zq7Wm4Kx9Vb2Ny8Tc5Rd3Jh6"
WHOLE = 900  # seconds; the demonstration runs its tests for real, and the machine may be busy


class Real(Case):
    maxDiff = 20000
    recordings = (SMALL,)

    def setUp(self):
        super().setUp()
        self.server = MessagesServer(self.top / "requests.log", KEY, *self.recordings)
        self.addCleanup(self.server.stop)

    def build(self, *args, mode="", expect=0, source=("--spec", SMALL_SPEC), model="claude-opus-5-5", key=KEY):
        where = ("--base-url", self.server.url + mode) if model.startswith("claude") else ()
        done = self.run_bw("build", *source, "--model", model, *where, *args, "--json", env={"ANTHROPIC_API_KEY": key} if key else {}, timeout=WHOLE)
        self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def assert_completed(self, result):
        self.assertEqual((result["status"], result["reason"]), ("completed", ""))
        self.assertFalse(result.get("demonstration", False))
        self.assertEqual(result["features"]["verified"], result["features"]["total"])
        self.assertGreater(result["cost_usd"], 0)
        self.assert_nothing_left()

    def assert_same_build(self, source, recording, exact):
        real = self.build("--out", self.top / "real.zip", source=source)
        self.assert_completed(real)
        played = self.build("--out", self.top / "played.zip", source=source, model=recording, key=None)
        self.assertTrue(played["demonstration"])
        for name in ("status", "features", "usage", "cost_usd"):
            self.assertEqual(real[name], played[name], name)
        self.assertEqual((self.top / "real.zip").read_bytes(), (self.top / "played.zip").read_bytes())
        ours, theirs = shape(self.events(real["build"]), exact), shape(self.events(played["build"]), exact)
        self.assertGreater(len(ours), 80)
        self.assertEqual([kind for kind, _ in ours], [kind for kind, _ in theirs])
        for one, other in zip(ours, theirs):
            self.assertEqual(one, other)
        return real


@needs_sandbox
class Demonstration(Real):
    recordings = ()

    def test_the_turns_of_the_demonstration_make_the_same_build_over_the_network(self):
        self.assert_same_build(("--template", "todo"), "demo", exact=False)
        self.assertEqual({line["status"] for line in self.server.requests()}, {200})


@needs_sandbox
class RealPath(Real):
    def test_the_same_turns_make_the_same_build(self):
        self.assert_same_build(("--spec", SMALL_SPEC), f"recording:{SMALL}", exact=True)
        requests = self.server.requests()
        self.assertEqual({line["status"] for line in requests}, {200})
        for line in requests:
            body = json.loads(line["body"])
            self.assertTrue(body["stream"])
            self.assertEqual(body["thinking"], {"type": "adaptive", "display": "summarized"})
            self.assertIn('"cache_control"', line["body"])
            self.assertEqual(line["headers"]["auth"], ["x-api-key"])

    def test_the_key_is_written_nowhere(self):
        home = {"ANTHROPIC_API_KEY": KEY, "XDG_STATE_HOME": str(self.top / "state")}
        done = self.run_bw("build", "--spec", SMALL_SPEC, "--model", "claude-opus-5-5", "--base-url", self.server.url, "--verbose", "--out",
                           self.top / "out.zip", env=home)
        self.assertEqual(done.returncode, 0, done.stderr)
        said = [done.stdout, done.stderr]
        for mode in ("/unauthorized", "/spend-limit"):
            failed = self.run_bw("build", "--spec", SMALL_SPEC, "--model", "claude-opus-5-5", "--base-url", self.server.url + mode, "--verbose", env=home)
            self.assertNotEqual(failed.returncode, 0)
            said += [failed.stdout, failed.stderr]
        for command in (("show", "last"), ("logs", "last"), ("events", "last", "--json"), ("settings",), ("doctor",)):
            shown = self.run_bw(*command, "--verbose", env=home)
            said += [shown.stdout, shown.stderr]
        for text in said:
            self.assertNotIn(KEY, text)
        files = [file for file in self.top.rglob("*") if file.is_file()]
        self.assertGreater(len(files), 10)
        for file in files:
            self.assertNotIn(KEY.encode(), file.read_bytes(), file)
        with zipfile.ZipFile(self.top / "out.zip") as archive:
            for name in archive.namelist():
                self.assertNotIn(KEY.encode(), archive.read(name), name)

    def test_a_sentence_becomes_a_specification_and_an_application(self):
        result = self.build(source=("--prompt", "two scripts: one greets, one counts letters"))
        self.assert_completed(result)
        events = self.events(result["build"])
        generated = [event["payload"] for event in events if event["type"] == "spec.generated"]
        self.assertEqual([one["name"] for one in generated], ["Greeter"])
        purposes = [event["payload"]["purpose"] for event in events if event["type"] == "budget.reserved"]
        self.assertEqual(purposes[:3], ["description", "spec", "plan"])

    def test_a_refused_key_makes_nothing(self):
        result = self.build(mode="/unauthorized", expect=5)
        self.assertNotEqual(result["status"], "completed")
        self.assert_nothing_left()
        types = [event["type"] for event in self.events(result["build"])] if result.get("build") else []
        self.assertNotIn("turn.ended", types)

    def test_a_wrong_key_is_refused(self):
        self.build(expect=5, key="wrong")
        self.assert_nothing_left()

    def test_a_missing_key_is_found_before_anything_is_made(self):
        # A server on this machine needs none; this one is never asked.
        done = self.run_bw("build", "--spec", SMALL_SPEC, "--model", "claude-opus-5-5", "--base-url",
                           "https://messages.invalid")
        self.assertEqual(done.returncode, 5, done.stderr)
        self.assertIn("ANTHROPIC_API_KEY", done.stderr)
        self.assert_nothing_left()

    def test_an_overloaded_service_is_waited_for(self):
        result = self.build(mode="/overloaded-7")
        self.assert_completed(result)
        statuses = [line["status"] for line in self.server.requests()]
        self.assertEqual(statuses[:8], [529] * 7 + [200])
        self.assertEqual(set(statuses[8:]), {200})
        types = [event["type"] for event in self.events(result["build"])]
        self.assertEqual(types.count("turn.waiting"), 2)  # three tries inside each call, twice in vain

    def test_a_connection_cut_in_a_tool_call_runs_nothing_and_goes_on(self):
        result = self.build(mode="/cut-1")
        self.assert_completed(result)
        events = self.events(result["build"])
        failed = [at for at, event in enumerate(events) if event["type"] == "turn.failed"]
        self.assertEqual(len(failed), 1)
        self.assertEqual(events[failed[0]]["payload"]["error"], "stream_broken")
        self.assertNotIn("tool.started", [event["type"] for event in events[:failed[0]]])
        broken = [event["payload"] for event in events if event["type"] == "budget.settled" and event["payload"]["broken"]]
        self.assertEqual(len(broken), 1)
        reserved = next(e["payload"] for e in events if e["type"] == "budget.reserved" and e["payload"]["reservation"] == broken[0]["reservation"])
        self.assertEqual(broken[0]["usd"], reserved["usd"])

    def test_a_request_that_was_read_and_not_answered_is_sent_once_a_try(self):
        result = self.build(mode="/hang-1")
        self.assert_completed(result)
        attempts = [event for event in self.events(result["build"]) if event["type"] == "turn.started"]
        requests = self.server.requests()
        self.assertEqual(len(requests), len(attempts))
        self.assertEqual([line["status"] for line in requests].count(None), 1)

    def test_a_spend_limit_is_not_tried_again(self):
        result = self.build(mode="/spend-limit", expect=6)
        self.assertNotEqual(result["status"], "completed")
        self.assertEqual(len(self.server.requests()), 1)
        self.assert_nothing_left()

    def test_a_ceiling_stops_before_the_call_that_would_pass_it(self):
        result = self.build("--budget-usd", "0.05", expect=4)
        self.assertNotEqual(result["status"], "completed")
        self.assertLessEqual(result["cost_usd"], 0.05)
        self.assertLess(len(self.server.requests()), 9)
        refused = [event["payload"] for event in self.events(result["build"]) if event["type"] == "budget.refused"]
        self.assertEqual([one["what"] for one in refused], ["usd"])


if __name__ == "__main__":
    unittest.main()
