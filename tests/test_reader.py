"""The reader: shapes, symmetry, sameness, what is cached, and texts that nobody expects."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from consistency import Article, ModelError, check, reader
from consistency.cache import Cache, Memory
from consistency.model import Outcome
from consistency.text import words

FERRY = "At least 38 people were killed when a ferry capsized off the port late Tuesday."
AGAIN = "Dozens died late on Tuesday after a ferry turned over near the harbour."
OTHER = "The library opens in spring."


@pytest.fixture(scope="module")
def shared() -> reader.Reader:
    """A reader without a cache: every reading is made anew."""
    return reader.load()


def bytes_of(reading: reader.Reading) -> tuple[Any, ...]:
    arrays = (reading.facing, reading.left, reading.right)
    return reading.link, *(np.ascontiguousarray(array).tobytes() for array in arrays)


def test_a_reading_has_a_number_for_every_word_and_every_two_words(shared: reader.Reader) -> None:
    (found,) = shared.read([(FERRY, AGAIN)])
    one, other = len(words(FERRY)), len(words(AGAIN))
    assert found.facing.shape == (one, other)
    assert found.left.shape == (one, 2)
    assert found.right.shape == (other, 2)
    assert sum(found.link) == pytest.approx(1, abs=0.01)
    for array in (found.facing, found.left, found.right):
        assert array.dtype == np.float16
        assert not array.flags.writeable
        assert array.min() >= 0
        assert array.max() <= 1


def test_a_pair_read_from_the_other_side_is_the_same_turned(shared: reader.Reader) -> None:
    there, back = shared.read([(FERRY, AGAIN), (AGAIN, FERRY)])
    assert bytes_of(there) == bytes_of(back.flip())
    alone = shared.read([(AGAIN, FERRY)])[0]
    assert bytes_of(alone) == bytes_of(back)


def test_a_pair_is_read_the_same_whatever_is_read_beside_it(shared: reader.Reader) -> None:
    pairs = [(OTHER, AGAIN), (FERRY, AGAIN), (FERRY, OTHER), (FERRY, FERRY), (FERRY, AGAIN)]
    together = shared.read(pairs)
    for pair, found in zip(pairs, together, strict=True):
        assert bytes_of(found) == bytes_of(shared.read([pair])[0])


def test_what_a_reader_tells(shared: reader.Reader) -> None:
    same, other = shared.read([(FERRY, AGAIN), (FERRY, OTHER)])
    assert same.link[0] + same.link[1] > 0.5 > other.link[0] + other.link[1]
    left, right = ([text[a:b] for a, b in words(text)] for text in (FERRY, AGAIN))
    assert same.facing[left.index("Tuesday"), right.index("Tuesday")] > 0.5
    assert same.facing[left.index("Tuesday"), right.index("harbour")] < 0.5
    changed = FERRY.replace("38", "83")
    (found,) = shared.read([(FERRY, changed)])
    assert left[int(found.left[:, 0].argmax())] == "38"


@pytest.mark.parametrize("kind", ["disk", "memory"])
def test_a_second_reading_comes_from_the_cache(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, shared: reader.Reader
) -> None:
    cache: Cache | Memory = Cache(tmp_path / "cache") if kind == "disk" else Memory()
    first = reader.load(cache=cache).read([(FERRY, AGAIN)])
    plain = shared.read([(FERRY, AGAIN)])[0]
    monkeypatch.setattr(reader, "Network", None)  # whoever starts a model now fails
    again = reader.load(cache=cache).read([(FERRY, AGAIN), (AGAIN, FERRY)])
    assert bytes_of(again[0]) == bytes_of(first[0]) == bytes_of(again[1].flip())
    assert bytes_of(again[0]) == bytes_of(plain)


@pytest.mark.parametrize("damage", [b"", b"x", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_damaged_in_the_cache_is_read_anew(damage: bytes, shared: reader.Reader) -> None:
    class Damaged(Memory):
        def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
            return dict.fromkeys(keys, damage)

    found = reader.load(cache=Damaged()).read([(FERRY, AGAIN)])
    assert bytes_of(found[0]) == bytes_of(shared.read([(FERRY, AGAIN)])[0])


def test_of_a_long_text_the_words_beyond_the_window_have_zeros(shared: reader.Reader) -> None:
    long = " ".join(f"{FERRY} {OTHER}" for _ in range(60))
    (found,) = shared.read([(long, AGAIN)])
    assert found.left.shape == (len(words(long)), 2)
    assert found.facing[:50].any()
    assert not found.facing[-50:].any()
    assert not found.left[-50:].any()
    assert found.right.any()
    both = shared.read([(long, long)])[0]
    assert both.facing.shape == (len(words(long)),) * 2
    assert bytes_of(both) == bytes_of(both.flip())


def test_one_word_without_end(shared: reader.Reader) -> None:
    for text in ("a" * 30_000, "-" * 3000, "9" * 3000):
        (found,) = shared.read([(text, AGAIN)])
        assert found.facing.shape == (len(words(text)), len(words(AGAIN)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\x00",
        "\ud83d",
        "lone \ud800 here",
        "\ud83d\ude00",
        "👩‍👩‍👧 won 🏆.",
        "中文 和 عربى",
        "​",
    ],
)
def test_texts_that_nobody_expects(shared: reader.Reader, text: str) -> None:
    for pair in ((text, AGAIN), (AGAIN, text), (text, text)):
        (found,) = shared.read([pair])
        assert found.facing.shape == tuple(len(words(side)) for side in pair)
        assert np.isfinite(found.facing).all()


def test_surrogates_move_no_word(shared: reader.Reader) -> None:
    plain, broken = (shared.read([(f"{mark} {FERRY}", AGAIN)])[0] for mark in ("�", "\ud83d"))
    assert bytes_of(plain) == bytes_of(broken)


def test_no_pairs(shared: reader.Reader) -> None:
    assert shared.read([]) == []


@dataclass
class Counting:
    """A reader that says nothing and keeps what it was asked."""

    asked: list[reader.Texts]
    name: str = "counting"
    digest: str = "0"

    def read(self, pairs: Sequence[reader.Texts], progress: Any = None) -> list[reader.Reading]:
        self.asked.extend(pairs)
        nothing = np.zeros((1, 2), np.float16)
        return [reader.Reading((1.0, 0.0, 0.0), nothing[:, :1], nothing, nothing) for _ in pairs]


def test_pairs_that_differ_in_digits_alone_are_read_once() -> None:
    counting = Counting([])
    figures = [(f"{n} ships sank.", f"They lost {n + 1} ships.") for n in range(20, 60)]
    equal = [(f"{n} ships sank.", f"They lost {n} ships.") for n in range(20, 60)]
    other = [("20 boats sank.", "They lost 21 ships.")]
    found = reader.together(counting, {*figures, *equal, *other})
    assert set(found) == {*figures, *equal, *other}
    assert sorted(counting.asked) == sorted([min(figures), min(equal), *other])
    assert found[figures[0]] is found[figures[-1]] is not found[equal[0]]


def test_sentences_that_differ_in_numbers_alone_are_not_read() -> None:
    counting = Counting([])
    texts = ["A fire broke out in Oddal. It took 14 crews to put it out."] * 2
    texts[1] = texts[1].replace("14", "forty")
    articles = [Article(id=name, text=text) for name, text in zip("ab", texts, strict=True)]
    told = check(articles, reader=counting).findings
    assert not counting.asked
    assert [f.kind.value for f in told if f.outcome is Outcome.DIVERGE] == ["quantity"]


def test_progress_is_told_in_pairs_that_differ(shared: reader.Reader) -> None:
    told: list[tuple[int, int]] = []
    pairs = [(FERRY, AGAIN), (AGAIN, FERRY), (FERRY, OTHER)]
    shared.read(pairs, lambda done, total: told.append((done, total)))
    assert told == [(0, 2), (1, 2), (2, 2)]


def test_a_reader_says_who_it_is(shared: reader.Reader) -> None:
    assert shared.name.startswith("consistency-reader/")
    assert len(shared.digest) == 64
    assert shared.digest == reader.load().digest


def test_a_folder_without_a_reader_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="holds no reader"):
        reader.load(str(tmp_path))
    (tmp_path / "reader.safetensors").write_bytes(b"")
    (tmp_path / "reader.json").write_text("{}")
    with pytest.raises(ModelError, match="can't be read"):
        reader.load(str(tmp_path))


def test_torch_is_imported_on_the_first_pair_that_is_not_cached(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from consistency import reader
from consistency.cache import Cache
found = reader.load(cache=Cache(Path({str(tmp_path / "cache")!r})))
found.read([])
print("torch" in sys.modules, end=" ")
found.read([({FERRY!r}, {AGAIN!r})])
print("torch" in sys.modules)
"""
    told = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(2)
    ]
    assert told == [["False", "True"], ["False", "False"]]
