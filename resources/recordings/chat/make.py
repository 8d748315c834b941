#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes ../chat.jsonl (docs/recordings.md): a conversation that ends in the sample to-do list, and its specification, which is that of
the template byte for byte. --check: only says whether it is up to date."""
import json
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "chat.jsonl"
SPEC = (HERE.parent.parent / "templates/todo/spec.xml").read_text(encoding="utf-8")
HEADER = {"buildwright_recording": 1, "name": "chat", "title": "A to-do list, from the first idea to the specification",
          "model": "claude-opus-5-5", "template": "todo",
          "replies": ["I would like a small to-do list for myself, in the browser."]}

QUESTIONS = """A to-do list for yourself: a good thing to begin with, because it can stay small. Three questions, each with what I would do if you have no preference:

1. **Where does it run?** I suggest on your own machine, opened in the browser, without accounts and without anything in the network.
2. **What is a task?** I suggest a title that can be changed, and a mark for done. Dates, tags and priorities make every list heavier, so I would leave them out.
3. **What must never happen?** I would say: a task that is lost because the machine was switched off at the wrong moment.

Does that fit, or do you want something else?"""

DESCRIPTION = """Then I have what I need. Two things I add because they are easily forgotten: a filter, because done tasks pile up, and one button that takes all done tasks away at once, which never touches an open one.

```app_description
# To-do list
## Overview
A to-do list for one person, used in a browser on the machine where it runs. Tasks are added, renamed, marked as done, filtered, deleted and cleared, and they are still there after a restart.

It is meant to be small enough to be read in one sitting: one server on Node's own modules, one page, no packages. Nothing has to be installed, and neither building nor running it needs a network.
## Target Users
One person, several times a day, with some dozens of tasks at a time.
## Key Features
- Add a task with a title; empty and over-long titles are refused with a sentence that says why
- List the tasks in the order in which they were added
- Mark a task as done, and open it again
- Change the title of a task
- Delete a task
- Show all, open or done tasks
- Count open and done tasks
- Clear all done tasks at once, never an open one
- Keep the tasks through a restart, and through a crash while they are written
- Use everything by keyboard, in a light and a dark theme
- Keep foreign scripts out: titles are only ever shown as text
## Technical Preferences
- Frontend: one HTML page with a script and a style sheet, no framework
- Backend: Node.js 18 or newer, its own modules only
- Database: one JSON file
- Authentication: none; it listens on this machine only
## Inferred Complexity
Tier: simple
Estimated Features: 14
Reasoning: One person on one machine, no accounts, and one kind of thing to keep: a small tool, with fewer features than most.
```

The specification can be written from this now; say so if something should be different."""

CHANGED = """Yes: the list shows all, open or done tasks, and done ones can be cleared at once. That is in the description already, so the specification beside this conversation holds.

You can start the build from it whenever you like. With the demonstration it takes some seconds, needs no key and costs nothing: the answers are recorded, but the files are written and the tests run for real."""

THANKS = """Gladly. From here the specification is the thing to work on: read it, change what you like, and start the build when it says what you mean."""


def tokens(text):
    return len(text) // 4 + 12


def turn(purpose, text, read, fresh, replies=()):
    usage = {"input_tokens": 4, "cache_creation_input_tokens": fresh, "cache_read_input_tokens": read, "output_tokens": tokens(text)}
    line = {"for": {"purpose": purpose}, "content": [{"type": "text", "text": text}], "stop_reason": "end_turn", "usage": usage}
    if replies:
        line["replies"] = list(replies)
    return line


def lines():
    yield HEADER
    prompt = 900
    first = prompt + tokens(HEADER["replies"][0])
    second = tokens(QUESTIONS) + 30
    third = tokens(DESCRIPTION) + 30
    yield turn("chat", QUESTIONS, 0, first,
               ["Yes, that fits. Please also keep it easy to use with the keyboard.", "Fine, decide the rest yourself."])
    yield turn("chat", DESCRIPTION, first, second, ["Can I see only the open tasks?"])
    yield turn("chat", CHANGED, first + second, third, ["Thank you, that is what I meant."])
    yield turn("chat", THANKS, first + second + third, tokens(CHANGED) + 20)
    yield turn("spec", "```app_spec\n" + SPEC + "```", 0, 600 + tokens(DESCRIPTION))


def main():
    made = "".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in lines())
    if "--check" in sys.argv:
        if TARGET.read_text(encoding="utf-8") != made:
            sys.exit("chat.jsonl is not what the conversation makes: run resources/recordings/chat/make.py")
        return
    TARGET.write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()
