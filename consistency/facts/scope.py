"""Scope: of how many, how often, how far and for whom something is said.

What it finds: inside a link, two quantifiers on one noun ("all schools" / "most schools", "all
three" / "two of the three"), words that leave out the rest against words that take it in ("only to
season-ticket holders" / "to all ticket holders"), two sizes of the area that one thing is said of
("across the country" / "in the city"), and adverbs of share and frequency ("entirely" / "partly").

What it does not find: a quantifier that one side alone has, for a bare plural takes no side; two
figures, which are quantities; and areas that are told by name alone.

How two scopes compare: on the scale all, all but some, most, half, many, some, few, none two steps
are in conflict where both can't be true in what they say or plainly suggest ("all" / "most"); the
lower is the less precise where it leaves the higher open ("some" / "all", "many" / "most"); where
it shuts the higher out ("only some") they are in conflict.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
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
from consistency.text import CLITIC, DET, NAME, NOUN, NUM, PREP, PUNCT, REL, VERB, Token
from consistency.tree import Document, Parsed

RULES: Final = (
    Rule(
        "SCO101",
        "other-scope",
        "One article says it of all, the other of a part, or of none.",
        """What it finds: quantifiers, "only" and "all", sizes of an area, and adverbs of share and
frequency that face each other and can't both be right.

Why it matters: what is true of most is not true of all, and readers count themselves in or out.

Example: "all schools in the valley stay shut" / "most schools in the valley stay shut".

How to silence: `--ignore SCO101`.
""",
    ),
    Rule(
        "SCO102",
        "less-precise-scope",
        "One article says it of some, the other of more of them.",
        """What it finds: two steps of the scale of quantifiers, of which the lower leaves the
higher open.

Why it matters: "several" hides whether it was all of them.

Example: "all six lenders cut their rates" / "several lenders cut their rates".

