"""A server on this machine that speaks OpenAI's chat protocol and says what a script tells it to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Messages = list[dict[str, str]]


@dataclass
class Script:
    """What the server does with the next requests, and what it was asked.

    `reply` makes the text from the messages. `silent` seconds pass before the first word; `status` other
    than 200 is an error; a reply is broken off after `cut` letters; `body` is sent in its stead.
    """

    reply: Callable[[Messages], str] = lambda messages: ""
    silent: float = 0.0
    pause: float = 0.0
    status: int = 200
    cut: int | None = None
    finish: str | None = "stop"
    body: bytes | None = None
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    gone: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: Script

    def do_POST(self) -> None:
        script = self.script
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.asked.append(asked)
        script.keys.append(self.headers["Authorization"])
        try:
            if script.silent:
                self._wait(script.silent)
            if script.status != 200:
                error = {
                    "error": {"message": f"no: {self.headers['Authorization']}", "type": "x", "code": "x"}
                }
                self._whole(script.status, json.dumps(error).encode())
            elif script.body is not None:
                self._whole(200, script.body)
            elif asked.get("stream"):
                self._stream(script.reply(asked["messages"]))
            else:
                message = {"role": "assistant", "content": script.reply(asked["messages"])}
                choice = {"index": 0, "message": message, "finish_reason": script.finish}
                self._whole(200, json.dumps({"id": "1", "model": "m", "choices": [choice]}).encode())
        except (BrokenPipeError, ConnectionResetError):
            script.gone.set()

    def _wait(self, seconds: float) -> None:
        """Wait, and notice that whoever asked has gone."""
        end = time.monotonic() + seconds
        self.connection.settimeout(0.05)
        while time.monotonic() < end:
            try:
                if self.connection.recv(1) == b"":
                    raise BrokenPipeError
            except TimeoutError:
                continue
        self.connection.settimeout(None)

    def _whole(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._event({"delta": {"role": "assistant", "content": ""}, "finish_reason": None})
        for start in range(0, len(text), 9):
            if self.script.cut is not None and start >= self.script.cut:
                self.close_connection = True
                return
            self._event({"delta": {"content": text[start : start + 9]}, "finish_reason": None})
            if self.script.pause:
                self._wait(self.script.pause)
        self._event({"delta": {}, "finish_reason": self.script.finish})
        self._chunk(b"data: [DONE]\n\n")
        self._chunk(b"")

    def _event(self, choice: dict[str, Any]) -> None:
        data = {
            "id": "1",
            "object": "chat.completion.chunk",
            "created": 0,
            "model": "m",
            "choices": [{"index": 0, **choice}],
        }
        self._chunk(f"data: {json.dumps(data)}\n\n".encode())

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on the terminal."""


@contextmanager
def chat_server(script: Script) -> Iterator[str]:
    """The address of a server that follows a script, which may be changed while it runs."""
    handler = type("Handler", (_Handler,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    finally:
        server.shutdown()
        server.server_close()
