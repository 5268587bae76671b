"""Certainty: how sure an article is of what it says, and how far an act has come.

What it finds: hedges and the predicate they govern ("may have sunk", "reportedly resigned", "an
alleged attack", "is expected to sign", "plans to close", "approval is possible", "police suspect
that he left"). The level of a predicate is the weakest word's on the way from it up to the clause
that states it: its modal, its adverb, a verb, adjective or noun that it is the complement of.
Levels stand on three axes (data/certainty.toml): modality, realis, evidence. What has no
hedge is plain.

What it does not find: verbs of saying (they credit a source: that is attribution), ability and duty
("can", "must"), condition ("would ... if").

How two certainties compare (their predicates face each other, and a participant does): one level is
equal, two levels are different-certainty. A hedge without a counterpart in the other sentence faces
the predicate that states the same plainly; a denial against a plain statement is polarity's. What
one article tells as done ("signed") and the other as still to come ("will sign", "is signing")
differs as well; done against planned or considered is a conflict.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any, Final

from consistency import lexicon, speech
from consistency.facing import SURE_LINK, Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Role,
    Rule,
    Rung,
    Slot,
    Span,
)
from consistency.predicates import (
    DEPTH,
    Faced,
    Predicate,
    asserted,
    base,
    place,
    predicate,
    predicates,
    two_events,
)
from consistency.text import ADJ, ADV, AUX, MODAL, NAME, NOT, NOUN, PRON, VERB, Token
from consistency.tree import SUBJECTS, Document, Parsed, kept

# ---------------------------------------------------------------------------------------- rules

_AGREEING: Final = Rule(
    "CER001",
    "agreeing-certainty",
    "The articles are equally sure of the same thing.",
    """What it finds: two hedges of one level on predicates that face each other.

Why it matters: both articles leave the same thing open.

Example: "the dam may burst" / "the dam could burst".

How to silence: agreements are shown with `--show all` only; `--ignore CER001` drops them.
""",
)
_DIFFERENT: Final = Rule(
    "CER104",
    "different-certainty",
    "One article is surer of the same thing than the other.",
    """What it finds: one predicate hedged in one article and plain in another, or hedged at two
levels: possible, likely, reported, alleged, expected, announced; or done in one, and still to come
in the other ("will sign", "is signing").

Why it matters: copy that drops "reportedly", or reports a plan as done, says more than is known.

Example: "the minister signed the treaty" / "the minister was expected to sign the treaty".

How to silence: `--ignore CER104`.
""",
)
_UNDONE: Final = Rule(
    "CER101",
    "done-or-not",
    "One article tells as done what the other tells as planned only.",
    """What it finds: one predicate told as done in one article, and planned, considered or wished
in the other.

Why it matters: both can't be true at one time.

Example: "the company has closed the mill" / "the company is considering closing the mill".

How to silence: `--ignore CER101`.
""",
)

# ---------------------------------------------------------------------------------------- value


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure: `level` as the report schema has it, `cue` the printed hedge, empty for plain.

    `done` says of a plain statement that it is told as past.
    """

    level: str
    cue: str
    done: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        return {"level": self.level, "cue": self.cue}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.level,)


@dataclass(frozen=True, slots=True)
class _Words:
    """Section of data/certainty.toml to word to level; the axes, weakest level first."""

    cues: dict[str, dict[str, str]]
    axes: dict[str, tuple[str, ...]]
    more: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = tomllib.loads(
        files("consistency").joinpath("data/certainty.toml").read_text(encoding="utf-8")
    )
    axes = {name: tuple(text.split()) for name, text in data.pop("axes").items()}
    more = {name: frozenset(text.split()) for name, text in data.pop("words").items()}
    cues = {
        section: {word: level for level, words in levels.items() for word in words.split()}
        for section, levels in data.items()
    }
    return _Words(cues, axes, more)


# From what is done to what is open.
LEVELS: Final = (
    "plain",
    "nearly",
    "attempted",
    "announced",
    "expected",
    "likely",
    "reported",
    "alleged",
    "considered",
    "wished",
    "possible",
    "unlikely",
    "unknown",
    "denied",
)

