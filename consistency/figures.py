"""Reading figures: from the words of a sentence to intervals with a commitment.

Digits, number words, fractions, ranges, money, shares, measures, ages, scores, vague amounts and
the number of a noun, each with its hedge, its trend and the thing that it counts. What is found,
what is not, and how two quantities compare stand in `consistency/facts/quantity.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from math import inf
from typing import Any, Final

from consistency import lexicon
from consistency.model import (
    Kind,
    Mention,
    Slot,
    Span,
)
from consistency.text import (
    ADJ,
    ADV,
    AUX,
    CLITIC,
    CONJ,
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
    SHORT_TITLES,
    TENS,
    TO,
    UNITS,
    VERB,
    WEEKDAYS,
    Token,
    number,
)
from consistency.tree import Document, Parsed

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


BOUNDS: Final = frozenset(
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
    def core(self) -> Ends:
        """The interval as printed, in base units; an approximate figure is its point."""
        return _core(self)

    @cached_property
    def wide(self) -> Ends:
        """The interval that the value allows: an approximate one with its tolerance."""
        return _wide(self)

    @cached_property
    def printed(self) -> tuple[float, float]:
        """The least and the greatest figure printed, in base units; both 0 where none tells."""
        vague = self.commitment in (Commitment.VAGUE, Commitment.GRAMMATICAL)
        if vague or self.dimension in ("score", "ordinal", "age", "time"):
            return 0.0, 0.0
        ends = [in_base(v, self.unit) or 0.0 for v in (self.low, self.high) if v is not None]
        return (min(ends), max(ends)) if ends else (0.0, 0.0)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Interval in the dimension's base unit, commitment and dimension; not the wording."""
        if self.dimension == "score":
            ends = sorted((self.low or 0.0, self.high or 0.0), reverse=True)
            return ("score", *ends)
        low, high = in_base(self.low, self.unit), in_base(self.high, self.unit)
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


WORDS: Final = _load()


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
    {*UNITS, *TENS, *SCALES, *WORDS.vague, *_ORDINALS, *_TIMES, "half", "a", "an", "no", "none"}
    | {"couple", "dozen", "quarter", "minus", "negative", "nobody", *_VULGAR}
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
EVENTS: Final = frozenset({"act", "event"})


def _noun_before_verb(tokens: tuple[Token, ...], token: Token) -> bool:
    """Whether a word tagged as a verb is the noun of "a ...": the clause's verb may follow it.

    After a singular a verb in its base form would be no sentence, unless its past looks alike and
    an object follows ("a rocket hit the depot").
    """
    if token.pos != VERB or "n" not in lexicon.pos(token.lower):
        return False
    following = tokens[token.index + 1].pos if token.index + 1 < len(tokens) else ""
    return lexicon.lemma(token.lower, "v") == token.lower and following not in (DET, PRON, NUM)


