# SPDX-License-Identifier: GPL-3.0-or-later
"""packaging/run with a build that is up to date: from the home folder, with the user's own paths."""
import json
import os
import re
import unittest
import zipfile

import checkout


class Run(checkout.Case):
    def setUp(self):
        super().setUp()
        for folder in ("core", "app", "resources", "translations"):
            (self.checkout / folder).mkdir()
        for name in ("CMakeLists.txt", "CMakePresets.json"):
            (self.checkout / name).write_bytes((checkout.TOP / name).read_bytes())
        self.tree = self.checkout / "build/release"
        self.tree.mkdir(parents=True)
        (self.tree / "bin").symlink_to(checkout.BIN)
        script = '. "$1/lib.sh"; bw_identity'
        (self.tree / ".root").write_text(self.run_in(["bash", "-c", script, "bash", self.packaging]).stdout)
        (self.tree / ".stamp").touch()
        self.program = self.packaging / "run"

    def test_arguments_reach_the_program_and_nothing_else_is_printed(self):
        done = self.run_in([self.program, "version", "--json"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("version", json.loads(done.stdout))

    def test_exit_codes_pass(self):
        self.assertEqual(self.run_in([self.program, "show", "no-such-build"]).returncode, 2)

    def test_a_changed_source_makes_it_build_again(self):
        later = os.stat(self.tree / ".stamp").st_mtime + 5
        os.utime(self.checkout / "core", (later, later))
        # There is nothing to build in this checkout: that cmake complains shows that it was asked.
        done = self.run_in([self.program, "version"])
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("configur", done.stderr + " " + "".join(
            p.read_text() for p in [self.tree / ".configure.log"] if p.exists()))

    def test_builds_from_the_home_folder_with_relative_paths(self):
        messages = checkout.TOP / "tests/support/messages"
        (self.home / "answers.jsonl").write_bytes((messages / "small.jsonl").read_bytes())
        (self.home / "my.xml").write_bytes((messages / "small_spec.xml").read_bytes())
        done = self.run_in([self.program, "build", "--spec", "my.xml", "--model", "recording:answers.jsonl", "--out", "here.zip",
                            "--json"])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        result = json.loads(done.stdout.splitlines()[-1])
        self.assertEqual(result["status"], "completed")
        self.assertEqual(result["features"]["verified"], result["features"]["total"])
        with zipfile.ZipFile(self.home / "here.zip") as archive:
            self.assertIn("greet.sh", archive.namelist())
        self.assertTrue(re.match(re.escape(str(self.home)), result["artifact"]["path"]), result["artifact"])
        self.assertTrue((self.home / ".local/share/buildwright").is_dir())


if __name__ == "__main__":
    unittest.main()
