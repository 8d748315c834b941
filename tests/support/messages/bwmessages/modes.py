# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong when the first part of the path says so. Counts are kept per mode, over all connections.

/unauthorized      every call: 401
/spend-limit       every message: 429, enforced_spend_limit_reached
/overloaded-N      the first N messages: 529 (with a short retry-after-ms), then well
/cut-N             the first N streams with a tool call break in the middle of it, then well
/broken-N          the first N streams break in the middle of a text, then well
/stall-N           the first N streams stop in the middle of a text and say nothing more, then well
/window-N          models are said to have a window of N tokens
/limited-N         the first three messages: 429 with a retry-after of N seconds, then well
/hang-N            the first N messages: the request is read, the connection closed without an answer
"""
import re
import threading

from . import scenarios

NAMES = re.compile(r"^/(unauthorized|spend-limit|overloaded-\d+|cut-\d+|broken-\d+|stall-\d+|hang-\d+|limited-\d+|window-\d+)(?=/)")


class Modes:
    def __init__(self):
        self._lock = threading.Lock()
        self._counts = {}

    @staticmethod
    def split(path):
        """(mode, rest of the path)"""
        found = NAMES.match(path)
        return (found.group(1), path[found.end():]) if found else ("", path)

    def _due(self, mode):
        limit = int(mode.rsplit("-", 1)[1])
        with self._lock:
            self._counts[mode] = self._counts.get(mode, 0) + 1
            return self._counts[mode] <= limit

    def refusal(self, mode, is_message):
        """The answer in place of the real one, or None."""
        if mode == "unauthorized":
            return scenarios.error(401, "authentication_error", "invalid x-api-key")
        if not is_message:
            return None
        if mode == "spend-limit":
            return scenarios.error(429, "rate_limit_error", "spend limit", details={"error_code": "enforced_spend_limit_reached"})
        if mode.startswith("overloaded-") and self._due(mode):
            return scenarios.error(529, "overloaded_error", "Overloaded", headers={"retry-after-ms": "20"})
        if mode.startswith("limited-"):
            with self._lock:
                self._counts[mode] = self._counts.get(mode, 0) + 1
                if self._counts[mode] <= 3:
                    return scenarios.error(429, "rate_limit_error", "slow down", headers={"retry-after": mode.rsplit("-", 1)[1]})
        if mode.startswith("hang-") and self._due(mode):
            return scenarios.Answer(0)
        return None

    @staticmethod
    def window(mode):
        return int(mode.rsplit("-", 1)[1]) if mode.startswith("window-") else 1000000

    def cut_at(self, mode, content, events):
        """How many of the events are sent before the connection breaks; None = all."""
        if mode.startswith(("broken-", "stall-")):
            if not self._due(mode):
                return None
            parts = [at for at, (_, data) in enumerate(events) if "text_delta" in data]
            return parts[len(parts) // 2] + 1
        has_tool = any(block["type"] == "tool_use" and block["input"] for block in content)
        if not (mode.startswith("cut-") and has_tool and self._due(mode)):
            return None
        parts = [at for at, (_, data) in enumerate(events) if "input_json_delta" in data]
        return parts[len(parts) // 2] + 1
