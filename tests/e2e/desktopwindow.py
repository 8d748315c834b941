# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the window as a person does: offscreen, or on a virtual display with a real keyboard and pictures."""
import contextlib
import os
import pathlib
import shutil
import sqlite3
import subprocess

from harness import BIN, Case, signal, unittest

DESKTOP = str(BIN / "buildwright-desktop")
PICTURES = pathlib.Path(os.environ.get("BW_PICTURES", BIN.parent / "pictures"))


class Window(Case):
    platform = {"QT_QPA_PLATFORM": "offscreen"}

    def setUp(self):
        if not pathlib.Path(DESKTOP).exists():
            self.skipTest("the window was not built")
        super().setUp()
        self.env["XDG_STATE_HOME"] = str(self.top / "state")
        self.log = self.top / "state/buildwright/buildwright.log"

    def start(self, *args, env=None):
        merged = dict(self.env, **self.platform, **(env or {}))
        child = subprocess.Popen([DESKTOP, *map(str, args)], env=merged, cwd=self.top, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.children.append(child)
        return child

    def painted(self, times=1):
        return self.log.exists() and self.log.read_text().count("first paint") >= times

    def start_shown(self, *args, env=None):
        before = self.log.read_text().count("first paint") if self.log.exists() else 0
        child = self.start(*args, env=env)
        self.wait_for("the first paint", lambda: self.painted(before + 1) or child.poll() is not None, 30)
        self.assertIsNone(child.poll(), child.stderr.read() if child.poll() is not None else "")
        return child

    def end(self, child, how=signal.SIGTERM):
        child.send_signal(how)
        child.wait(20)
        return child.returncode


@unittest.skipUnless(shutil.which("Xvfb") and shutil.which("xdotool"), "Xvfb and xdotool are not installed")
class Display(Window):
    """With a display and a keyboard."""

    def setUp(self):
        super().setUp()
        read, write = os.pipe()
        self.screen = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "2560x1700x24", "-nolisten", "tcp"],
                                       pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            self.display = ":" + number.readline().strip()
        self.platform = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": self.display}
        PICTURES.mkdir(parents=True, exist_ok=True)

    def tearDown(self):
        super().tearDown()
        self.screen.terminate()
        self.screen.wait()

    def x(self, *args):
        done = subprocess.run(["xdotool", *map(str, args)], env=dict(self.env, DISPLAY=self.display), stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, timeout=30)
        return done.stdout.strip()

    def window(self, title):
        found = self.x("search", "--onlyvisible", "--name", title).split()
        return found[0] if found else None

    def focus(self, title="Buildwright$"):
        window = self.wait_for(f"the window {title}", lambda: self.window(title), 30)
        self.x("windowfocus", "--sync", window)
        return window

    def picture(self, name):
        subprocess.run(["import", "-window", "root", str(PICTURES / f"{name}.png")],
                       env=dict(self.env, DISPLAY=self.display), timeout=60, check=True)

    def still(self):
        """Nothing changes any more: two pictures in a row are the same."""
        def grab():
            return subprocess.run(["import", "-window", "root", "rgb:-"], env=dict(self.env, DISPLAY=self.display),
                                  stdout=subprocess.PIPE, timeout=60).stdout
        return grab() == grab()

    def complete(self, role):
        """How many messages of a role are there, whole."""
        if not (self.data / "buildwright.db").exists():
            return 0
        with contextlib.closing(sqlite3.connect(f"file:{self.data / 'buildwright.db'}?mode=ro", uri=True)) as database:
            return database.execute("SELECT count(*) FROM chat_messages WHERE role = ? AND state = 'complete'",
                                    (role,)).fetchone()[0]
