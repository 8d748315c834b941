# SPDX-License-Identifier: GPL-3.0-or-later
"""A build that goes on in another place: at a safe point, at rest, in the queue, and with a kill in the middle."""
import json
import signal
import time

from cloudserver import KEY, CloudServer
from harness import Case, needs_sandbox, unittest
from holding import Held, holding_build


class Move(Held, Case):
    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)

    def places(self, events):
        """Where the sandboxes for work stood, in order."""
        return [e["payload"]["provider"] for e in events if e["type"] == "sandbox.created" and e["payload"].get("purpose") == "work"]

    def never_two(self, events):
        """No sandbox for work stands beside another one."""
        working = set()
        for event in events:
            payload = event["payload"]
            if event["type"] == "sandbox.created" and payload.get("purpose") == "work":
                self.assertEqual(working, set(), event)
                working.add(payload["sandbox"])
            elif event["type"] in ("sandbox.destroyed", "sandbox.lost"):
                working.discard(payload["sandbox"])
            elif event["type"] == "build.state" and payload["to"] == "interrupted":
                working.clear()

    def place(self):
        return self.json_bw("show", "last")["sandbox"]

    def move_and_let_go(self, place):
        self.run_bw("move", "last", "--to", place, "--detach", "--because", "a larger machine")
        self.let_go()


@needs_sandbox
class AtWork(Move):
    def test_there_and_back_at_safe_points_and_whoever_follows_stays(self):
        child = self.start_held(features=("one", "three"))
        started = time.monotonic()
        told = self.json_bw("move", "last", "--to", "e2b", "--detach")
        self.assertEqual((told["moved"], told["sandbox"]), (False, "local"))
        self.assertEqual(self.place(), "local")
        self.let_go()
        self.wait_for("the build in the cloud", lambda: self.place() == "e2b" and self.held_again(2))
        self.assertEqual(self.sandbox_processes(), [], "nothing of it is left here")
        self.assertEqual(len(self.cloud.living()), 1)
        waiting = self.start_bw("move", "last", "--to", "local", "--json")
        self.wait_for("the wish", lambda: sum(e["type"] == "person.request" for e in self.events("last")) == 2)
        self.assertIsNone(waiting.poll(), "it waits for the safe point")
        self.let_go()
        out, err = waiting.communicate(timeout=60)
        self.assertEqual((waiting.returncode, json.loads(out)["moved"]), (0, True), err)
        result = self.result_of(child)
        self.assertEqual((result["status"], result["features"]["verified"]), ("completed", result["features"]["total"]))
        events = self.events(result["build"])
        self.assertEqual(self.places(events), ["local", "e2b", "local"])
        self.never_two(events)
        self.assertEqual(self.place(), "local")
        self.assert_costs_are_right(events, time.monotonic() - started)
        # What was proved before is not proved or built again.
        begun = [e["payload"]["feature"] for e in events if e["type"] == "feature.started"]
        self.assertEqual(len(begun), len(set(begun)))
        self.assertEqual(self.cloud.living(), [])
        self.assert_nothing_left()
        self.assertEqual(self.run_bw("doctor", result["build"]).returncode, 0)

    def held_again(self, times):
        commands = [e for e in self.events("last") if e["type"] == "command.started" and "user" not in e["payload"]]
        return sum("/tmp/go" in e["payload"]["command"] for e in commands) == times

    def assert_costs_are_right(self, events, passed):
        """The time in the cloud is charged, and no other."""
        charged = [e["payload"] for e in events if e["type"] == "budget.settled" and e["payload"].get("purpose") == "sandbox"]
        stood, ms = {}, 0
        for event in events:
            payload = event["payload"]
            at = event["time"]
            if event["type"] == "sandbox.created" and payload["provider"] == "e2b":
                stood[payload["sandbox"]] = at
            elif event["type"] == "sandbox.destroyed" and payload["sandbox"] in stood:
                ms += self.between(stood.pop(payload["sandbox"]), at)
        expected = ms / 1000 * 0.00003025
        usd = sum(float(c["usd"]) for c in charged)
        self.assertGreater(usd, 0)
        self.assertAlmostEqual(usd, expected, delta=max(expected * 0.05, 0.00003025 / 10))
        self.assertLess(ms / 1000, passed)

    @staticmethod
    def between(first, second):
        from datetime import datetime
        return (datetime.fromisoformat(second) - datetime.fromisoformat(first)).total_seconds() * 1000

    def test_a_wish_is_taken_back_by_the_opposite_one(self):
        child = self.start_held()
        self.json_bw("move", "last", "--to", "e2b", "--detach")
        self.json_bw("move", "last", "--to", "local", "--detach")
        self.let_go()
        result = self.result_of(child)
        self.assertEqual(self.places(self.events(result["build"])), ["local"])
        self.assertEqual(self.cloud.created(), [])

    def test_a_build_that_stops_first_goes_on_in_the_new_place(self):
        child = self.start_held()
        self.json_bw("move", "last", "--to", "e2b", "--detach")
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        self.assertEqual(self.result_of(child, 1)["status"], "cancelled")
        self.assertEqual(self.place(), "e2b")

    def test_a_kill_before_the_safe_point_leaves_it_where_it_was(self):
        child = self.start_held()
        self.json_bw("move", "last", "--to", "e2b", "--detach")
        child.send_signal(signal.SIGKILL)
        child.wait()
        self.assertEqual(self.place(), "local")
        self.assertEqual(self.json_bw("show", "last")["status"], "interrupted")
        self.assertEqual(self.cloud.created(), [])

    def test_a_kill_at_any_moment_leaves_one_place(self):
        """Killed as soon as the log shows the move in each of its stages; then the next start goes on from there."""
        for stage in ("checkpoint.made", "sandbox.destroyed", "build.options_changed", "sandbox.created"):
            with self.subTest(stage=stage):
                child = self.start_held()
                self.json_bw("move", "last", "--to", "e2b", "--detach")
                seen = len(self.events("last"))
                self.let_go()
                self.wait_for(stage, lambda: any(e["type"] == stage for e in self.events("last")[seen:] if not self.is_proof(e)))
                child.send_signal(signal.SIGKILL)
                child.communicate()
                place = self.place()
                self.assertIn(place, ("local", "e2b"))
                result = self.resume_held()
                events = self.events(result["build"])
                self.assertEqual(result["status"], "completed")
                self.assertEqual(self.places(events)[-1], place)
                self.never_two(events)
                self.assertEqual(self.cloud.living(), [])
                self.assertEqual(self.run_bw("doctor", result["build"]).returncode, 0)

    @staticmethod
    def is_proof(event):
        return event["payload"].get("purpose") == "proof"

    def resume_held(self):
        """A feature that was not finished holds once more."""
        child = self.start_bw("resume", "last", "--json")

        def over():
            if child.poll() is None and self.run_bw("shell", "last", "[ -e /tmp/go ] || pgrep -f 'until.*tmp/go' && touch /tmp/go").returncode:
                return False
            return child.poll() is not None
        self.wait_for("the end of the build", over)
        return self.result_of(child)