def _ones(
    document: Document, parsed: Parsed, used: tuple[Span, ...]
) -> Iterator[Mention[Quantity]]:
    """Events in the singular with "a" or "an": "a rocket attack". One, by grammar alone."""
    tokens, at = parsed.tokens, 0
    for token in tokens:
        if token.lower not in ("a", "an") or token.pos != DET:
            continue
        before = tokens[token.index - 1] if token.index else None
        if before is not None and (
            (before.pos == AUX and before.lower != "was")
            or before.lower in ("as", "like", "such", "of", "not", "without")
        ):
            continue  # a predicate or a kind, no event: "is an attack on ...", "as an attack"
        head: Token | None = None
        for other in tokens[token.index + 1 : token.index + 7]:
            if other.pos in (NOUN, NAME) or _noun_before_verb(tokens, other):
                head = other
            elif other.pos != ADJ and other.text not in ("-", "‑"):
                break
        if head is None or head.pos not in (NOUN, VERB) or is_plural(head):
            continue
        if head.index + 1 < len(tokens) and tokens[head.index + 1].text in ("-", "‑", "of"):
            continue
        if lexicon.topic(head.lower) not in EVENTS or head.lower in WORDS.light:
            continue
        span = Span(token.start, head.end)
        while at < len(used) and used[at].end <= span.start:
            at += 1
        if at < len(used) and used[at].overlaps(span):
            continue
        yield by_number(parsed, token, head, True, document.article.published)


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
        currency = WORDS.prefixes.get(word + "$" if sign else word)
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
        if self._plus(figure, q):
            q = figure.end
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
        if text[at] in WORDS.symbols:
            figure.unit = WORDS.symbols[text[at]]
            figure.start = at
            prefix = _CURRENCY_PREFIX.search(text, max(self.first, at - 5), at + 1)
            if prefix is not None:
                code = WORDS.prefixes.get(prefix.group().lower())
                if code is not None:
                    figure.unit, figure.start = code, prefix.start()
            if text[p] in "-−" and not figure.negative:
                figure.negative = True
        else:
            prefix = _CURRENCY_CODE.search(text, max(self.first, p - 5), p)
            if prefix is not None:
                figure.unit = WORDS.prefixes[prefix.group(1).lower()]
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
        elif (
            after in WORDS.symbols and figure.dimension == "" and not text[q + 1 : q + 2].isdigit()
        ):
            figure.unit = figure.dimension = WORDS.symbols[after]
            figure.end = q + 1
        elif after == "″":
            figure.unit, figure.dimension, figure.end = "inch", "length", q + 1
        elif after == "+":
            figure.commitment, figure.end, figure.hedged = Commitment.AT_LEAST, q + 1, True
            return True
        self._scale(figure)
        self._percent(figure)
        if figure.dimension in ("", "count") or figure.dimension in CURRENCIES:
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
        scale = WORDS.scales.get(lower)
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
        if lower in WORDS.glued and (len(lower) > 1 or letters in ("m", "g", "l", "p", "W")):
            if lower == "p":
                figure.unit = figure.dimension = "penny"
            elif lower in ("pc", "pct"):
                figure.unit = figure.dimension = "percent"
            else:
                figure.dimension, figure.unit = WORDS.units[lower]
            return True
        if lower in ("°c", "°f"):
            figure.dimension, figure.unit = WORDS.units[lower]
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
        if figure.dimension and figure.dimension not in CURRENCIES:
            return
        match = _SCALE_AFTER.match(self.text, figure.end, self.stop)
        for _ in range(3):
            if match is None:
                break
            word = match.group(1)
            if word is None:
                if figure.dimension not in CURRENCIES:
                    return
                word = match.group(2)
            self._multiply(figure, float(WORDS.scales[word.lower()]))
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
        if figure.dimension in CURRENCIES:
            if lower in ("us", "u.s.", "usd", "cad", "aud") and figure.unit == "USD":
                figure.unit = {"cad": "CAD", "aud": "AUD"}.get(lower, "USD")
                figure.dimension, figure.end = figure.unit, token.end
            self._rate(figure)
            return
        if lower in ("us", "u.s.", "american") and after in ("dollars", "dollar", "cents"):
            k += 1
            token, lower = tokens[k], after
            after = tokens[k + 1].lower if k + 1 < len(tokens) else ""
        if after and lower not in WORDS.currency:
            pair = f"{lower} {singular_of(after)}"
            third = tokens[k + 2].lower if k + 2 < len(tokens) else ""
            if pair not in WORDS.placed and third:
                triple = f"{lower} {after} {singular_of(third)}"
                if triple in WORDS.placed:
                    figure.unit = figure.dimension = WORDS.placed[triple]
                    figure.end = tokens[k + 2].end
                    return
            if pair in WORDS.placed:
                figure.unit = figure.dimension = WORDS.placed[pair]
                figure.end = tokens[k + 1].end
                return
        if lower in ("pounds", "pound") and (figure.scaled or after == "sterling"):
            figure.unit = figure.dimension = "GBP"
            figure.end = token.end
        elif lower in WORDS.currency:
            figure.unit = figure.dimension = WORDS.currency[lower]
            figure.end = token.end
        elif lower in WORDS.minor and lower != "p":
            figure.unit = figure.dimension = WORDS.minor[lower]
            figure.end = token.end
        elif lower == "times" and (
            after in ("as", "more", "the") or (k + 1 < len(tokens) and tokens[k + 1].pos == NOUN)
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
        elif lower in ("square", "cubic", "sq") and after in WORDS.units:
            dimension, unit = WORDS.units[after]
            if dimension == "length":
                power = "3" if lower == "cubic" else "2"
                figure.dimension = "volume" if power == "3" else "area"
                figure.unit = f"{unit}**{power}"
                figure.end = tokens[k + 1].end
        elif lower == "nautical" and after in ("mile", "miles"):
            figure.dimension, figure.unit = "length", "nautical_mile"
            figure.end = tokens[k + 1].end
        elif lower in WORDS.units and (len(lower) > 1 or token.text == lower):
            dimension, unit = WORDS.units[lower]
            if len(lower) < 2 or (token.pos == NAME and dimension not in ("power", "frequency",
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
            figure.rate = singular_of(word)
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
        if lower in WORDS.vague:
            vague = self._vague(i)
            if vague is not None:
                return vague, vague.end
        if lower == "half":
            return self._half(i)
        if lower == "nobody" or (lower == "no" and self._lower(i + 1) == "one"):
            return self._nobody(i)
        if lower in ("no", "none"):
            return self._none(i)
        if lower in _TIMES:
            return self._multiplicative(i)
        if lower in _ORDINALS and token.text == lower:
            return self._ordinal(p, token.end, _ORDINALS[lower]), token.end
        if lower not in UNITS and lower in (*WORDS.vague, *_NOT_ALONE) and lower not in ("a", "an"):
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
        self._plus(figure, figure.end)
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
            scale = float(WORDS.scales[match.group(1).lower()])
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
                if other.pos not in (NOUN, ADJ, NAME):
                    return None, token.end
                if is_plural(other) or other.lower in WORDS.casualties:
                    break
            else:
                return None, token.end
        figure = _Figure(token.start, token.end, 0.0, 0.0, "none", grain=1.0)
        return figure, token.end

    def _nobody(self, i: int) -> tuple[_Figure | None, int]:
        """No people, where something befalls people: "no one was hurt", "nobody died"."""
        last = self.tokens[i + (self.tokens[i].lower == "no")]
        for k in range(last.index + 1, min(last.index + 4, len(self.tokens))):
            if self.tokens[k].lower in WORDS.roles:
                figure = _Figure(self.tokens[i].start, last.end, 0.0, 0.0, "none", grain=1.0)
                figure.unit = "people"
                return figure, last.end
            if self.tokens[k].pos not in (AUX, ADV):
                break
        return None, last.end

    def _lower(self, i: int) -> str:
        return self.tokens[i].lower if i < len(self.tokens) else ""

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
                and after.pos not in (ADJ, ADV)
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
        for words, low, high, dimension in WORDS.vague[tokens[i].lower]:
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
                times = float(WORDS.scales[scale.group(1).lower().rstrip("s")])
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
            if lower in WORDS.currency:
                figure.unit = figure.dimension = WORDS.currency[lower]
            elif lower in ("pounds",):
                figure.unit = figure.dimension = "GBP"
            elif lower in WORDS.units and len(lower) > 2:
                figure.dimension, figure.unit = WORDS.units[lower]
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
            return following.pos == NOUN and is_plural(following) and before not in _DETERMINERS
        if first in ("scores", "tens", "dozens"):
            return following.lower in _AFTER_SCORES or following.lower in WORDS.roles
        if words[-1] in ("majority",):
            return following.lower in ("of", "in", "say", "said")
        if first == "few" and before in ("a", "the"):
            return False
        return not (first == "multiple" and following.pos == PUNCT)

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
            or (before.pos == ADJ and following.lower not in ("-", "percent", "per"))
            or before.text in ("-", "‑", "–")
        ):
            return False
        if following.pos in (CLITIC, AUX, MODAL, PRON, NOT) or following.lower in (
            "another", "day", "time", "hand", "thing", "way", "by", "on", "or", "side", "such",
            "and", "more", "point", "can", "-", "s", "reason", "would", "should", "last", "to",
            "third", "fourth", "for", "at", "in", "with", "when", "where", "but", "as",
        ):  # fmt: skip
            return following.lower == "in" and bool(
                _RATIO.match(self.text, self.tokens[i].end, self.stop)
            )
        return following.pos != PUNCT

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
            tail in WORDS.units
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
        if figure.dimension in CURRENCIES or figure.dimension in ("percent", "points", "age"):
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
        if following.pos != NAME or following.start - figure.end != 1:
            return False
        if following.lower in WORDS.roles:
            return False
        if self._phrase(self._index(figure.start) - 1) is not None:
            return False
        if is_plural(following) or following.lower.endswith(("ese", "ish", "ch")):
            return False
        after = self.tokens[k + 1] if k + 1 < len(self.tokens) else None
        if after is not None and after.start == following.end and after.text in ("-", "‑"):
            return False  # "40 Kerda-built ships"
        return after is None or after.pos not in (NOUN, ADJ, NAME) or len(printed) == 3

    def _line_start(self, p: int) -> bool:
        return p == 0 or self.text[p - 1] in "\n(["

    def _year(self, i: int, value: int, k: int) -> bool:
        """Four digits without a separator: a year unless something counts them."""
        if not 1000 <= value <= 2199:
            return False
        before = self.tokens[i - 1].lower if i else ""
        following = self.tokens[k] if k < len(self.tokens) else None
        plural = following is not None and following.pos == NOUN and is_plural(following)
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
        if k + 1 < len(tokens) and tokens[k].text in ("-", "–") and tokens[k + 1].pos == NUM:
            k += 2
        for token in tokens[k : k + 4]:
            if not token.text[0].isupper() and token.text != ".":
                return False
            if token.lower in WORDS.streets:
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
            return self.tokens[i - 2].pos == NAME and self.tokens[i].text[0].isdigit()
        if (
            lower == "."
            and i > 1
            and self.tokens[i - 2].lower in ("no", "nos", "vol", "fig", "art")
        ):
            return True
        if not before.text[0].isalpha():
            return False
        capital = before.text[0].isupper()
        if lower in WORDS.designators:
            if lower in ("last", "final", "top", "bottom", "big"):
                return not self._plural_after(i)
            return capital or lower in _LOWER_DESIGNATORS
        if before.pos == NAME and capital and lower not in _MONTH and lower not in _FUNCTION:
            # A name just before a number names something with it ("Lima 4"); a place or a day in a
            # leading phrase does not ("In Lima 12 people ..."), and a headline's verb is no name.
            if (
                lower in WORDS.before
                or lower in WORDS.currency
                or lexicon.pos(lower)[:1] in ("v", "r", "a")
            ):
                return False
            if self.tokens[i].start - before.end != 1:
                return False
            if _RESULT.match(self.text, self.tokens[i].start, self.stop):
                return False  # "beat Torvale 3-1"
            if k >= 0 and (self._plural_after(i) or self._casualty_after(k)):
                lead = self.tokens[i - 2].pos if i > 1 else ""
                return lead not in (PREP, "") and lower not in _DAYS
            return lower not in _DAYS
        return False

    def _plural_after(self, i: int) -> bool:
        for token in self.tokens[i + 1 : i + 5]:
            if token.pos == NOUN and is_plural(token):
                return True
            if token.pos not in (NOUN, ADJ, NAME, VERB):
                return False
        return False

    def _casualty_after(self, k: int) -> bool:
        return k < len(self.tokens) and self.tokens[k].lower in WORDS.roles

    def _name_of(self, i: int) -> bool:
        """Whether the token begins a name that holds a number."""
        phrases = WORDS.names.get(self.tokens[i].lower, ())
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
        return token.pos == NAME and following is not None and following.pos == NAME

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
        if one and not two and one not in CURRENCIES and not spoken:
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
        cued = before in WORDS.score_before or following in WORDS.score_after
        if following in ("year", "years", "people", "percent") or right.compound:
            return None
        if left.low < right.low and not cued:
            return None
        if (
            left.low < right.low
            and following not in ("", ".", ",", ")")
            and (following not in WORDS.score_after)
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
        return left.dimension in CURRENCIES or self._word_before(left.start) in ("from", "between")

    def _between(self, left: _Figure) -> bool:
        """Whether "and" joins two ends: "between 12 and 16", "between the ages of 12 and 16"."""
        k = self._index(left.start)
        words = [t.lower for t in self.tokens[max(0, k - 4) : k]]
        if words[-2:] == ["ages", "of"] and "between" in words:
            return True
        return any(t.lower in ("between", "range", "from") for t in self.tokens[max(0, k - 2) : k])

    def _trend_near(self, start: int) -> bool:
        k = self._index(start)
        return any(t.lower in WORDS.trend for t in self.tokens[max(0, k - 4) : k])

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
        if left.commitment not in (*BOUNDS, Commitment.APPROXIMATE) or right.hedged:
            return False
        money = left.dimension in CURRENCIES and right.dimension in CURRENCIES
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
            if token.lower in (_DEGREE if found else WORDS.filler):
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
        for words, commitment in WORDS.before.get(self.tokens[k].lower, ()):
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

    def _plus(self, figure: _Figure, at: int) -> bool:
        """Take the "-plus" or "-odd" that stands at an offset: "20-plus people"."""
        more = _PLUS.match(self.text, at, self.stop)
        if more is None:
            return False
        self._commit(figure, "at-least" if more.group(1) == "plus" else "approximate")
        figure.end = more.end()
        return True

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
        if figure.commitment in BOUNDS:
            figure.high = figure.low

    def _hedge_after(self, figure: _Figure) -> None:
        text, q = self.text, figure.end
        tail = text[q : min(self.stop, q + 24)]
        if not tail or tail[0] not in " -‑,+":
            return
        rest = tail.lstrip(" ,").lower()
        for phrase, commitment in WORDS.after:
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
        if head is not None and not figure.dimension and head.lower in WORDS.units:
            # "50 previous years": a unit behind an adjective.
            kind, measure = WORDS.units[head.lower]
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
        if j < n and tokens[j].lower == "of" and figure.unit not in CURRENCIES:
            j += 1
            of = True
            if j < n and tokens[j].pos == DET:
                j += 1
            if j + 2 < n and tokens[j].lower in _OF_A_ROW and tokens[j + 1].pos == NUM:
                j += 1
            if j + 1 < n and tokens[j].pos == NUM and figure.form in ("digits", "words"):
                j += 1
        elif j < n and tokens[j].lower in ("the", "all") and figure.form == "fraction":
            j += 1
        elif (
            figure.dimension in CURRENCIES
            or figure.dimension in ("points",)
            or (figure.unit is not None and not figure.compound and figure.form != "vague")
        ):
            return None, k, None
        while j < n and tokens[j].lower in ("'s", "’s") and of:
            j += 1
        head: Token | None = None
        m = j
        while m < n and m - j < 9:
            token = tokens[m]
            if token.pos in (NOUN, NAME):
                if token.pos == NAME and self._title_case() and self._headline_verb(m):
                    break
                if (
                    head is not None
                    and is_plural(head)
                    and head.pos == NOUN
                    and (token.pos == NAME or token.lower in _DAYS)
                ):
                    break
                if head is not None and token.pos == NAME and head.pos == NOUN:
                    break
                if token.lower in _DAYS or (
                    token.lower in _PERIODS and tokens[m - 1].lower in _TIME_PLACING
                ):
                    break
                if token.lower.endswith("ing") and m + 1 < n and tokens[m + 1].pos in (DET, PRON):
                    break
                head = token
            elif head is not None and not is_plural(head) and self._adjective_inside(m):
                pass
            elif token.pos == ADJ or (token.pos == NUM and figure.form == "ordinal"):
                if head is not None:
                    break
            elif self._plural_verb(m, head) or (
                head is None and figure.low == 1 and _noun_before_verb(tokens, token)
            ):
                head = token
            elif token.pos == NUM and m > j + 1 and tokens[m - 1].text in ("-", "‑"):
                if tokens[m - 2].pos != NAME:
                    break  # else a designator inside the phrase: "12 new COVID-19 cases"
            elif (
                token.text in ("-", "‑")
                and m > j
                and m + 1 < n
                and (tokens[m + 1].start == token.end and tokens[m - 1].end == token.start)
            ) or (token.pos == CONJ and token.lower == "and" and m > j and self._coordinated(m)):
                pass
            elif (
                token.pos == VERB
                and m > j + 1
                and tokens[m - 1].text in ("-", "‑")
                and m + 1 < n
                and (tokens[m + 1].pos in (NOUN, ADJ, NAME) or self._plural_verb(m + 1, None))
            ):
                head = None  # "30 state-owned ships"
            elif token.text == "." and of and tokens[m - 1].lower in SHORT_TITLES:
                pass  # "3,000 of Ms. Roe's letters"
            elif token.pos == CLITIC and of and m + 1 < n and tokens[m + 1].pos in (NOUN, ADJ):
                head = None
            elif token.pos == ADV and head is None and m + 1 < n and tokens[m + 1].pos == ADJ:
                pass
            else:
                break
            m += 1
        if head is None:
            role = tokens[j] if j < n and tokens[j].lower in WORDS.casualties else None
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
            and inner.pos == head.pos == NOUN
            and inner is not head
            and not (is_plural(inner) or is_plural(head) or head.lower in _COLLECTIVE)
            and singular_of(head.lower) not in WORDS.people
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
        if j < 1 or (tokens[j].lower not in WORDS.trend and tokens[j].lower not in _LEVELS):
            return None
        be = lexicon.lemma(tokens[j].lower, "v") == "be"
        j -= 1
        while j >= 0 and tokens[j].pos in (AUX, MODAL, ADV):
            j -= 1
        end = j + 1
        phrase = (NOUN, NAME, ADJ, DET, PREP, CLITIC)
        while j >= 0 and end - j < 12 and tokens[j].pos in phrase:
            j -= 1
        starts = [i for i in range(j + 1, end) if tokens[i].pos == PREP]
        heads = [i - 1 for i in (*starts, end)]
        counts = [i for i in heads if i >= 0 and tokens[i].lower in _COUNTS]
        found = heads[0]
        if counts == [found] and starts and tokens[starts[0]].lower == "of":
            found = heads[1]  # "the number of confirmed cases"
        head = tokens[found]
        level = head.lower in _COUNTS
        if found <= j or head.pos != NOUN or not (is_plural(head) or level):
            return None
        if be and not counts:
            return None  # "the winners were 84" is no sentence of counting
        start = found
        while start - 1 > j and tokens[start - 1].pos in (NOUN, ADJ):
            start -= 1
        return head, Span(tokens[start].start, head.end)

    def _headline_verb(self, m: int) -> bool:
        """Whether a capitalised word is a verb of a headline: "12 Killed"."""
        lower = self.tokens[m].lower
        return lower.endswith("ed") and lexicon.pos(lower)[:1] in ("v", "a")

    def _adjective_inside(self, m: int) -> bool:
        """Whether an adjective stands between a name and a plural: "Republican primary voters"."""
        tokens = self.tokens
        if tokens[m].pos != ADJ or m + 1 >= len(tokens):
            return False
        return tokens[m + 1].pos == NOUN and is_plural(tokens[m + 1])

    def _plural_verb(self, m: int, head: Token | None) -> bool:
        """Whether a word tagged as a verb is the plural that is counted: "2,000 U.S. forces"."""
        token = self.tokens[m]
        if token.pos != VERB or not token.lower.endswith("s"):
            return False
        if head is not None and (head.pos == NOUN and is_plural(head)):
            return False
        return "n" in lexicon.pos(token.lower) and _plural_word(token.lower)

    def _coordinated(self, m: int) -> bool:
        """Whether "and" joins two words before one plural head: "Ford and Fiat cars"."""
        if m + 2 >= len(self.tokens):
            return False
        left, right, head = self.tokens[m - 1], self.tokens[m + 1], self.tokens[m + 2]
        if left.pos == right.pos == ADJ:
            return head.pos in (NOUN, NAME)
        return left.pos == right.pos == NAME and head.pos in (NOUN, NAME) and is_plural(head)

    def _modifiers(self, j: int) -> tuple[tuple[str, ...], tuple[Span, ...]]:
        """The prepositional phrases after the head, at most two, as text and as spans."""
        tokens, n = self.tokens, len(self.tokens)
        out: list[Span] = []
        while j < n and len(out) < 2 and tokens[j].pos == PREP:
            if tokens[j].lower in ("as", "than", "per", "including", "until", "till", "while"):
                break
            m = j + 1
            last = -1
            while m < n and m - j < 9:
                token = tokens[m]
                if token.pos in (NOUN, NAME):
                    last = m
                elif token.pos == NUM:
                    pass
                elif token.pos == CONJ and token.lower == "and" and last == m - 1 and m + 1 < n:
                    if tokens[m + 1].pos != tokens[last].pos:
                        break
                elif token.pos == DET:
                    if last >= 0:
                        break
                elif last == m - 1 and tokens[last].pos == NAME and self._plural_verb(m, None):
                    last = m
                elif token.pos not in (ADJ, CLITIC) and token.text not in ("-", "‑"):
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
            if tokens[j].pos in (CONJ, PUNCT):
                break  # "killed four people and injured 17"
            if tokens[j].lower in WORDS.roles:
                return tokens[j]
            if [t.lower for t in tokens[j + 1 : j + 3]] == ["to", "death"]:
                return tokens[j + 2]
        verb = self._verb_left(first, 6, tight=True)
        if verb is not None:
            return verb
        if first and tokens[first - 1].pos == PREP:
            # The object of a preposition is no subject: "responsibility for 84 attacks".
            verb = self._verb_left(first, 14, tight=False)
            if verb is not None:
                return verb
        for j in range(past, min(n, past + 14)):
            token = tokens[j]
            if token.pos == VERB and token.lower not in SAYING:
                return token
            if token.pos == REL or token.text in _STOPS:
                break
        return self._verb_left(first, 14, tight=False)

    def _verb_left(self, first: int, reach: int, tight: bool) -> Token | None:
        """The nearest verb to the left; `tight`: with nothing but small words between."""
        tokens = self.tokens
        for j in range(first - 1, max(-1, first - 1 - reach), -1):
            token = tokens[j]
            if token.pos == VERB and token.lower not in SAYING:
                return token
            if token.lower in WORDS.roles and token.pos in (NOUN, NAME) and first - j < 4:
                return token
            if token.text in _STOPS:
                return None
            if tight and token.pos not in (PREP, ADV, DET, TO, ADJ, NUM):
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
            if (lower in WORDS.trend and lower != "up") or (lower == "up" and self._word_at(
                    self.tokens[j].end) != "to"):  # fmt: skip
                return WORDS.trend[lower]
            if lower not in ("by", "to", "from", "a", "an", "the", "as", "much", "about") and (
                self.tokens[j].pos not in (ADV, PREP)
            ):
                break
            j -= 1
            steps += 1
        for token in self.tokens[after : after + 2]:
            if token.lower in WORDS.trend and token.pos == NOUN and figure.dimension:
                return WORDS.trend[token.lower]
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
        hedge = [t.lower for t in tokens[first:k]]
        if "age" in hedge or (hedge[0] in ("under", "over") and before.lower in _OF_AN_AGE):
            return "age"
        following = tokens[k].text if k < len(tokens) else "."
        if before.text == "," and following in (",", ".", ";", ")") and first > 1:
            name = tokens[first - 2]
            person = name.pos == NAME or name.lower in WORDS.people
            earlier = tokens[first - 3] if first > 2 else None
            if person and not (earlier is not None and earlier.pos == NUM):
                return "age"
        if before.lower == "at" and first > 1 and tokens[first - 2].lower in WORDS.roles:
            return "age"
        return "count"


# ------------------------------------------------------------------------------ small helpers

# People who are told of by their age: "children under five".
_OF_AN_AGE: Final = frozenset(
    "children child kids people adults those anyone women men girls boys babies infants teenagers"
    " students players".split()
)
CURRENCIES: Final = frozenset(
    {
        *WORDS.symbols.values(),
        *WORDS.prefixes.values(),
        *WORDS.currency.values(),
        *WORDS.placed.values(),
        "GBP",
    }
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
_PLUS: Final = re.compile(r"[-‑](plus|odd)(?= [^\W\d_])")  # "20-plus people"
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
SAYING: Final = frozenset(
    "based said say says saying according told tells tell reported reports announced added noted"
    " stated estimated estimates showed shows including compared".split()
)
_STOPS: Final = frozenset({";", "—", "--", "“", "”", '"', "''", "``"})
# Triggers that are no number by themselves.
_NOT_ALONE: Final = frozenset("minus negative couple dozen quarter".split())
VAGUE_WORDS: Final = frozenset({*WORDS.vague} - {"a", "the", "an"})
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
_DAYS: Final = WEEKDAYS.union("today yesterday tomorrow tonight".split())
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


def is_plural(token: Token) -> bool:
    """Whether a noun is in the plural."""
    return _plural_word(token.lower)


@lru_cache(maxsize=16384)
def singular_of(lower: str) -> str:
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
    return head.text if head.pos == NAME else singular_of(head.lower)


@lru_cache(maxsize=256)
def _to_base(unit: str) -> tuple[float, float]:
    """Factor and offset that turn a unit into its dimension's base unit, by pint."""
    import pint

    registry = pint.UnitRegistry(cache_folder=None)
    zero = registry.Quantity(0.0, unit).to_base_units().magnitude
    one = registry.Quantity(1.0, unit).to_base_units().magnitude
    return float(one - zero), float(zero)


# Seconds, exact; months and years have no exact length in days, so they are their own measure.
SECONDS: Final = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
    "fortnight": 1209600.0,
}  # fmt: skip
MONTHS: Final = {"month": 1.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_PHYSICAL: Final = frozenset(
    unit
    for dimension, unit in WORDS.units.values()
    if dimension not in ("time", "fuel", "rotation") and unit != "unknown"
)


def in_base(value: float | None, unit: str | None) -> float | None:
    """A value in the base unit of its dimension; as it is where the unit is no measure."""
    if value is None or unit is None:
        return value
    if unit in SECONDS:
        return value * SECONDS[unit]
    if unit in MONTHS:
        return value * MONTHS[unit]
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


def by_number(
    parsed: Parsed, first: Token, head: Token, singular: bool, published: Any
) -> Mention[Quantity]:
    """A noun's number as a quantity: one, or two and more; from `first` to its head."""
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


# ---------------------------------------------------------------------------------- intervals

Ends = tuple[float, float, bool, bool]  # low, high, low open, high open

# An approximate figure stands for what rounds to it at its own last digit, and for a tenth around
# it at least: writers put "about 35" on 33 and 38. Our choice.
_TOLERANCE: Final = 0.1


def _core(value: Quantity) -> Ends:
    low = -inf if value.low is None else in_base(value.low, value.unit) or 0.0
    high = inf if value.high is None else in_base(value.high, value.unit) or 0.0
    if value.commitment is Commitment.APPROXIMATE:
        return low, high, False, False
    return low, high, value.low_open, value.high_open


def _wide(value: Quantity) -> Ends:
    low, high, low_open, high_open = value.core
    if value.commitment is not Commitment.APPROXIMATE:
        return low, high, low_open, high_open
    margin = max(half_unit(value), _TOLERANCE * abs(low))
    return (
        low if value.low_open else low - margin,
        high if value.high_open else high + margin,
        value.low_open,
        value.high_open,
    )


def half_unit(value: Quantity) -> float:
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
    zero = in_base(0.0, value.unit) or 0.0
    return 0.5 * abs((in_base(grain, value.unit) or 0.0) - zero)
