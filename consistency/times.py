"""Reading dates and times: calendar dates, partial dates, weekdays and relative forms.

Each becomes a `DateValue`: an interval of days with a grain, placed by the article's date where the
words need one ("Tuesday", "two days earlier") and left open where there is none. What is found and
what is not stands with the comparison, in `consistency/facts/date.py`.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from consistency.calendars import (
    CENTURIES,
    COUNTS,
    DAYS,
    DECADES,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASONS,
    SHIFTS,
    TENS,
    WEEKDAYS,
    DateValue,
    ago,
    counted,
    day_of,
    last_quarter,
    mod_of,
    moved,
    near_season,
    of_century,
    of_day,
    of_decade,
    of_holiday,
    of_month,
    of_quarter,
    of_season,
    of_year,
    part_of,
    part_of_day,
    unresolved,
)
from consistency.clock import CLOCK_LINK, DAY_LINK, at_day, clocks_placed, read_clock
from consistency.dateforms import PATTERN, SHORT_MONTHS, STARTS, TRIGGERS
from consistency.datings import (
    GAME,
    HEAT,
    PLACING,
    POSSESSIVE,
    RESULTS,
    STRETCH,
    Reader,
    ahead,
    belongs,
    bound_of,
    governor,
    label,
    modifies,
    nearest_year,
    reach,
)
from consistency.model import Kind, Mention, Role, Slot, Span
from consistency.text import ADJ, DET, NAME, NOUN, NUM, PRON, PUNCT, Token
from consistency.tree import Document, Parsed
from consistency.years import read_year


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[DateValue]]:
    """Every date and time of an article, in order. Linear in the text's length.

    Raises nothing: words that form no valid date ("Feb. 30") give no mention.
    """
    if not document.parsed:
        return
    here = Reader(day_of(document.article.published), document.parsed[0], "")
    for parsed in document.parsed:
        here.since_last += 1
        if not _may_hold(parsed):
            continue
        here.parsed, here.text, here.subjects = parsed, parsed.sentence.text, {}
        for start, end, value in clocks_placed(_in_sentence(here)):
            yield _mention(document, here, start, end, value)


def _may_hold(parsed: Parsed) -> bool:
    return any(t.lower in TRIGGERS or t.pos == NUM or t.text[0].isdigit() for t in parsed.tokens)


def _in_sentence(here: Reader) -> list[tuple[int, int, DateValue]]:
    """The dates of a sentence: where each begins and ends in its text, and what it is."""
    position, opened = 0, False
    found: list[tuple[int, int, DateValue]] = []
    for token in here.parsed.tokens:
        at = token.start - here.parsed.sentence.start
        match = None
        if at >= position and _may_start(token, here.text, at):
            match = PATTERN.match(here.text, at)
        value = _value(match, here) if match else None
        if match is None or value is None:
            continue
        start, position, value = _with_neighbours(here, match, value)
        bound = None
        if value.grain != "ref" and value.rough in ("", "about"):
            bound = bound_of(here, start, position, opened)
        opened = bound == "since" and STRETCH.match(here.text, position) is not None
        if bound == "until" and found and found[-1][2].bound == "since":
            value = _after_opening(value, found[-1][2])
        snapshot = _AS_OF.search(here.text, max(0, start - 12), start) is not None
        value = replace(value, bound=bound, snapshot=snapshot)
        found.append((start, position, value))
        if value.start is not None:
            here.last, here.since_last = value, 0
            # The quarter that an article is about: not one of the year before, to compare with.
            if match["quarter"] is not None and value.grain == "quarter" and not match["qown"]:
                here.quarter = value
    return found


def _with_neighbours(
    here: Reader, match: re.Match[str], value: DateValue
) -> tuple[int, int, DateValue]:
    """Where a date begins and ends with the day or hour beside it, and what both say."""
    start, end = match.span()
    if mod_of(match["mod"]) in ("earlier", "later") and value.grain == "day":
        apart = match["fixed"] is None and match["rel"] is None
        start = match.end("mod") if apart else start  # "earlier Friday" is Friday
    if match["clock"] is not None and value.start is None:
        value, end = _with_day(here, value, start, end)
    elif match["clock"] is None and value.grain == "day" and value.clock is None:
        value, end = _with_clock(here, value, end)
    return start, end, value


def _mention(
    document: Document, here: Reader, start: int, end: int, value: DateValue
) -> Mention[DateValue]:
    parsed, span = here.parsed, here.span(start, end)
    head = governor(parsed, span)
    return Mention(
        Kind.DATE,
        document.article.id,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[start:end],
        value,
        Slot(
            "" if value.timex.endswith("_REF") else label(parsed, span),
            head.span if head else None,
        ),
        published=document.article.published,
    )


_AS_OF: Final = re.compile(r"(?i)\bas\s+of\s+$")


def _after_opening(value: DateValue, opening: DateValue) -> DateValue:
    """The end of a stretch comes after its start: "Monday to Friday" is five days."""
    if value.repeats != "week" or not value.start or not value.end or not opening.start:
        return value
    if value.start >= opening.start:
        return value
    when = value.start + timedelta(days=7)
    return replace(value, start=when, end=when, timex=when.isoformat() + value.timex[10:])


def _may_start(token: Token, text: str, at: int) -> bool:
    first = token.text[0]
    before = text[at - 1] if at else " "
    if first.isdigit():
        return not (before.isalnum() or before in "$£€#/.:,+-’'")
    if first in "'’":
        return text[at + 1 : at + 2].isdigit() and not before.isalnum()
    return token.lower in STARTS and before not in "-_@#/"


def _with_day(here: Reader, value: DateValue, start: int, end: int) -> tuple[DateValue, int]:
    """A time of day takes the day printed right after it: "9 a.m. Tuesday" is one mention."""
    link = DAY_LINK.match(here.text, end)
    match = PATTERN.match(here.text, link.end()) if link else None
    if match is None or match["clock"] is not None:
        return value, end
    here.lead = start
    day = _value(match, here)
    here.lead = None
    if day is None or not (day.grain == "day" or (match["wdpart"] and day.grain == "daytime")):
        return value, end
    return at_day(value, day), match.end()


def _with_clock(here: Reader, day: DateValue, end: int) -> tuple[DateValue, int]:
    """A day takes the time printed right after it: "Friday at 5 p.m." is one mention."""
    link = CLOCK_LINK.match(here.text, end)
    match = PATTERN.match(here.text, link.end()) if link else None
    if match is None or match["clock"] is None:
        return day, end
    value = _value(match, here)
    if value is None or value.start is not None or value.clock is None:
        return day, end
    if _with_day(here, value, match.start(), match.end())[1] != match.end():
        return day, end  # "arrived Friday, at 5 p.m. Saturday left": the time has its own day
    return at_day(value, day), match.end()


# -------------------------------------------------------------------------------------- values


def _value(match: re.Match[str], here: Reader) -> DateValue | None:
    """The value of a match, or None where the words are no date after all."""
    kind = next(name for name in _READERS if match[name] is not None)
    if kind in ("fixed", "rel") and _title(match, here):
        return None
    mod = mod_of(match["mod"])
    try:
        value = _READERS[kind](match, here)
    except (ValueError, OverflowError):
        return None
    if value is not None and any((match[group] or "the") != "the" for group in _COUNTED):
        value = replace(value, relative=True)
    if value is None or not mod:
        return value
    return None if value.grain == "ref" else part_of(value, mod, here.anchor)


def _title(match: re.Match[str], here: Reader) -> bool:
    """Whether a date's words are a name: the "Today" show, "This Week", USA Today."""
    printed, text = match.group(), here.text
    if not printed[0].isupper() or here.parsed.sentence.role is Role.HEADING:
        return False
    words = printed.split()
    if len(words) > 1 and words[-1][0].isupper() and not printed.isupper():
        return True
    if text[match.end() : match.end() + 1] in ("”", '"', "’", "'") and len(words) == 1:
        return not POSSESSIVE.match(text, match.end())
    before = here.before(match.start())
    return before is not None and before.pos != PUNCT


