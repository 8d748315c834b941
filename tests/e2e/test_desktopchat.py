# SPDX-License-Identifier: GPL-3.0-or-later
"""Chats through the real window, by keyboard: against the recorded conversation, and against a Messages server with its faults."""
import contextlib
import json
import pathlib
import sqlite3

from desktopwindow import Display
from harness import signal, unittest
from messagesserver import MessagesServer

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KEY = "sk-ant-api03-" + "PlantedPlantedPlanted0123456789"


class ChatDisplay(Display):
    def setUp(self):
        super().setUp()
        self.settings(chat={"recording_speed": 0})

    def settings(self, **values):
        folder = self.home / ".config/buildwright"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps(values))

    def rows(self, sql):
        if not (self.data / "buildwright.db").exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'buildwright.db'}?mode=ro", uri=True)) as database:
            try:
                return database.execute(sql).fetchall()
            except sqlite3.OperationalError:  # not made yet
                return []

    def value(self, sql):
        found = self.rows(sql)
        return found[0][0] if found else None

    def last(self):
        """(role, state, text, error) of the newest message."""
        found = self.rows("SELECT role, state, text, error FROM chat_messages ORDER BY no DESC LIMIT 1")
        return found[0] if found else ("", "", "", "")

    def rest(self):
        self.wait_for("rest", self.still, 30)

    def type(self, text, key="Return"):
        self.x("type", "--delay", "12", "--", text)
        if key:
            self.x("key", key)

    def shown(self, env=None):
        child = self.start_shown("--page", "chat", env=env)
        self.focus()
        self.wait_for("the window's ownership", lambda: (self.data / "owner.lock").exists(), 30)
        self.rest()
        return child

    def new_chat(self):
        self.x("key", "ctrl+shift+n")
        self.rest()


class Served(ChatDisplay):
    """Against a server that speaks the Messages API."""

    def serve(self, mode=""):
        self.server = MessagesServer(self.top / "requests.log", KEY, ROOT / "resources/recordings/chat.jsonl")
        self.addCleanup(self.server.stop)
        self.env.update(ANTHROPIC_BASE_URL=self.server.url + mode, ANTHROPIC_API_KEY=KEY)

    def bodies(self):
        return [json.loads(request["body"]) for request in self.server.requests()]

    def ask_again(self):
        """The menu of the newest message, by keyboard."""
        self.x("key", "shift+Tab")  # from the field to the conversation
        self.x("key", "Menu")
        self.rest()
        self.x("key", "a")

    def test_from_the_first_word_to_the_specification(self):
        self.serve()
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        self.rest()
        self.picture("chat_answer")
        self.type("only me")
        self.wait_for("the specification", lambda: self.complete("spec") == 1, 60)
        self.rest()
        self.picture("chat_served")
        self.assertEqual([request["status"] for request in self.server.requests()], [200] * 3)
        self.assertEqual(self.end(child), 0)

    def test_a_service_that_is_too_busy_is_asked_again_from_the_keyboard(self):
        self.serve("/overloaded-3")
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.wait_for("the failure", lambda: self.last()[1] == "failed", 60)
        self.assertIn("overloaded", self.last()[3])
        self.rest()
        self.picture("chat_overloaded")
        self.ask_again()
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        self.assertEqual(self.end(child), 0)

    def test_a_refused_key_is_said_at_the_message(self):
        self.serve("/unauthorized")
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.wait_for("the failure", lambda: self.last()[1] == "failed", 60)
        self.assertIn("unauthorized", self.last()[3])
        self.rest()
        self.picture("chat_unauthorized")
        self.assertEqual(self.end(child), 0)

    def test_a_cut_answer_is_kept_marked_and_asked_again(self):
        self.serve("/broken-1")
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.wait_for("the break", lambda: self.last()[1] == "failed", 60)
        role, _, text, _ = self.last()
        self.assertEqual(role, "assistant")
        self.assertTrue(text.startswith("A to-do list for yourself"))
        self.rest()
        self.picture("chat_cut")
        self.ask_again()
        self.wait_for("the whole answer", lambda: self.complete("assistant") == 1, 60)
        self.assertEqual(self.end(child), 0)

    def test_a_stall_is_stopped_by_escape(self):
        self.serve("/stall-1")
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.wait_for("a part", lambda: self.value("SELECT count(*) FROM chat_pieces"), 60)
        self.x("key", "Escape")
        self.wait_for("the end", lambda: self.last()[1] == "interrupted", 30)
        self.assertTrue(self.last()[2].startswith("A to-do list for yourself"))
        self.rest()
        self.picture("chat_interrupted")
        self.assertEqual(self.end(child), 0)

    def test_what_an_at_points_at_is_sent(self):
        self.serve()
        notes = self.top / "notes.txt"
        notes.write_text("Forty-two bicycles stand in the yard.\n")
        child = self.shown()
        self.new_chat()
        self.type(f"A list like @{notes}", key=None)
        self.rest()
        self.picture("chat_mention")
        self.x("key", "Return")  # takes what is offered
        self.wait_for("the attachment", lambda: self.value("SELECT count(*) FROM chat_attachments") == 1, 30)
        self.rest()
        self.picture("chat_attached")
        self.x("key", "Return")
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        content = json.dumps(self.bodies()[0]["messages"][0])
        self.assertIn("Forty-two bicycles", content)
        self.assertIn("A list like @notes.txt", content)
        self.assertEqual(self.end(child), 0)

    def test_without_a_key_it_says_what_is_missing_and_the_rest_goes_on(self):
        child = self.shown()
        self.new_chat()
        self.type("A shop for bicycles")
        self.wait_for("the draft", lambda: self.value("SELECT draft FROM chats") == "A shop for bicycles", 30)
        self.rest()
        self.picture("chat_no_key")
        self.assertEqual(self.rows("SELECT * FROM chat_messages"), [])
        self.assertEqual(self.end(child), 0)

    def test_enter_breaks_the_line_where_the_setting_says_so(self):
        self.serve()
        self.settings(chat={"enter": "line"})
        child = self.shown()
        self.new_chat()
        self.type("A list")
        self.type("for me", key="shift+Return")
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        self.assertEqual(self.value("SELECT text FROM chat_messages WHERE role = 'user'"), "A list\nfor me")
        self.assertEqual(self.end(child), 0)


