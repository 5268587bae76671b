"""Values of the calendar: intervals of days with a grain, the names of days, and how they are made.

Nothing here reads a sentence: numbers and names go in, `DateValue` comes out.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class DateValue:
    """An interval of the calendar.

    `start` and `end` are the first and last day, both inclusive, None where the article's date (or
    an event's) would be needed. `grain` names the unit printed. `bound` is since, until, before,
    after or None. `timex` is the TIMEX3 value. `clock` is minutes since midnight for a time of day,
    `zone` its offset from UTC in minutes, in winter and in summer, where printed. `part` is a part
    of the day: MO, AF, EV, NI, early, late, both ("late AF"), or empty. `words` are the normalised
    words of an unresolved value. `repeats` is week or year where the words fit a day in each, and
    which one is meant was read from the verb. `snapshot` marks a day as of which something is told:
    another day tells of another state. `twelve` marks a time of day whose half of the day is not
    printed, `rough` one that is only near: about, before or after. `relative` marks what is counted
    from the day of writing ("last year", "two months ago").
    """

    start: date | None
    end: date | None
    grain: str
    bound: str | None
    timex: str
    clock: int | None = None
    zone: tuple[int, int] | None = None
    part: str = ""
    words: str = ""
    repeats: str = ""
    snapshot: bool = False
    twelve: bool = False
    rough: str = ""
    relative: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "grain": self.grain,
            "bound": self.bound,
            "timex": self.timex,
        }

    @property
    def key(self) -> tuple[object, ...]:
        told = (self.clock, self.zone, self.part, self.rough, self.bound)
        if self.start is None:
            return (self.words or self.timex, *told)
        return (self.start, self.end, *told)


def numbered(groups: str, first: int) -> dict[str, int]:
    """{"january": 1, "jan": 1, "february": 2, …} from "january jan, february …"."""
    return {
        name: number
        for number, names in enumerate(groups.split(","), first)
        for name in names.split()
    }


MONTHS: Final = numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,"
    " september sept sep, october oct, november nov, december dec",
    1,
)
WEEKDAYS: Final = numbered(
    "monday mon, tuesday tues tue, wednesday wed, thursday thurs thur thu, friday fri,"
    " saturday sat, sunday sun",
    0,
)
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
COUNTS: Final = (
    numbered("zero,one a an,two couple,three,four,five,six,seven,eight,nine,ten,eleven,twelve", 0)
    | numbered("thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen", 13)
    | {word: 10 * n for n, word in enumerate("twenty thirty forty fifty".split(), 2)}
)
HOURS: Final = tuple(w for w in COUNTS if 1 <= COUNTS[w] <= 12 and w not in ("a", "an", "couple"))
ONES: Final = tuple("one two three four five six seven eight nine".split())
VAGUE: Final = frozenset("several few some many".split())
ORDINALS: Final = numbered("first 1st,second 2nd,third 3rd,fourth 4th", 1)
# The days of a month in words: "the second of December".
_TEENS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
    " fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
DAYS: Final = {word: n for n, word in enumerate(_TEENS, 1)} | {
    **{f"twenty-{word}": 20 + n for n, word in enumerate(_TEENS[:9], 1)},
    **{"thirtieth": 30, "thirty-first": 31},
}
TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
DECADES: Final = {
    word: 10 * n
    for n, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
    )
}
CENTURIES: Final = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}

# Minutes from UTC, in winter and in summer: "ET" goes with the clocks, "EST" and "EDT" don't.
# IST is Indian, Irish or Israeli time, and stays out; so do those that are words too ("EAT").
_FIXED_ZONES: Final = {
    **{"GMT": 0, "UTC": 0, "BST": 60, "WET": 0, "CET": 60, "CEST": 120, "EET": 120},
    **{"EEST": 180, "MSK": 180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420},
    **{"MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600},
    **{"AST": -240, "ADT": -180, "NST": -210, "NDT": -150, "BRT": -180, "SAST": 120},
    **{"WAT": 60, "PKT": 300, "HKT": 480, "SGT": 480, "JST": 540, "KST": 540},
    **{"AWST": 480, "ACST": 570, "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780},
}
_NORTH_AMERICA: Final = {"eastern": -300, "central": -360, "mountain": -420, "pacific": -480}
ZONES: Final = (
    {name: (offset, offset) for name, offset in _FIXED_ZONES.items()}
    | {f"{name[0].upper()}T": (offset, offset + 60) for name, offset in _NORTH_AMERICA.items()}
    | {"AKT": (-540, -480), "AET": (600, 660), "NZT": (720, 780)}
)


def zone_of(printed: str) -> tuple[int, int] | None:
    """The minutes from UTC that a zone's name stands for, in winter and in summer; None unknown.

    "ET", "Eastern time", "Pacific Daylight Time", "GMT+2"; not "local time".
    """
    if printed in ZONES:
        return ZONES[printed]
    steps = _STEPS.fullmatch(printed)
    if steps:
        minutes = 60 * int(steps[2]) + int(steps[3] or 0)
        return (minutes, minutes) if steps[1] == "+" else (-minutes, -minutes)
    words = printed.lower().split()
    if not words or words[0] not in _NORTH_AMERICA:
        return None
    winter = _NORTH_AMERICA[words[0]]
    if "standard" in words:
        return winter, winter
    return (winter + 60 if "daylight" in words else winter), winter + 60


_STEPS: Final = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2})(?::?(\d\d))?")

# Holidays with a fixed day, or the nth weekday of a month (month, weekday, n; -1 is the last).
# Days of the United States where countries differ: the copy this was made for is American English.
_FIXED_DAYS: Final = {
    **{"christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24)},
    **{"boxing day": (12, 26), "new year's day": (1, 1), "new year's eve": (12, 31)},
    **{"valentine's day": (2, 14), "halloween": (10, 31), "independence day": (7, 4)},
    **{"veterans day": (11, 11), "bastille day": (7, 14), "armistice day": (11, 11)},
}
_NTH_DAYS: Final = {
    **{"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "memorial day": (5, 0, -1)},
    **{"labor day": (9, 0, 1), "martin luther king day": (1, 0, 3), "presidents day": (2, 0, 3)},
    **{"election day": (11, 1, 1)},
}
_EASTER_DAYS: Final = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
HOLIDAYS: Final = (*_FIXED_DAYS, *_NTH_DAYS, *_EASTER_DAYS)


SHIFTS: Final = {"last": -1, "previous": -1, "preceding": -1, "past": -1, "this past": -1} | {
    "next": 1,
    "following": 1,
    "coming": 1,
    "this coming": 1,
    "this": 0,
    "current": 0,
    "the": 0,
}


def of_day(when: date) -> DateValue:
    """A day of the calendar."""
    return DateValue(when, when, "day", None, when.isoformat())


def unresolved(grain: str, timex: str, words: str) -> DateValue:
    """What can't be placed, by its words alone."""
    return DateValue(None, None, grain, None, timex, words=" ".join(words.lower().split()))