# The groups of words that count from the day of writing or from the date before.
_COUNTED: Final = "rel yearend ago srel mrel myrel qrel".split()


def _read_iso(m: re.Match[str], here: Reader) -> DateValue | None:
    return of_day(date(int(m["iy"]), int(m["im"]), int(m["id"])))


def _read_slash(m: re.Match[str], here: Reader) -> DateValue | None:
    """Month/day or day/month: resolved only where one of the two can't be a month."""
    first, second, year = int(m["s1"]), int(m["s2"]), int(m["sy4"])
    if first == second or second > 12:
        return of_day(date(year, first, second))
    if first > 12:
        return of_day(date(year, second, first))
    date(year, first, second), date(year, second, first)  # both must be days at all
    return unresolved("day", f"{year}-XX-XX", m["slash"])


def _read_md(m: re.Match[str], here: Reader) -> DateValue | None:
    return _month_day(m, here, m["mdm"], m["mdd"], m["mdd2"], m["mdy"])


def _read_dm(m: re.Match[str], here: Reader) -> DateValue | None:
    before = here.before(m.start())
    if (before is not None and before.pos == NUM) or _DAY_NEXT.match(here.text, m.end()):
        return None  # "the 19 Sept. 11 victims"
    day = m["dmd"] or str(DAYS[m["dmo"].lower()])
    return _month_day(m, here, m["dmm"], day, m["dmd2"], m["dmy"])