# -------------------------------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class _Hedge:
    """Token indices of a cue [first, last) and of the predicate that it governs.

    `by` is the governing word itself. Strong cues ("has established") have the level plain.
    """

    first: int
    last: int
    head: int
    level: str
    by: int


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Certainty]]:
    """The hedges of an article, in order. `taken` is not needed: a hedge holds no other fact."""
    for parsed in document.parsed:
        if parsed.sentence.role in (Role.QUESTION, Role.BOILERPLATE):
            continue
        for hedge in sorted(_hedges(parsed).values(), key=lambda h: (h.first, h.head)):
            if hedge.level != "plain":
                yield _mention(parsed, hedge)


_WIDE: Final = 6  # tokens; a cue farther from its predicate is shown alone


def _mention(parsed: Parsed, hedge: _Hedge) -> Mention[Certainty]:
    first, last = min(hedge.first, hedge.head), max(hedge.last, hedge.head + 1)
    if last - first > _WIDE:
        first, last = hedge.first, hedge.last
    words = " ".join(t.lower for t in parsed.tokens[hedge.first : hedge.last])
    return _made(parsed, first, last, hedge.head, Certainty(hedge.level, words))


def _made(parsed: Parsed, first: int, last: int, head: int, value: Certainty) -> Mention[Certainty]:
    span, start = parsed.span(first, last), parsed.sentence.start
    return Mention(
        Kind.CERTAINTY,
        parsed.sentence.article,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[span.start - start : span.end - start],
        value,
        Slot(parsed.tokens[head].lemma, parsed.tokens[head].span),
    )


@kept
def _hedges(parsed: Parsed) -> dict[int, _Hedge]:
    """The hedges of a sentence by the predicate that they govern."""
    found: dict[int, _Hedge] = {}
    for one in predicates(parsed):
        hedge = _own(parsed, one) or _above(parsed, one)
        if hedge is not None:
            found.setdefault(hedge.head, hedge)
    for token in parsed.tokens:
        hedge = _nominal(parsed, token)
        if hedge is not None:
            found.setdefault(hedge.head, hedge)
    return found


def _own(parsed: Parsed, one: Predicate) -> _Hedge | None:
    """A modal or an adverb on the predicate itself."""
    tokens, cues = parsed.tokens, _words().cues
    for k in parsed.on(one.verb, "aux"):
        level = cues["modals"].get(tokens[k].lower)
        if tokens[k].lower == "should" and any(_acts(tokens[i]) for i in one.subjects):
            continue  # a duty
        if tokens[k].pos == MODAL and level and not _able(parsed, k, one):
            return _Hedge(k, k + 1, one.head, level, k)
    for i in dict.fromkeys((one.verb, one.head)):
        for k in parsed.on(i, "advmod", "npadvmod", "amod"):
            level = cues["adverbs"].get(tokens[k].lower)
            if level and tokens[k].tag.startswith(("RB", "JJ")):
                return _Hedge(k, k + 1, one.head, level, k)
    return None


def _acts(noun: Token) -> bool:
    """Whether a noun or pronoun names somebody who can have a duty."""
    return noun.pos in (NAME, PRON) or lexicon.topic(noun.lower) in ("person", "group", "")


def _able(parsed: Parsed, modal: int, one: Predicate) -> bool:
    """ "could not", "could see", "so that they could": ability or purpose, not what is open."""
    if any(parsed.tokens[k].lower == "so" for k in parsed.children[one.verb]):
        return True
    if parsed.tokens[modal].lower not in ("could", "can"):
        return False
    negated = parsed.on(one.verb, "neg")
    return (
        bool(negated)
        or base(parsed.tokens[one.verb]) in _words().more["sensed"]
        or any(parsed.tokens[k].lower == "only" for k in parsed.on(one.verb, "advmod"))
    )


_UP: Final = ("xcomp", "ccomp", "acl", "csubj", "csubjpass", "pcomp", "advcl")


