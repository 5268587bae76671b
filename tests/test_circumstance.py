"""Circumstance: causes, conditions and order in time; of made-up reports in both directions."""

from __future__ import annotations

import pytest

from consistency.facts.circumstance import FACT_TYPE
from facing import facing_of

# left, right, the rung, the words on either side.
TOLD = [
    ("The plant in Oddal closed because of a strike.", "The plant in Oddal closed because of a gas leak.",
     "other", "a strike", "a gas leak"),
    ("The plant in Oddal closed owing to a strike.", "The plant in Oddal closed due to a gas leak.",
     "other", "a strike", "a gas leak"),
    ("Inspectors blamed the crash on icy rails.", "Inspectors blamed the crash on a drunken driver.",
     "other", "icy rails", "a drunken driver"),
    ("A gas leak caused the explosion in Oddal.", "The explosion in Oddal was caused by lightning.",
     "other", "A gas leak", "lightning"),
    ("The cause of the delay was a broken crane.", "The reason for the delay was heavy fog.",
     "other", "a broken crane", "heavy fog"),
    ("Teachers in Oddal walked out over pay.", "Teachers in Oddal walked out over overtime.",
     "other", "pay", "overtime"),
    ("The captain was booked for dissent.", "The captain was booked for a late tackle.",
     "other", "dissent", "a late tackle"),
    ("The clerk was fined for parking on a pavement.", "The clerk was fined for insulting a nurse.",
     "other", "parking", "insulting"),
    ("Police cleared the square before the concert.", "Police cleared the square after the concert.",
     "opposite", "before", "after"),
    ("Police cleared the square ahead of the concert.", "Police cleared the square following the concert.",
     "opposite", "ahead of", "following"),
    ("The wall gave way after the order to leave was issued.",
     "Before people were ordered to leave, the wall gave way.", "opposite", "after", "Before"),
    ("Roth sold the boat after the talks became public.",
     "Before word of the talks got out, Roth sold the boat.", "opposite", "after", "Before"),
    ("A scuffle broke out during the count.", "A scuffle broke out before the count.",
     "opposite", "during", "before"),
    ("The match went on because of the rain.", "The match went on despite the rain.",
     "opposite", "because of", "despite"),
    ("The merger will go ahead if the court agrees.", "The merger will go ahead unless the court agrees.",
     "opposite", "if", "unless"),
    ("He held the post until the war.", "He held the post since the war.",
     "opposite", "until", "since"),
]  # fmt: skip

QUIET = [
    # One side alone has a circumstance.
    ("The plant in Oddal closed because of a strike.", "The plant in Oddal closed."),
    ("Police cleared the square before the concert.", "Police cleared the square."),
    # The same cause in other words, the more general term, another marker.
    ("The plant closed because of a strike.", "The plant closed due to a strike."),
    ("The plant closed because of flooding.", "The plant closed owing to a flood."),
    ("The plant closed because of a walkout.", "The plant closed because of a strike."),
    ("He missed the match because of a concussion.", "He missed the match because of an injury."),
    ("Poachers were blamed for the fire in Oddal.", "Poachers were blamed for the blaze in Oddal."),
    ("A gas leak caused the explosion in Oddal.", "The explosion in Oddal was caused by a gas leak."),
    # The same order in other words.
    ("Police cleared the square before the concert.", "Police cleared the square ahead of the concert."),
    ("Police cleared the square after the concert.", "Police cleared the square following the concert."),
    # The denied condition is the exception.
    ("The merger will go ahead unless the court objects.", "The merger will go ahead if the court does not object."),
    # Dates, lengths of time and figures are other kinds.
    ("The wall gave way before the vote in Oddal.", "The wall gave way after the match in Oddal."),
    ("The fire broke out after 10 a.m. on Monday.", "The fire broke out before noon on Monday."),
    ("The queen died two days after the vote.", "The queen died a week after the vote."),
    ("The club has waited for three years.", "The club has waited for a decade."),
    ("The firm has paid over 40 claims.", "The firm has paid over 60 claims."),
    # "Over" a thing and "for" a person are no causes.
    ("The plane flew over the bridge in Oddal.", "The plane flew over a ferry in Oddal."),
    ("He bought a house for his daughter.", "He bought a house for a friend."),
    # Said of two things.
    ("The bank closed because of a strike.", "Nurses were praised because of their courage."),
    # Two causes of one sentence, in either order.
    ("Fog delayed flights, and trains stopped because of a strike.", "Trains stopped because of a strike, and fog delayed flights."),
    # A doer is no cause.
    ("The gate was closed by a guard.", "The gate was closed by soldiers."),
    # Inside quotation marks words are the speaker's.
    ("“We closed because of a strike,” said the owner.", "“We closed because of a leak,” said the owner."),
]  # fmt: skip


def found(left: str, right: str) -> list[tuple[str, str, str]]:
    facing, _ = facing_of(left, right)
    return [(FACT_TYPE.climb(a, b).name, a.text, b.text) for a, b in FACT_TYPE.between(facing)]


@pytest.mark.parametrize(("left", "right", "rung", "one", "other"), TOLD)
def test_told(left: str, right: str, rung: str, one: str, other: str) -> None:
    told = found(left, right)
    assert [(name, a[: len(one)], b[: len(other)]) for name, a, b in told] == [(rung, one, other)]
    assert found(right, left) == [(name, b, a) for name, a, b in told]


@pytest.mark.parametrize(("left", "right"), QUIET)
def test_quiet(left: str, right: str) -> None:
    assert found(left, right) == []
    assert found(right, left) == []