_DAY_NEXT: Final = re.compile(r"\s+\d{1,2}\b(?![:.]\d)")


def _month_day(
    m: re.Match[str], here: Reader, name: str, first: str, last: str | None, printed: str | None
) -> DateValue | None:
    month, day = MONTHS[name.rstrip(".").lower()], int(first)
    if (month, day) == (9, 11) and not printed and modifies(here, m.end()):
        return None  # "the Sept. 11 victims": like 9/11, the name of an event of another year
    year = int(printed) if printed else nearest_year(here, m, month, day)
    if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    if year is None:
        stamp = f"XXXX-{month:02}-{day:02}"
        return DateValue(None, None, "day", None, f"{stamp}/{last}" if last else stamp)
    start = date(year, month, day)
    if not last:
        return replace(of_day(start), repeats="" if printed else "year")
    end = date(year, month, int(last))
    if end <= start:
        return None
    return DateValue(start, end, "days", None, f"{start.isoformat()}/{end.isoformat()}")


def _read_my(m: re.Match[str], here: Reader) -> DateValue | None:
    month = MONTHS[m["mym"].rstrip(".").lower()]
    if m["myy"]:
        return of_month(int(m["myy"]), month)
    if here.anchor is None:
        words = f"{m['mym']} of {m['myrel']} year"
        return unresolved("month", f"XXXX-{month:02}", words)
    return of_month(here.anchor.year + SHIFTS[m["myrel"].lower()], month)


_WORDS_TOO: Final = frozenset(
    {"may", "march", "june", "april", "august", "mar", "jan", "dec", "sep"}
)


def _read_m(m: re.Match[str], here: Reader) -> DateValue | None:
    """A month alone. Those that are words or names too need a word that places them."""
    name = m["mm"].rstrip(".").lower()
    relative = " ".join((m["mrel"] or "").lower().split())
    if relative == "past":
        return None
    if not relative and not m["mod"] and not _month_placed(m, here, name):
        return None
    month = MONTHS[name]
    anchor = here.anchor
    if anchor is None:
        value = of_month(None, month)
        return replace(value, words=f"{relative} {value.timex}") if relative else value
    if not relative:
        return replace(of_month(_nearest_month(here, m, month), month), repeats="year")
    shift = SHIFTS[relative]
    late = shift < 0 and month >= anchor.month
    early = shift > 0 and month <= anchor.month
    return of_month(anchor.year - late + early, month)


def _nearest_month(here: Reader, m: re.Match[str], month: int) -> int | None:
    """The year of a month alone: this month is this month, the others as days are."""
    if here.anchor is not None and here.anchor.month == month:
        return here.anchor.year
    return nearest_year(here, m, month, 15)


def _month_placed(m: re.Match[str], here: Reader, name: str) -> bool:
    before = here.before(m.start())
    after = here.token(m.end())
    named = after is not None and after.pos == NAME and here.text[m.end() : m.end() + 1] == " "
    if named and name in _WORDS_TOO:
        return False  # "April Jones", "June Osborne"
    if len(name) <= 4 and m["mm"].endswith("."):
        return True
    placed = before is not None and before.lower in PLACING | {"of", "and", "through"}
    if name in _WORDS_TOO or name in SHORT_MONTHS:
        return placed and m["mm"] != name
    if before is not None and before.pos == DET:
        return after is not None and after.pos == NOUN  # "the October storm"
    return before is None or before.pos != NAME or placed