How to silence: `--ignore SCO102`.
""",
    ),
)


@dataclass(frozen=True, slots=True)
class Scope:
    """`scale` is share, extent, order, area, focus or base; `level` its step, `only` whether
    no more than that is meant."""

    scale: str
    level: str
    share: Fraction | None = None
    only: bool = False

    def to_dict(self) -> dict[str, Any]:
        share = None if self.share is None else str(self.share)
        return {"scale": self.scale, "level": self.level, "share": share, "only": self.only}

    @property
    def key(self) -> tuple[object, ...]:
        return (self.scale, self.level, self.share, self.only)


# ---------------------------------------------------------------------------------------- words

ALL, NEARLY, MOST, HALF, MANY, SOME, FEW, NONE = "all nearly most half many some few none".split()
PART: Final = "part"  # a number of a known whole, whose size is not told or told as `share`

_LEVELS: Final = {
    word: level
    for level, words in {
        ALL: "all every each both entire whole everyone everybody everything throughout",
        MOST: "most majority bulk",
        HALF: "half",
        MANY: "many",
        SOME: "some several part parts",
        FEW: "few handful",
        NONE: "no none nobody",
    }.items()
    for word in words.split()
}
_EXTENT: Final = {
    word: level
    for level, words in {
        ALL: "always entirely wholly completely fully exclusively solely unanimously",
        MOST: "mainly mostly largely chiefly primarily predominantly usually",
        MANY: "often frequently",
        SOME: "sometimes occasionally partly partially",
        FEW: "rarely seldom",
        NONE: "never",
    }.items()
    for word in words.split()
}
_ORDER: Final = {"first": "first", "last": "last", "final": "last", "latest": "last"}
_AREA: Final = {
    word: level
    for level, words in {
        "world": "world globe worldwide",
        "country": "country nation nationwide countrywide",
        "state": "state province statewide",
        "county": "county district region valley countywide",
        "city": "city town village municipality capital citywide",
        "quarter": "downtown quarter neighbourhood neighborhood street",
    }.items()
    for word in words.split()
}
_WITHOUT_IN: Final = frozenset(
    "worldwide nationwide countrywide statewide citywide downtown".split()
)
_ONLY: Final = frozenset("only just merely solely exclusively alone".split())
_NEARLY: Final = frozenset("hardly scarcely barely almost nearly virtually".split())
_EXCEPT: Final = frozenset("except excluding barring apart exception exceptions exempt".split())
# "Only after the vote" says when, not of whom.
_CONDITIONS: Final = frozenset("after before until till since if once because when while".split())
_ALSO: Final = frozenset("also too".split())
_FRACTIONS: Final = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_NUMBERS: Final = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}

# Of two steps of the scale, the higher first: the lower leaves the higher open ...
_OPEN: Final = frozenset(
    {(ALL, MANY), (ALL, SOME), (NEARLY, MOST), (NEARLY, MANY), (NEARLY, SOME), (MOST, MANY)}
    | {(MOST, SOME), (HALF, MANY), (HALF, SOME), (MANY, SOME), (SOME, FEW)}
    | {(MOST, PART), (MANY, PART), (SOME, PART), (NEARLY, PART), (HALF, PART), (PART, FEW)}
)
# ... and of adverbs these alone: what is "partly" so is not so entirely.
_OPEN_EXTENT: Final = frozenset({(ALL, MANY), (MOST, MANY), (MANY, SOME), (SOME, FEW)})
_SCALE: Final = (ALL, NEARLY, MOST, HALF, MANY, SOME, PART, FEW, NONE)


# ---------------------------------------------------------------------------------------- marks


@dataclass(frozen=True, slots=True)
class _Mark:
    """A scope in a sentence: its value, its tokens [first, last), the noun or word that it is said
    of, or -1 where that is a pronoun of another sentence, and the predicate over it."""

    value: Scope
    first: int
    last: int
    on: int
    predicate: int


def _marks(parsed: Parsed) -> list[_Mark]:
    """The scopes of a sentence, in order, those inside quotations left out."""
    found: list[_Mark] = []
    for token in parsed.tokens:
        if parsed.in_quote(token.span):
            continue
        if found and token.index < found[-1].last:
            continue
        for read in (_area, _share, _partitive, _adverb, _focus):
            mark = read(parsed, token)
            if mark is not None:
                found.append(mark)
                break
    excepted = _excepted(parsed)
    return [
        replace(mark, value=replace(mark.value, level=NEARLY))
        if mark.value.level == ALL and mark.predicate in excepted
        else mark
        for mark in found
    ]


def _excepted(parsed: Parsed) -> set[int]:
    """The predicates of what is said with an exception: "pensioners apart", "except for"."""
    return {
        parsed.predicate(t.index)
        for t in parsed.tokens
        if t.lower in _EXCEPT and (t.lower != "apart" or t.dep in ("advmod", "prep"))
    }


def _mark(parsed: Parsed, value: Scope, first: int, last: int, on: int) -> _Mark:
    """A mark, with an "only" before it taken in."""
    before = first - 1
    if (
        before >= 0
        and parsed.tokens[before].lower in ("a", "about", "the")
        and value.level
        in (
            SOME,
            FEW,
            HALF,
            MOST,
        )
    ):
        before -= 1
    if before >= 0 and parsed.tokens[before].lower in _ONLY and value.scale == "share":
        value = Scope(value.scale, value.level, value.share, True)
        first = before
    at = parsed.predicate(on if on >= 0 else first)
    return _Mark(value, first, last, on, at)


def _share(parsed: Parsed, token: Token) -> _Mark | None:
    """A quantifier: "all", "most of", "the bulk of", "all but three", "not every"."""
    level = _LEVELS.get(token.lower)
    if level is None and token.lower != "any":
        return None
    i, words = token.index, [t.lower for t in parsed.tokens]
    if token.lower == "any" and words[i - 1 : i] in (["hardly"], ["scarcely"], ["barely"]):
        level = NONE
    if level is None or not _quantifies(parsed, token):
        return None
    first, last, only = i, i + 1, False
    following = words[i + 1 : i + 3]
    if level == ALL and following[:1] in (["but"], ["except"]):
        if len(following) < 2 or (parsed.tokens[i + 2].pos != NUM and following[1] != "a"):
            return None  # "all but certain"
        level, last = NEARLY, i + 3
    elif parsed.tokens[i + 1].pos == NUM and (level == ALL or following[0] == "one"):
        last = i + 2  # "all three": of a whole of three, not three of it; "no one"
    first, level, only = _before(words, first, token.lower, level)
    return _mark(parsed, Scope("share", level, None, only), first, last, _of(parsed, last - 1, i))


def _before(words: list[str], first: int, word: str, level: str) -> tuple[int, str, bool]:
    """What stands before a quantifier and moves it on its scale: "a few", "not all", "hardly any".

    Gives back where it starts, its step, and whether no more than that is meant.
    """
    only = False
    if word == "few" and words[first - 1 : first] == ["a"]:
        level, first = SOME, first - 1
    before = words[first - 1] if first else ""
    if before in ("not", "n't", "n’t") and level in (ALL, MANY):
        level, first, only = (SOME if level == ALL else FEW), first - 1, True
    elif before in _NEARLY and level in (ALL, NONE):
        level, first = (NEARLY if level == ALL else FEW), first - 1
    return first, level, only


def _quantifies(parsed: Parsed, token: Token) -> bool:
    """Whether a word of the scale says how many here: "most people", not "most important"."""
    i, word = token.index, token.lower
    before = parsed.tokens[i - 1].lower if i else ""
    after = parsed.tokens[i + 1] if i + 1 < len(parsed.tokens) else None
    if after is None or after.text in ("-", "‑", "–") or before in ("-", "at", "above", "after"):
        return False
    if token.dep == "quantmod":
        return word == "all" and after.pos == NUM
    if token.dep in ("advmod", "preconj", "cc", "npadvmod", "intj"):
        return False
    noun = _quantity_noun(parsed, token)
    if noun is not None:
        return noun
    if word in ("each", "every") and token.dep != "det":
        return False
    return not _idiom(word, before, after)


def _idiom(word: str, before: str, after: Token) -> bool:
    """Whether the words around one make it none: "half an hour", "some 40", "no longer"."""
    return (
        (word == "half" and (before in ("the", "first", "second") or after.lower in ("a", "an")))
        or (word in ("some", "every") and after.pos == NUM and after.lower != "one")
        or (word in ("many", "few", "most") and before in _DEGREES)
        or (word == "no" and after.lower in ("longer", "more", "less", "fewer", "doubt", "later"))
    )


_DEGREES: Final = frozenset("how as so the too very".split())


def _quantity_noun(parsed: Parsed, token: Token) -> bool | None:
    """As `_quantifies`, for the words that are no quantifiers by themselves; None for the rest."""
    i, word = token.index, token.lower
    of_what = any(parsed.tokens[k].lower == "of" for k in parsed.on(i, "prep"))
    if word in ("majority", "bulk", "handful"):
        return of_what
    if word in ("part", "parts"):
        return of_what and token.dep not in ("attr", "dobj", "conj") and not parsed.modifiers(i)
    if word == "throughout":
        return bool(parsed.on(i, "pobj"))
    if word in ("entire", "whole"):
        return token.dep == "amod"
    return None


def _of(parsed: Parsed, last: int, i: int) -> int:
    """The noun that a quantifier at `i` speaks of: under it, after its "of", or before it."""
    tokens = parsed.tokens
    for k in (i, last):
        for prep in parsed.on(k, "prep"):
            if tokens[prep].lower == "of":
                for noun in parsed.on(prep, "pobj"):
                    return _told(parsed, noun, i)
    token = tokens[i]
    if token.pos == PREP:
        return next(iter(parsed.on(i, "pobj")), -1)
    if token.dep in ("det", "predet", "amod", "nummod", "nmod", "quantmod") and token.head > i:
        noun = parsed.phrase_head(token.head)
        return noun if tokens[noun].pos in (NOUN, NAME) else _of(parsed, noun, noun)
    for k in range(i):  # "Of the fourteen witnesses, all but three said"
        if tokens[k].lower == "of" and (k == 0 or tokens[k - 1].pos == PUNCT):
            for noun in parsed.on(k, "pobj"):
                return _told(parsed, noun, i)
    return _told(parsed, i, i)


def _told(parsed: Parsed, noun: int, before: int) -> int:
    """The noun itself, or the last plural before a word where it is a pronoun; -1 without one."""
    if parsed.tokens[noun].pos in (NOUN, NAME):
        return noun
    for k in range(before - 1, -1, -1):
        if parsed.tokens[k].tag in ("NNS", "NNPS") and parsed.heads_phrase(k):
            return k
    return -1


def _partitive(parsed: Parsed, token: Token) -> _Mark | None:
    """A number of a known whole: "two of the three lanes", "three quarters of", "34 of them"."""
    i = token.index
    fraction = _FRACTIONS.get(token.lower.removesuffix("s"))
    compared = (
        token.tag in ("JJR", "JJS") and token.dep != "amod" and not _scaled(token)
    )  # "the earlier of her two"
    if token.pos != NUM and not compared and not (fraction and token.dep != "amod"):
        return None
    whole = [
        noun
        for prep in parsed.on(i, "prep")
        if parsed.tokens[prep].lower == "of" and prep == i + 1
        for noun in parsed.on(prep, "pobj")
    ]
    if not whole or not _definite(parsed, whole[0]):
        return None
    first, last = i, i + 1
    share = None
    if fraction and token.pos != NUM:
        first, above = _numerator(parsed, i)
        share = Fraction(above, fraction)
    else:
        numbers = [k for k in parsed.on(whole[0], "nummod") if k < whole[0]]
        part, all_of = _number(token), _number(parsed.tokens[numbers[0]]) if numbers else 0
        if part and all_of >= part:
            share = Fraction(part, all_of)
    on = _told(parsed, whole[0], i)
    return _mark(parsed, Scope("share", PART, share), first, last, on)


def _definite(parsed: Parsed, noun: int) -> bool:
    """Whether a noun is a known whole: "the lanes", "its lanes", "them"."""
    if parsed.tokens[noun].lower in ("them", "whom", "which", "these", "those"):
        return True
    return any(
        parsed.tokens[k].dep == "poss" or parsed.tokens[k].lower in ("the", "these", "those")
        for k in parsed.children[noun]
    )


def _numerator(parsed: Parsed, i: int) -> tuple[int, int]:
    """Where a fraction starts and how many parts it has: "two-thirds", "a quarter"."""
    k = i - 1
    if k >= 0 and parsed.tokens[k].text in ("-", "‑"):
        k -= 1
    above = _number(parsed.tokens[k]) if k >= 0 else 0
    return (k, above) if above else (i, 1)


def _number(token: Token) -> int:
    """A small number in words or any in digits; 0 for others."""
    digits = token.lower.replace(",", "")
    return int(digits) if digits.isdecimal() else _NUMBERS.get(token.lower, 0)


def _adverb(parsed: Parsed, token: Token) -> _Mark | None:
    """An adverb of share or frequency, or "first" and "last" on a noun."""
    level = _EXTENT.get(token.lower)
    if level is not None and token.dep in ("advmod", "neg"):
        return _mark(parsed, Scope("extent", level), token.index, token.index + 1, token.head)
    order = _ORDER.get(token.lower)
    if order is not None and token.dep == "amod" and token.head > token.index:
        return _mark(parsed, Scope("order", order), token.index, token.index + 1, token.head)
    return None


def _focus(parsed: Parsed, token: Token) -> _Mark | None:
    """A word that leaves out the rest, or takes in more, with the noun that it stands at."""
    i, tokens = token.index, parsed.tokens
    if token.lower in _ALSO and token.dep == "advmod":
        return _mark(parsed, Scope("focus", "also"), i, i + 1, token.head)
    if token.lower == "else" and i and tokens[i - 1].lower in ("nobody", "one", "nothing"):
        return _mark(parsed, Scope("focus", "only"), i - 1, i + 1, -1)
    if token.lower in _ONLY and token.dep in ("advmod", "amod"):
        return _only(parsed, token)
    return None


def _only(parsed: Parsed, token: Token) -> _Mark | None:
    """A word that leaves out the rest, at its noun; at a time, a figure or a clause it is none."""
    i, tokens = token.index, parsed.tokens
    before = tokens[i - 1].lower if i else ""
    if before in ("not", "if", "n't", "n’t") or (token.lower == "just" and token.dep != "amod"):
        return None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    closes = after is None or after.pos == PUNCT
    if token.lower == "alone" or (closes and token.lower == "only"):
        on = i - 1 if i and tokens[i - 1].pos in (NOUN, NAME) else -1
    elif token.dep == "amod" and i and tokens[i - 1].pos in (DET, CLITIC):
        if token.lower != "only" or parsed.tokens[token.head].tag not in ("NN", "NNP"):
            return None
        on = parsed.phrase_head(token.head)
        return _mark(parsed, Scope("focus", "sole"), i, i + 1, on)  # "her only opera"
    else:
        on = _next_noun(parsed, i)
    if on < 0 or _measured(parsed, on):
        return None
    first, last = parsed.phrase(on)
    return _mark(parsed, Scope("focus", "only"), min(i, first), max(i + 1, last), on)


def _next_noun(parsed: Parsed, i: int) -> int:
    """The noun that "only" stands right before, its preposition between or not; else -1."""
    tokens = parsed.tokens
    for k in range(i + 1, len(tokens)):
        if tokens[k].lower in ("those", "people"):
            return k
        if tokens[k].pos in (NOUN, NAME):
            return parsed.phrase_head(k)
        if tokens[k].pos in (VERB, NUM, PUNCT, REL) or _scaled(tokens[k]):
            return -1
        if tokens[k].dep == "mark" or tokens[k].lower in _CONDITIONS:
            return -1
    return -1


def _scaled(token: Token) -> bool:
    return token.lower in _LEVELS or token.lower in _FRACTIONS


def _measured(parsed: Parsed, noun: int) -> bool:
    """Whether a noun is a time or a figure: "only on Monday", "only 4 percent"."""
    token = parsed.tokens[noun]
    if parsed.on(noun, "nummod") or lexicon.topic(token.lemma.lower()) in ("time", "quantity"):
        return True
    return token.entity[2:] in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY")


def _area(parsed: Parsed, token: Token) -> _Mark | None:
    """A general word for the area that something is said of: "across the country", "nationwide"."""
    level = _AREA.get(token.lemma.lower()) or _AREA.get(token.lower)
    if level is None or token.pos == NAME:
        return None
    i = token.index
    if token.dep in ("advmod", "npadvmod") or token.lower in _WITHOUT_IN:
        if token.dep in ("amod", "compound"):
            return None
        return _mark(parsed, Scope("area", level), i, i + 1, token.head)
    if token.dep == "poss" and not parsed.on(i, "amod", "compound"):
        return _mark(parsed, Scope("area", level), i, i + 1, token.head)
    above = parsed.tokens[token.head]
    if token.dep != "pobj" or above.lower not in ("in", "across", "throughout", "around"):
        return None
    return _mark(parsed, Scope("area", level), above.index, i + 1, above.head)


# -------------------------------------------------------------------------------------- between


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Scope]]:
    """Nothing: a scope is told only beside another."""
    return iter(())


def between(facing: Facing) -> Iterator[tuple[Mention[Scope], Mention[Scope]]]:
    """Scopes that face each other and differ; equal ones face each other first."""
    if Role.QUESTION in (facing.left.sentence.role, facing.right.sentence.role):
        return
    lefts = _marks(facing.left)
    rights = _marks(facing.right)
    counterparts = _Counterparts(facing)
    found = sorted(
        (_difference(a.value, b.value) != "", -counterparts.strength(a, b), i + j, i * j, i, j)
        for i, a in enumerate(lefts)
        for j, b in enumerate(rights)
        if counterparts.strength(a, b) > 0.0
    )
    used: set[tuple[str, int]] = set()
    for differs, *_, i, j in found:
        if ("l", i) in used or ("r", j) in used:
            continue
        used.update((("l", i), ("r", j)))
        if differs:
            yield _mention(facing.left, lefts[i]), _mention(facing.right, rights[j])
    taken = {mark.on for mark in lefts}, {mark.on for mark in rights}
    flipped = _Counterparts(facing.flip())
    for i, a in enumerate(lefts):
        if ("l", i) not in used and (other := counterparts.opened(a, taken[1])):
            yield _mention(facing.left, a), _mention(facing.right, other)
    for j, b in enumerate(rights):
        if ("r", j) not in used and (other := flipped.opened(b, taken[0])):
            yield _mention(facing.left, other), _mention(facing.right, b)
    yield from _bases(counterparts)


def _bases(counterparts: _Counterparts) -> Iterator[tuple[Mention[Scope], Mention[Scope]]]:
    """Bases of a share of which one is narrower: "of its European staff", "of its staff"."""
    facing = counterparts.facing
    ones, others = (
        [t.index for t in parsed.tokens if _is_base(parsed, t)]
        for parsed in (facing.left, facing.right)
    )
    pairs, lefts, rights = counterparts.pairs, counterparts.lefts, counterparts.rights
    for i in ones:
        for j in others:
            if (i, j) not in pairs or not counterparts.one_word(i, j):
                continue
            narrow, wide = _narrowing(facing.left, i), _narrowing(facing.right, j)
            if bool(narrow) == bool(wide) or narrow & lefts or wide & rights:
                continue
            yield (
                _mention(facing.left, _base(facing.left, i, narrow)),
                _mention(facing.right, _base(facing.right, j, wide)),
            )


def _is_base(parsed: Parsed, token: Token) -> bool:
    """Whether a share is told of a noun: "40 percent of its staff", "two-thirds of the voters"."""
    if token.pos != NOUN or token.dep != "pobj" or parsed.tokens[token.head].lower != "of":
        return False
    share = parsed.tokens[parsed.head(token.head)]
    fraction = share.lower.removesuffix("s") in _FRACTIONS
    return fraction or share.lower in ("percent", "%", "cent") or share.dep == "nummod"


def _narrowing(parsed: Parsed, noun: int) -> set[int]:
    """What makes a base narrower: adjectives and nouns before it."""
    return {k for k in parsed.on(noun, "amod", "compound") if k < noun and parsed.tokens[k].content}


def _base(parsed: Parsed, noun: int, narrowing: set[int]) -> _Mark:
    level = "narrowed" if narrowing else "whole"
    first = min({noun, *narrowing})
    return _Mark(Scope("base", level), first, noun + 1, noun, parsed.predicate(noun))


class _Counterparts:
    """Which words of two sentences face each other, as marks ask it."""

    def __init__(self, facing: Facing) -> None:
        self.facing = facing
        self.pairs = {(i, j) for i, j, s in facing.pairs if s > 0.0}
        self.lefts = {i for i, _ in self.pairs}
        self.rights = {j for _, j in self.pairs}

    def strength(self, a: _Mark, b: _Mark) -> float:
        """How surely two marks are said of one: 1 by noun and predicate, less by one of them."""
        if not _comparable(a.value, b.value):
            return 0.0
        nouns = self.words(a.on, b.on) or self._one_whole(a, b)
        predicates = self.words(a.predicate, b.predicate)
        levels = {a.value.level, b.value.level}
        if NONE in levels and not predicates and not (nouns and levels <= {NONE, SOME, FEW, PART}):
            return 0.0  # "no store will close", "every store stays open"
        if nouns:
            apart = self.elsewhere(a.predicate, b.predicate)
            return 1.0 if predicates else 0.0 if apart else 0.8
        return 0.0 if "sole" in levels else self._by_predicate(a, b, predicates)

    def _by_predicate(self, a: _Mark, b: _Mark, predicates: bool) -> float:
        """As `strength`, where the nouns don't face."""
        if a.value.scale != b.value.scale:
            return 0.6 if predicates else 0.4
        if a.value.scale == "area":
            return 0.6 if predicates else 0.4
        if a.on < 0 and b.on < 0 and self._one_role(a, b):
            return 0.5  # "all of them were ...", "most of them had ..."
        if a.on >= 0 and b.on >= 0 and (a.on in self.lefts or b.on in self.rights):
            return 0.0  # said of two things that the other sentence has too
        return 0.6 if predicates and self._one_role(a, b) else 0.0

    def _one_whole(self, a: _Mark, b: _Mark) -> bool:
        """Whether the two nouns carry one figure: "three employees", "the three people"."""
        figures = [
            {parsed.tokens[k].lower for k in parsed.on(mark.on, "nummod")} if mark.on >= 0 else {""}
            for parsed, mark in ((self.facing.left, a), (self.facing.right, b))
        ]
        return bool(figures[0] & figures[1] - {""})

    def _one_role(self, a: _Mark, b: _Mark) -> bool:
        """Whether two marks stand on the same side of their predicates: doer, undergoer, other."""
        return self._role(self.facing.left, a) == self._role(self.facing.right, b)

    @staticmethod
    def _role(parsed: Parsed, mark: _Mark) -> str:
        own = {mark.on, *range(mark.first, mark.last)}
        if own & set(parsed.doers(mark.predicate)):
            return "doer"
        return "undergoer" if own & set(parsed.undergoers(mark.predicate)) else ""

    def opened(self, a: _Mark, taken: set[int]) -> _Mark | None:
        """What takes in more on the right than the one thing that a left "only" allows.

        That is a list with that thing in it, or the thing alone with no "only" at it.
        """
        right = self.facing.right
        if (a.value.scale, a.value.level) != ("focus", "only") or a.on < 0:
            return None
        faced = sorted(j for i, j in self.pairs if i == a.on)
        for j in faced:
            members = right.conjuncts(j)
            if len(members) > len(self.facing.left.conjuncts(a.on)):
                first, last = right.phrase(members[0])[0], right.phrase(members[-1])[1]
                return _Mark(Scope("focus", "also"), first, last, j, right.predicate(j))
        for j in faced:
            on = right.predicate(j)
            if j not in taken and (a.predicate, on) in self.pairs and self.one_word(a.on, j):
                first, last = right.phrase(j)
                return _Mark(Scope("focus", "open"), first, last, j, on)
        return None

    def words(self, i: int, j: int) -> bool:
        """Whether two words face each other, or are one word or synonyms."""
        if min(i, j) < 0:
            return False
        return (i, j) in self.pairs or self.one_word(i, j)

    def one_word(self, i: int, j: int) -> bool:
        """Whether two words have one base form, or are synonyms."""
        a, b = self.facing.left.tokens[i], self.facing.right.tokens[j]
        if a.lemma == b.lemma:
            return True
        return a.pos == b.pos and lexicon.synonyms(a.lemma.lower(), b.lemma.lower())

    def elsewhere(self, i: int, j: int) -> bool:
        """Whether both words face other words than each other."""
        return i in self.lefts and j in self.rights and (i, j) not in self.pairs


