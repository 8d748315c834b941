# SPDX-License-Identifier: GPL-3.0-or-later
"""A shell in the sandbox of a build at work: commands, terminals, ends of every kind, and what is recorded."""
import fcntl
import json
import os
import pathlib
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

from cloudserver import CloudServer
from harness import PROGRAM, Case, needs_sandbox, unittest
from holding import Held

SECRET = "sk-ant-" + "planted0" * 4


class Typist:
    """Drives `buildwright shell` on a terminal of its own."""

    def __init__(self, case, *args, columns=100, rows=30):
        self.case = case
        self.master, slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.child = subprocess.Popen([PROGRAM, "shell", "last", *args], env=dict(case.env, TERM="xterm-256color"), cwd=case.top,
                                      stdin=slave, stdout=slave, stderr=slave, preexec_fn=self.own_terminal)
        case.addCleanup(self.close)
        self.seen = b""

    @staticmethod
    def own_terminal():
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, text):
        os.write(self.master, text.encode())

    def read_until(self, pattern, limit=60):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = re.search(pattern.encode(), self.seen)
            if found:
                self.seen = self.seen[found.end():]
                return found
            if select.select([self.master], [], [], 0.2)[0]:
                try:
                    self.seen += os.read(self.master, 65536)
                except OSError:
                    break
        self.case.fail(f"{pattern!r} was not printed: {self.seen[-2000:]!r}")

    def wait(self, limit=60):
        end = time.monotonic() + limit
        while self.child.poll() is None and time.monotonic() < end:
            # Somebody has to read, or it could not print its last words.
            if select.select([self.master], [], [], 0.1)[0]:
                self.seen += os.read(self.master, 65536)
        self.case.assertIsNotNone(self.child.poll(), "it did not end")
        while select.select([self.master], [], [], 0)[0]:
            self.seen += os.read(self.master, 65536)
        return self.child.returncode

    def is_raw(self):
        return not termios.tcgetattr(self.slave)[3] & termios.ICANON

    def is_gone(self):
        try:
            os.fstat(self.master)
        except OSError:
            return True
        return False

    def is_as_before(self):
        return termios.tcgetattr(self.slave)[:4] == self.before[:4]

    def close(self):
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()
        for end in (self.master, self.slave):
            try:
                os.close(end)
            except OSError:
                pass


