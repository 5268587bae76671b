"""Reading dates and times: calendar dates, partial dates, weekdays and relative forms.

Each becomes a `DateValue`: an interval of days with a grain, placed by the article's date where the
words need one ("Tuesday", "two days earlier") and left open where there is none. What is found and
what is not stands with the comparison, in `consistency/facts/date.py`.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from string import capwords
from typing import Any, Final

from consistency import lexicon, speech
from consistency.model import (
    Kind,
    Mention,
    Role,
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
    TO,
    VERB,
    Token,
)
from consistency.tree import Document, Parsed


@dataclass(frozen=True, slots=True)
class DateValue:
    """An interval of the calendar.

    `start` and `end` are the first and last day, both inclusive, None where the article's date (or
    an event's) would be needed. `grain` names the unit printed. `bound` is since, until, before,
    after or None. `timex` is the TIMEX3 value. `clock` is minutes since midnight for a time of day,
    `zone` its offset from UTC in minutes where printed. `part` is a part of the day: MO, AF, EV,
    NI, early, late, both ("late AF"), or empty. `words` are the normalised words of an unresolved
    value. `repeats` is week or year where the words fit a day in each, and which one is meant was
    read from the verb. `snapshot` marks a day as of which something is told: another day tells of
    another state.
    """

    start: date | None
    end: date | None
    grain: str
    bound: str | None
    timex: str
    clock: int | None = None
    zone: int | None = None
    part: str = ""
    words: str = ""
    repeats: str = ""
    snapshot: bool = False

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
            return (self.words or self.timex, self.clock, self.zone, self.part, self.bound)
        return (self.start, self.end, self.clock, self.zone, self.part, self.bound)


# -------------------------------------------------------------------------------------- grammar


def _numbered(groups: str, first: int) -> dict[str, int]:
    """{"january": 1, "jan": 1, "february": 2, …} from "january jan, february …"."""
    return {
        name: number
        for number, names in enumerate(groups.split(","), first)
        for name in names.split()
    }


_MONTHS: Final = _numbered(
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug,"
    " september sept sep, october oct, november nov, december dec",
    1,
)
_WEEKDAYS: Final = _numbered(
    "monday mon, tuesday tues tue, wednesday wed, thursday thurs thur thu, friday fri,"
    " saturday sat, sunday sun",
    0,
)
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
_COUNTS: Final = (
    _numbered("zero,one a an,two couple,three,four,five,six,seven,eight,nine,ten,eleven,twelve", 0)
    | _numbered("thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen", 13)
    | {word: 10 * n for n, word in enumerate("twenty thirty forty fifty".split(), 2)}
)
_ONES: Final = tuple("one two three four five six seven eight nine".split())
_VAGUE: Final = frozenset("several few some many".split())
_ORDINALS: Final = _numbered("first 1st,second 2nd,third 3rd,fourth 4th", 1)
_TENS: Final = {
    word: 10 * n
    for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_DECADES: Final = {
    word: 10 * n
    for n, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), 2
    )
}
_CENTURIES: Final = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}

# Minutes from UTC. "ET" and the like stand for either half of the year and are not placed; nor are
# IST and other letters that several countries use.
_ZONES: Final = {
    **{"GMT": 0, "UTC": 0, "BST": 60, "CET": 60, "CEST": 120},
    **{"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360},
    **{"PST": -480, "PDT": -420},
}

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
_HOLIDAYS: Final = (*_FIXED_DAYS, *_NTH_DAYS, *_EASTER_DAYS)


def _either(words: Iterable[str]) -> str:
    """An alternation, longest word first, spaces and apostrophes in any form."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace("'", "['’]?").replace(" ", r"\s+") for word in ordered)


def _cased(words: Iterable[str]) -> str:
    """The same in the two capitals of copy: "Monday", "MONDAY"."""
    return _either(form for word in words for form in (capwords(word), word.upper()))


_LONG_MONTHS: Final = [name for name in _MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_SHORT_MONTHS: Final = [name for name in _MONTHS if name not in _LONG_MONTHS]
_LONG_DAYS: Final = [name for name in _WEEKDAYS if name.endswith("day")]
_SHORT_DAYS: Final = [name for name in _WEEKDAYS if not name.endswith("day")]
_MONTH: Final = rf"(?:(?:{_cased(_LONG_MONTHS)})\b|(?:{_cased(_SHORT_MONTHS)})\b\.?)"
# An abbreviated weekday needs its point and a name or number after it: "sat", "sun" are words.
_WEEKDAY: Final = (
    rf"(?:(?:{_cased(_LONG_DAYS)})\b"
    rf"|(?:{_either(day.title() for day in _SHORT_DAYS)})\.(?=,?\s+[A-Z\d]))"
)
_YEAR: Final = r"(?:1[4-9]|20)\d\d(?!\d|,\d|\.\d|%|:\d|['’]s\s+\d)"
_UNIT: Final = "day|week|weekend|month|quarter|year|decade|century"
_SEASON: Final = _either(_SEASONS)
_ZONE: Final = (
    rf"(?:{_either(_ZONES)}|[ECMP]T|local\s+time"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:Standard|Daylight))?(?:\s+[Tt]ime)?)\b"
)
_NUMBER: Final = rf"(?:\d{{1,3}}|(?:{_either(_TENS)})-(?:{_either(_ONES)})|{_either(_COUNTS)})"
_RELATIVE: Final = "last|next|this\\s+past|this\\s+coming|this|past"
_AFTER_DAY: Final = r"(?!:\d|\.\d|,\d|%|\s*percent|\s+per\s+cent|/|\s*million|\s*billion)"

_GAP: Final = r"(?:\s?,)?\s+"  # tokenised copy has a space before the comma too

