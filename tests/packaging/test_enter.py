# SPDX-License-Identifier: GPL-3.0-or-later
"""packaging/enter is invisible: directly, and through a private root on a system that looks like Debian 12."""
import os
import pathlib
import shutil
import signal
import subprocess
import unittest

import checkout
import smallroot


class Contract:
    """What holds either way. self.enter is the command line before CMD."""

    def enter_sh(self, script, **more):
        return self.run_in([*self.enter, "sh", "-c", script, "sh", "two words", ""], **more)

    def test_arguments_folder_and_exit_code_pass(self):
        (self.home / "a folder").mkdir()
        done = self.enter_sh('echo "$#:$1:$2:$PWD:$(pwd)"; echo to stderr >&2; exit 7', cwd=self.home / "a folder")
        folder = self.home / "a folder"
        self.assertEqual((done.returncode, done.stdout, done.stderr),
                         (7, f"2:two words::{folder}:{folder}\n", "to stderr\n"))

    def test_standard_input_passes(self):
        self.assertEqual(self.run_in([*self.enter, "cat"], stdin="a\nb\n").stdout, "a\nb\n")

    def test_the_whole_environment_passes(self):
        env = {"PATH": self.env["PATH"] + ":/somewhere of mine", "ODD": "a\nb=$x", "EMPTY": "", "OLDPWD": str(self.top)}
        inside = self.run_in([*self.enter, "env", "-0"], env=env).stdout.split("\0")
        expected = {f"{k}={v}" for k, v in dict(self.env, **env).items()}
        self.assertLessEqual(expected, set(inside))
        self.assertLessEqual({line.split("=")[0] for line in inside if line} - {k for k in dict(self.env, **env)},
                             {"PWD", "SHLVL", "_"})

    def test_open_descriptors_pass_and_no_other_appears(self):
        read, write = os.pipe()
        os.write(write, b"through a pipe\n")
        os.close(write)
        self.addCleanup(os.close, read)
        done = subprocess.run([*map(str, self.enter), "sh", "-c", f"cat <&{read}; ls /proc/self/fd"], env=self.env, cwd=self.home,
                              stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, pass_fds=[read], text=True, timeout=checkout.LIMIT)
        # The last one is the folder that ls reads.
        lines = done.stdout.splitlines()
        self.assertEqual(lines[0], "through a pipe")
        self.assertEqual(len(lines) - 1, 5, lines)

    def test_the_command_is_the_process_that_was_started(self):
        child = subprocess.Popen([*map(str, self.outer), "bash", "-c", 'echo $$; exec "$@"', "bash",
                                  *map(str, self.inner), "sh", "-c", 'trap "echo stopped; exit 9" TERM; echo $$; read -r _'],
                                 env=self.env, cwd=self.home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(child.stdout.close)
        self.addCleanup(child.kill)
        before, inside = child.stdout.readline(), child.stdout.readline()
        self.assertEqual(before, inside)
        os.kill(int(inside), signal.SIGTERM)
        child.stdin.close()
        self.assertEqual(child.stdout.read(), "stopped\n")
        self.assertEqual(child.wait(checkout.LIMIT), 9)

    def test_a_missing_command_is_127_and_none_is_2(self):
        self.assertEqual(self.run_in([*self.enter, "no-such-command"]).returncode, 127)
        self.assertEqual(self.run_in(self.enter).returncode, 2)

    def test_home_temporary_and_runtime_folders_and_neighbours_are_the_real_ones(self):
        neighbour = self.top / "neighbour"
        places = [self.home / "file", pathlib.Path(self.env["XDG_RUNTIME_DIR"]) / "file", neighbour]
        for place in places:
            done = self.run_in([*self.enter, "sh", "-c", 'echo kept >"$1"', "sh", place])
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertEqual(place.read_text(), "kept\n")


class Direct(Contract, checkout.Case):
    def setUp(self):
        super().setUp()
        self.outer, self.inner = [], [self.packaging / "enter"]
        self.enter = [self.packaging / "enter"]


class PrivateRoot(Contract, checkout.Case):
    def setUp(self):
        super().setUp()
        release = self.top / "os-release"
        release.write_text('ID=debian\nVERSION_ID="12"\n')
        self.outer = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", release.resolve(), pathlib.Path("/etc/os-release").resolve()]
        if os.path.exists("/etc/buildwright-root"):
            self.outer += ["--ro-bind", "/dev/null", "/etc/buildwright-root"]
        self.inner = [self.packaging / "enter"]
        self.enter = [*self.outer, *self.inner]
        self.cache = self.home / ".cache/buildwright"
        self.make_root([])

    def make_root(self, more):
        """Makes the root of the list of packages as it stands. more: programs beside the usual ones."""
        script = '. "$1/lib.sh"; bw_is_direct && exit 1; bw_find_root; echo "$bw_root"'
        root = pathlib.Path(self.run_in([*self.outer, "bash", "-c", script, "bash", self.packaging]).stdout.strip())
        self.assertEqual(root.parent, self.cache)
        programs = [pathlib.Path("/usr/bin", name) for name in ("sh", "bash", "sleep", "env", "cat", "ls")]
        plugins = list(pathlib.Path("/usr/lib").glob("*/qt6/plugins/sqldrivers/libqsqlite.so"))
        shutil.rmtree(root, ignore_errors=True)
        smallroot.make(root, [*programs, *more], plugins if more else [])
        return root

    def test_it_is_the_private_root(self):
        self.assertEqual(self.enter_sh("cat /etc/buildwright-root; ls /usr/share").stdout.splitlines()[0],
                         "private root of Buildwright")
        self.assertEqual(self.run_in([*self.enter, "git", "--version"]).returncode, 127)

    def test_nothing_can_be_written_where_it_would_vanish_with_the_root(self):
        self.assertNotEqual(self.enter_sh("echo x >/usr/share/file").returncode, 0)
        self.assertNotEqual(self.enter_sh("echo x >/file").returncode, 0)

    def test_nothing_is_left_running(self):
        done = self.enter_sh('for p in /proc/[0-9]*; do read -r line <"$p/cmdline"; done 2>/dev/null; ls -l /proc/*/exe 2>/dev/null')
        self.assertNotIn(str(self.cache), done.stdout)

    def test_the_data_directory_outlives_a_change_of_the_root(self):
        buildwright = checkout.BIN / "buildwright"
        first = self.make_root([buildwright])
        done = self.run_in([*self.enter, buildwright, "settings", "set", "build.network", "none"])
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.run_in([*self.enter, buildwright, "doctor"]).returncode, 0)
        data = {path: path.read_bytes() for path in (self.home / ".local/share/buildwright").rglob("*.db")}
        with open(self.packaging / "packages.txt", "a", encoding="utf-8") as packages:
            packages.write("one-more-package\n")
        second = self.make_root([buildwright])
        self.assertNotEqual(first.name, second.name)
        done = self.run_in([*self.enter, buildwright, "settings", "get", "build.network", "--json"])
        self.assertIn('"none"', done.stdout)
        self.assertEqual(self.run_in([*self.enter, buildwright, "doctor"]).returncode, 0)
        for path in data:
            self.assertTrue(path.exists(), path)
        inside_roots = [str(p) for root in self.cache.glob("root-*") if root.is_dir() for p in root.rglob("*buildwright/*")]
        self.assertEqual(inside_roots, [])


if __name__ == "__main__":
    unittest.main()