def _weekday(name: str, relative: str, here: Reader, m: re.Match[str]) -> DateValue:
    """The last such day on or before publication, the next where the text looks ahead."""
    number = WEEKDAYS[name.rstrip(".").lower()]
    if here.anchor is None:
        words = f"{relative} {name.rstrip('.')}".strip()
        return unresolved("day", f"XXXX-WXX-{number + 1}", words)
    back = (here.anchor.weekday() - number) % 7
    when = here.anchor - timedelta(days=back)
    backward = relative in ("last", "past", "this past")
    if backward and back == 0:
        when -= timedelta(days=7)
    forward = relative in ("next", "this coming")
    if not backward and (forward or (back != 0 and ahead(here, *m.span()))):
        when += timedelta(days=7)
    return replace(of_day(when), repeats="week")


def _read_wd(m: re.Match[str], here: Reader) -> DateValue | None:
    relative = " ".join((m["wdrel"] or "").lower().split())
    before = here.before(m.start())
    if before is not None and before.text in _NAMED_DAYS:
        return None
    value = _weekday(m["wdd"], relative, here, m)
    return part_of_day(value, m["wdpart"]) if m["wdpart"] else value


# "Black Friday", "Super Tuesday": a certain day of the year, which is not known here.
_NAMED_DAYS: Final = frozenset("Black Super Bloody Cyber Giving Fat Ash Palm Holy Maundy".split())


def _read_holiday(m: re.Match[str], here: Reader) -> DateValue | None:
    """A holiday; not the first word of a thing ("a Christmas tree")."""
    name = " ".join(m["hname"].lower().replace("’", "'").split())
    name = _UNMARKED.sub(r"\1'\2", name)
    leads = modifies(here, m.end()) or belongs(here, m.end())
    if not m["hy"] and leads and not name.endswith(("day", "eve")):
        return None
    relative = " ".join((m["hrel"] or "").lower().split())
    if m["hy"]:
        return of_day(of_holiday(name, int(m["hy"])))
    if here.anchor is None:
        return unresolved("day", "XXXX-XX-XX", f"{relative} {name}")
    year = here.anchor.year
    when = of_holiday(name, year)
    if relative == "next" and when <= here.anchor:
        return of_day(of_holiday(name, year + 1))
    coming = (when - here.anchor).days
    if coming > 0 and (relative in ("last", "this past") or coming > reach(here, m)):
        return of_day(of_holiday(name, year - 1))
    next_year = of_holiday(name, year + 1)
    if relative != "last" and (next_year - here.anchor).days <= 31 and coming < 0:
        return of_day(next_year)
    return of_day(when)


_UNMARKED: Final = re.compile(r"^(valentine|new year)(s)")  # copy drops the mark


def _read_decade(m: re.Match[str], here: Reader) -> DateValue | None:
    if m["dec"]:
        first = int(m["dec"])
    else:
        word = (m["decword"] or m["decword2"] or "").lower()
        if word and here.about(HEAT):
            return None
        first = 1900 + (int(m["dec2"]) if m["dec2"] else DECADES[word])
    value = of_decade(first)
    return part_of(value, mod_of(m["dmod"]), None) if m["dmod"] else value


def _read_century(m: re.Match[str], here: Reader) -> DateValue | None:
    number = int(m["cent"]) if m["cent"] else CENTURIES[m["centword"].lower()]
    value = of_century(number)
    return part_of(value, mod_of(m["centmod"]), None) if m["centmod"] else value


def _read_season(m: re.Match[str], here: Reader) -> DateValue | None:
    """A season with a year, or after this, last, next; "the spring" only where a word places it."""
    name = m["sname"].lower()
    relative = " ".join((m["srel"] or "").lower().split())
    if m["syy"]:
        placed = name != "fall" or m["sname"] == "Fall" or _before_noun(here, m)
        return of_season(int(m["syy"]), name) if placed else None
    if relative in ("", "past") or (belongs(here, m.end()) and relative == "the"):
        return None
    if relative == "the":
        before = here.before(m.start())
        if before is None or before.lower not in ("in", "during", "over", "by", "since", "until"):
            return None
        if re.match(r"\s+(?:of|from)\b", here.text[m.end() : m.end() + 8]):
            return None
    if here.anchor is None:
        return unresolved("season", f"XXXX-{SEASONS[name]}", f"{relative} {name}")
    if relative == "the" and before is not None and before.lower in ("by", "until"):
        relative = "this"
        begun = of_season(here.anchor.year, name).start
        relative = "next" if begun and begun < here.anchor else relative
    return near_season(name, relative, here.anchor)


