"""Reading certainty: hedges, and the predicates that they govern, sentence by sentence.

What is found and what is not stands with the comparison, in `consistency/facts/certainty.py`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from consistency import lexicon, speech
from consistency.model import Kind, Mention, Role, Slot, Span
from consistency.predicates import DEPTH, Predicate, predicate, predicates
from consistency.text import ADJ, ADV, AUX, MODAL, NAME, NOT, NOUN, PRON, VERB, Token
from consistency.tree import SUBJECTS, Document, Parsed, kept


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
class Lists:
    """Section of data/certainty.toml to word to level; the axes, weakest level first."""

    cues: dict[str, dict[str, str]]
    axes: dict[str, tuple[str, ...]]
    more: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The words of data/certainty.toml."""
    data = tomllib.loads(
        files("consistency").joinpath("data/certainty.toml").read_text(encoding="utf-8")
    )
    axes = {name: tuple(text.split()) for name, text in data.pop("axes").items()}
    more = {name: frozenset(text.split()) for name, text in data.pop("words").items()}
    cues = {
        section: {word: level for level, words in levels.items() for word in words.split()}
        for section, levels in data.items()
    }
    return Lists(cues, axes, more)


@dataclass(frozen=True, slots=True)
class Hedge:
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
        for hedge in sorted(hedges_of(parsed).values(), key=lambda h: (h.first, h.head)):
            if hedge.level != "plain":
                yield mention_of(parsed, hedge)


WIDE: Final = 6  # tokens; a cue farther from its predicate is shown alone


def mention_of(parsed: Parsed, hedge: Hedge) -> Mention[Certainty]:
    """A hedge as a mention: from its cue to its predicate where the two stand near."""
    first, last = min(hedge.first, hedge.head), max(hedge.last, hedge.head + 1)
    if last - first > WIDE:
        first, last = hedge.first, hedge.last
    words = " ".join(t.lower for t in parsed.tokens[hedge.first : hedge.last])
    return mention_at(parsed, first, last, hedge.head, Certainty(hedge.level, words))


def mention_at(
    parsed: Parsed, first: int, last: int, head: int, value: Certainty
) -> Mention[Certainty]:
    """The tokens [first, last) as a mention of how sure the predicate at `head` is."""
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
def hedges_of(parsed: Parsed) -> dict[int, Hedge]:
    """The hedges of a sentence by the predicate that they govern."""
    found: dict[int, Hedge] = {}
    for one in predicates(parsed):
        hedge = _own(parsed, one) or _above(parsed, one)
        if hedge is not None:
            found.setdefault(hedge.head, hedge)
    for token in parsed.tokens:
        hedge = _nominal(parsed, token)
        if hedge is not None:
            found.setdefault(hedge.head, hedge)
    return found


def _own(parsed: Parsed, one: Predicate) -> Hedge | None:
    """A modal or an adverb on the predicate itself."""
    tokens, cues = parsed.tokens, lists().cues
    for k in parsed.on(one.verb, "aux"):
        level = cues["modals"].get(tokens[k].lower)
        if tokens[k].lower == "should" and any(_acts(tokens[i]) for i in one.subjects):
            continue  # a duty
        if tokens[k].pos == MODAL and level and not _able(parsed, k, one):
            return Hedge(k, k + 1, one.head, level, k)
    for i in dict.fromkeys((one.verb, one.head)):
        for k in parsed.on(i, "advmod", "npadvmod", "amod"):
            level = cues["adverbs"].get(tokens[k].lower)
            if level and tokens[k].tag.startswith(("RB", "JJ")):
                return Hedge(k, k + 1, one.head, level, k)
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
        or parsed.tokens[one.verb].base in lists().more["sensed"]
        or any(parsed.tokens[k].lower == "only" for k in parsed.on(one.verb, "advmod"))
    )


_UP: Final = ("xcomp", "ccomp", "acl", "csubj", "csubjpass", "pcomp", "advcl")