def _comparable(a: Scope, b: Scope) -> bool:
    """Whether two scopes are of one scale, or shut out what the other takes in."""
    if a.scale == b.scale:
        return not (HALF in (a.level, b.level) and (a.share or b.share))  # both are figures
    focus, share = sorted((a, b), key=lambda scope: scope.scale)
    if (focus.scale, share.scale) != ("focus", "share"):
        return False
    return (focus.level, share.level) in (("only", ALL), ("sole", PART))


def _difference(a: Scope, b: Scope) -> str:
    """How two comparable scopes differ: conflict, less precise, or not at all (empty)."""
    if a.scale != b.scale:
        return "conflict"
    if "open" in (a.level, b.level):
        return "less precise"
    if a.scale in ("order", "area", "focus", "base"):
        return "conflict" if a.level != b.level else ""
    if a.share is not None or b.share is not None:
        return _shares(a, b)
    if a.level == b.level:
        return ""
    high, low = sorted((a, b), key=lambda scope: _SCALE.index(scope.level))
    opened = _OPEN if a.scale == "share" else _OPEN_EXTENT
    if (high.level, low.level) not in opened or low.only:
        return "conflict"
    return "less precise"


# The shares that a step of the scale leaves open, both ends included.
_RANGES: Final = {
    ALL: (Fraction(1), Fraction(1)),
    NEARLY: (Fraction(3, 5), Fraction(99, 100)),
    MOST: (Fraction(1, 2), Fraction(99, 100)),
    HALF: (Fraction(2, 5), Fraction(3, 5)),
    MANY: (Fraction(1, 5), Fraction(1)),
    SOME: (Fraction(1, 100), Fraction(1)),
    FEW: (Fraction(1, 100), Fraction(1, 3)),
    NONE: (Fraction(0), Fraction(0)),
}


