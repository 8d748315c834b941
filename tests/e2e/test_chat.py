# SPDX-License-Identifier: GPL-3.0-or-later
"""A chat from the first word to the build, as a user has it: recorded, against a Messages server, and with its faults."""
import contextlib
import hashlib
import json
import pathlib
import signal
import sqlite3
import subprocess
import sys

from harness import Case, needs_sandbox, unittest
from messagesserver import MessagesServer

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SPEC = ROOT / "resources/templates/todo/spec.xml"
KEY = "sk-ant-api03-" + "PlantedPlantedPlanted0123456789"

DESCRIPTION = ("Here it is.\n\n```app_description\n# Notes\n## Overview\nNotes for one person, kept in a file.\n"
               "## Inferred Complexity\nTier: simple\nEstimated Features: 3\nReasoning: one person\n```\nFine?")


def specification():
    return ("```app_spec\n<project_specification>\n  <project_name>Notes</project_name>\n  <overview>Notes for one person.</overview>\n"
            "  <core_features>\n    <feature_group name=\"Notes\">\n      <feature>A note is added.</feature>\n"
            "      <feature>A note is deleted.</feature>\n      <feature>Notes are listed.</feature>\n    </feature_group>\n"
            "  </core_features>\n</project_specification>\n```")


class ChatCase(Case):
    def setUp(self):
        super().setUp()
        self.settings(recording_speed=0)

    def settings(self, **values):
        folder = self.home / ".config/buildwright"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"chat": values}))

    def chat(self, *args, expect=0, env=None):
        return self.json_bw("chat", *args, expect=expect, env=env)

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'buildwright.db'}?mode=ro", uri=True)) as database:
            return database.execute(sql).fetchall()


