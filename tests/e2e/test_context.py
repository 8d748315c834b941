# SPDX-License-Identifier: GPL-3.0-or-later
"""Roles, full contexts, side tasks and words of a person, through the real programs against our Messages server."""
import json

from harness import needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC, MessagesServer
from test_realpath import KEY, Real


def turn(feature, *calls, purpose="code", text="", end=False):
    content = [{"type": "text", "text": text}] if text else []
    content += [{"type": "tool_use", "id": name, "name": tool, "input": given} for name, tool, given in calls]
    return json.dumps({"for": {"purpose": purpose, "feature": feature}, "content": content, "stop_reason": "end_turn" if end else "tool_use",
                       "usage": {"input_tokens": 30, "cache_creation_input_tokens": 100, "cache_read_input_tokens": 1500, "output_tokens": 12}})


class Context(Real):
    """Real, with turns of the test's own before those of the small recording."""
    before = ()
    settings = {}

    def setUp(self):
        super(Real, self).setUp()
        lines = SMALL.read_text().splitlines()
        mine = self.top / "mine.jsonl"
        mine.write_text("\n".join([lines[0], *self.before, *lines[1:]]) + "\n")
        self.mine = mine
        self.server = MessagesServer(self.top / "requests.log", KEY, mine)
        self.addCleanup(self.server.stop)
        for key, value in self.settings.items():
            self.assertEqual(self.run_bw("settings", "set", key, value).returncode, 0)

    def bodies(self):
        return [json.loads(line["body"]) for line in self.server.requests()]

    def of_type(self, build, *types):
        return [event["payload"] for event in self.events(build) if event["type"] in types]

    def start(self, *args):
        child = self.start_bw("build", "--spec", SMALL_SPEC, "--model", "claude-opus-5-5", "--base-url", self.server.url, "--json", *args,
                              env={"ANTHROPIC_API_KEY": KEY})
        self.wait_for("a build", lambda: self.run_bw("show", "last").returncode == 0)
        return child, self.json_bw("show", "last")["build"]

    def wait_for_call(self, build, tool):
        self.wait_for(f"a call of {tool}", lambda: any(p["tool"] == tool for p in self.of_type(build, "tool.started")))

    def finish(self, child, expect=0):
        out, err = child.communicate(timeout=300)
        self.assertEqual(child.returncode, expect, err + out)
        return json.loads(out.splitlines()[-1])


def plans(body):
    return any(tool["name"] == "propose_features" for tool in body.get("tools", []))


def codes(body):
    return any(tool["name"] == "edit_file" for tool in body.get("tools", []))


@needs_sandbox
class Roles(Context):
    def test_every_role_has_its_model_and_effort(self):
        result = self.build("--model-plan", "claude-fable-5-2", "--model-verify", "claude-sonnet-5-5", "--effort",
                            "high,plan=max", "--budget-usd", "50")
        self.assert_completed(result)
        planning = [body for body in self.bodies() if plans(body)]
        coding = [body for body in self.bodies() if codes(body)]
        self.assertTrue(planning and coding)
        self.assertEqual({(b["model"], b["output_config"]["effort"]) for b in planning}, {("claude-fable-5-2", "max")})
        self.assertEqual({(b["model"], b["output_config"]["effort"]) for b in coding}, {("claude-opus-5-5", "high")})
        models = {p["kind"]: p["model"] for p in self.of_type(result["build"], "session.started")}
        self.assertEqual(models, {"plan": "claude-fable-5-2", "code": "claude-opus-5-5", "verify": "claude-sonnet-5-5"})
        self.assertGreater(result["usage"]["cache_hit_rate"], 0)
        self.assertIn("prompt cache", self.run_bw("show", "last").stdout)

    def test_whoever_plans_writes_the_specification_too(self):
        result = self.build("--model-plan", "claude-fable-5-2", "--effort", "plan=xhigh", source=("--prompt", "two scripts: one greets, one counts letters"))
        self.assert_completed(result)
        sessions = self.of_type(result["build"], "session.started")
        self.assertEqual({p["model"] for p in sessions if p["kind"] in ("spec", "plan")}, {"claude-fable-5-2"})
        first = self.bodies()[0]
        self.assertEqual((first["model"], first["output_config"]["effort"]), ("claude-fable-5-2", "xhigh"))

    def test_what_cannot_work_makes_nothing(self):
        for option, value, named in (("--effort", "hard", "xhigh"), ("--effort", "plan=hard", "xhigh"), ("--effort", "cook=low", "xhigh"),
                                     ("--model-code", "demo", "--model"), ("--model-verify", "nobody-9", "nobody-9")):
            done = self.run_bw("build", "--spec", SMALL_SPEC, "--model", "claude-opus-5-5", "--base-url", self.server.url, option, value,
                               "--budget-usd", "5", env={"ANTHROPIC_API_KEY": KEY})
            self.assertEqual(done.returncode, 2, (value, done.stderr))
            self.assertIn(named, done.stderr)
        self.assertNotIn("builds", self.run_bw("builds").stdout.replace("No builds", ""))
        self.assertEqual(self.server.requests(), [])


