# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job: the sample is built in a real sandbox, without a key, verified, zipped, and runs after unzipping."""
import hashlib
import os
import pathlib
import subprocess
import urllib.request

from harness import Case, needs_sandbox, unittest


@needs_sandbox
class Sample(Case):
    def test_the_sample_is_built_verified_and_runs(self):
        out = self.top / "todo.zip"
        result = self.json_bw("build", "--template", "todo", "--model", "demo", "--out", out)
        self.assertEqual(result["status"], "completed")
        self.assertTrue(result["demonstration"])
        self.assertGreaterEqual(result["features"]["total"], 12)
        self.assertEqual(result["features"]["verified"], result["features"]["total"])
        self.assertGreater(result["cost_usd"], 0)
        self.assert_nothing_left()
        self.assertEqual(hashlib.sha256(out.read_bytes()).hexdigest(), result["artifact"]["sha256"])
        self.check_reading_commands(result)
        self.check_zip_runs(out)
        self.check_completed_build_stays(result)
        self.check_delete(result)
        self.check_a_second_build(result)

    def check_reading_commands(self, result):
        build = result["build"]
        events = self.events(build)
        self.assertEqual(len(events), result["events"])
        self.assertEqual([e["seq"] for e in events], list(range(1, len(events) + 1)))
        self.assertEqual(self.json_bw("show", "last")["build"], build)
        self.assertEqual(self.json_bw("show", build[:6])["build"], build)
        self.assertEqual([b["build"] for b in self.lines_bw("builds")], [build])
        features = self.lines_bw("features", build)
        self.assertEqual({f["status"] for f in features}, {"verified"})
        self.assertTrue(all(f["evidence"] for f in features))
        self.assertTrue(self.lines_bw("logs", build))
        self.assertEqual(self.json_bw("artifact", build)["sha256"], result["artifact"]["sha256"])
        found = self.run_bw("logs", build, "--search", "listening")
        self.assertEqual(found.returncode, 0, found.stderr)
        self.assertEqual(self.run_bw("doctor").returncode, 0)
        self.assertEqual(self.run_bw("doctor", "--rebuild").returncode, 0)
        self.assertEqual(len(self.events(build)), result["events"])

    def check_zip_runs(self, out):
        place = self.top / "unzipped"
        subprocess.run(["unzip", "-q", str(out), "-d", str(place)], check=True)
        self.assertTrue((place / "server.js").exists())
        env = dict(os.environ, PORT="0" if False else str(self.free_port()))
        server = subprocess.Popen(["node", "server.js"], cwd=place, env=env, stdout=subprocess.PIPE, text=True)
        try:
            line = server.stdout.readline()
            self.assertIn("http://", line)
            address = line[line.index("http://"):].split()[0]
            with urllib.request.urlopen(address, timeout=10) as page:
                self.assertEqual(page.status, 200)
                self.assertIn("<html", page.read().decode().lower())
            server.terminate()
            self.assertEqual(server.wait(timeout=10), 0)
        finally:
            server.kill()
            server.wait()
            server.stdout.close()

    @staticmethod
    def free_port():
        import socket
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            return s.getsockname()[1]

    def check_completed_build_stays(self, result):
        copy = self.top / "again.zip"
        again = self.json_bw("resume", result["build"], "--out", copy)
        self.assertEqual(again["events"], result["events"])
        self.assertTrue(copy.exists())

    def check_delete(self, result):
        self.assertEqual(self.run_bw("delete", result["build"], "--yes").returncode, 0)
        gone = self.run_bw("show", result["build"])
        self.assertEqual(gone.returncode, 2)
        empty = self.run_bw("builds", "--json")
        self.assertEqual((empty.returncode, empty.stdout), (0, ""))
        self.assertFalse(pathlib.Path(result["artifact"]["path"]).exists())

    def check_a_second_build(self, first):
        """In another time zone, as a person reads it: the demonstration is named, and the zip is the same byte for byte."""
        done = self.run_bw("build", "--template", "todo", "--model", "demo", env={"TZ": "Asia/Tokyo"})
        self.assertEqual(done.returncode, 0, done.stderr)
        for word in ("Demonstration", "features verified", "would have cost", ".zip", "buildwright logs"):
            self.assertIn(word, done.stdout)
        second = self.json_bw("artifact", "last")
        self.assertEqual(second["sha256"], first["artifact"]["sha256"])


if __name__ == "__main__":
    unittest.main()
