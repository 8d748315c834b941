# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP around the recording: one thread a connection, HTTP/1.1, chunked streams."""
import http.server
import json
import socket
import threading
import time
from urllib.parse import parse_qs, urlsplit

from . import scenarios, sse, strict
from .modes import Modes
from .recording import compact, summary_of

MODELS = [("claude-opus-5-5", "Claude Opus 5.5"), ("claude-fable-5-2", "Claude Fable 5.2"), ("claude-sonnet-5-5", "Claude Sonnet 5.5"),
          ("claude-haiku-5-5", "Claude Haiku 5.5")]


def described(model_id, name, window=1000000):
    yes, no = {"supported": True}, {"supported": False}
    return {"type": "model", "id": model_id, "display_name": name, "created_at": "2026-09-22T00:00:00Z", "lifecycle": "active",
            "max_input_tokens": window, "max_tokens": 128000,
            "capabilities": {"thinking": {"supported": True, "types": {"adaptive": yes, "enabled": no, "disabled": no}},
                             "effort": {"supported": True, "low": yes, "medium": yes, "high": yes, "xhigh": yes, "max": yes},
                             "context_management": {"supported": True, "clear_tool_uses_20250919": yes, "clear_thinking_20251015": yes, "compact_20260112": no},
                             "compaction": {"summarize": yes}}}


class MessagesServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, recording, key, seed, log=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.recording, self.key, self.seed = recording, key, seed
        self.modes, self.history = Modes(), strict.History()
        self.scenarios = scenarios.answers()
        self._log = open(log, "a", encoding="utf-8") if log else None
        self._lock = threading.Lock()
        self._requests = 0

    def next_request(self):
        with self._lock:
            self._requests += 1
            return self._requests

    def note(self, **entry):
        if self._log:
            with self._lock:
                self._log.write(compact(entry) + "\n")
                self._log.flush()

    def handle_error(self, request, client_address):
        pass  # a client that leaves is nothing to print about


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.respond(self.route_get)

    def do_POST(self):
        self.respond(self.route_post)

    def respond(self, route):
        self.number = self.server.next_request()
        length = int(self.headers.get("content-length") or 0)
        self.raw = self.rfile.read(length)
        self.mode, path = Modes.split(self.path)
        self.url = urlsplit(path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        shown = {name: value for name, value in headers.items() if name not in ("authorization", "x-api-key")}
        shown["auth"] = [name for name in ("authorization", "x-api-key") if name in headers]
        self.server.note(n=self.number, time=time.time(), method=self.command, path=self.path, headers=shown, body=self.raw.decode(errors="replace"))
        try:
            answer = self.server.modes.refusal(self.mode, self.url.path == "/v1/messages")
            answer = answer or route(strict.check_headers(headers, self.server.key), headers)
        except strict.Refused as refused:
            answer = scenarios.error(refused.status, refused.kind, str(refused))
        if answer.status == 0:
            self.close_connection = True
            return
        self.server.note(n=self.number, status=answer.status, answer=answer.body.decode(errors="replace"))
        self.send(answer)

    def send(self, answer):
        is_stream = answer.kind.startswith("text/event-stream")
        self.send_response(answer.status)
        self.send_header("content-type", answer.kind)
        self.send_header("request-id", f"req_{self.number:06d}")
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if is_stream:
            self.send_header("transfer-encoding", "chunked")
        else:
            self.send_header("content-length", str(len(answer.body)))
        self.end_headers()
        if not is_stream:
            self.wfile.write(answer.body)
            return
        chance = sse.generator(self.server.seed, self.number)
        for part in sse.chunks(answer.body, chance, 1 if answer.smallest else 997):
            self.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        if answer.stall:
            self.wfile.flush()
            self.connection.recv(1)
            self.close_connection = True
        elif answer.drop:
            self.close_connection = True
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        else:
            self.wfile.write(b"0\r\n\r\n")

    def route_get(self, _betas, _headers):
        if self.url.path == "/v1/models":
            return self.models(parse_qs(self.url.query))
        for model_id, name in MODELS:
            if self.url.path == "/v1/models/" + model_id:
                return scenarios.Answer(200, compact(described(model_id, name, self.server.modes.window(self.mode))).encode())
        return scenarios.error(404, "not_found_error", "not found")

    def models(self, query):
        limit = int(query.get("limit", ["20"])[0])
        ids = [model_id for model_id, _ in MODELS]
        after = query.get("after_id", [None])[0]
        begin = ids.index(after) + 1 if after in ids else 0
        page = MODELS[begin:begin + limit]
        body = {"data": [described(*one) for one in page], "has_more": begin + limit < len(MODELS),
                "first_id": page[0][0] if page else None, "last_id": page[-1][0] if page else None}
        return scenarios.Answer(200, compact(body).encode())

    def route_post(self, betas, headers):
        if not headers.get("content-type", "").startswith("application/json"):
            raise strict.Refused("content-type: application/json is required")
        try:
            body = json.loads(self.raw)
        except ValueError:
            raise strict.Refused("The request body is not valid JSON") from None
        counting = self.url.path == "/v1/messages/count_tokens"
        if self.url.path != "/v1/messages" and not counting:
            raise strict.Refused("not found", 404, "not_found_error")
        strict.check_body(body, headers["anthropic-version"], betas, counting)
        if body["model"] not in [model_id for model_id, _ in MODELS]:
            raise strict.Refused(f"model: {body['model']}", 404, "not_found_error")
        self.server.history.check(body)
        if counting:
            return scenarios.Answer(200, compact({"input_tokens": max(1, len(self.raw) // 4)}).encode())
        if "x-scenario" in headers:
            return self.scenario(headers["x-scenario"], body)
        return self.play(body)

    def scenario(self, name, body):
        if body.get("stream"):
            return self.server.scenarios[name]
        if name.startswith("status-") or self.server.scenarios[name].status != 200:
            return self.server.scenarios[name]
        return self.whole(body, {"content": scenarios.TEXT, "stop_reason": "end_turn", "usage": scenarios.USAGE})

    def whole(self, body, turn):
        message = {"id": f"msg_{self.number:06d}", "type": "message", "role": "assistant", "model": body["model"], "content": turn["content"],
                   "container": None, "diagnostics": None, "stop_reason": turn["stop_reason"], "stop_sequence": None, "stop_details": None,
                   "usage": sse.whole_usage(turn["usage"])}
        return scenarios.Answer(200, compact(message).encode())

    def play(self, body):
        if "compaction" in body:
            turn = {"content": [summary_of(body)], "stop_reason": "compaction", "usage": scenarios.USAGE}
        else:
            turn = self.server.recording.turn(body)
        if turn is None:
            raise strict.Refused("the recording has no turn for this conversation")
        if not body.get("stream"):
            return self.whole(body, turn)
        chance = sse.generator(self.server.seed, self.number, "events")
        events = list(sse.message_events(f"msg_{self.number:06d}", body["model"], turn["content"], turn["stop_reason"], turn["usage"], chance))
        cut = self.server.modes.cut_at(self.mode, turn["content"], events)
        if cut is not None:
            broken = scenarios.stream(events[:cut], drop=True)
            broken.stall = self.mode.startswith("stall-")
            return broken
        self.server.history.gave(body, turn["content"])
        return scenarios.stream(events)
