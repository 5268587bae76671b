"""Pages by address: fetched only where an argument is an address, and only from public places.

Every host, the first one and each that a page leads on to, is resolved here, its addresses are
checked, and the connection goes to a checked one: a name that resolves to two things can't slip
through. Time and size are bounded for the whole fetch, whatever the server does.
"""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import SplitResult, urljoin, urlsplit

from consistency.errors import InputError

SECONDS: Final = 30.0
LARGEST: Final = 20_000_000  # bytes, unpacked
_REDIRECTS: Final = 5
_CONNECT: Final = 10.0  # seconds for one address of a host
_CHUNK: Final = 65_536

_SUFFIXES: Final = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), ".html"),
    **dict.fromkeys(("application/json", "application/ld+json"), ".json"),
    **dict.fromkeys(("application/x-ndjson", "application/jsonl"), ".jsonl"),
    **dict.fromkeys(("application/xml", "text/xml"), ".xml"),
    **{"application/rss+xml": ".rss", "application/atom+xml": ".atom"},
    **{"text/markdown": ".md", "text/plain": ".txt", "message/rfc822": ".eml"},
    **dict.fromkeys(("application/pdf", "application/zip", "application/rtf"), ".bin"),
    **{"text/rtf": ".bin", "application/octet-stream": ".bin"},
}
_DOCUMENT: Final = re.compile(r"application/vnd\.(?:openxmlformats|oasis\.opendocument)")


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, a suffix for its type, and the server's charset."""

    data: bytes
    suffix: str
    charset: str | None


@dataclass(slots=True)
class _Limit:
    """The end of the time that one fetch has, and the sockets that end with it."""

    address: str
    end: float
    private: bool
    open: list[socket.socket] = field(default_factory=list)
    used: list[Any] = field(default_factory=list)  # connections and answers, to be closed
    passed: bool = False

    def left(self) -> float:
        return self.end - time.monotonic()

    def stop(self) -> None:
        """Called by a timer: whatever a socket waits for, it waits no longer."""
        self.passed = True
        for connection in self.open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def late(self) -> InputError:
        return InputError(
            f"{self.address}: took longer than {SECONDS:.0f} seconds: try again, or save the page"
            " and give the file"
        )


def fetch(address: str, *, allow_private: bool = False, seconds: float = SECONDS) -> Page:
    """The page at an address. `allow_private` lets it stand in a private network.

    Raises `InputError` for what can't be fetched, with the reason and what to do.
    """
    limit = _Limit(address, time.monotonic() + seconds, allow_private)
    timer = threading.Timer(seconds, limit.stop)
    timer.daemon = True
    timer.start()
    try:
        return _follow(address, limit)
    finally:
        timer.cancel()
        for thing in (*reversed(limit.used), *limit.open):
            with contextlib.suppress(Exception):  # closing a broken connection may fail anyhow
                thing.close()


def _follow(address: str, limit: _Limit) -> Page:
    """The page at the end of the redirects."""
    place = address
    for _ in range(_REDIRECTS + 1):
        parts = _checked(place, limit)
        response = _ask(parts, limit)
        if response.status in (301, 302, 303, 307, 308):
            there = response.headers.get("Location", "")
            if not there:
                raise InputError(
                    f"{limit.address}: the server leads on without saying where: open it in a"
                    " browser, save the page and give the file"
                )
            place = urljoin(parts.geturl(), there)
            continue
        return _page(response, limit)
    raise InputError(
        f"{limit.address}: leads on more than {_REDIRECTS} times: give the address that a browser"
        " ends at"
    )


def _checked(place: str, limit: _Limit) -> SplitResult:
    """The parts of an address that may be asked."""
    try:
        parts = urlsplit(place)
        port = parts.port
    except ValueError:
        raise InputError(f"{limit.address}: is no address of a page: check it") from None
    if parts.scheme not in ("http", "https"):
        raise InputError(
            f"{limit.address}: leads to {parts.scheme or 'no scheme'}:, only http and https are"
            " read: save the page and give the file"
        )
    if not parts.hostname or port == 0:
        raise InputError(f"{limit.address}: names no host: check the address")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"{limit.address}: holds a user's name or password: leave them out")
    return parts


