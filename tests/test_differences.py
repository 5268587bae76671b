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
        # All that changed in its clause: less doubt is enough.
        ("closed", "widened", {"closed": 0.67, "widened": 0.67}, 1),
        ("closed", "widened", {"closed": 0.55, "widened": 0.55}, 0),
        # Its clause is doubted elsewhere too: two tellings, it takes a sure reader.
        ("closed", "widened", {"closed": 0.67, "widened": 0.67, "road": 0.3, "harbour": 0.3}, 0),
        ("closed", "widened", {"closed": 0.8, "widened": 0.8, "road": 0.3, "harbour": 0.3}, 1),
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
    doubts = {"ladders": 0.55, "letters": 0.55, "police": 0.3, "door": 0.3}
    found = [pair for pair in told(one, other, doubts) if pair == ("ladders", "letters")]
    assert len(found) == count


def test_a_quantifier_alone_is_told() -> None:
    one, other = "The rule holds for any payment.", "The rule holds for most payment."
    assert told(one, other, {"any": 0.9, "most": 0.9}) == [("any", "most")]


def test_a_modal_is_told_against_another_alone() -> None:
    one, other = "The bank may close the branch.", "The bank will close the branch."
    assert told(one, other, {"may": 0.9, "will": 0.9}) == [("may", "will")]
    assert told(one, "The bank branch will close.", {"may": 0.9, "branch": 0.9}) == []


@pytest.mark.parametrize(("doubt", "count"), [(0.8, 0), (0.9, 1)])
def test_a_long_stretch_takes_a_sure_reader(doubt: float, count: int) -> None:
    words = "set yet decide whether to fight it".split()
    one, other = "She will appeal the ruling.", f"She will {' '.join(words)} the ruling."
    doubts = dict.fromkeys(("appeal", *words), doubt)
    assert len(told(one, other, doubts)) == count


@pytest.mark.parametrize(("doubt", "count"), [(0.75, 0), (0.85, 1)])
def test_one_denial_takes_more_doubt(doubt: float, count: int) -> None:
    """What one side denies may be what the other says in other words."""
    left = "The council did not exclude a strike on Monday."
    right = "The council had now forgotten a strike on Monday."
    doubts = dict.fromkeys(("did", "not", "exclude", "had", "now", "forgotten"), doubt)
    assert len(told(left, right, doubts)) == count
    assert len(told(right, left, doubts)) == count


def test_figures_are_no_words() -> None:
    left, right = EAST.format("widened"), EAST.format("widened").replace("Monday", "the 5th")
    assert told(left, right, dict.fromkeys(("monday", "the", "5th"), 0.5)) == []
