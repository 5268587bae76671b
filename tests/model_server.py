"""A small server that speaks chat completions, well or badly, as a test wants it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Pairs = list[dict[str, Any]]


def completion(content: object, **message: object) -> dict[str, Any]:
    """What a server answers; `content` as JSON unless it is text."""
    text = content if isinstance(content, str) or content is None else json.dumps(content)
    end = message.pop("finish_reason", "stop")
    whole = {"role": "assistant", "content": text, **message}
    return {"choices": [{"index": 0, "message": whole, "finish_reason": end}]}


def replaced_words(pair: dict[str, Any]) -> list[dict[str, str]]:
    """What a good reader says of two sentences: each word that stands for another one."""
    left, right = (pair[side].rstrip(".").split() for side in ("left", "right"))
    return [
        {"left": left[a], "right": right[c], "how": "contradicts"}
        for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if tag == "replace" and b - a == d - c == 1
    ]


def well(pairs: Pairs) -> dict[str, Any]:
    """The answer of a good reader."""
    return completion({"pairs": [{"id": p["id"], "differences": replaced_words(p)} for p in pairs]})


class ModelServer:
    """`answer` gives the JSON for the pairs of a question; `act` may do anything to a request.

    `bodies` and `keys` are what was asked, and the Authorization of each question.
    """

    def __init__(self, url: str, over: threading.Event) -> None:
        self.url, self.over = url, over
        self.answer: Callable[[Pairs], dict[str, Any]] = well
        self.act: Callable[[BaseHTTPRequestHandler, Pairs], bool] | None = None
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self.paths: list[str] = []

    @property
    def name(self) -> str:
        return f"{self.url}/v1#tiny"

    @property
    def pairs(self) -> list[Pairs]:
        """The pairs of each question."""
        return [json.loads(body["messages"][1]["content"])["pairs"] for body in self.bodies]


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> bool:
    """A whole answer."""
    handler.send_response(status)
    for name, value in {"Content-Type": "application/json", **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)
    return True


@contextmanager
def serving() -> Iterator[ModelServer]:
    """A server on a free port, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            made.paths.append(self.path)
            made.bodies.append(body)
            made.keys.append(self.headers["Authorization"])
            if made.act is None or not made.act(self, made.pairs[-1]):
                send(self, 200, json.dumps(made.answer(made.pairs[-1])).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    over = threading.Event()
    made = ModelServer(f"http://127.0.0.1:{server.server_port}", over)
    thread.start()
    try:
        yield made
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
