# SPDX-License-Identifier: GPL-3.0-or-later
"""The fake of E2B (tests/support/e2b), as a child of a test."""
import json
import pathlib
import subprocess
import sys
import urllib.request

from harness import BIN

PROGRAM = pathlib.Path(__file__).resolve().parent.parent / "support/e2b/bw-e2b-server"
KEY = "e2b_" + "5ec7e7" * 6


class CloudServer:
    def __init__(self):
        self.child = subprocess.Popen([sys.executable, "-B", str(PROGRAM), "--daemon", str(BIN / "buildwright-sandboxd"), "--key", KEY],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said = json.loads(self.child.stdout.readline())
        self.api, self.sandboxes = said["api"], said["sandboxes"]
        self.env = {"E2B_API_KEY": KEY, "E2B_API_URL": self.api, "E2B_SANDBOX_URL": self.sandboxes}

    def steer(self, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.api + path, data=data, method="GET" if body is None else "POST")
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read())

    def living(self):
        return self.steer("/fake/living")

    def created(self):
        """What was asked for each sandbox, in order."""
        return [r["body"] for r in self.steer("/fake/requests") if r.get("method") == "POST" and r.get("path") == "/v2/sandboxes"]

    def stop(self):
        self.child.stdin.close()
        self.child.wait(timeout=20)
        self.child.stdout.close()
