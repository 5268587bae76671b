"""Rows that SQLite opens and that nobody here wrote: computed anew, one notice at most, no failure."""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest

from consistency import embed, reader, syntax
from consistency.cache import Cache, Memory
from consistency.text import words as words_of

KEY = b"k" * 32
TEXT = "The ferry sank."
WORDS = len(words_of(TEXT))
FLOATS = np.full(8, 0.5, np.float32).tobytes()


def crafted(path: Path, statement: str, *values: object) -> None:
    """A statement on the cache's file, past its module."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement, values)
    connection.close()


ROWS = [
    ("UPDATE rows SET value = 'text'", ()),
    ("UPDATE rows SET value = CAST(x'ff00fe' AS TEXT)", ()),
    ("UPDATE rows SET value = 3.5", ()),
    ("UPDATE rows SET value = x'00'", ()),
    ("UPDATE rows SET crc = 'text'", ()),
    ("UPDATE rows SET crc = CAST(x'ff' AS TEXT)", ()),
    ("UPDATE rows SET crc = x'ff'", ()),
    ("UPDATE rows SET key = 'text'", ()),
    ("UPDATE rows SET key = CAST(x'ff' AS TEXT)", ()),
    ("ALTER TABLE rows RENAME COLUMN value TO other", ()),
    ("ALTER TABLE rows RENAME TO others", ()),
    ("CREATE TRIGGER t BEFORE INSERT ON rows BEGIN SELECT RAISE(ABORT, 'no'); END", ()),
]


@pytest.mark.parametrize(("statement", "values"), ROWS, ids=[row[0] for row in ROWS])
def test_a_row_that_nobody_wrote_is_absent(
    tmp_path: Path, statement: str, values: tuple[object, ...]
) -> None:
    cache = Cache(tmp_path / "v.sqlite")
    cache.put([(KEY, b"value")])
    crafted(cache.path, statement, *values)
    assert cache.get([KEY]) in ({}, {KEY: b"value"})
    cache.put([(KEY, b"value")])
    assert cache.get([KEY]) == {KEY: b"value"}
    assert cache.notice == ""


@pytest.mark.parametrize("digest", ["'text'", "x'00'", "CAST(x'ff' AS TEXT)", "3"])
@pytest.mark.parametrize("column", ["digest", "stamp", "path"])
def test_a_digest_that_nobody_wrote_is_computed(tmp_path: Path, column: str, digest: str) -> None:
    file = tmp_path / "weights"
    file.write_bytes(b"weights")
    cache = Cache(tmp_path / "v.sqlite")
    right = cache.digest(file)
    crafted(cache.path, f"UPDATE digests SET {column} = {digest}")
    assert cache.digest(file) == right
    assert cache.notice == ""


# -------------------------------------------------------------------------------- what rows hold

HALVES = np.full((WORDS, 4), 0.5, np.float16).tobytes()
VECTORS = [
    b"",
    b"\0" * 7,
    struct.pack("<II", 0, 32) + FLOATS,
    struct.pack("<II", 4, 31) + FLOATS + HALVES,
    struct.pack("<II", 4, 32) + FLOATS + HALVES[:-2],
    struct.pack("<II", 2**32 - 1, 32) + FLOATS + HALVES,
    struct.pack("<II", 4, 2**32 - 1) + FLOATS + HALVES,
    struct.pack("<II", 4, 32) + b"\xff" * 32 + HALVES,
    struct.pack("<II", 4, 32) + FLOATS + b"\xff" * len(HALVES),
    struct.pack("<II", 4, 32) + np.full(8, 1e30, np.float32).tobytes() + HALVES,
]


@pytest.mark.parametrize("value", VECTORS, ids=range(len(VECTORS)))
def test_vectors_that_are_none_are_a_miss(value: bytes) -> None:
    assert embed._unpack(value, TEXT) is None
    assert embed._unpack(struct.pack("<II", 4, 32) + FLOATS + HALVES, TEXT) is not None


def word(start: object = 0, end: object = 3, head: object = 0, tag: object = "DT") -> list[object]:
    return [start, end, tag, "DET", "", "det", head, ""]


ANALYSES = [
    b"",
    b"\xff",
    b"{}1",
    b"3",
    b"null",
    b"[3]",
    b"[[]]",
    b"[" * 100_000,
    b"[" + b"9" * 5000 + b"]",
    *(
        json.dumps(rows).encode()
        for rows in (
            [word(start=0.5)],
            [word(start="0")],
            [word(start=True)],
            [word(end=99)],
            [word(end=None)],
            [word(head=1)],
            [word(head=-1)],
            [word(head=False)],
            [word(tag=None)],
            [word(head=1), word(4, 9, head=0)],
            [word(4, 9, head=0), word(0, 3, head=0)],
            [word(0, 5, head=0), word(4, 9, head=0)],
        )
    ),
]


@pytest.mark.parametrize("value", ANALYSES, ids=range(len(ANALYSES)))
def test_analyses_that_are_none_are_a_miss(value: bytes) -> None:
    assert syntax._unpack(value, len(TEXT)) is None


def test_an_analysis_that_was_stored_is_found() -> None:
    made = syntax.default().parse([TEXT])[TEXT]
    assert syntax._unpack(syntax._pack(made), len(TEXT)) == made
    rows = [word(0, 3, head=1), word(4, 9, head=1)]
    assert syntax._unpack(json.dumps(rows).encode(), len(TEXT)) is not None


COUNT = 3 + 4 * WORDS + WORDS * WORDS


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"\0" * COUNT,
        zlib.compress(b"\0" * (COUNT - 1)),
        zlib.compress(b"\0" * (COUNT + 1)),
        zlib.compress(b"\xff" * COUNT),
        zlib.compress(b"\0" * COUNT)[:-9],
        zlib.compress(b"\0" * 300_000_000, 1),
    ],
    ids=["nothing", "packed by nobody", "short", "long", "no steps", "cut", "a bomb"],
)
def test_readings_that_are_none_are_a_miss(value: bytes) -> None:
    assert reader._unpack(value, (TEXT, TEXT)) is None
    assert reader._unpack(zlib.compress(b"\0" * COUNT), (TEXT, TEXT)) is not None


def test_vectors_of_another_width_are_made_anew() -> None:
    """Well-formed rows under the right keys, in the model's place."""
    other = "Boats came."

    cache = Memory()
    encoder = embed.load(cache=cache)
    right = encoder.encode([TEXT, other])
    key = embed._key(encoder._salt, TEXT)  # type: ignore[attr-defined]
    cache.put([(key, struct.pack("<II", 4, 32) + FLOATS + HALVES)])
    again = encoder.encode([TEXT, other])
    assert np.array_equal(again.sentence, right.sentence)
    assert all(np.array_equal(a, b) for a, b in zip(again.words, right.words, strict=True))
    assert embed._unpack(cache.get([key])[key], TEXT) is not None
    assert len(cache.get([key])[key]) > 100 + len(HALVES)
