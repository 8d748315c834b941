# SPDX-License-Identifier: GPL-3.0-or-later
"""Single answers for other people's clients, chosen by the header x-scenario. A scenario gives an Answer or bytes of a stream."""
import dataclasses

from . import sse
from .recording import compact

USAGE = {"input_tokens": 12, "output_tokens": 9, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0}
TEXT = [{"type": "text", "text": "Grüße aus Zürich 🌍 \u2028 \"quoted\" \\ end", "citations": None}]
TOOLS = [{"type": "tool_use", "id": "toolu_1", "name": "read_file", "input": {"path": "src/ä.cpp", "lines": [1, 2.5, None]},
          "caller": {"type": "direct"}},
         {"type": "tool_use", "id": "toolu_2", "name": "git_status", "input": {}, "caller": {"type": "direct"}}]


@dataclasses.dataclass
class Answer:
    status: int = 200
    body: bytes = b""
    headers: dict = dataclasses.field(default_factory=dict)
    kind: str = "application/json"
    drop: bool = False      # close the connection without ending the body
    smallest: bool = False  # one byte a chunk
    stall: bool = False     # say nothing more behind the body, until the client goes


def error(status, kind, message="said by the test", headers=None, details=None):
    body = {"type": "error", "error": {"type": kind, "message": message}}
    if details:
        body["error"]["details"] = details
    return Answer(status, compact(body).encode(), headers or {})


def stream(events, drop=False, smallest=False, prefix=b"", **form):
    return Answer(200, prefix + sse.framed(events, **form), {}, "text/event-stream; charset=utf-8", drop, smallest)


def message(content, stop="end_turn", details=None, scenario="x", usage=USAGE):
    return list(sse.message_events("msg_" + scenario, "claude-opus-5-5", content, stop, usage, sse.generator(1, scenario), details))


def unknown_things():
    events = message([{"type": "future_block", "data": {"b": 1, "a": 2}}, *TEXT])
    events.insert(1, ("future_event", '{"type":"future_event","x":1}'))
    events.insert(-2, ("content_block_delta", '{"type":"content_block_delta","index":1,"delta":{"type":"future_delta","x":1}}'))
    return stream(events)


def streams():
    thinking = {"type": "thinking", "thinking": "First I look.\nThen I act.", "signature": "c2ln"}
    omitted = dict(thinking, thinking="")
    broken = message(TEXT)[:-2] + [("error", '{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}')]
    compaction = [{"type": "compaction", "content": "What happened so far.", "encrypted_content": "b3BhcXVl"}]
    return {
        "text": stream(message(TEXT)),
        "crlf": stream(message(TEXT), newline="\r\n"),
        "cr": stream(message(TEXT), newline="\r"),
        "bytes": stream(message(TEXT), smallest=True),
        "split-data": stream(message(TOOLS, "tool_use"), comments=True, split_data=True),
        "bom": stream(message(TEXT), prefix=b"\xef\xbb\xbf"),
        "thinking": stream(message([thinking, *TEXT])),
        "thinking-omitted": stream(message([omitted, *TEXT])),
        "redacted": stream(message([{"type": "redacted_thinking", "data": "b3BhcXVl"}, *TEXT])),
        "tools": stream(message([*TEXT, *TOOLS], "tool_use")),
        "refusal": stream(message(TEXT, "refusal", {"type": "refusal", "category": "cyber", "explanation": "no"})),
        "unknown": unknown_things(),
        "error-in-stream": stream(broken),
        "truncated": stream(message(TEXT)[:-1]),
        "dropped": stream(message(TEXT)[:-2], drop=True),
        "compaction": stream(message(compaction, "compaction", usage=dict(USAGE, **dict.fromkeys(sse.BETA_USAGE)))),
    }


ERRORS = {400: "invalid_request_error", 401: "authentication_error", 402: "billing_error", 403: "permission_error", 404: "not_found_error",
          409: "conflict_error", 429: "rate_limit_error", 500: "api_error", 504: "timeout_error", 529: "overloaded_error"}


def answers():
    """Every scenario by name."""
    found = dict(streams())
    for status, kind in ERRORS.items():
        found[f"status-{status}"] = error(status, kind)
    found["status-413"] = Answer(413, b"<html><body>413 Request Entity Too Large</body></html>", {}, "text/html")
    found["retry-after"] = error(429, "rate_limit_error", headers={"retry-after": "1"})
    found["retry-after-ms"] = error(429, "rate_limit_error", headers={"retry-after-ms": "30"})
    found["no-retry"] = error(529, "overloaded_error", headers={"x-should-retry": "false"})
    found["spend-limit"] = error(429, "rate_limit_error", headers={"x-should-retry": "false"}, details={"error_code": "enforced_spend_limit_reached"})
    return found
