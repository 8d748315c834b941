# SPDX-License-Identifier: GPL-3.0-or-later
"""Money and time as a person sets them: ceilings of a build, its phases and features, its sandboxes; forecasts."""
import json
import pathlib
import tempfile

from harness import Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC, MessagesServer

KEY = "test-key"
# The answers are recorded and priced as those of claude-opus-5-5: a call of 4,000 tokens may cost 0.08 dollars and its
# input, a turn of the recording costs about 0.01.
RECORDED = ("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}")


class Money(Case):
    def payloads(self, build, kind):
        return [e["payload"] for e in self.events(build) if e["type"] == kind]

    def states(self, build):
        return [(p["to"], p["reason"]) for p in self.payloads(build, "build.state")]

    def spent(self, build):
        return sum(float(p["usd"]) for p in self.payloads(build, "budget.settled"))


@needs_sandbox
class Ceilings(Money):
    def test_a_feature_over_its_own_ceiling_does_not_stop_the_others(self):
        result = self.json_bw(*RECORDED, "--budget-feature-usd", "0.01", expect=1)
        self.assertEqual((result["status"], result["reason"]), ("failed", "features_unverified"))
        refused = self.payloads("last", "budget.refused")
        self.assertEqual({(p["scope"], p["what"]) for p in refused}, {("feature", "usd")})
        self.assertEqual([p["name"] for p in refused], ["greet", "count"])
        begun = [p["feature"] for p in self.payloads("last", "feature.started")]
        self.assertEqual(begun, ["greet", "count"])
        notes = [p["text"] for p in self.payloads("last", "build.note")]
        self.assertTrue([n for n in notes if "greet" in n and "own ceiling" in n], notes)
        self.assertNotIn("paused", [state for state, _ in self.states("last")])
        # With more it goes on where it was.
        again = self.json_bw("resume", "last", "--budget-feature-usd", "5")
        self.assertEqual(again["status"], "completed")

    def test_a_phase_over_its_ceiling_pauses_the_build(self):
        result = self.json_bw(*RECORDED, "--budget-phase-usd", "0.01", expect=4)
        self.assertEqual((result["status"], result["reason"]), ("paused", "budget"))
        refused = self.payloads("last", "budget.refused")[-1]
        self.assertEqual((refused["scope"], refused["name"]), ("phase", "plan"))
        self.assertEqual(self.json_bw("resume", "last", "--budget-phase-usd", "5")["status"], "completed")

    def test_time_of_sandboxes_has_a_ceiling(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as slow:
            lines = SMALL.read_text().splitlines()
            for at, line in enumerate(lines):
                turn = json.loads(line)
                for block in turn.get("content", []):
                    if block.get("name") == "write_file":
                        block["name"] = "bash"
                        block["input"] = {"command": "sleep 100", "timeout_s": 120}
                lines[at] = json.dumps(turn)
            slow.write("\n".join(lines) + "\n")
            slow.flush()
            result = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{slow.name}",
                                  "--budget-sandbox-minutes", "1", expect=4)
        self.assertEqual((result["status"], result["reason"]), ("paused", "budget"))
        self.assertGreaterEqual(result["sandbox_seconds"], 60)
        self.assertLess(result["sandbox_seconds"], 75)
        error = self.payloads("last", "build.error")[-1]
        self.assertEqual((error["error"], error["args"]["what"]), ("budget_exceeded", "sandbox_seconds"))
        self.assert_nothing_left()

    def test_sandboxes_have_a_price(self):
        self.run_bw("settings", "set", "budget.sandbox_usd_per_second", "0.5")
        result = self.json_bw(*RECORDED)
        self.assertEqual(result["status"], "completed")
        priced = [p for p in self.payloads("last", "budget.settled") if p["purpose"] == "sandbox"]
        self.assertGreater(len(priced), 0)
        seconds = sum(p["sandbox_ms"] for p in priced) / 1000
        self.assertAlmostEqual(sum(float(p["usd"]) for p in priced), seconds * 0.5, places=2)
        self.assertAlmostEqual(result["cost_usd"], self.spent("last"), places=6)
        self.assertEqual(result["usage"]["calls"], len(self.payloads("last", "budget.reserved")))

    def test_more_for_a_paused_build(self):
        result = self.json_bw(*RECORDED, "--budget-usd", "0.11", expect=4)
        self.assertEqual((result["status"], result["reason"]), ("paused", "budget"))
        spent = self.spent("last")
        self.assertGreater(spent, 0)
        self.assertLessEqual(spent, 0.11)
        nothing = self.run_bw("budget", "last")
        self.assertEqual(nothing.returncode, 2)
        self.assertIn("--usd", nothing.stderr)
        more = self.json_bw("budget", "last", "--usd", "3", "--tokens", "5000000", "--time-limit", "1h")
        self.assertEqual(more["status"], "paused")
        request = self.payloads("last", "person.request")[-1]
        self.assertEqual(request["action"], "budget")
        options = self.payloads("last", "build.options_changed")[-1]["options"]
        self.assertEqual((options["budget_usd"], options["budget_tokens"]), ("3.00", 5000000))
        again = self.json_bw("resume", "last")
        self.assertEqual(again["status"], "completed")
        self.assertLessEqual(again["cost_usd"], 3)
        over = self.run_bw("budget", "last", "--usd", "9")
        self.assertEqual(over.returncode, 2)
        self.assertIn("completed", over.stderr)

    def test_a_broken_answer_is_shown_as_a_range(self):
        self.through("/cut-1", "--budget-usd", "20")
        result = self.json_bw("show", "last")
        self.assertEqual(len([p for p in self.payloads("last", "budget.settled") if p["broken"]]), 1)
        self.assertLess(result["cost_usd_low"], result["cost_usd"])
        shown = self.run_bw("show", "last").stdout
        self.assertIn("between $", shown)

    def through(self, mode, *more):
        server = MessagesServer(self.top / "requests.jsonl", KEY, SMALL)
        self.addCleanup(server.stop)
        self.env.update(ANTHROPIC_API_KEY=KEY, NO_PROXY="127.0.0.1", ANTHROPIC_BASE_URL=server.url + mode)
        return self.run_bw("build", "--spec", SMALL_SPEC, *more)