def _above(parsed: Parsed, one: Predicate) -> _Hedge | None:
    """The word above a predicate whose complement it is: "expected to", "suspect that"."""
    tokens, verb = parsed.tokens, one.verb
    for _ in range(DEPTH):
        token = tokens[verb]
        if token.dep not in _UP or any(
            t.text in (";", ":") for t in tokens[min(verb, token.head) : max(verb, token.head)]
        ):
            return None
        governor = token.head
        if tokens[governor].dep == "auxpass":
            governor = tokens[governor].head
        if token.dep == "pcomp":
            if tokens[governor].lower not in ("of", "for", "on", "about", "to"):
                return None
            governor = tokens[governor].head
        infinitive = any(tokens[k].lower == "to" for k in parsed.children[verb])
        if token.dep == "advcl" and not (infinitive and tokens[governor].pos in (ADJ, AUX)):
            return None
        hedge = _governing(parsed, governor, verb, one.head)
        if hedge is not None or base(tokens[governor]) in speech.lists().say:
            return hedge
        above = predicate(parsed, governor)
        hedge = _own(parsed, above) if infinitive and token.dep == "xcomp" else None
        if hedge is not None:
            return _Hedge(hedge.first, hedge.last, one.head, hedge.level, hedge.by)
        if not infinitive:
            return None
        verb = governor
    return None


def _governing(parsed: Parsed, governor: int, verb: int, head: int) -> _Hedge | None:
    """The hedge that a governor, or the adjective or noun behind a "be", is to its complement."""
    tokens = parsed.tokens
    behind = parsed.on(governor, "acomp", "attr") if tokens[governor].lemma == "be" else ()
    inner = tuple(o for k in parsed.on(governor, "prep") for o in parsed.on(k, "pobj"))
    for by in (governor, *behind, *(inner if tokens[governor].lemma == "be" else ())):
        level = _opened(parsed, by, _level(parsed, by, verb))
        if level:
            first, last = by, by + 1
            if by != governor and abs(governor - by) < _WIDE:
                first, last = min(governor, by), max(governor, by) + 1
            if tokens[by].dep == "acomp" and 0 < by - tokens[by].head < _WIDE:
                first = tokens[by].head
            marks = [k for k in parsed.on(by, "aux", "auxpass") if tokens[k].pos == AUX]
            if marks and tokens[by].tag in ("VBN", "VBG"):
                first = min(first, *marks)
            if last < len(tokens) and tokens[last].lower in ("to", "of") and last < verb:
                last += 1
            return _Hedge(first, last, head, level, by)
    return None


def _opened(parsed: Parsed, by: int, level: str) -> str:
    """The level that a verb gives its complement where it is only possible itself: "may seek to"."""
    open_ = level in _SHORT_OF_DONE and parsed.scope(by).modal in ("may", "might", "could")
    return "possible" if open_ else level


_SHORT_OF_DONE: Final = frozenset("attempted announced expected considered wished".split())


def _level(parsed: Parsed, by: int, verb: int) -> str:
    """What a governor says of its complement; empty where it is none of the lists'."""
    words, dep = _words().more, parsed.tokens[verb].dep
    lemma = _lemma(parsed, by)
    level, negated = _listed(parsed, by, verb), _denied(parsed, by)
    if not level and dep in ("ccomp", "csubj", "csubjpass"):
        sure = lemma in words["strong"] or parsed.tokens[by].lower in words["strong"]
        level = "plain" if sure or (negated and lemma in words["telling"]) else ""
    if not negated:
        return level
    if level == "plain":
        return "unknown"
    if lemma in ("doubt", "question"):
        return "plain"
    if level in _TURNED:
        return _TURNED[level]
    if level == "denied" and lemma != "deny":
        return "possible"  # "did not rule out"
    return "" if level in ("announced", "considered", "wished", "denied") else level


# What a level is under a "not".
_TURNED: Final = {"likely": "unlikely", "unlikely": "likely"}


def _lemma(parsed: Parsed, i: int) -> str:
    """A word's base form with its particle: "rule_out"."""
    token = parsed.tokens[i]
    lemma = base(token) if token.pos in (VERB, AUX) else token.lemma
    return "_".join((lemma, *(parsed.tokens[k].lower for k in parsed.on(i, "prt"))))


def _listed(parsed: Parsed, by: int, verb: int) -> str:
    """The level that the lists give a governor in its construction; empty for none."""
    token, below, cues = parsed.tokens[by], parsed.tokens[verb], _words().cues
    lemma = _lemma(parsed, by)
    infinitive = any(parsed.tokens[k].lower == "to" for k in parsed.children[verb])
    passive = token.tag == "VBN" and (bool(parsed.on(by, "auxpass")) or token.dep == "acl")
    if token.pos == NOUN and below.dep == "ccomp":  # a verb that the parser took for a noun
        return cues["verb-that"].get(lexicon.lemma(token.lower, "v"), "")
    if token.pos == NOUN:
        return cues["nouns"].get(lemma, "")
    if passive or token.pos in (ADJ, ADV):
        return _said_of(parsed, token, below, infinitive or _it(parsed, by), passive)
    if infinitive and token.pos in (VERB, AUX):
        return cues["verb-to"].get(lemma, "")
    if below.tag == "VBG" and below.dep in ("xcomp", "pcomp"):
        return cues["verb-ing"].get(lemma, "")
    that = token.pos == VERB and below.dep == "ccomp"
    return cues["verb-that"].get(lemma, "") if that else ""


