# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input gets a clear error naming the thing, the right exit code, and leaves nothing half done."""
import contextlib
import json
import os
import sqlite3

from harness import Case, unittest


class BadInput(Case):
    def refused(self, code, named, *args, env=None):
        done = self.run_bw(*args, env=env)
        self.assertEqual(done.returncode, code, f"{args}: {done.stdout}{done.stderr}")
        self.assertIn(named, done.stderr)
        self.assertEqual(done.stdout, "")
        as_json = self.run_bw(*args, "--json", env=env)
        self.assertEqual(as_json.returncode, code)
        self.assertEqual(len(as_json.stdout.splitlines()), 1, as_json.stdout)
        return json.loads(as_json.stdout)

    def spec(self, name, content):
        path = self.top / name
        path.write_bytes(content)
        return path

    def test_specifications(self):
        for name, content in (("empty.md", b""), ("latin1.md", b"# Caf\xe9\n## Features\n- a\n"),
                              ("big.md", b"# Big\n" + b"x" * 10_000_000),
                              ("broken.xml", b"<project_specification>\n<project_name>a</project_name>\n<core_features>\n"),
                              ("none.md", b"# Nothing\n\nNo features here.\n")):
            with self.subTest(name):
                path = self.spec(name, content)
                self.refused(2, name, "build", "--spec", path, "--model", "demo")
                self.refused(2, name, "spec", "check", path)

    def test_names(self):
        self.refused(2, "nothere", "build", "--template", "nothere", "--model", "demo")
        self.refused(2, "nosuch", "show", "nosuch")
        self.refused(2, "nosuch.md", "build", "--spec", "nosuch.md", "--model", "demo")
        self.refused(2, "--spec", "build")
        self.refused(2, "--frobnicate", "builds", "--frobnicate")

    def test_a_missing_key_is_found_before_anything_is_made(self):
        self.refused(5, "ANTHROPIC_API_KEY", "build", "--template", "todo")
        self.assertFalse(list((self.data / "sandboxes").glob("*")) if (self.data / "sandboxes").exists() else [])

    def test_a_recording_is_refused_with_another_specification(self):
        path = self.spec("other.md", b"# Other\n\n## Features\n\n- It says hello\n- It says goodbye\n")
        self.refused(2, "demo", "build", "--spec", path, "--model", "demo")

    def test_data_directories(self):
        self.refused(8, str(self.top / "file"), "builds", "--data", self.file("file"))
        self.data.mkdir()
        (self.data / "buildwright.db").write_bytes(b"this is not a database" * 100)
        self.refused(8, "buildwright.db", "builds")
        self.refused(8, "buildwright.db", "build", "--template", "todo", "--model", "demo")

    def test_a_newer_database_is_refused_untouched(self):
        self.data.mkdir()
        path = self.data / "buildwright.db"
        with contextlib.closing(sqlite3.connect(path)) as db, db:
            db.execute("create table t(x)")
            db.execute("pragma user_version = 9999")
        before = path.read_bytes()
        self.refused(8, "9999", "builds")
        self.refused(8, "9999", "build", "--template", "todo", "--model", "demo")
        self.assertEqual(path.read_bytes(), before)
        self.assertEqual([p.name for p in self.data.iterdir() if p.name.startswith("buildwright.db")], ["buildwright.db"])

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_directory_that_may_not_be_written(self):
        self.data.mkdir(mode=0o500)
        self.refused(8, str(self.data), "build", "--template", "todo", "--model", "demo")

    def file(self, name):
        path = self.top / name
        path.write_text("x")
        return path

    def test_nothing_to_list(self):
        done = self.run_bw("builds")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertNotEqual(done.stderr, "")
        self.assertEqual(self.run_bw("builds", "--json").stdout, "")


if __name__ == "__main__":
    unittest.main()
