"""The forms in which dates and times are printed: one pattern with a group for each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import capwords
from typing import Final

from consistency.calendars import (
    CENTURIES,
    COUNTS,
    DAYS,
    DECADES,
    HOLIDAYS,
    HOURS,
    MONTHS,
    ONES,
    ORDINALS,
    PARTS,
    SEASONS,
    TENS,
    VAGUE,
    WEEKDAYS,
    ZONES,
)


def _either(words: Iterable[str]) -> str:
    """An alternation, longest word first, spaces and apostrophes in any form."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(word.replace("'", "['’]?").replace(" ", r"\s+") for word in ordered)


def _cased(words: Iterable[str]) -> str:
    """The same in the two capitals of copy: "Monday", "MONDAY"."""
    return _either(form for word in words for form in (capwords(word), word.upper()))


_LONG_MONTHS: Final = [name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
SHORT_MONTHS: Final = [name for name in MONTHS if name not in _LONG_MONTHS]
_LONG_DAYS: Final = [name for name in WEEKDAYS if name.endswith("day")]
_SHORT_DAYS: Final = [name for name in WEEKDAYS if not name.endswith("day")]
_MONTH: Final = rf"(?:(?:{_cased(_LONG_MONTHS)})\b|(?:{_cased(SHORT_MONTHS)})\b\.?)"
# An abbreviated weekday needs its point and a name or number after it: "sat", "sun" are words.
_WEEKDAY: Final = (
    rf"(?:(?:{_cased(_LONG_DAYS)})\b"
    rf"|(?:{_either(day.title() for day in _SHORT_DAYS)})\.(?=,?\s+[A-Z\d]))"
)
_YEAR: Final = r"(?:1[4-9]|20)\d\d(?!\d|,\d|\.\d|%|:\d|['’]s\s+\d)"
_UNIT: Final = "day|week|weekend|month|quarter|year|decade|century"
_SEASON: Final = _either(SEASONS)
_ZONE: Final = (
    rf"(?:(?:GMT|UTC)[+-]\d{{1,2}}(?::?\d\d)?|{_either(ZONES)}|local\s+time"
    r"|(?:Eastern|Central|Mountain|Pacific)(?:\s+(?:[Ss]tandard|[Dd]aylight))?(?:\s+[Tt]ime)?)\b"
)
_NUMBER: Final = rf"(?:\d{{1,3}}|(?:{_either(TENS)})-(?:{_either(ONES)})|{_either(COUNTS)})"
_RELATIVE: Final = "last|next|this\\s+past|this\\s+coming|this|past"
_AFTER_DAY: Final = r"(?!:\d|\.\d|,\d|%|\s*percent|\s+per\s+cent|/|\s*million|\s*billion)"

_GAP: Final = r"(?:\s?,)?\s+"  # tokenised copy has a space before the comma too

PATTERN: Final = re.compile(
    rf"""
    (?P<mod>(?i:early|mid|late|earlier|later|before\s+dawn)(?:-|\s+)(?i:(?:on|in)\s+)?
      | (?i:the\s+(?:beginning|start|middle|end|(?:first|second|last|latter)\s+half
        |(?:opening|closing|final|first|last)\s+days|(?:early|small)\s+hours)\s+of)\s+)?
    (?:
      (?P<twodays>(?i:the\s+day\s+(?:before\s+yesterday|after\s+tomorrow)))
    | (?P<iso>(?P<iy>(?:1[4-9]|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)(?![\d-]))
    | (?P<slash>(?P<s1>\d{{1,2}})/(?P<s2>\d{{1,2}})/(?P<sy4>(?:19|20)\d\d)(?!/))
    | (?P<clock>(?:(?P<ch>\d{{1,2}})(?:[:.](?P<cm>\d\d))?(?:\s|-)?
        (?P<chalf>[ap]\.m\.?|[ap]m\b|[AP]\.M\.?|[AP]M\b)
        | (?P<ch2>\d{{1,2}}):(?P<cm2>\d\d)(?=\s+(?:{_ZONE}|hours\b|on\s+{_WEEKDAY}|{_WEEKDAY}))
        | (?P<ch3>[012]\d):?(?P<cm3>\d\d)(?=\s+(?:GMT|UTC)\b)
        | (?P<ch4>\d{{1,2}})\s+o['’]clock
        | (?P<cpast>(?i:half|(?:a\s+)?quarter|five|ten|twenty(?:-five)?))\s+
          (?P<cto>to|past)\s+(?P<chw>(?i:{_either(HOURS)}))
        | (?P<chw2>(?i:{_either(HOURS)}))(?:\s+o['’]clock
          |(?=\s+(?:(?:on\s+)?{_WEEKDAY}|in\s+the|that|this)\s+(?:{_either(PARTS)})))
        | (?P<ch5>[012]?\d):(?P<cm5>[0-5]\d)(?![:.]?\d)
        | (?P<cword>(?i:noon|midnight|midday)))(?:\s+(?P<czone>{_ZONE}))?)
    | (?P<md>(?:{_WEEKDAY}{_GAP})?(?P<mdm>{_MONTH})\s+(?P<mdd>\d{{1,2}})
        (?:st|nd|rd|th)?\b{_AFTER_DAY}
        (?:(?:\s?[-–]\s?|\s+to\s+)(?P<mdd2>\d{{1,2}})\b{_AFTER_DAY}(?!\s+{_MONTH}))?(?:{_GAP}(?P<mdy>{_YEAR}))?)
    | (?P<dm>(?:{_WEEKDAY}{_GAP})?
        (?:(?:(?i:the)\s+)?(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?
          (?:\s?[-–]\s?(?P<dmd2>\d{{1,2}}))?\s+(?:of\s+)?
          |(?i:the)\s+(?P<dmo>(?i:{_either(DAYS)}))\s+of\s+)(?P<dmm>{_MONTH})
        (?:{_GAP}(?P<dmy>{_YEAR}))?)
    | (?P<my>(?P<mym>{_MONTH})(?:(?:\s+of)?{_GAP}(?P<myy>{_YEAR})
        |\s+(?:of\s+)?(?P<myrel>last|this|next)\s+year))
    | (?P<m>(?:(?P<mrel>(?i:{_RELATIVE}))\s+)?(?P<mm>{_MONTH})(?!\s+\d))
    | (?P<wd>(?:(?P<wdrel>(?i:{_RELATIVE}))\s+)?(?P<wdd>{_WEEKDAY})
        (?:\s+(?P<wdpart>{_either(PARTS)})\b)?)
    | (?P<holiday>(?:(?P<hrel>(?i:{_RELATIVE}))\s+)?(?P<hname>{_cased(HOLIDAYS)})
        (?:{_GAP}(?P<hy>{_YEAR}))?)
    | (?P<decade>(?:(?i:the)\s+)?(?P<dmod>(?i:early|mid|late)(?:-|\s+))?
        (?:(?P<dec>(?:1[4-9]|20)\d0)['’]?s|['’](?P<dec2>\d0)['’]?s
        |(?<=[Tt]he\s)(?P<decword>(?i:{_either(DECADES)}))
        |(?<=mid-)(?P<decword2>(?i:{_either(DECADES)}))))
    | (?P<century>(?:(?i:the)\s+)?(?P<centmod>(?i:early|mid|late)(?:-|\s+))?
        (?:(?P<cent>1[4-9]|2[01])(?:st|th)
        |(?P<centword>(?i:{_either(CENTURIES)})))(?:-|\s+)(?i:century))
    | (?P<season>(?:(?P<srel>(?i:{_RELATIVE}|the))\s+)?(?P<sname>(?i:{_SEASON}))
        (?:{_GAP}(?:of\s+)?(?P<syy>{_YEAR}))?)
    | (?P<quarter>(?:(?P<qown>(?i:this|last|next)\s+year|{_YEAR})['’]s\s+
          |(?i:the)\s+(?!\w+-quarter))?
        (?:(?i:fiscal)\s+)?
        (?:Q(?P<q1>[1-4])|(?P<q2>(?i:{_either(ORDINALS)}))(?:-|\s+)(?:fiscal(?:-|\s+))?
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
        (?:(?P<yten>{_either(TENS)})(?:[\s-](?P<yone>{_either(ONES)})\b)?))
    | (?P<rel>(?P<relw>(?i:this\s+past|this\s+coming|this|last|next|that\s+same|that
        |(?:the\s+)?(?:previous|following|preceding|current|coming|same|new)|the\s+next|the))\s+
        (?P<relu>(?i:{_UNIT}|{_either(PARTS)}))(?![-\w]|['’]s\s+(?:old|end)))
    | (?P<yearend>(?i:the\s+)?(?i:year-end|year['’]s\s+end|end\s+of\s+the\s+year))
    | (?P<ago>(?:(?i:almost|nearly|about|around|some|roughly|more\s+than|over|less\s+than
        |just\s+over)\s+)?
        (?P<agon>(?i:{_NUMBER}|several|(?:a\s+)?few|some|many|a\s+couple(?:\s+of)?))(?:-|\s+)
        (?P<agou>day|week|month|quarter|year|decade|century|hour|minute)s?
        \s+(?P<agow>ago|earlier|later|before\b(?!\s+['’“"]?\w)))
    | (?P<fixed>(?P<fixedw>(?i:today|yesterday|tomorrow|tonight|overnight))
        (?:\s+(?P<fixedpart>{_either(PARTS)})\b)?)
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
STARTS: Final = frozenset(
    word.split()[0].split("-")[0].split("'")[0]
    for group in (
        *(MONTHS, WEEKDAYS, SEASONS, COUNTS, VAGUE, ORDINALS, TENS, DECADES, CENTURIES),
        HOLIDAYS,
        "the early mid late earlier later last next this past that previous following preceding"
        " current coming same new noon midday midnight half quarter q1 q2 q3 q4 fiscal year end"
        " almost nearly about around roughly more over less just today yesterday tomorrow tonight"
        " overnight now currently recently presently nowadays these soon previously in recent near"
        " foreseeable not future before".split(),
    )
    for word in group
)
# Without one of these, or a digit, a sentence holds no date and is not looked at further.
TRIGGERS: Final = frozenset(
    word.split()[-1]
    for group in (
        *(MONTHS, WEEKDAYS, SEASONS, PARTS, DECADES),
        HOLIDAYS,
        "day days week weeks weekend month months quarter quarters year years decade decades"
        " century period half ago earlier later noon midday midnight today yesterday tomorrow"
        " tonight"
        " overnight now currently recently presently nowadays soon previously future term fiscal"
        " nineteen eighteen twenty q1 q2 q3 q4".split(),
    )
    for word in group
)
# Words after which a bare year is one, and a month that is also a word ("may", "March") is one.
