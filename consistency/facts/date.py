"""Dates and times: points and stretches of the calendar, as each article's own date places them.

What it finds
    Calendar dates ("Oct. 17", "17 October 2023", "2023-10-07"), parts of them (October 2022, the
    1990s, spring 2019, the third quarter, mid-October), weekdays and relative forms resolved
    against the article's `published` ("Tuesday", "late Tuesday", "last week", "two days earlier",
    "overnight"), times of day with zones. The value is an interval with a grain and TIMEX3's
    notation; "since", "until", "before" and "after" are its bound and stand outside the span.

What it does not find
    Durations ("for six years": a quantity), words that only look like dates ("may", "sat", "march",
    "the fall of the city"), bare four-digit numbers without a word that makes them a year, and
    dates in another language. "Now" and "recently" are extracted and never compared.

Why not a library: of those tried offline, dateparser and its like drop the day of "Oct. 7", miss
"late Tuesday" and "since Oct. 17", and put a weekday a week early; none keeps bounds or grains.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from consistency.model import (
    Example,
    FactType,
    Kind,
    Mention,
    Relation,
    Rule,
    Rung,
    Slot,
    Span,
)
from consistency.text import MODAL, NOUN, VERB, Document, Facing, Parsed, Token

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

How to silence: `--ignore DAT102`.
""",
    ),
)

_GRAINS: Final = (
    *("minute", "daytime", "day", "weekend", "week", "part-month", "month", "quarter", "season"),
    *("part-year", "year", "decade", "century"),
)


@dataclass(frozen=True, slots=True)
class DateValue:
    """An interval of the calendar.

    `start` and `end` are the first and last day, both inclusive, None where the article's date
    would be needed. `grain` names the unit printed. `bound` is since, until, before, after or None.
    `timex` is the TIMEX3 value. `clock` is minutes since midnight for a time of day.
    """

    start: date | None
    end: date | None
    grain: str
    bound: str | None
    timex: str
    clock: int | None = None

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
        if self.start is None:
            return (self.timex, self.bound)
        return (self.start, self.end, self.bound, self.clock, self.part)

    @property
    def part(self) -> str:
        """Part of the day: MO, AF, EV, NI, or empty."""
        return self.timex[-2:] if self.grain == "daytime" else ""


# -------------------------------------------------------------------------------------- grammar

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("january jan", "february feb", "march mar", "april apr", "may", "june jun"),
            *("july jul", "august aug", "september sept sep", "october oct", "november nov"),
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            *("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thur thu"),
            *("friday fri", "saturday sat", "sunday sun"),
        )
    )
    for name in names.split()
}
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_COUNTS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "couple": 2}
_ORDINALS: Final = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.(?=\s+(?:[A-Z]|\d)))"
)
_YEAR = r"(?:1[4-9]|20)\d\d(?![\d,]|\.\d|%|-\w)"
_UNIT = r"(?:day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night)"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|CEST|local\s+time)\b"
_EARLY = r"(?:(?:early|mid|late|Early|Mid|Late)[\s-]+(?:in\s+)?)"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join((*_COUNTS, *(w.capitalize() for w in _COUNTS)))})"