@needs_sandbox
class AtRest(Move):
    def paused(self, *more):
        child = self.start_held(*more)
        self.assertEqual(self.start_bw("pause", "last").poll(), None)
        self.wait_for("the wish", lambda: any(e["type"] == "build.note" and "asked for a pause" in e["payload"]["text"] for e in self.events("last")))
        self.let_go()
        self.assertEqual(self.result_of(child, 7)["status"], "paused")

    def test_a_paused_build_stays_paused_and_goes_on_there(self):
        self.paused()
        told = self.json_bw("move", "last", "--to", "e2b")
        self.assertEqual((told["moved"], told["status"]), (True, "paused"))
        self.assertEqual(self.json_bw("move", "last", "--to", "e2b")["status"], "paused")
        self.assertEqual(self.cloud.created(), [], "it costs nothing before it goes on")
        result = self.json_bw("resume", "last")
        self.assertEqual(result["status"], "completed")
        events = self.events(result["build"])
        self.assertEqual(self.places(events), ["local", "e2b"])
        self.assertEqual(sum(e["type"] == "person.request" and e["payload"]["action"] == "move" for e in events), 1)
        self.assertEqual(self.cloud.living(), [])
        self.assertEqual(self.run_bw("move", "last", "--to", "local").returncode, 2)  # completed

    def test_one_that_waits_in_the_cloud_gives_its_sandbox_up(self):
        self.paused("--sandbox", "e2b")
        told = self.json_bw("move", "last", "--to", "local")
        self.assertEqual((told["moved"], told["status"]), (True, "paused"))
        self.assertEqual(self.cloud.living(), [])
        result = self.json_bw("resume", "last")
        events = self.events(result["build"])
        self.assertEqual((result["status"], self.places(events)), ("completed", ["e2b", "local"]))
        self.never_two(events)
        self.assert_nothing_left()

    def test_a_gate_stays_open_and_its_answer_leads_on_in_the_new_place(self):
        gated = self.run_bw(*holding_build(self.top, ()), "--gates", "features", "--json")
        self.assertEqual(json.loads(gated.stdout)["status"], "awaiting_feature_review")
        told = self.json_bw("move", "last", "--to", "e2b")
        self.assertEqual((told["moved"], told["status"]), (True, "awaiting_feature_review"))
        result = self.json_bw("approve", "last")
        self.assertEqual((result["status"], self.places(self.events("last"))), ("completed", ["local", "e2b"]))
        self.assertEqual(self.cloud.living(), [])

    def test_what_is_missing_is_told_before_anything_changes(self):
        self.paused()
        before = self.events("last")
        for key, code in (("", 5), ("e2b_0123456789", 5)):
            done = self.run_bw("move", "last", "--to", "e2b", env={"E2B_API_KEY": key})
            self.assertEqual(done.returncode, code, done.stderr)
        for words in (("--to", "moon"), ()):
            self.assertEqual(self.run_bw("move", "last", *words).returncode, 2)
        self.assertEqual(self.events("last"), before)
        self.assertEqual(self.place(), "local")
        self.assertNotIn(KEY, json.dumps(before))

    def test_no_template_and_no_bubblewrap_are_told_with_exit_code_3(self):
        self.assertEqual(self.run_bw("settings", "set", "cloud.template", "nowhere").returncode, 0)
        self.paused()
        done = self.run_bw("move", "last", "--to", "e2b")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("nowhere", done.stderr)
        self.assertEqual(self.place(), "local")
        self.assertEqual(self.run_bw("settings", "set", "cloud.template", "").returncode, 0)
        self.paused("--sandbox", "e2b")
        done = self.run_bw("move", "last", "--to", "local", env={"PATH": str(self.top)})
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("bubblewrap", done.stderr)
        self.assertEqual((self.place(), len(self.cloud.living())), ("e2b", 1))


if __name__ == "__main__":
    unittest.main()