_PATTERN: Final = re.compile(
    rf"""
    (?P<mod>(?i:early|mid|late|earlier|later|before\s+dawn)(?:-|\s+)(?i:(?:on|in)\s+)?
      | (?i:the\s+(?:beginning|start|middle|end|(?:first|second|last)\s+half
        |(?:early|small)\s+hours)\s+of)\s+)?
    (?:
      (?P<twodays>(?i:the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)))
    | (?P<iso>(?P<iy>(?:1[4-9]|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-]))
    | (?P<slash>(?P<s1>\d{{1,2}})/(?P<s2>\d{{1,2}})/(?P<sy4>(?:19|20)\d\d)(?!/))
    | (?P<clock>(?:(?P<ch>\d{{1,2}})(?:[:.](?P<cm>\d\d))?(?:\s|-)?
        (?P<chalf>[ap]\.m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b)
        | (?P<ch2>\d{{1,2}}):(?P<cm2>\d\d)(?=\s+(?:{_ZONE}|hours\b|on\s+{_WEEKDAY}|{_WEEKDAY}))
        | (?P<ch3>[012]\d):?(?P<cm3>\d\d)(?=\s+(?:GMT|UTC)\b)
        | (?P<ch4>\d{{1,2}})\s+o['’]clock
        | (?P<ch5>[012]?\d):(?P<cm5>[0-5]\d)(?![:.]?\d)
        | (?P<cword>(?i:noon|midnight|midday)))(?:\s+(?P<czone>{_ZONE}))?)
    | (?P<md>(?:{_WEEKDAY}{_GAP})?(?P<mdm>{_MONTH})\s+(?P<mdd>\d{{1,2}})
        (?:st|nd|rd|th)?\b{_AFTER_DAY}
        (?:(?:\s?[-–]\s?|\s+to\s+)(?P<mdd2>\d{{1,2}})\b{_AFTER_DAY}(?!\s+{_MONTH}))?(?:{_GAP}(?P<mdy>{_YEAR}))?)
    | (?P<dm>(?:{_WEEKDAY}{_GAP})?(?:(?i:the)\s+)?(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?
        (?:\s?[-–]\s?(?P<dmd2>\d{{1,2}}))?\s+(?:of\s+)?(?P<dmm>{_MONTH})
        (?:{_GAP}(?P<dmy>{_YEAR}))?)
    | (?P<my>(?P<mym>{_MONTH})(?:(?:\s+of)?{_GAP}(?P<myy>{_YEAR})
        |\s+(?:of\s+)?(?P<myrel>last|this|next)\s+year))
    | (?P<m>(?:(?P<mrel>(?i:{_RELATIVE}))\s+)?(?P<mm>{_MONTH})(?!\s+\d))
    | (?P<wd>(?:(?P<wdrel>(?i:{_RELATIVE}))\s+)?(?P<wdd>{_WEEKDAY})
        (?:\s+(?P<wdpart>{_either(_PARTS)})\b)?)
    | (?P<holiday>(?:(?P<hrel>(?i:{_RELATIVE}))\s+)?(?P<hname>{_cased(_HOLIDAYS)})
        (?:{_GAP}(?P<hy>{_YEAR}))?)
    | (?P<decade>(?:(?i:the)\s+)?(?P<dmod>(?i:early|mid|late)(?:-|\s+))?
        (?:(?P<dec>(?:1[4-9]|20)\d0)['’]?s|['’](?P<dec2>\d0)['’]?s
        |(?<=[Tt]he\s)(?P<decword>(?i:{_either(_DECADES)}))
        |(?<=mid-)(?P<decword2>(?i:{_either(_DECADES)}))))
    | (?P<century>(?:(?i:the)\s+)?(?P<centmod>(?i:early|mid|late)(?:-|\s+))?
        (?:(?P<cent>1[4-9]|2[01])(?:st|th)
        |(?P<centword>(?i:{_either(_CENTURIES)})))(?:-|\s+)(?i:century))
    | (?P<season>(?:(?P<srel>(?i:{_RELATIVE}|the))\s+)?(?P<sname>(?i:{_SEASON}))
        (?:{_GAP}(?:of\s+)?(?P<syy>{_YEAR}))?)
    | (?P<quarter>(?:(?P<qown>(?i:this|last|next)\s+year|{_YEAR})['’]s\s+
          |(?i:the)\s+(?!\w+-quarter))?
        (?:(?i:fiscal)\s+)?
        (?:Q(?P<q1>[1-4])|(?P<q2>(?i:{_either(_ORDINALS)}))(?:-|\s+)(?:fiscal(?:-|\s+))?
        (?P<qunit>(?i:quarter|half)))
        (?:{_GAP}(?:of\s+)?(?:fiscal\s+)?(?:(?P<qyy>{_YEAR})
        |of\s+(?P<qrel>(?:last|this|next|the)\s+year)))?)
    | (?P<report>(?i:(?:the|last\s+year['’]s)\s+)?
        (?P<ryear>(?i:year)[-\s](?i:earlier|ago)(?:\s+(?:quarter|period))?)
        | (?i:the)\s+(?P<rnow>latest|fiscal)\s+(?:fiscal\s+)?(?P<rnowunit>quarter|period|year)
        | (?i:the|last\s+year['’]s)\s+(?P<rquarter>(?:(?P<ryy>{_YEAR})\s+)?quarter)
        (?P<rago>\s+a\s+year\s+ago)?)
    | (?P<fiscal>(?i:fiscal)\s+(?:(?i:year)\s+)?(?P<fyy>{_YEAR})
        |(?P<fyy2>{_YEAR})\s+fiscal\s+year)
    | (?P<y>(?:(?i:the)\s+year\s+)?(?P<yy>{_YEAR})(?:[-–](?P<yy2>\d\d(?:\d\d)?)(?!\d|[-–]))?(?!-\w)
        (?:\s+(?:or\s+later|and\s+beyond))?)
    | (?P<ywords>(?:(?i:the)\s+year\s+)?(?P<yhun>(?i:eighteen|nineteen|twenty))[\s-]
        (?:(?P<yten>{_either(_TENS)})(?:[\s-](?P<yone>{_either(_ONES)})\b)?))
    | (?P<rel>(?P<relw>(?i:this\s+past|this\s+coming|this|last|next|that\s+same|that
        |(?:the\s+)?(?:previous|following|preceding|current|coming|same|new)|the\s+next|the))\s+
        (?P<relu>(?i:{_UNIT}|{_either(_PARTS)}))(?![-\w]|['’]s\s+(?:old|end)))
    | (?P<yearend>(?i:the\s+)?(?i:year-end|year['’]s\s+end|end\s+of\s+the\s+year))
    | (?P<ago>(?:(?i:almost|nearly|about|around|some|roughly|more\s+than|over|less\s+than
        |just\s+over)\s+)?
        (?P<agon>(?i:{_NUMBER}|several|(?:a\s+)?few|some|many|a\s+couple(?:\s+of)?))(?:-|\s+)
        (?P<agou>day|week|month|quarter|year|decade|century|hour|minute)s?
        \s+(?P<agow>ago|earlier|later|before\b(?!\s+['’“"]?\w)))
    | (?P<fixed>(?P<fixedw>(?i:today|yesterday|tomorrow|tonight|overnight))
        (?:\s+(?P<fixedpart>{_either(_PARTS)})\b)?)
    | (?P<ref>(?i:now(?!\s+that\b)|currently|(?:more\s+)?recently|nowadays|these\s+days
        |as\s+soon\s+as\s+possible|soon(?!\s+(?:as|after)\b)
        |recent\s+(?:day|week|month|quarter|year|decade)s(?:\s+and\s+(?:week|month|year)s)?
        |(?:the\s+)?(?:near|foreseeable|not-too-distant)\s+future|(?<=in\s)the\s+future
        |the\s+(?:near|short)\s+term|future\s+(?:quarter|year|period)s))
    )(?!\w)(?!-\w*\d)
    """,
    re.VERBOSE,
)


# Words that begin a date: only there is the pattern tried. Digits and apostrophes are tried too.
_STARTS: Final = frozenset(
    word.split()[0].split("-")[0].split("'")[0]
    for group in (
        *(_MONTHS, _WEEKDAYS, _SEASONS, _COUNTS, _VAGUE, _ORDINALS, _TENS, _DECADES, _CENTURIES),
        _HOLIDAYS,
        "the early mid late earlier later last next this past that previous following preceding"
        " current coming same new noon midday midnight q1 q2 q3 q4 fiscal year end almost nearly"
        " about"
        " around roughly more over less just today yesterday tomorrow tonight overnight now"
        " currently recently presently nowadays these soon previously in recent near foreseeable"
        " not future before".split(),
    )
    for word in group
)
# Without one of these, or a digit, a sentence holds no date and is not looked at further.
_TRIGGERS: Final = frozenset(
    word.split()[-1]
    for group in (
        *(_MONTHS, _WEEKDAYS, _SEASONS, _PARTS, _DECADES),
        _HOLIDAYS,
        "day days week weeks weekend month months quarter quarters year years decade decades"
        " century period half ago earlier later noon midday midnight today yesterday tomorrow"
        " tonight"
        " overnight now currently recently presently nowadays soon previously future term fiscal"
        " nineteen eighteen twenty q1 q2 q3 q4".split(),
    )
    for word in group
)
# Words after which a bare year is one, and a month that is also a word ("may", "March") is one.
_PLACING: Final = frozenset(
    "in since by until till from before after during between through around about circa late early"
    " mid last next this every throughout than due".split()
)
_YEAR_PLACING: Final = _PLACING - {"about", "around"}
# What makes a date look ahead: adjectives before it, verbs before an infinitive, verbs whose
# present tense announces ("opens Monday").
_FORWARD: Final = frozenset("due effective payable scheduled upcoming slated tomorrow".split())
_PLANNING: Final = frozenset(
    "expect schedule plan hope intend set slate want prepare go be due aim vow promise".split()
)
_ANNOUNCING: Final = frozenset(
    "begins starts opens ends closes expires returns arrives leaves resumes meets travels convenes"
    " begin start open resume meet".split()
)
_BOUNDS: Final = {
    **{"since": "since", "until": "until", "till": "until", "through": "until"},
    **{"before": "before", "by": "until", "after": "after", "from": "since", "to": "until"},
    **{"starting": "since", "beginning": "since"},
}
# Sentences of company results, where "the quarter" is three months and not a part of a town.
_RESULTS: Final = re.compile(
    r"[$£€%]|\b(?:earnings|profits?|sales|revenues?|income|loss(?:es)?|results|shares?|growth)\b"
)
# Sentences of sport, where a quarter is a part of a game, and of weather, where nineties are hot.
_GAME: Final = re.compile(
    r"(?i)\b(?:touchdowns?|yards?|field goal|points|halftime|scor(?:ed?|ing)|game)\b"
)
_HEAT: Final = re.compile(r"(?i)\b(?:temperatures?|degrees|highs|lows)\b")


