# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded turns, found by what the wire shows of a conversation."""
import json
import re


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class Recording:
    """All conversations of one or more recordings (docs/recordings.md): {purpose: [turn, …]}."""

    def __init__(self, paths):
        self.conversations = {}
        for path in paths:
            with open(path, encoding="utf-8") as file:
                self._read(file.read().split("\n"))

    def _read(self, lines):
        header = json.loads(lines[0])
        if header.get("buildwright_recording") != 1:
            raise SystemExit("not a recording of version 1")
        purpose = "plan"
        for line in lines[1:]:
            if not line.strip():
                continue
            turn = json.loads(line)
            if "for" in turn:
                purpose = turn["for"]["purpose"]
                if turn["for"].get("feature"):
                    purpose += ":" + turn["for"]["feature"]
            self.conversations.setdefault(purpose, []).append(turn)

    def turn(self, body):
        """The turn that answers this request, or None."""
        purpose = purpose_of(body)
        position = sum(1 for message in body["messages"] if message["role"] == "assistant")
        turns = self.conversations.get(purpose, [])
        return turns[position] if position < len(turns) else None


def text_of(content):
    if isinstance(content, str):
        return content
    return "\n".join(block.get("text", "") for block in content or [] if block.get("type") == "text")


def purpose_of(body):
    """The wire has no member for it: the prompts name it."""
    system = text_of(body.get("system"))
    first = text_of(body["messages"][0]["content"])
    feature = re.search(r"^Feature id: (\S+)$", first, re.MULTILINE)
    if feature:
        return "code:" + feature.group(1)
    if re.search(r"^Plan the project", first, re.MULTILINE):
        return "plan"
    for info, purpose in (("app_description", "description"), ("app_spec", "spec")):
        if f"info string {info}" in system or f"info string {info}" in first:
            return purpose
    return "unknown"
