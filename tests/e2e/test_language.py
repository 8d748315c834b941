# SPDX-License-Identifier: GPL-3.0-or-later
"""The languages of texts: what a person reads is German where German is wanted, what a program reads never changes."""
import re
import subprocess

from desktopwindow import Display
from harness import BIN, MESSAGES, Case, needs_sandbox, unittest

GERMAN = {"LC_ALL": "", "LANG": "de_DE.UTF-8"}
DESKTOP = BIN / "buildwright-desktop"
SMALL = ("--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}")
# Lines of help that no language changes: names, and what stands for a value.
SAME = re.compile(r"^\s*$|^Version$")


class Language(Case):
    def commands(self):
        listed = self.run_bw("--help").stdout.split("Commands:\n")[1].split("\n\n")[0]
        return [line.split()[0] for line in listed.splitlines()]

    def test_help_is_german_and_nothing_of_it_english(self):
        commands = self.commands()
        self.assertGreater(len(commands), 30)
        for words in [()] + [(command,) for command in commands]:
            with self.subTest(words):
                english = self.run_bw(*words, "--help")
                german = self.run_bw(*words, "--help", env=GERMAN)
                self.assertEqual((german.returncode, german.stderr), (0, ""))
                self.assertEqual(len(german.stdout.splitlines()), len(english.stdout.splitlines()))
                both = [a for a, b in zip(german.stdout.splitlines(), english.stdout.splitlines()) if a == b and not SAME.match(a)]
                self.assertEqual(both, [])

    def test_whoever_speaks_german_is_understood(self):
        spoken = [GERMAN, {"LC_ALL": "de_AT.UTF-8"}, {"LANGUAGE": "de"}, {"LANGUAGE": "pt_BR:de:en"},
                  {"LC_ALL": "", "LC_MESSAGES": "de_CH.UTF-8", "LANG": "en_US.UTF-8"}, {"LC_ALL": "", "LANG": "de_DE"}]
        for env in spoken:
            with self.subTest(env):
                self.assertIn("Noch keine Builds", self.run_bw("builds", env=env).stderr)
        for env in ({"LC_ALL": "C"}, {"LC_ALL": "", "LANG": ""}, {"LC_ALL": "", "LANG": "fr_FR.UTF-8"},
                    {"LC_ALL": "en_GB.UTF-8", "LANG": "de_DE.UTF-8"}, {"LANGUAGE": "en:de", "LANG": "de_DE.UTF-8"}):
            with self.subTest(env):
                self.assertIn("No builds yet", self.run_bw("builds", env=env).stderr)

    def test_the_setting_counts_before_the_system(self):
        self.assertEqual(self.run_bw("settings", "set", "ui.language", "de").returncode, 0)
        self.assertIn("Noch keine Builds", self.run_bw("builds").stderr)
        self.assertEqual(self.run_bw("settings", "set", "ui.language", "en").returncode, 0)
        self.assertIn("No builds yet", self.run_bw("builds", env=GERMAN).stderr)
        self.assertEqual(self.run_bw("settings", "set", "ui.language", "system").returncode, 0)
        self.assertIn("Noch keine Builds", self.run_bw("builds", env=GERMAN).stderr)
        self.assertEqual(self.run_bw("settings", "set", "ui.language", "tlh").returncode, 2)

    def test_errors_are_german_to_the_last_word(self):
        cases = {("frobnicate",): "Es gibt keinen Befehl „frobnicate“.",
                 ("builds", "--frob"): "Unbekannte Option --frob.",
                 ("show",): "Etwas fehlt: buildwright show ID.",
                 ("show", "zzz"): "Nicht vorhanden: Datenordner",
                 ("settings", "set", "build.retries", "many"): "Nicht gültig: build.retries. eine ganze Zahl wird gebraucht",
                 ("settings", "set", "ui.color", "maybe"): "Nicht gültig: ui.color. true oder false wird gebraucht",
                 ("spec", "check", "nothere.xml"): "eine solche Datei gibt es nicht",
                 ("build", "--template", "todo", "--retries", "99"): "eine ganze Zahl von 0 bis 20",
                 ("chat", "send"): "Welcher Chat? Seine Id, ihr Anfang oder last.",
                 ("build", "--prompt", "x", "--model", "claude-opus-5-5"): "Für Claude gibt es keinen Schlüssel."}
        for words, part in cases.items():
            with self.subTest(words):
                done = self.run_bw(*words, env=GERMAN)
                self.assertNotEqual(done.returncode, 0)
                self.assertEqual(done.returncode, self.run_bw(*words).returncode)
                self.assertIn(part, done.stderr)

    def test_what_a_program_reads_is_the_same_in_every_language(self):
        self.run_bw("chat", "new", "--model", "demo")
        for words in (("builds",), ("show", "zzz"), ("settings",), ("templates",), ("frobnicate",), ("builds", "--frob"),
                      ("forecast", "--template", "todo"), ("chat", "list"), ("chat", "show", "last"), ("doctor",),
                      ("policy",), ("spec", "check", "nothere.xml"), ("settings", "set", "build.retries", "many")):
            with self.subTest(words):
                english, german = (self.run_bw(*words, "--json", env=env) for env in ({}, GERMAN))
                self.assertEqual((german.stdout, german.returncode), (english.stdout, english.returncode))

    @needs_sandbox
    def test_a_build_is_told_in_german_and_recorded_as_ever(self):
        done = self.run_bw("build", *SMALL, env=GERMAN)
        self.assertEqual(done.returncode, 0, done.stderr)
        shown = done.stdout + done.stderr
        for part in ("Planung", "Geplante Funktionen: ", "Umsetzung", "Prüfung in einer frischen Sandbox", "Verpackung", "fertig: ",
                     "geprüft in ", "hätte 0,", "Zip:        ", "Protokoll:  buildwright logs "):
            self.assertIn(part, shown)
        for word in ("verified", "Planning", "completed", "tokens", "cost"):
            self.assertNotIn(word, shown)
        for words in (("show", "last"), ("events", "last"), ("features", "last"), ("logs", "last"), ("checkpoints", "last"),
                      ("trace", "last"), ("inbox",), ("artifact", "last")):
            with self.subTest(words):
                english, german = (self.run_bw(*words, "--json", env=env) for env in ({}, GERMAN))
                self.assertEqual((german.stdout, german.returncode), (english.stdout, english.returncode))
        for word in ("geprüft", "läuft", "Vorführung", "Sicherungspunkt"):
            self.assertNotIn(word, self.run_bw("events", "last", "--json").stdout)
        shown = self.run_bw("show", "last", env=GERMAN).stdout
        self.assertRegex(shown, r"Tokens: +\d{1,3}(\.\d{3})* ein, ")

    @unittest.skipUnless(DESKTOP.exists(), "the window was not built")
    def test_the_window_answers_in_german(self):
        for option, part in (("--help", "Aufruf: buildwright-desktop"), ("--wat", "Unbekannte Option --wat.")):
            done = subprocess.run([DESKTOP, option], env=dict(self.env, **GERMAN), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  text=True, timeout=30)
            self.assertIn(part, done.stdout + done.stderr)