@dataclass(slots=True)
class _Reader:
    """What the readers know of the place: the sentence and what the article dated before it."""

    anchor: date | None
    parsed: Parsed
    text: str
    quarter: DateValue | None = None
    last: DateValue | None = None
    since_last: int = 99
    subjects: dict[re.Pattern[str], bool] = field(default_factory=dict)
    lead: int | None = None  # where the mention begins, if before the match

    def about(self, pattern: re.Pattern[str]) -> bool:
        """Whether the sentence has a word of a subject; searched once."""
        if pattern not in self.subjects:
            self.subjects[pattern] = pattern.search(self.text) is not None
        return self.subjects[pattern]

    def token(self, offset: int) -> Token | None:
        """The token at an offset of the sentence's text, or the first one after it."""
        at = self.parsed.at(self.parsed.sentence.start + offset)
        return self.parsed.tokens[at] if at < len(self.parsed.tokens) else None

    def before(self, offset: int) -> Token | None:
        """The last token that ends before an offset of the sentence's text."""
        at = self.parsed.at(self.parsed.sentence.start + offset)
        return self.parsed.tokens[at - 1] if at > 0 else None


def extract(document: Document, taken: tuple[Span, ...]) -> Iterator[Mention[DateValue]]:
    """Every date and time of an article, in order. Linear in the text's length.

    Raises nothing: words that form no valid date ("Feb. 30") give no mention.
    """
    here = (
        _Reader(day_of(document.article.published), document.parsed[0], "")
        if (document.parsed)
        else None
    )
    for parsed in document.parsed:
        assert here is not None
        here.since_last += 1
        text = parsed.sentence.text
        if not _may_hold(parsed):
            continue
        here.parsed, here.text, here.subjects = parsed, text, {}
        yield from _extract_sentence(document, here)


def _may_hold(parsed: Parsed) -> bool:
    return any(t.lower in _TRIGGERS or t.pos == NUM or t.text[0].isdigit() for t in parsed.tokens)


def _extract_sentence(document: Document, here: _Reader) -> Iterator[Mention[DateValue]]:
    parsed, text = here.parsed, here.text
    base = parsed.sentence.start
    position = 0
    opened = ""
    found: list[tuple[int, int, DateValue]] = []
    for token in parsed.tokens:
        at = token.start - base
        if at < position or not _may_start(token, text, at):
            continue
        match = _PATTERN.match(text, at)
        value = _value(match, here) if match else None
        if match is None or value is None:
            continue
        start, end = match.span()
        if _mod(match["mod"]) in ("earlier", "later") and value.grain == "day":
            apart = match["fixed"] is None and match["rel"] is None
            start = match.end("mod") if apart else start  # "earlier Friday" is Friday
        if match["clock"] is not None and value.start is None:
            value, end = _with_day(here, value, start, end)
        elif match["clock"] is None and value.grain == "day" and value.clock is None:
            value, end = _with_clock(here, value, end)
        position = end
        bound = None if value.grain == "ref" else _bound(here, start, end, opened)
        opened = _opens(here, start, end, bound)
        if bound == "until" and found and found[-1][2].bound == "since":
            value = _after_opening(value, found[-1][2])
        snapshot = _AS_OF.search(text, max(0, start - 12), start) is not None
        value = replace(value, bound=bound, snapshot=snapshot)
        found.append((start, end, value))
        if value.start is not None:
            here.last, here.since_last = value, 0
        # The quarter that an article is about: not one of the year before, to compare with.
        if match["quarter"] is not None and value.grain == "quarter" and not match["qown"]:
            here.quarter = value if value.start is not None else here.quarter
    before = 0
    for start, end, value in _clocks_placed(found):
        yield _mention(document, parsed, start, end, value, before)
        before = end


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
    return token.lower in _STARTS and before not in "-_@#/"


def _with_day(here: _Reader, value: DateValue, start: int, end: int) -> tuple[DateValue, int]:
    """A time of day takes the day printed right after it: "9 a.m. Tuesday" is one mention."""
    link = _DAY_LINK.match(here.text, end)
    match = _PATTERN.match(here.text, link.end()) if link else None
    if match is None or match["clock"] is not None:
        return value, end
    here.lead = start
    day = _value(match, here)
    here.lead = None
    if day is None or day.grain != "day":
        return value, end
    return _at_day(value, day), match.end()


def _with_clock(here: _Reader, day: DateValue, end: int) -> tuple[DateValue, int]:
    """A day takes the time printed right after it: "Friday at 5 p.m." is one mention."""
    link = _CLOCK_LINK.match(here.text, end)
    match = _PATTERN.match(here.text, link.end()) if link else None
    if match is None or match["clock"] is None:
        return day, end
    value = _value(match, here)
    if value is None or value.start is not None or value.clock is None:
        return day, end
    if _with_day(here, value, match.start(), match.end())[1] != match.end():
        return day, end  # "arrived Friday, at 5 p.m. Saturday left": the time has its own day
    return _at_day(value, day), match.end()


_CLOCK_LINK: Final = re.compile(r"\s+at\s+(?:about\s+|around\s+)?")
_DAY_LINK: Final = re.compile(r"(?:\s?,)?\s+(?:on\s+)?")


def _at_day(value: DateValue, day: DateValue) -> DateValue:
    clock = value.timex.partition("T")[2]
    return replace(
        value,
        start=day.start,
        end=day.end,
        timex=f"{day.timex}T{clock}",
        words=day.words,
        repeats=day.repeats,
    )


# A clock and a day further apart than this may belong to two events ("Tuesday, at about 10 a.m.").
_CLOCK_REACH: Final = 24


def _clocks_placed(
    found: list[tuple[int, int, DateValue]],
) -> Iterator[tuple[int, int, DateValue]]:
    """Times of day without a day take the one printed close by in the sentence."""
    for i, (start, end, value) in enumerate(found):
        if value.clock is not None and value.start is None:
            for j in (i - 1, i + 1, i + 2):
                if not 0 <= j < len(found) or found[j][2].grain != "day":
                    continue
                gap = start - found[j][1] if j < i else found[j][0] - end
                if gap <= _CLOCK_REACH and found[j][2].start is not None:
                    value = _at_day(value, found[j][2])
                    break
        yield start, end, value


def _mention(
    document: Document, parsed: Parsed, start: int, end: int, value: DateValue, before: int
) -> Mention[DateValue]:
    """`before` is where the date printed before ends, 0 for the sentence's first."""
    base = parsed.sentence.start
    span = Span(base + start, base + end)
    head = _governor(parsed, span)
    first, last = _clause(parsed, parsed.at(span.start))
    label = "" if value.timex.endswith("_REF") else _label(parsed, first, last, span)
    if head is not None and {head.lemma, head.lower} & _said():
        first, last = 0, len(parsed.tokens)
    words: tuple[Span, ...] = (Span(parsed.tokens[first].start, parsed.tokens[last - 1].end),)
    if before and base + before > words[0].start:
        words = (*words, Span(base + before, span.start))
    return Mention(
        Kind.DATE,
        document.article.id,
        parsed.sentence.index,
        span.start,
        span.end,
        parsed.sentence.text[start:end],
        value,
        Slot(
            label,
            head.span if head else None,
            words,
        ),
        published=document.article.published,
    )


def _label(parsed: Parsed, first: int, last: int, span: Span) -> str:
    """What the date dates: the words of its clause without it, at most 50 characters."""
    base = parsed.sentence.start
    start, end = parsed.tokens[first].start - base, parsed.tokens[last - 1].end - base
    text, date_start, date_end = parsed.sentence.text, span.start - base, span.end - base
    # No more than the label can hold: a line of dates stays linear.
    before = text[start : min(date_start, start + 200)]
    around = f"{before} {text[date_end : min(end, date_end + 200)]}"
    words = " ".join(around.split()).strip(' .,;:–—"“”')
    return f"when: {words}" if len(words) <= 50 else f"when: {words[:50].rsplit(' ', 1)[0]}…"


def _said() -> frozenset[str]:
    """The verbs of saying, whose event is what is said."""
    lists = speech.lists()
    return lists.say | lists.tell


# Tokens around a date in which its verb is looked for: keeps a line of dates linear.
_REACH: Final = 40


