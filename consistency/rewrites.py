"""Which of a story's articles are rewrites of one text, and not reports of their own.

Between rewrites a word for another is an edit; two reporters choose their words anyway.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from consistency.align import Alignment
from consistency.model import Role, SentenceRef

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of the shorter article's sentences, this share says the same as one of the other's. (Two rewrites
# of one text have .45 to 1, 25 of 26 pairs of independent reports .35 at most.)
REWRITTEN: Final = 0.4
_BLOCK: Final = 512  # texts counted at once


@dataclass(frozen=True)
class Rewrites:
    """Which articles are rewrites of one another: `told[i, j]`, i < j, by their places in `at`."""

    at: Mapping[str, int]
    told: NDArray[np.bool_]

    def among(self, articles: Collection[str]) -> bool:
        """Whether any two of some articles are rewrites of one text."""
        places = [self.at[article] for article in articles if article in self.at]
        return bool(self.told[np.ix_(places, places)].any())


def rewrites(
    alignment: Alignment, same: Iterable[tuple[int, int]], roles: dict[SentenceRef, Role]
) -> Rewrites:
    """The articles of a story that tell most of their sentences alike, two and two.

    `same` are pairs of texts that say the same; a text that both print is one of them too.
    """
    printed = [
        Counter(ref.article for ref in places if roles[ref] is not Role.HEADING)
        for places in alignment.places
    ]
    articles = sorted({article for counts in printed for article in counts})
    at = {article: k for k, article in enumerate(articles)}
    columns = [np.array([at[a] for a in counts], np.intp) for counts in printed]
    alike: list[list[int]] = [[text] for text in range(len(printed))]
    for left, right in same:
        alike[left].append(right)
        alike[right].append(left)
    # Sentences of one article (row) that another (column) tells too; sentences of each.
    shared = np.zeros((len(articles), len(articles)), np.float32)
    body = np.zeros(len(articles))
    for start in range(0, len(printed), _BLOCK):
        block = range(start, min(start + _BLOCK, len(printed)))
        prints, tells = np.zeros((2, len(block), len(articles)), np.float32)
        for row, text in enumerate(block):
            prints[row, columns[text]] = list(printed[text].values())
            tells[row, np.concatenate([columns[other] for other in alike[text]])] = 1
        shared += prints.T @ tells
        body += prints.sum(axis=0)
    least = REWRITTEN * np.minimum(body[:, None], body[None, :])
    return Rewrites(at, np.triu(np.minimum(shared, shared.T) >= least, 1))
