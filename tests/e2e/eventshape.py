# SPDX-License-Identifier: GPL-3.0-or-later
"""What two builds from the same answers have in common: their events without times, ids and the model."""
import re

# Members of a payload that a clock or a generator of ids says, or that are hashes of such.
TIMES_AND_IDS = {"ms", "started_ms", "waiting_until", "session", "message_id", "request_id", "user", "project", "spec", "command_id", "sandbox",
                 "checkpoint", "artifact", "manifest_blob", "commit"}
MODEL = {"model", "base_url", "demonstration"}
# Where outputs tell times, these depend on them: pieces of the text itself, its hash, its size in a bound.
OUTPUT = {"output", "summary", "output_blob", "text"}
BOUND = {"input_tokens", "usd", "tokens"}
NUMBER = re.compile(r"\d+(\.\d+)?")
MADE_UP = re.compile(r"\btodo-[A-Za-z0-9]{6}\b")  # folders that the tests of the sample make


def timeless(text):
    return NUMBER.sub("N", MADE_UP.sub("todo-X", text))


def plain(kind, payload, exact):
    kept = {key: value for key, value in payload.items() if key not in TIMES_AND_IDS | MODEL}
    if kind == "artifact.made":
        kept.pop("path")  # has the id of the build in it
    if "evidence_seq" in kept:
        kept["evidence_seq"] = len(kept["evidence_seq"])  # numbers of events, which depend on the pieces of outputs
    if "options" in kept:
        kept["options"] = {key: value for key, value in kept["options"].items() if key not in MODEL}
    if not exact:
        kept = {key: timeless(value) if key in OUTPUT and isinstance(value, str) else value for key, value in kept.items()}
        kept.pop("output_blob", None)
        kept.pop("timeout_s", None)  # of a proof on the earlier tree: by the time that it took on the new one
    # A service counts what it read, a recording does not, and it is offered fewer tools.
    for key in BOUND if kind == "budget.reserved" else ():
        kept.pop(key, None)
    return kept


def shape(events, exact):
    """[(type, payload)]. The output of a command comes in pieces as the time has it: it is put together. exact: no output
    tells a time, so nothing that depends on outputs is left out."""
    out, pieces = [], {}
    for event in events:
        kind, payload = event["type"], event["payload"]
        if kind == "command.output":
            streams = pieces.setdefault(payload["command_id"], {})
            streams[payload["stream"]] = streams.get(payload["stream"], "") + payload["text"]
            continue
        kept = plain(kind, payload, exact)
        if kind == "command.ended":
            said = pieces.pop(payload["command_id"], {})
            kept["said"] = said if exact else {stream: timeless(text) for stream, text in said.items()}
        out.append((kind, kept))
    return out
