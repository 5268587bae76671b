"""Pairs of texts with labelled words: what the reader learns from, and how pairs become others.

A `Side` is a text as words and the gaps before them, each word with the number of the span that it
is part of (0: none); a `Unit` is two sides, the number of a span being the same on both, and each
span's label. From one unit come many pairs: `exchanged` prints some spans of one side in the other
side's words, `joined` puts another sentence beside one side.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np

from consistency import lexicon
from consistency.text import words as words_of

# Labels of a word or span; UNKNOWN teaches nothing, SOMEWHERE: at least one word of it differs.
AGREES, DIFFERS, ONLY, UNKNOWN, SOMEWHERE = 0, 1, 2, -1, 3
# How two texts are linked.
SAME, PARTIAL, NONE = 0, 1, 2

MARK = re.compile(r"\{(\d+):([^{}]+)\}")
# Words that any sentence has; whether they face one another is not asked outside spans.
COMMON = frozenset(
    "a an the this that these those of in on at by for with from into to as and or but be am is"
    " are is was were been being have has had do does did it its he his she her they their them who"
    " which there then so also".split()
)


@dataclass(frozen=True)
class Side:
    """A text: its words, the gap before each, and the span each is part of."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    spans: tuple[int, ...]

    @property
    def text(self) -> str:
        return "".join(gap + word for gap, word in zip(self.gaps, self.words, strict=True))

    def sound(self) -> bool:
        """Whether the text is read as these words again."""
        text = self.text
        return tuple(text[start:end] for start, end in words_of(text)) == self.words

    def of(self, span: int) -> tuple[int, int]:
        """The words of a span, [first, last): spans have no holes."""
        at = [i for i, number in enumerate(self.spans) if number == span]
        return (at[0], at[-1] + 1) if at else (0, 0)

    def with_words(
        self, first: int, last: int, words: Sequence[str], gaps: Sequence[str], spans: Sequence[int]
    ) -> Side:
        """Other words in place of [first, last); the gap before the first stays."""
        new_gaps = (self.gaps[first] if first < len(self.gaps) else " ", *gaps[1:])
        if not words:
            new_gaps = ()
        return Side(
            (*self.words[:first], *words, *self.words[last:]),
            (*self.gaps[:first], *new_gaps[: len(words)], *self.gaps[last:]),
            (*self.spans[:first], *spans, *self.spans[last:]),
        )


def side(text: str, spans: Sequence[tuple[int, int, int]] = ()) -> Side:
    """A side from a text and its spans (start, end, number)."""
    words, gaps, numbers, before = [], [], [], 0
    for start, end in words_of(text):
        words.append(text[start:end])
        gaps.append(text[before:start])
        numbers.append(next((n for s, e, n in spans if s < end and start < e), 0))
        before = end
    return Side(tuple(words), tuple(gaps), tuple(numbers))


def marked(text: str) -> Side:
    """A side from a text of the corpus, spans marked as {number:words}."""
    plain, spans, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        spans.append((len(plain), len(plain) + len(match[2]), int(match[1])))
        plain += match[2]
        last = match.end()
    return side(plain + text[last:], spans)


@dataclass(frozen=True)
class Unit:
    """Two linked sides and the labels of their spans; `link` is SAME or PARTIAL."""

    left: Side
    right: Side
    labels: Mapping[int, int]
    link: int = SAME
    kinds: Mapping[int, str] = field(default_factory=dict)
    # Labels of single words, over their spans': one table a side.
    marks: tuple[Mapping[int, int], Mapping[int, int]] = ({}, {})

    def flip(self) -> Unit:
        return replace(self, left=self.right, right=self.left, marks=self.marks[::-1])

    def fresh(self) -> int:
        """A number that no span has."""
        return max([0, *self.left.spans, *self.right.spans, *self.labels]) + 1


@dataclass(frozen=True)
class Bag:
    """Words of both sides of which at least one is of a class (`target` 1), or none is (0).

    `kind`: DIFFERS, or ONLY for "differs or is told here only".
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
    kind: int
    target: int


@dataclass(frozen=True)
class Example:
    """One pair to learn from; arrays hold UNKNOWN where nothing is known."""

    left: str
    right: str
    source: str
    link: int = UNKNOWN
    facing: np.ndarray | None = None
    words: tuple[np.ndarray, np.ndarray] | None = None
    bags: tuple[Bag, ...] = ()

    def flip(self) -> Example:
        return replace(
            self,
            left=self.right,
            right=self.left,
            facing=None if self.facing is None else self.facing.T,
            words=self.words and self.words[::-1],
            bags=tuple(replace(bag, left=bag.right, right=bag.left) for bag in self.bags),
        )


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file with one JSON object per line."""
    with path.open(encoding="utf-8") as rows:
        yield from map(json.loads, rows)


# ------------------------------------------------------------------------------------- the corpus


