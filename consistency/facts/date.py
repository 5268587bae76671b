"""Dates and times: points and stretches of the calendar, as each article's own date places them.

What it finds
    Calendar dates ("Oct. 17", "17 October 2023", "2023-10-07"), parts of them (October 2022, the
    1990s, spring 2019, the third quarter, mid-October), weekdays, holidays and relative forms
    resolved against the article's `published` ("Tuesday", "late Tuesday", "last week", "two days
    earlier", "overnight"), times of day with zones. The value is an interval with a grain and
    TIMEX3's notation; "since", "until", "before" and "after" are its bound and stand outside the
    span. A date without a year is the last one, unless its verb looks ahead or it comes within
    weeks; where that guess alone makes two dates differ, nothing is said.

What it does not find
    Durations ("for six years", "over the past decade": quantities), words that only look like dates
    ("may", "sat", "march", "the fall of the city"), bare four-digit numbers without a word that
    makes them a year, names of events ("9/11"), fiscal years (kept, not resolved), "10/7/2023"
    (which of the two is the month is not known; kept, not resolved), and dates in another language.
    "Now" and "recently" are extracted and never compared.

Why not a library: of those tried offline, dateparser and its like drop the day of "Oct. 7", miss
"late Tuesday" and "since Oct. 17", and put a weekday a week early; none keeps bounds or grains.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from consistency.calendars import DateValue, day_of, lag, named_by
from consistency.evidence import Gate, Unit
from consistency.facing import Facing
from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Severity,
)
from consistency.shapes import MAYBE_TEXT, TEXT, one_of, shape
from consistency.times import extract

RULES: Final = (
    Rule(
        "DAT001",
        "agreeing-date",
        "The articles give the same date or time for the same event.",
        """What it finds: facing dates whose intervals are equal, however they are written.

Why it matters: it shows which dates rest on more than one report.

Example: "on Tuesday" / "on Oct. 17", both published on Oct. 18, 2023.

How to silence: agreements are shown with `--show all` only; `--ignore DAT001` drops them.
""",
    ),
    Rule(
        "DAT009",
        "incomparable-date",
        "Two dates of the same event that can't be placed against each other.",
        """What it finds: a relative date in an article of unknown date facing a calendar date.

Why it matters: the two may clash; give the articles' dates with `--published` to find out.

Example: "on Tuesday" / "on Oct. 17", publication unknown.

How to silence: `--ignore DAT009`.
""",
    ),
    Rule(
        "DAT101",
        "conflicting-date",
        "Two dates of the same event that exclude each other.",
        """What it finds: facing dates whose intervals do not overlap.

Why it matters: one of the two is wrong.

Example: "The pier opened on Tuesday" / "The pier opened on Wednesday".

How to silence: `--ignore DAT101`.
""",
    ),
    Rule(
        "DAT102",
        "less-precise-date",
        "One article dates the same event less precisely.",
        """What it finds: facing dates of which one interval holds the other, or which overlap.

Why it matters: a day turned into a month is a fact lost.

Example: "on Oct. 17" / "in mid-October".

