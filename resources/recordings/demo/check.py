#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plays ../demo.jsonl in a temporary folder without a harness: every proof must fail before its session and pass after it, and
exactly one test run must fail on the way although its feature was written. Needs node and git."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

RECORDING = pathlib.Path(__file__).parent.parent / "demo.jsonl"
FEATURES = []


def shell(command, folder):
    return subprocess.run(["bash", "-c", command], cwd=folder, text=True, capture_output=True, timeout=60,
                          env={**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"})


def play(block, folder):
    name, given = block["name"], block["input"]
    path = folder / given.get("path", ".")
    if name == "write_file":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(given["content"], encoding="utf-8")
    elif name == "edit_file":
        text = path.read_text(encoding="utf-8")
        if text.count(given["old_text"]) != 1:
            sys.exit(f"{block['id']}: the text to replace occurs {text.count(given['old_text'])} times in {path.name}")
        path.write_text(text.replace(given["old_text"], given["new_text"]), encoding="utf-8")
    elif name == "bash":
        return shell(given["command"], folder)
    elif name == "propose_features":
        FEATURES.extend(given["features"])
    elif not path.exists():
        sys.exit(f"{block['id']}: {path} is not there")
    return None


def prove(feature, folder):
    return all(shell(proof["command"], folder).returncode == 0 for proof in feature["proof"])


def main():
    turns = [json.loads(line) for line in RECORDING.read_text(encoding="utf-8").splitlines()[1:]]
    conversations = {}
    for turn in turns:
        # The sceptical session works in a copy and changes nothing.
        if turn["for"]["purpose"] == "verify":
            continue
        conversations.setdefault(turn["for"].get("feature", ""), []).append(turn)
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        shell("git init -q && git config user.name x && git config user.email x@localhost", folder)
        order = [""]
        while order:
            current = order.pop(0)
            feature = next((f for f in FEATURES if f["id"] == current), None)
            if feature and prove(feature, folder):
                sys.exit(f"{current}: is proved before it is made")
            for turn in conversations.pop(current):
                for block in turn["content"]:
                    done = play(block, folder) if block["type"] == "tool_use" else None
                    if done and done.returncode != 0:
                        failed.append(block["id"])
            if not current:
                order = [f["id"] for f in FEATURES]
            elif not prove(feature, folder):
                sys.exit(f"{current}: is not proved:\n" + shell(feature["proof"][0]["command"], folder).stdout)
        for feature in FEATURES:
            if not prove(feature, folder):
                sys.exit(f"{feature['id']}: is not proved at the end")
        left = shell("git status --porcelain", folder).stdout
        if left:
            sys.exit("not committed: " + left)
        if shell("git log --oneline", folder).stdout.count("\n") != len(FEATURES):
            sys.exit("there is not one commit a feature")
    if conversations or len(FEATURES) < 12 or len(failed) != 2:
        sys.exit(f"left over: {list(conversations)}; {len(FEATURES)} features; failed commands: {failed}")
    print(f"{len(FEATURES)} features proved, {len(turns)} turns")


if __name__ == "__main__":
    main()
