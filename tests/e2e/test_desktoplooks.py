# SPDX-License-Identifier: GPL-3.0-or-later
"""The window at the scales that displays have, and with larger texts, on a virtual display with a real keyboard."""
import json
import time

from desktopwindow import Display
from harness import MESSAGES, needs_sandbox, unittest


class Looks(Display):
    @needs_sandbox
    def test_pictures_at_fractional_scales(self):
        small = ("build", "--spec", MESSAGES / "small_spec.xml", "--model", f"recording:{MESSAGES / 'small.jsonl'}")
        self.assertEqual(self.run_bw(*small).returncode, 0)
        self.run_bw(*small, "--gates", "design")
        for scale in ("1.25", "1.5", "1.75"):
            child = self.start_shown(env={"QT_SCALE_FACTOR": scale})
            self.focus()
            name = str(round(float(scale) * 100))
            self.wait_for("rest", self.still, 20)
            self.picture(f"builds_{name}")
            self.x("key", "ctrl+n")
            self.focus("New Build")
            self.wait_for("rest", self.still, 20)
            self.picture(f"start_{name}")
            self.assertEqual(self.end(child), 0)

    def test_larger_texts_are_remembered(self):
        state = self.top / "state/buildwright/desktop.json"
        child = self.start_shown()
        self.focus()
        for _ in range(3):
            self.x("key", "ctrl+plus")
        self.wait_for("the size", lambda: state.exists() and json.loads(state.read_text()).get("zoom") == 130, 20)
        self.assertEqual(self.end(child), 0)
        child = self.start_shown()
        self.focus()
        self.wait_for("rest", self.still, 20)
        self.picture("zoom_130")
        self.x("key", "ctrl+0")
        self.wait_for("the usual size", lambda: json.loads(state.read_text()).get("zoom") == 100, 20)
        self.assertEqual(self.end(child), 0)

    def test_at_rest_it_sleeps(self):
        child = self.start_shown()
        self.focus()
        self.wait_for("rest", self.still, 20)

        def ticks():
            with open(f"/proc/{child.pid}/stat", encoding="utf-8") as file:
                fields = file.read().rsplit(")", 1)[1].split()
            return int(fields[11]) + int(fields[12])

        def quiet():
            """No hundredth of a second of the processor within one second."""
            before, end = ticks(), time.monotonic() + 1
            self.wait_for("a second", lambda: time.monotonic() > end, 5)
            return ticks() == before
        self.wait_for("a second without work", quiet, 20)
        self.assertEqual(self.end(child), 0)

    def test_one_directory_by_two_names_has_one_window(self):
        first = self.start_shown("--data", self.data)
        link = self.top / "link"
        link.symlink_to(self.data.parent)
        second = self.start("--data", link / self.data.name, "--page", "builds")
        self.assertEqual(second.wait(20), 0, second.stderr.read())
        self.assertIsNone(first.poll())
        self.assertEqual(self.end(first), 0)


if __name__ == "__main__":
    unittest.main()
