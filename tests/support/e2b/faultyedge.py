# SPDX-License-Identifier: GPL-3.0-or-later
"""What can go wrong between a client and a sandbox, as a test orders it with {"plane": "data", "method", "path", "times"} and one of
  "cut": "before"     closed without an answer, and the sandbox never hears of it
  "cut": "after"      the sandbox acts on it, and the connection is closed before the answer
  "status": N         refused by the edge; "headers" and "body" as for the control plane
  "bytes": N          so many bytes of the answer's body, then the connection is closed; with "silent": true it stays open and says nothing
  "flood": N          an answer of so many bytes that nobody asked for; "head": its content type
"""
import json
import socket


def shut(*ends):
    for end in ends:
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


class Fault:
    def __init__(self, wanted):
        self.wanted = wanted

    @staticmethod
    def find(cloud, method, target):
        wanted = cloud.fault(method, target.split("?")[0], "data")
        return Fault(wanted) if wanted else None

    def ends(self, client):
        """True: the sandbox is not asked at all."""
        if self.wanted.get("cut") == "before":
            shut(client)
        elif "status" in self.wanted:
            self.refuse(client)
        elif "flood" in self.wanted:
            self.flood(client)
        else:
            return False
        return True

    def refuse(self, client):
        status = self.wanted["status"]
        body = json.dumps(self.wanted.get("body", {"code": status, "message": "as the test wants it"})).encode()
        head = f"HTTP/1.1 {status} Refused\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in self.wanted.get("headers", {}).items())
        client.sendall(head.encode() + b"\r\n" + body)

    def flood(self, client):
        left = self.wanted["flood"]
        kind = self.wanted.get("head", "application/octet-stream")
        client.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {left}\r\nConnection: close\r\n\r\n".encode())
        # Read as an envelope it announces two gigabytes.
        piece = b"\x00\x7f\xff\xff\xff" + b"\x00" * 65531
        try:
            while left > 0:
                client.sendall(piece[:left])
                left -= min(left, len(piece))
        except OSError:
            pass

    def spoil(self, daemon, client):
        """Instead of handing the whole answer on."""
        try:
            answer = b""
            while b"\r\n\r\n" not in answer and (piece := daemon.recv(65536)):
                answer += piece
            left = self.wanted.get("bytes", 0)
            if left > 0:
                head, _, body = answer.partition(b"\r\n\r\n")
                client.sendall(head + b"\r\n\r\n" + body[:left])
                left -= len(body)
                while left > 0 and (piece := daemon.recv(min(left, 65536))):
                    client.sendall(piece)
                    left -= len(piece)
            while self.wanted.get("silent") and daemon.recv(65536):
                pass
        except OSError:
            pass
        shut(daemon, client)
