"""The unique texts of a story with what alignment needs of each, and which articles print them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from consistency.embed import Vectors
from consistency.fates import Fates
from consistency.model import Role, Sentence, SentenceRef
from consistency.skeleton import skeleton
from consistency.text import ADJ, ADV, NAME, NOUN, NUM, VERB
from consistency.tree import Document, Parsed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SKIPPED_ROLES: Final = (Role.QUESTION, Role.BOILERPLATE)


# Parts of speech in which synonyms are looked up.
PARTS: Final = {NOUN: "n", VERB: "v", ADJ: "a", ADV: "r"}
_PART_CODES: Final = {tag: code for code, tag in enumerate(PARTS, 1)}

# Texts whose word vectors are held in single precision, 20 to 40 KB each.
_RECENT: Final = 1024
_WHOLE: Final = 4  # content words of a sentence that stands whole in another
# Figures further apart are not one, however they were rounded (`placing.same`).
_CLOSE: Final = 1.1
_DIGITS: Final = re.compile(r"\d{1,15}(?:\.\d{1,9})?")


def aligned_roles(role: Role) -> bool:
    """Whether sentences of a role take part: all but questions and boilerplate."""
    return role not in _SKIPPED_ROLES


@dataclass(frozen=True, slots=True)
class Columns:
    """A text's content words, one entry each: index, place in the text from 0 to 1, coded lemma,
    coded part of speech (0 where synonyms play no part), weight, and whether a number or a name;
    `position` is where an index stands, `clauses` where each clause's words begin."""

    index: NDArray[np.intp]
    position: Mapping[int, int]
    place: NDArray[np.float64]
    lemma: NDArray[np.intp]
    part: NDArray[np.intp]
    weight: NDArray[np.float64]
    number: NDArray[np.intp]
    name: NDArray[np.intp]
    clauses: NDArray[np.intp]


