# SPDX-License-Identifier: GPL-3.0-or-later
"""One sandbox of the fake: a real buildwright-sandboxd behind bubblewrap, with a /workspace and a user of its own."""
import datetime
import http.client
import json
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import tempfile
import threading
import time

FILES = {"passwd": "user:x:1000:1000:Sandbox:/home/user:/bin/bash\n", "group": "user:x:1000:\n",
         "hosts": "127.0.0.1 localhost\n", "nsswitch.conf": "passwd: files\ngroup: files\nhosts: files\n",
         "profile": "umask 022\n"}
MEMORY = 512 << 20


def stamp(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).isoformat().replace("+00:00", "Z")


def descendants(top):
    children = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(entry.name))
    found, todo = [], [top]
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


class CloudBox:
    """`filled`: a folder with the homes of a snapshot, or None."""

    def __init__(self, daemon, wanted, workspace, filled=None):
        self.id = "i" + secrets.token_hex(10)
        self.token = secrets.token_hex(32)
        self.wanted = wanted
        self.metadata = wanted.get("metadata") or {}
        network = wanted.get("network") or {}
        self.traffic = None if network.get("allowPublicTraffic", True) else secrets.token_hex(16)
        self.timeout = wanted.get("timeout", 300)
        self.started = time.time()
        self.end_at = self.started + self.timeout
        self.paused = False
        self.links = set()
        self.lock, self.changing = threading.Lock(), threading.RLock()
        self.network = {k: v for k, v in network.items() if k in ("allowOut", "denyOut")}
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="bw-cloud-"))
        for name in ("home", "workspace"):
            if filled is not None:
                shutil.copytree(filled / name, self.folder / name, symlinks=True)
            else:
                (self.folder / name).mkdir()
        self.daemon, self.workspace, self.frozen, self.reader = daemon, workspace, False, None
        self.version, self.samples, self.logs = "0.6.4", [], []
        self.boot()

    def boot(self):
        self.reader, writer = os.pipe()
        command = self.command(self.daemon, writer, self.workspace)
        self.child = subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, pass_fds=[writer])
        os.close(writer)
        line = self.child.stdout.readline().strip()
        if not line:
            self.end()
            raise RuntimeError("the sandbox's daemon did not start")
        self.port = int(line)
        named = {"E2B_SANDBOX_ID": self.id, "E2B_TEMPLATE_ID": self.template()}
        self.tell("/init", {"accessToken": self.token, "envVars": dict(named, **(self.wanted.get("envVars") or {}))})
        self.log("started")

    def command(self, daemon, owner, workspace):
        words = ["bwrap", "--unshare-user", "--unshare-pid", "--unshare-ipc", "--as-pid-1", "--uid", "1000", "--gid", "1000",
                 "--ro-bind", "/usr", "/usr", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp",
                 "--size", str(8 << 20), "--tmpfs", "/dev/shm",
                 "--bind", str(self.folder / "home"), "/home/user"]
        for name in ("bin", "sbin", "lib", "lib64"):
            path = pathlib.Path("/") / name
            if path.is_symlink():
                words += ["--symlink", os.readlink(path), str(path)]
            elif path.is_dir():
                words += ["--ro-bind", str(path), str(path)]
        for name, text in FILES.items():
            (self.folder / name).write_text(text)
            words += ["--ro-bind", str(self.folder / name), f"/etc/{name}"]
        if workspace:
            words += ["--bind", str(self.folder / "workspace"), "/workspace"]
        return words + ["--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin", "--setenv", "HOME", "/home/user",
                        "--setenv", "USER", "user", "--ro-bind", str(daemon), "/run/sandboxd", "--remount-ro", "/", "--chdir", "/", "--",
                        "/run/sandboxd", "--port", "0", "--user", "user", "--home", "/home/user", "--owner-fd", str(owner),
                        "--workspace", "/home/user"]

    def tell(self, path, body=None):
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Content-Type": "application/json", "X-Access-Token": self.token}
        link.request("GET" if body is None else "POST", path, None if body is None else json.dumps(body), headers)
        answer = link.getresponse()
        text = answer.read()
        link.close()
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status}")
        return text

    def alive(self):
        return self.reader is not None and (self.paused or self.child.poll() is None)

    def freeze(self, how):
        for pid in descendants(self.child.pid):
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                pass

    def log(self, message):
        self.logs.append({"timestamp": stamp(time.time()), "level": "info", "message": message, "fields": {"sandbox": self.id}})

    def pause(self, memory):
        """With memory everything in it stands still; without, its files are what is left."""
        with self.changing:
            self.paused, self.frozen = True, memory
            self.end_at = time.time()
            self.log("paused")
            self.cut()
            if memory:
                self.freeze(signal.SIGSTOP)
            else:
                self.stop()
                self.reader = -1

    def resume(self):
        with self.changing:
            if not self.paused:
                return
            if self.frozen:
                self.freeze(signal.SIGCONT)
            else:
                self.boot()
            self.paused = False
            self.log("resumed")

    def snapshot(self, target):
        """Its connections are cut, and it goes on."""
        with self.changing:
            self.freeze(signal.SIGSTOP)
            try:
                for name in ("home", "workspace"):
                    shutil.copytree(self.folder / name, target / name, symlinks=True)
            finally:
                self.freeze(signal.SIGCONT)
            self.cut()

    def cut(self):
        """Ends every connection to it."""
        with self.lock:
            links, self.links = self.links, set()
        for link in links:
            try:
                link.shutdown(2)
            except OSError:
                pass

    def stop(self):
        """Ends its processes; what is open is closed once."""
        with self.lock:
            reader, self.reader = self.reader, None
        if reader is None or reader < 0:
            return reader is not None
        os.close(reader)
        if self.paused and self.frozen:
            self.freeze(signal.SIGKILL)
        try:
            self.child.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.child.stdout.close()
        return True

    def end(self):
        if self.stop():
            # What a command made unreadable goes, too.
            subprocess.run(["chmod", "-R", "u+rwX", str(self.folder)], stderr=subprocess.DEVNULL, check=False)
            shutil.rmtree(self.folder, ignore_errors=True)
        self.cut()

    def made(self):
        return {"sandboxID": self.id, "templateID": self.wanted.get("templateID", "base"), "clientID": "6532622b",
                "envdVersion": self.version, "envdAccessToken": self.token, "trafficAccessToken": self.traffic, "domain": None}

    def template(self):
        return self.wanted.get("templateID", "base")

    def listed(self):
        return {"sandboxID": self.id, "templateID": self.template(), "clientID": "6532622b",
                "startedAt": stamp(self.started), "endAt": stamp(self.end_at), "cpuCount": 2, "memoryMB": MEMORY >> 20,
                "diskSizeMB": 10240, "metadata": self.metadata, "state": "paused" if self.paused else "running",
                "envdVersion": self.version}

    def detail(self):
        lifecycle = {"autoResume": self.wakes(), "onTimeout": "pause" if self.wanted.get("autoPause") else "kill"}
        return dict(self.listed(), envdAccessToken=self.token, domain=None, lifecycle=lifecycle,
                    allowInternetAccess=self.wanted.get("allow_internet_access"),
                    network=dict(self.network, allowPublicTraffic=self.traffic is None))

    def wakes(self):
        """Whether a request to a paused one resumes it."""
        return bool((self.wanted.get("autoResume") or {}).get("enabled")) and self.wanted.get("autoPauseMemory", True)

    def metrics(self):
        """What its daemon says now, after what it said before."""
        if not self.paused:
            now = json.loads(self.tell("/metrics"))
            self.samples.append({"timestamp": stamp(now["ts"]), "timestampUnix": now["ts"], "cpuCount": now["cpu_count"],
                                 "cpuUsedPct": now["cpu_used_pct"], "memUsed": min(now["mem_used"], MEMORY), "memTotal": MEMORY,
                                 "memCache": 0, "diskUsed": now["disk_used"], "diskTotal": now["disk_total"]})
        return self.samples[-1000:]