def _said_of(parsed: Parsed, token: Token, below: Token, told: bool, passive: bool) -> str:
    """The level of a participle or adjective behind "be"; `told`: of an infinitive or an "it"."""
    cues = _words().cues
    if passive and not told:
        return cues["be-of"].get(token.lower, "") if below.dep == "pcomp" else ""
    level = cues["be-to"].get(token.lower, "") if told else ""
    return level or cues["adjectives-that"].get(token.lower, "")


def _denied(parsed: Parsed, i: int) -> bool:
    """Whether a word is negated on the spot: "not", "no", "too early"."""
    places = [i, parsed.head(i)] if parsed.tokens[i].dep in ("xcomp", "acomp", "pobj") else [i]
    return any(
        parsed.tokens[k].pos == NOT or parsed.tokens[k].lower in ("no", "too", "yet", "unable")
        for at in places
        for k in (*parsed.children[at], at)
    )


def _it(parsed: Parsed, by: int) -> bool:
    """Whether a passive or adjective is said of "it": "it is expected that"."""
    above = parsed.tokens[by].head if parsed.tokens[by].dep in ("acomp", "attr") else by
    return any(
        parsed.tokens[k].lower in ("it", "there") or parsed.tokens[k].dep.startswith("csubj")
        for k in parsed.on(above, *SUBJECTS)
    )


def _nominal(parsed: Parsed, token: Token) -> _Hedge | None:
    """A hedge on a noun that stands for an act: "the alleged attack", "approval was possible"."""
    cues, i = _words().cues, token.index
    if token.dep == "amod" and token.lower in cues["adjectives"]:
        noun = parsed.tokens[token.head]
        if noun.pos == NOUN and lexicon.topic(noun.lower) in ("act", "event", "communication"):
            return _Hedge(i, i + 1, noun.index, cues["adjectives"][token.lower], i)
    if (
        token.dep == "dobj"
        and parsed.tokens[token.head].pos == VERB
        and (_act(token) or "v" in lexicon.pos(token.lemma))
    ):
        verb = token.head
        lemma = base(parsed.tokens[verb])
        level = cues["verb-ing"].get(lemma) or cues["verb-noun"].get(lemma, "")
        level = _opened(parsed, verb, level)
        return _Hedge(verb, verb + 1, i, level, verb) if level else None
    if token.dep in ("acomp", "oprd", "ROOT", "attr", "pobj") or parsed.on(i, "auxpass"):
        return _predicative(parsed, token)
    return None


def _predicative(parsed: Parsed, token: Token) -> _Hedge | None:
    """What is said of an act, "approval was possible", or of one who acts: "he is in doubt"."""
    cues, i = _words().cues, token.index
    level = _behind_be(token)
    verb = i if token.tag == "VBN" and parsed.on(i, "auxpass") else token.head
    if token.dep == "pobj":
        verb = parsed.head(token.head)
    if not level or level in ("reported", "alleged") or _clausal(parsed, i, verb):
        return None
    if verb != i and parsed.tokens[verb].lemma != "be":
        return None
    be = [k for k in (verb, *parsed.on(verb, "auxpass")) if parsed.tokens[k].pos == AUX]
    first = min(i, *be) if be and i - min(be) < _WIDE else i
    nouns = [k for k in parsed.on(verb, *SUBJECTS) if _act(parsed.tokens[k])]
    if not nouns and (token.lower in cues["be-to"] or level == "plain"):
        return None
    return _Hedge(first, i + 1, nouns[0] if nouns else i, level, i)


def _behind_be(token: Token) -> str:
    """The level of an adjective or participle behind "be", or of "in doubt"."""
    if token.dep == "pobj":
        return "unknown" if token.lower == "doubt" else ""
    cues = _words().cues
    return cues["be-to"].get(token.lower) or cues["adjectives-that"].get(token.lower, "")


