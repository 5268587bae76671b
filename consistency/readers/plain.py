"""Plain text: kept exactly as read; its first lines may say a title and a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Final

from consistency.readers.dates import parse_date

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_FIRST: Final = rf"(?P<day2>\d{{1,2}})\s+(?P<month2>{_MONTH}),?\s+(?P<year2>\d{{4}})"
_MONTH_FIRST: Final = rf"(?P<month1>{_MONTH})\s+(?P<day1>\d{{1,2}}),?\s+(?P<year1>\d{{4}})"
_FULL_DATE: Final = rf"(?:{_MONTH_FIRST}|{_DAY_FIRST}|(?P<iso>\d{{4}}-\d\d-\d\d))"
_DATE_LINE: Final = re.compile(
    r"(?:(?:first\s+)?(?:published|posted)(?:\s+on)?\s*:?\s+|date\s*:\s*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"{_FULL_DATE}(?:(?:,|\s+at|\s+[|·-])?\s+\d{{1,2}}[:.]\d\d.{{0,20}})?",
    re.IGNORECASE,
)
_DATELINE: Final = re.compile(
    r"(?-i:[A-Z][A-Z .'’-]{1,40})(?:,\s+[\w .'’-]{1,40})?[,:]\s+"
    rf"{_FULL_DATE}\s*(?:\([^()]{{1,40}}\)\s*)?[-–—_:]",
    re.IGNORECASE,
)
# A page says when it appeared at its top.
_TOP_LINES: Final = 10


def _top(text: str) -> Iterator[str]:
    """The first lines that hold something, each cut at 300 characters."""
    shown = (match.group().strip() for match in re.finditer(r"[^\n\r]+", text))
    return islice((line[:300] for line in shown if line), _TOP_LINES)


def dateline(text: str) -> date | None:
    """The date with a year that stands alone on a line or in a dateline; None if two disagree."""
    found = set()
    for line in _top(text):
        match = _DATE_LINE.fullmatch(line) or _DATELINE.match(line)
        if match:
            moment = _moment(match)
            if moment:
                found.add(moment)
    return found.pop() if len(found) == 1 else None


_PRINTED: Final = re.compile(rf"(?<!\w){_FULL_DATE}", re.IGNORECASE)


def printed_date(text: str) -> date | None:
    """The first date with a year in a short text."""
    match = _PRINTED.search(text[:300])
    return _moment(match) if match else None


def _moment(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return parse_date(match["iso"])
    which = "1" if match["month1"] else "2"
    month = _MONTHS.index(match["month" + which][:3].lower()) + 1
    try:
        return date(int(match["year" + which]), month, int(match["day" + which]))
    except ValueError:
        return None


def title(text: str) -> str | None:
    """The first line where it reads as a heading: short, no final stop, with text below it."""
    lines = list(_top(text))
    if len(lines) < 2:
        return None
    first = lines[0]
    head = re.sub(r"^#{1,6}\s+", "", first)
    if _DATE_LINE.fullmatch(head) or re.match(r"by\s", head, re.I) or len(head.split()) > 18:
        return None
    if head[-1:] in "—–-_," or re.search(r"[.!?…:;][\"'”’)\]]*$", head):
        return None
    start = text.find(first) + len(first)
    below = text[start : start + 200].lstrip(" \t")
    paragraph_ends = re.match(r"\r?\n[ \t]*\r?\n", below) is not None
    return head if head and (first != head or paragraph_ends) else None