@dataclass(frozen=True)
class Story:
    """The linked units of a story, and the sides that one report has alone."""

    id: str
    units: tuple[Unit, ...]
    alone: tuple[tuple[Side, ...], tuple[Side, ...]]


def stories(path: Path) -> list[Story]:
    """The stories of a file in the corpus' form."""
    found = []
    for row in lines(path):
        units, alone = [], ([], [])  # type: ignore[var-annotated]
        for unit in row["units"]:
            if unit["a"] and unit["b"]:
                labels = {int(n): _label(text) for n, text in unit["d"].items()}
                kinds = {int(n): text for n, text in unit["d"].items()}
                left, right = marked(unit["a"]), marked(unit["b"])
                made = Unit(left, right, labels, kinds=kinds)
                units.append(replace(made, link=PARTIAL if _adds(made) else SAME))
            else:
                for place, text in enumerate((unit["a"], unit["b"])):
                    if text:
                        alone[place].append(marked(text))
        found.append(Story(row["id"], tuple(units), (tuple(alone[0]), tuple(alone[1]))))
    return found


def contrasts(folder: Path, held: bool) -> list[Story]:
    """The rows of a folder of contrasts, each the linked units of its three texts.

    `a` and `b` say the same in other words, `c` something else in the words marked 1. Every tenth
    row is held back for measuring.
    """
    found = []
    rows = (row for path in sorted(folder.glob("*.jsonl")) for row in lines(path))
    for row in rows:
        if row["id"].endswith("0") != held:
            continue
        a, b, c = (marked(row[name]) for name in "abc")
        same = dict.fromkeys({*a.spans} - {0}, AGREES)
        other = {**same, 1: DIFFERS}
        kinds = {1: row["kind"]}
        units = (Unit(a, b, same), Unit(a, c, other, kinds=kinds), Unit(b, c, other, kinds=kinds))
        found.append(Story(row["id"], units, ((), ())))
    return found


def _label(text: str) -> int:
    if text == "same":
        return AGREES
    if text.startswith("only"):
        return ONLY
    return UNKNOWN if text.split()[1] == "variant" else DIFFERS


def _adds(unit: Unit) -> bool:
    """Whether one side tells much that the other does not: over a third of its words."""
    for one in (unit.left, unit.right):
        extra = sum(unit.labels.get(n) == ONLY for n in one.spans)
        if extra > 0.35 * len(one.words):
            return True
    return False


# ----------------------------------------------------------------------------- pairs out of a unit


def exchanged(unit: Unit, choice: random.Random, share: float) -> Unit:
    """The left side against itself with a share of its spans in the right side's words.

    A span that is exchanged keeps its label; any other is the same on both sides now.
    """
    new, labels = unit.left, {}
    for number, label in unit.labels.items():
        first, last = new.of(number)
        start, end = unit.right.of(number)
        if first == last or start == end or choice.random() >= share:
            labels[number] = AGREES
            continue
        words = list(unit.right.words[start:end])
        if (start == 0) != (first == 0):
            words[0] = _recased(words[0], first == 0)
        new = new.with_words(
            first, last, words, unit.right.gaps[start:end], unit.right.spans[start:end]
        )
        labels[number] = label
    return Unit(unit.left, new, labels)


def _recased(word: str, begins: bool) -> str:
    if begins:
        return word[:1].upper() + word[1:]
    known = word[1:].islower() and not lexicon.proper(word.lower()) and lexicon.pos(word.lower())
    return word.lower() if known or word.lower() in COMMON else word


def joined(unit: Unit, other: Side, before: bool) -> Unit:
    """The unit with another sentence beside the left side, told there only."""
    number = unit.fresh()
    extra = replace(other, spans=(number,) * len(other.words))
    one, two = (extra, unit.left) if before else (unit.left, extra)
    gap = (" ", *two.gaps[1:])
    left = Side((*one.words, *two.words), (*one.gaps, *gap), (*one.spans, *two.spans))
    step = len(other.words) if before else 0
    marks = ({i + step: label for i, label in unit.marks[0].items()}, unit.marks[1])
    return replace(unit, left=left, marks=marks, labels={**unit.labels, number: ONLY}, link=PARTIAL)


# -------------------------------------------------------------------------- what a unit's words say


def example(unit: Unit, source: str) -> Example:
    """What a unit teaches."""
    bags = []
    arrays = []
    for one in (unit.left, unit.right):
        labels = [unit.labels.get(number, AGREES) if number else AGREES for number in one.spans]
        arrays.append(np.array(labels, dtype=np.int8))
    _same_words(unit, arrays)
    for number, label in unit.labels.items():
        if label == SOMEWHERE:
            left, right = (
                tuple(i for i, n in enumerate(one.spans) if n == number)
                for one in (unit.left, unit.right)
            )
            bags += [Bag(left, (), DIFFERS, 1), Bag((), right, DIFFERS, 1)]
    for one, array, marks in zip((unit.left, unit.right), arrays, unit.marks, strict=True):
        array[array == SOMEWHERE] = UNKNOWN
        for i, label in marks.items():
            array[i] = label
        for i, word in enumerate(one.words):
            if not any(c.isalnum() for c in word):
                array[i] = UNKNOWN
    return Example(
        unit.left.text,
        unit.right.text,
        source,
        unit.link,
        facing(unit),
        (arrays[0], arrays[1]),
        tuple(bags),
    )


