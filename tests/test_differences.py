"""From a reader's doubts of words to stretches that differ, with the doubts made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from consistency import Article
from consistency.differences import differences
from consistency.pipeline import parse_all
from consistency.reader import Reading
from consistency.tree import Parsed

EAST = "The council of Oddal {0} the road to the harbour on Monday."


def reading(left: Parsed, right: Parsed, doubts: dict[str, float]) -> Reading:
    """A reading in which each word faces the one at its place, doubted as named."""
    sides = []
    for parsed in (left, right):
        words = np.zeros((len(parsed.tokens), 4), np.float16)
        words[:, 0] = [doubts.get(token.lower, 0.0) for token in parsed.tokens]
        sides.append(words)
    facing = np.eye(len(left.tokens), len(right.tokens), dtype=np.float16)
    return Reading((1.0, 0.0, 0.0), facing, *sides)


def told(left: str, right: str, doubts: dict[str, float]) -> list[tuple[str, str]]:
    one, other = (
        document.parsed[0] for document in parse_all([Article("a", left), Article("b", right)])
    )
    return [
        (
            " ".join(t.text for t in one.tokens[slice(*found.left)]),
            " ".join(t.text for t in other.tokens[slice(*found.right)]),
        )
        for found in differences(one, other, reading(one, other, doubts))
    ]


@pytest.mark.parametrize(
    ("left", "right", "doubts", "count"),
    [
        ("closed", "widened", {"closed": 0.67, "widened": 0.67}, 1),
        ("closed", "widened", {"closed": 0.4, "widened": 0.4}, 0),
        # The side that is less in doubt decides.
        ("closed", "widened", {"closed": 0.9, "widened": 0.36}, 0),
        ("closed", "widened", {"closed": 0.9, "widened": 0.7}, 1),
        # One word for another of the dictionary is no change, however doubted.
        ("shut", "closed", {"shut": 0.9, "closed": 0.9}, 0),
    ],
)
def test_how_much_doubt_tells_a_changed_word(
    left: str, right: str, doubts: dict[str, float], count: int
) -> None:
    one, other = EAST.format(left), EAST.format(right)
    assert told(one, other, doubts) == [(left, right)] * count
    assert told(other, one, doubts) == [(right, left)] * count


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        # What one number counts takes less than a word elsewhere.
        ("19 ladders", "19 letters", 1),
        ("19 ladders", "12 letters", 0),
    ],
)
def test_what_one_number_counts(left: str, right: str, count: int) -> None:
    one, other = (f"In Oddal the police found {what} on the door." for what in (left, right))
    doubts = {"ladders": 0.45, "letters": 0.45, "police": 0.3, "door": 0.3}
    found = [pair for pair in told(one, other, doubts) if pair == ("ladders", "letters")]
    assert len(found) == count


def test_a_quantifier_alone_is_told() -> None:
    one, other = "The rule holds for any payment.", "The rule holds for most payment."
    assert told(one, other, {"any": 0.9, "most": 0.9}) == [("any", "most")]


def test_a_modal_is_told_against_another_alone() -> None:
    one, other = "The bank may close the branch.", "The bank will close the branch."
    assert told(one, other, {"may": 0.9, "will": 0.9}) == [("may", "will")]
    assert told(one, "The bank branch will close.", {"may": 0.9, "branch": 0.9}) == []


@pytest.mark.parametrize(("doubt", "count"), [(0.8, 0), (0.95, 1)])
def test_a_long_stretch_takes_a_sure_reader(doubt: float, count: int) -> None:
    words = "set yet decide whether to fight it".split()
    one, other = "She will appeal the ruling.", f"She will {' '.join(words)} the ruling."
    doubts = dict.fromkeys(("appeal", *words), doubt)
    assert len(told(one, other, doubts)) == count


def test_figures_are_no_words() -> None:
    left, right = EAST.format("widened"), EAST.format("widened").replace("Monday", "the 5th")
    assert told(left, right, dict.fromkeys(("monday", "the", "5th"), 0.5)) == []
