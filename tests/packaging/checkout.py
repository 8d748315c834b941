# SPDX-License-Identifier: GPL-3.0-or-later
"""A checkout in a temporary folder with the scripts of this one, a home, and a person who has never used Buildwright."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BW_BIN_DIR", TOP / "build/dev/bin")).resolve()
LIMIT = 240  # seconds; for what hangs, never a wait


class Case(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bw packaging "))  # a blank in every path
        self.addCleanup(shutil.rmtree, self.top, ignore_errors=True)
        self.checkout = self.top / "check out"
        self.home = self.top / "home"
        for folder in (self.checkout, self.home, self.top / "run"):
            folder.mkdir(mode=0o700)
        shutil.copytree(TOP / "packaging", self.checkout / "packaging")
        self.packaging = self.checkout / "packaging"
        keep = ("PATH", "LANG", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        self.env.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(self.top / "run"), LC_ALL="C.UTF-8", TERM="dumb")

    def run_in(self, command, cwd=None, env=None, stdin=""):
        return subprocess.run([str(word) for word in command], cwd=cwd or self.home, env=dict(self.env, **(env or {})),
                              input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=LIMIT)
