"""What a comparison looks things up in: mentions as nodes of unique texts, edges, the trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from consistency.align import Alignment, Pair
from consistency.face import Step
from consistency.facing import SURE_LINK
from consistency.model import (
    FactType,
    Kind,
    LinkKind,
    Mention,
    Relation,
    Rung,
    SentenceRef,
    Severity,
    Slot,
    Span,
)
from consistency.statements import STATEMENT, TextValue, label
from consistency.text import CONJ, PUNCT
from consistency.tree import Document, Parsed

if TYPE_CHECKING:
    from consistency.evidence import Unit


# ------------------------------------------------------------------------------------------ nodes


class Node(NamedTuple):
    """A mention as its sentence's text prints it: one node for every copy of the sentence.

    `text` indexes `Alignment.texts`; `start` and `end` count from the sentence's start.
    """

    text: int
    start: int
    end: int
    kind: str

    def overlaps(self, other: Node) -> bool:
        """Whether two nodes of one text share a character."""
        return self.start < other.end and other.start < self.end

    @property
    def width(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes that fill one slot, how strongly, and the rung between them.

    A `noted` difference is not told: a reader takes the words of one side for what the other says.
    """

    left: Node
    right: Node
    score: float
    rung: Rung[Any]
    implied: bool = False
    link: float = 1.0
    step: Step = Step.BETWEEN
    noted: bool = False

    @property
    def differs(self) -> bool:
        """Whether the two give something else."""
        return self.rung.relation not in (Relation.EQUAL, None)

    @property
    def equal(self) -> bool:
        """Whether the two give the same."""
        return self.rung.relation is Relation.EQUAL

    @property
    def loud(self) -> bool:
        """Whether it is told to somebody who asks for no notes."""
        return not self.noted and self.rung.between is not Severity.INFO

    @property
    def strength(self) -> float:
        return round(self.score * self.link, 3)

    @property
    def nodes(self) -> tuple[Node, Node]:
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Refused:
    """Two mentions that were not compared, or not told: by which gate, and why."""

    left: Mention[Any]
    right: Mention[Any]
    gate: str
    reason: str


@dataclass
class Trace:
    """What `compare` did on its way, for `consistency why`: what faced, and every refusal."""

    faced: list[tuple[Mention[Any], Mention[Any], Step, float, Rung[Any]]]
    refused: list[Refused]


# Why a comparison of the whole story drops what faces in two sentences. The gates of single kinds
# stand in their files.
GATES: Final = {
    "noted": "a reader takes these words for what the other side says: only noted",
    "typed": "a typed fact decides these words",
    "doubted": "a reader doubts that they say the same",
    "other-event": "all dates of the two sentences lie far apart: two events",
    "told-once": "a narrower finding tells this difference",
    "unsure-link": "the two sentences may tell of two things",
    "both-tell": "every article that has one of the two sentences has the other",
    "another-claim": "the two sentences, or clauses, tell more than one thing",
    "said-outright": "the other article says it outright elsewhere",
    "better-counterpart": "one of them faces something else more strongly",
}
# How many sentences to either side a general word may sum up: the paragraph's nearest.
_REACH: Final = 2


