"""Quantities: counts, amounts, money, shares, ages, durations, scores and vague amounts.

What it finds
    A figure with its hedge and the thing it counts, as one mention: "at least 84 attacks",
    "approximately 2,000 U.S. forces", "$1.3bn", "nearly half", "between 10 and 12 days", "thousands
    of people", "3.4m vehicles", "a 91-year-old", "two in three voters", "won 3-1", "no deaths". A
    figure is an interval with a commitment:

    ============  =======================  ===========================================
    commitment    printed                  interval
    ============  =======================  ===========================================
    exact         84, eighty-four          [84, 84]
    approximate   about 84                 [84, 84], compared with a tolerance
    approximate   nearly 84, barely 84     the same, open above, open below
    at-least      at least 84, 84 or more  [84, +inf)
    more-than     more than 84, over 84    (84, +inf)
    at-most       at most 84, up to 84     (-inf, 84]
    less-than     fewer than 84            (-inf, 84)
    range         10 to 12, 10-12          [10, 12]
    vague         dozens, several          an interval from consistency/data/quantity.toml
    grammatical   an attack, attacks       [1, 1], [2, +inf)
    ============  =======================  ===========================================

    A trend ("rose by 5 percent") is a field of its own, and so is the time that a figure holds for
    ("as of noon"). A score is a value of two numbers and is equal or not.

What it does not find
    Years, dates, times of day, telephone numbers, addresses, designators (F-16, COVID-19, Route 66,
    7th Fleet), numbers of lists and sections, footnotes, and names that hold a number. Ordinals are
    read only where they count ("the third attack this week"). Currencies are never converted.
    Of grammatical number, only events are read: "a rocket attack", and the plural that faces it.

How two quantities compare
    ===============================  ===============================  ========================
    a                                b                                relation
    ===============================  ===============================  ========================
    84                               eighty-four                      equal
    10 km                            6.2 miles                        equal, converted
    84 attacks                       attacks                          less-precise, info
    rocket attacks                   a rocket attack                  conflict, warning
    at least 84                      84, 90, at least 90              less-precise
    at least 84                      numerous                         less-precise
    approximately 2,000              thousands                        less-precise
    2,000                            1,987                            less-precise, rounded
    about 2,000                      more than 2,000                  less-precise, same figure
    about 2,000                      1,900                            less-precise
    10 to 12                         11                               less-precise
    more than 50                     less than 80                     less-precise: both can hold
    several                          two                              incomparable: soft edge
    at least 84                      60                               conflict
    84                               48                               conflict
    12 dead, published 09:00         20 dead, published 15:00         conflict, warning
    ===============================  ===============================  ========================
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from math import floor, inf, log10
from typing import Any, Final

from consistency import lexicon
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Severity,
    Slot,
    Span,
)
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CLITIC,
    CONJ,
    CONTENT,
    DET,
    MODAL,
    NAME,
    NOT,
    NOUN,
    NUM,
    PREP,
    PRON,
    PUNCT,
    REL,
    SCALES,
    TENS,
    TO,
    UNITS,
    VERB,
    Document,
    Facing,
    Parsed,
    Token,
    number,
)

# ---------------------------------------------------------------------------------------- rules


def _documentation(finds: str, matters: str, example: str) -> str:
    return (
        f"What it finds: {finds}\n\nWhy it matters: {matters}\n\nExample: {example}\n\n"
        "How to silence: leave the rule out with `--ignore` and its code.\n"
    )


AGREEING: Final = Rule(
    "QTY001",
    "agreeing-quantity",
    "The articles give the same figure.",
    _documentation(
        "Figures for one thing that say the same, in digits, words or another unit.",
        "It shows which figures are confirmed by more than one article.",
        '"84 attacks" and "eighty-four attacks".',
    ),
)
INCOMPARABLE: Final = Rule(
    "QTY009",
    "incomparable-quantity",
    "Two figures for one thing that cannot be decided: both can be true.",
    _documentation(
        "A vague word next to a figure just outside the sense that this program gives it, and two "
        "measures without a common unit.",
        "Neither article is wrong on this evidence; the editor may want to look.",
        '"several houses" and "two houses"; "two months" and "60 days".',
    ),
)
CONFLICTING: Final = Rule(
    "QTY101",
    "conflicting-quantity",
    "Two figures for one thing that cannot both be true.",
    _documentation(
        "Figures for the same thing, in the same role, whose intervals share no value, after "
        "rounding and hedges are allowed for.",
        "At least one of the articles is wrong, or they speak of different things.",
        '"84 attacks" and "48 attacks"; "at least 84 attacks" and "60 attacks".',
    ),
)
LESS_PRECISE: Final = Rule(
    "QTY102",
    "less-precise-quantity",
    "One article gives a weaker or rounder figure than the other.",
    _documentation(
        "A bound, a hedge, a round number, a range or a vague word that covers the other figure, "
        "and two bounds that overlap.",
        "Both can be true, but one article claims less; a rewrite that does this loses content.",
        '"at least 84 attacks" and "numerous attacks".',
    ),
)
GRAMMATICAL: Final = Rule(
    "QTY111",
    "grammatical-number",
    "One article has several where the other has one, by grammar alone.",
    _documentation(
        "A plural (two or more) that faces a singular or a figure of one, and the other way round.",
        "A rewrite that turns several events into one changes the facts without touching a figure.",
        '"rocket attacks hit the base" and "a rocket attack hit the base".',
    ),
)
LATER_FIGURE: Final = Rule(
    "QTY112",
    "later-figure",
    "Two counts that differ and that were given at different times.",
    _documentation(
        "Counts that cannot both be true at one time, where the articles appeared at different "
        'times or a figure is dated ("by noon", "as of Tuesday").',
        "A toll that moved is news and no error; the older article may need an update.",
        '"12 dead" at 09:00 and "20 dead" at 15:00.',
    ),
)
NO_FIGURE: Final = Rule(
    "QTY113",
    "no-figure-given",
    "One article gives a figure where the other has a bare noun.",
    _documentation(
        "A counted noun that faces the same noun without any figure.",
        "The figure is missing from one article; nothing contradicts it.",
        '"84 attacks" and "attacks".',
    ),
)

RULES: Final = (
    AGREEING,
    INCOMPARABLE,
    CONFLICTING,
    LESS_PRECISE,
    GRAMMATICAL,
    LATER_FIGURE,
    NO_FIGURE,
)

# ---------------------------------------------------------------------------------------- value


class Commitment(StrEnum):
    """What a phrase commits to; the order is from most to least precise."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    MORE_THAN = "more-than"
    AT_MOST = "at-most"
    LESS_THAN = "less-than"
    APPROXIMATE = "approximate"
    RANGE = "range"
    VAGUE = "vague"
    GRAMMATICAL = "grammatical"


_BOUNDS: Final = frozenset(
    {Commitment.AT_LEAST, Commitment.MORE_THAN, Commitment.AT_MOST, Commitment.LESS_THAN}
)


@dataclass(frozen=True)
class Quantity:
    """An interval with a commitment, and what it is of.

    `low` and `high` are in the printed unit; None is no end. An approximate value has both ends on
    the printed figure; an open end tells the side that it cannot reach ("nearly": open above). A
    score has the first number in `low` and the second in `high`. `grain` is the unit of the last
    significant digit as printed (100 for "1,200", 10**8 for "1.3bn"), `scaled` whether a scale word
    or letter was printed, `soft` whether a bound can be taken back ("up to"). `dimension` says
    what can be compared: "count", "percent", "USD", "length", "time", "age", "score", ....
    """

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    commitment: Commitment = Commitment.EXACT
    unit: str | None = None
    thing: str | None = None
    modifiers: tuple[str, ...] = ()
    role: str | None = None
    trend: str | None = None
    as_of: str | None = None
    dimension: str = "count"
    grain: float = field(default=0.0, compare=False)
    scaled: bool = field(default=False, compare=False)
    soft: bool = field(default=False, compare=False)

    def to_dict(self) -> dict[str, Any]:
        return {
            "low": _plain(self.low),
            "high": _plain(self.high),
            "low_open": self.low_open or self.low is None,
            "high_open": self.high_open or self.high is None,
            "commitment": self.commitment.value,
            "unit": self.unit,
            "thing": self.thing,
            "modifiers": list(self.modifiers),
            "role": self.role,
            "trend": self.trend,
            "as_of": self.as_of,
        }

    @cached_property
    def core(self) -> _Ends:
        """The interval as printed, in base units; an approximate figure is its point."""
        return _core(self)

    @cached_property
    def wide(self) -> _Ends:
        """The interval that the value allows: an approximate one with its tolerance."""
        return _wide(self)

    @cached_property
    def printed(self) -> tuple[float, float]:
        """The least and the greatest figure printed, in base units; both 0 where none tells."""
        vague = self.commitment in (Commitment.VAGUE, Commitment.GRAMMATICAL)
        if vague or self.dimension in ("score", "ordinal", "age", "time"):
            return 0.0, 0.0
        ends = [_in_base(v, self.unit) or 0.0 for v in (self.low, self.high) if v is not None]
        return (min(ends), max(ends)) if ends else (0.0, 0.0)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Interval in the dimension's base unit, commitment and dimension; not the wording."""
        if self.dimension == "score":
            ends = sorted((self.low or 0.0, self.high or 0.0), reverse=True)
            return ("score", *ends)
        low, high = _in_base(self.low, self.unit), _in_base(self.high, self.unit)
        return (
            self.dimension,
            None if low is None else _rounded(low),
            None if high is None else _rounded(high),
            self.low_open,
            self.high_open,
            self.commitment.value,
        )


