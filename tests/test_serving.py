"""The server as a process: sockets, signals, clients that leave; and calls that are stopped."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from consistency import serve, serving
from consistency.cli import main
from consistency.errors import InputError, SettingsError
from consistency.model import Article
from consistency.testing import LexicalEncoder
from work import settled

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def started(tmp_path: Path, port: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "consistency", "serve", "--model", "lexical"),
            "--port",
            str(port),
        ],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = started(tmp_path_factory.mktemp("served"), port)
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.2)
    yield process, port
    process.kill()
    process.communicate()


def test_a_running_server(served: tuple[subprocess.Popen[str], int], tmp_path: Path) -> None:
    """One process for all: a taken port, a client that leaves, one that says nothing, the end."""
    process, port = served
    taken = subprocess.run(
        process.args,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert taken.returncode == 2
    assert taken.stderr.count("\n") == 1
    assert "serving" not in taken.stderr
    head = (
        f"POST /check HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 100000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    with socket.create_connection(("127.0.0.1", port)) as leaves:
        leaves.sendall(head.encode())
        time.sleep(0.5)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\nHo")
        assert silent.recv(100) == b""  # closed by the server, not by the time limit here
    process.send_signal(signal.SIGINT)
    begun = time.monotonic()
    _, told = process.communicate(timeout=20)
    assert time.monotonic() - begun < 6  # two seconds on an idle machine
    assert process.returncode == 130
    assert "Traceback" not in told
    assert re.fullmatch(r"consistency: serving http://127\.0\.0\.1:\d+/ \(Ctrl-C ends it\)\n", told)


@pytest.mark.parametrize(("host", "port"), [("nowhere.invalid", 0), ("256.1.1.1", 0), ("::g", 0)])
def test_an_impossible_host_is_one_line(host: str, port: int) -> None:
    with pytest.raises(SettingsError, match="can't listen"):
        serving.bind(host, port)


def test_a_call_that_takes_too_long_is_stopped() -> None:
    def forever() -> None:
        while True:
            sum(range(100))

    with pytest.raises(InputError, match="was stopped"):
        serving.Work(0.2).run(forever)
    assert serving.Work(5).run(lambda: 3) == 3
    late = serving.Work(5)
    with pytest.raises(InputError, match="was stopped"):
        late.run(late.stop)
    assert serving.Work(5).run(lambda: sum(range(100))) == 4950
    over = serving.Work(5)
    over.stop()
    with pytest.raises(InputError, match="is ending"):
        over.run(lambda: 3)


def test_a_parser_that_is_not_there_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    port = free_port()
    options = ["--model", "lexical", "--parser", "no_such_pipeline", "--port", str(port)]
    assert main(["serve", *options]) == 2
    assert "--parser no_such_pipeline" in capfd.readouterr().err


def test_a_check_has_a_size() -> None:
    with pytest.raises(InputError, match="sentences"):
        serve.check_size([Article("a", "It rained. " * 6000)])
    with pytest.raises(InputError, match="figures"):
        serve.check_size([Article("a", "1 " * 40_000)])
    serve.check_size([Article("a", "It rained on May 3. " * 100)])


@pytest.fixture
def client() -> Iterator[TestClient]:
    with TestClient(serve.app(LexicalEncoder()), base_url="http://127.0.0.1:8000") as made:
        yield made
        settled(made)


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000"}, 303),
        ({}, 303),
    ],
)
def test_only_our_own_page_starts_a_check(
    client: TestClient, headers: dict[str, str], code: int
) -> None:
    answer = client.post("/example", headers=headers, follow_redirects=False)
    assert answer.status_code == code
    assert len(client.app.state.desk.jobs) == (code == 303)


def test_a_foreign_image_tag_starts_nothing(client: TestClient) -> None:
    for _ in range(50):
        assert client.get("/example", headers={"sec-fetch-site": "cross-site"}).status_code == 405
    assert not client.app.state.desk.jobs