def of_month(year: int | None, month: int) -> DateValue:
    """A month; without its year one that is not placed."""
    if year is None:
        return DateValue(None, None, "month", None, f"XXXX-{month:02}")
    last = calendar.monthrange(year, month)[1]
    timex = f"{year}-{month:02}"
    return DateValue(date(year, month, 1), date(year, month, last), "month", None, timex)


def of_year(year: int) -> DateValue:
    """A whole year."""
    return DateValue(date(year, 1, 1), date(year, 12, 31), "year", None, f"{year}")


def of_quarter(year: int, quarter: int) -> DateValue:
    """Three months of a year."""
    first = date(year, 3 * quarter - 2, 1)
    last = date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
    return DateValue(first, last, "quarter", None, f"{year}-Q{quarter}")


def of_week(when: date) -> DateValue:
    """The week of a day, from its Monday."""
    monday = when - timedelta(days=when.weekday())
    year, week, _ = when.isocalendar()
    return DateValue(monday, monday + timedelta(days=6), "week", None, f"{year}-W{week:02}")


def of_years(first: int, count: int, grain: str) -> DateValue:
    """So many years from the first one on."""
    timex = f"{first // count}"
    last = date(min(first + count - 1, 9999), 12, 31)
    return DateValue(date(first, 1, 1), last, grain, None, timex)


def of_decade(first: int) -> DateValue:
    """Ten years."""
    return of_years(first, 10, "decade")


def of_century(number: int) -> DateValue:
    """A hundred years: the 19th is from 1800 on."""
    return of_years(100 * (number - 1), 100, "century")


def part_of_day(value: DateValue, part: str) -> DateValue:
    """The morning, afternoon, evening or night of a day."""
    name = PARTS[part]
    words = f"{value.words or value.timex} {part}" if value.start is None else ""
    timex = f"{value.timex}T{name}"
    return replace(value, grain="daytime", timex=timex, part=name, words=words)


