# SPDX-License-Identifier: GPL-3.0-or-later
"""Projects: they are made, named, filled and deleted, and what stands in one stays when it goes."""
import signal

from harness import SLOW, Case, needs_sandbox, unittest
from messagesserver import SMALL, SMALL_SPEC


class Projects(Case):
    def new(self, name):
        return self.json_bw("project", "new", name)["project"]

    def names(self):
        done = self.run_bw("project", "list")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [line.split("  ")[1] for line in done.stdout.splitlines()]

    def test_they_are_made_renamed_listed_and_deleted(self):
        done = self.run_bw("project", "list")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn("project new", done.stderr)
        first, second = self.new("Shop"), self.new("  Two   words ")
        self.assertEqual(self.names(), ["Two words", "Shop"])
        self.assertEqual(self.json_bw("project", "rename", first, "Market")["name"], "Market")
        self.assertEqual(self.json_bw("project", "rename", "Market", "Market")["project"], first)
        self.assertEqual([p["project"] for p in self.lines_bw("project", "list")], [second, first])
        gone = self.json_bw("project", "delete", "Two words", "--yes")
        self.assertEqual((gone["project"], gone["deleted"], gone["builds"]), (second, True, 0))
        self.assertEqual(self.names(), ["Market"])

    def test_what_cannot_be_is_refused_and_changes_nothing(self):
        first = self.new("Shop")
        for words in (("new", "Shop"), ("new", "  "), ("new", "x" * 81), ("new", "a\x07b"), ("rename", "nosuch", "A"), ("delete", "nosuch", "--yes"),
                      ("new",), ("list", "all"), ("burn", "Shop"), ("rename", first)):
            with self.subTest(words):
                done = self.run_bw("project", *words)
                self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
                self.assertNotEqual(done.stderr, "")
        # Without a person to ask, deleting needs the word.
        done = self.run_bw("project", "delete", "Shop")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--yes", done.stderr)
        self.assertIn("stay, without a project", done.stderr)
        self.assertEqual(self.names(), ["Shop"])

    @needs_sandbox
    def test_the_owner_of_the_data_directory_does_it_for_others(self):
        owner = self.start_bw(*SLOW, "--json")
        self.wait_for("work", lambda: len(self.run_bw("events", "last", "--json").stdout.splitlines()) > 5)
        project = self.new("Shop")
        self.assertEqual(self.run_bw("project", "new", "Shop").returncode, 2)
        self.assertEqual(self.json_bw("project", "rename", project, "Market")["name"], "Market")
        self.assertEqual(self.names(), ["Market"])
        self.assertTrue(self.json_bw("project", "delete", "Market", "--yes")["deleted"])
        self.assertEqual(self.names(), [])
        self.assertIsNone(owner.poll(), "it was still at work")
        owner.send_signal(signal.SIGINT)
        owner.communicate(timeout=20)

    @needs_sandbox
    def test_builds_stay_when_their_project_goes(self):
        project = self.new("Shop")
        build = self.json_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}", "--project", "Shop")["build"]
        self.assertEqual(self.json_bw("project", "rename", "Shop", "Market")["builds"], 1)
        self.assertEqual(self.events(build)[0]["payload"]["project"], project)
        gone = self.json_bw("project", "delete", "Market", "--yes")
        self.assertEqual((gone["builds"], gone["deleted"]), (1, True))
        self.assertEqual(self.json_bw("show", build)["status"], "completed")
        done = self.run_bw("build", "--spec", SMALL_SPEC, "--model", f"recording:{SMALL}", "--project", "Market")
        self.assertEqual(done.returncode, 2)
        self.assertIn("Market", done.stderr)
        self.assertEqual(self.run_bw("doctor").returncode, 0)


if __name__ == "__main__":
    unittest.main()
