"""From what a reader says of single words to stretches of two sentences that differ in fact.

A stretch is a run of words that the reader takes to differ from their counterparts; two stretches
face each other by its facing matrix. Where it marks one side alone, the words that face the run are
the other stretch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log
from typing import TYPE_CHECKING, Final

from consistency import lexicon
from consistency.facing import SURELY, mutual
from consistency.text import ADJ, ADV, MODAL, NOT, NOUN, NUM, PUNCT, VERB, Token, printed
from consistency.tree import QUANTIFIERS, Parsed, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from consistency.reader import Reading

    Floats = NDArray[np.float64]

# From so much probability on, words are told to differ. A run begins at a word that is doubted by
# so much, and grows over the words beside it that are less doubtful.
DIFFERS: Final = 0.6
_BEGINS: Final = 0.35
_GROWS: Final = 0.3
# Words of a run face a counterpart from so much of the matrix on.
_FACES: Final = 0.3


@dataclass(frozen=True)
class Difference:
    """Two stretches of tokens, [first, last) each, that differ, and how surely."""

    left: Range
    right: Range
    probability: float


def differences(left: Parsed, right: Parsed, reading: Reading) -> tuple[Difference, ...]:
    """The stretches of two sentences that a reader takes to differ, surest first."""
    found = candidates(left, right, reading)
    return tuple(d for d in found if d.probability >= DIFFERS)


def candidates(left: Parsed, right: Parsed, reading: Reading) -> tuple[Difference, ...]:
    """The stretches by which two sentences may differ, surest first."""
    ones = list(_runs(left, reading.left[:, 0].astype(float)))
    others = list(_runs(right, reading.right[:, 0].astype(float)))
    facing = reading.facing.astype(float)
    scored = sorted(
        (-_between(facing, x, y), i, j) for i, x in enumerate(ones) for j, y in enumerate(others)
    )
    found: list[tuple[Range, Range]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for negative, i, j in scored:
        if i in used[0] or j in used[1] or -negative < _FACES:
            continue
        used[0].add(i)
        used[1].add(j)
        found.append((ones[i], others[j]))
    for i, run in enumerate(ones):
        if i not in used[0] and (other := _counterpart(right, facing, run)):
            found.append((run, other))
    for j, run in enumerate(others):
        if j not in used[1] and (other := _counterpart(left, facing.T, run)):
            found.append((other, run))
    weighed = [Difference(*pair, weigh(evidence(left, right, reading, *pair))) for pair in found]
    return told(left, right, weighed)


# What tells that two stretches differ in fact, and what each is worth (`training/fit_words.py`):
# how much the one less in doubt is doubted (what the other is worth beside it is nothing); how far
# they face each other; how surely the sentences say the same; and whether one number counts both.
_WEIGHTS: Final = (1.23, 2.11, 0.24, 1.06)
_OFFSET: Final = -3.32


def evidence(
    left: Parsed, right: Parsed, reading: Reading, one: Range, other: Range
) -> tuple[float, ...]:
    """What speaks for two stretches to differ, in the order of the weights."""
    doubt = min(
        float(side[slice(*run), 0].max(initial=0.0))
        for side, run in ((reading.left, one), (reading.right, other))
    )
    counted = bool(_counted(left, one) & _counted(right, other))
    return (
        _logit(doubt),
        _between(reading.facing.astype(float), one, other),
        _logit(reading.link[0]),
        float(counted),
    )


def weigh(found: tuple[float, ...]) -> float:
    """The probability that two stretches differ in fact: a logistic regression."""
    z = _OFFSET + sum(w * x for w, x in zip(_WEIGHTS, found, strict=True))
    return round(1.0 / (1.0 + exp(-z)), 3)


def _logit(probability: float) -> float:
    return log((probability + _NEVER) / (1.0 + _NEVER - probability))


_NEVER: Final = 0.01


def _counted(parsed: Parsed, run: Range) -> set[float | None]:
    """The number of what a stretch is: "19 DNA samples", "58 percent of those who voted"."""
    for k in islice(parsed.ancestors(run[0]), _BASE):
        share = parsed.head(k)
        if parsed.tokens[k].lower == "of" and parsed.tokens[share].lower in ("percent", "%"):
            numbers = (printed(parsed.tokens[q]) for q in parsed.quantifiers(share) if q < share)
            return {*numbers} - {None}
    before = parsed.tokens[run[0] - 1] if run[0] else None
    if before is None or before.pos != NUM or not run[0] <= before.head < run[1]:
        return set()
    return {printed(before)} - {None}


_BASE: Final = 4  # steps up the tree from a word to the share that it is the base of


def told(left: Parsed, right: Parsed, found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Those of some differences that can be told as changed words, surest first."""
    kept = [
        d
        for d in found
        if _tells(left, d.left, d.probability) and _tells(right, d.right, d.probability)
    ]
    kept = [d for d in kept if not _one_in_words(left, right, d)]
    kept = [d for d in kept if _modal(left, d.left) == _modal(right, d.right)]
    return tuple(sorted(kept, key=lambda d: (-d.probability, d.left, d.right)))