Where only the hour or the part of the day is missing, a time is told roughly ("shortly before
ten"), or one counts from another day ("two years ago" / "in 2022"), it is an information.

How to silence: `--ignore DAT102`.
""",
    ),
)


# ---------------------------------------------------------------------------- facing and ladder


def sort(mention: Mention[DateValue]) -> str:
    """A time of day alone, or a date."""
    if mention.value.timex.endswith("_REF"):
        return "now"
    return "hour" if _hour_alone(mention.value) else "date"


def _no_date(left: Unit, right: Unit, facing: Facing) -> bool:
    return any(u.mention.value.timex.endswith("_REF") for u in (left, right))


def _other_sort(left: Unit, right: Unit, facing: Facing) -> bool:
    return sort(left.mention) != sort(right.mention)


def _other_end(left: Unit, right: Unit, facing: Facing) -> bool:
    bounds = {left.mention.value.bound, right.mention.value.bound}
    return bool(bounds & {"since", "after"}) and bool(bounds & {"until", "before"})


def _far_grain(left: Unit, right: Unit, facing: Facing) -> bool:
    short, long = sorted(precision(u.mention.value) for u in (left, right))
    return short <= 1 and _YEAR_DAYS <= long < _UNPLACED


def _day_of_saying(left: Unit, right: Unit, facing: Facing) -> bool:
    return _said(left) != _said(right)


def _said(unit: Unit) -> bool:
    """Whether a day is that of saying; who "reported a case" did no more than that."""
    at, parsed = unit.governor, unit.parsed
    if at < 0 or parsed.tokens[at].lemma not in _SAYING:
        return False
    return bool(parsed.on(at, "ccomp")) or not parsed.undergoers(at)


_SAYING: Final = frozenset("say tell add announce report state write".split())

GATES: Final = (
    Gate("no-date", "a word for now or then is no date", _no_date, equals=True),
    Gate("other-sort", "a time of day and a date", _other_sort, equals=True),
    Gate("other-end", "one begins a stretch, the other ends it", _other_end, equals=True),
    Gate("far-grain", "a day and a year or more", _far_grain, firm=False),
    Gate("day-of-saying", "one is the day of saying it", _day_of_saying),
)  # fmt: skip


def _hour_alone(value: DateValue) -> bool:
    """Whether a value is a time of day whose day is not printed."""
    return value.clock is not None and value.timex.startswith("XXXX-XX-XX")


# Articles that appeared this many days apart at the most mean the same day by the same words.
_SAME_WORDS_DAYS: Final = 2
# The hours that the parts of a day may mean, generously: only what none of them allows excludes.
# A night begins on its day and ends on the next, but "Tuesday night" is also said of its first
# hours.
_HOURS: Final = {
    "MO": frozenset(range(3, 13)),
    "AF": frozenset(range(11, 19)),
    "EV": frozenset(range(16, 24)),
    "NI": frozenset((*range(17, 24), *range(6))),
    "early": frozenset(range(12)),
    "late": frozenset(range(12, 24)),
    "": frozenset(range(24)),
}
# Parts of a day with no more than this of the shorter one in common are two: what is told of the
# afternoon is not told of the night, though at five it may be either.
_SHARED_HOURS: Final = 0.25
# Clock times this close are one time told roughly, where one of them is on a quarter of an hour.
_ROUND_MINUTES: Final = 7
# How far from the time that it names a rough one may lie ("shortly before ten", "around midday").
_ROUGH_MINUTES: Final = 30
_PARTIAL: Final = re.compile(r"XXXX-(?:(\d\d)(?:-(\d\d))?(?:/\d+)?|WXX-(\d))(?=T|$)")


def _together(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether two mentions have the same words and their articles appeared together.

    What the words refer to was read from the tense of each, and facing events are one event.
    """
    if a.text.casefold() != b.text.casefold() or a.value.bound != b.value.bound:
        return False
    one, other = day_of(a.published), day_of(b.published)
    if one is None or other is None:
        return one == other
    return abs((one - other).days) <= _SAME_WORDS_DAYS


def _one_weekday(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether two weekdays are one, that the tense of each article put a week apart.

    "Takes effect at 5 p.m. Friday" and "took effect Friday at 5" were printed on one day.
    """
    x, y = a.value, b.value
    if not x.repeats == y.repeats == "week" or x.start is None or y.start is None:
        return False
    one, other = day_of(a.published), day_of(b.published)
    near = one is not None and other is not None and abs((one - other).days) <= _SAME_WORDS_DAYS
    return near and abs((x.start - y.start).days) == _WEEK


def _own_days(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether each of two weekdays is the day on which its own article appeared.

    "Closed on Tuesday" of Tuesday, "closed on Wednesday" of Wednesday: each tells its day's news.
    """
    one, other = day_of(a.published), day_of(b.published)
    if one is None or other is None or not 0 < abs((one - other).days) <= _SAME_WORDS_DAYS:
        return False
    return all(
        value.repeats == "week" and value.start == value.end == day
        for value, day in ((a.value, one), (b.value, other))
    )


_WEEK: Final = 7


def _lands(a: Mention[DateValue], b: Mention[DateValue]) -> str:
    """The name of the rung that two mentions land on. Symmetric."""
    x, y = a.value, b.value
    if _one(a, b):
        return "equal"
    if _one_weekday(a, b):
        y = replace(y, start=x.start, end=x.end)
    years = x.start is None, y.start is None
    days = _weekdays(x, y) if all(years) else ""
    if not days:
        one, other = _placed(x, y), _placed(y, x)
        if one is None or other is None:
            return "apart" if all(years) and _other_step(x, y) else "unplaced"
        x, y = one, other
        days = _whole(x, y)
    if days == "same":
        days = _hours(x, y)
    if days == "apart":
        return "other-snapshot" if _own_days(a, b) else _apart(x, y)
    if days in ("same", "contains", "within-day") and (_excluded(x, y) or _excluded(y, x)):
        return "bound-excludes"
    if days == "same":
        return _same(x, y, years[0] == years[1])
    return _loosely(x, y, days)


def _one(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether two mentions are of one time by their values or what stands around them."""
    return a.value.key == b.value.key or _together(a, b) or lag(a.value) == lag(b.value) != ()


def _loosely(x: DateValue, y: DateValue, days: str) -> str:
    """Which rung two that share some of their days land on."""
    if days == "contains" and (named_by(x, y) or named_by(y, x)):
        return "told-roughly"
    return "reckoned" if days in ("contains", "overlaps") and _reckoned(x, y) else days


def _same(x: DateValue, y: DateValue, years: bool) -> str:
    if x.bound != y.bound:
        return "bound-left-out"
    if None not in (x.clock, y.clock) and (x.zone is None) != (y.zone is None):
        return "zone-left-out"
    return "equal" if years else "year-left-out"


def _apart(x: DateValue, y: DateValue) -> str:
    """Which rung two that share no day land on: bounds may make them one, or allow both."""
    for low, high in ((x, y), (y, x)):
        ends = low.bound == "until" or (low.bound is None and precision(low) >= _MONTH_DAYS - 1)
        if ends and high.bound == "before" and _follows(low, high):
            return "equal" if low.bound else "bound-left-out"
    if _allowed(x, y):
        return "bound-allows"
    return "other-snapshot" if x.snapshot or y.snapshot else "apart"


def _follows(low: DateValue, high: DateValue) -> bool:
    """Whether a stretch begins on the day after another ends."""
    return low.end is not None and low.end < date.max and low.end + timedelta(1) == high.start


def _reckoned(x: DateValue, y: DateValue) -> bool:
    """Whether two stretches that overlap differ by reckoning alone: "two years ago" and "2022".

    One is counted from another day, both are a month at least, and neither is much longer:
    "last year" for "in May" loses the month.
    """
    lengths = sorted((v.end - v.start).days + 1 for v in (x, y) if v.start and v.end)
    counted = x.relative or y.relative
    return counted and lengths[0] >= _MONTH_DAYS and lengths[1] <= _FEW * lengths[0]


_MONTH_DAYS: Final = 28
_FEW: Final = 4
_YEAR_DAYS: Final = 364
_UNPLACED: Final = 1e6


# What two articles without a date can differ in all the same: how many steps back or on, and which
# quarter of a year that neither names.
_STEPS: Final = re.compile(r"(\d+) (month|year|decade|century) (ago|earlier|later|before|after)")
_QUARTER: Final = re.compile(r"XXXX-Q[1-4]")


def _other_step(x: DateValue, y: DateValue) -> bool:
    """Whether two unplaced values differ in a number alone: "35 years ago" and "20 years ago".

    By two steps at least, of months or more: articles appear some days apart.
    """
    one, other = _STEPS.fullmatch(x.words), _STEPS.fullmatch(y.words)
    if one and other:
        apart = abs(int(one[1]) - int(other[1]))
        return one.group(2, 3) == other.group(2, 3) and apart > 1
    if _relative_words(x) or _relative_words(y):
        return False
    quarters = all(_QUARTER.fullmatch(value.timex) for value in (x, y))
    return quarters and x.timex != y.timex


def _weekdays(x: DateValue, y: DateValue) -> str:
    """Two hours without a day, or two weekdays without a week; empty where they are not that."""
    if _hour_alone(x) and _hour_alone(y):
        return "same"
    one, other = _PARTIAL.match(x.timex), _PARTIAL.match(y.timex)
    if not one or not other or not one[3] or not other[3]:
        return ""
    if _relative_words(x) or _relative_words(y):
        return ""
    return "same" if one[3] == other[3] else "apart"


def _relative_words(value: DateValue) -> bool:
    """Whether "last", "next" or "this" moves a weekday or month whose article has no date."""
    return value.words.startswith(("last", "next", "this", "past"))


def _placed(value: DateValue, other: DateValue) -> DateValue | None:
    """A value with its days; one printed without its year takes the other's, if that is one year.

    None where the printed words need more than a year.
    """
    if value.start is not None:
        return value
    printed = _PARTIAL.match(value.timex)
    if not printed or not printed[1] or _relative_words(value):
        return None
    if other.start is not None and other.end is not None:
        if (other.end - other.start).days > 31:
            return None
        year = other.start.year
    else:
        year = 2000  # both lack it; a leap year has every day
    month, last = int(printed[1]), calendar.monthrange(year, int(printed[1]))[1]
    if not printed[2]:
        return replace(value, start=date(year, month, 1), end=date(year, month, last))
    day = min(int(printed[2]), last)
    return replace(value, start=date(year, month, day), end=date(year, month, day))


def _whole(x: DateValue, y: DateValue) -> str:
    """Two stretches of the calendar. One that repeats is tried a step earlier and later too."""
    if x.bound == y.bound == "until" and x.end == y.end:
        return "same"  # "by June 30", "by the end of June"
    found = _stretches(x, y)
    if found != "apart":
        return found
    tried = [
        *(_stretches(moved, y) for moved in _repeated(x, y)),
        *(_stretches(x, moved) for moved in _repeated(y, x)),
    ]
    for better in ("same", "contains", "overlaps"):
        if better in tried:
            return better
    return "apart"


def _repeated(value: DateValue, other: DateValue) -> Iterator[DateValue]:
    """The weekday of the weeks around, the day or month in the other's year."""
    assert value.start
    assert value.end
    assert other.start
    if value.repeats == "week" and date.min.year < value.start.year < date.max.year:
        for days in (-7, 7):
            step = timedelta(days=days)
            yield replace(value, start=value.start + step, end=value.end + step)
    if value.repeats == "year":
        start, end, year = value.start, value.end, other.start.year
        last = calendar.monthrange(year, end.month)[1]
        first_day = min(start.day, last)
        last_day = last if value.grain == "month" else min(end.day, last)
        yield replace(
            value, start=date(year, start.month, first_day), end=date(year, end.month, last_day)
        )


def _stretches(x: DateValue, y: DateValue) -> str:
    assert x.start
    assert x.end
    assert y.start
    assert y.end
    if (x.start, x.end) == (y.start, y.end):
        return "same"
    if x.end < y.start or y.end < x.start:
        return "apart"
    if (x.start <= y.start and y.end <= x.end) or (y.start <= x.start and x.end <= y.end):
        return "within-day" if _one_night(x, y) or _one_night(y, x) else "contains"
    return "overlaps"


def _one_night(x: DateValue, y: DateValue) -> bool:
    """Whether the first is a night that begins on one day and ends on the next, the other a day."""
    assert x.start
    assert x.end
    return x.part == "NI" and (x.end - x.start).days == 1 and y.start == y.end


def _hours(x: DateValue, y: DateValue) -> str:
    """Two times within one day."""
    if x.clock is None or y.clock is None:
        return _parts(x, y)
    if (x.zone is None) != (y.zone is None):
        return "same" if x.clock == y.clock else "unplaced"
    ways = zip(x.zone, y.zone, strict=True) if x.zone and y.zone else ((0, 0),)
    round_the_clock = 720 if x.twelve or y.twelve else 1440
    half = round_the_clock // 2
    apart = y.clock - x.clock + half
    later = min(((apart - to + off) % round_the_clock - half for off, to in ways), key=abs)
    if later == 0:
        return "same" if x.rough == y.rough else "told-roughly"
    if _near(x, later) or _near(y, -later):
        return "told-roughly"
    rounded = x.clock % 15 == 0 or y.clock % 15 == 0
    return "rounded-time" if rounded and abs(later) <= _ROUND_MINUTES else "apart"


def _near(value: DateValue, later: int) -> bool:
    """Whether a rough time may mean one so many minutes later: "shortly after noon", 12:20."""
    ways = {"about": True, "after": later > 0, "before": later < 0, "": False}
    return ways[value.rough] and abs(later) <= _ROUGH_MINUTES


def _parts(x: DateValue, y: DateValue) -> str:
    """Two parts of one day, or a part and a time of day."""
    one, other = _hours_of(x), _hours_of(y)
    if one == other:
        return "same"
    if one <= other or other <= one or (one & other and (x.twelve or y.twelve)):
        return "within-day"
    shared = len(one & other) / min(len(one), len(other))
    if shared <= _SHARED_HOURS:
        return "apart"
    loose = {x.part, y.part} & {"early", "late"} or {x.part, y.part} == {"EV", "NI"}
    return "told-roughly" if loose else "overlaps"


def _hours_of(value: DateValue) -> frozenset[int]:
    if value.clock is not None:
        hour = (value.clock - (value.rough == "before")) // 60 % 24
        return frozenset({hour, (hour + 12) % 24} if value.twelve else {hour})
    half, _, part = value.part.rpartition(" ")
    hours = _HOURS[part]
    if not half:
        return hours
    order = sorted(hours, key=lambda hour: (hour < 12 and part == "NI", hour))
    middle = len(order) // 2
    return frozenset(order[:middle] if half == "early" else order[middle:])


def _allowed(x: DateValue, y: DateValue) -> bool:
    """Whether bounds make the two compatible although their dates are apart.

    "before Friday" and "on Tuesday" can both hold, and so can "before May" and "by June"; "since
    May" and "since June" can't.
    """
    if x.bound == y.bound:
        return x.bound in ("before", "after")
    if {x.bound, y.bound} in ({"before", "until"}, {"after", "since"}):
        return True
    if x.start is None or y.start is None:
        return False  # unplaced weekdays and hours can't be ordered
    low, high = (
        (x, y) if x.bound in ("since", "after") or y.bound in ("until", "before") else (y, x)
    )
    assert low.start
    assert high.start
    if low.bound in ("since", "after") or high.bound in ("until", "before"):
        return high.start >= low.start
    return False


def _excluded(x: DateValue, y: DateValue) -> bool:
    """Whether the first one's bound keeps out all of the second: "before Friday" and "Friday"."""
    hours = x.clock is not None or y.clock is not None or x.part or y.part
    if hours and (x.clock is None or x.clock != y.clock):
        return False
    if x.start is None or x.end is None or y.start is None or y.end is None:
        return False
    if x.bound == "before":
        return y.bound in (None, "since", "after") and y.start >= x.start
    return x.bound == "after" and y.bound in (None, "until", "before") and y.end <= x.end


def _says(a: Mention[DateValue], b: Mention[DateValue], words: str) -> str:
    return f'"{a.text}"{_placed_at(a.value)} {words} "{b.text}"{_placed_at(b.value)}'


_PART_NAMES: Final = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}


def _placed_at(value: DateValue) -> str:
    """Where a value lies on the calendar, in brackets; nothing where that is not known."""
    if value.start is None or value.end is None:
        return ""
    days = value.start.isoformat()
    if value.end != value.start:
        days += f" to {value.end.isoformat()}"
    parts = [_PART_NAMES.get(part, part) for part in value.part.split()]
    if value.clock is not None:
        parts = [f"{value.clock // 60:02}:{value.clock % 60:02}"]
    return f" ({' '.join([days, *parts])})"


def _unplaced_reason(a: Mention[DateValue], b: Mention[DateValue]) -> str:
    unknown = a.published is None or b.published is None
    return _says(a, b, "can't be placed against") + (": give --published" if unknown else "")


def _rung(
    name: str, relation: Relation | None, rule: str, words: str, after: str = "", **more: Any
) -> Rung[DateValue]:
    return Rung(
        name,
        relation,
        rule,
        lambda a, b: _lands(a, b) == name,
        lambda a, b: _says(a, b, words) + after,
        **more,
    )


_LESS: Final = Relation.LESS_PRECISE
UNPLACED: Final = "unplaced"  # the rung of days that need the article's date, or an event's
LADDER: Final[tuple[Rung[DateValue], ...]] = (
    _rung("equal", Relation.EQUAL, "DAT001", "is the same as"),
    replace(_rung(UNPLACED, None, "DAT009", ""), reason=_unplaced_reason),
    _rung(
        "year-left-out", _LESS, "DAT102", "and", ": one leaves out the year", severity=Severity.INFO
    ),
    _rung(
        "zone-left-out", _LESS, "DAT102", "and", ": one leaves out the zone", severity=Severity.INFO
    ),
    _rung(
        *("bound-left-out", _LESS, "DAT102", "and", ": one end, with and without a bound"),
        severity=Severity.INFO,
    ),
    _rung(
        *("within-day", _LESS, "DAT102", "and", ": one tells the hour or the part of the day"),
        severity=Severity.INFO,
    ),
    _rung(
        *("told-roughly", Relation.VARIANT, "DAT102", "and", ": one time, told roughly"),
        severity=Severity.INFO,
    ),
    _rung(
        *("reckoned", Relation.VARIANT, "DAT102", "and", ": one counts from another day"),
        severity=Severity.INFO,
    ),
    _rung("contains", _LESS, "DAT102", "and", ": one lies inside the other"),
    _rung("overlaps", _LESS, "DAT102", "overlaps"),
    _rung("rounded-time", _LESS, "DAT102", "and", ": one is a round time", severity=Severity.INFO),
    _rung("bound-allows", _LESS, "DAT102", "and", ": the bound allows both"),
    _rung(
        *("bound-excludes", Relation.CONFLICT, "DAT101", "and", ": the bound keeps the other out"),
        severity=Severity.WARNING,
    ),
    _rung("other-snapshot", None, "DAT009", "and", ": each tells of its own day"),
    Rung(
        "apart",
        Relation.CONFLICT,
        "DAT101",
        lambda a, b: True,
        lambda a, b: _says(a, b, "excludes"),
    ),
)


def when(mention: Mention[DateValue]) -> tuple[date, date] | None:
    """The first and the last day that a mention dates, to the ends of time where it is open."""
    value = mention.value
    if value.start is None or value.end is None:
        return None
    first = date.min if value.bound in ("before", "until") else value.start
    return first, date.max if value.bound in ("after", "since") else value.end


def precision(value: DateValue) -> float:
    """Order of values: the shorter stretch first, in days; unplaced ones last."""
    length = (
        _UNPLACED if value.start is None or value.end is None else (value.end - value.start).days
    )
    return length + (0.0 if value.clock is not None else len(_hours_of(value)) / 24)


EXAMPLES: Final = (
    Example(
        "The pier at Oddal reopened on Tuesday morning.",
        "The pier at Oddal reopened on Tuesday.",
        "within-day",
        "Tuesday morning",
        "Tuesday",
    ),
    Example(
        "The siren at Oddal went off shortly before ten o'clock on Tuesday.",
        "The siren at Oddal went off at 9:50 a.m. on Tuesday.",
        "told-roughly",
        "ten o'clock on Tuesday",
        "9:50 a.m. on Tuesday",
    ),
    Example(
        "The mill at Oddal closed in 2021; it had burned down two years earlier.",
        "The mill at Oddal closed in 2021; it had burned down in 2019.",
        "reckoned",
        "two years earlier",
        "2019",
    ),
    Example(
        "The pier at Oddal reopened on Oct. 17, 2023.",
        "The pier at Oddal reopened on 17 October 2023.",
        "equal",
        "Oct. 17, 2023",
        "17 October 2023",
    ),
    Example(
        "The pier at Oddal reopened on Tuesday.",
        "The pier at Oddal reopened Tuesday.",
        "equal",
        "Tuesday",
        "Tuesday",
    ),
    Example(
        "The pier at Oddal reopened in October 2023.",
        "The pier at Oddal reopened on Oct. 17, 2023.",
        "contains",
        "October 2023",
        "Oct. 17, 2023",
    ),
    Example(
        "The pier at Oddal reopened in mid-October 2023.",
        "The pier at Oddal reopened on Oct. 17, 2023.",
        "contains",
        "mid-October 2023",
        "Oct. 17, 2023",
    ),
    Example(
        "The pier at Oddal reopened late Tuesday.",
        "The pier at Oddal reopened on Tuesday.",
        "within-day",
        "late Tuesday",
        "Tuesday",
    ),
    Example(
        "The ferry has been idle since 2019.",
        "The ferry was idle in 2019.",
        "bound-left-out",
        "2019",
        "2019",
    ),
    Example(
        "The pier at Oddal was closed on Tuesday.",
        "The pier at Oddal was closed on March 4, 2023.",
        "unplaced",
        "Tuesday",
        "March 4, 2023",
    ),
    Example(
        "The pier at Oddal was closed on March 4.",
        "The pier at Oddal was closed on March 4, 2023.",
        "year-left-out",
        "March 4",
        "March 4, 2023",
    ),
    Example(
        "The pier at Oddal was closed at 10 a.m. EST.",
        "The pier at Oddal was closed at 10 a.m.",
        "zone-left-out",
        "10 a.m. EST",
        "10 a.m.",
    ),
    Example(
        "The bridge was rebuilt in late 2018.",
        "The bridge was rebuilt in winter 2018.",
        "overlaps",
        "late 2018",
        "winter 2018",
    ),
    Example(
        "The siren at Oddal went off at 9 a.m. on Tuesday.",
        "The siren at Oddal went off at 9:05 a.m. on Tuesday.",
        "rounded-time",
        "9 a.m. on Tuesday",
        "9:05 a.m. on Tuesday",
    ),
    Example(
        "The ferry must stop before June 2021.",
        "The ferry must stop in March 2021.",
        "bound-allows",
        "June 2021",
        "March 2021",
    ),
    Example(
        "The ferry stopped before June 2021.",
        "The ferry stopped in June 2021.",
        "bound-excludes",
        "June 2021",
        "June 2021",
    ),
    Example(
        "The mill burned down in May 2019.",
        "The mill burned down in June 2019.",
        "apart",
        "May 2019",
        "June 2019",
    ),
    Example(
        "The pier at Oddal reopened on Tuesday.",
        "The pier at Oddal reopened on Wednesday.",
        "apart",
        "Tuesday",
        "Wednesday",
    ),
    Example(
        "The council may vote on the plan.",
        "The council will march to the hall.",
        None,
    ),
    Example(
        "The mill was built in 1911 and burned down in 2019.",
        "The mill was built in 1911 and burned down in 2019.",
        None,
        "1911",
        "2019",
    ),
    Example(
        "The ferry was idle from May 2019 until June 2020.",
        "The ferry was idle from May 2019 until June 2020.",
        None,
        "May 2019",
        "June 2020",
    ),
    Example(
        "The town is now quiet.",
        "The town was quiet on Oct. 17, 2023.",
        None,
        "now",
        "Oct. 17, 2023",
    ),
)

FACT_TYPE: Final[FactType[DateValue]] = FactType(
    kind=Kind.DATE,
    prefix="DAT",
    extract=extract,
    slot=lambda left, right, facing: 0.0,  # `gates` and `sort` say what faces
    typed=True,
    exact=True,
    when=when,
    gates=GATES,
    sort=sort,
    least=0.1,  # without a word of either's clause that faces, they date two things
    ladder=LADDER,
    lands=_lands,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    precision=precision,
    shape=shape(
        "An interval of days; start and end are null where unresolved.",
        start=MAYBE_TEXT,
        end=MAYBE_TEXT,
        grain=TEXT,
        bound=one_of("since", "until", "before", "after", None),
        timex=TEXT,
    ),
)