class ShellTests(Held):
    """What holds at both providers."""

    provider = "local"

    def start(self):
        return self.start_held("--sandbox", self.provider)

    def test_a_command_gives_its_output_its_input_and_its_exit_code(self):
        child = self.start()
        done = self.run_bw("shell", "last", "--", "echo out; echo err >&2; exit 7")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (7, "out\n", "err\n"))
        done = self.run_bw("shell", "last", "ls", "-a", "--", "/workspace")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("one.sh", done.stdout)
        self.assertEqual(self.run_bw("shell", "last", "kill -9 $$").returncode, 137)
        given = b"given\n" * 200_000
        done = subprocess.run([PROGRAM, "shell", "last", "wc -c; pwd"], env=self.env, input=given, stdout=subprocess.PIPE, timeout=120)
        self.assertEqual(done.stdout.split(), [str(len(given)).encode(), b"/workspace"])
        told = self.json_bw("shell", "--json", "last", "echo one; echo two >&2; exit 3", expect=3)
        self.assertEqual((told["exit_code"], told["stdout"], told["stderr"]), (3, "one\n", "two\n"))
        self.let_go()
        self.assertEqual(self.result_of(child)["status"], "completed")

    def json_bw(self, *args, expect=0, env=None):
        # --json has to stand before the words of a command.
        if args[0] != "shell":
            return super().json_bw(*args, expect=expect, env=env)
        done = self.run_bw(*args, env=env)
        self.assertEqual(done.returncode, expect, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def test_a_terminal_is_one_and_ends_as_it_was(self):
        child = self.start()
        typist = Typist(self)
        typist.type("tty && stty size && echo $TERM\r")
        typist.read_until(r"/dev/pts/\d+\s+30 100\s+xterm-256color")
        self.assertTrue(typist.is_raw())
        typist.resize(132, 50)
        self.wait_for("the new size", lambda: self.asks(typist, "stty size\r", r"(\d+ \d+)\r\n") == b"50 132", 20)
        typist.type("sh -c 'echo in\"\"front; exec sleep 300'\r")
        typist.read_until("infront")  # said by what is to be interrupted
        typist.type("\x03")
        typist.type("echo in$((40+2))\r")
        typist.read_until("in42")
        self.assertIsNone(typist.child.poll(), "Ctrl+C is the command's, not the shell's")
        typist.type("exit 5\r")
        self.assertEqual(typist.wait(), 5)
        self.assertTrue(typist.is_as_before())
        self.let_go()
        self.assertEqual(self.result_of(child)["status"], "completed")

    def asks(self, typist, text, pattern):
        typist.type(text)
        return typist.read_until(pattern).group(1)

    def test_it_is_recorded_without_secrets_and_control_sequences(self):
        child = self.start()
        typist = Typist(self)
        typist.read_until(r"\$ ")
        typist.type(f"printf '\\033[31mred\\033[0m \\033]52;c;aGk=\\007 %s\\n' {SECRET}; echo abx\x7fc\r")
        typist.read_until("abc\r\n")
        typist.type("exit\r")
        self.assertEqual(typist.wait(), 0)
        self.assertNotIn(b"\x1b]52", typist.seen)
        self.let_go()
        build = self.result_of(child)["build"]
        events = self.events(build)
        begun = [e["payload"] for e in events if e["type"] == "command.started" and "user" in e["payload"]]
        self.assertEqual([c["command"] for c in begun], ["bash -l", "touch /tmp/go"])
        ended = {e["payload"]["command_id"]: e["payload"] for e in events if e["type"] == "command.ended"}
        self.assertEqual([ended[c["command_id"]]["exit_code"] for c in begun], [0, 0])
        text = "".join(e["payload"]["text"] for e in events if e["type"] == "command.output" and e["payload"]["stream"] == "terminal")
        self.assertIn("red", text)
        self.assertIn("\nabc\n", text)
        self.assertFalse(re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text), text)
        logs = self.run_bw("logs", build).stdout
        self.assertIn("abc", logs)
        for path in self.data.rglob("*"):
            if path.is_file():
                self.assertNotIn(SECRET.encode(), path.read_bytes(), path)

    def test_whoever_goes_takes_the_command_along(self):
        child = self.start()
        def twice(typist):
            typist.child.send_signal(signal.SIGTERM)
            typist.child.send_signal(signal.SIGHUP)

        for end in (lambda t: t.type("\r~."), lambda t: t.child.send_signal(signal.SIGTERM), twice, lambda t: t.child.send_signal(signal.SIGQUIT),
                    lambda t: t.child.kill(), lambda t: os.close(t.master)):
            typist = Typist(self)
            typist.type("sleep 4321\r")
            typist.read_until("sleep 4321")
            self.wait_for("the command", lambda: self.sleepers() == "1", 20)
            end(typist)
            typist.child.wait(timeout=20)
            if typist.child.returncode != -signal.SIGKILL and not typist.is_gone():
                self.assertTrue(typist.is_as_before(), end)
            self.wait_for("the end of the command", lambda: self.sleepers() == "0", 20)
        self.let_go()
        self.assertEqual(self.result_of(child)["status"], "completed")

    def sleepers(self):
        # Its own name must not be what it looks for.
        return self.run_bw("shell", "last", "cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' | grep -o 'sleep [4]321' | wc -l").stdout.strip()

    def test_a_sandbox_that_goes_ends_the_shell_and_nothing_waits_for_it(self):
        child = self.start()
        typist = Typist(self)
        typist.read_until(r"\$ ")
        started = time.monotonic()
        self.assertEqual(self.run_bw("stop", "last").returncode, 0)
        child.communicate(timeout=60)
        self.assertLess(time.monotonic() - started, 15)
        self.assertNotEqual(typist.wait(), 0)
        self.assertTrue(typist.is_as_before())
        self.assertIn(b"sandbox", typist.seen.lower())
        self.refused("shell", "last", "true")
        self.assert_nothing_left()

    def test_an_owner_that_is_killed_ends_the_shell(self):
        child = self.start()
        typist = Typist(self)
        typist.read_until(r"\$ ")
        child.kill()
        child.communicate()
        self.assertNotEqual(typist.wait(), 0)
        self.assertTrue(typist.is_as_before())
        self.refused("shell", "last", "true")

    def refused(self, *args):
        done = self.run_bw(*args)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        self.assertIn("resume", done.stderr)


@needs_sandbox
class LocalShell(ShellTests, Case):
    def test_without_a_terminal_something_has_to_be_run(self):
        done = self.run_bw("shell", "last")
        self.assertEqual(done.returncode, 2)
        self.assertIn("terminal", done.stderr)
        self.assertEqual(self.run_bw("shell", "last", "true").returncode, 2)  # nothing was ever built here

    def test_only_while_the_sandbox_lives(self):
        child = self.start()
        self.let_go()
        self.assertEqual(self.result_of(child)["status"], "completed")
        done = self.run_bw("shell", "last", "true")
        self.assertEqual(done.returncode, 2)
        self.assertIn("restart", done.stderr)
        self.assertEqual(self.run_bw("address", "last", "8080").returncode, 2)

    def test_a_stopped_reader_keeps_neither_the_build_nor_other_commands(self):
        child = self.start()
        reader = self.start_bw("shell", "last", "yes | head -c 50000000")
        self.wait_for("output", lambda: select.select([reader.stdout], [], [], 0)[0])
        # Nobody reads on; the shell waits for its reader, and only it.
        self.assertEqual(self.run_bw("shell", "last", "echo there").stdout, "there\n")
        self.let_go()
        self.assertEqual(self.result_of(child)["status"], "completed")
        reader.communicate(timeout=60)
        self.assertNotEqual(reader.returncode, 0)


@needs_sandbox
class CloudShell(ShellTests, Case):
    provider = "e2b"

    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)


if __name__ == "__main__":
    unittest.main()
