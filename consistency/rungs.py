"""How two quantities compare: each rung of their ladder is one question about two intervals."""

from __future__ import annotations

import re
from functools import lru_cache
from math import floor, inf, log10
from typing import Any, Final

from consistency import lexicon
from consistency.amounts import (
    BOUNDS,
    CURRENCIES,
    MONTHS,
    SECONDS,
    WORDS,
    Commitment,
    Ends,
    Quantity,
    exclude,
    half_unit,
    in_base,
    singular_of,
)
from consistency.model import Mention


def sort(mention: Mention[Quantity]) -> str:
    """What can be told instead of one another: any money for any money, shares for points.

    What stands before a colon is the wider sort: shares, points and multiples measure one change.
    """
    key = mention.slot.key.split("/")[0]
    if key in CURRENCIES:
        return "money"
    if mention.value.unit == "time" and mention.value.per:
        return "often"  # "once a month"
    if ":" in mention.text and key == "time":
        return "running time"  # "2:22:07"
    if key == "count" and (mention.value.thing or "").lower().rstrip("s").endswith("point"):
        return "share:points"
    return f"share:{key}" if key in _SHARES else key


_SHARES: Final = frozenset(("percent", "points", "times"))


def wide_sort(mention: Mention[Quantity]) -> str:
    """The wider sort of a figure: any share, point or multiple alike."""
    return sort(mention).partition(":")[0]


# A vague word's ends are soft: up to this factor outside, nothing is decided. Ours.
_SOFT: Final = 2.0
# Two vague words speak of one amount where their senses share this part of the narrower one, on a
# logarithmic scale: "dozens" and "scores" do, "dozens" and "hundreds" do not. Ours.
_SHARED: Final = 0.25
# From "dozens" on, a vague word is the plural of a scale.
_PLURAL_SCALE: Final = 12.0


def _inside(inner: Ends, outer: Ends) -> bool:
    low = inner[0] > outer[0] or (inner[0] == outer[0] and (inner[2] or not outer[2]))
    high = inner[1] < outer[1] or (inner[1] == outer[1] and (inner[3] or not outer[3]))
    return low and high


def _overlap(a: Ends, b: Ends) -> bool:
    low, high = max(a[0], b[0]), min(a[1], b[1])
    if low != high:
        return low < high
    return not any((ends[0] == low and ends[2]) or (ends[1] == high and ends[3]) for ends in (a, b))


def _covered(a: Quantity, b: Quantity) -> bool:
    return _inside(a.core, b.wide) or _inside(b.core, a.wide)


