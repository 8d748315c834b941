# SPDX-License-Identifier: GPL-3.0-or-later
"""What the control plane answers to questions about many: sandboxes, snapshots, metrics, each page by page."""
import base64
import datetime
import json
from urllib.parse import unquote

from refused import Refused


def wanted_metadata(text):
    pairs = [pair.split("=", 1) for pair in text.split("&") if "=" in pair]
    return {unquote(unquote(k)): unquote(unquote(v)) for k, v in pairs}


def first(query, name, default=None):
    return query.get(name, [default])[0]


def number(query, name, default, least, most):
    text = first(query, name)
    if text is None:
        return default
    if not text.isdigit() or not least <= int(text) <= most:
        raise Refused(400, f"validation error: parameter \"{name}\" in query has an error: number must be between {least} and {most}")
    return int(text)


def page(items, query, order):
    """A page, and the headers that lead to the next one. A token is good for the order it was made for."""
    limit, start = number(query, "limit", 100, 1, 100), 0
    token = first(query, "nextToken")
    if token:
        try:
            made_for, start = json.loads(base64.urlsafe_b64decode(token.encode()))
        except ValueError:
            made_for = None
        if made_for != order or not isinstance(start, int):
            raise Refused(400, "Invalid next token")
    headers = {}
    if start + limit < len(items):
        headers["X-Next-Token"] = base64.urlsafe_b64encode(json.dumps([order, start + limit]).encode()).decode()
    return items[start:start + limit], headers


def started_after(text):
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
    except ValueError:
        raise Refused(400, "validation error: startedAfter is no time") from None


def sandboxes(cloud, query):
    asked = wanted_metadata(first(query, "metadata", ""))
    states = first(query, "state", "running,paused").split(",")
    order = first(query, "order", "desc")
    if order not in ("asc", "desc") or not set(states) <= {"running", "paused"}:
        raise Refused(400, "validation error: value is not one of the allowed values")
    boxes = [box for box in cloud.living() if asked.items() <= box.metadata.items()]
    if after := first(query, "startedAfter"):
        boxes = [box for box in boxes if box.started > started_after(after)]
    if template := first(query, "template"):
        boxes = [box for box in boxes if template in (box.template(), box.template().split(":")[0])]
    boxes.sort(key=lambda box: (box.started, box.id), reverse=order == "desc")
    found, headers = page([one for one in (box.listed() for box in boxes) if one["state"] in states], query, order)
    return 200, found, dict(headers, **{"X-Total-Running": cloud.running()})


def snapshots(cloud, query):
    name, box = first(query, "name"), first(query, "sandboxID")
    found = [{"snapshotID": image, "names": one["names"]} for image, one in list(cloud.snapshots.items())
             if (name is None or f"tests/{name}:default" in one["names"]) and (box is None or one["box"] == box)]
    found, headers = page(found, query, "snapshots")
    return 200, found, headers


LEVELS = ["debug", "info", "warn", "error"]


def logs(box, query, newer):
    if not newer:
        lines = box.logs[:number(query, "limit", 1000, 0, 1000)]
        return 200, {"logs": [{"timestamp": one["timestamp"], "line": one["message"]} for one in lines], "logEntries": lines}, {}
    level, search, forward = first(query, "level", "debug"), first(query, "search", ""), first(query, "direction", "backward") == "forward"
    if level not in LEVELS or len(search) > 256:
        raise Refused(400, "validation error: value is not one of the allowed values")
    lines = [one for one in box.logs if LEVELS.index(one["level"]) >= LEVELS.index(level) and search in one["message"]]
    if cursor := number(query, "cursor", None, 0, 1 << 50):
        at = datetime.datetime.fromtimestamp(cursor / 1000, datetime.timezone.utc).isoformat()
        lines = [one for one in lines if (one["timestamp"] >= at if forward else one["timestamp"] <= at)]
    return 200, {"logs": (lines if forward else lines[::-1])[:number(query, "limit", 1000, 0, 1000)]}, {}


def metrics(cloud, query):
    ids = first(query, "sandbox_ids", "").split(",")
    if len(ids) > 100:
        raise Refused(400, "validation error: maximum number of items is 100")
    boxes = [box for box in cloud.living() if box.id in ids and not box.paused]
    return 200, {"sandboxes": {box.id: box.metrics()[-1] for box in boxes}}, {}
