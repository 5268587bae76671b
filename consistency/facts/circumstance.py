"""Circumstance: why, on what condition, in spite of what, what for, and before or after what.

What it finds: inside a link, adjuncts and clauses of one class under predicates that face each
other: causes ("because of", "owing to", "over pay", "the cause was ..."), conditions ("if",
"unless"), concessions ("despite"), purposes ("in order to") and the order of two events ("before
the match" / "after the match").

What it does not find: a circumstance that one side alone has; days and hours, which are dates; and
causes that no word marks as such.

How two circumstances compare: opposite markers over contents that face each other are in conflict;
so are two contents under one marker of which no word faces the other's and no word is a synonym, a
form or a general term of the other's: another cause, told as a warning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from consistency import lexicon
from consistency.facing import Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Severity,
    Slot,
    Span,
)
from consistency.opposites import order_told
from consistency.shapes import TEXT, one_of, shape, told
from consistency.text import AUX, NAME, NOUN, NUM, PUNCT, VERB, Token
from consistency.tree import Document, Parsed, Range, kept

RULES: Final = (
    Rule(
        "CIR101",
        "opposite-circumstance",
        "One article says before, because of or if, the other after, despite or unless.",
        """What it finds: markers that say the opposite of each other over contents that face.

Why it matters: both can't be true of one event.

Example: "scuffles broke out before the match" / "scuffles broke out after the match".

How to silence: `--ignore CIR101`.
""",
    ),
    Rule(
        "CIR102",
        "other-circumstance",
        "The articles give another cause, condition or occasion for one thing.",
        """What it finds: two contents under markers of one class, none of whose words face each
other or are related, where what they are said of faces.

Why it matters: the cause is often the news, and a swapped one reads as smoothly as the right one.

Example: "the study stopped because of a flood" / "because of a shortage of syringes".

How to silence: `--ignore CIR102`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Circumstance:
    """`sense` is cause, ground ("fined for speeding"), concession, condition, exception, purpose,
    before, after, during, until or since; `content` what stands under the marker."""

    sense: str
    content: str

    def to_dict(self) -> dict[str, Any]:
        return {"sense": self.sense, "content": self.content}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.sense, self.content.lower())


# ---------------------------------------------------------------------------------------- words

_MARKERS: Final = {
    tuple(marker.split()): sense
    for sense, markers in {
        "cause": "because of; because; due to; owing to; thanks to; on account of; as a result of;"
        " in view of; for want of; for lack of; over; the result of; in response to;"
        " for reasons of; for reasons",
        "ground": "for",
        "concession": "despite; in spite of; although; though; even though; regardless of",
        "condition": "if; provided; provided that; as long as; in case of",
        "exception": "unless",
        "purpose": "in order to; so that; so as to",
        "before": "before; ahead of; prior to; in the run-up to",
        "after": "after; following; once; as soon as; in the wake of; at the close of;"
        " at the end of",
        "during": "during; in the middle of; amid; at the start of",
        "until": "until; till",
        "since": "since",
    }.items()
    for marker in markers.split(";")
}
# What tells a date or a length of time, which are other kinds.
_TIMES: Final = frozenset(
    """second minute hour day week month year decade century time date moment morning noon
    afternoon evening night midnight dawn dusk sunrise sunset weekend season spring summer autumn
    winter quarter""".split()
)
_ORDER: Final = frozenset("before after during until since".split())
_STARTS: Final = frozenset(marker[0] for marker in _MARKERS)
_LONGEST: Final = max(map(len, _MARKERS))
_OPPOSED: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "cause concession",
        "condition exception",
        "before after",
        "before during",
        "during after",
        "until since",
        "until after",
    )
)
# Verbs whose doer is the cause of what they are done to.
_CAUSING: Final = frozenset("cause trigger prompt spark provoke produce ignite force".split())
# (verb, preposition): what the preposition governs is the cause.
_CHARGED: Final = frozenset(
    {("blame", "on"), ("attribute", "to"), ("ascribe", "to"), ("put", "to"), ("stem", "from")}
    | {("result", "from"), ("arise", "from"), ("pin", "on")}
)
# "For" a person, a body or a place is no ground.
_NO_GROUND: Final = frozenset("person group location time quantity".split())
_CAUSES: Final = frozenset("cause reason source explanation".split())


