"""Two linked sentences and which of their words face each other: what alignment hands on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from consistency.model import Span
from consistency.text import Token
from consistency.tree import Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]

# A probability for every word of the left text, and for every word of the right.
_Sides = tuple[tuple[float, ...], tuple[float, ...]]
# Link scores are probabilities: from here on a link is more likely right than wrong.
SURE_LINK: Final = 0.5
# From here on a reader is sure that words differ.
SURELY: Final = 0.85


def mutual(block: NDArray[Any]) -> float:
    """How far words face one another, by a matrix over them: each one's best, on average."""
    return round(float(block.max(axis=1).mean() + block.max(axis=0).mean()) / 2, 3)


@dataclass(frozen=True)
class Facing:
    """Two linked sentences and which of their words face each other.

    `pairs` are (index of a left token, index of a right token, similarity in [0, 1]); a token may
    stand in several pairs (phrases). `left_weights` and `right_weights` are the words' weights:
    inverse document frequency within the story for content words, 0 for function words. `score` is
    the link's. `clashes` are stretches of left and right tokens, [first, last) each, by which a
    reader found the two to differ; None where nobody read. Of those `milder`, one side is vaguer or
    less certain, and both may be right. `doubts` are a reader's probabilities, word by word on
    either side, that a word differs in fact from its counterpart; None where none gives them.
    `sure` are its probabilities that stretches differ, `same` the one that the two say one thing,
    neither of them more, `related` that they do so at least in part, and `matrix` (left words,
    right words) those that words are counterparts; `alone` are those, word by word, that only one
    side tells it.
    """

    left: Parsed
    right: Parsed
    pairs: tuple[tuple[int, int, float], ...]
    left_weights: tuple[float, ...]
    right_weights: tuple[float, ...]
    score: float = 1.0
    clashes: tuple[tuple[tuple[int, int], tuple[int, int]], ...] | None = None
    doubts: _Sides | None = None
    milder: frozenset[tuple[tuple[int, int], tuple[int, int]]] = frozenset()
    same: float = 1.0
    matrix: Floats | None = None
    related: float = 1.0
    sure: Mapping[tuple[tuple[int, int], tuple[int, int]], float] = field(default_factory=dict)
    alone: _Sides | None = None

    @cached_property
    def index(self) -> frozenset[tuple[int, int]]:
        """The pairs of tokens that face each other."""
        return frozenset((i, j) for i, j, _ in self.pairs)

    @cached_property
    def _faced(self) -> Mapping[int, tuple[int, ...]]:
        """The right tokens that face each left one."""
        found: dict[int, list[int]] = {}
        for i, j, _ in self.pairs:
            found.setdefault(i, []).append(j)
        return {i: tuple(faced) for i, faced in found.items()}

    def counted(self, lefts: Collection[int], rights: Collection[int]) -> float:
        """As `overlap`, with every word of one weight; 0 where either side has none."""
        if not lefts or not rights:
            return 0.0
        hits = [(i, j) for i in lefts for j in self._faced.get(i, ()) if j in rights]
        return 0.5 * (
            len({i for i, _ in hits}) / len(lefts) + len({j for _, j in hits}) / len(rights)
        )

    def flip(self) -> Facing:
        """The same, seen from the other side."""
        pairs = tuple(sorted((j, i, s) for i, j, s in self.pairs))
        clashes = None if self.clashes is None else tuple((b, a) for a, b in self.clashes)
        return Facing(
            self.right,
            self.left,
            pairs,
            self.right_weights,
            self.left_weights,
            self.score,
            clashes,
            None if self.doubts is None else self.doubts[::-1],
            frozenset((b, a) for a, b in self.milder),
            self.same,
            None if self.matrix is None else self.matrix.T,
            self.related,
            {(b, a): probability for (a, b), probability in self.sure.items()},
            None if self.alone is None else self.alone[::-1],
        )

    def surely_differ(self, lefts: Sequence[int], rights: Sequence[int]) -> bool:
        """Whether a reader takes two stretches of words to differ, whatever else is told."""
        if not lefts or not rights:
            return False
        ends = (lefts[0], lefts[-1] + 1), (rights[0], rights[-1] + 1)
        return self.sure.get(ends, 0.0) >= SURELY

    def doubt(self, left: Span, right: Span) -> float:
        """How surely a reader takes words of two spans to differ: the surer side's surest word."""
        sides = zip((self.left, self.right), (left, right), strict=True)
        return max(self.doubted(*([t.index for t in p.within(span)] for p, span in sides)))

    def doubted(self, lefts: Collection[int], rights: Collection[int]) -> tuple[float, float]:
        """How surely a reader takes words to differ: the surest word's of either side."""
        return _surest(self.doubts, lefts, rights)

    def lonely(self, lefts: Collection[int], rights: Collection[int]) -> tuple[float, float]:
        """How surely a reader takes words for one side's alone: the surest word's of either."""
        return _surest(self.alone, lefts, rights)

    def reads(self, lefts: Collection[int], rights: Collection[int]) -> float:
        """How surely a reader takes two sets of words for counterparts; 0 where nobody read."""
        if self.matrix is None:
            return 0.0
        rows, columns = self.matrix.shape
        ones, others = [i for i in lefts if i < rows], [j for j in rights if j < columns]
        if not ones or not others:
            return 0.0
        return mutual(self.matrix[np.ix_(ones, others)])

    def counterparts(self, span: Span) -> tuple[Token, ...]:
        """The right tokens that face words of a left span, in order."""
        inside = {t.index for t in self.left.within(span)}
        return tuple(
            self.right.tokens[j] for j in sorted({j for i, j, _ in self.pairs if i in inside})
        )

    def share(self, left: Span, right: Span) -> float:
        """How far two spans' words face each other: weighted, two-sided, in [0, 1].

        The mean of two shares: of the weight of the left span's content words that face a word of
        the right span, and the other way round. Words of no weight count only where a span has no
        other.
        """
        inside_left = [t.index for t in self.left.within(left)]
        inside_right = [t.index for t in self.right.within(right)]
        if not inside_left or not inside_right:
            return 0.0
        lefts, rights = set(inside_left), set(inside_right)
        facing = [(i, j) for i, j, _ in self.pairs if i in lefts and j in rights]
        facing_left = {i for i, _ in facing}
        facing_right = {j for _, j in facing}
        return 0.5 * (
            _weighted(inside_left, facing_left, self.left_weights)
            + _weighted(inside_right, facing_right, self.right_weights)
        )

    def overlap(self, lefts: Collection[int], rights: Collection[int]) -> float:
        """As `share`, over token indices instead of spans."""
        inside = frozenset(rights)
        hits = [(i, j) for i in set(lefts) for j in self._faced.get(i, ()) if j in inside]
        if not hits:
            return 0.0
        return 0.5 * (
            _weighted(sorted(lefts), {i for i, _ in hits}, self.left_weights)
            + _weighted(sorted(rights), {j for _, j in hits}, self.right_weights)
        )

    def touches(self, left: Span, right: Span) -> bool:
        """Whether any word of the left span faces a word of the right span."""
        lefts = {t.index for t in self.left.within(left)}
        rights = {t.index for t in self.right.within(right)}
        return any(i in lefts and j in rights for i, j, _ in self.pairs)


def _surest(
    sides: _Sides | None, lefts: Collection[int], rights: Collection[int]
) -> tuple[float, float]:
    """The greatest of the probabilities of some words on either side."""
    if sides is None:
        return 0.0, 0.0
    one, other = (
        max((words[i] for i in inside if i < len(words)), default=0.0)
        for words, inside in zip(sides, (lefts, rights), strict=True)
    )
    return one, other


def _weighted(inside: list[int], facing: set[int], weights: tuple[float, ...]) -> float:
    total = sum(map(weights.__getitem__, inside))
    if total == 0.0:
        return len(facing) / len(inside)
    return sum(map(weights.__getitem__, filter(facing.__contains__, inside))) / total