def _above(parsed: Parsed, one: Predicate) -> Hedge | None:
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
        infinitive = any(tokens[k].lower == "to" for k in parsed.on(verb, "aux"))
        if token.dep == "advcl" and not (infinitive and tokens[governor].pos in (ADJ, AUX)):
            return None
        hedge = _governing(parsed, governor, verb, one.head)
        if hedge is not None or tokens[governor].base in speech.lists().say:
            return hedge
        above = predicate(parsed, governor)
        hedge = _own(parsed, above) if infinitive and token.dep == "xcomp" else None
        if hedge is not None:
            return Hedge(hedge.first, hedge.last, one.head, hedge.level, hedge.by)
        if not infinitive:
            return None
        verb = governor
    return None


def _governing(parsed: Parsed, governor: int, verb: int, head: int) -> Hedge | None:
    """The hedge that a governor, or the adjective or noun behind a "be", is to its complement."""
    tokens = parsed.tokens
    behind = parsed.on(governor, "acomp", "attr") if tokens[governor].lemma == "be" else ()
    inner = tuple(o for k in parsed.on(governor, "prep") for o in parsed.on(k, "pobj"))
    for by in (governor, *behind, *(inner if tokens[governor].lemma == "be" else ())):
        level = _opened(parsed, by, _level(parsed, by, verb))
        if level:
            first, last = by, by + 1
            if by != governor and abs(governor - by) < WIDE:
                first, last = min(governor, by), max(governor, by) + 1
            if tokens[by].dep == "acomp" and 0 < by - tokens[by].head < WIDE:
                first = tokens[by].head
            marks = [k for k in parsed.on(by, "aux", "auxpass") if tokens[k].pos == AUX]
            if marks and tokens[by].tag in ("VBN", "VBG"):
                first = min(first, *marks)
            if last < len(tokens) and tokens[last].lower in ("to", "of") and last < verb:
                last += 1
            return Hedge(first, last, head, level, by)
    return None


def _opened(parsed: Parsed, by: int, level: str) -> str:
    """The level of a verb's complement where the verb itself is only possible: "may seek to"."""
    open_ = level in _SHORT_OF_DONE and parsed.scope(by).modal in ("may", "might", "could")
    return "possible" if open_ else level


_SHORT_OF_DONE: Final = frozenset("attempted announced expected considered wished".split())


def _level(parsed: Parsed, by: int, verb: int) -> str:
    """What a governor says of its complement; empty where it is none of the lists'."""
    words, dep = lists().more, parsed.tokens[verb].dep
    lemma = _lemma(parsed, by)
    level, negated = _listed(parsed, by, verb), _denied(parsed, by)
    if not level and dep in ("ccomp", "csubj", "csubjpass"):
        sure = lemma in words["strong"] or parsed.tokens[by].lower in words["strong"]
        level = "plain" if sure or (negated and lemma in words["telling"]) else ""
    if level == "denied" and lemma != "deny" and (negated or parsed.scope(by).negated):
        return "possible"  # "did not rule out", "neither side ruled out"
    if not negated:
        return level
    if level == "plain":
        return "unknown"
    if lemma in ("doubt", "question"):
        return "plain"
    if level in _TURNED:
        return _TURNED[level]
    return "" if level in ("announced", "considered", "wished", "denied") else level


# What a level is under a "not".
_TURNED: Final = {"likely": "unlikely", "unlikely": "likely"}


def _lemma(parsed: Parsed, i: int) -> str:
    """A word's base form with its particle: "rule_out"."""
    token = parsed.tokens[i]
    lemma = token.base if token.pos in (VERB, AUX) else token.lemma
    return "_".join((lemma, *(parsed.tokens[k].lower for k in parsed.on(i, "prt"))))