# --------------------------------------------------------------------------------------- phrases


@dataclass(frozen=True, slots=True)
class _Adjunct:
    """A circumstance in a sentence: sense, the marker's tokens, the content's, the word that it is
    said of (a predicate, or what a cause brought about)."""

    sense: str
    marker: Range
    content: Range
    over: int


@kept
def _adjuncts(parsed: Parsed) -> list[_Adjunct]:
    """The circumstances of a sentence, in order, those inside quotations left out."""
    found: list[_Adjunct] = []
    for token in parsed.tokens:
        if parsed.in_quote(token.span):
            continue
        for adjunct in (*_marked(parsed, token), *_charged(parsed, token), *_by(parsed, token)):
            # An order of events may stand inside a purpose: "for ways to end it before the vote".
            ordered = adjunct.sense in _ORDER
            like = [other for other in found if (other.sense in _ORDER) == ordered]
            if not any(_touch(adjunct.content, other.content) for other in like):
                found.append(adjunct)
    return found


def _touch(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _marked(parsed: Parsed, token: Token) -> Iterator[_Adjunct]:
    """What stands under a conjunction or preposition: "because of rain", "before it was sold"."""
    if token.lower not in _STARTS:
        return
    words = tuple(t.lower for t in parsed.tokens[token.index : token.index + _LONGEST])
    marker = next((words[:n] for n in range(len(words), 0, -1) if words[:n] in _MARKERS), None)
    if marker is None:
        return
    first, last = token.index, token.index + len(marker)
    sense = _MARKERS[marker]
    under: set[int] = set()
    for i in range(first, last):
        if parsed.tokens[i].dep == "mark" or parsed.tokens[i].tag == "WRB":
            under |= parsed.subtree(parsed.head(i))
        elif parsed.tokens[i].dep in _UNDER:
            under |= parsed.subtree(i)
    content = _stretch(parsed, under, last)
    if content is None or _of_figure(parsed, content, marker, sense):
        return
    over = _governor(parsed, first, last, content)
    if sense == "ground" and parsed.tokens[_head(parsed, content)].lower.endswith("ing"):
        sense = "cause"  # "sacked for blocking a track"
    if sense == "since" and parsed.tokens[first].dep == "mark" and not _perfect(parsed, over):
        sense = "cause"
    yield _Adjunct(sense, (first, last), content, over)


_UNDER: Final = frozenset("prep pcomp pobj agent acomp amod npadvmod attr dative".split())


def _stretch(parsed: Parsed, under: set[int], first: int) -> Range | None:
    """The tokens from one on that all hang on a marker; None where none of them says a thing."""
    last = first
    while last in under:
        last += 1
    while last > first and parsed.tokens[last - 1].pos == PUNCT:
        last -= 1
    if not any(t.content for t in parsed.tokens[first:last]):
        return None
    return first, last


def _head(parsed: Parsed, content: Range) -> int:
    """The word of a stretch on which the rest of it hangs."""
    first, last = content
    return next(
        (
            i
            for i in range(first, last)
            if not first <= parsed.head(i) < last or parsed.head(i) == i
        ),
        first,
    )


def _core(parsed: Parsed, content: Range) -> list[int]:
    """What happens in a stretch: its head, the head's subject or "of" phrase; no names."""
    head = _head(parsed, content)
    words = [head, *parsed.subjects(head)]
    words += [o for k, o in parsed.prepositions(head) if parsed.tokens[k].lower == "of"]
    plain = (k for k in words if content[0] <= k < content[1])
    return [k for k in plain if parsed.tokens[k].pos in (NOUN, VERB)]


_PHASES: Final = (
    frozenset("begin start open commence launch announce introduce".split()),
    frozenset("end finish close conclude complete stop cease".split()),
)
_NTH: Final = frozenset("first second third fourth fifth last next final previous".split())


def _phases(left: Parsed, i: int, right: Parsed, j: int) -> bool:
    """Whether two heads are two points of one thing: its start and end, its first and second."""
    lemmas = left.tokens[i].lemma, right.tokens[j].lemma
    if any(lemmas[0] in one and lemmas[1] in two for one, two in (_PHASES, _PHASES[::-1])):
        return True
    marks = [
        {parsed.tokens[k].lower for k in parsed.children[head]} & _NTH
        for parsed, head in ((left, i), (right, j))
    ]
    return marks[0] != marks[1] and all(marks)


def _governor(parsed: Parsed, first: int, last: int, content: Range) -> int:
    """The word over a marker and its content: what the circumstance is said of."""
    inside = range(first, content[1])
    i = _head(parsed, content)
    while i in inside and parsed.head(i) != i:
        i = parsed.head(i)
    return parsed.predicate(i)


def _perfect(parsed: Parsed, verb: int) -> bool:
    return parsed.scope(verb).perfect


def _of_figure(parsed: Parsed, content: Range, marker: tuple[str, ...], sense: str) -> bool:
    """Whether a marker governs a date or figure: "after 10 a.m.", "over 40", "since Monday"."""
    head = parsed.tokens[_head(parsed, content)]
    # "Before the November election" names an event, whatever a parser takes for a date.
    event = head.pos == NOUN and lexicon.topic(head.lemma.lower()) in ("act", "event")
    event = event or _filled(parsed, head)
    dated = head.entity[2:] in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT")
    if head.pos == NUM or (dated and not event):
        return True
    if head.pos != NOUN:
        return False
    if parsed.on(head.index, "nummod"):
        return True
    if head.lemma.lower() in _TIMES and not event and (sense in _ORDER or len(marker) == 1):
        return True
    topic = lexicon.topic(head.lemma.lower())
    if marker == ("over",):  # not "flew over the bridge", "won over the rivals"
        return topic in ("artifact", "object", "person", "group", "quantity")
    if marker != ("for",) or "v" in lexicon.pos(head.lemma.lower()):
        return False  # what can be done, one can be fined or praised for
    return topic in _NO_GROUND and not head.lower.endswith("ing")


def _filled(parsed: Parsed, head: Token) -> bool:
    """Whether a stretch of time is what filled it: "a week of heavy storms"."""
    return head.lemma.lower() in _TIMES and any(
        parsed.tokens[o].pos == NOUN
        for p in parsed.on(head.index, "prep")
        if parsed.tokens[p].lower == "of"
        for o in parsed.on(p, "pobj")
    )


def _charged(parsed: Parsed, token: Token) -> Iterator[_Adjunct]:
    """What a verb or noun of causing names as the cause: "blamed X for Y", "the cause was X"."""
    cause, over = -1, -1
    if token.pos == VERB:
        cause, over = _by_verb(parsed, token.index, token.lemma.lower())
    elif token.lower == "due":
        cause = _under(parsed, token.index, "to")
        over = _first(parsed.subjects(token.head))
    elif token.lemma.lower() in _CAUSES and token.dep in ("nsubj", "attr"):
        i = token.index
        sides = parsed.on(token.head, "nsubj", "attr", "ccomp", "csubj")
        cause = _first(k for k in sides if k != i)
        over = _first((*parsed.on(i, "relcl"), *(o for _, o in parsed.prepositions(i))))
    if cause >= 0 and parsed.tokens[cause].pos in (NOUN, VERB, AUX):
        i = token.index
        yield _Adjunct("cause", (i, i + 1), _whole(parsed, cause), over if over >= 0 else i)


def _by_verb(parsed: Parsed, i: int, lemma: str) -> tuple[int, int]:
    """The cause that a verb of causing names and what it brought about; -1 for what it doesn't."""
    undergoer = _first(parsed.undergoers(i))
    if lemma in _CAUSING:
        return _first(k for k in parsed.doers(i) if _impersonal(parsed, k)), undergoer
    if lemma == "mean" and parsed.on(i, "ccomp"):
        return _first(parsed.doers(i)), _first(parsed.on(i, "ccomp"))
    if lemma == "blame" and _under(parsed, i, "on") < 0:
        # "blamed the rain for it"; "the rain was to blame for it"
        cause = undergoer if undergoer >= 0 else _first(parsed.subjects(parsed.head(i)))
        return cause, _first(o for _, o in parsed.prepositions(i))
    for k, o in parsed.prepositions(i):
        if (lemma, parsed.tokens[k].lower) in _CHARGED:
            return o, undergoer if undergoer >= 0 else _first(parsed.doers(i))
    return -1, -1


def _under(parsed: Parsed, i: int, preposition: str) -> int:
    """What a preposition on a word governs; -1 without one."""
    found = parsed.prepositions(i)
    return _first(o for k, o in found if parsed.tokens[k].lower == preposition)


def _by(parsed: Parsed, token: Token) -> Iterator[_Adjunct]:
    """What a passive names with "by", where it is no person or body: "halted by rain"."""
    if token.dep != "agent":
        return
    for cause in parsed.on(token.index, "pobj"):
        if parsed.tokens[cause].pos == NOUN and _impersonal(parsed, cause):
            i = token.index
            yield _Adjunct("cause", (i, i + 1), _whole(parsed, cause), token.head)


def _impersonal(parsed: Parsed, i: int) -> bool:
    """Whether a word is no person, body or name: what acts on purpose is no cause."""
    token = parsed.tokens[i]
    if token.pos in (VERB, AUX):
        return True
    if token.pos != NOUN or token.entity[2:] in ("PERSON", "ORG", "GPE", "DATE", "TIME"):
        return False
    return lexicon.topic(token.lemma.lower()) not in ("person", "group", "time", "quantity")


def _whole(parsed: Parsed, i: int) -> Range:
    """All that hangs on a word."""
    first, last = parsed.edges[i]
    comma = next((k for k in range(i, last) if parsed.tokens[k].text in (",", ";")), last)
    while comma > i + 1 and parsed.tokens[comma - 1].pos == PUNCT:
        comma -= 1
    return first, comma


def _first(found: Iterable[int]) -> int:
    return next(iter(found), -1)


# --------------------------------------------------------------------------------------- between


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Circumstance]]:
    """Nothing: a circumstance is told only beside another."""
    return iter(())


