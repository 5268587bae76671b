"""Which of a story's articles are rewrites of one text, and not reports of their own.

Between rewrites a word for another is an edit; two reporters choose their words anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Final

import numpy as np

from consistency.align import Alignment
from consistency.model import Role, SentenceRef

# Of the shorter article's sentences, this share says the same as one of the other's. (Two rewrites
# of one text have .45 to 1, 25 of 26 pairs of independent reports .35 at most.)
REWRITTEN: Final = 0.4


def rewrites(
    alignment: Alignment, same: Iterable[tuple[int, int]], roles: dict[SentenceRef, Role]
) -> frozenset[tuple[str, str]]:
    """Pairs of articles, each in order, that tell most of their sentences alike.

    `same` are pairs of texts that say the same; a text that both print is one of them too.
    """
    printed = [
        Counter(ref.article for ref in places if roles[ref] is not Role.HEADING)
        for places in alignment.places
    ]
    articles = sorted({article for counts in printed for article in counts})
    at = {article: k for k, article in enumerate(articles)}
    said = [set(counts) for counts in printed]  # the articles that say a text, in any words
    for left, right in same:
        said[left].update(printed[right])
        said[right].update(printed[left])
    told = np.zeros((len(articles), len(articles)), np.int64)  # sentences of one that other says
    body = np.zeros(len(articles), np.int64)
    for counts, others in zip(printed, said, strict=True):
        if not counts:  # headings alone print it
            continue
        rows, times = [at[a] for a in counts], list(counts.values())
        told[np.ix_(rows, [at[a] for a in others])] += np.array(times, np.int64)[:, None]
        body[rows] += times
    least = REWRITTEN * np.minimum(body[:, None], body[None, :])
    alike = np.minimum(told, told.T) >= least
    return frozenset((articles[a], articles[b]) for a, b in np.argwhere(np.triu(alike, 1)))


def between_rewrites(articles: Collection[str], found: Collection[tuple[str, str]]) -> bool:
    """Whether any two of some articles are rewrites of one text."""
    return any(pair in found for pair in combinations(sorted(articles), 2))