class Recorded(ChatCase):
    def finished(self):
        chat = self.chat("new", "I would like a small to-do list for myself, in the browser.", "--model", "demo")
        return self.chat("send", chat["chat"], "1")

    def test_the_conversation_ends_in_the_specification_of_the_sample(self):
        begun = self.chat("new", "--model", "demo")
        self.assertEqual(len(begun["replies"]), 1)
        asked = self.chat("send", begun["chat"], "1")
        self.assertEqual((asked["stage"], asked["spec"], len(asked["replies"])), ("talking", None, 2))
        self.assertTrue(asked["demonstration"])
        done = self.chat("send", begun["chat"], "2")
        self.assertEqual(done["stage"], "reviewing")
        self.assertEqual(done["target"], {"tier": "simple", "features": 14, "chosen": False})
        self.assertFalse(done["spec_outdated"])
        self.assertEqual(done["spec"]["version"], 1)
        content = self.rows("SELECT content FROM spec_versions")
        self.assertEqual([hashlib.sha256(c if isinstance(c, bytes) else c.encode()).hexdigest() for (c,) in content],
                         [hashlib.sha256(SPEC.read_bytes()).hexdigest()])
        listed = self.lines_bw("chat", "list")
        self.assertEqual([row["title"] for row in listed], ["I would like a small to-do list for myself, in…"])

    def test_the_recordings_are_what_their_stories_make(self):
        for name in ("chat", "demo"):
            made = subprocess.run([sys.executable, "-B", str(ROOT / f"resources/recordings/{name}/make.py"), "--check"], stderr=subprocess.PIPE, text=True)
            self.assertEqual(made.returncode, 0, made.stderr)

    def test_a_person_reads_what_can_be_said_next(self):
        chat = self.chat("new", "--model", "demo")["chat"]
        told = self.run_bw("chat", "send", chat, "1")
        self.assertIn("Where does it run?", told.stdout)
        self.assertIn("You can say 1: ", told.stderr)
        shown = self.run_bw("chat", "show", chat)
        self.assertIn("[1] user", shown.stdout)
        self.assertIn("recorded answers, no AI", shown.stdout)

    def test_free_text_is_refused_and_kept_as_a_draft(self):
        chat = self.chat("new", "--model", "demo")["chat"]
        refused = self.chat("send", chat, "A shop for bicycles", expect=1)
        self.assertEqual(refused["error"]["code"], "recording_ended")
        self.assertIn("Add a key", refused["error"]["message"])
        self.assertEqual(self.chat("show", chat)["draft"], "A shop for bicycles")
        self.assertEqual(self.chat("show", chat)["messages"], [])

    def test_kill_9_loses_at_most_about_a_second(self):
        self.settings(recording_speed=200)
        chat = self.chat("new", "--model", "demo")["chat"]
        child = self.start_bw("chat", "send", chat, "1")
        pieces = "SELECT ifnull(sum(length(text)), 0) FROM chat_pieces"
        self.wait_for("half an answer", lambda: self.rows(pieces)[0][0] > 150)
        child.send_signal(signal.SIGKILL)
        child.wait()
        shown = self.chat("show", chat)  # a reader sees it before any owner starts
        self.assertIn("for yourself", shown["messages"][-1]["text"])
        self.settings(recording_speed=0)
        self.chat("draft", chat, "next")
        cut = self.chat("show", chat)["messages"][-1]
        self.assertEqual(cut["state"], "interrupted")
        self.assertGreater(len(cut["text"]), 150)
        again = self.chat("retry", chat)
        self.assertEqual(again["messages"][-1]["state"], "complete")
        self.assertEqual(len(again["messages"]), 2)

    def test_a_stop_keeps_what_came(self):
        self.settings(recording_speed=200)
        chat = self.chat("new", "--model", "demo")["chat"]
        child = self.start_bw("chat", "send", chat, "1", "--json")
        self.wait_for("an answer", lambda: self.rows("SELECT count(*) FROM chat_pieces")[0][0] > 0)
        self.assertIn("stop", self.run_bw("chat", "--help").stdout)
        self.assertEqual(self.run_bw("chat", "stop", chat).returncode, 0)  # through the owner's control socket
        out, err = child.communicate(timeout=30)
        self.assertEqual(child.returncode, 1, err)
        self.assertEqual(json.loads(out)["messages"][-1]["state"], "interrupted")

    def test_two_programs_share_a_chat(self):
        self.settings(recording_speed=300)
        chat = self.chat("new", "--model", "demo")["chat"]
        owner = self.start_bw("chat", "send", chat, "1", "--json")
        self.wait_for("an answer", lambda: self.rows("SELECT count(*) FROM chat_pieces")[0][0] > 0)
        queued = self.run_bw("chat", "send", chat, "Fine, decide the rest yourself.", "--json")
        self.assertEqual(queued.returncode, 0, queued.stderr)
        self.assertIn("waits for its end", queued.stderr)
        done = json.loads(queued.stdout)
        self.assertEqual(done["spec"]["version"], 1)
        owner.communicate(timeout=60)
        self.assertEqual(owner.returncode, 0)

    def test_versions_forks_and_choices(self):
        chat = self.finished()["chat"]
        choice = self.run_bw("chat", "choose", chat, "--tier", "standard")
        self.assertEqual(choice.returncode, 0, choice.stderr)
        shown = self.chat("show", chat)
        self.assertTrue(shown["spec_outdated"])
        self.assertEqual(shown["target"], {"tier": "standard", "features": 80, "chosen": True})
        self.assertEqual(shown["guess"]["tier"], "simple")
        self.chat("choose", chat)
        self.assertFalse(self.chat("show", chat)["spec_outdated"])
        fork = self.chat("fork", chat, "--message", "2")["chat"]
        self.assertNotEqual(fork, chat)
        self.assertEqual(len(self.chat("show", fork)["messages"]), 2)
        self.assertEqual(self.chat("edit", chat, "x", expect=2)["error"]["code"], "invalid_argument")
        edited = self.chat("edit", chat, "Fine, decide the rest yourself.", "--message", "3")
        self.assertEqual(len(edited["messages"]), 4 + 1)

    def test_lists_search_and_throwing_away(self):
        chat = self.finished()["chat"]
        hits = self.lines_bw("chat", "search", "easily forgotten")
        self.assertEqual([(hit["chat"], hit["role"]) for hit in hits], [(chat, "assistant")])
        for word, option, there in (("archive", "--archived", True), ("unarchive", "--archived", False),
                                    ("delete", "--deleted", True), ("undelete", "--deleted", False)):
            self.chat(word, chat)
            self.assertEqual(bool(self.lines_bw("chat", "list", option)), there, word)
            self.assertEqual(bool(self.lines_bw("chat", "list")), not there, word)
        self.chat("rename", chat, "My list")
        self.assertEqual(self.lines_bw("chat", "list")[0]["title"], "My list")

    def test_exports(self):
        chat = self.finished()["chat"]
        markdown = self.run_bw("chat", "export", chat).stdout
        self.assertIn("## You", markdown)
        self.assertIn("<project_specification>", markdown)
        out = self.top / "chat.json"
        self.run_bw("chat", "export", chat, "--format", "json", "--out", out)
        exported = json.loads(out.read_text())
        self.assertEqual(exported["buildwright_chat"], 1)
        self.assertEqual([m["role"] for m in exported["messages"]], ["user", "assistant", "user", "assistant", "spec"])

    @needs_sandbox
    def test_it_ends_in_the_demonstration_build(self):
        self.finished()
        (content,), = self.rows("SELECT content FROM spec_versions")
        path = self.top / "app_spec.xml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        built = self.run_bw("build", "--spec", path, "--model", "demo", "--budget-tokens", "60000", "--json")
        self.assertIn('"demonstration":true', built.stdout)
        self.assertEqual(json.loads(built.stdout)["reason"], "budget")


