"""Align the articles: which sentences report the same proposition, which words face each other.

Everything is computed on the story's *unique* sentence texts, so that copies and the order of the
articles change nothing. Sentence vectors propose pairs of texts; the words' contextual vectors,
weighted by how rare a word is in this story, decide which of them link; the same word similarities
then say which words face each other inside a link.

Two relations are kept apart. A pair of texts is *across* when an article with only the one faces an
article with only the other: the question the program answers. The pair is *within* when no two
articles face each other so, because one article has both, or something that differs from it in
numbers alone: then only a plain restatement links, since an author seldom says a thing twice.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from itertools import combinations, groupby, islice
from typing import TYPE_CHECKING, Final

import numpy as np

from consistency.embed import Vectors
from consistency.model import Link, LinkKind, SentenceRef, Span
from consistency.tree import Document
from consistency.unique import Columns, UniqueTexts, aligned_roles
from consistency.wordpairs import word_pairs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two unique texts that link, by index; `left < right`.

    `words` are (left token, right token, similarity). `across` as the module's docstring says; of
    two texts `both_told` every article that has one has the other too, but for its numbers. A
    `doubted` pair links only if the figures of its sentences speak for it (`compare.confirmed`).
    `twins` differ in their numbers alone.
    """

    left: int
    right: int
    kind: LinkKind
    score: float
    words: tuple[tuple[int, int, float], ...]
    across: bool
    doubted: bool = False
    both_told: bool = False
    twins: bool = False


@dataclass(frozen=True)
class Alignment:
    """The unique texts of the story, where each stands, and which of them link.

    `texts` are sorted; `places[i]` are the sentences that print `texts[i]`; `weights[i]` hold one
    weight per token: inverse document frequency in the story for content words, else 0.
    """

    texts: tuple[str, ...]
    places: tuple[tuple[SentenceRef, ...], ...]
    weights: tuple[tuple[float, ...], ...]
    pairs: tuple[Pair, ...]
    index: Mapping[SentenceRef, int]

    def text_of(self, ref: SentenceRef) -> int | None:
        """The unique text that a sentence prints; None where its role keeps it out."""
        return self.index.get(ref)


def unique_texts(documents: Sequence[Document]) -> tuple[str, ...]:
    """The texts that `align` needs vectors for, sorted, each once."""
    return tuple(
        sorted(
            {
                parsed.sentence.text
                for document in documents
                for parsed in document.parsed
                if parsed.tokens and aligned_roles(parsed.sentence.role)
            }
        )
    )


def align(documents: Sequence[Document], texts: Sequence[str], vectors: Vectors) -> Alignment:
    """The links of a story, sure and doubted, and the words that face each other in them.

    `texts` are `unique_texts(documents)` and `vectors` theirs. Memory: one block of at most
    `_BLOCK` x n similarities; time: linear in the text but for the matrix products that propose
    pairs, then linear in the number of proposals.
    """
    story = UniqueTexts(documents, texts, vectors)
    proposals = _proposals(story)
    across = [story.across(u, v) for u, v in proposals]
    rows = evidence(story, proposals)
    scores = _scores(story, proposals, across, rows)
    found = [
        (_pair if is_across else _restated)(story, texts, row, float(score))
        for texts, is_across, row, score in zip(proposals, across, rows, scores, strict=True)
    ]
    linked = [pair for pair in found if pair is not None]
    within = Counter(text for p in linked if not p.across for text in (p.left, p.right))
    pairs = [
        replace(pair, words=word_pairs(story, pair.left, pair.right))
        for pair in linked
        if pair.across or max(within[pair.left], within[pair.right]) <= _WITHIN_MOST
    ]
    pairs.extend(_twin_pairs(story))
    pairs.sort(key=lambda pair: (pair.left, pair.right))
    return Alignment(
        texts=tuple(texts),
        places=tuple(tuple(refs) for refs in story.places),
        weights=tuple(tuple(map(float, weights)) for weights in story.weights),
        pairs=tuple(pairs),
        index=story.index,
    )