_PATTERN: Final = re.compile(
    rf"""
    \b(?:
      (?P<iso>(?P<iy>(?:1[4-9]|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?!\d))
    | (?P<clock>(?:\d{{1,2}}(?::\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)|\d{{1,2}}:\d\d
        (?=\s+(?:{_ZONE}|hours|on\b|{_WEEKDAY}))|(?<=at\s)(?:noon|midnight)\b)(?:\s+{_ZONE})?)
      (?:,?\s+(?:on\s+)?(?P<clockday>{_WEEKDAY}))?
    | (?P<md>(?P<mdearly>{_EARLY})?(?P<mdm>{_MONTH})\s+(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?\b
        (?!:\d|\.\d|%|\s*percent)(?:,?\s+(?P<mdy>{_YEAR}))?)
    | (?P<dm>(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<dmm>{_MONTH})
        (?:,?\s+(?P<dmy>{_YEAR}))?)
    | (?P<my>(?P<myearly>{_EARLY})?(?P<mym>{_MONTH})(?:\s+of)?,?\s+(?P<myy>{_YEAR}))
    | (?P<em>(?P<emearly>{_EARLY})(?P<emm>{_MONTH}))
    | (?P<lm>(?P<lmrel>last|next|this|past|Last|Next|This)\s+(?P<lmm>{_MONTH}))
    | (?P<m>(?P<mm>{_MONTH}))
    | (?P<wd>(?:(?P<wdrel>last|next|this|past|Last|Next|This)\s+)?(?P<wdearly>{_EARLY})?
        (?P<wdd>{_WEEKDAY})(?:\s+(?P<wdpart>morning|afternoon|evening|night))?)
    | (?P<decade>(?:(?:the\s+)?(?P<dearly>{_EARLY}))?
        (?:(?P<dec>(?:1[4-9]|20)\d0)s|['’](?P<dec2>\d0)s))
    | (?P<sy>(?P<syearly>{_EARLY})?(?P<sys>{_SEASON})\s+(?:of\s+)?(?P<syy>{_YEAR}))
    | (?P<qy>(?:Q(?P<q1>[1-4])|(?P<q2>first|second|third|fourth|1st|2nd|3rd|4th)[\s-]+quarter)
        (?:,?\s+(?:of\s+)?(?P<qyy>{_YEAR}))?)
    | (?P<y>(?P<yearly>{_EARLY})?(?P<yy>{_YEAR}))
    | (?P<rel>(?:(?P<relpos>[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?
        (?P<relw>[Tt]his|[Ll]ast|[Nn]ext|(?:[Tt]he\s+)?(?:previous|following|current|past|same|coming|new))\s+
        (?P<relu>{_UNIT}|{_SEASON})(?!s\b|[\w-]))
    | (?P<ago>(?P<agon>{_COUNT})\s+(?:of\s+)?
        (?P<agou>day|week|month|quarter|year|decade)s?\s+(?P<agow>ago|earlier|later|before\b(?!\s+\w)))
    | (?P<fixed>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight)(?!['’]s\s+[A-Z])
        (?:\s+(?P<fixedpart>morning|afternoon|evening|night))?
    | (?P<ref>[Nn]ow|[Cc]urrently|[Rr]ecently|[Rr]ecent|[Pp]resently|[Nn]owadays)
    )\b(?!-\w*\d)
    """,
    re.VERBOSE,
)
_CHEAP: Final = re.compile(
    r"\d{4}|\d\d?:\d\d|[ap]\.?m\b|ago\b|earlier|later|today|yesterday|tomorrow|tonight|overnight"
    r"|day\b|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d0s\b"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|quarter|week|month|year|decade|century"
    r"|spring|summer|autumn|fall|winter|noon|midnight|morning|evening|night|Q[1-4]|[Nn]ow\b|[Rr]ecent"
    r"|[Cc]urrent",
    re.IGNORECASE,
)
# Words after which a bare year, or "May" and "March" alone, are dates.
_PLACING: Final = frozenset(
    "in since by until till of from to before after during between and through around about circa"
    " late early mid last next this every for year spring summer autumn fall winter on the or"
    " through throughout".split()
)
_YEAR_PLACING: Final = _PLACING - {"of", "to", "about", "for", "and", "on", "the", "or", "around"}
_FUTURE: Final = frozenset(
    "will would shall until till by next due scheduled expected plans planned plan set begins"
    " upcoming slated".split()
)
_BOUNDS: Final = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "before": "before",
    "by": "before",
    "after": "after",
    "from": "since",
    "to": "until",
}


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[DateValue]]:
    """Every date and time of an article, in order. Linear in the text's length."""
    anchor = _day_of(document.article.published)
    for parsed in document.parsed:
        text = parsed.sentence.text
        if not _CHEAP.search(text):
            continue
        previous = ""
        for match in _PATTERN.finditer(text):
            value = _value(match, text, anchor, parsed)
            if value is None:
                continue
            start, end = _trimmed(text, *match.span())
            bound = _bound(text, start, previous) if value.grain != "ref" else None
            previous = bound or ""
            value = replace(value, bound=bound)
            yield _mention(document, parsed, start, end, value)