# Longer stretches are two ways of putting a whole clause, and no words that were changed; a little
# longer may be what surely differs.
_LONGEST: Final = 6
_LONGER: Final = 9


def _tells(parsed: Parsed, run: Range, probability: float) -> bool:
    """Whether a stretch is short, on one side of quotation marks, and has a word that says a thing
    and is no number: one of content, or "any", "most", "may", "never"."""
    tokens = parsed.tokens[slice(*run)]
    quoted = {parsed.in_quote(token.span) for token in tokens}
    says = _content(tokens) or [
        t for t in tokens if t.lower in QUANTIFIERS or t.pos in (MODAL, NOT)
    ]
    longest = _LONGER if probability >= SURELY else _LONGEST
    return run[1] - run[0] <= longest and len(quoted) == 1 and bool(says)


def _modal(parsed: Parsed, run: Range) -> bool:
    """Whether a stretch is how sure a verb is, and no more: "may", "will have"."""
    tokens = parsed.tokens[slice(*run)]
    return any(t.pos == MODAL for t in tokens) and not _content(tokens)


def _one_in_words(left: Parsed, right: Parsed, difference: Difference) -> bool:
    """Whether two stretches have the same words, or a dictionary knows each for one of the other.

    Negations and quantifiers are no such words: "not" stays when the rest is the same.
    """
    ones, others = left.tokens[slice(*difference.left)], right.tokens[slice(*difference.right)]
    if {t.lemma for t in ones} == {t.lemma for t in others} or _but_a_number(ones, others):
        return True
    if _joined_synonyms(ones, others):
        return True
    if {t.lower for t in ones if _decides(t)} != {t.lower for t in others if _decides(t)}:
        return False
    mine, theirs = _content(ones), _content(others)
    if not mine or not theirs:
        return False
    return all(any(_related(t, u) for u in theirs) for t in mine) and all(
        any(_related(t, u) for u in mine) for t in theirs
    )


def _joined_synonyms(ones: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether a word with a hyphen is one of the dictionary's without: "second-hand", "used"."""
    if not any(t.text in _HYPHENS for t in (*ones, *others)):
        return False
    one, other = (
        "".join(t.lower for t in tokens if t.text not in _HYPHENS) for tokens in (ones, others)
    )
    return any(lexicon.synonyms(one, other, part) for part in "anv")


_HYPHENS: Final = ("-", "‑")


def _but_a_number(ones: Sequence[Token], others: Sequence[Token]) -> bool:
    """Whether one side has a number more and no other word: "boats", "100 boats"; that is for what
    reads numbers."""
    bare = [{t.lemma for t in tokens if t.pos != NUM} for tokens in (ones, others)]
    numbered = [any(t.pos == NUM for t in tokens) for tokens in (ones, others)]
    return bare[0] == bare[1] and not all(numbered)


def _decides(token: Token) -> bool:
    return token.pos in (NUM, MODAL) or _negates(token) or token.lower in QUANTIFIERS


def _negates(token: Token) -> bool:
    return token.pos == NOT or token.dep == "neg"


def _content(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.content and t.pos != NUM]


def _related(one: Token, other: Token) -> bool:
    """Whether two words are forms of one, synonyms, or one the other's general word."""
    if one.lemma == other.lemma or lexicon.derived(one.lemma, other.lemma):
        return True
    part = _PARTS.get(one.pos, "")
    if lexicon.antonyms(one.lemma, other.lemma):
        return False
    return (
        bool(part)
        and part == _PARTS.get(other.pos, "")
        and (
            lexicon.synonyms(one.lemma, other.lemma, part)
            or lexicon.general(one.lemma, other.lemma, part)
            or lexicon.general(other.lemma, one.lemma, part)
        )
    )


_PARTS: Final = {NOUN: "n", VERB: "v", ADJ: "a", ADV: "r"}


def _runs(parsed: Parsed, doubts: Floats) -> Iterator[Range]:
    """Runs of words that may differ."""
    inside: list[int] = []
    for i in range(len(parsed.tokens) + 1):
        grows = i < len(parsed.tokens) and i < len(doubts) and doubts[i] >= _GROWS
        if grows and parsed.tokens[i].pos != PUNCT:
            inside.append(i)
            continue
        if i < len(parsed.tokens) and inside and parsed.tokens[i].text in ("-", "‑", ".", "’"):
            continue
        if inside and max(doubts[k] for k in inside) >= _BEGINS:
            yield inside[0], inside[-1] + 1
        inside = []


def _between(facing: Floats, left: Range, right: Range) -> float:
    """How far two runs face each other: the best word's, of either side on average."""
    block = facing[left[0] : left[1], right[0] : right[1]]
    return mutual(block) if block.size else 0.0


def _counterpart(parsed: Parsed, facing: Floats, run: Range) -> Range | None:
    """The words that face a run: from the first to the last that do, where they lie together."""
    best = facing[run[0] : run[1]].max(axis=0)
    inside = [j for j in range(len(best)) if best[j] >= _FACES and parsed.tokens[j].pos != PUNCT]
    if not inside or inside[-1] - inside[0] > _TOGETHER + 2 * (run[1] - run[0]):
        return None
    return inside[0], inside[-1] + 1


_TOGETHER: Final = 4