class Kept(ChatDisplay):
    """What must never be lost."""

    def recorded(self):
        self.x("key", "ctrl+k")
        self.focus("Type the name")
        self.type("recorded")
        self.focus()
        self.rest()
        self.x("key", "Tab")  # from the field to the first reply
        self.x("key", "space")

    def test_kill_9_in_the_middle_of_an_answer_keeps_what_came(self):
        self.settings(chat={"recording_speed": 150})
        child = self.shown()
        self.recorded()
        pieces = "SELECT ifnull(sum(length(text)), 0) FROM chat_pieces"
        self.wait_for("half an answer", lambda: (self.value(pieces) or 0) > 150, 60)
        self.end(child, signal.SIGKILL)
        child = self.shown()
        self.wait_for("the mark", lambda: self.last()[1] == "interrupted", 30)
        self.assertGreater(len(self.last()[2]), 150)
        self.rest()
        self.picture("chat_after_kill")
        self.assertEqual(self.end(child), 0)

    def test_a_draft_survives_kill_9(self):
        child = self.shown()
        self.recorded()
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        self.rest()
        self.type("half a thought", key=None)
        self.wait_for("the draft", lambda: self.value("SELECT draft FROM chats") == "half a thought", 30)
        self.end(child, signal.SIGKILL)
        child = self.shown()
        self.picture("chat_draft")
        self.x("key", "ctrl+shift+n")
        self.assertEqual(self.value("SELECT draft FROM chats"), "half a thought")
        self.assertEqual(self.end(child), 0)

    def test_a_deleted_chat_is_taken_back_by_the_keyboard(self):
        child = self.shown()
        self.recorded()
        self.wait_for("the answer", lambda: self.complete("assistant") == 1, 60)
        self.rest()
        for key in ("ctrl+f", "Tab", "Tab", "Tab"):  # search, New, which chats, the list
            self.x("key", key)
        self.x("key", "Delete")
        self.wait_for("the deletion", lambda: self.value("SELECT deleted_ms FROM chats"), 30)
        self.rest()
        self.picture("chat_deleted")
        self.x("key", "ctrl+alt+z")
        self.wait_for("its return", lambda: self.value("SELECT deleted_ms FROM chats") == 0, 30)
        self.assertEqual(self.end(child), 0)

    def test_pictures_of_the_chat_in_every_look(self):
        self.assertEqual(self.run_bw("chat", "new", "I would like a small to-do list for myself, in the browser.",
                                     "--model", "demo").returncode, 0)
        for look in ("light", "dark", "high_contrast"):
            for scale in ("1", "2"):
                state = self.top / "state/buildwright"
                state.mkdir(parents=True, exist_ok=True)
                (state / "desktop.json").write_text(json.dumps({"look": look}))
                child = self.shown(env={"QT_SCALE_FACTOR": scale})
                for key in ("ctrl+f", "Tab", "Tab", "Tab", "Return"):
                    self.x("key", key)
                self.rest()
                self.x("key", "Tab")
                self.rest()
                self.picture(f"chat_{look}_{scale}00")
                self.end(child)


if __name__ == "__main__":
    unittest.main()
