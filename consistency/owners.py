"""Whose a figure is: "51 percent for Roe", "Roe won 12".

Sentences that list names with figures tell each figure of one of them; which figure faces which is
then told by the names.
"""

from __future__ import annotations

from typing import Final

from consistency.evidence import Unit
from consistency.facing import Facing
from consistency.text import NAME, NOUN, NUM, is_year
from consistency.tree import Parsed, kept

_OWNED_BY: Final = frozenset("for to in from at by".split())
_WALK: Final = 12  # tokens between a figure and the name that it is told of


@kept
def _owners(parsed: Parsed) -> dict[int, str]:
    """The last word of the name that each number of a sentence is told of: "Roe won 12"."""
    numbers = (token.index for token in parsed.tokens if token.pos == NUM)
    return {i: name for i in numbers if (name := _behind(parsed, i) or _ahead(parsed, i))}


def _behind(parsed: Parsed, i: int) -> str:
    """The name right behind a figure and a preposition: "51 percent for Roe", "30 in Oddal"."""
    tokens, k = parsed.tokens, i + 1
    while k < len(tokens) and (tokens[k].pos in (NOUN, NUM) or tokens[k].text == "%"):
        k += 1
    if k + 1 >= len(tokens) or tokens[k].lower not in _OWNED_BY or tokens[k + 1].pos != NAME:
        return ""
    name = parsed.phrase_head(k + 1)
    if parsed.on(name, "case"):
        return ""  # "17 shots to Vale's 12": the name owns the next figure
    return tokens[name].lower


def _ahead(parsed: Parsed, i: int) -> str:
    """The last name before a figure, with no other figure between."""
    for token in reversed(parsed.tokens[max(0, i - _WALK) : i]):
        if token.pos == NUM or token.text in (";", "“", "”", '"'):
            return ""
        if token.pos == NAME:
            return token.lower
    return ""


def owner(unit: Unit) -> str:
    """The name that a figure is told of; empty for none."""
    owners = _owners(unit.parsed)
    return next((owners[i] for i in unit.own if i in owners), "")


def shared_owners(left: Unit, right: Unit) -> bool:
    """Whether two sentences give each of the same two names, or more, a figure."""
    ones, others = (
        {name for i, name in _owners(u.parsed).items() if not is_year(u.parsed.tokens[i].text)}
        for u in (left, right)
    )
    return len(ones & others) > 1


def other_owner(left: Unit, right: Unit, facing: Facing) -> bool:
    """Whether two figures are told of two names that both sentences give figures for.

    Or of any two, where the sentences are lists of names with figures that share none.
    """
    one, two = owner(left), owner(right)
    if not one or not two or one == two:
        return False
    lists = [{*_owners(unit.parsed).values()} for unit in (left, right)]
    if min(map(len, lists)) > 1 and lists[0].isdisjoint(lists[1]):
        return True
    if not shared_owners(left, right):
        return False
    return {one, two} <= {*_owners(left.parsed).values()} & {*_owners(right.parsed).values()}
