"""Dates as formats and pages write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Final

_BASIC: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?![\d-])")
_ISO: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ]\s?(\d\d:\d\d(?::\d\d)?))?(?!\d)")


def parse_date(stamp: str) -> date | None:
    """An ISO date, or a datetime where an hour is given; None for anything else.

    A datetime keeps the clock of its place and loses its offset: "Tuesday" is the writer's Tuesday,
    and all articles' times stay comparable.
    """
    stamp = stamp.strip()
    try:
        if len(stamp) > 10 and stamp[10] in "T ":
            return datetime.fromisoformat(stamp).replace(tzinfo=None)
        return date.fromisoformat(stamp)
    except ValueError:
        return None


def moment(stamp: Any) -> date | None:
    """A date in any form that news formats use: ISO, its basic form, or that of e-mail.

    None for what is none, whatever its type; never raises.
    """
    if isinstance(stamp, dict):  # WordPress and JSON-LD wrap values
        stamp = stamp.get("@value") or stamp.get("rendered")
    if not isinstance(stamp, str) or not 8 <= len(stamp.strip()) <= 64:
        return None
    stamp = stamp.strip()
    iso = _ISO.match(stamp)
    if iso:
        return parse_date(iso[1] + (f"T{iso[2]}" if iso[2] else ""))
    basic = _BASIC.match(stamp)
    if basic:
        clock = f"T{basic[4]}:{basic[5]}" if basic[4] else ""
        return parse_date(f"{basic[1]}-{basic[2]}-{basic[3]}{clock}")
    return _mail_date(stamp)


def _mail_date(stamp: str) -> date | None:
    """ "Tue, 14 May 2024 06:10:00 +0000", as feeds and e-mail have it."""
    from email.utils import parsedate_tz

    try:
        parts = parsedate_tz(stamp)
        if not parts:
            return None
        return datetime(*parts[:6]) if ":" in stamp else date(*parts[:3])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def first(*stamps: Any) -> date | None:
    """The first stamp that is a date."""
    return next((found for found in map(moment, stamps) if found is not None), None)