def _governor(parsed: Parsed, span: Span) -> Token | None:
    """The word whose event the date dates: the nearest verb of its clause, else a noun before."""
    at = parsed.at(span.start)
    first, last = _clause(parsed, at)
    before = parsed.tokens[max(first, at - _REACH) : min(at, last)]
    after = parsed.tokens[at : min(last, at + _REACH)]
    for token in reversed(before):
        if token.pos == VERB:
            return token
    for token in after:
        if token.pos == VERB and token.start >= span.end:
            return token
    return next((token for token in reversed(before) if token.pos == NOUN), None)


def _bound(here: _Reader, start: int, end: int, opened: str) -> str | None:
    """since, until, before or after, from the word before the date.

    "from" only where "to" follows, "to" and "and" only after "from" and "between". A date that
    belongs to a noun ("after Friday's raid", "since the 1999 election") is no bound of the event.
    """
    token = here.before(start)
    while token and token.lower in _BETWEEN_BOUND:
        token = here.before(token.start - here.parsed.sentence.start)
    word = token.lower if token else ""
    if word in ("to", "and", "-", "–", "through", "until", "till") and opened:
        return "until"
    if word in ("to", "and", "-", "–"):
        return None
    if word == "between" or word == "from":
        return "since" if _STRETCH.match(here.text, end) else None
    if word == "than" and _NO_LATER.search(here.text, max(0, start - 20), start):
        return "before"
    bound = _BOUNDS.get(word)
    determined = _THE.search(here.text, max(0, start - 4), start + 4) is not None
    if bound and (_belongs(here, end) or (determined and _modifies(here, end))):
        return None
    return bound


_THE: Final = re.compile(r"\bthe ", re.IGNORECASE)


_BETWEEN_BOUND: Final = frozenset("on in the late early at about around shortly".split())
_NO_LATER: Final = re.compile(r"\bno\s+later\s+than\s+$")
_STRETCH: Final = re.compile(r",?\s*(?:to|and|until|till|through|-|–|—|onwards?)(?!\w)")


def _opens(here: _Reader, start: int, end: int, bound: str | None) -> str:
    """Whether a date begins a stretch whose end the next date gives."""
    return "since" if bound == "since" and _STRETCH.match(here.text, end) else ""


def _belongs(here: _Reader, end: int) -> bool:
    """Whether the words right after a date are what it modifies ("Friday's raid")."""
    if _POSSESSIVE.match(here.text, end):
        return True
    if here.text[end : end + 1] != " ":
        return False
    token = here.token(end)
    return token is not None and token.pos == NOUN


def _modifies(here: _Reader, end: int) -> bool:
    """Whether a noun, name or adjective follows directly."""
    token = here.token(end)
    beside = here.text[end : end + 1] == " "
    return beside and token is not None and token.pos in (NOUN, NAME, ADJ)


_POSSESSIVE: Final = re.compile(r"['’]s\b|s['’]")


# -------------------------------------------------------------------------------------- values


def _value(match: re.Match[str], here: _Reader) -> DateValue | None:
    """The value of a match, or None where the words are no date after all."""
    kind = next(name for name in _READERS if match[name] is not None)
    if kind in ("fixed", "rel") and _title(match, here):
        return None
    mod = _mod(match["mod"])
    try:
        value = _READERS[kind](match, here)
    except (ValueError, OverflowError):
        return None
    if value is None or not mod:
        return value
    return None if value.grain == "ref" else _modified(value, mod, here.anchor)


def _title(match: re.Match[str], here: _Reader) -> bool:
    """Whether a date's words are a name: the "Today" show, "This Week", USA Today."""
    printed, text = match.group(), here.text
    if not printed[0].isupper() or here.parsed.sentence.role is Role.HEADING:
        return False
    words = printed.split()
    if len(words) > 1 and words[-1][0].isupper() and not printed.isupper():
        return True
    if text[match.end() : match.end() + 1] in ("”", '"', "’", "'") and len(words) == 1:
        return not _POSSESSIVE.match(text, match.end())
    before = here.before(match.start())
    return before is not None and before.pos != PUNCT


def _mod(words: str | None) -> str:
    """early, mid, late, earlier, later, first or last from the words before a date."""
    if not words:
        return ""
    parts = words.lower().replace("-", " ").split()
    word = parts[1] if parts[0] == "the" else parts[0]
    named = {"beginning": "early", "start": "early", "middle": "mid", "end": "late"}
    named["before"] = named["small"] = "early"  # "before dawn", "the small hours of"
    return named.get(word, word)


