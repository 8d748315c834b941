# SPDX-License-Identifier: GPL-3.0-or-later
"""The edge before the sandboxes: one address for all, the sandbox named in headers, bytes passed on as they come."""
import json
import re
import socket
import socketserver
import threading

CONTROL_ONLY = ("/init", "/freeze", "/unfreeze", "/collapse", "/fsfreeze", "/fsthaw", "/upgrade", "/buildwright/")
DAEMON_PORT = 49983


def answer(link, status, body):
    text = json.dumps(dict(body, code=status)).encode()
    head = f"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\nContent-Length: {len(text)}\r\nConnection: close\r\n\r\n"
    link.sendall(head.encode() + text)


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
        target = head.split(b" ", 2)[1].decode()
        if not name or not port:
            return answer(self.request, 400, {"message": "missing header"})
        cloud.note({"plane": "data", "target": target.split("?")[0], "sandbox": name})
        box = cloud.boxes.get(name)
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
        link.sendall(b"\r\n".join(lines) + b"\r\nConnection: close\r\n\r\n" + rest)
        back = threading.Thread(target=pump, args=(link, self.request), daemon=True)
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
