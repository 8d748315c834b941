# SPDX-License-Identifier: GPL-3.0-or-later
"""What the built programs load, directly or through others."""
import os
import pathlib
import re
import subprocess
import unittest

BIN = pathlib.Path(os.environ.get("BW_BIN_DIR", "build/dev/bin")).resolve()


def libraries(program):
    done = subprocess.run(["ldd", str(BIN / program)], stdout=subprocess.PIPE, text=True, check=True)
    return re.findall(r"^\s*(\S+\.so\S*)", done.stdout, re.M)


class Links(unittest.TestCase):
    def test_command_line_loads_nothing_of_a_screen(self):
        loaded = libraries("buildwright")
        self.assertTrue(any(name.startswith("libQt6Core.") for name in loaded), loaded)
        wrong = [name for name in loaded if re.match(r"libQt6(Gui|Widgets|WebEngine|NetworkAuth|Quick|Qml)|libX11|libGL", name)]
        self.assertEqual(wrong, [])

    @unittest.skipUnless((BIN / "buildwright-desktop").exists(), "the window was not built")
    def test_window_loads_no_web_engine(self):
        loaded = libraries("buildwright-desktop")
        self.assertTrue(any(name.startswith("libQt6Widgets.") for name in loaded), loaded)
        self.assertEqual([name for name in loaded if re.match(r"libQt6(WebEngine|NetworkAuth|Quick|Qml)", name)], [])

    def test_daemon_loads_no_qt(self):
        loaded = libraries("buildwright-sandboxd")
        self.assertTrue(any(name.startswith("libc.so") for name in loaded), loaded)
        self.assertEqual([name for name in loaded if "Qt" in name], [])


if __name__ == "__main__":
    unittest.main()
