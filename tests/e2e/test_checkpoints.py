# SPDX-License-Identifier: GPL-3.0-or-later
"""Checkpoints: listed, compared, written out, gone on from. Command policies."""
import json
import pathlib
import subprocess

from harness import Case, needs_sandbox, unittest

SMALL = pathlib.Path(__file__).resolve().parent.parent / "support" / "messages"


@needs_sandbox
class Checkpoints(Case):
    def setUp(self):
        super().setUp()
        self.built = self.json_bw("build", "--spec", SMALL / "small_spec.xml", "--model", f"recording:{SMALL / 'small.jsonl'}")
        self.assertEqual(self.built["status"], "completed")

    def test_checkpoints_are_listed_compared_and_written_out(self):
        listed = self.lines_bw("checkpoints", "last")
        self.assertGreaterEqual(len(listed), 3)
        self.assertEqual([(c["reason"], c["verified"]) for c in listed[:2]], [("session", 0), ("plan", 0)])
        self.assertEqual(listed[-1]["verified"], listed[-1]["total"])
        changes = self.lines_bw("diff", "last", "first", "last")
        self.assertFalse([c for c in changes if c["path"].startswith(".git/")])
        added = [c for c in changes if c["change"] == "added" and "diff" in c]
        self.assertTrue(added, changes)
        where = self.top / "restored"
        done = self.json_bw("restore", "last", listed[-1]["checkpoint"], "--to", where)
        self.assertEqual(done["files"], sum(1 for f in where.rglob("*") if f.is_file() and not f.is_symlink()))
        for change in added:
            text = "".join(line[1:] + "\n" for line in change["diff"].splitlines()[1:] if line.startswith("+"))
            self.assertEqual((where / change["path"]).read_text(), text)
        status = subprocess.run(["git", "-c", "safe.directory=*", "log", "--oneline"], cwd=where, capture_output=True, text=True)
        self.assertEqual(status.returncode, 0, status.stderr)
        again = self.run_bw("restore", "last", "last", "--to", where)
        self.assertEqual(again.returncode, 2)
        self.assertIn(str(where), again.stderr)
        self.assertEqual(self.run_bw("restore", "last", "zzzz", "--to", self.top / "other").returncode, 2)
        self.assertFalse((self.top / "other").exists())
        self.assertEqual(self.run_bw("restore", "last", "last").returncode, 2)

    def test_a_branch_goes_on_and_leaves_the_other_build_alone(self):
        build = self.built["build"]
        listed = self.lines_bw("checkpoints", build)
        middle = next(c for c in listed if 0 < c["verified"] < c["total"])
        branched = self.json_bw("branch", build, middle["checkpoint"])
        self.assertNotEqual(branched["build"], build)
        self.assertEqual(branched["status"], "completed")
        self.assertEqual(branched["features"]["verified"], branched["features"]["total"])
        events = self.events(branched["build"])
        self.assertEqual(events[0]["payload"]["branched_from"]["build"], build)
        # What was proved at that moment is not built again.
        started = {e["payload"]["feature"] for e in events if e["type"] == "feature.started"}
        self.assertEqual(len(started), middle["total"] - middle["verified"])
        self.assertEqual(self.json_bw("show", build)["events"], self.built["events"])
        self.assertEqual(self.run_bw("doctor").returncode, 0)
        self.json_bw("delete", build, "--yes")
        self.assertEqual(self.lines_bw("checkpoints", branched["build"])[-1]["verified"], middle["total"])
        self.assertEqual(self.run_bw("restore", branched["build"], "last", "--to", self.top / "kept").returncode, 0)
        self.assertEqual(self.run_bw("branch", branched["build"], "zzzz").returncode, 2)
        self.assert_nothing_left()


class Policies(Case):
    def test_a_policy_says_what_it_thinks(self):
        names = [p["policy"] for p in self.lines_bw("policy")]
        self.assertEqual(names, ["strict", "balanced", "permissive"])
        denied = self.json_bw("policy", "check", "npm test && rm -rf /etc")
        self.assertEqual((denied["answer"], denied["part"]), ("deny", "rm -rf /etc"))
        self.assertEqual(self.json_bw("policy", "check", "make", "--policy", "strict")["answer"], "ask")
        self.assertEqual(self.run_bw("policy", "check", "ls", "--policy", "none").returncode, 2)
        self.assertEqual(self.run_bw("policy", "chek", "ls").returncode, 2)
        unknown = self.run_bw("build", "--template", "todo", "--model", "demo", "--policy", "none", "--json")
        self.assertEqual(unknown.returncode, 2)
        self.assertEqual(json.loads(unknown.stdout)["error"]["code"], "not_found")


if __name__ == "__main__":
    unittest.main()
