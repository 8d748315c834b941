# SPDX-License-Identifier: GPL-3.0-or-later
"""Events of a streamed answer, and bytes in odd chunks."""
import random

from .recording import compact

PING = ("ping", '{"type":"ping"}')


def pieces(text, chance, longest=40):
    at = 0
    while at < len(text):
        size = chance.randint(1, longest)
        yield text[at:at + size]
        at += size


def delta(index, kind, **members):
    return ("content_block_delta", compact({"type": "content_block_delta", "index": index, "delta": {"type": kind, **members}}))


def block_events(index, block, chance):
    """start, deltas, stop. What streams begins empty, everything else comes whole with the start."""
    start, deltas = dict(block), []
    if block["type"] == "text":
        start["text"] = ""
        deltas = [delta(index, "text_delta", text=part) for part in pieces(block["text"], chance)]
    elif block["type"] == "thinking":
        start.update(thinking="", signature="")
        deltas = [delta(index, "thinking_delta", thinking=part) for part in pieces(block["thinking"], chance)]
        deltas.append(delta(index, "signature_delta", signature=block["signature"]))
    elif block["type"] in ("tool_use", "server_tool_use"):
        start["input"] = {}
        if block["input"]:  # a call without arguments may have no delta at all
            deltas = [delta(index, "input_json_delta", partial_json="")]
            deltas += [delta(index, "input_json_delta", partial_json=part) for part in pieces(compact(block["input"]), chance)]
    elif block["type"] == "compaction":
        start = dict(block, content=None, encrypted_content=None)
        deltas = [delta(index, "compaction_delta", content=block["content"], encrypted_content=block["encrypted_content"])]
    yield ("content_block_start", compact({"type": "content_block_start", "index": index, "content_block": start}))
    yield from deltas
    yield ("content_block_stop", compact({"type": "content_block_stop", "index": index}))


BETA_USAGE = ("fallback_credit", "iterations")


def whole_usage(usage):
    """Every member that the service sends; recordings state the counts only."""
    return {"cache_creation": None, "inference_geo": "global", "output_tokens_details": None, "server_tool_use": None,
            "service_tier": "standard", "speed": None, **usage}


def message_start(message_id, model, usage):
    first = dict(whole_usage(usage), output_tokens=1)
    message = {"id": message_id, "type": "message", "role": "assistant", "model": model, "content": [], "container": None,
               "diagnostics": None, "stop_reason": None, "stop_sequence": None, "stop_details": None, "usage": first}
    if "iterations" in usage:
        message["context_management"] = None
    return ("message_start", compact({"type": "message_start", "message": message}))


def message_delta(stop_reason, usage, details=None):
    body = {"type": "message_delta", "delta": {"stop_reason": stop_reason, "stop_sequence": None, "stop_details": details, "container": None},
            "usage": {"output_tokens": usage["output_tokens"], "input_tokens": None, "cache_read_input_tokens": None,
                      "cache_creation_input_tokens": None, "output_tokens_details": None, "server_tool_use": None,
                      **{name: usage[name] for name in BETA_USAGE if name in usage}}}
    if "iterations" in usage:
        body["context_management"] = None
    return ("message_delta", compact(body))


MESSAGE_STOP = ("message_stop", '{"type":"message_stop"}')


def message_events(message_id, model, content, stop_reason, usage, chance, details=None):
    yield message_start(message_id, model, usage)
    for index, block in enumerate(content):
        for event in block_events(index, block, chance):
            yield event
            if chance.random() < 0.05:
                yield PING
    yield message_delta(stop_reason, usage, details)
    yield MESSAGE_STOP


def framed(events, newline="\n", comments=False, split_data=False, names=True):
    out = []
    for name, data in events:
        if comments:
            out.append(": a comment" + newline)
        if names:
            out.append(f"event: {name}{newline}")
        # JSON may be broken over several data lines wherever it may hold a space.
        lines = data.replace(',"', ',\n"').split("\n") if split_data and '"text_delta"' not in data and "partial_json" not in data else [data]
        out.extend(f"data: {line}{newline}" for line in lines)
        out.append(newline)
    return "".join(out).encode()


def chunks(data, chance, longest=97):
    at = 0
    while at < len(data):
        size = chance.randint(1, longest)
        yield data[at:at + size]
        at += size


def generator(seed, *parts):
    return random.Random(":".join(map(str, (seed, *parts))))
