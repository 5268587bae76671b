"""What a figure is worth: an interval with a commitment, in a unit that can be converted.

Also the word lists of `data/quantity.toml` and the number of a noun. Figures are read in
`consistency/figures.py`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from importlib.resources import files
from math import inf
from typing import Any, Final, TypeVar

from consistency import lexicon
from consistency.text import NAME, Token, number

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
    what can be compared: "count", "percent", "USD", "length", "time", "age", "score", .... `per` is
    what a rate is over ("day", "100,000 people"), `base` what a share or a part is of ("registered
    voters", "six officers").
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
    per: str | None = None
    base: str | None = None
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
        """The amount, and what it is over or a part of where that is a number or a rate."""
        return (*self.amount, self.per, self.whole, self.days)

    @cached_property
    def whole(self) -> int | None:
        """How many a part is of: 61 of "34 of the 61 seats"; None without a number."""
        word = (self.base or "").lower().split()[:1]
        return int(word[0]) if word and word[0].isdecimal() else number(word)

    @cached_property
    def days(self) -> str:
        """Which days a stretch of time counts: "working" of "30 working days"; or nothing."""
        word = (self.thing or "").lower().partition(" ")[0]
        return _DAYS.get(word, "") if self.dimension == "time" else ""

    @cached_property
    def amount(self) -> tuple[object, ...]:
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


Phrase = tuple[str, ...]
VagueEntry = tuple[Phrase, float, float | None, str]  # words, low, high, dimension


_Entry = TypeVar("_Entry", bound=tuple[Any, ...])


@dataclass(frozen=True)
class _Words:
    """The word lists of data/quantity.toml, arranged for look-up."""

    before: dict[str, tuple[tuple[Phrase, str], ...]]  # by last word, longest first
    after: tuple[tuple[str, str], ...]
    filler: frozenset[str]
    vague: dict[str, tuple[VagueEntry, ...]]  # by first word, longest first
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
    names: dict[str, tuple[tuple[Phrase], ...]]  # by first word
    roles: dict[str, str]
    casualties: frozenset[str]
    trend: dict[str, str]
    score_before: frozenset[str]
    score_after: frozenset[str]
    exclusive: tuple[frozenset[str], ...]
    people: frozenset[str]
    homes: frozenset[str]
    rivals: tuple[frozenset[str], ...]
    light: frozenset[str]
    verbs: dict[str, str]
    alike: dict[str, str]


def _by(entries: Iterable[_Entry], at: int) -> dict[str, tuple[_Entry, ...]]:
    """Entries by one word of their phrase, the longest phrase first."""
    table: dict[str, list[_Entry]] = {}
    for entry in entries:
        table.setdefault(entry[0][at], []).append(entry)
    return {k: tuple(sorted(v, key=lambda e: (-len(e[0]), e[0]))) for k, v in table.items()}


def _by_word(table: dict[str, list[str]]) -> dict[str, str]:
    """Each word of a table of lists, with the list's name."""
    return {word: name for name, words in table.items() for word in words}


def _vague(table: dict[str, list[float]], dimension: str) -> list[VagueEntry]:
    return [
        (tuple(phrase.split()), float(low), float(high[0]) if high else None, dimension)
        for phrase, (low, *high) in table.items()
    ]


