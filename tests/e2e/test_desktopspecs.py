# SPDX-License-Identifier: GPL-3.0-or-later
"""The library of specifications in the real window, by keyboard: written, saved, killed, taken back, built."""
import contextlib
import hashlib
import json
import pathlib
import sqlite3
import subprocess

from desktopwindow import Display
from harness import needs_sandbox, signal, unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
TODO = ROOT / "resources/templates/todo/spec.xml"
THEIRS = "# Untitled App\n\n## Features\n\n### Basics\n\n- Somebody else wrote this.\n"


class Specifications(Display):
    def setUp(self):
        super().setUp()
        folder = self.home / ".config/buildwright"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"build": {"model": "demo"}}))

    def shown(self, *args):
        child = self.start_shown(*(args or ("--page", "specs")))
        self.focus()
        self.wait_for("the window's ownership", lambda: (self.data / "owner.lock").exists(), 30)
        self.rest()
        return child

    def rest(self):
        """Nothing changes any more but a caret that blinks: the picture is one of the last ones again."""
        last = []

        def again():
            grab = subprocess.run(["import", "-window", "root", "rgb:-"], env=dict(self.env, DISPLAY=self.display),
                                  stdout=subprocess.PIPE, timeout=60, check=True).stdout
            last.append(hashlib.sha256(grab).digest())
            return last[-1] in last[-4:-1]
        self.wait_for("rest", again, 60)

    def rows(self, sql):
        if not (self.data / "buildwright.db").exists():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'buildwright.db'}?mode=ro", uri=True)) as database:
            try:
                return database.execute(sql).fetchall()
            except sqlite3.OperationalError:  # not made yet
                return []

    def specs(self):
        return self.rows("SELECT id, name, version FROM specs WHERE deleted_ms = 0 ORDER BY updated_ms DESC, rowid DESC")

    def newest(self, spec):
        found = self.rows(f"SELECT content FROM spec_versions WHERE spec = '{spec}' ORDER BY version DESC LIMIT 1")
        return bytes(found[0][0]).decode() if found else ""

    def draft(self, spec):
        path = self.data / f"drafts/{spec}.json"
        return json.loads(path.read_text())["text"] if path.exists() else ""

    def type(self, text):
        self.x("type", "--delay", "12", "--", text)

    def new(self):
        """By its keys; the keyboard is in the text then."""
        before = len(self.specs())
        self.x("key", "ctrl+alt+n")
        self.wait_for("a new specification", lambda: len(self.specs()) == before + 1, 30)
        self.rest()
        return self.specs()[0][0]

    def test_written_saved_doubled_deleted_and_taken_back(self):
        child = self.shown()
        self.picture("specs_empty")
        spec = self.new()
        self.picture("specs_new")
        self.x("key", "ctrl+End")
        self.type("- A person can count stars.")
        self.wait_for("the draft", lambda: "count stars" in self.draft(spec), 20)
        self.rest()
        self.picture("specs_unsaved")
        self.x("key", "ctrl+s")
        self.wait_for("version 2", lambda: self.specs()[0][2] == 2, 20)
        self.assertIn("- A person can count stars.", self.newest(spec))
        self.wait_for("the end of the draft", lambda: not self.draft(spec), 20)
        self.x("key", "ctrl+shift+d")
        self.wait_for("the double", lambda: len(self.specs()) == 2, 20)
        self.rest()
        self.x("key", "ctrl+shift+Delete")
        self.wait_for("its deletion", lambda: len(self.specs()) == 1, 20)
        self.rest()
        self.picture("specs_gone")
        self.x("key", "ctrl+alt+z")
        self.wait_for("its return", lambda: len(self.specs()) == 2, 20)
        self.assertEqual(self.end(child), 0)

    def test_what_is_not_saved_survives_kill_9_and_a_change_elsewhere(self):
        child = self.shown()
        spec = self.new()
        self.x("key", "ctrl+End")
        self.type("- A person can watch the moon.")
        self.wait_for("the draft", lambda: "watch the moon" in self.draft(spec), 20)
        self.end(child, signal.SIGKILL)
        self.assertNotIn("moon", self.newest(spec))
        (self.top / "theirs.md").write_text(THEIRS)
        self.assertEqual(self.run_bw("spec", "import", self.top / "theirs.md", "--into", spec).returncode, 0)
        child = self.shown()
        self.picture("specs_changed_elsewhere")
        self.x("key", "alt+m")
        self.focus("Merge$")
        self.rest()
        self.picture("specs_merge")
        self.x("key", "Escape")  # leaves everything as it was
        self.wait_for("the end of the merge", lambda: not self.window("Merge$"), 20)
        self.focus()
        self.x("key", "alt+k")  # keep mine
        self.rest()
        self.x("key", "ctrl+s")
        self.wait_for("my version on top of theirs", lambda: "watch the moon" in self.newest(spec), 20)
        self.assertEqual(self.specs()[0][2], 3)
        # The other one is in the history, and nothing is kept aside any more.
        self.assertEqual(self.run_bw("spec", "export", f"{spec}@2", "--out", self.top / "two.md").returncode, 0)
        self.assertEqual((self.top / "two.md").read_text(), THEIRS)
        self.wait_for("the end of the draft", lambda: not self.draft(spec), 20)
        self.assertEqual(self.end(child), 0)

    def test_a_file_from_outside_is_stored_only_after_yes(self):
        self.assertEqual(self.run_bw("spec", "import", TODO).returncode, 0)
        spec = self.specs()[0][0]
        given = self.top / "given.bwspec"
        self.assertEqual(self.run_bw("spec", "export", spec, "--out", given).returncode, 0)
        child = self.shown(given)
        self.focus("Import Specification")
        self.rest()
        self.picture("specs_import")
        self.x("key", "Escape")
        self.wait_for("the end of the question", lambda: not self.window("Import Specification"), 20)
        self.assertEqual(len(self.specs()), 1)
        # A second start hands it over.
        self.assertEqual(self.start(given).wait(30), 0)
        self.focus("Import Specification")
        self.rest()
        self.x("key", "Return")
        self.wait_for("the import", lambda: len(self.specs()) == 2, 20)
        self.assertEqual(self.end(child), 0)

    @needs_sandbox
    def test_a_demonstration_is_built_from_the_library(self):
        self.assertEqual(self.run_bw("spec", "import", TODO).returncode, 0)
        spec = self.specs()[0][0]
        child = self.shown()
        self.x("key", "ctrl+shift+b")
        self.focus("New Build")
        self.rest()
        self.picture("specs_start")
        self.x("key", "Return")
        build = self.wait_for("the build", lambda: next(iter(self.builds()), None), 60)
        self.assertTrue(build["demonstration"], build)
        created = self.events(build["build"])[0]["payload"]
        self.assertEqual((created["spec"], created["spec_version"]), (spec, 1))
        self.assertEqual(self.run_bw("stop", build["build"]).returncode, 0)
        self.assertEqual(self.end(child), 0)

    def test_pictures(self):
        self.assertEqual(self.run_bw("spec", "import", TODO).returncode, 0)
        (self.top / "theirs.md").write_text(THEIRS)
        self.assertEqual(self.run_bw("spec", "import", self.top / "theirs.md").returncode, 0)
        todo = next(spec for spec, name, _ in self.specs() if name == "To-do list")
        for look in ("light", "dark", "high_contrast"):
            for scale in ("1", "2"):
                state = self.top / "state/buildwright"
                state.mkdir(parents=True, exist_ok=True)
                (state / "desktop.json").write_text(json.dumps({"look": look, "page": "specs", "place": todo}))
                child = self.start_shown(env={"QT_SCALE_FACTOR": scale})
                self.focus()
                self.rest()
                self.picture(f"specs_{look}_{scale}00")
                self.end(child)

    def builds(self):
        done = self.run_bw("builds", "--json")
        return [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []


if __name__ == "__main__":
    unittest.main()
