# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that need no sandbox: help, version, templates, specifications, settings, doctor."""
import json

from harness import Case, unittest

COMMANDS = ("build", "builds", "show", "logs", "events", "features", "artifact", "stop", "resume", "delete", "templates",
            "spec", "settings", "doctor", "version")


class Commands(Case):
    def test_every_command_has_help(self):
        whole = self.run_bw("--help")
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        for command in COMMANDS:
            with self.subTest(command):
                self.assertIn(f"  {command}", whole.stdout)
                done = self.run_bw(command, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(f"buildwright {command}", done.stdout)
                self.assertIn("--json", done.stdout)
        self.assertFalse(self.data.exists(), "help must not make a data directory")

    def test_version(self):
        self.assertRegex(self.run_bw("version").stdout, r"^buildwright \d+\.\d+\.\d+")
        self.assertRegex(self.json_bw("version")["version"], r"^\d+\.\d+\.\d+$")

    def test_templates_are_listed_and_shown_and_can_be_checked(self):
        listed = self.lines_bw("templates")
        todo = next(t for t in listed if t["template"] == "todo")
        self.assertGreaterEqual(todo["features"], 12)
        self.assertEqual((todo["tier"], todo["recording"]), ("simple", "demo"))
        shown = self.run_bw("templates", "show", "todo")
        path = self.top / "todo.xml"
        path.write_text(shown.stdout)
        checked = self.json_bw("spec", "check", path)
        self.assertTrue(checked["usable"])
        self.assertEqual(len(checked["features"]), todo["features"])
        self.assertIn("keep-tasks", [f["id"] for f in checked["features"]])
        self.assertEqual(self.json_bw("templates", "show", "todo")["spec"].strip(), shown.stdout.strip())
        self.assertEqual(self.run_bw("templates", "show", "nothere").returncode, 2)
        self.assertEqual(self.run_bw("templates", "todo").returncode, 2)

    def test_spec_check_names_the_line(self):
        path = self.top / "broken.xml"
        path.write_text("<project_specification>\n<project_name>a</project_name>\n<overview>\n</project_specification>\n")
        found = self.json_bw("spec", "check", path, expect=2)
        self.assertFalse(found["usable"])
        self.assertEqual(found["diagnostics"][0]["key"], "broken_xml")
        self.assertGreater(found["diagnostics"][0]["line"], 1)
        self.assertIn(str(found["diagnostics"][0]["line"]), found["error"]["message"])
        self.assertEqual(self.run_bw("spec", "check", self.top).returncode, 2)
        self.assertEqual(self.run_bw("spec", "burn", path).returncode, 2)

    def test_settings_are_kept_and_have_an_order(self):
        self.assertEqual(self.json_bw("settings", "get", "build.network")["origin"], "default")
        done = self.run_bw("settings", "set", "build.network", "none")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.run_bw("settings", "get", "build.network").stdout, "none\n")
        self.assertEqual(self.json_bw("settings", "get", "build.network")["origin"], "file")
        over = self.json_bw("settings", "get", "build.network", env={"BUILDWRIGHT_NETWORK": "open"})
        self.assertEqual((over["value"], over["origin"]), ("open", "environment"))
        self.assertIn("build.network", [s["key"] for s in self.lines_bw("settings")])
        self.assertEqual(self.run_bw("settings", "get", "no.such").returncode, 2)
        self.assertEqual(self.run_bw("settings", "set", "build.network", "everywhere").returncode, 2)
        self.assertEqual(self.run_bw("settings", "set", "build.network").returncode, 2)
        self.assertEqual(self.run_bw("settings", "get", "build.network").stdout, "none\n")

    def test_a_wrong_setting_is_named_with_its_line_and_ignored(self):
        folder = self.home / ".config" / "buildwright"
        folder.mkdir(parents=True)
        (folder / "settings.json").write_text('{\n  "build": {\n    "network": "everywhere"\n  }\n}\n')
        done = self.run_bw("settings", "get", "build.network")
        self.assertEqual((done.returncode, done.stdout), (0, "registries\n"))
        self.assertIn("line 3", done.stderr)

    def test_doctor_of_nothing(self):
        done = self.run_bw("doctor")
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertIn(str(self.data), done.stderr)

    def test_output_that_is_no_terminal_has_no_control_sequences(self):
        for args in (["--help"], ["templates"], ["settings"], ["version"]):
            self.assertNotIn("\x1b", self.run_bw(*args).stdout)

    def test_json_is_said_once_and_alone(self):
        for args in (["show", "last"], ["nosuch"], ["build", "--spec"], ["builds", "--level"]):
            with self.subTest(args):
                done = self.run_bw(*args, "--json")
                self.assertEqual(done.returncode, 2)
                self.assertIn("error", json.loads(done.stdout))
                self.assertNotEqual(done.stderr, "")


if __name__ == "__main__":
    unittest.main()
