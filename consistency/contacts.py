"""Telephone numbers, web and mail addresses: where a reader is sent to call or look.

One digit or letter of them decides, so they are compared as a whole, spelling aside: a scheme,
"www.", case, brackets and hyphens change nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from consistency.forms import Name
from consistency.model import Kind, Mention, Slot, Span
from consistency.tree import Document

PHONE: Final = "phone"
ADDRESS: Final = "address"
CONTACTS: Final = frozenset({PHONE, ADDRESS})

_CUE: Final = re.compile(
    r"(?i)\b(?:call(?:s|ed|ing)?|phones?|telephones?|tel|dial|ring|text|fax|hotlines?|helplines?"
    r"|(?:crisis|tip|help|hot)\s?lines?|numbers?|toll-free|whatsapp)\b"
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,/$£€-])(?:\+\d{1,3}[ .-]?|1[ .-])?(?:\(\d{1,5}\)[ ]?)?"
    r"\d{2,5}(?:[ .-]\d{2,5}){1,4}(?![\w%/-]|[.,]\d)"
)
_YEARS: Final = re.compile(r"(?:1[5-9]|20)\d\d[ -](?:1[5-9]|20)\d\d")
_FEWEST, _MOST = 7, 15  # digits of a telephone number
_WEB: Final = re.compile(
    r"(?<![\w@./-])(?:(?:https?://|www\.)[^\s<>\"“”]{3,200}"
    r"|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}"
    r"|[a-z0-9-]{2,60}(?:\.[a-z0-9-]{2,30}){0,3}\.(?:com|org|net|gov|edu|int|info|co\.uk|org\.uk)"
    r"(?:/[^\s<>\"“”]{0,200})?(?![\w@]))"
)
_TAIL: Final = ".,;:!?)]}'’”\""


def contacts(document: Document) -> Iterator[Mention[Name]]:
    """The telephone numbers and addresses of an article. Linear in the text's length.

    The value's name is what each comes to: digits, or host and path.
    """
    for parsed in document.parsed:
        base = parsed.sentence.start
        for start, end, kind, name in _in(parsed.sentence.text):
            span = Span(base + start, base + end)
            yield Mention(
                Kind.NAME,
                document.article.id,
                parsed.sentence.index,
                span.start,
                span.end,
                document.surface(span),
                Name(name, kind),
                Slot(name, span, (), kind),
                published=document.article.published,
            )


def _in(text: str) -> list[tuple[int, int, str, str]]:
    found = [*_addresses(text)]
    cue = _CUE.search(text)
    if cue is not None:
        found.extend(
            (match.start(), match.end(), PHONE, digits)
            for match in _NUMBER.finditer(text, cue.end())
            if _YEARS.fullmatch(match.group()) is None
            and _FEWEST <= len(digits := re.sub(r"\D", "", match.group())) <= _MOST
        )
    return sorted(found)


def _addresses(text: str) -> Iterator[tuple[int, int, str, str]]:
    if "." not in text:
        return
    for match in _WEB.finditer(text):
        printed = match.group().rstrip(_TAIL)
        name = re.sub(r"(?i)^https?://", "", printed).lower().removeprefix("www.").rstrip("/")
        if name:
            yield match.start(), match.start() + len(printed), ADDRESS, name


def one_contact(kind: str, one: str, other: str) -> bool:
    """Whether two numbers or addresses lead to one place: equal, or one told in part.

    A number without its country or area; a site's address for that of one of its pages.
    """
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if kind == PHONE:
        return long.endswith(short.removeprefix("0"))
    return "/" not in short and long.startswith(f"{short}/")
