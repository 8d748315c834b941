# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts the real programs as a user would. Every test gets its own home, data directory and run-time folder."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

BIN = pathlib.Path(os.environ.get("BW_BIN_DIR", "build/dev/bin")).resolve()
PROGRAM = str(BIN / "buildwright")
MESSAGES = pathlib.Path(__file__).resolve().parent.parent / "support/messages"
# A build of some ten seconds: time enough to disturb it, and no more.
SLOW = ("build", "--spec", str(MESSAGES / "slow_spec.xml"), "--model", f"recording:{MESSAGES / 'slow.jsonl'}")
LONG = 300  # seconds; a limit for broken builds, never a wait


class Case(unittest.TestCase):
    def setUp(self):
        self.top = pathlib.Path(tempfile.mkdtemp(prefix="bw-e2e-"))
        self.home = self.top / "home"
        self.home.mkdir(mode=0o700)
        self.data = self.top / "data"
        run = self.top / "run"
        run.mkdir(mode=0o700)
        keep = ("PATH", "LANG", "TERM", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS")
        self.env = {k: v for k, v in os.environ.items() if k in keep}
        self.env.update(HOME=str(self.home), XDG_RUNTIME_DIR=str(run), BUILDWRIGHT_DATA=str(self.data), LC_ALL="C.UTF-8")
        self.children = []

    def tearDown(self):
        for child in self.children:
            if child.poll() is None:
                child.kill()
                child.wait()
            for pipe in (child.stdout, child.stderr):
                pipe.close()
        shutil.rmtree(self.top, ignore_errors=True)

    def run_bw(self, *args, env=None, cwd=None, timeout=LONG, stdin=subprocess.DEVNULL):
        merged = dict(self.env, **(env or {}))
        return subprocess.run([PROGRAM, *map(str, args)], env=merged, cwd=cwd or self.top, stdin=stdin,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=timeout)

    def start_bw(self, *args, env=None):
        merged = dict(self.env, **(env or {}))
        child = subprocess.Popen([PROGRAM, *map(str, args)], env=merged, cwd=self.top, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.children.append(child)
        return child

    def json_bw(self, *args, expect=0, env=None):
        done = self.run_bw(*args, "--json", env=env)
        self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def lines_bw(self, *args, expect=0):
        done = self.run_bw(*args, "--json")
        self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def wait_for(self, what, condition, limit=LONG):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            time.sleep(0.05)
        self.fail(f"{what} did not happen within {limit} s")

    def events(self, build):
        return self.lines_bw("events", build)

    def sandbox_processes(self):
        """Processes that belong to a sandbox of this test's data directory."""
        found = []
        for entry in pathlib.Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if str(self.data) in command and "bwrap" in command:
                found.append((int(entry.name), command))
        return found

    def assert_nothing_left(self):
        self.wait_for("the end of every sandbox process", lambda: not self.sandbox_processes(), 5)
        sandboxes = self.data / "sandboxes"
        left = list(sandboxes.iterdir()) if sandboxes.exists() else []
        self.assertEqual(left, [])
        mounts = pathlib.Path("/proc/self/mountinfo").read_text()
        self.assertNotIn(str(self.data), mounts)


def sandbox_available():
    """bubblewrap must be able to make a user namespace; without it the sandbox tests are skipped, with the reason."""
    if not shutil.which("bwrap"):
        return False
    probe = subprocess.run(["bwrap", "--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "true"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return probe.returncode == 0


needs_sandbox = unittest.skipUnless(sandbox_available(), "bubblewrap cannot make a sandbox on this machine")
__all__ = ["BIN", "Case", "LONG", "PROGRAM", "SLOW", "needs_sandbox", "signal", "unittest"]
