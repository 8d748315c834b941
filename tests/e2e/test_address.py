# SPDX-License-Identifier: GPL-3.0-or-later
"""The private address of a port in the sandbox of a build at work, and of a file at E2B."""
import http.client
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

from cloudserver import CloudServer
from harness import Case, needs_sandbox, unittest
from holding import Held

SERVE = "mkdir -p /tmp/site && echo seen > /tmp/site/index.html && cd /tmp/site && (setsid python3 -m http.server {} >/dev/null 2>&1 &)"


def free_port():
    """The fake's sandboxes share this machine's network."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Shown(Held):
    def start(self, provider, port):
        child = self.start_held("--sandbox", provider)
        done = self.run_bw("shell", "last", SERVE.format(port))
        self.assertEqual(done.returncode, 0, done.stderr)
        return child

    def finish(self, child, *secrets):
        self.let_go()
        build = self.result_of(child)["build"]
        asked = [e["payload"] for e in self.events(build) if e["type"] == "person.request"]
        self.assertIn("address", [a["action"] for a in asked])
        for path in self.data.rglob("*"):
            for secret in secrets:
                if path.is_file():
                    self.assertNotIn(secret.encode(), path.read_bytes(), path)

    @staticmethod
    def get(address, headers=None):
        """Without looking a name up: *.localhost is this machine."""
        parts = urlsplit(address)
        host = "127.0.0.1" if parts.hostname.endswith(".localhost") else parts.hostname
        link = http.client.HTTPConnection(host, parts.port, timeout=10)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        link.request("GET", target, headers={"Host": parts.netloc, **(headers or {})})
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, body, answer.headers


@needs_sandbox
class LocalAddress(Shown, Case):
    def test_a_server_is_seen_with_the_token_or_once_by_the_link(self):
        child = self.start("local", 8123)
        shown = self.json_bw("address", "last", "8123")
        headers = {h["name"]: h["value"] for h in shown["headers"]}
        self.wait_for("the server", lambda: self.get(shown["address"], headers)[0] == 200, 20)
        self.assertEqual(self.get(shown["address"], headers)[1], b"seen\n")
        self.assertEqual(self.get(shown["address"])[0], 403)
        status, _, answer = self.get(shown["link"])
        self.assertEqual(status, 303)
        cookie = answer["Set-Cookie"].split(";")[0]
        self.assertEqual(self.get(shown["address"], {"Cookie": cookie})[1], b"seen\n")
        self.assertEqual(self.get(shown["link"])[0], 403, "a link is good for one opening")
        text = self.run_bw("address", "last", "8123")
        self.assertIn(shown["address"], text.stdout)
        self.assertIn(headers["e2b-traffic-access-token"], text.stdout)
        self.finish(child, *headers.values(), shown["link"])

    def test_what_is_no_port_is_refused(self):
        child = self.start_held()
        for words in (("0",), ("65536",), ("x",), ("8123", "--file", "/tmp/x"), ()):
            self.assertEqual(self.run_bw("address", "last", *words).returncode, 2, words)
        self.assertEqual(self.run_bw("address", "last", "--file", "/workspace/one.sh").returncode, 2)
        self.let_go()
        self.result_of(child)


@needs_sandbox
class CloudAddress(Shown, Case):
    def setUp(self):
        super().setUp()
        self.cloud = CloudServer()
        self.addCleanup(self.cloud.stop)
        self.env.update(self.cloud.env)

    def test_a_server_is_seen_with_the_traffic_token(self):
        port = free_port()
        child = self.start("e2b", port)
        wanted = self.cloud.created()[0]
        self.assertEqual(wanted["network"]["maskRequestHost"], "localhost:${PORT}")
        self.assertEqual(wanted["envVars"]["__VITE_ADDITIONAL_SERVER_ALLOWED_HOSTS"], ".e2b.app")
        shown = self.json_bw("address", "last", str(port))
        headers = {h["name"]: h["value"] for h in shown["headers"]}
        self.assertIsNone(shown["link"])
        self.wait_for("the server", lambda: self.get(shown["address"], headers)[0] == 200, 20)
        self.assertEqual(self.get(shown["address"], headers)[1], b"seen\n")
        token = headers.pop("e2b-traffic-access-token")
        self.assertEqual(self.get(shown["address"], headers)[0], 403)
        self.finish(child, token)

    def test_a_file_has_an_address_that_ends(self):
        child = self.start_held("--sandbox", "e2b")
        shown = self.json_bw("address", "last", "--file", "/workspace/one.sh", "--for", "10m")
        self.assertEqual(shown["seconds"], 600)
        # The fake has one address for all sandboxes: the sandbox stands in headers, and no token does.
        routed = {"E2b-Sandbox-Id": self.cloud.living()[0], "E2b-Sandbox-Port": "49983"}
        request = urllib.request.Request(shown["address"], headers=routed)
        with urllib.request.urlopen(request, timeout=10) as answer:
            self.assertIn(b"echo 1", answer.read())
        wrong = urllib.request.Request(shown["address"].replace("signature=v1_", "signature=v1_A"), headers=routed)
        with self.assertRaises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(wrong, timeout=10)
        self.assertEqual(refused.exception.code, 401)
        self.finish(child, shown["address"].split("signature=")[1])


if __name__ == "__main__":
    unittest.main()
