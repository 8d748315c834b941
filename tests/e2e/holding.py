# SPDX-License-Identifier: GPL-3.0-or-later
"""A build that stays at work until it is let go: its first feature waits for a file in its sandbox."""
import json

from harness import MESSAGES

GO = "/tmp/go"


def holding_build(folder, features=("one",)):
    """The options of `build` for it. It holds in each of these features."""
    lines = (MESSAGES / "slow.jsonl").read_text().splitlines()
    kept = [lines[0]]
    for line in lines[1:]:
        turn = json.loads(line)
        wait = f"until [ -e {GO} ]; do sleep 0.1; done; rm {GO}; " if turn["for"].get("feature") in features else ""
        for part in turn["content"]:
            if part.get("name") == "bash":
                part["input"]["command"] = wait + part["input"]["command"].removeprefix("sleep 1; ")
        kept.append(json.dumps(turn))
    recording = folder / "holding.jsonl"
    recording.write_text("\n".join(kept) + "\n")
    return ("build", "--spec", str(MESSAGES / "slow_spec.xml"), "--model", f"recording:{recording}")


class Held:
    """Mixed into a Case."""

    def start_held(self, *more, features=("one",), env=None):
        before = self.newest()
        child = self.start_bw(*holding_build(self.top, features), "--json", *more, env=env)
        self.wait_for("work on the first feature",
                      lambda: child.poll() is not None or (self.newest() != before and self.is_held()))
        self.assertIsNone(child.poll(), "the build ended before it could be looked at")
        return child

    def newest(self):
        """The id of the newest build; empty = there is none."""
        done = self.run_bw("show", "last", "--json")
        return json.loads(done.stdout).get("build", "") if done.returncode == 0 else ""

    def is_held(self):
        done = self.run_bw("events", "last", "--json")
        commands = [json.loads(line) for line in done.stdout.splitlines() if "command.started" in line]
        return any(GO in c["payload"]["command"] and "user" not in c["payload"] for c in commands)

    def let_go(self):
        done = self.run_bw("shell", "last", "touch", GO)
        # A build that goes to another sandbox at once may have left this one before it said so.
        if done.returncode != 0:
            self.assertIn("does not answer any more", done.stderr)

    def result_of(self, child, code=0):
        out, err = child.communicate(timeout=240)
        self.assertEqual(child.returncode, code, out + err)
        return json.loads(out)
