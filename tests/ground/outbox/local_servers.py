"""Providers as they are on a bad day: real HTTP and SMTP servers on this machine, told how to behave one by one."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

SHORT = 0.4  # seconds that the tests' settings let an answer take


@dataclass
class Took:
    """What a server has taken, and how it is to behave next: the last way stays."""

    ways: list[str] = field(default_factory=lambda: ["ok"])
    taken: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    before_answer: Callable[[dict[str, str]], None] = lambda _message: None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def behave(self, *ways: str) -> None:
        self.ways = list(ways)

    def next_way(self) -> str:
        with self.lock:
            return self.ways.pop(0) if len(self.ways) > 1 else self.ways[0]

    def take(self, message: dict[str, str]) -> None:
        with self.lock:
            self.taken.append(message)


STATUSES = {"busy": 503, "broken": 500, "forbidden": 403, "no_such_number": 400, "moved": 302}


def _sms_handler(took: Took) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            message = {name: values[0] for name, values in parse_qs(body.decode()).items()}
            way = took.next_way()
            if way in STATUSES:
                if way == "broken":  # five hundred, though it was taken
                    took.take(message)
                self._say(STATUSES[way], b"no")
                return
            took.take(message | {"authorization": self.headers["Authorization"]})
            took.before_answer(message)
            self._answer(way, message)

        def _answer(self, way: str, message: dict[str, str]) -> None:
            if way == "drop":
                self.connection.close()
                self.close_connection = True
            elif way == "drip":
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                for _ in range(40):
                    time.sleep(SHORT / 10)
                    self.wfile.write(b"X-Drip: 1\r\n")
            elif way == "gibberish":
                self._say(200, b"<html>Thanks!</html>")
            elif way == "cut":
                self.send_response(200)
                self.send_header("Content-Length", "500")
                self.end_headers()
                self.wfile.write(b'{"id": "s1", ')
            else:
                if way == "late":
                    time.sleep(SHORT * 2)
                said = {"id": f"s{len(took.taken)}", "status": "created", "to": message["to"]}
                self._say(200, json.dumps(said).encode())

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: a late answer meets a closed line, and that is what is tested."""

    return Handler


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The client has hung up."""


@contextmanager
def sms_server() -> Iterator[Took]:
    """An SMS provider shaped like 46elks."""
    took = Took()
    yield from _served(_Http(("127.0.0.1", 0), _sms_handler(took)), took)


class _Smtp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: object, client_address: object) -> None:
        """The client has hung up."""


def _smtp_handler(took: Took) -> type[socketserver.StreamRequestHandler]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.way = took.next_way()
            self.message: dict[str, str] = {}
            self.say("220 local")
            for line in self.rfile:
                if not self.answer(line.decode("utf-8", "replace").strip()):
                    return

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def answer(self, line: str) -> bool:
            command = line.split(" ")[0].upper()
            if command == "RCPT":
                self.message["to"] = line
                self.say("550 no such mailbox" if self.way == "no_such_mailbox" else "250 ok")
            elif command == "DATA":
                return self.data()
            elif command == "QUIT":
                self.say("221 bye")
                return False
            else:
                self.say("250 ok")
            return True

        def data(self) -> bool:
            if self.way == "full":
                self.say("452 full")
                return True
            self.say("354 go on")
            lines = []
            for line in self.rfile:
                if line == b".\r\n":
                    break
                lines.append(line)
            took.take(self.message | {"data": b"".join(lines).decode("utf-8", "replace")})
            if self.way == "drop":
                return False
            if self.way == "late":
                time.sleep(SHORT * 2)
            self.say("554 not that" if self.way == "no" else "250 kept as 1")
            return True

    return Handler


@contextmanager
def smtp_server() -> Iterator[Took]:
    """A mail server that speaks just enough."""
    took = Took()
    yield from _served(_Smtp(("127.0.0.1", 0), _smtp_handler(took)), took)


def _served(server: socketserver.TCPServer, took: Took) -> Iterator[Took]:
    took.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield took
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