class UniqueTexts:
    """What alignment needs of each unique text, by its index in `texts`, and who prints it."""

    def __init__(
        self, documents: Sequence[Document], texts: Sequence[str], vectors: Vectors
    ) -> None:
        self.texts = texts
        number = {text: i for i, text in enumerate(texts)}
        self.places: list[list[SentenceRef]] = [[] for _ in texts]
        self.index: dict[SentenceRef, int] = {}
        self.parsed: list[Parsed] = [_NOTHING] * len(texts)
        for document in sorted(documents, key=lambda d: d.article.id):
            for parsed in document.parsed:
                if parsed.tokens and aligned_roles(parsed.sentence.role):
                    text = number[parsed.sentence.text]
                    ref = SentenceRef(document.article.id, parsed.sentence.index)
                    if not self.places[text]:
                        self.parsed[text] = parsed
                    self.places[text].append(ref)
                    self.index[ref] = text
        self.fates = Fates(self.parsed, self.places)
        self.printers = self._printers()
        # Texts that differ in numbers alone are one text told with other figures: they count once
        # in the story's statistics, and face each other rather than anything else.
        self.masks = [_mask(parsed) for parsed in self.parsed]
        self.group: dict[str, list[int]] = defaultdict(list)
        for text, mask in enumerate(self.masks):
            self.group[mask].append(text)
        self.group_printers = {
            mask: frozenset().union(*(self.printers[t] for t in members))
            for mask, members in self.group.items()
        }
        self.weights = self._weights()
        self.content = [np.flatnonzero(weights) for weights in self.weights]
        self.words = vectors.words
        self.common = _common(self.words, self.content)
        self.recent: dict[int, Floats] = {}
        self.recent_words: dict[int, Floats] = {}
        self.lemmas: dict[str, int] = {}
        self.columns: dict[int, Columns] = {}
        self.figures: dict[int, frozenset[float]] = {}
        self.sentence = vectors.sentence
        self.centred = self._centred()

    def _printers(self) -> list[frozenset[int]]:
        """Which articles print each text; articles with the same texts count as one."""
        printed: dict[str, set[int]] = defaultdict(set)
        for ref, text in self.index.items():
            printed[ref.article].add(text)
        profiles: dict[frozenset[int], int] = {}
        number = {
            article: profiles.setdefault(frozenset(printed[article]), len(profiles))
            for article in sorted(printed)
        }
        return [frozenset(number[ref.article] for ref in refs) for refs in self.places]

    def _weights(self) -> list[Floats]:
        """Per token: inverse document frequency over the story's texts, 0 for function words."""
        frequency: dict[str, int] = defaultdict(int)
        for members in self.group.values():
            lemmas = {t.lemma for t in self.parsed[members[0]].tokens if t.content}
            for lemma in lemmas:
                frequency[lemma] += 1
        count = len(self.group) + 1
        return [
            np.array(
                [
                    math.log(count / max(1, frequency[t.lemma])) if t.content else 0.0
                    for t in parsed.tokens
                ],
                dtype=np.float32,
            )
            for parsed in self.parsed
        ]

    def _centred(self) -> Floats:
        """Sentence vectors less the story's mean, unit length: what a sentence says beyond it."""
        if not len(self.sentence):
            return self.sentence
        means = [self.sentence[members].mean(axis=0) for members in self.group.values()]
        centred = self.sentence - np.mean(means, axis=0, dtype=np.float32)
        norms = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: Floats = np.round(centred / np.maximum(norms, 1e-6), 4).astype(np.float32)
        return unit

    def content_vectors(self, text: int) -> Floats:
        """Content words' vectors less the mean of the story's content words, unit length.

        Contextual vectors of one layer all point much the same way; without their common part,
        words of different meaning come out less alike.
        """
        if text not in self.recent:
            if len(self.recent) >= _RECENT:
                self.recent.clear()
            moved = self.word_vectors(text) - self.common
            norms = np.linalg.norm(moved, axis=1, keepdims=True)
            self.recent[text] = moved / np.maximum(norms, 1e-6)
        return self.recent[text]

    def word_vectors(self, text: int) -> Floats:
        """Content words' vectors, unit length."""
        if text not in self.recent_words:
            if len(self.recent_words) >= _RECENT:
                self.recent_words.clear()
            self.recent_words[text] = self.words[text][self.content[text]].astype(np.float32)
        return self.recent_words[text]

    def holds(self, u: int, v: int) -> bool:
        """Whether one text's content words stand in the other without a break, four at least.

        A sentence that got a credit or a clause more is the same sentence.
        """
        short, long = sorted((u, v), key=lambda text: len(self.content[text]))
        size = len(self.content[short])
        if size < _WHOLE:
            return False
        words, around = self.columns_of(short).lemma, self.columns_of(long).lemma
        starts = np.flatnonzero(around[: len(around) - size + 1] == words[0])
        return any(np.array_equal(around[at : at + size], words) for at in starts)

    def differs_in_value(self, u: int, v: int) -> bool:
        """Whether two texts say one thing with another date or figure, all other words the same."""
        one, other = skeleton(self.parsed[u]), skeleton(self.parsed[v])
        return one is not None and one == other

    def columns_of(self, text: int) -> Columns:
        """The text's content words in columns."""
        if text not in self.columns:
            content = self.content[text]
            tokens = self.parsed[text].tokens
            words = [tokens[i] for i in content]
            firsts = [
                int(np.searchsorted(content, first)) for first, _ in self.parsed[text].clauses
            ]
            self.columns[text] = Columns(
                index=content,
                position={int(i): at for at, i in enumerate(content)},
                place=content / max(1, len(tokens)),
                lemma=_integers(self.lemmas.setdefault(t.lemma, len(self.lemmas)) for t in words),
                part=_integers(_PART_CODES.get(t.pos, 0) for t in words),
                weight=self.weights[text][content].astype(np.float64),
                number=_integers(t.pos == NUM for t in words),
                name=_integers(t.pos == NAME for t in words),
                clauses=_integers(sorted({i for i in firsts if i < len(content)})),
            )
        return self.columns[text]

    def twins(self, u: int, v: int) -> bool:
        """Whether two texts differ in their numbers alone."""
        return self.masks[u] == self.masks[v]

    def close_figures(self, u: int, v: int) -> bool:
        """Whether two texts print digits that begin alike: "1,735" and "1.8 million"."""
        return any(
            max(a, b) <= _CLOSE * min(a, b)
            for a in self.leading_digits(u)
            for b in self.leading_digits(v)
        )

    def leading_digits(self, u: int) -> frozenset[float]:
        """A text's figures, each between 1 and 10 by moving its point."""
        if u not in self.figures:
            found = [t.text.replace(",", "") for t in self.parsed[u].tokens if t.pos == NUM]
            values = [float(text) for text in found if _DIGITS.fullmatch(text)]
            self.figures[u] = frozenset(v / 10 ** math.floor(math.log10(v)) for v in values if v)
        return self.figures[u]

    def across(self, u: int, v: int) -> bool:
        """Whether an article with only the one faces an article with only the other."""
        return bool(
            self.printers[u] - self.group_printers[self.masks[v]]
            and self.printers[v] - self.group_printers[self.masks[u]]
        )


def _integers(values: Iterable[int]) -> NDArray[np.intp]:
    return np.fromiter(values, dtype=np.intp)


def _common(words: Sequence[NDArray[np.float16]], content: Sequence[NDArray[np.intp]]) -> Floats:
    """The mean vector of the story's content words, or zeros without any."""
    count = sum(len(inside) for inside in content)
    if not count:
        return np.zeros(words[0].shape[1] if words else 1, dtype=np.float32)
    sums = [w[c].sum(axis=0, dtype=np.float64) for w, c in zip(words, content, strict=True)]
    mean: Floats = np.round(np.sum(sums, axis=0) / count, 4).astype(np.float32)
    return mean


_NOTHING: Final = Parsed(Sentence("", 0, 0, 0, Role.BODY, ""), ())


def _mask(parsed: Parsed) -> str:
    """The text's tokens with every number masked."""
    return " ".join("0" if t.pos == NUM or t.text[0].isdigit() else t.text for t in parsed.tokens)