@needs_sandbox
class RolesBySettings(Context):
    settings = {"build.model_code": "claude-sonnet-5-5", "build.effort": "low"}

    def test_settings_choose_where_no_option_does(self):
        self.assert_completed(self.build())
        self.assertEqual({b["model"] for b in self.bodies() if codes(b)}, {"claude-sonnet-5-5"})
        self.assertEqual({b["output_config"]["effort"] for b in self.bodies()}, {"low"})


@needs_sandbox
class FullContext(Context):
    # Every session's first answer fills 70 % of the window that the service tells.
    def test_a_new_session_goes_on_from_the_files(self):
        result = self.build(mode="/window-2100")
        self.assert_completed(result)
        reduced = self.of_type(result["build"], "context.reduced")
        self.assertEqual({p["how"] for p in reduced}, {"new_session"})
        ends = [p["outcome"] for p in self.of_type(result["build"], "session.ended")]
        self.assertIn("context_full", ends)
        again = [b for b in self.bodies() if "whose context was full" in json.dumps(b["messages"][0])]
        self.assertTrue(again)
        self.assertTrue(any("greet.sh" in json.dumps(b["messages"][0]) for b in again))
        self.assertFalse(any("context_management" in b or "compaction" in b for b in self.bodies()))


@needs_sandbox
class SummedUp(Context):
    settings = {"model.betas": "on"}

    def test_the_service_sums_up_and_the_session_goes_on(self):
        result = self.build(mode="/window-2100")
        self.assert_completed(result)
        reduced = self.of_type(result["build"], "context.reduced")
        self.assertEqual({p["how"] for p in reduced}, {"compaction"})
        self.assertNotIn("context_full", [p["outcome"] for p in self.of_type(result["build"], "session.ended")])
        lines = self.server.requests()
        asked = [line for line in lines if "compaction" in json.loads(line["body"])]
        self.assertEqual(len(asked), len(reduced))
        self.assertEqual({line["headers"]["anthropic-beta"] for line in asked}, {"compact-2026-09-04"})
        others = [line for line in lines if line not in asked]
        self.assertEqual({line["headers"]["anthropic-beta"] for line in others}, {"context-management-2025-06-27"})
        self.assertEqual({json.loads(line["body"])["context_management"]["edits"][0]["trigger"]["value"] for line in others}, {1050})
        self.assertEqual({line["status"] for line in lines}, {200})


SLOW = ("toolu_slow_1", "bash", {"command": "sleep 4; echo slept"})
SLOW_AGAIN = ("toolu_slow_2", "bash", {"command": "sleep 5; echo slept"})


