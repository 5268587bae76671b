"""Which of a story's articles are rewrites of one text, and not reports of their own.

Between rewrites a word for another is an edit; two reporters choose their words anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations, islice
from typing import Final

from consistency.align import Alignment
from consistency.model import Role, SentenceRef

# Of the shorter article's sentences, this share says the same as one of the other's. (Two rewrites
# of one text have .6 to 1, 25 of 26 pairs of independent reports .45 at most.)
REWRITTEN: Final = 0.5

_MOST: Final = 20_000  # pairs of copies of one sentence that are counted


def rewrites(
    alignment: Alignment, same: Iterable[tuple[int, int]], roles: dict[SentenceRef, Role]
) -> frozenset[tuple[str, str]]:
    """Pairs of articles, each in order, that tell most of their sentences alike.

    `same` are pairs of texts that say the same; a text that both print is one of them too.
    """
    body: dict[str, int] = defaultdict(int)
    for places in alignment.places:
        for ref in places:
            body[ref.article] += roles[ref] is not Role.HEADING
    told: dict[tuple[str, str], tuple[set[SentenceRef], set[SentenceRef]]] = {}

    def note(a: SentenceRef, b: SentenceRef) -> None:
        one, other = sorted((a, b))
        if one.article != other.article and Role.HEADING not in (roles[a], roles[b]):
            sides = told.setdefault((one.article, other.article), (set(), set()))
            sides[0].add(one)
            sides[1].add(other)

    for places in alignment.places:
        for a, b in islice(combinations(places, 2), _MOST):
            note(a, b)
    for left, right in same:
        for a in alignment.places[left]:
            for b in alignment.places[right]:
                note(a, b)
    return frozenset(
        pair
        for pair, sides in told.items()
        if min(map(len, sides)) >= REWRITTEN * min(body[article] for article in pair)
    )


def between_rewrites(articles: Collection[str], found: Collection[tuple[str, str]]) -> bool:
    """Whether any two of some articles are rewrites of one text."""
    return any(pair in found for pair in combinations(sorted(articles), 2))
