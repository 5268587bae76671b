"""A figure under construction, and what is printed around a number that says what it measures.

Scale words and letters, currencies before and after it, percent and points, measures, ages and
rates: each function adds what it finds to the figure and moves its end.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from consistency.amounts import BOUNDS, CURRENCIES, WORDS, Commitment, singular_of
from consistency.model import Span
from consistency.text import NAME, NOUN, Token
from consistency.tree import Parsed


@dataclass(slots=True)
class Figure:
    """A figure under construction: offsets, the interval, what was printed."""

    start: int
    end: int
    low: float
    high: float | None
    form: str  # digits, words, fraction, vague, ordinal, times, score, ratio, rating, none
    commitment: Commitment = Commitment.EXACT
    low_open: bool = False
    high_open: bool = False
    dimension: str = ""
    unit: str | None = None
    rate: str = ""
    grain: float = 1.0
    scaled: bool = False
    soft: bool = False
    integer: bool = True
    negative: bool = False
    hedged: bool = False
    compound: bool = False  # "10-member", "five-year"
    core: int = -1  # where the number itself starts, without a hedge

    def __post_init__(self) -> None:
        self.core = self.start

    def measure(self, dimension: str, unit: str, end: int = 0) -> None:
        """Make it an amount of a unit whose words end at an offset."""
        self.dimension, self.unit, self.end = dimension, unit, max(end, self.end)

    def times(self, scale: float) -> None:
        """Multiply by a scale word."""
        self.low = self.high = clean(self.low * scale)
        self.grain *= scale
        self.integer = True
        self.scaled = self.scaled or scale != DOZEN

    def negate(self, start: int) -> None:
        """Put a minus before it that begins at an offset."""
        self.start, self.negative = start, True
        self.low = self.high = -self.low

    def commit(self, commitment: str) -> None:
        """Put a hedge of data/quantity.toml on it."""
        if self.form == "vague":
            if commitment.startswith(("at-least", "more")):
                self.high = None
            return
        if self.commitment is Commitment.RANGE:
            return
        self.soft = self.soft or commitment.endswith("-soft")
        side = commitment.removesuffix("-soft")
        self.high_open = self.high_open or side == "approximate-below"
        self.low_open = self.low_open or side == "approximate-above"
        self.hedged = True
        downward = side == "less-than" and self.negative and self.dimension == "percent"
        if side == "exact" or downward:
            return
        self.commitment = Commitment(side.removesuffix("-below").removesuffix("-above"))
        if self.commitment in BOUNDS:
            self.high = self.low


DOZEN: Final = 12.0


def clean(value: float) -> float:
    """A product without the last bits' noise: 1.3 times 10**9 is 1300000000."""
    return float(f"{value:.12g}")