class Story:
    """What the comparison looks things up in: nodes, their mentions, and the parsed texts."""

    def __init__(
        self,
        documents: Sequence[Document],
        alignment: Alignment,
        fact_types: Sequence[FactType[Any]],
    ) -> None:
        self.alignment = alignment
        self.types = {fact_type.kind: fact_type for fact_type in fact_types}
        self.crediting = [fact_type.kind for fact_type in fact_types if fact_type.credits]
        self.trace: Trace | None = None
        self.order = {document.article.id: i for i, document in enumerate(documents)}
        self.published = {d.article.id: d.article.published for d in documents}
        parsed = {
            SentenceRef(document.article.id, p.sentence.index): p
            for document in documents
            for p in document.parsed
        }
        # The copy in the article whose id sorts first stands for all copies of a text, so that
        # the order of the articles decides nothing.
        self.parsed = tuple(parsed[min(places)] for places in alignment.places)
        self.starts = {ref: p.sentence.start for ref, p in parsed.items()}
        self.roles = {ref: p.sentence.role for ref, p in parsed.items()}
        self.paragraphs = {ref: p.sentence.paragraph for ref, p in parsed.items()}
        self.mentions: dict[Node, list[Mention[Any]]] = {}
        # What is asked of `mentions` for every pair of texts, kept beside it as it grows.
        self._first: dict[Node, Mention[Any]] = {}
        self._places: dict[Node, set[tuple[str, int]]] = {}
        self._copied: set[Node] = set()
        self.units: dict[Node, Unit] = {}
        self.doubted: list[Edge] = []  # equal values that are no agreement, and yet told here
        self.made: set[Node] = set()  # of mentions that exist only beside a counterpart
        self._statements: dict[tuple[int, int, int], Node] = {}
        self._carried: dict[tuple[str, tuple[object, ...]], list[Node]] = defaultdict(list)
        self._figures: dict[str, dict[tuple[str, str], set[tuple[object, ...]]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self._fates: dict[tuple[str, str], set[object]] = defaultdict(set)
        self.kinds: dict[int, set[Kind]] = defaultdict(set)
        self._sole: dict[Node, bool] = {}
        self._lemmas: dict[int, frozenset[str]] = {}
        self.by_text: dict[tuple[int, Kind], list[Node]] = defaultdict(list)

    def refuse(self, left: Mention[Any], right: Mention[Any], gate: str, reason: str) -> None:
        """Note, for whoever asks, why two mentions were not compared."""
        if self.trace is not None:
            self.trace.refused.append(Refused(left, right, gate, reason))

    def note(self, edges: Sequence[Edge]) -> None:
        """Note what faces."""
        if self.trace is not None:
            for e in edges:
                sides = self.mention(e.left), self.mention(e.right)
                self.trace.faced.append((*sides, e.step, e.strength, e.rung))

    def kept(self, gate: str, before: Sequence[Edge], after: list[Edge]) -> list[Edge]:
        """What a gate let through; what it did not is noted."""
        if self.trace is not None:
            for edge in before:
                if not any(edge is other for other in after):
                    sides = self.mention(edge.left), self.mention(edge.right)
                    self.refuse(*sides, gate, GATES[gate])
        return after

    def node(self, text: int, mention: Mention[Any]) -> Node:
        """Where a mention stands, whether it was added or not."""
        base = self.starts[SentenceRef(mention.article, mention.sentence)]
        return Node(text, mention.start - base, mention.end - base, mention.kind.value)

    def add(self, text: int, mention: Mention[Any]) -> Node:
        """The node of a mention; the copies of its sentence share it."""
        node = self.node(text, mention)
        if node not in self.mentions:
            self.mentions[node] = []
            self._first[node] = mention
            self._places[node] = set()
            self.by_text[text, mention.kind].append(node)
            self.kinds[text].add(mention.kind)
            self._carried[node.kind, mention.value.key].append(node)
        place = mention.article, mention.start
        if place not in self._places[node]:
            self.mentions[node].append(mention)
            self._places[node].add(place)
            if node not in self.made:
                self._note_figure(mention)
            first = self._first[node]
            if place < (first.article, first.start):
                self._first[node] = mention
        return node

    def _note_figure(self, mention: Mention[Any]) -> None:
        """Note which figures an article gives for a thing, which days, and for whose fate."""
        thing = self._counted(mention)
        if thing is not None:
            self._figures[mention.article][thing].add(mention.value.key)
        befell = self._befell(mention)
        if befell:
            self._fates[mention.article, befell].add(mention.value.key)

    def _counted(self, mention: Mention[Any]) -> tuple[str, str] | None:
        """What a figure counts; of all that dates, the dates."""
        fact_type = self.types.get(mention.kind)
        if fact_type is None:
            return None
        if fact_type.counted is not None:
            return fact_type.counted(mention)
        return (mention.kind.value, "") if fact_type.when is not None else None

    def _befell(self, mention: Mention[Any]) -> str:
        fact_type = self.types.get(mention.kind)
        return fact_type.fate(mention) if fact_type is not None and fact_type.fate else ""

    def type_of(self, node: Node) -> FactType[Any]:
        """The kind of a node."""
        return self.types[Kind(node.kind)]

    def add_copies(self, text: int, mention: Mention[Any]) -> Node:
        """The node of a mention of the text's representative, with a mention in every copy."""
        base = self.parsed[text].sentence.start
        if self.node(text, mention) not in self.mentions:
            self.made.add(self.node(text, mention))
        node = self.add(text, mention)
        if node in self._copied:
            return node
        self._copied.add(node)
        for ref in self.alignment.places[text]:
            shift = self.starts[ref] - base
            self.add(
                text,
                replace(
                    mention,
                    article=ref.article,
                    sentence=ref.sentence,
                    start=mention.start + shift,
                    end=mention.end + shift,
                    spans=tuple(
                        (name, tuple(Span(s.start + shift, s.end + shift) for s in spans))
                        for name, spans in mention.spans
                    ),
                ),
            )
        return node

    def mention(self, node: Node) -> Mention[Any]:
        """The node's mention in the text's representative, or else in the first article by id."""
        return self._first[node]

    def nodes_of(self, text: int, kind: Kind) -> list[Node]:
        """The nodes of a kind whose mention stands in the text's representative sentence."""
        sentence = self.parsed[text].sentence
        here: list[Node] = []
        for node in self.by_text.get((text, kind), here):
            mention = self._first[node]
            if (mention.article, mention.sentence) == (sentence.article, sentence.index):
                here.append(node)
        return here

    def paragraph_of(self, text: int) -> list[int]:
        """The other texts of the paragraph that a text's representative stands in, sorted."""
        sentence = self.parsed[text].sentence
        found = set()
        for index in range(max(0, sentence.index - _REACH), sentence.index + _REACH + 1):
            other = self.alignment.text_of(SentenceRef(sentence.article, index))
            if other is not None and other != text:
                place = self.paragraphs[SentenceRef(sentence.article, index)]
                if place == sentence.paragraph:
                    found.add(other)
        return sorted(found)

    def sole(self, node: Node) -> bool:
        """Whether no article that prints a quantity has another figure for what it counts.

        For a date: whether none of them has another date.
        """
        if node not in self._sole:
            thing = self._counted(self.mention(node))
            assert thing is not None
            printed = (self._figures[article][thing] for article in self.articles(node))
            self._sole[node] = all(len(figures) == 1 for figures in printed)
        return self._sole[node]

    def one_fate(self, left: Node, right: Node) -> bool:
        """Whether two figures count whom one thing befell, and their articles give no other such.

        So are "no one was hurt" and "two people were hurt", however little else they share.
        """
        befell = self._befell(self.mention(left))
        return bool(befell == self._befell(self.mention(right)) and befell) and all(
            len(self._fates[article, befell]) == 1
            for node in (left, right)
            for article in self.articles(node)
        )

    def carried(self, mention: Mention[Any]) -> list[Node]:
        """The nodes that give a mention's value anywhere."""
        return self._carried.get((mention.kind.value, mention.value.key), [])

    def words_beside(self, text: int, other: int, words: frozenset[str]) -> bool:
        """Whether an article of `other` has all the words in one sentence that is neither text."""
        articles = {place.article for place in self.alignment.places[other]}
        return bool(words) and any(
            words <= self._lemmas_of(at)
            for at, places in enumerate(self.alignment.places)
            if at not in (text, other) and any(p.article in articles for p in places)
        )

    def _lemmas_of(self, text: int) -> frozenset[str]:
        if text not in self._lemmas:
            self._lemmas[text] = frozenset(t.lemma for t in self.parsed[text].tokens if t.content)
        return self._lemmas[text]

    def articles(self, node: Node) -> frozenset[str]:
        return frozenset([mention.article for mention in self.mentions[node]])

    def statement(self, text: int, first: int, last: int) -> Node:
        """A statement node over a text's tokens [first, last).

        Of a part, punctuation and "and" at the ends are left out.
        """
        if (text, first, last) not in self._statements:
            self._statements[text, first, last] = self._new_statement(text, first, last)
        return self._statements[text, first, last]

    def _new_statement(self, text: int, first: int, last: int) -> Node:
        parsed = self.parsed[text]
        tokens = list(parsed.tokens[first:last])
        while tokens[1:] and tokens[0].pos in (PUNCT, CONJ):
            tokens.pop(0)
        while tokens[1:] and tokens[-1].pos == PUNCT:
            tokens.pop()
        start, end = tokens[0].start, tokens[-1].end
        if first == 0 and last >= len(parsed.tokens):
            start, end = parsed.sentence.start, parsed.sentence.end
        surface = parsed.sentence.text[start - parsed.sentence.start : end - parsed.sentence.start]
        mention = Mention(
            STATEMENT.kind,
            parsed.sentence.article,
            parsed.sentence.index,
            start,
            end,
            surface,
            TextValue(surface),
            Slot(label(surface)),
        )
        return self.add_copies(text, mention)


def story_of(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
) -> Story:
    """The tables of a story: its texts, and the mentions on them."""
    story = Story(documents, alignment, fact_types)
    for found in mentions:
        for mention in found:
            text = alignment.text_of(SentenceRef(mention.article, mention.sentence))
            if text is not None:
                story.add(text, mention)
    return story


def span_of(parsed: Parsed, first: int, last: int | None) -> Span:
    """The span of the tokens [first, last) of a sentence, or of all from the first on."""
    last = len(parsed.tokens) if last is None else last
    return Span(parsed.tokens[first].start, parsed.tokens[last - 1].end)


def own_tokens(node: Node, parsed: Parsed) -> set[int]:
    """The tokens of a mention."""
    base = parsed.sentence.start
    return {t.index for t in parsed.within(Span(base + node.start, base + node.end))}


def same_value(edge: Edge) -> bool:
    """Whether what faces is one value, or two forms of it."""
    return edge.rung.relation in (Relation.EQUAL, Relation.VARIANT)


def sure(pair: Pair) -> bool:
    """Whether a conflict may rest on a link; inside an article only on a plain restatement."""
    return pair.score >= SURE_LINK and (pair.across or pair.kind is LinkKind.SAME)