def equal(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two say the same: one value, a couple and two, a word for many and another."""
    a, b = left.value, right.value
    if a.amount == b.amount or _couple(left, right) or _couple(right, left):
        return True
    if (
        _points(left)
        and _points(right)
        and a.unit != b.unit
        and "basis point" not in (a.unit, b.unit)
    ):
        return (a.low, a.high, a.commitment) == (b.low, b.high, b.commitment)
    if a.commitment is b.commitment is Commitment.VAGUE and a.high is b.high is None:
        return True  # "numerous" and "multiple": neither gives more than that there are many
    # "an attack" and "one attack": grammar and figure both say one.
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and all(
        v.low == v.high == 1.0 and v.dimension == "count" for v in (a, b)
    )


def _couple(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one is "a couple" and the other two."""
    two = right.value.low == right.value.high == 2 and right.value.dimension == left.value.dimension
    loose = left.value.commitment in (Commitment.VAGUE, Commitment.APPROXIMATE)
    return two and loose and "couple" in left.text.lower()


def unlike(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two are in measures without a common unit, so that nothing can be decided."""
    a, b = left.value, right.value
    if a.dimension != b.dimension:
        return not (_points(left) and _points(right))
    if _calendar_and_clock(a, b):
        return _overlap((*_days(a), False, False), (*_days(b), False, False))
    bases = _base(a.per), _base(b.per)
    return None not in bases and bases[0] != bases[1]


def _points(mention: Mention[Quantity]) -> bool:
    return sort(mention) == "share:points"


def _calendar_and_clock(a: Quantity, b: Quantity) -> bool:
    """Whether one is in months or years and the other in days, which have no common unit."""
    units = {a.unit, b.unit}
    return a.dimension in ("time", "age") and bool(units & {*SECONDS}) and bool(units & {*MONTHS})


_DAY: Final = 86_400.0
_SHORT_MONTH, _LONG_MONTH = 28.0, 31.0


def _days(value: Quantity) -> tuple[float, float]:
    """The fewest and the most days that a duration can be; a month's count is rounded."""
    low, high, *_ = value.core
    if value.unit in SECONDS:
        return low / _DAY, high / _DAY
    half = 0.5 * MONTHS[value.unit or "month"]
    return (low - half) * _SHORT_MONTH, (high + half) * _LONG_MONTH


def other_span(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a time in months or years and one in days can't be one: asked after "unlike"."""
    return _calendar_and_clock(left.value, right.value)


# ------------------------------------------------------------------------------ what it is over

_OVER: Final = re.compile(
    r"(?:(\d[\d,.]*)|(an?|one))?\s*(hundred|thousand|million|billion)?\b *(.*)"
)
_ANYBODY: Final = frozenset("people person capita head resident inhabitant citizen".split())


@lru_cache(maxsize=1024)
def _base(per: str | None) -> tuple[float, str] | None:
    """What a rate is over, as a number and a unit: "100,000 residents", "week"."""
    match = _OVER.fullmatch((per or "").lower())
    if match is None or not per:
        return None
    digits, _, scale, words = match.groups()
    number = float(digits.replace(",", "").strip(".")) if digits else 1.0
    number *= WORDS.scales[scale] if scale else 1.0
    unit = singular_of(words.split()[-1]) if words else ""
    if unit in SECONDS or unit in MONTHS:
        return number, unit
    return number, "person" if unit in _ANYBODY or (not unit and number > 1) else unit


def _rates(a: Quantity, b: Quantity) -> tuple[float, float] | None:
    """Two figures over one, where both are over a number of one thing or a time of one kind."""
    one, two = _base(a.per), _base(b.per)
    if one is None or two is None or one == two or a.low is None or b.low is None:
        return None
    spans = [in_base(number, unit) or 0.0 for number, unit in (one, two)]
    alike = one[1] == two[1] or {one[1], two[1]} <= {*SECONDS} or {one[1], two[1]} <= {*MONTHS}
    return (a.core[0] / spans[0], b.core[0] / spans[1]) if alike and all(spans) else None


def same_rate(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two rates over two bases are one: "12 per 100,000", "120 per million"."""
    rates = _rates(left.value, right.value)
    return rates is not None and abs(rates[0] - rates[1]) <= _EVEN * max(map(abs, rates))


_EVEN: Final = 0.02  # rates this near are one, rounded


def other_base(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one number is over two bases: "120 per million", "120 per 100,000"; a day, a week."""
    a, b = left.value, right.value
    if (a.low, a.high) != (b.low, b.high) and not a.printed == b.printed != (0.0, 0.0):
        return False
    if None not in (a.whole, b.whole) and a.whole != b.whole:
        return True  # "five of seven counts", "five of nine counts"
    if a.days != b.days:
        return True  # "30 days", "30 working days"
    one, two = _base(a.per), _base(b.per)
    if one is None or two is None or one == two:
        return False
    spans = SECONDS.keys() | MONTHS.keys()
    if one[1] in spans and two[1] in spans:
        return True  # a second and a minute are synonyms where they are moments
    return one[0] != two[0] or not lexicon.synonyms(one[1], two[1], "n")


# ------------------------------------------------------------------------------------ multiples


def _factors(mention: Mention[Quantity]) -> tuple[Ends, bool] | None:
    """By what something was multiplied, and whether that is told as a multiple: "tripled"."""
    value = mention.value
    low, high, low_open, high_open = value.wide
    if value.dimension == "times":
        return (low, high, low_open, high_open), True
    if value.dimension != "percent" or value.trend is None:
        return None
    if value.trend == "up":
        return (1 + low / 100, 1 + high / 100, low_open, high_open), False
    return (1 - high / 100, 1 - low / 100, high_open, low_open), False


def _multiples(left: Mention[Quantity], right: Mention[Quantity]) -> tuple[Ends, Ends] | None:
    """The factors of a multiple and of a rise or fall in percent; None for any other two."""
    one, two = _factors(left), _factors(right)
    return (one[0], two[0]) if one and two and one[1] != two[1] else None


def same_multiple(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a multiple and a rise in percent are one: "doubled", "rose 100 percent"."""
    factors = _multiples(left, right)
    return factors is not None and all(
        x == y or abs(x - y) <= _EVEN * abs(x)
        for x, y in zip(*(f[:2] for f in factors), strict=True)
    )


def close_multiple(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a multiple and a rise in percent can both be true: "more than doubled"."""
    factors = _multiples(left, right)
    return factors is not None and _overlap(*factors)


def other_multiple(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a multiple and a rise in percent clash: "tripled", "rose 300 percent"."""
    return _multiples(left, right) is not None


def converted(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two units give one measure, as rounded: "10 km", "6.2 miles"."""
    a, b = left.value, right.value
    if a.unit == b.unit or a.commitment is not b.commitment or a.dimension == "count":
        return False
    if None in (a.low, b.low) and None in (a.high, b.high):
        return False
    (one, two, *_), (three, four, *_) = a.core, b.core
    margin = max(half_unit(a), half_unit(b))
    return all(x == y or abs(x - y) <= margin for x, y in ((one, three), (two, four)))


def scores(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether both are scores."""
    return left.value.dimension == "score" and right.value.dimension == "score"


def no_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one has a bare noun that allows the figure of the other."""
    a, b = left.value, right.value
    if (a.commitment is Commitment.GRAMMATICAL) == (b.commitment is Commitment.GRAMMATICAL):
        return False
    return _overlap(a.wide, b.wide)


def grammar(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two or more stands against one, by the number of a noun."""
    a, b = left.value, right.value
    return Commitment.GRAMMATICAL in (a.commitment, b.commitment) and not _overlap(a.wide, b.wide)


def _round(value: Quantity) -> bool:
    """Whether a figure is printed as a round one: 100 or more in 00, or with a scale word."""
    if value.commitment is not Commitment.EXACT or value.low is None:
        return False
    return value.scaled or (abs(value.low) >= 100 and value.grain >= 100)


def rounds(a: Quantity, b: Quantity) -> bool:
    """Whether `a` is a rounding of `b`."""
    distance = abs(a.core[0] - b.core[0])
    if _round(a):
        return distance <= half_unit(a)
    # A measure printed with fewer decimals than the other: 7 percent and 7.3 percent.
    decimals = a.dimension != "count" and b.grain < a.grain <= 1.0 and b.low is not None
    return decimals and b.low != int(b.low or 0.0) and distance <= half_unit(a)


def rounding(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one figure is the other, rounded."""
    a, b = left.value, right.value
    if a.commitment is not Commitment.EXACT or b.commitment is not Commitment.EXACT:
        return False
    return rounds(a, b) or rounds(b, a)


def from_below(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """One number, which two figures stay under: "almost six hours", "under six hours"."""
    a, b = left.value, right.value
    kinds = {a.commitment, b.commitment}
    under = kinds <= {Commitment.APPROXIMATE, Commitment.LESS_THAN} and a.high == b.high
    return under and a.high_open and b.high_open and len(kinds) > 1 and a.unit == b.unit


def same_figure(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """One number under two hedges: "about 2,000" and "more than 2,000"."""
    a, b = left.value, right.value
    if not (
        Commitment.APPROXIMATE in (a.commitment, b.commitment)
        or any(_round(v) and digits_of(v) < 3 for v in (a, b))
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
        one is not None and in_base(one, a.unit) == in_base(two, b.unit)
    )


def bound(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a bound holds the other figure or bound: "at least 84", "90"."""
    a, b = left.value, right.value
    if not (a.commitment in BOUNDS or b.commitment in BOUNDS) or Commitment.VAGUE in (
        a.commitment,
        b.commitment,
    ):
        return False
    return _covered(a, b)


def same_bound(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two bounds leave the same whole numbers: "fewer than five flats", "four or fewer"."""
    a, b = left.value, right.value
    if (a.low_open, a.high_open) == (b.low_open, b.high_open):
        return False
    return _whole_ends(a) == _whole_ends(b) != (None, None)


def _whole_ends(value: Quantity) -> tuple[float | None, float | None]:
    """The least and the greatest whole number that a bound on a count leaves; None for no end."""
    ends = [end for end in (value.low, value.high) if end is not None]
    bound = value.commitment in BOUNDS and value.dimension == "count" and not value.scaled
    if not bound or not all(end.is_integer() for end in ends):
        return None, None
    low = None if value.low is None else value.low + value.low_open
    return low, None if value.high is None else value.high - value.high_open


def approximate(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a hedged figure covers the other within its tolerance."""
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    return Commitment.APPROXIMATE in (a.commitment, b.commitment) and (
        _covered(a, b) or (a.commitment is b.commitment and _overlap(a.wide, b.wide))
    )


def ranged(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a range holds the other."""
    a, b = left.value, right.value
    return (
        Commitment.RANGE in (a.commitment, b.commitment)
        and Commitment.VAGUE not in (a.commitment, b.commitment)
        and _covered(a, b)
    )


def vague(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a vague word allows the other: "dozens", "at least 30"."""
    a, b = left.value, right.value
    if Commitment.VAGUE not in (a.commitment, b.commitment):
        return False
    if a.commitment is b.commitment:
        return _shared(a.core, b.core) >= _SHARED
    return _overlap(a.wide, b.wide)


def _shared(a: Ends, b: Ends) -> float:
    """Part of the narrower interval that both hold, on a logarithmic scale."""

    def log(value: float) -> float:
        return log10(max(value, 1.0)) if value != inf else 15.0

    low, high = max(log(a[0]), log(b[0])), min(log(a[1]), log(b[1]))
    narrow = min(log(a[1]) - log(a[0]), log(b[1]) - log(b[0]))
    return max(0.0, high - low) / narrow if narrow > 0 else float(low <= high)


def soft_edge(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a figure lies just outside the usual sense of a vague word."""
    a, b = left.value, right.value
    if (a.commitment is Commitment.VAGUE) == (b.commitment is Commitment.VAGUE):
        return False
    word, figure = (a, b) if a.commitment is Commitment.VAGUE else (b, a)
    low, high, *_ = word.core
    # A plural scale word says too little of a larger figure, but nothing that is wrong: there were
    # thousands where there were 800,000. "Several" says that there were not many.
    top = inf if low >= _PLURAL_SCALE else high * _SOFT
    return low > 0 and _overlap((low / _SOFT, top, False, False), figure.wide)


def both_hold(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two intervals overlap, so that both can be true."""
    a, b = left.value, right.value
    if Commitment.VAGUE in (a.commitment, b.commitment):
        return False
    if a.commitment is b.commitment is Commitment.RANGE and (
        min(a.core[1], b.core[1]) <= max(a.core[0], b.core[0])
    ):
        return False  # "90 to 100" and "100 to 120" have no more than an end in common
    return _overlap(a.wide, b.wide)


def moved(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two counts that clash were given at different times."""
    a, b = left.value, right.value
    if a.dimension != "count" or (left.article == right.article and not (a.as_of or b.as_of)):
        return False
    if a.as_of and b.as_of and a.as_of.lower() != b.as_of.lower():
        return True
    if left.published is None or right.published is None:
        return bool(a.as_of) != bool(b.as_of)
    return left.published != right.published


def always(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether anything is left to ask: no."""
    return True


def _quote(mention: Mention[Quantity]) -> str:
    return f"“{mention.text}”"


def both(words: str) -> Any:
    """A reason that names the more precise wording first, whichever side it stands on."""

    def reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
        first, second = sorted((left, right), key=lambda m: (precision(m.value), m.text))
        return words.format(a=_quote(first), b=_quote(second))

    return reason


def as_of_reason(left: Mention[Quantity], right: Mention[Quantity]) -> str:
    """The words for two figures of two times, the earlier first."""
    first, second = left, right
    if left.published and right.published and str(left.published) > str(right.published):
        first, second = right, left
    return f"later figure: {_quote(first)} and {_quote(second)} were given at different times"


def within(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one time is "within" what the other gives: "ten days", "within ten days"."""
    a, b = left.value, right.value
    if not a.dimension == b.dimension == "time" or a.high is None or b.high is None:
        return False
    if in_base(a.high, a.unit) != in_base(b.high, b.unit):
        return False
    inside = [m.text.lower().startswith("within ") for m in (left, right)]
    bounds = {a.commitment, b.commitment} <= {Commitment.EXACT, *BOUNDS}
    return any(inside) and bounds


def touching(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether a bound that leaves its figure out faces that figure: "over 90", "90"."""
    a, b = left.value, right.value
    if Commitment.EXACT not in (a.commitment, b.commitment) or a.dimension != b.dimension:
        return False
    exact, bound = (a, b) if a.commitment is Commitment.EXACT else (b, a)
    open_ends = (Commitment.MORE_THAN, Commitment.LESS_THAN)
    return bound.commitment in open_ends and exact.core[0] in bound.core[:2]


def converted_roughly(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two measures in two units overlap: "27 kilometres", "some 17 miles"."""
    a, b = left.value, right.value
    kinds = {a.commitment, b.commitment} <= {Commitment.EXACT, Commitment.APPROXIMATE}
    return kinds and a.unit != b.unit and a.dimension != "count" and _overlap(a.wide, b.wide)


def other_unit(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one number is told of two units of one sort: "$54 million", "54 million euros"."""
    a, b = left.value, right.value
    if (
        a.unit == b.unit
        or wide_sort(left) in ("count", "ordinal", "time", "age")
        or wide_sort(left) != wide_sort(right)
    ):
        return False
    if Commitment.VAGUE in (a.commitment, b.commitment) or (_points(left) and _points(right)):
        return False
    numbers = [value.low if value.low is not None else value.high for value in (a, b)]
    return numbers[0] == numbers[1] and bool(numbers[0])


def other_trend(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether something rose by a share, or to a sum, and fell by or to it there; or whether a
    change has its ends the other way round."""
    if _turned_round(left, right):
        return True
    a, b = left.value, right.value
    if None in (a.trend, b.trend) or a.trend == b.trend:
        return False
    told = wide_sort(left) == wide_sort(right) == "share" or a.dimension in CURRENCIES
    return told and a.unit == b.unit and a.printed == b.printed != (0.0, 0.0)


def _turned_round(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one change has its ends the other way round: "from 5 percent to 3", "from 3 to 5"."""
    ends = [re.findall(r"\d[\d.,]*", mention.text) for mention in (left, right)]
    same = sort(left) == sort(right) != "score" and left.value.low != left.value.high
    return same and len(ends[0]) == len(ends[1]) == 2 and ends[0] == ends[1][::-1] != ends[1]


def other_thing(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one number counts two things, none of which is the other: "900 people", "900
    families"; "16 goals", "16 runs"."""
    a, b = left.value, right.value
    if sort(left) != "count" or sort(right) != "count" or (a.low, a.high) != (b.low, b.high):
        return False
    if a.commitment is not b.commitment or a.commitment in (
        Commitment.VAGUE,
        Commitment.GRAMMATICAL,
    ):
        return False
    words = [(value.thing or "").lower().split() for value in (a, b)]
    if not all(words):
        return False
    one, two = (singular_of(found[-1]) for found in words)
    homes = [word in WORDS.homes for word in (one, two)]
    if any(homes):
        return homes[0] != homes[1] and bool({one, two} & WORDS.people)
    return exclude(WORDS.rivals, one, two)


def misprinted(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether two figures have the same digits in another order, or long ones one digit another."""
    one, two = ("".join(filter(str.isdigit, m.text)) for m in (left, right))
    if sort(left) != sort(right) or len(one) != len(two) or one == two or len(one) < _TURNED:
        return False
    if not left.value.commitment is right.value.commitment is Commitment.EXACT:
        return False
    if sorted(one) == sorted(two):
        return True
    return len(one) >= _LONG and sum(a != b for a, b in zip(one, two, strict=True)) == 1


# Digits; figures of fewer have the same ones, or but for one the same, by chance.
_TURNED: Final = 3
_LONG: Final = 4


def remeasured(left: Mention[Quantity], right: Mention[Quantity]) -> bool:
    """Whether one number that is neither small nor round stands in two units: "18 miles", "18
    kilometres". 30 miles and 30 metres may be of two things, as may 18 months and 18 years."""
    one, two = left.value, right.value
    if sort(left) != sort(right) or one.unit == two.unit or left.slot.key in ("count", "time"):
        return False
    number = one.low or 0.0
    return (one.low, one.high) == (two.low, two.high) and number > _DOZEN and number % 5 != 0


_DOZEN: Final = 12


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
    digits = min(9, digits_of(value))
    return order + (9 - digits) / 10


def digits_of(value: Quantity) -> int:
    """Significant digits of a printed figure: two for "1.3bn"."""
    if not value.low or not value.grain:
        return 0
    return max(0, floor(log10(abs(value.low) / value.grain) + 1e-9) + 1)
