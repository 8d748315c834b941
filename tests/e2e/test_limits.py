# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits of all builds together: the queue says why a build waits, and starts it by itself."""
import datetime
import json
import signal
import socket

from harness import Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC, MessagesServer

KEY = "sk-ant-test-" + "k" * 24


class Limited(Case):
    def setUp(self):
        super().setUp()
        self.server = MessagesServer(self.top / "requests.jsonl", KEY, SMALL)
        self.addCleanup(self.server.stop)
        self.env.update(ANTHROPIC_API_KEY=KEY, ANTHROPIC_BASE_URL=self.server.url)

    def setting(self, key, value):
        done = self.run_bw("settings", "set", key, value)
        self.assertEqual(done.returncode, 0, done.stderr)

    def build(self, *more, **named):
        return self.json_bw("build", "--spec", SMALL_SPEC, *more, **named)

    def start_build(self, *more, env=None):
        """A build in the background, with its id."""
        before = {b["build"] for b in self.builds()}
        child = self.start_bw("build", "--spec", SMALL_SPEC, "--json", *more, env=env)
        new = self.wait_for("the build", lambda: {b["build"] for b in self.builds()} - before)
        return child, new.pop()

    def builds(self):
        return [json.loads(line) for line in self.run_bw("builds", "--json").stdout.splitlines()]

    def show(self, build):
        return self.json_bw("show", build)

    def until(self, build, condition):
        return self.wait_for("the state", lambda: (lambda shown: condition(shown) and shown)(self.show(build)))


@needs_sandbox
class Queue(Limited):
    def test_a_build_over_the_hour_waits_says_so_and_starts_when_it_may(self):
        self.setting("limits.builds_per_hour", "1")
        self.assertEqual(self.build()["status"], "completed")
        child, build = self.start_build()
        shown = self.until(build, lambda s: s["reason"] == "builds_per_hour")
        self.assertEqual(shown["status"], "pending")
        until = datetime.datetime.fromisoformat(shown["waiting_until"])
        left = until - datetime.datetime.now(datetime.timezone.utc)
        self.assertTrue(datetime.timedelta(minutes=50) < left <= datetime.timedelta(hours=1), left)
        said = self.run_bw("show", build).stdout
        self.assertIn("limits.builds_per_hour", said)
        self.assertIn("Waiting until", self.run_bw("builds").stdout)
        state = [e["payload"] for e in self.events(build) if e["type"] == "build.state"][-1]
        self.assertIn("limits.builds_per_hour is 1", state["text"])
        self.setting("limits.builds_per_hour", "2")
        out, err = child.communicate(timeout=60)
        self.assertEqual((child.returncode, json.loads(out)["status"]), (0, "completed"), out + err)

    def test_money_of_the_day_holds_the_next_build_and_a_demonstration_passes(self):
        first = self.build()
        self.assertGreater(first["cost_usd"], 0)
        self.setting("limits.usd_per_day", "0.01")
        child, build = self.start_build()
        shown = self.until(build, lambda s: s["reason"] == "usd_per_day")
        self.assertEqual(shown["status"], "pending")
        self.assertEqual(self.run_bw("pause", build).returncode, 0)
        out, err = child.communicate(timeout=30)
        self.assertEqual((child.returncode, json.loads(out)["status"]), (7, "paused"), out + err)
        self.assertEqual(self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}")["status"], "completed")
        self.setting("limits.usd_per_day", "100")
        self.assertEqual(self.json_bw("resume", build)["status"], "completed")

    def test_the_call_that_would_pass_the_day_is_not_made(self):
        self.setting("limits.usd_per_day", "0.01")
        child, build = self.start_build()
        shown = self.until(build, lambda s: s["reason"] == "usd_per_day")
        self.assertEqual(shown["status"], "pending")
        midnight = datetime.datetime.fromisoformat(self.until(build, lambda s: s["waiting_until"])["waiting_until"]).astimezone()
        # As this machine counts: some leave out a leap second.
        self.assertEqual((midnight + datetime.timedelta(seconds=30)).strftime("%H:%M"), "00:00")
        self.assertEqual(self.server.requests(), [])
        self.assertIn("limits.usd_per_day", self.run_bw("show", build).stdout)
        self.assertIn("Waiting until", self.run_bw("builds").stdout)
        # It was at work, gave its sandbox back, and does not try in vain.
        states = [e["payload"]["to"] for e in self.events(build) if e["type"] == "build.state"]
        self.assertEqual(states[:3], ["initializing", "running", "pending"])
        self.assertEqual(states.count("running"), 1)
        self.assertEqual(self.sandbox_processes(), [])
        # Once the limit is raised it goes on, and nobody has to say so.
        self.setting("limits.usd_per_day", "100")
        out, err = child.communicate(timeout=60)
        self.assertEqual((child.returncode, json.loads(out)["status"]), (0, "completed"), out + err)
        self.assertNotIn("paused", [e["payload"]["to"] for e in self.events(build) if e["type"] == "build.state"])

    def test_what_a_removed_build_took_still_counts(self):
        first = self.build()
        self.assertEqual(self.run_bw("delete", first["build"], "--yes").returncode, 0)
        self.setting("limits.usd_per_day", "0.01")
        child, build = self.start_build()
        self.until(build, lambda s: s["reason"] == "usd_per_day")
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=20)
        self.assertEqual(self.show(build)["status"], "cancelled")
        self.assertEqual(self.run_bw("doctor").returncode, 0)

    def test_a_higher_priority_starts_first(self):
        self.setting("build.parallel", "1")
        slow = {"ANTHROPIC_BASE_URL": self.server.url + "/limited-20"}
        first, one = self.start_build(env=slow)
        self.until(one, lambda s: s["status"] == "running")
        low, second = self.start_build("--base-url", self.server.url)
        high, third = self.start_build("--base-url", self.server.url, "--priority", "5")
        self.until(second, lambda s: s["reason"] == "queue")
        self.until(third, lambda s: s["reason"] == "queue")
        self.run_bw("stop", one)
        for child in (low, high):
            out, err = child.communicate(timeout=60)
            self.assertEqual(child.returncode, 0, out + err)
        first.communicate(timeout=60)
        self.assertLess(self.show(third)["started"], self.show(second)["started"])
        self.assertEqual(self.run_bw("build", "--spec", SMALL_SPEC, "--priority", "101").returncode, 2)


