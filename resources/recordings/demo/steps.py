# SPDX-License-Identifier: GPL-3.0-or-later
"""The pieces of which the story of the demonstration is told: turns with text and tool calls."""
import pathlib

FILES = pathlib.Path(__file__).parent / "files"


def source(name):
    return (FILES / name).read_text(encoding="utf-8")


def write(path, content=None):
    """A call that writes a whole file; its text comes from files/ unless given."""
    return "write_file", {"path": path, "content": source(path) if content is None else content}


def edit(path, old, new):
    return "edit_file", {"path": path, "old_text": old, "new_text": new}


def bash(command, timeout_s=60):
    return "bash", {"command": command, "timeout_s": timeout_s}


def look(path="."):
    return "list_files", {"path": path}


def read(path):
    return "read_file", {"path": path}


def commit(message):
    return bash(f"git add -A && git commit -q -m '{message}' && git log --oneline -1")


class Session:
    """A conversation: turns of (text, calls); the last one has no calls."""

    def __init__(self, purpose, feature=None):
        self.purpose, self.feature, self.turns = purpose, feature, []

    def turn(self, text, *calls):
        self.turns.append((text, list(calls)))
        return self