def _clausal(parsed: Parsed, i: int, verb: int) -> bool:
    """Whether a clause behind the word, or behind its verb, is what it is said of."""
    inner = (*parsed.on(i, "xcomp", "ccomp", "acl"), *parsed.on(verb, "xcomp", "ccomp"))
    return any(k > i for k in inner)


def _act(noun: Token) -> bool:
    """Whether a noun can stand for what is done or happens."""
    return noun.pos == NOUN and lexicon.topic(noun.lower) in (
        "act",
        "event",
        "communication",
        "phenomenon",
        "process",
    )


# ----------------------------------------------------------------------------------------- facing


@dataclass(frozen=True, slots=True)
class _Claim:
    """A predicate with its level; `status` of a plain one is done, future, present or none.

    `negated`: under an odd number of negations; `credited`: under a verb of saying or thinking, or
    an "according to"; `pledge`: somebody gives his word for it; `place`: as
    `predicates.place` says.
    """

    one: Predicate
    level: str
    hedge: _Hedge | None
    status: str
    negated: bool
    credited: bool
    pledge: bool
    place: str


@kept
def _claims(parsed: Parsed) -> tuple[_Claim, ...]:
    """What a sentence claims: every hedged predicate, and every plain one that is asserted."""
    hedges = _hedges(parsed)
    used = {i for hedge in hedges.values() for i in _way(parsed, hedge)}
    found: list[_Claim] = []
    for one in predicates(parsed):
        hedge = hedges.get(one.head)
        if hedge is None and (_says(parsed, one) or not used.isdisjoint((one.verb, one.head))):
            continue
        status = "" if hedge and hedge.level != "plain" else _status(parsed, one)
        if hedge or status:
            found.append(_claim(parsed, one, hedge, status))
    seen = {claim.one.head for claim in found}
    found.extend(
        _claim(parsed, predicate(parsed, head), hedge, "")
        for head, hedge in hedges.items()
        if head not in seen
    )
    return tuple(found)


def _says(parsed: Parsed, one: Predicate) -> bool:
    """Whether a predicate credits or hedges what is said: itself it is nothing that may be.

    A bare "is" says nothing either.
    """
    word, cues = base(parsed.tokens[one.verb]), _words().cues
    if any(word in cues[name] for name in ("verb-to", "verb-ing", "verb-that")):
        return True
    if word == "be":
        return one.head == one.verb
    return word in speech.lists().every and (
        bool(parsed.on(one.verb, "ccomp", "xcomp")) or not one.others
    )


def _way(parsed: Parsed, hedge: _Hedge) -> Iterator[int]:
    """The governing word of a hedge and what it is the complement of: "is early to tell"."""
    if hedge.by == hedge.head:
        return
    at = hedge.by
    yield at
    while parsed.tokens[at].dep in ("xcomp", "acomp", "attr", "auxpass"):
        at = parsed.head(at)
        yield at


def _claim(parsed: Parsed, one: Predicate, hedge: _Hedge | None, status: str) -> _Claim:
    negated = parsed.scope(one.verb).negated
    level = hedge.level if hedge else "plain"
    pledge = hedge is not None and base(parsed.tokens[hedge.by]) in _words().more["pledges"]
    credited = _credited(parsed, one)
    return _Claim(one, level, hedge, status, negated, credited, pledge, place(parsed, one))


def _credited(parsed: Parsed, one: Predicate) -> bool:
    """Whether somebody is named who says it."""
    above = islice(parsed.ancestors(one.verb), DEPTH)
    if any(base(parsed.tokens[k]) in speech.lists().every for k in above):
        return True
    return _according(parsed)


@kept
def _according(parsed: Parsed) -> bool:
    return any(t.lower == "according" for t in parsed.tokens)


def _status(parsed: Parsed, one: Predicate) -> str:
    """How a plain predicate is told: done, future, present, plain ("to" forms); empty for none."""
    scope = parsed.scope(one.verb)
    token = parsed.tokens[one.verb]
    if token.dep == "xcomp":
        above = parsed.tokens[token.head]
        if above.lower in ("is", "are", "was", "were") and asserted(parsed, above.index):
            return "due"  # "is to sign"
        return ""
    if not asserted(parsed, one.verb):
        return ""
    if scope.modal in ("will", "shall", "would"):
        if scope.modal == "would" and not _credited(parsed, one):
            return ""
        return "" if parsed.tokens[one.verb].tag == "VBN" and scope.perfect else "future"
    if scope.modal:
        return ""
    ending = base(token) in _words().more["ending"]
    if scope.progressive:
        return "future" if ending and scope.tense == "present" else "present"
    if scope.perfect or scope.tense == "past" or token.tag in ("VBD", "VBN"):
        return "done"
    return "present"


