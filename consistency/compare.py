"""Compare what faces what: from links and mentions to facts, accounts and relations.

Mentions face each other inside linked sentences, where their kind says that they fill one slot.
Everything is decided on *unique* sentence texts: a mention that several copies of a sentence print
is one node, so copies and the order of the articles change nothing. Facing nodes are grouped into
facts without chaining (a~b and b~c do not make a~c), a fact's mentions into accounts by value, and
each two accounts climb the ladder of their kind.

What nothing faces is `single`: a sentence without a link, and inside linked sentences a typed
mention, a noun phrase or a clause (SRC).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any, Final, NamedTuple

from consistency import lexicon
from consistency.align import Alignment, Pair
from consistency.facing import SURE_LINK, Facing
from consistency.judge import NOTHING, RESTATED, VERBATIM, Verdicts
from consistency.model import (
    FactType,
    Kind,
    LinkKind,
    Mention,
    Outcome,
    Relation,
    Role,
    Rule,
    Rung,
    SentenceRef,
    Slot,
    Span,
)
from consistency.text import ADJ, AUX, CONJ, MODAL, NAME, NOT, NOUN, NUM, PUNCT, VERB
from consistency.tree import Document, Parsed

RULES: Final = (
    Rule(
        "SRC001",
        "agreeing-statement",
        "Two or more articles say the same, with no figure, name or date in it.",
        """What it finds: a clause without typed facts whose words face those of a clause in
another article.

Why it matters: it tells which parts of the story rest on more than one report.

Example: "the river kept rising" / "the river went on rising".

How to silence: agreements are shown with `--show all` only; `--ignore SRC001` drops them.
""",
    ),
    Rule(
        "SRC101",
        "sentence-in-one-article",
        "Only one article says anything like this sentence.",
        """What it finds: a sentence that links to no sentence of another article.

Why it matters: a fact with one source has no second witness.

Example: only one of two reports on a storm says that the ferry was late.

How to silence: `--ignore SRC101`; singles are info unless a reference is named.
""",
    ),
    Rule(
        "SRC102",
        "fact-in-one-article",
        "A name, date or figure inside a shared statement that only one article gives.",
        """What it finds: a typed fact in a linked sentence that faces nothing in any other
article.

Why it matters: a rewrite that keeps the sentence and drops the date has lost a fact.

Example: "The bridge closed in March 2019" / "The bridge closed".

How to silence: `--ignore SRC102`.
""",
    ),
    Rule(
        "SRC103",
        "phrase-in-one-article",
        "A phrase or clause inside a shared statement that only one article has.",
        """What it finds: a noun phrase or a clause of two or more content words, in a linked
sentence, none of whose words faces a word of another article.

Why it matters: detail dropped or added inside a sentence is easily overlooked.

Example: "The mayor and the harbour master resigned" / "The mayor resigned".

How to silence: `--ignore SRC103`.
""",
    ),
    Rule(
        "SRC201",
        "added-in-copy",
        "The copy says something that the reference does not.",
        """What it finds: with `--reference`, a single-source finding of an article other than
the reference.

Why it matters: an addition in a rewrite has no backing in the wire copy.

Example: the wire: "Two trains collided"; the copy: "Two trains collided at high speed".

How to silence: `--ignore SRC201`, or check without a reference.
""",
    ),
    Rule(
        "SRC202",
        "missing-from-copy",
        "The reference says something that no copy does.",
        """What it finds: with `--reference`, a single-source finding of the reference.

Why it matters: a cut may be wanted, or may have lost the fact that qualifies the rest.

Example: the wire: "Two trains collided, police said"; the copy: "Two trains collided".

How to silence: `--ignore SRC202`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class TextValue:
    """The value of a statement: its words."""

    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text}

    @property
    def key(self) -> tuple[object, ...]:
        return (" ".join(self.text.lower().split()),)


@dataclass(frozen=True)
class FactAccount:
    """One account of a fact: mentions with the same value."""

    mentions: tuple[Mention[Any], ...]

    @property
    def value(self) -> Any:
        return self.mentions[0].value

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(mention.article for mention in self.mentions)


@dataclass(frozen=True)
class Fact:
    """Mentions of one slot, with the rungs between each two accounts.

    `rungs` maps a pair of account indices to the rung that holds and its words.
    """

    kind: Kind
    accounts: tuple[FactAccount, ...]
    rungs: tuple[tuple[int, int, Rung[Any], str], ...] = ()
    rule: str = ""  # for a statement: its SRC code

    @cached_property
    def articles(self) -> frozenset[str]:
        return frozenset(m.article for account in self.accounts for m in account.mentions)

    @property
    def outcome(self) -> Outcome:
        """Outcomes count articles; two accounts in one article diverge too."""
        if len(self.accounts) > 1:
            comparable = any(rung.relation for _, _, rung, _ in self.rungs)
            return Outcome.DIVERGE if comparable else Outcome.INCOMPARABLE
        return Outcome.AGREE if len(self.articles) > 1 else Outcome.SINGLE


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
class _Edge:
    """Two nodes that fill one slot, how strongly, and the rung between them."""

    left: Node
    right: Node
    score: float
    rung: Rung[Any]
    implied: bool = False
    link: float = 1.0

    @property
    def strength(self) -> float:
        return round(self.score * self.link, 3)

    @property
    def nodes(self) -> tuple[Node, Node]:
        return self.left, self.right


# How many sentences to either side a general word may sum up: the paragraph's nearest.
_REACH: Final = 2