def between(facing: Facing) -> Iterator[tuple[Mention[Circumstance], Mention[Circumstance]]]:
    """Circumstances that face each other and differ; contents that face do so first."""
    if Role.QUESTION in (facing.left.sentence.role, facing.right.sentence.role):
        return
    lefts = _adjuncts(facing.left)
    rights = _adjuncts(facing.right) if lefts else []
    used: set[tuple[str, int]] = set()
    faced = _Contents(facing)
    met = [p for p in _in_order(len(lefts), len(rights)) if faced.meet(lefts[p[0]], rights[p[1]])]
    # What stands under one marker on both sides is told alike, whatever else is told of it.
    for i, j in sorted(met, key=lambda p: _alike_first(faced, lefts[p[0]], rights[p[1]])):
        a, b = lefts[i], rights[j]
        if ("l", i) in used or ("r", j) in used:
            continue
        used.update((("l", i), ("r", j)))
        if faced.opposed(a, b) and faced.under_one(a, b):
            yield _mention(facing.left, a, a.marker), _mention(facing.right, b, b.marker)
    for i, j in _in_order(len(lefts), len(rights)):
        a, b = lefts[i], rights[j]
        if ("l", i) in used or ("r", j) in used or a.sense != b.sense:
            continue
        if _distance(facing.left, a) or _distance(facing.right, b):
            continue
        alone = all(sum(x.sense == a.sense for x in side) == 1 for side in (lefts, rights))
        if faced.strangers(a, b) and faced.under_one(a, b, alone):
            used.update((("l", i), ("r", j)))
            yield _mention(facing.left, a, a.content), _mention(facing.right, b, b.content)