@needs_sandbox
class Services(Limited):
    def test_a_rate_limit_is_waited_for_and_shows_its_end(self):
        child, build = self.start_build("--base-url", self.server.url + "/limited-90")
        shown = self.until(build, lambda s: s["waiting_until"])
        self.assertEqual((shown["status"], shown["reason"]), ("running", "rate_limited"))
        self.assertIn("asks for slower requests", self.run_bw("show", build).stdout)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)
        self.assertEqual(json.loads(out)["status"], "cancelled", out + err)

    def test_with_the_switch_off_the_build_pauses_and_goes_on_later(self):
        self.setting("limits.wait_for_service", "false")
        result = self.build("--base-url", self.server.url + "/limited-90", expect=7)
        self.assertEqual((result["status"], result["reason"]), ("paused", "limit"))
        self.assertEqual(len(self.server.requests()), 1)
        again = self.run_bw("resume", result["build"], "--json")
        self.assertEqual(json.loads(again.stdout)["reason"], "limit")
        self.run_bw("resume", result["build"])
        self.assertEqual(self.json_bw("resume", result["build"])["status"], "completed")

    def test_a_wait_longer_than_the_window_pauses(self):
        self.setting("limits.longest_wait_minutes", "1")
        result = self.build("--base-url", self.server.url + "/limited-90", expect=7)
        self.assertEqual((result["status"], result["reason"]), ("paused", "limit"))

    def test_a_service_that_keeps_failing_is_left_alone_by_all_builds(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            dead = f"http://127.0.0.1:{free.getsockname()[1]}"
        child, build = self.start_build("--base-url", dead)
        waits = self.wait_for("the breaker", lambda: [e for e in self.events(build) if e["type"] == "service.waiting"])
        self.assertEqual(waits[0]["payload"]["service"], "127.0.0.1")
        self.assertEqual(waits[0]["payload"]["reason"], "network_unreachable")
        other, second = self.start_build("--base-url", dead)
        self.wait_for("the breaker", lambda: [e for e in self.events(second) if e["type"] == "service.waiting"])
        self.assertEqual([e for e in self.events(second) if e["type"] == "turn.failed"], [])
        shown = self.until(second, lambda s: s["waiting_until"])
        self.assertEqual(shown["status"], "running")
        child.send_signal(signal.SIGINT)
        self.run_bw("stop", second)
        for one in (child, other):
            one.communicate(timeout=20)

    def test_calls_of_a_minute(self):
        self.setting("limits.requests_per_minute", "3")
        child, build = self.start_build()
        waits = self.wait_for("the limit", lambda: [e for e in self.events(build) if e["type"] == "service.waiting"])
        self.assertEqual(waits[0]["payload"]["reason"], "requests_per_minute")
        self.assertLessEqual(len(self.server.requests()), 3)
        self.assertIn("limits.requests_per_minute", self.run_bw("show", build).stdout)
        child.send_signal(signal.SIGINT)
        child.communicate(timeout=20)


if __name__ == "__main__":
    unittest.main()
