# SPDX-License-Identifier: GPL-3.0-or-later
"""A window on a display of its own: when it comes, what it holds in memory, and what it does while nobody does anything."""
import contextlib
import os
import shutil
import subprocess
import tempfile
import time

SETTLE = 6.0  # seconds until a window is taken to be idle
WATCH = 5.0  # seconds that idleness is looked at


@contextlib.contextmanager
def display():
    """The environment of a virtual display; None where there is no Xvfb or xdotool."""
    if not shutil.which("Xvfb") or not shutil.which("xdotool"):
        yield None
        return
    read, write = os.pipe()
    with subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"], pass_fds=(write,),
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            name = ":" + number.readline().strip()
        try:
            yield dict(os.environ, DISPLAY=name, QT_QPA_PLATFORM="xcb")
        finally:
            server.terminate()


def family(root):
    """Pids of `root` and everything below it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            with contextlib.suppress(OSError), open(f"/proc/{entry}/stat", encoding="utf-8", errors="replace") as file:
                text = file.read()
                parents[int(entry)] = int(text[text.rindex(")") + 2:].split()[1])
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def pss(pid):
    with contextlib.suppress(OSError, StopIteration), open(f"/proc/{pid}/smaps_rollup", encoding="utf-8") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024
    return 0.0


def ticks(pid):
    """Processor time in seconds."""
    with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        text = file.read()
        fields = text[text.rindex(")") + 2:].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def wakes(pid):
    """How often its threads were put on a processor by something that they waited for."""
    total = 0
    with contextlib.suppress(OSError):
        for task in os.listdir(f"/proc/{pid}/task"):
            with contextlib.suppress(OSError), open(f"/proc/{pid}/task/{task}/status", encoding="utf-8") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("voluntary"))
    return total


def look(command, window_class, environment):
    """{"shown": ms until its window is on the display, "pss": MB, "cpu": %, "wakes": a second} or a sentence."""
    begun = time.monotonic()
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            shown = None
            while shown is None and time.monotonic() - begun < 30 and process.poll() is None:
                found = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", window_class], env=environment,
                                       stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
                if found.stdout.strip():
                    shown = (time.monotonic() - begun) * 1000
            if shown is None:
                return f"{os.path.basename(command[0])} showed no window"
            time.sleep(SETTLE)
            all_of_it = family(process.pid)
            memory = sum(pss(pid) for pid in all_of_it)
            before = sum(ticks(pid) for pid in all_of_it), sum(wakes(pid) for pid in all_of_it)
            time.sleep(WATCH)
            after = sum(ticks(pid) for pid in all_of_it), sum(wakes(pid) for pid in all_of_it)
            return {"shown": shown, "pss": memory, "cpu": 100 * (after[0] - before[0]) / WATCH,
                    "wakes": (after[1] - before[1]) / WATCH}
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def median_look(command, window_class, environment, rounds):
    """The same with the median of several starts; the rest is of the last one."""
    looks = [look(command, window_class, environment) for _ in range(rounds)]
    for one in looks:
        if isinstance(one, str):
            return one
    return dict(looks[-1], shown=sorted(one["shown"] for one in looks)[len(looks) // 2])


def ours(program, environment):
    with tempfile.TemporaryDirectory() as folder:
        own = dict(environment, HOME=folder, BUILDWRIGHT_DATA=os.path.join(folder, "data"), XDG_STATE_HOME=os.path.join(folder, "state"),
                   XDG_CONFIG_HOME=os.path.join(folder, "config"), XDG_RUNTIME_DIR=os.path.join(folder, "run"))
        os.makedirs(own["XDG_RUNTIME_DIR"], mode=0o700)
        return median_look([program], "buildwright", own, 3)


def chromium(environment):
    """Chromium with an empty window; BW_CHROMIUM names its program, BW_CHROMIUM_LIBRARIES where its libraries are."""
    program = os.environ.get("BW_CHROMIUM") or shutil.which("chromium")
    if not program:
        return "not measured: " + os.environ.get("BW_CHROMIUM_WHY", "chromium is not installed")
    with tempfile.TemporaryDirectory() as folder:
        own = dict(environment, HOME=folder)
        if libraries := os.environ.get("BW_CHROMIUM_LIBRARIES"):
            own["LD_LIBRARY_PATH"] = libraries
        command = [program, "--no-sandbox", f"--user-data-dir={folder}/profile", "--no-first-run", "--no-default-browser-check",
                   "--app=about:blank"]
        return median_look(command, "chromium", own, 3)