def _alike_first(faced: _Contents, a: _Adjunct, b: _Adjunct) -> tuple[bool, float]:
    return a.sense != b.sense, -faced.share(a, b)


def _in_order(lefts: int, rights: int) -> list[tuple[int, int]]:
    """All pairs of two runs of indices, in an order that is the same from either side."""
    pairs = [(i, j) for i in range(lefts) for j in range(rights)]
    return sorted(pairs, key=lambda pair: (sum(pair), pair[0] * pair[1]))


def _distance(parsed: Parsed, adjunct: _Adjunct) -> bool:
    """Whether a circumstance only says from when a time is counted: "two days after the vote"."""
    before = adjunct.marker[0] - 1
    if adjunct.sense not in _ORDER:
        return False
    return before >= 0 and parsed.tokens[before].lemma.lower() in _TIMES


_BESIDE: Final = 4  # tokens before a marker
_READ: Final = 0.5  # so surely a reader takes two contents for one
_MEET: Final = 0.4  # share of two contents that face each other, from which they are one
_REST: Final = (
    0.35  # share of two sentences, contents apart, from which these are said of one thing
)


class _Contents:
    """Whether the contents of circumstances, and what they are said of, face each other."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing

    @cached_property
    def pairs(self) -> frozenset[tuple[int, int]]:
        return frozenset((i, j) for i, j, s in self.facing.pairs if s > 0.0)

    @cached_property
    def lefts(self) -> frozenset[int]:
        return frozenset(i for i, _ in self.pairs)

    @cached_property
    def rights(self) -> frozenset[int]:
        return frozenset(j for _, j in self.pairs)

    def share(self, a: _Adjunct, b: _Adjunct) -> float:
        return self.facing.overlap(range(*a.content), range(*b.content))

    def meet(self, a: _Adjunct, b: _Adjunct) -> bool:
        """Whether two contents are one: by their heads, or by most of their words."""
        left, right = self.facing.left, self.facing.right
        heads = _head(left, a.content), _head(right, b.content)
        if a.sense != b.sense and (_phases(left, heads[0], right, heads[1]) or self.converse(a, b)):
            return False
        if heads in self.pairs or self.share(a, b) >= _MEET:
            return True
        if a.sense not in _ORDER or b.sense not in _ORDER:
            return False
        if self.facing.reads(range(*a.content), range(*b.content)) >= _READ:
            return True
        # "After the order was issued", "before they were ordered to".
        cores = _core(left, a.content), _core(right, b.content)
        return any((i, j) in self.pairs for i in cores[0] for j in cores[1])

    def _both_have_both(self, a: _Adjunct, b: _Adjunct) -> bool:
        """Whether either has the other's order beside its own: "until two days after they end"."""
        near = (
            {t.lower for t in p.tokens[max(0, x.marker[0] - _BESIDE) : x.content[1]]}
            for p, x in ((self.facing.left, a), (self.facing.right, b))
        )
        return {a.sense, b.sense} <= _ORDER and all({a.sense, b.sense} <= found for found in near)

    def converse(self, a: _Adjunct, b: _Adjunct) -> bool:
        """Whether each is said of the other: "rose before it fell", "fell after a rise"."""
        left, right = self.facing.left, self.facing.right
        cores = _core(left, a.content), _core(right, b.content)
        return any((a.over, j) in self.pairs or self._kin(a.over, j) for j in cores[1]) and any(
            (i, b.over) in self.pairs or self._kin(i, b.over) for i in cores[0]
        )

    def _kin(self, i: int, j: int) -> bool:
        return _one_word(self.facing.left.tokens[i], self.facing.right.tokens[j])

    def opposed(self, a: _Adjunct, b: _Adjunct) -> bool:
        """Whether two markers say the opposite: not "unless she agrees" / "if she does not agree",
        nor "no ban unless" / "a ban only if"."""
        if frozenset((a.sense, b.sense)) not in _OPPOSED or self._both_have_both(a, b):
            return False
        heads = _head(self.facing.left, a.content), _head(self.facing.right, b.content)
        orders = (
            order_told(self.facing.left, a.marker[0]),
            order_told(self.facing.right, b.marker[0]),
        )
        if orders[0] == orders[1]:
            return False
        left, right = self.facing.left, self.facing.right
        denied = left.scope(heads[0]).negated != right.scope(heads[1]).negated
        said = left.scope(a.over).negated != right.scope(b.over).negated
        said = said and "condition" in (a.sense, b.sense)
        even = any(
            parsed.tokens[one.marker[0] - 1].lower == "even"
            for parsed, one in ((left, a), (right, b))
            if one.marker[0]
        )
        return a.sense in _ORDER or denied == (said and not even)

    @staticmethod
    def _inside(i: int, adjunct: _Adjunct) -> bool:
        return adjunct.content[0] <= i < adjunct.content[1]

    def strangers(self, a: _Adjunct, b: _Adjunct) -> bool:
        """Whether two contents have nothing to do with each other, nor the other sentence's rest.

        A cause that the other sentence tells in another place is no other cause.
        """
        heads = _head(self.facing.left, a.content), _head(self.facing.right, b.content)
        if heads[0] in self.lefts or heads[1] in self.rights or self.share(a, b) >= _MEET:
            return False
        lefts, rights = (
            [t for t in parsed.tokens[slice(*adjunct.content)] if t.content]
            for parsed, adjunct in ((self.facing.left, a), (self.facing.right, b))
        )
        shared = {i for i, j in self.pairs if self._inside(i, a) and self._inside(j, b)}
        if a.sense in _ORDER and any(self.facing.left.tokens[i].pos != NAME for i in shared):
            return False
        told = (
            sum(t.index in self.lefts for t in lefts) / len(lefts),
            sum(t.index in self.rights for t in rights) / len(rights),
        )
        if max(told) > 0.5:
            return False
        return not any(
            _related(one, other)
            for one in lefts
            for other in rights
            if NAME not in (one.pos, other.pos) and (one.index, other.index) not in self.pairs
        )

    def under_one(self, a: _Adjunct, b: _Adjunct, alone: bool = True) -> bool:
        """Whether two circumstances are said of one thing: their heads face, or all else does."""
        left, right = self.facing.left, self.facing.right
        overs = self._overs(left, a), self._overs(right, b)
        if any((i, j) in self.pairs for i in overs[0] for j in overs[1]):
            return True
        if "ground" in (a.sense, b.sense):
            return False
        if any(_one_word(left.tokens[i], right.tokens[j]) for i in overs[0] for j in overs[1]):
            return True
        if not alone:
            return False
        around = [
            {t.index for t in parsed.tokens if t.content}
            - set(range(adjunct.marker[0], adjunct.content[1]))
            - set(range(*adjunct.content))
            for parsed, adjunct in ((self.facing.left, a), (self.facing.right, b))
        ]
        return self.facing.overlap(*around) >= _REST

    @staticmethod
    def _overs(parsed: Parsed, adjunct: _Adjunct) -> tuple[int, ...]:
        """What a circumstance is said of; of a copula or a verb of causing, its subject too."""
        token = parsed.tokens[adjunct.over]
        if token.pos in (VERB, AUX) and token.lemma.lower() in ("be", *_CAUSING):
            return (
                parsed.undergoers(adjunct.over) or parsed.subjects(adjunct.over) or (token.index,)
            )
        return (token.index,)