class _Story:
    """What the comparison looks things up in: nodes, their mentions, and the parsed texts."""

    def __init__(self, documents: Sequence[Document], alignment: Alignment) -> None:
        self.alignment = alignment
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
        self.made: set[Node] = set()  # of mentions that exist only beside a counterpart
        self._statements: dict[tuple[int, int, int], Node] = {}
        self._carried: dict[tuple[str, tuple[object, ...]], list[Node]] = defaultdict(list)
        self._figures: dict[str, dict[tuple[str, str], set[tuple[object, ...]]]] = defaultdict(
            lambda: defaultdict(set)
        )
        self.kinds: dict[int, set[Kind]] = defaultdict(set)
        self._sole: dict[Node, bool] = {}
        self.by_text: dict[tuple[int, Kind], list[Node]] = defaultdict(list)

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
            if mention.kind in (Kind.QUANTITY, Kind.DATE) and node not in self.made:
                self._figures[mention.article][_counted(mention)].add(mention.value.key)
            first = self._first[node]
            if place < (first.article, first.start):
                self._first[node] = mention
        return node

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
            counted = _counted(self.mention(node))
            printed = (self._figures[article][counted] for article in self.articles(node))
            self._sole[node] = all(len(figures) == 1 for figures in printed)
        return self._sole[node]

    def carried(self, mention: Mention[Any]) -> list[Node]:
        """The nodes that give a mention's value anywhere."""
        return self._carried.get((mention.kind.value, mention.value.key), [])

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
            Kind.STATEMENT,
            parsed.sentence.article,
            parsed.sentence.index,
            start,
            end,
            surface,
            TextValue(surface),
            Slot(label(surface)),
        )
        return self.add_copies(text, mention)


def _counted(mention: Mention[Any]) -> tuple[str, str]:
    """What a quantity counts: its dimension, and the last word of the counted thing."""
    if mention.kind is Kind.DATE:
        return "date", ""
    words = (mention.value.to_dict().get("thing") or "").lower().split()
    return mention.slot.key, lexicon.lemma(words[-1], "n") if words else ""


