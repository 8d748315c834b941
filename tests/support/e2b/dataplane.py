# SPDX-License-Identifier: GPL-3.0-or-later
"""The edge before the sandboxes: one address for all, the sandbox named in headers, bytes passed on as they come."""
import base64
import hashlib
import json
import re
import socket
import socketserver
import threading
from urllib.parse import parse_qs, urlsplit

from faultyedge import Fault
from refused import Refused

CONTROL_ONLY = ("/init", "/freeze", "/unfreeze", "/collapse", "/fsfreeze", "/fsthaw", "/upgrade", "/buildwright/")
DAEMON_PORT = 49983


def answer(link, status, body):
    text = json.dumps(dict(body, code=status)).encode()
    head = f"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    link.sendall(head.encode() + text)


def plain(link, text):
    head = f"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    link.sendall((head + text).encode())


def named_by_host(host):
    found = re.match(r"([0-9]{1,5})-([a-z0-9]+)\.", host)
    return (found.group(2), found.group(1)) if found else None


def signed_for(cloud, method, target):
    """At one address for all, nothing but its token tells whose signature an address of a file has."""
    parts = urlsplit(target)
    if parts.path != "/files":
        return None
    query = {name: values[0] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
    living = cloud.living()
    for box in living:
        raw = [query.get("path", ""), "write" if method == "POST" else "read", query.get("username", ""), box.token]
        raw += [query["signature_expiration"]] if "signature_expiration" in query else []
        digest = base64.b64encode(hashlib.sha256(":".join(raw).encode()).digest()).decode().rstrip("=")
        if query.get("signature") == "v1_" + digest:
            return box.id, str(DAEMON_PORT)
    # Which of them says why it is none: the daemon itself.
    return (living[-1].id, str(DAEMON_PORT)) if living else None


def pump(source, target):
    try:
        while piece := source.recv(65536):
            target.sendall(piece)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Edge(socketserver.BaseRequestHandler):
    def handle(self):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = self.request.recv(65536)
            if not piece or len(data) > 65536:
                return
            data += piece
        head, rest = data.split(b"\r\n\r\n", 1)
        try:
            self.route(head, rest)
        except OSError:
            pass

    def route(self, head, rest):
        def header(name):
            found = re.search(rb"(?im)^" + name + rb":[ \t]*(.*?)[ \t]*\r?$", head)
            return found.group(1).decode() if found else None

        cloud = self.server.cloud
        name, port = header(b"e2b-sandbox-id"), header(b"e2b-sandbox-port")
        method, target = head.split(b" ", 2)[0].decode(), head.split(b" ", 2)[1].decode()
        if not name and not port:
            name, port = named_by_host(header(b"host") or "") or signed_for(cloud, method, target) or (None, None)
        if not name or not port:
            return plain(self.request, "missing header")
        if not re.fullmatch(r"[0-9]{1,5}", port):
            return plain(self.request, "Invalid sandbox port")
        cloud.note({"plane": "data", "method": method, "target": target.split("?")[0], "sandbox": name,
                    "type": header(b"content-type"), "encoding": header(b"content-encoding"), "range": header(b"range")})
        box = cloud.boxes.get(name)
        if box is not None and box.alive() and box.paused and box.wakes():
            try:
                cloud.resume(box, max(300, box.timeout))
            except Refused as no:
                return answer(self.request, no.status, {"sandboxId": name, "message": str(no)})
        if box is None or box.paused or not box.alive():
            return answer(self.request, 502, {"sandboxId": name, "message": "The sandbox was not found"})
        if int(port) == DAEMON_PORT:
            if target.startswith(CONTROL_ONLY):
                return answer(self.request, 404, {"message": "not found"})
            inside = box.port
        elif box.traffic and header(b"e2b-traffic-access-token") != box.traffic:
            return answer(self.request, 403, {"message": "the header e2b-traffic-access-token is missing or wrong"})
        else:
            inside = int(port)
        fault = Fault.find(cloud, method, target)
        if fault and fault.ends(self.request):
            return None
        # One request a connection: the next one may mean another sandbox.
        # What only our daemon understands is taken out: E2B's leaves a command alone when its client goes.
        unknown = (b"connection:", b"x-buildwright-")
        lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(unknown)]
        try:
            link = socket.create_connection(("127.0.0.1", inside), timeout=5)
        except OSError:
            text = "The sandbox is running but port is not open"
            return answer(self.request, 502, {"sandboxId": name, "message": text, "port": inside})
        link.settimeout(None)
        with box.lock:
            box.links |= {link, self.request}
        if box.paused or not box.alive():
            box.cut()  # since it was looked up
        link.sendall(b"\r\n".join(lines) + b"\r\nConnection: close\r\n\r\n" + rest)
        back = threading.Thread(target=fault.spoil if fault else pump, args=(link, self.request), daemon=True)
        back.start()
        pump(self.request, link)
        back.join()
        with box.lock:
            box.links -= {link, self.request}
        link.close()


class EdgeServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 512
