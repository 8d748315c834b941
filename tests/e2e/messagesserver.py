# SPDX-License-Identifier: GPL-3.0-or-later
"""The Messages server of tests/support/messages, as a child of a test."""
import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "support/messages"
PROGRAM = FOLDER / "bw-messages-server"
# Two features that are built in seconds.
SMALL = FOLDER / "small.jsonl"
SMALL_SPEC = FOLDER / "small_spec.xml"


class MessagesServer:
    def __init__(self, log, key, *recordings):
        self.log = log
        options = [part for one in recordings for part in ("--recording", str(one))]
        self.child = subprocess.Popen([sys.executable, "-B", str(PROGRAM), "--stdin", "--log", str(log), "--key", key, *options],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.child.stdout.readline().strip()

    def requests(self, path="/v1/messages"):
        """Requests whose path ends so, with the status of their answers (None: the connection was closed)."""
        lines = [json.loads(line) for line in self.log.read_text().splitlines()]
        statuses = {line["n"]: line["status"] for line in lines if "status" in line}
        return [dict(line, status=statuses.get(line["n"])) for line in lines if line.get("path", "").endswith(path)]

    def stop(self):
        self.child.stdin.close()
        self.child.wait(timeout=10)
        self.child.stdout.close()