def _before_noun(here: Reader, m: re.Match[str]) -> bool:
    """Whether "fall 2019" stands where a time does and not after a noun ("prices fall 2019")."""
    before = here.before(m.start())
    return before is None or before.lower in PLACING | {"the", "of"} or before.pos == PUNCT


def _read_quarter(m: re.Match[str], here: Reader) -> DateValue | None:
    """A quarter or half of a year: the last that has begun where no year is named."""
    number = int(m["q1"]) if m["q1"] else ORDINALS[m["q2"].lower()]
    half = bool(m["qunit"]) and m["qunit"].lower() == "half"
    named = bool(m["qyy"] or m["qown"] or m["qrel"])
    if half and (number > 2 or not named):
        return None
    if not named and (here.about(GAME) or _OF.match(here.text, m.end())):
        return None  # of a game; "the second quarter of the town"
    year = _quarter_year(m, here, number)
    unit = "H" if half else "Q"
    if "fiscal" in m["quarter"].lower() and m["qyy"]:
        return unresolved("quarter", f"FY{year}-{unit}{number}", f"FY{year}-{unit}{number}")
    if year is None:
        words = f"{(m['qown'] or m['qrel'] or '').split(' ')[0]} {unit}{number}"
        return unresolved("quarter", f"XXXX-{unit}{number}", words)
    if not half:
        return of_quarter(year, number)
    value = part_of(of_year(year), "first" if number == 1 else "second", None)
    return replace(value, grain="half-year") if value else None


def _quarter_year(m: re.Match[str], here: Reader, number: int) -> int | None:
    """The year of a quarter: printed, told from the article's, or the last in which it began."""
    printed = m["qyy"] or m["qown"] or ""
    if printed[:1].isdigit():
        return int(printed)
    anchor = here.anchor
    if anchor is None:
        return None
    if m["qown"] or m["qrel"]:
        return anchor.year + SHIFTS[(m["qown"] or m["qrel"]).split()[0].lower()]
    begun = date(anchor.year, 3 * number - 2, 1) <= anchor
    return anchor.year if begun or ahead(here, *m.span()) else anchor.year - 1


_OF: Final = re.compile(r"\s+of\s+(?!(?:its|the|their|this|last|our)\s+(?:\w+\s+)?year)[^\W\d]")


def _read_report(m: re.Match[str], here: Reader) -> DateValue | None:
    """The periods of company results: "the latest quarter", "the year-earlier period"."""
    if here.quarter is None and not here.about(RESULTS):
        return None
    if m["rnow"] and m["rnow"].lower() == "fiscal" and m["rnowunit"] != "year":
        return None
    if m["rnowunit"] == "year":
        return unresolved("year", "XXXX", "fiscal year")
    now = here.quarter or last_quarter(here.anchor)
    if now is None or now.start is None:
        return unresolved("quarter", "XXXX-QX", m["report"])
    year, number = now.start.year, (now.start.month + 2) // 3
    if m["ryy"]:
        return of_quarter(int(m["ryy"]), number)
    earlier = bool(m["ryear"] or m["rago"]) or m["report"].lower().startswith("last")
    return of_quarter(year - earlier, number)


def _read_fiscal(m: re.Match[str], here: Reader) -> DateValue | None:
    """A fiscal year: kept and never resolved, because each company has its own."""
    year = m["fyy"] or m["fyy2"]
    return unresolved("year", f"FY{year}", f"fiscal {year}")


def _read_ywords(m: re.Match[str], here: Reader) -> DateValue | None:
    """A year in words: "nineteen ninety-six"."""
    hundred = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[m["yhun"].lower()]
    return of_year(hundred + TENS[m["yten"]] + (COUNTS[m["yone"]] if m["yone"] else 0))


