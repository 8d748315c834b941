#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes ../demo.jsonl (docs/recordings.md) from the story. --check: only says whether it is up to date."""
import hashlib
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from story import sessions  # noqa: E402

TARGET = pathlib.Path(__file__).parent.parent / "demo.jsonl"
# A specification with the template's bytes may come from anywhere: from the recorded conversation, or a file.
SPEC = TARGET.parent.parent / "templates/todo/spec.xml"
HEADER = {"buildwright_recording": 1, "name": "demo", "title": "A to-do list, from planning to packaging",
          "model": "claude-opus-5-5", "template": "todo", "spec_sha256": hashlib.sha256(SPEC.read_bytes()).hexdigest()}
# What a session sends before its first turn, in tokens: tools and system prompt, then specification and task.
TOOLS, TASK = 5200, 3400


def tokens(text):
    return len(text) // 4 + 12


class Meter:
    """Usage as prompt caching would bill it: what was sent before is read, what is new is written."""

    def __init__(self, first):
        self.read, self.fresh = (0, TOOLS + TASK) if first else (TOOLS, TASK)

    def turn(self, content):
        answer = tokens(json.dumps(content))
        usage = {"input_tokens": 4, "cache_creation_input_tokens": self.fresh, "cache_read_input_tokens": self.read,
                 "output_tokens": answer}
        results = sum(180 for block in content if block["type"] == "tool_use")
        self.read, self.fresh = self.read + self.fresh, answer + results
        return usage


def blocks(session, text, calls, counter):
    content = [{"type": "text", "text": text}] if text else []
    for name, arguments in calls:
        counter[0] += 1
        place = (session.feature or session.purpose).replace("-", "_")
        content.append({"type": "tool_use", "id": f"toolu_{place}_{counter[0]:02}", "name": name, "input": arguments})
    return content


def lines():
    yield HEADER
    for number, session in enumerate(sessions()):
        meter, counter = Meter(number == 0), [0]
        conversation = {"purpose": session.purpose}
        if session.feature:
            conversation["feature"] = session.feature
        for text, calls in session.turns:
            content = blocks(session, text, calls, counter)
            yield {"for": conversation, "content": content, "stop_reason": "tool_use" if calls else "end_turn",
                   "usage": meter.turn(content)}


def main():
    made = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines())
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") != made:
            sys.exit("demo.jsonl is not what the story makes: run resources/recordings/demo/make.py")
        return
    TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
