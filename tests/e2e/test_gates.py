# SPDX-License-Identifier: GPL-3.0-or-later
"""A build waits for its person: gates, questions, and what the command policy leaves open; by commands and at a terminal."""
import json
import os
import pathlib
import pty
import select
import signal
import subprocess
import time

from harness import LONG, PROGRAM, Case, needs_sandbox, unittest

SMALL = pathlib.Path(__file__).parent.parent / "support/messages/small.jsonl"
SPEC = SMALL.with_name("small_spec.xml")
# Put together here: this file must not look as if it held a key.
SECRET = "sk-ant-" + "api03-" + "GateSecret" * 4


def tool(purpose, name, given, feature=None, number=[0]):
    number[0] += 1
    where = {"purpose": purpose, **({"feature": feature} if feature else {})}
    return {"for": where, "content": [{"type": "tool_use", "id": f"toolu_gate_{number[0]}", "name": name, "input": given}],
            "stop_reason": "tool_use", "usage": {"input_tokens": 10, "output_tokens": 10}}


def said(purpose, text, feature=None):
    where = {"purpose": purpose, **({"feature": feature} if feature else {})}
    return {"for": where, "content": [{"type": "text", "text": text}], "stop_reason": "end_turn",
            "usage": {"input_tokens": 10, "output_tokens": 10}}


