"""Reading scope: the quantifiers, areas, adverbs and words like "only" of a sentence.

What is found and what is not stands with the comparison, in `consistency/facts/scope.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from consistency import lexicon
from consistency.model import Kind, Mention, Slot
from consistency.text import CLITIC, DET, NAME, NOUN, NUM, PREP, PUNCT, REL, VERB, Token
from consistency.tree import Parsed, kept


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


# ---------------------------------------------------------------------------------------- marks


@dataclass(frozen=True, slots=True)
class Mark:
    """A scope in a sentence: its value, its tokens [first, last), the noun or word that it is said
    of, or -1 where that is a pronoun of another sentence, and the predicate over it."""

    value: Scope
    first: int
    last: int
    on: int
    predicate: int


@kept
def marks_of(parsed: Parsed) -> list[Mark]:
    """The scopes of a sentence, in order, those inside quotations left out."""
    found: list[Mark] = []
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


def _mark(parsed: Parsed, value: Scope, first: int, last: int, on: int) -> Mark:
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
    return Mark(value, first, last, on, at)


def _share(parsed: Parsed, token: Token) -> Mark | None:
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
    on = _of(parsed, last - 1, i)
    share = _but(parsed, last - 1, on) if level == NEARLY and last == i + 3 else None
    return _mark(parsed, Scope("share", level, share, only), first, last, on)


def _but(parsed: Parsed, left_out: int, whole: int) -> Fraction | None:
    """The share that is all but a number of a counted whole: "all but two of the nine"."""
    numbers = [k for k in parsed.on(whole, "nummod") if k < whole] if whole >= 0 else []
    rest, all_of = (
        _number(parsed.tokens[k]) for k in (left_out, numbers[0] if numbers else left_out)
    )
    return Fraction(all_of - rest, all_of) if 0 < rest < all_of else None


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
    if token.dep == "pobj" and before == "in" and after.lower != "of":
        return False  # "four roofs in all"
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


def _partitive(parsed: Parsed, token: Token) -> Mark | None:
    """A number of a known whole: "two of the three lanes", "three quarters of", "34 of them"."""
    i = token.index
    fraction = _FRACTIONS.get(token.lower.removesuffix("s"))
    if not _may_be_part(parsed, token, fraction):
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
    if token.lower == "one" and i and parsed.tokens[i - 1].lower == "not":
        return _mark(parsed, Scope("share", NONE), i - 1, last, _told(parsed, whole[0], i))
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


def _may_be_part(parsed: Parsed, token: Token, fraction: int | None) -> bool:
    """Whether a word may be a number of something: no "every one of the 14"."""
    if token.index and parsed.tokens[token.index - 1].lower in ("every", "each"):
        return False
    if token.pos == NUM:
        return True
    compared = token.tag in ("JJR", "JJS") and not _scaled(token)  # "the earlier of her two"
    return token.dep != "amod" and (compared or bool(fraction))


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


def _adverb(parsed: Parsed, token: Token) -> Mark | None:
    """An adverb of share or frequency, or "first" and "last" on a noun."""
    level = _EXTENT.get(token.lower)
    if level is not None and token.dep in ("advmod", "neg"):
        return _mark(parsed, Scope("extent", level), token.index, token.index + 1, token.head)
    order = _ORDER.get(token.lower)
    if order is not None and token.dep == "amod" and token.head > token.index:
        return _mark(parsed, Scope("order", order), token.index, token.index + 1, token.head)
    return None


def _focus(parsed: Parsed, token: Token) -> Mark | None:
    """A word that leaves out the rest, or takes in more, with the noun that it stands at."""
    i, tokens = token.index, parsed.tokens
    if token.lower in _ALSO and token.dep == "advmod":
        return _mark(parsed, Scope("focus", "also"), i, i + 1, token.head)
    if token.lower == "else" and i and tokens[i - 1].lower in ("nobody", "one", "nothing"):
        return _mark(parsed, Scope("focus", "only"), i - 1, i + 1, -1)
    if token.lower in _ONLY and token.dep in ("advmod", "amod"):
        return _only(parsed, token)
    return None


def _only(parsed: Parsed, token: Token) -> Mark | None:
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


def _area(parsed: Parsed, token: Token) -> Mark | None:
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


def is_base(parsed: Parsed, token: Token) -> bool:
    """Whether a share is told of a noun: "40 percent of its staff", "two-thirds of the voters"."""
    if token.pos != NOUN or token.dep != "pobj" or parsed.tokens[token.head].lower != "of":
        return False
    share = parsed.tokens[parsed.head(token.head)]
    fraction = share.lower.removesuffix("s") in _FRACTIONS
    return fraction or share.lower in ("percent", "%", "cent") or share.dep == "nummod"


def narrowing_of(parsed: Parsed, noun: int) -> set[int]:
    """What makes a base narrower: adjectives and nouns before it."""
    return {k for k in parsed.on(noun, "amod", "compound") if k < noun and parsed.tokens[k].content}


def base_of(parsed: Parsed, noun: int, narrowing: set[int]) -> Mark:
    """The base of a share as a mark, with the words that make it narrower."""
    level = "narrowed" if narrowing else "whole"
    first = min({noun, *narrowing})
    return Mark(Scope("base", level), first, noun + 1, noun, parsed.predicate(noun))


def mention_of(parsed: Parsed, mark: Mark) -> Mention[Scope]:
    """A mark as a mention, labelled with the phrase that it is said of."""
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
