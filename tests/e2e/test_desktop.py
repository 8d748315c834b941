# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a person starts it: offscreen, and on a virtual display with a real keyboard."""
import json
import os
import pathlib
import re
import subprocess

from desktopwindow import DESKTOP, Display, Window
from harness import SLOW, MESSAGES, needs_sandbox, signal, unittest


class Offscreen(Window):
    def test_asking_needs_no_display(self):
        env = {k: v for k, v in self.env.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        for option, part in (("--help", "--data DIR"), ("--version", "buildwright-desktop ")):
            done = subprocess.run([DESKTOP, option], env=env, stdout=subprocess.PIPE, text=True, timeout=30)
            self.assertEqual(done.returncode, 0)
            self.assertIn(part, done.stdout)
        done = subprocess.run([DESKTOP, "--wat"], env=env, stderr=subprocess.PIPE, text=True, timeout=30)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--wat", done.stderr)

    def test_a_signal_ends_it_cleanly(self):
        for how in (signal.SIGTERM, signal.SIGINT):
            child = self.start_shown()
            self.assertEqual(self.end(child, how), 0)

    def test_the_second_hands_over_and_ends(self):
        first = self.start_shown()
        second = self.start("--page", "builds", "buildwright:new?template=todo")
        self.assertEqual(second.wait(20), 0, second.stderr.read())
        self.assertIsNone(first.poll())
        self.assertEqual(self.end(first), 0)

    def test_what_kill_9_leaves_is_no_obstacle(self):
        first = self.start_shown()
        self.end(first, signal.SIGKILL)
        again = self.start_shown()
        self.assertEqual(self.end(again), 0)

    def test_a_directory_that_cannot_be_used_still_opens_a_window(self):
        self.data.write_text("a file")
        child = self.start_shown()
        self.assertEqual(self.end(child), 0)

    def test_no_session_bus_and_no_run_time_folder_is_no_obstacle(self):
        env = {"XDG_RUNTIME_DIR": "", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}
        child = self.start_shown(env=env)
        self.assertEqual(self.end(child), 0)

    def test_the_command_line_hands_over_to_the_window(self):
        window = self.start_shown()
        self.wait_for("the window's ownership", lambda: (self.data / "owner.lock").exists(), 20)
        done = self.run_bw("build", "--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}",
                           "--json")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertEqual(self.end(window), 0)

    @needs_sandbox
    def test_beside_an_owner_and_then_in_its_place(self):
        owner = self.start_bw(*SLOW, "--json")
        self.wait_for("the build", lambda: self.lines_bw("builds") if (self.data / "buildwright.db").exists() else None)
        window = self.start_shown()
        self.assertEqual(owner.wait(120), 0)
        # The owner has gone; the window has to hold the directory soon.
        self.wait_for("the take-over", lambda: self.held_by(window.pid), 20)
        self.assertEqual(self.end(window), 0)

    def held_by(self, pid):
        locks = pathlib.Path("/proc/locks").read_text()
        inode = os.stat(self.data / "owner.lock").st_ino
        return any(re.search(rf"FLOCK\s+\S+\s+WRITE\s+{pid}\s+\S+:{inode}\b", line) for line in locks.splitlines())

    def test_where_the_window_stood_survives_kill_9(self):
        first = self.start_shown()
        state = self.top / "state/buildwright/desktop.json"
        self.wait_for("the state", lambda: state.exists() and "page" in json.loads(state.read_text()), 20)
        self.end(first, signal.SIGKILL)
        self.assertEqual(json.loads(state.read_text())["page"], "builds")


class Shown(Display):
    """Pictures of every page, in light and dark, at 100 and 200 %."""

    def looks(self):
        for look in ("light", "dark", "high_contrast"):
            for scale in ("1", "2"):
                state = self.top / "state/buildwright"
                state.mkdir(parents=True, exist_ok=True)
                (state / "desktop.json").write_text(json.dumps({"look": look}))
                child = self.start_shown(env={"QT_SCALE_FACTOR": scale})
                self.focus()
                yield child, f"{look}_{scale}00"
                self.end(child)

    def test_pictures_of_the_first_start(self):
        for _, name in self.looks():
            self.wait_for("rest", lambda: self.still(), 20)
            self.picture(f"welcome_{name}")

    @needs_sandbox
    def test_pictures_of_builds_and_sheets(self):
        small = ("build", "--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}")
        self.assertEqual(self.run_bw(*small).returncode, 0)
        self.run_bw(*small, "--gates", "design")
        self.run_bw(*small, "--network", "none")
        for _, name in self.looks():
            self.wait_for("rest", lambda: self.still(), 20)
            self.picture(f"builds_{name}")
            for keys, title, page in (("ctrl+n", "New Build", "start"), ("ctrl+k", "Type the name", "palette"),
                                      ("F1", "Keyboard", "shortcuts")):
                self.x("key", keys)
                self.focus(title)
                self.wait_for("rest", lambda: self.still(), 20)
                self.picture(f"{page}_{name}")
                self.x("key", "Escape")
                self.wait_for(f"the end of {title}", lambda: not self.window(title), 20)
                self.focus()

    @needs_sandbox
    def test_the_demonstration_by_keyboard_alone(self):
        child = self.start_shown()
        self.focus()
        self.x("key", "ctrl+k")
        self.focus("Type the name")
        self.x("type", "--delay", "20", "demonstration")
        self.x("key", "Return")
        self.focus("New Build")
        self.wait_for("rest", lambda: self.still(), 20)
        self.x("key", "Return")
        build = self.wait_for("the build", lambda: next(iter(self.builds()), None), 60)
        self.wait_for("its end", lambda: self.builds()[0]["status"] in ("completed", "failed"), 900)
        build = self.builds()[0]
        self.assertEqual(build["status"], "completed", build)
        self.assertTrue(pathlib.Path(build["artifact"]["path"]).exists())
        self.focus()
        self.picture("completed")
        self.x("key", "ctrl+q")
        self.assertEqual(child.wait(30), 0)

    @needs_sandbox
    def test_from_the_first_word_of_a_chat_to_its_build_by_keyboard_alone(self):
        settings = self.home / ".config/buildwright/settings.json"
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text(json.dumps({"chat": {"recording_speed": 0}}))
        child = self.start_shown()
        self.focus()
        self.x("key", "ctrl+k")
        self.focus("Type the name")
        self.x("type", "--delay", "20", "recorded")
        self.x("key", "Return")
        for answers in (1, 2):
            self.wait_for("the reply that is offered", lambda: self.still(), 20)
            self.focus()
            self.x("key", "Tab")  # from the field to the first reply
            self.x("key", "space")
            self.wait_for("the answer", lambda: self.complete("assistant") == answers, 60)
        self.wait_for("the specification", lambda: self.complete("spec") == 1, 60)
        self.wait_for("rest", lambda: self.still(), 20)
        self.picture("chat_specification")
        self.x("key", "alt+u")
        self.focus("New Build")
        self.wait_for("rest", lambda: self.still(), 20)
        self.picture("chat_start")
        self.x("key", "Return")
        build = self.wait_for("the build", lambda: next(iter(self.builds()), None), 60)
        self.assertTrue(build["demonstration"], build)
        self.assertEqual(self.run_bw("stop", build["build"]).returncode, 0)
        self.assertEqual(self.end(child), 0)

    @needs_sandbox
    def test_a_build_goes_on_without_the_window_and_ends_the_program(self):
        child = self.start_shown()
        self.wait_for("the window's ownership", lambda: (self.data / "owner.lock").exists(), 20)
        self.assertEqual(self.run_bw(*SLOW, "--detach").returncode, 0)
        self.focus()
        self.x("key", "ctrl+q")
        self.focus("Builds Are at Work")
        self.picture("leaving")
        self.x("key", "Return")
        self.wait_for("the window's end", lambda: not self.window("Buildwright$"), 20)
        self.assertIsNone(child.poll(), "the build was to go on")
        self.assertEqual(child.wait(120), 0)
        self.assertEqual(self.builds()[0]["status"], "completed")

    def builds(self):
        if not (self.data / "buildwright.db").exists():
            return []
        done = self.run_bw("builds", "--json")
        return [json.loads(line) for line in done.stdout.splitlines()] if done.returncode == 0 else []


if __name__ == "__main__":
    unittest.main()
