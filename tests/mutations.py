"""Spoiled files: truncated, nested, of wrong types, with bombs in them. Seeded, so that a failure
can be had again."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from typing import Any

_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**400, 1e308, float("nan"), "", " ", "\ud800", "\x00", "<p>"),
    *(
        [],
        {},
        [[]],
        {"": {}},
        [None],
        "a" * 3000,
        {"rendered": None},
        {"value": 7},
        [{"value": []}],
    ),
    *("2024-99-99", "0000-00-00T99:99", "&lol;", "<![CDATA[", "\u202e\u0301" * 50),
)
_BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/hostname">]>'
)


def spoiled(data: bytes, random: random.Random) -> bytes:
    """The bytes with one to three things wrong; of a zip file more often one of its members'."""
    if data.startswith(b"PK") and random.random() < 0.8:
        return _repacked(data, random)
    for _ in range(random.randint(1, 3)):
        data = random.choice(_WAYS)(data, random)
    return data


def _repacked(data: bytes, random: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            content = old.read(name)
            if name == chosen and random.random() < 0.1:
                continue
            new.writestr(name, spoiled(content, random) if name == chosen else content)
    return buffer.getvalue()


def _cut(data: bytes, random: random.Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _hole(data: bytes, random: random.Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.randint(1, 200) :]


def _flipped(data: bytes, random: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(random.randint(1, 20)):
        if spoiled:
            spoiled[random.randrange(len(spoiled))] = random.randrange(256)
    return bytes(spoiled)


def _doubled(data: bytes, random: random.Random) -> bytes:
    start = random.randrange(len(data) + 1)
    end = min(len(data), start + random.randint(1, 400))
    return data[:end] + data[start:end] * random.randint(1, 30) + data[end:]


def _nested(data: bytes, random: random.Random) -> bytes:
    piece, close = random.choice(
        [(b"<div>", b"</div>"), (b"<p>", b""), (b"[", b"]"), (b'{"a":', b"}"), (b"<nitf>", b""),
         (b"{\\b ", b"}"), (b"> ", b""), (b"<ul><li>", b""), (b"<table><tr><td>", b""),
         (b"<!--", b""), (b"<", b""), (b"&", b""), (b"- ", b""), (b"<b><i>", b"</b></i>")]
    )  # fmt: skip
    times = random.choice([10, 300, 3000, 30_000])
    start = random.randrange(len(data) + 1)
    return data[:start] + piece * times + data[start:] + close * random.choice([0, times])


def _bombed(data: bytes, random: random.Random) -> bytes:
    head = re.match(rb"\s*<\?xml[^>]*\?>", data)
    at = head.end() if head else 0
    body = data[at:].replace(b"</p>", b"&c;&d;</p>", random.randint(0, 2))
    return data[:at] + _BOMB + body


def _retyped(data: bytes, random: random.Random) -> bytes:
    """JSON with one value of another type; other bytes with a number out of range."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return re.sub(rb"\d+", b"9" * random.randint(1, 400), data, count=1)
    places: list[tuple[Any, Any]] = []

    def walk(part: Any) -> None:
        keys = list(part) if isinstance(part, dict) else range(len(part))
        for key in keys:
            places.append((part, key))
            if isinstance(part[key], dict | list):
                walk(part[key])

    if isinstance(value, dict | list):
        walk(value)
    if not places:
        return json.dumps(random.choice(_ODD)).encode()
    holder, key = random.choice(places)
    if random.random() < 0.2:
        del holder[key]
    else:
        holder[key] = random.choice(_ODD)
    return json.dumps(value).encode()


def _shuffled(data: bytes, random: random.Random) -> bytes:
    lines = data.split(b"\n")
    random.shuffle(lines)
    return b"\n".join(lines)


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_cut, _hole, _flipped, _doubled, _nested, _bombed, _retyped, _retyped, _shuffled),
)