# How far ahead a day without its year, or a season, is still taken as the coming one.
COMING_DAYS: Final = 75


def mod_of(words: str | None) -> str:
    """early, mid, late, earlier, later, first or last from the words before a date."""
    if not words:
        return ""
    parts = words.lower().replace("-", " ").split()
    word = parts[1] if parts[0] == "the" else parts[0]
    named = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
    named |= {"latter": "second", "closing": "late", "final": "late", "opening": "early"}
    named["before"] = named["small"] = "early"  # "before dawn", "the small hours of"
    return named.get(word, word)


def part_of(value: DateValue, mod: str, anchor: date | None) -> DateValue | None:
    """A part of a stretch.

    "early" and "late" are taken as half, "mid" as the middle half, because copy uses them loosely:
    only what lies in the other half excludes them.
    """
    if value.clock is not None or (value.part and mod in ("mid", "first", "second", "last")):
        return None
    if value.grain == "day":
        if mod not in ("early", "late"):
            return value
        part = value.part or mod
        return replace(value, grain="daytime", part=part, words=f"{mod} {value.words}".strip())
    if value.grain == "daytime":
        return replace(value, part=f"{mod} {value.part}") if mod in ("early", "late") else value
    halves = {"first": "H1", "second": "H2", "last": "H2"}
    timex = f"{value.timex}-{halves[mod]}" if mod in halves and value.grain == "year" else ""
    timex = timex or value.timex
    grain = f"part-{value.grain}"
    if value.start is None or value.end is None:
        return replace(value, grain=grain, timex=timex, words=f"{mod} {value.words or timex}")
    start, end = _part(value.start, value.end, mod, anchor)
    return replace(value, start=start, end=end, grain=grain, timex=timex)