def _same_words(unit: Unit, arrays: Sequence[np.ndarray]) -> None:
    """In a differing span what both sides have word for word is not what differs.

    Unless nothing else is left: then it is their order.
    """
    for number, label in unit.labels.items():
        if label != DIFFERS:
            continue
        ranges = [one.of(number) for one in (unit.left, unit.right)]
        lowered = [
            [word.lower() for word in one.words[first:last]]
            for one, (first, last) in zip((unit.left, unit.right), ranges, strict=True)
        ]
        common = set(lowered[0]) & set(lowered[1])
        rest = [[w for w in words if w not in common and w not in COMMON] for words in lowered]
        if not all(rest):
            continue
        for array, words, (first, _) in zip(arrays, lowered, ranges, strict=True):
            for k, word in enumerate(words):
                if word in common:
                    array[first + k] = UNKNOWN


def facing(unit: Unit) -> np.ndarray:
    """Which word faces which: 1, 0, or UNKNOWN.

    Words of a span face the words of the span of its number, equal ones each other; outside spans
    equal words face, if there is one of them on either side or they stand in the same surroundings.
    """
    left, right = unit.left, unit.right
    found = np.zeros((len(left.words), len(right.words)), dtype=np.int8)
    keys = [[_key(word) for word in one.words] for one in (left, right)]
    own = {n for n in unit.labels if n in left.spans and n in right.spans}
    for number in own:
        at = [[i for i, n in enumerate(one.spans) if n == number] for one in (left, right)]
        block = _block(*([keys[s][i] for i in at[s]] for s in (0, 1)))
        found[np.ix_(at[0], at[1])] = block
    loose = [
        [i for i, number in enumerate(one.spans) if number not in own and not _only(unit, number)]
        for one in (left, right)
    ]
    _loose(found, keys, loose)
    marks = [
        np.array([not any(c.isalnum() for c in word) for word in one.words], dtype=bool)
        for one in (left, right)
    ]
    found[marks[0], :] = UNKNOWN
    found[:, marks[1]] = UNKNOWN
    return found


def _only(unit: Unit, number: int) -> bool:
    return unit.labels.get(number) == ONLY


def _block(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    block = np.ones((len(left), len(right)), dtype=np.int8)
    counts = Counter(left), Counter(right)
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            alone = counts[0][one] == 1 and counts[1][one] == 1
            if one == other and alone:
                block[i, :] = UNKNOWN
                block[:, j] = UNKNOWN
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            if one == other and counts[0][one] == 1 and counts[1][one] == 1:
                block[i, j] = 1
            elif one != other and (one in counts[1] and other in counts[0]):
                block[i, j] = 0  # each has its equal
            elif (one in COMMON or other in COMMON) and max(len(left), len(right)) > 1:
                block[i, j] = UNKNOWN
    return block


def _loose(found: np.ndarray, keys: list[list[str]], loose: list[list[int]]) -> None:
    """Facing of the words outside spans, in place."""
    words = [[keys[s][i] for i in loose[s]] for s in (0, 1)]
    counts = [Counter(part) for part in words]
    for one, i in zip(words[0], loose[0], strict=True):
        for other, j in zip(words[1], loose[1], strict=True):
            if one == other:
                alone = counts[0][one] == 1 and counts[1][other] == 1
                found[i, j] = 1 if alone else UNKNOWN
            elif not (one in counts[1] or other in counts[0]):
                found[i, j] = UNKNOWN  # another wording that nobody marked
            elif one in COMMON or other in COMMON:
                found[i, j] = UNKNOWN
    matcher = SequenceMatcher(None, words[0], words[1], autojunk=False)
    if matcher.ratio() < 0.6:
        return
    for a, b, size in matcher.get_matching_blocks():
        for k in range(size):
            i, j = loose[0][a + k], loose[1][b + k]
            equal = np.array([keys[1][x] == keys[0][i] for x in range(len(keys[1]))])
            found[i, equal & (found[i] == UNKNOWN)] = 0
            found[i, j] = 1


def _key(word: str) -> str:
    lower = word.lower().replace(",", "").replace("’", "'")
    return lower if lower[:1].isdigit() else lexicon.lemma(lower) or lower


def content(word: str) -> bool:
    """Whether a word is more than a mark or one that any sentence has."""
    return any(c.isalnum() for c in word) and word.lower() not in COMMON