def label(text: str) -> str:
    """A short label: the first words of a text, at most 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else flat[:59].rsplit(" ", 1)[0] + "…"


def compare(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
    verdicts: Verdicts = NOTHING,
) -> tuple[Fact, ...]:
    """All facts of the articles.

    `documents` and `mentions` run parallel, in the order of the articles. Sentences that the
    alignment leaves out (questions, boilerplate) give no facts.
    """
    story = _story(documents, mentions, alignment)
    edges: dict[Kind, list[_Edge]] = defaultdict(list)
    clause_edges: list[_Edge] = []
    faced: dict[int, set[int]] = defaultdict(set)  # tokens of a text that face another article
    for pair in alignment.pairs:
        facing = _facing(pair, story, verdicts)
        if pair.across:
            faced[pair.left] |= {i for i, _, _ in pair.words}
            faced[pair.right] |= {j for _, j, _ in pair.words}
        for kind, found_edges in _pair_edges(pair, facing, fact_types, story).items():
            edges[kind].extend(found_edges)
        if not verdicts.clash(pair.left, pair.right):
            clause_edges.extend(_clause_edges(pair, facing, story))
    facts: list[Fact] = []
    used: set[Node] = set()
    for fact_type in fact_types:
        kept = _without_needless_implied(edges[fact_type.kind], story)
        kept = _without_rivals(kept, story)
        kept.extend(_covered(fact_type, kept, story))
        clashing = {
            pair
            for edge in kept
            if edge.rung.relation in _FACE_TO_FACE
            for pair in (edge.nodes, edge.nodes[::-1])
        }
        equals: dict[Node, set[Node]] = defaultdict(set)
        for edge in kept:
            if edge.rung.relation is Relation.EQUAL:
                equals[edge.left].add(edge.right)
                equals[edge.right].add(edge.left)
        # A kind that exists only between two sentences has no way to be unsure.
        unsure, codes = f"{fact_type.prefix}009", {rule.code for rule in fact_type.rules}
        for group in _groups(fact_type.kind, kept, story):
            fact = _fact(fact_type, group, clashing, equals, story)
            if any(rung.relation is Relation.VARIANT for _, _, rung, _ in fact.rungs):
                group = _with_full_forms(group, story)
                fact = _fact(fact_type, group, clashing, equals, story)
            used.update(group)
            told = fact.outcome is not Outcome.INCOMPARABLE or unsure in codes
            if fact.outcome is not Outcome.SINGLE and told:
                facts.append(fact)
            else:
                used.difference_update(group)
    facts.extend(_alone(fact_types, story, used, faced))
    facts.extend(_statements(story, used, clause_edges, faced))
    return tuple(facts)


# From so much of a slot on, a figure that two sentences give tells that they link; or where it is
# so surely the same one.
_CONFIRMING_SLOT: Final = 0.6
_CONFIRMING: Final = 0.5
_CONFIRMING_FIGURE: Final = 0.9


def confirmed(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
    fact_types: Sequence[FactType[Any]],
) -> Alignment:
    """The alignment with those of the doubted pairs alone whose sentences give one figure.

    Sentences of little else in common that both tell of 1,735 cases link; that both have nine
    people in them, or a Monday, tells nothing.
    """
    if not any(pair.doubted for pair in alignment.pairs):
        return alignment
    story = _story(documents, mentions, alignment)
    quantities = [fact_type for fact_type in fact_types if fact_type.kind is Kind.QUANTITY]
    return replace(
        alignment,
        pairs=tuple(
            replace(pair, doubted=False)
            for pair in alignment.pairs
            if not pair.doubted or any(_confirms(kind, pair, story) for kind in quantities)
        ),
    )


def _confirms(fact_type: FactType[Any], pair: Pair, story: _Story) -> bool:
    facing = _facing(pair, story, NOTHING)
    lefts = story.nodes_of(pair.left, fact_type.kind)
    rights = story.nodes_of(pair.right, fact_type.kind)
    told = {node: story.mention(node) for node in (*lefts, *rights)}
    for left, right, sure in _twins(fact_type, facing, lefts, rights, told):
        slot = fact_type.slot(told[left], told[right], facing)
        if sure >= _CONFIRMING_FIGURE or (sure > _CONFIRMING and slot >= _CONFIRMING_SLOT):
            return True
    return False


def _story(
    documents: Sequence[Document],
    mentions: Sequence[Sequence[Mention[Any]]],
    alignment: Alignment,
) -> _Story:
    story = _Story(documents, alignment)
    for found in mentions:
        for mention in found:
            text = alignment.text_of(SentenceRef(mention.article, mention.sentence))
            if text is not None:
                story.add(text, mention)
    return story


def _facing(pair: Pair, story: _Story, verdicts: Verdicts) -> Facing:
    weights = story.alignment.weights
    clashes = verdicts.clashes.get((pair.left, pair.right))
    judged = (pair.left, pair.right) in verdicts.judgements
    return Facing(
        story.parsed[pair.left],
        story.parsed[pair.right],
        pair.words,
        weights[pair.left],
        weights[pair.right],
        pair.score,
        tuple((clash.left, clash.right) for clash in clashes or ()) if judged else None,
    )


# ------------------------------------------------------------------------------------------ edges


_NO_NODES: Final[list[Node]] = []


def _pair_edges(
    pair: Pair, facing: Facing, fact_types: Sequence[FactType[Any]], story: _Story
) -> dict[Kind, list[_Edge]]:
    """Which mentions of two linked sentences face each other, each difference once."""
    found: list[_Edge] = []
    for fact_type in fact_types:
        kind, none = fact_type.kind, _NO_NODES
        lefts = story.nodes_of(pair.left, kind) if kind in story.kinds[pair.left] else none
        rights = story.nodes_of(pair.right, kind) if kind in story.kinds[pair.right] else none
        matched: list[_Edge] = []
        if lefts and rights:
            matched = _match(fact_type, facing, lefts, rights, pair, story)
            found += matched
        loose: list[_Edge] = []
        if fact_type.implied is not None:
            taken = {node for edge in matched for node in edge.nodes}
            free_left = [node for node in lefts if node not in taken]
            free_right = [node for node in rights if node not in taken]
            if free_left:
                loose.extend(_implied(fact_type, facing, free_left, pair.right, story))
            if free_right:
                loose.extend(_implied(fact_type, facing.flip(), free_right, pair.left, story))
        if fact_type.between is not None:
            loose.extend(_between(fact_type, facing, pair, story))
        if loose:
            found += [
                e
                for e in loose
                if e.rung.relation is not Relation.CONFLICT or _may_clash(e, pair, facing, story)
            ]
    if _other_event(pair, story):
        # Who they are, and what is true of them at any time, holds on both occasions.
        found = [e for e in found if _same(e) and (e.left.kind == Kind.NAME or _lasting(e))]
    result: dict[Kind, list[_Edge]] = defaultdict(list)
    for edge in _once(found):
        result[Kind(edge.left.kind)].append(edge)
    return result


def _same(edge: _Edge) -> bool:
    return edge.rung.relation in (Relation.EQUAL, Relation.VARIANT)


def _lasting(edge: _Edge) -> bool:
    return edge.left.kind == Kind.QUANTITY and edge.score >= _STRONG_SLOT


# Counts of one thing, with the same words about it, clash there too: the slot itself says that they
# face. (Claims with figures against an encyclopedia: 138 of 184 conflicts right with it,
# 109 of 153 without; 55 stories of three reports have one wrong conflict more.)
_STRONG_SLOT: Final = 0.8
# Where each article has one such figure only, so much of a slot speaks for an unsure link.
_TELLING_SLOT: Final = 0.5
# Words that tell of one occasion after another.
_REPEATED: Final = frozenset("again another anew".split())
_ORDINALS: Final = frozenset("second third fourth fifth sixth".split())


def _sure(pair: Pair) -> bool:
    """Whether a conflict may rest on a link; inside an article only on a plain restatement."""
    return pair.score >= SURE_LINK and (pair.across or pair.kind is LinkKind.SAME)


def _may_clash(edge: _Edge, pair: Pair, facing: Facing, story: _Story) -> bool:
    """Whether the two sentences tell one thing, so that a difference between them is a conflict.

    So do the clauses that two figures stand in, whatever else the sentences tell (dates are said of
    two events too often for that). And where an article counts a thing once only, or gives one
    date only, it tells of no other occasion that the count could belong to.
    """
    whole = _span(facing.left, 0, None), _span(facing.right, 0, None)
    if not _sure(pair):
        told = (
            edge.left.kind == Kind.QUANTITY and edge.score >= _TELLING_SLOT and _sole(edge, story)
        )
        return pair.across and (told or facing.share(*whole) >= VERBATIM)
    if edge.left.kind == Kind.QUANTITY and edge.score >= _STRONG_SLOT:
        return True
    if edge.left.kind == Kind.DATE:
        saying = [_of_saying(story.mention(node), node.text, story) for node in edge.nodes]
        if saying[0] != saying[1] or _repeats(facing.left) != _repeats(facing.right):
            return False
    if _sole(edge, story):
        return True
    if edge.left.kind == Kind.NAME:
        return _rest_share(edge, facing) >= RESTATED  # rare words: by themselves half a sentence
    return facing.share(*whole) >= RESTATED or (
        edge.left.kind == Kind.QUANTITY and _clauses_share(edge, facing) >= RESTATED
    )


def _sole(edge: _Edge, story: _Story) -> bool:
    """Whether two figures or dates are the only ones of their articles: `_Story.sole`."""
    if edge.left.kind not in (Kind.QUANTITY, Kind.DATE):
        return False
    values = [story.mention(node).value.to_dict() for node in edge.nodes]
    if any(value.get("commitment") in ("vague", "grammatical") for value in values):
        return False  # "thousands" are told of many things
    return all(map(story.sole, edge.nodes))


def _rest_share(edge: _Edge, facing: Facing) -> float:
    """How far the two sentences face each other, what differs left out."""
    return facing.overlap(
        *(
            set(range(len(parsed.tokens))) - _own(node, parsed)
            for node, parsed in ((edge.left, facing.left), (edge.right, facing.right))
        )
    )


def _own(node: Node, parsed: Parsed) -> set[int]:
    """The tokens of a mention."""
    base = parsed.sentence.start
    return {t.index for t in parsed.within(Span(base + node.start, base + node.end))}


def _clauses_share(edge: _Edge, facing: Facing) -> float:
    """How far the clauses of two mentions face each other, the mentions themselves apart."""
    around = []
    for node, parsed in ((edge.left, facing.left), (edge.right, facing.right)):
        own = _own(node, parsed)
        first, last = parsed.clause_of(parsed.at(parsed.sentence.start + node.start))
        around.append([i for i in range(first, last) if i not in own and parsed.tokens[i].content])
    if min(map(len, around)) < 2:
        return 0.0
    return facing.overlap(*around)


def _repeats(parsed: Parsed) -> bool:
    """Whether a sentence tells of another occasion than the first: "again", "the second time"."""
    words = [token.lower for token in parsed.tokens]
    return not _REPEATED.isdisjoint(words) or any(
        a in _ORDINALS and b == "time" for a, b in pairwise(words)
    )


# Facing sentences that date what they tell further apart than this tell of two events of one kind
# (the quake of Tuesday, the quake of 2019). A slip of the pen in one event's date stands in
# sentences that are otherwise the same.
_FAR_DAYS: Final = 60
# What happens once.
_ONCE: Final = frozenset("born died founded established incorporated".split())


def _other_event(pair: Pair, story: _Story) -> bool:
    """Whether two linked sentences tell of two events: all their dates lie far apart.

    Nobody is born and nothing founded twice, whatever the dates, and an article that gives one date
    tells of one event.
    """
    if pair.kind is LinkKind.SAME:
        return False
    left, right = (_times(text, story) for text in (pair.left, pair.right))
    gaps = [max((b[0] - a[1]).days, (a[0] - b[1]).days) for a in left for b in right]
    if not gaps or min(gaps) <= _FAR_DAYS:
        return False
    dates = (story.nodes_of(text, Kind.DATE) for text in (pair.left, pair.right))
    if all(nodes and story.sole(nodes[0]) for nodes in dates):
        return False
    one, other = story.parsed[pair.left].tokens, story.parsed[pair.right].tokens
    return not any(one[i].lower in _ONCE and other[j].lower in _ONCE for i, j, _ in pair.words)


def _times(text: int, story: _Story) -> list[tuple[date, date]]:
    """The stretches of time that a text dates. A heading without a date tells the day's news.

    The day on which something was said dates the saying, not what is said.
    """
    mentions = [story.mention(node) for node in story.nodes_of(text, Kind.DATE)]
    values = [m.value.to_dict() for m in mentions if not _of_saying(m, text, story)]
    published = story.published[story.parsed[text].sentence.article]
    if not values and published and story.parsed[text].sentence.role is Role.HEADING:
        day = date(published.year, published.month, published.day)
        return [(day, day)]
    return [
        (
            date.min if value["bound"] in ("before", "until") else date.fromisoformat(start),
            date.max if value["bound"] in ("after", "since") else date.fromisoformat(end),
        )
        for value in values
        if (start := value["start"]) and (end := value["end"])
    ]


def _of_saying(mention: Mention[Any], text: int, story: _Story) -> bool:
    """Whether a date is the day of a saying: "said late Monday that", "on Monday, Roe said".

    It stands behind the cue, no verb or comma between, or before it: right before, or at the start
    of the sentence with nothing but the source between; outside what is said and who says it.
    """
    parsed = story.parsed[text]
    for node in story.nodes_of(text, Kind.ATTRIBUTION):
        spans = dict(story.mention(node).spans)
        cue, source = spans.get("cue", ()), spans.get("source", ())
        taken = (*spans.get("content", ()), *source)
        if not cue or any(span.overlaps(mention.span) for span in taken):
            continue
        first, last = sorted((cue[0], mention.span), key=lambda span: span.start)
        between = parsed.within(Span(first.end, last.start)) if first.end < last.start else ()
        if mention.start > cue[0].start:
            if not any(t.pos in (VERB, AUX, MODAL) or t.text == "," for t in between):
                return True
            continue
        opens = not any(t.content for t in parsed.tokens[: parsed.at(mention.start)])
        own = source if opens else ()
        if not any(t.content and not any(s.covers(t.span) for s in own) for t in between):
            return True
    return False


def _match(
    fact_type: FactType[Any],
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    pair: Pair,
    story: _Story,
) -> list[_Edge]:
    """One to one, strongest first; ties by how alike the places in the two sentences are.

    Where two may not clash, neither faces a third one, unless by its value.
    """
    scored: list[tuple[float, float, Node, Node]] = []
    width_left = max(1, len(facing.left.sentence.text))
    width_right = max(1, len(facing.right.sentence.text))
    told = {node: story.mention(node) for node in (*lefts, *rights)}
    twins: dict[Node, tuple[Node, float]] = {}
    if fact_type.same is not None:
        found = _twins(fact_type, facing, lefts, rights, told)
        twins = {left: (right, sure) for left, right, sure in found}
    for left in lefts:
        for right in rights:
            score = fact_type.slot(told[left], told[right], facing)
            if left in twins and twins[left][0] == right:
                score = max(score, twins[left][1])
            elif score == 0.0 and _one_date(fact_type, left, right, facing, story):
                score = _ONE_DATE
            if score > 0.0:
                apart = abs(left.start / width_left - right.start / width_right)
                scored.append((-round(score, 3), round(apart, 3), left, right))
    scored.sort()
    used: set[Node] = set()
    barred: set[Node] = set()
    edges: list[_Edge] = []
    for negative, _, left, right in scored:
        if used & {left, right}:
            continue
        if barred & {left, right} and (left not in twins or twins[left][0] != right):
            continue
        rung = fact_type.climb(told[left], told[right])
        edge = _Edge(left, right, -negative, rung, link=facing.score)
        clash = rung.relation is Relation.CONFLICT
        if not clash or (-negative >= fact_type.clash and _may_clash(edge, pair, facing, story)):
            used |= {left, right}
            edges.append(edge)
        else:
            barred |= {left, right}
    return edges


# How strongly two dates face of which each article gives no other.
_ONE_DATE: Final = 0.5


def _one_date(
    fact_type: FactType[Any], left: Node, right: Node, facing: Facing, story: _Story
) -> bool:
    """Whether two dates are the only ones of their articles, in sentences that surely link."""
    return (
        fact_type.kind is Kind.DATE
        and facing.score >= SURE_LINK
        and story.sole(left)
        and story.sole(right)
    )


def _twins(
    fact_type: FactType[Any],
    facing: Facing,
    lefts: Sequence[Node],
    rights: Sequence[Node],
    told: Mapping[Node, Mention[Any]],
) -> Iterator[tuple[Node, Node, float]]:
    """Mentions that are one fact by their values, where no third one could be, and how surely.

    That is `FactType.same`; equal values come first.
    """
    assert fact_type.same is not None
    alike = [
        (left, right, sure)
        for left in lefts
        for right in rights
        if (sure := fact_type.same(told[left], told[right], facing))
    ]
    if not alike:
        return
    equal = [pair for pair in alike if told[pair[0]].value.key == told[pair[1]].value.key]
    taken: set[Node] = set()
    for pairs in (equal, alike):
        free = [pair for pair in pairs if not taken & {pair[0], pair[1]}]
        count = Counter(node for left, right, _ in free for node in (left, right))
        for left, right, sure in free:
            if count[left] == count[right] == 1:
                taken |= {left, right}
                yield left, right, sure


def _implied(
    fact_type: FactType[Any],
    facing: Facing,
    nodes: Sequence[Node],
    other: int,
    story: _Story,
) -> Iterator[_Edge]:
    """Edges from nodes of the left sentence to what the right one carries without a cue."""
    assert fact_type.implied is not None
    for node in nodes:
        mention = story.mention(node)
        counterpart = fact_type.implied(mention, facing)
        if counterpart is not None:
            rung = fact_type.climb(mention, counterpart)
            added = story.add_copies(other, counterpart)
            yield _Edge(node, added, facing.score, rung, implied=True)


_INSIDE_COUNTS: Final = (Kind.NAME, Kind.POLARITY)


def _between(
    fact_type: FactType[Any], facing: Facing, pair: Pair, story: _Story
) -> Iterator[_Edge]:
    """Edges of a kind that exists only between two sentences, where no typed fact stands.

    A nationality or an adjective inside a count is none of the count's facts: "two French guards",
    "two old ships".
    """
    assert fact_type.between is not None
    for left, right in fact_type.between(facing):
        if not any(
            other.overlaps(story.node(text, mention))
            for text, mention in ((pair.left, left), (pair.right, right))
            for kind in Kind
            if kind not in (Kind.STATEMENT, Kind.ATTRIBUTION, fact_type.kind)
            and (kind is not Kind.QUANTITY or fact_type.kind not in _INSIDE_COUNTS)
            for other in story.by_text.get((text, kind), ())
        ):
            nodes = story.add_copies(pair.left, left), story.add_copies(pair.right, right)
            yield _Edge(*nodes, facing.score, fact_type.climb(left, right))


def _once(edges: Sequence[_Edge]) -> Iterator[_Edge]:
    """A difference is reported once: by the quotation that holds it, else by the narrowest span.

    Two edges tell the same difference if their spans overlap in both sentences.
    """
    differing = [edge for edge in edges if edge.rung.relation is not Relation.EQUAL]
    for edge in edges:
        if edge.rung.relation is Relation.EQUAL:
            yield edge
            continue
        owners = (
            other
            for other in differing
            if other.left.kind != edge.left.kind
            and other.left.overlaps(edge.left)
            and other.right.overlaps(edge.right)
        )
        if not any(_owns(other, edge) for other in owners):
            yield edge


def _owns(other: _Edge, edge: _Edge) -> bool:
    """Whether `other` tells the difference that both show."""
    quotes = (other.left.kind == Kind.QUOTATION.value, edge.left.kind == Kind.QUOTATION.value)
    if quotes[0] != quotes[1]:
        return quotes[0]
    widths = (other.left.width + other.right.width, edge.left.width + edge.right.width)
    return (widths[0], other.left.kind) < (widths[1], edge.left.kind)


def _without_needless_implied(edges: Sequence[_Edge], story: _Story) -> list[_Edge]:
    """Drop what a sentence only implies where its article says it outright elsewhere.

    A credit that an article gives in one sentence is not missing from its other sentences.
    """
    outright: dict[Node, set[str]] = defaultdict(set)
    for edge in edges:
        if not edge.implied:
            outright[edge.left].update(story.articles(edge.right))
            outright[edge.right].update(story.articles(edge.left))
    return [
        edge
        for edge in edges
        if not edge.implied or not story.articles(edge.right) <= outright[edge.left]
    ]


def _without_rivals(edges: Sequence[_Edge], story: _Story) -> list[_Edge]:
    """Drop a conflict if either side faces something else of that article more strongly.

    "30 hurt" in one blast and "17 hurt" in another clash with each other only until each finds its
    own counterpart. Strength is the slot's times the link's.
    """
    clashing = {
        node for edge in edges if edge.rung.relation is Relation.CONFLICT for node in edge.nodes
    }
    best: dict[tuple[Node, str], float] = defaultdict(float)
    for edge in edges:
        for node, other in (edge.nodes, edge.nodes[::-1]):
            if node in clashing:
                for article in story.articles(other):
                    best[node, article] = max(best[node, article], edge.strength)

    def first(node: Node, other: Node, strength: float) -> bool:
        return all(strength >= best[node, article] for article in story.articles(other))

    return [
        edge
        for edge in edges
        if edge.rung.relation is not Relation.CONFLICT
        or (
            first(edge.left, edge.right, edge.strength)
            and first(edge.right, edge.left, edge.strength)
        )
    ]


def _covered(fact_type: FactType[Any], edges: Sequence[_Edge], story: _Story) -> Iterator[_Edge]:
    """Edges from an implied mention to what else it stands for in the paragraph that it sums up.

    Only mentions that the other article says nothing of, wherever.
    """
    if fact_type.covers is None:
        return
    faced = {node for edge in edges for node in edge.nodes}
    for edge in edges:
        if not edge.implied:
            continue
        general = story.mention(edge.right)
        others = story.articles(edge.right)
        for text in story.paragraph_of(edge.left.text):
            for node in story.nodes_of(text, fact_type.kind):
                mention = story.mention(node)
                told = (story.articles(place) for place in story.carried(mention))
                if node in faced or not all(map(others.isdisjoint, told)):
                    continue
                if fact_type.covers(general, mention):
                    rung = fact_type.climb(mention, general)
                    yield _Edge(node, edge.right, edge.score, rung, implied=True)


# ----------------------------------------------------------------------------------------- groups


def _groups(kind: Kind, edges: Sequence[_Edge], story: _Story) -> list[list[Node]]:
    """Nodes grouped into facts, without chaining.

    Names fold by identity: all mentions of one entity, in any spelling, are one fact; a name that
    faces another one is a fact of its own.
    """
    if kind is not Kind.NAME:
        decided = [edge for edge in edges if edge.rung.relation is not None]
        groups = _clusters(decided, story)
        placed = {node: number for number, group in enumerate(groups) for node in group}
        # What can't be decided about one mention hides nothing of what is known of the other.
        open_ = [
            edge
            for edge in edges
            if edge.rung.relation is None
            and len({placed.get(edge.left, edge.left), placed.get(edge.right, edge.right)}) > 1
        ]
        return groups + _clusters(open_)
    other = [edge for edge in edges if not _same(edge)]
    entities: dict[tuple[object, ...], set[Node]] = {}
    for edge in edges:
        if not _same(edge):
            continue
        less, more = (
            entities.setdefault(story.mention(node).value.key, set()) for node in edge.nodes
        )
        less.add(edge.left)
        more.add(edge.right)
        if less is not more:
            less, more = sorted((less, more), key=len)
            more |= less
            for node in less:
                entities[story.mention(node).value.key] = more
    unique = {min(nodes): nodes for nodes in entities.values()}
    return [sorted(unique[first]) for first in sorted(unique)] + _clusters(other)


# Two groups merge when at least this share of their cross pairs face each other. At 1.0 a single
# missed link splits a fact over many articles; near 0 the groups chain.
_MERGE_SHARE: Final = 0.5


def _clusters(edges: Sequence[_Edge], story: _Story | None = None) -> list[list[Node]]:
    """Greedy average-link clustering over the edges, strongest first.

    How many pairs face each other between two clusters is carried along as they grow, the lesser
    one poured into the greater: n edges cost n log n, not a look at every pair for each of them.
    With a story, equal values then join (`_join_equals`).
    """
    number: dict[Node, int] = {}  # the cluster that holds a node
    for edge in edges:
        for node in edge.nodes:
            number.setdefault(node, len(number))
    members: dict[int, list[Node]] = {at: [node] for node, at in number.items()}
    facing: dict[int, Counter[int]] = {at: Counter() for at in members}
    for edge in edges:
        left, right = number[edge.left], number[edge.right]
        if left != right:
            facing[left][right] = facing[right][left] = 1
    ordered = sorted(edges, key=lambda e: (e.implied, -e.score, e.left, e.right))
    for edge in ordered:
        left, right = number[edge.left], number[edge.right]
        if left == right:
            continue
        if facing[left][right] >= _MERGE_SHARE * len(members[left]) * len(members[right]):
            less, more = sorted((left, right), key=lambda at: len(members[at]) + len(facing[at]))
            for node in members[less]:
                number[node] = more
            members[more].extend(members.pop(less))
            for at, count in facing.pop(less).items():
                del facing[at][less]
                if at != more:
                    facing[more][at] += count
                    facing[at][more] = facing[more][at]
    if story is not None:
        _join_equals(ordered, number, members, story)
    unique = {min(nodes): sorted(nodes) for nodes in members.values()}
    return [unique[first] for first in sorted(unique) if len(unique[first]) > 1]


def _join_equals(
    edges: Sequence[_Edge],
    number: dict[Node, int],
    members: dict[int, list[Node]],
    story: _Story,
) -> None:
    """Bring mentions of one value to the fact that gives it too, where they face one of it.

    That chains nothing: the fact has no account more than before.
    """
    values = {
        at: {story.mention(node).value.key for node in nodes} for at, nodes in members.items()
    }
    for edge in edges:
        left, right = number[edge.left], number[edge.right]
        if left == right or edge.rung.relation is not Relation.EQUAL:
            continue
        less, more = sorted((left, right), key=lambda at: (len(values[at]), len(members[at])))
        if len(values[less]) == 1 and values[less] <= values[more]:
            for node in members[less]:
                number[node] = more
            members[more].extend(members.pop(less))


_UNFACED: Final[Rung[Any]] = Rung(
    "unfaced",
    None,
    "",
    lambda a, b: True,
    lambda a, b: "they differ, but in sentences that do not face each other",
)


def _with_full_forms(group: Sequence[Node], story: _Story) -> list[Node]:
    """A group of names, and for each article one place where it prints its form in full.

    "Mrs. Roe" shows nobody that one article has "Ada Merrin Roe" and the other "Ada Roe".
    """
    full = list(group)
    values = {story.mention(node).value.key: story.mention(node) for node in group}
    for mention in values.values():
        name = mention.value.to_dict().get("name")
        places = story.carried(mention)
        for article in sorted({article for node in group for article in story.articles(node)}):
            here = [node for node in places if article in story.articles(node)]
            shown = [node for node in here if name and prints(story.mention(node).text, name)]
            if not any(node in full for node in shown):
                full.extend(shown[:1])
    return sorted(set(full))


def prints(text: str, name: str) -> bool:
    """Whether a text has a name in full, as words of its own: not "Roe" in "Monroe"."""
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


_FACE_TO_FACE: Final = (Relation.CONFLICT, Relation.DIFFERENT_ATTRIBUTION)


def _fact(
    fact_type: FactType[Any],
    group: Sequence[Node],
    clashing: Collection[tuple[Node, Node]],
    equals: Mapping[Node, Collection[Node]],
    story: _Story,
) -> Fact:
    """A group's mentions as accounts, most precise first, and the rungs between them.

    A mention joins the account of one that it equals; two accounts that can't be decided by
    themselves are one where they have such a pair.

    Accounts conflict, or are credited to two, only where `clashing` has a mention of each: two
    that came into one group through a third may tell of two occasions.
    """
    climbed: dict[frozenset[Node], Rung[Any]] = {}

    def between(node: Node, other: Node) -> Rung[Any]:
        pair = frozenset((node, other))
        if pair not in climbed:
            climbed[pair] = fact_type.climb(story.mention(node), story.mention(other))
        return climbed[pair]

    accounts: list[list[Node]] = []
    for node in group:
        key = story.mention(node).value.key
        for account in accounts:
            if (
                key == story.mention(account[0]).value.key
                or between(node, account[0]).relation is Relation.EQUAL
            ):
                account.append(node)
                break
        else:
            accounts.append([node])
    at = {node: i for i, account in enumerate(accounts) for node in account}
    for node in group:
        for other in equals.get(node, ()):
            one, two = sorted((at[node], at.get(other, at[node])))
            if one != two and between(accounts[one][0], accounts[two][0]).relation is None:
                accounts[one] += accounts[two]
                at.update(dict.fromkeys(accounts[two], one))
                accounts[two] = []
    accounts = [account for account in accounts if account]

    def mentions(nodes: Sequence[Node]) -> tuple[Mention[Any], ...]:
        found = [mention for node in nodes for mention in story.mentions[node]]
        return tuple(sorted(found, key=lambda m: (story.order[m.article], m.start, m.end)))

    def precise(nodes: Sequence[Node]) -> tuple[float, int, int]:
        first = mentions(nodes)[0]
        order = fact_type.precision(first.value) if fact_type.precision else 0.0
        return order, story.order[first.article], first.start

    accounts.sort(key=precise)
    rungs = []
    for i, j in combinations(range(len(accounts)), 2):
        left, right = story.mention(accounts[i][0]), story.mention(accounts[j][0])
        rung = between(accounts[i][0], accounts[j][0])
        if rung.relation in _FACE_TO_FACE:
            pairs = ((a, b) for a in accounts[i] for b in accounts[j])
            if not any(pair in clashing for pair in pairs):
                rung = _UNFACED
        rungs.append((i, j, rung, rung.reason(left, right)))
    built = tuple(FactAccount(mentions(nodes)) for nodes in accounts)
    return Fact(fact_type.kind, built, tuple(rungs))


# ---------------------------------------------------------------------------------------- singles


# A credit, a hedge or a negation that one article has is told with the clause that it governs.
_TOLD_WITH_CLAUSE: Final = (
    *(Kind.ATTRIBUTION, Kind.CERTAINTY, Kind.POLARITY),
    *(Kind.WORDING, Kind.SCOPE, Kind.CIRCUMSTANCE),
)


def _alone(
    fact_types: Sequence[FactType[Any]],
    story: _Story,
    used: set[Node],
    faced: dict[int, set[int]],
) -> Iterator[Fact]:
    """Typed mentions of linked sentences that nothing faces, one fact per value and text.

    A value that another article gives too, in a sentence that does not face this one, is not told
    by one article only, and is left out. A heading's fact is never single.
    """
    carried: dict[tuple[Kind, tuple[object, ...]], set[str]] = defaultdict(set)
    for node, mentions in story.mentions.items():
        key = (Kind(node.kind), story.mention(node).value.key)
        carried[key].update(mention.article for mention in mentions)
    for fact_type in fact_types:
        if fact_type.kind in _TOLD_WITH_CLAUSE:
            continue
        values: dict[tuple[object, ...], list[Mention[Any]]] = {}
        for node in sorted(story.mentions):
            if node in used or node in story.made or node.kind != fact_type.kind.value:
                continue
            articles = story.articles(node)
            linked = len(articles) > 1 or faced.get(node.text)
            mention = story.mention(node)
            if not mention.slot.label:
                continue
            heading = story.roles[SentenceRef(mention.article, mention.sentence)] is Role.HEADING
            told = carried[fact_type.kind, mention.value.key]
            if not linked or (len(articles) == 1 and (heading or len(told) > 1)):
                continue
            values.setdefault((mention.value.key, *sorted(articles)), []).extend(
                story.mentions[node]
            )
        for found in values.values():
            ordered = sorted(found, key=lambda m: (story.order[m.article], m.start))
            yield Fact(fact_type.kind, (FactAccount(tuple(ordered)),))


def _statements(
    story: _Story,
    used: set[Node],
    clause_edges: Sequence[_Edge],
    faced: dict[int, set[int]],
) -> Iterator[Fact]:
    """What no typed fact carries: clauses that agree, sentences and phrases of one article."""
    for group in _clusters(clause_edges):
        mentions = [mention for node in group for mention in story.mentions[node]]
        mentions.sort(key=lambda m: (story.order[m.article], m.start))
        account = FactAccount(tuple(mentions))
        if len(account.articles) > 1:
            yield Fact(Kind.STATEMENT, (account,), rule="SRC001")
    for text, places in enumerate(story.alignment.places):
        if len({ref.article for ref in places}) > 1:
            yield from _shared_text(text, story)
        elif text not in faced:
            if story.roles[min(places)] is not Role.HEADING:
                yield _statement_fact(story.statement(text, 0, 1 << 30), "SRC101", story)
        elif story.roles[min(places)] is not Role.HEADING:
            yield from _phrases(text, story, used, faced[text])


def _statement_fact(node: Node, rule: str, story: _Story) -> Fact:
    mentions = sorted(story.mentions[node], key=lambda m: (story.order[m.article], m.start))
    return Fact(Kind.STATEMENT, (FactAccount(tuple(mentions)),), rule=rule)


def _shared_text(text: int, story: _Story) -> Iterator[Fact]:
    """The clauses without typed facts of a sentence that several articles print word for word."""
    parsed = story.parsed[text]
    for first, last in parsed.clauses:
        if _content(parsed, first, last) >= 2 and not _typed(text, first, last, story):
            node = story.statement(text, first, last)
            yield _statement_fact(node, "SRC001", story)


def _phrases(text: int, story: _Story, used: set[Node], faced: set[int]) -> Iterator[Fact]:
    """Clauses, what stands between commas, and noun phrases of which no word faces another article.

    Two content words at least; what a typed single already tells is not told again.
    """
    parsed = story.parsed[text]
    told: list[tuple[int, int]] = []
    for spans in (parsed.clauses, _asides(parsed), parsed.noun_phrases):
        for first, last in spans:
            inside = range(first, last)
            if faced.intersection(inside) or _content(parsed, first, last) < 2:
                continue
            if any(a < last and first < b for a, b in told):
                continue
            if spans is parsed.noun_phrases and _untyped(text, first, last, story) < 2:
                continue
            told.append((first, last))
            yield _statement_fact(story.statement(text, first, last), "SRC103", story)


_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "—", "--", "–"})


def _asides(parsed: Parsed) -> tuple[tuple[int, int], ...]:
    """Token ranges between commas, dashes and brackets: what can be put in or left out."""
    cuts = [-1, *(t.index for t in parsed.tokens if t.text in _BREAKS), len(parsed.tokens)]
    return tuple((a + 1, b) for a, b in pairwise(cuts) if b > a + 1)


def _content(parsed: Parsed, first: int, last: int) -> int:
    tokens = parsed.tokens[first:last]
    return len([token for token in tokens if token.pos in (NOUN, NAME, NUM, VERB, ADJ)])


def _untyped(text: int, first: int, last: int, story: _Story) -> int:
    """How many content words of a text's tokens stand outside every typed mention."""
    parsed = story.parsed[text]
    base = parsed.sentence.start
    typed = [
        node
        for kind in (Kind.QUANTITY, Kind.DATE, Kind.NAME, Kind.QUOTATION)
        for node in story.by_text.get((text, kind), ())
    ]
    return sum(
        1
        for t in parsed.tokens[first:last]
        if t.pos in (NOUN, NAME, NUM, VERB, ADJ)
        and not any(node.start < t.end - base and t.start - base < node.end for node in typed)
    )