def _pair(story: UniqueTexts, texts: tuple[int, int], row: Floats, score: float) -> Pair | None:
    """The link of two texts of different articles, if they link."""
    u, v = texts
    few = min(len(story.content[u]), len(story.content[v])) < _FEW_WORDS
    alike = row[_SHARED_LEMMAS] >= _SAME_WORDS and not few
    alike = alike or story.holds(u, v) or story.differs_in_value(u, v)
    if score < _SAME_WORDS_SCORE and alike:
        score = _SAME_WORDS_SCORE
    doubted = bool(score < _model().threshold)
    if doubted and not ((score >= _DOUBTED and story.close_figures(u, v)) or story.fates.one(u, v)):
        return None
    return Pair(u, v, _kind(row), round(score, 3), (), True, doubted)


def _restated(story: UniqueTexts, texts: tuple[int, int], row: Floats, score: float) -> Pair | None:
    """The link of two texts that no two articles tell against each other: a plain restatement."""
    if row[_TWO_SIDED] < _WITHIN_WORDS or row[_CENTRED] < _WITHIN_CENTRED:
        return None
    u, v = texts
    both = story.group_printers[story.masks[u]] == story.group_printers[story.masks[v]]
    return Pair(u, v, _kind(row), round(score, 3), (), False, both_told=both)


def _kind(row: Floats) -> LinkKind:
    return LinkKind.SAME if row[_LESSER_SIDE] >= _SAME else LinkKind.PARTIAL


# A reading raises a score no higher: that all dates lie far apart still tells two events apart.
_READ: Final = 0.75


def with_readings(alignment: Alignment, same: Mapping[tuple[int, int], float]) -> Alignment:
    """The alignment with the scores of pairs raised where a reader takes them to say the same:
    words alone are too few to tell that of a short sentence."""
    read = {key: min(_READ, probability) for key, probability in same.items()}
    pairs = tuple(
        replace(pair, score=round(max(pair.score, read.get((pair.left, pair.right), 0.0)), 3))
        for pair in alignment.pairs
    )
    return replace(alignment, pairs=pairs)


def threshold() -> float:
    """The score from which two sentences link."""
    return _model().threshold


def weighed(
    documents: Sequence[Document], texts: Sequence[str], vectors: Vectors, u: int, v: int
) -> tuple[dict[str, float], list[tuple[int, int]]]:
    """The evidence for a link of two texts, with its `score`, and the words that face each other.

    What only their rivals tell (how far each stands out) is left out of the names.
    """
    story = UniqueTexts(documents, texts, vectors)
    proposals = sorted({*_proposals(story), (u, v)})
    across = [story.across(a, b) for a, b in proposals]
    rows = evidence(story, proposals)
    at = proposals.index((u, v))
    found = {name: float(value) for name, value in zip(FEATURES, rows[at], strict=True)}
    found["score"] = float(_scores(story, proposals, across, rows)[at])
    return found, [(i, j) for i, j, _ in word_pairs(story, u, v)]


# A report lists at most this many links in full. Some 1 KB of memory each, and as much of JSON for
# three (docs/limits.md): 50 articles that tell one story have about 100,000, and 500 copies of a
# text of twelve sentences 1.5 million, which tell no more than the copies themselves.
_MOST_LINKS: Final = 50_000


def links(documents: Sequence[Document], alignment: Alignment) -> tuple[Link, ...]:
    """The links between sentences of different articles, in the order of the articles.

    Where `thinned(alignment)`, copies of a text are linked to one of them only, the one in the
    article whose id sorts first, and two texts by one pair of sentences.
    """
    order = {document.article.id: i for i, document in enumerate(documents)}
    parsed = {
        SentenceRef(document.article.id, p.sentence.index): p
        for document in documents
        for p in document.parsed
    }
    thin = thinned(alignment)
    spans: dict[SentenceRef, tuple[Span, ...]] = {}  # shared by all links of a sentence
    found: list[Link] = []

    def add(
        a: SentenceRef,
        b: SentenceRef,
        kind: LinkKind,
        score: float,
        words: Sequence[tuple[int, int]],
        flipped: Sequence[tuple[int, int]],
    ) -> None:
        if order[a.article] > order[b.article]:
            a, b, words = b, a, flipped
        for ref in (a, b):
            if ref not in spans:
                spans[ref] = tuple(t.span for t in parsed[ref].tokens)
        lefts, rights = spans[a], spans[b]
        found.append(Link(a, b, kind, score, tuple([(lefts[i], rights[j]) for i, j in words])))

    for places in alignment.places:
        identity = tuple((t.index, t.index) for t in parsed[places[0]].tokens if t.content)
        for a, b in _between(places[:1] if thin else places, places, ordered=True):
            add(a, b, LinkKind.SAME, 1.0, identity, identity)
    for pair in sure(alignment):
        words = tuple((i, j) for i, j, _ in pair.words)
        flipped = tuple(sorted((j, i) for i, j in words))
        between = _between(alignment.places[pair.left], alignment.places[pair.right])
        for a, b in islice(between, 1 if thin else None):
            add(a, b, pair.kind, pair.score, words, flipped)
    found.sort(
        key=lambda link: (
            *(order[link.left.article], order[link.right.article]),
            *(link.left.sentence, link.right.sentence),
        )
    )
    return tuple(found)