def _load() -> _Words:
    path = files("consistency").joinpath("data/quantity.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    money, casualty, score = data["money"], data["casualty"], data["score"]
    after = _by_word(data["after"]).items()
    units = {
        word: (dimension, canonical)
        for dimension, table in data["units"].items()
        for word, canonical in (entry.split("=") for entry in table.split())
    }
    return _Words(
        before=_by(((tuple(p.split()), c) for p, c in _by_word(data["before"]).items()), -1),
        after=tuple(sorted(after, key=lambda e: (-len(e[0]), e[0]))),
        filler=frozenset(data["filler"]["words"]),
        vague=_by((*_vague(data["vague"], "count"), *_vague(data["share"], "percent")), 0),
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
        names=_by(((tuple(n.split()),) for n in data["designator"]["names"]), 0),
        roles=_by_word({k: v for k, v in casualty.items() if k != "nouns"}),
        casualties=frozenset(casualty["nouns"]),
        trend=_by_word(data["trend"]),
        score_before=frozenset(score["before"]),
        score_after=frozenset(score["after"]),
        exclusive=tuple(map(frozenset, data["exclusive"]["groups"])),
        people=frozenset(data["exclusive"]["people"]),
        homes=frozenset(data["rival"]["homes"]),
        rivals=tuple(map(frozenset, data["rival"]["groups"])),
        light=frozenset(data["grammatical"]["light"]),
        verbs=_by_word(data["verbs"]),
        alike=_by_word(data["alike"]),
    )


WORDS: Final = _load()
# Classes of `WORDS.roles` that tell what befell people.
FATES: Final = frozenset(("kill", "injure", "miss"))
# Two fates of which nobody meets both, and two that no copy takes for one another.
EXCLUSIVE_FATES: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "kill injure",
        "kill survive",
        "kill rescue",
        "kill miss",
        "kill displace",
        "injure miss",
        "injure displace",
    )
)
VAGUE_WORDS: Final = frozenset({*WORDS.vague} - {"a", "the", "an"})

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


def unit_of(head: Token) -> str:
    """The counted noun as a unit: its singular, a name as printed."""
    return head.text if head.pos == NAME else singular_of(head.lower)


@lru_cache(maxsize=256)
def _to_base(unit: str) -> tuple[float, float]:
    """Factor and offset that turn a unit into its dimension's base unit.

    Those of single units stand in a table, as pint gives them: its own takes as long to load as a
    check of two cached articles.
    """
    factor, offset = _table().get(unit) or by_pint(unit)
    return factor, offset


@lru_cache(maxsize=1)
def _table() -> dict[str, list[float]]:
    text = files("consistency").joinpath("data/units.json").read_text(encoding="utf-8")
    made: dict[str, list[float]] = json.loads(text)
    return made


def by_pint(unit: str) -> tuple[float, float]:
    """As the table has it, from pint's definitions."""
    registry = _registry()
    zero = registry.Quantity(0.0, unit).to_base_units().magnitude
    one = registry.Quantity(1.0, unit).to_base_units().magnitude
    return float(one - zero), float(zero)


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(cache_folder=None)


def exclude(groups: Iterable[frozenset[str]], one: str, two: str) -> bool:
    """Whether two nouns are of one group of which nothing is both: "soldier", "civilian"."""
    return one != two and any(one in group and two in group for group in groups)


# Seconds, exact; months and years have no exact length in days, so they are their own measure.
SECONDS: Final = {
    "second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0,
    "fortnight": 1209600.0,
}  # fmt: skip
MONTHS: Final = {"month": 1.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
# How many of a unit make the next greater one that is printed before it.
MAKES: Final = {
    ("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60,
    ("minute", "second"): 60, ("foot", "inch"): 12, ("stone", "pound"): 14, ("pound", "ounce"): 16,
}  # fmt: skip
# Shares of a hundred: a third of the crew is 33.3 percent of it.
_HUNDREDTHS: Final = {"fraction": 100.0, "basis point": 0.01}
PHYSICAL: Final = frozenset(
    unit
    for dimension, unit in WORDS.units.values()
    if dimension not in ("time", "fuel", "rotation") and unit != "unknown"
)


_DAYS: Final = {"working": "working", "business": "working", "school": "school"}


def in_base(value: float | None, unit: str | None) -> float | None:
    """A value in the base unit of its dimension; as it is where the unit is no measure."""
    if value is None or unit is None:
        return value
    if unit in SECONDS:
        return value * SECONDS[unit]
    if unit in MONTHS:
        return value * MONTHS[unit]
    if unit in PHYSICAL or "**" in unit or "/" in unit or unit in ("degC", "degF", "nautical_mile"):
        factor, offset = _to_base(unit)
        return value * factor + offset
    return value * _HUNDREDTHS.get(unit, 1.0)


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