def _typed(text: int, first: int, last: int, story: _Story) -> bool:
    """Whether a typed mention other than a name's stands in a text's tokens."""
    parsed = story.parsed[text]
    base = parsed.sentence.start
    span = Node(text, parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base, "")
    return any(
        node.overlaps(span)
        for kind in (Kind.QUANTITY, Kind.DATE, Kind.QUOTATION)
        for node in story.by_text.get((text, kind), ())
    )


# A clause faces another if the weighted share of their facing words is at least this, two-sided.
# Below it the two share a topic, not a statement.
_CLAUSE_SHARE: Final = 0.6
_AGREES: Final[Rung[Any]] = Rung(
    "equal", Relation.EQUAL, "SRC001", lambda a, b: True, lambda a, b: "the clauses' words face"
)


def _clause_edges(pair: Pair, facing: Facing, story: _Story) -> Iterator[_Edge]:
    """Clauses of two linked sentences that say the same without a typed fact."""
    if not pair.across or not _sure(pair):
        return
    lefts, rights = facing.left.clauses, facing.right.clauses
    scored = []
    for i, (first, last) in enumerate(lefts):
        for j, (start, stop) in enumerate(rights):
            share = facing.share(_span(facing.left, first, last), _span(facing.right, start, stop))
            if share >= _CLAUSE_SHARE:
                scored.append((-round(share, 3), i, j))
    used_left: set[int] = set()
    used_right: set[int] = set()
    for negative, i, j in sorted(scored):
        if i in used_left or j in used_right:
            continue
        used_left.add(i)
        used_right.add(j)
        if min(_content(facing.left, *lefts[i]), _content(facing.right, *rights[j])) < 2:
            continue
        if _typed(pair.left, *lefts[i], story) or _typed(pair.right, *rights[j], story):
            continue
        if _negations(facing.left, *lefts[i]) != _negations(facing.right, *rights[j]):
            continue
        left, right = story.statement(pair.left, *lefts[i]), story.statement(pair.right, *rights[j])
        yield _Edge(left, right, -negative, _AGREES)


_NEGATING: Final = frozenset("no never none nobody nothing neither nor without".split())


def _negations(parsed: Parsed, first: int, last: int) -> int:
    """How many words of negation stand in a text's tokens: clauses that differ there clash."""
    return sum(1 for t in parsed.tokens[first:last] if t.pos == NOT or t.lower in _NEGATING)


def _span(parsed: Parsed, first: int, last: int | None) -> Span:
    last = len(parsed.tokens) if last is None else last
    return Span(parsed.tokens[first].start, parsed.tokens[last - 1].end)