def thinned(alignment: Alignment) -> bool:
    """Whether the sentences have more links than a report lists in full."""
    count = [Counter(ref.article for ref in places) for places in alignment.places]

    def pairs(u: int, v: int) -> int:
        less, more = sorted((count[u], count[v]), key=len)
        same = sum(times * more[article] for article, times in less.items())
        return len(alignment.places[u]) * len(alignment.places[v]) - same

    every = sum(pairs(u, u) // 2 for u in range(len(count)))
    return every + sum(pairs(pair.left, pair.right) for pair in sure(alignment)) > _MOST_LINKS


def sure(alignment: Alignment) -> list[Pair]:
    """The pairs that link, whatever the figures say."""
    return [pair for pair in alignment.pairs if not pair.doubted]


def _between(
    lefts: Sequence[SentenceRef], rights: Sequence[SentenceRef], *, ordered: bool = False
) -> Iterator[tuple[SentenceRef, SentenceRef]]:
    """Two sentences of different articles; with `ordered`, each two once."""
    by_article: dict[str, list[SentenceRef]] = defaultdict(list)
    for b in rights:
        by_article[b.article].append(b)
    for a in lefts:
        for article, refs in by_article.items():
            if a.article < article if ordered else a.article != article:
                for b in refs:
                    yield a, b


# ------------------------------------------------------------------------------------------ twins

# Twins that all face each other. A fact of as many accounts has some 1,800 relations, one for each
# two of them; with 500 it would have 125,000.
_TWINS: Final = 60


def _twin_pairs(story: UniqueTexts) -> Iterator[Pair]:
    """Texts of different articles that differ in their numbers alone: word by word, score 1.

    Where an article has several such texts (a table's rows), the first faces the first. Of more
    than `_TWINS` at one rank (a figure that hundreds of articles give differently), those next to
    one another in the order of the texts face each other.
    """
    for members in story.group.values():
        if len(members) == 1:
            continue
        found: set[tuple[int, int]] = set()
        for texts in _ranks(story, members):
            parts = -(-len(texts) // _TWINS)
            for part in range(parts):
                near = texts[part * len(texts) // parts : (part + 1) * len(texts) // parts]
                found.update(combinations(near, 2))
        words = tuple((t.index, t.index, 1.0) for t in story.parsed[members[0]].tokens)
        for u, v in sorted(found):
            if story.printers[u] - story.printers[v] and story.printers[v] - story.printers[u]:
                yield Pair(u, v, LinkKind.SAME, 1.0, words, True, twins=True)


def _ranks(story: UniqueTexts, members: Sequence[int]) -> Iterator[list[int]]:
    """The group's texts that stand first in an article that prints them, second, and so on."""
    inside: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for text in members:
        for ref in story.places[text]:
            inside[ref.article].append((ref.sentence, text))
    ranks: dict[int, set[int]] = defaultdict(set)
    for refs in inside.values():
        for rank, (_, text) in enumerate(sorted(refs)):
            ranks[rank].add(text)
    return (sorted(texts) for texts in ranks.values() if len(texts) > 1)


# -------------------------------------------------------------------------------------- proposals

# Texts whose similarities to all others are held at once.
_BLOCK: Final = 512
# Proposals per text: at least this many nearest texts, more where many articles may each hold a
# counterpart. On annotated pairs of reports the 24 nearest hold 85 % of the linked sentences, all
# pairs 93 %, but link F1 is the same: what lies further off, no evidence here would link.
_NEAREST: Final = 24
_NEAREST_PER_ARTICLE: Final = 3
_NEAREST_MOST: Final = 60


def _proposals(story: UniqueTexts) -> list[tuple[int, int]]:
    """Pairs of texts worth a look: each text's nearest by centred sentence vector, either way."""
    n = len(story.texts)
    articles = len({profile for printers in story.printers for profile in printers})
    k = min(n - 1, _NEAREST_MOST, max(_NEAREST, _NEAREST_PER_ARTICLE * articles))
    if n < 2:
        return []
    found: set[tuple[int, int]] = set()
    for start in range(0, n, _BLOCK):
        # Rounded, so that the order of sums in a product decides no tie.
        block = np.round(story.centred[start : start + _BLOCK] @ story.centred.T, 4)
        for row, similarities in enumerate(block):
            u = start + row
            similarities[u] = -2.0
            nearest = np.argpartition(-similarities, k - 1)[:k]
            floor = similarities[nearest].min()
            for v in np.flatnonzero(similarities >= floor)[: 2 * k]:
                found.add((min(u, int(v)), max(u, int(v))))
    return sorted(pair for pair in found if not story.twins(*pair))


# --------------------------------------------------------------------------------------- evidence

# The order of the numbers that `_evidence` gives; `align.json` names them too.
FEATURES: Final = (
    *("cosine", "centred", "words", "words_lesser", "words_greater", "words_raw", "weight"),
    *("lemmas", "names", "numbers", "shared", "clause"),
)
_CENTRED: Final = FEATURES.index("centred")
_TWO_SIDED: Final = FEATURES.index("words")
_LESSER_SIDE: Final = FEATURES.index("words_lesser")
_SHARED_LEMMAS: Final = FEATURES.index("lemmas")
# Evidence whose products with one another count too: much of one kind needs less of another. (Link
# F1 by cross-validation: .507 without the products, .526 with them.)
_CROSSED: Final = tuple(
    FEATURES.index(name) for name in ("centred", "words", "weight", "lemmas", "shared", "clause")
)
# Evidence that also counts relative to the best that each of the two has in the other's article.
_RELATIVE: Final = tuple(FEATURES.index(name) for name in ("centred", "words", "weight", "clause"))

# Similarities of centred word vectors up to this are noise; from there to 1 is scaled to 0..1.
# (Swept on annotated pairs: 0, .15, .3 give a link F1 of .498, .501, .507; raw vectors .503.)
_NOISE: Final = 0.3
# Inside an article, and between a text and one that its own article words differently, only a
# plain restatement links: this much two-sided alignment, and a sentence vector this near. (Read on
# 26 pairs of reports: nine in ten of what passes both restates; of what passes the first, half.)
_WITHIN_WORDS: Final = 0.35
_WITHIN_CENTRED: Final = 0.42
# One that "restates" more of its own article than this is a row of a table, or of a list.
_WITHIN_MOST: Final = 3
# Texts that share this much of their content words' weight (of 2, both sides counted) say the same
# thing in the same words; the model, fitted on whole reports, may doubt it where a story has a few
# sentences and nothing to compare with. (On 26 annotated pairs of reports people link 17 of the 20
# pairs of sentences above this, and 49 of the 52 above 1.2; none scores below .76.)
_SAME_WORDS: Final = 1.6
_SAME_WORDS_SCORE: Final = 0.85
_FEW_WORDS: Final = 3  # content words; fewer are shared by chance
# From here to the model's threshold a figure that both sentences give may tell that they link. (On
# 26 annotated pairs of reports the links are the same with it; of 751 claims with figures against
# sentences of an encyclopedia 673 are compared instead of 659, and as many of them rightly.)
_DOUBTED: Final = 0.12
# Both sides aligned by this much: they say the same; else they share a part.
_SAME: Final = 0.6


# Counterparts of one text that are weighed in one go: their words stand side by side in one matrix.
_AT_ONCE: Final = 256


def evidence(story: UniqueTexts, proposals: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
    """What speaks for a link, one row per proposal, in the order of `FEATURES`.

    `proposals` are sorted pairs. All counterparts of a text are weighed together, since what costs
    is the number of calls and not the arithmetic.
    """
    rows = np.zeros((len(proposals), len(FEATURES)), dtype=np.float64)
    for u, group in groupby(enumerate(proposals), key=lambda numbered: numbered[1][0]):
        numbered = [(at, v) for at, (_, v) in group]
        others = [v for _, v in numbered]
        places = np.array([at for at, _ in numbered])
        rows[places, 0] = story.sentence[others] @ story.sentence[u]
        rows[places, _CENTRED] = story.centred[others] @ story.centred[u]
        if not len(story.content[u]):
            continue
        wordy = [(at, v) for at, v in numbered if len(story.content[v])]
        for first in range(0, len(wordy), _AT_ONCE):
            some = wordy[first : first + _AT_ONCE]
            rows[[at for at, _ in some], 2:] = _word_evidence(story, u, [v for _, v in some])
    return rows


def _word_evidence(story: UniqueTexts, u: int, others: Sequence[int]) -> NDArray[np.float64]:
    """The evidence of the words, one row per counterpart; u and every counterpart have some.

    Columns of the matrices below are the counterparts' content words, one after the other; `starts`
    says where each begins.
    """
    columns = [story.columns_of(v) for v in others]
    sizes = np.array([len(column.index) for column in columns])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    own = story.columns_of(u)
    raw = story.content_vectors(u) @ np.concatenate([story.content_vectors(v) for v in others]).T
    scaled = np.clip((raw - _NOISE) / (1 - _NOISE), 0.0, 1.0)
    wa, wb = own.weight, np.concatenate([column.weight for column in columns])
    total_a = float(wa.sum())
    total_b = np.add.reduceat(wb, starts)

    def sums_b(values: NDArray[np.float64]) -> NDArray[np.float64]:
        found: NDArray[np.float64] = np.add.reduceat(wb * values, starts)
        return found

    best_a = np.maximum.reduceat(scaled, starts, axis=1)
    best_b = scaled.max(axis=0)
    side_a, side_b = wa @ best_a / total_a, sums_b(best_b) / total_b
    raw_sides = wa @ np.maximum.reduceat(raw, starts, axis=1) / total_a
    raw_sides = raw_sides + sums_b(raw.max(axis=0)) / total_b
    weight = np.minimum(wa @ best_a**2, sums_b(best_b**2))
    same = own.lemma[:, None] == np.concatenate([column.lemma for column in columns])[None, :]
    shared_a = np.logical_or.reduceat(same, starts, axis=1)
    shared = wa @ shared_a
    shares = shared / total_a + sums_b(same.any(axis=0).astype(np.float64)) / total_b
    return np.column_stack(
        [
            0.5 * (side_a + side_b),
            np.minimum(side_a, side_b),
            np.maximum(side_a, side_b),
            0.5 * raw_sides,
            np.log1p(weight),
            shares,
            np.log1p((wa * own.name) @ shared_a),
            np.log1p((wa * own.number) @ shared_a),
            np.log1p(shared),
            _best_clause(scaled, wa, wb, starts, own, columns),
        ]
    )


def _best_clause(
    scaled: Floats,
    wa: NDArray[np.float64],
    wb: NDArray[np.float64],
    starts: NDArray[np.intp],
    own: Columns,
    columns: Sequence[Columns],
) -> NDArray[np.float64]:
    """The two-sided alignment of the two clauses that align best; of two content words or more."""
    counts = np.array([len(column.clauses) for column in columns])
    starts_b = np.concatenate(
        [column.clauses + start for column, start in zip(columns, starts, strict=True)]
    )
    sizes_a = np.diff(np.append(own.clauses, len(wa)))
    sizes_b = np.diff(np.append(starts_b, len(wb)))
    sums_a = np.add.reduceat(wa, own.clauses)
    sums_b = np.add.reduceat(wb, starts_b)
    into_b = np.maximum.reduceat(scaled, starts_b, axis=1)
    into_a = np.maximum.reduceat(scaled, own.clauses, axis=0)
    side_a = np.add.reduceat(wa[:, None] * into_b, own.clauses, axis=0) / sums_a[:, None]
    side_b = np.add.reduceat(wb[None, :] * into_a, starts_b, axis=1) / sums_b[None, :]
    both = 0.5 * (side_a + side_b)
    both[sizes_a < 2, :] = 0.0
    both[:, sizes_b < 2] = 0.0
    best: NDArray[np.float64] = np.maximum.reduceat(
        both.max(axis=0), np.concatenate(([0], np.cumsum(counts)[:-1]))
    )
    return best


# ----------------------------------------------------------------------------------------- scores


@dataclass(frozen=True, slots=True)
class _Model:
    """A logistic regression over the evidence: `align.json`, written by `scripts/fit_align.py`."""

    mean: NDArray[np.float64]
    scale: NDArray[np.float64]
    weights: NDArray[np.float64]
    intercept: float
    threshold: float


@lru_cache(maxsize=1)
def _model() -> _Model:
    text = resources.files("consistency").joinpath("data/align.json").read_text(encoding="utf-8")
    data = json.loads(text)
    columns = [data["features"][name] for name in feature_names()]
    return _Model(
        mean=np.array([column["mean"] for column in columns]),
        scale=np.array([column["scale"] for column in columns]),
        weights=np.array([column["weight"] for column in columns]),
        intercept=float(data["intercept"]),
        threshold=float(data["threshold"]),
    )


def feature_names() -> tuple[str, ...]:
    """Names of the model's inputs: the evidence, what is relative to the best, the products."""
    relative = [f"{FEATURES[i]}_beside_best" for i in _RELATIVE]
    crossed = [f"{FEATURES[i]} * {FEATURES[j]}" for i, j in _crossed()]
    return (*FEATURES, *relative, *(f"{name}_other_way" for name in relative), *crossed)


def _crossed() -> list[tuple[int, int]]:
    return [(i, j) for at, i in enumerate(_CROSSED) for j in _CROSSED[at:]]


def _scores(
    story: UniqueTexts,
    proposals: Sequence[tuple[int, int]],
    across: Sequence[bool],
    rows: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The probability of each proposal to be a link, rounded to three decimals."""
    if not len(proposals):
        return np.zeros(0)
    model = _model()
    inputs = model_inputs(story, proposals, across, rows)
    z = ((inputs - model.mean) / model.scale) @ model.weights + model.intercept
    return np.round(1.0 / (1.0 + np.exp(-z)), 3)


def model_inputs(
    story: UniqueTexts,
    proposals: Sequence[tuple[int, int]],
    across: Sequence[bool],
    rows: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The evidence, and how far it lies above or below the best rival's, from either side.

    A rival of (u, v), seen from u, is another text of an article that prints v; an article's best
    text stands out by its lead over the second best. The two sides go in as the lesser and the
    greater, so that the order of the texts does not matter.
    """
    rows = np.round(rows, 4)
    rivals = _Rivals(story, proposals, across)
    relative = np.zeros((len(rows), 2 * len(_RELATIVE)))
    for slot, column in enumerate(_RELATIVE):
        leads = rows[:, column, None] - rivals.best(rows[:, column])
        relative[:, slot] = leads.min(axis=1)
        relative[:, slot + len(_RELATIVE)] = leads.max(axis=1)
    lefts, rights = np.array(_crossed()).T
    return np.hstack([rows, relative, rows[:, lefts] * rows[:, rights]])


class _Rivals:
    """For each proposal and side, the other texts of the articles that print the counterpart.

    An *entry* is a proposal (u, v) seen from u beside one article that prints v; all entries of one
    text and one article have the same key. Only pairs across articles compete.
    """

    def __init__(
        self, story: UniqueTexts, proposals: Sequence[tuple[int, int]], across: Sequence[bool]
    ) -> None:
        width = 1 + max((max(printers) for printers in story.printers if printers), default=0)
        keys: list[int] = []
        owners: list[int] = []
        starts: list[int] = []
        for at, (u, v) in enumerate(proposals):
            for own, other in ((u, v), (v, u)):
                starts.append(len(keys))
                keys.extend([own * width + article for article in sorted(story.printers[other])])
                owners.extend([at] * len(story.printers[other]))
        self.keys, self.owners = np.array(keys), np.array(owners)
        self.starts = np.array(starts)
        self.counts = np.flatnonzero(np.array(across)[self.owners])
        self.size = width * len(story.texts)

    def best(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """The best rival's value, 0 without one: one row per proposal, a column for each side."""
        if not len(self.counts):
            return np.zeros((len(values), 2))
        keys, own = self.keys[self.counts], values[self.owners[self.counts]]
        order = np.lexsort((-own, keys))
        ranked = keys[order]
        leads = np.flatnonzero(np.append(True, ranked[1:] != ranked[:-1]))
        first, second = np.zeros(self.size), np.zeros(self.size)
        first[ranked[leads]] = own[order[leads]]
        followed = leads[np.append(ranked[1:] == ranked[:-1], False)[leads]]
        second[ranked[followed]] = own[order[followed + 1]]
        rival = first[self.keys]
        at_the_top = self.counts[order[leads]]
        rival[at_the_top] = second[self.keys[at_the_top]]
        both: NDArray[np.float64] = np.maximum.reduceat(rival, self.starts).reshape(-1, 2)
        return both