@dataclass(frozen=True)
class Line:
    """A parsed sentence within its article's text, and the spans that another kind has taken."""

    text: str
    parsed: Parsed
    taken: tuple[Span, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.parsed.tokens

    @cached_property
    def first(self) -> int:
        return self.parsed.sentence.start

    @cached_property
    def stop(self) -> int:
        return self.parsed.sentence.end

    @cached_property
    def starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    def index(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def lower(self, i: int) -> str:
        """A token's word in lower case; empty outside the sentence."""
        return self.tokens[i].lower if 0 <= i < len(self.tokens) else ""

    def word_at(self, offset: int) -> str:
        return self.lower(self.index(offset))

    def word_before(self, offset: int) -> str:
        return self.lower(self.index(offset) - 1)

    def char(self, p: int) -> str:
        """The character at an offset; a space outside the sentence."""
        return self.text[p] if self.first <= p < self.stop else " "

    def match(self, pattern: re.Pattern[str], p: int) -> re.Match[str] | None:
        """A pattern at an offset, within the sentence."""
        return pattern.match(self.text, p, self.stop)

    @cached_property
    def titled(self) -> bool:
        """Whether the sentence capitalises ordinary words, as headlines do."""
        words = [t for t in self.tokens[1:40] if len(t.text) > 3 and t.text[0].isalpha()]
        capitals = sum(t.text[0].isupper() for t in words)
        # Seven in ten: a sentence of news copy that is mostly names stays below.
        return len(words) > 1 and capitals >= 0.7 * len(words)


# ----------------------------------------------------------------------------------- before it

_PREFIX: Final = re.compile(r"(?:U\.S\. ?|(?:US|HK|NZ) ?|AU|CA|NT|[ACSR])\$$")
_CODE: Final = re.compile(r"\b(USD|EUR|GBP|AUD|CAD|NZD|CHF|JPY|CNY|RMB|INR|RM|Rs\.?)[ \u00a0]?$")


def currency_before(line: Line, figure: Figure) -> None:
    """A currency's symbol or code before a number: "$5", "US$5", "USD 5", "-$5"."""
    text, p = line.text, figure.start
    at = p - 1 if line.char(p - 1) not in " \u00a0" else p - 2
    if at < line.first:
        return
    if text[at] in WORDS.symbols:
        figure.unit, figure.start = WORDS.symbols[text[at]], at
        prefix = _PREFIX.search(text, max(line.first, at - 5), at + 1)
        code = WORDS.prefixes.get(prefix.group().lower()) if prefix is not None else None
        if code is not None and prefix is not None:
            figure.unit, figure.start = code, prefix.start()
    else:
        printed = _CODE.search(text, max(line.first, p - 5), p)
        if printed is None:
            return
        figure.unit, figure.start = WORDS.prefixes[printed.group(1).lower()], printed.start(1)
    figure.dimension = figure.unit
    figure.core = figure.start
    minus = line.char(figure.start - 1) in "-−" and line.char(figure.start - 2).isspace()
    if minus and not figure.negative:
        figure.negate(figure.start - 1)


# ----------------------------------------------------------------------------------- behind it

_GLUE: Final = re.compile(r"[A-Za-zµμ°]{1,8}+(?:/[A-Za-z]{1,2})?(?![\w])")
_SCALE_AFTER: Final = re.compile(
    r"[ \u00a0-]?(hundred|thousand|million|billion|trillion|lakhs?|crores?|bn|mn|mln|tn|trn)\b|"
    r"[ \u00a0-](k|m|b|bln|mil)\b(?!['’.])",
    re.IGNORECASE,
)
_DOZEN: Final = re.compile(r"[- ]dozen\b", re.IGNORECASE)
_PERCENT: Final = re.compile(
    r"[ \u00a0-]?(?:(%)|(?:percent|per cent|pct|pc)\b)([ -]points?\b)?|"
    r"[ \u00a0-](percentage[ -]points?|basis[ -]points?|pp)\b",
    re.IGNORECASE,
)
_OLD: Final = re.compile(r"[- ](?:old|of age)\b", re.IGNORECASE)
# A rate right behind an amount: "per barrel", "a month", "per 100,000 people".
_PER: Final = re.compile(
    r"( per | ?/ ?| each | every | an? )((?:(?:square|sq) )?[A-Za-z]+\b)"
    r"|( per | for every )(\d{1,3}(?:,\d{3})*(?: [a-z]+)?)",
    re.IGNORECASE,
)
PERIODS: Final = frozenset(
    "second seconds minute minutes hour hours day days week weeks month months year years season"
    " seasons quarter quarters night nights decade decades half piece share person head game"
    " barrel gallon ounce pound ton tonne".split()
)
_LENGTHS: Final = frozenset(
    "tall high long wide deep away above below race sprint hurdles freestyle relay from apart thick"
    " underwater butterfly backstroke breaststroke final dash radius".split()
)
_DEGREES: Final = {
    "celsius": "degC", "c": "degC", "centigrade": "degC", "fahrenheit": "degF", "f": "degF",
}  # fmt: skip
_AMERICAN: Final = frozenset(("us", "u.s.", "american"))
# Measures whose singular is another word more often: one foot, but "84 second homes".
_AMBIGUOUS: Final = frozenset("second quarter stone foot pound".split())
# Dimensions whose units are names: "40 Watts", "20 Celsius".
_NAMED_UNITS: Final = frozenset("power frequency data energy temperature".split())


def suffix(line: Line, figure: Figure) -> bool:
    """Read what is printed behind a number: scale, percent, unit. False: it is no amount."""
    after, q = line.char(figure.end), figure.end
    if after.isalpha() or after in "°%_":
        if not _glued(line, figure):
            return False
    elif after in WORDS.symbols and not figure.dimension and not line.char(q + 1).isdigit():
        figure.measure(WORDS.symbols[after], WORDS.symbols[after], q + 1)
    elif after == "″":
        figure.measure("length", "inch", q + 1)
    elif after == "+":
        figure.commit("at-least")
        figure.end = q + 1
        return True
    measured(line, figure)
    return True


def measured(line: Line, figure: Figure) -> None:
    """Read scale, percent and unit behind a number."""
    _scale(line, figure)
    percent(line, figure)
    if not figure.dimension or figure.dimension in CURRENCIES:
        unit(line, figure)


def _glued(line: Line, figure: Figure) -> bool:
    """Letters right behind digits: a scale, a unit, or no amount at all."""
    q = figure.end
    if line.text[q] == "%":
        return True
    match = line.match(_GLUE, q)
    figure.end = match.end() if match is not None else q + 1
    if match is None:
        return False
    letters, lower = match.group(), match.group().lower()
    scale = WORDS.scales.get(lower) if lower != "mm" else None
    if scale is not None and not (letters == "m" and _metres(line, figure)):
        figure.times(float(scale))
    elif letters in ("C", "F"):
        figure.measure("temperature", _DEGREES[lower])
    elif letters == "p":
        figure.measure("penny", "penny")
    elif lower in ("pc", "pct"):
        figure.measure("percent", "percent")
    elif lower == "°":
        figure.measure("degree", "degree")
    elif lower in ("°c", "°f") or _unit_letters(letters):
        figure.measure(*WORDS.units[lower])
    else:
        return False
    return True


def _unit_letters(letters: str) -> bool:
    lower = letters.lower()
    return lower in WORDS.glued and (len(lower) > 1 or letters in ("m", "g", "l", "W"))


def _metres(line: Line, figure: Figure) -> bool:
    """Whether a glued "m" is metres: no money, and a word of length or sport follows."""
    if figure.dimension:
        return False
    following, before = line.word_at(figure.end), line.word_before(figure.start)
    if following in _LENGTHS:
        return True
    whole = figure.low < 1000 and "." not in line.text[figure.start : figure.end]
    ended = following in ("", ",", ".", ")", "and", "to", "from")
    return ended and whole and before in ("of", "the", "by", "and", "for")


def _scale(line: Line, figure: Figure) -> None:
    if figure.dimension and figure.dimension not in CURRENCIES:
        return
    for _ in range(3):
        match = line.match(_SCALE_AFTER, figure.end)
        if match is None or (match.group(1) is None and figure.dimension not in CURRENCIES):
            break
        figure.times(float(WORDS.scales[(match.group(1) or match.group(2)).lower()]))
        figure.end = match.end()
    dozen = line.match(_DOZEN, figure.end)
    if dozen is not None:
        figure.times(DOZEN)
        figure.scaled, figure.grain, figure.end = False, 1.0, dozen.end()


def percent(line: Line, figure: Figure) -> None:
    """ "%", "percent", "percentage points", "basis points" behind a number."""
    match = line.match(_PERCENT, figure.end)
    if match is None:
        return
    points = match.group(2) or match.group(3)
    if not points:
        figure.measure("percent", "percent", match.end())
    elif points.lower().startswith("basis"):
        figure.measure("points", "basis point", match.end())
    else:
        figure.measure("points", "percentage point", match.end())


def unit(line: Line, figure: Figure) -> None:
    """Units and currencies that follow a figure as words, then its rate."""
    k = line.index(figure.end)
    joined = line.lower(k) in ("-", "‑", "–") and line.tokens[k].start == figure.end
    k += joined
    if k >= len(line.tokens):
        return
    if figure.dimension in CURRENCIES:
        _dollars(line, figure, k)
    elif not (_money(line, figure, k) or _measure(line, figure, k, joined)):
        return
    else:
        figure.compound = joined
    if figure.dimension == "time":
        old = line.match(_OLD, figure.end)
        if old is not None:
            figure.dimension, figure.end = "age", old.end()
    _rate(line, figure)


def _dollars(line: Line, figure: Figure, k: int) -> None:
    """Whose dollars, behind a sum: "$5 US", "$5 CAD"."""
    code = {"cad": "CAD", "aud": "AUD", "us": "USD", "u.s.": "USD", "usd": "USD", "nzd": "NZD"}
    found = code.get(line.lower(k))
    if found and figure.unit == "USD":
        figure.measure(found, found, line.tokens[k].end)


def _money(line: Line, figure: Figure, k: int) -> bool:
    """A currency in words: "dollars", "U.S. dollars", "New Zealand dollars", "cents"."""
    if line.lower(k) in _AMERICAN and line.lower(k + 1) in ("dollars", "dollar", "cents"):
        k += 1
    lower = line.lower(k)
    for last in (k + 1, k + 2):
        words = [line.lower(i) for i in range(k, last)]
        placed = WORDS.placed.get(" ".join((*words, singular_of(line.lower(last)))))
        if placed is not None and lower not in WORDS.currency:
            figure.measure(placed, placed, line.tokens[last].end)
            return True
    if _nationality(line, k) and (figure.scaled or line.lower(k + 1) not in _AMBIGUOUS):
        k, lower = k + 1, line.lower(k + 1)  # "5 million Kerdan crowns"
    code = WORDS.currency.get(lower) or (WORDS.minor.get(lower) if lower != "p" else None)
    if lower in ("pounds", "pound") and (figure.scaled or line.lower(k + 1) == "sterling"):
        code = "GBP"
    if lower in _COMMON and not (figure.scaled or is_capital(line, k - 1)):
        code = None
    if code is not None:
        figure.measure(code, code, line.tokens[k].end)
    return code is not None


# Currencies whose names are everyday words too: "two crowns", "a real man".
_COMMON: Final = frozenset("crown real dong lev birr".split())


def is_capital(line: Line, k: int) -> bool:
    """Whether a token begins with a capital."""
    return 0 <= k < len(line.tokens) and line.tokens[k].text[0].isupper()


def _nationality(line: Line, k: int) -> bool:
    """Whether a capitalised word stands right before the name of a currency."""
    return is_capital(line, k) and line.lower(k + 1) in WORDS.currency and not line.titled


def _measure(line: Line, figure: Figure, k: int, joined: bool) -> bool:
    """A measure in words: "miles", "square miles", "degrees Celsius", "times as many"."""
    token, lower, after = line.tokens[k], line.lower(k), line.lower(k + 1)
    noun = k + 1 < len(line.tokens) and line.tokens[k + 1].pos == NOUN
    dimension, name = WORDS.units.get(after, ("", ""))
    if lower == "times" and (after in ("as", "more", "the") or noun):
        figure.measure("times", "times", token.end)
    elif lower in ("degrees", "degree", "°"):
        kind = _DEGREES.get(after)
        if kind:
            figure.measure("temperature", kind, line.tokens[k + 1].end)
        else:
            figure.measure("degree", "degree", token.end)
        _below_zero(line, figure)
    elif lower in ("square", "cubic", "sq") and dimension == "length":
        solid = lower == "cubic"
        power = f"{name}**{3 if solid else 2}"
        figure.measure("volume" if solid else "area", power, line.tokens[k + 1].end)
    elif lower == "nautical" and after in ("mile", "miles"):
        figure.measure("length", "nautical_mile", line.tokens[k + 1].end)
    elif lower in WORDS.units and _measures(figure, token, joined):
        figure.measure(*WORDS.units[lower], token.end)
    else:
        return False
    return True


_BELOW_ZERO: Final = re.compile(r" below zero\b", re.IGNORECASE)


def _below_zero(line: Line, figure: Figure) -> None:
    """ "22 degrees below zero" is minus 22."""
    below = line.match(_BELOW_ZERO, figure.end)
    if below is not None and figure.low > 0:
        figure.negate(figure.start)
        figure.end = below.end()


def _measures(figure: Figure, token: Token, joined: bool) -> bool:
    """Whether a word that can be a unit is one behind this figure."""
    lower = token.lower
    if len(lower) < 2 or (lower == "min" and figure.form != "digits"):
        return False
    if token.pos == NAME and WORDS.units[lower][0] not in _NAMED_UNITS:
        return False
    plain = figure.low != 1 and figure.low == int(figure.low) and not joined
    return not (lower in _AMBIGUOUS and plain)


# Behind "a year" these make it a time and no rate: "$2 million a year earlier".
_THEN: Final = frozenset("earlier ago later before after".split())


def _rate(line: Line, figure: Figure) -> None:
    """A rate: "per barrel", "a month", "an hour" behind an amount or a unit."""
    match = None if figure.compound else line.match(_PER, figure.end)
    if match is None:
        return
    word = (match.group(2) or match.group(4)).lower()
    sign = (match.group(1) or "per").strip().lower()
    per = sign in ("per", "/", "each", "every")
    if sign in ("each", "every") and line.tokens[line.index(match.start(2))].pos not in (
        NOUN,
        NAME,
    ):
        return  # "$500 each in fines"
    if not per and (word not in PERIODS or line.word_at(match.end()) in _THEN):
        return
    if figure.dimension == "length" and word in ("hour", "hr", "second"):
        figure.measure("speed", f"{figure.unit}/{'second' if word == 'second' else 'hour'}")
    elif figure.dimension == "time" and not per:
        return
    else:
        figure.rate = singular_of(word) if word.isalpha() else word
    figure.end = match.end()