def _plain(value: float | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _rounded(value: float) -> float:
    """Ten significant digits: conversions must not tell equal lengths apart."""
    return float(f"{value:.10g}")


# ----------------------------------------------------------------------------------- word lists


@dataclass(frozen=True)
class _Words:
    """The word lists of data/quantity.toml, arranged for look-up."""

    before: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # by last word, longest first
    after: tuple[tuple[str, str], ...]
    filler: frozenset[str]
    vague: dict[str, tuple[tuple[tuple[str, ...], float, float | None, str], ...]]  # by first word
    symbols: dict[str, str]
    prefixes: dict[str, str]
    currency: dict[str, str]
    placed: dict[str, str]
    minor: dict[str, str]
    units: dict[str, tuple[str, str]]
    glued: frozenset[str]
    scales: dict[str, int]
    designators: frozenset[str]
    streets: frozenset[str]
    names: dict[str, tuple[tuple[str, ...], ...]]  # by first word
    roles: dict[str, str]
    casualties: frozenset[str]
    trend: dict[str, str]
    score_before: frozenset[str]
    score_after: frozenset[str]
    exclusive: tuple[frozenset[str], ...]
    people: frozenset[str]
    light: frozenset[str]
    verbs: dict[str, str]
    alike: dict[str, str]


def _by(phrases: Iterable[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        table.setdefault(phrase[at], []).append(phrase)
    return {k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in table.items()}


def _load() -> _Words:
    data = tomllib.loads(
        files("consistency").joinpath("data/quantity.toml").read_text(encoding="utf-8")
    )
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for commitment, phrases in data["before"].items():
        for phrase in phrases:
            words = tuple(phrase.split())
            before.setdefault(words[-1], []).append((words, commitment))
    vague: dict[str, list[tuple[tuple[str, ...], float, float | None, str]]] = {}
    for table, dimension in (("vague", "count"), ("share", "percent")):
        for phrase, ends in data[table].items():
            words = tuple(phrase.split())
            high = float(ends[1]) if len(ends) > 1 else None
            vague.setdefault(words[0], []).append((words, float(ends[0]), high, dimension))
    units = {
        word: (dimension, canonical)
        for dimension, table in data["units"].items()
        for word, canonical in (entry.split("=") for entry in table.split())
    }
    money = data["money"]
    casualty = data["casualty"]
    return _Words(
        before={k: tuple(sorted(v, key=lambda e: (-len(e[0]), e[0]))) for k, v in before.items()},
        after=tuple(
            sorted(
                ((phrase, c) for c, phrases in data["after"].items() for phrase in phrases),
                key=lambda e: (-len(e[0]), e[0]),
            )
        ),
        filler=frozenset(data["filler"]["words"]),
        vague={k: tuple(sorted(v, key=lambda e: (-len(e[0]), e[0]))) for k, v in vague.items()},
        symbols=money["symbols"],
        prefixes=money["prefixes"],
        currency=money["names"],
        placed=money["places"],
        minor=money["minor"],
        units=units,
        glued=frozenset(data["glued"]["units"]),
        scales=data["scale"]["words"],
        designators=frozenset(data["designator"]["nouns"]),
        streets=frozenset(data["designator"]["streets"]),
        names=_by((tuple(n.split()) for n in data["designator"]["names"]), 0),
        roles={word: role for role, words in casualty.items() if role != "nouns" for word in words},
        casualties=frozenset(casualty["nouns"]),
        trend={word: side for side, words in data["trend"].items() for word in words},
        score_before=frozenset(data["score"]["before"]),
        score_after=frozenset(data["score"]["after"]),
        exclusive=tuple(frozenset(group) for group in data["exclusive"]["groups"]),
        people=frozenset(data["exclusive"]["people"]),
        light=frozenset(data["grammatical"]["light"]),
        verbs={verb: role for role, verbs in data["verbs"].items() for verb in verbs},
        alike={verb: role for role, verbs in data["alike"].items() for verb in verbs},
    )


_W: Final = _load()


# --------------------------------------------------------------------------------------- figures

_SMALL: Final = (
    "(?:(?:" + "|".join(TENS) + ")(?:[-‑ ](?:one|two|three|four|five|six|seven|eight|nine))?"
    "|" + "|".join(sorted(UNITS, key=lambda w: -len(w))) + ")"
)
_SCALE_WORD: Final = "(?:hundred|thousand|million|billion|trillion)"
_SCALED: Final = (
    rf"(?:{_SMALL}|an?(?=[-‑ ]{_SCALE_WORD}\b)|(?={_SCALE_WORD}\b))(?:[-‑ ]?\b{_SCALE_WORD}\b)+"
)
# Number words from their first word on: "two hundred and five thousand", "twenty-one", "a hundred".
_WORD_NUMBER: Final = re.compile(
    rf"(?:{_SCALED}(?:(?: and)?[-‑ ]{_SCALED})*(?:(?: and)?[-‑ ]{_SMALL})?|{_SMALL})(?!\w)",
    re.IGNORECASE,
)
# Digits: thousands grouped by comma, thin or no-break space; a decimal part. Possessive, linear.
_DIGITS: Final = re.compile(
    r"(?:\d{1,3}(?:[,\u00a0\u2009\u202f]\d{3})++(?!\d)|\d++)(?:\.\d++)?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛]"
)
_VULGAR: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}
_GLUE: Final = re.compile(r"[A-Za-zµμ°]{1,8}+(?:/[A-Za-z]{1,2})?(?![\w])")
_SCALE_AFTER: Final = re.compile(
    r"[ \u00a0-]?(hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn|mln|tn|trn)\b|"
    r"[ \u00a0-](k|m|b|bln|mil)\b(?!['’.])",
    re.IGNORECASE,
)
_PERCENT: Final = re.compile(
    r"[ \u00a0-]?(?:(%)|(?:percent|per cent|pct|pc)\b)([ -]points?\b)?|"
    r"[ \u00a0-](percentage[ -]points?|basis[ -]points?|pp)\b",
    re.IGNORECASE,
)
_FRACTION_WORDS: Final = {
    "half": 0.5, "halves": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25,
    "quarters": 0.25, "fourth": 0.25, "fourths": 0.25, "fifth": 0.2, "fifths": 0.2,
    "sixth": 1 / 6, "sixths": 1 / 6, "eighth": 0.125, "eighths": 0.125, "tenth": 0.1,
    "tenths": 0.1,
}  # fmt: skip
_FRACTION: Final = re.compile(
    r"(one|two|three|four|five|seven|a)[- ]"
    r"(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)\b",
    re.IGNORECASE,
)
_HALF: Final = re.compile(
    r"half(?:[ -](?:an? )?(dozen|hundred|thousand|million|billion|trillion)\b)?", re.IGNORECASE
)
_DOZEN: Final = re.compile(r"[- ]dozen\b", re.IGNORECASE)
_RATIO: Final = re.compile(
    r"(?: (?:in|out of)(?: every)?| of every) "
    r"(\d{1,3}(?:,\d{3})*(?![\w.]*\d)|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"a hundred|a thousand)(?![\w-])",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"(?: ?(?:-|–|—|−|‑) ?| (?:to|through|until)[ -]?| or )(?=[$£€¥₹]? ?\d|[a-z])",
    re.IGNORECASE,
)
_AND: Final = re.compile(r" and (?=[$£€¥₹]? ?[\d\w])", re.IGNORECASE)
_MONTH: Final = frozenset(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct."
    " nov. dec.".split()
)
_ORDINALS: Final = {
    "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip
_ORDINAL_DIGITS: Final = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b")
_COUNTING: Final = re.compile(
    r"(?: [\w’'-]+){1,4}? (?:(?:this|in the past|in the last|in as many|in \w+) (?:week|month|year"
    r"|season|quarter|day|night|hour)s?|in a row|since)\b",
    re.IGNORECASE,
)
_TIMES: Final = {
    "twice": 2.0, "thrice": 3.0, "doubled": 2.0, "tripled": 3.0, "quadrupled": 4.0,
    "halved": 0.5, "twofold": 2.0, "threefold": 3.0, "fourfold": 4.0, "fivefold": 5.0,
    "tenfold": 10.0, "doubling": 2.0, "tripling": 3.0,
}  # fmt: skip
# "a couple of" is two, loosely: our choice.
_PAIRS: Final = re.compile(r"a (?:couple|pair)(?: of)?(?: (?:dozen))?\b", re.IGNORECASE)
_DOZEN_A: Final = re.compile(r"a dozen\b(?! eggs)", re.IGNORECASE)

_TRIGGERS: Final = frozenset(
    {*UNITS, *TENS, *SCALES, *_W.vague, *_ORDINALS, *_TIMES, "half", "a", "an", "no", "none"}
    | {"couple", "dozen", "quarter", "minus", "negative", *_VULGAR}
)


@dataclass(slots=True)
class _Figure:
    """A figure under construction: offsets without hedge, the interval, what was printed."""

    start: int
    end: int
    low: float
    high: float | None
    form: str  # digits, words, fraction, vague, ordinal, times, score, ratio, none
    commitment: Commitment = Commitment.EXACT
    low_open: bool = False
    high_open: bool = False
    dimension: str = ""
    unit: str | None = None
    rate: str = ""
    grain: float = 0.0
    scaled: bool = False
    soft: bool = False
    integer: bool = True
    negative: bool = False
    hedged: bool = False
    compound: bool = False  # "10-member", "five-year"


def _grain(text: str, multiplier: float) -> float:
    """Unit of the last significant digit: "1,200" 100, "1.30" .01, "1.3" times 10**9 10**8."""
    digits = re.sub(r"[^\d.]", "", text)
    whole, _dot, decimals = digits.partition(".")
    if decimals:
        return float(10 ** -len(decimals) * multiplier)
    stripped = whole.rstrip("0")
    if not stripped:
        return multiplier
    return float(10 ** (len(whole) - len(stripped)) * multiplier)


def _grain_of(value: float) -> float:
    """The same for a value in words."""
    if value <= 0 or value != int(value):
        return 1.0
    whole = str(int(value))
    return float(10 ** (len(whole) - len(whole.rstrip("0"))))


# The rest of the module is written top down: extract, then its steps.


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[Quantity]]:
    """Yield the quantities of an article, in order. Spans in `taken` are left alone.

    Linear in the text's length: every figure looks at a bounded window of tokens and characters.
    """
    at = 0
    for parsed in document.parsed:
        while at < len(taken) and taken[at].end <= parsed.sentence.start:
            at += 1
        blocked = []
        for span in taken[at:]:
            if span.start >= parsed.sentence.end:
                break
            blocked.append(span)
        yield from _sentence(document, parsed, tuple(blocked))


def _sentence(
    document: Document, parsed: Parsed, taken: tuple[Span, ...]
) -> Iterator[Mention[Quantity]]:
    reader = _Reader(document, parsed, taken)
    found: list[Mention[Quantity]] = []
    last = -1
    for figure in reader.figures():
        if figure.end <= last:
            continue
        mention = reader.mention(figure)
        pronoun = figure.form == "vague" or mention.text.lower() == "one"
        if pronoun and mention.slot.head is None and mention.slot.key == "count":
            continue  # "many" and "one" as pronouns count nothing that could be compared
        if mention.start < last:
            # A hedge or a counted phrase never reaches into the mention before it.
            text = document.text[last : mention.end].lstrip()
            mention = replace(mention, start=mention.end - len(text), text=text)
        last = mention.end
        found.append(mention)
    ones = list(_ones(document, parsed, tuple(sorted((*taken, *(m.span for m in found))))))
    yield from sorted((*found, *ones), key=lambda m: m.start) if ones else found


# WordNet's kinds of noun whose singular says that a thing happened once.
_EVENTS: Final = frozenset({"act", "event"})


def _noun_before_verb(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a word tagged as a verb is the noun of "a ...": the clause's verb may follow it.

    After a singular a verb in its base form would be no sentence, unless its past looks alike and
    an object follows ("a rocket hit the depot").
    """
    if token.tag != VERB or "n" not in lexicon.pos(token.lower):
        return False
    following = tokens[token.index + 1].tag if token.index + 1 < len(tokens) else ""
    return lexicon.lemma(token.lower, "v") == token.lower and following not in (DET, PRON, NUM)


def _ones(
    document: Document, parsed: Parsed, used: tuple[Span, ...]
) -> Iterator[Mention[Quantity]]:
    """Events in the singular with "a" or "an": "a rocket attack". One, by grammar alone."""
    tokens, at = parsed.tokens, 0
    for token in tokens:
        if token.lower not in ("a", "an") or token.tag != DET:
            continue
        before = tokens[token.index - 1] if token.index else None
        if before is not None and (
            (before.tag == AUX and before.lower != "was")
            or before.lower in ("as", "like", "such", "of", "not", "without")
        ):
            continue  # a predicate or a kind, no event: "is an attack on ...", "as an attack"
        head: Token | None = None
        for other in tokens[token.index + 1 : token.index + 7]:
            if other.tag in (NOUN, NAME) or _noun_before_verb(tokens, other):
                head = other
            elif other.tag != ADJ and other.text not in ("-", "‑"):
                break
        if head is None or head.tag not in (NOUN, VERB) or _is_plural(head):
            continue
        if head.index + 1 < len(tokens) and tokens[head.index + 1].text in ("-", "‑", "of"):
            continue
        if lexicon.topic(head.lower) not in _EVENTS or head.lower in _W.light:
            continue
        span = Span(token.start, head.end)
        while at < len(used) and used[at].end <= span.start:
            at += 1
        if at < len(used) and used[at].overlaps(span):
            continue
        yield _grammatical(parsed, token, head, True, document.article.published)


class _Reader:
    """Reads the figures of one sentence. Lives for one call, shares no state."""

    def __init__(self, document: Document, parsed: Parsed, taken: tuple[Span, ...]) -> None:
        self.document = document
        self.parsed = parsed
        self.taken = taken
        self.text = document.text
        self.first = parsed.sentence.start
        self.stop = parsed.sentence.end
        self.tokens = parsed.tokens
        self.starts: list[int] = []
        self.dated: str | None = None
        self.titled: bool | None = None

    # ------------------------------------------------------------------------------- finding

    def figures(self) -> list[_Figure]:
        """The figures of the sentence in order, ranges merged, hedges read."""
        candidates = [
            t.index
            for t in self.tokens
            if t.lower in _TRIGGERS
            or "0" <= t.text[0] <= "9"
            or t.text[0] in _VULGAR
            or ((t.text[:2] in _CODE_STARTS or t.text[0] in "AC") and _GLUED_CODE.match(t.text))
        ]
        if not candidates:
            return []
        self.starts = [t.start for t in self.tokens]
        dated = _AS_OF.search(self.text, self.first, min(self.stop, self.first + 2000))
        self.dated = dated.group().strip() if dated is not None else None
        raw: list[_Figure] = []
        reached, at = -1, 0
        for i in candidates:
            token = self.tokens[i]
            if token.start < reached:
                continue
            while at < len(self.taken) and self.taken[at].end <= token.start:
                at += 1
            if at < len(self.taken) and self.taken[at].start <= token.start:
                continue
            found, past = self._figure(i)
            reached = max(reached, past)
            if found is not None:
                raw.append(found)
        return self._hedge(self._merge(raw))

    def _figure(self, i: int) -> tuple[_Figure | None, int]:
        """The figure that starts at token `i`, and the offset up to which the text is used up."""
        token = self.tokens[i]
        char = token.text[0]
        if "0" <= char <= "9" or char in _VULGAR:
            return self._digits(i, token.start)
        code = _GLUED_CODE.match(token.text)
        if code is None:
            return self._worded(i)
        word = code.group(1).lower()
        sign = self.text[token.start - 1 : token.start] == "$"
        currency = _W.prefixes.get(word + "$" if sign else word)
        if currency is None:
            return None, token.end
        figure, past = self._digits(i, token.start + len(word))
        if figure is not None:
            figure.start = token.start - sign
            figure.unit = figure.dimension = currency
        return figure, past

    def _digits(self, i: int, p: int) -> tuple[_Figure | None, int]:
        text = self.text
        match = _DIGITS.match(text, p, self.stop)
        if match is None:
            return None, p + 1
        q = match.end()
        printed = match.group()
        if q - p > _LONGEST:
            return None, q
        chain = _CHAIN.match(text, p, self.stop)
        if chain is not None and not _RATING.match(text, p, self.stop):
            return None, chain.end()
        phone = _PHONE.match(text, p, self.stop)
        if phone is not None and sum(map(str.isdigit, phone.group())) >= _PHONE_DIGITS:
            return None, phone.end()
        before = text[p - 1] if p > self.first else " "
        second = text[p - 2] if p - 1 > self.first else " "
        after = text[q] if q < self.stop else " "
        following = text[q + 1] if q + 1 < self.stop else " "
        if before in "#_@\\" or (before == "[" and after == "]"):
            return None, q
        if before in "'’" and q - p == 2 and not second.isdigit():
            return None, q  # '08
        if before in ":/.," and second.isdigit():
            return None, q
        if before == "(" and after == ")":
            return None, q
        if (
            before in " \u00a0"
            and second == "."
            and _MONTH_DOT.search(text, max(self.first, p - 7), p)
        ):
            return None, q
        run_on = _RUN_ON.search(text, max(self.first, p - _RUN), p)
        if run_on is not None and lexicon.pos(run_on.group(1)):
            before = " "  # "were sold.914 million": a space got lost
        elif before == "." and not second.isspace() and second not in "($£€":
            return None, q
        if after == ":" and following.isdigit():
            return None, q + 2
        if after == "/" and following.isdigit():
            return self._slashed(p, q, printed)
        if before in "-‑–" and second.isalpha():
            prefix = self.tokens[i - 2].lower if i > 1 else ""
            if prefix not in ("minus", "negative", "sub", "to", "under", "over", "plus"):
                return None, q
        if after in "×⋅·" or (before in "×⋅·" and p > self.first):
            power = _POWER.match(text, q, self.stop)
            return None, power.end() if power is not None else q
        if after == "⁄":
            return None, q + 2
        if before == "." and "." not in printed:
            printed, p = "0." + printed, p - 1  # ".001"
        value = _value_of(printed)
        figure = _Figure(p, q, value, value, "digits", grain=_grain(printed, 1.0))
        figure.integer = value == int(value)
        ordinal = _ORDINAL_DIGITS.match(text, p, self.stop)
        if ordinal is not None:
            return self._ordinal(p, ordinal.end(), int(ordinal.group(1))), ordinal.end()
        self._sign(figure, i)
        self._currency_before(figure)
        if not self._suffix(figure, q):
            return None, max(figure.end, q)
        if before in "-‑" and i > 1 and self.tokens[i - 2].lower in ("sub", "under"):
            self._commit(figure, "less-than")
            figure.start = self.tokens[i - 2].start
        if self._named(figure, i, printed):
            return None, figure.end
        self._ratio(figure)
        return figure, figure.end

    def _slashed(self, p: int, q: int, printed: str) -> tuple[_Figure | None, int]:
        """Slashes: "1/2" and "6.5/10" are values, dates and idioms (9/11, 24/7) are not."""
        match = _SLASH.match(self.text, p, self.stop)
        if match is None:
            return None, q + 2
        below = match.group(2)
        tail = self.text[match.end() : match.end() + 1]
        if tail in ("/", "-") or tail.isalnum():
            return None, match.end() + 1
        value = _value_of(printed)
        if "." in printed and below in ("4", "5", "10", "100"):
            figure = _Figure(p, match.end(), value, value, "rating", dimension=f"rating/{below}")
            figure.grain = _grain(printed, 1.0)
            return figure, match.end()
        common = printed in ("1", "2", "3") and below in ("2", "3", "4", "5")
        tail = self.text[match.end() : match.end() + 4]
        if "." not in printed and 0 < value < int(below) and (common or tail == " of "):
            share = 100 * value / int(below)
            figure = _Figure(p, match.end(), share, share, "fraction", dimension="percent")
            figure.grain, figure.integer, figure.unit = 1.0, False, "percent"
            return figure, match.end()
        return None, match.end()

    def _sign(self, figure: _Figure, i: int) -> None:
        """A minus before a figure: "-5", "minus 5", "minus-5", "negative ten"."""
        text, p = self.text, figure.start
        before = text[p - 1] if p > self.first else " "
        two = text[p - 2] if p - 1 > self.first else " "
        if before in "-−" and not two.isalnum() and two not in ")]-%":
            if not (two.isspace() and p - 3 >= self.first and text[p - 3].isdigit()):
                figure.start -= 1
                figure.negative = True
        else:
            k = i - 2 if i and self.tokens[i - 1].text in ("-", "‑") else i - 1
            if k >= 0 and self.tokens[k].lower in ("minus", "negative"):
                figure.start = self.tokens[k].start
                figure.negative = True
        if figure.negative:
            figure.low = -figure.low
            figure.high = figure.low

    def _currency_before(self, figure: _Figure) -> None:
        text, p = self.text, figure.start
        at = p - 1
        if at >= self.first and text[at] in " \u00a0":
            at -= 1
        if at < self.first:
            return
        if text[at] in _W.symbols:
            figure.unit = _W.symbols[text[at]]
            figure.start = at
            prefix = _CURRENCY_PREFIX.search(text, max(self.first, at - 5), at + 1)
            if prefix is not None:
                code = _W.prefixes.get(prefix.group().lower())
                if code is not None:
                    figure.unit, figure.start = code, prefix.start()
            if text[p] in "-−" and not figure.negative:
                figure.negative = True
        else:
            prefix = _CURRENCY_CODE.search(text, max(self.first, p - 5), p)
            if prefix is not None:
                figure.unit = _W.prefixes[prefix.group(1).lower()]
                figure.start = prefix.start(1)
        if figure.unit is not None:
            figure.dimension = figure.unit
            if figure.start > self.first and text[figure.start - 1] in "-−":
                left = text[figure.start - 2] if figure.start - 1 > self.first else " "
                if left.isspace() and not figure.negative:
                    figure.negative = True
                    figure.start -= 1
                    figure.low = figure.high = -figure.low

    def _suffix(self, figure: _Figure, q: int) -> bool:
        """Read what is printed after a number: scale, percent, unit. False: not an amount."""
        text = self.text
        after = text[q] if q < self.stop else " "
        if after.isalpha() or after in "°%_":
            if not self._glued(figure, q):
                return False
        elif after in _W.symbols and figure.dimension == "" and not text[q + 1 : q + 2].isdigit():
            figure.unit = figure.dimension = _W.symbols[after]
            figure.end = q + 1
        elif after == "″":
            figure.unit, figure.dimension, figure.end = "inch", "length", q + 1
        elif after == "+":
            figure.commitment, figure.end, figure.hedged = Commitment.AT_LEAST, q + 1, True
            return True
        self._scale(figure)
        self._percent(figure)
        if figure.dimension in ("", "count") or figure.dimension in _CURRENCIES:
            self._unit(figure)
        return figure.form != "none"

    def _glued(self, figure: _Figure, q: int) -> bool:
        text = self.text
        if text[q] == "%":
            figure.end = q
            return True
        match = _GLUE.match(text, q, self.stop)
        if match is None:
            figure.end = q + 1
            return False
        letters = match.group()
        lower = letters.lower()
        figure.end = match.end()
        scale = _W.scales.get(lower)
        if lower == "mm":
            scale = None
        if scale is not None and not (lower == "m" and self._metres(figure, match.end())):
            self._multiply(figure, float(scale))
            return True
        if letters in ("s", "C", "F"):
            if letters == "s":
                return False
            figure.unit, figure.dimension = ("degC" if letters == "C" else "degF"), "temperature"
            return True
        if lower in _W.glued and (len(lower) > 1 or letters in ("m", "g", "l", "p", "W")):
            if lower == "p":
                figure.unit = figure.dimension = "penny"
            elif lower in ("pc", "pct"):
                figure.unit = figure.dimension = "percent"
            else:
                figure.dimension, figure.unit = _W.units[lower]
            return True
        if lower in ("°c", "°f"):
            figure.dimension, figure.unit = _W.units[lower]
            return True
        if lower == "°":
            figure.dimension = figure.unit = "degree"
            return True
        return False

    def _metres(self, figure: _Figure, q: int) -> bool:
        """Whether a glued "m" is metres: no money, and a word of length or sport follows."""
        if figure.dimension or self.text[q - 1] == "M":
            return False
        following = self._word_at(q)
        return following in _LENGTHS or (
            following in ("", ",", ".", ")", "and", "to", "from") and figure.low < 1000
            and self._word_before(figure.start) in ("of", "the", "by", "and", "for")
            and "." not in self.text[figure.start : q]
        )  # fmt: skip

    def _multiply(self, figure: _Figure, scale: float) -> None:
        figure.low = _clean(figure.low * scale)
        figure.high = figure.low
        figure.grain *= scale
        figure.scaled = True
        figure.integer = True

    def _scale(self, figure: _Figure) -> None:
        if figure.dimension and figure.dimension not in _CURRENCIES:
            return
        match = _SCALE_AFTER.match(self.text, figure.end, self.stop)
        for _ in range(3):
            if match is None:
                break
            word = match.group(1)
            if word is None:
                if figure.dimension not in _CURRENCIES:
                    return
                word = match.group(2)
            self._multiply(figure, float(_W.scales[word.lower()]))
            figure.end = match.end()
            match = _SCALE_AFTER.match(self.text, figure.end, self.stop)
        dozen = _DOZEN.match(self.text, figure.end, self.stop)
        if dozen is not None:
            self._multiply(figure, 12.0)
            figure.scaled = False
            figure.grain = 1.0
            figure.end = dozen.end()

    def _percent(self, figure: _Figure) -> None:
        match = _PERCENT.match(self.text, figure.end, self.stop)
        if match is None:
            return
        points = match.group(2) or match.group(3)
        figure.dimension = figure.unit = "percent"
        if points:
            basis = points.lower().startswith("basis")
            figure.dimension = "points"
            figure.unit = "basis point" if basis else "percentage point"
        figure.end = match.end()

    def _unit(self, figure: _Figure) -> None:
        """Units and currencies that follow a figure as words."""
        k = self._index(figure.end)
        tokens = self.tokens
        if k >= len(tokens):
            return
        joined = tokens[k].start == figure.end and tokens[k].text in ("-", "‑", "–")
        if joined:
            k += 1
            if k >= len(tokens):
                return
        token = tokens[k]
        lower = token.lower
        after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if figure.dimension in _CURRENCIES:
            if lower in ("us", "u.s.", "usd", "cad", "aud") and figure.unit == "USD":
                figure.unit = {"cad": "CAD", "aud": "AUD"}.get(lower, "USD")
                figure.dimension, figure.end = figure.unit, token.end
            self._rate(figure)
            return
        if lower in ("us", "u.s.", "american") and after in ("dollars", "dollar", "cents"):
            k += 1
            token, lower = tokens[k], after
            after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if after and lower not in _W.currency:
            pair = f"{lower} {_singular(after)}"
            third = tokens[k + 2].lower if k + 2 < len(tokens) else ""
            if pair not in _W.placed and third:
                triple = f"{lower} {after} {_singular(third)}"
                if triple in _W.placed:
                    figure.unit = figure.dimension = _W.placed[triple]
                    figure.end = tokens[k + 2].end
                    return
            if pair in _W.placed:
                figure.unit = figure.dimension = _W.placed[pair]
                figure.end = tokens[k + 1].end
                return
        if lower in ("pounds", "pound") and (figure.scaled or after == "sterling"):
            figure.unit = figure.dimension = "GBP"
            figure.end = token.end
        elif lower in _W.currency:
            figure.unit = figure.dimension = _W.currency[lower]
            figure.end = token.end
        elif lower in _W.minor and lower != "p":
            figure.unit = figure.dimension = _W.minor[lower]
            figure.end = token.end
        elif lower == "times" and (
            after in ("as", "more", "the") or (k + 1 < len(tokens) and tokens[k + 1].tag == NOUN)
        ):
            figure.unit = figure.dimension = "times"
            figure.end = token.end
        elif lower in ("degrees", "degree"):
            figure.unit = figure.dimension = "degree"
            figure.end = token.end
            kind = {"celsius": "degC", "c": "degC", "centigrade": "degC", "fahrenheit": "degF",
                    "f": "degF"}.get(after)  # fmt: skip
            if kind:
                figure.unit, figure.dimension = kind, "temperature"
                figure.end = tokens[k + 1].end
        elif lower in ("square", "cubic", "sq") and after in _W.units:
            dimension, unit = _W.units[after]
            if dimension == "length":
                power = "3" if lower == "cubic" else "2"
                figure.dimension = "volume" if power == "3" else "area"
                figure.unit = f"{unit}**{power}"
                figure.end = tokens[k + 1].end
        elif lower == "nautical" and after in ("mile", "miles"):
            figure.dimension, figure.unit = "length", "nautical_mile"
            figure.end = tokens[k + 1].end
        elif lower in _W.units and (len(lower) > 1 or token.text == lower):
            dimension, unit = _W.units[lower]
            if len(lower) < 2 or (token.tag == NAME and dimension not in ("power", "frequency",
                    "data", "energy", "temperature")):  # fmt: skip
                return
            if lower == "min" and figure.form != "digits":
                return
            if (
                lower in ("second", "quarter", "stone", "foot", "pound")
                and figure.low != 1
                and figure.low == int(figure.low)
                and not joined
            ):
                return
            figure.dimension, figure.unit = dimension, unit
            figure.end = token.end
        else:
            return
        figure.compound = joined
        self._aged(figure)
        self._rate(figure)

    def _aged(self, figure: _Figure) -> None:
        """Years, months, weeks and days that are an age: "91-year-old", "two years old"."""
        if figure.dimension == "time":
            match = _OLD.match(self.text, figure.end, self.stop)
            if match is not None:
                figure.dimension, figure.end = "age", match.end()

    def _rate(self, figure: _Figure) -> None:
        """A rate: "per barrel", "a month", "an hour" after an amount or a unit."""
        if figure.compound:
            return
        match = _PER.match(self.text, figure.end, self.stop)
        if match is None:
            return
        word = match.group(2).lower()
        per = match.group(1).lower() in ("per", "/", "each", "every")
        if not per and word not in _PERIODS:
            return
        if figure.dimension == "length" and word in ("hour", "hr", "second"):
            base = "hour" if word != "second" else "second"
            figure.dimension, figure.unit = "speed", f"{figure.unit}/{base}"
        elif figure.dimension == "time" and not per:
            return
        else:
            figure.rate = _singular(word)
        figure.end = match.end()

    # --------------------------------------------------------------------- words for numbers

    def _worded(self, i: int) -> tuple[_Figure | None, int]:
        token = self.tokens[i]
        text, p, lower = self.text, token.start, token.lower
        if self._name_of(i):
            return None, token.end
        before = text[p - 1] if p > self.first else " "
        if before in "-‑" and p - 1 > self.first and text[p - 2].isalpha():
            return None, token.end
        if lower in ("a", "an", "one", "two", "three", "four", "five", "seven"):
            fraction = _FRACTION.match(text, p, self.stop)
            if (
                fraction is not None
                and not self._ordinal_after(i, fraction)
                and not (lower == "a" and i and self.tokens[i - 1].lower == "and")
            ):
                return self._share(p, fraction), fraction.end()
        if lower in ("a", "couple"):
            pair = _PAIRS.match(text, p, self.stop)
            if pair is not None and "of" in text[pair.end() - 3 : pair.end() + 4]:
                figure = _Figure(p, pair.end(), 2.0, 2.0, "words", grain=1.0)
                if "couple" in pair.group().lower():
                    figure.commitment, figure.hedged = Commitment.APPROXIMATE, True
                if "dozen" in pair.group().lower():
                    figure.low = figure.high = 24.0
                return figure, pair.end()
            dozen = _DOZEN_A.match(text, p, self.stop)
            if dozen is not None:
                figure = _Figure(p, dozen.end(), 12.0, 12.0, "words", grain=1.0)
                return figure, dozen.end()
        if lower in _W.vague:
            vague = self._vague(i)
            if vague is not None:
                return vague, vague.end
        if lower == "half":
            return self._half(i)
        if lower in ("no", "none"):
            return self._none(i)
        if lower in _TIMES:
            return self._multiplicative(i)
        if lower in _ORDINALS and token.text == lower:
            return self._ordinal(p, token.end, _ORDINALS[lower]), token.end
        if lower not in UNITS and lower in (*_W.vague, *_NOT_ALONE) and lower not in ("a", "an"):
            return None, token.end
        match = _WORD_NUMBER.match(text, p, self.stop)
        if match is None or (lower in ("a", "an") and " " not in match.group()):
            return None, token.end
        words = re.split(r"[\s‑-]+", match.group().lower())
        if words[0] in SCALES or len(words) > 20:
            return None, match.end()  # a scale word alone is no amount
        value = number(["one" if w in ("a", "an") else w for w in words])
        if value is None:
            return None, token.end
        figure = _Figure(p, match.end(), float(value), float(value), "words")
        figure.grain = _grain_of(value)
        figure.scaled = any(w in SCALES for w in words)
        if lower == "one" and len(words) == 1 and not self._counting_one(i):
            return None, token.end
        if lower == "zero" and len(words) == 1 and before == "-":
            return None, token.end
        if self._designated(i) and not figure.scaled:
            return None, match.end()
        half = _AND_A_HALF.match(text, figure.end, self.stop)
        if half is not None:
            figure.low += 0.5
            figure.high = figure.low
            figure.end = half.end()
            figure.integer = False
        point = _POINT.match(text, figure.end, self.stop)
        if point is not None:
            decimals = number([point.group(1)])
            if decimals is not None:
                figure.low += decimals / 10
                figure.high, figure.end, figure.grain = figure.low, point.end(), 0.1
        self._sign(figure, i)
        self._scale(figure)
        self._percent(figure)
        if not figure.dimension:
            self._unit(figure)
        self._ratio(figure)
        return figure, figure.end

    def _share(self, p: int, match: re.Match[str]) -> _Figure:
        top = match.group(1).lower()
        count = 1 if top == "a" else UNITS[top]
        share = _clean(100 * count * _FRACTION_WORDS[match.group(2).lower()])
        figure = _Figure(p, match.end(), share, share, "fraction", dimension="percent")
        figure.unit, figure.integer, figure.grain = "percent", False, 1.0
        return figure

    def _ordinal_after(self, i: int, match: re.Match[str]) -> bool:
        """Whether "a third" is an ordinal: "a third man", "a fourth term", "a quarter pounder"."""
        if self.tokens[i].lower not in ("a", "an"):
            if match.group(2).lower() in ("third", "fourth", "fifth", "sixth", "eighth", "tenth"):
                return self.tokens[i].lower != "one"
            return False
        rest = self.text[match.end() : match.end() + 8].lower()
        return not re.match(r"\s+(?:of|off|to|in|more|less|fewer|from|on)\b|\s*[,.;)]", rest)

    def _half(self, i: int) -> tuple[_Figure | None, int]:
        text, p = self.text, self.tokens[i].start
        match = _HALF.match(text, p, self.stop)
        if match is None:
            return None, self.tokens[i].end
        before = self.tokens[i - 1].lower if i else ""
        if match.group(1):
            scale = float(_W.scales[match.group(1).lower()])
            figure = _Figure(p, match.end(), scale / 2, scale / 2, "words", scaled=True)
            figure.grain = scale / 10 if scale > 12 else 1.0
            if scale == 12:
                figure.scaled = False
            self._unit(figure)
            return figure, figure.end
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        counted = following is not None and (
            following.lower in ("of", "the", "its", "their", "his", "her", "our", "all")
        )
        if before in ("first", "second", "other", "last", "opening", "latter", "a", "-", "‑",
                      "and", "this", "each"):  # fmt: skip
            return None, match.end()
        if not counted or (following is not None and following.start - match.end() > 1):
            return None, match.end()
        figure = _Figure(p, match.end(), 50.0, 50.0, "fraction", dimension="percent")
        figure.unit, figure.grain, figure.integer = "percent", 1.0, False
        return figure, match.end()

    def _none(self, i: int) -> tuple[_Figure | None, int]:
        """Nothing at all: "no deaths", "none of the hostages"; a plural or a casualty follows."""
        token = self.tokens[i]
        following = self.tokens[i + 1 : i + 5]
        if token.lower == "none":
            if not following or following[0].lower != "of":
                return None, token.end
        else:
            if not following or following[0].lower in ("more", "fewer", "less", "longer", "one"):
                return None, token.end
            for other in following:
                if other.tag not in (NOUN, ADJ, NAME):
                    return None, token.end
                if _is_plural(other) or other.lower in _W.casualties:
                    break
            else:
                return None, token.end
        figure = _Figure(token.start, token.end, 0.0, 0.0, "none", grain=1.0)
        return figure, token.end

    def _multiplicative(self, i: int) -> tuple[_Figure | None, int]:
        token = self.tokens[i]
        value = _TIMES[token.lower]
        following = self.tokens[i + 1].lower if i + 1 < len(self.tokens) else ""
        if token.lower in ("twice", "thrice"):
            after = self.tokens[i + 2] if i + 2 < len(self.tokens) else None
            if following not in ("as", "the", "that", "what") or after is None:
                return None, token.end
            if (
                following == "as"
                and after.tag not in (ADJ, ADV)
                and after.lower not in ("many", "much")
            ):
                return None, token.end
        elif following in ("over", "up", "down", "back", "as"):
            return None, token.end
        figure = _Figure(token.start, token.end, value, value, "times", dimension="times")
        figure.unit, figure.grain = "times", 1.0
        return figure, token.end

    def _ordinal(self, p: int, q: int, value: int) -> _Figure | None:
        """An ordinal that counts events up to now: "third attack this week"."""
        match = _COUNTING.match(self.text, q, min(self.stop, q + 60))
        if match is None:
            return None
        figure = _Figure(p, q, float(value), float(value), "ordinal", dimension="ordinal")
        figure.grain = 1.0
        return figure

    def _vague(self, i: int) -> _Figure | None:
        tokens = self.tokens
        for words, low, high, dimension in _W.vague[tokens[i].lower]:
            if i + len(words) > len(tokens):
                continue
            if any(tokens[i + k].lower != w for k, w in enumerate(words)):
                continue
            last = tokens[i + len(words) - 1]
            end = last.end if words[-1] != "of" else tokens[i + len(words) - 2].end
            following = tokens[i + len(words)] if i + len(words) < len(tokens) else None
            if not self._vague_fits(i, words, following):
                return None
            figure = _Figure(
                tokens[i].start, end, low, high, "vague", Commitment.VAGUE, dimension=dimension
            )
            figure.hedged = True
            scale = _VAGUE_SCALE.match(self.text, end, self.stop)
            if scale is not None and words[-1] in ("few", "several", "many"):
                times = float(_W.scales[scale.group(1).lower().rstrip("s")])
                figure.low, figure.end = low * times, scale.end()
                figure.high = None if high is None else high * times
            if dimension == "percent":
                figure.unit, figure.low_open = "percent", True
            else:
                figure.dimension = ""
                self._percent(figure)
                if words[-1] not in ("of",):
                    self._vague_money(figure)
                if not figure.dimension:
                    self._unit(figure)
            return figure
        return None

    def _vague_money(self, figure: _Figure) -> None:
        """ "millions of dollars", "tens of thousands of euros": the unit is the currency."""
        k = self._index(figure.end)
        if k + 1 < len(self.tokens) and self.tokens[k].lower == "of":
            lower = self.tokens[k + 1].lower
            if lower in ("u.s.", "us") and k + 2 < len(self.tokens):
                k += 1
                lower = self.tokens[k + 1].lower
            if lower in _W.currency:
                figure.unit = figure.dimension = _W.currency[lower]
            elif lower in ("pounds",):
                figure.unit = figure.dimension = "GBP"
            elif lower in _W.units and len(lower) > 2:
                figure.dimension, figure.unit = _W.units[lower]
            else:
                return
            figure.end = self.tokens[k + 1].end

    def _vague_fits(self, i: int, words: tuple[str, ...], following: Token | None) -> bool:
        """Whether a vague word counts here: "most" is an adverb before an adjective, and so on."""
        before = self.tokens[i - 1].lower if i else ""
        first = words[0]
        if following is None:
            return False
        if before in (
            "how",
            "so",
            "too",
            "as",
            "the",
            "not",
            "great",
            "good",
            "very",
            "at",
            "-",
        ) and (first in ("many", "few", "most", "several", "scores", "tens", "multiple")):
            return False
        if first == "most":
            if following.lower in ("of", "people", "americans"):
                return before != "the"
            return following.tag == NOUN and _is_plural(following) and before not in _DETERMINERS
        if first in ("scores", "tens", "dozens"):
            return following.lower in _AFTER_SCORES or following.lower in _W.roles
        if words[-1] in ("majority",):
            return following.lower in ("of", "in", "say", "said")
        if first == "few" and before in ("a", "the"):
            return False
        return not (first == "multiple" and following.tag == PUNCT)

    def _counting_one(self, i: int) -> bool:
        """Whether "one" counts: "one man", "one of the"; not "no one", "one another"."""
        before = self.tokens[i - 1] if i else None
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None:
            return False
        if following.text in ("-", "‑") and i + 2 < len(self.tokens):
            # "a one-year sentence", not "one-time", "one-sided"
            return self.tokens[i + 2].lower in ("minute", "hour", "day", "week", "month", "year")
        if before is not None and (
            before.lower in _NOT_ONE
            or (before.tag == ADJ and following.lower not in ("-", "percent", "per"))
            or before.text in ("-", "‑", "–")
        ):
            return False
        if following.tag in (CLITIC, AUX, MODAL, PRON, NOT) or following.lower in (
            "another", "day", "time", "hand", "thing", "way", "by", "on", "or", "side", "such",
            "and", "more", "point", "can", "-", "s", "reason", "would", "should", "last", "to",
            "third", "fourth", "for", "at", "in", "with", "when", "where", "but", "as",
        ):  # fmt: skip
            return following.lower == "in" and bool(
                _RATIO.match(self.text, self.tokens[i].end, self.stop)
            )
        return following.tag != PUNCT

    def _ratio(self, figure: _Figure) -> None:
        """ "two in three", "nine out of 10": a share in percent."""
        if figure.dimension or figure.form not in ("digits", "words") or not figure.integer:
            return
        match = _RATIO.match(self.text, figure.end, self.stop)
        if match is None or figure.low <= 0:
            return
        printed = match.group(1).lower().replace(",", "")
        below = float(printed) if printed.isdigit() else float(
            number(["one" if w == "a" else w for w in printed.split()]) or 0
        )  # fmt: skip
        if below <= figure.low or below > 100_000:
            return
        tail = self._word_at(match.end())
        if (
            tail in _W.units
            or tail in _PERIODS
            or tail in ("matches", "games", "votes", "attempts")
        ):
            return
        if below not in (
            2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10000,
        ):  # fmt: skip
            return
        figure.low = figure.high = _clean(100 * figure.low / below)
        figure.dimension, figure.unit, figure.form = "percent", "percent", "ratio"
        figure.grain, figure.integer = 1.0, False
        figure.end = match.end()

    # ---------------------------------------------------------------------------- left out

    def _named(self, figure: _Figure, i: int, printed: str) -> bool:
        """Whether a number in digits is a year, date, designator, address or list number."""
        if figure.dimension in _CURRENCIES or figure.dimension in ("percent", "points", "age"):
            return False
        text, q = self.text, figure.end
        before = self.tokens[i - 1] if i else None
        k = self._index(q)
        following = self.tokens[k] if k < len(self.tokens) else None
        left = before.lower if before is not None else ""
        right = following.lower if following is not None else ""
        if _CLOCK.match(text, q, self.stop):
            return True
        if figure.dimension in ("", "count") and not figure.scaled:
            dated = before is not None and any(t.covers(before.span) for t in self.taken)
            if left in _MONTH and before is not None and before.text[0].isupper() and not dated:
                return True
            if right in _MONTH and following is not None and following.text[0].isupper():
                return True
            if len(printed) == 4 and printed.isdigit() and self._year(i, int(printed), k):
                return True
            if self._street(k):
                return True
            at_start = before is None and self._line_start(figure.start)
            if at_start and q < self.stop and text[q] in ".)" and text[q + 1 : q + 2] in (" ", ""):
                return True
        if figure.dimension or figure.scaled:
            return False
        return self._designated(i, k) or self._model(figure, k, printed)

    def _model(self, figure: _Figure, k: int, printed: str) -> bool:
        """Whether a bare number begins a name: "the 737 Max", "a Note 20 Ultra"."""
        if k >= len(self.tokens) or "," in printed or "." in printed or self._title_case():
            return False
        following = self.tokens[k]
        if following.tag != NAME or following.start - figure.end != 1:
            return False
        if following.lower in _W.roles:
            return False
        if self._phrase(self._index(figure.start) - 1) is not None:
            return False
        if _is_plural(following) or following.lower.endswith(("ese", "ish", "ch")):
            return False
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        return after is None or after.tag not in (NOUN, ADJ, NAME) or len(printed) == 3

    def _line_start(self, p: int) -> bool:
        return p == 0 or self.text[p - 1] in "\n(["

    def _year(self, i: int, value: int, k: int) -> bool:
        """Four digits without a separator: a year unless something counts them."""
        if not 1000 <= value <= 2199:
            return False
        before = self.tokens[i - 1].lower if i else ""
        following = self.tokens[k] if k < len(self.tokens) else None
        plural = following is not None and following.tag == NOUN and _is_plural(following)
        if before in _YEAR_BEFORE and not (before in ("of", "from", "the", "to", "and") and plural
                                           and value < 1900):  # fmt: skip
            return True
        if self._phrase(i - 1) is not None:
            return False
        if 1900 <= value <= 2100:
            return not plural or before in ("", "'s", "’s", ",", "(")
        return False if plural else before in ("of", "from", "to", "and", ",", "(")

    def _street(self, k: int) -> bool:
        """ "10 Downing Street": capitalised words up to a street's noun."""
        tokens = self.tokens
        if k + 1 < len(tokens) and tokens[k].text in ("-", "–") and tokens[k + 1].tag == NUM:
            k += 2
        for token in tokens[k : k + 4]:
            if not token.text[0].isupper() and token.text != ".":
                return False
            if token.lower in _W.streets:
                return token.index > k
        return False

    def _designated(self, i: int, k: int = -1) -> bool:
        """Whether the number follows a name or a noun that numbers name things with."""
        if not i:
            return False
        before = self.tokens[i - 1]
        lower = before.lower
        if lower in ("and", "or", ",") and i > 1 and self.tokens[i].text[0].isdigit():
            # "chapters 2 and 3", "Ninja Storm 2 and 3"
            listed = self.tokens[i - 2].text[0].isdigit() and self.tokens[i - 2].text.isdigit()
            return listed and self._designated(i - 2) and not self._plural_after(i)
        if lower in ("-", "‑") and i > 1:
            return self.tokens[i - 2].tag == NAME and self.tokens[i].text[0].isdigit()
        if (
            lower == "."
            and i > 1
            and self.tokens[i - 2].lower in ("no", "nos", "vol", "fig", "art")
        ):
            return True
        if not before.text[0].isalpha():
            return False
        capital = before.text[0].isupper()
        if lower in _W.designators:
            if lower in ("last", "final", "top", "bottom", "big"):
                return not self._plural_after(i)
            return capital or lower in _LOWER_DESIGNATORS
        if before.tag == NAME and capital and lower not in _MONTH and lower not in _FUNCTION:
            # A name just before a number names something with it ("Lima 4"); a place or a day in a
            # leading phrase does not ("In Lima 12 people ..."), and a headline's verb is no name.
            if (
                lower in _W.before
                or lower in _W.currency
                or lexicon.pos(lower)[:1] in ("v", "r", "a")
            ):
                return False
            if self.tokens[i].start - before.end != 1:
                return False
            if _RESULT.match(self.text, self.tokens[i].start, self.stop):
                return False  # "beat Torvale 3-1"
            if k >= 0 and (self._plural_after(i) or self._casualty_after(k)):
                lead = self.tokens[i - 2].tag if i > 1 else ""
                return lead not in (PREP, "") and lower not in _DAYS
            return lower not in _DAYS
        return False

    def _plural_after(self, i: int) -> bool:
        for token in self.tokens[i + 1 : i + 5]:
            if token.tag == NOUN and _is_plural(token):
                return True
            if token.tag not in (NOUN, ADJ, NAME, VERB):
                return False
        return False

    def _casualty_after(self, k: int) -> bool:
        return k < len(self.tokens) and self.tokens[k].lower in _W.roles

    def _name_of(self, i: int) -> bool:
        """Whether the token begins a name that holds a number."""
        phrases = _W.names.get(self.tokens[i].lower, ())
        for words in phrases:
            span = self.tokens[i : i + len(words)]
            if tuple(t.lower for t in span) == words and all(
                t.text[0].isupper() or t.text[0].isdigit() for t in span
            ):
                return i > 0
        token = self.tokens[i]
        if not token.text[0].isupper() or not i or self._title_case():
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return token.tag == NAME and following is not None and following.tag == NAME

    def _title_case(self) -> bool:
        """Whether the sentence capitalises ordinary words, as headlines do."""
        if self.titled is None:
            words = [t for t in self.tokens[1:40] if len(t.text) > 3 and t.text[0].isalpha()]
            capitals = sum(t.text[0].isupper() for t in words)
            # Seven in ten: a sentence of news copy that is mostly names stays below.
            self.titled = len(words) > 1 and capitals >= 0.7 * len(words)
        return self.titled

    # ------------------------------------------------------------------------ ranges, hedges

    def _merge(self, raw: list[_Figure]) -> list[_Figure]:
        """Join two figures that are one range or one score."""
        merged: list[_Figure] = []
        for figure in raw:
            left = merged[-1] if merged else None
            if left is not None and figure.start - left.end <= 12:
                joined = self._join(left, figure)
                if joined is not None:
                    merged[-1] = joined
                    continue
            merged.append(figure)
        return merged

    def _join(self, left: _Figure, right: _Figure) -> _Figure | None:
        between = self.text[left.end : right.start]
        forms = ("digits", "words")
        if left.form not in forms or right.form not in forms or left.high is None:
            return None
        if left.commitment is not Commitment.EXACT or right.commitment is not Commitment.EXACT:
            return None
        compact = between.strip()
        before = self._word_before(left.start)
        if between in ("-", "–", "‑", "—"):
            scored = self._score(left, right, before)
            if scored is not None:
                return scored
        dashed = compact in ("-", "–", "—", "−", "‑")
        spoken = compact.lower().rstrip("-") in ("to", "through", "or", "until")
        and_ = compact.lower() == "and" and self._between(left)
        if not (dashed or spoken or and_):
            return None
        if dashed and between.count(" ") == 1:
            return None
        one, two = left.dimension, right.dimension
        if one and two and one != two:
            return None
        if before == "by" and spoken and one:
            return None  # "rose by $2 to $9": a change and where it led
        if spoken and one and not two and not self._trailing_to(left):
            return None
        if one and not two and one not in _CURRENCIES and not spoken:
            return None
        low, high = left.low, right.low
        grain = min(left.grain, right.grain)
        if right.scaled and not left.scaled:
            scale = _multiplier(right)
            if left.low < right.low / scale:
                low = _clean(left.low * scale)
                grain = left.grain * scale
        near = low < high <= low + max(2.0, 0.5 * low) and left.form == right.form
        if compact.lower() == "or" and not near:
            return None  # "three or four years" is a range, "one or 10" is a choice
        if left.negative and not right.negative and dashed and high < low:
            return None
        moved = high < low
        if moved and not spoken:
            return None
        if moved and before not in ("from",) and not self._trend_near(left.start):
            return None
        if compact.lower() == "to" and not right.dimension and not one and before not in (
            "from", "between") and self._vote(left, right):  # fmt: skip
            return self._scored(left, right)
        joined = _Figure(
            left.start, right.end, min(low, high), max(low, high), "digits", Commitment.RANGE
        )
        joined.dimension, joined.unit = two or one, right.unit or left.unit
        joined.rate = right.rate or left.rate
        joined.grain, joined.scaled = grain, right.scaled
        joined.integer = left.integer and right.integer
        joined.compound = right.compound
        joined.hedged = True
        if before in ("from", "between"):
            joined.start = self._start_before(left.start)
        return joined

    def _score(self, left: _Figure, right: _Figure, before: str) -> _Figure | None:
        """ "3-1", "52-48": small whole numbers, the first not smaller or a word of winning by."""
        if left.dimension or right.dimension or not (left.integer and right.integer):
            return None
        if left.scaled or right.scaled or left.low < 0 or max(left.low, right.low) > 999:
            return None
        following = self._word_at(right.end)
        cued = before in _W.score_before or following in _W.score_after
        if following in ("year", "years", "people", "percent") or right.compound:
            return None
        if left.low < right.low and not cued:
            return None
        if (
            left.low < right.low
            and following not in ("", ".", ",", ")")
            and (following not in _W.score_after)
        ):
            return None
        return self._scored(left, right)

    def _vote(self, left: _Figure, right: _Figure) -> bool:
        k = self._index(left.start)
        window = {t.lower for t in self.tokens[max(0, k - 5) : k]}
        return bool(window & {"vote", "voted", "votes"}) and left.low > right.low

    def _scored(self, left: _Figure, right: _Figure) -> _Figure:
        figure = _Figure(left.start, right.end, left.low, right.low, "score", dimension="score")
        figure.unit, figure.hedged = "score", True
        return figure

    def _trailing_to(self, left: _Figure) -> bool:
        """Whether a unit printed on the first end alone covers both: "from 208 pounds to 193"."""
        return left.dimension in _CURRENCIES or self._word_before(left.start) in ("from", "between")

    def _between(self, left: _Figure) -> bool:
        """Whether "and" joins two ends: "between 12 and 16", "between the ages of 12 and 16"."""
        k = self._index(left.start)
        words = [t.lower for t in self.tokens[max(0, k - 4) : k]]
        if words[-2:] == ["ages", "of"] and "between" in words:
            return True
        return any(t.lower in ("between", "range", "from") for t in self.tokens[max(0, k - 2) : k])

    def _trend_near(self, start: int) -> bool:
        k = self._index(start)
        return any(t.lower in _W.trend for t in self.tokens[max(0, k - 4) : k])

    def _hedge(self, figures: list[_Figure]) -> list[_Figure]:
        """Read what stands before and after each figure; join "over 10 and under 20"."""
        out: list[_Figure] = []
        for figure in figures:
            if not figure.hedged or figure.commitment in (Commitment.RANGE, Commitment.VAGUE):
                self._hedge_before(figure)
            if figure.commitment in (Commitment.EXACT, Commitment.APPROXIMATE):
                self._hedge_after(figure)
            elif figure.commitment in (Commitment.MORE_THAN, Commitment.LESS_THAN):
                self._or_equal(figure)
            if out and self._conversion(out[-1], figure):
                figure.commitment, figure.soft = out[-1].commitment, out[-1].soft
                figure.low_open, figure.high_open = out[-1].low_open, out[-1].high_open
            if out:
                joined = self._joined_bounds(out[-1], figure)
                if joined is not None:
                    out[-1] = joined
                    continue
            out.append(figure)
        return out

    def _joined_bounds(self, left: _Figure, right: _Figure) -> _Figure | None:
        """ "more than 40 and less than 60" is one interval."""
        lower = (Commitment.AT_LEAST, Commitment.MORE_THAN)
        upper = (Commitment.AT_MOST, Commitment.LESS_THAN)
        if self.text[left.end : right.start].strip().lower() not in ("and", "but"):
            return None
        if left.commitment in lower and right.commitment in upper:
            low, high = left, right
        elif left.commitment in upper and right.commitment in lower:
            low, high = right, left
        else:
            return None
        if low.low >= high.low:
            return None
        figure = _Figure(left.start, right.end, low.low, high.low, "digits", Commitment.RANGE)
        figure.low_open = low.commitment is Commitment.MORE_THAN
        figure.high_open = high.commitment is Commitment.LESS_THAN
        figure.dimension, figure.unit = right.dimension or left.dimension, right.unit or left.unit
        figure.grain, figure.hedged = min(left.grain, right.grain), True
        return figure

    def _or_equal(self, figure: _Figure) -> None:
        """ "less than 50 or equal": the bound holds its end."""
        match = _OR_EQUAL.match(self.text, figure.end, self.stop)
        if match is not None:
            more = figure.commitment is Commitment.MORE_THAN
            figure.commitment = Commitment.AT_LEAST if more else Commitment.AT_MOST
            figure.end = match.end()

    def _conversion(self, left: _Figure, right: _Figure) -> bool:
        """Whether a figure repeats a hedged one in another unit: "over 5 miles (8 km)"."""
        if left.commitment not in (*_BOUNDS, Commitment.APPROXIMATE) or right.hedged:
            return False
        money = left.dimension in _CURRENCIES and right.dimension in _CURRENCIES
        if (left.dimension != right.dimension and not money) or left.unit == right.unit:
            return False
        return self.text[left.end : right.start].strip() in ("(", "/") and bool(left.unit)

    def _hedge_before(self, figure: _Figure) -> None:
        tokens = self.tokens
        k = self._index(figure.start) - 1
        start = figure.start
        steps = 0
        found = ""
        while k >= 0 and steps < 5:
            token = tokens[k]
            entry = self._phrase(k)
            if entry is not None:
                words, commitment = entry
                widens = not found or (
                    found == "approximate" and commitment.startswith(("at-", "more", "less"))
                )
                if widens and self._hedge_fits(k, words, commitment, figure):
                    found = commitment
                    start = tokens[k - len(words) + 1].start
                    k -= len(words)
                    steps += 1
                    continue
            if token.lower in (_DEGREE if found else _W.filler):
                if token.lower in ("just", "only", "well", "slightly", "far") and found:
                    start = token.start
                k -= 1
                steps += 1
                continue
            break
        if found:
            self._commit(figure, found)
            figure.start = start

    def _phrase(self, k: int) -> tuple[tuple[str, ...], str] | None:
        """The longest hedge whose last word is token `k`."""
        if k < 0:
            return None
        for words, commitment in _W.before.get(self.tokens[k].lower, ()):
            first = k - len(words) + 1
            if first >= 0 and all(
                self.tokens[first + n].lower == w for n, w in enumerate(words[:-1])
            ):
                return words, commitment
        if self.tokens[k].text == "=" and k and self.tokens[k - 1].text in ("<", ">"):
            return (self.tokens[k - 1].text, "="), (
                "at-most" if self.tokens[k - 1].text == "<" else "at-least"
            )
        return None

    def _hedge_fits(self, k: int, words: tuple[str, ...], commitment: str, figure: _Figure) -> bool:
        """Words that are hedges only in some places."""
        first = k - len(words) + 1
        before = self.tokens[first - 1].lower if first else ""
        word = words[-1]
        if words == ("over",):
            # "over three weeks" is a stretch of time unless something measures it.
            # "Averaged over 10 critics" is no more than 10.
            spread = before in _SPREAD
            return not spread and (figure.dimension != "time" or before in _MEASURED)
        if words in (("above",), ("below",), ("under",)) and figure.form == "ordinal":
            return False
        if words == ("some",) or words == ("around",) or words == ("near",):
            return figure.form not in ("ordinal", "none")
        if word == "of" and words == ("shy", "of"):
            return True
        if words == ("exceed",) or words == ("exceeds",) or words == ("exceeded",):
            return True
        if words == ("higher", "than") or words == ("lower", "than"):
            return figure.dimension != "ordinal"
        if commitment == "at-most-soft" and words == ("up", "to"):
            return before not in ("adds", "added", "add", "lined", "leading", "run", "living")
        if figure.form == "none":
            return False
        return not (words == (">",) and before == "=")

    def _commit(self, figure: _Figure, commitment: str) -> None:
        """Put a hedge's commitment on a figure."""
        if figure.form == "vague":
            if commitment.startswith(("at-least", "more")):
                figure.high = None
            return
        if figure.commitment is Commitment.RANGE:
            return
        side = commitment
        if commitment.endswith("-soft"):
            figure.soft = True
            side = commitment.removesuffix("-soft")
        if side == "approximate-below":
            figure.high_open = True
            side = "approximate"
        elif side == "approximate-above":
            figure.low_open = True
            side = "approximate"
        figure.hedged = True
        if side == "exact":
            return
        if side == "less-than" and figure.negative and figure.dimension == "percent":
            return
        figure.commitment = Commitment(side)
        if figure.commitment in _BOUNDS:
            figure.high = figure.low

    def _hedge_after(self, figure: _Figure) -> None:
        text, q = self.text, figure.end
        tail = text[q : min(self.stop, q + 24)]
        if not tail or tail[0] not in " -‑,+":
            return
        rest = tail.lstrip(" ,").lower()
        for phrase, commitment in _W.after:
            if rest.startswith(phrase) and not rest[len(phrase) : len(phrase) + 1].isalnum():
                if phrase in ("at least", "at most", "maximum", "tops", "at a minimum") and (
                    self._word_at(q + tail.lower().find(phrase) + len(phrase)).isdigit()
                    or not re.match(r"[,.;)]|$", rest[len(phrase) :])
                ):
                    continue
                if phrase in ("odd", "plus") and tail[0] not in "-‑ ":
                    continue
                if (
                    phrase in ("or so", "more or less")
                    and figure.commitment is Commitment.APPROXIMATE
                ):
                    figure.end = q + tail.lower().find(phrase) + len(phrase)
                    return
                beyond = rest[len(phrase) :].lstrip(" ,")
                if beyond.startswith("than") or (phrase.endswith("than") and beyond[:1].isdigit()):
                    continue  # "200 or greater than 190" are two statements
                self._commit(figure, commitment)
                figure.end = q + tail.lower().find(phrase) + len(phrase)
                return

    # ----------------------------------------------------------------------------- context

    def _index(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        low, high = 0, len(self.starts)
        while low < high:
            middle = (low + high) // 2
            if self.starts[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low

    def _word_at(self, offset: int) -> str:
        k = self._index(offset)
        return self.tokens[k].lower if k < len(self.tokens) else ""

    def _word_before(self, offset: int) -> str:
        k = self._index(offset) - 1
        return self.tokens[k].lower if k >= 0 else ""

    def _start_before(self, offset: int) -> int:
        k = self._index(offset) - 1
        return self.tokens[k].start if k >= 0 else offset

    # ---------------------------------------------------------------------------- mentions

    def mention(self, figure: _Figure) -> Mention[Quantity]:
        """The mention of a figure: its counted thing, modifiers, role, trend and slot."""
        k = self._index(figure.end)
        head, noun_end, inner = self._thing(figure, k)
        before = None
        if head is None and not figure.dimension and figure.form in ("digits", "words"):
            before = self._standing_at(self._index(figure.start))
            if before is not None:
                head, inner = before
        if self._magnitude(figure):
            # "a magnitude 6.4 quake", "a 6.4-magnitude quake": a measure, it counts no quakes.
            figure.dimension = figure.unit = "magnitude"
            head, noun_end, inner = None, k, None
        if head is not None and not figure.dimension and head.lower in _W.units:
            # "50 previous years": a unit behind an adjective.
            kind, measure = _W.units[head.lower]
            if kind == "time" and head.lower != "second":
                figure.dimension, figure.unit = kind, measure
        end = figure.end
        if head is not None and head.end > end:
            end = head.end
        modifiers, words = self._modifiers(noun_end)
        first = self._index(figure.start)
        past = self._index(words[-1].end) if words else noun_end
        role = self._role(figure, first, noun_end, past)
        if role is not None and role.index >= past and not modifiers:
            # "30 people were arrested in Halden": the place stands behind the verb.
            modifiers, words = self._modifiers(role.index + 1)
        dimension = figure.dimension or "count"
        thing = self.text[inner.start : inner.end] if inner is not None else None
        if head is not None and figure.commitment is Commitment.EXACT:
            tail = _Figure(figure.start, end, figure.low, figure.high, figure.form)
            self._hedge_after(tail)
            if tail.commitment is not Commitment.EXACT:
                figure.commitment, end = tail.commitment, tail.end
        if dimension == "count" and figure.form in ("digits", "words") and head is None:
            dimension = self._age(figure, first, k)
        if dimension == "age" and figure.unit is None:
            figure.unit = "year"
        key = f"{dimension}/{figure.rate}" if figure.rate else dimension
        unit = figure.unit
        if unit is None and head is not None:
            unit = _head_lemma(head)
        low: float | None = figure.low
        high: float | None = figure.high
        low_open, high_open = figure.low_open, figure.high_open
        if figure.commitment in (Commitment.AT_LEAST, Commitment.MORE_THAN):
            high, low_open = None, figure.commitment is Commitment.MORE_THAN
        elif figure.commitment in (Commitment.AT_MOST, Commitment.LESS_THAN):
            low, high_open = None, figure.commitment is Commitment.LESS_THAN
        value = Quantity(
            low=low,
            high=high,
            low_open=low_open,
            high_open=high_open,
            commitment=figure.commitment,
            unit=unit,
            thing=thing,
            modifiers=modifiers,
            role=role.lower if role is not None else None,
            trend=self._trend(figure, first, k),
            as_of=self.dated,
            dimension=dimension,
            grain=figure.grain,
            scaled=figure.scaled,
            soft=figure.soft,
        )
        if inner is not None:
            placed = [s for s in (inner,) if head is None or s != head.span]
            words = (*placed, *words)
        if role is not None:
            words = (*words, role.span)
        label = " ".join(p for p in (thing, *modifiers[:1]) if p)
        if not label:
            label = value.role or (unit or "figure")
        return Mention(
            kind=Kind.QUANTITY,
            article=self.document.article.id,
            sentence=self.parsed.sentence.index,
            start=figure.start,
            end=end,
            text=self.text[figure.start : end],
            value=value,
            slot=Slot(
                label, head.span if head is not None else None, tuple(sorted(set(words))), key
            ),
            published=self.document.article.published,
        )

    def _magnitude(self, figure: _Figure) -> bool:
        """Whether "magnitude" stands right before the figure or is joined to it."""
        after = self.text[figure.end : figure.end + 10].lower()
        before = self._word_before(figure.start)
        return not figure.dimension and (before == "magnitude" or after == "-magnitude")

    def _thing(self, figure: _Figure, k: int) -> tuple[Token | None, int, Span | None]:
        """The head of what is counted, the index after its phrase, and the phrase's span."""
        tokens, n = self.tokens, len(self.tokens)
        if figure.form in ("score", "times", "rating"):
            return None, k, None
        j = k
        if j < n and tokens[j].start == figure.end and tokens[j].text in ("-", "‑"):
            j += 1
            figure.compound = True
            if j < n and tokens[j].lower == "strong":
                j += 1
            elif j < n and not figure.dimension:
                word = tokens[j]
                countable = "n" in lexicon.pos(word.lower) and word.lower not in _NOT_COUNTED
                return (word, j + 1, word.span) if countable else (None, k, None)
        elif figure.compound and j < n and tokens[j].lower in ("old", "long", "strong"):
            j += 1
        if j < n and tokens[j].lower in ("other", "more", "additional", "further", "such", "or"):
            if tokens[j].lower == "or":
                return None, k, None
            j += 1
        of = False
        if j + 2 < n and tokens[j].lower == "out" and tokens[j + 1].lower == "of":
            j += 1
        if j < n and tokens[j].lower == "of" and figure.unit not in _CURRENCIES:
            j += 1
            of = True
            if j < n and tokens[j].tag == DET:
                j += 1
            if j + 2 < n and tokens[j].lower in _OF_A_ROW and tokens[j + 1].tag == NUM:
                j += 1
            if j + 1 < n and tokens[j].tag == NUM and figure.form in ("digits", "words"):
                j += 1
        elif j < n and tokens[j].lower in ("the", "all") and figure.form == "fraction":
            j += 1
        elif (
            figure.dimension in _CURRENCIES
            or figure.dimension in ("points",)
            or (figure.unit is not None and not figure.compound and figure.form != "vague")
        ):
            return None, k, None
        while j < n and tokens[j].lower in ("'s", "’s") and of:
            j += 1
        head: Token | None = None
        m = j
        while m < n and m - j < 7:
            token = tokens[m]
            if token.tag in (NOUN, NAME):
                if token.tag == NAME and self._title_case() and self._headline_verb(m):
                    break
                if (
                    head is not None
                    and _is_plural(head)
                    and head.tag == NOUN
                    and (token.tag == NAME or token.lower in _DAYS)
                ):
                    break
                if head is not None and token.tag == NAME and head.tag == NOUN:
                    break
                if token.lower in _DAYS or (
                    token.lower in _PERIODS and tokens[m - 1].lower in _TIME_PLACING
                ):
                    break
                if token.lower.endswith("ing") and m + 1 < n and tokens[m + 1].tag in (DET, PRON):
                    break
                head = token
            elif head is not None and not _is_plural(head) and self._adjective_inside(m):
                pass
            elif token.tag == ADJ or (token.tag == NUM and figure.form == "ordinal"):
                if head is not None:
                    break
            elif self._plural_verb(m, head) or (
                head is None and figure.low == 1 and _noun_before_verb(tokens, token)
            ):
                head = token
            elif token.tag == NUM and m > j + 1 and tokens[m - 1].text in ("-", "‑"):
                if tokens[m - 2].tag != NAME:
                    break  # else a designator inside the phrase: "12 new COVID-19 cases"
            elif (
                token.text in ("-", "‑")
                and m > j
                and m + 1 < n
                and (tokens[m + 1].start == token.end and tokens[m - 1].end == token.start)
            ) or (token.tag == CONJ and token.lower == "and" and m > j and self._coordinated(m)):
                pass
            elif token.tag == CLITIC and of and m + 1 < n and tokens[m + 1].tag in (NOUN, ADJ):
                head = None
            elif token.tag == ADV and head is None and m + 1 < n and tokens[m + 1].tag == ADJ:
                pass
            else:
                break
            m += 1
        if head is None:
            role = tokens[j] if j < n and tokens[j].lower in _W.casualties else None
            if role is not None and figure.dimension in ("", "count"):
                return role, j + 1, role.span
            return None, k, None
        if figure.dimension and figure.compound and head.lower in _PERIODS:
            return None, k, None
        inner = tokens[j]
        if (
            figure.form == "digits"
            and figure.low != 1
            and not of
            and inner.tag == head.tag == NOUN
            and inner is not head
            and not (_is_plural(inner) or _is_plural(head) or head.lower in _COLLECTIVE)
            and _singular(head.lower) not in _W.people
        ):
            # "a 189 seat configuration": more than one, so not of the singular that it ends in.
            return inner, head.index + 1, Span(inner.start, head.end)
        if head.lower in ("number", "total", "rest", "amount") and (
            m + 1 < n and tokens[m].lower == "of" and not of
        ):
            nested = replace(figure, end=head.end, unit=None, form="fraction")
            return self._thing(nested, m)
        return head, head.index + 1, Span(tokens[j].start, head.end)

    def _standing_at(self, first: int) -> tuple[Token, Span] | None:
        """What a figure without a noun counts: "Cases rose to 105", "the death toll stands at 84".

        The subject of a verb of level or change, where it is a plural or a word for a count.
        """
        tokens = self.tokens
        j = first - 1
        while j >= 0 and tokens[j].lower in ("to", "at", "past", "above", "about", "around"):
            j -= 1
        if j < 1 or (tokens[j].lower not in _W.trend and tokens[j].lower not in _LEVELS):
            return None
        be = lexicon.lemma(tokens[j].lower, "v") == "be"
        j -= 1
        while j >= 0 and tokens[j].tag in (AUX, MODAL, ADV):
            j -= 1
        end = j + 1
        phrase = (NOUN, NAME, ADJ, DET, PREP, CLITIC)
        while j >= 0 and end - j < 12 and tokens[j].tag in phrase:
            j -= 1
        starts = [i for i in range(j + 1, end) if tokens[i].tag == PREP]
        heads = [i - 1 for i in (*starts, end)]
        counts = [i for i in heads if i >= 0 and tokens[i].lower in _COUNTS]
        found = heads[0]
        if counts == [found] and starts and tokens[starts[0]].lower == "of":
            found = heads[1]  # "the number of confirmed cases"
        head = tokens[found]
        level = head.lower in _COUNTS
        if found <= j or head.tag != NOUN or not (_is_plural(head) or level):
            return None
        if be and not counts:
            return None  # "the winners were 84" is no sentence of counting
        start = found
        while start - 1 > j and tokens[start - 1].tag in (NOUN, ADJ):
            start -= 1
        return head, Span(tokens[start].start, head.end)

    def _headline_verb(self, m: int) -> bool:
        """Whether a capitalised word is a verb of a headline: "12 Killed"."""
        lower = self.tokens[m].lower
        return lower.endswith("ed") and lexicon.pos(lower)[:1] in ("v", "a")

    def _adjective_inside(self, m: int) -> bool:
        """Whether an adjective stands between a name and a plural: "Republican primary voters"."""
        tokens = self.tokens
        if tokens[m].tag != ADJ or m + 1 >= len(tokens):
            return False
        return tokens[m + 1].tag == NOUN and _is_plural(tokens[m + 1])

    def _plural_verb(self, m: int, head: Token | None) -> bool:
        """Whether a word tagged as a verb is the plural that is counted: "2,000 U.S. forces"."""
        token = self.tokens[m]
        if token.tag != VERB or not token.lower.endswith("s"):
            return False
        if head is not None and (head.tag == NOUN and _is_plural(head)):
            return False
        return "n" in lexicon.pos(token.lower) and _plural_word(token.lower)

    def _coordinated(self, m: int) -> bool:
        """Whether "and" joins two words before one plural head: "Ford and Fiat cars"."""
        if m + 2 >= len(self.tokens):
            return False
        left, right, head = self.tokens[m - 1], self.tokens[m + 1], self.tokens[m + 2]
        same = left.tag == right.tag and left.tag in (NAME, ADJ)
        return same and head.tag in (NOUN, NAME) and _is_plural(head)

    def _modifiers(self, j: int) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """The prepositional phrases after the head, at most two, as text and as spans."""
        tokens, n = self.tokens, len(self.tokens)
        out: list[Span] = []
        while j < n and len(out) < 2 and tokens[j].tag == PREP:
            if tokens[j].lower in ("as", "than", "per", "including", "until", "till", "while"):
                break
            m = j + 1
            last = -1
            while m < n and m - j < 9:
                token = tokens[m]
                if token.tag in (NOUN, NAME):
                    last = m
                elif token.tag == NUM:
                    pass
                elif token.tag == CONJ and token.lower == "and" and last == m - 1 and m + 1 < n:
                    if tokens[m + 1].tag != tokens[last].tag:
                        break
                elif token.tag == DET:
                    if last >= 0:
                        break
                elif last == m - 1 and tokens[last].tag == NAME and self._plural_verb(m, None):
                    last = m
                elif token.tag not in (ADJ, CLITIC) and token.text not in ("-", "‑"):
                    break
                m += 1
            if last < 0:
                break
            out.append(Span(tokens[j].start, tokens[last].end))
            j = last + 1
        return tuple(self.text[s.start : s.end] for s in out), tuple(out)

    def _role(self, figure: _Figure, first: int, after: int, past: int) -> Token | None:
        """The verb that the figure is subject or object of, or the casualty word in its place.

        `after` is the index behind the counted noun, `past` the one behind its modifiers.
        """
        tokens, n = self.tokens, len(self.tokens)
        for j in range(max(first, after - 1), min(n, after + 2)):
            if tokens[j].lower in _W.roles:
                return tokens[j]
            if [t.lower for t in tokens[j + 1 : j + 3]] == ["to", "death"]:
                return tokens[j + 2]
        verb = self._verb_left(first, 6, tight=True)
        if verb is not None:
            return verb
        if first and tokens[first - 1].tag == PREP:
            # The object of a preposition is no subject: "responsibility for 84 attacks".
            verb = self._verb_left(first, 14, tight=False)
            if verb is not None:
                return verb
        for j in range(past, min(n, past + 14)):
            token = tokens[j]
            if token.tag == VERB and token.lower not in _SAYING:
                return token
            if token.tag == REL or token.text in _STOPS:
                break
        return self._verb_left(first, 14, tight=False)

    def _verb_left(self, first: int, reach: int, tight: bool) -> Token | None:
        """The nearest verb to the left; `tight`: with nothing but small words between."""
        tokens = self.tokens
        for j in range(first - 1, max(-1, first - 1 - reach), -1):
            token = tokens[j]
            if token.tag == VERB and token.lower not in _SAYING:
                return token
            if token.lower in _W.roles and token.tag in (NOUN, NAME) and first - j < 4:
                return token
            if token.text in _STOPS:
                return None
            if tight and token.tag not in (PREP, ADV, DET, TO, ADJ, NUM):
                return None
        return None

    def _trend(self, figure: _Figure, first: int, after: int) -> str | None:
        """Whether the figure is a rise or a fall, or what something rose or fell to."""
        if figure.form in ("score", "ordinal"):
            return None
        j = first - 1
        steps = 0
        while j >= 0 and steps < 4:
            lower = self.tokens[j].lower
            if (lower in _W.trend and lower != "up") or (lower == "up" and self._word_at(
                    self.tokens[j].end) != "to"):  # fmt: skip
                return _W.trend[lower]
            if lower not in ("by", "to", "from", "a", "an", "the", "as", "much", "about") and (
                self.tokens[j].tag not in (ADV, PREP)
            ):
                break
            j -= 1
            steps += 1
        for token in self.tokens[after : after + 2]:
            if token.lower in _W.trend and token.tag == NOUN and figure.dimension:
                return _W.trend[token.lower]
        return None

    def _age(self, figure: _Figure, first: int, k: int) -> str:
        """ "Demjanjuk, 91,", "aged 91", "at the age of 91": an age in years."""
        if not figure.integer or not 0 < figure.low <= 120:
            return "count"
        tokens = self.tokens
        before = tokens[first - 1] if first else None
        if before is None:
            return "count"
        if before.lower in ("aged", "age", "ages") or (
            before.lower == "of" and first > 1 and tokens[first - 2].lower == "age"
        ):
            return "age"
        following = tokens[k].text if k < len(tokens) else "."
        if before.text == "," and following in (",", ".", ";", ")") and first > 1:
            name = tokens[first - 2]
            person = name.tag == NAME or name.lower in _W.people
            earlier = tokens[first - 3] if first > 2 else None
            if person and not (earlier is not None and earlier.tag == NUM):
                return "age"
        if before.lower == "at" and first > 1 and tokens[first - 2].lower in _W.roles:
            return "age"
        return "count"


# ------------------------------------------------------------------------------ small helpers

_CURRENCIES: Final = frozenset(
    {*_W.symbols.values(), *_W.prefixes.values(), *_W.currency.values(), *_W.placed.values(), "GBP"}
    | {"cent", "penny"}
)
# Telephone numbers, dates in digits, versions: three groups or more, or a year and two digits.
_CHAIN: Final = re.compile(
    r"\d++(?:[-–./]\d++){2,}|(?:1[0-9]|20)\d\d[-–/]\d\d(?!\d)(?!,\d)|\d{3}-\d{4}(?!\d)"
)
# A telephone number in groups: after a plus sign, an area code in brackets, or a leading zero.
_PHONE: Final = re.compile(
    r"(?:(?<=\+)\d{1,3}|(?<=\()\d{2,5}\)|0\d{1,4})(?:[ \u00a0-]\(?\d{2,5}\)?){1,5}+(?!\d)"
)
_PHONE_DIGITS: Final = 9  # the fewest of a number with its area code, bar a few small countries
# A decimal out of a full mark is a rating, however much it looks like a date.
_RATING: Final = re.compile(r"\d{1,3}\.\d{1,2}/(?:4|5|10|100)(?![\d./-]*\d)")
_POWER: Final = re.compile(r"[×⋅· ]{1,3}10[−⁻^-]{0,2}\d*+")
_OR_EQUAL: Final = re.compile(r" or equal(?: to(?: it)?)?\b", re.IGNORECASE)
_RUN: Final = 14
_RUN_ON: Final = re.compile(r"(?<![\w.@/-])([a-z]{4,})\.$")
_MONTH_DOT: Final = re.compile(r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\. $")
# More digits than any amount in print has; a longer run is an identifier.
_LONGEST: Final = 24
_RESULT: Final = re.compile(r"\d{1,3}[-–]\d{1,3}(?![\d-])")
_SLASH: Final = re.compile(r"(\d++(?:\.\d++)?)/(\d++)")
_CURRENCY_PREFIX: Final = re.compile(r"(?:U\.S\. ?|(?:US|HK|NZ) ?|AU|CA|NT|[ACSR])\$$")
_CURRENCY_CODE: Final = re.compile(
    r"\b(USD|EUR|GBP|AUD|CAD|CHF|JPY|CNY|RMB|INR|RM|Rs\.?)[ \u00a0]?$"
)
# A currency code, or the country of a dollar, glued to its figure: "USD10m", "$US55".
_GLUED_CODE: Final = re.compile(
    r"(USD|EUR|GBP|AUD|CAD|CHF|JPY|CNY|RMB|INR|RM|Rs|US|A|C|NZ|HK)(?=\d)"
)
_CODE_STARTS: Final = frozenset("US EU GB AU CA CH JP CN RM IN Rs NZ HK".split())
_OLD: Final = re.compile(r"[- ](?:old|of age)\b", re.IGNORECASE)
_PER: Final = re.compile(r"( per | ?/ ?| each | every | an? )([A-Za-z]+)\b", re.IGNORECASE)
_PERIODS: Final = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years season"
    " seasons quarter quarters night nights decade decades half piece share person head game"
    " barrel gallon ounce pound ton tonne".split()
)
_CLOCK: Final = re.compile(
    r"[ \u00a0]?(?:[ap]\.m\b|[ap]m\b|o['’]clock|(?:GMT|UTC|[ECMP][SD]?T|BST|CET)\b|hours? local)",
    re.IGNORECASE,
)
_VAGUE_SCALE: Final = re.compile(
    r"[- ](dozens?|hundreds?|thousands?|millions?|billions?)\b", re.IGNORECASE
)
_AND_A_HALF: Final = re.compile(r" and a half\b", re.IGNORECASE)
_POINT: Final = re.compile(
    r" point (one|two|three|four|five|six|seven|eight|nine|zero)\b", re.IGNORECASE
)
_AS_OF: Final = re.compile(
    r"\b(?:[Aa]s (?:of|at)|[Bb]y|[Aa]t) (?:late |early |mid-?|about |around )?"
    r"(?:noon|midday|midnight|nightfall|dawn|dusk|daybreak"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|(?:the )?(?:morning|afternoon|evening))\b"
    r"|\b[Aa]s of [A-Z][a-z]+\.? \d{1,2}\b|\b[Ss]o far\b"
)
_LENGTHS: Final = frozenset(
    "tall high long wide deep away above below race sprint hurdles freestyle relay from apart thick"
    " underwater butterfly backstroke breaststroke final dash radius".split()
)
_FUNCTION: Final = frozenset(
    "with in at of for from and by to on over under after the just only all".split()
)
# Words that a figure and a hyphen make an adjective with, counting nothing.
_NOT_COUNTED: Final = frozenset(
    "way time star fold off on hand piece dimensional tier faced sided something plus odd up down"
    " right seat third thirds door color colour".split()
)
# Verbs that tell who says a figure or what it rests on, not what happened to the counted.
_SAYING: Final = frozenset(
    "based said say says saying according told tells tell reported reports announced added noted"
    " stated estimated estimates showed shows including compared".split()
)
_STOPS: Final = frozenset({";", "—", "--", "“", "”", '"', "''", "``"})
# Triggers that are no number by themselves.
_NOT_ALONE: Final = frozenset("minus negative couple dozen quarter".split())
_VAGUE_WORDS: Final = frozenset({*_W.vague} - {"a", "the", "an"})
# Words of degree before a bound: "just over", "well above", "far more than".
_DEGREE: Final = frozenset("just well slightly far only a little significantly even".split())
# What stands before "over" where it bounds a duration: "for over three weeks".
_MEASURED: Final = frozenset(
    "for after in of to just lasted spent took well is was by been a little".split()
)
_SPREAD: Final = frozenset(
    "averaged averaging average spread spanning stretched divided distributed taken".split()
)
_AFTER_SCORES: Final = frozenset("of more were have are feared".split())
_TIME_PLACING: Final = frozenset("last next this that each every per ago same".split())
_DAYS: Final = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow"
    " tonight".split()
)
_DETERMINERS: Final = frozenset(
    "the a an its his her their our my your this that these those 's ’s".split()
)
_NOT_ONE: Final = frozenset(
    "no any every some this that which the each another not first second last other new only"
    " big next good old such 's ’s his her its their my your our a an".split()
)
_YEAR_BEFORE: Final = frozenset(
    "in since until till during circa by before after year fy early late mid spring summer autumn"
    " fall winter of from the between and through to election season".split()
)
# Lower-case nouns that name a thing by number; the others need a capital ("Falcon 9").
_LOWER_DESIGNATORS: Final = frozenset(
    "no no. nos number page pages paragraph section chapter article covid channel room phase stage"
    " grade tier category episode figure fig fig. table item question version route flight windows"
    " iphone resolution proposition clause type class level".split()
)


def _clean(value: float) -> float:
    """A product without the last bits' noise: 1.3 times 10**9 is 1300000000."""
    return float(f"{value:.12g}")


def _value_of(printed: str) -> float:
    plain = re.sub(r"[,\u00a0\u2009\u202f]", "", printed)
    extra = 0.0
    if plain[-1] in _VULGAR:
        extra = _VULGAR[plain[-1]]
        plain = plain[:-1]
    return (float(plain) if plain else 0.0) + extra


def _multiplier(figure: _Figure) -> float:
    """The scale that a figure was printed with, from the largest power of a thousand in it."""
    for scale in (1e12, 1e9, 1e6, 1e3, 1e2):
        if figure.low >= scale:
            return scale
    return 1.0


_IRREGULAR: Final = frozenset(
    "people men women children police personnel staff troops media data criteria feet teeth mice"
    " geese lives wives thieves wolves halves servicemen policemen gunmen lawmakers firemen"
    " fishermen businessmen crew militia cattle".split()
)


@lru_cache(maxsize=16384)
def _plural_word(lower: str) -> bool:
    if lower in _IRREGULAR:
        return True
    if not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s")) or len(lower) < 4:
        return False
    return lexicon.lemma(lower, "n") != lower or not lexicon.pos(lower)


def _is_plural(token: Token) -> bool:
    return _plural_word(token.lower)


@lru_cache(maxsize=16384)
def _singular(lower: str) -> str:
    """The singular of a noun, from WordNet, else by its ending."""
    known = lexicon.lemma(lower, "n")
    if known != lower or not lower.endswith("s") or lower.endswith(("ss", "us", "is")):
        return {"people": "people", "feet": "foot", "inches": "inch"}.get(lower, known)
    if lower.endswith("ies") and len(lower) > 4:
        return lower[:-3] + "y"
    if lower.endswith(("ches", "shes", "xes", "sses")):
        return lower[:-2]
    return lower[:-1]


def _head_lemma(head: Token) -> str:
    return head.text if head.tag == NAME else _singular(head.lower)


@lru_cache(maxsize=256)
def _to_base(unit: str) -> tuple[float, float]:
    """Factor and offset that turn a unit into its dimension's base unit, by pint."""
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    zero = registry.Quantity(0.0, unit).to_base_units().magnitude
    one = registry.Quantity(1.0, unit).to_base_units().magnitude
    return float(one - zero), float(zero)


# Seconds, exact; months and years have no exact length in days, so they are their own measure.
_SECONDS: Final = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
    "fortnight": 1209600.0,
}  # fmt: skip
_MONTHS: Final = {"month": 1.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_PHYSICAL: Final = frozenset(
    unit
    for dimension, unit in _W.units.values()
    if dimension not in ("time", "fuel", "rotation") and unit != "unknown"
)


def _in_base(value: float | None, unit: str | None) -> float | None:
    """A value in the base unit of its dimension; as it is where the unit is no measure."""
    if value is None or unit is None:
        return value
    if unit in _SECONDS:
        return value * _SECONDS[unit]
    if unit in _MONTHS:
        return value * _MONTHS[unit]
    if (
        unit in _PHYSICAL
        or "**" in unit
        or "/" in unit
        or unit in ("degC", "degF", "nautical_mile")
    ):
        factor, offset = _to_base(unit)
        return value * factor + offset
    if unit == "basis point":
        return value / 100
    return value


# ------------------------------------------------------------------------------------- the slot


def slot(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """How strongly two figures count the same thing in the same role, in [0, 1].

    Values are never looked at. 0 where the dimension, the counted things, the roles, the trends or
    the places contradict each other, or where nothing but the sentences' link joins them.
    """
    a, b = left.value, right.value
    if left.slot.key != right.slot.key:
        return 0.0
    if a.trend and b.trend and a.trend != b.trend:
        return 0.0
    one, two = _role_class(a), _role_class(b)
    for classes in (_W.roles, _W.verbs):
        if one != two and one in classes.values() and two in classes.values():
            return 0.0  # killed against injured, asked for against granted
    if _standing(left, facing.left) != _standing(right, facing.right) or _added(left, right):
        return 0.0
    if _places_contradict(left, right):
        return 0.0
    same_role = (bool(one) and one == two) or _roles_face(left, right, facing)
    headed = left.slot.head is not None and right.slot.head is not None
    if left.slot.head and right.slot.head and _opposed(facing, left.slot.head, right.slot.head):
        return 0.0
    # A score is one match told from either side; a count has its noun; the rest have an owner.
    if left.slot.key not in ("score", "count") and _subjects_differ(left, right, facing):
        return 0.0
    asked = one and two and not same_role and not headed and left.slot.key != "score"
    if asked and facing.score >= _SURE and left.slot.key == "percent":
        asked = not (_alone(left, facing.left) and _alone(right, facing.right))
    if asked and _context(left, right, facing) < 0.5:
        return 0.0  # a fine of $5 million paid, a loan of $1 million raised
    heads = _heads(left, right, facing, same_role)
    if heads == 0.0:
        return 0.0
    role = 1.0 if same_role else (0.5 if not (one and two) else 0.2)
    words = _context(left, right, facing)
    grammatical = Commitment.GRAMMATICAL in (a.commitment, b.commitment)
    if grammatical and a.commitment is not b.commitment and words < 0.5:
        return 0.0  # one event and a count of events in two sentences that share little else
    told_by_role = same_role and one in _W.roles.values()
    lone = _lone(left, facing.left) and _lone(right, facing.right)
    if words < 0.3 and not lone and not told_by_role:
        # Two figures for such things in one sentence: only the words around tell which is which.
        return 0.0
    strength = 0.4 * heads + 0.2 * role + 0.4 * words
    return round(min(1.0, strength), 3)


# From so many on, two linked sentences that count to the same number count the same things.
_TELLING: Final = 1000
_EXACT_DIGITS: Final = 3
# Numbers above this that are not round don't come up twice by chance.
_ODD: Final = 20


# A figure told twice faces itself less surely than two that stand in one place: "5 killed, 10 hurt"
# may have become "10 killed, 5 hurt". One that was only rounded or bounded is no slip.
_TOLD_TWICE: Final = 0.79
_CORRECTED: Final = 0.5  # two exact figures that differ: a correction, or two things
_ROUNDED: Final = 0.95


def same(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """How surely one figure in two linked sentences is one fact.

    A sum, a share or a measure may be, and a count that is large, or of things that face each
    other: "two men" and "two days later" are not. It is all the surer where a figure of three
    digits was rounded or bounded.
    """
    a, b = left.value, right.value
    if left.slot.key != right.slot.key or not _near(a, b):
        return 0.0
    if a.trend and b.trend and a.trend != b.trend:
        return 0.0
    heads = left.slot.head, right.slot.head
    touch = heads[0] is not None and heads[1] is not None and facing.touches(heads[0], heads[1])
    odd = a.printed == b.printed and a.printed[0] > _ODD and a.printed[0] % 10
    large = (a.low or a.high or 0.0) >= _TELLING
    if left.slot.key == "count" and not (touch or odd or large):
        return 0.0
    # Percentages are a hundred in all: two often lie close by chance.
    if a.key != b.key and a.commitment is b.commitment is Commitment.EXACT:
        return _TOLD_TWICE if _rounds(a, b) or _rounds(b, a) else _CORRECTED
    exact = max(_digits_of(a), _digits_of(b)) >= _EXACT_DIGITS and left.slot.key != "percent"
    return _ROUNDED if a.key != b.key and exact and _near(a, b, _VERY_NEAR) else _TOLD_TWICE


# Two figures of one kind, in two linked sentences, that lie nearer than this are seldom two facts.
_NEAR: Final = 1.1
_VERY_NEAR: Final = 1.02


def _near(a: Quantity, b: Quantity, by: float = _NEAR) -> bool:
    """Whether two figures are equal, or so close that one may be the other rounded or bounded."""
    if a.key == b.key:
        return a.commitment not in (Commitment.VAGUE, Commitment.GRAMMATICAL)
    (least, most), (low, high) = a.printed, b.printed
    return 0 < most <= by * low and high <= by * least


def _role_class(value: Quantity) -> str:
    """What happened to the counted: a class of data/quantity.toml, else the verb's base form."""
    for word in (value.role, *((value.thing or "").lower().split()[-1:])):
        if word and word in _W.roles:
            return _W.roles[word]
    verb = lexicon.lemma(value.role, "v") if value.role else ""
    if verb in _TAKING and (value.thing or "").lower().endswith("lives"):
        return "kill"  # "claimed 12 lives" asks for nothing
    return _W.verbs.get(verb, _W.alike.get(verb, verb))


_TAKING: Final = frozenset("claim cost take lose".split())


def _roles_face(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    one, two = _role_class(left.value), _role_class(right.value)
    if one and two and lexicon.synonyms(one, two, "v"):
        return True
    spans = [s for s in left.slot.words if _surface(facing.left, s) == left.value.role]
    others = [s for s in right.slot.words if _surface(facing.right, s) == right.value.role]
    return any(facing.touches(s, o) for s in spans for o in others)


def _surface(parsed: Parsed, span: Span) -> str:
    base = parsed.sentence.start
    return parsed.sentence.text[span.start - base : span.end - base].lower()


_EARLIER: Final = re.compile(
    r"\b(?:(?:a|the|one) (?:year|month|week|quarter|day) (?:earlier|ago|before)|previous(?:ly)?"
    r"|last (?:year|month|week|season)|in the (?:same|year-earlier|prior) \w+|year-ago"
    r"|down from|up from)\b",
    re.IGNORECASE,
)
_SUBSET: Final = re.compile(
    r"(?:including|among (?:them|those)|of (?:whom|which|them|those))(?: at least)?[ ,]*"
    r"(?:were |are )?$",
    re.IGNORECASE,
)
_AGAINST: Final = re.compile(
    r"(?:than|opposed to|instead of|rather than|compared (?:with|to)|versus|none of|down from"
    r"|up from)"
    r" (?:the |a |its |about |around |just )?$",
    re.IGNORECASE,
)
_PARTITIVE: Final = re.compile(
    r"\S+(?: \S+){0,3} of (?:the|these|those|its|their|his|her)\b", re.IGNORECASE
)


_BESIDES: Final = re.compile(
    r"\b(?:another|further|additional|extra)\b|\bmore\b(?! than)", re.IGNORECASE
)


_NEW: Final = re.compile(r"\b(?:new|fresh|other)\b", re.IGNORECASE)


def _added(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one of two counts alone comes on top of another: "two more"; "two new" may too."""
    for one, other in ((left, right), (right, left)):
        if one.slot.key == "count" and _BESIDES.search(one.text):
            return not (_BESIDES.search(other.text) or _NEW.search(other.text))
    return False


def _standing(mention: Mention[Quantity], parsed: Parsed) -> tuple[bool, bool]:
    """Whether a figure is held against another (earlier, refused), and whether it is a part of one.

    "$5 million, more than the $3 million a year earlier": only the first is the fact. "Two of the
    six officers" and "including two officers" are no count of the officers.
    """
    base = parsed.sentence.start
    text = parsed.sentence.text
    after = text[mention.end - base : mention.end - base + 45]
    cut = re.search(r"[,;.]|\d", after)
    before = text[max(0, mention.start - base - 28) : mention.start - base]
    other = bool(_EARLIER.search(after[: cut.start()] if cut else after))
    part = bool(_SUBSET.search(before)) or (
        mention.slot.key == "count" and bool(_PARTITIVE.match(mention.text))
    )
    return other or bool(_AGAINST.search(before)) or _second_event(mention, parsed), part


def _second_event(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether the figure's clause tells of an event next to another: "a smaller blast killed two".

    A comparative with an indefinite article holds the event against one that the text has told.
    """
    first, last = parsed.clause_of(parsed.at(mention.start))
    last = min(last, first + _CLAUSE)
    for at in range(first, last - 2):
        article, word, noun = parsed.tokens[at : at + 3]
        if article.lower not in ("a", "an") or not word.lower.endswith("er"):
            continue
        compared = lexicon.lemma(word.lower, "a") != word.lower
        if compared and lexicon.topic(noun.lower) in (*_EVENTS, "phenomenon"):
            return True
    return False


# Tokens of a clause that are looked at: a line without any mark stays linear.
_CLAUSE: Final = 40


def _subjects_differ(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> bool:
    """Whether two figures without a noun belong to other names: "Rost won 11, Holm 6"."""
    one, two = _subject(left, facing.left), _subject(right, facing.right)
    return bool(one) and bool(two) and not any(_same_name(n, o) for n in one for o in two)


def _subject(mention: Mention[Quantity], parsed: Parsed) -> list[str]:
    """The words of the name right before the verb on the left of a figure, in its clause."""
    tokens = parsed.tokens
    first = parsed.at(mention.start)
    at = first - 1
    while at >= max(0, first - 8) and tokens[at].tag != VERB:
        if tokens[at].text in _BREAKS:
            return []
        at -= 1
    at -= 1
    while at >= 0 and tokens[at].tag in (AUX, MODAL, ADV, NOT):
        at -= 1
    names: list[str] = []
    while at >= 0 and tokens[at].tag == NAME and len(names) < 5:
        names.append(tokens[at].lower)
        at -= 1
    return names


def _places_contradict(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether both name a place after the same preposition, and none that is the same.

    That the names face each other says nothing: two towns in one slot are alike to an encoder.
    """
    for one in left.value.modifiers:
        word = one.split(maxsplit=1)[0].lower()
        for two in right.value.modifiers:
            if two.split(maxsplit=1)[0].lower() != word or word not in ("in", "at", "near"):
                continue
            names, others = _names(one), _names(two)
            if names and others and not any(_same_name(n, o) for n in names for o in others):
                return not (_initials(names) in others or _initials(others) in names)
    return False


def _initials(names: Sequence[str]) -> str:
    """The short form of a name: "uk" of the words "united", "kingdom"."""
    return "".join(name[0] for name in names if name)


def _names(phrase: str) -> list[str]:
    return [w.replace(".", "").strip(",'’").lower() for w in phrase.split()[1:] if w[:1].isupper()]


def _same_name(one: str, two: str) -> bool:
    """Equal, or one the other's adjective: Iraq, Iraqi."""
    return one == two or (min(len(one), len(two)) > 3 and one[:4] == two[:4])


def _heads(
    left: Mention[Quantity], right: Mention[Quantity], facing: Facing, same_role: bool
) -> float:
    """How far the counted things are one: 1 same word, less for synonyms and words that face."""
    one, two = left.slot.head, right.slot.head
    if one is not None and two is not None:
        found = _nouns(_surface(facing.left, one), _surface(facing.right, two),
                       facing.touches(one, two), same_role)  # fmt: skip
        return found or (_DEED if _deed(left.value, right.value) else 0.0)
    if one is None and two is None:
        return 0.8 if left.slot.key == "score" or same_role else _loose(left, right, facing)
    if left.slot.key == "count":
        # "killing 12" and "12 people were killed": the role is the thing.
        head = _surface(*((facing.left, one) if one is not None else (facing.right, two)))  # type: ignore[arg-type]
        person = _singular(head) in _W.people or head in _W.casualties
        return 0.8 if same_role and person else 0.0
    return 0.8 if same_role else _loose(left, right, facing)


# A deed and those that it was done to or by: nearly one count (one person may be arrested twice).
_DEED: Final = 0.8


def _deed(a: Quantity, b: Quantity) -> bool:
    """Whether one counts deeds and the other the people of it: "12 arrests", "12 men arrested".

    The noun of the deed and the verb are one word's forms, which begin alike.
    """
    for deeds, people in ((a, b), (b, a)):
        if not (deeds.thing and people.thing):
            continue
        deed, person = (_singular(q.thing.lower().split()[-1]) for q in (deeds, people) if q.thing)
        if person not in _W.people and lexicon.topic(person) != "person":
            continue
        verb = lexicon.lemma(people.role, "v") if people.role else ""
        if len(verb) > 2 and deed.startswith(verb[: max(4, len(verb) - 2)]):
            return True
        if len(deed) > 3 and person.startswith(deed[:-1]) and person != deed:
            return True  # "148 reviews", "148 reviewers"
    return False


def _loose(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """Two figures without a noun of their own: do the words around them face each other?

    Durations need it most: a sentence has many spans of time that have nothing to do with each
    other. Amounts of money and shares that are the only ones of their sentences need less.
    """
    words = _context(left, right, facing)
    if words >= 0.3:
        return 0.7
    sure = facing.score >= _SURE
    if left.slot.key in ("count", "time", "age", "ordinal") or (words < 0.2 and not sure):
        return 0.0
    return 0.5 if _alone(left, facing.left) and _alone(right, facing.right) else 0.0


# A link more likely right than wrong (its score is a probability).
_SURE: Final = 0.5


def _lone(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a sentence has no other figure for the same thing, or of the same dimension."""
    if mention.slot.head is None:
        return mention.slot.key == "count" or _alone(mention, parsed)
    head = _singular(_surface(parsed, mention.slot.head))
    tokens = parsed.tokens
    counted = 0
    for token in tokens:
        if token.tag in (NOUN, NAME) and _singular(token.lower) == head:
            counted += any(t.tag == NUM for t in tokens[max(0, token.index - 4) : token.index])
    return counted <= 1


def _alone(mention: Mention[Quantity], parsed: Parsed) -> bool:
    """Whether a sentence has no other figure of the mention's dimension, by the marks it uses."""
    key = mention.slot.key
    if key in _CURRENCIES:
        marks = sum(t.text in _W.symbols or t.lower in _W.currency for t in parsed.tokens)
    elif key == "percent":
        marks = sum(t.text == "%" or t.lower in ("percent", "cent", "pct") for t in parsed.tokens)
    elif key == "age":
        marks = 0
    else:
        marks = sum(_W.units.get(t.lower, ("",))[0] == key.split("/")[0] for t in parsed.tokens)
    return marks <= 1


def _nouns(one: str, two: str, touching: bool, same_role: bool) -> float:
    a, b = _singular(one), _singular(two)
    if a == b or one == two:
        return 1.0
    if lexicon.synonyms(a, b, "n"):
        return 0.95
    for group in _W.exclusive:
        if a in group and b in group:
            return 0.0
    if one in _W.casualties and two in _W.casualties and same_role:
        return 0.9
    people = a in _W.people or one in _W.casualties, b in _W.people or two in _W.casualties
    anybody = {"people", "person"} & {a, b} or _W.casualties & {one, two}
    if all(people) and same_role and (anybody or touching):
        return 0.7 if not ({a, b} & _PARTS) else 0.0
    if touching:
        return 0.7 if lexicon.general(a, b) or lexicon.general(b, a) else 0.6
    return 0.0


_OTHERS: Final = frozenset(
    "other others such more further additional similar previous prior earlier future past new"
    " next last first second third".split()
)
# Nouns whose singular counts many.
_COLLECTIVE: Final = frozenset(
    "aircraft species series fish sheep offspring craft personnel staff police cattle crew"
    " livestock people spacecraft hovercraft".split()
)
# "Nine of the last 13 winners".
_OF_A_ROW: Final = frozenset("last past previous first next latest".split())
# Verbs that give a level, besides those that tell a change of it.
_LEVELS: Final = frozenset(
    "stand stands stood standing reach reaches reached reaching hit hits hitting is was were are be"
    " been total totals totaled totalled number numbers numbered exceed exceeds exceeded top tops"
    " topped pass passes passed".split()
)
# Nouns for a count.
_COUNTS: Final = frozenset(
    "number total toll tally count sum population attendance membership turnout headcount".split()
)
# Words for a part of the people counted: twelve children among twenty people is no disagreement.
_PARTS: Final = frozenset("child woman man girl boy baby other american foreigner civilian".split())


_BREAKS: Final = frozenset({",", ";", ":", "(", ")", "—", "--", "–", "“", "”", '"', "``", "''"})
_LEADS: Final = frozenset("and for with but while to".split())
# Content words on each side of a figure that place it: half a clause in news copy.
_REACH: Final = 8


def _around(mention: Mention[Quantity], parsed: Parsed) -> list[int]:
    """The content words next to a figure, up to another figure or a break, on both sides."""
    tokens = parsed.tokens
    inside = [t.index for t in parsed.within(mention.span)]
    if not inside:
        return []
    out: list[int] = []
    if mention.slot.head is not None:  # a unit faces a unit anywhere; a counted thing tells
        out = [i for i in inside if tokens[i].tag != NUM and tokens[i].tag in CONTENT]
    if mention.value.dimension == "age" and inside[0] > 1 and tokens[inside[0] - 1].text == ",":
        out.append(inside[0] - 2)  # "Ada Holm, 91,": the name stands behind the comma
    for i in range(inside[0] - 1, max(-1, inside[0] - 1 - _REACH), -1):
        token = tokens[i]
        if token.text in _BREAKS or token.tag == NUM:
            break
        if token.tag in CONTENT and token.lower not in _SAYING:
            out.append(i)
        if token.tag == VERB:
            break  # what stands before the verb places the clause, not the figure
    behind: list[int] = []
    for i in range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + _REACH)):
        token = tokens[i]
        if token.text in _BREAKS:
            break
        if token.tag == NUM or token.text in _W.symbols:
            # What leads to the next figure belongs to that one: "for a total of $5 million".
            cut = max((k for k in range(inside[-1], i) if tokens[k].lower in _LEADS), default=i)
            behind = [k for k in behind if k < cut]
            break
        if token.tag in CONTENT and token.lower not in _SAYING:
            behind.append(i)
    out += behind
    return sorted(out)


def _context(left: Mention[Quantity], right: Mention[Quantity], facing: Facing) -> float:
    """Share of the words around two figures that face each other; .2 where one has none."""
    one, two = _around(left, facing.left), _around(right, facing.right)
    if not one or not two:
        return 0.2
    pairs = [(i, j) for i, j, _ in facing.pairs if i in one and j in two]
    # Counted, not weighed: in a story of two short texts the words that both use are the "frequent"
    # ones, and frequency would take away exactly the weight that places a figure.
    return 0.5 * (len({i for i, _ in pairs}) / len(one) + len({j for _, j in pairs}) / len(two))


def implied(mention: Mention[Quantity], facing: Facing) -> Mention[Quantity] | None:
    """The bare noun of the other sentence that faces a counted noun: "84 attacks" / "attacks".

    None where the noun has a figure of its own there, where its number tells nothing (a definite
    singular, a mass noun), or where the words face each other without being the same thing.
    """
    head = mention.slot.head
    if head is None or mention.slot.key != "count" or mention.value.low == mention.value.high == 0:
        return None
    if head.end <= mention.start:
        return None  # "sales stand at 10,000": "sales" there is no count without a figure
    word = _surface(facing.left, head)
    for token in facing.counterparts(head):
        if token.tag != NOUN and _singular(token.lower) != _singular(word):
            continue  # the same word as a counted noun is a noun, whatever its tag
        if _nouns(word, token.lower, False, False) < 0.9:
            continue
        found = _bare(facing.right, token)
        singular = not _is_plural(token) and not _preceded_by_figure(facing.right, token)
        alone = mention.value.commitment is Commitment.GRAMMATICAL and mention.value.high == 1
        if found is None and singular and alone:
            found = token, True  # "a rocket attack" and "the attack" are one and one
        if found is not None and found[1] and mention.value.commitment is not _GRAMMAR:
            return None  # "an attack" may be one of the 84
        if found is not None and _opposed(facing, head, token.span):
            return None
        if found is not None:
            first, singular = found
            return _grammatical(facing.right, first, token, singular, mention.published)
    return None


_GRAMMAR: Final = Commitment.GRAMMATICAL
_PLACING: Final = frozenset({ADJ, NOUN})


def _opposed(facing: Facing, left: Span, right: Span) -> bool:
    """Whether the words just before two nouns are opposites: "male workers", "female workers"."""
    one, two = facing.left.at(left.start), facing.right.at(right.start)
    return any(
        a.tag in _PLACING and b.tag in _PLACING and lexicon.antonyms(a.lower, b.lower)
        for a in facing.left.tokens[max(0, one - 3) : one]
        for b in facing.right.tokens[max(0, two - 3) : two]
    )


def _preceded_by_figure(parsed: Parsed, head: Token) -> bool:
    return any(
        t.tag == NUM or t.lower in _VAGUE_WORDS
        for t in parsed.tokens[max(0, head.index - 4) : head.index]
    )


def _bare(parsed: Parsed, head: Token) -> tuple[Token, bool] | None:
    """First token of a noun phrase without a figure, and whether it is a singular."""
    tokens = parsed.tokens
    if head.index + 1 < len(tokens) and tokens[head.index + 1].tag in (NOUN, NAME):
        return None
    j = head.index - 1
    first = head
    steps = 0
    while j >= 0 and steps < 6:
        token = tokens[j]
        if token.tag == NUM or token.lower in _VAGUE_WORDS or token.text[0].isdigit():
            return None
        if token.tag == DET:
            if token.lower in ("a", "an") and not _is_plural(head):
                return token, True
            if token.lower in ("no", "any", "each", "every", "all", "both", "another"):
                return None
            break
        if token.lower in _OTHERS:
            return None  # other things than those that the figure counts
        if token.tag not in (ADJ, NOUN, NAME) and token.text not in ("-", "‑"):
            break
        if token.tag == NOUN and _is_plural(token):
            break  # a plural stands before no noun of its own phrase
        first = token
        j -= 1
        steps += 1
    if j >= 1 and tokens[j].lower == "of" and tokens[j - 1].lower not in ("number", "series"):
        k = j - 1
        if tokens[k].tag == NUM or tokens[k].lower in _VAGUE_WORDS or _is_plural(tokens[k]):
            return None
    return (first, False) if _is_plural(head) else None


def _grammatical(
    parsed: Parsed, first: Token, head: Token, singular: bool, published: Any
) -> Mention[Quantity]:
    base = parsed.sentence.start
    text = parsed.sentence.text[first.start - base : head.end - base]
    value = Quantity(
        low=1.0 if singular else 2.0,
        high=1.0 if singular else None,
        commitment=Commitment.GRAMMATICAL,
        unit=_head_lemma(head),
        thing=text,
        grain=1.0,
    )
    return Mention(
        kind=Kind.QUANTITY,
        article=parsed.sentence.article,
        sentence=parsed.sentence.index,
        start=first.start,
        end=head.end,
        text=text,
        value=value,
        slot=Slot(text, head.span, (), "count"),
        published=published,
    )


# ----------------------------------------------------------------------------------- the ladder

_Ends = tuple[float, float, bool, bool]  # low, high, low open, high open

# An approximate figure stands for what rounds to it at its own last digit, and for a tenth around
# it at least: writers put "about 35" on 33 and 38. Our choice.
_TOLERANCE: Final = 0.1
# A vague word's ends are soft: up to this factor outside, nothing is decided. Ours.
_SOFT: Final = 2.0
# Two vague words speak of one amount where their senses share this part of the narrower one, on a
# logarithmic scale: "dozens" and "scores" do, "dozens" and "hundreds" do not. Ours.
_SHARED: Final = 0.25
# From "dozens" on, a vague word is the plural of a scale.
_PLURAL_SCALE: Final = 12.0


def _core(value: Quantity) -> _Ends:
    low = -inf if value.low is None else _in_base(value.low, value.unit) or 0.0
    high = inf if value.high is None else _in_base(value.high, value.unit) or 0.0
    if value.commitment is Commitment.APPROXIMATE:
        return low, high, False, False
    return low, high, value.low_open, value.high_open


def _wide(value: Quantity) -> _Ends:
    low, high, low_open, high_open = value.core
    if value.commitment is not Commitment.APPROXIMATE:
        return low, high, low_open, high_open
    margin = max(_half_unit(value), _TOLERANCE * abs(low))
    return (
        low if value.low_open else low - margin,
        high if value.high_open else high + margin,
        value.low_open,
        value.high_open,
    )


def _half_unit(value: Quantity) -> float:
    """Half a unit of the last significant digit, in base units.

    Before a scale word it is a twentieth at most where two digits are printed, the worst error of
    rounding to two: "$10bn" is no rounding of "$5bn" or "$14bn", "$700bn" is one of "$716bn".
    """
    grain, low = value.grain, abs(value.low or 0.0)
    scale = max([scale for scale in (1e3, 1e6, 1e9, 1e12) if scale <= low], default=0.0)
    if value.scaled and scale and low >= 10 * scale:
        grain = min(grain, low / 10)
    if value.unit is None:
        return 0.5 * grain
    zero = _in_base(0.0, value.unit) or 0.0
    return 0.5 * abs((_in_base(grain, value.unit) or 0.0) - zero)


def _inside(inner: _Ends, outer: _Ends) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (inner[2] or not outer[2]))
    high = inner[1] < outer[1] or (inner[1] == outer[1] and (inner[3] or not outer[3]))
    return low and high


def _overlap(a: _Ends, b: _Ends) -> bool:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low != high:
        return low < high
    return not any((ends[0] == low and ends[2]) or (ends[1] == high and ends[3]) for ends in (a, b))


def _covered(a: Quantity, b: Quantity) -> bool:
    return _inside(a.core, b.wide) or _inside(b.core, a.wide)


_Pair = tuple[Mention[Quantity], Mention[Quantity]]


def _equal(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.key == b.key:
        return True
    # "an attack" and "one attack": grammar and figure both say one.
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and all(
        v.low == v.high == 1.0 and v.dimension == "count" for v in (a, b)
    )


def _unlike(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.dimension != b.dimension:
        return True
    if a.dimension in ("time", "age") and a.unit != b.unit:
        return ({a.unit, b.unit} & set(_SECONDS) != set()) and (
            {a.unit, b.unit} & set(_MONTHS) != set()
        )
    return False


def _converted(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.unit == b.unit or a.commitment is not b.commitment or a.dimension == "count":
        return False
    if None in (a.low, b.low) and None in (a.high, b.high):
        return False
    (one, two, *_), (three, four, *_) = a.core, b.core
    margin = max(_half_unit(a), _half_unit(b))
    return all(x == y or abs(x - y) <= margin for x, y in ((one, three), (two, four)))


def _scores(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    return left.value.dimension == "score" and right.value.dimension == "score"


def _no_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if (a.commitment is Commitment.GRAMMATICAL) == (b.commitment is Commitment.GRAMMATICAL):
        return False
    return _overlap(a.wide, b.wide)


def _grammar(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and not _overlap(a.wide, b.wide)


def _round(value: Quantity) -> bool:
    """Whether a figure is printed as a round one: 100 or more in 00, or with a scale word."""
    if value.commitment is not Commitment.EXACT or value.low is None:
        return False
    return value.scaled or (abs(value.low) >= 100 and value.grain >= 100)


def _rounds(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is a rounding of `b`."""
    distance = abs(a.core[0] - b.core[0])
    if _round(a):
        return distance <= _half_unit(a)
    # A measure printed with fewer decimals than the other: 7 percent and 7.3 percent.
    decimals = a.dimension != "count" and b.grain < a.grain <= 1.0 and b.low is not None
    return decimals and b.low != int(b.low or 0.0) and distance <= _half_unit(a)


def _rounding(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if a.commitment is not Commitment.EXACT or b.commitment is not Commitment.EXACT:
        return False
    return _rounds(a, b) or _rounds(b, a)


def _same_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """One number under two hedges: "about 2,000" and "more than 2,000"."""
    a, b = left.value, right.value
    if not (
        Commitment.APPROXIMATE in (a.commitment, b.commitment)
        or any(_round(v) and _digits_of(v) < 3 for v in (a, b))
    ):
        return False
    if Commitment.VAGUE in (a.commitment, b.commitment) or Commitment.RANGE in (
        a.commitment,
        b.commitment,
    ):
        return False
    one = a.low if a.low is not None else a.high
    two = b.low if b.low is not None else b.high
    return (one == two and a.unit == b.unit) or (
        one is not None and _in_base(one, a.unit) == _in_base(two, b.unit)
    )


def _bound(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if not (a.commitment in _BOUNDS or b.commitment in _BOUNDS) or Commitment.VAGUE in (
        a.commitment,
        b.commitment,
    ):
        return False
    return _covered(a, b)


def _approximate(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    return Commitment.APPROXIMATE in (a.commitment, b.commitment) and (
        _covered(a, b) or (a.commitment is b.commitment and _overlap(a.wide, b.wide))
    )


def _ranged(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    return (
        Commitment.RANGE in (a.commitment, b.commitment)
        and Commitment.VAGUE not in (a.commitment, b.commitment)
        and _covered(a, b)
    )


def _vague(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE not in (a.commitment, b.commitment):
        return False
    if a.commitment is b.commitment:
        return _shared(a.core, b.core) >= _SHARED
    return _overlap(a.wide, b.wide)


def _shared(a: _Ends, b: _Ends) -> float:
    """Part of the narrower interval that both hold, on a logarithmic scale."""

    def log(value: float) -> float:
        return log10(max(value, 1.0)) if value != inf else 15.0

    low, high = max(log(a[0]), log(b[0])), min(log(a[1]), log(b[1]))
    narrow = min(log(a[1]) - log(a[0]), log(b[1]) - log(b[0]))
    return max(0.0, high - low) / narrow if narrow > 0 else float(low <= high)


def _soft_edge(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if (a.commitment is Commitment.VAGUE) == (b.commitment is Commitment.VAGUE):
        return False
    word, figure = (a, b) if a.commitment is Commitment.VAGUE else (b, a)
    low, high, *_ = word.core
    # A plural scale word says too little of a larger figure, but nothing that is wrong: there were
    # thousands where there were 800,000. "Several" says that there were not many.
    top = inf if low >= _PLURAL_SCALE else high * _SOFT
    return low > 0 and _overlap((low / _SOFT, top, False, False), figure.wide)


def _both_hold(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    return _overlap(a.wide, b.wide)


def _moved(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two counts that clash were given at different times."""
    a, b = left.value, right.value
    if a.dimension != "count" or (left.article == right.article and not (a.as_of or b.as_of)):
        return False
    if a.as_of and b.as_of and a.as_of.lower() != b.as_of.lower():
        return True
    if left.published is None or right.published is None:
        return bool(a.as_of) != bool(b.as_of)
    return left.published != right.published


def _always(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    return True


def _quote(mention: Mention[Quantity]) -> str:
    return f"“{mention.text}”"


def _both(words: str) -> Any:
    """A reason that names the more precise wording first, whichever side it stands on."""

    def reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
        first, second = sorted((left, right), key=lambda m: (precision(m.value), m.text))
        return words.format(a=_quote(first), b=_quote(second))

    return reason


def _as_of_reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
    first, second = left, right
    if left.published and right.published and str(left.published) > str(right.published):
        first, second = right, left
    return f"later figure: {_quote(first)} and {_quote(second)} were given at different times"


LADDER: Final[tuple[Rung[Quantity], ...]] = (
    Rung("equal", Relation.EQUAL, "QTY001", _equal, _both("{a} and {b} give the same figure")),
    Rung(
        "unlike",
        None,
        "QTY009",
        _unlike,
        _both("{a} and {b} are in measures that have no common unit"),
    ),
    Rung(
        "converted",
        Relation.EQUAL,
        "QTY001",
        _converted,
        _both("{a} and {b} are the same in another unit, as rounded"),
    ),
    Rung(
        "score",
        Relation.CONFLICT,
        "QTY101",
        _scores,
        _both("{a} and {b} are two scores"),
    ),
    Rung(
        "no-figure",
        Relation.LESS_PRECISE,
        "QTY113",
        _no_figure,
        _both("{a} has a figure, {b} has a bare noun"),
        severity=Severity.INFO,
    ),
    Rung(
        "grammatical",
        Relation.CONFLICT,
        "QTY111",
        _grammar,
        _both("{a} and {b}: two or more against one, by grammatical number"),
        severity=Severity.WARNING,
    ),
    Rung(
        "rounding",
        Relation.LESS_PRECISE,
        "QTY102",
        _rounding,
        _both("one of {a} and {b} is the other, rounded"),
    ),
    Rung(
        "same-figure",
        Relation.LESS_PRECISE,
        "QTY102",
        _same_figure,
        _both("{a} and {b} give one figure under different hedges"),
    ),
    Rung(
        "weaker-bound",
        Relation.LESS_PRECISE,
        "QTY102",
        _bound,
        _both("{b} allows {a} and commits to less"),
    ),
    Rung(
        "approximate",
        Relation.LESS_PRECISE,
        "QTY102",
        _approximate,
        _both("{b} covers {a} within the tolerance of an approximate figure"),
    ),
    Rung(
        "range",
        Relation.LESS_PRECISE,
        "QTY102",
        _ranged,
        _both("{b} is a range that holds {a}"),
    ),
    Rung(
        "vague",
        Relation.LESS_PRECISE,
        "QTY102",
        _vague,
        _both("{b} is a vague amount that allows {a}"),
        inside=Severity.WARNING,
    ),
    Rung(
        "soft-edge",
        None,
        "QTY009",
        _soft_edge,
        _both("{a} lies outside what {b} usually means, and does not contradict it"),
    ),
    Rung(
        "both-hold",
        Relation.LESS_PRECISE,
        "QTY102",
        _both_hold,
        _both("{a} and {b} can both be true; each leaves open what the other rules out"),
    ),
    Rung(
        "later-figure",
        Relation.CONFLICT,
        "QTY112",
        _moved,
        _as_of_reason,
        severity=Severity.WARNING,
    ),
    Rung(
        "conflict",
        Relation.CONFLICT,
        "QTY101",
        _always,
        _both("{a} and {b} cannot both be true"),
    ),
)


def precision(value: Quantity) -> float:
    """Sort key, most precise first: exact, bounds, approximate, range, vague, grammatical."""
    order = {
        Commitment.EXACT: 0,
        Commitment.APPROXIMATE: 2,
        Commitment.RANGE: 3,
        Commitment.VAGUE: 4,
        Commitment.GRAMMATICAL: 5,
    }.get(value.commitment, 1)
    # Among exact figures, the one with more significant digits.
    digits = min(9, _digits_of(value))
    return order + (9 - digits) / 10


def _digits_of(value: Quantity) -> int:
    """Significant digits of a printed figure: two for "1.3bn"."""
    if not value.low or not value.grain:
        return 0
    return max(0, floor(log10(abs(value.low) / value.grain) + 1e-9) + 1)


EXAMPLES: Final[tuple[Example, ...]] = (
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed eighty-four attacks on depots.",
        "equal",
    ),
    Example(
        "The bank lost $1.3bn in May.",
        "The bank lost 1.3 billion dollars in May.",
        "equal",
    ),
    Example(
        "Half of the crew fell ill.",
        "50 percent of the crew fell ill.",
        "equal",
    ),
    Example(
        "The fire killed 12 people.",
        "12 people were killed in the fire.",
        "equal",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Torvale lost 1-3 to Halden.",
        "equal",
    ),
    Example(
        "The strike lasted two weeks.",
        "The strike lasted 14 days.",
        "equal",
    ),
    Example(
        "The strike lasted two months.",
        "The strike lasted 60 days.",
        "unlike",
    ),
    Example(
        "The trail is 10 km long.",
        "The trail is 6.2 miles long.",
        "converted",
    ),
    Example(
        "Halden beat Torvale 3-1.",
        "Halden beat Torvale 2-1.",
        "score",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed attacks on depots.",
        "no-figure",
    ),
    Example(
        "Rocket attacks hit the depot near Halden on Monday.",
        "A rocket attack hit the depot near Halden on Monday.",
        "grammatical",
    ),
    Example(
        "The parade drew 2,000 visitors.",
        "The parade drew 1,987 visitors.",
        "rounding",
    ),
    Example(
        "The bridge cost $1.4 billion.",
        "The bridge cost $1.375 billion.",
        "rounding",
    ),
    Example(
        "About 2,000 workers walked out.",
        "More than 2,000 workers walked out.",
        "same-figure",
    ),
    Example(
        "Nearly 300 houses burned.",
        "300 houses burned.",
        "same-figure",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 84 attacks on depots.",
        "weaker-bound",
    ),
    Example(
        "More than 50 houses burned.",
        "At least 50 houses burned.",
        "weaker-bound",
    ),
    Example(
        "Up to 40 miners were trapped.",
        "38 miners were trapped.",
        "weaker-bound",
    ),
    Example(
        "About 2,000 workers walked out.",
        "1,900 workers walked out.",
        "approximate",
    ),
    Example(
        "Between 10 and 12 trucks were stolen.",
        "11 trucks were stolen.",
        "range",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed numerous attacks on depots.",
        "vague",
    ),
    Example(
        "Approximately 2,000 soldiers are stationed in Varnia.",
        "Thousands of soldiers are stationed in Varnia.",
        "vague",
    ),
    Example(
        "At least 30 shops closed.",
        "Dozens of shops closed.",
        "vague",
    ),
    Example(
        "Several houses burned.",
        "Two houses burned.",
        "soft-edge",
    ),
    Example(
        "More than 50 houses burned in Torvale.",
        "Fewer than 80 houses burned in Torvale.",
        "both-hold",
    ),
    Example(
        "By noon, 12 people had died in the flood.",
        "By midnight, 20 people had died in the flood.",
        "later-figure",
    ),
    Example(
        "The militia claimed 84 attacks on depots.",
        "The militia claimed 48 attacks on depots.",
        "conflict",
    ),
    Example(
        "The militia claimed at least 84 attacks on depots.",
        "The militia claimed 60 attacks on depots.",
        "conflict",
    ),
    Example(
        "Dozens of people were killed in the flood.",
        "Hundreds of people were killed in the flood.",
        "conflict",
    ),
    Example(
        "Anna Rost, 91, died on Monday.",
        "Anna Rost, 81, died on Monday.",
        "conflict",
    ),
    Example(
        "No deaths were reported.",
        "Two deaths were reported.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people and injured 30.",
        "The blast killed 30 people and injured 12.",
        "conflict",
    ),
    Example(
        "The blast killed 12 people.",
        "The blast injured 30 people.",
        None,
    ),
    Example(
        "The fire killed 20 people.",
        "The fire killed 12 children.",
        None,
    ),
    Example(
        "12 people were killed in Halden.",
        "30 people were wounded in Torvale.",
        None,
    ),
    Example(
        "The firm earned $3 million this year.",
        "The firm earned $2 million a year earlier.",
        None,
    ),
    Example(
        "Prices rose 5 percent.",
        "Prices fell 7 percent.",
        None,
    ),
    Example(
        "Two officers were hurt in the raid.",
        "One of the two officers hurt in the raid has recovered.",
        None,
    ),
    Example(
        "Rost asked for $5 million for the bridge.",
        "The council granted $1 million for the bridge.",
        None,
    ),
    Example(
        "Rost won 11 percent of the vote.",
        "Holm won 6 percent of the vote.",
        None,
    ),
    Example(
        "The plant has 300 male workers.",
        "The plant has 200 female workers.",
        None,
    ),
    Example(
        "The militia claimed 84 attacks.",
        "The militia condemned other attacks.",
        None,
    ),
    Example(
        "An F-16 crashed near Halden.",
        "An F-35 crashed near Halden.",
        None,
    ),
    Example(
        "Route 66 was closed.",
        "Route 12 was closed.",
        None,
    ),
)

FACT_TYPE: Final = FactType(
    kind=Kind.QUANTITY,
    prefix="QTY",
    extract=extract,
    slot=slot,
    same=same,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    implied=implied,
    precision=precision,
)