def _shares(a: Scope, b: Scope) -> str:
    """As `_difference` where one is a figure; two figures are quantities and told as such."""
    if a.level == b.level:
        return ""
    figure, step = (a, b) if a.share is not None else (b, a)
    low, high = _RANGES[step.level]
    assert figure.share is not None
    return "less precise" if low <= figure.share <= high else "conflict"


def _mention(parsed: Parsed, mark: _Mark) -> Mention[Scope]:
    sentence = parsed.sentence
    span = parsed.span(mark.first, mark.last)
    on = parsed.phrase(mark.on) if mark.on >= 0 else parsed.clause_of(mark.first)
    about = parsed.span(*on)
    text = sentence.text[span.start - sentence.start : span.end - sentence.start]
    label = sentence.text[about.start - sentence.start : about.end - sentence.start]
    return Mention(
        Kind.SCOPE,
        sentence.article,
        sentence.index,
        span.start,
        span.end,
        text,
        mark.value,
        Slot(" ".join(label.split())[:60]),
    )


def slot(left: Mention[Scope], right: Mention[Scope], facing: Facing) -> float:
    """Never: `between` finds what faces."""
    return 0.0


# --------------------------------------------------------------------------------------- ladder


def _less(a: Mention[Scope], b: Mention[Scope]) -> bool:
    return _difference(a.value, b.value) == "less precise"