def _part(start: date, end: date, mod: str, anchor: date | None) -> tuple[date, date]:
    """The days of a stretch that a word means; its half so far or to come around the anchor."""
    length = (end - start).days + 1
    around = anchor is not None and start <= anchor <= end
    if mod == "mid":
        return start + timedelta(days=length // 4), end - timedelta(days=length // 4)
    if mod in ("early", "first"):
        return start, start + timedelta(days=max(length // 2 - 1, 0))
    if mod in ("late", "second", "last"):
        return start + timedelta(days=length // 2), end
    if anchor and around:
        return (start, anchor) if mod == "earlier" else (anchor, end)
    return start, end


def _easter(year: int) -> date:
    """Easter Sunday of a year, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    d, e = divmod(century, 4)
    g = (8 * century + 13) // 25
    h = (19 * golden + century - d - g + 15) % 30
    i, k = divmod(rest, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    shift = (golden + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * shift + 90) // 25
    return date(year, month, (h + weekday - 7 * shift + 33 * month + 19) % 32)


def of_holiday(name: str, year: int) -> date:
    """The day of a holiday in a year."""
    if name in _FIXED_DAYS:
        return date(year, *_FIXED_DAYS[name])
    if name in _EASTER_DAYS:
        return _easter(year) + timedelta(days=_EASTER_DAYS[name])
    month, weekday, nth = _NTH_DAYS[name]
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 2 if name == "election day" else 1)  # the Tuesday after a Monday
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def of_season(year: int, name: str) -> DateValue:
    """A season of the northern half of the earth; a winter has the year in which it begins."""
    months = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}[SEASONS[name]]
    last_year = year + 1 if months[1] < months[0] else year
    last = date(last_year, months[1], calendar.monthrange(last_year, months[1])[1])
    return DateValue(date(year, months[0], 1), last, "season", None, f"{year}-{SEASONS[name]}")


def near_season(name: str, relative: str, anchor: date) -> DateValue:
    """This, last or next summer, or "the" summer, which may be the one just over."""
    season = of_season(anchor.year, name)
    if name == "winter" and anchor.month <= 2 and SHIFTS[relative] <= 0:
        season = of_season(anchor.year - 1, name)
    assert season.start
    assert season.end
    if SHIFTS[relative] < 0 and season.end >= anchor:
        return of_season(season.start.year - 1, name)
    if SHIFTS[relative] > 0 and season.start <= anchor:
        return of_season(season.start.year + 1, name)
    if relative == "the" and (season.start - anchor).days > COMING_DAYS:
        return of_season(season.start.year - 1, name)
    return season


def moved(known: DateValue, unit: str, shift: int) -> DateValue | None:
    """The unit that holds a known date, moved by some units; None where the date is coarser."""
    assert known.start
    assert known.end
    days = {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}
    if (known.end - known.start).days + 1 > days.get(unit, 36600):
        return None
    return counted(unit, shift, known.start, "")


def counted(unit: str, shift: int, anchor: date, word: str = "") -> DateValue:
    """The unit of the calendar that holds a day, or so many before or after that one."""
    if unit == "day":
        return of_day(anchor + timedelta(days=shift))
    if unit == "week":
        return of_week(anchor + timedelta(weeks=shift))
    if unit == "weekend":
        return _weekend(shift, anchor, word)
    if unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + shift
        return of_month(month // 12, month % 12 + 1)
    if unit == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return of_quarter(quarter // 4, quarter % 4 + 1)
    if unit == "year":
        return of_year(anchor.year + shift)
    size = 10 if unit == "decade" else 100
    return of_years(anchor.year // size * size + shift * size, size, unit)


def _weekend(shift: int, anchor: date, word: str) -> DateValue:
    """On Monday and Tuesday "the weekend" is the one before; "last" is never the coming one."""
    monday = anchor - timedelta(days=anchor.weekday())
    if shift < 0 or (shift == 0 and (word in ("the", "this past") or anchor.weekday() < 2)):
        monday -= timedelta(weeks=0 if anchor.weekday() >= 5 and shift == 0 else 1)
    elif shift > 0 and word == "next" and anchor.weekday() >= 5:
        monday += timedelta(weeks=1)
    year, week, _ = monday.isocalendar()
    start = monday + timedelta(days=5)
    end = start + timedelta(days=1)
    return DateValue(start, end, "weekend", None, f"{year}-W{week:02}-WE")


def ago(unit: str, count: int, anchor: date, loose: bool) -> DateValue:
    """So many units before a day, or after it where the count is positive.

    Whole years to the day are rare: "four years ago" is any day of that year or one within six
    months of the very day, "three decades ago" the ten years around.
    """
    if unit == "day":
        return of_day(anchor + timedelta(days=count))
    if unit in ("decade", "century"):
        year = anchor.year + count * (10 if unit == "decade" else 100)
        around = replace(of_year(year), start=date(year - 5, 1, 1), end=date(year + 5, 12, 31))
        return replace(around, grain=unit)
    value = counted(unit, count, anchor)
    if unit == "year" and loose and value.start and value.end:
        day = value.start + timedelta(days=anchor.timetuple().tm_yday)
        start, end = day - timedelta(days=_HALF_YEAR), day + timedelta(days=_HALF_YEAR)
        return replace(value, start=min(start, value.start), end=max(end, value.end))
    return value


_HALF_YEAR: Final = 183


def last_quarter(anchor: date | None) -> DateValue | None:
    """The last quarter that had ended at a day: what results that appear then are about."""
    if anchor is None:
        return None
    quarter = anchor.year * 4 + (anchor.month - 1) // 3 - 1
    return of_quarter(quarter // 4, quarter % 4 + 1)


def year_range(first: str, last: str) -> DateValue | None:
    """1994-97: from the first year to the last."""
    start, end = int(first), int(last if len(last) == 4 else first[:2] + last)
    if not start < end <= start + 200:
        return None
    return DateValue(date(start, 1, 1), date(end, 12, 31), "years", None, f"{start}/{end}")


def day_of(published: date | None) -> date | None:
    """The day of a date or of a moment; None for None."""
    return published.date() if isinstance(published, datetime) else published


_LAG: Final = re.compile(r"(\d+) (day|week) (ago|earlier|later|before|after)")


def lag(value: DateValue) -> tuple[int, str] | tuple[()]:
    """How many days back or on: "a week later" is "seven days later"."""
    found = _LAG.fullmatch(value.words)
    return (int(found[1]) * (7 if found[2] == "week" else 1), found[3]) if found else ()


def named_by(part: DateValue, day: DateValue) -> bool:
    """Whether a day is the one that a part of a month is named by: "the end of June", "June 30"."""
    if part.grain != "part-month" or day.start != day.end or day.start is None:
        return False
    if part.words:
        late = part.words.startswith("late")
        return day.start == (part.end if late else part.start) and (late or "early" in part.words)
    first = day.start == part.start and day.start.day == 1
    return first or (day.start == part.end and (day.start + timedelta(days=1)).day == 1)