@needs_sandbox
class Told(Context):
    before = (turn("greet", SLOW, text="First I wait."),)

    def test_a_session_at_work_hears_it_with_its_next_results(self):
        child, build = self.start()
        self.wait_for_call(build, "bash")
        said = self.run_bw("tell", build, "Please greet politely — „Ada“ is a lady.")
        self.assertEqual(said.returncode, 0, said.stderr)
        result = self.finish(child)
        self.assertEqual(result["status"], "completed")
        told, heard = self.of_type(build, "message.told"), self.of_type(build, "message.heard")
        self.assertEqual([p["message"] for p in told], [p["message"] for p in heard])
        hearing = [b for b in self.bodies() if "A person says: Please greet politely — „Ada“ is a lady." in json.dumps(b, ensure_ascii=False)]
        last = hearing[0]["messages"][-1]["content"]
        self.assertEqual([last[0]["type"], last[-1]["type"]], ["tool_result", "text"])
        again = self.run_bw("tell", build, "Too late.")
        self.assertEqual(again.returncode, 2)
        self.assertIn("completed", again.stderr)

    def test_a_build_that_rests_keeps_it_and_what_a_stopped_session_heard(self):
        child, build = self.start()
        self.wait_for_call(build, "bash")
        self.assertEqual(self.run_bw("tell", build, "First word.").returncode, 0)
        self.assertEqual(self.run_bw("stop", build).returncode, 0)
        self.finish(child, expect=1)
        self.assertEqual(self.run_bw("tell", build, "Second word.").returncode, 0)
        self.assertEqual(self.run_bw("tell", build, "  ").returncode, 2)
        done = self.run_bw("resume", build, "--json", env={"ANTHROPIC_API_KEY": KEY})
        self.assertEqual(done.returncode, 0, done.stderr)
        first = [b for b in self.bodies() if "First word." in json.dumps(b)][-1]
        text = json.dumps(first["messages"])
        self.assertIn("A person says: First word.", text)
        self.assertIn("A person says: Second word.", text)
        self.assertEqual(len(self.of_type(build, "message.told")), 2)



@needs_sandbox
class ToldAndKilled(Context):
    # What is told during the first wait is heard before the second: time enough to be killed in the middle of the session.
    before = (turn("greet", SLOW, text="First I wait."), turn("greet", SLOW_AGAIN, text="And once more."))

    def test_what_a_session_heard_that_was_killed_is_heard_again(self):
        child, build = self.start()
        self.wait_for_call(build, "bash")
        self.assertEqual(self.run_bw("tell", build, "Survive this.").returncode, 0)
        self.wait_for("its hearing", lambda: self.of_type(build, "message.heard"))
        child.kill()
        child.wait()
        done = self.run_bw("resume", build, "--json", env={"ANTHROPIC_API_KEY": KEY})
        self.assertEqual(done.returncode, 0, done.stderr)
        heard = self.of_type(build, "message.heard")
        told = self.of_type(build, "message.told")[0]["message"]
        self.assertEqual([p["message"] for p in heard], [told, told])
        ended = [p["session"] for p in self.of_type(build, "session.ended") if p["outcome"] == "done"]
        self.assertIn(heard[1]["session"], ended)


@needs_sandbox
class SideTasks(Context):
    before = (turn("greet", ("toolu_side_1", "search_code", {"question": "What is there already?"}), text="Somebody shall look."),
              turn("greet", ("toolu_look_1", "list_files", {"path": "."}), purpose="search"),
              turn("greet", purpose="search", text="Nothing but the specification.", end=True))

    def check(self, result, model):
        self.assertEqual(result["status"], "completed")
        sessions = self.of_type(result["build"], "session.started")
        side = [p for p in sessions if p["kind"] == "search"]
        self.assertEqual([(p["feature"], p["model"]) for p in side], [("greet", model)])
        self.assertIn(side[0]["parent"], [p["session"] for p in sessions if p["kind"] == "code"])
        ended = [p for p in self.of_type(result["build"], "tool.ended") if p["tool"] == "search_code"]
        self.assertEqual(ended[0]["output"], "Nothing but the specification.")

    def test_a_search_has_its_own_context_and_a_cheaper_model(self):
        result = self.build("--budget-usd", "50")
        self.check(result, "claude-haiku-5-5")
        side = [b for b in self.bodies() if b["model"] == "claude-haiku-5-5"]
        self.assertEqual({tool["name"] for tool in side[0]["tools"]}, {"list_files", "read_file", "search_files"})
        self.assertEqual(len(side[0]["messages"]), 1)

    def test_a_recording_plays_it_only_where_it_holds_turns_for_it(self):
        self.check(self.build(model=f"recording:{self.mine}", key=None), "claude-opus-5-5")


if __name__ == "__main__":
    unittest.main()