class Window(Display):
    @needs_sandbox
    def test_every_page_in_german(self):
        self.assertEqual(self.run_bw("build", *SMALL).returncode, 0)
        self.run_bw("build", *SMALL, "--gates", "design")
        self.assertEqual(self.run_bw("spec", "import", MESSAGES / "small_spec.xml").returncode, 0)
        for page in ("builds", "specs", "chat"):
            child = self.start_shown("--page", page, env=GERMAN)
            self.focus()
            self.wait_for("rest", self.still, 20)
            self.picture(f"german_{page}")
            self.x("key", "ctrl+n")
            self.focus("Neuer Build")
            self.wait_for("rest", self.still, 20)
            self.picture("german_start")
            self.assertEqual(self.end(child), 0)

    def test_a_language_chosen_in_the_window_counts_from_the_next_start_on(self):
        child = self.start_shown()
        self.focus()
        self.x("key", "ctrl+k")
        self.focus("Type the name")
        self.x("type", "Deutsch")
        self.x("key", "Return")
        self.wait_for("the setting", lambda: self.run_bw("settings", "get", "ui.language").stdout == "de\n", 20)
        self.assertEqual(self.end(child), 0)
        child = self.start_shown()
        self.focus()
        self.x("key", "ctrl+n")
        self.focus("Neuer Build")
        self.assertEqual(self.end(child), 0)


if __name__ == "__main__":
    unittest.main()
