"""Which of a story's articles are rewrites of one text, and not reports of their own.

Between rewrites a word for another is an edit; two reporters choose their words anyway.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import combinations, islice, product
from typing import Final

from consistency.align import Alignment
from consistency.model import Role, SentenceRef

# Of the shorter article's sentences, this share says the same as one of the other's. (Two rewrites
# of one text have .6 to 1, 25 of 26 pairs of independent reports .45 at most.)
REWRITTEN: Final = 0.5

_MOST: Final = 20_000  # pairs of copies of one sentence that are counted
_MOST_WORDED: Final = 500_000  # pairs of sentences that say the same in other words, of all texts

_Place = tuple[str, int]  # an article and a sentence of it


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
    told: dict[tuple[str, str], tuple[set[_Place], set[_Place]]] = {}

    bodies = [
        sorted((r.article, r.sentence) for r in places if roles[r] is not Role.HEADING)
        for places in alignment.places
    ]

    def note(pairs: Iterable[tuple[_Place, _Place]]) -> None:
        for a, b in pairs:
            if a[0] != b[0]:
                one, other = (a, b) if a < b else (b, a)
                sides = told.setdefault((one[0], other[0]), (set(), set()))
                sides[0].add(one)
                sides[1].add(other)

    for printed in bodies:
        note(islice(combinations(printed, 2), _MOST))
    worded = (pair for left, right in same for pair in product(bodies[left], bodies[right]))
    note(islice(worded, _MOST_WORDED))
    return frozenset(
        pair
        for pair, sides in told.items()
        if min(map(len, sides)) >= REWRITTEN * min(body[article] for article in pair)
    )


def between_rewrites(articles: Collection[str], found: Collection[tuple[str, str]]) -> bool:
    """Whether any two of some articles are rewrites of one text."""
    return any(pair in found for pair in combinations(sorted(articles), 2))
