"""Pages by address: what is fetched, from where, and what goes wrong. Against a local server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from consistency import cli
from consistency.errors import InputError
from consistency.read import article_ids, read_all
from consistency.readers import address
from consistency.serve import Row, articles_of

STORY = "<p>" + "A fire closed the port of Velmar on Tuesday, officials said. " * 5 + "</p>"
PAGE = f"<html><head><title>Port fire</title></head><body><article><h1>Fire closes the port</h1>{STORY}</article></body></html>"
RSS = "<rss version='2.0'><channel><item><title>T</title><description>Rain fell.</description></item></channel></rss>"


class Handler(BaseHTTPRequestHandler):
    """A site with a page of every kind."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        _ASKED.append(self.path)
        name = self.path.strip("/").partition("?")[0]
        getattr(self, f"_{name}", self._missing)()

    def log_message(self, *_: object) -> None:
        pass

    def send(self, status: int, body: bytes, kind: str = "text/html", **headers: str) -> None:
        self.send_response(status)
        for key, value in {"Content-Type": kind, **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _page(self) -> None:
        self.send(200, PAGE.encode())

    def _latin(self) -> None:
        page = PAGE.replace("Velmar", "Vélmar").encode("latin-1")
        self.send(200, page, "text/html; charset=iso-8859-1")

    def _feed(self) -> None:
        self.send(200, RSS.encode(), "application/rss+xml")

    def _plain(self) -> None:
        self.send(200, b"Rain fell.\n", "text/plain; charset=utf-8")

    def _missing(self) -> None:
        self.send(404, b"no")

    def _broken(self) -> None:
        self.send(500, b"no")

    def _empty(self) -> None:
        self.send(200, b"")

    def _image(self) -> None:
        self.send(200, b"\x89PNG", "image/png")

    def _on(self) -> None:
        self.send(302, b"", Location="/page")

    def _round(self) -> None:
        self.send(302, b"", Location="/round")

    def _nowhere(self) -> None:
        self.send(302, b"")

    def _tofile(self) -> None:
        self.send(302, b"", Location="file:///etc/hostname")

    def _inside(self) -> None:
        self.send(302, b"", Location="http://169.254.169.254/latest/meta-data/")

    def _large(self) -> None:
        self.send(200, b"", Content_Length=str(address.LARGEST + 1))

    def _endless(self) -> None:
        self.send(200, b"", Content_Length="19000000", Content_Encoding="identity")
        try:
            for _ in range(400):
                self.wfile.write(b" " * 100_000)
        except OSError:
            pass

    def _slow(self) -> None:
        self.send(200, b"<html>", Content_Length="1000")
        self.wfile.flush()
        self.server.over.wait(20)  # type: ignore[attr-defined]

    def _short(self) -> None:
        self.send(200, b"<html>", Content_Length="1000")
        self.close_connection = True


_ASKED: list[str] = []


def asked() -> list[str]:
    """The paths that were asked for a secret."""
    return [path for path in _ASKED if "secret" in path]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.over = threading.Event()  # type: ignore[attr-defined]
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_page_a_feed_and_a_text(site: str) -> None:
    (article,) = read_all([f"{site}/page"], allow_private=True)
    assert article.title == "Fire closes the port"
    assert "officials said" in article.text
    assert (article.id, article.path) == ("page", f"{site}/page")
    (feed,) = read_all([f"{site}/feed?a=1"], allow_private=True)
    assert feed.text == "# T\n\nRain fell."
    (text,) = read_all([f"{site}/plain"], allow_private=True)
    assert text.text == "Rain fell.\n"
    (latin,) = read_all([f"{site}/latin"], allow_private=True)
    assert "Vélmar" in latin.text


def test_redirects_are_followed(site: str) -> None:
    (article,) = read_all([f"{site}/on"], allow_private=True)
    assert article.title == "Fire closes the port"


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/missing", "answers 404"),
        ("/broken", "answers 500"),
        ("/empty", "page is empty"),
        ("/image", "is image/png"),
        ("/round", "leads on more than"),
        ("/nowhere", "without saying where"),
        ("/tofile", "only http and https"),
        ("/large", "is larger than"),
        ("/short", "can't be read"),
    ],
)
def test_each_failure_is_one_clear_line(site: str, path: str, says: str) -> None:
    with pytest.raises(InputError) as caught:
        read_all([site + path], allow_private=True)
    message = str(caught.value)
    assert says in message
    assert message.startswith(site + path)
    assert "\n" not in message


