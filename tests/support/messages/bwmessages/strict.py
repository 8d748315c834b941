# SPDX-License-Identifier: GPL-3.0-or-later
"""Refuses what the Messages API refuses, so that mistakes of a client show without a key."""
import hashlib
import json
import re
import threading

FIELDS = {"model", "max_tokens", "messages", "system", "tools", "tool_choice", "stream", "stop_sequences", "thinking",
          "output_config", "cache_control", "metadata", "service_tier", "speed", "container", "diagnostics",
          "inference_geo", "compaction", "context_management"}
BETAS = {"compact-2026-09-04": "compaction", "context-management-2025-06-27": "context_management"}
VERSIONS = ("2026-10-21", "2023-06-01")
EFFORTS = ("low", "medium", "high", "xhigh", "max")
# Models whose thinking is bound to the conversation: no forced tool, no prefill, no thinking switched off.
BOUND_MODEL = re.compile(r"^claude-(fable-5-[12]|opus-5-5|sonnet-5-5|haiku-5-5)")
COUNT_ONLY_WITHOUT = ("max_tokens", "stream", "metadata", "service_tier", "stop_sequences", "container")


class Refused(Exception):
    def __init__(self, message, status=400, kind="invalid_request_error"):
        super().__init__(message)
        self.status, self.kind = status, kind


def need(condition, message):
    if not condition:
        raise Refused(message)


def check_headers(headers, key):
    bearer, direct = headers.get("authorization"), headers.get("x-api-key")
    if (bearer is None) == (direct is None):
        raise Refused("exactly one of authorization and x-api-key is needed", 401, "authentication_error")
    if (bearer or "Bearer " + direct) != "Bearer " + key:
        raise Refused("invalid x-api-key", 401, "authentication_error")
    need(headers.get("anthropic-version") in VERSIONS, "anthropic-version: is required and must be a known version")
    betas = [name.strip() for name in headers.get("anthropic-beta", "").split(",") if name.strip()]
    for name in betas:
        need(name in BETAS, f"Unexpected value(s) `{name}` for the `anthropic-beta` header.")
    return betas


def check_body(body, version, betas, counting=False):
    need(isinstance(body, dict), "the body must be an object")
    for name in body:
        known = name in FIELDS and not (counting and name in COUNT_ONLY_WITHOUT)
        if name in ("temperature", "top_p", "top_k") and version == "2023-06-01" and not BOUND_MODEL.match(body.get("model", "")):
            known = True
        need(known, f"{name}: Extra inputs are not permitted")
    for beta, field in BETAS.items():
        need(field not in body or beta in betas, f"{field}: Extra inputs are not permitted")
    need(isinstance(body.get("model"), str) and body["model"], "model: Field required")
    if not counting:
        need(isinstance(body.get("max_tokens"), int) and 0 < body["max_tokens"] <= 128000, "max_tokens: must be in 1 to 128000")
    check_switches(body)
    check_context(body)
    check_tools(body.get("tools", []))
    need(count_breakpoints(body) <= 4, "A maximum of 4 blocks with cache_control may be provided.")
    check_messages(body)


def check_switches(body):
    bound = BOUND_MODEL.match(body["model"])
    choice = body.get("tool_choice", {}).get("type", "auto")
    need(choice in ("auto", "any", "tool", "none"), "tool_choice.type: unknown")
    need(not (bound and choice in ("any", "tool")), "tool_choice: forced tool use is not supported on this model")
    thinking = body.get("thinking", {"type": "adaptive"})
    kinds = ("adaptive",) if bound else ("adaptive", "enabled", "disabled")
    need(thinking.get("type") in kinds, f'"thinking.type.{thinking.get("type")}" is not supported for this model')
    need(set(thinking) <= {"type", "display", "budget_tokens"}, "thinking: Extra inputs are not permitted")
    need(thinking.get("display", "omitted") in ("omitted", "summarized"), "thinking.display: unknown")
    effort = body.get("output_config", {}).get("effort", "high")
    need(effort in EFFORTS, "output_config.effort: unknown")


def tokens(value, kind="input_tokens"):
    return isinstance(value, dict) and value.get("type") == kind and isinstance(value.get("value"), int) and value["value"] > 0


def check_context(body):
    """Clearing and summing up: one of the two at a time."""
    need(not ("context_management" in body and "compaction" in body), "compaction: cannot be combined with context_management")
    for edit in body.get("context_management", {"edits": []})["edits"]:
        need(edit.get("type") == "clear_tool_uses_20250919", "context_management.edits: unknown type")
        need(set(edit) <= {"type", "trigger", "keep", "clear_at_least", "exclude_tools", "clear_tool_inputs"},
             "context_management.edits: Extra inputs are not permitted")
        need(tokens(edit.get("trigger")) and tokens(edit.get("clear_at_least", edit["trigger"])), "context_management.edits.trigger: wrong")
        need(tokens(edit.get("keep", {"type": "tool_uses", "value": 3}), "tool_uses"), "context_management.edits.keep: wrong")
    if "compaction" in body:
        wanted = body["compaction"]
        need(wanted.get("type") == "summarize" and set(wanted) <= {"type", "instructions"}, "compaction: wrong")
        need(isinstance(wanted.get("instructions"), (str, type(None))), "compaction.instructions: wrong")


def check_tools(tools):
    names = set()
    for tool in tools:
        name = tool.get("name", "")
        need(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name), "tools.name: String should match pattern")
        need(name not in names, "tools: Tool names must be unique.")
        need(isinstance(tool.get("input_schema"), dict) and tool["input_schema"].get("type") == "object",
             f"tools.{name}.input_schema.type: Field required")
        names.add(name)


