"""Scope: what is said of all, of some, of one place alone; of made-up reports in both directions."""

from __future__ import annotations

import pytest

from consistency.facts.scope import FACT_TYPE, _difference
from consistency.scopes import PART, Scope
from facing import facing_of

# left, right, the rung, the words on either side.
TOLD = [
    ("All shops on the quay closed early.", "Most shops on the quay closed early.",
     "other scope", "All", "Most"),
    ("Every driver on the line joined the strike.", "Half of the drivers on the line joined the strike.",
     "other scope", "Every", "Half"),
    ("Few residents had heard the siren on Sunday.", "Many residents had heard the siren on Sunday.",
     "other scope", "Few", "Many"),
    ("Most of the 60 farms lost their crop.", "Hardly any of the 60 farms lost their crop.",
     "other scope", "Most", "Hardly"),
    ("None of the trawlers carried a radio.", "Some of the trawlers carried a radio.",
     "other scope", "None", "Some"),
    ("All four of the tunnels were flooded overnight.", "Three of the four tunnels were flooded overnight.",
     "other scope", "All four", "Three"),
    ("The union said all of its members had voted.", "The union said two-thirds of its members had voted.",
     "other scope", "all", "two-thirds"),
    ("All but two of the senators backed the bill.", "All of the senators backed the bill.",
     "other scope", "All but two", "All"),
    ("Only some of the wells were tested in May.", "Most of the wells were tested in May.",
     "other scope", "Only some", "Most"),
    ("Not all of the wells were tested in May.", "All of the wells were tested in May.",
     "other scope", "Not all", "All"),
    ("Several of the wells were tested in May.", "All of the wells were tested in May.",
     "less precise", "Several", "All"),
    ("Many pupils in Oddal walk to school.", "Most pupils in Oddal walk to school.",
     "less precise", "Many", "Most"),
    ("Free rides are offered only to pensioners in Oddal.", "Free rides are offered to all passengers in Oddal.",
     "other scope", "only to pensioners", "all"),
    ("The ban applies in the city from June.", "The ban applies across the country from June.",
     "other scope", "in the city", "across the country"),
    ("The new tax applies nationwide from June.", "The new tax applies in the county from June.",
     "other scope", "nationwide", "in the county"),
    ("The museum was entirely destroyed by the fire.", "The museum was partly destroyed by the fire.",
     "other scope", "entirely", "partly"),
    ("The gates are always locked at dusk.", "The gates are sometimes locked at dusk.",
     "other scope", "always", "sometimes"),
    ("The first train of the day was cancelled.", "The last train of the day was cancelled.",
     "other scope", "first", "last"),
    ("The firm will cut a quarter of its European staff.", "The firm will cut a quarter of its staff.",
     "other scope", "European staff", "staff"),
    ("It is the only bridge over the Lind for lorries.", "It is one of the bridges over the Lind for lorries.",
     "other scope", "only", "one"),
    ("The grant covers only nurses at the clinic.", "The grant covers nurses and midwives at the clinic.",
     "other scope", "only nurses", "nurses and midwives"),
]  # fmt: skip

QUIET = [
    # A bare plural takes no side.
    ("All shops on the quay closed early.", "Shops on the quay closed early."),
    ("Most pupils in Oddal walk to school.", "Pupils in Oddal walk to school."),
    # The same step in other words.
    ("Most shops on the quay closed early.", "The majority of shops on the quay closed early."),
    ("Every shop on the quay closed early.", "All shops on the quay closed early."),
    ("All three lanes were shut on Monday.", "Each of the three lanes was shut on Monday."),
    ("None of the crew was hurt.", "No crew member was hurt."),
    # One reads the other's denial.
    ("No shop on the quay closed before noon.", "Every shop on the quay stayed open until noon."),
    # No quantifier of the noun: a figure, a bound, a superlative, an idiom.
    ("Some 40 farms lost their crop.", "All farms in the valley lost their crop."),
    ("The most senior judge resigned on Monday.", "All judges were invited on Monday."),
    ("At most 40 farms lost their crop.", "All 40 farms lost their crop."),
    ("The plan is all but certain to fail.", "Most of the plan is certain to fail."),
    ("It took half an hour to reach all the cabins.", "It took half an hour to reach the cabins."),
    # Two figures are quantities.
    ("Two of the three lanes were shut.", "One of the three lanes was shut."),
    # Said of two things.
    ("All shops closed, but most cafes stayed open.", "Most cafes stayed open, but all shops closed."),
    ("All bidders were told to wait in Oddal.", "Some rain fell while bidders waited in Oddal."),
    # A time or a figure is no focus.
    ("The shop opens only on Monday.", "The shop opens on Monday for all customers."),
    ("Only 4 percent of the milk is sold.", "Just 4 percent of the milk is sold."),
    ("Only after the vote did nurses speak to reporters.", "Nurses spoke to reporters after the vote."),
    # One area in two words of one size.
    ("The ban applies in the country from June.", "The ban applies across the nation from June."),
    # Inside quotation marks words are the speaker's.
    ("“All shops closed early,” said the mayor of Oddal.", "“Most shops closed early,” said the mayor of Oddal."),
    # The base of a share under another word.
    ("The firm will cut a quarter of its workforce.", "The firm will cut a quarter of its staff."),
    ("The firm will cut a quarter of its European staff.", "The firm will cut a quarter of its staff in Europe."),
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


@pytest.mark.parametrize(
    ("share", "level", "expected"),
    [
        ("2/3", "most", "less precise"),
        ("1/3", "most", "conflict"),
        ("2/3", "all", "conflict"),
        ("1", "all", "less precise"),
        ("1/10", "few", "less precise"),
        ("9/10", "few", "conflict"),
        ("1/10", "none", "conflict"),
    ],
)
def test_a_figure_against_a_step(share: str, level: str, expected: str) -> None:
    from fractions import Fraction

    figure, step = Scope("share", PART, Fraction(share)), Scope("share", level)
    assert _difference(figure, step) == expected
    assert _difference(step, figure) == expected
