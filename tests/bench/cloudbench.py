# SPDX-License-Identifier: GPL-3.0-or-later
"""Many builds at E2B at a time, and what a command and a file cost, all against the fake of tests/support/e2b."""
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))


class Cloud:
    """The fake, behind everything else where processor time is scarce: E2B's machines are others than this one."""

    def __init__(self, folder, daemon):
        server = os.path.join(HERE, "../support/e2b/bw-e2b-server")
        self.child = subprocess.Popen(["nice", "-n", "10", sys.executable, "-B", server, "--daemon", daemon],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        said = json.loads(self.child.stdout.readline())
        self.api = said["api"]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANTHROPIC_", "BUILDWRIGHT_", "E2B_"))}
        self.env = dict(kept, HOME=folder, E2B_API_KEY="e2b_" + "0" * 40, E2B_API_URL=self.api, E2B_SANDBOX_URL=said["sandboxes"])
        self.steer("options", {"most": 100_000})

    def steer(self, what, body=None):
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(f"{self.api}/fake/{what}", data=data), timeout=60) as answer:
            return json.loads(answer.read())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.stdin.close()
        self.child.wait(timeout=300)
        self.child.stdout.close()


def builds(bench, at_a_time):
    """`bench` has run, row, skipped and program."""
    figure = f"{at_a_time} builds at E2B at a time (its fake on this machine)"
    messages = os.path.join(HERE, "../support/messages")
    with tempfile.TemporaryDirectory(prefix="bw-bench-") as folder, Cloud(folder, bench.program("buildwright-sandboxd")) as fake:
        found = bench.run([bench.program("bench_cloud"), "builds", str(at_a_time), folder, os.path.join(messages, "small_spec.xml"),
                           os.path.join(messages, "small.jsonl")], timeout=2400, env=fake.env)
        left = len(fake.steer("living"))
    if isinstance(found, str):
        bench.skipped(figure, found)
        return
    whole, stop, memory = found["cloud_builds"], found["cloud_stop"], found["cloud_memory"]["ours"]
    bench.row(f"{figure}: completed", whole["completed"], goal="all", met=whole["completed"][0] == at_a_time)
    bench.row("… until the last of them had ended", whole["took"])
    bench.row("… processor time of our process, a build", whole["processor"])
    bench.row("… memory of our process, a build (PSS)", memory, goal="below 5 MB", met=memory[0] < 5)
    bench.row("… threads of our process, a build", whole["threads"])
    bench.row("… events a second; the sandboxes set the pace", found["cloud_events"]["ours"])
    bench.row("… events for a second of our processor time", found["cloud_events"]["a_processor_second"])
    bench.row("… commit latency p99; beside it without a build", found["cloud_commit"]["ours"], found["commit_alone"]["ours"])
    bench.row(f"… time to stop {stop['active'][0]:.0f} of them at work", stop["ours"], goal="below 5 s", met=stop["ours"][0] < 5)
    bench.row("… sandboxes that live after that", (float(left), ""), goal="none", met=left == 0)


def client(bench, fake, build_tree):
    """What a command costs E2B's own client; a sentence when that cannot be had."""
    try:
        subprocess.run(["sh", os.path.join(HERE, "../conformance/install.sh"), build_tree], check=True, capture_output=True, text=True,
                       timeout=180)
    except (OSError, subprocess.SubprocessError) as why:
        return f"E2B's client could not be installed: {why}"
    return bench.run(["node", os.path.join(HERE, "sdk_exec.mjs"), os.path.join(build_tree, "conformance"), "200"], env=fake.env)


def link(bench, build_tree):
    figure, goal = "command in a sandbox at E2B; E2B's own client beside it", "at most 1/2 of the client's"
    with tempfile.TemporaryDirectory(prefix="bw-bench-") as folder, Cloud(folder, bench.program("buildwright-sandboxd")) as fake:
        found = bench.run([bench.program("bench_cloud"), "link", folder, str(1 << 30)], env=fake.env)
        peer = client(bench, fake, build_tree)
    if isinstance(found, str):
        bench.skipped(figure, found)
        return
    ours = found["cloud_exec"]["ours"]
    if isinstance(peer, str):
        bench.row(figure, ours)
        bench.skipped(figure, peer, goal)
    else:
        ratio = ours[0] / peer["sdk_exec"]["ours"][0]
        bench.row(figure, ours, peer["sdk_exec"]["ours"], ratio, goal, ratio <= 0.5)
    bench.row("… bash alone, started without a sandbox: in both figures", found["cloud_exec"]["bare"])
    for name, text in (("download", "1 GB out of a sandbox; curl beside it"), ("upload", "1 GB into a sandbox; curl beside it")):
        values = found[f"cloud_{name}"]
        bench.row(text, values["ours"], values["peer"], values["ours"][0] / values["peer"][0])
        bench.row("… growth of our process meanwhile", values["grew"], goal="below 64 MB", met=values["grew"][0] < 64)
