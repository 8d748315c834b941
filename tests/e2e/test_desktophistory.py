# SPDX-License-Identifier: GPL-3.0-or-later
"""The versions of a specification in the real window, by keyboard: compared, restored, and merged beside the chat that wrote them."""
import contextlib
import json
import sqlite3

from desktopwindow import Display
from harness import unittest
from messagesserver import MessagesServer

KEY = "sk-ant-api03-" + "PlantedPlantedPlanted0123456789"
DESCRIPTION = ("Here it is.\n\n```app_description\n# Notes\n## Overview\nNotes for one person, kept in a file.\n"
               "## Inferred Complexity\nTier: simple\nEstimated Features: 3\nReasoning: one person\n```\nFine?")


def specification(overview, feature="Notes are listed."):
    return ("<project_specification>\n  <project_name>Notes</project_name>\n  <overview>" + overview + "</overview>\n"
            "  <core_features>\n    <feature_group name=\"Notes\">\n      <feature>A note is added.</feature>\n"
            "      <feature>A note is deleted.</feature>\n      <feature>" + feature + "</feature>\n    </feature_group>\n"
            "  </core_features>\n</project_specification>\n")


class History(Display):
    def versions(self, spec):
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'buildwright.db'}?mode=ro", uri=True)) as database:
            return [(number, author, bytes(content).decode()) for number, author, content in database.execute(
                "SELECT version, author, content FROM spec_versions WHERE spec = ? ORDER BY version", (spec,))]

    def rest(self):
        self.wait_for("rest", self.still, 30)

    def shown(self, page):
        child = self.start_shown("--page", page)
        self.focus()
        self.wait_for("the window's ownership", lambda: (self.data / "owner.lock").exists(), 30)
        self.rest()
        return child

    def keep(self, text, *into):
        path = self.top / "kept.xml"
        path.write_text(text)
        return self.json_bw("spec", "import", path, *into)

    def test_an_older_version_is_compared_restored_and_that_taken_back(self):
        texts = [specification("Notes for one person."), specification("Notes for two people."),
                 specification("Notes for two people.", "Notes are listed by date.")]
        spec = self.keep(texts[0])["spec"]
        for text in texts[1:]:
            self.keep(text, "--into", spec)
        child = self.shown("specs")
        self.x("key", "ctrl+f", "Tab", "Tab", "Tab", "Down", "Return")
        self.rest()
        self.x("key", "ctrl+Tab")
        self.rest()
        self.picture("history_newest")
        self.x("key", "End")
        self.rest()
        self.x("key", "alt+r")
        self.wait_for("version 4", lambda: len(self.versions(spec)) == 4, 30)
        self.assertEqual(self.versions(spec)[3][1:], ("person", texts[0]))
        self.rest()
        self.picture("history_restored")
        self.x("key", "ctrl+alt+z")
        self.wait_for("version 5", lambda: len(self.versions(spec)) == 5, 30)
        self.assertEqual(self.versions(spec)[4][2], texts[2])
        self.assertEqual(self.end(child), 0)

    def serve(self, *turns):
        path = self.top / "turns.jsonl"
        lines = [{"buildwright_recording": 1, "name": "t", "model": "claude-opus-5-5"}]
        lines += [{"for": {"purpose": purpose}, "content": [{"type": "text", "text": text}], "stop_reason": "end_turn",
                   "usage": {"input_tokens": 100, "output_tokens": len(text) // 4}} for purpose, text in turns]
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        server = MessagesServer(self.top / "requests.log", KEY, path)
        self.addCleanup(server.stop)
        self.env.update(ANTHROPIC_BASE_URL=server.url, ANTHROPIC_API_KEY=KEY)

    def test_what_a_chat_wrote_again_is_merged_with_my_edit(self):
        self.serve(("chat", DESCRIPTION), ("spec", "```app_spec\n" + specification("Notes for one person.") + "```"))
        done = self.json_bw("chat", "new", "notes, please")
        spec = done["spec"]["id"]
        mine = self.versions(spec)[0][2].replace("Notes for one person.", "Notes for two people.")
        self.keep(mine, "--into", spec)
        # Another server, which answers the same question otherwise.
        again = specification("Notes with a title.", "Notes are listed by date.")
        self.serve(("chat", DESCRIPTION), ("spec", "```app_spec\n" + again + "```"))
        self.json_bw("chat", "expand", done["chat"])
        self.assertEqual(len(self.versions(spec)), 2)  # it does not go together with mine, and waits
        child = self.shown("chat")
        self.x("key", "ctrl+f", "Tab", "Tab", "Tab", "Return")
        self.rest()
        self.picture("chat_waits")
        self.x("key", "alt+g")
        self.focus("Merge$")
        self.rest()
        self.picture("chat_merge")
        self.x("key", "Return")  # nothing is chosen yet: nothing happens
        self.rest()
        self.assertTrue(self.window("Merge$"))
        self.x("key", "alt+m")
        self.rest()
        self.picture("chat_merge_chosen")
        self.x("key", "Return")
        self.wait_for("the end of the choices", lambda: not self.window("Merge$"), 30)
        self.wait_for("version 3", lambda: len(self.versions(spec)) == 3, 30)
        _, author, text = self.versions(spec)[2]
        self.assertEqual(author, "chat")
        self.assertIn("Notes for two people.", text)
        self.assertIn("Notes are listed by date.", text)
        self.rest()
        self.focus()
        self.x("key", "alt+m")  # Compare
        self.focus("Compare$")
        self.rest()
        self.picture("chat_compare")
        self.x("key", "Escape")
        self.assertEqual(self.end(child), 0)


if __name__ == "__main__":
    unittest.main()