def _habit(parsed: Parsed, claim: _Claim) -> bool:
    """Whether a "would" tells of a condition or a habit: no "will" that somebody reported."""
    words = {t.lower for t in parsed.tokens}
    return parsed.scope(claim.one.verb).modal == "would" and not words.isdisjoint(
        _words().more["habits"]
    )


def slot(left: Mention[Certainty], right: Mention[Certainty], facing: Facing) -> float:
    """How far two hedges face: where their predicates do, and one level takes the other."""
    faced = Faced(facing)
    a, b = _claim_of(left, facing.left), _claim_of(right, facing.right)
    if a is None or b is None or _alike(a, b):
        return 0.0
    strength = _strength(faced, a, b)
    if a.level != b.level and not any(
        (p.hedge, q.hedge) == (a.hedge, b.hedge) for p, q in _told(facing)
    ):
        return 0.0
    return round(strength / (strength + 1.0), 6)


def _claim_of(mention: Mention[Certainty], parsed: Parsed) -> _Claim | None:
    head = parsed.at(mention.slot.head.start) if mention.slot.head else -1
    return next((c for c in _claims(parsed) if c.one.head == head and c.hedge), None)


def _strength(faced: Faced, a: _Claim, b: _Claim) -> float:
    """How far two claims face: by their predicates, or the words that govern them."""
    left, right = faced.facing.left, faced.facing.right
    same = bool(a.place) and a.place == b.place
    same = same and _alone(left, a) == _alone(right, b)
    for a_, b_, parsed, flipped in ((a, b, right, False), (b, a, left, True)):
        light = base(parsed.tokens[b_.one.verb]) in _words().more["light"]
        if (
            a_.hedge
            and light
            and any(
                faced.words(*((k, a_.one.head) if flipped else (a_.one.head, k))) == _ONE_WORD
                for k in b_.one.participants
            )
        ):
            return _ONE_WORD + faced.rest(a.one, b.one)  # "a sale is likely" / "a sale will follow"
    return faced.strength(a.one, b.one, same) or _cues_face(faced, a, b)


def _alone(parsed: Parsed, claim: _Claim) -> bool:
    """Whether a claim is the only one in its place of the sentence."""
    return sum(other.place == claim.place for other in _claims(parsed)) == 1


def _cues_face(faced: Faced, a: _Claim, b: _Claim) -> float:
    """How far two predicates face whose governing words do: "showed that", "indicated that"."""
    if a.hedge is None or b.hedge is None or not faced.words(a.hedge.by, b.hedge.by):
        return 0.0
    return 1.0 + faced.rest(a.one, b.one) if faced.rest(a.one, b.one) >= _CUE_SHARE else 0.0


_CUE_SHARE: Final = 0.3


def _alike(a: _Claim, b: _Claim) -> bool:
    """Whether two levels differ in nothing that a reader would mind."""
    levels = {a.level, b.level}
    if len(levels) == 1:
        return a.level == "plain"
    if levels in ({"expected", "likely"}, {"plain", "denied"}):
        return True
    return any(
        (one.level in ("alleged", "reported") and other.level == "plain" and other.credited)
        or (one.level in ("announced", "expected") and other.status == "due")
        or (one.pledge and other.status == "future")
        or (one.level == "expected" and other.status == "future" and other.credited)
        for one, other in ((a, b), (b, a))
    )