_PARTS: Final = {NOUN: "n", NAME: "n", VERB: "v", AUX: "v"}


def _one_word(a: Token, b: Token) -> bool:
    """Whether two words are one, synonyms, or forms of one word."""
    one, other = a.lemma.lower(), b.lemma.lower()
    return one == other or lexicon.derived(one, other) or lexicon.synonyms(one, other)


def _related(a: Token, b: Token) -> bool:
    """Whether two words are one, synonyms, forms of one word, or one the other's general term."""
    one, other = a.lemma.lower(), b.lemma.lower()
    if _one_word(a, b):
        return True
    part = _PARTS.get(a.pos)
    if part is None or part != _PARTS.get(b.pos):
        return False
    return lexicon.general(one, other, part) or lexicon.general(other, one, part)


def _mention(parsed: Parsed, adjunct: _Adjunct, told: Range) -> Mention[Circumstance]:
    sentence = parsed.sentence
    span, content, over = (
        parsed.span(*stretch) for stretch in (told, adjunct.content, parsed.clause_of(adjunct.over))
    )
    inner, label = (
        " ".join(sentence.text[s.start - sentence.start : s.end - sentence.start].split())
        for s in (content, over)
    )
    return Mention(
        Kind.CIRCUMSTANCE,
        sentence.article,
        sentence.index,
        span.start,
        span.end,
        sentence.text[span.start - sentence.start : span.end - sentence.start],
        Circumstance(adjunct.sense, inner),
        Slot(label[:60]),
    )