def _read_rel(m: re.Match[str], here: Reader) -> DateValue | None:
    """The unit before, after or around the day of writing, or the date named last."""
    unit, word = m["relu"].lower(), _which(m)
    lead = here.word_before(m.start())
    if (word == "the" and not _the_unit(m, here, unit)) or _length(word, here, m.start()):
        return None
    if word in _FROM_STORY or (word in ("following", "previous") and unit != "quarter"):
        return _from_story(word, unit, here)
    if word == "past" or (word == "coming" and m["relw"].lower() == word):
        return None
    if here.anchor is None:
        return _unplaced("this" if word in ("current", "the") else word, unit)
    if unit == "weekend" and word == "the" and (lead == "for" or ahead(here, *m.span())):
        word = "this coming"
    return _from_writing(word, unit, here)


def _length(word: str, here: Reader, start: int) -> bool:
    """Whether a unit is a length of time: "over the coming year", "in the last week"."""
    before = here.before(start)
    if before is None:
        return False
    if word in ("last", "next"):
        return before.pos == DET
    over = before.lower in ("over", "within", "for")
    return over and word in ("following", "coming", "previous")


_FROM_STORY: Final = ("that", "that same", "same", "new", "preceding")


def _which(m: re.Match[str]) -> str:
    """The word that says which unit: "the next day" is the following one."""
    printed = " ".join(m["relw"].lower().split())
    word = printed.removeprefix("the ")
    return "following" if word == "next" and word != printed else word


def _from_writing(word: str, unit: str, here: Reader) -> DateValue | None:
    assert here.anchor
    # "this past weekend" is the one that `counted` takes for "this".
    shift = 0 if unit == "weekend" and word.startswith("this") else SHIFTS[word]
    if unit == "quarter" and here.quarter is not None and word in ("previous", "following"):
        return moved(here.quarter, "quarter", shift)
    if unit in PARTS:
        return part_of_day(of_day(here.anchor + timedelta(days=shift)), unit)
    if unit == "day":
        return _that_day(here) if word == "the" else None
    return counted(unit, shift, here.anchor, word)


def _that_day(here: Reader) -> DateValue | None:
    """ "Later in the day": the day named last, close before, or nobody knows which."""
    known = here.known()
    if known is not None and known.start is not None and known.start == known.end:
        return of_day(known.start)
    return unresolved("day", "XXXX-XX-XX", "the day")


def _the_unit(m: re.Match[str], here: Reader, unit: str) -> bool:
    """Whether "the week" alone names one: "earlier in the week", "over the weekend"."""
    if m["mod"]:
        return unit in ("week", "month", "year", "quarter", "decade", "century", "day")
    before = here.before(m.start())
    word = before.lower if before is not None else ""
    if unit == "weekend":
        return word in ("over", "during", "for", "throughout") and not belongs(here, m.end())
    return False


def _from_story(word: str, unit: str, here: Reader) -> DateValue | None:
    """ "That day", "the following year": counted from the date named last, close before."""
    if word == "new" or (word == "that" and here.since_last > 1):
        return None
    shift, known = SHIFTS.get(word, 0), here.known()
    if known is not None and known.start is not None:
        if unit not in PARTS:
            value = moved(known, unit, shift)
            if value is not None:
                return value
        elif known.start == known.end:
            return part_of_day(of_day(known.start + timedelta(days=shift)), unit)
    return _unplaced(word, unit)


def _unplaced(word: str, unit: str) -> DateValue:
    return unresolved(unit if unit not in PARTS else "daytime", "XXXX", f"{word} {unit}")


def _read_yearend(m: re.Match[str], here: Reader) -> DateValue | None:
    """The end of the year: its last quarter."""
    after = here.token(m.end())
    if after is not None and after.pos in (NOUN, ADJ) and here.text[m.end() : m.end() + 1] == " ":
        return None
    if here.anchor is None:
        return unresolved("part-year", "XXXX", "end of this year")
    year = here.anchor.year
    return replace(of_year(year), start=date(year, 10, 1), grain="part-year")


