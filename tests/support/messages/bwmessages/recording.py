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
        purpose, position = place_of(body)
        turns = self.conversations.get(purpose, [])
        if purpose == "verify" and not turns:
            turns = [NOTHING_FOUND]
        return turns[position] if position < len(turns) else None


# A session that only looks, and finds nothing, is held although a recording says nothing of it.
NOTHING_FOUND = {"content": [{"type": "text", "text": "I have nothing against them."}], "stop_reason": "end_turn",
                 "usage": {"input_tokens": 4, "cache_creation_input_tokens": 300, "cache_read_input_tokens": 1200, "output_tokens": 20}}


def text_of(content):
    if isinstance(content, str):
        return content
    return "\n".join(block.get("text", "") for block in content or [] if block.get("type") == "text")


SUMMARY = re.compile(r"^Summary of (\S+) after (\d+) turns$")


def summary_of(body):
    """What this server puts in place of a conversation: enough to find the next turn by."""
    purpose, position = place_of(body)
    return {"type": "compaction", "content": f"Summary of {purpose} after {position} turns", "encrypted_content": None, "signature": "c2ln"}


def place_of(body):
    """(purpose, number of the turn that comes next)"""
    answered = sum(1 for message in body["messages"] if message["role"] == "assistant")
    first = body["messages"][0]
    if first["role"] == "assistant" and first["content"][0]["type"] == "compaction":
        begun = SUMMARY.match(first["content"][0]["content"])
        return begun.group(1), int(begun.group(2)) + answered - 1
    return purpose_of(body), answered


def purpose_of(body):
    """The wire has no member for it: the prompts name it."""
    system = text_of(body.get("system"))
    first = text_of(body["messages"][0]["content"])
    for begin, role in (("Look for this in the project:", "search"), ("Look over these changes:", "review")):
        worked_for = re.search(r"^For feature: (\S+)$", first, re.MULTILINE)
        if first.startswith(begin) and worked_for:
            return f"{role}:{worked_for.group(1)}"
    if first.startswith("Features that turned green"):
        return "verify"
    feature = re.search(r"^Feature id: (\S+)$", first, re.MULTILINE)
    if feature:
        return "code:" + feature.group(1)
    if re.search(r"^Plan the project", first, re.MULTILINE):
        return "plan"
    if re.search(r"^Features that turned green", first, re.MULTILINE):
        return "verify"
    if "who talks with a person" in system:
        return "chat"
    for info, purpose in (("app_description", "description"), ("app_spec", "spec")):
        if f"info string {info}" in system or f"info string {info}" in first:
            return purpose
    return "unknown"