LADDER: Final[tuple[Rung[Scope], ...]] = (
    Rung(
        "less precise",
        Relation.LESS_PRECISE,
        "SCO102",
        _less,
        lambda a, b: "one leaves open what the other says of more",
        Severity.WARNING,
    ),
    Rung(
        "other scope",
        Relation.CONFLICT,
        "SCO101",
        lambda a, b: True,
        lambda a, b: f'"{a.text}" and "{b.text}" are said of one thing',
    ),
)


def precision(value: Scope) -> float:
    """The higher step first: it leaves less open."""
    return float(_SCALE.index(value.level)) if value.level in _SCALE else 0.0


EXAMPLES: Final = (
    Example(
        "All schools in the valley stayed shut on Monday.",
        "Most schools in the valley stayed shut on Monday.",
        "other scope",
        "All",
        "Most",
    ),
    Example(
        "All three lanes of the bridge were closed in spring.",
        "Two of the three lanes of the bridge were closed in spring.",
        "other scope",
        "All",
        "Two",
    ),
    Example(
        "Several ferries were checked by inspectors in Oddal.",
        "All ferries were checked by inspectors in Oddal.",
        "less precise",
        "Several",
        "All",
    ),
    Example(
        "Passengers of the ferry were told to wait on Monday.",
        "All passengers of the ferry were told to wait on Monday.",
        None,
    ),
    Example(
        "Some 40 ferries were checked by inspectors in Oddal.",
        "All ferries were checked by inspectors in Oddal.",
        None,
    ),
)

FACT_TYPE: Final[FactType[Scope]] = FactType(
    kind=Kind.SCOPE,
    prefix="SCO",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    between=between,
    relational=True,
    precision=precision,
    worded=True,
)