def blocks(message):
    content = message["content"]
    return [{"type": "text", "text": content}] if isinstance(content, str) else content


def count_breakpoints(value):
    if isinstance(value, list):
        return sum(count_breakpoints(one) for one in value)
    if not isinstance(value, dict):
        return 0
    here = 1 if value.get("cache_control") else 0
    return here + sum(count_breakpoints(one) for key, one in value.items() if key not in ("cache_control", "input", "input_schema"))


def check_messages(body):
    messages = body.get("messages")
    need(isinstance(messages, list) and messages, "messages: at least one message is required")
    summed_up = [(at, m) for at, m in enumerate(messages) if any(b.get("type") == "compaction" for b in blocks(m))]
    need(all(at == 0 and m["role"] == "assistant" and len(blocks(m)) == 1 for at, m in summed_up), "compaction_block_misplaced")
    need(summed_up or messages[0].get("role") == "user", "messages: first message must use the user role")
    need(messages[-1].get("role") != "assistant", "This model does not support assistant message prefill.")
    open_ids = []
    for at, message in enumerate(messages):
        need(message.get("role") in ("user", "assistant", "system"), f"messages.{at}.role: unknown")
        need(isinstance(message.get("content"), (str, list)) and message["content"] != [], f"messages.{at}.content: must not be empty")
        check_results(at, message, open_ids)
        open_ids = [b["id"] for b in blocks(message) if message["role"] == "assistant" and b["type"] == "tool_use"]
        for block in blocks(message):
            check_block(at, message["role"], block)
    need(not open_ids, f"`tool_use` ids were found without `tool_result` blocks: {', '.join(open_ids)}")


def check_results(at, message, open_ids):
    results, seen_other = [], False
    for block in blocks(message):
        if block.get("type") == "tool_result":
            need(message["role"] == "user", f"messages.{at}: tool_result only in user messages")
            need(not seen_other, f"messages.{at}: `tool_result` blocks must come first")
            results.append(block.get("tool_use_id"))
        else:
            seen_other = True
    missing = [one for one in open_ids if one not in results]
    need(not missing, f"messages.{at}: `tool_use` ids were found without `tool_result` blocks immediately after: {', '.join(missing)}")
    need(sorted(results) == sorted(open_ids), f"messages.{at}: unexpected `tool_use_id` found in `tool_result` blocks")


def check_block(at, role, block):
    kind = block.get("type")
    if kind == "text":
        need(isinstance(block.get("text"), str), f"messages.{at}: text is required")
        need(block["text"].strip() or role == "assistant", f"messages.{at}: text content blocks must be non-empty")
        need(block["text"] or not block.get("cache_control"), "cache_control cannot be set for empty text blocks")
        need(not (role == "user" and block.get("citations")), f"messages.{at}: citations are not permitted")
    elif kind == "document":
        need(role != "assistant", f"messages.{at}: document blocks are not permitted here")
    elif kind == "tool_use":
        need(role == "assistant" and isinstance(block.get("input"), dict), f"messages.{at}: tool_use.input: should be an object")
        need(re.fullmatch(r"[a-zA-Z0-9_-]+", block.get("id", "")), f"messages.{at}: tool_use.id: should match pattern")
    elif kind in ("thinking", "redacted_thinking"):
        need(role == "assistant", f"messages.{at}: thinking only in assistant messages")
        need(not block.get("cache_control"), f"messages.{at}: cache_control is not permitted on thinking")


def without_marks(value):
    if isinstance(value, list):
        return [without_marks(one) for one in value]
    if isinstance(value, dict):
        return {key: without_marks(one) for key, one in value.items() if key != "cache_control"}
    return value


def plain_messages(messages):
    """Messages as the model sees them: a string is one text block, marks do not count."""
    return [{"role": m["role"], "content": without_marks(blocks(m))} for m in messages]


class History:
    """Remembers under which prefix every answer was given. An assistant turn that comes back under another prefix, or
    changed, breaks the append-only rule (thinking is bound to everything before it). Key order counts. Thread-safe."""

    def __init__(self):
        self._lock = threading.Lock()
        self._given = {}  # hash of prefix → {content as JSON}
        self._known = set()  # contents that this server gave at all

    @staticmethod
    def _prefix(body, messages):
        seen = [without_marks(body.get("system")), body.get("tools"), messages]
        return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()

    def gave(self, body, content):
        prefix = self._prefix(body, plain_messages(body["messages"]))
        text = json.dumps(content, ensure_ascii=False)
        with self._lock:
            self._given.setdefault(prefix, set()).add(text)
            self._known.update(json.dumps(one, ensure_ascii=False) for one in content if one["type"] in ("tool_use", "thinking", "compaction"))

    def check(self, body):
        messages = plain_messages(body["messages"])
        for at, message in enumerate(messages):
            if message["role"] != "assistant":
                continue
            with self._lock:
                ours = self._given.get(self._prefix(body, messages[:at]))
                known = any(json.dumps(one, ensure_ascii=False) in self._known for one in message["content"])
                changed = any(one["type"] == "compaction" and not known for one in message["content"])
            need(not changed, "compaction_content_mismatch")
            text = json.dumps(message["content"], ensure_ascii=False)
            if ours is None:
                need(not known or at == 0 and message["content"][0]["type"] == "compaction", f"messages.{at}.content.0: Invalid signature in thinking block. The block is bound to a different conversation.")
            else:
                need(text in ours, f"messages.{at}: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified")
