"""Times of day: "9:40 a.m.", "noon", "twenty to ten", "two on Monday morning"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from consistency.calendars import COUNTS, PARTS, DateValue, zone_of
from consistency.datings import Reader, modifies

CLOCK_LINK: Final = re.compile(r"\s+at\s+(?:about\s+|around\s+)?")
DAY_LINK: Final = re.compile(r"(?:\s?,)?\s+(?:on\s+)?")
# A clock and a day further apart than this may belong to two events ("Tuesday, at about 10 a.m.").
_REACH: Final = 24
_PLACING: Final = frozenset(
    "at by until till from before after around about since to and between past".split()
)
# A bare "2:05" or "two" may be a score, a count or how long a race took.
_HOUR_PLACING: Final = _PLACING - {"and", "past"}
_PAST: Final = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_PART: Final = re.compile(rf"\s+(?:(?:on\s+)?[A-Z]\w+|in\s+the|that|this)\s+({'|'.join(PARTS)})\b")
_ROUGHLY: Final = re.compile(
    r"(?i)\b(?:(?:just|shortly|soon|moments|minutes)\s+(?P<way>before|after|past)"
    r"|about|around|roughly|nearly|almost|approximately|towards?)\s+$"
)


def read_clock(m: re.Match[str], here: Reader) -> DateValue | None:
    """A time of day without its day; None where the words are something else."""
    if not _placed(m, here):
        return None
    hour, minute = _hour(m)
    half = (m["chalf"] or "").lower().replace(".", "")
    if half and not 1 <= hour <= 12:
        return None
    part = _PART.match(here.text, m.end())
    twelve = not half and not m["cword"] and not m["ch3"] and 1 <= hour <= 12
    if twelve and part:
        half, twelve = _half(hour, part[1]), False
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    way = _ROUGHLY.search(here.text, max(0, m.start() - 24), m.start())
    rough = ("after" if way["way"] == "past" else way["way"] or "about") if way else ""
    stamp = f"XXXX-XX-XXT{hour:02}:{minute:02}"
    value = DateValue(None, None, "minute", None, stamp, 60 * hour + minute)
    return replace(value, zone=zone_of(m["czone"] or ""), twelve=twelve, rough=rough)


def _placed(m: re.Match[str], here: Reader) -> bool:
    """Whether words that may be a count or a score stand where a time of day does."""
    word = here.word_before(m.start())
    if m["cword"]:
        return not word or word in _PLACING
    if m["chw"] and modifies(here, m.end()):
        return False  # "at ten to twelve dollars"
    spelled = m["ch5"] or m["chw"] or m["chw2"]
    return not spelled or (word in _HOUR_PLACING and not _VOTED.search(here.text, 0, m.start()))


# "By five votes to four on Tuesday": what stands behind is no hour.
_VOTED: Final = re.compile(
    r"(?i)\b(?:votes?|seats?|points?|goals?|games?|sets?)\s+(?:to|against)\s+$"
)


def _hour(m: re.Match[str]) -> tuple[int, int]:
    """The hour and minute printed, the hour as it stands."""
    if m["cword"]:
        return (0 if m["cword"].lower() == "midnight" else 12), 0
    spelled = m["chw"] or m["chw2"]
    printed = m["ch"] or m["ch2"] or m["ch3"] or m["ch4"] or m["ch5"]
    hour = COUNTS[spelled.lower()] if spelled else int(printed)
    if not m["chw"]:
        return hour, int(m["cm"] or m["cm2"] or m["cm3"] or m["cm5"] or 0)
    minute = _PAST[m["cpast"].lower().split()[-1]]
    return ((hour - 1) or 12, 60 - minute) if m["cto"].lower() == "to" else (hour, minute)


def _half(hour: int, part: str) -> str:
    """Which half of the day an hour falls in by the part of the day beside it."""
    if part == "night":
        return "pm" if 6 <= hour < 12 else "am"
    return "am" if part == "morning" else "pm"


def at_day(value: DateValue, day: DateValue) -> DateValue:
    """A time of day on its day."""
    clock = value.timex.partition("T")[2]
    return replace(
        value,
        start=day.start,
        end=day.end,
        timex=f"{day.timex.partition('T')[0]}T{clock}",
        words=day.words,
        repeats=day.repeats,
    )


def clocks_placed(
    found: list[tuple[int, int, DateValue]],
) -> Iterator[tuple[int, int, DateValue]]:
    """Times of day without a day take the one printed close by in the sentence."""
    for i, (start, end, value) in enumerate(found):
        if value.clock is not None and value.start is None:
            for j in (i - 1, i + 1, i + 2):
                if not 0 <= j < len(found) or found[j][2].grain != "day":
                    continue
                gap = start - found[j][1] if j < i else found[j][0] - end
                if gap <= _REACH and found[j][2].start is not None:
                    value = at_day(value, found[j][2])
                    break
        yield start, end, value