def _read_ago(m: re.Match[str], here: Reader) -> DateValue | None:
    """So many units ago, or earlier and later than the date named last."""
    count = " ".join(m["agon"].lower().removesuffix(" of").split())
    unit, word, number = m["agou"], m["agow"], _how_many(count)
    unit, number = _in_years(unit, number)
    words = f"{number or count} {unit} {word}"
    if not number:
        grain, timex = ("ref", "PAST_REF") if word == "ago" else (unit, "XXXX")
        return unresolved(grain, timex, words)
    if unit in ("hour", "minute"):
        return unresolved(unit, "XXXX-XX-XX", words)
    sign = 1 if word == "later" else -1
    if unit == "year" and number == 1 and here.quarter is not None and here.about(RESULTS):
        assert here.quarter.start
        first = here.quarter.start
        return of_quarter(first.year + sign, (first.month + 2) // 3)
    anchor = here.anchor
    if word != "ago":
        known = here.known()
        day = known is not None and (known.start == known.end or unit == "year")
        anchor = known.start if known is not None and day else None
    if anchor is None:
        return unresolved(unit, "XXXX", words)
    vague = not m["ago"][0].isdigit() and m["ago"].split()[0].lower() not in COUNTS
    return ago(unit, sign * number, anchor, number > 1 or vague)


def _in_years(unit: str, number: int) -> tuple[str, int]:
    """Twelve months are a year."""
    years, rest = divmod(number, 12)
    return ("year", years) if unit == "month" and years and not rest else (unit, number)


def _how_many(count: str) -> int:
    """The number that words say; 0 for "several" and the like."""
    if count.isdigit():
        return int(count)
    tens, dash, ones = count.partition("-")
    if dash:
        return TENS[tens] + COUNTS[ones]
    return COUNTS.get(count.removeprefix("a "), 0)


def _read_fixed(m: re.Match[str], here: Reader) -> DateValue | None:
    word = m["fixedw"].lower()
    if word == "overnight":
        after, first = here.beside(m.end()), here.before(m.start()) is None
        if m["fixedpart"] or (after is not None and after.pos in (NOUN, ADJ)):
            return None  # "overnight trains"
        if first and after and after.pos not in (DET, PRON, NAME):
            return None
        if here.anchor is None:
            return unresolved("daytime", "XXXX-XX-XXTNI", word)
        # The night before publication or the one that begins on its day.
        value = part_of_day(of_day(here.anchor), "night")
        return replace(value, start=here.anchor - timedelta(days=1))
    if word == "today" and POSSESSIVE.match(here.text, m.end()):
        return None
    part = "night" if word == "tonight" else m["fixedpart"]
    if here.anchor is None:
        shown = word if not part or word == "tonight" else f"{word} {part}"
        timex = f"XXXX-XX-XXT{PARTS[part]}" if part else "XXXX-XX-XX"
        return unresolved("daytime" if part else "day", timex, shown)
    value = of_day(here.anchor + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0)))
    return part_of_day(value, part) if part else value


def _read_twodays(m: re.Match[str], here: Reader) -> DateValue | None:
    if here.anchor is None:
        return unresolved("day", "XXXX-XX-XX", " ".join(m["twodays"].lower().split()))
    back = "before" in m["twodays"].lower()
    return of_day(here.anchor + timedelta(days=-2 if back else 2))


def _read_ref(m: re.Match[str], here: Reader) -> DateValue | None:
    words = m["ref"].lower()
    if "recent" in words:
        return unresolved("ref", "PAST_REF", words)
    future = "future" in words or "term" in words or words == "soon"
    return unresolved("ref", "FUTURE_REF" if future else "PRESENT_REF", words)


_READERS: Final[dict[str, Callable[[re.Match[str], Reader], DateValue | None]]] = {
    "twodays": _read_twodays,
    "iso": _read_iso,
    "slash": _read_slash,
    "clock": read_clock,
    "md": _read_md,
    "dm": _read_dm,
    "my": _read_my,
    "m": _read_m,
    "wd": _read_wd,
    "holiday": _read_holiday,
    "decade": _read_decade,
    "century": _read_century,
    "season": _read_season,
    "quarter": _read_quarter,
    "report": _read_report,
    "fiscal": _read_fiscal,
    "y": read_year,
    "ywords": _read_ywords,
    "rel": _read_rel,
    "yearend": _read_yearend,
    "ago": _read_ago,
    "fixed": _read_fixed,
    "ref": _read_ref,
}