# ------------------------------------------------------------------------------------- connecting


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or _translated(found)
        if inner is not None:
            return is_public(str(inner))
        if found.teredo is not None:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _translated(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in one of NAT64's (64:ff9b::/96)."""
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _connect(host: str, port: int, limit: _Limit) -> socket.socket:
    """A connection to a host that resolves to allowed addresses only."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(
            f"{limit.address}: the host {host} is not found: check the address and the network"
        ) from None
    places = list(dict.fromkeys(entry[4][0] for entry in found))
    if not limit.private and not all(is_public(str(place)) for place in places):
        raise InputError(
            f"{limit.address}: {host} stands in a private network: say --allow-private if it is"
            " meant to be read"
        )
    cause = "no answer"
    for place in places:
        if limit.passed or limit.left() <= 0:
            raise limit.late()
        try:
            made = socket.create_connection(
                (str(place), port), timeout=max(0.1, min(_CONNECT, limit.left()))
            )
        except OSError as error:
            cause = (error.strerror or str(error) or cause).lower()
            continue
        made.settimeout(max(0.1, limit.left()))
        limit.open.append(made)
        return made
    raise InputError(f"{limit.address}: can't be reached ({cause}): check the address")


def _connection(parts: SplitResult, limit: _Limit) -> Any:
    """urllib3's connection to a host, which asks our `_connect` for its socket."""
    import urllib3.connection
    import urllib3.util

    secure = parts.scheme == "https"
    base = urllib3.connection.HTTPSConnection if secure else urllib3.connection.HTTPConnection

    class Checked(base):  # type: ignore[misc, valid-type]
        def _new_conn(self) -> socket.socket:
            return _connect(self.host, int(self.port), limit)

    host = parts.hostname or ""
    with contextlib.suppress(UnicodeError):  # a name in other letters; what is none is not found
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    return Checked(host, port=parts.port or (443 if secure else 80), timeout=SECONDS)


def _ask(parts: SplitResult, limit: _Limit) -> Any:
    """The server's answer, its body not yet read."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    quoted = "".join(c if "!" <= c <= "~" else _percent(c) for c in target)
    headers = {
        "User-Agent": "Mozilla/5.0 (compatible; consistency; reads one page for its user)",
        "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
        "Accept-Encoding": "identity",
    }
    try:
        connection = _connection(parts, limit)
        limit.used.append(connection)
        connection.request("GET", quoted, headers=headers, preload_content=False)
        response = connection.getresponse()
        limit.used.append(response)
        return response
    except InputError:
        raise
    except Exception as error:  # http.client, ssl, urllib3 and socket have no common base
        raise _failed(error, limit) from None


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _failed(error: Exception, limit: _Limit) -> InputError:
    import ssl

    if limit.passed or limit.left() <= 0 or isinstance(error, TimeoutError):
        return limit.late()
    if isinstance(error, ssl.SSLError) or "certificate" in str(error).lower():
        return InputError(
            f"{limit.address}: its certificate can't be trusted: open it in a browser, save the"
            " page and give the file"
        )
    said = " ".join(str(error).split())[:100] or type(error).__name__
    return InputError(
        f"{limit.address}: the server's answer can't be read ({said}): open it in a browser, save"
        " the page and give the file"
    )


# ---------------------------------------------------------------------------------------- reading


def _page(response: Any, limit: _Limit) -> Page:
    if response.status != 200:
        reason = f" {response.reason}" if response.reason else ""
        raise InputError(
            f"{limit.address}: the server answers {response.status}{reason}: check the address, or"
            " save the page from a browser and give the file"
        )
    kind = response.headers.get("Content-Type", "").lower()
    media = kind.partition(";")[0].strip()
    known = media in _SUFFIXES or _DOCUMENT.match(media) or "xml" in media
    if media and not known and not media.startswith("text/"):
        raise InputError(f"{limit.address}: is {media[:60]}, no article: give the page itself")
    data = _body(response, limit)
    if not data.strip():
        raise InputError(f"{limit.address}: the page is empty: save it from a browser")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", kind)
    return Page(
        data,
        _SUFFIXES.get(media, ".xml" if "xml" in media else ".html"),
        named[1] if named else None,
    )


def _body(response: Any, limit: _Limit) -> bytes:
    """The body, unpacked, up to the limit."""
    length = response.headers.get("Content-Length", "")
    pieces: list[bytes] = []
    size = int(length) if length.isdigit() and len(length) < 18 else 0
    if size <= LARGEST:
        size = 0
        try:
            while piece := response.read(_CHUNK, decode_content=True):
                pieces.append(piece)
                size += len(piece)
                if size > LARGEST or limit.passed:
                    break
        except Exception as error:
            raise _failed(error, limit) from None
    if limit.passed:
        raise limit.late()
    if size > LARGEST:
        raise InputError(
            f"{limit.address}: is larger than {LARGEST // 1_000_000} MB: save its text as .txt"
        )
    return b"".join(pieces)