def slot(left: Mention[Circumstance], right: Mention[Circumstance], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


# --------------------------------------------------------------------------------------- ladder


_SENSES: Final = {
    "cause": "cause",
    "concession": "concession",
    "condition": "condition",
    "exception": "condition",
    "purpose": "purpose",
}

LADDER: Final[tuple[Rung[Circumstance], ...]] = (
    Rung(
        "opposite",
        Relation.CONFLICT,
        "CIR101",
        lambda a, b: a.value.sense != b.value.sense,
        lambda a, b: f'opposites over one thing: "{a.text}" and "{b.text}"',
    ),
    Rung(
        "other-occasion",
        Relation.CONFLICT,
        "CIR102",
        lambda a, b: a.value.sense in _ORDER,
        lambda a, b: "another occasion for one thing",
        Severity.INFO,
    ),
    Rung(
        "other",
        Relation.CONFLICT,
        "CIR102",
        lambda a, b: True,
        lambda a, b: f"another {_SENSES.get(a.value.sense, 'ground')} for one thing",
        Severity.WARNING,
    ),
)


EXAMPLES: Final = (
    Example(
        "The trial was stopped in May because of a flood.",
        "The trial was stopped in May because of a shortage of syringes.",
        "other",
        "a flood",
        "a shortage of syringes",
    ),
    Example(
        "Two fans were arrested at the stadium before the match.",
        "Two fans were arrested at the stadium after the match.",
        "opposite",
        "before",
        "after",
    ),
    Example(
        "The firm checked the dam in May, before a week of heavy storms.",
        "The firm checked the dam in May, after a week of heavy storms.",
        "opposite",
        "before",
        "after",
    ),
    Example(
        "The mill in Oddal closed after the flood.",
        "The mill in Oddal closed after the merger.",
        "other-occasion",
        "the flood",
        "the merger",
    ),
    Example(
        "The trial was stopped in May because of a flood.",
        "The trial was stopped in May owing to flooding.",
        None,
    ),
    Example(
        "The trial was stopped in May because of a flood.",
        "The trial was stopped in May.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Circumstance]] = FactType(
    kind=Kind.CIRCUMSTANCE,
    prefix="CIR",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    between=between,
    relational=True,
    worded=True,
    shape=shape(
        sense=one_of(
            *("cause", "ground", "concession", "condition", "exception", "purpose", "before"),
            *("after", "during", "until", "since"),
        ),
        content=told(TEXT, "What stands under the marker."),
    ),
)