def _mention(
    document: Document, parsed: Parsed, start: int, end: int, value: DateValue
) -> Mention[DateValue]:
    base = parsed.sentence.start
    span = Span(base + start, base + end)
    head = _governor(parsed, span)
    first, last = parsed.clause_of(parsed.at(span.start))
    tokens = parsed.tokens[first:last] or parsed.tokens
    label = head.lemma if head else "date"
    return Mention(
        Kind.DATE,
        document.article.id,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[start:end],
        value,
        Slot(
            f"when: {label}",
            head.span if head else None,
            (Span(tokens[0].start, tokens[-1].end),) if tokens else (),
        ),
        published=document.article.published,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _governor(parsed: Parsed, span: Span) -> Token | None:
    """The word whose event the date dates: the nearest verb of its clause, else a noun before."""
    first, last = parsed.clause_of(parsed.at(span.start))
    inside = parsed.tokens[first:last]
    before = [t for t in inside if t.tag == VERB and t.end <= span.start]
    after = [t for t in inside if t.tag == VERB and t.start >= span.end]
    if before:
        return before[-1]
    if after:
        return after[0]
    nouns = [t for t in inside if t.tag == NOUN and t.end <= span.start]
    return nouns[-1] if nouns else None


_BEFORE: Final = re.compile(r"([\w’']+)\W{0,3}$")


def _word_before(text: str, start: int) -> str:
    match = _BEFORE.search(text, max(0, start - 24), start)
    return match.group(1).lower() if match else ""


def _bound(text: str, start: int, previous: str) -> str | None:
    """since, until, before or after, from the word before the date; "to" only after a "from"."""
    word = _word_before(text, start)
    if word in ("on", "the", "early", "late", "mid"):
        word = _word_before(text, start - len(word) - 1)
    bound = _BOUNDS.get(word)
    if word == "to" and previous != "since":
        return None
    return bound


# -------------------------------------------------------------------------------------- values


def _value(
    match: re.Match[str], text: str, anchor: date | None, parsed: Parsed
) -> DateValue | None:
    """The value of a match, or None where the words are no date after all."""
    kind = next(name for name in _READERS if match.group(name) is not None)
    try:
        return _READERS[kind](match, text, anchor, parsed)
    except (ValueError, OverflowError):
        return None


def _day(when: date, bound: str | None = None) -> DateValue:
    return DateValue(when, when, "day", bound, when.isoformat())


def _month_number(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _month(year: int | None, month: int, early: str = "") -> DateValue:
    early = early.strip(" -\n").split()[0].rstrip("-").lower() if early else ""
    timex = f"{year if year else 'XXXX'}-{month:02}"
    if year is None:
        return DateValue(None, None, "part-month" if early else "month", None, timex)
    last = calendar.monthrange(year, month)[1]
    low, high = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(early, (1, last))
    grain = "part-month" if early else "month"
    return DateValue(date(year, month, low), date(year, month, high), grain, None, timex)


def _year(year: int, early: str = "") -> DateValue:
    early = early.strip(" -\n").split()[0].rstrip("-").lower() if early else ""
    low, high = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(early, (1, 12))
    last = calendar.monthrange(year, high)[1]
    grain = "part-year" if early else "year"
    return DateValue(date(year, low, 1), date(year, high, last), grain, None, f"{year}")


def _quarter(year: int | None, quarter: int) -> DateValue:
    if year is None:
        return DateValue(None, None, "quarter", None, f"XXXX-Q{quarter}")
    first = date(year, 3 * quarter - 2, 1)
    last = date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
    return DateValue(first, last, "quarter", None, f"{year}-Q{quarter}")


def _nearest_year(anchor: date, month: int, day: int, future: bool) -> int:
    """The year of a month and day without one: in the past, unless the text looks ahead.

    News looks back; a date up to a month ahead of publication is taken as coming.
    """
    year = anchor.year
    day = min(day, calendar.monthrange(year, month)[1])
    when = date(year, month, day)
    if future and when < anchor - timedelta(days=31):
        return year + 1
    if not future and when > anchor + timedelta(days=31):
        return year - 1
    return year


def _ahead(parsed: Parsed, match: re.Match[str]) -> bool:
    """Whether the clause looks ahead: a modal or a word such as "due" before the date."""
    base = parsed.sentence.start
    at = parsed.at(base + match.start())
    first, last = parsed.clause_of(at)
    return any(
        (t.tag == MODAL and t.lower not in ("could", "might", "should")) or t.lower in _FUTURE
        for t in parsed.tokens[max(first, at - 12) : min(last, at + 6)]
    )


def _read_iso(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    return _day(date(int(m["iy"]), int(m["im"]), int(m["id"])))


def _read_clock(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    printed = m["clock"]
    hour, minute = 12, 0
    if printed.startswith("midnight"):
        hour = 0
    digits = re.match(r"(\d{1,2})(?::(\d\d))?", printed)
    if digits:
        hour, minute = int(digits[1]), int(digits[2] or 0)
        if re.search(r"p\.?m", printed, re.IGNORECASE):
            hour = hour % 12 + 12
        elif re.search(r"a\.?m", printed, re.IGNORECASE):
            hour %= 12
    if hour > 24 or minute > 59:
        return None
    day = _weekday(m["clockday"], None, anchor, _ahead(p, m)) if m["clockday"] else None
    when = day.start if day else None
    stamp = f"{when.isoformat() if when else 'XXXX-XX-XX'}T{hour:02}:{minute:02}"
    return DateValue(when, when, "minute", None, stamp, 60 * hour + minute)


def _read_md(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    return _month_day(m, _month_number(m["mdm"]), int(m["mdd"]), m["mdy"], anchor, p)


def _read_dm(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    return _month_day(m, _month_number(m["dmm"]), int(m["dmd"]), m["dmy"], anchor, p)


def _month_day(
    m: re.Match[str], month: int, day: int, year: str | None, anchor: date | None, p: Parsed
) -> DateValue | None:
    if not 1 <= day <= 31:
        return None
    if year:
        return _day(date(int(year), month, day))
    if anchor is None:
        return DateValue(None, None, "day", None, f"XXXX-{month:02}-{day:02}")
    return _day(date(_nearest_year(anchor, month, day, _ahead(p, m)), month, day))


def _read_my(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    return _month(int(m["myy"]), _month_number(m["mym"]), m["myearly"] or "")


def _read_em(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    month = _month_number(m["emm"])
    year = _nearest_year(anchor, month, 15, _ahead(p, m)) if anchor else None
    return _month(year, month, m["emearly"])


def _read_lm(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    month = _month_number(m["lmm"])
    if anchor is None:
        return DateValue(None, None, "month", None, f"XXXX-{month:02}")
    relative = m["lmrel"].lower()
    year = anchor.year
    if relative in ("last", "past") and month >= anchor.month:
        year -= 1
    if relative == "next" and month <= anchor.month:
        year += 1
    return _month(year, month)


def _read_m(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    """A month alone: "May", "March" and abbreviations only after a word that places them."""
    name = m["mm"]
    before = _word_before(text, m.start())
    doubtful = name.rstrip(".").lower() in ("may", "march", "mar", "jan", "june", "april", "august")
    if (doubtful or len(name) < 5) and before not in _PLACING - {"the", "to", "and", "or", "for"}:
        return None
    if re.match(r"\s+[A-Z][a-z]+", text[m.end() : m.end() + 24]) and doubtful:
        return None
    month = _month_number(name)
    year = _nearest_year(anchor, month, 15, _ahead(p, m)) if anchor else None
    return _month(year, month)


def _weekday(
    name: str | None, relative: str | None, anchor: date | None, ahead: bool
) -> DateValue | None:
    if name is None:
        return None
    number = _WEEKDAYS[name.rstrip(".").lower()]
    if anchor is None:
        return DateValue(None, None, "day", None, f"XXXX-WXX-{number + 1}")
    back = (anchor.weekday() - number) % 7
    when = anchor - timedelta(days=back)
    if relative in ("last", "past") and back == 0:
        when -= timedelta(days=7)
    if relative == "next" or (ahead and back != 0 and relative not in ("last", "past")):
        when += timedelta(days=7)
    return _day(when)


def _read_wd(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    relative = (m["wdrel"] or "").lower()
    value = _weekday(m["wdd"], relative, anchor, _ahead(p, m) or relative == "next")
    if value is None:
        return None
    early = (m["wdearly"] or "").strip(" -").lower()
    part = m["wdpart"] or ({"early": "morning", "late": "evening"}.get(early, "") if early else "")
    if m["wdpart"]:
        return replace(value, grain="daytime", timex=f"{value.timex}T{_PARTS[part]}")
    return value


def _read_decade(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    start = int(m["dec"]) if m["dec"] else 1900 + int(m["dec2"])
    return DateValue(date(start, 1, 1), date(start + 9, 12, 31), "decade", None, f"{start // 10}")


def _season(year: int, name: str) -> DateValue:
    months = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}[_SEASONS[name]]
    last_year = year + 1 if months[1] < months[0] else year
    last = date(last_year, months[1], calendar.monthrange(last_year, months[1])[1])
    return DateValue(date(year, months[0], 1), last, "season", None, f"{year}-{_SEASONS[name]}")


def _read_sy(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    return _season(int(m["syy"]), m["sys"])


def _read_qy(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    quarter = int(m["q1"]) if m["q1"] else _ORDINALS[m["q2"]]
    year = int(m["qyy"]) if m["qyy"] else None
    if year is None and anchor is not None:
        year = anchor.year if 3 * quarter - 2 <= anchor.month else anchor.year - 1
    return _quarter(year, quarter)


def _read_y(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    """A four-digit year: after a word that places it, or in brackets, and nothing counted after."""
    before = _word_before(text, m.start())
    bracket = text[m.start() - 1 : m.start()] == "(" and text[m.end() : m.end() + 1] in (")", "-")
    opens = m.start() == 0 and text[m.end() : m.end() + 1] == ","
    follows = re.match(r"\s+([a-z]+)", text[m.end() : m.end() + 24])
    counted = follows and _counts(p, p.sentence.start + m.end())
    season = m["yearly"] is not None
    plain = before in _YEAR_PLACING or (before in ("of", "and", "to", "the") and not counted)
    if counted or not (plain or bracket or opens or season):
        return None
    if re.search(r"[$£€]\s?$", text[max(0, m.start() - 2) : m.start()]):
        return None
    return _year(int(m["yy"]), m["yearly"] or "")


def _counts(p: Parsed, offset: int) -> bool:
    """Whether the word at an offset is a plural noun that a number before it may count."""
    at = p.at(offset)
    if at >= len(p.tokens):
        return False
    token = p.tokens[at]
    return token.tag == NOUN and token.lower.endswith("s") and token.lemma != token.lower


def _read_rel(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    unit = m["relu"]
    word = m["relw"].lower().removeprefix("the ").strip()
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}
    shift = step.get(word, 0)
    if word in ("following", "same", "new") or (word == "previous" and unit in _PARTS):
        return DateValue(None, None, unit, None, "PAST_REF" if word == "same" else "FUTURE_REF")
    if unit in _PARTS:
        if anchor is None:
            return DateValue(None, None, "daytime", None, f"XXXX-XX-XXT{_PARTS[unit]}")
        when = anchor + timedelta(days=shift)
        return DateValue(when, when, "daytime", None, f"{when.isoformat()}T{_PARTS[unit]}")
    if anchor is None:
        return DateValue(None, None, unit, None, f"{word} {unit}")
    return _relative_unit(unit, shift, anchor)


def _relative_unit(unit: str, shift: int, anchor: date) -> DateValue | None:
    if unit == "day":
        return _day(anchor + timedelta(days=shift))
    if unit in ("week", "weekend"):
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=shift)
        year, week, _ = monday.isocalendar()
        if unit == "week":
            end = monday + timedelta(days=6)
            return DateValue(monday, end, "week", None, f"{year}-W{week:02}")
        if shift == -1 or (shift == 0 and anchor.weekday() < 2):
            monday = anchor - timedelta(days=anchor.weekday() + 7)
            year, week, _ = monday.isocalendar()
        start = monday + timedelta(days=5)
        end = start + timedelta(days=1)
        return DateValue(start, end, "weekend", None, f"{year}-W{week:02}-WE")
    if unit == "month":
        month = anchor.year * 12 + anchor.month - 1 + shift
        return _month(month // 12, month % 12 + 1)
    if unit == "quarter":
        quarter = anchor.year * 4 + (anchor.month - 1) // 3 + shift
        return _quarter(quarter // 4, quarter % 4 + 1)
    if unit == "year":
        return _year(anchor.year + shift)
    if unit in ("decade", "century"):
        size = 10 if unit == "decade" else 100
        first = anchor.year // size * size + shift * size
        return DateValue(
            date(first, 1, 1), date(first + size - 1, 12, 31), unit, None, f"{first // size}"
        )
    if unit in _SEASONS:
        begins = _season(anchor.year, unit).start
        assert begins is not None
        late = shift < 0 and begins > anchor - timedelta(days=60)
        early = shift > 0 and begins <= anchor
        return _season(anchor.year - late + early, unit)
    return None


def _read_ago(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    count = m["agon"].lower()
    number = int(count) if count.isdigit() else _COUNTS.get(count, 0)
    unit, word = m["agou"], m["agow"]
    if not number:
        return None
    if anchor is None or word != "ago":
        # "earlier" and "later" count from another event: relative, and compared by their words.
        return DateValue(None, None, unit, None, f"{number} {unit} {word}")
    if unit == "day":
        return _day(anchor - timedelta(days=number))
    if unit == "week":
        when = anchor - timedelta(weeks=number)
        year, week, _ = when.isocalendar()
        monday = when - timedelta(days=when.weekday())
        return DateValue(monday, monday + timedelta(days=6), "week", None, f"{year}-W{week:02}")
    if unit == "decade":
        return _year(anchor.year - 10 * number)
    return _relative_unit(unit, -number, anchor)


def _read_fixed(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    word = m["fixed"].lower()
    shift = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    part = {"tonight": "NI", "overnight": "NI"}.get(word, _PARTS.get(m["fixedpart"] or "", ""))
    if anchor is None:
        return DateValue(None, None, "daytime" if part else "day", None, word)
    when = anchor + timedelta(days=shift)
    if part:
        return DateValue(when, when, "daytime", None, f"{when.isoformat()}T{part}")
    return _day(when)


def _read_ref(m: re.Match[str], text: str, anchor: date | None, p: Parsed) -> DateValue | None:
    past = m["ref"].lower().startswith("recent")
    return DateValue(None, None, "ref", None, "PAST_REF" if past else "PRESENT_REF")


_READERS: Final = {
    "iso": _read_iso,
    "clock": _read_clock,
    "md": _read_md,
    "dm": _read_dm,
    "my": _read_my,
    "em": _read_em,
    "lm": _read_lm,
    "m": _read_m,
    "wd": _read_wd,
    "decade": _read_decade,
    "sy": _read_sy,
    "qy": _read_qy,
    "y": _read_y,
    "rel": _read_rel,
    "ago": _read_ago,
    "fixed": _read_fixed,
    "ref": _read_ref,
}


# ------------------------------------------------------------------------------- slot and ladder

# Share of the two clauses' words that must face where the dated words do not: the same event.
_SAME_EVENT: Final = 0.28


def slot(left: Mention[DateValue], right: Mention[DateValue], facing: Facing) -> float:
    """How surely two dates date one event: their clauses' words face, and what governs them.

    Dates on opposite ends of a stretch ("since" / "until") never fill one slot, nor do a time of
    day and a year. Their values are not looked at otherwise.
    """
    a, b = left.value, right.value
    if a.timex.endswith("_REF") or b.timex.endswith("_REF"):
        return 0.0
    if {a.bound, b.bound} & {"since", "after"} and {a.bound, b.bound} & {"until", "before"}:
        return 0.0
    if (a.grain == "minute") != (b.grain == "minute"):
        return 0.0
    clause = 0.0
    if left.slot.words and right.slot.words:
        clause = facing.share(left.slot.words[0], right.slot.words[0])
    heads = (
        left.slot.head is not None
        and right.slot.head is not None
        and facing.touches(left.slot.head, right.slot.head)
    )
    words = facing.touches(left.span, right.span)
    if heads and clause >= 0.5 * _SAME_EVENT:
        return 0.5 + 0.5 * clause
    if words and clause >= _SAME_EVENT:
        return 0.4 + 0.5 * clause
    return 0.0


# Articles that appeared this many days apart at the most mean the same day by the same words.
_SAME_WORDS_DAYS: Final = 2


def _equal(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Equal values, or the same words in articles that appeared together: what the words refer to
    was guessed from the tense of each, and facing events are one event."""
    if a.value.key == b.value.key:
        return True
    if a.text.casefold() != b.text.casefold():
        return False
    one, other = _day_of(a.published), _day_of(b.published)
    if one is None or other is None:
        return one == other
    return abs((one - other).days) <= _SAME_WORDS_DAYS


def _day_of(published: date | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def _unplaced(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether one of the two needs an article's date that is not known."""
    return a.value.start is None or b.value.start is None


def _inside(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    return _holds(a.value, b.value) or _holds(b.value, a.value)


def _holds(a: DateValue, b: DateValue) -> bool:
    assert a.start
    assert a.end
    assert b.start
    assert b.end
    if a.clock is not None and b.clock is not None:
        return a.clock == b.clock
    if a.part and b.part:
        return a.part == b.part and a.start == b.start
    return a.start <= b.start and b.end <= a.end


def _overlap(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether two stretches overlap, bounds counted: "since 2019" goes on until today."""
    x, y = a.value, b.value
    assert x.start
    assert x.end
    assert y.start
    assert y.end
    if x.clock is not None and y.clock is not None and x.clock != y.clock:
        return False
    if x.part and y.part and x.part != y.part:
        return False
    return x.start <= y.end and y.start <= x.end


def _apart(a: Mention[DateValue], b: Mention[DateValue]) -> bool:
    """Whether bounds make the two compatible although their dates are apart.

    "before Friday" and "on Tuesday" can both hold; "since May" and "since June" can't.
    """
    if a.value.bound == b.value.bound:
        return False
    x, y = (a.value, b.value) if a.value.bound else (b.value, a.value)
    assert x.start
    assert x.end
    assert y.start
    assert y.end
    if x.bound in ("since", "after"):
        return y.end >= x.start
    return y.start <= x.end


def _says(a: Mention[DateValue], b: Mention[DateValue], words: str) -> str:
    return f'"{a.text}" ({a.value.timex}) {words} "{b.text}" ({b.value.timex})'


LADDER: Final[tuple[Rung[DateValue], ...]] = (
    Rung("equal", Relation.EQUAL, "DAT001", _equal, lambda a, b: _says(a, b, "is the same as")),
    Rung(
        "unplaced",
        None,
        "DAT009",
        _unplaced,
        lambda a, b: _says(a, b, "can't be placed against") + ": give --published",
    ),
    Rung(
        "contains",
        Relation.LESS_PRECISE,
        "DAT102",
        _inside,
        lambda a, b: _says(a, b, "and") + ": one lies inside the other",
    ),
    Rung(
        "overlaps",
        Relation.LESS_PRECISE,
        "DAT102",
        _overlap,
        lambda a, b: _says(a, b, "overlaps"),
    ),
    Rung(
        "bound-allows",
        Relation.LESS_PRECISE,
        "DAT102",
        _apart,
        lambda a, b: _says(a, b, "and") + ": the bound allows both",
    ),
    Rung(
        "apart",
        Relation.CONFLICT,
        "DAT101",
        lambda a, b: True,
        lambda a, b: _says(a, b, "excludes"),
    ),
)


def precision(value: DateValue) -> float:
    """Order of values: the shorter stretch first, unplaced ones last."""
    if value.start is None or value.end is None:
        return 1e6
    return (value.end - value.start).days + (0.0 if value.clock is None else -0.5)


EXAMPLES: Final = (
    Example(
        "The pier at Oddal reopened on Oct. 17, 2023.",
        "The pier at Oddal reopened on 17 October 2023.",
        "equal",
        "Oct. 17, 2023",
        "17 October 2023",
    ),
    Example(
        "The pier at Oddal reopened in October 2023.",
        "The pier at Oddal reopened on Oct. 17, 2023.",
        "contains",
        "October 2023",
        "Oct. 17, 2023",
    ),
    Example(
        "The pier at Oddal was closed on Tuesday.",
        "The pier at Oddal was closed on March 4, 2023.",
        "unplaced",
        "Tuesday",
        "March 4, 2023",
    ),
    Example(
        "The bridge was rebuilt in late 2018.",
        "The bridge was rebuilt in winter 2018.",
        "overlaps",
        "late 2018",
        "winter 2018",
    ),
    Example(
        "The ferry must stop before June 2021.",
        "The ferry must stop in March 2021.",
        "bound-allows",
        "June 2021",
        "March 2021",
    ),
    Example(
        "The mill burned down in May 2019.",
        "The mill burned down in June 2019.",
        "apart",
        "May 2019",
        "June 2019",
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
)

FACT_TYPE: Final[FactType[DateValue]] = FactType(
    kind=Kind.DATE,
    prefix="DAT",
    extract=extract,
    slot=slot,
    ladder=LADDER,
    rules=RULES,
    examples=EXAMPLES,
    documentation=__doc__ or "",
    claims=True,
    precision=precision,
)