class Served(ChatCase):
    """Against a server that speaks the Messages API, and is strict about what it is sent."""

    def serve(self, *turns, mode=""):
        """Turns: (purpose, text, stop reason). The recorded conversation when there are none."""
        path = ROOT / "resources/recordings/chat.jsonl"
        if turns:
            path = self.top / "turns.jsonl"
            lines = [{"buildwright_recording": 1, "name": "t", "model": "claude-opus-5-5"}]
            lines += [{"for": {"purpose": purpose}, "content": [{"type": "text", "text": text}], "stop_reason": stop,
                       "usage": {"input_tokens": 100, "output_tokens": len(text) // 4}} for purpose, text, stop in turns]
            path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        self.server = MessagesServer(self.top / "requests.log", KEY, path)
        self.addCleanup(self.server.stop)
        self.env.update(ANTHROPIC_BASE_URL=self.server.url + mode, ANTHROPIC_API_KEY=KEY)

    def described(self, *more):
        self.serve(("chat", DESCRIPTION, "end_turn"), *(more or [("spec", specification(), "end_turn")]))
        return self.chat("new", "notes, please")

    def bodies(self):
        return [json.loads(request["body"]) for request in self.server.requests()]

    def test_answers_stream_and_go_back_byte_for_byte(self):
        self.serve()
        chat = self.chat("new", "A list")["chat"]
        done = self.chat("send", chat, "only me")
        self.assertEqual((done["stage"], done["spec"]["version"]), ("reviewing", 1))
        self.assertFalse(done["demonstration"])
        self.assertGreater(float(done["cost_usd"]), 0)
        third = self.chat("send", chat, "and filters?")
        self.assertEqual([request["status"] for request in self.server.requests()], [200] * 4)
        self.assertEqual(len([m for m in third["messages"] if m["role"] == "spec"]), 1)
        self.assertGreater(third["context"]["used"], 0)
        self.assertTrue(third["context"]["exact"])

    def test_a_cut_specification_is_gone_on_with(self):
        whole = specification()
        done = self.described(("spec", whole[:300], "max_tokens"), ("spec", whole[300:], "end_turn"))
        self.assertEqual((done["stage"], done["spec"]["version"]), ("reviewing", 1))
        self.assertEqual(len(self.bodies()), 3)

    def test_the_tier_that_a_person_chose_is_asked_for(self):
        chat = self.described()["chat"]
        self.chat("choose", chat, "--tier", "production", "--features", "170")
        self.assertEqual(len(self.bodies()), 2)
        done = self.chat("expand", chat)
        self.assertIn("Tier: production\nFeatures: 170", self.bodies()[-1]["messages"][0]["content"][-1]["text"])
        self.assertFalse(done["spec_outdated"])

    def test_asking_first(self):
        self.settings(expand="ask", recording_speed=0)
        offered = self.described()
        self.assertEqual((offered["stage"], len(self.bodies())), ("talking", 1))
        self.chat("show", offered["chat"])
        self.assertEqual(len(self.bodies()), 1)
        self.assertEqual(self.chat("expand", offered["chat"])["spec"]["version"], 1)

    def test_what_cannot_be_read_is_kept_with_its_line(self):
        broken = "```app_spec\n<project_specification>\n<project_name>Notes\n</project_specification>\n```"
        done = self.described(("spec", broken, "end_turn"))
        self.assertIsNone(done["spec"])
        self.assertGreater(done["messages"][-1]["made_for"]["problem"]["line"], 0)

    def test_attachments_go_along(self):
        self.serve(("chat", "I see.", "end_turn"))
        table = self.top / "table.csv"
        table.write_text("a,b\n1,2\n")
        chat = self.chat("new", "look", "--attach", table)
        self.assertEqual(chat["messages"][0]["attachments"][0]["media_type"], "text/csv")
        self.assertIn("a,b\n1,2", self.bodies()[0]["messages"][0]["content"][0]["text"])
        broken = self.top / "broken.bin"
        broken.write_bytes(b"\0\1\2")
        refused = self.chat("send", chat["chat"], "and this", "--attach", broken, expect=2)
        self.assertEqual(refused["error"]["code"], "unsupported")

    def failed(self, mode, expect, code):
        self.serve(mode=mode)
        failed = self.chat("new", "A list", expect=expect)
        last = failed["messages"][-1]
        self.assertEqual((last["state"], last["error"]["code"]), ("failed", code))
        return failed["chat"], last

    def test_a_refused_key(self):
        chat, _ = self.failed("/unauthorized", 5, "unauthorized")
        self.env["ANTHROPIC_BASE_URL"] = self.server.url
        self.assertIn("Where does it run?", self.chat("retry", chat)["messages"][-1]["text"])

    def test_a_service_that_is_too_busy(self):
        chat, _ = self.failed("/overloaded-3", 6, "overloaded")
        again = self.chat("retry", chat)
        self.assertEqual((again["messages"][-1]["state"], len(again["messages"])), ("complete", 2))

    def test_a_stream_that_breaks_keeps_what_came(self):
        chat, last = self.failed("/broken-1", 6, "stream_broken")
        self.assertTrue(last["text"].startswith("A to-do list for yourself"))
        self.assertNotIn("something else?", last["text"])
        self.assertEqual(self.chat("retry", chat)["messages"][-1]["state"], "complete")

    def test_a_stall_can_be_stopped(self):
        self.serve(mode="/stall-1")
        child = self.start_bw("chat", "new", "A list", "--json")
        self.wait_for("a part", lambda: (self.data / "buildwright.db").exists()
                      and self.rows("SELECT name FROM sqlite_master WHERE name = 'chat_pieces'")
                      and self.rows("SELECT count(*) FROM chat_pieces")[0][0] > 0)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=30)
        last = json.loads(out)["messages"][-1]
        self.assertEqual(last["state"], "interrupted", err)
        self.assertTrue(last["text"].startswith("A to-do list for yourself"))

    def test_a_ceiling_of_a_day_stops_before_the_call(self):
        self.serve()
        (self.home / ".config/buildwright/settings.json").write_text(json.dumps({"limits": {"usd_per_day": "0.0001"}}))
        refused = self.chat("new", "dear", expect=4)
        self.assertEqual(refused["messages"][-1]["error"]["code"], "budget_exceeded")
        self.assertEqual(self.bodies(), [])

    def test_the_key_is_nowhere(self):
        self.serve()
        chat = self.chat("new", f"my key is {KEY}, keep it")["chat"]
        self.run_bw("chat", "export", chat, "--format", "json", "--out", self.top / "export.json")
        self.run_bw("chat", "export", chat, "--out", self.top / "export.md")
        self.assertIn("my key is [redacted]", (self.top / "export.md").read_text())
        for path in [p for p in self.top.rglob("*") if p.is_file()]:
            self.assertNotIn(b"PlantedPlanted", path.read_bytes(), path)

    def test_without_a_key_reading_goes_on(self):
        self.serve()
        chat = self.chat("new", "A list")["chat"]
        bare = {"ANTHROPIC_API_KEY": "", "ANTHROPIC_BASE_URL": ""}
        missing = self.chat("send", chat, "only me", expect=5, env=bare)
        self.assertEqual(missing["error"]["code"], "key_missing")
        self.assertEqual(self.chat("show", chat, env=bare)["draft"], "only me")
        self.assertEqual(len(self.lines_bw("chat", "search", "accounts")), 1)


if __name__ == "__main__":
    unittest.main()
