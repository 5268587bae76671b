"""Which words of two unique texts face each other, by their vectors, lemmas and synonyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from consistency import lexicon
from consistency.text import NUM, PUNCT, Token
from consistency.unique import PARTS, UniqueTexts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# Two words face each other from this similarity on, if each is the other's best. On aligned
# propositions of news sentences (bench/quality.py, set propositions) .45, .55 and .65 give a recall
# of .83, .81, .78 at a precision of .82, .84, .85.
_FACES: Final = 0.55
# A word next to a facing pair joins it from here on: the phrase it belongs to already faces. (The
# same set: no change in recall, precision .838 at .75, .835 here.)
_JOINS: Final = 0.5
# What two forms of one word are given at the least, and two words of one synonym set.
_SAME_LEMMA: Final = 0.8
_SYNONYM: Final = 0.7
_NEARLY: Final = 0.4  # synonyms count where the sentences use them alike by this much


def word_pairs(story: UniqueTexts, u: int, v: int) -> tuple[tuple[int, int, float], ...]:
    """Which tokens of two texts face each other: (left index, right index, similarity).

    Content words face where each is the other's best; a number's similarity is that of its
    neighbours, so that values never choose. Function words face the same word next to a facing
    pair. Sorted by left, then right index.
    """
    left, right = story.columns_of(u), story.columns_of(v)
    if not len(left.index) or not len(right.index):
        return ()
    matrix = _similarities(story, u, v)
    at = _Similarity(matrix.tolist(), left.position, right.position)
    lefts, rights = left.index.tolist(), right.index.tolist()
    facing = {(lefts[a], rights[b]) for a, b in _mutual(matrix)}
    joined = _grown(facing, at, story.parsed[u].tokens, story.parsed[v].tokens)
    return tuple((i, j, round(max(at(i, j), 0.0), 3)) for i, j in sorted(facing | joined))


@dataclass(frozen=True, slots=True)
class _Similarity:
    """Similarity of two tokens by their indices; -1 where either is a function word."""

    rows: list[list[float]]
    left: Mapping[int, int]
    right: Mapping[int, int]

    def __call__(self, i: int, j: int) -> float:
        a, b = self.left.get(i), self.right.get(j)
        return -1.0 if a is None or b is None else self.rows[a][b]


def _similarities(story: UniqueTexts, u: int, v: int) -> Floats:
    """Content words' similarities: contextual cosine, raised for one lemma or synonyms; a number
    against a number gets the mean of what stands around them."""
    left, right = story.columns_of(u), story.columns_of(v)
    inside = (story.word_vectors(u) @ story.word_vectors(v).T).astype(np.float64)
    same = left.lemma[:, None] == right.lemma[None, :]
    numbers = left.number[:, None] + right.number[None, :]
    values = np.where(same, np.maximum(inside, _SAME_LEMMA), inside)
    values[numbers == 1] = inside[numbers == 1] - 0.1
    # What takes more than arithmetic: two numbers, and words that may be synonyms.
    tagged = (left.part[:, None] == right.part[None, :]) & (left.part[:, None] > 0)
    closer = (numbers == 0) & ~same & tagged & (inside >= _NEARLY)
    both = numbers == 2
    if both.sum() > _MANY_NUMBERS:
        around = _around(story.words[u], story.words[v], left.index, right.index)
        values[both] = around[both]
        both = np.zeros_like(both)
    for a, b in np.argwhere(both | closer).tolist():
        i, j = int(left.index[a]), int(right.index[b])
        values[a, b] = _similarity(story, u, v, i, j, float(inside[a, b]))
    # A repeated word faces the one in the like place: a difference too small to change anything
    # else breaks such ties.
    place = np.abs(left.place[:, None] - right.place[None, :])
    placed: Floats = np.round(values - 0.05 * place, 4)
    return placed


_MANY_NUMBERS: Final = 2500  # pairs of numbers: no prose has fifty in a sentence, tables do


def _around(
    lefts: NDArray[np.float16],
    rights: NDArray[np.float16],
    left: NDArray[np.integer],
    right: NDArray[np.integer],
) -> Floats:
    """`_similarity` of every two numbers at once: the mean of what stands around both."""
    total = np.zeros((len(left), len(right)))
    count = np.zeros((len(left), len(right)))
    for step in (-2, -1, 1, 2):
        a, b = left + step, right + step
        rows = np.flatnonzero((a >= 0) & (a < len(lefts)))
        columns = np.flatnonzero((b >= 0) & (b < len(rights)))
        here = np.ix_(rows, columns)
        vectors = lefts[a[rows]].astype(np.float32), rights[b[columns]].astype(np.float32)
        total[here] += vectors[0] @ vectors[1].T
        count[here] += 1
    means: Floats = np.divide(total, count, out=np.full_like(total, 0.6), where=count > 0)
    found: Floats = np.maximum(0.5 + 0.5 * means, 0.0)
    return found


def _similarity(story: UniqueTexts, u: int, v: int, i: int, j: int, value: float) -> float:
    """The similarity of two numbers, or of two different words of one part of speech."""
    lefts, rights = story.parsed[u].tokens, story.parsed[v].tokens
    left, right = lefts[i], rights[j]
    if left.pos == NUM:
        around = [
            float(story.words[u][i + step].astype(np.float32) @ story.words[v][j + step])
            for step in (-2, -1, 1, 2)
            if 0 <= i + step < len(lefts) and 0 <= j + step < len(rights)
        ]
        return max(0.5 + 0.5 * sum(around) / len(around), 0.0) if around else 0.8
    if lexicon.synonyms(left.lemma, right.lemma, PARTS[left.pos]):
        return max(value, _SYNONYM)
    return value


def _mutual(similarity: Floats) -> list[tuple[int, int]]:
    """Pairs in which each is the other's best, at `_FACES` or more; then again among the rest."""
    if not similarity.size:
        return []
    matrix = similarity.copy()
    found: list[tuple[int, int]] = []
    for _ in range(2):
        best_right, best_left = matrix.argmax(axis=1), matrix.argmax(axis=0)
        for i, j in enumerate(best_right.tolist()):
            if best_left[j] == i and matrix[i, j] >= _FACES:
                found.append((i, j))
        for i, j in found:
            matrix[i, :] = -1.0
            matrix[:, j] = -1.0
    return found


def _grown(
    facing: set[tuple[int, int]],
    similarity: _Similarity,
    lefts: Sequence[Token],
    rights: Sequence[Token],
) -> set[tuple[int, int]]:
    """Neighbours that join a facing pair: near words of one phrase, equal function words."""
    taken_left, taken_right = {i for i, _ in facing}, {j for _, j in facing}
    joined: set[tuple[int, int]] = set()
    for i, j in sorted(facing):
        for x, y in ((i - 1, j - 1), (i + 1, j + 1)):
            if not (0 <= x < len(lefts) and 0 <= y < len(rights)):
                continue
            if x in taken_left or y in taken_right:
                continue
            alike = lefts[x].lower == rights[y].lower and lefts[x].pos != PUNCT
            if alike or similarity(x, y) >= _JOINS:
                joined.add((x, y))
                taken_left.add(x)
                taken_right.add(y)
        for x, y in ((i - 1, j), (i + 1, j), (i, j - 1), (i, j + 1)):
            # One word against a phrase: "premier" / "prime minister".
            if not (0 <= x < len(lefts) and 0 <= y < len(rights)):
                continue
            free = x not in taken_left if x != i else y not in taken_right
            if free and similarity(x, y) >= _JOINS:
                joined.add((x, y))
                (taken_left if x != i else taken_right).add(x if x != i else y)
    return joined