def _listed(parsed: Parsed, by: int, verb: int) -> str:
    """The level that the lists give a governor in its construction; empty for none."""
    token, below, cues = parsed.tokens[by], parsed.tokens[verb], lists().cues
    lemma = _lemma(parsed, by)
    infinitive = any(parsed.tokens[k].lower == "to" for k in parsed.on(verb, "aux"))
    passive = token.tag == "VBN" and (bool(parsed.on(by, "auxpass")) or token.dep == "acl")
    if token.pos == NOUN and below.dep == "ccomp":  # a verb that the parser took for a noun
        return cues["verb-that"].get(lexicon.lemma(token.lower, "v"), "")
    if token.pos == NOUN:
        return cues["nouns"].get(lemma, "")
    if passive or token.pos in (ADJ, ADV):
        return _said_of(parsed, token, below, infinitive or _it(parsed, by), passive)
    if lemma == "decide" and any(t == "whether" for t in _marks(parsed, verb)):
        return "unknown"  # "decide whether to run"
    if infinitive and token.pos in (VERB, AUX):
        return cues["verb-to"].get(lemma, "")
    if below.tag == "VBG" and below.dep in ("xcomp", "pcomp"):
        return cues["verb-ing"].get(lemma, "")
    that = token.pos == VERB and below.dep == "ccomp"
    return cues["verb-that"].get(lemma, "") if that else ""


def _marks(parsed: Parsed, verb: int) -> list[str]:
    return [parsed.tokens[k].lower for k in parsed.on(verb, "mark")]


def _said_of(parsed: Parsed, token: Token, below: Token, told: bool, passive: bool) -> str:
    """The level of a participle or adjective behind "be"; `told`: of an infinitive or an "it"."""
    cues = lists().cues
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


def _nominal(parsed: Parsed, token: Token) -> Hedge | None:
    """A hedge on a noun that stands for an act: "the alleged attack", "approval was possible"."""
    cues, i = lists().cues, token.index
    if token.dep == "amod" and token.lower in cues["adjectives"]:
        noun = parsed.tokens[token.head]
        if noun.pos == NOUN and lexicon.topic(noun.lower) in ("act", "event", "communication"):
            return Hedge(i, i + 1, noun.index, cues["adjectives"][token.lower], i)
    if (
        token.dep == "dobj"
        and parsed.tokens[token.head].pos == VERB
        and (_act(token) or "v" in lexicon.pos(token.lemma))
    ):
        verb = token.head
        lemma = parsed.tokens[verb].base
        level = cues["verb-ing"].get(lemma) or cues["verb-noun"].get(lemma, "")
        level = _opened(parsed, verb, level)
        return Hedge(verb, verb + 1, i, level, verb) if level else None
    if token.dep in ("acomp", "oprd", "ROOT", "attr", "pobj") or parsed.on(i, "auxpass"):
        return _predicative(parsed, token)
    return None


def _predicative(parsed: Parsed, token: Token) -> Hedge | None:
    """What is said of an act, "approval was possible", or of one who acts: "he is in doubt"."""
    cues, i = lists().cues, token.index
    level = _behind_be(token)
    verb = i if token.tag == "VBN" and parsed.on(i, "auxpass") else token.head
    if token.dep == "pobj":
        verb = parsed.head(token.head)
    if not level or level in ("reported", "alleged") or _clausal(parsed, i, verb):
        return None
    if verb != i and parsed.tokens[verb].lemma != "be":
        return None
    be = [k for k in (verb, *parsed.on(verb, "auxpass")) if parsed.tokens[k].pos == AUX]
    first = min(i, *be) if be and i - min(be) < WIDE else i
    nouns = [k for k in parsed.on(verb, *SUBJECTS) if _act(parsed.tokens[k])]
    if not nouns and (token.lower in cues["be-to"] or level == "plain"):
        return None
    return Hedge(first, i + 1, nouns[0] if nouns else i, level, i)


def _behind_be(token: Token) -> str:
    """The level of an adjective or participle behind "be", or of "in doubt"."""
    if token.dep == "pobj":
        return "unknown" if token.lower == "doubt" else ""
    cues = lists().cues
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