def _modified(value: DateValue, mod: str, anchor: date | None) -> DateValue | None:
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
    start, end = value.start, value.end
    length = (end - start).days + 1
    if mod == "earlier" and anchor and start <= anchor <= end:
        end = anchor
    elif mod == "later" and anchor and start <= anchor <= end:
        start = anchor
    elif mod == "mid":
        start, end = start + timedelta(days=length // 4), end - timedelta(days=length // 4)
    elif mod in ("early", "first"):
        end = start + timedelta(days=max(length // 2 - 1, 0))
    elif mod in ("late", "second", "last"):
        start += timedelta(days=length // 2)
    return replace(value, start=start, end=end, grain=grain, timex=timex)


def _day(when: date) -> DateValue:
    return DateValue(when, when, "day", None, when.isoformat())


def _unresolved(grain: str, timex: str, words: str) -> DateValue:
    return DateValue(None, None, grain, None, timex, words=" ".join(words.lower().split()))


def _month(year: int | None, month: int) -> DateValue:
    if year is None:
        return DateValue(None, None, "month", None, f"XXXX-{month:02}")
    last = calendar.monthrange(year, month)[1]
    timex = f"{year}-{month:02}"
    return DateValue(date(year, month, 1), date(year, month, last), "month", None, timex)


def _year(year: int) -> DateValue:
    return DateValue(date(year, 1, 1), date(year, 12, 31), "year", None, f"{year}")


def _quarter(year: int, quarter: int) -> DateValue:
    first = date(year, 3 * quarter - 2, 1)
    last = date(year, 3 * quarter, calendar.monthrange(year, 3 * quarter)[1])
    return DateValue(first, last, "quarter", None, f"{year}-Q{quarter}")


def _week(when: date) -> DateValue:
    monday = when - timedelta(days=when.weekday())
    year, week, _ = when.isocalendar()
    return DateValue(monday, monday + timedelta(days=6), "week", None, f"{year}-W{week:02}")


def _years(first: int, count: int, grain: str) -> DateValue:
    timex = f"{first // count}"
    last = date(min(first + count - 1, 9999), 12, 31)
    return DateValue(date(first, 1, 1), last, grain, None, timex)


def _part_of_day(value: DateValue, part: str) -> DateValue:
    name = _PARTS[part]
    words = f"{value.words or value.timex} {part}" if value.start is None else ""
    timex = f"{value.timex}T{name}"
    return replace(value, grain="daytime", timex=timex, part=name, words=words)


# A date without its year is the next one where it comes within this many days, else the last one:
# by AP style a year is left out within the calendar year, and news looks back further than ahead.
_COMING_DAYS: Final = 75
_COMING_DAYS_PLANNED: Final = 300


def _nearest_year(here: _Reader, m: re.Match[str], month: int, day: int) -> int | None:
    """The year of a month and day printed without one; None without a date of publication."""
    anchor = here.anchor
    if anchor is None:
        return None
    reach = _reach(here, m)
    for year in (anchor.year, anchor.year + 1):
        when = date(year, month, min(day, calendar.monthrange(year, month)[1]))
        if when >= anchor:
            return year if (when - anchor).days <= reach else year - 1
    return anchor.year


def _reach(here: _Reader, m: re.Match[str]) -> int:
    """Within how many days a date without its year is taken as coming."""
    return _COMING_DAYS_PLANNED if _ahead(here, *m.span()) else _COMING_DAYS


def _ahead(here: _Reader, start: int, end: int) -> bool:
    """Whether the verb next to a date looks ahead ("will meet Friday", "is due Nov. 17")."""
    parsed, tokens = here.parsed, here.parsed.tokens
    base = parsed.sentence.start
    start = start if here.lead is None else here.lead
    at = parsed.at(base + start)
    first, last = _clause(parsed, min(at, len(tokens) - 1))
    word = tokens[at - 1].lower if at else ""
    if word in ("since", "after"):
        return False
    if _AS_SOON.search(here.text, max(0, start - 24), start):
        return True
    for i in range(at - 1, max(first, at - 16) - 1, -1):
        if tokens[i].lower in _FORWARD and not _because(tokens, i):
            return True
        if tokens[i].pos in (VERB, MODAL, AUX):
            if word in ("until", "till", "by") and tokens[i].lemma in _EXTENDING:
                return True
            if word in ("until", "till") and _now(tokens, i):
                return True  # "has been closed until Thursday": it still is
            if word == "for" and tokens[i].lemma in ("set", "schedule", "plan", "slate"):
                return True
            stands = tokens[i].lower in ("is", "are")  # "the hearing is Friday"
            return stands or _looks_ahead(tokens, i, i, first, word == "by")
    for i in range(parsed.at(base + end), min(last, at + 16)):
        if tokens[i].pos in (VERB, MODAL, AUX):
            stop = i
            while stop + 1 < last and tokens[stop + 1].pos in _GROUP:
                stop += 1
            return _looks_ahead(tokens, i, stop, first, word == "by")
    return False


def _now(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether the verb group that ends at `i` is about the present: "is closed", "has been"."""
    group = {t.lower for t in tokens[max(0, i - 2) : i + 1]}
    return bool(group & {"is", "are", "has", "have", "remains", "remain", "stays", "stay"})


def _because(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "due" means "because of": "due to rain"."""
    following = tokens[i + 1 : i + 3]
    return [t.lower for t in following[:1]] == ["to"] and [t.pos for t in following[1:]] != [VERB]


_AS_SOON: Final = re.compile(r"\b(?:as\s+(?:soon|early)\s+as|ahead\s+of|advance\s+of)\s+$")
_PLANNED: Final = frozenset("planned scheduled slated expected".split())
_EXTENDING: Final = frozenset("give extend delay postpone set have".split())


def _clause(parsed: Parsed, at: int) -> tuple[int, int]:
    """The clause around a token, with the one before where "since" or "until" only leads a date.

    Such words open a clause for the parser even where nothing but a date follows.
    """
    clauses = parsed.clauses
    if not clauses:
        return 0, len(parsed.tokens)
    place = max(bisect_right(clauses, (at, len(parsed.tokens) + 1)) - 1, 0)
    first, last = clauses[place]
    while place > 0 and at - first < _REACH:
        leads = parsed.tokens[first].lower in _BOUNDS
        ahead = parsed.tokens[first : min(at if leads else last, at + _REACH)]
        if any(t.pos in (VERB, MODAL, AUX) for t in ahead):
            break
        place -= 1
        first = clauses[place][0]
    return first, last


_GROUP: Final = frozenset({VERB, MODAL, AUX, NOT, TO, ADV})


def _looks_ahead(
    tokens: tuple[Token, ...], low: int, high: int, first: int, by: bool = False
) -> bool:
    """Whether the verb group around tokens `low` to `high` is about what is to come.

    An infinitive is where a verb of planning stands before it, or "by" before the date.
    """
    while low > first and tokens[low - 1].pos in _GROUP:
        low -= 1
    group = tokens[low : high + 1]
    words = {t.lower for t in group}
    if words & {"will", "shall", "'ll", "’ll", "wo"}:
        return True
    if "have" in words or "had" in words:
        return False
    if words & {"would", "may", "can", "should", "must"}:
        return True
    if any(t.pos == TO for t in group):
        leads = (group[i - 1].lemma for i in range(1, len(group)) if group[i].pos == TO)
        return by or any(lemma in _PLANNING for lemma in leads)
    if words & {"is", "are", "'s", "'re", "’s", "’re"}:
        expected = bool(words & {"expected", "scheduled", "due"})
        return expected or group[-1].lower.endswith("ing")
    return bool(words & _ANNOUNCING) or group[-1].lower in _PLANNED


def _read_iso(m: re.Match[str], here: _Reader) -> DateValue | None:
    return _day(date(int(m["iy"]), int(m["im"]), int(m["id"])))


def _read_slash(m: re.Match[str], here: _Reader) -> DateValue | None:
    """Month/day or day/month: resolved only where one of the two can't be a month."""
    first, second, year = int(m["s1"]), int(m["s2"]), int(m["sy4"])
    if first == second or second > 12:
        return _day(date(year, first, second))
    if first > 12:
        return _day(date(year, second, first))
    date(year, first, second), date(year, second, first)  # both must be days at all
    return _unresolved("day", f"{year}-XX-XX", m["slash"])


_CLOCK_PLACING: Final = frozenset(
    "at by until till from before after around about since to and between past".split()
)


def _read_clock(m: re.Match[str], here: _Reader) -> DateValue | None:
    hour = int(m["ch"] or m["ch2"] or m["ch3"] or m["ch4"] or m["ch5"] or 12)
    minute = int(m["cm"] or m["cm2"] or m["cm3"] or m["cm5"] or 0)
    half = (m["chalf"] or "").lower().replace(".", "")
    if m["ch5"]:  # "at 14:05"; a bare 2:05 may be a score or how long a race took
        before = here.before(m.start())
        if before is None or before.lower not in _CLOCK_PLACING - {"and", "past"}:
            return None
    if m["cword"]:
        before = here.before(m.start())
        placed = before is not None and before.lower in _CLOCK_PLACING
        if not placed and here.parsed.sentence.start + m.start() > here.parsed.tokens[0].start:
            return None
        hour = 0 if m["cword"].lower() == "midnight" else 12
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59:
        return None
    stamp = f"XXXX-XX-XXT{hour:02}:{minute:02}"
    return DateValue(
        None, None, "minute", None, stamp, 60 * hour + minute, _ZONES.get(m["czone"] or "")
    )


def _read_md(m: re.Match[str], here: _Reader) -> DateValue | None:
    return _month_day(m, here, m["mdm"], m["mdd"], m["mdd2"], m["mdy"])


def _read_dm(m: re.Match[str], here: _Reader) -> DateValue | None:
    before = here.before(m.start())
    if (before is not None and before.pos == NUM) or _DAY_NEXT.match(here.text, m.end()):
        return None  # "the 19 Sept. 11 victims"
    return _month_day(m, here, m["dmm"], m["dmd"], m["dmd2"], m["dmy"])


_DAY_NEXT: Final = re.compile(r"\s+\d{1,2}\b(?![:.]\d)")


def _month_day(
    m: re.Match[str], here: _Reader, name: str, first: str, last: str | None, printed: str | None
) -> DateValue | None:
    month, day = _MONTHS[name.rstrip(".").lower()], int(first)
    if (month, day) == (9, 11) and not printed and _modifies(here, m.end()):
        return None  # "the Sept. 11 victims": like 9/11, the name of an event of another year
    year = int(printed) if printed else _nearest_year(here, m, month, day)
    if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    if year is None:
        stamp = f"XXXX-{month:02}-{day:02}"
        return DateValue(None, None, "day", None, f"{stamp}/{last}" if last else stamp)
    start = date(year, month, day)
    if not last:
        return replace(_day(start), repeats="" if printed else "year")
    end = date(year, month, int(last))
    if end <= start:
        return None
    return DateValue(start, end, "days", None, f"{start.isoformat()}/{end.isoformat()}")


def _read_my(m: re.Match[str], here: _Reader) -> DateValue | None:
    month = _MONTHS[m["mym"].rstrip(".").lower()]
    if m["myy"]:
        return _month(int(m["myy"]), month)
    if here.anchor is None:
        words = f"{m['mym']} of {m['myrel']} year"
        return _unresolved("month", f"XXXX-{month:02}", words)
    return _month(here.anchor.year + _SHIFTS[m["myrel"].lower()], month)


_SHIFTS: Final = {"last": -1, "previous": -1, "preceding": -1, "past": -1, "this past": -1} | {
    "next": 1,
    "following": 1,
    "coming": 1,
    "this coming": 1,
    "this": 0,
    "current": 0,
    "the": 0,
}
_WORDS_TOO: Final = frozenset(
    {"may", "march", "june", "april", "august", "mar", "jan", "dec", "sep"}
)


def _read_m(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A month alone. Those that are words or names too need a word that places them."""
    name = m["mm"].rstrip(".").lower()
    relative = " ".join((m["mrel"] or "").lower().split())
    if relative == "past":
        return None
    if not relative and not m["mod"] and not _month_placed(m, here, name):
        return None
    month = _MONTHS[name]
    anchor = here.anchor
    if anchor is None:
        value = _month(None, month)
        return replace(value, words=f"{relative} {value.timex}") if relative else value
    if not relative:
        return replace(_month(_nearest_month(here, m, month), month), repeats="year")
    shift = _SHIFTS[relative]
    late = shift < 0 and month >= anchor.month
    early = shift > 0 and month <= anchor.month
    return _month(anchor.year - late + early, month)


def _nearest_month(here: _Reader, m: re.Match[str], month: int) -> int | None:
    """The year of a month alone: this month is this month, the others as days are."""
    if here.anchor is not None and here.anchor.month == month:
        return here.anchor.year
    return _nearest_year(here, m, month, 15)


def _month_placed(m: re.Match[str], here: _Reader, name: str) -> bool:
    before = here.before(m.start())
    after = here.token(m.end())
    named = after is not None and after.pos == NAME and here.text[m.end() : m.end() + 1] == " "
    if named and name in _WORDS_TOO:
        return False  # "April Jones", "June Osborne"
    if len(name) <= 4 and m["mm"].endswith("."):
        return True
    placed = before is not None and before.lower in _PLACING | {"of", "and", "through"}
    if name in _WORDS_TOO or name in _SHORT_MONTHS:
        return placed and m["mm"] != name
    if before is not None and before.pos == DET:
        return after is not None and after.pos == NOUN  # "the October storm"
    return before is None or before.pos != NAME or placed


def _weekday(name: str, relative: str, here: _Reader, m: re.Match[str]) -> DateValue:
    """The last such day on or before publication, the next where the text looks ahead."""
    number = _WEEKDAYS[name.rstrip(".").lower()]
    if here.anchor is None:
        words = f"{relative} {name.rstrip('.')}".strip()
        return _unresolved("day", f"XXXX-WXX-{number + 1}", words)
    back = (here.anchor.weekday() - number) % 7
    when = here.anchor - timedelta(days=back)
    backward = relative in ("last", "past", "this past")
    if backward and back == 0:
        when -= timedelta(days=7)
    forward = relative in ("next", "this coming")
    if not backward and (forward or (back != 0 and _ahead(here, *m.span()))):
        when += timedelta(days=7)
    return replace(_day(when), repeats="week")


def _read_wd(m: re.Match[str], here: _Reader) -> DateValue | None:
    relative = " ".join((m["wdrel"] or "").lower().split())
    before = here.before(m.start())
    if before is not None and before.text in _NAMED_DAYS:
        return None
    value = _weekday(m["wdd"], relative, here, m)
    return _part_of_day(value, m["wdpart"]) if m["wdpart"] else value


# "Black Friday", "Super Tuesday": a certain day of the year, which is not known here.
_NAMED_DAYS: Final = frozenset("Black Super Bloody Cyber Giving Fat Ash Palm Holy Maundy".split())


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


def _holiday(name: str, year: int) -> date:
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


def _read_holiday(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A holiday; not the first word of a thing ("a Christmas tree")."""
    name = " ".join(m["hname"].lower().replace("’", "'").split())
    name = _UNMARKED.sub(r"\1'\2", name)
    modifies = _modifies(here, m.end()) or _belongs(here, m.end())
    if not m["hy"] and modifies and not name.endswith(("day", "eve")):
        return None
    relative = " ".join((m["hrel"] or "").lower().split())
    if m["hy"]:
        return _day(_holiday(name, int(m["hy"])))
    if here.anchor is None:
        return _unresolved("day", "XXXX-XX-XX", f"{relative} {name}")
    year = here.anchor.year
    when = _holiday(name, year)
    if relative == "next" and when <= here.anchor:
        return _day(_holiday(name, year + 1))
    coming = (when - here.anchor).days
    reach = _reach(here, m)
    if coming > 0 and (relative in ("last", "this past") or coming > reach):
        return _day(_holiday(name, year - 1))
    next_year = _holiday(name, year + 1)
    if relative != "last" and (next_year - here.anchor).days <= 31 and coming < 0:
        return _day(next_year)
    return _day(when)


_UNMARKED: Final = re.compile(r"^(valentine|new year)(s)")  # copy drops the mark


def _read_decade(m: re.Match[str], here: _Reader) -> DateValue | None:
    if m["dec"]:
        first = int(m["dec"])
    else:
        word = (m["decword"] or m["decword2"] or "").lower()
        if word and here.about(_HEAT):
            return None
        first = 1900 + (int(m["dec2"]) if m["dec2"] else _DECADES[word])
    value = _years(first, 10, "decade")
    return _modified(value, _mod(m["dmod"]), None) if m["dmod"] else value


def _read_century(m: re.Match[str], here: _Reader) -> DateValue | None:
    number = int(m["cent"]) if m["cent"] else _CENTURIES[m["centword"].lower()]
    value = _years(100 * (number - 1), 100, "century")
    return _modified(value, _mod(m["centmod"]), None) if m["centmod"] else value


def _season(year: int, name: str) -> DateValue:
    """A season of the northern half of the earth; a winter has the year in which it begins."""
    months = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}[_SEASONS[name]]
    last_year = year + 1 if months[1] < months[0] else year
    last = date(last_year, months[1], calendar.monthrange(last_year, months[1])[1])
    return DateValue(date(year, months[0], 1), last, "season", None, f"{year}-{_SEASONS[name]}")


def _read_season(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A season with a year, or after this, last, next; "the spring" only where a word places it."""
    name = m["sname"].lower()
    relative = " ".join((m["srel"] or "").lower().split())
    if m["syy"]:
        placed = name != "fall" or m["sname"] == "Fall" or _before_noun(here, m)
        return _season(int(m["syy"]), name) if placed else None
    if relative in ("", "past") or (_belongs(here, m.end()) and relative == "the"):
        return None
    if relative == "the":
        before = here.before(m.start())
        if before is None or before.lower not in ("in", "during", "over", "by", "since", "until"):
            return None
        if re.match(r"\s+(?:of|from)\b", here.text[m.end() : m.end() + 8]):
            return None
    if here.anchor is None:
        return _unresolved("season", f"XXXX-{_SEASONS[name]}", f"{relative} {name}")
    if relative == "the" and before is not None and before.lower in ("by", "until"):
        relative = "this"
        begun = _season(here.anchor.year, name).start
        relative = "next" if begun and begun < here.anchor else relative
    return _near_season(name, relative, here.anchor)


def _before_noun(here: _Reader, m: re.Match[str]) -> bool:
    """Whether "fall 2019" stands where a time does and not after a noun ("prices fall 2019")."""
    before = here.before(m.start())
    return before is None or before.lower in _PLACING | {"the", "of"} or before.pos == PUNCT


def _near_season(name: str, relative: str, anchor: date) -> DateValue:
    season = _season(anchor.year, name)
    assert season.start
    assert season.end
    if name == "winter" and anchor.month <= 2 and _SHIFTS[relative] <= 0:
        season = _season(anchor.year - 1, name)
    assert season.start
    assert season.end
    if _SHIFTS[relative] < 0 and season.end >= anchor:
        return _season(season.start.year - 1, name)
    if _SHIFTS[relative] > 0 and season.start <= anchor:
        return _season(season.start.year + 1, name)
    if relative == "the" and (season.start - anchor).days > _COMING_DAYS:
        return _season(season.start.year - 1, name)
    return season


def _read_quarter(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A quarter or half of a year: the last that has begun where no year is named."""
    number = int(m["q1"]) if m["q1"] else _ORDINALS[m["q2"].lower()]
    half = bool(m["qunit"]) and m["qunit"].lower() == "half"
    own, relative = m["qown"], m["qrel"]
    if half and (number > 2 or not (m["qyy"] or own or relative)):
        return None
    named = bool(m["qyy"] or own or relative)
    if not named and (here.about(_GAME) or _OF.match(here.text, m.end())):
        return None  # of a game; "the second quarter of the town"
    anchor = here.anchor
    year: int | None = int(m["qyy"]) if m["qyy"] else None
    if own and own[0].isdigit():
        year = int(own)
    elif own or relative:
        year = anchor.year + _SHIFTS[(own or relative).split()[0].lower()] if anchor else None
    elif year is None and anchor is not None:
        begun = date(anchor.year, 3 * number - 2, 1) <= anchor
        ahead = not begun and _ahead(here, *m.span())
        year = anchor.year if begun or ahead else anchor.year - 1
    unit = "H" if half else "Q"
    if "fiscal" in m["quarter"].lower() and m["qyy"]:
        return _unresolved("quarter", f"FY{year}-{unit}{number}", f"FY{year}-{unit}{number}")
    if year is None:
        words = f"{(own or relative or '').split(' ')[0]} {unit}{number}"
        return _unresolved("quarter", f"XXXX-{unit}{number}", words)
    if half:
        value = _modified(_year(year), "first" if number == 1 else "second", None)
        return replace(value, grain="half-year") if value else None
    return _quarter(year, number)


_OF: Final = re.compile(r"\s+of\s+(?!(?:its|the|their|this|last|our)\s+(?:\w+\s+)?year)[^\W\d]")


def _read_report(m: re.Match[str], here: _Reader) -> DateValue | None:
    """The periods of company results: "the latest quarter", "the year-earlier period"."""
    if here.quarter is None and not here.about(_RESULTS):
        return None
    if m["rnow"] and m["rnow"].lower() == "fiscal" and m["rnowunit"] != "year":
        return None
    if m["rnowunit"] == "year":
        return _unresolved("year", "XXXX", "fiscal year")
    now = here.quarter or _last_quarter(here.anchor)
    if now is None or now.start is None:
        return _unresolved("quarter", "XXXX-QX", m["report"])
    year, number = now.start.year, (now.start.month + 2) // 3
    if m["ryy"]:
        return _quarter(int(m["ryy"]), number)
    earlier = bool(m["ryear"] or m["rago"]) or m["report"].lower().startswith("last")
    return _quarter(year - earlier, number)


def _last_quarter(anchor: date | None) -> DateValue | None:
    """The last quarter that had ended at a day: what results that appear then are about."""
    if anchor is None:
        return None
    quarter = anchor.year * 4 + (anchor.month - 1) // 3 - 1
    return _quarter(quarter // 4, quarter % 4 + 1)


def _read_fiscal(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A fiscal year: kept and never resolved, because each company has its own."""
    year = m["fyy"] or m["fyy2"]
    return _unresolved("year", f"FY{year}", f"fiscal {year}")


def _read_y(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A four-digit year: after a word that places it, in brackets, or before the noun it dates."""
    printed = m["yy"]
    if m["y"].lower().startswith("the") or m["mod"] or _year_placed(m, here, int(printed)):
        if m["yy2"]:
            return _year_range(printed, m["yy2"])
        return _year(int(printed))
    return None


def _year_range(first: str, last: str) -> DateValue | None:
    """1994-97: from the first year to the last."""
    start, end = int(first), int(last if len(last) == 4 else first[:2] + last)
    if not start < end <= start + 200:
        return None
    return DateValue(date(start, 1, 1), date(end, 12, 31), "years", None, f"{start}/{end}")


def _year_placed(m: re.Match[str], here: _Reader, year: int) -> bool:
    text, start, end = here.text, m.start(), m.end()
    before, after = here.before(start), here.token(end)
    adjoins = text[end : end + 1] == " " and after is not None
    counts = adjoins and after is not None and _plural(after)
    round_ = year % 50 == 0
    if before is not None and before.pos == ADJ and before.lower not in _ORDERING:
        # "the deadly 2012 attacks" is "the 2012 attacks".
        earlier = here.before(before.start - here.parsed.sentence.start)
        if earlier is not None and earlier.pos in (DET, CLITIC):
            before = earlier
    word = before.lower if before is not None else ""
    if m["yy2"]:
        return not counts or word in _YEAR_PLACING
    if text[start - 1 : start] == "(" and text[end : end + 1] in ")-–,;":
        return True
    if start == 0 or before is None:
        return text[end : end + 1] == ","
    if counts and (round_ or word not in ("in", "since", "until", "during")):
        event = after is not None and lexicon.topic(after.lemma) in _HAPPENINGS
        determined = before.pos in (DET, CLITIC) and word not in _COUNTING
        return determined and event and not round_
    if word in _YEAR_PLACING or word in ("year", "years"):
        return not (adjoins and after is not None and after.lower in _MEASURES)
    if word == "for" or word == "of":
        closed = after is not None and after.pos in (PUNCT, CONJ, PREP)
        return not adjoins or closed
    if word == "to":
        return _DATING.search(text, max(0, start - 20), start) is not None
    if word in ("and", "or", ",", "-", "–", "both"):
        if word == "both":
            return _PLACED_BOTH.search(text, max(0, start - 20), start) is not None
        return _YEAR_BEFORE.search(text, max(0, start - 16), start) is not None
    if before.pos in (DET, CLITIC) and word not in _COUNTING:
        named = after is not None and after.pos in (NOUN, ADJ, NAME)
        return adjoins and named
    if before.pos == ADJ and adjoins and after is not None and after.pos == NOUN:
        return not counts and lexicon.topic(after.lemma) in _HAPPENINGS
    return False


_DATING: Final = re.compile(r"(?:\bback|\bdat(?:ing|es|ed)|\bprior)\s+to\s+$")
_PLACED_BOTH: Final = re.compile(r"\b(?:in|for|since|during)\s+both\s+$")
_YEAR_BEFORE: Final = re.compile(r"\b(?:1[4-9]|20)\d\d(?:,|\s+and|\s+or|,\s+and|\s?[-–])\s*$")
# WordNet's topics of what happens and so has a year: not people and things, which have a number.
_HAPPENINGS: Final = ("act", "event", "phenomenon")
# Adjectives that go with a count.
_ORDERING: Final = frozenset(
    "first last next final past other remaining additional further extra estimated initial full"
    " whole total only mere same own previous recent".split()
)
_COUNTING: Final = frozenset("these those some all both every any no".split())
_MEASURES: Final = frozenset(
    "percent feet miles km meters metres people hours degrees points million billion tons".split()
)


def _plural(token: Token) -> bool:
    """Whether a word is a plural noun, which a number before it may count."""
    return token.pos == NOUN and (token.lemma != token.lower or token.lower in ("people", "police"))


def _read_ywords(m: re.Match[str], here: _Reader) -> DateValue | None:
    """A year in words: "nineteen ninety-six"."""
    hundred = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}[m["yhun"].lower()]
    return _year(hundred + _TENS[m["yten"]] + (_COUNTS[m["yone"]] if m["yone"] else 0))


def _read_rel(m: re.Match[str], here: _Reader) -> DateValue | None:
    unit = m["relu"].lower()
    word = " ".join(m["relw"].lower().split())
    word = word.removeprefix("the ") if word != "the" else word
    before = here.before(m.start())
    lead = before.lower if before is not None else ""
    if word == "the" and not _the_unit(m, here, unit):
        return None
    if m["relw"].lower().endswith("next") and word != m["relw"].lower():
        word = "following"  # "the next day"
    if lead in ("over", "within", "for") and word in ("following", "coming", "previous"):
        return None  # a length of time
    if word in ("last", "next") and before is not None and before.pos == DET:
        return None  # "in the last year": a length of time
    if word in ("that", "that same", "same", "new", "preceding") or (
        word in ("following", "previous") and unit != "quarter"
    ):
        return _from_story(word, unit, m, here)
    if word == "past" or (word == "coming" and not m["relw"].lower().startswith("the")):
        return None
    # "this past weekend" is the one that `_relative_unit` takes for "this".
    shift = 0 if unit == "weekend" and word.startswith("this") else _SHIFTS[word]
    if here.anchor is None:
        shown = "this" if word in ("current", "the") else word
        return _unresolved(unit if unit not in _PARTS else "daytime", "XXXX", f"{shown} {unit}")
    if unit == "quarter" and here.quarter is not None and word in ("previous", "following"):
        return _moved(here.quarter, "quarter", shift)
    if unit in _PARTS:
        return _part_of_day(_day(here.anchor + timedelta(days=shift)), unit)
    if unit == "weekend" and word == "the" and (lead == "for" or _ahead(here, *m.span())):
        word = "this coming"
    if unit == "day":
        return _that_day(m, here) if word == "the" else None
    return _relative_unit(unit, shift, here.anchor, word)


def _that_day(m: re.Match[str], here: _Reader) -> DateValue | None:
    """ "Later in the day": the day named last, close before, or nobody knows which."""
    known = here.last if here.since_last <= 1 else None
    if known is not None and known.start is not None and known.start == known.end:
        return _day(known.start)
    return _unresolved("day", "XXXX-XX-XX", "the day")


def _the_unit(m: re.Match[str], here: _Reader, unit: str) -> bool:
    """Whether "the week" alone names one: "earlier in the week", "over the weekend"."""
    if m["mod"]:
        return unit in ("week", "month", "year", "quarter", "decade", "century", "day")
    before = here.before(m.start())
    word = before.lower if before is not None else ""
    if unit == "weekend":
        return word in ("over", "during", "for", "throughout") and not _belongs(here, m.end())
    return False


def _from_story(word: str, unit: str, m: re.Match[str], here: _Reader) -> DateValue | None:
    """ "That day", "the following year": counted from the date named last, close before."""
    if word == "new" or (word == "that" and here.since_last > 1):
        return None
    shift = _SHIFTS.get(word, 0)
    known = here.last if here.since_last <= 1 else None
    if known is not None and known.start is not None and unit not in _PARTS:
        moved = _moved(known, unit, shift)
        if moved is not None:
            return moved
    if (
        unit in _PARTS
        and known is not None
        and known.start is not None
        and known.start == known.end
    ):
        return _part_of_day(_day(known.start + timedelta(days=shift)), unit)
    return _unresolved(unit if unit not in _PARTS else "daytime", "XXXX", f"{word} {unit}")


def _moved(known: DateValue, unit: str, shift: int) -> DateValue | None:
    """The unit that holds a known date, moved by some units; None where the date is coarser."""
    assert known.start
    assert known.end
    days = {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}
    if (known.end - known.start).days + 1 > days.get(unit, 36600):
        return None
    return _relative_unit(unit, shift, known.start, "")


def _relative_unit(unit: str, shift: int, anchor: date, word: str = "") -> DateValue | None:
    if unit == "day":
        return _day(anchor + timedelta(days=shift))
    if unit == "week":
        return _week(anchor + timedelta(weeks=shift))
    if unit == "weekend":
        # On Monday and Tuesday "the weekend" is the one before; "last" is never the coming one.
        monday = anchor - timedelta(days=anchor.weekday())
        if shift < 0 or (shift == 0 and (word in ("the", "this past") or anchor.weekday() < 2)):
            monday -= timedelta(weeks=0 if anchor.weekday() >= 5 and shift == 0 else 1)
        elif shift > 0 and word == "next" and anchor.weekday() >= 5:
            monday += timedelta(weeks=1)
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
    size = 10 if unit == "decade" else 100
    return _years(anchor.year // size * size + shift * size, size, unit)


def _read_yearend(m: re.Match[str], here: _Reader) -> DateValue | None:
    """The end of the year: its last quarter."""
    after = here.token(m.end())
    if after is not None and after.pos in (NOUN, ADJ) and here.text[m.end() : m.end() + 1] == " ":
        return None
    if here.anchor is None:
        return _unresolved("part-year", "XXXX", "end of this year")
    year = here.anchor.year
    return replace(_year(year), start=date(year, 10, 1), grain="part-year")


def _read_ago(m: re.Match[str], here: _Reader) -> DateValue | None:
    """So many units ago, or earlier and later than the date named last."""
    count = " ".join(m["agon"].lower().removesuffix(" of").split())
    unit, word = m["agou"], m["agow"]
    number = int(count) if count.isdigit() else _COUNTS.get(count.removeprefix("a "), 0)
    if not number and "-" in count:
        tens, ones = count.split("-")
        number = _TENS[tens] + _COUNTS[ones]
    words = f"{number or count} {unit} {word}"
    if not number:
        grain, timex = ("ref", "PAST_REF") if word == "ago" else (unit, "XXXX")
        return _unresolved(grain, timex, words)
    if unit in ("hour", "minute"):
        return _unresolved(unit, "XXXX-XX-XX", words)
    anchor = here.anchor
    results = unit == "year" and number == 1 and here.quarter is not None
    if results and here.quarter is not None and here.about(_RESULTS):
        return _moved_years(here.quarter, -1 if word != "later" else 1)
    if word != "ago":
        known = here.last if here.since_last <= 1 else None
        if known is None or known.start is None or (known.start != known.end and unit != "year"):
            return _unresolved(unit, "XXXX", words)
        anchor = known.start
    if anchor is None:
        return _unresolved(unit, "XXXX", words)
    sign = 1 if word == "later" else -1
    if unit == "day":
        return _day(anchor + timedelta(days=sign * number))
    if unit == "week":
        return _week(anchor + timedelta(weeks=sign * number))
    if unit in ("decade", "century"):
        # Loose: "three decades ago" is the ten years around that year.
        year = anchor.year + sign * number * (10 if unit == "decade" else 100)
        around = replace(_year(year), start=date(year - 5, 1, 1), end=date(year + 5, 12, 31))
        return replace(around, grain=unit)
    value = _relative_unit(unit, sign * number, anchor)
    vague = not m["ago"][0].isdigit() and m["ago"].split()[0].lower() not in _COUNTS
    if value is not None and unit == "year" and (number > 1 or vague):
        # Twelve months to the day are rare: "four years ago" may fall in either year beside it.
        assert value.start
        assert value.end
        return replace(
            value,
            start=date(value.start.year - 1, 7, 1),
            end=date(value.end.year + 1, 6, 30),
        )
    return value


def _moved_years(known: DateValue, years: int) -> DateValue:
    assert known.start
    return _quarter(known.start.year + years, (known.start.month + 2) // 3)


def _read_fixed(m: re.Match[str], here: _Reader) -> DateValue | None:
    word = m["fixedw"].lower()
    if word == "overnight":
        after = here.token(m.end())
        beside = here.text[m.end() : m.end() + 1] == " "
        if m["fixedpart"] or (beside and after is not None and after.pos in (NOUN, ADJ)):
            return None  # "overnight trains"
        if (
            here.before(m.start()) is None
            and beside
            and after
            and after.pos not in (DET, PRON, NAME)
        ):
            return None
        if here.anchor is None:
            return _unresolved("daytime", "XXXX-XX-XXTNI", word)
        # The night before publication or the one that begins on its day.
        value = _part_of_day(_day(here.anchor), "night")
        return replace(value, start=here.anchor - timedelta(days=1))
    if word == "today" and _POSSESSIVE.match(here.text, m.end()):
        return None
    part = "night" if word == "tonight" else m["fixedpart"]
    if here.anchor is None:
        shown = word if not part or word == "tonight" else f"{word} {part}"
        timex = f"XXXX-XX-XXT{_PARTS[part]}" if part else "XXXX-XX-XX"
        return _unresolved("daytime" if part else "day", timex, shown)
    value = _day(here.anchor + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0)))
    return _part_of_day(value, part) if part else value


def _read_twodays(m: re.Match[str], here: _Reader) -> DateValue | None:
    if here.anchor is None:
        return _unresolved("day", "XXXX-XX-XX", " ".join(m["twodays"].lower().split()))
    back = "before" in m["twodays"].lower()
    return _day(here.anchor + timedelta(days=-2 if back else 2))


def _read_ref(m: re.Match[str], here: _Reader) -> DateValue | None:
    words = m["ref"].lower()
    if "recent" in words:
        return _unresolved("ref", "PAST_REF", words)
    future = "future" in words or "term" in words or words == "soon"
    return _unresolved("ref", "FUTURE_REF" if future else "PRESENT_REF", words)


_READERS: Final[dict[str, Callable[[re.Match[str], _Reader], DateValue | None]]] = {
    "twodays": _read_twodays,
    "iso": _read_iso,
    "slash": _read_slash,
    "clock": _read_clock,
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
    "y": _read_y,
    "ywords": _read_ywords,
    "rel": _read_rel,
    "yearend": _read_yearend,
    "ago": _read_ago,
    "fixed": _read_fixed,
    "ref": _read_ref,
}


def day_of(published: date | None) -> date | None:
    """The day of a date or of a moment; None for None."""
    return published.date() if isinstance(published, datetime) else published