def _thought(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether who thinks so in one sentence is who says or does it in the other.

    "Police believe he left" is no less sure than "he left, police said".
    """
    left, right = faced.facing.left, faced.facing.right
    for claim, parsed, other, there in ((a, left, b, right), (b, right, a, left)):
        if claim.hedge is None or other.hedge is not None or claim.hedge.by == claim.one.head:
            continue
        if claim.level not in _words().axes["modality"]:
            continue
        if parsed.tokens[claim.hedge.by].tag[:2] != "VB" or parsed.passive(claim.hedge.by):
            continue
        holders = parsed.on(claim.hedge.by, "nsubj")
        sources = [k for t in there.tokens for k in there.on(t.index, "nsubj")]
        if base(parsed.tokens[claim.hedge.by]) in speech.lists().every and any(
            faced.nouns(*((i, k) if parsed is left else (k, i))) for i in holders for k in sources
        ):
            return True
    return False


@kept
def _told(facing: Facing) -> tuple[tuple[_Claim, _Claim], ...]:
    """The claims that face at different levels, after those of one level have taken each other."""
    if Role.HEADING in (facing.left.sentence.role, facing.right.sentence.role):
        return ()
    faced = Faced(facing)
    ones, others = _claims(facing.left), _claims(facing.right)
    scored = sorted(
        (
            (strength, p, q)
            for p, a in enumerate(ones)
            for q, b in enumerate(others)
            if a.hedge or b.hedge or a.status != b.status
            if (strength := _strength(faced, a, b))
        ),
        key=lambda entry: (-entry[0], entry[1] + entry[2], entry[1] * entry[2]),
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    equal = [
        (p, q)
        for p, a in enumerate(ones)
        for q, b in enumerate(others)
        if a.level == b.level != "plain"
    ]
    order = {(p, q): strength for strength, p, q in scored}
    for p, q in sorted(equal, key=lambda pair: -order.get(pair, 0.0)):
        if p not in taken[0] and q not in taken[1]:
            taken[0].add(p)
            taken[1].add(q)
    found = []
    for _, p, q in scored:
        if p in taken[0] or q in taken[1]:
            continue
        a, b = ones[p], others[q]
        if _differ(faced, a, b):
            found.append((a, b))
        elif a.hedge is b.hedge is None:
            continue
        taken[0].add(p)
        taken[1].add(q)
    return tuple(found)


def _differ(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether two facing claims of one event differ in how sure or how far they are."""
    facing = faced.facing
    if a.negated != b.negated and not (_hardly(a, b) or _hardly(b, a)):
        return False
    words = max(faced.words(a.one.head, b.one.head), faced.words(a.one.verb, b.one.verb))
    unsure = facing.score < SURE_LINK
    if unsure and (words < _ONE_WORD or two_events(faced, a.one, b.one)):
        return False
    nominal = any(
        c.hedge and parsed.tokens[c.one.head].dep == "dobj"
        for c, parsed in ((a, facing.left), (b, facing.right))
    )
    open_ = not {a.level, b.level}.isdisjoint(_words().axes["realis"][:-1])
    if not words and (nominal or (open_ and {"done", "present"} & {a.status, b.status})):
        return False
    if _thought(faced, a, b):
        return False
    if "plain" == a.level == b.level:
        return words == _ONE_WORD and _still_to_come(faced, a, b)
    return not _alike(a, b)


def _hardly(a: _Claim, b: _Claim) -> bool:
    """Whether one claim is denied, and the other is unlikely: "will not return"."""
    return a.negated and a.level == "plain" and b.level == "unlikely"


def _still_to_come(faced: Faced, a: _Claim, b: _Claim) -> bool:
    """Whether one tells as done what the other tells as future: one act of one doer."""
    if {a.status, b.status} != {"done", "future"} or a.negated:
        return False
    subjects = a.one.subjects, b.one.subjects
    if all(subjects) and not any(faced.nouns(i, j) for i in subjects[0] for j in subjects[1]):
        return False
    if two_events(faced, a.one, b.one) or faced.rest(a.one, b.one) < _PLAIN_SHARE:
        return False
    return not _habit(faced.facing.left, a) and not _habit(faced.facing.right, b)


_ONE_WORD: Final = 2
_PLAIN_SHARE: Final = 0.5


def implied(mention: Mention[Certainty], facing: Facing) -> Mention[Certainty] | None:
    """The facing predicate where the other sentence states it without a hedge."""
    claim = _claim_of(mention, facing.left)
    for a, b in _told(facing):
        if a == claim and b.level == "plain":
            return _stated(facing.right, b)
    return None


def _stated(parsed: Parsed, claim: _Claim) -> Mention[Certainty]:
    """A plain claim: its strong cue, else the verb with its auxiliaries ("will miss")."""
    done = claim.status == "done"
    if claim.hedge:
        made = _mention(parsed, claim.hedge)
        return _made(
            parsed,
            parsed.at(made.start),
            parsed.at(made.end - 1) + 1,
            claim.one.head,
            Certainty("plain", "", done),
        )
    marks = parsed.on(claim.one.verb, "aux", "auxpass")
    first, last = min(claim.one.verb, *marks, claim.one.verb), claim.one.verb + 1
    if last - first > _WIDE:
        first = claim.one.verb
    cue = parsed.tokens[first].lower if claim.status == "future" else ""
    return _made(parsed, first, last, claim.one.head, Certainty("plain", cue, done))


def between(facing: Facing) -> Iterator[tuple[Mention[Certainty], Mention[Certainty]]]:
    """What one sentence tells as done and the other as still to come: "signed" / "will sign"."""
    for a, b in _told(facing):
        if a.level == b.level == "plain":
            yield _tensed(facing.left, a), _tensed(facing.right, b)


def _tensed(parsed: Parsed, claim: _Claim) -> Mention[Certainty]:
    mention = _stated(parsed, claim)
    if claim.status != "future":
        return mention
    first, last = parsed.at(mention.start), parsed.at(mention.end - 1) + 1
    return _made(parsed, first, last, claim.one.head, Certainty("announced", mention.value.cue))


# --------------------------------------------------------------------------------------- ladder


def _same(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    return left.value.level == right.value.level


def _levels(left: Mention[Certainty], right: Mention[Certainty]) -> str:
    a, b = sorted((left.value.level, right.value.level), key=LEVELS.index)
    return f"{a} in one, {b} in the other"


def _to_be_done(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    """Whether one is done, the other told with "will", "would" or as under way."""
    done = [m for m in (left, right) if m.value.done]
    coming = [m for m in (left, right) if m.value.cue in _words().more["tenses"]]
    return len(done) == len(coming) == 1


def _undone(left: Mention[Certainty], right: Mention[Certainty]) -> bool:
    """Whether one is done, the other planned, considered or wished only."""
    open_ = _words().axes["realis"]
    return any(
        a.value.done and b.value.level in open_ and b.value.level != "plain"
        for a, b in ((left, right), (right, left))
    )


LADDER: Final[tuple[Rung[Certainty], ...]] = (
    Rung(
        "same level",
        Relation.EQUAL,
        "CER001",
        _same,
        lambda a, b: f"{a.value.level} in both",
    ),
    Rung(
        "still to come",
        Relation.DIFFERENT_CERTAINTY,
        "CER104",
        _to_be_done,
        lambda a, b: "done in one, still to come or under way in the other",
    ),
    Rung(
        "not done",
        Relation.CONFLICT,
        "CER101",
        _undone,
        lambda a, b: "done in one, not done yet in the other",
    ),
    Rung(
        "different level",
        Relation.DIFFERENT_CERTAINTY,
        "CER104",
        lambda a, b: True,
        _levels,
    ),
)


def precision(value: Certainty) -> float:
    """Plain first, then as `LEVELS` stand."""
    return float(LEVELS.index(value.level))


# ------------------------------------------------------------------------------------- examples

EXAMPLES: Final = (
    Example("The old dam may burst this week.", "The old dam could burst this week.", "same level"),
    Example(
        "The minister was expected to sign the treaty on Friday.",
        "The minister signed the treaty on Friday.",
        "different level",
    ),
    Example(
        "The captain reportedly left the ship before dawn.",
        "The captain left the ship before dawn.",
        "different level",
    ),
    Example(
        "The company plans to close the mill.",
        "The company closed the mill.",
        "not done",
    ),
    Example(
        "The captain reportedly left the ship before dawn.",
        "The captain allegedly left the ship before dawn.",
        "different level",
    ),
    Example(
        "The ferry may sail on Monday.",
        "The union published its accounts.",
        None,
    ),
    Example("The mayor said the mill would close.", "The mill would close.", None),
    Example(
        "The sheriff will endorse the governor in Kerda.",
        "The sheriff endorsed the governor in Kerda.",
        "still to come",
    ),
    Example(
        "The sheriff will endorse the governor in Kerda.",
        "The sheriff has long criticised the governor in Kerda.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Certainty]] = FactType(
    Kind.CERTAINTY,
    "CER",
    extract,
    slot,
    LADDER,
    (_AGREEING, _UNDONE, _DIFFERENT),
    EXAMPLES,
    __doc__ or "",
    implied=implied,
    between=between,
    precision=precision,
    worded=True,
)