def test_what_never_ends_is_cut_off(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "LARGEST", 1_000_000)
    with pytest.raises(InputError, match="is larger than 1 MB"):
        address.fetch(f"{site}/endless", allow_private=True)
    monkeypatch.setattr(address, "LARGEST", 20_000_000)
    with pytest.raises(InputError, match="took longer"):
        address.fetch(f"{site}/slow", allow_private=True, seconds=0.5)


def test_private_places_need_the_option(site: str) -> None:
    with pytest.raises(InputError, match="private network: say --allow-private"):
        read_all([f"{site}/page"])


def test_a_redirect_into_a_private_network_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = f"127.0.0.1:{site.rpartition(':')[2]}"
    monkeypatch.setattr(address, "is_public", lambda place: place == "127.0.0.1")
    assert address.fetch(f"http://{own}/page").data
    with pytest.raises(InputError, match=r"169\.254\.169\.254 stands in a private network"):
        address.fetch(f"http://{own}/inside")


def test_a_name_that_also_leads_inside_is_refused(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One public and one private address: the connection must not go to either."""
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: found)
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    with pytest.raises(InputError, match="private network"):
        address.fetch("http://two-faced.example/")


def test_a_name_that_nobody_has(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(InputError, match=r"host nowhere\.example is not found"):
        address.fetch("https://nowhere.example/a")


def test_nobody_listens() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(InputError, match="can't be reached"):
        address.fetch(f"http://127.0.0.1:{port}/", allow_private=True)


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("http://user:word@a.example/", "user's name"),
        ("http:///path", "names no host"),
        ("http://[::1/", "no address"),
        ("http://a.example:99999/", "no address"),
    ],
)
def test_addresses_that_are_none(place: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        address.fetch(place)


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fd00:ec2::254", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("2001:0:4136:e378::1", False),
        ("no address", False),
    ],
)
def test_which_places_are_public(place: str, public: bool) -> None:
    assert address.is_public(place) is public


def test_ids_of_addresses() -> None:
    paths = ["https://a.example/news/port-fire.html?x=1", "https://b.example/", "port.txt"]
    assert article_ids(paths) == ("port-fire-x-1", "b.example", "port")


def test_only_arguments_are_fetched(site: str, tmp_path: Path) -> None:
    """Not an address inside a text, a page or a feed, and not in the server."""
    text = f"Rain fell.\n\n{site}/secret\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (tmp_path / "a.html").write_text(
        f"<html><body><a href='{site}/secret'>x</a> <p>Rain fell.</p></body></html>", "utf-8"
    )
    (tmp_path / "a.xml").write_text(
        RSS.replace("<item>", f"<item><link>{site}/secret</link>"), "utf-8"
    )
    assert len(read_all([str(tmp_path)])) == 3
    rows = [Row(text=f"{site}/secret"), Row(name=f"{site}/secret", text="Rain fell.")]
    articles, _ = articles_of(rows)
    assert articles[0].text == f"{site}/secret"
    assert asked() == []


def test_the_command_line(site: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["read", f"{site}/page"]) == 2
    assert "--allow-private" in capsys.readouterr().err
    assert cli.main(["read", "--allow-private", f"{site}/page"]) == 0
    assert "Fire closes the port" in capsys.readouterr().out
    copy = tmp_path / "copy.html"
    copy.write_text(PAGE, "utf-8")
    given = ["check", "--model", "lexical", "--allow-private", f"{site}/page", str(copy)]
    assert cli.main(given) == 0
    assert cli.main([*given[:4], "--reference", f"{site}/page", *given[4:]]) == 0
    capsys.readouterr()
    copy.write_text(PAGE.replace("closed", "did not close"), "utf-8")
    cli.main([*given, "--output-format", "sarif"])
    assert f'"uri": "{site}/page"' in capsys.readouterr().out