@needs_sandbox
class Gates(Case):
    def recording(self, first=(), last=()):
        """The small recording with turns before and after its own."""
        lines = SMALL.read_text().splitlines()
        path = self.top / "gates.jsonl"
        turns = [json.dumps(turn) for turn in first], [json.dumps(turn) for turn in last]
        path.write_text("\n".join([lines[0], *turns[0], *lines[1:], *turns[1]]) + "\n")
        return f"recording:{path}"

    def build(self, *more, recording=None, expect=7):
        return self.json_bw("build", "--spec", SPEC, "--model", recording or f"recording:{SMALL}", *more, expect=expect)

    def test_every_gate_in_turn_each_in_a_process_of_its_own(self):
        model = self.recording(first=[tool("plan", "write_file", {"path": "DESIGN.md", "content": "# Plain\n"})])
        result = self.build("--gates", "design,features,every:1,package", recording=model)
        self.assertEqual((result["status"], result["waits"]["kind"]), ("awaiting_design_review", "design"))
        self.assert_nothing_left()
        shown = self.run_bw("review", "last")
        self.assertEqual(shown.stdout, "# Plain\n")
        edited = self.top / "mine.md"
        edited.write_text("# Mine\n")
        result = self.json_bw("approve", "last", "--edit", edited, expect=7)
        self.assertEqual(result["status"], "awaiting_feature_review")
        features = json.loads(self.json_bw("review", "last")["content"])
        self.assertEqual([feature["id"] for feature in features], ["greet", "count"])
        features[1]["description"] = "counts, as I want it"
        listed = self.top / "features.json"
        listed.write_text(json.dumps(features))
        result = self.json_bw("approve", "last", "--edit", listed, expect=7)
        self.assertEqual((result["status"], result["features"]["verified"]), ("awaiting_progress_review", 1))
        result = self.json_bw("approve", "last", expect=7)
        self.assertEqual((result["status"], result["features"]["verified"]), ("awaiting_release_review", 2))
        self.assertFalse(result["artifact"]["complete"])  # to be tried before it is agreed to
        out = self.top / "app.zip"
        result = self.json_bw("approve", "last", "--out", out)
        self.assertEqual(result["status"], "completed")
        done = subprocess.run(["unzip", "-p", out, "DESIGN.md"], capture_output=True, text=True)
        self.assertEqual(done.stdout, "# Mine\n")
        kept = json.loads(subprocess.run(["unzip", "-p", out, "feature_list.json"], capture_output=True, text=True).stdout)
        self.assertEqual(kept[1]["description"], "counts, as I want it")
        self.assertNotIn("waits", self.json_bw("show", "last"))
        self.assert_nothing_left()

    def test_what_cannot_be_used_changes_nothing(self):
        result = self.build("--gates", "features")
        bad = self.top / "bad.json"
        for text, why in (("no json", "not JSON"), ("{}", "not an array"), ("[]", "empty"),
                          ('[{"id":"a","description":"A","depends_on":["z"]}]', "not in the list")):
            bad.write_text(text)
            done = self.run_bw("approve", "last", "--edit", bad)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(why, done.stderr)
        torn = self.top / "torn.json"
        torn.write_text("[\n  {},\n  oops\n]\n")
        done = self.run_bw("approve", "last", "--edit", torn)
        self.assertEqual(done.returncode, 2)
        self.assertIn("feature_list.json, line 3: this is not JSON any more", done.stderr)
        self.assertEqual(self.run_bw("approve", "last", "--edit", self.top / "none.json").returncode, 2)
        done = self.run_bw("reject", "last")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--because", done.stderr)
        for command in ("resume", "pause"):
            done = self.run_bw(command, "last")
            self.assertEqual(done.returncode, 2)
            self.assertIn("approve", done.stderr)
        self.assertEqual(self.run_bw("answer", "last", "yes").returncode, 2)
        self.assertEqual(self.json_bw("show", "last")["events"], result["events"])
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        self.assertEqual(self.run_bw("approve", "last").returncode, 2)

    def test_gates_are_checked_before_anything_is_made(self):
        for given in ("design,nonsense", "every:0", "every:x"):
            done = self.run_bw("build", "--spec", SPEC, "--model", f"recording:{SMALL}", "--gates", given)
            self.assertEqual(done.returncode, 2)
            self.assertIn("every:N", done.stderr)
        self.assertEqual(self.lines_bw("builds"), [])

    def test_a_project_that_nobody_made_is_named(self):
        done = self.run_bw("build", "--spec", SPEC, "--model", f"recording:{SMALL}", "--project", "orchard")
        self.assertEqual(done.returncode, 2)
        self.assertIn("orchard", done.stderr)
        self.assertEqual(self.lines_bw("builds"), [])

    def test_a_question_waits_without_cost_and_the_answer_reaches_the_agent(self):
        ask = tool("code", "ask_user", {"question": "Hello or Good day?", "options": ["Hello", "Good day"]}, "greet")
        result = self.build(recording=self.recording(first=[ask]))
        self.assertEqual(result["status"], "awaiting_answer")
        self.assertEqual(result["waits"]["choices"], ["Hello", "Good day"])
        self.assert_nothing_left()
        self.assertIn("Hello or Good day?", self.run_bw("show", "last").stdout)
        result = self.json_bw("answer", "last", "1")
        self.assertEqual(result["status"], "completed")
        answered = [e["payload"]["answer"] for e in self.events("last") if e["type"] == "question.answered"]
        self.assertEqual(answered, ["Hello"])

    def test_a_key_in_what_a_person_says_is_shown_nowhere(self):
        self.build("--gates", "features")
        done = self.run_bw("reject", "last", "--because", f"use {SECRET} instead")
        for command in (("events", "last"), ("show", "last"), ("logs", "last"), ("review", "last")):
            self.assertNotIn(SECRET, self.run_bw(*command).stdout)
        self.assertNotIn(SECRET, done.stdout + done.stderr)

    def at_terminal(self, args, answers, then=None):
        """Runs the program on a pseudo-terminal and types an answer whenever its prompt is shown; `then` again and again
        when the others are used up."""
        others = then
        pid, screen = pty.fork()
        if pid == 0:
            os.chdir(self.top)
            os.execve(PROGRAM, [PROGRAM, *map(str, args)], dict(self.env, TERM="xterm"))
        seen, end, waiting = "", time.monotonic() + LONG, list(answers)
        while time.monotonic() < end:
            ready, _, _ = select.select([screen], [], [], 0.2)
            if not ready:
                continue
            try:
                chunk = os.read(screen, 65536)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk.decode(errors="replace")
            expected = waiting[0] if waiting else others
            if expected and expected[0] in seen:
                prompt, answer = expected
                del waiting[:1]
                seen = seen[seen.index(prompt) + len(prompt):]
                os.write(screen, answer.encode() + b"\n")
        else:
            os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        os.close(screen)
        self.assertEqual(waiting, [], seen)
        return os.waitstatus_to_exitcode(status), seen

    def test_at_a_terminal_the_decision_is_taken_there(self):
        code, seen = self.at_terminal(
            ["build", "--spec", SPEC, "--model", f"recording:{SMALL}", "--gates", "features,package"],
            [("later: ", "a"), ("later: ", "a")])
        self.assertEqual(code, 0, seen)
        self.assertEqual(self.json_bw("show", "last")["status"], "completed")

    def test_an_empty_line_means_later(self):
        code, _ = self.at_terminal(
            ["build", "--spec", SPEC, "--model", f"recording:{SMALL}", "--gates", "features"], [("later: ", "")])
        self.assertEqual(code, 7)
        self.assertEqual(self.json_bw("approve", "last")["status"], "completed")

    def test_a_command_that_the_policy_leaves_open_is_asked_and_remembered(self):
        command = "curl -s -o page https://example.org/\u202egpj"
        model = self.recording(first=[tool("code", "bash", {"command": command}, "greet")])
        build = ["build", "--spec", SPEC, "--model", model, "--policy", "strict", "--network", "none"]
        code, seen = self.at_terminal(build, [("later): ", "never")], then=("later): ", "project"))
        self.assertEqual(code, 0, seen)
        asked = [e["payload"] for e in self.events("last") if e["type"] == "question.asked"]
        self.assertEqual(asked[0]["kind"], "command")
        self.assertNotIn("\u202e", asked[0]["subject"])  # what is hidden is made visible
        remembered = self.lines_bw("answers")
        self.assertEqual((remembered[0]["answer"], remembered[0]["kind"]), ("never", "command"))
        self.assertEqual({a["answer"] for a in remembered[1:]}, {"project"})
        # The next build of the same application does not ask again, and does not run it.
        code, seen = self.at_terminal(build, [])
        self.assertEqual(code, 0, seen)
        types = [e["type"] for e in self.events("last")]
        self.assertNotIn("question.asked", types)
        self.assertIn("policy.denied", types)
        for _ in remembered:
            self.assertEqual(self.run_bw("answers", "forget", "1").returncode, 0)
        self.assertEqual(self.lines_bw("answers"), [])
        self.assertEqual(self.run_bw("answers", "forget", "1").returncode, 2)


if __name__ == "__main__":
    unittest.main()