class WithoutASandbox(Money):
    def test_an_unknown_price_and_dollars_are_refused_before_anything_starts(self):
        self.env["ANTHROPIC_API_KEY"] = KEY
        for option in ("--budget-usd", "--budget-feature-usd", "--budget-phase-usd"):
            done = self.run_bw("build", "--spec", SMALL_SPEC, "--model", "qwen3-coder", "--base-url", "http://127.0.0.1:9",
                               option, "5")
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("--budget-tokens", done.stderr)
        self.assertEqual(self.run_bw("builds", "--json").stdout, "")

    def test_a_forecast_is_a_range_and_needs_no_key(self):
        made = self.json_bw("forecast", "--spec", SMALL_SPEC)
        self.assertLess(float(made["low_usd"]), float(made["high_usd"]))
        self.assertLess(made["low_tokens"], made["high_tokens"])
        self.assertEqual((made["basis"], made["builds"]), ("table", 0))
        larger = self.json_bw("forecast", "--spec", SMALL_SPEC, "--features", "50")
        self.assertGreater(larger["low_tokens"], 10 * made["low_tokens"])
        unpriced = self.json_bw("forecast", "--prompt", "a list of books", "--model", "qwen3-coder")
        self.assertIsNone(unpriced["low_usd"])
        self.assertEqual(self.run_bw("forecast").returncode, 2)
        self.assertEqual(self.run_bw("forecast", "--spec", "nowhere.xml").returncode, 2)
        self.assertFalse(self.data.exists())


@needs_sandbox
class Forecasts(Money):
    def test_what_was_expected_is_kept_and_compared(self):
        result = self.json_bw(*RECORDED)
        kept = self.payloads("last", "forecast.made")
        self.assertEqual(len(kept), 1)
        self.assertEqual(result["forecast"], kept[0])
        seqs = {e["type"]: e["seq"] for e in self.events("last")}
        self.assertLess(seqs["forecast.made"], seqs["session.started"])
        shown = self.run_bw("show", "last").stdout
        self.assertIn("Forecast:", shown)
        self.assertIn("Took:", shown)
        # The next one goes by it.
        again = self.json_bw("forecast", *RECORDED[1:])
        self.assertEqual((again["basis"], again["builds"]), ("history", 1))
        tokens = sum(p["tokens"] for p in self.payloads("last", "budget.settled"))
        self.assertEqual(self.json_bw("restart", "last")["forecast"]["basis"], "history")
        self.assertTrue(again["low_tokens"] <= tokens <= again["high_tokens"], (again, tokens))


if __name__ == "__main__":
    unittest.main()
